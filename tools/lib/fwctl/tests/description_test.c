// SPDX-License-Identifier: GPL-2.0-only
/* From attributes to descriptions: all that is right, and what is wrong */
#include <errno.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attributes.h"
#include "tap.h"

/* Is one description the same as another, down to the last value? */

static bool same_text(const char *a, const char *b)
{
	return !strcmp(a ? : "", b ? : "");
}

static bool same_msg(const struct fwctl_msg *a, const struct fwctl_msg *b);

static bool same_values(const struct fwctl_field *a,
			const struct fwctl_field *b)
{
	__u32 i;

	for (i = 0; i < a->nr_values; i++)
		if (a->values[i].number != b->values[i].number ||
		    memcmp(a->values[i].uuid, b->values[i].uuid, 16) ||
		    !same_text(a->values[i].name, b->values[i].name))
			return false;
	return true;
}

static bool same_variants(const struct fwctl_field *a,
			  const struct fwctl_field *b)
{
	__u32 i;

	for (i = 0; i < a->nr_variants; i++)
		if (a->variants[i].kind != b->variants[i].kind ||
		    a->variants[i].last != b->variants[i].last ||
		    a->variants[i].other != b->variants[i].other ||
		    memcmp(a->variants[i].uuid, b->variants[i].uuid, 16) ||
		    !same_text(a->variants[i].name, b->variants[i].name) ||
		    !same_msg(&a->variants[i].msg, &b->variants[i].msg))
			return false;
	return true;
}

static bool same_field(const struct fwctl_field *a, const struct fwctl_field *b)
{
	return same_text(a->name, b->name) && same_text(a->unit, b->unit) &&
	       same_text(a->source, b->source) && a->kind == b->kind &&
	       a->rule == b->rule && a->measure == b->measure &&
	       a->lsb == b->lsb && a->bits == b->bits &&
	       a->limit == b->limit && a->big_endian == b->big_endian &&
	       a->is_opcode == b->is_opcode && a->is_status == b->is_status &&
	       a->is_secret == b->is_secret && a->is_admin == b->is_admin &&
	       a->is_kind == b->is_kind &&
	       a->ends_at_zero == b->ends_at_zero && a->offset == b->offset &&
	       a->size == b->size && a->count == b->count && a->of == b->of &&
	       a->step == b->step && a->plus == b->plus && a->min == b->min &&
	       a->max == b->max && a->preset == b->preset &&
	       a->mul == b->mul && a->div == b->div && a->add == b->add &&
	       a->nr_values == b->nr_values && same_values(a, b) &&
	       a->nr_variants == b->nr_variants && same_variants(a, b) &&
	       !a->elem == !b->elem && (!a->elem || same_msg(a->elem, b->elem));
}

static bool same_msg(const struct fwctl_msg *a, const struct fwctl_msg *b)
{
	__u32 i;

	if (a->min_len != b->min_len || a->max_len != b->max_len ||
	    a->nr_fields != b->nr_fields)
		return false;
	for (i = 0; i < a->nr_fields; i++) {
		if (same_field(&a->fields[i], &b->fields[i]))
			continue;
		tap_note("field %s differs", a->fields[i].name);
		return false;
	}
	return true;
}

static bool same_command(const struct fwctl_command *a,
			 const struct fwctl_command *b)
{
	return same_text(a->name, b->name) &&
	       same_text(a->summary, b->summary) && a->opcode == b->opcode &&
	       a->scope == b->scope && a->effect == b->effect &&
	       a->audience == b->audience &&
	       same_msg(&a->request, &b->request) &&
	       same_msg(&a->response, &b->response);
}

static bool same_table(const struct fwctl_description *desc,
		       const struct fwctl_table *table)
{
	__u32 i;

	if (desc->nr_commands != table->nr_commands ||
	    !same_msg(&desc->request_header, &table->request_header) ||
	    !same_msg(&desc->response_header, &table->response_header))
		return false;
	for (i = 0; i < desc->nr_commands; i++)
		if (!same_command(&desc->commands[i], &table->commands[i]))
			return false;
	return true;
}

/* What comes of a stream: 0 or a negative errno, and the description if any */
static int read_stream(const void *buf, size_t len,
		       struct fwctl_description **desc, struct fwctl_error *err)
{
	int ret;

	*desc = fwctl_new_description();
	ret = fwctl_add_attributes(*desc, buf, len, err);
	if (!ret)
		ret = fwctl_end_description(*desc, err);
	if (ret) {
		fwctl_put_description(*desc);
		*desc = NULL;
	}
	return ret;
}

static void test_whole(void)
{
	struct fwctl_description *desc;
	struct fwctl_error err;
	struct stream stream;
	unsigned int piece;
	bool ok = true;

	for (piece = 0; piece < 8; piece++) {
		stream = stream_of(&test_table, piece);
		if (read_stream(stream.buf, stream.len, &desc, &err)) {
			tap_note("%s", err.text);
			ok = false;
		} else {
			ok = ok && same_table(desc, &test_table);
			fwctl_put_description(desc);
		}
		stream_free(&stream);
	}
	tap_ok(ok, "a table comes through, whole and in pieces of any size");

	desc = describe(&test_table);
	tap_ok(desc->id == 7 && !strcmp(desc->name, "fwctl7") &&
	       !strcmp(desc->driver, "test") && desc->nr_limits == 1 &&
	       !strcmp(desc->parent, "test.0") && !desc->bus[0] &&
	       desc->type == FWCTL_DEVICE_TYPE_SIM &&
	       desc->limits[0].value == 1000, "the device comes through");
	tap_ok(fwctl_find_command(desc, "records") == &desc->commands[5] &&
	       !fwctl_find_command(desc, "record"), "commands are found");
	fwctl_put_description(desc);
}

/* Every attribute a call of its own */
static void test_single(void)
{
	struct fwctl_description *desc = fwctl_new_description();
	struct stream stream = stream_of(&test_table, 1);
	struct nlattr *attr;
	int rem, ret = 0;

	nla_for_each_attr(attr, (struct nlattr *)stream.buf, (int)stream.len, rem)
		ret |= fwctl_add_attributes(desc, attr,
					    (size_t)nla_total_size(nla_len(attr)),
					    NULL);
	ret |= fwctl_end_description(desc, NULL);
	tap_ok(!ret && same_table(desc, &test_table),
	       "a table comes through, an attribute at a time");
	ret = fwctl_add_attributes(desc, stream.buf, stream.len, NULL);
	tap_ok(ret == -EBADMSG, "nothing comes behind the end");
	stream_free(&stream);
	fwctl_put_description(desc);
}

static void test_truncated(void)
{
	struct stream stream = stream_of(&test_table, 0);
	struct fwctl_description *desc;
	struct fwctl_error err;
	unsigned int accepted = 0;
	size_t len;
	bool ok = true;

	for (len = 0; len < stream.len; len++) {
		/* of its own size, so that reading on is seen */
		void *copy = malloc(len ? len : 1);

		memcpy(copy, stream.buf, len);
		if (!read_stream(copy, len, &desc, &err)) {
			accepted++;
			fwctl_put_description(desc);
		} else if (err.errnum != EBADMSG || !err.text[0]) {
			ok = false;
		}
		free(copy);
	}
	/* after the device, and after each command but the last */
	tap_ok(accepted == test_table.nr_commands,
	       "truncated at each of %zu lengths: %u are whole", stream.len,
	       accepted);
	tap_ok(ok, "the others are refused with EBADMSG");
	stream_free(&stream);
}

/* Look at all bytes, so that a sanitizer sees where they are. */
static int touch(void *ctx, const struct fwctl_item *item)
{
	__u8 *sum = ctx;
	__u32 i;

	for (i = 0; i < item->len; i++)
		*sum ^= item->data[i];
	return 0;
}

/* Whatever passed as a description must be good for use. */
static void use(const struct fwctl_description *desc)
{
	static __u8 response[512];
	struct fwctl_error err;
	__u32 i, j, len;
	__u8 sum = 0;
	void *buf;

	for (i = 0; i < sizeof(response); i++)
		response[i] = i < 8 ? 0 : (__u8)(i * 7 % 11);
	for (i = 0; i < desc->nr_commands; i++) {
		const struct fwctl_command *cmd = &desc->commands[i];

		if (!fwctl_encode(desc, cmd, NULL, 0, NULL, NULL, &buf, &len,
				  &err)) {
			fwctl_check_encoded(desc, cmd, buf, len, &err);
			free(buf);
		}
		for (j = 4; j <= sizeof(response); j += 127)
			fwctl_decode(desc, cmd, response, j, touch, &sum,
				     &err);
	}
}

static void try(const void *buf, size_t len, unsigned int *accepted)
{
	struct fwctl_description *desc;
	struct fwctl_error err;

	if (read_stream(buf, len, &desc, &err))
		return;
	(*accepted)++;
	use(desc);
	fwctl_put_description(desc);
}

static void test_changed(void)
{
	static const __u8 changes[] = { 0x01, 0x02, 0x10, 0x80, 0xff };
	struct stream stream = stream_of(&test_table, 0);
	__u8 *copy = malloc(stream.len);
	unsigned int accepted = 0;
	__u32 seed = 1;
	size_t i, j;

	memcpy(copy, stream.buf, stream.len);
	for (i = 0; i < stream.len; i++) {
		for (j = 0; j < sizeof(changes); j++) {
			copy[i] ^= changes[j];
			try(copy, stream.len, &accepted);
			copy[i] ^= changes[j];
		}
	}
	tap_ok(accepted, "each byte changed: %u of %zu still make sense",
	       accepted, stream.len * sizeof(changes));

	accepted = 0;
	for (i = 0; i < 5000; i++) {
		memcpy(copy, stream.buf, stream.len);
		for (j = 0; j < 1 + i % 4; j++) {
			seed = seed * 1664525 + 1013904223;
			copy[(seed >> 8) % stream.len] = (__u8)(seed >> 24);
		}
		try(copy, stream.len, &accepted);
	}
	tap_ok(accepted, "several bytes changed: %u of %zu still make sense",
	       accepted, i);
	free(copy);
	stream_free(&stream);
}

/* Tables that make no sense */

#define REQUEST(...) {							\
	.name = "wrong", .opcode = 1, .effect = FWCTL_EFFECT_NONE,	\
	.request = FWCTL_MSG(0, 64, __VA_ARGS__), .response = FWCTL_EMPTY }

#define NAME_OF_16 "aaaaaaaaaaaaaaaa"
#define NAME_OF_64 NAME_OF_16 NAME_OF_16 NAME_OF_16 NAME_OF_16

#define ONE_HEADER FWCTL_HEADER(1, FWCTL_U8(0, "kind", FWCTL_KIND))
#define LEN_HEADER FWCTL_HEADER(2, FWCTL_U8(0, "kind", FWCTL_KIND),	\
				FWCTL_U8(1, "len", FWCTL_TAIL_FROM(2)))

static const struct {
	const char *what;
	struct fwctl_command cmd;
} wrong[] = {
	{ "a field behind the end", REQUEST(FWCTL_LE32(61, "a")) },
	{ "a field far behind the end", REQUEST(FWCTL_LE32(0xfffffffe, "a")) },
	{ "bytes longer than the message", REQUEST(FWCTL_BYTES(0, 65, "a")) },
	{ "bytes as long as can be", REQUEST(FWCTL_BYTES(1, 0xffffffff, "a")) },
	{ "fields that overlap",
	  REQUEST(FWCTL_LE32(0, "a"), FWCTL_U8(3, "b")) },
	{ "fields in the wrong order",
	  REQUEST(FWCTL_U8(8, "a"), FWCTL_U8(0, "b")) },
	{ "bits that overlap",
	  REQUEST(FWCTL_BITS(0, 1, 0, 4, "a"), FWCTL_BITS(0, 1, 3, 4, "b")) },
	{ "bits of different integers",
	  REQUEST(FWCTL_BITS(0, 1, 0, 4, "a"), FWCTL_BITS(0, 2, 8, 4, "b")) },
	{ "bits outside of their bytes", REQUEST(FWCTL_BITS(0, 1, 6, 3, "a")) },
	{ "bits 255 and up", REQUEST(FWCTL_BITS(0, 8, 255, 255, "a")) },
	{ "a lowest bit without bits", REQUEST(FWCTL_U8(0, "a", .lsb = 1)) },
	{ "an integer without bytes", REQUEST(FWCTL_FIELD(UINT, 0, 0, "a")) },
	{ "an integer of 17 bytes", REQUEST(FWCTL_FIELD(UINT, 0, 17, "a")) },
	{ "a rule for 16 bytes",
	  REQUEST(FWCTL_LE128(0, "a", FWCTL_RANGE(1, 2))) },
	{ "bits of 16 bytes", REQUEST(FWCTL_LE128(0, "a", .bits = 3)) },
	{ "two fields of one name",
	  REQUEST(FWCTL_U8(0, "a"), FWCTL_U8(1, "a")) },
	{ "a field without a name", REQUEST(FWCTL_U8(0, "")) },
	{ "a name with a dot", REQUEST(FWCTL_U8(0, "a.b")) },
	{ "a name in upper case", REQUEST(FWCTL_U8(0, "A")) },
	{ "a name with an escape", REQUEST(FWCTL_U8(0, "a\033[2J")) },
	{ "a unit with an escape",
	  REQUEST(FWCTL_U8(0, "a", FWCTL_UNIT("\033[2J"))) },
	{ "an overlong name",
	  REQUEST(FWCTL_U8(0, NAME_OF_64)) },
	{ "a UUID of 15 bytes", REQUEST(FWCTL_FIELD(UUID, 0, 15, "a")) },
	{ "a UUID that is always the same, but not which",
	  REQUEST(FWCTL_UUID(0, "a", .rule = FWCTL_RULE_FIXED)) },
	{ "a measure in bytes",
	  REQUEST(FWCTL_BYTES(0, 4, "a", FWCTL_LENGTH_OF(4)),
		  FWCTL_BYTES(4, 0, "b")) },
	{ "a length behind what it measures",
	  REQUEST(FWCTL_BYTES(0, 4, "a"), FWCTL_U8(4, "b", FWCTL_LENGTH_OF(0))) },
	{ "a count of itself", REQUEST(FWCTL_U8(4, "b", FWCTL_COUNT_OF(4))) },
	{ "something behind bytes of any length",
	  REQUEST(FWCTL_BYTES(0, 0, "a"), FWCTL_U8(4, "b")) },
	{ "something behind an array of any length",
	  REQUEST(FWCTL_ARRAY(0, 0, 2, "a", FWCTL_U8(0, "")),
		  FWCTL_U8(4, "b")) },
	{ "an array of nothing",
	  REQUEST(FWCTL_ARRAY(0, 4, 0, "a", FWCTL_U8(0, ""))) },
	{ "an array longer than the message",
	  REQUEST(FWCTL_ARRAY(0, 33, 2, "a", FWCTL_LE16(0, ""))) },
	{ "an array longer than 32 bits say",
	  REQUEST(FWCTL_ARRAY(0, 0x80000001, 2, "a", FWCTL_LE16(0, ""))) },
	{ "an array in a request that ends at zero",
	  REQUEST(FWCTL_ARRAY_TO_ZERO(0, 4, 2, "a", FWCTL_LE16(0, ""))) },
	{ "bytes that end at zero",
	  REQUEST(FWCTL_BYTES(0, 4, "a", .ends_at_zero = true)) },
	{ "a field longer than its element",
	  REQUEST(FWCTL_ARRAY(0, 4, 2, "a", FWCTL_LE32(0, ""))) },
	{ "too many levels",
	  REQUEST(FWCTL_ARRAY(0, 1, 8, "a",
		FWCTL_ARRAY(0, 1, 8, "b",
			FWCTL_ARRAY(0, 1, 8, "c",
				FWCTL_ARRAY(0, 1, 8, "d", FWCTL_U8(0, "")))))) },
	{ "records without a header",
	  REQUEST(FWCTL_RECORDS(0, 4, "a", FWCTL_EMPTY,
				FWCTL_VARIANT(1, "v", 4, 4,
					      FWCTL_U8(0, "x")))) },
	{ "records without a length",
	  REQUEST(FWCTL_RECORDS(0, 0, "a", ONE_HEADER,
				FWCTL_VARIANT(1, "v", 2, 2,
					      FWCTL_U8(1, "x")))) },
	{ "records shorter than their header",
	  REQUEST(FWCTL_RECORDS(0, 1, "a", LEN_HEADER,
				FWCTL_VARIANT(1, "v", 2, 2,
					      FWCTL_BYTES(2, 0, "x")))) },
	{ "a variant that begins in the header",
	  REQUEST(FWCTL_RECORDS(0, 0, "a", LEN_HEADER,
				FWCTL_VARIANT(1, "v", 2, 4,
					      FWCTL_U8(1, "x")))) },
	{ "a variant shorter than the header",
	  REQUEST(FWCTL_RECORDS(0, 0, "a", LEN_HEADER,
				FWCTL_VARIANT(1, "v", 1, 1))) },
	{ "a variant's field with a name of the header's",
	  REQUEST(FWCTL_RECORDS(0, 0, "a", LEN_HEADER,
				FWCTL_VARIANT(1, "v", 2, 4,
					      FWCTL_U8(2, "len")))) },
	{ "two fields that tell the kind",
	  REQUEST(FWCTL_RECORDS(0, 4, "a",
				FWCTL_HEADER(2, FWCTL_U8(0, "k", FWCTL_KIND),
					     FWCTL_U8(1, "l", FWCTL_KIND)),
				FWCTL_VARIANT(1, "v", 2, 4,
					      FWCTL_U8(2, "x")))) },
	{ "no field that tells the kind",
	  REQUEST(FWCTL_RECORDS(0, 4, "a", FWCTL_HEADER(2, FWCTL_U8(0, "k")),
				FWCTL_VARIANT(1, "v", 2, 4,
					      FWCTL_U8(2, "x")))) },
	{ "records of no kind",
	  REQUEST({ .name = "a", .kind = FWCTL_KIND_RECORDS,
		    .elem = &(const struct fwctl_msg)LEN_HEADER }) },
	{ "records with two lengths",
	  REQUEST(FWCTL_RECORDS(0, 8, "a", LEN_HEADER,
				FWCTL_VARIANT(1, "v", 2, 4,
					      FWCTL_U8(2, "x")))) },
	{ "a variant longer than a record",
	  REQUEST(FWCTL_RECORDS(0, 8, "a", ONE_HEADER,
				FWCTL_VARIANT(1, "v", 2, 9,
					      FWCTL_U8(2, "x")))) },
	{ "a kind outside of records", REQUEST(FWCTL_U8(0, "a", FWCTL_KIND)) },
	{ "an opcode behind the header",
	  REQUEST(FWCTL_U8(0, "a", FWCTL_OPCODE)) },
	{ "a status in a request", REQUEST(FWCTL_U8(0, "a", FWCTL_STATUS)) },
	{ "a count of bytes",
	  REQUEST(FWCTL_U8(0, "a", FWCTL_COUNT_OF(4)), FWCTL_BYTES(4, 0, "b")) },
	{ "a length of an array",
	  REQUEST(FWCTL_U8(0, "a", FWCTL_LENGTH_OF(4)),
		  FWCTL_ARRAY(4, 0, 2, "b", FWCTL_LE16(0, ""))) },
	{ "a length of what has one",
	  REQUEST(FWCTL_U8(0, "a", FWCTL_LENGTH_OF(4)), FWCTL_BYTES(4, 4, "b")) },
	{ "two lengths of one field",
	  REQUEST(FWCTL_U8(0, "a", FWCTL_LENGTH_OF(4)),
		  FWCTL_U8(1, "b", FWCTL_LENGTH_OF(4)), FWCTL_BYTES(4, 0, "c")) },
	{ "a tail that the field is in",
	  REQUEST(FWCTL_LE32(0, "a", FWCTL_TAIL_FROM(2))) },
	{ "a tail in an element",
	  REQUEST(FWCTL_ARRAY(0, 2, 4, "a",
			      FWCTL_U8(0, "b", FWCTL_TAIL_FROM(1)))) },
	{ "an answer that is not there",
	  REQUEST(FWCTL_LE32(0, "a", FWCTL_ANSWER_FROM(1))) },
	{ "a secret length",
	  REQUEST(FWCTL_U8(0, "a", FWCTL_LENGTH_OF(4), FWCTL_SECRET),
		  FWCTL_BYTES(4, 0, "b")) },
	{ "named values without names",
	  REQUEST(FWCTL_U8(0, "a", .rule = FWCTL_RULE_NAMED)) },
	{ "a mask of a signed integer",
	  REQUEST(FWCTL_SINT(0, 1, "a", FWCTL_MASK(1))) },
	{ "a range of bytes", REQUEST(FWCTL_BYTES(0, 4, "a", FWCTL_RANGE(1, 2))) },
	{ "bytes divided by a number",
	  REQUEST(FWCTL_BYTES(0, 4, "a", FWCTL_SCALED("m", 1, 2, 0))) },
	{ "division by less than nothing",
	  REQUEST(FWCTL_U8(0, "a", FWCTL_SCALED("m", 1, -2, 0))) },
	{ "two variants of one name",
	  REQUEST(FWCTL_RECORDS(0, 0, "a", LEN_HEADER,
				FWCTL_VARIANT(1, "v", 2, 4),
				FWCTL_VARIANT(2, "v", 2, 4))) },
	{ "records whose header has any length",
	  REQUEST(FWCTL_RECORDS(0, 4, "a",
				FWCTL_HEADER(2, FWCTL_BYTES(0, 0, "b")),
				FWCTL_VARIANT(1, "v", 2, 4))) },
	{ "a rule that no field has", REQUEST(FWCTL_U8(0, "a", .rule = 10)) },
	{ "an unknown measure", REQUEST(FWCTL_U8(0, "a", .measure = 9)) },
	{ "an unknown kind", REQUEST({ .name = "a", .kind = 42, .size = 1 }) },
	{ "a message in a message",
	  REQUEST({ .name = "a", .kind = FWCTL_KIND_MESSAGE, .size = 1 }) },
	{ "a variant in a message",
	  REQUEST({ .name = "a", .kind = FWCTL_KIND_VARIANT, .size = 1 }) },
	{ "a field in an integer",
	  REQUEST(FWCTL_U8(0, "a", .elem = &(const struct fwctl_msg)
			   FWCTL_MSG(1, 1, FWCTL_U8(0, "b")))) },
	{ "no name", { .opcode = 1 } },
	{ "a name that cannot be written",
	  { .name = "Not A Name", .opcode = 1 } },
	{ "an overlong name",
	  { .name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", .opcode = 1 } },
	{ "a least length above the greatest",
	  { .name = "a", .request = FWCTL_EMPTY,
	    .response = { .min_len = 2, .max_len = 1 } } },
	{ "a message that is too long",
	  { .name = "a", .request = FWCTL_EMPTY,
	    .response = { .max_len = FWCTL_MAX_LEN + 1 } } },
	{ "a message that is too long with its header",
	  { .name = "a", .request = { .max_len = FWCTL_MAX_LEN - 7 } } },
};

static int read_table(const struct fwctl_table *table, struct fwctl_error *err)
{
	struct stream stream = stream_of(table, 0);
	struct fwctl_description *desc;
	int ret;

	ret = read_stream(stream.buf, stream.len, &desc, err);
	if (!ret)
		fwctl_put_description(desc);
	stream_free(&stream);
	return ret;
}

static void test_wrong(void)
{
	const struct fwctl_command twice[] = {
		test_table.commands[0], test_table.commands[0],
	};
	struct fwctl_table table = test_table;
	struct fwctl_error err;
	size_t i;
	int ret;

	table.nr_commands = 1;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		table.commands = &wrong[i].cmd;
		ret = read_table(&table, &err);
		tap_ok(ret == -EBADMSG && err.errnum == EBADMSG && err.text[0],
		       "refused: %s (%s)", wrong[i].what,
		       ret ? err.text : "it was not");
	}

	table.nr_commands = 2;
	table.commands = twice;
	tap_ok(read_table(&table, &err) == -EBADMSG,
	       "refused: two commands of one name");

	table = test_table;
	table.response_header.min_len = 1;
	tap_ok(read_table(&table, &err) == -EBADMSG,
	       "refused: a header of any length");
}

/* Streams that no table makes */

struct attr {
	int type;
	__u64 value;
};

/* One command with these nodes; each ends with a type of 0, all with two */
static int read_nodes(const struct attr *attrs, struct fwctl_error *err)
{
	const struct fwctl_table table = { .nr_commands = 0 };
	struct stream stream = stream_of(&table, 0);
	struct fwctl_description *desc;
	struct nlattr *command, *node;
	int ret;

	command = nla_nest_start(stream.msg, FWCTL_A_COMMAND);
	nla_put_u32(stream.msg, FWCTL_A_COMMAND_INDEX, 0);
	nla_put_string(stream.msg, FWCTL_A_COMMAND_NAME, "a");
	while (attrs->type) {
		node = nla_nest_start(stream.msg, FWCTL_A_COMMAND_FIELD);
		for (; attrs->type; attrs++)
			nla_put_u32(stream.msg, attrs->type,
				    (__u32)attrs->value);
		attrs++;
		nla_nest_end(stream.msg, node);
	}
	nla_nest_end(stream.msg, command);
	stream_end(&stream);
	ret = read_stream(stream.buf, stream.len, &desc, err);
	if (!ret)
		fwctl_put_description(desc);
	stream_free(&stream);
	return ret;
}

#define NODE(_node, _parent, _kind)					\
	{ FWCTL_A_FIELD_NODE, _node }, { FWCTL_A_FIELD_PARENT, _parent }, \
	{ FWCTL_A_FIELD_KIND, _kind }, { FWCTL_A_FIELD_SIZE, 4 },	\
	{ FWCTL_A_FIELD_MAX_LEN, 4 }, { 0, 0 }

static const struct {
	const char *what;
	bool good;
	struct attr attrs[32];
} nodes[] = {
	{ "two messages", true,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 0, FWCTL_KIND_MESSAGE) } },
	{ "no messages", false, { { 0, 0 } } },
	{ "one message", false, { NODE(1, 0, FWCTL_KIND_MESSAGE) } },
	{ "three messages", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 0, FWCTL_KIND_MESSAGE),
	    NODE(3, 0, FWCTL_KIND_MESSAGE) } },
	{ "a node that is its own parent", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 0, FWCTL_KIND_MESSAGE),
	    NODE(3, 3, FWCTL_KIND_ARRAY) } },
	{ "a parent that is yet to come", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 3, FWCTL_KIND_ARRAY),
	    NODE(3, 2, FWCTL_KIND_ARRAY), NODE(4, 0, FWCTL_KIND_MESSAGE) } },
	{ "a parent that never comes", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 99, FWCTL_KIND_UINT),
	    NODE(3, 0, FWCTL_KIND_MESSAGE) } },
	{ "a field without a parent", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 0, FWCTL_KIND_UINT),
	    NODE(3, 0, FWCTL_KIND_MESSAGE) } },
	{ "a gap in the numbers", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(3, 0, FWCTL_KIND_MESSAGE) } },
	{ "numbers from 0", false,
	  { NODE(0, 0, FWCTL_KIND_MESSAGE), NODE(1, 0, FWCTL_KIND_MESSAGE) } },
	{ "one number twice", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(1, 0, FWCTL_KIND_MESSAGE) } },
	{ "a message in a message", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 1, FWCTL_KIND_MESSAGE) } },
	{ "a field in a field", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 1, FWCTL_KIND_UINT),
	    NODE(3, 2, FWCTL_KIND_UINT), NODE(4, 0, FWCTL_KIND_MESSAGE) } },
	{ "a kind of 0", false,
	  { NODE(1, 0, FWCTL_KIND_MESSAGE), NODE(2, 1, 0) } },
};

static void test_nodes(void)
{
	struct fwctl_error err = { 0 };
	size_t i;
	int ret;

	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++) {
		ret = read_nodes(nodes[i].attrs, &err);
		tap_ok(nodes[i].good ? !ret : ret == -EBADMSG && err.text[0],
		       "%s: %s", nodes[i].good ? "taken" : "refused",
		       nodes[i].what);
	}
}

/* A device with one attribute more */
static int read_attr(int type, const void *data, int len)
{
	struct fwctl_description *desc;
	struct fwctl_error err;
	struct stream stream;
	struct nlattr *device, *node;
	int ret, i;

	stream_begin(&stream);
	device = nla_nest_start(stream.msg, FWCTL_A_DEVICE);
	nla_put_u32(stream.msg, FWCTL_A_DEVICE_ID, 1);
	nla_put(stream.msg, type, len, data);
	for (i = 1; i <= 2; i++) {
		node = nla_nest_start(stream.msg, FWCTL_A_DEVICE_FIELD);
		nla_put_u32(stream.msg, FWCTL_A_FIELD_NODE, (__u32)i);
		nla_put_u32(stream.msg, FWCTL_A_FIELD_KIND, FWCTL_KIND_MESSAGE);
		nla_nest_end(stream.msg, node);
	}
	nla_nest_end(stream.msg, device);
	stream_end(&stream);
	ret = read_stream(stream.buf, stream.len, &desc, &err);
	if (!ret)
		fwctl_put_description(desc);
	stream_free(&stream);
	return ret;
}

static void test_attributes(void)
{
	static const __u8 cut[8] = { 8, 0, 1, 0, 'a', 0 };
	static const __u8 longer[8] = { 12, 0, 1, 0, 'a', 0 };
	static const __u8 shorter[8] = { 3, 0, 1, 0, 'a', 0 };
	struct fwctl_table table = test_table;
	const char *limits[FWCTL_MAX_LIMITS + 1];
	struct fwctl_error err;
	char text[300];
	int i;

	memset(text, 0, sizeof(text));
	for (i = 0; i < 12; i++) {
		bool good = i == 4 || i == 8;

		tap_ok(read_attr(FWCTL_A_DEVICE_TYPE, text, i) ==
		       (good ? 0 : -EBADMSG), "%s: an integer of %d bytes",
		       good ? "taken" : "refused", i);
	}
	tap_ok(!read_attr(FWCTL_A_DEVICE_NAME, "fwctl1", 7),
	       "taken: a string with its NUL");
	tap_ok(!read_attr(99, "what?", 5), "taken: an unknown attribute");
	tap_ok(read_attr(FWCTL_A_DEVICE_NAME, "", 0) == -EBADMSG,
	       "refused: a string of no bytes");
	tap_ok(read_attr(FWCTL_A_DEVICE_NAME, "fwctl1", 6) == -EBADMSG,
	       "refused: a string without its NUL");
	tap_ok(read_attr(FWCTL_A_DEVICE_NAME, "fw\0ctl", 7) == -EBADMSG,
	       "refused: a string with a NUL too many");
	memset(text, 'a', sizeof(text));
	text[299] = 0;
	tap_ok(read_attr(FWCTL_A_DEVICE_PARENT, text, 300) == -EBADMSG,
	       "refused: a string of 299 characters");
	tap_ok(read_attr(FWCTL_A_DEVICE_LIMIT, cut, 6) == -EBADMSG,
	       "refused: a nest whose attribute is cut short");
	tap_ok(read_attr(FWCTL_A_DEVICE_LIMIT, longer, 8) == -EBADMSG,
	       "refused: a nest whose attribute is longer than it");
	tap_ok(read_attr(FWCTL_A_DEVICE_LIMIT, shorter, 8) == -EBADMSG,
	       "refused: an attribute shorter than its header");

	for (i = 0; i < FWCTL_MAX_LIMITS + 1; i++)
		limits[i] = i ? "more" : "most";
	table.limits = limits;
	table.nr_limits = FWCTL_MAX_LIMITS;
	tap_ok(!read_table(&table, &err), "taken: as many limits as there may be");
	table.nr_limits++;
	tap_ok(read_table(&table, &err) == -EBADMSG, "refused: one limit more");
}

/* A description does not grow beyond all bounds */
static void test_endless(void)
{
	struct fwctl_description *desc = fwctl_new_description();
	const struct fwctl_table table = { .nr_commands = 0 };
	struct stream stream = stream_of(&table, 0);
	struct fwctl_error err;
	struct nlattr *command, *node;
	__u32 number = 0;
	size_t total = 0;
	int i, ret;

	ret = fwctl_add_attributes(desc, stream.buf, stream.len, &err);
	stream_free(&stream);
	while (!ret && total < 512 * 1024 * 1024) {
		stream_begin(&stream);
		command = nla_nest_start(stream.msg, FWCTL_A_COMMAND);
		nla_put_u32(stream.msg, FWCTL_A_COMMAND_INDEX, 0);
		for (i = 0; i < 1000; i++) {
			node = nla_nest_start(stream.msg, FWCTL_A_COMMAND_FIELD);
			nla_put_u32(stream.msg, FWCTL_A_FIELD_NODE, ++number);
			nla_put_u32(stream.msg, FWCTL_A_FIELD_PARENT,
				    number > 1);
			nla_put_u32(stream.msg, FWCTL_A_FIELD_KIND,
				    number > 1 ? FWCTL_KIND_UINT :
						 FWCTL_KIND_MESSAGE);
			nla_nest_end(stream.msg, node);
		}
		nla_nest_end(stream.msg, command);
		stream_end(&stream);
		ret = fwctl_add_attributes(desc, stream.buf, stream.len, &err);
		total += stream.len;
		stream_free(&stream);
	}
	tap_ok(ret == -ENOMEM, "fields without end are refused after %zu bytes",
	       total);
	fwctl_put_description(desc);
}

int main(void)
{
	test_whole();
	test_single();
	test_truncated();
	test_changed();
	test_wrong();
	test_nodes();
	test_attributes();
	test_endless();
	return tap_done();
}
