// SPDX-License-Identifier: GPL-2.0-only
/*
 * report: health, firmware and capacity of a CXL memory device (CXL 3.1,
 * 8.2.9.9)
 */
#include <stdlib.h>
#include <string.h>

#include "report_summary.h"

#define NR(array) (sizeof(array) / sizeof((array)[0]))

static const struct summary_field health[] = {
	{ "media", "media_status", "media_status" },
	{ "life used", "life_used", "life_used_percent" },
	{ "life used status", "life_used_status", "life_used_status" },
	{ "temperature", "device_temperature", "temperature_c" },
	{ "temperature status", "device_temperature_status",
	  "temperature_status" },
	{ "dirty shutdowns", "dirty_shutdown_count", "dirty_shutdowns" },
	{ "corrected errors, volatile", "corrected_volatile_errors",
	  "corrected_volatile_errors" },
	{ "corrected volatile status", "corrected_volatile_status",
	  "corrected_volatile_status" },
	{ "corrected errors, persistent", "corrected_persistent_errors",
	  "corrected_persistent_errors" },
	{ "corrected persistent status", "corrected_persistent_status",
	  "corrected_persistent_status" },
};

static const struct summary_field identity[] = {
	{ "firmware", "fw_revision", "firmware_revision" },
};

static const struct summary_field capacity[] = {
	{ "capacity", "total_capacity", "capacity_bytes" },
	{ "volatile only", "volatile_only_capacity", "volatile_only_bytes" },
	{ "persistent only", "persistent_only_capacity",
	  "persistent_only_bytes" },
	{ "label storage area", "lsa_size", "label_storage_bytes" },
};

static const struct summary_field partition[] = {
	{ "active volatile", "active_volatile_capacity",
	  "active_volatile_bytes" },
	{ "active persistent", "active_persistent_capacity",
	  "active_persistent_bytes" },
};

static const char *const slots[] = {
	"slot_1_fw_revision", "slot_2_fw_revision", "slot_3_fw_revision",
	"slot_4_fw_revision",
};

/* --- Health (8.2.9.9.3.1) */

static void add_health(struct summary *summary, const struct answer *info)
{
	/* 0 is normal in each of these */
	static const char *const statuses[] = {
		"media_status", "life_used_status", "device_temperature_status",
		"corrected_volatile_status", "corrected_persistent_status",
	};
	struct fwctl_item item;
	char *text;
	size_t i;

	if (summary_find(summary, info, NULL, 0, "health_status", &item))
		summary_warn_flags(summary, "", &item);
	for (i = 0; i < NR(statuses); i++) {
		if (!summary_find(summary, info, NULL, 0, statuses[i], &item) ||
		    !item.low)
			continue;
		text = summary_text(&item);
		summary_warn(summary, statuses[i], text);
		free(text);
	}
	summary_health(summary, "get-health-info");
	if (info)
		summary_fields(summary, info, health, NR(health));
}

/* --- Alerts (8.2.9.9.3.2) */

/**
 * struct alert - What the device warns of
 * @valid: bit of valid_alerts with which the warning's threshold is set
 * @label: for people
 * @key: for programs
 * @warning: field with the threshold
 * @critical: field with the device's own threshold, or NULL
 */
struct alert {
	__u64 valid;
	const char *label;
	const char *key;
	const char *warning;
	const char *critical;
};

static const struct alert alerts[] = {
	{ 0x01, "alert, life used", "life_used_percent",
	  "life_used_warning", "life_used_critical" },
	{ 0x02, "alert, over temperature", "over_temperature_c",
	  "over_temperature_warning", "over_temperature_critical" },
	{ 0x04, "alert, under temperature", "under_temperature_c",
	  "under_temperature_warning", "under_temperature_critical" },
	{ 0x08, "alert, corrected volatile", "corrected_volatile_errors",
	  "corrected_volatile_warning", NULL },
	{ 0x10, "alert, corrected persistent", "corrected_persistent_errors",
	  "corrected_persistent_warning", NULL },
};

static void add_alerts(struct summary *summary)
{
	const struct answer *answer = summary_answer(summary,
						     "get-alert-configuration");
	struct fwctl_item valid, warning, critical;
	struct json_object *all, *object;
	bool has_warning, has_critical;
	char *text;
	size_t i;

	if (!answer) {
		summary_lacks(summary, "alerts", "get-alert-configuration");
		return;
	}
	if (!summary_find(summary, answer, NULL, 0, "valid_alerts", &valid))
		valid.low = 0;
	all = json_map();
	for (i = 0; i < NR(alerts); i++) {
		const struct alert *alert = &alerts[i];

		has_warning = valid.low & alert->valid &&
			      summary_find(summary, answer, NULL, 0,
					   alert->warning, &warning);
		has_critical = alert->critical &&
			       summary_find(summary, answer, NULL, 0,
					    alert->critical, &critical);
		text = summary_limits(has_warning ? &warning : NULL,
				      has_critical ? &critical : NULL);
		if (!text)
			continue;
		summary_line(summary, alert->label, text);
		object = json_map();
		if (has_warning)
			summary_member(object, "warning", &warning);
		if (has_critical)
			summary_member(object, "critical", &critical);
		json_add(all, alert->key, object);
	}
	summary_object(summary, "alerts", all);
}

struct summary *cxl_summarize(struct report *report)
{
	struct summary *summary = summary_new(report);
	const struct answer *id = summary_answer(summary,
						 "identify-memory-device");
	const struct answer *firmware = summary_answer(summary, "get-fw-info");
	const struct answer *parts = summary_answer(summary,
						    "get-partition-info");

	add_health(summary, summary_answer(summary, "get-health-info"));
	add_alerts(summary);
	if (id)
		summary_fields(summary, id, identity, NR(identity));
	if (firmware)
		summary_slots(summary, firmware, "active_fw_slot",
			      "staged_fw_slot", slots, NR(slots));
	else
		summary_lacks(summary, "firmware slots", "get-fw-info");
	if (id)
		summary_fields(summary, id, capacity, NR(capacity));
	else
		summary_lacks(summary, "capacity", "identify-memory-device");
	if (parts)
		summary_fields(summary, parts, partition, NR(partition));
	else
		summary_lacks(summary, "partitions", "get-partition-info");
	summary_has_all_of(summary, "get-health-info");
	summary_puts_last(summary, "get-command-effects-log");
	return summary;
}
