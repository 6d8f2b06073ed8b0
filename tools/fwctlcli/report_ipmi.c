// SPDX-License-Identifier: GPL-2.0-only
/*
 * report: sensors, event log and inventories of a BMC
 *
 * What the records mean is known to libfwctl. The commands are those of the
 * description, most of them sent already: for a request that was, the answer is
 * the one that came then.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

/* Completion codes (table 5-2) */
enum {
	RESERVATION_CANCELED = 0xc5,
	LENGTH_INVALID = 0xc7,
	LENGTH_EXCEEDED = 0xc8,
	CANNOT_RETURN_SO_MUCH = 0xca,
	NOT_PRESENT = 0xcb,
};

/* Ends both chains of records */
#define NO_RECORD 0xffff

/* SDR header, and with the most that may follow it */
#define SDR_HEADER_LEN 5
#define SDR_MAX_LEN (SDR_HEADER_LEN + 255)

/* So much is asked for of what is read in pieces; every BMC can do that */
#define PIECE 16

/**
 * struct record - A sensor data record
 * @next: the next one
 * @len: bytes
 * @data: those, header included
 */
struct record {
	struct record *next;
	__u32 len;
	__u8 data[];
};

/**
 * struct sensor - A sensor
 * @record: where it is from
 * @sdr: what that says
 * @asked: @reading is what the BMC said
 * @reading: what it reads
 * @readable: a bit for each of the @thresholds that there are
 * @thresholds: raw, as they are now
 */
struct sensor {
	const struct record *record;
	struct fwctl_ipmi_sensor sdr;
	bool asked;
	struct fwctl_ipmi_reading reading;
	__u8 readable;
	__u8 thresholds[FWCTL_IPMI_NR_THRESHOLDS];
};

/**
 * struct event - An entry of the event log
 * @record: its 16 bytes
 * @entry: what they say
 * @sensor: whose event it is, or NULL
 */
struct event {
	const __u8 *record;
	struct fwctl_ipmi_event entry;
	const struct fwctl_ipmi_sensor *sensor;
};

/**
 * struct inventory - What a FRU device holds
 * @known: there is one
 * @fru: which one
 * @data: its bytes, as far as they are in use
 * @len: how many
 * @size: how many there are in all
 * @problem: why it is not, or not all, here; or NULL
 */
struct inventory {
	bool known;
	struct fwctl_ipmi_fru fru;
	__u8 *data;
	__u32 len;
	__u32 size;
	const char *problem;
};

struct ipmi {
	struct report *report;
	struct record *records;
	struct sensor *sensors;
	size_t nr_sensors;
	bool has_log;
	struct event *events;
	size_t nr_events;
	struct inventory inventories[255];
	/* records that could not be had, for want of a reservation or at all */
	unsigned int reserved;
	unsigned int broken;
};

/* --- Commands */

/* @...: names and numbers of arguments, NULL at the end */
static struct answer *ask(const struct ipmi *ipmi, const char *command, ...)
{
	const struct fwctl_command *cmd =
		fwctl_find_command(ipmi->report->desc, command);
	struct fwctl_arg args[4];
	struct answer *answer;
	const char *path;
	va_list list;
	size_t nr = 0;

	if (!cmd)
		return NULL;
	va_start(list, command);
	while (nr < sizeof(args) / sizeof(args[0]) &&
	       (path = va_arg(list, const char *))) {
		args[nr].path = path;
		args[nr++].value = format("%u", va_arg(list, unsigned int));
	}
	va_end(list);
	answer = report_ask(ipmi->report, cmd, args, nr);
	while (nr)
		free((char *)args[--nr].value);
	return answer;
}

/* What is behind the completion code of an answer that is a success */
static const __u8 *body(const struct ipmi *ipmi, const struct answer *answer,
			__u32 *len)
{
	__u32 header = ipmi->report->desc->response_header.max_len;

	if (!answer || !answer->ok || answer->transfer.out_len < header) {
		*len = 0;
		return NULL;
	}
	*len = answer->transfer.out_len - header;
	return (const __u8 *)answer->transfer.out + header;
}

static unsigned int le16(const __u8 *at)
{
	return at[0] | at[1] << 8;
}

/* Can fewer bytes help? */
static bool is_too_long(const struct answer *answer)
{
	return answer->status == LENGTH_INVALID ||
	       answer->status == LENGTH_EXCEEDED ||
	       answer->status == CANNOT_RETURN_SO_MUCH;
}

/* --- Sensor data records */

/*
 * A piece at a time. Behind offset 0 that needs a reservation (33.12), which
 * would cancel another user's; some BMCs do without.
 */
static bool read_pieces(struct ipmi *ipmi, unsigned int id, __u8 *buf,
			__u32 *len, unsigned int *next)
{
	unsigned int piece = PIECE, want;
	const struct answer *answer;
	const __u8 *data;
	__u32 whole, got;

	answer = ask(ipmi, "get-sdr-part", "record_id", id, "offset", 0,
		     "bytes_to_read", SDR_HEADER_LEN, NULL);
	data = body(ipmi, answer, &got);
	if (!data || got < 2 + SDR_HEADER_LEN)
		return false;
	*next = le16(data);
	memcpy(buf, data + 2, SDR_HEADER_LEN);
	whole = SDR_HEADER_LEN + buf[4];
	*len = SDR_HEADER_LEN;
	/* offsets have 8 bits */
	while (*len < whole && *len <= 0xff) {
		want = whole - *len < piece ? whole - *len : piece;
		answer = ask(ipmi, "get-sdr-part", "record_id", id,
			     "offset", *len, "bytes_to_read", want, NULL);
		if (!answer)
			return false;
		data = body(ipmi, answer, &got);
		if (data && got > 2) {
			got = got - 2 < want ? got - 2 : want;
			memcpy(buf + *len, data + 2, got);
			*len += got;
			continue;
		}
		if (!data && is_too_long(answer) && piece > 1) {
			piece /= 2;
			continue;
		}
		if (answer->status == RESERVATION_CANCELED)
			ipmi->reserved++;
		else
			ipmi->broken++;
		return true;
	}
	return true;
}

static bool read_record(struct ipmi *ipmi, unsigned int id, __u8 *buf,
			__u32 *len, unsigned int *next)
{
	const struct answer *answer = ask(ipmi, "get-sdr", "record_id", id,
					  NULL);
	const __u8 *data = body(ipmi, answer, len);

	if (data && *len >= 2) {
		*next = le16(data);
		*len = *len - 2 < SDR_MAX_LEN ? *len - 2 : SDR_MAX_LEN;
		memcpy(buf, data + 2, *len);
		return true;
	}
	/* the kernel takes no record that is malformed, but pieces of it */
	if (answer && ((answer->err && answer->err->errnum == EBADMSG) ||
		       (!answer->err && is_too_long(answer))))
		return read_pieces(ipmi, id, buf, len, next);
	return false;
}

static void take_record(struct ipmi *ipmi, const struct record *record)
{
	struct fwctl_ipmi_sensor sdr;
	struct fwctl_ipmi_fru fru;
	struct sensor *sensor;
	unsigned int i;

	if (fwctl_ipmi_get_fru(record->data, record->len, &fru)) {
		ipmi->inventories[fru.id].known = true;
		ipmi->inventories[fru.id].fru = fru;
	}
	for (i = 0; fwctl_ipmi_get_sensor(record->data, record->len, i, &sdr);
	     i++) {
		ipmi->sensors =
			check_memory(realloc(ipmi->sensors,
					     (ipmi->nr_sensors + 1) *
					     sizeof(*ipmi->sensors)));
		sensor = &ipmi->sensors[ipmi->nr_sensors++];
		memset(sensor, 0, sizeof(*sensor));
		sensor->record = record;
		sensor->sdr = sdr;
	}
}

/* Each record names the next; none is read twice. */
static void read_records(struct ipmi *ipmi)
{
	__u8 seen[(NO_RECORD + 1) / 8] = { 0 };
	struct record **end = &ipmi->records;
	unsigned int id = 0, next;
	__u8 buf[SDR_MAX_LEN];
	__u32 len;

	while (id != NO_RECORD && !(seen[id / 8] >> id % 8 & 1) &&
	       read_record(ipmi, id, buf, &len, &next)) {
		struct record *record = check_memory(malloc(sizeof(*record) +
							    len));

		seen[id / 8] |= 1 << id % 8;
		record->next = NULL;
		record->len = len;
		memcpy(record->data, buf, len);
		*end = record;
		end = &record->next;
		take_record(ipmi, record);
		id = next;
	}
}

/* --- Sensors */

/* The BMC reads its own; behind other controllers there is no way. */
static void read_sensor(struct ipmi *ipmi, struct sensor *sensor)
{
	const struct fwctl_ipmi_sensor *sdr = &sensor->sdr;
	const __u8 *data;
	__u32 len, i;

	sensor->readable = sdr->readable_thresholds;
	memcpy(sensor->thresholds, sdr->thresholds, sizeof(sdr->thresholds));
	/* event-only sensors have no reading */
	if (sdr->owner != FWCTL_IPMI_BMC || sdr->record_type == 3)
		return;
	data = body(ipmi, ask(ipmi, "get-sensor-reading",
			      "sensor_number", sdr->number,
			      "lun", sdr->lun, NULL), &len);
	if (data) {
		sensor->asked = true;
		fwctl_ipmi_get_reading(sdr, data, len, &sensor->reading);
	}
	if (!fwctl_ipmi_has_thresholds(sdr))
		return;
	/* which are readable, then the thresholds (35.9) */
	data = body(ipmi, ask(ipmi, "get-sensor-thresholds",
			      "sensor_number", sdr->number,
			      "lun", sdr->lun, NULL), &len);
	if (!data || len < 1 + FWCTL_IPMI_NR_THRESHOLDS)
		return;
	sensor->readable = data[0] & 0x3f;
	for (i = 0; i < FWCTL_IPMI_NR_THRESHOLDS; i++)
		sensor->thresholds[i] = data[1 + i];
}

/* --- Event log */

static const struct fwctl_ipmi_sensor *
find_sensor(const struct ipmi *ipmi, const struct fwctl_ipmi_event *entry)
{
	const struct fwctl_ipmi_sensor *best = NULL;
	size_t i;

	for (i = 0; entry->record_type == 2 && i < ipmi->nr_sensors; i++) {
		const struct fwctl_ipmi_sensor *sdr = &ipmi->sensors[i].sdr;

		/* of several records the full one, which can convert */
		if (sdr->owner == entry->owner && sdr->lun == entry->lun &&
		    sdr->number == entry->number && sdr->type == entry->type &&
		    (!best || sdr->record_type < best->record_type))
			best = sdr;
	}
	return best;
}

static void read_log(struct ipmi *ipmi)
{
	const struct row *row = report_row(ipmi->report, "get-sel-entry");
	struct answer *answer;
	struct event *event;
	const __u8 *data;
	__u32 len;

	if (!row || row->withheld)
		return;
	for (answer = row->answers; answer; answer = answer->next) {
		/* an empty one has no first entry */
		if (!answer->err && answer->status == NOT_PRESENT)
			answer->explained = true;
		ipmi->has_log = ipmi->has_log || answer->ok ||
				answer->explained;
		data = body(ipmi, answer, &len);
		ipmi->events = check_memory(realloc(ipmi->events,
						    (ipmi->nr_events + 1) *
						    sizeof(*event)));
		event = &ipmi->events[ipmi->nr_events];
		if (!data || len < 2 ||
		    !fwctl_ipmi_get_event(data + 2, len - 2, &event->entry))
			continue;
		event->record = data + 2;
		event->sensor = find_sensor(ipmi, &event->entry);
		ipmi->nr_events++;
	}
}

/* --- Inventories */

static __u32 needed(const struct inventory *inventory)
{
	__u32 need = fwctl_ipmi_fru_need(inventory->data, inventory->len);

	return need < inventory->size ? need : inventory->size;
}

/* As far as it is in use, whatever size the BMC gives it */
static void read_inventory(struct ipmi *ipmi, struct inventory *inventory)
{
	unsigned int piece = PIECE, want;
	const struct answer *answer;
	const __u8 *data;
	__u32 len;

	answer = ask(ipmi, "get-fru-inventory-area-info",
		     "fru_device_id", inventory->fru.id, NULL);
	data = body(ipmi, answer, &len);
	if (!data || len < 3) {
		inventory->problem = report_why_not(answer);
		return;
	}
	inventory->size = le16(data);
	if (data[2] & 1) {
		inventory->problem = "accessed by words, which is not carried";
		return;
	}
	inventory->data = check_memory(calloc(inventory->size + 1, 1));
	while (inventory->len < needed(inventory)) {
		want = needed(inventory) - inventory->len;
		want = want < piece ? want : piece;
		answer = ask(ipmi, "read-fru-data",
			     "fru_device_id", inventory->fru.id,
			     "fru_inventory_offset", inventory->len,
			     "count_to_read", want, NULL);
		data = body(ipmi, answer, &len);
		if (data && len && data[0] && data[0] <= len - 1) {
			len = data[0] < want ? data[0] : want;
			memcpy(inventory->data + inventory->len, data + 1, len);
			inventory->len += len;
			continue;
		}
		if (answer && !data && !answer->err && is_too_long(answer) &&
		    piece > 1) {
			piece /= 2;
			continue;
		}
		inventory->problem = report_why_not(answer);
		return;
	}
}

static void read_inventories(struct ipmi *ipmi)
{
	const struct row *row = report_row(ipmi->report, "read-fru-data");
	unsigned int id;
	bool located;

	if (!row)
		return;
	for (id = 0; id < 255; id++) {
		struct inventory *inventory = &ipmi->inventories[id];

		/* the BMC's own need not be in the repository */
		located = inventory->known;
		inventory->known = located || !id;
		inventory->fru.id = (__u8)id;
		if (inventory->known)
			read_inventory(ipmi, inventory);
		if (row->withheld || (!located && !inventory->data))
			inventory->known = false;
	}
}

/* --- All of it */

/* Rows whose answers are in the tables, as far as people care */
static void fold(struct report *report)
{
	static const char *const names[] = {
		"get-sdr", "get-sel-entry", "get-sensor-reading",
	};
	__u32 i, j;

	for (i = 0; i < report->desc->nr_commands; i++) {
		const struct fwctl_msg *msg = &report->rows[i].cmd->request;

		for (j = 0; j < msg->nr_fields; j++)
			if (msg->fields[j].source &&
			    !strncmp(msg->fields[j].source, "get-sdr/", 8))
				report->rows[i].folded = true;
		for (j = 0; j < sizeof(names) / sizeof(names[0]); j++)
			if (!strcmp(report->rows[i].cmd->name, names[j]))
				report->rows[i].folded = true;
	}
}

struct ipmi *ipmi_gather(struct report *report)
{
	struct ipmi *ipmi = check_memory(calloc(1, sizeof(*ipmi)));
	size_t i;

	ipmi->report = report;
	fold(report);
	read_records(ipmi);
	for (i = 0; i < ipmi->nr_sensors; i++)
		read_sensor(ipmi, &ipmi->sensors[i]);
	read_log(ipmi);
	read_inventories(ipmi);
	return ipmi;
}

void ipmi_free(struct ipmi *ipmi)
{
	struct record *record;
	unsigned int i;

	if (!ipmi)
		return;
	while ((record = ipmi->records)) {
		ipmi->records = record->next;
		free(record);
	}
	for (i = 0; i < 255; i++)
		free(ipmi->inventories[i].data);
	free(ipmi->sensors);
	free(ipmi->events);
	free(ipmi);
}

/* --- Text */

static const char *const columns[FWCTL_IPMI_NR_THRESHOLDS] = {
	[FWCTL_IPMI_LNC] = "LNC", [FWCTL_IPMI_LC] = "LC",
	[FWCTL_IPMI_LNR] = "LNR", [FWCTL_IPMI_UNC] = "UNC",
	[FWCTL_IPMI_UC] = "UC", [FWCTL_IPMI_UNR] = "UNR",
};

static char *value_cell(const struct sensor *sensor, __u8 raw)
{
	char text[FWCTL_NUMBER_LEN];
	double value;

	if (fwctl_ipmi_convert(&sensor->sdr, raw, &value, text))
		return format("%s", text);
	return format("%02Xh", raw);
}

/* "" in a column that no sensor uses */
static char *threshold_cell(const struct sensor *sensor, __u8 used,
			    unsigned int threshold)
{
	if (!(used >> threshold & 1))
		return format("%s", "");
	if (!sensor)
		return format("%s", columns[threshold]);
	if (!(sensor->readable >> threshold & 1))
		return format("-");
	return value_cell(sensor, sensor->thresholds[threshold]);
}

static char *reading_cell(const struct ipmi *ipmi, const struct sensor *sensor)
{
	char unit[FWCTL_IPMI_TEXT_LEN];
	char *value, *cell;

	if (!sensor->reading.available ||
	    (!sensor->sdr.has_value && !fwctl_ipmi_has_thresholds(&sensor->sdr)))
		return format("-");
	value = value_cell(sensor, sensor->reading.raw);
	fwctl_ipmi_format_unit(ipmi->report->desc, &sensor->sdr, unit);
	cell = format("%s%s%s", value,
		      sensor->sdr.has_value && unit[0] ? " " : "",
		      sensor->sdr.has_value ? unit : "");
	free(value);
	return cell;
}

static char *state_cell(const struct sensor *sensor)
{
	char state[FWCTL_IPMI_TEXT_LEN];

	if (sensor->sdr.owner != FWCTL_IPMI_BMC)
		return format("not the BMC's (%02Xh)", sensor->sdr.owner);
	fwctl_ipmi_format_state(&sensor->sdr, &sensor->reading, state);
	return format("%s", state);
}

/* What only has events is in the log. */
static bool is_shown(const struct sensor *sensor)
{
	return sensor->sdr.record_type != 3;
}

static void print_sensors(const struct ipmi *ipmi)
{
	struct table table = { .nr_columns = 9 };
	const struct sensor *sensor;
	__u8 used = 0;
	size_t i;

	for (i = 0; i < ipmi->nr_sensors; i++)
		if (is_shown(&ipmi->sensors[i]))
			used |= ipmi->sensors[i].readable;
	puts("\nSensors");
	for (i = 0; i <= ipmi->nr_sensors; i++) {
		/* the first line has the names of the columns */
		sensor = i ? &ipmi->sensors[i - 1] : NULL;
		if (sensor && !is_shown(sensor))
			continue;
		table_add(&table,
			  format("%s", sensor ? sensor->sdr.name : "NAME"),
			  sensor ? reading_cell(ipmi, sensor) : format("VALUE"),
			  sensor ? state_cell(sensor) : format("STATE"),
			  threshold_cell(sensor, used, FWCTL_IPMI_LNR),
			  threshold_cell(sensor, used, FWCTL_IPMI_LC),
			  threshold_cell(sensor, used, FWCTL_IPMI_LNC),
			  threshold_cell(sensor, used, FWCTL_IPMI_UNC),
			  threshold_cell(sensor, used, FWCTL_IPMI_UC),
			  threshold_cell(sensor, used, FWCTL_IPMI_UNR));
	}
	table_print(&table, "  ");
}

static void print_missing(const struct ipmi *ipmi)
{
	if (ipmi->reserved)
		printf("\nSensor data records missing: %u. This BMC hands them out in pieces,\n"
		       "for which an administrator has to take a reservation\n"
		       "(reserve-sdr-repository).\n",
		       ipmi->reserved);
	if (ipmi->broken)
		printf("\nSensor data records missing: %u, which cannot be read.\n",
		       ipmi->broken);
}

static const char *direction(const struct fwctl_ipmi_event *entry)
{
	if (entry->record_type != 2)
		return "";
	return entry->deassertion ? "deasserted" : "asserted";
}

static void print_log(const struct ipmi *ipmi)
{
	struct table table = { .nr_columns = 5 };
	char what[FWCTL_IPMI_TEXT_LEN], who[FWCTL_IPMI_TEXT_LEN];
	char when[FWCTL_NUMBER_LEN];
	size_t i;

	puts("\nEvent log");
	if (!ipmi->nr_events) {
		puts("  (empty)");
		return;
	}
	table_add(&table, format("ID"), format("TIME"), format("SENSOR"),
		  format("EVENT"), format("%s", ""));
	for (i = 0; i < ipmi->nr_events; i++) {
		const struct event *event = &ipmi->events[i];

		fwctl_ipmi_format_time(event->entry.time, when);
		fwctl_ipmi_format_source(ipmi->report->desc, &event->entry,
					 event->sensor, who);
		fwctl_ipmi_format_event(ipmi->report->desc, &event->entry,
					event->sensor, what);
		table_add(&table, format("%u", event->entry.record_id),
			  format("%s", event->entry.has_time ? when : "-"),
			  format("%s", who), format("%s", what),
			  format("%s", direction(&event->entry)));
	}
	table_print(&table, "  ");
}

static char *with_spaces(char *name)
{
	char *c;

	for (c = name; *c; c++)
		if (*c == '_')
			*c = ' ';
	return name;
}

static int print_field(void *ctx, const struct fwctl_ipmi_fru_item *item)
{
	struct table *table = ctx;
	char *label = format("%s:", item->area);

	if (!item->name) {
		table_add(table, label, format("(%s)", item->text));
	} else if (!strcmp(item->area, "multirecord")) {
		table_add(table, label,
			  with_spaces(format("%s, %s", item->name,
					     item->text)));
	} else if (!item->text[0]) {
		free(label);
	} else {
		free(label);
		/* the product's product_name is its name */
		label = strncmp(item->name, item->area, strlen(item->area)) ?
			format("%s %s:", item->area, item->name) :
			format("%s:", item->name);
		table_add(table, with_spaces(label), format("%s", item->text));
	}
	return 0;
}

static void print_inventory(const struct inventory *inventory)
{
	struct table table = { .nr_columns = 2 };

	printf("\nInventory %u%s%s\n", inventory->fru.id,
	       inventory->fru.name[0] ? ": " : "", inventory->fru.name);
	if (inventory->problem)
		printf("  (%s)\n", inventory->problem);
	if (inventory->len)
		fwctl_ipmi_decode_fru(inventory->data, inventory->len,
				      print_field, &table);
	table_print(&table, "  ");
}

void ipmi_print(const struct ipmi *ipmi)
{
	unsigned int i;

	if (ipmi->nr_sensors)
		print_sensors(ipmi);
	print_missing(ipmi);
	if (ipmi->has_log)
		print_log(ipmi);
	for (i = 0; i < 255; i++)
		if (ipmi->inventories[i].known)
			print_inventory(&ipmi->inventories[i]);
}

/* --- JSON: what is raw beside what it means */

/* Append an object to a list. */
static struct json_object *add_map(struct json_object *list)
{
	struct json_object *object = json_map();

	if (json_object_array_add(list, object))
		check_memory(NULL);
	return object;
}

/* raw, and value if there is a conversion */
static void add_raw(struct json_object *object, const struct sensor *sensor,
		    __u8 raw)
{
	char text[FWCTL_NUMBER_LEN];
	double value;

	json_add_uint(object, "raw", raw);
	if (fwctl_ipmi_convert(&sensor->sdr, raw, &value, text))
		json_add_number(object, "value", text);
}

static struct json_object *json_states(const struct sensor *sensor)
{
	struct json_object *list = json_list();
	struct json_object *state;
	unsigned int i;

	for (i = 0; i < 15; i++) {
		const char *name = fwctl_ipmi_state_name(&sensor->sdr, i);

		if (!(sensor->reading.states >> i & 1))
			continue;
		state = name ? json_object_new_string(name) :
			       json_object_new_uint64(i);
		json_object_array_add(list, check_memory(state));
	}
	return list;
}

static struct json_object *json_thresholds(const struct sensor *sensor)
{
	static const char *const names[FWCTL_IPMI_NR_THRESHOLDS] = {
		[FWCTL_IPMI_LNC] = "lower_non_critical",
		[FWCTL_IPMI_LC] = "lower_critical",
		[FWCTL_IPMI_LNR] = "lower_non_recoverable",
		[FWCTL_IPMI_UNC] = "upper_non_critical",
		[FWCTL_IPMI_UC] = "upper_critical",
		[FWCTL_IPMI_UNR] = "upper_non_recoverable",
	};
	struct json_object *map = json_map(), *object;
	unsigned int i;

	for (i = 0; i < FWCTL_IPMI_NR_THRESHOLDS; i++) {
		if (!(sensor->readable >> i & 1))
			continue;
		object = json_map();
		add_raw(object, sensor, sensor->thresholds[i]);
		json_add(map, names[i], object);
	}
	return map;
}

/* What the kernel calls a value of a record's field */
static void add_name(const struct ipmi *ipmi, struct json_object *object,
		     const char *name, const char *field, unsigned int number)
{
	const struct fwctl_command *cmd =
		fwctl_find_command(ipmi->report->desc, "get-sdr");

	json_add_name(object, name,
		      cmd ? fwctl_find_value_name(&cmd->response, field,
						  number) : NULL,
		      number);
}

static void add_sensor(const struct ipmi *ipmi, const struct sensor *sensor,
		       struct json_object *object)
{
	const struct fwctl_ipmi_sensor *sdr = &sensor->sdr;
	char unit[FWCTL_IPMI_TEXT_LEN];
	char *state = state_cell(sensor);

	json_add_uint(object, "record_id", sdr->record_id);
	json_add_uint(object, "owner", sdr->owner);
	json_add_uint(object, "lun", sdr->lun);
	json_add_uint(object, "number", sdr->number);
	json_add_string(object, "name", sdr->name);
	add_name(ipmi, object, "type", "sensor_type", sdr->type);
	add_name(ipmi, object, "entity", "entity_id", sdr->entity_id);
	json_add_uint(object, "entity_instance", sdr->entity_instance);
	if (is_shown(sensor)) {
		if (sensor->reading.available)
			add_raw(object, sensor, sensor->reading.raw);
		fwctl_ipmi_format_unit(ipmi->report->desc, sdr, unit);
		if (sdr->has_value && unit[0])
			json_add_string(object, "unit", unit);
		json_add_string(object, "state", state);
		if (sensor->reading.available)
			json_add(object, "states", json_states(sensor));
		if (sensor->readable)
			json_add(object, "thresholds", json_thresholds(sensor));
	}
	json_add(object, "record",
		 json_hex(sensor->record->data, sensor->record->len));
	free(state);
}

static void add_event(const struct ipmi *ipmi, const struct event *event,
		      struct json_object *object)
{
	const struct fwctl_description *desc = ipmi->report->desc;
	const struct fwctl_ipmi_event *entry = &event->entry;
	char text[FWCTL_IPMI_TEXT_LEN], when[FWCTL_NUMBER_LEN];

	json_add_uint(object, "record_id", entry->record_id);
	if (entry->has_time) {
		json_add_uint(object, "time", entry->time);
		fwctl_ipmi_format_time(entry->time, when);
		json_add_string(object, "time_text", when);
	}
	if (entry->record_type == 2) {
		fwctl_ipmi_format_source(desc, entry, event->sensor, text);
		json_add_string(object, "sensor", text);
		json_add_uint(object, "owner", entry->owner);
		json_add_uint(object, "lun", entry->lun);
		json_add_uint(object, "number", entry->number);
		add_name(ipmi, object, "type", "sensor_type", entry->type);
		json_add_string(object, "direction", direction(entry));
	}
	fwctl_ipmi_format_event(desc, entry, event->sensor, text);
	json_add_string(object, "event", text);
	json_add(object, "record", json_hex(event->record, 16));
}

/* Fields and what is wrong with them go to different lists. */
struct fru_lists {
	struct json_object *fields;
	struct json_object *problems;
};

static int add_field(void *ctx, const struct fwctl_ipmi_fru_item *item)
{
	struct fru_lists *lists = ctx;
	struct json_object *object;
	char *text;

	if (!item->name) {
		text = format("%s: %s", item->area, item->text);
		json_object_array_add(lists->problems,
				      check_memory(json_object_new_string(text)));
		free(text);
		return 0;
	}
	object = add_map(lists->fields);
	json_add_string(object, "area", item->area);
	json_add_string(object, "name", item->name);
	json_add_string(object, "value", item->text);
	json_add(object, "raw", json_hex(item->data, item->len));
	return 0;
}

static void add_inventory(const struct inventory *inventory,
			  struct json_object *object)
{
	struct fru_lists lists = { json_list(), json_list() };

	json_add_uint(object, "id", inventory->fru.id);
	json_add_string(object, "name", inventory->fru.name);
	json_add_uint(object, "size", inventory->size);
	if (inventory->problem)
		json_object_array_add(lists.problems,
				      check_memory(json_object_new_string(inventory->problem)));
	if (inventory->len)
		fwctl_ipmi_decode_fru(inventory->data, inventory->len,
				      add_field, &lists);
	json_add(object, "fields", lists.fields);
	json_add(object, "problems", lists.problems);
	json_add(object, "raw", json_hex(inventory->data, inventory->len));
}

void ipmi_add_json(const struct ipmi *ipmi, struct json_object *object)
{
	struct json_object *list = json_list();
	size_t i;

	for (i = 0; i < ipmi->nr_sensors; i++)
		add_sensor(ipmi, &ipmi->sensors[i], add_map(list));
	json_add(object, "sensors", list);
	if (ipmi->reserved || ipmi->broken)
		json_add_uint(object, "missing_records",
			      (__u64)ipmi->reserved + ipmi->broken);
	if (ipmi->has_log) {
		list = json_list();
		for (i = 0; i < ipmi->nr_events; i++)
			add_event(ipmi, &ipmi->events[i], add_map(list));
		json_add(object, "events", list);
	}
	list = json_list();
	for (i = 0; i < 255; i++)
		if (ipmi->inventories[i].known)
			add_inventory(&ipmi->inventories[i], add_map(list));
	json_add(object, "inventories", list);
}
