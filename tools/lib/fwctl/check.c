// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does a description make sense?
 *
 * The kernel checks its tables when a driver registers, and validate.c relies
 * on it. This does the same for descriptions, wherever they come from: every
 * field lies within its message, what measures a field lies before it, records
 * are at least a byte long, ...
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

/* Where we are: for the message, and for what may only be in some places */
struct place {
	const char *command;
	const char *message;
	const char *field;
	bool response;
	bool header;				/* of all messages */
	const struct fwctl_field *owner;	/* array or records around */
	__u32 answer_len;			/* greatest, of a request */
	struct fwctl_error *err;
};

static int bad(const struct place *p, const char *what)
{
	return fwctl_fail(p->err, EBADMSG,
			  "the device's description makes no sense: %s %s%s%s: %s",
			  p->command, p->message, p->field ? " field " : "",
			  p->field ? p->field : "", what);
}

/* Lower case letters, digits, underscores and hyphens */
bool fwctl_is_word(const char *text)
{
	return text[0] && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == 0;
}

/* The header of records, which all of their kinds have */
static bool is_record_header(const struct place *p, const struct fwctl_msg *msg)
{
	return p->owner && p->owner->kind == FWCTL_KIND_RECORDS &&
	       msg == p->owner->elem;
}

static __u64 length(const struct fwctl_field *field)
{
	if (is_variable(field))
		return 0;
	return (__u64)field->size *
	       (field->kind == FWCTL_KIND_ARRAY ? field->count : 1);
}

static int check_kind(const struct place *p, const struct fwctl_field *field)
{
	switch (field->kind) {
	case FWCTL_KIND_UINT:
	case FWCTL_KIND_SINT:
		if (!field->size || (field->size > 8 && field->size != 16) ||
		    (field->size == 16 && field->kind == FWCTL_KIND_SINT))
			return bad(p, "an integer of so many bytes");
		if ((field->bits || field->lsb) &&
		    (field->size > 8 || !field->bits ||
		     (__u32)field->lsb + field->bits > field->size * 8))
			return bad(p, "its bits are not in its bytes");
		return 0;
	case FWCTL_KIND_UUID:
		if (field->size != 16)
			return bad(p, "a UUID has 16 bytes");
		break;
	case FWCTL_KIND_BYTES:
	case FWCTL_KIND_VENDOR:
	case FWCTL_KIND_STRING:
		break;
	case FWCTL_KIND_ARRAY:
		if (!field->size)
			return bad(p, "its elements have no bytes");
		break;
	case FWCTL_KIND_RECORDS:
		if (!field->elem->max_len)
			return bad(p, "its header has no bytes");
		if (field->size && field->size < field->elem->max_len)
			return bad(p, "a record is shorter than its header");
		break;
	default:
		return bad(p, "it is of no kind that a field can be");
	}
	if (is_container(field) && (field->is_secret || field->is_admin))
		return bad(p, "the fields in it are secret, not it");
	if (field->bits || field->lsb || field->limit || field->preset)
		return bad(p, "only an integer can have that");
	return 0;
}

static int check_rule(const struct place *p, const struct fwctl_field *field)
{
	__u32 i;

	for (i = 0; i < field->nr_values; i++)
		if (!field->values[i].name[0])
			return bad(p, "a value has no name");
	switch (field->rule) {
	case FWCTL_RULE_NONE:
		if (field->nr_values)
			return bad(p, "it has values, but no rule");
		return 0;
	case FWCTL_RULE_NAMED:
		if (!field->nr_values)
			return bad(p, "it has no values");
		if (field->kind == FWCTL_KIND_UUID)
			return 0;
		break;
	case FWCTL_RULE_FIXED:
		if (field->kind != FWCTL_KIND_UUID)
			break;
		if (field->nr_values != 1)
			return bad(p, "it is always the same, but what?");
		return 0;
	case FWCTL_RULE_MASK:
		if (field->kind != FWCTL_KIND_UINT)
			return bad(p, "a mask is for unsigned integers");
		break;
	case FWCTL_RULE_RANGE:
		break;
	default:
		return bad(p, "its rule is unknown");
	}
	if (!is_integer(field) || field->size > 8)
		return bad(p, "its rule is for another kind of field");
	return 0;
}

/* @field measures what lies in @msg at its place */
static int check_target(const struct place *p, const struct fwctl_msg *msg,
			const struct fwctl_field *field)
{
	const struct fwctl_field *target = fwctl_field_at(msg, field->of);

	if (!target || target->offset < (__u64)field->offset + field->size)
		return bad(p, "it does not lie before what it measures");
	if (!is_variable(target))
		return bad(p, "what it measures has a length of its own");
	if (field->measure == FWCTL_MEASURE_LENGTH ?
	    target->kind == FWCTL_KIND_ARRAY : !is_container(target))
		return bad(p, "what it measures is measured in another way");
	return 0;
}

static int check_measure(const struct place *p, const struct fwctl_msg *msg,
			 const struct fwctl_field *field)
{
	const struct fwctl_field *other;
	bool found = false;
	__u32 i;
	int ret;

	if (!field->measure)
		return 0;
	if (field->kind != FWCTL_KIND_UINT || field->size > 8 ||
	    field->is_secret || field->is_admin)
		return bad(p, "such a field measures nothing");
	for (other = msg->fields; other != field; other++)
		if (other->measure == field->measure &&
		    (other->of == field->of ||
		     field->measure == FWCTL_MEASURE_TAIL ||
		     field->measure == FWCTL_MEASURE_ANSWER))
			return bad(p, "two fields measure the same");

	switch (field->measure) {
	case FWCTL_MEASURE_LENGTH:
	case FWCTL_MEASURE_COUNT:
		if (!is_record_header(p, msg) || fwctl_field_at(msg, field->of))
			return check_target(p, msg, field);
		for (i = 0; i < p->owner->nr_variants; i++) {
			const struct fwctl_msg *variant =
				&p->owner->variants[i].msg;

			if (!fwctl_field_at(variant, field->of))
				continue;
			ret = check_target(p, variant, field);
			if (ret)
				return ret;
			found = true;
		}
		return found ? 0 : bad(p, "there is nothing that it measures");
	case FWCTL_MEASURE_TAIL:
		if (p->owner && !is_record_header(p, msg))
			return bad(p, "only messages and records have a tail");
		if (field->of < (__u64)field->offset + field->size)
			return bad(p, "it lies in the tail that it measures");
		if (field->of > msg->max_len)
			return bad(p, "the tail begins behind the end");
		return 0;
	case FWCTL_MEASURE_ANSWER:
		if (p->response || p->header || p->owner)
			return bad(p, "only a request asks for an answer");
		if (field->of > p->answer_len)
			return bad(p, "the response ends before that");
		return 0;
	default:
		return bad(p, "its measure is unknown");
	}
}

static int check_marks(const struct place *p, const struct fwctl_msg *msg,
		       const struct fwctl_field *field)
{
	bool visible = field->kind == FWCTL_KIND_UINT && field->size <= 8 &&
		       !field->is_secret && !field->is_admin;

	if (field->is_opcode && (!visible || field->size > 4 || field->rule ||
				 field->measure || !p->header || p->response ||
				 p->owner))
		return bad(p, "no place for an opcode");
	if (field->is_status && (!visible || !p->header || !p->response ||
				 p->owner))
		return bad(p, "no place for a status");
	if (field->is_kind &&
	    ((!visible && field->kind != FWCTL_KIND_UUID) || field->is_secret ||
	     field->is_admin || !is_record_header(p, msg)))
		return bad(p, "no place for a record's kind");
	if (field->ends_at_zero && (!p->response ||
				    (field->kind != FWCTL_KIND_ARRAY &&
				     field->kind != FWCTL_KIND_RECORDS)))
		return bad(p, "only an array or records of a response end at zero");
	if (field->limit && (field->size > 8 || p->response))
		return bad(p, "no place for a limit");
	if ((field->mul || field->div || field->add || field->unit) &&
	    !is_integer(field))
		return bad(p, "only an integer has a unit");
	if (field->div < 0)
		return bad(p, "it is divided by less than nothing");
	return 0;
}

static bool has_field(const struct fwctl_msg *msg, __u32 nr, const char *name)
{
	__u32 i;

	for (i = 0; i < nr; i++)
		if (!strcmp(msg->fields[i].name, name))
			return true;
	return false;
}

static int check_msg(const struct place *around, const struct fwctl_msg *header,
		     const struct fwctl_msg *msg, __u32 depth);

static int check_variants(const struct place *p, __u32 depth)
{
	const struct fwctl_field *field = p->owner;
	const struct fwctl_msg *header = field->elem;
	__u32 i, j;
	int ret;

	for (i = 0; i < field->nr_variants; i++) {
		const struct fwctl_variant *variant = &field->variants[i];

		if (!fwctl_is_word(variant->name))
			return bad(p, "a variant has no name");
		for (j = 0; j < i; j++)
			if (!strcmp(field->variants[j].name, variant->name))
				return bad(p, "two variants have one name");
		if (variant->msg.min_len < header->max_len)
			return bad(p, "a variant is shorter than the header");
		if (field->size && variant->msg.max_len > field->size)
			return bad(p, "a variant is longer than a record");
		ret = check_msg(p, header, &variant->msg, depth);
		if (ret)
			return ret;
	}
	return 0;
}

/* An array's elements, or the header and the variants of records */
static int check_elem(const struct place *around,
		      const struct fwctl_field *field, __u32 depth)
{
	const struct fwctl_msg *elem = field->elem;
	__u32 tails = 0, kinds = 0;
	struct place p = *around;
	__u32 i;
	int ret;

	p.owner = field;
	ret = check_msg(&p, NULL, elem, depth + 1);
	if (ret || field->kind == FWCTL_KIND_ARRAY)
		return ret;
	for (i = 0; i < elem->nr_fields; i++) {
		tails += elem->fields[i].measure == FWCTL_MEASURE_TAIL;
		kinds += elem->fields[i].is_kind;
	}
	if (tails != !field->size)
		return bad(&p, "a record's length must be told, and once");
	if (kinds != 1)
		return bad(&p, "a record's kind must be told, and once");
	if (!field->nr_variants)
		return bad(&p, "its records are of no kind");
	return check_variants(&p, depth + 1);
}

/* @field behind the one before it, which ends at @end */
static int check_order(const struct place *p, const struct fwctl_field *field,
		       const struct fwctl_field *before, __u64 end)
{
	if (before && field->bits && before->bits &&
	    field->offset == before->offset) {
		if (field->size != before->size ||
		    field->big_endian != before->big_endian)
			return bad(p, "bits of different integers in one place");
		if (field->lsb < before->lsb + before->bits)
			return bad(p, "it overlaps the one before");
		return 0;
	}
	if (before && is_variable(before))
		return bad(p, "what lies before has no fixed length");
	if (field->offset < end)
		return bad(p, "it overlaps the one before");
	return 0;
}

/* @header: if @msg is a variant, the header of its records, else NULL */
static int check_msg(const struct place *around, const struct fwctl_msg *header,
		     const struct fwctl_msg *msg, __u32 depth)
{
	bool constant = around->header ||
			(around->owner && msg == around->owner->elem);
	struct place p = *around;
	__u64 end = header ? header->max_len : 0;
	__u32 i;
	int ret;

	if (depth > FWCTL_DEPTH)
		return bad(&p, "it is nested too deeply");
	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];
		bool plain = p.owner && p.owner->kind == FWCTL_KIND_ARRAY &&
			     msg->nr_fields == 1 && !field->name[0];

		p.field = field->name;
		if (!plain && !fwctl_is_word(field->name))
			return bad(&p, "a name that cannot be written");
		if (has_field(msg, i, field->name) ||
		    (header && has_field(header, header->nr_fields,
					 field->name)))
			return bad(&p, "two fields have one name");
		ret = check_kind(&p, field);
		if (ret)
			return ret;
		if (constant && is_variable(field))
			return bad(&p, "it must be of one length");
		ret = check_order(&p, field, i ? field - 1 : NULL, end);
		if (ret)
			return ret;
		end = field->offset + length(field);
		if (end > msg->max_len || field->offset >= msg->max_len)
			return bad(&p, "it does not lie in its message");
		if (field->offset < msg->min_len && end > msg->min_len)
			return bad(&p, "the least length cuts it");

		ret = check_rule(&p, field);
		if (!ret)
			ret = check_measure(&p, msg, field);
		if (!ret)
			ret = check_marks(&p, msg, field);
		if (!ret && is_container(field))
			ret = check_elem(&p, field, depth);
		if (ret)
			return ret;
	}
	return 0;
}

static int check_header(const struct place *p, const struct fwctl_msg *msg)
{
	if (msg->min_len != msg->max_len)
		return bad(p, "it is not of one length");
	return check_msg(p, NULL, msg, 1);
}

int fwctl_check_headers(const struct fwctl_description *desc,
			struct fwctl_error *err)
{
	struct place p = {
		.command = "header of", .message = "requests", .header = true,
		.err = err,
	};
	int ret;

	ret = check_header(&p, &desc->request_header);
	if (ret)
		return ret;
	p.message = "responses";
	p.response = true;
	return check_header(&p, &desc->response_header);
}

int fwctl_check_command(const struct fwctl_description *desc,
			const struct fwctl_command *cmd,
			struct fwctl_error *err)
{
	struct place p = {
		.command = "command", .message = "name", .err = err,
		.answer_len = cmd->response.max_len,
	};
	int ret;

	if (!cmd->name || !fwctl_is_word(cmd->name))
		return bad(&p, "it cannot be written");
	p.command = cmd->name;
	p.message = "request";
	if (desc->request_header.max_len + cmd->request.max_len > FWCTL_MAX_LEN)
		return bad(&p, "it is too long");
	ret = check_msg(&p, NULL, &cmd->request, 1);
	if (ret)
		return ret;
	p.message = "response";
	p.response = true;
	if (desc->response_header.max_len + cmd->response.max_len > FWCTL_MAX_LEN)
		return bad(&p, "it is too long");
	return check_msg(&p, NULL, &cmd->response, 1);
}
