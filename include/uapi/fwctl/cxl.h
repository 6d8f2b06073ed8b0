/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * fwctl: mailbox commands of CXL memory devices, as revision 3.1 of the Compute
 * Express Link specification (CXL 3.1) has them in its section 8.2.9
 *
 * Everything is little endian; FWCTL_INFO has no data of the device.
 *
 * EINVAL is also the answer where there is less room at &struct fwctl_rpc.out
 * than the response's header and the bytes that the request asks for need, or
 * than the command's response has at least.
 */
#ifndef _UAPI_FWCTL_CXL_H
#define _UAPI_FWCTL_CXL_H

#include <linux/types.h>

/**
 * struct fwctl_rpc_cxl - Request
 * @opcode: of the command, command set << 8 | command
 * @flags: 0
 * @op_size: bytes of @payload. What is behind them must be 0.
 * @reserved: 0
 * @payload: the command's input payload in the specification
 */
struct fwctl_rpc_cxl {
	__le32 opcode;
	__le32 flags;
	__le32 op_size;
	__le32 reserved;
	__u8 payload[];
};

/**
 * struct fwctl_rpc_cxl_out - Response
 * @size: bytes of @payload
 * @retval: the mailbox's return code, 0 after success
 * @payload: the command's output payload in the specification
 */
struct fwctl_rpc_cxl_out {
	__le32 size;
	__le32 retval;
	__u8 payload[];
};

#endif
