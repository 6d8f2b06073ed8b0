// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every row, and the transport, with a BMC that does what the test says. Calls
 * go through the core as those of user space do. Numbers in brackets are
 * sections of the IPMI 2.0 specification.
 */
#include <kunit/device.h>
#include <kunit/static_stub.h>
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/slab.h>
#include <linux/unaligned.h>

#include "../../tests/calls.h"
#include "../ipmi.h"

#define HEADER sizeof(struct fwctl_rpc_ipmi)
#define ROOM 300

struct fixture {
	struct kunit *test;
	struct device *parent;
	struct fwctl_ipmi *ipmi;
	struct fwctl_ipmi *second;	/* comes and goes */
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
	if (test->priv)
		remove_device(test->priv);
}

static const struct fwctl_command *find_row(struct kunit *test,
					    const char *name)
{
	return find_command(test, &fwctl_ipmi_table, name);
}

static struct caller *new_caller(struct kunit *test)
{
	struct fixture *fx = test->priv;

	return alloc_caller(test, &fx->uctx, ROOM, ROOM);
}

static void prepare(struct caller *c, const struct fwctl_command *row,
		    struct bytes data)
{
	reset_caller(c);
	c->call.scope = row->scope;
	c->in[0] = row->opcode >> 8;
	c->in[1] = row->opcode & 0xff;
	memcpy(c->in + HEADER, data.data, data.len);
	c->in_len = HEADER + data.len;
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
 * @optional: bytes at the end of the request that may be left out
 */
struct row_case {
	const char *name;
	struct bytes in;
	struct bytes out;
	u64 lengths;
	bool spare;
	u8 optional;
};

/* A parameter of channel 1, revision 11h, with answers of one length */
#define LAN(_name, _selector, ...)					\
	{ "get-lan-" _name, BYTES(0x01, _selector, 0, 0),		\
	  BYTES(0x11, __VA_ARGS__),					\
	  BIT_ULL(sizeof((u8[]){ 0x11, __VA_ARGS__ })), true }

/* A string that begins in this block, whose end BMCs may leave out */
#define SYSTEM_INFO(_name, _selector)					\
	{ _name, BYTES(0, _selector, 0, 0),				\
	  BYTES(0x11, 0, 0x01, 16, 'a', 'b', 'c', 'd', 'e', 'f', 'g',	\
		'h', 'i', 'j', 'k', 'l', 'm', 'n'),			\
	  ANY_LENGTH_FROM(4), true }

static const struct row_case row_cases[] = {
	{ "get-chassis-capabilities", NOTHING,
	  BYTES(0x0b, 0x20, 0x20, 0x20, 0x22, 0x24), ANY_LENGTH_FROM(5), true },
	{ "get-chassis-status", NOTHING,
	  BYTES(0x61, 0x10, 0x40, 0x00), ANY_LENGTH_FROM(3), true },
	{ "chassis-control", BYTES(0x05), NOTHING, BIT_ULL(0), true },
	{ "chassis-identify", BYTES(30, 0x01), NOTHING, BIT_ULL(0), true, 2 },
	{ "get-system-restart-cause", NOTHING, BYTES(0x04, 0x0f), BIT_ULL(2),
	  true },
	{ "get-poh-counter", NOTHING,
	  BYTES(60, 0x78, 0x56, 0x34, 0x12), BIT_ULL(5), true },
	{ "get-sensor-hysteresis", BYTES(0x01, 0xff), BYTES(0x02, 0x03),
	  BIT_ULL(2), true },
	{ "set-sensor-thresholds",
	  BYTES(0x01, 0x3f, 0x05, 0x03, 0x01, 0x60, 0x70, 0x80), NOTHING,
	  BIT_ULL(0), true },
	{ "get-sensor-thresholds", BYTES(0x01),
	  BYTES(0x1b, 0x05, 0x03, 0x00, 0x60, 0x70, 0x00), BIT_ULL(7), true },
	{ "get-sensor-event-enable", BYTES(0x01),
	  BYTES(0xc0, 0x85, 0x0a, 0x05, 0x02), ANY_LENGTH_FROM(1), true },
	{ "get-sensor-event-status", BYTES(0x01),
	  BYTES(0xe0, 0x80, 0x02, 0x01, 0x08), ANY_LENGTH_FROM(1), true },
	{ "get-sensor-reading", BYTES(0x01),
	  BYTES(0x2a, 0xc0, 0x08, 0x00), ANY_LENGTH_FROM(2), true },
	{ "get-sensor-type", BYTES(0xfe), BYTES(0x01, 0x01), BIT_ULL(2), true },
	{ "get-device-id", NOTHING,
	  BYTES(0x20, 0x81, 0x02, 0x17, 0x02, 0xbf, 0xd9, 0x7e, 0x00, 0x57,
		0x46, 0x01, 0x02, 0x03, 0x04), BIT_ULL(11) | BIT_ULL(15),
	  true },
	{ "cold-reset", NOTHING, NOTHING, BIT_ULL(0), true },
	{ "warm-reset", NOTHING, NOTHING, BIT_ULL(0), true },
	{ "get-self-test-results", NOTHING, BYTES(0x57, 0x88), BIT_ULL(2),
	  true },
	{ "get-acpi-power-state", NOTHING, BYTES(0x00, 0x2a), BIT_ULL(2), true },
	{ "get-device-guid", NOTHING,
	  BYTES(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
	  BIT_ULL(16), true },
	{ "get-watchdog-timer", NOTHING,
	  BYTES(0xc4, 0x21, 0x1e, 0x10, 0x58, 0x02, 0x57, 0x02), BIT_ULL(8),
	  true },
	{ "get-bmc-global-enables", NOTHING, BYTES(0x2f), BIT_ULL(1), true },
	/* IPMI's own enterprise number is 7154 */
	{ "get-channel-info", BYTES(0x01),
	  BYTES(0x01, 0x04, 0x01, 0x83, 0xf2, 0x1b, 0x00, 0x00, 0x00),
	  BIT_ULL(9), true },
	{ "get-system-info-set-in-progress", BYTES(0, 0, 0, 0),
	  BYTES(0x11, 0x01), BIT_ULL(2), true },
	SYSTEM_INFO("get-system-firmware-version", 1),
	SYSTEM_INFO("get-system-name", 2),
	SYSTEM_INFO("get-primary-os-name", 3),
	SYSTEM_INFO("get-os-name", 4),
	SYSTEM_INFO("get-present-os-version", 5),
	SYSTEM_INFO("get-bmc-url", 6),
	SYSTEM_INFO("get-base-os-hypervisor-url", 7),
	{ "get-system-info-next-block", BYTES(0, 7, 16, 0),
	  BYTES(0x11, 16, 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x',
		'y', 'z', 0, 0, 0, 0), ANY_LENGTH_FROM(2), true },
	{ "get-fru-inventory-area-info", BYTES(0x00),
	  BYTES(0x00, 0x08, 0x00), BIT_ULL(3), true },
	{ "read-fru-data", BYTES(0x00, 0x00, 0x01, 0x08),
	  BYTES(0x08, 1, 2, 3, 4, 5, 6, 7, 8), BIT_ULL(9), true },
	{ "get-sdr-repository-info", NOTHING,
	  BYTES(0x51, 0x12, 0x00, 0xcb, 0x3c, 0xd0, 0x1f, 0x03, 0x6b, 0xff,
		0xff, 0xff, 0xff, 0x22), BIT_ULL(14), true },
	{ "get-sdr-allocation-info", NOTHING,
	  BYTES(0x00, 0x10, 0x10, 0x00, 0xf0, 0x0f, 0x80, 0x00, 0x04),
	  BIT_ULL(9), true },
	{ "reserve-sdr-repository", NOTHING, BYTES(0x34, 0x12), BIT_ULL(2),
	  true },
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
	{ "get-sel-allocation-info", NOTHING,
	  BYTES(0x00, 0x02, 0x10, 0x00, 0xfe, 0x01, 0xfe, 0x01, 0x01),
	  BIT_ULL(9), true },
	{ "reserve-sel", NOTHING, BYTES(0x34, 0x12), BIT_ULL(2), true },
	{ "get-sel-entry", BYTES(0x34, 0x12, 0xff, 0xff, 0x00, 0xff),
	  BYTES(0xff, 0xff,
		0x01, 0x00, 0x02, 0xab, 0x1f, 0x03, 0x6b, 0x20, 0x00, 0x04,
		0x08, 0x07, 0x6f, 0x01, 0xff, 0xff), BIT_ULL(18), true },
	{ "get-sel-entry-part", BYTES(0x34, 0x12, 0x00, 0x00, 0x0f, 0x01),
	  BYTES(0x01, 0x00, 0xff), ANY_LENGTH_FROM(2), true },
	{ "get-sel-erasure-status",
	  BYTES(0x34, 0x12, 0x43, 0x4c, 0x52, 0x00), BYTES(0x00), BIT_ULL(1),
	  true },
	{ "clear-sel", BYTES(0x34, 0x12, 0x43, 0x4c, 0x52, 0xaa), BYTES(0x01),
	  BIT_ULL(1), true },
	{ "get-sel-time", NOTHING,
	  BYTES(0xe4, 0x1f, 0x03, 0x6b), BIT_ULL(4), true },
	{ "set-sel-time", BYTES(0x00, 0x01, 0x02, 0x03), NOTHING, BIT_ULL(0),
	  true },
	/* table 23-4 */
	LAN("set-in-progress", 0, 0x01),
	LAN("auth-type-support", 1, 0x35),
	LAN("auth-type-enables", 2, 0x01, 0x14, 0x14, 0x24, 0x20),
	LAN("ip-address", 3, 192, 0, 2, 17),
	LAN("ip-address-source", 4, 0x02),
	LAN("mac-address", 5, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01),
	LAN("subnet-mask", 6, 255, 255, 255, 0),
	LAN("ipv4-header", 7, 0x40, 0x40, 0x10),
	LAN("primary-rmcp-port", 8, 0x6f, 0x02),
	LAN("secondary-rmcp-port", 9, 0x98, 0x02),
	LAN("arp-control", 10, 0x03),
	LAN("gratuitous-arp-interval", 11, 0x03),
	LAN("default-gateway", 12, 192, 0, 2, 1),
	LAN("default-gateway-mac", 13, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x02),
	LAN("backup-gateway", 14, 192, 0, 2, 2),
	LAN("backup-gateway-mac", 15, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x03),
	LAN("vlan-id", 20, 0x23, 0x81),
	LAN("vlan-priority", 21, 0x05),
	LAN("cipher-suite-support", 22, 0x10),
	{ "get-lan-cipher-suites", BYTES(0x0b, 23, 0, 0),
	  BYTES(0x11, 0, 0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17, 18, 19, 4, 5),
	  ANY_LENGTH_FROM(2), true },
	LAN("cipher-suite-privileges", 24, 0, 0x40, 0x44, 0x43, 0x42, 0x11,
	    0x55, 0x05, 0x54),
	/* DCMI 1.5, 6.6.1 */
	{ "get-power-reading", BYTES(0xdc, 0x01, 0x00, 0x00),
	  BYTES(0xdc, 0xfa, 0x00, 0x64, 0x00, 0x90, 0x01, 0xc8, 0x00, 0xe4,
		0x1f, 0x03, 0x6b, 0xe8, 0x03, 0x00, 0x00, 0x40), BIT_ULL(18),
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
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;

	prepare(c, cmd, row->in);
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
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	size_t len;

	set_answer(fx, 0, row->out);
	for (len = 0; len <= 1 + row->out.len; len++) {
		bool good = len && row->lengths >> (len - 1) & 1;

		prepare(c, cmd, row->in);
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
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	int i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		prepare(c, cmd, row->in);
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

/*
 * Requests that end early or late are refused before anything is sent. What is
 * optional may be left out.
 */
static void test_request_length(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	int requests = 0;
	size_t len;

	for (len = 0; len <= HEADER + row->in.len + 1; len++) {
		prepare(c, cmd, row->in);
		c->in_len = len;
		if (len >= HEADER + row->in.len - row->optional &&
		    len <= HEADER + row->in.len) {
			requests++;
			set_answer(fx, 0, row->out);
			KUNIT_EXPECT_EQ(test, run(c), 0);
			KUNIT_EXPECT_EQ(test, fx->data_len, len - HEADER);
			continue;
		}
		KUNIT_EXPECT_EQ_MSG(test, run(c), -EINVAL, "%zu bytes", len);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REQUEST);
		KUNIT_EXPECT_EQ(test, c->diag.rule,
				len > HEADER + row->in.len ? FWCTL_RULE_LONG :
							     FWCTL_RULE_SHORT);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	}
	KUNIT_EXPECT_EQ(test, fx->requests, requests);
}

/* Every completion code, alone and with data that is none of the caller's */
static void test_completion_codes(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	const struct fwctl_command *cmd = find_row(test, row->name);
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	int code, i;

	for (code = 1; code < 256; code++) {
		prepare(c, cmd, row->in);
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
		KUNIT_EXPECT_EQ_MSG(test, named,
				    generic || code == 0x80 || code == 0x81,
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
	{ "get-chassis-capabilities", NOTHING,
	  BYTES(0x0f, 0xff, 0xff, 0xff, 0xff, 0xff) },
	{ "get-system-restart-cause", NOTHING, BYTES(0x0f, 0xff) },
	{ "get-sensor-thresholds", BYTES(0),
	  BYTES(0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) },
	{ "get-sensor-event-enable", BYTES(0),
	  BYTES(0xc0, 0xff, 0x7f, 0xff, 0x7f) },
	{ "get-sensor-event-status", BYTES(0),
	  BYTES(0xe0, 0xff, 0x7f, 0xff, 0x7f) },
	{ "get-watchdog-timer", NOTHING,
	  BYTES(0xc7, 0x77, 0xff, 0x3e, 0xff, 0xff, 0xff, 0xff) },
	{ "get-channel-info", BYTES(0),
	  BYTES(0x0f, 0x7f, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) },
	{ "get-system-info-set-in-progress", BYTES(0, 0, 0, 0),
	  BYTES(0xff, 0x03) },
	{ "get-system-name", BYTES(0, 2, 0, 0), BYTES(0xff, 0xff, 0x0f, 0xff) },
	{ "get-sel-erasure-status", BYTES(0, 0, 0x43, 0x4c, 0x52, 0),
	  BYTES(0x0f) },
	{ "clear-sel", BYTES(0, 0, 0x43, 0x4c, 0x52, 0xaa), BYTES(0x0f) },
	{ "get-lan-set-in-progress", BYTES(1, 0, 0, 0), BYTES(0xff, 0x03) },
	{ "get-lan-auth-type-support", BYTES(1, 1, 0, 0), BYTES(0xff, 0x3f) },
	{ "get-lan-auth-type-enables", BYTES(1, 2, 0, 0),
	  BYTES(0xff, 0x3f, 0x3f, 0x3f, 0x3f, 0x3f) },
	{ "get-lan-ip-address-source", BYTES(1, 4, 0, 0), BYTES(0xff, 0x0f) },
	{ "get-lan-ipv4-header", BYTES(1, 7, 0, 0),
	  BYTES(0xff, 0xff, 0x60, 0xfe) },
	{ "get-lan-arp-control", BYTES(1, 10, 0, 0), BYTES(0xff, 0x03) },
	{ "get-lan-vlan-id", BYTES(1, 20, 0, 0), BYTES(0xff, 0xff, 0x8f) },
	{ "get-lan-vlan-priority", BYTES(1, 21, 0, 0), BYTES(0xff, 0x07) },
	{ "get-lan-cipher-suite-support", BYTES(1, 22, 0, 0),
	  BYTES(0xff, 0x1f) },
	{ "get-lan-cipher-suites", BYTES(1, 23, 0, 0),
	  BYTES(0xff, 0x00, 0xff) },
	{ "get-lan-cipher-suite-privileges", BYTES(1, 24, 0, 0),
	  BYTES(0xff, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) },
	{ "get-power-reading", BYTES(0xdc, 1, 0, 0),
	  BYTES(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x40) },
};

static void test_reserved_bits(struct kunit *test)
{
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	const struct row_case *row;
	int i;

	memset(fx->answer, 0xff, sizeof(fx->answer));
	fx->answer[0] = 0;
	for (i = 0; i < ARRAY_SIZE(reserved_cases); i++) {
		row = &reserved_cases[i];
		prepare(c, find_row(test, row->name), row->in);
		fx->answer_len = 1 + row->out.len;
		KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s: %s", row->name,
				    c->diag.text);
		KUNIT_ASSERT_EQ(test, c->call.out_len, fx->answer_len);
		KUNIT_EXPECT_MEMEQ_MSG(test, c->out + 1, row->out.data,
				       row->out.len, "%s", row->name);
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
	{ "chassis-identify", BYTES(0, 0x02), FWCTL_RULE_ZERO, "" },
	{ "get-sensor-hysteresis", BYTES(0xff, 0xff), FWCTL_RULE_RANGE,
	  "sensor_number" },
	{ "get-sensor-hysteresis", BYTES(0, 0), FWCTL_RULE_FIXED,
	  "hysteresis_mask" },
	{ "set-sensor-thresholds", BYTES(0xff, 0, 0, 0, 0, 0, 0, 0),
	  FWCTL_RULE_RANGE, "sensor_number" },
	{ "set-sensor-thresholds", BYTES(0, 0x40, 0, 0, 0, 0, 0, 0),
	  FWCTL_RULE_MASK, "set_thresholds" },
	{ "get-sensor-thresholds", BYTES(0xff), FWCTL_RULE_RANGE,
	  "sensor_number" },
	{ "get-sensor-event-enable", BYTES(0xff), FWCTL_RULE_RANGE,
	  "sensor_number" },
	{ "get-sensor-event-status", BYTES(0xff), FWCTL_RULE_RANGE,
	  "sensor_number" },
	{ "get-channel-info", BYTES(0x11), FWCTL_RULE_ZERO, "" },
	{ "get-system-info-next-block", BYTES(0, 0, 1, 0), FWCTL_RULE_NAMED,
	  "parameter_selector" },
	{ "get-system-info-next-block", BYTES(0, 1, 17, 0), FWCTL_RULE_RANGE,
	  "set_selector" },
	{ "get-sel-erasure-status", BYTES(0, 0, 0x63, 0x6c, 0x72, 0),
	  FWCTL_RULE_FIXED, "clr" },
	{ "clear-sel", BYTES(0, 0, 0x52, 0x4c, 0x43, 0xaa), FWCTL_RULE_FIXED,
	  "clr" },
	/* another body's extension, with a command of the same number */
	{ "get-power-reading", BYTES(0x00, 1, 0, 0), FWCTL_RULE_FIXED,
	  "group_extension" },
	{ "get-power-reading", BYTES(0xdc, 2, 0, 0), FWCTL_RULE_FIXED, "mode" },
	{ "get-power-reading", BYTES(0xdc, 1, 1, 0), FWCTL_RULE_FIXED,
	  "mode_attributes" },
	{ "get-power-reading", BYTES(0xdc, 1, 0, 1), FWCTL_RULE_ZERO, "" },
};

static bool is_parameter(const struct fwctl_command *cmd)
{
	return cmd->opcode == 0x0659 || cmd->opcode == 0x0c02;
}

/* Is a case above due for this field? Those of a selector choose the row. */
static bool is_held(const struct fwctl_command *cmd,
		    const struct fwctl_field *field)
{
	const struct fwctl_selector *s = fwctl_ipmi_table.selectors;
	u32 i;

	if (!field->rule && !field->is_admin)
		return false;
	for (i = 0; i < fwctl_ipmi_table.nr_selectors; i++)
		if (s[i].opcode == cmd->opcode &&
		    field->rule == FWCTL_RULE_FIXED &&
		    field->offset >= s[i].offset &&
		    field->offset < s[i].offset + s[i].size)
			return false;
	return true;
}

static void test_refusals(struct kunit *test)
{
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	const struct fwctl_command *cmd;
	const struct fwctl_field *field;
	const struct refusal *r;
	int i, j, k;

	/* one for each constraint of each row */
	for (i = 0; i < fwctl_ipmi_table.nr_commands; i++) {
		cmd = &fwctl_ipmi_table.commands[i];
		for (j = 0; j < cmd->request.nr_fields; j++) {
			field = &cmd->request.fields[j];
			for (k = 0; k < ARRAY_SIZE(refusals); k++)
				if (!strcmp(refusals[k].name, cmd->name) &&
				    !strcmp(refusals[k].field, field->name))
					break;
			KUNIT_EXPECT_TRUE_MSG(test,
					      k < ARRAY_SIZE(refusals) ||
					      !is_held(cmd, field) ||
					      is_parameter(cmd), "%s of %s",
					      field->name, cmd->name);
		}
	}
	for (i = 0; i < ARRAY_SIZE(refusals); i++) {
		r = &refusals[i];
		prepare(c, find_row(test, r->name), r->in);
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

	KUNIT_EXPECT_EQ(test, fx->requests, 0);
}

/* The same for all rows that get a parameter */
static void test_parameter_refusals(struct kunit *test)
{
	struct caller *c = new_caller(test);
	static const struct {
		u8 at;
		u8 value;
		bool lan;
		u32 rule;
		const char *field;
	} cases[] = {
		{ 0, 0x81, true, FWCTL_RULE_FIXED, "revision_only" },
		{ 0, 0x80, false, FWCTL_RULE_FIXED, "revision_only" },
		{ 0, 0x11, true, FWCTL_RULE_ZERO, "" },
		{ 0, 0x01, false, FWCTL_RULE_ZERO, "" },
		/* the primary IPMB, the present interface */
		{ 0, 0x00, true, FWCTL_RULE_RANGE, "channel_number" },
		{ 0, 0x0e, true, FWCTL_RULE_RANGE, "channel_number" },
		{ 2, 0x01, true, FWCTL_RULE_FIXED, "set_selector" },
		{ 3, 0x01, true, FWCTL_RULE_FIXED, "block_selector" },
		{ 3, 0x01, false, FWCTL_RULE_FIXED, "block_selector" },
	};
	struct fixture *fx = test->priv;
	int i, j, rows = 0;

	for (i = 0; i < ARRAY_SIZE(row_cases); i++) {
		const struct row_case *row = &row_cases[i];
		const struct fwctl_command *cmd = find_row(test, row->name);
		bool lan = cmd->opcode == 0x0c02;

		if (!is_parameter(cmd))
			continue;
		rows++;
		for (j = 0; j < ARRAY_SIZE(cases); j++) {
			if (cases[j].lan != lan)
				continue;
			prepare(c, cmd, row->in);
			c->in[HEADER + cases[j].at] = cases[j].value;
			KUNIT_EXPECT_EQ_MSG(test, run(c), -EINVAL,
					    "%s, case %d", row->name, j);
			KUNIT_EXPECT_STREQ(test, c->diag.command, row->name);
			KUNIT_EXPECT_EQ(test, c->diag.rule, cases[j].rule);
			KUNIT_EXPECT_STREQ(test, c->diag.field, cases[j].field);
		}
	}
	KUNIT_EXPECT_EQ(test, rows, 9 + 21);
	KUNIT_EXPECT_EQ(test, fx->requests, 0);
}

#define ADMIN FWCTL_AUDIENCE_ADMIN
#define ANY FWCTL_AUDIENCE_ANY
#define NONE FWCTL_EFFECT_NONE
#define RUNTIME FWCTL_EFFECT_RUNTIME
#define DISRUPTS FWCTL_EFFECT_DISRUPTS

/* What there is, in its order, and who may send it with which label */
static const struct {
	u16 opcode;
	const char *name;
	u8 effect;
	u8 audience;
	u8 scope;
} policies[] = {
	{ 0x0000, "get-chassis-capabilities", NONE, ANY, 0 },
	{ 0x0001, "get-chassis-status", NONE, ANY, 0 },
	{ 0x0002, "chassis-control", DISRUPTS, ADMIN, 3 },
	{ 0x0004, "chassis-identify", RUNTIME, ADMIN, 0 },
	{ 0x0007, "get-system-restart-cause", NONE, ANY, 0 },
	{ 0x000f, "get-poh-counter", NONE, ANY, 0 },
	{ 0x0425, "get-sensor-hysteresis", NONE, ANY, 0 },
	{ 0x0426, "set-sensor-thresholds", DISRUPTS, ADMIN, 3 },
	{ 0x0427, "get-sensor-thresholds", NONE, ANY, 0 },
	{ 0x0429, "get-sensor-event-enable", NONE, ANY, 0 },
	{ 0x042b, "get-sensor-event-status", NONE, ANY, 0 },
	{ 0x042d, "get-sensor-reading", NONE, ANY, 0 },
	{ 0x042f, "get-sensor-type", NONE, ANY, 0 },
	{ 0x0601, "get-device-id", NONE, ANY, 0 },
	{ 0x0602, "cold-reset", DISRUPTS, ADMIN, 3 },
	{ 0x0603, "warm-reset", DISRUPTS, ADMIN, 3 },
	{ 0x0604, "get-self-test-results", NONE, ANY, 0 },
	{ 0x0607, "get-acpi-power-state", NONE, ANY, 0 },
	{ 0x0608, "get-device-guid", NONE, ADMIN, 0 },
	{ 0x0625, "get-watchdog-timer", NONE, ANY, 0 },
	{ 0x062f, "get-bmc-global-enables", NONE, ANY, 0 },
	{ 0x0642, "get-channel-info", NONE, ADMIN, 0 },
	{ 0x0659, "get-system-info-set-in-progress", NONE, ADMIN, 0 },
	{ 0x0659, "get-system-firmware-version", NONE, ANY, 0 },
	{ 0x0659, "get-system-name", NONE, ADMIN, 0 },
	{ 0x0659, "get-primary-os-name", NONE, ADMIN, 0 },
	{ 0x0659, "get-os-name", NONE, ADMIN, 0 },
	{ 0x0659, "get-present-os-version", NONE, ADMIN, 0 },
	{ 0x0659, "get-bmc-url", NONE, ADMIN, 0 },
	{ 0x0659, "get-base-os-hypervisor-url", NONE, ADMIN, 0 },
	{ 0x0659, "get-system-info-next-block", NONE, ADMIN, 0 },
	{ 0x0a10, "get-fru-inventory-area-info", NONE, ANY, 0 },
	{ 0x0a11, "read-fru-data", NONE, ADMIN, 0 },
	{ 0x0a20, "get-sdr-repository-info", NONE, ANY, 0 },
	{ 0x0a21, "get-sdr-allocation-info", NONE, ANY, 0 },
	{ 0x0a22, "reserve-sdr-repository", RUNTIME, ADMIN, 0 },
	{ 0x0a23, "get-sdr", NONE, ANY, 0 },
	{ 0x0a23, "get-sdr-part", NONE, ANY, 0 },
	{ 0x0a40, "get-sel-info", NONE, ADMIN, 0 },
	{ 0x0a41, "get-sel-allocation-info", NONE, ADMIN, 0 },
	{ 0x0a42, "reserve-sel", RUNTIME, ADMIN, 0 },
	{ 0x0a43, "get-sel-entry", NONE, ADMIN, 0 },
	{ 0x0a43, "get-sel-entry-part", NONE, ADMIN, 0 },
	{ 0x0a47, "get-sel-erasure-status", NONE, ADMIN, 0 },
	{ 0x0a47, "clear-sel", DISRUPTS, ADMIN, 3 },
	{ 0x0a48, "get-sel-time", NONE, ANY, 0 },
	{ 0x0a49, "set-sel-time", DISRUPTS, ADMIN, 3 },
	{ 0x0c02, "get-lan-set-in-progress", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-auth-type-support", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-auth-type-enables", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-ip-address", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-ip-address-source", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-mac-address", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-subnet-mask", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-ipv4-header", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-primary-rmcp-port", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-secondary-rmcp-port", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-arp-control", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-gratuitous-arp-interval", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-default-gateway", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-default-gateway-mac", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-backup-gateway", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-backup-gateway-mac", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-vlan-id", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-vlan-priority", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-cipher-suite-support", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-cipher-suites", NONE, ADMIN, 0 },
	{ 0x0c02, "get-lan-cipher-suite-privileges", NONE, ADMIN, 0 },
	{ 0x2c02, "get-power-reading", NONE, ADMIN, 0 },
};

static void test_policies(struct kunit *test)
{
	const struct fwctl_command *cmds = fwctl_ipmi_table.commands;
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	int i, requests;

	KUNIT_ASSERT_EQ(test, fwctl_ipmi_table.nr_commands,
			ARRAY_SIZE(policies));
	KUNIT_ASSERT_EQ(test, ARRAY_SIZE(row_cases), ARRAY_SIZE(policies));
	for (i = 0; i < ARRAY_SIZE(policies); i++) {
		bool disrupts = policies[i].effect == DISRUPTS;
		bool free = policies[i].audience == ANY;
		const struct row_case *row = &row_cases[i];
		const struct fwctl_command *cmd = &cmds[i];

		KUNIT_ASSERT_STREQ(test, cmd->name, policies[i].name);
		KUNIT_ASSERT_STREQ(test, row->name, policies[i].name);
		KUNIT_EXPECT_EQ(test, cmd->opcode, policies[i].opcode);
		KUNIT_EXPECT_EQ(test, cmd->effect, policies[i].effect);
		KUNIT_EXPECT_EQ(test, cmd->audience, policies[i].audience);
		KUNIT_EXPECT_EQ(test, cmd->scope, policies[i].scope);

		prepare(c, cmd, row->in);
		set_answer(fx, 0, row->out);
		c->unprivileged = true;
		requests = fx->requests;
		KUNIT_EXPECT_EQ_MSG(test, run(c), free ? 0 : -EPERM, "%s",
				    row->name);
		KUNIT_EXPECT_EQ(test, fx->requests, requests + free);

		prepare(c, cmd, row->in);
		c->call.scope = FWCTL_RPC_DEBUG_WRITE;
		requests = fx->requests;
		KUNIT_EXPECT_EQ_MSG(test, run(c), disrupts ? -EPERM : 0, "%s",
				    row->name);
		KUNIT_EXPECT_EQ(test, fx->requests, requests + !disrupts);
	}
}

/*
 * Nothing else is carried, whoever asks: no user, password or key, nothing that
 * goes through Send Message or Master Write-Read, nothing of an OEM.
 */
static void test_nothing_else(struct kunit *test)
{
	const struct fwctl_command *row = find_row(test, "get-device-id");
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	int opcode, i = 0;

	for (opcode = 0; opcode <= 0xffff; opcode++) {
		if (i < ARRAY_SIZE(policies) && policies[i].opcode == opcode) {
			while (i < ARRAY_SIZE(policies) &&
			       policies[i].opcode == opcode)
				i++;
			continue;
		}
		prepare(c, row, BYTES(0, 0, 0, 0));
		c->call.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
		c->in[0] = opcode >> 8;
		c->in[1] = opcode & 0xff;
		KUNIT_ASSERT_EQ_MSG(test, run(c), -EOPNOTSUPP, "%04x", opcode);
		KUNIT_ASSERT_EQ(test, c->diag.reason, FWCTL_REASON_COMMAND);
	}
	KUNIT_EXPECT_EQ(test, i, ARRAY_SIZE(policies));
	KUNIT_EXPECT_EQ(test, fx->requests, 0);
}

/* Nor any other parameter or action: 16 is the LAN's community string. */
static void test_selectors(struct kunit *test)
{
	const struct fwctl_command *lan = find_row(test, "get-lan-ip-address");
	const struct fwctl_command *info = find_row(test, "get-system-name");
	const struct fwctl_command *clear = find_row(test, "clear-sel");
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	int i, set, want;

	memset(fx->answer, 0, sizeof(fx->answer));
	fx->answer_len = 32;
	for (i = 0; i < 256; i++) {
		want = i <= 15 || (i >= 20 && i <= 24) ? 0 : -EOPNOTSUPP;
		prepare(c, lan, BYTES(1, i, 0, 0));
		KUNIT_EXPECT_EQ_MSG(test, run(c), want, "LAN %d", i);

		want = i == 0x00 || i == 0xaa ? 0 : -EOPNOTSUPP;
		prepare(c, clear, BYTES(0, 0, 0x43, 0x4c, 0x52, i));
		KUNIT_EXPECT_EQ_MSG(test, run(c), want, "Clear SEL %02x", i);

		for (set = 0; set < 256; set++) {
			bool good = i ? i <= 7 && set <= 16 : !set;

			prepare(c, info, BYTES(0, i, set, 0));
			KUNIT_EXPECT_EQ_MSG(test, run(c), good ? 0 : -EINVAL,
					    "system info %d, set %d", i, set);
			if (good)
				continue;
			KUNIT_EXPECT_STREQ(test, c->diag.field,
					   i && i <= 7 ? "set_selector" :
							 "parameter_selector");
		}
	}
	KUNIT_EXPECT_EQ(test, fx->requests, 21 + 2 + 1 + 7 * 17);
}

/*
 * Where the specification has each field: its bytes, counted from 1 and in
 * responses with the completion code, and its bits, [7:0] if all of them. The
 * last byte is 0 where that depends on the message's length.
 */
struct spec_place {
	const char *row;
	const char *field;
	u8 first;
	u8 last;
	u8 hi;
	u8 lo;
};

#define FIELD(_row, _field, _byte) { _row, _field, _byte, _byte, 7, 0 }
#define FIELDB(_row, _field, _byte, _hi, _lo) \
	{ _row, _field, _byte, _byte, _hi, _lo }
#define FIELDS(_row, _field, _first, _last) \
	{ _row, _field, _first, _last, 7, 0 }

/* Those without a rule: the others are in the refusals */
static const struct spec_place request_places[] = {
	FIELD("chassis-identify", "identify_interval", 1),
	FIELDB("chassis-identify", "force_identify_on", 2, 0, 0),
	FIELD("set-sensor-thresholds", "lower_non_critical", 3),
	FIELD("set-sensor-thresholds", "lower_critical", 4),
	FIELD("set-sensor-thresholds", "lower_non_recoverable", 5),
	FIELD("set-sensor-thresholds", "upper_non_critical", 6),
	FIELD("set-sensor-thresholds", "upper_critical", 7),
	FIELD("set-sensor-thresholds", "upper_non_recoverable", 8),
	FIELDB("get-channel-info", "channel_number", 1, 3, 0),
	FIELDS("read-fru-data", "fru_inventory_offset", 2, 3),
	FIELDS("get-sdr", "record_id", 3, 4),
	FIELDS("get-sdr-part", "record_id", 3, 4),
	FIELD("get-sdr-part", "offset", 5),
	FIELDS("get-sel-entry", "reservation_id", 1, 2),
	FIELDS("get-sel-entry", "record_id", 3, 4),
	FIELDS("get-sel-entry-part", "reservation_id", 1, 2),
	FIELDS("get-sel-entry-part", "record_id", 3, 4),
	FIELDS("get-sel-erasure-status", "reservation_id", 1, 2),
	FIELDS("clear-sel", "reservation_id", 1, 2),
	FIELDS("set-sel-time", "time", 1, 4),
};

static const struct spec_place response_places[] = {
	/* 28.1 */
	FIELDB("get-chassis-capabilities", "capabilities", 2, 3, 0),
	FIELD("get-chassis-capabilities", "fru_info_device_address", 3),
	FIELD("get-chassis-capabilities", "sdr_device_address", 4),
	FIELD("get-chassis-capabilities", "sel_device_address", 5),
	FIELD("get-chassis-capabilities", "system_management_address", 6),
	FIELD("get-chassis-capabilities", "bridge_device_address", 7),
	/* 28.2 */
	FIELDB("get-chassis-status", "current_power_state", 2, 4, 0),
	FIELDB("get-chassis-status", "power_restore_policy", 2, 6, 5),
	FIELDB("get-chassis-status", "last_power_event", 3, 4, 0),
	FIELDB("get-chassis-status", "misc_chassis_state", 4, 3, 0),
	FIELDB("get-chassis-status", "chassis_identify_state", 4, 5, 4),
	FIELDB("get-chassis-status", "chassis_identify_supported", 4, 6, 6),
	FIELD("get-chassis-status", "front_panel_buttons", 5),
	/* 28.11 */
	FIELDB("get-system-restart-cause", "restart_cause", 2, 3, 0),
	FIELD("get-system-restart-cause", "channel_number", 3),
	/* 28.14 */
	FIELD("get-poh-counter", "minutes_per_count", 2),
	FIELDS("get-poh-counter", "counter_reading", 3, 6),
	/* 35.7 */
	FIELD("get-sensor-hysteresis", "positive_going_hysteresis", 2),
	FIELD("get-sensor-hysteresis", "negative_going_hysteresis", 3),
	/* 35.9 */
	FIELDB("get-sensor-thresholds", "readable_thresholds", 2, 5, 0),
	FIELD("get-sensor-thresholds", "lower_non_critical", 3),
	FIELD("get-sensor-thresholds", "lower_critical", 4),
	FIELD("get-sensor-thresholds", "lower_non_recoverable", 5),
	FIELD("get-sensor-thresholds", "upper_non_critical", 6),
	FIELD("get-sensor-thresholds", "upper_critical", 7),
	FIELD("get-sensor-thresholds", "upper_non_recoverable", 8),
	/* 35.11 */
	FIELDB("get-sensor-event-enable", "sensor_state", 2, 7, 6),
	FIELD("get-sensor-event-enable", "assertion_events_0_to_7", 3),
	FIELDB("get-sensor-event-enable", "assertion_events_8_to_14", 4, 6, 0),
	FIELD("get-sensor-event-enable", "deassertion_events_0_to_7", 5),
	FIELDB("get-sensor-event-enable", "deassertion_events_8_to_14", 6, 6, 0),
	/* 35.13 */
	FIELDB("get-sensor-event-status", "sensor_state", 2, 7, 5),
	FIELD("get-sensor-event-status", "assertion_events_0_to_7", 3),
	FIELDB("get-sensor-event-status", "assertion_events_8_to_14", 4, 6, 0),
	FIELD("get-sensor-event-status", "deassertion_events_0_to_7", 5),
	FIELDB("get-sensor-event-status", "deassertion_events_8_to_14", 6, 6, 0),
	/* 35.14 */
	FIELD("get-sensor-reading", "sensor_reading", 2),
	FIELDB("get-sensor-reading", "sensor_state", 3, 7, 5),
	FIELD("get-sensor-reading", "states_0_to_7", 4),
	FIELDB("get-sensor-reading", "states_8_to_14", 5, 6, 0),
	/* 35.16 */
	FIELD("get-sensor-type", "sensor_type", 2),
	FIELDB("get-sensor-type", "event_reading_type_code", 3, 6, 0),
	/* 20.1 */
	FIELD("get-device-id", "device_id", 2),
	FIELDB("get-device-id", "device_revision", 3, 3, 0),
	FIELDB("get-device-id", "device_provides_device_sdrs", 3, 7, 7),
	FIELDB("get-device-id", "major_firmware_revision", 4, 6, 0),
	FIELDB("get-device-id", "device_available", 4, 7, 7),
	FIELD("get-device-id", "minor_firmware_revision", 5),
	FIELDB("get-device-id", "ipmi_version_major", 6, 3, 0),
	FIELDB("get-device-id", "ipmi_version_minor", 6, 7, 4),
	FIELD("get-device-id", "additional_device_support", 7),
	{ "get-device-id", "manufacturer_id", 8, 10, 19, 0 },
	FIELDS("get-device-id", "product_id", 11, 12),
	FIELDS("get-device-id", "aux_firmware_revision", 13, 16),
	/* 20.4 */
	FIELDS("get-self-test-results", "self_test", 2, 0),
	/* 20.7 */
	FIELDB("get-acpi-power-state", "acpi_system_power_state", 2, 6, 0),
	FIELDB("get-acpi-power-state", "acpi_device_power_state", 3, 6, 0),
	/* 20.8 */
	FIELDS("get-device-guid", "guid", 2, 17),
	/* 27.7 */
	FIELDB("get-watchdog-timer", "timer_use", 2, 2, 0),
	FIELDB("get-watchdog-timer", "timer_is_started", 2, 6, 6),
	FIELDB("get-watchdog-timer", "dont_log", 2, 7, 7),
	FIELDB("get-watchdog-timer", "timeout_action", 3, 2, 0),
	FIELDB("get-watchdog-timer", "pre_timeout_interrupt", 3, 6, 4),
	FIELD("get-watchdog-timer", "pre_timeout_interval", 4),
	FIELDB("get-watchdog-timer", "timer_use_expiration_flags", 5, 5, 1),
	FIELDS("get-watchdog-timer", "initial_countdown", 6, 7),
	FIELDS("get-watchdog-timer", "present_countdown", 8, 9),
	/* 22.2 */
	FIELD("get-bmc-global-enables", "bmc_global_enables", 2),
	/* 22.24 */
	FIELDB("get-channel-info", "actual_channel_number", 2, 3, 0),
	FIELDB("get-channel-info", "channel_medium_type", 3, 6, 0),
	FIELDB("get-channel-info", "channel_protocol_type", 4, 4, 0),
	FIELDB("get-channel-info", "active_session_count", 5, 5, 0),
	FIELDB("get-channel-info", "session_support", 5, 7, 6),
	FIELDS("get-channel-info", "vendor_id", 6, 8),
	FIELDS("get-channel-info", "auxiliary_channel_info", 9, 10),
	/* 22.14b; the revision is the same in all rows */
	FIELDB("get-system-info-set-in-progress", "set_in_progress", 3, 1, 0),
	FIELD("get-system-name", "set_selector", 3),
	FIELDB("get-system-name", "encoding", 4, 3, 0),
	FIELD("get-system-name", "string_length", 5),
	FIELDS("get-system-name", "string", 6, 0),
	FIELD("get-system-info-next-block", "set_selector", 3),
	FIELDS("get-system-info-next-block", "string", 4, 0),
	/* 34.1, 34.2 */
	FIELDS("get-fru-inventory-area-info", "fru_inventory_area_size", 2, 3),
	FIELDB("get-fru-inventory-area-info", "accessed_by", 4, 0, 0),
	FIELD("read-fru-data", "count_returned", 2),
	FIELDS("read-fru-data", "data", 3, 0),
	/* 33.9 */
	FIELDB("get-sdr-repository-info", "sdr_version_major", 2, 3, 0),
	FIELDB("get-sdr-repository-info", "sdr_version_minor", 2, 7, 4),
	FIELDS("get-sdr-repository-info", "record_count", 3, 4),
	FIELDS("get-sdr-repository-info", "free_space", 5, 6),
	FIELDS("get-sdr-repository-info", "most_recent_addition", 7, 10),
	FIELDS("get-sdr-repository-info", "most_recent_erase", 11, 14),
	FIELDB("get-sdr-repository-info", "operation_support", 15, 3, 0),
	FIELDB("get-sdr-repository-info", "update_support", 15, 6, 5),
	FIELDB("get-sdr-repository-info", "overflow", 15, 7, 7),
	/* 33.10 */
	FIELDS("get-sdr-allocation-info", "possible_allocation_units", 2, 3),
	FIELDS("get-sdr-allocation-info", "allocation_unit_size", 4, 5),
	FIELDS("get-sdr-allocation-info", "free_allocation_units", 6, 7),
	FIELDS("get-sdr-allocation-info", "largest_free_block", 8, 9),
	FIELD("get-sdr-allocation-info", "maximum_record_size", 10),
	/* 33.11, 33.12 */
	FIELDS("reserve-sdr-repository", "reservation_id", 2, 3),
	FIELDS("get-sdr", "next_record_id", 2, 3),
	FIELDS("get-sdr", "record", 4, 0),
	FIELDS("get-sdr-part", "next_record_id", 2, 3),
	FIELDS("get-sdr-part", "record_data", 4, 0),
	/* 31.2 */
	FIELDB("get-sel-info", "sel_version_major", 2, 3, 0),
	FIELDB("get-sel-info", "sel_version_minor", 2, 7, 4),
	FIELDS("get-sel-info", "entries", 3, 4),
	FIELDS("get-sel-info", "free_space", 5, 6),
	FIELDS("get-sel-info", "most_recent_addition", 7, 10),
	FIELDS("get-sel-info", "most_recent_erase", 11, 14),
	FIELDB("get-sel-info", "operation_support", 15, 3, 0),
	FIELDB("get-sel-info", "overflow", 15, 7, 7),
	/* 31.3 */
	FIELDS("get-sel-allocation-info", "possible_allocation_units", 2, 3),
	FIELDS("get-sel-allocation-info", "allocation_unit_size", 4, 5),
	FIELDS("get-sel-allocation-info", "free_allocation_units", 6, 7),
	FIELDS("get-sel-allocation-info", "largest_free_block", 8, 9),
	FIELD("get-sel-allocation-info", "maximum_record_size", 10),
	/* 31.4, 31.5 */
	FIELDS("reserve-sel", "reservation_id", 2, 3),
	FIELDS("get-sel-entry", "next_record_id", 2, 3),
	FIELDS("get-sel-entry", "record", 4, 0),
	FIELDS("get-sel-entry-part", "next_record_id", 2, 3),
	FIELDS("get-sel-entry-part", "record_data", 4, 0),
	/* 31.9, 31.10 */
	FIELDB("get-sel-erasure-status", "erasure_progress", 2, 3, 0),
	FIELDB("clear-sel", "erasure_progress", 2, 3, 0),
	FIELDS("get-sel-time", "time", 2, 5),
	/* 23.2, table 23-4; its byte n of data is byte n + 2 */
	FIELDB("get-lan-set-in-progress", "set_in_progress", 3, 1, 0),
	FIELDB("get-lan-auth-type-support", "authentication_type_support",
	       3, 5, 0),
	FIELDB("get-lan-auth-type-enables", "callback", 3, 5, 0),
	FIELDB("get-lan-auth-type-enables", "user", 4, 5, 0),
	FIELDB("get-lan-auth-type-enables", "operator", 5, 5, 0),
	FIELDB("get-lan-auth-type-enables", "administrator", 6, 5, 0),
	FIELDB("get-lan-auth-type-enables", "oem", 7, 5, 0),
	FIELDS("get-lan-ip-address", "ip_address", 3, 6),
	FIELDB("get-lan-ip-address-source", "ip_address_source", 3, 3, 0),
	FIELDS("get-lan-mac-address", "mac_address", 3, 8),
	FIELDS("get-lan-subnet-mask", "subnet_mask", 3, 6),
	FIELD("get-lan-ipv4-header", "time_to_live", 3),
	FIELDB("get-lan-ipv4-header", "flags", 4, 6, 5),
	FIELDB("get-lan-ipv4-header", "type_of_service", 5, 4, 1),
	FIELDB("get-lan-ipv4-header", "precedence", 5, 7, 5),
	FIELDS("get-lan-primary-rmcp-port", "primary_rmcp_port", 3, 4),
	FIELDS("get-lan-secondary-rmcp-port", "secondary_rmcp_port", 3, 4),
	FIELDB("get-lan-arp-control", "bmc_generated_arp_control", 3, 1, 0),
	FIELD("get-lan-gratuitous-arp-interval", "gratuitous_arp_interval", 3),
	FIELDS("get-lan-default-gateway", "default_gateway_address", 3, 6),
	FIELDS("get-lan-default-gateway-mac", "default_gateway_mac_address",
	       3, 8),
	FIELDS("get-lan-backup-gateway", "backup_gateway_address", 3, 6),
	FIELDS("get-lan-backup-gateway-mac", "backup_gateway_mac_address",
	       3, 8),
	{ "get-lan-vlan-id", "vlan_id", 3, 4, 11, 0 },
	{ "get-lan-vlan-id", "vlan_id_enable", 3, 4, 15, 15 },
	FIELDB("get-lan-vlan-priority", "vlan_priority", 3, 2, 0),
	FIELDB("get-lan-cipher-suite-support", "cipher_suite_entry_count",
	       3, 4, 0),
	FIELDS("get-lan-cipher-suites", "cipher_suite_ids", 4, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_1", 4, 3, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_2", 4, 7, 4),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_3", 5, 3, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_4", 5, 7, 4),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_5", 6, 3, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_6", 6, 7, 4),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_7", 7, 3, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_8", 7, 7, 4),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_9", 8, 3, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_10", 8, 7, 4),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_11", 9, 3, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_12", 9, 7, 4),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_13", 10, 3, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_14", 10, 7, 4),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_15", 11, 3, 0),
	FIELDB("get-lan-cipher-suite-privileges", "cipher_suite_16", 11, 7, 4),
	/* DCMI 1.5, 6.6.1 */
	FIELD("get-power-reading", "group_extension", 2),
	FIELDS("get-power-reading", "current_power", 3, 4),
	FIELDS("get-power-reading", "minimum_power", 5, 6),
	FIELDS("get-power-reading", "maximum_power", 7, 8),
	FIELDS("get-power-reading", "average_power", 9, 10),
	FIELDS("get-power-reading", "timestamp", 11, 14),
	FIELDS("get-power-reading", "reporting_time_period", 15, 18),
	FIELDB("get-power-reading", "power_measurement_is_active", 19, 6, 6),
};

/* @skip: bytes before the first that the row describes */
static void check_place(struct kunit *test, const struct fwctl_field *field,
			const struct spec_place *p, u8 skip)
{
	u32 offset = p->first - 1 - skip;
	u32 size = p->last ? p->last - p->first + 1 : 0;
	u32 hi = p->hi == 7 && !p->lo ? 8 * size - 1 : p->hi;
	u64 bits, all;
	u8 buf[32];

	KUNIT_EXPECT_EQ_MSG(test, field->offset, offset, "%s of %s", p->field,
			    p->row);
	if (field->kind != FWCTL_KIND_UINT) {
		/* as long as their elements, if they have them, say */
		if (field->kind == FWCTL_KIND_RECORDS)
			size = field->size;
		else if (field->kind == FWCTL_KIND_ARRAY)
			KUNIT_EXPECT_EQ(test, field->size, 1);
		KUNIT_EXPECT_EQ_MSG(test, size,
				    field->kind == FWCTL_KIND_ARRAY ?
				    field->count : field->size,
				    "%s of %s", p->field, p->row);
		return;
	}
	KUNIT_ASSERT_EQ_MSG(test, field->size, size, "%s of %s", p->field,
			    p->row);
	bits = GENMASK_ULL(hi, p->lo);
	all = bits >> p->lo;
	put_unaligned_le64(bits, buf);
	KUNIT_EXPECT_EQ_MSG(test, fwctl_get_uint(field, buf), all, "%s of %s",
			    p->field, p->row);
	put_unaligned_le64(~bits, buf);
	KUNIT_EXPECT_EQ_MSG(test, fwctl_get_uint(field, buf), 0, "%s of %s",
			    p->field, p->row);
}

static const struct spec_place *find_place(const struct spec_place *places,
					   size_t n, const char *row,
					   const char *field)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(places[i].row, row) &&
		    !strcmp(places[i].field, field))
			return &places[i];
	return NULL;
}

static void test_places(struct kunit *test)
{
	static const struct spec_place revisions[] = {
		FIELDB("", "oldest_parameter_revision", 2, 3, 0),
		FIELDB("", "parameter_revision", 2, 7, 4),
	};
	const struct fwctl_command *cmd = fwctl_ipmi_table.commands;
	const struct spec_place *p;
	u32 i, j, found = 0;

	for (i = 0; i < fwctl_ipmi_table.nr_commands; i++, cmd++) {
		for (j = 0; j < cmd->request.nr_fields; j++) {
			const struct fwctl_field *f = &cmd->request.fields[j];

			p = find_place(request_places,
				       ARRAY_SIZE(request_places), cmd->name,
				       f->name);
			KUNIT_EXPECT_EQ_MSG(test, !p, is_held(cmd, f) ||
					    f->rule == FWCTL_RULE_FIXED,
					    "%s of %s", f->name, cmd->name);
			if (!p)
				continue;
			check_place(test, f, p, 0);
			found++;
		}
		for (j = 0; j < cmd->response.nr_fields; j++) {
			const struct fwctl_field *f = &cmd->response.fields[j];
			const char *name = cmd->name;

			/* one description of all first blocks */
			if (cmd->opcode == 0x0659 &&
			    cmd->response.nr_fields == 6)
				name = "get-system-name";
			p = find_place(revisions, ARRAY_SIZE(revisions), "",
				       f->name);
			if (p && is_parameter(cmd)) {
				check_place(test, f, p, 1);
				continue;
			}
			p = find_place(response_places,
				       ARRAY_SIZE(response_places), name,
				       f->name);
			KUNIT_EXPECT_NOT_NULL_MSG(test, p, "%s of %s", f->name,
						  cmd->name);
			if (!p)
				continue;
			check_place(test, f, p, 1);
			found += cmd == find_row(test, name);
		}
	}
	KUNIT_EXPECT_EQ(test, found, ARRAY_SIZE(request_places) +
				     ARRAY_SIZE(response_places));
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
		/* 20.4 */
		{ "get-self-test-results", "corrupted", 0x57, "result", 1 },
		{ "get-self-test-results", "corrupted", 0x57, "errors", 2 },
		{ "get-self-test-results", "other", 0x55, "device_specific_code", 2 },
		{ "get-self-test-results", "other", 0x58, "device_specific_code", 2 },
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
			find_field(&row->response, "record") ?:
			find_field(&row->response, "self_test");
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
	struct caller *c = new_caller(test);
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

	for (i = 0; i < ARRAY_SIZE(sdrs); i++) {
		for (len = 5; len <= sdrs[i].most; len++) {
			bool fits = len >= sdrs[i].least;

			answer[5] = sdrs[i].kind;
			answer[6] = len - 5;
			prepare(c, sdr, whole);
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
	prepare(c, sdr, whole);
	set_answer(fx, 0, (struct bytes){ answer, 2 + 34 });
	KUNIT_EXPECT_EQ_MSG(test, run(c), -EBADMSG, "%s", c->diag.text);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "record[0].id_string_length");

	for (kind = 0; kind < 256; kind++) {
		memset(answer, 0x5a, sizeof(answer));
		answer[4] = kind;
		prepare(c, sel, whole);
		set_answer(fx, 0, (struct bytes){ answer, 18 });
		KUNIT_EXPECT_EQ(test, run(c), 0);
	}
}

/* Read FRU Data says how much it returns; it must be true. */
static void test_fru_count(struct kunit *test)
{
	struct caller *c = new_caller(test);
	const struct fwctl_command *row = find_row(test, "read-fru-data");
	struct fixture *fx = test->priv;
	u8 answer[256] = {};
	int count;

	for (count = 0; count < 256; count++) {
		answer[0] = count;
		prepare(c, row, BYTES(0, 0, 0, 32));
		set_answer(fx, 0, (struct bytes){ answer, 1 + 32 });
		KUNIT_EXPECT_EQ_MSG(test, run(c), count <= 32 ? 0 : -EBADMSG,
				    "%d", count);
	}
	/* as much as asked for, and no more; 255 fit into a message */
	prepare(c, row, BYTES(0, 0, 0, 255));
	answer[0] = 255;
	set_answer(fx, 0, (struct bytes){ answer, 256 });
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, c->call.out_len, 257);
	/* a device that is accessed by words returns 8 of them */
	prepare(c, row, BYTES(0, 0, 0, 8));
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
	struct caller *c = new_caller(test);
	const struct fwctl_command *row = find_row(test, "get-sel-time");
	struct fixture *fx = test->priv;
	int i;

	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		fx->request_error = cases[i].error;
		prepare(c, row, NOTHING);
		KUNIT_EXPECT_EQ(test, run(c), cases[i].ret);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
		KUNIT_EXPECT_NULL(test, fx->ipmi->rpc);
		/* an answer to what was never sent is nobody's */
		late_answer(fx);

		fx->request_error = 0;
		prepare(c, row, NOTHING);
		KUNIT_EXPECT_EQ(test, run(c), 0);
	}
}

static void test_answered_twice(struct kunit *test)
{
	struct caller *c = new_caller(test);
	const struct fwctl_command *row = find_row(test, "get-sel-time");
	struct fixture *fx = test->priv;

	fx->deliveries = 2;
	prepare(c, row, NOTHING);
	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, fx->msgs, 0);

	fx->deliveries = 1;
	prepare(c, row, NOTHING);
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
	struct caller *c = new_caller(test);
	const struct fwctl_command *row = find_row(test, "get-sel-time");
	struct fixture *fx = test->priv;
	long first;

	fx->silent = true;
	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	prepare(c, row, NOTHING);
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
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;

	fx->silent = true;
	prepare(c, find_row(test, "get-sel-time"), NOTHING);
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

/* The BMC goes while somebody waits for it; it answers meanwhile, or never. */
static void remove_under_caller(struct kunit *test, bool answers)
{
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	struct task_struct *thread;

	fx->silent = true;
	fx->answers_while_destroyed = answers;
	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	prepare(c, find_row(test, "get-sel-time"), NOTHING);
	thread = start(c);
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

/* An answer that the message handler forgets, and one that comes after all */
static void test_overdue(struct kunit *test)
{
	struct caller *c = new_caller(test);
	struct fixture *fx = test->priv;
	struct task_struct *thread;

	fx->silent = true;
	set_answer(fx, 0, BYTES(1, 2, 3, 4));
	prepare(c, find_row(test, "get-sel-time"), NOTHING);
	thread = start(c);
	KUNIT_EXPECT_GT(test, wait_for_completion_timeout(&fx->asked, 10 * HZ),
			0);
	/* too early */
	mod_delayed_work(system_wq, &fx->ipmi->overdue, 0);
	flush_delayed_work(&fx->ipmi->overdue);
	KUNIT_EXPECT_NOT_NULL(test, fx->ipmi->rpc);

	scoped_guard(spinlock_irqsave, &fx->ipmi->lock)
		fx->ipmi->sent -= FWCTL_IPMI_OVERDUE;
	mod_delayed_work(system_wq, &fx->ipmi->overdue, 0);
	KUNIT_EXPECT_GT(test, wait_for_completion_timeout(&c->done, 10 * HZ), 0);
	kthread_stop(thread);
	KUNIT_EXPECT_EQ(test, c->ret, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_TIMEOUT);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
	/* it is nobody's, and the next caller is served */
	late_answer(fx);
	fx->silent = false;
	KUNIT_EXPECT_EQ(test, run(c), 0);
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

/* Where all is emulated */
static const struct kunit_attributes slow = { .speed = KUNIT_SPEED_SLOW };

static struct kunit_case ipmi_cases[] = {
	KUNIT_CASE(test_table),
	KUNIT_CASE_PARAM(test_row, row_gen_params),
	KUNIT_CASE_PARAM(test_short_answer, row_gen_params),
	KUNIT_CASE_PARAM(test_long_answer, row_gen_params),
	KUNIT_CASE_PARAM(test_request_length, row_gen_params),
	KUNIT_CASE_PARAM_ATTR(test_completion_codes, row_gen_params, slow),
	KUNIT_CASE(test_completion_code_names),
	KUNIT_CASE(test_reserved_bits),
	KUNIT_CASE(test_refusals),
	KUNIT_CASE(test_parameter_refusals),
	KUNIT_CASE(test_policies),
	KUNIT_CASE_SLOW(test_nothing_else),
	KUNIT_CASE_SLOW(test_selectors),
	KUNIT_CASE(test_places),
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
	KUNIT_CASE(test_overdue),
	KUNIT_CASE(test_no_user),
	{}
};

static struct kunit_suite ipmi_suite = {
	.name = "fwctl_ipmi",
	.init = ipmi_init,
	.exit = ipmi_exit,
	.test_cases = ipmi_cases,
};

static int come(struct kunit *test)
{
	struct fixture *fx = test->priv;

	fx->second = fwctl_ipmi_create(4, fx->parent);
	if (!IS_ERR(fx->second))
		return 0;
	KUNIT_EXPECT_EQ(test, fx->users, 1);
	return PTR_ERR(fx->second);
}

static void go(struct kunit *test)
{
	struct fixture *fx = test->priv;

	fwctl_ipmi_destroy(fx->second);
	KUNIT_EXPECT_EQ(test, fx->users, 1);
}

static void test_no_memory(struct kunit *test)
{
	fail_each_allocation(test, come, go);
}

static struct kunit_case ipmi_memory_cases[] = {
	KUNIT_CASE(test_no_memory),
	{}
};

static struct kunit_suite ipmi_memory_suite = {
	.name = "fwctl_ipmi_memory",
	.init = ipmi_init,
	.exit = ipmi_exit,
	.test_cases = ipmi_memory_cases,
};

kunit_test_suites(&ipmi_suite, &ipmi_memory_suite);

MODULE_DESCRIPTION("KUnit tests of fwctl for management controllers");
