// SPDX-License-Identifier: GPL-2.0
/*
 * Every allocation and every copy from and to user space fails, one after the
 * other: each time an errno that is documented, or a result that is completely
 * right since there was another way; the same call works right after that; and
 * in the end nothing has leaked.
 *
 * This needs a kernel with fault injection, which fails the Nth of a task's
 * fault points when N is written to /proc/thread-self/fail-nth, and with
 * kmemleak. Call traces of failures would look like complaints, so the kernel is
 * told not to print them. Whatever the task does counts, so between faults_on()
 * and faults_off() there is one system call and what it cannot be without, and
 * all memory is there beforehand.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fwctl/cxl.h>
#include <fwctl/ipmi.h>
#include <fwctl/nvme.h>

#include <kselftest_harness.h>

#include "sim_lib.h"

#define DEBUGFS "/sys/kernel/debug/"
#define FAIL_NTH "/proc/thread-self/fail-nth"
#define KMEMLEAK DEBUGFS "kmemleak"
#define DRIVER "/sys/bus/platform/drivers/fwctl_sim"

#define GUARD 0xee
#define LARGE (64 * 1024)

/* Software devices: one to talk to, one to come and go */
#define ID 12
#define ID_NEW 14

/*
 * No path has as many fault points. Their number varies, since now and then
 * there is a page or the book-keeping of a detector to be allocated. So a path
 * is at its end when several points in a row were not met, and it is walked
 * again, for so many times at most, until so many points have failed, and of
 * each kind that it has.
 */
#define MAX_NTH 5000
#define MISSES 4
#define LEAST 10
#define MAX_WALKS 20
#define LEAST_SOAK 1000
#define TIMEOUT 300

/* The call succeeded, but the result is not what it should be. */
#define WRONG (-1)

/* --- Faults --- */

/* What is set while the tests run */
static const struct setting {
	const char *file;
	const char *value;
} settings[] = {
	{ DEBUGFS "failslab/verbose", "0" },
	{ DEBUGFS "failslab/ignore-gfp-wait", "N" },
	{ DEBUGFS "failslab/cache-filter", "N" },
	{ DEBUGFS "fail_page_alloc/verbose", "0" },
	{ DEBUGFS "fail_page_alloc/ignore-gfp-wait", "N" },
	{ DEBUGFS "fail_page_alloc/ignore-gfp-highmem", "N" },
	{ DEBUGFS "fail_page_alloc/min-order", "0" },
	{ DEBUGFS "fail_usercopy/verbose", "0" },
};

#define NR_SETTINGS ARRAY_SIZE(settings)

/* What was there before */
static char before[NR_SETTINGS][32];

static int faults_prepare(void)
{
	size_t i;
	int error;

	for (i = 0; i < NR_SETTINGS; i++) {
		if (file_read(settings[i].file, before[i],
			      sizeof(before[i])) <= 0)
			return ENOENT;
		error = file_write(settings[i].file, "%s", settings[i].value);
		if (error)
			return error;
	}
	return 0;
}

static void faults_restore(void)
{
	size_t i;

	for (i = 0; i < NR_SETTINGS; i++)
		if (before[i][0])
			file_write(settings[i].file, "%s", before[i]);
}

/* The fault point that is to fail, 0 for none, and whether it came to that */
static unsigned int nth;
static bool hit;
static int nth_fd = -1;

static void faults_on(void)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", nth);

	hit = false;
	if (nth && write(nth_fd, text, len) != len)
		abort();
}

/* Keeps errno */
static void faults_off(void)
{
	char text[16] = "";
	int error = errno;

	if (!nth)
		return;
	/* if the next point is to fail, then reading does */
	hit = pread(nth_fd, text, sizeof(text) - 1, 0) > 0 && !atoi(text);
	while (write(nth_fd, "0", 1) != 1)
		;
	errno = error;
}

/* --- What the operations work on --- */

static struct sim sim;
static int fd;
static __u32 number;		/* N of fwctlN */

static __u8 in[FWCTL_MAX_LEN];
static __u32 in_len;
static __u8 out[FWCTL_MAX_LEN];
static __u32 room;

/* The answer, from the first time, when nothing failed */
static __u8 want[FWCTL_MAX_LEN];
static __u32 want_len;

static int same(__u32 len)
{
	if (!want_len) {
		want_len = len;
		memcpy(want, out, room);
		return len ? 0 : WRONG;
	}
	return len == want_len && !memcmp(want, out, room) ? 0 : WRONG;
}

static bool is_untouched(const void *buf, size_t len)
{
	const __u8 *bytes = buf;

	return bytes[0] == GUARD && !memcmp(bytes, bytes + 1, len - 1);
}

/* --- Operations: 0, an errno, or WRONG --- */

static int op_open(void)
{
	int file, error;

	faults_on();
	file = open(sim.node, O_RDWR | O_CLOEXEC);
	error = file < 0 ? errno : 0;
	faults_off();
	if (!error && sim_nop(file))
		error = WRONG;
	if (file >= 0)
		close(file);
	/* the one that is open all the time */
	return sim_get(&sim, "files") == 1 ? error : WRONG;
}

static int op_info(void)
{
	struct fwctl_info info = {
		.size = sizeof(info),
		.device_data_len = room,
		.out_device_data = (uintptr_t)out,
	};
	int error;

	memset(out, GUARD, room);
	faults_on();
	error = sim_ioctl(fd, FWCTL_INFO, &info);
	faults_off();
	return error ?: same(info.device_data_len);
}

static int op_rpc(void)
{
	struct fwctl_rpc rpc = {
		.size = sizeof(rpc),
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.in_len = in_len,
		.out_len = room,
		.in = (uintptr_t)in,
		.out = (uintptr_t)out,
	};
	int error;

	memset(out, GUARD, room);
	faults_on();
	error = sim_ioctl(fd, FWCTL_RPC, &rpc);
	faults_off();
	if (error && (rpc.out_len != room ||
		      (error == ENOMEM && !is_untouched(out, room))))
		return WRONG;
	return error ?: same(rpc.out_len);
}

static struct fwctl_diag diag;

/* With diagnosis. The errno stays, even where it is the one that is expected. */
static int call(__u32 diag_len)
{
	struct fwctl_call arg = {
		.size = sizeof(arg),
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.in_len = in_len,
		.out_len = room,
		.in = (uintptr_t)in,
		.out = (uintptr_t)out,
		.diag_len = diag_len,
		.diag = (uintptr_t)&diag,
	};
	int error;

	memset(out, GUARD, room);
	memset(&diag, GUARD, sizeof(diag));
	faults_on();
	error = sim_ioctl(fd, FWCTL_CALL, &arg);
	faults_off();
	switch (error) {
	case 0:
		return same(arg.out_len);
	case EFAULT:
		return error;
	default:
		/* they can be written, so they were */
		return !arg.out_len && arg.diag_len == sizeof(diag) &&
		       is_untouched(out, room) ? error : WRONG;
	}
}

static int op_call(void)
{
	int error = call(sizeof(diag));

	if (!error && (diag.reason || diag.error ||
		       diag.sent != FWCTL_ANSWERED))
		return WRONG;
	if (error == ENOMEM && (diag.reason != FWCTL_REASON_MEMORY ||
				diag.error != ENOMEM ||
				diag.sent != FWCTL_NOT_SENT))
		return WRONG;
	return error;
}

static int op_call_without_diagnosis(void)
{
	int error = call(0);

	return is_untouched(&diag, sizeof(diag)) ? error : WRONG;
}

static int op_refused_call(void)
{
	int error = call(sizeof(diag));

	if (!error)
		return WRONG;
	if (error != EINVAL)
		return error;
	return diag.reason == FWCTL_REASON_REQUEST &&
	       diag.rule == FWCTL_RULE_RANGE && diag.error == EINVAL &&
	       diag.sent == FWCTL_NOT_SENT && diag.offset == SIM_HEADER ?
	       0 : WRONG;
}

/* All of it, in as many calls as it takes */
static int op_describe(void)
{
	struct fwctl_describe arg = { .size = sizeof(arg) };
	__u32 len = 0;
	int error;

	memset(out, GUARD, room);
	faults_on();
	do {
		arg.buf = (uintptr_t)out + len;
		arg.buf_len = room - len;
		error = sim_ioctl(fd, FWCTL_DESCRIBE, &arg);
		len += arg.buf_len;
	} while (!error && arg.cursor && len < room);
	faults_off();
	return error ?: same(len);
}

/* --- Netlink --- */

static __u16 family;
static __u32 group;

static struct {
	struct nlmsghdr nl;
	struct genlmsghdr genl;
	__u8 attrs[64];
} request;

static void nl_begin(__u16 type, __u8 cmd, __u16 flags)
{
	memset(&request, 0, sizeof(request));
	request.nl.nlmsg_len = sizeof(request.nl) + sizeof(request.genl);
	request.nl.nlmsg_type = type;
	request.nl.nlmsg_flags = NLM_F_REQUEST | flags;
	request.nl.nlmsg_seq = 1;
	request.genl.cmd = cmd;
	request.genl.version = 1;
}

static void nl_add(__u16 type, const void *data, __u16 len)
{
	struct nlattr *attr = (void *)&request + request.nl.nlmsg_len;

	attr->nla_type = type;
	attr->nla_len = NLA_HDRLEN + len;
	memcpy(attr + 1, data, len);
	request.nl.nlmsg_len += NLA_ALIGN(attr->nla_len);
}

static int nl_open(void)
{
	struct sockaddr_nl addr = { .nl_family = AF_NETLINK };
	int sock = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);

	if (sock >= 0 && bind(sock, (void *)&addr, sizeof(addr))) {
		close(sock);
		return -1;
	}
	return sock;
}

/* Take over messages: -1 if there are more to come, 0 at the end, an errno */
static int nl_take(const void *buf, __u32 got, __u32 *len)
{
	const struct nlmsghdr *nl = buf;
	__u32 size;

	for (; NLMSG_OK(nl, got); nl = NLMSG_NEXT(nl, got)) {
		if (nl->nlmsg_type == NLMSG_ERROR ||
		    nl->nlmsg_type == NLMSG_DONE)
			return -*(const int *)NLMSG_DATA(nl);
		/* no dump is interrupted here */
		if (nl->nlmsg_flags & NLM_F_DUMP_INTR)
			return EPROTO;
		size = nl->nlmsg_len - NLMSG_HDRLEN;
		if (size > room - *len)
			return EMSGSIZE;
		memcpy(out + *len, NLMSG_DATA(nl), size);
		*len += size;
		if (!(nl->nlmsg_flags & NLM_F_MULTI))
			return 0;
	}
	return -1;
}

/* The request and its answers, whose payloads are put one after the other */
static int op_netlink(void)
{
	static __u32 buf[LARGE / 4];
	int sock = nl_open(), ret = -1;
	__u32 len = 0;
	ssize_t got;

	if (sock < 0)
		return WRONG;
	memset(out, GUARD, room);
	faults_on();
	if (send(sock, &request, request.nl.nlmsg_len, 0) < 0)
		ret = errno;
	while (ret < 0) {
		got = recv(sock, buf, sizeof(buf), MSG_DONTWAIT);
		ret = got < 0 ? errno : nl_take(buf, got, &len);
	}
	faults_off();
	close(sock);
	return ret ?: same(len);
}

static void begin_resolve(void)
{
	nl_begin(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0);
	nl_add(CTRL_ATTR_FAMILY_NAME, FWCTL_FAMILY_NAME,
	       sizeof(FWCTL_FAMILY_NAME));
}

static void begin_device_get(void)
{
	nl_begin(family, FWCTL_CMD_DEVICE_GET, 0);
	nl_add(FWCTL_A_ID, &number, sizeof(number));
}

static void begin_device_dump(void)
{
	nl_begin(family, FWCTL_CMD_DEVICE_GET, NLM_F_DUMP);
}

static void begin_command_dump(void)
{
	nl_begin(family, FWCTL_CMD_COMMAND_GET, NLM_F_DUMP);
	nl_add(FWCTL_A_ID, &number, sizeof(number));
}

/* The numbers of the family and of its group */
static int nl_resolve(void)
{
	struct nlattr *attr, *ctrl[CTRL_ATTR_MCAST_GROUPS + 1];
	int error;

	room = LARGE;
	begin_resolve();
	want_len = 0;
	error = op_netlink();
	if (error)
		return error;
	if (nla_parse(ctrl, CTRL_ATTR_MCAST_GROUPS,
		      (void *)(out + GENL_HDRLEN), want_len - GENL_HDRLEN,
		      NULL) || !ctrl[CTRL_ATTR_FAMILY_ID] ||
	    !ctrl[CTRL_ATTR_MCAST_GROUPS])
		return EPROTO;
	family = nla_get_u16(ctrl[CTRL_ATTR_FAMILY_ID]);
	/* the first and only one */
	attr = nla_find(nla_data(nla_data(ctrl[CTRL_ATTR_MCAST_GROUPS])),
			nla_len(nla_data(ctrl[CTRL_ATTR_MCAST_GROUPS])),
			CTRL_ATTR_MCAST_GRP_ID);
	if (!attr)
		return EPROTO;
	group = nla_get_u32(attr);
	want_len = 0;
	room = 512 * 1024;
	return 0;
}

/* --- Devices that come and go --- */

static int listener;
static int new_device, del_device;
static char new_name[24];

static bool nl_listen(void)
{
	listener = nl_open();
	return listener >= 0 &&
	       !setsockopt(listener, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP,
			   &group, sizeof(group));
}

/* Has the listener been told of it, or that it missed something? */
static bool heard(__u8 cmd)
{
	static struct {
		struct nlmsghdr nl;
		struct genlmsghdr genl;
		__u8 attrs[LARGE];
	} msg;
	bool found = false, wrong = false;
	ssize_t got;

	while ((got = recv(listener, &msg, sizeof(msg), MSG_DONTWAIT)) > 0 ||
	       errno == ENOBUFS) {
		found |= got < 0 || msg.genl.cmd == cmd;
		wrong |= got > 0 && got != msg.nl.nlmsg_len;
		memset(&msg, 0, sizeof(msg.nl) + sizeof(msg.genl));
	}
	return found && !wrong;
}

static int write_id(int file)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", ID_NEW), error;

	faults_on();
	error = pwrite(file, text, len, 0) == len ? 0 : errno;
	faults_off();
	return error;
}

/*
 * For want of memory the kernel may do without a device's node, or have one at
 * another place than its driver says. The device is there all the same.
 */
static bool new_device_works(void)
{
	char path[64], node[64], text[32] = "";
	unsigned int major, minor;
	bool works;
	int file;

	if (sim_find(ID_NEW, new_name, sizeof(new_name)))
		return false;
	snprintf(path, sizeof(path), "/sys/class/fwctl/%s/dev", new_name);
	if (file_read(path, text, sizeof(text)) <= 0 ||
	    sscanf(text, "%u:%u", &major, &minor) != 2)
		return false;
	snprintf(node, sizeof(node), "/dev/fwctl/%s", new_name);
	file = open(node, O_RDWR | O_CLOEXEC);
	if (file < 0 && hit) {
		snprintf(node, sizeof(node), "/dev/%s", new_name);
		unlink(node);
		if (mknod(node, S_IFCHR | 0600, makedev(major, minor)))
			return false;
		file = open(node, O_RDWR | O_CLOEXEC);
		unlink(node);
	}
	works = file >= 0 && !sim_nop(file);
	if (file >= 0)
		close(file);
	return works;
}

/* Nothing of it is left, and its number is free. */
static bool new_device_is_gone(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/sys/class/fwctl/%s", new_name);
	return !sim_exists(ID_NEW) && access(path, F_OK);
}

static int op_create(void)
{
	static char first[sizeof(new_name)];
	int error = write_id(new_device);

	if (error)
		return new_device_is_gone() ? error : WRONG;
	if (!new_device_works() || !heard(FWCTL_CMD_DEVICE_ADD_NTF))
		return WRONG;
	if (!first[0])
		memcpy(first, new_name, sizeof(first));
	if (sim_delete(ID_NEW) || strcmp(first, new_name))
		return WRONG;
	return new_device_is_gone() ? 0 : WRONG;
}

static int op_delete(void)
{
	int error;

	if (!sim_exists(ID_NEW) &&
	    file_write(DRIVER "/new_device", "%u", ID_NEW))
		return WRONG;
	if (!new_device_works())
		return WRONG;
	heard(0);
	error = write_id(del_device);
	if (error)
		return new_device_works() ? error : WRONG;
	return new_device_is_gone() && heard(FWCTL_CMD_DEVICE_DEL_NTF) ?
	       0 : WRONG;
}

/* --- Requests --- */

static void begin_nop(void)
{
	struct sim_call nop;

	sim_begin_nop(&nop);
	memcpy(in, nop.in, nop.in_len);
	in_len = nop.in_len;
	room = sizeof(nop.out);
}

static void begin_wrong_nop(void)
{
	begin_nop();
	in[SIM_HEADER] = 10;
}

static void begin_slow_nop(void)
{
	begin_nop();
	/* the answer comes when the caller waits */
	sim_set(&sim, "delay_ms", "1");
}

/* Header, want, length, data; answered with header, length, data */
static void begin_echo(__u32 data)
{
	put_uint(in, 4, FWCTL_SIM_ECHO);
	put_uint(in + 4, 4, 0);
	put_uint(in + 8, 4, data);
	put_uint(in + 12, 4, data);
	for (__u32 i = 0; i < data; i++)
		in[16 + i] = i * 7 + (i >> 8);
	in_len = 16 + data;
	room = in_len;
}

static void begin_large(void)
{
	begin_echo(LARGE);
}

static void begin_largest(void)
{
	begin_echo(sizeof(in) - 16);
}

static void begin_slow_large(void)
{
	begin_large();
	sim_set(&sim, "delay_ms", "1");
}

static void begin_ipmi(void)
{
	/* Get Device ID */
	struct fwctl_rpc_ipmi ipmi = { .netfn = 0x06, .cmd = 0x01 };

	in_len = sizeof(ipmi);
	memcpy(in, &ipmi, in_len);
	room = 256;
}

static void begin_nvme(void)
{
	/* Identify Controller */
	struct fwctl_rpc_nvme nvme = { .opcode = 0x06, .cdw10 = 0x01 };

	in_len = sizeof(nvme);
	memcpy(in, &nvme, in_len);
	room = 8192;
}

static void begin_cxl(void)
{
	/* Identify Memory Device */
	struct fwctl_rpc_cxl cxl = { .opcode = 0x4000 };

	in_len = sizeof(cxl);
	memcpy(in, &cxl, in_len);
	room = 4096;
}

static void begin_describe(void)
{
	room = 512 * 1024;
}

static void begin_info(void)
{
	room = 64;
}

/* --- The walk along the fault points of a path --- */

FIXTURE(path)
{
	bool there;
};

/*
 * @copies: it copies, and allocates nothing
 * @other: errnos beside ENOMEM and EFAULT
 */
FIXTURE_VARIANT(path)
{
	__u32 type;
	void (*begin)(void);
	int (*op)(void);
	bool copies;
	int other[2];
};

#define PATH(_name, _type, _begin, _op, ...)				\
FIXTURE_VARIANT_ADD(path, _name)					\
{									\
	.type = FWCTL_DEVICE_TYPE_##_type, .begin = _begin, .op = _op,	\
	__VA_ARGS__							\
}

PATH(open, SIM, NULL, op_open);
PATH(info, SIM, begin_info, op_info, .copies = true);
PATH(rpc, SIM, begin_nop, op_rpc);
PATH(rpc_large, SIM, begin_large, op_rpc);
PATH(rpc_largest, SIM, begin_largest, op_rpc);
PATH(rpc_slow, SIM, begin_slow_nop, op_rpc);
PATH(rpc_slow_large, SIM, begin_slow_large, op_rpc);
PATH(rpc_ipmi, IPMI, begin_ipmi, op_rpc);
PATH(rpc_nvme, NVME, begin_nvme, op_rpc);
PATH(rpc_cxl, CXL, begin_cxl, op_rpc);
PATH(call, SIM, begin_nop, op_call);
PATH(call_slow, SIM, begin_slow_nop, op_call);
PATH(call_without_diagnosis, SIM, begin_nop, op_call_without_diagnosis);
PATH(call_refused, SIM, begin_wrong_nop, op_refused_call);
PATH(call_ipmi, IPMI, begin_ipmi, op_call);
PATH(call_nvme, NVME, begin_nvme, op_call);
PATH(call_cxl, CXL, begin_cxl, op_call);
PATH(describe, SIM, begin_describe, op_describe);
PATH(describe_ipmi, IPMI, begin_describe, op_describe);
PATH(describe_nvme, NVME, begin_describe, op_describe);
PATH(describe_cxl, CXL, begin_describe, op_describe);

/* A socket says ENOBUFS where it cannot even say that there is no memory. */
#define NETLINK_PATH(_name, _begin)					\
	PATH(_name, SIM, _begin, op_netlink, .other = { ENOBUFS })

NETLINK_PATH(netlink_resolve, begin_resolve);
NETLINK_PATH(netlink_get, begin_device_get);
NETLINK_PATH(netlink_dump, begin_device_dump);
NETLINK_PATH(netlink_commands, begin_command_dump);

/*
 * EIO is what new_device says of a device that its driver does not take, EINVAL
 * what the platform bus says where there is no memory for the name.
 */
PATH(create, SIM, NULL, op_create, .other = { EIO, EINVAL });
PATH(delete, SIM, NULL, op_delete);

/* The first device of a type; not the software device of someone else */
static bool find_device(__u32 type)
{
	struct dirent *entry;
	char node[300];
	DIR *dir;

	if (type == FWCTL_DEVICE_TYPE_SIM) {
		fd = sim.fd;
		return sscanf(sim.name, "fwctl%u", &number) == 1;
	}
	fd = -1;
	dir = opendir("/dev/fwctl");
	while (dir && fd < 0 && (entry = readdir(dir))) {
		struct fwctl_info info = { .size = sizeof(info) };

		if (sscanf(entry->d_name, "fwctl%u", &number) != 1)
			continue;
		snprintf(node, sizeof(node), "/dev/fwctl/%s", entry->d_name);
		fd = open(node, O_RDWR | O_CLOEXEC);
		if (fd >= 0 && (sim_ioctl(fd, FWCTL_INFO, &info) ||
				info.out_device_type != type)) {
			close(fd);
			fd = -1;
		}
	}
	if (dir)
		closedir(dir);
	return fd >= 0;
}

FIXTURE_SETUP(path)
{
	ASSERT_EQ(0, sim_create(&sim, ID));
	nth_fd = open(FAIL_NTH, O_RDWR | O_CLOEXEC);
	ASSERT_LE(0, nth_fd);
	new_device = open(DRIVER "/new_device", O_WRONLY | O_CLOEXEC);
	ASSERT_LE(0, new_device);
	del_device = open(DRIVER "/del_device", O_WRONLY | O_CLOEXEC);
	ASSERT_LE(0, del_device);
	ASSERT_EQ(0, nl_resolve());
	ASSERT_TRUE(nl_listen());
	self->there = find_device(variant->type);
	if (variant->begin)
		variant->begin();
	/* and none of it is shared with the process that forked us */
	ASSERT_EQ(0, mlockall(MCL_CURRENT | MCL_FUTURE));
}

FIXTURE_TEARDOWN(path)
{
	nth = 0;
	if (fd != sim.fd)
		close(fd);
	if (sim_exists(ID_NEW))
		sim_delete(ID_NEW);
	sim_destroy(&sim);
}

/* What became of faults */
struct tally {
	unsigned int points;
	unsigned int no_memory;
	unsigned int copies;
	unsigned int others;
	unsigned int none;
};

static bool count(struct tally *tally, int error, const int other[2])
{
	tally->points++;
	if (error == ENOMEM)
		tally->no_memory++;
	else if (error == EFAULT)
		tally->copies++;
	else if (!error)
		tally->none++;
	else if (error == other[0] || error == other[1])
		tally->others++;
	else
		return false;
	return true;
}

/* Of what the path has, each kind has failed */
static bool has_all(const struct tally *tally, bool copies_only)
{
	return tally->copies && (copies_only || tally->no_memory);
}

TEST_F_TIMEOUT(path, walk, TIMEOUT)
{
	unsigned int least = getenv("FWCTL_SOAK") ? LEAST_SOAK : LEAST;
	unsigned int n = 0, missed = 0, walks = 0;
	struct tally tally = {};
	int error;

	if (!self->there)
		SKIP(return, "this machine has no such device");
	ASSERT_EQ(0, variant->op());
	while (missed < MISSES || tally.points < least ||
	       (!has_all(&tally, variant->copies) && walks < MAX_WALKS)) {
		if (missed == MISSES) {
			walks++;
			missed = 0;
			n = 0;
		}
		ASSERT_GT(MAX_NTH, ++n);
		nth = n;
		error = variant->op();
		nth = 0;
		if (!hit) {
			EXPECT_EQ(0, error);
			missed++;
			/* there is nothing to be walked */
			ASSERT_LT(missed, n);
			continue;
		}
		missed = 0;
		EXPECT_TRUE(count(&tally, error, variant->other)) {
			TH_LOG("at fault %u: %d", n, error);
		}
		if (error) {
			EXPECT_EQ(0, variant->op()) {
				TH_LOG("after fault %u", n);
			}
		}
	}
	EXPECT_EQ(!variant->copies, !!tally.no_memory);
	EXPECT_LT(0, tally.copies);
	TH_LOG("%u faults: %u ENOMEM, %u EFAULT, %u other errnos, %u without effect",
	       tally.points, tally.no_memory, tally.copies, tally.others,
	       tally.none);
}

/* --- Leaks --- */

FIXTURE(leaks)
{
};

FIXTURE_SETUP(leaks)
{
}

FIXTURE_TEARDOWN(leaks)
{
}

/* What is younger than 5 s is not looked at, nor is what was found once. */
TEST_F_TIMEOUT(leaks, none, TIMEOUT)
{
	static char text[1 << 16];
	char *line;

	if (access(KMEMLEAK, F_OK))
		SKIP(return, "this kernel has no kmemleak");
	ASSERT_EQ(0, file_write(KMEMLEAK, "scan"));
	sleep_ms(6000);
	ASSERT_EQ(0, file_write(KMEMLEAK, "scan"));
	EXPECT_EQ(0, file_read(KMEMLEAK, text, sizeof(text)));
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		TH_LOG("%s", line);
}

int main(int argc, char **argv)
{
	int error, ret;

	if (access(FAIL_NTH, F_OK))
		ksft_exit_skip("this kernel has no fault injection\n");
	error = faults_prepare();
	/* what leaked before is not of these tests */
	if (!error && !access(KMEMLEAK, F_OK))
		error = file_write(KMEMLEAK, "clear");
	if (error)
		ksft_exit_fail_msg("cannot set up faults: %s\n",
				   strerror(error));
	ret = test_harness_run(argc, argv);
	faults_restore();
	return ret;
}
