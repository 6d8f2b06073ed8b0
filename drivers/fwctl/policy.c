// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who may do what: a pure function of a row, the request's label, the caller's
 * capabilities and the state of lockdown.
 */
#include <linux/bits.h>
#include <linux/minmax.h>

#include "core.h"

/**
 * fwctl_least_scope - The least label that may carry an effect
 * @effect: enum fwctl_effect
 */
u8 fwctl_least_scope(u8 effect)
{
	switch (effect) {
	case FWCTL_EFFECT_DISRUPTS:
		return FWCTL_RPC_DEBUG_WRITE_FULL;
	case FWCTL_EFFECT_DEBUG:
		return FWCTL_RPC_DEBUG_WRITE;
	default:
		return FWCTL_RPC_CONFIGURATION;
	}
}

/**
 * fwctl_narrow - Let a permit become more cautious
 * @permit: to be changed
 * @by: what the device or its driver has to say
 *
 * In each respect the more cautious of the two remains, so nothing that a
 * device says can widen what its driver's table allows.
 */
void fwctl_narrow(struct fwctl_permit *permit, const struct fwctl_permit *by)
{
	/* what is no scope or effect is for nobody */
	permit->unsupported |= by->unsupported ||
			       by->scope > FWCTL_RPC_DEBUG_WRITE_FULL ||
			       by->effect > FWCTL_EFFECT_DISRUPTS;
	permit->refused |= by->refused;
	permit->effect = max(permit->effect, by->effect);
	permit->audience = min(permit->audience, by->audience);
	permit->scope = max3(permit->scope, by->scope,
			     fwctl_least_scope(permit->effect));
}

/**
 * fwctl_policy_needs - What must be true of whoever sends a command
 * @permit: what holds for the command
 * @vendor: its response has bytes that only the vendor can read
 * @scope: the request's label
 *
 * Return: FWCTL_NEEDS_*.
 */
unsigned int fwctl_policy_needs(const struct fwctl_permit *permit, bool vendor,
				u32 scope)
{
	unsigned int needs = 0;

	switch (permit->effect) {
	case FWCTL_EFFECT_NONE:
		if (permit->audience != FWCTL_AUDIENCE_ANY)
			needs |= FWCTL_NEEDS_SYS_ADMIN;
		break;
	case FWCTL_EFFECT_CONFIG:
	case FWCTL_EFFECT_RUNTIME:
	case FWCTL_EFFECT_DEBUG:
		needs |= FWCTL_NEEDS_SYS_ADMIN;
		break;
	default:
		needs |= FWCTL_NEEDS_SYS_RAWIO;
		break;
	}
	if (scope >= FWCTL_RPC_DEBUG_WRITE)
		needs |= FWCTL_NEEDS_SYS_ADMIN | FWCTL_NEEDS_SYS_RAWIO;
	if (scope >= FWCTL_RPC_DEBUG_WRITE_FULL)
		needs |= FWCTL_NEEDS_NO_LOCKDOWN;
	if (vendor)
		needs |= FWCTL_NEEDS_NO_CONFIDENTIALITY;
	return needs;
}

/**
 * fwctl_policy - May this caller send this command?
 * @permit: what holds for the command
 * @vendor: its response has bytes that only the vendor can read
 * @scope: the request's label
 * @has: those of fwctl_policy_needs() that are true
 *
 * Return: FWCTL_REASON_NONE, or why not.
 */
enum fwctl_reason fwctl_policy(const struct fwctl_permit *permit, bool vendor,
			       u32 scope, unsigned int has)
{
	unsigned int lacks = fwctl_policy_needs(permit, vendor, scope) & ~has;

	if (permit->unsupported)
		return FWCTL_REASON_UNSUPPORTED;
	if (permit->refused)
		return FWCTL_REASON_REFUSED;
	if (scope > FWCTL_RPC_DEBUG_WRITE_FULL || scope < permit->scope)
		return FWCTL_REASON_SCOPE;
	if (lacks & (FWCTL_NEEDS_SYS_ADMIN | FWCTL_NEEDS_SYS_RAWIO))
		return FWCTL_REASON_CAPABILITY;
	if (lacks)
		return FWCTL_REASON_LOCKDOWN;
	return FWCTL_REASON_NONE;
}
