/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _FWCTL_TESTS_WAIT_QUEUED_H
#define _FWCTL_TESTS_WAIT_QUEUED_H

#include <kunit/test.h>
#include <linux/delay.h>

#include "../core.h"

/* So many RPCs wait for a slot of the device, or the test ends */
static inline void wait_queued(struct kunit *test, struct fwctl_device *fwctl,
			       int n)
{
	unsigned long end = jiffies + 10 * HZ;
	int queued;

	do {
		struct fwctl_rpc_req *rpc;

		queued = 0;
		spin_lock_irq(&fwctl->rpcs_lock);
		list_for_each_entry(rpc, &fwctl->waiting, entry)
			queued++;
		spin_unlock_irq(&fwctl->rpcs_lock);
		if (queued == n)
			return;
		usleep_range(1000, 2000);
	} while (time_before(jiffies, end));
	KUNIT_FAIL_AND_ABORT(test, "%d RPCs are queued, not %d", queued, n);
}

#endif
