/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the tests of drivers have in common: calls that go through the core as
 * those of user space do
 */
#ifndef _FWCTL_TESTS_CALLS_H
#define _FWCTL_TESTS_CALLS_H

#include <kunit/test.h>
#include <linux/anon_inodes.h>
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/unaligned.h>

#include "../core.h"

struct bytes {
	const u8 *data;
	size_t len;
};

#define BYTES(...) ((struct bytes){ \
	(const u8[]){ __VA_ARGS__ }, sizeof((const u8[]){ __VA_ARGS__ }) })
#define NOTHING ((struct bytes){ (const u8[1]){}, 0 })

/**
 * struct caller - One call, and what came of it
 * @test: whose it is
 * @uctx: where its context is, which is another when the device comes again
 * @filp: the file that it has open
 * @unprivileged: it has no capabilities
 * @in: the request
 * @in_size: room for one
 * @in_len: bytes of it
 * @room: what is said to be there for the response
 * @call: the other arguments
 * @diag: why it was refused
 * @out: the response
 * @out_size: room for one
 * @ret: what came back
 * @done: it has, see start()
 */
struct caller {
	struct kunit *test;
	struct fwctl_uctx **uctx;
	struct file *filp;
	bool unprivileged;
	u8 *in;
	size_t in_size;
	size_t in_len;
	u32 room;
	struct fwctl_call call;
	struct fwctl_diag diag;
	u8 *out;
	size_t out_size;
	int ret;
	struct completion done;
};

KUNIT_DEFINE_ACTION_WRAPPER(put_file, fput, struct file *);

static inline struct caller *alloc_caller(struct kunit *test,
					  struct fwctl_uctx **uctx,
					  size_t in_size, size_t out_size)
{
	static const struct file_operations no_fops;
	struct caller *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, c);
	c->test = test;
	c->uctx = uctx;
	c->filp = anon_inode_getfile("fwctl-kunit", &no_fops, NULL, O_RDWR);
	KUNIT_ASSERT_FALSE(test, IS_ERR(c->filp));
	KUNIT_ASSERT_EQ(test, kunit_add_action_or_reset(test, put_file, c->filp),
			0);
	c->in = kunit_kzalloc(test, in_size, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, c->in);
	c->in_size = in_size;
	c->out = kunit_kzalloc(test, out_size, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, c->out);
	c->out_size = out_size;
	c->room = out_size;
	init_completion(&c->done);
	return c;
}

/* As it was, for the next call */
static inline void reset_caller(struct caller *c)
{
	c->unprivileged = false;
	memset(c->in, 0, c->in_size);
	c->room = c->out_size;
	memset(&c->call, 0, sizeof(c->call));
	reinit_completion(&c->done);
}

static inline int run(struct caller *c)
{
	struct fwctl_uctx *uctx = *c->uctx;
	const struct cred *old = NULL;
	struct cred *cred = NULL;
	struct fwctl_rpc_req *rpc;

	memset(&c->diag, 0, sizeof(c->diag));
	rpc = fwctl_rpc_alloc(uctx->fwctl, c->in_len);
	KUNIT_ASSERT_NOT_NULL(c->test, rpc);
	memcpy((void *)rpc->in, c->in, c->in_len);
	if (c->unprivileged) {
		cred = prepare_creds();
		KUNIT_ASSERT_NOT_NULL(c->test, cred);
		cap_clear(cred->cap_effective);
		old = override_creds(cred);
	}
	c->call.out_len = c->room;
	c->ret = fwctl_rpc_run(rpc, uctx, c->filp, &c->call, true, &c->diag);
	if (cred) {
		revert_creds(old);
		put_cred(cred);
	}
	KUNIT_ASSERT_LE(c->test, c->call.out_len, c->out_size);
	if (!c->ret)
		memcpy(c->out, rpc->out, c->call.out_len);
	fwctl_rpc_put(rpc);
	return c->ret;
}

static inline int caller_thread(void *arg)
{
	struct caller *c = arg;

	/* static stubs are the test's, and so are we */
	current->kunit_test = c->test;
	run(c);
	complete(&c->done);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

/* The call is another thread's, to be ended with kthread_stop(). */
static inline struct task_struct *start(struct caller *c)
{
	struct task_struct *thread = kthread_run(caller_thread, c, "fwctl-kunit");

	KUNIT_ASSERT_FALSE(c->test, IS_ERR(thread));
	return thread;
}

/*
 * The @nth allocation of this task fails, counted from now on, and none before
 * or after it; 0: none does. Return how many it has still been to that one.
 */
static inline u32 fail_nth(u32 nth)
{
#ifdef CONFIG_FAULT_INJECTION
	swap(current->fail_nth, nth);
	return nth;
#else
	return 1;
#endif
}

/* Where there is fault injection, and it has been set up: see unit_tests */
static inline bool memory_fails(void)
{
	void *memory;

	fail_nth(1);
	memory = kmalloc(16, GFP_KERNEL);
	fail_nth(0);
	kfree(memory);
	return !memory;
}

/*
 * A device comes where each allocation fails in turn, and last where none does:
 * @come makes it, or leaves nothing behind and returns ENOMEM, and @go ends it.
 */
static inline void fail_each_allocation(struct kunit *test,
					int (*come)(struct kunit *test),
					void (*go)(struct kunit *test))
{
	bool fails = memory_fails();
	u32 left, nth = 0;
	int ret;

	do {
		fail_nth(++nth);
		ret = come(test);
		left = fail_nth(0);
		if (ret)
			KUNIT_EXPECT_EQ_MSG(test, ret, -ENOMEM,
					    "allocation %u", nth);
		else
			go(test);
	} while (!left);
	KUNIT_EXPECT_EQ(test, ret, 0);
	KUNIT_EXPECT_GE(test, nth, fails ? 20 : 1);
	kunit_info(test, "%u allocations failed", nth - 1);
}

static inline const struct fwctl_command *
find_command(struct kunit *test, const struct fwctl_table *table,
	     const char *name)
{
	u32 i;

	for (i = 0; i < table->nr_commands; i++)
		if (!strcmp(table->commands[i].name, name))
			return &table->commands[i];
	KUNIT_FAIL_AND_ABORT(test, "no row %s", name);
	return NULL;
}

/* @path: names of fields, each part of the one before, and of variants */
static inline const struct fwctl_field *find_field(const struct fwctl_msg *msg,
						   const char *path)
{
	const char *rest = strchrnul(path, '/');
	size_t len = rest - path;
	const struct fwctl_field *field, *part;
	u32 i, j;

	for (i = 0; i < msg->nr_fields; i++) {
		field = &msg->fields[i];
		if (strlen(field->name) != len || memcmp(field->name, path, len))
			continue;
		if (!*rest)
			return field;
		part = field->elem ? find_field(field->elem, rest + 1) : NULL;
		for (j = 0; !part && j < field->nr_variants; j++) {
			const struct fwctl_variant *variant = &field->variants[j];

			len = strlen(variant->name);
			if (!strncmp(variant->name, rest + 1, len) &&
			    rest[1 + len] == '/')
				part = find_field(&variant->msg, rest + 2 + len);
		}
		return part;
	}
	return NULL;
}

/**
 * struct place - Where a field is
 * @row: of this row
 * @field: its path
 * @value: what is there where each byte of a message, an element or a record is
 *	another, see expect_places(); of longer fields the first 8 bytes
 */
struct place {
	const char *row;
	const char *field;
	u64 value;
};

/*
 * @request: the fields are those of requests, not of responses
 * @bytes: the bytes, which begin where the row's offsets are @base
 */
static inline void expect_places(struct kunit *test,
				 const struct fwctl_table *table,
				 const struct place *places, u32 nr_places,
				 bool request, const u8 *bytes, u32 base)
{
	u32 i;

	for (i = 0; i < nr_places; i++) {
		const struct place *p = &places[i];
		const struct fwctl_command *row =
			find_command(test, table, p->row);
		const struct fwctl_field *field =
			find_field(request ? &row->request : &row->response,
				   p->field);
		const u8 *at = bytes;

		KUNIT_ASSERT_NOT_NULL_MSG(test, field, "%s of %s", p->field,
					  p->row);
		at += field->offset - (strchr(p->field, '/') ? 0 : base);
		KUNIT_EXPECT_EQ_MSG(test,
				    field->kind == FWCTL_KIND_UINT ||
				    field->kind == FWCTL_KIND_SINT ?
				    fwctl_get_uint(field, at) :
				    get_unaligned_le64(at),
				    p->value, "%s of %s", p->field, p->row);
	}
}

#endif
