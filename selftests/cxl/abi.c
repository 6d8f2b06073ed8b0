// SPDX-License-Identifier: GPL-2.0
/*
 * The interface of a CXL memory device, as its clients use it: bytes in and out,
 * errnos, and what is refused with which diagnosis. Runs on QEMU's memory
 * expander, the commands of which it knows.
 */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fwctl/cxl.h>
#include <fwctl/fwctl.h>

#include <kselftest_harness.h>

#define NOBODY 65534
#define GUARD 0xee
#define ROOM 8192

/* Bytes of the headers of requests and responses */
#define IN sizeof(struct fwctl_rpc_cxl)
#define OUT sizeof(struct fwctl_rpc_cxl_out)

/* Opcodes (CXL 3.1, 8.2.9) */
enum {
	GET_EVENT_RECORDS = 0x0100,
	GET_FW_INFO = 0x0200,
	GET_TIMESTAMP = 0x0300,
	SET_TIMESTAMP = 0x0301,
	GET_SUPPORTED_LOGS = 0x0400,
	GET_LOG = 0x0401,
	CLEAR_LOG = 0x0403,
	GET_SUPPORTED_FEATURES = 0x0500,
	IDENTIFY = 0x4000,
	GET_PARTITION_INFO = 0x4100,
	SET_PARTITION_INFO = 0x4101,
	GET_LSA = 0x4102,
	SET_LSA = 0x4103,
	GET_HEALTH_INFO = 0x4200,
	SANITIZE = 0x4400,
};

#define INVALID_INPUT 2

#define IDENTIFY_LEN 67

#define CEL \
	0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78, \
	0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17
#define LE32(x) (x) & 0xff, (x) >> 8 & 0xff, (x) >> 16 & 0xff, (x) >> 24

/**
 * struct call - A FWCTL_CALL, or FWCTL_RPC
 * @scope: of the request
 * @in: the request, header included
 * @in_len: bytes of it
 * @room: bytes at @out that the kernel is told of
 * @out: the response, header included; GUARD where nothing was written
 * @out_len: what the call said
 * @size: of the response's header
 * @retval: likewise
 * @diag: the diagnosis, of a FWCTL_CALL
 */
struct call {
	__u32 scope;
	__u8 in[ROOM];
	__u32 in_len;
	__u32 room;
	__u8 out[ROOM];
	__u32 out_len;
	__u32 size;
	__u32 retval;
	struct fwctl_diag diag;
};

static __u64 get(const __u8 *buf, __u32 size)
{
	__u64 value = 0;

	while (size--)
		value = value << 8 | buf[size];
	return value;
}

static void put(__u8 *buf, __u32 size, __u64 value)
{
	for (; size--; value >>= 8)
		*buf++ = value & 0xff;
}

static void begin(struct call *call, __u32 opcode, const void *payload,
		  __u32 len)
{
	memset(call, 0, sizeof(*call));
	put(call->in, 4, opcode);
	put(call->in + 8, 4, len);
	memcpy(call->in + IN, payload, len);
	call->in_len = IN + len;
	call->room = sizeof(call->out);
}

static void end(struct call *call)
{
	if (call->out_len >= OUT && call->room >= OUT) {
		call->size = get(call->out, 4);
		call->retval = get(call->out + 4, 4);
	}
}

static int send_call(int fd, struct call *call)
{
	struct fwctl_call arg = {
		.size = sizeof(arg),
		.scope = call->scope,
		.in_len = call->in_len,
		.out_len = call->room,
		.in = (uintptr_t)call->in,
		.out = (uintptr_t)call->out,
		.diag_len = sizeof(call->diag),
		.diag = (uintptr_t)&call->diag,
	};
	int ret;

	memset(call->out, GUARD, sizeof(call->out));
	ret = ioctl(fd, FWCTL_CALL, &arg) ? errno : 0;
	call->out_len = arg.out_len;
	end(call);
	return ret;
}

static int send_rpc(int fd, struct call *call)
{
	struct fwctl_rpc arg = {
		.size = sizeof(arg),
		.scope = call->scope,
		.in_len = call->in_len,
		.out_len = call->room,
		.in = (uintptr_t)call->in,
		.out = (uintptr_t)call->out,
	};
	int ret;

	memset(call->out, GUARD, sizeof(call->out));
	ret = ioctl(fd, FWCTL_RPC, &arg) ? errno : 0;
	call->out_len = arg.out_len;
	end(call);
	return ret;
}

static bool is_untouched(const struct call *call, __u32 from)
{
	for (; from < sizeof(call->out); from++)
		if (call->out[from] != GUARD)
			return false;
	return true;
}

static int open_device(void)
{
	char node[64];
	glob_t found;
	int fd = -1;

	if (!glob("/sys/bus/cxl/devices/mem0/fwctl/fwctl*", 0, NULL, &found)) {
		snprintf(node, sizeof(node), "/dev/fwctl%s",
			 strrchr(found.gl_pathv[0], '/'));
		fd = open(node, O_RDWR);
	}
	globfree(&found);
	return fd;
}

FIXTURE(cxl)
{
	int fd;
	struct call call;
};

FIXTURE_SETUP(cxl)
{
	self->fd = open_device();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(cxl)
{
	close(self->fd);
}

/* A call without a payload */
static int simple(int fd, struct call *call, __u32 opcode)
{
	begin(call, opcode, NULL, 0);
	return send_rpc(fd, call);
}

static int with(int fd, struct call *call, __u32 opcode, const void *payload,
		__u32 len)
{
	begin(call, opcode, payload, len);
	return send_rpc(fd, call);
}

TEST_F(cxl, info)
{
	__u8 data[16];
	struct fwctl_info info = {
		.size = sizeof(info),
		.device_data_len = sizeof(data),
		.out_device_data = (uintptr_t)data,
	};

	ASSERT_EQ(0, ioctl(self->fd, FWCTL_INFO, &info));
	EXPECT_EQ(2, info.out_device_type);
	EXPECT_EQ(0, info.device_data_len);
	EXPECT_EQ(16, sizeof(struct fwctl_rpc_cxl));
	EXPECT_EQ(8, sizeof(struct fwctl_rpc_cxl_out));
}

TEST_F(cxl, identify)
{
	struct call *call = &self->call;
	const __u8 *id = call->out + OUT;

	ASSERT_EQ(0, simple(self->fd, call, IDENTIFY));
	EXPECT_EQ(OUT + IDENTIFY_LEN, call->out_len);
	EXPECT_EQ(IDENTIFY_LEN, call->size);
	EXPECT_EQ(0, call->retval);
	EXPECT_EQ(0, memcmp(id, "BWFW VERSION 00", 15));
	/* 256 MiB of persistent memory */
	EXPECT_EQ(1, get(id + 16, 8));
	EXPECT_EQ(0, get(id + 24, 8));
	EXPECT_EQ(1, get(id + 32, 8));
	EXPECT_TRUE(is_untouched(call, OUT + IDENTIFY_LEN));
}

TEST_F(cxl, timestamp)
{
	struct call *call = &self->call;
	/* a second more than any clock of this test will show */
	const __u64 then = 4102444800ULL * 1000000000ULL;
	__u8 payload[8];
	__u64 now;

	put(payload, 8, then);
	begin(call, SET_TIMESTAMP, payload, 8);
	call->scope = FWCTL_RPC_DEBUG_WRITE_FULL;
	ASSERT_EQ(0, send_rpc(self->fd, call));
	EXPECT_EQ(OUT, call->out_len);
	EXPECT_EQ(0, call->size);
	EXPECT_EQ(0, call->retval);

	ASSERT_EQ(0, simple(self->fd, call, GET_TIMESTAMP));
	ASSERT_EQ(OUT + 8, call->out_len);
	now = get(call->out + OUT, 8);
	EXPECT_LE(then, now);
	EXPECT_GT(then + 60 * 1000000000ULL, now);
}

TEST_F(cxl, logs)
{
	struct call *call = &self->call;
	const __u8 cel[] = { CEL };
	__u8 whole[ROOM], payload[24] = { CEL };
	__u32 size, at, part, opcode;
	bool has_identify = false;

	ASSERT_EQ(0, simple(self->fd, call, GET_SUPPORTED_LOGS));
	ASSERT_EQ(1, get(call->out + OUT, 2));
	EXPECT_EQ(8 + 20, call->size);
	EXPECT_EQ(0, memcmp(call->out + OUT + 8, cel, 16));
	size = get(call->out + OUT + 24, 4);
	ASSERT_LT(0, size);
	ASSERT_GE(sizeof(whole), size);

	put(payload + 20, 4, size);
	ASSERT_EQ(0, with(self->fd, call, GET_LOG, payload, 24));
	ASSERT_EQ(OUT + size, call->out_len);
	memcpy(whole, call->out + OUT, size);
	for (at = 0; at < size; at += 4) {
		opcode = get(whole + at, 2);
		has_identify |= opcode == IDENTIFY;
	}
	EXPECT_TRUE(has_identify);

	/* from the beginning: this QEMU counts the offset in entries, not bytes */
	for (part = 4; part < size; part += 4) {
		put(payload + 20, 4, part);
		ASSERT_EQ(0, with(self->fd, call, GET_LOG, payload, 24));
		ASSERT_EQ(OUT + part, call->out_len);
		EXPECT_EQ(0, memcmp(call->out + OUT, whole, part));
	}
}

/* What the device refuses is no error of ours. */
TEST_F(cxl, firmware_error)
{
	struct call *call = &self->call;
	__u8 lsa[8];

	ASSERT_EQ(0, simple(self->fd, call, IDENTIFY));
	memcpy(lsa, call->out + OUT + 56, 4);
	put(lsa + 4, 4, 16);
	begin(call, GET_LSA, lsa, 8);
	ASSERT_EQ(0, send_call(self->fd, call));
	EXPECT_EQ(OUT, call->out_len);
	EXPECT_EQ(0, call->size);
	EXPECT_EQ(INVALID_INPUT, call->retval);
	EXPECT_EQ(FWCTL_ANSWERED, call->diag.sent);
	EXPECT_TRUE(is_untouched(call, OUT));
}

/* Other reads: their lengths, and a success */
TEST_F(cxl, reads)
{
	struct call *call = &self->call;
	const __u8 lsa[] = { LE32(4096), LE32(100) };
	__u32 i;

	ASSERT_EQ(0, simple(self->fd, call, GET_FW_INFO));
	EXPECT_EQ(80, call->size);
	EXPECT_EQ(0, call->retval);
	ASSERT_EQ(0, simple(self->fd, call, GET_PARTITION_INFO));
	EXPECT_EQ(32, call->size);
	for (i = 0; i < 4; i++) {
		const __u8 log = i;

		ASSERT_EQ(0, with(self->fd, call, GET_EVENT_RECORDS, &log, 1));
		EXPECT_LE(32, call->size);
	}
	ASSERT_EQ(0, with(self->fd, call, GET_LSA, lsa, 8));
	EXPECT_EQ(100, call->size);
	EXPECT_TRUE(is_untouched(call, OUT + 100));
}

/* Less room than the answer takes: nothing is sent, nothing is written. */
TEST_F(cxl, short_out_len)
{
	const __u8 lsa[] = { LE32(0), LE32(200) };
	const __u8 cel[] = { CEL, LE32(0), LE32(8) };
	static const __u8 stamp[8];
	const struct {
		__u32 opcode;
		const void *payload;
		__u32 len;
		__u32 need;
	} cases[] = {
		{ IDENTIFY, NULL, 0, OUT + IDENTIFY_LEN },
		{ GET_TIMESTAMP, NULL, 0, OUT + 8 },
		{ GET_SUPPORTED_LOGS, NULL, 0, OUT + 8 },
		{ GET_LSA, lsa, sizeof(lsa), OUT + 200 },
		{ GET_LOG, cel, sizeof(cel), OUT + 8 },
		{ SET_TIMESTAMP, stamp, sizeof(stamp), OUT },
	};
	struct call *call = &self->call;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const __u32 rooms[] = { 0, 1, OUT - 1, cases[i].need - 1 };
		size_t j;

		begin(call, cases[i].opcode, cases[i].payload, cases[i].len);
		call->scope = FWCTL_RPC_DEBUG_WRITE_FULL;
		for (j = 0; j < ARRAY_SIZE(rooms); j++) {
			call->room = rooms[j];
			EXPECT_EQ(EINVAL, send_rpc(self->fd, call));
			EXPECT_TRUE(is_untouched(call, 0));
			EXPECT_EQ(EINVAL, send_call(self->fd, call));
			EXPECT_EQ(FWCTL_REASON_ROOM, call->diag.reason);
			EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
			EXPECT_EQ(rooms[j], call->diag.value);
			EXPECT_EQ(cases[i].need, call->diag.min);
			EXPECT_NE(NULL, strstr(call->diag.text, "out_len"));
			EXPECT_TRUE(is_untouched(call, 0));
		}
		call->room = cases[i].need;
		EXPECT_EQ(0, send_rpc(self->fd, call));
		EXPECT_TRUE(is_untouched(call, cases[i].need));
	}
}

#define HONEST .op_size = ~0U, .in_len = ~0U

/* Requests that no honest client would make: why, and which field */
static const struct hostile {
	const char *what;
	__u32 opcode;
	__u8 payload[32];
	__u32 len;
	const char *field;
	__u32 rule;
	/* instead of what belongs there, unless ~0 */
	__u32 op_size;
	__u32 in_len;
	__u32 flags;
	__u32 reserved;
} hostiles[] = {
	{ "nothing", IDENTIFY, {}, 0, "", FWCTL_RULE_SHORT, .op_size = ~0U, .in_len = 0 },
	{ "a part of a header", IDENTIFY, {}, 0, "", FWCTL_RULE_SHORT, .op_size = ~0U,
	  .in_len = IN - 1 },
	{ "op_size beyond in_len", GET_LSA, { LE32(0), LE32(1) }, 8, "op_size",
	  FWCTL_RULE_LENGTH, .op_size = 9, .in_len = ~0U },
	{ "op_size far beyond in_len", GET_LSA, { LE32(0), LE32(1) }, 8,
	  "op_size", FWCTL_RULE_LIMIT, .op_size = 0x7fffffff, .in_len = ~0U },
	{ "op_size that wraps around", GET_LSA, { LE32(0), LE32(1) }, 8,
	  "op_size", FWCTL_RULE_LIMIT, .op_size = 0xfffffff8, .in_len = ~0U },
	{ "op_size that is too small", GET_LSA, { LE32(0), LE32(1) }, 8,
	  "op_size", FWCTL_RULE_LENGTH, .op_size = 7, .in_len = ~0U },
	{ "a payload that is too short", GET_LSA, { LE32(0) }, 4, "",
	  FWCTL_RULE_SHORT, HONEST },
	{ "a payload that is too long", GET_LSA, { LE32(0), LE32(1), 0 }, 9, "",
	  FWCTL_RULE_LONG, HONEST },
	{ "a payload that nothing needs", IDENTIFY, { 0 }, 1, "",
	  FWCTL_RULE_LONG, HONEST },
	{ "something behind op_size", IDENTIFY, { 0, 0, 0, 9 }, 4, "",
	  FWCTL_RULE_ZERO, .op_size = 0, .in_len = ~0U },
	{ "flags", IDENTIFY, {}, 0, "flags", FWCTL_RULE_FIXED, HONEST,
	  .flags = 0x80000000 },
	{ "reserved", IDENTIFY, {}, 0, "reserved", FWCTL_RULE_FIXED, HONEST,
	  .reserved = 1 },
	{ "no labels", GET_LSA, { LE32(0), LE32(0) }, 8, "length",
	  FWCTL_RULE_RANGE, HONEST },
	{ "more labels than the mailbox carries", GET_LSA,
	  { LE32(0), LE32(0x100000) }, 8, "length", FWCTL_RULE_LIMIT, HONEST },
	{ "more labels than can be", GET_LSA, { LE32(0), LE32(0xffffffff) }, 8,
	  "length", FWCTL_RULE_RANGE, HONEST },
	{ "labels behind the last", GET_LSA, { LE32(0xffffffff), LE32(1) }, 8,
	  "offset", FWCTL_RULE_LIMIT, HONEST },
	{ "a log's end far behind", GET_LOG,
	  { CEL, LE32(0xfffffffc), LE32(4) }, 24, "offset", FWCTL_RULE_LIMIT,
	  HONEST },
	{ "more of a log than can be", GET_LOG,
	  { CEL, LE32(0), LE32(0xfffffffc) }, 24, "length", FWCTL_RULE_LIMIT,
	  HONEST },
	{ "an event log that there is not", GET_EVENT_RECORDS, { 0xff }, 1,
	  "event_log", FWCTL_RULE_NAMED, HONEST },
};

TEST_F(cxl, hostile)
{
	struct call *call = &self->call;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(hostiles); i++) {
		const struct hostile *p = &hostiles[i];

		begin(call, p->opcode, p->payload, p->len);
		put(call->in + 4, 4, p->flags);
		put(call->in + 12, 4, p->reserved);
		if (p->op_size != ~0U)
			put(call->in + 8, 4, p->op_size);
		if (p->in_len != ~0U)
			call->in_len = p->in_len;
		EXPECT_EQ(EINVAL, send_call(self->fd, call)) {
			TH_LOG("%s", p->what);
		}
		EXPECT_EQ(FWCTL_REASON_REQUEST, call->diag.reason) {
			TH_LOG("%s: %s", p->what, call->diag.text);
		}
		EXPECT_EQ(p->rule, call->diag.rule) {
			TH_LOG("%s: %s", p->what, call->diag.text);
		}
		EXPECT_STREQ(p->field, call->diag.field) {
			TH_LOG("%s: %s", p->what, call->diag.text);
		}
		EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
		EXPECT_EQ(EINVAL, send_rpc(self->fd, call));
		EXPECT_TRUE(is_untouched(call, 0));
	}
}

/* Clients have one structure for all requests, and op_size says how much is */
TEST_F(cxl, padded)
{
	struct call *call = &self->call;
	const __u8 lsa[] = { LE32(0), LE32(16) };
	__u32 more;

	for (more = 0; more < 64; more += 7) {
		begin(call, GET_LSA, lsa, 8);
		call->in_len += more;
		ASSERT_EQ(0, send_rpc(self->fd, call));
		EXPECT_EQ(OUT + 16, call->out_len);
	}
}

TEST_F(cxl, refusals)
{
	static const struct {
		__u32 opcode;
		__u32 reason;
	} cases[] = {
		/* the table does not have them, whatever the device has */
		{ SET_LSA, FWCTL_REASON_COMMAND },
		{ SANITIZE, FWCTL_REASON_COMMAND },
		{ 0x0101, FWCTL_REASON_COMMAND },
		{ 0x14000, FWCTL_REASON_COMMAND },
		{ 0xffffffff, FWCTL_REASON_COMMAND },
		/* this device does not */
		{ GET_HEALTH_INFO, FWCTL_REASON_UNSUPPORTED },
		{ GET_SUPPORTED_FEATURES, FWCTL_REASON_UNSUPPORTED },
		{ SET_PARTITION_INFO, FWCTL_REASON_UNSUPPORTED },
		{ CLEAR_LOG, FWCTL_REASON_UNSUPPORTED },
	};
	struct call *call = &self->call;
	const __u8 unknown[24] = { 1, 2, 3 };
	__u8 stamp[8] = {};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		begin(call, cases[i].opcode, stamp, 8);
		call->scope = FWCTL_RPC_DEBUG_WRITE_FULL;
		EXPECT_EQ(EOPNOTSUPP, send_call(self->fd, call));
		EXPECT_EQ(cases[i].reason, call->diag.reason) {
			TH_LOG("%x: %s", cases[i].opcode, call->diag.text);
		}
	}
	begin(call, GET_LOG, unknown, 24);
	EXPECT_EQ(EOPNOTSUPP, send_call(self->fd, call));
	EXPECT_EQ(FWCTL_REASON_COMMAND, call->diag.reason);
	EXPECT_EQ(IN, call->diag.offset);

	/* the Command Effects Log says: immediate policy change */
	begin(call, SET_TIMESTAMP, stamp, 8);
	for (call->scope = 0; call->scope < FWCTL_RPC_DEBUG_WRITE_FULL;
	     call->scope++) {
		EXPECT_EQ(EPERM, send_call(self->fd, call));
		EXPECT_EQ(FWCTL_REASON_SCOPE, call->diag.reason);
		EXPECT_EQ(FWCTL_RPC_DEBUG_WRITE_FULL, call->diag.min);
	}
}

/* What anybody may, and what not */
TEST_F(cxl, audience)
{
	struct call *call = &self->call;
	static const struct {
		__u32 opcode;
		__u8 payload[24];
		__u32 len;
		int error;
	} cases[] = {
		{ IDENTIFY, {}, 0, 0 },
		{ GET_FW_INFO, {}, 0, 0 },
		{ GET_PARTITION_INFO, {}, 0, 0 },
		{ GET_SUPPORTED_LOGS, {}, 0, 0 },
		{ GET_LOG, { CEL, LE32(0), LE32(4) }, 24, 0 },
		{ GET_TIMESTAMP, {}, 0, EPERM },
		{ GET_EVENT_RECORDS, { 0 }, 1, EPERM },
		{ GET_LSA, { LE32(0), LE32(1) }, 8, EPERM },
	};
	int status;
	pid_t pid;
	size_t i;

	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		if (setgid(NOBODY) || setuid(NOBODY))
			_exit(100);
		for (i = 0; i < ARRAY_SIZE(cases); i++)
			if (with(self->fd, call, cases[i].opcode, cases[i].payload,
				 cases[i].len) != cases[i].error)
				_exit(i + 1);
		_exit(0);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status) {
		TH_LOG("case %d", WEXITSTATUS(status) - 1);
	}
}

TEST_HARNESS_MAIN
