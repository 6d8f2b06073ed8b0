// SPDX-License-Identifier: GPL-2.0
/*
 * The interface: numbers, sizes, errnos, what is copied and what is not, and
 * where a device shows in sysfs; a test for each row of the documentation in
 * <fwctl/fwctl.h>.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kselftest_harness.h>

#include "sim_lib.h"

#define PAGE 4096
#define MAX_LEN (2 * 1024 * 1024)
#define GUARD 0xee

/* Nothing is there; the second is the kernel's */
#define BAD ((void *)16)
#define KERNEL ((void *)0xffff888000000000)

FIXTURE(abi)
{
	struct sim sim;
	long executed;
};

FIXTURE_SETUP(abi)
{
	ASSERT_EQ(0, sim_create(&self->sim, 10));
	self->executed = sim_get(&self->sim, "executed");
}

FIXTURE_TEARDOWN(abi)
{
	sim_destroy(&self->sim);
}

/* How many commands have been executed since the test began */
#define EXECUTED (sim_get(&self->sim, "executed") - self->executed)

/* Any of the structures, with what a newer kernel might know behind it */
union arg {
	struct {
		__u32 size;
	};
	struct fwctl_info info;
	struct fwctl_rpc rpc;
	struct fwctl_call call;
	struct fwctl_describe describe;
	__u8 bytes[16 * PAGE];
};

static const struct ioctl {
	const char *name;
	unsigned long cmd;
	__u32 size;
} ioctls[] = {
	{ "INFO", 0x9a00, 24 },
	{ "RPC", 0x9a01, 32 },
	{ "CALL", 0x9a40, 56 },
	{ "DESCRIBE", 0x9a41, 32 },
};

#define NR_IOCTLS ARRAY_SIZE(ioctls)

static struct sim_call nop;
static __u8 room[64 * 1024];

/* A good argument */
static void fill(const struct ioctl *ioctl, union arg *arg)
{
	memset(arg, 0, sizeof(*arg));
	arg->size = ioctl->size;
	sim_begin_nop(&nop);
	switch (ioctl->cmd) {
	case FWCTL_RPC:
		arg->rpc.in_len = nop.in_len;
		arg->rpc.out_len = sizeof(nop.out);
		arg->rpc.in = (uintptr_t)nop.in;
		arg->rpc.out = (uintptr_t)nop.out;
		break;
	case FWCTL_CALL:
		arg->call.in_len = nop.in_len;
		arg->call.out_len = sizeof(nop.out);
		arg->call.in = (uintptr_t)nop.in;
		arg->call.out = (uintptr_t)nop.out;
		break;
	case FWCTL_DESCRIBE:
		arg->describe.buf = (uintptr_t)room;
		arg->describe.buf_len = sizeof(room);
		break;
	}
}

/* --- Numbers --- */

TEST_F(abi, numbers)
{
	EXPECT_EQ(0x9a00, FWCTL_INFO);
	EXPECT_EQ(0x9a01, FWCTL_RPC);
	EXPECT_EQ(0x9a40, FWCTL_CALL);
	EXPECT_EQ(0x9a41, FWCTL_DESCRIBE);
	EXPECT_EQ(2 * 1024 * 1024, FWCTL_MAX_LEN);

	EXPECT_EQ(0, FWCTL_DEVICE_TYPE_ERROR);
	EXPECT_EQ(1, FWCTL_DEVICE_TYPE_MLX5);
	EXPECT_EQ(2, FWCTL_DEVICE_TYPE_CXL);
	EXPECT_EQ(3, FWCTL_DEVICE_TYPE_BNXT);
	EXPECT_EQ(4, FWCTL_DEVICE_TYPE_PDS);
	EXPECT_EQ(0x80000000, FWCTL_DEVICE_TYPE_SIM);

	EXPECT_EQ(0, FWCTL_RPC_CONFIGURATION);
	EXPECT_EQ(1, FWCTL_RPC_DEBUG_READ_ONLY);
	EXPECT_EQ(2, FWCTL_RPC_DEBUG_WRITE);
	EXPECT_EQ(3, FWCTL_RPC_DEBUG_WRITE_FULL);
}

TEST_F(abi, layout)
{
	EXPECT_EQ(24, sizeof(struct fwctl_info));
	EXPECT_EQ(4, offsetof(struct fwctl_info, flags));
	EXPECT_EQ(8, offsetof(struct fwctl_info, out_device_type));
	EXPECT_EQ(12, offsetof(struct fwctl_info, device_data_len));
	EXPECT_EQ(16, offsetof(struct fwctl_info, out_device_data));

	EXPECT_EQ(32, sizeof(struct fwctl_rpc));
	EXPECT_EQ(4, offsetof(struct fwctl_rpc, scope));
	EXPECT_EQ(8, offsetof(struct fwctl_rpc, in_len));
	EXPECT_EQ(12, offsetof(struct fwctl_rpc, out_len));
	EXPECT_EQ(16, offsetof(struct fwctl_rpc, in));
	EXPECT_EQ(24, offsetof(struct fwctl_rpc, out));

	EXPECT_EQ(56, sizeof(struct fwctl_call));
	EXPECT_EQ(32, sizeof(struct fwctl_describe));
	EXPECT_EQ(440, sizeof(struct fwctl_diag));
}

/* --- ioctls and their structures --- */

TEST_F(abi, open_modes)
{
	static const int modes[] = { O_RDONLY, O_RDWR, O_WRONLY };
	union arg arg;
	size_t i, j;

	for (i = 0; i < 3; i++) {
		int fd = open(self->sim.node, modes[i] | O_CLOEXEC);

		ASSERT_LE(0, fd);
		for (j = 0; j < NR_IOCTLS; j++) {
			fill(&ioctls[j], &arg);
			EXPECT_EQ(0, sim_ioctl(fd, ioctls[j].cmd, &arg)) {
				TH_LOG("%s", ioctls[j].name);
			}
		}
		EXPECT_EQ(0, sim_nop(fd));
		EXPECT_EQ(0, close(fd));
	}
}

TEST_F(abi, no_read_no_write)
{
	__u8 byte = 0;

	EXPECT_EQ(-1, read(self->sim.fd, &byte, 1));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_EQ(-1, write(self->sim.fd, &byte, 1));
	EXPECT_EQ(EINVAL, errno);
}

TEST_F(abi, unknown_ioctl)
{
	/* the direction and size bits are part of the number, too */
	static const unsigned long unknown[] = {
		0x9a02, 0x9a03, 0x9a04, 0x9a3f, 0x9a42, 0x9a43, 0x9aff, 0x9b00,
		0x0000, _IOWR(0x9a, 0, struct fwctl_info),
		_IOWR(0x9a, 1, struct fwctl_rpc), 0xffffffff,
	};
	union arg arg;
	size_t i;

	fill(&ioctls[0], &arg);
	for (i = 0; i < ARRAY_SIZE(unknown); i++) {
		EXPECT_EQ(ENOTTY, sim_ioctl(self->sim.fd, unknown[i], &arg)) {
			TH_LOG("%#lx", unknown[i]);
		}
		EXPECT_EQ(ENOTTY, sim_ioctl(self->sim.fd, unknown[i], BAD));
	}
}

TEST_F(abi, struct_too_small)
{
	union arg arg;
	size_t i;
	__u32 size;

	for (i = 0; i < NR_IOCTLS; i++) {
		for (size = 0; size < ioctls[i].size; size++) {
			fill(&ioctls[i], &arg);
			arg.size = size;
			EXPECT_EQ(EINVAL, sim_ioctl(self->sim.fd, ioctls[i].cmd,
						    &arg)) {
				TH_LOG("%s of %u bytes", ioctls[i].name, size);
			}
		}
	}
	EXPECT_EQ(0, EXECUTED);
}

TEST_F(abi, struct_larger_with_zero_tail)
{
	static const __u32 sizes[] = { PAGE, PAGE + 1, 2 * PAGE, 16 * PAGE };
	union arg *arg = malloc(sizeof(*arg));
	size_t i, j;
	__u32 more;

	for (i = 0; i < NR_IOCTLS; i++) {
		for (more = 0; more <= 16; more++) {
			fill(&ioctls[i], arg);
			arg->size = ioctls[i].size + more;
			EXPECT_EQ(0, sim_ioctl(self->sim.fd, ioctls[i].cmd,
					       arg)) {
				TH_LOG("%s with %u more bytes", ioctls[i].name,
				       more);
			}
			EXPECT_EQ(ioctls[i].size + more, arg->size);
		}
		for (j = 0; j < ARRAY_SIZE(sizes); j++) {
			fill(&ioctls[i], arg);
			arg->size = sizes[j];
			EXPECT_EQ(0, sim_ioctl(self->sim.fd, ioctls[i].cmd,
					       arg)) {
				TH_LOG("%s of %u bytes", ioctls[i].name,
				       sizes[j]);
			}
		}
	}
	free(arg);
}

TEST_F(abi, struct_larger_with_other_tail)
{
	static const __u32 sizes[] = {
		65, 66, 72, 128, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 16 * PAGE,
	};
	union arg *arg = malloc(sizeof(*arg));
	size_t i, j;

	for (i = 0; i < NR_IOCTLS; i++) {
		for (j = 0; j < ARRAY_SIZE(sizes); j++) {
			/* the last of them, then the first */
			fill(&ioctls[i], arg);
			arg->size = sizes[j];
			arg->bytes[sizes[j] - 1] = 1;
			EXPECT_EQ(E2BIG, sim_ioctl(self->sim.fd, ioctls[i].cmd,
						   arg)) {
				TH_LOG("%s of %u bytes", ioctls[i].name,
				       sizes[j]);
			}
			arg->bytes[sizes[j] - 1] = 0;
			arg->bytes[ioctls[i].size] = 0x80;
			EXPECT_EQ(E2BIG, sim_ioctl(self->sim.fd, ioctls[i].cmd,
						   arg));
		}
		/* what is behind it does not count */
		fill(&ioctls[i], arg);
		arg->bytes[ioctls[i].size] = 1;
		EXPECT_EQ(0, sim_ioctl(self->sim.fd, ioctls[i].cmd, arg));
		EXPECT_EQ(1, arg->bytes[ioctls[i].size]);
	}
	free(arg);
}

TEST_F(abi, struct_not_there)
{
	__u8 *pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	union arg arg;
	size_t i;

	ASSERT_NE(MAP_FAILED, pages);
	ASSERT_EQ(0, munmap(pages + PAGE, PAGE));
	for (i = 0; i < NR_IOCTLS; i++) {
		int error;

		EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, ioctls[i].cmd, NULL));
		EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, ioctls[i].cmd, BAD));
		EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, ioctls[i].cmd,
					    KERNEL));
		/* its end is not there */
		fill(&ioctls[i], &arg);
		memcpy(pages + PAGE - ioctls[i].size + 4, &arg,
		       ioctls[i].size - 4);
		EXPECT_EQ(EFAULT,
			  sim_ioctl(self->sim.fd, ioctls[i].cmd,
				    pages + PAGE - ioctls[i].size + 4));
		/* all of it is there, not a byte more */
		memcpy(pages + PAGE - ioctls[i].size, &arg, ioctls[i].size);
		error = sim_ioctl(self->sim.fd, ioctls[i].cmd,
				  pages + PAGE - ioctls[i].size);
		EXPECT_EQ(0, error);
	}
	munmap(pages, PAGE);
}

/* --- INFO --- */

TEST_F(abi, info_flags)
{
	struct fwctl_info info = { .size = sizeof(info) };
	int bit;

	for (bit = 0; bit < 32; bit++) {
		info.flags = 1U << bit;
		EXPECT_EQ(EOPNOTSUPP, sim_ioctl(self->sim.fd, FWCTL_INFO,
						&info));
	}
}

TEST_F(abi, info_lengths)
{
	__u32 len, i;

	for (len = 0; len <= 64; len++) {
		__u8 data[80];
		struct fwctl_info_sim sim = {};
		struct fwctl_info info = {
			.size = sizeof(info),
			.device_data_len = len,
			.out_device_data = len ? (uintptr_t)data : 0,
		};

		memset(data, GUARD, sizeof(data));
		ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_INFO, &info));
		EXPECT_EQ(FWCTL_DEVICE_TYPE_SIM, info.out_device_type);
		EXPECT_EQ(0, info.flags);
		EXPECT_EQ(24, info.size);
		/* what the kernel has, not what it wrote */
		EXPECT_EQ(sizeof(sim), info.device_data_len);
		memcpy(&sim, data, len < sizeof(sim) ? len : sizeof(sim));
		if (len >= 4) {
			EXPECT_EQ(10, sim.id);
		}
		if (len >= 8) {
			EXPECT_EQ(0x010203, sim.version);
		}
		for (i = sizeof(sim); i < len; i++) {
			EXPECT_EQ(0, data[i]);
		}
		for (i = len; i < sizeof(data); i++) {
			EXPECT_EQ(GUARD, data[i]);
		}
	}
}

TEST_F(abi, info_data_not_there)
{
	__u8 *pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct fwctl_info info = {
		.size = sizeof(info),
		.device_data_len = 8,
	};

	ASSERT_NE(MAP_FAILED, pages);
	ASSERT_EQ(0, munmap(pages + PAGE, PAGE));
	EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_INFO, &info));
	info.out_device_data = (uintptr_t)KERNEL;
	EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_INFO, &info));
	info.out_device_data = (uintptr_t)pages + PAGE - 4;
	EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_INFO, &info));
	/* there, but not where it is filled with zeros */
	info.out_device_data = (uintptr_t)pages + PAGE - 8;
	EXPECT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_INFO, &info));
	info.device_data_len = 9;
	EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_INFO, &info));
	munmap(pages, PAGE);
}

/* --- RPC and CALL: arguments --- */

TEST_F(abi, unknown_scope)
{
	static const __u32 scopes[] = { 4, 5, 255, 0x100, 0x80000000, ~0U };
	struct sim_call call;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(scopes); i++) {
		sim_begin_nop(&call);
		call.scope = scopes[i];
		EXPECT_EQ(EOPNOTSUPP, sim_rpc(self->sim.fd, &call));
		EXPECT_EQ(EOPNOTSUPP, sim_call(self->sim.fd, &call));
		EXPECT_EQ(FWCTL_REASON_SCOPE, call.diag.reason);
		EXPECT_EQ(FWCTL_NOT_SENT, call.diag.sent);
		EXPECT_EQ(scopes[i], call.diag.value);
	}
	EXPECT_EQ(0, EXECUTED);
}

TEST_F(abi, unknown_command)
{
	static const __u32 opcodes[] = { 0, 6, 0xef, 0xf1, 0x101, ~0U };
	struct sim_call call;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(opcodes); i++) {
		sim_begin(&call, FWCTL_RPC_DEBUG_WRITE_FULL, opcodes[i]);
		EXPECT_EQ(EOPNOTSUPP, sim_rpc(self->sim.fd, &call));
		EXPECT_EQ(EOPNOTSUPP, sim_call(self->sim.fd, &call));
		EXPECT_EQ(FWCTL_REASON_COMMAND, call.diag.reason);
		EXPECT_EQ(EOPNOTSUPP, call.diag.error);
		EXPECT_EQ(FWCTL_NOT_SENT, call.diag.sent);
		EXPECT_EQ(FWCTL_DIAG_VALUE, call.diag.flags);
		EXPECT_EQ(opcodes[i], call.diag.value);
		EXPECT_STREQ("", call.diag.command);
		EXPECT_STREQ("", call.diag.field);
		EXPECT_LT(0, strlen(call.diag.text));
	}
	/* a known opcode, but no such selector */
	sim_begin(&call, 0, FWCTL_SIM_GET_LOG);
	sim_add_text(&call, "no such log", 16);
	EXPECT_EQ(EOPNOTSUPP, sim_rpc(self->sim.fd, &call));
	EXPECT_EQ(EOPNOTSUPP, sim_call(self->sim.fd, &call));
	EXPECT_EQ(FWCTL_REASON_COMMAND, call.diag.reason);
	EXPECT_EQ(FWCTL_DIAG_PLACE | FWCTL_DIAG_VALUE, call.diag.flags);
	EXPECT_EQ(FWCTL_SIM_GET_LOG, call.diag.value);
	EXPECT_EQ(SIM_HEADER, call.diag.offset);
	EXPECT_EQ(128, call.diag.width);
	EXPECT_EQ(0, EXECUTED);
}

TEST_F(abi, unsupported_command)
{
	struct sim_call call;
	struct sim older;

	ASSERT_EQ(0, sim_create(&older, 11));
	sim_begin(&call, 0, FWCTL_SIM_LOCATE);
	sim_add_u8(&call, 1);
	EXPECT_EQ(0, sim_rpc(self->sim.fd, &call));
	EXPECT_EQ(EOPNOTSUPP, sim_rpc(older.fd, &call));
	EXPECT_EQ(EOPNOTSUPP, sim_call(older.fd, &call));
	EXPECT_EQ(FWCTL_REASON_UNSUPPORTED, call.diag.reason);
	EXPECT_EQ(EOPNOTSUPP, call.diag.error);
	EXPECT_EQ(FWCTL_NOT_SENT, call.diag.sent);
	EXPECT_STREQ("locate", call.diag.command);
	EXPECT_LT(0, strlen(call.diag.text));
	EXPECT_EQ(0, sim_get(&older, "executed"));
	sim_destroy(&older);
}

/* Requests that are too short to name a command, and of no length at all */
TEST_F(abi, request_too_short)
{
	struct sim_call call;
	__u32 len;

	for (len = 0; len < SIM_HEADER; len++) {
		sim_begin_nop(&call);
		call.in_len = len;
		EXPECT_EQ(EINVAL, sim_rpc(self->sim.fd, &call));
		EXPECT_EQ(EINVAL, sim_call(self->sim.fd, &call));
		EXPECT_EQ(FWCTL_REASON_REQUEST, call.diag.reason);
		EXPECT_EQ(FWCTL_RULE_SHORT, call.diag.rule);
		EXPECT_EQ(len, call.diag.value);
		EXPECT_EQ(SIM_HEADER, call.diag.min);
		EXPECT_EQ(FWCTL_NOT_SENT, call.diag.sent);
	}
	EXPECT_EQ(0, EXECUTED);
}

TEST_F(abi, too_long)
{
	static const __u32 lens[] = { MAX_LEN + 1, MAX_LEN * 2, 1U << 31, ~0U };
	size_t i, side;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (side = 0; side < 2; side++) {
			struct fwctl_diag diag = {};
			union arg arg;

			fill(&ioctls[1], &arg);
			*(side ? &arg.rpc.in_len : &arg.rpc.out_len) = lens[i];
			EXPECT_EQ(EMSGSIZE, sim_ioctl(self->sim.fd, FWCTL_RPC,
						      &arg));
			fill(&ioctls[2], &arg);
			*(side ? &arg.call.in_len : &arg.call.out_len) = lens[i];
			arg.call.diag = (uintptr_t)&diag;
			arg.call.diag_len = sizeof(diag);
			EXPECT_EQ(EMSGSIZE, sim_ioctl(self->sim.fd, FWCTL_CALL,
						      &arg));
			EXPECT_EQ(FWCTL_REASON_ARGUMENT, diag.reason);
			EXPECT_EQ(EMSGSIZE, diag.error);
			EXPECT_EQ(FWCTL_NOT_SENT, diag.sent);
			/* the argument itself is wrong and stays */
			EXPECT_EQ(side ? sizeof(nop.out) : lens[i],
				  arg.call.out_len);
		}
	}
	EXPECT_EQ(0, EXECUTED);
}

TEST_F(abi, as_long_as_can_be)
{
	__u8 *in = malloc(MAX_LEN), *out = malloc(MAX_LEN);
	struct fwctl_rpc rpc = {
		.size = sizeof(rpc),
		.in_len = MAX_LEN,
		.out_len = MAX_LEN,
		.in = (uintptr_t)in,
		.out = (uintptr_t)out,
	};
	__u32 data = MAX_LEN - SIM_HEADER - 8, i;

	/* echo: header, want, length, data; answered with header, length, data */
	memset(in, 0, SIM_HEADER);
	put_uint(in, 4, FWCTL_SIM_ECHO);
	put_uint(in + SIM_HEADER, 4, MAX_LEN - SIM_HEADER - 4);
	put_uint(in + SIM_HEADER + 4, 4, data);
	for (i = 0; i < data; i++)
		in[16 + i] = i * 7 + (i >> 8);
	memset(out, GUARD, MAX_LEN);
	ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &rpc));
	EXPECT_EQ(SIM_HEADER + 4 + data, rpc.out_len);
	EXPECT_EQ(0, get_uint(out, 4));
	EXPECT_EQ(4 + data, get_uint(out + 4, 4));
	EXPECT_EQ(data, get_uint(out + 8, 4));
	EXPECT_EQ(0, memcmp(in + 16, out + 12, data));
	for (i = rpc.out_len; i < MAX_LEN; i++) {
		EXPECT_EQ(GUARD, out[i]);
	}
	EXPECT_EQ(1, EXECUTED);

	/* one more byte is wanted than the longest answer has */
	rpc.out_len = MAX_LEN;
	put_uint(in + SIM_HEADER, 4, MAX_LEN - SIM_HEADER - 3);
	EXPECT_EQ(EINVAL, sim_ioctl(self->sim.fd, FWCTL_RPC, &rpc));
	/* the longest answer there is */
	rpc.out_len = MAX_LEN;
	put_uint(in, 4, FWCTL_SIM_GET_DUMP);
	put_uint(in + SIM_HEADER, 4, 0);
	put_uint(in + SIM_HEADER + 4, 4, (MAX_LEN - SIM_HEADER) / 4 - 1);
	rpc.in_len = 16;
	rpc.scope = FWCTL_RPC_DEBUG_READ_ONLY;
	ASSERT_EQ(0, sim_set(&self->sim, "max_chunk", "%u", MAX_LEN));
	EXPECT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &rpc));
	EXPECT_EQ(MAX_LEN, rpc.out_len);
	free(in);
	free(out);
}

TEST_F(abi, request_not_there)
{
	__u8 *pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	void *const places[] = { NULL, BAD, KERNEL, pages + PAGE - 8 };
	struct fwctl_diag diag;
	union arg arg;
	size_t i;

	ASSERT_NE(MAP_FAILED, pages);
	ASSERT_EQ(0, munmap(pages + PAGE, PAGE));
	for (i = 0; i < ARRAY_SIZE(places); i++) {
		fill(&ioctls[1], &arg);
		arg.rpc.in = (uintptr_t)places[i];
		EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_RPC, &arg));

		fill(&ioctls[2], &arg);
		arg.call.in = (uintptr_t)places[i];
		arg.call.diag = (uintptr_t)&diag;
		arg.call.diag_len = sizeof(diag);
		EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_CALL, &arg));
		EXPECT_EQ(FWCTL_REASON_ARGUMENT, diag.reason);
		EXPECT_EQ(FWCTL_NOT_SENT, diag.sent);
		EXPECT_EQ(EFAULT, diag.error);
		EXPECT_EQ(0, arg.call.out_len);
	}
	EXPECT_EQ(0, EXECUTED);
	munmap(pages, PAGE);
}

TEST_F(abi, response_not_there)
{
	static void *const places[] = { NULL, BAD, KERNEL };
	struct fwctl_diag diag;
	union arg arg;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(places); i++) {
		fill(&ioctls[1], &arg);
		arg.rpc.out = (uintptr_t)places[i];
		EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_RPC, &arg));

		fill(&ioctls[2], &arg);
		arg.call.out = (uintptr_t)places[i];
		arg.call.diag = (uintptr_t)&diag;
		arg.call.diag_len = sizeof(diag);
		EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_CALL, &arg));
		EXPECT_EQ(FWCTL_REASON_ARGUMENT, diag.reason);
		EXPECT_EQ(FWCTL_ANSWERED, diag.sent);
		EXPECT_EQ(0, arg.call.out_len);
	}
	/* it could not be known before */
	EXPECT_EQ(6, EXECUTED);

	fill(&ioctls[1], &arg);
	arg.rpc.out = 0;
	arg.rpc.out_len = 0;
	EXPECT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &arg));
	EXPECT_EQ(nop.in_len, arg.rpc.out_len);
}

TEST_F(abi, response_cut_short)
{
	__u32 len, i;

	for (len = 0; len <= 80; len++) {
		union arg arg;

		fill(&ioctls[1], &arg);
		memset(nop.out, GUARD, sizeof(nop.out));
		arg.rpc.out_len = len;
		ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_RPC, &arg));
		EXPECT_EQ(72, arg.rpc.out_len);
		for (i = 8; i < len && i < 72; i++) {
			EXPECT_EQ(nop.in[i], nop.out[i]);
		}
		for (i = len < 72 ? len : 72; i < 96; i++) {
			EXPECT_EQ(GUARD, nop.out[i]);
		}

		fill(&ioctls[2], &arg);
		memset(nop.out, GUARD, sizeof(nop.out));
		arg.call.out_len = len;
		ASSERT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_CALL, &arg));
		EXPECT_EQ(72, arg.call.out_len);
		for (i = len < 72 ? len : 72; i < 96; i++) {
			EXPECT_EQ(GUARD, nop.out[i]);
		}
	}
}

/* A failure writes nothing to the response, nor to RPC's argument. */
TEST_F(abi, failure_changes_nothing)
{
	union arg arg, before;
	size_t i;

	fill(&ioctls[1], &arg);
	memset(nop.out, GUARD, sizeof(nop.out));
	nop.in[SIM_HEADER] = 10;
	before = arg;
	EXPECT_EQ(EINVAL, sim_ioctl(self->sim.fd, FWCTL_RPC, &arg));
	EXPECT_EQ(0, memcmp(&before, &arg, sizeof(arg)));
	for (i = 0; i < sizeof(nop.out); i++) {
		EXPECT_EQ(GUARD, nop.out[i]);
	}

	fill(&ioctls[2], &arg);
	memset(nop.out, GUARD, sizeof(nop.out));
	nop.in[SIM_HEADER] = 10;
	EXPECT_EQ(EINVAL, sim_ioctl(self->sim.fd, FWCTL_CALL, &arg));
	EXPECT_EQ(0, arg.call.out_len);
	EXPECT_EQ(sizeof(struct fwctl_diag), arg.call.diag_len);
	for (i = 0; i < sizeof(nop.out); i++) {
		EXPECT_EQ(GUARD, nop.out[i]);
	}
}

/* --- CALL --- */

TEST_F(abi, call_flags)
{
	struct sim_call call;
	int bit;

	for (bit = 1; bit < 32; bit++) {
		sim_begin_nop(&call);
		call.flags = 1U << bit;
		EXPECT_EQ(EINVAL, sim_call(self->sim.fd, &call));
		call.flags |= FWCTL_CALL_CHECK;
		EXPECT_EQ(EINVAL, sim_call(self->sim.fd, &call));
		EXPECT_EQ(FWCTL_REASON_ARGUMENT, call.diag.reason);
		EXPECT_EQ(FWCTL_NOT_SENT, call.diag.sent);
	}
	EXPECT_EQ(0, EXECUTED);
}

TEST_F(abi, call_check)
{
	long resumes = sim_get(&self->sim, "resumes");
	struct sim_call call;
	size_t i;

	sim_begin_nop(&call);
	call.flags = FWCTL_CALL_CHECK;
	EXPECT_EQ(0, sim_call(self->sim.fd, &call));
	EXPECT_EQ(0, call.out_len);
	EXPECT_EQ(0, call.out_flags);
	EXPECT_EQ(FWCTL_REASON_NONE, call.diag.reason);
	EXPECT_EQ(FWCTL_NOT_SENT, call.diag.sent);
	EXPECT_STREQ("nop", call.diag.command);
	for (i = 0; i < sizeof(call.out); i++) {
		EXPECT_EQ(0xee, call.out[i]);
	}

	put_uint(call.in + SIM_HEADER, 4, 10);
	EXPECT_EQ(EINVAL, sim_call(self->sim.fd, &call));
	EXPECT_STREQ("small", call.diag.field);

	sim_begin(&call, FWCTL_RPC_DEBUG_WRITE_FULL, FWCTL_SIM_RESET);
	sim_add_u8(&call, 1);
	call.flags = FWCTL_CALL_CHECK;
	EXPECT_EQ(0, sim_call(self->sim.fd, &call));
	call.scope = FWCTL_RPC_DEBUG_WRITE;
	EXPECT_EQ(EPERM, sim_call(self->sim.fd, &call));

	EXPECT_EQ(0, EXECUTED);
	EXPECT_EQ(resumes, sim_get(&self->sim, "resumes"));
}

TEST_F(abi, call_good)
{
	struct sim_call call;

	sim_begin_nop(&call);
	ASSERT_EQ(0, sim_call(self->sim.fd, &call));
	EXPECT_EQ(72, call.out_len);
	EXPECT_EQ(0, call.out_flags);
	EXPECT_EQ(0, call.status);
	EXPECT_EQ(FWCTL_REASON_NONE, call.diag.reason);
	EXPECT_EQ(FWCTL_RULE_NONE, call.diag.rule);
	EXPECT_EQ(FWCTL_ANSWERED, call.diag.sent);
	EXPECT_EQ(0, call.diag.error);
	EXPECT_EQ(0, call.diag.flags);
	EXPECT_STREQ("nop", call.diag.command);
	EXPECT_STREQ("", call.diag.field);
	EXPECT_STREQ("", call.diag.text);

	/* what the firmware says is no errno */
	sim_begin(&call, 0, FWCTL_SIM_GET_CONFIG);
	sim_add_text(&call, "no_such_key", 16);
	ASSERT_EQ(0, sim_call(self->sim.fd, &call));
	EXPECT_EQ(FWCTL_CALL_STATUS, call.out_flags);
	EXPECT_EQ(FWCTL_SIM_NOT_FOUND, call.status);
	EXPECT_EQ(SIM_HEADER, call.out_len);
	EXPECT_EQ(FWCTL_REASON_NONE, call.diag.reason);
	EXPECT_EQ(FWCTL_ANSWERED, call.diag.sent);
}

TEST_F(abi, call_diag_lengths)
{
	static const __u32 lens[] = { 0, 1, 4, 31, 32, 439, 440, 441, 1000 };
	__u8 full[440], diag[1024];
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(lens) + 1; i++) {
		/* first of all, as much as there is */
		__u32 len = i ? lens[i - 1] : sizeof(full);
		union arg arg;

		memset(diag, GUARD, sizeof(diag));
		fill(&ioctls[2], &arg);
		nop.in[SIM_HEADER] = 10;
		arg.call.diag = len ? (uintptr_t)diag : 0;
		arg.call.diag_len = len;
		EXPECT_EQ(EINVAL, sim_ioctl(self->sim.fd, FWCTL_CALL, &arg));
		EXPECT_EQ(440, arg.call.diag_len);
		if (!i)
			memcpy(full, diag, sizeof(full));
		EXPECT_EQ(0, memcmp(full, diag, len < 440 ? len : 440));
		for (j = 440; j < len; j++) {
			EXPECT_EQ(0, diag[j]);
		}
		for (j = len; j < sizeof(diag); j++) {
			EXPECT_EQ(GUARD, diag[j]);
		}
	}
}

TEST_F(abi, call_diag_not_there)
{
	static void *const places[] = { NULL, BAD, KERNEL };
	union arg arg;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(places); i++) {
		fill(&ioctls[2], &arg);
		arg.call.diag = (uintptr_t)places[i];
		arg.call.diag_len = 440;
		EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_CALL, &arg));
	}
}

/* Every member of a diagnosis of a wrong field */
TEST_F(abi, call_diag_field)
{
	struct sim_call call;

	sim_begin_nop(&call);
	put_uint(call.in + SIM_HEADER + 4, 4, 101);
	EXPECT_EQ(EINVAL, sim_call(self->sim.fd, &call));
	EXPECT_EQ(FWCTL_REASON_REQUEST, call.diag.reason);
	EXPECT_EQ(FWCTL_RULE_RANGE, call.diag.rule);
	EXPECT_EQ(FWCTL_NOT_SENT, call.diag.sent);
	EXPECT_EQ(FWCTL_DIAG_PLACE | FWCTL_DIAG_VALUE | FWCTL_DIAG_BOUNDS,
		  call.diag.flags);
	EXPECT_EQ(SIM_HEADER + 4, call.diag.offset);
	EXPECT_EQ(0, call.diag.bit);
	EXPECT_EQ(32, call.diag.width);
	EXPECT_EQ(EINVAL, call.diag.error);
	EXPECT_EQ(101, call.diag.value);
	EXPECT_EQ(0, call.diag.min);
	EXPECT_EQ(100, call.diag.max);
	EXPECT_STREQ("nop", call.diag.command);
	EXPECT_STREQ("percent", call.diag.field);
	EXPECT_STREQ("nop: request field percent at byte 12 is 101, must be 0 to 100; nothing was sent",
		     call.diag.text);

	/* a negative value is one in text, and two's complement in numbers */
	sim_begin_nop(&call);
	put_uint(call.in + SIM_HEADER + 48, 4, -1001);
	EXPECT_EQ(EINVAL, sim_call(self->sim.fd, &call));
	EXPECT_EQ(-1001, (__s64)call.diag.value);
	EXPECT_EQ(-1000, (__s64)call.diag.min);
	EXPECT_EQ(1000, call.diag.max);
	EXPECT_NE(NULL, strstr(call.diag.text, "is -1001, must be -1000 to 1000"));

	/* bits within a byte */
	sim_begin(&call, 0, FWCTL_SIM_GET_SENSOR);
	sim_add_u8(&call, 0x40 | 3);
	EXPECT_EQ(EINVAL, sim_call(self->sim.fd, &call));
	EXPECT_EQ(FWCTL_RULE_ZERO, call.diag.rule);
	EXPECT_EQ(SIM_HEADER, call.diag.offset);
	EXPECT_EQ(6, call.diag.bit);
	EXPECT_EQ(1, call.diag.width);
	EXPECT_STREQ("get-sensor", call.diag.command);
	EXPECT_STREQ("", call.diag.field);
	EXPECT_EQ(0, EXECUTED);
}

/* --- Who may do what --- */

/* What a test's child process may do */
enum who { ADMIN, NO_RAWIO, NO_ADMIN, NEITHER, SOMEBODY, NR_WHO };

static bool has_admin(enum who who)
{
	return who == ADMIN || who == NO_RAWIO;
}

static bool has_rawio(enum who who)
{
	return who == ADMIN || who == NO_ADMIN;
}

static int become_who(enum who who)
{
	__u32 caps = (has_admin(who) ? 0 : 1U << CAP_SYS_ADMIN) |
		     (has_rawio(who) ? 0 : 1U << CAP_SYS_RAWIO);

	return who == SOMEBODY ? become(NOBODY) : drop_caps(caps);
}

/* The reason for which a command is refused: the table of the documentation */
static __u32 expected(const struct sim_command *cmd, __u32 scope, enum who who,
		      int *cap)
{
	bool admin = scope >= FWCTL_RPC_DEBUG_WRITE, rawio = admin;

	switch (cmd->effect) {
	case FWCTL_EFFECT_NONE:
		admin |= cmd->audience == FWCTL_AUDIENCE_ADMIN;
		break;
	case FWCTL_EFFECT_DISRUPTS:
		rawio = true;
		break;
	default:
		admin = true;
		break;
	}
	if (scope < cmd->scope)
		return FWCTL_REASON_SCOPE;
	*cap = admin && !has_admin(who) ? CAP_SYS_ADMIN : CAP_SYS_RAWIO;
	return (admin && !has_admin(who)) || (rawio && !has_rawio(who)) ?
	       FWCTL_REASON_CAPABILITY : FWCTL_REASON_NONE;
}

/* Each command with each label; returns how many were as they should be. */
static int check_policy(int fd, const struct sim_description *desc,
			enum who caller, enum who opener, bool print)
{
	struct sim_call call;
	int good = 0;
	__u32 i, scope;

	for (i = 0; i < desc->nr_commands; i++) {
		const struct sim_command *cmd = &desc->command[i];

		for (scope = 0; scope <= 3; scope++) {
			enum who who = caller;
			int cap, error = 0;
			__u32 reason;

			reason = expected(cmd, scope, caller, &cap);
			if (!reason) {
				who = opener;
				reason = expected(cmd, scope, opener, &cap);
			}
			sim_begin_least(&call, cmd, scope);
			call.flags = FWCTL_CALL_CHECK;
			error = sim_call(fd, &call);
			/* what is in the request comes after */
			if (!reason ? !error || (error == EINVAL &&
						 call.diag.reason ==
						 FWCTL_REASON_REQUEST) :
			    error == EPERM && call.diag.reason == reason &&
			    !call.diag.sent && call.diag.text[0] &&
			    !strcmp(call.diag.command, cmd->name) &&
			    (reason == FWCTL_REASON_SCOPE ?
			     call.diag.value == scope &&
			     call.diag.min == cmd->scope :
			     call.diag.value == (__u32)cap))
				good++;
			else if (print)
				fprintf(stderr,
					"# %s, scope %u, who %u: errno %d, reason %u, expected %u: %s\n",
					cmd->name, scope, who, error,
					call.diag.reason, reason,
					call.diag.text);
		}
	}
	return good;
}

FIXTURE(policy)
{
	struct sim sim;
	struct sim_description desc;
	long executed;
};

FIXTURE_SETUP(policy)
{
	ASSERT_EQ(0, sim_create(&self->sim, 10));
	ASSERT_EQ(0, sim_describe(self->sim.fd, sizeof(room), &self->desc));
	ASSERT_EQ(0, chmod(self->sim.node, 0666));
	ASSERT_LE(21, self->desc.nr_commands);
}

FIXTURE_TEARDOWN(policy)
{
	sim_description_free(&self->desc);
	sim_destroy(&self->sim);
}

TEST_F(policy, all_callers)
{
	enum who who;

	for (who = ADMIN; who < NR_WHO; who++) {
		pid_t child = fork();
		int status;

		ASSERT_LE(0, child);
		if (!child) {
			int fd;

			if (become_who(who))
				_exit(255);
			fd = open(self->sim.node, O_RDWR);
			_exit(check_policy(fd, &self->desc, who, who, true));
		}
		ASSERT_EQ(child, waitpid(child, &status, 0));
		ASSERT_TRUE(WIFEXITED(status));
		EXPECT_EQ(4 * self->desc.nr_commands, WEXITSTATUS(status));
	}
	EXPECT_EQ(0, sim_get(&self->sim, "executed"));
}

/* Root opens, somebody less sends: through fork and setuid */
TEST_F(policy, caller_lacks)
{
	struct sim_task *task = task_new(self->sim.fd);
	enum who who;

	for (who = NO_RAWIO; who < NR_WHO; who++) {
		pid_t child = fork();
		int status;

		ASSERT_LE(0, child);
		if (!child) {
			if (become_who(who))
				_exit(255);
			_exit(check_policy(self->sim.fd, &self->desc, who,
					   ADMIN, true));
		}
		ASSERT_EQ(child, waitpid(child, &status, 0));
		ASSERT_TRUE(WIFEXITED(status));
		EXPECT_EQ(4 * self->desc.nr_commands, WEXITSTATUS(status));
	}

	/* and without checking only */
	task->uid = NOBODY;
	sim_begin(&task->call, 0, FWCTL_SIM_LIST_CONFIG);
	ASSERT_EQ(0, task_start(task));
	ASSERT_TRUE(task_ends(task, 10000));
	EXPECT_EQ(EPERM, task->error);
	EXPECT_EQ(FWCTL_REASON_CAPABILITY, task->call.diag.reason);
	EXPECT_EQ(CAP_SYS_ADMIN, task->call.diag.value);
	task->rpc = true;
	ASSERT_EQ(0, task_start(task));
	ASSERT_TRUE(task_ends(task, 10000));
	EXPECT_EQ(EPERM, task->error);
	task_free(task);
	EXPECT_EQ(0, sim_get(&self->sim, "executed"));
}

static int send_fd(int socket, int fd)
{
	char space[CMSG_SPACE(sizeof(int))] = {};
	char byte = 0;
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = space,
		.msg_controllen = sizeof(space),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(int));
	return sendmsg(socket, &msg, 0) == 1 ? 0 : errno;
}

static int receive_fd(int socket)
{
	char space[CMSG_SPACE(sizeof(int))] = {};
	char byte;
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = space,
		.msg_controllen = sizeof(space),
	};
	struct cmsghdr *cmsg;
	int fd = -1;

	if (recvmsg(socket, &msg, 0) != 1)
		return -1;
	cmsg = CMSG_FIRSTHDR(&msg);
	if (cmsg)
		memcpy(&fd, CMSG_DATA(cmsg), sizeof(int));
	return fd;
}

/* Somebody less opens and passes it to root, who sends */
TEST_F(policy, opener_lacks)
{
	struct sim_call call;
	enum who who;

	for (who = NO_RAWIO; who < NR_WHO; who++) {
		int sockets[2], fd, status;
		pid_t child;

		ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM, 0, sockets));
		child = fork();
		ASSERT_LE(0, child);
		if (!child) {
			if (become_who(who))
				_exit(1);
			fd = open(self->sim.node, O_RDWR);
			_exit(fd < 0 || send_fd(sockets[1], fd));
		}
		ASSERT_EQ(child, waitpid(child, &status, 0));
		ASSERT_EQ(0, status);
		fd = receive_fd(sockets[0]);
		ASSERT_LE(0, fd);
		EXPECT_EQ(4 * self->desc.nr_commands,
			  (__u32)check_policy(fd, &self->desc, ADMIN, who,
					      true));
		sim_begin(&call, 0, FWCTL_SIM_LIST_CONFIG);
		EXPECT_EQ(has_admin(who) ? 0 : EPERM, sim_rpc(fd, &call));
		close(fd);
		close(sockets[0]);
		close(sockets[1]);
	}
}

/* What a device says of itself narrows the table, in DESCRIBE, too. */
TEST_F(policy, narrowed)
{
	struct sim_task *task = task_new(self->sim.fd);
	struct sim_description desc;

	task->uid = NOBODY;
	sim_begin(&task->call, 0, FWCTL_SIM_GET_COUNTERS);
	ASSERT_EQ(0, task_start(task));
	ASSERT_TRUE(task_ends(task, 10000));
	EXPECT_EQ(0, task->error);

	ASSERT_EQ(0, sim_set(&self->sim, "cautious", "Y"));
	ASSERT_EQ(0, task_start(task));
	ASSERT_TRUE(task_ends(task, 10000));
	EXPECT_EQ(EPERM, task->error);
	EXPECT_EQ(FWCTL_REASON_CAPABILITY, task->call.diag.reason);
	task_free(task);

	EXPECT_EQ(FWCTL_AUDIENCE_ANY,
		  sim_command(&self->desc, "get-counters")->audience);
	ASSERT_EQ(0, sim_describe(self->sim.fd, sizeof(room), &desc));
	EXPECT_EQ(FWCTL_AUDIENCE_ADMIN,
		  sim_command(&desc, "get-counters")->audience);
	EXPECT_EQ(self->desc.nr_commands, desc.nr_commands);
	sim_description_free(&desc);
}

/* --- DESCRIBE --- */

TEST_F(abi, describe_arguments)
{
	static const __u64 cursors[] = {
		1000, ~0U, 1000ULL << 32, ~0ULL, 1ULL << 32 | 1000,
		0x8000000000000000,
	};
	struct fwctl_describe arg = {
		.size = sizeof(arg),
		.buf = (uintptr_t)room,
		.buf_len = sizeof(room),
	};
	struct fwctl_describe good = arg;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cursors); i++) {
		arg = good;
		arg.cursor = cursors[i];
		EXPECT_EQ(EINVAL, sim_ioctl(self->sim.fd, FWCTL_DESCRIBE,
					    &arg)) {
			TH_LOG("cursor %#llx", cursors[i]);
		}
		EXPECT_EQ(cursors[i], arg.cursor);
	}
	for (i = 0; i < 32; i++) {
		arg = good;
		arg.flags = 1U << i;
		EXPECT_EQ(EINVAL, sim_ioctl(self->sim.fd, FWCTL_DESCRIBE,
					    &arg));
		arg = good;
		arg.reserved = 1U << i;
		EXPECT_EQ(EINVAL, sim_ioctl(self->sim.fd, FWCTL_DESCRIBE,
					    &arg));
	}
	arg = good;
	arg.buf = 0;
	EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_DESCRIBE, &arg));
	EXPECT_EQ(0, arg.cursor);
	EXPECT_EQ(sizeof(room), arg.buf_len);
	/* a part of it would have been written, and does not count */
	arg = good;
	arg.buf = (uintptr_t)KERNEL;
	arg.buf_len = 4096;
	EXPECT_EQ(EFAULT, sim_ioctl(self->sim.fd, FWCTL_DESCRIBE, &arg));
	EXPECT_EQ(0, arg.cursor);
	EXPECT_EQ(4096, arg.buf_len);
}

TEST_F(abi, describe_no_room)
{
	static const __u32 lens[] = { 0, 1, 4, 16, 64 };
	struct fwctl_describe arg = {};
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		memset(room, GUARD, sizeof(room));
		arg.size = sizeof(arg);
		arg.buf = (uintptr_t)room;
		arg.buf_len = lens[i];
		arg.cursor = 0;
		EXPECT_EQ(EMSGSIZE, sim_ioctl(self->sim.fd, FWCTL_DESCRIBE,
					      &arg));
		EXPECT_EQ(0, arg.cursor);
		EXPECT_LT(lens[i], arg.buf_len);
		for (j = 0; j < sizeof(room); j++) {
			EXPECT_EQ(GUARD, room[j]);
		}
		/* then with what is said to suffice */
		ASSERT_GE(sizeof(room), arg.buf_len);
		EXPECT_EQ(0, sim_ioctl(self->sim.fd, FWCTL_DESCRIBE, &arg));
	}
}

/* However small the pieces, the whole is the same. */
TEST_F(abi, describe_pieces)
{
	static const __u32 rooms[] = { 700, 1024, 2000, 4096, 32768 };
	struct sim_description whole, desc;
	size_t i;
	__u32 j;

	ASSERT_EQ(0, sim_describe(self->sim.fd, sizeof(room), &whole));
	for (i = 0; i < ARRAY_SIZE(rooms); i++) {
		ASSERT_EQ(0, sim_describe(self->sim.fd, rooms[i], &desc)) {
			TH_LOG("%u bytes", rooms[i]);
		}
		if (rooms[i] < 1024) {
			EXPECT_LT(whole.pieces, desc.pieces);
			EXPECT_LT(whole.calls, desc.calls);
		}
		EXPECT_STREQ(whole.name, desc.name);
		EXPECT_STREQ(whole.parent, desc.parent);
		EXPECT_EQ(whole.headers.nr_nodes, desc.headers.nr_nodes);
		EXPECT_EQ(0, memcmp(whole.headers.nodes, desc.headers.nodes,
				    whole.headers.nr_nodes *
				    sizeof(struct sim_node)));
		ASSERT_EQ(whole.nr_commands, desc.nr_commands);
		for (j = 0; j < whole.nr_commands; j++) {
			EXPECT_STREQ(whole.command[j].name,
				     desc.command[j].name);
			EXPECT_EQ(whole.command[j].opcode,
				  desc.command[j].opcode);
			ASSERT_EQ(whole.command[j].nr_nodes,
				  desc.command[j].nr_nodes);
			EXPECT_EQ(0, memcmp(whole.command[j].nodes,
					    desc.command[j].nodes,
					    whole.command[j].nr_nodes *
					    sizeof(struct sim_node)));
		}
		sim_description_free(&desc);
	}
	sim_description_free(&whole);
}

TEST_F(abi, describe_content)
{
	static const struct {
		const char *name;
		__u32 opcode;
		__u32 scope;
		__u32 effect;
		__u32 audience;
	} rows[] = {
		{ "get-version", 0x01, 0, FWCTL_EFFECT_NONE, 1 },
		{ "get-identity", 0x02, 0, FWCTL_EFFECT_NONE, 1 },
		{ "get-counters", 0x03, 0, FWCTL_EFFECT_NONE, 1 },
		{ "nop", 0x04, 0, FWCTL_EFFECT_NONE, 1 },
		{ "echo", 0x05, 0, FWCTL_EFFECT_NONE, 1 },
		{ "list-config", 0x10, 0, FWCTL_EFFECT_NONE, 0 },
		{ "get-config", 0x11, 0, FWCTL_EFFECT_NONE, 0 },
		{ "set-config", 0x12, 0, FWCTL_EFFECT_CONFIG, 0 },
		{ "get-settings", 0x20, 0, FWCTL_EFFECT_NONE, 0 },
		{ "set-settings", 0x21, 0, FWCTL_EFFECT_RUNTIME, 0 },
		{ "get-temperature", 0x22, 0, FWCTL_EFFECT_NONE, 1 },
		{ "get-voltage", 0x22, 0, FWCTL_EFFECT_NONE, 1 },
		{ "get-sensor", 0x22, 0, FWCTL_EFFECT_NONE, 0 },
		{ "locate", 0x23, 0, FWCTL_EFFECT_RUNTIME, 0 },
		{ "get-events", 0x30, 0, FWCTL_EFFECT_NONE, 0 },
		{ "clear-events", 0x31, 3, FWCTL_EFFECT_DISRUPTS, 0 },
		{ "get-boot-log", 0x32, 0, FWCTL_EFFECT_NONE, 0 },
		{ "get-error-log", 0x32, 0, FWCTL_EFFECT_NONE, 0 },
		{ "get-dump", 0x40, 1, FWCTL_EFFECT_NONE, 0 },
		{ "self-test", 0x41, 0, FWCTL_EFFECT_RUNTIME, 0 },
		{ "read-register", 0x50, 1, FWCTL_EFFECT_NONE, 0 },
		{ "write-register", 0x51, 2, FWCTL_EFFECT_DEBUG, 0 },
		{ "reset", 0xf0, 3, FWCTL_EFFECT_DISRUPTS, 0 },
	};
	const __u32 nr_rows = ARRAY_SIZE(rows);
	struct sim_description desc;
	struct sim older;
	__u32 i, j;

	ASSERT_EQ(0, sim_describe(self->sim.fd, sizeof(room), &desc));
	EXPECT_STREQ(self->sim.name, desc.name);
	EXPECT_EQ(strtoul(self->sim.name + 5, NULL, 10), desc.id);
	EXPECT_EQ(FWCTL_DEVICE_TYPE_SIM, desc.type);
	EXPECT_STREQ("sim", desc.driver);
	EXPECT_STREQ("fwctl_sim.10", desc.parent);
	EXPECT_STREQ("platform", desc.bus);
	EXPECT_STREQ("max_chunk", desc.limit);
	EXPECT_EQ(65536, desc.limit_value);
	EXPECT_EQ(nr_rows, desc.commands);
	ASSERT_EQ(nr_rows, desc.nr_commands);
	/* request: opcode and flags; response: status and length */
	ASSERT_EQ(6, desc.headers.nr_nodes);
	EXPECT_STREQ("opcode", desc.headers.nodes[1].name);
	EXPECT_EQ(FWCTL_FLAG_OPCODE, desc.headers.nodes[1].flags);
	EXPECT_STREQ("status", desc.headers.nodes[4].name);
	EXPECT_EQ(FWCTL_FLAG_STATUS, desc.headers.nodes[4].flags);
	EXPECT_EQ(7, desc.headers.nodes[4].nr_values);

	for (i = 0; i < nr_rows; i++) {
		const struct sim_command *cmd = &desc.command[i];

		EXPECT_EQ(i, cmd->index);
		EXPECT_STREQ(rows[i].name, cmd->name);
		EXPECT_EQ(rows[i].opcode, cmd->opcode);
		EXPECT_EQ(rows[i].scope, cmd->scope);
		EXPECT_EQ(rows[i].effect, cmd->effect);
		EXPECT_EQ(rows[i].audience, cmd->audience);
		EXPECT_LT(0, strlen(cmd->summary));
		ASSERT_NE(NULL, sim_message(cmd, "request"));
		ASSERT_NE(NULL, sim_message(cmd, "response"));
		EXPECT_EQ(1, sim_message(cmd, "request")->node);
		for (j = 1; j < cmd->nr_nodes; j++) {
			const struct sim_node *node = &cmd->nodes[j];
			const struct sim_node *above;

			if (node->kind == FWCTL_KIND_MESSAGE)
				continue;
			ASSERT_NE(0, node->parent);
			above = &cmd->nodes[node->parent - 1];
			/* only the one field of an element has no name */
			if (!node->name[0]) {
				EXPECT_EQ(FWCTL_KIND_ARRAY, above->kind);
			}
			if (node->kind == FWCTL_KIND_VARIANT) {
				EXPECT_EQ(FWCTL_KIND_RECORDS, above->kind);
			}
			EXPECT_GT(8 * sizeof(__u64) + 1, node->bits);
			EXPECT_GE(FWCTL_RULE_MASK, node->rule);
			EXPECT_GE(FWCTL_MEASURE_ANSWER, node->measure);
			if (node->rule == FWCTL_RULE_NAMED) {
				EXPECT_LT(0, node->nr_values);
			}
		}
	}
	sim_description_free(&desc);

	/* the limit as it is now, and only what the device has */
	ASSERT_EQ(0, sim_set(&self->sim, "max_chunk", "4096"));
	ASSERT_EQ(0, sim_describe(self->sim.fd, sizeof(room), &desc));
	EXPECT_EQ(4096, desc.limit_value);
	sim_description_free(&desc);

	ASSERT_EQ(0, sim_create(&older, 11));
	ASSERT_EQ(0, sim_describe(older.fd, sizeof(room), &desc));
	EXPECT_EQ(nr_rows - 1, desc.commands);
	EXPECT_EQ(nr_rows - 1, desc.nr_commands);
	EXPECT_EQ(NULL, sim_command(&desc, "locate"));
	sim_description_free(&desc);
	sim_destroy(&older);
}

/* An unprivileged process that holds nothing but the fd can use it. */
TEST_F(abi, describe_unprivileged)
{
	pid_t child = fork();
	int status;

	ASSERT_LE(0, child);
	if (!child) {
		struct sim_description desc;

		if (become(NOBODY))
			_exit(1);
		_exit(sim_describe(self->sim.fd, sizeof(room), &desc) ||
		      desc.nr_commands != 23 || sim_nop(self->sim.fd));
	}
	ASSERT_EQ(child, waitpid(child, &status, 0));
	EXPECT_EQ(0, status);
}

/* --- Removal, sysfs --- */

TEST_F(abi, removed)
{
	struct sim_call call;
	union arg arg;
	size_t i;

	ASSERT_EQ(0, sim_delete(self->sim.id));
	for (i = 0; i < NR_IOCTLS; i++) {
		fill(&ioctls[i], &arg);
		EXPECT_EQ(ENODEV, sim_ioctl(self->sim.fd, ioctls[i].cmd, &arg)) {
			TH_LOG("%s", ioctls[i].name);
		}
	}
	sim_begin_nop(&call);
	EXPECT_EQ(ENODEV, sim_call(self->sim.fd, &call));
	EXPECT_EQ(FWCTL_REASON_REMOVED, call.diag.reason);
	EXPECT_EQ(FWCTL_NOT_SENT, call.diag.sent);
	EXPECT_EQ(ENODEV, call.diag.error);
	/* what is wrong with the call itself comes first */
	EXPECT_EQ(ENOTTY, sim_ioctl(self->sim.fd, 0x9a02, &arg));
	EXPECT_EQ(-1, open(self->sim.node, O_RDWR));
	EXPECT_EQ(ENOENT, errno);
	EXPECT_EQ(0, close(self->sim.fd));
	self->sim.fd = -1;
}

static const char *last_of_link(const char *path)
{
	static char target[PATH_MAX];
	ssize_t len = readlink(path, target, sizeof(target) - 1);
	char *slash;

	if (len < 0)
		return "";
	target[len] = '\0';
	slash = strrchr(target, '/');
	return slash ? slash + 1 : target;
}

TEST_F(abi, sysfs)
{
	char path[PATH_MAX], text[256], dev[32], name_line[64];
	const char *name = self->sim.name;
	struct stat node, below, linked;

	ASSERT_EQ(0, stat(self->sim.node, &node));
	EXPECT_TRUE(S_ISCHR(node.st_mode));
	snprintf(dev, sizeof(dev), "%u:%u", major(node.st_rdev),
		 minor(node.st_rdev));

	snprintf(path, sizeof(path), "/sys/class/fwctl/%s", name);
	EXPECT_EQ(0, access(path, F_OK));
	EXPECT_STREQ(name, last_of_link(path));
	snprintf(path, sizeof(path), "/sys/class/fwctl/%s/subsystem", name);
	EXPECT_STREQ("fwctl", last_of_link(path));
	snprintf(path, sizeof(path), "/sys/class/fwctl/%s/dev", name);
	ASSERT_LT(0, file_read(path, text, sizeof(text)));
	text[strcspn(text, "\n")] = '\0';
	EXPECT_STREQ(dev, text);
	snprintf(path, sizeof(path), "/sys/class/fwctl/%s/uevent", name);
	ASSERT_LT(0, file_read(path, text, sizeof(text)));
	snprintf(name_line, sizeof(name_line), "DEVNAME=fwctl/%s\n", name);
	EXPECT_NE(NULL, strstr(text, name_line));

	/* the parent, and from there back */
	snprintf(path, sizeof(path), "/sys/class/fwctl/%s/device", name);
	EXPECT_STREQ("fwctl_sim.10", last_of_link(path));
	snprintf(path, sizeof(path), "/sys/dev/char/%s/device/driver", dev);
	EXPECT_STREQ("fwctl_sim", last_of_link(path));
	snprintf(path, sizeof(path), "/sys/class/fwctl/%s", name);
	ASSERT_EQ(0, stat(path, &linked));
	snprintf(path, sizeof(path),
		 "/sys/bus/platform/devices/fwctl_sim.10/fwctl/%s", name);
	ASSERT_EQ(0, stat(path, &below));
	EXPECT_EQ(linked.st_ino, below.st_ino);

	sim_destroy(&self->sim);
	EXPECT_NE(0, access(path, F_OK));
	EXPECT_NE(0, access(self->sim.node, F_OK));
	snprintf(path, sizeof(path), "/sys/class/fwctl/%s", name);
	EXPECT_NE(0, access(path, F_OK));
}

TEST_HARNESS_MAIN
