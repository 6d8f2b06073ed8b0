/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * fwctl: software device, whose firmware is a model in its driver
 *
 * Messages are little endian unless their description says otherwise. What
 * stands behind the headers, command by command, FWCTL_DESCRIBE tells.
 */
#ifndef _UAPI_FWCTL_SIM_H
#define _UAPI_FWCTL_SIM_H

#include <linux/types.h>

/**
 * struct fwctl_info_sim - What FWCTL_INFO has to say of the device
 * @id: N of its parent, fwctl_sim.N. Devices with an odd one are of the older
 *	model: no locator light, and a shorter answer to get-version.
 * @version: of the firmware: major << 16 | minor << 8 | patch
 */
struct fwctl_info_sim {
	__u32 id;
	__u32 version;
};

/**
 * struct fwctl_sim_request - What every request begins with
 * @opcode: &enum fwctl_sim_opcode
 * @flags: must be 0
 */
struct fwctl_sim_request {
	__le32 opcode;
	__le32 flags;
};

/**
 * struct fwctl_sim_response - What every response begins with
 * @status: &enum fwctl_sim_status
 * @length: bytes that follow
 */
struct fwctl_sim_response {
	__le32 status;
	__le32 length;
};

enum fwctl_sim_opcode {
	FWCTL_SIM_GET_VERSION = 0x01,
	FWCTL_SIM_GET_IDENTITY = 0x02,
	FWCTL_SIM_GET_COUNTERS = 0x03,
	FWCTL_SIM_NOP = 0x04,
	FWCTL_SIM_ECHO = 0x05,
	FWCTL_SIM_LIST_CONFIG = 0x10,
	FWCTL_SIM_GET_CONFIG = 0x11,
	FWCTL_SIM_SET_CONFIG = 0x12,
	FWCTL_SIM_GET_SETTINGS = 0x20,
	FWCTL_SIM_SET_SETTINGS = 0x21,
	FWCTL_SIM_GET_SENSOR = 0x22,
	FWCTL_SIM_LOCATE = 0x23,
	FWCTL_SIM_GET_EVENTS = 0x30,
	FWCTL_SIM_CLEAR_EVENTS = 0x31,
	FWCTL_SIM_GET_LOG = 0x32,
	FWCTL_SIM_GET_DUMP = 0x40,
	FWCTL_SIM_SELF_TEST = 0x41,
	FWCTL_SIM_READ_REGISTER = 0x50,
	FWCTL_SIM_WRITE_REGISTER = 0x51,
	FWCTL_SIM_RESET = 0xf0,
};

enum fwctl_sim_status {
	FWCTL_SIM_SUCCESS = 0,
	FWCTL_SIM_UNKNOWN_COMMAND = 1,
	FWCTL_SIM_BAD_ARGUMENT = 2,
	FWCTL_SIM_NOT_FOUND = 3,
	FWCTL_SIM_NO_SPACE = 4,
	FWCTL_SIM_DENIED = 5,
	FWCTL_SIM_HARDWARE_ERROR = 6,
};

/* The dump: little-endian 32-bit word n of it has the value n * DUMP_FACTOR. */
#define FWCTL_SIM_DUMP_SIZE	(2 * 1024 * 1024)
#define FWCTL_SIM_DUMP_FACTOR	2654435761U

/* What write-register takes in its field unlock */
#define FWCTL_SIM_UNLOCK	4711

#endif
