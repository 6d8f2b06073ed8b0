/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * fwctl: scoped, described remote procedure calls to device firmware
 *
 * A fwctl device, /dev/fwctl/fwctlN, carries the commands that its driver
 * publishes in a table, and no others. Ioctls 0 and 1 have the numbers, sizes
 * and errnos of the fwctl interface in newer kernels. Everything from 0x40 up
 * is this subsystem's own.
 *
 * Every structure begins with its size, as the caller knows it. FWCTL_INFO and
 * FWCTL_RPC never grow. The others may: a caller that knows a shorter (older)
 * one is served, and one that knows a longer (newer) one is served as long as
 * what this kernel does not know is zero, else the answer is E2BIG.
 */
#ifndef _UAPI_FWCTL_H
#define _UAPI_FWCTL_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define FWCTL_TYPE 0x9A

enum {
	FWCTL_CMD_INFO = 0,
	FWCTL_CMD_RPC = 1,
	/* 2 and 3 are in use by kernels of other vendors */
	FWCTL_CMD_CALL = 0x40,
	FWCTL_CMD_DESCRIBE = 0x41,
	/* 0x42 is kept for narrowing what an fd may do */
};

/* Blobs, in either direction, are not longer than this. */
#define FWCTL_MAX_LEN (2 * 1024 * 1024)

/* Room for the name of a command, and for the path to a field, with the NUL. */
#define FWCTL_NAME_LEN 32
#define FWCTL_PATH_LEN 96
#define FWCTL_TEXT_LEN 256

/**
 * enum fwctl_device_type - Says how to read &struct fwctl_info.out_device_data
 * @FWCTL_DEVICE_TYPE_ERROR: never used by a device
 * @FWCTL_DEVICE_TYPE_MLX5: NVIDIA ConnectX
 * @FWCTL_DEVICE_TYPE_CXL: CXL memory device
 * @FWCTL_DEVICE_TYPE_BNXT: Broadcom NetXtreme
 * @FWCTL_DEVICE_TYPE_PDS: AMD/Pensando
 * @FWCTL_DEVICE_TYPE_SIM: software device, <fwctl/sim.h>
 * @FWCTL_DEVICE_TYPE_IPMI: management controller, <fwctl/ipmi.h>
 * @FWCTL_DEVICE_TYPE_NVME: NVMe controller, <fwctl/nvme.h>
 */
enum fwctl_device_type {
	FWCTL_DEVICE_TYPE_ERROR = 0,
	FWCTL_DEVICE_TYPE_MLX5 = 1,
	FWCTL_DEVICE_TYPE_CXL = 2,
	FWCTL_DEVICE_TYPE_BNXT = 3,
	FWCTL_DEVICE_TYPE_PDS = 4,
	FWCTL_DEVICE_TYPE_SIM = 0x80000000,
	FWCTL_DEVICE_TYPE_IPMI = 0x80000001,
	FWCTL_DEVICE_TYPE_NVME = 0x80000002,
};

/**
 * enum fwctl_rpc_scope - The scope label: how far a request may reach
 * @FWCTL_RPC_CONFIGURATION: read and write the device's configuration
 * @FWCTL_RPC_DEBUG_READ_ONLY: also read what helps to debug
 * @FWCTL_RPC_DEBUG_WRITE: also write for debugging; may leave the supported
 *	state
 * @FWCTL_RPC_DEBUG_WRITE_FULL: also what may interrupt service; refused under
 *	kernel lockdown
 *
 * The kernel refuses a request whose command needs a higher label than the one
 * that the request states. The label alone gives no permission: see &enum
 * fwctl_effect and &enum fwctl_audience.
 */
enum fwctl_rpc_scope {
	FWCTL_RPC_CONFIGURATION = 0,
	FWCTL_RPC_DEBUG_READ_ONLY = 1,
	FWCTL_RPC_DEBUG_WRITE = 2,
	FWCTL_RPC_DEBUG_WRITE_FULL = 3,
};

/**
 * enum fwctl_effect - What a command does to the device, mildest first
 * @FWCTL_EFFECT_NONE: reads, and leaves no trace
 * @FWCTL_EFFECT_CONFIG: takes hold at reset
 * @FWCTL_EFFECT_RUNTIME: takes hold now, transparent to other users
 * @FWCTL_EFFECT_DEBUG: may leave the supported state
 * @FWCTL_EFFECT_DISRUPTS: interrupts service or destroys evidence, or may
 */
enum fwctl_effect {
	FWCTL_EFFECT_NONE = 1,
	FWCTL_EFFECT_CONFIG = 2,
	FWCTL_EFFECT_RUNTIME = 3,
	FWCTL_EFFECT_DEBUG = 4,
	FWCTL_EFFECT_DISRUPTS = 5,
};

/**
 * enum fwctl_audience - Who may send a command that has no effect
 * @FWCTL_AUDIENCE_ADMIN: whoever has CAP_SYS_ADMIN
 * @FWCTL_AUDIENCE_ANY: whoever could open the device
 */
enum fwctl_audience {
	FWCTL_AUDIENCE_ADMIN = 0,
	FWCTL_AUDIENCE_ANY = 1,
};

/**
 * struct fwctl_info - ioctl(FWCTL_INFO): what kind of device is this?
 * @size: sizeof(struct fwctl_info)
 * @flags: must be 0, else EOPNOTSUPP
 * @out_device_type: &enum fwctl_device_type
 * @device_data_len: in: bytes at @out_device_data; out: bytes that the kernel
 *	has, which may be more than it could write
 * @out_device_data: where to write what @out_device_type has to say of the
 *	device; the rest of the buffer is filled with zeros. May be 0 with a
 *	@device_data_len of 0.
 */
struct fwctl_info {
	__u32 size;
	__u32 flags;
	__u32 out_device_type;
	__u32 device_data_len;
	__aligned_u64 out_device_data;
};

#define FWCTL_INFO _IO(FWCTL_TYPE, FWCTL_CMD_INFO)

/**
 * struct fwctl_rpc - ioctl(FWCTL_RPC): send a request, wait for the response
 * @size: sizeof(struct fwctl_rpc)
 * @scope: &enum fwctl_rpc_scope
 * @in_len: bytes of the request, at most %FWCTL_MAX_LEN
 * @out_len: in: room at @out, at most %FWCTL_MAX_LEN; out: bytes of the full
 *	response, even where fewer were written
 * @in: the request
 * @out: where to write the response
 *
 * Only a fatal signal ends the wait. What the firmware itself says of the
 * command is in the response, not in the errno.
 *
 * ENOTTY: unknown ioctl. E2BIG: longer structure with a non-zero tail. EINVAL:
 * structure too short, or a field or the request is wrong. EOPNOTSUPP: unknown
 * scope, or command unknown or not supported by the device. EMSGSIZE: @in_len
 * or @out_len over the limit. EPERM: scope, capability, effect or lockdown
 * refuse. EBUSY: too many wait for the device already. ENODEV: the device is
 * gone. ECANCELED: the device is being reset. EFAULT, ENOMEM. Once the request
 * was sent: EBADMSG: malformed response. ETIMEDOUT, EIO: the transport failed.
 * ECANCELED: the device was reset under the request.
 */
struct fwctl_rpc {
	__u32 size;
	__u32 scope;
	__u32 in_len;
	__u32 out_len;
	__aligned_u64 in;
	__aligned_u64 out;
};

#define FWCTL_RPC _IO(FWCTL_TYPE, FWCTL_CMD_RPC)

/**
 * enum fwctl_sent - Did the request reach the firmware?
 * @FWCTL_NOT_SENT: no, and it will not
 * @FWCTL_SENT: it was handed to the transport; what came of it is unknown
 * @FWCTL_ANSWERED: the firmware has answered
 */
enum fwctl_sent {
	FWCTL_NOT_SENT = 0,
	FWCTL_SENT = 1,
	FWCTL_ANSWERED = 2,
};

/**
 * enum fwctl_reason - Why a call failed
 * @FWCTL_REASON_NONE: it did not
 * @FWCTL_REASON_ARGUMENT: the ioctl's own arguments (EINVAL, EMSGSIZE,
 *	EOPNOTSUPP, EFAULT)
 * @FWCTL_REASON_MEMORY: no memory (ENOMEM)
 * @FWCTL_REASON_COMMAND: the driver's table has no such command (EOPNOTSUPP)
 * @FWCTL_REASON_UNSUPPORTED: this device does not have it (EOPNOTSUPP)
 * @FWCTL_REASON_SCOPE: the command needs a higher scope (EPERM), or the scope
 *	is unknown (EOPNOTSUPP); &struct fwctl_diag.value is the scope, min the
 *	one that it needs
 * @FWCTL_REASON_CAPABILITY: caller or opener lack a capability (EPERM);
 *	&struct fwctl_diag.value is the number of the first that is lacking
 * @FWCTL_REASON_LOCKDOWN: kernel lockdown refuses (EPERM)
 * @FWCTL_REASON_REQUEST: the request breaks a rule of its description (EINVAL)
 * @FWCTL_REASON_BUSY: the time ran out in the queue (ETIMEDOUT), or too many who
 *	are no administrators wait there, in all or of one user (EBUSY)
 * @FWCTL_REASON_POWER: the device could not be powered up (EIO)
 * @FWCTL_REASON_TIMEOUT: no answer in time (ETIMEDOUT)
 * @FWCTL_REASON_SIGNAL: a signal came (EINTR)
 * @FWCTL_REASON_REMOVED: the device is gone (ENODEV)
 * @FWCTL_REASON_TRANSPORT: the transport failed (EIO)
 * @FWCTL_REASON_RESET: the device was reset under the request, or is being reset
 *	and does not take it (ECANCELED)
 * @FWCTL_REASON_RESPONSE: the response breaks its description (EBADMSG)
 * @FWCTL_REASON_REFUSED: nobody may send it: the device reports effects of it
 *	that are not acceptable, or the kernel itself owns what it changes
 *	(EPERM)
 * @FWCTL_REASON_ROOM: there is less room for the response than the request asks
 *	for (EINVAL); &struct fwctl_diag.value is the room, min what it takes
 */
enum fwctl_reason {
	FWCTL_REASON_NONE = 0,
	FWCTL_REASON_ARGUMENT = 1,
	FWCTL_REASON_MEMORY = 2,
	FWCTL_REASON_COMMAND = 3,
	FWCTL_REASON_UNSUPPORTED = 4,
	FWCTL_REASON_SCOPE = 5,
	FWCTL_REASON_CAPABILITY = 6,
	FWCTL_REASON_LOCKDOWN = 7,
	FWCTL_REASON_REQUEST = 8,
	FWCTL_REASON_BUSY = 9,
	FWCTL_REASON_POWER = 10,
	FWCTL_REASON_TIMEOUT = 11,
	FWCTL_REASON_SIGNAL = 12,
	FWCTL_REASON_REMOVED = 13,
	FWCTL_REASON_TRANSPORT = 14,
	FWCTL_REASON_RESET = 15,
	FWCTL_REASON_RESPONSE = 16,
	FWCTL_REASON_REFUSED = 17,
	FWCTL_REASON_ROOM = 18,
};

/**
 * enum fwctl_rule - What holds of a field's value, or of a message
 * @FWCTL_RULE_NONE: anything goes
 * @FWCTL_RULE_FIXED: it is min
 * @FWCTL_RULE_RANGE: it is at least min and at most max
 * @FWCTL_RULE_NAMED: it is one of the named values
 * @FWCTL_RULE_MASK: it has no bit that max does not have
 * @FWCTL_RULE_LENGTH: it is the length of another field, of what follows, or of
 *	the response that is asked for; at least min and at most max would fit
 * @FWCTL_RULE_COUNT: it is the number of elements of another field; at most max
 *	would fit
 * @FWCTL_RULE_LIMIT: it is at most what the device can take, max
 * @FWCTL_RULE_TEXT: it is printable ASCII, padded with NULs
 * @FWCTL_RULE_KIND: it is a kind of record that the description knows
 * @FWCTL_RULE_ADMIN: only an administrator sets it to anything but zero
 * @FWCTL_RULE_ZERO: what no field describes is zero
 * @FWCTL_RULE_SHORT: the message, record or field is not cut short; it has
 *	value bytes and needs min
 * @FWCTL_RULE_LONG: the message or record is not longer than described; it has
 *	value bytes and may have max
 *
 * A description uses NONE to MASK for a field; a diagnosis uses them all.
 */
enum fwctl_rule {
	FWCTL_RULE_NONE = 0,
	FWCTL_RULE_FIXED = 1,
	FWCTL_RULE_RANGE = 2,
	FWCTL_RULE_NAMED = 3,
	FWCTL_RULE_MASK = 4,
	FWCTL_RULE_LENGTH = 5,
	FWCTL_RULE_COUNT = 6,
	FWCTL_RULE_LIMIT = 7,
	FWCTL_RULE_TEXT = 8,
	FWCTL_RULE_KIND = 9,
	FWCTL_RULE_ADMIN = 10,
	FWCTL_RULE_ZERO = 11,
	FWCTL_RULE_SHORT = 12,
	FWCTL_RULE_LONG = 13,
};

/* Flags of struct fwctl_diag */
#define FWCTL_DIAG_PLACE	(1U << 0)	/* offset, bit and width tell where */
#define FWCTL_DIAG_VALUE	(1U << 1)	/* value was seen there */
#define FWCTL_DIAG_BOUNDS	(1U << 2)	/* min and max bound the rule */
#define FWCTL_DIAG_SIGNED	(1U << 3)	/* these three are __s64 */

/**
 * struct fwctl_diag - What became of a call, and why
 * @reason: &enum fwctl_reason
 * @rule: &enum fwctl_rule that was broken, with reason REQUEST or RESPONSE
 * @sent: &enum fwctl_sent
 * @flags: which of the members below hold something, FWCTL_DIAG_*
 * @offset: byte offset into the request, or with reason RESPONSE into the
 *	response
 * @bit: lowest bit there, counted from the least significant one of the
 *	integer that begins at @offset
 * @width: bits
 * @error: the errno that the call returned, positive
 * @value: what was there; never a secret
 * @min: least value that the rule would have taken
 * @max: greatest value that the rule would have taken
 * @command: the command's name, empty if the request names none
 * @field: path of the field, such as "entries[3].length", empty if none
 * @text: all of it in one line, for a person
 *
 * Strings end with a NUL.
 */
struct fwctl_diag {
	__u32 reason;
	__u32 rule;
	__u32 sent;
	__u32 flags;
	__u32 offset;
	__u32 bit;
	__u32 width;
	__u32 error;
	__aligned_u64 value;
	__aligned_u64 min;
	__aligned_u64 max;
	char command[FWCTL_NAME_LEN];
	char field[FWCTL_PATH_LEN];
	char text[FWCTL_TEXT_LEN];
};

/* Flags that a caller gives to FWCTL_CALL */
#define FWCTL_CALL_CHECK	(1U << 0)	/* would it pass? send nothing */

/* What FWCTL_CALL says of the response in out_flags */
#define FWCTL_CALL_STATUS	(1U << 0)	/* the firmware reported an error */
#define FWCTL_CALL_TRIMMED	(1U << 1)	/* it was longer than described */

/**
 * struct fwctl_call - ioctl(FWCTL_CALL): FWCTL_RPC with a diagnosis
 * @size: sizeof(struct fwctl_call)
 * @flags: FWCTL_CALL_CHECK or 0
 * @scope: &enum fwctl_rpc_scope
 * @timeout_ms: how long to wait in all, in milliseconds; 0: as long as the
 *	transport takes. The end of the caller's wait is not the end of a
 *	command that was sent.
 * @in_len: bytes of the request, at most %FWCTL_MAX_LEN
 * @out_len: in: room at @out, at most %FWCTL_MAX_LEN; out: bytes of the full
 *	response, even where fewer were written
 * @in: the request
 * @out: where to write the response
 * @diag_len: in: room at @diag; out: bytes that the kernel's diagnosis has.
 *	Where there is room for more, the rest is filled with zeros.
 * @out_flags: FWCTL_CALL_STATUS, FWCTL_CALL_TRIMMED
 * @diag: where to write a &struct fwctl_diag, whether the call fails or not
 *
 * Any signal ends the wait: EINTR, never restarted by the kernel, with the
 * diagnosis saying whether the request was sent. Errnos otherwise as for
 * FWCTL_RPC, and ETIMEDOUT for the caller's own timeout.
 *
 * @out_len, @diag_len and @out_flags are written back whether the call fails or
 * not; after a failure @out_len is 0, unless the failure is in these arguments
 * themselves.
 */
struct fwctl_call {
	__u32 size;
	__u32 flags;
	__u32 scope;
	__u32 timeout_ms;
	__u32 in_len;
	__u32 out_len;
	__aligned_u64 in;
	__aligned_u64 out;
	__u32 diag_len;
	__u32 out_flags;
	__aligned_u64 diag;
};

#define FWCTL_CALL _IO(FWCTL_TYPE, FWCTL_CMD_CALL)

/**
 * struct fwctl_describe - ioctl(FWCTL_DESCRIBE): what does this device carry?
 * @size: sizeof(struct fwctl_describe)
 * @flags: must be 0
 * @buf: where to write netlink attributes, see <fwctl/netlink.h>
 * @buf_len: in: room at @buf; out: bytes written, or with EMSGSIZE, because
 *	there is no room for the next piece, bytes that always suffice
 * @reserved: must be 0
 * @cursor: in: 0 for the beginning, else what the call before returned; out:
 *	where to go on, or 0 after the last piece
 *
 * First comes a FWCTL_A_DEVICE, then a FWCTL_A_COMMAND for each command, as
 * many as there is room for. One with many fields may come in several pieces,
 * one after the other.
 */
struct fwctl_describe {
	__u32 size;
	__u32 flags;
	__aligned_u64 buf;
	__u32 buf_len;
	__u32 reserved;
	__aligned_u64 cursor;
};

#define FWCTL_DESCRIBE _IO(FWCTL_TYPE, FWCTL_CMD_DESCRIBE)

#endif
