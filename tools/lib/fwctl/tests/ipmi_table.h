/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's description of a BMC, for tests */
#ifndef _IPMI_TABLE_H
#define _IPMI_TABLE_H

#include "libfwctl.h"

extern const struct fwctl_table fwctl_ipmi_table;

#endif
