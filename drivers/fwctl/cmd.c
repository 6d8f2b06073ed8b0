// SPDX-License-Identifier: GPL-2.0-only
/*
 * Command tables: checked when a driver registers, indexed for look-up
 *
 * validate.c and describe.c rely on what is checked here.
 */
#include <linux/bitmap.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/jhash.h>
#include <linux/log2.h>
#include <linux/seq_buf.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core.h"

/* So that any one field fits into a netlink message */
#define MAX_VALUES 256
#define MAX_TEXT 79

/* Where in a table the check is, for the message */
struct place {
	char *why;
	const struct fwctl_table *table;
	const struct fwctl_command *cmd;	/* NULL: the headers */
	bool message;		/* in one of the messages of it */
	bool response;
	bool header;		/* of all messages */
	const struct fwctl_field *owner;	/* array or records around */
	const struct fwctl_variant *variant;	/* of these records */
};

static __printf(3, 4) int wrong(const struct place *p,
				const struct fwctl_field *field,
				const char *fmt, ...)
{
	struct va_format what = { .fmt = fmt };
	struct seq_buf s;
	va_list args;

	seq_buf_init(&s, p->why, FWCTL_WHY_LEN);
	/* a name that is not proper may be of any length */
	if (p->cmd)
		seq_buf_printf(&s, "command %.32s", p->cmd->name);
	else
		seq_buf_puts(&s, "table");
	if (p->message)
		seq_buf_printf(&s, ", %s%s",
			       p->response ? "response" : "request",
			       p->header ? " header" : "");
	if (p->owner)
		seq_buf_printf(&s, ", in %s", p->owner->name);
	if (p->variant)
		seq_buf_printf(&s, " %s", p->variant->name);
	if (field && field->name[0])
		seq_buf_printf(&s, ", field %.32s", field->name);
	va_start(args, fmt);
	what.va = &args;
	seq_buf_printf(&s, ": %pV", &what);
	va_end(args);
	seq_buf_str(&s);
	return -EINVAL;
}

static bool is_integer(const struct fwctl_field *field)
{
	return field->kind == FWCTL_KIND_UINT || field->kind == FWCTL_KIND_SINT;
}

/* Is this field's length not constant? */
static bool is_variable(const struct fwctl_field *field)
{
	switch (field->kind) {
	case FWCTL_KIND_ARRAY:
		return !field->count;
	case FWCTL_KIND_RECORDS:
		return true;
	default:
		return !field->size;
	}
}

static u64 fixed_size(const struct fwctl_field *field)
{
	if (is_variable(field))
		return 0;
	return field->kind == FWCTL_KIND_ARRAY ?
	       (u64)field->size * field->count : field->size;
}

/* Bytes of a field that is there and not empty */
static u64 least_size(const struct fwctl_field *field)
{
	if (field->kind == FWCTL_KIND_RECORDS)
		return max(field->size, field->elem ? field->elem->max_len : 0);
	return max(fixed_size(field), field->size);
}

static bool is_name(const char *name, char separator, size_t room)
{
	size_t i;

	if (!name || !isascii(name[0]) || !islower(name[0]))
		return false;
	for (i = 0; name[i]; i++)
		if (!isascii(name[i]) ||
		    (!islower(name[i]) && !isdigit(name[i]) &&
		     name[i] != separator))
			return false;
	return i < room;
}

/* Is this text that fits into a line? UTF-8 is. */
static bool is_text(const char *text)
{
	size_t i;

	for (i = 0; text && text[i]; i++)
		if (isascii(text[i]) && !isprint(text[i]))
			return false;
	return text && i && i <= MAX_TEXT;
}

/* Can @value be held by the field? */
static bool fits(const struct fwctl_field *field, u64 value)
{
	u32 bits = field->bits ?: field->size * 8;

	if (bits >= 64)
		return true;
	if (field->kind == FWCTL_KIND_SINT)
		return (s64)value >= -(1LL << (bits - 1)) &&
		       (s64)value < 1LL << (bits - 1);
	return value < 1ULL << bits;
}

/*
 * What may have been seen before: most have not, and to compare each with all
 * is what checking a table would take most of its time for.
 */
#define SEEN_BITS 512

static bool is_maybe_seen(unsigned long *seen, const void *data, size_t len)
{
	return __test_and_set_bit(jhash(data, len, 0) % SEEN_BITS, seen);
}

static bool is_name_maybe_seen(unsigned long *seen, const char *name)
{
	return is_maybe_seen(seen, name, strlen(name));
}

static int check_values(const struct place *p, const struct fwctl_field *field)
{
	DECLARE_BITMAP(names, SEEN_BITS) = {};
	DECLARE_BITMAP(numbers, SEEN_BITS) = {};
	bool name_seen, number_seen;
	u32 i, j;

	if (field->nr_values && !field->values)
		return wrong(p, field, "has no values");
	if (field->nr_values > MAX_VALUES)
		return wrong(p, field, "has %u values, at most %u are allowed",
			     field->nr_values, MAX_VALUES);
	for (i = 0; i < field->nr_values; i++) {
		const struct fwctl_value *value = &field->values[i];

		if (!is_text(value->name))
			return wrong(p, field,
				     "the name of value %u must have 1 to %u printable characters",
				     i, MAX_TEXT);
		if (field->kind != FWCTL_KIND_UUID &&
		    !fits(field, value->number))
			return wrong(p, field, "value %s does not fit",
				     value->name);
		if (field->rule == FWCTL_RULE_MASK &&
		    (!value->number || value->number & ~field->max))
			return wrong(p, field, "bit %s is not in the mask",
				     value->name);
		name_seen = is_name_maybe_seen(names, value->name);
		number_seen = field->kind == FWCTL_KIND_UUID ?
			is_maybe_seen(numbers, value->uuid, 16) :
			is_maybe_seen(numbers, &value->number,
				      sizeof(value->number));
		for (j = 0; (name_seen || number_seen) && j < i; j++) {
			const struct fwctl_value *other = &field->values[j];

			if (!strcmp(value->name, other->name))
				return wrong(p, field, "two values are named %s",
					     value->name);
			if (field->kind == FWCTL_KIND_UUID ?
			    !memcmp(value->uuid, other->uuid, 16) :
			    value->number == other->number)
				return wrong(p, field, "%s and %s are the same value",
					     other->name, value->name);
		}
	}
	return 0;
}

static int check_rule(const struct place *p, const struct fwctl_field *field)
{
	bool bounds = field->kind != FWCTL_KIND_UUID &&
		      (field->rule == FWCTL_RULE_FIXED ||
		       field->rule == FWCTL_RULE_RANGE);

	if ((field->min && !bounds) ||
	    (field->max && !bounds && field->rule != FWCTL_RULE_MASK))
		return wrong(p, field, "has bounds that its rule does not use");

	switch (field->rule) {
	case FWCTL_RULE_NONE:
		if (field->nr_values)
			return wrong(p, field, "has values but no rule");
		return 0;
	case FWCTL_RULE_FIXED:
		if (field->kind == FWCTL_KIND_UUID) {
			if (field->nr_values != 1)
				return wrong(p, field, "needs one fixed value");
			return check_values(p, field);
		}
		if (field->min != field->max)
			return wrong(p, field, "min and max of a fixed value differ");
		break;
	case FWCTL_RULE_RANGE:
		if (field->kind == FWCTL_KIND_SINT ?
		    (s64)field->min > (s64)field->max : field->min > field->max)
			return wrong(p, field, "min is greater than max");
		break;
	case FWCTL_RULE_NAMED:
		if (!field->nr_values)
			return wrong(p, field, "has no values");
		if (field->kind == FWCTL_KIND_UUID)
			return check_values(p, field);
		break;
	case FWCTL_RULE_MASK:
		if (field->kind != FWCTL_KIND_UINT)
			return wrong(p, field, "a mask is for unsigned integers");
		break;
	default:
		return wrong(p, field, "rule %u is not for descriptions",
			     field->rule);
	}
	if (!is_integer(field) || field->size > 8)
		return wrong(p, field, "rule %u is not for this kind of field",
			     field->rule);
	if (!fits(field, field->min) || !fits(field, field->max))
		return wrong(p, field, "the rule's bounds do not fit");
	return check_values(p, field);
}

/* @msg: what @field is in, or for a record's header also each variant */
static int check_target(const struct place *p, const struct fwctl_msg *msg,
			const struct fwctl_field *field)
{
	const struct fwctl_field *target = fwctl_field_at(msg, field->of);

	if (!target || target->offset < field->offset + field->size)
		return wrong(p, field, "no field begins at %u, behind it",
			     field->of);
	if (!is_variable(target))
		return wrong(p, field, "%s, which it measures, has a length of its own",
			     target->name);
	if (field->measure == FWCTL_MEASURE_LENGTH ?
	    target->kind == FWCTL_KIND_ARRAY :
	    target->kind != FWCTL_KIND_ARRAY &&
	    target->kind != FWCTL_KIND_RECORDS)
		return wrong(p, field, "%s cannot be measured that way",
			     target->name);
	return 0;
}

static int check_measure(const struct place *p, const struct fwctl_msg *msg,
			 const struct fwctl_field *field)
{
	bool record = p->owner && p->owner->kind == FWCTL_KIND_RECORDS &&
		      msg == p->owner->elem;
	int ret, found = 0;
	u32 i;

	if (field->measure == FWCTL_MEASURE_NONE) {
		if (field->step || field->plus || field->of)
			return wrong(p, field, "measures nothing, but has a step or place");
		return 0;
	}
	if (field->kind != FWCTL_KIND_UINT || field->size > 8)
		return wrong(p, field, "only an unsigned integer measures");
	if (field->is_secret || field->is_admin)
		return wrong(p, field, "measures, and so must be visible to all");
	/* a message has one tail and one answer, wherever they begin */
	for (i = 0; &msg->fields[i] != field; i++)
		if (msg->fields[i].measure == field->measure &&
		    (msg->fields[i].of == field->of ||
		     field->measure == FWCTL_MEASURE_TAIL ||
		     field->measure == FWCTL_MEASURE_ANSWER))
			return wrong(p, field, "%s measures the same",
				     msg->fields[i].name);

	switch (field->measure) {
	case FWCTL_MEASURE_LENGTH:
	case FWCTL_MEASURE_COUNT:
		if (!record || fwctl_field_at(msg, field->of))
			return check_target(p, msg, field);
		for (i = 0; i < p->owner->nr_variants; i++) {
			if (!fwctl_field_at(&p->owner->variants[i].msg, field->of))
				continue;
			ret = check_target(p, &p->owner->variants[i].msg, field);
			if (ret)
				return ret;
			found++;
		}
		return found ? 0 : wrong(p, field, "no field begins at %u, behind it",
					 field->of);
	case FWCTL_MEASURE_TAIL:
		if (p->owner && !record)
			return wrong(p, field, "only messages and records have a tail");
		if (field->of < field->offset + field->size)
			return wrong(p, field, "the tail must be behind it");
		if (field->of > msg->max_len)
			return wrong(p, field, "the tail begins behind byte %u",
				     msg->max_len);
		return 0;
	case FWCTL_MEASURE_ANSWER:
		if (p->response || p->header || p->owner)
			return wrong(p, field, "only a command's request asks for an answer");
		if (field->of > p->cmd->response.max_len)
			return wrong(p, field, "the response ends before %u",
				     field->of);
		return 0;
	default:
		return wrong(p, field, "unknown measure %u", field->measure);
	}
}

/* Properties that only some places have */
static int check_marks(const struct place *p, const struct fwctl_msg *msg,
		       const struct fwctl_field *field)
{
	bool record = p->owner && p->owner->kind == FWCTL_KIND_RECORDS &&
		      msg == p->owner->elem;

	if (field->is_opcode &&
	    (!p->header || p->response || field->kind != FWCTL_KIND_UINT ||
	     field->size > 4 || field->rule || field->measure ||
	     field->is_secret || field->is_admin || p->owner))
		return wrong(p, field, "is no place for an opcode");
	if (field->is_status &&
	    (!p->header || !p->response || field->kind != FWCTL_KIND_UINT ||
	     field->size > 8 || field->is_secret || field->is_admin ||
	     p->owner))
		return wrong(p, field, "is no place for a status");
	if (field->is_kind && (!record || (field->kind != FWCTL_KIND_UUID &&
					   (field->kind != FWCTL_KIND_UINT ||
					    field->size > 8)) ||
			       field->is_secret || field->is_admin))
		return wrong(p, field, "is no place for a record's kind");
	if (field->ends_at_zero &&
	    (!p->response || (field->kind != FWCTL_KIND_ARRAY &&
			      field->kind != FWCTL_KIND_RECORDS)))
		return wrong(p, field, "only arrays and records in responses end at zero");
	if (field->kind == FWCTL_KIND_VENDOR && !p->response)
		return wrong(p, field, "a request has nothing that only the vendor can read");
	if (field->limit > p->table->nr_limits)
		return wrong(p, field, "there is no limit %u", field->limit - 1);
	if (field->limit && (p->response || !is_integer(field) ||
			     field->size > 8))
		return wrong(p, field, "a limit is for integers in requests");
	if (field->preset && (!is_integer(field) || field->size > 8 ||
			      !fits(field, field->preset) ||
			      !fwctl_keeps_rule(field, field->preset)))
		return wrong(p, field, "the preset breaks the rule");
	if ((field->mul || field->div || field->add || field->unit) &&
	    !is_integer(field))
		return wrong(p, field, "a unit is for integers");
	if ((field->mul || field->div || field->add) && !field->unit)
		return wrong(p, field, "is scaled, but has no unit");
	if (field->unit && !is_text(field->unit))
		return wrong(p, field, "its unit must have 1 to %u printable characters",
			     MAX_TEXT);
	if (field->div < 0)
		return wrong(p, field, "is divided by less than nothing");
	if (field->source && (p->response || !is_integer(field)))
		return wrong(p, field, "a source is for integers in requests");
	return 0;
}

static int check_msg(const struct place *p, const struct fwctl_msg *header,
		     const struct fwctl_msg *msg, u32 depth);

static int check_variants(const struct place *around,
			  const struct fwctl_field *field, u32 depth)
{
	const struct fwctl_msg *header = field->elem;
	const struct fwctl_field *kind = header->fields;
	struct place p = *around;
	bool by_uuid;
	u32 i, j;
	int ret;

	p.owner = field;
	while (!kind->is_kind)
		kind++;
	by_uuid = kind->kind == FWCTL_KIND_UUID;
	for (i = 0; i < field->nr_variants; i++) {
		const struct fwctl_variant *v = &field->variants[i];
		bool has_uuid = memchr_inv(v->uuid, 0, sizeof(v->uuid));

		if (!is_name(v->name, '_', FWCTL_NAME_LEN))
			return wrong(around, field, "variant %u has no proper name", i);
		if (v->other && i + 1 != field->nr_variants)
			return wrong(around, field, "variant %s is not the last",
				     v->name);
		for (j = 0; j < i; j++) {
			if (!strcmp(v->name, field->variants[j].name))
				return wrong(around, field, "two variants are named %s",
					     v->name);
			if (!v->other &&
			    (by_uuid ?
			     !memcmp(v->uuid, field->variants[j].uuid, 16) :
			     fwctl_is_variant(v, field->variants[j].kind) ||
			     fwctl_is_variant(&field->variants[j], v->kind)))
				return wrong(around, field, "%s and %s are the same kind",
					     field->variants[j].name, v->name);
		}
		if (has_uuid != (by_uuid && !v->other) ||
		    (by_uuid && (v->kind || v->last)))
			return wrong(around, field, "the kind of %s is not what %s tells",
				     v->name, kind->name);
		if (v->last && (v->other || v->last <= v->kind))
			return wrong(around, field, "the last kind of %s is not behind its first",
				     v->name);
		if (!v->other && !by_uuid &&
		    (!fits(kind, v->kind) || !fits(kind, v->last)))
			return wrong(around, field, "the kind of %s does not fit into %s",
				     v->name, kind->name);
		if (v->msg.min_len < header->max_len)
			return wrong(around, field, "variant %s is shorter than the header",
				     v->name);
		if (v->msg.max_len > (field->size ?: FWCTL_MAX_LEN))
			return wrong(around, field, "variant %s is longer than a record",
				     v->name);
		p.variant = v;
		ret = check_msg(&p, header, &v->msg, depth);
		if (ret)
			return ret;
	}
	return 0;
}

/* An array's elements, or the header and the variants of records */
static int check_elem(const struct place *around,
		      const struct fwctl_field *field, u32 depth)
{
	const struct fwctl_msg *elem = field->elem;
	struct place p = *around;
	u32 i, kinds = 0, tails = 0;
	int ret;

	if (!elem || !elem->max_len || elem->min_len != elem->max_len)
		return wrong(around, field, "its elements or headers must have one length");
	if (depth >= FWCTL_DEPTH)
		return wrong(around, field, "is too deep, %u levels are allowed",
			     FWCTL_DEPTH);
	if (field->kind == FWCTL_KIND_ARRAY && elem->max_len != field->size)
		return wrong(around, field, "its elements have %u bytes, not %u",
			     elem->max_len, field->size);
	if (field->kind == FWCTL_KIND_RECORDS && !field->nr_variants)
		return wrong(around, field, "has no variants");
	/* a field of the header may measure one of a variant */
	for (i = 0; i < field->nr_variants; i++)
		if (!field->variants ||
		    (field->variants[i].msg.nr_fields &&
		     !field->variants[i].msg.fields))
			return wrong(around, field, "variant %u is not there", i);
	p.owner = field;
	p.variant = NULL;
	ret = check_msg(&p, NULL, elem, depth + 1);
	if (ret || field->kind == FWCTL_KIND_ARRAY)
		return ret;

	for (i = 0; i < elem->nr_fields; i++) {
		kinds += elem->fields[i].is_kind;
		tails += elem->fields[i].measure == FWCTL_MEASURE_TAIL;
	}
	if (kinds != 1)
		return wrong(around, field, "its header needs one kind, has %u",
			     kinds);
	if (field->size ? tails : tails != 1)
		return wrong(around, field, "its records need one length, have %u",
			     tails + !!field->size);
	if (field->size && field->size < elem->max_len)
		return wrong(around, field, "its records are shorter than their header");
	return check_variants(around, field, depth + 1);
}

static int check_kind(const struct place *p, const struct fwctl_field *field)
{
	switch (field->kind) {
	case FWCTL_KIND_UINT:
	case FWCTL_KIND_SINT:
		if (!field->size || (field->size > 8 && field->size != 16) ||
		    (field->size == 16 && field->kind == FWCTL_KIND_SINT))
			return wrong(p, field, "an integer of %u bytes",
				     field->size);
		if ((field->bits || field->lsb) &&
		    (field->size > 8 || !field->bits ||
		     field->lsb + field->bits > field->size * 8))
			return wrong(p, field, "its bits are not in %u bytes",
				     field->size);
		break;
	case FWCTL_KIND_BYTES:
	case FWCTL_KIND_VENDOR:
	case FWCTL_KIND_STRING:
		break;
	case FWCTL_KIND_UUID:
		if (field->size != 16)
			return wrong(p, field, "a UUID of %u bytes", field->size);
		break;
	case FWCTL_KIND_ARRAY:
		if (!field->size)
			return wrong(p, field, "its elements have no length");
		fallthrough;
	case FWCTL_KIND_RECORDS:
		if (field->is_secret || field->is_admin)
			return wrong(p, field, "mark the fields in it instead");
		if (field->rule || field->nr_values)
			return wrong(p, field, "rule %u is not for this kind of field",
				     field->rule);
		break;
	default:
		return wrong(p, field, "unknown kind %u", field->kind);
	}
	if ((field->bits || field->lsb) && !is_integer(field))
		return wrong(p, field, "only integers have bits");
	if (field->count && field->kind != FWCTL_KIND_ARRAY)
		return wrong(p, field, "only arrays have a count");
	if (field->elem && field->kind != FWCTL_KIND_ARRAY &&
	    field->kind != FWCTL_KIND_RECORDS)
		return wrong(p, field, "only arrays and records have fields in them");
	if (field->nr_variants && field->kind != FWCTL_KIND_RECORDS)
		return wrong(p, field, "only records have variants");
	return 0;
}

static int check_order(const struct place *p, const struct fwctl_field *before,
		       const struct fwctl_field *field)
{
	if (before->offset == field->offset && before->bits && field->bits) {
		if (before->size != field->size ||
		    before->big_endian != field->big_endian)
			return wrong(p, field, "is not of the same integer as %s",
				     before->name);
		if (field->lsb < before->lsb + before->bits)
			return wrong(p, field, "overlaps %s", before->name);
		return 0;
	}
	if (is_variable(before))
		return wrong(p, field, "is behind %s, whose length varies",
			     before->name);
	if (field->offset < before->offset)
		return wrong(p, field, "is listed after %s, but begins before it",
			     before->name);
	if (field->offset < before->offset + fixed_size(before))
		return wrong(p, field, "overlaps %s", before->name);
	return 0;
}

static bool has_name(const struct fwctl_msg *msg, u32 nr, const char *name)
{
	u32 i;

	for (i = 0; i < nr; i++)
		if (!strcmp(msg->fields[i].name, name))
			return true;
	return false;
}

/* @header: of the records that @msg is a variant of, else NULL */
static int check_msg(const struct place *p, const struct fwctl_msg *header,
		     const struct fwctl_msg *msg, u32 depth)
{
	bool constant = p->header || (p->owner && msg == p->owner->elem);
	DECLARE_BITMAP(names, SEEN_BITS) = {};
	u32 i;
	int ret;

	if (msg->min_len > msg->max_len)
		return wrong(p, NULL, "least length %u is over the greatest, %u",
			     msg->min_len, msg->max_len);
	if (msg->nr_fields && !msg->fields)
		return wrong(p, NULL, "its fields are not there");

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];
		u64 end = field->offset + fixed_size(field);
		u64 least_end = field->offset + least_size(field);
		bool plain = p->owner && p->owner->kind == FWCTL_KIND_ARRAY &&
			     msg->nr_fields == 1 && field->name &&
			     !field->name[0];

		if (!field->name || (!field->name[0] && !plain))
			return wrong(p, NULL, "field %u has no name", i);
		if (!plain && !is_name(field->name, '_', FWCTL_NAME_LEN))
			return wrong(p, field, "is no proper name");
		if ((is_name_maybe_seen(names, field->name) &&
		     has_name(msg, i, field->name)) ||
		    (header && has_name(header, header->nr_fields, field->name)))
			return wrong(p, field, "there are two of that name");
		ret = check_kind(p, field);
		if (ret)
			return ret;
		if (constant && is_variable(field))
			return wrong(p, field, "must have a constant length");
		if (i) {
			ret = check_order(p, &msg->fields[i - 1], field);
			if (ret)
				return ret;
		}
		if (header && field->offset < header->max_len)
			return wrong(p, field, "begins in the header");
		if (field->offset >= msg->max_len || least_end > msg->max_len)
			return wrong(p, field, "ends behind byte %u",
				     msg->max_len);
		if (field->offset < msg->min_len && end > msg->min_len)
			return wrong(p, field, "is cut by the least length, %u",
				     msg->min_len);
		ret = check_rule(p, field) ?:
		      check_measure(p, msg, field) ?:
		      check_marks(p, msg, field);
		if (!ret && (field->kind == FWCTL_KIND_ARRAY ||
			     field->kind == FWCTL_KIND_RECORDS))
			ret = check_elem(p, field, depth);
		if (ret)
			return ret;
	}
	return 0;
}

static int check_header(const struct place *p, const struct fwctl_msg *header)
{
	u32 i, opcodes = 0, statuses = 0;
	int ret;

	if (header->min_len != header->max_len)
		return wrong(p, NULL, "its length must be constant");
	if (header->max_len > FWCTL_MAX_LEN)
		return wrong(p, NULL, "messages have at most %u bytes",
			     FWCTL_MAX_LEN);
	ret = check_msg(p, NULL, header, 1);
	if (ret)
		return ret;
	for (i = 0; i < header->nr_fields; i++) {
		opcodes += header->fields[i].is_opcode;
		statuses += header->fields[i].is_status;
	}
	if (!p->response && opcodes != 1)
		return wrong(p, NULL, "needs one opcode, has %u", opcodes);
	if (statuses > 1)
		return wrong(p, NULL, "has %u statuses", statuses);
	return 0;
}

/* Does the response of a command have a field of this name, at any depth? */
static bool has_field(const struct fwctl_msg *msg, const char *name, u32 depth)
{
	u32 i, j;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		if (!strcmp(field->name, name))
			return true;
		if (depth >= FWCTL_DEPTH || !field->elem)
			continue;
		if (has_field(field->elem, name, depth + 1))
			return true;
		for (j = 0; j < field->nr_variants; j++)
			if (has_field(&field->variants[j].msg, name, depth + 1))
				return true;
	}
	return false;
}

static bool has_source(const struct fwctl_table *table, const char *source)
{
	const char *slash = strchr(source, '/');
	u32 i;

	for (i = 0; slash && i < table->nr_commands; i++) {
		const struct fwctl_command *cmd = &table->commands[i];
		size_t len = slash - source;

		if (strlen(cmd->name) == len &&
		    !strncmp(cmd->name, source, len))
			return has_field(&cmd->response, slash + 1, 1);
	}
	return false;
}

/* Once all commands are known to be well formed */
static int check_sources(const struct place *around,
			 const struct fwctl_msg *msg)
{
	struct place p = *around;
	u32 i, j;
	int ret;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		if (field->source && !has_source(p.table, field->source))
			return wrong(around, field, "there is no %s",
				     field->source);
		if (!field->elem)
			continue;
		p.owner = field;
		p.variant = NULL;
		ret = check_sources(&p, field->elem);
		for (j = 0; !ret && j < field->nr_variants; j++) {
			p.variant = &field->variants[j];
			ret = check_sources(&p, &p.variant->msg);
		}
		if (ret)
			return ret;
	}
	return 0;
}

static const struct fwctl_field *opcode_field(const struct fwctl_table *table)
{
	const struct fwctl_field *field = table->request_header.fields;

	while (!field->is_opcode)
		field++;
	return field;
}

static int check_command(struct place *p)
{
	const struct fwctl_command *cmd = p->cmd;
	int ret;

	if (!is_name(cmd->name, '-', FWCTL_NAME_LEN))
		return wrong(p, NULL, "is no proper name");
	if (!is_text(cmd->summary))
		return wrong(p, NULL, "its summary must have 1 to %u printable characters",
			     MAX_TEXT);
	if (!fits(opcode_field(p->table), cmd->opcode))
		return wrong(p, NULL, "opcode %#x does not fit into the header",
			     cmd->opcode);
	if (cmd->scope > FWCTL_RPC_DEBUG_WRITE_FULL)
		return wrong(p, NULL, "scope %u is unknown", cmd->scope);
	if (cmd->effect < FWCTL_EFFECT_NONE ||
	    cmd->effect > FWCTL_EFFECT_DISRUPTS)
		return wrong(p, NULL, "effect %u is unknown, or was not stated",
			     cmd->effect);
	if (cmd->audience > FWCTL_AUDIENCE_ANY)
		return wrong(p, NULL, "audience %u is unknown", cmd->audience);
	if (cmd->scope < fwctl_least_scope(cmd->effect))
		return wrong(p, NULL, "its effect needs scope %u",
			     fwctl_least_scope(cmd->effect));
	if (cmd->audience == FWCTL_AUDIENCE_ANY &&
	    (cmd->effect != FWCTL_EFFECT_NONE ||
	     cmd->scope > FWCTL_RPC_DEBUG_READ_ONLY))
		return wrong(p, NULL, "its effect or scope is not for any audience");
	if ((u64)cmd->request.max_len + p->table->request_header.max_len >
	    FWCTL_MAX_LEN ||
	    (u64)cmd->response.max_len + p->table->response_header.max_len >
	    FWCTL_MAX_LEN)
		return wrong(p, NULL, "messages have at most %u bytes",
			     FWCTL_MAX_LEN);

	p->message = true;
	ret = check_msg(p, NULL, &cmd->request, 1);
	if (ret)
		return ret;
	p->response = true;
	ret = check_msg(p, NULL, &cmd->response, 1);
	if (ret)
		return ret;
	p->message = false;
	p->response = false;
	return 0;
}

static const struct fwctl_selector *
find_selector(const struct fwctl_table *table, u32 opcode)
{
	u32 i;

	for (i = 0; i < table->nr_selectors; i++)
		if (table->selectors[i].opcode == opcode)
			return &table->selectors[i];
	return NULL;
}

static u8 selector_mask(const struct fwctl_selector *selector, u32 byte)
{
	if (!selector->mask)
		return 0xff;
	return byte < 8 ? selector->mask >> (8 * byte) & 0xff : 0;
}

static int check_selectors(struct place *p)
{
	const struct fwctl_table *table = p->table;
	u32 i;

	for (i = 0; i < table->nr_selectors; i++) {
		const struct fwctl_selector *s = &table->selectors[i];

		if (!s->size || s->size > FWCTL_SELECTOR_LEN)
			return wrong(p, NULL, "selector of opcode %#x has %u bytes",
				     s->opcode, s->size);
		if (s->size < 8 && s->mask >> (8 * s->size))
			return wrong(p, NULL, "selector of opcode %#x is shorter than its mask",
				     s->opcode);
		if (i && s->opcode <= table->selectors[i - 1].opcode)
			return wrong(p, NULL, "selector of opcode %#x is not in order",
				     s->opcode);
	}
	return 0;
}

/*
 * What a row's FIXED fields give to its opcode's selector. @open: the row
 * leaves the selector open.
 */
static int row_key(struct place *p, u8 *key, bool *open)
{
	const struct fwctl_selector *s = find_selector(p->table, p->cmd->opcode);
	const struct fwctl_msg *msg = &p->cmd->request;
	u8 buf[FWCTL_SELECTOR_LEN], covered[FWCTL_SELECTOR_LEN] = {};
	u32 i, j, bits, fixed = 0;

	memset(key, 0, FWCTL_SELECTOR_LEN);
	*open = false;
	if (!s)
		return 0;
	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		if (field->rule != FWCTL_RULE_FIXED || field->size > 16)
			continue;
		for (j = 0; j < field->size; j++) {
			u32 at = field->offset + j - s->offset;

			if (field->offset + j < s->offset || at >= s->size)
				continue;
			memset(buf, 0, sizeof(buf));
			if (field->kind == FWCTL_KIND_UUID) {
				memcpy(buf, field->values[0].uuid, 16);
				covered[at] = 0xff;
			} else {
				fwctl_put_uint(field, buf, ~0ULL);
				covered[at] |= buf[j];
				memset(buf, 0, sizeof(buf));
				fwctl_put_uint(field, buf, field->min);
			}
			key[at] |= buf[j];
		}
	}
	bits = 0;
	for (i = 0; i < s->size; i++) {
		key[i] &= selector_mask(s, i);
		bits += hweight8(selector_mask(s, i));
		fixed += hweight8(covered[i] & selector_mask(s, i));
	}
	if (fixed && fixed != bits)
		return wrong(p, NULL, "fixes only a part of the selector");
	*open = !fixed;
	if (fixed && msg->min_len < s->offset + s->size)
		return wrong(p, NULL, "the selector is behind the least length");
	return 0;
}

static u64 key_number(const u8 *key)
{
	u64 number = 0;
	int i;

	for (i = 8; i > 0; i--)
		number = number << 8 | key[i - 1];
	return number;
}

/* By number where it is one, else byte by byte */
static int key_compare(const struct fwctl_selector *s, const u8 *a, const u8 *b)
{
	if (s && s->size <= 8)
		return key_number(a) < key_number(b) ? -1 :
		       key_number(a) > key_number(b);
	return memcmp(a, b, FWCTL_SELECTOR_LEN);
}

static int check_keys(struct place *p)
{
	u8 key[FWCTL_SELECTOR_LEN], before[FWCTL_SELECTOR_LEN] = {};
	const struct fwctl_table *table = p->table;
	bool open, was_open = false;
	u32 i;
	int ret;

	for (i = 0; i < table->nr_commands; i++) {
		p->cmd = &table->commands[i];
		ret = row_key(p, key, &open);
		if (ret)
			return ret;
		if (i && p->cmd->opcode < p->cmd[-1].opcode)
			return wrong(p, NULL, "is listed after %s, but its opcode is less",
				     p->cmd[-1].name);
		if (i && p->cmd->opcode == p->cmd[-1].opcode) {
			int order = key_compare(find_selector(table, p->cmd->opcode),
						before, key);

			if (was_open && !open)
				return wrong(p, NULL, "is listed after %s, whose selector is open",
					     p->cmd[-1].name);
			if ((was_open && open) || (!open && !order))
				return wrong(p, NULL, "has the same opcode and selector as %s",
					     p->cmd[-1].name);
			if (!open && order > 0)
				return wrong(p, NULL, "is listed after %s, its selector is less",
					     p->cmd[-1].name);
		}
		memcpy(before, key, sizeof(key));
		was_open = open;
	}
	p->cmd = NULL;
	return 0;
}

/* Names are many: compare each with those that hash alike. */
static int check_names(struct place *p)
{
	u32 *heads __free(kvfree) = NULL;
	const struct fwctl_table *table = p->table;
	u32 size = roundup_pow_of_two(table->nr_commands * 2);
	u32 *next, i, j;

	heads = kvcalloc(size + table->nr_commands, sizeof(*heads), GFP_KERNEL);
	if (!heads)
		return -ENOMEM;
	next = heads + size;
	for (i = 0; i < table->nr_commands; i++) {
		const char *name = table->commands[i].name;
		u32 *head = &heads[jhash(name, strlen(name), 0) & (size - 1)];

		for (j = *head; j; j = next[j - 1]) {
			if (strcmp(name, table->commands[j - 1].name))
				continue;
			p->cmd = &table->commands[i];
			return wrong(p, NULL, "there are two of that name");
		}
		next[i] = *head;
		*head = i + 1;
	}
	return 0;
}

/**
 * fwctl_table_check - Is this a table that the core can work with?
 * @table: the table
 * @why: if not, says what is wrong and where; %FWCTL_WHY_LEN bytes
 *
 * Context: process context, may sleep.
 * Return: 0, -EINVAL with @why, or -ENOMEM.
 */
int fwctl_table_check(const struct fwctl_table *table, char *why)
{
	struct place p = { .why = why, .table = table };
	u32 i;
	int ret;

	why[0] = '\0';
	if (!table->nr_commands || !table->commands)
		return wrong(&p, NULL, "has no commands");
	if (table->nr_limits > FWCTL_MAX_LIMITS)
		return wrong(&p, NULL, "has %u limits, at most %u are allowed",
			     table->nr_limits, FWCTL_MAX_LIMITS);
	if (table->answer_limit > table->nr_limits)
		return wrong(&p, NULL, "there is no limit %u",
			     table->answer_limit - 1);
	for (i = 0; i < table->nr_limits; i++)
		if (!is_name(table->limits[i], '_', FWCTL_NAME_LEN))
			return wrong(&p, NULL, "limit %u has no proper name", i);
	p.message = true;
	p.header = true;
	ret = check_header(&p, &table->request_header);
	if (ret)
		return ret;
	p.response = true;
	ret = check_header(&p, &table->response_header);
	if (ret)
		return ret;
	p.message = false;
	p.header = false;
	p.response = false;
	ret = check_selectors(&p);
	if (ret)
		return ret;
	for (i = 0; i < table->nr_commands; i++) {
		p.cmd = &table->commands[i];
		ret = check_command(&p);
		if (ret)
			return ret;
	}
	p.cmd = NULL;
	ret = check_names(&p) ?: check_keys(&p);
	if (ret)
		return ret;

	p.message = true;
	p.header = true;
	ret = check_sources(&p, &table->request_header);
	p.header = false;
	for (i = 0; !ret && i < table->nr_commands; i++) {
		p.cmd = &table->commands[i];
		ret = check_sources(&p, &p.cmd->request);
	}
	return ret;
}

/*
 * Look-up: two hash tables, of opcodes, and of rows by opcode and selector. An
 * opcode without a selector leads straight to its row.
 */
struct group {
	u32 opcode;
	u32 next;		/* 1 + index of the next in the bucket */
	u32 first;		/* row */
	u32 open;		/* 1 + row that leaves the selector open */
	const struct fwctl_selector *selector;
};

struct fwctl_index {
	const struct fwctl_table *table;
	const struct fwctl_field *opcode;	/* in the request header */
	u32 mask;
	u32 nr_groups;
	u32 *group_heads;
	u32 *row_heads;
	struct group *groups;
	struct fwctl_row *rows;
};

static u32 *group_head(const struct fwctl_index *index, u32 opcode)
{
	return &index->group_heads[jhash_1word(opcode, 0) & index->mask];
}

static u32 *row_head(const struct fwctl_index *index, u32 opcode, const u8 *key)
{
	return &index->row_heads[jhash(key, FWCTL_SELECTOR_LEN, opcode) &
				 index->mask];
}

static const struct group *find_group(const struct fwctl_index *index,
				      u32 opcode)
{
	u32 i;

	for (i = *group_head(index, opcode); i; i = index->groups[i - 1].next)
		if (index->groups[i - 1].opcode == opcode)
			return &index->groups[i - 1];
	return NULL;
}

static bool has_vendor_bytes(const struct fwctl_msg *msg, u32 depth)
{
	u32 i, j;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		if (field->kind == FWCTL_KIND_VENDOR)
			return true;
		if (depth >= FWCTL_DEPTH || !field->elem)
			continue;
		if (has_vendor_bytes(field->elem, depth + 1))
			return true;
		for (j = 0; j < field->nr_variants; j++)
			if (has_vendor_bytes(&field->variants[j].msg,
					     depth + 1))
				return true;
	}
	return false;
}

/**
 * fwctl_index_destroy - Free an index
 * @index: from fwctl_index_create(), or NULL
 */
void fwctl_index_destroy(struct fwctl_index *index)
{
	if (!index)
		return;
	kvfree(index->group_heads);
	kvfree(index->row_heads);
	kvfree(index->groups);
	kvfree(index->rows);
	kfree(index);
}

/**
 * fwctl_index_create - Check a table and make its rows quick to find
 * @table: the table, which must stay as long as the index
 * @why: see fwctl_table_check()
 *
 * Context: process context, may sleep.
 * Return: the index, or an error pointer as fwctl_table_check() has errors.
 */
struct fwctl_index *fwctl_index_create(const struct fwctl_table *table,
				       char *why)
{
	struct fwctl_index *index __free(fwctl_index) = NULL;
	struct place p = { .why = why, .table = table };
	struct group *group = NULL;
	u32 i, size;
	int ret;

	ret = fwctl_table_check(table, why);
	if (ret)
		return ERR_PTR(ret);

	index = kzalloc(sizeof(*index), GFP_KERNEL);
	if (!index)
		return ERR_PTR(-ENOMEM);
	size = roundup_pow_of_two(table->nr_commands * 2);
	index->table = table;
	index->mask = size - 1;
	index->group_heads = kvcalloc(size, sizeof(u32), GFP_KERNEL);
	index->row_heads = kvcalloc(size, sizeof(u32), GFP_KERNEL);
	index->groups = kvcalloc(table->nr_commands, sizeof(*index->groups),
				 GFP_KERNEL);
	index->rows = kvcalloc(table->nr_commands, sizeof(*index->rows),
			       GFP_KERNEL);
	if (!index->group_heads || !index->row_heads || !index->groups ||
	    !index->rows)
		return ERR_PTR(-ENOMEM);
	index->opcode = opcode_field(table);

	for (i = 0; i < table->nr_commands; i++) {
		struct fwctl_row *row = &index->rows[i];
		bool open;
		u32 *head;

		row->cmd = &table->commands[i];
		p.cmd = row->cmd;
		row->vendor = has_vendor_bytes(&row->cmd->response, 1);
		if (!group || group->opcode != row->cmd->opcode) {
			group = &index->groups[index->nr_groups++];
			group->opcode = row->cmd->opcode;
			group->selector = find_selector(table, group->opcode);
			group->first = i;
			head = group_head(index, group->opcode);
			group->next = *head;
			*head = index->nr_groups;
		}
		/* which has been checked, so it does not fail */
		row_key(&p, row->key, &open);
		if (!group->selector)
			continue;
		if (open) {
			group->open = i + 1;
			continue;
		}
		head = row_head(index, group->opcode, row->key);
		row->next = *head;
		*head = i + 1;
	}
	return_ptr(index);
}

/**
 * fwctl_index_row - A row by its place in the table
 * @index: the index
 * @i: from 0
 *
 * Return: the row, or NULL behind the last.
 */
const struct fwctl_row *fwctl_index_row(const struct fwctl_index *index, u32 i)
{
	return i < index->table->nr_commands ? &index->rows[i] : NULL;
}

/**
 * fwctl_opcode - What a request says it is
 * @table: the table
 * @in: the request, at least its header
 *
 * Return: the opcode.
 */
u32 fwctl_opcode(const struct fwctl_table *table, const u8 *in)
{
	const struct fwctl_field *field = opcode_field(table);

	return fwctl_get_uint(field, in + field->offset);
}

/**
 * fwctl_selector - Where a request's opcode has its selector
 * @index: the index
 * @opcode: the opcode
 *
 * Return: the selector, or NULL if the opcode is unknown or has none.
 */
const struct fwctl_selector *fwctl_selector(const struct fwctl_index *index,
					    u32 opcode)
{
	const struct group *group = find_group(index, opcode);

	return group ? group->selector : NULL;
}

/**
 * fwctl_find - Find the row that a request claims to be
 * @index: the index
 * @in: the request, not validated
 * @in_len: its length
 *
 * A request that is too short for its opcode's selector gets one of the
 * opcode's rows: it is too short for all that fix the selector, and validation
 * will say so.
 *
 * Context: any; takes no lock. Takes as long for a long table as for a short
 * one.
 * Return: the row, or NULL if there is none, or the header is cut short.
 */
const struct fwctl_row *fwctl_find(const struct fwctl_index *index,
				   const u8 *in, u32 in_len)
{
	u32 header = index->table->request_header.max_len;
	const struct fwctl_selector *s;
	u8 key[FWCTL_SELECTOR_LEN] = {};
	const struct group *group;
	u32 opcode, i;

	if (in_len < header)
		return NULL;
	opcode = fwctl_get_uint(index->opcode, in + index->opcode->offset);
	group = find_group(index, opcode);
	if (!group)
		return NULL;
	s = group->selector;
	if (!s)
		return &index->rows[group->first];
	if (s->offset > in_len - header ||
	    s->size > in_len - header - s->offset)
		return &index->rows[group->open ? group->open - 1 :
						  group->first];
	for (i = 0; i < s->size; i++)
		key[i] = in[header + s->offset + i] & selector_mask(s, i);
	for (i = *row_head(index, opcode, key); i; i = index->rows[i - 1].next) {
		const struct fwctl_row *row = &index->rows[i - 1];

		if (row->cmd->opcode == opcode &&
		    !memcmp(row->key, key, sizeof(key)))
			return row;
	}
	return group->open ? &index->rows[group->open - 1] : NULL;
}
