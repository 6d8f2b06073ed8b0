/* SPDX-License-Identifier: GPL-2.0-only */
/* Results in the Test Anything Protocol */
#ifndef _TAP_H
#define _TAP_H

#include <stdbool.h>

bool tap_ok(bool passed, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
bool tap_same(const char *got, const char *want, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void tap_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
int tap_done(void);

#endif
