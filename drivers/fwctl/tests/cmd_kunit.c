// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of command tables: each way in which one can be wrong, look-up, what is
 * published of one (describe.c), and how a refusal is put into words (diag.c).
 */
#include <kunit/device.h>
#include <kunit/test.h>
#include <linux/capability.h>
#include <linux/jhash.h>
#include <linux/sizes.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/unaligned.h>
#include <net/netlink.h>

#include "../core.h"

/*
 * Tables with one fault each. Unless a case is about something else, there is
 * one command, "do", with opcode 1, and a header that is the opcode's byte.
 */

struct bad_table {
	const char *why;
	struct fwctl_table table;
};

#define OPCODE FWCTL_HEADER(1, FWCTL_U8(0, "opcode", FWCTL_OPCODE))

#define ROWS(...)							\
	.commands = (const struct fwctl_command[]){ __VA_ARGS__ },	\
	.nr_commands = FWCTL_NR(const struct fwctl_command, __VA_ARGS__)

#define ROW(_name, _opcode, ...) {					\
	.name = (_name), .summary = "It does", .opcode = (_opcode),	\
	.effect = FWCTL_EFFECT_NONE, __VA_ARGS__ }

#define BAD_HEADERS(_why, _request, _response) {			\
	.why = "table" _why, .table = {					\
		.request_header = _request,				\
		.response_header = _response,				\
		ROWS(ROW("do", 1)) } }

#define BAD_ROWS(_why, ...) {						\
	.why = "command " _why, .table = {				\
		.request_header = OPCODE, ROWS(__VA_ARGS__) } }

/* A command's own properties, those of the messages aside */
#define BAD_ROW(_why, ...) BAD_ROWS(_why, { .opcode = 1, __VA_ARGS__ })

#define BAD_MESSAGES(_why, ...) \
	BAD_ROWS("do, " _why, ROW("do", 1, __VA_ARGS__))

/* One whose request, or response, is these fields and _len bytes long */
#define BAD_REQUEST(_why, _len, ...)					\
	BAD_MESSAGES("request" _why,					\
		     .request = FWCTL_MSG(_len, _len, __VA_ARGS__))
#define BAD_RESPONSE(_why, _len, ...)					\
	BAD_MESSAGES("response" _why,					\
		     .response = FWCTL_MSG(_len, _len, __VA_ARGS__))

/* Opcode 1 has a selector. */
#define BAD_PICK(_why, _selectors, ...) {				\
	.why = _why, .table = {						\
		.request_header = OPCODE,				\
		.selectors = (_selectors),				\
		.nr_selectors = ARRAY_SIZE(_selectors),			\
		ROWS(__VA_ARGS__) } }
#define PICK(_name, _value)						\
	ROW(_name, 1, .request =					\
	    FWCTL_MSG(1, 1, FWCTL_U8(0, "which", FWCTL_FIXED(_value))))
#define PICK_ANY(_name) ROW(_name, 1)

static const struct fwctl_selector first_byte[] = { { 1, 0, 1 } };
static const struct fwctl_selector first_two[] = { { 1, 0, 2 } };
static const struct fwctl_selector of_no_bytes[] = { { 1, 0, 0 } };
static const struct fwctl_selector of_17_bytes[] = { { 1, 0, 17 } };
static const struct fwctl_selector over_mask[] = { { 1, 0, 1, 0x1ff } };
static const struct fwctl_selector unsorted[] = { { 2, 0, 1 }, { 1, 0, 1 } };
static const struct fwctl_selector twice[] = { { 1, 0, 1 }, { 1, 1, 1 } };

static const char *const nine_limits[9];
static const char *const odd_limits[] = { "fine", "Odd" };

#define LONG_TEXT							\
	"A line of text that is meant for people to read, and that is "	\
	"far longer than any line"
#define TOO_LONG "abcdefghijklmnopqrstuvwxyzabcdef"

static const struct fwctl_value off_on[] = {
	{ 0, .name = "off" }, { 1, .name = "on" },
};

static const struct fwctl_value nameless[] = { { 0 } };
static const struct fwctl_value named_long[] = { { 0, .name = LONG_TEXT } };
static const struct fwctl_value unprintable[] = { { 0, .name = "a\nb" } };
static const struct fwctl_value too_great[] = { { 256, .name = "great" } };
static const struct fwctl_value no_bit[] = { { 0, .name = "nothing" } };
static const struct fwctl_value stray_bit[] = { { 4, .name = "stray" } };
static const struct fwctl_value same_name[] = {
	{ 0, .name = "one" }, { 1, .name = "one" },
};

static const struct fwctl_value same_value[] = {
	{ 1, .name = "one" }, { 1, .name = "uno" },
};

static const struct fwctl_value same_uuid[] = {
	{ 0, { 1 }, "one" }, { 1, { 1 }, "uno" },
};

static const struct fwctl_value too_many[257];

/* Headers of records that are told apart by the first byte */
#define KIND_HEADER FWCTL_HEADER(1, FWCTL_U8(0, "kind", FWCTL_KIND))
#define TAIL_HEADER FWCTL_HEADER(2, FWCTL_U8(0, "kind", FWCTL_KIND),	\
				 FWCTL_U8(1, "length", FWCTL_TAIL_FROM(2)))
#define UUID_HEADER FWCTL_HEADER(16, FWCTL_UUID(0, "id", FWCTL_KIND))
#define PLAIN FWCTL_VARIANT(0, "plain", 2, 4, FWCTL_BYTES(2, 0, "rest"))

/* Its message refers to itself, so nothing but the depth ends it. */
static const struct fwctl_field endless_field;
static const struct fwctl_msg endless = {
	.min_len = 1, .max_len = 1, .nr_fields = 1, .fields = &endless_field,
};

static const struct fwctl_field endless_field = {
	.kind = FWCTL_KIND_ARRAY, .name = "again", .size = 1, .count = 1,
	.elem = &endless,
};

static const struct bad_table bad_tables[] = {
	/* the table */
	{ "table: has no commands", { .request_header = OPCODE } },
	{ "table: has no commands",
	  { .request_header = OPCODE, .nr_commands = 1 } },
	{ "table: has 9 limits, at most 8 are allowed",
	  { .request_header = OPCODE, .limits = nine_limits, .nr_limits = 9,
	    ROWS(PICK_ANY("do")) } },
	{ "table: limit 1 has no proper name",
	  { .request_header = OPCODE, .limits = odd_limits, .nr_limits = 2,
	    ROWS(PICK_ANY("do")) } },
	{ "table: limit 0 has no proper name",
	  { .request_header = OPCODE, .limits = nine_limits, .nr_limits = 1,
	    ROWS(PICK_ANY("do")) } },
	{ "table: there is no limit 1",
	  { .request_header = OPCODE, .limits = odd_limits, .nr_limits = 1,
	    .answer_limit = 2, ROWS(PICK_ANY("do")) } },

	/* the headers of all messages */
	BAD_HEADERS(", request header: its length must be constant",
		    FWCTL_MSG(1, 2, FWCTL_U8(0, "opcode", FWCTL_OPCODE)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", response header: its length must be constant",
		    OPCODE, FWCTL_MSG(0, 1, FWCTL_U8(0, "status"))),
	BAD_HEADERS(", request header: messages have at most 2097152 bytes",
		    FWCTL_HEADER(FWCTL_MAX_LEN + 1,
				 FWCTL_U8(0, "opcode", FWCTL_OPCODE)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header: messages have at most 2097152 bytes",
		    FWCTL_HEADER(U32_MAX, FWCTL_U8(0, "opcode", FWCTL_OPCODE)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", response header: messages have at most 2097152 bytes",
		    OPCODE,
		    FWCTL_HEADER(FWCTL_MAX_LEN + 1, FWCTL_U8(0, "status"))),
	BAD_HEADERS(", request header, field x: must have a constant length",
		    FWCTL_HEADER(2, FWCTL_U8(0, "opcode", FWCTL_OPCODE),
				 FWCTL_BYTES(1, 0, "x")),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header: needs one opcode, has 0",
		    FWCTL_EMPTY, FWCTL_EMPTY),
	BAD_HEADERS(", request header: needs one opcode, has 2",
		    FWCTL_HEADER(2, FWCTL_U8(0, "a", FWCTL_OPCODE),
				 FWCTL_U8(1, "b", FWCTL_OPCODE)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", response header: has 2 statuses", OPCODE,
		    FWCTL_HEADER(2, FWCTL_U8(0, "a", FWCTL_STATUS),
				 FWCTL_U8(1, "b", FWCTL_STATUS))),
	BAD_HEADERS(", response header: its fields are not there", OPCODE,
		    { .nr_fields = 1 }),
	BAD_HEADERS(", response header, field x: is no place for an opcode",
		    OPCODE, FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_OPCODE))),
	BAD_HEADERS(", request header, field x: is no place for an opcode",
		    FWCTL_HEADER(8, FWCTL_LE64(0, "x", FWCTL_OPCODE)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header, field x: is no place for an opcode",
		    FWCTL_HEADER(1, FWCTL_SINT(0, 1, "x", FWCTL_OPCODE)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header, field x: is no place for an opcode",
		    FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_OPCODE,
					     FWCTL_FIXED(1))),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header, field x: is no place for an opcode",
		    FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_OPCODE,
					     FWCTL_TAIL_FROM(1))),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header, field x: is no place for an opcode",
		    FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_OPCODE,
					     FWCTL_ADMIN)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header, field x: is no place for an opcode",
		    FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_OPCODE,
					     FWCTL_SECRET)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header, in a: is no place for an opcode",
		    FWCTL_HEADER(1, FWCTL_ARRAY(0, 1, 1, "a",
						FWCTL_U8(0, "",
							 FWCTL_OPCODE))),
		    FWCTL_EMPTY),
	BAD_HEADERS(", request header, field x: is no place for a status",
		    FWCTL_HEADER(2, FWCTL_U8(0, "opcode", FWCTL_OPCODE),
				 FWCTL_U8(1, "x", FWCTL_STATUS)),
		    FWCTL_EMPTY),
	BAD_HEADERS(", response header, field x: is no place for a status",
		    OPCODE,
		    FWCTL_HEADER(1, FWCTL_SINT(0, 1, "x", FWCTL_STATUS))),
	BAD_HEADERS(", response header, field x: is no place for a status",
		    OPCODE,
		    FWCTL_HEADER(16, FWCTL_LE128(0, "x", FWCTL_STATUS))),
	BAD_HEADERS(", response header, field x: is no place for a status",
		    OPCODE,
		    FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_STATUS,
					     FWCTL_SECRET))),
	BAD_HEADERS(", response header, field x: is no place for a status",
		    OPCODE,
		    FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_STATUS,
					     FWCTL_ADMIN))),
	BAD_HEADERS(", response header, in a: is no place for a status",
		    OPCODE,
		    FWCTL_HEADER(1, FWCTL_ARRAY(0, 1, 1, "a",
						FWCTL_U8(0, "",
							 FWCTL_STATUS)))),
	BAD_HEADERS(", request header, field n: only a command's request asks for an answer",
		    FWCTL_HEADER(2, FWCTL_U8(0, "opcode", FWCTL_OPCODE),
				 FWCTL_U8(1, "n", FWCTL_ANSWER_FROM(0))),
		    FWCTL_EMPTY),
	BAD_HEADERS(", response header, field n: the tail begins behind byte 1",
		    OPCODE,
		    FWCTL_HEADER(1, FWCTL_U8(0, "n", FWCTL_TAIL_FROM(2)))),
	BAD_HEADERS(", request header, field x: there is no do/x",
		    FWCTL_HEADER(2, FWCTL_U8(0, "opcode", FWCTL_OPCODE),
				 FWCTL_U8(1, "x", FWCTL_SOURCE("do/x"))),
		    FWCTL_EMPTY),

	/* selectors */
	BAD_PICK("table: selector of opcode 0x1 has 0 bytes",
		 of_no_bytes, PICK("do", 0)),
	BAD_PICK("table: selector of opcode 0x1 has 17 bytes",
		 of_17_bytes, PICK("do", 0)),
	BAD_PICK("table: selector of opcode 0x1 is shorter than its mask",
		 over_mask, PICK("do", 0)),
	BAD_PICK("table: selector of opcode 0x1 is not in order",
		 unsorted, PICK("do", 0)),
	BAD_PICK("table: selector of opcode 0x1 is not in order",
		 twice, PICK("do", 0)),

	/* rows */
	BAD_ROW("(null): is no proper name", .summary = "It does"),
	BAD_ROW(": is no proper name", .name = ""),
	BAD_ROW("Do: is no proper name", .name = "Do"),
	BAD_ROW("2do: is no proper name", .name = "2do"),
	BAD_ROW("do_it: is no proper name", .name = "do_it"),
	BAD_ROW("do\xe4: is no proper name", .name = "do\xe4"),
	BAD_ROW(TOO_LONG ": is no proper name", .name = TOO_LONG),
	BAD_ROW(TOO_LONG ": is no proper name", .name = TOO_LONG "ghi"),
	BAD_ROW("do: its summary must have 1 to 79 printable characters",
		.name = "do"),
	BAD_ROW("do: its summary must have 1 to 79 printable characters",
		.name = "do", .summary = ""),
	BAD_ROW("do: its summary must have 1 to 79 printable characters",
		.name = "do", .summary = LONG_TEXT),
	BAD_ROW("do: its summary must have 1 to 79 printable characters",
		.name = "do", .summary = "It does\n"),
	BAD_ROWS("do: opcode 0x100 does not fit into the header",
		 { .name = "do", .summary = "It does", .opcode = 0x100,
		   .effect = FWCTL_EFFECT_NONE }),
	BAD_ROW("do: scope 4 is unknown",
		.name = "do", .summary = "It does", .scope = 4,
		.effect = FWCTL_EFFECT_NONE),
	BAD_ROW("do: effect 0 is unknown, or was not stated",
		.name = "do", .summary = "It does"),
	BAD_ROW("do: effect 6 is unknown, or was not stated",
		.name = "do", .summary = "It does", .effect = 6),
	BAD_ROW("do: audience 2 is unknown",
		.name = "do", .summary = "It does", .audience = 2,
		.effect = FWCTL_EFFECT_NONE),
	BAD_ROW("do: its effect needs scope 2",
		.name = "do", .summary = "It does", .scope = 1,
		.effect = FWCTL_EFFECT_DEBUG),
	BAD_ROW("do: its effect needs scope 3",
		.name = "do", .summary = "It does", .scope = 2,
		.effect = FWCTL_EFFECT_DISRUPTS),
	BAD_ROW("do: its effect or scope is not for any audience",
		.name = "do", .summary = "It does",
		.effect = FWCTL_EFFECT_CONFIG,
		.audience = FWCTL_AUDIENCE_ANY),
	BAD_ROW("do: its effect or scope is not for any audience",
		.name = "do", .summary = "It does", .scope = 2,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY),
	BAD_ROWS("do: messages have at most 2097152 bytes",
		 ROW("do", 1, .request = FWCTL_MSG(0, FWCTL_MAX_LEN,
						   FWCTL_BYTES(0, 0, "x")))),
	BAD_ROWS("do: messages have at most 2097152 bytes",
		 ROW("do", 1, .response = FWCTL_MSG(0, FWCTL_MAX_LEN + 1,
						    FWCTL_BYTES(0, 0, "x")))),
	BAD_ROWS("do: there are two of that name",
		 ROW("do", 1),
		 ROW("do", 2)),
	BAD_ROWS("b: is listed after a, but its opcode is less",
		 ROW("a", 2),
		 ROW("b", 1)),
	BAD_ROWS("b: has the same opcode and selector as a",
		 ROW("a", 1),
		 ROW("b", 1)),
	BAD_PICK("command b: has the same opcode and selector as a",
		 first_byte, PICK("a", 7), PICK("b", 7)),
	BAD_PICK("command b: has the same opcode and selector as a",
		 first_byte, PICK_ANY("a"), PICK_ANY("b")),
	BAD_PICK("command b: is listed after a, whose selector is open",
		 first_byte, PICK_ANY("a"), PICK("b", 7)),
	BAD_PICK("command b: is listed after a, its selector is less",
		 first_byte, PICK("a", 8), PICK("b", 7)),
	BAD_PICK("command a: fixes only a part of the selector",
		 first_two, PICK("a", 7)),
	BAD_PICK("command a: the selector is behind the least length",
		 first_byte,
		 ROW("a", 1, .request =
		     FWCTL_MSG(0, 1, FWCTL_U8(0, "which", FWCTL_FIXED(7))))),

	/* messages */
	BAD_MESSAGES("request: least length 2 is over the greatest, 1",
		     .request = FWCTL_MSG(2, 1, FWCTL_U8(0, "x"))),
	BAD_MESSAGES("response: least length 2 is over the greatest, 1",
		     .response = FWCTL_MSG(2, 1, FWCTL_U8(0, "x"))),
	BAD_MESSAGES("request: its fields are not there",
		     .request.nr_fields = 1),
	BAD_REQUEST(": field 1 has no name", 2,
		    FWCTL_U8(0, "x"), FWCTL_U8(1, NULL)),
	BAD_REQUEST(", field X: is no proper name", 1, FWCTL_U8(0, "X")),
	BAD_REQUEST(", field x-y: is no proper name", 1, FWCTL_U8(0, "x-y")),
	BAD_REQUEST(": field 0 has no name", 1, FWCTL_U8(0, "")),
	BAD_REQUEST(", field " TOO_LONG ": is no proper name", 1,
		    FWCTL_U8(0, TOO_LONG)),
	BAD_REQUEST(", field " TOO_LONG ": is no proper name", 1,
		    FWCTL_U8(0, TOO_LONG "ghi")),
	BAD_REQUEST(", in a: field 0 has no name", 2,
		    FWCTL_ARRAY(0, 1, 2, "a", FWCTL_U8(0, ""),
				FWCTL_U8(1, "x"))),
	BAD_REQUEST(", field x: there are two of that name", 2,
		    FWCTL_U8(0, "x"), FWCTL_U8(1, "x")),
	BAD_REQUEST(", field b: is behind a, whose length varies", 9,
		    FWCTL_BYTES(0, 0, "a"), FWCTL_U8(1, "b")),
	BAD_REQUEST(", field b: is listed after a, but begins before it", 2,
		    FWCTL_U8(1, "a"), FWCTL_U8(0, "b")),
	BAD_REQUEST(", field b: overlaps a", 3,
		    FWCTL_LE16(0, "a"), FWCTL_LE16(1, "b")),
	BAD_REQUEST(", field b: overlaps a", 1,
		    FWCTL_U8(0, "a"), FWCTL_U8(0, "b")),
	BAD_REQUEST(", field b: overlaps a", 1,
		    FWCTL_U8(0, "a"), FWCTL_BITS(0, 1, 0, 1, "b")),
	BAD_REQUEST(", field b: overlaps a", 1,
		    FWCTL_BITS(0, 1, 0, 4, "a"), FWCTL_BITS(0, 1, 3, 1, "b")),
	BAD_REQUEST(", field b: overlaps a", 9,
		    FWCTL_ARRAY(0, 3, 3, "a", FWCTL_LE24(0, "")),
		    FWCTL_U8(8, "b")),
	BAD_REQUEST(", field b: is not of the same integer as a", 2,
		    FWCTL_BITS(0, 1, 0, 4, "a"), FWCTL_BITS(0, 2, 4, 1, "b")),
	BAD_REQUEST(", field b: is not of the same integer as a", 2,
		    FWCTL_BITS(0, 2, 0, 4, "a"),
		    FWCTL_BITS(0, 2, 4, 1, "b", .big_endian = true)),
	BAD_REQUEST(", field x: ends behind byte 3", 3, FWCTL_LE32(0, "x")),
	BAD_REQUEST(", field x: ends behind byte 3", 3,
		    FWCTL_BYTES(3, 0, "x")),
	BAD_REQUEST(", field x: ends behind byte 3", 3,
		    FWCTL_BYTES(U32_MAX, 4, "x")),
	BAD_REQUEST(", field x: ends behind byte 3", 3,
		    FWCTL_ARRAY(0, 0x40000000, 4, "x", FWCTL_LE32(0, ""))),
	BAD_REQUEST(", field x: ends behind byte 3", 3,
		    FWCTL_ARRAY(0, 0, 4, "x", FWCTL_LE32(0, ""))),
	BAD_REQUEST(", field x: ends behind byte 1", 1,
		    FWCTL_RECORDS(0, 0, "x", TAIL_HEADER, PLAIN)),
	BAD_REQUEST(", field x: ends behind byte 3", 3,
		    FWCTL_RECORDS(0, 4, "x", KIND_HEADER, PLAIN)),
	BAD_MESSAGES("request, field x: is cut by the least length, 1",
		     .request = FWCTL_MSG(1, 2, FWCTL_LE16(0, "x"))),

	/* kinds */
	BAD_REQUEST(", field x: unknown kind 0", 1, { .name = "x", .size = 1 }),
	BAD_REQUEST(", field x: unknown kind 1", 1,
		    FWCTL_FIELD(MESSAGE, 0, 1, "x")),
	BAD_REQUEST(", field x: unknown kind 10", 1,
		    FWCTL_FIELD(VARIANT, 0, 1, "x")),
	BAD_REQUEST(", field x: an integer of 0 bytes", 1,
		    FWCTL_FIELD(UINT, 0, 0, "x")),
	BAD_REQUEST(", field x: an integer of 9 bytes", 9,
		    FWCTL_FIELD(UINT, 0, 9, "x")),
	BAD_REQUEST(", field x: an integer of 16 bytes", 16,
		    FWCTL_SINT(0, 16, "x")),
	BAD_REQUEST(", field x: its bits are not in 1 bytes", 1,
		    FWCTL_BITS(0, 1, 4, 5, "x")),
	BAD_REQUEST(", field x: its bits are not in 1 bytes", 1,
		    FWCTL_BITS(0, 1, 4, 0, "x")),
	BAD_REQUEST(", field x: its bits are not in 16 bytes", 16,
		    FWCTL_BITS(0, 16, 0, 4, "x")),
	BAD_REQUEST(", field x: only integers have bits", 1,
		    FWCTL_BYTES(0, 1, "x", .bits = 4)),
	BAD_REQUEST(", field x: a UUID of 15 bytes", 15,
		    FWCTL_FIELD(UUID, 0, 15, "x")),
	BAD_REQUEST(", field x: only arrays have a count", 2,
		    FWCTL_U8(0, "x", .count = 2)),
	BAD_REQUEST(", field x: only arrays have a count", 2,
		    FWCTL_BYTES(0, 1, "x", .count = 2)),
	BAD_REQUEST(", field x: only arrays and records have fields in them", 1,
		    FWCTL_U8(0, "x", .elem = &endless)),
	BAD_REQUEST(", field x: only arrays and records have fields in them", 1,
		    FWCTL_BYTES(0, 1, "x", .elem = &endless)),
	BAD_REQUEST(", field x: only records have variants", 1,
		    FWCTL_U8(0, "x", .nr_variants = 1)),
	BAD_REQUEST(", field x: only records have variants", 1,
		    FWCTL_FIELD(ARRAY, 0, 1, "x", .count = 1, .elem = &endless,
				.nr_variants = 1)),
	BAD_RESPONSE(", field x: a UUID of 0 bytes", 1,
		     FWCTL_FIELD(UUID, 0, 0, "x")),
	BAD_REQUEST(", field x: a request has nothing that only the vendor can read",
		    1, FWCTL_VENDOR(0, 1, "x")),

	/* rules and values */
	BAD_REQUEST(", field x: has values but no rule", 1,
		    FWCTL_U8(0, "x", .values = off_on, .nr_values = 2)),
	BAD_REQUEST(", field x: has bounds that its rule does not use", 1,
		    FWCTL_U8(0, "x", .max = 1)),
	BAD_REQUEST(", field x: has bounds that its rule does not use", 1,
		    FWCTL_U8(0, "x", .min = 1)),
	BAD_REQUEST(", field x: has bounds that its rule does not use", 1,
		    FWCTL_U8(0, "x", FWCTL_NAMED(off_on), .max = 1)),
	BAD_REQUEST(", field x: has bounds that its rule does not use", 1,
		    FWCTL_U8(0, "x", FWCTL_MASK(3), .min = 1)),
	BAD_REQUEST(", field x: has bounds that its rule does not use", 16,
		    FWCTL_UUID(0, "x", FWCTL_FIXED(1))),
	BAD_REQUEST(", field x: needs one fixed value", 16,
		    FWCTL_UUID(0, "x", .rule = FWCTL_RULE_FIXED)),
	BAD_REQUEST(", field x: needs one fixed value", 16,
		    FWCTL_UUID(0, "x", .rule = FWCTL_RULE_FIXED,
			       .values = same_uuid, .nr_values = 2)),
	BAD_REQUEST(", field x: min and max of a fixed value differ", 1,
		    FWCTL_U8(0, "x", .rule = FWCTL_RULE_FIXED, .max = 1)),
	BAD_REQUEST(", field x: min is greater than max", 1,
		    FWCTL_U8(0, "x", FWCTL_RANGE(2, 1))),
	BAD_REQUEST(", field x: min is greater than max", 1,
		    FWCTL_SINT(0, 1, "x", FWCTL_RANGE(1, -1))),
	BAD_REQUEST(", field x: min is greater than max", 1,
		    FWCTL_U8(0, "x", FWCTL_RANGE(-1, 1))),
	BAD_REQUEST(", field x: has no values", 1,
		    FWCTL_U8(0, "x", .rule = FWCTL_RULE_NAMED)),
	BAD_REQUEST(", field x: has no values", 1,
		    FWCTL_U8(0, "x", .rule = FWCTL_RULE_NAMED,
			     .nr_values = 1)),
	BAD_REQUEST(", field x: a mask is for unsigned integers", 1,
		    FWCTL_SINT(0, 1, "x", FWCTL_MASK(1))),
	BAD_REQUEST(", field x: rule 5 is not for descriptions", 1,
		    FWCTL_U8(0, "x", .rule = FWCTL_RULE_LENGTH)),
	BAD_REQUEST(", field x: rule 2 is not for this kind of field", 1,
		    FWCTL_BYTES(0, 1, "x", FWCTL_RANGE(0, 1))),
	BAD_REQUEST(", field x: rule 2 is not for this kind of field", 16,
		    FWCTL_UUID(0, "x", .rule = FWCTL_RULE_RANGE)),
	BAD_REQUEST(", field x: rule 1 is not for this kind of field", 16,
		    FWCTL_LE128(0, "x", FWCTL_FIXED(1))),
	BAD_REQUEST(", field x: rule 1 is not for this kind of field", 1,
		    FWCTL_FIELD(ARRAY, 0, 1, "x", .count = 1, .elem = &endless,
				FWCTL_FIXED(0))),
	BAD_REQUEST(", field x: the rule's bounds do not fit", 1,
		    FWCTL_U8(0, "x", FWCTL_RANGE(0, 256))),
	BAD_REQUEST(", field x: the rule's bounds do not fit", 1,
		    FWCTL_U8(0, "x", FWCTL_FIXED(256))),
	BAD_REQUEST(", field x: the rule's bounds do not fit", 1,
		    FWCTL_BITS(0, 1, 0, 3, "x", FWCTL_MASK(8))),
	BAD_REQUEST(", field x: the rule's bounds do not fit", 1,
		    FWCTL_SINT(0, 1, "x", FWCTL_RANGE(-129, 0))),
	BAD_REQUEST(", field x: the rule's bounds do not fit", 1,
		    FWCTL_SINT(0, 1, "x", FWCTL_RANGE(0, 128))),
	BAD_REQUEST(", field x: has 257 values, at most 256 are allowed", 1,
		    FWCTL_U8(0, "x", FWCTL_NAMED(too_many))),
	BAD_REQUEST(", field x: the name of value 0 must have 1 to 79 printable characters",
		    1, FWCTL_U8(0, "x", FWCTL_NAMED(nameless))),
	BAD_REQUEST(", field x: the name of value 0 must have 1 to 79 printable characters",
		    1, FWCTL_U8(0, "x", FWCTL_NAMED(named_long))),
	BAD_REQUEST(", field x: the name of value 0 must have 1 to 79 printable characters",
		    1, FWCTL_U8(0, "x", FWCTL_NAMED(unprintable))),
	BAD_REQUEST(", field x: value great does not fit", 1,
		    FWCTL_U8(0, "x", FWCTL_NAMED(too_great))),
	BAD_REQUEST(", field x: bit nothing is not in the mask", 1,
		    FWCTL_U8(0, "x", FWCTL_FLAGS(3, no_bit))),
	BAD_REQUEST(", field x: bit stray is not in the mask", 1,
		    FWCTL_U8(0, "x", FWCTL_FLAGS(3, stray_bit))),
	BAD_REQUEST(", field x: two values are named one", 1,
		    FWCTL_U8(0, "x", FWCTL_NAMED(same_name))),
	BAD_REQUEST(", field x: one and uno are the same value", 1,
		    FWCTL_U8(0, "x", FWCTL_NAMED(same_value))),
	BAD_REQUEST(", field x: one and uno are the same value", 16,
		    FWCTL_UUID(0, "x", FWCTL_NAMED(same_uuid))),

	/* measures */
	BAD_REQUEST(", field n: measures nothing, but has a step or place", 1,
		    FWCTL_U8(0, "n", FWCTL_STEP(4, 0))),
	BAD_REQUEST(", field n: measures nothing, but has a step or place", 1,
		    FWCTL_U8(0, "n", FWCTL_STEP(0, 4))),
	BAD_REQUEST(", field n: measures nothing, but has a step or place", 1,
		    FWCTL_U8(0, "n", .of = 1)),
	BAD_REQUEST(", field n: unknown measure 5", 1,
		    FWCTL_U8(0, "n", .measure = 5)),
	BAD_REQUEST(", field n: only an unsigned integer measures", 2,
		    FWCTL_SINT(0, 1, "n", FWCTL_LENGTH_OF(1)),
		    FWCTL_BYTES(1, 0, "x")),
	BAD_REQUEST(", field n: only an unsigned integer measures", 17,
		    FWCTL_LE128(0, "n", FWCTL_LENGTH_OF(16)),
		    FWCTL_BYTES(16, 0, "x")),
	BAD_REQUEST(", field n: measures, and so must be visible to all", 2,
		    FWCTL_U8(0, "n", FWCTL_LENGTH_OF(1), FWCTL_SECRET),
		    FWCTL_BYTES(1, 0, "x")),
	BAD_REQUEST(", field n: measures, and so must be visible to all", 2,
		    FWCTL_U8(0, "n", FWCTL_LENGTH_OF(1), FWCTL_ADMIN),
		    FWCTL_BYTES(1, 0, "x")),
	BAD_REQUEST(", field m: n measures the same", 3,
		    FWCTL_U8(0, "n", FWCTL_LENGTH_OF(2)),
		    FWCTL_U8(1, "m", FWCTL_LENGTH_OF(2)),
		    FWCTL_BYTES(2, 0, "x")),
	BAD_REQUEST(", field m: n measures the same", 2,
		    FWCTL_U8(0, "n", FWCTL_TAIL_FROM(1)),
		    FWCTL_U8(1, "m", FWCTL_TAIL_FROM(2))),
	BAD_REQUEST(", field m: n measures the same", 2,
		    FWCTL_U8(0, "n", FWCTL_ANSWER_FROM(0)),
		    FWCTL_U8(1, "m", FWCTL_ANSWER_FROM(0))),
	BAD_REQUEST(", field n: no field begins at 2, behind it", 2,
		    FWCTL_U8(0, "n", FWCTL_LENGTH_OF(2)),
		    FWCTL_BYTES(1, 0, "x")),
	BAD_REQUEST(", field n: no field begins at 0, behind it", 1,
		    FWCTL_U8(0, "n", FWCTL_LENGTH_OF(0))),
	BAD_REQUEST(", field n: x, which it measures, has a length of its own",
		    2, FWCTL_U8(0, "n", FWCTL_LENGTH_OF(1)),
		    FWCTL_BYTES(1, 1, "x")),
	BAD_REQUEST(", field n: x, which it measures, has a length of its own",
		    2, FWCTL_U8(0, "n", FWCTL_COUNT_OF(1)),
		    FWCTL_ARRAY(1, 1, 1, "x", FWCTL_U8(0, ""))),
	BAD_REQUEST(", field n: x cannot be measured that way", 2,
		    FWCTL_U8(0, "n", FWCTL_COUNT_OF(1)),
		    FWCTL_BYTES(1, 0, "x")),
	BAD_REQUEST(", field n: x cannot be measured that way", 2,
		    FWCTL_U8(0, "n", FWCTL_LENGTH_OF(1)),
		    FWCTL_ARRAY(1, 0, 1, "x", FWCTL_U8(0, ""))),
	BAD_REQUEST(", in a, field n: only messages and records have a tail", 2,
		    FWCTL_ARRAY(0, 1, 2, "a",
				FWCTL_U8(0, "n", FWCTL_TAIL_FROM(1)))),
	BAD_RESPONSE(", in r plain, field n: only messages and records have a tail",
		     4, FWCTL_RECORDS(0, 0, "r", TAIL_HEADER,
				      FWCTL_VARIANT(0, "plain", 2, 4,
						    FWCTL_U8(2, "n",
							     FWCTL_TAIL_FROM(3))))),
	BAD_REQUEST(", field n: the tail must be behind it", 1,
		    FWCTL_U8(0, "n", FWCTL_TAIL_FROM(0))),
	BAD_REQUEST(", field n: the tail begins behind byte 1", 1,
		    FWCTL_U8(0, "n", FWCTL_TAIL_FROM(2))),
	BAD_RESPONSE(", in r, field n: the tail begins behind byte 2", 4,
		     FWCTL_RECORDS(0, 0, "r",
				   FWCTL_HEADER(2,
					FWCTL_U8(0, "kind", FWCTL_KIND),
					FWCTL_U8(1, "n", FWCTL_TAIL_FROM(3))),
				   PLAIN)),
	BAD_RESPONSE(", field n: only a command's request asks for an answer",
		     1, FWCTL_U8(0, "n", FWCTL_ANSWER_FROM(0))),
	BAD_REQUEST(", in a, field n: only a command's request asks for an answer",
		    1, FWCTL_ARRAY(0, 1, 1, "a",
				   FWCTL_U8(0, "n", FWCTL_ANSWER_FROM(0)))),
	BAD_REQUEST(", field n: the response ends before 1", 1,
		    FWCTL_U8(0, "n", FWCTL_ANSWER_FROM(1))),

	/* other properties */
	BAD_REQUEST(", field x: is no place for an opcode", 1,
		    FWCTL_U8(0, "x", FWCTL_OPCODE)),
	BAD_RESPONSE(", field x: is no place for a status", 1,
		     FWCTL_U8(0, "x", FWCTL_STATUS)),
	BAD_REQUEST(", field x: is no place for a record's kind", 1,
		    FWCTL_U8(0, "x", FWCTL_KIND)),
	BAD_REQUEST(", in r, field x: is no place for a record's kind", 4,
		    FWCTL_RECORDS(0, 4, "r",
				  FWCTL_HEADER(1, FWCTL_SINT(0, 1, "x",
							     FWCTL_KIND)),
				  PLAIN)),
	BAD_REQUEST(", in r, field x: is no place for a record's kind", 16,
		    FWCTL_RECORDS(0, 16, "r",
				  FWCTL_HEADER(16, FWCTL_LE128(0, "x",
							       FWCTL_KIND)),
				  PLAIN)),
	BAD_REQUEST(", in r, field x: is no place for a record's kind", 4,
		    FWCTL_RECORDS(0, 4, "r",
				  FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_KIND,
							   FWCTL_SECRET)),
				  PLAIN)),
	BAD_REQUEST(", in r, field x: is no place for a record's kind", 4,
		    FWCTL_RECORDS(0, 4, "r",
				  FWCTL_HEADER(1, FWCTL_U8(0, "x", FWCTL_KIND,
							   FWCTL_ADMIN)),
				  PLAIN)),
	BAD_REQUEST(", in r plain, field x: is no place for a record's kind", 4,
		    FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				  FWCTL_VARIANT(0, "plain", 1, 4,
						FWCTL_U8(1, "x",
							 FWCTL_KIND)))),
	BAD_REQUEST(", field x: there is no limit 0", 1,
		    FWCTL_U8(0, "x", FWCTL_LIMIT(0))),
	{ "command do, response, field x: a limit is for integers in requests",
	  { .request_header = OPCODE, .limits = odd_limits, .nr_limits = 1,
	    ROWS(ROW("do", 1, .response =
		     FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_LIMIT(0))))) } },
	{ "command do, request, field x: a limit is for integers in requests",
	  { .request_header = OPCODE, .limits = odd_limits, .nr_limits = 1,
	    ROWS(ROW("do", 1, .request =
		     FWCTL_MSG(1, 1, FWCTL_BYTES(0, 1, "x",
						 FWCTL_LIMIT(0))))) } },
	{ "command do, request, field x: a limit is for integers in requests",
	  { .request_header = OPCODE, .limits = odd_limits, .nr_limits = 1,
	    ROWS(ROW("do", 1, .request =
		     FWCTL_MSG(16, 16, FWCTL_LE128(0, "x",
						   FWCTL_LIMIT(0))))) } },
	BAD_REQUEST(", field x: only arrays and records in responses end at zero",
		    4, FWCTL_ARRAY_TO_ZERO(0, 4, 1, "x", FWCTL_U8(0, ""))),
	BAD_RESPONSE(", field x: only arrays and records in responses end at zero",
		     4, FWCTL_BYTES(0, 4, "x", .ends_at_zero = true)),
	BAD_REQUEST(", field x: the preset breaks the rule", 1,
		    FWCTL_U8(0, "x", FWCTL_PRESET(256))),
	BAD_REQUEST(", field x: the preset breaks the rule", 1,
		    FWCTL_U8(0, "x", FWCTL_RANGE(0, 1), FWCTL_PRESET(2))),
	BAD_REQUEST(", field x: the preset breaks the rule", 1,
		    FWCTL_BYTES(0, 1, "x", FWCTL_PRESET(1))),
	BAD_REQUEST(", field x: the preset breaks the rule", 16,
		    FWCTL_LE128(0, "x", FWCTL_PRESET(1))),
	BAD_REQUEST(", field x: a unit is for integers", 1,
		    FWCTL_BYTES(0, 1, "x", FWCTL_UNIT("s"))),
	BAD_REQUEST(", field x: a unit is for integers", 1,
		    FWCTL_BYTES(0, 1, "x", .mul = 2)),
	BAD_REQUEST(", field x: is scaled, but has no unit", 1,
		    FWCTL_U8(0, "x", .mul = 2)),
	BAD_REQUEST(", field x: is scaled, but has no unit", 1,
		    FWCTL_U8(0, "x", .div = 2)),
	BAD_REQUEST(", field x: is scaled, but has no unit", 1,
		    FWCTL_U8(0, "x", .add = -2)),
	BAD_REQUEST(", field x: its unit must have 1 to 79 printable characters",
		    1, FWCTL_U8(0, "x", FWCTL_UNIT(""))),
	BAD_REQUEST(", field x: its unit must have 1 to 79 printable characters",
		    1, FWCTL_U8(0, "x", FWCTL_UNIT(LONG_TEXT))),
	BAD_REQUEST(", field x: its unit must have 1 to 79 printable characters",
		    1, FWCTL_U8(0, "x", FWCTL_UNIT("\t"))),
	BAD_REQUEST(", field x: is divided by less than nothing", 1,
		    FWCTL_U8(0, "x", FWCTL_SCALED("s", 1, -2, 0))),
	BAD_RESPONSE(", field x: a source is for integers in requests", 1,
		     FWCTL_U8(0, "x", FWCTL_SOURCE("do/x"))),
	BAD_REQUEST(", field x: a source is for integers in requests", 1,
		    FWCTL_BYTES(0, 1, "x", FWCTL_SOURCE("do/x"))),
	BAD_MESSAGES("request, field x: there is no do/y",
		     .request = FWCTL_MSG(1, 1, FWCTL_U8(0, "x",
							 FWCTL_SOURCE("do/y"))),
		     .response = FWCTL_MSG(1, 1, FWCTL_U8(0, "x"))),
	BAD_MESSAGES("request, field x: there is no do",
		     .request = FWCTL_MSG(1, 1, FWCTL_U8(0, "x",
							 FWCTL_SOURCE("do"))),
		     .response = FWCTL_MSG(1, 1, FWCTL_U8(0, "x"))),
	BAD_MESSAGES("request, field x: there is no d/x",
		     .request = FWCTL_MSG(1, 1, FWCTL_U8(0, "x",
							 FWCTL_SOURCE("d/x"))),
		     .response = FWCTL_MSG(1, 1, FWCTL_U8(0, "x"))),
	BAD_REQUEST(", in a, field x: there is no do/y", 1,
		    FWCTL_ARRAY(0, 1, 1, "a",
				FWCTL_U8(0, "x", FWCTL_SOURCE("do/y")))),
	BAD_REQUEST(", in r plain, field x: there is no do/y", 4,
		    FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				  FWCTL_VARIANT(0, "plain", 2, 4,
						FWCTL_U8(1, "x",
							 FWCTL_SOURCE("do/y"))))),

	/* arrays */
	BAD_REQUEST(", field a: its elements have no length", 1,
		    FWCTL_FIELD(ARRAY, 0, 0, "a", .elem = &endless)),
	BAD_REQUEST(", field a: mark the fields in it instead", 1,
		    FWCTL_FIELD(ARRAY, 0, 1, "a", .elem = &endless,
				FWCTL_SECRET)),
	BAD_REQUEST(", field a: mark the fields in it instead", 1,
		    FWCTL_FIELD(ARRAY, 0, 1, "a", .elem = &endless,
				FWCTL_ADMIN)),
	BAD_REQUEST(", field a: its elements or headers must have one length",
		    1, FWCTL_FIELD(ARRAY, 0, 1, "a")),
	BAD_REQUEST(", field a: its elements or headers must have one length",
		    2, FWCTL_FIELD(ARRAY, 0, 2, "a",
				   .elem = &(const struct fwctl_msg)
					FWCTL_MSG(1, 2, FWCTL_U8(0, "x")))),
	BAD_REQUEST(", field a: its elements have 1 bytes, not 2", 2,
		    FWCTL_FIELD(ARRAY, 0, 2, "a", .elem = &endless)),
	BAD_REQUEST(", in a, field x: must have a constant length", 1,
		    FWCTL_ARRAY(0, 1, 1, "a", FWCTL_BYTES(0, 0, "x"))),
	BAD_REQUEST(", in again, field again: is too deep, 4 levels are allowed",
		    1, FWCTL_FIELD(ARRAY, 0, 1, "a", .elem = &endless)),

	/* records */
	BAD_RESPONSE(", field r: its elements or headers must have one length",
		     4, FWCTL_FIELD(RECORDS, 0, 4, "r")),
	BAD_RESPONSE(", field r: its elements or headers must have one length",
		     4, FWCTL_RECORDS(0, 4, "r",
				      FWCTL_MSG(1, 2, FWCTL_U8(0, "kind",
							       FWCTL_KIND)),
				      PLAIN)),
	BAD_RESPONSE(", in r, field x: must have a constant length", 4,
		     FWCTL_RECORDS(0, 4, "r",
				   FWCTL_HEADER(2, FWCTL_U8(0, "kind",
							    FWCTL_KIND),
						FWCTL_BYTES(1, 0, "x")),
				   PLAIN)),
	BAD_RESPONSE(", field r: has no variants", 4,
		     FWCTL_FIELD(RECORDS, 0, 4, "r", .elem = &endless)),
	BAD_RESPONSE(", field r: variant 0 is not there", 4,
		     FWCTL_FIELD(RECORDS, 0, 4, "r", .elem = &endless,
				 .nr_variants = 1)),
	BAD_RESPONSE(", field r: variant 0 is not there", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   { .name = "plain", .msg.nr_fields = 1 })),
	BAD_RESPONSE(", field r: its header needs one kind, has 0", 4,
		     FWCTL_RECORDS(0, 4, "r",
				   FWCTL_HEADER(1, FWCTL_U8(0, "x")), PLAIN)),
	BAD_RESPONSE(", field r: its header needs one kind, has 2", 4,
		     FWCTL_RECORDS(0, 4, "r",
				   FWCTL_HEADER(2,
						FWCTL_U8(0, "a", FWCTL_KIND),
						FWCTL_U8(1, "b", FWCTL_KIND)),
				   PLAIN)),
	BAD_RESPONSE(", field r: its records need one length, have 0", 4,
		     FWCTL_RECORDS(0, 0, "r", KIND_HEADER, PLAIN)),
	BAD_RESPONSE(", field r: its records need one length, have 2", 4,
		     FWCTL_RECORDS(0, 4, "r", TAIL_HEADER, PLAIN)),
	BAD_RESPONSE(", field r: its records are shorter than their header", 4,
		     FWCTL_RECORDS(0, 1, "r",
				   FWCTL_HEADER(2,
						FWCTL_LE16(0, "kind",
							   FWCTL_KIND)),
				   PLAIN)),
	BAD_RESPONSE(", field r: variant 0 has no proper name", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_VARIANT(0, "Plain", 1, 4,
						 FWCTL_U8(1, "x")))),
	BAD_RESPONSE(", field r: variant any is not the last", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_OTHER("any", 1, 4,
					       FWCTL_BYTES(1, 0, "x")),
				   PLAIN)),
	BAD_RESPONSE(", field r: two variants are named plain", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER, PLAIN,
				   FWCTL_VARIANT(1, "plain", 1, 4,
						 FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: some and simple are the same kind", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_VARIANTS(1, 3, "some", 1, 4,
						  FWCTL_BYTES(1, 0, "x")),
				   FWCTL_VARIANT(3, "simple", 1, 4,
						 FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: simple and some are the same kind", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_VARIANT(3, "simple", 1, 4,
						 FWCTL_BYTES(1, 0, "x")),
				   FWCTL_VARIANTS(1, 3, "some", 1, 4,
						  FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: the last kind of some is not behind its first",
		     4, FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				      FWCTL_VARIANTS(3, 3, "some", 1, 4,
						     FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: the kind of some does not fit into kind", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_VARIANTS(3, 256, "some", 1, 4,
						  FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: plain and simple are the same kind", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER, PLAIN,
				   FWCTL_VARIANT(0, "simple", 1, 4,
						 FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: plain and simple are the same kind", 20,
		     FWCTL_RECORDS(0, 20, "r", UUID_HEADER,
				   FWCTL_UUID_VARIANT((1, 2), "plain", 16, 20,
						      FWCTL_BYTES(16, 0, "x")),
				   FWCTL_UUID_VARIANT((1, 2), "simple", 16, 20,
						      FWCTL_BYTES(16, 0, "x")))),
	BAD_RESPONSE(", field r: the kind of plain is not what id tells", 20,
		     FWCTL_RECORDS(0, 20, "r", UUID_HEADER,
				   FWCTL_VARIANT(1, "plain", 16, 20,
						 FWCTL_BYTES(16, 0, "x")))),
	BAD_RESPONSE(", field r: the kind of plain is not what id tells", 20,
		     FWCTL_RECORDS(0, 20, "r", UUID_HEADER,
				   { .uuid = { 1 }, .kind = 1, .name = "plain",
				     .msg = FWCTL_MSG(16, 20,
					FWCTL_BYTES(16, 0, "x")) })),
	BAD_RESPONSE(", field r: the kind of plain is not what kind tells", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_UUID_VARIANT((1), "plain", 1, 4,
						      FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: the kind of great does not fit into kind", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_VARIANT(256, "great", 1, 4,
						 FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: variant short is shorter than the header", 4,
		     FWCTL_RECORDS(0, 0, "r", TAIL_HEADER,
				   FWCTL_VARIANT(0, "short", 1, 4,
						 FWCTL_BYTES(2, 0, "x")))),
	BAD_RESPONSE(", field r: variant long is longer than a record", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_VARIANT(0, "long", 1, 5,
						 FWCTL_BYTES(1, 0, "x")))),
	BAD_RESPONSE(", field r: variant long is longer than a record", 4,
		     FWCTL_RECORDS(0, 0, "r", TAIL_HEADER,
				   FWCTL_VARIANT(0, "long", 2, U32_MAX,
						 FWCTL_BYTES(2, 0, "x")))),
	BAD_RESPONSE(", in r plain, field kind: there are two of that name", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_VARIANT(0, "plain", 1, 4,
						 FWCTL_U8(1, "kind")))),
	BAD_RESPONSE(", in r plain: least length 3 is over the greatest, 2", 4,
		     FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				   FWCTL_VARIANT(0, "plain", 3, 2,
						 FWCTL_U8(1, "x")))),
	BAD_RESPONSE(", in r plain, field x: begins in the header", 4,
		     FWCTL_RECORDS(0, 0, "r", TAIL_HEADER,
				   FWCTL_VARIANT(0, "plain", 2, 4,
						 FWCTL_U8(1, "x")))),
	BAD_RESPONSE(", in r, field n: no field begins at 3, behind it", 4,
		     FWCTL_RECORDS(0, 4, "r",
				   FWCTL_HEADER(2, FWCTL_U8(0, "kind",
							    FWCTL_KIND),
						FWCTL_U8(1, "n",
							 FWCTL_LENGTH_OF(3))),
				   PLAIN)),
	BAD_RESPONSE(", in r, field n: x, which it measures, has a length of its own",
		     4, FWCTL_RECORDS(0, 4, "r",
				      FWCTL_HEADER(2, FWCTL_U8(0, "kind",
							       FWCTL_KIND),
						   FWCTL_U8(1, "n",
							    FWCTL_LENGTH_OF(2))),
				      FWCTL_VARIANT(0, "plain", 2, 4,
						    FWCTL_U8(2, "x")))),
};

KUNIT_ARRAY_PARAM_DESC(bad_table, bad_tables, why);

static void table_refused(struct kunit *test)
{
	const struct bad_table *bad = test->param_value;
	char why[FWCTL_WHY_LEN];

	KUNIT_EXPECT_EQ(test, fwctl_table_check(&bad->table, why), -EINVAL);
	KUNIT_EXPECT_STREQ(test, why, bad->why);
	KUNIT_EXPECT_EQ(test, PTR_ERR(fwctl_index_create(&bad->table, why)),
			-EINVAL);
}

/*
 * A table with every part of the language
 */

enum { PAYLOAD, DEPTH };

enum {
	OP_INTEGERS = 1, OP_PICK, OP_LOG, OP_MEASURES, OP_RECORDS,
	OP_EVENTS, OP_BYTES, OP_NAMES, OP_LISTS, OP_LACKED, OP_MANY,
};

static const char *const every_limits[] = {
	[PAYLOAD] = "payload", [DEPTH] = "depth",
};

static const struct fwctl_selector every_selectors[] = {
	{ OP_PICK, 1, 2, 0x0ff0 }, { OP_LOG, 0, 16 },
};

static const struct fwctl_value statuses[] = {
	{ 0, .name = "success" }, { 1, .name = "unknown command" },
	{ 0xffff, .name = "busy" },
};

static const struct fwctl_value levels[] = {
	{ -1, .name = "below" }, { 0, .name = "level" }, { 1, .name = "above" },
};

static const struct fwctl_value parts[] = {
	{ 0x1, .name = "fan" }, { 0x6, .name = "both pumps" },
};

static const struct fwctl_value logs[] = {
	{ .uuid = { 1, 2, 3 }, .name = "boot" },
	{ .uuid = { 1, 2, 4 }, .name = "error" },
};

static const struct fwctl_command every_commands[] = {
	{
		.name = "integers", .summary = "Integers of all kinds",
		.opcode = OP_INTEGERS, .scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(51, 58,
			FWCTL_U8(0, "fixed", FWCTL_FIXED(7)),
			FWCTL_LE16(1, "range", FWCTL_RANGE(1, 500),
				   FWCTL_PRESET(30), FWCTL_UNIT("ms")),
			FWCTL_LE24(3, "named", FWCTL_NAMED(off_on)),
			FWCTL_LE32(6, "flags", FWCTL_FLAGS(0xf, parts)),
			FWCTL_LE64(10, "mask", FWCTL_MASK(1ULL << 63)),
			FWCTL_BE16(18, "be16", FWCTL_RANGE(0, 0xffff)),
			FWCTL_BE32(20, "be32", FWCTL_LIMIT(PAYLOAD)),
			FWCTL_BE64(24, "be64", FWCTL_LIMIT(DEPTH)),
			FWCTL_SINT(32, 4, "sint", FWCTL_RANGE(-5, 5),
				   FWCTL_PRESET(-2)),
			FWCTL_SINT(36, 8, "level", FWCTL_NAMED(levels)),
			FWCTL_SINT(44, 3, "threshold",
				   FWCTL_SCALED("\xc2\xb0\x43", -1, 10, -273),
				   .big_endian = true),
			/* a gap of one byte */
			FWCTL_BITS(48, 2, 0, 3, "low", FWCTL_ADMIN),
			FWCTL_BITS(48, 2, 3, 1, "middle", FWCTL_SECRET),
			FWCTL_BITS(48, 2, 6, 10, "high"),
			FWCTL_U8(50, "where", FWCTL_SOURCE("records/deep")),
			FWCTL_LE32(51, "optional"),
			FWCTL_LE24(55, "last")),
		.response = FWCTL_MSG(16, 16,
			FWCTL_LE128(0, "written", FWCTL_SCALED("B", 512000,
							       1, 0))),
	},
	{
		.name = "pick-one", .summary = "A selector with a mask",
		.opcode = OP_PICK, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_CONFIG,
		.request = FWCTL_MSG(3, 3,
			FWCTL_U8(0, "before"),
			FWCTL_BITS(1, 2, 0, 4, "retain"),
			FWCTL_BITS(1, 2, 4, 8, "which", FWCTL_FIXED(1))),
	},
	{
		.name = "pick-two", .summary = "As one integer, mask and all",
		.opcode = OP_PICK, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_MSG(3, 3,
			FWCTL_LE16(1, "which", FWCTL_FIXED(0x1025))),
	},
	{
		.name = "pick-any", .summary = "The selector left open",
		.opcode = OP_PICK, .scope = FWCTL_RPC_DEBUG_WRITE,
		.effect = FWCTL_EFFECT_DEBUG,
		.request = FWCTL_MSG(1, 3,
			FWCTL_U8(0, "before"),
			FWCTL_LE16(1, "which")),
	},
	{
		.name = "boot-log", .summary = "A selector that is a UUID",
		.opcode = OP_LOG, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(16, 20,
			FWCTL_UUID(0, "log", FWCTL_FIXED_UUID("boot", 1, 2, 3)),
			FWCTL_LE32(16, "from")),
		.response = FWCTL_MSG(0, 4096, FWCTL_VENDOR(0, 0, "dump")),
	},
	{
		.name = "error-log", .summary = "Another one",
		.opcode = OP_LOG, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(16, 16,
			FWCTL_UUID(0, "log",
				   FWCTL_FIXED_UUID("error", 1, 2, 4))),
		.response = FWCTL_MSG(0, 4096,
			FWCTL_ARRAY(0, 0, 4, "errors",
				    FWCTL_U8(0, "code"),
				    FWCTL_VENDOR(1, 3, "dump"))),
	},
	{
		.name = "measures", .summary = "Lengths and counts",
		.opcode = OP_MEASURES, .scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_MSG(6, 64,
			FWCTL_LE32(0, "want", FWCTL_ANSWER_FROM(2),
				   FWCTL_STEP(3, 6)),
			FWCTL_U8(4, "length", FWCTL_LENGTH_OF(6)),
			FWCTL_U8(5, "rest", FWCTL_TAIL_FROM(6)),
			FWCTL_STRING(6, 0, "text")),
		.response = FWCTL_MSG(2, 512,
			FWCTL_LE16(0, "count", FWCTL_COUNT_OF(2)),
			FWCTL_ARRAY(2, 0, 3, "pairs",
				    FWCTL_U8(0, "first"),
				    FWCTL_BE16(1, "second"))),
	},
	{
		.name = "records", .summary = "Each with a length of its own",
		.opcode = OP_RECORDS, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE,
		.response = FWCTL_MSG(2, 1024,
			FWCTL_LE16(0, "length", FWCTL_LENGTH_OF(2)),
			FWCTL_RECORDS(2, 0, "records",
				FWCTL_HEADER(4,
					FWCTL_U8(0, "kind", FWCTL_KIND),
					FWCTL_U8(1, "nr", FWCTL_COUNT_OF(5)),
					FWCTL_U8(2, "size", FWCTL_TAIL_FROM(4))),
				FWCTL_VARIANT(0, "nested", 4, 255,
					FWCTL_ARRAY(5, 0, 8, "outer",
						FWCTL_ARRAY(0, 4, 2, "inner",
							FWCTL_LE16(0, "deep")))),
				FWCTL_VARIANTS(254, 255, "plain", 8, 16,
					FWCTL_LE32(4, "value", FWCTL_ADMIN)),
				FWCTL_OTHER("other", 4, 255,
					FWCTL_BYTES(4, 0, "unknown")))),
	},
	{
		.name = "events", .summary = "All records of one length",
		.opcode = OP_EVENTS, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE,
		.response = FWCTL_MSG(1, 1 + 16 * 8,
			FWCTL_U8(0, "nr", FWCTL_COUNT_OF(1)),
			FWCTL_RECORDS(1, 8, "events",
				/* the header goes on behind its last field */
				FWCTL_HEADER(4,
					FWCTL_LE16(0, "kind", FWCTL_KIND,
						   FWCTL_NAMED(off_on))),
				FWCTL_VARIANT(1, "on", 8, 8,
					FWCTL_LE32(4, "since",
						   FWCTL_UNIT("s"))))),
	},
	{
		.name = "bytes", .summary = "All that is no integer",
		.opcode = OP_BYTES, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(48, 64,
			FWCTL_BYTES(0, 8, "bytes", FWCTL_SECRET),
			FWCTL_STRING(8, 8, "text", FWCTL_ADMIN),
			FWCTL_UUID(16, "log", FWCTL_NAMED(logs)),
			FWCTL_GUID_LE(32, "guid"),
			FWCTL_ARRAY(48, 4, 4, "texts",
				    FWCTL_STRING(0, 4, ""))),
		.response = FWCTL_MSG(1, 64,
			FWCTL_U8(0, "used", FWCTL_TAIL_FROM(1)),
			FWCTL_VENDOR(1, 7, "dump"),
			FWCTL_BYTES(8, 0, "rest")),
	},
	{
		.name = "names", .summary = "Records whose kind is a UUID",
		.opcode = OP_NAMES, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE,
		.response = FWCTL_MSG(0, 200,
			FWCTL_RECORDS(0, 20, "names",
				FWCTL_HEADER(16,
					FWCTL_UUID(0, "id", FWCTL_KIND)),
				FWCTL_UUID_VARIANT((1, 2, 3), "first", 20, 20,
					FWCTL_LE32(16, "value")),
				FWCTL_UUID_VARIANT((1, 2, 4), "second", 16, 20,
					FWCTL_BYTES(16, 0, "rest")),
				FWCTL_OTHER("other", 16, 20))),
	},
	{
		.name = "lists", .summary = "What ends with the first zero",
		.opcode = OP_LISTS, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE,
		.response = FWCTL_MSG(16, 48,
			FWCTL_ARRAY_TO_ZERO(0, 4, 4, "ids", FWCTL_LE32(0, "")),
			FWCTL_RECORDS_TO_ZERO(16, 0, "blocks",
				FWCTL_HEADER(2,
					FWCTL_U8(0, "kind", FWCTL_KIND),
					FWCTL_U8(1, "len", FWCTL_TAIL_FROM(2))),
				FWCTL_OTHER("other", 2, 16,
					FWCTL_BYTES(2, 0, "data")))),
	},
	{
		.name = "lacked", .summary = "This device does not have it",
		.opcode = OP_LACKED, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,
	},
	{
		.name = "many", .summary = "The last",
		.opcode = OP_MANY, .scope = FWCTL_RPC_CONFIGURATION,
		.effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(1, 1, FWCTL_U8(0, "any")),
		.response = FWCTL_MSG(1, 1, FWCTL_U8(0, "any")),
	},
};

static const struct fwctl_table every_table = {
	.request_header = FWCTL_HEADER(4,
		FWCTL_BE16(0, "opcode", FWCTL_OPCODE),
		FWCTL_U8(2, "version", FWCTL_FIXED(1)),
		FWCTL_U8(3, "length", FWCTL_TAIL_FROM(4))),
	.response_header = FWCTL_HEADER(4,
		FWCTL_LE16(0, "status", FWCTL_STATUS, FWCTL_NAMED(statuses)),
		FWCTL_LE16(2, "length", FWCTL_TAIL_FROM(4), FWCTL_STEP(1, 1))),
	.limits = every_limits,
	.nr_limits = ARRAY_SIZE(every_limits),
	.selectors = every_selectors,
	.nr_selectors = ARRAY_SIZE(every_selectors),
	.commands = every_commands,
	.nr_commands = ARRAY_SIZE(every_commands),
};

static void table_accepted(struct kunit *test)
{
	char why[FWCTL_WHY_LEN];

	KUNIT_EXPECT_EQ(test, fwctl_table_check(&every_table, why), 0);
	KUNIT_EXPECT_STREQ(test, why, "");
}

/* What is just allowed, next to what the tables above have too much of */
static const struct fwctl_table just_good[] = {
	/* names and texts as long as they may be, and in UTF-8 */
	{ .request_header = OPCODE,
	  ROWS({ .name = "abcdefghijklmnopqrstuvwxyz-2345",
		 .summary = "0123456789012345678901234567890123456789012345678901234567890123456789012345678",
		 .opcode = 255, .effect = FWCTL_EFFECT_NONE,
		 .request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "abcdefghijklmnopqrstuvwxyz_2345",
				 FWCTL_UNIT("\xc2\xb5s"))) }) },
	/* the longest messages */
	{ .request_header = OPCODE,
	  ROWS(ROW("do", 1,
		   .request = FWCTL_MSG(0, FWCTL_MAX_LEN - 1,
					FWCTL_BYTES(0, 0, "x")),
		   .response = FWCTL_MSG(0, FWCTL_MAX_LEN,
					 FWCTL_BYTES(0, 0, "x")))) },
	/* the highest scope and the deepest nesting */
	{ .request_header = OPCODE,
	  ROWS({ .name = "do", .summary = "It does", .opcode = 1,
		 .scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		 .effect = FWCTL_EFFECT_NONE,
		 .response = FWCTL_MSG(1, 1,
			FWCTL_ARRAY(0, 1, 1, "a",
				    FWCTL_ARRAY(0, 1, 1, "b",
						FWCTL_ARRAY(0, 1, 1, "c",
							    FWCTL_U8(0, ""))))) }) },
	/* a name, an opcode and a selector twice, but not of the same thing */
	{ .request_header = OPCODE, .selectors = first_byte, .nr_selectors = 1,
	  ROWS(PICK("a", 7), PICK("b", 8), PICK_ANY("c"),
	       ROW("d", 2, .request = FWCTL_MSG(1, 1,
				FWCTL_U8(0, "which", FWCTL_FIXED(7))))) },
};

static void table_just_accepted(struct kunit *test)
{
	char why[FWCTL_WHY_LEN];
	int i;

	for (i = 0; i < ARRAY_SIZE(just_good); i++) {
		fwctl_table_check(&just_good[i], why);
		KUNIT_EXPECT_STREQ(test, why, "");
	}
}

/*
 * Look-up
 */

KUNIT_DEFINE_ACTION_WRAPPER(destroy_index, fwctl_index_destroy,
			    struct fwctl_index *);

static struct fwctl_index *create_index(struct kunit *test,
					const struct fwctl_table *table)
{
	struct fwctl_index *index;
	char why[FWCTL_WHY_LEN];

	index = fwctl_index_create(table, why);
	if (IS_ERR(index))
		KUNIT_FAIL_AND_ABORT(test, "%s", why);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, destroy_index,
							   index));
	return index;
}

/* In memory of just the request's length; "" if no row is found */
static const char *found(struct kunit *test, const struct fwctl_index *index,
			 const u8 *in, u32 len)
{
	const struct fwctl_row *row;
	u8 *copy = kmemdup(in, len, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, copy);
	row = fwctl_find(index, copy, len);
	kfree(copy);
	return row ? row->cmd->name : "";
}

#define EXPECT_FOUND(_name, ...)					\
	KUNIT_EXPECT_STREQ(test, found(test, index,			\
				       (const u8[]){ __VA_ARGS__ },	\
				       sizeof((u8[]){ __VA_ARGS__ })), _name)

static void find_by_opcode(struct kunit *test)
{
	struct fwctl_index *index = create_index(test, &every_table);

	EXPECT_FOUND("integers", 0, OP_INTEGERS, 1, 0);
	EXPECT_FOUND("measures", 0, OP_MEASURES, 1, 0);
	/* whatever the rest: that is for validation to say */
	EXPECT_FOUND("measures", 0, OP_MEASURES, 9, 9, 9, 9);
	EXPECT_FOUND("many", 0, OP_MANY, 1, 0);
	EXPECT_FOUND("", 0, 0, 1, 0);
	EXPECT_FOUND("", 0, OP_MANY + 1, 1, 0);
	EXPECT_FOUND("", OP_MANY, 0, 1, 0);
	EXPECT_FOUND("", 1, OP_MANY, 1, 0);

	/* shorter than the header */
	EXPECT_FOUND("", 0, OP_MANY, 1);
	EXPECT_FOUND("", 0);
	KUNIT_EXPECT_NULL(test, fwctl_find(index, NULL, 0));
}

static void find_by_integer(struct kunit *test)
{
	struct fwctl_index *index = create_index(test, &every_table);

	EXPECT_FOUND("pick-one", 0, OP_PICK, 1, 3, 0, 0x10, 0x00);
	/* behind the mask there may be anything */
	EXPECT_FOUND("pick-one", 0, OP_PICK, 1, 3, 9, 0x1f, 0xf0);
	EXPECT_FOUND("pick-one", 0, OP_PICK, 1, 3, 9, 0x1f, 0xf0, 1, 2, 3);
	EXPECT_FOUND("pick-two", 0, OP_PICK, 1, 3, 0, 0x25, 0x10);
	EXPECT_FOUND("pick-two", 0, OP_PICK, 1, 3, 0, 0x20, 0x00);
	EXPECT_FOUND("pick-any", 0, OP_PICK, 1, 3, 0, 0x00, 0x00);
	EXPECT_FOUND("pick-any", 0, OP_PICK, 1, 3, 0, 0x10, 0x01);
	EXPECT_FOUND("pick-any", 0, OP_PICK, 1, 3, 0x10, 0, 0);

	/* shorter than the selector */
	EXPECT_FOUND("pick-any", 0, OP_PICK, 1, 2, 0, 0x10);
	EXPECT_FOUND("pick-any", 0, OP_PICK, 1, 1, 0);
	EXPECT_FOUND("pick-any", 0, OP_PICK, 1, 0);
}

static void find_by_uuid(struct kunit *test)
{
	struct fwctl_index *index = create_index(test, &every_table);

	EXPECT_FOUND("boot-log", 0, OP_LOG, 1, 16,
		     1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	EXPECT_FOUND("error-log", 0, OP_LOG, 1, 16,
		     1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	EXPECT_FOUND("", 0, OP_LOG, 1, 16,
		     1, 2, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	EXPECT_FOUND("", 0, OP_LOG, 1, 16,
		     1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

	/* too short for either, as validation will say of the first */
	EXPECT_FOUND("boot-log", 0, OP_LOG, 1, 15,
		     1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	EXPECT_FOUND("boot-log", 0, OP_LOG, 1, 0);
}

static void find_selector(struct kunit *test)
{
	struct fwctl_index *index = create_index(test, &every_table);

	KUNIT_EXPECT_PTR_EQ(test, fwctl_selector(index, OP_PICK),
			    &every_selectors[0]);
	KUNIT_EXPECT_PTR_EQ(test, fwctl_selector(index, OP_LOG),
			    &every_selectors[1]);
	KUNIT_EXPECT_NULL(test, fwctl_selector(index, OP_INTEGERS));
	KUNIT_EXPECT_NULL(test, fwctl_selector(index, OP_MANY + 1));
}

static void rows_in_order(struct kunit *test)
{
	struct fwctl_index *index = create_index(test, &every_table);
	const struct fwctl_row *row;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(every_commands); i++) {
		row = fwctl_index_row(index, i);
		KUNIT_ASSERT_PTR_EQ(test, row->cmd, &every_commands[i]);
		/* be they at the top or further down */
		KUNIT_EXPECT_EQ(test, row->vendor,
				!strcmp(row->cmd->name, "boot-log") ||
				!strcmp(row->cmd->name, "error-log") ||
				!strcmp(row->cmd->name, "bytes"));
	}
	KUNIT_EXPECT_NULL(test, fwctl_index_row(index, i));
	KUNIT_EXPECT_NULL(test, fwctl_index_row(index, U32_MAX));
}

static const struct fwctl_table vendor_table = {
	.request_header = OPCODE,
	ROWS(ROW("do", 1, .response =
		 FWCTL_MSG(0, 4,
			FWCTL_RECORDS(0, 4, "r", KIND_HEADER,
				FWCTL_VARIANT(0, "plain", 1, 4,
					      FWCTL_U8(1, "x")),
				FWCTL_OTHER("any", 1, 4,
					    FWCTL_VENDOR(1, 0, "dump")))))),
};

static void vendor_in_variant(struct kunit *test)
{
	struct fwctl_index *index = create_index(test, &vendor_table);

	KUNIT_EXPECT_TRUE(test, fwctl_index_row(index, 0)->vendor);
}

/* Rows by the thousand: every other has an opcode of its own. */
#define NR_ROWS 4000
#define NR_SELECTED 20		/* rows of an opcode with a selector */

struct many {
	struct fwctl_table table;
	struct fwctl_command *commands;
	struct fwctl_selector *selectors;
	struct fwctl_field *fields;
	char (*names)[16];
};

static const struct fwctl_table no_rows = {
	.request_header = FWCTL_HEADER(4, FWCTL_LE32(0, "opcode", FWCTL_OPCODE)),
};

static struct many *alloc_many(struct kunit *test, u32 nr)
{
	struct many *many = kunit_kzalloc(test, sizeof(*many), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, many);
	many->table = no_rows;
	many->commands = kunit_kcalloc(test, nr, sizeof(*many->commands),
				       GFP_KERNEL);
	many->selectors = kunit_kcalloc(test, nr, sizeof(*many->selectors),
					GFP_KERNEL);
	many->fields = kunit_kcalloc(test, nr, sizeof(*many->fields),
				     GFP_KERNEL);
	many->names = kunit_kcalloc(test, nr, sizeof(*many->names), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, many->commands);
	KUNIT_ASSERT_NOT_NULL(test, many->selectors);
	KUNIT_ASSERT_NOT_NULL(test, many->fields);
	KUNIT_ASSERT_NOT_NULL(test, many->names);
	many->table.commands = many->commands;
	many->table.selectors = many->selectors;
	return many;
}

static struct fwctl_command *add_row(struct many *many, u32 opcode)
{
	u32 i = many->table.nr_commands++;

	scnprintf(many->names[i], sizeof(many->names[i]), "row-%u", i);
	many->commands[i] = (struct fwctl_command){
		.name = many->names[i],
		.summary = "One of many",
		.opcode = opcode,
		.effect = FWCTL_EFFECT_NONE,
		.request.max_len = 4,
	};
	return &many->commands[i];
}

static void add_selected(struct many *many, u32 opcode, u32 value)
{
	struct fwctl_command *cmd = add_row(many, opcode);
	struct fwctl_field *field = &many->fields[cmd - many->commands];

	*field = (struct fwctl_field)
		FWCTL_LE32(0, "which", FWCTL_FIXED(value));
	cmd->request.min_len = 4;
	cmd->request.nr_fields = 1;
	cmd->request.fields = field;
}

static const struct fwctl_row *find_many(const struct fwctl_index *index,
					 u32 opcode, u32 value)
{
	u8 in[8];

	put_unaligned_le32(opcode, in);
	put_unaligned_le32(value, in + 4);
	return fwctl_find(index, in, sizeof(in));
}

static void expect_each_found(struct kunit *test, const struct many *many)
{
	const struct fwctl_index *index = create_index(test, &many->table);
	u32 i;

	for (i = 0; i < many->table.nr_commands; i++) {
		const struct fwctl_command *cmd = &many->commands[i];
		bool selected = cmd->request.nr_fields;
		u32 value = selected ? many->fields[i].min : 12345;
		const struct fwctl_row *row;

		row = find_many(index, cmd->opcode, value);
		KUNIT_ASSERT_NOT_NULL(test, row);
		KUNIT_ASSERT_STREQ(test, row->cmd->name, cmd->name);
		/* neighbours that are not there */
		KUNIT_ASSERT_NULL(test, find_many(index, cmd->opcode + 1,
						  value));
		if (selected)
			KUNIT_ASSERT_NULL(test, find_many(index, cmd->opcode,
							  value + 1));
	}
}

static void find_among_many(struct kunit *test)
{
	struct many *many = alloc_many(test, NR_ROWS);
	u32 i, opcode = 0;

	while (many->table.nr_commands < NR_ROWS) {
		opcode += 2;
		for (i = 0; i < NR_SELECTED; i++)
			add_selected(many, opcode, 100 * i);
		many->selectors[many->table.nr_selectors++] =
			(struct fwctl_selector){ opcode, 0, 4 };
		for (i = 0; i < NR_SELECTED; i++)
			add_row(many, opcode += 2);
	}
	KUNIT_EXPECT_EQ(test, many->table.nr_commands, NR_ROWS);
	expect_each_found(test, many);
}

/* Opcodes that all fall into a few of the buckets that there are for so many */
static void find_among_colliding(struct kunit *test)
{
	enum { NR = 256 };
	struct many *many = alloc_many(test, NR);
	u32 opcode;

	for (opcode = 0; many->table.nr_commands < NR; opcode += 2)
		if ((jhash_1word(opcode, 0) & (2 * NR - 1)) < 2)
			add_row(many, opcode);
	expect_each_found(test, many);
}

/* Values of one selector that do */
static void find_among_colliding_selectors(struct kunit *test)
{
	enum { NR = 256 };
	struct many *many = alloc_many(test, NR);
	u32 value;

	many->selectors[many->table.nr_selectors++] =
		(struct fwctl_selector){ 1, 0, 4 };
	for (value = 0; many->table.nr_commands < NR; value += 2) {
		u8 key[FWCTL_SELECTOR_LEN] = {};

		put_unaligned_le32(value, key);
		if ((jhash(key, sizeof(key), 1) & (2 * NR - 1)) < 2)
			add_selected(many, 1, value);
	}
	expect_each_found(test, many);
}

/* Names hash alike, too: of many, the one that is there twice is found. */
static void name_twice_among_many(struct kunit *test)
{
	struct many *many = alloc_many(test, NR_ROWS);
	char why[FWCTL_WHY_LEN];
	u32 opcode;

	for (opcode = 0; opcode < NR_ROWS; opcode++)
		add_row(many, opcode);
	KUNIT_EXPECT_EQ(test, fwctl_table_check(&many->table, why), 0);
	strscpy(many->names[NR_ROWS - 1], "row-17");
	KUNIT_EXPECT_EQ(test, fwctl_table_check(&many->table, why), -EINVAL);
	KUNIT_EXPECT_STREQ(test, why,
			   "command row-17: there are two of that name");
}

/*
 * Description: a registered device, whose driver narrows some of its rows
 */

static void fake_limits(struct fwctl_device *fwctl, u64 *limits)
{
	limits[PAYLOAD] = 4096;
	limits[DEPTH] = 1ULL << 40;
}

static void fake_narrow(struct fwctl_device *fwctl,
			const struct fwctl_command *cmd, const void *in,
			size_t in_len, struct fwctl_permit *permit)
{
	permit->unsupported = cmd->opcode == OP_LACKED;
	if (cmd->opcode == OP_MANY) {
		permit->effect = FWCTL_EFFECT_DEBUG;
		permit->audience = FWCTL_AUDIENCE_ADMIN;
	}
}

static int fake_send(struct fwctl_uctx *uctx, struct fwctl_rpc_req *rpc)
{
	return -EIO;
}

static const struct fwctl_ops every_ops = {
	.name = "every",
	.device_type = FWCTL_DEVICE_TYPE_SIM,
	.table = &every_table,
	.limits = fake_limits,
	.narrow = fake_narrow,
	.send = fake_send,
};

struct every {
	struct fwctl_device fwctl;
};

/* Whose table has the least that there can be */
static const struct fwctl_table least_table = {
	.request_header = OPCODE,
	ROWS(ROW("do", 1)),
};

static const struct fwctl_ops least_ops = {
	.name = "least",
	.device_type = FWCTL_DEVICE_TYPE_SIM,
	.table = &least_table,
	.send = fake_send,
};

static void unregister(void *fwctl)
{
	fwctl_unregister(fwctl);
	fwctl_put(fwctl);
}

static struct fwctl_device *add_device(struct kunit *test,
				       const struct fwctl_ops *ops)
{
	struct device *parent = kunit_device_register(test, "fwctl-parent");
	struct every *every;
	int ret;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, parent);
	every = fwctl_alloc_device(parent, ops, struct every, fwctl);
	KUNIT_ASSERT_NOT_NULL(test, every);
	ret = fwctl_register(&every->fwctl);
	if (ret)
		fwctl_put(&every->fwctl);
	KUNIT_ASSERT_EQ(test, ret, 0);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, unregister,
							   &every->fwctl));
	return &every->fwctl;
}

KUNIT_DEFINE_ACTION_WRAPPER(free_skb, kfree_skb, struct sk_buff *);

/* With room for just so many bytes, as attributes are aligned */
static struct sk_buff *new_skb(struct kunit *test, u32 room)
{
	struct sk_buff *skb = alloc_skb(room, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, skb);
	skb_reserve(skb, skb_tailroom(skb) - room);
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, free_skb, skb));
	return skb;
}

/* What the netlink header promises */
static const struct nla_policy limit_policy[FWCTL_A_LIMIT_MAX + 1] = {
	[FWCTL_A_LIMIT_NAME] = { .type = NLA_NUL_STRING },
	[FWCTL_A_LIMIT_VALUE] = { .type = NLA_UINT },
};

static const struct nla_policy value_policy[FWCTL_A_VALUE_MAX + 1] = {
	[FWCTL_A_VALUE_NUMBER] = { .type = NLA_UINT },
	[FWCTL_A_VALUE_UUID] = NLA_POLICY_EXACT_LEN(16),
	[FWCTL_A_VALUE_NAME] = { .type = NLA_NUL_STRING },
};

static const struct nla_policy field_policy[FWCTL_A_FIELD_MAX + 1] = {
	[FWCTL_A_FIELD_NODE] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_PARENT] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_KIND] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_NAME] = { .type = NLA_NUL_STRING },
	[FWCTL_A_FIELD_FLAGS] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_OFFSET] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_SIZE] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_LSB] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_BITS] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_COUNT] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_MIN_LEN] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_MAX_LEN] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_RULE] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_VALUE_MIN] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_VALUE_MAX] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_PRESET] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_VALUE] = NLA_POLICY_NESTED(value_policy),
	[FWCTL_A_FIELD_MEASURE] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_OF] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_STEP] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_PLUS] = { .type = NLA_UINT },
	[FWCTL_A_FIELD_LIMIT] = { .type = NLA_NUL_STRING },
	[FWCTL_A_FIELD_UNIT] = { .type = NLA_NUL_STRING },
	[FWCTL_A_FIELD_MUL] = { .type = NLA_SINT },
	[FWCTL_A_FIELD_DIV] = { .type = NLA_SINT },
	[FWCTL_A_FIELD_ADD] = { .type = NLA_SINT },
	[FWCTL_A_FIELD_SOURCE] = { .type = NLA_NUL_STRING },
};

static const struct nla_policy device_policy[FWCTL_A_DEVICE_MAX + 1] = {
	[FWCTL_A_DEVICE_ID] = { .type = NLA_UINT },
	[FWCTL_A_DEVICE_NAME] = { .type = NLA_NUL_STRING },
	[FWCTL_A_DEVICE_TYPE] = { .type = NLA_UINT },
	[FWCTL_A_DEVICE_DRIVER] = { .type = NLA_NUL_STRING },
	[FWCTL_A_DEVICE_PARENT] = { .type = NLA_NUL_STRING },
	[FWCTL_A_DEVICE_BUS] = { .type = NLA_NUL_STRING },
	[FWCTL_A_DEVICE_COMMANDS] = { .type = NLA_UINT },
	[FWCTL_A_DEVICE_LIMIT] = NLA_POLICY_NESTED(limit_policy),
	[FWCTL_A_DEVICE_FIELD] = NLA_POLICY_NESTED(field_policy),
};

static const struct nla_policy command_policy[FWCTL_A_COMMAND_MAX + 1] = {
	[FWCTL_A_COMMAND_INDEX] = { .type = NLA_UINT },
	[FWCTL_A_COMMAND_NAME] = { .type = NLA_NUL_STRING },
	[FWCTL_A_COMMAND_SUMMARY] = { .type = NLA_NUL_STRING },
	[FWCTL_A_COMMAND_OPCODE] = { .type = NLA_UINT },
	[FWCTL_A_COMMAND_SCOPE] = { .type = NLA_UINT },
	[FWCTL_A_COMMAND_EFFECT] = { .type = NLA_UINT },
	[FWCTL_A_COMMAND_AUDIENCE] = { .type = NLA_UINT },
	[FWCTL_A_COMMAND_FIELD] = NLA_POLICY_NESTED(field_policy),
};

#define PARSE(_tb, _max, _nest, _policy)				\
	KUNIT_ASSERT_EQ(test, 0, nla_parse_nested(_tb, _max, _nest,	\
						  _policy, NULL))

/* The attributes of one type in a nest, one after the other */
struct reader {
	struct nlattr *at;
	int rem;
	int type;
};

static struct reader read_nest(struct nlattr *nest, int type)
{
	return (struct reader){
		.at = nla_data(nest), .rem = nla_len(nest), .type = type,
	};
}

static struct nlattr *next_attr(struct reader *r)
{
	while (nla_ok(r->at, r->rem)) {
		struct nlattr *attr = r->at;

		r->at = nla_next(attr, &r->rem);
		if (nla_type(attr) == r->type)
			return attr;
	}
	return NULL;
}

static void expect_uint(struct kunit *test, struct nlattr *attr, u64 value)
{
	KUNIT_ASSERT_NOT_NULL(test, attr);
	KUNIT_EXPECT_EQ(test, nla_get_uint(attr), value);
}

/* Where 0 says nothing and is left out */
static void expect_some_uint(struct kunit *test, struct nlattr *attr, u64 value)
{
	if (value)
		expect_uint(test, attr, value);
	else
		KUNIT_EXPECT_NULL(test, attr);
}

static void expect_some_sint(struct kunit *test, struct nlattr *attr, s64 value)
{
	if (!value) {
		KUNIT_EXPECT_NULL(test, attr);
		return;
	}
	KUNIT_ASSERT_NOT_NULL(test, attr);
	KUNIT_EXPECT_EQ(test, nla_get_sint(attr), value);
}

static void expect_string(struct kunit *test, struct nlattr *attr,
			  const char *string)
{
	if (!string) {
		KUNIT_EXPECT_NULL(test, attr);
		return;
	}
	KUNIT_ASSERT_NOT_NULL(test, attr);
	KUNIT_EXPECT_STREQ(test, (const char *)nla_data(attr), string);
}

static void expect_values(struct kunit *test, struct nlattr *nest,
			  const struct fwctl_field *field)
{
	struct reader r = read_nest(nest, FWCTL_A_FIELD_VALUE);
	struct nlattr *tb[FWCTL_A_VALUE_MAX + 1];
	u32 i;

	for (i = 0; i < field->nr_values; i++) {
		const struct fwctl_value *value = &field->values[i];
		struct nlattr *attr = next_attr(&r);

		KUNIT_ASSERT_NOT_NULL(test, attr);
		PARSE(tb, FWCTL_A_VALUE_MAX, attr, value_policy);
		expect_string(test, tb[FWCTL_A_VALUE_NAME], value->name);
		if (field->kind == FWCTL_KIND_UUID) {
			KUNIT_EXPECT_NULL(test, tb[FWCTL_A_VALUE_NUMBER]);
			KUNIT_ASSERT_NOT_NULL(test, tb[FWCTL_A_VALUE_UUID]);
			KUNIT_EXPECT_MEMEQ(test,
					   nla_data(tb[FWCTL_A_VALUE_UUID]),
					   value->uuid, 16);
		} else {
			KUNIT_EXPECT_NULL(test, tb[FWCTL_A_VALUE_UUID]);
			expect_uint(test, tb[FWCTL_A_VALUE_NUMBER],
				    value->number);
		}
	}
	KUNIT_EXPECT_NULL(test, next_attr(&r));
}

/* A record's kind is told by a UUID. */
static void expect_kind(struct kunit *test, struct nlattr *nest,
			const struct fwctl_variant *variant)
{
	struct fwctl_value value = { .name = variant->name };
	const struct fwctl_field field = {
		.kind = FWCTL_KIND_UUID, .values = &value, .nr_values = 1,
	};

	memcpy(value.uuid, variant->uuid, sizeof(value.uuid));
	expect_values(test, nest, &field);
}

/* A tree of nodes, as it is read */
struct tree {
	struct reader fields;
	u32 nr;
	struct nlattr *nest;
	struct nlattr *tb[FWCTL_A_FIELD_MAX + 1];
};

/* Read a node, and look at what all of them have; return its number. */
static u32 read_node(struct kunit *test, struct tree *tree, u32 parent,
		     u32 kind, const char *name)
{
	tree->nest = next_attr(&tree->fields);
	KUNIT_ASSERT_NOT_NULL(test, tree->nest);
	PARSE(tree->tb, FWCTL_A_FIELD_MAX, tree->nest, field_policy);
	expect_uint(test, tree->tb[FWCTL_A_FIELD_NODE], ++tree->nr);
	expect_some_uint(test, tree->tb[FWCTL_A_FIELD_PARENT], parent);
	expect_uint(test, tree->tb[FWCTL_A_FIELD_KIND], kind);
	expect_string(test, tree->tb[FWCTL_A_FIELD_NAME], name);
	return tree->nr;
}

static void expect_lengths(struct kunit *test, struct tree *tree,
			   const struct fwctl_msg *msg)
{
	expect_some_uint(test, tree->tb[FWCTL_A_FIELD_MIN_LEN],
			 msg ? msg->min_len : 0);
	if (msg)
		expect_uint(test, tree->tb[FWCTL_A_FIELD_MAX_LEN],
			    msg->max_len);
	else
		KUNIT_EXPECT_NULL(test, tree->tb[FWCTL_A_FIELD_MAX_LEN]);
}

static void expect_field(struct kunit *test, struct tree *tree,
			 const struct fwctl_field *field)
{
	struct nlattr **tb = tree->tb;
	u32 flags = 0;

	if (field->big_endian)
		flags |= FWCTL_FLAG_BIG_ENDIAN;
	if (field->is_opcode)
		flags |= FWCTL_FLAG_OPCODE;
	if (field->is_status)
		flags |= FWCTL_FLAG_STATUS;
	if (field->is_secret)
		flags |= FWCTL_FLAG_SECRET;
	if (field->is_admin)
		flags |= FWCTL_FLAG_ADMIN;
	if (field->is_kind)
		flags |= FWCTL_FLAG_KIND;
	if (field->ends_at_zero)
		flags |= FWCTL_FLAG_ENDS_AT_ZERO;
	expect_some_uint(test, tb[FWCTL_A_FIELD_FLAGS], flags);
	expect_some_uint(test, tb[FWCTL_A_FIELD_OFFSET], field->offset);
	expect_some_uint(test, tb[FWCTL_A_FIELD_SIZE], field->size);
	expect_some_uint(test, tb[FWCTL_A_FIELD_LSB], field->lsb);
	expect_some_uint(test, tb[FWCTL_A_FIELD_BITS], field->bits);
	expect_some_uint(test, tb[FWCTL_A_FIELD_COUNT], field->count);
	expect_some_uint(test, tb[FWCTL_A_FIELD_RULE], field->rule);
	expect_some_uint(test, tb[FWCTL_A_FIELD_VALUE_MIN], field->min);
	expect_some_uint(test, tb[FWCTL_A_FIELD_VALUE_MAX], field->max);
	expect_some_uint(test, tb[FWCTL_A_FIELD_PRESET], field->preset);
	expect_some_uint(test, tb[FWCTL_A_FIELD_MEASURE], field->measure);
	expect_some_uint(test, tb[FWCTL_A_FIELD_OF], field->of);
	expect_some_uint(test, tb[FWCTL_A_FIELD_STEP], field->step);
	expect_some_uint(test, tb[FWCTL_A_FIELD_PLUS], field->plus);
	expect_string(test, tb[FWCTL_A_FIELD_LIMIT],
		      field->limit ? every_limits[field->limit - 1] : NULL);
	expect_string(test, tb[FWCTL_A_FIELD_UNIT], field->unit);
	expect_some_sint(test, tb[FWCTL_A_FIELD_MUL], field->mul);
	expect_some_sint(test, tb[FWCTL_A_FIELD_DIV], field->div);
	expect_some_sint(test, tb[FWCTL_A_FIELD_ADD], field->add);
	expect_string(test, tb[FWCTL_A_FIELD_SOURCE], field->source);
	expect_values(test, tree->nest, field);
	/* of an array's element it is the size, of a record's header this */
	expect_lengths(test, tree, field->kind == FWCTL_KIND_RECORDS ?
				   field->elem : NULL);
}

static void expect_fields(struct kunit *test, struct tree *tree, u32 parent,
			  const struct fwctl_msg *msg)
{
	u32 i, j;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];
		u32 node = read_node(test, tree, parent, field->kind,
				     field->name);

		expect_field(test, tree, field);
		if (field->elem)
			expect_fields(test, tree, node, field->elem);
		for (j = 0; j < field->nr_variants; j++) {
			const struct fwctl_variant *v = &field->variants[j];
			u32 below = read_node(test, tree, node,
					      FWCTL_KIND_VARIANT, v->name);

			expect_some_uint(test, tree->tb[FWCTL_A_FIELD_FLAGS],
					 v->other ? FWCTL_FLAG_OTHER : 0);
			if (memchr_inv(v->uuid, 0, 16))
				expect_kind(test, tree->nest, v);
			else if (!v->other)
				expect_uint(test,
					    tree->tb[FWCTL_A_FIELD_VALUE_MIN],
					    v->kind);
			expect_some_uint(test,
					 tree->tb[FWCTL_A_FIELD_VALUE_MAX],
					 v->last);
			expect_lengths(test, tree, &v->msg);
			expect_fields(test, tree, below, &v->msg);
		}
	}
}

static void expect_messages(struct kunit *test, struct nlattr *nest, int type,
			    const struct fwctl_msg *request,
			    const struct fwctl_msg *response)
{
	struct tree tree = { .fields = read_nest(nest, type) };

	read_node(test, &tree, 0, FWCTL_KIND_MESSAGE, "request");
	expect_lengths(test, &tree, request);
	expect_fields(test, &tree, 1, request);
	read_node(test, &tree, 0, FWCTL_KIND_MESSAGE, "response");
	expect_lengths(test, &tree, response);
	expect_fields(test, &tree, tree.nr, response);
	KUNIT_EXPECT_NULL(test, next_attr(&tree.fields));
}

static void expect_device(struct kunit *test, struct fwctl_device *fwctl,
			  struct nlattr *nest)
{
	struct reader limits = read_nest(nest, FWCTL_A_DEVICE_LIMIT);
	struct nlattr *tb[FWCTL_A_DEVICE_MAX + 1];
	struct nlattr *limit[FWCTL_A_LIMIT_MAX + 1];
	struct nlattr *attr;

	PARSE(tb, FWCTL_A_DEVICE_MAX, nest, device_policy);
	expect_uint(test, tb[FWCTL_A_DEVICE_ID], MINOR(fwctl->dev.devt));
	expect_string(test, tb[FWCTL_A_DEVICE_NAME], dev_name(&fwctl->dev));
	expect_uint(test, tb[FWCTL_A_DEVICE_TYPE], FWCTL_DEVICE_TYPE_SIM);
	expect_string(test, tb[FWCTL_A_DEVICE_DRIVER], "every");
	expect_string(test, tb[FWCTL_A_DEVICE_PARENT],
		      dev_name(fwctl->dev.parent));
	expect_string(test, tb[FWCTL_A_DEVICE_BUS], "kunit");
	/* all but the one that it lacks */
	expect_uint(test, tb[FWCTL_A_DEVICE_COMMANDS],
		    ARRAY_SIZE(every_commands) - 1);

	attr = next_attr(&limits);
	KUNIT_ASSERT_NOT_NULL(test, attr);
	PARSE(limit, FWCTL_A_LIMIT_MAX, attr, limit_policy);
	expect_string(test, limit[FWCTL_A_LIMIT_NAME], "payload");
	expect_uint(test, limit[FWCTL_A_LIMIT_VALUE], 4096);
	attr = next_attr(&limits);
	KUNIT_ASSERT_NOT_NULL(test, attr);
	PARSE(limit, FWCTL_A_LIMIT_MAX, attr, limit_policy);
	expect_string(test, limit[FWCTL_A_LIMIT_NAME], "depth");
	expect_uint(test, limit[FWCTL_A_LIMIT_VALUE], 1ULL << 40);
	KUNIT_EXPECT_NULL(test, next_attr(&limits));

	expect_messages(test, nest, FWCTL_A_DEVICE_FIELD,
			&every_table.request_header,
			&every_table.response_header);
}

static void expect_command(struct kunit *test, struct nlattr *nest, u32 i)
{
	const struct fwctl_command *cmd = &every_commands[i];
	bool narrowed = cmd->opcode == OP_MANY;
	struct nlattr *tb[FWCTL_A_COMMAND_MAX + 1];

	PARSE(tb, FWCTL_A_COMMAND_MAX, nest, command_policy);
	expect_uint(test, tb[FWCTL_A_COMMAND_INDEX], i);
	expect_string(test, tb[FWCTL_A_COMMAND_NAME], cmd->name);
	expect_string(test, tb[FWCTL_A_COMMAND_SUMMARY], cmd->summary);
	expect_uint(test, tb[FWCTL_A_COMMAND_OPCODE], cmd->opcode);
	expect_uint(test, tb[FWCTL_A_COMMAND_SCOPE],
		    narrowed ? FWCTL_RPC_DEBUG_WRITE : cmd->scope);
	expect_uint(test, tb[FWCTL_A_COMMAND_EFFECT],
		    narrowed ? FWCTL_EFFECT_DEBUG : cmd->effect);
	expect_uint(test, tb[FWCTL_A_COMMAND_AUDIENCE],
		    narrowed ? FWCTL_AUDIENCE_ADMIN : cmd->audience);
	expect_messages(test, nest, FWCTL_A_COMMAND_FIELD, &cmd->request,
			&cmd->response);
}

/* Room for each object as a whole; no attribute is longer than 64 KiB. */
#define ROOMY 60000

static void describe_all(struct kunit *test)
{
	struct fwctl_device *fwctl = add_device(test, &every_ops);
	struct sk_buff *skb = new_skb(test, ROOMY);
	struct nlattr *attr;
	u64 cursor = 0;
	int rem;
	u32 i = 0;

	do
		KUNIT_ASSERT_EQ(test, 0, fwctl_describe(fwctl, skb, &cursor));
	while (cursor);

	attr = (struct nlattr *)skb->data;
	rem = skb->len;
	KUNIT_ASSERT_TRUE(test, nla_ok(attr, rem));
	KUNIT_EXPECT_EQ(test, nla_type(attr), FWCTL_A_DEVICE);
	expect_device(test, fwctl, attr);

	for (i = 0; i < ARRAY_SIZE(every_commands); i++) {
		if (every_commands[i].opcode == OP_LACKED)
			continue;
		attr = nla_next(attr, &rem);
		KUNIT_ASSERT_TRUE(test, nla_ok(attr, rem));
		KUNIT_EXPECT_EQ(test, nla_type(attr), FWCTL_A_COMMAND);
		expect_command(test, attr, i);
	}
	nla_next(attr, &rem);
	KUNIT_EXPECT_EQ(test, rem, 0);
}

static void describe_least(struct kunit *test)
{
	struct fwctl_device *fwctl = add_device(test, &least_ops);
	struct sk_buff *skb = new_skb(test, ROOMY);
	struct nlattr *tb[FWCTL_A_DEVICE_MAX + 1];
	u64 cursor = 0;

	KUNIT_ASSERT_EQ(test, 0, fwctl_describe(fwctl, skb, &cursor));
	PARSE(tb, FWCTL_A_DEVICE_MAX, (struct nlattr *)skb->data,
	      device_policy);
	KUNIT_EXPECT_NULL(test, tb[FWCTL_A_DEVICE_LIMIT]);
	expect_uint(test, tb[FWCTL_A_DEVICE_COMMANDS], 1);
	KUNIT_EXPECT_NE(test, cursor, 0);
	KUNIT_ASSERT_EQ(test, 0, fwctl_describe(fwctl, skb, &cursor));
	KUNIT_EXPECT_EQ(test, cursor, 0);
}

/* Pieces put together: each object's attributes, one after the other */
struct whole {
	u8 *bytes;
	u32 len;
	u32 type;		/* of the object that is being read */
	u64 nr;			/* its ID or INDEX */
	u32 pieces;
};

static void add_piece(struct kunit *test, struct whole *whole,
		      struct nlattr *piece)
{
	struct nlattr *attr;
	bool begins, id = true;
	int rem;

	attr = nla_data(piece);
	KUNIT_ASSERT_EQ(test, nla_type(attr), FWCTL_A_COMMAND_INDEX);
	begins = !whole->pieces || whole->type != nla_type(piece) ||
		 whole->nr != nla_get_uint(attr);
	whole->type = nla_type(piece);
	whole->nr = nla_get_uint(attr);
	whole->pieces++;
	nla_for_each_nested(attr, piece, rem) {
		/* which all pieces begin with */
		if (id && !begins) {
			id = false;
			continue;
		}
		if (!begins)
			KUNIT_ASSERT_EQ(test, nla_type(attr),
					whole->type == FWCTL_A_DEVICE ?
					(int)FWCTL_A_DEVICE_FIELD :
					(int)FWCTL_A_COMMAND_FIELD);
		KUNIT_ASSERT_LE(test, whole->len + nla_total_size(nla_len(attr)),
				(u32)ROOMY);
		memcpy(whole->bytes + whole->len, attr,
		       nla_total_size(nla_len(attr)));
		whole->len += nla_total_size(nla_len(attr));
	}
	KUNIT_EXPECT_EQ(test, rem, 0);
}

/*
 * Describe in buffers of @room bytes, as many pieces in each as fit, or
 * @single: one. Returns false if @room is too little for some field.
 */
static bool describe_in(struct kunit *test, struct fwctl_device *fwctl,
			u32 room, bool single, struct whole *whole)
{
	u64 cursor = 0;

	whole->len = 0;
	whole->pieces = 0;
	do {
		struct sk_buff *skb = new_skb(test, room);
		struct nlattr *attr;
		int ret, rem;

		do {
			u64 before = cursor;
			u32 len = skb->len;

			ret = fwctl_describe(fwctl, skb, &cursor);
			if (!ret)
				continue;
			KUNIT_ASSERT_EQ(test, ret, -EMSGSIZE);
			KUNIT_ASSERT_EQ(test, skb->len, len);
			KUNIT_ASSERT_EQ(test, cursor, before);
		} while (!ret && cursor && !single);
		nla_for_each_attr(attr, (struct nlattr *)skb->data, skb->len,
				  rem)
			add_piece(test, whole, attr);
		KUNIT_ASSERT_EQ(test, rem, 0);
		rem = skb->len;
		kunit_release_action(test, free_skb, skb);
		if (!rem)
			return false;
	} while (cursor);
	return true;
}

static void describe_in_pieces(struct kunit *test)
{
	struct fwctl_device *fwctl = add_device(test, &every_ops);
	struct whole reference, whole;
	u32 room, least = 0;

	reference.bytes = kunit_kzalloc(test, ROOMY, GFP_KERNEL);
	whole.bytes = kunit_kzalloc(test, ROOMY, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, reference.bytes);
	KUNIT_ASSERT_NOT_NULL(test, whole.bytes);
	KUNIT_ASSERT_TRUE(test, describe_in(test, fwctl, ROOMY, false,
					    &reference));
	/* one for each object: nothing had to be split */
	KUNIT_EXPECT_EQ(test, reference.pieces, ARRAY_SIZE(every_commands));

	for (room = 0; room < 6000; room += room < 2000 ? NLA_ALIGNTO : 100) {
		bool fits = describe_in(test, fwctl, room, room & NLA_ALIGNTO,
					&whole);

		if (!fits) {
			KUNIT_ASSERT_EQ(test, least, 0);
			continue;
		}
		if (!least)
			least = room;
		KUNIT_ASSERT_EQ(test, whole.len, reference.len);
		KUNIT_ASSERT_MEMEQ(test, whole.bytes, reference.bytes,
				   whole.len);
	}
	/* a field with its names is more than its header is */
	KUNIT_EXPECT_GT(test, least, 100);
	KUNIT_EXPECT_LT(test, least, 1000);
}

static void expect_no_cursor(struct kunit *test, struct fwctl_device *fwctl,
			     u32 row, u32 node)
{
	u64 cursor = (u64)row << 32 | node;
	struct sk_buff *skb = new_skb(test, ROOMY);

	KUNIT_EXPECT_EQ(test, -EINVAL, fwctl_describe(fwctl, skb, &cursor));
	KUNIT_EXPECT_EQ(test, skb->len, 0);
	KUNIT_EXPECT_EQ(test, cursor, (u64)row << 32 | node);
}

static void describe_from_nowhere(struct kunit *test)
{
	struct fwctl_device *fwctl = add_device(test, &every_ops);
	u32 rows = ARRAY_SIZE(every_commands);

	/* rows count from 1, the headers being 0 */
	expect_no_cursor(test, fwctl, rows + 1, 0);
	expect_no_cursor(test, fwctl, U32_MAX, U32_MAX);
	/* the headers have 2 + 3 + 2 nodes, the last command 2 + 1 + 1 */
	expect_no_cursor(test, fwctl, 0, 7);
	expect_no_cursor(test, fwctl, 0, 8);
	expect_no_cursor(test, fwctl, 0, U32_MAX);
	expect_no_cursor(test, fwctl, rows, 4);
	expect_no_cursor(test, fwctl, rows, 5);
	expect_no_cursor(test, fwctl, rows, U32_MAX);
}

/* A command that the device has lost meanwhile is passed over. */
static void describe_from_lacked(struct kunit *test)
{
	struct fwctl_device *fwctl = add_device(test, &every_ops);
	struct nlattr *command[FWCTL_A_COMMAND_MAX + 1];
	u32 i = 0, rows = ARRAY_SIZE(every_commands);
	struct sk_buff *skb = new_skb(test, ROOMY);
	u64 cursor;

	while (every_commands[i].opcode != OP_LACKED)
		i++;
	KUNIT_ASSERT_LT(test, i + 1, rows);
	cursor = (u64)(i + 1) << 32;
	KUNIT_ASSERT_EQ(test, 0, fwctl_describe(fwctl, skb, &cursor));
	PARSE(command, FWCTL_A_COMMAND_MAX, (struct nlattr *)skb->data,
	      command_policy);
	expect_uint(test, command[FWCTL_A_COMMAND_INDEX], i + 1);
	KUNIT_EXPECT_NOT_NULL(test, command[FWCTL_A_COMMAND_NAME]);
}

/* From the last node on, there is just that one. */
static void describe_from_last(struct kunit *test)
{
	struct fwctl_device *fwctl = add_device(test, &every_ops);
	struct nlattr *tb[FWCTL_A_FIELD_MAX + 1];
	struct sk_buff *skb = new_skb(test, ROOMY);
	struct nlattr *command[FWCTL_A_COMMAND_MAX + 1];
	u64 cursor = (u64)ARRAY_SIZE(every_commands) << 32 | 3;

	KUNIT_ASSERT_EQ(test, 0, fwctl_describe(fwctl, skb, &cursor));
	KUNIT_EXPECT_EQ(test, cursor, 0);
	PARSE(command, FWCTL_A_COMMAND_MAX, (struct nlattr *)skb->data,
	      command_policy);
	expect_uint(test, command[FWCTL_A_COMMAND_INDEX],
		    ARRAY_SIZE(every_commands) - 1);
	KUNIT_EXPECT_NULL(test, command[FWCTL_A_COMMAND_NAME]);
	KUNIT_EXPECT_NULL(test, command[FWCTL_A_COMMAND_OPCODE]);
	KUNIT_ASSERT_NOT_NULL(test, command[FWCTL_A_COMMAND_FIELD]);
	PARSE(tb, FWCTL_A_FIELD_MAX, command[FWCTL_A_COMMAND_FIELD],
	      field_policy);
	expect_uint(test, tb[FWCTL_A_FIELD_NODE], 4);
	expect_uint(test, tb[FWCTL_A_FIELD_PARENT], 3);
}

/* The ioctl, as far as it goes without a user's memory */
static void describe_arguments(struct kunit *test)
{
	struct fwctl_device *fwctl = add_device(test, &every_ops);
	struct fwctl_describe cmd = { .flags = 1 };

	KUNIT_EXPECT_EQ(test, fwctl_describe_user(fwctl, &cmd), -EINVAL);
	cmd = (struct fwctl_describe){ .reserved = 1 };
	KUNIT_EXPECT_EQ(test, fwctl_describe_user(fwctl, &cmd), -EINVAL);
	cmd = (struct fwctl_describe){ .cursor = U64_MAX, .buf_len = 4096 };
	KUNIT_EXPECT_EQ(test, fwctl_describe_user(fwctl, &cmd), -EINVAL);
	KUNIT_EXPECT_EQ(test, cmd.buf_len, 4096);
	cmd = (struct fwctl_describe){ .buf_len = 0 };
	KUNIT_EXPECT_EQ(test, fwctl_describe_user(fwctl, &cmd), -EMSGSIZE);
	cmd = (struct fwctl_describe){ .buf_len = 40 };
	KUNIT_EXPECT_EQ(test, fwctl_describe_user(fwctl, &cmd), -EMSGSIZE);
	/* what always suffices */
	KUNIT_EXPECT_EQ(test, cmd.buf_len, SKB_WITH_OVERHEAD(SZ_32K));
	KUNIT_EXPECT_EQ(test, cmd.cursor, 0);

	/* the device goes, the open file stays */
	kunit_remove_action(test, unregister, fwctl);
	fwctl_unregister(fwctl);
	KUNIT_EXPECT_EQ(test, fwctl_describe_user(fwctl, &cmd), -ENODEV);
	fwctl_put(fwctl);
}

/* What "always suffices" has to: the largest field that a table may have */
static void describe_largest(struct kunit *test)
{
	struct many *many = alloc_many(test, 1);
	struct fwctl_device *fwctl;
	struct fwctl_value *values;
	struct fwctl_ops *ops;
	struct whole whole;
	char (*names)[80];
	int i;

	whole.bytes = kunit_kzalloc(test, ROOMY, GFP_KERNEL);
	ops = kunit_kzalloc(test, sizeof(*ops), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, whole.bytes);
	KUNIT_ASSERT_NOT_NULL(test, ops);
	values = kunit_kcalloc(test, 256, sizeof(*values), GFP_KERNEL);
	names = kunit_kcalloc(test, 256, sizeof(*names), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, values);
	KUNIT_ASSERT_NOT_NULL(test, names);
	for (i = 0; i < 256; i++) {
		memset(names[i], 'a', 79);
		names[i][0] = 'a' + i / 16;
		names[i][1] = 'a' + i % 16;
		values[i].name = names[i];
		values[i].uuid[15] = i;
	}
	add_row(many, 1);
	many->commands[0].request = (struct fwctl_msg){
		.min_len = 16, .max_len = 16, .nr_fields = 1,
		.fields = many->fields,
	};
	many->fields[0] = (struct fwctl_field)
		FWCTL_UUID(0, "abcdefghijklmnopqrstuvwxyz_2345",
			   .rule = FWCTL_RULE_NAMED,
			   .values = values, .nr_values = 256);
	*ops = least_ops;
	ops->table = &many->table;

	fwctl = add_device(test, ops);
	KUNIT_EXPECT_TRUE(test, describe_in(test, fwctl, SZ_32K, false,
					    &whole));
	KUNIT_EXPECT_FALSE(test, describe_in(test, fwctl, SZ_16K, false,
					     &whole));
}

/*
 * Diagnosis: what becomes of a verdict. Each case is a message that breaks its
 * description; in front of it is a header of one byte. A request is "do", a
 * response an answer to it.
 */

static const struct fwctl_msg one_byte = FWCTL_HEADER(1, FWCTL_U8(0, "head"));

static const u64 one_limit[] = { 64 };

struct told {
	const char *text;
	const char *field;
	u32 rule;
	u32 flags;
	u32 offset;
	u32 bit;
	u32 width;
	u64 value;
	u64 min;
	u64 max;
	bool is_response;
	struct fwctl_msg msg;
	const u8 *bytes;
	u32 len;
};

#define BREAKS(_rule, _field, _offset, _bit, _width)			\
	.rule = FWCTL_RULE_##_rule, .field = (_field),			\
	.offset = (_offset), .bit = (_bit), .width = (_width)
#define PLACE FWCTL_DIAG_PLACE
#define VALUE FWCTL_DIAG_VALUE
#define SIGNED FWCTL_DIAG_SIGNED
#define BOUNDS FWCTL_DIAG_BOUNDS
#define BYTES(...)							\
	.bytes = (const u8[]){ 1, __VA_ARGS__ },			\
	.len = sizeof((const u8[]){ 1, __VA_ARGS__ })

static const struct fwctl_value below_above[] = {
	{ -2, .name = "below" }, { 1, .name = "above" },
};

static const struct told tolds[] = {
	{
		"do: request field x at byte 1 is 2, must be 1; nothing was sent",
		BREAKS(FIXED, "x", 1, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 2, .min = 1, .max = 1,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_FIXED(1))),
		BYTES(2),
	}, {
		"do: request field x at byte 1 must be boot; nothing was sent",
		BREAKS(FIXED, "x", 1, 0, 128), .flags = PLACE,
		.msg = FWCTL_MSG(16, 16,
			FWCTL_UUID(0, "x", FWCTL_FIXED_UUID("boot", 1, 2, 3))),
		BYTES(1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
	}, {
		"do: request field x at byte 2 is 300, must be 10 to 20; nothing was sent",
		BREAKS(RANGE, "x", 2, 0, 16),
		.flags = PLACE | VALUE | BOUNDS, .value = 300,
		.min = 10, .max = 20,
		.msg = FWCTL_MSG(3, 3, FWCTL_U8(0, "a"),
				 FWCTL_LE16(1, "x", FWCTL_RANGE(10, 20))),
		BYTES(0, 0x2c, 0x01),
	}, {
		"do: request field x at byte 1 is -7, must be -5 to 5; nothing was sent",
		BREAKS(RANGE, "x", 1, 0, 8),
		.flags = PLACE | VALUE | BOUNDS | SIGNED, .value = -7,
		.min = -5, .max = 5,
		.msg = FWCTL_MSG(1, 1, FWCTL_SINT(0, 1, "x",
						  FWCTL_RANGE(-5, 5))),
		BYTES(0xf9),
	}, {
		"do: request field x at byte 1 bit 4 is 9, must be 0 to 7; nothing was sent",
		BREAKS(RANGE, "x", 1, 4, 4),
		.flags = PLACE | VALUE | BOUNDS, .value = 9, .max = 7,
		.msg = FWCTL_MSG(1, 1, FWCTL_BITS(0, 1, 4, 4, "x",
						  FWCTL_RANGE(0, 7))),
		BYTES(0x90),
	}, {
		"do: request field x at byte 1 is 2, must be one of 0 (off), 1 (on); nothing was sent",
		BREAKS(NAMED, "x", 1, 0, 8),
		.flags = PLACE | VALUE, .value = 2,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_NAMED(off_on))),
		BYTES(2),
	}, {
		"do: request field x at byte 1 is -1, must be one of -2 (below), 1 (above); nothing was sent",
		BREAKS(NAMED, "x", 1, 0, 8),
		.flags = PLACE | VALUE | SIGNED, .value = -1,
		.msg = FWCTL_MSG(1, 1, FWCTL_SINT(0, 1, "x",
						  FWCTL_NAMED(below_above))),
		BYTES(0xff),
	}, {
		"do: request field x at byte 1 must be one of boot, error; nothing was sent",
		BREAKS(NAMED, "x", 1, 0, 128), .flags = PLACE,
		.msg = FWCTL_MSG(16, 16, FWCTL_UUID(0, "x", FWCTL_NAMED(logs))),
		BYTES(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
	}, {
		"do: request field x at byte 1 is 0x13, must be within 0x3; nothing was sent",
		BREAKS(MASK, "x", 1, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 0x13, .max = 3,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_MASK(3))),
		BYTES(0x13),
	}, {
		"do: request field n at byte 1 is 3, must be 0 to 2 to fit; nothing was sent",
		BREAKS(LENGTH, "n", 1, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 3, .max = 2,
		.msg = FWCTL_MSG(1, 9, FWCTL_U8(0, "n", FWCTL_LENGTH_OF(1)),
				 FWCTL_BYTES(1, 0, "x")),
		BYTES(3, 0, 0),
	}, {
		"do: request field n at byte 1 is 1, must be 2 to fit; nothing was sent",
		BREAKS(LENGTH, "n", 1, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 1,
		.min = 2, .max = 2,
		.msg = FWCTL_MSG(3, 9, FWCTL_U8(0, "n", FWCTL_TAIL_FROM(1)),
				 FWCTL_BYTES(1, 0, "x")),
		BYTES(1, 0, 0),
	}, {
		"do: request field n at byte 1 is 0, must be what fits, but no value does; nothing was sent",
		BREAKS(LENGTH, "n", 1, 0, 8),
		.flags = PLACE | VALUE,
		.msg = FWCTL_MSG(3, 9, FWCTL_U8(0, "n", FWCTL_TAIL_FROM(1),
						FWCTL_STEP(4, 0)),
				 FWCTL_BYTES(1, 0, "x")),
		BYTES(0, 0, 0),
	}, {
		"do: response field n at byte 1 is 3, must be 0 to 2 to fit",
		BREAKS(LENGTH, "n", 1, 0, 8), .is_response = true,
		.flags = PLACE | VALUE | BOUNDS, .value = 3, .max = 2,
		.msg = FWCTL_MSG(1, 9, FWCTL_U8(0, "n", FWCTL_LENGTH_OF(1)),
				 FWCTL_BYTES(1, 0, "x")),
		BYTES(3, 0, 0),
	}, {
		"do: response field n at byte 1 is 2, must be 0 to 1 to count what is there",
		BREAKS(COUNT, "n", 1, 0, 8), .is_response = true,
		.flags = PLACE | VALUE | BOUNDS, .value = 2, .max = 1,
		.msg = FWCTL_MSG(1, 9, FWCTL_U8(0, "n", FWCTL_COUNT_OF(1)),
				 FWCTL_ARRAY(1, 0, 2, "x", FWCTL_LE16(0, ""))),
		BYTES(2, 0, 0),
	}, {
		"do: request field x at byte 1 is 65, must be at most 64 on this device; nothing was sent",
		BREAKS(LIMIT, "x", 1, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 65, .max = 64,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_LIMIT(0))),
		BYTES(65),
	}, {
		"do: request field x at byte 3 is 10, must be printable ASCII, padded with NULs; nothing was sent",
		BREAKS(TEXT, "x", 3, 0, 8),
		.flags = PLACE | VALUE, .value = 10,
		.msg = FWCTL_MSG(4, 4, FWCTL_STRING(0, 4, "x")),
		BYTES('a', 'b', '\n', 0),
	}, {
		"do: request field r[1].kind at byte 3 is 9, must be a kind of record that is described; nothing was sent",
		BREAKS(KIND, "r[1].kind", 3, 0, 8),
		.flags = PLACE | VALUE, .value = 9,
		.msg = FWCTL_MSG(0, 8,
			FWCTL_RECORDS(0, 2, "r", KIND_HEADER,
				      FWCTL_VARIANT(0, "plain", 1, 2,
						    FWCTL_U8(1, "x")))),
		BYTES(0, 0, 9, 0),
	}, {
		"do: request field x at byte 1 is 1, must be 0 unless an administrator asks; nothing was sent",
		BREAKS(ADMIN, "x", 1, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 1,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_ADMIN)),
		BYTES(1),
	}, {
		"do: request field x at byte 2 must be 0 unless an administrator asks; nothing was sent",
		BREAKS(ADMIN, "x", 2, 0, 8), .flags = PLACE | BOUNDS,
		.msg = FWCTL_MSG(2, 2, FWCTL_BYTES(0, 2, "x", FWCTL_ADMIN)),
		BYTES(0, 1),
	}, {
		"do: request at byte 2 is 255, must be 0, since no field is there; nothing was sent",
		BREAKS(ZERO, "", 2, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 255,
		.msg = FWCTL_MSG(2, 2, FWCTL_U8(0, "x")),
		BYTES(1, 0xff),
	}, {
		"do: request at byte 1 bit 3 is 1, must be 0, since no field is there; nothing was sent",
		BREAKS(ZERO, "", 1, 3, 1),
		.flags = PLACE | VALUE | BOUNDS, .value = 1,
		.msg = FWCTL_MSG(1, 1, FWCTL_BITS(0, 1, 0, 3, "x")),
		BYTES(8),
	}, {
		"do: request at byte 0 is cut short: 3 bytes, needs 5; nothing was sent",
		BREAKS(SHORT, "", 0, 0, 24),
		.flags = PLACE | VALUE | BOUNDS, .value = 3,
		.min = 5, .max = 5,
		.msg = FWCTL_MSG(4, 4, FWCTL_LE32(0, "x")),
		BYTES(0, 0),
	}, {
		"do: response at byte 0 is cut short: 3 bytes, needs 5",
		BREAKS(SHORT, "", 0, 0, 24), .is_response = true,
		.flags = PLACE | VALUE | BOUNDS, .value = 3,
		.min = 5, .max = 5,
		.msg = FWCTL_MSG(4, 4, FWCTL_LE32(0, "x")),
		BYTES(0, 0),
	}, {
		"do: request field x at byte 2 is cut short: 2 bytes, needs 4; nothing was sent",
		BREAKS(SHORT, "x", 2, 0, 16),
		.flags = PLACE | VALUE | BOUNDS, .value = 2,
		.min = 4, .max = 4,
		.msg = FWCTL_MSG(1, 5, FWCTL_U8(0, "a"), FWCTL_LE32(1, "x")),
		BYTES(0, 0, 0),
	}, {
		"do: request field r[0] at byte 1 is cut short: 1 bytes, needs 2; nothing was sent",
		BREAKS(SHORT, "r[0]", 1, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 1,
		.min = 2, .max = 2,
		.msg = FWCTL_MSG(0, 9, FWCTL_RECORDS(0, 2, "r", KIND_HEADER,
						     FWCTL_VARIANT(0, "plain",
								   1, 2,
								   FWCTL_U8(1, "x")))),
		BYTES(0),
	}, {
		"do: request at byte 0 is too long: 3 bytes, at most 2; nothing was sent",
		BREAKS(LONG, "", 0, 0, 24),
		.flags = PLACE | VALUE | BOUNDS, .value = 3, .max = 2,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x")),
		BYTES(0, 0),
	}, {
		/* elements that are plain have no name of their own */
		"do: request field x[2] at byte 3 is 9, must be 0 to 7; nothing was sent",
		BREAKS(RANGE, "x[2]", 3, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 9, .max = 7,
		.msg = FWCTL_MSG(3, 3, FWCTL_ARRAY(0, 3, 1, "x",
						   FWCTL_U8(0, "", FWCTL_RANGE(0, 7)))),
		BYTES(1, 2, 9),
	}, {
		"do: request field outer[1].inner[0].x at byte 3 is 9, must be 0 to 7; nothing was sent",
		BREAKS(RANGE, "outer[1].inner[0].x", 3, 0, 8),
		.flags = PLACE | VALUE | BOUNDS, .value = 9, .max = 7,
		.msg = FWCTL_MSG(4, 4,
			FWCTL_ARRAY(0, 2, 2, "outer",
				    FWCTL_ARRAY(0, 2, 1, "inner",
						FWCTL_U8(0, "x", FWCTL_RANGE(0, 7))))),
		BYTES(1, 2, 9, 1),
	},

	/* secrets: neither the value nor what would lead to it is shown */
	{
		"do: request field x at byte 1 must be what it always is; nothing was sent",
		BREAKS(FIXED, "x", 1, 0, 8), .flags = PLACE,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_FIXED(1),
						FWCTL_SECRET)),
		BYTES(77),
	}, {
		"do: request field x at byte 1 must be in its range; nothing was sent",
		BREAKS(RANGE, "x", 1, 0, 8), .flags = PLACE,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_RANGE(0, 7),
						FWCTL_SECRET)),
		BYTES(77),
	}, {
		"do: request field x at byte 1 must be one of 0 (off), 1 (on); nothing was sent",
		BREAKS(NAMED, "x", 1, 0, 8), .flags = PLACE,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_NAMED(off_on),
						FWCTL_SECRET)),
		BYTES(77),
	}, {
		"do: request field x at byte 1 must be within its mask; nothing was sent",
		BREAKS(MASK, "x", 1, 0, 8), .flags = PLACE,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_MASK(3),
						FWCTL_SECRET)),
		BYTES(77),
	}, {
		"do: request field x at byte 1 must be what this device can take; nothing was sent",
		BREAKS(LIMIT, "x", 1, 0, 8), .flags = PLACE,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_LIMIT(0),
						FWCTL_SECRET)),
		BYTES(77),
	}, {
		"do: request field x at byte 1 must be 0 unless an administrator asks; nothing was sent",
		BREAKS(ADMIN, "x", 1, 0, 8), .flags = PLACE,
		.msg = FWCTL_MSG(1, 1, FWCTL_U8(0, "x", FWCTL_ADMIN,
						FWCTL_SECRET)),
		BYTES(77),
	}, {
		"do: request field x at byte 2 must be printable ASCII, padded with NULs; nothing was sent",
		BREAKS(TEXT, "x", 2, 0, 8), .flags = PLACE,
		.msg = FWCTL_MSG(2, 2, FWCTL_STRING(0, 2, "x", FWCTL_SECRET)),
		BYTES('a', 7),
	},
};

KUNIT_ARRAY_PARAM_DESC(told, tolds, text);

static void diag_field(struct kunit *test)
{
	const struct told *told = test->param_value;
	const struct fwctl_check check = {
		.header = &one_byte,
		.body = &told->msg,
		.limits = one_limit,
		.nr_limits = ARRAY_SIZE(one_limit),
	};
	struct fwctl_diag diag = { .command = "do" };
	struct fwctl_verdict verdict;
	u8 *bytes = kunit_kmalloc(test, told->len, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, bytes);
	memcpy(bytes, told->bytes, told->len);
	if (told->is_response) {
		diag.reason = FWCTL_REASON_RESPONSE;
		diag.sent = FWCTL_ANSWERED;
		KUNIT_ASSERT_FALSE(test, fwctl_check_response(&check, bytes,
							      told->len,
							      &verdict));
	} else {
		diag.reason = FWCTL_REASON_REQUEST;
		diag.sent = FWCTL_NOT_SENT;
		KUNIT_ASSERT_FALSE(test, fwctl_check_request(&check, bytes,
							     told->len,
							     &verdict));
	}
	fwctl_diag_field(&diag, &verdict);
	fwctl_diag_text(&diag, &verdict);

	KUNIT_EXPECT_STREQ(test, diag.text, told->text);
	KUNIT_EXPECT_STREQ(test, diag.field, told->field);
	KUNIT_EXPECT_EQ(test, diag.rule, told->rule);
	KUNIT_EXPECT_EQ(test, diag.flags, told->flags);
	KUNIT_EXPECT_EQ(test, diag.offset, told->offset);
	KUNIT_EXPECT_EQ(test, diag.bit, told->bit);
	KUNIT_EXPECT_EQ(test, diag.width, told->width);
	KUNIT_EXPECT_EQ(test, diag.value, told->value);
	KUNIT_EXPECT_EQ(test, diag.min, told->min);
	KUNIT_EXPECT_EQ(test, diag.max, told->max);
}

/* Reasons that lie in no message */
struct reason {
	const char *text;
	struct fwctl_diag diag;
};

static const struct reason reasons[] = {
	{ "an argument of the call is wrong; nothing was sent",
	  { .reason = FWCTL_REASON_ARGUMENT } },
	{ "do: out of memory; nothing was sent",
	  { .reason = FWCTL_REASON_MEMORY, .command = "do" } },
	{ "the device's driver carries no command with opcode 0x1234; nothing was sent",
	  { .reason = FWCTL_REASON_COMMAND, .value = 0x1234 } },
	{ "the device's driver carries no command with opcode 0x12 and this selector at byte 8; nothing was sent",
	  { .reason = FWCTL_REASON_COMMAND, .value = 0x12,
	    .flags = FWCTL_DIAG_PLACE, .offset = 8, .width = 32 } },
	{ "the device's driver carries no command with opcode 0x2 and this selector at byte 8; nothing was sent",
	  { .reason = FWCTL_REASON_COMMAND, .value = 2,
	    .flags = PLACE | VALUE, .offset = 8, .width = 16 } },
	{ "do: this device does not have the command; nothing was sent",
	  { .reason = FWCTL_REASON_UNSUPPORTED, .command = "do" } },
	{ "do: this device does not have the command, with this x at byte 8; nothing was sent",
	  { .reason = FWCTL_REASON_UNSUPPORTED, .command = "do", .field = "x",
	    .flags = FWCTL_DIAG_PLACE, .offset = 8, .width = 32 } },
	{ "do: its effects are not acceptable, or it is for the kernel alone; nothing was sent",
	  { .reason = FWCTL_REASON_REFUSED, .command = "do" } },
	{ "do: out_len is 7, what the request asks for needs 12; nothing was sent",
	  { .reason = FWCTL_REASON_ROOM, .command = "do", .value = 7,
	    .min = 12 } },
	{ "do: needs scope debug-read-only, the request has configuration; nothing was sent",
	  { .reason = FWCTL_REASON_SCOPE, .command = "do",
	    .value = FWCTL_RPC_CONFIGURATION,
	    .min = FWCTL_RPC_DEBUG_READ_ONLY } },
	{ "do: needs scope debug-write-full, the request has debug-write; nothing was sent",
	  { .reason = FWCTL_REASON_SCOPE, .command = "do",
	    .value = FWCTL_RPC_DEBUG_WRITE,
	    .min = FWCTL_RPC_DEBUG_WRITE_FULL } },
	{ "scope 4 is unknown; nothing was sent",
	  { .reason = FWCTL_REASON_SCOPE, .value = 4 } },
	{ "do: needs CAP_SYS_ADMIN, of the caller and of whoever opened the device; nothing was sent",
	  { .reason = FWCTL_REASON_CAPABILITY, .command = "do",
	    .value = CAP_SYS_ADMIN } },
	{ "do: needs CAP_SYS_RAWIO, of the caller and of whoever opened the device; nothing was sent",
	  { .reason = FWCTL_REASON_CAPABILITY, .command = "do",
	    .value = CAP_SYS_RAWIO } },
	{ "do: kernel lockdown refuses it; nothing was sent",
	  { .reason = FWCTL_REASON_LOCKDOWN, .command = "do" } },
	{ "do: the time ran out while the device was busy; nothing was sent",
	  { .reason = FWCTL_REASON_BUSY, .command = "do" } },
	{ "do: the device could not be powered up; nothing was sent",
	  { .reason = FWCTL_REASON_POWER, .command = "do" } },
	{ "do: no answer in time; it was sent, what came of it is unknown",
	  { .reason = FWCTL_REASON_TIMEOUT, .command = "do",
	    .sent = FWCTL_SENT } },
	{ "do: a signal ended the wait; nothing was sent",
	  { .reason = FWCTL_REASON_SIGNAL, .command = "do" } },
	{ "do: a signal ended the wait; it was sent, what came of it is unknown",
	  { .reason = FWCTL_REASON_SIGNAL, .command = "do",
	    .sent = FWCTL_SENT } },
	{ "do: the device is gone; it was sent, what came of it is unknown",
	  { .reason = FWCTL_REASON_REMOVED, .command = "do",
	    .sent = FWCTL_SENT } },
	{ "do: the transport failed; it was sent, what came of it is unknown",
	  { .reason = FWCTL_REASON_TRANSPORT, .command = "do",
	    .sent = FWCTL_SENT } },
	{ "do: the device was reset; it was sent, what came of it is unknown",
	  { .reason = FWCTL_REASON_RESET, .command = "do",
	    .sent = FWCTL_SENT } },
	/* as when the answer cannot be copied out */
	{ "do: an argument of the call is wrong",
	  { .reason = FWCTL_REASON_ARGUMENT, .command = "do",
	    .sent = FWCTL_ANSWERED } },
};

KUNIT_ARRAY_PARAM_DESC(reason, reasons, text);

static void diag_reason(struct kunit *test)
{
	const struct reason *reason = test->param_value;
	struct fwctl_diag diag = reason->diag;

	fwctl_diag_text(&diag, NULL);
	KUNIT_EXPECT_STREQ(test, diag.text, reason->text);
	/* nothing but the text is filled in */
	memset(diag.text, 0, sizeof(diag.text));
	KUNIT_EXPECT_MEMEQ(test, &diag, &reason->diag, sizeof(diag));
}

/* However many the names and however long, the sentence comes to its end. */
static void diag_many_names(struct kunit *test)
{
	static const char end[] = "; nothing was sent";
	struct fwctl_value *values;
	char (*names)[80];
	u32 i, len;

	values = kunit_kcalloc(test, 256, sizeof(*values), GFP_KERNEL);
	names = kunit_kcalloc(test, 256, sizeof(*names), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, values);
	KUNIT_ASSERT_NOT_NULL(test, names);
	for (i = 0; i < 256; i++) {
		values[i].name = names[i];
		values[i].number = U64_MAX - i;
	}

	for (len = 1; len < sizeof(*names); len++) {
		struct fwctl_field field = {
			.name = "abcdefghijklmnopqrstuvwxyz_2345",
			.kind = FWCTL_KIND_UINT, .size = 8,
			.rule = FWCTL_RULE_NAMED,
			.values = values, .nr_values = 256,
		};
		struct fwctl_verdict verdict = {
			.rule = FWCTL_RULE_NAMED, .field = &field,
			.offset = 2000000, .width = 64, .has_value = true,
			.value = 10000000000000000000ULL,
		};
		struct fwctl_diag diag = {
			.reason = FWCTL_REASON_REQUEST,
			.command = "abcdefghijklmnopqrstuvwxyz-2345",
		};
		size_t said;

		for (i = 0; i < 256; i++)
			memset(names[i], 'a', len);
		fwctl_diag_field(&diag, &verdict);
		fwctl_diag_text(&diag, &verdict);
		said = strnlen(diag.text, sizeof(diag.text));
		KUNIT_ASSERT_LT(test, said, sizeof(diag.text));
		KUNIT_ASSERT_GT(test, said, sizeof(end));
		KUNIT_EXPECT_STREQ(test, diag.text + said - strlen(end), end);
		KUNIT_EXPECT_NOT_NULL(test, strstr(diag.text, "..."));
		/* one at least, where there is room for it */
		if (len <= 32)
			KUNIT_EXPECT_NOT_NULL(test, strstr(diag.text,
				"one of 18446744073709551615 (a"));
	}
}

/* A path too long for the diagnosis is cut, and nothing else is touched. */
static void diag_long_path(struct kunit *test)
{
	struct fwctl_field owner = {
		.name = "abcdefghijklmnopqrstuvwxyz_2345",
	};
	struct fwctl_field field = {
		.name = "last", .kind = FWCTL_KIND_UINT, .size = 1,
		.rule = FWCTL_RULE_FIXED, .min = 1, .max = 1,
	};
	struct fwctl_verdict verdict = {
		.rule = FWCTL_RULE_FIXED, .field = &field, .width = 8,
		.has_value = true, .has_bounds = true,
		.value = 7, .min = 1, .max = 1,
		.depth = 3, .path = { &owner, &owner, &owner },
		.index = { 4000000000U, 5, 4000000000U },
	};
	struct fwctl_diag diag = { .reason = FWCTL_REASON_REQUEST };
	static const char path[] =
		"abcdefghijklmnopqrstuvwxyz_2345[4000000000].abcdefghijklmnopqrstuvwxyz_2345[5].";

	fwctl_diag_field(&diag, &verdict);
	KUNIT_EXPECT_EQ(test, strnlen(diag.field, sizeof(diag.field)),
			sizeof(diag.field) - 1);
	KUNIT_EXPECT_TRUE(test, strstarts(diag.field, path));
	KUNIT_EXPECT_EQ(test, diag.text[0], '\0');
	fwctl_diag_text(&diag, &verdict);
	KUNIT_EXPECT_NOT_NULL(test, strstr(diag.text,
		" at byte 0 is 7, must be 1; nothing was sent"));
}

static struct kunit_case cmd_cases[] = {
	KUNIT_CASE_PARAM(table_refused, bad_table_gen_params),
	KUNIT_CASE(table_accepted),
	KUNIT_CASE(table_just_accepted),
	KUNIT_CASE(find_by_opcode),
	KUNIT_CASE(find_by_integer),
	KUNIT_CASE(find_by_uuid),
	KUNIT_CASE(find_selector),
	KUNIT_CASE(rows_in_order),
	KUNIT_CASE(vendor_in_variant),
	KUNIT_CASE(find_among_many),
	KUNIT_CASE(find_among_colliding),
	KUNIT_CASE(find_among_colliding_selectors),
	KUNIT_CASE(name_twice_among_many),
	KUNIT_CASE(describe_all),
	KUNIT_CASE(describe_least),
	KUNIT_CASE(describe_in_pieces),
	KUNIT_CASE(describe_from_nowhere),
	KUNIT_CASE(describe_from_lacked),
	KUNIT_CASE(describe_from_last),
	KUNIT_CASE(describe_arguments),
	KUNIT_CASE(describe_largest),
	KUNIT_CASE_PARAM(diag_field, told_gen_params),
	KUNIT_CASE_PARAM(diag_reason, reason_gen_params),
	KUNIT_CASE(diag_many_names),
	KUNIT_CASE(diag_long_path),
	{}
};

static struct kunit_suite cmd_suite = {
	.name = "fwctl_cmd",
	.test_cases = cmd_cases,
};

kunit_test_suite(cmd_suite);
