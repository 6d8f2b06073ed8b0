// SPDX-License-Identifier: GPL-2.0-only
/* describe: a command's request and response, field by field */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* Text that is put together bit by bit */
struct text {
	char *buf;
};

__attribute__((format(printf, 2, 3)))
static void add(struct text *text, const char *form, ...)
{
	char *more, *both;
	va_list args;

	va_start(args, form);
	if (vasprintf(&more, form, args) < 0)
		more = NULL;
	va_end(args);
	check_memory(more);
	both = format("%s%s%s", text->buf ? : "",
		      text->buf && more[0] ? "; " : "", more);
	free(more);
	free(text->buf);
	text->buf = both;
}

static bool is_integer(const struct fwctl_field *field)
{
	return field->kind == FWCTL_KIND_UINT ||
	       field->kind == FWCTL_KIND_SINT;
}

/* The bytes of a message that it takes, or a byte and its bits */
static char *place(const struct fwctl_field *field)
{
	__u64 size = field->size;

	if (field->kind == FWCTL_KIND_ARRAY)
		size *= field->count;
	if (field->bits == 1)
		return format("%u[%u]", field->offset, field->lsb);
	if (field->bits)
		return format("%u[%u:%u]", field->offset,
			      field->lsb + field->bits - 1, field->lsb);
	if (field->kind == FWCTL_KIND_RECORDS || !size)
		return format("%u..", field->offset);
	if (size == 1)
		return format("%u", field->offset);
	return format("%u..%" PRIu64, field->offset,
		      (uint64_t)(field->offset + size - 1));
}

static char *type(const struct fwctl_field *field)
{
	__u32 bits = field->bits ? field->bits : field->size * 8;

	switch (field->kind) {
	case FWCTL_KIND_UINT:
	case FWCTL_KIND_SINT:
		return format("%c%u%s", field->kind == FWCTL_KIND_SINT ? 's' : 'u',
			      bits,
			      field->big_endian && field->size > 1 ? " be" : "");
	case FWCTL_KIND_ARRAY:
		if (field->count)
			return format("array of %u x %u", field->count,
				      field->size);
		return format("array of %u", field->size);
	case FWCTL_KIND_RECORDS:
		if (field->size)
			return format("records of %u", field->size);
		return format("records");
	case FWCTL_KIND_UUID:
		return format("uuid");
	default:
		if (field->size)
			return format("%s of %u", fwctl_kind_name(field->kind),
				      field->size);
		return format("%s", fwctl_kind_name(field->kind));
	}
}

static char *number(const struct fwctl_field *field, __u64 value)
{
	if (field->kind == FWCTL_KIND_SINT)
		return format("%" PRId64, (int64_t)value);
	if (field->rule == FWCTL_RULE_MASK)
		return format("%#" PRIx64, (uint64_t)value);
	return format("%" PRIu64, (uint64_t)value);
}

static void add_rule(struct text *text, const struct fwctl_field *field)
{
	char *min = number(field, field->min);
	char *max = number(field, field->max);

	switch (field->rule) {
	case FWCTL_RULE_FIXED:
		if (is_integer(field))
			add(text, "always %s", min);
		else
			add(text, "always");
		break;
	case FWCTL_RULE_RANGE:
		add(text, "%s to %s", min, max);
		break;
	case FWCTL_RULE_NAMED:
		add(text, "one of");
		break;
	case FWCTL_RULE_MASK:
		add(text, field->nr_values ? "flags in %s" : "bits in %s", max);
		break;
	}
	free(min);
	free(max);
}

static void add_measure(struct text *text, const struct fwctl_msg *msg,
			const struct fwctl_field *field)
{
	const char *of = NULL;
	__u32 i;

	for (i = 0; i < msg->nr_fields; i++)
		if (msg->fields[i].offset == field->of)
			of = msg->fields[i].name;
	switch (field->measure) {
	case FWCTL_MEASURE_LENGTH:
	case FWCTL_MEASURE_COUNT:
		/* in a record's header, of what its variants have there */
		add(text, "%s of %s",
		    field->measure == FWCTL_MEASURE_LENGTH ? "bytes" : "number",
		    of ? : "what follows");
		break;
	case FWCTL_MEASURE_TAIL:
		add(text, "bytes from %u on", field->of);
		break;
	case FWCTL_MEASURE_ANSWER:
		add(text, "bytes asked for, from %u on", field->of);
		break;
	default:
		return;
	}
	if (field->step > 1 && field->plus)
		add(text, "as value * %u + %u", field->step, field->plus);
	else if (field->step > 1)
		add(text, "as value * %u", field->step);
	else if (field->plus)
		add(text, "as value + %u", field->plus);
}

static void add_unit(struct text *text, const struct fwctl_field *field)
{
	char *mul, *div, *plus;

	if (!field->unit)
		return;
	if (!fwctl_is_scaled(field)) {
		add(text, "in %s", field->unit);
		return;
	}
	mul = field->mul && field->mul != 1 ? format(" * %d", field->mul) :
					      format("%s", "");
	div = field->div && field->div != 1 ? format(" / %d", field->div) :
					      format("%s", "");
	plus = field->add ? format(" %c %u", field->add < 0 ? '-' : '+',
				   field->add < 0 ? -(__u32)field->add :
						    (__u32)field->add) :
			    format("%s", "");
	add(text, "value%s%s%s in %s", mul, div, plus, field->unit);
	free(mul);
	free(div);
	free(plus);
}

/* Where a list of values is broken */
#define LINE 60

struct printer {
	const struct fwctl_description *desc;
	struct table table;
};

static void add_line(struct printer *p, char *line)
{
	table_add(&p->table, format("%s", ""), format("%s", ""),
		  format("%s", ""), line);
}

static char *notes(const struct printer *p, const struct fwctl_msg *msg,
		   const struct fwctl_field *field)
{
	struct text text = { 0 };

	if (field->is_kind)
		add(&text, "kind of the record");
	if (field->ends_at_zero)
		add(&text, "ends with the first that is zero");
	add_rule(&text, field);
	add_measure(&text, msg, field);
	if (field->limit && field->limit <= p->desc->nr_limits) {
		const struct fwctl_limit *limit =
			&p->desc->limits[field->limit - 1];

		add(&text, "limit %s, now %" PRIu64, limit->name,
		    (uint64_t)limit->value);
	}
	add_unit(&text, field);
	if (field->preset) {
		char *preset = number(field, field->preset);

		add(&text, "preset %s", preset);
		free(preset);
	}
	if (field->source)
		add(&text, "see %s", field->source);
	if (field->is_secret)
		add(&text, "secret");
	if (field->is_admin)
		add(&text, "for administrators");
	if (field->offset >= msg->min_len)
		add(&text, "optional");
	return text.buf ? text.buf : format("%s", "");
}

/*
 * Values and their names, a few on each line. Names have spaces and commas in
 * them: two spaces tell where the next one begins.
 */
static void add_values(struct printer *p, const struct fwctl_field *field)
{
	char *line = NULL, *both;
	char uuid[37];
	char *value;
	__u32 i;

	for (i = 0; i < field->nr_values; i++) {
		if (field->kind == FWCTL_KIND_UUID) {
			fwctl_format_uuid(field, field->values[i].uuid, uuid);
			value = format("%s", uuid);
		} else {
			value = number(field, field->values[i].number);
		}
		both = format("%s  %s %s", line ? : "", value,
			      field->values[i].name);
		if (line && strlen(both) > LINE) {
			add_line(p, line);
			free(both);
			both = format("  %s %s", value, field->values[i].name);
		} else {
			free(line);
		}
		free(value);
		line = both;
	}
	if (line)
		add_line(p, line);
}

static char *lengths(const struct fwctl_msg *msg)
{
	if (msg->min_len == msg->max_len)
		return format("%u byte%s", msg->max_len,
			      msg->max_len == 1 ? "" : "s");
	return format("%u to %u bytes", msg->min_len, msg->max_len);
}

/* The UUID that is a variant's kind: false if it is a number, or many */
static bool format_kind(const struct fwctl_field *records,
			const struct fwctl_variant *variant, char *uuid)
{
	const struct fwctl_msg *header = records->elem;
	__u32 i;

	if (variant->other)
		return false;
	for (i = 0; i < header->nr_fields; i++)
		if (header->fields[i].is_kind &&
		    header->fields[i].kind == FWCTL_KIND_UUID) {
			fwctl_format_uuid(&header->fields[i], variant->uuid,
					  uuid);
			return true;
		}
	return false;
}

static void add_variant(struct printer *p, const char *path,
			const struct fwctl_field *records,
			const struct fwctl_variant *variant)
{
	char *bytes = lengths(&variant->msg);
	char uuid[37];
	char *what;

	if (variant->other)
		what = format("any other kind; %s", bytes);
	else if (format_kind(records, variant, uuid))
		what = format("kind %s; %s", uuid, bytes);
	else if (variant->last)
		what = format("kinds %" PRIu64 " to %" PRIu64 "; %s",
			      (uint64_t)variant->kind, (uint64_t)variant->last,
			      bytes);
	else
		what = format("kind %" PRIu64 "; %s", (uint64_t)variant->kind,
			      bytes);
	table_add(&p->table, format("-"), format("%s=%s", path, variant->name),
		  format("variant"), what);
	free(bytes);
}

static void add_fields(struct printer *p, const char *above,
		       const struct fwctl_msg *msg)
{
	__u32 i, j;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];
		bool below = field->kind == FWCTL_KIND_ARRAY ||
			     field->kind == FWCTL_KIND_RECORDS;
		char *path;

		if (field->is_opcode)
			continue;	/* the command's name says it */
		path = format("%s%s%s%s", above,
			      above[0] && field->name[0] ? "." : "",
			      field->name, below ? "[]" : "");
		table_add(&p->table, place(field), format("%s", path),
			  type(field), notes(p, msg, field));
		add_values(p, field);
		if (below)
			add_fields(p, path, field->elem);
		for (j = 0; j < field->nr_variants; j++) {
			const struct fwctl_variant *variant =
				&field->variants[j];

			add_variant(p, path, field, variant);
			add_fields(p, path, &variant->msg);
		}
		free(path);
	}
}

static void print_message(const struct fwctl_description *desc,
			  const char *name, const struct fwctl_msg *msg)
{
	struct printer p = { .desc = desc, .table = { .nr_columns = 4 } };
	char *bytes = lengths(msg);

	printf("\n%s: %s\n", name, bytes);
	free(bytes);
	add_fields(&p, "", msg);
	table_print(&p.table, "  ");
}

static void print_command(const struct fwctl_description *desc,
			  const struct fwctl_command *cmd)
{
	printf("%s: %s\n", cmd->name, cmd->summary ? : "");
	printf("opcode 0x%x, scope %u", cmd->opcode, cmd->scope);
	if (fwctl_scope_name(cmd->scope))
		printf(" (%s)", fwctl_scope_name(cmd->scope));
	printf(", effect %s, audience %s\n",
	       fwctl_effect_name(cmd->effect) ? : "unknown",
	       fwctl_audience_name(cmd->audience) ? : "unknown");
	/* of one that has more than the opcode, it can be given */
	if (desc->request_header.nr_fields > 1)
		print_message(desc, "request header", &desc->request_header);
	print_message(desc, "request", &cmd->request);
	print_message(desc, "response", &cmd->response);
}

/* JSON: what the description says, as it says it */

static struct json_object *json_fields(const struct fwctl_description *desc,
				       const struct fwctl_msg *msg);

static bool is_signed(const struct fwctl_field *field)
{
	return field->kind == FWCTL_KIND_SINT;
}

static struct json_object *json_values(const struct fwctl_field *field)
{
	struct json_object *array = json_list();
	char uuid[37];
	__u32 i;

	for (i = 0; i < field->nr_values; i++) {
		const struct fwctl_value *value = &field->values[i];
		struct json_object *object = json_map();

		json_add_string(object, "name", value->name);
		if (field->kind == FWCTL_KIND_UUID) {
			fwctl_format_uuid(field, value->uuid, uuid);
			json_add_string(object, "uuid", uuid);
		} else {
			json_value(object, "number", is_signed(field),
				   value->number);
		}
		json_object_array_add(array, object);
	}
	return array;
}

static void json_lengths(struct json_object *object, const struct fwctl_msg *msg)
{
	json_add_uint(object, "min_length", msg->min_len);
	json_add_uint(object, "max_length", msg->max_len);
}

static struct json_object *json_variants(const struct fwctl_description *desc,
					 const struct fwctl_field *field)
{
	struct json_object *array = json_list();
	__u32 i;

	for (i = 0; i < field->nr_variants; i++) {
		const struct fwctl_variant *variant = &field->variants[i];
		struct json_object *object = json_map();
		char uuid[37];

		json_add_string(object, "name", variant->name);
		if (variant->other)
			json_flag(object, "other", true);
		else if (format_kind(field, variant, uuid))
			json_add_string(object, "uuid", uuid);
		else
			json_add_uint(object, "kind", variant->kind);
		if (variant->last)
			json_add_uint(object, "last", variant->last);
		json_lengths(object, &variant->msg);
		json_add(object, "fields", json_fields(desc, &variant->msg));
		json_object_array_add(array, object);
	}
	return array;
}

static void json_integer(struct json_object *object,
			 const struct fwctl_description *desc,
			 const struct fwctl_field *field)
{
	if (field->bits) {
		json_add_uint(object, "lsb", field->lsb);
		json_add_uint(object, "bits", field->bits);
	}
	if (field->preset)
		json_value(object, "preset", is_signed(field), field->preset);
	if (field->measure) {
		json_add_name(object, "measure",
			      fwctl_measure_name(field->measure),
			      field->measure);
		json_add_uint(object, "of", field->of);
		json_add_uint(object, "step", field->step ? field->step : 1);
		json_add_uint(object, "plus", field->plus);
	}
	if (field->limit && field->limit <= desc->nr_limits)
		json_add_string(object, "limit",
				desc->limits[field->limit - 1].name);
	if (field->unit) {
		json_add_string(object, "unit", field->unit);
		json_add_int(object, "mul", field->mul ? field->mul : 1);
		json_add_int(object, "div", field->div ? field->div : 1);
		json_add_int(object, "add", field->add);
	}
	if (field->source)
		json_add_string(object, "source", field->source);
}

static void json_rule(struct json_object *object, const struct fwctl_field *field)
{
	if (field->rule)
		json_add_string(object, "rule", fwctl_rule_name(field->rule));
	if (is_integer(field) && (field->rule == FWCTL_RULE_FIXED ||
				  field->rule == FWCTL_RULE_RANGE))
		json_value(object, "min", is_signed(field), field->min);
	if (is_integer(field) && (field->rule == FWCTL_RULE_FIXED ||
				  field->rule == FWCTL_RULE_RANGE ||
				  field->rule == FWCTL_RULE_MASK))
		json_value(object, "max", is_signed(field), field->max);
	if (field->nr_values)
		json_add(object, "values", json_values(field));
}

static struct json_object *json_field(const struct fwctl_description *desc,
				      const struct fwctl_field *field)
{
	struct json_object *object = json_map();

	json_add_string(object, "name", field->name);
	json_add_string(object, "kind", fwctl_kind_name(field->kind));
	json_add_uint(object, "offset", field->offset);
	json_add_uint(object, "size", field->size);
	json_flag(object, "big_endian", field->big_endian);
	json_flag(object, "opcode", field->is_opcode);
	json_flag(object, "status", field->is_status);
	json_flag(object, "secret", field->is_secret);
	json_flag(object, "admin", field->is_admin);
	json_flag(object, "record_kind", field->is_kind);
	json_flag(object, "ends_at_zero", field->ends_at_zero);
	json_rule(object, field);
	if (is_integer(field))
		json_integer(object, desc, field);
	if (field->kind == FWCTL_KIND_ARRAY && field->count)
		json_add_uint(object, "count", field->count);
	if (field->kind == FWCTL_KIND_ARRAY ||
	    field->kind == FWCTL_KIND_RECORDS)
		json_add(object, "fields", json_fields(desc, field->elem));
	if (field->kind == FWCTL_KIND_RECORDS) {
		json_add_uint(object, "header_length", field->elem->max_len);
		json_add(object, "variants", json_variants(desc, field));
	}
	return object;
}

static struct json_object *json_fields(const struct fwctl_description *desc,
				       const struct fwctl_msg *msg)
{
	struct json_object *array = json_list();
	__u32 i;

	for (i = 0; i < msg->nr_fields; i++)
		json_object_array_add(array, json_field(desc, &msg->fields[i]));
	return array;
}

static struct json_object *json_message(const struct fwctl_description *desc,
					const struct fwctl_msg *header,
					const struct fwctl_msg *msg)
{
	struct json_object *object = json_map();

	json_add_uint(object, "header_length", header->max_len);
	json_add(object, "header_fields", json_fields(desc, header));
	json_lengths(object, msg);
	json_add(object, "fields", json_fields(desc, msg));
	return object;
}

/* As in the list of commands */
struct json_object *json_command(const struct fwctl_command *cmd)
{
	struct json_object *object = json_map();

	json_add_string(object, "name", cmd->name);
	json_add_uint(object, "opcode", cmd->opcode);
	json_add_name(object, "scope", fwctl_scope_name(cmd->scope),
		      cmd->scope);
	json_add_name(object, "effect", fwctl_effect_name(cmd->effect),
		      cmd->effect);
	json_add_name(object, "audience", fwctl_audience_name(cmd->audience),
		      cmd->audience);
	json_add_string(object, "summary", cmd->summary ? : "");
	return object;
}

static struct json_object *json_description(const struct fwctl_description *desc,
					    const struct fwctl_command *cmd)
{
	struct json_object *object = json_new();

	json_add_string(object, "device", desc->name);
	json_add(object, "command", json_command(cmd));
	json_add(object, "request",
		 json_message(desc, &desc->request_header, &cmd->request));
	json_add(object, "response",
		 json_message(desc, &desc->response_header, &cmd->response));
	return object;
}

int cmd_describe(const struct options *options)
{
	const struct fwctl_command *cmd;
	struct fwctl_description *desc;
	int ret;

	ret = look_up(options, &desc);
	if (ret)
		return ret;
	cmd = get_command(options, desc, options->args[1]);
	if (!cmd)
		ret = EXIT_USAGE;
	else if (options->json)
		json_print(json_description(desc, cmd));
	else
		print_command(desc, cmd);
	fwctl_put_description(desc);
	return ret;
}
