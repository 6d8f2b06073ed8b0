/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes that call a device all the time, whatever becomes of it
 *
 * Each opens it, sends commands through both ioctls, with and without patience,
 * asks for its description through the file and through netlink, closes it, and
 * so on. It notes how calls end, and the first one that ends as it must not.
 */
#ifndef CALLERS_H
#define CALLERS_H

#include <stdbool.h>
#include <sys/types.h>

#include "../sim/sim_lib.h"

#define NR_CALLERS 4

/* Whatever is done to a device, no call takes as long */
#define PATIENCE_MS 30000

/**
 * struct target - A device that is called
 * @parent: what its parent's name begins with
 * @module: its fwctl driver
 * @request: build a request for a read, of several that follow each other, and
 *	return its length
 * @is_good: is this what it is always answered with?
 */
struct target {
	const char *parent;
	const char *module;
	__u32 (*request)(__u8 *in, unsigned int nr);
	bool (*is_good)(const __u8 *out, __u32 len);
};

extern const struct target nvme, cxl, ipmi, sim;

/* Of the software device */
#define SIM_ID 40

/* One call without a timeout; 0, an errno, or EPROTO for a wrong answer */
int target_ask(const struct target *target, int fd);

/* In numbers of errno, 0 for all other answers than those to commands */
#define NR_ERRNOS 134

/**
 * struct caller - What a caller has seen, in shared memory
 * @target: what it calls
 * @pid: the process
 * @stop: it is to end
 * @since: when the call that is under way began, 0 if there is none
 * @longest_ms: how long a call took at most
 * @good: commands that were answered
 * @ended: calls that ended with an errno; with 0: descriptions, dumps and such
 * @absent: how often there was no device to be opened
 * @wrong: the first thing that was wrong
 */
struct caller {
	const struct target *target;
	pid_t pid;
	bool stop;
	__u64 since;
	__u64 longest_ms;
	unsigned long good;
	unsigned long ended[NR_ERRNOS];
	unsigned long absent;
	char wrong[200];
};

/* A socket that hears what devices come and go, -1 with errno */
int uevents_listen(void);

struct caller *callers_new(void);
int callers_start(struct caller *callers);
/* Does none wait for longer than it may? */
bool callers_live(const struct caller *callers);
/* All get a few more answers, except those whose bits are in @without */
bool callers_are_served(const struct caller *callers, unsigned int without);
/* False if one does not end */
bool callers_stop(struct caller *callers);
/* How calls ended */
void callers_sum(const struct caller *callers, char *text, size_t len);
unsigned long callers_ended(const struct caller *callers, int error);

#endif
