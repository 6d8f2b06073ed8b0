/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fwctl: the language in which a driver describes its commands
 *
 * A description is constant data. It holds no function and nothing that only a
 * compiler could build. The kernel validates every request and response with
 * it, publishes it through FWCTL_DESCRIBE, and checks it when the driver
 * registers. This header and validate.c need no other kernel header, so that
 * user space, fuzzers and provers build them too.
 *
 * A row is meant to read like the page of the specification that it is from::
 *
 *	{
 *		.name = "get-sel-time",
 *		.summary = "Get SEL Time (IPMI 2.0, 31.10)",
 *		.opcode = 0x0a48,
 *		.scope = FWCTL_RPC_CONFIGURATION,
 *		.effect = FWCTL_EFFECT_NONE,
 *		.request = FWCTL_EMPTY,
 *		.response = FWCTL_MSG(4, 4,
 *			FWCTL_LE32(0, "time", FWCTL_UNIT("s"))),
 *	}
 *
 * Offsets in a row count from behind the header that all messages of the table
 * have. Fields are in the order of their offsets. A field whose length is not
 * constant is the last of its message.
 */
#ifndef _LINUX_FWCTL_TABLE_H
#define _LINUX_FWCTL_TABLE_H

#include <linux/types.h>
#ifdef __KERNEL__
#include <linux/stddef.h>
#else
#include <stdbool.h>
#include <stddef.h>
#endif
#include <fwctl/fwctl.h>
#include <fwctl/netlink.h>

/* Messages within messages (arrays, records), the outermost included */
#define FWCTL_DEPTH 4

/* Bytes that a selector may have: a UUID */
#define FWCTL_SELECTOR_LEN 16

struct fwctl_field;

/**
 * struct fwctl_msg - Description of a request, a response, or a part of one
 * @min_len: least length in bytes; fields at or beyond it are optional
 * @max_len: greatest length in bytes
 * @nr_fields: how many @fields there are
 * @fields: in the order of their places
 */
struct fwctl_msg {
	__u32 min_len;
	__u32 max_len;
	__u32 nr_fields;
	const struct fwctl_field *fields;
};

/**
 * struct fwctl_value - A name for a value, or for a bit
 * @number: the value, or with %FWCTL_RULE_MASK the bits
 * @uuid: the value of a UUID field, as it is in the message
 * @name: what people call it
 */
struct fwctl_value {
	__u64 number;
	__u8 uuid[16];
	const char *name;
};

/**
 * struct fwctl_variant - What follows the header in one kind of record
 * @kind: value of the header's field with @is_kind
 * @last: the last of several kinds that begin with @kind; 0: there is just one
 * @uuid: the value instead, as it is in the message, where that is a UUID
 * @other: stands for every kind that has no variant of its own
 * @name: what people call it
 * @msg: the fields behind the header, with offsets and lengths counted from the
 *	beginning of the record
 */
struct fwctl_variant {
	__u64 kind;
	__u64 last;
	__u8 uuid[16];
	bool other;
	const char *name;
	struct fwctl_msg msg;
};

/**
 * struct fwctl_field - Description of one field
 * @name: lower case, digits and underscores; "" for the only field of an
 *	array's element
 * @unit: what a shown value is in
 * @source: "command/field" whose answers are good values for this one
 * @kind: enum fwctl_kind, UINT to RECORDS
 * @rule: enum fwctl_rule, NONE to MASK. Responses are not held to it: a newer
 *	device may have more to say.
 * @measure: enum fwctl_measure
 * @lsb: lowest bit of a bit field
 * @bits: number of bits of a bit field; 0: the field is all of @size
 * @limit: 1 + index into the table's names of limits; 0: none
 * @big_endian: an integer's most significant byte is first
 * @is_opcode: takes the command's opcode (request header)
 * @is_status: what the firmware says of the command, 0 is success (response
 *	header)
 * @is_secret: never shown: masked with zeros in responses
 * @is_admin: in requests only administrators may set it to anything but zero,
 *	in responses it is masked for all others
 * @is_kind: tells the kind of a record (header of records)
 * @ends_at_zero: the first element, or header of a record, that is nothing but
 *	zeros ends an array or records (responses)
 * @offset: bytes from the beginning of the message, element or record
 * @size: bytes; of an integer up to 8, or 16 without a rule; of an array's
 *	element; of a record without a length of its own; 0 where another field
 *	measures it, or to the end of the message
 * @count: elements of an array; 0 where another field measures it, or to the
 *	end of the message
 * @of: offset of the field that @measure speaks of
 * @step: what is measured is value * @step + @plus; 0 counts as 1
 * @plus: see @step
 * @min: least value (FIXED, RANGE)
 * @max: greatest value (FIXED, RANGE), or all allowed bits (MASK)
 * @preset: a good value where the user gives none
 * @mul: a shown value is value * @mul / @div + @add, in @unit; 0 counts as 1
 * @div: see @mul
 * @add: see @mul
 * @values: names
 * @nr_values: how many
 * @elem: fields of an array's element, or of the header of a record
 * @variants: kinds of records
 * @nr_variants: how many
 */
struct fwctl_field {
	const char *name;
	const char *unit;
	const char *source;
	__u8 kind;
	__u8 rule;
	__u8 measure;
	__u8 lsb;
	__u8 bits;
	__u8 limit;
	bool big_endian;
	bool is_opcode;
	bool is_status;
	bool is_secret;
	bool is_admin;
	bool is_kind;
	bool ends_at_zero;
	__u32 offset;
	__u32 size;
	__u32 count;
	__u32 of;
	__u32 step;
	__u32 plus;
	__u64 min;
	__u64 max;
	__u64 preset;
	__s32 mul;
	__s32 div;
	__s32 add;
	__u32 nr_values;
	const struct fwctl_value *values;
	const struct fwctl_msg *elem;
	const struct fwctl_variant *variants;
	__u32 nr_variants;
};

/**
 * struct fwctl_command - One row: a command that the device may be sent
 * @name: lower case, digits and hyphens
 * @summary: one line, with the section of the specification
 * @opcode: value of the request header's field with @is_opcode
 * @scope: least label that may carry it
 * @effect: must be stated
 * @audience: administrators, unless stated otherwise
 * @request: without the header
 * @response: without the header, after success
 *
 * Where the table has a selector for @opcode, the row's key is @opcode and the
 * value that its FIXED fields give to the selector. One row an opcode may
 * leave the selector open; it stands for all values that have no row.
 */
struct fwctl_command {
	const char *name;
	const char *summary;
	__u32 opcode;
	__u8 scope;
	__u8 effect;
	__u8 audience;
	struct fwctl_msg request;
	struct fwctl_msg response;
};

/**
 * struct fwctl_selector - Where an opcode of many commands tells which
 * @opcode: the opcode
 * @offset: bytes behind the request's header
 * @size: bytes, at most %FWCTL_SELECTOR_LEN
 * @mask: bits of the first 8 bytes that count, the byte at @offset being the
 *	least significant; 0: all @size bytes
 */
struct fwctl_selector {
	__u32 opcode;
	__u32 offset;
	__u32 size;
	__u64 mask;
};

/**
 * struct fwctl_table - All that a driver can carry
 * @request_header: begins every request, has the opcode, no optional part
 * @response_header: begins every response, may have a status
 * @limits: names of the limits that only the device knows
 * @nr_limits: how many, at most %FWCTL_MAX_LIMITS
 * @answer_limit: 1 + index of the limit that no response is longer than, its
 *	header not counted; 0: none
 * @selectors: sorted by opcode
 * @nr_selectors: how many
 * @commands: sorted by opcode and selector, an open selector last
 * @nr_commands: how many
 */
struct fwctl_table {
	struct fwctl_msg request_header;
	struct fwctl_msg response_header;
	const char *const *limits;
	__u32 nr_limits;
	__u32 answer_limit;
	const struct fwctl_selector *selectors;
	__u32 nr_selectors;
	const struct fwctl_command *commands;
	__u32 nr_commands;
};

#define FWCTL_MAX_LIMITS 8

/* Messages */

#define FWCTL_NR(type, ...) (sizeof((type[]) { __VA_ARGS__ }) / sizeof(type))

#define FWCTL_MSG(_min, _max, ...) {					\
	.min_len = (_min), .max_len = (_max),				\
	.nr_fields = FWCTL_NR(const struct fwctl_field, __VA_ARGS__),	\
	.fields = (const struct fwctl_field[]){ __VA_ARGS__ }		\
}

#define FWCTL_EMPTY { .min_len = 0, .max_len = 0 }

/* Fields: place, name, then any of the properties below */

#define FWCTL_FIELD(_kind, _offset, _size, _name, ...) {		\
	.kind = FWCTL_KIND_##_kind, .offset = (_offset),		\
	.size = (_size), .name = (_name), __VA_ARGS__			\
}

#define FWCTL_U8(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 1, _name, __VA_ARGS__)
#define FWCTL_LE16(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 2, _name, __VA_ARGS__)
#define FWCTL_LE24(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 3, _name, __VA_ARGS__)
#define FWCTL_LE32(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 4, _name, __VA_ARGS__)
#define FWCTL_LE64(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 8, _name, __VA_ARGS__)
#define FWCTL_LE128(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 16, _name, __VA_ARGS__)
#define FWCTL_BE16(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 2, _name, \
		    .big_endian = true, __VA_ARGS__)
#define FWCTL_BE32(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 4, _name, \
		    .big_endian = true, __VA_ARGS__)
#define FWCTL_BE64(_offset, _name, ...) \
	FWCTL_FIELD(UINT, _offset, 8, _name, \
		    .big_endian = true, __VA_ARGS__)
/* Bits _lsb and up of the little-endian integer of _size bytes at _offset */
#define FWCTL_BITS(_offset, _size, _lsb, _bits, _name, ...) \
	FWCTL_FIELD(UINT, _offset, _size, _name, \
		    .lsb = (_lsb), .bits = (_bits), __VA_ARGS__)
/* Two's complement; for big endian or bits, add .big_endian, .lsb, .bits */
#define FWCTL_SINT(_offset, _size, _name, ...) \
	FWCTL_FIELD(SINT, _offset, _size, _name, __VA_ARGS__)
/* _size 0: as long as another field says, or to the end of the message */
#define FWCTL_BYTES(_offset, _size, _name, ...) \
	FWCTL_FIELD(BYTES, _offset, _size, _name, __VA_ARGS__)
#define FWCTL_VENDOR(_offset, _size, _name, ...) \
	FWCTL_FIELD(VENDOR, _offset, _size, _name, __VA_ARGS__)
#define FWCTL_STRING(_offset, _size, _name, ...) \
	FWCTL_FIELD(STRING, _offset, _size, _name, __VA_ARGS__)
/* RFC 4122's byte order; FWCTL_GUID_LE: all 16 bytes reversed (IPMI 20.8) */
#define FWCTL_UUID(_offset, _name, ...) \
	FWCTL_FIELD(UUID, _offset, 16, _name, \
		    .big_endian = true, __VA_ARGS__)
#define FWCTL_GUID_LE(_offset, _name, ...) \
	FWCTL_FIELD(UUID, _offset, 16, _name, __VA_ARGS__)
/* _count 0: as many as another field says, or to the end of the message */
#define FWCTL_ARRAY(_offset, _count, _size, _name, ...)			\
	FWCTL_FIELD(ARRAY, _offset, _size, _name, .count = (_count),	\
		    .elem = &(const struct fwctl_msg)			\
			FWCTL_MSG(_size, _size, __VA_ARGS__))
/* The same in a response; the first element that is all zeros ends it */
#define FWCTL_ARRAY_TO_ZERO(_offset, _count, _size, _name, ...)		\
	FWCTL_FIELD(ARRAY, _offset, _size, _name, .count = (_count),	\
		    .ends_at_zero = true,				\
		    .elem = &(const struct fwctl_msg)			\
			FWCTL_MSG(_size, _size, __VA_ARGS__))
/*
 * Records, one after the other, to the end of the message or as a field says.
 * _size 0: the header has a field that measures the TAIL; a record ends there.
 */
#define FWCTL_RECORDS(_offset, _size, _name, _header, ...)		\
	FWCTL_FIELD(RECORDS, _offset, _size, _name,			\
		    .elem = &(const struct fwctl_msg)_header,		\
		    .nr_variants = FWCTL_NR(const struct fwctl_variant,	\
					    __VA_ARGS__),		\
		    .variants = (const struct fwctl_variant[]){		\
				__VA_ARGS__ })
/* The same in a response; the first header that is all zeros ends them */
#define FWCTL_RECORDS_TO_ZERO(_offset, _size, _name, _header, ...)	\
	FWCTL_FIELD(RECORDS, _offset, _size, _name,			\
		    .ends_at_zero = true,				\
		    .elem = &(const struct fwctl_msg)_header,		\
		    .nr_variants = FWCTL_NR(const struct fwctl_variant,	\
					    __VA_ARGS__),		\
		    .variants = (const struct fwctl_variant[]){		\
				__VA_ARGS__ })
#define FWCTL_HEADER(_len, ...) FWCTL_MSG(_len, _len, __VA_ARGS__)
#define FWCTL_VARIANT(_kind, _name, _min, _max, ...)			\
	{ .kind = (_kind), .name = (_name),				\
	  .msg = FWCTL_MSG(_min, _max, __VA_ARGS__) }
#define FWCTL_VARIANTS(_first, _last, _name, _min, _max, ...)		\
	{ .kind = (_first), .last = (_last), .name = (_name),		\
	  .msg = FWCTL_MSG(_min, _max, __VA_ARGS__) }
/* FWCTL_UUID_VARIANT((0x01, 0x23, ...), "name", ...) */
#define FWCTL_UUID_VARIANT(_uuid, _name, _min, _max, ...)		\
	{ .uuid = { FWCTL_UUID_BYTES _uuid }, .name = (_name),		\
	  .msg = FWCTL_MSG(_min, _max, __VA_ARGS__) }
#define FWCTL_UUID_BYTES(...) __VA_ARGS__
#define FWCTL_OTHER(_name, _min, _max, ...)				\
	{ .other = true, .name = (_name),				\
	  .msg = FWCTL_MSG(_min, _max, __VA_ARGS__) }

/* Properties of fields */

#define FWCTL_FIXED(_value) \
	.rule = FWCTL_RULE_FIXED, .min = (_value), .max = (_value)
#define FWCTL_RANGE(_min, _max) \
	.rule = FWCTL_RULE_RANGE, .min = (_min), .max = (_max)
/* _values: an array of struct fwctl_value */
#define FWCTL_NAMED(_values) \
	.rule = FWCTL_RULE_NAMED, .values = (_values), \
	.nr_values = sizeof(_values) / sizeof((_values)[0])
#define FWCTL_MASK(_bits) \
	.rule = FWCTL_RULE_MASK, .max = (_bits)
#define FWCTL_FLAGS(_bits, _values) \
	.rule = FWCTL_RULE_MASK, .max = (_bits), .values = (_values), \
	.nr_values = sizeof(_values) / sizeof((_values)[0])
/* A UUID that is always the same: FWCTL_FIXED_UUID("name", 0x01, 0x23, ...) */
#define FWCTL_FIXED_UUID(_name, ...)					\
	.rule = FWCTL_RULE_FIXED, .nr_values = 1,			\
	.values = (const struct fwctl_value[]){				\
		{ .name = (_name), .uuid = { __VA_ARGS__ } } }
#define FWCTL_LENGTH_OF(_offset) \
	.measure = FWCTL_MEASURE_LENGTH, .of = (_offset)
#define FWCTL_COUNT_OF(_offset) \
	.measure = FWCTL_MEASURE_COUNT, .of = (_offset)
/* What follows such a tail of a request must be zero */
#define FWCTL_TAIL_FROM(_offset) \
	.measure = FWCTL_MEASURE_TAIL, .of = (_offset)
#define FWCTL_ANSWER_FROM(_offset) \
	.measure = FWCTL_MEASURE_ANSWER, .of = (_offset)
/* value * _step + _plus is measured: FWCTL_STEP(4, 4) for zero-based dwords */
#define FWCTL_STEP(_step, _plus) .step = (_step), .plus = (_plus)
/* _limit: a driver's enumeration of its limits, from 0 */
#define FWCTL_LIMIT(_limit) .limit = (_limit) + 1
#define FWCTL_PRESET(_value) .preset = (_value)
#define FWCTL_UNIT(_unit) .unit = (_unit)
#define FWCTL_SCALED(_unit, _mul, _div, _add) \
	.unit = (_unit), .mul = (_mul), .div = (_div), .add = (_add)
#define FWCTL_SOURCE(_source) .source = (_source)
#define FWCTL_OPCODE .is_opcode = true
#define FWCTL_STATUS .is_status = true
#define FWCTL_SECRET .is_secret = true
#define FWCTL_ADMIN .is_admin = true
#define FWCTL_KIND .is_kind = true

/* validate.c */

/**
 * struct fwctl_verdict - What was found
 * @rule: the rule that was broken, %FWCTL_RULE_NONE if none
 * @field: what broke it; NULL: bytes that no field describes, or the message
 * @offset: byte offset into the message, header included
 * @bit: lowest bit there
 * @width: bits
 * @has_value: @value holds what was seen, which is not a secret
 * @has_bounds: @min and @max bound what the rule takes
 * @value: what was there
 * @min: least that would pass
 * @max: greatest that would pass
 * @depth: how many entries of @path and @index are in use
 * @path: the arrays and records around @field, outermost first
 * @index: which element of each
 * @answer_len: request: bytes asked for of the response behind its header, or
 *	the most that the description allows
 * @answer_min: request: bytes asked for of the response behind its header, or
 *	the least that the description allows
 * @len: bytes that are described; of a request, all others are zero
 * @trimmed: response: the device had more to say than that
 */
struct fwctl_verdict {
	__u32 rule;
	const struct fwctl_field *field;
	__u32 offset;
	__u32 bit;
	__u32 width;
	bool has_value;
	bool has_bounds;
	__u64 value;
	__u64 min;
	__u64 max;
	__u32 depth;
	const struct fwctl_field *path[FWCTL_DEPTH];
	__u32 index[FWCTL_DEPTH];
	__u32 answer_len;
	__u32 answer_min;
	__u32 len;
	bool trimmed;
};

/**
 * struct fwctl_check - What to hold a message against
 * @header: what every message of the table begins with
 * @body: what follows it
 * @answer: of a request: the response's body, for what is asked for; or NULL
 * @limits: value of each limit
 * @nr_limits: how many
 * @dropped: of a response: bytes that the device sent, but that were not kept
 * @admin: the caller may set and see fields with @is_admin
 */
struct fwctl_check {
	const struct fwctl_msg *header;
	const struct fwctl_msg *body;
	const struct fwctl_msg *answer;
	const __u64 *limits;
	__u32 nr_limits;
	__u32 dropped;
	bool admin;
};

/**
 * struct fwctl_extent - Where a field lies in a message, element or record
 * @start: offset of its first byte
 * @end: offset behind its last byte
 * @count: elements of an array; records, if a field counts them, else U32_MAX
 */
struct fwctl_extent {
	__u32 start;
	__u32 end;
	__u32 count;
};

/**
 * struct fwctl_record - One record
 * @len: bytes, header included
 * @kind: value of the header's field with @is_kind, 0 where that is a UUID
 * @variant: what describes the rest, NULL if nothing does
 */
struct fwctl_record {
	__u32 len;
	__u64 kind;
	const struct fwctl_variant *variant;
};

bool fwctl_check_request(const struct fwctl_check *check, const __u8 *buf,
			 __u32 len, struct fwctl_verdict *verdict);
bool fwctl_check_response(const struct fwctl_check *check, __u8 *buf, __u32 len,
			  struct fwctl_verdict *verdict);
__u64 fwctl_get_uint(const struct fwctl_field *field, const __u8 *buf);
void fwctl_put_uint(const struct fwctl_field *field, __u8 *buf, __u64 value);
__u64 fwctl_measured(const struct fwctl_field *field, __u64 value);
bool fwctl_keeps_rule(const struct fwctl_field *field, __u64 value);
const struct fwctl_field *fwctl_field_at(const struct fwctl_msg *msg,
					 __u32 offset);
bool fwctl_get_extent(const struct fwctl_msg *header,
		      const struct fwctl_msg *msg,
		      const struct fwctl_field *field, const __u8 *buf,
		      __u32 len, struct fwctl_extent *extent);
bool fwctl_get_record(const struct fwctl_field *field, const __u8 *buf,
		      __u32 len, struct fwctl_record *record);
bool fwctl_is_variant(const struct fwctl_variant *variant, __u64 kind);
bool fwctl_succeeded(const struct fwctl_msg *header, const __u8 *buf);

#endif
