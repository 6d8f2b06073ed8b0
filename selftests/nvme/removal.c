// SPDX-License-Identifier: GPL-2.0
/*
 * Four processes call while the controller is reset, its driver unbound, its
 * PCI device removed, and our module unloaded: every call ends with an answer
 * or with an errno that is documented, and the device comes back. With
 * FWCTL_SOAK=1 in the environment, for long.
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <kselftest_harness.h>

#include "nvme_lib.h"

#define NR_CALLERS 4
#define ROUNDS 5
#define SOAK_ROUNDS 200
#define PATIENCE_MS 60000

#define CONTROLLER "/sys/class/nvme/nvme0"
#define DRIVER "/sys/bus/pci/drivers/nvme"

/* What a caller has seen. Shared memory. */
struct caller {
	pid_t pid;
	bool stop;
	unsigned long good;
	unsigned long gone;		/* ENODEV */
	unsigned long cancelled;	/* ECANCELED */
	unsigned long timed_out;	/* ETIMEDOUT */
	unsigned long absent;		/* no device to be opened */
	char wrong[200];		/* the first thing that was wrong */
};

FIXTURE(removal)
{
	char address[32];		/* of the PCI device */
	struct caller *callers;
	int rounds;
};

/* Reads of several lengths, with and without patience */
static void one_call(struct caller *caller, int fd, unsigned int nr)
{
	static struct nvme_call call;
	int error;

	if (nr % 3 == 0)
		nvme_begin(&call, IDENTIFY, 0, 1);
	else if (nr % 3 == 1)
		nvme_begin(&call, GET_FEATURES, 0, 4);
	else
		nvme_begin_smart(&call);
	call.arg.timeout_ms = nr % 5 == 0 ? 1 : 0;
	error = nvme_call(fd, &call);
	switch (error) {
	case 0:
		caller->good++;
		if (!get_uint(call.out, 2))
			return;
		snprintf(caller->wrong, sizeof(caller->wrong), "status %#llx",
			 (unsigned long long)get_uint(call.out, 2));
		return;
	case ENODEV:
		caller->gone++;
		return;
	case ECANCELED:
		caller->cancelled++;
		return;
	case ETIMEDOUT:
		caller->timed_out++;
		if (call.arg.timeout_ms)
			return;
		break;
	default:
		break;
	}
	snprintf(caller->wrong, sizeof(caller->wrong), "%s: %.120s",
		 strerror(error), call.diag.text);
}

static void call_on(struct caller *caller)
{
	unsigned int nr = 0, i;
	int fd;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (!__atomic_load_n(&caller->stop, __ATOMIC_RELAXED)) {
		fd = nvme_open();
		if (fd < 0) {
			/* the node goes after the device, and comes before */
			if (errno != ENOENT && errno != ENODEV && errno != ENXIO)
				snprintf(caller->wrong, sizeof(caller->wrong),
					 "open: %s", strerror(errno));
			caller->absent++;
			sleep_ms(5);
			continue;
		}
		/* some hold a file that is long dead */
		for (i = 0; i < 50; i++)
			one_call(caller, fd, nr++);
		close(fd);
	}
}

static bool comes_back(void)
{
	__u64 end = now_ms() + PATIENCE_MS;
	bool good;
	int fd;

	do {
		fd = nvme_open();
		good = fd >= 0 && nvme_answers(fd);
		if (fd >= 0)
			close(fd);
		if (good)
			return true;
		sleep_ms(20);
	} while (now_ms() < end);
	return false;
}

static bool is_gone(void)
{
	char node[48];

	return !nvme_find(node, sizeof(node));
}

/* Until all have been served a few times more */
static bool served(const struct caller *callers)
{
	__u64 end = now_ms() + PATIENCE_MS;
	unsigned long before[NR_CALLERS];
	int i;

	for (i = 0; i < NR_CALLERS; i++)
		before[i] = callers[i].good;
	for (i = 0; i < NR_CALLERS; i++) {
		while (__atomic_load_n(&callers[i].good, __ATOMIC_RELAXED) <
		       before[i] + 3) {
			if (now_ms() > end)
				return false;
			sleep_ms(2);
		}
	}
	return true;
}

FIXTURE_SETUP(removal)
{
	char path[PATH_MAX];
	ssize_t len;
	int i;

	if (is_gone())
		SKIP(return, "this machine has no NVMe controller");
	len = readlink(CONTROLLER "/device", path, sizeof(path) - 1);
	ASSERT_GT(len, 0);
	path[len] = '\0';
	snprintf(self->address, sizeof(self->address), "%.31s",
		 strrchr(path, '/') + 1);
	self->rounds = getenv("FWCTL_SOAK") ? SOAK_ROUNDS : ROUNDS;
	self->callers = mmap(NULL, NR_CALLERS * sizeof(*self->callers),
			     PROT_READ | PROT_WRITE,
			     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, self->callers);
	for (i = 0; i < NR_CALLERS; i++) {
		pid_t pid = fork();

		ASSERT_GE(pid, 0);
		if (!pid) {
			call_on(&self->callers[i]);
			_exit(0);
		}
		self->callers[i].pid = pid;
	}
}

FIXTURE_TEARDOWN(removal)
{
	struct caller sum = { 0 };
	int i, status;

	for (i = 0; i < NR_CALLERS; i++)
		__atomic_store_n(&self->callers[i].stop, true, __ATOMIC_RELAXED);
	for (i = 0; i < NR_CALLERS; i++) {
		struct caller *caller = &self->callers[i];

		EXPECT_EQ(caller->pid, waitpid(caller->pid, &status, 0));
		EXPECT_STREQ("", caller->wrong);
		sum.good += caller->good;
		sum.gone += caller->gone;
		sum.cancelled += caller->cancelled;
		sum.timed_out += caller->timed_out;
		sum.absent += caller->absent;
	}
	TH_LOG("%lu good, %lu gone, %lu cancelled, %lu timed out, %lu absent",
	       sum.good, sum.gone, sum.cancelled, sum.timed_out, sum.absent);
	EXPECT_GT(sum.good, 0);
	EXPECT_TRUE(comes_back());
}

TEST_F_TIMEOUT(removal, reset, 3600)
{
	int i;

	for (i = 0; i < self->rounds; i++) {
		ASSERT_TRUE(served(self->callers));
		EXPECT_EQ(0, file_write(CONTROLLER "/reset_controller", "1"));
		/* the fwctl device stays one */
		EXPECT_FALSE(is_gone());
		ASSERT_TRUE(comes_back());
	}
}

TEST_F_TIMEOUT(removal, unbind, 3600)
{
	int i;

	for (i = 0; i < self->rounds; i++) {
		ASSERT_TRUE(served(self->callers));
		EXPECT_EQ(0, file_write(DRIVER "/unbind", "%s", self->address));
		EXPECT_TRUE(is_gone());
		EXPECT_EQ(0, file_write(DRIVER "/bind", "%s", self->address));
		ASSERT_TRUE(comes_back());
	}
}

/* While a reset is under way, too */
TEST_F_TIMEOUT(removal, reset_and_unbind, 3600)
{
	int i;

	for (i = 0; i < self->rounds; i++) {
		pid_t pid = fork();

		ASSERT_GE(pid, 0);
		if (!pid) {
			file_write(CONTROLLER "/reset_controller", "1");
			_exit(0);
		}
		sleep_ms(i * 3 % 20);
		EXPECT_EQ(0, file_write(DRIVER "/unbind", "%s", self->address));
		EXPECT_TRUE(is_gone());
		EXPECT_EQ(pid, waitpid(pid, NULL, 0));
		EXPECT_EQ(0, file_write(DRIVER "/bind", "%s", self->address));
		/* unbound again, maybe before it is a fwctl device */
		sleep_ms(i * 7 % 30);
		EXPECT_EQ(0, file_write(DRIVER "/unbind", "%s", self->address));
		EXPECT_TRUE(is_gone());
		EXPECT_EQ(0, file_write(DRIVER "/bind", "%s", self->address));
		ASSERT_TRUE(comes_back());
	}
}

TEST_F_TIMEOUT(removal, remove, 3600)
{
	char path[PATH_MAX];
	int i;

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/remove",
		 self->address);
	for (i = 0; i < self->rounds; i++) {
		ASSERT_TRUE(served(self->callers));
		EXPECT_EQ(0, file_write(path, "1"));
		EXPECT_TRUE(is_gone());
		EXPECT_EQ(0, file_write("/sys/bus/pci/rescan", "1"));
		ASSERT_TRUE(comes_back());
	}
}

/* Our module is unloaded first, or the controller's driver is. */
TEST_F_TIMEOUT(removal, unload, 3600)
{
	int i, fd;

	for (i = 0; i < self->rounds; i++) {
		ASSERT_TRUE(served(self->callers));
		/* files that are open do not hold it */
		fd = nvme_open();
		EXPECT_GE(fd, 0);
		EXPECT_EQ(0, module_unload("fwctl_nvme"));
		EXPECT_TRUE(is_gone());
		EXPECT_FALSE(nvme_answers(fd));
		close(fd);
		if (i & 1) {
			/* it comes back to a controller that is not there yet */
			EXPECT_EQ(0, file_write(DRIVER "/unbind", "%s",
						self->address));
			EXPECT_EQ(0, module_load("fwctl_nvme"));
			EXPECT_TRUE(is_gone());
			EXPECT_EQ(0, file_write(DRIVER "/bind", "%s",
						self->address));
		} else {
			EXPECT_EQ(0, module_load("fwctl_nvme"));
		}
		ASSERT_TRUE(comes_back());

		ASSERT_TRUE(served(self->callers));
		EXPECT_EQ(0, module_unload("nvme"));
		EXPECT_TRUE(is_gone());
		EXPECT_EQ(0, system("modprobe nvme"));
		ASSERT_TRUE(comes_back());
	}
}

TEST_HARNESS_MAIN
