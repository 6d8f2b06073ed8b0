// SPDX-License-Identifier: GPL-2.0-only
/* JSON: numbers are numbers, named values are their names */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

struct json_object *json_map(void)
{
	return check_memory(json_object_new_object());
}

struct json_object *json_list(void)
{
	return check_memory(json_object_new_array());
}

/* What each verb prints has the version. */
struct json_object *json_new(void)
{
	struct json_object *object = json_map();

	json_add_uint(object, "version", JSON_VERSION);
	return object;
}

void json_add(struct json_object *object, const char *name,
	      struct json_object *value)
{
	if (json_object_object_add(object, name, value))
		check_memory(NULL);
}

/*
 * JSON is UTF-8, and what a device says need not be: each byte becomes the
 * character of that number.
 */
static struct json_object *json_text(const char *text, size_t len)
{
	char *utf8 = check_memory(malloc(len * 2 + 1));
	struct json_object *string;
	size_t i, used = 0;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c < 0x80) {
			utf8[used++] = (char)c;
		} else {
			utf8[used++] = (char)(0xc0 | c >> 6);
			utf8[used++] = (char)(0x80 | (c & 0x3f));
		}
	}
	string = check_memory(json_object_new_string_len(utf8, (int)used));
	free(utf8);
	return string;
}

/* Text of the description, which may be UTF-8 */
void json_add_string(struct json_object *object, const char *name,
		     const char *value)
{
	json_add(object, name, check_memory(json_object_new_string(value)));
}

void json_add_uint(struct json_object *object, const char *name, __u64 value)
{
	json_add(object, name, check_memory(json_object_new_uint64(value)));
}

void json_add_int(struct json_object *object, const char *name, __s64 value)
{
	json_add(object, name, check_memory(json_object_new_int64(value)));
}

static struct json_object *json_number(const char *digits)
{
	return check_memory(json_object_new_double_s(strtod(digits, NULL),
						     digits));
}

/* A number with all of its digits */
void json_add_number(struct json_object *object, const char *name,
		     const char *digits)
{
	json_add(object, name, json_number(digits));
}

/* Only what is true is there */
void json_flag(struct json_object *object, const char *name, bool value)
{
	if (value)
		json_add(object, name,
			 check_memory(json_object_new_boolean(1)));
}

void json_value(struct json_object *object, const char *name, bool is_signed,
		__u64 value)
{
	if (is_signed)
		json_add_int(object, name, (__s64)value);
	else
		json_add_uint(object, name, value);
}

/* The name if there is one, else the number */
void json_add_name(struct json_object *object, const char *name, const char *text,
		   __u64 number)
{
	if (text)
		json_add_string(object, name, text);
	else
		json_add_uint(object, name, number);
}

struct json_object *json_hex(const __u8 *data, __u32 len)
{
	static const char digits[] = "0123456789abcdef";
	char *text = check_memory(malloc((size_t)len * 2 + 1));
	struct json_object *string;
	__u32 i;

	for (i = 0; i < len; i++) {
		text[i * 2] = digits[data[i] >> 4];
		text[i * 2 + 1] = digits[data[i] & 15];
	}
	string = check_memory(json_object_new_string_len(text, (int)len * 2));
	free(text);
	return string;
}

struct json_object *json_error(const struct fwctl_error *err)
{
	const struct fwctl_diag *diag = &err->diag;
	bool is_signed = diag->flags & FWCTL_DIAG_SIGNED;
	struct json_object *object = json_map();

	json_add_uint(object, "errno", (__u64)err->errnum);
	json_add_string(object, "name",
			strerrorname_np(err->errnum) ? : "unknown");
	json_add(object, "message", json_text(err->text, strlen(err->text)));
	json_add_name(object, "sent", fwctl_sent_name(diag->sent), diag->sent);
	if (diag->reason)
		json_add_name(object, "reason",
			      fwctl_reason_name(diag->reason), diag->reason);
	if (diag->field[0])
		json_add(object, "field",
			 json_text(diag->field, strlen(diag->field)));
	if (diag->flags & FWCTL_DIAG_PLACE) {
		json_add_uint(object, "offset", diag->offset);
		json_add_uint(object, "bit", diag->bit);
		json_add_uint(object, "width", diag->width);
	}
	if (diag->flags & FWCTL_DIAG_VALUE)
		json_value(object, "value", is_signed, diag->value);
	if (diag->rule)
		json_add_name(object, "rule", fwctl_rule_name(diag->rule),
			      diag->rule);
	if (diag->flags & FWCTL_DIAG_BOUNDS) {
		json_value(object, "min", is_signed, diag->min);
		json_value(object, "max", is_signed, diag->max);
	}
	return object;
}

/* Print the object, and free it. */
static void print(struct json_object *object, int flags)
{
	puts(check_memory((void *)json_object_to_json_string_ext(object,
								 flags |
								 JSON_C_TO_STRING_NOSLASHESCAPE)));
	json_object_put(object);
}

void json_print(struct json_object *object)
{
	print(object, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED);
}

/* One of many */
void json_print_line(struct json_object *object)
{
	print(object, JSON_C_TO_STRING_PLAIN);
}

/* Responses */

struct writer {
	bool admin;
	unsigned int depth;
	/* what is open: for each array or records, it and one of its elements */
	struct json_object *open[2 * FWCTL_DEPTH + 2];
};

static void put(struct writer *w, const struct fwctl_item *item,
		struct json_object *value)
{
	struct json_object *to = w->open[w->depth];

	if (json_object_is_type(to, json_type_object))
		json_add(to, item->field->name, value);
	else if (json_object_array_add(to, value))
		check_memory(NULL);
}

static void open_one(struct writer *w, const struct fwctl_item *item,
		     struct json_object *value)
{
	put(w, item, value);
	w->open[++w->depth] = value;
}

static struct json_object *number(const struct fwctl_item *item, bool scaled)
{
	char text[FWCTL_NUMBER_LEN];

	if (!scaled && item->field->size <= 8) {
		if (item->field->kind == FWCTL_KIND_SINT)
			return json_object_new_int64((__s64)item->low);
		return json_object_new_uint64(item->low);
	}
	fwctl_format_value(item, scaled, text);
	return json_number(text);
}

static struct json_object *flags(const struct fwctl_item *item)
{
	struct json_object *array = json_list();
	__u64 rest = item->low;
	const char *name;
	__u32 i = 0;

	while ((name = next_flag(item, &i, &rest)))
		json_object_array_add(array, check_memory(json_object_new_string(name)));
	if (rest)
		json_object_array_add(array, check_memory(json_object_new_uint64(rest)));
	return array;
}

/* A value: a name or a number, or what else its kind has; NULL if withheld */
struct json_object *json_item(const struct fwctl_item *item, bool admin)
{
	const struct fwctl_field *field = item->field;
	const char *name;
	char uuid[37];

	if (item->hidden || item->cut || (field->is_admin && !admin))
		return NULL;
	switch (field->kind) {
	case FWCTL_KIND_UINT:
	case FWCTL_KIND_SINT:
		if (fwctl_is_flags(field))
			return flags(item);
		name = fwctl_value_name(item);
		if (name)
			return check_memory(json_object_new_string(name));
		return check_memory(number(item, fwctl_is_scaled(field)));
	case FWCTL_KIND_STRING:
		return json_text((const char *)item->data,
				 fwctl_text_len(item->data, item->len));
	case FWCTL_KIND_UUID:
		fwctl_format_uuid(field, item->data, uuid);
		return check_memory(json_object_new_string(uuid));
	default:
		return json_hex(item->data, item->len);
	}
}

static int visit(void *ctx, const struct fwctl_item *item)
{
	struct writer *w = ctx;

	switch (item->event) {
	case FWCTL_EVENT_VALUE:
		put(w, item, json_item(item, w->admin));
		break;
	case FWCTL_EVENT_BEGIN:
		open_one(w, item, json_list());
		break;
	case FWCTL_EVENT_ENTER:
		open_one(w, item, json_map());
		if (item->field->kind == FWCTL_KIND_RECORDS)
			json_add_name(w->open[w->depth], "kind",
				      item->variant ? item->variant->name : NULL,
				      item->kind);
		break;
	case FWCTL_EVENT_LEAVE:
	case FWCTL_EVENT_END:
		w->depth--;
		break;
	}
	return 0;
}

/* The fields of a response, by name */
struct json_object *json_response(const struct fwctl_description *desc,
				  const struct fwctl_command *cmd, const void *buf,
				  __u32 len, bool admin)
{
	struct writer w = {
		.admin = admin,
		.open = { json_map() },
	};

	fwctl_decode(desc, cmd, buf, len, visit, &w, NULL);
	return w.open[0];
}
