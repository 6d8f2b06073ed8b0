// SPDX-License-Identifier: GPL-2.0-only
/*
 * From netlink attributes to the structures of <linux/fwctl_table.h>
 *
 * The attributes are not trusted: wherever they come from, what is built of
 * them is checked (check.c) before anyone may use it, and it is never more than
 * MEMORY_MAX.
 */
#include <errno.h>
#include <netlink/attr.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define MEMORY_MAX (64 * 1024 * 1024)

/* Everything that a description points to is freed with it. */
struct block {
	struct block *next;
	max_align_t data[];
};

/* A node of a command's tree, as it came */
struct node {
	struct fwctl_field field;
	__u32 parent;		/* NODE of the node above, 0: none */
	__u32 kind;
	__u32 depth;		/* messages that it is in */
	bool is_other;
	__u64 min_len;
	__u64 max_len;
	struct fwctl_value *values;
	/* What is built of it */
	struct fwctl_field *fields;
	__u32 nr_fields;
	struct fwctl_variant *variants;
	__u32 nr_variants;
	struct fwctl_msg *msg;
};

struct builder {
	struct fwctl_description desc;	/* first: what the caller sees */
	struct block *blocks;
	size_t memory;
	bool has_device;
	bool has_headers;
	bool ended;

	/* The command that is being put together */
	bool in_command;
	__u64 index;
	struct fwctl_command cmd;

	struct node *nodes;
	__u32 nr_nodes;
	__u32 room_nodes;

	struct fwctl_command *commands;
	__u32 room_commands;
};

static void *alloc(struct builder *b, size_t nr, size_t size)
{
	struct block *block;

	if (!nr)
		nr = 1;
	if (nr > MEMORY_MAX / size || b->memory + nr * size > MEMORY_MAX)
		return NULL;
	block = calloc(1, sizeof(*block) + nr * size);
	if (!block)
		return NULL;
	b->memory += nr * size;
	block->next = b->blocks;
	b->blocks = block;
	return block->data;
}

/* Make room for one more in an array; return where the array is now. */
static void *grow(struct builder *b, void *array, __u32 nr, __u32 *room,
		  size_t size)
{
	__u32 more = *room ? *room * 2 : 16;
	void *bigger;

	if (nr < *room)
		return array;
	if (more > MEMORY_MAX / size ||
	    b->memory + (more - *room) * size > MEMORY_MAX)
		return NULL;
	bigger = realloc(array, more * size);
	if (!bigger)
		return NULL;
	b->memory += (more - *room) * size;
	*room = more;
	return bigger;
}

static int no_memory(struct fwctl_error *err)
{
	return fwctl_fail(err, ENOMEM, "no memory for the device's description");
}

static int bad(struct fwctl_error *err, const char *what)
{
	return fwctl_fail(err, EBADMSG,
			  "the device's description makes no sense: %s", what);
}

/*
 * Attributes are padded to 4 bytes, so that a nest's length is a multiple of
 * it; libnl relies on that to stop at its end.
 */
static bool is_aligned(size_t len)
{
	return len <= INT32_MAX && !(len % NLA_ALIGNTO);
}

static int get_uint(const struct nlattr *attr, __u64 *value,
		    struct fwctl_error *err)
{
	switch (nla_len(attr)) {
	case 4:
		*value = nla_get_u32(attr);
		return 0;
	case 8:
		*value = nla_get_u64(attr);
		return 0;
	}
	return bad(err, "an integer has neither 4 nor 8 bytes");
}

static int get_u32(const struct nlattr *attr, __u32 *value,
		   struct fwctl_error *err)
{
	__u64 wide = 0;
	int ret;

	ret = get_uint(attr, &wide, err);
	if (ret)
		return ret;
	if (wide > UINT32_MAX)
		return bad(err, "an integer is too large");
	*value = wide;
	return 0;
}

static int get_u8(const struct nlattr *attr, __u8 *value,
		  struct fwctl_error *err)
{
	__u32 wide = 0;
	int ret;

	ret = get_u32(attr, &wide, err);
	if (ret)
		return ret;
	if (wide > UINT8_MAX)
		return bad(err, "an integer is too large");
	*value = wide;
	return 0;
}

static int get_s32(const struct nlattr *attr, __s32 *value,
		   struct fwctl_error *err)
{
	__u64 wide = 0;
	int ret;

	ret = get_uint(attr, &wide, err);
	if (ret)
		return ret;
	if (nla_len(attr) == 4)
		wide = (__s64)(__s32)wide;
	if ((__s64)wide < INT32_MIN || (__s64)wide > INT32_MAX)
		return bad(err, "an integer is too large");
	*value = (__s64)wide;
	return 0;
}

/* Text that a person is shown: no control characters */
static int get_string(struct builder *b, const struct nlattr *attr,
		      size_t max, const char **string, struct fwctl_error *err)
{
	const char *text = nla_data(attr);
	int len = nla_len(attr);
	char *copy;
	int i;

	if (len < 1 || memchr(text, 0, len) != text + len - 1)
		return bad(err, "a string does not end with its NUL");
	if ((size_t)len > max)
		return bad(err, "a string is too long");
	for (i = 0; i < len - 1; i++)
		if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
			return bad(err, "a string has control characters");
	copy = alloc(b, len, 1);
	if (!copy)
		return no_memory(err);
	memcpy(copy, text, len);
	*string = copy;
	return 0;
}

#define NAME_MAX_LEN 64
#define TEXT_MAX_LEN 256

static int add_value(struct builder *b, struct node *node,
		     struct nlattr *nest, struct fwctl_error *err)
{
	struct fwctl_field *field = &node->field;
	struct fwctl_value *value;
	struct nlattr *attr;
	bool has_uuid = false;
	__u32 room;
	int ret = 0;
	int rem;

	if (!is_aligned(nla_len(nest)))
		return bad(err, "a nest is cut short");
	/* rooms are 0, 16, 32, ...: what the number alone tells */
	for (room = 0; room < field->nr_values; room = room ? room * 2 : 16)
		;
	value = grow(b, node->values, field->nr_values, &room, sizeof(*value));
	if (!value)
		return no_memory(err);
	node->values = value;
	value += field->nr_values++;
	memset(value, 0, sizeof(*value));

	nla_for_each_nested(attr, nest, rem) {
		switch (nla_type(attr)) {
		case FWCTL_A_VALUE_NUMBER:
			ret = get_uint(attr, &value->number, err);
			break;
		case FWCTL_A_VALUE_UUID:
			if (nla_len(attr) != sizeof(value->uuid))
				return bad(err, "a UUID has not 16 bytes");
			memcpy(value->uuid, nla_data(attr), 16);
			has_uuid = true;
			break;
		case FWCTL_A_VALUE_NAME:
			ret = get_string(b, attr, TEXT_MAX_LEN, &value->name,
					 err);
			break;
		}
		if (ret)
			return ret;
	}
	if (rem)
		return bad(err, "a nest is cut short");
	if (!value->name)
		value->name = "";
	if (node->kind == FWCTL_KIND_UUID && !has_uuid)
		return bad(err, "a value of a UUID has none");
	return 0;
}

static void set_flags(struct node *node, __u32 flags)
{
	struct fwctl_field *field = &node->field;

	field->big_endian = flags & FWCTL_FLAG_BIG_ENDIAN;
	field->is_opcode = flags & FWCTL_FLAG_OPCODE;
	field->is_status = flags & FWCTL_FLAG_STATUS;
	field->is_secret = flags & FWCTL_FLAG_SECRET;
	field->is_admin = flags & FWCTL_FLAG_ADMIN;
	field->is_kind = flags & FWCTL_FLAG_KIND;
	field->ends_at_zero = flags & FWCTL_FLAG_ENDS_AT_ZERO;
	node->is_other = flags & FWCTL_FLAG_OTHER;
}

static int find_limit(struct builder *b, const struct nlattr *attr,
		      __u8 *limit, struct fwctl_error *err)
{
	const char *name;
	__u32 i;
	int ret;

	ret = get_string(b, attr, NAME_MAX_LEN, &name, err);
	if (ret)
		return ret;
	for (i = 0; i < b->desc.nr_limits; i++) {
		if (strcmp(b->desc.limits[i].name, name))
			continue;
		*limit = i + 1;
		return 0;
	}
	return bad(err, "a field has a limit that the device does not have");
}

static int field_attr(struct builder *b, struct node *node,
		      struct nlattr *attr, __u32 *number,
		      struct fwctl_error *err)
{
	struct fwctl_field *field = &node->field;
	__u32 flags;
	int ret;

	switch (nla_type(attr)) {
	case FWCTL_A_FIELD_NODE:
		return get_u32(attr, number, err);
	case FWCTL_A_FIELD_PARENT:
		return get_u32(attr, &node->parent, err);
	case FWCTL_A_FIELD_KIND:
		return get_u32(attr, &node->kind, err);
	case FWCTL_A_FIELD_NAME:
		return get_string(b, attr, NAME_MAX_LEN, &field->name, err);
	case FWCTL_A_FIELD_FLAGS:
		ret = get_u32(attr, &flags, err);
		if (!ret)
			set_flags(node, flags);
		return ret;
	case FWCTL_A_FIELD_OFFSET:
		return get_u32(attr, &field->offset, err);
	case FWCTL_A_FIELD_SIZE:
		return get_u32(attr, &field->size, err);
	case FWCTL_A_FIELD_LSB:
		return get_u8(attr, &field->lsb, err);
	case FWCTL_A_FIELD_BITS:
		return get_u8(attr, &field->bits, err);
	case FWCTL_A_FIELD_COUNT:
		return get_u32(attr, &field->count, err);
	case FWCTL_A_FIELD_MIN_LEN:
		return get_uint(attr, &node->min_len, err);
	case FWCTL_A_FIELD_MAX_LEN:
		return get_uint(attr, &node->max_len, err);
	case FWCTL_A_FIELD_RULE:
		return get_u8(attr, &field->rule, err);
	case FWCTL_A_FIELD_VALUE_MIN:
		return get_uint(attr, &field->min, err);
	case FWCTL_A_FIELD_VALUE_MAX:
		return get_uint(attr, &field->max, err);
	case FWCTL_A_FIELD_PRESET:
		return get_uint(attr, &field->preset, err);
	case FWCTL_A_FIELD_MEASURE:
		return get_u8(attr, &field->measure, err);
	case FWCTL_A_FIELD_OF:
		return get_u32(attr, &field->of, err);
	case FWCTL_A_FIELD_STEP:
		return get_u32(attr, &field->step, err);
	case FWCTL_A_FIELD_PLUS:
		return get_u32(attr, &field->plus, err);
	case FWCTL_A_FIELD_LIMIT:
		return find_limit(b, attr, &field->limit, err);
	case FWCTL_A_FIELD_UNIT:
		return get_string(b, attr, TEXT_MAX_LEN, &field->unit, err);
	case FWCTL_A_FIELD_MUL:
		return get_s32(attr, &field->mul, err);
	case FWCTL_A_FIELD_DIV:
		return get_s32(attr, &field->div, err);
	case FWCTL_A_FIELD_ADD:
		return get_s32(attr, &field->add, err);
	case FWCTL_A_FIELD_SOURCE:
		return get_string(b, attr, TEXT_MAX_LEN, &field->source, err);
	}
	return 0;
}

/* Does the node sit where such a one may? Also count it there. */
static int hang_up(struct builder *b, struct node *node,
		   struct fwctl_error *err)
{
	struct node *above;

	if (node->kind < FWCTL_KIND_MESSAGE || node->kind > FWCTL_KIND_VARIANT)
		return bad(err, "a field is of a kind that this library does not know");
	if (node->kind == FWCTL_KIND_MESSAGE) {
		if (node->parent)
			return bad(err, "a message is inside of something");
		node->depth = 1;
		return 0;
	}
	if (!node->parent)
		return bad(err, "a field is in no message");
	above = &b->nodes[node->parent - 1];

	switch (above->kind) {
	case FWCTL_KIND_RECORDS:
		if (node->kind == FWCTL_KIND_VARIANT)
			above->nr_variants++;
		else
			above->nr_fields++;
		break;
	case FWCTL_KIND_MESSAGE:
	case FWCTL_KIND_ARRAY:
	case FWCTL_KIND_VARIANT:
		if (node->kind == FWCTL_KIND_VARIANT)
			return bad(err, "a variant is of no record");
		above->nr_fields++;
		break;
	default:
		return bad(err, "a field is inside of one that has none");
	}
	node->depth = above->depth;
	if (node->kind == FWCTL_KIND_ARRAY || node->kind == FWCTL_KIND_RECORDS)
		node->depth++;
	if (node->depth > FWCTL_DEPTH)
		return bad(err, "it is nested too deeply");
	return 0;
}

static int add_node(struct builder *b, struct nlattr *nest,
		    struct fwctl_error *err)
{
	struct nlattr *attr;
	struct node *node;
	__u32 number = 0;
	int rem;
	int ret;

	if (!is_aligned(nla_len(nest)))
		return bad(err, "a nest is cut short");
	node = grow(b, b->nodes, b->nr_nodes, &b->room_nodes, sizeof(*node));
	if (!node)
		return no_memory(err);
	b->nodes = node;
	node += b->nr_nodes++;
	memset(node, 0, sizeof(*node));

	nla_for_each_nested(attr, nest, rem) {
		ret = field_attr(b, node, attr, &number, err);
		if (ret)
			return ret;
	}
	if (rem)
		return bad(err, "a nest is cut short");
	/* each before those below it, so that nothing can go in a circle */
	if (number != b->nr_nodes || node->parent >= number)
		return bad(err, "nodes are not in order");
	if (!node->field.name)
		node->field.name = "";

	/* once the kind is known */
	nla_for_each_nested(attr, nest, rem) {
		if (nla_type(attr) != FWCTL_A_FIELD_VALUE)
			continue;
		ret = add_value(b, node, attr, err);
		if (ret)
			return ret;
	}
	return hang_up(b, node, err);
}

static int set_lengths(struct fwctl_msg *msg, __u64 min_len, __u64 max_len,
		       struct fwctl_error *err)
{
	if (min_len > max_len || max_len > FWCTL_MAX_LEN)
		return bad(err, "a message's lengths");
	msg->min_len = min_len;
	msg->max_len = max_len;
	return 0;
}

static int build_below(struct builder *b, struct node *node,
		       struct fwctl_error *err)
{
	if (node->kind != FWCTL_KIND_MESSAGE &&
	    node->kind != FWCTL_KIND_VARIANT &&
	    node->kind != FWCTL_KIND_ARRAY && node->kind != FWCTL_KIND_RECORDS)
		return 0;
	node->fields = alloc(b, node->nr_fields, sizeof(*node->fields));
	node->variants = alloc(b, node->nr_variants, sizeof(*node->variants));
	node->msg = alloc(b, 1, sizeof(*node->msg));
	if (!node->fields || !node->variants || !node->msg)
		return no_memory(err);
	node->msg->fields = node->fields;
	node->msg->nr_fields = node->nr_fields;
	node->field.elem = node->msg;
	node->field.variants = node->variants;
	node->field.nr_variants = node->nr_variants;
	/* from here on they count what was filled in */
	node->nr_fields = 0;
	node->nr_variants = 0;
	return 0;
}

/* The tree is complete: request and response. */
static int build(struct builder *b, struct fwctl_msg *request,
		 struct fwctl_msg *response, struct fwctl_error *err)
{
	struct fwctl_msg *messages[] = { request, response };
	struct node *node, *above;
	__u32 nr_messages = 0;
	int ret = 0;
	__u32 i;

	for (i = 0; i < b->nr_nodes; i++) {
		ret = build_below(b, &b->nodes[i], err);
		if (ret)
			return ret;
	}
	for (i = 0; i < b->nr_nodes; i++) {
		struct fwctl_value *values;

		node = &b->nodes[i];
		node->field.kind = node->kind;
		if (node->field.nr_values) {
			values = alloc(b, node->field.nr_values,
				       sizeof(*values));
			if (!values)
				return no_memory(err);
			memcpy(values, node->values,
			       node->field.nr_values * sizeof(*values));
			node->field.values = values;
		}
		if (!node->parent)
			continue;
		above = &b->nodes[node->parent - 1];
		if (node->kind == FWCTL_KIND_VARIANT) {
			struct fwctl_variant *variant =
				&above->variants[above->nr_variants++];

			variant->kind = node->field.min;
			variant->last = node->field.max;
			if (node->field.nr_values)
				memcpy(variant->uuid, node->values[0].uuid,
				       sizeof(variant->uuid));
			variant->other = node->is_other;
			variant->name = node->field.name;
			/* its message is copied below, with its lengths */
		} else {
			above->fields[above->nr_fields++] = node->field;
		}
	}

	/* Lengths, from the inside out */
	for (i = b->nr_nodes; i > 0; i--) {
		node = &b->nodes[i - 1];
		switch (node->kind) {
		case FWCTL_KIND_MESSAGE:
		case FWCTL_KIND_VARIANT:
			ret = set_lengths(node->msg, node->min_len,
					  node->max_len, err);
			break;
		case FWCTL_KIND_ARRAY:
			ret = set_lengths(node->msg, node->field.size,
					  node->field.size, err);
			break;
		case FWCTL_KIND_RECORDS:
			/* of the header, which is always of one length */
			ret = set_lengths(node->msg, node->max_len,
					  node->max_len, err);
			break;
		}
		if (ret)
			return ret;
		if (node->kind != FWCTL_KIND_VARIANT)
			continue;
		above = &b->nodes[node->parent - 1];
		above->variants[--above->nr_variants].msg = *node->msg;
	}
	for (i = 0; i < b->nr_nodes; i++) {
		if (b->nodes[i].kind != FWCTL_KIND_MESSAGE)
			continue;
		if (nr_messages == 2)
			return bad(err, "a command has more than two messages");
		*messages[nr_messages++] = *b->nodes[i].msg;
	}
	if (nr_messages != 2)
		return bad(err, "a command has no request or no response");
	return 0;
}

static void drop_nodes(struct builder *b)
{
	__u32 i;

	for (i = 0; i < b->nr_nodes; i++)
		free(b->nodes[i].values);
	b->nr_nodes = 0;
}

static int end_command(struct builder *b, struct fwctl_error *err)
{
	struct fwctl_command *commands;
	int ret;

	if (!b->in_command)
		return 0;
	b->in_command = false;
	ret = build(b, &b->cmd.request, &b->cmd.response, err);
	drop_nodes(b);
	if (ret)
		return ret;
	ret = fwctl_check_command(&b->desc, &b->cmd, err);
	if (ret)
		return ret;
	if (fwctl_find_command(&b->desc, b->cmd.name))
		return bad(err, "two commands have one name");
	commands = grow(b, b->commands, b->desc.nr_commands,
			&b->room_commands, sizeof(*commands));
	if (!commands)
		return no_memory(err);
	b->commands = commands;
	commands[b->desc.nr_commands++] = b->cmd;
	b->desc.commands = commands;
	return 0;
}

static int command_attr(struct builder *b, struct nlattr *attr,
			struct fwctl_error *err)
{
	struct fwctl_command *cmd = &b->cmd;

	switch (nla_type(attr)) {
	case FWCTL_A_COMMAND_NAME:
		return get_string(b, attr, NAME_LEN, &cmd->name, err);
	case FWCTL_A_COMMAND_SUMMARY:
		return get_string(b, attr, TEXT_MAX_LEN, &cmd->summary, err);
	case FWCTL_A_COMMAND_OPCODE:
		return get_u32(attr, &cmd->opcode, err);
	case FWCTL_A_COMMAND_SCOPE:
		return get_u8(attr, &cmd->scope, err);
	case FWCTL_A_COMMAND_EFFECT:
		return get_u8(attr, &cmd->effect, err);
	case FWCTL_A_COMMAND_AUDIENCE:
		return get_u8(attr, &cmd->audience, err);
	case FWCTL_A_COMMAND_FIELD:
		return add_node(b, attr, err);
	}
	return 0;
}

/* All that there is of the device has come. */
static int end_device(struct builder *b, struct fwctl_error *err)
{
	int ret;

	if (!b->has_device)
		return bad(err, "it does not say what the device is");
	if (b->has_headers)
		return 0;
	b->has_headers = true;
	ret = build(b, &b->desc.request_header, &b->desc.response_header, err);
	drop_nodes(b);
	return ret ? ret : fwctl_check_headers(&b->desc, err);
}

static int add_command(struct builder *b, struct nlattr *nest,
		       struct fwctl_error *err)
{
	struct nlattr *attr;
	bool has_index = false;
	__u64 index = 0;
	int rem;
	int ret;

	ret = end_device(b, err);
	if (ret)
		return ret;
	nla_for_each_nested(attr, nest, rem) {
		if (nla_type(attr) != FWCTL_A_COMMAND_INDEX)
			continue;
		ret = get_uint(attr, &index, err);
		if (ret)
			return ret;
		has_index = true;
	}
	if (rem)
		return bad(err, "a nest is cut short");
	if (!has_index)
		return bad(err, "a command has no index");

	if (!b->in_command || index != b->index) {
		if ((b->in_command || b->desc.nr_commands) && index <= b->index)
			return bad(err, "commands are not in order");
		ret = end_command(b, err);
		if (ret)
			return ret;
		memset(&b->cmd, 0, sizeof(b->cmd));
		b->in_command = true;
		b->index = index;
	}
	nla_for_each_nested(attr, nest, rem) {
		ret = command_attr(b, attr, err);
		if (ret)
			return ret;
	}
	return 0;
}

static int add_limit(struct builder *b, struct nlattr *nest,
		     struct fwctl_error *err)
{
	struct fwctl_limit *limit = &b->desc.limits[b->desc.nr_limits];
	struct nlattr *attr;
	int ret = 0;
	int rem;

	if (b->desc.nr_limits == FWCTL_MAX_LIMITS)
		return bad(err, "it has too many limits");
	if (!is_aligned(nla_len(nest)))
		return bad(err, "a nest is cut short");
	nla_for_each_nested(attr, nest, rem) {
		switch (nla_type(attr)) {
		case FWCTL_A_LIMIT_NAME:
			ret = get_string(b, attr, NAME_MAX_LEN, &limit->name,
					 err);
			break;
		case FWCTL_A_LIMIT_VALUE:
			ret = get_uint(attr, &limit->value, err);
			break;
		}
		if (ret)
			return ret;
	}
	if (rem)
		return bad(err, "a nest is cut short");
	if (!limit->name || !limit->name[0])
		return bad(err, "a limit has no name");
	b->desc.nr_limits++;
	return 0;
}

static int device_attr(struct builder *b, struct nlattr *attr,
		       struct fwctl_error *err)
{
	struct fwctl_description *desc = &b->desc;

	switch (nla_type(attr)) {
	case FWCTL_A_DEVICE_ID:
		return get_u32(attr, &desc->id, err);
	case FWCTL_A_DEVICE_NAME:
		return get_string(b, attr, NAME_LEN, &desc->name, err);
	case FWCTL_A_DEVICE_TYPE:
		return get_u32(attr, &desc->type, err);
	case FWCTL_A_DEVICE_DRIVER:
		return get_string(b, attr, TEXT_MAX_LEN, &desc->driver, err);
	case FWCTL_A_DEVICE_PARENT:
		return get_string(b, attr, TEXT_MAX_LEN, &desc->parent, err);
	case FWCTL_A_DEVICE_BUS:
		return get_string(b, attr, TEXT_MAX_LEN, &desc->bus, err);
	case FWCTL_A_DEVICE_LIMIT:
		return add_limit(b, attr, err);
	}
	return 0;
}

static int add_device(struct builder *b, struct nlattr *nest,
		      struct fwctl_error *err)
{
	__u32 id = b->desc.id;
	struct nlattr *attr;
	int rem;
	int ret;

	nla_for_each_nested(attr, nest, rem) {
		ret = device_attr(b, attr, err);
		if (ret)
			return ret;
	}
	if (rem)
		return bad(err, "a nest is cut short");
	/* it comes in pieces if its headers have many fields */
	if (b->has_headers || (b->has_device && b->desc.id != id))
		return bad(err, "it is of two devices");
	b->has_device = true;
	/* now that the limits are known */
	nla_for_each_nested(attr, nest, rem) {
		if (nla_type(attr) != FWCTL_A_DEVICE_FIELD)
			continue;
		ret = add_node(b, attr, err);
		if (ret)
			return ret;
	}
	return 0;
}

struct fwctl_description *fwctl_new_description(void)
{
	struct builder *b = calloc(1, sizeof(*b));

	if (!b)
		return NULL;
	b->desc.name = "";
	b->desc.driver = "";
	b->desc.parent = "";
	b->desc.bus = "";
	return &b->desc;
}

void fwctl_put_description(struct fwctl_description *desc)
{
	struct builder *b = (struct builder *)desc;
	struct block *block;

	if (!b)
		return;
	while ((block = b->blocks)) {
		b->blocks = block->next;
		free(block);
	}
	drop_nodes(b);
	free(b->nodes);
	free(b->commands);
	free(b);
}

int fwctl_add_attributes(struct fwctl_description *desc, const void *buf,
			 size_t len, struct fwctl_error *err)
{
	struct builder *b = (struct builder *)desc;
	struct nlattr *attr;
	void *copy;
	int ret = 0;
	int rem;

	fwctl_clear_error(err);
	if (!is_aligned(len))
		return bad(err, "attributes are cut short");
	if (b->ended)
		return bad(err, "it goes on behind its end");
	if (!len)
		return 0;
	/* libnl wants it aligned, and not const */
	copy = malloc(len);
	if (!copy)
		return no_memory(err);
	memcpy(copy, buf, len);
	nla_for_each_attr(attr, copy, (int)len, rem) {
		if (!is_aligned(nla_len(attr)))
			ret = bad(err, "a nest is cut short");
		else if (nla_type(attr) == FWCTL_A_DEVICE)
			ret = add_device(b, attr, err);
		else if (nla_type(attr) == FWCTL_A_COMMAND)
			ret = add_command(b, attr, err);
		if (ret)
			break;
	}
	if (!ret && rem)
		ret = bad(err, "attributes are cut short");
	free(copy);
	return ret;
}

int fwctl_end_description(struct fwctl_description *desc,
			  struct fwctl_error *err)
{
	struct builder *b = (struct builder *)desc;
	int ret;

	fwctl_clear_error(err);
	b->ended = true;
	ret = end_device(b, err);
	return ret ? ret : end_command(b, err);
}

const struct fwctl_command *
fwctl_find_command(const struct fwctl_description *desc, const char *name)
{
	__u32 i;

	for (i = 0; i < desc->nr_commands; i++)
		if (!strcmp(desc->commands[i].name, name))
			return &desc->commands[i];
	return NULL;
}
