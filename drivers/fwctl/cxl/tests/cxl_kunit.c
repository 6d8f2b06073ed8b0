// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every row, and what a device says of it, with a memory device in software
 * behind the mailbox. Calls go through the core as those of user space do.
 * Numbers in brackets are sections of revision 3.1 of the CXL specification.
 */
#include <kunit/device.h>
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/slab.h>
#include <linux/unaligned.h>

#include "../../tests/calls.h"
#include "../../tests/wait_queued.h"
#include "../cxl.h"

#define IN_HEADER sizeof(struct fwctl_rpc_cxl)
#define OUT_HEADER sizeof(struct fwctl_rpc_cxl_out)
#define ROOM 4096
#define PAYLOAD 1024
#define LSA_SIZE 4096

/* Return codes (8.2.8.4.5.1) */
enum {
	SUCCESS = 0x00,
	INVALID_INPUT = 0x02,
	UNSUPPORTED = 0x03,
	INTERNAL_ERROR = 0x04,
	RETRY_REQUIRED = 0x05,
	BUSY = 0x06,
	INVALID_PAYLOAD_LENGTH = 0x16,
	INVALID_LOG = 0x17,
};

/* Command effects (8.2.9.5.2.1) */
enum {
	AFTER_COLD_RESET = 0x001,
	IMMEDIATE_CONFIG = 0x002,
	IMMEDIATE_DATA = 0x004,
	IMMEDIATE_POLICY = 0x008,
	IMMEDIATE_LOG = 0x010,
	SECURITY_STATE = 0x020,
	BACKGROUND = 0x040,
	SECONDARY_MAILBOX = 0x080,
	ABORT_BACKGROUND = 0x100,
	RESETS_VALID = 0x200,
	AFTER_CONVENTIONAL_RESET = 0x400,
	AFTER_CXL_RESET = 0x800,
};

#define SPARSE(_len, ...) ((struct bytes){ \
	(const u8[]){ [(_len) - 1] = 0, __VA_ARGS__ }, _len })

#define LE16(x) (x) & 0xff, (x) >> 8
#define LE32(x) (x) & 0xff, (x) >> 8 & 0xff, (x) >> 16 & 0xff, (x) >> 24
#define CEL 0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78, \
	0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17
#define VENDOR_DEBUG_LOG 0x5e, 0x18, 0x19, 0xd9, 0x11, 0xa9, 0x40, 0x0c, \
	0x81, 0x1f, 0xd6, 0x07, 0x19, 0x40, 0x3d, 0x86
#define COMPONENT_STATE_DUMP_LOG 0xb3, 0xfa, 0xb4, 0xcf, 0x01, 0xb6, 0x43, \
	0x32, 0x94, 0x3e, 0x5e, 0x99, 0x62, 0xf2, 0x35, 0x67
/* A Feature's identifier, of which only one byte matters here */
#define FEATURE(n) 0xfe, 0xed, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n
#define PATROL_SCRUB 0x96, 0xda, 0xd7, 0xd6, 0xfd, 0xe8, 0x48, 0x2b, \
	0xa7, 0x33, 0x75, 0x77, 0x4e, 0x06, 0xdb, 0x8a
#define ECS 0xe5, 0xb1, 0x3f, 0x22, 0x23, 0x28, 0x4a, 0x14, \
	0xb8, 0xba, 0xb9, 0x69, 0x1e, 0x89, 0x33, 0x86
#define SOFT_PPR 0x89, 0x2b, 0xa4, 0x75, 0xfa, 0xd8, 0x47, 0x4e, \
	0x9d, 0x3e, 0x69, 0x2c, 0x91, 0x75, 0x68, 0xbb
#define HARD_PPR 0x80, 0xea, 0x45, 0x21, 0x78, 0x6f, 0x41, 0x27, \
	0xaf, 0xb1, 0xec, 0x74, 0x59, 0xfb, 0x0e, 0x24
#define CACHELINE_SPARING 0x96, 0xc3, 0x33, 0x86, 0x91, 0xdd, 0x44, 0xc7, \
	0x9e, 0xcb, 0xfd, 0xaf, 0x65, 0x03, 0xba, 0xc4
#define ROW_SPARING 0x45, 0x0e, 0xbf, 0x67, 0xb1, 0x35, 0x4f, 0x97, \
	0xa4, 0x98, 0xc2, 0xd5, 0x7f, 0x27, 0x9b, 0xed
#define BANK_SPARING 0x78, 0xb7, 0x96, 0x36, 0x90, 0xac, 0x4b, 0x64, \
	0xa4, 0xef, 0xfa, 0xac, 0x5d, 0x18, 0xa8, 0x63
#define RANK_SPARING 0x34, 0xdb, 0xaf, 0xf5, 0x05, 0x52, 0x42, 0x81, \
	0x8f, 0x76, 0xda, 0x0b, 0x5e, 0x7a, 0x76, 0xa7
#define CURRENT_FEATURE 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, \
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff

struct log {
	u8 uuid[16];
	u32 size;
	u8 data[600];
};

struct feature {
	u8 uuid[16];
	u16 size;
	bool changeable;
	u16 effects;
	u8 data[64];
};

#define MAX_FEATURES 64

struct fixture {
	struct kunit *test;
	struct device *parent;
	struct fwctl_cxl *cxl;
	struct fwctl_uctx *uctx;
	struct cxl_mailbox mbox;
	/* the device */
	struct { __le16 opcode, effects; } cel[150];
	u32 nr_cel;
	struct log logs[3];
	u32 nr_logs;
	struct feature features[MAX_FEATURES];
	u32 nr_features;
	u32 features_told;	/* how many it says that it has */
	u32 features_a_time;
	u64 timestamp;
	/* what it does instead */
	bool canned;
	u8 answer[ROOM];
	size_t answer_len;
	u16 error_opcode;	/* fails with this */
	u16 error_code;
	int errors;		/* so often */
	u16 broken_opcode;	/* the transport does at this */
	int broken;
	u16 short_opcode;	/* a byte is missing */
	bool gone;
	int goes_after;		/* so many commands */
	struct completion *hold;
	struct completion held;
	/* what it saw */
	int sends;
	u16 opcode;
	u8 in[ROOM];
	size_t in_len;
};

/* The device */

static u16 answer(struct cxl_mbox_cmd *cmd, const void *data, size_t len)
{
	/* as much as it has, whatever there is room for; as cxl_pci does it */
	cmd->size_out = min(cmd->size_out, len);
	memcpy(cmd->payload_out, data, cmd->size_out);
	return SUCCESS;
}

static u16 get_supported_logs(struct fixture *fx, struct cxl_mbox_cmd *cmd)
{
	u8 *out = cmd->payload_out;
	u32 i;

	memset(out, 0, 8);
	put_unaligned_le16(fx->nr_logs, out);
	for (i = 0; i < fx->nr_logs; i++) {
		memcpy(out + 8 + 20 * i, fx->logs[i].uuid, 16);
		put_unaligned_le32(fx->logs[i].size, out + 24 + 20 * i);
	}
	cmd->size_out = 8 + 20 * fx->nr_logs;
	return SUCCESS;
}

static u16 get_log(struct fixture *fx, struct cxl_mbox_cmd *cmd)
{
	const u8 *in = cmd->payload_in;
	u32 offset = get_unaligned_le32(in + 16);
	u32 length = get_unaligned_le32(in + 20);
	u32 i;

	KUNIT_EXPECT_EQ(fx->test, cmd->size_in, 24);
	for (i = 0; i < fx->nr_logs; i++) {
		if (memcmp(fx->logs[i].uuid, in, 16))
			continue;
		if (offset > fx->logs[i].size ||
		    length > fx->logs[i].size - offset)
			return INVALID_INPUT;
		return answer(cmd, fx->logs[i].data + offset, length);
	}
	return INVALID_LOG;
}

static struct feature *find_feature(struct fixture *fx, const u8 *uuid)
{
	u32 i;

	for (i = 0; i < fx->nr_features; i++)
		if (!memcmp(fx->features[i].uuid, uuid, 16))
			return &fx->features[i];
	return NULL;
}

static u16 get_supported_features(struct fixture *fx, struct cxl_mbox_cmd *cmd)
{
	u32 count = get_unaligned_le32(cmd->payload_in);
	u32 start = get_unaligned_le16(cmd->payload_in + 4);
	u8 *out = cmd->payload_out;
	u32 i, n;

	KUNIT_EXPECT_EQ(fx->test, cmd->size_in, 8);
	KUNIT_EXPECT_GE(fx->test, cmd->size_out, count);
	if (count < 8 || start > fx->features_told)
		return INVALID_INPUT;
	n = min3((count - 8) / 48, fx->nr_features - start, fx->features_a_time);
	memset(out, 0, 8 + 48 * n);
	put_unaligned_le16(n, out);
	put_unaligned_le16(fx->features_told, out + 2);
	for (i = 0; i < n; i++) {
		struct feature *f = &fx->features[start + i];
		u8 *entry = out + 8 + 48 * i;

		memcpy(entry, f->uuid, 16);
		put_unaligned_le16(start + i, entry + 16);
		put_unaligned_le16(f->size, entry + 18);
		put_unaligned_le16(f->changeable ? f->size : 0, entry + 20);
		put_unaligned_le32(f->changeable, entry + 22);
		put_unaligned_le16(f->effects, entry + 28);
	}
	cmd->size_out = 8 + 48 * n;
	return SUCCESS;
}

static u16 get_feature(struct fixture *fx, struct cxl_mbox_cmd *cmd)
{
	struct feature *f = find_feature(fx, cmd->payload_in);
	u32 offset = get_unaligned_le16(cmd->payload_in + 16);
	u32 count = get_unaligned_le16(cmd->payload_in + 18);

	KUNIT_EXPECT_EQ(fx->test, cmd->size_in, 21);
	if (!f)
		return UNSUPPORTED;
	if (offset >= f->size)
		return INVALID_INPUT;
	return answer(cmd, f->data + offset, min(count, f->size - offset));
}

static u16 set_feature(struct fixture *fx, struct cxl_mbox_cmd *cmd)
{
	struct feature *f = find_feature(fx, cmd->payload_in);
	u32 offset = get_unaligned_le16(cmd->payload_in + 20);
	u32 len = cmd->size_in - 32;

	KUNIT_EXPECT_GE(fx->test, cmd->size_in, 32);
	if (!f)
		return UNSUPPORTED;
	if (offset > f->size || len > f->size - offset)
		return INVALID_INPUT;
	memcpy(f->data + offset, cmd->payload_in + 32, len);
	cmd->size_out = 0;
	return SUCCESS;
}

static u16 play(struct fixture *fx, struct cxl_mbox_cmd *cmd)
{
	if (fx->canned)
		return answer(cmd, fx->answer, fx->answer_len);
	switch (cmd->opcode) {
	case 0x0300:
		return answer(cmd, &fx->timestamp, sizeof(fx->timestamp));
	case 0x0301:
		fx->timestamp = get_unaligned((u64 *)cmd->payload_in);
		cmd->size_out = 0;
		return SUCCESS;
	case FWCTL_CXL_GET_SUPPORTED_LOGS:
		return get_supported_logs(fx, cmd);
	case FWCTL_CXL_GET_LOG:
		return get_log(fx, cmd);
	case FWCTL_CXL_GET_SUPPORTED_FEATURES:
		return get_supported_features(fx, cmd);
	case FWCTL_CXL_GET_FEATURE:
		return get_feature(fx, cmd);
	case FWCTL_CXL_SET_FEATURE:
		return set_feature(fx, cmd);
	default:
		return UNSUPPORTED;
	}
}

static int fake_send(struct cxl_mailbox *mbox, struct cxl_mbox_cmd *cmd)
{
	struct fixture *fx = container_of(mbox, struct fixture, mbox);

	KUNIT_EXPECT_LE(fx->test, cmd->size_in, mbox->payload_size);
	KUNIT_EXPECT_LE(fx->test, cmd->size_out, mbox->payload_size);
	fx->sends++;
	fx->opcode = cmd->opcode;
	fx->in_len = min(cmd->size_in, sizeof(fx->in));
	memcpy(fx->in, cmd->payload_in, fx->in_len);
	if (fx->goes_after && fx->sends == fx->goes_after)
		fx->gone = true;
	if (fx->hold) {
		complete(&fx->held);
		wait_for_completion(fx->hold);
	}
	if (fx->broken && cmd->opcode == fx->broken_opcode)
		return fx->broken;
	if (fx->errors && cmd->opcode == fx->error_opcode) {
		fx->errors--;
		/* what it had to say is what it was asked: not to be believed */
		cmd->return_code = fx->error_code;
		return 0;
	}
	cmd->return_code = play(fx, cmd);
	if (cmd->opcode == fx->short_opcode)
		cmd->size_out--;
	return 0;
}

/* What all devices of these tests have, unless a test says otherwise */
static const struct {
	u16 opcode;
	u16 effects;
} usual_cel[] = {
	{ 0x0100, 0 },
	{ 0x0101, IMMEDIATE_LOG },
	{ 0x0102, 0 },
	{ 0x0103, IMMEDIATE_CONFIG },
	{ 0x0200, 0 },
	{ 0x0201, BACKGROUND },
	{ 0x0300, 0 },
	{ 0x0301, IMMEDIATE_POLICY },
	{ 0x0400, 0 },
	{ 0x0401, 0 },
	{ 0x0402, 0 },
	{ 0x0403, IMMEDIATE_LOG },
	{ 0x0405, 0 },
	{ 0x0500, 0 },
	{ 0x0501, 0 },
	{ 0x0502, AFTER_COLD_RESET | IMMEDIATE_CONFIG | IMMEDIATE_DATA |
		  IMMEDIATE_POLICY | IMMEDIATE_LOG | SECURITY_STATE },
	{ 0x4000, 0 },
	{ 0x4100, 0 },
	{ 0x4101, AFTER_COLD_RESET | RESETS_VALID | AFTER_CXL_RESET },
	{ 0x4102, 0 },
	{ 0x4103, IMMEDIATE_CONFIG | IMMEDIATE_DATA },
	{ 0x4200, SECONDARY_MAILBOX },
	{ 0x4201, 0 },
	{ 0x4202, IMMEDIATE_POLICY },
	{ 0x4203, 0 },
	{ 0x4303, ABORT_BACKGROUND },
	/* its vendor's */
	{ 0xc000, IMMEDIATE_CONFIG },
};

static void add_cel(struct fixture *fx, u16 opcode, u16 effects)
{
	fx->cel[fx->nr_cel].opcode = cpu_to_le16(opcode);
	fx->cel[fx->nr_cel++].effects = cpu_to_le16(effects);
}

/* The log as it is read */
static void write_cel(struct fixture *fx)
{
	fx->logs[0].size = 4 * fx->nr_cel;
	memcpy(fx->logs[0].data, fx->cel, fx->logs[0].size);
}

static void usual_device(struct fixture *fx)
{
	static const u8 uuids[][16] = {
		{ CEL },
		{ VENDOR_DEBUG_LOG },
		{ COMPONENT_STATE_DUMP_LOG },
	};
	static const struct feature features[] = {
		{ { FEATURE(1) }, 8, true, AFTER_COLD_RESET, "feature" },
		{ { FEATURE(2) }, 64, true, IMMEDIATE_CONFIG },
		{ { FEATURE(3) }, 4, false, 0 },
		{ { PATROL_SCRUB }, 4, true, IMMEDIATE_CONFIG },
	};
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(usual_cel); i++)
		add_cel(fx, usual_cel[i].opcode, usual_cel[i].effects);
	fx->nr_logs = ARRAY_SIZE(uuids);
	for (i = 0; i < fx->nr_logs; i++) {
		memcpy(fx->logs[i].uuid, uuids[i], 16);
		fx->logs[i].size = sizeof(fx->logs[i].data) - 8 * i;
		for (j = 0; j < fx->logs[i].size; j++)
			fx->logs[i].data[j] = i * 100 + j % 97;
	}
	write_cel(fx);
	memcpy(fx->features, features, sizeof(features));
	fx->nr_features = ARRAY_SIZE(features);
	fx->features_told = fx->nr_features;
	fx->features_a_time = MAX_FEATURES;
}

/* The test */

static int try_device(struct fixture *fx)
{
	struct fwctl_cxl *cxl;

	fx->sends = 0;
	cxl = fwctl_cxl_create(fx->parent, &fx->mbox, LSA_SIZE, &fx->gone);
	if (IS_ERR(cxl))
		return PTR_ERR(cxl);
	fx->cxl = cxl;
	fx->uctx = fwctl_uctx_open(&cxl->fwctl);
	KUNIT_ASSERT_FALSE(fx->test, IS_ERR(fx->uctx));
	return 0;
}

static void add_device(struct fixture *fx)
{
	KUNIT_ASSERT_EQ(fx->test, try_device(fx), 0);
	fx->sends = 0;
}

static void remove_device(struct fixture *fx)
{
	struct fwctl_uctx *uctx = fx->uctx;
	struct fwctl_cxl *cxl = fx->cxl;

	fx->uctx = NULL;
	fx->cxl = NULL;
	if (cxl)
		fwctl_cxl_destroy(cxl);
	if (!IS_ERR_OR_NULL(uctx))
		fwctl_uctx_close(uctx);
}

static int cxl_init(struct kunit *test)
{
	struct fixture *fx = kunit_kzalloc(test, sizeof(*fx), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, fx);
	fx->test = test;
	init_completion(&fx->held);
	fx->parent = kunit_device_register(test, "fwctl-fake-mem");
	KUNIT_ASSERT_FALSE(test, IS_ERR(fx->parent));
	fx->mbox.payload_size = PAYLOAD;
	fx->mbox.mbox_send = fake_send;
	test->priv = fx;
	usual_device(fx);
	return 0;
}

static void cxl_exit(struct kunit *test)
{
	if (test->priv)
		remove_device(test->priv);
}

static const struct fwctl_command *find_row(struct kunit *test,
					    const char *name)
{
	return find_command(test, &fwctl_cxl_table, name);
}

static struct caller *new_caller(struct fixture *fx)
{
	return alloc_caller(fx->test, &fx->uctx, IN_HEADER + 64,
			    OUT_HEADER + ROOM);
}

static void prepare(struct caller *c, u32 opcode, struct bytes payload)
{
	reset_caller(c);
	c->call.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	put_unaligned_le32(opcode, c->in);
	put_unaligned_le32(payload.len, c->in + 8);
	KUNIT_ASSERT_LE(c->test, payload.len, c->in_size - IN_HEADER);
	memcpy(c->in + IN_HEADER, payload.data, payload.len);
	c->in_len = IN_HEADER + payload.len;
}

static int call(struct caller *c, u32 opcode, struct bytes payload)
{
	prepare(c, opcode, payload);
	return run(c);
}

static void set_answer(struct fixture *fx, struct bytes payload)
{
	fx->canned = true;
	memcpy(fx->answer, payload.data, payload.len);
	fx->answer_len = payload.len;
}

/* What the command needs on this device: its description */
static struct fwctl_permit permit_of(struct fixture *fx, const char *name)
{
	const struct fwctl_command *cmd = find_row(fx->test, name);
	const struct fwctl_row *row =
		fwctl_index_row(fx->cxl->fwctl.index,
				cmd - fwctl_cxl_table.commands);
	struct fwctl_permit permit;

	fwctl_permit(&fx->cxl->fwctl, row, NULL, 0, &permit);
	return permit;
}

#define ANY_LENGTH_FROM(n) (~0ULL << (n))

/*
 * A row with an answer as devices give it
 *
 * @lengths: bit n: an answer that is cut after n bytes is taken
 * @any: its audience is anybody
 * @scope: what it needs with the usual effects
 * @effect: likewise
 */
struct row_case {
	const char *name;
	struct bytes in;
	struct bytes out;
	u64 lengths;
	bool any;
	u8 scope;
	u8 effect;
};

#define READS FWCTL_RPC_CONFIGURATION, FWCTL_EFFECT_NONE
#define DUMPS FWCTL_RPC_DEBUG_READ_ONLY, FWCTL_EFFECT_NONE
#define CHANGES FWCTL_RPC_DEBUG_WRITE_FULL, FWCTL_EFFECT_RUNTIME
#define DISRUPTS FWCTL_RPC_DEBUG_WRITE_FULL, FWCTL_EFFECT_DISRUPTS

static const struct row_case row_cases[] = {
	{ "get-event-records", BYTES(0x01),
	  BYTES(0x01, 0, LE16(7), 1, 2, 3, 4, 5, 6, 7, 8, 8, 7, 6, 5, 4, 3, 2,
		1, LE16(0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), BIT_ULL(32),
	  false, READS },
	{ "get-event-interrupt-policy", NOTHING,
	  BYTES(0x01, 0x11, 0x21, 0x02, 0x00), BIT_ULL(4) | BIT_ULL(5), false,
	  READS },
	{ "get-fw-info", NOTHING,
	  SPARSE(80, 2, 0x11, 1, [16] = '1', '.', '0', [32] = '1', '.', '1'), 0,
	  true, READS },
	{ "get-timestamp", NOTHING, BYTES(1, 2, 3, 4, 5, 6, 7, 8), BIT_ULL(8),
	  false, READS },
	{ "set-timestamp", BYTES(8, 7, 6, 5, 4, 3, 2, 1), NOTHING, BIT_ULL(0),
	  false, CHANGES },
	{ "get-supported-logs", NOTHING,
	  BYTES(LE16(2), 0, 0, 0, 0, 0, 0, CEL, LE32(52),
		VENDOR_DEBUG_LOG, LE32(0x12345)), BIT_ULL(48),
	  true, READS },
	{ "get-command-effects-log", BYTES(CEL, LE32(4), LE32(8)),
	  BYTES(LE16(0x4000), LE16(0), LE16(0x4101), LE16(0x0201)),
	  BIT_ULL(0) | BIT_ULL(4) | BIT_ULL(8), true, READS },
	{ "get-vendor-debug-log",
	  BYTES(VENDOR_DEBUG_LOG, LE32(1), LE32(3)),
	  BYTES(0xde, 0xad, 0xbe), ANY_LENGTH_FROM(0), false, DUMPS },
	{ "get-component-state-dump-log",
	  BYTES(COMPONENT_STATE_DUMP_LOG, LE32(0), LE32(2)),
	  BYTES(0xbe, 0xef), ANY_LENGTH_FROM(0), false, DUMPS },
	{ "get-log-capabilities", BYTES(COMPONENT_STATE_DUMP_LOG),
	  BYTES(LE32(0xf)), BIT_ULL(4), false, READS },
	{ "clear-vendor-debug-log", BYTES(VENDOR_DEBUG_LOG), NOTHING,
	  BIT_ULL(0), false, DISRUPTS },
	{ "get-supported-logs-sub-list", BYTES(1, 0),
	  BYTES(1, 0, LE16(3), 0, 0, 0, 0, CEL, LE32(52)),
	  BIT_ULL(28), true, READS },
	{ "get-supported-features", BYTES(LE32(56), LE16(0), 0, 0),
	  BYTES(LE16(1), LE16(9), 0, 0, 0, 0, FEATURE(1), LE16(0), LE16(8),
		LE16(8), LE32(0x59), 1, 2, LE16(0x0001), 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0), BIT_ULL(56), false, READS },
	{ "get-feature", BYTES(FEATURE(3), LE16(0), LE16(4), 0),
	  BYTES(1, 2, 3, 4), ANY_LENGTH_FROM(0), false, READS },
	{ "set-feature",
	  BYTES(FEATURE(1), LE32(0x8), LE16(0), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		1, 2, 3), NOTHING, BIT_ULL(0), false,
	  FWCTL_RPC_DEBUG_WRITE, FWCTL_EFFECT_CONFIG },
	{ "identify-memory-device", NOTHING,
	  SPARSE(69, 'F', 'W', ' ', '1', [16] = 4, [32] = 4, [48] = 8,
		 [57] = 0x10, [60] = 1, 2, 3, [65] = 3, 3, 16), 0, true, READS },
	{ "get-partition-info", NOTHING,
	  BYTES(1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0,
		3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0), BIT_ULL(32),
	  true, READS },
	{ "set-partition-info", BYTES(2, 0, 0, 0, 0, 0, 0, 0, 0), NOTHING,
	  BIT_ULL(0), false, DISRUPTS },
	{ "get-lsa", BYTES(LE32(4095), LE32(1)), BYTES('x'),
	  ANY_LENGTH_FROM(0), false, READS },
	{ "get-health-info", NOTHING,
	  BYTES(0x04, 0x02, 0x16, 93, LE16(0xffd8), LE32(1), LE32(2), LE32(3)),
	  BIT_ULL(18), true, READS },
	{ "get-alert-configuration", NOTHING,
	  BYTES(0x1f, 0x03, 90, 80, LE16(95), LE16(0xfff6), LE16(85), LE16(0),
		LE16(100), LE16(200)), BIT_ULL(16), false, READS },
	{ "set-alert-configuration",
	  BYTES(0x03, 0x01, 75, 0, LE16(80), LE16(0xfffb), LE16(1), LE16(2)),
	  NOTHING, BIT_ULL(0), false, CHANGES },
	{ "get-shutdown-state", NOTHING, BYTES(0x01), BIT_ULL(1), false,
	  READS },
	{ "get-scan-media-capabilities",
	  BYTES(0x40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0),
	  BYTES(LE32(250)), BIT_ULL(4), false, READS },
};

static void row_desc(const struct row_case *row, char *desc)
{
	strscpy(desc, row->name, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(row, row_cases, row_desc);

static void test_table(struct kunit *test)
{
	char why[FWCTL_WHY_LEN] = "";
	u32 i;

	KUNIT_EXPECT_EQ_MSG(test, fwctl_table_check(&fwctl_cxl_table, why), 0,
			    "%s", why);
	KUNIT_EXPECT_EQ(test, fwctl_cxl_table.nr_commands,
			ARRAY_SIZE(row_cases));
	for (i = 0; i < ARRAY_SIZE(row_cases); i++)
		find_row(test, row_cases[i].name);
}

/* Fields that others could be taken for, where byte n is 51h + n */
static const struct place requests[] = {
	/* 8.2.9.4.2 */
	{ "set-timestamp", "timestamp", 0x5857565554535251 },
	/* 8.2.9.5.2.1 */
	{ "get-command-effects-log", "offset", 0x64636261 },
	{ "get-command-effects-log", "length", 0x68676665 },
	/* 8.2.9.5.2.2 */
	{ "get-vendor-debug-log", "offset", 0x64636261 },
	{ "get-vendor-debug-log", "length", 0x68676665 },
	/* 8.2.9.5.2.3 */
	{ "get-component-state-dump-log", "offset", 0x64636261 },
	{ "get-component-state-dump-log", "length", 0x68676665 },
	/* 8.2.9.5.6 */
	{ "get-supported-logs-sub-list", "maximum_log_entries", 0x51 },
	{ "get-supported-logs-sub-list", "start_log_entry_index", 0x52 },
	/* 8.2.9.6.1 */
	{ "get-supported-features", "count", 0x54535251 },
	{ "get-supported-features", "starting_feature_index", 0x5655 },
	/* 8.2.9.6.2 */
	{ "get-feature", "offset", 0x6261 },
	{ "get-feature", "count", 0x6463 },
	{ "get-feature", "selection", 0x65 },
	/* 8.2.9.6.3 */
	{ "set-feature", "action", 0x1 },
	{ "set-feature", "saved_across_reset", 0x0 },
	{ "set-feature", "offset", 0x6665 },
	{ "set-feature", "version", 0x67 },
	{ "set-feature", "feature_data", 0x7877767574737271 },
	/* 8.2.9.9.2.2 */
	{ "set-partition-info", "volatile_capacity", 0x5857565554535251 },
	{ "set-partition-info", "immediate", 0x1 },
	/* 8.2.9.9.2.3 */
	{ "get-lsa", "offset", 0x54535251 },
	{ "get-lsa", "length", 0x58575655 },
	/* 8.2.9.9.3.3 */
	{ "set-alert-configuration", "valid_alert_actions", 0x51 },
	{ "set-alert-configuration", "enable_alert_actions", 0x52 },
	{ "set-alert-configuration", "life_used_warning", 0x53 },
	{ "set-alert-configuration", "over_temperature_warning", 0x5655 },
	{ "set-alert-configuration", "under_temperature_warning", 0x5857 },
	{ "set-alert-configuration", "corrected_volatile_warning", 0x5a59 },
	{ "set-alert-configuration", "corrected_persistent_warning", 0x5c5b },
	/* 8.2.9.9.4.4 */
	{ "get-scan-media-capabilities",
	  "physical_address", 0x5857565554535251 },
	{ "get-scan-media-capabilities",
	  "physical_address_length", 0x605f5e5d5c5b5a59 },
};

static const struct place responses[] = {
	/* 8.2.9.2.2 */
	{ "get-event-records", "flags", 0x51 },
	{ "get-event-records", "overflow_error_count", 0x5453 },
	{ "get-event-records",
	  "first_overflow_event_timestamp", 0x5c5b5a5958575655 },
	{ "get-event-records",
	  "last_overflow_event_timestamp", 0x64636261605f5e5d },
	{ "get-event-records", "event_record_count", 0x6665 },
	/* 8.2.9.2.1 */
	{ "get-event-records", "event_records/event_record_length", 0x61 },
	{ "get-event-records", "event_records/event_record_severity", 0x2 },
	{ "get-event-records", "event_records/event_record_flags", 0x18 },
	{ "get-event-records", "event_records/event_record_handle", 0x6665 },
	{ "get-event-records",
	  "event_records/related_event_record_handle", 0x6867 },
	{ "get-event-records",
	  "event_records/event_record_timestamp", 0x706f6e6d6c6b6a69 },
	{ "get-event-records",
	  "event_records/maintenance_operation_class", 0x71 },
	{ "get-event-records",
	  "event_records/maintenance_operation_subclass", 0x72 },
	/* 8.2.9.2.1.1 */
	{ "get-event-records", "event_records/general_media/dpa_flags", 0x1 },
	{ "get-event-records",
	  "event_records/general_media/physical_address", 0x2221e1a16120e0a },
	{ "get-event-records",
	  "event_records/general_media/memory_event_descriptor", 0x89 },
	{ "get-event-records",
	  "event_records/general_media/memory_event_type", 0x8a },
	{ "get-event-records",
	  "event_records/general_media/transaction_type", 0x8b },
	{ "get-event-records",
	  "event_records/general_media/validity_flags", 0x8d8c },
	{ "get-event-records", "event_records/general_media/channel", 0x8e },
	{ "get-event-records", "event_records/general_media/rank", 0x8f },
	{ "get-event-records", "event_records/general_media/device", 0x929190 },
	{ "get-event-records",
	  "event_records/general_media/component_identifier", 0x9a99989796959493 },
	{ "get-event-records",
	  "event_records/general_media/cme_threshold_event_flags", 0xa3 },
	{ "get-event-records",
	  "event_records/general_media/cme_count_at_event", 0xa6a5a4 },
	{ "get-event-records",
	  "event_records/general_media/memory_event_sub_type", 0xa7 },
	/* 8.2.9.2.1.2 */
	{ "get-event-records", "event_records/dram/dpa_flags", 0x1 },
	{ "get-event-records",
	  "event_records/dram/physical_address", 0x2221e1a16120e0a },
	{ "get-event-records",
	  "event_records/dram/memory_event_descriptor", 0x89 },
	{ "get-event-records", "event_records/dram/memory_event_type", 0x8a },
	{ "get-event-records", "event_records/dram/transaction_type", 0x8b },
	{ "get-event-records", "event_records/dram/validity_flags", 0x8d8c },
	{ "get-event-records", "event_records/dram/channel", 0x8e },
	{ "get-event-records", "event_records/dram/rank", 0x8f },
	{ "get-event-records", "event_records/dram/nibble_mask", 0x9796959493929190 },
	{ "get-event-records", "event_records/dram/bank_group", 0x93 },
	{ "get-event-records", "event_records/dram/bank", 0x94 },
	{ "get-event-records", "event_records/dram/row", 0x979695 },
	{ "get-event-records", "event_records/dram/column", 0x9998 },
	{ "get-event-records",
	  "event_records/dram/correction_mask", 0xa1a09f9e9d9c9b9a },
	{ "get-event-records",
	  "event_records/dram/component_identifier", 0xc1c0bfbebdbcbbba },
	{ "get-event-records", "event_records/dram/sub_channel", 0xca },
	{ "get-event-records",
	  "event_records/dram/cme_threshold_event_flags", 0xcb },
	{ "get-event-records",
	  "event_records/dram/cvme_count_at_event", 0xcecdcc },
	{ "get-event-records",
	  "event_records/dram/memory_event_sub_type", 0xcf },
	/* 8.2.9.2.1.3 */
	{ "get-event-records",
	  "event_records/memory_module/device_event_type", 0x81 },
	{ "get-event-records",
	  "event_records/memory_module/health_status", 0x82 },
	{ "get-event-records",
	  "event_records/memory_module/media_status", 0x83 },
	{ "get-event-records",
	  "event_records/memory_module/life_used_status", 0x0 },
	{ "get-event-records",
	  "event_records/memory_module/device_temperature_status", 0x1 },
	{ "get-event-records",
	  "event_records/memory_module/corrected_volatile_status", 0x0 },
	{ "get-event-records",
	  "event_records/memory_module/corrected_persistent_status", 0x0 },
	{ "get-event-records", "event_records/memory_module/life_used", 0x85 },
	{ "get-event-records",
	  "event_records/memory_module/device_temperature", 0xffffffffffff8786 },
	{ "get-event-records",
	  "event_records/memory_module/dirty_shutdown_count", 0x8b8a8988 },
	{ "get-event-records",
	  "event_records/memory_module/corrected_volatile_errors", 0x8f8e8d8c },
	{ "get-event-records",
	  "event_records/memory_module/corrected_persistent_errors", 0x93929190 },
	{ "get-event-records",
	  "event_records/memory_module/validity_flags", 0x9594 },
	{ "get-event-records",
	  "event_records/memory_module/component_identifier", 0x9d9c9b9a99989796 },
	{ "get-event-records",
	  "event_records/memory_module/device_event_sub_type", 0xa6 },
	/* 8.2.9.2.4 */
	{ "get-event-interrupt-policy", "informational_mode", 0x1 },
	{ "get-event-interrupt-policy", "informational_message_number", 0x5 },
	{ "get-event-interrupt-policy", "warning_mode", 0x2 },
	{ "get-event-interrupt-policy", "warning_message_number", 0x5 },
	{ "get-event-interrupt-policy", "failure_mode", 0x3 },
	{ "get-event-interrupt-policy", "failure_message_number", 0x5 },
	{ "get-event-interrupt-policy", "fatal_mode", 0x0 },
	{ "get-event-interrupt-policy", "fatal_message_number", 0x5 },
	{ "get-event-interrupt-policy", "dynamic_capacity_mode", 0x1 },
	{ "get-event-interrupt-policy",
	  "dynamic_capacity_message_number", 0x5 },
	/* 8.2.9.3.1 */
	{ "get-fw-info", "fw_slots_supported", 0x51 },
	{ "get-fw-info", "active_fw_slot", 0x2 },
	{ "get-fw-info", "staged_fw_slot", 0x2 },
	{ "get-fw-info", "fw_activation_capabilities", 0x53 },
	{ "get-fw-info", "slot_1_fw_revision", 0x6867666564636261 },
	{ "get-fw-info", "slot_4_fw_revision", 0x9897969594939291 },
	/* 8.2.9.4.1 */
	{ "get-timestamp", "timestamp", 0x5857565554535251 },
	/* 8.2.9.5.1 */
	{ "get-supported-logs", "number_of_log_entries", 0x5251 },
	{ "get-supported-logs",
	  "supported_log_entries/log_identifier", 0x5857565554535251 },
	{ "get-supported-logs", "supported_log_entries/log_size", 0x64636261 },
	/* 8.2.9.5.2.1 */
	{ "get-command-effects-log", "entries/opcode", 0x5251 },
	{ "get-command-effects-log", "entries/command_effect", 0x5453 },
	/* 8.2.9.5.3 */
	{ "get-log-capabilities", "parameter_flags", 0x54535251 },
	/* 8.2.9.5.6 */
	{ "get-supported-logs-sub-list", "number_of_log_entries", 0x51 },
	{ "get-supported-logs-sub-list", "total_log_entries", 0x5453 },
	{ "get-supported-logs-sub-list", "start_log_entry_index", 0x55 },
	{ "get-supported-logs-sub-list",
	  "supported_log_entries/log_identifier", 0x5857565554535251 },
	{ "get-supported-logs-sub-list",
	  "supported_log_entries/log_size", 0x64636261 },
	/* 8.2.9.6.1 */
	{ "get-supported-features", "number_of_feature_entries", 0x5251 },
	{ "get-supported-features", "device_supported_features", 0x5453 },
	{ "get-supported-features",
	  "supported_feature_entries/feature_identifier", 0x5857565554535251 },
	{ "get-supported-features",
	  "supported_feature_entries/feature_index", 0x6261 },
	{ "get-supported-features",
	  "supported_feature_entries/get_feature_size", 0x6463 },
	{ "get-supported-features",
	  "supported_feature_entries/set_feature_size", 0x6665 },
	{ "get-supported-features",
	  "supported_feature_entries/attribute_flags", 0x1 },
	{ "get-supported-features",
	  "supported_feature_entries/deepest_reset_persistence", 0x3 },
	{ "get-supported-features",
	  "supported_feature_entries/selections", 0x6 },
	{ "get-supported-features",
	  "supported_feature_entries/get_feature_version", 0x6b },
	{ "get-supported-features",
	  "supported_feature_entries/set_feature_version", 0x6c },
	{ "get-supported-features",
	  "supported_feature_entries/set_feature_effects", 0x6e6d },
	/* 8.2.9.9.1.1 */
	{ "identify-memory-device", "fw_revision", 0x5857565554535251 },
	{ "identify-memory-device", "total_capacity", 0x6867666564636261 },
	{ "identify-memory-device",
	  "volatile_only_capacity", 0x706f6e6d6c6b6a69 },
	{ "identify-memory-device",
	  "persistent_only_capacity", 0x7877767574737271 },
	{ "identify-memory-device", "partition_alignment", 0x807f7e7d7c7b7a79 },
	{ "identify-memory-device", "informational_event_log_size", 0x8281 },
	{ "identify-memory-device", "warning_event_log_size", 0x8483 },
	{ "identify-memory-device", "failure_event_log_size", 0x8685 },
	{ "identify-memory-device", "fatal_event_log_size", 0x8887 },
	{ "identify-memory-device", "lsa_size", 0x8c8b8a89 },
	{ "identify-memory-device", "poison_list_maximum_records", 0x8f8e8d },
	{ "identify-memory-device", "inject_poison_limit", 0x9190 },
	{ "identify-memory-device", "poison_handling_capabilities", 0x92 },
	{ "identify-memory-device", "qos_telemetry_capabilities", 0x93 },
	{ "identify-memory-device", "dynamic_capacity_event_log_size", 0x9594 },
	/* 8.2.9.9.2.1 */
	{ "get-partition-info",
	  "active_volatile_capacity", 0x5857565554535251 },
	{ "get-partition-info",
	  "active_persistent_capacity", 0x605f5e5d5c5b5a59 },
	{ "get-partition-info", "next_volatile_capacity", 0x6867666564636261 },
	{ "get-partition-info",
	  "next_persistent_capacity", 0x706f6e6d6c6b6a69 },
	/* 8.2.9.9.3.1 */
	{ "get-health-info", "health_status", 0x51 },
	{ "get-health-info", "media_status", 0x52 },
	{ "get-health-info", "life_used_status", 0x3 },
	{ "get-health-info", "device_temperature_status", 0x0 },
	{ "get-health-info", "corrected_volatile_status", 0x1 },
	{ "get-health-info", "corrected_persistent_status", 0x0 },
	{ "get-health-info", "life_used", 0x54 },
	{ "get-health-info", "device_temperature", 0x5655 },
	{ "get-health-info", "dirty_shutdown_count", 0x5a595857 },
	{ "get-health-info", "corrected_volatile_errors", 0x5e5d5c5b },
	{ "get-health-info", "corrected_persistent_errors", 0x6261605f },
	/* 8.2.9.9.3.2 */
	{ "get-alert-configuration", "valid_alerts", 0x51 },
	{ "get-alert-configuration", "programmable_alerts", 0x52 },
	{ "get-alert-configuration", "life_used_critical", 0x53 },
	{ "get-alert-configuration", "life_used_warning", 0x54 },
	{ "get-alert-configuration", "over_temperature_critical", 0x5655 },
	{ "get-alert-configuration", "under_temperature_critical", 0x5857 },
	{ "get-alert-configuration", "over_temperature_warning", 0x5a59 },
	{ "get-alert-configuration", "under_temperature_warning", 0x5c5b },
	{ "get-alert-configuration", "corrected_volatile_warning", 0x5e5d },
	{ "get-alert-configuration", "corrected_persistent_warning", 0x605f },
	/* 8.2.9.9.3.4 */
	{ "get-shutdown-state", "state", 0x1 },
	/* 8.2.9.9.4.4 */
	{ "get-scan-media-capabilities",
	  "estimated_scan_media_time", 0x54535251 },
};

static void test_places(struct kunit *test)
{
	u8 bytes[128];
	int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = 0x51 + i;
	expect_places(test, &fwctl_cxl_table, requests, ARRAY_SIZE(requests),
		      true, bytes, 0);
	expect_places(test, &fwctl_cxl_table, responses, ARRAY_SIZE(responses),
		      false, bytes, 0);
}

/* What is asked for is what the device gets, its answer is what comes back. */
static void test_row(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);

	add_device(fx);
	set_answer(fx, row->out);
	prepare(c, cmd->opcode, row->in);
	c->call.scope = row->scope;
	KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
	KUNIT_EXPECT_STREQ(test, c->diag.command, row->name);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_ANSWERED);
	KUNIT_EXPECT_EQ(test, c->call.out_flags, 0);
	KUNIT_ASSERT_EQ(test, c->call.out_len, OUT_HEADER + row->out.len);
	KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out), row->out.len);
	KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out + 4), SUCCESS);
	KUNIT_EXPECT_MEMEQ(test, c->out + OUT_HEADER, row->out.data,
			   row->out.len);

	KUNIT_EXPECT_EQ(test, fx->sends, 1);
	KUNIT_EXPECT_EQ(test, fx->opcode, cmd->opcode);
	KUNIT_ASSERT_EQ(test, fx->in_len, row->in.len);
	KUNIT_EXPECT_MEMEQ(test, fx->in, row->in.data, row->in.len);
}

/* What each needs, as it is described, and as it is held to */
static void test_permit(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	struct fwctl_permit permit;

	add_device(fx);
	permit = permit_of(fx, row->name);
	KUNIT_EXPECT_EQ(test, permit.scope, row->scope);
	KUNIT_EXPECT_EQ(test, permit.effect, row->effect);
	KUNIT_EXPECT_EQ(test, permit.audience, row->any);
	KUNIT_EXPECT_FALSE(test, permit.unsupported);
	KUNIT_EXPECT_FALSE(test, permit.refused);

	set_answer(fx, row->out);
	prepare(c, cmd->opcode, row->in);
	c->call.scope = row->scope;
	c->unprivileged = true;
	KUNIT_EXPECT_EQ(test, run(c), row->any ? 0 : -EPERM);
	if (!row->scope)
		return;
	c->unprivileged = false;
	c->call.scope = row->scope - 1;
	KUNIT_EXPECT_EQ(test, run(c), -EPERM);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_SCOPE);
	KUNIT_EXPECT_EQ(test, c->diag.min, row->scope);
	KUNIT_EXPECT_EQ(test, fx->sends, 0);
}

/* Answers that end early, at every length from none at all */
static void test_short_answer(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	size_t len;

	add_device(fx);
	set_answer(fx, row->out);
	for (len = 0; len <= row->out.len; len++) {
		bool good = len < 64 && row->lengths >> len & 1;

		/* two rows are longer than there are bits */
		if (row->out.len >= 64)
			good = len == row->out.len ||
			       (row->out.len == 69 && len == 67);
		fx->answer_len = len;
		KUNIT_EXPECT_EQ_MSG(test, call(c, cmd->opcode, row->in),
				    good ? 0 : -EBADMSG, "%zu bytes: %s", len,
				    c->diag.text);
		if (good) {
			KUNIT_ASSERT_EQ(test, c->call.out_len,
					OUT_HEADER + len);
			KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out), len);
			KUNIT_EXPECT_MEMEQ(test, c->out + OUT_HEADER,
					   fx->answer, len);
		} else {
			KUNIT_EXPECT_EQ(test, c->diag.reason,
					FWCTL_REASON_RESPONSE);
			KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_ANSWERED);
			KUNIT_EXPECT_EQ(test, c->call.out_len, 0);
		}
	}
}

/* Answers with more than the row has, up to all that the mailbox can carry */
static void test_long_answer(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u32 most, len;

	add_device(fx);
	set_answer(fx, row->out);
	for (len = row->out.len + 1; len <= PAYLOAD; len += PAYLOAD / 8) {
		memset(fx->answer + row->out.len, 0x77, len - row->out.len);
		fx->answer_len = len;
		KUNIT_ASSERT_EQ_MSG(test, call(c, cmd->opcode, row->in), 0,
				    "%u bytes: %s", len, c->diag.text);
		KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out) + OUT_HEADER,
				c->call.out_len);
		KUNIT_EXPECT_LE(test, c->call.out_len, OUT_HEADER + len);
		/* what was asked for is not more than was asked for */
		most = c->call.out_len - OUT_HEADER;
		if (!(c->call.out_flags & FWCTL_CALL_TRIMMED))
			KUNIT_EXPECT_EQ(test, most, len);
		KUNIT_EXPECT_MEMEQ(test, c->out + OUT_HEADER, row->out.data,
				   row->out.len);
	}
}

/* Records of each kind, and of one that is not known; a count that is wrong */
static void test_event_records(struct kunit *test)
{
	static const u8 ids[][16] = {
		{ 0xfb, 0xcd, 0x0a, 0x77, 0xc2, 0x60, 0x41, 0x7f,
		  0x85, 0xa9, 0x08, 0x8b, 0x16, 0x21, 0xeb, 0xa6 },
		{ 0x60, 0x1d, 0xcb, 0xb3, 0x9c, 0x06, 0x4e, 0xab,
		  0xb8, 0xaf, 0x4e, 0x9b, 0xfb, 0x5c, 0x96, 0x24 },
		{ 0xfe, 0x92, 0x74, 0x75, 0xdd, 0x59, 0x43, 0x39,
		  0xa5, 0x86, 0x79, 0xba, 0xb1, 0x13, 0xb7, 0x74 },
		{ FEATURE(9) },
	};
	/* where what is described of a record ends */
	static const u8 ends[] = { 87, 127, 86, 128 };
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u8 *records = fx->answer + 32;
	u32 i, count;

	add_device(fx);
	fx->canned = true;
	memset(fx->answer, 0, 32);
	memset(records, 0xff, 4 * 128);
	for (i = 0; i < 4; i++)
		memcpy(records + 128 * i, ids[i], 16);
	for (count = 0; count <= 5; count++) {
		put_unaligned_le16(count, fx->answer + 20);
		fx->answer_len = 32 + 4 * 128;
		call(c, 0x0100, BYTES(0));
		KUNIT_EXPECT_EQ(test, c->ret, count > 4 ? -EBADMSG : 0);
		if (c->ret) {
			KUNIT_EXPECT_STREQ(test, c->diag.field,
					   "event_record_count");
			continue;
		}
		for (i = 0; i < 4; i++) {
			u8 *record = c->out + OUT_HEADER + 32 + 128 * i;

			if (i >= count) {
				KUNIT_EXPECT_TRUE(test, !memchr_inv(record, 0, 128));
				continue;
			}
			KUNIT_EXPECT_MEMEQ(test, record, ids[i], 16);
			KUNIT_EXPECT_EQ(test, record[ends[i] - 1], 0xff);
			if (ends[i] < 128)
				KUNIT_EXPECT_EQ(test, record[ends[i]], 0);
			/* reserved */
			KUNIT_EXPECT_EQ(test, record[34], 0);
			KUNIT_EXPECT_EQ(test, record[47], 0);
		}
	}
}

/* What no row has the device does not get, however it is asked for. */
static void test_not_in_table(struct kunit *test)
{
	static const u16 opcodes[] = {
		0x0000, 0x0001, 0x0101, 0x0103, 0x0104, 0x0201, 0x0202, 0x0404,
		0x0600, 0x4103, 0x4204, 0x4300, 0x4301, 0x4302, 0x4304, 0x4305,
		0x4400, 0x4401, 0x4402, 0x4500, 0x4501, 0x4502, 0x4503, 0x4504,
		0x4505, 0x4600, 0x4700, 0x4800, 0x4801, 0x4802, 0x4803, 0xc000,
		0xffff,
	};
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u32 i;

	add_device(fx);
	for (i = 0; i < ARRAY_SIZE(opcodes); i++) {
		KUNIT_EXPECT_EQ_MSG(test, call(c, opcodes[i], NOTHING),
				    -EOPNOTSUPP, "%04x", opcodes[i]);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_COMMAND);
		/* 16 bits are not all of an opcode */
		call(c, opcodes[i] | 0x10000, NOTHING);
		KUNIT_EXPECT_EQ(test, c->ret, -EOPNOTSUPP);
	}
	KUNIT_EXPECT_EQ(test, call(c, 0x14000, NOTHING), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, fx->sends, 0);
}

/* What the device's firmware has to say of a command that it does not like */
static void test_firmware_error(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u32 code;

	add_device(fx);
	fx->error_opcode = cmd->opcode;
	for (code = 1; code < 0x40; code++) {
		fx->error_code = code == 0x3f ? 0xffff : code;
		fx->errors = 1;
		KUNIT_ASSERT_EQ(test, call(c, cmd->opcode, row->in), 0);
		KUNIT_EXPECT_EQ(test, c->call.out_flags, FWCTL_CALL_STATUS);
		KUNIT_ASSERT_EQ(test, c->call.out_len, OUT_HEADER);
		KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out), 0);
		KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out + 4),
				fx->error_code);
	}
}

static void test_transport_error(struct kunit *test)
{
	static const struct {
		int error;
		int ret;
		u32 sent;
	} errors[] = {
		{ -ETIMEDOUT, -ETIMEDOUT, FWCTL_SENT },
		/* it is at something else */
		{ -EBUSY, -EIO, FWCTL_NOT_SENT },
		{ -EIO, -EIO, FWCTL_SENT },
		{ -ENXIO, -EIO, FWCTL_SENT },
	};
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u32 i;

	add_device(fx);
	fx->broken_opcode = 0x4000;
	set_answer(fx, row_cases[15].out);
	for (i = 0; i < ARRAY_SIZE(errors); i++) {
		fx->broken = errors[i].error;
		KUNIT_EXPECT_EQ(test, call(c, 0x4000, NOTHING),
				errors[i].ret);
		KUNIT_EXPECT_EQ(test, c->diag.sent, errors[i].sent);
		KUNIT_EXPECT_EQ(test, c->call.out_len, 0);
	}
	fx->broken = 0;
	KUNIT_EXPECT_EQ(test, call(c, 0x4000, NOTHING), 0);
}

/* A command that the Command Effects Log lacks is none of the device's. */
static void test_lacked(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u32 i;

	fx->nr_cel = 0;
	for (i = 0; i < ARRAY_SIZE(usual_cel); i++)
		if (usual_cel[i].opcode != cmd->opcode)
			add_cel(fx, usual_cel[i].opcode, usual_cel[i].effects);
	write_cel(fx);
	add_device(fx);
	KUNIT_EXPECT_TRUE(test, permit_of(fx, row->name).unsupported);
	KUNIT_EXPECT_EQ(test, call(c, cmd->opcode, row->in), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_UNSUPPORTED);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "");
	KUNIT_EXPECT_EQ(test, fx->sends, 0);
}

/* What each of the device's effects makes of a row, here of one that reads */
static void test_effects(struct kunit *test)
{
	static const struct {
		u16 effects;
		u8 scope;
		u8 effect;
		bool refused;
	} cases[] = {
		{ 0, 0, FWCTL_EFFECT_NONE },
		{ AFTER_COLD_RESET, 2, FWCTL_EFFECT_CONFIG },
		{ IMMEDIATE_CONFIG, 3, FWCTL_EFFECT_RUNTIME },
		{ IMMEDIATE_DATA, 3, FWCTL_EFFECT_DISRUPTS },
		{ IMMEDIATE_POLICY, 3, FWCTL_EFFECT_RUNTIME },
		{ IMMEDIATE_LOG, 3, FWCTL_EFFECT_DISRUPTS },
		{ SECURITY_STATE, .refused = true },
		{ BACKGROUND, .refused = true },
		{ SECONDARY_MAILBOX, 0, FWCTL_EFFECT_NONE },
		{ ABORT_BACKGROUND, 0, FWCTL_EFFECT_NONE },
		{ RESETS_VALID, 0, FWCTL_EFFECT_NONE },
		/* reserved, as long as that one is clear */
		{ AFTER_CONVENTIONAL_RESET, .refused = true },
		{ AFTER_CXL_RESET, .refused = true },
		{ RESETS_VALID | AFTER_CONVENTIONAL_RESET, 2,
		  FWCTL_EFFECT_CONFIG },
		{ RESETS_VALID | AFTER_CXL_RESET, 2, FWCTL_EFFECT_CONFIG },
		{ AFTER_COLD_RESET | IMMEDIATE_POLICY, 3,
		  FWCTL_EFFECT_RUNTIME },
		{ IMMEDIATE_CONFIG | BACKGROUND, .refused = true },
		{ 0x1000, .refused = true },
		{ 0x2000, .refused = true },
		{ 0x4000, .refused = true },
		{ 0x8000, .refused = true },
		{ 0xffff, .refused = true },
	};
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	struct fwctl_permit permit;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		fx->nr_cel = 0;
		add_cel(fx, FWCTL_CXL_GET_LOG, 0);
		add_cel(fx, 0x4200, cases[i].effects);
		write_cel(fx);
		fx->canned = false;
		add_device(fx);
		set_answer(fx, BYTES(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
				     0, 0, 0, 0));
		permit = permit_of(fx, "get-health-info");
		KUNIT_EXPECT_EQ_MSG(test, permit.refused, cases[i].refused,
				    "effects %#x", cases[i].effects);
		call(c, 0x4200, NOTHING);
		if (cases[i].refused) {
			KUNIT_EXPECT_EQ(test, c->ret, -EPERM);
			KUNIT_EXPECT_EQ(test, c->diag.reason,
					FWCTL_REASON_REFUSED);
			KUNIT_EXPECT_EQ(test, fx->sends, 0);
		} else {
			KUNIT_EXPECT_EQ(test, c->ret, 0);
			KUNIT_EXPECT_EQ_MSG(test, permit.scope, cases[i].scope,
					    "effects %#x", cases[i].effects);
			KUNIT_EXPECT_EQ_MSG(test, permit.effect,
					    cases[i].effect, "effects %#x",
					    cases[i].effects);
		}
		remove_device(fx);
	}
}

/* However the log says it, the worst of it counts. */
static void test_cel_twice(struct kunit *test)
{
	struct fixture *fx = test->priv;

	add_cel(fx, 0x4200, IMMEDIATE_POLICY);
	add_cel(fx, 0x4200, 0);
	write_cel(fx);
	add_device(fx);
	KUNIT_EXPECT_EQ(test, permit_of(fx, "get-health-info").scope,
			FWCTL_RPC_DEBUG_WRITE_FULL);
}

/* The log is read in as many parts as it takes. */
static void test_cel_parts(struct kunit *test)
{
	struct fixture *fx = test->priv;
	size_t size;
	u32 i;

	for (size = 256; size <= PAYLOAD; size += size < 272 ? 1 : 100) {
		fx->mbox.payload_size = size;
		fx->nr_cel = 0;
		for (i = 0; i < 126; i++)
			add_cel(fx, 0xc001 + i, 0);
		for (i = 0; i < 24; i++)
			add_cel(fx, usual_cel[i].opcode, 0);
		write_cel(fx);
		add_device(fx);
		for (i = 0; i < ARRAY_SIZE(row_cases); i++) {
			u32 opcode = find_row(test, row_cases[i].name)->opcode;

			KUNIT_EXPECT_EQ_MSG(test, permit_of(fx, row_cases[i].name).unsupported,
					    opcode >= 0x4203,
					    "%s", row_cases[i].name);
		}
		remove_device(fx);
	}
}

/* A device that says nothing of what it supports, or not all of it */
static void test_bad_cel(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct log cel = fx->logs[0];
	u32 i;

	/* not there: nothing is supported */
	memset(fx->logs[0].uuid, 0x55, 16);
	add_device(fx);
	for (i = 0; i < ARRAY_SIZE(row_cases); i++)
		KUNIT_EXPECT_TRUE(test,
				  permit_of(fx, row_cases[i].name).unsupported);
	remove_device(fx);
	fx->logs[0] = cel;

	/* a part of an entry is none */
	fx->logs[0].size = 4 * fx->nr_cel - 1;
	add_device(fx);
	remove_device(fx);

	/* shorter than it says */
	fx->logs[0] = cel;
	fx->short_opcode = FWCTL_CXL_GET_LOG;
	KUNIT_EXPECT_EQ(test, try_device(fx), -EBADMSG);
	fx->short_opcode = 0;

	/* as long as no log can be: the device has no more to give */
	fx->logs[0].size = U32_MAX;
	fx->error_opcode = FWCTL_CXL_GET_LOG;
	fx->error_code = INVALID_INPUT;
	fx->errors = 1;
	KUNIT_EXPECT_EQ(test, try_device(fx), -EIO);
	KUNIT_EXPECT_LT(test, fx->sends, 8);
}

/* Logs that are not there are not read, though the command is. */
static void test_logs(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);

	fx->nr_logs = 2;
	add_device(fx);
	KUNIT_EXPECT_FALSE(test, permit_of(fx, "get-vendor-debug-log").unsupported);
	KUNIT_EXPECT_TRUE(test, permit_of(fx, "get-component-state-dump-log").unsupported);
	KUNIT_EXPECT_EQ(test, call(c, FWCTL_CXL_GET_LOG,
				   BYTES(COMPONENT_STATE_DUMP_LOG,
					 LE32(0), LE32(4))), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_UNSUPPORTED);
	/* one that nobody knows */
	KUNIT_EXPECT_EQ(test, call(c, FWCTL_CXL_GET_LOG,
				   BYTES(FEATURE(9), LE32(0), LE32(4))),
			-EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_COMMAND);
	KUNIT_EXPECT_EQ(test, c->diag.offset, IN_HEADER);
	/* only the vendor's can be cleared */
	KUNIT_EXPECT_EQ(test, call(c, 0x0403, BYTES(CEL)),
			-EINVAL);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "log_identifier");
	KUNIT_EXPECT_EQ(test, call(c, 0x0402, BYTES(FEATURE(9))), -EINVAL);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "log_identifier");
	KUNIT_EXPECT_EQ(test, fx->sends, 0);

	remove_device(fx);
	fx->nr_logs = 1;
	add_device(fx);
	KUNIT_EXPECT_TRUE(test, permit_of(fx, "get-vendor-debug-log").unsupported);
	KUNIT_EXPECT_TRUE(test, permit_of(fx, "clear-vendor-debug-log").unsupported);
}

/* A log is read in parts of any size, and the device says where it ends. */
static void test_log_parts(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct log *log = &fx->logs[1];
	struct caller *c = new_caller(fx);
	u8 *all = kunit_kzalloc(test, log->size, GFP_KERNEL);
	u32 at, part, step = 1;

	KUNIT_ASSERT_NOT_NULL(test, all);
	add_device(fx);
	for (at = 0; at < log->size; at += part, step += 7) {
		part = min(step, log->size - at);
		KUNIT_ASSERT_EQ(test, call(c, FWCTL_CXL_GET_LOG,
					   BYTES(VENDOR_DEBUG_LOG,
						 LE32(at), LE32(part))), 0);
		KUNIT_ASSERT_EQ(test, c->call.out_len, OUT_HEADER + part);
		memcpy(all + at, c->out + OUT_HEADER, part);
	}
	KUNIT_EXPECT_MEMEQ(test, all, log->data, log->size);
	KUNIT_EXPECT_EQ(test, call(c, FWCTL_CXL_GET_LOG,
				   BYTES(VENDOR_DEBUG_LOG, LE32(at),
					 LE32(1))), 0);
	KUNIT_EXPECT_EQ(test, c->call.out_flags, FWCTL_CALL_STATUS);
	KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out + 4), INVALID_INPUT);
}

/* Features with what it does to set them, and what becomes of an attempt */
struct feature_case {
	struct feature feature;
	int ret;
	u32 reason;
	u8 scope;
	u8 effect;
};

static const struct feature_case feature_cases[] = {
	{ { { FEATURE(10) }, 4, true, AFTER_COLD_RESET }, .scope = 2,
	  .effect = FWCTL_EFFECT_CONFIG },
	{ { { FEATURE(11) }, 4, true, RESETS_VALID | AFTER_CXL_RESET },
	  .scope = 2, .effect = FWCTL_EFFECT_CONFIG },
	{ { { FEATURE(12) }, 4, true, IMMEDIATE_CONFIG }, .scope = 3,
	  .effect = FWCTL_EFFECT_RUNTIME },
	{ { { FEATURE(13) }, 4, true, IMMEDIATE_POLICY | AFTER_COLD_RESET },
	  .scope = 3, .effect = FWCTL_EFFECT_RUNTIME },
	{ { { FEATURE(14) }, 4, true, IMMEDIATE_DATA }, .scope = 3,
	  .effect = FWCTL_EFFECT_DISRUPTS },
	{ { { FEATURE(15) }, 4, true, IMMEDIATE_LOG }, .scope = 3,
	  .effect = FWCTL_EFFECT_DISRUPTS },
	/* not changeable */
	{ { { FEATURE(16) }, 4, false, 0 }, -EOPNOTSUPP,
	  FWCTL_REASON_UNSUPPORTED },
	{ { { FEATURE(17) }, 4, false, IMMEDIATE_CONFIG }, -EOPNOTSUPP,
	  FWCTL_REASON_UNSUPPORTED },
	/* no effect, security, background, reserved */
	{ { { FEATURE(18) }, 4, true, 0 }, -EPERM, FWCTL_REASON_REFUSED },
	{ { { FEATURE(19) }, 4, true, SECURITY_STATE | IMMEDIATE_CONFIG },
	  -EPERM, FWCTL_REASON_REFUSED },
	{ { { FEATURE(20) }, 4, true, BACKGROUND | IMMEDIATE_CONFIG }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { FEATURE(21) }, 4, true, 0x1000 | IMMEDIATE_CONFIG }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { FEATURE(22) }, 4, true, AFTER_CXL_RESET }, -EPERM,
	  FWCTL_REASON_REFUSED },
	/* the kernel's */
	{ { { PATROL_SCRUB }, 4, true, IMMEDIATE_CONFIG }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { ECS }, 4, true, AFTER_COLD_RESET }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { SOFT_PPR }, 4, true, AFTER_COLD_RESET }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { HARD_PPR }, 4, true, AFTER_COLD_RESET }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { CACHELINE_SPARING }, 4, true, AFTER_COLD_RESET }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { ROW_SPARING }, 4, true, AFTER_COLD_RESET }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { BANK_SPARING }, 4, true, AFTER_COLD_RESET }, -EPERM,
	  FWCTL_REASON_REFUSED },
	{ { { RANK_SPARING }, 4, true, AFTER_COLD_RESET }, -EPERM,
	  FWCTL_REASON_REFUSED },
};

static void only_feature(struct fixture *fx, const struct feature *feature)
{
	fx->features[0] = *feature;
	fx->nr_features = 1;
	fx->features_told = 1;
}

static void prepare_set(struct caller *c, const u8 *uuid, u32 flags,
			u16 offset, struct bytes data)
{
	u8 in[64] = {};

	memcpy(in, uuid, 16);
	put_unaligned_le32(flags, in + 16);
	put_unaligned_le16(offset, in + 20);
	in[22] = 1;
	memcpy(in + 32, data.data, data.len);
	prepare(c, FWCTL_CXL_SET_FEATURE,
		(struct bytes){ in, 32 + data.len });
}

static int set(struct caller *c, const u8 *uuid, u32 flags, u16 offset,
	       struct bytes data)
{
	prepare_set(c, uuid, flags, offset, data);
	return run(c);
}

static void test_set_feature(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	struct fwctl_permit permit;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(feature_cases); i++) {
		const struct feature_case *p = &feature_cases[i];

		only_feature(fx, &p->feature);
		add_device(fx);
		permit = permit_of(fx, "set-feature");
		KUNIT_EXPECT_EQ_MSG(test, permit.unsupported, !!p->ret,
				    "case %u", i);
		KUNIT_EXPECT_EQ_MSG(test, set(c, p->feature.uuid, 0, 0,
					      BYTES(1, 2, 3, 4)),
				    p->ret, "case %u: %s", i, c->diag.text);
		if (p->ret) {
			KUNIT_EXPECT_EQ(test, c->diag.reason,
					FWCTL_REASON_UNSUPPORTED == p->reason ?
					p->reason : FWCTL_REASON_REFUSED);
			KUNIT_EXPECT_EQ(test, fx->sends, 0);
		} else {
			KUNIT_EXPECT_MEMEQ(test, fx->features[0].data,
					   "\1\2\3\4", 4);
			KUNIT_EXPECT_EQ(test, permit.scope, p->scope);
			KUNIT_EXPECT_EQ(test, permit.effect, p->effect);
			prepare_set(c, p->feature.uuid, 0, 0, BYTES(9));
			c->call.scope = p->scope - 1;
			KUNIT_EXPECT_EQ(test, run(c), -EPERM);
			KUNIT_EXPECT_EQ(test, c->diag.min, p->scope);
			KUNIT_EXPECT_EQ(test, fx->features[0].data[0], 1);
		}
		remove_device(fx);
	}
}

/* Of several Features, each is what it is. */
static void test_features(struct kunit *test)
{
	static const u8 uuids[][16] = {
		{ FEATURE(1) }, { FEATURE(2) }, { FEATURE(3) }, { FEATURE(4) },
		{ PATROL_SCRUB }, { CURRENT_FEATURE },
	};
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);

	add_device(fx);
	KUNIT_EXPECT_EQ(test, permit_of(fx, "set-feature").scope,
			FWCTL_RPC_DEBUG_WRITE);
	prepare_set(c, uuids[0], 0, 0, BYTES(1));
	c->call.scope = FWCTL_RPC_DEBUG_WRITE;
	KUNIT_EXPECT_EQ(test, run(c), 0);
	prepare_set(c, uuids[1], 0, 0, BYTES(1));
	c->call.scope = FWCTL_RPC_DEBUG_WRITE;
	KUNIT_EXPECT_EQ(test, run(c), -EPERM);
	c->call.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	KUNIT_EXPECT_EQ(test, run(c), 0);

	/* the identifier is to blame, not the command */
	KUNIT_EXPECT_EQ(test, set(c, uuids[2], 0, 0, BYTES(1)),
			-EOPNOTSUPP);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "feature_identifier");
	KUNIT_EXPECT_EQ(test, c->diag.offset, IN_HEADER);
	KUNIT_EXPECT_EQ(test, set(c, uuids[3], 0, 0, BYTES(1)),
			-EOPNOTSUPP);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "feature_identifier");
	KUNIT_EXPECT_EQ(test, set(c, uuids[4], 0, 0, BYTES(1)), -EPERM);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "feature_identifier");
	/* all ones stand for whatever is being transferred: that is not known */
	KUNIT_EXPECT_EQ(test, set(c, uuids[5], 2, 0, BYTES(1)),
			-EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, fx->sends, 2);

	/* reading does no harm */
	KUNIT_EXPECT_EQ(test, call(c, FWCTL_CXL_GET_FEATURE,
				   BYTES(PATROL_SCRUB, LE16(0), LE16(4), 0)), 0);
	KUNIT_EXPECT_EQ(test, call(c, FWCTL_CXL_GET_FEATURE,
				   BYTES(FEATURE(3), LE16(0), LE16(4), 2)), 0);
	KUNIT_EXPECT_EQ(test, call(c, FWCTL_CXL_GET_FEATURE,
				   BYTES(FEATURE(4), LE16(0), LE16(4), 0)),
			-EOPNOTSUPP);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "feature_identifier");
	KUNIT_EXPECT_EQ(test, fx->sends, 4);
}

/* A Feature that is set and read in parts */
static void test_feature_parts(struct kunit *test)
{
	static const u8 uuid[] = { FEATURE(2) };
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u32 at;

	add_device(fx);
	for (at = 0; at < 64; at += 16) {
		u8 part[16];

		memset(part, 0x10 + at, sizeof(part));
		KUNIT_ASSERT_EQ(test, set(c, uuid, !at ? 1 : at < 48 ? 2 : 3, at,
					  (struct bytes){ part, 16 }), 0);
		KUNIT_EXPECT_EQ(test, c->call.out_flags, 0);
	}
	for (at = 0; at < 64; at += 24) {
		u32 want = min(24, 64 - at);

		/* the last is shorter than was asked for */
		KUNIT_ASSERT_EQ(test, call(c, FWCTL_CXL_GET_FEATURE,
					   BYTES(FEATURE(2), LE16(at), LE16(24),
						 0)), 0);
		KUNIT_ASSERT_EQ(test, c->call.out_len, OUT_HEADER + want);
		KUNIT_EXPECT_MEMEQ(test, c->out + OUT_HEADER,
				   fx->features[1].data + at, want);
	}
	KUNIT_EXPECT_EQ(test, fx->features[1].data[63], 0x10 + 48);
}

/* The list of Features is read in parts, as many at a time as it pleases. */
static void test_feature_list(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct feature usual = fx->features[0];
	struct caller *c = new_caller(fx);
	u32 i;

	fx->nr_features = MAX_FEATURES;
	fx->features_told = MAX_FEATURES;
	for (i = 0; i < MAX_FEATURES; i++) {
		fx->features[i] = usual;
		fx->features[i].uuid[15] = 100 + i;
	}
	for (fx->features_a_time = 1; fx->features_a_time <= MAX_FEATURES;
	     fx->features_a_time += 5) {
		add_device(fx);
		for (i = 0; i < MAX_FEATURES; i++)
			KUNIT_EXPECT_EQ(test, set(c, fx->features[i].uuid, 0, 0,
						  BYTES(1)), 0);
		remove_device(fx);
	}
}

/* A list that cannot be read, or not all of it: what is not known is refused */
static void test_bad_feature_list(struct kunit *test)
{
	static const u8 uuid[] = { FEATURE(1) };
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);

	/* more than it tells of */
	fx->features_told = 5;
	add_device(fx);
	KUNIT_EXPECT_EQ(test, set(c, uuid, 0, 0, BYTES(1)), 0);
	remove_device(fx);

	/* less */
	fx->features_told = 2;
	add_device(fx);
	KUNIT_EXPECT_EQ(test, call(c, FWCTL_CXL_GET_FEATURE,
				   BYTES(FEATURE(2), LE16(0), LE16(1), 0)), 0);
	KUNIT_EXPECT_EQ(test, call(c, FWCTL_CXL_GET_FEATURE,
				   BYTES(FEATURE(3), LE16(0), LE16(1), 0)),
			-EOPNOTSUPP);
	remove_device(fx);

	/* none */
	fx->features_told = 0;
	add_device(fx);
	KUNIT_EXPECT_TRUE(test, permit_of(fx, "set-feature").unsupported);
	KUNIT_EXPECT_EQ(test, set(c, uuid, 0, 0, BYTES(1)),
			-EOPNOTSUPP);
	remove_device(fx);

	fx->features_told = fx->nr_features;
	fx->error_opcode = FWCTL_CXL_GET_SUPPORTED_FEATURES;
	fx->error_code = INTERNAL_ERROR;
	fx->errors = 1;
	add_device(fx);
	KUNIT_EXPECT_EQ(test, set(c, uuid, 0, 0, BYTES(1)),
			-EOPNOTSUPP);
	/* the rest of the device is there */
	KUNIT_EXPECT_EQ(test, call(c, 0x0300, NOTHING), 0);
}

/* What a driver of the kernel has claimed, for as long as it does */
static void test_claimed(struct kunit *test)
{
	static const struct {
		u32 id;
		const char *name;
	} claims[] = {
		{ CXL_MEM_COMMAND_ID_GET_FW_INFO, "get-fw-info" },
		{ CXL_MEM_COMMAND_ID_GET_TIMESTAMP, "get-timestamp" },
		{ CXL_MEM_COMMAND_ID_GET_SUPPORTED_LOGS, "get-supported-logs" },
		{ CXL_MEM_COMMAND_ID_GET_LOG, "get-vendor-debug-log" },
		{ CXL_MEM_COMMAND_ID_GET_LOG_CAPS, "get-log-capabilities" },
		{ CXL_MEM_COMMAND_ID_CLEAR_LOG, "clear-vendor-debug-log" },
		{ CXL_MEM_COMMAND_ID_GET_SUP_LOG_SUBLIST,
		  "get-supported-logs-sub-list" },
		{ CXL_MEM_COMMAND_ID_IDENTIFY, "identify-memory-device" },
		{ CXL_MEM_COMMAND_ID_GET_PARTITION_INFO, "get-partition-info" },
		{ CXL_MEM_COMMAND_ID_SET_PARTITION_INFO, "set-partition-info" },
		{ CXL_MEM_COMMAND_ID_GET_LSA, "get-lsa" },
		{ CXL_MEM_COMMAND_ID_GET_HEALTH_INFO, "get-health-info" },
		{ CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG,
		  "get-alert-configuration" },
		{ CXL_MEM_COMMAND_ID_SET_ALERT_CONFIG,
		  "set-alert-configuration" },
		{ CXL_MEM_COMMAND_ID_GET_SHUTDOWN_STATE, "get-shutdown-state" },
		{ CXL_MEM_COMMAND_ID_GET_SCAN_MEDIA_CAPS,
		  "get-scan-media-capabilities" },
	};
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u32 i, j;

	add_device(fx);
	set_answer(fx, NOTHING);
	for (i = 0; i < ARRAY_SIZE(claims); i++) {
		set_bit(claims[i].id, fx->mbox.exclusive_cmds);
		KUNIT_EXPECT_TRUE_MSG(test, permit_of(fx, claims[i].name).refused,
				      "%s", claims[i].name);
		for (j = 0; j < ARRAY_SIZE(row_cases); j++) {
			if (strcmp(row_cases[j].name, claims[i].name))
				continue;
			call(c, find_row(test, claims[i].name)->opcode,
			     row_cases[j].in);
			KUNIT_EXPECT_EQ(test, c->ret, -EPERM);
			KUNIT_EXPECT_EQ(test, c->diag.reason,
					FWCTL_REASON_REFUSED);
		}
		clear_bit(claims[i].id, fx->mbox.exclusive_cmds);
		KUNIT_EXPECT_FALSE(test, permit_of(fx, claims[i].name).refused);
	}
	KUNIT_EXPECT_EQ(test, fx->sends, 0);
}

/* Requests that no honest caller would make: nothing of them is sent */
struct hostile_case {
	const char *what;
	u32 opcode;
	struct bytes payload;
	const char *field;
	u32 rule;
	/* instead of what belongs there, ~0: that */
	u32 op_size;
	u32 in_len;
	u32 flags;
	u32 reserved;
};

#define HONEST .op_size = ~0U, .in_len = ~0U

static const struct hostile_case hostile_cases[] = {
	{ "no header", 0x4000, NOTHING, "", FWCTL_RULE_SHORT,
	  .op_size = ~0U, .in_len = 0 },
	{ "a part of a header", 0x4000, NOTHING, "", FWCTL_RULE_SHORT,
	  .op_size = ~0U, .in_len = 15 },
	{ "op_size beyond in_len", 0x4102, BYTES(LE32(0), LE32(1)), "op_size",
	  FWCTL_RULE_LENGTH, .op_size = 9, .in_len = ~0U },
	{ "op_size far beyond in_len", 0x4102, BYTES(LE32(0), LE32(1)),
	  "op_size", FWCTL_RULE_LIMIT, .op_size = 0xfffffff0, .in_len = ~0U },
	{ "op_size of all that 32 bits can say", 0x4102,
	  BYTES(LE32(0), LE32(1)), "op_size", FWCTL_RULE_LIMIT,
	  .op_size = 0xfffffffe, .in_len = ~0U },
	{ "op_size of less than the command has", 0x4102,
	  BYTES(LE32(0), LE32(1)), "op_size", FWCTL_RULE_LENGTH,
	  .op_size = 7, .in_len = ~0U },
	{ "less than the command has", 0x4102, BYTES(0, 0, 0, 0, 0, 0, 0), "",
	  FWCTL_RULE_SHORT, HONEST },
	{ "more than the command has", 0x4102,
	  BYTES(LE32(0), LE32(1), 0), "", FWCTL_RULE_LONG, HONEST },
	{ "something behind op_size", 0x4000, BYTES(0, 0, 1), "",
	  FWCTL_RULE_ZERO, .op_size = 0, .in_len = ~0U },
	{ "flags", 0x4000, NOTHING, "flags", FWCTL_RULE_FIXED, HONEST,
	  .flags = 1 },
	{ "reserved", 0x4000, NOTHING, "reserved", FWCTL_RULE_FIXED, HONEST,
	  .reserved = 0x80000000 },
	{ "no event log", 0x0100, BYTES(5), "event_log", FWCTL_RULE_NAMED,
	  HONEST },
	{ "a log's offset behind its end", FWCTL_CXL_GET_LOG,
	  BYTES(CEL, LE32(0x100), LE32(4)), "offset",
	  FWCTL_RULE_LIMIT, HONEST },
	{ "a log's offset of all that 32 bits can say", FWCTL_CXL_GET_LOG,
	  BYTES(CEL, LE32(0xfffffffc), LE32(4)), "offset",
	  FWCTL_RULE_LIMIT, HONEST },
	{ "a part of an entry of a log", FWCTL_CXL_GET_LOG,
	  BYTES(CEL, LE32(2), LE32(4)), "offset", FWCTL_RULE_MASK,
	  HONEST },
	{ "more of a log than the mailbox carries", FWCTL_CXL_GET_LOG,
	  BYTES(CEL, LE32(0), LE32(PAYLOAD + 4)), "length",
	  FWCTL_RULE_LIMIT, HONEST },
	{ "more of a log than any mailbox carries", FWCTL_CXL_GET_LOG,
	  BYTES(VENDOR_DEBUG_LOG, LE32(0), LE32(0xffffffffU)),
	  "length", FWCTL_RULE_RANGE, HONEST },
	{ "nothing of a log", FWCTL_CXL_GET_LOG,
	  BYTES(VENDOR_DEBUG_LOG, LE32(0), LE32(0)), "length",
	  FWCTL_RULE_RANGE, HONEST },
	{ "no log entries", 0x0405, BYTES(0, 0), "maximum_log_entries",
	  FWCTL_RULE_RANGE, HONEST },
	{ "more log entries than the mailbox carries", 0x0405, BYTES(255, 0),
	  "maximum_log_entries", FWCTL_RULE_LIMIT, HONEST },
	{ "not even a header of Features", FWCTL_CXL_GET_SUPPORTED_FEATURES,
	  BYTES(LE32(7), LE16(0), 0, 0), "count", FWCTL_RULE_RANGE, HONEST },
	{ "more Features than the mailbox carries",
	  FWCTL_CXL_GET_SUPPORTED_FEATURES,
	  BYTES(LE32(PAYLOAD + 1), LE16(0), 0, 0), "count", FWCTL_RULE_LIMIT,
	  HONEST },
	{ "all Features that 32 bits can say", FWCTL_CXL_GET_SUPPORTED_FEATURES,
	  BYTES(LE32(0xffffffffU), LE16(0), 0, 0), "count", FWCTL_RULE_RANGE,
	  HONEST },
	{ "nothing of a Feature", FWCTL_CXL_GET_FEATURE,
	  BYTES(FEATURE(1), LE16(0), LE16(0), 0), "count", FWCTL_RULE_RANGE,
	  HONEST },
	{ "more of a Feature than the mailbox carries", FWCTL_CXL_GET_FEATURE,
	  BYTES(FEATURE(1), LE16(0), LE16(0xffff), 0), "count",
	  FWCTL_RULE_LIMIT, HONEST },
	{ "a Feature's value of no kind", FWCTL_CXL_GET_FEATURE,
	  BYTES(FEATURE(1), LE16(0), LE16(1), 3), "selection",
	  FWCTL_RULE_NAMED, HONEST },
	{ "a Feature without all of its identifier", FWCTL_CXL_GET_FEATURE,
	  BYTES(0xfe, 0xed), "", FWCTL_RULE_SHORT, HONEST },
	{ "a transfer of no kind", FWCTL_CXL_SET_FEATURE,
	  BYTES(FEATURE(1), LE32(5), LE16(0), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
	  "action", FWCTL_RULE_NAMED, HONEST },
	{ "flags of a transfer that are reserved", FWCTL_CXL_SET_FEATURE,
	  BYTES(FEATURE(1), LE32(0x10), LE16(0), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		1), "", FWCTL_RULE_ZERO, HONEST },
	{ "partitions at once", 0x4101, BYTES(1, 0, 0, 0, 0, 0, 0, 0, 1),
	  "immediate", FWCTL_RULE_FIXED, HONEST },
	{ "labels behind the end", 0x4102, BYTES(LE32(LSA_SIZE + 1), LE32(1)),
	  "offset", FWCTL_RULE_LIMIT, HONEST },
	{ "labels far behind the end", 0x4102,
	  BYTES(LE32(0xffffffffU), LE32(1)), "offset", FWCTL_RULE_LIMIT,
	  HONEST },
	{ "no labels", 0x4102, BYTES(LE32(0), LE32(0)), "length",
	  FWCTL_RULE_RANGE, HONEST },
	{ "more labels than the mailbox carries", 0x4102,
	  BYTES(LE32(0), LE32(PAYLOAD + 1)), "length", FWCTL_RULE_LIMIT,
	  HONEST },
	{ "more labels than any mailbox carries", 0x4102,
	  BYTES(LE32(0), LE32(0xffffffffU)), "length", FWCTL_RULE_RANGE,
	  HONEST },
	{ "an alert that there is not", 0x4202,
	  BYTES(0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "valid_alert_actions",
	  FWCTL_RULE_MASK, HONEST },
	{ "more life than there is", 0x4202,
	  BYTES(0x1, 1, 101, 0, 0, 0, 0, 0, 0, 0, 0, 0), "life_used_warning",
	  FWCTL_RULE_RANGE, HONEST },
	{ "something between alerts", 0x4202,
	  BYTES(0x1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0), "", FWCTL_RULE_ZERO,
	  HONEST },
	{ "an address between cache lines", 0x4303,
	  BYTES(1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
	  "physical_address", FWCTL_RULE_MASK, HONEST },
};

static void hostile_desc(const struct hostile_case *p, char *desc)
{
	strscpy(desc, p->what, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(hostile, hostile_cases, hostile_desc);

static void test_hostile(struct kunit *test)
{
	const struct hostile_case *p = test->param_value;
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);

	add_device(fx);
	prepare(c, p->opcode, p->payload);
	put_unaligned_le32(p->flags, c->in + 4);
	put_unaligned_le32(p->reserved, c->in + 12);
	if (p->op_size != ~0U)
		put_unaligned_le32(p->op_size, c->in + 8);
	if (p->in_len != ~0U)
		c->in_len = p->in_len;
	KUNIT_EXPECT_EQ_MSG(test, run(c), -EINVAL, "%s", c->diag.text);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REQUEST);
	KUNIT_EXPECT_EQ_MSG(test, c->diag.rule, p->rule, "%s", c->diag.text);
	KUNIT_EXPECT_STREQ(test, c->diag.field, p->field);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	KUNIT_EXPECT_EQ(test, fx->sends, 0);
}

/* What existing clients do: one structure for all requests */
static void test_padded(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);

	add_device(fx);
	prepare(c, FWCTL_CXL_GET_SUPPORTED_FEATURES,
		BYTES(LE32(8), LE16(0), 0, 0));
	c->in_len = IN_HEADER + 32;
	KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
	KUNIT_EXPECT_EQ(test, fx->in_len, 8);
	KUNIT_EXPECT_EQ(test, c->call.out_len, OUT_HEADER + 8);
	KUNIT_EXPECT_EQ(test, get_unaligned_le16(c->out + OUT_HEADER + 2), 4);
}

/* Less room than the answer takes is refused before anything is sent. */
static void test_room(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct fixture *fx = test->priv;
	struct caller *c = new_caller(fx);
	u32 need, room;

	add_device(fx);
	set_answer(fx, row->out);
	/* what can be longer than it must be is cut off at the room's end */
	need = OUT_HEADER + row->out.len;
	if (!strcmp(row->name, "get-event-interrupt-policy"))
		need -= 1;
	if (!strcmp(row->name, "identify-memory-device"))
		need -= 2;
	if (!strcmp(row->name, "get-supported-logs"))
		need = OUT_HEADER + 8;
	for (room = 0; room < need; room++) {
		prepare(c, cmd->opcode, row->in);
		c->room = room;
		KUNIT_EXPECT_EQ(test, run(c), -EINVAL);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_ROOM);
		KUNIT_EXPECT_EQ(test, c->diag.value, room);
		KUNIT_EXPECT_EQ(test, c->diag.min, need);
	}
	KUNIT_EXPECT_EQ(test, fx->sends, 0);
	c->room = need;
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, c->call.out_len, OUT_HEADER + row->out.len);
}

/* A device that is out of order when it comes is none; nothing of it is left. */
static void test_no_device(struct kunit *test)
{
	static const u16 opcodes[] = {
		FWCTL_CXL_GET_SUPPORTED_LOGS, FWCTL_CXL_GET_LOG,
		/* which it may fail, but not be too busy for */
		FWCTL_CXL_GET_SUPPORTED_FEATURES,
	};
	struct fixture *fx = test->priv;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(opcodes); i++) {
		fx->broken_opcode = opcodes[i];
		fx->broken = -EBUSY;
		KUNIT_EXPECT_EQ(test, try_device(fx), -EBUSY);
		fx->broken = 0;
		fx->error_opcode = opcodes[i];
		fx->error_code = BUSY;
		fx->errors = 1;
		KUNIT_EXPECT_EQ(test, try_device(fx), -EBUSY);
		KUNIT_EXPECT_EQ(test, try_device(fx), 0);
		remove_device(fx);
	}
	for (i = 0; i < 2; i++) {
		fx->broken_opcode = opcodes[i];
		fx->broken = -ETIMEDOUT;
		KUNIT_EXPECT_EQ(test, try_device(fx), -ETIMEDOUT);
		KUNIT_EXPECT_EQ(test, fx->sends, i + 1);
		fx->broken = 0;

		fx->error_opcode = opcodes[i];
		fx->error_code = INTERNAL_ERROR;
		fx->errors = 1;
		KUNIT_EXPECT_EQ(test, try_device(fx), -EIO);

		/* what is only temporary is tried once more */
		fx->error_code = RETRY_REQUIRED;
		fx->errors = 1;
		KUNIT_EXPECT_EQ(test, try_device(fx), 0);
		remove_device(fx);
		fx->errors = 2;
		KUNIT_EXPECT_EQ(test, try_device(fx), -EBUSY);
	}
	/* one that goes meanwhile is not asked to the end */
	fx->features_a_time = 1;
	for (i = 1; i < 2 + fx->nr_features; i++) {
		fx->goes_after = i;
		KUNIT_EXPECT_EQ(test, try_device(fx), -ENODEV);
		KUNIT_EXPECT_EQ(test, fx->sends, i);
		fx->gone = false;
	}
	fx->goes_after = 0;

	fx->nr_logs = 0;
	fx->short_opcode = FWCTL_CXL_GET_SUPPORTED_LOGS;
	KUNIT_EXPECT_EQ(test, try_device(fx), -EBADMSG);
}

static int remover_thread(void *arg)
{
	struct fixture *fx = arg;

	fwctl_cxl_destroy(fx->cxl);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

/*
 * A device that goes with one request in its mailbox and one waiting: the first
 * is waited for, the second is not sent.
 */
static void test_removal(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(hold);
	struct fixture *fx = test->priv;
	struct task_struct *threads[3];
	struct caller *c[2];
	u32 i;

	add_device(fx);
	set_answer(fx, BYTES(1, 2, 3, 4, 5, 6, 7, 8));
	fx->hold = &hold;
	for (i = 0; i < 2; i++) {
		c[i] = new_caller(fx);
		prepare(c[i], 0x0300, NOTHING);
		threads[i] = start(c[i]);
		if (!i)
			wait_for_completion(&fx->held);
	}
	/* who comes only once removal waits for the first one, waits with it */
	wait_queued(test, fx->uctx->fwctl, 1);
	threads[2] = kthread_run(remover_thread, fx, "fwctl-kunit");
	KUNIT_ASSERT_FALSE(test, IS_ERR(threads[2]));
	KUNIT_EXPECT_TRUE(test, wait_for_completion_timeout(&c[1]->done,
							    10 * HZ));
	KUNIT_EXPECT_EQ(test, c[1]->ret, -ENODEV);
	KUNIT_EXPECT_EQ(test, c[1]->diag.sent, FWCTL_NOT_SENT);
	complete(&hold);
	KUNIT_EXPECT_TRUE(test, wait_for_completion_timeout(&c[0]->done,
							    10 * HZ));
	KUNIT_EXPECT_TRUE(test, !c[0]->ret || c[0]->ret == -ENODEV);
	for (i = 0; i < 3; i++)
		kthread_stop(threads[i]);
	fx->cxl = NULL;
	fwctl_uctx_close(fx->uctx);
	fx->uctx = NULL;
	KUNIT_EXPECT_EQ(test, fx->sends, 1);
}

static struct kunit_case cxl_cases[] = {
	KUNIT_CASE(test_table),
	KUNIT_CASE(test_places),
	KUNIT_CASE_PARAM(test_row, row_gen_params),
	KUNIT_CASE_PARAM(test_permit, row_gen_params),
	KUNIT_CASE_PARAM(test_short_answer, row_gen_params),
	KUNIT_CASE_PARAM(test_long_answer, row_gen_params),
	KUNIT_CASE_PARAM(test_firmware_error, row_gen_params),
	KUNIT_CASE_PARAM(test_lacked, row_gen_params),
	KUNIT_CASE_PARAM(test_room, row_gen_params),
	KUNIT_CASE_PARAM(test_hostile, hostile_gen_params),
	KUNIT_CASE(test_event_records),
	KUNIT_CASE(test_not_in_table),
	KUNIT_CASE(test_transport_error),
	KUNIT_CASE(test_effects),
	KUNIT_CASE(test_cel_twice),
	KUNIT_CASE(test_cel_parts),
	KUNIT_CASE(test_bad_cel),
	KUNIT_CASE(test_logs),
	KUNIT_CASE(test_log_parts),
	KUNIT_CASE(test_set_feature),
	KUNIT_CASE(test_features),
	KUNIT_CASE(test_feature_parts),
	KUNIT_CASE(test_feature_list),
	KUNIT_CASE(test_bad_feature_list),
	KUNIT_CASE(test_claimed),
	KUNIT_CASE(test_padded),
	KUNIT_CASE(test_no_device),
	KUNIT_CASE(test_removal),
	{}
};

static struct kunit_suite cxl_suite = {
	.name = "fwctl_cxl",
	.init = cxl_init,
	.exit = cxl_exit,
	.test_cases = cxl_cases,
};

static int come(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct fwctl_cxl *cxl;

	cxl = fwctl_cxl_create(fx->parent, &fx->mbox, LSA_SIZE, &fx->gone);
	if (IS_ERR(cxl))
		return PTR_ERR(cxl);
	fx->cxl = cxl;
	return 0;
}

static void go(struct kunit *test)
{
	remove_device(test->priv);
}

static void test_no_memory(struct kunit *test)
{
	fail_each_allocation(test, come, go);
}

static struct kunit_case cxl_memory_cases[] = {
	KUNIT_CASE(test_no_memory),
	{}
};

static struct kunit_suite cxl_memory_suite = {
	.name = "fwctl_cxl_memory",
	.init = cxl_init,
	.exit = cxl_exit,
	.test_cases = cxl_memory_cases,
};

kunit_test_suites(&cxl_suite, &cxl_memory_suite);
