// SPDX-License-Identifier: GPL-2.0-only
/*
 * Devices to measure the core with: their firmware answers at once and does
 * nothing. Beside them, what the core is compared with: a misc device whose
 * ioctl copies the same bytes between user space and buffers that it has.
 */
#include <linux/fs.h>
#include <linux/fwctl.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pm_runtime.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "bench.h"

#define BENCH_NAME_LEN 16

/* --- Tables, filled in by make_tables() where rows differ in numbers alone --- */

/* Requests are zeros behind the opcode, which is last where rules try names. */
static const struct fwctl_value levels[] = {
	{ 2, .name = "high" },
	{ 1, .name = "low" },
	{ 0, .name = "off" },
};

/* Fields have these in turn. */
static const struct fwctl_field rules[] = {
	{ FWCTL_RANGE(0, 100) },
	{ FWCTL_NAMED(levels) },
	{ FWCTL_MASK(0xf) },
};

/* So many fields with the opcode: integers, and data to the end */
static struct fwctl_field fields_1[1], fields_16[16], fields_64[64];
static char field_names[ARRAY_SIZE(fields_64)][BENCH_NAME_LEN];

#define SIZE_1	0
#define SIZE_16	4
#define SIZE_64	1

/* Behind the opcode */
#define BODY(_len) ((_len) - 1)

/* The last field is not there where nothing is left for it. */
#define MESSAGE(_len, _nr) {						\
	.min_len = BODY(_len), .max_len = BODY(_len),			\
	.nr_fields = (_nr) - (BODY(_len) == ((_nr) - 1) * SIZE_##_nr),	\
	.fields = fields_##_nr }

#define MESSAGE_ROW(_opcode, _len, _nr) {				\
	.name = "message-" #_len "-" #_nr,				\
	.summary = "Nothing, with " #_nr " fields in " #_len " bytes",	\
	.opcode = (_opcode), .effect = FWCTL_EFFECT_NONE,		\
	.request = MESSAGE(_len, _nr), .response = MESSAGE(_len, _nr) },

static const struct fwctl_msg record_header = FWCTL_HEADER(2,
	FWCTL_U8(0, "kind", FWCTL_KIND),
	FWCTL_U8(1, "length", FWCTL_TAIL_FROM(2)));

static const struct fwctl_variant record_variants[] = {
	FWCTL_VARIANT(1, "numbers", BENCH_RECORD, BENCH_RECORD,
		      FWCTL_LE16(2, "range", FWCTL_RANGE(0, 100)),
		      FWCTL_LE32(4, "mask", FWCTL_MASK(0xf)),
		      FWCTL_LE64(8, "any")),
	FWCTL_VARIANT(2, "data", BENCH_RECORD, BENCH_RECORD,
		      FWCTL_LE16(2, "range", FWCTL_RANGE(0, 100)),
		      FWCTL_BYTES(4, 12, "bytes")),
};

#define LONG_ROW(_opcode, _name, ...) {					\
	.name = (_name), .summary = "A long request, to be checked",	\
	.opcode = (_opcode), .effect = FWCTL_EFFECT_NONE,		\
	.request = FWCTL_MSG(0, BODY(BENCH_LONG), __VA_ARGS__) }

static const struct fwctl_command message_rows[] = {
	BENCH_MESSAGES(MESSAGE_ROW)
	LONG_ROW(BENCH_BYTES, "bytes", FWCTL_BYTES(0, 0, "data")),
	LONG_ROW(BENCH_ZEROS, "zeros"),
	LONG_ROW(BENCH_RECORDS, "records",
		 FWCTL_FIELD(RECORDS, 0, 0, "records",
			     .elem = &record_header,
			     .variants = record_variants,
			     .nr_variants = ARRAY_SIZE(record_variants))),
};

static struct fwctl_command short_rows[BENCH_MOST_ROWS];
static char short_names[ARRAY_SIZE(short_rows)][BENCH_NAME_LEN];

static void make_fields(struct fwctl_field *fields, u32 nr, u32 size)
{
	u32 i;

	for (i = 0; i < nr - 1; i++) {
		fields[i] = rules[i % ARRAY_SIZE(rules)];
		fields[i].kind = FWCTL_KIND_UINT;
		fields[i].name = field_names[i];
		fields[i].offset = i * size;
		fields[i].size = size;
	}
	fields[i] = (struct fwctl_field)FWCTL_BYTES(i * size, 0, "data");
}

static void make_tables(void)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(field_names); i++)
		snprintf(field_names[i], BENCH_NAME_LEN, "field_%u", i);
	make_fields(fields_1, 1, SIZE_1);
	make_fields(fields_16, 16, SIZE_16);
	make_fields(fields_64, 64, SIZE_64);
	for (i = 0; i < ARRAY_SIZE(short_rows); i++) {
		snprintf(short_names[i], BENCH_NAME_LEN, "row-%u", i + 1);
		short_rows[i].name = short_names[i];
		short_rows[i].summary = "Nothing";
		short_rows[i].opcode = i + 1;
		short_rows[i].effect = FWCTL_EFFECT_NONE;
	}
}

/* --- fwctl devices --- */

struct bench {
	int id;
	struct fwctl_table table;
	struct fwctl_ops ops;
	struct platform_device *pdev;
	struct fwctl_device *fwctl;
};

#define STATUS FWCTL_HEADER(1, FWCTL_U8(0, "status", FWCTL_STATUS))

#define TABLE(_nr) {							\
	.id = (_nr),							\
	.table = {							\
		.request_header = FWCTL_HEADER(4,			\
			FWCTL_LE32(0, "opcode", FWCTL_OPCODE)),		\
		.response_header = STATUS,				\
		.commands = short_rows,					\
		.nr_commands = (_nr),					\
	} },

static struct bench benches[] = {
	{
		.table = {
			.request_header = FWCTL_HEADER(1,
				FWCTL_U8(0, "opcode", FWCTL_OPCODE)),
			.response_header = STATUS,
			.commands = message_rows,
			.nr_commands = ARRAY_SIZE(message_rows),
		},
	},
	BENCH_TABLES(TABLE)
};

/* Success. What else the response has is nobody's: administrators alone ask. */
static int bench_send(struct fwctl_uctx *uctx, struct fwctl_rpc_req *rpc)
{
	*(u8 *)rpc->out = 0;
	fwctl_rpc_complete(rpc, rpc->out_size);
	return 0;
}

/*
 * The parent has runtime power management, as devices do, but stays active
 * between two calls: what is measured is not how long it takes to wake up.
 */
static int bench_add(struct bench *b)
{
	struct device *parent;
	int ret;

	b->pdev = platform_device_register_simple(BENCH_NAME, b->id, NULL, 0);
	if (IS_ERR(b->pdev))
		return PTR_ERR(b->pdev);
	parent = &b->pdev->dev;
	pm_runtime_set_autosuspend_delay(parent, 1000);
	pm_runtime_use_autosuspend(parent);
	pm_runtime_enable(parent);

	b->ops = (struct fwctl_ops) {
		.name = BENCH_NAME,
		.device_type = FWCTL_DEVICE_TYPE_SIM,
		.uctx_size = sizeof(struct fwctl_uctx),
		.max_in_flight = 1,
		.table = &b->table,
		.send = bench_send,
	};
	ret = -ENOMEM;
	b->fwctl = _fwctl_alloc_device(parent, &b->ops, sizeof(*b->fwctl));
	if (!b->fwctl)
		goto err_pdev;
	ret = fwctl_register(b->fwctl);
	if (ret)
		goto err_fwctl;
	return 0;

err_fwctl:
	fwctl_put(b->fwctl);
err_pdev:
	pm_runtime_dont_use_autosuspend(parent);
	pm_runtime_disable(parent);
	platform_device_unregister(b->pdev);
	return ret;
}

static void bench_remove(struct bench *b)
{
	fwctl_unregister(b->fwctl);
	fwctl_put(b->fwctl);
	pm_runtime_dont_use_autosuspend(&b->pdev->dev);
	pm_runtime_disable(&b->pdev->dev);
	platform_device_unregister(b->pdev);
}

/* --- The misc device --- */

struct bare_file {
	void *in;
	void *out;
};

static int bare_open(struct inode *inode, struct file *filp)
{
	struct bare_file *file = kzalloc(sizeof(*file), GFP_KERNEL);

	if (!file)
		return -ENOMEM;
	file->in = kvzalloc(FWCTL_MAX_LEN, GFP_KERNEL);
	file->out = kvzalloc(FWCTL_MAX_LEN, GFP_KERNEL);
	if (!file->in || !file->out) {
		kvfree(file->in);
		kvfree(file->out);
		kfree(file);
		return -ENOMEM;
	}
	filp->private_data = file;
	return 0;
}

static int bare_release(struct inode *inode, struct file *filp)
{
	struct bare_file *file = filp->private_data;

	kvfree(file->in);
	kvfree(file->out);
	kfree(file);
	return 0;
}

static long bare_ioctl(struct file *filp, unsigned int cmd, unsigned long user)
{
	struct fwctl_rpc __user *arg = (void __user *)user;
	struct bare_file *file = filp->private_data;
	struct fwctl_rpc rpc;

	if (cmd != FWCTL_RPC)
		return -ENOTTY;
	if (copy_from_user(&rpc, arg, sizeof(rpc)))
		return -EFAULT;
	if (rpc.in_len > FWCTL_MAX_LEN || rpc.out_len > FWCTL_MAX_LEN)
		return -EMSGSIZE;
	if (copy_from_user(file->in, u64_to_user_ptr(rpc.in), rpc.in_len))
		return -EFAULT;
	if (copy_to_user(u64_to_user_ptr(rpc.out), file->out, rpc.out_len))
		return -EFAULT;
	return put_user(rpc.out_len, &arg->out_len);
}

static const struct file_operations bare_fops = {
	.owner = THIS_MODULE,
	.open = bare_open,
	.release = bare_release,
	.unlocked_ioctl = bare_ioctl,
};

static struct miscdevice bare = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = BENCH_NODE,
	.mode = 0600,
	.fops = &bare_fops,
};

/* --- Module --- */

static void remove_all(u32 nr)
{
	while (nr--)
		bench_remove(&benches[nr]);
}

static int __init bench_init(void)
{
	u32 i;
	int ret;

	make_tables();
	for (i = 0; i < ARRAY_SIZE(benches); i++) {
		ret = bench_add(&benches[i]);
		if (ret) {
			remove_all(i);
			return ret;
		}
	}
	ret = misc_register(&bare);
	if (ret)
		remove_all(ARRAY_SIZE(benches));
	return ret;
}
module_init(bench_init);

static void __exit bench_exit(void)
{
	misc_deregister(&bare);
	remove_all(ARRAY_SIZE(benches));
}
module_exit(bench_exit);

MODULE_DESCRIPTION("What fwctl is measured with");
MODULE_LICENSE("GPL");
MODULE_IMPORT_NS(FWCTL_NS);
