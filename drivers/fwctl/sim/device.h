/* SPDX-License-Identifier: GPL-2.0-only */
/* A device as main.c has it, for its tests */
#ifndef __FWCTL_SIM_DEVICE_H
#define __FWCTL_SIM_DEVICE_H

#include <linux/atomic.h>
#include <linux/fwctl.h>
#include <linux/list.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>

#include "sim.h"

#define SIM_LATE_MS		100		/* after the timeout */
#define SIM_AUTOSUSPEND_MS	50

/* What can happen to a message */
enum sim_fault {
	SIM_NONE,
	SIM_NEVER,
	SIM_TWICE,
	SIM_LATE,
	SIM_SHORT,
	SIM_TOO_LONG,
	SIM_GARBAGE,
	SIM_ERROR,
	SIM_UNSENT,
	SIM_TRANSPORT,
	SIM_CANCELLED,
	SIM_VANISH,
	SIM_OVERSIZE_COUNT,
};

struct sim {
	struct fwctl_device fwctl;
	struct platform_device *pdev;
	struct sim_firmware *fw;
	struct dentry *debugfs;
	struct workqueue_struct *wq;

	struct xarray calls;	/* struct sim_call by tag */
	u32 next_tag;
	spinlock_t lock;	/* for the next three */
	struct list_head messages;
	enum sim_fault fault;
	u32 faults_left;

	u32 delay_ms;
	u32 transport_timeout_ms;
	u32 max_chunk;
	u32 resume_error;
	bool cautious;

	bool powered;
	atomic_t resumes;
	atomic_t suspends;
	atomic_t executed;
	atomic_t stray_answers;
	atomic_t files;
};

struct platform_device *sim_new_device(int id);
int sim_del_device(int id);

#endif
