// SPDX-License-Identifier: GPL-2.0-only
/* Responses for people */
#include <inttypes.h>
#include <string.h>

#include "cli.h"

#define LINE 76

/* Room for all names of a field: 256 of 80 bytes are allowed */
#define MAX_NAMES 32768

struct printer {
	bool admin;
	unsigned int margin;
	__u32 most;		/* elements that are printed; 0: all */
	unsigned int skipped;	/* elements that we are in and that are not */
	unsigned int depth;
	/* at each depth: room for names, and whether an element was printed */
	unsigned int width[FWCTL_DEPTH + 1];
	bool printed[FWCTL_DEPTH + 1];
	__u32 left_out[FWCTL_DEPTH + 1];
	const char *list;	/* name of the list of plain elements */
	unsigned int column;	/* in it; 0: where a line begins */
	__u32 nr_flags;		/* lines in it, of sets of flags */
};

static bool is_withheld(const struct printer *p, const struct fwctl_item *item)
{
	return item->hidden || item->cut || (item->field->is_admin && !p->admin);
}

static unsigned int indent(const struct printer *p)
{
	return p->margin + p->depth * 2;
}

/* The longest name among the fields that have a value */
static unsigned int name_width(const struct fwctl_msg *msg, unsigned int width)
{
	__u32 i;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		if (field->kind != FWCTL_KIND_ARRAY &&
		    field->kind != FWCTL_KIND_RECORDS &&
		    strlen(field->name) > width)
			width = (unsigned int)strlen(field->name);
	}
	return width;
}

/* Up to where the values of a message's fields begin */
static void pad(const struct printer *p, const char *name)
{
	size_t len = strlen(name);

	if (len < p->width[p->depth])
		printf("%*s", (int)(p->width[p->depth] - len), "");
}

static void print_name(const struct printer *p, const char *name)
{
	printf("%*s%s:", (int)indent(p), "", name);
	pad(p, name);
}

static void add(char *buf, size_t size, const char *text)
{
	size_t len = strlen(buf);

	snprintf(buf + len, size - len, "%s", text);
}

static void format_flags(const struct fwctl_item *item, char *buf, size_t size)
{
	__u64 rest = item->low;
	const char *name;
	char number[24];
	__u32 i = 0;

	buf[0] = 0;
	while ((name = next_flag(item, &i, &rest))) {
		if (buf[0])
			add(buf, size, "|");
		add(buf, size, name);
	}
	if (!rest && buf[0])
		return;
	snprintf(number, sizeof(number), rest ? "0x%" PRIx64 : "%" PRIx64,
		 (uint64_t)rest);
	if (buf[0])
		add(buf, size, "|");
	add(buf, size, number);
}

/* value unit, or value (name): what has a name is nothing that was measured */
static void format_integer(const struct fwctl_item *item, char *buf,
			   size_t size)
{
	const struct fwctl_field *field = item->field;
	const char *name = fwctl_value_name(item);
	char number[FWCTL_NUMBER_LEN];

	if (fwctl_is_flags(field)) {
		format_flags(item, buf, size);
		return;
	}
	if (field->rule == FWCTL_RULE_MASK)
		snprintf(number, sizeof(number), "%#" PRIx64,
			 (uint64_t)item->low);
	else
		fwctl_format_value(item, fwctl_is_scaled(field) && !name,
				   number);
	if (name)
		snprintf(buf, size, "%s (%s)", number, name);
	else
		snprintf(buf, size, "%s%s%s", number, field->unit ? " " : "",
			 field->unit ? : "");
}

static void print_lines(const struct printer *p, const char *text, __u32 len)
{
	while (len) {
		const char *end = memchr(text, '\n', len);
		__u32 line = end ? (__u32)(end - text) : len;

		printf("%*s", (int)indent(p) + 2, "");
		print_escaped(stdout, text, line);
		putchar('\n');
		line += !!end;
		text += line;
		len -= line;
	}
}

/* Text without its padding; a line feed at the end makes no second line. */
static __u32 shown_len(const struct fwctl_item *item)
{
	__u32 len = fwctl_text_len(item->data, item->len);

	while (len && item->data[len - 1] == '\n')
		len--;
	return len;
}

/* Does the value have lines of its own? */
static bool is_block(const struct fwctl_item *item)
{
	switch (item->field->kind) {
	case FWCTL_KIND_STRING:
		return memchr(item->data, '\n', shown_len(item));
	case FWCTL_KIND_BYTES:
	case FWCTL_KIND_VENDOR:
		return item->len > 16;
	default:
		return false;
	}
}

static void print_block(const struct printer *p, const struct fwctl_item *item)
{
	putchar('\n');
	if (item->field->kind == FWCTL_KIND_STRING)
		print_lines(p, (const char *)item->data, shown_len(item));
	else
		print_hex(item->data, item->len, indent(p) + 2);
}

/* Print a value, and end the line. */
static void print_value(const struct printer *p, const struct fwctl_item *item)
{
	const struct fwctl_field *field = item->field;
	const char *name = fwctl_value_name(item);
	char text[MAX_NAMES];
	__u32 i;

	if (!is_withheld(p, item) && is_block(item)) {
		print_block(p, item);
		return;
	}
	if (!item->plain)
		pad(p, field->name);
	if (is_withheld(p, item)) {
		puts(item->hidden ? " (hidden)" :
		     item->cut ? " (cut short)" : " (for administrators)");
		return;
	}
	switch (field->kind) {
	case FWCTL_KIND_UINT:
	case FWCTL_KIND_SINT:
		format_integer(item, text, sizeof(text));
		printf(" %s", text);
		break;
	case FWCTL_KIND_STRING:
		putchar(' ');
		print_escaped(stdout, (const char *)item->data,
			      shown_len(item));
		break;
	case FWCTL_KIND_UUID:
		fwctl_format_uuid(field, item->data, text);
		printf(" %s%s%s%s", text, name ? " (" : "", name ? : "",
		       name ? ")" : "");
		break;
	default:
		for (i = 0; i < item->len; i++)
			printf(" %02x", item->data[i]);
		if (!item->len)
			fputs(" (none)", stdout);
		break;
	}
	putchar('\n');
}

/*
 * Integers of a list share a line, as far as there is room. Others have one
 * each, of sets of flags those that are not empty.
 */
static void print_plain(struct printer *p, const struct fwctl_item *item)
{
	const struct fwctl_field *field = item->field;
	bool flags = fwctl_is_flags(field) && !is_withheld(p, item);
	char text[MAX_NAMES];
	size_t len;

	if (flags && !item->low)
		return;
	if (flags && p->most && p->nr_flags == p->most) {
		p->left_out[p->depth]++;
		return;
	}
	p->nr_flags += flags;
	if ((field->kind != FWCTL_KIND_UINT && field->kind != FWCTL_KIND_SINT) ||
	    flags || is_withheld(p, item)) {
		if (!p->printed[p->depth])
			printf("%*s%s:", (int)indent(p), "", p->list);
		if (!p->printed[p->depth] || p->column)
			putchar('\n');
		p->column = 0;
		p->printed[p->depth++] = true;
		printf("%*s[%u]:", (int)indent(p), "", item->index);
		print_value(p, item);
		p->depth--;
		return;
	}
	format_integer(item, text, sizeof(text));
	len = strlen(text);
	if (!p->printed[p->depth]) {
		print_name(p, p->list);
		p->column = indent(p) + (unsigned int)strlen(p->list) + 1;
	} else {
		putchar(p->column ? ',' : ' ');
	}
	if (item->index && p->column + 2 + len > LINE) {
		printf("\n%*s", (int)indent(p) + 1, "");
		p->column = indent(p) + 1;
	}
	printf(" %s", text);
	p->column += (unsigned int)len + 2;
	p->printed[p->depth] = true;
}

static void begin(struct printer *p, const struct fwctl_item *item)
{
	p->printed[p->depth] = false;
	p->left_out[p->depth] = 0;
	p->list = item->field->name;
	p->column = 0;
	p->nr_flags = 0;
}

static void end(struct printer *p, const struct fwctl_item *item)
{
	bool printed = p->printed[p->depth];

	if (p->left_out[p->depth])
		printf("%*s%s: %u more, which --json has\n", (int)indent(p), "",
		       item->field->name, p->left_out[p->depth]);
	if (item->plain ? printed && !p->column && !item->cut :
			  printed && !item->cut)
		return;
	if (!item->plain || !p->column)
		print_name(p, item->field->name);
	puts(item->cut ? " (cut short)" : printed ? "" : " (none)");
}

static void enter(struct printer *p, const struct fwctl_item *item)
{
	unsigned int width = name_width(item->field->elem, 0);

	printf("%*s%s[%u]:", (int)indent(p), "", item->field->name,
	       item->index);
	if (item->variant) {
		printf(" %s", item->variant->name);
		width = name_width(&item->variant->msg, width);
	} else if (item->field->kind == FWCTL_KIND_RECORDS) {
		printf(" kind %" PRIu64, (uint64_t)item->kind);
	}
	putchar('\n');
	p->printed[p->depth] = true;
	p->width[++p->depth] = width;
}

/* Is this of an element that is left out? */
static bool skip(struct printer *p, const struct fwctl_item *item)
{
	if (item->event == FWCTL_EVENT_ENTER &&
	    (p->skipped || (p->most && item->index >= p->most))) {
		if (!p->skipped++)
			p->left_out[p->depth]++;
		return true;
	}
	if (!p->skipped)
		return false;
	if (item->event == FWCTL_EVENT_LEAVE)
		p->skipped--;
	return true;
}

static int visit(void *ctx, const struct fwctl_item *item)
{
	struct printer *p = ctx;

	if (skip(p, item))
		return 0;
	switch (item->event) {
	case FWCTL_EVENT_VALUE:
		if (item->plain) {
			print_plain(p, item);
			break;
		}
		printf("%*s%s:", (int)indent(p), "", item->field->name);
		print_value(p, item);
		break;
	case FWCTL_EVENT_BEGIN:
		begin(p, item);
		break;
	case FWCTL_EVENT_ENTER:
		enter(p, item);
		break;
	case FWCTL_EVENT_LEAVE:
		p->depth--;
		break;
	case FWCTL_EVENT_END:
		end(p, item);
		break;
	}
	return 0;
}

/*
 * The fields of a response, one a line, behind so many spaces. Of elements and
 * records that have fields of their own, and of lists of flags, at most so many, or
 * all if that is 0.
 */
void text_response(const struct fwctl_description *desc,
		   const struct fwctl_command *cmd, const void *buf, __u32 len,
		   bool admin, unsigned int margin, __u32 most)
{
	struct printer p = {
		.admin = admin,
		.margin = margin,
		.most = most,
		.width = { name_width(&cmd->response, 0) },
	};

	fwctl_decode(desc, cmd, buf, len, visit, &p, NULL);
}
