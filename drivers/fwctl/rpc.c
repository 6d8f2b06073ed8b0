// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of one RPC
 *
 * copy in once -> find the row -> policy: may this caller? -> validate -> wait
 * for a slot -> power up -> the driver sends -> answer arrives -> power down ->
 * check the answer -> mask secrets -> copy out -> account
 *
 * An RPC belongs to its caller and, from send() to fwctl_rpc_complete(), also
 * to the transport. Whoever is last frees it. A caller that stops waiting
 * (signal, timeout, removal) leaves: the buffers, the slot and the power stay
 * with the transport until it is done.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/freezer.h>
#include <linux/pm_runtime.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/security.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

#include "core.h"

#define CREATE_TRACE_POINTS
#include "trace.h"

/* Newer kernels have a taint of our own. */
#ifndef TAINT_FWCTL
#define TAINT_FWCTL TAINT_USER
#endif

enum fwctl_rpc_state {
	FWCTL_RPC_NEW,
	FWCTL_RPC_WAITING,	/* in fwctl->waiting */
	FWCTL_RPC_GRANTED,	/* has a slot, in fwctl->flying */
	FWCTL_RPC_SENT,		/* with the transport */
	FWCTL_RPC_DONE,		/* result is there, the slot is given back */
};

/* One small allocation serves most RPCs. */
#define FWCTL_RPC_SIZE 1024
#define FWCTL_RPC_STORAGE (FWCTL_RPC_SIZE - offsetof(struct fwctl_rpc_req, storage))

static struct kmem_cache *fwctl_rpc_cache;
static struct workqueue_struct *fwctl_rpc_wq;

int fwctl_rpc_init(void)
{
	/* copies to and from user space are of storage alone */
	fwctl_rpc_cache =
		kmem_cache_create_usercopy("fwctl_rpc", FWCTL_RPC_SIZE, 0,
					   SLAB_HWCACHE_ALIGN | SLAB_ACCOUNT,
					   offsetof(struct fwctl_rpc_req, storage),
					   FWCTL_RPC_STORAGE, NULL);
	if (!fwctl_rpc_cache)
		return -ENOMEM;
	fwctl_rpc_wq = alloc_workqueue("fwctl", WQ_UNBOUND, 0);
	if (!fwctl_rpc_wq) {
		kmem_cache_destroy(fwctl_rpc_cache);
		return -ENOMEM;
	}
	return 0;
}

void fwctl_rpc_exit(void)
{
	destroy_workqueue(fwctl_rpc_wq);
	kmem_cache_destroy(fwctl_rpc_cache);
}

static void fwctl_rpc_free(struct fwctl_rpc_req *rpc)
{
	kvfree(rpc->in_alloc);
	kvfree(rpc->out_alloc);
	if (rpc->power)
		put_device(rpc->power);
	fwctl_put(rpc->fwctl);
	kmem_cache_free(fwctl_rpc_cache, rpc);
}

static void fwctl_rpc_free_work(struct work_struct *work)
{
	fwctl_rpc_free(container_of(work, struct fwctl_rpc_req, free_work));
}

/* Allocate an RPC with room for a request. May sleep. */
struct fwctl_rpc_req *fwctl_rpc_alloc(struct fwctl_device *fwctl, u32 in_len)
{
	struct fwctl_rpc_req *rpc;

	rpc = kmem_cache_alloc(fwctl_rpc_cache, GFP_KERNEL);
	if (!rpc)
		return NULL;
	memset(rpc, 0, offsetof(struct fwctl_rpc_req, storage));
	rpc->in = rpc->storage;
	rpc->in_len = in_len;
	if (in_len > FWCTL_RPC_STORAGE) {
		rpc->in_alloc = kvmalloc(in_len, GFP_KERNEL_ACCOUNT);
		if (!rpc->in_alloc) {
			kmem_cache_free(fwctl_rpc_cache, rpc);
			return NULL;
		}
		rpc->in = rpc->in_alloc;
	}
	rpc->fwctl = fwctl_get(fwctl);
	refcount_set(&rpc->refs, 1);
	INIT_LIST_HEAD(&rpc->entry);
	INIT_WORK(&rpc->free_work, fwctl_rpc_free_work);
	init_waitqueue_head(&rpc->wait);
	return rpc;
}

/* The caller's reference; process context. */
void fwctl_rpc_put(struct fwctl_rpc_req *rpc)
{
	if (refcount_dec_and_test(&rpc->refs))
		fwctl_rpc_free(rpc);
}

/* Room for the response: behind the request if both are small. May sleep. */
static int fwctl_rpc_alloc_out(struct fwctl_rpc_req *rpc)
{
	size_t used = rpc->in_alloc ? 0 : ALIGN(rpc->in_len, 8);

	if (used + rpc->out_size <= FWCTL_RPC_STORAGE) {
		rpc->out = rpc->storage + used;
		return 0;
	}
	rpc->out_alloc = kvmalloc(rpc->out_size, GFP_KERNEL_ACCOUNT);
	rpc->out = rpc->out_alloc;
	return rpc->out ? 0 : -ENOMEM;
}

static int fail(struct fwctl_diag *diag, enum fwctl_reason reason, int error,
		const struct fwctl_verdict *verdict)
{
	diag->reason = reason;
	diag->error = error;
	if (verdict)
		fwctl_diag_field(diag, verdict);
	fwctl_diag_text(diag, verdict);
	return -error;
}

/* Errnos of transports and allocators, told as FWCTL_RPC documents them */
static int fail_errno(struct fwctl_diag *diag, int err)
{
	switch (err) {
	case -ENODEV:
		return fail(diag, FWCTL_REASON_REMOVED, ENODEV, NULL);
	case -ETIMEDOUT:
		return fail(diag, FWCTL_REASON_TIMEOUT, ETIMEDOUT, NULL);
	case -ECANCELED:
		return fail(diag, FWCTL_REASON_RESET, ECANCELED, NULL);
	case -ENOMEM:
		return fail(diag, FWCTL_REASON_MEMORY, ENOMEM, NULL);
	default:
		return fail(diag, FWCTL_REASON_TRANSPORT, EIO, NULL);
	}
}

/* Tell the caller, if it waits by now, that this is what has become of its RPC. */
static void fwctl_rpc_advance(struct fwctl_rpc_req *rpc, u8 state)
{
	/* pairs with fwctl_rpc_is(), so that who sees DONE sees the result */
	smp_store_release(&rpc->state, state);
	if (wq_has_sleeper(&rpc->wait))
		wake_up(&rpc->wait);
}

/*
 * Slots: max_in_flight RPCs of a device may be with its transport. Callers that
 * are administrators go first. Of each other user one RPC may fly at a time,
 * and two users who both wait take turns. All of it under rpcs_lock, with
 * interrupts off, so of those others only so many may wait.
 */
static bool fwctl_may_wait(const struct fwctl_rpc_req *newcomer)
{
	const struct fwctl_rpc_req *rpc;
	u32 all = 0, same = 0;

	if (newcomer->privileged)
		return true;
	list_for_each_entry(rpc, &newcomer->fwctl->waiting, entry) {
		all += !rpc->privileged;
		same += !rpc->privileged && uid_eq(rpc->uid, newcomer->uid);
	}
	return all < FWCTL_MAX_WAITING && same < FWCTL_MAX_WAITING_UID;
}

static bool fwctl_uid_is_flying(struct fwctl_device *fwctl, kuid_t uid)
{
	struct fwctl_rpc_req *rpc;

	list_for_each_entry(rpc, &fwctl->flying, entry)
		if (!rpc->privileged && uid_eq(rpc->uid, uid))
			return true;
	return false;
}

static struct fwctl_rpc_req *fwctl_slot_next(struct fwctl_device *fwctl)
{
	struct fwctl_rpc_req *rpc, *next = NULL;

	list_for_each_entry(rpc, &fwctl->waiting, entry) {
		if (rpc->privileged)
			return rpc;
		if (fwctl_uid_is_flying(fwctl, rpc->uid))
			continue;
		if (!next || (uid_eq(next->uid, fwctl->last_uid) &&
			      !uid_eq(rpc->uid, fwctl->last_uid)))
			next = rpc;
	}
	return next;
}

static void fwctl_slots_grant(struct fwctl_device *fwctl)
{
	struct fwctl_rpc_req *rpc;

	lockdep_assert_held(&fwctl->rpcs_lock);
	while (fwctl->in_flight < fwctl->max_in_flight && !fwctl->dead) {
		rpc = fwctl_slot_next(fwctl);
		if (!rpc)
			return;
		if (!rpc->privileged)
			fwctl->last_uid = rpc->uid;
		list_move_tail(&rpc->entry, &fwctl->flying);
		fwctl->in_flight++;
		fwctl_rpc_advance(rpc, FWCTL_RPC_GRANTED);
	}
}

/* Leave the queue, or give back the slot. Any context. */
static void fwctl_slot_put(struct fwctl_rpc_req *rpc)
{
	struct fwctl_device *fwctl = rpc->fwctl;
	unsigned long flags;

	spin_lock_irqsave(&fwctl->rpcs_lock, flags);
	list_del_init(&rpc->entry);
	if (rpc->state != FWCTL_RPC_WAITING)
		fwctl->in_flight--;
	rpc->state = FWCTL_RPC_NEW;
	fwctl_slots_grant(fwctl);
	spin_unlock_irqrestore(&fwctl->rpcs_lock, flags);
}

/* Removal: no RPC gets a slot any more, and every caller's wait ends. */
void fwctl_rpcs_kill(struct fwctl_device *fwctl)
{
	struct fwctl_rpc_req *rpc;

	spin_lock_irq(&fwctl->rpcs_lock);
	WRITE_ONCE(fwctl->dead, true);
	list_for_each_entry(rpc, &fwctl->waiting, entry)
		wake_up(&rpc->wait);
	list_for_each_entry(rpc, &fwctl->flying, entry)
		wake_up(&rpc->wait);
	spin_unlock_irq(&fwctl->rpcs_lock);
}

static bool fwctl_rpc_is(const struct fwctl_rpc_req *rpc, u8 state)
{
	/* pairs with fwctl_rpc_advance() */
	return smp_load_acquire(&rpc->state) == state;
}

/*
 * Wait for @state, the end of the device, a signal, or the time: the jiffies
 * that remain, 0 or -ERESTARTSYS, as wait_event_interruptible_timeout() has it.
 * Suspending the system does not wait for firmware.
 */
static long fwctl_rpc_wait(struct fwctl_rpc_req *rpc, u8 state, bool interruptible,
			   long timeout)
{
	unsigned int mode = TASK_FREEZABLE |
			    (interruptible ? TASK_INTERRUPTIBLE : TASK_KILLABLE);
	long __ret = timeout;

	might_sleep();
	if (!___wait_cond_timeout(fwctl_rpc_is(rpc, state) ||
				  READ_ONCE(rpc->fwctl->dead)))
		__ret = ___wait_event(rpc->wait,
				      ___wait_cond_timeout(fwctl_rpc_is(rpc, state) ||
							   READ_ONCE(rpc->fwctl->dead)),
				      mode, 0, timeout,
				      __ret = schedule_timeout(__ret));
	return __ret;
}

static int fwctl_slot_get(struct fwctl_rpc_req *rpc, bool interruptible,
			  long *timeout, struct fwctl_diag *diag)
{
	struct fwctl_device *fwctl = rpc->fwctl;
	bool may_wait;
	long left;

	spin_lock_irq(&fwctl->rpcs_lock);
	may_wait = fwctl_may_wait(rpc);
	if (may_wait) {
		rpc->state = FWCTL_RPC_WAITING;
		list_add_tail(&rpc->entry, &fwctl->waiting);
		fwctl_slots_grant(fwctl);
	}
	spin_unlock_irq(&fwctl->rpcs_lock);
	if (!may_wait)
		return fail(diag, FWCTL_REASON_BUSY, EBUSY, NULL);
	left = fwctl_rpc_wait(rpc, FWCTL_RPC_GRANTED, interruptible, *timeout);
	if (left > 0 && !READ_ONCE(fwctl->dead)) {
		*timeout = left;
		return 0;
	}
	fwctl_slot_put(rpc);
	if (READ_ONCE(fwctl->dead))
		return fail(diag, FWCTL_REASON_REMOVED, ENODEV, NULL);
	if (left < 0)
		return fail(diag, FWCTL_REASON_SIGNAL, EINTR, NULL);
	return fail(diag, FWCTL_REASON_BUSY, ETIMEDOUT, NULL);
}

/* Power up the ancestor that has runtime power management, if one does. */
static int fwctl_power_up(struct fwctl_rpc_req *rpc)
{
	struct device *dev;
	int ret;

	for (dev = rpc->fwctl->dev.parent; dev; dev = dev->parent)
		if (pm_runtime_enabled(dev))
			break;
	if (!dev)
		return 0;
	ret = pm_runtime_resume_and_get(dev);
	if (ret)
		return ret;
	rpc->power = get_device(dev);
	return 0;
}

/* Any context */
static void fwctl_power_down(struct fwctl_rpc_req *rpc)
{
	if (!rpc->power)
		return;
	pm_runtime_mark_last_busy(rpc->power);
	pm_runtime_put_autosuspend(rpc->power);
}

/**
 * fwctl_rpc_complete - The transport is done with an RPC
 * @rpc: the RPC, not to be touched any more
 * @len: length of the response, even where out_size was too little for it; or
 *	a negative errno: -ETIMEDOUT, -ECANCELED (the device was reset), -ENODEV,
 *	-EIO for all else
 *
 * To be called exactly once for each RPC that send() has taken. Of the
 * response, as many bytes as @len says, and out_size has, must have been
 * written.
 *
 * Context: any but NMI.
 */
void fwctl_rpc_complete(struct fwctl_rpc_req *rpc, ssize_t len)
{
	trace_fwctl_complete(rpc, len);
	rpc->result = len;
	fwctl_power_down(rpc);
	fwctl_slot_put(rpc);
	fwctl_rpc_advance(rpc, FWCTL_RPC_DONE);
	/* the caller has left, and freeing may sleep */
	if (refcount_dec_and_test(&rpc->refs))
		queue_work(fwctl_rpc_wq, &rpc->free_work);
}
EXPORT_SYMBOL_NS_GPL(fwctl_rpc_complete, FWCTL_NS);

static bool fwctl_is_admin(struct file *filp)
{
	return ns_capable_noaudit(&init_user_ns, CAP_SYS_ADMIN) &&
	       file_ns_capable(filp, &init_user_ns, CAP_SYS_ADMIN);
}

static bool fwctl_both_capable(struct file *filp, int cap)
{
	return capable(cap) && file_ns_capable(filp, &init_user_ns, cap);
}

/*
 * Of what is needed, what is true? Lockdown is asked last, since it logs. It has
 * no reason of its own for a device's memory: of those that confidentiality
 * refuses, a dump of the kernel's is the nearest.
 */
static unsigned int fwctl_has(struct file *filp, unsigned int needs)
{
	unsigned int has = FWCTL_NEEDS_ALL;

	if (needs & FWCTL_NEEDS_SYS_ADMIN &&
	    !fwctl_both_capable(filp, CAP_SYS_ADMIN))
		has &= ~FWCTL_NEEDS_SYS_ADMIN;
	else if (needs & FWCTL_NEEDS_SYS_RAWIO &&
		 !fwctl_both_capable(filp, CAP_SYS_RAWIO))
		has &= ~FWCTL_NEEDS_SYS_RAWIO;
	else if (needs & FWCTL_NEEDS_NO_LOCKDOWN &&
		 security_locked_down(LOCKDOWN_PCI_ACCESS))
		has &= ~FWCTL_NEEDS_NO_LOCKDOWN;
	else if (needs & FWCTL_NEEDS_NO_CONFIDENTIALITY &&
		 security_locked_down(LOCKDOWN_KCORE))
		has &= ~FWCTL_NEEDS_NO_CONFIDENTIALITY;
	return has;
}

/* What holds for a command on this device: the table, narrowed by the driver */
void fwctl_permit(struct fwctl_device *fwctl, const struct fwctl_row *row,
		  const void *in, size_t in_len, struct fwctl_permit *permit)
{
	struct fwctl_permit narrowed = {
		.scope = row->cmd->scope,
		.effect = row->cmd->effect,
		.audience = row->cmd->audience,
	};

	*permit = narrowed;
	if (!fwctl->ops->narrow)
		return;
	fwctl->ops->narrow(fwctl, row->cmd, in, in_len, &narrowed);
	fwctl_narrow(permit, &narrowed);
}

/* @needs: what fwctl_policy_needs() says of these */
static int fwctl_check_policy(const struct fwctl_permit *permit, bool vendor,
			      u32 scope, unsigned int needs, struct file *filp,
			      struct fwctl_diag *diag)
{
	enum fwctl_reason reason;
	unsigned int has;

	/* do not try capabilities on behalf of what is refused anyway */
	reason = fwctl_policy(permit, vendor, scope, needs);
	if (!reason) {
		has = fwctl_has(filp, needs);
		reason = fwctl_policy(permit, vendor, scope, has);
	}
	switch (reason) {
	case FWCTL_REASON_NONE:
		return 0;
	case FWCTL_REASON_UNSUPPORTED:
		return fail(diag, reason, EOPNOTSUPP, NULL);
	case FWCTL_REASON_SCOPE:
		diag->flags |= FWCTL_DIAG_VALUE | FWCTL_DIAG_BOUNDS;
		diag->value = scope;
		diag->min = permit->scope;
		diag->max = FWCTL_RPC_DEBUG_WRITE_FULL;
		break;
	case FWCTL_REASON_CAPABILITY:
		diag->flags |= FWCTL_DIAG_VALUE;
		diag->value = has & FWCTL_NEEDS_SYS_ADMIN ? CAP_SYS_RAWIO :
							    CAP_SYS_ADMIN;
		break;
	default:
		break;
	}
	return fail(diag, reason, EPERM, NULL);
}

/* The table's limits, FWCTL_MAX_LIMITS; one that the driver leaves out is 0 */
void fwctl_get_limits(struct fwctl_device *fwctl, u64 *limits)
{
	const struct fwctl_ops *ops = fwctl->ops;

	if (!ops->table->nr_limits)
		return;
	memset(limits, 0, FWCTL_MAX_LIMITS * sizeof(*limits));
	ops->limits(fwctl, limits);
}

/* It is the selector of @opcode, in @cmd if that is known, that is to blame. */
static void fwctl_diag_selector(struct fwctl_device *fwctl, u32 opcode,
				const struct fwctl_command *cmd,
				struct fwctl_diag *diag)
{
	const struct fwctl_selector *selector =
		fwctl_selector(fwctl->index, opcode);
	const struct fwctl_field *field = NULL;

	if (!selector)
		return;
	diag->flags |= FWCTL_DIAG_PLACE;
	diag->offset = fwctl->ops->table->request_header.max_len +
		       selector->offset;
	diag->width = selector->size * 8;
	if (cmd)
		field = fwctl_field_at(&cmd->request, selector->offset);
	if (field)
		strscpy(diag->field, field->name);
}

/* The device has the command, or it may be sent, with other selectors alone. */
static void fwctl_diag_permit(struct fwctl_device *fwctl,
			      const struct fwctl_row *row,
			      const struct fwctl_permit *permit,
			      struct fwctl_diag *diag)
{
	struct fwctl_permit any;

	if (!permit->unsupported && !permit->refused)
		return;
	fwctl_permit(fwctl, row, NULL, 0, &any);
	if (!any.unsupported && !any.refused)
		fwctl_diag_selector(fwctl, row->cmd->opcode, row->cmd, diag);
}

/* How much room the response needs, and the caller must have */
static int fwctl_rpc_room(struct fwctl_rpc_req *rpc, u32 out_len,
			  const struct fwctl_verdict *verdict, const u64 *limits,
			  struct fwctl_diag *diag)
{
	const struct fwctl_ops *ops = rpc->fwctl->ops;
	u32 header = ops->table->response_header.max_len;
	u32 limit = ops->table->answer_limit;
	u32 len = verdict->answer_len;

	if (ops->whole_answers && out_len < header + verdict->answer_min) {
		diag->flags |= FWCTL_DIAG_VALUE | FWCTL_DIAG_BOUNDS;
		diag->value = out_len;
		diag->min = header + verdict->answer_min;
		diag->max = FWCTL_MAX_LEN;
		return fail(diag, FWCTL_REASON_ROOM, EINVAL, NULL);
	}
	if (limit)
		len = max_t(u64, min_t(u64, len, limits[limit - 1]),
			    rpc->cmd->response.min_len);
	rpc->out_size = header + len;
	return 0;
}

/* All refusals that need no memory, no slot, no power, and no waiting */
static int fwctl_rpc_check(struct fwctl_rpc_req *rpc, struct file *filp, u32 scope,
			   u32 out_len, struct fwctl_diag *diag)
{
	struct fwctl_device *fwctl = rpc->fwctl;
	u64 limits[FWCTL_MAX_LIMITS];
	struct fwctl_verdict verdict;
	struct fwctl_check check = { .limits = limits };
	const struct fwctl_table *table;
	const struct fwctl_row *row;
	struct fwctl_permit permit;
	unsigned int needs;
	int ret;

	guard(rwsem_read)(&fwctl->registration_lock);
	if (!fwctl->ops)
		return fail(diag, FWCTL_REASON_REMOVED, ENODEV, NULL);
	table = fwctl->ops->table;

	check.header = &table->request_header;
	check.nr_limits = table->nr_limits;
	row = fwctl_find(fwctl->index, rpc->in, rpc->in_len);
	if (!row) {
		const struct fwctl_msg none = {};

		/* shorter than a header, it names no command */
		check.body = &none;
		if (rpc->in_len < table->request_header.max_len) {
			fwctl_check_request(&check, rpc->in, rpc->in_len,
					    &verdict);
			return fail(diag, FWCTL_REASON_REQUEST, EINVAL,
				    &verdict);
		}
		diag->flags |= FWCTL_DIAG_VALUE;
		diag->value = fwctl_opcode(table, rpc->in);
		fwctl_diag_selector(fwctl, diag->value, NULL, diag);
		return fail(diag, FWCTL_REASON_COMMAND, EOPNOTSUPP, NULL);
	}
	rpc->cmd = row->cmd;
	strscpy(diag->command, row->cmd->name);

	fwctl_permit(fwctl, row, rpc->in, rpc->in_len, &permit);
	rpc->effect = permit.effect;
	fwctl_diag_permit(fwctl, row, &permit, diag);
	needs = fwctl_policy_needs(&permit, row->vendor, scope);
	ret = fwctl_check_policy(&permit, row->vendor, scope, needs, filp, diag);
	if (ret)
		return ret;
	/* who had to be an administrator, and passed, is one */
	rpc->privileged = needs & FWCTL_NEEDS_SYS_ADMIN || fwctl_is_admin(filp);
	check.admin = rpc->privileged;

	fwctl_get_limits(fwctl, limits);
	check.body = &row->cmd->request;
	check.answer = &row->cmd->response;
	if (!fwctl_check_request(&check, rpc->in, rpc->in_len, &verdict))
		return fail(diag, FWCTL_REASON_REQUEST, EINVAL, &verdict);
	rpc->in_len = verdict.len;
	return fwctl_rpc_room(rpc, out_len, &verdict, limits, diag);
}

static void fwctl_taint(const struct fwctl_rpc_req *rpc)
{
	static atomic_t said;

	if (rpc->effect < FWCTL_EFFECT_DEBUG)
		return;
	add_taint(TAINT_FWCTL, LOCKDEP_STILL_OK);
	if (!atomic_xchg(&said, 1))
		dev_warn(&rpc->fwctl->dev,
			 "%s[%d] sends %s, which taints the kernel\n",
			 current->comm, task_pid_nr(current), rpc->cmd->name);
}

/* Power up and let the driver send. */
static int fwctl_rpc_send(struct fwctl_rpc_req *rpc, struct fwctl_uctx *uctx,
			  u32 scope, struct fwctl_diag *diag)
{
	struct fwctl_device *fwctl = rpc->fwctl;
	int ret;

	guard(rwsem_read)(&fwctl->registration_lock);
	if (!fwctl->ops)
		ret = fail(diag, FWCTL_REASON_REMOVED, ENODEV, NULL);
	else if (fwctl_power_up(rpc))
		ret = fail(diag, FWCTL_REASON_POWER, EIO, NULL);
	else
		ret = 0;
	if (ret) {
		fwctl_slot_put(rpc);
		return ret;
	}

	fwctl_taint(rpc);
	trace_fwctl_send(rpc, scope, rpc->effect);
	rpc->state = FWCTL_RPC_SENT;
	refcount_inc(&rpc->refs);
	ret = fwctl->ops->send(uctx, rpc);
	if (ret) {
		fwctl_power_down(rpc);
		fwctl_slot_put(rpc);
		refcount_dec(&rpc->refs);
		return fail_errno(diag, ret);
	}
	diag->sent = FWCTL_SENT;
	return 0;
}

/* Wait for the answer, as long as the caller wants to. */
static int fwctl_rpc_await(struct fwctl_rpc_req *rpc, bool interruptible,
			   long timeout, struct fwctl_diag *diag)
{
	long left = fwctl_rpc_wait(rpc, FWCTL_RPC_DONE, interruptible, timeout);

	if (!fwctl_rpc_is(rpc, FWCTL_RPC_DONE)) {
		if (READ_ONCE(rpc->fwctl->dead))
			return fail(diag, FWCTL_REASON_REMOVED, ENODEV, NULL);
		if (left < 0)
			return fail(diag, FWCTL_REASON_SIGNAL, EINTR, NULL);
		return fail(diag, FWCTL_REASON_TIMEOUT, ETIMEDOUT, NULL);
	}
	if (rpc->result < 0)
		return fail_errno(diag, rpc->result);
	diag->sent = FWCTL_ANSWERED;
	return 0;
}

/* Check the answer and mask what the caller must not see. */
static int fwctl_rpc_check_answer(struct fwctl_rpc_req *rpc,
				  struct fwctl_call *call,
				  struct fwctl_diag *diag)
{
	struct fwctl_device *fwctl = rpc->fwctl;
	struct fwctl_verdict verdict;
	struct fwctl_check check = { .admin = rpc->privileged };
	u32 len = min_t(size_t, rpc->result, rpc->out_size);

	guard(rwsem_read)(&fwctl->registration_lock);
	if (!fwctl->ops)
		return fail(diag, FWCTL_REASON_REMOVED, ENODEV, NULL);
	check.header = &fwctl->ops->table->response_header;
	check.body = &rpc->cmd->response;
	/* however much more it was: no length that a device states gets lost */
	check.dropped = min_t(size_t, rpc->result - len, SZ_2G);
	if (!fwctl_check_response(&check, rpc->out, len, &verdict))
		return fail(diag, FWCTL_REASON_RESPONSE, EBADMSG, &verdict);
	if (!fwctl_succeeded(check.header, rpc->out))
		call->out_flags |= FWCTL_CALL_STATUS;
	if (verdict.trimmed)
		call->out_flags |= FWCTL_CALL_TRIMMED;
	call->out_len = verdict.len;
	return 0;
}

/**
 * fwctl_rpc_run - All of an RPC's life between copying in and copying out
 * @rpc: from fwctl_rpc_alloc(), its request filled in
 * @uctx: open file of the same device
 * @filp: whose opener's capabilities count beside the caller's
 * @call: flags, scope, timeout_ms and out_len are read; out_len and out_flags
 *	are set
 * @interruptible: any signal ends the wait, not only a fatal one
 * @diag: zeroed; filled in
 *
 * Return: 0 or an errno as FWCTL_RPC and FWCTL_CALL document them.
 */
int fwctl_rpc_run(struct fwctl_rpc_req *rpc, struct fwctl_uctx *uctx,
		  struct file *filp, struct fwctl_call *call,
		  bool interruptible, struct fwctl_diag *diag)
{
	long timeout = MAX_SCHEDULE_TIMEOUT;
	u32 out_len = call->out_len;
	int ret;

	call->out_len = 0;
	call->out_flags = 0;
	if (call->timeout_ms)
		timeout = msecs_to_jiffies(call->timeout_ms);
	rpc->uid = current_uid();

	ret = fwctl_rpc_check(rpc, filp, call->scope, out_len, diag);
	if (ret || call->flags & FWCTL_CALL_CHECK)
		return ret;
	/* not under the lock, for which removal waits */
	if (fwctl_rpc_alloc_out(rpc))
		return fail(diag, FWCTL_REASON_MEMORY, ENOMEM, NULL);
	ret = fwctl_slot_get(rpc, interruptible, &timeout, diag);
	if (ret)
		return ret;
	ret = fwctl_rpc_send(rpc, uctx, call->scope, diag);
	if (ret)
		return ret;
	ret = fwctl_rpc_await(rpc, interruptible, timeout, diag);
	if (ret)
		return ret;
	return fwctl_rpc_check_answer(rpc, call, diag);
}

/* The ioctl's own arguments */
static int fwctl_check_args(const struct fwctl_call *call,
			    struct fwctl_diag *diag)
{
	if (call->flags & ~FWCTL_CALL_CHECK)
		return fail(diag, FWCTL_REASON_ARGUMENT, EINVAL, NULL);
	if (call->in_len > FWCTL_MAX_LEN || call->out_len > FWCTL_MAX_LEN)
		return fail(diag, FWCTL_REASON_ARGUMENT, EMSGSIZE, NULL);
	if (call->scope > FWCTL_RPC_DEBUG_WRITE_FULL) {
		diag->flags |= FWCTL_DIAG_VALUE;
		diag->value = call->scope;
		return fail(diag, FWCTL_REASON_SCOPE, EOPNOTSUPP, NULL);
	}
	return 0;
}

/**
 * fwctl_rpc_user - One RPC, for user space
 * @uctx: the open file
 * @filp: likewise
 * @call: the arguments; out_len and out_flags are set
 * @interruptible: any signal ends the wait, not only a fatal one
 * @diag: zeroed; filled in
 *
 * Return: 0 or an errno as FWCTL_RPC and FWCTL_CALL document them.
 */
int fwctl_rpc_user(struct fwctl_uctx *uctx, struct file *filp,
		   struct fwctl_call *call, bool interruptible,
		   struct fwctl_diag *diag)
{
	u32 out_room = call->out_len;
	struct fwctl_rpc_req *rpc;
	int ret;

	ret = fwctl_check_args(call, diag);
	if (ret)
		return ret;
	rpc = fwctl_rpc_alloc(uctx->fwctl, call->in_len);
	if (!rpc) {
		call->out_len = 0;
		return fail(diag, FWCTL_REASON_MEMORY, ENOMEM, NULL);
	}

	if (copy_from_user(rpc->in_alloc ?: rpc->storage,
			   u64_to_user_ptr(call->in), call->in_len))
		ret = fail(diag, FWCTL_REASON_ARGUMENT, EFAULT, NULL);
	else
		ret = fwctl_rpc_run(rpc, uctx, filp, call, interruptible, diag);
	if (!ret && copy_to_user(u64_to_user_ptr(call->out), rpc->out,
				 min(call->out_len, out_room)))
		ret = fail(diag, FWCTL_REASON_ARGUMENT, EFAULT, NULL);
	if (ret)
		call->out_len = 0;

	trace_fwctl_call(rpc, diag, call->scope, call->out_len);
	fwctl_rpc_put(rpc);
	return ret;
}
