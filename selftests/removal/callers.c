// SPDX-License-Identifier: GPL-2.0
/* Processes that call a device all the time, see callers.h */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fwctl/cxl.h>
#include <fwctl/ipmi.h>
#include <fwctl/nvme.h>

#include "callers.h"

#define ROOM 8192

/* --- Devices, and reads that work on all of their kind --- */

static __u32 nvme_request(__u8 *in, unsigned int nr)
{
	static const struct fwctl_rpc_nvme requests[] = {
		/* Identify Controller, Temperature Threshold, SMART */
		{ .opcode = 0x06, .cdw10 = 1 },
		{ .opcode = 0x0a, .cdw10 = 4 },
		{ .opcode = 0x02, .cdw10 = 0x8002, .nsid = 0xffffffff },
	};

	memcpy(in, &requests[nr % 3], sizeof(requests[0]));
	return sizeof(requests[0]);
}

static bool nvme_is_good(const __u8 *out, __u32 len)
{
	const struct fwctl_rpc_nvme_out *answer = (const void *)out;

	if (len < sizeof(*answer) || answer->status)
		return false;
	/* 50 degrees, or does it say nothing? */
	return len != sizeof(*answer) + 512 || get_uint(answer->data + 1, 2);
}

const struct target nvme = {
	.parent = "nvme",
	.module = "fwctl_nvme",
	.request = nvme_request,
	.is_good = nvme_is_good,
};

static __u32 cxl_request(__u8 *in, unsigned int nr)
{
	/* Get Timestamp, Identify Memory Device */
	struct fwctl_rpc_cxl request = { .opcode = nr % 2 ? 0x0300 : 0x4000 };

	memcpy(in, &request, sizeof(request));
	return sizeof(request);
}

static bool cxl_is_good(const __u8 *out, __u32 len)
{
	const struct fwctl_rpc_cxl_out *answer = (const void *)out;

	return len > sizeof(*answer) && !answer->retval &&
	       answer->size == len - sizeof(*answer);
}

const struct target cxl = {
	.parent = "mem",
	.module = "fwctl_cxl",
	.request = cxl_request,
	.is_good = cxl_is_good,
};

static __u32 ipmi_request(__u8 *in, unsigned int nr)
{
	/* Get BMC Global Enables, Get Device ID */
	struct fwctl_rpc_ipmi request = { .netfn = 6, .cmd = nr % 2 ? 0x2f : 1 };

	memcpy(in, &request, sizeof(request));
	return sizeof(request);
}

static bool ipmi_is_good(const __u8 *out, __u32 len)
{
	return len > 1 && !out[0];
}

const struct target ipmi = {
	.parent = "IPI0001",
	.module = "fwctl_ipmi",
	.request = ipmi_request,
	.is_good = ipmi_is_good,
};

static __u32 sim_request(__u8 *in, unsigned int nr __attribute__((unused)))
{
	struct sim_call call;

	sim_begin_nop(&call);
	memcpy(in, call.in, call.in_len);
	return call.in_len;
}

static bool sim_is_good(const __u8 *out, __u32 len)
{
	struct sim_call call;

	sim_begin_nop(&call);
	return len == call.in_len && !get_uint(out, 4) &&
	       !memcmp(out + SIM_HEADER, call.in + SIM_HEADER, 64);
}

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

const struct target sim = {
	.parent = "fwctl_sim." TEXT(SIM_ID),
	.module = "fwctl_sim",
	.request = sim_request,
	.is_good = sim_is_good,
};

/* --- Calls --- */

static __attribute__((format(printf, 2, 3)))
void wrong(struct caller *caller, const char *fmt, ...)
{
	va_list args;

	if (caller->wrong[0])
		return;
	va_start(args, fmt);
	vsnprintf(caller->wrong, sizeof(caller->wrong), fmt, args);
	va_end(args);
}

/* A call begins */
static void begin(struct caller *caller)
{
	__atomic_store_n(&caller->since, now_ms(), __ATOMIC_RELAXED);
}

/* It has ended */
static void end(struct caller *caller)
{
	__u64 took = now_ms() - caller->since;

	if (caller->longest_ms < took)
		caller->longest_ms = took;
	__atomic_store_n(&caller->since, 0, __ATOMIC_RELAXED);
}

static void count(struct caller *caller, int error)
{
	caller->ended[error < NR_ERRNOS ? error : NR_ERRNOS - 1]++;
}

/* May a command of FWCTL_CALL end like this? */
static bool is_told(int error, const struct fwctl_call *arg,
		    const struct fwctl_diag *diag)
{
	switch (error) {
	case ENODEV:
		return diag->reason == FWCTL_REASON_REMOVED;
	case ECANCELED:
		return diag->reason == FWCTL_REASON_RESET;
	case EINTR:
		return diag->reason == FWCTL_REASON_SIGNAL;
	case ETIMEDOUT:
		return arg->timeout_ms &&
		       ((diag->reason == FWCTL_REASON_BUSY &&
			 diag->sent == FWCTL_NOT_SENT) ||
			(diag->reason == FWCTL_REASON_TIMEOUT &&
			 diag->sent == FWCTL_SENT));
	default:
		return false;
	}
}

static void send_call(struct caller *caller, int fd, unsigned int nr)
{
	__u8 in[256] __attribute__((aligned(8)));
	__u8 out[ROOM] __attribute__((aligned(8)));
	struct fwctl_diag diag = {};
	struct fwctl_call arg = {
		.size = sizeof(arg),
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.timeout_ms = nr % 5 ? 0 : 1 + nr % 3,
		.in_len = caller->target->request(in, nr),
		.in = (uintptr_t)in,
		.out_len = sizeof(out),
		.out = (uintptr_t)out,
		.diag_len = sizeof(diag),
		.diag = (uintptr_t)&diag,
	};
	int error = sim_ioctl(fd, FWCTL_CALL, &arg);

	if (error) {
		count(caller, error);
		if (!is_told(error, &arg, &diag))
			wrong(caller, "%s: %.120s", strerror(error), diag.text);
	} else if (!caller->target->is_good(out, arg.out_len)) {
		wrong(caller, "answer %#llx, %u bytes",
		      (unsigned long long)get_uint(out, 8), arg.out_len);
	} else {
		caller->good++;
	}
}

static int send_rpc(const struct target *target, int fd, unsigned int nr)
{
	__u8 in[256] __attribute__((aligned(8)));
	__u8 out[ROOM] __attribute__((aligned(8)));
	struct fwctl_rpc arg = {
		.size = sizeof(arg),
		.scope = FWCTL_RPC_DEBUG_READ_ONLY,
		.in_len = target->request(in, nr),
		.in = (uintptr_t)in,
		.out_len = sizeof(out),
		.out = (uintptr_t)out,
	};
	int error = sim_ioctl(fd, FWCTL_RPC, &arg);

	if (error)
		return error;
	return target->is_good(out, arg.out_len) ? 0 : EPROTO;
}

int target_ask(const struct target *target, int fd)
{
	return send_rpc(target, fd, 0);
}

/* A signal does not end its wait */
static void count_rpc(struct caller *caller, int error)
{
	if (!error) {
		caller->good++;
		return;
	}
	count(caller, error);
	if (error != ENODEV && error != ECANCELED)
		wrong(caller, "FWCTL_RPC: %s", strerror(error));
}

static int describe(int fd)
{
	static __u8 buf[65536];
	struct fwctl_describe arg = {
		.size = sizeof(arg),
		.buf = (uintptr_t)buf,
	};
	int error;

	do {
		arg.buf_len = sizeof(buf);
		error = sim_ioctl(fd, FWCTL_DESCRIBE, &arg);
	} while (!error && arg.cursor);
	return error;
}

static int info(int fd)
{
	struct fwctl_info arg = { .size = sizeof(arg) };

	return sim_ioctl(fd, FWCTL_INFO, &arg);
}

static void count_file(struct caller *caller, const char *what, int error)
{
	count(caller, error);
	if (error && error != ENODEV)
		wrong(caller, "%s: %s", what, strerror(error));
}

/* --- Netlink --- */

struct nl_request {
	struct nlmsghdr head;
	struct genlmsghdr genl;
	struct nlattr attr;
	__u8 value[8];
};

/* Send a request; what comes of it, up to the end of a dump, goes into @buf. */
static int nl_talk(int fd, struct nl_request *request, __u8 *buf, size_t size)
{
	bool dump = request->head.nlmsg_flags & NLM_F_DUMP;
	const struct nlmsghdr *head;
	ssize_t got;

	request->head.nlmsg_flags |= NLM_F_REQUEST;
	request->genl.version = 1;
	if (send(fd, request, request->head.nlmsg_len, 0) < 0)
		return errno;
	for (;;) {
		got = recv(fd, buf, size, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		for (head = (const struct nlmsghdr *)buf; NLMSG_OK(head, got);
		     head = NLMSG_NEXT(head, got)) {
			if (head->nlmsg_type == NLMSG_ERROR ||
			    head->nlmsg_type == NLMSG_DONE)
				return -*(const int *)NLMSG_DATA(head);
			if (!dump)
				return 0;
		}
	}
}

/* The commands of fwctl@id, or with -1 all devices */
static int dump(int id)
{
	static __u8 buf[65536] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct nlattr *attr = (struct nlattr *)(buf + NLMSG_HDRLEN + GENL_HDRLEN);
	struct nl_request request = {
		.head.nlmsg_len = sizeof(request),
		.head.nlmsg_type = GENL_ID_CTRL,
		.genl.cmd = CTRL_CMD_GETFAMILY,
		.attr.nla_len = NLA_HDRLEN + sizeof(FWCTL_FAMILY_NAME),
		.attr.nla_type = CTRL_ATTR_FAMILY_NAME,
		.value = FWCTL_FAMILY_NAME,
	};
	int fd, error;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);
	if (fd < 0)
		return errno;
	error = nl_talk(fd, &request, buf, sizeof(buf));
	if (!error) {
		while (attr->nla_type != CTRL_ATTR_FAMILY_ID)
			attr = (struct nlattr *)((__u8 *)attr +
						 NLA_ALIGN(attr->nla_len));
		request = (struct nl_request) {
			.head.nlmsg_len = id < 0 ?
				offsetof(struct nl_request, attr) :
				offsetof(struct nl_request, value[4]),
			.head.nlmsg_type = *(const __u16 *)(attr + 1),
			.head.nlmsg_flags = NLM_F_DUMP,
			.genl.cmd = id < 0 ? FWCTL_CMD_DEVICE_GET :
					     FWCTL_CMD_COMMAND_GET,
			.attr.nla_len = NLA_HDRLEN + sizeof(__u32),
			.attr.nla_type = FWCTL_A_ID,
		};
		put_uint(request.value, 4, id);
		error = nl_talk(fd, &request, buf, sizeof(buf));
	}
	close(fd);
	return error;
}

/* --- Processes --- */

int uevents_listen(void)
{
	struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
			NETLINK_KOBJECT_UEVENT);

	return fd < 0 || !bind(fd, (struct sockaddr *)&address, sizeof(address)) ?
		fd : -1;
}

/*
 * Something has come or gone, or some time has passed: to look for the device
 * without a pause would keep it from coming back.
 */
static void wait_for_change(int uevents)
{
	struct pollfd change = { .fd = uevents, .events = POLLIN };
	char text[4096];

	poll(&change, 1, 100);
	/* or there were more than it holds */
	while (recv(uevents, text, sizeof(text), 0) > 0 || errno == ENOBUFS)
		;
}

static void on_alarm(int signal __attribute__((unused)))
{
}

/* Signals end the wait of FWCTL_CALL, whatever becomes of the command. */
static void let_signals_come(void)
{
	struct sigaction action = { .sa_handler = on_alarm };
	struct itimerval timer = { { 0, 20000 }, { 0, 20000 } };

	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &timer, NULL);
}

static void one_call(struct caller *caller, int fd, unsigned int nr)
{
	begin(caller);
	if (nr % 16 == 14)
		count_file(caller, "FWCTL_DESCRIBE", describe(fd));
	else if (nr % 16 == 15)
		count_file(caller, "FWCTL_INFO", info(fd));
	else if (nr % 4 == 0)
		count_rpc(caller, send_rpc(caller->target, fd, nr));
	else
		send_call(caller, fd, nr);
	end(caller);
}

/* All devices, or the commands of the one that there was a moment ago */
static void one_dump(struct caller *caller, unsigned int nr)
{
	char name[24];
	int error;

	if (nr % 2 && !device_find(caller->target->parent, name, sizeof(name)))
		return;
	begin(caller);
	error = dump(nr % 2 ? atoi(name + strlen("fwctl")) : -1);
	end(caller);
	count(caller, error);
	/* or not even fwctl is there */
	if (error && error != ENODEV && error != ENOENT)
		wrong(caller, "netlink: %s", strerror(error));
}

static void work(struct caller *caller)
{
	unsigned int nr = 0, opened = 0, i;
	int uevents = uevents_listen();
	int fd;

	if (uevents < 0)
		wrong(caller, "uevents: %s", strerror(errno));
	while (!__atomic_load_n(&caller->stop, __ATOMIC_RELAXED)) {
		begin(caller);
		fd = device_open(caller->target->parent);
		end(caller);
		if (fd < 0) {
			/* the node goes after the device, and comes before */
			if (errno != ENOENT && errno != ENODEV && errno != ENXIO)
				wrong(caller, "open: %s", strerror(errno));
			caller->absent++;
			wait_for_change(uevents);
			continue;
		}
		if (++opened % 4 == 0)
			one_dump(caller, opened / 4);
		/* some hold a file that is long dead */
		for (i = 0; i < 40; i++)
			one_call(caller, fd, nr++);
		begin(caller);
		close(fd);
		end(caller);
	}
}

struct caller *callers_new(void)
{
	struct caller *callers = mmap(NULL, NR_CALLERS * sizeof(*callers),
				      PROT_READ | PROT_WRITE,
				      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return callers == MAP_FAILED ? NULL : callers;
}

int callers_start(struct caller *callers)
{
	int i;

	for (i = 0; i < NR_CALLERS; i++) {
		pid_t pid = fork();

		if (pid < 0)
			return errno;
		if (!pid) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			if (i == NR_CALLERS - 1)
				let_signals_come();
			work(&callers[i]);
			_exit(0);
		}
		callers[i].pid = pid;
	}
	return 0;
}

bool callers_live(const struct caller *callers)
{
	__u64 since;
	int i;

	for (i = 0; i < NR_CALLERS; i++) {
		since = __atomic_load_n(&callers[i].since, __ATOMIC_RELAXED);
		if (since && now_ms() > since + PATIENCE_MS)
			return false;
	}
	return true;
}

bool callers_are_served(const struct caller *callers, unsigned int without)
{
	unsigned long before[NR_CALLERS];
	__u64 until = now_ms() + PATIENCE_MS;
	int i;

	for (i = 0; i < NR_CALLERS; i++)
		before[i] = callers[i].good;
	for (i = 0; i < NR_CALLERS; i++) {
		while (!(without & 1U << i) &&
		       __atomic_load_n(&callers[i].good, __ATOMIC_RELAXED) <
		       before[i] + 3) {
			if (now_ms() > until || !callers_live(callers))
				return false;
			sleep_ms(2);
		}
	}
	return true;
}

bool callers_stop(struct caller *callers)
{
	__u64 until = now_ms() + PATIENCE_MS;
	int i;

	for (i = 0; i < NR_CALLERS; i++)
		__atomic_store_n(&callers[i].stop, true, __ATOMIC_RELAXED);
	for (i = 0; i < NR_CALLERS; i++) {
		if (callers[i].pid <= 0)
			continue;
		while (waitpid(callers[i].pid, NULL, WNOHANG) == 0) {
			if (now_ms() > until) {
				wrong(&callers[i], "hangs");
				kill(callers[i].pid, SIGKILL);
				break;
			}
			sleep_ms(5);
		}
	}
	return now_ms() <= until;
}

unsigned long callers_ended(const struct caller *callers, int error)
{
	unsigned long sum = 0;
	int i;

	for (i = 0; i < NR_CALLERS; i++)
		sum += callers[i].ended[error];
	return sum;
}

void callers_sum(const struct caller *callers, char *text, size_t len)
{
	unsigned long good = 0, absent = 0;
	__u64 longest = 0;
	FILE *file;
	int i;

	file = fmemopen(text, len, "w");
	if (!file)
		return;
	for (i = 0; i < NR_CALLERS; i++) {
		good += callers[i].good;
		absent += callers[i].absent;
		if (longest < callers[i].longest_ms)
			longest = callers[i].longest_ms;
	}
	fprintf(file, "%lu good", good);
	for (i = 1; i < NR_ERRNOS; i++)
		if (callers_ended(callers, i))
			fprintf(file, ", %lu %s", callers_ended(callers, i),
				strerrorname_np(i));
	fprintf(file, ", %lu absent; the longest took %llu ms", absent,
		(unsigned long long)longest);
	fclose(file);
}
