// SPDX-License-Identifier: GPL-2.0-only
/*
 * The firmware of a software device: its memory, and what each command does
 *
 * Requests are as the table describes them; see commands.c.
 */
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/unaligned.h>

#include "sim.h"

struct sim_config {
	char key[SIM_KEY_LEN];
	char active[SIM_VALUE_LEN];
	char pending[SIM_VALUE_LEN];
};

struct sim_event {
	u32 id;
	u32 time;
	u8 kind;
	u8 data[6];
};

struct sim_error {
	u32 time;
	u16 opcode;
	u16 status;
};

struct sim_settings {
	u32 power_limit;
	u8 points[SIM_NR_POINTS * 2];
	u32 points_len;
	char label[SIM_LABEL_LEN];
	u32 label_len;
	u8 alarm[2];
};

struct sim_firmware {
	u32 id;
	struct mutex lock;	/* for all that follows */
	ktime_t booted;
	u32 boots;
	bool locating;
	u64 commands;
	u64 writes;
	u64 received;
	u32 statuses[SIM_NR_STATUSES];
	struct sim_config config[SIM_NR_KEYS];
	u32 nr_config;
	struct sim_settings settings;
	struct sim_event events[SIM_NR_EVENTS];
	u32 first_event;
	u32 next_event;		/* id: index modulo SIM_NR_EVENTS */
	struct sim_error errors[SIM_NR_ERRORS];
	u32 nr_errors;		/* likewise */
	u32 registers[SIM_NR_REGISTERS];
};

/* An answer that is being written. What does not fit is dropped but counted. */
struct sim_answer {
	u8 *buf;
	u32 size;
	u32 len;
};

static void put(struct sim_answer *answer, const void *data, u32 len)
{
	if (answer->len < answer->size)
		memcpy(answer->buf + answer->len, data,
		       min(len, answer->size - answer->len));
	answer->len += len;
}

static void put_u8(struct sim_answer *answer, u8 value)
{
	put(answer, &value, sizeof(value));
}

static void put_le16(struct sim_answer *answer, u16 value)
{
	__le16 v = cpu_to_le16(value);

	put(answer, &v, sizeof(v));
}

static void put_le32(struct sim_answer *answer, u32 value)
{
	__le32 v = cpu_to_le32(value);

	put(answer, &v, sizeof(v));
}

static void put_le64(struct sim_answer *answer, u64 value)
{
	__le64 v = cpu_to_le64(value);

	put(answer, &v, sizeof(v));
}

static u64 uptime_ms(const struct sim_firmware *fw)
{
	return ktime_ms_delta(ktime_get_boottime(), fw->booted);
}

static void add_event(struct sim_firmware *fw, u8 kind, const void *data,
		      size_t len)
{
	struct sim_event *event = &fw->events[fw->next_event % SIM_NR_EVENTS];

	event->id = fw->next_event++;
	event->time = uptime_ms(fw);
	event->kind = kind;
	memset(event->data, 0, sizeof(event->data));
	memcpy(event->data, data, len);
	if (fw->next_event - fw->first_event > SIM_NR_EVENTS)
		fw->first_event = fw->next_event - SIM_NR_EVENTS;
}

static void default_settings(struct sim_firmware *fw)
{
	static const struct sim_settings defaults = {
		.power_limit = 25000,
		.points = { 0, 20, 40, 50, 70, 100 },
		.points_len = 6,
		.label = "unnamed",
		.label_len = 7,
		/* enabled, warning, from 85.0 C on */
		.alarm = { (850 & 0xf) << 4 | 1 << 1 | 1, 850 >> 4 },
	};

	fw->settings = defaults;
}

static void boot(struct sim_firmware *fw, u8 cause)
{
	static const u8 build[] = { 's', 'i', 'm', 1, 2, 3 };
	u32 i;

	fw->booted = ktime_get_boottime();
	fw->boots++;
	fw->locating = false;
	for (i = 0; i < fw->nr_config; i++)
		memcpy(fw->config[i].active, fw->config[i].pending,
		       SIM_VALUE_LEN);
	if (cause != SIM_RESET_WARM) {
		default_settings(fw);
		memset(fw->registers, 0, sizeof(fw->registers));
	}
	add_event(fw, SIM_EVENT_RESET, &cause, sizeof(cause));
	add_event(fw, SIM_EVENT_BUILD, build, sizeof(build));
}

/* In 1/16 C: warmer, the more power the device may draw */
static s16 temperature(const struct sim_firmware *fw)
{
	return 30 * 16 + fw->settings.power_limit * 16 / 2500;
}

static struct sim_config *find_config(struct sim_firmware *fw, const u8 *key)
{
	u32 i;

	for (i = 0; i < fw->nr_config; i++)
		if (!memcmp(fw->config[i].key, key, SIM_KEY_LEN))
			return &fw->config[i];
	return NULL;
}

static u32 get_version(struct sim_firmware *fw, struct sim_answer *answer)
{
	static const char build[16] = "1.2.3-sim";
	u32 i, state = 0;

	if (fw->locating)
		state |= SIM_STATE_LOCATING;
	for (i = 0; i < fw->nr_config; i++)
		if (memcmp(fw->config[i].active, fw->config[i].pending,
			   SIM_VALUE_LEN))
			state |= SIM_STATE_PENDING;
	if (memchr_inv(fw->registers, 0, sizeof(fw->registers)))
		state |= SIM_STATE_UNSUPPORTED;

	put_le32(answer, SIM_VERSION);
	put_le32(answer, state);
	put_le64(answer, uptime_ms(fw));
	put(answer, build, sizeof(build));
	if (!sim_is_older(fw->id))
		put_le32(answer, fw->boots);
	return FWCTL_SIM_SUCCESS;
}

static u32 get_identity(struct sim_firmware *fw, struct sim_answer *answer)
{
	static const char key[16] = "sixteen secrets";
	bool older = sim_is_older(fw->id);
	u8 model_guid[16] = {
		older ? 0xf1 : 0xf0, 0xe1, 0xd2, 0xc3, 0xb4, 0xa5, 0x96, 0x47,
		0x78, 0x49, 0x5a, 0x6b, 0x2d, 0x1e, 0x0f, 0x53,
	};
		u8 buf[16];

	put_unaligned_be16(0x4657, buf);
	put_unaligned_be16(older ? 1 : 2, buf + 2);
	put_unaligned_be32(3, buf + 4);
	put_unaligned_be64(0x02005e1000000000ULL + fw->id, buf + 8);
	put(answer, buf, sizeof(buf));

	/* RFC 9562 5.8, version 8: what is in it is up to us */
	put_unaligned_be64(0x6677637473698d00ULL, buf);
	put_unaligned_be64(0x8000000000000000ULL + fw->id, buf + 8);
	put(answer, buf, sizeof(buf));
	put(answer, model_guid, sizeof(model_guid));

	memset(buf, 0, sizeof(buf));
	snprintf(buf, sizeof(buf), "SIM%08u", fw->id);
	put(answer, buf, sizeof(buf));
	put(answer, key, sizeof(key));
	return FWCTL_SIM_SUCCESS;
}

static u32 get_counters(struct sim_firmware *fw, struct sim_answer *answer)
{
	u32 i;

	put_le64(answer, fw->commands);
	put_le64(answer, fw->writes);
	put_le64(answer, fw->received / 512);
	put_le64(answer, 0);
	put_le32(answer, fw->boots - 1);
	put_le32(answer, fw->next_event - 1);
	for (i = 0; i < SIM_NR_STATUSES; i++)
		put_le32(answer, fw->statuses[i]);
	return FWCTL_SIM_SUCCESS;
}

static u32 echo(const u8 *in, struct sim_answer *answer)
{
	u32 len = min(get_unaligned_le32(in), get_unaligned_le32(in + 4));

	put_le32(answer, len);
	put(answer, in + 8, len);
	return FWCTL_SIM_SUCCESS;
}

static u32 list_config(struct sim_firmware *fw, struct sim_answer *answer)
{
	u32 i;

	put_le16(answer, fw->nr_config);
	put_le16(answer, 0);
	for (i = 0; i < fw->nr_config; i++)
		put(answer, fw->config[i].key, SIM_KEY_LEN);
	return FWCTL_SIM_SUCCESS;
}

static u32 get_config(struct sim_firmware *fw, const u8 *in,
		      struct sim_answer *answer)
{
	struct sim_config *config = find_config(fw, in);

	if (!config)
		return FWCTL_SIM_NOT_FOUND;
	put(answer, config->active, SIM_VALUE_LEN);
	put(answer, config->pending, SIM_VALUE_LEN);
	return FWCTL_SIM_SUCCESS;
}

static u32 set_config(struct sim_firmware *fw, const u8 *in)
{
	struct sim_config *config = find_config(fw, in);

	if (!in[0])
		return FWCTL_SIM_BAD_ARGUMENT;
	if (!config) {
		if (fw->nr_config == SIM_NR_KEYS)
			return FWCTL_SIM_NO_SPACE;
		config = &fw->config[fw->nr_config++];
		memcpy(config->key, in, SIM_KEY_LEN);
		memset(config->active, 0, SIM_VALUE_LEN);
	}
	memcpy(config->pending, in + SIM_KEY_LEN, SIM_VALUE_LEN);
	return FWCTL_SIM_SUCCESS;
}

static void put_block(struct sim_answer *answer, u16 type, const void *value,
		      u32 len)
{
	put_le16(answer, type);
	put_le16(answer, len);
	put(answer, value, len);
}

static u32 get_settings(struct sim_firmware *fw, struct sim_answer *answer)
{
	static const u8 options[] = { 0xc0, 0xff, 0xee };
	const struct sim_settings *settings = &fw->settings;
	__le32 power_limit = cpu_to_le32(settings->power_limit);

	put_le32(answer, 5 * 4 + sizeof(power_limit) + settings->points_len +
			 settings->label_len + sizeof(settings->alarm) +
			 sizeof(options));
	put_block(answer, SIM_POWER_LIMIT, &power_limit, sizeof(power_limit));
	put_block(answer, SIM_FAN_CURVE, settings->points,
		  settings->points_len);
	put_block(answer, SIM_LABEL, settings->label, settings->label_len);
	put_block(answer, SIM_ALARM, settings->alarm, sizeof(settings->alarm));
	put_block(answer, SIM_BUILD_OPTIONS, options, sizeof(options));
	return FWCTL_SIM_SUCCESS;
}

static u32 set_settings(struct sim_firmware *fw, const u8 *in)
{
	struct sim_settings *settings = &fw->settings;
	u32 i, count = get_unaligned_le16(in);
	const u8 *block = in + 4;

	for (i = 0; i < count; i++) {
		u32 len = get_unaligned_le16(block + 2);
		const u8 *value = block + 4;

		switch (get_unaligned_le16(block)) {
		case SIM_POWER_LIMIT:
			settings->power_limit = get_unaligned_le32(value);
			break;
		case SIM_FAN_CURVE:
			memcpy(settings->points, value, len);
			settings->points_len = len;
			break;
		case SIM_LABEL:
			memcpy(settings->label, value, len);
			settings->label_len = len;
			break;
		case SIM_ALARM:
			memcpy(settings->alarm, value, len);
			break;
		}
		add_event(fw, SIM_EVENT_SETTING, block, 2);
		block += 4 + len;
	}
	if (temperature(fw) > 50 * 16) {
		__le16 data[] = { cpu_to_le16(temperature(fw)),
				  cpu_to_le16(50 * 16) };

		add_event(fw, SIM_EVENT_TEMPERATURE, data, sizeof(data));
	}
	return FWCTL_SIM_SUCCESS;
}

static u32 get_sensor(struct sim_firmware *fw, u8 sensor,
		      struct sim_answer *answer)
{
	static const u32 rails[SIM_NR_RAILS] = { 12000000, 5000000, 3300000 };
	u32 peak = sensor & SIM_SENSOR_PEAK ? 1 : 0;
	u32 raw = sensor & SIM_SENSOR_RAW ? 1 : 0;
	u32 i;

	switch (sensor & SIM_SENSOR_MASK) {
	case SIM_TEMPERATURE:
		put_le16(answer, temperature(fw) + 4 * 16 * peak + raw);
		put_le16(answer, 95 + 273);
		break;
	case SIM_VOLTAGE:
		for (i = 0; i < SIM_NR_RAILS; i++) {
			u8 rail[3];

			put_unaligned_le24(rails[i] + 10000 * peak + raw, rail);
			put(answer, rail, sizeof(rail));
		}
		break;
	case SIM_FAN:
		put_le32(answer, 3600 + 1200 * peak);
		break;
	case SIM_POWER:
		put_le32(answer, fw->settings.power_limit / (2 - peak));
		break;
	default:
		return FWCTL_SIM_NOT_FOUND;
	}
	return FWCTL_SIM_SUCCESS;
}

static u32 get_events(struct sim_firmware *fw, const u8 *in, u32 in_len,
		      struct sim_answer *answer)
{
	u32 first = max(get_unaligned_le32(in), fw->first_event);
	u32 most = in_len > 4 ? get_unaligned_le16(in + 4) : SIM_NR_EVENTS;
	u32 i, left, count;

	first = min(first, fw->next_event);
	left = fw->next_event - first;
	count = min(left, most);
	put_le16(answer, count);
	put_le16(answer, left - count);
	put_le32(answer, first + count);
	for (i = 0; i < count; i++) {
		const struct sim_event *event;

		event = &fw->events[(first + i) % SIM_NR_EVENTS];
		put_le32(answer, event->id);
		put_le32(answer, event->time);
		put_u8(answer, event->kind);
		put_u8(answer, 0);
		put(answer, event->data, sizeof(event->data));
	}
	return FWCTL_SIM_SUCCESS;
}

static u32 clear_events(struct sim_firmware *fw, struct sim_answer *answer)
{
	put_le16(answer, fw->next_event - fw->first_event);
	fw->first_event = fw->next_event;
	return FWCTL_SIM_SUCCESS;
}

static u32 get_log(struct sim_firmware *fw, u8 log, struct sim_answer *answer)
{
	char text[SIM_BOOT_LEN];
	u32 i, len;

	if (log == SIM_BOOT_LOG) {
		len = scnprintf(text, sizeof(text), "%s.%u: boot %u",
				SIM_NAME, fw->id, fw->boots);
		for (i = 0; i < fw->nr_config; i++)
			len += scnprintf(text + len, sizeof(text) - len,
					 ", %.*s=%.*s",
					 SIM_KEY_LEN, fw->config[i].key,
					 SIM_VALUE_LEN, fw->config[i].active);
		put(answer, text, len);
		return FWCTL_SIM_SUCCESS;
	}

	i = fw->nr_errors > SIM_NR_ERRORS ? fw->nr_errors - SIM_NR_ERRORS : 0;
	for (; i < fw->nr_errors; i++) {
		const struct sim_error *error;

		error = &fw->errors[i % SIM_NR_ERRORS];
		put_le32(answer, error->time);
		put_le16(answer, error->opcode);
		put_le16(answer, error->status);
	}
	return FWCTL_SIM_SUCCESS;
}

static u32 get_dump(const u8 *in, struct sim_answer *answer)
{
	u32 offset = get_unaligned_le32(in);
	u64 end = offset + 4 * ((u64)get_unaligned_le32(in + 4) + 1);
	u32 skip = offset % 4;

	end = min(end, FWCTL_SIM_DUMP_SIZE);
	while (offset < end) {
		__le32 word = cpu_to_le32(offset / 4 * FWCTL_SIM_DUMP_FACTOR);
		u32 len = min(4 - skip, (u32)end - offset);

		put(answer, (u8 *)&word + skip, len);
		offset += len;
		skip = 0;
	}
	return FWCTL_SIM_SUCCESS;
}

static u32 self_test(struct sim_firmware *fw, const u8 *in,
		     struct sim_answer *answer)
{
	u8 parts = in[4], failed = 0;

	if (memchr_inv(fw->registers, 0, sizeof(fw->registers)))
		failed = parts & SIM_TEST_REGISTERS;
	put_u8(answer, parts & ~failed);
	put_u8(answer, failed);
	put_le16(answer, 0);
	put_le32(answer, get_unaligned_le32(in));
	return FWCTL_SIM_SUCCESS;
}

static u32 write_register(struct sim_firmware *fw, const u8 *in)
{
	if (get_unaligned_le32(in + 8) != FWCTL_SIM_UNLOCK)
		return FWCTL_SIM_DENIED;
	fw->registers[get_unaligned_le24(in)] = get_unaligned_le32(in + 4);
	return FWCTL_SIM_SUCCESS;
}

/* @in is behind the header, and as the table describes it. */
static u32 run_command(struct sim_firmware *fw, u32 opcode, const u8 *in,
		       u32 in_len, struct sim_answer *answer)
{
	switch (opcode) {
	case FWCTL_SIM_GET_VERSION:
		return get_version(fw, answer);
	case FWCTL_SIM_GET_IDENTITY:
		return get_identity(fw, answer);
	case FWCTL_SIM_GET_COUNTERS:
		return get_counters(fw, answer);
	case FWCTL_SIM_NOP:
		put(answer, in, in_len);
		return FWCTL_SIM_SUCCESS;
	case FWCTL_SIM_ECHO:
		return echo(in, answer);
	case FWCTL_SIM_LIST_CONFIG:
		return list_config(fw, answer);
	case FWCTL_SIM_GET_CONFIG:
		return get_config(fw, in, answer);
	case FWCTL_SIM_SET_CONFIG:
		return set_config(fw, in);
	case FWCTL_SIM_GET_SETTINGS:
		return get_settings(fw, answer);
	case FWCTL_SIM_SET_SETTINGS:
		return set_settings(fw, in);
	case FWCTL_SIM_GET_SENSOR:
		return get_sensor(fw, in[0], answer);
	case FWCTL_SIM_LOCATE:
		fw->locating = in[0];
		return FWCTL_SIM_SUCCESS;
	case FWCTL_SIM_GET_EVENTS:
		return get_events(fw, in, in_len, answer);
	case FWCTL_SIM_CLEAR_EVENTS:
		return clear_events(fw, answer);
	case FWCTL_SIM_GET_LOG:
		return get_log(fw, in[15], answer);
	case FWCTL_SIM_GET_DUMP:
		return get_dump(in, answer);
	case FWCTL_SIM_SELF_TEST:
		return self_test(fw, in, answer);
	case FWCTL_SIM_READ_REGISTER:
		put_le32(answer, fw->registers[get_unaligned_le24(in)]);
		return FWCTL_SIM_SUCCESS;
	case FWCTL_SIM_WRITE_REGISTER:
		return write_register(fw, in);
	case FWCTL_SIM_RESET:
		boot(fw, in[0]);
		return FWCTL_SIM_SUCCESS;
	default:
		return FWCTL_SIM_UNKNOWN_COMMAND;
	}
}

/* Does it not look at the firmware's memory? Then it need not queue for it. */
static bool is_stateless(u32 opcode)
{
	return opcode == FWCTL_SIM_NOP || opcode == FWCTL_SIM_ECHO ||
	       opcode == FWCTL_SIM_GET_DUMP;
}

static void account(struct sim_firmware *fw, u32 opcode, u32 status)
{
	struct sim_error *error;

	fw->statuses[status]++;
	if (!status)
		return;
	error = &fw->errors[fw->nr_errors++ % SIM_NR_ERRORS];
	error->time = uptime_ms(fw);
	error->opcode = opcode;
	error->status = status;
}

/*
 * Execute a command and write the answer, header included. Returns its length,
 * which may be more than @size: then the rest is dropped.
 */
u32 sim_firmware_execute(struct sim_firmware *fw,
			 const struct fwctl_command *cmd, const u8 *in,
			 u32 in_len, u8 *out, u32 size)
{
	struct sim_answer answer = { out, size, SIM_HEADER };
	bool stateless = is_stateless(cmd->opcode);
	const u8 *body = in + SIM_HEADER;
	u32 body_len = in_len - SIM_HEADER;
	u32 status;

	if (stateless)
		status = run_command(fw, cmd->opcode, body, body_len, &answer);
	scoped_guard(mutex, &fw->lock) {
		fw->commands++;
		if (cmd->effect > FWCTL_EFFECT_NONE)
			fw->writes++;
		fw->received += in_len;
		if (!stateless)
			status = run_command(fw, cmd->opcode, body, body_len,
					     &answer);
		account(fw, cmd->opcode, status);
	}
	if (status)
		answer.len = SIM_HEADER;
	sim_put_header(out, status, answer.len);
	return answer.len;
}

/* The same where the hardware does not let it: nothing is executed. */
u32 sim_firmware_refuse(struct sim_firmware *fw,
			const struct fwctl_command *cmd, u8 *out)
{
	scoped_guard(mutex, &fw->lock)
		account(fw, cmd->opcode, FWCTL_SIM_HARDWARE_ERROR);
	sim_put_header(out, FWCTL_SIM_HARDWARE_ERROR, SIM_HEADER);
	return SIM_HEADER;
}

/* Powered on for the first time: with the configuration of the factory */
struct sim_firmware *sim_firmware_create(u32 id)
{
	static const struct sim_config factory[] = {
		{ "asset_tag", "none", "none" },
		{ "boot_mode", "normal", "normal" },
		{ "wake", "off", "off" },
	};
	struct sim_firmware *fw;

	fw = kzalloc(sizeof(*fw), GFP_KERNEL);
	if (!fw)
		return NULL;
	fw->id = id;
	mutex_init(&fw->lock);
	fw->first_event = 1;
	fw->next_event = 1;
	memcpy(fw->config, factory, sizeof(factory));
	fw->nr_config = ARRAY_SIZE(factory);
	boot(fw, SIM_RESET_POWER_ON);
	return fw;
}

void sim_firmware_destroy(struct sim_firmware *fw)
{
	mutex_destroy(&fw->lock);
	kfree(fw);
}
