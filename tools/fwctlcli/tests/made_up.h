/* SPDX-License-Identifier: GPL-2.0-only */
/* An NVMe controller and a CXL memory device that are made up, for report_test */
#ifndef _MADE_UP_H
#define _MADE_UP_H

#include "libfwctl.h"

/**
 * struct made_up - How they are, and how they behave
 * @smart: SMART / Health (NVMe Base 2.0, figure 207), @smart_len bytes of it
 * @id: Identify Controller (figure 275)
 * @slots: Firmware Slot Information (figure 209)
 * @effects: Commands Supported and Effects (figure 210)
 * @namespaces: that are active; 0 ends them
 * @namespace: Identify Namespace of the first of them, and of all others
 * @health: Get Health Info (CXL 3.1, 8.2.9.9.3.1)
 * @alerts: Get Alert Configuration (8.2.9.9.3.2)
 * @fw: Get FW Info (8.2.9.3.1)
 * @memory: Identify Memory Device (8.2.9.9.1.1)
 * @partition: Get Partition Info (8.2.9.9.2.1)
 * @nobody: the caller is no administrator
 * @lacks: name of a command that they do not have, or NULL
 * @fails: name of a command that gets no answer, or NULL
 * @refuses: name of a command that is answered with an error, or NULL
 * @random: any of their answers may be anything
 */
struct made_up {
	__u8 smart[512];
	__u32 smart_len;
	__u8 id[4096];
	__u8 slots[512];
	__u8 effects[4096];
	__u32 namespaces[4];
	__u8 namespace[2][4096];
	__u8 health[18];
	__u8 alerts[16];
	__u8 fw[80];
	__u8 memory[69];
	__u8 partition[32];
	bool nobody;
	const char *lacks;
	const char *fails;
	const char *refuses;
	bool random;
};

extern struct made_up made_up;

void put_le(__u8 *at, __u64 value, unsigned int size);
void made_up_restart(void);
struct fwctl_description *made_up_describe(const struct fwctl_table *table);
int made_up_call(const struct fwctl_table *table, struct fwctl_transfer *call,
		 struct fwctl_error *err);
int fails(struct fwctl_error *err, int errnum, unsigned int reason);

#endif
