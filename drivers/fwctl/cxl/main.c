// SPDX-License-Identifier: GPL-2.0-only
/*
 * fwctl for CXL memory devices
 *
 * Every memory device that the kernel's CXL subsystem has a mailbox of becomes a
 * fwctl device, for as long as it exists, whether or not a driver has bound to
 * it.
 */
#include <linux/cleanup.h>
#include <linux/compiler.h>
#include <linux/device/bus.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "../../cxl/cxlmem.h"
#include "cxl.h"

/**
 * struct fwctl_cxl_memdev - A memory device that has been seen
 * @entry: in the list of all
 * @memdev: it
 * @work: makes it a fwctl device
 * @gone: it goes
 * @pause: before the next time, where it was busy, in jiffies
 * @cxl: that, NULL before, or if it failed
 */
struct fwctl_cxl_memdev {
	struct list_head entry;
	struct cxl_memdev *memdev;
	struct delayed_work work;
	bool gone;
	unsigned long pause;
	struct fwctl_cxl *cxl;
};

/* Sanitizing takes hours: a device is asked once a minute in the end. */
#define FWCTL_CXL_MAX_PAUSE (60 * HZ)

static LIST_HEAD(fwctl_cxl_list);
static bool fwctl_cxl_closing;
static DEFINE_MUTEX(fwctl_cxl_mutex);	/* for these two */

static void fwctl_cxl_attach(struct work_struct *work)
{
	struct fwctl_cxl_memdev *cxlmd =
		container_of(work, struct fwctl_cxl_memdev, work.work);
	struct cxl_dev_state *cxlds = cxlmd->memdev->cxlds;
	struct device *dev = &cxlmd->memdev->dev;
	struct fwctl_cxl *cxl;

	/* announced after its parent; where the bit is seen late, a bit later */
	if (data_race(!dev->kobj.state_add_uevent_sent)) {
		queue_delayed_work(system_long_wq, &cxlmd->work, 1);
		return;
	}
	cxl = fwctl_cxl_create(dev, &cxlds->cxl_mbox,
			       to_cxl_memdev_state(cxlds)->lsa_size,
			       &cxlmd->gone);
	if (!IS_ERR(cxl)) {
		cxlmd->cxl = cxl;
	} else if (PTR_ERR(cxl) == -EBUSY) {
		cxlmd->pause = clamp(2 * cxlmd->pause, HZ, FWCTL_CXL_MAX_PAUSE);
		queue_delayed_work(system_long_wq, &cxlmd->work, cxlmd->pause);
	} else if (!READ_ONCE(cxlmd->gone)) {
		dev_err(dev, "no fwctl device: %pe\n", cxl);
	}
}

static struct fwctl_cxl_memdev *fwctl_cxl_find(struct device *dev)
{
	struct fwctl_cxl_memdev *cxlmd;

	lockdep_assert_held(&fwctl_cxl_mutex);
	list_for_each_entry(cxlmd, &fwctl_cxl_list, entry)
		if (&cxlmd->memdev->dev == dev)
			return cxlmd;
	return NULL;
}

static int fwctl_cxl_add(struct device *dev, void *data)
{
	struct fwctl_cxl_memdev *cxlmd;
	struct cxl_dev_state *cxlds;

	lockdep_assert_held(&fwctl_cxl_mutex);
	if (fwctl_cxl_closing || !is_cxl_memdev(dev) || fwctl_cxl_find(dev))
		return 0;
	cxlds = to_cxl_memdev(dev)->cxlds;
	if (!to_cxl_memdev_state(cxlds) || !cxlds->cxl_mbox.mbox_send)
		return 0;
	cxlmd = kzalloc(sizeof(*cxlmd), GFP_KERNEL);
	if (!cxlmd) {
		dev_err(dev, "no fwctl device: out of memory\n");
		return 0;
	}
	cxlmd->memdev = to_cxl_memdev(dev);
	INIT_DELAYED_WORK(&cxlmd->work, fwctl_cxl_attach);
	list_add_tail(&cxlmd->entry, &fwctl_cxl_list);
	queue_delayed_work(system_long_wq, &cxlmd->work, 0);
	return 0;
}

/*
 * The worst case is that of fwctl_cxl_destroy(), or twice as much where the
 * device is still being asked what it supports: it is asked nothing more then,
 * but what it wanted to be asked again it is asked once.
 */
static void fwctl_cxl_remove(struct fwctl_cxl_memdev *cxlmd)
{
	lockdep_assert_held(&fwctl_cxl_mutex);
	list_del(&cxlmd->entry);
	WRITE_ONCE(cxlmd->gone, true);
	cancel_delayed_work_sync(&cxlmd->work);
	if (cxlmd->cxl)
		fwctl_cxl_destroy(cxlmd->cxl);
	kfree(cxlmd);
}

/*
 * A device that is being deleted may be found on the bus for a while after it
 * was announced, and is removed at the latest once it is not there any more.
 */
static int fwctl_cxl_notify(struct notifier_block *nb, unsigned long action,
			    void *data)
{
	struct fwctl_cxl_memdev *cxlmd;

	guard(mutex)(&fwctl_cxl_mutex);
	switch (action) {
	case BUS_NOTIFY_ADD_DEVICE:
		fwctl_cxl_add(data, NULL);
		break;
	case BUS_NOTIFY_DEL_DEVICE:
	case BUS_NOTIFY_REMOVED_DEVICE:
		cxlmd = fwctl_cxl_find(data);
		if (cxlmd)
			fwctl_cxl_remove(cxlmd);
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block fwctl_cxl_notifier = {
	.notifier_call = fwctl_cxl_notify,
};

static int __init fwctl_cxl_init(void)
{
	int ret;

	ret = bus_register_notifier(&cxl_bus_type, &fwctl_cxl_notifier);
	if (ret)
		return ret;
	guard(mutex)(&fwctl_cxl_mutex);
	return bus_for_each_dev(&cxl_bus_type, NULL, NULL, fwctl_cxl_add);
}
module_init(fwctl_cxl_init);

/* Whoever deletes a device meanwhile waits for the mutex, and finds nothing. */
static void __exit fwctl_cxl_exit(void)
{
	struct fwctl_cxl_memdev *cxlmd, *next;

	scoped_guard(mutex, &fwctl_cxl_mutex) {
		fwctl_cxl_closing = true;
		list_for_each_entry_safe(cxlmd, next, &fwctl_cxl_list, entry)
			fwctl_cxl_remove(cxlmd);
	}
	bus_unregister_notifier(&cxl_bus_type, &fwctl_cxl_notifier);
}
module_exit(fwctl_cxl_exit);

MODULE_DESCRIPTION("fwctl for CXL memory devices");
MODULE_LICENSE("GPL");
MODULE_IMPORT_NS(FWCTL_NS);
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
MODULE_IMPORT_NS(CXL);
#else
MODULE_IMPORT_NS("CXL");
#endif
