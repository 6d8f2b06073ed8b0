/* SPDX-License-Identifier: GPL-2.0-only */
/* What summaries of devices are made with */
#ifndef _REPORT_SUMMARY_H
#define _REPORT_SUMMARY_H

#include "report.h"

/**
 * struct summary_field - A field of an answer that is worth a line
 * @label: what people call it
 * @field: what the description calls it
 * @key: what programs call it
 */
struct summary_field {
	const char *label;
	const char *field;
	const char *key;
};

struct summary *summary_new(struct report *report);
const struct answer *summary_answer(const struct summary *summary,
				    const char *command);
bool summary_find(const struct summary *summary, const struct answer *answer,
		  const char *list, __u32 index, const char *field,
		  struct fwctl_item *item);
char *summary_text(const struct fwctl_item *item);
char *summary_limits(const struct fwctl_item *warning,
		     const struct fwctl_item *critical);
char *bytes_text(const char *number);
void summary_line(struct summary *summary, const char *label, char *text);
void summary_lacks(struct summary *summary, const char *label,
		   const char *command);
void summary_value(struct summary *summary, const char *key,
		   const struct fwctl_item *item);
void summary_object(struct summary *summary, const char *key,
		    struct json_object *value);
void summary_member(struct json_object *object, const char *key,
		    const struct fwctl_item *item);
void summary_fields(struct summary *summary, const struct answer *answer,
		    const struct summary_field *fields, size_t nr);
void summary_warn(struct summary *summary, const char *name,
		  const char *detail);
void summary_warn_flags(struct summary *summary, const char *prefix,
			const struct fwctl_item *item);
void summary_health(struct summary *summary, const char *command);
void summary_slots(struct summary *summary, const struct answer *answer,
		   const char *active, const char *next,
		   const char *const *slots, size_t nr);
struct table *summary_parts(struct summary *summary, const char *title,
			    size_t nr_columns);
void summary_has_all_of(struct summary *summary, const char *command);
void summary_puts_last(struct summary *summary, const char *command);

#endif
