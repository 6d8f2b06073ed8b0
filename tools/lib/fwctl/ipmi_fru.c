// SPDX-License-Identifier: GPL-2.0-only
/*
 * IPMI: what is in an inventory
 *
 * Sections are those of the Platform Management FRU Information Storage
 * Definition 1.0, revision 1.3.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "internal.h"

enum {
	HEADER_LEN = 8,		/* common header (8) */
	UNIT = 8,		/* in which it counts */
	END_OF_FIELDS = 0xc1,	/* instead of a type/length byte (13) */
	RECORD_HEADER_LEN = 5,	/* (16.1) */
	RECORD_END = 0x80,	/* of the list, in byte 1 */
	MULTIRECORD = 5,	/* where the header has its place */
};

/**
 * struct area - What is in a kind of area
 * @name: what it is called
 * @at: where the header has its place
 * @fields_at: where its fields begin
 * @has_language: byte 2 is the language of its text
 * @fields: those that it must have, in order
 */
static const struct area {
	const char *name;
	__u8 at;
	__u8 fields_at;
	bool has_language;
	const char *fields[8];
} areas[] = {
	{
		/* (10) */
		.name = "chassis", .at = 2, .fields_at = 3,
		.fields = { "part_number", "serial_number" },
	}, {
		/* (11) */
		.name = "board", .at = 3, .fields_at = 6, .has_language = true,
		.fields = { "manufacturer", "product_name", "serial_number",
			    "part_number", "fru_file_id" },
	}, {
		/* (12) */
		.name = "product", .at = 4, .fields_at = 3,
		.has_language = true,
		.fields = { "manufacturer", "product_name", "part_number",
			    "version", "serial_number", "asset_tag",
			    "fru_file_id" },
	},
};

#define NR(array) (sizeof(array) / sizeof((array)[0]))

/* As SMBIOS has them (7.4.1), which (10) refers to */
static const char *const chassis_types[] = {
	NULL, "other", "unknown", "desktop", "low profile desktop", "pizza box",
	"mini tower", "tower", "portable", "laptop", "notebook", "hand held",
	"docking station", "all in one", "sub notebook", "space-saving",
	"lunch box", "main server chassis", "expansion chassis", "sub chassis",
	"bus expansion chassis", "peripheral chassis", "RAID chassis",
	"rack mount chassis", "sealed-case PC", "multi-system chassis",
	"compact PCI", "advanced TCA", "blade", "blade enclosure", "tablet",
	"convertible", "detachable", "IoT gateway", "embedded PC", "mini PC",
	"stick PC",
};

/* Table 16-2 */
static const char *const record_types[] = {
	"power_supply_information",
	"dc_output",
	"dc_load",
	"management_access_record",
	"base_compatibility_record",
	"extended_compatibility_record",
	"asf_fixed_smbus_device_record",
	"asf_legacy_device_alerts",
	"asf_remote_control",
	"extended_dc_output",
	"extended_dc_load",
};

struct reader {
	const __u8 *buf;
	__u32 len;
	fwctl_ipmi_fru_fn visit;
	void *ctx;
	int ret;
};

static void tell(struct reader *r, const char *area, const char *name,
		 const char *text, const __u8 *data, __u32 len)
{
	const struct fwctl_ipmi_fru_item item = {
		.area = area, .name = name, .text = text,
		.data = data, .len = len,
	};

	if (!r->ret)
		r->ret = r->visit(r->ctx, &item);
}

static void complain(struct reader *r, const char *area, const char *text)
{
	tell(r, area, NULL, text, r->buf, 0);
}

static __u8 sum(const __u8 *buf, __u32 len)
{
	__u8 result = 0;

	while (len--)
		result += *buf++;
	return result;
}

/* All bytes, the checksum included, add up to zero. */
static bool is_sound(const __u8 *buf, __u32 len)
{
	return !sum(buf, len);
}

static bool is_english(const struct area *area, const __u8 *buf)
{
	return !area->has_language || buf[2] == 0 || buf[2] == 25;
}

/* What comes before the fields: of a board, minutes since 1996 */
static void read_fixed(struct reader *r, const struct area *area,
		       const __u8 *buf)
{
	char text[FWCTL_IPMI_TEXT_LEN];
	__u32 minutes = buf[3] | buf[4] << 8 | (__u32)buf[5] << 16;
	time_t seconds = 820454400 + (time_t)minutes * 60;
	struct tm tm;

	if (area->at == 2) {
		if (buf[2] < NR(chassis_types) && chassis_types[buf[2]])
			snprintf(text, sizeof(text), "%s",
				 chassis_types[buf[2]]);
		else
			snprintf(text, sizeof(text), "type %02Xh", buf[2]);
		tell(r, area->name, "type", text, buf + 2, 1);
	} else if (area->at == 3 && minutes && gmtime_r(&seconds, &tm)) {
		strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &tm);
		tell(r, area->name, "manufacturing_date", text, buf + 3, 3);
	}
}

/* @len: up to the checksum, or to the end of what is there */
static void read_fields(struct reader *r, const struct area *area,
			const __u8 *buf, __u32 len)
{
	const enum ipmi_encoding encodings[] = {
		IPMI_BINARY, IPMI_BCD_PLUS, IPMI_6_BIT,
		is_english(area, buf) ? IPMI_LATIN_1 : IPMI_UNICODE,
	};
	char text[FWCTL_IPMI_TEXT_LEN];
	__u32 at = area->fields_at, i;

	for (i = 0; at < len; i++) {
		const char *name = i < NR(area->fields) ? area->fields[i] :
							  NULL;
		__u8 type = buf[at] >> 6;
		__u32 nr = buf[at] & 0x3f;

		if (buf[at] == END_OF_FIELDS)
			return;
		at++;
		if (nr > len - at)
			break;
		fwctl_ipmi_format_text(encodings[type], buf + at, nr, text);
		fwctl_ipmi_trim_text(text);
		tell(r, area->name, name ? name : "custom", text, buf + at, nr);
		at += nr;
	}
	complain(r, area->name, "its fields have no end");
}

static void read_area(struct reader *r, const struct area *area)
{
	__u32 start = r->buf[area->at] * UNIT, len;
	const __u8 *buf = r->buf + start;

	if (!start)
		return;
	if (start >= r->len || r->len - start < UNIT) {
		complain(r, area->name, "it is not there");
		return;
	}
	if ((buf[0] & 0xf) != 1) {
		complain(r, area->name, "its format is unknown");
		return;
	}
	len = buf[1] * UNIT;
	if (!len) {
		complain(r, area->name, "it has no length");
		return;
	}
	if (len > r->len - start) {
		complain(r, area->name, "it is cut short");
		len = r->len - start;
	} else if (!is_sound(buf, len)) {
		complain(r, area->name, "its checksum is wrong");
		len--;
	} else {
		len--;
	}
	read_fixed(r, area, buf);
	read_fields(r, area, buf, len);
}

/* Record headers end the list, or the next follows: it cannot go round. */
static void read_records(struct reader *r)
{
	static const char area[] = "multirecord";
	__u32 at = r->buf[MULTIRECORD] * UNIT;
	char text[FWCTL_IPMI_TEXT_LEN];
	const __u8 *header;

	if (!at)
		return;
	do {
		__u32 nr;
		const char *name;

		if (at > r->len || r->len - at < RECORD_HEADER_LEN) {
			complain(r, area, "it is cut short");
			return;
		}
		header = r->buf + at;
		if (!is_sound(header, RECORD_HEADER_LEN)) {
			complain(r, area, "the checksum of a record's header is wrong");
			return;
		}
		at += RECORD_HEADER_LEN;
		nr = header[2];
		if (nr > r->len - at) {
			complain(r, area, "it is cut short");
			return;
		}
		name = header[0] < NR(record_types) ?
		       record_types[header[0]] :
		       header[0] >= 0xc0 ? "oem" : "record";
		snprintf(text, sizeof(text), "type %02Xh, %u bytes", header[0],
			 nr);
		tell(r, area, name, text, header + RECORD_HEADER_LEN, nr);
		/* the record's checksum is in its header */
		if ((sum(header + RECORD_HEADER_LEN, nr) + header[3]) & 0xff)
			complain(r, area, "a record's checksum is wrong");
		at += nr;
	} while (!r->ret && !(header[1] & RECORD_END));
}

int fwctl_ipmi_decode_fru(const void *buf, size_t len, fwctl_ipmi_fru_fn visit,
			  void *ctx)
{
	struct reader r = {
		.buf = buf, .visit = visit, .ctx = ctx,
		.len = len > UINT32_MAX ? UINT32_MAX : (__u32)len,
	};
	__u32 i;

	if (r.len < HEADER_LEN) {
		complain(&r, "header", "it is cut short");
	} else if ((r.buf[0] & 0xf) != 1) {
		complain(&r, "header", "its format is unknown");
	} else if (!is_sound(r.buf, HEADER_LEN)) {
		complain(&r, "header", "its checksum is wrong");
	} else {
		for (i = 0; i < NR(areas); i++)
			read_area(&r, &areas[i]);
		read_records(&r);
	}
	return r.ret;
}

static __u32 larger(__u32 a, __u32 b)
{
	return a > b ? a : b;
}

__u32 fwctl_ipmi_fru_need(const void *buf, size_t len)
{
	const __u8 *b = buf;
	__u32 need = HEADER_LEN, i, at;

	if (len < HEADER_LEN || (b[0] & 0xf) != 1 || !is_sound(b, HEADER_LEN))
		return need;
	for (i = 0; i < NR(areas); i++) {
		at = b[areas[i].at] * UNIT;
		if (at)
			need = larger(need, at + (at + 1 < len ? b[at + 1] : 1) *
					    UNIT);
	}
	at = b[MULTIRECORD] * UNIT;
	while (at) {
		const __u8 *header = b + at;

		at += RECORD_HEADER_LEN;
		need = larger(need, at);
		if (at > len || !is_sound(header, RECORD_HEADER_LEN))
			break;
		at += header[2];
		need = larger(need, at);
		if (header[1] & RECORD_END)
			break;
	}
	return need;
}
