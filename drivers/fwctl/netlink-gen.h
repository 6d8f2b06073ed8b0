/* SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause) */
/* Do not edit directly, auto-generated from: */
/*	Documentation/netlink/specs/fwctl.yaml */
/* YNL-GEN kernel header */

#ifndef _LINUX_FWCTL_GEN_H
#define _LINUX_FWCTL_GEN_H

#include <net/netlink.h>
#include <net/genetlink.h>

#include <uapi/fwctl/netlink.h>

int fwctl_nl_dump_start(struct netlink_callback *cb);

int fwctl_nl_device_get_doit(struct sk_buff *skb, struct genl_info *info);
int fwctl_nl_device_get_dumpit(struct sk_buff *skb,
			       struct netlink_callback *cb);
int fwctl_nl_command_get_dumpit(struct sk_buff *skb,
				struct netlink_callback *cb);

enum {
	FWCTL_NLGRP_DEVICES,
};

extern struct genl_family fwctl_nl_family;

#endif /* _LINUX_FWCTL_GEN_H */
