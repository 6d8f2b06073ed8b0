/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of the driver know of each other */
#ifndef __FWCTL_CXL_H
#define __FWCTL_CXL_H

#include <cxl/mailbox.h>
#include <fwctl/cxl.h>
#include <linux/fwctl.h>
#include <linux/uuid.h>

/* Opcodes that the driver itself speaks of (CXL 3.1, 8.2.9) */
enum {
	FWCTL_CXL_GET_SUPPORTED_LOGS = 0x0400,
	FWCTL_CXL_GET_LOG = 0x0401,
	FWCTL_CXL_GET_SUPPORTED_FEATURES = 0x0500,
	FWCTL_CXL_GET_FEATURE = 0x0501,
	FWCTL_CXL_SET_FEATURE = 0x0502,
};

/* Limits of the table */
enum {
	FWCTL_CXL_PAYLOAD_SIZE,
	FWCTL_CXL_LSA_SIZE,
	FWCTL_CXL_CEL_SIZE,
	FWCTL_CXL_NR_LIMITS,
};

/**
 * struct fwctl_cxl_row - What the device says of a row of the table
 * @has_log: it has the log that the row is for
 * @supported: its Command Effects Log has the opcode
 * @effects: what that log has to say of it (CXL 3.1, 8.2.9.5.2.1)
 */
struct fwctl_cxl_row {
	bool has_log;
	bool supported;
	u16 effects;
};

/**
 * struct fwctl_cxl_feature - What the device says of a Feature
 * @uuid: its identifier
 * @changeable: it can be set
 * @effects: what setting it does, as in the Command Effects Log
 */
struct fwctl_cxl_feature {
	uuid_t uuid;
	bool changeable;
	u16 effects;
};

/**
 * struct fwctl_cxl - A memory device
 * @fwctl: its fwctl device
 * @mbox: its mailbox
 * @gone: it is on its way out, and is asked nothing any more
 * @buf: the answer to the command that is in the mailbox, with room for as much
 *	as the mailbox can carry
 * @limits: of the table
 * @rows: one for each row of the table
 * @nr_features: how many Features there are
 * @features: they
 */
struct fwctl_cxl {
	struct fwctl_device fwctl;
	struct cxl_mailbox *mbox;
	const bool *gone;
	void *buf;
	u64 limits[FWCTL_CXL_NR_LIMITS];
	struct fwctl_cxl_row *rows;
	u32 nr_features;
	struct fwctl_cxl_feature *features;
};

/* commands.c */
extern const struct fwctl_table fwctl_cxl_table;

/* mailbox.c */
struct fwctl_cxl *fwctl_cxl_create(struct device *parent,
				   struct cxl_mailbox *mbox, u64 lsa_size,
				   const bool *gone);
void fwctl_cxl_destroy(struct fwctl_cxl *cxl);

#endif
