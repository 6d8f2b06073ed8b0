// SPDX-License-Identifier: GPL-2.0
/*
 * What requests do, and which are refused: each command of the software device
 * with a good request, what its firmware remembers, and each rule that the
 * device publishes broken once.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <kselftest_harness.h>

#include "sim_lib.h"

#define KEY_LEN 16
#define VALUE_LEN 32

/* Blocks of settings, see the table of drivers/fwctl/sim/commands.c */
enum { POWER_LIMIT = 1, FAN_CURVE = 2, LABEL = 3, ALARM = 4 };

/* Kinds of events, causes of resets */
enum { TEMPERATURE = 1, RESET = 2, SETTING = 3 };
enum { POWER_ON = 0, WARM = 1, COLD = 2 };

FIXTURE(requests)
{
	struct sim sim;
	struct sim_description desc;
	struct sim_call call;
	int broken[FWCTL_RULE_LONG + 1];	/* how often, in this test */
};

FIXTURE_SETUP(requests)
{
	ASSERT_EQ(0, sim_create(&self->sim, 10));
	ASSERT_EQ(0, sim_describe(self->sim.fd, 32768, &self->desc));
}

FIXTURE_TEARDOWN(requests)
{
	sim_description_free(&self->desc);
	sim_destroy(&self->sim);
}

/* --- Good requests --- */

/* Each puts one into @call. */
static void add_config(struct sim_call *call, const char *key,
		       const char *value)
{
	sim_add_text(call, key, KEY_LEN);
	if (value)
		sim_add_text(call, value, VALUE_LEN);
}

static void add_block(struct sim_call *call, __u16 type, const void *value,
		      __u16 len)
{
	sim_add_u16(call, type);
	sim_add_u16(call, len);
	sim_add(call, value, len);
}

static void begin_settings(struct sim_call *call, __u16 count)
{
	sim_begin(call, FWCTL_RPC_CONFIGURATION, FWCTL_SIM_SET_SETTINGS);
	sim_add_u16(call, count);
	sim_add_u16(call, 0);
}

static const __u8 power_limit[] = { 0x50, 0xc3, 0, 0 };	/* 50,000 mW */
static const __u8 points[] = { -40, 0, 30, 60, 125, 100 };
/* on, critical, -0.5 C */
static const __u8 alarm_[] = { 1 | 2 << 1 | (-5 & 0xf) << 4, (-5 >> 4) & 0xff };

static void good_settings(struct sim_call *call)
{
	begin_settings(call, 4);
	add_block(call, POWER_LIMIT, power_limit, sizeof(power_limit));
	add_block(call, FAN_CURVE, points, sizeof(points));
	add_block(call, LABEL, "rack 7", 6);
	add_block(call, ALARM, alarm_, sizeof(alarm_));
}

static void good_echo(struct sim_call *call)
{
	sim_begin(call, 0, FWCTL_SIM_ECHO);
	sim_add_u32(call, 100);
	sim_add_u32(call, 5);
	sim_add(call, "hello", 5);
}

/* False if there is none for this command. */
static bool good_request(struct sim_call *call, const struct sim_command *cmd)
{
	const char *name = cmd->name;

	sim_begin_least(call, cmd, cmd->scope);
	if (sim_message(cmd, "request")->max_len == 0)
		return true;
	if (!strcmp(name, "get-boot-log") || !strcmp(name, "get-error-log") ||
	    !strcmp(name, "get-temperature") || !strcmp(name, "get-voltage"))
		return true;
	call->in_len = SIM_HEADER;
	if (!strcmp(name, "nop")) {
		sim_begin_nop(call);
	} else if (!strcmp(name, "echo")) {
		good_echo(call);
	} else if (!strcmp(name, "get-config")) {
		add_config(call, "boot_mode", NULL);
	} else if (!strcmp(name, "set-config")) {
		add_config(call, "asset_tag", "A-113");
	} else if (!strcmp(name, "set-settings")) {
		good_settings(call);
	} else if (!strcmp(name, "get-sensor")) {
		sim_add_u8(call, 3);
	} else if (!strcmp(name, "locate")) {
		sim_add_u8(call, 1);
	} else if (!strcmp(name, "get-events")) {
		sim_add_u32(call, 1);
		sim_add_u16(call, 10);
	} else if (!strcmp(name, "get-dump")) {
		sim_add_u32(call, 4096);
		sim_add_u32(call, 255);
	} else if (!strcmp(name, "self-test")) {
		sim_add_u32(call, 1);
		sim_add_u8(call, 7);
	} else if (!strcmp(name, "read-register")) {
		sim_add_u32(call, 5);
	} else if (!strcmp(name, "write-register")) {
		sim_add_u32(call, 5);
		sim_add_u32(call, 0);
		sim_add_u32(call, FWCTL_SIM_UNLOCK);
	} else if (!strcmp(name, "reset")) {
		sim_add_u8(call, WARM);
	} else {
		return false;
	}
	return true;
}

/* --- A message, field by field as it is described --- */

/* Where a field lies in a message */
struct place {
	const struct sim_node *node;
	__u32 at;		/* from the beginning of the message */
	__u32 len;		/* bytes */
	char path[FWCTL_PATH_LEN];
};

struct places {
	const struct sim_command *cmd;
	const __u8 *buf;
	__u32 nr;
	struct place place[256];
	bool failed;
};

static __u64 low_bits(__u32 bits)
{
	return bits >= 64 ? ~0ULL : (1ULL << bits) - 1;
}

static __u32 bits_of(const struct sim_node *node)
{
	return node->bits ? node->bits : node->size * 8;
}

/* The integer at @at; of one with 16 bytes the low half */
static __u64 load(const struct sim_node *node, const __u8 *at)
{
	__u8 swapped[16];
	__u32 i;

	for (i = 0; i < node->size; i++)
		swapped[i] = node->flags & FWCTL_FLAG_BIG_ENDIAN ?
			     at[node->size - 1 - i] : at[i];
	return get_uint(swapped, node->size < 8 ? node->size : 8);
}

static void store(const struct sim_node *node, __u8 *at, __u64 value)
{
	__u8 swapped[16];
	__u32 i;

	put_uint(swapped, node->size, value);
	for (i = 0; i < node->size; i++)
		at[i] = node->flags & FWCTL_FLAG_BIG_ENDIAN ?
			swapped[node->size - 1 - i] : swapped[i];
}

static __u64 get_field(const struct sim_node *node, const __u8 *at)
{
	__u64 value = load(node, at) >> node->lsb & low_bits(bits_of(node));

	if (node->kind == FWCTL_KIND_SINT && bits_of(node) < 64 &&
	    value >> (bits_of(node) - 1))
		value |= ~low_bits(bits_of(node));
	return value;
}

static void put_field(const struct sim_node *node, __u8 *at, __u64 value)
{
	__u64 mask = low_bits(bits_of(node)) << node->lsb;

	store(node, at, (load(node, at) & ~mask) | (value << node->lsb & mask));
}

static __u64 measured(const struct sim_node *node, __u64 value)
{
	return value * (node->step ? node->step : 1) + node->plus;
}

/* What the field below @parent that measures the one at @offset says */
static bool measure(const struct places *p, __u32 parent, __u32 kind,
		    __u32 offset, __u32 base, __u64 *value)
{
	__u32 i;

	for (i = 0; i < p->cmd->nr_nodes; i++) {
		const struct sim_node *node = &p->cmd->nodes[i];

		if (node->parent == parent && node->measure == kind &&
		    node->of == offset) {
			*value = measured(node, get_field(node, p->buf + base +
							  node->offset));
			return true;
		}
	}
	return false;
}

static void add_place(struct places *p, const struct sim_node *node, __u32 at,
		      __u32 len, const char *prefix)
{
	struct place *place = &p->place[p->nr];

	if (p->nr == ARRAY_SIZE(p->place)) {
		p->failed = true;
		return;
	}
	p->nr++;
	place->node = node;
	place->at = at;
	place->len = len;
	if (snprintf(place->path, sizeof(place->path), "%s%s%s", prefix,
		     prefix[0] && node->name[0] ? "." : "", node->name) >=
	    (int)sizeof(place->path))
		p->failed = true;
}

/*
 * All fields below @parent, which has @len bytes from @base on
 */
static void walk(struct places *p, __u32 parent, __u32 base, __u32 len,
		 const char *prefix)
{
	__u32 i, j;

	for (i = 0; i < p->cmd->nr_nodes; i++) {
		const struct sim_node *node = &p->cmd->nodes[i];
		__u32 at = base + node->offset, room;
		char path[FWCTL_PATH_LEN];
		__u64 count, size;

		if (node->parent != parent ||
		    node->kind == FWCTL_KIND_VARIANT || node->offset >= len)
			continue;
		room = len - node->offset;
		if (node->kind == FWCTL_KIND_ARRAY) {
			count = node->count;
			if (!count && !measure(p, parent, FWCTL_MEASURE_COUNT,
					       node->offset, base, &count))
				count = room / node->size;
			for (j = 0; j < count; j++) {
				snprintf(path, sizeof(path), "%s%s%s[%u]",
					 prefix, prefix[0] ? "." : "",
					 node->name, j);
				walk(p, node->node, at + j * node->size,
				     node->size, path);
			}
		} else if (node->kind == FWCTL_KIND_RECORDS) {
			__u32 start = 0;

			for (j = 0; start < room; j++) {
				const struct sim_node *variant = NULL;
				__u64 kind = 0, tail;
				__u32 k;

				size = node->size;
				for (k = 0; k < p->cmd->nr_nodes; k++) {
					const struct sim_node *below;

					below = &p->cmd->nodes[k];
					if (below->parent != node->node)
						continue;
					if (below->flags & FWCTL_FLAG_KIND)
						kind = get_field(below, p->buf +
								 at + start +
								 below->offset);
					if (below->measure ==
					    FWCTL_MEASURE_TAIL) {
						tail = get_field(below, p->buf +
								 at + start +
								 below->offset);
						size = below->of +
						       measured(below, tail);
					}
				}
				for (k = 0; k < p->cmd->nr_nodes; k++) {
					const struct sim_node *below;

					below = &p->cmd->nodes[k];
					if (below->parent == node->node &&
					    below->kind == FWCTL_KIND_VARIANT &&
					    (below->min == kind ||
					     (!variant && below->flags &
					      FWCTL_FLAG_OTHER)))
						variant = below;
				}
				if (!size || start + size > room || !variant) {
					p->failed = true;
					return;
				}
				snprintf(path, sizeof(path), "%s%s%s[%u]",
					 prefix, prefix[0] ? "." : "",
					 node->name, j);
				walk(p, node->node, at + start, size, path);
				walk(p, variant->node, at + start, size, path);
				start += size;
			}
		} else {
			size = node->size;
			if (!size && (!measure(p, parent, FWCTL_MEASURE_LENGTH,
					       node->offset, base, &size) ||
				      size > room))
				size = room;
			add_place(p, node, at, size, prefix);
		}
	}
}

static bool find_places(struct places *p, const struct sim_command *cmd,
			const char *message, const __u8 *buf, __u32 len)
{
	const struct sim_node *top = sim_message(cmd, message);

	memset(p, 0, sizeof(*p));
	p->cmd = cmd;
	p->buf = buf;
	walk(p, top->node, SIM_HEADER, len - SIM_HEADER, "");
	return !p->failed;
}

/* --- Every command --- */

TEST_F(requests, every_command)
{
	long executed = sim_get(&self->sim, "executed");
	struct sim_call *call = &self->call;
	struct places *places = malloc(sizeof(*places));
	__u32 i, j;

	ASSERT_NE(NULL, places);
	for (i = 0; i < self->desc.nr_commands; i++) {
		const struct sim_command *cmd = &self->desc.command[i];
		const struct sim_node *response = sim_message(cmd, "response");

		ASSERT_TRUE(good_request(call, cmd)) {
			TH_LOG("%s has no good request here", cmd->name);
		}
		/* with a label that reaches further, too */
		call->scope = i % 2 ? cmd->scope : FWCTL_RPC_DEBUG_WRITE_FULL;
		ASSERT_EQ(0, sim_call(self->sim.fd, call)) {
			TH_LOG("%s: %s", cmd->name, call->diag.text);
		}
		EXPECT_EQ(0, call->status) {
			TH_LOG("%s", cmd->name);
		}
		EXPECT_EQ(0, call->out_flags);
		EXPECT_EQ(FWCTL_ANSWERED, call->diag.sent);
		EXPECT_EQ(call->out_len - SIM_HEADER, get_uint(call->out + 4, 4));
		EXPECT_LE(response->min_len, call->out_len - SIM_HEADER);
		EXPECT_GE(response->max_len, call->out_len - SIM_HEADER);
		EXPECT_EQ(++executed, sim_get(&self->sim, "executed"));
		/* nothing is written behind it */
		for (j = call->out_len; j < sizeof(call->out); j++) {
			EXPECT_EQ(0xee, call->out[j]);
		}
		/* it is as described, to its last byte */
		EXPECT_TRUE(find_places(places, cmd, "response", call->out,
					call->out_len));
		for (j = 0; j < places->nr; j++) {
			EXPECT_GE(call->out_len, places->place[j].at +
						 places->place[j].len);
		}
	}
	free(places);
}

TEST_F(requests, version)
{
	struct sim_call *call = &self->call;
	__u64 uptime;
	struct sim older;

	ASSERT_EQ(0, sim_simple(self->sim.fd, call, 0, FWCTL_SIM_GET_VERSION));
	EXPECT_EQ(SIM_HEADER + 36, call->out_len);
	EXPECT_EQ(0x010203, get_uint(call->out + 8, 4));
	EXPECT_EQ(0, get_uint(call->out + 12, 4));
	uptime = get_uint(call->out + 16, 8);
	EXPECT_STREQ("1.2.3-sim", (char *)call->out + 24);
	EXPECT_EQ(1, get_uint(call->out + 40, 4));

	sleep_ms(3);
	ASSERT_EQ(0, sim_simple(self->sim.fd, call, 0, FWCTL_SIM_GET_VERSION));
	EXPECT_LT(uptime, get_uint(call->out + 16, 8));

	/* the older model's answer is without the optional field */
	ASSERT_EQ(0, sim_create(&older, 11));
	ASSERT_EQ(0, sim_simple(older.fd, call, 0, FWCTL_SIM_GET_VERSION));
	EXPECT_EQ(SIM_HEADER + 32, call->out_len);
	EXPECT_EQ(0, call->out_flags);
	sim_destroy(&older);
}

TEST_F(requests, sensors)
{
	struct sim_call *call = &self->call;
	__u64 now;

	sim_begin(call, 0, FWCTL_SIM_GET_SENSOR);
	sim_add_u8(call, 1);
	ASSERT_EQ(0, sim_call(self->sim.fd, call));
	EXPECT_STREQ("get-temperature", call->diag.command);
	now = get_uint(call->out + 8, 2);
	EXPECT_EQ(40 * 16, now);
	EXPECT_EQ(368, get_uint(call->out + 10, 2));
	call->in[8] = 1 | 0x80;
	ASSERT_EQ(0, sim_call(self->sim.fd, call));
	EXPECT_LT(now, get_uint(call->out + 8, 2));
	call->in[8] = 1 | 0x40;
	ASSERT_EQ(0, sim_call(self->sim.fd, call));
	EXPECT_EQ(now + 1, get_uint(call->out + 8, 2));

	call->in[8] = 2;
	ASSERT_EQ(0, sim_call(self->sim.fd, call));
	EXPECT_STREQ("get-voltage", call->diag.command);
	EXPECT_EQ(12000000, get_uint(call->out + 8, 3));
	EXPECT_EQ(5000000, get_uint(call->out + 11, 3));
	EXPECT_EQ(3300000, get_uint(call->out + 14, 3));

	call->in[8] = 3;
	ASSERT_EQ(0, sim_call(self->sim.fd, call));
	EXPECT_STREQ("get-sensor", call->diag.command);
	EXPECT_EQ(3600, get_uint(call->out + 8, 4));
	/* the row is there, the sensor is not */
	call->in[8] = 60;
	ASSERT_EQ(0, sim_call(self->sim.fd, call));
	EXPECT_EQ(FWCTL_SIM_NOT_FOUND, call->status);
	EXPECT_EQ(FWCTL_CALL_STATUS, call->out_flags);
}

/* --- What the firmware remembers --- */

static int set_config(int fd, struct sim_call *call, const char *key,
		      const char *value)
{
	sim_begin(call, 0, FWCTL_SIM_SET_CONFIG);
	add_config(call, key, value);
	return sim_call(fd, call);
}

static int get_config(int fd, struct sim_call *call, const char *key)
{
	sim_begin(call, 0, FWCTL_SIM_GET_CONFIG);
	add_config(call, key, NULL);
	return sim_call(fd, call);
}

static int reset(int fd, struct sim_call *call, __u8 kind)
{
	sim_begin(call, FWCTL_RPC_DEBUG_WRITE_FULL, FWCTL_SIM_RESET);
	sim_add_u8(call, kind);
	return sim_call(fd, call);
}

#define ACTIVE(call) ((char *)(call)->out + SIM_HEADER)
#define PENDING(call) ((char *)(call)->out + SIM_HEADER + VALUE_LEN)

TEST_F(requests, configuration_at_reset)
{
	struct sim_call *call = &self->call;
	int fd = self->sim.fd, i;
	char key[KEY_LEN];

	ASSERT_EQ(0, get_config(fd, call, "boot_mode"));
	EXPECT_STREQ("normal", ACTIVE(call));
	EXPECT_STREQ("normal", PENDING(call));

	ASSERT_EQ(0, set_config(fd, call, "boot_mode", "recovery"));
	EXPECT_EQ(SIM_HEADER, call->out_len);
	ASSERT_EQ(0, get_config(fd, call, "boot_mode"));
	EXPECT_STREQ("normal", ACTIVE(call));
	EXPECT_STREQ("recovery", PENDING(call));
	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_VERSION));
	EXPECT_EQ(2, get_uint(call->out + 12, 4));	/* pending */

	ASSERT_EQ(0, reset(fd, call, WARM));
	ASSERT_EQ(0, get_config(fd, call, "boot_mode"));
	EXPECT_STREQ("recovery", ACTIVE(call));
	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_VERSION));
	EXPECT_EQ(0, get_uint(call->out + 12, 4));
	EXPECT_EQ(2, get_uint(call->out + 40, 4));	/* boots */

	/* new keys until there is no more room: three are there already */
	for (i = 3; i < 9; i++) {
		snprintf(key, sizeof(key), "key_%d", i);
		ASSERT_EQ(0, set_config(fd, call, key, "x"));
		EXPECT_EQ(i < 8 ? 0 : FWCTL_SIM_NO_SPACE, call->status);
	}
	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_LIST_CONFIG));
	EXPECT_EQ(SIM_HEADER + 4 + 8 * KEY_LEN, call->out_len);
	EXPECT_EQ(8, get_uint(call->out + SIM_HEADER, 2));
	EXPECT_STREQ("boot_mode", (char *)call->out + SIM_HEADER + 4 + KEY_LEN);
	EXPECT_STREQ("key_7",
		     (char *)call->out + SIM_HEADER + 4 + 7 * KEY_LEN);

	ASSERT_EQ(0, get_config(fd, call, "no_such_key"));
	EXPECT_EQ(FWCTL_SIM_NOT_FOUND, call->status);
	/* a key has no end where it fills its field */
	ASSERT_EQ(0, get_config(fd, call, "sixteen_letters_"));
	EXPECT_EQ(FWCTL_SIM_NOT_FOUND, call->status);
}

TEST_F(requests, settings_at_once)
{
	/* in the answer: length, then blocks of 4 bytes and the value */
	static const __u8 told[] = {
		POWER_LIMIT, 0, 4, 0, 0x50, 0xc3, 0, 0,
		FAN_CURVE, 0, 6, 0, -40, 0, 30, 60, 125, 100,
		LABEL, 0, 6, 0, 'r', 'a', 'c', 'k', ' ', '7',
		ALARM, 0, 2, 0, 1 | 2 << 1 | 0xb << 4, 0xff,
	};
	struct sim_call *call = &self->call;
	int fd = self->sim.fd;
	__u8 before[64];

	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_SETTINGS));
	memcpy(before, call->out + 12, sizeof(before));
	good_settings(call);
	ASSERT_EQ(0, sim_call(fd, call));
	ASSERT_EQ(0, call->status);
	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_SETTINGS));
	ASSERT_LT(12 + sizeof(told), call->out_len);
	EXPECT_EQ(0, memcmp(told, call->out + 12, sizeof(told)));
	/* more power, warmer */
	sim_begin(call, 0, FWCTL_SIM_GET_SENSOR);
	sim_add_u8(call, 1);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(50 * 16, get_uint(call->out + 8, 2));

	/* a warm reset keeps them, a cold one does not */
	ASSERT_EQ(0, reset(fd, call, WARM));
	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_SETTINGS));
	EXPECT_EQ(0, memcmp(told, call->out + 12, sizeof(told)));
	ASSERT_EQ(0, reset(fd, call, COLD));
	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_SETTINGS));
	EXPECT_EQ(0, memcmp(before, call->out + 12, 30));

	/* none of them, if one is wrong */
	good_settings(call);
	call->in[SIM_HEADER + 4 + 8 + 10 + 10 + 4] = 0x0f;	/* severity 3 */
	EXPECT_EQ(EINVAL, sim_call(fd, call));
	EXPECT_STREQ("blocks[3].severity", call->diag.field);
	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_SETTINGS));
	EXPECT_EQ(0, memcmp(before, call->out + 12, 30));
}

TEST_F(requests, events)
{
	struct sim_call *call = &self->call;
	const __u8 *event = call->out + SIM_HEADER + 8;
	int fd = self->sim.fd, i;
	__u64 next, left;

	/* since it was powered on: a reset, and one that is not described */
	sim_begin(call, 0, FWCTL_SIM_GET_EVENTS);
	sim_add_u32(call, 0);
	ASSERT_EQ(0, sim_call(fd, call));
	ASSERT_EQ(2, get_uint(call->out + SIM_HEADER, 2));
	EXPECT_EQ(0, get_uint(call->out + SIM_HEADER + 2, 2));
	next = get_uint(call->out + SIM_HEADER + 4, 4);
	EXPECT_EQ(3, next);
	EXPECT_EQ(1, get_uint(event, 4));
	EXPECT_EQ(RESET, event[8]);
	EXPECT_EQ(POWER_ON, event[10]);
	EXPECT_LT(SETTING, event[16 + 8]);

	/* settings, one of which makes it warm */
	begin_settings(call, 1);
	add_block(call, POWER_LIMIT, "\xf8\x24\x01", 4);	/* 75,000 mW */
	ASSERT_EQ(0, sim_call(fd, call));
	sim_begin(call, 0, FWCTL_SIM_GET_EVENTS);
	sim_add_u32(call, next);
	sim_add_u16(call, 64);
	ASSERT_EQ(0, sim_call(fd, call));
	ASSERT_EQ(2, get_uint(call->out + SIM_HEADER, 2));
	EXPECT_EQ(SETTING, event[8]);
	EXPECT_EQ(POWER_LIMIT, get_uint(event + 10, 2));
	EXPECT_EQ(TEMPERATURE, event[16 + 8]);
	EXPECT_EQ(60 * 16, get_uint(event + 16 + 10, 2));
	EXPECT_EQ(50 * 16, get_uint(event + 16 + 12, 2));

	/* more than there is room for: the oldest are forgotten */
	for (i = 0; i < 40; i++)
		ASSERT_EQ(0, reset(fd, call, WARM));
	sim_begin(call, 0, FWCTL_SIM_GET_EVENTS);
	sim_add_u32(call, 0);
	sim_add_u16(call, 10);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(10, get_uint(call->out + SIM_HEADER, 2));
	EXPECT_EQ(SIM_HEADER + 8 + 160, call->out_len);
	left = get_uint(call->out + SIM_HEADER + 2, 2);
	EXPECT_EQ(54, left);
	EXPECT_EQ(84 - 64 + 1, get_uint(event, 4));

	/* on from there, to the end */
	next = get_uint(call->out + SIM_HEADER + 4, 4);
	EXPECT_EQ(31, next);
	sim_begin(call, 0, FWCTL_SIM_GET_EVENTS);
	sim_add_u32(call, next);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(left, get_uint(call->out + SIM_HEADER, 2));
	EXPECT_EQ(next, get_uint(event, 4));
	EXPECT_EQ(0, get_uint(call->out + SIM_HEADER + 2, 2));

	ASSERT_EQ(0, sim_simple(fd, call, 3, FWCTL_SIM_CLEAR_EVENTS));
	EXPECT_EQ(64, get_uint(call->out + SIM_HEADER, 2));
	sim_begin(call, 0, FWCTL_SIM_GET_EVENTS);
	sim_add_u32(call, 0);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(0, get_uint(call->out + SIM_HEADER, 2));
	EXPECT_EQ(SIM_HEADER + 8, call->out_len);
}

TEST_F(requests, counters)
{
	struct sim_call *call = &self->call;
	int fd = self->sim.fd, i;
	__u8 before[72];

	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_COUNTERS));
	memcpy(before, call->out + SIM_HEADER, sizeof(before));
	for (i = 0; i < 10; i++)
		ASSERT_EQ(0, sim_nop(fd));
	ASSERT_EQ(0, set_config(fd, call, "wake", "on"));
	ASSERT_EQ(0, get_config(fd, call, "no_such_key"));
	EXPECT_EQ(EINVAL, set_config(fd, call, "wake", "\x01"));
	ASSERT_EQ(0, reset(fd, call, WARM));
	ASSERT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_COUNTERS));
	EXPECT_EQ(14, get_uint(call->out + 8, 8) - get_uint(before, 8));
	EXPECT_EQ(2, get_uint(call->out + 16, 8) - get_uint(before + 8, 8));
	EXPECT_EQ(1, get_uint(call->out + 40, 4) - get_uint(before + 32, 4));
	EXPECT_EQ(2, get_uint(call->out + 44, 4) - get_uint(before + 36, 4));
	/* by status: success, and not found */
	EXPECT_EQ(13, get_uint(call->out + 48, 4) - get_uint(before + 40, 4));
	EXPECT_EQ(1, get_uint(call->out + 60, 4) - get_uint(before + 52, 4));
}

TEST_F(requests, logs)
{
	const struct sim_command *boot, *error;
	struct sim_call *call = &self->call;
	int fd = self->sim.fd;
	char text[513] = {};

	boot = sim_command(&self->desc, "get-boot-log");
	error = sim_command(&self->desc, "get-error-log");
	sim_begin_least(call, boot, 0);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_STREQ("get-boot-log", call->diag.command);
	memcpy(text, call->out + SIM_HEADER, call->out_len - SIM_HEADER);
	EXPECT_EQ(0, strncmp(text, "fwctl_sim.10: boot 1", 20));
	EXPECT_NE(NULL, strstr(text, "boot_mode=normal"));

	sim_begin_least(call, error, 0);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_STREQ("get-error-log", call->diag.command);
	EXPECT_EQ(SIM_HEADER, call->out_len);
	ASSERT_EQ(0, get_config(fd, call, "no_such_key"));
	sim_begin_least(call, error, 0);
	ASSERT_EQ(0, sim_call(fd, call));
	ASSERT_EQ(SIM_HEADER + 8, call->out_len);
	EXPECT_EQ(FWCTL_SIM_GET_CONFIG, get_uint(call->out + 12, 2));
	EXPECT_EQ(FWCTL_SIM_NOT_FOUND, get_uint(call->out + 14, 2));
}

TEST_F(requests, self_test)
{
	struct sim_call *call = &self->call;
	int fd = self->sim.fd;
	__u64 start = now_ms();

	sim_begin(call, 0, FWCTL_SIM_SELF_TEST);
	sim_add_u32(call, 100);
	sim_add_u8(call, 5);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_LE(start + 100 - TICK_MS, now_ms());
	EXPECT_EQ(5, call->out[8]);
	EXPECT_EQ(0, call->out[9]);
	EXPECT_EQ(100, get_uint(call->out + 12, 4));
}

TEST_F(requests, registers)
{
	struct sim_call *call = &self->call;
	int fd = self->sim.fd;

	sim_begin(call, 2, FWCTL_SIM_WRITE_REGISTER);
	sim_add_u32(call, 63);
	sim_add_u32(call, 0x12345678);
	sim_add_u32(call, FWCTL_SIM_UNLOCK - 1);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(FWCTL_SIM_DENIED, call->status);
	put_uint(call->in + 16, 4, FWCTL_SIM_UNLOCK);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(0, call->status);

	sim_begin(call, 1, FWCTL_SIM_READ_REGISTER);
	sim_add_u32(call, 63);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(0x12345678, get_uint(call->out + 8, 4));
	put_uint(call->in + 8, 4, 62);
	ASSERT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(0, get_uint(call->out + 8, 4));
}

/* All of the dump, in pieces of several sizes, at offsets of all kinds */
TEST_F(requests, dump)
{
	const __u32 size = FWCTL_SIM_DUMP_SIZE;
	static const __u32 chunks[] = { 65536, 262144, FWCTL_MAX_LEN - 8 };
	__u8 *whole = malloc(size), *out = malloc(FWCTL_MAX_LEN), in[16] = {};
	struct fwctl_rpc rpc = {
		.size = sizeof(rpc),
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.in_len = sizeof(in),
		.in = (uintptr_t)in,
		.out = (uintptr_t)out,
	};
	__u32 i, offset, len;

	ASSERT_NE(NULL, whole);
	ASSERT_NE(NULL, out);
	for (i = 0; i < size / 4; i++)
		put_uint(whole + 4 * i, 4, i * FWCTL_SIM_DUMP_FACTOR);
	in[0] = FWCTL_SIM_GET_DUMP;
	for (i = 0; i < ARRAY_SIZE(chunks); i++) {
		ASSERT_EQ(0, sim_set(&self->sim, "max_chunk", "%u", chunks[i]));
		for (offset = 0; offset < size; offset += len) {
			put_uint(in + 8, 4, offset);
			put_uint(in + 12, 4, chunks[i] / 4 - 1);
			rpc.out_len = FWCTL_MAX_LEN;
			ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &rpc));
			len = rpc.out_len - SIM_HEADER;
			EXPECT_EQ(size - offset < chunks[i] ? size - offset :
							      chunks[i], len);
			ASSERT_LT(0, len);
			ASSERT_EQ(0, memcmp(whole + offset, out + SIM_HEADER,
					    len));
		}
	}
	/* one byte on, and past the end */
	put_uint(in + 12, 4, 99);
	for (i = 1; i < 4; i++) {
		put_uint(in + 8, 4, 4096 + i);
		rpc.out_len = FWCTL_MAX_LEN;
		ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &rpc));
		EXPECT_EQ(SIM_HEADER + 400, rpc.out_len);
		EXPECT_EQ(0, memcmp(whole + 4096 + i, out + SIM_HEADER, 400));
		put_uint(in + 8, 4, size - i);
		rpc.out_len = FWCTL_MAX_LEN;
		ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &rpc));
		EXPECT_EQ(SIM_HEADER + i, rpc.out_len);
		EXPECT_EQ(0, memcmp(whole + size - i, out + SIM_HEADER, i));
	}
	free(whole);
	free(out);
}

/* Echoes of all sizes, as long as what is sent, shorter, and asked for less */
TEST_F(requests, echo)
{
	const __u32 most = FWCTL_MAX_LEN - SIM_HEADER - 8;
	__u8 *in = calloc(1, FWCTL_MAX_LEN), *out = malloc(FWCTL_MAX_LEN);
	struct fwctl_rpc rpc = {
		.size = sizeof(rpc),
		.in = (uintptr_t)in,
		.out = (uintptr_t)out,
	};
	__u32 i, len = 0;

	ASSERT_NE(NULL, in);
	ASSERT_NE(NULL, out);
	in[0] = FWCTL_SIM_ECHO;
	for (i = 0; i < most; i++)
		in[16 + i] = i ^ i >> 8 ^ i >> 16;
	for (;;) {
		__u32 wants[] = { len, len / 2, len + 1 };

		for (i = 0; i < 3; i++) {
			__u32 back = wants[i] < len ? wants[i] : len;

			put_uint(in + 8, 4, wants[i]);
			put_uint(in + 12, 4, len);
			rpc.in_len = 16 + len;
			rpc.out_len = FWCTL_MAX_LEN;
			ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &rpc)) {
				TH_LOG("%u of %u bytes", wants[i], len);
			}
			ASSERT_EQ(12 + back, rpc.out_len);
			ASSERT_EQ(back, get_uint(out + 8, 4));
			ASSERT_EQ(0, memcmp(in + 16, out + 12, back));
		}
		if (len == most)
			break;
		/* every size around a page and a small allocation, then rarer */
		if (len < 40 || (len > 950 && len < 1050))
			len++;
		else if (len < 4096)
			len += 101;
		else
			len = len * 2 + 1;
		if (len > most)
			len = most;
	}
	free(in);
	free(out);
}

/* --- What is not shown --- */

TEST_F(requests, masked)
{
	const struct sim_command *cmd = sim_command(&self->desc, "get-identity");
	struct sim_task *task = task_new(self->sim.fd);
	struct places *places = malloc(sizeof(*places));
	int secret = 0, admin = 0, shown = 0;
	struct sim_call *call = &self->call;
	static const __u8 zero[64];
	__u32 i;

	ASSERT_NE(NULL, places);
	ASSERT_EQ(0, sim_simple(self->sim.fd, call, 0, FWCTL_SIM_GET_IDENTITY));
	task->uid = NOBODY;
	task->call = *call;
	ASSERT_EQ(0, task_start(task));
	ASSERT_TRUE(task_ends(task, 10000));
	ASSERT_EQ(0, task->error);
	ASSERT_EQ(call->out_len, task->call.out_len);
	ASSERT_TRUE(find_places(places, cmd, "response", call->out,
				call->out_len));
	for (i = 0; i < places->nr; i++) {
		const struct place *place = &places->place[i];
		const __u8 *mine = call->out + place->at;
		const __u8 *theirs = task->call.out + place->at;

		if (place->node->flags & FWCTL_FLAG_SECRET) {
			EXPECT_EQ(0, memcmp(zero, mine, place->len));
			EXPECT_EQ(0, memcmp(zero, theirs, place->len));
			secret++;
		} else if (place->node->flags & FWCTL_FLAG_ADMIN) {
			EXPECT_NE(0, memcmp(zero, mine, place->len));
			EXPECT_EQ(0, memcmp(zero, theirs, place->len));
			admin++;
		} else {
			EXPECT_NE(0, memcmp(zero, mine, place->len));
			EXPECT_EQ(0, memcmp(mine, theirs, place->len));
			shown++;
		}
	}
	EXPECT_EQ(1, secret);
	EXPECT_EQ(3, admin);
	EXPECT_EQ(4, shown);
	EXPECT_STREQ("SIM00000010", (char *)call->out + SIM_HEADER + 48);
	free(places);

	/* nor may they set what is for administrators: raw values */
	sim_begin(&task->call, 0, FWCTL_SIM_GET_SENSOR);
	sim_add_u8(&task->call, 1 | 0x40);
	ASSERT_EQ(0, task_start(task));
	ASSERT_TRUE(task_ends(task, 10000));
	EXPECT_EQ(EINVAL, task->error);
	EXPECT_EQ(FWCTL_REASON_REQUEST, task->call.diag.reason);
	EXPECT_EQ(FWCTL_RULE_ADMIN, task->call.diag.rule);
	EXPECT_STREQ("raw", task->call.diag.field);
	EXPECT_EQ(SIM_HEADER, task->call.diag.offset);
	EXPECT_EQ(6, task->call.diag.bit);
	EXPECT_EQ(1, task->call.diag.width);
	task_free(task);
}

/* An older response may be cut short anywhere; no byte of a key is told. */
TEST_F(requests, masked_when_cut_short)
{
	struct sim_call *call = &self->call;
	__u32 len;

	sim_begin(call, 0, FWCTL_SIM_GET_IDENTITY);
	for (len = 64; len <= 96; len++) {
		__u8 out[96];
		struct fwctl_rpc rpc = {
			.size = sizeof(rpc),
			.in_len = call->in_len,
			.out_len = len,
			.in = (uintptr_t)call->in,
			.out = (uintptr_t)out,
		};

		memset(out, 0, sizeof(out));
		ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &rpc));
		EXPECT_EQ(NULL, memmem(out, sizeof(out), "sixteen", 7));
		EXPECT_EQ(NULL, memmem(out, sizeof(out), "secret", 6));
	}
}

/* --- Each rule, broken once --- */

/* Send what was broken, and compare what is said with what should be. */
static bool refused(struct sim *sim, struct sim_call *call,
		    const struct place *place, __u32 rule, __u64 value)
{
	const struct fwctl_diag *diag = &call->diag;
	const struct sim_node *node = place->node;
	bool integer = node->kind == FWCTL_KIND_UINT ||
		       node->kind == FWCTL_KIND_SINT;
	bool secret = node->flags & FWCTL_FLAG_SECRET;
	int error = sim_call(sim->fd, call);
	char text[24];

	snprintf(text, sizeof(text), "%llu", value);
	if (error == EINVAL && diag->reason == FWCTL_REASON_REQUEST &&
	    diag->rule == rule && diag->sent == FWCTL_NOT_SENT &&
	    diag->flags & FWCTL_DIAG_PLACE &&
	    !strcmp(diag->field, place->path) &&
	    strstr(diag->text, place->path) &&
	    (!integer || (diag->offset == place->at &&
			  diag->bit == node->lsb &&
			  diag->width == bits_of(node))) &&
	    (secret ? !(diag->flags & FWCTL_DIAG_VALUE) && !diag->value &&
		      !diag->min && !diag->max && !strstr(diag->text, text) :
		      !integer || diag->value == value))
		return true;
	fprintf(stderr,
		"# %s at %u is %lld, rule %u: errno %d, reason %u, rule %u, field %s, offset %u, value %lld: %s\n",
		place->path, place->at, value, rule, error, diag->reason,
		diag->rule, diag->field, diag->offset, diag->value, diag->text);
	return false;
}

/* Values that break @node's rule, if there are any */
static __u32 breaking(const struct sim_node *node, __u64 *values)
{
	__u32 i, nr = 0, bits = bits_of(node);
	__u64 value;

	switch (node->rule) {
	case FWCTL_RULE_FIXED:
		values[nr++] = node->min ^ 1;
		break;
	case FWCTL_RULE_RANGE:
		if (node->kind == FWCTL_KIND_SINT) {
			if ((__s64)node->min > -(1LL << (bits - 1)))
				values[nr++] = node->min - 1;
			if ((__s64)node->max < (1LL << (bits - 1)) - 1)
				values[nr++] = node->max + 1;
			break;
		}
		if (node->min > 0)
			values[nr++] = node->min - 1;
		if (node->max < low_bits(bits)) {
			values[nr++] = node->max + 1;
			values[nr++] = low_bits(bits);
		}
		break;
	case FWCTL_RULE_NAMED:
		/* the least that has no name */
		for (value = 0; value <= low_bits(bits); value++) {
			for (i = 0; i < node->nr_values; i++)
				if (node->values[i].number == value)
					break;
			if (i < node->nr_values)
				continue;
			values[nr++] = value;
			break;
		}
		break;
	case FWCTL_RULE_MASK:
		for (i = 0; i < bits; i++)
			if (!(node->max >> i & 1))
				values[nr++] = 1ULL << i;
		break;
	}
	return nr;
}

/* The value that measures the least that is more than @most */
static __u64 above(const struct sim_node *node, __u64 most)
{
	return (most - node->plus) / (node->step ? node->step : 1) + 1;
}

/* More rows with the same opcode? Then FIXED fields tell them apart. */
static bool is_selected(const struct sim_description *desc,
			const struct sim_command *cmd)
{
	__u32 i;

	for (i = 0; i < desc->nr_commands; i++)
		if (&desc->command[i] != cmd &&
		    desc->command[i].opcode == cmd->opcode)
			return true;
	return false;
}

#define SELF FIXTURE_DATA(requests)

/* @good with another value, which is refused */
static void break_value(struct __test_metadata *_metadata, SELF *self,
			const struct sim_call *good, const struct place *place,
			__u32 rule, __u64 value)
{
	self->call = *good;
	put_field(place->node, self->call.in + place->at, value);
	EXPECT_TRUE(refused(&self->sim, &self->call, place, rule, value));
	self->broken[rule]++;
}

static void break_text(struct __test_metadata *_metadata, SELF *self,
		       const struct sim_call *good, const struct place *place)
{
	static const char wrong[] = { 0x01, '\n', 0x7f, (char)0x80 };
	__u32 last = place->at + place->len - 1;
	size_t i;

	for (i = 0; i < sizeof(wrong); i++) {
		self->call = *good;
		self->call.in[last] = wrong[i];
		EXPECT_TRUE(refused(&self->sim, &self->call, place,
				    FWCTL_RULE_TEXT, 0));
		EXPECT_EQ(last, self->call.diag.offset);
	}
	/* text behind its end */
	self->call = *good;
	self->call.in[last - 1] = 0;
	self->call.in[last] = 'x';
	EXPECT_TRUE(refused(&self->sim, &self->call, place, FWCTL_RULE_TEXT, 0));
	self->broken[FWCTL_RULE_TEXT]++;
}

/* Fields that tell an opcode's commands apart: another value, another command */
static void change_selector(struct __test_metadata *_metadata, SELF *self,
			    const struct sim_call *good,
			    const struct place *place)
{
	struct sim_call *call = &self->call;

	*call = *good;
	call->flags = FWCTL_CALL_CHECK;
	if (place->node->kind == FWCTL_KIND_UUID) {
		call->in[place->at] ^= 1;
		EXPECT_EQ(EOPNOTSUPP, sim_call(self->sim.fd, call));
		EXPECT_EQ(FWCTL_REASON_COMMAND, call->diag.reason);
	} else {
		put_field(place->node, call->in + place->at, 60);
		EXPECT_EQ(0, sim_call(self->sim.fd, call));
		EXPECT_STREQ("get-sensor", call->diag.command);
	}
}

/* Lengths and counts that are more than there is, or may be asked for */
static void break_measure(struct __test_metadata *_metadata, SELF *self,
			  const struct sim_command *cmd,
			  const struct sim_call *good,
			  const struct place *place)
{
	const struct sim_node *node = place->node;
	__u64 most = low_bits(bits_of(node)), limit;
	__u32 room;

	if (node->limit[0]) {
		limit = above(node, self->desc.limit_value);
		break_value(_metadata, self, good, place, FWCTL_RULE_LIMIT,
			    limit);
		EXPECT_EQ(limit - 1, self->call.diag.max);
		put_field(node, self->call.in + place->at, limit - 1);
		self->call.flags = FWCTL_CALL_CHECK;
		EXPECT_EQ(0, sim_call(self->sim.fd, &self->call));
		return;
	}
	switch (node->measure) {
	case FWCTL_MEASURE_LENGTH:
		room = good->in_len - SIM_HEADER - node->of;
		break;
	case FWCTL_MEASURE_ANSWER:
		/* where a range is stricter, it was tried */
		if (node->rule == FWCTL_RULE_RANGE)
			return;
		room = sim_message(cmd, "response")->max_len - node->of;
		break;
	case FWCTL_MEASURE_TAIL:
		break_value(_metadata, self, good, place, FWCTL_RULE_LENGTH,
			    most);
		return;
	case FWCTL_MEASURE_COUNT:
		/* the record that is one too many is not there */
		self->call = *good;
		put_field(node, self->call.in + place->at, 5);
		EXPECT_EQ(EINVAL, sim_call(self->sim.fd, &self->call));
		EXPECT_EQ(FWCTL_REASON_REQUEST, self->call.diag.reason);
		EXPECT_EQ(FWCTL_RULE_SHORT, self->call.diag.rule);
		EXPECT_STREQ("blocks[4]", self->call.diag.field);
		self->broken[FWCTL_RULE_SHORT]++;
		return;
	default:
		return;
	}
	break_value(_metadata, self, good, place, FWCTL_RULE_LENGTH,
		    above(node, room));
	break_value(_metadata, self, good, place, FWCTL_RULE_LENGTH, most);
}

static void break_field(struct __test_metadata *_metadata, SELF *self,
			const struct sim_command *cmd,
			const struct sim_call *good, const struct place *place)
{
	const struct sim_node *node = place->node;
	__u64 values[64];
	__u32 i, nr, rule = node->rule;

	if (node->kind == FWCTL_KIND_STRING) {
		break_text(_metadata, self, good, place);
		return;
	}
	if (rule == FWCTL_RULE_FIXED && is_selected(&self->desc, cmd)) {
		change_selector(_metadata, self, good, place);
		return;
	}
	if (node->kind != FWCTL_KIND_UINT && node->kind != FWCTL_KIND_SINT)
		return;
	/* an unknown kind makes a record unknown */
	if (node->flags & FWCTL_FLAG_KIND)
		rule = FWCTL_RULE_KIND;
	nr = breaking(node, values);
	for (i = 0; i < nr; i++)
		break_value(_metadata, self, good, place, rule, values[i]);
	break_measure(_metadata, self, cmd, good, place);
}

TEST_F(requests, each_rule_broken)
{
	static const __u32 rules[] = {
		FWCTL_RULE_FIXED, FWCTL_RULE_RANGE, FWCTL_RULE_NAMED,
		FWCTL_RULE_MASK, FWCTL_RULE_LENGTH, FWCTL_RULE_LIMIT,
		FWCTL_RULE_TEXT, FWCTL_RULE_KIND, FWCTL_RULE_SHORT,
	};
	struct places *places = malloc(sizeof(*places));
	struct sim_call good;
	__u32 i, j;

	ASSERT_NE(NULL, places);
	for (i = 0; i < self->desc.nr_commands; i++) {
		const struct sim_command *cmd = &self->desc.command[i];

		ASSERT_TRUE(good_request(&good, cmd));
		good.flags = FWCTL_CALL_CHECK;
		ASSERT_EQ(0, sim_call(self->sim.fd, &good));
		good.flags = 0;
		ASSERT_TRUE(find_places(places, cmd, "request", good.in,
					good.in_len));
		for (j = 0; j < places->nr; j++)
			break_field(_metadata, self, cmd, &good,
				    &places->place[j]);
	}
	EXPECT_EQ(0, sim_get(&self->sim, "executed"));
	/* that each was tried; ADMIN, ZERO and LONG are below */
	for (i = 0; i < ARRAY_SIZE(rules); i++)
		EXPECT_LT(0, self->broken[rules[i]]);
	free(places);
}

/* The header is under the same rules, whatever the command. */
TEST_F(requests, header_rules)
{
	struct sim_call *call = &self->call;
	__u32 i, bit;

	for (i = 0; i < self->desc.nr_commands; i++) {
		const struct sim_command *cmd = &self->desc.command[i];

		for (bit = 0; bit < 32; bit += 7) {
			ASSERT_TRUE(good_request(call, cmd));
			put_uint(call->in + 4, 4, 1U << bit);
			EXPECT_EQ(EINVAL, sim_call(self->sim.fd, call));
			EXPECT_EQ(FWCTL_REASON_REQUEST, call->diag.reason);
			EXPECT_EQ(FWCTL_RULE_FIXED, call->diag.rule);
			EXPECT_STREQ("flags", call->diag.field);
			EXPECT_EQ(4, call->diag.offset);
			EXPECT_EQ(1U << bit, call->diag.value);
			EXPECT_STREQ(cmd->name, call->diag.command);
		}
	}
	EXPECT_EQ(0, sim_get(&self->sim, "executed"));
}

/* Whatever bit no field describes, it must be zero. */
TEST_F(requests, each_undescribed_bit)
{
	struct places *places = malloc(sizeof(*places));
	struct sim_call *call = &self->call, good;
	__u32 i, j, k, bit, tried = 0;
	__u8 described[sizeof(good.in)];

	ASSERT_NE(NULL, places);
	for (i = 0; i < self->desc.nr_commands; i++) {
		const struct sim_command *cmd = &self->desc.command[i];

		ASSERT_TRUE(good_request(&good, cmd));
		ASSERT_TRUE(find_places(places, cmd, "request", good.in,
					good.in_len));
		memset(described, 0, sizeof(described));
		memset(described, 0xff, SIM_HEADER);
		for (j = 0; j < places->nr; j++) {
			const struct place *place = &places->place[j];

			for (k = 0; k < place->len; k++) {
				__u8 bits = 0xff;

				if (place->node->bits)
					bits = low_bits(place->node->bits) <<
					       place->node->lsb >> (8 * k);
				described[place->at + k] |= bits;
			}
		}
		for (j = 0; j < good.in_len; j++) {
			for (bit = 0; bit < 8; bit++) {
				if (described[j] >> bit & 1)
					continue;
				*call = good;
				EXPECT_EQ(0, call->in[j] >> bit & 1);
				call->in[j] |= 1 << bit;
				EXPECT_EQ(EINVAL, sim_call(self->sim.fd, call)) {
					TH_LOG("%s: byte %u bit %u", cmd->name,
					       j, bit);
				}
				EXPECT_EQ(FWCTL_RULE_ZERO, call->diag.rule);
				EXPECT_EQ(8 * j + bit,
					  8 * call->diag.offset +
					  (call->diag.width == 1 ?
					   call->diag.bit : bit));
				EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
				tried++;
			}
		}
	}
	EXPECT_LT(32, tried);
	EXPECT_EQ(0, sim_get(&self->sim, "executed"));
	free(places);
}

/* Of every length from none to one byte too many */
TEST_F(requests, each_length)
{
	struct sim_call *call = &self->call, good;
	__u32 i, len;

	for (i = 0; i < self->desc.nr_commands; i++) {
		const struct sim_command *cmd = &self->desc.command[i];
		const struct sim_node *request = sim_message(cmd, "request");

		ASSERT_TRUE(good_request(&good, cmd));
		good.flags = FWCTL_CALL_CHECK;
		for (len = 0; len < good.in_len; len++) {
			int error;

			*call = good;
			call->in_len = len;
			error = sim_call(self->sim.fd, call);
			if (len < SIM_HEADER) {
				EXPECT_EQ(EINVAL, error);
				EXPECT_EQ(FWCTL_RULE_SHORT, call->diag.rule);
				continue;
			}
			if (len >= SIM_HEADER + request->min_len) {
				/* up to where an optional field begins */
				EXPECT_EQ(!strcmp(cmd->name, "get-events") &&
					  len == SIM_HEADER + 4 ? 0 : EINVAL,
					  error) {
					TH_LOG("%s of %u bytes", cmd->name,
					       len);
				}
				continue;
			}
			/* a selector that is cut off is zero, or nothing */
			if (is_selected(&self->desc, cmd)) {
				EXPECT_TRUE(error == EINVAL ||
					    error == EOPNOTSUPP);
				continue;
			}
			EXPECT_EQ(EINVAL, error);
			EXPECT_EQ(FWCTL_RULE_SHORT, call->diag.rule);
			EXPECT_EQ(len, call->diag.value);
			EXPECT_EQ(SIM_HEADER + request->min_len,
				  call->diag.min);
		}
		if (SIM_HEADER + request->max_len + 1 > sizeof(call->in))
			continue;
		*call = good;
		call->in_len = SIM_HEADER + request->max_len + 1;
		EXPECT_EQ(EINVAL, sim_call(self->sim.fd, call));
		EXPECT_EQ(FWCTL_RULE_LONG, call->diag.rule);
		EXPECT_EQ(call->in_len, call->diag.value);
		EXPECT_EQ(call->in_len - 1, call->diag.max);
	}
	EXPECT_EQ(0, sim_get(&self->sim, "executed"));
}

/* A secret is in no diagnosis, wherever the request goes wrong. */
TEST_F(requests, secret_in_no_diagnosis)
{
	static const __u32 secrets[] = { 54321, 0, 10000, 0x80000000 };
	struct sim_call *call = &self->call;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(secrets); i++) {
		char text[24];

		sim_begin(call, 2, FWCTL_SIM_WRITE_REGISTER);
		sim_add_u32(call, 5);
		sim_add_u32(call, 0);
		sim_add_u32(call, secrets[i]);
		EXPECT_EQ(EINVAL, sim_call(self->sim.fd, call));
		EXPECT_STREQ("unlock", call->diag.field);
		EXPECT_EQ(FWCTL_RULE_RANGE, call->diag.rule);
		EXPECT_EQ(FWCTL_DIAG_PLACE, call->diag.flags);
		EXPECT_EQ(0, call->diag.value);
		snprintf(text, sizeof(text), "is %u", secrets[i]);
		EXPECT_EQ(NULL, strstr(call->diag.text, text));
	}
}

TEST_HARNESS_MAIN
