// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lifetimes: RPCs, open files and devices, ending in every order; slots, power,
 * and how what a transport reports reaches the caller. The driver is a fake
 * that holds each request until the test says how it ends.
 */
#include <kunit/device.h>
#include <kunit/test.h>
#include <linux/anon_inodes.h>
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/delay.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/pm_runtime.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "../core.h"
#include "wait_queued.h"

#define SOON msecs_to_jiffies(10000)

/* Requests: a byte of opcode, then a body. Responses: a byte of status. */
enum { OP_READ = 1, OP_BIG, OP_ADMIN, OP_RESET, OP_LIMITED, OP_ASK };

#define BIG 4096

static const struct fwctl_command fake_commands[] = {
	{
		.name = "read", .summary = "anyone may",
		.opcode = OP_READ,
		.effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(0, 4, FWCTL_LE32(0, "argument")),
		.response = FWCTL_MSG(4, 4, FWCTL_LE32(0, "answer")),
	},
	{
		.name = "big", .summary = "buffers of their own",
		.opcode = OP_BIG,
		.effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(0, BIG, FWCTL_BYTES(0, 0, "data")),
		.response = FWCTL_MSG(0, BIG, FWCTL_BYTES(0, 0, "data")),
	},
	{
		.name = "admin", .summary = "administrators only",
		.opcode = OP_ADMIN,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_EMPTY, .response = FWCTL_EMPTY,
	},
	{
		.name = "reset", .summary = "with the highest scope only",
		.opcode = OP_RESET, .scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_EMPTY, .response = FWCTL_EMPTY,
	},
	{
		.name = "limited", .summary = "what the device takes of it",
		.opcode = OP_LIMITED,
		.effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(2, 2,
			FWCTL_U8(0, "told", FWCTL_LIMIT(0)),
			FWCTL_U8(1, "left_out", FWCTL_LIMIT(1))),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "ask", .summary = "so many bytes of something",
		.opcode = OP_ASK,
		.effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(1, 2, FWCTL_U8(0, "what"),
				     FWCTL_U8(1, "count", FWCTL_ANSWER_FROM(0))),
		.response = FWCTL_MSG(4, BIG, FWCTL_BYTES(0, 0, "data")),
	},
};

/* Of what can be asked for */
enum { HAS_NOT = 7, KEPT = 8 };

static const struct fwctl_selector fake_selectors[] = {
	{ .opcode = OP_ASK, .offset = 0, .size = 1 },
};

static const char *const fake_limit_names[] = { "told", "left_out", "most" };

static const struct fwctl_table fake_table = {
	.request_header = FWCTL_HEADER(1, FWCTL_U8(0, "opcode", FWCTL_OPCODE)),
	.response_header = FWCTL_HEADER(1, FWCTL_U8(0, "status", FWCTL_STATUS)),
	.limits = fake_limit_names,
	.nr_limits = ARRAY_SIZE(fake_limit_names),
	.answer_limit = 3,
	.selectors = fake_selectors,
	.nr_selectors = ARRAY_SIZE(fake_selectors),
	.commands = fake_commands,
	.nr_commands = ARRAY_SIZE(fake_commands),
};

struct fake {
	struct fwctl_device fwctl;
	struct fixture *fx;
};

struct fixture {
	struct kunit *test;
	struct device *parent;
	struct fwctl_device *fwctl;
	struct file *filp;
	int id;
	/* what the fake transport does */
	int send_error;
	bool at_once;
	ssize_t at_once_result;
	/* what it holds, in the order of sending */
	struct fwctl_rpc_req *held[8];
	int nr_held;
	int sends;
	int opens;
	int closes;
	int open_error;
	int resumes;
	int resume_error;
	struct fwctl_permit widen;
	bool widens;
	bool leaves_out;
	u64 most;	/* limit of answers */
	u32 out_size;	/* room for the last */
	wait_queue_head_t sent;
};

static struct fixture *of(struct fwctl_device *fwctl)
{
	return container_of(fwctl, struct fake, fwctl)->fx;
}

static int fake_open(struct fwctl_uctx *uctx)
{
	struct fixture *fx = of(uctx->fwctl);

	fx->opens++;
	return fx->open_error;
}

static void fake_close(struct fwctl_uctx *uctx)
{
	of(uctx->fwctl)->closes++;
}

static void fake_narrow(struct fwctl_device *fwctl,
			const struct fwctl_command *cmd, const void *in,
			size_t in_len, struct fwctl_permit *permit)
{
	struct fixture *fx = of(fwctl);

	if (fx->widens)
		*permit = fx->widen;
	if (cmd->opcode == OP_ASK && in_len > 1) {
		permit->unsupported = ((const u8 *)in)[1] == HAS_NOT;
		permit->refused = ((const u8 *)in)[1] == KEPT;
	}
}

static void fake_limits(struct fwctl_device *fwctl, u64 *limits)
{
	limits[0] = 7;
	if (!of(fwctl)->leaves_out)
		limits[1] = 9;
	limits[2] = of(fwctl)->most;
}

static int fake_send(struct fwctl_uctx *uctx, struct fwctl_rpc_req *rpc)
{
	struct fixture *fx = of(uctx->fwctl);

	if (fx->send_error)
		return fx->send_error;
	memset(rpc->out, 0, rpc->out_size);
	fx->out_size = rpc->out_size;
	if (fx->at_once) {
		fx->sends++;
		fwctl_rpc_complete(rpc, fx->at_once_result);
		return 0;
	}
	fx->held[fx->nr_held++] = rpc;
	/* pairs with wait_sends() */
	smp_store_release(&fx->sends, fx->sends + 1);
	wake_up(&fx->sent);
	return 0;
}

static const struct fwctl_ops fake_ops = {
	.name = "fake",
	.device_type = FWCTL_DEVICE_TYPE_SIM,
	.uctx_size = sizeof(struct fwctl_uctx),
	.max_in_flight = 1,
	.table = &fake_table,
	.open_uctx = fake_open,
	.close_uctx = fake_close,
	.limits = fake_limits,
	.narrow = fake_narrow,
	.send = fake_send,
};

static const struct fwctl_ops whole_ops = {
	.name = "whole",
	.device_type = FWCTL_DEVICE_TYPE_SIM,
	.uctx_size = sizeof(struct fwctl_uctx),
	.whole_answers = true,
	.table = &fake_table,
	.limits = fake_limits,
	.narrow = fake_narrow,
	.send = fake_send,
};

static const struct file_operations no_fops;

static void add_device(struct fixture *fx, const struct fwctl_ops *ops)
{
	struct kunit *test = fx->test;
	struct fake *fake;

	fake = fwctl_alloc_device(fx->parent, ops, struct fake, fwctl);
	KUNIT_ASSERT_NOT_NULL(test, fake);
	fake->fx = fx;
	fx->id = MINOR(fake->fwctl.dev.devt);
	KUNIT_ASSERT_EQ(test, fwctl_register(&fake->fwctl), 0);
	fx->fwctl = &fake->fwctl;
}

/* Lower numbers may be free, too, since an earlier test's device has gone. */
static bool number_is_free(struct fixture *fx)
{
	struct fake *fakes[4];
	bool is_free = false;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(fakes); i++) {
		fakes[i] = fwctl_alloc_device(fx->parent, &fake_ops, struct fake,
					      fwctl);
		if (fakes[i])
			is_free |= MINOR(fakes[i]->fwctl.dev.devt) == fx->id;
	}
	for (i = 0; i < ARRAY_SIZE(fakes); i++)
		if (fakes[i])
			fwctl_put(&fakes[i]->fwctl);
	return is_free;
}

/*
 * The device, its number, and all that held it are gone, as soon as the core's
 * workqueue has freed what callers left behind.
 */
static void expect_released(struct fixture *fx)
{
	unsigned long end = jiffies + SOON;
	bool is_free;

	do {
		usleep_range(1000, 2000);
		is_free = number_is_free(fx);
	} while (!is_free && time_before(jiffies, end));
	KUNIT_EXPECT_TRUE(fx->test, is_free);
}

static int rpc_init(struct kunit *test)
{
	struct fixture *fx = kunit_kzalloc(test, sizeof(*fx), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, fx);
	fx->test = test;
	init_waitqueue_head(&fx->sent);
	fx->parent = kunit_device_register(test, "fwctl-fake-parent");
	KUNIT_ASSERT_FALSE(test, IS_ERR(fx->parent));
	fx->filp = anon_inode_getfile("fwctl-kunit", &no_fops, NULL, O_RDWR);
	KUNIT_ASSERT_FALSE(test, IS_ERR(fx->filp));
	fx->most = SIZE_MAX;
	test->priv = fx;
	add_device(fx, &fake_ops);
	return 0;
}

static void rpc_exit(struct kunit *test)
{
	struct fixture *fx = test->priv;

	if (!fx)
		return;
	if (fx->fwctl) {
		fwctl_unregister(fx->fwctl);
		fwctl_put(fx->fwctl);
	}
	fput(fx->filp);
}

/* One call, made by a thread of its own */
struct caller {
	struct fixture *fx;
	struct fwctl_uctx *uctx;
	struct task_struct *thread;
	struct completion ready;
	struct completion done;
	kuid_t uid;
	bool unprivileged;
	u8 opcode;
	u8 body[2];
	u32 in_len;
	struct fwctl_call call;
	struct fwctl_diag diag;
	int ret;
};

static int caller_run(struct caller *c)
{
	struct fwctl_rpc_req *rpc = fwctl_rpc_alloc(c->uctx->fwctl, c->in_len);
	u8 *in;

	if (!rpc)
		return -ENOMEM;
	in = rpc->in_alloc ?: rpc->storage;
	memset(in, 0, c->in_len);
	if (c->in_len)
		in[0] = c->opcode;
	if (c->in_len > 1)
		memcpy(in + 1, c->body, min(c->in_len - 1, sizeof(c->body)));
	memset(&c->diag, 0, sizeof(c->diag));
	c->ret = fwctl_rpc_run(rpc, c->uctx, c->fx->filp, &c->call, true,
			       &c->diag);
	fwctl_rpc_put(rpc);
	return c->ret;
}

static int caller_thread(void *arg)
{
	const struct cred *old = NULL;
	struct caller *c = arg;
	struct cred *cred = NULL;

	allow_signal(SIGINT);
	if (c->unprivileged) {
		cred = prepare_creds();
		cred->uid = c->uid;
		cap_clear(cred->cap_effective);
		old = override_creds(cred);
	}
	complete(&c->ready);
	caller_run(c);
	if (old) {
		revert_creds(old);
		put_cred(cred);
	}
	complete(&c->done);
	/* the thread's end is the test's to choose */
	while (!kthread_should_stop()) {
		flush_signals(current);
		schedule_timeout_interruptible(1);
	}
	return 0;
}

static struct caller *caller_new(struct fixture *fx)
{
	struct caller *c = kunit_kzalloc(fx->test, sizeof(*c), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(fx->test, c);
	c->fx = fx;
	c->opcode = OP_READ;
	c->in_len = 1;
	init_completion(&c->ready);
	init_completion(&c->done);
	c->uctx = fwctl_uctx_open(fx->fwctl);
	KUNIT_ASSERT_FALSE(fx->test, IS_ERR(c->uctx));
	return c;
}

static void caller_start(struct caller *c)
{
	c->thread = kthread_run(caller_thread, c, "fwctl-kunit");
	KUNIT_ASSERT_FALSE(c->fx->test, IS_ERR(c->thread));
	wait_for_completion(&c->ready);
}

static void wait_sends(struct fixture *fx, int n)
{
	KUNIT_ASSERT_GT(fx->test,
			wait_event_timeout(fx->sent,
					   /* pairs with fake_send() */
					   smp_load_acquire(&fx->sends) >= n,
					   SOON), 0);
}

static void caller_wait(struct caller *c)
{
	KUNIT_ASSERT_GT(c->fx->test,
			wait_for_completion_timeout(&c->done, SOON), 0);
	kthread_stop(c->thread);
	c->thread = NULL;
}

/*
 * Every order of: completion, removal, the caller's leaving, closing the file.
 * A file is closed after the caller is back, so orders where it comes before
 * anything that ends the wait do not exist.
 */
static const char *const orders[] = {
	"CRTX", "CRXT", "CTRX", "CTXR", "CXRT", "CXTR",
	"RCTX", "RCXT", "RTCX", "RTXC", "RXCT", "RXTC",
	"TCRX", "TCXR", "TRCX", "TRXC", "TXCR", "TXRC",
};

static void order_name(const char *const *order, char *desc)
{
	strscpy(desc, *order, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(order, orders, order_name);

static void rpc_lifetimes(struct kunit *test)
{
	const char *order = *(const char *const *)test->param_value;
	struct fixture *fx = test->priv;
	struct fwctl_device *fwctl = fx->fwctl;
	bool removed = false, completed = false;
	struct caller *c;
	int i;

	c = caller_new(fx);
	caller_start(c);
	wait_sends(fx, 1);
	KUNIT_EXPECT_EQ(test, fwctl->in_flight, 1);

	for (i = 0; i < 4; i++) {
		switch (order[i]) {
		case 'C':
			fwctl_rpc_complete(fx->held[0], 5);
			completed = true;
			break;
		case 'R':
			fwctl_unregister(fwctl);
			fx->fwctl = NULL;
			KUNIT_EXPECT_EQ(test, fx->closes, fx->opens);
			removed = true;
			break;
		case 'T':
			if (c->thread)
				send_sig(SIGINT, c->thread, 1);
			break;
		case 'X':
			fwctl_uctx_close(c->uctx);
			KUNIT_EXPECT_EQ(test, fx->closes, 1);
			break;
		}
		if (!i)
			caller_wait(c);
		/* the driver's last reference, when its transport is empty */
		if (removed && completed) {
			KUNIT_EXPECT_EQ(test, fwctl->in_flight, 0);
			fwctl_put(fwctl);
			removed = false;
			completed = false;
		}
	}
	KUNIT_EXPECT_EQ(test, fx->sends, 1);
	KUNIT_EXPECT_STREQ(test, c->diag.command, "read");

	switch (order[0]) {
	case 'C':
		KUNIT_EXPECT_EQ(test, c->ret, 0);
		KUNIT_EXPECT_EQ(test, c->call.out_len, 5);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_ANSWERED);
		break;
	case 'R':
		KUNIT_EXPECT_EQ(test, c->ret, -ENODEV);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REMOVED);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
		break;
	case 'T':
		KUNIT_EXPECT_EQ(test, c->ret, -EINTR);
		KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_SIGNAL);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
		break;
	}
	expect_released(fx);
}

/* A caller's timeout ends its wait, and the command keeps its slot. */
static void rpc_timeout(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *a, *b;

	a = caller_new(fx);
	b = caller_new(fx);
	a->call.timeout_ms = 20;
	b->call.timeout_ms = 20;
	caller_start(a);
	caller_wait(a);
	KUNIT_EXPECT_EQ(test, a->ret, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, a->diag.reason, FWCTL_REASON_TIMEOUT);
	KUNIT_EXPECT_EQ(test, a->diag.sent, FWCTL_SENT);

	caller_start(b);
	caller_wait(b);
	KUNIT_EXPECT_EQ(test, b->ret, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, b->diag.reason, FWCTL_REASON_BUSY);
	KUNIT_EXPECT_EQ(test, b->diag.sent, FWCTL_NOT_SENT);
	KUNIT_EXPECT_EQ(test, fx->sends, 1);

	/* the slot comes back with the late answer */
	fwctl_rpc_complete(fx->held[0], 5);
	fx->at_once = true;
	fx->at_once_result = 5;
	KUNIT_EXPECT_EQ(test, caller_run(b), 0);
	fwctl_uctx_close(a->uctx);
	fwctl_uctx_close(b->uctx);
}

/* Who waits for a slot leaves it by a signal or by removal; nothing is sent. */
static void rpc_leave_queue(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct fwctl_device *fwctl = fx->fwctl;
	struct caller *a, *b, *c;

	a = caller_new(fx);
	b = caller_new(fx);
	c = caller_new(fx);
	caller_start(a);
	wait_sends(fx, 1);
	caller_start(b);
	caller_start(c);
	wait_queued(test, fx->fwctl, 2);
	send_sig(SIGINT, b->thread, 1);
	caller_wait(b);
	KUNIT_EXPECT_EQ(test, b->ret, -EINTR);
	KUNIT_EXPECT_EQ(test, b->diag.sent, FWCTL_NOT_SENT);
	fwctl_unregister(fwctl);
	fx->fwctl = NULL;
	caller_wait(c);
	caller_wait(a);
	KUNIT_EXPECT_EQ(test, c->ret, -ENODEV);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	KUNIT_EXPECT_EQ(test, a->ret, -ENODEV);
	KUNIT_EXPECT_EQ(test, a->diag.sent, FWCTL_SENT);
	KUNIT_EXPECT_EQ(test, fx->sends, 1);
	fwctl_rpc_complete(fx->held[0], -ENODEV);
	fwctl_put(fwctl);
	fwctl_uctx_close(a->uctx);
	fwctl_uctx_close(b->uctx);
	fwctl_uctx_close(c->uctx);
	expect_released(fx);
}

static void unprivileged(struct caller *c, int uid)
{
	c->unprivileged = true;
	c->uid = KUIDT_INIT(uid);
}

/*
 * One slot. Waiting: users 1, 1, 1, 2, then an administrator, who goes first;
 * then the users take turns.
 */
static void rpc_turns(struct kunit *test)
{
	static const int uids[] = { 1, 1, 1, 2, 0 };
	static const int turns[] = { 0, 2, 1, 1, 1 };
	struct fixture *fx = test->priv;
	struct caller *first, *c[5];
	int i, n = ARRAY_SIZE(uids);

	first = caller_new(fx);
	unprivileged(first, 1);
	caller_start(first);
	wait_sends(fx, 1);
	for (i = 0; i < n; i++) {
		c[i] = caller_new(fx);
		if (uids[i])
			unprivileged(c[i], uids[i]);
		caller_start(c[i]);
		wait_queued(test, fx->fwctl, i + 1);
	}
	for (i = 0; i < n; i++) {
		fwctl_rpc_complete(fx->held[i], 5);
		wait_sends(fx, i + 2);
		KUNIT_EXPECT_EQ_MSG(test, fx->held[i + 1]->privileged,
				    !turns[i], "turn %d", i);
		if (turns[i])
			KUNIT_EXPECT_EQ_MSG(test,
					    __kuid_val(fx->held[i + 1]->uid),
					    turns[i], "turn %d", i);
	}
	fwctl_rpc_complete(fx->held[n], 5);
	for (i = 0; i < n; i++) {
		caller_wait(c[i]);
		KUNIT_EXPECT_EQ(test, c[i]->ret, 0);
		fwctl_uctx_close(c[i]->uctx);
	}
	caller_wait(first);
	fwctl_uctx_close(first->uctx);
}

/* Many slots: of one unprivileged user one RPC flies, of another also. */
static void rpc_one_per_user(struct kunit *test)
{
	static const int uids[] = { 1, 1, 2 };
	struct fixture *fx = test->priv;
	struct caller *c[3];
	int i;

	fx->fwctl->max_in_flight = 4;
	for (i = 0; i < 3; i++) {
		c[i] = caller_new(fx);
		unprivileged(c[i], uids[i]);
		caller_start(c[i]);
		if (i == 1)
			wait_queued(test, fx->fwctl, 1);
		else
			wait_sends(fx, i ? 2 : 1);
	}
	KUNIT_EXPECT_EQ(test, fx->fwctl->in_flight, 2);
	wait_queued(test, fx->fwctl, 1);
	fwctl_rpc_complete(fx->held[0], 5);
	wait_sends(fx, 3);
	fwctl_rpc_complete(fx->held[1], 5);
	fwctl_rpc_complete(fx->held[2], 5);
	for (i = 0; i < 3; i++) {
		caller_wait(c[i]);
		KUNIT_EXPECT_EQ(test, c[i]->ret, 0);
		fwctl_uctx_close(c[i]->uctx);
	}
	KUNIT_EXPECT_EQ(test, fx->fwctl->in_flight, 0);
}

static void queue_up(struct fixture *fx, int uid)
{
	struct fwctl_rpc_req *rpc = fwctl_rpc_alloc(fx->fwctl, 1);

	KUNIT_ASSERT_NOT_NULL(fx->test, rpc);
	rpc->uid = KUIDT_INIT(uid);
	list_add_tail(&rpc->entry, &fx->fwctl->waiting);
}

static void expect_wait(struct fixture *fx, int uid, int ret)
{
	struct caller *c = caller_new(fx);

	if (uid)
		unprivileged(c, uid);
	c->call.timeout_ms = 20;
	caller_start(c);
	caller_wait(c);
	KUNIT_EXPECT_EQ_MSG(fx->test, c->ret, ret, "user %d", uid);
	KUNIT_EXPECT_EQ(fx->test, c->diag.reason, FWCTL_REASON_BUSY);
	KUNIT_EXPECT_EQ(fx->test, c->diag.sent, FWCTL_NOT_SENT);
	fwctl_uctx_close(c->uctx);
}

/* One user may not fill the queue, nor may all who are no administrators. */
static void rpc_full_queue(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct fwctl_rpc_req *rpc, *next;
	struct caller *first;
	int i;

	first = caller_new(fx);
	caller_start(first);
	wait_sends(fx, 1);

	for (i = 1; i < FWCTL_MAX_WAITING_UID; i++)
		queue_up(fx, 1);
	expect_wait(fx, 1, -ETIMEDOUT);
	queue_up(fx, 1);
	expect_wait(fx, 1, -EBUSY);
	expect_wait(fx, 2, -ETIMEDOUT);

	for (i++; i < FWCTL_MAX_WAITING; i++)
		queue_up(fx, 1000 + i);
	expect_wait(fx, 2, -ETIMEDOUT);
	queue_up(fx, 1000);
	expect_wait(fx, 2, -EBUSY);
	expect_wait(fx, 0, -ETIMEDOUT);

	list_for_each_entry_safe(rpc, next, &fx->fwctl->waiting, entry) {
		list_del(&rpc->entry);
		fwctl_rpc_put(rpc);
	}
	fwctl_rpc_complete(fx->held[0], 5);
	caller_wait(first);
	KUNIT_EXPECT_EQ(test, first->ret, 0);
	fwctl_uctx_close(first->uctx);
}

/* What a transport reports, before or after it has taken the request */
static const struct report {
	ssize_t result;
	int ret;
	u32 reason;
} reports[] = {
	{ -ENODEV, -ENODEV, FWCTL_REASON_REMOVED },
	{ -ETIMEDOUT, -ETIMEDOUT, FWCTL_REASON_TIMEOUT },
	{ -ECANCELED, -ECANCELED, FWCTL_REASON_RESET },
	{ -ENOMEM, -ENOMEM, FWCTL_REASON_MEMORY },
	{ -EIO, -EIO, FWCTL_REASON_TRANSPORT },
	{ -EINTR, -EIO, FWCTL_REASON_TRANSPORT },
	{ -EINVAL, -EIO, FWCTL_REASON_TRANSPORT },
	{ -ERESTARTSYS, -EIO, FWCTL_REASON_TRANSPORT },
};

static void rpc_reports(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c;
	int i;

	c = caller_new(fx);
	for (i = 0; i < ARRAY_SIZE(reports); i++) {
		fx->send_error = reports[i].result;
		KUNIT_EXPECT_EQ(test, caller_run(c), reports[i].ret);
		KUNIT_EXPECT_EQ(test, c->diag.reason, reports[i].reason);
		KUNIT_EXPECT_EQ(test, c->diag.error, -reports[i].ret);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
		KUNIT_EXPECT_EQ(test, fx->fwctl->in_flight, 0);

		fx->send_error = 0;
		fx->at_once = true;
		fx->at_once_result = reports[i].result;
		KUNIT_EXPECT_EQ(test, caller_run(c), reports[i].ret);
		KUNIT_EXPECT_EQ(test, c->diag.reason, reports[i].reason);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_SENT);
		KUNIT_EXPECT_EQ(test, fx->fwctl->in_flight, 0);
	}
	fwctl_uctx_close(c->uctx);
}

/* Answers shorter and longer than described; never more than there is room */
static void rpc_answer_lengths(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c;
	ssize_t len;

	c = caller_new(fx);
	fx->at_once = true;
	for (len = 0; len <= 9; len++) {
		fx->at_once_result = len;
		caller_run(c);
		KUNIT_EXPECT_EQ(test, c->ret, len < 5 ? -EBADMSG : 0);
		KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_ANSWERED);
		KUNIT_EXPECT_EQ(test, c->call.out_len, len < 5 ? 0 : 5);
		KUNIT_EXPECT_EQ(test, c->call.out_flags,
				len > 5 ? FWCTL_CALL_TRIMMED : 0);
		if (len < 5)
			KUNIT_EXPECT_EQ(test, c->diag.rule, FWCTL_RULE_SHORT);
	}
	fx->at_once_result = SSIZE_MAX;
	KUNIT_EXPECT_EQ(test, caller_run(c), 0);
	KUNIT_EXPECT_EQ(test, c->call.out_len, 5);
	fwctl_uctx_close(c->uctx);
}

/* Buffers in the RPC itself, and of their own, at each size in between */
static void rpc_buffers(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c;
	u32 len;

	c = caller_new(fx);
	c->opcode = OP_BIG;
	fx->at_once = true;
	fx->at_once_result = 1 + BIG;
	for (len = 1; len <= 1 + BIG; len += len < 1100 ? 1 : 499) {
		c->in_len = len;
		KUNIT_ASSERT_EQ(test, caller_run(c), 0);
		KUNIT_EXPECT_EQ(test, c->call.out_len, 1 + BIG);
	}
	c->in_len = 2 + BIG;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EINVAL);
	KUNIT_EXPECT_EQ(test, c->diag.rule, FWCTL_RULE_LONG);
	fwctl_uctx_close(c->uctx);
}

/* Refusals send nothing and take no slot; neither does a check. */
static void rpc_refusals(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c;

	c = caller_new(fx);
	c->opcode = 99;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_COMMAND);
	c->in_len = 0;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EINVAL);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REQUEST);
	c->in_len = 1;
	c->opcode = OP_RESET;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EPERM);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_SCOPE);
	KUNIT_EXPECT_EQ(test, c->diag.min, FWCTL_RPC_DEBUG_WRITE_FULL);

	c->opcode = OP_ADMIN;
	unprivileged(c, 1);
	caller_start(c);
	caller_wait(c);
	KUNIT_EXPECT_EQ(test, c->ret, -EPERM);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_CAPABILITY);

	c->call.flags = FWCTL_CALL_CHECK;
	KUNIT_EXPECT_EQ(test, caller_run(c), 0);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	KUNIT_EXPECT_EQ(test, fx->sends, 0);
	KUNIT_EXPECT_TRUE(test, list_empty(&fx->fwctl->waiting));
	fwctl_uctx_close(c->uctx);
}

/* A driver narrows what the table allows, and cannot widen it. */
static void rpc_narrow(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c;

	c = caller_new(fx);
	fx->at_once = true;
	fx->at_once_result = 5;
	fx->widens = true;

	fx->widen = (struct fwctl_permit){
		.effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,
	};
	c->opcode = OP_ADMIN;
	unprivileged(c, 1);
	caller_start(c);
	caller_wait(c);
	KUNIT_EXPECT_EQ(test, c->ret, -EPERM);
	c->opcode = OP_RESET;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EPERM);

	c->opcode = OP_READ;
	KUNIT_EXPECT_EQ(test, caller_run(c), 0);
	fx->widen.effect = FWCTL_EFFECT_DISRUPTS;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EPERM);
	KUNIT_EXPECT_EQ(test, c->diag.min, FWCTL_RPC_DEBUG_WRITE_FULL);
	fx->widen.effect = FWCTL_EFFECT_NONE;
	fx->widen.unsupported = true;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_UNSUPPORTED);
	fwctl_uctx_close(c->uctx);
}

/* A limit that the driver leaves out is 0, not what it was for the last call. */
static void rpc_limits(struct kunit *test)
{
	static const struct {
		u8 body[2];
		bool leaves_out;
		int ret;
		u64 max;
	} cases[] = {
		{ { 7, 9 }, false, 0, 0 },
		{ { 8, 9 }, false, -EINVAL, 7 },
		{ { 7, 10 }, false, -EINVAL, 9 },
		{ { 7, 9 }, true, -EINVAL, 0 },
		{ { 7, 1 }, true, -EINVAL, 0 },
		{ { 7, 0 }, true, 0, 0 },
	};
	struct fixture *fx = test->priv;
	struct caller *c = caller_new(fx);
	u32 i;

	fx->at_once = true;
	fx->at_once_result = 1;
	c->opcode = OP_LIMITED;
	c->in_len = 3;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		memcpy(c->body, cases[i].body, sizeof(c->body));
		fx->leaves_out = cases[i].leaves_out;
		KUNIT_EXPECT_EQ_MSG(test, caller_run(c), cases[i].ret,
				    "case %u", i);
		if (!cases[i].ret)
			continue;
		KUNIT_EXPECT_EQ_MSG(test, c->diag.rule, FWCTL_RULE_LIMIT,
				    "case %u", i);
		KUNIT_EXPECT_EQ_MSG(test, c->diag.max, cases[i].max, "case %u",
				    i);
	}
	fwctl_uctx_close(c->uctx);
}

/* What is refused for what is asked for, not for the command: it says so. */
static void rpc_selectors(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct caller *c;

	c = caller_new(fx);
	fx->at_once = true;
	fx->at_once_result = 5;
	c->opcode = OP_ASK;
	c->in_len = 2;
	KUNIT_EXPECT_EQ(test, caller_run(c), 0);

	c->body[0] = HAS_NOT;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_UNSUPPORTED);
	KUNIT_EXPECT_EQ(test, c->diag.flags, FWCTL_DIAG_PLACE);
	KUNIT_EXPECT_EQ(test, c->diag.offset, 1);
	KUNIT_EXPECT_EQ(test, c->diag.width, 8);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "what");
	c->body[0] = KEPT;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EPERM);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REFUSED);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "what");

	/* the command as such */
	fx->widens = true;
	fx->widen = (struct fwctl_permit){ .refused = true };
	c->opcode = OP_READ;
	c->in_len = 1;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EPERM);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_REFUSED);
	KUNIT_EXPECT_EQ(test, c->diag.flags, 0);
	KUNIT_EXPECT_STREQ(test, c->diag.field, "");
	KUNIT_EXPECT_EQ(test, fx->sends, 1);
	fwctl_uctx_close(c->uctx);
}

/* How much room there is for an answer, and how much the caller must have */
static void rpc_room(struct kunit *test)
{
	static const struct {
		const char *what;
		u64 most;
		u32 in_len;
		u8 count;
		u32 out_size;	/* header included */
		u32 out_len;
	} rooms[] = {
		{ "does not say", SIZE_MAX, 2, 0, 1 + BIG, 5 },
		{ "does not say, limited", 100, 2, 0, 101, 5 },
		{ "does not say, limited to less than the least", 1, 2, 0, 5, 5 },
		{ "less than the least", SIZE_MAX, 3, 3, 5, 5 },
		{ "more", SIZE_MAX, 3, 200, 201, 201 },
		{ "more than the limit", 100, 3, 200, 101, 201 },
		{ "a limit of more bytes than there are", 1ULL << 40, 3, 200,
		  201, 201 },
	};
	struct fixture *fx = test->priv;
	struct caller *c;
	int pass, i, sends = 0;

	fx->at_once = true;
	fx->at_once_result = 5;
	/* at first, what there is no room for is cut off; then it is refused */
	for (pass = 0; pass < 2; pass++) {
		c = caller_new(fx);
		c->opcode = OP_ASK;
		for (i = 0; i < ARRAY_SIZE(rooms); i++) {
			fx->most = rooms[i].most;
			c->in_len = rooms[i].in_len;
			c->body[1] = rooms[i].count;
			c->call.out_len = rooms[i].out_len - 1;
			KUNIT_EXPECT_EQ_MSG(test, caller_run(c),
					    pass ? -EINVAL : 0, "%s",
					    rooms[i].what);
			KUNIT_EXPECT_EQ(test, c->call.out_len, pass ? 0 : 5);
			if (pass) {
				KUNIT_EXPECT_EQ(test, c->diag.reason,
						FWCTL_REASON_ROOM);
				KUNIT_EXPECT_EQ(test, c->diag.value,
						rooms[i].out_len - 1);
				KUNIT_EXPECT_EQ(test, c->diag.min,
						rooms[i].out_len);
			} else {
				KUNIT_EXPECT_EQ(test, fx->sends, ++sends);
				KUNIT_EXPECT_EQ_MSG(test, fx->out_size,
						    rooms[i].out_size, "%s",
						    rooms[i].what);
			}
			c->call.out_len = rooms[i].out_len;
			KUNIT_EXPECT_EQ(test, caller_run(c), 0);
			KUNIT_EXPECT_EQ(test, fx->sends, ++sends);
		}
		fwctl_uctx_close(c->uctx);
		if (pass)
			break;
		fwctl_unregister(fx->fwctl);
		fwctl_put(fx->fwctl);
		add_device(fx, &whole_ops);
	}
}

static int fake_resume(struct device *dev)
{
	struct fixture *fx = dev_get_drvdata(dev);

	fx->resumes++;
	return fx->resume_error;
}

static struct dev_pm_domain fake_power = {
	.ops = { .runtime_resume = fake_resume },
};

/* The nearest ancestor with runtime PM is up for as long as the RPC flies. */
static void rpc_power(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct device *parent = fx->parent;
	struct caller *c;

	dev_set_drvdata(parent, fx);
	parent->pm_domain = &fake_power;
	pm_runtime_set_suspended(parent);
	pm_runtime_enable(parent);

	c = caller_new(fx);
	KUNIT_EXPECT_EQ(test, fx->resumes, 0);
	caller_start(c);
	wait_sends(fx, 1);
	KUNIT_EXPECT_EQ(test, fx->resumes, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&parent->power.usage_count), 1);
	/* leaving does not take the power from under the command */
	send_sig(SIGINT, c->thread, 1);
	caller_wait(c);
	KUNIT_EXPECT_EQ(test, c->ret, -EINTR);
	KUNIT_EXPECT_EQ(test, atomic_read(&parent->power.usage_count), 1);
	fwctl_rpc_complete(fx->held[0], 5);
	KUNIT_EXPECT_EQ(test, atomic_read(&parent->power.usage_count), 0);

	/* refusals do not power up */
	c->opcode = 99;
	caller_run(c);
	c->opcode = OP_READ;
	KUNIT_EXPECT_EQ(test, fx->resumes, 1);

	pm_runtime_suspend(parent);
	fx->resume_error = -EBUSY;
	KUNIT_EXPECT_EQ(test, caller_run(c), -EIO);
	KUNIT_EXPECT_EQ(test, c->diag.reason, FWCTL_REASON_POWER);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	KUNIT_EXPECT_EQ(test, atomic_read(&parent->power.usage_count), 0);
	KUNIT_EXPECT_EQ(test, fx->fwctl->in_flight, 0);
	KUNIT_EXPECT_EQ(test, fx->sends, 1);

	fwctl_uctx_close(c->uctx);
	pm_runtime_disable(parent);
	parent->pm_domain = NULL;
}

static void rpc_open(struct kunit *test)
{
	struct fixture *fx = test->priv;
	struct fwctl_device *fwctl = fx->fwctl;
	struct fwctl_uctx *uctx;
	struct caller *c;

	fx->open_error = -EBUSY;
	KUNIT_EXPECT_PTR_EQ(test, fwctl_uctx_open(fwctl), ERR_PTR(-EBUSY));
	KUNIT_EXPECT_EQ(test, fx->closes, 0);
	fx->open_error = 0;

	c = caller_new(fx);
	fwctl_unregister(fwctl);
	fx->fwctl = NULL;
	KUNIT_EXPECT_EQ(test, fx->closes, 1);
	uctx = fwctl_uctx_open(fwctl);
	KUNIT_EXPECT_PTR_EQ(test, uctx, ERR_PTR(-ENODEV));
	KUNIT_EXPECT_EQ(test, caller_run(c), -ENODEV);
	KUNIT_EXPECT_EQ(test, c->diag.sent, FWCTL_NOT_SENT);
	fwctl_uctx_close(c->uctx);
	KUNIT_EXPECT_EQ(test, fx->closes, 1);
	fwctl_put(fwctl);
	expect_released(fx);
}

static struct kunit_case rpc_cases[] = {
	KUNIT_CASE_PARAM(rpc_lifetimes, order_gen_params),
	KUNIT_CASE(rpc_timeout),
	KUNIT_CASE(rpc_leave_queue),
	KUNIT_CASE(rpc_turns),
	KUNIT_CASE(rpc_one_per_user),
	KUNIT_CASE(rpc_full_queue),
	KUNIT_CASE(rpc_reports),
	KUNIT_CASE(rpc_answer_lengths),
	KUNIT_CASE(rpc_buffers),
	KUNIT_CASE(rpc_refusals),
	KUNIT_CASE(rpc_narrow),
	KUNIT_CASE(rpc_limits),
	KUNIT_CASE(rpc_selectors),
	KUNIT_CASE(rpc_room),
	KUNIT_CASE(rpc_power),
	KUNIT_CASE(rpc_open),
	{}
};

static struct kunit_suite rpc_suite = {
	.name = "fwctl_rpc",
	.init = rpc_init,
	.exit = rpc_exit,
	.test_cases = rpc_cases,
};

kunit_test_suite(rpc_suite);
