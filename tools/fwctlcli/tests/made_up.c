// SPDX-License-Identifier: GPL-2.0-only
/* An NVMe controller and a CXL memory device that are made up, for report_test */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attributes.h"
#include "driver_tables.h"
#include "made_up.h"

struct made_up made_up;

void put_le(__u8 *at, __u64 value, unsigned int size)
{
	for (; size--; value >>= 8)
		*at++ = (__u8)value;
}

static void restart_nvme(void)
{
	struct made_up *m = &made_up;

	m->smart_len = sizeof(m->smart);
	put_le(m->smart + 1, 273 + 34, 2);
	m->smart[3] = 100;
	m->smart[4] = 10;
	m->smart[5] = 3;
	put_le(m->smart + 32, 1, 8);
	/* all that 128 bits can say, in units of 512,000 bytes */
	memset(m->smart + 48, 0xff, 16);
	put_le(m->smart + 112, 1234567, 8);
	put_le(m->smart + 128, 8760, 8);
	put_le(m->smart + 144, 2, 8);
	put_le(m->smart + 160, 5, 8);
	put_le(m->smart + 176, 42, 8);
	put_le(m->smart + 200, 273 + 27, 2);
	put_le(m->smart + 204, 273 - 3, 2);

	memcpy(m->id + 24, "Model \033X", 8);
	memset(m->id + 32, ' ', 32);
	memcpy(m->id + 64, "FW1     ", 8);
	put_le(m->id + 266, 273 + 70, 2);
	/* 2^64 bytes */
	m->id[280 + 8] = 1;
	put_le(m->id + 296, 1536, 8);

	m->slots[0] = 0x21;
	memcpy(m->slots + 8, "FW1     FW2     ", 16);

	put_le(m->effects, 0x1, 4);
	put_le(m->effects + 9 * 4, 0x120005, 4);
	put_le(m->effects + 1024 + 255 * 4, 0x40003, 4);

	m->namespaces[0] = 1;
	m->namespaces[1] = 5;
	put_le(m->namespace[0], 131072, 8);
	put_le(m->namespace[0] + 8, 131071, 8);
	put_le(m->namespace[0] + 16, 1, 8);
	m->namespace[0][25] = 1;
	/* bits that say nothing where there are but two formats */
	m->namespace[0][26] = 0x60;
	m->namespace[0][128 + 2] = 9;
	memcpy(m->namespace[1], m->namespace[0], 4096);
	put_le(m->namespace[1], 1ULL << 63, 8);
	m->namespace[1][26] = 1;
	m->namespace[1][128 + 6] = 12;
}

static void restart_cxl(void)
{
	struct made_up *m = &made_up;

	m->health[3] = 12;
	put_le(m->health + 4, (__u64)-5, 2);
	put_le(m->health + 6, 3, 4);
	put_le(m->health + 10, 1000, 4);
	put_le(m->health + 14, 4294967295U, 4);

	m->alerts[0] = 0x1f;
	m->alerts[2] = 95;
	m->alerts[3] = 80;
	put_le(m->alerts + 4, 90, 2);
	put_le(m->alerts + 6, (__u64)-40, 2);
	put_le(m->alerts + 8, 75, 2);
	put_le(m->alerts + 10, (__u64)-20, 2);
	put_le(m->alerts + 12, 500, 2);
	put_le(m->alerts + 14, 600, 2);

	m->fw[0] = 2;
	m->fw[1] = 1 | 2 << 3;
	memcpy(m->fw + 16, "BWFW 1", 6);
	memcpy(m->fw + 32, "BWFW 2", 6);

	memcpy(m->memory, "BWFW 1.0", 8);
	put_le(m->memory + 16, 6, 8);
	put_le(m->memory + 24, 2, 8);
	put_le(m->memory + 32, 4, 8);
	put_le(m->memory + 56, 131072, 4);
	put_le(m->partition, 2, 8);
	put_le(m->partition + 8, 4, 8);
}

void made_up_restart(void)
{
	memset(&made_up, 0, sizeof(made_up));
	restart_nvme();
	restart_cxl();
}

struct fwctl_description *made_up_describe(const struct fwctl_table *table)
{
	struct fwctl_command *commands = calloc(table->nr_commands,
						sizeof(*commands));
	struct fwctl_description *desc;
	struct fwctl_table copy = *table;
	__u32 i;

	copy.nr_commands = 0;
	copy.commands = commands;
	for (i = 0; i < table->nr_commands; i++)
		if (!made_up.lacks ||
		    strcmp(table->commands[i].name, made_up.lacks))
			commands[copy.nr_commands++] = table->commands[i];
	desc = describe(&copy);
	free(commands);
	desc->type = table == &fwctl_nvme_table ? FWCTL_DEVICE_TYPE_NVME :
						  FWCTL_DEVICE_TYPE_CXL;
	return desc;
}

int fails(struct fwctl_error *err, int errnum, unsigned int reason)
{
	memset(err, 0, sizeof(*err));
	err->errnum = errnum;
	err->diag.reason = reason;
	snprintf(err->text, sizeof(err->text), "made up: %s",
		 strerror(errnum));
	return -errnum;
}

static __u32 get_le32(const __u8 *at)
{
	return at[0] | at[1] << 8 | at[2] << 16 | (__u32)at[3] << 24;
}

/* Namespaces that are greater than one */
static __u32 list_namespaces(__u32 nsid, __u8 *out)
{
	const __u32 *next;

	for (next = made_up.namespaces; *next; next++) {
		if (*next <= nsid)
			continue;
		put_le(out, *next, 4);
		out += 4;
	}
	return 4096;
}

/* Which command it is, and what is answered; NULL and 0: an error */
static const char *answer_nvme(const __u8 *in, __u8 *out, __u32 *len)
{
	struct made_up *m = &made_up;
	__u32 nsid = get_le32(in + 4);

	*len = 4096;
	switch (in[0] << 16 | in[8] | in[9] << 8) {
	case 0x028002:
		*len = m->smart_len;
		memcpy(out, m->smart, *len);
		return "smart-log";
	case 0x028003:
		*len = sizeof(m->slots);
		memcpy(out, m->slots, *len);
		return "firmware-slot-log";
	case 0x020005:
		memcpy(out, m->effects, *len);
		return "effects-log";
	case 0x060000:
		memcpy(out, m->namespace[nsid != m->namespaces[0]], *len);
		return "identify-namespace";
	case 0x060001:
		memcpy(out, m->id, *len);
		return "identify-controller";
	case 0x060002:
		*len = list_namespaces(nsid, out);
		return "active-namespaces";
	}
	return NULL;
}

static const char *answer_cxl(const __u8 *in, __u8 *out, __u32 *len)
{
	static const struct {
		__u32 opcode;
		const char *name;
		const __u8 *data;
		__u32 len;
	} answers[] = {
		{ 0x0200, "get-fw-info", made_up.fw, 80 },
		{ 0x4000, "identify-memory-device", made_up.memory, 69 },
		{ 0x4100, "get-partition-info", made_up.partition, 32 },
		{ 0x4200, "get-health-info", made_up.health, 18 },
		{ 0x4201, "get-alert-configuration", made_up.alerts, 16 },
	};
	size_t i;

	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		if (get_le32(in) != answers[i].opcode)
			continue;
		*len = answers[i].len;
		memcpy(out, answers[i].data, *len);
		return answers[i].name;
	}
	return NULL;
}

static bool is_for_any(const struct fwctl_table *table, const char *name)
{
	__u32 i;

	for (i = 0; i < table->nr_commands; i++)
		if (!strcmp(table->commands[i].name, name))
			return table->commands[i].audience ==
			       FWCTL_AUDIENCE_ANY;
	return false;
}

int made_up_call(const struct fwctl_table *table, struct fwctl_transfer *call,
		 struct fwctl_error *err)
{
	bool is_nvme = table == &fwctl_nvme_table;
	__u32 header = is_nvme ? 4 : 8, len = 0, i;
	__u8 out[8 + 4100 + 4] = { 0 };
	const char *name;

	/* dword 0 of an NVMe completion comes before the data */
	name = is_nvme ? answer_nvme(call->in, out + header + 4, &len) :
			 answer_cxl(call->in, out + header, &len);
	if (made_up.nobody && (!name || !is_for_any(table, name)))
		return fails(err, EPERM, FWCTL_REASON_CAPABILITY);
	if (name && made_up.fails && !strcmp(name, made_up.fails))
		return fails(err, EBADMSG, FWCTL_REASON_RESPONSE);
	len += is_nvme ? 4 : 0;
	if (made_up.random && random() % 3) {
		/* each namespace is asked for more */
		len = (__u32)random() %
		      (name && !strcmp(name, "active-namespaces") ? 32 : 4100);
		for (i = 0; i < len; i++)
			out[header + i] = (__u8)(random() % 4 ? random() : 0);
	}
	if (!name || (made_up.refuses && !strcmp(name, made_up.refuses))) {
		put_le(out + (is_nvme ? 0 : 4), 2, 2);
		len = 0;
	} else if (!is_nvme) {
		put_le(out, len, 4);
	}
	len += header;
	call->out_len = len < call->out_room ? len : call->out_room;
	memcpy(call->out, out, call->out_len);
	return 0;
}
