/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's descriptions of devices, for tests */
#ifndef _DRIVER_TABLES_H
#define _DRIVER_TABLES_H

#include "libfwctl.h"

extern const struct fwctl_table fwctl_ipmi_table;
extern const struct fwctl_table fwctl_nvme_table;
extern const struct fwctl_table fwctl_cxl_table;

#endif
