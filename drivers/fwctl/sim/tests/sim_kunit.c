// SPDX-License-Identifier: GPL-2.0-only
/*
 * The software device under the sanitizers: every row, every fault, removal at
 * every stage of a message's life, power. Calls go through the core as those of
 * user space do.
 */
#include <kunit/test.h>
#include <linux/anon_inodes.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/pm_runtime.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "../../core.h"
#include "../device.h"

#define ID		100	/* of the newer model; the next is of the older */
#define MAX_CALLERS	8
#define IN_FLIGHT	4	/* at most, see sim_ops */
#define SOON_MS		10000
#define FOREVER_MS	(10 * 60 * 1000)
#define OUT_LEN		1100

struct bytes {
	const u8 *data;
	u32 len;
};

#define BYTES(...) ((struct bytes){ \
	(const u8[]){ __VA_ARGS__ }, sizeof((const u8[]){ __VA_ARGS__ }) })
#define TEXT(text) ((struct bytes){ (const u8 *)(text), sizeof(text) - 1 })
#define NOTHING ((struct bytes){})

struct caller;

struct fixture {
	struct kunit *test;
	struct file *filp;
	struct sim *sim[2];
	bool gone[2];
	struct caller *callers[MAX_CALLERS];
	int nr_callers;
};

/* One call, and what came of it */
struct caller {
	struct fixture *fx;
	struct fwctl_uctx *uctx;
	struct work_struct work;
	struct completion done;
	bool again;		/* until there is an error */
	u8 in[128];		/* zeros behind */
	u32 in_len;
	struct fwctl_call call;
	struct fwctl_diag diag;
	u8 out[OUT_LEN];
	int ret;
};

#define BECOMES(condition) ({						\
	unsigned long end = jiffies + msecs_to_jiffies(SOON_MS);	\
	bool is = (condition);						\
									\
	while (!is && time_before(jiffies, end)) {			\
		usleep_range(1000, 2000);				\
		is = (condition);					\
	}								\
	is;								\
})

static const struct file_operations no_fops;

static struct sim *add_device(struct fixture *fx, int i)
{
	struct platform_device *pdev = sim_new_device(ID + i);

	KUNIT_ASSERT_FALSE(fx->test, IS_ERR(pdev));
	fx->sim[i] = platform_get_drvdata(pdev);
	/* it is looked at when the device is gone */
	fwctl_get(&fx->sim[i]->fwctl);
	fx->gone[i] = false;
	return fx->sim[i];
}

/*
 * Everything is back that the transport had. A caller that had a slot, but had
 * not sent yet, gives the slot back itself.
 */
static void expect_stopped(struct fixture *fx, struct sim *sim)
{
	KUNIT_EXPECT_TRUE(fx->test, list_empty(&sim->messages));
	KUNIT_EXPECT_TRUE(fx->test, xa_empty(&sim->calls));
	KUNIT_EXPECT_TRUE(fx->test, BECOMES(!READ_ONCE(sim->fwctl.in_flight)));
	KUNIT_EXPECT_EQ(fx->test, atomic_read(&sim->files), 0);
}

static void del_device(struct fixture *fx, int i)
{
	unsigned long start = jiffies;

	KUNIT_EXPECT_EQ(fx->test, sim_del_device(ID + i), 0);
	KUNIT_EXPECT_LT(fx->test, jiffies_to_msecs(jiffies - start), SOON_MS);
	fx->gone[i] = true;
	expect_stopped(fx, fx->sim[i]);
}

/* Nothing holds the device any more, but for us. */
static void put_device_of(struct fixture *fx, int i)
{
	struct fwctl_device *fwctl = &fx->sim[i]->fwctl;

	KUNIT_EXPECT_TRUE(fx->test,
			  BECOMES(kref_read(&fwctl->dev.kobj.kref) == 1));
	fwctl_put(fwctl);
	fx->sim[i] = NULL;
}

static int sim_kunit_init(struct kunit *test)
{
	struct fixture *fx = kunit_kzalloc(test, sizeof(*fx), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, fx);
	fx->test = test;
	fx->filp = anon_inode_getfile("fwctl-kunit", &no_fops, NULL, O_RDWR);
	KUNIT_ASSERT_FALSE(test, IS_ERR(fx->filp));
	test->priv = fx;
	add_device(fx, 0);
	return 0;
}

static void end_callers(struct fixture *fx)
{
	while (fx->nr_callers) {
		struct caller *c = fx->callers[--fx->nr_callers];

		flush_work(&c->work);
		fwctl_uctx_close(c->uctx);
	}
}

static void sim_kunit_exit(struct kunit *test)
{
	struct fixture *fx = test->priv;
	int i;

	if (!fx)
		return;
	for (i = 0; i < ARRAY_SIZE(fx->sim); i++)
		if (fx->sim[i] && !fx->gone[i])
			del_device(fx, i);
	end_callers(fx);
	for (i = 0; i < ARRAY_SIZE(fx->sim); i++)
		if (fx->sim[i])
			put_device_of(fx, i);
	fput(fx->filp);
}

static void call_once(struct caller *c)
{
	struct fwctl_rpc_req *rpc = fwctl_rpc_alloc(c->uctx->fwctl, c->in_len);
	u32 len = min_t(u32, c->in_len, sizeof(c->in));

	c->ret = -ENOMEM;
	if (!rpc)
		return;
	memset((void *)rpc->in, 0, c->in_len);
	memcpy((void *)rpc->in, c->in, len);
	memset(&c->diag, 0, sizeof(c->diag));
	c->ret = fwctl_rpc_run(rpc, c->uctx, c->fx->filp, &c->call, true,
			       &c->diag);
	if (!c->ret)
		memcpy(c->out, rpc->out,
		       min_t(u32, c->call.out_len, sizeof(c->out)));
	fwctl_rpc_put(rpc);
}

static int run(struct caller *c)
{
	call_once(c);
	return c->ret;
}

static void caller_work(struct work_struct *work)
{
	struct caller *c = container_of(work, struct caller, work);

	do {
		call_once(c);
		/* what is executed at once does not sleep */
		cond_resched();
	} while (c->again && !c->ret);
	complete(&c->done);
}

static void start(struct caller *c)
{
	reinit_completion(&c->done);
	queue_work(system_unbound_wq, &c->work);
}

static int wait(struct caller *c)
{
	unsigned long soon = msecs_to_jiffies(SOON_MS);

	KUNIT_ASSERT_GT(c->fx->test,
			wait_for_completion_timeout(&c->done, soon), 0);
	return c->ret;
}

static const struct fwctl_command *find_row(struct kunit *test,
					    const char *name)
{
	u32 i;

	for (i = 0; i < sim_table.nr_commands; i++)
		if (!strcmp(sim_table.commands[i].name, name))
			return &sim_table.commands[i];
	KUNIT_FAIL_AND_ABORT(test, "no row %s", name);
	return NULL;
}

static void prepare(struct caller *c, const char *name, struct bytes in)
{
	const struct fwctl_command *row = find_row(c->fx->test, name);

	memset(&c->call, 0, sizeof(c->call));
	memset(c->out, 0, sizeof(c->out));
	c->call.scope = row->scope;
	put_unaligned_le32(row->opcode, c->in);
	put_unaligned_le32(0, c->in + 4);
	memcpy(c->in + SIM_HEADER, in.data, in.len);
	c->in_len = SIM_HEADER + in.len;
}

/* In a file of its own; the call is for the version. */
static struct caller *add_caller(struct fixture *fx, struct sim *sim)
{
	struct caller *c = kunit_kzalloc(fx->test, sizeof(*c), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(fx->test, c);
	c->fx = fx;
	INIT_WORK(&c->work, caller_work);
	init_completion(&c->done);
	c->uctx = fwctl_uctx_open(&sim->fwctl);
	KUNIT_ASSERT_FALSE(fx->test, IS_ERR(c->uctx));
	KUNIT_ASSERT_LT(fx->test, fx->nr_callers, MAX_CALLERS);
	fx->callers[fx->nr_callers++] = c;
	prepare(c, "get-version", NOTHING);
	return c;
}

static void set_fault(struct sim *sim, enum sim_fault fault, u32 count)
{
	spin_lock(&sim->lock);
	sim->fault = fault;
	sim->faults_left = count;
	spin_unlock(&sim->lock);
}

/* Messages whose time has not come */
static int nr_messages(struct sim *sim)
{
	int n;

	spin_lock(&sim->lock);
	n = list_count_nodes(&sim->messages);
	spin_unlock(&sim->lock);
	return n;
}

/* RPCs without a slot */
static int nr_queued(struct sim *sim)
{
	int n;

	spin_lock_irq(&sim->fwctl.rpcs_lock);
	n = list_count_nodes(&sim->fwctl.waiting);
	spin_unlock_irq(&sim->fwctl.rpcs_lock);
	return n;
}

/* A row, and of its answer the length, and some bytes that do not change */
struct row_case {
	const char *name;
	struct bytes in;
	u32 len;
	u32 at;
	struct bytes want;
};

#define LOG_UUID(last) BYTES(0x8f, 0x1f, 0x5c, 0x00, 0x52, 0xc6, 0x4d, 0x5e, \
			     0x9a, 0x3b, 0x5f, 0x2f, 0x0c, 0x9e, 0x7a, last)
#define BOOT_LOG "fwctl_sim.100: boot 1, asset_tag=none, boot_mode=normal, wake=off"

static const u8 boot_mode[SIM_KEY_LEN] = "boot_mode";
static const u8 new_tag[SIM_KEY_LEN + SIM_VALUE_LEN] = "asset_tag\0\0\0\0\0\0\0A1";
static const u8 nop[64] = { [52] = 1 };
static const u8 zeros[16];

static const struct row_case row_cases[] = {
	{ "get-version", NOTHING, 36, 0, BYTES(3, 2, 1, 0) },
	/* the key, which is secret */
	{ "get-identity", NOTHING, 80, 64, { zeros, 16 } },
	/* no resets */
	{ "get-counters", NOTHING, 72, 32, { zeros, 4 } },
	{ "nop", { nop, 64 }, 64, 0, { nop, 64 } },
	{ "echo", BYTES(9, 0, 0, 0, 3, 0, 0, 0, 'a', 'b', 'c'), 7,
	  0, BYTES(3, 0, 0, 0, 'a', 'b', 'c') },
	{ "list-config", NOTHING, 52, 0, BYTES(3, 0, 0, 0, 'a', 's', 's') },
	{ "get-config", { boot_mode, 16 }, 64, 32, TEXT("normal\0") },
	{ "set-config", { new_tag, 48 } },
	{ "get-settings", NOTHING, 46,
	  0, BYTES(42, 0, 0, 0, 1, 0, 4, 0, 0xa8, 0x61, 0, 0) },
	{ "set-settings", BYTES(1, 0, 0, 0, 1, 0, 4, 0, 0x30, 0x75, 0, 0) },
	{ "get-temperature", BYTES(1), 4, 2, BYTES(0x70, 0x01) },
	{ "get-voltage", BYTES(2), 9, 0, BYTES(0x00, 0x1b, 0xb7, 0x40) },
	{ "get-sensor", BYTES(3), 4, 0, BYTES(0x10, 0x0e, 0, 0) },
	{ "locate", BYTES(1) },
	{ "get-events", BYTES(1, 0, 0, 0, 1, 0), 24,
	  0, BYTES(1, 0, 1, 0, 2, 0, 0, 0, 1, 0, 0, 0) },
	{ "clear-events", NOTHING, 2, 1, BYTES(0) },
	{ "get-boot-log", LOG_UUID(SIM_BOOT_LOG), sizeof(BOOT_LOG) - 1,
	  0, TEXT(BOOT_LOG) },
	{ "get-error-log", LOG_UUID(SIM_ERROR_LOG) },
	{ "get-dump", BYTES(4, 0, 0, 0, 15, 0, 0, 0), 64,
	  0, BYTES(0xb1, 0x79, 0x37, 0x9e) },
	{ "self-test", BYTES(0, 0, 0, 0, 7), 8, 0, BYTES(7, 0, 0, 0) },
	{ "read-register", BYTES(3, 0, 0, 0), 4, 0, { zeros, 4 } },
	{ "write-register", BYTES(3, 0, 0, 0, 1, 2, 3, 4, 0x67, 0x12, 0, 0) },
	{ "reset", BYTES(SIM_RESET_WARM) },
};

static void row_desc(const struct row_case *row, char *desc)
{
	strscpy(desc, row->name, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(row, row_cases, row_desc);

static void sim_check_table(struct kunit *test)
{
	char why[FWCTL_WHY_LEN] = "";
	u32 i;

	KUNIT_EXPECT_EQ_MSG(test, fwctl_table_check(&sim_table, why), 0, "%s",
			    why);
	KUNIT_ASSERT_EQ(test, sim_table.nr_commands, ARRAY_SIZE(row_cases));
	for (i = 0; i < ARRAY_SIZE(row_cases); i++)
		KUNIT_EXPECT_STREQ(test, row_cases[i].name,
				   sim_table.commands[i].name);
}

/* At once, then on the transport: the same comes back, after one execution. */
static void sim_row(struct kunit *test)
{
	const struct row_case *row = test->param_value;
	struct fixture *fx = test->priv;
	struct sim *sim = fx->sim[0];
	struct caller *c = add_caller(fx, sim);
	int i;

	for (i = 0; i < 2; i++) {
		/* which the delay is in, and which may lag behind the time */
		unsigned long begin = jiffies;
		u32 tag = sim->next_tag;
		bool tagged = i || !strcmp(row->name, "self-test");

		sim->delay_ms = i * 20;
		prepare(c, row->name, row->in);
		KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
		KUNIT_EXPECT_STREQ(test, c->diag.command, row->name);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_ANSWERED);
		KUNIT_EXPECT_EQ(test, c->call.out_flags, 0);
		KUNIT_EXPECT_EQ(test, c->call.out_len, SIM_HEADER + row->len);
		KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out), 0);
		KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out + 4), row->len);
		if (row->want.len)
			KUNIT_EXPECT_MEMEQ(test, c->out + SIM_HEADER + row->at,
					   row->want.data, row->want.len);
		KUNIT_EXPECT_EQ(test, atomic_read(&sim->executed), i + 1);
		KUNIT_EXPECT_EQ(test, sim->next_tag - tag, tagged);
		KUNIT_EXPECT_GE(test, jiffies - begin,
				msecs_to_jiffies(sim->delay_ms));
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->stray_answers), 0);
}

/* As much as a message can carry, and an answer that is as long */
static void sim_big(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct sim *sim = fx->sim[0];
	struct caller *c = add_caller(fx, sim);
	u32 len = SIM_BODY_LEN - 8;
	u8 in[8];
	int i;

	put_unaligned_le32(len, in);
	put_unaligned_le32(len, in + 4);
	for (i = 0; i < 3; i++) {
		sim->delay_ms = i * 20;
		if (i == 2)
			set_fault(sim, SIM_TOO_LONG, 1);
		prepare(c, "echo", (struct bytes){ in, 8 });
		c->in_len += len;
		KUNIT_ASSERT_EQ_MSG(test, run(c), 0, "%s", c->diag.text);
		KUNIT_EXPECT_EQ(test, c->call.out_len, SIM_HEADER + 4 + len);
		KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out + SIM_HEADER),
				len);
	}
}

/* It is given the time that it is known to take. */
static void sim_self_test(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c = add_caller(fx, fx->sim[0]);

	fx->sim[0]->transport_timeout_ms = 100;
	prepare(c, "self-test", BYTES(200, 0, 0, 0, 7));
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out + SIM_HEADER + 4), 200);
}

/* A fault, and what each row makes of it */
struct fault_case {
	enum sim_fault fault;
	const char *name;
	int ret;
	u32 reason;
	u32 sent;
	u32 out_flags;
	u32 status;
	bool executed;
	bool stray;
};

static const struct fault_case fault_cases[] = {
	{ SIM_NEVER, "never", -ETIMEDOUT, FWCTL_REASON_TIMEOUT, FWCTL_SENT,
	  .executed = true },
	{ SIM_TWICE, "twice", .sent = FWCTL_ANSWERED, .executed = true,
	  .stray = true },
	{ SIM_LATE, "late", -ETIMEDOUT, FWCTL_REASON_TIMEOUT, FWCTL_SENT,
	  .executed = true, .stray = true },
	{ SIM_SHORT, "short", -EBADMSG, FWCTL_REASON_RESPONSE, FWCTL_ANSWERED,
	  .executed = true },
	{ SIM_TOO_LONG, "long", .sent = FWCTL_ANSWERED,
	  .out_flags = FWCTL_CALL_TRIMMED, .executed = true },
	{ SIM_GARBAGE, "garbage", -EBADMSG, FWCTL_REASON_RESPONSE,
	  FWCTL_ANSWERED, .executed = true },
	{ SIM_ERROR, "error", .sent = FWCTL_ANSWERED,
	  .out_flags = FWCTL_CALL_STATUS, .status = FWCTL_SIM_HARDWARE_ERROR },
	{ SIM_UNSENT, "unsent", -EIO, FWCTL_REASON_TRANSPORT, FWCTL_NOT_SENT },
	{ SIM_TRANSPORT, "transport", -EIO, FWCTL_REASON_TRANSPORT,
	  FWCTL_SENT },
	{ SIM_CANCELLED, "reset", -ECANCELED, FWCTL_REASON_RESET, FWCTL_SENT },
	{ SIM_OVERSIZE_COUNT, "oversize_count", -EBADMSG,
	  FWCTL_REASON_RESPONSE, FWCTL_ANSWERED, .executed = true },
};

static void fault_desc(const struct fault_case *fault, char *desc)
{
	strscpy(desc, fault->name, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(fault, fault_cases, fault_desc);

/* Each row meets the fault; after it the next request works. */
static void sim_fault(struct kunit *test)
{
	const struct fault_case *fault = test->param_value;
	struct fixture *fx = test->priv;
	struct sim *sim = fx->sim[0];
	struct caller *c = add_caller(fx, sim);
	int i, n = ARRAY_SIZE(row_cases);

	if (fault->ret == -ETIMEDOUT)
		sim->transport_timeout_ms = 20;
	for (i = 0; i < n; i++) {
		const char *name = row_cases[i].name;

		set_fault(sim, fault->fault, 1);
		prepare(c, name, row_cases[i].in);
		KUNIT_EXPECT_EQ_MSG(test, run(c), fault->ret, "%s: %s", name,
				    c->diag.text);
		KUNIT_EXPECT_STREQ(test, c->diag.command, name);
		KUNIT_EXPECT_EQ(test, c->diag.reason, fault->reason);
		KUNIT_EXPECT_EQ(test, c->diag.sent, fault->sent);
		KUNIT_EXPECT_EQ_MSG(test, c->call.out_flags, fault->out_flags,
				    "%s", name);
		if (!c->ret) {
			KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out),
					fault->status);
			KUNIT_EXPECT_EQ(test, get_unaligned_le32(c->out + 4),
					c->call.out_len - SIM_HEADER);
		}
		prepare(c, "nop", (struct bytes){ nop, 64 });
		KUNIT_EXPECT_EQ(test, run(c), 0);
	}
	KUNIT_EXPECT_TRUE(test, BECOMES(atomic_read(&sim->stray_answers) ==
					fault->stray * n));
	KUNIT_EXPECT_TRUE(test, BECOMES(atomic_read(&sim->executed) ==
					n + fault->executed * n));
	KUNIT_EXPECT_TRUE(test, xa_empty(&sim->calls));
	KUNIT_EXPECT_EQ(test, nr_messages(sim), 0);
}

/* The firmware takes the device away, under all who wait for it. */
static void sim_vanish(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct sim *sim = fx->sim[0];
	struct caller *c[6];
	struct platform_device *pdev;
	int i;

	for (i = 0; i < ARRAY_SIZE(c); i++) {
		/* two in flight for long, two that vanish, two in the queue */
		sim->delay_ms = i < 2 ? FOREVER_MS : 1000;
		if (i == 2)
			set_fault(sim, SIM_VANISH, 2);
		c[i] = add_caller(fx, sim);
		start(c[i]);
		if (i < IN_FLIGHT)
			KUNIT_ASSERT_TRUE(test,
					  BECOMES(nr_messages(sim) == i + 1));
	}
	KUNIT_EXPECT_TRUE(test, BECOMES(nr_queued(sim) == 2));
	for (i = 0; i < ARRAY_SIZE(c); i++) {
		KUNIT_EXPECT_EQ(test, wait(c[i]), -ENODEV);
		KUNIT_EXPECT_EQ(test, c[i]->diag.sent,
				i < IN_FLIGHT ? FWCTL_SENT : FWCTL_NOT_SENT);
	}
	KUNIT_ASSERT_TRUE(test,
			  BECOMES(!IS_ERR(pdev = sim_new_device(ID))));
	expect_stopped(fx, sim);
	end_callers(fx);
	put_device_of(fx, 0);

	fx->sim[0] = platform_get_drvdata(pdev);
	fwctl_get(&fx->sim[0]->fwctl);
	KUNIT_EXPECT_EQ(test, run(add_caller(fx, fx->sim[0])), 0);
}

/* Where messages are when the device is removed */
struct removal_case {
	const char *name;
	enum sim_fault fault;
	u32 delay_ms;
	u32 transport_timeout_ms;
	u32 timeout_ms;
	int callers;
	/* before the removal */
	int messages;
	int in_flight;
	int executed;
	bool timed_out;
};

static const struct removal_case removal_cases[] = {
	{ "idle" },
	{ "in_flight", SIM_NONE, FOREVER_MS, FOREVER_MS, .callers = 4,
	  .messages = 4, .in_flight = 4 },
	{ "in_flight_and_queued", SIM_NONE, FOREVER_MS, FOREVER_MS,
	  .callers = 8, .messages = 4, .in_flight = 4 },
	{ "never_answered", SIM_NEVER, 0, FOREVER_MS, .callers = 4,
	  .in_flight = 4, .executed = 4 },
	{ "never_answered_and_queued", SIM_NEVER, 0, FOREVER_MS, .callers = 6,
	  .in_flight = 4, .executed = 4 },
	{ "answer_is_late", SIM_NONE, FOREVER_MS, 20, .callers = 4,
	  .messages = 4, .timed_out = true },
	{ "answer_is_late_and_caller_left", SIM_NONE, FOREVER_MS, FOREVER_MS,
	  .timeout_ms = 20, .callers = 4, .messages = 4, .in_flight = 4,
	  .timed_out = true },
	{ "never_answered_and_caller_left", SIM_NEVER, 0, FOREVER_MS,
	  .timeout_ms = 20, .callers = 4, .in_flight = 4, .executed = 4,
	  .timed_out = true },
};

static void removal_desc(const struct removal_case *removal, char *desc)
{
	strscpy(desc, removal->name, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(removal, removal_cases, removal_desc);

static void sim_removal(struct kunit *test)
{
	const struct removal_case *rem = test->param_value;
	struct fixture *fx = test->priv;
	struct sim *sim = fx->sim[0];
	struct caller *c, *later = NULL;
	int i, queued = max(rem->callers - IN_FLIGHT, 0);
	int sent = 0;

	sim->delay_ms = rem->delay_ms;
	sim->transport_timeout_ms = rem->transport_timeout_ms;
	set_fault(sim, rem->fault, rem->fault ? MAX_CALLERS : 0);
	for (i = 0; i < rem->callers; i++) {
		c = add_caller(fx, sim);
		c->call.timeout_ms = rem->timeout_ms;
		start(c);
	}
	for (i = 0; i < rem->callers && rem->timed_out; i++)
		KUNIT_EXPECT_EQ(test, wait(fx->callers[i]), -ETIMEDOUT);
	KUNIT_ASSERT_TRUE(test, BECOMES(nr_messages(sim) == rem->messages));
	KUNIT_ASSERT_TRUE(test, BECOMES(atomic_read(&sim->executed) ==
					rem->executed));
	KUNIT_ASSERT_TRUE(test, BECOMES(sim->fwctl.in_flight ==
					rem->in_flight));
	KUNIT_ASSERT_TRUE(test, BECOMES(nr_queued(sim) == queued));
	if (!rem->callers)
		later = add_caller(fx, sim);

	del_device(fx, 0);
	for (i = 0; i < rem->callers; i++) {
		c = fx->callers[i];
		if (!rem->timed_out)
			KUNIT_EXPECT_EQ(test, wait(c), -ENODEV);
		sent += c->diag.sent == FWCTL_SENT;
	}
	KUNIT_EXPECT_EQ(test, sent, rem->callers - queued);
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->executed), rem->executed);
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->stray_answers), 0);

	c = later ?: fx->callers[0];
	KUNIT_EXPECT_EQ(test, run(c), -ENODEV);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	KUNIT_EXPECT_PTR_EQ(test, fwctl_uctx_open(&sim->fwctl),
			    ERR_PTR(-ENODEV));
	KUNIT_EXPECT_EQ(test, sim_del_device(ID), -ENOENT);
}

/* Callers that never pause; each time the device goes a little later. */
static void sim_removal_under_load(struct kunit *test)
{
	static const enum sim_fault faults[] = {
		SIM_NONE, SIM_TWICE, SIM_LATE, SIM_NEVER, SIM_ERROR,
	};
	struct fixture *fx = test->priv;
	u8 echo[8];
	int i, round;

	put_unaligned_le32(65536, echo);
	put_unaligned_le32(65536, echo + 4);
	for (round = 0; round < 50; round++) {
		struct sim *sim = fx->sim[0];
		enum sim_fault fault = faults[round % ARRAY_SIZE(faults)];
		bool times_out = fault == SIM_LATE || fault == SIM_NEVER;

		sim->delay_ms = round % 3 * 10;
		if (times_out)
			sim->transport_timeout_ms = 10;
		if (fault)
			set_fault(sim, fault, U32_MAX);
		for (i = 0; i < MAX_CALLERS; i++) {
			struct caller *c = add_caller(fx, sim);

			if (i % 2) {
				prepare(c, "echo", (struct bytes){ echo, 8 });
				c->in_len += 65536;
			}
			c->again = true;
			start(c);
		}
		msleep(round * 2);
		del_device(fx, 0);
		for (i = 0; i < MAX_CALLERS; i++) {
			int ret = wait(fx->callers[i]);

			if (!times_out || ret != -ETIMEDOUT)
				KUNIT_EXPECT_EQ(test, ret, -ENODEV);
		}
		end_callers(fx);
		put_device_of(fx, 0);
		add_device(fx, 0);
	}
}

static void sim_two_devices(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct sim *newer = fx->sim[0], *older = add_device(fx, 1);
	struct caller *a = add_caller(fx, newer), *b = add_caller(fx, older);

	KUNIT_EXPECT_PTR_EQ(test, sim_new_device(ID), ERR_PTR(-EEXIST));
	KUNIT_EXPECT_EQ(test, sim_del_device(ID + 2), -ENOENT);

	/* each has a firmware of its own */
	KUNIT_EXPECT_EQ(test, run(a), 0);
	KUNIT_EXPECT_EQ(test, run(b), 0);
	KUNIT_EXPECT_EQ(test, a->call.out_len, SIM_HEADER + 36);
	KUNIT_EXPECT_EQ(test, b->call.out_len, SIM_HEADER + 32);
	prepare(a, "locate", BYTES(1));
	prepare(b, "locate", BYTES(1));
	KUNIT_EXPECT_EQ(test, run(a), 0);
	KUNIT_EXPECT_EQ(test, run(b), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, b->diag.reason, FWCTL_REASON_UNSUPPORTED);

	/* faults and tags, too */
	set_fault(newer, SIM_CANCELLED, 1);
	prepare(a, "get-version", NOTHING);
	prepare(b, "get-version", NOTHING);
	older->delay_ms = 1000;
	start(b);
	KUNIT_ASSERT_TRUE(test, BECOMES(nr_messages(older) == 1));
	KUNIT_EXPECT_EQ(test, run(a), -ECANCELED);
	newer->delay_ms = FOREVER_MS;
	newer->transport_timeout_ms = FOREVER_MS;
	start(a);
	KUNIT_ASSERT_TRUE(test, BECOMES(nr_messages(newer) == 1));

	/* one goes, the other goes on */
	del_device(fx, 0);
	KUNIT_EXPECT_EQ(test, wait(a), -ENODEV);
	KUNIT_EXPECT_EQ(test, wait(b), 0);
	older->delay_ms = 0;
	KUNIT_EXPECT_EQ(test, run(b), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&newer->executed), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&older->executed), 3);
}

/* Powered while there is a message, whoever waits for it, and not for long */
static void sim_power(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct sim *sim = fx->sim[0];
	struct caller *c = add_caller(fx, sim);

	if (!IS_ENABLED(CONFIG_PM))
		kunit_skip(test, "no runtime power management");
	KUNIT_EXPECT_FALSE(test, sim->powered);
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->resumes), 0);

	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->resumes), 1);
	KUNIT_EXPECT_TRUE(test, BECOMES(atomic_read(&sim->suspends) == 1));
	KUNIT_EXPECT_FALSE(test, sim->powered);
	KUNIT_EXPECT_TRUE(test, pm_runtime_suspended(&sim->pdev->dev));

	sim->delay_ms = 10 * SIM_AUTOSUSPEND_MS;
	start(c);
	KUNIT_ASSERT_TRUE(test, BECOMES(nr_messages(sim) == 1));
	msleep(2 * SIM_AUTOSUSPEND_MS);
	KUNIT_EXPECT_TRUE(test, sim->powered);
	KUNIT_EXPECT_EQ(test, wait(c), 0);
	KUNIT_EXPECT_TRUE(test, BECOMES(atomic_read(&sim->suspends) == 2));

	c->call.timeout_ms = 10;
	KUNIT_EXPECT_EQ(test, run(c), -ETIMEDOUT);
	KUNIT_EXPECT_TRUE(test, sim->powered);
	KUNIT_EXPECT_TRUE(test, BECOMES(atomic_read(&sim->suspends) == 3));
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->executed), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->resumes), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->stray_answers), 0);
}

static void sim_no_power(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct sim *sim = fx->sim[0];
	struct caller *c = add_caller(fx, sim);
	int i;

	if (!IS_ENABLED(CONFIG_PM))
		kunit_skip(test, "no runtime power management");
	sim->resume_error = ENXIO;
	/* more often than there are slots */
	for (i = 0; i < 2 * IN_FLIGHT; i++) {
		KUNIT_EXPECT_EQ(test, run(c), -EIO);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_POWER);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->executed), 0);
	KUNIT_EXPECT_EQ(test, sim->fwctl.in_flight, 0);

	/* as the file resume_error does it */
	sim->resume_error = 0;
	KUNIT_EXPECT_EQ(test, pm_runtime_set_suspended(&sim->pdev->dev), 0);
	KUNIT_EXPECT_EQ(test, run(c), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&sim->resumes), 1);

	/* it can be removed without, too */
	KUNIT_EXPECT_TRUE(test, BECOMES(atomic_read(&sim->suspends) == 1));
	sim->resume_error = ENXIO;
	KUNIT_EXPECT_EQ(test, run(c), -EIO);
	del_device(fx, 0);
}

static struct kunit_case sim_cases[] = {
	KUNIT_CASE(sim_check_table),
	KUNIT_CASE_PARAM(sim_row, row_gen_params),
	KUNIT_CASE(sim_big),
	KUNIT_CASE(sim_self_test),
	KUNIT_CASE_PARAM(sim_fault, fault_gen_params),
	KUNIT_CASE(sim_vanish),
	KUNIT_CASE_PARAM(sim_removal, removal_gen_params),
	KUNIT_CASE_SLOW(sim_removal_under_load),
	KUNIT_CASE_SLOW(sim_two_devices),
	KUNIT_CASE(sim_power),
	KUNIT_CASE(sim_no_power),
	{}
};

static struct kunit_suite sim_suite = {
	.name = "fwctl_sim",
	.init = sim_kunit_init,
	.exit = sim_kunit_exit,
	.test_cases = sim_cases,
};
kunit_test_suite(sim_suite);
