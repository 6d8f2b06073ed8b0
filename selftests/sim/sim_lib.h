/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tests of the software device share
 *
 * Each test makes a device of its own and removes it, so it leaves nothing
 * behind. Functions return 0 or a positive errno unless stated otherwise.
 */
#ifndef SIM_LIB_H
#define SIM_LIB_H

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <fwctl/fwctl.h>
#include <fwctl/netlink.h>
#include <fwctl/sim.h>

#define NOBODY 65534

/* Headers of requests and responses */
#define SIM_HEADER 8

/* --- Devices --- */

/**
 * struct sim - A software device
 * @id: N of fwctl_sim.N; with an odd one it is of the older model
 * @fd: open for reading and writing
 * @name: of the fwctl device, fwctlN
 * @node: its path
 */
struct sim {
	unsigned int id;
	int fd;
	char name[24];
	char node[40];
};

int sim_create(struct sim *sim, unsigned int id);
int sim_delete(unsigned int id);
void sim_destroy(struct sim *sim);
int sim_find(unsigned int id, char *name, size_t len);
bool sim_exists(unsigned int id);

/* Files in the device's debugfs folder: bools are read as 0 and 1 */
int sim_set(const struct sim *sim, const char *file, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
long sim_get(const struct sim *sim, const char *file);
bool sim_becomes(const struct sim *sim, const char *file, long value);
long sim_faults_left(const struct sim *sim);

int nr_devices(void);
bool device_find(const char *parent, char *name, size_t len);
int device_open(const char *parent);
long nr_rpcs(void);

int file_write(const char *path, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
ssize_t file_read(const char *path, char *buf, size_t len);
long file_get(const char *path);
int module_load(const char *name);
int module_unload(const char *name);
bool module_is_loaded(const char *name);

/* --- Calls --- */

/* An ioctl, with its errno as the result */
int sim_ioctl(int fd, unsigned long cmd, void *arg);

/**
 * struct sim_call - A FWCTL_CALL with its messages, as long as they are short
 * @flags: for struct fwctl_call, as are the next two
 * @scope: see above
 * @timeout_ms: see above
 * @in_len: bytes at @in
 * @in: the request
 * @out_len: what the call said in out_len
 * @out: the response
 * @out_flags: what the call said
 * @status: of the response
 * @diag: the diagnosis
 */
struct sim_call {
	__u32 flags;
	__u32 scope;
	__u32 timeout_ms;
	__u32 in_len;
	__u8 in[1280];
	__u32 out_len;
	__u8 out[2048];
	__u32 out_flags;
	__u32 status;
	struct fwctl_diag diag;
};

void sim_begin(struct sim_call *call, __u32 scope, __u32 opcode);
void sim_add(struct sim_call *call, const void *data, __u32 len);
void sim_add_u8(struct sim_call *call, __u8 value);
void sim_add_u16(struct sim_call *call, __u16 value);
void sim_add_u32(struct sim_call *call, __u32 value);
void sim_add_text(struct sim_call *call, const char *text, __u32 len);
int sim_call(int fd, struct sim_call *call);
int sim_rpc(int fd, struct sim_call *call);
/* A request without arguments */
int sim_simple(int fd, struct sim_call *call, __u32 scope, __u32 opcode);
/* A good nop request; does it work? */
void sim_begin_nop(struct sim_call *call);
int sim_nop(int fd);

/* Little-endian integers of a message */
__u64 get_uint(const __u8 *buf, __u32 size);
void put_uint(__u8 *buf, __u32 size, __u64 value);

/* --- Other processes --- */

/**
 * struct sim_task - A process that makes one call
 * @fd: with this
 * @uid: as this user, if not 0
 * @handle: it handles SIGUSR1; with @restart, asking for system calls to be
 *	restarted
 * @restart: see above
 * @rpc: it uses FWCTL_RPC
 * @call: the call
 * @error: what became of it
 * @signals: signals that were handled
 * @took_ms: how long the call took
 * @pid: the process
 * @pidfd: likewise
 */
struct sim_task {
	int fd;
	uid_t uid;
	bool handle;
	bool restart;
	bool rpc;
	struct sim_call call;
	int error;
	int signals;
	__u64 took_ms;
	pid_t pid;
	int pidfd;
};

struct sim_task *task_new(int fd);
int task_start(struct sim_task *task);
bool task_sleeps(const struct sim_task *task);
bool task_ends(struct sim_task *task, int ms);
void task_free(struct sim_task *task);

/* So much less may a delay take: it counts from the kernel's last tick */
#define TICK_MS 10

__u64 now_ms(void);
void sleep_ms(unsigned int ms);

/* Without these capabilities from here on, bits of the first 32 */
int drop_caps(__u32 caps);
int become(uid_t uid);

/* --- Descriptions --- */

#define SIM_MAX_VALUES 32
#define SIM_MAX_COMMANDS 64

struct sim_value {
	__u64 number;
	__u8 uuid[16];
	char name[48];
};

struct sim_node {
	__u32 node;
	__u32 parent;
	__u32 kind;
	__u32 flags;
	__u32 offset;
	__u32 size;
	__u32 lsb;
	__u32 bits;
	__u32 count;
	__u32 min_len;
	__u32 max_len;
	__u32 rule;
	__u64 min;
	__u64 max;
	__u64 preset;
	__u32 measure;
	__u32 of;
	__u32 step;
	__u32 plus;
	__u32 nr_values;
	char name[48];
	char limit[32];
	struct sim_value values[SIM_MAX_VALUES];
};

/* A command, or with index -1 the headers of the device */
struct sim_command {
	long index;
	char name[FWCTL_NAME_LEN];
	char summary[96];
	__u32 opcode;
	__u32 scope;
	__u32 effect;
	__u32 audience;
	__u32 nr_nodes;
	struct sim_node *nodes;
};

struct sim_description {
	__u32 id;
	__u32 type;
	__u32 commands;		/* as the device says */
	__u32 pieces;		/* attributes that it came in */
	__u32 calls;		/* of FWCTL_DESCRIBE */
	char name[32];
	char driver[32];
	char parent[32];
	char bus[32];
	char limit[32];
	__u64 limit_value;
	struct sim_command headers;
	__u32 nr_commands;
	struct sim_command command[SIM_MAX_COMMANDS];
};

int sim_describe(int fd, __u32 room, struct sim_description *desc);
void sim_description_free(struct sim_description *desc);
const struct sim_command *sim_command(const struct sim_description *desc,
				      const char *name);
/* The message's node: "request" or "response" */
const struct sim_node *sim_message(const struct sim_command *cmd,
				   const char *name);
/* A request of the least length with what its description says must be there */
void sim_begin_least(struct sim_call *call, const struct sim_command *cmd,
		     __u32 scope);

#endif
