// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every row, and the transport, with a controller that does what the test says.
 * Calls go through the core as those of user space do. Section and figure
 * numbers are those of NVM Express Base Specification 2.0.
 */
#include <kunit/device.h>
#include <kunit/static_stub.h>
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/unaligned.h>

#include "../../tests/calls.h"
#include "../nvme.h"

#define HEADER sizeof(struct fwctl_rpc_nvme)
#define OUT sizeof(struct fwctl_rpc_nvme_out)
#define ROOM SZ_64K

/* Behind the opcode: where a row has its offsets from */
#define BODY 4

struct fixture {
	struct kunit *test;
	struct device *parent;
	struct fwctl_nvme *nvme;
	struct fwctl_nvme *second;	/* comes and goes */
	struct fwctl_uctx *uctx;
	struct completion asked;
	/* what the controller does */
	struct nvme_id_ctrl *id;
	__le32 *acs;
	int execute_result;
	int log_result;
	u64 max_transfer;
	int submit_error;
	bool silent;		/* keeps the command, see late_answer() */
	int error;
	u16 status;
	u32 result;
	u8 *answer;
	u32 answer_len;		/* it writes so much, and no more */
	/* what it saw */
	int executed;
	int commands;
	struct nvme_command cmd;
	u32 len;
	u8 written[64];
	struct fwctl_rpc_req *held;
};

static struct fixture *now(void)
{
	return kunit_get_current_test()->priv;
}

static int fake_execute(struct fwctl_nvme *nvme, struct nvme_command *cmd,
			void *data, u32 len)
{
	struct fixture *fx = now();

	fx->executed++;
	if (fx->execute_result)
		return fx->execute_result;
	if (cmd->common.opcode == nvme_admin_identify) {
		KUNIT_ASSERT_EQ(fx->test, len, 4096);
		KUNIT_EXPECT_EQ(fx->test, cmd->identify.cns, 1);
		memcpy(data, fx->id, len);
	} else {
		KUNIT_EXPECT_EQ(fx->test, cmd->common.opcode,
				nvme_admin_get_log_page);
		KUNIT_EXPECT_EQ(fx->test, cmd->get_log_page.lid, 5);
		KUNIT_ASSERT_EQ(fx->test, len, 1024);
		KUNIT_EXPECT_EQ(fx->test,
				le16_to_cpu(cmd->get_log_page.numdl), 255);
		memcpy(data, fx->acs, len);
		return fx->log_result;
	}
	return 0;
}

static int fake_submit(struct fwctl_nvme *nvme, struct nvme_command *cmd,
		       void *data, u32 len, struct fwctl_rpc_req *rpc)
{
	struct fixture *fx = now();
	u32 i;

	KUNIT_EXPECT_PTR_EQ(fx->test, nvme, fx->nvme);
	fx->commands++;
	fx->cmd = *cmd;
	fx->len = len;
	if (fx->submit_error)
		return fx->submit_error;
	if (fx->silent) {
		fx->held = rpc;
		complete(&fx->asked);
		return 0;
	}
	if (nvme_is_write(cmd)) {
		KUNIT_ASSERT_LE(fx->test, len, sizeof(fx->written));
		memcpy(fx->written, data, len);
	} else {
		/* what it does not write must not be anybody's memory */
		for (i = 0; i < len; i++)
			KUNIT_ASSERT_EQ(fx->test, ((u8 *)data)[i], 0);
		if (!fx->status)
			memcpy(data, fx->answer, min(len, fx->answer_len));
	}
	fwctl_nvme_complete(rpc, fx->error, fx->status,
			    cpu_to_le32(fx->result));
	return 0;
}

static u64 fake_max_transfer(struct fwctl_nvme *nvme)
{
	return now()->max_transfer;
}

static void late_answer(struct fixture *fx, int error)
{
	struct fwctl_rpc_req *rpc = fx->held;

	fx->held = NULL;
	fwctl_nvme_complete(rpc, error, fx->status, cpu_to_le32(fx->result));
}

static void add_device(struct fixture *fx)
{
	fx->nvme = fwctl_nvme_create(fx->parent);
	KUNIT_ASSERT_NOT_NULL(fx->test, fx->nvme);
	fx->nvme->instance = 3;
	fx->nvme->cap = (u64)NVME_CAP_CSS_CSI << 37;
	fx->nvme->vs = NVME_VS(2, 0, 0);
	KUNIT_ASSERT_EQ(fx->test, fwctl_nvme_register(fx->nvme), 0);
	fx->uctx = fwctl_uctx_open(&fx->nvme->fwctl);
	KUNIT_ASSERT_FALSE(fx->test, IS_ERR(fx->uctx));
}

static void remove_device(struct fixture *fx)
{
	struct fwctl_nvme *nvme = fx->nvme;

	if (!nvme)
		return;
	fwctl_nvme_unregister(nvme);
	fwctl_nvme_drain(nvme);
	fx->nvme = NULL;
	if (!IS_ERR_OR_NULL(fx->uctx))
		fwctl_uctx_close(fx->uctx);
	fwctl_put(&nvme->fwctl);
}

/* What the controller says of itself is asked for when it is attached. */
static void attach_again(struct fixture *fx)
{
	remove_device(fx);
	add_device(fx);
}

static int nvme_init(struct kunit *test)
{
	struct fixture *fx = kunit_kzalloc(test, sizeof(*fx), GFP_KERNEL);
	int i;

	KUNIT_ASSERT_NOT_NULL(test, fx);
	fx->test = test;
	fx->max_transfer = SZ_128K;
	fx->answer_len = ROOM;
	init_completion(&fx->asked);
	fx->answer = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	fx->id = kunit_kzalloc(test, sizeof(*fx->id), GFP_KERNEL);
	fx->acs = kunit_kzalloc(test, 1024, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, fx->answer);
	KUNIT_ASSERT_NOT_NULL(test, fx->id);
	KUNIT_ASSERT_NOT_NULL(test, fx->acs);
	/* one that has all there is */
	memset(fx->id, 0xff, sizeof(*fx->id));
	fx->id->elpe = 255;
	for (i = 0; i < 256; i++)
		fx->acs[i] = cpu_to_le32(NVME_CMD_EFFECTS_CSUPP);
	fx->parent = kunit_device_register(test, "fwctl-fake-nvme");
	KUNIT_ASSERT_FALSE(test, IS_ERR(fx->parent));
	test->priv = fx;
	kunit_activate_static_stub(test, fwctl_nvme_execute, fake_execute);
	kunit_activate_static_stub(test, fwctl_nvme_submit, fake_submit);
	kunit_activate_static_stub(test, fwctl_nvme_max_transfer,
				   fake_max_transfer);
	add_device(fx);
	return 0;
}

static void nvme_exit(struct kunit *test)
{
	if (test->priv)
		remove_device(test->priv);
}

static const struct fwctl_command *find_row(struct kunit *test,
					    const char *name)
{
	return find_command(test, &fwctl_nvme_table, name);
}

static void set_field(struct caller *c, const struct fwctl_command *row,
		      const char *name, u64 value)
{
	const struct fwctl_field *field = find_field(&row->request, name);

	KUNIT_ASSERT_NOT_NULL_MSG(c->test, field, "%s", name);
	fwctl_put_uint(field, c->in + BODY + field->offset, value);
}

/* A good request of a row: what is fixed, presets, and the least of the rest */
static struct caller *prepare(struct kunit *test,
			      const struct fwctl_command *row)
{
	struct fixture *fx = test->priv;
	struct caller *c = alloc_caller(test, &fx->uctx, HEADER + 16, OUT + ROOM);
	u32 i;

	c->call.scope = row->scope;
	c->in[0] = row->opcode;
	c->in_len = BODY + row->request.max_len;
	for (i = 0; i < row->request.nr_fields; i++) {
		const struct fwctl_field *field = &row->request.fields[i];

		set_field(c, row, field->name, field->preset ?:
			  field->rule == FWCTL_RULE_NAMED ?
			  field->values[0].number : field->min);
	}
	return c;
}

static int run_row(struct kunit *test, const char *name)
{
	return run(prepare(test, find_row(test, name)));
}

/*
 * What the controller is sent for the request of prepare(), and what for
 *
 * @len: bytes that it writes, or reads
 */
struct row_case {
	const char *name;
	u8 opcode;
	u32 nsid;
	u32 cdw10;
	u32 cdw11;
	u32 len;
	u8 effect;
	bool any;
};

#define NONE FWCTL_EFFECT_NONE
#define RUNTIME FWCTL_EFFECT_RUNTIME
#define DISRUPTS FWCTL_EFFECT_DISRUPTS
#define ALL 0xffffffff

/* Zero-based dwords in command dword 10 (figure 197) */
#define NUMDL(_bytes) ((u32)((_bytes) / 4 - 1) << 16)
#define RAE BIT(15)
#define LSP(_n) ((_n) << 8)

static const struct row_case row_cases[] = {
	{ "error-log-acknowledge", 0x02, ALL, NUMDL(64) | 0x01, 0, 64, RUNTIME },
	{ "smart-log-acknowledge", 0x02, ALL, NUMDL(512) | 0x02, 0, 512, RUNTIME },
	{ "firmware-slot-log-acknowledge", 0x02, ALL, NUMDL(512) | 0x03, 0, 512,
	  RUNTIME },
	{ "effects-log", 0x02, ALL, NUMDL(4096) | 0x05, 0, 4096, NONE, true },
	{ "self-test-log", 0x02, ALL, NUMDL(564) | 0x06, 0, 564, NONE, true },
	{ "telemetry-host-log", 0x02, ALL, NUMDL(512) | 0x07, 0, 512, NONE },
	{ "telemetry-controller-release", 0x02, ALL, NUMDL(512) | 0x08, 0, 512,
	  DISRUPTS },
	{ "endurance-group-acknowledge", 0x02, ALL, NUMDL(512) | 0x09, 1 << 16,
	  512, RUNTIME },
	{ "ana-log-acknowledge", 0x02, ALL, NUMDL(4096) | 0x0c, 0, 4096,
	  RUNTIME },
	{ "persistent-event-log", 0x02, ALL, NUMDL(4) | 0x0d, 0, 4, NONE },
	{ "sanitize-log-acknowledge", 0x02, ALL, NUMDL(512) | 0x81, 0, 512,
	  RUNTIME },
	{ "telemetry-host-create", 0x02, ALL, NUMDL(512) | LSP(1) | 0x07, 0,
	  512, RUNTIME },
	{ "persistent-event-establish", 0x02, ALL,
	  NUMDL(512) | LSP(1) | 0x0d, 0, 512, RUNTIME },
	{ "persistent-event-release", 0x02, ALL, NUMDL(4) | LSP(2) | 0x0d, 0, 4,
	  RUNTIME },
	{ "persistent-event-header", 0x02, ALL, NUMDL(512) | LSP(3) | 0x0d, 0,
	  512, RUNTIME },
	{ "error-log", 0x02, ALL, NUMDL(64) | RAE | 0x01, 0, 64, NONE },
	{ "smart-log", 0x02, ALL, NUMDL(512) | RAE | 0x02, 0, 512, NONE, true },
	{ "firmware-slot-log", 0x02, ALL, NUMDL(512) | RAE | 0x03, 0, 512, NONE,
	  true },
	{ "changed-namespaces-log", 0x02, ALL, NUMDL(4096) | RAE | 0x04, 0,
	  4096, RUNTIME },
	{ "telemetry-controller-log", 0x02, ALL, NUMDL(512) | RAE | 0x08, 0,
	  512, NONE },
	{ "endurance-group-log", 0x02, ALL, NUMDL(512) | RAE | 0x09, 1 << 16,
	  512, NONE, true },
	{ "ana-log", 0x02, ALL, NUMDL(4096) | RAE | 0x0c, 0, 4096, NONE },
	{ "sanitize-log", 0x02, ALL, NUMDL(512) | RAE | 0x81, 0, 512, NONE },
	{ "ana-groups-log", 0x02, ALL, NUMDL(4096) | RAE | LSP(1) | 0x0c, 0,
	  4096, NONE },
	{ "identify-namespace", 0x06, 1, 0x00, 0, 4096, NONE },
	{ "identify-controller", 0x06, 0, 0x01, 0, 4096, NONE, true },
	{ "active-namespaces", 0x06, 0, 0x02, 0, 4096, NONE },
	{ "namespace-descriptors", 0x06, 1, 0x03, 0, 4096, NONE },
	{ "command-sets", 0x06, 0, 0xffff001c, 0, 4096, NONE },
	{ "set-power-management", 0x09, 0, 0x02, 0, 0, DISRUPTS },
	{ "set-temperature-threshold", 0x09, 0, 0x04, 0, 0, DISRUPTS },
	{ "set-timestamp", 0x09, 0, 0x0e, 0, 8, RUNTIME },
	{ "set-thermal-management", 0x09, 0, 0x10, 0, 0, DISRUPTS },
	{ "get-arbitration", 0x0a, 0, 0x01, 0, 0, NONE },
	{ "get-power-management", 0x0a, 0, 0x02, 0, 0, NONE },
	{ "get-temperature-threshold", 0x0a, 0, 0x04, 0, 0, NONE },
	{ "get-error-recovery", 0x0a, 1, 0x05, 0, 0, NONE },
	{ "get-volatile-write-cache", 0x0a, 0, 0x06, 0, 0, NONE },
	{ "get-number-of-queues", 0x0a, 0, 0x07, 0, 0, NONE },
	{ "get-interrupt-coalescing", 0x0a, 0, 0x08, 0, 0, NONE },
	{ "get-async-event-configuration", 0x0a, 0, 0x0b, 0, 0, NONE },
	{ "get-power-state-transition", 0x0a, 0, 0x0c, 0, 256, NONE },
	{ "get-timestamp", 0x0a, 0, 0x0e, 0, 8, NONE },
	{ "get-keep-alive-timer", 0x0a, 0, 0x0f, 0, 0, NONE },
	{ "get-thermal-management", 0x0a, 0, 0x10, 0, 0, NONE },
	{ "device-self-test", 0x14, ALL, 0x1, 0, 0, DISRUPTS },
	{ "directive-parameters", 0x1a, 1, 1023, 0x0001, 4096, NONE },
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

	KUNIT_EXPECT_EQ_MSG(test, fwctl_table_check(&fwctl_nvme_table, why), 0,
			    "%s", why);
	KUNIT_ASSERT_EQ(test, fwctl_nvme_table.nr_commands,
			ARRAY_SIZE(row_cases));
	/* in this order, which is that of the numbers */
	for (i = 0; i < ARRAY_SIZE(row_cases); i++) {
		KUNIT_EXPECT_STREQ(test, fwctl_nvme_table.commands[i].name,
				   row_cases[i].name);
		/* there is room for the result */
		KUNIT_EXPECT_GE(test,
				fwctl_nvme_table.commands[i].response.min_len,
				OUT - BODY);
	}
}

/* The command, all of it, and that the answer is what comes back */
static void test_row(struct kunit *test)
{
	const struct row_case *want = test->param_value;
	const struct fwctl_command *row = find_row(test, want->name);
	struct caller *c = prepare(test, row);
	struct nvme_command sqe = {
		.common.opcode = want->opcode,
		.common.nsid = cpu_to_le32(want->nsid),
		.common.cdw10 = cpu_to_le32(want->cdw10),
		.common.cdw11 = cpu_to_le32(want->cdw11),
	};
	struct fixture *fx = test->priv;
	u32 out = want->opcode == 0x09 ? 0 : want->len;

	KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
	KUNIT_EXPECT_STREQ(test, c->diag.command, want->name);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_ANSWERED);
	KUNIT_EXPECT_EQ(test, c->call.out_flags, 0);
	KUNIT_EXPECT_EQ(test, c->call.out_len, OUT + out);
	KUNIT_EXPECT_EQ(test, fx->commands, 1);
	KUNIT_EXPECT_MEMEQ(test, &fx->cmd, &sqe, sizeof(sqe));
	KUNIT_EXPECT_EQ(test, fx->len, want->len);
	KUNIT_EXPECT_EQ(test, row->effect, want->effect);
}

/* Who may send what, and with which label */
static void test_audience(struct kunit *test)
{
	const struct row_case *want = test->param_value;
	const struct fwctl_command *row = find_row(test, want->name);
	struct caller *c = prepare(test, row);
	struct fixture *fx = test->priv;
	u32 scope;

	c->unprivileged = true;
	KUNIT_EXPECT_EQ(test, run(c), want->any ? 0 : -EPERM);
	KUNIT_EXPECT_EQ(test, fx->commands, want->any);
	c->unprivileged = false;
	for (scope = 0; scope <= FWCTL_RPC_DEBUG_WRITE_FULL; scope++) {
		bool may = scope >= row->scope &&
			   (want->effect != DISRUPTS ||
			    scope == FWCTL_RPC_DEBUG_WRITE_FULL);

		c->call.scope = scope;
		KUNIT_EXPECT_EQ_MSG(test, run(c), may ? 0 : -EPERM, "scope %u",
				    scope);
	}
}

/* Every status, with bits that say more, and data that is none of the caller's */
static void test_status(struct kunit *test)
{
	const struct row_case *want = test->param_value;
	struct caller *c = prepare(test, find_row(test, want->name));
	struct fixture *fx = test->priv;
	int code;

	fx->result = 0xdeadbeef;
	for (code = 1; code < 0x800; code++) {
		fx->status = code | NVME_STATUS_DNR | NVME_STATUS_MORE | 0x0800;
		KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%03x: %s", code,
				    c->diag.text);
		KUNIT_EXPECT_EQ(test, c->call.out_flags, FWCTL_CALL_STATUS);
		KUNIT_ASSERT_EQ(test, c->call.out_len, OUT);
		KUNIT_EXPECT_EQ(test, get_unaligned_le16(c->out), fx->status);
		/* behind a failure there is nothing */
		KUNIT_EXPECT_EQ(test, get_unaligned_le16(c->out + 2), 0);
		KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out + 4), 0);
	}
	/* a retry delay alone is no failure */
	fx->status = 0x1800;
	KUNIT_ASSERT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, c->call.out_flags, 0);
}

/* Requests that end early or late are refused before anything is sent. */
static void test_request_length(struct kunit *test)
{
	const struct row_case *want = test->param_value;
	const struct fwctl_command *row = find_row(test, want->name);
	struct caller *c = prepare(test, row);
	struct fixture *fx = test->priv;
	size_t full = c->in_len;

	/* too short to tell which, it is any row of the opcode */
	c->call.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	for (c->in_len = 0; c->in_len <= full + 1; c->in_len++) {
		if (c->in_len == full)
			continue;
		KUNIT_EXPECT_EQ_MSG(test, run(c), -EINVAL, "%zu bytes",
				    c->in_len);
		KUNIT_EXPECT_EQ(test, c->diag.rule,
				c->in_len > full ? FWCTL_RULE_LONG :
						   FWCTL_RULE_SHORT);
	}
	KUNIT_EXPECT_EQ(test, fx->commands, 0);
}

/* What no row describes of the command is 0, bit by bit: NUMD, SV, UUID index */
static void test_undescribed(struct kunit *test)
{
	const struct row_case *want = test->param_value;
	const struct fwctl_command *row = find_row(test, want->name);
	struct caller *c = prepare(test, row);
	struct fixture *fx = test->priv;
	u8 described[HEADER + 16] = { 0xff };
	u32 i, bit;

	for (i = 0; i < row->request.nr_fields; i++)
		fwctl_put_uint(&row->request.fields[i],
			       described + BODY + row->request.fields[i].offset,
			       ~0ULL);
	for (bit = 8; bit < c->in_len * 8; bit++) {
		if (described[bit / 8] >> (bit % 8) & 1)
			continue;
		c->in[bit / 8] ^= BIT(bit % 8);
		KUNIT_EXPECT_EQ_MSG(test, run(c), -EINVAL, "bit %u", bit);
		KUNIT_EXPECT_EQ(test, c->diag.rule, FWCTL_RULE_ZERO);
		c->in[bit / 8] ^= BIT(bit % 8);
	}
	KUNIT_EXPECT_EQ(test, fx->commands, 0);
	KUNIT_EXPECT_EQ(test, run(c), 0);
}

/* What is refused, before anything is sent, and why */
struct refusal {
	const char *name;
	const char *field;
	u64 value;
	u32 rule;
};

static const struct refusal refusals[] = {
	{ "smart-log", "nsid", 1, FWCTL_RULE_NAMED },
	{ "smart-log", "nsid", 0xfffffffe, FWCTL_RULE_NAMED },
	{ "error-log", "entries", 0, FWCTL_RULE_RANGE },
	{ "error-log", "entries", 257, FWCTL_RULE_RANGE },
	{ "error-log", "entries", ALL, FWCTL_RULE_RANGE },
	{ "endurance-group-log", "endurance_group_identifier", 0,
	  FWCTL_RULE_RANGE },
	{ "telemetry-host-log", "blocks", 0, FWCTL_RULE_RANGE },
	{ "telemetry-host-log", "blocks", 129, FWCTL_RULE_RANGE },
	{ "telemetry-host-log", "log_page_offset", 1, FWCTL_RULE_MASK },
	{ "telemetry-host-log", "log_page_offset", 256, FWCTL_RULE_MASK },
	{ "telemetry-controller-log", "log_page_offset", ~0ULL,
	  FWCTL_RULE_MASK },
	{ "persistent-event-log", "dwords", 0, FWCTL_RULE_RANGE },
	{ "persistent-event-log", "dwords", 16385, FWCTL_RULE_RANGE },
	{ "persistent-event-log", "log_page_offset", 2, FWCTL_RULE_MASK },
	{ "ana-log", "dwords", 16385, FWCTL_RULE_RANGE },
	{ "active-namespaces", "nsid", 0xfffffffe, FWCTL_RULE_RANGE },
	{ "command-sets", "cntid", 0, FWCTL_RULE_FIXED },
	{ "get-arbitration", "select", 3, FWCTL_RULE_NAMED },
	{ "get-arbitration", "select", 7, FWCTL_RULE_NAMED },
	/* all of them at once can be set, not got (section 5.27.1.3) */
	{ "get-temperature-threshold", "threshold_sensor", 0xf,
	  FWCTL_RULE_NAMED },
	{ "set-temperature-threshold", "threshold_sensor", 9,
	  FWCTL_RULE_NAMED },
	{ "set-temperature-threshold", "threshold_type", 2, FWCTL_RULE_NAMED },
	{ "set-power-management", "workload_hint", 3, FWCTL_RULE_NAMED },
	{ "device-self-test", "self_test_code", 0, FWCTL_RULE_NAMED },
	{ "device-self-test", "self_test_code", 0xe, FWCTL_RULE_NAMED },
	{ "directive-parameters", "directive_type", 1, FWCTL_RULE_FIXED },
	{ "directive-parameters", "directive_operation", 2, FWCTL_RULE_FIXED },
};

static void test_refusals(struct kunit *test)
{
	struct fixture *fx = test->priv;
	int i;

	for (i = 0; i < ARRAY_SIZE(refusals); i++) {
		const struct refusal *r = &refusals[i];
		const struct fwctl_command *row = find_row(test, r->name);
		struct caller *c = prepare(test, row);

		set_field(c, row, r->field, r->value);
		KUNIT_EXPECT_EQ_MSG(test, run(c), -EINVAL, "%s %s", r->name,
				    r->field);
		KUNIT_EXPECT_EQ_MSG(test, c->diag.rule, r->rule, "%s",
				    c->diag.text);
		KUNIT_EXPECT_STREQ(test, c->diag.field, r->field);
		KUNIT_EXPECT_STREQ(test, c->diag.command, r->name);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	}
	KUNIT_EXPECT_EQ(test, fx->commands, 0);
}

/* Opcodes, CNS values, log pages and features that are in no row */
static void test_no_row(struct kunit *test)
{
	static const u8 opcodes[] = {
		0x00, 0x01, 0x04, 0x05, 0x08, 0x0c, 0x0d, 0x10, 0x11, 0x15,
		0x18, 0x19, 0x1c, 0x1d, 0x1e, 0x7c, 0x7f, 0x80, 0x81, 0x82,
		0x84, 0x86, 0xc0, 0xff,
	};
	/* how many rows they have, each with a selector of its own */
	static const struct {
		u8 opcode;
		u32 selectors;
		u32 rows;
	} selected[] = {
		/* log pages with every LSP and RAE */
		{ 0x02, 0x10000, 24 },
		/* CNS values */
		{ 0x06, 0x100, 5 },
		/* features */
		{ 0x09, 0x100, 4 },
		{ 0x0a, 0x100, 12 },
	};
	struct fixture *fx = test->priv;
	struct caller *c = prepare(test, find_row(test, "smart-log"));
	u32 i, j, rows;

	for (i = 0; i < ARRAY_SIZE(opcodes); i++) {
		c->in[0] = opcodes[i];
		KUNIT_EXPECT_EQ_MSG(test, run(c), -EOPNOTSUPP, "%02x",
				    opcodes[i]);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_COMMAND);
	}
	KUNIT_EXPECT_EQ(test, fx->commands, 0);

	/* asking whether it would pass */
	c->call.flags = FWCTL_CALL_CHECK;
	c->call.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	for (i = 0; i < ARRAY_SIZE(selected); i++) {
		c->in[0] = selected[i].opcode;
		rows = 0;
		for (j = 0; j < selected[i].selectors; j++) {
			put_unaligned_le16(j, c->in + 8);
			if (run(c) != -EOPNOTSUPP)
				rows++;
		}
		KUNIT_EXPECT_EQ_MSG(test, rows, selected[i].rows, "%02x",
				    selected[i].opcode);
	}
	KUNIT_EXPECT_EQ(test, fx->commands, 0);
}

/* A log that is longer than one read, and the greatest length of a read */
static void test_multi_part(struct kunit *test)
{
	const struct fwctl_command *row = find_row(test, "telemetry-host-log");
	struct caller *c = prepare(test, row);
	struct fixture *fx = test->priv;
	u64 at;
	int i;

	for (i = 0; i < ROOM; i++)
		fx->answer[i] = i ^ (i >> 8);
	for (at = 0; at < 10ULL << 32; at += 0x7fff8000) {
		u32 blocks = 1 + (at >> 15) % 128;

		set_field(c, row, "log_page_offset", at);
		set_field(c, row, "blocks", blocks);
		KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
		KUNIT_EXPECT_EQ(test, le64_to_cpu(fx->cmd.get_log_page.lpo), at);
		KUNIT_EXPECT_EQ(test, fx->len, blocks * 512);
		KUNIT_EXPECT_EQ(test, le16_to_cpu(fx->cmd.get_log_page.numdl),
				blocks * 128 - 1);
		KUNIT_EXPECT_EQ(test, fx->cmd.get_log_page.numdu, 0);
		KUNIT_EXPECT_EQ(test, fx->cmd.get_log_page.rsvd11, 0);
		KUNIT_ASSERT_EQ(test, c->call.out_len, OUT + blocks * 512);
		KUNIT_EXPECT_MEMEQ(test, c->out + OUT, fx->answer, blocks * 512);
	}
	/* the length that is asked for is not the controller's */
	KUNIT_EXPECT_EQ(test, fx->cmd.common.cdw15, 0);

	fx->max_transfer = 8192;
	set_field(c, row, "blocks", 16);
	KUNIT_EXPECT_EQ(test, run(c), 0);
	set_field(c, row, "blocks", 17);
	KUNIT_EXPECT_EQ(test, run(c), -EINVAL);
	KUNIT_EXPECT_EQ(test, c->diag.rule, FWCTL_RULE_LIMIT);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "blocks");
	KUNIT_EXPECT_EQ(test, c->diag.max, 16);
}

/* The error log is as long as the controller says, if that can be transferred */
static void test_error_log(struct kunit *test)
{
	const struct fwctl_command *row = find_row(test, "error-log");
	struct caller *c = prepare(test, row);
	struct fixture *fx = test->priv;

	set_field(c, row, "entries", 256);
	fx->answer[0] = 1;
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, fx->len, 256 * 64);
	fx->max_transfer = 8192;
	set_field(c, row, "entries", 129);
	KUNIT_EXPECT_EQ(test, run(c), -EINVAL);
	KUNIT_EXPECT_EQ(test, c->diag.max, 128);
	fx->id->elpe = 3;
	attach_again(fx);
	set_field(c, row, "entries", 5);
	KUNIT_EXPECT_EQ(test, run(c), -EINVAL);
	KUNIT_EXPECT_EQ(test, c->diag.max, 4);
	set_field(c, row, "entries", 4);
	KUNIT_EXPECT_EQ(test, run(c), 0);
}

/* A controller that writes less than it was asked for leaves zeros, no more. */
static void test_short_answer(struct kunit *test)
{
	const struct row_case *want = test->param_value;
	struct caller *c = prepare(test, find_row(test, want->name));
	struct fixture *fx = test->priv;
	u32 i;

	fx->answer_len = 0;
	KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
	for (i = 0; i < c->call.out_len; i++)
		KUNIT_EXPECT_EQ(test, c->out[i], 0);
}

/* Byte n of the data is n, plus 1 for every 256 bytes: where fields are */
static const struct place places[] = {
	/* figure 206 */
	{ "error-log", "entries/error_count", 0x706050403020100 },
	{ "error-log", "entries/sqid", 0x908 },
	{ "error-log", "entries/cid", 0xb0a },
	{ "error-log", "entries/phase_tag", 0x0 },
	{ "error-log", "entries/status_field", 0x686 },
	{ "error-log", "entries/parameter_error_byte", 0xe },
	{ "error-log", "entries/parameter_error_bit", 0x7 },
	{ "error-log", "entries/lba", 0x1716151413121110 },
	{ "error-log", "entries/nsid", 0x1b1a1918 },
	{ "error-log", "entries/vendor_specific_log_page", 0x1c },
	{ "error-log", "entries/trtype", 0x1d },
	{ "error-log", "entries/command_specific_information", 0x2726252423222120 },
	{ "error-log", "entries/transport_specific_information", 0x2928 },
	/* figure 207 */
	{ "smart-log", "critical_warning", 0x00 },
	{ "smart-log", "composite_temperature", 0x0201 },
	{ "smart-log", "available_spare", 0x03 },
	{ "smart-log", "available_spare_threshold", 0x04 },
	{ "smart-log", "percentage_used", 0x05 },
	{ "smart-log", "endurance_group_warning_summary", 0x06 },
	{ "smart-log", "data_units_read", 0x2726252423222120 },
	{ "smart-log", "data_units_written", 0x3736353433323130 },
	{ "smart-log", "host_read_commands", 0x4746454443424140 },
	{ "smart-log", "host_write_commands", 0x5756555453525150 },
	{ "smart-log", "controller_busy_time", 0x6766656463626160 },
	{ "smart-log", "power_cycles", 0x7776757473727170 },
	{ "smart-log", "power_on_hours", 0x8786858483828180 },
	{ "smart-log", "unsafe_shutdowns", 0x9796959493929190 },
	{ "smart-log", "media_and_data_integrity_errors", 0xa7a6a5a4a3a2a1a0 },
	{ "smart-log", "error_information_log_entries", 0xb7b6b5b4b3b2b1b0 },
	{ "smart-log", "warning_temperature_time", 0xc3c2c1c0 },
	{ "smart-log", "critical_temperature_time", 0xc7c6c5c4 },
	{ "smart-log", "tmt1_transition_count", 0xdbdad9d8 },
	{ "smart-log", "tmt2_transition_count", 0xdfdedddc },
	{ "smart-log", "total_time_for_tmt1", 0xe3e2e1e0 },
	{ "smart-log", "total_time_for_tmt2", 0xe7e6e5e4 },
	/* figure 209 */
	{ "firmware-slot-log", "frs1", 0xf0e0d0c0b0a0908 },
	{ "firmware-slot-log", "frs2", 0x1716151413121110 },
	{ "firmware-slot-log", "frs3", 0x1f1e1d1c1b1a1918 },
	{ "firmware-slot-log", "frs4", 0x2726252423222120 },
	{ "firmware-slot-log", "frs5", 0x2f2e2d2c2b2a2928 },
	{ "firmware-slot-log", "frs6", 0x3736353433323130 },
	{ "firmware-slot-log", "frs7", 0x3f3e3d3c3b3a3938 },
	/* figures 212 and 213 */
	{ "self-test-log", "current_operation", 0x0 },
	{ "self-test-log", "current_completion", 0x01 },
	{ "self-test-log", "results/result", 0x0 },
	{ "self-test-log", "results/self_test_code", 0x0 },
	{ "self-test-log", "results/segment_number", 0x1 },
	{ "self-test-log", "results/valid_diagnostic_information", 0x2 },
	{ "self-test-log", "results/power_on_hours", 0xb0a090807060504 },
	{ "self-test-log", "results/nsid", 0xf0e0d0c },
	{ "self-test-log", "results/failing_lba", 0x1716151413121110 },
	{ "self-test-log", "results/status_code_type", 0x0 },
	{ "self-test-log", "results/status_code", 0x19 },
	/* figures 215 and 216: 17Dh and on */
	{ "telemetry-host-create", "ieee", 0x070605 },
	{ "telemetry-host-create", "data_area_1_last_block", 0x0908 },
	{ "telemetry-host-create", "data_area_3_last_block", 0x0d0c },
	{ "telemetry-host-create", "data_area_4_last_block", 0x13121110 },
	{ "telemetry-host-create", "host_data_generation_number", 0x7e },
	{ "telemetry-controller-release", "controller_data_available", 0x7f },
	{ "telemetry-controller-release", "controller_data_generation", 0x80 },
	/* figure 217 */
	{ "endurance-group-log", "available_spare", 0x03 },
	{ "endurance-group-log", "percentage_used", 0x05 },
	{ "endurance-group-log", "domain_identifier", 0x0706 },
	{ "endurance-group-log", "endurance_estimate", 0x2726252423222120 },
	{ "endurance-group-log", "media_units_written", 0x5756555453525150 },
	{ "endurance-group-log", "tegcap", 0xa7a6a5a4a3a2a1a0 },
	{ "endurance-group-log", "uegcap", 0xb7b6b5b4b3b2b1b0 },
	/* figure 221 */
	{ "ana-log", "change_count", 0x0706050403020100 },
	/* figure 224 */
	{ "persistent-event-header", "tnev", 0x07060504 },
	{ "persistent-event-header", "tll", 0x0f0e0d0c0b0a0908 },
	{ "persistent-event-header", "log_revision", 0x10 },
	{ "persistent-event-header", "log_header_length", 0x1312 },
	{ "persistent-event-header", "timestamp", 0x191817161514 },
	{ "persistent-event-header", "power_cycle_count", 0x333231302f2e2d2c },
	{ "persistent-event-header", "vid", 0x3534 },
	{ "persistent-event-header", "generation_number", 0x7675 },
	/* section 5.16.1.25 */
	{ "sanitize-log", "sprog", 0x0100 },
	{ "sanitize-log", "status", 0x2 },
	{ "sanitize-log", "overwrite_passes", 0x0 },
	{ "sanitize-log", "global_data_erased", 0x1 },
	{ "sanitize-log", "scdw10", 0x07060504 },
	{ "sanitize-log", "estimated_crypto_erase_time_nd", 0x1f1e1d1c },
	/* figure 275 */
	{ "identify-controller", "vid", 0x0100 },
	{ "identify-controller", "ieee", 0x4b4a49 },
	{ "identify-controller", "mdts", 0x4d },
	{ "identify-controller", "cntlid", 0x4f4e },
	{ "identify-controller", "ver", 0x53525150 },
	{ "identify-controller", "oaes", 0x5f5e5d5c },
	{ "identify-controller", "ctratt", 0x63626160 },
	{ "identify-controller", "cntrltype", 0x6f },
	{ "identify-controller", "crdt3", 0x8584 },
	{ "identify-controller", "oacs", 0x0201 },
	{ "identify-controller", "firmware_slots", 0x2 },
	{ "identify-controller", "lpa", 0x06 },
	{ "identify-controller", "elpe", 0x07 },
	{ "identify-controller", "npss", 0x08 },
	{ "identify-controller", "wctemp", 0x0c0b },
	{ "identify-controller", "cctemp", 0x0e0d },
	{ "identify-controller", "tnvmcap", 0x201f1e1d1c1b1a19 },
	{ "identify-controller", "unvmcap", 0x302f2e2d2c2b2a29 },
	{ "identify-controller", "edstt", 0x3e3d },
	{ "identify-controller", "kas", 0x4241 },
	{ "identify-controller", "hctma", 0x4443 },
	{ "identify-controller", "mxtmt", 0x4847 },
	{ "identify-controller", "sanicap", 0xc4b4a49 },
	{ "identify-controller", "nodmmas", 0x1 },
	{ "identify-controller", "endgidmax", 0x5655 },
	{ "identify-controller", "anagrpmax", 0x5c5b5a59 },
	{ "identify-controller", "pels", 0x64636261 },
	{ "identify-controller", "megcap", 0x7877767574737271 },
	{ "identify-controller", "sqes", 0x02 },
	{ "identify-controller", "nn", 0x09080706 },
	{ "identify-controller", "oncs", 0x0b0a },
	{ "identify-controller", "volatile_write_cache", 0x1 },
	{ "identify-controller", "acwu", 0x1716 },
	{ "identify-controller", "sgls", 0x1d1c1b1a },
	{ "identify-controller", "maxcna", 0x35343332 },
	{ "identify-controller", "psd/mp", 0x100 },
	{ "identify-controller", "psd/mxps", 0x1 },
	{ "identify-controller", "psd/nops", 0x1 },
	{ "identify-controller", "psd/enlat", 0x7060504 },
	{ "identify-controller", "psd/exlat", 0xb0a0908 },
	{ "identify-controller", "psd/rrt", 0xc },
	{ "identify-controller", "psd/rrl", 0xd },
	{ "identify-controller", "psd/rwt", 0xe },
	{ "identify-controller", "psd/rwl", 0xf },
	{ "identify-controller", "psd/idlp", 0x1110 },
	{ "identify-controller", "psd/ips", 0x0 },
	{ "identify-controller", "psd/actp", 0x1514 },
	{ "identify-controller", "psd/apw", 0x6 },
	{ "identify-controller", "psd/aps", 0x0 },
	/* NVM Command Set 1.0, section 4.1.5.1 */
	{ "identify-namespace", "nsze", 0x0706050403020100 },
	{ "identify-namespace", "nuse", 0x1716151413121110 },
	{ "identify-namespace", "nlbaf", 0x19 },
	{ "identify-namespace", "lba_format_low", 0xa },
	{ "identify-namespace", "metadata_in_extended_lba", 1 },
	{ "identify-namespace", "protection_type", 0x5 },
	{ "identify-namespace", "noiob", 0x2f2e },
	{ "identify-namespace", "nvmcap", 0x3736353433323130 },
	{ "identify-namespace", "mcl", 0x4f4e4d4c },
	{ "identify-namespace", "anagrpid", 0x5f5e5d5c },
	{ "identify-namespace", "write_protected", 1 },
	{ "identify-namespace", "endgid", 0x6766 },
	{ "identify-namespace", "lbaf/ms", 0x100 },
	{ "identify-namespace", "lbaf/lbads", 0x2 },
	{ "identify-namespace", "lbaf/rp", 0x3 },
	/* section 5.27.1.9 */
	{ "get-power-state-transition", "entries/itps", 0x0 },
	{ "get-power-state-transition", "entries/itpt", 0x30201 },
	/* section 5.27.1.11 */
	{ "get-timestamp", "timestamp", 0x050403020100 },
	{ "get-timestamp", "synch", 0 },
	{ "get-timestamp", "timestamp_origin", 3 },
	{ "directive-parameters", "directives_enabled", 0x20 },
};

static void test_places(struct kunit *test)
{
	u8 *data = kunit_kzalloc(test, 4096, GFP_KERNEL);
	int i;

	KUNIT_ASSERT_NOT_NULL(test, data);
	for (i = 0; i < 4096; i++)
		data[i] = i + i / 256;
	expect_places(test, &fwctl_nvme_table, places, ARRAY_SIZE(places),
		      false, data, OUT - BODY);
}

/* What an entry of the effects log says, by name (figure 211) */
static void test_command_effects(struct kunit *test)
{
	static const struct fwctl_value names[] = {
		{ BIT(0), .name = "csupp" },
		{ BIT(1), .name = "lbcc" },
		{ BIT(2), .name = "ncc" },
		{ BIT(3), .name = "nic" },
		{ BIT(4), .name = "ccc" },
		{ 1 << 16, .name = "cse_alone_in_namespace" },
		{ 2 << 16, .name = "cse_alone_in_all_namespaces" },
		{ BIT(19), .name = "uuid_selection_supported" },
		{ BIT(20), .name = "csp_namespace" },
		{ BIT(25), .name = "csp_nvm_subsystem" },
	};
	static const char *const logs[] = { "acs", "iocs" };
	const struct fwctl_command *row = find_row(test, "effects-log");
	const struct fwctl_field *field, *entry;
	int i, j, k;

	for (i = 0; i < ARRAY_SIZE(logs); i++) {
		field = find_field(&row->response, logs[i]);
		KUNIT_ASSERT_NOT_NULL(test, field);
		KUNIT_EXPECT_EQ(test, field->offset, 4 + i * 1024);
		KUNIT_EXPECT_EQ(test, field->count, 256);
		entry = field->elem->fields;
		KUNIT_ASSERT_EQ(test, field->elem->nr_fields, 1);
		KUNIT_EXPECT_EQ(test, entry->size, 4);
		KUNIT_EXPECT_EQ(test, entry->rule, FWCTL_RULE_MASK);
		for (j = 0; j < ARRAY_SIZE(names); j++) {
			for (k = 0; k < entry->nr_values; k++)
				if (entry->values[k].number == names[j].number)
					break;
			KUNIT_ASSERT_LT(test, k, entry->nr_values);
			KUNIT_EXPECT_STREQ(test, entry->values[k].name,
					   names[j].name);
		}
	}
}

/* Where a namespace is asked for, it is told which there are. */
static void test_sources(struct kunit *test)
{
	static const char *const rows[] = {
		"identify-namespace", "active-namespaces",
		"namespace-descriptors", "get-error-recovery",
		"device-self-test", "directive-parameters",
	};
	const struct fwctl_field *field;
	int i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		field = find_field(&find_row(test, rows[i])->request, "nsid");
		KUNIT_ASSERT_NOT_NULL(test, field);
		KUNIT_EXPECT_STREQ_MSG(test, field->source,
				       "active-namespaces/namespaces", "%s",
				       rows[i]);
	}
}

/* What features are comes in dword 0 of the completion. */
static void test_results(struct kunit *test)
{
	static const struct place results[] = {
		{ "get-arbitration", "arbitration_burst", 0x1 },
		{ "get-arbitration", "low_priority_weight", 0xa2 },
		{ "get-arbitration", "medium_priority_weight", 0xc4 },
		{ "get-arbitration", "high_priority_weight", 0xe6 },
		{ "get-power-management", "power_state", 0x01 },
		{ "get-power-management", "workload_hint", 0x4 },
		{ "get-temperature-threshold", "temperature_threshold", 0xa281 },
		{ "get-error-recovery", "time_limited_error_recovery", 0xa281 },
		{ "get-error-recovery", "deallocated_block_error", 0 },
		{ "get-volatile-write-cache", "volatile_write_cache_enable", 1 },
		{ "get-number-of-queues", "nsqa", 0xa281 },
		{ "get-number-of-queues", "ncqa", 0xe6c4 },
		{ "get-interrupt-coalescing", "aggregation_threshold", 0x81 },
		{ "get-interrupt-coalescing", "aggregation_time", 0xa2 },
		{ "get-async-event-configuration", "events", 0xe6c4a281 },
		{ "get-power-state-transition", "apste", 1 },
		{ "get-keep-alive-timer", "keep_alive_timeout", 0xe6c4a281 },
		{ "get-thermal-management", "tmt2", 0xa281 },
		{ "get-thermal-management", "tmt1", 0xe6c4 },
	};
	struct fixture *fx = test->priv;
	int i;

	fx->result = 0xe6c4a281;
	for (i = 0; i < ARRAY_SIZE(results); i++) {
		const struct place *p = &results[i];
		const struct fwctl_command *row = find_row(test, p->row);
		const struct fwctl_field *field = find_field(&row->response,
							     p->field);
		struct caller *c = prepare(test, row);

		KUNIT_ASSERT_NOT_NULL(test, field);
		KUNIT_ASSERT_EQ(test, run(c), 0);
		KUNIT_EXPECT_EQ_MSG(test,
				    fwctl_get_uint(field, c->out + BODY +
							  field->offset),
				    p->value, "%s", p->field);
	}
}

/* Fields of Set Features and Device Self-test, and data to the controller */
static void test_arguments(struct kunit *test)
{
	const struct fwctl_command *row;
	struct fixture *fx = test->priv;
	struct caller *c;

	row = find_row(test, "set-temperature-threshold");
	c = prepare(test, row);
	set_field(c, row, "temperature_threshold", 0x157);
	set_field(c, row, "threshold_sensor", 2);
	set_field(c, row, "threshold_type", 1);
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(fx->cmd.common.cdw11), 0x120157);

	row = find_row(test, "set-power-management");
	c = prepare(test, row);
	set_field(c, row, "power_state", 3);
	set_field(c, row, "workload_hint", 2);
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(fx->cmd.common.cdw11), 0x43);

	row = find_row(test, "set-thermal-management");
	c = prepare(test, row);
	set_field(c, row, "tmt1", 0x150);
	set_field(c, row, "tmt2", 0x160);
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(fx->cmd.common.cdw11), 0x1500160);

	row = find_row(test, "set-timestamp");
	c = prepare(test, row);
	set_field(c, row, "timestamp", 0x0123456789ab);
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, fx->len, 8);
	KUNIT_EXPECT_EQ(test, get_unaligned_le64(fx->written), 0x0123456789ab);

	row = find_row(test, "device-self-test");
	c = prepare(test, row);
	set_field(c, row, "self_test_code", 0xf);
	set_field(c, row, "nsid", 7);
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(fx->cmd.common.cdw10), 0xf);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(fx->cmd.common.nsid), 7);
}

/* What identifies the machine, or tells where data is, is masked. */
static void test_masks(struct kunit *test)
{
	static const struct {
		const char *row;
		const char *field;
		bool hidden;
	} cases[] = {
		{ "identify-controller", "sn", true },
		{ "identify-controller", "subnqn", true },
		{ "identify-controller", "fguid", true },
		{ "identify-controller", "mn" },
		{ "identify-controller", "fr" },
		{ "identify-controller", "tnvmcap" },
	};
	const struct fwctl_field *field;
	struct fixture *fx = test->priv;
	struct caller *c;
	int i, j;

	memset(fx->answer, 'x', ROOM);
	/* so many power states there are */
	fx->answer[263] = 31;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct fwctl_command *row = find_row(test, cases[i].row);
		bool seen = false;

		field = find_field(&row->response, cases[i].field);
		KUNIT_ASSERT_NOT_NULL(test, field);
		c = prepare(test, row);
		KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
		for (j = 0; j < field->size; j++)
			KUNIT_EXPECT_EQ(test, c->out[BODY + field->offset + j],
					'x');
		c->unprivileged = true;
		KUNIT_ASSERT_EQ(test, run(c), 0);
		for (j = 0; j < field->size; j++)
			seen |= c->out[BODY + field->offset + j];
		KUNIT_EXPECT_EQ_MSG(test, seen, !cases[i].hidden, "%s",
				    cases[i].field);
		/* vendor specific bytes are for nobody */
		for (j = 3072; j < 4096; j++)
			KUNIT_EXPECT_EQ(test, c->out[OUT + j], 0);
	}
	c = prepare(test, find_row(test, "self-test-log"));
	KUNIT_ASSERT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, c->out[OUT + 4 + 16], 'x');
	c->unprivileged = true;
	KUNIT_ASSERT_EQ(test, run(c), 0);
	for (i = 0; i < 20; i++)
		for (j = 0; j < 8; j++)
			KUNIT_EXPECT_EQ(test, c->out[OUT + 4 + i * 28 + 16 + j],
					0);
}

/* Lists end where they do, and lengths and counts must be true. */
static void test_lists(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c;

	/* two ANA groups, with two namespaces and none */
	put_unaligned_le16(2, fx->answer + 8);
	put_unaligned_le32(1, fx->answer + 16);
	put_unaligned_le32(2, fx->answer + 16 + 4);
	fx->answer[16 + 16] = 0x1;
	put_unaligned_le32(7, fx->answer + 16 + 32);
	put_unaligned_le32(8, fx->answer + 16 + 36);
	put_unaligned_le32(2, fx->answer + 56);
	fx->answer[56 + 16] = 0xf;
	fx->answer[56 + 32] = 0x77;	/* behind the last */
	c = prepare(test, find_row(test, "ana-log"));
	KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
	KUNIT_EXPECT_MEMEQ(test, c->out + OUT, fx->answer, 56 + 32);
	KUNIT_EXPECT_EQ(test, c->out[OUT + 56 + 32], 0);
	/* more namespaces than were asked for */
	put_unaligned_le32(2000, fx->answer + 56 + 4);
	KUNIT_EXPECT_EQ(test, run(c), -EBADMSG);
	/* more groups than there are */
	put_unaligned_le32(0, fx->answer + 56 + 4);
	put_unaligned_le16(0xffff, fx->answer + 8);
	KUNIT_EXPECT_EQ(test, run(c), -EBADMSG);

	/* a descriptor list: an EUI64, a command set, the end, and dirt */
	memset(fx->answer, 0, 4096);
	fx->answer[0] = 1;
	fx->answer[1] = 8;
	memset(fx->answer + 4, 0x11, 8);
	fx->answer[12] = 4;
	fx->answer[13] = 1;
	fx->answer[16] = 2;
	fx->answer[30] = 0x55;
	c = prepare(test, find_row(test, "namespace-descriptors"));
	KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
	KUNIT_EXPECT_MEMEQ(test, c->out + OUT, fx->answer, 17);
	KUNIT_EXPECT_EQ(test, c->out[OUT + 30], 0);
	/* an EUI64 of 4 bytes */
	fx->answer[1] = 4;
	KUNIT_EXPECT_EQ(test, run(c), -EBADMSG);
	KUNIT_EXPECT_EQ(test, c->diag.rule, FWCTL_RULE_SHORT);

	/* more power states than there is room for */
	memset(fx->answer, 0, 4096);
	fx->answer[263] = 64;
	c = prepare(test, find_row(test, "identify-controller"));
	KUNIT_EXPECT_EQ(test, run(c), -EBADMSG);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "npss");
}

/* What each row needs the controller to say (figure 275) */
static void test_needs(struct kunit *test)
{
	static const struct {
		u16 offset;
		u32 bits;
		const char *rows;	/* that end with the need */
	} cases[] = {
		{ offsetof(struct nvme_id_ctrl, cmic), BIT(3),
		  "ana-log-acknowledge ana-log ana-groups-log" },
		{ offsetof(struct nvme_id_ctrl, oaes), BIT(8),
		  "changed-namespaces-log" },
		{ offsetof(struct nvme_id_ctrl, ctratt), BIT(4),
		  "endurance-group-acknowledge endurance-group-log" },
		{ offsetof(struct nvme_id_ctrl, oacs), BIT(4),
		  "self-test-log device-self-test" },
		{ offsetof(struct nvme_id_ctrl, oacs), BIT(5),
		  "directive-parameters" },
		{ offsetof(struct nvme_id_ctrl, lpa), BIT(1), "effects-log" },
		{ offsetof(struct nvme_id_ctrl, lpa), BIT(3),
		  "telemetry-host-log telemetry-controller-release "
		  "telemetry-host-create telemetry-controller-log" },
		{ offsetof(struct nvme_id_ctrl, lpa), BIT(4),
		  "persistent-event-log persistent-event-establish "
		  "persistent-event-release persistent-event-header" },
		{ offsetof(struct nvme_id_ctrl, apsta), BIT(0),
		  "get-power-state-transition" },
		{ offsetof(struct nvme_id_ctrl, kas), 0xffff,
		  "get-keep-alive-timer" },
		{ offsetof(struct nvme_id_ctrl, hctma), BIT(0),
		  "set-thermal-management get-thermal-management" },
		{ offsetof(struct nvme_id_ctrl, sanicap), 0x7,
		  "sanitize-log-acknowledge sanitize-log" },
		{ offsetof(struct nvme_id_ctrl, oncs), BIT(6),
		  "set-timestamp get-timestamp" },
		{ offsetof(struct nvme_id_ctrl, vwc), BIT(0),
		  "get-volatile-write-cache" },
	};
	struct fixture *fx = test->priv;
	u8 *id = (u8 *)fx->id;
	int i, j;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		u8 *at = id + cases[i].offset;
		u32 all = get_unaligned_le32(at);

		put_unaligned_le32(all & ~cases[i].bits, at);
		attach_again(fx);
		for (j = 0; j < ARRAY_SIZE(row_cases); j++) {
			const char *name = row_cases[j].name;
			const char *found = strstr(cases[i].rows, name);
			size_t len = strlen(name);
			bool ends;

			while (found &&
			       ((found != cases[i].rows && found[-1] != ' ') ||
				(found[len] && found[len] != ' ')))
				found = strstr(found + 1, name);
			ends = found;
			KUNIT_EXPECT_EQ_MSG(test, run_row(test, name),
					    ends ? -EOPNOTSUPP : 0,
					    "%s, need %d", name, i);
		}
		put_unaligned_le32(all, at);
	}
	attach_again(fx);
	fx->nvme->cap = 0;
	KUNIT_EXPECT_EQ(test, run_row(test, "command-sets"), -EOPNOTSUPP);
}

static void test_quirks(struct kunit *test)
{
	struct fixture *fx = test->priv;

	fx->nvme->quirks = FWCTL_NVME_QUIRK_CNS;
	KUNIT_EXPECT_EQ(test, run_row(test, "identify-namespace"), 0);
	KUNIT_EXPECT_EQ(test, run_row(test, "identify-controller"), 0);
	KUNIT_EXPECT_EQ(test, run_row(test, "active-namespaces"), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, run_row(test, "command-sets"), -EOPNOTSUPP);
	fx->nvme->quirks = FWCTL_NVME_QUIRK_NO_DESC;
	KUNIT_EXPECT_EQ(test, run_row(test, "active-namespaces"), 0);
	KUNIT_EXPECT_EQ(test, run_row(test, "namespace-descriptors"),
			-EOPNOTSUPP);
	fx->nvme->quirks = FWCTL_NVME_QUIRK_NO_TEMP;
	KUNIT_EXPECT_EQ(test, run_row(test, "namespace-descriptors"), 0);
	KUNIT_EXPECT_EQ(test, run_row(test, "set-temperature-threshold"),
			-EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, run_row(test, "get-temperature-threshold"), 0);
}

/* Before 1.3 there is no RAE: logs that have events are acknowledged. */
static void test_before_rae(struct kunit *test)
{
	struct caller *c = prepare(test, find_row(test, "smart-log"));
	struct fixture *fx = test->priv;

	c->unprivileged = true;
	fx->nvme->vs = NVME_VS(1, 3, 0);
	KUNIT_EXPECT_EQ(test, run(c), 0);
	fx->nvme->vs = NVME_VS(1, 2, 1);
	KUNIT_EXPECT_EQ(test, run(c), -EPERM);
	c->unprivileged = false;
	KUNIT_EXPECT_EQ(test, run(c), 0);
	/* those that have none are not */
	c = prepare(test, find_row(test, "effects-log"));
	c->unprivileged = true;
	KUNIT_EXPECT_EQ(test, run(c), 0);
}

/* Commands Supported and Effects (figure 211), of Get Log Page */
static void test_effects(struct kunit *test)
{
	static const struct {
		u32 effects;
		u8 effect;	/* 0: not supported */
	} cases[] = {
		{ 0, 0 },
		{ BIT(1), 0 },
		{ 0xfff90000, 0 },
		{ BIT(0), NONE },
		/* UUID selection, scope, and relaxations */
		{ BIT(0) | BIT(19) | 0xfff00000 | 0xc000, NONE },
		{ BIT(0) | BIT(2), RUNTIME },
		{ BIT(0) | BIT(3), RUNTIME },
		{ BIT(0) | BIT(4), RUNTIME },
		{ BIT(0) | BIT(1), DISRUPTS },
		{ BIT(0) | 1 << 16, DISRUPTS },
		{ BIT(0) | 2 << 16, DISRUPTS },
		/* what nobody knows */
		{ BIT(0) | 7 << 16, DISRUPTS },
		{ BIT(0) | BIT(5), DISRUPTS },
		{ BIT(0) | BIT(13), DISRUPTS },
	};
	struct fixture *fx = test->priv;
	int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct caller *c = prepare(test, find_row(test, "smart-log"));
		u8 effect = cases[i].effect;

		fx->acs[0x02] = cpu_to_le32(cases[i].effects);
		attach_again(fx);
		c->unprivileged = true;
		KUNIT_EXPECT_EQ_MSG(test, run(c), !effect ? -EOPNOTSUPP :
				    effect == NONE ? 0 : -EPERM, "case %d", i);
		c->unprivileged = false;
		KUNIT_EXPECT_EQ_MSG(test, run(c), !effect ? -EOPNOTSUPP :
				    effect == DISRUPTS ? -EPERM : 0, "case %d",
				    i);
		if (!effect)
			KUNIT_EXPECT_EQ(test, c->diag.reason,
					FWCTL_REASON_UNSUPPORTED);
		c->call.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
		KUNIT_EXPECT_EQ_MSG(test, run(c), effect ? 0 : -EOPNOTSUPP,
				    "case %d", i);
		/* other opcodes are as they were */
		KUNIT_EXPECT_EQ(test, run_row(test, "identify-controller"), 0);
	}
}

/* It cannot widen: what the log calls harmless stays what it is. */
static void test_effects_widen(struct kunit *test)
{
	struct caller *c = prepare(test, find_row(test, "device-self-test"));

	c->call.scope = FWCTL_RPC_DEBUG_WRITE;
	KUNIT_EXPECT_EQ(test, run(c), -EPERM);
	c->call.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	c->unprivileged = true;
	KUNIT_EXPECT_EQ(test, run(c), -EPERM);
}

/* A controller without the log: what all have is carried as it is. */
static void test_no_effects_log(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c;
	int i;

	fx->id->lpa = 0xff & ~BIT(1);
	memset(fx->acs, 0, 1024);
	fx->executed = 0;
	attach_again(fx);
	KUNIT_EXPECT_EQ(test, fx->executed, 1);
	for (i = 0; i < ARRAY_SIZE(row_cases); i++) {
		const struct row_case *want = &row_cases[i];
		bool has = strcmp(want->name, "effects-log");

		c = prepare(test, find_row(test, want->name));
		KUNIT_EXPECT_EQ_MSG(test, run(c), has ? 0 : -EOPNOTSUPP, "%s",
				    want->name);
		c->unprivileged = true;
		KUNIT_EXPECT_EQ_MSG(test, run(c), !has ? -EOPNOTSUPP :
				    want->any ? 0 : -EPERM, "%s", want->name);
	}
	/* and the rest would be for administrators, were it not so already */
	{
		struct fwctl_permit permit = {
			.effect = NONE, .audience = FWCTL_AUDIENCE_ANY,
		};

		fwctl_nvme_ops.narrow(&fx->nvme->fwctl,
				      find_row(test, "directive-parameters"),
				      NULL, 0, &permit);
		KUNIT_EXPECT_EQ(test, permit.audience, FWCTL_AUDIENCE_ADMIN);
	}
}

static void test_info(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct fwctl_info_nvme info = {};
	u8 part[2] = {};

	KUNIT_EXPECT_EQ(test, fwctl_nvme_ops.info(fx->uctx, &info, sizeof(info)),
			sizeof(info));
	KUNIT_EXPECT_EQ(test, info.instance, 3);
	KUNIT_EXPECT_EQ(test, info.version, 0x20000);
	KUNIT_EXPECT_EQ(test, fwctl_nvme_ops.info(fx->uctx, part, sizeof(part)),
			sizeof(part));
}

/* The queue takes the command, or not. */
static void test_submit_failure(struct kunit *test)
{
	static const struct {
		int error;
		int ret;
	} cases[] = {
		{ -ENODEV, -ENODEV }, { -ENOMEM, -ENOMEM },
		{ -EAGAIN, -EIO }, { -EINVAL, -EIO },
	};
	struct fixture *fx = test->priv;
	struct caller *c = prepare(test, find_row(test, "smart-log"));
	int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		fx->submit_error = cases[i].error;
		KUNIT_EXPECT_EQ(test, run(c), cases[i].ret);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
		fx->submit_error = 0;
		KUNIT_EXPECT_EQ(test, run(c), 0);
		KUNIT_EXPECT_EQ(test, refcount_read(&fx->nvme->commands), 1);
	}
}

/* A reset, the end of the controller, and a failure of the transport */
static void test_lost(struct kunit *test)
{
	static const struct {
		int error;
		u32 reason;
	} cases[] = {
		{ -ECANCELED, FWCTL_REASON_RESET },
		{ -ENODEV, FWCTL_REASON_REMOVED },
		{ -EIO, FWCTL_REASON_TRANSPORT },
	};
	struct fixture *fx = test->priv;
	struct caller *c = prepare(test, find_row(test, "smart-log"));
	int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		fx->error = cases[i].error;
		fx->status = 0x371;
		KUNIT_EXPECT_EQ(test, run(c), cases[i].error);
		KUNIT_EXPECT_EQ(test, c->diag.reason, cases[i].reason);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
		fx->error = 0;
		fx->status = 0;
		KUNIT_EXPECT_EQ(test, run(c), 0);
	}
}

/* A caller leaves; its command is answered later, into what is still there. */
static void test_late_answer(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c = prepare(test, find_row(test, "identify-controller"));

	fx->silent = true;
	c->call.timeout_ms = 20;
	KUNIT_EXPECT_EQ(test, run(c), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_TIMEOUT);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
	KUNIT_ASSERT_NOT_NULL(test, fx->held);
	memset(((struct fwctl_rpc_nvme_out *)fx->held->out)->data, 1, 4096);
	late_answer(fx, 0);
	fx->silent = false;
	KUNIT_EXPECT_EQ(test, run(c), 0);
}

/* Four commands may be with the controller, a fifth waits. */
static void test_four(struct kunit *test)
{
	struct fwctl_rpc_req *held[4];
	struct fixture *fx = test->priv;
	struct caller *c = prepare(test, find_row(test, "smart-log"));
	int i;

	fx->silent = true;
	c->call.timeout_ms = 20;
	for (i = 0; i < 4; i++) {
		KUNIT_EXPECT_EQ(test, run(c), -ETIMEDOUT);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_TIMEOUT);
		held[i] = fx->held;
	}
	KUNIT_EXPECT_EQ(test, run(c), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_BUSY);
	KUNIT_EXPECT_EQ(test, fx->commands, 4);
	for (i = 0; i < 4; i++) {
		fx->held = held[i];
		late_answer(fx, 0);
	}
	fx->silent = false;
	KUNIT_EXPECT_EQ(test, run(c), 0);
}

/* The driver is unbound while somebody waits; only then the command ends. */
static void test_remove(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c = prepare(test, find_row(test, "smart-log"));
	struct fwctl_nvme *nvme = fx->nvme;
	struct task_struct *thread;

	fx->silent = true;
	thread = start(c);
	KUNIT_EXPECT_GT(test, wait_for_completion_timeout(&fx->asked, 10 * HZ),
			0);
	fwctl_nvme_unregister(nvme);
	KUNIT_EXPECT_GT(test, wait_for_completion_timeout(&c->done, 10 * HZ), 0);
	kthread_stop(thread);
	KUNIT_EXPECT_EQ(test, c->ret, -ENODEV);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REMOVED);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
	KUNIT_EXPECT_EQ(test, refcount_read(&nvme->commands), 2);
	KUNIT_EXPECT_FALSE(test, completion_done(&nvme->idle));

	/* the file is still open */
	KUNIT_EXPECT_EQ(test, run(c), -ENODEV);
	KUNIT_EXPECT_EQ(test, fx->commands, 1);
	late_answer(fx, -ENODEV);
	/* and remove_device() goes on with unregistering again, which is nothing */
}

/* The controller does not answer when it is attached, or is gone by then. */
static void test_attach(struct kunit *test)
{
	static const int results[] = { -EINTR, -ENODEV, -EIO, 0x4002 };
	struct fixture *fx = test->priv;
	struct fwctl_nvme *nvme;
	int i, id = MINOR(fx->nvme->fwctl.dev.devt);

	remove_device(fx);
	for (i = 0; i < ARRAY_SIZE(results); i++) {
		nvme = fwctl_nvme_create(fx->parent);
		KUNIT_ASSERT_NOT_NULL(test, nvme);
		fx->execute_result = results[i];
		KUNIT_EXPECT_EQ(test, fwctl_nvme_register(nvme), results[i]);
		KUNIT_EXPECT_FALSE(test, nvme->registered);
		/* a reset is over, and the controller is asked again */
		fx->execute_result = 0;
		KUNIT_EXPECT_EQ(test, fwctl_nvme_register(nvme), 0);
		fwctl_nvme_unregister(nvme);
		fwctl_nvme_drain(nvme);
		fwctl_put(&nvme->fwctl);
	}
	/* as to the log, only where nothing comes of asking for it */
	nvme = fwctl_nvme_create(fx->parent);
	KUNIT_ASSERT_NOT_NULL(test, nvme);
	fx->log_result = -EINTR;
	KUNIT_EXPECT_EQ(test, fwctl_nvme_register(nvme), -EINTR);
	fx->log_result = 0x4109;
	KUNIT_EXPECT_EQ(test, fwctl_nvme_register(nvme), 0);
	KUNIT_EXPECT_FALSE(test, nvme->has_effects);
	fx->log_result = 0;
	fwctl_nvme_unregister(nvme);
	fwctl_nvme_drain(nvme);
	fwctl_put(&nvme->fwctl);

	nvme = fwctl_nvme_create(fx->parent);
	KUNIT_ASSERT_NOT_NULL(test, nvme);
	fwctl_nvme_unregister(nvme);
	KUNIT_EXPECT_EQ(test, fwctl_nvme_register(nvme), -ENODEV);
	fwctl_nvme_drain(nvme);
	fwctl_put(&nvme->fwctl);
	add_device(fx);
	/* the number is free again */
	KUNIT_EXPECT_EQ(test, MINOR(fx->nvme->fwctl.dev.devt), id);
}

/* Where all is emulated */
static const struct kunit_attributes slow = { .speed = KUNIT_SPEED_SLOW };

static struct kunit_case nvme_cases[] = {
	KUNIT_CASE(test_table),
	KUNIT_CASE_PARAM(test_row, row_gen_params),
	KUNIT_CASE_PARAM(test_audience, row_gen_params),
	KUNIT_CASE_PARAM_ATTR(test_status, row_gen_params, slow),
	KUNIT_CASE_PARAM(test_request_length, row_gen_params),
	KUNIT_CASE_PARAM(test_undescribed, row_gen_params),
	KUNIT_CASE_PARAM(test_short_answer, row_gen_params),
	KUNIT_CASE(test_refusals),
	KUNIT_CASE_SLOW(test_no_row),
	KUNIT_CASE(test_multi_part),
	KUNIT_CASE(test_error_log),
	KUNIT_CASE(test_places),
	KUNIT_CASE(test_command_effects),
	KUNIT_CASE(test_sources),
	KUNIT_CASE(test_results),
	KUNIT_CASE(test_arguments),
	KUNIT_CASE(test_masks),
	KUNIT_CASE(test_lists),
	KUNIT_CASE(test_needs),
	KUNIT_CASE(test_quirks),
	KUNIT_CASE(test_before_rae),
	KUNIT_CASE(test_effects),
	KUNIT_CASE(test_effects_widen),
	KUNIT_CASE(test_no_effects_log),
	KUNIT_CASE(test_info),
	KUNIT_CASE(test_submit_failure),
	KUNIT_CASE(test_lost),
	KUNIT_CASE(test_late_answer),
	KUNIT_CASE(test_four),
	KUNIT_CASE(test_remove),
	KUNIT_CASE(test_attach),
	{}
};

static struct kunit_suite nvme_suite = {
	.name = "fwctl_nvme",
	.init = nvme_init,
	.exit = nvme_exit,
	.test_cases = nvme_cases,
};

static void go(struct kunit *test)
{
	struct fixture *fx = test->priv;

	fwctl_nvme_unregister(fx->second);
	fwctl_nvme_drain(fx->second);
	fwctl_put(&fx->second->fwctl);
}

static int come(struct kunit *test)
{
	struct fixture *fx = test->priv;
	int ret;

	fx->second = fwctl_nvme_create(fx->parent);
	if (!fx->second)
		return -ENOMEM;
	ret = fwctl_nvme_register(fx->second);
	if (ret)
		go(test);
	return ret;
}

static void test_no_memory(struct kunit *test)
{
	fail_each_allocation(test, come, go);
}

static struct kunit_case nvme_memory_cases[] = {
	KUNIT_CASE(test_no_memory),
	{}
};

static struct kunit_suite nvme_memory_suite = {
	.name = "fwctl_nvme_memory",
	.init = nvme_init,
	.exit = nvme_exit,
	.test_cases = nvme_memory_cases,
};

kunit_test_suites(&nvme_suite, &nvme_memory_suite);

MODULE_DESCRIPTION("KUnit tests of fwctl for NVMe controllers");
