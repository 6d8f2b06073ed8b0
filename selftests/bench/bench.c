// SPDX-License-Identifier: GPL-2.0
/*
 * bench [--brief] [--json] - what the core adds to a call
 *
 * A call to a device that does nothing is held against an ioctl that copies as
 * many bytes and does nothing else. The two take turns, so that both meet what
 * else the machine does, and the median of their ratios counts. In the same way
 * requests that are checked and not sent are held against each other, for what
 * a longer table or more to validate costs.
 *
 * Loads fwctl_bench.ko, and unloads it again. Fails where a call does, and not
 * for the time that one takes. --brief makes each call a few times, to show
 * that it works.
 */
#include <err.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <fwctl/fwctl.h>
#include <fwctl/sim.h>

#include "bench.h"

/*
 * Calls of one side in a row, as many as take so long: not so long that most of
 * them meet what else the machine does
 */
#define BLOCK_NS	200000.0
/* Turns, as many as both sides together take so long for, within limits */
#define TURNS_NS	2000000000.0
#define MIN_TURNS	15
#define MAX_TURNS	2001

/*
 * Where a message begins changes with every turn: pages can get in each other's
 * way in caches, and in the TLBs of emulators.
 */
#define PAGE		4096
#define PAGES		15
#define ROOM		(FWCTL_MAX_LEN + (PAGES + 1) * PAGE)

/**
 * struct side - A call that is compared with another
 * @fd: on which it is made
 * @check: it is to be checked, and not sent
 * @request: the request
 * @len: its length, and unless it is checked that of the response
 * @rows: it goes through so many opcodes, each of 4 bytes; 0: it stays
 * @in: where the request is when the call is made
 */
struct side {
	int fd;
	bool check;
	const __u8 *request;
	__u32 len;
	unsigned int rows;
	__u8 *in;
};

/* For each call, in nanoseconds */
struct result {
	double first;
	double second;
	double ratio;	/* median of second / first */
	double more;	/* median of second - first */
};

static bool brief, json;
static __u8 request[2][FWCTL_MAX_LEN];
static __u8 in[ROOM] __attribute__((aligned(PAGE)));
static __u8 out[ROOM] __attribute__((aligned(PAGE)));

static void put_le32(__u8 *buf, __u32 value)
{
	int i;

	for (i = 0; i < 4; i++)
		buf[i] = value >> 8 * i;
}

/* --- Measuring --- */

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e9 + ts.tv_nsec;
}

static int call(const struct side *side)
{
	struct fwctl_rpc rpc = {
		.size = sizeof(rpc),
		.in_len = side->len,
		.out_len = side->len,
		.in = (unsigned long)side->in,
		.out = (unsigned long)(out + (side->in - in)),
	};

	return ioctl(side->fd, FWCTL_RPC, &rpc);
}

static int check(const struct side *side)
{
	struct fwctl_call call = {
		.size = sizeof(call),
		.flags = FWCTL_CALL_CHECK,
		.in_len = side->len,
		.in = (unsigned long)side->in,
	};

	return ioctl(side->fd, FWCTL_CALL, &call);
}

static double block(struct side *side, unsigned int calls, unsigned int turn)
{
	unsigned int i, row = 0;
	double begin;

	side->in = in + (1 + turn % PAGES) * PAGE;
	memcpy(side->in, side->request, side->len);
	begin = now();
	for (i = 0; i < calls; i++) {
		if (side->rows) {
			/* all of them, out of order */
			row = (row + 7) % side->rows;
			put_le32(side->in, row + 1);
		}
		if (side->check ? check(side) : call(side))
			err(1, "call of %u bytes with opcode %u", side->len,
			    side->in[0]);
	}
	return (now() - begin) / calls;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, unsigned int nr)
{
	qsort(values, nr, sizeof(*values), compare);
	return (values[(nr - 1) / 2] + values[nr / 2]) / 2;
}

static struct result measure(struct side *a, struct side *b)
{
	static double first[MAX_TURNS], second[MAX_TURNS], ratio[MAX_TURNS],
		      more[MAX_TURNS];
	unsigned int i, calls = 1, turns = 2;
	double took;

	block(a, 1, 0);
	block(b, 1, 0);
	if (!brief) {
		while ((took = block(b, calls, 0) * calls) < BLOCK_NS)
			calls *= 2;
		turns = TURNS_NS / (took + block(a, calls, 0) * calls);
		turns = turns < MIN_TURNS ? MIN_TURNS : turns;
		turns = turns > MAX_TURNS ? MAX_TURNS : turns;
	}
	for (i = 0; i < turns; i++) {
		if (i % 2)
			second[i] = block(b, calls, i);
		first[i] = block(a, calls, i);
		if (!(i % 2))
			second[i] = block(b, calls, i);
		ratio[i] = second[i] / first[i];
		more[i] = second[i] - first[i];
	}
	return (struct result) {
		.first = median(first, turns),
		.second = median(second, turns),
		.ratio = median(ratio, turns),
		.more = median(more, turns),
	};
}

/* --- What is shown --- */

static bool is_first;

static void section(const char *key, const char *title)
{
	static bool any;

	if (json)
		printf("%s\"%s\": [", any ? "\n],\n" : "{\n", key);
	else
		printf("%s%s\n", any ? "\n" : "", title);
	any = true;
	is_first = true;
}

static void next_object(void)
{
	printf("%s\n  ", is_first ? "" : ",");
	is_first = false;
}

static void show_rpc(const char *device, __u32 bytes, unsigned int fields,
		     double target, const struct result *r)
{
	bool met = r->ratio <= target;

	if (json) {
		next_object();
		printf("{\"device\": \"%s\", \"bytes\": %u, \"fields\": %u, ",
		       device, bytes, fields);
		printf("\"ioctl_ns\": %.0f, \"fwctl_ns\": %.0f, \"ratio\": %.3f",
		       r->first, r->second, r->ratio);
		if (target)
			printf(", \"target\": %.2f, \"met\": %s", target,
			       met ? "true" : "false");
		printf("}");
		return;
	}
	printf("%-6s %8u %6u %10.0f %10.0f %6.2f", device, bytes, fields,
	       r->first, r->second, r->ratio);
	if (target)
		printf("   %.2f %s", target, met ? "met" : "missed");
	printf("\n");
}

/* --- What is measured --- */

/* What is to be reached with 16 fields */
static double target(__u32 bytes, unsigned int fields)
{
	if (fields != 16)
		return 0;
	return bytes == 64 ? 1.5 : bytes == 4096 ? 1.1 : 1.4;
}

#define MESSAGE(_opcode, _len, _nr) { _opcode, _len, _nr },

static void measure_rpcs(int bare, int fwctl, int sim)
{
	static const struct {
		__u8 opcode;
		__u32 len;
		unsigned int fields;
	} messages[] = { BENCH_MESSAGES(MESSAGE) };
	struct side a = { .fd = bare, .request = request[0] };
	struct side b = { .request = request[0] };
	struct result r;
	unsigned int i;

	memset(request[0], 0, FWCTL_MAX_LEN);
	b.fd = fwctl;
	for (i = 0; i < sizeof(messages) / sizeof(messages[0]); i++) {
		request[0][0] = messages[i].opcode;
		a.len = messages[i].len;
		b.len = a.len;
		r = measure(&a, &b);
		show_rpc("bench", a.len, messages[i].fields,
			 target(a.len, messages[i].fields), &r);
	}
	if (sim < 0)
		return;
	/* nop, with fields of the header, and 1 for its version */
	put_le32(request[0], FWCTL_SIM_NOP);
	put_le32(request[0] + 60, 1);
	a.len = 72;
	b.len = 72;
	b.fd = sim;
	r = measure(&a, &b);
	show_rpc("sim", a.len, 18, 0, &r);
}

static void measure_table(int shortest, unsigned int least, int fwctl,
			  unsigned int rows)
{
	struct side a = { .fd = shortest, .rows = least };
	struct side b = { .fd = fwctl, .rows = rows };
	struct result r;

	a.check = true;
	a.request = request[0];
	a.len = 4;
	b.check = true;
	b.request = request[0];
	b.len = 4;
	r = measure(&a, &b);
	if (json) {
		next_object();
		printf("{\"rows\": %u, \"ns\": %.0f, \"more_ns\": %.0f}", rows,
		       r.second, r.more);
	} else {
		printf("%6u %8.0f %6.0f\n", rows, r.second, r.more);
	}
}

static void measure_content(int fwctl, __u8 opcode, const char *name)
{
	struct side a = { .fd = fwctl, .check = true, .request = request[0] };
	struct side b = { .fd = fwctl, .check = true, .request = request[1] };
	struct result r;
	__u32 i;

	memset(request, 0, sizeof(request));
	request[0][0] = BENCH_BYTES;
	request[1][0] = opcode;
	a.len = BENCH_LONG;
	if (opcode == BENCH_RECORDS)
		a.len -= (BENCH_LONG - 1) % BENCH_RECORD;
	b.len = a.len;
	for (i = 1; opcode == BENCH_RECORDS && i < b.len; i += BENCH_RECORD) {
		request[1][i] = 1 + i / BENCH_RECORD % 2;
		request[1][i + 1] = BENCH_RECORD - 2;
	}
	r = measure(&a, &b);
	if (json) {
		next_object();
		printf("{\"content\": \"%s\", \"bytes\": %u, \"ns_per_byte\": %.3f}",
		       name, b.len, r.more / b.len);
	} else {
		printf("%-8s %8u %8.3f\n", name, b.len, r.more / b.len);
	}
}

/* --- Devices --- */

/* The fwctl device of a platform device; -1: there is none */
static int open_device(const char *driver, unsigned int id)
{
	char path[PATH_MAX];
	glob_t found;
	int fd = -1;

	snprintf(path, sizeof(path),
		 "/sys/bus/platform/devices/%s.%u/fwctl/fwctl*", driver, id);
	if (!glob(path, 0, NULL, &found)) {
		snprintf(path, sizeof(path), "/dev/fwctl/%s",
			 basename(found.gl_pathv[0]));
		fd = open(path, O_RDWR | O_CLOEXEC);
		if (fd < 0)
			err(1, "%s", path);
	}
	globfree(&found);
	return fd;
}

static int open_bench(unsigned int id)
{
	int fd = open_device(BENCH_NAME, id);

	if (fd < 0)
		errx(1, BENCH_NAME ".%u has no fwctl device", id);
	return fd;
}

#define TABLE(_nr) _nr,

static void measure_all(void)
{
	static const unsigned int tables[] = { BENCH_TABLES(TABLE) };
	int bare = open("/dev/" BENCH_NODE, O_RDWR | O_CLOEXEC);
	int messages = open_bench(0), shortest = open_bench(tables[0]);
	unsigned int i;

	if (bare < 0)
		err(1, "/dev/" BENCH_NODE);
	section("calls", "ns per call, of an ioctl that copies and of fwctl\n"
		"device    bytes fields      ioctl      fwctl  ratio target");
	measure_rpcs(bare, messages, open_device("fwctl_sim", 0));

	section("tables", "ns to check a request, and more than with the shortest table\n"
		"  rows       ns   more");
	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		measure_table(shortest, tables[0], open_bench(tables[i]),
			      tables[i]);

	section("contents", "ns per byte to check a request, more than where any byte will do\n"
		"content     bytes  ns/byte");
	measure_content(messages, BENCH_ZEROS, "zeros");
	measure_content(messages, BENCH_RECORDS, "records");
	if (json)
		printf("\n]\n}\n");
}

static void load(void)
{
	/* from drivers/fwctl, of the kernel that runs */
	const char *folder = getenv("FWCTL_MODULES");
	char path[PATH_MAX];
	int fd;

	if (!folder)
		errx(1, "FWCTL_MODULES, the folder drivers/fwctl, is not set");
	snprintf(path, sizeof(path),
		 "%s/../../selftests/bench/" BENCH_NAME ".ko", folder);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || syscall(SYS_finit_module, fd, "", 0))
		err(1, "%s", path);
	close(fd);
}

int main(int argc, char **argv)
{
	int i, status;
	pid_t pid;

	for (i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--brief"))
			brief = true;
		else if (!strcmp(argv[i], "--json"))
			json = true;
		else
			errx(2, "usage: bench [--brief] [--json]");
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	load();
	/* By another process, with which the last open file goes */
	pid = fork();
	if (pid < 0)
		err(1, "fork");
	if (!pid) {
		measure_all();
		return 0;
	}
	if (waitpid(pid, &status, 0) < 0)
		err(1, "waitpid");
	if (syscall(SYS_delete_module, BENCH_NAME, 0))
		err(1, "unloading " BENCH_NAME);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
