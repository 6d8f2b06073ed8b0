// SPDX-License-Identifier: GPL-2.0-only
/*
 * The policy function over all of its inputs, held against DESIGN's table of
 * effects written down once more, row by row and label by label.
 */
#include <kunit/test.h>
#include <linux/bits.h>

#include "../core.h"

/* The least label that may carry an effect, and the capabilities for it */
static const struct {
	u8 label;
	unsigned int needs;
} effects[] = {
	[FWCTL_EFFECT_NONE] = { 0, 0 },
	[FWCTL_EFFECT_CONFIG] = { 0, FWCTL_NEEDS_SYS_ADMIN },
	[FWCTL_EFFECT_RUNTIME] = { 0, FWCTL_NEEDS_SYS_ADMIN },
	[FWCTL_EFFECT_DEBUG] = { 2, FWCTL_NEEDS_SYS_ADMIN },
	[FWCTL_EFFECT_DISRUPTS] = { 3, FWCTL_NEEDS_SYS_RAWIO },
};

/* What each label needs of the caller, whatever the row */
static const unsigned int labels[] = {
	[FWCTL_RPC_CONFIGURATION] = 0,
	[FWCTL_RPC_DEBUG_READ_ONLY] = 0,
	[FWCTL_RPC_DEBUG_WRITE] = FWCTL_NEEDS_SYS_ADMIN | FWCTL_NEEDS_SYS_RAWIO,
	[FWCTL_RPC_DEBUG_WRITE_FULL] = FWCTL_NEEDS_SYS_ADMIN |
				       FWCTL_NEEDS_SYS_RAWIO |
				       FWCTL_NEEDS_NO_LOCKDOWN,
};

static enum fwctl_reason expected(const struct fwctl_permit *permit,
				  bool vendor, u32 label, unsigned int has)
{
	bool admin = has & FWCTL_NEEDS_SYS_ADMIN;
	bool rawio = has & FWCTL_NEEDS_SYS_RAWIO;
	unsigned int needs;

	if (permit->unsupported)
		return FWCTL_REASON_UNSUPPORTED;
	if (permit->refused)
		return FWCTL_REASON_REFUSED;
	if (label > 3 || label < permit->scope)
		return FWCTL_REASON_SCOPE;
	needs = effects[permit->effect].needs | labels[label];
	if (permit->effect == FWCTL_EFFECT_NONE &&
	    permit->audience == FWCTL_AUDIENCE_ADMIN)
		needs |= FWCTL_NEEDS_SYS_ADMIN;
	if ((needs & FWCTL_NEEDS_SYS_ADMIN && !admin) ||
	    (needs & FWCTL_NEEDS_SYS_RAWIO && !rawio))
		return FWCTL_REASON_CAPABILITY;
	if (needs & FWCTL_NEEDS_NO_LOCKDOWN &&
	    !(has & FWCTL_NEEDS_NO_LOCKDOWN))
		return FWCTL_REASON_LOCKDOWN;
	if (vendor && !(has & FWCTL_NEEDS_NO_CONFIDENTIALITY))
		return FWCTL_REASON_LOCKDOWN;
	return FWCTL_REASON_NONE;
}

static void policy_all_inputs(struct kunit *test)
{
	unsigned int has, passed = 0, cases = 0;
	struct fwctl_permit permit = {};
	u32 label, bits;

	for (permit.effect = FWCTL_EFFECT_NONE;
	     permit.effect <= FWCTL_EFFECT_DISRUPTS; permit.effect++) {
		for (bits = 0; bits < 2 * 2 * 2 * 2 * 4; bits++) {
			bool vendor = bits & 1;

			permit.audience = bits >> 1 & 1;
			permit.unsupported = bits >> 2 & 1;
			permit.refused = bits >> 3 & 1;
			permit.scope = bits >> 4;
			if (permit.scope < fwctl_least_scope(permit.effect))
				continue;
			for (label = 0; label <= 4; label++) {
				for (has = 0; has <= FWCTL_NEEDS_ALL; has++) {
					enum fwctl_reason got =
						fwctl_policy(&permit, vendor,
							     label, has);

					KUNIT_EXPECT_EQ_MSG(test, got,
							    expected(&permit, vendor, label, has),
							    "scope %u effect %u audience %u vendor %u label %u has %x",
							    permit.scope, permit.effect,
							    permit.audience, vendor, label, has);
					passed += got == FWCTL_REASON_NONE;
					cases++;
				}
			}
		}
	}
	/* neither all nor nothing */
	KUNIT_EXPECT_GT(test, passed, 0);
	KUNIT_EXPECT_LT(test, passed, cases / 2);
}

/* What DESIGN says in words, so that a slip in the tables above shows */
static void policy_in_words(struct kunit *test)
{
	const unsigned int unprivileged = FWCTL_NEEDS_NO_LOCKDOWN |
					  FWCTL_NEEDS_NO_CONFIDENTIALITY;
	const unsigned int admin = unprivileged | FWCTL_NEEDS_SYS_ADMIN;
	struct fwctl_permit read = {
		.effect = FWCTL_EFFECT_NONE,
		.audience = FWCTL_AUDIENCE_ANY,
	};
	struct fwctl_permit write = {
		.effect = FWCTL_EFFECT_RUNTIME,
		.audience = FWCTL_AUDIENCE_ANY,
	};
	struct fwctl_permit reset = {
		.effect = FWCTL_EFFECT_DISRUPTS,
		.scope = FWCTL_RPC_DEBUG_WRITE_FULL,
	};

	/* anyone reads what is for any audience, with the labels to read */
	KUNIT_EXPECT_EQ(test, fwctl_policy(&read, false, 0, unprivileged), FWCTL_REASON_NONE);
	KUNIT_EXPECT_EQ(test, fwctl_policy(&read, false, 1, unprivileged), FWCTL_REASON_NONE);
	/* but not with a label to write */
	KUNIT_EXPECT_EQ(test, fwctl_policy(&read, false, 2, unprivileged),
			FWCTL_REASON_CAPABILITY);
	/* label 0 does not make a write a read */
	KUNIT_EXPECT_EQ(test, fwctl_policy(&write, false, 0, unprivileged),
			FWCTL_REASON_CAPABILITY);
	KUNIT_EXPECT_EQ(test, fwctl_policy(&write, false, 0, admin), FWCTL_REASON_NONE);
	/* a reset does not pass as "read-only", whoever asks */
	KUNIT_EXPECT_EQ(test, fwctl_policy(&reset, false, 1, FWCTL_NEEDS_ALL),
			FWCTL_REASON_SCOPE);
	KUNIT_EXPECT_EQ(test, fwctl_policy(&reset, false, 3, admin), FWCTL_REASON_CAPABILITY);
	KUNIT_EXPECT_EQ(test, fwctl_policy(&reset, false, 3, FWCTL_NEEDS_ALL),
			FWCTL_REASON_NONE);
	/* nor under lockdown */
	KUNIT_EXPECT_EQ(test, fwctl_policy(&reset, false, 3,
					   FWCTL_NEEDS_ALL & ~FWCTL_NEEDS_NO_LOCKDOWN),
			FWCTL_REASON_LOCKDOWN);
	/* vendor dumps stay in the device under confidentiality */
	KUNIT_EXPECT_EQ(test, fwctl_policy(&read, true, 0,
					   FWCTL_NEEDS_ALL & ~FWCTL_NEEDS_NO_CONFIDENTIALITY),
			FWCTL_REASON_LOCKDOWN);
}

/* Is whatever @row refuses refused by @narrowed, too? */
static bool narrower(const struct fwctl_permit *row,
		     const struct fwctl_permit *narrowed)
{
	unsigned int has;
	u32 label;

	for (label = 0; label < 4; label++)
		for (has = 0; has <= FWCTL_NEEDS_ALL; has++)
			if (fwctl_policy(row, false, label, has) &&
			    !fwctl_policy(narrowed, false, label, has))
				return false;
	return true;
}

/* Whatever a device says of a command, nothing more is allowed than before. */
static void policy_narrow_only(struct kunit *test)
{
	struct fwctl_permit row = {}, by = {}, got;
	u32 i, j;

	for (i = 0; i < 6 * 4 * 2 * 2 * 2; i++) {
		row.effect = i % 6;
		row.scope = i / 6 % 4;
		row.audience = i / 24 % 2;
		row.unsupported = i / 48 % 2;
		row.refused = i / 96;
		if (row.effect < FWCTL_EFFECT_NONE ||
		    row.scope < fwctl_least_scope(row.effect))
			continue;
		/* one more scope and effect than there are */
		for (j = 0; j < 7 * 5 * 2 * 2 * 2; j++) {
			by.effect = j % 7;
			by.scope = j / 7 % 5;
			by.audience = j / 35 % 2;
			by.unsupported = j / 70 % 2;
			by.refused = j / 140;
			got = row;
			fwctl_narrow(&got, &by);
			KUNIT_EXPECT_TRUE_MSG(test, narrower(&row, &got),
					      "row %u by %u", i, j);
		}
	}

	/* what is no scope or effect is for nobody */
	row = (struct fwctl_permit){ .effect = FWCTL_EFFECT_NONE };
	got = row;
	by = (struct fwctl_permit){ .scope = FWCTL_RPC_DEBUG_WRITE_FULL + 1 };
	fwctl_narrow(&got, &by);
	KUNIT_EXPECT_TRUE(test, got.unsupported);
	got = row;
	by = (struct fwctl_permit){ .effect = FWCTL_EFFECT_DISRUPTS + 1 };
	fwctl_narrow(&got, &by);
	KUNIT_EXPECT_TRUE(test, got.unsupported);

	/* and it does narrow */
	row = (struct fwctl_permit){ .effect = FWCTL_EFFECT_RUNTIME };
	by = (struct fwctl_permit){ .effect = FWCTL_EFFECT_DISRUPTS };
	fwctl_narrow(&row, &by);
	KUNIT_EXPECT_EQ(test, row.effect, FWCTL_EFFECT_DISRUPTS);
	KUNIT_EXPECT_EQ(test, row.scope, FWCTL_RPC_DEBUG_WRITE_FULL);
	by = (struct fwctl_permit){ .refused = true };
	fwctl_narrow(&row, &by);
	KUNIT_EXPECT_TRUE(test, row.refused);
	KUNIT_EXPECT_FALSE(test, row.unsupported);
}

static struct kunit_case policy_cases[] = {
	KUNIT_CASE(policy_all_inputs),
	KUNIT_CASE(policy_in_words),
	KUNIT_CASE(policy_narrow_only),
	{}
};

static struct kunit_suite policy_suite = {
	.name = "fwctl_policy",
	.test_cases = policy_cases,
};

kunit_test_suite(policy_suite);
