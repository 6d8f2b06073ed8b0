// SPDX-License-Identifier: GPL-2.0-only
/*
 * Devices and open files: their lifetimes, the char device, the ioctls
 *
 * A device can vanish at any instant. What its driver provides is used under
 * registration_lock, held for reading; fwctl_unregister() takes it for writing,
 * after which an open file is an empty shell that answers ENODEV.
 */
#define pr_fmt(fmt) "fwctl: " fmt

#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/module.h>
#include <linux/sched/signal.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "core.h"
#include "netlink-gen.h"

#define FWCTL_MAX_DEVICES 4096

/* INFO data of any driver */
#define FWCTL_MAX_INFO 256

static dev_t fwctl_dev;
static DEFINE_IDA(fwctl_ida);

/* An open file of a registered device, or NULL for want of memory or device */
struct fwctl_uctx *fwctl_uctx_open(struct fwctl_device *fwctl)
{
	struct fwctl_uctx *uctx __free(kfree) = NULL;
	int ret;

	guard(rwsem_read)(&fwctl->registration_lock);
	if (!fwctl->ops)
		return ERR_PTR(-ENODEV);
	uctx = kzalloc(max(fwctl->ops->uctx_size, sizeof(*uctx)),
		       GFP_KERNEL_ACCOUNT);
	if (!uctx)
		return ERR_PTR(-ENOMEM);
	uctx->fwctl = fwctl;
	if (fwctl->ops->open_uctx) {
		ret = fwctl->ops->open_uctx(uctx);
		if (ret)
			return ERR_PTR(ret);
	}
	scoped_guard(mutex, &fwctl->uctxs_lock)
		list_add_tail(&uctx->entry, &fwctl->uctxs);
	fwctl_get(fwctl);
	return_ptr(uctx);
}

void fwctl_uctx_close(struct fwctl_uctx *uctx)
{
	struct fwctl_device *fwctl = uctx->fwctl;

	scoped_guard(rwsem_read, &fwctl->registration_lock) {
		/* else fwctl_unregister() has closed it */
		if (fwctl->ops) {
			scoped_guard(mutex, &fwctl->uctxs_lock)
				list_del(&uctx->entry);
			if (fwctl->ops->close_uctx)
				fwctl->ops->close_uctx(uctx);
		}
	}
	kfree(uctx);
	fwctl_put(fwctl);
}

static int fwctl_fops_open(struct inode *inode, struct file *filp)
{
	struct fwctl_device *fwctl =
		container_of(inode->i_cdev, struct fwctl_device, cdev);
	struct fwctl_uctx *uctx = fwctl_uctx_open(fwctl);

	if (IS_ERR(uctx))
		return PTR_ERR(uctx);
	filp->private_data = uctx;
	return nonseekable_open(inode, filp);
}

static int fwctl_fops_release(struct inode *inode, struct file *filp)
{
	fwctl_uctx_close(filp->private_data);
	return 0;
}

/* Every ioctl's argument, as the kernel knows it */
union fwctl_arg {
	struct fwctl_info info;
	struct fwctl_rpc rpc;
	struct fwctl_call call;
	struct fwctl_describe describe;
};

/* In pieces, since it is the caller who says how long it is */
static int fwctl_clear_user(void __user *to, u32 size)
{
	u32 at, len;

	for (at = 0; at < size; at += len) {
		len = min_t(u32, size - at, SZ_64K);
		if (clear_user(to + at, len))
			return -EFAULT;
		if (fatal_signal_pending(current))
			return -EINTR;
		cond_resched();
	}
	return 0;
}

static int fwctl_ioctl_info(struct file *filp, union fwctl_arg *arg)
{
	struct fwctl_uctx *uctx = filp->private_data;
	struct fwctl_device *fwctl = uctx->fwctl;
	struct fwctl_info *info = &arg->info;
	u8 data[FWCTL_MAX_INFO] = {};
	size_t len = 0;
	u32 room = info->device_data_len;
	int ret;

	if (info->flags)
		return -EOPNOTSUPP;
	scoped_guard(rwsem_read, &fwctl->registration_lock) {
		if (!fwctl->ops)
			return -ENODEV;
		info->out_device_type = fwctl->ops->device_type;
		if (fwctl->ops->info)
			len = min(fwctl->ops->info(uctx, data, sizeof(data)),
				  sizeof(data));
	}
	if (copy_to_user(u64_to_user_ptr(info->out_device_data), data,
			 min_t(size_t, room, len)))
		return -EFAULT;
	if (room > len) {
		ret = fwctl_clear_user(u64_to_user_ptr(info->out_device_data) +
				       len, room - len);
		if (ret)
			return ret;
	}
	info->device_data_len = len;
	return 0;
}

static int fwctl_ioctl_rpc(struct file *filp, union fwctl_arg *arg)
{
	struct fwctl_rpc *rpc = &arg->rpc;
	struct fwctl_diag diag = {};
	struct fwctl_call call = {
		.scope = rpc->scope,
		.in_len = rpc->in_len,
		.out_len = rpc->out_len,
		.in = rpc->in,
		.out = rpc->out,
	};
	int ret;

	/* a caller that cannot be told whether it was sent waits for the end */
	ret = fwctl_rpc_user(filp->private_data, filp, &call, false, &diag);
	rpc->out_len = call.out_len;
	return ret;
}

static int fwctl_ioctl_call(struct file *filp, union fwctl_arg *arg)
{
	struct fwctl_call *call = &arg->call;
	struct fwctl_diag diag = {};
	void __user *to = u64_to_user_ptr(call->diag);
	u32 room = call->diag_len;
	int ret, err;

	ret = fwctl_rpc_user(filp->private_data, filp, call, true, &diag);
	call->diag_len = sizeof(diag);
	if (room && copy_to_user(to, &diag, min_t(size_t, room, sizeof(diag))))
		return -EFAULT;
	if (room > sizeof(diag)) {
		err = fwctl_clear_user(to + sizeof(diag), room - sizeof(diag));
		if (err)
			return err;
	}
	return ret;
}

static int fwctl_ioctl_describe(struct file *filp, union fwctl_arg *arg)
{
	struct fwctl_uctx *uctx = filp->private_data;

	return fwctl_describe_user(uctx->fwctl, &arg->describe);
}

/*
 * @always: the argument is written back after a failure too, as far as the
 * caller knows it
 */
struct fwctl_ioctl {
	unsigned int cmd;
	u32 size;
	u32 min_size;
	bool always;
	int (*fn)(struct file *filp, union fwctl_arg *arg);
};

#define FWCTL_IOCTL(_cmd, _struct, _last, _always, _fn) {		\
	.cmd = (_cmd), .size = sizeof(_struct),				\
	.min_size = offsetofend(_struct, _last),			\
	.always = (_always), .fn = (_fn) }

static const struct fwctl_ioctl fwctl_ioctls[] = {
	FWCTL_IOCTL(FWCTL_INFO, struct fwctl_info, out_device_data, false,
		    fwctl_ioctl_info),
	FWCTL_IOCTL(FWCTL_RPC, struct fwctl_rpc, out, false,
		    fwctl_ioctl_rpc),
	FWCTL_IOCTL(FWCTL_CALL, struct fwctl_call, diag, true,
		    fwctl_ioctl_call),
	FWCTL_IOCTL(FWCTL_DESCRIBE, struct fwctl_describe, cursor, true,
		    fwctl_ioctl_describe),
};

/*
 * What the caller knows of the argument, and that the rest of it is zero. In
 * pieces, since it is the caller who says how long it is.
 */
static int fwctl_copy_arg(union fwctl_arg *arg, u32 known,
			  const void __user *from, u32 size)
{
	u32 at, len;
	int ret;

	if (copy_from_user(arg, from, min(size, known)))
		return -EFAULT;
	for (at = known; at < size; at += len) {
		len = min_t(u32, size - at, SZ_64K);
		ret = check_zeroed_user(from + at, len);
		if (ret <= 0)
			return ret ?: -E2BIG;
		if (fatal_signal_pending(current))
			return -EINTR;
		cond_resched();
	}
	return 0;
}

static long fwctl_fops_ioctl(struct file *filp, unsigned int cmd,
			     unsigned long user)
{
	const struct fwctl_ioctl *ioctl = NULL;
	void __user *from = (void __user *)user;
	union fwctl_arg arg = {};
	u32 i, size;
	int ret;

	for (i = 0; i < ARRAY_SIZE(fwctl_ioctls); i++)
		if (fwctl_ioctls[i].cmd == cmd)
			ioctl = &fwctl_ioctls[i];
	if (!ioctl)
		return -ENOTTY;
	if (get_user(size, (u32 __user *)from))
		return -EFAULT;
	if (size < ioctl->min_size)
		return -EINVAL;
	ret = fwctl_copy_arg(&arg, ioctl->size, from, size);
	if (ret)
		return ret;
	ret = ioctl->fn(filp, &arg);
	if ((!ret || ioctl->always) &&
	    copy_to_user(from, &arg, min(size, ioctl->size)))
		return -EFAULT;
	return ret;
}

static const struct file_operations fwctl_fops = {
	.owner = THIS_MODULE,
	.open = fwctl_fops_open,
	.release = fwctl_fops_release,
	.unlocked_ioctl = fwctl_fops_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static void fwctl_device_release(struct device *dev)
{
	struct fwctl_device *fwctl = container_of(dev, struct fwctl_device, dev);

	ida_free(&fwctl_ida, MINOR(dev->devt) - MINOR(fwctl_dev));
	mutex_destroy(&fwctl->uctxs_lock);
	kfree(fwctl);
}

static char *fwctl_devnode(const struct device *dev, umode_t *mode)
{
	return kasprintf(GFP_KERNEL, "fwctl/%s", dev_name(dev));
}

static struct class fwctl_class = {
	.name = "fwctl",
	.dev_release = fwctl_device_release,
	.devnode = fwctl_devnode,
};

/**
 * fwctl_next_device - Find a device by its number, or the next one
 * @id: N of fwctlN
 *
 * Return: the device of the least number from @id on, with a reference, or
 * NULL. It may be gone by the time that the caller looks at it.
 */
struct fwctl_device *fwctl_next_device(u32 id)
{
	struct device *dev, *next = NULL;
	struct class_dev_iter iter;

	class_dev_iter_init(&iter, &fwctl_class, NULL, NULL);
	while ((dev = class_dev_iter_next(&iter))) {
		if (MINOR(dev->devt) < id ||
		    (next && MINOR(dev->devt) > MINOR(next->devt)))
			continue;
		put_device(next);
		next = get_device(dev);
	}
	class_dev_iter_exit(&iter);
	return next ? container_of(next, struct fwctl_device, dev) : NULL;
}

struct fwctl_device *_fwctl_alloc_device(struct device *parent,
					 const struct fwctl_ops *ops,
					 size_t size)
{
	struct fwctl_device *fwctl;
	int id;

	fwctl = kzalloc(size, GFP_KERNEL);
	if (!fwctl)
		return NULL;
	id = ida_alloc_max(&fwctl_ida, FWCTL_MAX_DEVICES - 1, GFP_KERNEL);
	if (id < 0) {
		kfree(fwctl);
		return NULL;
	}
	fwctl->dev.class = &fwctl_class;
	fwctl->dev.parent = parent;
	fwctl->dev.devt = fwctl_dev + id;
	init_rwsem(&fwctl->registration_lock);
	mutex_init(&fwctl->uctxs_lock);
	INIT_LIST_HEAD(&fwctl->uctxs);
	spin_lock_init(&fwctl->rpcs_lock);
	INIT_LIST_HEAD(&fwctl->waiting);
	INIT_LIST_HEAD(&fwctl->flying);
	fwctl->last_uid = INVALID_UID;
	fwctl->max_in_flight = ops->max_in_flight ?: 1;
	fwctl->ops = ops;
	device_initialize(&fwctl->dev);
	cdev_init(&fwctl->cdev, &fwctl_fops);
	fwctl->cdev.owner = THIS_MODULE;
	if (dev_set_name(&fwctl->dev, "fwctl%d", id)) {
		fwctl_put(fwctl);
		return NULL;
	}
	return fwctl;
}
EXPORT_SYMBOL_NS_GPL(_fwctl_alloc_device, FWCTL_NS);

/**
 * fwctl_register - Make a device known to user space
 * @fwctl: from fwctl_alloc_device()
 *
 * Checks the driver's table. A wrong one is refused, with a line in the log
 * that says where it is wrong. From here on the driver's operations may be
 * called; after a failure they are not, and fwctl_put() is all that is left.
 *
 * Context: process context, may sleep.
 * Return: 0 or an errno; -EINVAL for a wrong table.
 */
int fwctl_register(struct fwctl_device *fwctl)
{
	const struct fwctl_ops *ops = fwctl->ops;
	char why[FWCTL_WHY_LEN];
	int ret;

	if (WARN_ON(!ops->send || !ops->name ||
		    (ops->table->nr_limits && !ops->limits)))
		return -EINVAL;
	fwctl->index = fwctl_index_create(ops->table, why);
	if (IS_ERR(fwctl->index)) {
		ret = PTR_ERR(fwctl->index);
		if (ret == -EINVAL)
			pr_err("driver %s: %s\n", ops->name, why);
		return ret;
	}
	/*
	 * It can be opened, or found, before it is all there: who does so waits,
	 * and where it does not come to that gets nothing.
	 */
	scoped_guard(rwsem_write, &fwctl->registration_lock) {
		ret = cdev_device_add(&fwctl->cdev, &fwctl->dev);
		if (ret) {
			fwctl->ops = NULL;
			fwctl_index_destroy(fwctl->index);
			fwctl->index = NULL;
			return ret;
		}
	}
	fwctl_nl_notify(fwctl, FWCTL_CMD_DEVICE_ADD_NTF);
	return 0;
}
EXPORT_SYMBOL_NS_GPL(fwctl_register, FWCTL_NS);

/**
 * fwctl_unregister - Withdraw a device
 * @fwctl: a registered device
 *
 * Waits for operations of the driver that are being called, and for nothing
 * else: callers that wait for an answer get ENODEV at once. On return no
 * operation is called any more, the table is not looked at any more, and open
 * files hold nothing of the driver's. RPCs that are with the transport stay
 * there: the driver stops its transport now, and then completes each of them
 * (-ENODEV). It gives its reference back with fwctl_put() when none is left.
 *
 * Context: process context, may sleep as long as a send() does.
 */
void fwctl_unregister(struct fwctl_device *fwctl)
{
	struct fwctl_uctx *uctx, *next;

	cdev_device_del(&fwctl->cdev, &fwctl->dev);
	fwctl_rpcs_kill(fwctl);
	fwctl_nl_notify(fwctl, FWCTL_CMD_DEVICE_DEL_NTF);
	guard(rwsem_write)(&fwctl->registration_lock);
	list_for_each_entry_safe(uctx, next, &fwctl->uctxs, entry) {
		list_del(&uctx->entry);
		if (fwctl->ops->close_uctx)
			fwctl->ops->close_uctx(uctx);
	}
	fwctl->ops = NULL;
	fwctl_index_destroy(fwctl->index);
	fwctl->index = NULL;
}
EXPORT_SYMBOL_NS_GPL(fwctl_unregister, FWCTL_NS);

static int __init fwctl_init(void)
{
	int ret;

	ret = fwctl_rpc_init();
	if (ret)
		return ret;
	ret = alloc_chrdev_region(&fwctl_dev, 0, FWCTL_MAX_DEVICES, "fwctl");
	if (ret)
		goto err_rpc;
	ret = class_register(&fwctl_class);
	if (ret)
		goto err_chrdev;
	ret = fwctl_nl_init();
	if (ret)
		goto err_class;
	return 0;

err_class:
	class_unregister(&fwctl_class);
err_chrdev:
	unregister_chrdev_region(fwctl_dev, FWCTL_MAX_DEVICES);
err_rpc:
	fwctl_rpc_exit();
	return ret;
}

static void __exit fwctl_exit(void)
{
	fwctl_nl_exit();
	class_unregister(&fwctl_class);
	unregister_chrdev_region(fwctl_dev, FWCTL_MAX_DEVICES);
	fwctl_rpc_exit();
	ida_destroy(&fwctl_ida);
}

/* before the drivers, where they are built in */
subsys_initcall(fwctl_init);
module_exit(fwctl_exit);
MODULE_DESCRIPTION("Described access to device firmware");
MODULE_LICENSE("GPL");
