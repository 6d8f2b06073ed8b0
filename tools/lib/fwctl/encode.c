// SPDX-License-Identifier: GPL-2.0-only
/*
 * From names and values to a request
 *
 * A message, an array's element or a record is a frame: a place in the request
 * whose fields are written from the first to the last; then what measures them
 * is filled in.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct encoder {
	const struct fwctl_description *desc;
	const struct fwctl_command *cmd;
	const struct fwctl_arg *args;
	size_t nr_args;
	bool *used;
	fwctl_load_fn load;
	void *ctx;
	struct fwctl_error *err;
};

/* What became of a field */
struct part {
	bool there;
	bool given;
	__u32 len;
	__u32 count;
};

struct frame {
	const char *path;		/* of what it is in, "" for messages */
	const struct fwctl_variant *variant;	/* of a record */
	__u8 *base;
	__u32 room;
	__u32 len;
};

/* Append to a path, or to a sentence; what does not fit is left out. */
__attribute__((format(printf, 3, 4)))
static void append(char *buf, size_t size, const char *format, ...)
{
	size_t len = strlen(buf);
	va_list args;

	va_start(args, format);
	vsnprintf(buf + len, size - len, format, args);
	va_end(args);
}

static void path_to(char *path, const char *above, const char *name)
{
	path[0] = 0;
	append(path, FWCTL_LONG_PATH_LEN, "%s%s%s", above,
	       above[0] && name[0] ? "." : "", name);
}

static void path_into(char *path, const char *above, __u32 index)
{
	path[0] = 0;
	append(path, FWCTL_LONG_PATH_LEN, "%s[%u]", above, index);
}

/* If @arg is for @path or something in it, return the rest of its path. */
static const char *rest_of(const struct fwctl_arg *arg, const char *path)
{
	size_t len = strlen(path);

	if (strncmp(arg->path, path, len))
		return NULL;
	switch (arg->path[len]) {
	case 0:
	case '.':
	case '[':
		return arg->path + len;
	}
	return NULL;
}

static bool is_given(const struct encoder *e, const char *path)
{
	size_t i;

	for (i = 0; i < e->nr_args; i++)
		if (!e->used[i] && rest_of(&e->args[i], path))
			return true;
	return false;
}

/* The value that is given for a field, or NULL */
static const char *take(struct encoder *e, const char *path)
{
	size_t i;

	for (i = 0; i < e->nr_args; i++) {
		if (e->used[i] || strcmp(e->args[i].path, path))
			continue;
		e->used[i] = true;
		return e->args[i].value;
	}
	return NULL;
}

/* 1 + the greatest index of an element or record that is given */
static __u64 count_given(const struct encoder *e, const char *path)
{
	__u64 count = 0;
	size_t i;

	for (i = 0; i < e->nr_args; i++) {
		const char *rest = rest_of(&e->args[i], path);
		unsigned long long index;
		char *end;

		/* strtoull would take spaces and signs */
		if (!rest || rest[0] != '[' || !strchr("0123456789", rest[1]) ||
		    !rest[1])
			continue;
		errno = 0;
		index = strtoull(rest + 1, &end, 10);
		if (*end == ']' && !errno && index < UINT32_MAX &&
		    index >= count)
			count = index + 1;
	}
	return count;
}

/* Values */

static int not_named(struct encoder *e, const char *path,
		     const struct fwctl_field *field, const char *text)
{
	char names[FWCTL_ERROR_LEN / 2] = "";
	__u32 i;

	if (!field->nr_values)
		return fwctl_fail_usage(e->err, "%s: '%s' is not a number",
					path, text);
	for (i = 0; i < field->nr_values; i++)
		append(names, sizeof(names), "%s%s", i ? ", " : "",
		       field->values[i].name);
	return fwctl_fail_usage(e->err,
				"%s: '%s' is neither a number nor one of %s",
				path, text, names);
}

static const struct fwctl_value *find_value(const struct fwctl_field *field,
					    const char *text, size_t len)
{
	__u32 i;

	for (i = 0; len && i < field->nr_values; i++)
		if (strlen(field->values[i].name) == len &&
		    !memcmp(field->values[i].name, text, len))
			return &field->values[i];
	return NULL;
}

static bool parse_integer(const struct fwctl_field *field, const char *text,
			  size_t len, struct number *number)
{
	const struct fwctl_value *value = find_value(field, text, len);

	if (!value)
		return fwctl_parse_number(text, len, number);
	number->low = value->number;
	number->high = 0;
	number->negative = field->kind == FWCTL_KIND_SINT &&
			   value->number >> 63;
	if (number->negative)
		number->low = -number->low;
	return true;
}

/* Names and numbers with | or , between them */
static bool parse_flags(const struct fwctl_field *field, const char *text,
			struct number *number)
{
	struct number bits;
	size_t len;

	memset(number, 0, sizeof(*number));
	if (!*text)
		return true;
	/* a name may have such a character itself */
	if (parse_integer(field, text, strlen(text), number))
		return true;
	memset(number, 0, sizeof(*number));
	for (;;) {
		len = strcspn(text, "|,");
		if (!parse_integer(field, text, len, &bits) || bits.negative)
			return false;
		number->low |= bits.low;
		number->high |= bits.high;
		if (!text[len])
			return true;
		text += len + 1;
	}
}

static int put_integer(struct encoder *e, const char *path,
		       const struct fwctl_field *field, __u8 *buf,
		       const struct number *number, const char *text)
{
	if (!fwctl_number_fits(field, number))
		return fwctl_fail_usage(e->err,
					"%s: %s does not fit in %s%u bits",
					path, text,
					field->kind == FWCTL_KIND_SINT ?
					"a sign and " : "",
					fwctl_field_bits(field) -
					(field->kind == FWCTL_KIND_SINT));
	fwctl_put_number(field, buf, number);
	return 0;
}

static int encode_integer(struct encoder *e, const char *path,
			  const struct fwctl_field *field, const char *text,
			  __u8 *buf)
{
	struct number number;
	bool ok;

	if (fwctl_is_flags(field))
		ok = parse_flags(field, text, &number);
	else
		ok = parse_integer(field, text, strlen(text), &number);
	if (!ok)
		return not_named(e, path, field, text);
	return put_integer(e, path, field, buf, &number, text);
}

static int too_long(struct encoder *e, const char *path, __u32 room)
{
	return fwctl_fail_usage(e->err,
				"%s: too long, there is room for %u bytes",
				path, room);
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c | 0x20 : c)
			   : NULL;

	return at ? (int)(at - digits) : -1;
}

/* Return how many bytes there were, or a negative errno. */
static long encode_hex(struct encoder *e, const char *path, const char *text,
		       __u8 *buf, __u32 room)
{
	__u32 len = 0;
	int high, low;

	if (text[0] == '0' && (text[1] | 0x20) == 'x')
		text += 2;
	for (;;) {
		while (*text == ' ' || *text == ':')
			text++;
		if (!*text)
			return len;
		high = hex_digit(text[0]);
		low = high < 0 ? -1 : hex_digit(text[1]);
		if (low < 0)
			return fwctl_fail_usage(e->err,
						"%s: '%s' is not pairs of hex digits",
						path, text);
		if (len == room)
			return too_long(e, path, room);
		buf[len++] = (__u8)(high << 4 | low);
		text += 2;
	}
}

static long load_bytes(struct encoder *e, const char *path, const char *name,
		       __u8 *buf, __u32 room)
{
	ssize_t len;

	if (!e->load)
		return fwctl_fail_usage(e->err, "%s: no files here", path);
	len = e->load(e->ctx, name, buf, room);
	if (len < 0)
		return fwctl_fail(e->err, (int)-len, "%s: %s: %s", path, name,
				  strerror((int)-len));
	if ((size_t)len > room)
		return too_long(e, path, room);
	return len;
}

/* Bytes, text or UUID; @room is all that the field may have. */
static long encode_bytes(struct encoder *e, const char *path,
			 const struct fwctl_field *field, const char *text,
			 __u8 *buf, __u32 room)
{
	const struct fwctl_value *value;
	size_t len;

	switch (field->kind) {
	case FWCTL_KIND_STRING:
		len = strlen(text);
		if (len > room)
			return too_long(e, path, room);
		memcpy(buf, text, len);
		return len;
	case FWCTL_KIND_UUID:
		value = find_value(field, text, strlen(text));
		if (value)
			memcpy(buf, value->uuid, 16);
		else if (!fwctl_parse_uuid(field, text, buf))
			return fwctl_fail_usage(e->err,
						"%s: '%s' is not a UUID", path,
						text);
		return 16;
	default:
		if (text[0] == '@')
			return load_bytes(e, path, text + 1, buf, room);
		return encode_hex(e, path, text, buf, room);
	}
}

/* The least value that measures at least @size */
static __u64 value_for(const struct fwctl_field *field, __u64 size)
{
	__u64 step = field->step ? field->step : 1;

	if (size <= field->plus)
		return 0;
	return (size - field->plus + step - 1) / step;
}

static __u64 default_answer(struct encoder *e, const struct fwctl_field *field)
{
	__u32 least = e->cmd->response.min_len;
	__u64 value = value_for(field, least > field->of ? least - field->of : 0);

	if (field->preset)
		return field->preset;
	if (field->rule == FWCTL_RULE_RANGE && value < field->min)
		return field->min;
	return value;
}

/* What an integer is if it is not given */
static __u64 default_value(struct encoder *e, const struct frame *f,
			   const struct fwctl_field *field)
{
	if (field->is_opcode)
		return e->cmd->opcode;
	if (field->rule == FWCTL_RULE_FIXED)
		return field->min;
	if (field->is_kind && f->variant)
		return f->variant->kind;
	if (field->measure == FWCTL_MEASURE_ANSWER)
		return default_answer(e, field);
	if (field->preset || field->rule != FWCTL_RULE_RANGE)
		return field->preset;
	if (field->kind == FWCTL_KIND_SINT)
		return (__s64)field->min > 0 || (__s64)field->max < 0 ?
		       field->min : 0;
	return field->min;
}

/* A field that has no others in it */
static int encode_value(struct encoder *e, const struct frame *f,
			const char *path, const struct fwctl_field *field,
			const char *text, __u32 pad, struct part *part)
{
	__u8 *buf = f->base + field->offset;
	__u32 room = field->size ? field->size : f->room - field->offset;
	long len;

	part->len = field->size;
	if (is_integer(field)) {
		if (text)
			return encode_integer(e, path, field, text, buf);
		/* of 16 bytes there is neither rule nor preset to speak of */
		if (field->size <= 8)
			fwctl_put_uint(field, buf, default_value(e, f, field));
		return 0;
	}
	if (!text) {
		if (field->kind == FWCTL_KIND_UUID &&
		    field->rule == FWCTL_RULE_FIXED)
			memcpy(buf, field->values[0].uuid, 16);
		else if (field->kind == FWCTL_KIND_UUID && field->is_kind &&
			 f->variant)
			memcpy(buf, f->variant->uuid, 16);
		if (!field->size)
			part->len = pad;
		return 0;
	}
	len = encode_bytes(e, path, field, text, buf, room);
	if (len < 0)
		return (int)len;
	if (!field->size)
		part->len = (__u32)len;
	/* what was given, for a field that tells how much of it counts */
	part->count = (__u32)len;
	return 0;
}

static int encode_fields(struct encoder *e, struct frame *f,
			 const struct fwctl_msg *msg, struct part *parts);
static int set_measures(struct encoder *e, struct frame *f,
			const struct fwctl_msg *msg, const struct part *parts,
			const struct fwctl_msg *then,
			const struct part *then_parts);

static struct part *new_parts(struct encoder *e, const struct fwctl_msg *msg)
{
	struct part *parts = calloc(msg->nr_fields + 1, sizeof(*parts));

	if (!parts)
		fwctl_fail(e->err, ENOMEM, "no memory");
	return parts;
}

/* A message or an element whose fields are all of one description */
static int encode_frame(struct encoder *e, struct frame *f,
			const struct fwctl_msg *msg)
{
	struct part *parts = new_parts(e, msg);
	int ret;

	if (!parts)
		return -ENOMEM;
	ret = encode_fields(e, f, msg, parts);
	if (!ret)
		ret = set_measures(e, f, msg, parts, NULL, NULL);
	free(parts);
	return ret;
}

static int too_many(struct encoder *e, const char *path, __u64 count)
{
	return fwctl_fail_usage(e->err, "%s: there is no room for %llu", path,
				(unsigned long long)count);
}

/* values=1,2,3 */
static int encode_list(struct encoder *e, const struct frame *f,
		       const char *path, const struct fwctl_field *array,
		       const char *text, __u32 most, struct part *part)
{
	const struct fwctl_field *field = &array->elem->fields[0];
	struct frame elem = *f;
	struct part unused;
	char *value;
	size_t len;
	int ret;

	elem.variant = NULL;
	elem.base += array->offset;
	elem.room = array->size;
	while (*text) {
		if (part->count == most)
			return too_many(e, path, (__u64)most + 1);
		len = strcspn(text, ",");
		value = strndup(text, len);
		if (!value)
			return fwctl_fail(e->err, ENOMEM, "no memory");
		ret = encode_value(e, &elem, path, field, value, 0, &unused);
		free(value);
		if (ret)
			return ret;
		elem.base += array->size;
		part->count++;
		text += len + !!text[len];
	}
	return 0;
}

static int encode_array(struct encoder *e, const struct frame *f,
			const char *path, const struct fwctl_field *field,
			__u32 pad, struct part *part)
{
	__u32 most = field->count ? field->count :
		     (f->room - field->offset) / field->size;
	const char *text = is_plain(field) ? take(e, path) : NULL;
	__u64 count = count_given(e, path);
	char elem_path[FWCTL_LONG_PATH_LEN];
	__u32 i;
	int ret;

	if (count > most)
		return too_many(e, path, count);
	if (text) {
		if (count)
			return fwctl_fail_usage(e->err,
						"%s: either a list or elements",
						path);
		ret = encode_list(e, f, path, field, text, most, part);
		if (ret)
			return ret;
	} else if (!part->given && !field->count) {
		count = (pad + field->size - 1) / field->size;
	}
	if (field->count)
		count = field->count;
	if (count < part->count)
		count = part->count;

	for (i = part->count; i < count; i++) {
		struct frame elem = {
			.path = elem_path,
			.base = f->base + field->offset + i * field->size,
			.room = field->size,
		};

		path_into(elem_path, path, i);
		ret = encode_frame(e, &elem, field->elem);
		if (ret)
			return ret;
	}
	part->count = (__u32)count;
	part->len = (__u32)count * field->size;
	return 0;
}

static int no_variant(struct encoder *e, const char *path,
		      const struct fwctl_field *field, const char *what)
{
	char names[FWCTL_ERROR_LEN / 2] = "";
	__u32 i;

	for (i = 0; i < field->nr_variants; i++)
		append(names, sizeof(names), "%s%s", i ? ", " : "",
		       field->variants[i].name);
	return fwctl_fail_usage(e->err, "%s: %s; one of %s", path, what, names);
}

/* blocks[0]=VARIANT, or the number of its kind, or the only one there is */
static int find_variant(struct encoder *e, const char *path,
			const struct fwctl_field *field,
			const struct fwctl_variant **found)
{
	const struct fwctl_variant *other = NULL;
	const char *name = take(e, path);
	char kind_path[FWCTL_LONG_PATH_LEN];
	__u32 i;
	size_t j;

	for (i = 0; name && i < field->nr_variants; i++) {
		if (strcmp(field->variants[i].name, name))
			continue;
		*found = &field->variants[i];
		return 0;
	}
	if (name)
		return no_variant(e, path, field, "no such kind of record");

	for (i = 0; i < field->elem->nr_fields; i++) {
		const struct fwctl_field *kind = &field->elem->fields[i];
		bool by_uuid = kind->kind == FWCTL_KIND_UUID;
		struct number number = { 0 };
		__u8 uuid[16];

		if (!kind->is_kind)
			continue;
		path_to(kind_path, path, kind->name);
		for (j = 0; j < e->nr_args; j++) {
			const char *value = e->args[j].value;

			if (strcmp(e->args[j].path, kind_path))
				continue;
			if (by_uuid) {
				if (encode_bytes(e, kind_path, kind, value,
						 uuid, sizeof(uuid)) < 0)
					return -EINVAL;
			} else if (!parse_integer(kind, value, strlen(value),
						  &number)) {
				return not_named(e, kind_path, kind, value);
			}
			for (i = 0; i < field->nr_variants; i++) {
				*found = &field->variants[i];
				if ((*found)->other)
					other = *found;
				else if (by_uuid ?
					 !memcmp((*found)->uuid, uuid, 16) :
					 fwctl_is_variant(*found, number.low))
					return 0;
			}
			*found = other;
			return other ? 0 :
			       no_variant(e, path, field, "no such kind of record");
		}
	}
	if (field->nr_variants != 1)
		return no_variant(e, path, field, "say what kind of record it is");
	*found = &field->variants[0];
	return 0;
}

static int encode_record(struct encoder *e, struct frame *f,
			 const struct fwctl_field *field)
{
	const struct fwctl_msg *msg = &f->variant->msg;
	struct part *head = new_parts(e, field->elem);
	struct part *rest = new_parts(e, msg);
	int ret = -ENOMEM;

	if (!head || !rest)
		goto out;
	if (f->room > msg->max_len && !field->size)
		f->room = msg->max_len;
	ret = encode_fields(e, f, field->elem, head);
	if (!ret)
		ret = encode_fields(e, f, msg, rest);
	if (ret)
		goto out;
	if (f->len < field->elem->max_len)
		f->len = field->elem->max_len;
	if (field->size)
		f->len = field->size;
	ret = set_measures(e, f, msg, rest, NULL, NULL);
	if (!ret)
		ret = set_measures(e, f, field->elem, head, msg, rest);
out:
	free(head);
	free(rest);
	return ret;
}

static int encode_records(struct encoder *e, const struct frame *f,
			  const char *path, const struct fwctl_field *field,
			  struct part *part)
{
	__u64 count = count_given(e, path);
	char record_path[FWCTL_LONG_PATH_LEN];
	__u32 room = f->room - field->offset;
	__u32 i;
	int ret;

	/* each has at least a header, which has at least a byte */
	if (count > room / (field->size ? field->size : field->elem->max_len))
		return too_many(e, path, count);
	for (i = 0; i < count; i++) {
		struct frame record = {
			.path = record_path,
			.base = f->base + field->offset + part->len,
			.room = room - part->len,
		};

		path_into(record_path, path, i);
		if (field->size && field->size > record.room)
			return too_long(e, record_path, record.room);
		if (field->size)
			record.room = field->size;
		ret = find_variant(e, record_path, field, &record.variant);
		if (!ret)
			ret = encode_record(e, &record, field);
		if (ret)
			return ret;
		part->len += record.len;
	}
	part->count = (__u32)count;
	return 0;
}

/*
 * Fields beyond the least length are written up to the last one that is given;
 * those before it get what they get if they are not given.
 */
static int encode_fields(struct encoder *e, struct frame *f,
			 const struct fwctl_msg *msg, struct part *parts)
{
	char path[FWCTL_LONG_PATH_LEN];
	__u32 optional = 0; /* how many fields are written at least */
	__u32 i;
	int ret;

	if (msg->min_len > f->room)
		return too_long(e, f->path[0] ? f->path : "request", f->room);
	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		path_to(path, f->path, field->name);
		parts[i].given = !field->is_opcode && is_given(e, path);
		/* bits of one integer are there or not together */
		if (parts[i].given || field->offset < msg->min_len ||
		    (i && optional == i && field->offset == field[-1].offset))
			optional = i + 1;
	}
	if (f->len < msg->min_len)
		f->len = msg->min_len;

	for (i = 0; i < optional; i++) {
		const struct fwctl_field *field = &msg->fields[i];
		struct part *part = &parts[i];
		__u32 end, pad = 0;

		path_to(path, f->path, field->name);
		end = field->kind == FWCTL_KIND_RECORDS ? 0 : field->size;
		if (field->kind == FWCTL_KIND_ARRAY)
			end *= field->count;
		if (field->offset > f->room || end > f->room - field->offset)
			return too_long(e, path, f->room);
		part->there = true;
		if (msg->min_len > field->offset)
			pad = msg->min_len - field->offset;

		if (field->kind == FWCTL_KIND_ARRAY)
			ret = encode_array(e, f, path, field, pad, part);
		else if (field->kind == FWCTL_KIND_RECORDS)
			ret = encode_records(e, f, path, field, part);
		else
			ret = encode_value(e, f, path, field,
					   field->is_opcode ? NULL : take(e, path),
					   pad, part);
		if (ret)
			return ret;
		end = field->offset + part->len;
		/* what was given is not stretched: the kernel tells it is short */
		if (f->len < end || (is_variable(field) && part->given))
			f->len = end;
	}
	return 0;
}

static __u64 size_of_part(const struct fwctl_field *measure,
			  const struct fwctl_field *field,
			  const struct part *part)
{
	if (!part->there)
		return 0;
	if (measure->measure == FWCTL_MEASURE_COUNT)
		return part->count;
	/* of bytes with a fixed size, those that were given */
	if (!is_variable(field) && field->kind != FWCTL_KIND_ARRAY &&
	    !is_integer(field))
		return part->count;
	return part->len;
}

/* How much of what a field measures is there? */
static __u64 size_of(const struct frame *f, const struct fwctl_field *measure,
		     const struct fwctl_msg *msg, const struct part *parts)
{
	__u32 i;

	if (measure->measure == FWCTL_MEASURE_TAIL)
		return f->len > measure->of ? f->len - measure->of : 0;
	for (i = 0; msg && i < msg->nr_fields; i++)
		if (msg->fields[i].offset == measure->of)
			return size_of_part(measure, &msg->fields[i], &parts[i]);
	return 0;
}

static int is_tail(const struct fwctl_field *field)
{
	return field->measure == FWCTL_MEASURE_TAIL;
}

/*
 * Fill in lengths and counts that were not given. Where a length has a step and
 * cannot say exactly what there is, zeros follow up to what it can say.
 */
static int set_measures(struct encoder *e, struct frame *f,
			const struct fwctl_msg *msg, const struct part *parts,
			const struct fwctl_msg *then,
			const struct part *then_parts)
{
	char path[FWCTL_LONG_PATH_LEN];
	int pass;
	__u32 i;
	int ret;

	/* what lengths add counts for the tail */
	for (pass = 0; pass < 2; pass++) {
		for (i = 0; i < msg->nr_fields; i++) {
			const struct fwctl_field *field = &msg->fields[i];
			struct number value = { 0 };
			char text[32];
			__u64 size, end;

			if (!parts[i].there || parts[i].given ||
			    !field->measure || field->is_opcode ||
			    field->rule == FWCTL_RULE_FIXED ||
			    field->measure == FWCTL_MEASURE_ANSWER ||
			    is_tail(field) != pass)
				continue;
			size = size_of(f, field, msg, parts);
			if (!size && then)
				size = size_of(f, field, then, then_parts);
			value.low = value_for(field, size);
			path_to(path, f->path, field->name);
			snprintf(text, sizeof(text), "%llu",
				 (unsigned long long)value.low);
			ret = put_integer(e, path, field,
					  f->base + field->offset, &value, text);
			if (ret)
				return ret;
			if (field->measure == FWCTL_MEASURE_COUNT || !size)
				continue;
			end = field->of + fwctl_measured(field, value.low);
			if (end <= f->len)
				continue;
			if (end > f->room)
				return too_long(e, path, f->room);
			f->len = (__u32)end;
		}
	}
	return 0;
}

/* The fields that could have been given, such as "entries[].kind" */
static void list_fields(char *text, size_t size, const char *above,
			const struct fwctl_msg *msg)
{
	char path[FWCTL_LONG_PATH_LEN];
	__u32 i, j;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		if (field->is_opcode)
			continue;
		path_to(path, above, field->name);
		if (is_container(field)) {
			append(path, sizeof(path), "[]");
			if (!is_plain(field))
				list_fields(text, size, path, field->elem);
		}
		for (j = 0; j < field->nr_variants; j++)
			list_fields(text, size, path, &field->variants[j].msg);
		if (field->kind != FWCTL_KIND_ARRAY || is_plain(field))
			append(text, size, "%s%s", text[0] ? ", " : "", path);
	}
}

static int check_args(struct encoder *e)
{
	size_t i, j;

	for (i = 0; i < e->nr_args; i++) {
		if (strlen(e->args[i].path) >= FWCTL_LONG_PATH_LEN / 2)
			return fwctl_fail_usage(e->err, "%.64s...: no such field",
						e->args[i].path);
		for (j = 0; j < i; j++)
			if (!strcmp(e->args[i].path, e->args[j].path))
				return fwctl_fail_usage(e->err,
							"%s is given twice",
							e->args[i].path);
	}
	return 0;
}

static int check_used(struct encoder *e)
{
	char fields[FWCTL_ERROR_LEN * 3 / 4] = "";
	size_t i;

	for (i = 0; i < e->nr_args && e->used[i]; i++)
		;
	if (i == e->nr_args)
		return 0;
	list_fields(fields, sizeof(fields), "", &e->cmd->request);
	list_fields(fields, sizeof(fields), "", &e->desc->request_header);
	if (!fields[0])
		return fwctl_fail_usage(e->err, "%s: %s takes no fields",
					e->args[i].path, e->cmd->name);
	return fwctl_fail_usage(e->err, "%s: no such field; %s has %s",
				e->args[i].path, e->cmd->name, fields);
}

static int encode_request(struct encoder *e, __u8 *buf, __u32 *len)
{
	const struct fwctl_msg *msg = &e->desc->request_header;
	struct frame header = {
		.path = "", .base = buf, .room = msg->max_len,
	};
	struct frame body = {
		.path = "", .base = buf + msg->max_len,
		.room = e->cmd->request.max_len,
	};
	struct part *parts = new_parts(e, msg);
	int ret;

	if (!parts)
		return -ENOMEM;
	/* the row's own fields first: the header gets what they do not take */
	ret = encode_frame(e, &body, &e->cmd->request);
	if (!ret)
		ret = encode_fields(e, &header, msg, parts);
	if (!ret) {
		header.room += body.room;
		header.len += body.len;
		ret = set_measures(e, &header, msg, parts, NULL, NULL);
	}
	*len = header.len;
	free(parts);
	return ret ? ret : check_used(e);
}

int fwctl_encode(const struct fwctl_description *desc,
		 const struct fwctl_command *cmd, const struct fwctl_arg *args,
		 size_t nr_args, fwctl_load_fn load, void *ctx, void **buf,
		 __u32 *len, struct fwctl_error *err)
{
	struct encoder e = {
		.desc = desc, .cmd = cmd, .args = args, .nr_args = nr_args,
		.load = load, .ctx = ctx, .err = err,
	};
	__u8 *request;
	int ret;

	fwctl_clear_error(err);
	ret = check_args(&e);
	if (ret)
		return ret;
	e.used = calloc(nr_args + 1, sizeof(*e.used));
	/* a byte more, so that it is never nothing */
	request = calloc(1, (size_t)desc->request_header.max_len +
			    cmd->request.max_len + 1);
	if (e.used && request)
		ret = encode_request(&e, request, len);
	else
		ret = fwctl_fail(err, ENOMEM, "no memory");
	free(e.used);
	if (ret) {
		free(request);
		return ret;
	}
	*buf = request;
	return 0;
}
