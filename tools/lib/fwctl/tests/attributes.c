// SPDX-License-Identifier: GPL-2.0-only
/* Descriptions as the kernel sends them, written with libnl */
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdio.h>
#include <stdlib.h>

#include "attributes.h"

#define ROOM (1024 * 1024)

struct writer {
	struct nl_msg *msg;
	int field;		/* FWCTL_A_DEVICE_FIELD or COMMAND_FIELD */
	unsigned int piece;
	unsigned int in_piece;
	__u32 index;
	struct nlattr *command;
	__u32 node;
	const struct fwctl_table *table;
};

static void check(bool ok)
{
	if (ok)
		return;
	fputs("no room for attributes\n", stderr);
	abort();
}

static void put_uint(struct nl_msg *msg, int type, __u64 value)
{
	if (value <= 0xffffffffU)
		check(!nla_put_u32(msg, type, (__u32)value));
	else
		check(!nla_put_u64(msg, type, value));
}

/* Left out if it says nothing */
static void put_some(struct nl_msg *msg, int type, __u64 value)
{
	if (value)
		put_uint(msg, type, value);
}

static void put_string(struct nl_msg *msg, int type, const char *text)
{
	if (text)
		check(!nla_put_string(msg, type, text));
}

static struct nlattr *nest(struct nl_msg *msg, int type)
{
	struct nlattr *attr = nla_nest_start(msg, type);

	check(attr);
	return attr;
}

static void put_values(struct nl_msg *msg, const struct fwctl_field *field)
{
	struct nlattr *attr;
	__u32 i;

	for (i = 0; i < field->nr_values; i++) {
		attr = nest(msg, FWCTL_A_FIELD_VALUE);
		if (field->kind == FWCTL_KIND_UUID)
			check(!nla_put(msg, FWCTL_A_VALUE_UUID, 16,
				       field->values[i].uuid));
		else
			put_uint(msg, FWCTL_A_VALUE_NUMBER,
				 field->values[i].number);
		put_string(msg, FWCTL_A_VALUE_NAME, field->values[i].name);
		nla_nest_end(msg, attr);
	}
}

static __u32 flags(const struct fwctl_field *field)
{
	return (field->big_endian ? FWCTL_FLAG_BIG_ENDIAN : 0) |
	       (field->is_opcode ? FWCTL_FLAG_OPCODE : 0) |
	       (field->is_status ? FWCTL_FLAG_STATUS : 0) |
	       (field->is_secret ? FWCTL_FLAG_SECRET : 0) |
	       (field->is_admin ? FWCTL_FLAG_ADMIN : 0) |
	       (field->is_kind ? FWCTL_FLAG_KIND : 0) |
	       (field->ends_at_zero ? FWCTL_FLAG_ENDS_AT_ZERO : 0);
}

static void put_field(struct writer *w, const struct fwctl_field *field)
{
	struct nl_msg *msg = w->msg;

	put_some(msg, FWCTL_A_FIELD_FLAGS, flags(field));
	put_some(msg, FWCTL_A_FIELD_OFFSET, field->offset);
	put_some(msg, FWCTL_A_FIELD_SIZE, field->size);
	put_some(msg, FWCTL_A_FIELD_LSB, field->lsb);
	put_some(msg, FWCTL_A_FIELD_BITS, field->bits);
	put_some(msg, FWCTL_A_FIELD_COUNT, field->count);
	put_some(msg, FWCTL_A_FIELD_RULE, field->rule);
	put_some(msg, FWCTL_A_FIELD_VALUE_MIN, field->min);
	put_some(msg, FWCTL_A_FIELD_VALUE_MAX, field->max);
	put_some(msg, FWCTL_A_FIELD_PRESET, field->preset);
	put_some(msg, FWCTL_A_FIELD_MEASURE, field->measure);
	put_some(msg, FWCTL_A_FIELD_OF, field->of);
	put_some(msg, FWCTL_A_FIELD_STEP, field->step);
	put_some(msg, FWCTL_A_FIELD_PLUS, field->plus);
	put_string(msg, FWCTL_A_FIELD_UNIT, field->unit);
	put_some(msg, FWCTL_A_FIELD_MUL, (__u32)field->mul);
	put_some(msg, FWCTL_A_FIELD_DIV, (__u32)field->div);
	/* once in 8 bytes */
	put_some(msg, FWCTL_A_FIELD_ADD, (__u64)(__s64)field->add);
	put_string(msg, FWCTL_A_FIELD_SOURCE, field->source);
	if (field->limit)
		put_string(msg, FWCTL_A_FIELD_LIMIT,
			   w->table->limits[field->limit - 1]);
	put_values(msg, field);
	if (field->kind == FWCTL_KIND_RECORDS)
		put_uint(msg, FWCTL_A_FIELD_MAX_LEN, field->elem->max_len);
}

static const __u8 no_uuid[16];

static void put_uuid(struct nl_msg *msg, const struct fwctl_variant *variant)
{
	const struct fwctl_value value = { .name = variant->name };
	struct fwctl_value *copy = malloc(sizeof(*copy));

	*copy = value;
	memcpy(copy->uuid, variant->uuid, sizeof(copy->uuid));
	put_values(msg, &(const struct fwctl_field){
		.kind = FWCTL_KIND_UUID, .values = copy, .nr_values = 1,
	});
	free(copy);
}

static void begin_command(struct writer *w)
{
	w->command = nest(w->msg, FWCTL_A_COMMAND);
	put_uint(w->msg, FWCTL_A_COMMAND_INDEX, w->index);
	w->in_piece = 0;
}

static __u32 put_node(struct writer *w, __u32 parent, __u32 kind,
		      const char *name, const struct fwctl_field *field,
		      const struct fwctl_msg *lengths,
		      const struct fwctl_variant *variant)
{
	struct nlattr *attr;

	if (w->piece && w->field == FWCTL_A_COMMAND_FIELD &&
	    w->in_piece == w->piece) {
		nla_nest_end(w->msg, w->command);
		begin_command(w);
	}
	w->in_piece++;
	attr = nest(w->msg, w->field);
	put_uint(w->msg, FWCTL_A_FIELD_NODE, ++w->node);
	put_some(w->msg, FWCTL_A_FIELD_PARENT, parent);
	put_uint(w->msg, FWCTL_A_FIELD_KIND, kind);
	put_string(w->msg, FWCTL_A_FIELD_NAME, name);
	if (field)
		put_field(w, field);
	if (lengths) {
		put_some(w->msg, FWCTL_A_FIELD_MIN_LEN, lengths->min_len);
		put_uint(w->msg, FWCTL_A_FIELD_MAX_LEN, lengths->max_len);
	}
	if (variant && variant->other)
		put_uint(w->msg, FWCTL_A_FIELD_FLAGS, FWCTL_FLAG_OTHER);
	else if (variant && memcmp(variant->uuid, no_uuid, sizeof(no_uuid)))
		put_uuid(w->msg, variant);
	else if (variant)
		put_uint(w->msg, FWCTL_A_FIELD_VALUE_MIN, variant->kind);
	if (variant)
		put_some(w->msg, FWCTL_A_FIELD_VALUE_MAX, variant->last);
	nla_nest_end(w->msg, attr);
	return w->node;
}

static void put_fields(struct writer *w, __u32 parent,
		       const struct fwctl_msg *msg)
{
	__u32 i, j, node, below;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		node = put_node(w, parent, field->kind, field->name, field,
				NULL, NULL);
		if (field->elem)
			put_fields(w, node, field->elem);
		for (j = 0; j < field->nr_variants; j++) {
			const struct fwctl_variant *variant =
				&field->variants[j];

			below = put_node(w, node, FWCTL_KIND_VARIANT,
					 variant->name, NULL, &variant->msg,
					 variant);
			put_fields(w, below, &variant->msg);
		}
	}
}

static void put_messages(struct writer *w, const struct fwctl_msg *request,
			 const struct fwctl_msg *response)
{
	__u32 node;

	w->node = 0;
	node = put_node(w, 0, FWCTL_KIND_MESSAGE, "request", NULL, request,
			NULL);
	put_fields(w, node, request);
	node = put_node(w, 0, FWCTL_KIND_MESSAGE, "response", NULL, response,
			NULL);
	put_fields(w, node, response);
}

static void put_device(struct writer *w)
{
	const struct fwctl_table *table = w->table;
	struct nl_msg *msg = w->msg;
	struct nlattr *device = nest(msg, FWCTL_A_DEVICE);
	struct nlattr *attr;
	__u32 i;

	put_uint(msg, FWCTL_A_DEVICE_ID, 7);
	put_string(msg, FWCTL_A_DEVICE_NAME, "fwctl7");
	put_uint(msg, FWCTL_A_DEVICE_TYPE, FWCTL_DEVICE_TYPE_SIM);
	put_string(msg, FWCTL_A_DEVICE_DRIVER, "test");
	put_string(msg, FWCTL_A_DEVICE_PARENT, "test.0");
	put_uint(msg, FWCTL_A_DEVICE_COMMANDS, table->nr_commands);
	for (i = 0; i < table->nr_limits; i++) {
		attr = nest(msg, FWCTL_A_DEVICE_LIMIT);
		put_string(msg, FWCTL_A_LIMIT_NAME, table->limits[i]);
		put_uint(msg, FWCTL_A_LIMIT_VALUE, 1000);
		nla_nest_end(msg, attr);
	}
	w->field = FWCTL_A_DEVICE_FIELD;
	put_messages(w, &table->request_header, &table->response_header);
	nla_nest_end(msg, device);
}

static void put_command(struct writer *w, __u32 index)
{
	const struct fwctl_command *cmd = &w->table->commands[index];
	struct nl_msg *msg = w->msg;

	w->index = index;
	w->field = FWCTL_A_COMMAND_FIELD;
	begin_command(w);
	put_string(msg, FWCTL_A_COMMAND_NAME, cmd->name);
	put_string(msg, FWCTL_A_COMMAND_SUMMARY, cmd->summary);
	put_uint(msg, FWCTL_A_COMMAND_OPCODE, cmd->opcode);
	put_uint(msg, FWCTL_A_COMMAND_SCOPE, cmd->scope);
	put_uint(msg, FWCTL_A_COMMAND_EFFECT, cmd->effect);
	put_uint(msg, FWCTL_A_COMMAND_AUDIENCE, cmd->audience);
	put_messages(w, &cmd->request, &cmd->response);
	nla_nest_end(msg, w->command);
}

void stream_begin(struct stream *stream)
{
	stream->msg = nlmsg_alloc_size(ROOM);
	check(stream->msg);
}

void stream_end(struct stream *stream)
{
	stream->buf = nlmsg_data(nlmsg_hdr(stream->msg));
	stream->len = (size_t)nlmsg_datalen(nlmsg_hdr(stream->msg));
}

void stream_free(struct stream *stream)
{
	nlmsg_free(stream->msg);
}

struct stream stream_of(const struct fwctl_table *table, unsigned int piece)
{
	struct stream stream;
	struct writer w = { .piece = piece, .table = table };
	__u32 i;

	stream_begin(&stream);
	w.msg = stream.msg;
	put_device(&w);
	for (i = 0; i < table->nr_commands; i++)
		put_command(&w, i);
	stream_end(&stream);
	return stream;
}

struct fwctl_description *describe(const struct fwctl_table *table)
{
	struct fwctl_description *desc = fwctl_new_description();
	struct stream stream = stream_of(table, 0);
	struct fwctl_error err;

	check(desc);
	if (fwctl_add_attributes(desc, stream.buf, stream.len, &err) ||
	    fwctl_end_description(desc, &err)) {
		printf("# %s\n", err.text);
		fwctl_put_description(desc);
		desc = NULL;
	}
	stream_free(&stream);
	return desc;
}

/* The table */

static const struct fwctl_value modes[] = {
	{ 0, .name = "off" }, { 1, .name = "on" }, { 7, .name = "on/off" },
};

static const struct fwctl_value options[] = {
	{ 1, .name = "fast" }, { 2, .name = "safe" }, { 0x80, .name = "loud" },
};

static const struct fwctl_value statuses[] = {
	{ 0, .name = "good" }, { 9, .name = "no_such_thing" },
};

static const struct fwctl_value uuids[] = {
	{ .name = "one", .uuid = { 0x11, 0x11, 0x11, 0x11, 0x22, 0x22, 0x33,
				   0x33, 0x44, 0x44, 0x55, 0x55, 0x55, 0x55,
				   0x55, 0x55 } },
	{ .name = "two", .uuid = { 2 } },
};

static const char *const limits[] = { "most" };

/* What a request may have, a response may have: both ways, for round trips */
#define SCALARS								\
	FWCTL_U8(0, "u8"),						\
	FWCTL_LE16(1, "le16"),						\
	FWCTL_LE24(3, "le24"),						\
	FWCTL_BE32(6, "be32"),						\
	FWCTL_LE64(10, "le64"),						\
	FWCTL_LE128(18, "le128"),					\
	FWCTL_SINT(34, 2, "s16"),					\
	FWCTL_BITS(36, 2, 0, 3, "mode", FWCTL_NAMED(modes)),		\
	FWCTL_BITS(36, 2, 4, 8, "options", FWCTL_FLAGS(0xff, options)),	\
	FWCTL_SINT(36, 2, "s4", .lsb = 12, .bits = 4),			\
	FWCTL_BYTES(38, 4, "bytes"),					\
	FWCTL_STRING(42, 8, "text"),					\
	FWCTL_UUID(50, "uuid", FWCTL_NAMED(uuids)),			\
	FWCTL_GUID_LE(66, "guid"),					\
	FWCTL_BE64(82, "be64"),						\
	FWCTL_FIELD(UINT, 90, 16, "be128", .big_endian = true),		\
	FWCTL_SINT(106, 8, "s64")

#define BLOCKS_HEADER							\
	FWCTL_HEADER(4, FWCTL_U8(0, "type", FWCTL_KIND),		\
		     FWCTL_U8(1, "number", FWCTL_COUNT_OF(6)),		\
		     FWCTL_LE16(2, "length", FWCTL_TAIL_FROM(4)))

#define IDS								\
	FWCTL_RECORDS(0, 20, "ids",					\
		      FWCTL_HEADER(16, FWCTL_UUID(0, "id", FWCTL_KIND,	\
						  FWCTL_NAMED(uuids))),	\
		      FWCTL_UUID_VARIANT((2), "second", 20, 20,		\
					 FWCTL_LE32(16, "value")),	\
		      FWCTL_UUID_VARIANT((3, 4), "third", 20, 20,	\
					 FWCTL_U8(19, "last")))

static const struct fwctl_command commands[] = {
	{
		.name = "nothing", .summary = "Nothing at all",
		.opcode = 1, .effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY, .response = FWCTL_EMPTY,
	}, {
		.name = "scalars", .summary = "Each kind of value",
		.opcode = 2, .effect = FWCTL_EFFECT_CONFIG,
		.request = FWCTL_MSG(114, 114, SCALARS),
		.response = FWCTL_MSG(114, 114, SCALARS),
	}, {
		.name = "defaults", .summary = "What is filled in",
		.opcode = 3, .scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(12, 40,
			FWCTL_U8(0, "fixed", FWCTL_FIXED(0xa5)),
			FWCTL_U8(1, "range", FWCTL_RANGE(3, 9)),
			FWCTL_U8(2, "preset", FWCTL_PRESET(0x42)),
			FWCTL_SINT(3, 1, "minus", FWCTL_RANGE(-9, -3)),
			FWCTL_SINT(4, 1, "around", FWCTL_RANGE(-9, 9)),
			FWCTL_LE16(5, "ask", FWCTL_ANSWER_FROM(4),
				   FWCTL_STEP(4, 4)),
			FWCTL_U8(7, "limited", FWCTL_LIMIT(0)),
			FWCTL_LE32(8, "mask", FWCTL_MASK(0xff)),
			FWCTL_U8(12, "more", FWCTL_PRESET(7)),
			FWCTL_BITS(13, 1, 0, 4, "low"),
			FWCTL_BITS(13, 1, 4, 4, "high", FWCTL_FIXED(6)),
			FWCTL_UUID(14, "which",
				   FWCTL_FIXED_UUID("it", 0xaa, 0xbb))),
		.response = FWCTL_MSG(13, 64, FWCTL_BYTES(0, 0, "rest")),
	}, {
		.name = "length", .summary = "Bytes with a length, in dwords",
		.opcode = 4, .effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_MSG(2, 34,
			FWCTL_U8(0, "dwords", FWCTL_LENGTH_OF(2),
				 FWCTL_STEP(4, 0)),
			FWCTL_U8(1, "tag"),
			FWCTL_BYTES(2, 0, "data")),
		.response = FWCTL_MSG(2, 34,
			FWCTL_U8(0, "dwords", FWCTL_LENGTH_OF(2),
				 FWCTL_STEP(4, 0)),
			FWCTL_U8(1, "tag"),
			FWCTL_BYTES(2, 0, "data")),
	}, {
		.name = "arrays", .summary = "Arrays of values and of fields",
		.opcode = 5, .effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_MSG(8, 100,
			FWCTL_BE16(0, "count", FWCTL_COUNT_OF(8)),
			FWCTL_ARRAY(2, 3, 2, "values", FWCTL_LE16(0, "")),
			FWCTL_ARRAY(8, 0, 4, "entries",
				    FWCTL_U8(0, "kind", FWCTL_NAMED(modes)),
				    FWCTL_ARRAY(1, 3, 1, "points",
						FWCTL_SINT(0, 1, "")))),
		.response = FWCTL_MSG(8, 100,
			FWCTL_BE16(0, "count", FWCTL_COUNT_OF(8)),
			FWCTL_ARRAY(2, 3, 2, "values", FWCTL_LE16(0, "")),
			FWCTL_ARRAY(8, 0, 4, "entries",
				    FWCTL_U8(0, "kind", FWCTL_NAMED(modes)),
				    FWCTL_ARRAY(1, 3, 1, "points",
						FWCTL_SINT(0, 1, "")))),
	}, {
		.name = "records", .summary = "Records with a length each",
		.opcode = 6, .scope = FWCTL_RPC_DEBUG_WRITE,
		.effect = FWCTL_EFFECT_DEBUG,
		.request = FWCTL_MSG(2, 200,
			FWCTL_LE16(0, "size", FWCTL_LENGTH_OF(2)),
			FWCTL_RECORDS(2, 0, "blocks", BLOCKS_HEADER,
				FWCTL_VARIANT(1, "pair", 6, 6,
					FWCTL_U8(4, "x"), FWCTL_U8(5, "y")),
				FWCTL_VARIANT(2, "list", 6, 22,
					FWCTL_LE16(4, "tag"),
					FWCTL_ARRAY(6, 0, 2, "items",
						    FWCTL_LE16(0, ""))),
				FWCTL_OTHER("other", 4, 40,
					FWCTL_BYTES(4, 0, "raw")))),
		.response = FWCTL_MSG(2, 200,
			FWCTL_LE16(0, "size", FWCTL_LENGTH_OF(2)),
			FWCTL_RECORDS(2, 0, "blocks", BLOCKS_HEADER,
				FWCTL_VARIANT(1, "pair", 6, 6,
					FWCTL_U8(4, "x"), FWCTL_U8(5, "y")),
				FWCTL_VARIANT(2, "list", 6, 22,
					FWCTL_LE16(4, "tag"),
					FWCTL_ARRAY(6, 0, 2, "items",
						    FWCTL_LE16(0, ""))),
				FWCTL_OTHER("other", 4, 40,
					FWCTL_BYTES(4, 0, "raw")))),
	}, {
		.name = "slots", .summary = "Records of one length",
		.opcode = 7, .scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_MSG(1, 81,
			FWCTL_U8(0, "count", FWCTL_COUNT_OF(1)),
			FWCTL_RECORDS(1, 8, "slots",
				FWCTL_HEADER(3, FWCTL_U8(0, "id"),
					     FWCTL_U8(1, "kind", FWCTL_KIND)),
				FWCTL_VARIANT(5, "only", 8, 8,
					FWCTL_LE32(4, "value")))),
		.response = FWCTL_MSG(1, 81,
			FWCTL_U8(0, "count", FWCTL_COUNT_OF(1)),
			FWCTL_RECORDS(1, 8, "slots",
				FWCTL_HEADER(3, FWCTL_U8(0, "id"),
					     FWCTL_U8(1, "kind", FWCTL_KIND)),
				FWCTL_VARIANTS(4, 5, "only", 8, 8,
					FWCTL_LE32(4, "value")))),
	}, {
		.name = "shown", .summary = "Units, secrets, dumps and text",
		.opcode = 8, .effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "sensor", FWCTL_SOURCE("records/blocks"))),
		.response = FWCTL_MSG(30, 2000,
			FWCTL_LE16(0, "celsius", FWCTL_SCALED("C", 1, 1, -273)),
			FWCTL_SINT(2, 2, "sixteenths",
				   FWCTL_SCALED("V", 1, 16, 0)),
			FWCTL_U8(4, "thirds", FWCTL_SCALED("s", 1, 3, 0)),
			FWCTL_U8(5, "plain", FWCTL_UNIT("%")),
			FWCTL_LE32(6, "key", FWCTL_SECRET),
			FWCTL_LE32(10, "hidden", FWCTL_ADMIN),
			FWCTL_LE16(14, "bits", FWCTL_MASK(0xfff)),
			FWCTL_ARRAY(16, 2, 4, "names",
				    FWCTL_STRING(0, 4, "")),
			FWCTL_STRING(24, 6, "text"),
			FWCTL_VENDOR(30, 0, "dump")),
	}, {
		.name = "text", .summary = "Text to the end",
		.opcode = 9, .effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(0, 32, FWCTL_STRING(0, 0, "text")),
		.response = FWCTL_MSG(0, 4096, FWCTL_STRING(0, 0, "text")),
	}, {
		.name = "ids", .summary = "Records whose kind is a UUID",
		.opcode = 10, .effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_MSG(0, 80, IDS),
		.response = FWCTL_MSG(0, 80, IDS),
	}, {
		.name = "lists", .summary = "Up to the first zero",
		.opcode = 11, .effect = FWCTL_EFFECT_NONE,
		.response = FWCTL_MSG(8, 40,
			FWCTL_ARRAY_TO_ZERO(0, 4, 2, "ids", FWCTL_LE16(0, "")),
			FWCTL_RECORDS_TO_ZERO(8, 0, "blocks",
				FWCTL_HEADER(4, FWCTL_U8(0, "type", FWCTL_KIND),
					     FWCTL_LE16(2, "length",
							FWCTL_TAIL_FROM(4))),
				FWCTL_OTHER("other", 4, 40,
					FWCTL_BYTES(4, 0, "raw")))),
	},
};

const struct fwctl_table test_table = {
	.request_header = FWCTL_HEADER(8,
		FWCTL_LE16(0, "opcode", FWCTL_OPCODE),
		FWCTL_LE16(2, "flags"),
		FWCTL_LE32(4, "length", FWCTL_TAIL_FROM(8))),
	.response_header = FWCTL_HEADER(4,
		FWCTL_LE16(0, "status", FWCTL_STATUS, FWCTL_NAMED(statuses))),
	.limits = limits,
	.nr_limits = 1,
	.commands = commands,
	.nr_commands = sizeof(commands) / sizeof(commands[0]),
};
