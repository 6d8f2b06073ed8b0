/* SPDX-License-Identifier: GPL-2.0-only */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM fwctl

#if !defined(__FWCTL_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define __FWCTL_TRACE_H

#include <linux/tracepoint.h>

#include "core.h"

/* A request is handed to the transport. */
TRACE_EVENT(fwctl_send,
	TP_PROTO(const struct fwctl_rpc_req *rpc, u32 scope, u8 effect),
	TP_ARGS(rpc, scope, effect),
	TP_STRUCT__entry(
		__string(device, dev_name(&rpc->fwctl->dev))
		__string(command, rpc->cmd->name)
		__field(const void *, rpc)
		__field(u32, opcode)
		__field(u32, scope)
		__field(u8, effect)
		__field(u32, in_len)
	),
	TP_fast_assign(
		__assign_str(device);
		__assign_str(command);
		__entry->rpc = rpc;
		__entry->opcode = rpc->cmd->opcode;
		__entry->scope = scope;
		__entry->effect = effect;
		__entry->in_len = rpc->in_len;
	),
	TP_printk("%s %s rpc=%p opcode=%#x scope=%u effect=%u in_len=%u",
		  __get_str(device), __get_str(command), __entry->rpc,
		  __entry->opcode, __entry->scope, __entry->effect,
		  __entry->in_len)
);

/* The transport is done with a request, whoever may still wait for it. */
TRACE_EVENT(fwctl_complete,
	TP_PROTO(const struct fwctl_rpc_req *rpc, ssize_t result),
	TP_ARGS(rpc, result),
	TP_STRUCT__entry(
		__string(device, dev_name(&rpc->fwctl->dev))
		__field(const void *, rpc)
		__field(ssize_t, result)
	),
	TP_fast_assign(
		__assign_str(device);
		__entry->rpc = rpc;
		__entry->result = result;
	),
	TP_printk("%s rpc=%p result=%zd", __get_str(device), __entry->rpc,
		  __entry->result)
);

/* A call ends, with or without anything having been sent. */
TRACE_EVENT(fwctl_call,
	TP_PROTO(const struct fwctl_rpc_req *rpc, const struct fwctl_diag *diag,
		 u32 scope, u32 out_len),
	TP_ARGS(rpc, diag, scope, out_len),
	TP_STRUCT__entry(
		__string(device, dev_name(&rpc->fwctl->dev))
		__string(command, diag->command)
		__string(field, diag->field)
		__field(const void *, rpc)
		__field(u32, scope)
		__field(u32, in_len)
		__field(u32, out_len)
		__field(u32, error)
		__field(u32, reason)
		__field(u32, rule)
		__field(u32, sent)
	),
	TP_fast_assign(
		__assign_str(device);
		__assign_str(command);
		__assign_str(field);
		__entry->rpc = rpc;
		__entry->scope = scope;
		__entry->in_len = rpc->in_len;
		__entry->out_len = out_len;
		__entry->error = diag->error;
		__entry->reason = diag->reason;
		__entry->rule = diag->rule;
		__entry->sent = diag->sent;
	),
	TP_printk("%s %s rpc=%p scope=%u in_len=%u out_len=%u error=%u reason=%u rule=%u field=%s sent=%u",
		  __get_str(device), __get_str(command), __entry->rpc,
		  __entry->scope, __entry->in_len, __entry->out_len,
		  __entry->error, __entry->reason, __entry->rule,
		  __get_str(field), __entry->sent)
);

#endif

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
