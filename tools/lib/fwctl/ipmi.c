// SPDX-License-Identifier: GPL-2.0-only
/*
 * IPMI: sensors and events
 *
 * Sections and tables are those of the IPMI 2.0 specification. What has names
 * in the kernel's description (sensor types, units) takes them from there.
 */
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "internal.h"

/* Event/reading type codes (table 42-1) */
#define THRESHOLD 0x01
#define SENSOR_SPECIFIC 0x6f

#define NAMES 16

/* Table 42-2, by event/reading type code */
static const char *const generic_events[][NAMES] = {
	[THRESHOLD] = {
		"lower non-critical going low",
		"lower non-critical going high",
		"lower critical going low",
		"lower critical going high",
		"lower non-recoverable going low",
		"lower non-recoverable going high",
		"upper non-critical going low",
		"upper non-critical going high",
		"upper critical going low",
		"upper critical going high",
		"upper non-recoverable going low",
		"upper non-recoverable going high",
	},
	[0x02] = {
		"transition to idle",
		"transition to active",
		"transition to busy",
	},
	[0x03] = { "state deasserted", "state asserted" },
	[0x04] = {
		"predictive failure deasserted",
		"predictive failure asserted",
	},
	[0x05] = { "limit not exceeded", "limit exceeded" },
	[0x06] = { "performance met", "performance lags" },
	[0x07] = {
		"transition to OK",
		"transition to non-critical from OK",
		"transition to critical from less severe",
		"transition to non-recoverable from less severe",
		"transition to non-critical from more severe",
		"transition to critical from non-recoverable",
		"transition to non-recoverable",
		"monitor",
		"informational",
	},
	[0x08] = { "device absent", "device present" },
	[0x09] = { "device disabled", "device enabled" },
	[0x0a] = {
		"transition to running",
		"transition to in test",
		"transition to power off",
		"transition to on line",
		"transition to off line",
		"transition to off duty",
		"transition to degraded",
		"transition to power save",
		"install error",
	},
	[0x0b] = {
		"fully redundant",
		"redundancy lost",
		"redundancy degraded",
		"non-redundant: sufficient from redundant",
		"non-redundant: sufficient from insufficient",
		"non-redundant: insufficient resources",
		"redundancy degraded from fully redundant",
		"redundancy degraded from non-redundant",
	},
	[0x0c] = {
		"D0 power state",
		"D1 power state",
		"D2 power state",
		"D3 power state",
	},
};

/* Table 42-3, by sensor type */
static const char *const specific_events[][NAMES] = {
	[0x05] = {
		"general chassis intrusion",
		"drive bay intrusion",
		"I/O card area intrusion",
		"processor area intrusion",
		"LAN leash lost",
		"unauthorized dock",
		"fan area intrusion",
	},
	[0x06] = {
		"secure mode (front panel lockout) violation attempt",
		"pre-boot password violation: user password",
		"pre-boot password violation: setup password",
		"pre-boot password violation: network boot password",
		"other pre-boot password violation",
		"out-of-band access password violation",
	},
	[0x07] = {
		"IERR",
		"thermal trip",
		"FRB1/BIST failure",
		"FRB2/hang in POST failure",
		"FRB3/processor startup/initialization failure",
		"configuration error",
		"SM BIOS uncorrectable CPU-complex error",
		"presence detected",
		"disabled",
		"terminator presence detected",
		"throttled",
		"uncorrectable machine check exception",
		"correctable machine check error",
	},
	[0x08] = {
		"presence detected",
		"failure detected",
		"predictive failure",
		"power supply input lost (AC/DC)",
		"power supply input lost or out-of-range",
		"power supply input out-of-range, but present",
		"configuration error",
		"power supply inactive",
	},
	[0x09] = {
		"power off/down",
		"power cycle",
		"240VA power down",
		"interlock power down",
		"AC lost",
		"soft-power control failure",
		"failure detected",
		"predictive failure",
	},
	[0x0c] = {
		"correctable ECC",
		"uncorrectable ECC",
		"parity",
		"memory scrub failed",
		"memory device disabled",
		"correctable ECC logging limit reached",
		"presence detected",
		"configuration error",
		"spare",
		"throttled",
		"critical overtemperature",
	},
	[0x0d] = {
		"drive present",
		"drive fault",
		"predictive failure",
		"hot spare",
		"parity check in progress",
		"in critical array",
		"in failed array",
		"rebuild in progress",
		"rebuild aborted",
	},
	[0x0f] = {
		"system firmware error (POST error)",
		"system firmware hang",
		"system firmware progress",
	},
	[0x10] = {
		"correctable memory error logging disabled",
		"event logging disabled",
		"log area reset/cleared",
		"all event logging disabled",
		"log full",
		"log almost full",
		"correctable machine check error logging disabled",
	},
	[0x11] = {
		"BIOS reset",
		"OS reset",
		"OS shut down",
		"OS power down",
		"OS power cycle",
		"OS NMI/diagnostic interrupt",
		"OS expired",
		"OS pre-timeout interrupt",
	},
	[0x12] = {
		"system reconfigured",
		"OEM system boot event",
		"undetermined system hardware failure",
		"entry added to auxiliary log",
		"PEF action",
		"timestamp clock sync",
	},
	[0x13] = {
		"NMI/diagnostic interrupt",
		"bus timeout",
		"I/O channel check NMI",
		"software NMI",
		"PCI PERR",
		"PCI SERR",
		"EISA fail safe timeout",
		"bus correctable error",
		"bus uncorrectable error",
		"fatal NMI",
		"bus fatal error",
		"bus degraded",
	},
	[0x14] = {
		"power button pressed",
		"sleep button pressed",
		"reset button pressed",
		"FRU latch",
		"FRU service",
	},
	[0x19] = { "soft power control failure", "thermal trip" },
	[0x1b] = { "connected", "configuration error" },
	[0x1d] = {
		"initiated by power up",
		"initiated by hard reset",
		"initiated by warm reset",
		"user requested PXE boot",
		"automatic boot to diagnostic",
		"OS initiated hard reset",
		"OS initiated warm reset",
		"system restart",
	},
	[0x1e] = {
		"no bootable media",
		"non-bootable disk in drive",
		"PXE server not found",
		"invalid boot sector",
		"timeout waiting for selection",
	},
	[0x1f] = {
		"A: boot completed",
		"C: boot completed",
		"PXE boot completed",
		"diagnostic boot completed",
		"CD-ROM boot completed",
		"ROM boot completed",
		"boot completed - device not specified",
		"installation started",
		"installation completed",
		"installation aborted",
		"installation failed",
	},
	[0x20] = {
		"error during system startup",
		"run-time critical stop",
		"OS graceful stop",
		"OS graceful shutdown",
		"PEF initiated soft shutdown",
		"agent not responding",
	},
	[0x21] = {
		"fault status",
		"identify status",
		"device installed",
		"ready for device installation",
		"ready for device removal",
		"slot power is off",
		"device removal request",
		"interlock",
		"slot is disabled",
		"spare device",
	},
	[0x22] = {
		"S0/G0: working",
		"S1: sleeping with system hw & processor context maintained",
		"S2: sleeping, processor context lost",
		"S3: sleeping, processor & hw context lost, memory retained",
		"S4: non-volatile sleep/suspend-to-disk",
		"S5/G2: soft-off",
		"S4/S5: soft-off",
		"G3: mechanical off",
		"sleeping in S1/S2/S3 state",
		"G1: sleeping",
		"S5: entered by override",
		"legacy on state",
		"legacy off state",
		[14] = "unknown",
	},
	[0x23] = {
		"timer expired",
		"hard reset",
		"power down",
		"power cycle",
		[8] = "timer interrupt",
	},
	[0x24] = {
		"platform generated page",
		"platform generated LAN alert",
		"platform event trap generated",
		"platform generated SNMP trap",
	},
	[0x25] = { "present", "absent", "disabled" },
	[0x27] = { "heartbeat lost", "heartbeat" },
	[0x28] = {
		"sensor access degraded or unavailable",
		"controller access degraded or unavailable",
		"management controller off-line",
		"management controller unavailable",
		"sensor failure",
		"FRU failure",
	},
	[0x29] = { "low", "failed", "presence detected" },
	[0x2a] = {
		"session activated",
		"session deactivated",
		"invalid username or password",
		"invalid password disable",
	},
	[0x2b] = {
		"hardware change detected",
		"firmware or software change detected",
		"hardware incompatibility detected",
		"firmware or software incompatibility detected",
		"invalid or unsupported hardware version",
		"invalid or unsupported firmware or software version",
		"hardware change success",
		"firmware or software change success",
	},
	[0x2c] = {
		"not installed",
		"inactive",
		"activation requested",
		"activation in progress",
		"active",
		"deactivation requested",
		"deactivation in progress",
		"communication lost",
	},
};

static const char *const threshold_states[FWCTL_IPMI_NR_THRESHOLDS] = {
	[FWCTL_IPMI_LNC] = "lower non-critical",
	[FWCTL_IPMI_LC] = "lower critical",
	[FWCTL_IPMI_LNR] = "lower non-recoverable",
	[FWCTL_IPMI_UNC] = "upper non-critical",
	[FWCTL_IPMI_UC] = "upper critical",
	[FWCTL_IPMI_UNR] = "upper non-recoverable",
};

#define NR(array) (sizeof(array) / sizeof((array)[0]))

const char *fwctl_ipmi_event_name(unsigned int event_type,
				  unsigned int sensor_type, unsigned int event)
{
	if (event >= NAMES)
		return NULL;
	if (event_type == SENSOR_SPECIFIC)
		return sensor_type < NR(specific_events) ?
		       specific_events[sensor_type][event] : NULL;
	return event_type < NR(generic_events) ?
	       generic_events[event_type][event] : NULL;
}

/* Append; what does not fit is left out. */
__attribute__((format(printf, 2, 3)))
static void append(char *buf, const char *format, ...)
{
	size_t len = strlen(buf);
	va_list args;

	va_start(args, format);
	vsnprintf(buf + len, FWCTL_IPMI_TEXT_LEN - len, format, args);
	va_end(args);
}

static __u16 le16(const __u8 *at)
{
	return (__u16)(at[0] | at[1] << 8);
}

/* Strings (43.15; section 13 of the FRU definition) */

/* Controls, half a pair of surrogates, and what changes what is around it */
static bool is_shown(__u32 c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return false;
	if ((c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f))
		return false;
	return (c < 0xd800 || c > 0xdfff) && c != 0xfeff && c < 0xfff0;
}

static char *put_utf8(char *to, __u32 c)
{
	if (!is_shown(c))
		c = '?';
	if (c < 0x80) {
		*to++ = (char)c;
		return to;
	}
	if (c < 0x800) {
		*to++ = (char)(0xc0 | c >> 6);
	} else {
		*to++ = (char)(0xe0 | c >> 12);
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
	}
	*to++ = (char)(0x80 | (c & 0x3f));
	return to;
}

void fwctl_ipmi_format_text(enum ipmi_encoding encoding, const __u8 *data,
			    __u32 len, char *buf)
{
	char *to = buf;
	__u32 i, nr;

	/* what a type/length byte can measure */
	if (len > 63)
		len = 63;
	switch (encoding) {
	case IPMI_BINARY:
		for (i = 0; i < len; i++)
			to += sprintf(to, "%s%02x", i ? " " : "", data[i]);
		break;
	case IPMI_BCD_PLUS:
		for (i = 0; i < len; i++) {
			*to++ = "0123456789 -.:,_"[data[i] >> 4];
			*to++ = "0123456789 -.:,_"[data[i] & 15];
		}
		break;
	case IPMI_6_BIT:
		/* the first character is in the lowest bits */
		nr = len * 8 / 6;
		for (i = 0; i < nr; i++) {
			__u32 bit = i * 6, pair = data[bit / 8];

			if (bit / 8 + 1 < len)
				pair |= (__u32)data[bit / 8 + 1] << 8;
			*to++ = (char)(0x20 + (pair >> bit % 8 & 0x3f));
		}
		break;
	case IPMI_LATIN_1:
		while (len && !data[len - 1])
			len--;
		for (i = 0; i < len; i++)
			to = put_utf8(to, data[i]);
		break;
	case IPMI_UNICODE:
		while (len >= 2 && !data[len - 1] && !data[len - 2])
			len -= 2;
		for (i = 0; i + 1 < len; i += 2)
			to = put_utf8(to, le16(data + i));
		break;
	}
	*to = 0;
}

void fwctl_ipmi_trim_text(char *buf)
{
	size_t len = strlen(buf);

	while (len && buf[len - 1] == ' ')
		buf[--len] = 0;
}

/* An ID string: its type/length byte is the last that all such records have. */
static void get_id_string(const __u8 *record, __u32 len, __u32 at, char *buf)
{
	static const enum ipmi_encoding encodings[] = {
		IPMI_UNICODE, IPMI_BCD_PLUS, IPMI_6_BIT, IPMI_LATIN_1,
	};
	__u32 room = len - at - 1, nr = record[at] & 0x1f;

	fwctl_ipmi_format_text(encodings[record[at] >> 6], record + at + 1,
			       nr < room ? nr : room, buf);
}

/* Sensors */

/* Bytes of each record's fixed part, which ends with the type/length byte */
enum {
	HEADER_LEN = 5,
	FULL_LEN = 48,
	COMPACT_LEN = 32,
	EVENT_ONLY_LEN = 17,
	LOCATOR_LEN = 16,
};

/* Two's complement of so many bits */
static int signed_bits(unsigned int value, unsigned int bits)
{
	return value >> (bits - 1) & 1 ? (int)value - (1 << bits) : (int)value;
}

static void get_factors(const __u8 *r, struct fwctl_ipmi_sensor *sensor)
{
	sensor->analog_data_format = r[20] >> 6;
	sensor->linearization = r[23] & 0x7f;
	sensor->m = (__s16)signed_bits(r[24] | (r[25] & 0xc0U) << 2, 10);
	sensor->b = (__s16)signed_bits(r[26] | (r[27] & 0xc0U) << 2, 10);
	sensor->r_exponent = (__s8)signed_bits(r[29] >> 4, 4);
	sensor->b_exponent = (__s8)signed_bits(r[29] & 0xf, 4);
	/* else it has no analog reading, or is non-linear */
	sensor->has_value = sensor->analog_data_format != 3 &&
			    sensor->linearization <= 0x0b;
}

static void get_thresholds(const __u8 *r, struct fwctl_ipmi_sensor *sensor)
{
	/* from upper non-recoverable to lower non-critical, each side alike */
	sensor->thresholds[FWCTL_IPMI_UNR] = r[36];
	sensor->thresholds[FWCTL_IPMI_UC] = r[37];
	sensor->thresholds[FWCTL_IPMI_UNC] = r[38];
	sensor->thresholds[FWCTL_IPMI_LNR] = r[39];
	sensor->thresholds[FWCTL_IPMI_LC] = r[40];
	sensor->thresholds[FWCTL_IPMI_LNC] = r[41];
	/* threshold access support: 0, the sensor has none */
	if (r[11] >> 2 & 3)
		sensor->readable_thresholds = r[18] & 0x3f;
}

/* One of several sensors that share a compact or event-only record */
static bool share(const __u8 *r, __u32 at, unsigned int index,
		  struct fwctl_ipmi_sensor *sensor)
{
	unsigned int nr = r[at] & 0xf;
	unsigned int number = (r[at + 1] & 0x7fU) + index;

	if (index >= (nr ? nr : 1) || sensor->number + index > 0xfe)
		return false;
	sensor->number += index;
	if (r[at + 1] & 0x80)
		sensor->entity_instance += index;
	if (nr <= 1) {
		fwctl_ipmi_trim_text(sensor->name);
		return true;
	}
	if ((r[at] >> 4 & 3) == 0)
		append(sensor->name, "%u", number);
	else if (number < 26)
		append(sensor->name, "%c", 'A' + number);
	else
		append(sensor->name, "%c%c", 'A' + number / 26 - 1,
		       'A' + number % 26);
	return true;
}

bool fwctl_ipmi_get_sensor(const void *record, size_t len, unsigned int index,
			   struct fwctl_ipmi_sensor *sensor)
{
	const __u8 *r = record;
	__u32 least;

	memset(sensor, 0, sizeof(*sensor));
	if (len < HEADER_LEN || len - HEADER_LEN < r[4])
		return false;
	len = HEADER_LEN + r[4];
	least = r[3] == 1 ? FULL_LEN : r[3] == 2 ? COMPACT_LEN :
		r[3] == 3 ? EVENT_ONLY_LEN : UINT32_MAX;
	if (len < least)
		return false;

	sensor->record_id = le16(r);
	sensor->record_type = r[3];
	sensor->owner = r[5];
	sensor->lun = r[6] & 3;
	sensor->number = r[7];
	sensor->entity_id = r[8];
	sensor->entity_instance = r[9] & 0x7f;
	get_id_string(r, (__u32)len, least - 1, sensor->name);
	if (sensor->number > 0xfe)
		return false;
	if (sensor->record_type == 3) {
		sensor->type = r[10];
		sensor->reading_type = r[11] & 0x7f;
		return share(r, 12, index, sensor);
	}
	sensor->type = r[12];
	sensor->reading_type = r[13] & 0x7f;
	sensor->percentage = r[20] & 1;
	sensor->unit_modification = r[20] >> 1 & 3;
	sensor->rate_unit = r[20] >> 3 & 7;
	sensor->base_unit = r[21];
	sensor->modifier_unit = r[22];
	if (sensor->record_type == 2)
		return share(r, 23, index, sensor);
	fwctl_ipmi_trim_text(sensor->name);
	get_factors(r, sensor);
	if (fwctl_ipmi_has_thresholds(sensor))
		get_thresholds(r, sensor);
	return !index;
}

bool fwctl_ipmi_has_thresholds(const struct fwctl_ipmi_sensor *sensor)
{
	return sensor->reading_type == THRESHOLD;
}

static const __s64 powers_of_10[] = {
	1LL, 10LL, 100LL, 1000LL, 10000LL, 100000LL, 1000000LL, 10000000LL,
	100000000LL, 1000000000LL, 10000000000LL, 100000000000LL,
	1000000000000LL, 10000000000000LL, 100000000000000LL,
	1000000000000000LL, 10000000000000000LL,
};

/* A number with so many decimals */
struct decimal {
	__s64 digits;
	int decimals;
};

static int raw_value(const struct fwctl_ipmi_sensor *sensor, __u8 raw)
{
	if (!(raw & 0x80) || !sensor->analog_data_format)
		return raw;
	return sensor->analog_data_format == 1 ? -(__u8)~raw : raw - 256;
}

/*
 * (M * raw + B * 10^b_exponent) * 10^r_exponent. The exponents are -8 to 7, so
 * that 64 bits have room for all digits.
 */
static struct decimal linear(const struct fwctl_ipmi_sensor *sensor, __u8 raw)
{
	int m_exponent = sensor->r_exponent;
	int b_exponent = sensor->r_exponent + sensor->b_exponent;
	struct decimal number = { 0 };

	if (-m_exponent > number.decimals)
		number.decimals = -m_exponent;
	if (-b_exponent > number.decimals)
		number.decimals = -b_exponent;
	number.digits = (__s64)sensor->m * raw_value(sensor, raw) *
			powers_of_10[m_exponent + number.decimals] +
			(__s64)sensor->b *
			powers_of_10[b_exponent + number.decimals];
	return number;
}

static double to_double(struct decimal number)
{
	return (double)number.digits / (double)powers_of_10[number.decimals];
}

/* Six digits; what has more than 15 before the point is no reading */
static bool from_double(double value, struct decimal *number)
{
	double size = fabs(value);

	if (!isfinite(value) || size >= 1e15)
		return false;
	number->decimals = 0;
	while (number->decimals < 15 &&
	       size * (double)powers_of_10[number->decimals] < 1e5)
		number->decimals++;
	number->digits = llround(value *
				 (double)powers_of_10[number->decimals]);
	return true;
}

/* Byte 24 of table 43-1 */
static double linearize(unsigned int formula, double value)
{
	switch (formula) {
	case 0x01:
		return log(value);
	case 0x02:
		return log10(value);
	case 0x03:
		return log2(value);
	case 0x04:
		return exp(value);
	case 0x05:
		return pow(10, value);
	case 0x06:
		return exp2(value);
	case 0x07:
		return value ? 1 / value : NAN;
	case 0x08:
		return value * value;
	case 0x09:
		return value * value * value;
	case 0x0a:
		return sqrt(value);
	default:
		return cbrt(value);
	}
}

static void format_decimal(struct decimal number, char *buf)
{
	__u64 size = number.digits < 0 ? -(__u64)number.digits :
					 (__u64)number.digits;
	__u64 one;

	for (; number.decimals && !(size % 10); size /= 10)
		number.decimals--;
	one = (__u64)powers_of_10[number.decimals];
	if (number.digits < 0)
		*buf++ = '-';
	buf += sprintf(buf, "%llu", (unsigned long long)(size / one));
	if (number.decimals)
		sprintf(buf, ".%0*llu", number.decimals,
			(unsigned long long)(size % one));
}

bool fwctl_ipmi_convert(const struct fwctl_ipmi_sensor *sensor, __u8 raw,
			double *value, char *text)
{
	struct decimal number;

	if (!sensor->has_value)
		return false;
	number = linear(sensor, raw);
	if (sensor->linearization &&
	    !from_double(linearize(sensor->linearization, to_double(number)),
			 &number))
		return false;
	*value = to_double(number);
	if (text)
		format_decimal(number, text);
	return true;
}

/* What the kernel calls a value of a sensor's or an event's field */
static const char *name_of(const struct fwctl_description *desc,
			   const char *field, __u64 number)
{
	const struct fwctl_command *cmd = fwctl_find_command(desc, "get-sdr");

	return cmd ? fwctl_find_value_name(&cmd->response, field, number) :
		     NULL;
}

static void append_unit(const struct fwctl_description *desc, __u8 unit,
			char *buf)
{
	const char *name = name_of(desc, "base_unit", unit);

	if (name)
		append(buf, "%s", name);
	else
		append(buf, "unit %u", unit);
}

void fwctl_ipmi_format_unit(const struct fwctl_description *desc,
			    const struct fwctl_ipmi_sensor *sensor, char *buf)
{
	const char *rate;

	buf[0] = 0;
	if (sensor->percentage)
		append(buf, "percent");
	if (sensor->base_unit) {
		append(buf, "%s", sensor->percentage ? " " : "");
		append_unit(desc, sensor->base_unit, buf);
	}
	if (sensor->unit_modification == 1 || sensor->unit_modification == 2) {
		append(buf, sensor->unit_modification == 1 ? "/" : " * ");
		append_unit(desc, sensor->modifier_unit, buf);
	}
	rate = sensor->rate_unit ?
	       name_of(desc, "rate_unit", sensor->rate_unit) : NULL;
	if (rate)
		append(buf, "%s%s", buf[0] ? " " : "", rate);
}

void fwctl_ipmi_get_reading(const struct fwctl_ipmi_sensor *sensor,
			    const void *data, size_t len,
			    struct fwctl_ipmi_reading *reading)
{
	const __u8 *bytes = data;

	memset(reading, 0, sizeof(*reading));
	if (len < 2)
		return;
	/* reading/state unavailable; sensor scanning enabled */
	reading->available = !(bytes[1] & 0x20) && bytes[1] & 0x40;
	if (!reading->available)
		return;
	reading->raw = bytes[0];
	if (len >= 3)
		reading->states = bytes[2];
	if (fwctl_ipmi_has_thresholds(sensor)) {
		reading->states &= 0x3f;
		return;
	}
	if (len >= 4)
		reading->states |= (__u16)((bytes[3] & 0x7f) << 8);
}

const char *fwctl_ipmi_state_name(const struct fwctl_ipmi_sensor *sensor,
				  unsigned int state)
{
	if (fwctl_ipmi_has_thresholds(sensor))
		return state < FWCTL_IPMI_NR_THRESHOLDS ?
		       threshold_states[state] : NULL;
	return fwctl_ipmi_event_name(sensor->reading_type, sensor->type, state);
}

void fwctl_ipmi_format_state(const struct fwctl_ipmi_sensor *sensor,
			     const struct fwctl_ipmi_reading *reading,
			     char *buf)
{
	static const __u8 worst_first[] = {
		FWCTL_IPMI_LNR, FWCTL_IPMI_UNR, FWCTL_IPMI_LC, FWCTL_IPMI_UC,
		FWCTL_IPMI_LNC, FWCTL_IPMI_UNC,
	};
	unsigned int i;

	buf[0] = 0;
	if (!reading->available) {
		append(buf, "no reading");
		return;
	}
	if (fwctl_ipmi_has_thresholds(sensor)) {
		for (i = 0; i < NR(worst_first) && !buf[0]; i++)
			if (reading->states >> worst_first[i] & 1)
				append(buf, "%s",
				       threshold_states[worst_first[i]]);
		if (!buf[0])
			append(buf, "ok");
		return;
	}
	for (i = 0; i < NAMES; i++) {
		const char *name = fwctl_ipmi_state_name(sensor, i);

		if (!(reading->states >> i & 1))
			continue;
		append(buf, "%s", buf[0] ? ", " : "");
		if (name)
			append(buf, "%s", name);
		else
			append(buf, "state %u", i);
	}
	if (!buf[0])
		append(buf, "none");
}

/* Events */

bool fwctl_ipmi_get_event(const void *record, size_t len,
			  struct fwctl_ipmi_event *event)
{
	const __u8 *r = record;
	__u32 oem = 3;

	memset(event, 0, sizeof(*event));
	if (len < 16)
		return false;
	event->record_id = le16(r);
	event->record_type = r[2];
	event->has_time = r[2] == 2 || (r[2] >= 0xc0 && r[2] <= 0xdf);
	if (event->has_time)
		event->time = le16(r + 3) | (__u32)le16(r + 5) << 16;
	if (event->record_type != 2) {
		if (event->has_time) {
			event->manufacturer_id = le16(r + 7) |
						 (__u32)r[9] << 16;
			oem = 10;
		}
		event->oem_len = (__u8)(16 - oem);
		memcpy(event->oem, r + oem, event->oem_len);
		return true;
	}
	event->owner = r[7];
	event->lun = r[8] & 3;
	event->type = r[10];
	event->number = r[11];
	event->event_type = r[12] & 0x7f;
	event->deassertion = r[12] & 0x80;
	event->event = r[13] & 0xf;
	memcpy(event->data, r + 13, sizeof(event->data));
	return true;
}

static void append_value(const struct fwctl_description *desc,
			 const struct fwctl_ipmi_sensor *sensor, __u8 raw,
			 const char *what, char *buf)
{
	char unit[FWCTL_IPMI_TEXT_LEN], number[FWCTL_NUMBER_LEN];
	double value;

	if (sensor && fwctl_ipmi_convert(sensor, raw, &value, number)) {
		fwctl_ipmi_format_unit(desc, sensor, unit);
		append(buf, "%s %s%s%s", what, number, unit[0] ? " " : "",
		       unit);
	} else {
		append(buf, "%s %02Xh (raw)", what, raw);
	}
}

/* What event data 2 and 3 add (table 29-6) */
static void append_data(const struct fwctl_description *desc,
			const struct fwctl_ipmi_event *event,
			const struct fwctl_ipmi_sensor *sensor, char *buf)
{
	bool has_2 = event->data[0] >> 6, has_3 = event->data[0] >> 4 & 3;

	if (event->event_type == THRESHOLD) {
		has_2 = event->data[0] >> 6 == 1;
		has_3 = (event->data[0] >> 4 & 3) == 1;
		if (has_2)
			append_value(desc, sensor, event->data[1], " (reading",
				     buf);
		if (has_3)
			append_value(desc, sensor, event->data[2],
				     has_2 ? ", threshold" : " (threshold",
				     buf);
	} else {
		has_2 = has_2 && event->data[1] != 0xff;
		has_3 = has_3 && event->data[2] != 0xff;
		if (has_2)
			append(buf, " (data 2: %02Xh", event->data[1]);
		if (has_3)
			append(buf, "%sdata 3: %02Xh", has_2 ? ", " : " (",
			       event->data[2]);
	}
	append(buf, "%s", has_2 || has_3 ? ")" : "");
}

void fwctl_ipmi_format_event(const struct fwctl_description *desc,
			     const struct fwctl_ipmi_event *event,
			     const struct fwctl_ipmi_sensor *sensor, char *buf)
{
	const char *name;
	unsigned int i;

	buf[0] = 0;
	if (event->record_type != 2) {
		append(buf, "record of type %02Xh", event->record_type);
		if (event->has_time)
			append(buf, ", manufacturer %u",
			       event->manufacturer_id);
		for (i = 0; i < event->oem_len; i++)
			append(buf, "%s%02x", i ? " " : ": ", event->oem[i]);
		return;
	}
	name = fwctl_ipmi_event_name(event->event_type, event->type,
				     event->event);
	if (name)
		append(buf, "%s", name);
	else
		append(buf, "event %u of type %02Xh", event->event,
		       event->event_type);
	append_data(desc, event, sensor, buf);
}

/* System software IDs (table 5-4), 16 of each */
static const char *const software[] = {
	"BIOS", "SMI handler", "system management software", "OEM software",
	"remote console software",
};

void fwctl_ipmi_format_source(const struct fwctl_description *desc,
			      const struct fwctl_ipmi_event *event,
			      const struct fwctl_ipmi_sensor *sensor, char *buf)
{
	const char *type = name_of(desc, "sensor_type", event->type);

	buf[0] = 0;
	if (event->record_type != 2) {
		append(buf, "-");
		return;
	}
	if (sensor && sensor->name[0]) {
		append(buf, "%s", sensor->name);
		return;
	}
	if (event->owner & 1)
		append(buf, "%s: ", event->owner >> 5 < (int)NR(software) ?
				    software[event->owner >> 5] : "software");
	else if (event->owner != FWCTL_IPMI_BMC)
		append(buf, "controller %02Xh: ", event->owner);
	if (type)
		append(buf, "%s", type);
	else
		append(buf, "type %02Xh", event->type);
	append(buf, " #%02Xh", event->number);
}

void fwctl_ipmi_format_time(__u32 time, char *buf)
{
	time_t seconds = time;
	struct tm tm;

	if (time == 0xffffffffU)
		snprintf(buf, FWCTL_NUMBER_LEN, "unknown");
	else if (time <= 0x20000000)
		snprintf(buf, FWCTL_NUMBER_LEN, "start + %u s", time);
	else if (gmtime_r(&seconds, &tm))
		strftime(buf, FWCTL_NUMBER_LEN, "%Y-%m-%d %H:%M:%S", &tm);
}

/* Inventories: where they are */

bool fwctl_ipmi_get_fru(const void *record, size_t len,
			struct fwctl_ipmi_fru *fru)
{
	const __u8 *r = record;

	memset(fru, 0, sizeof(*fru));
	if (len < HEADER_LEN || len - HEADER_LEN < r[4])
		return false;
	len = HEADER_LEN + r[4];
	/* a logical device of the BMC, at its LUN 0 */
	if (r[3] != 0x11 || len < LOCATOR_LEN || !(r[7] & 0x80) ||
	    (r[5] & 0xfe) != FWCTL_IPMI_BMC || r[7] >> 3 & 3 || r[6] > 0xfe)
		return false;
	fru->id = r[6];
	get_id_string(r, (__u32)len, LOCATOR_LEN - 1, fru->name);
	fwctl_ipmi_trim_text(fru->name);
	return true;
}
