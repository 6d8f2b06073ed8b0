// SPDX-License-Identifier: GPL-2.0
/*
 * Eight processes that send RPCs of mixed sizes, to one device and to four,
 * with devices removed and made meanwhile: nothing is lost, mixed up, or
 * leaked. With FWCTL_SOAK=1 in the environment, for long.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kselftest_harness.h>

#include "sim_lib.h"

#define NR_WORKERS 8
#define NR_DEVICES 4
#define FIRST_ID 20
#define CALLS 100
#define SOAK_CALLS 10000

/* So often at least, however fast the workers are */
#define ROUNDS 10

#define PATIENCE_MS 30000

/* Echo: header, want, length, data; answered with header, length, data */
#define IN_HEAD (SIM_HEADER + 8)
#define OUT_HEAD (SIM_HEADER + 4)
#define MOST (FWCTL_MAX_LEN - IN_HEAD)
#define GUARD 64

/* What a worker has seen. Shared memory. */
struct worker {
	pid_t pid;
	unsigned int nr;
	__u64 random;
	unsigned long good;
	unsigned long gone;		/* ENODEV */
	unsigned long timed_out;
	unsigned long sent;		/* to the transport, as it was told */
	unsigned long absent;		/* no device to be opened */
	char wrong[160];		/* the first thing that was wrong */
	int fd[NR_DEVICES];
};

struct shared {
	unsigned int rounds;	/* that devices have gone and come */
	struct worker worker[NR_WORKERS];
};

/* What workers are told */
struct job {
	unsigned int calls;
	unsigned int devices;
	bool impatient;			/* short timeouts, too */
	bool may_go;			/* devices may go */
};

static __u64 next_random(__u64 *state)
{
	/* xorshift64, Marsaglia 2003 */
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Content that no other call has, in 8-byte words; what is left over is 0 */
static void fill(__u8 *buf, __u32 len, __u64 seed)
{
	__u64 value = seed;
	__u32 i;

	for (i = 0; i < len / 8; i++, value += seed | 1)
		memcpy(buf + 8 * i, &value, 8);
	memset(buf + len / 8 * 8, 0, len % 8);
}

/* Of at least @len bytes, is this the beginning? */
static bool is_filled(const __u8 *buf, __u32 len, __u64 seed)
{
	__u64 value = seed;
	__u32 i;

	for (i = 0; i < len / 8; i++, value += seed | 1)
		if (memcmp(buf + 8 * i, &value, 8))
			return false;
	return true;
}

static bool is_guarded(const __u8 *buf)
{
	int i;

	for (i = 0; i < GUARD; i++)
		if (buf[i] != 0xee)
			return false;
	return true;
}

static __u32 random_len(__u64 *random)
{
	__u32 kind = next_random(random) % 400;

	/* within one small allocation, a page or two, more; seldom, all */
	if (kind < 300)
		return next_random(random) % 600;
	if (kind < 380)
		return 600 + next_random(random) % 8192;
	if (kind < 399)
		return 8192 + next_random(random) % 131072;
	return MOST - next_random(random) % 4096;
}

static __attribute__((format(printf, 2, 3)))
void wrong(struct worker *worker, const char *fmt, ...)
{
	va_list args;

	if (worker->wrong[0])
		return;
	va_start(args, fmt);
	vsnprintf(worker->wrong, sizeof(worker->wrong), fmt, args);
	va_end(args);
}

/* One echo. Returns its errno. */
static int echo(struct worker *worker, const struct job *job, int fd,
		__u8 *in, __u8 *out)
{
	__u64 *random = &worker->random, seed = next_random(random);
	__u32 len = random_len(random), want, back, room;
	struct fwctl_diag diag = {};
	bool call = next_random(random) & 1;
	struct fwctl_call arg = { .size = sizeof(arg) };
	struct fwctl_rpc rpc = { .size = sizeof(rpc) };
	__u32 got;
	int error;

	switch (next_random(random) % 8) {
	case 0:
		want = len / 2;
		break;
	case 1:
		want = len < MOST ? len + 1 : len;
		break;
	default:
		want = len;
		break;
	}
	back = want < len ? want : len;
	room = OUT_HEAD + back;
	if (next_random(random) % 8 == 0)
		room = next_random(random) % room;

	put_uint(in, 4, FWCTL_SIM_ECHO);
	put_uint(in + 4, 4, 0);
	put_uint(in + SIM_HEADER, 4, want);
	put_uint(in + SIM_HEADER + 4, 4, len);
	fill(in + IN_HEAD, len, seed);
	memset(out, 0xee, room + GUARD);

	if (call) {
		arg.in_len = IN_HEAD + len;
		arg.in = (uintptr_t)in;
		arg.out_len = room;
		arg.out = (uintptr_t)out;
		arg.diag_len = sizeof(diag);
		arg.diag = (uintptr_t)&diag;
		if (job->impatient && next_random(random) % 2)
			arg.timeout_ms = 1 + next_random(random) % 16;
		error = sim_ioctl(fd, FWCTL_CALL, &arg);
		got = arg.out_len;
	} else {
		rpc.in_len = IN_HEAD + len;
		rpc.in = (uintptr_t)in;
		rpc.out_len = room;
		rpc.out = (uintptr_t)out;
		error = sim_ioctl(fd, FWCTL_RPC, &rpc);
		got = rpc.out_len;
		diag.sent = error ? FWCTL_NOT_SENT : FWCTL_ANSWERED;
	}

	if (!is_guarded(out + room))
		wrong(worker, "wrote behind %u bytes", room);
	worker->sent += diag.sent != FWCTL_NOT_SENT;
	switch (error) {
	case 0:
		worker->good++;
		if (diag.sent != FWCTL_ANSWERED || got != OUT_HEAD + back)
			wrong(worker, "%u of %u bytes: sent %u, out_len %u",
			      want, len, diag.sent, got);
		else if (room >= OUT_HEAD &&
			 (get_uint(out, 4) || get_uint(out + 4, 4) != 4 + back ||
			  get_uint(out + 8, 4) != back))
			wrong(worker, "%u of %u bytes: wrong header", want, len);
		else if (room > OUT_HEAD &&
			 !is_filled(out + OUT_HEAD, room - OUT_HEAD, seed))
			wrong(worker, "%u of %u bytes: wrong content", want,
			      len);
		break;
	case ENODEV:
		worker->gone++;
		if (!job->may_go ||
		    (call && diag.reason != FWCTL_REASON_REMOVED))
			wrong(worker, "ENODEV, reason %u", diag.reason);
		break;
	case ETIMEDOUT:
		worker->timed_out++;
		if (!arg.timeout_ms ||
		    !(diag.reason == FWCTL_REASON_BUSY &&
		      diag.sent == FWCTL_NOT_SENT) ==
		    !(diag.reason == FWCTL_REASON_TIMEOUT &&
		      diag.sent == FWCTL_SENT))
			wrong(worker, "ETIMEDOUT, reason %u, sent %u",
			      diag.reason, diag.sent);
		break;
	default:
		wrong(worker, "%u of %u bytes, errno %d: %s", want, len, error,
		      diag.text);
		break;
	}
	if (error && out[0] != 0xee && room)
		wrong(worker, "errno %d, but a response", error);
	return error;
}

static int open_device(unsigned int id)
{
	char name[24], node[64];

	if (sim_find(id, name, sizeof(name)))
		return -1;
	snprintf(node, sizeof(node), "/dev/fwctl/%s", name);
	return open(node, O_RDWR | O_CLOEXEC);
}

static void work(const struct shared *shared, struct worker *worker,
		 const struct job *job)
{
	__u8 *in = malloc(FWCTL_MAX_LEN), *out = malloc(FWCTL_MAX_LEN + GUARD);
	unsigned int i;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (!in || !out)
		_exit(1);
	for (i = 0; i < NR_DEVICES; i++)
		worker->fd[i] = -1;
	i = 0;
	while (!worker->wrong[0] &&
	       (i < job->calls ||
		(job->may_go && __atomic_load_n(&shared->rounds,
						__ATOMIC_RELAXED) < ROUNDS))) {
		unsigned int device = next_random(&worker->random) %
				      job->devices;
		int *fd = &worker->fd[device];

		if (*fd < 0)
			*fd = open_device(FIRST_ID + device);
		if (*fd < 0) {
			worker->absent++;
			if (!job->may_go)
				wrong(worker, "no device: errno %d", errno);
			sleep_ms(1);
			continue;
		}
		i++;
		if (echo(worker, job, *fd, in, out) == ENODEV) {
			close(*fd);
			*fd = -1;
		}
	}
	_exit(0);
}

FIXTURE(stress)
{
	struct sim sim[NR_DEVICES];
	struct shared *shared;
	struct job job;
	long kernel_kb;
};

#define SELF FIXTURE_DATA(stress)

/* Memory that buffers of the kernel take, of whatever size they are */
static long kernel_kb(void)
{
	static const char *const names[] = { "SUnreclaim:", "VmallocUsed:" };
	char text[4096], *at;
	long sum = 0;
	int i;

	if (file_read("/proc/meminfo", text, sizeof(text)) <= 0)
		return -1;
	for (i = 0; i < 2; i++) {
		at = strstr(text, names[i]);
		if (!at)
			return -1;
		sum += atol(at + strlen(names[i]));
	}
	return sum;
}

FIXTURE_SETUP(stress)
{
	const char *soak = getenv("FWCTL_SOAK");
	int i;

	for (i = 0; i < NR_DEVICES; i++)
		ASSERT_EQ(0, sim_create(&self->sim[i], FIRST_ID + i));
	self->shared = mmap(NULL, sizeof(*self->shared), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, (void *)self->shared);
	self->job.calls = soak && !strcmp(soak, "1") ? SOAK_CALLS : CALLS;
	self->job.devices = NR_DEVICES;
	self->kernel_kb = kernel_kb();
	ASSERT_LT(0, self->kernel_kb);
}

FIXTURE_TEARDOWN(stress)
{
	int i;

	for (i = 0; i < NR_WORKERS; i++) {
		pid_t pid = self->shared->worker[i].pid;

		if (pid <= 0)
			continue;
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	for (i = 0; i < NR_DEVICES; i++)
		sim_destroy(&self->sim[i]);
}

static bool start_workers(SELF *self)
{
	unsigned int i;

	for (i = 0; i < NR_WORKERS; i++) {
		struct worker *worker = &self->shared->worker[i];
		pid_t pid;

		worker->nr = i;
		worker->random = 0x9e3779b97f4a7c15ULL * (i + 1);
		pid = fork();
		if (pid < 0)
			return false;
		if (!pid)
			work(self->shared, worker, &self->job);
		worker->pid = pid;
	}
	return true;
}

/* How many still work */
static int working(SELF *self)
{
	int i, nr = 0;

	for (i = 0; i < NR_WORKERS; i++) {
		struct worker *worker = &self->shared->worker[i];
		int status;

		if (worker->pid <= 0)
			continue;
		if (waitpid(worker->pid, &status, WNOHANG) != worker->pid) {
			nr++;
			continue;
		}
		worker->pid = 0;
		if (status)
			wrong(worker, "ended with %#x", status);
	}
	return nr;
}

/* Every call has ended as it should; returns how many were sent. */
static unsigned long check_workers(struct __test_metadata *_metadata,
				   SELF *self)
{
	unsigned long sent = 0, good = 0, gone = 0, timed_out = 0, absent = 0;
	int i;

	for (i = 0; i < NR_WORKERS; i++) {
		struct worker *worker = &self->shared->worker[i];

		EXPECT_STREQ("", worker->wrong) {
			TH_LOG("process %d, seed %#llx", i,
			       0x9e3779b97f4a7c15ULL * (i + 1));
		}
		EXPECT_LE(self->job.calls,
			  worker->good + worker->gone + worker->timed_out);
		good += worker->good;
		gone += worker->gone;
		timed_out += worker->timed_out;
		sent += worker->sent;
		absent += worker->absent;
	}
	EXPECT_LT(0, good);
	TH_LOG("%lu good, %lu timed out, %lu without their device; %lu times there was none",
	       good, timed_out, gone, absent);
	return sent;
}

static void check_leaks(struct __test_metadata *_metadata,
			SELF *self)
{
	__u64 end = now_ms() + PATIENCE_MS;
	int i;

	for (i = 0; i < NR_DEVICES; i++) {
		EXPECT_TRUE(sim_becomes(&self->sim[i], "files", 1));
		EXPECT_TRUE(sim_becomes(&self->sim[i], "powered", 0));
		EXPECT_EQ(sim_get(&self->sim[i], "resumes"),
			  sim_get(&self->sim[i], "suspends"));
		EXPECT_EQ(0, sim_nop(self->sim[i].fd));
	}
	/* those whose callers left are freed by a work item */
	while (nr_rpcs() && now_ms() < end)
		sleep_ms(10);
	EXPECT_EQ(0, nr_rpcs());
	/* what the calls have carried is many times as much */
	while (kernel_kb() > self->kernel_kb + 4096 && now_ms() < end)
		sleep_ms(10);
	EXPECT_GE(self->kernel_kb + 4096, kernel_kb());
}

/*
 * Commands take @most_ms or less, changing all the time: those that take none
 * are answered in the caller's context, the others in the transport's.
 */
static void stress(struct __test_metadata *_metadata,
		   SELF *self, unsigned int most_ms)
{
	__u64 end, random = 88172645463325252ULL;
	long executed = 0, sent;
	unsigned int i;

	ASSERT_TRUE(start_workers(self));
	while (working(self)) {
		struct sim *sim = &self->sim[next_random(&random) %
					     self->job.devices];

		ASSERT_EQ(0, sim_set(sim, "delay_ms", "%llu",
				     next_random(&random) % (most_ms + 1)));
		sleep_ms(5);
	}
	sent = check_workers(_metadata, self);

	/* what was sent is executed, and nothing else */
	end = now_ms() + PATIENCE_MS;
	do {
		executed = 0;
		for (i = 0; i < NR_DEVICES; i++)
			executed += sim_get(&self->sim[i], "executed");
		sleep_ms(most_ms);
	} while (executed < sent && now_ms() < end);
	EXPECT_EQ(sent, executed);
	for (i = 0; i < NR_DEVICES; i++) {
		EXPECT_EQ(0, sim_get(&self->sim[i], "stray_answers"));
		ASSERT_EQ(0, sim_set(&self->sim[i], "delay_ms", "0"));
	}
	check_leaks(_metadata, self);
}

TEST_F_TIMEOUT(stress, one_device, 3600)
{
	self->job.devices = 1;
	stress(_metadata, self, 1);
}

TEST_F_TIMEOUT(stress, four_devices, 3600)
{
	stress(_metadata, self, 1);
}

/* Many time out in the queue, and many when they have been sent. */
TEST_F_TIMEOUT(stress, impatient, 3600)
{
	self->job.impatient = true;
	self->job.devices = 2;
	stress(_metadata, self, 8);
}

/* Devices go in all ways and come back, as long as the workers work. */
static void stress_removal(struct __test_metadata *_metadata,
			   SELF *self)
{
	__u64 random = 88172645463325252ULL;
	unsigned int i;

	self->job.may_go = true;
	self->job.impatient = true;
	for (i = 0; i < NR_DEVICES; i++) {
		close(self->sim[i].fd);
		self->sim[i].fd = -1;
		ASSERT_EQ(0, sim_set(&self->sim[i], "delay_ms", "%u", i % 3));
	}
	ASSERT_TRUE(start_workers(self));
	while (working(self)) {
		struct sim *sim = &self->sim[next_random(&random) %
					     self->job.devices];

		sleep_ms(next_random(&random) % 40);
		if (next_random(&random) % 4 == 0) {
			ASSERT_EQ(0, file_write("/sys/bus/platform/drivers/fwctl_sim/unbind",
						"fwctl_sim.%u", sim->id));
			sleep_ms(next_random(&random) % 4);
		}
		ASSERT_EQ(0, sim_delete(sim->id));
		sleep_ms(next_random(&random) % 4);
		ASSERT_EQ(0, file_write("/sys/bus/platform/drivers/fwctl_sim/new_device",
					"%u", sim->id));
		ASSERT_EQ(0, sim_set(sim, "delay_ms", "%llu",
				     next_random(&random) % 3));
		__atomic_add_fetch(&self->shared->rounds, 1, __ATOMIC_RELAXED);
	}
	check_workers(_metadata, self);
	TH_LOG("%u times a device went and came",
	       self->shared->rounds);
	EXPECT_LE(ROUNDS, self->shared->rounds);
	for (i = 0; i < NR_DEVICES; i++)
		ASSERT_EQ(0, sim_create(&self->sim[i], FIRST_ID + i));
	check_leaks(_metadata, self);
}

TEST_F_TIMEOUT(stress, one_device_comes_and_goes, 3600)
{
	self->job.devices = 1;
	stress_removal(_metadata, self);
}

TEST_F_TIMEOUT(stress, four_devices_come_and_go, 3600)
{
	stress_removal(_metadata, self);
}

/* --- Modules --- */

FIXTURE(modules)
{
	struct sim sim;
};

FIXTURE_SETUP(modules)
{
	self->sim.fd = -1;
}

FIXTURE_TEARDOWN(modules)
{
	sim_destroy(&self->sim);
}

/*
 * All modules unload, and with the core's goes the cache that RPCs come from:
 * the kernel complains if one of them is left.
 */
TEST_F(modules, unload)
{
	char drivers[16][64];
	int i, nr = 0, devices = nr_devices();
	struct dirent *entry;
	__u64 end;
	DIR *dir;

	ASSERT_LT(0, devices);
	dir = opendir("/sys/module/fwctl/holders");
	ASSERT_NE(NULL, dir);
	while ((entry = readdir(dir)) && nr < 16)
		if (entry->d_name[0] != '.')
			snprintf(drivers[nr++], sizeof(drivers[0]), "%.63s",
				 entry->d_name);
	closedir(dir);
	for (i = 0; i < nr; i++)
		EXPECT_EQ(0, module_unload(drivers[i])) {
			TH_LOG("%s", drivers[i]);
		}
	EXPECT_EQ(0, nr_devices());
	EXPECT_EQ(0, module_unload("fwctl"));
	EXPECT_FALSE(module_is_loaded("fwctl"));
	EXPECT_EQ(0, module_load("fwctl"));
	/* the software devices last, so that others keep their numbers */
	for (i = 0; i < nr; i++)
		if (strcmp(drivers[i], "fwctl_sim"))
			EXPECT_EQ(0, module_load(drivers[i]));
	EXPECT_EQ(0, module_load("fwctl_sim"));

	ASSERT_EQ(0, sim_create(&self->sim, FIRST_ID));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
	sim_destroy(&self->sim);
	end = now_ms() + PATIENCE_MS;
	while (nr_devices() < devices && now_ms() < end)
		sleep_ms(10);
	EXPECT_EQ(devices, nr_devices());
}

TEST_HARNESS_MAIN
