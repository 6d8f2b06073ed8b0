// SPDX-License-Identifier: GPL-2.0-only
/*
 * The commands that a CXL memory device may be sent, as revision 3.1 of the CXL
 * specification describes them. Section numbers are that document's.
 *
 * Audience any: what the device is and how it fares. Event records, labels and
 * logs that only the vendor can read tell of what is in the memory and of where.
 *
 * Effects and labels are the least: the device's Command Effects Log raises
 * them. Not in this table:
 *
 *  - Clear Event Records, Set Event Interrupt Policy: the kernel reads events
 *    and is interrupted by them
 *  - Transfer FW, Activate FW: /sys/class/firmware
 *  - Perform Maintenance: repairs take memory away that the kernel has in use
 *  - Set LSA, Set Shutdown State: the kernel's NVDIMM subsystem owns labels, and
 *    knows when nothing is written any more
 *  - Get Poison List, Inject Poison, Clear Poison, Scan Media, Get Scan Media
 *    Results: the kernel keeps the list, and must know whose memory it is
 *  - Sanitize, Secure Erase, Media Operations: user data
 *  - all that is security: passphrases, and what locks the device
 *  - Dynamic Capacity: the kernel maps what it accepts
 */
#include "cxl.h"

/* Bytes that any mailbox can carry (8.2.8.4.3): 1 MiB */
#define MAX_PAYLOAD 0x100000

/* 8.2.8.4.5.1 */
static const struct fwctl_value return_codes[] = {
	{ 0x00, .name = "success" },
	{ 0x01, .name = "background command started" },
	{ 0x02, .name = "invalid input" },
	{ 0x03, .name = "unsupported" },
	{ 0x04, .name = "internal error" },
	{ 0x05, .name = "retry required" },
	{ 0x06, .name = "busy" },
	{ 0x07, .name = "media disabled" },
	{ 0x08, .name = "FW transfer in progress" },
	{ 0x09, .name = "FW transfer out of order" },
	{ 0x0a, .name = "FW verification failed" },
	{ 0x0b, .name = "invalid slot" },
	{ 0x0c, .name = "activation failed, FW rolled back" },
	{ 0x0d, .name = "activation failed, cold reset required" },
	{ 0x0e, .name = "invalid handle" },
	{ 0x0f, .name = "invalid physical address" },
	{ 0x10, .name = "inject poison limit reached" },
	{ 0x11, .name = "permanent media failure" },
	{ 0x12, .name = "aborted" },
	{ 0x13, .name = "invalid security state" },
	{ 0x14, .name = "incorrect passphrase" },
	{ 0x15, .name = "unsupported mailbox" },
	{ 0x16, .name = "invalid payload length" },
	{ 0x17, .name = "invalid log" },
	{ 0x18, .name = "interrupted" },
	{ 0x19, .name = "unsupported feature version" },
	{ 0x1a, .name = "unsupported feature selection value" },
	{ 0x1b, .name = "feature transfer in progress" },
	{ 0x1c, .name = "feature transfer out of order" },
	{ 0x1d, .name = "resources exhausted" },
	{ 0x1e, .name = "invalid extent list" },
	{ 0x1f, .name = "transfer out of order" },
	{ 0x20, .name = "request abort background operation not supported" },
};

/* 8.2.9.2.1 */
static const struct fwctl_value event_severities[] = {
	{ 0, .name = "informational" },
	{ 1, .name = "warning" },
	{ 2, .name = "failure" },
	{ 3, .name = "fatal" },
};

static const struct fwctl_value event_record_flags[] = {
	{ 0x01, .name = "permanent_condition" },
	{ 0x02, .name = "maintenance_needed" },
	{ 0x04, .name = "performance_degraded" },
	{ 0x08, .name = "hardware_replacement_needed" },
	{ 0x10, .name = "maintenance_operation_subclass_valid" },
};

/* 8.2.9.2.1.1 and 8.2.9.2.1.2 */
static const struct fwctl_value dpa_flags[] = {
	{ 0x1, .name = "volatile" },
	{ 0x2, .name = "not_repairable" },
};

static const struct fwctl_value memory_event_descriptors[] = {
	{ 0x1, .name = "uncorrectable_event" },
	{ 0x2, .name = "threshold_event" },
	{ 0x4, .name = "poison_list_overflow_event" },
};

static const struct fwctl_value general_media_types[] = {
	{ 0, .name = "media ECC error" },
	{ 1, .name = "invalid address" },
	{ 2, .name = "data path error" },
	{ 3, .name = "TE state violation" },
	{ 4, .name = "scrub media ECC error" },
	{ 5, .name = "advanced programmable CME counter expiration" },
	{ 6, .name = "CKID violation" },
};

static const struct fwctl_value dram_types[] = {
	{ 0, .name = "media ECC error" },
	{ 1, .name = "scrub media ECC error" },
	{ 2, .name = "invalid address" },
	{ 3, .name = "data path error" },
	{ 4, .name = "TE state violation" },
	{ 5, .name = "advanced programmable CME counter expiration" },
	{ 6, .name = "CKID violation" },
};

static const struct fwctl_value memory_event_sub_types[] = {
	{ 0, .name = "not reported" },
	{ 1, .name = "internal datapath error" },
	{ 2, .name = "media link command training error" },
	{ 3, .name = "media link control training error" },
	{ 4, .name = "media link data training error" },
	{ 5, .name = "media link CRC error" },
};

static const struct fwctl_value transaction_types[] = {
	{ 0, .name = "unknown" },
	{ 1, .name = "host read" },
	{ 2, .name = "host write" },
	{ 3, .name = "host scan media" },
	{ 4, .name = "host inject poison" },
	{ 5, .name = "internal media scrub" },
	{ 6, .name = "internal media management" },
	{ 7, .name = "internal media error check scrub" },
	{ 8, .name = "media initialization" },
};

static const struct fwctl_value cme_threshold_event_flags[] = {
	{ 0x1, .name = "multiple_media_components" },
	{ 0x2, .name = "programmable_threshold_exceeded" },
};

static const struct fwctl_value general_media_validity[] = {
	{ 0x01, .name = "channel" },
	{ 0x02, .name = "rank" },
	{ 0x04, .name = "device" },
	{ 0x08, .name = "component_identifier" },
	{ 0x10, .name = "component_identifier_pldm_format" },
};

static const struct fwctl_value dram_validity[] = {
	{ 0x001, .name = "channel" },
	{ 0x002, .name = "rank" },
	{ 0x004, .name = "nibble_mask" },
	{ 0x008, .name = "bank_group" },
	{ 0x010, .name = "bank" },
	{ 0x020, .name = "row" },
	{ 0x040, .name = "column" },
	{ 0x080, .name = "correction_mask" },
	{ 0x100, .name = "component_identifier" },
	{ 0x200, .name = "component_identifier_pldm_format" },
	{ 0x400, .name = "sub_channel" },
};

/* 8.2.9.2.1.3 */
static const struct fwctl_value module_event_types[] = {
	{ 0, .name = "health status change" },
	{ 1, .name = "media status change" },
	{ 2, .name = "life used change" },
	{ 3, .name = "temperature change" },
	{ 4, .name = "data path error" },
	{ 5, .name = "LSA error" },
	{ 6, .name = "unrecoverable internal sideband bus error" },
	{ 7, .name = "memory media FRU error" },
	{ 8, .name = "power management fault" },
};

static const struct fwctl_value module_event_sub_types[] = {
	{ 0, .name = "not reported" },
	{ 1, .name = "invalid config data" },
	{ 2, .name = "unsupported config data" },
	{ 3, .name = "unsupported memory media FRU" },
};

static const struct fwctl_value module_validity[] = {
	{ 0x1, .name = "component_identifier" },
	{ 0x2, .name = "component_identifier_pldm_format" },
};

/* 8.2.9.2.2 */
static const struct fwctl_value event_logs[] = {
	{ 0, .name = "informational" },
	{ 1, .name = "warning" },
	{ 2, .name = "failure" },
	{ 3, .name = "fatal" },
	{ 4, .name = "dynamic capacity" },
};

static const struct fwctl_value event_log_flags[] = {
	{ 0x1, .name = "overflow" },
	{ 0x2, .name = "more_event_records" },
};

/* 8.2.9.2.4 */
static const struct fwctl_value interrupt_modes[] = {
	{ 0, .name = "no interrupts" },
	{ 1, .name = "MSI/MSI-X" },
	{ 2, .name = "FW interrupt" },
};

/* 8.2.9.3.1 */
static const struct fwctl_value fw_activation_capabilities[] = {
	{ 0x1, .name = "online_fw_activation" },
};

/* 8.2.9.5.1 */
#define CEL \
	0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78, \
	0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17
#define VENDOR_DEBUG_LOG \
	0x5e, 0x18, 0x19, 0xd9, 0x11, 0xa9, 0x40, 0x0c, \
	0x81, 0x1f, 0xd6, 0x07, 0x19, 0x40, 0x3d, 0x86
#define COMPONENT_STATE_DUMP_LOG \
	0xb3, 0xfa, 0xb4, 0xcf, 0x01, 0xb6, 0x43, 0x32, \
	0x94, 0x3e, 0x5e, 0x99, 0x62, 0xf2, 0x35, 0x67

static const struct fwctl_value logs[] = {
	{ .uuid = { CEL }, .name = "command effects log" },
	{ .uuid = { VENDOR_DEBUG_LOG }, .name = "vendor debug log" },
	{ .uuid = { COMPONENT_STATE_DUMP_LOG }, .name = "component state dump log" },
};

/* 8.2.9.5.2.1 */
static const struct fwctl_value command_effects[] = {
	{ 0x001, .name = "configuration_change_after_cold_reset" },
	{ 0x002, .name = "immediate_configuration_change" },
	{ 0x004, .name = "immediate_data_change" },
	{ 0x008, .name = "immediate_policy_change" },
	{ 0x010, .name = "immediate_log_change" },
	{ 0x020, .name = "security_state_change" },
	{ 0x040, .name = "background_operation" },
	{ 0x080, .name = "secondary_mailbox_supported" },
	{ 0x100, .name = "request_abort_background_operation_supported" },
	{ 0x200, .name = "cel_11_10_valid" },
	{ 0x400, .name = "configuration_change_after_conventional_reset" },
	{ 0x800, .name = "configuration_change_after_cxl_reset" },
};

/* 8.2.9.5.3 */
static const struct fwctl_value log_capabilities[] = {
	{ 0x1, .name = "clear_log_supported" },
	{ 0x2, .name = "populate_log_supported" },
	{ 0x4, .name = "auto_populate_supported" },
	{ 0x8, .name = "persistent_across_cold_reset" },
};

/* 8.2.9.6.1 */
static const struct fwctl_value feature_attributes[] = {
	{ 0x1, .name = "changeable" },
};

static const struct fwctl_value reset_persistences[] = {
	{ 0, .name = "none" },
	{ 1, .name = "CXL reset" },
	{ 2, .name = "hot reset" },
	{ 3, .name = "warm reset" },
	{ 4, .name = "cold reset" },
};

static const struct fwctl_value feature_selections[] = {
	{ 0x1, .name = "persist_across_firmware_update" },
	{ 0x2, .name = "default_selection_supported" },
	{ 0x4, .name = "saved_selection_supported" },
};

/* 8.2.9.6.2 */
static const struct fwctl_value selections[] = {
	{ 0, .name = "current value" },
	{ 1, .name = "default value" },
	{ 2, .name = "saved value" },
};

/* 8.2.9.6.3 */
static const struct fwctl_value feature_actions[] = {
	{ 0, .name = "full data transfer" },
	{ 1, .name = "initiate data transfer" },
	{ 2, .name = "continue data transfer" },
	{ 3, .name = "finish data transfer" },
	{ 4, .name = "abort data transfer" },
};

/* 8.2.9.9.1.1 */
static const struct fwctl_value poison_capabilities[] = {
	{ 0x1, .name = "injects_persistent_poison" },
	{ 0x2, .name = "scans_for_poison" },
};

static const struct fwctl_value qos_capabilities[] = {
	{ 0x1, .name = "egress_port_congestion_supported" },
	{ 0x2, .name = "temporary_throughput_reduction_supported" },
};

/* 8.2.9.9.3.1 */
static const struct fwctl_value health_statuses[] = {
	{ 0x1, .name = "maintenance_needed" },
	{ 0x2, .name = "performance_degraded" },
	{ 0x4, .name = "hardware_replacement_needed" },
	{ 0x8, .name = "memory_capacity_degraded" },
};

static const struct fwctl_value media_statuses[] = {
	{ 0x00, .name = "normal" },
	{ 0x01, .name = "not ready" },
	{ 0x02, .name = "write persistency lost" },
	{ 0x03, .name = "all data lost" },
	{ 0x04, .name = "write persistency loss in the event of power loss" },
	{ 0x05, .name = "write persistency loss in the event of shutdown" },
	{ 0x06, .name = "write persistency loss imminent" },
	{ 0x07, .name = "all data loss in the event of power loss" },
	{ 0x08, .name = "all data loss in the event of shutdown" },
	{ 0x09, .name = "all data loss imminent" },
};

static const struct fwctl_value additional_statuses[] = {
	{ 0, .name = "normal" },
	{ 1, .name = "warning" },
	{ 2, .name = "critical" },
};

static const struct fwctl_value error_count_statuses[] = {
	{ 0, .name = "normal" },
	{ 1, .name = "warning" },
};

static const struct fwctl_value life_used[] = {
	{ 0xff, .name = "not implemented" },
};

static const struct fwctl_value device_temperature[] = {
	{ 0x7fff, .name = "not implemented" },
};

/* 8.2.9.9.3.2 and 8.2.9.9.3.3 */
static const struct fwctl_value alerts[] = {
	{ 0x01, .name = "life_used" },
	{ 0x02, .name = "device_over_temperature" },
	{ 0x04, .name = "device_under_temperature" },
	{ 0x08, .name = "corrected_volatile_memory_error" },
	{ 0x10, .name = "corrected_persistent_memory_error" },
};

/* 8.2.9.9.3.4 */
static const struct fwctl_value shutdown_states[] = {
	{ 0, .name = "clean" },
	{ 1, .name = "dirty" },
};

/* 8.2.9.9.3.1, and with what it is in before */
#define HEALTH_INFO(_at)						\
	FWCTL_U8((_at), "health_status",				\
		 FWCTL_FLAGS(0xf, health_statuses)),			\
	FWCTL_U8((_at) + 1, "media_status",				\
		 FWCTL_NAMED(media_statuses)),				\
	FWCTL_BITS((_at) + 2, 1, 0, 2, "life_used_status",		\
		   FWCTL_NAMED(additional_statuses)),			\
	FWCTL_BITS((_at) + 2, 1, 2, 2, "device_temperature_status",	\
		   FWCTL_NAMED(additional_statuses)),			\
	FWCTL_BITS((_at) + 2, 1, 4, 1, "corrected_volatile_status",	\
		   FWCTL_NAMED(error_count_statuses)),			\
	FWCTL_BITS((_at) + 2, 1, 5, 1, "corrected_persistent_status",	\
		   FWCTL_NAMED(error_count_statuses)),			\
	FWCTL_U8((_at) + 3, "life_used", FWCTL_UNIT("%"),		\
		 FWCTL_NAMED(life_used)),				\
	FWCTL_SINT((_at) + 4, 2, "device_temperature", FWCTL_UNIT("C"),	\
		   FWCTL_NAMED(device_temperature)),			\
	FWCTL_LE32((_at) + 6, "dirty_shutdown_count"),			\
	FWCTL_LE32((_at) + 10, "corrected_volatile_errors"),	\
	FWCTL_LE32((_at) + 14, "corrected_persistent_errors")

/* Common Event Record (8.2.9.2.1) */
static const struct fwctl_msg event_record = FWCTL_HEADER(48,
	FWCTL_UUID(0, "event_record_identifier", FWCTL_KIND),
	FWCTL_U8(16, "event_record_length", FWCTL_UNIT("bytes")),
	FWCTL_BITS(17, 3, 0, 2, "event_record_severity",
		   FWCTL_NAMED(event_severities)),
	FWCTL_BITS(17, 3, 2, 5, "event_record_flags",
		   FWCTL_FLAGS(0x1f, event_record_flags)),
	FWCTL_LE16(20, "event_record_handle"),
	FWCTL_LE16(22, "related_event_record_handle"),
	FWCTL_LE64(24, "event_record_timestamp", FWCTL_UNIT("ns")),
	FWCTL_U8(32, "maintenance_operation_class"),
	FWCTL_U8(33, "maintenance_operation_subclass"));

static const struct fwctl_variant event_records[] = {
	/* General Media Event Record (8.2.9.2.1.1) */
	FWCTL_UUID_VARIANT((0xfb, 0xcd, 0x0a, 0x77, 0xc2, 0x60, 0x41, 0x7f,
			    0x85, 0xa9, 0x08, 0x8b, 0x16, 0x21, 0xeb, 0xa6),
			   "general_media", 128, 128,
		FWCTL_BITS(48, 8, 0, 2, "dpa_flags",
			   FWCTL_FLAGS(0x3, dpa_flags)),
		/* the upper bits of the address are the lower of this one's */
		FWCTL_BITS(48, 8, 6, 58, "physical_address",
			   FWCTL_SCALED("bytes", 64, 1, 0)),
		FWCTL_U8(56, "memory_event_descriptor",
			 FWCTL_FLAGS(0x7, memory_event_descriptors)),
		FWCTL_U8(57, "memory_event_type",
			 FWCTL_NAMED(general_media_types)),
		FWCTL_U8(58, "transaction_type",
			 FWCTL_NAMED(transaction_types)),
		FWCTL_LE16(59, "validity_flags",
			   FWCTL_FLAGS(0x1f, general_media_validity)),
		FWCTL_U8(61, "channel"),
		FWCTL_U8(62, "rank"),
		FWCTL_LE24(63, "device"),
		FWCTL_BYTES(66, 16, "component_identifier"),
		FWCTL_U8(82, "cme_threshold_event_flags",
			 FWCTL_FLAGS(0x3, cme_threshold_event_flags)),
		FWCTL_LE24(83, "cme_count_at_event"),
		FWCTL_U8(86, "memory_event_sub_type",
			 FWCTL_NAMED(memory_event_sub_types))),
	/* DRAM Event Record (8.2.9.2.1.2) */
	FWCTL_UUID_VARIANT((0x60, 0x1d, 0xcb, 0xb3, 0x9c, 0x06, 0x4e, 0xab,
			    0xb8, 0xaf, 0x4e, 0x9b, 0xfb, 0x5c, 0x96, 0x24),
			   "dram", 128, 128,
		FWCTL_BITS(48, 8, 0, 2, "dpa_flags",
			   FWCTL_FLAGS(0x3, dpa_flags)),
		FWCTL_BITS(48, 8, 6, 58, "physical_address",
			   FWCTL_SCALED("bytes", 64, 1, 0)),
		FWCTL_U8(56, "memory_event_descriptor",
			 FWCTL_FLAGS(0x7, memory_event_descriptors)),
		FWCTL_U8(57, "memory_event_type", FWCTL_NAMED(dram_types)),
		FWCTL_U8(58, "transaction_type",
			 FWCTL_NAMED(transaction_types)),
		FWCTL_LE16(59, "validity_flags",
			   FWCTL_FLAGS(0x7ff, dram_validity)),
		FWCTL_U8(61, "channel"),
		FWCTL_U8(62, "rank"),
		FWCTL_BYTES(63, 3, "nibble_mask"),
		FWCTL_U8(66, "bank_group"),
		FWCTL_U8(67, "bank"),
		FWCTL_LE24(68, "row"),
		FWCTL_LE16(71, "column"),
		FWCTL_BYTES(73, 32, "correction_mask"),
		FWCTL_BYTES(105, 16, "component_identifier"),
		FWCTL_U8(121, "sub_channel"),
		FWCTL_U8(122, "cme_threshold_event_flags",
			 FWCTL_FLAGS(0x3, cme_threshold_event_flags)),
		FWCTL_LE24(123, "cvme_count_at_event"),
		FWCTL_U8(126, "memory_event_sub_type",
			 FWCTL_NAMED(memory_event_sub_types))),
	/* Memory Module Event Record (8.2.9.2.1.3) */
	FWCTL_UUID_VARIANT((0xfe, 0x92, 0x74, 0x75, 0xdd, 0x59, 0x43, 0x39,
			    0xa5, 0x86, 0x79, 0xba, 0xb1, 0x13, 0xb7, 0x74),
			   "memory_module", 128, 128,
		FWCTL_U8(48, "device_event_type",
			 FWCTL_NAMED(module_event_types)),
		HEALTH_INFO(49),
		FWCTL_LE16(67, "validity_flags",
			   FWCTL_FLAGS(0x3, module_validity)),
		FWCTL_BYTES(69, 16, "component_identifier"),
		FWCTL_U8(85, "device_event_sub_type",
			 FWCTL_NAMED(module_event_sub_types))),
	FWCTL_OTHER("other", 128, 128, FWCTL_BYTES(48, 80, "data")),
};

static const struct fwctl_selector fwctl_cxl_selectors[] = {
	{ .opcode = FWCTL_CXL_GET_LOG, .offset = 0, .size = 16 },
	{ .opcode = FWCTL_CXL_GET_FEATURE, .offset = 0, .size = 16 },
	{ .opcode = FWCTL_CXL_SET_FEATURE, .offset = 0, .size = 16 },
};

#define CAPACITY FWCTL_SCALED("MiB", 256, 1, 0)

static const struct fwctl_command fwctl_cxl_commands[] = {
	{
		.name = "get-event-records",
		.summary = "Get Event Records (CXL 3.1, 8.2.9.2.2)",
		.opcode = 0x0100,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "event_log", FWCTL_NAMED(event_logs))),
		.response = FWCTL_MSG(32, MAX_PAYLOAD,
			FWCTL_U8(0, "flags", FWCTL_FLAGS(0x3, event_log_flags)),
			FWCTL_LE16(2, "overflow_error_count"),
			FWCTL_LE64(4, "first_overflow_event_timestamp",
				   FWCTL_UNIT("ns")),
			FWCTL_LE64(12, "last_overflow_event_timestamp",
				   FWCTL_UNIT("ns")),
			FWCTL_LE16(20, "event_record_count", FWCTL_COUNT_OF(32)),
			FWCTL_FIELD(RECORDS, 32, 128, "event_records",
				    .elem = &event_record,
				    .variants = event_records,
				    .nr_variants = ARRAY_SIZE(event_records))),
	},
	{
		.name = "get-event-interrupt-policy",
		.summary = "Get Event Interrupt Policy (CXL 3.1, 8.2.9.2.4)",
		.opcode = 0x0102,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(4, 5,
			FWCTL_BITS(0, 1, 0, 2, "informational_mode",
				   FWCTL_NAMED(interrupt_modes)),
			FWCTL_BITS(0, 1, 4, 4, "informational_message_number"),
			FWCTL_BITS(1, 1, 0, 2, "warning_mode",
				   FWCTL_NAMED(interrupt_modes)),
			FWCTL_BITS(1, 1, 4, 4, "warning_message_number"),
			FWCTL_BITS(2, 1, 0, 2, "failure_mode",
				   FWCTL_NAMED(interrupt_modes)),
			FWCTL_BITS(2, 1, 4, 4, "failure_message_number"),
			FWCTL_BITS(3, 1, 0, 2, "fatal_mode",
				   FWCTL_NAMED(interrupt_modes)),
			FWCTL_BITS(3, 1, 4, 4, "fatal_message_number"),
			FWCTL_BITS(4, 1, 0, 2, "dynamic_capacity_mode",
				   FWCTL_NAMED(interrupt_modes)),
			FWCTL_BITS(4, 1, 4, 4,
				   "dynamic_capacity_message_number")),
	},
	{
		.name = "get-fw-info",
		.summary = "Get FW Info (CXL 3.1, 8.2.9.3.1)",
		.opcode = 0x0200,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(80, 80,
			FWCTL_U8(0, "fw_slots_supported"),
			FWCTL_BITS(1, 1, 0, 3, "active_fw_slot"),
			FWCTL_BITS(1, 1, 3, 3, "staged_fw_slot"),
			FWCTL_U8(2, "fw_activation_capabilities",
				 FWCTL_FLAGS(0x1, fw_activation_capabilities)),
			FWCTL_STRING(16, 16, "slot_1_fw_revision"),
			FWCTL_STRING(32, 16, "slot_2_fw_revision"),
			FWCTL_STRING(48, 16, "slot_3_fw_revision"),
			FWCTL_STRING(64, 16, "slot_4_fw_revision")),
	},
	{
		.name = "get-timestamp",
		.summary = "Get Timestamp (CXL 3.1, 8.2.9.4.1)",
		.opcode = 0x0300,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_EMPTY,
		/* since 1970, 0 where it was never set */
		.response = FWCTL_MSG(8, 8,
			FWCTL_LE64(0, "timestamp", FWCTL_UNIT("ns"))),
	},
	{
		.name = "set-timestamp",
		.summary = "Set Timestamp (CXL 3.1, 8.2.9.4.2)",
		.opcode = 0x0301,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_MSG(8, 8,
			FWCTL_LE64(0, "timestamp", FWCTL_UNIT("ns"))),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "get-supported-logs",
		.summary = "Get Supported Logs (CXL 3.1, 8.2.9.5.1)",
		.opcode = FWCTL_CXL_GET_SUPPORTED_LOGS,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(8, MAX_PAYLOAD,
			FWCTL_LE16(0, "number_of_log_entries",
				   FWCTL_COUNT_OF(8)),
			FWCTL_ARRAY(8, 0, 20, "supported_log_entries",
				    FWCTL_UUID(0, "log_identifier",
					       FWCTL_NAMED(logs)),
				    FWCTL_LE32(16, "log_size",
					       FWCTL_UNIT("bytes")))),
	},
	{
		.name = "get-command-effects-log",
		.summary = "Get Log, Command Effects Log (CXL 3.1, 8.2.9.5.2.1)",
		.opcode = FWCTL_CXL_GET_LOG,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		/* in whole entries */
		.request = FWCTL_MSG(24, 24,
			FWCTL_UUID(0, "log_identifier",
				   FWCTL_FIXED_UUID("command effects log",
						    CEL)),
			FWCTL_LE32(16, "offset", FWCTL_MASK(~3U),
				   FWCTL_UNIT("bytes"),
				   FWCTL_LIMIT(FWCTL_CXL_CEL_SIZE)),
			FWCTL_LE32(20, "length", FWCTL_MASK(~3U),
				   FWCTL_UNIT("bytes"),
				   FWCTL_LIMIT(FWCTL_CXL_PAYLOAD_SIZE),
				   FWCTL_ANSWER_FROM(0))),
		.response = FWCTL_MSG(0, MAX_PAYLOAD,
			FWCTL_ARRAY(0, 0, 4, "entries",
				    FWCTL_LE16(0, "opcode"),
				    FWCTL_LE16(2, "command_effect",
					       FWCTL_FLAGS(0xfff,
							   command_effects)))),
	},
	{
		.name = "get-vendor-debug-log",
		.summary = "Get Log, Vendor Debug Log (CXL 3.1, 8.2.9.5.2.2)",
		.opcode = FWCTL_CXL_GET_LOG,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(24, 24,
			FWCTL_UUID(0, "log_identifier",
				   FWCTL_FIXED_UUID("vendor debug log",
						    VENDOR_DEBUG_LOG)),
			FWCTL_LE32(16, "offset", FWCTL_UNIT("bytes")),
			FWCTL_LE32(20, "length", FWCTL_RANGE(1, MAX_PAYLOAD),
				   FWCTL_UNIT("bytes"),
				   FWCTL_LIMIT(FWCTL_CXL_PAYLOAD_SIZE),
				   FWCTL_ANSWER_FROM(0))),
		.response = FWCTL_MSG(0, MAX_PAYLOAD,
			FWCTL_VENDOR(0, 0, "data")),
	},
	{
		.name = "get-component-state-dump-log",
		.summary = "Get Log, Component State Dump (CXL 3.1, 8.2.9.5.2.3)",
		.opcode = FWCTL_CXL_GET_LOG,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(24, 24,
			FWCTL_UUID(0, "log_identifier",
				   FWCTL_FIXED_UUID("component state dump log",
						    COMPONENT_STATE_DUMP_LOG)),
			FWCTL_LE32(16, "offset", FWCTL_UNIT("bytes")),
			FWCTL_LE32(20, "length", FWCTL_RANGE(1, MAX_PAYLOAD),
				   FWCTL_UNIT("bytes"),
				   FWCTL_LIMIT(FWCTL_CXL_PAYLOAD_SIZE),
				   FWCTL_ANSWER_FROM(0))),
		.response = FWCTL_MSG(0, MAX_PAYLOAD,
			FWCTL_VENDOR(0, 0, "data")),
	},
	{
		.name = "get-log-capabilities",
		.summary = "Get Log Capabilities (CXL 3.1, 8.2.9.5.3)",
		.opcode = 0x0402,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(16, 16,
			FWCTL_UUID(0, "log_identifier", FWCTL_NAMED(logs))),
		.response = FWCTL_MSG(4, 4,
			FWCTL_LE32(0, "parameter_flags",
				   FWCTL_FLAGS(0xf, log_capabilities))),
	},
	{
		.name = "clear-vendor-debug-log",
		.summary = "Clear Log, Vendor Debug Log (CXL 3.1, 8.2.9.5.4)",
		.opcode = 0x0403,
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_MSG(16, 16,
			FWCTL_UUID(0, "log_identifier",
				   FWCTL_FIXED_UUID("vendor debug log",
						    VENDOR_DEBUG_LOG))),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "get-supported-logs-sub-list",
		.summary = "Get Supported Logs Sub-List (CXL 3.1, 8.2.9.5.6)",
		.opcode = 0x0405,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(2, 2,
			FWCTL_U8(0, "maximum_log_entries",
				 FWCTL_RANGE(1, 255), FWCTL_PRESET(16),
				 FWCTL_LIMIT(FWCTL_CXL_PAYLOAD_SIZE),
				 FWCTL_ANSWER_FROM(0), FWCTL_STEP(20, 8)),
			FWCTL_U8(1, "start_log_entry_index")),
		.response = FWCTL_MSG(8, 8 + 255 * 20,
			FWCTL_U8(0, "number_of_log_entries",
				 FWCTL_COUNT_OF(8)),
			FWCTL_LE16(2, "total_log_entries"),
			FWCTL_U8(4, "start_log_entry_index"),
			FWCTL_ARRAY(8, 0, 20, "supported_log_entries",
				    FWCTL_UUID(0, "log_identifier",
					       FWCTL_NAMED(logs)),
				    FWCTL_LE32(16, "log_size",
					       FWCTL_UNIT("bytes")))),
	},
	{
		.name = "get-supported-features",
		.summary = "Get Supported Features (CXL 3.1, 8.2.9.6.1)",
		.opcode = FWCTL_CXL_GET_SUPPORTED_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(8, 8,
			FWCTL_LE32(0, "count", FWCTL_RANGE(8, MAX_PAYLOAD),
				   FWCTL_UNIT("bytes"), FWCTL_PRESET(200),
				   FWCTL_LIMIT(FWCTL_CXL_PAYLOAD_SIZE),
				   FWCTL_ANSWER_FROM(0)),
			FWCTL_LE16(4, "starting_feature_index")),
		.response = FWCTL_MSG(8, MAX_PAYLOAD,
			FWCTL_LE16(0, "number_of_feature_entries",
				   FWCTL_COUNT_OF(8)),
			FWCTL_LE16(2, "device_supported_features"),
			FWCTL_ARRAY(8, 0, 48, "supported_feature_entries",
				    FWCTL_UUID(0, "feature_identifier"),
				    FWCTL_LE16(16, "feature_index"),
				    FWCTL_LE16(18, "get_feature_size",
					       FWCTL_UNIT("bytes")),
				    FWCTL_LE16(20, "set_feature_size",
					       FWCTL_UNIT("bytes")),
				    FWCTL_BITS(22, 4, 0, 1, "attribute_flags",
					       FWCTL_FLAGS(0x1, feature_attributes)),
				    FWCTL_BITS(22, 4, 1, 3, "deepest_reset_persistence",
					       FWCTL_NAMED(reset_persistences)),
				    FWCTL_BITS(22, 4, 4, 3, "selections",
					       FWCTL_FLAGS(0x7, feature_selections)),
				    FWCTL_U8(26, "get_feature_version"),
				    FWCTL_U8(27, "set_feature_version"),
				    FWCTL_LE16(28, "set_feature_effects",
					       FWCTL_FLAGS(0xfff, command_effects)))),
	},
	{
		/* Their data is as whoever has defined the Feature describes it */
		.name = "get-feature",
		.summary = "Get Feature (CXL 3.1, 8.2.9.6.2)",
		.opcode = FWCTL_CXL_GET_FEATURE,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(21, 21,
			FWCTL_UUID(0, "feature_identifier"),
			FWCTL_LE16(16, "offset", FWCTL_UNIT("bytes")),
			FWCTL_LE16(18, "count", FWCTL_RANGE(1, 0xffff),
				   FWCTL_UNIT("bytes"),
				   FWCTL_LIMIT(FWCTL_CXL_PAYLOAD_SIZE),
				   FWCTL_ANSWER_FROM(0)),
			FWCTL_U8(20, "selection", FWCTL_NAMED(selections))),
		.response = FWCTL_MSG(0, 0xffff,
			FWCTL_BYTES(0, 0, "feature_data")),
	},
	{
		.name = "set-feature",
		.summary = "Set Feature (CXL 3.1, 8.2.9.6.3)",
		.opcode = FWCTL_CXL_SET_FEATURE,
		.scope = FWCTL_RPC_DEBUG_WRITE,
		.effect = FWCTL_EFFECT_CONFIG,
		.request = FWCTL_MSG(32, 32 + 0xffff,
			FWCTL_UUID(0, "feature_identifier"),
			FWCTL_BITS(16, 4, 0, 3, "action",
				   FWCTL_NAMED(feature_actions)),
			FWCTL_BITS(16, 4, 3, 1, "saved_across_reset"),
			FWCTL_LE16(20, "offset", FWCTL_UNIT("bytes")),
			FWCTL_U8(22, "version"),
			FWCTL_BYTES(32, 0, "feature_data")),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "identify-memory-device",
		.summary = "Identify Memory Device (CXL 3.1, 8.2.9.9.1.1)",
		.opcode = 0x4000,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,	/* it has no serial number */
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(67, 69,
			FWCTL_STRING(0, 16, "fw_revision"),
			FWCTL_LE64(16, "total_capacity", CAPACITY),
			FWCTL_LE64(24, "volatile_only_capacity", CAPACITY),
			FWCTL_LE64(32, "persistent_only_capacity", CAPACITY),
			FWCTL_LE64(40, "partition_alignment", CAPACITY),
			FWCTL_LE16(48, "informational_event_log_size",
				   FWCTL_UNIT("events")),
			FWCTL_LE16(50, "warning_event_log_size",
				   FWCTL_UNIT("events")),
			FWCTL_LE16(52, "failure_event_log_size",
				   FWCTL_UNIT("events")),
			FWCTL_LE16(54, "fatal_event_log_size",
				   FWCTL_UNIT("events")),
			FWCTL_LE32(56, "lsa_size", FWCTL_UNIT("bytes")),
			FWCTL_LE24(60, "poison_list_maximum_records"),
			FWCTL_LE16(63, "inject_poison_limit"),
			FWCTL_U8(65, "poison_handling_capabilities",
				 FWCTL_FLAGS(0x3, poison_capabilities)),
			FWCTL_U8(66, "qos_telemetry_capabilities",
				 FWCTL_FLAGS(0x3, qos_capabilities)),
			FWCTL_LE16(67, "dynamic_capacity_event_log_size",
				   FWCTL_UNIT("events"))),
	},
	{
		.name = "get-partition-info",
		.summary = "Get Partition Info (CXL 3.1, 8.2.9.9.2.1)",
		.opcode = 0x4100,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(32, 32,
			FWCTL_LE64(0, "active_volatile_capacity", CAPACITY),
			FWCTL_LE64(8, "active_persistent_capacity", CAPACITY),
			FWCTL_LE64(16, "next_volatile_capacity", CAPACITY),
			FWCTL_LE64(24, "next_persistent_capacity", CAPACITY)),
	},
	{
		/* What is in the persistent memory gets lost */
		.name = "set-partition-info",
		.summary = "Set Partition Info (CXL 3.1, 8.2.9.9.2.2)",
		.opcode = 0x4101,
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_MSG(9, 9,
			FWCTL_LE64(0, "volatile_capacity", CAPACITY),
			FWCTL_BITS(8, 1, 0, 1, "immediate", FWCTL_FIXED(0))),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "get-lsa",
		.summary = "Get LSA (CXL 3.1, 8.2.9.9.2.3)",
		.opcode = 0x4102,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(8, 8,
			FWCTL_LE32(0, "offset", FWCTL_UNIT("bytes"),
				   FWCTL_LIMIT(FWCTL_CXL_LSA_SIZE)),
			FWCTL_LE32(4, "length", FWCTL_RANGE(1, MAX_PAYLOAD),
				   FWCTL_UNIT("bytes"),
				   FWCTL_LIMIT(FWCTL_CXL_PAYLOAD_SIZE),
				   FWCTL_ANSWER_FROM(0))),
		.response = FWCTL_MSG(0, MAX_PAYLOAD,
			FWCTL_BYTES(0, 0, "data")),
	},
	{
		.name = "get-health-info",
		.summary = "Get Health Info (CXL 3.1, 8.2.9.9.3.1)",
		.opcode = 0x4200,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(18, 18, HEALTH_INFO(0)),
	},
	{
		.name = "get-alert-configuration",
		.summary = "Get Alert Configuration (CXL 3.1, 8.2.9.9.3.2)",
		.opcode = 0x4201,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(16, 16,
			FWCTL_U8(0, "valid_alerts", FWCTL_FLAGS(0x1f, alerts)),
			FWCTL_U8(1, "programmable_alerts",
				 FWCTL_FLAGS(0x1f, alerts)),
			FWCTL_U8(2, "life_used_critical", FWCTL_UNIT("%")),
			FWCTL_U8(3, "life_used_warning", FWCTL_UNIT("%")),
			FWCTL_SINT(4, 2, "over_temperature_critical",
				   FWCTL_UNIT("C")),
			FWCTL_SINT(6, 2, "under_temperature_critical",
				   FWCTL_UNIT("C")),
			FWCTL_SINT(8, 2, "over_temperature_warning",
				   FWCTL_UNIT("C")),
			FWCTL_SINT(10, 2, "under_temperature_warning",
				   FWCTL_UNIT("C")),
			FWCTL_LE16(12, "corrected_volatile_warning"),
			FWCTL_LE16(14, "corrected_persistent_warning")),
	},
	{
		.name = "set-alert-configuration",
		.summary = "Set Alert Configuration (CXL 3.1, 8.2.9.9.3.3)",
		.opcode = 0x4202,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_MSG(12, 12,
			FWCTL_U8(0, "valid_alert_actions",
				 FWCTL_FLAGS(0x1f, alerts)),
			FWCTL_U8(1, "enable_alert_actions",
				 FWCTL_FLAGS(0x1f, alerts)),
			FWCTL_U8(2, "life_used_warning", FWCTL_RANGE(0, 100),
				 FWCTL_UNIT("%")),
			FWCTL_SINT(4, 2, "over_temperature_warning",
				   FWCTL_UNIT("C")),
			FWCTL_SINT(6, 2, "under_temperature_warning",
				   FWCTL_UNIT("C")),
			FWCTL_LE16(8, "corrected_volatile_warning"),
			FWCTL_LE16(10, "corrected_persistent_warning")),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "get-shutdown-state",
		.summary = "Get Shutdown State (CXL 3.1, 8.2.9.9.3.4)",
		.opcode = 0x4203,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(1, 1,
			FWCTL_BITS(0, 1, 0, 1, "state",
				   FWCTL_NAMED(shutdown_states))),
	},
	{
		.name = "get-scan-media-capabilities",
		.summary = "Get Scan Media Capabilities (CXL 3.1, 8.2.9.9.4.4)",
		.opcode = 0x4303,
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(16, 16,
			FWCTL_LE64(0, "physical_address", FWCTL_MASK(~0x3fULL)),
			FWCTL_LE64(8, "physical_address_length",
				   FWCTL_SCALED("bytes", 64, 1, 0))),
		.response = FWCTL_MSG(4, 4,
			FWCTL_LE32(0, "estimated_scan_media_time",
				   FWCTL_UNIT("ms"))),
	},
};

static const char *const fwctl_cxl_limits[] = {
	[FWCTL_CXL_PAYLOAD_SIZE] = "payload_size",
	[FWCTL_CXL_LSA_SIZE] = "lsa_size",
	[FWCTL_CXL_CEL_SIZE] = "command_effects_log_size",
};

const struct fwctl_table fwctl_cxl_table = {
	.request_header = FWCTL_HEADER(16,
		FWCTL_LE32(0, "opcode", FWCTL_OPCODE),
		FWCTL_LE32(4, "flags", FWCTL_FIXED(0)),
		FWCTL_LE32(8, "op_size", FWCTL_TAIL_FROM(16),
			   FWCTL_LIMIT(FWCTL_CXL_PAYLOAD_SIZE)),
		FWCTL_LE32(12, "reserved", FWCTL_FIXED(0))),
	.response_header = FWCTL_HEADER(8,
		FWCTL_LE32(0, "size", FWCTL_TAIL_FROM(8)),
		FWCTL_LE32(4, "retval", FWCTL_STATUS,
			   FWCTL_NAMED(return_codes))),
	.limits = fwctl_cxl_limits,
	.nr_limits = ARRAY_SIZE(fwctl_cxl_limits),
	.answer_limit = 1 + FWCTL_CXL_PAYLOAD_SIZE,
	.selectors = fwctl_cxl_selectors,
	.nr_selectors = ARRAY_SIZE(fwctl_cxl_selectors),
	.commands = fwctl_cxl_commands,
	.nr_commands = ARRAY_SIZE(fwctl_cxl_commands),
};
