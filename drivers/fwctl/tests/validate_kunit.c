// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of validate.c: each part of the description language at, below and
 * above its bounds, cut at every length, and with every undescribed byte set.
 *
 * Every message lies in memory of exactly its length, so that KASAN sees a
 * look beyond it. What holds of every check is asserted in request() and
 * response(), the only places that call validate.c's.
 */
#include <kunit/test.h>
#include <linux/slab.h>
#include <linux/fwctl_table.h>

#define LONGEST 64

struct blob {
	const u8 *bytes;
	u32 len;
};

#define BLOB(...) {							\
	.bytes = (const u8[]){ __VA_ARGS__ },				\
	.len = sizeof((const u8[]){ __VA_ARGS__ })			\
}

static const struct fwctl_msg empty = FWCTL_EMPTY;

/* "records[2].field", or "" for the message itself */
static void where(const struct fwctl_verdict *v, char *buf, size_t size)
{
	size_t n = 0;
	u32 i;

	buf[0] = '\0';
	for (i = 0; i < v->depth; i++)
		n += scnprintf(buf + n, size - n, "%s%s[%u]", i ? "." : "",
			       v->path[i]->name, v->index[i]);
	if (v->field && v->field->name[0])
		scnprintf(buf + n, size - n, "%s%s", n ? "." : "",
			  v->field->name);
}

/* A verdict, the places in it in words */
struct finding {
	u32 rule;
	const char *where;
	u32 offset;
	u32 bit;
	u32 width;
	bool has_value;
	bool has_bounds;
	u64 value;
	u64 min;
	u64 max;
};

#define RULE(_rule, _where, _offset, _bit, _width)			\
	.rule = FWCTL_RULE_##_rule, .where = (_where),			\
	.offset = (_offset), .bit = (_bit), .width = (_width)
#define SAW(_value) .has_value = true, .value = (_value)
#define BOUNDS(_min, _max) .has_bounds = true, .min = (_min), .max = (_max)

static void expect_finding(struct kunit *test, const struct fwctl_verdict *v,
			   const struct finding *want)
{
	char buf[96];

	KUNIT_EXPECT_EQ(test, v->rule, want->rule);
	where(v, buf, sizeof(buf));
	KUNIT_EXPECT_STREQ(test, buf, want->where);
	KUNIT_EXPECT_EQ(test, v->offset, want->offset);
	KUNIT_EXPECT_EQ(test, v->bit, want->bit);
	KUNIT_EXPECT_EQ(test, v->width, want->width);
	KUNIT_EXPECT_EQ(test, v->has_value, want->has_value);
	KUNIT_EXPECT_EQ(test, v->has_bounds, want->has_bounds);
	KUNIT_EXPECT_EQ(test, v->value, want->value);
	KUNIT_EXPECT_EQ(test, v->min, want->min);
	KUNIT_EXPECT_EQ(test, v->max, want->max);
}

static void expect_sound(struct kunit *test, const struct fwctl_verdict *v,
			 bool good, u32 len)
{
	KUNIT_EXPECT_EQ(test, good, v->rule == FWCTL_RULE_NONE);
	KUNIT_EXPECT_LE(test, v->offset, len);
	KUNIT_EXPECT_LE(test, v->len, len);
	KUNIT_EXPECT_LE(test, v->depth, (u32)FWCTL_DEPTH);
	if (good) {
		KUNIT_EXPECT_NULL(test, v->field);
		KUNIT_EXPECT_EQ(test, v->depth, 0U);
	}
}

static bool request(struct kunit *test, const struct fwctl_check *check,
		    const u8 *bytes, u32 len, struct fwctl_verdict *v)
{
	u8 *buf = kmemdup(bytes, len, GFP_KERNEL);
	bool good;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	memset(v, 0xff, sizeof(*v));
	good = fwctl_check_request(check, buf, len, v);
	expect_sound(test, v, good, len);
	/* a request goes out as it came in */
	KUNIT_EXPECT_MEMEQ(test, buf, bytes, len);
	kfree(buf);
	return good;
}

/* @shown: room for @len bytes, gets what the caller of the RPC would see */
static bool response(struct kunit *test, const struct fwctl_check *check,
		     const u8 *bytes, u32 len, u8 *shown,
		     struct fwctl_verdict *v)
{
	struct fwctl_verdict again;
	u8 *buf = kmemdup(bytes, len, GFP_KERNEL);
	bool good;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	memset(v, 0xff, sizeof(*v));
	good = fwctl_check_response(check, buf, len, v);
	expect_sound(test, v, good, len);
	memcpy(shown, buf, len);
	if (good) {
		/* nothing is left to clear or to trim */
		KUNIT_EXPECT_TRUE(test, fwctl_check_response(check, buf, len,
							     &again));
		KUNIT_EXPECT_EQ(test, again.len, v->len);
		KUNIT_EXPECT_MEMEQ(test, buf, shown, len);
	}
	kfree(buf);
	return good;
}

/* Integers: where their bytes and bits are */

struct integer {
	const char *name;
	struct fwctl_field field;
	struct blob in;
	u64 value;
};

static const struct integer integers[] = {
	{ "u8", FWCTL_U8(0, "x"), BLOB(0x81), 0x81 },
	{ "le16", FWCTL_LE16(0, "x"), BLOB(0x81, 0x92), 0x9281 },
	{ "be16", FWCTL_BE16(0, "x"), BLOB(0x81, 0x92), 0x8192 },
	{ "le24", FWCTL_LE24(0, "x"), BLOB(0x81, 0x92, 0xa3), 0xa39281 },
	{ "be24", FWCTL_FIELD(UINT, 0, 3, "x", .big_endian = true),
	  BLOB(0x81, 0x92, 0xa3), 0x8192a3 },
	{ "le32", FWCTL_LE32(0, "x"), BLOB(0x81, 0x92, 0xa3, 0xb4),
	  0xb4a39281 },
	{ "be32", FWCTL_BE32(0, "x"), BLOB(0x81, 0x92, 0xa3, 0xb4),
	  0x8192a3b4 },
	{ "le40", FWCTL_FIELD(UINT, 0, 5, "x"), BLOB(1, 2, 3, 4, 0x85),
	  0x8504030201 },
	{ "be40", FWCTL_FIELD(UINT, 0, 5, "x", .big_endian = true),
	  BLOB(0x81, 2, 3, 4, 5), 0x8102030405 },
	{ "le48", FWCTL_FIELD(UINT, 0, 6, "x"), BLOB(1, 2, 3, 4, 5, 0x86),
	  0x860504030201 },
	{ "be48", FWCTL_FIELD(UINT, 0, 6, "x", .big_endian = true),
	  BLOB(0x81, 2, 3, 4, 5, 6), 0x810203040506 },
	{ "le56", FWCTL_FIELD(UINT, 0, 7, "x"), BLOB(1, 2, 3, 4, 5, 6, 0x87),
	  0x87060504030201 },
	{ "be56", FWCTL_FIELD(UINT, 0, 7, "x", .big_endian = true),
	  BLOB(0x81, 2, 3, 4, 5, 6, 7), 0x81020304050607 },
	{ "le64", FWCTL_LE64(0, "x"), BLOB(1, 2, 3, 4, 5, 6, 7, 0x88),
	  0x8807060504030201 },
	{ "be64", FWCTL_BE64(0, "x"), BLOB(0x81, 2, 3, 4, 5, 6, 7, 8),
	  0x8102030405060708 },
	{ "le128", FWCTL_LE128(0, "x"),
	  BLOB(1, 2, 3, 4, 5, 6, 7, 0x88, 0, 0, 0, 0, 0, 0, 0, 0),
	  0x8807060504030201 },
	{ "be128", FWCTL_FIELD(UINT, 0, 16, "x", .big_endian = true),
	  BLOB(0, 0, 0, 0, 0, 0, 0, 0, 0x81, 2, 3, 4, 5, 6, 7, 8),
	  0x8102030405060708 },
	{ "s8, least", FWCTL_SINT(0, 1, "x"), BLOB(0x80), -128 },
	{ "s8, greatest", FWCTL_SINT(0, 1, "x"), BLOB(0x7f), 127 },
	{ "s16", FWCTL_SINT(0, 2, "x"), BLOB(0xfe, 0xff), -2 },
	{ "s16, big endian", FWCTL_SINT(0, 2, "x", .big_endian = true),
	  BLOB(0xff, 0xfe), -2 },
	{ "s24", FWCTL_SINT(0, 3, "x"), BLOB(0, 0, 0x80), -0x800000 },
	{ "s32", FWCTL_SINT(0, 4, "x"), BLOB(0, 0, 0, 0x80), -0x80000000LL },
	{ "s64", FWCTL_SINT(0, 8, "x"), BLOB(0, 0, 0, 0, 0, 0, 0, 0x80),
	  1ULL << 63 },
	{ "low bits", FWCTL_BITS(0, 1, 0, 3, "x"), BLOB(0x05), 5 },
	{ "high bits", FWCTL_BITS(0, 1, 5, 3, "x"), BLOB(0xa0), 5 },
	{ "one bit", FWCTL_BITS(0, 1, 7, 1, "x"), BLOB(0x80), 1 },
	{ "bits of two bytes", FWCTL_BITS(0, 2, 6, 4, "x"), BLOB(0x40, 0x02),
	  9 },
	{ "bits of two bytes, big endian",
	  FWCTL_BITS(0, 2, 6, 4, "x", .big_endian = true), BLOB(0x02, 0x40),
	  9 },
	{ "the uppermost bit of eight bytes", FWCTL_BITS(0, 8, 63, 1, "x"),
	  BLOB(0, 0, 0, 0, 0, 0, 0, 0x80), 1 },
	{ "63 bits of eight bytes, big endian",
	  FWCTL_BITS(0, 8, 1, 63, "x", .big_endian = true),
	  BLOB(0x80, 0, 0, 0, 0, 0, 0, 2), 1ULL << 62 | 1 },
	{ "signed bits", FWCTL_SINT(0, 2, "x", .lsb = 4, .bits = 10),
	  BLOB(0xe0, 0x3f), -2 },
	{ "signed bits, positive",
	  FWCTL_SINT(0, 2, "x", .lsb = 4, .bits = 10), BLOB(0xf0, 0x1f), 511 },
};

KUNIT_ARRAY_PARAM_DESC(integer, integers, name);

static void integer_test(struct kunit *test)
{
	const struct integer *p = test->param_value;
	u32 bits = p->field.bits ? p->field.bits : p->field.size * 8;
	u64 ones = p->field.kind == FWCTL_KIND_SINT || bits > 64 ?
		   ~0ULL : ~0ULL >> (64 - bits);
	u8 *buf = kmemdup(p->in.bytes, p->in.len, GFP_KERNEL);
	u32 i;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	KUNIT_EXPECT_EQ(test, fwctl_get_uint(&p->field, buf), p->value);

	fwctl_put_uint(&p->field, buf, 0);
	KUNIT_EXPECT_EQ(test, fwctl_get_uint(&p->field, buf), 0ULL);
	fwctl_put_uint(&p->field, buf, p->value);
	KUNIT_EXPECT_MEMEQ(test, buf, p->in.bytes, p->in.len);

	/* other bits stay as they are: here all but the field's end up as 0 */
	memset(buf, 0xff, p->in.len);
	fwctl_put_uint(&p->field, buf, 0);
	for (i = 0; i < p->in.len; i++)
		buf[i] = ~buf[i];
	KUNIT_EXPECT_EQ(test, fwctl_get_uint(&p->field, buf), ones);
	fwctl_put_uint(&p->field, buf, 0);
	for (i = 0; i < p->in.len; i++)
		KUNIT_EXPECT_EQ(test, buf[i], 0);
	kfree(buf);
}

/* Rules of integers, for integers of many shapes, 2 bytes into the message */

struct shape {
	const char *name;
	u8 kind;
	u8 size;
	u8 lsb;
	u8 bits;
	bool big_endian;
};

static const struct shape shapes[] = {
	{ "u8", FWCTL_KIND_UINT, 1 },
	{ "le16", FWCTL_KIND_UINT, 2 },
	{ "le24", FWCTL_KIND_UINT, 3 },
	{ "le32", FWCTL_KIND_UINT, 4 },
	{ "le40", FWCTL_KIND_UINT, 5 },
	{ "le48", FWCTL_KIND_UINT, 6 },
	{ "le56", FWCTL_KIND_UINT, 7 },
	{ "le64", FWCTL_KIND_UINT, 8 },
	{ "be16", FWCTL_KIND_UINT, 2, .big_endian = true },
	{ "be24", FWCTL_KIND_UINT, 3, .big_endian = true },
	{ "be32", FWCTL_KIND_UINT, 4, .big_endian = true },
	{ "be40", FWCTL_KIND_UINT, 5, .big_endian = true },
	{ "be48", FWCTL_KIND_UINT, 6, .big_endian = true },
	{ "be56", FWCTL_KIND_UINT, 7, .big_endian = true },
	{ "be64", FWCTL_KIND_UINT, 8, .big_endian = true },
	{ "s8", FWCTL_KIND_SINT, 1 },
	{ "s16", FWCTL_KIND_SINT, 2 },
	{ "s24, big endian", FWCTL_KIND_SINT, 3, .big_endian = true },
	{ "s32", FWCTL_KIND_SINT, 4 },
	{ "s64", FWCTL_KIND_SINT, 8 },
	{ "s64, big endian", FWCTL_KIND_SINT, 8, .big_endian = true },
	{ "low bits", FWCTL_KIND_UINT, 1, 0, 4 },
	{ "high bits", FWCTL_KIND_UINT, 1, 5, 3 },
	{ "middle bits", FWCTL_KIND_UINT, 2, 5, 6 },
	{ "middle bits, big endian", FWCTL_KIND_UINT, 2, 5, 6, true },
	{ "bits of le32", FWCTL_KIND_UINT, 4, 3, 28 },
	{ "bits of be64", FWCTL_KIND_UINT, 8, 1, 62, true },
	{ "signed bits", FWCTL_KIND_SINT, 2, 4, 10 },
	{ "signed bits, big endian", FWCTL_KIND_SINT, 4, 7, 3, true },
};

KUNIT_ARRAY_PARAM_DESC(shape, shapes, name);

#define PAD 2

static struct fwctl_field shaped(const struct shape *shape)
{
	return (struct fwctl_field){
		.name = "x", .kind = shape->kind, .offset = PAD,
		.size = shape->size, .lsb = shape->lsb, .bits = shape->bits,
		.big_endian = shape->big_endian,
	};
}

static u32 shape_width(const struct shape *shape)
{
	return shape->bits ? shape->bits : shape->size * 8;
}

/* The field with all of its bits set, as an unsigned number */
static u64 shape_ones(const struct shape *shape)
{
	return ~0ULL >> (64 - shape_width(shape));
}

/* What @value reads as: a signed field extends its sign */
static u64 shape_value(const struct shape *shape, u64 value)
{
	u64 ones = shape_ones(shape);

	value &= ones;
	if (shape->kind == FWCTL_KIND_SINT && value & ~(ones >> 1))
		value |= ~ones;
	return value;
}

/*
 * A request and a response with @value in @field. The request breaks @rule, or
 * none; @min and @max are what the verdict shall say of it. Responses are not
 * held to rules.
 */
static void try_value(struct kunit *test, const struct shape *shape,
		      const struct fwctl_field *field, u64 value, u32 rule,
		      bool has_bounds, u64 min, u64 max)
{
	const struct fwctl_msg msg = {
		.min_len = PAD + field->size, .max_len = PAD + field->size,
		.nr_fields = 1, .fields = field,
	};
	const u64 limits[] = { 0, 5 };
	const struct fwctl_check check = {
		.header = &empty, .body = &msg,
		.limits = limits, .nr_limits = ARRAY_SIZE(limits),
	};
	const struct finding want = {
		.rule = rule, .where = "x", .offset = PAD, .bit = field->lsb,
		.width = shape_width(shape),
		SAW(shape_value(shape, value)),
		.has_bounds = has_bounds, .min = min, .max = max,
	};
	u8 buf[PAD + 8] = {}, shown[PAD + 8];
	u32 len = PAD + field->size;
	struct fwctl_verdict v;
	bool good;

	fwctl_put_uint(field, buf + PAD, value);
	good = request(test, &check, buf, len, &v);
	KUNIT_EXPECT_EQ_MSG(test, good, rule == FWCTL_RULE_NONE,
			    "rule %u, value %llx", field->rule, value);
	if (!good)
		expect_finding(test, &v, &want);

	KUNIT_EXPECT_TRUE(test, response(test, &check, buf, len, shown, &v));
	KUNIT_EXPECT_MEMEQ(test, shown, buf, len);
}

static void fixed_test(struct kunit *test)
{
	const struct shape *shape = test->param_value;
	struct fwctl_field field = shaped(shape);
	const u64 fixed[] = { 0, 1, 2, shape_ones(shape), shape_ones(shape) / 2 };
	u32 i;

	field.rule = FWCTL_RULE_FIXED;
	for (i = 0; i < ARRAY_SIZE(fixed); i++) {
		u64 it = shape_value(shape, fixed[i]);

		field.min = it;
		field.max = it;
		try_value(test, shape, &field, it, FWCTL_RULE_NONE, 0, 0, 0);
		try_value(test, shape, &field, it - 1, FWCTL_RULE_FIXED, true,
			  it, it);
		try_value(test, shape, &field, it + 1, FWCTL_RULE_FIXED, true,
			  it, it);
	}
}

static void range_test(struct kunit *test)
{
	const struct shape *shape = test->param_value;
	struct fwctl_field field = shaped(shape);
	bool is_signed = shape->kind == FWCTL_KIND_SINT;
	u64 least = is_signed ? ~(shape_ones(shape) >> 1) : 0;
	u64 most = is_signed ? shape_ones(shape) >> 1 : shape_ones(shape);
	u64 min = least + 2, max = most - 1;

	field.rule = FWCTL_RULE_RANGE;
	field.min = min;
	field.max = max;
	try_value(test, shape, &field, least, FWCTL_RULE_RANGE, true, min, max);
	try_value(test, shape, &field, min - 1, FWCTL_RULE_RANGE, true, min,
		  max);
	try_value(test, shape, &field, min, FWCTL_RULE_NONE, 0, 0, 0);
	try_value(test, shape, &field, min + 1, FWCTL_RULE_NONE, 0, 0, 0);
	try_value(test, shape, &field, max, FWCTL_RULE_NONE, 0, 0, 0);
	try_value(test, shape, &field, max + 1, FWCTL_RULE_RANGE, true, min,
		  max);

	/* all that it can be */
	field.min = least;
	field.max = most;
	try_value(test, shape, &field, least, FWCTL_RULE_NONE, 0, 0, 0);
	try_value(test, shape, &field, most, FWCTL_RULE_NONE, 0, 0, 0);
}

static void named_test(struct kunit *test)
{
	const struct shape *shape = test->param_value;
	struct fwctl_field field = shaped(shape);
	const struct fwctl_value values[] = {
		{ .number = 1, .name = "one" },
		{ .number = shape_value(shape, ~0ULL), .name = "all" },
		{ .number = 3, .name = "three" },
	};
	const u64 others[] = { 0, 2, 4, ~0ULL - 1 };
	u32 i;

	field.rule = FWCTL_RULE_NAMED;
	field.values = values;
	field.nr_values = ARRAY_SIZE(values);
	for (i = 0; i < ARRAY_SIZE(values); i++)
		try_value(test, shape, &field, values[i].number,
			  FWCTL_RULE_NONE, 0, 0, 0);
	/* names have no bounds that would say anything */
	for (i = 0; i < ARRAY_SIZE(others); i++)
		try_value(test, shape, &field, others[i], FWCTL_RULE_NAMED,
			  false, 0, 0);
}

static void mask_test(struct kunit *test)
{
	const struct shape *shape = test->param_value;
	struct fwctl_field field = shaped(shape);
	u32 i;

	if (shape->kind == FWCTL_KIND_SINT)
		return;

	field.rule = FWCTL_RULE_MASK;
	field.max = 0x3;
	try_value(test, shape, &field, 0, FWCTL_RULE_NONE, 0, 0, 0);
	try_value(test, shape, &field, 3, FWCTL_RULE_NONE, 0, 0, 0);
	for (i = 0; i < shape_width(shape); i++)
		try_value(test, shape, &field, BIT_ULL(i),
			  i < 2 ? FWCTL_RULE_NONE : FWCTL_RULE_MASK,
			  true, 0, 3);
	try_value(test, shape, &field, ~0ULL, FWCTL_RULE_MASK, true, 0, 3);

	field.max = shape_value(shape, ~0ULL);
	try_value(test, shape, &field, ~0ULL, FWCTL_RULE_NONE, 0, 0, 0);
}

static void limit_test(struct kunit *test)
{
	const struct shape *shape = test->param_value;
	struct fwctl_field field = shaped(shape);
	u32 i;

	if (shape->kind == FWCTL_KIND_SINT)
		return;

	field.limit = 2;	/* it is 5 */
	for (i = 0; i <= 7; i++)
		try_value(test, shape, &field, i,
			  i <= 5 ? FWCTL_RULE_NONE : FWCTL_RULE_LIMIT,
			  true, 0, 5);
	try_value(test, shape, &field, shape_ones(shape), FWCTL_RULE_LIMIT,
		  true, 0, 5);

	field.step = 2;
	field.plus = 1;
	for (i = 0; i <= 7; i++)
		try_value(test, shape, &field, i,
			  i <= 2 ? FWCTL_RULE_NONE : FWCTL_RULE_LIMIT,
			  true, 0, 2);
	field.plus = 0;
	for (i = 0; i <= 7; i++)
		try_value(test, shape, &field, i,
			  i <= 2 ? FWCTL_RULE_NONE : FWCTL_RULE_LIMIT,
			  true, 0, 2);

	field.limit = 1;	/* it is 0 */
	field.step = 0;
	try_value(test, shape, &field, 0, FWCTL_RULE_NONE, 0, 0, 0);
	try_value(test, shape, &field, 1, FWCTL_RULE_LIMIT, true, 0, 0);
}

/* Only administrators set it, unless it is zero */
static void admin_test(struct kunit *test)
{
	const struct shape *shape = test->param_value;
	struct fwctl_field field = shaped(shape);
	const struct fwctl_msg msg = {
		.min_len = PAD + field.size, .max_len = PAD + field.size,
		.nr_fields = 1, .fields = &field,
	};
	struct fwctl_check check = { .header = &empty, .body = &msg };
	struct finding want = { RULE(ADMIN, "x", PAD, shape->lsb,
				     shape_width(shape)), BOUNDS(0, 0) };
	u8 zero[PAD + 8] = {}, buf[PAD + 8] = {}, shown[PAD + 8];
	u32 i, len = PAD + field.size;
	struct fwctl_verdict v;

	field.is_admin = true;
	KUNIT_EXPECT_TRUE(test, request(test, &check, buf, len, &v));
	for (i = 0; i < shape_width(shape); i++) {
		fwctl_put_uint(&field, buf + PAD, BIT_ULL(i));
		check.admin = false;
		KUNIT_EXPECT_FALSE(test, request(test, &check, buf, len, &v));
		want.has_value = true;
		want.value = shape_value(shape, BIT_ULL(i));
		expect_finding(test, &v, &want);
		KUNIT_EXPECT_TRUE(test, response(test, &check, buf, len, shown,
						 &v));
		KUNIT_EXPECT_MEMEQ(test, shown, zero, len);

		check.admin = true;
		KUNIT_EXPECT_TRUE(test, request(test, &check, buf, len, &v));
		KUNIT_EXPECT_TRUE(test, response(test, &check, buf, len, shown,
						 &v));
		KUNIT_EXPECT_MEMEQ(test, shown, buf, len);
	}
}

/* Its value is in no verdict, and in no response, whoever asks */
static void secret_test(struct kunit *test)
{
	const struct shape *shape = test->param_value;
	struct fwctl_field field = shaped(shape);
	const struct fwctl_msg msg = {
		.min_len = PAD + field.size, .max_len = PAD + field.size,
		.nr_fields = 1, .fields = &field,
	};
	struct fwctl_check check = { .header = &empty, .body = &msg };
	struct finding want = { RULE(FIXED, "x", PAD, shape->lsb,
				     shape_width(shape)) };
	u8 zero[PAD + 8] = {}, buf[PAD + 8] = {}, shown[PAD + 8];
	u32 len = PAD + field.size;
	struct fwctl_verdict v;

	field.is_secret = true;
	field.rule = FWCTL_RULE_FIXED;
	field.min = 3;
	field.max = 3;
	fwctl_put_uint(&field, buf + PAD, 3);
	KUNIT_EXPECT_TRUE(test, request(test, &check, buf, len, &v));
	fwctl_put_uint(&field, buf + PAD, 2);
	KUNIT_EXPECT_FALSE(test, request(test, &check, buf, len, &v));
	expect_finding(test, &v, &want);
	check.admin = true;
	fwctl_put_uint(&field, buf + PAD, ~0ULL);
	KUNIT_EXPECT_TRUE(test, response(test, &check, buf, len, shown, &v));
	KUNIT_EXPECT_MEMEQ(test, shown, zero, len);
}

/* Bits that no field describes are treated as bytes that no field describes */
static void undescribed_bits_test(struct kunit *test)
{
	const struct shape *shape = test->param_value;
	const struct fwctl_field field = shaped(shape);
	const struct fwctl_msg msg = {
		.min_len = PAD + field.size, .max_len = PAD + field.size,
		.nr_fields = 1, .fields = &field,
	};
	const struct fwctl_check check = { .header = &empty, .body = &msg };
	/* all of the integer, to set its bits */
	struct fwctl_field whole = field;
	u8 good[PAD + 8] = {}, buf[PAD + 8], shown[PAD + 8];
	u32 i, len = PAD + field.size;
	struct fwctl_verdict v;

	whole.kind = FWCTL_KIND_UINT;
	whole.lsb = 0;
	whole.bits = 0;
	fwctl_put_uint(&field, good + PAD, ~0ULL);
	KUNIT_EXPECT_TRUE(test, request(test, &check, good, len, &v));
	for (i = 0; i < field.size * 8; i++) {
		const struct finding want = { RULE(ZERO, "", PAD, i, 1),
					      SAW(1), BOUNDS(0, 0) };

		if (i >= field.lsb && i < field.lsb + shape_width(shape))
			continue;
		memcpy(buf, good, sizeof(buf));
		fwctl_put_uint(&whole, buf + PAD,
			       fwctl_get_uint(&whole, buf + PAD) | BIT_ULL(i));
		KUNIT_EXPECT_FALSE(test, request(test, &check, buf, len, &v));
		expect_finding(test, &v, &want);
		KUNIT_EXPECT_TRUE(test, response(test, &check, buf, len, shown,
						 &v));
		KUNIT_EXPECT_MEMEQ(test, shown, good, len);
	}
	/* two at once: the lower one is named, both are cleared */
	memset(buf, 0, sizeof(buf));
	memset(buf + PAD, 0xff, field.size);
	KUNIT_EXPECT_TRUE(test, response(test, &check, buf, len, shown, &v));
	KUNIT_EXPECT_MEMEQ(test, shown, good, len);
}

/*
 * Messages for the tests that know nothing of what they test. In each, every
 * byte that a field describes is other than zero, and none else is.
 */
struct sample {
	const char *name;
	const struct fwctl_msg *header;
	const struct fwctl_msg *body;
	struct blob good;
	/* bit N: cut to N bytes it is a good request */
	u64 requests;
	/* likewise a good response, where that differs */
	u64 responses;
};

#define LEN(n) BIT_ULL(n)

static const struct fwctl_msg numbers = FWCTL_MSG(54, 54,
	FWCTL_U8(0, "u8"),
	FWCTL_LE16(1, "le16"),
	FWCTL_LE24(3, "le24"),
	FWCTL_LE32(8, "le32"),
	FWCTL_BE64(12, "be64"),
	FWCTL_FIELD(UINT, 20, 5, "le40"),
	FWCTL_SINT(25, 6, "s48"),
	FWCTL_FIELD(UINT, 31, 7, "be56", .big_endian = true),
	FWCTL_LE128(38, "le128"));

static const struct fwctl_msg bits = FWCTL_MSG(8, 10,
	FWCTL_BITS(0, 1, 0, 2, "a"),
	FWCTL_BITS(0, 1, 6, 2, "b"),
	FWCTL_BITS(2, 2, 0, 9, "c"),
	FWCTL_SINT(2, 2, "d", .lsb = 12, .bits = 4),
	FWCTL_BITS(4, 4, 4, 4, "e", .big_endian = true),
	FWCTL_BITS(4, 4, 8, 24, "f", .big_endian = true),
	FWCTL_U8(8, "g"));

static const struct fwctl_msg optional = FWCTL_MSG(4, 14,
	FWCTL_LE32(0, "a"),
	FWCTL_LE16(4, "b"),
	FWCTL_LE32(8, "c"));

static const struct fwctl_msg fixed_bytes = FWCTL_MSG(3, 42,
	FWCTL_BYTES(0, 3, "bytes"),
	FWCTL_STRING(4, 4, "text"),
	FWCTL_UUID(8, "uuid"),
	FWCTL_VENDOR(24, 2, "vendor"),
	FWCTL_GUID_LE(26, "guid"));

static const struct fwctl_msg rest_bytes = FWCTL_MSG(1, 6,
	FWCTL_U8(0, "a"),
	FWCTL_BYTES(2, 0, "rest"));

static const struct fwctl_msg measured_bytes = FWCTL_MSG(2, 10,
	FWCTL_U8(0, "len", FWCTL_LENGTH_OF(2)),
	FWCTL_BYTES(2, 0, "bytes"));

static const struct fwctl_msg stepped_text = FWCTL_MSG(1, 12,
	FWCTL_U8(0, "dwords", FWCTL_LENGTH_OF(1), FWCTL_STEP(4, 1)),
	FWCTL_STRING(1, 0, "text"));

static const struct fwctl_msg fixed_array = FWCTL_MSG(1, 14,
	FWCTL_U8(0, "a"),
	FWCTL_ARRAY(1, 3, 4, "list",
		    FWCTL_U8(0, "x"),
		    FWCTL_LE16(2, "y")));

static const struct fwctl_msg counted_array = FWCTL_MSG(1, 14,
	FWCTL_U8(0, "n", FWCTL_COUNT_OF(2)),
	FWCTL_ARRAY(2, 0, 3, "list",
		    FWCTL_LE16(0, "x"),
		    FWCTL_U8(2, "y")));

static const struct fwctl_msg rest_array = FWCTL_MSG(2, 14,
	FWCTL_LE16(0, "a"),
	FWCTL_ARRAY(2, 0, 3, "list",
		    FWCTL_LE16(0, "x")));

static const struct fwctl_msg plain_array = FWCTL_MSG(0, 8,
	FWCTL_ARRAY(0, 0, 2, "list",
		    FWCTL_LE16(0, "")));

static const struct fwctl_msg nested_arrays = FWCTL_MSG(14, 16,
	FWCTL_ARRAY(0, 2, 7, "outer",
		    FWCTL_U8(0, "n", FWCTL_COUNT_OF(1)),
		    FWCTL_ARRAY(1, 0, 2, "inner",
				FWCTL_U8(0, "x"))));

#define TLV_HEADER							\
	FWCTL_HEADER(2,							\
		     FWCTL_U8(0, "kind", FWCTL_KIND),			\
		     FWCTL_U8(1, "len", FWCTL_TAIL_FROM(2)))

/* Records of kind, length and what the kind has, and of more kinds */
#define TLV(_offset, ...)						\
	FWCTL_RECORDS(_offset, 0, "tlv", TLV_HEADER,			\
		      FWCTL_VARIANT(1, "word", 4, 4,			\
				    FWCTL_LE16(2, "word")),		\
		      FWCTL_VARIANT(2, "blob", 3, 8,			\
				    FWCTL_BYTES(2, 0, "blob")),		\
		      FWCTL_VARIANT(3, "gaps", 6, 6,			\
				    FWCTL_U8(3, "byte")),		\
		      __VA_ARGS__)

static const struct fwctl_msg tlv = FWCTL_MSG(1, 40,
	FWCTL_U8(0, "version"),
	TLV(1));

static const struct fwctl_msg counted_tlv = FWCTL_MSG(1, 40,
	FWCTL_U8(0, "n", FWCTL_COUNT_OF(1)),
	TLV(1));

static const struct fwctl_msg other_tlv = FWCTL_MSG(0, 40,
	TLV(0,
	    FWCTL_OTHER("other", 3, 10,
			FWCTL_U8(2, "first"))));

/* As TLV, but a length of 0 is a byte, and one of 1 is three */
static const struct fwctl_msg stepped_tlv = FWCTL_MSG(0, 40,
	FWCTL_RECORDS(0, 0, "recs",
		      FWCTL_HEADER(3,
				   FWCTL_U8(0, "kind", FWCTL_KIND),
				   FWCTL_U8(2, "len", FWCTL_TAIL_FROM(3),
					    FWCTL_STEP(2, 1))),
		      FWCTL_VARIANT(1, "one", 4, 10,
				    FWCTL_ARRAY(4, 0, 2, "list",
						FWCTL_LE16(0, ""))),
		      FWCTL_VARIANT(2, "two", 4, 8,
				    FWCTL_LE32(4, "x"))));

/* Part of the header is in what its length is of */
static const struct fwctl_msg long_header_tlv = FWCTL_MSG(0, 40,
	FWCTL_RECORDS(0, 0, "recs",
		      FWCTL_HEADER(4,
				   FWCTL_U8(0, "kind", FWCTL_KIND),
				   FWCTL_U8(1, "len", FWCTL_TAIL_FROM(2),
					    FWCTL_STEP(2, 1)),
				   FWCTL_U8(3, "x")),
		      FWCTL_VARIANT(1, "one", 4, 10,
				    FWCTL_U8(5, "y"))));

static const struct fwctl_msg fixed_records = FWCTL_MSG(0, 20,
	FWCTL_RECORDS(0, 4, "recs",
		      FWCTL_HEADER(1, FWCTL_U8(0, "kind", FWCTL_KIND)),
		      FWCTL_VARIANT(1, "one", 4, 4,
				    FWCTL_LE16(2, "x")),
		      FWCTL_VARIANT(2, "two", 4, 4,
				    FWCTL_LE24(1, "y")),
		      FWCTL_VARIANTS(4, 6, "some", 4, 4,
				     FWCTL_U8(3, "z"))));

static const struct fwctl_msg counted_fixed_records = FWCTL_MSG(1, 20,
	FWCTL_U8(0, "n", FWCTL_COUNT_OF(1)),
	FWCTL_RECORDS(1, 3, "recs",
		      FWCTL_HEADER(2, FWCTL_U8(1, "kind", FWCTL_KIND)),
		      FWCTL_VARIANT(1, "one", 3, 3,
				    FWCTL_U8(2, "x"))));

static const struct fwctl_msg bounded_records = FWCTL_MSG(2, 20,
	FWCTL_U8(0, "len", FWCTL_LENGTH_OF(2)),
	FWCTL_RECORDS(2, 3, "recs",
		      FWCTL_HEADER(1, FWCTL_U8(0, "kind", FWCTL_KIND)),
		      FWCTL_VARIANT(1, "one", 3, 3,
				    FWCTL_LE16(1, "x"))));

static const struct fwctl_msg counted_bounded_records = FWCTL_MSG(2, 20,
	FWCTL_U8(0, "len", FWCTL_LENGTH_OF(2)),
	FWCTL_U8(1, "n", FWCTL_COUNT_OF(2)),
	FWCTL_RECORDS(2, 3, "recs",
		      FWCTL_HEADER(1, FWCTL_U8(0, "kind", FWCTL_KIND)),
		      FWCTL_VARIANT(1, "one", 3, 3,
				    FWCTL_LE16(1, "x"))));

/* FWCTL_DEPTH messages within each other, each measured by the one around it */
static const struct fwctl_msg deep = FWCTL_MSG(1, 40,
	FWCTL_U8(0, "n", FWCTL_COUNT_OF(2)),
	FWCTL_RECORDS(2, 0, "recs",
		      FWCTL_HEADER(3,
				   FWCTL_U8(0, "len", FWCTL_TAIL_FROM(3)),
				   FWCTL_U8(1, "kind", FWCTL_KIND),
				   FWCTL_U8(2, "n", FWCTL_COUNT_OF(4))),
		      FWCTL_VARIANT(6, "six", 3, 4,
				    FWCTL_U8(3, "y")),
		      FWCTL_VARIANT(7, "seven", 4, 20,
				    FWCTL_ARRAY(4, 0, 5, "outer",
						FWCTL_U8(0, "n", FWCTL_COUNT_OF(1)),
						FWCTL_ARRAY(1, 0, 2, "inner",
							    FWCTL_U8(1, "x"))))));

#define ONES 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
#define NAMED_RECORDS(...)						\
	FWCTL_RECORDS(0, 20, "recs",					\
		      FWCTL_HEADER(17,					\
				   FWCTL_UUID(0, "id", FWCTL_KIND),	\
				   FWCTL_U8(16, "x")),			\
		      FWCTL_UUID_VARIANT((ONES, 2), "two", 19, 20,	\
					 FWCTL_LE16(17, "y")),		\
		      FWCTL_UUID_VARIANT((ONES, 3), "three", 20, 20,	\
					 FWCTL_U8(19, "z")),		\
		      __VA_ARGS__)

static const struct fwctl_msg named_records = FWCTL_MSG(0, 60,
	NAMED_RECORDS());

static const struct fwctl_msg other_named_records = FWCTL_MSG(0, 60,
	NAMED_RECORDS(FWCTL_OTHER("other", 17, 20,
				  FWCTL_U8(18, "any"))));

static const struct fwctl_msg tail_in_body = FWCTL_MSG(3, 12,
	FWCTL_U8(0, "len", FWCTL_TAIL_FROM(1)),
	FWCTL_LE16(1, "a"),
	FWCTL_ARRAY(4, 0, 2, "list",
		    FWCTL_LE16(0, "")));

static const struct fwctl_msg late_tail = FWCTL_MSG(1, 12,
	FWCTL_U8(0, "len", FWCTL_TAIL_FROM(4)),
	FWCTL_U8(2, "a"),
	FWCTL_BYTES(4, 0, "rest"));

static const struct fwctl_msg opcode_header = FWCTL_HEADER(4,
	FWCTL_LE16(0, "opcode", FWCTL_OPCODE),
	FWCTL_U8(3, "flags", FWCTL_RANGE(1, 3)));

static const struct fwctl_msg length_header = FWCTL_HEADER(3,
	FWCTL_U8(0, "opcode", FWCTL_OPCODE),
	FWCTL_U8(1, "len", FWCTL_TAIL_FROM(3)));

static const struct fwctl_msg dwords_header = FWCTL_HEADER(4,
	FWCTL_U8(0, "opcode", FWCTL_OPCODE),
	FWCTL_U8(2, "dwords", FWCTL_TAIL_FROM(4), FWCTL_STEP(4, 4)));

static const struct fwctl_msg words = FWCTL_MSG(2, 8,
	FWCTL_LE16(0, "a"),
	FWCTL_LE16(4, "b"));

static const struct sample samples[] = {
	{ "nothing", &empty, &empty, BLOB(), LEN(0) },
	{ "integers", &empty, &numbers,
	  BLOB(0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0, 0,
	       0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10,
	       0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,
	       0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x20,
	       0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28,
	       0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30,
	       0x31, 0x32, 0x33, 0x34, 0x35, 0x36), LEN(54) },
	{ "bits", &empty, &bits,
	  BLOB(0xc3, 0, 0xff, 0xf1, 0xff, 0xff, 0xff, 0xf0, 1),
	  LEN(8) | LEN(9) },
	{ "optional fields", &empty, &optional,
	  BLOB(1, 2, 3, 4, 5, 6, 0, 0, 9, 10, 11, 12, 0, 0),
	  LEN(4) | LEN(6) | LEN(7) | LEN(8) | LEN(12) | LEN(13) | LEN(14) },
	{ "bytes, text, UUIDs of one length", &empty, &fixed_bytes,
	  BLOB(1, 2, 3, 0, 'a', 'b', 'c', 'd',
	       1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1, 2,
	       1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
	  LEN(3) | LEN(4) | LEN(8) | LEN(24) | LEN(26) | LEN(42) },
	{ "bytes to the end", &empty, &rest_bytes, BLOB(1, 0, 3, 4, 5, 6),
	  LEN(1) | LEN(2) | LEN(3) | LEN(4) | LEN(5) | LEN(6) },
	{ "bytes with a length", &empty, &measured_bytes,
	  BLOB(3, 0, 1, 2, 3, 0, 0), LEN(5) | LEN(6) | LEN(7) },
	{ "text with a length in steps", &empty, &stepped_text,
	  BLOB(1, 'h', 'e', 'l', 'l', 'o', 0, 0),
	  LEN(6) | LEN(7) | LEN(8) },
	{ "array of a fixed count", &empty, &fixed_array,
	  BLOB(1, 2, 0, 4, 5, 6, 0, 8, 9, 10, 0, 12, 13, 0),
	  LEN(1) | LEN(13) | LEN(14) },
	{ "counted array", &empty, &counted_array,
	  BLOB(2, 0, 1, 2, 3, 4, 5, 6, 0, 0),
	  LEN(8) | LEN(9) | LEN(10) },
	{ "array to the end", &empty, &rest_array,
	  BLOB(1, 2, 1, 2, 0, 4, 5, 0, 7, 8, 0),
	  LEN(2) | LEN(5) | LEN(8) | LEN(11) },
	{ "plain array", &empty, &plain_array, BLOB(1, 2, 3, 4, 5, 6),
	  LEN(0) | LEN(2) | LEN(4) | LEN(6) },
	{ "arrays in an array", &empty, &nested_arrays,
	  BLOB(3, 1, 0, 2, 0, 3, 0, 1, 4, 0, 0, 0, 0, 0, 0),
	  LEN(14) | LEN(15) },
	{ "records with a length", &empty, &tlv,
	  BLOB(9, 1, 2, 0x11, 0x12, 2, 3, 'x', 'y', 'z', 3, 4, 0, 0x33, 0, 0),
	  LEN(1) | LEN(5) | LEN(10) | LEN(16) },
	{ "records with a count and lengths", &empty, &counted_tlv,
	  BLOB(2, 1, 2, 0x11, 0x12, 2, 3, 'x', 'y', 'z', 0, 0, 0),
	  LEN(10) | LEN(11) | LEN(12) | LEN(13) },
	{ "records of any kind", &empty, &other_tlv,
	  BLOB(9, 3, 1, 0, 0, 2, 1, 5, 8, 1, 6),
	  LEN(0) | LEN(5) | LEN(8) | LEN(11) },
	{ "records with a length in steps", &empty, &stepped_tlv,
	  BLOB(1, 0, 1, 0, 5, 6, 1, 0, 2, 0, 1, 2, 3, 4),
	  LEN(0) | LEN(6) | LEN(14) },
	{ "records with a length that is also of their header", &empty,
	  &long_header_tlv, BLOB(1, 1, 0, 8, 0, 1, 2, 0, 8, 0, 6, 0),
	  LEN(0) | LEN(5) | LEN(12) },
	{ "records of one size", &empty, &fixed_records,
	  BLOB(1, 0, 3, 4, 2, 2, 3, 4, 1, 0, 3, 4),
	  LEN(0) | LEN(4) | LEN(8) | LEN(12) },
	{ "records of one size with a count", &empty, &counted_fixed_records,
	  BLOB(2, 0, 1, 3, 0, 1, 3, 0, 0), LEN(7) | LEN(8) | LEN(9) },
	{ "records with the length of all", &empty, &bounded_records,
	  BLOB(6, 0, 1, 2, 3, 1, 5, 6, 0, 0, 0),
	  LEN(8) | LEN(9) | LEN(10) | LEN(11) },
	{ "records with a count and the length of all", &empty,
	  &counted_bounded_records, BLOB(7, 2, 1, 2, 3, 1, 5, 6, 0, 0, 0),
	  LEN(9) | LEN(10) | LEN(11) },
	{ "as deep as it goes", &empty, &deep,
	  BLOB(2, 0, 12, 7, 2, 0, 2, 0, 1, 0, 2, 1, 0, 1, 0, 0, 0,
	       6, 7, 1, 0, 1, 0, 9, 0, 0, 0),
	  LEN(26) | LEN(27) },
	{ "records of kinds that have nothing to count", &empty, &deep,
	  BLOB(2, 0, 1, 6, 200, 7, 1, 6, 1, 8), LEN(10) },
	{ "records whose kind is a UUID", &empty, &named_records,
	  BLOB(ONES, 2, 7, 8, 9, 0, ONES, 3, 7, 0, 0, 9),
	  LEN(0) | LEN(20) | LEN(40) },
	{ "records whose kind is a UUID, or any other", &empty,
	  &other_named_records,
	  BLOB(ONES, 3, 7, 0, 0, 9, ONES, 4, 7, 0, 8, 0),
	  LEN(0) | LEN(20) | LEN(40) },
	{ "length of the rest in the body", &empty, &tail_in_body,
	  BLOB(7, 1, 2, 0, 5, 6, 7, 8), LEN(8), LEN(8) },
	{ "length of the rest, some way behind it", &opcode_header, &late_tail,
	  BLOB(1, 2, 0, 3, 3, 0, 1, 0, 4, 5, 6), LEN(11) },
	{ "header", &opcode_header, &words,
	  BLOB(1, 2, 0, 3, 1, 2, 0, 0, 3, 4, 0),
	  LEN(6) | LEN(7) | LEN(8) | LEN(10) | LEN(11) },
	{ "header alone", &opcode_header, &empty, BLOB(1, 2, 0, 3), LEN(4) },
	{ "header with the length of the body", &length_header, &words,
	  BLOB(1, 7, 0, 1, 2, 0, 0, 3, 4, 0), LEN(10) },
	{ "header with the length of the body in steps", &dwords_header, &words,
	  BLOB(1, 0, 1, 0, 1, 2, 0, 0, 3, 4, 0, 0), LEN(12) },
};

KUNIT_ARRAY_PARAM_DESC(sample, samples, name);

static struct fwctl_check sample_check(const struct sample *p)
{
	return (struct fwctl_check){ .header = p->header, .body = p->body };
}

static void sample_cut_test(struct kunit *test)
{
	const struct sample *p = test->param_value;
	const struct fwctl_check check = sample_check(p);
	u64 responses = p->responses ? p->responses : p->requests;
	struct fwctl_verdict v;
	u8 shown[LONGEST];
	u32 len;

	KUNIT_ASSERT_LE(test, p->good.len, (u32)LONGEST - 1);
	for (len = 0; len <= p->good.len; len++) {
		bool good = request(test, &check, p->good.bytes, len, &v);

		KUNIT_EXPECT_EQ_MSG(test, good, !!(p->requests & LEN(len)),
				    "request of %u bytes, rule %u", len, v.rule);
		if (!good)
			KUNIT_EXPECT_TRUE_MSG(test,
					      v.rule == FWCTL_RULE_SHORT ||
					      v.rule == FWCTL_RULE_LENGTH ||
					      v.rule == FWCTL_RULE_COUNT,
					      "request of %u bytes, rule %u",
					      len, v.rule);
		if (len < p->header->min_len) {
			const struct finding want = {
				RULE(SHORT, "", 0, 0, len * 8), SAW(len),
				BOUNDS(p->header->min_len, p->header->min_len)
			};

			expect_finding(test, &v, &want);
		}

		good = response(test, &check, p->good.bytes, len, shown, &v);
		KUNIT_EXPECT_EQ_MSG(test, good, !!(responses & LEN(len)),
				    "response of %u bytes, rule %u", len, v.rule);
		if (good)
			KUNIT_EXPECT_MEMEQ_MSG(test, shown, p->good.bytes, len,
					       "response of %u bytes", len);
		else
			KUNIT_EXPECT_TRUE_MSG(test,
					      v.rule == FWCTL_RULE_SHORT ||
					      v.rule == FWCTL_RULE_LENGTH ||
					      v.rule == FWCTL_RULE_COUNT,
					      "response of %u bytes, rule %u",
					      len, v.rule);
	}
}

static void sample_undescribed_test(struct kunit *test)
{
	const struct sample *p = test->param_value;
	const struct fwctl_check check = sample_check(p);
	struct fwctl_verdict v;
	u8 buf[LONGEST], shown[LONGEST];
	u32 i, len = p->good.len;

	for (i = 0; i < len; i++) {
		if (p->good.bytes[i])
			continue;
		memcpy(buf, p->good.bytes, len);
		buf[i] = 0x80 | i;
		KUNIT_EXPECT_FALSE_MSG(test, request(test, &check, buf, len, &v),
				       "byte %u", i);
		KUNIT_EXPECT_EQ_MSG(test, v.rule, (u32)FWCTL_RULE_ZERO,
				    "byte %u", i);
		KUNIT_EXPECT_NULL(test, v.field);
		KUNIT_EXPECT_EQ(test, v.offset, i);
		KUNIT_EXPECT_EQ(test, v.bit, 0U);
		KUNIT_EXPECT_EQ(test, v.width, 8U);
		KUNIT_EXPECT_TRUE(test, v.has_value);
		KUNIT_EXPECT_EQ(test, v.value, 0x80ULL | i);
		KUNIT_EXPECT_TRUE(test, v.has_bounds);
		KUNIT_EXPECT_EQ(test, v.min, 0ULL);
		KUNIT_EXPECT_EQ(test, v.max, 0ULL);

		KUNIT_EXPECT_TRUE_MSG(test, response(test, &check, buf, len,
						     shown, &v), "byte %u", i);
		KUNIT_EXPECT_MEMEQ_MSG(test, shown, p->good.bytes, len,
				       "byte %u", i);
	}

	/* all at once: the first is named, all are cleared */
	memcpy(buf, p->good.bytes, len);
	for (i = 0; i < len; i++)
		if (!buf[i])
			buf[i] = 0xff;
	KUNIT_EXPECT_TRUE(test, response(test, &check, buf, len, shown, &v));
	KUNIT_EXPECT_MEMEQ(test, shown, p->good.bytes, len);
	if (memcmp(buf, p->good.bytes, len)) {
		KUNIT_EXPECT_FALSE(test, request(test, &check, buf, len, &v));
		for (i = 0; p->good.bytes[i]; i++)
			;
		KUNIT_EXPECT_EQ(test, v.offset, i);
	}
}

/* Requests that are refused: why, where, and with which bounds */
struct refusal {
	const char *name;
	const struct fwctl_msg *body;
	struct blob in;
	struct finding want;
	const struct fwctl_msg *header;
	const struct fwctl_msg *answer;
	/* also what is wrong with it as a response */
	bool malformed;
};

static const struct fwctl_value both_uuids[] = {
	{ .name = "up", .uuid = { 1, 2, 3, 4, 5, 6, 7, 8,
				  9, 10, 11, 12, 13, 14, 15, 16 } },
	{ .name = "down", .uuid = { 16, 15, 14, 13, 12, 11, 10, 9,
				    8, 7, 6, 5, 4, 3, 2, 1 } },
};

static const struct fwctl_msg fixed_uuid = FWCTL_MSG(17, 17,
	FWCTL_UUID(1, "uuid",
		   FWCTL_FIXED_UUID("up", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
				    13, 14, 15, 16)));

static const struct fwctl_msg named_uuid = FWCTL_MSG(16, 16,
	FWCTL_UUID(0, "uuid", FWCTL_NAMED(both_uuids)));

static const struct fwctl_msg admin_msg = FWCTL_MSG(1, 37,
	FWCTL_BYTES(0, 2, "bytes", FWCTL_ADMIN),
	FWCTL_STRING(2, 2, "text", FWCTL_ADMIN),
	FWCTL_UUID(4, "uuid", FWCTL_ADMIN),
	FWCTL_LE128(20, "le128", FWCTL_ADMIN),
	FWCTL_U8(36, "any"));

static const struct fwctl_msg secret_msg = FWCTL_MSG(4, 4,
	FWCTL_STRING(0, 3, "password", FWCTL_SECRET),
	FWCTL_U8(3, "pin", FWCTL_RANGE(1, 9), FWCTL_SECRET));

static const struct fwctl_msg named_array = FWCTL_MSG(2, 10,
	FWCTL_LE16(0, "a"),
	FWCTL_ARRAY(2, 0, 2, "list",
		    FWCTL_BITS(0, 1, 0, 4, "low", FWCTL_RANGE(0, 9)),
		    FWCTL_BITS(0, 1, 4, 4, "high", FWCTL_MASK(0x3))));

static const struct fwctl_msg stepped_count = FWCTL_MSG(1, 40,
	FWCTL_U8(0, "pairs", FWCTL_COUNT_OF(1), FWCTL_STEP(2, 1)),
	FWCTL_ARRAY(1, 0, 3, "list",
		    FWCTL_U8(0, "x")));

static const struct fwctl_msg wide_length = FWCTL_MSG(8, 40,
	FWCTL_LE64(0, "len", FWCTL_LENGTH_OF(8)),
	FWCTL_BYTES(8, 0, "bytes"));

static const struct fwctl_msg wide_count = FWCTL_MSG(8, 40,
	FWCTL_LE64(0, "n", FWCTL_COUNT_OF(8)),
	FWCTL_ARRAY(8, 0, 2, "list", FWCTL_LE16(0, "")));

static const struct fwctl_msg wide_step = FWCTL_MSG(4, 40,
	FWCTL_LE32(0, "len", FWCTL_LENGTH_OF(4),
		   FWCTL_STEP(0xffffffff, 0xffffffff)),
	FWCTL_BYTES(4, 0, "bytes"));

static const struct fwctl_msg ask = FWCTL_MSG(2, 6,
	FWCTL_LE16(0, "len", FWCTL_ANSWER_FROM(4)),
	FWCTL_BYTES(2, 0, "rest"));

static const struct fwctl_msg ask_dwords = FWCTL_MSG(0, 2,
	FWCTL_LE16(0, "numd", FWCTL_ANSWER_FROM(0), FWCTL_STEP(4, 4)));

static const struct fwctl_msg up_to_20 = FWCTL_MSG(6, 20,
	FWCTL_BYTES(0, 0, "data"));

/* One more than FWCTL_DEPTH: no table may have it, and no message passes */
static const struct fwctl_msg too_deep = FWCTL_MSG(1, 10,
	FWCTL_ARRAY(0, 0, 2, "a",
		    FWCTL_ARRAY(0, 1, 2, "b",
				FWCTL_ARRAY(0, 1, 2, "c",
					    FWCTL_ARRAY(1, 1, 1, "d",
							FWCTL_U8(0, "x"))))));

static const struct refusal refusals[] = {
	/* messages */
	{ "message too short", &optional, BLOB(1, 2, 3),
	  { RULE(SHORT, "", 0, 0, 24), SAW(3), BOUNDS(4, 4) },
	  .malformed = true },
	{ "message too short behind its header", &optional,
	  BLOB(1, 2, 0, 1, 1, 2, 3),
	  { RULE(SHORT, "", 0, 0, 56), SAW(7), BOUNDS(8, 8) },
	  .header = &opcode_header, .malformed = true },
	{ "message too long", &rest_bytes, BLOB(1, 0, 1, 1, 1, 1, 1),
	  { RULE(LONG, "", 0, 0, 56), SAW(7), BOUNDS(0, 6) } },
	{ "message too long behind its header", &words,
	  BLOB(1, 2, 0, 1, 1, 2, 0, 0, 3, 4, 0, 0, 0),
	  { RULE(LONG, "", 0, 0, 104), SAW(13), BOUNDS(0, 12) },
	  .header = &opcode_header },
	{ "empty message too long", &empty, BLOB(0),
	  { RULE(LONG, "", 0, 0, 8), SAW(1), BOUNDS(0, 0) } },
	{ "optional field cut", &optional, BLOB(1, 2, 3, 4, 5),
	  { RULE(SHORT, "b", 4, 0, 8), SAW(1), BOUNDS(2, 2) },
	  .malformed = true },
	{ "optional array cut", &fixed_array, BLOB(1, 2, 0, 3, 4, 5),
	  { RULE(SHORT, "list", 1, 0, 40), SAW(5), BOUNDS(12, 12) },
	  .malformed = true },
	{ "last element cut", &rest_array, BLOB(1, 2, 1, 2, 0, 4, 5),
	  { RULE(SHORT, "list", 2, 0, 40), SAW(5), BOUNDS(6, 6) },
	  .malformed = true },
	{ "field behind a header cut", &words, BLOB(1, 2, 0, 1, 1, 2, 0, 0, 9),
	  { RULE(SHORT, "b", 8, 0, 8), SAW(1), BOUNDS(2, 2) },
	  .header = &opcode_header, .malformed = true },

	/* places */
	{ "rule broken in the header", &words, BLOB(1, 2, 0, 4, 1, 2),
	  { RULE(RANGE, "flags", 3, 0, 8), SAW(4), BOUNDS(1, 3) },
	  .header = &opcode_header },
	{ "undescribed byte in the header", &words, BLOB(1, 2, 3, 1, 1, 2),
	  { RULE(ZERO, "", 2, 0, 8), SAW(3), BOUNDS(0, 0) },
	  .header = &opcode_header },
	{ "rule broken in an element", &named_array, BLOB(1, 1, 9, 0, 0x3a, 0),
	  { RULE(RANGE, "list[1].low", 4, 0, 4), SAW(10), BOUNDS(0, 9) } },
	{ "rule broken in upper bits", &named_array, BLOB(1, 1, 0x49, 0),
	  { RULE(MASK, "list[0].high", 2, 4, 4), SAW(4), BOUNDS(0, 3) } },
	{ "undescribed byte in an element", &named_array,
	  BLOB(1, 1, 0, 0, 0, 7),
	  { RULE(ZERO, "list[1]", 5, 0, 8), SAW(7), BOUNDS(0, 0) } },
	{ "undescribed byte deep down", &deep,
	  BLOB(1, 0, 12, 7, 2, 0, 2, 0, 1, 0, 2, 2, 0, 1, 5, 0, 0),
	  { RULE(ZERO, "recs[0].outer[1].inner[1]", 14, 0, 8), SAW(5),
	    BOUNDS(0, 0) } },
	{ "undescribed byte behind a nested array", &deep,
	  BLOB(1, 0, 12, 7, 2, 0, 2, 0, 1, 0, 2, 1, 0, 1, 0, 1, 0),
	  { RULE(ZERO, "recs[0].outer[1]", 15, 0, 8), SAW(1), BOUNDS(0, 0) } },
	{ "undescribed byte behind an array in a record", &deep,
	  BLOB(1, 0, 12, 7, 2, 0, 2, 0, 1, 0, 2, 1, 0, 1, 0, 0, 1),
	  { RULE(ZERO, "recs[0]", 16, 0, 8), SAW(1), BOUNDS(0, 0) } },
	{ "deeper than any table", &too_deep, BLOB(0, 1),
	  { RULE(LONG, "a[0].b[0].c[0].d", 1, 0, 0) }, .malformed = true },

	/* lengths */
	{ "length over the rest", &measured_bytes, BLOB(4, 0, 1, 2, 3),
	  { RULE(LENGTH, "len", 0, 0, 8), SAW(4), BOUNDS(0, 3) },
	  .malformed = true },
	{ "length of a field that is not there", &measured_bytes, BLOB(1, 0),
	  { RULE(LENGTH, "len", 0, 0, 8), SAW(1), BOUNDS(0, 0) },
	  .malformed = true },
	{ "length in steps over the rest", &stepped_text,
	  BLOB(2, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
	  { RULE(LENGTH, "dwords", 0, 0, 8), SAW(2), BOUNDS(0, 1) },
	  .malformed = true },
	{ "length of 64 bits", &wide_length,
	  BLOB(1, 0, 0, 0, 1, 0, 0, 0, 9),
	  { RULE(LENGTH, "len", 0, 0, 64), SAW(0x100000001), BOUNDS(0, 1) },
	  .malformed = true },
	{ "length of 64 ones", &wide_length,
	  BLOB(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 9),
	  { RULE(LENGTH, "len", 0, 0, 64), SAW(~0ULL), BOUNDS(0, 1) },
	  .malformed = true },
	{ "length times the greatest step", &wide_step,
	  BLOB(0xff, 0xff, 0xff, 0xff, 9),
	  { RULE(LENGTH, "len", 0, 0, 32), SAW(0xffffffff) },
	  .malformed = true },

	/* counts */
	{ "count over what is there", &counted_array, BLOB(2, 0, 1, 2, 3, 4, 5),
	  { RULE(COUNT, "n", 0, 0, 8), SAW(2), BOUNDS(0, 1) },
	  .malformed = true },
	{ "count of what is not there", &counted_array, BLOB(1),
	  { RULE(COUNT, "n", 0, 0, 8), SAW(1), BOUNDS(0, 0) },
	  .malformed = true },
	{ "count of 64 bits", &wide_count, BLOB(1, 0, 0, 0, 1, 0, 0, 0, 7, 8),
	  { RULE(COUNT, "n", 0, 0, 64), SAW(0x100000001), BOUNDS(0, 1) },
	  .malformed = true },
	{ "count of 64 ones", &wide_count,
	  BLOB(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 7, 8),
	  { RULE(COUNT, "n", 0, 0, 64), SAW(~0ULL), BOUNDS(0, 1) },
	  .malformed = true },
	{ "count in steps over what is there", &stepped_count,
	  BLOB(1, 1, 0, 0, 2, 0, 0),
	  { RULE(COUNT, "pairs", 0, 0, 8), SAW(1), BOUNDS(0, 0) },
	  .malformed = true },
	{ "count in a nested array", &nested_arrays,
	  BLOB(0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 2, 0, 3, 0),
	  { RULE(COUNT, "outer[1].n", 7, 0, 8), SAW(4), BOUNDS(0, 3) },
	  .malformed = true },
	{ "count of records of one size", &counted_fixed_records,
	  BLOB(2, 0, 1, 3, 0, 1),
	  { RULE(COUNT, "n", 0, 0, 8), SAW(2), BOUNDS(0, 1) },
	  .malformed = true },
	{ "count of records over the headers that fit", &counted_tlv,
	  BLOB(3, 1, 2, 7, 8),
	  { RULE(COUNT, "n", 0, 0, 8), SAW(3), BOUNDS(0, 2) },
	  .malformed = true },
	{ "counted record that is not there", &counted_tlv,
	  BLOB(2, 1, 2, 7, 8),
	  { RULE(SHORT, "tlv[1]", 5, 0, 0), SAW(0), BOUNDS(2, 2) },
	  .malformed = true },
	{ "counted records of no length", &counted_bounded_records,
	  BLOB(0, 1, 0, 0, 0),
	  { RULE(SHORT, "recs[0]", 2, 0, 0), SAW(0), BOUNDS(3, 3) },
	  .malformed = true },
	{ "counted records over their length", &counted_bounded_records,
	  BLOB(3, 2, 1, 2, 3, 0, 0, 0),
	  { RULE(SHORT, "recs[1]", 5, 0, 0), SAW(0), BOUNDS(3, 3) },
	  .malformed = true },
	{ "count in the header of a record", &deep,
	  BLOB(1, 0, 12, 7, 3, 0, 2, 0, 1, 0, 2, 1, 0, 1, 0, 0, 0),
	  { RULE(COUNT, "recs[0].n", 4, 0, 8), SAW(3), BOUNDS(0, 2) },
	  .malformed = true },
	{ "bytes behind no records", &counted_tlv, BLOB(0, 0, 6),
	  { RULE(ZERO, "", 2, 0, 8), SAW(6), BOUNDS(0, 0) } },
	{ "bytes behind the last of counted records", &counted_tlv,
	  BLOB(1, 1, 2, 7, 8, 0, 6),
	  { RULE(ZERO, "", 6, 0, 8), SAW(6), BOUNDS(0, 0) } },

	/* records */
	{ "record's header cut", &tlv, BLOB(9, 1, 2, 7, 8, 1),
	  { RULE(SHORT, "tlv[1]", 5, 0, 8), SAW(1), BOUNDS(2, 2) },
	  .malformed = true },
	{ "record longer than what is there", &tlv, BLOB(9, 2, 3, 7, 8),
	  { RULE(LENGTH, "tlv[0].len", 2, 0, 8), SAW(3), BOUNDS(0, 2) },
	  .malformed = true },
	{ "record shorter than its header", &long_header_tlv,
	  BLOB(1, 0, 0, 0, 0),
	  { RULE(LENGTH, "recs[0].len", 1, 0, 8), SAW(0), BOUNDS(1, 1) },
	  .malformed = true },
	{ "record shorter than its kind", &tlv, BLOB(9, 2, 1, 7, 1, 1, 7),
	  { RULE(SHORT, "tlv[1]", 4, 0, 24), SAW(3), BOUNDS(4, 4) },
	  .malformed = true },
	{ "record longer than its kind", &tlv, BLOB(9, 1, 3, 7, 8, 0),
	  { RULE(LONG, "tlv[0]", 1, 0, 40), SAW(5), BOUNDS(0, 4) } },
	{ "record of an unknown kind", &tlv, BLOB(9, 1, 2, 7, 8, 4, 1, 0),
	  { RULE(KIND, "tlv[1].kind", 5, 0, 8), SAW(4) } },
	{ "record of an unknown UUID", &named_records,
	  BLOB(ONES, 2, 7, 8, 9, 0, ONES, 4, 7, 0, 0, 9),
	  { RULE(KIND, "recs[1].id", 20, 0, 128) } },
	{ "record of a kind before several", &fixed_records,
	  BLOB(4, 0, 0, 9, 3, 0, 0, 9),
	  { RULE(KIND, "recs[1].kind", 4, 0, 8), SAW(3) } },
	{ "record of a kind behind several", &fixed_records,
	  BLOB(6, 0, 0, 9, 7, 0, 0, 9),
	  { RULE(KIND, "recs[1].kind", 4, 0, 8), SAW(7) } },
	{ "record of one size cut", &fixed_records, BLOB(2, 1, 1, 1, 1, 0, 3),
	  { RULE(SHORT, "recs[1]", 4, 0, 24), SAW(3), BOUNDS(4, 4) },
	  .malformed = true },
	{ "length that cuts a record", &bounded_records,
	  BLOB(5, 0, 1, 2, 3, 1, 5, 6),
	  { RULE(SHORT, "recs[1]", 5, 0, 16), SAW(2), BOUNDS(3, 3) },
	  .malformed = true },
	{ "field cut by its record", &stepped_tlv,
	  BLOB(1, 0, 0, 0, 2, 0, 1, 0, 1, 2),
	  { RULE(SHORT, "recs[1].x", 8, 0, 16), SAW(2), BOUNDS(4, 4) },
	  .malformed = true },

	/* the rest of the message */
	{ "something follows the tail", &words,
	  BLOB(1, 3, 0, 1, 2, 0, 0, 9, 0),
	  { RULE(ZERO, "", 7, 0, 8), SAW(9), BOUNDS(0, 0) },
	  .header = &length_header },
	{ "tail longer than what follows", &words,
	  BLOB(1, 5, 0, 1, 2, 0, 0),
	  { RULE(LENGTH, "len", 1, 0, 8), SAW(5), BOUNDS(2, 4) },
	  .header = &length_header },
	{ "tail that is too short, though more follows", &words,
	  BLOB(1, 1, 0, 1, 2, 0, 0),
	  { RULE(LENGTH, "len", 1, 0, 8), SAW(1), BOUNDS(2, 4) },
	  .header = &length_header },
	{ "tail that is too short, and no more follows", &words,
	  BLOB(1, 1, 0, 1),
	  { RULE(SHORT, "", 0, 0, 32), SAW(4), BOUNDS(5, 5) },
	  .header = &length_header },
	{ "tail longer than what follows, in steps", &words,
	  BLOB(1, 0, 1, 0, 1, 2, 0, 0, 3, 4),
	  { RULE(LENGTH, "dwords", 2, 0, 8), SAW(1), BOUNDS(0, 0) },
	  .header = &dwords_header },
	{ "tail shorter than no step", &words, BLOB(1, 0, 0, 0, 1, 2),
	  { RULE(LENGTH, "dwords", 2, 0, 8), SAW(0) },
	  .header = &dwords_header },
	{ "tail that begins behind the end", &late_tail, BLOB(1, 2, 0, 1, 5, 0),
	  { RULE(LENGTH, "len", 4, 0, 8), SAW(5), BOUNDS(0, 0) },
	  .header = &opcode_header, .malformed = true },
	{ "something follows the tail in the body", &tail_in_body,
	  BLOB(3, 1, 2, 0, 5),
	  { RULE(ZERO, "", 4, 0, 8), SAW(5), BOUNDS(0, 0) } },
	{ "tail in the body that is too short", &tail_in_body,
	  BLOB(1, 1, 2, 0, 0),
	  { RULE(LENGTH, "len", 0, 0, 8), SAW(1), BOUNDS(2, 4) } },

	/* the answer */
	{ "asks for more than there is", &ask, BLOB(17, 0),
	  { RULE(LENGTH, "len", 0, 0, 16), SAW(17), BOUNDS(0, 16) },
	  .answer = &up_to_20 },
	{ "asks for more dwords than there are", &ask_dwords, BLOB(5, 0),
	  { RULE(LENGTH, "numd", 0, 0, 16), SAW(5), BOUNDS(0, 4) },
	  .answer = &up_to_20 },

	/* UUIDs */
	{ "not the UUID", &fixed_uuid,
	  BLOB(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17),
	  { RULE(FIXED, "uuid", 1, 0, 128) } },
	{ "none of the UUIDs", &named_uuid,
	  BLOB(16, 15, 14, 13, 12, 11, 10, 9, 9, 10, 11, 12, 13, 14, 15, 16),
	  { RULE(NAMED, "uuid", 0, 0, 128) } },

	/* what only an administrator may set */
	{ "bytes", &admin_msg, BLOB(0, 9),
	  { RULE(ADMIN, "bytes", 1, 0, 8), BOUNDS(0, 0) } },
	{ "text", &admin_msg, BLOB(0, 0, 'a', 0),
	  { RULE(ADMIN, "text", 2, 0, 8), BOUNDS(0, 0) } },
	{ "UUID", &admin_msg,
	  BLOB(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
	  { RULE(ADMIN, "uuid", 19, 0, 8), BOUNDS(0, 0) } },
	{ "16-byte integer", &admin_msg,
	  BLOB(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	       0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9),
	  { RULE(ADMIN, "le128", 35, 0, 8), BOUNDS(0, 0) } },

	/* secrets: where and why, never what */
	{ "text that is none", &secret_msg, BLOB('a', 1, 'b', 0),
	  { RULE(TEXT, "password", 1, 0, 8) } },
	{ "number out of range", &secret_msg, BLOB('a', 'b', 'c', 10),
	  { RULE(RANGE, "pin", 3, 0, 8) } },
};

KUNIT_ARRAY_PARAM_DESC(refusal, refusals, name);

static void refusal_test(struct kunit *test)
{
	const struct refusal *p = test->param_value;
	const struct fwctl_check check = {
		.header = p->header ? p->header : &empty, .body = p->body,
		.answer = p->answer,
	};
	struct fwctl_verdict v;
	u8 shown[LONGEST];

	KUNIT_EXPECT_FALSE(test, request(test, &check, p->in.bytes, p->in.len,
					 &v));
	expect_finding(test, &v, &p->want);
	if (!p->malformed)
		return;
	KUNIT_EXPECT_FALSE(test, response(test, &check, p->in.bytes, p->in.len,
					  shown, &v));
	expect_finding(test, &v, &p->want);
}

/* Responses: what is left of them for the caller, or why they are malformed */
struct answer {
	const char *name;
	const struct fwctl_msg *header;
	const struct fwctl_msg *body;
	struct blob in;
	struct blob out;
	bool admin;
	u32 dropped;
	struct finding want;
};

static const struct fwctl_value two_names[] = {
	{ .number = 1, .name = "one" },
	{ .number = 2, .name = "two" },
};

static const struct fwctl_msg ruled = FWCTL_MSG(24, 24,
	FWCTL_U8(0, "fixed", FWCTL_FIXED(1)),
	FWCTL_U8(1, "range", FWCTL_RANGE(1, 2)),
	FWCTL_U8(2, "named", FWCTL_NAMED(two_names)),
	FWCTL_U8(3, "mask", FWCTL_MASK(0x0f)),
	FWCTL_STRING(4, 4, "text"),
	FWCTL_UUID(8, "uuid", FWCTL_NAMED(both_uuids)));

static const struct fwctl_msg status_header = FWCTL_HEADER(2,
	FWCTL_U8(1, "status", FWCTL_STATUS));

static const struct fwctl_msg inner_tail_header = FWCTL_HEADER(4,
	FWCTL_U8(0, "status", FWCTL_STATUS),
	FWCTL_U8(1, "len", FWCTL_TAIL_FROM(2)));

static const struct fwctl_msg status_bits_header = FWCTL_HEADER(2,
	FWCTL_BITS(0, 2, 0, 1, "phase"),
	FWCTL_BITS(0, 2, 1, 15, "status", FWCTL_STATUS));

static const struct fwctl_msg hidden = FWCTL_MSG(4, 60,
	FWCTL_BITS(0, 1, 0, 4, "open"),
	FWCTL_BITS(0, 1, 4, 2, "secret", FWCTL_SECRET),
	FWCTL_BITS(0, 1, 6, 2, "admin", FWCTL_ADMIN),
	FWCTL_BE16(1, "pin", FWCTL_SECRET),
	FWCTL_U8(3, "n", FWCTL_COUNT_OF(4)),
	FWCTL_RECORDS(4, 0, "recs", TLV_HEADER,
		      FWCTL_VARIANT(1, "keys", 2, 10,
				    FWCTL_ARRAY(2, 0, 3, "keys",
						FWCTL_U8(0, "id"),
						FWCTL_BYTES(1, 2, "key", FWCTL_SECRET))),
		      FWCTL_VARIANT(2, "log", 3, 10,
				    FWCTL_U8(2, "level", FWCTL_ADMIN),
				    FWCTL_STRING(3, 0, "text", FWCTL_ADMIN))));

static const struct fwctl_msg hidden_bytes = FWCTL_MSG(52, 52,
	FWCTL_UUID(0, "uuid", FWCTL_SECRET),
	FWCTL_LE128(16, "le128", FWCTL_SECRET),
	FWCTL_VENDOR(32, 2, "dump", FWCTL_SECRET),
	FWCTL_STRING(34, 2, "text", FWCTL_SECRET),
	FWCTL_LE128(36, "counter"));

static const struct answer answers[] = {
	{ "a record of an unknown UUID", &empty, &named_records,
	  BLOB(ONES, 2, 7, 8, 9, 1, ONES, 4, 7, 8, 9, 9),
	  BLOB(ONES, 2, 7, 8, 9, 0, ONES, 4, 7, 0, 0, 0) },
	{ "no rule is for responses", &empty, &ruled,
	  BLOB(9, 9, 9, 0xff, 'a', 0, 0xff, 'b',
	       1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
	  BLOB(9, 9, 9, 0xff, 'a', 0, 0xff, 'b',
	       1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) },

	/* lengths */
	{ "of the greatest length", &empty, &rest_bytes,
	  BLOB(1, 9, 3, 4, 5, 6), BLOB(1, 0, 3, 4, 5, 6) },
	{ "longer than described", &empty, &rest_bytes,
	  BLOB(1, 0, 3, 4, 5, 6, 7, 8), BLOB(1, 0, 3, 4, 5, 6) },
	{ "longer than described, behind its header", &opcode_header, &words,
	  BLOB(1, 2, 9, 9, 1, 2, 9, 9, 3, 4, 9, 9, 9),
	  BLOB(1, 2, 0, 9, 1, 2, 0, 0, 3, 4, 0, 0) },
	{ "header that says that less is there", &length_header, &words,
	  BLOB(1, 2, 0, 1, 2, 9, 9, 3, 4), BLOB(1, 2, 0, 1, 2) },
	{ "header that says that all is there", &length_header, &words,
	  BLOB(1, 6, 0, 1, 2, 9, 9, 3, 4), BLOB(1, 6, 0, 1, 2, 0, 0, 3, 4) },
	{ "header that says that more is there", &length_header, &words,
	  BLOB(1, 7, 0, 1, 2, 9, 9, 3, 4), BLOB(),
	  .want = { RULE(LENGTH, "len", 1, 0, 8), SAW(7), BOUNDS(0, 6) } },
	{ "header that says that too little is there", &length_header, &words,
	  BLOB(1, 1, 0, 1, 2), BLOB(),
	  .want = { RULE(SHORT, "", 0, 0, 32), SAW(4), BOUNDS(5, 5) } },
	{ "header that cuts a field", &length_header, &words,
	  BLOB(1, 5, 0, 1, 2, 0, 0, 3, 4), BLOB(),
	  .want = { RULE(SHORT, "b", 7, 0, 8), SAW(1), BOUNDS(2, 2) } },
	{ "header that says that not even it is there", &inner_tail_header,
	  &empty, BLOB(0, 1, 0, 0), BLOB(),
	  .want = { RULE(SHORT, "", 0, 0, 24), SAW(3), BOUNDS(4, 4) } },
	{ "failure whose header says that not even it is there",
	  &inner_tail_header, &empty, BLOB(1, 1, 0, 0), BLOB(),
	  .want = { RULE(SHORT, "", 0, 0, 24), SAW(3), BOUNDS(4, 4) } },
	{ "header that says all, longer than described", &length_header,
	  &words, BLOB(1, 9, 0, 1, 2, 9, 9, 3, 4, 9, 9, 9),
	  BLOB(1, 8, 0, 1, 2, 0, 0, 3, 4, 0, 0) },
	{ "header that says all, not all was kept", &length_header, &words,
	  BLOB(1, 9, 0, 1, 2, 9, 9), BLOB(1, 4, 0, 1, 2, 0, 0), .dropped = 5 },
	{ "header that says more than was sent, not all was kept",
	  &length_header, &words, BLOB(1, 10, 0, 1, 2, 9, 9), BLOB(),
	  .dropped = 5,
	  .want = { RULE(LENGTH, "len", 1, 0, 8), SAW(10), BOUNDS(0, 9) } },
	{ "header in steps, not all was kept", &dwords_header, &words,
	  BLOB(1, 0, 2, 0, 1, 2, 9, 9, 3, 4, 9, 9),
	  BLOB(1, 0, 1, 0, 1, 2, 0, 0, 3, 4, 0, 0), .dropped = 4 },
	{ "not all was kept", &empty, &rest_bytes, BLOB(1, 0, 3), BLOB(1, 0, 3),
	  .dropped = 1 },
	{ "body that says that less is there", &empty, &tail_in_body,
	  BLOB(3, 1, 2, 9, 5, 6, 7, 8), BLOB(3, 1, 2, 0) },
	{ "body that says that a little less is there", &empty, &tail_in_body,
	  BLOB(5, 1, 2, 9, 5, 6, 7, 8), BLOB(5, 1, 2, 0, 5, 6) },
	{ "body that says that more is there", &empty, &tail_in_body,
	  BLOB(8, 1, 2, 9, 5, 6, 7, 8), BLOB(),
	  .want = { RULE(LENGTH, "len", 0, 0, 8), SAW(8), BOUNDS(2, 7) } },
	{ "body that says that too little is there", &empty, &tail_in_body,
	  BLOB(1, 1, 2, 9, 5, 6, 7, 8), BLOB(),
	  .want = { RULE(LENGTH, "len", 0, 0, 8), SAW(1), BOUNDS(2, 7) } },
	{ "body that cuts an element", &empty, &tail_in_body,
	  BLOB(4, 1, 2, 9, 5, 6, 7, 8), BLOB(),
	  .want = { RULE(SHORT, "list", 4, 0, 8), SAW(1), BOUNDS(2, 2) } },
	{ "body that says all, longer than described", &empty, &tail_in_body,
	  BLOB(13, 1, 2, 9, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
	  BLOB(11, 1, 2, 0, 5, 6, 7, 8, 9, 10, 11, 12) },
	{ "body that says all, not all was kept", &empty, &tail_in_body,
	  BLOB(9, 1, 2, 9, 5, 6, 7, 8), BLOB(7, 1, 2, 0, 5, 6, 7, 8),
	  .dropped = 2 },
	{ "body that says more than was sent, not all was kept", &empty,
	  &tail_in_body, BLOB(10, 1, 2, 9, 5, 6, 7, 8), BLOB(), .dropped = 2,
	  .want = { RULE(LENGTH, "len", 0, 0, 8), SAW(10), BOUNDS(2, 9) } },
	{ "body that says all that its header says", &length_header,
	  &tail_in_body, BLOB(1, 4, 0, 3, 1, 2, 0, 9, 9),
	  BLOB(1, 4, 0, 3, 1, 2, 0) },
	{ "body that says more than its header says", &length_header,
	  &tail_in_body, BLOB(1, 4, 0, 5, 1, 2, 0, 9, 9), BLOB(),
	  .want = { RULE(LENGTH, "len", 3, 0, 8), SAW(5), BOUNDS(2, 3) } },

	/* status */
	{ "success", &status_header, &words, BLOB(9, 0, 1, 2, 9, 9),
	  BLOB(0, 0, 1, 2, 0, 0) },
	{ "success, too short", &status_header, &words, BLOB(9, 0, 1), BLOB(),
	  .want = { RULE(SHORT, "", 0, 0, 24), SAW(3), BOUNDS(4, 4) } },
	{ "failure", &status_header, &words, BLOB(9, 1, 1, 2, 9, 9),
	  BLOB(0, 1, 0, 0, 0, 0) },
	{ "failure, too short", &status_header, &words, BLOB(9, 0xff, 1),
	  BLOB(0, 0xff, 0) },
	{ "failure, header alone", &status_header, &words, BLOB(9, 0x80),
	  BLOB(0, 0x80) },
	{ "failure, header cut", &status_header, &words, BLOB(9), BLOB(),
	  .want = { RULE(SHORT, "", 0, 0, 8), SAW(1), BOUNDS(2, 2) } },
	{ "success in bits", &status_bits_header, &words, BLOB(1, 0, 1, 2),
	  BLOB(1, 0, 1, 2) },
	{ "failure in bits", &status_bits_header, &words, BLOB(2, 0, 1, 2),
	  BLOB(2, 0, 0, 0) },
	{ "failure in upper bits", &status_bits_header, &words,
	  BLOB(1, 0x80, 1, 2), BLOB(1, 0x80, 0, 0) },

	/* what no field describes, where that depends on the message */
	{ "bytes behind no records", &empty, &counted_tlv, BLOB(0, 1, 2, 3, 4),
	  BLOB(0, 0, 0, 0, 0) },
	{ "bytes behind records of no length", &empty, &bounded_records,
	  BLOB(0, 0, 1, 2), BLOB(0, 0, 0, 0) },
	{ "record of an unknown kind", &empty, &tlv,
	  BLOB(9, 7, 2, 8, 8, 1, 2, 8, 8), BLOB(9, 7, 2, 0, 0, 1, 2, 8, 8) },
	{ "record of an unknown kind with no more than a header", &empty, &tlv,
	  BLOB(9, 7, 0, 1, 2, 8, 8), BLOB(9, 7, 0, 1, 2, 8, 8) },
	{ "record of an unknown kind, nothing to count", &empty, &deep,
	  BLOB(1, 0, 2, 99, 200, 1, 2), BLOB(1, 0, 2, 99, 200, 0, 0) },
	{ "record of a kind that has nothing to count", &empty, &deep,
	  BLOB(1, 0, 1, 6, 200, 7), BLOB(1, 0, 1, 6, 200, 7) },
	{ "record longer than its kind", &empty, &tlv,
	  BLOB(9, 1, 4, 8, 8, 9, 9, 1, 2, 8, 8),
	  BLOB(9, 1, 4, 8, 8, 0, 0, 1, 2, 8, 8) },

	/* what is not shown */
	{ "for all", &empty, &hidden,
	  BLOB(0xff, 7, 8, 2, 1, 6, 9, 0x11, 0x12, 8, 0x13, 0x14,
	       2, 3, 5, 'h', 'i'),
	  BLOB(0x0f, 0, 0, 2, 1, 6, 9, 0, 0, 8, 0, 0, 2, 3, 0, 0, 0) },
	{ "for administrators", &empty, &hidden,
	  BLOB(0xff, 7, 8, 2, 1, 6, 9, 0x11, 0x12, 8, 0x13, 0x14,
	       2, 3, 5, 'h', 'i'),
	  BLOB(0xcf, 0, 0, 2, 1, 6, 9, 0, 0, 8, 0, 0, 2, 3, 5, 'h', 'i'),
	  .admin = true },
	{ "bytes for all", &empty, &admin_msg,
	  BLOB(1, 2, 'a', 'b', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	       15, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
	       7),
	  BLOB(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	       0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7) },
	{ "bytes for administrators", &empty, &admin_msg,
	  BLOB(1, 2, 'a', 'b', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	       15, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
	       7),
	  BLOB(1, 2, 'a', 'b', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	       15, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
	       7), .admin = true },
	{ "secret bytes", &empty, &hidden_bytes,
	  BLOB(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
	       1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
	       1, 2, 'a', 'b',
	       1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
	  BLOB(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	       0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	       0, 0, 0, 0,
	       1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
	  .admin = true },
};

KUNIT_ARRAY_PARAM_DESC(answer, answers, name);

static void answer_test(struct kunit *test)
{
	const struct answer *p = test->param_value;
	const struct fwctl_check check = {
		.header = p->header, .body = p->body, .admin = p->admin,
		.dropped = p->dropped,
	};
	struct fwctl_verdict v;
	u8 shown[LONGEST];
	bool good = response(test, &check, p->in.bytes, p->in.len, shown, &v);

	KUNIT_EXPECT_EQ_MSG(test, good, p->want.rule == FWCTL_RULE_NONE,
			    "rule %u", v.rule);
	if (!good) {
		expect_finding(test, &v, &p->want);
	} else {
		KUNIT_EXPECT_EQ(test, v.len, p->out.len);
		KUNIT_EXPECT_EQ(test, v.trimmed,
				p->out.len < p->in.len || p->dropped);
		KUNIT_EXPECT_MEMEQ(test, shown, p->out.bytes, p->out.len);
	}
}

/* How much of an answer a request asks for */
struct asked {
	const char *name;
	const struct fwctl_msg *header;
	const struct fwctl_msg *body;
	const struct fwctl_msg *answer;
	struct blob in;
	u32 len;
	u32 min;
};

static const struct asked asked[] = {
	{ "does not say", &empty, &words, &up_to_20, BLOB(1, 2), 20, 6 },
	{ "nothing beyond what is always there", &empty, &ask, &up_to_20,
	  BLOB(0, 0), 6, 6 },
	{ "less than is always there", &empty, &ask, &up_to_20, BLOB(1, 0), 6,
	  6 },
	{ "what is always there", &empty, &ask, &up_to_20, BLOB(2, 0), 6, 6 },
	{ "a little more", &empty, &ask, &up_to_20, BLOB(3, 0), 7, 7 },
	{ "all", &empty, &ask, &up_to_20, BLOB(16, 0), 20, 20 },
	{ "a dword", &empty, &ask_dwords, &up_to_20, BLOB(0, 0), 6, 6 },
	{ "two dwords", &empty, &ask_dwords, &up_to_20, BLOB(1, 0), 8, 8 },
	{ "all dwords", &empty, &ask_dwords, &up_to_20, BLOB(4, 0), 20, 20 },
	{ "could say and does not", &empty, &ask_dwords, &up_to_20, BLOB(),
	  20, 6 },
	{ "nobody wants to know", &empty, &ask, NULL, BLOB(0xff, 0xff), 0, 0 },
};

KUNIT_ARRAY_PARAM_DESC(asked, asked, name);

static void asked_test(struct kunit *test)
{
	const struct asked *p = test->param_value;
	const struct fwctl_check check = {
		.header = p->header, .body = p->body, .answer = p->answer,
	};
	struct fwctl_verdict v;

	KUNIT_EXPECT_TRUE(test, request(test, &check, p->in.bytes, p->in.len,
					&v));
	KUNIT_EXPECT_EQ(test, v.answer_len, p->len);
	KUNIT_EXPECT_EQ(test, v.answer_min, p->min);
}

/* Requests that say where they end, and the zeros that may follow */
static const struct {
	const struct fwctl_msg *header;
	const struct fwctl_msg *body;
	struct blob in;
	u32 len;
} padded[] = {
	{ &length_header, &words, BLOB(1, 2, 0, 1, 2, 0, 0, 0), 5 },
	{ &length_header, &words, BLOB(1, 4, 0, 1, 2, 0, 0, 0), 7 },
	{ &length_header, &words, BLOB(1, 6, 0, 1, 2, 0, 0, 3, 4, 0), 9 },
	/* even more of them than the row has room for */
	{ &length_header, &empty, BLOB(1, 0, 0, 0), 3 },
	{ &dwords_header, &words, BLOB(1, 0, 0, 0, 1, 2, 0, 0, 0, 0), 8 },
	{ &empty, &tail_in_body, BLOB(5, 1, 2, 0, 5, 6, 0, 0, 0), 6 },
	{ &opcode_header, &words, BLOB(1, 2, 0, 3, 1, 2, 0, 0), 8 },
};

static void padded_test(struct kunit *test)
{
	struct fwctl_verdict v;
	int i;

	for (i = 0; i < ARRAY_SIZE(padded); i++) {
		const struct fwctl_check check = {
			.header = padded[i].header, .body = padded[i].body,
		};

		KUNIT_EXPECT_TRUE(test, request(test, &check,
						padded[i].in.bytes,
						padded[i].in.len, &v));
		KUNIT_EXPECT_EQ_MSG(test, v.len, padded[i].len, "request %d", i);
	}
}

/* Limits may have more than 32 bits, whether they are measured in steps or not */
static void wide_limit_test(struct kunit *test)
{
	const u64 limits[] = { 0, 1ULL << 40, ~0ULL };
	const struct shape shape = { "le64", FWCTL_KIND_UINT, 8 };
	struct fwctl_field field = shaped(&shape);
	const struct fwctl_msg msg = {
		.min_len = PAD + 8, .max_len = PAD + 8,
		.nr_fields = 1, .fields = &field,
	};
	const struct fwctl_check check = {
		.header = &empty, .body = &msg,
		.limits = limits, .nr_limits = ARRAY_SIZE(limits),
	};
	const struct {
		u8 limit;
		u32 step;
		u32 plus;
		u64 value;
		bool good;
		u64 most;
	} cases[] = {
		{ 2, 0, 0, (1ULL << 40) - 1, true },
		{ 2, 0, 0, 1ULL << 40, true },
		{ 2, 0, 0, (1ULL << 40) + 1, false, 1ULL << 40 },
		{ 2, 0, 0, ~0ULL, false, 1ULL << 40 },
		{ 2, 0, 9, (1ULL << 40) - 9, true },
		{ 2, 0, 9, (1ULL << 40) - 8, false, (1ULL << 40) - 9 },
		{ 2, 512, 0, 1ULL << 31, true },
		{ 2, 512, 0, (1ULL << 31) + 1, false, 1ULL << 31 },
		{ 2, 2, 0, 1ULL << 39, true },
		{ 2, 2, 0, (1ULL << 39) + 1, false, 1ULL << 39 },
		{ 3, 0, 0, ~0ULL, true },
		/* these would be 0 or 1 if they wrapped */
		{ 2, 512, 0, 1ULL << 55, false, 1ULL << 31 },
		{ 2, 0, 1, ~0ULL, false, (1ULL << 40) - 1 },
		{ 2, 0, 2, ~0ULL, false, (1ULL << 40) - 2 },
	};
	u8 buf[PAD + 8] = {};
	struct fwctl_verdict v;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		field.limit = cases[i].limit;
		field.step = cases[i].step;
		field.plus = cases[i].plus;
		fwctl_put_uint(&field, buf + PAD, cases[i].value);
		KUNIT_EXPECT_EQ_MSG(test, request(test, &check, buf, PAD + 8,
						  &v), cases[i].good,
				    "case %u", i);
		if (!cases[i].good)
			KUNIT_EXPECT_EQ(test, v.max, cases[i].most);
	}
}

static const struct fwctl_msg text = FWCTL_MSG(5, 5,
	FWCTL_U8(0, "a"),
	FWCTL_STRING(1, 4, "text"));

/* Text is printable ASCII, and behind a NUL there are but NULs */
static void text_test(struct kunit *test)
{
	const struct fwctl_check check = { .header = &empty, .body = &text };
	struct finding want = { RULE(TEXT, "text", 0, 0, 8) };
	struct fwctl_verdict v;
	u8 buf[5], shown[5];
	u32 i, c, n;

	for (i = 1; i < 5; i++) {
		for (c = 0; c <= 0xff; c++) {
			bool good = (c >= ' ' && c <= '~') || (!c && i == 4);

			memcpy(buf, "abcde", 5);
			buf[i] = c;
			KUNIT_EXPECT_EQ_MSG(test, request(test, &check, buf, 5,
							  &v), good,
					    "byte %u is %02x", i, c);
			if (!good) {
				/* a NUL is right, but not what is behind it */
				want.offset = c ? i : i + 1;
				want.has_value = true;
				want.value = buf[want.offset];
				expect_finding(test, &v, &want);
			}
			KUNIT_EXPECT_TRUE(test, response(test, &check, buf, 5,
							 shown, &v));
			KUNIT_EXPECT_MEMEQ(test, shown, buf, 5);
		}
	}
	for (n = 0; n <= 4; n++) {
		memset(buf, 0, 5);
		memset(buf + 1, 'x', n);
		KUNIT_EXPECT_TRUE(test, request(test, &check, buf, 5, &v));
	}
}

static void uuid_test(struct kunit *test)
{
	const struct fwctl_check fixed = {
		.header = &empty, .body = &fixed_uuid,
	};
	const struct fwctl_check named = {
		.header = &empty, .body = &named_uuid,
	};
	struct fwctl_verdict v;
	u8 buf[17] = {}, shown[17];
	u32 i, j;

	for (j = 0; j < ARRAY_SIZE(both_uuids); j++) {
		memcpy(buf + 1, both_uuids[j].uuid, 16);
		KUNIT_EXPECT_EQ(test, request(test, &fixed, buf, 17, &v),
				j == 0);
		KUNIT_EXPECT_TRUE(test, request(test, &named, buf + 1, 16, &v));
		for (i = 1; i < 17; i++) {
			buf[i] ^= 0x80;
			KUNIT_EXPECT_FALSE(test, request(test, &fixed, buf, 17,
							 &v));
			KUNIT_EXPECT_FALSE(test, request(test, &named, buf + 1,
							 16, &v));
			KUNIT_EXPECT_TRUE(test, response(test, &fixed, buf, 17,
							 shown, &v));
			KUNIT_EXPECT_MEMEQ(test, shown, buf, 17);
			buf[i] ^= 0x80;
		}
	}
}

/* The same places for those who only read messages */
static void extent_test(struct kunit *test)
{
	static const u8 buf[] = { 3, 0, 1, 2, 3, 4 };
	const struct fwctl_field *bytes = &measured_bytes.fields[1];
	const struct fwctl_field *list = &counted_array.fields[1];
	const struct fwctl_field *rest = &rest_array.fields[1];
	struct fwctl_extent e;

	KUNIT_EXPECT_TRUE(test, fwctl_get_extent(NULL, &measured_bytes, bytes,
						 buf, 6, &e));
	KUNIT_EXPECT_EQ(test, e.start, 2U);
	KUNIT_EXPECT_EQ(test, e.end, 5U);
	/* cut: what is there counts */
	KUNIT_EXPECT_TRUE(test, fwctl_get_extent(NULL, &measured_bytes, bytes,
						 buf, 4, &e));
	KUNIT_EXPECT_EQ(test, e.end, 4U);
	KUNIT_EXPECT_FALSE(test, fwctl_get_extent(NULL, &measured_bytes, bytes,
						  buf, 2, &e));

	KUNIT_EXPECT_FALSE(test, fwctl_get_extent(NULL, &counted_array, list,
						  buf, 6, &e));
	KUNIT_EXPECT_TRUE(test, fwctl_get_extent(NULL, &rest_array, rest, buf,
						 5, &e));
	KUNIT_EXPECT_EQ(test, e.start, 2U);
	KUNIT_EXPECT_EQ(test, e.end, 5U);
	KUNIT_EXPECT_EQ(test, e.count, 1U);
	KUNIT_EXPECT_FALSE(test, fwctl_get_extent(NULL, &rest_array, rest, buf,
						  6, &e));
}

static const struct fwctl_msg lists = FWCTL_MSG(0, 24,
	FWCTL_ARRAY_TO_ZERO(0, 3, 2, "ids", FWCTL_LE16(0, "")),
	FWCTL_RECORDS_TO_ZERO(8, 0, "tlv", TLV_HEADER,
			      FWCTL_OTHER("other", 2, 8,
					  FWCTL_BYTES(2, 0, "blob"))));

struct to_zero {
	const char *name;
	struct blob in;
	struct blob shown;
	u32 ids;	/* elements */
	u32 end;	/* of the records */
	bool bad;
};

static const struct to_zero to_zero_cases[] = {
	{ "nothing ends the array", BLOB(1, 0, 0, 1, 1, 1), BLOB(1, 0, 0, 1, 1, 1),
	  .ids = 3 },
	{ "the first element does", BLOB(0, 0, 2, 0, 3, 0), BLOB(0, 0, 0, 0, 0, 0),
	  .ids = 0 },
	{ "the second, and what is behind is cleared",
	  BLOB(1, 0, 0, 0, 3, 0), BLOB(1, 0, 0, 0, 0, 0), .ids = 1 },
	{ "nothing ends the records",
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 7, 1, 9, 8, 0),
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 7, 1, 9, 8, 0), .ids = 3, .end = 13 },
	{ "the first header does",
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 9, 8),
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0), .ids = 3, .end = 8 },
	{ "the second, zeros within a record do not",
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 7, 2, 0, 0, 0, 0, 5, 1, 1),
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 7, 2, 0, 0, 0, 0, 0, 0, 0),
	  .ids = 3, .end = 12 },
	{ "less than a header",
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 7, 1, 9, 0),
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 7, 1, 9, 0), .ids = 3, .end = 11 },
	{ "less than a header, and not zero",
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 7, 1, 9, 1), .ids = 3, .end = 12,
	  .bad = true },
	{ "a record that is cut short",
	  BLOB(1, 0, 1, 0, 1, 0, 0, 0, 7, 9, 0, 0, 0, 0), .ids = 3, .end = 14,
	  .bad = true },
};

KUNIT_ARRAY_PARAM_DESC(to_zero, to_zero_cases, name);

static void to_zero_test(struct kunit *test)
{
	const struct to_zero *c = test->param_value;
	const struct fwctl_check check = { .header = &empty, .body = &lists };
	struct fwctl_verdict v;
	struct fwctl_extent e;
	u8 shown[LONGEST];
	u32 end = 0;

	KUNIT_EXPECT_EQ(test, response(test, &check, c->in.bytes, c->in.len,
				       shown, &v), !c->bad);
	if (!c->bad) {
		KUNIT_EXPECT_MEMEQ(test, shown, c->shown.bytes, c->shown.len);
		/* it is as long as it was, and nothing was dropped */
		KUNIT_EXPECT_EQ(test, v.len, c->in.len);
		KUNIT_EXPECT_FALSE(test, v.trimmed);
	}
	KUNIT_ASSERT_TRUE(test, fwctl_get_extent(NULL, &lists, &lists.fields[0],
						 c->in.bytes, c->in.len, &e));
	KUNIT_EXPECT_EQ(test, e.count, c->ids);
	KUNIT_EXPECT_EQ(test, e.end, c->ids * 2);
	if (fwctl_get_extent(NULL, &lists, &lists.fields[1], c->in.bytes,
			     c->in.len, &e))
		end = e.end;
	KUNIT_EXPECT_EQ(test, end, c->end);
}

static void record_test(struct kunit *test)
{
	static const u8 buf[] = { 2, 3, 'x', 'y', 'z', 7, 0, 1 };
	const struct fwctl_field *field = &tlv.fields[1];
	struct fwctl_record r;
	u32 len;

	for (len = 0; len <= 8; len++) {
		KUNIT_EXPECT_EQ_MSG(test, fwctl_get_record(field, buf, len, &r),
				    len >= 5, "%u bytes", len);
		KUNIT_EXPECT_EQ(test, r.kind, len >= 2 ? 2ULL : 0ULL);
		KUNIT_EXPECT_EQ(test, r.len, len >= 5 ? 5U : 0U);
		KUNIT_EXPECT_PTR_EQ(test, r.variant,
				    len >= 5 ? &field->variants[1] : NULL);
	}
	KUNIT_EXPECT_TRUE(test, fwctl_get_record(field, buf + 5, 3, &r));
	KUNIT_EXPECT_EQ(test, r.kind, 7ULL);
	KUNIT_EXPECT_EQ(test, r.len, 2U);
	KUNIT_EXPECT_NULL(test, r.variant);
}

static struct kunit_case cases[] = {
	KUNIT_CASE_PARAM(integer_test, integer_gen_params),
	KUNIT_CASE_PARAM(fixed_test, shape_gen_params),
	KUNIT_CASE_PARAM(range_test, shape_gen_params),
	KUNIT_CASE_PARAM(named_test, shape_gen_params),
	KUNIT_CASE_PARAM(mask_test, shape_gen_params),
	KUNIT_CASE_PARAM(limit_test, shape_gen_params),
	KUNIT_CASE_PARAM(admin_test, shape_gen_params),
	KUNIT_CASE_PARAM(secret_test, shape_gen_params),
	KUNIT_CASE_PARAM(undescribed_bits_test, shape_gen_params),
	KUNIT_CASE_PARAM(sample_cut_test, sample_gen_params),
	KUNIT_CASE_PARAM(sample_undescribed_test, sample_gen_params),
	KUNIT_CASE_PARAM(refusal_test, refusal_gen_params),
	KUNIT_CASE_PARAM(answer_test, answer_gen_params),
	KUNIT_CASE_PARAM(asked_test, asked_gen_params),
	KUNIT_CASE(padded_test),
	KUNIT_CASE(wide_limit_test),
	KUNIT_CASE(text_test),
	KUNIT_CASE(uuid_test),
	KUNIT_CASE(extent_test),
	KUNIT_CASE_PARAM(to_zero_test, to_zero_gen_params),
	KUNIT_CASE(record_test),
	{}
};

static struct kunit_suite suite = {
	.name = "fwctl_validate",
	.test_cases = cases,
};

kunit_test_suite(suite);
