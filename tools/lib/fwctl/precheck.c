// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's check of a request, in user space: validate.c as it is */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

static void field_path(char *path, size_t size,
		       const struct fwctl_verdict *verdict)
{
	size_t len = 0;
	__u32 i;

	path[0] = 0;
	for (i = 0; i < verdict->depth && len < size; i++)
		len += (size_t)snprintf(path + len, size - len, "%s%s[%u]",
					i ? "." : "", verdict->path[i]->name,
					verdict->index[i]);
	if (verdict->field && verdict->field->name[0] && len < size)
		snprintf(path + len, size - len, "%s%s", i ? "." : "",
			 verdict->field->name);
}

int fwctl_check_encoded(const struct fwctl_description *desc,
			const struct fwctl_command *cmd, const void *buf,
			__u32 len, struct fwctl_error *err)
{
	__u64 limits[FWCTL_MAX_LIMITS];
	struct fwctl_check check = {
		.header = &desc->request_header,
		.body = &cmd->request,
		.answer = &cmd->response,
		.limits = limits,
		.nr_limits = desc->nr_limits,
		.admin = true,
	};
	struct fwctl_verdict verdict;
	struct fwctl_diag *diag;
	__u32 i;

	fwctl_clear_error(err);
	for (i = 0; i < desc->nr_limits; i++)
		limits[i] = desc->limits[i].value;
	if (fwctl_check_request(&check, buf, len, &verdict))
		return 0;
	if (!err)
		return -EINVAL;

	diag = &err->diag;
	err->errnum = EINVAL;
	diag->error = EINVAL;
	diag->reason = FWCTL_REASON_REQUEST;
	diag->rule = verdict.rule;
	diag->sent = FWCTL_NOT_SENT;
	diag->flags = FWCTL_DIAG_PLACE |
		      (verdict.has_value ? FWCTL_DIAG_VALUE : 0) |
		      (verdict.has_bounds ? FWCTL_DIAG_BOUNDS : 0) |
		      (verdict.field && verdict.field->kind == FWCTL_KIND_SINT ?
		       FWCTL_DIAG_SIGNED : 0);
	diag->offset = verdict.offset;
	diag->bit = verdict.bit;
	diag->width = verdict.width;
	diag->value = verdict.value;
	diag->min = verdict.min;
	diag->max = verdict.max;
	snprintf(diag->command, sizeof(diag->command), "%s", cmd->name);
	field_path(diag->field, sizeof(diag->field), &verdict);
	snprintf(diag->text, sizeof(diag->text),
		 "%s: request%s%s at byte %u breaks its rule (%s)", cmd->name,
		 diag->field[0] ? " field " : "", diag->field, diag->offset,
		 fwctl_rule_name(verdict.rule) ? : "unknown");
	snprintf(err->text, sizeof(err->text), "%s", diag->text);
	return -EINVAL;
}
