// SPDX-License-Identifier: GPL-2.0-only
/*
 * Software devices, to try and test fwctl without hardware
 *
 * Devices are made and removed at run time::
 *
 *	echo 5 > /sys/bus/platform/drivers/fwctl_sim/new_device
 *	echo 5 > /sys/bus/platform/drivers/fwctl_sim/del_device
 *
 * Each is a platform device fwctl_sim.N of its own with runtime power
 * management, a firmware that is a small model (firmware.c), and a transport in
 * between.
 *
 * /sys/kernel/debug/fwctl_sim/fwctl_sim.N/ has
 *
 *	fault			what the next requests meet, see fault_names;
 *				a number behind it says how many, else one
 *	delay_ms		how long each command takes
 *	transport_timeout_ms	how long the transport waits on top of the time
 *				that a command is known to take
 *	max_chunk		limit of the same name
 *	resume_error		errno that powering up fails with
 *	cautious		get-counters is for administrators only
 *	executed		commands that the firmware has executed
 *	stray_answers		answers that nobody waited for
 *	files			files that are open
 *	resumes, suspends	how often, and
 *	powered			whether the device is powered
 *
 * Removal does not wait for the firmware. At worst it waits for a message that
 * is just being copied, 2 MiB.
 */
#include <linux/debugfs.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/pm_runtime.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "device.h"

#define SIM_TIMEOUT_MS		2000
#define SIM_MAX_DELAY_MS	(10 * 60 * 1000)
#define SIM_LONG		16		/* bytes that a long answer has too many */

static const char *const fault_names[] = {
	[SIM_NONE] = "none",
	[SIM_NEVER] = "never",			/* no answer */
	[SIM_TWICE] = "twice",			/* the same answer again */
	[SIM_LATE] = "late",			/* after the timeout */
	[SIM_SHORT] = "short",			/* less than the least length */
	[SIM_TOO_LONG] = "long",		/* more than the greatest */
	[SIM_GARBAGE] = "garbage",
	[SIM_ERROR] = "error",			/* firmware status */
	[SIM_UNSENT] = "unsent",		/* transport does not take it */
	[SIM_TRANSPORT] = "transport",		/* transport error */
	[SIM_CANCELLED] = "reset",		/* device reset meanwhile */
	[SIM_VANISH] = "vanish",		/* device removed meanwhile */
	[SIM_OVERSIZE_COUNT] = "oversize_count", /* more than there is */
};

/* What the transport knows of an RPC. Whoever erases its tag owns it. */
struct sim_call {
	struct sim *sim;
	struct fwctl_rpc_req *rpc;
	u32 tag;
	struct delayed_work timeout;
};

/*
 * What the firmware knows of it: a request, and where to put the answer.
 * Whoever takes it off the list owns it.
 */
struct sim_message {
	struct list_head entry;
	struct sim *sim;
	const struct fwctl_command *cmd;	/* in sim_table */
	u32 tag;
	enum sim_fault fault;
	struct delayed_work work;
	u32 in_len;
	u32 out_size;
	u8 *out;
	u8 in[] __aligned(8);
};

/* A device that is to remove itself */
struct sim_removal {
	struct work_struct work;
	struct platform_device *pdev;
};

static unsigned int devices = 1;
module_param(devices, uint, 0444);
MODULE_PARM_DESC(devices, "How many devices to begin with (default 1)");

static DEFINE_MUTEX(sim_devices_lock);
static DEFINE_XARRAY(sim_devices);	/* struct platform_device by id */
static struct dentry *sim_debugfs;
static struct workqueue_struct *sim_wq;	/* of struct sim_removal */

/*
 * --- The life of a message ---
 *
 * Without delay or fault it is executed at once: all is in sim_send().
 *
 * Else it gets a tag and waits for its time; then the firmware executes it and
 * posts an answer with that tag. Meanwhile it may time out, the caller may have
 * left, the device may go: whoever takes the tag out of sim->calls completes
 * the RPC, so each is completed once. An answer whose tag is not there any more
 * is counted and dropped.
 */
static void message_work(struct work_struct *work);
static void call_timeout(struct work_struct *work);
static void post(struct sim *sim, u32 tag, const void *data, ssize_t len);
static void remove_self(struct work_struct *work);

static u32 execute(struct sim *sim, const struct fwctl_command *cmd,
		   const u8 *in, u32 in_len, u8 *out, u32 size)
{
	u32 len = sim_firmware_execute(sim->fw, cmd, in, in_len, out, size);

	atomic_inc(&sim->executed);
	return len;
}

static enum sim_fault take_fault(struct sim *sim)
{
	enum sim_fault fault;

	scoped_guard(spinlock, &sim->lock) {
		fault = sim->fault;
		if (fault && !--sim->faults_left)
			sim->fault = SIM_NONE;
	}
	return fault;
}

static void message_free(struct sim_message *msg)
{
	kvfree(msg->out);
	kvfree(msg);
}

static struct sim_message *message_alloc(struct sim *sim,
					 const struct fwctl_rpc_req *rpc)
{
	struct sim_message *msg;

	msg = kvzalloc(struct_size(msg, in, rpc->in_len), GFP_KERNEL);
	if (!msg)
		return NULL;
	msg->out = kvzalloc(rpc->out_size, GFP_KERNEL);
	if (!msg->out) {
		kvfree(msg);
		return NULL;
	}
	INIT_LIST_HEAD(&msg->entry);
	msg->sim = sim;
	msg->cmd = rpc->cmd;
	msg->in_len = rpc->in_len;
	msg->out_size = rpc->out_size;
	memcpy(msg->in, rpc->in, rpc->in_len);
	return msg;
}

static int send_later(struct sim *sim, struct fwctl_rpc_req *rpc,
		      enum sim_fault fault, u32 delay)
{
	u32 timeout = READ_ONCE(sim->transport_timeout_ms);
	struct sim_message *msg;
	struct sim_call *call;
	int ret;

	msg = message_alloc(sim, rpc);
	if (!msg)
		return -ENOMEM;
	msg->fault = fault;
	INIT_DELAYED_WORK(&msg->work, message_work);

	call = kzalloc(sizeof(*call), GFP_KERNEL);
	if (!call) {
		ret = -ENOMEM;
		goto free_msg;
	}
	call->sim = sim;
	call->rpc = rpc;
	INIT_DELAYED_WORK(&call->timeout, call_timeout);
	ret = xa_alloc_cyclic(&sim->calls, &call->tag, call, xa_limit_32b,
			      &sim->next_tag, GFP_KERNEL);
	if (ret < 0)
		goto free_call;
	msg->tag = call->tag;

	/* What is known to take its time is given it. */
	if (rpc->cmd->opcode == FWCTL_SIM_SELF_TEST) {
		u32 duration = get_unaligned_le32(rpc->in + SIM_HEADER);

		delay += duration;
		timeout += duration;
	}
	if (fault == SIM_LATE)
		delay = timeout + SIM_LATE_MS;

	/* From here on the RPC may end at any time. */
	queue_delayed_work(sim->wq, &call->timeout, msecs_to_jiffies(timeout));
	scoped_guard(spinlock, &sim->lock) {
		list_add_tail(&msg->entry, &sim->messages);
		queue_delayed_work(sim->wq, &msg->work,
				   msecs_to_jiffies(delay));
	}
	return 0;

free_call:
	kfree(call);
free_msg:
	message_free(msg);
	return ret;
}

/* A request that the core has found good, with a slot, and with power */
static int sim_send(struct fwctl_uctx *uctx, struct fwctl_rpc_req *rpc)
{
	struct sim *sim = container_of(uctx->fwctl, struct sim, fwctl);
	u32 delay = READ_ONCE(sim->delay_ms);
	enum sim_fault fault;
	u32 len;

	if (WARN_ONCE(!READ_ONCE(sim->powered),
		      "fwctl_sim: request to a suspended device\n"))
		return -EIO;
	fault = take_fault(sim);
	if (fault == SIM_UNSENT)
		return -EIO;
	if (fault || delay || rpc->cmd->opcode == FWCTL_SIM_SELF_TEST)
		return send_later(sim, rpc, fault, delay);

	len = execute(sim, rpc->cmd, rpc->in, rpc->in_len, rpc->out,
		      rpc->out_size);
	fwctl_rpc_complete(rpc, len);
	return 0;
}

/* Let the first count or length in an answer be more than there is. */
static void oversize_count(const struct sim_message *msg, u32 len)
{
	const struct fwctl_msg *response = &msg->cmd->response;
	u32 i;

	for (i = 0; i < response->nr_fields; i++) {
		const struct fwctl_field *field = &response->fields[i];

		if (field->measure && len >= SIM_HEADER + field->offset +
					     field->size) {
			memset(msg->out + SIM_HEADER + field->offset, 0xff,
			       field->size);
			return;
		}
	}
	put_unaligned_le32(U32_MAX, msg->out + 4);
}

/* What a fault makes of an answer. Returns its length. */
static u32 spoil(const struct sim_message *msg, u32 len)
{
	switch (msg->fault) {
	case SIM_SHORT:
		len = SIM_HEADER + msg->cmd->response.min_len - 1;
		if (len >= SIM_HEADER)
			sim_put_header(msg->out, FWCTL_SIM_SUCCESS, len);
		break;
	case SIM_TOO_LONG:
		len = SIM_HEADER + msg->cmd->response.max_len + SIM_LONG;
		sim_put_header(msg->out, FWCTL_SIM_SUCCESS, len);
		break;
	case SIM_GARBAGE:
		memset(msg->out, 0xa5, min(len, msg->out_size));
		break;
	case SIM_OVERSIZE_COUNT:
		oversize_count(msg, len);
		break;
	default:
		break;
	}
	return len;
}

/* The device removes itself, which it cannot do from its own workqueue. */
static void vanish(struct sim *sim)
{
	struct sim_removal *removal = kzalloc(sizeof(*removal), GFP_KERNEL);

	if (!removal)
		return;
	INIT_WORK(&removal->work, remove_self);
	get_device(&sim->pdev->dev);
	removal->pdev = sim->pdev;
	queue_work(sim_wq, &removal->work);
}

/* The time of a message has come. */
static void message_work(struct work_struct *work)
{
	struct sim_message *msg = container_of(to_delayed_work(work),
					       struct sim_message, work);
	struct sim *sim = msg->sim;
	bool mine;
	u32 len;

	scoped_guard(spinlock, &sim->lock) {
		mine = !list_empty(&msg->entry);
		list_del_init(&msg->entry);
	}
	if (!mine)
		return;

	switch (msg->fault) {
	case SIM_VANISH:
		vanish(sim);
		break;
	case SIM_TRANSPORT:
		post(sim, msg->tag, NULL, -EIO);
		break;
	case SIM_CANCELLED:
		post(sim, msg->tag, NULL, -ECANCELED);
		break;
	case SIM_ERROR:
		len = sim_firmware_refuse(sim->fw, msg->cmd, msg->out);
		post(sim, msg->tag, msg->out, len);
		break;
	default:
		len = execute(sim, msg->cmd, msg->in, msg->in_len, msg->out,
			      msg->out_size);
		len = spoil(msg, len);
		if (msg->fault != SIM_NEVER)
			post(sim, msg->tag, msg->out, len);
		if (msg->fault == SIM_TWICE)
			post(sim, msg->tag, msg->out, len);
	}
	message_free(msg);
}

/* The firmware, or what became of it, has this to say. Is anyone waiting? */
static bool finish(struct sim *sim, u32 tag, const void *data, ssize_t len)
{
	struct sim_call *call = xa_erase(&sim->calls, tag);
	struct fwctl_rpc_req *rpc;

	if (!call)
		return false;
	cancel_delayed_work_sync(&call->timeout);
	rpc = call->rpc;
	kfree(call);

	WARN_ONCE(!READ_ONCE(sim->powered),
		  "fwctl_sim: suspended with a request outstanding\n");
	if (len > 0)
		memcpy(rpc->out, data, min_t(size_t, len, rpc->out_size));
	fwctl_rpc_complete(rpc, len);
	return true;
}

static void post(struct sim *sim, u32 tag, const void *data, ssize_t len)
{
	if (!finish(sim, tag, data, len))
		atomic_inc(&sim->stray_answers);
}

static void call_timeout(struct work_struct *work)
{
	struct sim_call *call = container_of(to_delayed_work(work),
					     struct sim_call, timeout);

	/* finish() may have taken it; then it waits for this to return */
	if (!xa_erase(&call->sim->calls, call->tag))
		return;
	fwctl_rpc_complete(call->rpc, -ETIMEDOUT);
	kfree(call);
}

/* Nothing is sent any more. End what was, without waiting for the firmware. */
static void stop_transport(struct sim *sim)
{
	struct sim_message *msg;
	struct sim_call *call;
	unsigned long tag;

	for (;;) {
		scoped_guard(spinlock, &sim->lock) {
			msg = list_first_entry_or_null(&sim->messages,
						       struct sim_message,
						       entry);
			if (msg)
				list_del_init(&msg->entry);
		}
		if (!msg)
			break;
		cancel_delayed_work_sync(&msg->work);
		message_free(msg);
	}
	xa_for_each(&sim->calls, tag, call)
		finish(sim, tag, NULL, -ENODEV);
	/* waits for those who were faster */
	destroy_workqueue(sim->wq);
}

/* --- What the core asks --- */

static int sim_open(struct fwctl_uctx *uctx)
{
	atomic_inc(&container_of(uctx->fwctl, struct sim, fwctl)->files);
	return 0;
}

static void sim_close(struct fwctl_uctx *uctx)
{
	atomic_dec(&container_of(uctx->fwctl, struct sim, fwctl)->files);
}

static size_t sim_info(struct fwctl_uctx *uctx, void *buf, size_t len)
{
	struct sim *sim = container_of(uctx->fwctl, struct sim, fwctl);
	struct fwctl_info_sim info = {
		.id = sim->pdev->id,
		.version = SIM_VERSION,
	};

	len = min(len, sizeof(info));
	memcpy(buf, &info, len);
	return len;
}

static void sim_limits(struct fwctl_device *fwctl, u64 *limits)
{
	struct sim *sim = container_of(fwctl, struct sim, fwctl);

	limits[SIM_MAX_CHUNK] = READ_ONCE(sim->max_chunk);
}

static void sim_narrow(struct fwctl_device *fwctl,
		       const struct fwctl_command *cmd, const void *in,
		       size_t in_len, struct fwctl_permit *permit)
{
	struct sim *sim = container_of(fwctl, struct sim, fwctl);

	if (cmd->opcode == FWCTL_SIM_LOCATE && sim_is_older(sim->pdev->id))
		permit->unsupported = true;
	if (cmd->opcode == FWCTL_SIM_GET_COUNTERS && READ_ONCE(sim->cautious))
		permit->audience = FWCTL_AUDIENCE_ADMIN;
}

static const struct fwctl_ops sim_ops = {
	.name = "sim",
	.device_type = FWCTL_DEVICE_TYPE_SIM,
	.uctx_size = sizeof(struct fwctl_uctx),
	.max_in_flight = 4,
	.table = &sim_table,
	.open_uctx = sim_open,
	.close_uctx = sim_close,
	.info = sim_info,
	.limits = sim_limits,
	.narrow = sim_narrow,
	.send = sim_send,
};

/* --- debugfs --- */

static int fault_show(struct seq_file *file, void *unused)
{
	struct sim *sim = file->private;
	enum sim_fault fault;
	u32 left;

	scoped_guard(spinlock, &sim->lock) {
		fault = sim->fault;
		left = sim->faults_left;
	}
	seq_puts(file, fault_names[fault]);
	if (fault)
		seq_printf(file, " %u", left);
	seq_putc(file, '\n');
	return 0;
}

static int fault_open(struct inode *inode, struct file *file)
{
	return single_open(file, fault_show, inode->i_private);
}

static ssize_t fault_write(struct file *file, const char __user *from,
			   size_t len, loff_t *offset)
{
	struct sim *sim = ((struct seq_file *)file->private_data)->private;
	char buf[32], *count = buf, *name;
	u32 left = 1;
	int fault, ret;

	if (len >= sizeof(buf))
		return -EINVAL;
	if (copy_from_user(buf, from, len))
		return -EFAULT;
	buf[len] = '\0';

	count = strim(buf);
	name = strsep(&count, " ");
	fault = match_string(fault_names, ARRAY_SIZE(fault_names), name);
	if (fault < 0)
		return fault;
	if (count) {
		ret = kstrtou32(count, 10, &left);
		if (ret)
			return ret;
		if (!left)
			return -EINVAL;
	}

	scoped_guard(spinlock, &sim->lock) {
		sim->fault = fault;
		sim->faults_left = left;
	}
	return len;
}

static const struct file_operations fault_fops = {
	.owner = THIS_MODULE,
	.open = fault_open,
	.read = seq_read,
	.write = fault_write,
	.llseek = seq_lseek,
	.release = single_release,
};

static int delay_get(void *data, u64 *value)
{
	*value = READ_ONCE(*(u32 *)data);
	return 0;
}

static int delay_set(void *data, u64 value)
{
	if (value > SIM_MAX_DELAY_MS)
		return -EINVAL;
	WRITE_ONCE(*(u32 *)data, value);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(delay_fops, delay_get, delay_set, "%llu\n");

static int resume_error_get(void *data, u64 *value)
{
	struct sim *sim = data;

	*value = READ_ONCE(sim->resume_error);
	return 0;
}

static int resume_error_set(void *data, u64 value)
{
	struct sim *sim = data;

	if (value > MAX_ERRNO)
		return -EINVAL;
	WRITE_ONCE(sim->resume_error, value);
	/* A failure sticks to the device until someone says it is mended. */
	if (!value)
		pm_runtime_set_suspended(&sim->pdev->dev);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(resume_error_fops, resume_error_get, resume_error_set,
			 "%llu\n");

static void add_debugfs(struct sim *sim)
{
	struct dentry *dir = debugfs_create_dir(dev_name(&sim->pdev->dev),
						sim_debugfs);

	sim->debugfs = dir;
	debugfs_create_file("fault", 0600, dir, sim, &fault_fops);
	debugfs_create_file_unsafe("delay_ms", 0600, dir, &sim->delay_ms,
				   &delay_fops);
	debugfs_create_file_unsafe("transport_timeout_ms", 0600, dir,
				   &sim->transport_timeout_ms, &delay_fops);
	debugfs_create_u32("max_chunk", 0600, dir, &sim->max_chunk);
	debugfs_create_file_unsafe("resume_error", 0600, dir, sim,
				   &resume_error_fops);
	debugfs_create_bool("cautious", 0600, dir, &sim->cautious);
	debugfs_create_atomic_t("executed", 0400, dir, &sim->executed);
	debugfs_create_atomic_t("stray_answers", 0400, dir,
				&sim->stray_answers);
	debugfs_create_atomic_t("files", 0400, dir, &sim->files);
	debugfs_create_atomic_t("resumes", 0400, dir, &sim->resumes);
	debugfs_create_atomic_t("suspends", 0400, dir, &sim->suspends);
	debugfs_create_bool("powered", 0400, dir, &sim->powered);
}

/* --- Power --- */

static int sim_resume(struct device *dev)
{
	struct sim *sim = dev_get_drvdata(dev);
	int error = READ_ONCE(sim->resume_error);

	if (error)
		return -error;
	atomic_inc(&sim->resumes);
	WRITE_ONCE(sim->powered, true);
	return 0;
}

static int sim_suspend(struct device *dev)
{
	struct sim *sim = dev_get_drvdata(dev);

	atomic_inc(&sim->suspends);
	WRITE_ONCE(sim->powered, false);
	return 0;
}

static const struct dev_pm_ops sim_pm_ops = {
	RUNTIME_PM_OPS(sim_suspend, sim_resume, NULL)
};

static void stop_power(struct device *dev)
{
	pm_runtime_dont_use_autosuspend(dev);
	pm_runtime_disable(dev);
	pm_runtime_set_suspended(dev);
}

/* --- Devices --- */

static int sim_probe(struct platform_device *pdev)
{
	struct sim *sim;
	int ret;

	sim = fwctl_alloc_device(&pdev->dev, &sim_ops, struct sim, fwctl);
	if (!sim)
		return -ENOMEM;
	sim->pdev = pdev;
	sim->transport_timeout_ms = SIM_TIMEOUT_MS;
	sim->max_chunk = 64 * 1024;
	xa_init_flags(&sim->calls, XA_FLAGS_ALLOC);
	spin_lock_init(&sim->lock);
	INIT_LIST_HEAD(&sim->messages);
	/* Without runtime PM there is nobody to turn it on. */
	sim->powered = !IS_ENABLED(CONFIG_PM);

	ret = -ENOMEM;
	sim->fw = sim_firmware_create(pdev->id);
	if (!sim->fw)
		goto put;
	sim->wq = alloc_workqueue("%s", WQ_UNBOUND, 0, dev_name(&pdev->dev));
	if (!sim->wq)
		goto free;
	platform_set_drvdata(pdev, sim);
	pm_runtime_set_autosuspend_delay(&pdev->dev, SIM_AUTOSUSPEND_MS);
	pm_runtime_use_autosuspend(&pdev->dev);
	pm_runtime_enable(&pdev->dev);

	/* First, so that it is there when the device is announced */
	add_debugfs(sim);
	ret = fwctl_register(&sim->fwctl);
	if (ret)
		goto stop;
	return 0;

stop:
	debugfs_remove_recursive(sim->debugfs);
	stop_power(&pdev->dev);
	destroy_workqueue(sim->wq);
free:
	sim_firmware_destroy(sim->fw);
put:
	fwctl_put(&sim->fwctl);
	return ret;
}

static void sim_remove(struct platform_device *pdev)
{
	struct sim *sim = platform_get_drvdata(pdev);

	fwctl_unregister(&sim->fwctl);
	stop_transport(sim);
	debugfs_remove_recursive(sim->debugfs);
	stop_power(&pdev->dev);
	sim_firmware_destroy(sim->fw);
	fwctl_put(&sim->fwctl);
}

struct platform_device *sim_new_device(int id)
{
	struct platform_device *pdev;
	int ret;

	guard(mutex)(&sim_devices_lock);
	if (xa_load(&sim_devices, id))
		return ERR_PTR(-EEXIST);
	pdev = platform_device_register_simple(SIM_NAME, id, NULL, 0);
	if (IS_ERR(pdev))
		return pdev;
	ret = -EIO;
	if (device_is_bound(&pdev->dev))
		ret = xa_err(xa_store(&sim_devices, id, pdev, GFP_KERNEL));
	if (ret) {
		platform_device_unregister(pdev);
		return ERR_PTR(ret);
	}
	return pdev;
}

static void del_device(struct platform_device *pdev)
{
	lockdep_assert_held(&sim_devices_lock);
	xa_erase(&sim_devices, pdev->id);
	platform_device_unregister(pdev);
}

int sim_del_device(int id)
{
	struct platform_device *pdev;

	guard(mutex)(&sim_devices_lock);
	pdev = xa_load(&sim_devices, id);
	if (!pdev)
		return -ENOENT;
	del_device(pdev);
	return 0;
}

static void remove_self(struct work_struct *work)
{
	struct sim_removal *removal = container_of(work, struct sim_removal, work);
	struct platform_device *pdev = removal->pdev;

	scoped_guard(mutex, &sim_devices_lock) {
		/* or is there another one of the same name by now? */
		if (xa_load(&sim_devices, pdev->id) == pdev)
			del_device(pdev);
	}
	platform_device_put(pdev);
	kfree(removal);
}

static void del_all_devices(void)
{
	struct platform_device *pdev;
	unsigned long id;

	guard(mutex)(&sim_devices_lock);
	xa_for_each(&sim_devices, id, pdev)
		del_device(pdev);
}

static ssize_t new_device_store(struct device_driver *driver, const char *buf,
				size_t count)
{
	u16 id;
	int ret;

	ret = kstrtou16(buf, 10, &id);
	if (!ret)
		ret = PTR_ERR_OR_ZERO(sim_new_device(id));
	return ret ?: count;
}
static DRIVER_ATTR_WO(new_device);

static ssize_t del_device_store(struct device_driver *driver, const char *buf,
				size_t count)
{
	u16 id;
	int ret;

	ret = kstrtou16(buf, 10, &id);
	if (!ret)
		ret = sim_del_device(id);
	return ret ?: count;
}
static DRIVER_ATTR_WO(del_device);

static struct attribute *sim_attrs[] = {
	&driver_attr_new_device.attr,
	&driver_attr_del_device.attr,
	NULL
};
ATTRIBUTE_GROUPS(sim);

static struct platform_driver sim_driver = {
	.probe = sim_probe,
	.remove = sim_remove,
	.driver = {
		.name = SIM_NAME,
		.pm = pm_ptr(&sim_pm_ops),
		.groups = sim_groups,
	},
};

static int __init sim_init(void)
{
	unsigned int i;
	int ret;

	sim_wq = alloc_workqueue(SIM_NAME, WQ_UNBOUND, 0);
	if (!sim_wq)
		return -ENOMEM;
	sim_debugfs = debugfs_create_dir(SIM_NAME, NULL);
	ret = platform_driver_register(&sim_driver);
	if (ret)
		goto free;
	for (i = 0; i < devices; i++) {
		ret = PTR_ERR_OR_ZERO(sim_new_device(i));
		if (ret)
			goto unregister;
	}
	return 0;

unregister:
	platform_driver_unregister(&sim_driver);
	del_all_devices();
free:
	debugfs_remove_recursive(sim_debugfs);
	destroy_workqueue(sim_wq);
	return ret;
}
module_init(sim_init);

static void __exit sim_exit(void)
{
	/* First, so that no more devices are made; it detaches them all. */
	platform_driver_unregister(&sim_driver);
	del_all_devices();
	destroy_workqueue(sim_wq);
	debugfs_remove_recursive(sim_debugfs);
}
module_exit(sim_exit);

MODULE_DESCRIPTION("fwctl devices in software");
MODULE_LICENSE("GPL");
/* What MODULE_IMPORT_NS() does, whose argument became a string in 6.13 */
MODULE_IMPORT_NS(FWCTL_NS);
