// SPDX-License-Identifier: GPL-2.0-only
/*
 * The commands that a BMC may be sent, as version 2.0 of the IPMI
 * specification describes them. Section and table numbers are that document's.
 *
 * Audience any: what a person standing before the machine could see, or what
 * its data sheet says. Serial numbers, GUIDs, the contents of inventories, the
 * event log, names, network addresses and power identify the machine or tell of
 * other people's doings, so they are for administrators.
 *
 * Not in the table: users, passwords and keys; what OEMs define; messages to
 * others than the BMC; and what the kernel's IPMI drivers own, the message
 * queue and the global enables that go with it.
 */
#include "ipmi.h"

/* Network functions (table 5-1) */
enum {
	CHASSIS = 0x00,
	SENSOR_EVENT = 0x04,
	APP = 0x06,
	STORAGE = 0x0a,
	TRANSPORT = 0x0c,
	GROUP_EXTENSION = 0x2c,
};

/* Table 5-2, and the command-specific codes that this table's rows have */
static const struct fwctl_value completion_codes[] = {
	{ 0x00, .name = "command completed normally" },
	/* Get System Info Parameters, Get LAN Configuration Parameters */
	{ 0x80, .name = "parameter not supported" },
	/* Reserve SEL, Get SEL Info and Entry: SEL; Read FRU Data: FRU device */
	{ 0x81, .name = "SEL erase in progress, or FRU device busy" },
	{ 0xc0, .name = "node busy" },
	{ 0xc1, .name = "invalid command" },
	{ 0xc2, .name = "command invalid for given LUN" },
	{ 0xc3, .name = "timeout while processing command" },
	{ 0xc4, .name = "out of space" },
	{ 0xc5, .name = "reservation canceled or invalid reservation ID" },
	{ 0xc6, .name = "request data truncated" },
	{ 0xc7, .name = "request data length invalid" },
	{ 0xc8, .name = "request data field length limit exceeded" },
	{ 0xc9, .name = "parameter out of range" },
	{ 0xca, .name = "cannot return number of requested data bytes" },
	{ 0xcb, .name = "requested sensor, data, or record not present" },
	{ 0xcc, .name = "invalid data field in request" },
	{ 0xcd, .name = "command illegal for specified sensor or record type" },
	{ 0xce, .name = "command response could not be provided" },
	{ 0xcf, .name = "cannot execute duplicated request" },
	{ 0xd0, .name = "SDR repository in update mode" },
	{ 0xd1, .name = "device in firmware update mode" },
	{ 0xd2, .name = "BMC initialization in progress" },
	{ 0xd3, .name = "destination unavailable" },
	{ 0xd4, .name = "insufficient privilege level" },
	{ 0xd5, .name = "not supported in present state" },
	{ 0xd6, .name = "command sub-function disabled or unavailable" },
	{ 0xff, .name = "unspecified error" },
};

/* Table 20-2 (byte 6) and table 43-8 (byte 9) */
static const struct fwctl_value device_support[] = {
	{ 0x01, .name = "sensor_device" },
	{ 0x02, .name = "sdr_repository_device" },
	{ 0x04, .name = "sel_device" },
	{ 0x08, .name = "fru_inventory_device" },
	{ 0x10, .name = "ipmb_event_receiver" },
	{ 0x20, .name = "ipmb_event_generator" },
	{ 0x40, .name = "bridge" },
	{ 0x80, .name = "chassis_device" },
};

static const struct fwctl_value device_available[] = {
	{ 0, .name = "normal operation" },
	{ 1, .name = "update or self-initialization in progress" },
};

/* Section 20.4 */
static const struct fwctl_value self_test_results[] = {
	{ 0x55, .name = "no error" },
	{ 0x56, .name = "self test not implemented" },
	{ 0x57, .name = "corrupted or inaccessible data or devices" },
	{ 0x58, .name = "fatal hardware error" },
};

static const struct fwctl_value self_test_errors[] = {
	{ 0x01, .name = "operational_firmware_corrupted" },
	{ 0x02, .name = "update_boot_block_firmware_corrupted" },
	{ 0x04, .name = "internal_use_area_of_bmc_fru_corrupted" },
	{ 0x08, .name = "sdr_repository_empty" },
	{ 0x10, .name = "ipmb_signal_lines_do_not_respond" },
	{ 0x20, .name = "cannot_access_bmc_fru_device" },
	{ 0x40, .name = "cannot_access_sdr_repository" },
	{ 0x80, .name = "cannot_access_sel_device" },
};

/* Table 20-6 */
static const struct fwctl_value acpi_system_states[] = {
	{ 0x00, .name = "S0/G0 working" },
	{ 0x01, .name = "S1" },
	{ 0x02, .name = "S2" },
	{ 0x03, .name = "S3" },
	{ 0x04, .name = "S4" },
	{ 0x05, .name = "S5/G2 soft-off" },
	{ 0x06, .name = "S4/S5 soft-off" },
	{ 0x07, .name = "G3 mechanical off" },
	{ 0x08, .name = "sleeping, S1, S2 or S3" },
	{ 0x09, .name = "G1 sleeping, S1 to S4" },
	{ 0x0a, .name = "S5 entered by override" },
	{ 0x20, .name = "legacy on" },
	{ 0x21, .name = "legacy off" },
	{ 0x2a, .name = "unknown" },
};

static const struct fwctl_value acpi_device_states[] = {
	{ 0x00, .name = "D0" },
	{ 0x01, .name = "D1" },
	{ 0x02, .name = "D2" },
	{ 0x03, .name = "D3" },
	{ 0x2a, .name = "unknown" },
};

/* Section 22.2 */
static const struct fwctl_value bmc_global_enables[] = {
	{ 0x01, .name = "receive_message_queue_interrupt" },
	{ 0x02, .name = "event_message_buffer_full_interrupt" },
	{ 0x04, .name = "event_message_buffer" },
	{ 0x08, .name = "system_event_logging" },
	{ 0x20, .name = "oem_0" },
	{ 0x40, .name = "oem_1" },
	{ 0x80, .name = "oem_2" },
};

/* Section 22.14b */
static const struct fwctl_value set_in_progress[] = {
	{ 0, .name = "set complete" },
	{ 1, .name = "set in progress" },
	{ 2, .name = "commit write" },
};

static const struct fwctl_value system_info_strings[] = {
	{ 1, .name = "system_firmware_version" },
	{ 2, .name = "system_name" },
	{ 3, .name = "primary_operating_system_name" },
	{ 4, .name = "operating_system_name" },
	{ 5, .name = "present_os_version_number" },
	{ 6, .name = "bmc_url" },
	{ 7, .name = "base_os_hypervisor_url" },
};

static const struct fwctl_value string_encodings[] = {
	{ 0, .name = "ASCII + Latin 1" },
	{ 1, .name = "UTF-8" },
	{ 2, .name = "Unicode" },
};

/* Table 6-2 */
static const struct fwctl_value channel_protocols[] = {
	{ 0x01, .name = "IPMB-1.0" },
	{ 0x02, .name = "ICMB-1.0" },
	{ 0x04, .name = "IPMI-SMBus" },
	{ 0x05, .name = "KCS" },
	{ 0x06, .name = "SMIC" },
	{ 0x07, .name = "BT-10" },
	{ 0x08, .name = "BT-15" },
	{ 0x09, .name = "TMode" },
};

/* Table 6-3 */
static const struct fwctl_value channel_media[] = {
	{ 0x01, .name = "IPMB (I2C)" },
	{ 0x02, .name = "ICMB v1.0" },
	{ 0x03, .name = "ICMB v0.9" },
	{ 0x04, .name = "802.3 LAN" },
	{ 0x05, .name = "asynchronous serial / modem (RS-232)" },
	{ 0x06, .name = "other LAN" },
	{ 0x07, .name = "PCI SMBus" },
	{ 0x08, .name = "SMBus v1.0/1.1" },
	{ 0x09, .name = "SMBus v2.0" },
	{ 0x0a, .name = "USB 1.x" },
	{ 0x0b, .name = "USB 2.x" },
	{ 0x0c, .name = "system interface (KCS, SMIC or BT)" },
};

/* Section 22.24 */
static const struct fwctl_value session_support[] = {
	{ 0, .name = "session-less" },
	{ 1, .name = "single-session" },
	{ 2, .name = "multi-session" },
	{ 3, .name = "session-based, can be switched" },
};

/* Table 23-4 */
static const struct fwctl_value authentication_types[] = {
	{ 0x01, .name = "none" },
	{ 0x02, .name = "md2" },
	{ 0x04, .name = "md5" },
	{ 0x10, .name = "straight_password" },
	{ 0x20, .name = "oem" },
};

static const struct fwctl_value ip_address_sources[] = {
	{ 0, .name = "unspecified" },
	{ 1, .name = "static" },
	{ 2, .name = "DHCP" },
	{ 3, .name = "BIOS or system software" },
	{ 4, .name = "other protocol of the BMC" },
};

static const struct fwctl_value ipv4_flags[] = {
	{ 1, .name = "more_fragments" },
	{ 2, .name = "do_not_fragment" },
};

static const struct fwctl_value types_of_service[] = {
	{ 1, .name = "minimize_monetary_cost" },
	{ 2, .name = "maximize_reliability" },
	{ 4, .name = "maximize_throughput" },
	{ 8, .name = "minimize_delay" },
};

static const struct fwctl_value arp_control[] = {
	{ 1, .name = "gratuitous_arps" },
	{ 2, .name = "arp_responses" },
};

static const struct fwctl_value privilege_levels[] = {
	{ 0, .name = "unspecified" },
	{ 1, .name = "callback" },
	{ 2, .name = "user" },
	{ 3, .name = "operator" },
	{ 4, .name = "administrator" },
	{ 5, .name = "OEM" },
};

/* Section 27.7 */
static const struct fwctl_value timer_uses[] = {
	{ 1, .name = "BIOS FRB2" },
	{ 2, .name = "BIOS/POST" },
	{ 3, .name = "OS load" },
	{ 4, .name = "SMS/OS" },
	{ 5, .name = "OEM" },
};

static const struct fwctl_value timeout_actions[] = {
	{ 0, .name = "no action" },
	{ 1, .name = "hard reset" },
	{ 2, .name = "power down" },
	{ 3, .name = "power cycle" },
};

static const struct fwctl_value pre_timeout_interrupts[] = {
	{ 0, .name = "none" },
	{ 1, .name = "SMI" },
	{ 2, .name = "NMI / diagnostic interrupt" },
	{ 3, .name = "messaging interrupt" },
};

static const struct fwctl_value timer_expirations[] = {
	{ 0x01, .name = "bios_frb2" },
	{ 0x02, .name = "bios_post" },
	{ 0x04, .name = "os_load" },
	{ 0x08, .name = "sms_os" },
	{ 0x10, .name = "oem" },
};

/* Section 28.1 */
static const struct fwctl_value chassis_capabilities[] = {
	{ 0x1, .name = "intrusion_sensor" },
	{ 0x2, .name = "front_panel_lockout" },
	{ 0x4, .name = "diagnostic_interrupt" },
	{ 0x8, .name = "power_interlock" },
};

/* Table 28-3 */
static const struct fwctl_value power_states[] = {
	{ 0x01, .name = "power_is_on" },
	{ 0x02, .name = "power_overload" },
	{ 0x04, .name = "interlock" },
	{ 0x08, .name = "power_fault" },
	{ 0x10, .name = "power_control_fault" },
};

static const struct fwctl_value power_restore_policies[] = {
	{ 0, .name = "stays powered off" },
	{ 1, .name = "restored to the state it was in" },
	{ 2, .name = "powers up" },
	{ 3, .name = "unknown" },
};

static const struct fwctl_value last_power_events[] = {
	{ 0x01, .name = "ac_failed" },
	{ 0x02, .name = "power_overload" },
	{ 0x04, .name = "power_interlock" },
	{ 0x08, .name = "power_fault" },
	{ 0x10, .name = "power_on_by_ipmi_command" },
};

static const struct fwctl_value chassis_states[] = {
	{ 0x1, .name = "chassis_intrusion_active" },
	{ 0x2, .name = "front_panel_lockout_active" },
	{ 0x4, .name = "drive_fault" },
	{ 0x8, .name = "cooling_fan_fault" },
};

static const struct fwctl_value chassis_identify_states[] = {
	{ 0, .name = "off" },
	{ 1, .name = "temporary on" },
	{ 2, .name = "indefinite on" },
};

static const struct fwctl_value front_panel_buttons[] = {
	{ 0x01, .name = "power_off_button_disabled" },
	{ 0x02, .name = "reset_button_disabled" },
	{ 0x04, .name = "diagnostic_interrupt_button_disabled" },
	{ 0x08, .name = "standby_button_disabled" },
	{ 0x10, .name = "power_off_button_disable_allowed" },
	{ 0x20, .name = "reset_button_disable_allowed" },
	{ 0x40, .name = "diagnostic_interrupt_button_disable_allowed" },
	{ 0x80, .name = "standby_button_disable_allowed" },
};

/* Table 28-4 */
static const struct fwctl_value chassis_controls[] = {
	{ 0, .name = "power_down" },
	{ 1, .name = "power_up" },
	{ 2, .name = "power_cycle" },
	{ 3, .name = "hard_reset" },
	{ 4, .name = "pulse_diagnostic_interrupt" },
	{ 5, .name = "soft_shutdown" },
};

/* Section 28.11 */
static const struct fwctl_value restart_causes[] = {
	{ 0x0, .name = "unknown" },
	{ 0x1, .name = "chassis control command" },
	{ 0x2, .name = "reset by pushbutton" },
	{ 0x3, .name = "power-up by power pushbutton" },
	{ 0x4, .name = "watchdog expiration" },
	{ 0x5, .name = "OEM" },
	{ 0x6, .name = "power-up, restore policy always" },
	{ 0x7, .name = "power-up, restore policy previous state" },
	{ 0x8, .name = "reset by PEF" },
	{ 0x9, .name = "power-cycle by PEF" },
	{ 0xa, .name = "soft reset" },
	{ 0xb, .name = "power-up by RTC wakeup" },
};

/* Table 31-2 */
static const struct fwctl_value sel_operations[] = {
	{ 0x01, .name = "get_sel_allocation_information" },
	{ 0x02, .name = "reserve_sel" },
	{ 0x04, .name = "partial_add_sel_entry" },
	{ 0x08, .name = "delete_sel_entry" },
};

/* Section 31.9 */
static const struct fwctl_value erasure_progress[] = {
	{ 0, .name = "erasure in progress" },
	{ 1, .name = "erase completed" },
};

/* Table 33-3 */
static const struct fwctl_value sdr_operations[] = {
	{ 0x1, .name = "get_sdr_repository_allocation_information" },
	{ 0x2, .name = "reserve_sdr_repository" },
	{ 0x4, .name = "partial_add_sdr" },
	{ 0x8, .name = "delete_sdr" },
};

static const struct fwctl_value sdr_updates[] = {
	{ 0, .name = "unspecified" },
	{ 1, .name = "non-modal" },
	{ 2, .name = "modal" },
	{ 3, .name = "non-modal and modal" },
};

/* Section 32 */
static const struct fwctl_value sel_record_types[] = {
	{ 0x02, .name = "system event" },
};

static const struct fwctl_value event_directions[] = {
	{ 0, .name = "assertion" },
	{ 1, .name = "deassertion" },
};

/* What event data 2 and 3 hold, by event class (table 29-6) */
static const struct fwctl_value event_data_2[] = {
	{ 0, .name = "unspecified" },
	{ 1, .name = "trigger reading, or previous state or severity" },
	{ 2, .name = "OEM code" },
	{ 3, .name = "sensor-specific event extension code" },
};

static const struct fwctl_value event_data_3[] = {
	{ 0, .name = "unspecified" },
	{ 1, .name = "trigger threshold value" },
	{ 2, .name = "OEM code" },
	{ 3, .name = "sensor-specific event extension code" },
};

/* Chapter 43 */
static const struct fwctl_value sdr_record_types[] = {
	{ 0x01, .name = "full sensor" },
	{ 0x02, .name = "compact sensor" },
	{ 0x03, .name = "event-only" },
	{ 0x08, .name = "entity association" },
	{ 0x09, .name = "device-relative entity association" },
	{ 0x10, .name = "generic device locator" },
	{ 0x11, .name = "FRU device locator" },
	{ 0x12, .name = "management controller device locator" },
	{ 0x13, .name = "management controller confirmation" },
	{ 0x14, .name = "BMC message channel info" },
	{ 0xc0, .name = "OEM" },
};

static const struct fwctl_value owner_types[] = {
	{ 0, .name = "IPMB slave address" },
	{ 1, .name = "system software ID" },
};

static const struct fwctl_value entity_types[] = {
	{ 0, .name = "physical entity" },
	{ 1, .name = "logical container entity" },
};

/* Table 43-13 */
static const struct fwctl_value entity_ids[] = {
	{ 0x00, .name = "unspecified" },
	{ 0x01, .name = "other" },
	{ 0x02, .name = "unknown" },
	{ 0x03, .name = "processor" },
	{ 0x04, .name = "disk or disk bay" },
	{ 0x05, .name = "peripheral bay" },
	{ 0x06, .name = "system management module" },
	{ 0x07, .name = "system board" },
	{ 0x08, .name = "memory module" },
	{ 0x09, .name = "processor module" },
	{ 0x0a, .name = "power supply" },
	{ 0x0b, .name = "add-in card" },
	{ 0x0c, .name = "front panel board" },
	{ 0x0d, .name = "back panel board" },
	{ 0x0e, .name = "power system board" },
	{ 0x0f, .name = "drive backplane" },
	{ 0x10, .name = "system internal expansion board" },
	{ 0x11, .name = "other system board" },
	{ 0x12, .name = "processor board" },
	{ 0x13, .name = "power unit / power domain" },
	{ 0x14, .name = "power module / DC-to-DC converter" },
	{ 0x15, .name = "power management / power distribution board" },
	{ 0x16, .name = "chassis back panel board" },
	{ 0x17, .name = "system chassis" },
	{ 0x18, .name = "sub-chassis" },
	{ 0x19, .name = "other chassis board" },
	{ 0x1a, .name = "disk drive bay" },
	{ 0x1b, .name = "peripheral bay (1Bh)" },
	{ 0x1c, .name = "device bay" },
	{ 0x1d, .name = "fan / cooling device" },
	{ 0x1e, .name = "cooling unit / cooling domain" },
	{ 0x1f, .name = "cable / interconnect" },
	{ 0x20, .name = "memory device" },
	{ 0x21, .name = "system management software" },
	{ 0x22, .name = "system firmware" },
	{ 0x23, .name = "operating system" },
	{ 0x24, .name = "system bus" },
	{ 0x25, .name = "group" },
	{ 0x26, .name = "remote management communication device" },
	{ 0x27, .name = "external environment" },
	{ 0x28, .name = "battery" },
	{ 0x29, .name = "processing blade" },
	{ 0x2a, .name = "connectivity switch" },
	{ 0x2b, .name = "processor/memory module" },
	{ 0x2c, .name = "I/O module" },
	{ 0x2d, .name = "processor/IO module" },
	{ 0x2e, .name = "management controller firmware" },
	{ 0x2f, .name = "IPMI channel" },
	{ 0x30, .name = "PCI bus" },
	{ 0x31, .name = "PCI Express bus" },
	{ 0x32, .name = "SCSI bus" },
	{ 0x33, .name = "SATA/SAS bus" },
	{ 0x34, .name = "processor / front-side bus" },
	{ 0x35, .name = "real time clock" },
	{ 0x37, .name = "air inlet" },
	{ 0x40, .name = "air inlet (40h)" },
	{ 0x41, .name = "processor (41h)" },
	{ 0x42, .name = "baseboard / main system board" },
};

/* Table 42-3 */
static const struct fwctl_value sensor_types[] = {
	{ 0x01, .name = "temperature" },
	{ 0x02, .name = "voltage" },
	{ 0x03, .name = "current" },
	{ 0x04, .name = "fan" },
	{ 0x05, .name = "physical security (chassis intrusion)" },
	{ 0x06, .name = "platform security violation attempt" },
	{ 0x07, .name = "processor" },
	{ 0x08, .name = "power supply" },
	{ 0x09, .name = "power unit" },
	{ 0x0a, .name = "cooling device" },
	{ 0x0b, .name = "other units-based sensor" },
	{ 0x0c, .name = "memory" },
	{ 0x0d, .name = "drive slot (bay)" },
	{ 0x0e, .name = "POST memory resize" },
	{ 0x0f, .name = "system firmware progress" },
	{ 0x10, .name = "event logging disabled" },
	{ 0x11, .name = "watchdog 1" },
	{ 0x12, .name = "system event" },
	{ 0x13, .name = "critical interrupt" },
	{ 0x14, .name = "button / switch" },
	{ 0x15, .name = "module / board" },
	{ 0x16, .name = "microcontroller / coprocessor" },
	{ 0x17, .name = "add-in card" },
	{ 0x18, .name = "chassis" },
	{ 0x19, .name = "chip set" },
	{ 0x1a, .name = "other FRU" },
	{ 0x1b, .name = "cable / interconnect" },
	{ 0x1c, .name = "terminator" },
	{ 0x1d, .name = "system boot / restart initiated" },
	{ 0x1e, .name = "boot error" },
	{ 0x1f, .name = "base OS boot / installation status" },
	{ 0x20, .name = "OS stop / shutdown" },
	{ 0x21, .name = "slot / connector" },
	{ 0x22, .name = "system ACPI power state" },
	{ 0x23, .name = "watchdog 2" },
	{ 0x24, .name = "platform alert" },
	{ 0x25, .name = "entity presence" },
	{ 0x26, .name = "monitor ASIC / IC" },
	{ 0x27, .name = "LAN" },
	{ 0x28, .name = "management subsystem health" },
	{ 0x29, .name = "battery" },
	{ 0x2a, .name = "session audit" },
	{ 0x2b, .name = "version change" },
	{ 0x2c, .name = "FRU state" },
};

/* Tables 42-1 and 42-2 */
static const struct fwctl_value event_reading_types[] = {
	{ 0x00, .name = "unspecified" },
	{ 0x01, .name = "threshold" },
	{ 0x02, .name = "usage state" },
	{ 0x03, .name = "digital state" },
	{ 0x04, .name = "predictive failure" },
	{ 0x05, .name = "limit" },
	{ 0x06, .name = "performance" },
	{ 0x07, .name = "severity" },
	{ 0x08, .name = "device presence" },
	{ 0x09, .name = "device enablement" },
	{ 0x0a, .name = "availability" },
	{ 0x0b, .name = "redundancy" },
	{ 0x0c, .name = "ACPI device power state" },
	{ 0x6f, .name = "sensor-specific" },
};

/* Table 43-1, byte 11 */
static const struct fwctl_value sensor_initialization[] = {
	{ 0x01, .name = "sensor_scanning_enabled" },
	{ 0x02, .name = "event_generation_enabled" },
	{ 0x04, .name = "init_sensor_type" },
	{ 0x08, .name = "init_hysteresis" },
	{ 0x10, .name = "init_thresholds" },
	{ 0x20, .name = "init_events" },
	{ 0x40, .name = "init_scanning" },
	{ 0x80, .name = "settable_sensor" },
};

/* Byte 12 */
static const struct fwctl_value event_message_control[] = {
	{ 0, .name = "per event" },
	{ 1, .name = "entire sensor only" },
	{ 2, .name = "global disable only" },
	{ 3, .name = "no events from sensor" },
};

static const struct fwctl_value threshold_access[] = {
	{ 0, .name = "no thresholds" },
	{ 1, .name = "readable" },
	{ 2, .name = "readable and settable" },
	{ 3, .name = "fixed, unreadable" },
};

static const struct fwctl_value hysteresis_support[] = {
	{ 0, .name = "no hysteresis" },
	{ 1, .name = "readable" },
	{ 2, .name = "readable and settable" },
	{ 3, .name = "fixed, unreadable" },
};

static const struct fwctl_value sensor_capabilities[] = {
	{ 1, .name = "auto_re_arm" },
	{ 2, .name = "ignore_if_entity_is_not_present" },
};

/* Bytes 19 and 20 of a sensor with thresholds */
static const struct fwctl_value thresholds[] = {
	{ 0x01, .name = "lower_non_critical" },
	{ 0x02, .name = "lower_critical" },
	{ 0x04, .name = "lower_non_recoverable" },
	{ 0x08, .name = "upper_non_critical" },
	{ 0x10, .name = "upper_critical" },
	{ 0x20, .name = "upper_non_recoverable" },
};

/* Byte 21 */
static const struct fwctl_value unit_modifications[] = {
	{ 0, .name = "none" },
	{ 1, .name = "basic unit / modifier unit" },
	{ 2, .name = "basic unit * modifier unit" },
};

static const struct fwctl_value rate_units[] = {
	{ 0, .name = "none" },
	{ 1, .name = "per us" },
	{ 2, .name = "per ms" },
	{ 3, .name = "per s" },
	{ 4, .name = "per minute" },
	{ 5, .name = "per hour" },
	{ 6, .name = "per day" },
};

static const struct fwctl_value analog_data_formats[] = {
	{ 0, .name = "unsigned" },
	{ 1, .name = "1's complement" },
	{ 2, .name = "2's complement" },
	{ 3, .name = "no analog reading" },
};

/* Table 43-15 */
static const struct fwctl_value units[] = {
	{ 0, .name = "unspecified" },
	{ 1, .name = "degrees C" },
	{ 2, .name = "degrees F" },
	{ 3, .name = "degrees K" },
	{ 4, .name = "volts" },
	{ 5, .name = "amps" },
	{ 6, .name = "watts" },
	{ 7, .name = "joules" },
	{ 8, .name = "coulombs" },
	{ 9, .name = "VA" },
	{ 10, .name = "nits" },
	{ 11, .name = "lumen" },
	{ 12, .name = "lux" },
	{ 13, .name = "candela" },
	{ 14, .name = "kPa" },
	{ 15, .name = "PSI" },
	{ 16, .name = "newton" },
	{ 17, .name = "CFM" },
	{ 18, .name = "RPM" },
	{ 19, .name = "Hz" },
	{ 20, .name = "microsecond" },
	{ 21, .name = "millisecond" },
	{ 22, .name = "second" },
	{ 23, .name = "minute" },
	{ 24, .name = "hour" },
	{ 25, .name = "day" },
	{ 26, .name = "week" },
	{ 27, .name = "mil" },
	{ 28, .name = "inches" },
	{ 29, .name = "feet" },
	{ 30, .name = "cu in" },
	{ 31, .name = "cu feet" },
	{ 32, .name = "mm" },
	{ 33, .name = "cm" },
	{ 34, .name = "m" },
	{ 35, .name = "cu cm" },
	{ 36, .name = "cu m" },
	{ 37, .name = "liters" },
	{ 38, .name = "fluid ounce" },
	{ 39, .name = "radians" },
	{ 40, .name = "steradians" },
	{ 41, .name = "revolutions" },
	{ 42, .name = "cycles" },
	{ 43, .name = "gravities" },
	{ 44, .name = "ounce" },
	{ 45, .name = "pound" },
	{ 46, .name = "ft-lb" },
	{ 47, .name = "oz-in" },
	{ 48, .name = "gauss" },
	{ 49, .name = "gilberts" },
	{ 50, .name = "henry" },
	{ 51, .name = "millihenry" },
	{ 52, .name = "farad" },
	{ 53, .name = "microfarad" },
	{ 54, .name = "ohms" },
	{ 55, .name = "siemens" },
	{ 56, .name = "mole" },
	{ 57, .name = "becquerel" },
	{ 58, .name = "PPM" },
	{ 60, .name = "decibels" },
	{ 61, .name = "dBA" },
	{ 62, .name = "dBC" },
	{ 63, .name = "gray" },
	{ 64, .name = "sievert" },
	{ 65, .name = "color temperature, degrees K" },
	{ 66, .name = "bit" },
	{ 67, .name = "kilobit" },
	{ 68, .name = "megabit" },
	{ 69, .name = "gigabit" },
	{ 70, .name = "byte" },
	{ 71, .name = "kilobyte" },
	{ 72, .name = "megabyte" },
	{ 73, .name = "gigabyte" },
	{ 74, .name = "word" },
	{ 75, .name = "dword" },
	{ 76, .name = "qword" },
	{ 77, .name = "line" },
	{ 78, .name = "hit" },
	{ 79, .name = "miss" },
	{ 80, .name = "retry" },
	{ 81, .name = "reset" },
	{ 82, .name = "overrun / overflow" },
	{ 83, .name = "underrun" },
	{ 84, .name = "collision" },
	{ 85, .name = "packets" },
	{ 86, .name = "messages" },
	{ 87, .name = "characters" },
	{ 88, .name = "error" },
	{ 89, .name = "correctable error" },
	{ 90, .name = "uncorrectable error" },
	{ 91, .name = "fatal error" },
	{ 92, .name = "grams" },
};

/* Byte 24 */
static const struct fwctl_value linearizations[] = {
	{ 0x00, .name = "linear" },
	{ 0x01, .name = "ln" },
	{ 0x02, .name = "log10" },
	{ 0x03, .name = "log2" },
	{ 0x04, .name = "e" },
	{ 0x05, .name = "exp10" },
	{ 0x06, .name = "exp2" },
	{ 0x07, .name = "1/x" },
	{ 0x08, .name = "sqr" },
	{ 0x09, .name = "cube" },
	{ 0x0a, .name = "sqrt" },
	{ 0x0b, .name = "cube root" },
	{ 0x70, .name = "non-linear" },
};

/* Byte 29 */
static const struct fwctl_value sensor_directions[] = {
	{ 0, .name = "unspecified" },
	{ 1, .name = "input" },
	{ 2, .name = "output" },
};

/* Byte 31 */
static const struct fwctl_value analog_characteristics[] = {
	{ 1, .name = "nominal_reading_specified" },
	{ 2, .name = "normal_max_specified" },
	{ 4, .name = "normal_min_specified" },
};

/* Type/length byte (43.15) */
static const struct fwctl_value string_types[] = {
	{ 0, .name = "Unicode" },
	{ 1, .name = "BCD plus" },
	{ 2, .name = "6-bit ASCII, packed" },
	{ 3, .name = "8-bit ASCII + Latin 1" },
};

/* Table 43-2, bytes 24 and 25 */
static const struct fwctl_value instance_modifier_types[] = {
	{ 0, .name = "numeric" },
	{ 1, .name = "alpha" },
};

static const struct fwctl_value entity_instance_sharing[] = {
	{ 0, .name = "same for all shared records" },
	{ 1, .name = "increments for each shared record" },
};

/* Table 43-7, byte 8 */
static const struct fwctl_value fru_device_kinds[] = {
	{ 0, .name = "not a logical FRU device" },
	{ 1, .name = "logical FRU device" },
};

/* Table 43-8, byte 8 */
static const struct fwctl_value event_message_generation[] = {
	{ 0, .name = "enable" },
	{ 1, .name = "disable" },
	{ 2, .name = "do not initialize controller" },
};

static const struct fwctl_value global_initialization[] = {
	{ 1, .name = "log_initialization_agent_errors" },
	{ 2, .name = "controller_logs_initialization_agent_errors" },
};

static const struct fwctl_value power_state_notification[] = {
	{ 1, .name = "static_controller" },
	{ 2, .name = "acpi_device_power_state_notification_required" },
	{ 4, .name = "acpi_system_power_state_notification_required" },
};

/* Table 34-1 */
static const struct fwctl_value fru_accesses[] = {
	{ 0, .name = "bytes" },
	{ 1, .name = "words" },
};

/* Table 35-15, byte 3 */
static const struct fwctl_value reading_states[] = {
	{ 1, .name = "reading_state_unavailable" },
	{ 2, .name = "sensor_scanning_enabled" },
	{ 4, .name = "event_messages_enabled" },
};

/* Bytes 4 and 5: of a sensor with thresholds how the reading compares */
static const struct fwctl_value states_0_to_7[] = {
	{ 0x01, .name = "state_0_or_lower_non_critical" },
	{ 0x02, .name = "state_1_or_lower_critical" },
	{ 0x04, .name = "state_2_or_lower_non_recoverable" },
	{ 0x08, .name = "state_3_or_upper_non_critical" },
	{ 0x10, .name = "state_4_or_upper_critical" },
	{ 0x20, .name = "state_5_or_upper_non_recoverable" },
	{ 0x40, .name = "state_6" },
	{ 0x80, .name = "state_7" },
};

static const struct fwctl_value states_8_to_14[] = {
	{ 0x01, .name = "state_8" },
	{ 0x02, .name = "state_9" },
	{ 0x04, .name = "state_10" },
	{ 0x08, .name = "state_11" },
	{ 0x10, .name = "state_12" },
	{ 0x20, .name = "state_13" },
	{ 0x40, .name = "state_14" },
};

/* Sections 35.11 and 35.13: the same bytes, of events that are enabled or were */
static const struct fwctl_value event_enable_states[] = {
	{ 1, .name = "sensor_scanning_enabled" },
	{ 2, .name = "event_messages_enabled" },
};

static const struct fwctl_value events_0_to_7[] = {
	{ 0x01, .name = "state_0_or_lower_non_critical_going_low" },
	{ 0x02, .name = "state_1_or_lower_non_critical_going_high" },
	{ 0x04, .name = "state_2_or_lower_critical_going_low" },
	{ 0x08, .name = "state_3_or_lower_critical_going_high" },
	{ 0x10, .name = "state_4_or_lower_non_recoverable_going_low" },
	{ 0x20, .name = "state_5_or_lower_non_recoverable_going_high" },
	{ 0x40, .name = "state_6_or_upper_non_critical_going_low" },
	{ 0x80, .name = "state_7_or_upper_non_critical_going_high" },
};

static const struct fwctl_value events_8_to_14[] = {
	{ 0x01, .name = "state_8_or_upper_critical_going_low" },
	{ 0x02, .name = "state_9_or_upper_critical_going_high" },
	{ 0x04, .name = "state_10_or_upper_non_recoverable_going_low" },
	{ 0x08, .name = "state_11_or_upper_non_recoverable_going_high" },
	{ 0x10, .name = "state_12" },
	{ 0x20, .name = "state_13" },
	{ 0x40, .name = "state_14" },
};

/* Messages and records whose fields have a page of their own below */
#define FIELDS(_min, _max, _fields) {					\
	.min_len = (_min), .max_len = (_max),				\
	.nr_fields = sizeof(_fields) / sizeof(struct fwctl_field),	\
	.fields = (_fields) }
#define RECORD(_kind, _name, _min, _max, _fields) {			\
	.kind = (_kind), .name = (_name),				\
	.msg = FIELDS(_min, _max, _fields) }
#define RECORDS(_first, _last, _name, _min, _max, _fields) {		\
	.kind = (_first), .last = (_last), .name = (_name),		\
	.msg = FIELDS(_min, _max, _fields) }
#define OTHER_RECORD(_name, _min, _max, _fields) {			\
	.other = true, .name = (_name),					\
	.msg = FIELDS(_min, _max, _fields) }

/* What all SDRs begin with (chapter 43) */
static const struct fwctl_field sdr_header[] = {
	FWCTL_LE16(0, "record_id"),
	FWCTL_BITS(2, 1, 0, 4, "sdr_version_major"),
	FWCTL_BITS(2, 1, 4, 4, "sdr_version_minor"),
	FWCTL_U8(3, "record_type", FWCTL_KIND, FWCTL_NAMED(sdr_record_types)),
	FWCTL_U8(4, "record_length", FWCTL_UNIT("bytes"), FWCTL_TAIL_FROM(5)),
};

/* Full Sensor Record (table 43-1) */
static const struct fwctl_field full_sensor_record[] = {
	FWCTL_BITS(5, 1, 0, 1, "owner_type", FWCTL_NAMED(owner_types)),
	FWCTL_BITS(5, 1, 1, 7, "owner_id"),
	FWCTL_BITS(6, 1, 0, 2, "owner_lun"),
	FWCTL_BITS(6, 1, 4, 4, "channel_number"),
	FWCTL_U8(7, "sensor_number"),
	FWCTL_U8(8, "entity_id", FWCTL_NAMED(entity_ids)),
	FWCTL_BITS(9, 1, 0, 7, "entity_instance"),
	FWCTL_BITS(9, 1, 7, 1, "entity_type", FWCTL_NAMED(entity_types)),
	FWCTL_U8(10, "sensor_initialization",
		 FWCTL_FLAGS(0xff, sensor_initialization)),
	FWCTL_BITS(11, 1, 0, 2, "event_message_control",
		   FWCTL_NAMED(event_message_control)),
	FWCTL_BITS(11, 1, 2, 2, "threshold_access",
		   FWCTL_NAMED(threshold_access)),
	FWCTL_BITS(11, 1, 4, 2, "hysteresis_support",
		   FWCTL_NAMED(hysteresis_support)),
	FWCTL_BITS(11, 1, 6, 2, "sensor_capabilities",
		   FWCTL_FLAGS(0x3, sensor_capabilities)),
	FWCTL_U8(12, "sensor_type", FWCTL_NAMED(sensor_types)),
	FWCTL_U8(13, "event_reading_type_code",
		 FWCTL_NAMED(event_reading_types)),
	/* bits 12 to 14 of a sensor with thresholds: which it compares to */
	FWCTL_LE16(14, "assertion_event_mask", FWCTL_MASK(0x7fff)),
	FWCTL_LE16(16, "deassertion_event_mask", FWCTL_MASK(0x7fff)),
	FWCTL_U8(18, "readable_thresholds", FWCTL_FLAGS(0x3f, thresholds)),
	FWCTL_U8(19, "settable_thresholds", FWCTL_FLAGS(0x3f, thresholds)),
	FWCTL_BITS(20, 1, 0, 1, "percentage"),
	FWCTL_BITS(20, 1, 1, 2, "unit_modification",
		   FWCTL_NAMED(unit_modifications)),
	FWCTL_BITS(20, 1, 3, 3, "rate_unit", FWCTL_NAMED(rate_units)),
	FWCTL_BITS(20, 1, 6, 2, "analog_data_format",
		   FWCTL_NAMED(analog_data_formats)),
	FWCTL_U8(21, "base_unit", FWCTL_NAMED(units)),
	FWCTL_U8(22, "modifier_unit", FWCTL_NAMED(units)),
	FWCTL_BITS(23, 1, 0, 7, "linearization", FWCTL_NAMED(linearizations)),
	/* M and B: 10 bits, 2's complement */
	FWCTL_U8(24, "m_ls_8_bits"),
	FWCTL_BITS(25, 1, 0, 6, "tolerance"),
	FWCTL_BITS(25, 1, 6, 2, "m_ms_2_bits"),
	FWCTL_U8(26, "b_ls_8_bits"),
	FWCTL_BITS(27, 1, 0, 6, "accuracy_ls_6_bits"),
	FWCTL_BITS(27, 1, 6, 2, "b_ms_2_bits"),
	FWCTL_BITS(28, 1, 0, 2, "sensor_direction",
		   FWCTL_NAMED(sensor_directions)),
	FWCTL_BITS(28, 1, 2, 2, "accuracy_exp"),
	FWCTL_BITS(28, 1, 4, 4, "accuracy_ms_4_bits"),
	FWCTL_SINT(29, 1, "b_exponent", .lsb = 0, .bits = 4),
	FWCTL_SINT(29, 1, "r_exponent", .lsb = 4, .bits = 4),
	FWCTL_BITS(30, 1, 0, 3, "analog_characteristics",
		   FWCTL_FLAGS(0x7, analog_characteristics)),
	FWCTL_U8(31, "nominal_reading"),
	FWCTL_U8(32, "normal_maximum"),
	FWCTL_U8(33, "normal_minimum"),
	FWCTL_U8(34, "sensor_maximum_reading"),
	FWCTL_U8(35, "sensor_minimum_reading"),
	FWCTL_U8(36, "upper_non_recoverable"),
	FWCTL_U8(37, "upper_critical"),
	FWCTL_U8(38, "upper_non_critical"),
	FWCTL_U8(39, "lower_non_recoverable"),
	FWCTL_U8(40, "lower_critical"),
	FWCTL_U8(41, "lower_non_critical"),
	FWCTL_U8(42, "positive_going_hysteresis"),
	FWCTL_U8(43, "negative_going_hysteresis"),
	FWCTL_U8(46, "oem"),
	FWCTL_BITS(47, 1, 0, 5, "id_string_length", FWCTL_UNIT("bytes"),
		   FWCTL_LENGTH_OF(48)),
	FWCTL_BITS(47, 1, 6, 2, "id_string_type", FWCTL_NAMED(string_types)),
	FWCTL_STRING(48, 0, "id_string"),
};

/* Compact Sensor Record (table 43-2) */
static const struct fwctl_field compact_sensor_record[] = {
	FWCTL_BITS(5, 1, 0, 1, "owner_type", FWCTL_NAMED(owner_types)),
	FWCTL_BITS(5, 1, 1, 7, "owner_id"),
	FWCTL_BITS(6, 1, 0, 2, "owner_lun"),
	FWCTL_BITS(6, 1, 4, 4, "channel_number"),
	FWCTL_U8(7, "sensor_number"),
	FWCTL_U8(8, "entity_id", FWCTL_NAMED(entity_ids)),
	FWCTL_BITS(9, 1, 0, 7, "entity_instance"),
	FWCTL_BITS(9, 1, 7, 1, "entity_type", FWCTL_NAMED(entity_types)),
	FWCTL_U8(10, "sensor_initialization",
		 FWCTL_FLAGS(0xff, sensor_initialization)),
	FWCTL_BITS(11, 1, 0, 2, "event_message_control",
		   FWCTL_NAMED(event_message_control)),
	FWCTL_BITS(11, 1, 2, 2, "threshold_access",
		   FWCTL_NAMED(threshold_access)),
	FWCTL_BITS(11, 1, 4, 2, "hysteresis_support",
		   FWCTL_NAMED(hysteresis_support)),
	FWCTL_BITS(11, 1, 6, 2, "sensor_capabilities",
		   FWCTL_FLAGS(0x3, sensor_capabilities)),
	FWCTL_U8(12, "sensor_type", FWCTL_NAMED(sensor_types)),
	FWCTL_U8(13, "event_reading_type_code",
		 FWCTL_NAMED(event_reading_types)),
	FWCTL_LE16(14, "assertion_event_mask", FWCTL_MASK(0x7fff)),
	FWCTL_LE16(16, "deassertion_event_mask", FWCTL_MASK(0x7fff)),
	FWCTL_LE16(18, "discrete_reading_mask", FWCTL_MASK(0x7fff)),
	FWCTL_BITS(20, 1, 0, 1, "percentage"),
	FWCTL_BITS(20, 1, 1, 2, "unit_modification",
		   FWCTL_NAMED(unit_modifications)),
	FWCTL_BITS(20, 1, 3, 3, "rate_unit", FWCTL_NAMED(rate_units)),
	FWCTL_BITS(20, 1, 6, 2, "analog_data_format",
		   FWCTL_NAMED(analog_data_formats)),
	FWCTL_U8(21, "base_unit", FWCTL_NAMED(units)),
	FWCTL_U8(22, "modifier_unit", FWCTL_NAMED(units)),
	FWCTL_BITS(23, 1, 0, 4, "share_count"),
	FWCTL_BITS(23, 1, 4, 2, "instance_modifier_type",
		   FWCTL_NAMED(instance_modifier_types)),
	FWCTL_BITS(23, 1, 6, 2, "sensor_direction",
		   FWCTL_NAMED(sensor_directions)),
	FWCTL_BITS(24, 1, 0, 7, "instance_modifier_offset"),
	FWCTL_BITS(24, 1, 7, 1, "entity_instance_sharing",
		   FWCTL_NAMED(entity_instance_sharing)),
	FWCTL_U8(25, "positive_going_hysteresis"),
	FWCTL_U8(26, "negative_going_hysteresis"),
	FWCTL_U8(30, "oem"),
	FWCTL_BITS(31, 1, 0, 5, "id_string_length", FWCTL_UNIT("bytes"),
		   FWCTL_LENGTH_OF(32)),
	FWCTL_BITS(31, 1, 6, 2, "id_string_type", FWCTL_NAMED(string_types)),
	FWCTL_STRING(32, 0, "id_string"),
};

/* Event-Only Record (table 43-3) */
static const struct fwctl_field event_only_record[] = {
	FWCTL_BITS(5, 1, 0, 1, "owner_type", FWCTL_NAMED(owner_types)),
	FWCTL_BITS(5, 1, 1, 7, "owner_id"),
	FWCTL_BITS(6, 1, 0, 2, "owner_lun"),
	FWCTL_BITS(6, 1, 2, 2, "fru_owner_lun"),
	FWCTL_BITS(6, 1, 4, 4, "channel_number"),
	FWCTL_U8(7, "sensor_number"),
	FWCTL_U8(8, "entity_id", FWCTL_NAMED(entity_ids)),
	FWCTL_BITS(9, 1, 0, 7, "entity_instance"),
	FWCTL_BITS(9, 1, 7, 1, "entity_type", FWCTL_NAMED(entity_types)),
	FWCTL_U8(10, "sensor_type", FWCTL_NAMED(sensor_types)),
	FWCTL_U8(11, "event_reading_type_code",
		 FWCTL_NAMED(event_reading_types)),
	FWCTL_BITS(12, 1, 0, 4, "share_count"),
	FWCTL_BITS(12, 1, 4, 2, "instance_modifier_type",
		   FWCTL_NAMED(instance_modifier_types)),
	FWCTL_BITS(12, 1, 6, 2, "sensor_direction",
		   FWCTL_NAMED(sensor_directions)),
	FWCTL_BITS(13, 1, 0, 7, "instance_modifier_offset"),
	FWCTL_BITS(13, 1, 7, 1, "entity_instance_sharing",
		   FWCTL_NAMED(entity_instance_sharing)),
	FWCTL_U8(15, "oem"),
	FWCTL_BITS(16, 1, 0, 5, "id_string_length", FWCTL_UNIT("bytes"),
		   FWCTL_LENGTH_OF(17)),
	FWCTL_BITS(16, 1, 6, 2, "id_string_type", FWCTL_NAMED(string_types)),
	FWCTL_STRING(17, 0, "id_string"),
};

/* FRU Device Locator Record (table 43-7) */
static const struct fwctl_field fru_device_locator_record[] = {
	FWCTL_BITS(5, 1, 1, 7, "device_access_address"),
	/* slave address, if it is not logical */
	FWCTL_U8(6, "fru_device_id"),
	FWCTL_BITS(7, 1, 0, 3, "private_bus_id"),
	FWCTL_BITS(7, 1, 3, 2, "access_lun"),
	FWCTL_BITS(7, 1, 7, 1, "device_kind", FWCTL_NAMED(fru_device_kinds)),
	FWCTL_BITS(8, 1, 4, 4, "channel_number"),
	FWCTL_U8(10, "device_type"),
	FWCTL_U8(11, "device_type_modifier"),
	FWCTL_U8(12, "fru_entity_id", FWCTL_NAMED(entity_ids)),
	FWCTL_U8(13, "fru_entity_instance"),
	FWCTL_U8(14, "oem"),
	FWCTL_BITS(15, 1, 0, 5, "device_id_string_length", FWCTL_UNIT("bytes"),
		   FWCTL_LENGTH_OF(16)),
	FWCTL_BITS(15, 1, 6, 2, "device_id_string_type",
		   FWCTL_NAMED(string_types)),
	FWCTL_STRING(16, 0, "device_id_string"),
};

/* Management Controller Device Locator Record (table 43-8) */
static const struct fwctl_field mc_device_locator_record[] = {
	FWCTL_BITS(5, 1, 1, 7, "device_slave_address"),
	FWCTL_BITS(6, 1, 0, 4, "channel_number"),
	FWCTL_BITS(7, 1, 0, 2, "event_message_generation",
		   FWCTL_NAMED(event_message_generation)),
	FWCTL_BITS(7, 1, 2, 2, "global_initialization",
		   FWCTL_FLAGS(0x3, global_initialization)),
	FWCTL_BITS(7, 1, 5, 3, "power_state_notification",
		   FWCTL_FLAGS(0x7, power_state_notification)),
	FWCTL_U8(8, "device_capabilities", FWCTL_FLAGS(0xff, device_support)),
	FWCTL_U8(12, "entity_id", FWCTL_NAMED(entity_ids)),
	FWCTL_U8(13, "entity_instance"),
	FWCTL_U8(14, "oem"),
	FWCTL_BITS(15, 1, 0, 5, "device_id_string_length", FWCTL_UNIT("bytes"),
		   FWCTL_LENGTH_OF(16)),
	FWCTL_BITS(15, 1, 6, 2, "device_id_string_type",
		   FWCTL_NAMED(string_types)),
	FWCTL_STRING(16, 0, "device_id_string"),
};

/* OEM Record (table 43-12); some bytes, not a dump of a vendor's */
static const struct fwctl_field oem_sdr[] = {
	FWCTL_LE24(5, "manufacturer_id"),
	FWCTL_BYTES(8, 0, "oem_data"),
};

static const struct fwctl_field other_sdr[] = {
	FWCTL_BYTES(5, 0, "record_data"),
};

/* What all SEL records begin with (chapter 32) */
static const struct fwctl_field sel_header[] = {
	FWCTL_LE16(0, "record_id"),
	FWCTL_U8(2, "record_type", FWCTL_KIND, FWCTL_NAMED(sel_record_types)),
};

/* SEL Event Record (table 32-1) */
static const struct fwctl_field system_event_record[] = {
	FWCTL_LE32(3, "timestamp", FWCTL_UNIT("s")),
	FWCTL_BITS(7, 1, 0, 1, "generator_type", FWCTL_NAMED(owner_types)),
	FWCTL_BITS(7, 1, 1, 7, "generator_id"),
	FWCTL_BITS(8, 1, 0, 2, "generator_lun"),
	FWCTL_BITS(8, 1, 4, 4, "channel_number"),
	FWCTL_U8(9, "evm_rev"),
	FWCTL_U8(10, "sensor_type", FWCTL_NAMED(sensor_types)),
	FWCTL_U8(11, "sensor_number"),
	FWCTL_BITS(12, 1, 0, 7, "event_type", FWCTL_NAMED(event_reading_types)),
	FWCTL_BITS(12, 1, 7, 1, "event_direction",
		   FWCTL_NAMED(event_directions)),
	FWCTL_BITS(13, 1, 0, 4, "event_offset"),
	FWCTL_BITS(13, 1, 4, 2, "event_data_3_holds",
		   FWCTL_NAMED(event_data_3)),
	FWCTL_BITS(13, 1, 6, 2, "event_data_2_holds",
		   FWCTL_NAMED(event_data_2)),
	FWCTL_U8(14, "event_data_2"),
	FWCTL_U8(15, "event_data_3"),
};

/* OEM SEL Record, types C0h to DFh (table 32-2) */
static const struct fwctl_field oem_timestamped_record[] = {
	FWCTL_LE32(3, "timestamp", FWCTL_UNIT("s")),
	FWCTL_LE24(7, "manufacturer_id"),
	FWCTL_BYTES(10, 6, "oem_data"),
};

/* OEM SEL Record, types E0h to FFh (table 32-3), and what has no table */
static const struct fwctl_field oem_record[] = {
	FWCTL_BYTES(3, 13, "oem_data"),
};

/* Sections 31.3 and 33.10 */
static const struct fwctl_field allocation_info[] = {
	FWCTL_LE16(0, "possible_allocation_units"),
	FWCTL_LE16(2, "allocation_unit_size", FWCTL_UNIT("bytes")),
	FWCTL_LE16(4, "free_allocation_units"),
	FWCTL_LE16(6, "largest_free_block", FWCTL_UNIT("allocation units")),
	FWCTL_U8(8, "maximum_record_size", FWCTL_UNIT("allocation units")),
};

/* "CLR" (31.9) */
#define CLR 0x524c43

/* What all requests for parameters have (22.14b, 23.2) */
#define PARAMETER(_selector)						\
	FWCTL_BITS(0, 1, 7, 1, "revision_only", FWCTL_FIXED(0)),	\
	FWCTL_U8(1, "parameter_selector", FWCTL_FIXED(_selector)),	\
	FWCTL_U8(2, "set_selector", FWCTL_FIXED(0)),			\
	FWCTL_U8(3, "block_selector", FWCTL_FIXED(0))

/* All channels but the primary IPMB and the system interface can be a LAN's */
#define LAN_PARAMETER(_selector)					\
	FWCTL_BITS(0, 1, 0, 4, "channel_number", FWCTL_RANGE(0x1, 0xb),	\
		   FWCTL_PRESET(1)),					\
	PARAMETER(_selector)

/* And all answers */
#define PARAMETER_REVISION						\
	FWCTL_BITS(0, 1, 0, 4, "oldest_parameter_revision"),		\
	FWCTL_BITS(0, 1, 4, 4, "parameter_revision")

/*
 * The first of the blocks that a string of the system info parameters has. Some
 * BMCs end it with the string.
 */
#define FIRST_BLOCK FWCTL_MSG(4, 18,					\
	PARAMETER_REVISION,						\
	FWCTL_U8(1, "set_selector"),					\
	FWCTL_BITS(2, 1, 0, 4, "encoding", FWCTL_NAMED(string_encodings)), \
	FWCTL_U8(3, "string_length", FWCTL_UNIT("bytes")),		\
	FWCTL_STRING(4, 0, "string"))

/* Most significant byte first, and so as people write it */
#define IPV4_ADDRESS(_name)						\
	FWCTL_ARRAY(1, 4, 1, _name, FWCTL_U8(0, ""))

/* The _nr'th of the privilege levels in the nibbles from byte 2 on */
#define CIPHER_SUITE_PRIVILEGE(_byte, _lsb, _nr)			\
	FWCTL_BITS(_byte, 1, _lsb, 4, "cipher_suite_" #_nr,		\
		   FWCTL_NAMED(privilege_levels))

/*
 * Records are read whole (offset 0, FFh bytes), or a piece at a time from BMCs
 * whose interface cannot carry a whole one: completion code CAh tells.
 *
 * Clear SEL erases or tells how far that is.
 *
 * A string in the system info parameters is read block by block. There is no
 * row for any other parameter of a LAN than those below: 16 is the community
 * string, 17 to 19 and 25 are alert destinations, 192 and up the OEM's.
 */
static const struct fwctl_selector fwctl_ipmi_selectors[] = {
	{ .opcode = FWCTL_IPMI_OPCODE(APP, 0x59), .offset = 1, .size = 2 },
	{ .opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x23), .offset = 4, .size = 2 },
	{ .opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x43), .offset = 4, .size = 2 },
	{ .opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x47), .offset = 5, .size = 1 },
	{ .opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02), .offset = 1, .size = 1 },
};

static const struct fwctl_command fwctl_ipmi_commands[] = {
	{
		.name = "get-chassis-capabilities",
		.summary = "Get Chassis Capabilities (IPMI 2.0, 28.1)",
		.opcode = FWCTL_IPMI_OPCODE(CHASSIS, 0x00),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(5, 6,
			FWCTL_BITS(0, 1, 0, 4, "capabilities",
				   FWCTL_FLAGS(0xf, chassis_capabilities)),
			/* slave addresses on the IPMB; 0: unspecified */
			FWCTL_U8(1, "fru_info_device_address"),
			FWCTL_U8(2, "sdr_device_address"),
			FWCTL_U8(3, "sel_device_address"),
			FWCTL_U8(4, "system_management_address"),
			FWCTL_U8(5, "bridge_device_address")),
	},
	{
		.name = "get-chassis-status",
		.summary = "Get Chassis Status (IPMI 2.0, 28.2)",
		.opcode = FWCTL_IPMI_OPCODE(CHASSIS, 0x01),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(3, 4,
			FWCTL_BITS(0, 1, 0, 5, "current_power_state",
				   FWCTL_FLAGS(0x1f, power_states)),
			FWCTL_BITS(0, 1, 5, 2, "power_restore_policy",
				   FWCTL_NAMED(power_restore_policies)),
			FWCTL_BITS(1, 1, 0, 5, "last_power_event",
				   FWCTL_FLAGS(0x1f, last_power_events)),
			FWCTL_BITS(2, 1, 0, 4, "misc_chassis_state",
				   FWCTL_FLAGS(0xf, chassis_states)),
			FWCTL_BITS(2, 1, 4, 2, "chassis_identify_state",
				   FWCTL_NAMED(chassis_identify_states)),
			FWCTL_BITS(2, 1, 6, 1, "chassis_identify_supported"),
			FWCTL_U8(3, "front_panel_buttons",
				 FWCTL_FLAGS(0xff, front_panel_buttons))),
	},
	{
		.name = "chassis-control",
		.summary = "Chassis Control (IPMI 2.0, 28.3)",
		.opcode = FWCTL_IPMI_OPCODE(CHASSIS, 0x02),
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "chassis_control",
				 FWCTL_NAMED(chassis_controls))),
		.response = FWCTL_EMPTY,
	},
	{
		/*
		 * Blinks or beeps, now, and for as long as the last caller
		 * says: an interval of 0 ends what somebody else began.
		 * Without one it is 15 s.
		 */
		.name = "chassis-identify",
		.summary = "Chassis Identify (IPMI 2.0, 28.5)",
		.opcode = FWCTL_IPMI_OPCODE(CHASSIS, 0x04),
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_MSG(0, 2,
			FWCTL_U8(0, "identify_interval", FWCTL_UNIT("s")),
			FWCTL_BITS(1, 1, 0, 1, "force_identify_on")),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "get-system-restart-cause",
		.summary = "Get System Restart Cause (IPMI 2.0, 28.11)",
		.opcode = FWCTL_IPMI_OPCODE(CHASSIS, 0x07),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(2, 2,
			FWCTL_BITS(0, 1, 0, 4, "restart_cause",
				   FWCTL_NAMED(restart_causes)),
			FWCTL_U8(1, "channel_number")),
	},
	{
		.name = "get-poh-counter",
		.summary = "Get POH Counter, power-on hours (IPMI 2.0, 28.14)",
		.opcode = FWCTL_IPMI_OPCODE(CHASSIS, 0x0f),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(5, 5,
			FWCTL_U8(0, "minutes_per_count", FWCTL_UNIT("min")),
			FWCTL_LE32(1, "counter_reading", FWCTL_UNIT("counts"))),
	},
	{
		.name = "get-sensor-hysteresis",
		.summary = "Get Sensor Hysteresis (IPMI 2.0, 35.7)",
		.opcode = FWCTL_IPMI_OPCODE(SENSOR_EVENT, 0x25),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(2, 2,
			FWCTL_U8(0, "sensor_number", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/sensor_number")),
			FWCTL_U8(1, "hysteresis_mask", FWCTL_FIXED(0xff))),
		.response = FWCTL_MSG(2, 2,
			FWCTL_U8(0, "positive_going_hysteresis"),
			FWCTL_U8(1, "negative_going_hysteresis")),
	},
	{
		/*
		 * BMCs act when a threshold is passed: fans, shutdown. One that
		 * is set wrong shuts the machine down, or lets it burn.
		 */
		.name = "set-sensor-thresholds",
		.summary = "Set Sensor Thresholds (IPMI 2.0, 35.8)",
		.opcode = FWCTL_IPMI_OPCODE(SENSOR_EVENT, 0x26),
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_MSG(8, 8,
			FWCTL_U8(0, "sensor_number", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/sensor_number")),
			FWCTL_U8(1, "set_thresholds",
				 FWCTL_FLAGS(0x3f, thresholds)),
			FWCTL_U8(2, "lower_non_critical"),
			FWCTL_U8(3, "lower_critical"),
			FWCTL_U8(4, "lower_non_recoverable"),
			FWCTL_U8(5, "upper_non_critical"),
			FWCTL_U8(6, "upper_critical"),
			FWCTL_U8(7, "upper_non_recoverable")),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "get-sensor-thresholds",
		.summary = "Get Sensor Thresholds (IPMI 2.0, 35.9)",
		.opcode = FWCTL_IPMI_OPCODE(SENSOR_EVENT, 0x27),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "sensor_number", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/sensor_number"))),
		.response = FWCTL_MSG(7, 7,
			FWCTL_BITS(0, 1, 0, 6, "readable_thresholds",
				   FWCTL_FLAGS(0x3f, thresholds)),
			FWCTL_U8(1, "lower_non_critical"),
			FWCTL_U8(2, "lower_critical"),
			FWCTL_U8(3, "lower_non_recoverable"),
			FWCTL_U8(4, "upper_non_critical"),
			FWCTL_U8(5, "upper_critical"),
			FWCTL_U8(6, "upper_non_recoverable")),
	},
	{
		.name = "get-sensor-event-enable",
		.summary = "Get Sensor Event Enable (IPMI 2.0, 35.11)",
		.opcode = FWCTL_IPMI_OPCODE(SENSOR_EVENT, 0x29),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "sensor_number", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/sensor_number"))),
		.response = FWCTL_MSG(1, 5,
			FWCTL_BITS(0, 1, 6, 2, "sensor_state",
				   FWCTL_FLAGS(0x3, event_enable_states)),
			FWCTL_U8(1, "assertion_events_0_to_7",
				 FWCTL_FLAGS(0xff, events_0_to_7)),
			FWCTL_BITS(2, 1, 0, 7, "assertion_events_8_to_14",
				   FWCTL_FLAGS(0x7f, events_8_to_14)),
			FWCTL_U8(3, "deassertion_events_0_to_7",
				 FWCTL_FLAGS(0xff, events_0_to_7)),
			FWCTL_BITS(4, 1, 0, 7, "deassertion_events_8_to_14",
				   FWCTL_FLAGS(0x7f, events_8_to_14))),
	},
	{
		/* Does not re-arm: that is a command of its own (35.12) */
		.name = "get-sensor-event-status",
		.summary = "Get Sensor Event Status (IPMI 2.0, 35.13)",
		.opcode = FWCTL_IPMI_OPCODE(SENSOR_EVENT, 0x2b),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "sensor_number", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/sensor_number"))),
		.response = FWCTL_MSG(1, 5,
			FWCTL_BITS(0, 1, 5, 3, "sensor_state",
				   FWCTL_FLAGS(0x7, reading_states)),
			FWCTL_U8(1, "assertion_events_0_to_7",
				 FWCTL_FLAGS(0xff, events_0_to_7)),
			FWCTL_BITS(2, 1, 0, 7, "assertion_events_8_to_14",
				   FWCTL_FLAGS(0x7f, events_8_to_14)),
			FWCTL_U8(3, "deassertion_events_0_to_7",
				 FWCTL_FLAGS(0xff, events_0_to_7)),
			FWCTL_BITS(4, 1, 0, 7, "deassertion_events_8_to_14",
				   FWCTL_FLAGS(0x7f, events_8_to_14))),
	},
	{
		.name = "get-sensor-reading",
		.summary = "Get Sensor Reading (IPMI 2.0, 35.14)",
		.opcode = FWCTL_IPMI_OPCODE(SENSOR_EVENT, 0x2d),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "sensor_number", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/sensor_number"))),
		.response = FWCTL_MSG(2, 4,
			FWCTL_U8(0, "sensor_reading"),
			FWCTL_BITS(1, 1, 5, 3, "sensor_state",
				   FWCTL_FLAGS(0x7, reading_states)),
			FWCTL_U8(2, "states_0_to_7",
				 FWCTL_FLAGS(0xff, states_0_to_7)),
			FWCTL_BITS(3, 1, 0, 7, "states_8_to_14",
				   FWCTL_FLAGS(0x7f, states_8_to_14))),
	},
	{
		.name = "get-sensor-type",
		.summary = "Get Sensor Type (IPMI 2.0, 35.16)",
		.opcode = FWCTL_IPMI_OPCODE(SENSOR_EVENT, 0x2f),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "sensor_number", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/sensor_number"))),
		.response = FWCTL_MSG(2, 2,
			FWCTL_U8(0, "sensor_type", FWCTL_NAMED(sensor_types)),
			FWCTL_BITS(1, 1, 0, 7, "event_reading_type_code",
				   FWCTL_NAMED(event_reading_types))),
	},
	{
		.name = "get-device-id",
		.summary = "Get Device ID (IPMI 2.0, 20.1)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x01),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,	/* model and version, no serial */
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(11, 15,
			FWCTL_U8(0, "device_id"),
			FWCTL_BITS(1, 1, 0, 4, "device_revision"),
			FWCTL_BITS(1, 1, 7, 1, "device_provides_device_sdrs"),
			FWCTL_BITS(2, 1, 0, 7, "major_firmware_revision"),
			FWCTL_BITS(2, 1, 7, 1, "device_available",
				   FWCTL_NAMED(device_available)),
			/* BCD, which reads right as hexadecimal */
			FWCTL_BYTES(3, 1, "minor_firmware_revision"),
			FWCTL_BITS(4, 1, 0, 4, "ipmi_version_major"),
			FWCTL_BITS(4, 1, 4, 4, "ipmi_version_minor"),
			FWCTL_U8(5, "additional_device_support",
				 FWCTL_FLAGS(0xff, device_support)),
			FWCTL_BITS(6, 3, 0, 20, "manufacturer_id"),
			FWCTL_LE16(9, "product_id"),
			FWCTL_BYTES(11, 4, "aux_firmware_revision")),
	},
	{
		.name = "cold-reset",
		.summary = "Cold Reset of the BMC (IPMI 2.0, 20.2)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x02),
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_EMPTY,
		.response = FWCTL_EMPTY,
	},
	{
		/* Its watch over the machine ends meanwhile, sessions may too */
		.name = "warm-reset",
		.summary = "Warm Reset of the BMC (IPMI 2.0, 20.3)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x03),
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_EMPTY,
		.response = FWCTL_EMPTY,
	},
	{
		/* Of the test at power-up or reset; it does not begin one */
		.name = "get-self-test-results",
		.summary = "Get Self Test Results (IPMI 2.0, 20.4)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x04),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(2, 2,
			FWCTL_RECORDS(0, 2, "self_test",
				      FWCTL_HEADER(1,
					FWCTL_U8(0, "result", FWCTL_KIND,
						 FWCTL_NAMED(self_test_results))),
				      FWCTL_VARIANT(0x57, "corrupted", 2, 2,
					FWCTL_U8(1, "errors",
						 FWCTL_FLAGS(0xff, self_test_errors))),
				      FWCTL_OTHER("other", 2, 2,
					FWCTL_U8(1, "device_specific_code")))),
	},
	{
		.name = "get-acpi-power-state",
		.summary = "Get ACPI Power State (IPMI 2.0, 20.7)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x07),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(2, 2,
			FWCTL_BITS(0, 1, 0, 7, "acpi_system_power_state",
				   FWCTL_NAMED(acpi_system_states)),
			FWCTL_BITS(1, 1, 0, 7, "acpi_device_power_state",
				   FWCTL_NAMED(acpi_device_states))),
	},
	{
		.name = "get-device-guid",
		.summary = "Get Device GUID (IPMI 2.0, 20.8)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x08),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(16, 16,
			FWCTL_GUID_LE(0, "guid")),
	},
	{
		.name = "get-watchdog-timer",
		.summary = "Get Watchdog Timer (IPMI 2.0, 27.7)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x25),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(8, 8,
			FWCTL_BITS(0, 1, 0, 3, "timer_use",
				   FWCTL_NAMED(timer_uses)),
			FWCTL_BITS(0, 1, 6, 1, "timer_is_started"),
			FWCTL_BITS(0, 1, 7, 1, "dont_log"),
			FWCTL_BITS(1, 1, 0, 3, "timeout_action",
				   FWCTL_NAMED(timeout_actions)),
			FWCTL_BITS(1, 1, 4, 3, "pre_timeout_interrupt",
				   FWCTL_NAMED(pre_timeout_interrupts)),
			FWCTL_U8(2, "pre_timeout_interval", FWCTL_UNIT("s")),
			FWCTL_BITS(3, 1, 1, 5, "timer_use_expiration_flags",
				   FWCTL_FLAGS(0x1f, timer_expirations)),
			FWCTL_LE16(4, "initial_countdown",
				   FWCTL_SCALED("ms", 100, 1, 0)),
			FWCTL_LE16(6, "present_countdown",
				   FWCTL_SCALED("ms", 100, 1, 0))),
	},
	{
		/*
		 * To be set by the kernel's interface driver alone, which works
		 * by these interrupts and this buffer. Who turns event logging
		 * off destroys evidence.
		 */
		.name = "get-bmc-global-enables",
		.summary = "Get BMC Global Enables (IPMI 2.0, 22.2)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x2f),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "bmc_global_enables",
				 FWCTL_FLAGS(0xef, bmc_global_enables))),
	},
	{
		/* Tells how many people are logged in: administrators */
		.name = "get-channel-info",
		.summary = "Get Channel Info (IPMI 2.0, 22.24)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x42),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(1, 1,
			/* Eh: the one that this is sent over */
			FWCTL_BITS(0, 1, 0, 4, "channel_number",
				   FWCTL_PRESET(0xe))),
		.response = FWCTL_MSG(9, 9,
			FWCTL_BITS(0, 1, 0, 4, "actual_channel_number"),
			FWCTL_BITS(1, 1, 0, 7, "channel_medium_type",
				   FWCTL_NAMED(channel_media)),
			FWCTL_BITS(2, 1, 0, 5, "channel_protocol_type",
				   FWCTL_NAMED(channel_protocols)),
			FWCTL_BITS(3, 1, 0, 6, "active_session_count"),
			FWCTL_BITS(3, 1, 6, 2, "session_support",
				   FWCTL_NAMED(session_support)),
			FWCTL_LE24(4, "vendor_id"),
			/* of the system interface: its two interrupts */
			FWCTL_BYTES(7, 2, "auxiliary_channel_info")),
	},
	{
		/* Whether somebody is at work: administrators */
		.name = "get-system-info-set-in-progress",
		.summary = "Get System Info, Set In Progress (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, PARAMETER(0)),
		.response = FWCTL_MSG(2, 2,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 1, 0, 2, "set_in_progress",
				   FWCTL_NAMED(set_in_progress))),
	},
	{
		.name = "get-system-firmware-version",
		.summary = "Get System Info, System Firmware Version (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(4, 4, PARAMETER(1)),
		.response = FIRST_BLOCK,
	},
	{
		/* A host's name, as any text from here on: administrators */
		.name = "get-system-name",
		.summary = "Get System Info, System Name (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, PARAMETER(2)),
		.response = FIRST_BLOCK,
	},
	{
		.name = "get-primary-os-name",
		.summary = "Get System Info, Primary Operating System Name (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, PARAMETER(3)),
		.response = FIRST_BLOCK,
	},
	{
		.name = "get-os-name",
		.summary = "Get System Info, Operating System Name (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, PARAMETER(4)),
		.response = FIRST_BLOCK,
	},
	{
		.name = "get-present-os-version",
		.summary = "Get System Info, Present OS Version Number (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, PARAMETER(5)),
		.response = FIRST_BLOCK,
	},
	{
		.name = "get-bmc-url",
		.summary = "Get System Info, BMC URL (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, PARAMETER(6)),
		.response = FIRST_BLOCK,
	},
	{
		.name = "get-base-os-hypervisor-url",
		.summary = "Get System Info, Base OS/Hypervisor URL (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, PARAMETER(7)),
		.response = FIRST_BLOCK,
	},
	{
		/* A string of at most 255 bytes, of which the first block has 14 */
		.name = "get-system-info-next-block",
		.summary = "Get System Info, a string from byte 14 on (IPMI 2.0, 22.14b)",
		.opcode = FWCTL_IPMI_OPCODE(APP, 0x59),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4,
			FWCTL_BITS(0, 1, 7, 1, "revision_only", FWCTL_FIXED(0)),
			FWCTL_U8(1, "parameter_selector",
				 FWCTL_NAMED(system_info_strings)),
			FWCTL_U8(2, "set_selector", FWCTL_RANGE(1, 16)),
			FWCTL_U8(3, "block_selector", FWCTL_FIXED(0))),
		.response = FWCTL_MSG(2, 18,
			PARAMETER_REVISION,
			FWCTL_U8(1, "set_selector"),
			FWCTL_STRING(2, 0, "string")),
	},
	{
		.name = "get-fru-inventory-area-info",
		.summary = "Get FRU Inventory Area Info (IPMI 2.0, 34.1)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x10),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,	/* how large, not what is in it */
		.request = FWCTL_MSG(1, 1,
			FWCTL_U8(0, "fru_device_id", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/fru_device_id"))),
		.response = FWCTL_MSG(3, 3,
			FWCTL_LE16(0, "fru_inventory_area_size",
				   FWCTL_UNIT("bytes")),
			FWCTL_BITS(2, 1, 0, 1, "accessed_by",
				   FWCTL_NAMED(fru_accesses))),
	},
	{
		/*
		 * As all FRU devices behind a BMC are these days, accessed by
		 * bytes. One that is accessed by words (34.1) counts in words:
		 * its answer is twice as long as asked for here, and is
		 * reported as longer than described.
		 */
		.name = "read-fru-data",
		.summary = "Read FRU Data (IPMI 2.0, 34.2)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x11),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4,
			FWCTL_U8(0, "fru_device_id", FWCTL_RANGE(0x00, 0xfe),
				 FWCTL_SOURCE("get-sdr/fru_device_id")),
			FWCTL_LE16(1, "fru_inventory_offset",
				   FWCTL_UNIT("bytes")),
			FWCTL_U8(3, "count_to_read", FWCTL_RANGE(1, 255),
				 FWCTL_UNIT("bytes"), FWCTL_PRESET(16),
				 FWCTL_ANSWER_FROM(1))),
		.response = FWCTL_MSG(1, 256,
			FWCTL_U8(0, "count_returned", FWCTL_UNIT("bytes"),
				 FWCTL_LENGTH_OF(1)),
			FWCTL_BYTES(1, 0, "data")),
	},
	{
		.name = "get-sdr-repository-info",
		.summary = "Get SDR Repository Info (IPMI 2.0, 33.9)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x20),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(14, 14,
			FWCTL_BITS(0, 1, 0, 4, "sdr_version_major"),
			FWCTL_BITS(0, 1, 4, 4, "sdr_version_minor"),
			FWCTL_LE16(1, "record_count"),
			FWCTL_LE16(3, "free_space", FWCTL_UNIT("bytes")),
			FWCTL_LE32(5, "most_recent_addition", FWCTL_UNIT("s")),
			FWCTL_LE32(9, "most_recent_erase", FWCTL_UNIT("s")),
			FWCTL_BITS(13, 1, 0, 4, "operation_support",
				   FWCTL_FLAGS(0xf, sdr_operations)),
			FWCTL_BITS(13, 1, 5, 2, "update_support",
				   FWCTL_NAMED(sdr_updates)),
			FWCTL_BITS(13, 1, 7, 1, "overflow")),
	},
	{
		.name = "get-sdr-allocation-info",
		.summary = "Get SDR Repository Allocation Info (IPMI 2.0, 33.10)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x21),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_EMPTY,
		.response = FIELDS(9, 9, allocation_info),
	},
	{
		/* Cancels the reservation that somebody else has */
		.name = "reserve-sdr-repository",
		.summary = "Reserve SDR Repository (IPMI 2.0, 33.11)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x22),
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(2, 2,
			FWCTL_LE16(0, "reservation_id")),
	},
	{
		/*
		 * A reservation is somebody's, so only administrators may name
		 * one. A whole record can be read without.
		 */
		.name = "get-sdr",
		.summary = "Get SDR, whole record (IPMI 2.0, 33.12)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x23),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(6, 6,
			FWCTL_LE16(0, "reservation_id", FWCTL_ADMIN),
			FWCTL_LE16(2, "record_id",
				   FWCTL_SOURCE("get-sdr/next_record_id")),
			FWCTL_U8(4, "offset", FWCTL_FIXED(0)),
			FWCTL_U8(5, "bytes_to_read", FWCTL_FIXED(0xff))),
		.response = FWCTL_MSG(7, 262,
			FWCTL_LE16(0, "next_record_id"),
			FWCTL_RECORDS(2, 0, "record", FIELDS(5, 5, sdr_header),
				      RECORD(0x01, "full_sensor", 48, 64,
					     full_sensor_record),
				      RECORD(0x02, "compact_sensor", 32, 48,
					     compact_sensor_record),
				      RECORD(0x03, "event_only", 17, 33,
					     event_only_record),
				      RECORD(0x11, "fru_device_locator", 16, 32,
					     fru_device_locator_record),
				      RECORD(0x12, "mc_device_locator", 16, 32,
					     mc_device_locator_record),
				      RECORD(0xc0, "oem", 8, 260, oem_sdr),
				      OTHER_RECORD("other", 5, 260, other_sdr))),
	},
	{
		.name = "get-sdr-part",
		.summary = "Get SDR, part of a record (IPMI 2.0, 33.12)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x23),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
		.request = FWCTL_MSG(6, 6,
			FWCTL_LE16(0, "reservation_id", FWCTL_ADMIN),
			FWCTL_LE16(2, "record_id",
				   FWCTL_SOURCE("get-sdr-part/next_record_id")),
			FWCTL_U8(4, "offset", FWCTL_UNIT("bytes")),
			FWCTL_U8(5, "bytes_to_read", FWCTL_RANGE(1, 254),
				 FWCTL_UNIT("bytes"), FWCTL_PRESET(5),
				 FWCTL_ANSWER_FROM(2))),
		.response = FWCTL_MSG(2, 256,
			FWCTL_LE16(0, "next_record_id"),
			FWCTL_BYTES(2, 0, "record_data")),
	},
	{
		/* Tells when something happened last: administrators */
		.name = "get-sel-info",
		.summary = "Get SEL Info (IPMI 2.0, 31.2)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x40),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(14, 14,
			FWCTL_BITS(0, 1, 0, 4, "sel_version_major"),
			FWCTL_BITS(0, 1, 4, 4, "sel_version_minor"),
			FWCTL_LE16(1, "entries"),
			FWCTL_LE16(3, "free_space", FWCTL_UNIT("bytes")),
			FWCTL_LE32(5, "most_recent_addition", FWCTL_UNIT("s")),
			FWCTL_LE32(9, "most_recent_erase", FWCTL_UNIT("s")),
			FWCTL_BITS(13, 1, 0, 4, "operation_support",
				   FWCTL_FLAGS(0xf, sel_operations)),
			FWCTL_BITS(13, 1, 7, 1, "overflow")),
	},
	{
		/* Tells how many events there are: administrators */
		.name = "get-sel-allocation-info",
		.summary = "Get SEL Allocation Info (IPMI 2.0, 31.3)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x41),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_EMPTY,
		.response = FIELDS(9, 9, allocation_info),
	},
	{
		/* Cancels the reservation that somebody else has */
		.name = "reserve-sel",
		.summary = "Reserve SEL (IPMI 2.0, 31.4)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x42),
		.effect = FWCTL_EFFECT_RUNTIME,
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(2, 2,
			FWCTL_LE16(0, "reservation_id")),
	},
	{
		.name = "get-sel-entry",
		.summary = "Get SEL Entry, whole record (IPMI 2.0, 31.5)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x43),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(6, 6,
			FWCTL_LE16(0, "reservation_id"),
			FWCTL_LE16(2, "record_id",
				   FWCTL_SOURCE("get-sel-entry/next_record_id")),
			FWCTL_U8(4, "offset", FWCTL_FIXED(0)),
			FWCTL_U8(5, "bytes_to_read", FWCTL_FIXED(0xff))),
		.response = FWCTL_MSG(18, 18,
			FWCTL_LE16(0, "next_record_id"),
			FWCTL_RECORDS(2, 16, "record", FIELDS(3, 3, sel_header),
				      RECORD(0x02, "system_event", 16, 16,
					     system_event_record),
				      RECORDS(0xc0, 0xdf, "oem_timestamped", 16,
					      16, oem_timestamped_record),
				      RECORDS(0xe0, 0xff, "oem", 16, 16,
					      oem_record),
				      OTHER_RECORD("other", 16, 16,
						   oem_record))),
	},
	{
		.name = "get-sel-entry-part",
		.summary = "Get SEL Entry, part of a record (IPMI 2.0, 31.5)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x43),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(6, 6,
			FWCTL_LE16(0, "reservation_id"),
			FWCTL_LE16(2, "record_id",
				   FWCTL_SOURCE("get-sel-entry/next_record_id")),
			FWCTL_U8(4, "offset", FWCTL_RANGE(0, 15),
				 FWCTL_UNIT("bytes")),
			FWCTL_U8(5, "bytes_to_read", FWCTL_RANGE(1, 16),
				 FWCTL_UNIT("bytes"), FWCTL_PRESET(16),
				 FWCTL_ANSWER_FROM(2))),
		.response = FWCTL_MSG(2, 18,
			FWCTL_LE16(0, "next_record_id"),
			FWCTL_BYTES(2, 0, "record_data")),
	},
	{
		/* Needs a reservation, but leaves it, and the log, as they are */
		.name = "get-sel-erasure-status",
		.summary = "Clear SEL, get erasure status (IPMI 2.0, 31.9)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x47),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(6, 6,
			FWCTL_LE16(0, "reservation_id",
				   FWCTL_SOURCE("reserve-sel/reservation_id")),
			FWCTL_LE24(2, "clr", FWCTL_FIXED(CLR)),
			FWCTL_U8(5, "action", FWCTL_FIXED(0x00))),
		.response = FWCTL_MSG(1, 1,
			FWCTL_BITS(0, 1, 0, 4, "erasure_progress",
				   FWCTL_NAMED(erasure_progress))),
	},
	{
		/* Destroys evidence */
		.name = "clear-sel",
		.summary = "Clear SEL, initiate erase (IPMI 2.0, 31.9)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x47),
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_MSG(6, 6,
			FWCTL_LE16(0, "reservation_id",
				   FWCTL_SOURCE("reserve-sel/reservation_id")),
			FWCTL_LE24(2, "clr", FWCTL_FIXED(CLR)),
			FWCTL_U8(5, "action", FWCTL_FIXED(0xaa))),
		.response = FWCTL_MSG(1, 1,
			FWCTL_BITS(0, 1, 0, 4, "erasure_progress",
				   FWCTL_NAMED(erasure_progress))),
	},
	{
		.name = "get-sel-time",
		.summary = "Get SEL Time (IPMI 2.0, 31.10)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x48),
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,	/* a clock */
		.request = FWCTL_EMPTY,
		.response = FWCTL_MSG(4, 4,
			FWCTL_LE32(0, "time", FWCTL_UNIT("s"))),
	},
	{
		/* Entries to come cannot be told from those of another time */
		.name = "set-sel-time",
		.summary = "Set SEL Time (IPMI 2.0, 31.11)",
		.opcode = FWCTL_IPMI_OPCODE(STORAGE, 0x49),
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
		.effect = FWCTL_EFFECT_DISRUPTS,
		.request = FWCTL_MSG(4, 4,
			FWCTL_LE32(0, "time", FWCTL_UNIT("s"))),
		.response = FWCTL_EMPTY,
	},
	{
		.name = "get-lan-set-in-progress",
		.summary = "Get LAN Configuration, Set In Progress (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(0)),
		.response = FWCTL_MSG(2, 2,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 1, 0, 2, "set_in_progress",
				   FWCTL_NAMED(set_in_progress))),
	},
	{
		.name = "get-lan-auth-type-support",
		.summary = "Get LAN Configuration, Authentication Type Support (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(1)),
		.response = FWCTL_MSG(2, 2,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 1, 0, 6, "authentication_type_support",
				   FWCTL_FLAGS(0x37, authentication_types))),
	},
	{
		.name = "get-lan-auth-type-enables",
		.summary = "Get LAN Configuration, Authentication Type Enables (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(2)),
		.response = FWCTL_MSG(6, 6,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 1, 0, 6, "callback",
				   FWCTL_FLAGS(0x37, authentication_types)),
			FWCTL_BITS(2, 1, 0, 6, "user",
				   FWCTL_FLAGS(0x37, authentication_types)),
			FWCTL_BITS(3, 1, 0, 6, "operator",
				   FWCTL_FLAGS(0x37, authentication_types)),
			FWCTL_BITS(4, 1, 0, 6, "administrator",
				   FWCTL_FLAGS(0x37, authentication_types)),
			FWCTL_BITS(5, 1, 0, 6, "oem",
				   FWCTL_FLAGS(0x37, authentication_types))),
	},
	{
		.name = "get-lan-ip-address",
		.summary = "Get LAN Configuration, IP Address (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(3)),
		.response = FWCTL_MSG(5, 5,
			PARAMETER_REVISION,
			IPV4_ADDRESS("ip_address")),
	},
	{
		.name = "get-lan-ip-address-source",
		.summary = "Get LAN Configuration, IP Address Source (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(4)),
		.response = FWCTL_MSG(2, 2,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 1, 0, 4, "ip_address_source",
				   FWCTL_NAMED(ip_address_sources))),
	},
	{
		.name = "get-lan-mac-address",
		.summary = "Get LAN Configuration, MAC Address (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(5)),
		.response = FWCTL_MSG(7, 7,
			PARAMETER_REVISION,
			FWCTL_BYTES(1, 6, "mac_address")),
	},
	{
		.name = "get-lan-subnet-mask",
		.summary = "Get LAN Configuration, Subnet Mask (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(6)),
		.response = FWCTL_MSG(5, 5,
			PARAMETER_REVISION,
			IPV4_ADDRESS("subnet_mask")),
	},
	{
		.name = "get-lan-ipv4-header",
		.summary = "Get LAN Configuration, IPv4 Header Parameters (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(7)),
		.response = FWCTL_MSG(4, 4,
			PARAMETER_REVISION,
			FWCTL_U8(1, "time_to_live"),
			FWCTL_BITS(2, 1, 5, 2, "flags",
				   FWCTL_FLAGS(0x3, ipv4_flags)),
			FWCTL_BITS(3, 1, 1, 4, "type_of_service",
				   FWCTL_FLAGS(0xf, types_of_service)),
			FWCTL_BITS(3, 1, 5, 3, "precedence")),
	},
	{
		.name = "get-lan-primary-rmcp-port",
		.summary = "Get LAN Configuration, Primary RMCP Port Number (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(8)),
		.response = FWCTL_MSG(3, 3,
			PARAMETER_REVISION,
			FWCTL_LE16(1, "primary_rmcp_port")),
	},
	{
		.name = "get-lan-secondary-rmcp-port",
		.summary = "Get LAN Configuration, Secondary RMCP Port Number (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(9)),
		.response = FWCTL_MSG(3, 3,
			PARAMETER_REVISION,
			FWCTL_LE16(1, "secondary_rmcp_port")),
	},
	{
		.name = "get-lan-arp-control",
		.summary = "Get LAN Configuration, BMC-generated ARP Control (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(10)),
		.response = FWCTL_MSG(2, 2,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 1, 0, 2, "bmc_generated_arp_control",
				   FWCTL_FLAGS(0x3, arp_control))),
	},
	{
		.name = "get-lan-gratuitous-arp-interval",
		.summary = "Get LAN Configuration, Gratuitous ARP Interval (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(11)),
		.response = FWCTL_MSG(2, 2,
			PARAMETER_REVISION,
			/* counted from 0 */
			FWCTL_U8(1, "gratuitous_arp_interval",
				 FWCTL_SCALED("ms", 500, 1, 500))),
	},
	{
		.name = "get-lan-default-gateway",
		.summary = "Get LAN Configuration, Default Gateway Address (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(12)),
		.response = FWCTL_MSG(5, 5,
			PARAMETER_REVISION,
			IPV4_ADDRESS("default_gateway_address")),
	},
	{
		.name = "get-lan-default-gateway-mac",
		.summary = "Get LAN Configuration, Default Gateway MAC Address (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(13)),
		.response = FWCTL_MSG(7, 7,
			PARAMETER_REVISION,
			FWCTL_BYTES(1, 6, "default_gateway_mac_address")),
	},
	{
		.name = "get-lan-backup-gateway",
		.summary = "Get LAN Configuration, Backup Gateway Address (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(14)),
		.response = FWCTL_MSG(5, 5,
			PARAMETER_REVISION,
			IPV4_ADDRESS("backup_gateway_address")),
	},
	{
		.name = "get-lan-backup-gateway-mac",
		.summary = "Get LAN Configuration, Backup Gateway MAC Address (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(15)),
		.response = FWCTL_MSG(7, 7,
			PARAMETER_REVISION,
			FWCTL_BYTES(1, 6, "backup_gateway_mac_address")),
	},
	{
		.name = "get-lan-vlan-id",
		.summary = "Get LAN Configuration, 802.1q VLAN ID (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(20)),
		.response = FWCTL_MSG(3, 3,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 2, 0, 12, "vlan_id"),
			FWCTL_BITS(1, 2, 15, 1, "vlan_id_enable")),
	},
	{
		.name = "get-lan-vlan-priority",
		.summary = "Get LAN Configuration, 802.1q VLAN Priority (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(21)),
		.response = FWCTL_MSG(2, 2,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 1, 0, 3, "vlan_priority")),
	},
	{
		.name = "get-lan-cipher-suite-support",
		.summary = "Get LAN Configuration, Cipher Suite Entry Support (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(22)),
		.response = FWCTL_MSG(2, 2,
			PARAMETER_REVISION,
			FWCTL_BITS(1, 1, 0, 5, "cipher_suite_entry_count")),
	},
	{
		.name = "get-lan-cipher-suites",
		.summary = "Get LAN Configuration, Cipher Suite Entries (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(23)),
		.response = FWCTL_MSG(2, 18,
			PARAMETER_REVISION,
			FWCTL_ARRAY(2, 0, 1, "cipher_suite_ids",
				    FWCTL_U8(0, ""))),
	},
	{
		/* In the order of the cipher suite IDs */
		.name = "get-lan-cipher-suite-privileges",
		.summary = "Get LAN Configuration, Cipher Suite Privilege Levels (IPMI 2.0, 23.2)",
		.opcode = FWCTL_IPMI_OPCODE(TRANSPORT, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4, LAN_PARAMETER(24)),
		.response = FWCTL_MSG(10, 10,
			PARAMETER_REVISION,
			CIPHER_SUITE_PRIVILEGE(2, 0, 1),
			CIPHER_SUITE_PRIVILEGE(2, 4, 2),
			CIPHER_SUITE_PRIVILEGE(3, 0, 3),
			CIPHER_SUITE_PRIVILEGE(3, 4, 4),
			CIPHER_SUITE_PRIVILEGE(4, 0, 5),
			CIPHER_SUITE_PRIVILEGE(4, 4, 6),
			CIPHER_SUITE_PRIVILEGE(5, 0, 7),
			CIPHER_SUITE_PRIVILEGE(5, 4, 8),
			CIPHER_SUITE_PRIVILEGE(6, 0, 9),
			CIPHER_SUITE_PRIVILEGE(6, 4, 10),
			CIPHER_SUITE_PRIVILEGE(7, 0, 11),
			CIPHER_SUITE_PRIVILEGE(7, 4, 12),
			CIPHER_SUITE_PRIVILEGE(8, 0, 13),
			CIPHER_SUITE_PRIVILEGE(8, 4, 14),
			CIPHER_SUITE_PRIVILEGE(9, 0, 15),
			CIPHER_SUITE_PRIVILEGE(9, 4, 16)),
	},
	{
		/*
		 * What is done on a machine can be told from its power. Mode
		 * 02h averages over times that only Get DCMI Capabilities Info
		 * tells.
		 */
		.name = "get-power-reading",
		.summary = "Get Power Reading (DCMI 1.5, 6.6.1)",
		.opcode = FWCTL_IPMI_OPCODE(GROUP_EXTENSION, 0x02),
		.effect = FWCTL_EFFECT_NONE,
		.request = FWCTL_MSG(4, 4,
			FWCTL_U8(0, "group_extension", FWCTL_FIXED(0xdc)),
			FWCTL_U8(1, "mode", FWCTL_FIXED(0x01)),
			FWCTL_U8(2, "mode_attributes", FWCTL_FIXED(0))),
		.response = FWCTL_MSG(18, 18,
			FWCTL_U8(0, "group_extension"),
			FWCTL_LE16(1, "current_power", FWCTL_UNIT("W")),
			FWCTL_LE16(3, "minimum_power", FWCTL_UNIT("W")),
			FWCTL_LE16(5, "maximum_power", FWCTL_UNIT("W")),
			FWCTL_LE16(7, "average_power", FWCTL_UNIT("W")),
			FWCTL_LE32(9, "timestamp", FWCTL_UNIT("s")),
			FWCTL_LE32(13, "reporting_time_period",
				   FWCTL_UNIT("ms")),
			FWCTL_BITS(17, 1, 6, 1, "power_measurement_is_active")),
	},
};

const struct fwctl_table fwctl_ipmi_table = {
	.request_header = FWCTL_HEADER(4,
		FWCTL_BE16(0, "command", FWCTL_OPCODE),
		FWCTL_U8(2, "lun", FWCTL_RANGE(0, 3))),
	.response_header = FWCTL_HEADER(1,
		FWCTL_U8(0, "completion_code", FWCTL_STATUS,
			 FWCTL_NAMED(completion_codes))),
	.selectors = fwctl_ipmi_selectors,
	.nr_selectors = ARRAY_SIZE(fwctl_ipmi_selectors),
	.commands = fwctl_ipmi_commands,
	.nr_commands = ARRAY_SIZE(fwctl_ipmi_commands),
};
