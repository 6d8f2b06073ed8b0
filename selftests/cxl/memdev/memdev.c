// SPDX-License-Identifier: GPL-2.0-only
/*
 * A CXL memory device that is nothing but a mailbox in software, which knows
 * Features (CXL 3.1, 8.2.9.6) and no more: for tests of what clients of those
 * see. There is no memory behind it.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/sizes.h>
#include <linux/unaligned.h>

#include <cxlmem.h>

#define PAYLOAD_SIZE 512

enum {
	GET_SUPPORTED_LOGS = 0x0400,
	GET_LOG = 0x0401,
	GET_SUPPORTED_FEATURES = 0x0500,
	GET_FEATURE = 0x0501,
	SET_FEATURE = 0x0502,
};

/* Command effects */
enum {
	AFTER_COLD_RESET = 0x01,
	IMMEDIATE_CONFIG = 0x02,
	BACKGROUND = 0x40,
};

static const struct cxl_cel_entry cel[] = {
	{ cpu_to_le16(GET_SUPPORTED_LOGS), 0 },
	{ cpu_to_le16(GET_LOG), 0 },
	{ cpu_to_le16(GET_SUPPORTED_FEATURES), 0 },
	{ cpu_to_le16(GET_FEATURE), 0 },
	{ cpu_to_le16(SET_FEATURE),
	  cpu_to_le16(AFTER_COLD_RESET | IMMEDIATE_CONFIG) },
};

static const uuid_t cel_uuid = DEFINE_CXL_CEL_UUID;

static struct feature {
	uuid_t uuid;
	u16 size;
	u16 effects;	/* 0: it cannot be changed */
	u8 data[64];
} features[] = {
	{ UUID_INIT(0xfeed0000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 8,
	  AFTER_COLD_RESET, "after" },
	{ UUID_INIT(0xfeed0000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2), 64,
	  IMMEDIATE_CONFIG, "now" },
	{ UUID_INIT(0xfeed0000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3), 16, 0, "never" },
	{ UUID_INIT(0xfeed0000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4), 4,
	  IMMEDIATE_CONFIG | BACKGROUND },
	/* Device Patrol Scrub Control */
	{ UUID_INIT(0x96dad7d6, 0xfde8, 0x482b, 0xa7, 0x33, 0x75, 0x77, 0x4e,
		    0x06, 0xdb, 0x8a), 4, IMMEDIATE_CONFIG },
};

static struct feature *find_feature(const u8 *uuid)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(features); i++)
		if (!memcmp(&features[i].uuid, uuid, sizeof(uuid_t)))
			return &features[i];
	return NULL;
}

static u16 get_supported_logs(u8 *out, size_t *out_len)
{
	memset(out, 0, 8);
	put_unaligned_le16(1, out);
	memcpy(out + 8, &cel_uuid, sizeof(cel_uuid));
	put_unaligned_le32(sizeof(cel), out + 24);
	*out_len = 28;
	return CXL_MBOX_CMD_RC_SUCCESS;
}

static u16 get_log(const u8 *in, size_t in_len, u8 *out, size_t *out_len)
{
	u32 offset, length;

	if (in_len != 24)
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	if (memcmp(in, &cel_uuid, sizeof(cel_uuid)))
		return CXL_MBOX_CMD_RC_LOG;
	offset = get_unaligned_le32(in + 16);
	length = get_unaligned_le32(in + 20);
	if (offset > sizeof(cel) || length > sizeof(cel) - offset)
		return CXL_MBOX_CMD_RC_INPUT;
	memcpy(out, (const u8 *)cel + offset, length);
	*out_len = length;
	return CXL_MBOX_CMD_RC_SUCCESS;
}

static u16 get_supported_features(const u8 *in, size_t in_len, u8 *out,
				  size_t *out_len)
{
	u32 count, start, i, n;

	if (in_len != 8)
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	count = get_unaligned_le32(in);
	start = get_unaligned_le16(in + 4);
	if (count < 8 || start > ARRAY_SIZE(features))
		return CXL_MBOX_CMD_RC_INPUT;
	n = min3((count - 8) / 48, (PAYLOAD_SIZE - 8) / 48,
		 ARRAY_SIZE(features) - start);
	memset(out, 0, 8 + 48 * n);
	put_unaligned_le16(n, out);
	put_unaligned_le16(ARRAY_SIZE(features), out + 2);
	for (i = 0; i < n; i++) {
		const struct feature *f = &features[start + i];
		u8 *entry = out + 8 + 48 * i;

		memcpy(entry, &f->uuid, sizeof(f->uuid));
		put_unaligned_le16(start + i, entry + 16);
		put_unaligned_le16(f->size, entry + 18);
		put_unaligned_le16(f->effects ? f->size : 0, entry + 20);
		put_unaligned_le32(!!f->effects, entry + 22);
		put_unaligned_le16(f->effects, entry + 28);
	}
	*out_len = 8 + 48 * n;
	return CXL_MBOX_CMD_RC_SUCCESS;
}

static u16 get_feature(const u8 *in, size_t in_len, u8 *out, size_t *out_len)
{
	const struct feature *f;
	u32 offset, count;

	if (in_len != 21)
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	f = find_feature(in);
	offset = get_unaligned_le16(in + 16);
	count = get_unaligned_le16(in + 18);
	if (!f)
		return CXL_MBOX_CMD_RC_UNSUPPORTED;
	if (offset >= f->size)
		return CXL_MBOX_CMD_RC_INPUT;
	*out_len = min(count, f->size - offset);
	memcpy(out, f->data + offset, *out_len);
	return CXL_MBOX_CMD_RC_SUCCESS;
}

static u16 set_feature(const u8 *in, size_t in_len)
{
	struct feature *f;
	size_t len;
	u32 offset;

	if (in_len < 32)
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	f = find_feature(in);
	offset = get_unaligned_le16(in + 20);
	len = in_len - 32;
	if (!f || !f->effects)
		return CXL_MBOX_CMD_RC_UNSUPPORTED;
	if (offset > f->size || len > f->size - offset)
		return CXL_MBOX_CMD_RC_INPUT;
	memcpy(f->data + offset, in + 32, len);
	return CXL_MBOX_CMD_RC_SUCCESS;
}

static unsigned int busy;
module_param(busy, uint, 0);
MODULE_PARM_DESC(busy, "how many commands find the device busy, from the first on");

static int memdev_send(struct cxl_mailbox *mbox, struct cxl_mbox_cmd *cmd)
{
	size_t room = cmd->size_out;
	u8 out[PAYLOAD_SIZE];
	size_t len = 0;

	mutex_lock(&mbox->mbox_mutex);
	if (busy) {
		busy--;
		mutex_unlock(&mbox->mbox_mutex);
		return -EBUSY;
	}
	switch (cmd->opcode) {
	case GET_SUPPORTED_LOGS:
		cmd->return_code = get_supported_logs(out, &len);
		break;
	case GET_LOG:
		cmd->return_code = get_log(cmd->payload_in, cmd->size_in, out,
					   &len);
		break;
	case GET_SUPPORTED_FEATURES:
		cmd->return_code = get_supported_features(cmd->payload_in,
							  cmd->size_in, out,
							  &len);
		break;
	case GET_FEATURE:
		cmd->return_code = get_feature(cmd->payload_in, cmd->size_in,
					       out, &len);
		break;
	case SET_FEATURE:
		cmd->return_code = set_feature(cmd->payload_in, cmd->size_in);
		break;
	default:
		cmd->return_code = CXL_MBOX_CMD_RC_UNSUPPORTED;
	}
	mutex_unlock(&mbox->mbox_mutex);
	/* as cxl_pci has it: nothing is said of the length of an error */
	if (cmd->return_code)
		return 0;
	cmd->size_out = min(len, room);
	memcpy(cmd->payload_out, out, cmd->size_out);
	return 0;
}

static int memdev_probe(struct platform_device *pdev)
{
	struct cxl_memdev_state *mds = cxl_memdev_state_create(&pdev->dev);
	struct cxl_mailbox *mbox;
	int ret;

	if (IS_ERR(mds))
		return PTR_ERR(mds);
	mbox = &mds->cxlds.cxl_mbox;
	ret = cxl_mailbox_init(mbox, &pdev->dev);
	if (ret)
		return ret;
	mbox->payload_size = PAYLOAD_SIZE;
	mbox->mbox_send = memdev_send;
	platform_set_drvdata(pdev, &mds->cxlds);
	return PTR_ERR_OR_ZERO(devm_cxl_add_memdev(&pdev->dev, &mds->cxlds));
}

static struct platform_driver memdev_driver = {
	.probe = memdev_probe,
	.driver.name = "fwctl_cxl_memdev",
};

static struct platform_device *memdev;

static int __init memdev_init(void)
{
	int ret = platform_driver_register(&memdev_driver);

	if (ret)
		return ret;
	memdev = platform_device_register_simple("fwctl_cxl_memdev",
						 PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(memdev)) {
		platform_driver_unregister(&memdev_driver);
		return PTR_ERR(memdev);
	}
	return 0;
}
module_init(memdev_init);

static void __exit memdev_exit(void)
{
	platform_device_unregister(memdev);
	platform_driver_unregister(&memdev_driver);
}
module_exit(memdev_exit);

MODULE_DESCRIPTION("CXL memory device in software, for tests");
MODULE_LICENSE("GPL");
MODULE_IMPORT_NS(CXL);
