/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * fwctl: admin commands to NVMe controllers, as revision 2.0 of the NVM Express
 * Base Specification has them
 *
 * Integers are little endian, as on the wire. Lengths of transfers and where
 * they go are the kernel's business: in the command dwords, what the
 * specification has for them (NUMD, NUMDL, NUMDU) is 0.
 */
#ifndef _UAPI_FWCTL_NVME_H
#define _UAPI_FWCTL_NVME_H

#include <linux/types.h>

/**
 * struct fwctl_info_nvme - out_device_data of FWCTL_DEVICE_TYPE_NVME
 * @instance: number of the controller; its other node is /dev/nvmeN
 * @version: of the specification that it keeps to, as in its VS property
 *	(section 3.1.3.2)
 */
struct fwctl_info_nvme {
	__u32 instance;
	__u32 version;
};

/**
 * struct fwctl_rpc_nvme - Request
 * @opcode: of the admin command (figure 138)
 * @reserved: 0
 * @nsid: namespace identifier
 * @cdw10: command dwords as the command's section has them
 * @cdw11: likewise
 * @cdw12: likewise
 * @cdw13: likewise
 * @cdw14: likewise
 * @cdw15: likewise
 * @length: how much is asked for, in the unit that the command's row has (such
 *	as entries of a log), or 0 where it has none
 * @data: what the command sends to the controller
 */
struct fwctl_rpc_nvme {
	__u8 opcode;
	__u8 reserved[3];
	__le32 nsid;
	__le32 cdw10;
	__le32 cdw11;
	__le32 cdw12;
	__le32 cdw13;
	__le32 cdw14;
	__le32 cdw15;
	__le32 length;
	__u8 data[];
};

/**
 * struct fwctl_rpc_nvme_out - Response
 * @status: status field of the completion without the phase tag (section
 *	3.3.3.2.1): bits 7:0 status code, 10:8 status code type, 12:11 command
 *	retry delay, 13 more, 14 do not retry; 0 after success
 * @reserved: 0
 * @result: dword 0 of the completion
 * @data: what the controller sent
 */
struct fwctl_rpc_nvme_out {
	__le16 status;
	__le16 reserved;
	__le32 result;
	__u8 data[];
};

#endif
