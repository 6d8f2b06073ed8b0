// SPDX-License-Identifier: GPL-2.0-only
/* Why a call failed, in numbers for programs and in a sentence for people */
#include <linux/capability.h>
#include <linux/seq_buf.h>
#include <linux/string.h>

#include "core.h"

const char *const fwctl_scope_names[] = {
	[FWCTL_RPC_CONFIGURATION] = "configuration",
	[FWCTL_RPC_DEBUG_READ_ONLY] = "debug-read-only",
	[FWCTL_RPC_DEBUG_WRITE] = "debug-write",
	[FWCTL_RPC_DEBUG_WRITE_FULL] = "debug-write-full",
};

/* What is said where the reason alone says it all */
static const char *const reason_texts[] = {
	[FWCTL_REASON_ARGUMENT] = "an argument of the call is wrong",
	[FWCTL_REASON_MEMORY] = "out of memory",
	[FWCTL_REASON_UNSUPPORTED] = "this device does not have the command",
	[FWCTL_REASON_REFUSED] = "its effects are not acceptable, or it is for the kernel alone",
	[FWCTL_REASON_LOCKDOWN] = "kernel lockdown refuses it",
	[FWCTL_REASON_BUSY] = "the time ran out while the device was busy",
	[FWCTL_REASON_POWER] = "the device could not be powered up",
	[FWCTL_REASON_TIMEOUT] = "no answer in time",
	[FWCTL_REASON_SIGNAL] = "a signal ended the wait",
	[FWCTL_REASON_REMOVED] = "the device is gone",
	[FWCTL_REASON_TRANSPORT] = "the transport failed",
	[FWCTL_REASON_RESET] = "the device was reset",
};

/**
 * fwctl_diag_field - Take over where a message is wrong, and how
 * @diag: to be filled in
 * @verdict: what validation found
 */
void fwctl_diag_field(struct fwctl_diag *diag,
		      const struct fwctl_verdict *verdict)
{
	struct seq_buf path;
	u32 i;

	diag->rule = verdict->rule;
	diag->flags |= FWCTL_DIAG_PLACE;
	diag->offset = verdict->offset;
	diag->bit = verdict->bit;
	diag->width = verdict->width;
	if (verdict->field && verdict->field->kind == FWCTL_KIND_SINT)
		diag->flags |= FWCTL_DIAG_SIGNED;
	if (verdict->has_value) {
		diag->flags |= FWCTL_DIAG_VALUE;
		diag->value = verdict->value;
	}
	if (verdict->has_bounds) {
		diag->flags |= FWCTL_DIAG_BOUNDS;
		diag->min = verdict->min;
		diag->max = verdict->max;
	}

	seq_buf_init(&path, diag->field, sizeof(diag->field));
	for (i = 0; i < verdict->depth; i++)
		seq_buf_printf(&path, "%s%s[%u]", i ? "." : "",
			       verdict->path[i]->name, verdict->index[i]);
	if (verdict->field && verdict->field->name[0])
		seq_buf_printf(&path, "%s%s", i ? "." : "",
			       verdict->field->name);
	seq_buf_str(&path);
}

static void say_value(struct seq_buf *s, const struct fwctl_diag *diag,
		      u64 value)
{
	if (diag->flags & FWCTL_DIAG_SIGNED)
		seq_buf_printf(s, "%lld", (s64)value);
	else if (diag->rule == FWCTL_RULE_MASK)
		seq_buf_printf(s, "%#llx", value);
	else
		seq_buf_printf(s, "%llu", value);
}

/* "1 (one), 2 (two)", and room is left for the end of the sentence */
static void say_names(struct seq_buf *s, const struct fwctl_diag *diag,
		      const struct fwctl_field *field)
{
	u32 i;

	for (i = 0; i < field->nr_values; i++) {
		const struct fwctl_value *value = &field->values[i];

		seq_buf_puts(s, i ? ", " : "");
		if (s->size - s->len < strlen(value->name) + 64) {
			seq_buf_puts(s, "...");
			return;
		}
		if (field->kind == FWCTL_KIND_UUID) {
			seq_buf_puts(s, value->name);
		} else {
			say_value(s, diag, value->number);
			seq_buf_printf(s, " (%s)", value->name);
		}
	}
}

/* "must be ..." */
static void say_rule(struct seq_buf *s, const struct fwctl_diag *diag,
		     const struct fwctl_field *field)
{
	bool bounds = diag->flags & FWCTL_DIAG_BOUNDS;

	switch (diag->rule) {
	case FWCTL_RULE_FIXED:
		if (field->kind == FWCTL_KIND_UUID)
			say_names(s, diag, field);
		else if (bounds)
			say_value(s, diag, diag->min);
		else
			seq_buf_puts(s, "what it always is");
		break;
	case FWCTL_RULE_NAMED:
		seq_buf_puts(s, "one of ");
		say_names(s, diag, field);
		break;
	case FWCTL_RULE_RANGE:
		if (!bounds) {
			seq_buf_puts(s, "in its range");
			break;
		}
		say_value(s, diag, diag->min);
		seq_buf_puts(s, " to ");
		say_value(s, diag, diag->max);
		break;
	case FWCTL_RULE_MASK:
		seq_buf_puts(s, "within ");
		if (bounds)
			say_value(s, diag, diag->max);
		else
			seq_buf_puts(s, "its mask");
		break;
	case FWCTL_RULE_LENGTH:
	case FWCTL_RULE_COUNT:
		if (!bounds) {
			seq_buf_puts(s, "what fits, but no value does");
			break;
		}
		if (diag->min == diag->max)
			seq_buf_printf(s, "%llu", diag->min);
		else
			seq_buf_printf(s, "%llu to %llu", diag->min, diag->max);
		seq_buf_puts(s, diag->rule == FWCTL_RULE_COUNT ?
			     " to count what is there" : " to fit");
		break;
	case FWCTL_RULE_LIMIT:
		if (bounds)
			seq_buf_printf(s, "at most %llu on this device",
				       diag->max);
		else
			seq_buf_puts(s, "what this device can take");
		break;
	case FWCTL_RULE_TEXT:
		seq_buf_puts(s, "printable ASCII, padded with NULs");
		break;
	case FWCTL_RULE_KIND:
		seq_buf_puts(s, "a kind of record that is described");
		break;
	case FWCTL_RULE_ADMIN:
		seq_buf_puts(s, "0 unless an administrator asks");
		break;
	case FWCTL_RULE_ZERO:
		seq_buf_puts(s, "0, since no field is there");
		break;
	default:
		break;
	}
}

static void say_message(struct seq_buf *s, const struct fwctl_diag *diag,
			const struct fwctl_verdict *verdict)
{
	const struct fwctl_field *field = verdict->field;
	const char *message = diag->reason == FWCTL_REASON_RESPONSE ?
			      "response" : "request";

	seq_buf_puts(s, message);
	if (diag->field[0])
		seq_buf_printf(s, " field %s", diag->field);

	switch (diag->rule) {
	case FWCTL_RULE_SHORT:
		seq_buf_printf(s, " at byte %u is cut short: %llu bytes, needs %llu",
			       diag->offset, diag->value, diag->min);
		return;
	case FWCTL_RULE_LONG:
		seq_buf_printf(s, " at byte %u is too long: %llu bytes, at most %llu",
			       diag->offset, diag->value, diag->max);
		return;
	}
	seq_buf_printf(s, " at byte %u", diag->offset);
	if (diag->width % 8 || diag->bit)
		seq_buf_printf(s, " bit %u", diag->bit);
	if (diag->flags & FWCTL_DIAG_VALUE) {
		seq_buf_puts(s, " is ");
		say_value(s, diag, diag->value);
		seq_buf_puts(s, ", must be ");
	} else {
		seq_buf_puts(s, " must be ");
	}
	say_rule(s, diag, field);
}

static const char *cap_name(u64 cap)
{
	return cap == CAP_SYS_ADMIN ? "CAP_SYS_ADMIN" : "CAP_SYS_RAWIO";
}

/**
 * fwctl_diag_text - Put a diagnosis into a sentence
 * @diag: all but text filled in
 * @verdict: what validation found, with FWCTL_REASON_REQUEST and RESPONSE, or
 *	NULL
 */
void fwctl_diag_text(struct fwctl_diag *diag,
		     const struct fwctl_verdict *verdict)
{
	struct seq_buf s;

	seq_buf_init(&s, diag->text, sizeof(diag->text));
	if (diag->command[0])
		seq_buf_printf(&s, "%s: ", diag->command);

	switch (diag->reason) {
	case FWCTL_REASON_COMMAND:
		seq_buf_printf(&s, "the device's driver carries no command with opcode %#llx",
			       diag->value);
		if (diag->flags & FWCTL_DIAG_PLACE)
			seq_buf_printf(&s, " and this selector at byte %u",
				       diag->offset);
		break;
	case FWCTL_REASON_SCOPE:
		if (diag->value > FWCTL_RPC_DEBUG_WRITE_FULL)
			seq_buf_printf(&s, "scope %llu is unknown", diag->value);
		else
			seq_buf_printf(&s, "needs scope %s, the request has %s",
				       fwctl_scope_names[diag->min],
				       fwctl_scope_names[diag->value]);
		break;
	case FWCTL_REASON_CAPABILITY:
		seq_buf_printf(&s, "needs %s, of the caller and of whoever opened the device",
			       cap_name(diag->value));
		break;
	case FWCTL_REASON_UNSUPPORTED:
	case FWCTL_REASON_REFUSED:
		seq_buf_puts(&s, reason_texts[diag->reason]);
		if (diag->field[0])
			seq_buf_printf(&s, ", with this %s at byte %u",
				       diag->field, diag->offset);
		break;
	case FWCTL_REASON_BUSY:
		seq_buf_puts(&s, diag->error == EBUSY ?
			     "too many wait for the device" :
			     reason_texts[diag->reason]);
		break;
	case FWCTL_REASON_ROOM:
		seq_buf_printf(&s, "out_len is %llu, what the request asks for needs %llu",
			       diag->value, diag->min);
		break;
	case FWCTL_REASON_REQUEST:
	case FWCTL_REASON_RESPONSE:
		if (verdict)
			say_message(&s, diag, verdict);
		break;
	default:
		if (diag->reason < ARRAY_SIZE(reason_texts) &&
		    reason_texts[diag->reason])
			seq_buf_puts(&s, reason_texts[diag->reason]);
		break;
	}

	switch (diag->sent) {
	case FWCTL_NOT_SENT:
		seq_buf_puts(&s, "; nothing was sent");
		break;
	case FWCTL_SENT:
		seq_buf_puts(&s, "; it was sent, what came of it is unknown");
		break;
	}
	seq_buf_str(&s);
}
