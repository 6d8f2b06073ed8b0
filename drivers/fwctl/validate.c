// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does this message satisfy this description?
 *
 * No allocation, no recursion, no lock, no kernel header beyond basic types:
 * user space, fuzzers and provers build this file as it is. It relies on what
 * cmd.c checks of a table when a driver registers (fields sorted and in bounds,
 * nesting not deeper than FWCTL_DEPTH), never on what a message holds.
 *
 * Requests are strict: every value keeps its rule, and what no field describes
 * is zero, as is what follows the end that a length of all of the rest gives
 * them. Responses are read tolerantly, since devices and specifications
 * grow: values are taken as they are, what no field describes is cleared, and
 * only lengths and counts that do not fit make a response malformed.
 */
#include <linux/fwctl_table.h>

/* A message, an element of an array, or a record, that is being looked at */
struct frame {
	const struct fwctl_field *owner;	/* array or records; or NULL */
	const struct fwctl_msg *msg;
	const struct fwctl_msg *then;	/* fields behind a record's header */
	__u32 base;	/* where it begins in the buffer */
	__u32 len;	/* how long it is */
	__u32 next;	/* field of msg to look at */
	__u32 pos;	/* described up to here, from base */
	__u32 end;	/* where owner ends in the buffer */
	__u32 index;	/* which element or record this is */
	__u32 count;	/* how many there are, U32_MAX: up to end */
};

struct walk {
	const struct fwctl_check *check;
	const __u8 *buf;
	__u8 *out;		/* the same as buf for responses, else NULL */
	__u32 len;		/* of the whole message */
	__u32 dropped;		/* bytes that the device sent behind it */
	__u32 depth;
	struct fwctl_verdict *verdict;
	struct frame frames[FWCTL_DEPTH];
};

#define NO_COUNT 0xffffffffU

static __u64 low_bits(__u32 bits)
{
	return bits >= 64 ? ~0ULL : (1ULL << bits) - 1;
}

static __u32 field_bits(const struct fwctl_field *field)
{
	return field->bits ? field->bits : field->size * 8;
}

/* Little-endian integers, in the form that compilers know to be one load */
static __u64 le16(const __u8 *buf)
{
	return buf[0] | (__u64)buf[1] << 8;
}

static __u64 le32(const __u8 *buf)
{
	return buf[0] | (__u64)buf[1] << 8 | (__u64)buf[2] << 16 |
	       (__u64)buf[3] << 24;
}

static __u64 le64(const __u8 *buf)
{
	return buf[0] | (__u64)buf[1] << 8 | (__u64)buf[2] << 16 |
	       (__u64)buf[3] << 24 | (__u64)buf[4] << 32 |
	       (__u64)buf[5] << 40 | (__u64)buf[6] << 48 |
	       (__u64)buf[7] << 56;
}

/* The integer that a field is, or that its bits are in, up to 8 bytes of it */
static inline __u64 load(const struct fwctl_field *field, const __u8 *buf)
{
	__u32 skip = field->size > 8 ? field->size - 8 : 0;
	__u32 size = field->size - skip;
	__u64 value = 0;
	__u32 i;

	if (size == 1)
		return buf[skip];
	if (field->big_endian) {
		for (i = 0; i < size; i++)
			value = value << 8 | buf[skip + i];
	} else if (size == 2) {
		value = le16(buf);
	} else if (size == 4) {
		value = le32(buf);
	} else if (size == 8) {
		value = le64(buf);
	} else {
		for (i = size; i > 0; i--)
			value = value << 8 | buf[i - 1];
	}
	return value;
}

static void store(const struct fwctl_field *field, __u8 *buf, __u64 value)
{
	__u32 skip = field->size > 8 ? field->size - 8 : 0;
	__u32 size = field->size - skip;
	__u32 i;

	for (i = 0; i < size; i++) {
		if (field->big_endian)
			buf[skip + size - 1 - i] = value & 0xff;
		else
			buf[i] = value & 0xff;
		value >>= 8;
	}
}

/**
 * fwctl_get_uint - Read an integer field
 * @field: of kind UINT or SINT
 * @buf: where its bytes, or the integer that its bits are in, begin
 *
 * Return: the value, sign extended for SINT; of a 16-byte integer the low half.
 */
__u64 fwctl_get_uint(const struct fwctl_field *field, const __u8 *buf)
{
	__u64 value = load(field, buf);
	__u32 bits;

	/* most fields are */
	if (field->kind == FWCTL_KIND_UINT && !field->bits)
		return value;
	bits = field_bits(field);
	value = value >> field->lsb & low_bits(bits);
	if (field->kind == FWCTL_KIND_SINT && bits < 64 &&
	    value >> (bits - 1) & 1)
		value |= ~low_bits(bits);
	return value;
}

/**
 * fwctl_put_uint - Write an integer field
 * @field: of kind UINT or SINT
 * @buf: where its bytes, or the integer that its bits are in, begin
 * @value: what to write; bits that the field does not have are dropped
 *
 * Other bits of the same integer stay as they are. Of a 16-byte integer the low
 * half is written.
 */
void fwctl_put_uint(const struct fwctl_field *field, __u8 *buf, __u64 value)
{
	__u64 mask = low_bits(field_bits(field)) << field->lsb;

	store(field, buf, (load(field, buf) & ~mask) |
			  (value << field->lsb & mask));
}

/**
 * fwctl_measured - What an integer field measures
 * @field: the field
 * @value: its value
 *
 * Return: bytes or elements; far more than any message has, if it does not fit.
 */
__u64 fwctl_measured(const struct fwctl_field *field, __u64 value)
{
	__u64 step = field->step ? field->step : 1;

	if (value > (~0ULL - field->plus) / step)
		return ~0ULL;
	return value * step + field->plus;
}

/* The least value of @field that measures no less than @room */
static __u64 least(const struct fwctl_field *field, __u32 room)
{
	__u64 step = field->step ? field->step : 1;

	if (room < field->plus)
		return 0;
	return (room - field->plus + step - 1) / step;
}

/* The greatest value of @field that measures no more than @room */
static __u64 greatest(const struct fwctl_field *field, __u64 room)
{
	if (room < field->plus)
		return 0;
	return (room - field->plus) / (field->step ? field->step : 1);
}

/* The field that measures the one at @offset */
static const struct fwctl_field *measure_of(const struct fwctl_msg *msg,
					    __u32 measure, __u32 offset)
{
	__u32 i;

	for (i = 0; i < msg->nr_fields; i++)
		if (msg->fields[i].measure == measure &&
		    msg->fields[i].of == offset)
			return &msg->fields[i];
	return NULL;
}

static __u64 measured_in(const struct fwctl_msg *header,
			 const struct fwctl_msg *msg, __u32 measure,
			 __u32 offset, const __u8 *buf)
{
	const struct fwctl_field *field = measure_of(msg, measure, offset);

	if (!field && header)
		field = measure_of(header, measure, offset);
	if (!field)
		return ~0ULL;
	return fwctl_measured(field, fwctl_get_uint(field, buf + field->offset));
}

static bool is_zero(const __u8 *buf, __u32 len)
{
	__u32 i;

	for (i = 0; i < len; i++)
		if (buf[i])
			return false;
	return true;
}

/*
 * Bytes of an array or of records, of which there are @size at most, before the
 * element or header that ends them
 */
static __u32 up_to_zero(const struct fwctl_field *field, const __u8 *buf,
			__u32 size)
{
	struct fwctl_record record;
	__u32 at = 0, len;

	while (at < size) {
		len = field->kind == FWCTL_KIND_ARRAY ? field->size :
							field->elem->max_len;
		if (is_zero(buf + at, len < size - at ? len : size - at))
			return at;
		if (field->kind == FWCTL_KIND_RECORDS) {
			/* one that is cut short is for others to refuse */
			if (!fwctl_get_record(field, buf + at, size - at,
					      &record))
				return size;
			len = record.len;
		}
		at += len;
	}
	return size;
}

/**
 * fwctl_get_extent - Where a field lies
 * @header: if @msg is a variant, the header of its records, else NULL
 * @msg: the description that @field is in
 * @field: the field
 * @buf: the message, element or record
 * @len: its length
 * @extent: filled in
 *
 * Of bytes that are shorter than another field says, what is there counts.
 *
 * Return: whether the field is there, and whole.
 */
bool fwctl_get_extent(const struct fwctl_msg *header,
		      const struct fwctl_msg *msg,
		      const struct fwctl_field *field, const __u8 *buf,
		      __u32 len, struct fwctl_extent *extent)
{
	__u64 size, count = NO_COUNT;
	__u32 room;

	if (field->offset >= len)
		return false;
	room = len - field->offset;

	if (field->kind == FWCTL_KIND_ARRAY) {
		count = field->count;
		if (!count)
			count = measured_in(header, msg, FWCTL_MEASURE_COUNT,
					    field->offset, buf);
		if (count == ~0ULL)
			count = (room + field->size - 1) / field->size;
		if (count > room)
			return false;
		size = count * field->size;
	} else if (field->kind == FWCTL_KIND_RECORDS) {
		size = measured_in(header, msg, FWCTL_MEASURE_LENGTH,
				   field->offset, buf);
		if (size > room)
			size = room;
		count = measured_in(header, msg, FWCTL_MEASURE_COUNT,
				    field->offset, buf);
		if (count > NO_COUNT)
			count = NO_COUNT;
	} else {
		size = field->size;
		if (!size)
			size = measured_in(header, msg, FWCTL_MEASURE_LENGTH,
					   field->offset, buf);
		if (!field->size && size > room)
			size = room;
	}
	if (size > room)
		return false;
	if (field->ends_at_zero) {
		size = up_to_zero(field, buf + field->offset, (__u32)size);
		if (field->kind == FWCTL_KIND_ARRAY)
			count = size / field->size;
	}
	extent->start = field->offset;
	extent->end = field->offset + (__u32)size;
	extent->count = (__u32)count;
	return true;
}

/**
 * fwctl_is_variant - Does a variant describe records of a kind?
 * @variant: the variant
 * @kind: value of the header's field with @is_kind
 *
 * Return: whether the kind is its own, or one of its own.
 */
bool fwctl_is_variant(const struct fwctl_variant *variant, __u64 kind)
{
	return !variant->other &&
	       (kind == variant->kind ||
		(kind > variant->kind && kind <= variant->last));
}

static bool same_uuid(const __u8 *a, const __u8 *b)
{
	__u32 i;

	for (i = 0; i < 16; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

/* @uuid: what tells the kind, if that is not @kind */
static const struct fwctl_variant *
find_variant(const struct fwctl_field *field, __u64 kind, const __u8 *uuid)
{
	const struct fwctl_variant *other = NULL;
	__u32 i;

	for (i = 0; i < field->nr_variants; i++) {
		const struct fwctl_variant *variant = &field->variants[i];

		if (variant->other)
			other = variant;
		else if (uuid ? same_uuid(variant->uuid, uuid) :
			 fwctl_is_variant(variant, kind))
			return variant;
	}
	return other;
}

/**
 * fwctl_get_record - Look at one record
 * @field: of kind RECORDS
 * @buf: where the record begins
 * @len: bytes up to the end of all records
 * @record: filled in, as far as the record goes
 *
 * Return: whether it is whole.
 */
bool fwctl_get_record(const struct fwctl_field *field, const __u8 *buf,
		      __u32 len, struct fwctl_record *record)
{
	const struct fwctl_msg *header = field->elem;
	const __u8 *uuid = NULL;
	__u64 size = field->size;
	__u32 i;

	record->variant = NULL;
	record->kind = 0;
	record->len = 0;
	if (len < header->max_len)
		return false;
	for (i = 0; i < header->nr_fields; i++) {
		const struct fwctl_field *f = &header->fields[i];
		const __u8 *p = buf + f->offset;

		if (f->is_kind && f->kind == FWCTL_KIND_UUID)
			uuid = p;
		else if (f->is_kind)
			record->kind = fwctl_get_uint(f, p);
		if (!field->size && f->measure == FWCTL_MEASURE_TAIL) {
			size = fwctl_measured(f, fwctl_get_uint(f, p));
			if (size > len)
				return false;
			size += f->of;
		}
	}
	if (size < header->max_len || size > len)
		return false;
	record->len = (__u32)size;
	record->variant = find_variant(field, record->kind, uuid);
	return true;
}

/**
 * fwctl_succeeded - Does a response's header report success?
 * @header: its description
 * @buf: at least as many bytes as the header has
 *
 * Return: true if its status is 0, or it has none.
 */
bool fwctl_succeeded(const struct fwctl_msg *header, const __u8 *buf)
{
	__u32 i;

	for (i = 0; i < header->nr_fields; i++)
		if (header->fields[i].is_status &&
		    fwctl_get_uint(&header->fields[i],
				   buf + header->fields[i].offset))
			return false;
	return true;
}

/* Refuse: what, where (from the beginning of the buffer), and for which rule */
static bool refuse(struct walk *w, __u32 rule, const struct fwctl_field *field,
		   __u32 offset, __u32 bit, __u32 width)
{
	struct fwctl_verdict *v = w->verdict;
	__u32 i;

	v->rule = rule;
	v->field = field;
	v->offset = offset;
	v->bit = bit;
	v->width = width;
	v->depth = 0;
	for (i = 0; i < w->depth; i++) {
		if (!w->frames[i].owner)
			continue;
		v->path[v->depth] = w->frames[i].owner;
		v->index[v->depth] = w->frames[i].index;
		v->depth++;
	}
	return false;
}

static void saw(struct walk *w, __u64 value)
{
	w->verdict->has_value = true;
	w->verdict->value = value;
}

static void bounds(struct walk *w, __u64 min, __u64 max)
{
	w->verdict->has_bounds = true;
	w->verdict->min = min;
	w->verdict->max = max;
}

/* A message, record or field has @have bytes and needs at least @need */
static bool too_short(struct walk *w, const struct fwctl_field *field,
		      __u32 offset, __u32 have, __u64 need)
{
	saw(w, have);
	bounds(w, need, need);
	return refuse(w, FWCTL_RULE_SHORT, field, offset, 0, have * 8);
}

static bool too_long(struct walk *w, const struct fwctl_field *field,
		     __u32 offset, __u32 have, __u32 most)
{
	saw(w, have);
	bounds(w, 0, most);
	return refuse(w, FWCTL_RULE_LONG, field, offset, 0, have * 8);
}

/* An integer field breaks @rule */
static bool refuse_value(struct walk *w, const struct frame *f, __u32 rule,
			 const struct fwctl_field *field, __u64 value,
			 __u64 min, __u64 max)
{
	if (!field->is_secret) {
		saw(w, value);
		/* names have no least and greatest */
		if (rule != FWCTL_RULE_NAMED && rule != FWCTL_RULE_KIND)
			bounds(w, min, max);
	}
	return refuse(w, rule, field, f->base + field->offset, field->lsb,
		      field_bits(field));
}

/* What @field measures is not at least @need and at most @room. */
static bool refuse_measure(struct walk *w, const struct frame *f, __u32 rule,
			   const struct fwctl_field *field, __u64 value,
			   __u32 need, __u64 room)
{
	__u64 min = least(field, need);
	__u64 max = greatest(field, room);

	refuse_value(w, f, rule, field, value, min, max);
	/* no value would do */
	if (room < field->plus || min > max) {
		w->verdict->has_bounds = false;
		w->verdict->min = 0;
		w->verdict->max = 0;
	}
	return false;
}

/* What no field describes is zero in requests, and cleared in responses. */
static bool undescribed(struct walk *w, struct frame *f, __u32 to)
{
	__u32 at = f->base + f->pos;
	__u32 end = f->base + to;

	f->pos = to;
	if (w->out) {
		for (; at < end; at++)
			w->out[at] = 0;
		return true;
	}
	while (at < end && end - at >= 8 && !le64(w->buf + at))
		at += 8;
	for (; at < end; at++) {
		if (w->buf[at]) {
			saw(w, w->buf[at]);
			bounds(w, 0, 0);
			return refuse(w, FWCTL_RULE_ZERO, NULL, at, 0, 8);
		}
	}
	return true;
}

static bool in_range(const struct fwctl_field *field, __u64 value)
{
	if (field->kind == FWCTL_KIND_SINT)
		return (__s64)value >= (__s64)field->min &&
		       (__s64)value <= (__s64)field->max;
	return value >= field->min && value <= field->max;
}

static bool is_named(const struct fwctl_field *field, __u64 value)
{
	__u32 i;

	for (i = 0; i < field->nr_values; i++)
		if (field->values[i].number == value)
			return true;
	return false;
}

static inline bool keeps_rule(const struct fwctl_field *field, __u64 value)
{
	switch (field->rule) {
	case FWCTL_RULE_FIXED:
		return value == field->min;
	case FWCTL_RULE_RANGE:
		return in_range(field, value);
	case FWCTL_RULE_NAMED:
		return is_named(field, value);
	case FWCTL_RULE_MASK:
		return !(value & ~field->max);
	default:
		return true;
	}
}

/**
 * fwctl_keeps_rule - Is this a value that an integer field may have?
 * @field: of kind UINT or SINT
 * @value: its value
 *
 * Return: whether it keeps the field's rule.
 */
bool fwctl_keeps_rule(const struct fwctl_field *field, __u64 value)
{
	return keeps_rule(field, value);
}

/**
 * fwctl_field_at - The first field at an offset
 * @msg: the description
 * @offset: bytes from its beginning
 *
 * Return: the field, or NULL.
 */
const struct fwctl_field *fwctl_field_at(const struct fwctl_msg *msg,
					 __u32 offset)
{
	__u32 i;

	for (i = 0; i < msg->nr_fields; i++)
		if (msg->fields[i].offset == offset)
			return &msg->fields[i];
	return NULL;
}

/* Bytes that an element has, or a record at least */
static __u32 item_len(const struct fwctl_field *field)
{
	return field->size ? field->size : field->elem->max_len;
}

/*
 * What @field measures: NULL if it is in the header of a record whose kind has
 * nothing there
 */
static const struct fwctl_field *target_of(const struct frame *f,
					   const struct fwctl_field *field)
{
	const struct fwctl_field *target = fwctl_field_at(f->msg, field->of);

	if (!target && f->then)
		target = fwctl_field_at(f->then, field->of);
	return target;
}

/* The message ends @len bytes behind where @f begins, and @f no later. */
static void end_at(struct walk *w, struct frame *f, __u32 len)
{
	w->len = f->base + len;
	w->dropped = 0;
	w->verdict->len = w->len;
	if (f->len > len)
		f->len = len;
}

/* An integer that measures something must be true. */
static bool check_measure(struct walk *w, struct frame *f,
			  const struct fwctl_field *field, __u64 value)
{
	const struct fwctl_check *check = w->check;
	__u64 size = fwctl_measured(field, value);
	const struct fwctl_field *target;
	__u32 rule = FWCTL_RULE_LENGTH;
	__u32 room, need = 0;

	switch (field->measure) {
	case FWCTL_MEASURE_LENGTH:
	case FWCTL_MEASURE_COUNT:
		target = target_of(f, field);
		if (!target)
			return true;
		room = field->of < f->len ? f->len - field->of : 0;
		if (field->measure == FWCTL_MEASURE_COUNT) {
			rule = FWCTL_RULE_COUNT;
			room /= item_len(target);
		}
		break;
	case FWCTL_MEASURE_TAIL:
		/* a record's own length was looked at with the record */
		if (f->owner)
			return true;
		room = w->len - f->base > field->of ?
		       w->len - f->base - field->of : 0;
		if (f->msg == check->body && f->msg->min_len > field->of)
			need = f->msg->min_len - field->of;
		else if (!w->out && f->msg == check->header)
			need = f->msg->max_len - field->of + check->body->min_len;
		/* a request that is too short is that, whatever it says */
		if (!w->out && need > room)
			need = room;
		if (size < room)
			end_at(w, f, field->of + (__u32)size);
		else
			room += w->dropped;
		break;
	case FWCTL_MEASURE_ANSWER:
		if (!check->answer)
			return true;
		room = check->answer->max_len > field->of ?
		       check->answer->max_len - field->of : 0;
		if (size <= room) {
			w->verdict->answer_len = field->of + (__u32)size;
			w->verdict->answer_min = w->verdict->answer_len;
		}
		break;
	default:
		return true;
	}
	if (size >= need && size <= room)
		return true;
	return refuse_measure(w, f, rule, field, value, need, room);
}

static bool check_uint(struct walk *w, struct frame *f,
		       const struct fwctl_field *field, __u64 value)
{
	const struct fwctl_check *check = w->check;

	if (!w->out) {
		if (!keeps_rule(field, value))
			return refuse_value(w, f, field->rule, field, value,
					    field->min, field->max);
		if (field->is_admin && value && !check->admin)
			return refuse_value(w, f, FWCTL_RULE_ADMIN, field,
					    value, 0, 0);
		if (field->limit && field->limit <= check->nr_limits &&
		    fwctl_measured(field, value) >
		    check->limits[field->limit - 1])
			return refuse_measure(w, f, FWCTL_RULE_LIMIT, field,
					      value, 0,
					      check->limits[field->limit - 1]);
	}
	return !field->measure || check_measure(w, f, field, value);
}

/* In responses: must this caller not see the field? */
static bool is_masked(const struct walk *w, const struct fwctl_field *field)
{
	return field->is_secret || (field->is_admin && !w->check->admin);
}

/*
 * An integer of up to 8 bytes, or all bit fields of one. Bits that no field
 * describes are treated as undescribed bytes are.
 */
static bool check_integer(struct walk *w, struct frame *f)
{
	const struct fwctl_field *field = &f->msg->fields[f->next];
	const struct fwctl_field *first = field;
	__u32 at = f->base + first->offset;
	__u64 shown = 0, described = 0, all;
	__u32 bit = 0;

	all = load(first, w->buf + at);
	while (f->next < f->msg->nr_fields) {
		__u64 mask;

		field = &f->msg->fields[f->next];
		if (field->offset != first->offset)
			break;
		if (!check_uint(w, f, field,
				fwctl_get_uint(field, w->buf + at)))
			return false;
		mask = low_bits(field_bits(field)) << field->lsb;
		described |= mask;
		if (!is_masked(w, field))
			shown |= mask;
		f->next++;
	}
	f->pos = first->offset + first->size;

	if (w->out) {
		if (all & ~shown)
			store(first, w->out + at, all & shown);
		return true;
	}
	all &= ~described;
	if (!all)
		return true;
	while (!(all >> bit & 1))
		bit++;
	saw(w, 1);
	bounds(w, 0, 0);
	return refuse(w, FWCTL_RULE_ZERO, NULL, at, bit, 1);
}

/* Printable ASCII, then nothing but NULs */
static bool is_text(const __u8 *buf, __u32 len, __u32 *where)
{
	bool ended = false;
	__u32 i;

	for (i = 0; i < len; i++) {
		if (!buf[i])
			ended = true;
		if (buf[i] && (ended || buf[i] < 0x20 || buf[i] > 0x7e)) {
			*where = i;
			return false;
		}
	}
	return true;
}

static bool is_named_uuid(const struct fwctl_field *field, const __u8 *buf)
{
	__u32 i;

	for (i = 0; i < field->nr_values; i++)
		if (same_uuid(field->values[i].uuid, buf))
			return true;
	return false;
}

/* Bytes, text, UUID, 16-byte integer: no number to look at, nothing below */
static bool check_bytes(struct walk *w, struct frame *f,
			const struct fwctl_field *field,
			const struct fwctl_extent *extent)
{
	__u32 at = f->base + extent->start;
	__u32 len = extent->end - extent->start;
	__u32 i;

	f->next++;
	f->pos = extent->end;

	if (w->out) {
		if (is_masked(w, field))
			for (i = 0; i < len; i++)
				w->out[at + i] = 0;
		return true;
	}
	if (field->is_admin && !w->check->admin) {
		for (i = 0; i < len; i++) {
			if (!w->buf[at + i])
				continue;
			bounds(w, 0, 0);
			return refuse(w, FWCTL_RULE_ADMIN, field, at + i, 0, 8);
		}
	}
	if (field->kind == FWCTL_KIND_STRING &&
	    !is_text(w->buf + at, len, &i)) {
		if (!field->is_secret)
			saw(w, w->buf[at + i]);
		return refuse(w, FWCTL_RULE_TEXT, field, at + i, 0, 8);
	}
	if (field->kind == FWCTL_KIND_UUID && field->rule &&
	    !is_named_uuid(field, w->buf + at))
		return refuse(w, field->rule, field, at, 0, len * 8);
	return true;
}

/* Begin with the record at f->base. */
static bool begin_record(struct walk *w, struct frame *f)
{
	const struct fwctl_field *field = f->owner;
	const __u8 *buf = w->buf + f->base;
	__u32 room = f->end - f->base;
	struct fwctl_record record;
	__u32 i;

	if (!fwctl_get_record(field, buf, room, &record)) {
		if (room < item_len(field))
			return too_short(w, NULL, f->base, room,
					 item_len(field));
		for (i = 0; i < field->elem->nr_fields; i++) {
			const struct fwctl_field *tail = &field->elem->fields[i];

			if (tail->measure != FWCTL_MEASURE_TAIL)
				continue;
			return refuse_measure(w, f, FWCTL_RULE_LENGTH, tail,
					      fwctl_get_uint(tail, buf + tail->offset),
					      field->elem->max_len > tail->of ?
					      field->elem->max_len - tail->of : 0,
					      room > tail->of ?
					      room - tail->of : 0);
		}
		return too_short(w, NULL, f->base, room, field->elem->max_len);
	}
	f->msg = field->elem;
	f->then = NULL;
	f->len = record.len;
	f->next = 0;
	f->pos = 0;
	if (!record.variant) {
		if (w->out)
			return true;
		for (i = 0; i < field->elem->nr_fields; i++) {
			const struct fwctl_field *kind = &field->elem->fields[i];

			if (!kind->is_kind)
				continue;
			if (kind->kind == FWCTL_KIND_UUID)
				return refuse(w, FWCTL_RULE_KIND, kind,
					      f->base + kind->offset, 0, 128);
			return refuse_value(w, f, FWCTL_RULE_KIND, kind,
					    record.kind, 0, 0);
		}
		return refuse(w, FWCTL_RULE_KIND, NULL, f->base, 0, 0);
	}
	f->then = &record.variant->msg;
	if (record.len < f->then->min_len)
		return too_short(w, NULL, f->base, record.len, f->then->min_len);
	if (!w->out && record.len > f->then->max_len)
		return too_long(w, NULL, f->base, record.len, f->then->max_len);
	return true;
}

/* Go down into an array or records. */
static bool enter(struct walk *w, struct frame *f,
		  const struct fwctl_field *field,
		  const struct fwctl_extent *extent)
{
	struct frame *below;

	f->next++;
	f->pos = extent->start;
	if (!extent->count ||
	    (extent->start == extent->end && extent->count == NO_COUNT))
		return true;
	f->pos = extent->end;
	if (w->depth >= FWCTL_DEPTH)
		return refuse(w, FWCTL_RULE_LONG, field,
			      f->base + extent->start, 0, 0);
	below = &w->frames[w->depth++];
	below->owner = field;
	below->msg = field->elem;
	below->then = NULL;
	below->base = f->base + extent->start;
	below->end = f->base + extent->end;
	below->len = field->size;
	below->next = 0;
	below->pos = 0;
	below->index = 0;
	below->count = extent->count;
	return field->kind == FWCTL_KIND_ARRAY || begin_record(w, below);
}

/* Done with an element, a record, or the message: go on with the next. */
static bool leave(struct walk *w, struct frame *f)
{
	if (f->owner) {
		f->base += f->len;
		f->index++;
		f->next = 0;
		f->pos = 0;
		if (f->index < f->count && f->base < f->end)
			return f->owner->kind == FWCTL_KIND_ARRAY ||
			       begin_record(w, f);
		if (f->index < f->count && f->count != NO_COUNT)
			return too_short(w, NULL, f->base, 0,
					 item_len(f->owner));
	}
	w->depth--;
	/* what is left behind the last of counted records */
	return !f->owner || undescribed(w, f, f->end - f->base);
}

/* Bytes that a field needs of which only @have are there */
static __u64 needs(const struct fwctl_field *field, __u32 have)
{
	if (field->kind != FWCTL_KIND_ARRAY)
		return field->size;
	if (field->count)
		return (__u64)field->size * field->count;
	return have + (field->size - have % field->size) % field->size;
}

static bool check_field(struct walk *w, struct frame *f)
{
	const struct fwctl_field *field = &f->msg->fields[f->next];
	const struct fwctl_msg *header = NULL;
	struct fwctl_extent extent;
	__u32 have;

	if (field->offset >= f->len) {
		/* this one and all behind it are optional and not there */
		f->next = f->msg->nr_fields;
		return true;
	}
	if (!undescribed(w, f, field->offset))
		return false;
	if (f->owner && f->owner->kind == FWCTL_KIND_RECORDS &&
	    f->msg != f->owner->elem)
		header = f->owner->elem;
	have = f->len - field->offset;
	if (!fwctl_get_extent(header, f->msg, field, w->buf + f->base, f->len,
			      &extent))
		return too_short(w, field, f->base + field->offset, have,
				 needs(field, have));

	switch (field->kind) {
	case FWCTL_KIND_UINT:
	case FWCTL_KIND_SINT:
		if (field->size <= 8)
			return check_integer(w, f);
		break;
	case FWCTL_KIND_ARRAY:
	case FWCTL_KIND_RECORDS:
		return enter(w, f, field, &extent);
	default:
		break;
	}
	return check_bytes(w, f, field, &extent);
}

/* A whole integer of which nothing is said but a rule */
static bool is_plain(const struct fwctl_field *field)
{
	return field->kind == FWCTL_KIND_UINT && field->size <= 8 &&
	       !(field->bits | field->measure | field->limit |
		 field->is_admin | field->is_secret);
}

/*
 * Go past plain integers, one behind the other, that keep their rules: that is
 * most of most messages. All else is for check_field().
 */
static void pass_plain(const struct walk *w, struct frame *f)
{
	const struct fwctl_field *fields = f->msg->fields;
	const __u8 *buf = w->buf + f->base;
	__u32 next = f->next;
	__u32 pos = f->pos;

	for (; next < f->msg->nr_fields; next++) {
		const struct fwctl_field *field = &fields[next];

		if (!is_plain(field) || field->offset != pos || pos > f->len ||
		    field->size > f->len - pos ||
		    (!w->out && !keeps_rule(field, load(field, buf + pos))))
			break;
		pos += field->size;
	}
	f->next = next;
	f->pos = pos;
}

/* Hold @len bytes at @base against @msg. */
static bool check_msg(struct walk *w, const struct fwctl_msg *msg, __u32 base,
		      __u32 len)
{
	struct frame *f = &w->frames[0];

	f->owner = NULL;
	f->msg = msg;
	f->then = NULL;
	f->base = base;
	f->len = len;
	f->next = 0;
	f->pos = 0;
	f->end = base + len;
	f->index = 0;
	f->count = 1;
	w->depth = 1;

	while (w->depth) {
		f = &w->frames[w->depth - 1];
		pass_plain(w, f);
		if (f->next < f->msg->nr_fields) {
			if (!check_field(w, f))
				return false;
		} else if (f->then) {
			f->msg = f->then;
			f->then = NULL;
			f->next = 0;
		} else if (!undescribed(w, f, f->len) || !leave(w, f)) {
			return false;
		}
	}
	return true;
}

static void begin(struct walk *w, const struct fwctl_check *check,
		  const __u8 *buf, __u8 *out, __u32 len,
		  struct fwctl_verdict *v)
{
	w->check = check;
	w->buf = buf;
	w->out = out;
	w->len = len;
	w->dropped = check->dropped;
	w->depth = 0;
	w->verdict = v;
	v->rule = FWCTL_RULE_NONE;
	v->field = NULL;
	v->offset = 0;
	v->bit = 0;
	v->width = 0;
	v->has_value = false;
	v->has_bounds = false;
	v->value = 0;
	v->min = 0;
	v->max = 0;
	v->depth = 0;
	v->answer_len = check->answer ? check->answer->max_len : 0;
	v->answer_min = check->answer ? check->answer->min_len : 0;
	v->len = len;
	v->trimmed = false;
}

/**
 * fwctl_check_request - Hold a request against its description
 * @check: the description and what else is needed
 * @buf: the request
 * @len: its length
 * @verdict: filled in
 *
 * Context: any; takes no lock and allocates nothing.
 * Return: whether it may be sent. If not, @verdict says what is wrong.
 */
bool fwctl_check_request(const struct fwctl_check *check, const __u8 *buf,
			 __u32 len, struct fwctl_verdict *verdict)
{
	__u64 need = (__u64)check->header->max_len + check->body->min_len;
	__u32 header = check->header->max_len;
	struct walk w;
	__u32 i;

	begin(&w, check, buf, NULL, len, verdict);
	if (len < header)
		return too_short(&w, NULL, 0, len, header);
	if (!check_msg(&w, check->header, 0, header))
		return false;
	if (w.len < need)
		return too_short(&w, NULL, 0, w.len, need);
	if (w.len - header > check->body->max_len)
		return too_long(&w, NULL, 0, w.len,
				header + check->body->max_len);
	if (!check_msg(&w, check->body, header, w.len - header))
		return false;
	for (i = w.len; i < len; i++) {
		if (!buf[i])
			continue;
		saw(&w, buf[i]);
		bounds(&w, 0, 0);
		return refuse(&w, FWCTL_RULE_ZERO, NULL, i, 0, 8);
	}
	if (check->answer && verdict->answer_len < check->answer->min_len) {
		verdict->answer_len = check->answer->min_len;
		verdict->answer_min = check->answer->min_len;
	}
	return true;
}

/* A length that counts what was dropped would lead its reader astray. */
static void correct_tail(const struct fwctl_msg *msg, __u8 *buf, __u32 len)
{
	__u32 i;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];
		__u8 *p = buf + field->offset;

		if (field->measure == FWCTL_MEASURE_TAIL && field->of <= len &&
		    fwctl_measured(field, fwctl_get_uint(field, p)) >
		    len - field->of)
			fwctl_put_uint(field, p,
				       greatest(field, len - field->of));
	}
}

/**
 * fwctl_check_response - Hold a response against its description
 * @check: the description and what else is needed
 * @buf: the response; what the caller must not see is cleared
 * @len: its length
 * @verdict: filled in; its len is the length that is described
 *
 * Behind a header that reports an error there is nothing that the description
 * knows: all of it is cleared. Where bytes were dropped, or are not described,
 * a length of all of the rest is corrected to what is left.
 *
 * Context: any; takes no lock and allocates nothing.
 * Return: whether lengths and counts fit. If not, @verdict says what is wrong.
 */
bool fwctl_check_response(const struct fwctl_check *check, __u8 *buf, __u32 len,
			  struct fwctl_verdict *verdict)
{
	__u32 header = check->header->max_len;
	__u32 i, had = len;
	__u64 need = header;
	struct walk w;
	bool good;

	begin(&w, check, buf, buf, len, verdict);
	if (len < header)
		return too_short(&w, NULL, 0, len, header);
	if (!check_msg(&w, check->header, 0, header))
		return false;
	len = w.len;
	good = fwctl_succeeded(check->header, buf);
	if (good)
		need += check->body->min_len;
	if (len < need)
		return too_short(&w, NULL, 0, len, need);
	if (good) {
		if (len - header > check->body->max_len) {
			w.len = header + check->body->max_len;
			w.dropped += len - w.len;
			verdict->len = w.len;
		}
		if (!check_msg(&w, check->body, header, w.len - header))
			return false;
	} else {
		for (i = header; i < len; i++)
			buf[i] = 0;
	}
	if (verdict->len < had || check->dropped) {
		verdict->trimmed = true;
		correct_tail(check->header, buf, verdict->len);
		if (good)
			correct_tail(check->body, buf + header,
				     verdict->len - header);
	}
	return true;
}
