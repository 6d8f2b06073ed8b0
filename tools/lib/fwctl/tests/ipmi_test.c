// SPDX-License-Identifier: GPL-2.0-only
/* What IPMI records mean */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attributes.h"
#include "driver_tables.h"
#include "tap.h"

#define NR(array) (sizeof(array) / sizeof((array)[0]))

static struct fwctl_description *desc;

/* Sensors */

/* M 6, B 0, 2 decimals, volts; lower and upper critical; "12V" */
#define VOLTAGE \
	"0500 51 01 2e  20 00 03 07 01 40 54 02 01 0412 0422 1212" \
	"00 04 00  00 06 00 00 00 00 e0" \
	"01 c9 0000 ff00 00 d7 00 00 b9 00 02 02 0000 00 c3 313256"
/* states of a power supply; "PSU " and a number from 3 on, for 2 sensors */
#define SHARED \
	"0600 51 02 1f  20 00 07 0a 81 40 40 08 6f 0f00 0f00 0f00" \
	"c0 00 00  02 83 00 00 00 00 00 00 c4 50535520"

static bool get(const char *hex, unsigned int index,
		struct fwctl_ipmi_sensor *sensor)
{
	__u8 buf[300];

	return fwctl_ipmi_get_sensor(buf, tap_unhex(hex, buf), index, sensor);
}

static void test_sensors(void)
{
	struct fwctl_ipmi_sensor s;
	__u8 buf[300];
	__u32 len, i;
	bool none = true;

	tap_ok(get(VOLTAGE, 0, &s), "a full record");
	tap_ok(s.record_id == 5 && s.record_type == 1 && s.owner == 0x20 &&
	       !s.lun && s.number == 3 && s.entity_id == 7 &&
	       s.entity_instance == 1 && s.type == 2 && s.reading_type == 1,
	       "what the sensor is");
	tap_ok(s.has_value && !s.percentage && s.base_unit == 4 && s.m == 6 &&
	       !s.b && s.r_exponent == -2 && !s.b_exponent, "its factors");
	tap_ok(s.readable_thresholds == 0x12 &&
	       s.thresholds[FWCTL_IPMI_UC] == 0xd7 &&
	       s.thresholds[FWCTL_IPMI_LC] == 0xb9, "its thresholds");
	tap_same(s.name, "12V", "its name");
	tap_ok(!get(VOLTAGE, 1, &s), "it shares with none");

	tap_ok(get(SHARED, 0, &s) && s.number == 7 && s.entity_instance == 1 &&
	       !s.has_value && !s.readable_thresholds, "a shared record");
	tap_same(s.name, "PSU 3", "the first's name");
	tap_ok(get(SHARED, 1, &s) && s.number == 8 && s.entity_instance == 2,
	       "the second's number and entity");
	tap_same(s.name, "PSU 4", "the second's name");
	tap_ok(!get(SHARED, 2, &s), "there is no third");

	tap_ok(get("0700 51 03 0f 21 02 09 22 01 0c 6f 52 1a 00 00 c3 44494d",
		   1, &s) && s.record_type == 3 && s.owner == 0x21 &&
	       s.lun == 2 && s.number == 10 && s.type == 0xc &&
	       s.reading_type == 0x6f, "an event-only record");
	tap_same(s.name, "DIMAB", "a name with letters for a number");

	len = tap_unhex(VOLTAGE, buf);
	buf[11] &= ~0x0c;
	tap_ok(fwctl_ipmi_get_sensor(buf, len, 0, &s) && !s.readable_thresholds,
	       "no threshold is readable where there are none");
	for (i = 0; i < len; i++)
		none = none && !fwctl_ipmi_get_sensor(buf, i, 0, &s);
	tap_ok(none, "no record that is cut short");
	buf[4] = 42;
	tap_ok(!fwctl_ipmi_get_sensor(buf, len, 0, &s),
	       "no record that says it is shorter than it must be");
	tap_unhex(VOLTAGE, buf);
	buf[47] = 0xdf;
	tap_ok(fwctl_ipmi_get_sensor(buf, len, 0, &s), "a name that is too long");
	tap_same(s.name, "12V", "as much of it as is there");
	buf[7] = 0xff;
	tap_ok(!fwctl_ipmi_get_sensor(buf, len, 0, &s), "no sensor FFh");
	buf[3] = 0x12;
	tap_ok(!fwctl_ipmi_get_sensor(buf, len, 0, &s), "not any record");
}

static const struct {
	const char *hex;	/* type/length byte and string */
	const char *text;
} strings[] = {
	{ "c0", "" },
	{ "c5 4120622020", "A b" },
	{ "c4 41004200", "A?B" },
	{ "c4 b043 1b5b", "°C?[" },
	{ "c3 8541ad", "?A\302\255" },
	{ "42 12ab", "12 -" },
	{ "43 cdef01", ".:,_01" },
	{ "83 29dca6", "IPMI" },
	{ "82 29dc", "IP" },
	{ "06 4100 ac20 3dd8", "A€?" },
	{ "04 2e20 4100", "?A" },
	{ "03 4100 42", "A" },
};

static void test_strings(void)
{
	struct fwctl_ipmi_sensor s;
	__u8 buf[300];
	__u32 at, len;
	size_t i;

	for (i = 0; i < NR(strings); i++) {
		tap_unhex(VOLTAGE, buf);
		at = 47;
		len = tap_unhex(strings[i].hex, buf + at);
		buf[4] = (__u8)(at + len - 5);
		fwctl_ipmi_get_sensor(buf, at + len, 0, &s);
		tap_same(s.name, strings[i].text, "string %s", strings[i].hex);
	}
}

/* Conversion */

static const struct {
	int m, b, r_exponent, b_exponent;
	unsigned int format, linearization;
	__u8 raw;
	const char *text;	/* NULL: there is none */
} values[] = {
	{ 1, 0, 0, 0, 0, 0, 42, "42" },
	{ 1, 0, 0, 0, 0, 0, 255, "255" },
	{ 1, 0, 0, 0, 1, 0, 0xfb, "-4" },
	{ 1, 0, 0, 0, 1, 0, 0xff, "0" },
	{ 1, 0, 0, 0, 1, 0, 0x7f, "127" },
	{ 1, 0, 0, 0, 2, 0, 0xfc, "-4" },
	{ 1, 0, 0, 0, 2, 0, 0x80, "-128" },
	{ 6, 0, -2, 0, 0, 0, 201, "12.06" },
	{ 16, 0, -3, 0, 0, 0, 207, "3.312" },
	{ 40, 1, 0, 2, 0, 0, 50, "2100" },
	{ 5, -2, -1, 0, 0, 0, 5, "2.3" },
	{ 5, -2, -1, 0, 0, 0, 0, "-0.2" },
	{ -512, 511, 7, 7, 0, 0, 1, "51099994880000000" },
	{ 511, -512, -8, -8, 0, 0, 255, "0.0013030499999488" },
	{ 0, 25, 0, 0, 0, 0, 200, "25" },
	{ 100, 0, 0, 0, 0, 1, 1, "4.60517" },
	{ 1, 0, 0, 0, 0, 1, 0, NULL },
	{ 1, 0, 0, 0, 0, 2, 100, "2" },
	{ 1, 0, 0, 0, 0, 3, 8, "3" },
	{ 1, 0, 0, 0, 0, 4, 1, "2.71828" },
	{ 1, 0, 0, 0, 0, 5, 3, "1000" },
	{ 1, 0, 0, 0, 0, 5, 255, NULL },
	{ 1, 0, 0, 0, 2, 6, 0xff, "0.5" },
	{ 1, 0, 0, 0, 0, 7, 8, "0.125" },
	{ 1, 0, 0, 0, 0, 7, 0, NULL },
	{ 1, 0, 0, 0, 2, 8, 0xf4, "144" },
	{ 1, 0, 0, 0, 2, 9, 0xfe, "-8" },
	{ 1, 0, 0, 0, 0, 10, 2, "1.41421" },
	{ 1, 0, 0, 0, 2, 10, 0xff, NULL },
	{ 1, 0, 0, 0, 2, 11, 0xe5, "-3" },
};

static void test_conversion(void)
{
	const double tiny = 1.0 / 1000000000;
	struct fwctl_ipmi_sensor s;
	char text[FWCTL_NUMBER_LEN];
	double value, want;
	bool good;
	size_t i;
	int n;

	for (i = 0; i < NR(values); i++) {
		s = (struct fwctl_ipmi_sensor){
			.has_value = true,
			.m = (__s16)values[i].m, .b = (__s16)values[i].b,
			.r_exponent = (__s8)values[i].r_exponent,
			.b_exponent = (__s8)values[i].b_exponent,
			.analog_data_format = (__u8)values[i].format,
			.linearization = (__u8)values[i].linearization,
		};
		snprintf(text, sizeof(text), "none");
		good = fwctl_ipmi_convert(&s, values[i].raw, &value, text);
		tap_same(text, values[i].text ? values[i].text : "none",
			 "conversion %zu", i);
		if (good && !values[i].linearization)
			tap_ok(value == strtod(text, NULL),
			       "conversion %zu: the same number", i);
	}
	s.has_value = false;
	tap_ok(!fwctl_ipmi_convert(&s, 1, &value, NULL), "no conversion");

	/* all factors, against the formula in floating point */
	good = true;
	srandom(1);
	for (n = 0; n < 200000; n++) {
		__u8 raw = (__u8)random();

		s = (struct fwctl_ipmi_sensor){
			.has_value = true,
			.m = (__s16)(random() % 1024 - 512),
			.b = (__s16)(random() % 1024 - 512),
			.r_exponent = (__s8)(random() % 16 - 8),
			.b_exponent = (__s8)(random() % 16 - 8),
			.analog_data_format = (__u8)(random() & 1 ? 2 : 0),
		};
		want = s.analog_data_format ? (__s8)raw : raw;
		want = (s.m * want + s.b * pow(10, s.b_exponent)) *
		       pow(10, s.r_exponent);
		good = good && fwctl_ipmi_convert(&s, raw, &value, text) &&
		       fabs(value - want) <= tiny * fabs(want) + tiny * tiny &&
		       value == strtod(text, NULL);
	}
	tap_ok(good, "any factors");
}

static const struct {
	bool percentage;
	unsigned int base, modification, modifier, rate;
	const char *text;
} units[] = {
	{ false, 0, 0, 0, 0, "" },
	{ false, 1, 0, 0, 0, "degrees C" },
	{ true, 0, 0, 0, 0, "percent" },
	{ true, 18, 0, 0, 0, "percent RPM" },
	{ false, 6, 1, 24, 0, "watts/hour" },
	{ false, 6, 2, 24, 0, "watts * hour" },
	{ false, 85, 0, 0, 3, "packets per s" },
	{ false, 255, 0, 0, 0, "unit 255" },
};

static void test_units(void)
{
	char text[FWCTL_IPMI_TEXT_LEN];
	size_t i;

	for (i = 0; i < NR(units); i++) {
		const struct fwctl_ipmi_sensor s = {
			.percentage = units[i].percentage,
			.base_unit = (__u8)units[i].base,
			.modifier_unit = (__u8)units[i].modifier,
			.unit_modification = (__u8)units[i].modification,
			.rate_unit = (__u8)units[i].rate,
		};

		fwctl_ipmi_format_unit(desc, &s, text);
		tap_same(text, units[i].text, "unit %s", units[i].text);
	}
}

/* States */

static const struct {
	unsigned int reading_type, type;
	const char *hex;
	const char *text;
} states[] = {
	{ 1, 1, "2a 40 00", "ok" },
	{ 1, 1, "2a 40 c0", "ok" },
	{ 1, 1, "2a 40", "ok" },
	{ 1, 1, "2a 40 01", "lower non-critical" },
	{ 1, 1, "2a 40 03", "lower critical" },
	{ 1, 1, "2a 40 07", "lower non-recoverable" },
	{ 1, 1, "2a 40 08", "upper non-critical" },
	{ 1, 1, "2a 40 18", "upper critical" },
	{ 1, 1, "2a 40 38", "upper non-recoverable" },
	{ 1, 1, "2a 60 18", "no reading" },
	{ 1, 1, "2a 00 18", "no reading" },
	{ 1, 1, "2a", "no reading" },
	{ 0x6f, 8, "00 40 00 80", "none" },
	{ 0x6f, 8, "00 40 03 00", "presence detected, failure detected" },
	{ 0x6f, 8, "00 40 03", "presence detected, failure detected" },
	{ 0x6f, 0xd, "00 40 01 01", "drive present, rebuild aborted" },
	{ 0x6f, 0x23, "00 40 01 01", "timer expired, timer interrupt" },
	{ 0x6f, 0xc0, "00 40 05 00", "state 0, state 2" },
	{ 0x03, 7, "00 40 02 00", "state asserted" },
	{ 0x0b, 9, "00 40 02", "redundancy lost" },
	{ 0x70, 9, "00 40 00 40", "state 14" },
};

static void test_states(void)
{
	struct fwctl_ipmi_reading reading;
	char text[FWCTL_IPMI_TEXT_LEN];
	unsigned int i, j, k, nr = 0;
	__u8 buf[8];

	for (i = 0; i < NR(states); i++) {
		const struct fwctl_ipmi_sensor s = {
			.reading_type = (__u8)states[i].reading_type,
			.type = (__u8)states[i].type,
		};

		fwctl_ipmi_get_reading(&s, buf, tap_unhex(states[i].hex, buf),
				       &reading);
		fwctl_ipmi_format_state(&s, &reading, text);
		tap_same(text, states[i].text, "type %02x %02x: %s",
			 states[i].reading_type, states[i].type,
			 states[i].hex);
	}
	/* no name begins or ends where another is expected */
	for (i = 0; i < 260; i++)
		for (j = 0; j < 260; j++)
			for (k = 0; k < 40; k++)
				nr += !!fwctl_ipmi_event_name(i, j, k);
	tap_ok(nr > 0 && !fwctl_ipmi_event_name(0x6f, 8, 8) &&
	       !fwctl_ipmi_event_name(0, 8, 0) &&
	       !fwctl_ipmi_event_name(0x6f, 1, 0),
	       "what the specification has no event for has no name");
}

/* Events */

static const struct {
	const char *hex;
	const char *source;	/* without knowing the sensor */
	const char *text;
	const char *known;	/* with VOLTAGE for its sensor, or NULL */
} events[] = {
	{ "0100 02 00f15365 2000 04 08 07 6f 01ffff",
	  "power supply #07h", "failure detected", NULL },
	{ "0100 02 00f15365 2000 04 08 07 6f a11234",
	  "power supply #07h",
	  "failure detected (data 2: 12h, data 3: 34h)", NULL },
	{ "0200 02 00f15365 2000 04 02 03 01 59d8d7",
	  "voltage #03h",
	  "upper critical going high (reading D8h (raw), threshold D7h (raw))",
	  "upper critical going high (reading 12.96 volts, threshold 12.9 volts)" },
	{ "0200 02 00f15365 2000 04 02 03 81 12ffb9",
	  "voltage #03h", "lower critical going low (threshold B9h (raw))",
	  "lower critical going low (threshold 11.1 volts)" },
	{ "0300 02 00f15365 3000 04 c1 99 70 03ffff",
	  "controller 30h: type C1h #99h", "event 3 of type 70h", NULL },
	{ "0300 02 00f15365 0100 04 0f 06 6f 02ffff",
	  "BIOS: system firmware progress #06h", "system firmware progress",
	  NULL },
	{ "0300 02 00f15365 4100 04 20 00 6f 01ffff",
	  "system management software: OS stop / shutdown #00h",
	  "run-time critical stop", NULL },
	{ "0400 c1 00f15365 57010a 010203040506", "-",
	  "record of type C1h, manufacturer 655703: 01 02 03 04 05 06", NULL },
	{ "0500 e0 000102030405060708090a0b0c", "-",
	  "record of type E0h: 00 01 02 03 04 05 06 07 08 09 0a 0b 0c", NULL },
};

static void test_events(void)
{
	struct fwctl_ipmi_event event;
	struct fwctl_ipmi_sensor s;
	char text[FWCTL_IPMI_TEXT_LEN];
	__u8 buf[32];
	size_t i;

	get(VOLTAGE, 0, &s);
	for (i = 0; i < NR(events); i++) {
		__u32 len = tap_unhex(events[i].hex, buf);

		tap_ok(len == 16 && fwctl_ipmi_get_event(buf, len, &event),
		       "event %zu", i);
		fwctl_ipmi_format_source(desc, &event, NULL, text);
		tap_same(text, events[i].source, "event %zu: source", i);
		fwctl_ipmi_format_event(desc, &event, NULL, text);
		tap_same(text, events[i].text, "event %zu: text", i);
		tap_ok(event.has_time == (event.record_type < 0xe0) &&
		       event.time == (event.has_time ? 0x6553f100 : 0) &&
		       event.deassertion == (event.event_type == 1 &&
					     event.event == 2),
		       "event %zu: time and direction", i);
		if (!events[i].known)
			continue;
		fwctl_ipmi_format_event(desc, &event, &s, text);
		tap_same(text, events[i].known, "event %zu: sensor known", i);
		fwctl_ipmi_format_source(desc, &event, &s, text);
		tap_same(text, "12V", "event %zu: sensor's name", i);
	}
	tap_ok(!fwctl_ipmi_get_event(buf, 15, &event), "an event cut short");

	fwctl_ipmi_format_time(1700000000, text);
	tap_same(text, "2023-11-14 22:13:20", "time");
	fwctl_ipmi_format_time(4294967294U, text);
	tap_same(text, "2106-02-07 06:28:14", "the last time");
	fwctl_ipmi_format_time(17, text);
	tap_same(text, "start + 17 s", "time before the clock is set");
	fwctl_ipmi_format_time(0xffffffff, text);
	tap_same(text, "unknown", "no time");
}

/* Inventories */

static void test_locator(void)
{
	static const char hex[] =
		"0900 51 11 0e 20 05 80 00 00 10 00 07 01 00 c3 465255";
	struct fwctl_ipmi_fru fru;
	__u8 buf[32];
	__u32 len = tap_unhex(hex, buf);

	tap_ok(fwctl_ipmi_get_fru(buf, len, &fru) && fru.id == 5,
	       "an inventory of the BMC");
	tap_same(fru.name, "FRU", "its name");
	tap_ok(!fwctl_ipmi_get_fru(buf, len - 1, &fru), "cut short");
	buf[7] = 0x88;
	tap_ok(!fwctl_ipmi_get_fru(buf, len, &fru), "of another LUN");
	buf[7] = 0;
	tap_ok(!fwctl_ipmi_get_fru(buf, len, &fru), "not a logical one");
	tap_unhex(hex, buf);
	buf[5] = 0x30;
	tap_ok(!fwctl_ipmi_get_fru(buf, len, &fru), "another controller's");
	tap_unhex(hex, buf);
	buf[6] = 0xff;
	tap_ok(!fwctl_ipmi_get_fru(buf, len, &fru), "none");
	tap_unhex(hex, buf);
	buf[3] = 1;
	tap_ok(!fwctl_ipmi_get_fru(buf, len, &fru), "a sensor");
}

/* The areas of an inventory, without checksums */
#define HEADER "01 00 01 03 06 0a 00 00 "
#define CHASSIS "01 02 17 c3414243 42 1234 81 a9 c1 00 00 00 "
#define BOARD \
	"01 03 00 08aedf c3 4d6667 c2 4e6d 00 c0 02 b1b2 c1 00 00 00 00 00 "
#define PRODUCT \
	"01 04 07 c4 4100 ac20 c0 c0 c0 c0 c0 c0 c2 4200 c1 " \
	"0000000000000000 0000000000 00 "
#define RECORDS "00 02 03 00 00 010203 c5 82 01 00 00 ff "

static const char fru_text[] =
	"chassis type=rack mount chassis\n"
	"chassis part_number=ABC\n"
	"chassis serial_number=1234\n"
	"chassis custom=I\n"
	"board manufacturing_date=2023-11-14 22:00\n"
	"board manufacturer=Mfg\n"
	"board product_name=Nm\n"
	"board serial_number=\n"
	"board part_number=\n"
	"board fru_file_id=b1 b2\n"
	"product manufacturer=A€\n"
	"product product_name=\n"
	"product part_number=\n"
	"product version=\n"
	"product serial_number=\n"
	"product asset_tag=\n"
	"product fru_file_id=\n"
	"product custom=B\n"
	"multirecord power_supply_information=type 00h, 3 bytes\n"
	"multirecord oem=type C5h, 1 bytes\n";

static void seal(__u8 *buf, __u32 len)
{
	__u8 sum = 0;
	__u32 i;

	for (i = 0; i < len - 1; i++)
		sum += buf[i];
	buf[len - 1] = (__u8)-sum;
}

static __u32 make_fru(__u8 *buf)
{
	__u32 len = tap_unhex(HEADER CHASSIS BOARD PRODUCT RECORDS, buf);
	__u32 at = 80;

	seal(buf, 8);
	seal(buf + 8, 16);
	seal(buf + 24, 24);
	seal(buf + 48, 32);
	buf[at + 3] = (__u8)-(1 + 2 + 3);
	seal(buf + at, 5);
	at += 8;
	buf[at + 3] = (__u8)-0xff;
	seal(buf + at, 5);
	return len;
}

static int note_item(void *ctx, const struct fwctl_ipmi_fru_item *item)
{
	char *text = ctx;

	sprintf(text + strlen(text), "%s %s=%s\n", item->area,
		item->name ? item->name : "!", item->text);
	return 0;
}

static int stop(void *ctx, const struct fwctl_ipmi_fru_item *item)
{
	(void)item;
	return ++*(int *)ctx == 3 ? -3 : 0;
}

static const struct {
	const char *what;
	int area;	/* to be sealed again */
	__u32 at;
	__u8 byte;
	const char *says;	/* that, and ... */
	const char *lacks;	/* not that */
} damages[] = {
	{ "header", -1, 6, 1, "header !=its checksum is wrong\n", "board" },
	{ "header's format", 0, 0, 2, "header !=its format is unknown\n",
	  "board" },
	{ "checksum", -1, 12, 'X', "chassis !=its checksum is wrong\n"
	  "chassis type=rack mount chassis\nchassis part_number=XBC\n", NULL },
	{ "format", 8, 8, 2, "chassis !=its format is unknown\nboard ",
	  "chassis type" },
	{ "no length", 8, 9, 0, "chassis !=it has no length\nboard ",
	  "chassis type" },
	{ "length beyond all", -1, 49, 200,
	  "product !=it is cut short\nproduct manufacturer=A", NULL },
	{ "field beyond all", 24, 30, 0xff,
	  "board !=its fields have no end\nproduct ", "board manufacturer" },
	{ "no end of fields", 8, 20, 0xc2,
	  "chassis !=its fields have no end\nboard ", NULL },
	{ "area beyond all", 0, 3, 200, "board !=it is not there\nproduct ",
	  "board manufacturer" },
	{ "no area", 0, 3, 0, "chassis custom=I\nproduct ", "board" },
	{ "record's header", -1, 82, 9,
	  "multirecord !=the checksum of a record's header is wrong\n",
	  "power" },
	{ "record's checksum", -1, 86, 9,
	  "bytes\nmultirecord !=a record's checksum is wrong\nmultirecord oem",
	  NULL },
	{ "records beyond all", 0, 5, 255, "multirecord !=it is cut short\n",
	  "power" },
	{ "chassis type", 8, 10, 0x80, "chassis type=type 80h\n", NULL },
};

static void test_fru(void)
{
	__u32 len, need, at, i;
	char text[4096] = "";
	__u8 buf[256];
	int count = 0;
	bool good = true;

	len = make_fru(buf);
	tap_ok(!fwctl_ipmi_decode_fru(buf, len, note_item, text),
	       "an inventory");
	tap_same(text, fru_text, "all of its fields");
	tap_ok(fwctl_ipmi_decode_fru(buf, len, stop, &count) == -3 &&
	       count == 3, "a visitor can stop");

	/* as a reader goes on, a bit at a time */
	for (at = 0; (need = fwctl_ipmi_fru_need(buf, at)) > at; at++)
		good = good && need <= len;
	tap_ok(good && at == len, "what is in use");
	tap_ok(fwctl_ipmi_fru_need(buf, sizeof(buf)) == len,
	       "what is in use, when all is there");

	for (i = 0; i < NR(damages); i++) {
		int area = damages[i].area;

		make_fru(buf);
		buf[damages[i].at] = damages[i].byte;
		if (area >= 0)
			seal(buf + area, area == 24 ? 24 : area ? 16 : 8);
		text[0] = 0;
		fwctl_ipmi_decode_fru(buf, len, note_item, text);
		tap_ok(strstr(text, damages[i].says) &&
		       (!damages[i].lacks || !strstr(text, damages[i].lacks)),
		       "damage: %s", damages[i].what) ||
			(printf("# %s\n", text), 0);
	}
	text[0] = 0;
	fwctl_ipmi_decode_fru(buf, 7, note_item, text);
	tap_same(text, "header !=it is cut short\n", "half a header");
}

/* Anything at all: the sanitizers look on */

static bool is_text(const char *text)
{
	size_t len = strnlen(text, FWCTL_IPMI_TEXT_LEN);

	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return false;
	return len < FWCTL_IPMI_TEXT_LEN;
}

static int check_item(void *ctx, const struct fwctl_ipmi_fru_item *item)
{
	bool *good = ctx;
	__u32 sum = 0, i;

	/* touch what it says is there */
	for (i = 0; i < item->len; i++)
		sum += item->data[i];
	*good = *good && is_text(item->text) && sum <= item->len * 255;
	return 0;
}

static bool survive(const __u8 *bytes, __u32 len)
{
	/* in a block of its own, so that a byte too far is seen */
	__u8 *buf = malloc(len ? len : 1);
	struct fwctl_ipmi_reading reading;
	struct fwctl_ipmi_sensor s;
	struct fwctl_ipmi_event event;
	struct fwctl_ipmi_fru fru;
	char text[FWCTL_IPMI_TEXT_LEN];
	bool good = true;
	double value;
	unsigned int i;

	memcpy(buf, bytes, len);
	for (i = 0; fwctl_ipmi_get_sensor(buf, len, i, &s); i++) {
		good = good && i < 15 && is_text(s.name);
		fwctl_ipmi_format_unit(desc, &s, text);
		good = good && is_text(text);
		fwctl_ipmi_convert(&s, buf[len - 1], &value, text);
		fwctl_ipmi_get_reading(&s, buf, len, &reading);
		fwctl_ipmi_format_state(&s, &reading, text);
		good = good && is_text(text);
	}
	if (fwctl_ipmi_get_event(buf, len, &event)) {
		fwctl_ipmi_format_event(desc, &event, i ? &s : NULL, text);
		good = good && is_text(text);
		fwctl_ipmi_format_source(desc, &event, NULL, text);
		good = good && is_text(text);
		fwctl_ipmi_format_time(event.time, text);
	}
	if (fwctl_ipmi_get_fru(buf, len, &fru))
		good = good && is_text(fru.name);
	fwctl_ipmi_decode_fru(buf, len, check_item, &good);
	fwctl_ipmi_fru_need(buf, len);
	free(buf);
	return good;
}

static void test_hostile(void)
{
	static const char *const seeds[] = { VOLTAGE, SHARED, NULL };
	__u32 len, i, n;
	bool good = true;
	__u8 buf[4096];

	srandom(2);
	for (n = 0; n < 60000; n++) {
		const char *seed = seeds[n % NR(seeds)];

		len = seed ? tap_unhex(seed, buf) : make_fru(buf);
		if (n % 7 == 0)
			for (i = 0, len = (__u32)random() % 300; i < len; i++)
				buf[i] = (__u8)random();
		for (i = (__u32)random() % 4; i && len; i--)
			buf[(__u32)random() % len] = (__u8)random();
		/* so that what lies behind checksums is reached, too */
		if (!seed && n & 1)
			seal(buf, 8);
		if (n % 5 == 0)
			len = (__u32)random() % (len + 1);
		good = good && survive(buf, len);
	}
	tap_ok(good, "any bytes");
	good = true;
	len = make_fru(buf);
	for (i = 0; i <= len; i++)
		good = good && survive(buf, i);
	tap_ok(good, "an inventory of any length");
}

int main(void)
{
	desc = describe(&fwctl_ipmi_table);
	if (!tap_ok(desc, "the kernel's description"))
		return tap_done();
	test_sensors();
	test_strings();
	test_conversion();
	test_units();
	test_states();
	test_events();
	test_locator();
	test_fru();
	test_hostile();
	fwctl_put_description(desc);
	return tap_done();
}
