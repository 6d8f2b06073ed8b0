// SPDX-License-Identifier: GPL-2.0-only
/* What tests share: results in the Test Anything Protocol, bytes from hex */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

static unsigned int done, failed;

static void result(bool passed, const char *format, va_list args)
{
	failed += !passed;
	printf("%sok %u - ", passed ? "" : "not ", ++done);
	vprintf(format, args);
	putchar('\n');
	fflush(stdout);
}

bool tap_ok(bool passed, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	result(passed, format, args);
	va_end(args);
	return passed;
}

static void note_lines(const char *what, const char *text)
{
	printf("# %s ", what);
	for (; *text; text++) {
		putchar(*text);
		if (*text == '\n')
			printf("# ");
	}
	putchar('\n');
}

bool tap_same(const char *got, const char *want, const char *format, ...)
{
	bool passed = !strcmp(got, want);
	va_list args;

	va_start(args, format);
	result(passed, format, args);
	va_end(args);
	if (!passed) {
		note_lines("got: ", got);
		note_lines("want:", want);
	}
	return passed;
}

void tap_note(const char *format, ...)
{
	va_list args;

	printf("# ");
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

int tap_done(void)
{
	printf("1..%u\n", done);
	return failed ? 1 : 0;
}

/* Pairs of digits, with spaces between them where they read better */
__u32 tap_unhex(const char *text, __u8 *buf)
{
	char digits[3] = "";
	__u32 len = 0;

	for (; *text; text++) {
		if (*text == ' ')
			continue;
		memcpy(digits, text++, 2);
		buf[len++] = (__u8)strtoul(digits, NULL, 16);
	}
	return len;
}
