/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of the core know of each other */
#ifndef __FWCTL_CORE_H
#define __FWCTL_CORE_H

#include <linux/fwctl.h>

struct sk_buff;

/* policy.c: what a caller must have; see fwctl_policy_needs() */
#define FWCTL_NEEDS_SYS_ADMIN		BIT(0)	/* CAP_SYS_ADMIN */
#define FWCTL_NEEDS_SYS_RAWIO		BIT(1)	/* CAP_SYS_RAWIO */
#define FWCTL_NEEDS_NO_LOCKDOWN		BIT(2)	/* no lockdown at all */
#define FWCTL_NEEDS_NO_CONFIDENTIALITY	BIT(3)	/* integrity lockdown at most */
#define FWCTL_NEEDS_ALL			GENMASK(3, 0)

u8 fwctl_least_scope(u8 effect);
void fwctl_narrow(struct fwctl_permit *permit, const struct fwctl_permit *by);
unsigned int fwctl_policy_needs(const struct fwctl_permit *permit, bool vendor,
				u32 scope);
enum fwctl_reason fwctl_policy(const struct fwctl_permit *permit, bool vendor,
			       u32 scope, unsigned int has);

/* cmd.c */

/**
 * struct fwctl_row - A row of a table, as it is looked up
 * @cmd: the row
 * @key: what its selector must be, masked
 * @next: 1 + index of the next row in the same bucket, 0: none
 * @vendor: its response has bytes that only the vendor can read
 */
struct fwctl_row {
	const struct fwctl_command *cmd;
	u8 key[FWCTL_SELECTOR_LEN];
	u32 next;
	bool vendor;
};

#define FWCTL_WHY_LEN 256

int fwctl_table_check(const struct fwctl_table *table, char *why);
struct fwctl_index *fwctl_index_create(const struct fwctl_table *table,
				       char *why);
void fwctl_index_destroy(struct fwctl_index *index);
const struct fwctl_row *fwctl_index_row(const struct fwctl_index *index, u32 i);
const struct fwctl_row *fwctl_find(const struct fwctl_index *index,
				   const u8 *in, u32 in_len);
const struct fwctl_selector *fwctl_selector(const struct fwctl_index *index,
					    u32 opcode);
u32 fwctl_opcode(const struct fwctl_table *table, const u8 *in);

DEFINE_FREE(fwctl_index, struct fwctl_index *, fwctl_index_destroy(_T))

/* describe.c: cursors from this on are of commands */
#define FWCTL_CURSOR_COMMANDS BIT_ULL(32)

int fwctl_describe(struct fwctl_device *fwctl, struct sk_buff *skb, u64 *cursor);
int fwctl_describe_user(struct fwctl_device *fwctl,
			struct fwctl_describe *cmd);

/* diag.c */
extern const char *const fwctl_scope_names[];
void fwctl_diag_field(struct fwctl_diag *diag,
		      const struct fwctl_verdict *verdict);
void fwctl_diag_text(struct fwctl_diag *diag,
		     const struct fwctl_verdict *verdict);

/* rpc.c */
int fwctl_rpc_init(void);
void fwctl_rpc_exit(void);
struct fwctl_rpc_req *fwctl_rpc_alloc(struct fwctl_device *fwctl, u32 in_len);
void fwctl_rpc_put(struct fwctl_rpc_req *rpc);
int fwctl_rpc_run(struct fwctl_rpc_req *rpc, struct fwctl_uctx *uctx,
		  struct file *filp, struct fwctl_call *call,
		  bool interruptible, struct fwctl_diag *diag);
int fwctl_rpc_user(struct fwctl_uctx *uctx, struct file *filp,
		   struct fwctl_call *call, bool interruptible,
		   struct fwctl_diag *diag);
void fwctl_rpcs_kill(struct fwctl_device *fwctl);

/* RPCs of others than administrators that may wait: in all, and of one user */
#define FWCTL_MAX_WAITING	256
#define FWCTL_MAX_WAITING_UID	32
void fwctl_get_limits(struct fwctl_device *fwctl, u64 *limits);
void fwctl_permit(struct fwctl_device *fwctl, const struct fwctl_row *row,
		  const void *in, size_t in_len, struct fwctl_permit *permit);

/* netlink.c */
int fwctl_nl_init(void);
void fwctl_nl_exit(void);
void fwctl_nl_notify(struct fwctl_device *fwctl, u8 cmd);

/* main.c */
struct fwctl_device *fwctl_next_device(u32 id);
struct fwctl_uctx *fwctl_uctx_open(struct fwctl_device *fwctl);
void fwctl_uctx_close(struct fwctl_uctx *uctx);

#endif
