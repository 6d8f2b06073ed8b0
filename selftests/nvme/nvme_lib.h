/* SPDX-License-Identifier: GPL-2.0 */
/* What the tests of NVMe controllers share */
#ifndef NVME_LIB_H
#define NVME_LIB_H

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <fwctl/nvme.h>

#include "../sim/sim_lib.h"

#define GET_LOG_PAGE 0x02
#define IDENTIFY 0x06
#define SET_FEATURES 0x09
#define GET_FEATURES 0x0a
#define RAE 0x8000U
#define ALL 0xffffffffU

#define IN sizeof(struct fwctl_rpc_nvme)
#define OUT sizeof(struct fwctl_rpc_nvme_out)

/* Room for the longest answer that a row here has */
#define ROOM (OUT + 65536)

static inline int nvme_open(void)
{
	return device_open("nvme0");
}

/**
 * struct nvme_call - A FWCTL_CALL of an admin command
 * @bytes: the request, see nvme_in()
 * @in_len: bytes of it
 * @out: the response
 * @room: how much of it may be written
 * @arg: scope and timeout_ms are read, and all is what the call made of it
 * @diag: the diagnosis
 */
struct nvme_call {
	__u8 bytes[80] __attribute__((aligned(8)));
	__u32 in_len;
	__u8 out[ROOM + 64];
	__u32 room;
	struct fwctl_call arg;
	struct fwctl_diag diag;
};

static inline struct fwctl_rpc_nvme *nvme_in(struct nvme_call *call)
{
	return (struct fwctl_rpc_nvme *)call->bytes;
}

static inline void nvme_begin(struct nvme_call *call, __u8 opcode, __u32 nsid,
			      __u32 cdw10)
{
	memset(call, 0, sizeof(*call));
	nvme_in(call)->opcode = opcode;
	nvme_in(call)->nsid = nsid;
	nvme_in(call)->cdw10 = cdw10;
	call->in_len = IN;
	call->room = ROOM;
	call->arg.scope = FWCTL_RPC_DEBUG_READ_ONLY;
}

/* 0 or a positive errno */
static inline int nvme_call(int fd, struct nvme_call *call)
{
	call->arg.size = sizeof(call->arg);
	call->arg.in_len = call->in_len;
	call->arg.in = (uintptr_t)call->bytes;
	call->arg.out_len = call->room;
	call->arg.out = (uintptr_t)call->out;
	call->arg.diag_len = sizeof(call->diag);
	call->arg.diag = (uintptr_t)&call->diag;
	/* what the kernel does not write shows */
	memset(call->out, 0xee, sizeof(call->out));
	memset(&call->diag, 0xee, sizeof(call->diag));
	return sim_ioctl(fd, FWCTL_CALL, &call->arg);
}

static inline void nvme_begin_smart(struct nvme_call *call)
{
	nvme_begin(call, GET_LOG_PAGE, ALL, 0x02 | RAE);
}

/* The controller answers, and with what it always does: 50 degrees */
static inline bool nvme_answers(int fd)
{
	static struct nvme_call call;

	nvme_begin_smart(&call);
	return !nvme_call(fd, &call) && call.arg.out_len == OUT + 512 &&
	       get_uint(call.out + OUT + 1, 2) == 323;
}

#endif
