// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's description of a CXL memory device: the driver's own source */
#include <linux/fwctl_table.h>
#include <fwctl/cxl.h>

#include "driver_tables.h"

/* instead of the driver's header, which is the kernel's */
#define __FWCTL_CXL_H
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
enum {
	FWCTL_CXL_GET_SUPPORTED_LOGS = 0x0400,
	FWCTL_CXL_GET_LOG = 0x0401,
	FWCTL_CXL_GET_SUPPORTED_FEATURES = 0x0500,
	FWCTL_CXL_GET_FEATURE = 0x0501,
	FWCTL_CXL_SET_FEATURE = 0x0502,
};

enum { FWCTL_CXL_PAYLOAD_SIZE, FWCTL_CXL_LSA_SIZE, FWCTL_CXL_CEL_SIZE };
#include "../../../../drivers/fwctl/cxl/commands.c"
