// SPDX-License-Identifier: GPL-2.0-only
/*
 * Devices and their commands for those who hold no open file
 *
 * The family is specified in Documentation/netlink/specs/fwctl.yaml, of which
 * netlink-gen.[ch] and the user API header are made. It reads only, and what
 * it reads is for everyone.
 */
#include <linux/skbuff.h>
#include <linux/sizes.h>
#include <net/genetlink.h>
#include <net/sock.h>

#include "core.h"
#include "netlink-gen.h"

/* Room for a piece of a description, and what goes around it */
#define FWCTL_NL_LEN SKB_WITH_OVERHEAD(SZ_32K)

/* Counts the changes to the set of devices, for who dumps it meanwhile */
static atomic_t fwctl_nl_changes;

/**
 * struct fwctl_nl_dump - How far a dump has come
 * @id: device that comes next
 * @one: only that one is wanted
 * @cursor: where to go on in its description, see fwctl_describe()
 */
struct fwctl_nl_dump {
	u32 id;
	bool one;
	u64 cursor;
};

static struct fwctl_nl_dump *fwctl_nl_dump(struct netlink_callback *cb)
{
	static_assert(sizeof(struct fwctl_nl_dump) <= sizeof(cb->ctx));
	return (struct fwctl_nl_dump *)cb->ctx;
}

/* The description of a device begins with what it is, then come commands. */
static u64 fwctl_nl_first(u8 cmd)
{
	return cmd == FWCTL_CMD_COMMAND_GET ? FWCTL_CURSOR_COMMANDS : 0;
}

static bool fwctl_nl_is_last(u8 cmd, u64 cursor)
{
	return !cursor || (cmd != FWCTL_CMD_COMMAND_GET &&
			   cursor >= FWCTL_CURSOR_COMMANDS);
}

/*
 * One message about a registered device, with a piece of its description. 0, or
 * an errno of fwctl_describe() with nothing written.
 */
static int fwctl_nl_put(struct sk_buff *skb, void *header,
			struct fwctl_device *fwctl, u64 *cursor)
{
	unsigned int len;
	int ret = -EMSGSIZE;

	if (!header)
		return ret;
	if (nla_put_uint(skb, FWCTL_A_ID, MINOR(fwctl->dev.devt)))
		goto cancel;
	len = skb->len;
	ret = fwctl_describe(fwctl, skb, cursor);
	/* nor is there a message where the rest of the commands is lost */
	if (ret || skb->len == len)
		goto cancel;
	genlmsg_end(skb, header);
	return 0;

cancel:
	genlmsg_cancel(skb, header);
	return ret;
}

/* All that there is of a device, from where the dump has come to */
static int fwctl_nl_dump_device(struct sk_buff *skb, struct netlink_callback *cb,
				struct fwctl_device *fwctl, u8 cmd)
{
	struct fwctl_nl_dump *dump = fwctl_nl_dump(cb);
	void *header;
	int ret;

	guard(rwsem_read)(&fwctl->registration_lock);
	if (!fwctl->ops)
		return 0;
	do {
		header = genlmsg_put(skb, NETLINK_CB(cb->skb).portid,
				     cb->nlh->nlmsg_seq, &fwctl_nl_family,
				     NLM_F_MULTI, cmd);
		if (header)
			genl_dump_check_consistent(cb, header);
		ret = fwctl_nl_put(skb, header, fwctl, &dump->cursor);
		/* it was another device that had such a place */
		if (ret == -EINVAL)
			return 0;
		if (ret)
			return ret;
	} while (!fwctl_nl_is_last(cmd, dump->cursor));
	return 0;
}

static int fwctl_nl_dump_devices(struct sk_buff *skb, struct netlink_callback *cb,
				 u8 cmd)
{
	struct fwctl_nl_dump *dump = fwctl_nl_dump(cb);
	u32 id;
	int ret;

	cb->seq = atomic_read(&fwctl_nl_changes);
	for (;;) {
		struct fwctl_device *fwctl __free(fwctl) =
			fwctl_next_device(dump->id);

		if (!fwctl)
			break;
		id = MINOR(fwctl->dev.devt);
		if (id != dump->id) {
			if (dump->one)
				break;
			dump->id = id;
			dump->cursor = fwctl_nl_first(cmd);
		}
		ret = fwctl_nl_dump_device(skb, cb, fwctl, cmd);
		if (ret)
			return ret == -EMSGSIZE && skb->len ? skb->len : ret;
		if (dump->one)
			break;
		dump->id++;
		dump->cursor = fwctl_nl_first(cmd);
	}
	/* nothing comes after these */
	dump->id = U32_MAX;
	return skb->len;
}

int fwctl_nl_device_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return fwctl_nl_dump_devices(skb, cb, FWCTL_CMD_DEVICE_GET);
}

int fwctl_nl_command_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return fwctl_nl_dump_devices(skb, cb, FWCTL_CMD_COMMAND_GET);
}

/* The device that a request names, with a reference, or NULL */
static struct fwctl_device *fwctl_nl_find(const struct genl_info *info)
{
	const struct nlattr *attr = info->attrs[FWCTL_A_ID];
	struct fwctl_device *fwctl __free(fwctl) = NULL;
	u64 id = nla_get_uint(attr);

	if (id <= MINORMASK)
		fwctl = fwctl_next_device(id);
	if (fwctl && MINOR(fwctl->dev.devt) == id)
		return_ptr(fwctl);
	NL_SET_ERR_MSG_ATTR(info->extack, attr, "no such device");
	return NULL;
}

int fwctl_nl_dump_start(struct netlink_callback *cb)
{
	const struct genl_info *info = genl_info_dump(cb);
	struct fwctl_nl_dump *dump = fwctl_nl_dump(cb);

	/* a single field may be longer than what netlink takes by itself */
	cb->min_dump_alloc = FWCTL_NL_LEN;
	dump->cursor = fwctl_nl_first(info->genlhdr->cmd);
	if (info->attrs && info->attrs[FWCTL_A_ID]) {
		struct fwctl_device *fwctl __free(fwctl) = fwctl_nl_find(info);

		if (!fwctl)
			return -ENODEV;
		dump->id = MINOR(fwctl->dev.devt);
		dump->one = true;
	}
	return 0;
}

int fwctl_nl_device_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct fwctl_device *fwctl __free(fwctl) = NULL;
	struct sk_buff *reply;
	u64 cursor = 0;
	int ret;

	if (GENL_REQ_ATTR_CHECK(info, FWCTL_A_ID))
		return -EINVAL;
	fwctl = fwctl_nl_find(info);
	if (!fwctl)
		return -ENODEV;
	reply = nlmsg_new(FWCTL_NL_LEN - NLMSG_HDRLEN, GFP_KERNEL);
	if (!reply)
		return -ENOMEM;

	ret = -ENODEV;
	scoped_guard(rwsem_read, &fwctl->registration_lock)
		if (fwctl->ops)
			ret = fwctl_nl_put(reply, genlmsg_iput(reply, info),
					   fwctl, &cursor);
	if (!ret && !fwctl_nl_is_last(FWCTL_CMD_DEVICE_GET, cursor))
		ret = -EMSGSIZE;
	if (ret) {
		nlmsg_free(reply);
		return ret;
	}
	return genlmsg_reply(reply, info);
}

/* Nobody hears of it in another network namespace, whatever it listens to */
static int fwctl_nl_is_elsewhere(struct sock *sk, struct sk_buff *skb, void *data)
{
	return !net_eq(sock_net(sk), &init_net);
}

/**
 * fwctl_nl_notify - Tell those who listen that a device has come or gone
 * @fwctl: the device; it has operations still
 * @cmd: %FWCTL_CMD_DEVICE_ADD_NTF or %FWCTL_CMD_DEVICE_DEL_NTF
 *
 * Who misses it for want of memory is told so: ENOBUFS.
 *
 * Context: process context, may sleep.
 */
void fwctl_nl_notify(struct fwctl_device *fwctl, u8 cmd)
{
	struct sk_buff *skb = NULL;
	u64 cursor = 0;

	atomic_inc(&fwctl_nl_changes);
	guard(rwsem_read)(&fwctl->registration_lock);
	if (!genl_has_listeners(&fwctl_nl_family, &init_net, FWCTL_NLGRP_DEVICES))
		return;
	skb = nlmsg_new(FWCTL_NL_LEN - NLMSG_HDRLEN, GFP_KERNEL);
	if (!skb || fwctl_nl_put(skb, genlmsg_put(skb, 0, 0, &fwctl_nl_family, 0,
						  cmd), fwctl, &cursor)) {
		nlmsg_free(skb);
		genl_set_err(&fwctl_nl_family, &init_net, 0, FWCTL_NLGRP_DEVICES,
			     -ENOBUFS);
		return;
	}
	genlmsg_multicast_netns_filtered(&fwctl_nl_family, &init_net, skb, 0,
					 FWCTL_NLGRP_DEVICES, GFP_KERNEL,
					 fwctl_nl_is_elsewhere, NULL);
}

int __init fwctl_nl_init(void)
{
	/* what is made of a specification is for all namespaces */
	fwctl_nl_family.netnsok = false;
	return genl_register_family(&fwctl_nl_family);
}

void fwctl_nl_exit(void)
{
	genl_unregister_family(&fwctl_nl_family);
}
