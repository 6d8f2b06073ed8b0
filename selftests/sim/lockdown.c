// SPDX-License-Identifier: GPL-2.0
/*
 * Kernel lockdown: what it refuses, what it leaves alone, and that it is asked
 * last. There is no way back from lockdown, so this runs in a machine of its
 * own, and the tests are in the order of the modes. Of a machine that was booted
 * in one, -t says in which.
 */
#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <kselftest_harness.h>

#include "sim_lib.h"

#define LOCKDOWN "/sys/kernel/security/lockdown"

FIXTURE(lockdown)
{
	struct sim sim;
	struct sim_call call;
};

FIXTURE_SETUP(lockdown)
{
	memset(&self->call, 0, sizeof(self->call));
	ASSERT_EQ(0, sim_create(&self->sim, 10));
}

FIXTURE_TEARDOWN(lockdown)
{
	sim_destroy(&self->sim);
}

static bool mode_is(const char *mode)
{
	char text[80] = "";

	return file_read(LOCKDOWN, text, sizeof(text) - 1) > 0 &&
	       strstr(text, mode);
}

/* In this mode, since now or since the machine was booted */
static bool enter(const char *mode)
{
	char shown[32];

	snprintf(shown, sizeof(shown), "[%s]", mode);
	return mode_is(shown) ||
	       (!file_write(LOCKDOWN, mode) && mode_is(shown));
}

/* 64 bytes of the vendor's dump, from its beginning */
static int dump(struct sim *sim, struct sim_call *call)
{
	sim_begin(call, FWCTL_RPC_DEBUG_READ_ONLY, FWCTL_SIM_GET_DUMP);
	sim_add_u32(call, 0);
	sim_add_u32(call, 64 / 4 - 1);
	return sim_call(sim->fd, call);
}

static int reset(struct sim *sim, struct sim_call *call)
{
	sim_begin(call, FWCTL_RPC_DEBUG_WRITE_FULL, FWCTL_SIM_RESET);
	sim_add_u8(call, 1);	/* warm */
	return sim_call(sim->fd, call);
}

/* Register 0 becomes 0. */
static int write_register(struct sim *sim, struct sim_call *call)
{
	sim_begin(call, FWCTL_RPC_DEBUG_WRITE, FWCTL_SIM_WRITE_REGISTER);
	sim_add_u32(call, 0);
	sim_add_u32(call, 0);
	sim_add_u32(call, FWCTL_SIM_UNLOCK);
	return sim_call(sim->fd, call);
}

TEST_F(lockdown, none)
{
	ASSERT_TRUE(mode_is("[none]"));
	EXPECT_EQ(0, reset(&self->sim, &self->call));
	EXPECT_EQ(0, write_register(&self->sim, &self->call));
	EXPECT_EQ(0, dump(&self->sim, &self->call));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
}

TEST_F(lockdown, integrity)
{
	struct sim_call *call = &self->call;

	ASSERT_TRUE(enter("integrity"));

	EXPECT_EQ(EPERM, reset(&self->sim, call));
	EXPECT_EQ(FWCTL_REASON_LOCKDOWN, call->diag.reason);
	EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);
	EXPECT_NE(NULL, strstr(call->diag.text, "lockdown"));
	/* the label counts, whatever the command does */
	EXPECT_EQ(EPERM, sim_simple(self->sim.fd, call,
				    FWCTL_RPC_DEBUG_WRITE_FULL,
				    FWCTL_SIM_GET_VERSION));
	EXPECT_EQ(FWCTL_REASON_LOCKDOWN, call->diag.reason);

	EXPECT_EQ(0, write_register(&self->sim, call));
	EXPECT_EQ(0, dump(&self->sim, call));
	EXPECT_EQ(0, sim_nop(self->sim.fd));

	/* who may not anyway is told so */
	ASSERT_EQ(0, drop_caps(1U << CAP_SYS_RAWIO));
	EXPECT_EQ(EPERM, reset(&self->sim, call));
	EXPECT_EQ(FWCTL_REASON_CAPABILITY, call->diag.reason);
	EXPECT_EQ(CAP_SYS_RAWIO, call->diag.value);
}

TEST_F(lockdown, confidentiality)
{
	struct sim_call *call = &self->call;

	ASSERT_TRUE(enter("confidentiality"));

	EXPECT_EQ(EPERM, reset(&self->sim, call));
	EXPECT_EQ(FWCTL_REASON_LOCKDOWN, call->diag.reason);
	EXPECT_EQ(EPERM, dump(&self->sim, call));
	EXPECT_EQ(FWCTL_REASON_LOCKDOWN, call->diag.reason);
	EXPECT_EQ(FWCTL_NOT_SENT, call->diag.sent);

	EXPECT_EQ(0, write_register(&self->sim, call));
	EXPECT_EQ(0, sim_nop(self->sim.fd));
}

TEST_HARNESS_MAIN
