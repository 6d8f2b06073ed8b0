/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * fwctl: messages to and from management controllers (BMCs), as version 2.0 of
 * the Intelligent Platform Management Interface specification (IPMI) has them
 *
 * The data bytes of requests and responses are those of the specification's
 * tables. The specification counts the completion code as byte 1 of a response,
 * so its byte 2 is data[0] here.
 */
#ifndef _UAPI_FWCTL_IPMI_H
#define _UAPI_FWCTL_IPMI_H

#include <linux/types.h>

/* What a command's row has as its opcode: network function and command */
#define FWCTL_IPMI_OPCODE(netfn, cmd) ((netfn) << 8 | (cmd))

/**
 * struct fwctl_info_ipmi - out_device_data of FWCTL_DEVICE_TYPE_IPMI
 * @interface: number of the system interface; its other node is /dev/ipmiN
 */
struct fwctl_info_ipmi {
	__u32 interface;
};

/**
 * struct fwctl_rpc_ipmi - Request
 * @netfn: network function, even (table 5-1)
 * @cmd: command (appendix G)
 * @lun: logical unit of the BMC, 0 to 3 (section 7.2)
 * @reserved: 0
 * @data: what the command's table in the specification has
 */
struct fwctl_rpc_ipmi {
	__u8 netfn;
	__u8 cmd;
	__u8 lun;
	__u8 reserved;
	__u8 data[];
};

/**
 * struct fwctl_rpc_ipmi_out - Response
 * @completion_code: 0 after success (table 5-2)
 * @data: what follows it in the command's table in the specification
 */
struct fwctl_rpc_ipmi_out {
	__u8 completion_code;
	__u8 data[];
};

#endif
