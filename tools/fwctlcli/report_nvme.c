// SPDX-License-Identifier: GPL-2.0-only
/*
 * report: health, wear, firmware and capacity of an NVMe controller (NVMe Base
 * 2.0, NVM Command Set 1.0)
 */
#include <stdlib.h>
#include <string.h>

#include "report_summary.h"

#define NR(array) (sizeof(array) / sizeof((array)[0]))

#define NR_SENSORS 8

static const struct summary_field wear[] = {
	{ "percentage used", "percentage_used", "percentage_used" },
	{ "media errors", "media_and_data_integrity_errors", "media_errors" },
	{ "error log entries", "error_information_log_entries",
	  "error_log_entries" },
	{ "unsafe shutdowns", "unsafe_shutdowns", "unsafe_shutdowns" },
	{ "power cycles", "power_cycles", "power_cycles" },
	{ "power-on time", "power_on_hours", "power_on_hours" },
	{ "data read", "data_units_read", "data_read_bytes" },
	{ "data written", "data_units_written", "data_written_bytes" },
};

static const struct summary_field identity[] = {
	{ "model", "mn", "model" },
	{ "firmware", "fr", "firmware_revision" },
};

static const char *const slots[] = {
	"frs1", "frs2", "frs3", "frs4", "frs5", "frs6", "frs7",
};

/* --- Health (figure 207) */

static void add_health(struct summary *summary, const struct answer *smart)
{
	struct fwctl_item item, spare, threshold;
	bool warned = false;

	if (summary_find(summary, smart, NULL, 0, "critical_warning", &item)) {
		summary_warn_flags(summary, "", &item);
		warned = item.low & 1;
	}
	if (summary_find(summary, smart, NULL, 0,
			 "endurance_group_warning_summary", &item))
		summary_warn_flags(summary, "endurance_group_", &item);
	/* whether it warns of that or not */
	if (!warned &&
	    summary_find(summary, smart, NULL, 0, "available_spare", &spare) &&
	    summary_find(summary, smart, NULL, 0, "available_spare_threshold",
			 &threshold) && spare.low < threshold.low)
		summary_warn(summary, "spare", NULL);
	summary_health(summary, "smart-log");
}

static void add_temperature(struct summary *summary,
			    const struct answer *smart,
			    const struct answer *id)
{
	struct fwctl_item now, warning, critical;
	bool has_now, has_warning, has_critical;
	char *text, *limits;

	has_now = summary_find(summary, smart, NULL, 0, "composite_temperature",
			       &now);
	has_warning = summary_find(summary, id, NULL, 0, "wctemp", &warning);
	has_critical = summary_find(summary, id, NULL, 0, "cctemp", &critical);
	if (has_now)
		summary_value(summary, "temperature_c", &now);
	if (has_warning)
		summary_value(summary, "temperature_warning_c", &warning);
	if (has_critical)
		summary_value(summary, "temperature_critical_c", &critical);
	text = has_now ? summary_text(&now) : format("not reported");
	limits = summary_limits(has_warning ? &warning : NULL,
				has_critical ? &critical : NULL);
	summary_line(summary, "temperature",
		     limits ? format("%s (%s)", text, limits) :
			      format("%s", text));
	free(limits);
	free(text);
}

static void add_sensors(struct summary *summary, const struct answer *smart)
{
	struct json_object *list = json_list(), *sensor;
	char *line = NULL, *text;
	struct fwctl_item item;
	__u32 i;

	for (i = 0; i < NR_SENSORS; i++) {
		if (!summary_find(summary, smart, "temperature_sensors", i, "",
				  &item))
			continue;
		text = summary_text(&item);
		line = join(line, format("%u: %s", i + 1, text));
		free(text);
		sensor = json_map();
		json_add_uint(sensor, "sensor", i + 1);
		summary_member(sensor, "temperature_c", &item);
		json_object_array_add(list, sensor);
	}
	if (line)
		summary_line(summary, "temperature sensors", line);
	summary_object(summary, "temperature_sensors", list);
}

static void add_spare(struct summary *summary, const struct answer *smart)
{
	struct fwctl_item spare, threshold;
	char *text, *least;

	if (!summary_find(summary, smart, NULL, 0, "available_spare", &spare) ||
	    !summary_find(summary, smart, NULL, 0, "available_spare_threshold",
			  &threshold))
		return;
	text = summary_text(&spare);
	least = summary_text(&threshold);
	summary_line(summary, "available spare",
		     format("%s (%s %s)", text, spare.low < threshold.low ?
			    "below the threshold of" : "threshold", least));
	summary_value(summary, "available_spare_percent", &spare);
	summary_value(summary, "available_spare_threshold_percent", &threshold);
	free(least);
	free(text);
}

/* --- Capacity (figure 275) */

static void add_capacity(struct summary *summary, const struct answer *id)
{
	static const struct summary_field capacity[] = {
		{ "capacity", "tnvmcap", "capacity_bytes" },
		{ "unallocated", "unvmcap", "unallocated_bytes" },
	};
	struct fwctl_item total;

	/* both are 0 where namespaces cannot be made */
	if (summary_find(summary, id, NULL, 0, "tnvmcap", &total) &&
	    (total.low || total.high))
		summary_fields(summary, id, capacity, NR(capacity));
	else
		summary_line(summary, "capacity", format("not reported"));
}

/* --- Namespaces (NVM Command Set 1.0, 4.1.5.1) */

/* log2 of the bytes of a block, in the format that the namespace has */
static bool get_block(const struct summary *summary,
		      const struct answer *answer, __u64 *shift)
{
	struct fwctl_item low, high, nlbaf, size;
	__u64 index;

	if (!summary_find(summary, answer, NULL, 0, "lba_format_low", &low) ||
	    !summary_find(summary, answer, NULL, 0, "lba_format_high", &high) ||
	    !summary_find(summary, answer, NULL, 0, "nlbaf", &nlbaf))
		return false;
	/* of 16 formats or less, these bits say nothing */
	index = low.low | (nlbaf.low < 16 ? 0 : high.low << 4);
	if (!summary_find(summary, answer, "lbaf", (__u32)index, "lbads", &size))
		return false;
	*shift = size.low;
	/* 2^9 is the least; 0: the format is not available */
	return *shift >= 9 && *shift < 31;
}

/* Blocks as bytes; return the text of them. */
static char *add_blocks(const struct summary *summary,
			const struct answer *answer, const char *name,
			__u64 shift, struct json_object *object,
			const char *key)
{
	char number[FWCTL_NUMBER_LEN];
	struct fwctl_field bytes;
	struct fwctl_item item;

	if (!summary_find(summary, answer, NULL, 0, name, &item))
		return format("not reported");
	bytes = *item.field;
	bytes.mul = 1 << shift;
	item.field = &bytes;
	fwctl_format_value(&item, true, number);
	json_add_number(object, key, number);
	return bytes_text(number);
}

static void add_namespace(const struct summary *summary, struct table *table,
			  struct json_object *list,
			  const struct answer *answer)
{
	const char *nsid = answer->args[0].value;
	struct json_object *object = json_map();
	char *size, *capacity, *used;
	__u64 shift;

	json_add_uint(object, "nsid", strtoull(nsid, NULL, 10));
	json_object_array_add(list, object);
	if (!get_block(summary, answer, &shift)) {
		table_add(table, format("%s", nsid), format("%s", ""),
			  format("%s", ""), format("%s", ""),
			  format("unknown format"));
		return;
	}
	size = add_blocks(summary, answer, "nsze", shift, object,
			  "size_bytes");
	capacity = add_blocks(summary, answer, "ncap", shift, object,
			      "capacity_bytes");
	used = add_blocks(summary, answer, "nuse", shift, object,
			  "used_bytes");
	json_add_uint(object, "block_bytes", 1ULL << shift);
	table_add(table, format("%s", nsid), size, capacity, used,
		  format("%llu bytes", 1ULL << shift));
}

static void add_namespaces(struct summary *summary, struct report *report)
{
	const struct row *row = report_row(report, "identify-namespace");
	const struct answer *answer;
	struct json_object *list;
	struct table *table;

	if (!summary_answer(summary, "active-namespaces")) {
		summary_lacks(summary, "namespaces", "active-namespaces");
		return;
	}
	if (!summary_answer(summary, "identify-namespace")) {
		if (row && !row->answers && !report->given_up)
			summary_line(summary, "namespaces", format("none"));
		else
			summary_lacks(summary, "namespaces",
				      "identify-namespace");
		return;
	}
	list = json_list();
	table = summary_parts(summary, "Namespaces", 5);
	table_add(table, format("ID"), format("SIZE"), format("CAPACITY"),
		  format("IN USE"), format("BLOCK"));
	for (answer = row->answers; answer; answer = answer->next)
		if (answer->ok && answer->nr_args)
			add_namespace(summary, table, list, answer);
	summary_object(summary, "namespaces", list);
}

struct summary *nvme_summarize(struct report *report)
{
	struct summary *summary = summary_new(report);
	const struct answer *smart = summary_answer(summary, "smart-log");
	const struct answer *id = summary_answer(summary,
						 "identify-controller");
	const struct answer *firmware = summary_answer(summary,
						       "firmware-slot-log");

	add_health(summary, smart);
	if (smart) {
		add_temperature(summary, smart, id);
		add_sensors(summary, smart);
		add_spare(summary, smart);
		summary_fields(summary, smart, wear, NR(wear));
	}
	if (id)
		summary_fields(summary, id, identity, NR(identity));
	else
		summary_lacks(summary, "model", "identify-controller");
	if (firmware)
		summary_slots(summary, firmware, "active_slot",
			      "next_active_slot", slots, NR(slots));
	else
		summary_lacks(summary, "firmware slots", "firmware-slot-log");
	if (id)
		add_capacity(summary, id);
	add_namespaces(summary, report);
	summary_has_all_of(summary, "firmware-slot-log");
	summary_has_all_of(summary, "active-namespaces");
	summary_puts_last(summary, "effects-log");
	return summary;
}
