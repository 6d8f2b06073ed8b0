/* SPDX-License-Identifier: GPL-2.0-only */
/* What is known of the firmware: its interface, and the commands' constants */
#ifndef __FWCTL_SIM_H
#define __FWCTL_SIM_H

#include <linux/fwctl_table.h>
#include <linux/unaligned.h>
#include <fwctl/sim.h>

#define SIM_NAME	"fwctl_sim"
#define SIM_VERSION	0x010203	/* 1.2.3 */

/* Limits that only the device knows */
enum {
	SIM_MAX_CHUNK,
	SIM_NR_LIMITS
};

/* The header of requests and responses, and the most that is behind it */
#define SIM_HEADER	8
#define SIM_BODY_LEN	(FWCTL_MAX_LEN - SIM_HEADER)

#define SIM_KEY_LEN	16
#define SIM_VALUE_LEN	32
#define SIM_NR_KEYS	8

#define SIM_LABEL_LEN	32
#define SIM_NR_POINTS	8
#define SIM_NR_BLOCKS	8

#define SIM_EVENT_LEN	16
#define SIM_NR_EVENTS	64
#define SIM_ERROR_LEN	8
#define SIM_NR_ERRORS	32
#define SIM_BOOT_LEN	512

#define SIM_NR_REGISTERS	64
#define SIM_NR_STATUSES	8
#define SIM_NR_RAILS	3
#define SIM_SELF_TEST_MS	30000

/* Blocks of settings */
enum {
	SIM_POWER_LIMIT = 1,
	SIM_FAN_CURVE = 2,
	SIM_LABEL = 3,
	SIM_ALARM = 4,
	SIM_BUILD_OPTIONS = 0x8001,	/* reported, and not described */
};

/* Sensors */
enum {
	SIM_TEMPERATURE = 1,
	SIM_VOLTAGE = 2,
	SIM_FAN = 3,
	SIM_POWER = 4,
	SIM_SENSOR_MASK = 0x3f,
	SIM_SENSOR_RAW = 0x40,
	SIM_SENSOR_PEAK = 0x80,
};

/* Kinds of events */
enum {
	SIM_EVENT_TEMPERATURE = 1,
	SIM_EVENT_RESET = 2,
	SIM_EVENT_SETTING = 3,
	SIM_EVENT_BUILD = 0xc0,		/* reported, and not described */
};

/* Causes of a reset, the last two for the command of that name */
enum {
	SIM_RESET_POWER_ON = 0,
	SIM_RESET_WARM = 1,
	SIM_RESET_COLD = 2,
};

/* State flags in get-version */
enum {
	SIM_STATE_LOCATING = 1,
	SIM_STATE_PENDING = 2,
	SIM_STATE_UNSUPPORTED = 4,
};

/* Parts that a self-test tests */
enum {
	SIM_TEST_MEMORY = 1,
	SIM_TEST_SENSORS = 2,
	SIM_TEST_REGISTERS = 4,
};

/* Logs: the last bytes of their UUIDs */
enum {
	SIM_BOOT_LOG = 0x01,
	SIM_ERROR_LOG = 0x02,
};

/* commands.c */
extern const struct fwctl_table sim_table;

/* firmware.c */
struct sim_firmware;

struct sim_firmware *sim_firmware_create(u32 id);
void sim_firmware_destroy(struct sim_firmware *fw);
u32 sim_firmware_execute(struct sim_firmware *fw,
			 const struct fwctl_command *cmd, const u8 *in,
			 u32 in_len, u8 *out, u32 size);
u32 sim_firmware_refuse(struct sim_firmware *fw,
			const struct fwctl_command *cmd, u8 *out);

/* See struct fwctl_info_sim. */
static inline bool sim_is_older(u32 id)
{
	return id & 1;
}

/* @len: of the whole response */
static inline void sim_put_header(u8 *out, u32 status, u32 len)
{
	put_unaligned_le32(status, out);
	put_unaligned_le32(len - SIM_HEADER, out + 4);
}

#endif
