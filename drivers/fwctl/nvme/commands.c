// SPDX-License-Identifier: GPL-2.0-only
/*
 * The commands that a controller may be sent, as revision 2.0 of the NVM
 * Express Base Specification describes them. Section and figure numbers are
 * that document's, unless another is named.
 *
 * Audience any: health, wear, firmware and what its data sheet says. Serial
 * numbers and names identify the machine; error and event logs and dumps tell
 * of other people's doings; all of that, and whatever monitoring can do
 * without, is for administrators.
 */
#include "nvme.h"

/* Admin commands (figure 138) */
enum {
	GET_LOG_PAGE = 0x02,
	IDENTIFY = 0x06,
	SET_FEATURES = 0x09,
	GET_FEATURES = 0x0a,
	DEVICE_SELF_TEST = 0x14,
	DIRECTIVE_RECEIVE = 0x1a,
};

/* Status code type and status code (figures 94 to 98) that admin commands have */
static const struct fwctl_value statuses[] = {
	{ 0x000, .name = "Successful Completion" },
	{ 0x001, .name = "Invalid Command Opcode" },
	{ 0x002, .name = "Invalid Field in Command" },
	{ 0x003, .name = "Command ID Conflict" },
	{ 0x004, .name = "Data Transfer Error" },
	{ 0x005, .name = "Commands Aborted due to Power Loss Notification" },
	{ 0x006, .name = "Internal Error" },
	{ 0x007, .name = "Command Abort Requested" },
	{ 0x008, .name = "Command Aborted due to SQ Deletion" },
	{ 0x00b, .name = "Invalid Namespace or Format" },
	{ 0x00c, .name = "Command Sequence Error" },
	{ 0x012, .name = "Invalid Use of Controller Memory Buffer" },
	{ 0x013, .name = "PRP Offset Invalid" },
	{ 0x015, .name = "Operation Denied" },
	{ 0x01c, .name = "Sanitize Failed" },
	{ 0x01d, .name = "Sanitize In Progress" },
	{ 0x020, .name = "Namespace is Write Protected" },
	{ 0x021, .name = "Command Interrupted" },
	{ 0x022, .name = "Transient Transport Error" },
	{ 0x023, .name = "Command Prohibited by Command and Feature Lockdown" },
	{ 0x024, .name = "Admin Command Media Not Ready" },
	{ 0x082, .name = "Namespace Not Ready" },
	{ 0x084, .name = "Format In Progress" },
	{ 0x109, .name = "Invalid Log Page" },
	{ 0x10d, .name = "Feature Identifier Not Saveable" },
	{ 0x10e, .name = "Feature Not Changeable" },
	{ 0x10f, .name = "Feature Not Namespace Specific" },
	{ 0x11d, .name = "Device Self-test In Progress" },
	{ 0x11f, .name = "Invalid Controller Identifier" },
	{ 0x124, .name = "ANA Group Identifier Invalid" },
	{ 0x129, .name = "I/O Command Set Not Supported" },
	{ 0x12c, .name = "Invalid I/O Command Set" },
	{ 0x281, .name = "Unrecovered Read Error" },
	{ 0x300, .name = "Internal Path Error" },
	{ 0x301, .name = "Asymmetric Access Persistent Loss" },
	{ 0x302, .name = "Asymmetric Access Inaccessible" },
	{ 0x303, .name = "Asymmetric Access Transition" },
	{ 0x360, .name = "Controller Pathing Error" },
	{ 0x370, .name = "Host Pathing Error" },
	{ 0x371, .name = "Command Aborted By Host" },
};

/* Temperatures */
static const struct fwctl_value not_reported[] = {
	{ 0, .name = "not reported" },
};

/* Of what is not of a namespace */
static const struct fwctl_value no_namespace[] = {
	{ 0, .name = "none" },
	{ 0xffffffff, .name = "all" },
};

/* Figure 275 */
static const struct fwctl_value cmic[] = {
	{ 0x01, .name = "multiple_ports" },
	{ 0x02, .name = "multiple_controllers" },
	{ 0x04, .name = "sr_iov_virtual_function" },
	{ 0x08, .name = "ana_reporting" },
};

static const struct fwctl_value oaes[] = {
	{ 1U << 8, .name = "namespace_attribute_notices" },
	{ 1U << 9, .name = "firmware_activation_notices" },
	{ 1U << 11, .name = "ana_change_notices" },
	{ 1U << 12, .name = "predictable_latency_event_notices" },
	{ 1U << 13, .name = "lba_status_information_notices" },
	{ 1U << 14, .name = "endurance_group_event_notices" },
	{ 1U << 15, .name = "normal_nvm_subsystem_shutdown" },
	{ 1U << 27, .name = "zone_descriptor_changed_notices" },
	{ 1U << 31, .name = "discovery_log_page_change_notices" },
};

static const struct fwctl_value ctratt[] = {
	{ 1U << 0, .name = "host_identifier_128_bit" },
	{ 1U << 1, .name = "non_operational_power_state_permissive_mode" },
	{ 1U << 2, .name = "nvm_sets" },
	{ 1U << 3, .name = "read_recovery_levels" },
	{ 1U << 4, .name = "endurance_groups" },
	{ 1U << 5, .name = "predictable_latency_mode" },
	{ 1U << 6, .name = "traffic_based_keep_alive" },
	{ 1U << 7, .name = "namespace_granularity" },
	{ 1U << 8, .name = "sq_associations" },
	{ 1U << 9, .name = "uuid_list" },
	{ 1U << 10, .name = "multi_domain_subsystem" },
	{ 1U << 11, .name = "fixed_capacity_management" },
	{ 1U << 12, .name = "variable_capacity_management" },
	{ 1U << 13, .name = "delete_endurance_group" },
	{ 1U << 14, .name = "delete_nvm_set" },
	{ 1U << 15, .name = "extended_lba_formats" },
};

static const struct fwctl_value cntrltypes[] = {
	{ 0, .name = "not reported" },
	{ 1, .name = "I/O controller" },
	{ 2, .name = "discovery controller" },
	{ 3, .name = "administrative controller" },
};

static const struct fwctl_value oacs[] = {
	{ 1U << 0, .name = "security_send_receive" },
	{ 1U << 1, .name = "format_nvm" },
	{ 1U << 2, .name = "firmware" },
	{ 1U << 3, .name = "namespace_management" },
	{ 1U << 4, .name = "device_self_test" },
	{ 1U << 5, .name = "directives" },
	{ 1U << 6, .name = "nvme_mi_send_receive" },
	{ 1U << 7, .name = "virtualization_management" },
	{ 1U << 8, .name = "doorbell_buffer_config" },
	{ 1U << 9, .name = "get_lba_status" },
	{ 1U << 10, .name = "command_and_feature_lockdown" },
};

static const struct fwctl_value lpa[] = {
	{ 0x01, .name = "smart_per_namespace" },
	{ 0x02, .name = "commands_supported_and_effects" },
	{ 0x04, .name = "extended_data" },
	{ 0x08, .name = "telemetry" },
	{ 0x10, .name = "persistent_event" },
	{ 0x20, .name = "supported_log_pages" },
	{ 0x40, .name = "telemetry_data_area_4" },
};

static const struct fwctl_value sanicap[] = {
	{ 1U << 0, .name = "crypto_erase" },
	{ 1U << 1, .name = "block_erase" },
	{ 1U << 2, .name = "overwrite" },
	{ 1U << 29, .name = "no_deallocate_inhibited" },
};

static const struct fwctl_value nodmmas[] = {
	{ 0, .name = "not defined" },
	{ 1, .name = "media not modified afterwards" },
	{ 2, .name = "media modified afterwards" },
};

static const struct fwctl_value anacap[] = {
	{ 0x01, .name = "optimized" },
	{ 0x02, .name = "non_optimized" },
	{ 0x04, .name = "inaccessible" },
	{ 0x08, .name = "persistent_loss" },
	{ 0x10, .name = "change" },
	{ 0x40, .name = "anagrpid_does_not_change" },
	{ 0x80, .name = "anagrpid_in_namespace_management" },
};

static const struct fwctl_value oncs[] = {
	{ 1U << 0, .name = "compare" },
	{ 1U << 1, .name = "write_uncorrectable" },
	{ 1U << 2, .name = "dataset_management" },
	{ 1U << 3, .name = "write_zeroes" },
	{ 1U << 4, .name = "save_and_select" },
	{ 1U << 5, .name = "reservations" },
	{ 1U << 6, .name = "timestamp" },
	{ 1U << 7, .name = "verify" },
	{ 1U << 8, .name = "copy" },
};

static const struct fwctl_value fna[] = {
	{ 0x1, .name = "format_of_all_namespaces" },
	{ 0x2, .name = "secure_erase_of_all_namespaces" },
	{ 0x4, .name = "cryptographic_erase" },
	{ 0x8, .name = "not_all_namespaces_at_once" },
};

static const struct fwctl_value power_scales[] = {
	{ 0, .name = "not reported" },
	{ 1, .name = "0.0001 W" },
	{ 2, .name = "0.01 W" },
};

static const struct fwctl_value max_power_scales[] = {
	{ 0, .name = "0.01 W" },
	{ 1, .name = "0.0001 W" },
};

/* Figure 274 */
static const struct fwctl_value command_sets[] = {
	{ 0x00, .name = "NVM" },
	{ 0x01, .name = "Key Value" },
	{ 0x02, .name = "Zoned Namespace" },
};

static const struct fwctl_value command_set_bits[] = {
	{ 0x1, .name = "nvm" },
	{ 0x2, .name = "key_value" },
	{ 0x4, .name = "zoned_namespace" },
};

/* Figure 277 */
static const struct fwctl_value nidts[] = {
	{ 0x01, .name = "IEEE Extended Unique Identifier" },
	{ 0x02, .name = "Namespace Globally Unique Identifier" },
	{ 0x03, .name = "Namespace UUID" },
	{ 0x04, .name = "Command Set Identifier" },
};

/* Identify Namespace of the NVM Command Set */
static const struct fwctl_value nsfeat[] = {
	{ 0x01, .name = "thin_provisioning" },
	{ 0x02, .name = "atomic_write_units" },
	{ 0x04, .name = "deallocated_block_error" },
	{ 0x08, .name = "ids_are_not_reused" },
	{ 0x10, .name = "optimal_io" },
};

static const struct fwctl_value metadata_capabilities[] = {
	{ 0x1, .name = "extended_lba" },
	{ 0x2, .name = "separate_buffer" },
};

static const struct fwctl_value protection_capabilities[] = {
	{ 0x01, .name = "type_1" },
	{ 0x02, .name = "type_2" },
	{ 0x04, .name = "type_3" },
	{ 0x08, .name = "first_bytes" },
	{ 0x10, .name = "last_bytes" },
};

static const struct fwctl_value relative_performances[] = {
	{ 0, .name = "best" },
	{ 1, .name = "better" },
	{ 2, .name = "good" },
	{ 3, .name = "degraded" },
};

/* Figure 207 */
static const struct fwctl_value critical_warnings[] = {
	{ 0x01, .name = "spare" },
	{ 0x02, .name = "temperature" },
	{ 0x04, .name = "reliability" },
	{ 0x08, .name = "read_only" },
	{ 0x10, .name = "backup" },
	{ 0x20, .name = "pmr" },
};

/* Figures 207 and 217 */
static const struct fwctl_value endurance_group_warnings[] = {
	{ 0x1, .name = "spare" },
	{ 0x4, .name = "reliability" },
	{ 0x8, .name = "read_only" },
};

/* Figure 211; of CSE, 0 is no restriction */
static const struct fwctl_value command_effects[] = {
	{ 1U << 0, .name = "csupp" },
	{ 1U << 1, .name = "lbcc" },
	{ 1U << 2, .name = "ncc" },
	{ 1U << 3, .name = "nic" },
	{ 1U << 4, .name = "ccc" },
	{ 1U << 16, .name = "cse_alone_in_namespace" },
	{ 1U << 17, .name = "cse_alone_in_all_namespaces" },
	{ 1U << 19, .name = "uuid_selection_supported" },
	{ 1U << 20, .name = "csp_namespace" },
	{ 1U << 21, .name = "csp_controller" },
	{ 1U << 22, .name = "csp_nvm_set" },
	{ 1U << 23, .name = "csp_endurance_group" },
	{ 1U << 24, .name = "csp_domain" },
	{ 1U << 25, .name = "csp_nvm_subsystem" },
};

/* Figures 212 and 213 */
static const struct fwctl_value self_tests[] = {
	{ 0x0, .name = "none" },
	{ 0x1, .name = "short" },
	{ 0x2, .name = "extended" },
	{ 0xe, .name = "vendor specific" },
};

static const struct fwctl_value self_test_results[] = {
	{ 0x0, .name = "completed without error" },
	{ 0x1, .name = "aborted by Device Self-test" },
	{ 0x2, .name = "aborted by a reset" },
	{ 0x3, .name = "aborted by the removal of a namespace" },
	{ 0x4, .name = "aborted by Format NVM" },
	{ 0x5, .name = "fatal error, or not completed" },
	{ 0x6, .name = "a segment failed, which is not known" },
	{ 0x7, .name = "segments failed, segment_number the first" },
	{ 0x8, .name = "aborted for an unknown reason" },
	{ 0x9, .name = "aborted by a sanitize operation" },
	{ 0xf, .name = "no entry" },
};

static const struct fwctl_value valid_diagnostics[] = {
	{ 0x1, .name = "nsid" },
	{ 0x2, .name = "failing_lba" },
	{ 0x4, .name = "status_code_type" },
	{ 0x8, .name = "status_code" },
};

/* Figure 222 */
static const struct fwctl_value ana_states[] = {
	{ 0x1, .name = "optimized" },
	{ 0x2, .name = "non-optimized" },
	{ 0x3, .name = "inaccessible" },
	{ 0x4, .name = "persistent loss" },
	{ 0xf, .name = "change" },
};

/* Section 5.16.1.25 */
static const struct fwctl_value sanitize_states[] = {
	{ 0, .name = "never sanitized" },
	{ 1, .name = "completed" },
	{ 2, .name = "in progress" },
	{ 3, .name = "failed" },
	{ 4, .name = "completed, deallocated all the same" },
};

/* Figure 192 */
static const struct fwctl_value selects[] = {
	{ 0, .name = "current" },
	{ 1, .name = "default" },
	{ 2, .name = "saved" },
};

/* Section 5.27.1.2 */
static const struct fwctl_value workload_hints[] = {
	{ 0, .name = "none" },
	{ 1, .name = "workload 1" },
	{ 2, .name = "workload 2" },
};

/* Section 5.27.1.3 */
static const struct fwctl_value threshold_types[] = {
	{ 0, .name = "over temperature" },
	{ 1, .name = "under temperature" },
};

static const struct fwctl_value threshold_sensors[] = {
	{ 0x0, .name = "composite" },
	{ 0x1, .name = "sensor 1" },
	{ 0x2, .name = "sensor 2" },
	{ 0x3, .name = "sensor 3" },
	{ 0x4, .name = "sensor 4" },
	{ 0x5, .name = "sensor 5" },
	{ 0x6, .name = "sensor 6" },
	{ 0x7, .name = "sensor 7" },
	{ 0x8, .name = "sensor 8" },
};

static const struct fwctl_value all_threshold_sensors[] = {
	{ 0x0, .name = "composite" },
	{ 0x1, .name = "sensor 1" },
	{ 0x2, .name = "sensor 2" },
	{ 0x3, .name = "sensor 3" },
	{ 0x4, .name = "sensor 4" },
	{ 0x5, .name = "sensor 5" },
	{ 0x6, .name = "sensor 6" },
	{ 0x7, .name = "sensor 7" },
	{ 0x8, .name = "sensor 8" },
	{ 0xf, .name = "all" },
};

/* Section 5.27.1.8 */
static const struct fwctl_value async_events[] = {
	{ 1U << 0, .name = "spare" },
	{ 1U << 1, .name = "temperature" },
	{ 1U << 2, .name = "reliability" },
	{ 1U << 3, .name = "read_only" },
	{ 1U << 4, .name = "backup" },
	{ 1U << 5, .name = "pmr" },
	{ 1U << 8, .name = "namespace_attribute_notices" },
	{ 1U << 9, .name = "firmware_activation_notices" },
	{ 1U << 10, .name = "telemetry_log_notices" },
	{ 1U << 11, .name = "ana_change_notices" },
	{ 1U << 12, .name = "predictable_latency_event_notices" },
	{ 1U << 13, .name = "lba_status_information_notices" },
	{ 1U << 14, .name = "endurance_group_event_notices" },
	{ 1U << 15, .name = "normal_nvm_subsystem_shutdown" },
	{ 1U << 27, .name = "zone_descriptor_changed_notices" },
	{ 1U << 31, .name = "discovery_log_page_change_notices" },
};

/* Section 5.27.1.11 */
static const struct fwctl_value timestamp_origins[] = {
	{ 0, .name = "cleared by a controller level reset" },
	{ 1, .name = "set by Set Features" },
};

/* Figure 171 */
static const struct fwctl_value self_test_codes[] = {
	{ 0x1, .name = "short" },
	{ 0x2, .name = "extended" },
	{ 0xf, .name = "abort" },
};

static const struct fwctl_value directives[] = {
	{ 0x1, .name = "identify" },
	{ 0x2, .name = "streams" },
};

/*
 * Command dwords of a request. What no row describes is 0: UUID index, SV of
 * Set Features (nothing is saved), CSI, and NUMD, which the driver fills in.
 */
#define REQUEST(...) FWCTL_MSG(32, 32, __VA_ARGS__)
#define NSID(...) FWCTL_LE32(0, "nsid", __VA_ARGS__)
#define ACTIVE_NAMESPACES FWCTL_SOURCE("active-namespaces/namespaces")
#define A_NAMESPACE NSID(FWCTL_PRESET(1), ACTIVE_NAMESPACES)
#define NO_NSID NSID(FWCTL_NAMED(no_namespace), FWCTL_PRESET(0xffffffff))
#define CDW10(_lsb, _bits, _name, ...) \
	FWCTL_BITS(FWCTL_NVME_CDW10, 4, _lsb, _bits, _name, __VA_ARGS__)
#define CDW11(_lsb, _bits, _name, ...) \
	FWCTL_BITS(8, 4, _lsb, _bits, _name, __VA_ARGS__)
#define LPO(_bits) \
	FWCTL_LE64(12, "log_page_offset", FWCTL_UNIT("bytes"), FWCTL_MASK(_bits))
/* As much of the response's data: in this unit, of so many bytes each */
#define LENGTH(_name, _bytes, _max, ...)				\
	FWCTL_LE32(28, _name, FWCTL_RANGE(1, _max),			\
		   FWCTL_ANSWER_FROM(DATA(0)), FWCTL_STEP(_bytes, 0),	\
		   __VA_ARGS__)

/* Get Log Page (figure 197) */
#define LOG(_lid, _lsp, _rae)						\
	CDW10(0, 8, "log_page_identifier", FWCTL_FIXED(_lid)),		\
	CDW10(8, 7, "log_specific_field", FWCTL_FIXED(_lsp)),		\
	CDW10(15, 1, "retain_asynchronous_event", FWCTL_FIXED(_rae))
/* Identify (figure 270) */
#define CNS(_cns) CDW10(0, 8, "cns", FWCTL_FIXED(_cns))
/* Get and Set Features (figures 192 and 315) */
#define FID(_fid) CDW10(0, 8, "feature_identifier", FWCTL_FIXED(_fid))
#define SEL CDW10(8, 3, "select", FWCTL_NAMED(selects))

/* Dword 0 of the completion, then byte _offset of the data */
#define DW0(_lsb, _bits, _name, ...) \
	FWCTL_BITS(0, 4, _lsb, _bits, _name, __VA_ARGS__)
#define DATA(_offset) (4 + (_offset))
#define NO_DATA { .min_len = DATA(0), .max_len = DATA(0) }

/* Data whose fields have a page of their own below */
#define FIELDS(_min, _max, _fields) {					\
	.min_len = DATA(_min), .max_len = DATA(_max),			\
	.nr_fields = sizeof(_fields) / sizeof(struct fwctl_field),	\
	.fields = (_fields) }

#define CELSIUS FWCTL_SCALED("C", 1, 1, -273)
#define TEMPERATURE CELSIUS, FWCTL_NAMED(not_reported)
#define DATA_UNITS FWCTL_SCALED("bytes", 512000, 1, 0)
#define BILLIONS FWCTL_SCALED("bytes", 1000000000, 1, 0)
#define UNITS_4K FWCTL_SCALED("bytes", 4096, 1, 0)

/* Namespace lists end with the first 0 (section 4.4.2) */
#define NAMESPACE_LIST							\
	FWCTL_ARRAY_TO_ZERO(DATA(0), 1024, 4, "namespaces",		\
			    FWCTL_LE32(0, ""))

/* Error Information (figure 206); an error count of 0 is no entry */
static const struct fwctl_field error_information[] = {
	FWCTL_ARRAY_TO_ZERO(DATA(0), 0, 64, "entries",
		FWCTL_LE64(0, "error_count"),
		FWCTL_LE16(8, "sqid"),
		FWCTL_LE16(10, "cid"),
		FWCTL_BITS(12, 2, 0, 1, "phase_tag"),
		FWCTL_BITS(12, 2, 1, 15, "status_field"),
		FWCTL_BITS(14, 2, 0, 8, "parameter_error_byte"),
		FWCTL_BITS(14, 2, 8, 3, "parameter_error_bit"),
		FWCTL_LE64(16, "lba"),
		FWCTL_LE32(24, "nsid"),
		FWCTL_U8(28, "vendor_specific_log_page"),
		FWCTL_U8(29, "trtype"),
		FWCTL_LE64(32, "command_specific_information"),
		FWCTL_LE16(40, "transport_specific_information")),
};

/* SMART / Health Information (figure 207) */
static const struct fwctl_field smart_health_information[] = {
	FWCTL_U8(DATA(0), "critical_warning",
		 FWCTL_FLAGS(0x3f, critical_warnings)),
	FWCTL_LE16(DATA(1), "composite_temperature", TEMPERATURE),
	FWCTL_U8(DATA(3), "available_spare", FWCTL_UNIT("%")),
	FWCTL_U8(DATA(4), "available_spare_threshold", FWCTL_UNIT("%")),
	FWCTL_U8(DATA(5), "percentage_used", FWCTL_UNIT("%")),
	FWCTL_U8(DATA(6), "endurance_group_warning_summary",
		 FWCTL_FLAGS(0xd, endurance_group_warnings)),
	FWCTL_LE128(DATA(32), "data_units_read", DATA_UNITS),
	FWCTL_LE128(DATA(48), "data_units_written", DATA_UNITS),
	FWCTL_LE128(DATA(64), "host_read_commands"),
	FWCTL_LE128(DATA(80), "host_write_commands"),
	FWCTL_LE128(DATA(96), "controller_busy_time", FWCTL_UNIT("min")),
	FWCTL_LE128(DATA(112), "power_cycles"),
	FWCTL_LE128(DATA(128), "power_on_hours", FWCTL_UNIT("h")),
	FWCTL_LE128(DATA(144), "unsafe_shutdowns"),
	FWCTL_LE128(DATA(160), "media_and_data_integrity_errors"),
	FWCTL_LE128(DATA(176), "error_information_log_entries"),
	FWCTL_LE32(DATA(192), "warning_temperature_time", FWCTL_UNIT("min")),
	FWCTL_LE32(DATA(196), "critical_temperature_time", FWCTL_UNIT("min")),
	FWCTL_ARRAY(DATA(200), 8, 2, "temperature_sensors",
		FWCTL_LE16(0, "", TEMPERATURE)),
	FWCTL_LE32(DATA(216), "tmt1_transition_count"),
	FWCTL_LE32(DATA(220), "tmt2_transition_count"),
	FWCTL_LE32(DATA(224), "total_time_for_tmt1", FWCTL_UNIT("s")),
	FWCTL_LE32(DATA(228), "total_time_for_tmt2", FWCTL_UNIT("s")),
};

/* Firmware Slot Information (figure 209) */
static const struct fwctl_field firmware_slot_information[] = {
	FWCTL_BITS(DATA(0), 1, 0, 3, "active_slot"),
	FWCTL_BITS(DATA(0), 1, 4, 3, "next_active_slot"),
	FWCTL_STRING(DATA(8), 8, "frs1"),
	FWCTL_STRING(DATA(16), 8, "frs2"),
	FWCTL_STRING(DATA(24), 8, "frs3"),
	FWCTL_STRING(DATA(32), 8, "frs4"),
	FWCTL_STRING(DATA(40), 8, "frs5"),
	FWCTL_STRING(DATA(48), 8, "frs6"),
	FWCTL_STRING(DATA(56), 8, "frs7"),
};

/* Commands Supported and Effects (figures 210 and 211) */
#define COMMAND_EFFECTS(_offset, _name)					\
	FWCTL_ARRAY(DATA(_offset), 256, 4, _name,			\
		FWCTL_LE32(0, "", FWCTL_FLAGS(0x3fb001f, command_effects)))

static const struct fwctl_field commands_supported_and_effects[] = {
	COMMAND_EFFECTS(0, "acs"),
	COMMAND_EFFECTS(1024, "iocs"),
};

/* Device Self-test (figures 212 and 213) */
static const struct fwctl_field device_self_test[] = {
	FWCTL_BITS(DATA(0), 1, 0, 4, "current_operation",
		   FWCTL_NAMED(self_tests)),
	FWCTL_BITS(DATA(1), 1, 0, 7, "current_completion", FWCTL_UNIT("%")),
	FWCTL_ARRAY(DATA(4), 20, 28, "results",
		FWCTL_BITS(0, 1, 0, 4, "result", FWCTL_NAMED(self_test_results)),
		FWCTL_BITS(0, 1, 4, 4, "self_test_code",
			   FWCTL_NAMED(self_tests)),
		FWCTL_U8(1, "segment_number"),
		FWCTL_U8(2, "valid_diagnostic_information",
			 FWCTL_FLAGS(0xf, valid_diagnostics)),
		FWCTL_LE64(4, "power_on_hours", FWCTL_UNIT("h")),
		FWCTL_LE32(12, "nsid"),
		/* where somebody's data is */
		FWCTL_LE64(16, "failing_lba", FWCTL_ADMIN),
		FWCTL_BITS(24, 1, 0, 3, "status_code_type"),
		FWCTL_U8(25, "status_code")),
};

/* What telemetry logs begin with (figures 215 and 216) */
#define TELEMETRY_DATA_AREAS						\
	FWCTL_U8(DATA(0), "log_identifier"),				\
	FWCTL_LE24(DATA(5), "ieee"),					\
	FWCTL_LE16(DATA(8), "data_area_1_last_block"),			\
	FWCTL_LE16(DATA(10), "data_area_2_last_block"),			\
	FWCTL_LE16(DATA(12), "data_area_3_last_block"),			\
	FWCTL_LE32(DATA(16), "data_area_4_last_block")
#define TELEMETRY_CONTROLLER_DATA					\
	FWCTL_U8(DATA(382), "controller_data_available"),		\
	FWCTL_U8(DATA(383), "controller_data_generation"),		\
	FWCTL_VENDOR(DATA(384), 128, "reason_identifier")

static const struct fwctl_field telemetry_host[] = {
	TELEMETRY_DATA_AREAS,
	FWCTL_U8(DATA(381), "host_data_generation_number"),
	TELEMETRY_CONTROLLER_DATA,
};

static const struct fwctl_field telemetry_controller[] = {
	TELEMETRY_DATA_AREAS,
	TELEMETRY_CONTROLLER_DATA,
};

/* Endurance Group Information (figure 217) */
static const struct fwctl_field endurance_group_information[] = {
	FWCTL_U8(DATA(0), "critical_warning",
		 FWCTL_FLAGS(0xd, endurance_group_warnings)),
	FWCTL_BITS(DATA(1), 1, 0, 1, "rotational_media"),
	FWCTL_U8(DATA(3), "available_spare", FWCTL_UNIT("%")),
	FWCTL_U8(DATA(4), "available_spare_threshold", FWCTL_UNIT("%")),
	FWCTL_U8(DATA(5), "percentage_used", FWCTL_UNIT("%")),
	FWCTL_LE16(DATA(6), "domain_identifier"),
	FWCTL_LE128(DATA(32), "endurance_estimate", BILLIONS),
	FWCTL_LE128(DATA(48), "data_units_read", BILLIONS),
	FWCTL_LE128(DATA(64), "data_units_written", BILLIONS),
	FWCTL_LE128(DATA(80), "media_units_written", BILLIONS),
	FWCTL_LE128(DATA(96), "host_read_commands"),
	FWCTL_LE128(DATA(112), "host_write_commands"),
	FWCTL_LE128(DATA(128), "media_and_data_integrity_errors"),
	FWCTL_LE128(DATA(144), "error_information_log_entries"),
	FWCTL_LE128(DATA(160), "tegcap", FWCTL_UNIT("bytes")),
	FWCTL_LE128(DATA(176), "uegcap", FWCTL_UNIT("bytes")),
};

/* Asymmetric Namespace Access (figures 221 and 222) */
static const struct fwctl_field asymmetric_namespace_access[] = {
	FWCTL_LE64(DATA(0), "change_count"),
	FWCTL_LE16(DATA(8), "ana_group_descriptors",
		   FWCTL_COUNT_OF(DATA(16))),
	FWCTL_RECORDS(DATA(16), 0, "groups",
		FWCTL_HEADER(32,
			FWCTL_LE32(0, "ana_group_id"),
			FWCTL_LE32(4, "nsid_values", FWCTL_TAIL_FROM(32),
				   FWCTL_STEP(4, 0)),
			FWCTL_LE64(8, "group_change_count"),
			FWCTL_BITS(16, 1, 0, 4, "ana_state", FWCTL_KIND,
				   FWCTL_NAMED(ana_states))),
		FWCTL_OTHER("group", 32, 65536,
			FWCTL_ARRAY(32, 0, 4, "namespaces",
				FWCTL_LE32(0, "")))),
};

/* What the persistent event log begins with (figure 224) */
static const struct fwctl_field persistent_event_log_header[] = {
	FWCTL_U8(DATA(0), "log_identifier"),
	FWCTL_LE32(DATA(4), "tnev"),
	FWCTL_LE64(DATA(8), "tll", FWCTL_UNIT("bytes")),
	FWCTL_U8(DATA(16), "log_revision"),
	FWCTL_LE16(DATA(18), "log_header_length", FWCTL_UNIT("bytes")),
	FWCTL_BITS(DATA(20), 8, 0, 48, "timestamp", FWCTL_UNIT("ms")),
	FWCTL_LE128(DATA(28), "power_on_hours", FWCTL_UNIT("h")),
	FWCTL_LE64(DATA(44), "power_cycle_count"),
	FWCTL_LE16(DATA(52), "vid"),
	FWCTL_LE16(DATA(54), "ssvid"),
	FWCTL_STRING(DATA(56), 20, "sn"),
	FWCTL_STRING(DATA(76), 40, "mn"),
	FWCTL_STRING(DATA(116), 256, "subnqn"),
	FWCTL_LE16(DATA(372), "generation_number"),
	FWCTL_LE32(DATA(374), "reporting_context_information"),
	FWCTL_BYTES(DATA(480), 32, "supported_events_bitmap"),
};

/* Sanitize Status (section 5.16.1.25) */
#define ESTIMATE(_offset, _name) \
	FWCTL_LE32(DATA(_offset), _name, FWCTL_UNIT("s"))
static const struct fwctl_field sanitize_status[] = {
	FWCTL_LE16(DATA(0), "sprog", FWCTL_UNIT("1/65536")),
	FWCTL_BITS(DATA(2), 2, 0, 3, "status", FWCTL_NAMED(sanitize_states)),
	FWCTL_BITS(DATA(2), 2, 3, 5, "overwrite_passes"),
	FWCTL_BITS(DATA(2), 2, 8, 1, "global_data_erased"),
	FWCTL_LE32(DATA(4), "scdw10"),
	ESTIMATE(8, "estimated_overwrite_time"),
	ESTIMATE(12, "estimated_block_erase_time"),
	ESTIMATE(16, "estimated_crypto_erase_time"),
	ESTIMATE(20, "estimated_overwrite_time_nd"),
	ESTIMATE(24, "estimated_block_erase_time_nd"),
	ESTIMATE(28, "estimated_crypto_erase_time_nd"),
};

/* Identify Namespace (NVM Command Set 1.0, section 4.1.5.1) */
static const struct fwctl_field identify_namespace[] = {
	FWCTL_LE64(DATA(0), "nsze", FWCTL_UNIT("blocks")),
	FWCTL_LE64(DATA(8), "ncap", FWCTL_UNIT("blocks")),
	FWCTL_LE64(DATA(16), "nuse", FWCTL_UNIT("blocks")),
	FWCTL_U8(DATA(24), "nsfeat", FWCTL_FLAGS(0x1f, nsfeat)),
	FWCTL_U8(DATA(25), "nlbaf", FWCTL_COUNT_OF(DATA(128)),
		 FWCTL_STEP(1, 1)),
	FWCTL_BITS(DATA(26), 1, 0, 4, "lba_format_low"),
	FWCTL_BITS(DATA(26), 1, 4, 1, "metadata_in_extended_lba"),
	FWCTL_BITS(DATA(26), 1, 5, 2, "lba_format_high"),
	FWCTL_U8(DATA(27), "mc", FWCTL_FLAGS(0x3, metadata_capabilities)),
	FWCTL_U8(DATA(28), "dpc", FWCTL_FLAGS(0x1f, protection_capabilities)),
	FWCTL_BITS(DATA(29), 1, 0, 3, "protection_type"),
	FWCTL_BITS(DATA(29), 1, 3, 1, "protection_first_bytes"),
	FWCTL_BITS(DATA(30), 1, 0, 1, "shared"),
	FWCTL_U8(DATA(31), "rescap"),
	FWCTL_BITS(DATA(32), 1, 0, 7, "format_remaining", FWCTL_UNIT("%")),
	FWCTL_BITS(DATA(32), 1, 7, 1, "format_progress_supported"),
	FWCTL_U8(DATA(33), "dlfeat"),
	FWCTL_LE16(DATA(34), "nawun"),
	FWCTL_LE16(DATA(36), "nawupf"),
	FWCTL_LE16(DATA(38), "nacwu"),
	FWCTL_LE16(DATA(40), "nabsn"),
	FWCTL_LE16(DATA(42), "nabo"),
	FWCTL_LE16(DATA(44), "nabspf"),
	FWCTL_LE16(DATA(46), "noiob", FWCTL_UNIT("blocks")),
	FWCTL_LE128(DATA(48), "nvmcap", FWCTL_UNIT("bytes")),
	FWCTL_LE16(DATA(64), "npwg"),
	FWCTL_LE16(DATA(66), "npwa"),
	FWCTL_LE16(DATA(68), "npdg"),
	FWCTL_LE16(DATA(70), "npda"),
	FWCTL_LE16(DATA(72), "nows"),
	FWCTL_LE16(DATA(74), "mssrl", FWCTL_UNIT("blocks")),
	FWCTL_LE32(DATA(76), "mcl", FWCTL_UNIT("blocks")),
	FWCTL_U8(DATA(80), "msrc"),
	FWCTL_LE32(DATA(92), "anagrpid"),
	FWCTL_BITS(DATA(99), 1, 0, 1, "write_protected"),
	FWCTL_LE16(DATA(100), "nvmsetid"),
	FWCTL_LE16(DATA(102), "endgid"),
	FWCTL_BYTES(DATA(104), 16, "nguid"),
	FWCTL_BYTES(DATA(120), 8, "eui64"),
	FWCTL_ARRAY(DATA(128), 0, 4, "lbaf",
		FWCTL_LE16(0, "ms", FWCTL_UNIT("bytes")),
		FWCTL_U8(2, "lbads", FWCTL_UNIT("log2 of bytes")),
		FWCTL_BITS(3, 1, 0, 2, "rp",
			   FWCTL_NAMED(relative_performances))),
};

/* Identify Controller (figures 275 and 276) */
static const struct fwctl_field identify_controller[] = {
	FWCTL_LE16(DATA(0), "vid"),
	FWCTL_LE16(DATA(2), "ssvid"),
	FWCTL_STRING(DATA(4), 20, "sn", FWCTL_ADMIN),
	FWCTL_STRING(DATA(24), 40, "mn"),
	FWCTL_STRING(DATA(64), 8, "fr"),
	FWCTL_U8(DATA(72), "rab"),
	FWCTL_LE24(DATA(73), "ieee"),
	FWCTL_U8(DATA(76), "cmic", FWCTL_FLAGS(0xf, cmic)),
	FWCTL_U8(DATA(77), "mdts", FWCTL_UNIT("log2 of pages")),
	FWCTL_LE16(DATA(78), "cntlid"),
	FWCTL_LE32(DATA(80), "ver"),
	FWCTL_LE32(DATA(84), "rtd3r", FWCTL_UNIT("us")),
	FWCTL_LE32(DATA(88), "rtd3e", FWCTL_UNIT("us")),
	FWCTL_LE32(DATA(92), "oaes", FWCTL_FLAGS(0x8800fb00, oaes)),
	FWCTL_LE32(DATA(96), "ctratt", FWCTL_FLAGS(0xffff, ctratt)),
	FWCTL_LE16(DATA(100), "rrls"),
	FWCTL_U8(DATA(111), "cntrltype", FWCTL_NAMED(cntrltypes)),
	FWCTL_UUID(DATA(112), "fguid", FWCTL_ADMIN),
	FWCTL_LE16(DATA(128), "crdt1", FWCTL_SCALED("ms", 100, 1, 0)),
	FWCTL_LE16(DATA(130), "crdt2", FWCTL_SCALED("ms", 100, 1, 0)),
	FWCTL_LE16(DATA(132), "crdt3", FWCTL_SCALED("ms", 100, 1, 0)),
	FWCTL_U8(DATA(253), "nvmsr"),
	FWCTL_U8(DATA(254), "vwci"),
	FWCTL_U8(DATA(255), "mec"),
	FWCTL_LE16(DATA(256), "oacs", FWCTL_FLAGS(0x7ff, oacs)),
	FWCTL_U8(DATA(258), "acl"),
	FWCTL_U8(DATA(259), "aerl"),
	FWCTL_BITS(DATA(260), 1, 0, 1, "first_slot_read_only"),
	FWCTL_BITS(DATA(260), 1, 1, 3, "firmware_slots"),
	FWCTL_BITS(DATA(260), 1, 4, 1, "activation_without_reset"),
	FWCTL_BITS(DATA(260), 1, 5, 1, "multiple_update_detection"),
	FWCTL_U8(DATA(261), "lpa", FWCTL_FLAGS(0x7f, lpa)),
	FWCTL_U8(DATA(262), "elpe"),
	FWCTL_U8(DATA(263), "npss", FWCTL_COUNT_OF(DATA(2048)),
		 FWCTL_STEP(1, 1)),
	FWCTL_U8(DATA(264), "avscc"),
	FWCTL_U8(DATA(265), "apsta"),
	FWCTL_LE16(DATA(266), "wctemp", TEMPERATURE),
	FWCTL_LE16(DATA(268), "cctemp", TEMPERATURE),
	FWCTL_LE16(DATA(270), "mtfa", FWCTL_SCALED("ms", 100, 1, 0)),
	FWCTL_LE32(DATA(272), "hmpre", UNITS_4K),
	FWCTL_LE32(DATA(276), "hmmin", UNITS_4K),
	FWCTL_LE128(DATA(280), "tnvmcap", FWCTL_UNIT("bytes")),
	FWCTL_LE128(DATA(296), "unvmcap", FWCTL_UNIT("bytes")),
	FWCTL_LE32(DATA(312), "rpmbs"),
	FWCTL_LE16(DATA(316), "edstt", FWCTL_UNIT("min")),
	FWCTL_U8(DATA(318), "dsto"),
	FWCTL_U8(DATA(319), "fwug"),
	FWCTL_LE16(DATA(320), "kas", FWCTL_SCALED("ms", 100, 1, 0)),
	FWCTL_LE16(DATA(322), "hctma"),
	FWCTL_LE16(DATA(324), "mntmt", TEMPERATURE),
	FWCTL_LE16(DATA(326), "mxtmt", TEMPERATURE),
	FWCTL_BITS(DATA(328), 4, 0, 30, "sanicap",
		   FWCTL_FLAGS(0x20000007, sanicap)),
	FWCTL_BITS(DATA(328), 4, 30, 2, "nodmmas", FWCTL_NAMED(nodmmas)),
	FWCTL_LE32(DATA(332), "hmminds", UNITS_4K),
	FWCTL_LE16(DATA(336), "hmmaxd"),
	FWCTL_LE16(DATA(338), "nsetidmax"),
	FWCTL_LE16(DATA(340), "endgidmax"),
	FWCTL_U8(DATA(342), "anatt", FWCTL_UNIT("s")),
	FWCTL_U8(DATA(343), "anacap", FWCTL_FLAGS(0xdf, anacap)),
	FWCTL_LE32(DATA(344), "anagrpmax"),
	FWCTL_LE32(DATA(348), "nanagrpid"),
	FWCTL_LE32(DATA(352), "pels", FWCTL_SCALED("bytes", 65536, 1, 0)),
	FWCTL_LE16(DATA(356), "domain_identifier"),
	FWCTL_LE128(DATA(368), "megcap", FWCTL_UNIT("bytes")),
	FWCTL_U8(DATA(512), "sqes"),
	FWCTL_U8(DATA(513), "cqes"),
	FWCTL_LE16(DATA(514), "maxcmd"),
	FWCTL_LE32(DATA(516), "nn"),
	FWCTL_LE16(DATA(520), "oncs", FWCTL_FLAGS(0x1ff, oncs)),
	FWCTL_LE16(DATA(522), "fuses"),
	FWCTL_U8(DATA(524), "fna", FWCTL_FLAGS(0xf, fna)),
	FWCTL_BITS(DATA(525), 1, 0, 1, "volatile_write_cache"),
	FWCTL_BITS(DATA(525), 1, 1, 2, "flush_of_all_namespaces"),
	FWCTL_LE16(DATA(526), "awun"),
	FWCTL_LE16(DATA(528), "awupf"),
	FWCTL_U8(DATA(530), "icsvscc"),
	FWCTL_U8(DATA(531), "nwpc"),
	FWCTL_LE16(DATA(532), "acwu"),
	FWCTL_LE16(DATA(534), "copy_formats"),
	FWCTL_LE32(DATA(536), "sgls"),
	FWCTL_LE32(DATA(540), "mnan"),
	FWCTL_LE128(DATA(544), "maxdna"),
	FWCTL_LE32(DATA(560), "maxcna"),
	FWCTL_STRING(DATA(768), 256, "subnqn", FWCTL_ADMIN),
	FWCTL_ARRAY(DATA(2048), 0, 32, "psd",
		FWCTL_LE16(0, "mp"),
		FWCTL_BITS(3, 1, 0, 1, "mxps", FWCTL_NAMED(max_power_scales)),
		FWCTL_BITS(3, 1, 1, 1, "nops"),
		FWCTL_LE32(4, "enlat", FWCTL_UNIT("us")),
		FWCTL_LE32(8, "exlat", FWCTL_UNIT("us")),
		FWCTL_BITS(12, 1, 0, 5, "rrt"),
		FWCTL_BITS(13, 1, 0, 5, "rrl"),
		FWCTL_BITS(14, 1, 0, 5, "rwt"),
		FWCTL_BITS(15, 1, 0, 5, "rwl"),
		FWCTL_LE16(16, "idlp"),
		FWCTL_BITS(18, 1, 6, 2, "ips", FWCTL_NAMED(power_scales)),
		FWCTL_LE16(20, "actp"),
		FWCTL_BITS(22, 1, 0, 3, "apw"),
		FWCTL_BITS(22, 1, 6, 2, "aps", FWCTL_NAMED(power_scales))),
};

/* Namespace Identification Descriptors (figure 277) */
static const struct fwctl_field namespace_descriptors[] = {
	FWCTL_RECORDS_TO_ZERO(DATA(0), 0, "descriptors",
		FWCTL_HEADER(4,
			FWCTL_U8(0, "nidt", FWCTL_KIND, FWCTL_NAMED(nidts)),
			FWCTL_U8(1, "nidl", FWCTL_TAIL_FROM(4))),
		FWCTL_VARIANT(0x01, "eui64", 12, 12,
			FWCTL_BYTES(4, 8, "nid")),
		FWCTL_VARIANT(0x02, "nguid", 20, 20,
			FWCTL_BYTES(4, 16, "nid")),
		FWCTL_VARIANT(0x03, "uuid", 20, 20,
			FWCTL_UUID(4, "nid")),
		FWCTL_VARIANT(0x04, "csi", 5, 5,
			FWCTL_U8(4, "nid", FWCTL_NAMED(command_sets)))),
};

/* Autonomous Power State Transition (section 5.27.1.9) */
static const struct fwctl_field power_state_transition[] = {
	DW0(0, 1, "apste"),
	FWCTL_ARRAY(DATA(0), 32, 8, "entries",
		FWCTL_BITS(0, 8, 3, 5, "itps"),
		FWCTL_BITS(0, 8, 8, 24, "itpt", FWCTL_UNIT("ms"))),
};

/* Directive Receive, Identify, Return Parameters (section 8.7.2) */
static const struct fwctl_field directive_parameters[] = {
	FWCTL_U8(DATA(0), "directives_supported", FWCTL_FLAGS(0x3, directives)),
	FWCTL_U8(DATA(32), "directives_enabled", FWCTL_FLAGS(0x3, directives)),
};

static const struct fwctl_selector fwctl_nvme_selectors[] = {
	{ .opcode = GET_LOG_PAGE, .offset = FWCTL_NVME_CDW10, .size = 2 },
	{ .opcode = IDENTIFY, .offset = FWCTL_NVME_CDW10, .size = 1 },
	{ .opcode = SET_FEATURES, .offset = FWCTL_NVME_CDW10, .size = 1 },
	{ .opcode = GET_FEATURES, .offset = FWCTL_NVME_CDW10, .size = 1 },
};

static const struct fwctl_command fwctl_nvme_commands[] = {
	{
		/* With RAE 0 the log's event is acknowledged: it may come again */
		.name = "error-log-acknowledge",
		.summary = "Get Log Page, Error Information (01h, NVMe Base 2.0, 5.16.1.2)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x01, 0, 0),
			LENGTH("entries", 64, 256,
			       FWCTL_LIMIT(FWCTL_NVME_ERROR_LOG))),
		.response = FIELDS(0, 256 * 64, error_information),
	},
	{
		.name = "smart-log-acknowledge",
		.summary = "Get Log Page, SMART / Health (02h, NVMe Base 2.0, 5.16.1.3)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x02, 0, 0)),
		.response = FIELDS(512, 512, smart_health_information),
	},
	{
		.name = "firmware-slot-log-acknowledge",
		.summary = "Get Log Page, Firmware Slot (03h, NVMe Base 2.0, 5.16.1.4)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x03, 0, 0)),
		.response = FIELDS(512, 512, firmware_slot_information),
	},
	{
		/* Logs that have no event have no RAE */
		.name = "effects-log",
		.summary = "Get Log Page, Effects of Commands (05h, NVMe Base 2.0, 5.16.1.6)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = REQUEST(NO_NSID, LOG(0x05, 0, 0)),
		.response = FIELDS(4096, 4096, commands_supported_and_effects),
	},
	{
		.name = "self-test-log",
		.summary = "Get Log Page, Device Self-test (06h, NVMe Base 2.0, 5.16.1.7)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = REQUEST(NO_NSID, LOG(0x06, 0, 0)),
		.response = FIELDS(564, 564, device_self_test),
	},
	{
		/* What telemetry-host-create has captured */
		.name = "telemetry-host-log",
		.summary = "Get Log Page, Telemetry Host (07h, NVMe Base 2.0, 5.16.1.8)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(NO_NSID, LOG(0x07, 0, 0),
			LPO(~511ULL),
			LENGTH("blocks", 512, 128,
			       FWCTL_LIMIT(FWCTL_NVME_MAX_TRANSFER))),
		.response = FWCTL_MSG(DATA(0), DATA(65536),
			FWCTL_VENDOR(DATA(0), 0, "data")),
	},
	{
		/* Lets the controller capture anew: the evidence is gone then */
		.name = "telemetry-controller-release",
		.summary = "Get Log Page, Telemetry Controller (08h, NVMe Base 2.0, 5.16.1.9)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = REQUEST(NO_NSID, LOG(0x08, 0, 0)),
		.response = FIELDS(512, 512, telemetry_controller),
	},
	{
		.name = "endurance-group-acknowledge",
		.summary = "Get Log Page, Endurance Group (09h, NVMe Base 2.0, 5.16.1.10)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x09, 0, 0),
			CDW11(16, 16, "endurance_group_identifier",
			      FWCTL_RANGE(1, 0xffff))),
		.response = FIELDS(512, 512, endurance_group_information),
	},
	{
		.name = "ana-log-acknowledge",
		.summary = "Get Log Page, ANA (0Ch, NVMe Base 2.0, 5.16.1.13)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x0c, 0, 0),
			LENGTH("dwords", 4, 16384, FWCTL_PRESET(1024),
			       FWCTL_LIMIT(FWCTL_NVME_MAX_TRANSFER))),
		.response = FIELDS(16, 65536, asymmetric_namespace_access),
	},
	{
		/* Of the context that was established before */
		.name = "persistent-event-log",
		.summary = "Get Log Page, Persistent Event (0Dh, NVMe Base 2.0, 5.16.1.14)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(NO_NSID, LOG(0x0d, 0, 0),
			LPO(~3ULL),
			LENGTH("dwords", 4, 16384,
			       FWCTL_LIMIT(FWCTL_NVME_MAX_TRANSFER))),
		.response = FWCTL_MSG(DATA(0), DATA(65536),
			FWCTL_BYTES(DATA(0), 0, "data")),
	},
	{
		.name = "sanitize-log-acknowledge",
		.summary = "Get Log Page, Sanitize Status (81h, NVMe Base 2.0, 5.16.1.25)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x81, 0, 0)),
		.response = FIELDS(512, 512, sanitize_status),
	},
	{
		/*
		 * LSP 1 captures the controller's state as it is now, in place of
		 * what a host had captured before
		 */
		.name = "telemetry-host-create",
		.summary = "Get Log Page, Telemetry Host (07h, NVMe Base 2.0, 5.16.1.8)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x07, 1, 0)),
		.response = FIELDS(512, 512, telemetry_host),
	},
	{
		/* The controller keeps one context: another user's is in the way */
		.name = "persistent-event-establish",
		.summary = "Get Log Page, Persistent Event (0Dh, NVMe Base 2.0, 5.16.1.14)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x0d, 1, 0)),
		.response = FIELDS(512, 512, persistent_event_log_header),
	},
	{
		/* Asks for a dword, since nothing cannot be asked for */
		.name = "persistent-event-release",
		.summary = "Get Log Page, Persistent Event (0Dh, NVMe Base 2.0, 5.16.1.14)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x0d, 2, 0)),
		.response = FWCTL_MSG(DATA(4), DATA(4)),
	},
	{
		.name = "persistent-event-header",
		.summary = "Get Log Page, Persistent Event (0Dh, NVMe Base 2.0, 5.16.1.14)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x0d, 3, 0)),
		.response = FIELDS(512, 512, persistent_event_log_header),
	},
	{
		/* With RAE 1 nothing is acknowledged */
		.name = "error-log",
		.summary = "Get Log Page, Error Information (01h, NVMe Base 2.0, 5.16.1.2)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(NO_NSID, LOG(0x01, 0, 1),
			LENGTH("entries", 64, 256,
			       FWCTL_LIMIT(FWCTL_NVME_ERROR_LOG))),
		.response = FIELDS(0, 256 * 64, error_information),
	},
	{
		.name = "smart-log",
		.summary = "Get Log Page, SMART / Health (02h, NVMe Base 2.0, 5.16.1.3)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = REQUEST(NO_NSID, LOG(0x02, 0, 1)),
		.response = FIELDS(512, 512, smart_health_information),
	},
	{
		.name = "firmware-slot-log",
		.summary = "Get Log Page, Firmware Slot (03h, NVMe Base 2.0, 5.16.1.4)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = REQUEST(NO_NSID, LOG(0x03, 0, 1)),
		.response = FIELDS(512, 512, firmware_slot_information),
	},
	{
		/* Begins anew when it is read, RAE or not */
		.name = "changed-namespaces-log",
		.summary = "Get Log Page, Changed Namespace List (04h, NVMe Base 2.0, 5.16.1.5)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = REQUEST(NO_NSID, LOG(0x04, 0, 1)),
		.response = FWCTL_MSG(DATA(4096), DATA(4096), NAMESPACE_LIST),
	},
	{
		.name = "telemetry-controller-log",
		.summary = "Get Log Page, Telemetry Controller (08h, NVMe Base 2.0, 5.16.1.9)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(NO_NSID, LOG(0x08, 0, 1),
			LPO(~511ULL),
			LENGTH("blocks", 512, 128,
			       FWCTL_LIMIT(FWCTL_NVME_MAX_TRANSFER))),
		.response = FWCTL_MSG(DATA(0), DATA(65536),
			FWCTL_VENDOR(DATA(0), 0, "data")),
	},
	{
		.name = "endurance-group-log",
		.summary = "Get Log Page, Endurance Group (09h, NVMe Base 2.0, 5.16.1.10)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = REQUEST(NO_NSID, LOG(0x09, 0, 1),
			CDW11(16, 16, "endurance_group_identifier",
			      FWCTL_RANGE(1, 0xffff))),
		.response = FIELDS(512, 512, endurance_group_information),
	},
	{
		.name = "ana-log",
		.summary = "Get Log Page, ANA (0Ch, NVMe Base 2.0, 5.16.1.13)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(NO_NSID, LOG(0x0c, 0, 1),
			LENGTH("dwords", 4, 16384, FWCTL_PRESET(1024),
			       FWCTL_LIMIT(FWCTL_NVME_MAX_TRANSFER))),
		.response = FIELDS(16, 65536, asymmetric_namespace_access),
	},
	{
		.name = "sanitize-log",
		.summary = "Get Log Page, Sanitize Status (81h, NVMe Base 2.0, 5.16.1.25)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(NO_NSID, LOG(0x81, 0, 1)),
		.response = FIELDS(512, 512, sanitize_status),
	},
	{
		/* LSP 1: return groups only */
		.name = "ana-groups-log",
		.summary = "Get Log Page, ANA (0Ch, NVMe Base 2.0, 5.16.1.13)",
		.opcode = GET_LOG_PAGE,
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(NO_NSID, LOG(0x0c, 1, 1),
			LENGTH("dwords", 4, 16384, FWCTL_PRESET(1024),
			       FWCTL_LIMIT(FWCTL_NVME_MAX_TRANSFER))),
		.response = FIELDS(16, 65536, asymmetric_namespace_access),
	},
	{
		.name = "identify-namespace",
		.summary = "Identify, Namespace (CNS 00h, NVM Command Set 1.0, 4.1.5.1)",
		.opcode = IDENTIFY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(A_NAMESPACE, CNS(0x00)),
		.response = FIELDS(4096, 4096, identify_namespace),
	},
	{
		.name = "identify-controller",
		.summary = "Identify, Controller (CNS 01h, NVMe Base 2.0, 5.17.2.1)",
		.opcode = IDENTIFY,
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = REQUEST(CNS(0x01)),
		.response = FIELDS(4096, 4096, identify_controller),
	},
	{
		/* Those that are greater than nsid, up to 1024 at once */
		.name = "active-namespaces",
		.summary = "Identify, Active Namespace ID list (CNS 02h, NVMe Base 2.0, 5.17.2.2)",
		.opcode = IDENTIFY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(NSID(FWCTL_RANGE(0, 0xfffffffd),
				     ACTIVE_NAMESPACES), CNS(0x02)),
		.response = FWCTL_MSG(DATA(4096), DATA(4096), NAMESPACE_LIST),
	},
	{
		.name = "namespace-descriptors",
		.summary = "Identify, Namespace Descriptors (CNS 03h, NVMe Base 2.0, 5.17.2.3)",
		.opcode = IDENTIFY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(A_NAMESPACE, CNS(0x03)),
		.response = FIELDS(4096, 4096, namespace_descriptors),
	},
	{
		/* Of this controller, CNTID FFFFh */
		.name = "command-sets",
		.summary = "Identify, I/O Command Sets (CNS 1Ch, NVMe Base 2.0, 5.17.2.21)",
		.opcode = IDENTIFY,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(CNS(0x1c),
			CDW10(16, 16, "cntid", FWCTL_FIXED(0xffff))),
		.response = FWCTL_MSG(DATA(4096), DATA(4096),
			FWCTL_ARRAY_TO_ZERO(DATA(0), 512, 8, "combinations",
				FWCTL_LE64(0, "", FWCTL_FLAGS(0x7, command_set_bits)))),
	},
	{
		/* A state that is slow, or in which nothing is served */
		.name = "set-power-management",
		.summary = "Set Features, Power Management (02h, NVMe Base 2.0, 5.27.1.2)",
		.opcode = SET_FEATURES,
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = REQUEST(FID(0x02),
			CDW11(0, 5, "power_state"),
			CDW11(5, 3, "workload_hint",
			      FWCTL_NAMED(workload_hints))),
		.response = NO_DATA,
	},
	{
		/* Silences warnings, or raises them */
		.name = "set-temperature-threshold",
		.summary = "Set Features, Temperature Threshold (04h, NVMe Base 2.0, 5.27.1.3)",
		.opcode = SET_FEATURES,
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = REQUEST(FID(0x04),
			CDW11(0, 16, "temperature_threshold", CELSIUS),
			CDW11(16, 4, "threshold_sensor",
			      FWCTL_NAMED(all_threshold_sensors)),
			CDW11(20, 2, "threshold_type",
			      FWCTL_NAMED(threshold_types))),
		.response = NO_DATA,
	},
	{
		/* Logs to come cannot be told from those of another time */
		.name = "set-timestamp",
		.summary = "Set Features, Timestamp (0Eh, NVMe Base 2.0, 5.27.1.11)",
		.opcode = SET_FEATURES,
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_MSG(40, 40, FID(0x0e),
			FWCTL_BITS(32, 8, 0, 48, "timestamp",
				   FWCTL_UNIT("ms"))),
		.response = NO_DATA,
	},
	{
		/* Slows the drive from these temperatures on */
		.name = "set-thermal-management",
		.summary = "Set Features, Host Controlled Thermal (10h, NVMe Base 2.0, 5.27.1.13)",
		.opcode = SET_FEATURES,
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = REQUEST(FID(0x10),
			CDW11(0, 16, "tmt2", CELSIUS),
			CDW11(16, 16, "tmt1", CELSIUS)),
		.response = NO_DATA,
	},
	{
		.name = "get-arbitration",
		.summary = "Get Features, Arbitration (01h, NVMe Base 2.0, 5.27.1.1)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x01), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 3, "arbitration_burst",
			    FWCTL_UNIT("log2 of commands")),
			DW0(8, 8, "low_priority_weight"),
			DW0(16, 8, "medium_priority_weight"),
			DW0(24, 8, "high_priority_weight")),
	},
	{
		.name = "get-power-management",
		.summary = "Get Features, Power Management (02h, NVMe Base 2.0, 5.27.1.2)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x02), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 5, "power_state"),
			DW0(5, 3, "workload_hint",
			    FWCTL_NAMED(workload_hints))),
	},
	{
		.name = "get-temperature-threshold",
		.summary = "Get Features, Temperature Threshold (04h, NVMe Base 2.0, 5.27.1.3)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x04), SEL,
			CDW11(16, 4, "threshold_sensor",
			      FWCTL_NAMED(threshold_sensors)),
			CDW11(20, 2, "threshold_type",
			      FWCTL_NAMED(threshold_types))),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 16, "temperature_threshold", CELSIUS)),
	},
	{
		.name = "get-error-recovery",
		.summary = "Get Features, Error Recovery (05h, NVM Command Set 1.0)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(A_NAMESPACE, FID(0x05), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 16, "time_limited_error_recovery",
			    FWCTL_SCALED("ms", 100, 1, 0)),
			DW0(16, 1, "deallocated_block_error")),
	},
	{
		.name = "get-volatile-write-cache",
		.summary = "Get Features, Volatile Write Cache (06h, NVMe Base 2.0, 5.27.1.4)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x06), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 1, "volatile_write_cache_enable")),
	},
	{
		.name = "get-number-of-queues",
		.summary = "Get Features, Number of Queues (07h, NVMe Base 2.0, 5.27.1.5)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x07), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 16, "nsqa"),
			DW0(16, 16, "ncqa")),
	},
	{
		.name = "get-interrupt-coalescing",
		.summary = "Get Features, Interrupt Coalescing (08h, NVMe Base 2.0, 5.27.1.6)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x08), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 8, "aggregation_threshold"),
			DW0(8, 8, "aggregation_time",
			    FWCTL_SCALED("us", 100, 1, 0))),
	},
	{
		.name = "get-async-event-configuration",
		.summary = "Get Features, Async Event Configuration (0Bh, NVMe Base 2.0, 5.27.1.8)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x0b), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 32, "events",
			    FWCTL_FLAGS(0x8800ff3f, async_events))),
	},
	{
		.name = "get-power-state-transition",
		.summary = "Get Features, Autonomous Power State (0Ch, NVMe Base 2.0, 5.27.1.9)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x0c), SEL),
		.response = FIELDS(256, 256, power_state_transition),
	},
	{
		.name = "get-timestamp",
		.summary = "Get Features, Timestamp (0Eh, NVMe Base 2.0, 5.27.1.11)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x0e), SEL),
		.response = FWCTL_MSG(DATA(8), DATA(8),
			FWCTL_BITS(DATA(0), 8, 0, 48, "timestamp",
				   FWCTL_UNIT("ms")),
			FWCTL_BITS(DATA(0), 8, 48, 1, "synch"),
			FWCTL_BITS(DATA(0), 8, 49, 3, "timestamp_origin",
				   FWCTL_NAMED(timestamp_origins))),
	},
	{
		.name = "get-keep-alive-timer",
		.summary = "Get Features, Keep Alive Timer (0Fh, NVMe Base 2.0, 5.27.1.12)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x0f), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 32, "keep_alive_timeout", FWCTL_UNIT("ms"))),
	},
	{
		.name = "get-thermal-management",
		.summary = "Get Features, Host Controlled Thermal (10h, NVMe Base 2.0, 5.27.1.13)",
		.opcode = GET_FEATURES,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(FID(0x10), SEL),
		.response = FWCTL_MSG(DATA(0), DATA(0),
			DW0(0, 16, "tmt2", CELSIUS),
			DW0(16, 16, "tmt1", CELSIUS)),
	},
	{
		/* Slows the drive; stopping one takes its result from somebody */
		.name = "device-self-test",
		.summary = "Device Self-test (14h, NVMe Base 2.0, 5.9)",
		.opcode = DEVICE_SELF_TEST,
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = REQUEST(NSID(FWCTL_PRESET(0xffffffff),
				     ACTIVE_NAMESPACES),
			CDW10(0, 4, "self_test_code",
			      FWCTL_NAMED(self_test_codes))),
		.response = NO_DATA,
	},
	{
		.name = "directive-parameters",
		.summary = "Directive Receive, Identify (1Ah, NVMe Base 2.0, 5.10)",
		.opcode = DIRECTIVE_RECEIVE,
		.effect = FWCTL_EFFECT_NONE,
		.request = REQUEST(A_NAMESPACE,
			CDW11(0, 8, "directive_operation", FWCTL_FIXED(1)),
			CDW11(8, 8, "directive_type", FWCTL_FIXED(0))),
		.response = FIELDS(4096, 4096, directive_parameters),
	},
};

static const char *const fwctl_nvme_limit_names[] = {
	[FWCTL_NVME_MAX_TRANSFER] = "max_transfer",
	[FWCTL_NVME_ERROR_LOG] = "error_log_length",
};

const struct fwctl_table fwctl_nvme_table = {
	.request_header = FWCTL_HEADER(4,
		FWCTL_U8(0, "opcode", FWCTL_OPCODE)),
	.response_header = FWCTL_HEADER(4,
		FWCTL_BITS(0, 2, 0, 11, "status", FWCTL_STATUS,
			   FWCTL_NAMED(statuses)),
		FWCTL_BITS(0, 2, 11, 2, "command_retry_delay"),
		FWCTL_BITS(0, 2, 13, 1, "more"),
		FWCTL_BITS(0, 2, 14, 1, "do_not_retry")),
	.limits = fwctl_nvme_limit_names,
	.nr_limits = ARRAY_SIZE(fwctl_nvme_limit_names),
	.selectors = fwctl_nvme_selectors,
	.nr_selectors = ARRAY_SIZE(fwctl_nvme_selectors),
	.commands = fwctl_nvme_commands,
	.nr_commands = ARRAY_SIZE(fwctl_nvme_commands),
};
