// SPDX-License-Identifier: GPL-2.0-only
/* What went wrong, for the caller */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

void fwctl_clear_error(struct fwctl_error *err)
{
	if (err)
		memset(err, 0, sizeof(*err));
}

static void say(struct fwctl_error *err, int errnum, bool usage,
		const char *format, va_list args)
{
	if (!err)
		return;
	fwctl_clear_error(err);
	err->errnum = errnum;
	err->usage = usage;
	vsnprintf(err->text, sizeof(err->text), format, args);
}

/* Return the negative errno. */
int fwctl_fail(struct fwctl_error *err, int errnum, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(err, errnum, false, format, args);
	va_end(args);
	return -errnum;
}

int fwctl_fail_usage(struct fwctl_error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(err, EINVAL, true, format, args);
	va_end(args);
	return -EINVAL;
}

int fwctl_fail_errno(struct fwctl_error *err, const char *what)
{
	int errnum = errno;

	return fwctl_fail(err, errnum, "%s: %s", what, strerror(errnum));
}
