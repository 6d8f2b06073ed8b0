// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's description of a BMC, for tests: the driver's own source */
#include <linux/fwctl_table.h>
#include <fwctl/ipmi.h>

#include "driver_tables.h"

/* instead of the driver's header, which is the kernel's */
#define __FWCTL_IPMI_H
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#include "../../../../drivers/fwctl/ipmi/commands.c"
