/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of the driver know of each other */
#ifndef __FWCTL_NVME_H
#define __FWCTL_NVME_H

#include <fwctl/nvme.h>
#include <linux/completion.h>
#include <linux/fwctl.h>
#include <linux/mutex.h>
#include <linux/nvme.h>
#include <linux/refcount.h>

struct nvme_ctrl;

/* Where command dword 10 is, behind the header; RAE of Get Log Page there */
#define FWCTL_NVME_CDW10	4
#define FWCTL_NVME_RAE		BIT(15)

/* What only the controller knows */
enum fwctl_nvme_limit {
	FWCTL_NVME_MAX_TRANSFER,	/* bytes of one command (MDTS) */
	FWCTL_NVME_ERROR_LOG,		/* the same, and no more than it has */
	FWCTL_NVME_NR_LIMITS,
};

/* Of the controller's quirks, those that commands in the table must mind */
#define FWCTL_NVME_QUIRK_CNS		BIT(0)	/* Identify: CNS 0 and 1 alone */
#define FWCTL_NVME_QUIRK_NO_DESC	BIT(1)	/* Identify: not CNS 3 */
#define FWCTL_NVME_QUIRK_NO_TEMP	BIT(2)	/* Set Features: not 04h */

/**
 * struct fwctl_nvme - A controller
 * @fwctl: its fwctl device
 * @entry: in the list of all
 * @ctrl: it, to the kernel's NVMe driver
 * @instance: N of its node /dev/nvmeN
 * @cap: its property CAP
 * @vs: its property VS
 * @quirks: FWCTL_NVME_QUIRK_*
 * @attach_work: makes the controller a fwctl device once it is live
 * @lock: for @gone and @registered
 * @gone: the driver is unbound
 * @registered: @fwctl is
 * @commands: with the controller, and 1 as long as there may be more
 * @idle: there are none
 * @has_effects: it has a Commands Supported and Effects log
 * @acs: admin commands supported, from that log
 * @id: what it identifies itself with
 */
struct fwctl_nvme {
	struct fwctl_device fwctl;
	struct list_head entry;
	struct nvme_ctrl *ctrl;
	u32 instance;
	u64 cap;
	u32 vs;
	unsigned int quirks;
	struct work_struct attach_work;
	struct mutex lock;	/* for gone and registered */
	bool gone;
	bool registered;
	refcount_t commands;
	struct completion idle;
	bool has_effects;
	__le32 acs[256];
	struct nvme_id_ctrl id;
};

/* commands.c */
extern const struct fwctl_table fwctl_nvme_table;

/* main.c, for tests */
extern const struct fwctl_ops fwctl_nvme_ops;
struct fwctl_nvme *fwctl_nvme_create(struct device *parent);
int fwctl_nvme_register(struct fwctl_nvme *nvme);
void fwctl_nvme_unregister(struct fwctl_nvme *nvme);
void fwctl_nvme_drain(struct fwctl_nvme *nvme);
void fwctl_nvme_complete(struct fwctl_rpc_req *rpc, int error, u16 status,
			 __le32 result);
int fwctl_nvme_submit(struct fwctl_nvme *nvme, struct nvme_command *cmd,
		      void *data, u32 len, struct fwctl_rpc_req *rpc);
int fwctl_nvme_execute(struct fwctl_nvme *nvme, struct nvme_command *cmd,
		       void *data, u32 len);
u64 fwctl_nvme_max_transfer(struct fwctl_nvme *nvme);

#endif
