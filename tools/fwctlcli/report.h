/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of report know of each other */
#ifndef _REPORT_H
#define _REPORT_H

#include "cli.h"

struct ipmi;
struct summary;

/**
 * struct answer - A request that was sent, and what came of it
 * @next: the next one of the row
 * @older: the one that was sent before, whatever its row
 * @cmd: the command
 * @args: what was given
 * @nr_args: how many
 * @transfer: request and response
 * @listed: it is in the list of its row
 * @explained: that it was no success is shown otherwise
 * @ok: the firmware answered with success
 * @status: what it answered with
 * @status_name: what that is called, or NULL
 * @err: the kernel's error, or NULL
 */
struct answer {
	struct answer *next;
	struct answer *older;
	const struct fwctl_command *cmd;
	struct fwctl_arg *args;
	size_t nr_args;
	struct fwctl_transfer transfer;
	bool listed;
	bool explained;
	bool ok;
	__u64 status;
	const char *status_name;
	struct fwctl_error *err;
};

/**
 * struct row - A command of the device
 * @cmd: the command
 * @done: it has been run as often as it will be, or will not be
 * @withheld: only administrators may send it
 * @folded: its answers are part of what is shown otherwise
 * @last: its answers are shown after those of others
 * @answers: what came of it, in order
 * @end: where the next one goes
 */
struct row {
	const struct fwctl_command *cmd;
	bool done;
	bool withheld;
	bool folded;
	bool last;
	struct answer *answers;
	struct answer **end;
};

/**
 * struct report - A device
 * @name: its name, as given
 * @dev: the device
 * @desc: its description
 * @rows: one for each of its commands
 * @sent: tree of the answers, by request
 * @newest: list of the answers
 * @ipmi: what its answers mean, if it is a BMC
 * @summary: what of them is wanted first, of other devices that are known
 * @failures: how often in a row it did not answer at all
 * @given_up: there is nothing more to be had from it: @err says why
 * @err: what went wrong
 */
struct report {
	const char *name;
	struct fwctl_dev *dev;
	struct fwctl_description *desc;
	struct row *rows;
	void *sent;
	struct answer *newest;
	struct ipmi *ipmi;
	struct summary *summary;
	unsigned int failures;
	bool given_up;
	struct fwctl_error err;
};

/* report.c */

struct answer *report_ask(struct report *report,
			  const struct fwctl_command *cmd,
			  const struct fwctl_arg *args, size_t nr_args);
struct row *report_row(struct report *report, const char *command);
const char *report_why_not(const struct answer *answer);

/* report_ipmi.c */

struct ipmi *ipmi_gather(struct report *report);
void ipmi_print(const struct ipmi *ipmi);
void ipmi_add_json(const struct ipmi *ipmi, struct json_object *object);
void ipmi_free(struct ipmi *ipmi);

/* report_summary.c */

void summary_print(struct summary *summary);
struct json_object *summary_json(const struct summary *summary);
void summary_free(struct summary *summary);

/* report_nvme.c, report_cxl.c */

struct summary *nvme_summarize(struct report *report);
struct summary *cxl_summarize(struct report *report);

#endif
