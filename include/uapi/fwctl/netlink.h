/* SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause) */
/* Do not edit directly, auto-generated from: */
/*	Documentation/netlink/specs/fwctl.yaml */
/* YNL-GEN uapi header */

#ifndef _UAPI_LINUX_FWCTL_H
#define _UAPI_LINUX_FWCTL_H

#define FWCTL_FAMILY_NAME	"fwctl"
#define FWCTL_FAMILY_VERSION	1

/**
 * enum fwctl_kind - What a node of a description is.
 * @FWCTL_KIND_MESSAGE: request or response; its fields are below
 * @FWCTL_KIND_UINT: unsigned integer
 * @FWCTL_KIND_SINT: integer in two's complement
 * @FWCTL_KIND_BYTES: bytes that have no structure
 * @FWCTL_KIND_VENDOR: bytes that only the vendor can read
 * @FWCTL_KIND_STRING: text, padded with NULs or spaces
 * @FWCTL_KIND_UUID: 16 bytes, in the order that they are written in with
 *   big-endian, all reversed without
 * @FWCTL_KIND_ARRAY: elements of one length; their fields are below, with an
 *   empty name where they are plain values
 * @FWCTL_KIND_RECORDS: the fields of a record's header are below, then its
 *   variants
 * @FWCTL_KIND_VARIANT: the rest of a record of the kind value-min, of the
 *   kinds from there to value-max if that is there, of the kind that value has
 *   as its UUID, or with the flag other of any other
 */
enum fwctl_kind {
	FWCTL_KIND_MESSAGE = 1,
	FWCTL_KIND_UINT,
	FWCTL_KIND_SINT,
	FWCTL_KIND_BYTES,
	FWCTL_KIND_VENDOR,
	FWCTL_KIND_STRING,
	FWCTL_KIND_UUID,
	FWCTL_KIND_ARRAY,
	FWCTL_KIND_RECORDS,
	FWCTL_KIND_VARIANT,
};

/**
 * enum fwctl_measure - What an integer measures.
 * @FWCTL_MEASURE_NONE: nothing
 * @FWCTL_MEASURE_LENGTH: bytes of the field at of
 * @FWCTL_MEASURE_COUNT: elements of the field at of
 * @FWCTL_MEASURE_TAIL: bytes from of to the end of this message or record;
 *   what follows in a request must be 0
 * @FWCTL_MEASURE_ANSWER: bytes asked for of the response, from of on, behind
 *   the header
 */
enum fwctl_measure {
	FWCTL_MEASURE_NONE,
	FWCTL_MEASURE_LENGTH,
	FWCTL_MEASURE_COUNT,
	FWCTL_MEASURE_TAIL,
	FWCTL_MEASURE_ANSWER,
};

/**
 * enum fwctl_flag - What else holds of a field.
 * @FWCTL_FLAG_BIG_ENDIAN: the most significant byte is first
 * @FWCTL_FLAG_OPCODE: takes the command's opcode
 * @FWCTL_FLAG_STATUS: what the firmware says of the command, 0 is success
 * @FWCTL_FLAG_SECRET: never shown, reads as zero
 * @FWCTL_FLAG_ADMIN: reads as zero, and must be zero, for all but
 *   administrators
 * @FWCTL_FLAG_KIND: tells the record's kind
 * @FWCTL_FLAG_OTHER: variant for the kinds that have none of their own
 * @FWCTL_FLAG_ENDS_AT_ZERO: the first element, or header of a record, that is
 *   nothing but zeros ends the array or the records
 */
enum fwctl_flag {
	FWCTL_FLAG_BIG_ENDIAN = 1,
	FWCTL_FLAG_OPCODE = 2,
	FWCTL_FLAG_STATUS = 4,
	FWCTL_FLAG_SECRET = 8,
	FWCTL_FLAG_ADMIN = 16,
	FWCTL_FLAG_KIND = 32,
	FWCTL_FLAG_OTHER = 64,
	FWCTL_FLAG_ENDS_AT_ZERO = 128,
};

enum {
	FWCTL_A_DEVICE = 1,
	FWCTL_A_COMMAND,
	FWCTL_A_ID,

	__FWCTL_A_MAX,
	FWCTL_A_MAX = (__FWCTL_A_MAX - 1)
};

enum {
	FWCTL_A_DEVICE_ID = 1,
	FWCTL_A_DEVICE_NAME,
	FWCTL_A_DEVICE_TYPE,
	FWCTL_A_DEVICE_DRIVER,
	FWCTL_A_DEVICE_PARENT,
	FWCTL_A_DEVICE_BUS,
	FWCTL_A_DEVICE_COMMANDS,
	FWCTL_A_DEVICE_LIMIT,
	FWCTL_A_DEVICE_FIELD,

	__FWCTL_A_DEVICE_MAX,
	FWCTL_A_DEVICE_MAX = (__FWCTL_A_DEVICE_MAX - 1)
};

enum {
	FWCTL_A_LIMIT_NAME = 1,
	FWCTL_A_LIMIT_VALUE,

	__FWCTL_A_LIMIT_MAX,
	FWCTL_A_LIMIT_MAX = (__FWCTL_A_LIMIT_MAX - 1)
};

enum {
	FWCTL_A_COMMAND_INDEX = 1,
	FWCTL_A_COMMAND_NAME,
	FWCTL_A_COMMAND_SUMMARY,
	FWCTL_A_COMMAND_OPCODE,
	FWCTL_A_COMMAND_SCOPE,
	FWCTL_A_COMMAND_EFFECT,
	FWCTL_A_COMMAND_AUDIENCE,
	FWCTL_A_COMMAND_FIELD,

	__FWCTL_A_COMMAND_MAX,
	FWCTL_A_COMMAND_MAX = (__FWCTL_A_COMMAND_MAX - 1)
};

enum {
	FWCTL_A_FIELD_NODE = 1,
	FWCTL_A_FIELD_PARENT,
	FWCTL_A_FIELD_KIND,
	FWCTL_A_FIELD_NAME,
	FWCTL_A_FIELD_FLAGS,
	FWCTL_A_FIELD_OFFSET,
	FWCTL_A_FIELD_SIZE,
	FWCTL_A_FIELD_LSB,
	FWCTL_A_FIELD_BITS,
	FWCTL_A_FIELD_COUNT,
	FWCTL_A_FIELD_MIN_LEN,
	FWCTL_A_FIELD_MAX_LEN,
	FWCTL_A_FIELD_RULE,
	FWCTL_A_FIELD_VALUE_MIN,
	FWCTL_A_FIELD_VALUE_MAX,
	FWCTL_A_FIELD_PRESET,
	FWCTL_A_FIELD_VALUE,
	FWCTL_A_FIELD_MEASURE,
	FWCTL_A_FIELD_OF,
	FWCTL_A_FIELD_STEP,
	FWCTL_A_FIELD_PLUS,
	FWCTL_A_FIELD_LIMIT,
	FWCTL_A_FIELD_UNIT,
	FWCTL_A_FIELD_MUL,
	FWCTL_A_FIELD_DIV,
	FWCTL_A_FIELD_ADD,
	FWCTL_A_FIELD_SOURCE,

	__FWCTL_A_FIELD_MAX,
	FWCTL_A_FIELD_MAX = (__FWCTL_A_FIELD_MAX - 1)
};

enum {
	FWCTL_A_VALUE_NUMBER = 1,
	FWCTL_A_VALUE_UUID,
	FWCTL_A_VALUE_NAME,

	__FWCTL_A_VALUE_MAX,
	FWCTL_A_VALUE_MAX = (__FWCTL_A_VALUE_MAX - 1)
};

enum {
	FWCTL_CMD_DEVICE_GET = 1,
	FWCTL_CMD_COMMAND_GET,
	FWCTL_CMD_DEVICE_ADD_NTF,
	FWCTL_CMD_DEVICE_DEL_NTF,

	__FWCTL_CMD_MAX,
	FWCTL_CMD_MAX = (__FWCTL_CMD_MAX - 1)
};

#define FWCTL_MCGRP_DEVICES	"devices"

#endif /* _UAPI_LINUX_FWCTL_H */
