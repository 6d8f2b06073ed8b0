/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of fwctlcli know of each other */
#ifndef _FWCTLCLI_H
#define _FWCTLCLI_H

#include <json.h>
#include <stdio.h>

#include "libfwctl.h"

/* Shape of what --json prints; it changes when the shape does */
#define JSON_VERSION 1

enum exit_status {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_STATUS = 3,	/* the firmware answered with an error */
};

/**
 * struct options - The command line
 * @json: print JSON
 * @has_scope: @scope was given
 * @scope: enum fwctl_rpc_scope
 * @timeout_ms: 0: as long as it takes
 * @in: file of a raw request
 * @out: file for a raw response
 * @nr_args: what is left behind verb and options
 * @args: those
 */
struct options {
	bool json;
	bool has_scope;
	__u32 scope;
	__u32 timeout_ms;
	const char *in;
	const char *out;
	int nr_args;
	char **args;
};

/* Verbs; each returns an exit status */
int cmd_list(const struct options *options);
int cmd_monitor(const struct options *options);
int cmd_info(const struct options *options);
int cmd_commands(const struct options *options);
int cmd_describe(const struct options *options);
int cmd_call(const struct options *options);
int cmd_raw(const struct options *options);
int cmd_report(const struct options *options);

/* call.c */

/* The signal that ended a call, or 0 */
extern int ended_by;

bool is_admin(void);
void catch_signals(void);
void release_signals(void);
int call(struct fwctl_dev *dev, struct fwctl_transfer *transfer,
	 struct fwctl_error *err);
void json_add_answer(struct json_object *object,
		     const struct fwctl_description *desc,
		     const struct fwctl_command *cmd,
		     const struct fwctl_transfer *transfer);

/* output.c */

/**
 * struct table - Text in columns
 * @nr_columns: how many
 * @nr_rows: how many
 * @cells: nr_rows * nr_columns strings
 */
struct table {
	size_t nr_columns;
	size_t nr_rows;
	char **cells;
};

void *check_memory(void *ptr);
char *format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *join(char *list, char *more);
void table_add(struct table *table, ...);
void table_print(struct table *table, const char *indent);
void table_free(struct table *table);
void print_escaped(FILE *to, const char *text, size_t len);
char *escaped(const char *text, size_t len);
void print_hex(const __u8 *data, __u32 len, unsigned int indent);
int fail(const struct options *options, const struct fwctl_error *err);
int fail_line(const struct options *options, const struct fwctl_error *err);
int fail_usage(const struct options *options, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
int fail_errno(const struct options *options, const char *what);
const char *next_flag(const struct fwctl_item *item, __u32 *i, __u64 *rest);
int open_and_describe(const struct options *options, struct fwctl_dev **dev,
		      struct fwctl_description **desc);
int look_up(const struct options *options, struct fwctl_description **desc);
const struct fwctl_command *get_command(const struct options *options,
					const struct fwctl_description *desc,
					const char *name);

/* json.c */

struct json_object *json_map(void);
struct json_object *json_list(void);
struct json_object *json_new(void);
void json_add(struct json_object *object, const char *name,
	      struct json_object *value);
void json_add_string(struct json_object *object, const char *name,
		     const char *value);
void json_add_uint(struct json_object *object, const char *name, __u64 value);
void json_add_name(struct json_object *object, const char *name, const char *text,
		   __u64 number);
struct json_object *json_hex(const __u8 *data, __u32 len);
struct json_object *json_command(const struct fwctl_command *cmd);
void json_add_int(struct json_object *object, const char *name, __s64 value);
void json_add_number(struct json_object *object, const char *name,
		     const char *digits);
void json_flag(struct json_object *object, const char *name, bool value);
void json_value(struct json_object *object, const char *name, bool is_signed,
		__u64 value);
struct json_object *json_error(const struct fwctl_error *err);
void json_print(struct json_object *object);
void json_print_line(struct json_object *object);
struct json_object *json_item(const struct fwctl_item *item, bool admin);
struct json_object *json_response(const struct fwctl_description *desc,
				  const struct fwctl_command *cmd, const void *buf,
				  __u32 len, bool admin);

/* text.c */

void text_response(const struct fwctl_description *desc,
		   const struct fwctl_command *cmd, const void *buf, __u32 len,
		   bool admin, unsigned int margin, __u32 most);

#endif
