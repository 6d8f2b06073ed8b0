// SPDX-License-Identifier: GPL-2.0-only
/*
 * From a response to what is in it
 *
 * The kernel has checked the response, but it may have been cut short for lack
 * of room, and it may come from anywhere: nothing in it is believed.
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "internal.h"

struct decoder {
	const __u8 *buf;	/* the whole response */
	fwctl_visit_fn visit;
	void *ctx;
};

/* A message, an element or a record */
struct frame {
	const struct fwctl_msg *header;	/* of a record, else NULL */
	const __u8 *base;
	__u32 len;
	__u32 index;			/* of a plain element */
	bool plain;
};

static int tell(struct decoder *d, struct fwctl_item *item,
		enum fwctl_event event, const __u8 *data, __u32 len)
{
	item->event = event;
	item->data = data;
	item->offset = (__u32)(data - d->buf);
	item->len = len;
	return d->visit(d->ctx, item);
}

static int decode_fields(struct decoder *d, const struct frame *f,
			 const struct fwctl_msg *msg);

static int decode_value(struct decoder *d, const struct frame *f,
			const struct fwctl_field *field,
			const struct fwctl_extent *extent, bool cut)
{
	const __u8 *data = f->base + extent->start;
	struct fwctl_item item = {
		.field = field,
		.hidden = field->is_secret,
		.cut = cut,
		.plain = f->plain,
		.index = f->index,
	};

	if (is_integer(field) && !cut)
		fwctl_get_number(field, data, &item.low, &item.high);
	return tell(d, &item, FWCTL_EVENT_VALUE, data,
		     extent->end - extent->start);
}

static int decode_array(struct decoder *d, const struct frame *f,
			const struct fwctl_field *field,
			const struct fwctl_extent *extent, bool cut)
{
	const __u8 *data = f->base + extent->start;
	__u32 len = extent->end - extent->start;
	struct fwctl_item item = { .field = field, .plain = is_plain(field) };
	struct frame elem = {
		.base = data, .len = field->size, .plain = item.plain,
	};
	int ret;

	ret = tell(d, &item, FWCTL_EVENT_BEGIN, data, len);
	while (!ret && len >= field->size) {
		item.index = elem.index;
		if (!item.plain)
			ret = tell(d, &item, FWCTL_EVENT_ENTER, elem.base,
				   elem.len);
		if (!ret)
			ret = decode_fields(d, &elem, field->elem);
		if (!ret && !item.plain)
			ret = tell(d, &item, FWCTL_EVENT_LEAVE, elem.base,
				   elem.len);
		elem.base += field->size;
		elem.index++;
		len -= field->size;
	}
	if (ret)
		return ret;
	item.cut = cut || len;
	return tell(d, &item, FWCTL_EVENT_END, elem.base, 0);
}

static int decode_records(struct decoder *d, const struct frame *f,
			  const struct fwctl_field *field,
			  const struct fwctl_extent *extent)
{
	const __u8 *data = f->base + extent->start;
	__u32 len = extent->end - extent->start;
	struct fwctl_item item = { .field = field };
	struct frame inner = { .base = data };
	struct fwctl_record record;
	__u32 i;
	int ret;

	ret = tell(d, &item, FWCTL_EVENT_BEGIN, data, len);
	for (i = 0; !ret && i < extent->count && len; i++) {
		if (!fwctl_get_record(field, inner.base, len, &record))
			break;
		inner.len = record.len;
		inner.header = NULL;
		item.index = i;
		item.variant = record.variant;
		item.kind = record.kind;
		ret = tell(d, &item, FWCTL_EVENT_ENTER, inner.base, inner.len);
		if (!ret)
			ret = decode_fields(d, &inner, field->elem);
		inner.header = field->elem;
		if (!ret && record.variant)
			ret = decode_fields(d, &inner, &record.variant->msg);
		if (!ret)
			ret = tell(d, &item, FWCTL_EVENT_LEAVE, inner.base,
				   inner.len);
		inner.base += record.len;
		len -= record.len;
	}
	if (ret)
		return ret;
	/* fewer than were counted, or one that is not whole */
	item.cut = i < extent->count && (len || extent->count != UINT32_MAX);
	item.variant = NULL;
	return tell(d, &item, FWCTL_EVENT_END, inner.base, 0);
}

static int decode_fields(struct decoder *d, const struct frame *f,
			 const struct fwctl_msg *msg)
{
	__u32 i;
	int ret;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];
		struct fwctl_extent extent;
		bool cut;

		if (field->offset > f->len ||
		    (field->offset == f->len && !is_variable(field)))
			return 0;
		/* of what has no length of its own, nothing is there */
		extent.start = field->offset;
		extent.end = field->offset;
		extent.count = 0;
		cut = field->offset < f->len &&
		      !fwctl_get_extent(f->header, msg, field, f->base, f->len,
					&extent);
		if (cut) {
			extent.start = field->offset;
			extent.end = f->len;
			extent.count = 0;
		}
		if (field->kind == FWCTL_KIND_ARRAY)
			ret = decode_array(d, f, field, &extent, cut);
		else if (field->kind == FWCTL_KIND_RECORDS)
			ret = decode_records(d, f, field, &extent);
		else
			ret = decode_value(d, f, field, &extent, cut);
		if (ret)
			return ret;
	}
	return 0;
}

int fwctl_decode(const struct fwctl_description *desc,
		 const struct fwctl_command *cmd, const void *buf, __u32 len,
		 fwctl_visit_fn visit, void *ctx, struct fwctl_error *err)
{
	__u32 header = desc->response_header.max_len;
	struct decoder d = { .buf = buf, .visit = visit, .ctx = ctx };
	struct frame f = { .index = 0 };

	fwctl_clear_error(err);
	if (len < header)
		return fwctl_fail(err, EBADMSG,
				  "the response has %u bytes, its header %u",
				  len, header);
	if (!fwctl_succeeded(&desc->response_header, buf))
		return 0;
	f.base = d.buf + header;
	f.len = len - header;
	if (f.len > cmd->response.max_len)
		f.len = cmd->response.max_len;
	return decode_fields(&d, &f, &cmd->response);
}

bool fwctl_get_status(const struct fwctl_description *desc, const void *buf,
		      __u32 len, __u64 *status, const char **name)
{
	const struct fwctl_msg *header = &desc->response_header;
	__u32 i, j;

	*status = 0;
	*name = NULL;
	for (i = 0; i < header->nr_fields; i++) {
		const struct fwctl_field *field = &header->fields[i];

		if (!field->is_status || len < field->offset + field->size)
			continue;
		*status = fwctl_get_uint(field, (const __u8 *)buf +
						field->offset);
		*name = NULL;
		for (j = 0; j < field->nr_values; j++)
			if (field->values[j].number == *status)
				*name = field->values[j].name;
		if (*status)
			return false;
	}
	return true;
}

__u32 fwctl_response_room(const struct fwctl_description *desc,
			  const struct fwctl_command *cmd)
{
	return desc->response_header.max_len + cmd->response.max_len;
}

bool fwctl_is_flags(const struct fwctl_field *field)
{
	return field->rule == FWCTL_RULE_MASK && field->nr_values;
}

const char *fwctl_value_name(const struct fwctl_item *item)
{
	const struct fwctl_field *field = item->field;
	__u32 i;

	if (item->cut || item->hidden || fwctl_is_flags(field))
		return NULL;
	for (i = 0; i < field->nr_values; i++) {
		const struct fwctl_value *value = &field->values[i];

		if (!value->name[0])
			continue;
		if (field->kind == FWCTL_KIND_UUID ?
		    !memcmp(value->uuid, item->data, 16) :
		    is_integer(field) && value->number == item->low)
			return value->name;
	}
	return NULL;
}

const char *fwctl_find_value_name(const struct fwctl_msg *msg,
				  const char *name, __u64 number)
{
	const char *found = NULL;
	__u32 i, j;

	for (i = 0; i < msg->nr_fields && !found; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		if (!strcmp(field->name, name) && is_integer(field))
			for (j = 0; j < field->nr_values; j++)
				if (field->values[j].number == number)
					return field->values[j].name;
		if (field->elem)
			found = fwctl_find_value_name(field->elem, name,
						      number);
		for (j = 0; j < field->nr_variants && !found; j++)
			found = fwctl_find_value_name(&field->variants[j].msg,
						      name, number);
	}
	return found;
}
