/* SPDX-License-Identifier: GPL-2.0-only */
/* What tests share: results in the Test Anything Protocol, bytes from hex */
#ifndef _TAP_H
#define _TAP_H

#include <linux/types.h>
#include <stdbool.h>

bool tap_ok(bool passed, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
bool tap_same(const char *got, const char *want, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void tap_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
int tap_done(void);
__u32 tap_unhex(const char *text, __u8 *buf);

#endif
