// SPDX-License-Identifier: GPL-2.0-only
/* Requests from names and values, and what is in responses */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attributes.h"
#include "tap.h"

static struct fwctl_description *desc;

/* Encoding */

#define MAX_ARGS 24

static const __u8 file[] = { 0xca, 0xfe, 0xf0, 0x0d };

static ssize_t load(void *ctx, const char *name, void *buf, size_t room)
{
	(void)ctx;
	if (strcmp(name, "file"))
		return -ENOENT;
	memcpy(buf, file, sizeof(file) < room ? sizeof(file) : room);
	return sizeof(file);
}

/* @text: "path=value path=value", with _ for spaces in values */
static int encode(const char *command, const char *text, void **buf,
		  __u32 *len, struct fwctl_error *err)
{
	struct fwctl_arg args[MAX_ARGS];
	char *copy = strdup(text), *at, *save = NULL;
	size_t nr = 0;
	int ret;

	for (at = strtok_r(copy, " ", &save); at && nr < MAX_ARGS;
	     at = strtok_r(NULL, " ", &save)) {
		char *equals = strchr(at, '=');

		*equals = 0;
		args[nr].path = at;
		args[nr++].value = equals + 1;
		for (equals++; (equals = strchr(equals, '_')); )
			*equals = ' ';
	}
	ret = fwctl_encode(desc, fwctl_find_command(desc, command), args, nr,
			   load, NULL, buf, len, err);
	free(copy);
	return ret;
}

static char *hex(const __u8 *buf, __u32 len)
{
	char *text = malloc(len * 2 + 1);
	__u32 i;

	text[0] = 0;
	for (i = 0; i < len; i++)
		sprintf(text + i * 2, "%02x", buf[i]);
	return text;
}

static const struct {
	const char *command;
	const char *args;
	const char *hex;	/* of what follows the header, without spaces */
} encoded[] = {
	{ "nothing", "", "" },
	{ "scalars", "u8=0x12 le16=0x1234 le24=0x123456 be32=0x12345678 le64=0x123456789abcdef0",
	  "12 3412 563412 12345678 f0debc9a78563412"
	  "00000000000000000000000000000000 0000 0000 00000000 0000000000000000"
	  "00000000000000000000000000000000 00000000000000000000000000000000"
	  "0000000000000000 00000000000000000000000000000000 0000000000000000" },
	{ "scalars",
	  "le128=340282366920938463463374607431768211455 s16=-2 mode=on/off"
	  " options=fast|0x80 s4=-8",
	  "00 0000 000000 00000000 0000000000000000"
	  "ffffffffffffffffffffffffffffffff feff 1788 00000000 0000000000000000"
	  "00000000000000000000000000000000 00000000000000000000000000000000"
	  "0000000000000000 00000000000000000000000000000000 0000000000000000" },
	{ "scalars",
	  "mode=1 options=safe,loud bytes=01:02_03 text=hello uuid=one"
	  " guid=00112233-4455-6677-8899-aabbccddeeff",
	  "00 0000 000000 00000000 0000000000000000"
	  "00000000000000000000000000000000 0000 2108 01020300 68656c6c6f000000"
	  "11111111222233334444555555555555 ffeeddccbbaa99887766554433221100"
	  "0000000000000000 00000000000000000000000000000000 0000000000000000" },
	{ "scalars",
	  "text=12345678 uuid=00112233-4455-6677-8899-AABBCCDDEEFF be64=1"
	  " be128=0x0102030405060708090a0b0c0d0e0f10 s64=-9223372036854775808",
	  "00 0000 000000 00000000 0000000000000000"
	  "00000000000000000000000000000000 0000 0000 00000000 3132333435363738"
	  "00112233445566778899aabbccddeeff 00000000000000000000000000000000"
	  "0000000000000001 0102030405060708090a0b0c0d0e0f10 0000000000000080" },
	{ "scalars", "bytes=@file options=",
	  "00 0000 000000 00000000 0000000000000000"
	  "00000000000000000000000000000000 0000 0000 cafef00d 0000000000000000"
	  "00000000000000000000000000000000 00000000000000000000000000000000"
	  "0000000000000000 00000000000000000000000000000000 0000000000000000" },
	/* ask: the least response, 13 bytes from 4 on, in dwords less one */
	{ "defaults", "", "a5 03 42 f7 00 0200 00 00000000" },
	{ "defaults", "range=200 preset=0 around=-1 ask=7 mask=0x100",
	  "a5 c8 00 f7 ff 0700 00 00010000" },
	{ "defaults", "more=1", "a5 03 42 f7 00 0200 00 00000000 01" },
	{ "defaults", "low=2", "a5 03 42 f7 00 0200 00 00000000 07 62" },
	{ "defaults", "which=it",
	  "a5 03 42 f7 00 0200 00 00000000 07 60 aabb0000000000000000000000000000" },
	{ "length", "data=", "00 00" },
	{ "length", "tag=5", "00 05" },
	{ "length", "data=01020304", "01 00 01020304" },
	{ "length", "data=0102030405", "02 00 0102030405000000" },
	{ "length", "dwords=9 data=01", "09 00 01" },
	{ "arrays", "", "0000 0000 0000 0000" },
	{ "arrays", "values=1,2", "0000 0100 0200 0000" },
	{ "arrays", "values[1]=0xffff", "0000 0000 ffff 0000" },
	{ "arrays", "entries[1].kind=on entries[1].points=1,-1",
	  "0002 0000 0000 0000 00000000 0101ff00" },
	{ "arrays", "entries[0].points[2]=-128 count=9",
	  "0009 0000 0000 0000 00000080" },
	{ "records",
	  "blocks[0]=pair blocks[0].x=1 blocks[0].y=2 blocks[1]=list"
	  " blocks[1].items=3,4 blocks[2]=other blocks[2].type=9 blocks[2].raw=aabbcc",
	  "1700 01000200 0102 02020600 0000 03000400 09000300aabbcc" },
	{ "records", "blocks[0].type=2 blocks[0].items[1]=5",
	  "0a00 02020600 0000 00000500" },
	{ "records", "blocks[0].type=77", "0400 4d000000" },
	{ "records", "blocks[0]=pair blocks[0].length=1", "0600 01000100 0000" },
	{ "ids", "ids[0]=second ids[0].value=5 ids[1]=third ids[1].last=6",
	  "02000000000000000000000000000000 05000000"
	  " 03040000000000000000000000000000 00000006" },
	{ "ids", "ids[0].id=two ids[0].value=7",
	  "02000000000000000000000000000000 07000000" },
	{ "ids", "ids[0].id=03040000-0000-0000-0000-000000000000 ids[0].last=8",
	  "03040000000000000000000000000000 00000008" },
	{ "records", "", "0000" },
	{ "slots", "slots[1].value=0x01020304 slots[0].id=7",
	  "02 0705000000000000 0005000004030201" },
	{ "text", "text=hi", "6869" },
	{ "text", "", "" },
};

static void no_spaces(char *text)
{
	char *to = text;

	for (; *text; text++)
		if (*text != ' ')
			*to++ = *text;
	*to = 0;
}

static void test_encode(void)
{
	size_t i;

	for (i = 0; i < sizeof(encoded) / sizeof(encoded[0]); i++) {
		char *want, *got;
		struct fwctl_error err;
		void *buf;
		__u32 len;

		if (encode(encoded[i].command, encoded[i].args, &buf, &len,
			   &err)) {
			tap_ok(false, "%s %s: %s", encoded[i].command,
			       encoded[i].args, err.text);
			continue;
		}
		if (asprintf(&want, "%02x000000%02x000000%s",
			     fwctl_find_command(desc, encoded[i].command)->opcode,
			     len - 8, encoded[i].hex) < 0)
			abort();
		no_spaces(want);
		got = hex(buf, len);
		tap_same(got, want, "%s %s", encoded[i].command,
			 encoded[i].args);
		free(got);
		free(want);
		free(buf);
	}
}

static const struct {
	const char *command;
	const char *args;
	const char *why;
} refused[] = {
	{ "nothing", "x=1", "x: no such field; nothing has flags, length" },
	{ "scalars", "bogus=1", "bogus: no such field; scalars has u8, le16, " },
	{ "scalars", "u8=256", "u8: 256 does not fit in 8 bits" },
	{ "scalars", "u8=-1", "u8: -1 does not fit" },
	{ "scalars", "u8=", "u8: '' is not a number" },
	{ "scalars", "u8=1x", "u8: '1x' is not a number" },
	{ "scalars", "u8=0x", "is not a number" },
	{ "scalars", "u8=+1", "is not a number" },
	{ "scalars", "s16=32768", "s16: 32768 does not fit in a sign and 15" },
	{ "scalars", "s16=-32769", "s16: -32769 does not fit" },
	{ "scalars", "s4=8", "does not fit in a sign and 3 bits" },
	{ "scalars", "s64=9223372036854775808", "does not fit" },
	{ "scalars", "le128=340282366920938463463374607431768211456",
	  "is not a number" },
	{ "scalars", "mode=loud", "mode: 'loud' is neither a number nor one of off, on, on/off" },
	{ "scalars", "mode=8", "does not fit in 3 bits" },
	{ "scalars", "options=fast|", "options: 'fast|' is neither" },
	{ "scalars", "options=quiet", "one of fast, safe, loud" },
	{ "scalars", "options=256", "does not fit in 8 bits" },
	{ "scalars", "bytes=0", "bytes: '0' is not pairs of hex digits" },
	{ "scalars", "bytes=xy", "is not pairs of hex digits" },
	{ "scalars", "bytes=0102030405", "bytes: too long, there is room for 4" },
	{ "scalars", "bytes=@nosuch", "bytes: nosuch: No such file" },
	{ "scalars", "text=123456789", "text: too long" },
	{ "scalars", "uuid=three", "uuid: 'three' is not a UUID" },
	{ "scalars", "uuid=00112233-4455-6677-8899-aabbccddeefff", "not a UUID" },
	{ "scalars", "uuid=00112233-4455-6677-8899-aabbccddee", "not a UUID" },
	{ "scalars", "u8=1 u8=2", "u8 is given twice" },
	{ "scalars", "opcode=1", "opcode: no such field" },
	{ "length", "data=0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021",
	  "data: too long, there is room for 32" },
	{ "arrays", "values=1,2,3,4", "values: there is no room for 4" },
	{ "arrays", "values[3]=1", "values: there is no room for 4" },
	{ "arrays", "values[4294967294]=1", "values: there is no room for" },
	{ "arrays", "values[x]=1", "values[x]: no such field" },
	{ "arrays", "values[-1]=1", "no such field" },
	{ "arrays", "values[]=1", "no such field" },
	{ "arrays", "values[99999999999999999999]=1", "no such field" },
	{ "arrays", "values=1 values[0]=1", "either a list or elements" },
	{ "arrays", "values=1,x", "values: 'x' is not a number" },
	{ "arrays", "entries=1",
	  "entries: no such field; arrays has count, values[], entries[].kind,"
	  " entries[].points[]" },
	{ "arrays", "entries[23].kind=1", "entries: there is no room for 24" },
	{ "arrays", "entries[0].bogus=1", "entries[0].bogus: no such field" },
	{ "arrays", "entries[0]=1", "entries[0]: no such field" },
	{ "records", "blocks[0]=bogus",
	  "blocks[0]: no such kind of record; one of pair, list, other" },
	{ "records", "blocks[0].x=1", "blocks[0]: say what kind of record it is; one of pair" },
	{ "records", "blocks[1]=pair", "blocks[0]: say what kind" },
	{ "ids", "ids[0].id=one", "ids[0]: no such kind of record; one of second, third" },
	{ "ids", "ids[0].id=nobody", "ids[0].id: 'nobody' is not a UUID" },
	{ "ids", "ids[0].value=1", "ids[0]: say what kind" },
	{ "records", "blocks[0]=pair blocks[0].raw=00", "blocks[0].raw: no such field" },
	{ "records", "blocks[0]=pair blocks[0].x=300", "blocks[0].x: 300 does not fit" },
	{ "records", "blocks[0].type=bad", "blocks[0].type: 'bad' is not a number" },
	{ "records", "blocks[60]=pair", "blocks: there is no room for 61" },
	{ "records", "blocks[0]=list blocks[0].items[9]=1",
	  "there is no room for 10" },
	{ "slots", "slots[0].kind=6", "slots[0]: no such kind of record" },
	{ "slots", "slots[10].id=1", "slots: there is no room for 11" },
	{ "text", "text=123456789012345678901234567890123", "too long" },
};

static void test_refused(void)
{
	struct fwctl_error err;
	char path[1001];
	struct fwctl_arg arg = { path, "1" };
	void *buf;
	__u32 len;
	size_t i;
	int ret;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		memset(&err, 0, sizeof(err));
		ret = encode(refused[i].command, refused[i].args, &buf, &len,
			     &err);
		if (!ret)
			free(buf);
		if (!tap_ok(ret && strstr(err.text, refused[i].why),
			    "refused: %s %s", refused[i].command,
			    refused[i].args))
			tap_note("%d: %s", ret, err.text);
	}
	tap_ok(ret == -EINVAL && err.usage, "what is refused is a matter of usage");

	memset(path, 'a', 1000);
	path[1000] = 0;
	ret = fwctl_encode(desc, &desc->commands[1], &arg, 1, NULL, NULL, &buf,
			   &len, &err);
	tap_ok(ret == -EINVAL && strstr(err.text, "no such field"),
	       "refused: an overlong path");
	arg.path = "bytes";
	arg.value = "@file";
	ret = fwctl_encode(desc, &desc->commands[1], &arg, 1, NULL, NULL, &buf,
			   &len, &err);
	tap_ok(ret == -EINVAL, "refused: a file, where none may be read");
}

/* The kernel's check agrees with what is encoded. */

static const struct {
	const char *command;
	const char *args;
	__u32 rule;
	const char *field;
} checked[] = {
	{ "nothing", "", FWCTL_RULE_NONE, "" },
	{ "scalars", "options=fast uuid=one", FWCTL_RULE_NONE, "" },
	{ "scalars", "mode=5 uuid=one", FWCTL_RULE_NAMED, "mode" },
	{ "scalars", "", FWCTL_RULE_NAMED, "uuid" },
	{ "defaults", "", FWCTL_RULE_NONE, "" },
	{ "defaults", "range=10", FWCTL_RULE_RANGE, "range" },
	{ "defaults", "around=-10", FWCTL_RULE_RANGE, "around" },
	{ "defaults", "fixed=1", FWCTL_RULE_FIXED, "fixed" },
	{ "defaults", "mask=0x100", FWCTL_RULE_MASK, "mask" },
	{ "defaults", "ask=99", FWCTL_RULE_LENGTH, "ask" },
	{ "defaults", "high=7", FWCTL_RULE_FIXED, "high" },
	{ "length", "data=0102030405", FWCTL_RULE_NONE, "" },
	{ "length", "data=01 dwords=2", FWCTL_RULE_LENGTH, "dwords" },
	{ "arrays", "entries[2].kind=on/off values=1,2,3", FWCTL_RULE_NONE, "" },
	{ "arrays", "entries[1].kind=2", FWCTL_RULE_NAMED, "entries[1].kind" },
	{ "records",
	  "blocks[0]=pair blocks[1]=list blocks[1].items=1,2,3 blocks[2]=other blocks[2].type=8",
	  FWCTL_RULE_NONE, "" },
	{ "slots", "slots[9].value=1", FWCTL_RULE_NONE, "" },
	{ "ids", "ids[0]=second ids[1]=second", FWCTL_RULE_NONE, "" },
	{ "ids", "ids[1]=third ids[0].id=two ids[1].id=one", FWCTL_RULE_KIND, "ids[1].id" },
	{ "slots", "slots[1].value=1 count=3", FWCTL_RULE_COUNT, "count" },
	{ "text", "text=hello", FWCTL_RULE_NONE, "" },
	{ "text", "text=\xff", FWCTL_RULE_TEXT, "text" },
	{ "nothing", "length=1", FWCTL_RULE_LENGTH, "length" },
};

static void test_checked(void)
{
	struct fwctl_error err;
	size_t i;

	for (i = 0; i < sizeof(checked) / sizeof(checked[0]); i++) {
		const struct fwctl_command *cmd =
			fwctl_find_command(desc, checked[i].command);
		void *buf;
		__u32 len;
		int ret;

		if (encode(checked[i].command, checked[i].args, &buf, &len,
			   &err)) {
			tap_ok(false, "%s %s: %s", checked[i].command,
			       checked[i].args, err.text);
			continue;
		}
		ret = fwctl_check_encoded(desc, cmd, buf, len, &err);
		if (!tap_ok(err.diag.rule == checked[i].rule &&
			    !strcmp(err.diag.field, checked[i].field) &&
			    ret == (checked[i].rule ? -EINVAL : 0),
			    "%s %s: %s", checked[i].command, checked[i].args,
			    fwctl_rule_name(checked[i].rule) ? : "passes"))
			tap_note("rule %u, field %s", err.diag.rule,
				 err.diag.field);
		free(buf);
	}
}

/* Decoding: all that is visited, as text */

struct log {
	char *text;
	size_t len;
	FILE *file;
};

static int visit(void *ctx, const struct fwctl_item *item)
{
	static const char *const marks[] = { "", "[", "{", "}", "]" };
	const struct fwctl_field *field = item->field;
	struct log *log = ctx;
	char number[FWCTL_NUMBER_LEN];
	const char *name;
	__u32 i;

	fprintf(log->file, "%s", marks[item->event]);
	if (item->event == FWCTL_EVENT_BEGIN)
		fprintf(log->file, "%s", field->name);
	if (item->event == FWCTL_EVENT_ENTER)
		fprintf(log->file, "%u%s%s", item->index,
			item->variant ? ":" : "",
			item->variant ? item->variant->name : "");
	if (item->event == FWCTL_EVENT_END)
		fprintf(log->file, "%s ", item->cut ? "!" : "");
	if (item->event != FWCTL_EVENT_VALUE)
		return 0;

	fprintf(log->file, " %s=", field->name);
	if (item->cut || item->hidden) {
		fprintf(log->file, "%s", item->cut ? "cut" : "hidden");
	} else if (field->kind == FWCTL_KIND_UINT ||
		   field->kind == FWCTL_KIND_SINT) {
		fwctl_format_value(item, fwctl_is_scaled(field), number);
		name = fwctl_value_name(item);
		fprintf(log->file, "%s%s%s", number, name ? ":" : "",
			name ? : "");
	} else if (field->kind == FWCTL_KIND_STRING) {
		fprintf(log->file, "'%.*s'",
			(int)fwctl_text_len(item->data, item->len),
			(const char *)item->data);
	} else if (field->kind == FWCTL_KIND_UUID) {
		fwctl_format_uuid(field, item->data, number);
		fprintf(log->file, "%s", number);
	} else {
		for (i = 0; i < item->len; i++)
			fprintf(log->file, "%02x", item->data[i]);
	}
	return 0;
}

static char *decode(const char *command, const void *buf, __u32 len)
{
	struct log log = { 0 };

	log.file = open_memstream(&log.text, &log.len);
	fwctl_decode(desc, fwctl_find_command(desc, command), buf, len, visit,
		     &log, NULL);
	fclose(log.file);
	return log.text;
}

static const struct {
	const char *command;
	const char *hex;	/* header included */
	const char *want;
} decoded[] = {
	{ "nothing", "00000000", "" },
	{ "nothing", "00000000 ff", "" },
	{ "scalars", "09000000 ff", "" },
	{ "scalars",
	  "00000000 12 3412 563412 12345678 f0debc9a78563412"
	  "ffffffffffffffffffffffffffffffff feff 1788 01020304 68692000 20000000"
	  "11111111222233334444555555555555 ffeeddccbbaa99887766554433221100"
	  "0000000000000001 0102030405060708090a0b0c0d0e0f10 0000000000000080",
	  " u8=18 le16=4660 le24=1193046 be32=305419896 le64=1311768467463790320"
	  " le128=340282366920938463463374607431768211455 s16=-2 mode=7:on/off"
	  " options=129 s4=-8 bytes=01020304 text='hi'"
	  " uuid=11111111-2222-3333-4444-555555555555"
	  " guid=00112233-4455-6677-8899-aabbccddeeff be64=1"
	  " be128=1339673755198158349044581307228491536 s64=-9223372036854775808" },
	{ "scalars", "00000000 12 34", " u8=18 le16=cut" },
	{ "length", "00000000 01 05 0102030405", " dwords=1 tag=5 data=01020304" },
	{ "length", "00000000 09 05 0102", " dwords=9 tag=5 data=0102" },
	{ "length", "00000000 00 05", " dwords=0 tag=5 data=" },
	{ "length", "00000000 00", " dwords=0" },
	{ "arrays", "00000000 0001 0100 0200 0300 07 01ff80",
	  " count=1[values =1 =2 =3] [entries{0 kind=7:on/off[points =1 =-1 =-128] }] " },
	{ "arrays", "00000000 0002 0100 0200 0300 07010203 01",
	  " count=2[values =1 =2 =3] [entries{0 kind=7:on/off[points =1 =2 =3] }]! " },
	{ "arrays", "00000000 0000 0100 02", " count=0[values =1]! " },
	{ "arrays", "00000000 0000 0100 0200 0300", " count=0[values =1 =2 =3] [entries] " },
	{ "records", "00000000 1700 010002000102 02020600ffff03000400 09000300aabbcc",
	  " size=23[blocks{0:pair type=1 number=0 length=2 x=1 y=2}"
	  "{1:list type=2 number=2 length=6 tag=65535[items =3 =4] }"
	  "{2:other type=9 number=0 length=3 raw=aabbcc}] " },
	/* a record that says it is longer than there is */
	{ "records", "00000000 0600 010009000102", " size=6[blocks]! " },
	/* a header that is cut */
	{ "records", "00000000 0900 010002000102 020204",
	  " size=9[blocks{0:pair type=1 number=0 length=2 x=1 y=2}]! " },
	/* a count that does not fit in its record */
	{ "records", "00000000 0a00 02ff0600000003000400",
	  " size=10[blocks{0:list type=2 number=255 length=6 tag=0[items =3 =4]! }] " },
	{ "records", "00000000 0000", " size=0[blocks] " },
	{ "ids", "00000000 0304000000000000000000000000000000000009"
	  " 0900000000000000000000000000000001020304",
	  "[ids{0:third id=03040000-0000-0000-0000-000000000000 last=9}"
	  "{1 id=09000000-0000-0000-0000-000000000000}] " },
	{ "slots", "00000000 02 0705000001000000 0006000004030201",
	  " count=2[slots{0:only id=7 kind=5 value=1}{1 id=0 kind=6}] " },
	{ "slots", "00000000 03 0705000001000000",
	  " count=3[slots{0:only id=7 kind=5 value=1}]! " },
	{ "shown",
	  "00000000 2c01 f1ff 04 64 11111111 00000000 ff0f 616263646566 2000"
	  "612062202020 de",
	  " celsius=27 sixteenths=-0.9375 thirds=1.333333 plain=100 key=hidden"
	  " hidden=0 bits=4095[names ='abcd' ='ef']  text='a b' dump=de" },
	{ "text", "00000000 6100 6220 00", "*" },
	{ "lists", "00000000 0100 0200 0000 0300", "[ids =1 =2] [blocks] " },
	{ "lists", "00000000 0000 0200 0000 0300", "[ids] [blocks] " },
	{ "lists", "00000000 0100 0200 0300 0004 01000100ff 00000000 01000000",
	  "[ids =1 =2 =3 =1024] [blocks{0:other type=1 length=1 raw=ff}] " },
	{ "lists", "00000000 0100 0200 0300 0004 0100010000 00",
	  "[ids =1 =2 =3 =1024] [blocks{0:other type=1 length=1 raw=00}] " },
	/* one that is cut short does not end them */
	{ "lists", "00000000 0100 0200 0300 0004 01000900ee",
	  "[ids =1 =2 =3 =1024] [blocks]! " },
};

static void test_decode(void)
{
	__u8 buf[512];
	size_t i;

	for (i = 0; i < sizeof(decoded) / sizeof(decoded[0]); i++) {
		__u32 len = tap_unhex(decoded[i].hex, buf);
		char *got = decode(decoded[i].command, buf, len);

		/* a string with a NUL in it prints up to that */
		tap_same(got, decoded[i].want[0] == '*' ? " text='a'" :
			 decoded[i].want, "%s %s", decoded[i].command,
			 decoded[i].hex);
		free(got);
	}
	tap_ok(fwctl_decode(desc, desc->commands, buf, 3, visit, NULL, NULL) ==
	       -EBADMSG, "not even a header");
}

/* What is encoded is what is decoded: where request and response are alike */
static const struct {
	const char *command;
	const char *args;
} trips[] = {
	{ "scalars",
	  "u8=255 le16=65535 le24=16777215 be32=4294967295"
	  " le64=18446744073709551615 le128=0x80000000000000000000000000000001"
	  " s16=-32768 mode=on options=loud s4=7 bytes=deadbeef text=abc uuid=two"
	  " guid=01234567-89ab-cdef-0123-456789abcdef"
	  " be64=0xf000000000000001 be128=5 s64=-1" },
	{ "length", "tag=3 data=0011223344556677" },
	{ "arrays", "values=1,2,3 entries[2].kind=on entries[0].points=-1,-2,-3" },
	{ "records", "blocks[0]=list blocks[0].items=1,2 blocks[1]=pair blocks[1].y=9" },
	{ "slots", "slots[0].id=1 slots[1].value=77" },
};

static const char *const came_back[] = {
	" u8=255 le16=65535 le24=16777215 be32=4294967295 le64=18446744073709551615"
	" le128=170141183460469231731687303715884105729 s16=-32768 mode=1:on"
	" options=128 s4=7 bytes=deadbeef text='abc'"
	" uuid=02000000-0000-0000-0000-000000000000"
	" guid=01234567-89ab-cdef-0123-456789abcdef be64=17293822569102704641"
	" be128=5 s64=-1",
	" dwords=2 tag=3 data=0011223344556677",
	" count=3[values =1 =2 =3] [entries{0 kind=0:off[points =-1 =-2 =-3] }"
	"{1 kind=0:off[points =0 =0 =0] }{2 kind=1:on[points =0 =0 =0] }] ",
	" size=16[blocks{0:list type=2 number=2 length=6 tag=0[items =1 =2] }"
	"{1:pair type=1 number=0 length=2 x=0 y=9}] ",
	" count=2[slots{0:only id=1 kind=5 value=0}{1:only id=0 kind=5 value=77}] ",
};

static void test_round(void)
{
	struct fwctl_error err;
	size_t i;

	for (i = 0; i < sizeof(trips) / sizeof(trips[0]); i++) {
		char *got;
		__u8 *buf;
		__u32 len;

		if (encode(trips[i].command, trips[i].args, (void **)&buf, &len,
			   &err)) {
			tap_ok(false, "%s", err.text);
			continue;
		}
		/* the response's header is 4 bytes shorter than the request's */
		memset(buf + 4, 0, 4);
		got = decode(trips[i].command, buf + 4, len - 4);
		tap_same(got, came_back[i], "there and back: %s %s",
			 trips[i].command, trips[i].args);
		free(got);
		free(buf);
	}
}

/* Any bytes at all, at every length, exactly as long as they are */

struct balance {
	int depth;
	bool wrong;
	__u8 sum;
	const __u8 *end;
};

static int weigh(void *ctx, const struct fwctl_item *item)
{
	struct balance *b = ctx;
	__u32 i;

	if (item->event == FWCTL_EVENT_BEGIN ||
	    item->event == FWCTL_EVENT_ENTER)
		b->depth++;
	if (item->event == FWCTL_EVENT_LEAVE || item->event == FWCTL_EVENT_END)
		b->depth--;
	if (b->depth < 0 || b->depth > 2 * FWCTL_DEPTH ||
	    item->data + item->len > b->end)
		b->wrong = true;
	for (i = 0; i < item->len; i++)
		b->sum ^= item->data[i];
	return 0;
}

static void test_any(void)
{
	struct balance b = { 0 };
	__u32 seed = 7;
	__u32 i, len, round;
	bool ok = true;

	for (i = 0; i < desc->nr_commands; i++) {
		for (len = 4; len < 220; len++) {
			for (round = 0; round < 4; round++) {
				__u8 *buf = malloc(len);
				__u32 at;

				for (at = 0; at < len; at++) {
					seed = seed * 1664525 + 1013904223;
					buf[at] = at < 4 ? 0 : (__u8)(seed >> 24) >>
							       (2 * round);
				}
				b.end = buf + len;
				fwctl_decode(desc, &desc->commands[i], buf, len,
					     weigh, &b, NULL);
				ok = ok && !b.depth && !b.wrong;
				free(buf);
			}
		}
	}
	tap_ok(ok, "any bytes of any length are decoded within their bounds");
}

static int stop(void *ctx, const struct fwctl_item *item)
{
	int *left = ctx;

	(void)item;
	return (*left)-- ? 0 : 42;
}

static void test_stop(void)
{
	__u8 buf[64];
	__u32 len = tap_unhex(decoded[16].hex, buf);
	const struct fwctl_command *cmd = fwctl_find_command(desc, "records");
	bool ok = true;
	int i, left;

	for (i = 0; i < 10; i++) {
		left = i;
		ok = ok && fwctl_decode(desc, cmd, buf, len, stop, &left,
					NULL) == 42;
	}
	tap_ok(ok, "a visitor may stop anywhere");
}

/* Scales, by the numbers */
static const struct {
	__u32 kind;
	__u64 low, high;
	__s32 mul, div, add;
	const char *want;
} scales[] = {
	{ FWCTL_KIND_UINT, 0, 0, 0, 0, 0, "0" },
	{ FWCTL_KIND_UINT, ~0ULL, 0, 1, 1, 0, "18446744073709551615" },
	{ FWCTL_KIND_UINT, ~0ULL, ~0ULL, 512000, 1, 0,
	  "174224571863520493293247799005065324264960000" },
	{ FWCTL_KIND_UINT, ~0ULL, ~0ULL, 0x7fffffff, 0x7fffffff, 0,
	  "340282366920938463463374607431768211455" },
	{ FWCTL_KIND_UINT, 1, 0, 1, 1 << 30, 0,
	  "0.000000000931322574615478515625" },
	{ FWCTL_KIND_UINT, 300, 0, 1, 1, -273, "27" },
	{ FWCTL_KIND_UINT, 200, 0, 1, 1, -273, "-73" },
	{ FWCTL_KIND_UINT, 3, 0, 1, 2, -2, "-0.5" },
	{ FWCTL_KIND_UINT, 1, 0, 1, 1000, 0, "0.001" },
	{ FWCTL_KIND_UINT, 2, 0, 1, 3, 0, "0.666667" },
	{ FWCTL_KIND_UINT, 2999999, 0, 1, 3000000, 0, "1.000000" },
	{ FWCTL_KIND_SINT, (__u64)-1, ~0ULL, 1, 3000000, 0, "0.000000" },
	{ FWCTL_KIND_UINT, 2, 0, -1, 3, 0, "-0.666667" },
	{ FWCTL_KIND_UINT, 5, 0, 1, -2, 0, "-2.5" },
	{ FWCTL_KIND_UINT, 5, 0, 1, -2, 1, "-1.5" },
	{ FWCTL_KIND_SINT, (__u64)-5, ~0ULL, 1, 2, 0, "-2.5" },
	{ FWCTL_KIND_SINT, (__u64)-5, ~0ULL, -1, 2, 0, "2.5" },
	{ FWCTL_KIND_SINT, 0, 1ULL << 63, 1, 1, 0,
	  "-170141183460469231731687303715884105728" },
	{ FWCTL_KIND_UINT, 1, 0, (-2147483647 - 1), 1, (-2147483647 - 1),
	  "-4294967296" },
	{ FWCTL_KIND_UINT, 1, 0, 1, (-2147483647 - 1), 0,
	  "-0.0000000004656612873077392578125" },
};

static void test_scales(void)
{
	size_t i;

	for (i = 0; i < sizeof(scales) / sizeof(scales[0]); i++) {
		const struct fwctl_field field = {
			.name = "x", .kind = (__u8)scales[i].kind, .size = 16,
			.mul = scales[i].mul, .div = scales[i].div,
			.add = scales[i].add,
		};
		const struct fwctl_item item = {
			.field = &field, .low = scales[i].low,
			.high = scales[i].high,
		};
		char got[FWCTL_NUMBER_LEN];

		fwctl_format_value(&item, true, got);
		tap_same(got, scales[i].want, "%lld * %d / %d + %d",
			 (long long)scales[i].low, scales[i].mul,
			 scales[i].div, scales[i].add);
	}
}

static void test_status(void)
{
	static const __u8 good[4], bad[4] = { 9 }, odd[4] = { 1, 1 };
	const char *name;
	__u64 status;

	tap_ok(fwctl_get_status(desc, good, 4, &status, &name) && !status &&
	       !strcmp(name, "good"), "status 0 is success");
	tap_ok(!fwctl_get_status(desc, bad, 4, &status, &name) && status == 9 &&
	       !strcmp(name, "no_such_thing"), "a status with a name");
	tap_ok(!fwctl_get_status(desc, odd, 4, &status, &name) &&
	       status == 257 && !name, "a status without a name");
}

static void test_names(void)
{
	__u32 scope = 9;

	tap_ok(fwctl_parse_scope("debug-write", &scope) && scope == 2 &&
	       fwctl_parse_scope("3", &scope) && scope == 3 &&
	       fwctl_parse_scope("configuration", &scope) && !scope,
	       "scopes by name and number");
	tap_ok(!fwctl_parse_scope("4", &scope) && !fwctl_parse_scope("", &scope) &&
	       !fwctl_parse_scope("11", &scope) &&
	       !fwctl_parse_scope("debug", &scope), "no other scopes");
	tap_ok(!fwctl_scope_name(4) && !fwctl_effect_name(0) &&
	       !fwctl_rule_name(99) &&
	       !strcmp(fwctl_effect_name(FWCTL_EFFECT_DISRUPTS), "disrupts"),
	       "numbers without a name have none");
}

int main(void)
{
	desc = describe(&test_table);
	if (!desc)
		return 1;
	test_encode();
	test_refused();
	test_checked();
	test_decode();
	test_round();
	test_any();
	test_stop();
	test_scales();
	test_status();
	test_names();
	fwctl_put_description(desc);
	return tap_done();
}
