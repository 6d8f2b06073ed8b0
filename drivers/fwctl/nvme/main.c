// SPDX-License-Identifier: GPL-2.0-only
/*
 * fwctl for NVMe controllers
 *
 * Every PCIe controller that the kernel's NVMe driver is bound to becomes a
 * fwctl device once it is live, and stays one through resets. Commands go
 * through its admin queue, beside the driver's own.
 *
 * What it says of itself is asked once. Where new firmware says something else,
 * that counts when the driver is bound again.
 */
#include <kunit/static_stub.h>
#include <linux/blk-mq.h>
#include <linux/cleanup.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/rcupdate.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/unaligned.h>

#include "../../nvme/host/nvme.h"
#include "nvme.h"

static LIST_HEAD(fwctl_nvme_list);
static DEFINE_MUTEX(fwctl_nvme_mutex);	/* for the list, and exiting */
static bool fwctl_nvme_exiting;

/*
 * The admin queue, which tests replace. The kernel's driver has a timeout for
 * what it sends, after which it resets the controller, so every command ends.
 * A caller's timeout never gets here: a short one must not reset anything.
 */
static enum rq_end_io_ret fwctl_nvme_end_io(struct request *req,
					    blk_status_t err)
{
	u16 status = nvme_req(req)->status;
	int error = 0;

	if (nvme_req(req)->flags & NVME_REQ_CANCELLED ||
	    /* its queue is off */
	    (err == BLK_STS_IOERR && !status))
		error = nvme_state_terminal(nvme_req(req)->ctrl) ? -ENODEV :
								   -ECANCELED;
	else if (err && !status)
		error = -EIO;
	fwctl_nvme_complete(req->end_io_data, error, status,
			    nvme_req(req)->result.u32);
	return RQ_END_IO_FREE;
}

int fwctl_nvme_submit(struct fwctl_nvme *nvme, struct nvme_command *cmd,
		      void *data, u32 len, struct fwctl_rpc_req *rpc)
{
	struct request_queue *q;
	struct request *req;
	int ret;

	KUNIT_STATIC_STUB_REDIRECT(fwctl_nvme_submit, nvme, cmd, data, len, rpc);
	/*
	 * One that waited for the end of a reset would be sent before the NVMe
	 * driver is done with it, and if it timed out then, the controller would
	 * be given up.
	 */
	if (nvme_ctrl_state(nvme->ctrl) != NVME_CTRL_LIVE)
		return nvme_state_terminal(nvme->ctrl) ? -ENODEV : -ECANCELED;
	q = nvme->ctrl->admin_q;
	req = blk_mq_alloc_request(q, nvme_req_op(cmd), BLK_MQ_REQ_NOWAIT);
	if (IS_ERR(req))
		return PTR_ERR(req);
	/*
	 * Without NVME_REQ_USERCMD: while the controller is being reset, the
	 * NVMe driver fails what has it, and where that happens behind a command
	 * of its own, it does not ring the doorbell for that one. The reset then
	 * waits for an answer until it times out, and the controller is given up.
	 * Without it, commands wait until the queue works again.
	 */
	nvme_init_request(req, cmd);
	if (len) {
		/* whoever waits for us to be done may be what reclaim needs */
		ret = blk_rq_map_kern(q, req, data, len, GFP_NOIO);
		if (ret) {
			blk_mq_free_request(req);
			return ret;
		}
	}
	req->end_io = fwctl_nvme_end_io;
	req->end_io_data = rpc;
	blk_execute_rq_nowait(req, false);
	return 0;
}

/* Of our own: waits. Returns an errno, 0, or the controller's status. */
int fwctl_nvme_execute(struct fwctl_nvme *nvme, struct nvme_command *cmd,
		       void *data, u32 len)
{
	KUNIT_STATIC_STUB_REDIRECT(fwctl_nvme_execute, nvme, cmd, data, len);
	return nvme_submit_sync_cmd(nvme->ctrl->admin_q, cmd, data, len);
}

u64 fwctl_nvme_max_transfer(struct fwctl_nvme *nvme)
{
	KUNIT_STATIC_STUB_REDIRECT(fwctl_nvme_max_transfer, nvme);
	return (u64)queue_max_hw_sectors(nvme->ctrl->admin_q) << SECTOR_SHIFT;
}

static struct fwctl_nvme *to_nvme(struct fwctl_device *fwctl)
{
	return container_of(fwctl, struct fwctl_nvme, fwctl);
}

static size_t fwctl_nvme_info(struct fwctl_uctx *uctx, void *buf, size_t len)
{
	struct fwctl_nvme *nvme = to_nvme(uctx->fwctl);
	struct fwctl_info_nvme info = {
		.instance = nvme->instance,
		.version = nvme->vs,
	};

	len = min(len, sizeof(info));
	memcpy(buf, &info, len);
	return len;
}

static void fwctl_nvme_limits(struct fwctl_device *fwctl, u64 *limits)
{
	struct fwctl_nvme *nvme = to_nvme(fwctl);
	u64 max = fwctl_nvme_max_transfer(nvme);

	limits[FWCTL_NVME_MAX_TRANSFER] = max;
	/* ELPE counts from 0 */
	limits[FWCTL_NVME_ERROR_LOG] =
		min_t(u64, max, (nvme->id.elpe + 1) * 64);
}

/*
 * What the controller must say of itself for commands that not all have: bits
 * of Identify Controller (figure 275), one of which must be set. @id is the
 * CNS, log page or feature, if the opcode has many.
 */
struct fwctl_nvme_need {
	u8 opcode;
	u8 id;
	u16 offset;
	u32 bits;
};

#define NEED(_opcode, _id, _member, _bits)				\
	{ .opcode = nvme_admin_##_opcode, .id = (_id),			\
	  .offset = offsetof(struct nvme_id_ctrl, _member),		\
	  .bits = (_bits) }

static const struct fwctl_nvme_need fwctl_nvme_needs[] = {
	NEED(get_log_page, 0x04, oaes, BIT(8)),
	NEED(get_log_page, 0x05, lpa, BIT(1)),
	NEED(get_log_page, 0x06, oacs, BIT(4)),
	NEED(get_log_page, 0x07, lpa, BIT(3)),
	NEED(get_log_page, 0x08, lpa, BIT(3)),
	NEED(get_log_page, 0x09, ctratt, BIT(4)),
	NEED(get_log_page, 0x0c, cmic, BIT(3)),
	NEED(get_log_page, 0x0d, lpa, BIT(4)),
	NEED(get_log_page, 0x81, sanicap, GENMASK(2, 0)),
	NEED(set_features, 0x0e, oncs, BIT(6)),
	NEED(set_features, 0x10, hctma, BIT(0)),
	NEED(get_features, 0x06, vwc, BIT(0)),
	NEED(get_features, 0x0c, apsta, BIT(0)),
	NEED(get_features, 0x0e, oncs, BIT(6)),
	NEED(get_features, 0x0f, kas, GENMASK(15, 0)),
	NEED(get_features, 0x10, hctma, BIT(0)),
	NEED(dev_self_test, 0, oacs, BIT(4)),
	NEED(directive_recv, 0, oacs, BIT(5)),
};

/* What a row fixes of command dword 10 */
static u32 fwctl_nvme_cdw10(const struct fwctl_command *cmd)
{
	const struct fwctl_msg *msg = &cmd->request;
	u32 i, cdw10 = 0;

	for (i = 0; i < msg->nr_fields; i++)
		if (msg->fields[i].offset == FWCTL_NVME_CDW10 &&
		    msg->fields[i].rule == FWCTL_RULE_FIXED)
			cdw10 |= msg->fields[i].min << msg->fields[i].lsb;
	return cdw10;
}

static bool fwctl_nvme_has(const struct fwctl_nvme *nvme, u8 opcode, u8 id)
{
	const struct fwctl_nvme_need *need;
	u32 i;

	if (opcode == nvme_admin_identify &&
	    ((id > 0x01 && nvme->quirks & FWCTL_NVME_QUIRK_CNS) ||
	     (id == 0x03 && nvme->quirks & FWCTL_NVME_QUIRK_NO_DESC) ||
	     (id == 0x1c && !(NVME_CAP_CSS(nvme->cap) & NVME_CAP_CSS_CSI))))
		return false;
	if (opcode == nvme_admin_set_features && id == NVME_FEAT_TEMP_THRESH &&
	    nvme->quirks & FWCTL_NVME_QUIRK_NO_TEMP)
		return false;
	for (i = 0; i < ARRAY_SIZE(fwctl_nvme_needs); i++) {
		need = &fwctl_nvme_needs[i];
		if (need->opcode == opcode && need->id == id &&
		    !(get_unaligned_le32((const u8 *)&nvme->id + need->offset) &
		      need->bits))
			return false;
	}
	return true;
}

/*
 * Of the Commands Supported and Effects log (figure 211): what is defined, less
 * the bits that say nothing of an effect: UUID selection and scope, and
 * relaxations of what CSE asks for.
 */
#define EFFECTS_MINOR (NVME_CMD_EFFECTS_NCC | NVME_CMD_EFFECTS_NIC |	\
		       NVME_CMD_EFFECTS_CCC)
#define EFFECTS_NONE (NVME_CMD_EFFECTS_CSUPP | NVME_CMD_EFFECTS_CSER_MASK | \
		      NVME_CMD_EFFECTS_UUID_SEL | NVME_CMD_EFFECTS_SCOPE_MASK)

/* Commands that a controller has without saying so (figure 22) */
static bool fwctl_nvme_is_mandatory(u8 opcode)
{
	return opcode == nvme_admin_get_log_page ||
	       opcode == nvme_admin_identify ||
	       opcode == nvme_admin_set_features ||
	       opcode == nvme_admin_get_features;
}

static void fwctl_nvme_narrow(struct fwctl_device *fwctl,
			      const struct fwctl_command *cmd, const void *in,
			      size_t in_len, struct fwctl_permit *permit)
{
	struct fwctl_nvme *nvme = to_nvme(fwctl);
	u32 cdw10 = fwctl_nvme_cdw10(cmd);
	u32 effects;

	permit->unsupported = !fwctl_nvme_has(nvme, cmd->opcode, cdw10 & 0xff);

	/* RAE is reserved before 1.3: the event is acknowledged all the same */
	if (cmd->opcode == nvme_admin_get_log_page &&
	    cdw10 & FWCTL_NVME_RAE && nvme->vs < NVME_VS(1, 3, 0))
		permit->effect = max_t(u8, permit->effect,
				       FWCTL_EFFECT_RUNTIME);

	if (!nvme->has_effects) {
		if (!fwctl_nvme_is_mandatory(cmd->opcode))
			permit->audience = FWCTL_AUDIENCE_ADMIN;
		return;
	}
	effects = le32_to_cpu(nvme->acs[cmd->opcode]);
	if (!(effects & NVME_CMD_EFFECTS_CSUPP))
		permit->unsupported = true;
	effects &= ~EFFECTS_NONE;
	if (effects & ~EFFECTS_MINOR)
		permit->effect = FWCTL_EFFECT_DISRUPTS;
	else if (effects)
		permit->effect = max_t(u8, permit->effect,
				       FWCTL_EFFECT_RUNTIME);
}

/* A command of ours has ended. Any context. */
static void fwctl_nvme_put_command(struct fwctl_nvme *nvme)
{
	if (refcount_dec_and_test(&nvme->commands))
		complete(&nvme->idle);
}

/* A command has ended, with @error or what the controller says of it. */
void fwctl_nvme_complete(struct fwctl_rpc_req *rpc, int error, u16 status,
			 __le32 result)
{
	struct fwctl_rpc_nvme_out *out = rpc->out;
	struct fwctl_nvme *nvme = rpc->driver;
	bool failed = status & NVME_SCT_SC_MASK;

	out->status = cpu_to_le16(status);
	out->result = result;
	fwctl_rpc_complete(rpc, error ?: failed ? sizeof(*out) : rpc->out_size);
	fwctl_nvme_put_command(nvme);
}

/* Queues the command and does not wait. */
static int fwctl_nvme_send(struct fwctl_uctx *uctx, struct fwctl_rpc_req *rpc)
{
	struct fwctl_nvme *nvme = to_nvme(uctx->fwctl);
	const struct fwctl_rpc_nvme *in = rpc->in;
	struct fwctl_rpc_nvme_out *out = rpc->out;
	u32 len = rpc->out_size - sizeof(*out);
	void *data = out->data;
	struct nvme_command cmd = {
		.common.opcode = in->opcode,
		.common.nsid = in->nsid,
		.common.cdw10 = in->cdw10,
		.common.cdw11 = in->cdw11,
		.common.cdw12 = in->cdw12,
		.common.cdw13 = in->cdw13,
		.common.cdw14 = in->cdw14,
		.common.cdw15 = in->cdw15,
	};
	int ret;

	/* not all that is asked for may be written, and the caller sees it */
	memset(out, 0, rpc->out_size);
	switch (in->opcode) {
	case nvme_admin_get_log_page:
		cmd.get_log_page.numdl =
			cpu_to_le16(lower_16_bits(nvme_bytes_to_numd(len)));
		cmd.get_log_page.numdu =
			cpu_to_le16(upper_16_bits(nvme_bytes_to_numd(len)));
		break;
	case nvme_admin_directive_recv:
		cmd.common.cdw10 = cpu_to_le32(nvme_bytes_to_numd(len));
		break;
	case nvme_admin_set_features:
		len = rpc->in_len - sizeof(*in);
		data = (void *)in->data;	/* is only read */
		break;
	}

	rpc->driver = nvme;
	refcount_inc(&nvme->commands);
	ret = fwctl_nvme_submit(nvme, &cmd, data, len, rpc);
	/* from here on the RPC may be gone, unless it was refused */
	if (ret)
		fwctl_nvme_put_command(nvme);
	return ret;
}

const struct fwctl_ops fwctl_nvme_ops = {
	.name = "nvme",
	.device_type = FWCTL_DEVICE_TYPE_NVME,
	.uctx_size = sizeof(struct fwctl_uctx),
	.max_in_flight = 4,
	.table = &fwctl_nvme_table,
	.info = fwctl_nvme_info,
	.limits = fwctl_nvme_limits,
	.narrow = fwctl_nvme_narrow,
	.send = fwctl_nvme_send,
};

/* Ask the controller what it is and what its commands do. */
static int fwctl_nvme_identify(struct fwctl_nvme *nvme)
{
	struct nvme_command identify = {
		.identify.opcode = nvme_admin_identify,
		.identify.cns = NVME_ID_CNS_CTRL,
	};
	struct nvme_command get_log = {
		.get_log_page.opcode = nvme_admin_get_log_page,
		.get_log_page.nsid = cpu_to_le32(NVME_NSID_ALL),
		.get_log_page.lid = NVME_LOG_CMD_EFFECTS,
		.get_log_page.numdl =
			cpu_to_le16(nvme_bytes_to_numd(sizeof(nvme->acs))),
	};
	/* of its own, since it is a target of DMA */
	void *buf __free(kfree) = kmalloc(SZ_4K, GFP_KERNEL);
	int ret;

	static_assert(sizeof(nvme->id) <= SZ_4K && sizeof(nvme->acs) <= SZ_4K);
	if (!buf)
		return -ENOMEM;
	ret = fwctl_nvme_execute(nvme, &identify, buf, sizeof(nvme->id));
	if (ret)
		return ret;
	memcpy(&nvme->id, buf, sizeof(nvme->id));
	nvme->has_effects = nvme->id.lpa & NVME_CTRL_LPA_CMD_EFFECTS_LOG;
	if (!nvme->has_effects)
		return 0;
	ret = fwctl_nvme_execute(nvme, &get_log, buf, sizeof(nvme->acs));
	/* as the NVMe driver does, take it for one without */
	if (ret > 0)
		nvme->has_effects = false;
	if (ret)
		return min(ret, 0);
	memcpy(nvme->acs, buf, sizeof(nvme->acs));
	return 0;
}

/**
 * fwctl_nvme_create - A controller that is not a fwctl device yet
 * @parent: the device that is to be its parent
 *
 * Return: it, or NULL.
 */
struct fwctl_nvme *fwctl_nvme_create(struct device *parent)
{
	struct fwctl_nvme *nvme;

	nvme = fwctl_alloc_device(parent, &fwctl_nvme_ops, struct fwctl_nvme,
				  fwctl);
	if (!nvme)
		return NULL;
	mutex_init(&nvme->lock);
	refcount_set(&nvme->commands, 1);
	init_completion(&nvme->idle);
	return nvme;
}

/**
 * fwctl_nvme_register - Make a live controller a fwctl device
 * @nvme: from fwctl_nvme_create(), with what its NVMe driver knows filled in
 *
 * Return: 0, an errno, or a status of the controller.
 */
int fwctl_nvme_register(struct fwctl_nvme *nvme)
{
	int ret;

	ret = fwctl_nvme_identify(nvme);
	if (ret)
		return ret;
	guard(mutex)(&nvme->lock);
	if (nvme->gone)
		return -ENODEV;
	ret = fwctl_register(&nvme->fwctl);
	nvme->registered = !ret;
	return ret;
}

/**
 * fwctl_nvme_unregister - The end of a fwctl device
 * @nvme: from fwctl_nvme_create(), registered or not
 *
 * Callers get ENODEV, and nothing is submitted any more. Never waits for the
 * controller.
 */
void fwctl_nvme_unregister(struct fwctl_nvme *nvme)
{
	guard(mutex)(&nvme->lock);
	WRITE_ONCE(nvme->gone, true);
	if (nvme->registered)
		fwctl_unregister(&nvme->fwctl);
	nvme->registered = false;
}

/**
 * fwctl_nvme_drain - Wait for the commands that were submitted
 * @nvme: unregistered
 *
 * Takes no time once the NVMe driver is unbound, since that ends them all. While
 * it is bound, it may take as long as a command and a reset of the controller
 * do at worst: nvme_core's admin_timeout, 60 s unless set otherwise, and some
 * seconds. That is the worst case of unloading this module.
 */
void fwctl_nvme_drain(struct fwctl_nvme *nvme)
{
	fwctl_nvme_put_command(nvme);
	wait_for_completion(&nvme->idle);
}

/* Has it come up, or will it never? */
static bool fwctl_nvme_is_settled(struct fwctl_nvme *nvme)
{
	return READ_ONCE(nvme->gone) || nvme_state_terminal(nvme->ctrl) ||
	       nvme_ctrl_state(nvme->ctrl) == NVME_CTRL_LIVE;
}

static void fwctl_nvme_attach(struct work_struct *work)
{
	struct fwctl_nvme *nvme =
		container_of(work, struct fwctl_nvme, attach_work);
	struct nvme_ctrl *ctrl = nvme->ctrl;
	int ret, tries = 0;

	/* a reset cancels what we ask, or its queue is off: ask again */
	do {
		wait_event_idle(ctrl->state_wq, fwctl_nvme_is_settled(nvme));
		if (READ_ONCE(nvme->gone) || nvme_state_terminal(ctrl))
			return;
		nvme->cap = ctrl->cap;
		nvme->vs = ctrl->vs;
		ret = fwctl_nvme_register(nvme);
	} while (ret == -EINTR || (ret == -EIO && ++tries < 10));
	if (ret < 0 && ret != -ENODEV)
		dev_err(ctrl->device, "no fwctl device: %pe\n", ERR_PTR(ret));
	else if (ret > 0)
		dev_err(ctrl->device, "no fwctl device: status %#x\n", ret);
}

static const struct {
	unsigned long quirk;
	unsigned int ours;
} fwctl_nvme_quirks[] = {
	{ NVME_QUIRK_IDENTIFY_CNS, FWCTL_NVME_QUIRK_CNS },
	{ NVME_QUIRK_NO_NS_DESC_LIST, FWCTL_NVME_QUIRK_NO_DESC },
	{ NVME_QUIRK_NO_TEMP_THRESH_CHANGE, FWCTL_NVME_QUIRK_NO_TEMP },
};

static int fwctl_nvme_is_ctrl(struct device *dev, void *data)
{
	return dev->class && !strcmp(dev->class->name, "nvme");
}

static struct fwctl_nvme *fwctl_nvme_find(struct device *parent)
{
	struct fwctl_nvme *nvme;

	lockdep_assert_held(&fwctl_nvme_mutex);
	list_for_each_entry(nvme, &fwctl_nvme_list, entry)
		if (nvme->ctrl->dev == parent)
			return nvme;
	return NULL;
}

/*
 * From here on @dev is a PCI device whose lock is held, so that its driver
 * neither comes nor goes.
 */
static void fwctl_nvme_bound(struct device *dev)
{
	struct fwctl_nvme *nvme;
	struct nvme_ctrl *ctrl;
	struct device *child;
	int i;

	if (!dev->driver || strcmp(dev->driver->name, "nvme"))
		return;
	guard(mutex)(&fwctl_nvme_mutex);
	if (fwctl_nvme_exiting || fwctl_nvme_find(dev))
		return;
	child = device_find_child(dev, NULL, fwctl_nvme_is_ctrl);
	if (!child)
		return;
	/* the reference to the child is one to the controller */
	ctrl = dev_get_drvdata(child);
	nvme = fwctl_nvme_create(ctrl->device);
	if (!nvme) {
		dev_err(ctrl->device, "no memory for a fwctl device\n");
		nvme_put_ctrl(ctrl);
		return;
	}
	nvme->ctrl = ctrl;
	nvme->instance = ctrl->instance;
	for (i = 0; i < ARRAY_SIZE(fwctl_nvme_quirks); i++)
		if (ctrl->quirks & fwctl_nvme_quirks[i].quirk)
			nvme->quirks |= fwctl_nvme_quirks[i].ours;
	INIT_WORK(&nvme->attach_work, fwctl_nvme_attach);
	list_add_tail(&nvme->entry, &fwctl_nvme_list);
	queue_work(system_unbound_wq, &nvme->attach_work);
}

/* The driver is to be unbound: only that ends what the controller has. */
static void fwctl_nvme_unbind(struct device *dev)
{
	struct fwctl_nvme *nvme;

	scoped_guard(mutex, &fwctl_nvme_mutex)
		nvme = fwctl_nvme_find(dev);
	if (!nvme)
		return;
	fwctl_nvme_unregister(nvme);
	wake_up_all(&nvme->ctrl->state_wq);
}

/* It was; what is left of the controller goes with our reference to it. */
static void fwctl_nvme_unbound(struct device *dev)
{
	struct fwctl_nvme *nvme;

	scoped_guard(mutex, &fwctl_nvme_mutex) {
		nvme = fwctl_nvme_find(dev);
		if (nvme)
			list_del(&nvme->entry);
	}
	if (!nvme)
		return;
	cancel_work_sync(&nvme->attach_work);
	fwctl_nvme_drain(nvme);
	nvme_put_ctrl(nvme->ctrl);
	fwctl_put(&nvme->fwctl);
}

static int fwctl_nvme_notify(struct notifier_block *nb, unsigned long action,
			     void *data)
{
	switch (action) {
	case BUS_NOTIFY_BOUND_DRIVER:
		fwctl_nvme_bound(data);
		break;
	case BUS_NOTIFY_UNBIND_DRIVER:
		fwctl_nvme_unbind(data);
		break;
	case BUS_NOTIFY_UNBOUND_DRIVER:
		fwctl_nvme_unbound(data);
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block fwctl_nvme_notifier = {
	.notifier_call = fwctl_nvme_notify,
};

static int fwctl_nvme_probe(struct device *dev, void *data)
{
	guard(device)(dev);
	fwctl_nvme_bound(dev);
	return 0;
}

static int __init fwctl_nvme_init(void)
{
	int ret;

	ret = bus_register_notifier(&pci_bus_type, &fwctl_nvme_notifier);
	if (ret)
		return ret;
	return bus_for_each_dev(&pci_bus_type, NULL, NULL, fwctl_nvme_probe);
}
module_init(fwctl_nvme_init);

/* The PCI device of some controller, with a reference, or NULL */
static struct device *fwctl_nvme_first(void)
{
	struct fwctl_nvme *nvme;

	guard(mutex)(&fwctl_nvme_mutex);
	fwctl_nvme_exiting = true;
	nvme = list_first_entry_or_null(&fwctl_nvme_list, struct fwctl_nvme,
					entry);
	return nvme ? get_device(nvme->ctrl->dev) : NULL;
}

static void __exit fwctl_nvme_exit(void)
{
	struct device *dev;

	/* under the device's lock, since it may be unbound at the same time */
	while ((dev = fwctl_nvme_first())) {
		scoped_guard(device, dev) {
			fwctl_nvme_unbind(dev);
			fwctl_nvme_unbound(dev);
		}
		put_device(dev);
	}
	bus_unregister_notifier(&pci_bus_type, &fwctl_nvme_notifier);
	/* what ended the last command may still be on its way out of here */
	synchronize_rcu_tasks();
}
module_exit(fwctl_nvme_exit);

MODULE_DESCRIPTION("fwctl for NVMe controllers");
MODULE_LICENSE("GPL");
MODULE_IMPORT_NS(FWCTL_NS);
