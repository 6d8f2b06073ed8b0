// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a device carries, as netlink attributes
 *
 * Written from the very table that requests are validated with. A description
 * comes in pieces, each with as many fields as there is room for.
 */
#include <linux/skbuff.h>
#include <linux/uaccess.h>
#include <net/netlink.h>

#include "core.h"

/* Room that any piece with a single field fits into */
/* what an allocation of that size has room for */
#define FWCTL_PIECE_LEN SKB_WITH_OVERHEAD(SZ_32K)

/* Where we are in the fields of a device's headers or of a command */
struct nodes {
	struct sk_buff *skb;
	int type;		/* attribute of a field */
	u32 nr;			/* nodes seen */
	u32 done;		/* of which so many were sent before */
	const struct fwctl_table *table;
};

static int put_uint(struct sk_buff *skb, int type, u64 value)
{
	return value ? nla_put_uint(skb, type, value) : 0;
}

/* Less than zero in all its bits, so 4 bytes or 8 read alike */
static int put_sint(struct sk_buff *skb, int type, s64 value)
{
	return value ? nla_put_sint(skb, type, value) : 0;
}

static int put_string(struct sk_buff *skb, int type, const char *s)
{
	return s ? nla_put_string(skb, type, s) : 0;
}

/* @uuid: the value, if it is not @number */
static int put_value(struct sk_buff *skb, const u8 *uuid, u64 number,
		     const char *name)
{
	struct nlattr *nest = nla_nest_start(skb, FWCTL_A_FIELD_VALUE);

	if (!nest)
		return -EMSGSIZE;
	if ((uuid ? nla_put(skb, FWCTL_A_VALUE_UUID, 16, uuid) :
		    nla_put_uint(skb, FWCTL_A_VALUE_NUMBER, number)) ||
	    nla_put_string(skb, FWCTL_A_VALUE_NAME, name))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

/* Of which kind of record is it? */
static int put_kind(struct sk_buff *skb, const struct fwctl_variant *variant)
{
	if (variant->other)
		return nla_put_uint(skb, FWCTL_A_FIELD_FLAGS,
				    FWCTL_FLAG_OTHER);
	if (memchr_inv(variant->uuid, 0, sizeof(variant->uuid)))
		return put_value(skb, variant->uuid, 0, variant->name);
	return nla_put_uint(skb, FWCTL_A_FIELD_VALUE_MIN, variant->kind) ?:
	       put_uint(skb, FWCTL_A_FIELD_VALUE_MAX, variant->last);
}

static u32 field_flags(const struct fwctl_field *field)
{
	return (field->big_endian ? FWCTL_FLAG_BIG_ENDIAN : 0) |
	       (field->is_opcode ? FWCTL_FLAG_OPCODE : 0) |
	       (field->is_status ? FWCTL_FLAG_STATUS : 0) |
	       (field->is_secret ? FWCTL_FLAG_SECRET : 0) |
	       (field->is_admin ? FWCTL_FLAG_ADMIN : 0) |
	       (field->is_kind ? FWCTL_FLAG_KIND : 0) |
	       (field->ends_at_zero ? FWCTL_FLAG_ENDS_AT_ZERO : 0);
}

static int put_field_attrs(struct nodes *n, const struct fwctl_field *field)
{
	struct sk_buff *skb = n->skb;
	u32 i;

	if (put_uint(skb, FWCTL_A_FIELD_FLAGS, field_flags(field)) ||
	    put_uint(skb, FWCTL_A_FIELD_OFFSET, field->offset) ||
	    put_uint(skb, FWCTL_A_FIELD_SIZE, field->size) ||
	    put_uint(skb, FWCTL_A_FIELD_LSB, field->lsb) ||
	    put_uint(skb, FWCTL_A_FIELD_BITS, field->bits) ||
	    put_uint(skb, FWCTL_A_FIELD_COUNT, field->count) ||
	    put_uint(skb, FWCTL_A_FIELD_RULE, field->rule) ||
	    put_uint(skb, FWCTL_A_FIELD_VALUE_MIN, field->min) ||
	    put_uint(skb, FWCTL_A_FIELD_VALUE_MAX, field->max) ||
	    put_uint(skb, FWCTL_A_FIELD_PRESET, field->preset) ||
	    put_uint(skb, FWCTL_A_FIELD_MEASURE, field->measure) ||
	    put_uint(skb, FWCTL_A_FIELD_OF, field->of) ||
	    put_uint(skb, FWCTL_A_FIELD_STEP, field->step) ||
	    put_uint(skb, FWCTL_A_FIELD_PLUS, field->plus) ||
	    put_string(skb, FWCTL_A_FIELD_UNIT, field->unit) ||
	    put_sint(skb, FWCTL_A_FIELD_MUL, field->mul) ||
	    put_sint(skb, FWCTL_A_FIELD_DIV, field->div) ||
	    put_sint(skb, FWCTL_A_FIELD_ADD, field->add) ||
	    put_string(skb, FWCTL_A_FIELD_SOURCE, field->source))
		return -EMSGSIZE;
	if (field->limit &&
	    nla_put_string(skb, FWCTL_A_FIELD_LIMIT,
			   n->table->limits[field->limit - 1]))
		return -EMSGSIZE;
	for (i = 0; i < field->nr_values; i++) {
		const struct fwctl_value *value = &field->values[i];

		if (put_value(skb, field->kind == FWCTL_KIND_UUID ?
				   value->uuid : NULL, value->number,
			      value->name))
			return -EMSGSIZE;
	}
	return 0;
}

/*
 * One node. @field for a field, @msg for a message or a variant. Returns its
 * number, or -EMSGSIZE with nothing of it written.
 */
static int put_node(struct nodes *n, u32 parent, u8 kind, const char *name,
		    const struct fwctl_field *field,
		    const struct fwctl_msg *msg,
		    const struct fwctl_variant *variant)
{
	struct sk_buff *skb = n->skb;
	struct nlattr *nest;

	n->nr++;
	if (n->nr <= n->done)
		return n->nr;
	nest = nla_nest_start(skb, n->type);
	if (!nest)
		goto full;
	if (nla_put_uint(skb, FWCTL_A_FIELD_NODE, n->nr) ||
	    put_uint(skb, FWCTL_A_FIELD_PARENT, parent) ||
	    nla_put_uint(skb, FWCTL_A_FIELD_KIND, kind) ||
	    nla_put_string(skb, FWCTL_A_FIELD_NAME, name))
		goto cancel;
	if (field && put_field_attrs(n, field))
		goto cancel;
	if (msg && (put_uint(skb, FWCTL_A_FIELD_MIN_LEN, msg->min_len) ||
		    nla_put_uint(skb, FWCTL_A_FIELD_MAX_LEN, msg->max_len)))
		goto cancel;
	if (variant && put_kind(skb, variant))
		goto cancel;
	nla_nest_end(skb, nest);
	n->done = n->nr;
	return n->nr;

cancel:
	nla_nest_cancel(skb, nest);
full:
	return -EMSGSIZE;
}

/* Not deeper than FWCTL_DEPTH, which registration has checked */
static int put_fields(struct nodes *n, u32 parent, const struct fwctl_msg *msg)
{
	u32 i, j;
	int node, ret;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		/* where a record's header ends cannot be told by its fields */
		node = put_node(n, parent, field->kind, field->name, field,
				field->kind == FWCTL_KIND_RECORDS ?
				field->elem : NULL, NULL);
		if (node < 0)
			return node;
		if (field->elem) {
			ret = put_fields(n, node, field->elem);
			if (ret)
				return ret;
		}
		for (j = 0; j < field->nr_variants; j++) {
			const struct fwctl_variant *v = &field->variants[j];
			int below = put_node(n, node, FWCTL_KIND_VARIANT,
					     v->name, NULL, &v->msg, v);

			if (below < 0)
				return below;
			ret = put_fields(n, below, &v->msg);
			if (ret)
				return ret;
		}
	}
	return 0;
}

static int put_messages(struct nodes *n, const struct fwctl_msg *request,
			const struct fwctl_msg *response)
{
	int node, ret;

	node = put_node(n, 0, FWCTL_KIND_MESSAGE, "request", NULL, request,
			NULL);
	if (node < 0)
		return node;
	ret = put_fields(n, node, request);
	if (ret)
		return ret;
	node = put_node(n, 0, FWCTL_KIND_MESSAGE, "response", NULL, response,
			NULL);
	if (node < 0)
		return node;
	return put_fields(n, node, response);
}

static bool is_supported(struct fwctl_device *fwctl, u32 i,
			 struct fwctl_permit *permit)
{
	fwctl_permit(fwctl, fwctl_index_row(fwctl->index, i), NULL, 0, permit);
	return !permit->unsupported && !permit->refused;
}

static int put_limits(struct fwctl_device *fwctl, struct sk_buff *skb)
{
	const struct fwctl_table *table = fwctl->ops->table;
	u64 limits[FWCTL_MAX_LIMITS];
	u32 i;

	fwctl_get_limits(fwctl, limits);
	for (i = 0; i < table->nr_limits; i++) {
		struct nlattr *nest = nla_nest_start(skb,
						     FWCTL_A_DEVICE_LIMIT);

		if (!nest ||
		    nla_put_string(skb, FWCTL_A_LIMIT_NAME, table->limits[i]) ||
		    nla_put_uint(skb, FWCTL_A_LIMIT_VALUE, limits[i]))
			return -EMSGSIZE;
		nla_nest_end(skb, nest);
	}
	return 0;
}

static int put_device_attrs(struct fwctl_device *fwctl, struct sk_buff *skb)
{
	struct device *parent = fwctl->dev.parent;
	const char *bus = dev_bus_name(parent);
	struct fwctl_permit permit;
	u32 i, commands = 0;

	for (i = 0; i < fwctl->ops->table->nr_commands; i++)
		commands += is_supported(fwctl, i, &permit);
	if (nla_put_string(skb, FWCTL_A_DEVICE_NAME, dev_name(&fwctl->dev)) ||
	    nla_put_uint(skb, FWCTL_A_DEVICE_TYPE, fwctl->ops->device_type) ||
	    nla_put_string(skb, FWCTL_A_DEVICE_DRIVER, fwctl->ops->name) ||
	    nla_put_string(skb, FWCTL_A_DEVICE_PARENT, dev_name(parent)) ||
	    (bus[0] && nla_put_string(skb, FWCTL_A_DEVICE_BUS, bus)) ||
	    nla_put_uint(skb, FWCTL_A_DEVICE_COMMANDS, commands))
		return -EMSGSIZE;
	return put_limits(fwctl, skb);
}

static int put_command_attrs(struct sk_buff *skb,
			     const struct fwctl_command *cmd,
			     const struct fwctl_permit *permit)
{
	if (nla_put_string(skb, FWCTL_A_COMMAND_NAME, cmd->name) ||
	    nla_put_string(skb, FWCTL_A_COMMAND_SUMMARY, cmd->summary) ||
	    nla_put_uint(skb, FWCTL_A_COMMAND_OPCODE, cmd->opcode) ||
	    nla_put_uint(skb, FWCTL_A_COMMAND_SCOPE, permit->scope) ||
	    nla_put_uint(skb, FWCTL_A_COMMAND_EFFECT, permit->effect) ||
	    nla_put_uint(skb, FWCTL_A_COMMAND_AUDIENCE, permit->audience))
		return -EMSGSIZE;
	return 0;
}

static u64 cursor_of(u32 row, u32 node)
{
	return (u64)row << 32 | node;
}

/* The row from @i on that the device has, counted from 1; 0: none */
static u32 next_row(struct fwctl_device *fwctl, u32 i,
		    struct fwctl_permit *permit)
{
	for (; fwctl_index_row(fwctl->index, i); i++)
		if (is_supported(fwctl, i, permit))
			return i + 1;
	return 0;
}

/**
 * fwctl_describe - Write the next piece of a device's description
 * @fwctl: the device; registration_lock held, and it is registered
 * @skb: where to write, with room for less than 64 KiB
 * @cursor: where to begin, 0 for the first; where to go on, 0 after the last
 *
 * A command that the device has lost since the last piece is passed over,
 * unless it has been begun.
 *
 * Context: process context.
 * Return: 0, -EMSGSIZE with nothing written if there is no room for it, or
 * -EINVAL if there is no such place.
 */
int fwctl_describe(struct fwctl_device *fwctl, struct sk_buff *skb, u64 *cursor)
{
	const struct fwctl_table *table = fwctl->ops->table;
	const u32 before = lower_32_bits(*cursor);
	u32 row = upper_32_bits(*cursor);
	struct nodes n = { .skb = skb, .table = table };
	struct fwctl_permit permit;
	struct nlattr *nest;
	int ret;

	if (row > table->nr_commands)
		return -EINVAL;
	if (row && !before && !is_supported(fwctl, row - 1, &permit)) {
		row = next_row(fwctl, row, &permit);
		if (!row) {
			*cursor = 0;
			return 0;
		}
	}
	n.type = row ? FWCTL_A_COMMAND_FIELD : FWCTL_A_DEVICE_FIELD;
	n.done = before;
	nest = nla_nest_start(skb, row ? FWCTL_A_COMMAND : FWCTL_A_DEVICE);
	if (!nest)
		return -EMSGSIZE;

	if (row) {
		const struct fwctl_command *cmd = &table->commands[row - 1];

		ret = nla_put_uint(skb, FWCTL_A_COMMAND_INDEX, row - 1);
		if (!ret && !before)
			ret = put_command_attrs(skb, cmd, &permit);
		if (!ret)
			ret = put_messages(&n, &cmd->request, &cmd->response);
	} else {
		ret = nla_put_uint(skb, FWCTL_A_DEVICE_ID,
				   MINOR(fwctl->dev.devt));
		if (!ret && !before)
			ret = put_device_attrs(fwctl, skb);
		if (!ret)
			ret = put_messages(&n, &table->request_header,
					   &table->response_header);
	}
	/* a cursor names a node with others behind it */
	if (n.nr <= before || (ret && n.done == before)) {
		nla_nest_cancel(skb, nest);
		return ret ? -EMSGSIZE : -EINVAL;
	}
	nla_nest_end(skb, nest);
	*cursor = ret ? cursor_of(row, n.done) :
			cursor_of(next_row(fwctl, row, &permit), 0);
	return 0;
}

/**
 * fwctl_describe_user - FWCTL_DESCRIBE
 * @fwctl: the device
 * @cmd: the arguments; buf_len and cursor are set
 *
 * A call that fails leaves the cursor where it was.
 *
 * Return: 0 or an errno.
 */
int fwctl_describe_user(struct fwctl_device *fwctl, struct fwctl_describe *cmd)
{
	/* attributes are aligned, so what is left over is of no use */
	u32 room = round_down(min_t(u32, cmd->buf_len, FWCTL_PIECE_LEN),
			      NLA_ALIGNTO);
	u64 cursor = cmd->cursor;
	struct sk_buff *skb;
	int ret;

	if (cmd->flags || cmd->reserved)
		return -EINVAL;
	skb = alloc_skb(room, GFP_KERNEL);
	if (!skb)
		return -ENOMEM;
	/* what alloc_skb() rounds up is not the caller's */
	skb_reserve(skb, skb_tailroom(skb) - room);

	scoped_guard(rwsem_read, &fwctl->registration_lock) {
		if (!fwctl->ops) {
			kfree_skb(skb);
			return -ENODEV;
		}
		do
			ret = fwctl_describe(fwctl, skb, &cursor);
		while (!ret && cursor);
	}
	if (ret == -EMSGSIZE && skb->len)
		ret = 0;
	if (!ret && copy_to_user(u64_to_user_ptr(cmd->buf), skb->data,
				 skb->len))
		ret = -EFAULT;
	if (!ret) {
		cmd->buf_len = skb->len;
		cmd->cursor = cursor;
	} else if (ret == -EMSGSIZE) {
		cmd->buf_len = FWCTL_PIECE_LEN;
	}
	kfree_skb(skb);
	return ret;
}
