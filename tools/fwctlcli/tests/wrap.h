/* SPDX-License-Identifier: GPL-2.0-only */
/* What report_test has in the library's place, see the linker's --wrap */
#ifndef _WRAP_H
#define _WRAP_H

#include "libfwctl.h"

int __wrap_fwctl_call(struct fwctl_dev *dev, struct fwctl_transfer *call,
		      struct fwctl_error *err);
int __wrap_fwctl_open(const char *name, struct fwctl_dev **dev,
		      struct fwctl_error *err);
void __wrap_fwctl_close(struct fwctl_dev *dev);
int __wrap_fwctl_describe(struct fwctl_dev *dev,
			  struct fwctl_description **result,
			  struct fwctl_error *err);

#endif
