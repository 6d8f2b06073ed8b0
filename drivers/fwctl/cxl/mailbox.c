// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a CXL memory device is asked through its mailbox: by callers, and by us
 * when it comes, to learn what it supports
 *
 * Section numbers are those of revision 3.1 of the CXL specification.
 */
#include <linux/cleanup.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/unaligned.h>

#include "cxl.h"

/* Return codes (8.2.8.4.5.1) */
#define SUCCESS		0
#define RETRY_REQUIRED	5
#define BUSY		6

/* Command effects (8.2.9.5.2.1) */
#define CONFIG_AFTER_COLD_RESET		BIT(0)
#define IMMEDIATE_CONFIG		BIT(1)
#define IMMEDIATE_DATA			BIT(2)
#define IMMEDIATE_POLICY		BIT(3)
#define IMMEDIATE_LOG			BIT(4)
#define SECONDARY_MAILBOX		BIT(7)
#define ABORT_BACKGROUND		BIT(8)
#define RESETS_VALID			BIT(9)
#define CONFIG_AFTER_CONVENTIONAL_RESET	BIT(10)
#define CONFIG_AFTER_CXL_RESET		BIT(11)

#define IMMEDIATE \
	(IMMEDIATE_CONFIG | IMMEDIATE_DATA | IMMEDIATE_POLICY | IMMEDIATE_LOG)
#define MORE_RESETS \
	(CONFIG_AFTER_CONVENTIONAL_RESET | CONFIG_AFTER_CXL_RESET)
#define AFTER_RESET (CONFIG_AFTER_COLD_RESET | MORE_RESETS)
/* Neither a security state change nor a background operation is */
#define ACCEPTABLE \
	(IMMEDIATE | AFTER_RESET | SECONDARY_MAILBOX | ABORT_BACKGROUND | \
	 RESETS_VALID)

/* Bit 0 of a Supported Feature Entry's attribute flags (8.2.9.6.1) */
#define CHANGEABLE BIT(0)

/* Command Effects Log (8.2.9.5.2.1) */
static const uuid_t fwctl_cxl_cel =
	UUID_INIT(0x0da9c0b5, 0xbf41, 0x4b78,
		  0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17);

/* Get Supported Logs (8.2.9.5.1) */
struct supported_logs {
	__le16 count;
	u8 reserved[6];
	struct {
		uuid_t uuid;
		__le32 size;
	} __packed entries[];
} __packed;

/* Get Log (8.2.9.5.2) */
struct get_log {
	uuid_t uuid;
	__le32 offset;
	__le32 length;
} __packed;

struct cel_entry {
	__le16 opcode;
	__le16 effects;
} __packed;

/* Get Supported Features (8.2.9.6.1) */
struct get_features {
	__le32 count;
	__le16 start;
	u8 reserved[2];
} __packed;

struct supported_features {
	__le16 count;
	__le16 total;
	u8 reserved[4];
	struct {
		uuid_t uuid;
		__le16 index;
		__le16 get_size;
		__le16 set_size;
		__le32 attributes;
		u8 get_version;
		u8 set_version;
		__le16 set_effects;
		u8 reserved[18];
	} __packed entries[];
} __packed;

/*
 * Have the device execute a command. Its answer is in cxl->buf.
 *
 * Neither cxl_internal_send_cmd(), which makes errnos of the device's return
 * codes, nor user space's path to the mailbox is for us.
 *
 * Return: the length of the answer and @retval, or a negative errno.
 */
static ssize_t fwctl_cxl_execute(struct fwctl_cxl *cxl, u16 opcode,
				 const void *in, size_t in_len, u16 *retval)
{
	struct cxl_mailbox *mbox = cxl->mbox;
	struct cxl_mbox_cmd cmd = {
		.opcode = opcode,
		.payload_in = (void *)in,	/* is only copied from */
		.size_in = in_len,
		.payload_out = cxl->buf,
		.size_out = mbox->payload_size,
	};
	int ret;

	if (in_len > mbox->payload_size)
		return -EMSGSIZE;
	ret = mbox->mbox_send(mbox, &cmd);
	if (ret)
		return ret;
	*retval = cmd.return_code;
	/* after an error it may be as it was */
	if (cmd.return_code != SUCCESS)
		return 0;
	return min(cmd.size_out, mbox->payload_size);
}

/*
 * The same for us, who need success and so many bytes at least. EBUSY: to be
 * asked again later.
 */
static ssize_t fwctl_cxl_ask(struct fwctl_cxl *cxl, u16 opcode, const void *in,
			     size_t in_len, size_t least)
{
	u16 retval;
	ssize_t len;

	if (READ_ONCE(*cxl->gone))
		return -ENODEV;
	len = fwctl_cxl_execute(cxl, opcode, in, in_len, &retval);
	if (len >= 0 && retval == RETRY_REQUIRED)
		len = fwctl_cxl_execute(cxl, opcode, in, in_len, &retval);
	if (len < 0)
		return len;
	if (retval == RETRY_REQUIRED || retval == BUSY)
		return -EBUSY;
	if (retval != SUCCESS)
		return -EIO;
	return len < least ? -EBADMSG : len;
}

/*
 * Features that nobody but the kernel sets, whatever the device says: memory is
 * scrubbed and repaired by its EDAC subsystem, which expects to find what it
 * has set, and not to lose the memory that it has in use.
 */
static const uuid_t fwctl_cxl_owned_features[] = {
	/* Device Patrol Scrub Control (8.2.9.9.11.1) */
	UUID_INIT(0x96dad7d6, 0xfde8, 0x482b,
		  0xa7, 0x33, 0x75, 0x77, 0x4e, 0x06, 0xdb, 0x8a),
	/* DDR5 Error Check Scrub Control (8.2.9.9.11.2) */
	UUID_INIT(0xe5b13f22, 0x2328, 0x4a14,
		  0xb8, 0xba, 0xb9, 0x69, 0x1e, 0x89, 0x33, 0x86),
	/* Soft and hard Post Package Repair (8.2.9.7.2.1, 8.2.9.7.2.2) */
	UUID_INIT(0x892ba475, 0xfad8, 0x474e,
		  0x9d, 0x3e, 0x69, 0x2c, 0x91, 0x75, 0x68, 0xbb),
	UUID_INIT(0x80ea4521, 0x786f, 0x4127,
		  0xaf, 0xb1, 0xec, 0x74, 0x59, 0xfb, 0x0e, 0x24),
	/* Cacheline, row, bank and rank sparing (8.2.9.7.2.3) */
	UUID_INIT(0x96c33386, 0x91dd, 0x44c7,
		  0x9e, 0xcb, 0xfd, 0xaf, 0x65, 0x03, 0xba, 0xc4),
	UUID_INIT(0x450ebf67, 0xb135, 0x4f97,
		  0xa4, 0x98, 0xc2, 0xd5, 0x7f, 0x27, 0x9b, 0xed),
	UUID_INIT(0x78b79636, 0x90ac, 0x4b64,
		  0xa4, 0xef, 0xfa, 0xac, 0x5d, 0x18, 0xa8, 0x63),
	UUID_INIT(0x34dbaff5, 0x0552, 0x4281,
		  0x8f, 0x76, 0xda, 0x0b, 0x5e, 0x7a, 0x76, 0xa7),
};

/* Commands that a driver of the kernel may claim, as its own interface has them */
static const struct {
	u16 opcode;
	u8 id;
} fwctl_cxl_ids[] = {
	{ 0x0200, CXL_MEM_COMMAND_ID_GET_FW_INFO },
	{ 0x0300, CXL_MEM_COMMAND_ID_GET_TIMESTAMP },
	{ 0x0400, CXL_MEM_COMMAND_ID_GET_SUPPORTED_LOGS },
	{ 0x0401, CXL_MEM_COMMAND_ID_GET_LOG },
	{ 0x0402, CXL_MEM_COMMAND_ID_GET_LOG_CAPS },
	{ 0x0403, CXL_MEM_COMMAND_ID_CLEAR_LOG },
	{ 0x0405, CXL_MEM_COMMAND_ID_GET_SUP_LOG_SUBLIST },
	{ 0x4000, CXL_MEM_COMMAND_ID_IDENTIFY },
	{ 0x4100, CXL_MEM_COMMAND_ID_GET_PARTITION_INFO },
	{ 0x4101, CXL_MEM_COMMAND_ID_SET_PARTITION_INFO },
	{ 0x4102, CXL_MEM_COMMAND_ID_GET_LSA },
	{ 0x4200, CXL_MEM_COMMAND_ID_GET_HEALTH_INFO },
	{ 0x4201, CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG },
	{ 0x4202, CXL_MEM_COMMAND_ID_SET_ALERT_CONFIG },
	{ 0x4203, CXL_MEM_COMMAND_ID_GET_SHUTDOWN_STATE },
	{ 0x4303, CXL_MEM_COMMAND_ID_GET_SCAN_MEDIA_CAPS },
};

/* The log that a row is for, or NULL */
static const void *fwctl_cxl_log_of(const struct fwctl_command *cmd)
{
	const struct fwctl_field *field = cmd->request.fields;

	if (!cmd->request.nr_fields || field->kind != FWCTL_KIND_UUID ||
	    field->rule != FWCTL_RULE_FIXED)
		return NULL;
	return field->values[0].uuid;
}

static void fwctl_cxl_take_log(struct fwctl_cxl *cxl, const uuid_t *uuid,
			       u32 size)
{
	const void *log;
	u32 i;

	if (uuid_equal(uuid, &fwctl_cxl_cel))
		cxl->limits[FWCTL_CXL_CEL_SIZE] = size;
	for (i = 0; i < fwctl_cxl_table.nr_commands; i++) {
		log = fwctl_cxl_log_of(&fwctl_cxl_table.commands[i]);
		if (log && !memcmp(log, uuid, sizeof(*uuid)))
			cxl->rows[i].has_log = true;
	}
}

/* Which logs are there? */
static int fwctl_cxl_read_logs(struct fwctl_cxl *cxl)
{
	const struct supported_logs *logs = cxl->buf;
	ssize_t len;
	u32 i, count;

	len = fwctl_cxl_ask(cxl, FWCTL_CXL_GET_SUPPORTED_LOGS, NULL, 0,
			    sizeof(*logs));
	if (len < 0)
		return len;
	count = min_t(size_t, le16_to_cpu(logs->count),
		      (len - sizeof(*logs)) / sizeof(logs->entries[0]));
	for (i = 0; i < count; i++)
		fwctl_cxl_take_log(cxl, &logs->entries[i].uuid,
				   le32_to_cpu(logs->entries[i].size));
	return 0;
}

static void fwctl_cxl_take_cel_entry(struct fwctl_cxl *cxl, u16 opcode,
				     u16 effects)
{
	u32 i;

	for (i = 0; i < fwctl_cxl_table.nr_commands; i++) {
		const struct fwctl_command *cmd = &fwctl_cxl_table.commands[i];

		if (cmd->opcode != opcode ||
		    (fwctl_cxl_log_of(cmd) && !cxl->rows[i].has_log))
			continue;
		cxl->rows[i].supported = true;
		cxl->rows[i].effects |= effects;
	}
}

/* The Command Effects Log tells which commands there are, and what they do. */
static int fwctl_cxl_read_cel(struct fwctl_cxl *cxl)
{
	const u32 most = round_down(cxl->mbox->payload_size,
				    sizeof(struct cel_entry));
	const struct cel_entry *entries = cxl->buf;
	struct get_log in = { .uuid = fwctl_cxl_cel };
	u64 size = cxl->limits[FWCTL_CXL_CEL_SIZE];
	u32 offset, part, i;
	ssize_t len;

	/* there are so many opcodes */
	size = min_t(u64, size, BIT(16) * sizeof(struct cel_entry));
	size = round_down(size, sizeof(struct cel_entry));
	for (offset = 0; offset < size; offset += part) {
		part = min_t(u64, size - offset, most);
		in.offset = cpu_to_le32(offset);
		in.length = cpu_to_le32(part);
		len = fwctl_cxl_ask(cxl, FWCTL_CXL_GET_LOG, &in, sizeof(in),
				    part);
		if (len < 0)
			return len;
		for (i = 0; i < part / sizeof(*entries); i++)
			fwctl_cxl_take_cel_entry(cxl,
						 le16_to_cpu(entries[i].opcode),
						 le16_to_cpu(entries[i].effects));
	}
	return 0;
}

static bool fwctl_cxl_supports(struct fwctl_cxl *cxl, u32 opcode)
{
	u32 i;

	for (i = 0; i < fwctl_cxl_table.nr_commands; i++)
		if (fwctl_cxl_table.commands[i].opcode == opcode)
			return cxl->rows[i].supported;
	return false;
}

/* Which Features are there, and what does it do to set them? */
static int fwctl_cxl_read_features(struct fwctl_cxl *cxl)
{
	const struct supported_features *features = cxl->buf;
	struct get_features in = {
		.count = cpu_to_le32(cxl->mbox->payload_size),
	};
	u32 i, count, total = 1;
	ssize_t len;

	if (!fwctl_cxl_supports(cxl, FWCTL_CXL_GET_SUPPORTED_FEATURES))
		return 0;
	while (cxl->nr_features < total) {
		in.start = cpu_to_le16(cxl->nr_features);
		len = fwctl_cxl_ask(cxl, FWCTL_CXL_GET_SUPPORTED_FEATURES, &in,
				    sizeof(in), sizeof(*features));
		if (len < 0)
			return len;
		count = min_t(size_t, le16_to_cpu(features->count),
			      (len - sizeof(*features)) /
			      sizeof(features->entries[0]));
		if (!cxl->features) {
			total = le16_to_cpu(features->total);
			cxl->features = kvcalloc(total, sizeof(*cxl->features),
						 GFP_KERNEL);
			if (total && !cxl->features)
				return -ENOMEM;
		}
		count = min(count, total - cxl->nr_features);
		if (!count && cxl->nr_features < total)
			return -EBADMSG;
		for (i = 0; i < count; i++) {
			struct fwctl_cxl_feature *feature =
				&cxl->features[cxl->nr_features++];

			feature->uuid = features->entries[i].uuid;
			feature->changeable =
				le32_to_cpu(features->entries[i].attributes) &
				CHANGEABLE;
			feature->effects =
				le16_to_cpu(features->entries[i].set_effects);
		}
	}
	return 0;
}

static const struct fwctl_cxl_feature *
fwctl_cxl_find_feature(struct fwctl_cxl *cxl, const void *uuid)
{
	u32 i;

	for (i = 0; i < cxl->nr_features; i++)
		if (!memcmp(&cxl->features[i].uuid, uuid, sizeof(uuid_t)))
			return &cxl->features[i];
	return NULL;
}

/* What the device says that a command does, as it is acted upon */
static void fwctl_cxl_narrow_effects(u16 effects, struct fwctl_permit *permit)
{
	if (effects & ~ACCEPTABLE ||
	    (effects & MORE_RESETS && !(effects & RESETS_VALID)))
		permit->refused = true;
	if (effects & AFTER_RESET) {
		permit->scope = max(permit->scope, FWCTL_RPC_DEBUG_WRITE);
		permit->effect = max(permit->effect, FWCTL_EFFECT_CONFIG);
	}
	if (effects & IMMEDIATE) {
		permit->scope = FWCTL_RPC_DEBUG_WRITE_FULL;
		permit->effect = max(permit->effect, FWCTL_EFFECT_RUNTIME);
	}
	if (effects & (IMMEDIATE_DATA | IMMEDIATE_LOG))
		permit->effect = FWCTL_EFFECT_DISRUPTS;
}

/* Setting a Feature is what its own effects are, not those of the command. */
static void fwctl_cxl_narrow_feature(const struct fwctl_cxl_feature *feature,
				     struct fwctl_permit *permit)
{
	u32 i;

	if (!feature || !feature->changeable) {
		permit->unsupported = true;
		return;
	}
	for (i = 0; i < ARRAY_SIZE(fwctl_cxl_owned_features); i++)
		if (uuid_equal(&feature->uuid, &fwctl_cxl_owned_features[i]))
			permit->refused = true;
	/* what is set has some effect */
	if (!(feature->effects & (IMMEDIATE | AFTER_RESET)))
		permit->refused = true;
	fwctl_cxl_narrow_effects(feature->effects, permit);
}

/* Of any Feature that can be set: what is needed for it at the least */
static void fwctl_cxl_narrow_features(struct fwctl_cxl *cxl,
				      struct fwctl_permit *permit)
{
	struct fwctl_permit least = { .unsupported = true };
	u32 i;

	for (i = 0; i < cxl->nr_features; i++) {
		struct fwctl_permit one = *permit;

		fwctl_cxl_narrow_feature(&cxl->features[i], &one);
		if (one.unsupported || one.refused)
			continue;
		if (least.unsupported || one.scope < least.scope)
			least = one;
	}
	*permit = least;
}

static bool fwctl_cxl_is_claimed(struct fwctl_cxl *cxl, u32 opcode)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(fwctl_cxl_ids); i++)
		if (fwctl_cxl_ids[i].opcode == opcode)
			return test_bit(fwctl_cxl_ids[i].id,
					cxl->mbox->exclusive_cmds);
	return false;
}

static void fwctl_cxl_narrow(struct fwctl_device *fwctl,
			     const struct fwctl_command *cmd, const void *in,
			     size_t in_len, struct fwctl_permit *permit)
{
	struct fwctl_cxl *cxl = container_of(fwctl, struct fwctl_cxl, fwctl);
	const struct fwctl_cxl_row *row =
		&cxl->rows[cmd - fwctl_cxl_table.commands];
	const struct fwctl_rpc_cxl *rpc = in;

	permit->unsupported = !row->supported;
	permit->refused = fwctl_cxl_is_claimed(cxl, cmd->opcode);
	/* a request without a whole identifier names no Feature, and is refused */
	if (in_len < sizeof(*rpc) + sizeof(uuid_t))
		rpc = NULL;
	switch (cmd->opcode) {
	case FWCTL_CXL_SET_FEATURE:
		if (permit->unsupported)
			return;
		if (rpc)
			fwctl_cxl_narrow_feature(fwctl_cxl_find_feature(cxl,
									rpc->payload),
						 permit);
		else
			fwctl_cxl_narrow_features(cxl, permit);
		return;
	case FWCTL_CXL_GET_FEATURE:
		if (rpc && !fwctl_cxl_find_feature(cxl, rpc->payload))
			permit->unsupported = true;
		break;
	}
	fwctl_cxl_narrow_effects(row->effects, permit);
}

static void fwctl_cxl_get_limits(struct fwctl_device *fwctl, u64 *limits)
{
	struct fwctl_cxl *cxl = container_of(fwctl, struct fwctl_cxl, fwctl);

	memcpy(limits, cxl->limits, sizeof(cxl->limits));
}

/*
 * Waits for the answer. For the mailbox, other users of which are in the kernel
 * and behind /dev/cxl, there is a mutex; each may have it for the 2 s that
 * cxl_pci waits for a device at most, without sleeping.
 */
static int fwctl_cxl_send(struct fwctl_uctx *uctx, struct fwctl_rpc_req *rpc)
{
	struct fwctl_cxl *cxl =
		container_of(uctx->fwctl, struct fwctl_cxl, fwctl);
	const struct fwctl_rpc_cxl *in = rpc->in;
	struct fwctl_rpc_cxl_out *out = rpc->out;
	u16 retval;
	ssize_t len;

	len = fwctl_cxl_execute(cxl, le32_to_cpu(in->opcode), in->payload,
				rpc->in_len - sizeof(*in), &retval);
	/* another command, or sanitizing, has the device: nothing was sent */
	if (len == -EBUSY)
		return len;
	if (len >= 0) {
		out->size = cpu_to_le32(len);
		out->retval = cpu_to_le32(retval);
		memcpy(out->payload, cxl->buf,
		       min_t(size_t, len, rpc->out_size - sizeof(*out)));
		len += sizeof(*out);
	}
	fwctl_rpc_complete(rpc, len);
	return 0;
}

static const struct fwctl_ops fwctl_cxl_ops = {
	.name = "cxl",
	.device_type = FWCTL_DEVICE_TYPE_CXL,
	.uctx_size = sizeof(struct fwctl_uctx),
	.max_in_flight = 1,
	.whole_answers = true,
	.table = &fwctl_cxl_table,
	.limits = fwctl_cxl_get_limits,
	.narrow = fwctl_cxl_narrow,
	.send = fwctl_cxl_send,
};

static void fwctl_cxl_put(struct fwctl_cxl *cxl)
{
	kvfree(cxl->features);
	kvfree(cxl->buf);
	kfree(cxl->rows);
	fwctl_put(&cxl->fwctl);
}

/**
 * fwctl_cxl_create - Make a memory device a fwctl device
 * @parent: the memory device
 * @mbox: its mailbox
 * @lsa_size: bytes of its label storage area
 * @gone: becomes true where it goes while it is asked; not looked at afterwards
 *
 * Asks the device what it supports, so it may sleep, and take as long as some
 * commands do.
 *
 * Return: it, or an ERR_PTR(): of EBUSY where the device has something else to
 * do, and may answer later.
 */
struct fwctl_cxl *fwctl_cxl_create(struct device *parent,
				   struct cxl_mailbox *mbox, u64 lsa_size,
				   const bool *gone)
{
	struct fwctl_cxl *cxl;
	int ret;

	cxl = fwctl_alloc_device(parent, &fwctl_cxl_ops, struct fwctl_cxl,
				 fwctl);
	if (!cxl)
		return ERR_PTR(-ENOMEM);
	cxl->mbox = mbox;
	cxl->gone = gone;
	cxl->limits[FWCTL_CXL_PAYLOAD_SIZE] = mbox->payload_size;
	cxl->limits[FWCTL_CXL_LSA_SIZE] = lsa_size;
	cxl->buf = kvmalloc(mbox->payload_size, GFP_KERNEL);
	cxl->rows = kcalloc(fwctl_cxl_table.nr_commands, sizeof(*cxl->rows),
			    GFP_KERNEL);
	if (!cxl->buf || !cxl->rows)
		ret = -ENOMEM;
	else
		ret = fwctl_cxl_read_logs(cxl) ?: fwctl_cxl_read_cel(cxl);
	if (!ret) {
		ret = fwctl_cxl_read_features(cxl);
		/* one that is not known is refused */
		if (ret && ret != -EBUSY && ret != -ENODEV) {
			dev_warn(parent, "its Features are not known: %pe\n",
				 ERR_PTR(ret));
			ret = 0;
		}
	}
	if (!ret)
		ret = fwctl_register(&cxl->fwctl);
	if (ret) {
		fwctl_cxl_put(cxl);
		return ERR_PTR(ret);
	}
	return cxl;
}

/**
 * fwctl_cxl_destroy - The end of a fwctl device
 * @cxl: from fwctl_cxl_create()
 *
 * Waits for the command that is in the mailbox, see fwctl_cxl_send(): in the
 * worst case for the 2 s of another user's and those of ours. Callers that wait
 * for the mailbox do not get it any more.
 */
void fwctl_cxl_destroy(struct fwctl_cxl *cxl)
{
	fwctl_unregister(&cxl->fwctl);
	fwctl_cxl_put(cxl);
}
