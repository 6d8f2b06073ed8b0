// SPDX-License-Identifier: GPL-2.0
/*
 * Devices go and come back, in all ways that there are, while four processes
 * call: every call ends, with an answer or with an errno that is documented,
 * nothing hangs, nothing is left behind, and the device is usable again. Five
 * times each, or with FWCTL_SOAK in the environment, 200 times.
 *
 * What this machine does not have is skipped. The controller is unplugged where
 * the virtual machine's monitor can be reached, see selftests/vm/run.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kselftest_harness.h>

#include "callers.h"

#define ROUNDS 5
#define SOAK_ROUNDS 200

#define PCI "/sys/bus/pci"
#define SIM_DRIVER "/sys/bus/platform/drivers/fwctl_sim"

/* Something hangs: what comes after would hang with it. Shared memory. */
static bool *hung;

static __attribute__((constructor)) void make_hung(void)
{
	hung = mmap(NULL, sizeof(*hung), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (hung == MAP_FAILED)
		abort();
}

static int nr_rounds(void)
{
	return getenv("FWCTL_SOAK") ? SOAK_ROUNDS : ROUNDS;
}

struct place;

/**
 * struct way - A way to go and come back
 * @target: the device that is called
 * @driver: the one that its parent, or what that is part of, is bound to
 * @holder: the module of that
 * @go: makes the device go; 0 or an errno, as for the next
 * @come: brings it back
 * @stays: it is there all the time
 * @often: it may come and go several times
 */
struct way {
	const struct target *target;
	const char *driver;
	const char *holder;
	int (*go)(const struct place *place);
	int (*come)(const struct place *place);
	bool stays;
	bool often;
};

/**
 * struct place - Where a device was when it went
 * @way: how it goes
 * @parent: its parent
 * @address: what @way->driver is bound to
 * @round: how often it has gone before
 */
struct place {
	const struct way *way;
	char parent[64];
	char address[64];
	int round;
};

/* --- Going and coming --- */

static int unbind_driver(const struct place *place)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/bus/%s/unbind", place->way->driver);
	return file_write(path, "%s", place->address);
}

static int bind_again(const struct place *place)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/bus/%s/bind", place->way->driver);
	return file_write(path, "%s", place->address);
}

/* Unbound once more, maybe before it is a fwctl device */
static int bind_twice(const struct place *place)
{
	int error = bind_again(place);

	sleep_ms(place->round * 7 % 30);
	return error ?: unbind_driver(place) ?: bind_again(place);
}

static int remove_pci(const struct place *place)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), PCI "/devices/%s/remove", place->address);
	return file_write(path, "1");
}

static int rescan_pci(const struct place *place __attribute__((unused)))
{
	return file_write(PCI "/rescan", "1");
}

static int reset(const struct place *place)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/class/nvme/%s/reset_controller",
		 place->parent);
	return file_write(path, "1");
}

/* While a reset is under way; that may fail, if the controller is gone first */
static int reset_and_unbind(const struct place *place)
{
	pid_t pid = fork();
	int error;

	if (pid < 0)
		return errno;
	if (!pid) {
		reset(place);
		_exit(0);
	}
	sleep_ms(place->round * 3 % 20);
	error = unbind_driver(place);
	return waitpid(pid, NULL, 0) == pid ? error : ECHILD;
}

static int unload(const struct place *place)
{
	return module_unload(place->way->target->module);
}

/* To a device that is there, or was there, or is yet to come */
static int load(const struct place *place)
{
	const char *name = place->way->target->module;

	switch (place->round % 3) {
	case 0:
		return module_load(name);
	case 1:
		return unbind_driver(place) ?: module_load(name) ?: bind_again(place);
	default:
		return unbind_driver(place) ?: bind_again(place) ?: module_load(name);
	}
}

static int unload_holder(const struct place *place)
{
	return module_unload(place->way->holder);
}

static int load_holder(const struct place *place)
{
	char command[64];

	snprintf(command, sizeof(command), "exec modprobe %s",
		 place->way->holder);
	return system(command) ? ENOEXEC : 0;
}

static int sim_gone(const struct place *place __attribute__((unused)))
{
	return sim_delete(SIM_ID);
}

/* Its commands take some time, so that some are always on their way */
static int sim_slow(void)
{
	struct sim device = { .id = SIM_ID };

	return sim_set(&device, "delay_ms", "3");
}

static int sim_new(const struct place *place __attribute__((unused)))
{
	return file_write(SIM_DRIVER "/new_device", "%d", SIM_ID) ?: sim_slow();
}

static int sim_bind(const struct place *place)
{
	return bind_again(place) ?: sim_slow();
}

static int sim_load(const struct place *place)
{
	return module_load("fwctl_sim") ?: sim_new(place);
}

/* --- The virtual machine's monitor --- */

/* Where it can be reached; false if nowhere */
static bool monitor_find(char *node, size_t len)
{
	char path[PATH_MAX], name[16];
	struct dirent *entry;
	bool found = false;
	DIR *dir;

	dir = opendir("/sys/class/virtio-ports");
	while (dir && !found && (entry = readdir(dir))) {
		snprintf(path, sizeof(path), "/sys/class/virtio-ports/%s/name",
			 entry->d_name);
		found = file_read(path, name, sizeof(name)) > 0 &&
			!strcmp(name, "qmp\n");
		if (found)
			snprintf(node, len, "/dev/%s", entry->d_name);
	}
	if (dir)
		closedir(dir);
	return found;
}

/* Have a command executed, and wait for the line that has @until in it. */
static int monitor_say(const char *command, const char *until)
{
	char node[300], line[1024];
	FILE *file = NULL;
	int error = EIO;

	if (monitor_find(node, sizeof(node)))
		file = fopen(node, "r+");
	if (!file)
		return errno;
	/* which fails from the second time on */
	fprintf(file, "{'execute':'qmp_capabilities'}\n"
		      "{'execute':%s,'id':'removal'}\n", command);
	fflush(file);
	while (fgets(line, sizeof(line), file)) {
		if (strstr(line, "\"id\": \"removal\"") && strstr(line, "error")) {
			fprintf(stderr, "# %s", line);
			break;
		}
		if (strstr(line, until)) {
			error = 0;
			break;
		}
	}
	fclose(file);
	return error;
}

static int unplug(const struct place *place __attribute__((unused)))
{
	return monitor_say("'device_del','arguments':{'id':'nvme0'}",
			   "DEVICE_DELETED");
}

static int plug(const struct place *place __attribute__((unused)))
{
	return monitor_say("'device_add','arguments':{'driver':'nvme','id':'nvme0','bus':'nvme-port','drive':'nvme','serial':'FWCTL0001'}",
			   "\"id\": \"removal\"");
}

/* Where does it hang? */
static void show_blocked_tasks(void)
{
	if (file_write("/proc/sysrq-trigger", "w") ||
	    system("dmesg | sed '1,/sysrq: Show Blocked/d; s/^/# /' >&2"))
		ksft_print_msg("and the kernel does not tell where\n");
}

/* Do it in a process of its own, which may hang. */
static int act(const struct caller *callers, const struct place *place,
	       int (*action)(const struct place *place))
{
	__u64 until = now_ms() + PATIENCE_MS;
	pid_t pid = fork();
	int status;

	if (pid < 0)
		return errno;
	if (!pid)
		_exit(action(place));
	while (waitpid(pid, &status, WNOHANG) != pid) {
		if (now_ms() > until || !callers_live(callers)) {
			*hung = true;
			ksft_print_msg("it hangs, or a caller does\n");
			show_blocked_tasks();
			return ETIME;
		}
		sleep_ms(1);
	}
	status = WIFEXITED(status) ? WEXITSTATUS(status) : ECHILD;
	if (status)
		ksft_print_msg("%s\n", strerror(status));
	return status;
}

/* --- What must hold --- */

static bool is_there(const struct target *target)
{
	char name[24];

	return device_find(target->parent, name, sizeof(name));
}

/* It is answered as it should be, within some time. */
static bool is_usable(const struct target *target)
{
	__u64 until = now_ms() + PATIENCE_MS;
	bool good;
	int fd;

	do {
		fd = device_open(target->parent);
		good = fd >= 0 && !target_ask(target, fd);
		if (fd >= 0)
			close(fd);
		if (good)
			return true;
		sleep_ms(10);
	} while (now_ms() < until);
	return false;
}

/* The last part of a path, and what comes before it */
static const char *split(char *path)
{
	char *slash = strrchr(path, '/');

	*slash = '\0';
	return slash + 1;
}

/* Of a device that is there, what must be known once it is not */
static bool locate(struct place *place)
{
	const char *driver = strrchr(place->way->driver, '/') + 1;
	char path[PATH_MAX], link[PATH_MAX + 16], at[PATH_MAX];
	char name[24];

	if (!device_find(place->way->target->parent, name, sizeof(name)))
		return false;
	snprintf(path, sizeof(path), "/sys/class/fwctl/%s/device", name);
	if (!realpath(path, at))
		return false;
	snprintf(place->parent, sizeof(place->parent), "%.63s",
		 strrchr(at, '/') + 1);
	while (at[0]) {
		snprintf(link, sizeof(link), "%s/driver", at);
		snprintf(place->address, sizeof(place->address), "%.63s",
			 split(at));
		if (realpath(link, path) && !strcmp(split(path), driver))
			return true;
	}
	return false;
}

/* The greatest number that a device has, -1 if there is none */
static int greatest_number(void)
{
	int number, greatest = -1;
	struct dirent *entry;
	DIR *dir;

	dir = opendir("/sys/class/fwctl");
	while (dir && (entry = readdir(dir))) {
		if (sscanf(entry->d_name, "fwctl%d", &number) == 1 &&
		    greatest < number)
			greatest = number;
	}
	if (dir)
		closedir(dir);
	return greatest;
}

/*
 * New devices take the least numbers that are free. With all holes filled,
 * there are as many devices as numbers, unless one is held by a device that has
 * gone and was never released.
 */
static bool numbers_are_given_back(void)
{
	int nr = 0, i;
	bool good;

	while (!(good = greatest_number() + 1 == nr_devices()) && nr < 16)
		if (file_write(SIM_DRIVER "/new_device", "%d", SIM_ID + 1 + nr++))
			break;
	for (i = 0; i < nr; i++)
		sim_delete(SIM_ID + 1 + i);
	return good;
}

static long refs(const char *module)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/module/%s/refcnt", module);
	return file_get(path);
}

/* What is freed by a work item is gone soon. */
static bool becomes_zero(long (*number)(void))
{
	__u64 until = now_ms() + PATIENCE_MS;

	while (number()) {
		if (now_ms() > until)
			return false;
		sleep_ms(10);
	}
	return true;
}

/* All calls have ended as they may. */
static void check_callers(struct __test_metadata *_metadata,
			  struct caller *callers)
{
	char text[512];
	int i;

	EXPECT_TRUE(callers_stop(callers)) {
		*hung = true;
	}
	for (i = 0; i < NR_CALLERS; i++)
		EXPECT_STREQ("", callers[i].wrong);
	callers_sum(callers, text, sizeof(text));
	TH_LOG("%s", text);
}

/* Passes @good on; where that ends the test, says what the callers saw. */
static bool or_tell(struct __test_metadata *_metadata, struct caller *callers,
		    bool good)
{
	if (!good)
		check_callers(_metadata, callers);
	return good;
}

/* What comes after an assertion that fails is not run, not even the teardown */
#define MUST(good) ASSERT_TRUE(or_tell(_metadata, self->callers, good))

/* --- One device, in one way --- */

FIXTURE(removal)
{
	struct place place;
	struct caller *callers;
	int uevents;		/* a socket that hears them */
	int came;		/* of the device */
	int went;		/* likewise */
	int devices;
	long refs;		/* to the core */
};

#define SELF FIXTURE_DATA(removal)

FIXTURE_VARIANT(removal)
{
	struct way way;
};

#define WAY(_name, ...)							\
	FIXTURE_VARIANT_ADD(removal, _name) { .way = { __VA_ARGS__ } }

#define NVME .target = &nvme, .driver = "pci/drivers/nvme", .holder = "nvme"
#define CXL .target = &cxl, .driver = "pci/drivers/cxl_pci", .holder = "cxl_pci"
#define MEMDEV .target = &cxl, .driver = "cxl/drivers/cxl_mem"
#define IPMI .target = &ipmi, .driver = "platform/drivers/ipmi_si"
#define SIM .target = &sim, .driver = "platform/drivers/fwctl_sim"

WAY(nvme_reset, NVME, .go = reset, .stays = true);
WAY(nvme_unbind, NVME, .go = unbind_driver, .come = bind_again);
WAY(nvme_unbind_in_reset, NVME, .go = reset_and_unbind, .come = bind_twice, .often = true);
WAY(nvme_remove, NVME, .go = remove_pci, .come = rescan_pci);
WAY(nvme_unplug, NVME, .go = unplug, .come = plug);
WAY(nvme_unload, NVME, .go = unload, .come = load);
WAY(nvme_unload_holder, NVME, .go = unload_holder, .come = load_holder);
WAY(cxl_unbind, CXL, .go = unbind_driver, .come = bind_again);
WAY(cxl_unbind_twice, CXL, .go = unbind_driver, .come = bind_twice, .often = true);
/* it is there whether or not a driver is bound to the memory device */
WAY(cxl_unbind_memdev, MEMDEV, .go = unbind_driver, .come = bind_again, .stays = true);
WAY(cxl_remove, CXL, .go = remove_pci, .come = rescan_pci);
WAY(cxl_unload, CXL, .go = unload, .come = load);
WAY(cxl_unload_holder, CXL, .go = unload_holder, .come = load_holder);
WAY(ipmi_unbind, IPMI, .go = unbind_driver, .come = bind_again);
WAY(ipmi_unload, IPMI, .go = unload, .come = load);
WAY(sim_unbind, SIM, .go = unbind_driver, .come = sim_bind);
WAY(sim_delete, SIM, .go = sim_gone, .come = sim_new);
WAY(sim_unload, SIM, .go = unload, .come = sim_load);

/* Count what has been announced of our device. */
static void hear(SELF *self)
{
	char text[4096], parent[64];
	ssize_t len;

	snprintf(parent, sizeof(parent), "/%s", self->place.way->target->parent);
	while ((len = recv(self->uevents, text, sizeof(text) - 1, 0)) > 0) {
		text[len] = '\0';
		/* strings, the first of which says what and where */
		if (!memmem(text, len, "SUBSYSTEM=fwctl", 16) ||
		    !strstr(text, parent))
			continue;
		self->came += !strncmp(text, "add@", 4);
		self->went += !strncmp(text, "remove@", 7);
	}
}

/* Why this cannot be done here, NULL if it can */
static const char *why_not(const struct way *way)
{
	char node[300];

	if (!is_there(way->target))
		return "there is no such device";
	if (way->go == unload_holder && !module_is_loaded(way->holder))
		return "the driver is built in";
	if (way->go == unplug && !monitor_find(node, sizeof(node)))
		return "it cannot be unplugged from here";
	/*
	 * In 6.12, a reset that fails because the device goes leaves its queues
	 * frozen, which to lockdep is a lock that is held. It is reported, and
	 * soon after that it has been freed.
	 */
	if (way->go == reset_and_unbind && !access("/proc/lockdep", F_OK))
		return "the NVMe driver leaves a lock held, says lockdep";
	return NULL;
}

FIXTURE_SETUP(removal)
{
	const char *why;
	int i;

	if (*hung)
		SKIP(return, "something hangs");
	self->place.way = &variant->way;
	self->refs = refs("fwctl");
	if (variant->way.target == &sim) {
		/* of a test that did not live to see its end */
		sim_delete(SIM_ID);
		ASSERT_EQ(0, sim_new(&self->place));
	}
	why = why_not(&variant->way);
	if (why)
		SKIP(return, "%s", why);
	self->devices = nr_devices();
	self->uevents = uevents_listen();
	ASSERT_LE(0, self->uevents);
	self->callers = callers_new();
	ASSERT_NE(NULL, (void *)self->callers);
	for (i = 0; i < NR_CALLERS; i++)
		self->callers[i].target = variant->way.target;
	ASSERT_EQ(0, callers_start(self->callers));
}

FIXTURE_TEARDOWN(removal)
{
	const struct way *way = self->place.way;

	if (!self->callers)
		return;
	check_callers(_metadata, self->callers);
	if (*hung)
		return;
	EXPECT_TRUE(is_usable(way->target));

	/* some were there at the time */
	if (!way->stays)
		EXPECT_LT(0, callers_ended(self->callers, ENODEV));
	hear(self);
	EXPECT_EQ(self->went, self->came);
	if (!way->often)
		EXPECT_EQ(way->stays ? 0 : nr_rounds(), self->came);

	/* nothing is left behind */
	EXPECT_TRUE(becomes_zero(nr_rpcs));
	EXPECT_EQ(self->devices, nr_devices());
	EXPECT_TRUE(numbers_are_given_back());
	EXPECT_EQ(self->refs, refs("fwctl"));
	EXPECT_EQ(0, refs(way->target->module));
	if (way->target == &sim)
		EXPECT_EQ(0, sim_delete(SIM_ID));
}

TEST_F_TIMEOUT(removal, under_fire, 3600)
{
	struct place *place = &self->place;
	const struct way *way = place->way;
	int fd;

	for (; place->round < nr_rounds(); place->round++) {
		MUST(callers_are_served(self->callers, 0));
		MUST(locate(place));
		fd = device_open(way->target->parent);
		EXPECT_LE(0, fd);

		MUST(!act(self->callers, place, way->go));
		if (!way->stays) {
			EXPECT_FALSE(is_there(way->target));
			EXPECT_EQ(ENODEV, target_ask(way->target, fd));
		}
		if (way->come)
			MUST(!act(self->callers, place, way->come));
		MUST(is_usable(way->target));
		EXPECT_EQ(way->stays ? 0 : ENODEV, target_ask(way->target, fd));
		close(fd);
		hear(self);
	}
	MUST(callers_are_served(self->callers, 0));
}

/* --- All modules, in any order --- */

/* As the virtual machine loads them */
static const struct target *const targets[] = { &ipmi, &cxl, &nvme, &sim };

#define NR_TARGETS 4
#define NR_ORDERS 24

FIXTURE(modules)
{
	struct caller *callers;
	int devices;
};

FIXTURE_SETUP(modules)
{
	int i;

	if (*hung)
		SKIP(return, "something hangs");
	sim_delete(SIM_ID);
	ASSERT_EQ(0, sim_new(NULL));
	self->devices = nr_devices();
	for (i = 0; i < NR_TARGETS; i++)
		if (!is_there(targets[i]))
			SKIP(return, "there is no device of %s",
			     targets[i]->module);
	self->callers = callers_new();
	ASSERT_NE(NULL, (void *)self->callers);
	for (i = 0; i < NR_CALLERS; i++)
		self->callers[i].target = targets[i];
	ASSERT_EQ(0, callers_start(self->callers));
}

/* Number @nr of the orders that four things can have */
static void put_in_order(int *order, unsigned int nr)
{
	int i, k, left[NR_TARGETS] = { 0, 1, 2, 3 };

	for (i = NR_TARGETS; i > 0; i--) {
		k = nr % i;
		nr /= i;
		*order++ = left[k];
		left[k] = left[i - 1];
	}
}

/* Open files hold it: until all callers have seen that nothing is left */
static int unload_core(const struct place *place __attribute__((unused)))
{
	__u64 until = now_ms() + PATIENCE_MS / 2;
	int error;

	do {
		error = module_unload("fwctl");
	} while (error && now_ms() < until);
	return error;
}

static int load_core(const struct place *place __attribute__((unused)))
{
	return module_load("fwctl");
}

static int do_unload(struct caller *callers, int nr)
{
	struct way way = { .target = targets[nr] };
	struct place place = { .way = &way };

	return act(callers, &place, unload);
}

static int do_load(struct caller *callers, int nr)
{
	struct way way = { .target = targets[nr] };
	struct place place = { .way = &way };

	return act(callers, &place, targets[nr] == &sim ? sim_load : load);
}

/* As they were, so that devices have the numbers that other tests expect */
FIXTURE_TEARDOWN(modules)
{
	int i;

	if (!self->callers)
		return;
	check_callers(_metadata, self->callers);
	if (*hung)
		return;
	EXPECT_TRUE(becomes_zero(nr_rpcs));
	EXPECT_EQ(self->devices, nr_devices());
	for (i = 0; i < NR_TARGETS; i++)
		EXPECT_EQ(0, do_unload(self->callers, i));
	for (i = 0; i < NR_TARGETS; i++) {
		EXPECT_EQ(0, do_load(self->callers, i));
		EXPECT_TRUE(is_usable(targets[i]));
	}
	EXPECT_EQ(self->devices, greatest_number() + 1);
	EXPECT_EQ(0, sim_delete(SIM_ID));
}

TEST_F_TIMEOUT(modules, in_any_order, 3600)
{
	int order[NR_TARGETS], round, i;
	unsigned int gone;

	for (round = 0; round < nr_rounds(); round++) {
		/* 7 and 5 have no divisor in common with 24: all orders */
		put_in_order(order, (round * 7 + 3) % NR_ORDERS);
		gone = 0;
		for (i = 0; i < NR_TARGETS; i++) {
			MUST(callers_are_served(self->callers, gone));
			MUST(!do_unload(self->callers, order[i]));
			EXPECT_FALSE(is_there(targets[order[i]]));
			gone |= 1U << order[i];
		}
		MUST(!act(self->callers, NULL, unload_core));
		EXPECT_FALSE(module_is_loaded("fwctl"));

		MUST(!act(self->callers, NULL, load_core));
		put_in_order(order, round * 5 % NR_ORDERS);
		for (i = 0; i < NR_TARGETS; i++) {
			MUST(!do_load(self->callers, order[i]));
			MUST(is_usable(targets[order[i]]));
			gone &= ~(1U << order[i]);
			MUST(callers_are_served(self->callers, gone));
		}
	}
}

TEST_HARNESS_MAIN
