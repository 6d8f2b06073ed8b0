// SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause)
/* Do not edit directly, auto-generated from: */
/*	Documentation/netlink/specs/fwctl.yaml */
/* YNL-GEN kernel source */

#include <net/netlink.h>
#include <net/genetlink.h>

#include "netlink-gen.h"

#include <uapi/fwctl/netlink.h>

/* FWCTL_CMD_DEVICE_GET - do */
static const struct nla_policy fwctl_device_get_do_nl_policy[FWCTL_A_ID + 1] = {
	[FWCTL_A_ID] = { .type = NLA_UINT, },
};

/* FWCTL_CMD_DEVICE_GET - dump */
static const struct nla_policy fwctl_device_get_dump_nl_policy[FWCTL_A_ID + 1] = {
	[FWCTL_A_ID] = { .type = NLA_UINT, },
};

/* FWCTL_CMD_COMMAND_GET - dump */
static const struct nla_policy fwctl_command_get_nl_policy[FWCTL_A_ID + 1] = {
	[FWCTL_A_ID] = { .type = NLA_UINT, },
};

/* Ops table for fwctl */
static const struct genl_split_ops fwctl_nl_ops[] = {
	{
		.cmd		= FWCTL_CMD_DEVICE_GET,
		.doit		= fwctl_nl_device_get_doit,
		.policy		= fwctl_device_get_do_nl_policy,
		.maxattr	= FWCTL_A_ID,
		.flags		= GENL_CMD_CAP_DO,
	},
	{
		.cmd		= FWCTL_CMD_DEVICE_GET,
		.start		= fwctl_nl_dump_start,
		.dumpit		= fwctl_nl_device_get_dumpit,
		.policy		= fwctl_device_get_dump_nl_policy,
		.maxattr	= FWCTL_A_ID,
		.flags		= GENL_CMD_CAP_DUMP,
	},
	{
		.cmd		= FWCTL_CMD_COMMAND_GET,
		.start		= fwctl_nl_dump_start,
		.dumpit		= fwctl_nl_command_get_dumpit,
		.policy		= fwctl_command_get_nl_policy,
		.maxattr	= FWCTL_A_ID,
		.flags		= GENL_CMD_CAP_DUMP,
	},
};

static const struct genl_multicast_group fwctl_nl_mcgrps[] = {
	[FWCTL_NLGRP_DEVICES] = { "devices", },
};

struct genl_family fwctl_nl_family __ro_after_init = {
	.name		= FWCTL_FAMILY_NAME,
	.version	= FWCTL_FAMILY_VERSION,
	.netnsok	= true,
	.parallel_ops	= true,
	.module		= THIS_MODULE,
	.split_ops	= fwctl_nl_ops,
	.n_split_ops	= ARRAY_SIZE(fwctl_nl_ops),
	.mcgrps		= fwctl_nl_mcgrps,
	.n_mcgrps	= ARRAY_SIZE(fwctl_nl_mcgrps),
};
