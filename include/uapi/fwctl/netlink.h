/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * fwctl: how a device describes itself, in netlink attributes
 *
 * An attribute of type "uint" has 4 bytes, or 8 where the value needs them, in
 * the byte order of the machine. "string" ends with a NUL. "nest" holds other
 * attributes. Attributes that would say nothing (0, no unit, ...) are left out.
 */
#ifndef _UAPI_FWCTL_NETLINK_H
#define _UAPI_FWCTL_NETLINK_H

/* At the top */
enum {
	FWCTL_A_DEVICE = 1,		/* nest: FWCTL_A_DEVICE_* */
	FWCTL_A_COMMAND,		/* nest: FWCTL_A_COMMAND_* */

	__FWCTL_A_MAX,
	FWCTL_A_MAX = __FWCTL_A_MAX - 1
};

/*
 * In FWCTL_A_DEVICE. ID is always there. A device that comes in pieces has the
 * other attributes in its first piece, and goes on with FIELD in the next.
 */
enum {
	FWCTL_A_DEVICE_ID = 1,		/* uint: N of /dev/fwctl/fwctlN */
	FWCTL_A_DEVICE_NAME,		/* string: fwctlN */
	FWCTL_A_DEVICE_TYPE,		/* uint: enum fwctl_device_type */
	FWCTL_A_DEVICE_DRIVER,		/* string: the fwctl driver's name */
	FWCTL_A_DEVICE_PARENT,		/* string: the parent device's name */
	FWCTL_A_DEVICE_BUS,		/* string: the parent's bus, if any */
	FWCTL_A_DEVICE_COMMANDS,	/* uint: how many rows the device has */
	FWCTL_A_DEVICE_LIMIT,		/* nest: FWCTL_A_LIMIT_*, one a limit */
	FWCTL_A_DEVICE_FIELD,		/* nest: like FWCTL_A_COMMAND_FIELD, of
					 * the headers that all messages have
					 */

	__FWCTL_A_DEVICE_MAX,
	FWCTL_A_DEVICE_MAX = __FWCTL_A_DEVICE_MAX - 1
};

/* In FWCTL_A_DEVICE_LIMIT */
enum {
	FWCTL_A_LIMIT_NAME = 1,		/* string */
	FWCTL_A_LIMIT_VALUE,		/* uint: what the device takes now */

	__FWCTL_A_LIMIT_MAX,
	FWCTL_A_LIMIT_MAX = __FWCTL_A_LIMIT_MAX - 1
};

/*
 * In FWCTL_A_COMMAND. INDEX is always there. A command that comes in pieces has
 * the other attributes in its first piece, and goes on with FIELD in the next.
 * SCOPE, EFFECT and AUDIENCE are what holds on this device, which may be more
 * cautious than the driver's table.
 */
enum {
	FWCTL_A_COMMAND_INDEX = 1,	/* uint: row in the table, from 0 */
	FWCTL_A_COMMAND_NAME,		/* string */
	FWCTL_A_COMMAND_SUMMARY,	/* string */
	FWCTL_A_COMMAND_OPCODE,		/* uint, always there */
	FWCTL_A_COMMAND_SCOPE,		/* uint: enum fwctl_rpc_scope, always */
	FWCTL_A_COMMAND_EFFECT,		/* uint: enum fwctl_effect */
	FWCTL_A_COMMAND_AUDIENCE,	/* uint: enum fwctl_audience, always */
	FWCTL_A_COMMAND_FIELD,		/* nest: FWCTL_A_FIELD_*, many */

	__FWCTL_A_COMMAND_MAX,
	FWCTL_A_COMMAND_MAX = __FWCTL_A_COMMAND_MAX - 1
};

/*
 * A description is a tree of nodes, sent in order, each before those below it.
 * NODE numbers them from 1 in each command (and from 1 in the device's headers)
 * and PARENT names the node above, or is left out at the top, where there are
 * two MESSAGE nodes: first the request, then the response.
 */
enum fwctl_kind {
	FWCTL_KIND_MESSAGE = 1,		/* request or response; fields below */
	FWCTL_KIND_UINT,		/* unsigned integer */
	FWCTL_KIND_SINT,		/* integer in two's complement */
	FWCTL_KIND_BYTES,		/* bytes that have no structure */
	FWCTL_KIND_VENDOR,		/* bytes that only the vendor can read */
	FWCTL_KIND_STRING,		/* text, padded with NULs or spaces */
	FWCTL_KIND_UUID,		/* 16 bytes, in the order that they are
					 * written in with FIELD_BIG_ENDIAN,
					 * all reversed without
					 */
	FWCTL_KIND_ARRAY,		/* elements of one length; their fields
					 * below, named "" if they are plain
					 */
	FWCTL_KIND_RECORDS,		/* header's fields below, then variants */
	FWCTL_KIND_VARIANT,		/* the rest of a record of the kind
					 * VALUE_MIN, of the kinds from there to
					 * VALUE_MAX if that is there, or with
					 * FIELD_OTHER of any other
					 */
};

/* What an integer measures */
enum fwctl_measure {
	FWCTL_MEASURE_NONE = 0,
	FWCTL_MEASURE_LENGTH,		/* bytes of the field at OF */
	FWCTL_MEASURE_COUNT,		/* elements of the field at OF */
	FWCTL_MEASURE_TAIL,		/* bytes from OF to the end of this
					 * message or record
					 */
	FWCTL_MEASURE_ANSWER,		/* bytes asked for of the response, from
					 * OF on, behind the header
					 */
};

/* FWCTL_A_FIELD_FLAGS */
#define FWCTL_FIELD_BIG_ENDIAN	(1U << 0)
#define FWCTL_FIELD_OPCODE	(1U << 1)	/* takes the command's opcode */
#define FWCTL_FIELD_STATUS	(1U << 2)	/* 0 is success */
#define FWCTL_FIELD_SECRET	(1U << 3)	/* never shown: reads as zero */
#define FWCTL_FIELD_ADMIN	(1U << 4)	/* reads as zero, and must be
						 * zero, for all but
						 * administrators
						 */
#define FWCTL_FIELD_KIND	(1U << 5)	/* tells the record's kind */
#define FWCTL_FIELD_OTHER	(1U << 6)	/* variant for unlisted kinds */

/* In FWCTL_A_COMMAND_FIELD and FWCTL_A_DEVICE_FIELD */
enum {
	FWCTL_A_FIELD_NODE = 1,		/* uint, always there */
	FWCTL_A_FIELD_PARENT,		/* uint */
	FWCTL_A_FIELD_KIND,		/* uint: enum fwctl_kind, always */
	FWCTL_A_FIELD_NAME,		/* string, always */
	FWCTL_A_FIELD_FLAGS,		/* uint: FWCTL_FIELD_* */
	FWCTL_A_FIELD_OFFSET,		/* uint: bytes from the beginning of the
					 * message behind its header, of the
					 * element, or of the record
					 */
	FWCTL_A_FIELD_SIZE,		/* uint: bytes; of an array's element or
					 * a record; left out where the length
					 * is measured, or reaches to the end
					 */
	FWCTL_A_FIELD_LSB,		/* uint: lowest bit, with BITS */
	FWCTL_A_FIELD_BITS,		/* uint: left out if all of SIZE */
	FWCTL_A_FIELD_COUNT,		/* uint: elements, where it is fixed */
	FWCTL_A_FIELD_MIN_LEN,		/* uint: bytes, of MESSAGE and VARIANT,
					 * and of the header of RECORDS
					 */
	FWCTL_A_FIELD_MAX_LEN,		/* uint: likewise, always */
	FWCTL_A_FIELD_RULE,		/* uint: enum fwctl_rule */
	FWCTL_A_FIELD_VALUE_MIN,	/* uint: FIXED, RANGE; VARIANT's kind */
	FWCTL_A_FIELD_VALUE_MAX,	/* uint: FIXED, RANGE, MASK; VARIANT's */
	FWCTL_A_FIELD_PRESET,		/* uint: a good value if none is given */
	FWCTL_A_FIELD_VALUE,		/* nest: FWCTL_A_VALUE_*, many */
	FWCTL_A_FIELD_MEASURE,		/* uint: enum fwctl_measure */
	FWCTL_A_FIELD_OF,		/* uint: offset that MEASURE speaks of */
	FWCTL_A_FIELD_STEP,		/* uint: value * STEP + PLUS is what it */
	FWCTL_A_FIELD_PLUS,		/* uint: measures; 1 and 0 if left out */
	FWCTL_A_FIELD_LIMIT,		/* string: a limit's name */
	FWCTL_A_FIELD_UNIT,		/* string; shown in it, a value is */
	FWCTL_A_FIELD_MUL,		/* sint: value * MUL / DIV + ADD; */
	FWCTL_A_FIELD_DIV,		/* sint: 1, 1 and 0 */
	FWCTL_A_FIELD_ADD,		/* sint: if left out */
	FWCTL_A_FIELD_SOURCE,		/* string: "command/field" that has good
					 * values for this one
					 */

	__FWCTL_A_FIELD_MAX,
	FWCTL_A_FIELD_MAX = __FWCTL_A_FIELD_MAX - 1
};

/* In FWCTL_A_FIELD_VALUE: a named value, or with RULE_MASK a named bit */
enum {
	FWCTL_A_VALUE_NUMBER = 1,	/* uint, of integers, always */
	FWCTL_A_VALUE_UUID,		/* 16 bytes as in the message */
	FWCTL_A_VALUE_NAME,		/* string */

	__FWCTL_A_VALUE_MAX,
	FWCTL_A_VALUE_MAX = __FWCTL_A_VALUE_MAX - 1
};

#endif
