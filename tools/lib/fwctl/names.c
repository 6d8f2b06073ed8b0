// SPDX-License-Identifier: GPL-2.0-only
/* Names of the interface's numbers */
#include <string.h>

#include "internal.h"

#define NR(names) (sizeof(names) / sizeof((names)[0]))

static const char *name_of(const char *const *names, size_t nr, __u32 number)
{
	return number < nr ? names[number] : NULL;
}

static const char *const scopes[] = {
	[FWCTL_RPC_CONFIGURATION] = "configuration",
	[FWCTL_RPC_DEBUG_READ_ONLY] = "debug-read-only",
	[FWCTL_RPC_DEBUG_WRITE] = "debug-write",
	[FWCTL_RPC_DEBUG_WRITE_FULL] = "debug-write-full",
};

static const char *const effects[] = {
	[FWCTL_EFFECT_NONE] = "none",
	[FWCTL_EFFECT_CONFIG] = "config",
	[FWCTL_EFFECT_RUNTIME] = "runtime",
	[FWCTL_EFFECT_DEBUG] = "debug",
	[FWCTL_EFFECT_DISRUPTS] = "disrupts",
};

static const char *const audiences[] = {
	[FWCTL_AUDIENCE_ADMIN] = "admin",
	[FWCTL_AUDIENCE_ANY] = "any",
};

static const char *const kinds[] = {
	[FWCTL_KIND_MESSAGE] = "message",
	[FWCTL_KIND_UINT] = "uint",
	[FWCTL_KIND_SINT] = "sint",
	[FWCTL_KIND_BYTES] = "bytes",
	[FWCTL_KIND_VENDOR] = "vendor",
	[FWCTL_KIND_STRING] = "string",
	[FWCTL_KIND_UUID] = "uuid",
	[FWCTL_KIND_ARRAY] = "array",
	[FWCTL_KIND_RECORDS] = "records",
	[FWCTL_KIND_VARIANT] = "variant",
};

static const char *const rules[] = {
	[FWCTL_RULE_FIXED] = "fixed",
	[FWCTL_RULE_RANGE] = "range",
	[FWCTL_RULE_NAMED] = "named",
	[FWCTL_RULE_MASK] = "mask",
	[FWCTL_RULE_LENGTH] = "length",
	[FWCTL_RULE_COUNT] = "count",
	[FWCTL_RULE_LIMIT] = "limit",
	[FWCTL_RULE_TEXT] = "text",
	[FWCTL_RULE_KIND] = "kind",
	[FWCTL_RULE_ADMIN] = "admin",
	[FWCTL_RULE_ZERO] = "zero",
	[FWCTL_RULE_SHORT] = "short",
	[FWCTL_RULE_LONG] = "long",
};

static const char *const measures[] = {
	[FWCTL_MEASURE_LENGTH] = "length",
	[FWCTL_MEASURE_COUNT] = "count",
	[FWCTL_MEASURE_TAIL] = "tail",
	[FWCTL_MEASURE_ANSWER] = "answer",
};

static const char *const reasons[] = {
	[FWCTL_REASON_ARGUMENT] = "argument",
	[FWCTL_REASON_MEMORY] = "memory",
	[FWCTL_REASON_COMMAND] = "command",
	[FWCTL_REASON_UNSUPPORTED] = "unsupported",
	[FWCTL_REASON_SCOPE] = "scope",
	[FWCTL_REASON_CAPABILITY] = "capability",
	[FWCTL_REASON_LOCKDOWN] = "lockdown",
	[FWCTL_REASON_REQUEST] = "request",
	[FWCTL_REASON_BUSY] = "busy",
	[FWCTL_REASON_POWER] = "power",
	[FWCTL_REASON_TIMEOUT] = "timeout",
	[FWCTL_REASON_SIGNAL] = "signal",
	[FWCTL_REASON_REMOVED] = "removed",
	[FWCTL_REASON_TRANSPORT] = "transport",
	[FWCTL_REASON_RESET] = "reset",
	[FWCTL_REASON_RESPONSE] = "response",
	[FWCTL_REASON_REFUSED] = "refused",
	[FWCTL_REASON_ROOM] = "room",
};

static const char *const sents[] = {
	[FWCTL_NOT_SENT] = "not sent",
	[FWCTL_SENT] = "sent, outcome unknown",
	[FWCTL_ANSWERED] = "answered",
};

const char *fwctl_scope_name(__u32 scope)
{
	return name_of(scopes, NR(scopes), scope);
}

const char *fwctl_effect_name(__u32 effect)
{
	return name_of(effects, NR(effects), effect);
}

const char *fwctl_audience_name(__u32 audience)
{
	return name_of(audiences, NR(audiences), audience);
}

const char *fwctl_kind_name(__u32 kind)
{
	return name_of(kinds, NR(kinds), kind);
}

const char *fwctl_rule_name(__u32 rule)
{
	return name_of(rules, NR(rules), rule);
}

const char *fwctl_measure_name(__u32 measure)
{
	return name_of(measures, NR(measures), measure);
}

const char *fwctl_reason_name(__u32 reason)
{
	return name_of(reasons, NR(reasons), reason);
}

const char *fwctl_sent_name(__u32 sent)
{
	return name_of(sents, NR(sents), sent);
}

bool fwctl_parse_scope(const char *text, __u32 *scope)
{
	__u32 i;

	for (i = 0; i < NR(scopes); i++) {
		if (strcmp(text, scopes[i]) &&
		    (text[0] != (char)('0' + i) || text[1]))
			continue;
		*scope = i;
		return true;
	}
	return false;
}
