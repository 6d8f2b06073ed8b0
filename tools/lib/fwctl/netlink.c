// SPDX-License-Identifier: GPL-2.0-only
/* Devices, and what they carry, from the netlink family: nothing is opened */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>

#include "internal.h"

/* How often a dump is begun anew when devices come and go meanwhile */
#define TRIES 16

/* Takes the attributes of one message; an errno ends it */
typedef int (*take_fn)(void *ctx, const void *attrs, size_t len,
		       struct fwctl_error *err);

/**
 * struct dump - A dump under way
 * @take: gets each of its messages
 * @ctx: for @take
 * @ret: what @take said
 * @errnum: errno of the kernel, negative
 * @err: for the caller
 */
struct dump {
	take_fn take;
	void *ctx;
	int ret;
	int errnum;
	struct fwctl_error *err;
};

static int no_memory(struct fwctl_error *err)
{
	return fwctl_fail(err, ENOMEM, "no memory");
}

static int nl_failed(struct fwctl_error *err, int nlerr)
{
	return fwctl_fail(err, nlerr == -NLE_NOMEM ? ENOMEM : EIO, "netlink: %s",
			  nl_geterror(nlerr));
}

static const void *attrs_of(struct nl_msg *msg, size_t *len)
{
	struct genlmsghdr *header = nlmsg_data(nlmsg_hdr(msg));

	*len = (size_t)genlmsg_attrlen(header, 0);
	return genlmsg_attrdata(header, 0);
}

static int on_message(struct nl_msg *msg, void *ctx)
{
	struct dump *dump = ctx;
	const void *attrs;
	size_t len;

	/* what comes behind an error is read, but not looked at */
	if (dump->ret)
		return NL_OK;
	attrs = attrs_of(msg, &len);
	dump->ret = dump->take(dump->ctx, attrs, len, dump->err);
	return NL_OK;
}

static int on_error(struct sockaddr_nl *from, struct nlmsgerr *error, void *ctx)
{
	struct dump *dump = ctx;

	(void)from;
	dump->errnum = error->error;
	return NL_STOP;
}

/*
 * A socket for the family, or NULL and -ENOENT if there is no such family, or no
 * such socket for us
 */
static int nl_open(struct nl_sock **sock, int *family, struct fwctl_error *err)
{
	bool refused;
	int ret;

	*sock = nl_socket_alloc();
	if (!*sock)
		return no_memory(err);
	ret = genl_connect(*sock);
	refused = ret && ret != -NLE_NOMEM;
	if (!ret)
		ret = genl_ctrl_resolve(*sock, FWCTL_FAMILY_NAME);
	if (ret >= 0) {
		*family = ret;
		return 0;
	}
	nl_socket_free(*sock);
	*sock = NULL;
	if (ret == -NLE_OBJ_NOTFOUND)
		return fwctl_fail(err, ENOENT,
				  "devices are not told of in this network namespace");
	if (refused)
		return fwctl_fail(err, ENOENT, "no netlink socket: %s",
				  nl_geterror(ret));
	return nl_failed(err, ret);
}

/* -EAGAIN: devices came or went meanwhile */
static int run_dump(struct nl_sock *sock, int family, __u8 cmd, const __u32 *id,
		    struct dump *dump)
{
	struct nl_msg *msg = nlmsg_alloc();
	int ret = 0;

	if (!msg)
		return no_memory(dump->err);
	if (!genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0, NLM_F_DUMP,
			 cmd, FWCTL_FAMILY_VERSION) ||
	    (id && nla_put_u32(msg, FWCTL_A_ID, *id)))
		ret = -NLE_NOMEM;
	nl_socket_modify_cb(sock, NL_CB_VALID, NL_CB_CUSTOM, on_message, dump);
	nl_socket_modify_err_cb(sock, NL_CB_CUSTOM, on_error, dump);
	if (!ret)
		ret = nl_send_auto(sock, msg);
	nlmsg_free(msg);
	if (ret >= 0)
		ret = nl_recvmsgs_default(sock);
	if (dump->ret)
		return dump->ret;
	if (dump->errnum == -ENODEV)
		return fwctl_fail(dump->err, ENODEV, "the device is gone");
	if (dump->errnum)
		return fwctl_fail(dump->err, -dump->errnum, "netlink: %s",
				  strerror(-dump->errnum));
	if (ret == -NLE_DUMP_INTR)
		return fwctl_fail(dump->err, EAGAIN,
				  "devices come and go too fast to be listed");
	return ret < 0 ? nl_failed(dump->err, ret) : 0;
}

/* Devices without their commands and fields */

struct entries {
	struct fwctl_entry *entry;
	size_t nr;
	size_t room;
};

static int read_entry(const void *attrs, size_t len, struct fwctl_entry *entry,
		      struct fwctl_error *err)
{
	struct fwctl_description *desc = fwctl_new_description();
	int ret;

	if (!desc)
		return no_memory(err);
	ret = fwctl_add_attributes(desc, attrs, len, err);
	if (!ret)
		fwctl_fill_entry(entry, desc);
	fwctl_put_description(desc);
	return ret;
}

/* What did not fit into the message before begins with fields, not with a name */
static bool goes_on(const void *attrs, size_t len)
{
	struct nlattr *device = nla_find(attrs, (int)len, FWCTL_A_DEVICE);

	return device && !nla_find(nla_data(device), nla_len(device),
				   FWCTL_A_DEVICE_NAME);
}

static int take_entry(void *ctx, const void *attrs, size_t len,
		      struct fwctl_error *err)
{
	struct entries *entries = ctx;
	struct fwctl_entry entry, *more;
	int ret;

	if (goes_on(attrs, len))
		return 0;
	ret = read_entry(attrs, len, &entry, err);
	if (ret)
		return ret;
	if (entries->nr == entries->room) {
		size_t room = entries->room ? entries->room * 2 : 8;

		more = realloc(entries->entry, room * sizeof(*more));
		if (!more)
			return no_memory(err);
		entries->entry = more;
		entries->room = room;
	}
	entries->entry[entries->nr++] = entry;
	return 0;
}

/* -ENOENT: this has to be found out in another way */
int fwctl_nl_list(struct fwctl_entry **found, size_t *nr, struct fwctl_error *err)
{
	struct entries entries;
	struct nl_sock *sock;
	int family, tries, ret;

	ret = nl_open(&sock, &family, err);
	if (ret)
		return ret;
	for (tries = 0; tries < TRIES; tries++) {
		struct dump dump = { .take = take_entry, .ctx = &entries,
				     .err = err };

		memset(&entries, 0, sizeof(entries));
		ret = run_dump(sock, family, FWCTL_CMD_DEVICE_GET, NULL, &dump);
		if (!ret)
			break;
		free(entries.entry);
		if (ret != -EAGAIN)
			break;
	}
	nl_socket_free(sock);
	if (ret)
		return ret;
	*found = entries.entry;
	*nr = entries.nr;
	return 0;
}

static int take_piece(void *ctx, const void *attrs, size_t len,
		      struct fwctl_error *err)
{
	return fwctl_add_attributes(ctx, attrs, len, err);
}

static int nl_describe(struct nl_sock *sock, int family, __u32 id,
		       struct fwctl_description **desc, struct fwctl_error *err)
{
	static const __u8 cmds[] = { FWCTL_CMD_DEVICE_GET, FWCTL_CMD_COMMAND_GET };
	size_t i;
	int ret = 0;

	*desc = fwctl_new_description();
	if (!*desc)
		return no_memory(err);
	for (i = 0; i < 2 && !ret; i++) {
		struct dump dump = { .take = take_piece, .ctx = *desc, .err = err };

		ret = run_dump(sock, family, cmds[i], &id, &dump);
	}
	if (!ret)
		ret = fwctl_end_description(*desc, err);
	if (ret) {
		fwctl_put_description(*desc);
		*desc = NULL;
	}
	return ret;
}

int fwctl_look_up(const char *name, struct fwctl_description **desc,
		  struct fwctl_error *err)
{
	struct fwctl_entry entry;
	struct nl_sock *sock;
	int family, tries, ret;

	fwctl_clear_error(err);
	ret = fwctl_find(name, &entry, err);
	if (ret)
		return ret;
	ret = nl_open(&sock, &family, err);
	if (ret)
		return ret;
	for (tries = 0; tries < TRIES; tries++) {
		ret = nl_describe(sock, family, entry.id, desc, err);
		if (ret != -EAGAIN)
			break;
	}
	nl_socket_free(sock);
	return ret;
}

/* Coming and going */

struct fwctl_monitor {
	struct nl_sock *sock;
	int family;
	/* of the message that is looked at */
	struct fwctl_change *change;
	bool found;
	int ret;
	struct fwctl_error *err;
};

static int take_control(struct fwctl_monitor *monitor, struct nl_msg *msg)
{
	struct nlattr *attrs[CTRL_ATTR_MAX + 1];
	struct genlmsghdr *header = nlmsg_data(nlmsg_hdr(msg));

	if (header->cmd == CTRL_CMD_DELFAMILY &&
	    !genlmsg_parse(nlmsg_hdr(msg), 0, attrs, CTRL_ATTR_MAX, NULL) &&
	    attrs[CTRL_ATTR_FAMILY_ID] &&
	    nla_get_u16(attrs[CTRL_ATTR_FAMILY_ID]) == monitor->family)
		monitor->ret = fwctl_fail(monitor->err, ENODEV,
					  "the fwctl module was unloaded");
	return NL_OK;
}

static int on_change(struct nl_msg *msg, void *ctx)
{
	struct fwctl_monitor *monitor = ctx;
	struct genlmsghdr *header = nlmsg_data(nlmsg_hdr(msg));
	const void *attrs;
	size_t len;

	if (nlmsg_hdr(msg)->nlmsg_type == GENL_ID_CTRL)
		return take_control(monitor, msg);
	if (header->cmd != FWCTL_CMD_DEVICE_ADD_NTF &&
	    header->cmd != FWCTL_CMD_DEVICE_DEL_NTF)
		return NL_OK;
	attrs = attrs_of(msg, &len);
	monitor->ret = read_entry(attrs, len, &monitor->change->entry, monitor->err);
	monitor->change->gone = header->cmd == FWCTL_CMD_DEVICE_DEL_NTF;
	monitor->found = true;
	return NL_OK;
}

static int join(struct nl_sock *sock, const char *family, const char *group)
{
	int ret = genl_ctrl_resolve_grp(sock, family, group);

	return ret < 0 ? ret : nl_socket_add_memberships(sock, ret, 0);
}

int fwctl_monitor_open(struct fwctl_monitor **monitor, struct fwctl_error *err)
{
	struct fwctl_monitor *m = calloc(1, sizeof(*m));
	int ret;

	fwctl_clear_error(err);
	*monitor = NULL;
	if (!m)
		return no_memory(err);
	ret = nl_open(&m->sock, &m->family, err);
	if (ret == -ENOENT && !fwctl_is_here())
		ret = fwctl_fail_absent(err);
	if (ret) {
		free(m);
		return ret;
	}
	ret = join(m->sock, FWCTL_FAMILY_NAME, FWCTL_MCGRP_DEVICES);
	if (!ret)
		ret = join(m->sock, "nlctrl", "notify");
	if (!ret)
		ret = nl_socket_set_nonblocking(m->sock);
	if (ret) {
		fwctl_monitor_close(m);
		return nl_failed(err, ret);
	}
	nl_socket_disable_seq_check(m->sock);
	nl_socket_modify_cb(m->sock, NL_CB_VALID, NL_CB_CUSTOM, on_change, m);
	*monitor = m;
	return 0;
}

int fwctl_monitor_fd(const struct fwctl_monitor *monitor)
{
	return nl_socket_get_fd(monitor->sock);
}

int fwctl_monitor_wait(struct fwctl_monitor *monitor, struct fwctl_change *change,
		       struct fwctl_error *err)
{
	struct pollfd pollfd = {
		.fd = fwctl_monitor_fd(monitor),
		.events = POLLIN,
	};
	int ret;

	fwctl_clear_error(err);
	monitor->change = change;
	monitor->err = err;
	monitor->found = false;
	monitor->ret = 0;
	while (!monitor->found && !monitor->ret) {
		/* which a signal ends, other than what libnl does */
		if (poll(&pollfd, 1, -1) < 0)
			return fwctl_fail_errno(err, "poll");
		ret = nl_recvmsgs_default(monitor->sock);
		/* that is how it puts ENOBUFS */
		if (ret == -NLE_NOMEM)
			return fwctl_fail(err, ENOBUFS,
					  "changes were lost, they came too fast");
		if (ret < 0 && ret != -NLE_AGAIN)
			return nl_failed(err, ret);
	}
	return monitor->ret;
}

void fwctl_monitor_close(struct fwctl_monitor *monitor)
{
	if (!monitor)
		return;
	nl_socket_free(monitor->sock);
	free(monitor);
}
