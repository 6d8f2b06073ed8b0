// SPDX-License-Identifier: GPL-2.0-only
/* Responses as people and programs see them */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attributes.h"
#include "cli.h"
#include "tap.h"

static struct fwctl_description *desc;

/* What a function prints on standard output */
static char *text_of(const struct fwctl_command *cmd, const __u8 *buf,
		     __u32 len, bool admin, __u32 most)
{
	FILE *old = stdout;
	size_t size;
	char *text;

	stdout = open_memstream(&text, &size);
	text_response(desc, cmd, buf, len, admin, 0, most);
	fclose(stdout);
	stdout = old;
	return text;
}

static const struct {
	const char *command;
	const char *hex;	/* header included */
	bool admin;
	const char *text;
	const char *json;
} rows[] = {
	{ "nothing", "00000000", false, "", "{}" },
	{ "scalars",
	  "00000000 12 3412 563412 12345678 f0debc9a78563412"
	  "ffffffffffffffffffffffffffffffff feff 1788 01020304 68690a7e41205c9b"
	  "11111111222233334444555555555555 ffeeddccbbaa99887766554433221100"
	  "0000000000000001 0102030405060708090a0b0c0d0e0f10 0000000000000080",
	  false,
	  "u8:      18\n"
	  "le16:    4660\n"
	  "le24:    1193046\n"
	  "be32:    305419896\n"
	  "le64:    1311768467463790320\n"
	  "le128:   340282366920938463463374607431768211455\n"
	  "s16:     -2\n"
	  "mode:    7 (on/off)\n"
	  "options: fast|loud\n"
	  "s4:      -8\n"
	  "bytes:   01 02 03 04\n"
	  "text:\n"
	  "  hi\n"
	  "  ~A \\\\\\x9b\n"
	  "uuid:    11111111-2222-3333-4444-555555555555 (one)\n"
	  "guid:    00112233-4455-6677-8899-aabbccddeeff\n"
	  "be64:    1\n"
	  "be128:   1339673755198158349044581307228491536\n"
	  "s64:     -9223372036854775808\n",
	  "{\"u8\":18,\"le16\":4660,\"le24\":1193046,\"be32\":305419896,"
	  "\"le64\":1311768467463790320,"
	  "\"le128\":340282366920938463463374607431768211455,\"s16\":-2,"
	  "\"mode\":\"on\\/off\",\"options\":[\"fast\",\"loud\"],\"s4\":-8,"
	  "\"bytes\":\"01020304\",\"text\":\"hi\\n~A \\\\\302\233\","
	  "\"uuid\":\"11111111-2222-3333-4444-555555555555\","
	  "\"guid\":\"00112233-4455-6677-8899-aabbccddeeff\",\"be64\":1,"
	  "\"be128\":1339673755198158349044581307228491536,"
	  "\"s64\":-9223372036854775808}" },
	{ "length", "00000000 09 05 000102030405060708090a0b0c0d0e0f7e41",
	  false,
	  "dwords: 9\n"
	  "tag:    5\n"
	  "data:\n"
	  "  000000  00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f  |................|\n"
	  "  000010  7e 41                                            |~A|\n",
	  "{\"dwords\":9,\"tag\":5,\"data\":\"000102030405060708090a0b0c0d0e0f7e41\"}" },
	{ "length", "00000000 00 05", false,
	  "dwords: 0\n"
	  "tag:    5\n"
	  "data:   (none)\n",
	  "{\"dwords\":0,\"tag\":5,\"data\":\"\"}" },
	{ "arrays", "00000000 0002 0100 0200 ffff 07 01ff80 05000000", false,
	  "count: 2\n"
	  "values: 1, 2, 65535\n"
	  "entries[0]:\n"
	  "  kind: 7 (on/off)\n"
	  "  points: 1, -1, -128\n"
	  "entries[1]:\n"
	  "  kind: 5\n"
	  "  points: 0, 0, 0\n",
	  "{\"count\":2,\"values\":[1,2,65535],\"entries\":["
	  "{\"kind\":\"on\\/off\",\"points\":[1,-1,-128]},"
	  "{\"kind\":5,\"points\":[0,0,0]}]}" },
	{ "arrays", "00000000 0000 0100 0200 0300", false,
	  "count: 0\n"
	  "values: 1, 2, 3\n"
	  "entries: (none)\n",
	  "{\"count\":0,\"values\":[1,2,3],\"entries\":[]}" },
	{ "arrays", "00000000 0002 0100 02", false,
	  "count: 2\n"
	  "values: 1 (cut short)\n",
	  "{\"count\":2,\"values\":[1]}" },
	{ "records",
	  "00000000 1700 010002000102 02020600ffff03000400 09000300aabbcc",
	  false,
	  "size: 23\n"
	  "blocks[0]: pair\n"
	  "  type:   1\n"
	  "  number: 0\n"
	  "  length: 2\n"
	  "  x:      1\n"
	  "  y:      2\n"
	  "blocks[1]: list\n"
	  "  type:   2\n"
	  "  number: 2\n"
	  "  length: 6\n"
	  "  tag:    65535\n"
	  "  items:  3, 4\n"
	  "blocks[2]: other\n"
	  "  type:   9\n"
	  "  number: 0\n"
	  "  length: 3\n"
	  "  raw:    aa bb cc\n",
	  "{\"size\":23,\"blocks\":["
	  "{\"kind\":\"pair\",\"type\":1,\"number\":0,\"length\":2,\"x\":1,\"y\":2},"
	  "{\"kind\":\"list\",\"type\":2,\"number\":2,\"length\":6,\"tag\":65535,\"items\":[3,4]},"
	  "{\"kind\":\"other\",\"type\":9,\"number\":0,\"length\":3,\"raw\":\"aabbcc\"}]}" },
	{ "slots", "00000000 03 0006000004030201", false,
	  "count: 3\n"
	  "slots[0]: kind 6\n"
	  "  id:   0\n"
	  "  kind: 6\n"
	  "slots: (cut short)\n",
	  "{\"count\":3,\"slots\":[{\"kind\":6,\"id\":0}]}" },
	{ "shown", "00000000 2c01 f1ff 04 64 11111111 00000000 ff1f 616200001b5b6d00 782020202020",
	  false,
	  "celsius:    27 C\n"
	  "sixteenths: -0.9375 V\n"
	  "thirds:     1.333333 s\n"
	  "plain:      100 %\n"
	  "key:        (hidden)\n"
	  "hidden:     (for administrators)\n"
	  "bits:       0x1fff\n"
	  "names:\n"
	  "  [0]: ab\n"
	  "  [1]: \\x1b[m\n"
	  "text:       x\n"
	  "dump:       (none)\n",
	  "{\"celsius\":27,\"sixteenths\":-0.9375,\"thirds\":1.333333,"
	  "\"plain\":100,\"key\":null,\"hidden\":null,\"bits\":8191,"
	  "\"names\":[\"ab\",\"\\u001b[m\"],\"text\":\"x\",\"dump\":\"\"}" },
	{ "shown", "00000000 2c01 f1ff 04 64 11111111 09000000 ff1f 616200001b5b6d00 782020202020",
	  true,
	  "celsius:    27 C\n"
	  "sixteenths: -0.9375 V\n"
	  "thirds:     1.333333 s\n"
	  "plain:      100 %\n"
	  "key:        (hidden)\n"
	  "hidden:     9\n"
	  "bits:       0x1fff\n"
	  "names:\n"
	  "  [0]: ab\n"
	  "  [1]: \\x1b[m\n"
	  "text:       x\n"
	  "dump:       (none)\n",
	  "{\"celsius\":27,\"sixteenths\":-0.9375,\"thirds\":1.333333,"
	  "\"plain\":100,\"key\":null,\"hidden\":9,\"bits\":8191,"
	  "\"names\":[\"ab\",\"\\u001b[m\"],\"text\":\"x\",\"dump\":\"\"}" },
	{ "text", "00000000 6f6e650a74776f0a00", false,
	  "text:\n  one\n  two\n",
	  "{\"text\":\"one\\ntwo\\n\"}" },
};

static void test_rows(void)
{
	struct json_object *object;
	__u8 buf[512];
	size_t i;
	__u32 len;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct fwctl_command *cmd =
			fwctl_find_command(desc, rows[i].command);
		char *text;

		len = tap_unhex(rows[i].hex, buf);
		text = text_of(cmd, buf, len, rows[i].admin, 0);
		tap_same(text, rows[i].text, "text of %s %s", rows[i].command,
			 rows[i].hex);
		free(text);
		object = json_response(desc, cmd, buf, len, rows[i].admin);
		tap_same(json_object_to_json_string_ext(object,
							JSON_C_TO_STRING_PLAIN),
			 rows[i].json, "JSON of %s %s", rows[i].command,
			 rows[i].hex);
		json_object_put(object);
	}
}

/* Lists are broken into lines, and no number is lost */
static void test_long(void)
{
	const struct fwctl_command cmd = {
		.name = "long",
		.response = FWCTL_MSG(0, 400,
			FWCTL_ARRAY(0, 0, 2, "numbers", FWCTL_LE16(0, ""))),
	};
	char *text, *line, *save = NULL;
	unsigned int lines = 0, numbers = 0;
	__u8 buf[404] = { 0 };
	bool fits = true;
	int i;

	for (i = 0; i < 200; i++) {
		buf[4 + 2 * i] = (__u8)(i * 331);
		buf[5 + 2 * i] = (__u8)(i * 331 >> 8);
	}
	text = text_of(&cmd, buf, sizeof(buf), false, 0);
	for (line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		lines++;
		fits = fits && strlen(line) <= 80;
		for (line = strpbrk(line, " "); line;
		     line = strpbrk(line + strspn(line, " "), " "))
			numbers++;
	}
	tap_ok(fits && lines > 10 && numbers == 200,
	       "a long list has lines of its own: %u numbers, %u lines",
	       numbers, lines);
	free(text);
}

static const struct fwctl_command lines = {
	.name = "lines",
	.response = FWCTL_MSG(16, 16,
		FWCTL_ARRAY(0, 3, 5, "lines",
			FWCTL_U8(0, "id"),
			FWCTL_ARRAY(1, 2, 2, "points",
				FWCTL_U8(0, "x"),
				FWCTL_U8(1, "y"))),
		FWCTL_U8(15, "end")),
};

/* What is behind elements that are left out is there, at every depth */
static void test_most(void)
{
	__u8 buf[20] = { 0 };
	char *text;
	__u8 i;

	for (i = 0; i < 16; i++)
		buf[4 + i] = i;
	text = text_of(&lines, buf, sizeof(buf), false, 1);
	tap_same(text,
		 "lines[0]:\n"
		 "  id: 0\n"
		 "  points[0]:\n"
		 "    x: 1\n"
		 "    y: 2\n"
		 "  points: 1 more, which --json has\n"
		 "lines: 2 more, which --json has\n"
		 "end: 15\n", "elements that are left out");
	free(text);
}

static void test_error(void)
{
	struct fwctl_error err = {
		.errnum = 1,
		.text = "no\033",
		.diag = {
			.reason = FWCTL_REASON_REQUEST,
			.rule = FWCTL_RULE_RANGE,
			.flags = FWCTL_DIAG_PLACE | FWCTL_DIAG_VALUE |
				 FWCTL_DIAG_BOUNDS | FWCTL_DIAG_SIGNED,
			.offset = 112, .bit = 3, .width = 2, .value = -9ULL,
			.min = -1ULL, .max = 2,
			.field = "entries[1].points[2]",
		},
	};
	struct json_object *object = json_error(&err);

	tap_same(json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN),
		 "{\"errno\":1,\"name\":\"EPERM\",\"message\":\"no\\u001b\","
		 "\"sent\":\"not sent\",\"reason\":\"request\","
		 "\"field\":\"entries[1].points[2]\",\"offset\":112,"
		 "\"bit\":3,\"width\":2,\"value\":-9,\"rule\":\"range\","
		 "\"min\":-1,\"max\":2}", "JSON of a refusal");
	json_object_put(object);

	memset(&err.diag, 0, sizeof(err.diag));
	err.diag.sent = FWCTL_SENT;
	err.errnum = 4;
	object = json_error(&err);
	tap_same(json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN),
		 "{\"errno\":4,\"name\":\"EINTR\",\"message\":\"no\\u001b\","
		 "\"sent\":\"sent, outcome unknown\"}",
		 "JSON of an interruption");
	json_object_put(object);
}

int main(void)
{
	desc = describe(&test_table);
	if (!desc)
		return 1;
	test_rows();
	test_long();
	test_most();
	test_error();
	fwctl_put_description(desc);
	return tap_done();
}
