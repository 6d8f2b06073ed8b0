// SPDX-License-Identifier: GPL-2.0-only
/*
 * fwctl for management controllers (BMCs)
 *
 * Every BMC that the kernel's IPMI message handler has a system interface to
 * (KCS, BT, SMIC, SSIF, ...) becomes a fwctl device. Requests go to the BMC
 * itself, never through it to anybody else.
 */
#include <kunit/static_stub.h>
#include <linux/cleanup.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

#include "ipmi.h"

static LIST_HEAD(fwctl_ipmi_list);
static DEFINE_MUTEX(fwctl_ipmi_mutex);	/* for the list */

/*
 * The message handler, which tests replace. It allocates and frees what a
 * message needs, so one that outlives its user and this module holds nothing of
 * ours.
 */
int fwctl_ipmi_create_user(struct fwctl_ipmi *ipmi)
{
	KUNIT_STATIC_STUB_REDIRECT(fwctl_ipmi_create_user, ipmi);
	return ipmi_create_user(ipmi->interface, &fwctl_ipmi_handlers, ipmi,
				&ipmi->user);
}

void fwctl_ipmi_destroy_user(struct fwctl_ipmi *ipmi)
{
	KUNIT_STATIC_STUB_REDIRECT(fwctl_ipmi_destroy_user, ipmi);
	ipmi_destroy_user(ipmi->user);
}

int fwctl_ipmi_request(struct fwctl_ipmi *ipmi,
		       struct ipmi_system_interface_addr *addr, long msgid,
		       struct kernel_ipmi_msg *msg)
{
	KUNIT_STATIC_STUB_REDIRECT(fwctl_ipmi_request, ipmi, addr, msgid, msg);
	/* retries and their time are ignored for the system interface */
	return ipmi_request_settime(ipmi->user, (struct ipmi_addr *)addr, msgid,
				    msg, NULL, 0, 0, 0);
}

/* The RPC that @msgid is of, if it is still waited for; it is ours then */
static struct fwctl_rpc_req *fwctl_ipmi_take(struct fwctl_ipmi *ipmi, long msgid)
{
	struct fwctl_rpc_req *rpc = NULL;
	unsigned long flags;

	spin_lock_irqsave(&ipmi->lock, flags);
	if (ipmi->msgid == msgid)
		swap(rpc, ipmi->rpc);
	spin_unlock_irqrestore(&ipmi->lock, flags);
	return rpc;
}

/*
 * Every interface driver gives up before that, and the message handler answers
 * then; but while the kernel oopses, it drops what comes.
 */
static void fwctl_ipmi_overdue(struct work_struct *work)
{
	struct fwctl_ipmi *ipmi =
		container_of(work, struct fwctl_ipmi, overdue.work);
	struct fwctl_rpc_req *rpc = NULL;

	scoped_guard(spinlock_irqsave, &ipmi->lock)
		if (time_after_eq(jiffies, ipmi->sent + FWCTL_IPMI_OVERDUE))
			swap(rpc, ipmi->rpc);
	if (rpc)
		fwctl_rpc_complete(rpc, -ETIMEDOUT);
}

static size_t fwctl_ipmi_info(struct fwctl_uctx *uctx, void *buf, size_t len)
{
	struct fwctl_ipmi *ipmi =
		container_of(uctx->fwctl, struct fwctl_ipmi, fwctl);
	struct fwctl_info_ipmi info = { .interface = ipmi->interface };

	len = min(len, sizeof(info));
	memcpy(buf, &info, len);
	return len;
}

/* Queues the message and does not wait. */
static int fwctl_ipmi_send(struct fwctl_uctx *uctx, struct fwctl_rpc_req *rpc)
{
	struct fwctl_ipmi *ipmi =
		container_of(uctx->fwctl, struct fwctl_ipmi, fwctl);
	const struct fwctl_rpc_ipmi *in = rpc->in;
	struct ipmi_system_interface_addr addr = {
		.addr_type = IPMI_SYSTEM_INTERFACE_ADDR_TYPE,
		.channel = IPMI_BMC_CHANNEL,
		.lun = in->lun,
	};
	struct kernel_ipmi_msg msg = {
		.netfn = in->netfn,
		.cmd = in->cmd,
		.data_len = rpc->in_len - sizeof(*in),
		.data = (u8 *)in->data,	/* is only copied from */
	};
	long msgid;
	int ret;

	scoped_guard(spinlock_irqsave, &ipmi->lock) {
		ipmi->rpc = rpc;
		ipmi->sent = jiffies;
		msgid = ++ipmi->msgid;
	}
	mod_delayed_work(system_wq, &ipmi->overdue, FWCTL_IPMI_OVERDUE);
	ret = fwctl_ipmi_request(ipmi, &addr, msgid, &msg);
	/* from here on the RPC may be gone, unless it was refused */
	if (ret)
		fwctl_ipmi_take(ipmi, msgid);
	return ret;
}

const struct fwctl_ops fwctl_ipmi_ops = {
	.name = "ipmi",
	.device_type = FWCTL_DEVICE_TYPE_IPMI,
	.uctx_size = sizeof(struct fwctl_uctx),
	.max_in_flight = 1,
	.table = &fwctl_ipmi_table,
	.info = fwctl_ipmi_info,
	.send = fwctl_ipmi_send,
};

/*
 * A message of any kind to us. May be called in softirq context.
 *
 * The kernel's interface drivers have no other way to tell that a transfer
 * failed than to make up a completion code: FFh (no answer, an incomplete or a
 * wrong one, the interface is stuck or is shut down), C6h (the answer is too
 * long for them), C0h and C3h (BT: busy, no answer in time), C7h and C8h (the
 * request has a length that the interface cannot carry), CAh (the BMC is known
 * to fail at such a Get SDR) and D5h (the interface is not idle). BMCs use the
 * same codes, so who is speaking cannot be told, and the caller gets the code
 * as it came.
 */
static void fwctl_ipmi_receive(struct ipmi_recv_msg *msg, void *data)
{
	struct fwctl_ipmi *ipmi = data;
	struct fwctl_rpc_req *rpc = NULL;

	if (msg->recv_type == IPMI_RESPONSE_RECV_TYPE)
		rpc = fwctl_ipmi_take(ipmi, msg->msgid);
	if (rpc) {
		memcpy(rpc->out, msg->msg.data,
		       min_t(u32, msg->msg.data_len, rpc->out_size));
		fwctl_rpc_complete(rpc, msg->msg.data_len);
	}
	ipmi_free_recv_msg(msg);
}

const struct ipmi_user_hndl fwctl_ipmi_handlers = {
	.ipmi_recv_hndl = fwctl_ipmi_receive,
};

/**
 * fwctl_ipmi_create - Make a BMC a fwctl device
 * @interface: number of its system interface
 * @parent: the device behind that
 *
 * Return: it, or an ERR_PTR().
 */
struct fwctl_ipmi *fwctl_ipmi_create(int interface, struct device *parent)
{
	struct fwctl_ipmi *ipmi;
	int ret;

	ipmi = fwctl_alloc_device(parent, &fwctl_ipmi_ops, struct fwctl_ipmi,
				  fwctl);
	if (!ipmi)
		return ERR_PTR(-ENOMEM);
	spin_lock_init(&ipmi->lock);
	INIT_DELAYED_WORK(&ipmi->overdue, fwctl_ipmi_overdue);
	ipmi->interface = interface;

	ret = fwctl_ipmi_create_user(ipmi);
	if (ret)
		goto err_put;
	ret = fwctl_register(&ipmi->fwctl);
	if (ret)
		goto err_user;
	return ipmi;

err_user:
	fwctl_ipmi_destroy_user(ipmi);
err_put:
	fwctl_put(&ipmi->fwctl);
	return ERR_PTR(ret);
}

/**
 * fwctl_ipmi_destroy - The end of a fwctl device
 * @ipmi: from fwctl_ipmi_create()
 *
 * Never waits for the BMC. The worst case is the grace periods (SRCU, RCU) that
 * ipmi_destroy_user() waits for, during which a callback of ours may end: some
 * milliseconds. A message that the BMC still has stays with the message
 * handler, which drops the answer.
 */
void fwctl_ipmi_destroy(struct fwctl_ipmi *ipmi)
{
	struct fwctl_rpc_req *rpc;

	/* callers get ENODEV, and nothing is sent any more */
	fwctl_unregister(&ipmi->fwctl);
	/* no answer comes any more */
	fwctl_ipmi_destroy_user(ipmi);
	rpc = fwctl_ipmi_take(ipmi, ipmi->msgid);
	if (rpc)
		fwctl_rpc_complete(rpc, -ENODEV);
	cancel_delayed_work_sync(&ipmi->overdue);
	fwctl_put(&ipmi->fwctl);
}

/* An interface came. The message handler calls this and the next in turn. */
static void fwctl_ipmi_new_smi(int interface, struct device *parent)
{
	struct fwctl_ipmi *ipmi = fwctl_ipmi_create(interface, parent);

	if (IS_ERR(ipmi)) {
		dev_err(parent, "no fwctl device for IPMI interface %d: %pe\n",
			interface, ipmi);
		return;
	}
	guard(mutex)(&fwctl_ipmi_mutex);
	list_add_tail(&ipmi->entry, &fwctl_ipmi_list);
}

/* An interface goes; when this returns, it destroys the users that it has. */
static void fwctl_ipmi_smi_gone(int interface)
{
	struct fwctl_ipmi *ipmi;

	guard(mutex)(&fwctl_ipmi_mutex);
	list_for_each_entry(ipmi, &fwctl_ipmi_list, entry) {
		if (ipmi->interface != interface)
			continue;
		list_del(&ipmi->entry);
		fwctl_ipmi_destroy(ipmi);
		/* another may have the number by now */
		break;
	}
}

static struct ipmi_smi_watcher fwctl_ipmi_watcher = {
	.owner = THIS_MODULE,
	.new_smi = fwctl_ipmi_new_smi,
	.smi_gone = fwctl_ipmi_smi_gone,
};

static int __init fwctl_ipmi_init(void)
{
	return ipmi_smi_watcher_register(&fwctl_ipmi_watcher);
}
module_init(fwctl_ipmi_init);

/*
 * Users go before the watcher: an interface that goes meanwhile waits in
 * smi_gone() for the mutex, and finds no user of ours. Without a watcher it
 * would destroy our users while we do. No interface can come: the message
 * handler takes a reference to this module for new_smi(), which it does not get
 * once we are here.
 */
static void __exit fwctl_ipmi_exit(void)
{
	struct fwctl_ipmi *ipmi, *next;

	scoped_guard(mutex, &fwctl_ipmi_mutex) {
		list_for_each_entry_safe(ipmi, next, &fwctl_ipmi_list, entry) {
			list_del(&ipmi->entry);
			fwctl_ipmi_destroy(ipmi);
		}
	}
	ipmi_smi_watcher_unregister(&fwctl_ipmi_watcher);
}
module_exit(fwctl_ipmi_exit);

MODULE_DESCRIPTION("fwctl for management controllers (IPMI)");
MODULE_LICENSE("GPL");
MODULE_IMPORT_NS(FWCTL_NS);
