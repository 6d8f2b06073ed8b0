// SPDX-License-Identifier: GPL-2.0
/*
 * Requests to an NVMe controller that are to be refused, each with a diagnosis
 * that names the field; and reads whose callers do not wait for the answer.
 *
 * The controller is QEMU's. Nothing here changes anything in it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <kselftest_harness.h>

#include "nvme_lib.h"

FIXTURE(requests)
{
	int fd;
	struct nvme_call *call;
};

FIXTURE_SETUP(requests)
{
	self->fd = nvme_open();
	if (self->fd < 0 && errno == ENOENT)
		SKIP(return, "this machine has no NVMe controller");
	ASSERT_GE(self->fd, 0);
	self->call = calloc(1, sizeof(*self->call));
	ASSERT_NE(NULL, self->call);
}

FIXTURE_TEARDOWN(requests)
{
	/* whatever was asked of it, it goes on */
	EXPECT_TRUE(nvme_answers(self->fd));
	close(self->fd);
	free(self->call);
}

/* How a call is refused: before anything is sent, and for this of that */
#define EXPECT_REFUSED(_error, _reason, _rule, _field) do {		\
	EXPECT_EQ(_error, nvme_call(self->fd, self->call))		\
		TH_LOG("%s", self->call->diag.text);			\
	EXPECT_EQ(FWCTL_REASON_##_reason, self->call->diag.reason);	\
	EXPECT_EQ(FWCTL_RULE_##_rule, self->call->diag.rule)		\
		TH_LOG("%s", self->call->diag.text);			\
	EXPECT_STREQ(_field, self->call->diag.field);			\
	EXPECT_EQ(FWCTL_NOT_SENT, self->call->diag.sent);		\
	EXPECT_EQ(0, self->call->arg.out_len);				\
	EXPECT_EQ(0xee, self->call->out[0]);				\
} while (0)

TEST_F(requests, headers)
{
	struct nvme_call *call = self->call;
	__u32 len;

	for (len = 0; len < 80; len++) {
		if (len == IN)
			continue;
		nvme_begin_smart(call);
		call->in_len = len;
		if (len < IN)
			EXPECT_REFUSED(EINVAL, REQUEST, SHORT, "");
		else
			EXPECT_REFUSED(EINVAL, REQUEST, LONG, "");
	}
	nvme_begin_smart(call);
	call->in_len = FWCTL_MAX_LEN + 1;
	EXPECT_EQ(EMSGSIZE, nvme_call(self->fd, call));
	nvme_begin_smart(call);
	call->room = FWCTL_MAX_LEN + 1;
	EXPECT_EQ(EMSGSIZE, nvme_call(self->fd, call));
	nvme_begin_smart(call);
	call->in_len = FWCTL_MAX_LEN;
	EXPECT_EQ(EFAULT, nvme_call(self->fd, call));
}

/* Reserved bytes, and dwords that the command does not have */
TEST_F(requests, undescribed)
{
	struct nvme_call *call = self->call;
	__u32 bit;

	for (bit = 8; bit < IN * 8; bit++) {
		nvme_begin_smart(call);
		call->bytes[bit / 8] ^= 1 << bit % 8;
		/* NSID, and what tells one log from another, are described */
		if (bit / 32 == 1) {
			EXPECT_REFUSED(EINVAL, REQUEST, NAMED, "nsid");
		} else if (bit / 8 == 8 || bit / 8 == 9) {
			/* another log may want more than this one does */
			if (nvme_call(self->fd, call) == EINVAL)
				EXPECT_STRNE("smart-log", call->diag.command);
		} else {
			EXPECT_REFUSED(EINVAL, REQUEST, ZERO, "");
			EXPECT_EQ(bit / 8, call->diag.offset + call->diag.bit / 8)
				TH_LOG("%s", call->diag.text);
		}
	}
}

TEST_F(requests, fields)
{
	static const struct {
		__u8 opcode;
		__u32 nsid;
		__u32 cdw10;
		__u32 cdw11;
		__u32 length;
		__u32 rule;
		const char *field;
		const char *command;
	} cases[] = {
		{ GET_LOG_PAGE, ALL, 0x01 | RAE, 0, 0, FWCTL_RULE_RANGE,
		  "entries", "error-log" },
		/* ELPE is 0: one entry */
		{ GET_LOG_PAGE, ALL, 0x01 | RAE, 0, 2, FWCTL_RULE_LIMIT,
		  "entries", "error-log" },
		{ GET_LOG_PAGE, ALL, 0x01 | RAE, 0, 256, FWCTL_RULE_LIMIT,
		  "entries", "error-log" },
		{ GET_LOG_PAGE, ALL, 0x01 | RAE, 0, 257, FWCTL_RULE_RANGE,
		  "entries", "error-log" },
		/* 64 bytes times this is 64 again, in 32 bits */
		{ GET_LOG_PAGE, ALL, 0x01 | RAE, 0, 0x4000001, FWCTL_RULE_RANGE,
		  "entries", "error-log" },
		{ GET_LOG_PAGE, ALL, 0x01 | RAE, 0, ALL, FWCTL_RULE_RANGE,
		  "entries", "error-log" },
		{ GET_LOG_PAGE, 2, 0x01 | RAE, 0, 1, FWCTL_RULE_NAMED, "nsid",
		  "error-log" },
		/* lengths that the user gives: NUMDL, NUMDU */
		{ GET_LOG_PAGE, ALL, 0x02 | RAE | 0x10000, 0, 0,
		  FWCTL_RULE_ZERO, "", "smart-log" },
		{ GET_LOG_PAGE, ALL, 0x02 | RAE, 1, 0, FWCTL_RULE_ZERO, "",
		  "smart-log" },
		{ GET_LOG_PAGE, ALL, 0x02 | RAE, 0, 1, FWCTL_RULE_ZERO, "",
		  "smart-log" },
		{ IDENTIFY, 1, 0x01, 0, 0, FWCTL_RULE_ZERO, "",
		  "identify-controller" },
		{ IDENTIFY, 0, 0x01 | 0x10000, 0, 0, FWCTL_RULE_ZERO, "",
		  "identify-controller" },
		{ IDENTIFY, ALL, 0x02, 0, 0, FWCTL_RULE_RANGE, "nsid",
		  "active-namespaces" },
		{ IDENTIFY, 0, 0x1c, 0, 0, FWCTL_RULE_FIXED, "cntid",
		  "command-sets" },
		{ GET_FEATURES, 0, 0x04 | 3 << 8, 0, 0, FWCTL_RULE_NAMED,
		  "select", "get-temperature-threshold" },
		{ GET_FEATURES, 0, 0x04 | 1 << 11, 0, 0, FWCTL_RULE_ZERO, "",
		  "get-temperature-threshold" },
		{ GET_FEATURES, 0, 0x04, 0xf << 16, 0, FWCTL_RULE_NAMED,
		  "threshold_sensor", "get-temperature-threshold" },
		{ GET_FEATURES, 0, 0x04, 3 << 20, 0, FWCTL_RULE_NAMED,
		  "threshold_type", "get-temperature-threshold" },
		{ SET_FEATURES, 0, 0x04 | 1U << 31, 0x157, 0, FWCTL_RULE_ZERO,
		  "", "set-temperature-threshold" },
		{ SET_FEATURES, 0, 0x04, 0x157 | 9 << 16, 0, FWCTL_RULE_NAMED,
		  "threshold_sensor", "set-temperature-threshold" },
		{ SET_FEATURES, 0, 0x02, 7 << 5, 0, FWCTL_RULE_NAMED,
		  "workload_hint", "set-power-management" },
	};
	struct nvme_call *call = self->call;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		nvme_begin(call, cases[i].opcode, cases[i].nsid, cases[i].cdw10);
		nvme_in(call)->cdw11 = cases[i].cdw11;
		nvme_in(call)->length = cases[i].length;
		call->arg.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
		EXPECT_EQ(EINVAL, nvme_call(self->fd, call))
			TH_LOG("case %zu", i);
		EXPECT_EQ(cases[i].rule, call->diag.rule)
			TH_LOG("case %zu: %s", i, call->diag.text);
		EXPECT_STREQ(cases[i].field, call->diag.field);
		EXPECT_STREQ(cases[i].command, call->diag.command);
		EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
	}
}

/* Nothing that is not in the table, nor what this controller does not have */
TEST_F(requests, commands)
{
	static const __u8 opcodes[] = {
		0x00, 0x01, 0x04, 0x05, 0x08, 0x0c, 0x0d, 0x10, 0x11, 0x15,
		0x18, 0x19, 0x1c, 0x1d, 0x1e, 0x7c, 0x7f, 0x80, 0x81, 0x82,
		0x84, 0x86, 0xc0, 0xff,
	};
	static const __u32 lacks[] = {
		0x06, 0x07, 0x0d, 0x107, 0x10d, 0x20d, 0x30d, 0x08, 0x8008,
		0x8009, 0x800c, 0x810c, 0x8081,
	};
	struct nvme_call *call = self->call;
	size_t i;

	for (i = 0; i < sizeof(opcodes); i++) {
		nvme_begin(call, opcodes[i], 1, 0);
		call->arg.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
		EXPECT_REFUSED(EOPNOTSUPP, COMMAND, NONE, "");
	}
	for (i = 0; i < sizeof(lacks) / sizeof(lacks[0]); i++) {
		nvme_begin(call, GET_LOG_PAGE, ALL, lacks[i]);
		nvme_in(call)->length = 1;
		EXPECT_REFUSED(EOPNOTSUPP, UNSUPPORTED, NONE, "");
	}
	/* a log, a CNS and a feature of which there is no row */
	nvme_begin(call, GET_LOG_PAGE, ALL, 0xc0 | RAE);
	EXPECT_REFUSED(EOPNOTSUPP, COMMAND, NONE, "");
	nvme_begin(call, GET_LOG_PAGE, ALL, 0x02 | RAE | 0x100);
	EXPECT_REFUSED(EOPNOTSUPP, COMMAND, NONE, "");
	nvme_begin(call, IDENTIFY, 0, 0x14);
	EXPECT_REFUSED(EOPNOTSUPP, COMMAND, NONE, "");
	nvme_begin(call, GET_FEATURES, 0, 0x81);
	EXPECT_REFUSED(EOPNOTSUPP, COMMAND, NONE, "");
	nvme_begin(call, SET_FEATURES, 0, 0x07);
	EXPECT_REFUSED(EOPNOTSUPP, COMMAND, NONE, "");
}

/* Room for none of the response, for some, and for one byte less than all */
TEST_F(requests, room)
{
	static const __u32 rooms[] = { 0, 1, 2, 7, 8, 9, OUT + 511, OUT + 512,
				       OUT + 513 };
	struct nvme_call *call = self->call;
	__u8 whole[OUT + 512];
	size_t i, j;

	nvme_begin_smart(call);
	ASSERT_EQ(0, nvme_call(self->fd, call));
	ASSERT_EQ(OUT + 512, call->arg.out_len);
	memcpy(whole, call->out, sizeof(whole));
	for (i = 0; i < sizeof(rooms) / sizeof(rooms[0]); i++) {
		__u32 room = rooms[i];

		nvme_begin_smart(call);
		call->room = room;
		EXPECT_EQ(0, nvme_call(self->fd, call));
		EXPECT_EQ(OUT + 512, call->arg.out_len);
		if (room > sizeof(whole))
			room = sizeof(whole);
		EXPECT_EQ(0, memcmp(call->out, whole, room));
		for (j = room; j < sizeof(call->out); j++)
			ASSERT_EQ(0xee, call->out[j]);
	}
}

/* Offsets and lengths of a log that comes in parts, as the row has them */
TEST_F(requests, check_only)
{
	struct nvme_call *call = self->call;

	/* what is asked about is not sent */
	nvme_begin_smart(call);
	call->arg.flags = FWCTL_CALL_CHECK;
	EXPECT_EQ(0, nvme_call(self->fd, call));
	EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
	nvme_begin(call, SET_FEATURES, 0, 0x02);
	nvme_in(call)->cdw11 = 31;
	call->arg.flags = FWCTL_CALL_CHECK;
	call->arg.scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	EXPECT_EQ(0, nvme_call(self->fd, call));
	EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
}

/* --- Callers that do not wait --- */

#define NR_CALLERS 4
#define CALLS 100

/* So many more, if nobody's has timed out with the controller yet */
#define MORE_CALLS 4000

/* So many make them wait for a slot, and so many for the controller */
#define NR_BUSY 8
#define NR_READERS 8

struct caller {
	unsigned long good;
	unsigned long timed_out;
	unsigned long sent;	/* of those */
	int wrong;
};

static bool none_sent(const struct caller *callers)
{
	int i;

	for (i = 0; i < NR_CALLERS; i++)
		if (__atomic_load_n(&callers[i].sent, __ATOMIC_RELAXED))
			return false;
	return true;
}

static void calls(int fd, struct caller *callers, struct caller *caller)
{
	static struct nvme_call call;
	int i, error;

	for (i = 0; i < CALLS || (none_sent(callers) && i < MORE_CALLS); i++) {
		if (i & 1)
			nvme_begin_smart(&call);
		else
			nvme_begin(&call, IDENTIFY, 0, 1);
		call.arg.timeout_ms = 1;
		error = nvme_call(fd, &call);
		if (!error && !get_uint(call.out, 2)) {
			caller->good++;
		} else if (error == ETIMEDOUT) {
			caller->timed_out++;
			caller->sent += call.diag.sent == FWCTL_SENT;
		} else {
			caller->wrong = error ? error : -1;
			return;
		}
	}
}

static void keep_busy(int fd, bool reader)
{
	static struct nvme_call call;
	size_t len = 4 << 20;
	void *buf = mmap(NULL, len, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (reader) {
		fd = open("/dev/nvme0n1", O_RDONLY | O_DIRECT);
		while (pread(fd, buf, len, 0) == (ssize_t)len)
			;
		_exit(1);
	}
	for (;;) {
		nvme_begin(&call, GET_LOG_PAGE, ALL, 0x05);
		if (nvme_call(fd, &call))
			_exit(1);
	}
}

/* A timeout of 1 ms ends the caller's wait, and nothing else. */
TEST_F_TIMEOUT(requests, timeouts, 300)
{
	struct caller *callers;
	pid_t pids[NR_CALLERS], busy[NR_BUSY + NR_READERS];
	unsigned long made = 0, timed_out = 0, sent = 0;
	char state[16] = "";
	int i, status, log;
	char line[8192];

	callers = mmap(NULL, NR_CALLERS * sizeof(*callers),
		       PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, callers);
	log = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ASSERT_GE(log, 0);
	ASSERT_GE(lseek(log, 0, SEEK_END), 0);

	for (i = 0; i < NR_BUSY + NR_READERS; i++) {
		busy[i] = fork();
		ASSERT_GE(busy[i], 0);
		if (!busy[i])
			keep_busy(self->fd, i >= NR_BUSY);
	}
	for (i = 0; i < NR_CALLERS; i++) {
		pids[i] = fork();
		ASSERT_GE(pids[i], 0);
		if (!pids[i]) {
			calls(self->fd, callers, &callers[i]);
			_exit(0);
		}
	}
	for (i = 0; i < NR_CALLERS; i++) {
		EXPECT_EQ(pids[i], waitpid(pids[i], &status, 0));
		EXPECT_EQ(0, callers[i].wrong);
		made += callers[i].good + callers[i].timed_out;
		timed_out += callers[i].timed_out;
		sent += callers[i].sent;
	}
	for (i = 0; i < NR_BUSY + NR_READERS; i++) {
		/* not before: none of theirs has failed */
		EXPECT_EQ(0, kill(busy[i], SIGKILL));
		EXPECT_EQ(busy[i], waitpid(busy[i], &status, 0));
		EXPECT_TRUE(WIFSIGNALED(status));
	}
	TH_LOG("%lu of %lu calls timed out, %lu of them with the controller",
	       timed_out, made, sent);
	EXPECT_GE(made, NR_CALLERS * CALLS);
	EXPECT_GT(sent, 0);

	/* every later call works */
	for (i = 0; i < 20; i++)
		EXPECT_TRUE(nvme_answers(self->fd));
	EXPECT_GT(file_read("/sys/class/nvme/nvme0/state", state,
			    sizeof(state)), 0);
	EXPECT_EQ(0, strncmp(state, "live", 4));
	/* the controller has not been reset, nor has anything timed out */
	for (;;) {
		ssize_t len = read(log, line, sizeof(line) - 1);

		if (len < 0 && errno == EPIPE)
			continue;
		if (len < 0)
			break;
		line[len] = '\0';
		EXPECT_EQ(NULL, strstr(line, "nvme")) TH_LOG("%s", line);
	}
	close(log);
}

TEST_HARNESS_MAIN
