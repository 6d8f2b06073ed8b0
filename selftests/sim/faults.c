// SPDX-License-Identifier: GPL-2.0
/*
 * When things go wrong: faulty firmware, callers that leave, queues that are
 * full, power that does not come, devices that vanish. What is waited for is
 * seen, not slept for.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kselftest_harness.h>

#include "sim_lib.h"

/* At once, on a slow machine */
#define AT_ONCE_MS 1000

/* It ends, as slow as the machine may be. */
#define PATIENCE_MS 10000

/* Much longer than any test */
#define FOREVER_MS 300000

#define TRACING "/sys/kernel/tracing"

FIXTURE(faults)
{
	struct sim sim;
	struct sim_call call;
	struct sim_task *task[64];
	int nr_tasks;
};

FIXTURE_SETUP(faults)
{
	ASSERT_EQ(0, sim_create(&self->sim, 10));
}

FIXTURE_TEARDOWN(faults)
{
	while (self->nr_tasks)
		task_free(self->task[--self->nr_tasks]);
	sim_destroy(&self->sim);
}

#define EXECUTED sim_get(&self->sim, "executed")

#define SELF FIXTURE_DATA(faults)

/* A task that ends with the test; its call is a nop. */
static struct sim_task *add_task(SELF *self)
{
	struct sim_task *task = task_new(self->sim.fd);

	self->task[self->nr_tasks++] = task;
	sim_begin_nop(&task->call);
	return task;
}

static bool starts_and_sleeps(struct sim_task *task)
{
	return !task_start(task) && task_sleeps(task);
}

static void begin_set_config(struct sim_call *call, const char *value)
{
	sim_begin(call, 0, FWCTL_SIM_SET_CONFIG);
	sim_add_text(call, "asset_tag", 16);
	sim_add_text(call, value, 32);
}

/* --- Faulty firmware --- */

FIXTURE(firmware)
{
	struct sim sim;
	struct sim_call call;
};

FIXTURE_VARIANT(firmware)
{
	const char *fault;
	int error;
	__u32 reason;
	__u32 sent;
	__u32 out_flags;
	__u32 status;
	bool executed;
	int strays;		/* answers that nobody waits for */
	bool times_out;
	bool gone;
};

FIXTURE_SETUP(firmware)
{
	ASSERT_EQ(0, sim_create(&self->sim, 10));
}

FIXTURE_TEARDOWN(firmware)
{
	sim_destroy(&self->sim);
}

FIXTURE_VARIANT_ADD(firmware, none)
{
	.fault = "none", .sent = FWCTL_ANSWERED, .executed = true,
};

FIXTURE_VARIANT_ADD(firmware, never)
{
	.fault = "never", .error = ETIMEDOUT, .reason = FWCTL_REASON_TIMEOUT,
	.sent = FWCTL_SENT, .executed = true, .times_out = true,
};

FIXTURE_VARIANT_ADD(firmware, twice)
{
	.fault = "twice", .sent = FWCTL_ANSWERED, .executed = true, .strays = 1,
};

FIXTURE_VARIANT_ADD(firmware, late)
{
	.fault = "late", .error = ETIMEDOUT, .reason = FWCTL_REASON_TIMEOUT,
	.sent = FWCTL_SENT, .executed = true, .strays = 1, .times_out = true,
};

FIXTURE_VARIANT_ADD(firmware, too_short)
{
	.fault = "short", .error = EBADMSG, .reason = FWCTL_REASON_RESPONSE,
	.sent = FWCTL_ANSWERED, .executed = true,
};

FIXTURE_VARIANT_ADD(firmware, too_long)
{
	.fault = "long", .sent = FWCTL_ANSWERED, .executed = true,
	.out_flags = FWCTL_CALL_TRIMMED,
};

FIXTURE_VARIANT_ADD(firmware, garbage)
{
	.fault = "garbage", .error = EBADMSG, .reason = FWCTL_REASON_RESPONSE,
	.sent = FWCTL_ANSWERED, .executed = true,
};

FIXTURE_VARIANT_ADD(firmware, error)
{
	.fault = "error", .sent = FWCTL_ANSWERED, .executed = false,
	.out_flags = FWCTL_CALL_STATUS, .status = FWCTL_SIM_HARDWARE_ERROR,
};

FIXTURE_VARIANT_ADD(firmware, unsent)
{
	.fault = "unsent", .error = EIO, .reason = FWCTL_REASON_TRANSPORT,
	.sent = FWCTL_NOT_SENT,
};

FIXTURE_VARIANT_ADD(firmware, transport)
{
	.fault = "transport", .error = EIO, .reason = FWCTL_REASON_TRANSPORT,
	.sent = FWCTL_SENT,
};

FIXTURE_VARIANT_ADD(firmware, reset)
{
	.fault = "reset", .error = ECANCELED, .reason = FWCTL_REASON_RESET,
	.sent = FWCTL_SENT,
};

FIXTURE_VARIANT_ADD(firmware, vanish)
{
	.fault = "vanish", .error = ENODEV, .reason = FWCTL_REASON_REMOVED,
	.sent = FWCTL_SENT, .gone = true,
};

FIXTURE_VARIANT_ADD(firmware, oversize_count)
{
	.fault = "oversize_count", .error = EBADMSG,
	.reason = FWCTL_REASON_RESPONSE, .sent = FWCTL_ANSWERED,
	.executed = true,
};

/* Through CALL, then through RPC; each time the next one works. */
TEST_F(firmware, fault)
{
	struct sim_call *call = &self->call;
	int fd = self->sim.fd, strays = 0;
	long executed = 0;
	bool rpc = false;

	if (variant->times_out)
		ASSERT_EQ(0, sim_set(&self->sim, "transport_timeout_ms", "50"));
	for (;;) {
		int error;

		ASSERT_EQ(0, sim_set(&self->sim, "fault", "%s",
				     variant->fault));
		sim_begin(call, 0, FWCTL_SIM_LIST_CONFIG);
		error = rpc ? sim_rpc(fd, call) : sim_call(fd, call);
		EXPECT_EQ(variant->error, error);
		if (!rpc) {
			EXPECT_EQ(variant->reason, call->diag.reason);
			EXPECT_EQ(variant->error, (int)call->diag.error);
			EXPECT_EQ(variant->sent, call->diag.sent);
			EXPECT_EQ(variant->out_flags, call->out_flags);
			EXPECT_STREQ("list-config", call->diag.command);
			EXPECT_EQ(!variant->error, !call->diag.text[0]);
		}
		if (!error) {
			EXPECT_EQ(variant->status, call->status);
			EXPECT_EQ(call->out_len - SIM_HEADER,
				  get_uint(call->out + 4, 4));
		} else {
			EXPECT_EQ(0xee, call->out[0]);
		}
		if (variant->gone)
			break;

		executed += variant->executed;
		strays += variant->strays;
		EXPECT_EQ(0, sim_faults_left(&self->sim));
		EXPECT_TRUE(sim_becomes(&self->sim, "stray_answers", strays));
		EXPECT_TRUE(sim_becomes(&self->sim, "executed", executed));
		EXPECT_EQ(0, sim_nop(fd));
		EXPECT_EQ(++executed, sim_get(&self->sim, "executed"));
		if (rpc)
			break;
		rpc = true;
	}
	if (variant->gone) {
		__u64 end = now_ms() + PATIENCE_MS;

		while (sim_exists(self->sim.id) && now_ms() < end)
			sleep_ms(5);
		EXPECT_FALSE(sim_exists(self->sim.id));
		EXPECT_EQ(ENODEV, sim_nop(fd));
		close(fd);
		ASSERT_EQ(0, sim_create(&self->sim, self->sim.id));
		EXPECT_EQ(0, sim_nop(self->sim.fd));
	}
}

/* What a bad answer is told about: which rule, where */
TEST_F(faults, answers_that_are_wrong)
{
	struct sim_call *call = &self->call;
	int fd = self->sim.fd;

	ASSERT_EQ(0, sim_set(&self->sim, "fault", "oversize_count"));
	EXPECT_EQ(EBADMSG, sim_simple(fd, call, 0, FWCTL_SIM_LIST_CONFIG));
	EXPECT_EQ(FWCTL_RULE_COUNT, call->diag.rule);
	EXPECT_STREQ("count", call->diag.field);
	EXPECT_EQ(SIM_HEADER, call->diag.offset);
	EXPECT_EQ(65535, call->diag.value);
	EXPECT_EQ(0, call->out_len);

	ASSERT_EQ(0, sim_set(&self->sim, "fault", "oversize_count"));
	EXPECT_EQ(EBADMSG, sim_simple(fd, call, 0, FWCTL_SIM_GET_SETTINGS));
	EXPECT_EQ(FWCTL_RULE_LENGTH, call->diag.rule);
	EXPECT_STREQ("length", call->diag.field);
	EXPECT_EQ(SIM_HEADER, call->diag.offset);
	EXPECT_EQ(~0U, call->diag.value);

	/* without a count of its own it is the header's length */
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "oversize_count"));
	EXPECT_EQ(EBADMSG, sim_simple(fd, call, 0, FWCTL_SIM_GET_COUNTERS));
	EXPECT_EQ(FWCTL_RULE_LENGTH, call->diag.rule);
	EXPECT_EQ(4, call->diag.offset);

	ASSERT_EQ(0, sim_set(&self->sim, "fault", "short"));
	EXPECT_EQ(EBADMSG, sim_simple(fd, call, 0, FWCTL_SIM_GET_COUNTERS));
	EXPECT_EQ(FWCTL_RULE_SHORT, call->diag.rule);
	EXPECT_EQ(SIM_HEADER + 72 - 1, call->diag.value);
	EXPECT_EQ(SIM_HEADER + 72, call->diag.min);

	/* not even a header */
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "short"));
	begin_set_config(call, "x");
	EXPECT_EQ(EBADMSG, sim_call(fd, call));
	EXPECT_EQ(FWCTL_RULE_SHORT, call->diag.rule);
	EXPECT_EQ(SIM_HEADER - 1, call->diag.value);

	/* what is too much is dropped, and the header says so */
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "long"));
	EXPECT_EQ(0, sim_simple(fd, call, 0, FWCTL_SIM_GET_COUNTERS));
	EXPECT_EQ(FWCTL_CALL_TRIMMED, call->out_flags);
	EXPECT_EQ(SIM_HEADER + 72, call->out_len);
	EXPECT_EQ(72, get_uint(call->out + 4, 4));
	EXPECT_EQ(0xee, call->out[call->out_len]);
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "long"));
	begin_set_config(call, "y");
	EXPECT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(FWCTL_CALL_TRIMMED, call->out_flags);
	EXPECT_EQ(SIM_HEADER, call->out_len);

	/* of a secret in a wrong answer nothing is told */
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "short"));
	EXPECT_EQ(EBADMSG, sim_simple(fd, call, 0, FWCTL_SIM_GET_IDENTITY));
	EXPECT_EQ(NULL, memmem(&call->diag, sizeof(call->diag), "sixteen", 7));
}

TEST_F(faults, delay)
{
	__u64 start = now_ms();

	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "100"));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
	EXPECT_LE(start + 100 - TICK_MS, now_ms());
	EXPECT_EQ(1, EXECUTED);
}

/* --- Callers that leave --- */

TEST_F(faults, killed)
{
	struct sim_task *task = add_task(self);

	ASSERT_EQ(0, sim_set(&self->sim, "transport_timeout_ms", "%u",
			     FOREVER_MS));
	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "30000"));
	for (int i = 0; i < 2; i++) {
		task->rpc = i;
		ASSERT_TRUE(starts_and_sleeps(task));
		ASSERT_EQ(0, kill(task->pid, SIGKILL));
		EXPECT_TRUE(task_ends(task, AT_ONCE_MS));
	}
	/* others are served meanwhile, and removal does not wait, either */
	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "0"));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
	EXPECT_EQ(1, EXECUTED);
	EXPECT_EQ(0, sim_delete(self->sim.id));
}

/* The command is executed, whether its caller is there to see it or not. */
TEST_F(faults, killed_write_is_executed_once)
{
	struct sim_task *task = add_task(self);
	struct sim_call *call = &self->call;

	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "300"));
	begin_set_config(&task->call, "killed");
	ASSERT_TRUE(starts_and_sleeps(task));
	ASSERT_EQ(0, kill(task->pid, SIGKILL));
	EXPECT_TRUE(task_ends(task, AT_ONCE_MS));
	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "0"));
	EXPECT_TRUE(sim_becomes(&self->sim, "executed", 1));

	sim_begin(call, 0, FWCTL_SIM_GET_CONFIG);
	sim_add_text(call, "asset_tag", 16);
	ASSERT_EQ(0, sim_call(self->sim.fd, call));
	EXPECT_STREQ("killed", (char *)call->out + SIM_HEADER + 32);
	EXPECT_EQ(2, EXECUTED);
}

static void interrupted(struct __test_metadata *_metadata, SELF *self,
			bool restart)
{
	struct sim_task *task = add_task(self);
	struct sim_call *call = &self->call;

	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "1000"));
	task->handle = true;
	task->restart = restart;
	begin_set_config(&task->call, "once");
	ASSERT_TRUE(starts_and_sleeps(task));
	ASSERT_EQ(0, EXECUTED);
	ASSERT_EQ(0, kill(task->pid, SIGUSR1));
	ASSERT_TRUE(task_ends(task, PATIENCE_MS));
	EXPECT_EQ(EINTR, task->error);
	EXPECT_EQ(1, task->signals);
	EXPECT_EQ(FWCTL_REASON_SIGNAL, task->call.diag.reason);
	EXPECT_EQ(FWCTL_SENT, task->call.diag.sent);
	EXPECT_EQ(EINTR, (int)task->call.diag.error);
	EXPECT_EQ(0, task->call.out_len);
	EXPECT_GT(1000, task->took_ms);

	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "0"));
	EXPECT_TRUE(sim_becomes(&self->sim, "executed", 1));
	EXPECT_EQ(0, sim_simple(self->sim.fd, call, 0, FWCTL_SIM_GET_COUNTERS));
	EXPECT_EQ(2, get_uint(call->out + 8, 8));	/* commands */
	EXPECT_EQ(1, get_uint(call->out + 16, 8));	/* writes */
	EXPECT_EQ(0, sim_get(&self->sim, "stray_answers"));
}

TEST_F(faults, interrupted_write_is_executed_once)
{
	interrupted(_metadata, self, false);
}

TEST_F(faults, interrupted_write_is_not_restarted)
{
	interrupted(_metadata, self, true);
}

TEST_F(faults, interrupted_in_queue)
{
	struct sim_task *task;
	int i;

	ASSERT_EQ(0, sim_set(&self->sim, "transport_timeout_ms", "%u",
			     FOREVER_MS));
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "never 100"));
	for (i = 0; i < 4; i++)
		ASSERT_TRUE(starts_and_sleeps(add_task(self)));
	task = add_task(self);
	task->handle = true;
	task->restart = true;
	ASSERT_TRUE(starts_and_sleeps(task));
	ASSERT_EQ(0, kill(task->pid, SIGUSR1));
	ASSERT_TRUE(task_ends(task, PATIENCE_MS));
	EXPECT_EQ(EINTR, task->error);
	EXPECT_EQ(FWCTL_REASON_SIGNAL, task->call.diag.reason);
	EXPECT_EQ(FWCTL_NOT_SENT, task->call.diag.sent);
	EXPECT_EQ(96, sim_faults_left(&self->sim));
}

/* RPC could not tell whether it was sent, so it waits for the end. */
TEST_F(faults, rpc_is_not_interrupted)
{
	struct sim_task *task = add_task(self);
	int i;

	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "600"));
	task->handle = true;
	task->rpc = true;
	begin_set_config(&task->call, "whole");
	ASSERT_TRUE(starts_and_sleeps(task));
	for (i = 0; i < 3; i++) {
		ASSERT_EQ(0, kill(task->pid, SIGUSR1));
		sleep_ms(10);
	}
	ASSERT_TRUE(task_ends(task, PATIENCE_MS));
	EXPECT_EQ(0, task->error);
	EXPECT_EQ(0, task->call.status);
	EXPECT_LE(1, task->signals);
	EXPECT_LE(600 - TICK_MS, task->took_ms);
	EXPECT_EQ(1, EXECUTED);
}

TEST_F(faults, callers_timeout)
{
	struct sim_call *call = &self->call;
	__u64 start = now_ms();

	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "1000"));
	begin_set_config(call, "late");
	call->timeout_ms = 50;
	EXPECT_EQ(ETIMEDOUT, sim_call(self->sim.fd, call));
	EXPECT_LE(start + 50 - TICK_MS, now_ms());
	EXPECT_GT(start + 1000, now_ms());
	EXPECT_EQ(FWCTL_REASON_TIMEOUT, call->diag.reason);
	EXPECT_EQ(FWCTL_SENT, call->diag.sent);
	EXPECT_EQ(0, call->out_len);

	/* the next one is not held up, and the answer does not go astray */
	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "0"));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
	EXPECT_TRUE(sim_becomes(&self->sim, "executed", 2));
	EXPECT_EQ(0, sim_simple(self->sim.fd, call, 0, FWCTL_SIM_GET_COUNTERS));
	EXPECT_EQ(1, get_uint(call->out + 16, 8));	/* writes */
	EXPECT_EQ(0, sim_get(&self->sim, "stray_answers"));

	/* time enough */
	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "50"));
	sim_begin_nop(call);
	call->timeout_ms = PATIENCE_MS;
	EXPECT_EQ(0, sim_call(self->sim.fd, call));
	/* as long as can be said */
	call->timeout_ms = ~0U;
	EXPECT_EQ(0, sim_call(self->sim.fd, call));
}

/* --- Slots --- */

/* How many RPCs the transport has taken, of those that it never answers */
#define TAKEN (100 - sim_faults_left(&self->sim))

#define NEVER_ANSWER do {						\
	ASSERT_EQ(0, sim_set(&self->sim, "transport_timeout_ms", "%u",	\
			     FOREVER_MS));				\
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "never 100"));	\
} while (0)

TEST_F(faults, queue_timeout)
{
	struct sim_call *call = &self->call;
	int i;

	NEVER_ANSWER;
	for (i = 0; i < 4; i++)
		ASSERT_TRUE(starts_and_sleeps(add_task(self)));
	EXPECT_EQ(4, TAKEN);
	sim_begin_nop(call);
	call->timeout_ms = 50;
	EXPECT_EQ(ETIMEDOUT, sim_call(self->sim.fd, call));
	EXPECT_EQ(FWCTL_REASON_BUSY, call->diag.reason);
	EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
	EXPECT_EQ(4, TAKEN);
	/* what asks for nothing does not queue */
	call->flags = FWCTL_CALL_CHECK;
	EXPECT_EQ(0, sim_call(self->sim.fd, call));
}

TEST_F(faults, at_most_four_in_flight)
{
	int i;

	NEVER_ANSWER;
	for (i = 0; i < 7; i++)
		ASSERT_TRUE(starts_and_sleeps(add_task(self)));
	EXPECT_EQ(4, TAKEN);
	/* one that waits leaves: no slot gets free */
	ASSERT_EQ(0, kill(self->task[5]->pid, SIGKILL));
	ASSERT_TRUE(task_ends(self->task[5], AT_ONCE_MS));
	EXPECT_EQ(4, TAKEN);
	/* one in flight leaves: its slot stays with the transport */
	ASSERT_EQ(0, kill(self->task[0]->pid, SIGKILL));
	ASSERT_TRUE(task_ends(self->task[0], AT_ONCE_MS));
	EXPECT_EQ(4, TAKEN);
	for (i = 1; i < 7; i++)
		EXPECT_EQ(i == 5, self->task[i]->pid < 0);
}

/* A slot is given back when the transport is done, and the next gets it. */
TEST_F(faults, slots_come_back)
{
	struct sim_call *call = &self->call;
	int i;

	ASSERT_EQ(0, sim_set(&self->sim, "transport_timeout_ms", "1000"));
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "never 4"));
	for (i = 0; i < 4; i++)
		ASSERT_TRUE(starts_and_sleeps(add_task(self)));
	sim_begin_nop(call);
	EXPECT_EQ(0, sim_call(self->sim.fd, call));
	for (i = 0; i < 4; i++) {
		ASSERT_TRUE(task_ends(self->task[i], PATIENCE_MS));
		EXPECT_EQ(ETIMEDOUT, self->task[i]->error);
	}
}

TEST_F(faults, one_for_each_user)
{
	struct sim_task *task;
	int i;

	NEVER_ANSWER;
	for (i = 0; i < 3; i++) {
		task = add_task(self);
		task->uid = NOBODY;
		ASSERT_TRUE(starts_and_sleeps(task));
		EXPECT_EQ(1, TAKEN);
	}
	task = add_task(self);
	task->uid = NOBODY - 1;
	ASSERT_TRUE(starts_and_sleeps(task));
	EXPECT_EQ(2, TAKEN);
	ASSERT_TRUE(starts_and_sleeps(add_task(self)));
	EXPECT_EQ(3, TAKEN);
	ASSERT_TRUE(starts_and_sleeps(add_task(self)));
	EXPECT_EQ(4, TAKEN);
}

TEST_F(faults, root_does_not_starve)
{
	struct sim_call *call = &self->call;
	long executed;
	int i;

	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "2000"));
	for (i = 0; i < 50; i++) {
		struct sim_task *task = add_task(self);

		/* at once: the first are served before the last are there */
		task->uid = 1000 + i;
		ASSERT_EQ(0, task_start(task));
		ASSERT_TRUE(task_sleeps(task));
	}
	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "300"));

	/*
	 * The next slot that gets free is root's. The firmware counts what it
	 * executes: before it what was in flight, and at most three that came
	 * at the same time.
	 */
	executed = EXECUTED;
	ASSERT_EQ(0, sim_simple(self->sim.fd, call, 0, FWCTL_SIM_GET_COUNTERS));
	EXPECT_GE(executed + 4 + 3 + 1, (long)get_uint(call->out + 8, 8));
	for (i = 0; i < 50; i++) {
		EXPECT_EQ(0, kill(self->task[i]->pid, SIGKILL));
		EXPECT_TRUE(task_ends(self->task[i], AT_ONCE_MS));
	}
}

/* --- Power --- */

static long power_get(const struct sim *sim, const char *file, char *text,
		      size_t len)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path),
		 "/sys/bus/platform/devices/fwctl_sim.%u/power/%s", sim->id,
		 file);
	return file_read(path, text, len);
}

TEST_F(faults, powered_while_spoken_to)
{
	struct sim_task *task = add_task(self);
	struct sim_call *call = &self->call;
	struct sim_description desc;
	struct fwctl_info info = { .size = sizeof(info) };
	int fd = self->sim.fd;
	char text[64];

	/* an open file, what the kernel knows, and refusals need no power */
	ASSERT_EQ(0, sim_ioctl(fd, FWCTL_INFO, &info));
	ASSERT_EQ(0, sim_describe(fd, 32768, &desc));
	sim_description_free(&desc);
	sim_begin_nop(call);
	call->flags = FWCTL_CALL_CHECK;
	ASSERT_EQ(0, sim_call(fd, call));
	sim_begin_nop(call);
	call->in[SIM_HEADER] = 10;
	EXPECT_EQ(EINVAL, sim_call(fd, call));
	EXPECT_EQ(0, sim_get(&self->sim, "resumes"));
	EXPECT_EQ(0, sim_get(&self->sim, "powered"));
	ASSERT_LT(0, power_get(&self->sim, "runtime_status", text,
			       sizeof(text)));
	EXPECT_STREQ("suspended\n", text);

	/* an RPC does, and not for long */
	EXPECT_EQ(0, sim_nop(fd));
	EXPECT_EQ(1, sim_get(&self->sim, "resumes"));
	EXPECT_TRUE(sim_becomes(&self->sim, "powered", 0));
	EXPECT_EQ(1, sim_get(&self->sim, "suspends"));
	ASSERT_LT(0, power_get(&self->sim, "runtime_status", text,
			       sizeof(text)));
	EXPECT_STREQ("suspended\n", text);

	/* as long as it takes, longer than the autosuspend delay */
	ASSERT_LT(0, power_get(&self->sim, "autosuspend_delay_ms", text,
			       sizeof(text)));
	ASSERT_GT(200, atoi(text));
	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "1500"));
	ASSERT_TRUE(starts_and_sleeps(task));
	EXPECT_EQ(1, sim_get(&self->sim, "powered"));
	sleep_ms(200);
	EXPECT_EQ(1, EXECUTED);
	EXPECT_EQ(1, sim_get(&self->sim, "powered"));
	EXPECT_EQ(1, sim_get(&self->sim, "suspends"));
	ASSERT_TRUE(task_ends(task, PATIENCE_MS));
	EXPECT_EQ(0, task->error);
	EXPECT_TRUE(sim_becomes(&self->sim, "suspends", 2));
	EXPECT_EQ(0, sim_get(&self->sim, "powered"));
}

/* The power stays with the transport when the caller has left. */
TEST_F(faults, powered_when_caller_left)
{
	struct sim_task *task = add_task(self);
	char path[PATH_MAX];

	snprintf(path, sizeof(path),
		 "/sys/bus/platform/devices/fwctl_sim.%u/power/autosuspend_delay_ms",
		 self->sim.id);
	ASSERT_EQ(0, file_write(path, "0"));
	ASSERT_EQ(0, sim_set(&self->sim, "delay_ms", "500"));
	ASSERT_TRUE(starts_and_sleeps(task));
	ASSERT_EQ(0, kill(task->pid, SIGKILL));
	ASSERT_TRUE(task_ends(task, AT_ONCE_MS));
	EXPECT_EQ(1, sim_get(&self->sim, "powered"));
	EXPECT_EQ(0, EXECUTED);
	EXPECT_TRUE(sim_becomes(&self->sim, "powered", 0));
	EXPECT_EQ(1, EXECUTED);
	EXPECT_EQ(1, sim_get(&self->sim, "resumes"));
}

TEST_F(faults, no_power)
{
	struct sim_call *call = &self->call;
	int fd = self->sim.fd;

	ASSERT_EQ(0, sim_set(&self->sim, "resume_error", "%u", ENXIO));
	sim_begin_nop(call);
	EXPECT_EQ(EIO, sim_call(fd, call));
	EXPECT_EQ(FWCTL_REASON_POWER, call->diag.reason);
	EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
	EXPECT_EQ(EIO, (int)call->diag.error);
	EXPECT_EQ(EIO, sim_rpc(fd, call));
	EXPECT_EQ(0, EXECUTED);
	EXPECT_EQ(0, sim_get(&self->sim, "resumes"));

	/* no slot and no power reference was lost */
	for (int i = 0; i < 10; i++)
		EXPECT_EQ(EIO, sim_call(fd, call));
	ASSERT_EQ(0, sim_set(&self->sim, "resume_error", "0"));
	EXPECT_EQ(0, sim_nop(fd));
	EXPECT_EQ(1, EXECUTED);
	EXPECT_TRUE(sim_becomes(&self->sim, "powered", 0));
}

/* --- Taint --- */

#define TAINT_USER_BIT 6

static bool is_tainted(void)
{
	return file_get("/proc/sys/kernel/tainted") >> TAINT_USER_BIT & 1;
}

/* Lines of the kernel's log with @text */
static int count_log(const char *text)
{
	static char log[1 << 20];
	int len = klogctl(3, log, sizeof(log) - 1), nr = 0;
	const char *at = log;

	if (len < 0)
		return -1;
	log[len] = '\0';
	while ((at = strstr(at, text))) {
		nr++;
		at++;
	}
	return nr;
}

TEST_F(faults, taint)
{
	struct sim_call *call = &self->call;
	int fd = self->sim.fd;
	char line[128];

	/* Nothing clears it. */
	if (is_tainted())
		SKIP(return, "the kernel is tainted already");

	/* what has no such effect, whatever the label */
	sim_begin_nop(call);
	call->scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	EXPECT_EQ(0, sim_call(fd, call));
	begin_set_config(call, "taint");
	call->scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	EXPECT_EQ(0, sim_call(fd, call));
	sim_begin(call, FWCTL_RPC_DEBUG_WRITE_FULL, FWCTL_SIM_LOCATE);
	sim_add_u8(call, 1);
	EXPECT_EQ(0, sim_call(fd, call));
	EXPECT_FALSE(is_tainted());

	/* what is refused, at the last moment, too */
	sim_begin(call, FWCTL_RPC_DEBUG_WRITE, FWCTL_SIM_WRITE_REGISTER);
	sim_add_u32(call, 1);
	sim_add_u32(call, 0);
	sim_add_u32(call, 0);
	EXPECT_EQ(EINVAL, sim_call(fd, call));
	put_uint(call->in + 16, 4, FWCTL_SIM_UNLOCK);
	call->scope = FWCTL_RPC_DEBUG_READ_ONLY;
	EXPECT_EQ(EPERM, sim_call(fd, call));
	call->scope = FWCTL_RPC_DEBUG_WRITE;
	call->flags = FWCTL_CALL_CHECK;
	EXPECT_EQ(0, sim_call(fd, call));
	call->flags = 0;
	ASSERT_EQ(0, sim_set(&self->sim, "resume_error", "%u", EIO));
	/* or it would be powered still */
	ASSERT_TRUE(sim_becomes(&self->sim, "powered", 0));
	EXPECT_EQ(EIO, sim_call(fd, call));
	ASSERT_EQ(0, sim_set(&self->sim, "resume_error", "0"));
	EXPECT_FALSE(is_tainted());
	EXPECT_EQ(0, count_log("which taints the kernel"));

	EXPECT_EQ(0, sim_call(fd, call));
	EXPECT_TRUE(is_tainted());
	snprintf(line, sizeof(line),
		 "%s: faults[%d] sends write-register, which taints the kernel",
		 self->sim.name, getpid());
	EXPECT_EQ(1, count_log(line));
	/* said once */
	EXPECT_EQ(0, sim_call(fd, call));
	sim_begin(call, FWCTL_RPC_DEBUG_WRITE_FULL, FWCTL_SIM_RESET);
	sim_add_u8(call, 1);
	EXPECT_EQ(0, sim_call(fd, call));
	EXPECT_EQ(1, count_log("which taints the kernel"));
}

/* --- Removal --- */

enum removal { DELETE, UNBIND, UNLOAD };

static int remove_device(SELF *self, enum removal how)
{
	switch (how) {
	case DELETE:
		return sim_delete(self->sim.id);
	case UNBIND:
		return file_write("/sys/bus/platform/drivers/fwctl_sim/unbind",
				  "fwctl_sim.%u", self->sim.id);
	default:
		return module_unload("fwctl_sim");
	}
}

static void removed(struct __test_metadata *_metadata, SELF *self,
		    enum removal how)
{
	unsigned int id = self->sim.id;
	struct sim_description desc;
	int fd = self->sim.fd, i;
	struct fwctl_info info = { .size = sizeof(info) };
	struct sim_call *call = &self->call;
	__u64 start;

	/* four in flight, two of them through RPC; two wait for a slot */
	NEVER_ANSWER;
	for (i = 0; i < 6; i++) {
		struct sim_task *task = add_task(self);

		task->rpc = i & 1;
		ASSERT_TRUE(starts_and_sleeps(task));
	}
	ASSERT_EQ(4, TAKEN);

	start = now_ms();
	ASSERT_EQ(0, remove_device(self, how));
	EXPECT_GT(start + AT_ONCE_MS, now_ms());
	for (i = 0; i < 6; i++) {
		struct sim_task *task = self->task[i];

		EXPECT_TRUE(task_ends(task, AT_ONCE_MS));
		EXPECT_EQ(ENODEV, task->error);
		if (task->rpc)
			continue;
		EXPECT_EQ(FWCTL_REASON_REMOVED, task->call.diag.reason);
		EXPECT_EQ(i < 4 ? FWCTL_SENT : FWCTL_NOT_SENT,
			  task->call.diag.sent);
		EXPECT_EQ(0, task->call.out_len);
	}

	/* the open file is an empty shell */
	EXPECT_EQ(ENODEV, sim_nop(fd));
	EXPECT_EQ(ENODEV, sim_ioctl(fd, FWCTL_INFO, &info));
	EXPECT_EQ(ENODEV, sim_describe(fd, 4096, &desc));
	EXPECT_NE(0, access(self->sim.node, F_OK));

	/* another one of the same number is there at once, and is another one */
	if (how == UNLOAD)
		ASSERT_EQ(0, module_load("fwctl_sim"));
	ASSERT_EQ(0, sim_create(&self->sim, id));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
	EXPECT_EQ(1, sim_get(&self->sim, "files"));
	sim_begin_nop(call);
	EXPECT_EQ(ENODEV, sim_call(fd, call));
	EXPECT_EQ(FWCTL_REASON_REMOVED, call->diag.reason);
	EXPECT_EQ(0, close(fd));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
	EXPECT_EQ(1, sim_get(&self->sim, "files"));
}

TEST_F(faults, deleted_with_rpcs_in_flight)
{
	removed(_metadata, self, DELETE);
}

TEST_F(faults, unbound_with_rpcs_in_flight)
{
	removed(_metadata, self, UNBIND);
}

TEST_F(faults, unloaded_with_rpcs_in_flight)
{
	removed(_metadata, self, UNLOAD);
}

/* Unbound and bound, without the device that it is on being made anew */
TEST_F(faults, bound_again)
{
	int fd = self->sim.fd;

	ASSERT_EQ(0, remove_device(self, UNBIND));
	EXPECT_EQ(ENODEV, sim_nop(fd));
	ASSERT_EQ(0, file_write("/sys/bus/platform/drivers/fwctl_sim/bind",
				"fwctl_sim.%u", self->sim.id));
	EXPECT_EQ(ENODEV, sim_nop(fd));
	close(fd);
	ASSERT_EQ(0, sim_find(self->sim.id, self->sim.name,
			      sizeof(self->sim.name)));
	snprintf(self->sim.node, sizeof(self->sim.node), "/dev/fwctl/%s",
		 self->sim.name);
	self->sim.fd = open(self->sim.node, O_RDWR);
	ASSERT_LE(0, self->sim.fd);
	EXPECT_EQ(0, sim_nop(self->sim.fd));
}

/* The caller has left when the device goes. */
TEST_F(faults, deleted_after_caller_left)
{
	struct sim_task *task = add_task(self);

	NEVER_ANSWER;
	ASSERT_TRUE(starts_and_sleeps(task));
	ASSERT_EQ(0, kill(task->pid, SIGKILL));
	ASSERT_TRUE(task_ends(task, AT_ONCE_MS));
	close(self->sim.fd);
	self->sim.fd = -1;
	ASSERT_EQ(0, sim_delete(self->sim.id));
	ASSERT_EQ(0, sim_create(&self->sim, self->sim.id));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
}

/* --- Tracepoints --- */

#define INSTANCE TRACING "/instances/fwctl_test"

/* The event of that name whose line has @text; without a hashed pointer */
static bool find_event(const char *trace, const char *event, const char *text)
{
	char line[512];

	while (*trace) {
		size_t len = strcspn(trace, "\n");
		char *rpc, *end, *at;

		snprintf(line, sizeof(line), "%.*s", (int)len, trace);
		trace += len + !!trace[len];
		rpc = strstr(line, "rpc=");
		if (line[0] == '#' || !rpc)
			continue;
		end = rpc + strcspn(rpc, " ");
		memmove(rpc, end + !!*end, strlen(end + !!*end) + 1);
		/* not in the time in front of it */
		at = strstr(line, event);
		if (at && strstr(at, text))
			return true;
	}
	return false;
}

TEST_F(faults, tracepoints)
{
	static char trace[1 << 16];
	struct sim_call *call = &self->call;
	const char *name = self->sim.name;
	int fd = self->sim.fd;
	char text[256];

	ASSERT_TRUE(!mkdir(INSTANCE, 0700) || errno == EEXIST);
	ASSERT_EQ(0, file_write(INSTANCE "/trace", "\n"));
	ASSERT_EQ(0, file_write(INSTANCE "/events/fwctl/enable", "1"));

	EXPECT_EQ(0, sim_simple(fd, call, 1, FWCTL_SIM_GET_IDENTITY));
	sim_begin(call, 2, FWCTL_SIM_WRITE_REGISTER);
	sim_add_u32(call, 1);
	sim_add_u32(call, 0);
	sim_add_u32(call, FWCTL_SIM_UNLOCK);
	EXPECT_EQ(0, sim_call(fd, call));
	put_uint(call->in + 16, 4, 54321);
	EXPECT_EQ(EINVAL, sim_call(fd, call));
	ASSERT_EQ(0, sim_set(&self->sim, "fault", "transport"));
	sim_begin_nop(call);
	EXPECT_EQ(EIO, sim_call(fd, call));

	ASSERT_EQ(0, file_write(INSTANCE "/events/fwctl/enable", "0"));
	ASSERT_LT(0, file_read(INSTANCE "/trace", trace, sizeof(trace)));
	EXPECT_EQ(0, rmdir(INSTANCE));

	snprintf(text, sizeof(text),
		 "%s get-identity opcode=0x2 scope=1 effect=1 in_len=8", name);
	EXPECT_TRUE(find_event(trace, "fwctl_send: ", text));
	snprintf(text, sizeof(text), "%s result=88", name);
	EXPECT_TRUE(find_event(trace, "fwctl_complete: ", text));
	snprintf(text, sizeof(text),
		 "%s get-identity scope=1 in_len=8 out_len=88 error=0 reason=0 rule=0 field= sent=2",
		 name);
	EXPECT_TRUE(find_event(trace, "fwctl_call: ", text));

	snprintf(text, sizeof(text),
		 "%s write-register opcode=0x51 scope=2 effect=4 in_len=20",
		 name);
	EXPECT_TRUE(find_event(trace, "fwctl_send: ", text));
	snprintf(text, sizeof(text),
		 "%s write-register scope=2 in_len=20 out_len=0 error=%d reason=%d rule=%d field=unlock sent=0",
		 name, EINVAL, FWCTL_REASON_REQUEST, FWCTL_RULE_RANGE);
	EXPECT_TRUE(find_event(trace, "fwctl_call: ", text));

	snprintf(text, sizeof(text), "%s result=%d", name, -EIO);
	EXPECT_TRUE(find_event(trace, "fwctl_complete: ", text));
	snprintf(text, sizeof(text), "error=%d reason=%d", EIO,
		 FWCTL_REASON_TRANSPORT);
	EXPECT_TRUE(find_event(trace, "fwctl_call: ", text));

	/* neither what was sent nor what was refused, in no base */
	EXPECT_FALSE(find_event(trace, "fwctl_", "4711"));
	EXPECT_FALSE(find_event(trace, "fwctl_", "1267"));
	EXPECT_FALSE(find_event(trace, "fwctl_", "54321"));
	EXPECT_FALSE(find_event(trace, "fwctl_", "d431"));
	EXPECT_EQ(NULL, strstr(trace, "sixteen"));
}

TEST_HARNESS_MAIN
