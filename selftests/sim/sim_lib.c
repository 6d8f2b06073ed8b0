// SPDX-License-Identifier: GPL-2.0
/* What the tests of the software device share */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <netlink/attr.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sim_lib.h"

#define DRIVER "/sys/bus/platform/drivers/fwctl_sim"
#define PARENT "/sys/bus/platform/devices/fwctl_sim"
#define DEBUGFS "/sys/kernel/debug/fwctl_sim/fwctl_sim"

/* What is waited for comes soon, but the machine may be slow. */
#define PATIENCE_MS 10000

/* --- Files --- */

static int file_vwrite(const char *path, const char *fmt, va_list args)
{
	char text[128];
	int fd, len, error = 0;

	len = vsnprintf(text, sizeof(text), fmt, args);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	if (write(fd, text, len) != len)
		error = errno;
	close(fd);
	return error;
}

int file_write(const char *path, const char *fmt, ...)
{
	va_list args;
	int error;

	va_start(args, fmt);
	error = file_vwrite(path, fmt, args);
	va_end(args);
	return error;
}

/* Returns the length of the text, which ends with a NUL, or -1 */
ssize_t file_read(const char *path, char *buf, size_t len)
{
	size_t have = 0;
	ssize_t got;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	while ((got = read(fd, buf + have, len - 1 - have)) > 0)
		have += got;
	close(fd);
	buf[have] = '\0';
	return got < 0 ? -1 : (ssize_t)have;
}

/* A number or Y or N, or -1 */
long file_get(const char *path)
{
	char text[64];

	if (file_read(path, text, sizeof(text)) <= 0)
		return -1;
	if (text[0] == 'Y' || text[0] == 'N')
		return text[0] == 'Y';
	return strtol(text, NULL, 10);
}

/* --- Devices --- */

int sim_set(const struct sim *sim, const char *file, const char *fmt, ...)
{
	char path[PATH_MAX];
	va_list args;
	int error;

	snprintf(path, sizeof(path), DEBUGFS ".%u/%s", sim->id, file);
	va_start(args, fmt);
	error = file_vwrite(path, fmt, args);
	va_end(args);
	return error;
}

long sim_get(const struct sim *sim, const char *file)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), DEBUGFS ".%u/%s", sim->id, file);
	return file_get(path);
}

bool sim_becomes(const struct sim *sim, const char *file, long value)
{
	__u64 end = now_ms() + PATIENCE_MS;

	while (sim_get(sim, file) != value) {
		if (now_ms() > end)
			return false;
		sleep_ms(5);
	}
	return true;
}

/* How many of the faults that were ordered have not been met yet */
long sim_faults_left(const struct sim *sim)
{
	char path[PATH_MAX], text[64];
	const char *count;

	snprintf(path, sizeof(path), DEBUGFS ".%u/fault", sim->id);
	if (file_read(path, text, sizeof(text)) <= 0)
		return -1;
	count = strchr(text, ' ');
	return count ? strtol(count, NULL, 10) : 0;
}

/* fwctlN of a device */
int sim_find(unsigned int id, char *name, size_t len)
{
	char path[PATH_MAX];
	struct dirent *entry;
	int error = ENOENT;
	DIR *dir;

	snprintf(path, sizeof(path), PARENT ".%u/fwctl", id);
	dir = opendir(path);
	if (!dir)
		return errno;
	while ((entry = readdir(dir))) {
		if (strncmp(entry->d_name, "fwctl", 5))
			continue;
		snprintf(name, len, "%s", entry->d_name);
		error = 0;
	}
	closedir(dir);
	return error;
}

bool sim_exists(unsigned int id)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), PARENT ".%u", id);
	return !access(path, F_OK);
}

int sim_delete(unsigned int id)
{
	return file_write(DRIVER "/del_device", "%u", id);
}

/* Make a new device and open it. */
int sim_create(struct sim *sim, unsigned int id)
{
	int error;

	sim->id = id;
	sim->fd = -1;
	/* of a test that did not live to see its end */
	if (sim_exists(id))
		sim_delete(id);
	error = file_write(DRIVER "/new_device", "%u", id);
	if (error)
		return error;
	error = sim_find(id, sim->name, sizeof(sim->name));
	if (error)
		return error;
	snprintf(sim->node, sizeof(sim->node), "/dev/fwctl/%s", sim->name);
	sim->fd = open(sim->node, O_RDWR | O_CLOEXEC);
	return sim->fd < 0 ? errno : 0;
}

void sim_destroy(struct sim *sim)
{
	if (sim->fd >= 0)
		close(sim->fd);
	sim->fd = -1;
	if (sim_exists(sim->id))
		sim_delete(sim->id);
}

/* Of all drivers, -1 without the core */
int nr_devices(void)
{
	DIR *dir = opendir("/sys/class/fwctl");
	struct dirent *entry;
	int nr = 0;

	if (!dir)
		return -1;
	while ((entry = readdir(dir)))
		nr += entry->d_name[0] != '.';
	closedir(dir);
	return nr;
}

/* The fwctlN whose parent's name begins so; false if there is none */
bool device_find(const char *parent, char *name, size_t len)
{
	char path[PATH_MAX], target[PATH_MAX];
	struct dirent *entry;
	bool found = false;
	ssize_t n;
	DIR *dir;

	dir = opendir("/sys/class/fwctl");
	while (dir && !found && (entry = readdir(dir))) {
		snprintf(path, sizeof(path), "/sys/class/fwctl/%s/device",
			 entry->d_name);
		n = readlink(path, target, sizeof(target) - 1);
		if (n < 0)
			continue;
		target[n] = '\0';
		found = !strncmp(strrchr(target, '/') + 1, parent,
				 strlen(parent));
		if (found)
			snprintf(name, len, "%s", entry->d_name);
	}
	if (dir)
		closedir(dir);
	return found;
}

/* A file that is open on it, -1 with errno if it cannot be had */
int device_open(const char *parent)
{
	char name[24], path[64];

	if (!device_find(parent, name, sizeof(name))) {
		errno = ENOENT;
		return -1;
	}
	snprintf(path, sizeof(path), "/dev/fwctl/%s", name);
	return open(path, O_RDWR | O_CLOEXEC);
}

/* RPCs that exist, those that a processor keeps for later not counted */
long nr_rpcs(void)
{
	file_write("/sys/kernel/slab/fwctl_rpc/shrink", "1");
	return file_get("/sys/kernel/slab/fwctl_rpc/objects");
}

/* --- Modules, from where they were built --- */

int module_load(const char *name)
{
	const char *folder = getenv("FWCTL_MODULES");
	char path[PATH_MAX];
	int fd, error;

	if (!folder)
		return ENOENT;
	snprintf(path, sizeof(path), "%s/%s.ko", folder, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	error = syscall(SYS_finit_module, fd, "", 0) ? errno : 0;
	close(fd);
	return error;
}

int module_unload(const char *name)
{
	return syscall(SYS_delete_module, name, O_NONBLOCK) ? errno : 0;
}

bool module_is_loaded(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/module/%s/initstate", name);
	return !access(path, F_OK);
}

/* --- Calls --- */

int sim_ioctl(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? errno : 0;
}

__u64 get_uint(const __u8 *buf, __u32 size)
{
	__u64 value = 0;

	while (size--)
		value = value << 8 | buf[size];
	return value;
}

void put_uint(__u8 *buf, __u32 size, __u64 value)
{
	__u32 i;

	for (i = 0; i < size; i++)
		buf[i] = i < 8 ? value >> (8 * i) : 0;
}

void sim_add(struct sim_call *call, const void *data, __u32 len)
{
	if (len > sizeof(call->in) - call->in_len)
		abort();
	memcpy(call->in + call->in_len, data, len);
	call->in_len += len;
}

static void add_uint(struct sim_call *call, __u32 size, __u64 value)
{
	__u8 buf[8];

	put_uint(buf, size, value);
	sim_add(call, buf, size);
}

void sim_add_u8(struct sim_call *call, __u8 value)
{
	add_uint(call, 1, value);
}

void sim_add_u16(struct sim_call *call, __u16 value)
{
	add_uint(call, 2, value);
}

void sim_add_u32(struct sim_call *call, __u32 value)
{
	add_uint(call, 4, value);
}

/* Padded with NULs to @len bytes */
void sim_add_text(struct sim_call *call, const char *text, __u32 len)
{
	char buf[256] = {};

	memcpy(buf, text, strnlen(text, len));
	sim_add(call, buf, len);
}

void sim_begin(struct sim_call *call, __u32 scope, __u32 opcode)
{
	memset(call, 0, sizeof(*call));
	call->scope = scope;
	sim_add_u32(call, opcode);
	sim_add_u32(call, 0);
}

int sim_call(int fd, struct sim_call *call)
{
	struct fwctl_call arg = {
		.size = sizeof(arg),
		.flags = call->flags,
		.scope = call->scope,
		.timeout_ms = call->timeout_ms,
		.in_len = call->in_len,
		.out_len = sizeof(call->out),
		.in = (uintptr_t)call->in,
		.out = (uintptr_t)call->out,
		.diag_len = sizeof(call->diag),
		.diag = (uintptr_t)&call->diag,
	};
	int error;

	/* what the kernel does not write shows */
	memset(call->out, 0xee, sizeof(call->out));
	memset(&call->diag, 0xee, sizeof(call->diag));
	error = sim_ioctl(fd, FWCTL_CALL, &arg);
	call->out_len = arg.out_len;
	call->out_flags = arg.out_flags;
	call->status = error ? ~0U : get_uint(call->out, 4);
	return error;
}

int sim_rpc(int fd, struct sim_call *call)
{
	struct fwctl_rpc arg = {
		.size = sizeof(arg),
		.scope = call->scope,
		.in_len = call->in_len,
		.out_len = sizeof(call->out),
		.in = (uintptr_t)call->in,
		.out = (uintptr_t)call->out,
	};
	int error;

	memset(call->out, 0xee, sizeof(call->out));
	error = sim_ioctl(fd, FWCTL_RPC, &arg);
	call->out_len = arg.out_len;
	call->status = error ? ~0U : get_uint(call->out, 4);
	return error;
}

int sim_simple(int fd, struct sim_call *call, __u32 scope, __u32 opcode)
{
	sim_begin(call, scope, opcode);
	return sim_call(fd, call);
}

void sim_begin_nop(struct sim_call *call)
{
	/* see the table of drivers/fwctl/sim/commands.c */
	static const __u32 arguments[16] = {
		9, 50, 1439, 65535, 4, 1, 0, 1, 5, 0x1234, 0xaaaa, 0xffff0000,
		-1000, 1, 3, 0xdeadbeef,
	};
	int i;

	sim_begin(call, FWCTL_RPC_CONFIGURATION, FWCTL_SIM_NOP);
	for (i = 0; i < 16; i++)
		sim_add_u32(call, arguments[i]);
}

/* EPROTO if the answer is not what was sent */
int sim_nop(int fd)
{
	struct sim_call call;
	int error;

	sim_begin_nop(&call);
	error = sim_call(fd, &call);
	if (error)
		return error;
	return call.status || call.out_len != call.in_len ||
	       memcmp(call.in + SIM_HEADER, call.out + SIM_HEADER, 64) ?
	       EPROTO : 0;
}

/* --- Other processes --- */

__u64 now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000ULL + now.tv_nsec / 1000000;
}

void sleep_ms(unsigned int ms)
{
	struct timespec time = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&time, &time) && errno == EINTR)
		;
}

int drop_caps(__u32 caps)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[2];

	if (syscall(SYS_capget, &header, data))
		return errno;
	data[0].effective &= ~caps;
	data[0].permitted &= ~caps;
	data[0].inheritable &= ~caps;
	return syscall(SYS_capset, &header, data) ? errno : 0;
}

/* All ids; with those of root gone, all capabilities are */
int become(uid_t uid)
{
	if (setresgid(uid, uid, uid) || setresuid(uid, uid, uid))
		return errno;
	return 0;
}

struct sim_task *task_new(int fd)
{
	struct sim_task *task;

	task = mmap(NULL, sizeof(*task), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (task == MAP_FAILED)
		abort();
	task->fd = fd;
	task->pid = -1;
	task->pidfd = -1;
	task->error = -1;
	return task;
}

static struct sim_task *my_task;

static void handler(int signal)
{
	(void)signal;
	__atomic_add_fetch(&my_task->signals, 1, __ATOMIC_RELAXED);
}

static void task_run(struct sim_task *task)
{
	struct sigaction action = {
		.sa_handler = handler,
		.sa_flags = task->restart ? SA_RESTART : 0,
	};
	__u64 start;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	my_task = task;
	if (task->handle && sigaction(SIGUSR1, &action, NULL))
		_exit(2);
	if (task->uid && become(task->uid))
		_exit(2);
	start = now_ms();
	task->error = task->rpc ? sim_rpc(task->fd, &task->call) :
				  sim_call(task->fd, &task->call);
	task->took_ms = now_ms() - start;
	_exit(0);
}

int task_start(struct sim_task *task)
{
	pid_t pid = fork();

	if (pid < 0)
		return errno;
	if (!pid)
		task_run(task);
	/* shared memory: not for the child to write */
	task->pid = pid;
	task->pidfd = syscall(SYS_pidfd_open, task->pid, 0);
	return task->pidfd < 0 ? errno : 0;
}

/* Wait until it sleeps in its ioctl. */
bool task_sleeps(const struct sim_task *task)
{
	__u64 end = now_ms() + PATIENCE_MS;
	char path[64], text[256];

	snprintf(path, sizeof(path), "/proc/%d/syscall", task->pid);
	while (now_ms() < end) {
		if (file_read(path, text, sizeof(text)) > 0 &&
		    strtol(text, NULL, 10) == SYS_ioctl)
			return true;
		sleep_ms(2);
	}
	return false;
}

/* Does it end within this time? */
bool task_ends(struct sim_task *task, int ms)
{
	struct pollfd poll_fd = { .fd = task->pidfd, .events = POLLIN };

	if (poll(&poll_fd, 1, ms) != 1)
		return false;
	waitpid(task->pid, NULL, 0);
	close(task->pidfd);
	task->pid = -1;
	task->pidfd = -1;
	return true;
}

void task_free(struct sim_task *task)
{
	if (task->pid > 0) {
		kill(task->pid, SIGKILL);
		task_ends(task, PATIENCE_MS);
	}
	munmap(task, sizeof(*task));
}

/* --- Descriptions --- */

/* What the attributes are: EBADMSG whenever they are not as documented */

static bool read_uint(const struct nlattr *attr, __u64 *value)
{
	switch (nla_len(attr)) {
	case 4:
		*value = nla_get_u32(attr);
		return true;
	case 8:
		*value = nla_get_u64(attr);
		return true;
	default:
		return false;
	}
}

static bool read_u32(const struct nlattr *attr, __u32 *value)
{
	__u64 wide;

	if (!read_uint(attr, &wide) || wide > UINT_MAX)
		return false;
	*value = wide;
	return true;
}

static bool read_text(const struct nlattr *attr, char *text, size_t room)
{
	size_t len = nla_len(attr);

	if (!len || len > room || strnlen(nla_data(attr), len) != len - 1)
		return false;
	memcpy(text, nla_data(attr), len);
	return true;
}

static bool read_value(const struct nlattr *nest, struct sim_value *value)
{
	struct nlattr *attr;
	int rem;

	nla_for_each_nested(attr, (struct nlattr *)nest, rem) {
		bool good = false;

		switch (nla_type(attr)) {
		case FWCTL_A_VALUE_NUMBER:
			good = read_uint(attr, &value->number);
			break;
		case FWCTL_A_VALUE_UUID:
			good = nla_len(attr) == 16;
			if (good)
				memcpy(value->uuid, nla_data(attr), 16);
			break;
		case FWCTL_A_VALUE_NAME:
			good = read_text(attr, value->name,
					 sizeof(value->name));
			break;
		}
		if (!good)
			return false;
	}
	return !rem && value->name[0];
}

static bool read_node(const struct nlattr *nest, struct sim_node *node)
{
	bool has_name = false, good;
	struct nlattr *attr;
	char text[96];
	__u32 ignored;
	int rem;

	memset(node, 0, sizeof(*node));
	nla_for_each_nested(attr, (struct nlattr *)nest, rem) {
		switch (nla_type(attr)) {
		case FWCTL_A_FIELD_NODE:
			good = read_u32(attr, &node->node);
			break;
		case FWCTL_A_FIELD_PARENT:
			good = read_u32(attr, &node->parent);
			break;
		case FWCTL_A_FIELD_KIND:
			good = read_u32(attr, &node->kind);
			break;
		case FWCTL_A_FIELD_NAME:
			good = read_text(attr, node->name, sizeof(node->name));
			has_name = true;
			break;
		case FWCTL_A_FIELD_FLAGS:
			good = read_u32(attr, &node->flags);
			break;
		case FWCTL_A_FIELD_OFFSET:
			good = read_u32(attr, &node->offset);
			break;
		case FWCTL_A_FIELD_SIZE:
			good = read_u32(attr, &node->size);
			break;
		case FWCTL_A_FIELD_LSB:
			good = read_u32(attr, &node->lsb);
			break;
		case FWCTL_A_FIELD_BITS:
			good = read_u32(attr, &node->bits);
			break;
		case FWCTL_A_FIELD_COUNT:
			good = read_u32(attr, &node->count);
			break;
		case FWCTL_A_FIELD_MIN_LEN:
			good = read_u32(attr, &node->min_len);
			break;
		case FWCTL_A_FIELD_MAX_LEN:
			good = read_u32(attr, &node->max_len);
			break;
		case FWCTL_A_FIELD_RULE:
			good = read_u32(attr, &node->rule);
			break;
		case FWCTL_A_FIELD_VALUE_MIN:
			good = read_uint(attr, &node->min);
			break;
		case FWCTL_A_FIELD_VALUE_MAX:
			good = read_uint(attr, &node->max);
			break;
		case FWCTL_A_FIELD_PRESET:
			good = read_uint(attr, &node->preset);
			break;
		case FWCTL_A_FIELD_VALUE:
			good = node->nr_values < SIM_MAX_VALUES &&
			       read_value(attr,
					  &node->values[node->nr_values++]);
			break;
		case FWCTL_A_FIELD_MEASURE:
			good = read_u32(attr, &node->measure);
			break;
		case FWCTL_A_FIELD_OF:
			good = read_u32(attr, &node->of);
			break;
		case FWCTL_A_FIELD_STEP:
			good = read_u32(attr, &node->step);
			break;
		case FWCTL_A_FIELD_PLUS:
			good = read_u32(attr, &node->plus);
			break;
		case FWCTL_A_FIELD_LIMIT:
			good = read_text(attr, node->limit,
					 sizeof(node->limit));
			break;
		case FWCTL_A_FIELD_UNIT:
		case FWCTL_A_FIELD_SOURCE:
			good = read_text(attr, text, sizeof(text));
			break;
		case FWCTL_A_FIELD_MUL:
		case FWCTL_A_FIELD_DIV:
		case FWCTL_A_FIELD_ADD:
			good = read_u32(attr, &ignored);
			break;
		default:
			good = false;
		}
		if (!good)
			return false;
	}
	return !rem && node->node && node->kind >= FWCTL_KIND_MESSAGE &&
	       node->kind <= FWCTL_KIND_VARIANT && has_name;
}

static bool add_node(struct sim_command *cmd, const struct nlattr *attr)
{
	cmd->nodes = realloc(cmd->nodes,
			     (cmd->nr_nodes + 1) * sizeof(*cmd->nodes));
	if (!cmd->nodes)
		abort();
	if (!read_node(attr, &cmd->nodes[cmd->nr_nodes]))
		return false;
	/* numbered from 1, each behind the one above it */
	cmd->nr_nodes++;
	return cmd->nodes[cmd->nr_nodes - 1].node == cmd->nr_nodes &&
	       cmd->nodes[cmd->nr_nodes - 1].parent < cmd->nr_nodes;
}

static bool read_limit(const struct nlattr *nest, struct sim_description *desc)
{
	struct nlattr *attr;
	int rem;

	nla_for_each_nested(attr, (struct nlattr *)nest, rem) {
		if (nla_type(attr) == FWCTL_A_LIMIT_NAME ?
		    !read_text(attr, desc->limit, sizeof(desc->limit)) :
		    nla_type(attr) != FWCTL_A_LIMIT_VALUE ||
		    !read_uint(attr, &desc->limit_value))
			return false;
	}
	return !rem;
}

static bool read_device(const struct nlattr *nest, struct sim_description *desc)
{
	bool has_id = false, good;
	struct nlattr *attr;
	int rem;

	nla_for_each_nested(attr, (struct nlattr *)nest, rem) {
		switch (nla_type(attr)) {
		case FWCTL_A_DEVICE_ID:
			good = read_u32(attr, &desc->id);
			has_id = true;
			break;
		case FWCTL_A_DEVICE_NAME:
			good = read_text(attr, desc->name, sizeof(desc->name));
			break;
		case FWCTL_A_DEVICE_TYPE:
			good = read_u32(attr, &desc->type);
			break;
		case FWCTL_A_DEVICE_DRIVER:
			good = read_text(attr, desc->driver,
					 sizeof(desc->driver));
			break;
		case FWCTL_A_DEVICE_PARENT:
			good = read_text(attr, desc->parent,
					 sizeof(desc->parent));
			break;
		case FWCTL_A_DEVICE_BUS:
			good = read_text(attr, desc->bus, sizeof(desc->bus));
			break;
		case FWCTL_A_DEVICE_COMMANDS:
			good = read_u32(attr, &desc->commands);
			break;
		case FWCTL_A_DEVICE_LIMIT:
			good = read_limit(attr, desc);
			break;
		case FWCTL_A_DEVICE_FIELD:
			good = add_node(&desc->headers, attr);
			break;
		default:
			good = false;
		}
		if (!good)
			return false;
	}
	return !rem && has_id;
}

static bool read_command(const struct nlattr *nest,
			 struct sim_description *desc)
{
	struct nlattr *attr = nla_data(nest);
	struct sim_command *cmd = NULL;
	int rem = nla_len(nest);
	__u32 index;
	bool good;

	/* first of all it says which one it is */
	if (!nla_ok(attr, rem) || nla_type(attr) != FWCTL_A_COMMAND_INDEX ||
	    !read_u32(attr, &index))
		return false;
	if (desc->nr_commands)
		cmd = &desc->command[desc->nr_commands - 1];
	if (!cmd || cmd->index != index) {
		if ((cmd && cmd->index > index) ||
		    desc->nr_commands == SIM_MAX_COMMANDS)
			return false;
		cmd = &desc->command[desc->nr_commands++];
		cmd->index = index;
	}
	for (attr = nla_next(attr, &rem); nla_ok(attr, rem);
	     attr = nla_next(attr, &rem)) {
		switch (nla_type(attr)) {
		case FWCTL_A_COMMAND_NAME:
			good = read_text(attr, cmd->name, sizeof(cmd->name));
			break;
		case FWCTL_A_COMMAND_SUMMARY:
			good = read_text(attr, cmd->summary,
					 sizeof(cmd->summary));
			break;
		case FWCTL_A_COMMAND_OPCODE:
			good = read_u32(attr, &cmd->opcode);
			break;
		case FWCTL_A_COMMAND_SCOPE:
			good = read_u32(attr, &cmd->scope);
			break;
		case FWCTL_A_COMMAND_EFFECT:
			good = read_u32(attr, &cmd->effect);
			break;
		case FWCTL_A_COMMAND_AUDIENCE:
			good = read_u32(attr, &cmd->audience);
			break;
		case FWCTL_A_COMMAND_FIELD:
			good = add_node(cmd, attr);
			break;
		default:
			good = false;
		}
		if (!good)
			return false;
	}
	return !rem;
}

static bool read_pieces(void *buf, int len, struct sim_description *desc)
{
	struct nlattr *attr;
	int rem;

	nla_for_each_attr(attr, (struct nlattr *)buf, len, rem) {
		bool first = !desc->pieces;

		if (nla_type(attr) == FWCTL_A_DEVICE ?
		    desc->nr_commands || !read_device(attr, desc) :
		    nla_type(attr) != FWCTL_A_COMMAND || first ||
		    !read_command(attr, desc))
			return false;
		desc->pieces++;
	}
	return !rem;
}

/* All of a description, in pieces for which there are @room bytes at a time */
int sim_describe(int fd, __u32 room, struct sim_description *desc)
{
	struct fwctl_describe arg = { .size = sizeof(arg) };
	void *buf = malloc(room);
	int error;

	memset(desc, 0, sizeof(*desc));
	desc->headers.index = -1;
	if (!buf)
		abort();
	do {
		arg.buf = (uintptr_t)buf;
		arg.buf_len = room;
		error = sim_ioctl(fd, FWCTL_DESCRIBE, &arg);
		desc->calls++;
		if (!error && (!arg.buf_len || arg.buf_len > room ||
			       !read_pieces(buf, arg.buf_len, desc)))
			error = EBADMSG;
	} while (!error && arg.cursor);
	free(buf);
	return error;
}

void sim_description_free(struct sim_description *desc)
{
	__u32 i;

	for (i = 0; i < desc->nr_commands; i++)
		free(desc->command[i].nodes);
	free(desc->headers.nodes);
	memset(desc, 0, sizeof(*desc));
}

const struct sim_command *sim_command(const struct sim_description *desc,
				      const char *name)
{
	__u32 i;

	for (i = 0; i < desc->nr_commands; i++)
		if (!strcmp(desc->command[i].name, name))
			return &desc->command[i];
	return NULL;
}

const struct sim_node *sim_message(const struct sim_command *cmd,
				   const char *name)
{
	__u32 i;

	for (i = 0; i < cmd->nr_nodes; i++)
		if (cmd->nodes[i].kind == FWCTL_KIND_MESSAGE &&
		    !strcmp(cmd->nodes[i].name, name))
			return &cmd->nodes[i];
	return NULL;
}

void sim_begin_least(struct sim_call *call, const struct sim_command *cmd,
		     __u32 scope)
{
	const struct sim_node *message = sim_message(cmd, "request");
	__u8 *body = call->in + SIM_HEADER;
	__u32 i;

	sim_begin(call, scope, cmd->opcode);
	call->in_len += message->min_len;
	for (i = 0; i < cmd->nr_nodes; i++) {
		const struct sim_node *node = &cmd->nodes[i];
		__u8 *at = body + node->offset;

		if (node->parent != message->node ||
		    node->rule != FWCTL_RULE_FIXED)
			continue;
		if (node->kind == FWCTL_KIND_UUID)
			memcpy(at, node->values[0].uuid, 16);
		else
			put_uint(at, node->size, get_uint(at, node->size) |
						 node->min << node->lsb);
	}
}
