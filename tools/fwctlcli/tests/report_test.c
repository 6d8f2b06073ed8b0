// SPDX-License-Identifier: GPL-2.0-only
/*
 * report on devices that are made up: a BMC with the kernel's own description,
 * and one with rows of every kind that a report runs or does not. What would
 * reach a device comes here instead (the linker's --wrap).
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attributes.h"
#include "cli.h"
#include "driver_tables.h"
#include "made_up.h"
#include "tap.h"
#include "wrap.h"

#define NR(array) (sizeof(array) / sizeof((array)[0]))

/* --- The devices */

enum { HEADER = 4 };

/* Rows that are run, and rows that are not */
static const struct fwctl_value only_two[] = { { 2, .name = "two" } };

#define ROW(_name, _opcode, ...) \
	{ .name = (_name), .opcode = (_opcode), .summary = "",		\
	  .effect = FWCTL_EFFECT_NONE, .audience = FWCTL_AUDIENCE_ANY,	\
	  __VA_ARGS__ }
#define ANSWER .response = FWCTL_MSG(1, 1, FWCTL_U8(0, "value"))

static const struct fwctl_command rows[] = {
	ROW("after", 1, .request = FWCTL_MSG(1, 1,
		FWCTL_U8(0, "id", FWCTL_SOURCE("list/ids"))), ANSWER),
	ROW("pairs", 2, .request = FWCTL_MSG(3, 3,
		FWCTL_U8(0, "id", FWCTL_SOURCE("records/id")),
		FWCTL_BE16(1, "size", FWCTL_SOURCE("records/size"))), ANSWER),
	ROW("list", 3, .request = FWCTL_EMPTY,
	    .response = FWCTL_MSG(0, 8,
		FWCTL_ARRAY(0, 0, 1, "ids", FWCTL_U8(0, "")))),
	ROW("records", 4, .request = FWCTL_EMPTY,
	    .response = FWCTL_MSG(0, 30,
		FWCTL_ARRAY(0, 0, 3, "entries", FWCTL_U8(0, "id"),
			    FWCTL_BE16(1, "size")))),
	ROW("chain", 5, .request = FWCTL_MSG(2, 2,
		FWCTL_LE16(0, "at", FWCTL_SOURCE("chain/next"))),
	    .response = FWCTL_MSG(2, 2, FWCTL_LE16(0, "next"))),
	ROW("loop", 6, .request = FWCTL_MSG(2, 2,
		FWCTL_LE16(0, "at", FWCTL_SOURCE("loop/next"))),
	    .response = FWCTL_MSG(2, 2, FWCTL_LE16(0, "next"))),
	ROW("ready", 7, .request = FWCTL_MSG(8, 9,
		FWCTL_U8(0, "fixed", FWCTL_FIXED(1)),
		FWCTL_U8(1, "preset", FWCTL_RANGE(1, 9), FWCTL_PRESET(3)),
		FWCTL_U8(2, "flags", FWCTL_MASK(0xf)),
		FWCTL_U8(3, "special"),
		FWCTL_U8(4, "admin", FWCTL_RANGE(0, 7), FWCTL_ADMIN),
		FWCTL_U8(5, "want", FWCTL_ANSWER_FROM(0)),
		FWCTL_U8(8, "optional", FWCTL_RANGE(0, 3))), ANSWER),
	ROW("range", 8, .request = FWCTL_MSG(1, 1,
		FWCTL_U8(0, "which", FWCTL_RANGE(0, 3))), ANSWER),
	ROW("named", 9, .request = FWCTL_MSG(1, 1,
		FWCTL_U8(0, "which", FWCTL_NAMED(only_two))), ANSWER),
	ROW("text", 10, .request = FWCTL_MSG(4, 4,
		FWCTL_STRING(0, 4, "key")), ANSWER),
	ROW("data", 11, .request = FWCTL_MSG(0, 4,
		FWCTL_BYTES(0, 0, "data")), ANSWER),
	ROW("dump", 12, .request = FWCTL_EMPTY,
	    .response = FWCTL_MSG(0, 4, FWCTL_VENDOR(0, 0, "data"))),
	{ .name = "write", .opcode = 13, .summary = "",
	  .effect = FWCTL_EFFECT_RUNTIME, .request = FWCTL_EMPTY, ANSWER },
	ROW("one", 14, .request = FWCTL_MSG(1, 1,
		FWCTL_U8(0, "which", FWCTL_FIXED(1))), ANSWER),
	ROW("rest", 14, .request = FWCTL_MSG(1, 1,
		FWCTL_U8(0, "which")), ANSWER),
	ROW("orphan", 15, .request = FWCTL_MSG(1, 1,
		FWCTL_U8(0, "id", FWCTL_SOURCE("nothing/id"))), ANSWER),
	ROW("hen", 16, .request = FWCTL_MSG(1, 1,
		FWCTL_U8(0, "id", FWCTL_SOURCE("egg/value"))), ANSWER),
	ROW("egg", 17, .request = FWCTL_MSG(1, 1,
		FWCTL_U8(0, "id", FWCTL_SOURCE("hen/value"))), ANSWER),
	ROW("refused", 18, .request = FWCTL_EMPTY, ANSWER),
	ROW("secret", 19, .request = FWCTL_EMPTY, ANSWER),
	ROW("broken", 20, .request = FWCTL_EMPTY, ANSWER),
	/* of the opcode of another, but not what that leaves */
	ROW("each", 21, .request = FWCTL_MSG(2, 2,
		FWCTL_U8(0, "which", FWCTL_FIXED(1)),
		FWCTL_U8(1, "id", FWCTL_SOURCE("list/ids"))), ANSWER),
	ROW("all", 21, .request = FWCTL_MSG(2, 2,
		FWCTL_U8(0, "which", FWCTL_FIXED(2)),
		FWCTL_U8(1, "id", FWCTL_FIXED(9))), ANSWER),
};

static const struct fwctl_selector selectors[] = { { 14, 0, 1, 0 } };

static const struct fwctl_table table = {
	.request_header = FWCTL_HEADER(HEADER, FWCTL_LE32(0, "opcode", FWCTL_OPCODE)),
	.response_header = FWCTL_HEADER(HEADER, FWCTL_LE32(0, "status", FWCTL_STATUS)),
	.selectors = selectors,
	.nr_selectors = NR(selectors),
	.commands = rows,
	.nr_commands = NR(rows),
};

/* A BMC, and how it behaves */
static struct {
	unsigned int calls;
	unsigned int gone_after;	/* calls; 0: never */
	unsigned int mute_after;
	unsigned int intr_after;
	bool nobody;
	bool pieces;			/* whole records are too long */
	bool reserved;			/* pieces need a reservation */
	bool malformed;			/* the kernel takes no second record */
	bool loops;			/* records go round */
	bool thresholds;		/* it can say what they are now */
	bool empty_log;
	bool random;
	unsigned int max_read;		/* of an inventory at once */
	unsigned int max_piece;		/* of a record */
} bmc;

static const struct fwctl_table *tables[10];
static char log_text[65536];

static const char *const sdrs[] = {
	/* a voltage with thresholds, a power supply's states, an inventory */
	"0000 51 01 2e  20 00 03 07 01 40 54 02 01 0412 0422 1212"
	"00 04 00  00 06 00 00 00 00 e0"
	"01 c9 0000 ff00 00 d7 00 00 b9 00 02 02 0000 00 c3 313256",
	"0100 51 02 1f  20 00 07 0a 81 40 40 08 6f 0f00 0f00 0f00"
	"c0 00 00  02 83 00 00 00 00 00 00 c4 50535520",
	"0200 51 11 0e 20 05 80 00 00 10 00 07 01 00 c3 465255",
	/* another controller's temperature */
	"0300 51 02 1e  72 00 09 0a 81 40 40 01 01 0f00 0f00 0f00"
	"c0 00 00  00 00 00 00 00 00 00 00 c3 53ff41",
};

static const char *const sels[] = {
	"0000 02 00f15365 2000 04 02 03 01 59d8d7",
	"0100 02 00f15365 2000 04 08 08 ef 00ffff",
	"0200 02 11000000 0100 04 0f 06 6f 02ffff",
};

/* Header, then a board with a name, a custom field and no more */
static const char fru_hex[] =
	"01 00 00 01 00 00 00 fe "
	"01 02 00 000000 c3414243 c0 c0 c0 c0 c1 b3 ";

static __u32 next_of(unsigned int at, unsigned int nr)
{
	if (at + 1 < nr)
		return at + 1;
	return bmc.loops ? 0 : 0xffff;
}

/* @in and @out: without headers. Return the completion code. */
static unsigned int answer_bmc(unsigned int opcode, const __u8 *in, __u8 *out,
			       __u32 *len)
{
	unsigned int id = in[2] | in[3] << 8, offset = in[4], count = in[5];
	__u8 record[300];
	__u32 size;

	switch (opcode) {
	case 0x042d:	/* Get Sensor Reading */
		if (in[0] == 3)
			*len = tap_unhex("d8 c0 10", out);
		else if (in[0] == 7)
			*len = tap_unhex("00 c0 03 00", out);
		else if (in[0] == 8)
			*len = tap_unhex("00 e0 03 00", out);
		else
			return 0xcb;
		return 0;
	case 0x0427:	/* Get Sensor Thresholds */
		*len = tap_unhex("18 00 00 00 c8 d8 00", out);
		return bmc.thresholds ? 0 : 0xc1;
	case 0x0a10:	/* Get FRU Inventory Area Info */
		*len = tap_unhex("0010 00", out);
		return in[0] == 5 ? 0 : 0xcb;
	case 0x0a11:	/* Read FRU Data */
		offset = in[1] | in[2] << 8;
		count = in[3];
		if (in[0] != 5)
			return 0xcb;
		if (bmc.max_read && count > bmc.max_read)
			return 0xca;
		memset(out + 1, 0, count);
		size = tap_unhex(fru_hex, record);
		if (offset < size)
			memcpy(out + 1, record + offset,
			       size - offset < count ? size - offset : count);
		out[0] = (__u8)count;
		*len = 1 + count;
		return 0;
	case 0x0a23:	/* Get SDR */
		if (id >= NR(sdrs))
			return 0xcb;
		size = tap_unhex(sdrs[id], record);
		if (count == 0xff && bmc.pieces)
			return 0xca;
		if (bmc.max_piece && count > bmc.max_piece && count != 5)
			return 0xca;
		if (offset && bmc.reserved)
			return 0xc5;
		if (offset > size)
			return 0xc9;
		out[0] = (__u8)next_of(id, NR(sdrs));
		out[1] = (__u8)(next_of(id, NR(sdrs)) >> 8);
		if (count > size - offset)
			count = size - offset;
		memcpy(out + 2, record + offset, count);
		*len = 2 + count;
		return 0;
	case 0x0a43:	/* Get SEL Entry */
		if (id >= NR(sels) || bmc.empty_log)
			return 0xcb;
		out[0] = (__u8)next_of(id, NR(sels));
		out[1] = (__u8)(next_of(id, NR(sels)) >> 8);
		*len = 2 + tap_unhex(sels[id], out + 2);
		return 0;
	}
	return 0xc1;
}

static unsigned int answer_rows(unsigned int opcode, const __u8 *in, __u8 *out,
				__u32 *len)
{
	*len = 1;
	out[0] = 42;
	switch (opcode) {
	case 3:
		*len = tap_unhex("01 07 ff 07 02", out);
		break;
	case 4:
		*len = tap_unhex("01 0010 02 0100", out);
		break;
	case 5:
		*len = tap_unhex(in[0] < 3 ? "0000" : "ffff", out);
		if (in[0] < 3)
			out[0] = (__u8)(in[0] + 1);
		break;
	case 6:
		*len = 2;
		out[0] = (__u8)((in[0] + 1) % 3);
		out[1] = 0;
		break;
	case 18:
		return 5;
	}
	return 0;
}

int __wrap_fwctl_call(struct fwctl_dev *dev, struct fwctl_transfer *call,
		      struct fwctl_error *err)
{
	const struct fwctl_table *of = *(const struct fwctl_table **)dev;
	bool is_bmc = of == &fwctl_ipmi_table;
	const __u8 *in = call->in;
	__u8 request[600] = { 0 }, out[600] = { 0 };
	unsigned int opcode, status, header = is_bmc ? 1 : HEADER;
	__u32 len = 0, i;

	if (++bmc.calls == bmc.gone_after)
		return fails(err, ENODEV, FWCTL_REASON_REMOVED);
	if (bmc.calls == bmc.intr_after) {
		raise(SIGTERM);
		return fails(err, EINTR, FWCTL_REASON_SIGNAL);
	}
	if (bmc.mute_after && bmc.calls >= bmc.mute_after)
		return fails(err, ETIMEDOUT, FWCTL_REASON_TIMEOUT);
	if (of == &fwctl_nvme_table || of == &fwctl_cxl_table)
		return made_up_call(of, call, err);
	opcode = is_bmc ? (unsigned int)(in[0] << 8 | in[1]) : in[0];
	memcpy(request, in + 4, call->in_len - 4);
	sprintf(log_text + strlen(log_text), "%x", opcode);
	for (i = 0; i < call->in_len - 4; i++)
		sprintf(log_text + strlen(log_text), " %02x", request[i]);
	strcat(log_text, "\n");
	if (bmc.nobody && (opcode == 0x0a43 || opcode == 0x0a11 || opcode == 19))
		return fails(err, EPERM, FWCTL_REASON_CAPABILITY);
	if (opcode == 20 || (bmc.malformed && opcode == 0x0a23 &&
			     request[2] == 1 && request[5] == 0xff))
		return fails(err, EBADMSG, FWCTL_REASON_RESPONSE);
	status = is_bmc ? answer_bmc(opcode, request, out + header, &len) :
			  answer_rows(opcode, request, out + header, &len);
	if (bmc.random && random() % 3) {
		len = (__u32)random() % 300;
		for (i = 0; i < len; i++)
			out[header + i] = (__u8)(random() % 4 ? random() : 0);
		status = random() % 20 ? 0 : (unsigned int)random() % 256;
		log_text[0] = 0;
	}
	out[0] = (__u8)status;
	len = status ? header : header + len;
	call->out_len = len < call->out_room ? len : call->out_room;
	memcpy(call->out, out, call->out_len);
	return 0;
}

/*
 * fwctl0 is the BMC, fwctl1 has the rows, fwctl2 is an NVMe controller, fwctl3 a
 * CXL memory device, others are none.
 */
int __wrap_fwctl_open(const char *name, struct fwctl_dev **dev,
		      struct fwctl_error *err)
{
	unsigned int i = (unsigned int)name[5] - '0';

	if (i >= NR(tables) || !tables[i])
		return fails(err, ENODEV, FWCTL_REASON_NONE);
	*dev = (struct fwctl_dev *)&tables[i];
	return 0;
}

void __wrap_fwctl_close(struct fwctl_dev *dev)
{
	(void)dev;
}

int __wrap_fwctl_describe(struct fwctl_dev *dev,
			  struct fwctl_description **result,
			  struct fwctl_error *err)
{
	const struct fwctl_table *of = *(const struct fwctl_table **)dev;

	(void)err;
	if (of == &fwctl_nvme_table || of == &fwctl_cxl_table) {
		*result = made_up_describe(of);
		return 0;
	}
	*result = describe(of);
	(*result)->type = of == &fwctl_ipmi_table ? FWCTL_DEVICE_TYPE_IPMI :
						    FWCTL_DEVICE_TYPE_SIM;
	return 0;
}

/* --- Reports */

static char *output, *errors;

/* Return the exit status; what was printed is in @output and @errors. */
static int report(bool json, char *first, char *second)
{
	char *names[2];
	const struct options options = {
		.json = json, .nr_args = 1 + !!second, .args = names,
	};
	FILE *old_out = stdout, *old_err = stderr;
	size_t out_size, err_size;
	int ret;

	names[0] = first;
	names[1] = second;
	free(output);
	free(errors);
	output = NULL;
	errors = NULL;
	bmc.calls = 0;
	log_text[0] = 0;
	stdout = open_memstream(&output, &out_size);
	stderr = open_memstream(&errors, &err_size);
	ret = cmd_report(&options);
	fclose(stdout);
	fclose(stderr);
	stdout = old_out;
	stderr = old_err;
	return ret;
}

static void restart(void)
{
	memset(&bmc, 0, sizeof(bmc));
}

static bool has(const char *text)
{
	return strstr(output, text);
}

/* Lines beginning with # are no results. */
static void shows(const char *text, const char *name)
{
	const char *line, *end;

	if (tap_ok(has(text), "%s", name))
		return;
	for (line = output; (end = strchr(line, '\n')); line = end + 1)
		tap_note("%.*s", (int)(end - line), line);
}

static void test_rows(void)
{
	restart();
	tap_ok(report(false, "fwctl1", NULL) == 0 && !errors[0],
	       "a device that no code knows");
	tap_same(log_text,
		 "3\n"
		 "4\n"
		 "5 00 00\n5 01 00\n5 02 00\n5 03 00\n"
		 "6 00 00\n6 01 00\n6 02 00\n"
		 "7 01 03 00 00 00 01 00 00\n"
		 "e 01\n12\n13\n14\n"
		 "15 01 01\n15 01 07\n15 01 02\n15 02 09\n"
		 "1 01\n1 07\n1 02\n"
		 "2 01 00 10\n2 02 01 00\n",
		 "what was sent, and in which order");
	tap_ok(has("\nafter id=7\n  value: 42\n") &&
	       has("\npairs id=2 size=256\n  value: 42\n") &&
	       has("\nlist\n  ids: 1, 7, 255, 7, 2\n"), "what is shown");
	tap_ok(has("\nnot answered: refused\n") && has("\nfailed: broken\n") &&
	       !has("administrators"), "what is not");
	bmc.nobody = true;
	tap_ok(report(false, "fwctl1", NULL) == 0 &&
	       has("\nfor administrators: secret\n"), "what is withheld");
	tap_ok(report(true, "fwctl1", NULL) == 0 &&
	       has("\"withheld\": [\n        \"secret\"\n      ]"),
	       "the same in JSON");
}

static const char sensors[] =
	"Sensors\n"
	"  NAME   VALUE        STATE                                LC    UC\n"
	"  12V    12.96 volts  upper critical                       11.1  12.9\n"
	"  PSU 3  -            presence detected, failure detected  -     -\n"
	"  PSU 4  -            no reading                           -     -\n"
	"  S\303\277A    -            not the BMC's (72h)                  -     -\n";

static const char events[] = {
	"\nEvent log\n"
	"  ID  TIME                 SENSOR                               EVENT\n"
	"  0   2023-11-14 22:13:20  12V                                  upper critical going high (reading 12.96 volts, threshold 12.9 volts)  asserted\n"
	"  1   2023-11-14 22:13:20  PSU 4                                presence detected                                                      deasserted\n"
	"  2   start + 17 s         BIOS: system firmware progress #06h  system firmware progress                                               asserted\n"
};

static const char fru[] =
	"\nInventory 5: FRU\n"
	"  board manufacturer:  ABC\n";

static void test_bmc(void)
{
	restart();
	tap_ok(report(false, "fwctl0", NULL) == 0 && !errors[0], "a BMC");
	shows(sensors, "its sensors");
	shows(events, "its event log");
	shows(fru, "its inventory");
	tap_ok(!has("\nget-sdr\n") && !has("\nget-sensor-reading ") &&
	       !has("\nget-sel-entry"), "none of that twice");
	tap_ok(!strstr(log_text, "a22") && !strstr(log_text, "a42") &&
	       !strstr(log_text, "a47"), "no reservation is taken");

	if (strstr(log_text, "\n427 ")) {
		bmc.thresholds = true;
		report(false, "fwctl0", NULL);
		shows("STATE                                UNC  UC\n"
		      "  12V    12.96 volts  upper critical                       12   12.96\n",
		      "thresholds as they are now");
	}
	bmc.empty_log = true;
	tap_ok(report(false, "fwctl0", NULL) == 0 &&
	       has("\nEvent log\n  (empty)\n") && !has("get-sel-entry"),
	       "an empty log");
	restart();
	bmc.nobody = true;
	tap_ok(report(false, "fwctl0", NULL) == 0 && has(sensors) &&
	       !has("Event log") && !has("Inventory") &&
	       has("\nfor administrators: read-fru-data, get-sel-entry\n"),
	       "what anybody may see");
}

static void test_pieces(void)
{
	restart();
	bmc.pieces = true;
	bmc.max_piece = 4;
	bmc.max_read = 3;
	tap_ok(report(false, "fwctl0", NULL) == 0 && has(sensors) && has(fru),
	       "records and inventory in small pieces");
	bmc.reserved = true;
	tap_ok(report(false, "fwctl0", NULL) == 0 && !has("Sensors") &&
	       has("records missing: 4. This BMC hands them out in pieces"),
	       "pieces that need a reservation");
	restart();
	bmc.malformed = true;
	tap_ok(report(false, "fwctl0", NULL) == 0 && has(sensors) &&
	       has("failed: get-sdr"), "a record that the kernel refuses");
	restart();
	bmc.loops = true;
	tap_ok(report(false, "fwctl0", NULL) == 0 && has(sensors) && has(fru),
	       "records that go round");
}

static void restart_made_up(void)
{
	restart();
	made_up_restart();
}

/* Columns one space apart, so that a line does not depend on others */
static void squeeze(char *text)
{
	char *to = text;

	for (; *text; text++)
		if (to == output || text[0] != ' ' || to[-1] != ' ')
			*to++ = *text;
	*to = 0;
}

/* Report it, and look for this in the text, squeezed, or in JSON. */
static void says(bool json, unsigned int device, const char *text,
		 const char *name)
{
	char of[] = "fwctlN";

	of[5] = (char)('0' + device);
	if (!tap_ok(report(json, of, NULL) == 0 && !errors[0], "%s: reported",
		    name))
		return;
	if (!json)
		squeeze(output);
	shows(text, name);
}

static const char nvme[] =
	"fwctl7: driver test, parent test.0\n"
	"\n"
	"Summary\n"
	"  health:               OK\n"
	"  temperature:          34 C (warning at 70 C)\n"
	"  temperature sensors:  1: 27 C, 3: -3 C\n"
	"  available spare:      100 % (threshold 10 %)\n"
	"  percentage used:      3 %\n"
	"  media errors:         5\n"
	"  error log entries:    42\n"
	"  unsafe shutdowns:     2\n"
	"  power cycles:         1,234,567\n"
	"  power-on time:        8,760 h\n"
	"  data read:            500.0 KiB (512,000 bytes)\n"
	"  data written:         137438953472000.0 QiB (174,224,571,863,520,493,293,247,799,005,065,324,264,960,000 bytes)\n"
	"  model:                Model \\x1bX\n"
	"  firmware:             FW1\n"
	"  firmware slot 1:      FW1, active\n"
	"  firmware slot 2:      FW2, active after a reset\n"
	"  capacity:             16.0 EiB (18,446,744,073,709,551,616 bytes)\n"
	"  unallocated:          1.5 KiB (1,536 bytes)\n"
	"\n"
	"Namespaces\n"
	"  ID  SIZE                                             CAPACITY                       IN USE                 BLOCK\n"
	"  1   64.0 MiB (67,108,864 bytes)                      64.0 MiB (67,108,352 bytes)    512 bytes              512 bytes\n"
	"  5   32.0 ZiB (37,778,931,862,957,161,709,568 bytes)  512.0 MiB (536,866,816 bytes)  4.0 KiB (4,096 bytes)  4096 bytes\n"
	"\n";

static void test_nvme(void)
{
	const char *log;

	restart_made_up();
	report(false, "fwctl2", NULL);
	shows(nvme, "an NVMe controller");
	tap_ok(!has("-273 C") && has("0 (not reported)"),
	       "a temperature that is not reported");
	log = strstr(output, "\neffects-log\n");
	shows("\neffects-log\n"
	      "  acs:\n"
	      "    [0]: csupp\n"
	      "    [9]: csupp|ncc|cse_alone_in_all_namespaces|csp_namespace\n"
	      "  iocs:\n"
	      "    [255]: csupp|lbcc|0x40000\n", "effects of commands");
	tap_ok(log && !strstr(log, "\nsmart-log\n") &&
	       has("\nsmart-log\n") && !has("\nfirmware-slot-log\n") &&
	       !has("\nactive-namespaces"), "in which order");
	says(true, 2, "\"summary\": {\n"
	     "        \"health\": \"ok\",\n"
	     "        \"warnings\": [\n        ],\n"
	     "        \"temperature_c\": 34,\n"
	     "        \"temperature_warning_c\": 70,\n"
	     "        \"temperature_sensors\": [\n"
	     "          {\n"
	     "            \"sensor\": 1,\n"
	     "            \"temperature_c\": 27\n"
	     "          },\n"
	     "          {\n"
	     "            \"sensor\": 3,\n"
	     "            \"temperature_c\": -3\n"
	     "          }\n"
	     "        ],\n"
	     "        \"available_spare_percent\": 100,\n"
	     "        \"available_spare_threshold_percent\": 10,\n"
	     "        \"percentage_used\": 3,\n"
	     "        \"media_errors\": 5,\n"
	     "        \"error_log_entries\": 42,\n"
	     "        \"unsafe_shutdowns\": 2,\n"
	     "        \"power_cycles\": 1234567,\n"
	     "        \"power_on_hours\": 8760,\n"
	     "        \"data_read_bytes\": 512000,\n"
	     "        \"data_written_bytes\": 174224571863520493293247799005065324264960000,\n"
	     "        \"model\": \"Model \\u001bX\",\n"
	     "        \"firmware_revision\": \"FW1\",\n"
	     "        \"firmware_active_slot\": 1,\n"
	     "        \"firmware_next_slot\": 2,\n"
	     "        \"firmware_slots\": [\n"
	     "          {\n"
	     "            \"slot\": 1,\n"
	     "            \"revision\": \"FW1\"\n"
	     "          },\n"
	     "          {\n"
	     "            \"slot\": 2,\n"
	     "            \"revision\": \"FW2\"\n"
	     "          }\n"
	     "        ],\n"
	     "        \"capacity_bytes\": 18446744073709551616,\n"
	     "        \"unallocated_bytes\": 1536,\n"
	     "        \"namespaces\": [\n"
	     "          {\n"
	     "            \"nsid\": 1,\n"
	     "            \"size_bytes\": 67108864,\n"
	     "            \"capacity_bytes\": 67108352,\n"
	     "            \"used_bytes\": 512,\n"
	     "            \"block_bytes\": 512\n"
	     "          },\n"
	     "          {\n"
	     "            \"nsid\": 5,\n"
	     "            \"size_bytes\": 37778931862957161709568,\n",
	     "the same in JSON");
}

static void test_nvme_health(void)
{
	static const struct {
		unsigned int at;
		__u64 value;
		const char *text;
		const char *json;
	} cases[] = {
		{ 0, 0x01, "health: not OK: spare\n",
		  "\"warning\",\n        \"warnings\": [\n          \"spare\"\n        ]" },
		{ 0, 0x3f, "not OK: spare, temperature, reliability, read only, backup, pmr\n",
		  "\"read_only\"" },
		{ 0, 0x80, "not OK: bits 0x80\n", "\"bits_0x80\"" },
		{ 6, 0x0c, "not OK: endurance group reliability, endurance group read only\n",
		  "\"endurance_group_read_only\"" },
		{ 1, 0, "temperature: not reported (warning at 70 C)\n",
		  "],\n        \"temperature_warning_c\"" },
		{ 1, 272, "temperature: -1 C (", "\"temperature_c\": -1," },
		{ 1, 65535, "temperature: 65,262 C (",
		  "\"temperature_c\": 65262," },
		/* of which the controller does not warn */
		{ 3, 9, "health: not OK: spare\n",
		  "\"health\": \"warning\"" },
		{ 3, 9, "spare: 9 % (below the threshold of 10 %)\n",
		  "\"available_spare_percent\": 9," },
		{ 3, 10, "spare: 10 % (threshold 10 %)\n",
		  "\"health\": \"ok\"" },
		{ 5, 255, "percentage used: 255 %\n",
		  "\"percentage_used\": 255," },
	};
	unsigned int size;
	size_t i;

	for (i = 0; i < NR(cases); i++) {
		restart_made_up();
		size = 1 + (cases[i].at == 1);
		put_le(made_up.smart + cases[i].at, cases[i].value, size);
		says(false, 2, cases[i].text, "health");
		says(true, 2, cases[i].json, "health, JSON");
	}
	restart_made_up();
	/* both what it warns of and what is below its threshold: once */
	made_up.smart[0] = 1;
	made_up.smart[3] = 0;
	says(false, 2, "not OK: spare\n", "health: once");
	put_le(made_up.id + 268, 273 + 100, 2);
	says(false, 2, "34 C (warning at 70 C, critical at 100 C)\n",
	     "both thresholds");
	put_le(made_up.id + 266, 0, 2);
	says(false, 2, "34 C (critical at 100 C)\n", "one threshold");
	memset(made_up.smart + 200, 0, 16);
	says(false, 2, "\n available spare:", "without sensors");
	tap_ok(!has("temperature sensors:"), "without sensors: no line");
	/* the kernel would not let this through */
	restart_made_up();
	made_up.smart_len = 3;
	says(false, 2, "temperature: 34 C (warning at 70 C)\n",
	     "cut short");
	shows("percentage used: not reported\n", "cut short: the rest");
	tap_ok(!has("available spare:"), "cut short: no spare");
}

static void test_nvme_lacks(void)
{
	restart_made_up();
	made_up.lacks = "smart-log";
	says(false, 2, "health: not reported by this device\n",
	     "without a SMART log");
	shows("\n model: ", "without a SMART log: the rest");
	says(true, 2, "\"health\": \"unknown\",\n        \"problems\": [\n          \"health: not reported by this device\"\n        ]",
	     "without a SMART log, JSON");
	tap_ok(!has("\"warnings\"") && !has("\"temperature_c\""),
	       "without a SMART log, JSON: no value");
	made_up.lacks = "identify-controller";
	says(false, 2, "model: not reported by this device\n",
	     "without an identity");
	shows("temperature: 34 C\n", "without thresholds");
	made_up.lacks = "firmware-slot-log";
	says(false, 2, "firmware slots: not reported by this device\n",
	     "without slots");
	made_up.lacks = "active-namespaces";
	says(false, 2, "namespaces: not reported by this device\n",
	     "without namespaces");
	made_up.lacks = NULL;

	made_up.fails = "smart-log";
	says(false, 2, "health: made up: Bad message\n",
	     "a SMART log that fails");
	shows("\nfailed: smart-log\n", "which is listed");
	made_up.fails = NULL;
	made_up.refuses = "smart-log";
	says(false, 2, "health: Invalid Field in Command\n",
	     "a SMART log that is refused");
	made_up.refuses = NULL;

	made_up.nobody = true;
	says(false, 2, "namespaces: for administrators\n",
	     "what anybody may see of a controller");
	shows("health: OK\n", "its health");
	tap_ok(!has("\nNamespaces\n") && !has("\nfailed:") &&
	       has("\nfor administrators: ") && has(" identify-namespace,"),
	       "namespaces are withheld");
	says(true, 2, "\"namespaces: for administrators\"",
	     "the same in JSON");

	restart_made_up();
	memset(made_up.id + 280, 0, 32);
	says(false, 2, "capacity: not reported\n",
	     "without a capacity");
	tap_ok(!has("unallocated:"), "nor what is left of it");
	made_up.slots[0] = 0x33;
	memset(made_up.slots + 8, 0, 16);
	says(false, 2, "\n firmware slot 3: (no revision), active\n",
	     "a slot without a revision");
	tap_ok(!has("firmware slot 1:"), "slots that are empty");
}

static void test_nvme_namespaces(void)
{
	restart_made_up();
	made_up.namespaces[0] = 0;
	says(false, 2, "namespaces: none\n", "no namespaces");
	restart_made_up();
	made_up.refuses = "identify-namespace";
	says(false, 2, "namespaces: Invalid Field in Command\n",
	     "namespaces that are refused");
	restart_made_up();
	/* 17 formats, of which the upper bits matter, too */
	made_up.namespace[0][25] = 16;
	made_up.namespace[0][26] = 0x20;
	made_up.namespace[0][128 + 16 * 4 + 2] = 10;
	says(false, 2, "\n 1 128.0 MiB (134,217,728 bytes) ",
	     "a format behind the first 16");
	/* none of that number; and not a size */
	made_up.namespace[0][26] = 0x21;
	says(false, 2, "unknown format\n", "a format that there is not");
	made_up.namespace[0][26] = 0;
	made_up.namespace[0][128 + 2] = 0;
	says(false, 2, "unknown format\n", "a format without a size");
	made_up.namespace[0][128 + 2] = 255;
	says(true, 2, "\"namespaces\": [\n          {\n            \"nsid\": 1\n          },",
	     "a format with any size");
}

static const char cxl[] =
	"fwctl7: driver test, parent test.0\n"
	"\n"
	"Summary\n"
	"  health:                        OK\n"
	"  media:                         normal\n"
	"  life used:                     12 %\n"
	"  life used status:              normal\n"
	"  temperature:                   -5 C\n"
	"  temperature status:            normal\n"
	"  dirty shutdowns:               3\n"
	"  corrected errors, volatile:    1,000\n"
	"  corrected volatile status:     normal\n"
	"  corrected errors, persistent:  4,294,967,295\n"
	"  corrected persistent status:   normal\n"
	"  alert, life used:              warning at 80 %, critical at 95 %\n"
	"  alert, over temperature:       warning at 75 C, critical at 90 C\n"
	"  alert, under temperature:      warning at -20 C, critical at -40 C\n"
	"  alert, corrected volatile:     warning at 500\n"
	"  alert, corrected persistent:   warning at 600\n"
	"  firmware:                      BWFW 1.0\n"
	"  firmware slot 1:               BWFW 1, active\n"
	"  firmware slot 2:               BWFW 2, active after a reset\n"
	"  capacity:                      1.5 GiB (1,610,612,736 bytes)\n"
	"  volatile only:                 512.0 MiB (536,870,912 bytes)\n"
	"  persistent only:               1.0 GiB (1,073,741,824 bytes)\n"
	"  label storage area:            128.0 KiB (131,072 bytes)\n"
	"  active volatile:               512.0 MiB (536,870,912 bytes)\n"
	"  active persistent:             1.0 GiB (1,073,741,824 bytes)\n"
	"\n";

static void test_cxl(void)
{
	restart_made_up();
	report(false, "fwctl3", NULL);
	shows(cxl, "a CXL memory device");
	tap_ok(!has("\nget-health-info\n") && has("\nget-fw-info\n"),
	       "what follows");
	says(true, 3, "\"health\": \"ok\",\n"
	     "        \"warnings\": [\n        ],\n"
	     "        \"media_status\": \"normal\",\n"
	     "        \"life_used_percent\": 12,\n"
	     "        \"life_used_status\": \"normal\",\n"
	     "        \"temperature_c\": -5,\n"
	     "        \"temperature_status\": \"normal\",\n"
	     "        \"dirty_shutdowns\": 3,\n"
	     "        \"corrected_volatile_errors\": 1000,\n"
	     "        \"corrected_volatile_status\": \"normal\",\n"
	     "        \"corrected_persistent_errors\": 4294967295,\n"
	     "        \"corrected_persistent_status\": \"normal\",\n"
	     "        \"alerts\": {\n"
	     "          \"life_used_percent\": {\n"
	     "            \"warning\": 80,\n"
	     "            \"critical\": 95\n"
	     "          },\n", "the same in JSON");
	shows("\"capacity_bytes\": 1610612736,\n"
	      "        \"volatile_only_bytes\": 536870912,\n"
	      "        \"persistent_only_bytes\": 1073741824,\n"
	      "        \"label_storage_bytes\": 131072,\n"
	      "        \"active_volatile_bytes\": 536870912,\n"
	      "        \"active_persistent_bytes\": 1073741824\n",
	      "capacities in JSON");
	/* units of 256 MiB, to the last */
	put_le(made_up.memory + 16, ~0ULL, 8);
	says(true, 3, "\"capacity_bytes\": 4951760157141521099328061440,",
	     "the greatest capacity");
	says(false, 3, "4.0 RiB (4,951,760,157,141,521,099,328,061,440 bytes)\n",
	     "the greatest capacity in text");
}

static void test_cxl_health(void)
{
	static const struct {
		unsigned int at;
		__u8 value;
		const char *text;
	} cases[] = {
		{ 0, 0x01, "health: not OK: maintenance needed\n" },
		{ 0, 0x06, "not OK: performance degraded, hardware replacement needed\n" },
		{ 0, 0x08, "not OK: memory capacity degraded\n" },
		{ 0, 0x10, "not OK: bits 0x10\n" },
		{ 1, 1, "not OK: media status (not ready)\n" },
		{ 1, 1, "media: not ready\n" },
		{ 1, 0x77, "not OK: media status (119)\n" },
		{ 2, 0x02, "not OK: life used status (critical)\n" },
		{ 2, 0x04, "not OK: device temperature status (warning)\n" },
		{ 2, 0x10, "not OK: corrected volatile status (warning)\n" },
		{ 2, 0x20, "not OK: corrected persistent status (warning)\n" },
		{ 3, 0xff, "life used: not reported\n" },
	};
	size_t i;

	for (i = 0; i < NR(cases); i++) {
		restart_made_up();
		made_up.health[cases[i].at] = cases[i].value;
		says(false, 3, cases[i].text, "health of memory");
	}
	says(true, 3, "\"life_used_status\": \"normal\"", "life used, JSON");
	tap_ok(!has("\"life_used_percent\": 255"), "life used, JSON: none");
	restart_made_up();
	put_le(made_up.health + 4, 0x7fff, 2);
	says(false, 3, "temperature: not reported\n",
	     "a memory device without a temperature");
	made_up.lacks = "get-health-info";
	says(false, 3, "health: not reported by this device\n",
	     "a memory device without health");
	says(true, 3, "\"health\": \"unknown\"", "the same in JSON");
	made_up.lacks = "identify-memory-device";
	says(false, 3, "capacity: not reported by this device\n",
	     "a memory device without an identity");
	made_up.lacks = "get-fw-info";
	says(false, 3, "firmware slots: not reported by this device\n",
	     "a memory device without slots");
	made_up.lacks = "get-partition-info";
	says(false, 3, "partitions: not reported by this device\n",
	     "a memory device without partitions");
}

static void test_cxl_alerts(void)
{
	restart_made_up();
	made_up.alerts[0] = 0;
	says(false, 3, "alert, life used: critical at 95 %\n",
	     "no alerts are set");
	tap_ok(!has("alert, corrected") && !has("warning at"),
	       "no alerts are set: none is shown");
	made_up.alerts[0] = 0x04;
	says(false, 3, "alert, under temperature: warning at -20 C, critical at -40 C\n",
	     "one alert is set");
	made_up.nobody = true;
	says(false, 3, "alerts: for administrators\n",
	     "what anybody may see of memory");
	tap_ok(has("health: OK\n") && !has("failed:"),
	       "its health");
	restart_made_up();
	made_up.lacks = "get-alert-configuration";
	says(false, 3, "alerts: not reported by this device\n",
	     "a memory device without alerts");
}

static void test_failures(void)
{
	unsigned int all, i;
	bool good = true;

	restart();
	tap_ok(report(false, "fwctl7", "fwctl1") == 1 &&
	       !strcmp(errors, "fwctlcli: made up: No such device\n") &&
	       has("\nlist\n"), "no such device: the other is reported");
	tap_ok(report(true, "fwctl7", "fwctl1") == 1 && !errors[0] &&
	       has("\"device\": \"fwctl7\"") && has("\"name\": \"ENODEV\""), "the same in JSON");

	report(false, "fwctl0", NULL);
	all = bmc.calls;
	for (i = 1; i <= all; i++) {
		restart();
		bmc.gone_after = i;
		good = good && report(i & 1, "fwctl0", "fwctl1") == 1 &&
		       has(i & 1 ? "\"command\": \"list\"" : "\nlist\n") &&
		       has(i & 1 ? "\"ENODEV\"" : "driver");
	}
	tap_ok(good && all > 10, "it vanishes after any call");
	good = true;
	for (i = 1; i <= all; i++) {
		restart();
		bmc.mute_after = i;
		/* near the end there is less to ask for */
		if (report(i & 1, "fwctl0", NULL) == 1)
			good = good && bmc.calls == i + 2;
		else
			good = good && bmc.calls < i + 2 && i + 5 > all;
	}
	tap_ok(good, "it falls silent after any call, and is given up");
}

/* The kernel would not let most of it through. */
static void test_hostile(void)
{
	unsigned int i;

	restart();
	bmc.random = true;
	srandom(3);
	for (i = 0; i < 300; i++)
		report(i & 1, "fwctl0", "fwctl1");
	tap_ok(i == 300, "any answers");
	made_up_restart();
	made_up.random = true;
	for (i = 0; i < 300; i++)
		report(i & 1, "fwctl2", "fwctl3");
	tap_ok(i == 300, "any answers of other devices");
}

static void test_signal(void)
{
	restart();
	bmc.intr_after = 5;
	tap_ok(report(false, "fwctl1", "fwctl0") == 1 && !output[0] &&
	       !strcmp(errors, "fwctlcli: made up: Interrupted system call\n") &&
	       bmc.calls == 5 && ended_by == SIGTERM, "a signal");
}

int main(void)
{
	tables[0] = &fwctl_ipmi_table;
	tables[1] = &table;
	tables[2] = &fwctl_nvme_table;
	tables[3] = &fwctl_cxl_table;
	test_rows();
	test_bmc();
	test_pieces();
	test_nvme();
	test_nvme_health();
	test_nvme_lacks();
	test_nvme_namespaces();
	test_cxl();
	test_cxl_health();
	test_cxl_alerts();
	test_failures();
	test_hostile();
	test_signal();
	free(output);
	free(errors);
	return tap_done();
}
