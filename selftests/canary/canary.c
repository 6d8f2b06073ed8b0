// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the debug kernel is there to notice, done on purpose: a word written to
 * the module's parameter "sing" says what.
 */
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#define SIZE 1234

static DEFINE_MUTEX(first);
static DEFINE_MUTEX(second);
static DEFINE_SPINLOCK(spinlock);

/* Where the compiler cannot follow */
static volatile int seven = 7;
static volatile unsigned int shift = 32;
static volatile int result;
static int table[4];

static int use_after_free(void)
{
	char *p = kmalloc(16, GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	kfree(p);
	OPTIMIZER_HIDE_VAR(p);
	result = READ_ONCE(*p);
	return 0;
}

static int out_of_bounds(void)
{
	char *p = kmalloc(16, GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	OPTIMIZER_HIDE_VAR(p);
	p[16] = 1;
	kfree(p);
	return 0;
}

static int lock_order(void)
{
	mutex_lock(&first);
	mutex_lock(&second);
	mutex_unlock(&second);
	mutex_unlock(&first);

	mutex_lock(&second);
	mutex_lock(&first);
	mutex_unlock(&first);
	mutex_unlock(&second);
	return 0;
}

static int sleep_in_atomic(void)
{
	spin_lock(&spinlock);
	mutex_lock(&first);
	mutex_unlock(&first);
	spin_unlock(&spinlock);
	return 0;
}

static int index_bounds(void)
{
	result = table[seven & 7];
	return 0;
}

static int shift_bounds(void)
{
	result = 1 << shift;
	return 0;
}

static int leak(void)
{
	int i;

	/* of one alone a copy of its address may be left on some stack */
	for (i = 0; i < 8; i++)
		if (!kmalloc(SIZE, GFP_KERNEL))
			return -ENOMEM;
	return 0;
}

/* -ENOANO rather than -ENOMEM, which others on the way may return */
static int allocate(void)
{
	void *p = kmalloc(SIZE, GFP_KERNEL);

	kfree(p);
	return p ? 0 : -ENOANO;
}

static int allocate_page(void)
{
	unsigned long page = __get_free_page(GFP_KERNEL);

	free_page(page);
	return page ? 0 : -ENOANO;
}

static const struct {
	const char *name;
	int (*sing)(void);
} songs[] = {
	{ "use-after-free", use_after_free },
	{ "out-of-bounds", out_of_bounds },
	{ "lock-order", lock_order },
	{ "sleep-in-atomic", sleep_in_atomic },
	{ "index-bounds", index_bounds },
	{ "shift-bounds", shift_bounds },
	{ "leak", leak },
	{ "allocate", allocate },
	{ "allocate-page", allocate_page },
};

static int set_sing(const char *name, const struct kernel_param *param)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(songs); i++)
		if (sysfs_streq(songs[i].name, name))
			return songs[i].sing();
	return -EINVAL;
}

static const struct kernel_param_ops sing_ops = { .set = set_sing };

module_param_cb(sing, &sing_ops, NULL, 0200);
MODULE_PARM_DESC(sing, "what to do wrong");

MODULE_DESCRIPTION("What a debug kernel should notice");
MODULE_LICENSE("GPL");
