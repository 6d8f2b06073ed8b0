// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every row, and the transport, with a BMC that does what the test says. Calls
 * go through the core as those of user space do. Numbers in brackets are
 * sections of the IPMI 2.0 specification.
 */
#include <kunit/device.h>
#include <kunit/static_stub.h>
#include <kunit/test.h>
#include <linux/anon_inodes.h>
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/delay.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/slab.h>

#include "../../core.h"
#include "../ipmi.h"

#define HEADER sizeof(struct fwctl_rpc_ipmi)
#define ROOM 300

struct bytes {
	const u8 *data;
	size_t len;
};

#define BYTES(...) ((struct bytes){ \
	(const u8[]){ __VA_ARGS__ }, sizeof((const u8[]){ __VA_ARGS__ }) })
#define NOTHING ((struct bytes){ (const u8[1]){}, 0 })

struct fixture {
	struct kunit *test;
	struct device *parent;
	struct file *filp;
	struct fwctl_ipmi *ipmi;
	struct fwctl_uctx *uctx;
	struct completion asked;
	/* what the message handler does */
	int user_error;
	int request_error;
	bool silent;		/* keeps the request, see late_answer() */
	int deliveries;
	bool answers_while_destroyed;
	u8 answer[ROOM];
	size_t answer_len;
	/* what it saw */
	int users;
	int requests;
	int msgs;		/* allocated and not freed */
	long msgid;
	struct ipmi_system_interface_addr addr;
	u8 netfn, cmd;
	u8 data[ROOM];
	size_t data_len;
};

static struct fixture *now(void)
{
	return kunit_get_current_test()->priv;
}

static void free_msg(struct ipmi_recv_msg *msg)
{
	now()->msgs--;
	kfree(msg);
}

static void deliver(struct fixture *fx, int type, long msgid)
{
	struct ipmi_recv_msg *msg = kzalloc(sizeof(*msg), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(fx->test, msg);
	KUNIT_ASSERT_LE(fx->test, fx->answer_len, sizeof(msg->msg_data));
	fx->msgs++;
	msg->done = free_msg;
	msg->recv_type = type;
	msg->msgid = msgid;
	msg->msg.netfn = fx->netfn | 1;
	msg->msg.cmd = fx->cmd;
	msg->msg.data = msg->msg_data;
	msg->msg.data_len = fx->answer_len;
	memcpy(msg->msg_data, fx->answer, fx->answer_len);
	fwctl_ipmi_handlers.ipmi_recv_hndl(msg, fx->ipmi);
}

static void late_answer(struct fixture *fx)
{
	deliver(fx, IPMI_RESPONSE_RECV_TYPE, fx->msgid);
}

static int fake_create_user(struct fwctl_ipmi *ipmi)
{
	if (now()->user_error)
		return now()->user_error;
	now()->users++;
	return 0;
}

static void fake_destroy_user(struct fwctl_ipmi *ipmi)
{
	/* the core calls nobody any more, but the handler still may */
	if (now()->answers_while_destroyed)
		late_answer(now());
	now()->users--;
}

static int fake_request(struct fwctl_ipmi *ipmi,
			struct ipmi_system_interface_addr *addr, long msgid,
			struct kernel_ipmi_msg *msg)
{
	struct fwctl_rpc_req *rpc = ipmi->rpc;
	struct fixture *fx = now();
	u8 *behind;
	int i;

	KUNIT_ASSERT_EQ(fx->test,
			ipmi_validate_addr((struct ipmi_addr *)addr,
					   sizeof(*addr)), 0);
	KUNIT_ASSERT_LE(fx->test, msg->data_len, sizeof(fx->data));
	fx->requests++;
	fx->msgid = msgid;
	fx->addr = *addr;
	fx->netfn = msg->netfn;
	fx->cmd = msg->cmd;
	fx->data_len = msg->data_len;
	memcpy(fx->data, msg->data, msg->data_len);
	if (fx->request_error)
		return fx->request_error;
	fx->ipmi = ipmi;
	/* small as these are, there is more behind the room for the response */
	KUNIT_ASSERT_NULL(fx->test, rpc->out_alloc);
	behind = rpc->out + rpc->out_size;
	*behind = 0x77;
	for (i = 0; i < fx->deliveries && !fx->silent; i++)
		late_answer(fx);
	KUNIT_EXPECT_EQ(fx->test, *behind, 0x77);
	complete(&fx->asked);
	return 0;
}

static const struct file_operations no_fops;

static void add_device(struct fixture *fx)
{
	fx->ipmi = fwctl_ipmi_create(3, fx->parent);
	KUNIT_ASSERT_FALSE(fx->test, IS_ERR(fx->ipmi));
	fx->uctx = fwctl_uctx_open(&fx->ipmi->fwctl);
	KUNIT_ASSERT_FALSE(fx->test, IS_ERR(fx->uctx));
}

static void remove_device(struct fixture *fx)
{
	struct fwctl_ipmi *ipmi = fx->ipmi;

	if (IS_ERR_OR_NULL(ipmi))
		return;
	fwctl_ipmi_destroy(ipmi);
	fx->ipmi = NULL;
	if (!IS_ERR_OR_NULL(fx->uctx))
		fwctl_uctx_close(fx->uctx);
	KUNIT_EXPECT_EQ(fx->test, fx->users, 0);
	KUNIT_EXPECT_EQ(fx->test, fx->msgs, 0);
}

static int ipmi_init(struct kunit *test)
{
	struct fixture *fx = kunit_kzalloc(test, sizeof(*fx), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, fx);
	fx->test = test;
	fx->deliveries = 1;
	init_completion(&fx->asked);
	fx->parent = kunit_device_register(test, "fwctl-fake-bmc");
	KUNIT_ASSERT_FALSE(test, IS_ERR(fx->parent));
	fx->filp = anon_inode_getfile("fwctl-kunit", &no_fops, NULL, O_RDWR);
	KUNIT_ASSERT_FALSE(test, IS_ERR(fx->filp));
	test->priv = fx;
	kunit_activate_static_stub(test, fwctl_ipmi_create_user,
				   fake_create_user);
	kunit_activate_static_stub(test, fwctl_ipmi_destroy_user,
				   fake_destroy_user);
	kunit_activate_static_stub(test, fwctl_ipmi_request, fake_request);
	add_device(fx);
	return 0;
}

static void ipmi_exit(struct kunit *test)
{
	struct fixture *fx = test->priv;

	if (!fx)
		return;
	remove_device(fx);
	fput(fx->filp);
}

/* One call, and what came of it */
struct caller {
	struct fixture *fx;
	bool unprivileged;
	u8 in[ROOM];
	size_t in_len;
	struct fwctl_call call;
	struct fwctl_diag diag;
	u8 out[ROOM];
	int ret;
	struct completion done;
};

static const struct fwctl_command *find_row(struct kunit *test,
					    const char *name)
{
	const struct fwctl_table *table = &fwctl_ipmi_table;
	u32 i;

	for (i = 0; i < table->nr_commands; i++)
		if (!strcmp(table->commands[i].name, name))
			return &table->commands[i];
	KUNIT_FAIL_AND_ABORT(test, "no row %s", name);
	return NULL;
}

static void prepare(struct fixture *fx, struct caller *c,
		    const struct fwctl_command *row, struct bytes data)
{
	memset(c, 0, sizeof(*c));
	c->fx = fx;
	c->call.scope = row->scope;
	c->in[0] = row->opcode >> 8;
	c->in[1] = row->opcode & 0xff;
	memcpy(c->in + HEADER, data.data, data.len);
	c->in_len = HEADER + data.len;
	init_completion(&c->done);
}

static int run(struct caller *c)
{
	const struct cred *old = NULL;
	struct cred *cred = NULL;
	struct fwctl_rpc_req *rpc;

	memset(&c->diag, 0, sizeof(c->diag));
	rpc = fwctl_rpc_alloc(c->fx->uctx->fwctl, c->in_len);
	KUNIT_ASSERT_NOT_NULL(c->fx->test, rpc);
	memcpy((void *)rpc->in, c->in, c->in_len);
	if (c->unprivileged) {
		cred = prepare_creds();
		KUNIT_ASSERT_NOT_NULL(c->fx->test, cred);
		cap_clear(cred->cap_effective);
		old = override_creds(cred);
	}
	c->ret = fwctl_rpc_run(rpc, c->fx->uctx, c->fx->filp, &c->call, true,
			       &c->diag);
	if (cred) {
		revert_creds(old);
		put_cred(cred);
	}
	KUNIT_ASSERT_LE(c->fx->test, c->call.out_len, sizeof(c->out));
	if (!c->ret)
		memcpy(c->out, rpc->out, c->call.out_len);
	fwctl_rpc_put(rpc);
	return c->ret;
}

static void set_answer(struct fixture *fx, u8 code, struct bytes data)
{
	fx->answer[0] = code;
	memcpy(fx->answer + 1, data.data, data.len);
	fx->answer_len = 1 + data.len;
}

#define ANY_LENGTH_FROM(n) (~0ULL << (n))

/*
 * A row with an answer as BMCs give it
 *
 * @lengths: bit n: an answer that is cut after n bytes of data is taken
 * @spare: may be followed by more, which is dropped
 */
struct row_case {
	const char *name;
	struct bytes in;
	struct bytes out;
	u64 lengths;
	bool spare;
};

static const struct row_case row_cases[] = {
	{ "get-chassis-status", NOTHING,
	  BYTES(0x61, 0x10, 0x40, 0x00), ANY_LENGTH_FROM(3), true },
	{ "chassis-control", BYTES(0x05), NOTHING, BIT_ULL(0), true },
	{ "get-sensor-reading", BYTES(0x01),
	  BYTES(0x2a, 0xc0, 0x08, 0x00), ANY_LENGTH_FROM(2), true },
	{ "get-sensor-type", BYTES(0xfe), BYTES(0x01, 0x01), BIT_ULL(2), true },
	{ "get-device-id", NOTHING,
	  BYTES(0x20, 0x81, 0x02, 0x17, 0x02, 0xbf, 0xd9, 0x7e, 0x00, 0x57,
		0x46, 0x01, 0x02, 0x03, 0x04), BIT_ULL(11) | BIT_ULL(15),
	  true },
	{ "cold-reset", NOTHING, NOTHING, BIT_ULL(0), true },
	{ "get-acpi-power-state", NOTHING, BYTES(0x00, 0x2a), BIT_ULL(2), true },
	{ "get-device-guid", NOTHING,
	  BYTES(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
	  BIT_ULL(16), true },
	{ "get-fru-inventory-area-info", BYTES(0x00),
	  BYTES(0x00, 0x08, 0x00), BIT_ULL(3), true },
	{ "read-fru-data", BYTES(0x00, 0x00, 0x01, 0x08),
	  BYTES(0x08, 1, 2, 3, 4, 5, 6, 7, 8), BIT_ULL(9), true },
	{ "get-sdr-repository-info", NOTHING,
	  BYTES(0x51, 0x12, 0x00, 0xcb, 0x3c, 0xd0, 0x1f, 0x03, 0x6b, 0xff,
		0xff, 0xff, 0xff, 0x22), BIT_ULL(14), true },
	/* a compact sensor record (43.2) */
	{ "get-sdr", BYTES(0x00, 0x00, 0x00, 0x00, 0x00, 0xff),
	  BYTES(0x01, 0x00,
		0x00, 0x00, 0x51, 0x02, 0x1d, 0x20, 0x00, 0x00, 0x06, 0x01,
		0x40, 0x40, 0x23, 0x6f, 0x0f, 0x00, 0x0f, 0x00, 0x0f, 0x00,
		0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0xc2, 'W', 'd'), BIT_ULL(36) },
	{ "get-sdr-part", BYTES(0x00, 0x00, 0x00, 0x00, 0x00, 0x05),
	  BYTES(0x01, 0x00, 0x00, 0x00, 0x51, 0x02, 0x23), ANY_LENGTH_FROM(2),
	  true },
	{ "get-sel-info", NOTHING,
	  BYTES(0x51, 0x02, 0x00, 0xe0, 0x07, 0xdc, 0x1f, 0x03, 0x6b, 0xff,
		0xff, 0xff, 0xff, 0x8f), BIT_ULL(14), true },
	{ "get-sel-entry", BYTES(0x34, 0x12, 0xff, 0xff, 0x00, 0xff),
	  BYTES(0xff, 0xff,
		0x01, 0x00, 0x02, 0xab, 0x1f, 0x03, 0x6b, 0x20, 0x00, 0x04,
		0x08, 0x07, 0x6f, 0x01, 0xff, 0xff), BIT_ULL(18), true },
	{ "get-sel-entry-part", BYTES(0x34, 0x12, 0x00, 0x00, 0x0f, 0x01),
	  BYTES(0x01, 0x00, 0xff), ANY_LENGTH_FROM(2), true },
	{ "get-sel-time", NOTHING,
	  BYTES(0xe4, 0x1f, 0x03, 0x6b), BIT_ULL(4), true },
	{ "set-sel-time", BYTES(0x00, 0x01, 0x02, 0x03), NOTHING, BIT_ULL(0),
	  true },
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

	KUNIT_EXPECT_EQ_MSG(test, fwctl_table_check(&fwctl_ipmi_table, why), 0,
			    "%s", why);
	KUNIT_EXPECT_EQ(test, fwctl_ipmi_table.nr_commands,
			ARRAY_SIZE(row_cases));
	for (i = 0; i < ARRAY_SIZE(row_cases); i++)
		find_row(test, row_cases[i].name);
}

/* What is asked for is what the BMC gets, and its answer is what comes back. */
static void test_row(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;

	KUNIT_ASSERT_NOT_NULL(test, c);
	prepare(fx, c, cmd, row->in);
	set_answer(fx, 0, row->out);
	c->in[2] = 3;	/* logical unit */
	KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
	KUNIT_EXPECT_STREQ(test, c->diag.command, row->name);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_ANSWERED);
	KUNIT_EXPECT_EQ(test, c->call.out_flags, 0);
	KUNIT_ASSERT_EQ(test, c->call.out_len, fx->answer_len);
	KUNIT_EXPECT_MEMEQ(test, c->out, fx->answer, fx->answer_len);

	KUNIT_EXPECT_EQ(test, fx->requests, 1);
	KUNIT_EXPECT_EQ(test, fx->addr.addr_type,
			IPMI_SYSTEM_INTERFACE_ADDR_TYPE);
	KUNIT_EXPECT_EQ(test, fx->addr.channel, IPMI_BMC_CHANNEL);
	KUNIT_EXPECT_EQ(test, fx->addr.lun, 3);
	KUNIT_EXPECT_EQ(test, FWCTL_IPMI_OPCODE(fx->netfn, fx->cmd),
			cmd->opcode);
	KUNIT_ASSERT_EQ(test, fx->data_len, row->in.len);
	KUNIT_EXPECT_MEMEQ(test, fx->data, row->in.data, row->in.len);
}

/* Answers that end early, at every length from none at all */
static void test_short_answer(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;
	size_t len;

	KUNIT_ASSERT_NOT_NULL(test, c);
	set_answer(fx, 0, row->out);
	for (len = 0; len <= 1 + row->out.len; len++) {
		bool good = len && row->lengths >> (len - 1) & 1;

		prepare(fx, c, cmd, row->in);
		fx->answer_len = len;
		KUNIT_EXPECT_EQ_MSG(test, run(c), good ? 0 : -EBADMSG,
				    "%zu bytes: %s", len, c->diag.text);
		if (good) {
			KUNIT_ASSERT_EQ(test, c->call.out_len, len);
			KUNIT_EXPECT_MEMEQ(test, c->out, fx->answer, len);
		} else {
			KUNIT_EXPECT_EQ(test, c->diag.reason,
					FWCTL_REASON_RESPONSE);
			KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_ANSWERED);
			KUNIT_EXPECT_EQ(test, c->call.out_len, 0);
		}
	}
}

/* Answers with more than the row has, up to what an interface can carry */
static void test_long_answer(struct kunit *test)
{
	static const size_t lens[] = { 1, 2, 17, 200 };
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, c);
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		prepare(fx, c, cmd, row->in);
		memset(fx->answer, 0xa5, sizeof(fx->answer));
		set_answer(fx, 0, row->out);
		fx->answer_len += lens[i];
		if (!row->spare) {
			KUNIT_EXPECT_EQ(test, run(c), -EBADMSG);
			continue;
		}
		KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
		KUNIT_EXPECT_EQ(test, c->call.out_flags, FWCTL_CALL_TRIMMED);
		KUNIT_ASSERT_EQ(test, c->call.out_len, 1 + row->out.len);
		KUNIT_EXPECT_MEMEQ(test, c->out, fx->answer, 1 + row->out.len);
	}
}

/* Requests that end early or late are refused before anything is sent. */
static void test_request_length(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;
	size_t len;

	KUNIT_ASSERT_NOT_NULL(test, c);
	for (len = 0; len <= HEADER + row->in.len + 1; len++) {
		if (len == HEADER + row->in.len)
			continue;
		prepare(fx, c, cmd, row->in);
		c->in_len = len;
		KUNIT_EXPECT_EQ_MSG(test, run(c), -EINVAL, "%zu bytes", len);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REQUEST);
		KUNIT_EXPECT_EQ(test, c->diag.rule,
				len > HEADER + row->in.len ? FWCTL_RULE_LONG :
							     FWCTL_RULE_SHORT);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	}
	KUNIT_EXPECT_EQ(test, fx->requests, 0);
}

/* Every completion code, alone and with data that is none of the caller's */
static void test_completion_codes(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;
	int code, i;

	KUNIT_ASSERT_NOT_NULL(test, c);
	for (code = 1; code < 256; code++) {
		prepare(fx, c, cmd, row->in);
		set_answer(fx, code, NOTHING);
		KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%02x: %s", code,
				    c->diag.text);
		KUNIT_EXPECT_EQ(test, c->call.out_flags, FWCTL_CALL_STATUS);
		KUNIT_EXPECT_EQ(test, c->call.out_len, 1);
		KUNIT_EXPECT_EQ(test, c->out[0], code);

		set_answer(fx, code, row->out);
		KUNIT_ASSERT_EQ(test, run(c), 0);
		KUNIT_EXPECT_TRUE(test, c->call.out_flags & FWCTL_CALL_STATUS);
		KUNIT_EXPECT_EQ(test, c->out[0], code);
		for (i = 1; i < c->call.out_len; i++)
			KUNIT_EXPECT_EQ(test, c->out[i], 0);
	}
}

/* All generic codes of table 5-2 have a name. */
static void test_completion_code_names(struct kunit *test)
{
	const struct fwctl_field *field = fwctl_ipmi_table.response_header.fields;
	int code;
	u32 i;

	for (code = 0; code < 256; code++) {
		bool generic = !code || (code >= 0xc0 && code <= 0xd6) ||
			       code == 0xff;
		bool named = false;

		for (i = 0; i < field->nr_values; i++)
			named |= field->values[i].number == code;
		KUNIT_EXPECT_EQ_MSG(test, named, generic || code == 0x81,
				    "%02x", code);
	}
}

/* Reserved bits are no business of the caller's, whatever a BMC puts there. */
static const struct row_case reserved_cases[] = {
	{ "get-chassis-status", NOTHING,
	  BYTES(0x7f, 0x1f, 0x7f, 0xff) },
	{ "get-sensor-reading", BYTES(0),
	  BYTES(0xff, 0xe0, 0xff, 0x7f) },
	{ "get-sensor-type", BYTES(0), BYTES(0xff, 0x7f) },
	{ "get-device-id", NOTHING,
	  BYTES(0xff, 0x8f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f,
		0xff, 0xff) },
	{ "get-acpi-power-state", NOTHING, BYTES(0x7f, 0x7f) },
	{ "get-fru-inventory-area-info", BYTES(0),
	  BYTES(0xff, 0xff, 0x01) },
	{ "get-sdr-repository-info", NOTHING,
	  BYTES(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xef) },
	{ "get-sel-info", NOTHING,
	  BYTES(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0x8f) },
};

static void test_reserved_bits(struct kunit *test)
{
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;
	const struct row_case *row;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, c);
	memset(fx->answer, 0xff, sizeof(fx->answer));
	fx->answer[0] = 0;
	for (i = 0; i < ARRAY_SIZE(reserved_cases); i++) {
		row = &reserved_cases[i];
		prepare(fx, c, find_row(test, row->name), row->in);
		fx->answer_len = 1 + row->out.len;
		KUNIT_ASSERT_EQ(test, run(c), 0);
		KUNIT_ASSERT_EQ(test, c->call.out_len, fx->answer_len);
		KUNIT_EXPECT_MEMEQ(test, c->out + 1, row->out.data,
				   row->out.len);
	}
}

/* What is refused, before anything is sent, and why */
struct refusal {
	const char *name;
	struct bytes in;
	u32 rule;
	const char *field;
	bool unprivileged;
	u8 lun;
	u8 reserved;
};

static const struct refusal refusals[] = {
	{ "get-device-id", NOTHING, FWCTL_RULE_RANGE, "lun", .lun = 4 },
	{ "get-device-id", NOTHING, FWCTL_RULE_RANGE, "lun",
	  .lun = 0xff },
	{ "get-device-id", NOTHING, FWCTL_RULE_ZERO, "", .reserved = 1 },
	{ "get-device-id", NOTHING, FWCTL_RULE_ZERO, "",
	  .reserved = 0x80 },
	{ "chassis-control", BYTES(6), FWCTL_RULE_NAMED,
	  "chassis_control" },
	{ "chassis-control", BYTES(0x10), FWCTL_RULE_NAMED,
	  "chassis_control" },
	{ "get-sensor-reading", BYTES(0xff), FWCTL_RULE_RANGE,
	  "sensor_number" },
	{ "get-sensor-type", BYTES(0xff), FWCTL_RULE_RANGE,
	  "sensor_number" },
	{ "get-fru-inventory-area-info", BYTES(0xff), FWCTL_RULE_RANGE,
	  "fru_device_id" },
	{ "read-fru-data", BYTES(0xff, 0, 0, 1), FWCTL_RULE_RANGE,
	  "fru_device_id" },
	{ "read-fru-data", BYTES(0, 0, 0, 0), FWCTL_RULE_RANGE,
	  "count_to_read" },
	{ "get-sdr", BYTES(1, 0, 0, 0, 0, 0xff), FWCTL_RULE_ADMIN,
	  "reservation_id", .unprivileged = true },
	{ "get-sdr-part", BYTES(0, 1, 0, 0, 0, 5), FWCTL_RULE_ADMIN,
	  "reservation_id", .unprivileged = true },
	/* whole or in part, but not from the middle to nowhere */
	{ "get-sdr-part", BYTES(0, 0, 0, 0, 1, 0xff), FWCTL_RULE_RANGE,
	  "bytes_to_read" },
	{ "get-sdr-part", BYTES(0, 0, 0, 0, 0, 0), FWCTL_RULE_RANGE,
	  "bytes_to_read" },
	{ "get-sel-entry-part", BYTES(0, 0, 0, 0, 1, 0xff),
	  FWCTL_RULE_RANGE, "bytes_to_read" },
	{ "get-sel-entry-part", BYTES(0, 0, 0, 0, 0, 17),
	  FWCTL_RULE_RANGE, "bytes_to_read" },
	{ "get-sel-entry-part", BYTES(0, 0, 0, 0, 16, 1),
	  FWCTL_RULE_RANGE, "offset" },
};

static void test_refusals(struct kunit *test)
{
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;
	const struct refusal *r;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, c);
	for (i = 0; i < ARRAY_SIZE(refusals); i++) {
		r = &refusals[i];
		prepare(fx, c, find_row(test, r->name), r->in);
		c->in[2] = r->lun;
		c->in[3] = r->reserved;
		c->unprivileged = r->unprivileged;
		KUNIT_EXPECT_EQ_MSG(test, run(c), -EINVAL, "case %d", i);
		KUNIT_EXPECT_STREQ(test, c->diag.command, r->name);
		KUNIT_EXPECT_EQ_MSG(test, c->diag.rule, r->rule,
				    "case %d: %s", i, c->diag.text);
		KUNIT_EXPECT_STREQ(test, c->diag.field, r->field);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	}

	/* Get Channel Authentication Capabilities: there is no such row */
	prepare(fx, c, find_row(test, "get-device-id"), BYTES(0x0e, 0x04));
	c->in[1] = 0x38;
	KUNIT_EXPECT_EQ(test, run(c), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_COMMAND);
	/* nor is a response a request */
	prepare(fx, c, find_row(test, "get-device-id"), NOTHING);
	c->in[0] |= 1;
	KUNIT_EXPECT_EQ(test, run(c), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, fx->requests, 0);
}

static bool listed(const char *name, const char *const *names, size_t n)
{
	while (n--)
		if (!strcmp(name, names[n]))
			return true;
	return false;
}

/* Who may send what, and with which label */
static void test_audiences(struct kunit *test)
{
	static const char *const any[] = {
		"get-chassis-status", "get-sensor-reading", "get-sensor-type",
		"get-device-id", "get-acpi-power-state",
		"get-fru-inventory-area-info", "get-sdr-repository-info",
		"get-sdr", "get-sdr-part", "get-sel-time",
	};
	static const char *const disrupt[] = {
		"chassis-control", "cold-reset", "set-sel-time",
	};
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;
	int i, requests;

	KUNIT_ASSERT_NOT_NULL(test, c);
	for (i = 0; i < ARRAY_SIZE(row_cases); i++) {
		const struct row_case *row = &row_cases[i];
		const struct fwctl_command *cmd = find_row(test, row->name);
		bool disrupts = listed(row->name, disrupt, ARRAY_SIZE(disrupt));
		bool free = listed(row->name, any, ARRAY_SIZE(any));

		prepare(fx, c, cmd, row->in);
		set_answer(fx, 0, row->out);
		c->unprivileged = true;
		requests = fx->requests;
		KUNIT_EXPECT_EQ_MSG(test, run(c), free ? 0 : -EPERM, "%s",
				    row->name);
		KUNIT_EXPECT_EQ(test, fx->requests, requests + free);

		prepare(fx, c, cmd, row->in);
		c->call.scope = FWCTL_RPC_DEBUG_WRITE;
		requests = fx->requests;
		KUNIT_EXPECT_EQ_MSG(test, run(c), disrupts ? -EPERM : 0, "%s",
				    row->name);
		KUNIT_EXPECT_EQ(test, fx->requests, requests + !disrupts);
	}
}

static const struct fwctl_field *find_field(const struct fwctl_msg *msg,
					    const char *name)
{
	u32 i;

	for (i = 0; i < msg->nr_fields; i++)
		if (!strcmp(msg->fields[i].name, name))
			return &msg->fields[i];
	return NULL;
}

/*
 * Fields of records are where the specification has them: each record's byte n
 * (counted from 1, as the specification does) is n, and what is expected is
 * worked out from that.
 */
struct place_case {
	const char *row;
	const char *variant;
	u64 kind;
	const char *field;
	s64 value;
};

static void test_records(struct kunit *test)
{
	static const struct place_case cases[] = {
		/* table 43-1 */
		{ "get-sdr", "full_sensor", 0x01, "record_id", 0x0201 },
		{ "get-sdr", "full_sensor", 0x01, "sdr_version_major", 3 },
		{ "get-sdr", "full_sensor", 0x01, "owner_id", 6 >> 1 },
		{ "get-sdr", "full_sensor", 0x01, "owner_type", 0 },
		{ "get-sdr", "full_sensor", 0x01, "owner_lun", 3 },
		{ "get-sdr", "full_sensor", 0x01, "sensor_number", 8 },
		{ "get-sdr", "full_sensor", 0x01, "entity_id", 9 },
		{ "get-sdr", "full_sensor", 0x01, "entity_instance", 10 },
		{ "get-sdr", "full_sensor", 0x01, "sensor_initialization", 11 },
		{ "get-sdr", "full_sensor", 0x01, "threshold_access", 3 },
		{ "get-sdr", "full_sensor", 0x01, "sensor_type", 13 },
		{ "get-sdr", "full_sensor", 0x01, "event_reading_type_code", 14 },
		{ "get-sdr", "full_sensor", 0x01, "assertion_event_mask", 0x100f },
		{ "get-sdr", "full_sensor", 0x01, "deassertion_event_mask", 0x1211 },
		{ "get-sdr", "full_sensor", 0x01, "readable_thresholds", 19 },
		{ "get-sdr", "full_sensor", 0x01, "settable_thresholds", 20 },
		{ "get-sdr", "full_sensor", 0x01, "percentage", 1 },
		{ "get-sdr", "full_sensor", 0x01, "unit_modification", 2 },
		{ "get-sdr", "full_sensor", 0x01, "rate_unit", 2 },
		{ "get-sdr", "full_sensor", 0x01, "analog_data_format", 0 },
		{ "get-sdr", "full_sensor", 0x01, "base_unit", 22 },
		{ "get-sdr", "full_sensor", 0x01, "modifier_unit", 23 },
		{ "get-sdr", "full_sensor", 0x01, "linearization", 24 },
		{ "get-sdr", "full_sensor", 0x01, "m_ls_8_bits", 25 },
		{ "get-sdr", "full_sensor", 0x01, "tolerance", 26 },
		{ "get-sdr", "full_sensor", 0x01, "b_ls_8_bits", 27 },
		{ "get-sdr", "full_sensor", 0x01, "accuracy_ls_6_bits", 28 },
		{ "get-sdr", "full_sensor", 0x01, "sensor_direction", 1 },
		{ "get-sdr", "full_sensor", 0x01, "accuracy_exp", 3 },
		{ "get-sdr", "full_sensor", 0x01, "accuracy_ms_4_bits", 1 },
		{ "get-sdr", "full_sensor", 0x01, "b_exponent", -2 },
		{ "get-sdr", "full_sensor", 0x01, "r_exponent", 1 },
		{ "get-sdr", "full_sensor", 0x01, "analog_characteristics", 7 },
		{ "get-sdr", "full_sensor", 0x01, "nominal_reading", 32 },
		{ "get-sdr", "full_sensor", 0x01, "normal_maximum", 33 },
		{ "get-sdr", "full_sensor", 0x01, "normal_minimum", 34 },
		{ "get-sdr", "full_sensor", 0x01, "sensor_maximum_reading", 35 },
		{ "get-sdr", "full_sensor", 0x01, "sensor_minimum_reading", 36 },
		{ "get-sdr", "full_sensor", 0x01, "upper_non_recoverable", 37 },
		{ "get-sdr", "full_sensor", 0x01, "upper_critical", 38 },
		{ "get-sdr", "full_sensor", 0x01, "upper_non_critical", 39 },
		{ "get-sdr", "full_sensor", 0x01, "lower_non_recoverable", 40 },
		{ "get-sdr", "full_sensor", 0x01, "lower_critical", 41 },
		{ "get-sdr", "full_sensor", 0x01, "lower_non_critical", 42 },
		{ "get-sdr", "full_sensor", 0x01, "positive_going_hysteresis", 43 },
		{ "get-sdr", "full_sensor", 0x01, "negative_going_hysteresis", 44 },
		{ "get-sdr", "full_sensor", 0x01, "oem", 47 },
		{ "get-sdr", "full_sensor", 0x01, "id_string_length", 48 & 31 },
		/* table 43-2 */
		{ "get-sdr", "compact_sensor", 0x02, "sensor_number", 8 },
		{ "get-sdr", "compact_sensor", 0x02, "entity_id", 9 },
		{ "get-sdr", "compact_sensor", 0x02, "sensor_type", 13 },
		{ "get-sdr", "compact_sensor", 0x02, "event_reading_type_code", 14 },
		{ "get-sdr", "compact_sensor", 0x02, "discrete_reading_mask", 0x1413 },
		{ "get-sdr", "compact_sensor", 0x02, "base_unit", 22 },
		{ "get-sdr", "compact_sensor", 0x02, "share_count", 24 & 15 },
		{ "get-sdr", "compact_sensor", 0x02, "instance_modifier_type", 1 },
		{ "get-sdr", "compact_sensor", 0x02, "instance_modifier_offset", 25 },
		{ "get-sdr", "compact_sensor", 0x02, "positive_going_hysteresis", 26 },
		{ "get-sdr", "compact_sensor", 0x02, "negative_going_hysteresis", 27 },
		{ "get-sdr", "compact_sensor", 0x02, "oem", 31 },
		{ "get-sdr", "compact_sensor", 0x02, "id_string_length", 0 },
		/* table 43-3 */
		{ "get-sdr", "event_only", 0x03, "sensor_number", 8 },
		{ "get-sdr", "event_only", 0x03, "entity_instance", 10 },
		{ "get-sdr", "event_only", 0x03, "sensor_type", 11 },
		{ "get-sdr", "event_only", 0x03, "event_reading_type_code", 12 },
		{ "get-sdr", "event_only", 0x03, "share_count", 13 },
		{ "get-sdr", "event_only", 0x03, "instance_modifier_offset", 14 },
		{ "get-sdr", "event_only", 0x03, "oem", 16 },
		{ "get-sdr", "event_only", 0x03, "id_string_length", 17 },
		/* table 43-7 */
		{ "get-sdr", "fru_device_locator", 0x11, "device_access_address", 3 },
		{ "get-sdr", "fru_device_locator", 0x11, "fru_device_id", 7 },
		{ "get-sdr", "fru_device_locator", 0x11, "access_lun", 1 },
		{ "get-sdr", "fru_device_locator", 0x11, "device_type", 11 },
		{ "get-sdr", "fru_device_locator", 0x11, "device_type_modifier", 12 },
		{ "get-sdr", "fru_device_locator", 0x11, "fru_entity_id", 13 },
		{ "get-sdr", "fru_device_locator", 0x11, "fru_entity_instance", 14 },
		{ "get-sdr", "fru_device_locator", 0x11, "oem", 15 },
		{ "get-sdr", "fru_device_locator", 0x11, "device_id_string_length", 16 },
		/* table 43-8 */
		{ "get-sdr", "mc_device_locator", 0x12, "device_slave_address", 3 },
		{ "get-sdr", "mc_device_locator", 0x12, "channel_number", 7 },
		{ "get-sdr", "mc_device_locator", 0x12, "global_initialization", 2 },
		{ "get-sdr", "mc_device_locator", 0x12, "device_capabilities", 9 },
		{ "get-sdr", "mc_device_locator", 0x12, "entity_id", 13 },
		{ "get-sdr", "mc_device_locator", 0x12, "entity_instance", 14 },
		{ "get-sdr", "mc_device_locator", 0x12, "device_id_string_length", 16 },
		/* table 43-12 */
		{ "get-sdr", "oem", 0xc0, "manufacturer_id", 0x080706 },
		/* tables 32-2 and 32-3 */
		{ "get-sel-entry", "oem_timestamped", 0xc0, "timestamp", 0x07060504 },
		{ "get-sel-entry", "oem_timestamped", 0xdf, "manufacturer_id", 0x0a0908 },
		{ "get-sel-entry", "oem", 0xe0, "record_id", 0x0201 },
		{ "get-sel-entry", "oem", 0xff, "record_id", 0x0201 },
		{ "get-sel-entry", "other", 0x7f, "record_id", 0x0201 },
		/* table 32-1 */
		{ "get-sel-entry", "system_event", 0x02, "record_id", 0x0201 },
		{ "get-sel-entry", "system_event", 0x02, "timestamp", 0x07060504 },
		{ "get-sel-entry", "system_event", 0x02, "generator_id", 8 >> 1 },
		{ "get-sel-entry", "system_event", 0x02, "generator_lun", 1 },
		{ "get-sel-entry", "system_event", 0x02, "evm_rev", 10 },
		{ "get-sel-entry", "system_event", 0x02, "sensor_type", 11 },
		{ "get-sel-entry", "system_event", 0x02, "sensor_number", 12 },
		{ "get-sel-entry", "system_event", 0x02, "event_type", 13 },
		{ "get-sel-entry", "system_event", 0x02, "event_direction", 0 },
		{ "get-sel-entry", "system_event", 0x02, "event_offset", 14 },
		{ "get-sel-entry", "system_event", 0x02, "event_data_2", 15 },
		{ "get-sel-entry", "system_event", 0x02, "event_data_3", 16 },
	};
	u8 buf[64];
	int i;

	for (i = 0; i < sizeof(buf); i++)
		buf[i] = i + 1;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct place_case *p = &cases[i];
		const struct fwctl_command *row = find_row(test, p->row);
		const struct fwctl_field *records =
			find_field(&row->response, "record");
		const struct fwctl_variant *variant = NULL;
		const struct fwctl_field *field;
		u32 j;

		KUNIT_ASSERT_NOT_NULL(test, records);
		for (j = 0; j < records->nr_variants; j++)
			if (fwctl_is_variant(&records->variants[j], p->kind) ||
			    (records->variants[j].other && !variant))
				variant = &records->variants[j];
		KUNIT_ASSERT_NOT_NULL(test, variant);
		KUNIT_EXPECT_STREQ(test, variant->name, p->variant);
		field = find_field(records->elem, p->field) ?:
			find_field(&variant->msg, p->field);
		KUNIT_ASSERT_NOT_NULL_MSG(test, field, "%s", p->field);
		KUNIT_EXPECT_EQ_MSG(test,
				    (s64)fwctl_get_uint(field, buf + field->offset),
				    p->value, "%s of %s", p->field, p->variant);
	}
}

/* Records of every kind, known or not, and those that do not fit */
static void test_record_kinds(struct kunit *test)
{
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	const struct fwctl_command *sdr = find_row(test, "get-sdr");
	const struct fwctl_command *sel = find_row(test, "get-sel-entry");
	const struct bytes whole = BYTES(0, 0, 0, 0, 0, 0xff);
	/* least and greatest length that each kind has */
	static const struct {
		u8 kind;
		u8 least;
		u8 most;
	} sdrs[] = {
		{ 0x01, 48, 64 }, { 0x02, 32, 48 }, { 0x03, 17, 33 },
		{ 0x11, 16, 32 }, { 0x12, 16, 32 }, { 0xc0, 8, 64 },
		{ 0x08, 5, 64 }, { 0x14, 5, 64 }, { 0x00, 5, 64 },
	};
	struct fixture *fx = test->priv;
	u8 answer[2 + 70] = {};
	int i, kind, len;

	KUNIT_ASSERT_NOT_NULL(test, c);
	for (i = 0; i < ARRAY_SIZE(sdrs); i++) {
		for (len = 5; len <= sdrs[i].most; len++) {
			bool fits = len >= sdrs[i].least;

			answer[5] = sdrs[i].kind;
			answer[6] = len - 5;
			prepare(fx, c, sdr, whole);
			set_answer(fx, 0, (struct bytes){ answer, 2 + len });
			KUNIT_EXPECT_EQ_MSG(test, run(c), fits ? 0 : -EBADMSG,
					    "kind %02x, %d bytes: %s",
					    sdrs[i].kind, len, c->diag.text);
			/* one byte less than it says */
			set_answer(fx, 0, (struct bytes){ answer, 2 + len - 1 });
			KUNIT_EXPECT_EQ(test, run(c), -EBADMSG);
		}
	}
	/* a name that is longer than its record */
	memset(answer, 0, sizeof(answer));
	answer[5] = 0x02;
	answer[6] = 34 - 5;
	answer[2 + 31] = 0xc0 | 16;
	answer[2 + 32] = 'A';
	answer[2 + 33] = 'B';
	prepare(fx, c, sdr, whole);
	set_answer(fx, 0, (struct bytes){ answer, 2 + 34 });
	KUNIT_EXPECT_EQ_MSG(test, run(c), -EBADMSG, "%s", c->diag.text);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "record[0].id_string_length");

	for (kind = 0; kind < 256; kind++) {
		memset(answer, 0x5a, sizeof(answer));
		answer[4] = kind;
		prepare(fx, c, sel, whole);
		set_answer(fx, 0, (struct bytes){ answer, 18 });
		KUNIT_EXPECT_EQ(test, run(c), 0);
	}
}

/* Read FRU Data says how much it returns; it must be true. */
static void test_fru_count(struct kunit *test)
{
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	const struct fwctl_command *row = find_row(test, "read-fru-data");
	struct fixture *fx = test->priv;
	u8 answer[256] = {};
	int count;

	KUNIT_ASSERT_NOT_NULL(test, c);
	for (count = 0; count < 256; count++) {
		answer[0] = count;
		prepare(fx, c, row, BYTES(0, 0, 0, 32));
		set_answer(fx, 0, (struct bytes){ answer, 1 + 32 });
		KUNIT_EXPECT_EQ_MSG(test, run(c), count <= 32 ? 0 : -EBADMSG,
				    "%d", count);
	}
	/* as much as asked for, and no more; 255 fit into a message */
	prepare(fx, c, row, BYTES(0, 0, 0, 255));
	answer[0] = 255;
	set_answer(fx, 0, (struct bytes){ answer, 256 });
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, c->call.out_len, 257);
	/* a device that is accessed by words returns 8 of them */
	prepare(fx, c, row, BYTES(0, 0, 0, 8));
	answer[0] = 8;
	set_answer(fx, 0, (struct bytes){ answer, 1 + 16 });
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, c->call.out_flags, FWCTL_CALL_TRIMMED);
}

static void test_info(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct fwctl_info_ipmi info = {};
	u8 part[2] = {};

	KUNIT_EXPECT_EQ(test, fwctl_ipmi_ops.info(fx->uctx, &info, sizeof(info)),
			sizeof(info));
	KUNIT_EXPECT_EQ(test, info.interface, 3);
	KUNIT_EXPECT_EQ(test, fwctl_ipmi_ops.info(fx->uctx, part, sizeof(part)),
			sizeof(part));
}

/* The message handler takes the request, or not. */
static void test_send_failure(struct kunit *test)
{
	static const struct {
		int error;
		int ret;
	} cases[] = {
		{ -ENODEV, -ENODEV }, { -ENOMEM, -ENOMEM },
		{ -EBUSY, -EIO }, { -EINVAL, -EIO }, { -EMSGSIZE, -EIO },
	};
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	const struct fwctl_command *row = find_row(test, "get-sel-time");
	struct fixture *fx = test->priv;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, c);
	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		fx->request_error = cases[i].error;
		prepare(fx, c, row, NOTHING);
		KUNIT_EXPECT_EQ(test, run(c), cases[i].ret);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
		KUNIT_EXPECT_NULL(test, fx->ipmi->rpc);
		/* an answer to what was never sent is nobody's */
		late_answer(fx);

		fx->request_error = 0;
		prepare(fx, c, row, NOTHING);
		KUNIT_EXPECT_EQ(test, run(c), 0);
	}
}

static void test_answered_twice(struct kunit *test)
{
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	const struct fwctl_command *row = find_row(test, "get-sel-time");
	struct fixture *fx = test->priv;

	KUNIT_ASSERT_NOT_NULL(test, c);
	fx->deliveries = 2;
	prepare(fx, c, row, NOTHING);
	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, fx->msgs, 0);

	fx->deliveries = 1;
	prepare(fx, c, row, NOTHING);
	set_answer(fx, 0, BYTES(5, 6, 7, 8));
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_MEMEQ(test, c->out, fx->answer, 5);
}

/*
 * A caller leaves, and the next one waits for the BMC. What is not the answer
 * to its own request it does not get.
 */
static void test_late_answer(struct kunit *test)
{
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	const struct fwctl_command *row = find_row(test, "get-sel-time");
	struct fixture *fx = test->priv;
	long first;

	KUNIT_ASSERT_NOT_NULL(test, c);
	fx->silent = true;
	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	prepare(fx, c, row, NOTHING);
	c->call.timeout_ms = 20;
	KUNIT_EXPECT_EQ(test, run(c), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_TIMEOUT);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
	KUNIT_EXPECT_EQ(test, run(c), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_BUSY);
	KUNIT_EXPECT_EQ(test, fx->requests, 1);
	first = fx->msgid;

	/* neither an event nor a command to us is the answer */
	deliver(fx, IPMI_ASYNC_EVENT_RECV_TYPE, first);
	deliver(fx, IPMI_CMD_RECV_TYPE, first);
	KUNIT_EXPECT_NOT_NULL(test, fx->ipmi->rpc);
	late_answer(fx);
	KUNIT_EXPECT_NULL(test, fx->ipmi->rpc);
	KUNIT_EXPECT_EQ(test, fx->msgs, 0);

	/* nor is the answer to the first the answer to the second */
	KUNIT_EXPECT_EQ(test, run(c), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_TIMEOUT);
	KUNIT_EXPECT_NE(test, fx->msgid, first);
	deliver(fx, IPMI_RESPONSE_RECV_TYPE, first);
	KUNIT_EXPECT_NOT_NULL(test, fx->ipmi->rpc);
	late_answer(fx);

	fx->silent = false;
	set_answer(fx, 0, BYTES(5, 6, 7, 8));
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_MEMEQ(test, c->out, fx->answer, 5);
}

/* After the removal, and the end of the calls, the last reference is ours. */
static void put_last(struct fixture *fx)
{
	struct kref *refs = &fx->ipmi->fwctl.dev.kobj.kref;
	int i;

	fwctl_uctx_close(fx->uctx);
	/* the core frees what callers have left behind in its own time */
	for (i = 0; i < 1000 && kref_read(refs) > 1; i++)
		msleep(20);
	KUNIT_EXPECT_EQ(fx->test, kref_read(refs), 1);
	fwctl_put(&fx->ipmi->fwctl);
	fx->ipmi = NULL;
}

/* The BMC goes while it has a request whose caller has left. */
static void test_remove_abandoned(struct kunit *test)
{
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;

	KUNIT_ASSERT_NOT_NULL(test, c);
	fx->silent = true;
	prepare(fx, c, find_row(test, "get-sel-time"), NOTHING);
	c->call.timeout_ms = 20;
	KUNIT_EXPECT_EQ(test, run(c), -ETIMEDOUT);
	KUNIT_EXPECT_NOT_NULL(test, fx->ipmi->rpc);
	fwctl_get(&fx->ipmi->fwctl);
	fwctl_ipmi_destroy(fx->ipmi);
	KUNIT_EXPECT_NULL(test, fx->ipmi->rpc);
	KUNIT_EXPECT_EQ(test, fx->users, 0);

	/* the file is still open */
	KUNIT_EXPECT_EQ(test, run(c), -ENODEV);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REMOVED);
	KUNIT_EXPECT_EQ(test, fx->requests, 1);
	put_last(fx);
}

static int call_thread(void *arg)
{
	struct caller *c = arg;

	/* static stubs are the test's, and so are we */
	current->kunit_test = c->fx->test;
	run(c);
	complete(&c->done);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

/* The BMC goes while somebody waits for it; it answers meanwhile, or never. */
static void remove_under_caller(struct kunit *test, bool answers)
{
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	struct fixture *fx = test->priv;
	struct task_struct *thread;

	KUNIT_ASSERT_NOT_NULL(test, c);
	fx->silent = true;
	fx->answers_while_destroyed = answers;
	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	prepare(fx, c, find_row(test, "get-sel-time"), NOTHING);
	thread = kthread_run(call_thread, c, "fwctl-kunit");
	KUNIT_ASSERT_FALSE(test, IS_ERR(thread));
	KUNIT_EXPECT_GT(test, wait_for_completion_timeout(&fx->asked, 10 * HZ),
			0);

	fwctl_get(&fx->ipmi->fwctl);
	fwctl_ipmi_destroy(fx->ipmi);
	KUNIT_EXPECT_GT(test, wait_for_completion_timeout(&c->done, 10 * HZ), 0);
	kthread_stop(thread);
	KUNIT_EXPECT_EQ(test, c->ret, -ENODEV);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REMOVED);
	/* who leaves before the answer comes does not know of it */
	if (!answers || c->diag.sent != FWCTL_ANSWERED)
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
	KUNIT_EXPECT_NULL(test, fx->ipmi->rpc);
	KUNIT_EXPECT_EQ(test, fx->users, 0);
	KUNIT_EXPECT_EQ(test, fx->msgs, 0);
	put_last(fx);
}

static void test_remove_silent(struct kunit *test)
{
	remove_under_caller(test, false);
}

static void test_remove_answering(struct kunit *test)
{
	remove_under_caller(test, true);
}

/* The interface is gone again, or has too many users: no device, no leak. */
static void test_no_user(struct kunit *test)
{
	struct fixture *fx = test->priv;
	int id = MINOR(fx->ipmi->fwctl.dev.devt);

	remove_device(fx);
	fx->user_error = -EBUSY;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(fwctl_ipmi_create(0, fx->parent)),
			-EBUSY);
	KUNIT_EXPECT_EQ(test, fx->users, 0);
	fx->user_error = 0;
	add_device(fx);
	/* the number is free again */
	KUNIT_EXPECT_EQ(test, MINOR(fx->ipmi->fwctl.dev.devt), id);
}

static struct kunit_case ipmi_cases[] = {
	KUNIT_CASE(test_table),
	KUNIT_CASE_PARAM(test_row, row_gen_params),
	KUNIT_CASE_PARAM(test_short_answer, row_gen_params),
	KUNIT_CASE_PARAM(test_long_answer, row_gen_params),
	KUNIT_CASE_PARAM(test_request_length, row_gen_params),
	KUNIT_CASE_PARAM(test_completion_codes, row_gen_params),
	KUNIT_CASE(test_completion_code_names),
	KUNIT_CASE(test_reserved_bits),
	KUNIT_CASE(test_refusals),
	KUNIT_CASE(test_audiences),
	KUNIT_CASE(test_records),
	KUNIT_CASE(test_record_kinds),
	KUNIT_CASE(test_fru_count),
	KUNIT_CASE(test_info),
	KUNIT_CASE(test_send_failure),
	KUNIT_CASE(test_answered_twice),
	KUNIT_CASE(test_late_answer),
	KUNIT_CASE(test_remove_abandoned),
	KUNIT_CASE(test_remove_silent),
	KUNIT_CASE(test_remove_answering),
	KUNIT_CASE(test_no_user),
	{}
};

static struct kunit_suite ipmi_suite = {
	.name = "fwctl_ipmi",
	.init = ipmi_init,
	.exit = ipmi_exit,
	.test_cases = ipmi_cases,
};
kunit_test_suite(ipmi_suite);

MODULE_DESCRIPTION("KUnit tests of fwctl for management controllers");
