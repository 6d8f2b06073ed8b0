/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fwctl: what a driver of the subsystem implements and calls
 *
 * A driver describes its commands in a table (see <linux/fwctl_table.h>) and
 * carries requests that the core has found good. It sees kernel memory only.
 */
#ifndef _LINUX_FWCTL_H
#define _LINUX_FWCTL_H

#include <linux/cdev.h>
#include <linux/cleanup.h>
#include <linux/device.h>
#include <linux/fwctl_table.h>
#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/uidgid.h>
#include <linux/version.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

/* A driver says MODULE_IMPORT_NS(FWCTL_NS). From 6.13 on it is a string. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#define FWCTL_NS FWCTL
#else
#define FWCTL_NS "FWCTL"
#endif

struct fwctl_device;
struct fwctl_index;
struct fwctl_rpc_req;
struct fwctl_uctx;

/**
 * struct fwctl_permit - Who may send a command to this device
 * @scope: least label that may carry it, enum fwctl_rpc_scope
 * @effect: enum fwctl_effect
 * @audience: enum fwctl_audience
 * @unsupported: this device does not have the command
 * @refused: nobody may send it: its effects on this device are not acceptable,
 *	or the kernel itself owns what it changes
 */
struct fwctl_permit {
	u8 scope;
	u8 effect;
	u8 audience;
	bool unsupported;
	bool refused;
};

/**
 * struct fwctl_ops - What a driver provides
 * @name: the driver's name as users see it, such as "ipmi"
 * @device_type: enum fwctl_device_type
 * @uctx_size: size of the driver's structure that begins with &struct
 *	fwctl_uctx; one is allocated, zeroed, for each open file
 * @max_in_flight: how many RPCs may be with the transport at once; 0 counts as
 *	1, which is right for a mailbox
 * @whole_answers: a caller must have room for all that the request asks for,
 *	or else for the least response, or the answer is EINVAL. Otherwise what
 *	there is no room for is cut off.
 * @table: the commands; must stay until fwctl_unregister() returns
 * @open_uctx: a file was opened; may be NULL. May sleep.
 *	Return 0 or an errno, which open() returns.
 * @close_uctx: the file was closed, or the device is being unregistered; may be
 *	NULL. May sleep.
 * @info: write what FWCTL_INFO has to say of this device to @buf, which is
 *	zeroed; may be NULL. Return the number of bytes, at most @len.
 * @limits: write the present value of each of the table's limits; needed if
 *	the table has limits. Must not wait for the device.
 * @narrow: make @permit more cautious by what the device or the driver knows
 *	of @cmd; may be NULL. @in is the request, whole but not validated yet,
 *	or NULL for a description of the command. The core takes the more
 *	cautious of this and the table in each respect, so it cannot widen.
 *	Must not wait for the device.
 * @send: hand a request to the firmware. Return 0 if it was handed over, now or
 *	in the past: then fwctl_rpc_complete() must be called exactly once,
 *	inside of this call or at any time after it. Return a negative errno if
 *	it was not handed over: then it must not be called. May sleep, but only
 *	for a bounded time, which the driver documents: it delays
 *	fwctl_unregister() for as long.
 *
 * All are called in process context with the device registered;
 * fwctl_unregister() waits for them, and afterwards none is called any more.
 */
struct fwctl_ops {
	const char *name;
	u32 device_type;
	size_t uctx_size;
	unsigned int max_in_flight;
	bool whole_answers;
	const struct fwctl_table *table;

	int (*open_uctx)(struct fwctl_uctx *uctx);
	void (*close_uctx)(struct fwctl_uctx *uctx);
	size_t (*info)(struct fwctl_uctx *uctx, void *buf, size_t len);
	void (*limits)(struct fwctl_device *fwctl, u64 *limits);
	void (*narrow)(struct fwctl_device *fwctl,
		       const struct fwctl_command *cmd, const void *in,
		       size_t in_len, struct fwctl_permit *permit);
	int (*send)(struct fwctl_uctx *uctx, struct fwctl_rpc_req *rpc);
};

/**
 * struct fwctl_device - A device of the class fwctl
 * @dev: the class device; its parent is the device whose firmware is spoken to
 *
 * All else is the core's. A driver embeds this as the first member of its own
 * structure and allocates it with fwctl_alloc_device().
 */
struct fwctl_device {
	struct device dev;
	/* private: */
	struct cdev cdev;

	/* Held for reading around every use of ops and the table */
	struct rw_semaphore registration_lock;
	const struct fwctl_ops *ops;	/* NULL once unregistered */
	struct fwctl_index *index;
	struct list_head uctxs;		/* under uctxs_lock */
	struct mutex uctxs_lock;

	spinlock_t rpcs_lock;		/* for what follows */
	bool dead;
	unsigned int max_in_flight;
	unsigned int in_flight;
	kuid_t last_uid;		/* unprivileged user served last */
	struct list_head waiting;	/* RPCs without a slot */
	struct list_head flying;	/* RPCs with a slot */
};

/**
 * struct fwctl_uctx - An open file of a device
 * @fwctl: the device
 */
struct fwctl_uctx {
	struct fwctl_device *fwctl;
	/* private: */
	struct list_head entry;
};

/**
 * struct fwctl_rpc_req - A request on its way to the firmware and back
 * @cmd: the row that describes it; not to be used once fwctl_unregister()
 *	has returned
 * @in: the request, header included, as validated
 * @in_len: its length in bytes, without what follows the end that it states
 * @out: where the response goes, header included; not zeroed
 * @out_size: room at @out. Never less than the row's least response. What the
 *	device has to say beyond it is to be dropped, but counted in the length
 *	that fwctl_rpc_complete() is given.
 * @driver: for the driver, from send() to fwctl_rpc_complete()
 */
struct fwctl_rpc_req {
	const struct fwctl_command *cmd;
	const void *in;
	void *out;
	u32 in_len;
	u32 out_size;
	void *driver;

	/* private: */
	struct fwctl_device *fwctl;
	refcount_t refs;
	struct list_head entry;		/* in waiting or flying */
	wait_queue_head_t wait;
	u8 state;
	u8 effect;
	bool privileged;
	kuid_t uid;
	struct device *power;		/* who was powered up, or NULL */
	ssize_t result;
	void *in_alloc;
	void *out_alloc;
	struct work_struct free_work;
	u8 storage[] __aligned(8);
};

struct fwctl_device *_fwctl_alloc_device(struct device *parent,
					 const struct fwctl_ops *ops,
					 size_t size);

/**
 * fwctl_alloc_device - Allocate a device
 * @parent: device whose firmware is spoken to
 * @ops: the driver's operations
 * @drv_struct: driver's structure, its first member a &struct fwctl_device
 * @member: name of that member
 *
 * Return: a zeroed @drv_struct with a reference, to be given back with
 * fwctl_put(), or NULL.
 */
#define fwctl_alloc_device(parent, ops, drv_struct, member)		\
	({								\
		static_assert(__same_type(struct fwctl_device,		\
					  ((drv_struct *)NULL)->member));\
		static_assert(offsetof(drv_struct, member) == 0);	\
		(drv_struct *)_fwctl_alloc_device(parent, ops,		\
						  sizeof(drv_struct));	\
	})

int fwctl_register(struct fwctl_device *fwctl);
void fwctl_unregister(struct fwctl_device *fwctl);
void fwctl_rpc_complete(struct fwctl_rpc_req *rpc, ssize_t len);

/**
 * fwctl_get - Take a reference to a device
 * @fwctl: the device
 *
 * It keeps the structure, not the device: see fwctl_unregister().
 *
 * Return: @fwctl.
 */
static inline struct fwctl_device *fwctl_get(struct fwctl_device *fwctl)
{
	get_device(&fwctl->dev);
	return fwctl;
}

/**
 * fwctl_put - Give back a reference to a device
 * @fwctl: the device
 */
static inline void fwctl_put(struct fwctl_device *fwctl)
{
	put_device(&fwctl->dev);
}

DEFINE_FREE(fwctl, struct fwctl_device *, if (_T) fwctl_put(_T))

#endif
