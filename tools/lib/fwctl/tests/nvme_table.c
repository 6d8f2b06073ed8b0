// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's description of an NVMe controller: the driver's own source */
#include <linux/fwctl_table.h>
#include <fwctl/nvme.h>

#include "driver_tables.h"

/* instead of the driver's header, which is the kernel's */
#define __FWCTL_NVME_H
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define FWCTL_NVME_CDW10 4
enum { FWCTL_NVME_MAX_TRANSFER, FWCTL_NVME_ERROR_LOG };
#include "../../../../drivers/fwctl/nvme/commands.c"
