// SPDX-License-Identifier: GPL-2.0
/*
 * A client that knows Features and nothing else: Get Supported Features, Get
 * Feature and Set Feature through FWCTL_RPC alone, with one structure for all
 * of its requests. The device is the one in memdev/, a mailbox in software.
 */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fwctl/fwctl.h>

#include <kselftest_harness.h>

#define MODULE "memdev"
#define FOLDER "/sys/bus/platform/devices/fwctl_cxl_memdev/mem*/fwctl/fwctl*"

/* Opcodes and layouts (CXL 3.1, 8.2.9.6) */
#define GET_SUPPORTED_FEATURES	0x0500
#define GET_FEATURE		0x0501
#define SET_FEATURE		0x0502

#define INVALID_INPUT	2

struct get_features {
	__le32 count;
	__le16 start;
	__u8 reserved[2];
} __attribute__((packed));

struct get_feature {
	__u8 uuid[16];
	__le16 offset;
	__le16 count;
	__u8 selection;
} __attribute__((packed));

struct set_feature {
	__u8 uuid[16];
	__le32 flags;
	__le16 offset;
	__u8 version;
	__u8 reserved[9];
	__u8 data[64];
} __attribute__((packed));

struct entry {
	__u8 uuid[16];
	__le16 index;
	__le16 get_size;
	__le16 set_size;
	__le32 flags;
	__u8 get_version;
	__u8 set_version;
	__le16 effects;
	__u8 reserved[18];
} __attribute__((packed));

struct request {
	__le32 opcode;
	__le32 flags;
	__le32 op_size;
	__le32 reserved;
	union {
		struct get_features get_features;
		struct get_feature get_feature;
		struct set_feature set_feature;
	};
};

struct response {
	__le32 size;
	__le32 retval;
	union {
		struct {
			__le16 count;
			__le16 total;
			__u8 reserved[4];
			struct entry entries[16];
		} __attribute__((packed)) features;
		__u8 data[1024];
	};
};

static int load(const char *options)
{
	const char *folder = getenv("FWCTL_MODULES");
	char path[PATH_MAX];
	int fd, ret;

	if (!folder)
		return -1;
	/* from drivers/fwctl */
	snprintf(path, sizeof(path),
		 "%s/../../selftests/cxl/memdev/" MODULE ".ko", folder);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	ret = syscall(SYS_finit_module, fd, options, 0);
	close(fd);
	return ret;
}

/* Once it was asked what it supports, it is there. */
static int open_device(void)
{
	char node[64];
	glob_t found;
	int tries, fd = -1;

	for (tries = 0; tries < 200 && fd < 0; tries++) {
		usleep(50000);
		if (!glob(FOLDER, 0, NULL, &found)) {
			snprintf(node, sizeof(node), "/dev/fwctl%s",
				 strrchr(found.gl_pathv[0], '/'));
			fd = open(node, O_RDONLY);
		}
		globfree(&found);
	}
	return fd;
}

FIXTURE(features)
{
	int fd;
	struct request in;
	struct response out;
	__u32 out_len;
};

FIXTURE_SETUP(features)
{
	ASSERT_EQ(0, load(""));
	self->fd = open_device();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(features)
{
	close(self->fd);
	ASSERT_EQ(0, syscall(SYS_delete_module, MODULE, 0));
}

static int rpc(int fd, struct request *in, struct response *out, __u32 scope,
	       __u32 room, __u32 *out_len)
{
	struct fwctl_rpc arg = {
		.size = sizeof(arg),
		.scope = scope,
		/* whatever of it is used */
		.in_len = sizeof(*in),
		.out_len = room,
		.in = (uintptr_t)in,
		.out = (uintptr_t)out,
	};

	memset(out, 0xee, sizeof(*out));
	if (ioctl(fd, FWCTL_RPC, &arg))
		return errno;
	*out_len = arg.out_len;
	return 0;
}

static int list(int fd, struct response *out, __u32 count, __u16 start,
		__u32 *out_len)
{
	struct request in = {
		.opcode = GET_SUPPORTED_FEATURES,
		.op_size = sizeof(in.get_features),
		.get_features = { .count = count, .start = start },
	};

	return rpc(fd, &in, out, FWCTL_RPC_CONFIGURATION, 8 + count, out_len);
}

static int get(int fd, struct response *out, const __u8 *uuid, __u16 offset,
	       __u16 count, __u32 *out_len)
{
	struct request in = {
		.opcode = GET_FEATURE,
		.op_size = sizeof(in.get_feature),
		.get_feature = { .offset = offset, .count = count },
	};

	memcpy(in.get_feature.uuid, uuid, 16);
	return rpc(fd, &in, out, FWCTL_RPC_CONFIGURATION, 8 + count, out_len);
}

static int set(int fd, struct response *out, const __u8 *uuid, __u32 scope,
	       __u16 offset, const char *data, __u32 *out_len)
{
	struct request in = {
		.opcode = SET_FEATURE,
		.op_size = 32 + strlen(data),
		.set_feature = { .offset = offset, .version = 1 },
	};

	memcpy(in.set_feature.uuid, uuid, 16);
	memcpy(in.set_feature.data, data, strlen(data));
	return rpc(fd, &in, out, scope, 8, out_len);
}

TEST_F(features, list)
{
	struct response *out = &self->out;
	struct response all;
	__u32 total, i;

	/* how many? */
	ASSERT_EQ(0, list(self->fd, out, 8, 0, &self->out_len));
	EXPECT_EQ(16, self->out_len);
	EXPECT_EQ(8, out->size);
	EXPECT_EQ(0, out->retval);
	EXPECT_EQ(0, out->features.count);
	total = out->features.total;
	ASSERT_EQ(5, total);

	ASSERT_EQ(0, list(self->fd, &all, 8 + 48 * total, 0, &self->out_len));
	ASSERT_EQ(total, all.features.count);
	EXPECT_EQ(16 + 48 * total, self->out_len);
	for (i = 0; i < total; i++) {
		EXPECT_EQ(i, all.features.entries[i].index);
		ASSERT_EQ(0, list(self->fd, out, 8 + 48, i, &self->out_len));
		ASSERT_EQ(1, out->features.count);
		EXPECT_EQ(0, memcmp(&out->features.entries[0],
				    &all.features.entries[i],
				    sizeof(struct entry)));
	}
	EXPECT_EQ(0, all.features.entries[2].flags & 1);
	EXPECT_EQ(0x42, all.features.entries[3].effects);

	EXPECT_EQ(EINVAL, list(self->fd, out, 7, 0, &self->out_len));
	EXPECT_EQ(EINVAL, list(self->fd, out, 513, 0, &self->out_len));
	/* the device's own refusal */
	EXPECT_EQ(0, list(self->fd, out, 8, 6, &self->out_len));
	EXPECT_EQ(INVALID_INPUT, out->retval);
	EXPECT_EQ(8, self->out_len);
}

TEST_F(features, get_and_set)
{
	struct response *out = &self->out;
	struct response all;
	const __u8 *after, *now, *never, *background, *scrub;
	const __u8 unknown[16] = { 1 };

	ASSERT_EQ(0, list(self->fd, &all, 8 + 48 * 5, 0, &self->out_len));
	after = all.features.entries[0].uuid;
	now = all.features.entries[1].uuid;
	never = all.features.entries[2].uuid;
	background = all.features.entries[3].uuid;
	scrub = all.features.entries[4].uuid;

	ASSERT_EQ(0, get(self->fd, out, after, 0, 8, &self->out_len));
	EXPECT_EQ(16, self->out_len);
	EXPECT_EQ(0, memcmp(out->data, "after\0\0", 8));
	/* as much as there is */
	ASSERT_EQ(0, get(self->fd, out, after, 3, 100, &self->out_len));
	EXPECT_EQ(5, out->size);
	EXPECT_EQ(0, memcmp(out->data, "er\0\0", 5));

	/* each needs the label for what it does */
	EXPECT_EQ(EPERM, set(self->fd, out, after, FWCTL_RPC_DEBUG_READ_ONLY, 0,
			     "AFTER", &self->out_len));
	ASSERT_EQ(0, set(self->fd, out, after, FWCTL_RPC_DEBUG_WRITE, 0,
			 "AFTER", &self->out_len));
	EXPECT_EQ(8, self->out_len);
	EXPECT_EQ(0, out->size);
	EXPECT_EQ(0, out->retval);
	ASSERT_EQ(0, get(self->fd, out, after, 0, 8, &self->out_len));
	EXPECT_EQ(0, memcmp(out->data, "AFTER\0\0", 8));
	EXPECT_EQ(EPERM, set(self->fd, out, now, FWCTL_RPC_DEBUG_WRITE, 0, "x",
			     &self->out_len));
	ASSERT_EQ(0, set(self->fd, out, now, FWCTL_RPC_DEBUG_WRITE_FULL, 1, "x",
			 &self->out_len));
	ASSERT_EQ(0, get(self->fd, out, now, 0, 3, &self->out_len));
	EXPECT_EQ(0, memcmp(out->data, "nxw", 3));

	EXPECT_EQ(EOPNOTSUPP, set(self->fd, out, never,
				  FWCTL_RPC_DEBUG_WRITE_FULL, 0, "x",
				  &self->out_len));
	EXPECT_EQ(EPERM, set(self->fd, out, background,
			     FWCTL_RPC_DEBUG_WRITE_FULL, 0, "x",
			     &self->out_len));
	EXPECT_EQ(EPERM, set(self->fd, out, scrub, FWCTL_RPC_DEBUG_WRITE_FULL,
			     0, "x", &self->out_len));
	EXPECT_EQ(0, get(self->fd, out, scrub, 0, 4, &self->out_len));
	EXPECT_EQ(EOPNOTSUPP, get(self->fd, out, unknown, 0, 4,
				  &self->out_len));
	/* more than it is long: the device says so */
	ASSERT_EQ(0, set(self->fd, out, after, FWCTL_RPC_DEBUG_WRITE, 6, "123",
			 &self->out_len));
	EXPECT_EQ(INVALID_INPUT, out->retval);
}

/* When it comes it has something else to do, such as sanitizing: asked again */
TEST(busy_at_first)
{
	int fd;

	ASSERT_EQ(0, load("busy=2"));
	fd = open_device();
	EXPECT_LE(0, fd);
	close(fd);
	ASSERT_EQ(0, syscall(SYS_delete_module, MODULE, 0));
}

TEST_HARNESS_MAIN
