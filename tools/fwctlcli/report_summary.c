// SPDX-License-Identifier: GPL-2.0-only
/*
 * report: what an administrator wants first
 *
 * A line of text and a member of a JSON object for each thing, made together of
 * the fields of answers. Units, scales and names are those of the description.
 */
#include <stdlib.h>
#include <string.h>

#include "report_summary.h"

/**
 * struct summary - What is worth to be said of a device
 * @report: the device
 * @lines: what people read
 * @parts: what there are several of, such as namespaces; a title and columns
 * @part_name: what they are
 * @json: what programs read
 * @warnings: what is wrong, for programs
 * @wrong: the same for people, or NULL
 */
struct summary {
	struct report *report;
	struct table lines;
	struct table parts;
	const char *part_name;
	struct json_object *json;
	struct json_object *warnings;
	char *wrong;
};

struct summary *summary_new(struct report *report)
{
	struct summary *summary = check_memory(calloc(1, sizeof(*summary)));

	summary->report = report;
	summary->lines.nr_columns = 2;
	summary->json = json_map();
	summary->warnings = json_list();
	return summary;
}

void summary_free(struct summary *summary)
{
	if (!summary)
		return;
	table_free(&summary->lines);
	table_free(&summary->parts);
	json_object_put(summary->json);
	json_object_put(summary->warnings);
	free(summary->wrong);
	free(summary);
}

void summary_print(struct summary *summary)
{
	puts("\nSummary");
	table_print(&summary->lines, "  ");
	if (!summary->part_name)
		return;
	printf("\n%s\n", summary->part_name);
	table_print(&summary->parts, "  ");
}

struct json_object *summary_json(const struct summary *summary)
{
	return json_object_get(summary->json);
}

/* A line, whose text is taken */
void summary_line(struct summary *summary, const char *label, char *text)
{
	table_add(&summary->lines, format("%s:", label), text);
}

/* --- What has been answered */

/* Why there is no answer: of a row, or NULL where the device has none such */
static char *why_not(const struct row *row)
{
	const char *why;

	if (!row)
		return format("not reported by this device");
	if (row->withheld)
		return format("for administrators");
	why = report_why_not(row->answers);
	return escaped(why, strlen(why));
}

/* Say, in one line, that and why something is not known. */
void summary_lacks(struct summary *summary, const char *label,
		   const char *command)
{
	struct json_object *problems;
	char *why = why_not(report_row(summary->report, command));
	char *text = format("%s: %s", label, why);

	problems = json_object_object_get(summary->json, "problems");
	if (!problems) {
		problems = json_list();
		json_add(summary->json, "problems", problems);
	}
	json_object_array_add(problems,
			      check_memory(json_object_new_string(text)));
	summary_line(summary, label, why);
	free(text);
}

/* The answer to a command, or NULL */
const struct answer *summary_answer(const struct summary *summary,
				    const char *command)
{
	const struct row *row = report_row(summary->report, command);
	const struct answer *answer;

	for (answer = row ? row->answers : NULL; answer; answer = answer->next)
		if (answer->ok)
			return answer;
	return NULL;
}

struct finder {
	const char *list;
	__u32 index;
	const char *field;
	/* arrays that we are in, the outermost and its element */
	unsigned int depth;
	const char *in_list;
	__u32 in_index;
	struct fwctl_item *item;
};

static bool is_there(const struct finder *finder, const struct fwctl_item *item)
{
	if (!finder->list)
		return !finder->depth;
	return finder->depth == 1 && !strcmp(finder->in_list, finder->list) &&
	       finder->index == (item->plain ? item->index : finder->in_index);
}

static int find(void *ctx, const struct fwctl_item *item)
{
	struct finder *finder = ctx;

	switch (item->event) {
	case FWCTL_EVENT_BEGIN:
		if (!finder->depth++)
			finder->in_list = item->field->name;
		return 0;
	case FWCTL_EVENT_END:
		finder->depth--;
		return 0;
	case FWCTL_EVENT_ENTER:
		if (finder->depth == 1)
			finder->in_index = item->index;
		return 0;
	case FWCTL_EVENT_LEAVE:
		return 0;
	case FWCTL_EVENT_VALUE:
		break;
	}
	if (!is_there(finder, item) ||
	    strcmp(item->field->name, finder->field))
		return 0;
	*finder->item = *item;
	return 1;
}

/*
 * Find a field in element @index of the array @list, or with NULL in none. Of
 * plain elements @field is "". Return whether the answer has a value for it that
 * the caller may see; one with a name instead of a measure is none.
 */
bool summary_find(const struct summary *summary, const struct answer *answer,
		  const char *list, __u32 index, const char *field,
		  struct fwctl_item *item)
{
	struct finder finder = {
		.list = list, .index = index, .field = field, .item = item,
	};

	if (!answer || !answer->ok ||
	    fwctl_decode(summary->report->desc, answer->cmd,
			 answer->transfer.out, answer->transfer.out_len, find,
			 &finder, NULL) != 1)
		return false;
	return !item->hidden && !item->cut &&
	       (!item->field->is_admin || is_admin()) &&
	       !(item->field->unit && fwctl_value_name(item));
}

/* --- How values are shown */

/* 1,234,567 */
static char *with_commas(const char *number)
{
	size_t sign = number[0] == '-';
	size_t end = sign + strspn(number + sign, "0123456789");
	char *text = check_memory(calloc(strlen(number) * 2 + 1, 1));
	size_t used = 0, i;

	for (i = 0; number[i]; i++) {
		if (i > sign && i < end && (end - i) % 3 == 0)
			text[used++] = ',';
		text[used++] = number[i];
	}
	return text;
}

/* 64.0 MiB (67,108,864 bytes) */
char *bytes_text(const char *number)
{
	static const char *const units[] = {
		"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB",
		"RiB", "QiB",
	};
	double value = strtod(number, NULL);
	char *exact = with_commas(number), *text;
	size_t unit = 0;

	/* what would be rounded up to 1024.0 is 1.0 of the next */
	while (unit + 1 < sizeof(units) / sizeof(units[0]) &&
	       value >= (unit ? 1023.95 : 1024)) {
		value /= 1024;
		unit++;
	}
	text = unit ? format("%.1f %s (%s bytes)", value, units[unit], exact) :
		      format("%s bytes", exact);
	free(exact);
	return text;
}

#define MIB (1024 * 1024)

/* Is it a number of bytes? Then write it. */
static bool in_bytes(const struct fwctl_item *item, char *number)
{
	const char *unit = item->field->unit ? : "";
	struct fwctl_field field = *item->field;
	struct fwctl_item scaled = *item;

	if (!strcmp(unit, "MiB") && field.mul < INT32_MAX / MIB &&
	    field.mul > INT32_MIN / MIB && !field.add)
		field.mul = (field.mul ? : 1) * MIB;
	else if (strcmp(unit, "bytes"))
		return false;
	scaled.field = &field;
	fwctl_format_value(&scaled, true, number);
	return true;
}

static char *flags_text(const struct fwctl_item *item)
{
	__u64 rest = item->low;
	char *text = NULL;
	const char *name;
	__u32 i = 0;

	while ((name = next_flag(item, &i, &rest)))
		text = join(text, format("%s", name));
	if (rest)
		text = join(text, format("%#llx", (unsigned long long)rest));
	return text ? : format("none");
}

/* A value for people */
char *summary_text(const struct fwctl_item *item)
{
	const char *name = fwctl_value_name(item);
	char number[FWCTL_NUMBER_LEN], *text, *digits;

	if (item->field->kind == FWCTL_KIND_STRING)
		return escaped((const char *)item->data,
			       fwctl_text_len(item->data, item->len));
	if (fwctl_is_flags(item->field))
		return flags_text(item);
	if (name)
		return format("%s", name);
	if (in_bytes(item, number))
		return bytes_text(number);
	fwctl_format_value(item, true, number);
	digits = with_commas(number);
	text = format("%s%s%s", digits, item->field->unit ? " " : "",
		      item->field->unit ? : "");
	free(digits);
	return text;
}

/* A value for programs */
void summary_member(struct json_object *object, const char *key,
		    const struct fwctl_item *item)
{
	char number[FWCTL_NUMBER_LEN];

	if (in_bytes(item, number))
		json_add_number(object, key, number);
	else
		json_add(object, key, json_item(item, is_admin()));
}

/* A member of the summary itself */
void summary_value(struct summary *summary, const char *key,
		   const struct fwctl_item *item)
{
	summary_member(summary->json, key, item);
}

/* Another member of the summary, which is taken */
void summary_object(struct summary *summary, const char *key,
		    struct json_object *value)
{
	json_add(summary->json, key, value);
}

/* A line and a member for each of these fields */
void summary_fields(struct summary *summary, const struct answer *answer,
		    const struct summary_field *fields, size_t nr)
{
	struct fwctl_item item;
	size_t i;

	for (i = 0; i < nr; i++) {
		if (!summary_find(summary, answer, NULL, 0, fields[i].field,
				  &item)) {
			summary_line(summary, fields[i].label,
				     format("not reported"));
			continue;
		}
		summary_line(summary, fields[i].label, summary_text(&item));
		summary_value(summary, fields[i].key, &item);
	}
}

/* "warning at 70 C, critical at 100 C", or less, or NULL; either may be NULL */
char *summary_limits(const struct fwctl_item *warning,
		     const struct fwctl_item *critical)
{
	char *text = NULL, *value;

	if (warning) {
		value = summary_text(warning);
		text = format("warning at %s", value);
		free(value);
	}
	if (critical) {
		value = summary_text(critical);
		text = join(text, format("critical at %s", value));
		free(value);
	}
	return text;
}

/* --- Health */

/* Something is wrong, whose name has underscores; @detail may be NULL. */
void summary_warn(struct summary *summary, const char *name, const char *detail)
{
	char *text = format("%s%s%s%s", name, detail ? " (" : "",
			    detail ? : "", detail ? ")" : "");
	char *c;

	json_object_array_add(summary->warnings,
			      check_memory(json_object_new_string(name)));
	for (c = text; *c; c++)
		if (*c == '_')
			*c = ' ';
	summary->wrong = join(summary->wrong, text);
}

/* Each flag is something that is wrong. */
void summary_warn_flags(struct summary *summary, const char *prefix,
			const struct fwctl_item *item)
{
	__u64 rest = item->low;
	const char *name;
	char *text;
	__u32 i = 0;

	while ((name = next_flag(item, &i, &rest))) {
		text = format("%s%s", prefix, name);
		summary_warn(summary, text, NULL);
		free(text);
	}
	if (rest) {
		text = format("%sbits_%#llx", prefix, (unsigned long long)rest);
		summary_warn(summary, text, NULL);
		free(text);
	}
}

/* The first line: all that has been warned of, if @command was answered */
void summary_health(struct summary *summary, const char *command)
{
	const char *wrong = summary->wrong;

	json_add_string(summary->json, "health",
			wrong ? "warning" :
			summary_answer(summary, command) ? "ok" : "unknown");
	if (!wrong && !summary_answer(summary, command)) {
		summary_lacks(summary, "health", command);
		return;
	}
	json_add(summary->json, "warnings",
		 json_object_get(summary->warnings));
	summary_line(summary, "health",
		     wrong ? format("not OK: %s", wrong) : format("OK"));
}

/* --- Firmware */

/* A line for each slot that is in use; @slots: the fields with revisions */
void summary_slots(struct summary *summary, const struct answer *answer,
		   const char *active, const char *next,
		   const char *const *slots, size_t nr)
{
	struct json_object *list = json_list(), *slot;
	struct fwctl_item running, pending, item;
	bool is_active, is_next;
	char *label, *text;
	size_t i;

	if (!summary_find(summary, answer, NULL, 0, active, &running))
		running.low = 0;
	if (!summary_find(summary, answer, NULL, 0, next, &pending))
		pending.low = 0;
	if (running.low)
		summary_value(summary, "firmware_active_slot", &running);
	if (pending.low)
		summary_value(summary, "firmware_next_slot", &pending);
	for (i = 1; i <= nr; i++) {
		is_active = i == running.low;
		is_next = i == pending.low && !is_active;
		if (!summary_find(summary, answer, NULL, 0, slots[i - 1],
				  &item) ||
		    (!fwctl_text_len(item.data, item.len) && !is_active &&
		     !is_next))
			continue;
		label = format("firmware slot %zu", i);
		text = summary_text(&item);
		summary_line(summary, label,
			     format("%s%s%s", text[0] ? text : "(no revision)",
				    is_active ? ", active" : "",
				    is_next ? ", active after a reset" : ""));
		free(text);
		free(label);
		slot = json_map();
		json_add_uint(slot, "slot", i);
		summary_member(slot, "revision", &item);
		json_object_array_add(list, slot);
	}
	summary_object(summary, "firmware_slots", list);
}

/* --- What there are several of */

/* Begin a table with a title; what is returned has a line of its own for each. */
struct table *summary_parts(struct summary *summary, const char *title,
			    size_t nr_columns)
{
	summary->part_name = title;
	summary->parts.nr_columns = nr_columns;
	return &summary->parts;
}

/* --- What follows the summary */

/* All of a row's answers is in the summary. */
void summary_has_all_of(struct summary *summary, const char *command)
{
	struct row *row = report_row(summary->report, command);

	if (row)
		row->folded = true;
}

/* A row is for those who look for more. */
void summary_puts_last(struct summary *summary, const char *command)
{
	struct row *row = report_row(summary->report, command);

	if (row)
		row->last = true;
}
