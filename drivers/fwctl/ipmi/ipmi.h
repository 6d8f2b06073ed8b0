/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of the driver know of each other */
#ifndef __FWCTL_IPMI_H
#define __FWCTL_IPMI_H

#include <fwctl/ipmi.h>
#include <linux/fwctl.h>
#include <linux/ipmi.h>
#include <linux/workqueue.h>

/* After so many jiffies the message handler has forgotten a request. */
#define FWCTL_IPMI_OVERDUE (60 * HZ)

/**
 * struct fwctl_ipmi - A BMC
 * @fwctl: its fwctl device
 * @entry: in the list of all
 * @interface: number of its system interface
 * @user: we, to the kernel's IPMI message handler
 * @lock: for @rpc, @msgid and @sent
 * @rpc: with the BMC, at most one at a time; whoever takes it completes it
 * @msgid: tells the answer to @rpc from answers to those before it
 * @sent: when it was, in jiffies
 * @overdue: takes @rpc if no answer ever comes
 */
struct fwctl_ipmi {
	struct fwctl_device fwctl;
	struct list_head entry;
	int interface;
	struct ipmi_user *user;
	spinlock_t lock;	/* for rpc, msgid and sent */
	struct fwctl_rpc_req *rpc;
	long msgid;
	unsigned long sent;
	struct delayed_work overdue;
};

/* commands.c */
extern const struct fwctl_table fwctl_ipmi_table;

/* main.c, for tests */
extern const struct fwctl_ops fwctl_ipmi_ops;
extern const struct ipmi_user_hndl fwctl_ipmi_handlers;
struct fwctl_ipmi *fwctl_ipmi_create(int interface, struct device *parent);
void fwctl_ipmi_destroy(struct fwctl_ipmi *ipmi);
int fwctl_ipmi_create_user(struct fwctl_ipmi *ipmi);
void fwctl_ipmi_destroy_user(struct fwctl_ipmi *ipmi);
int fwctl_ipmi_request(struct fwctl_ipmi *ipmi,
		       struct ipmi_system_interface_addr *addr, long msgid,
		       struct kernel_ipmi_msg *msg);

#endif
