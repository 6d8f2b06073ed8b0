/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of libfwctl know of each other */
#ifndef _FWCTL_INTERNAL_H
#define _FWCTL_INTERNAL_H

#include "libfwctl.h"

/* Lengths of names in a description, with the NUL */
#define NAME_LEN FWCTL_NAME_LEN

/* error.c */

int fwctl_fail(struct fwctl_error *err, int errnum, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int fwctl_fail_usage(struct fwctl_error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
int fwctl_fail_errno(struct fwctl_error *err, const char *what);
void fwctl_clear_error(struct fwctl_error *err);

/* device.c */

bool fwctl_is_here(void);
int fwctl_fail_absent(struct fwctl_error *err);
void fwctl_fill_entry(struct fwctl_entry *entry,
		      const struct fwctl_description *desc);
int fwctl_find(const char *name, struct fwctl_entry *entry,
	       struct fwctl_error *err);

/* netlink.c */

int fwctl_nl_list(struct fwctl_entry **entries, size_t *nr,
		  struct fwctl_error *err);

/* check.c */

int fwctl_check_headers(const struct fwctl_description *desc,
			struct fwctl_error *err);
int fwctl_check_command(const struct fwctl_description *desc,
			const struct fwctl_command *cmd,
			struct fwctl_error *err);
bool fwctl_is_word(const char *text);

/* number.c */

/**
 * struct number - An integer of up to 128 bits
 * @negative: it is less than zero
 * @low: its absolute value, lower half
 * @high: upper half
 */
struct number {
	bool negative;
	__u64 low;
	__u64 high;
};

bool fwctl_parse_number(const char *text, size_t len, struct number *number);
bool fwctl_number_fits(const struct fwctl_field *field,
		       const struct number *number);
void fwctl_put_number(const struct fwctl_field *field, __u8 *buf,
		      const struct number *number);
void fwctl_get_number(const struct fwctl_field *field, const __u8 *buf,
		      __u64 *low, __u64 *high);
bool fwctl_parse_uuid(const struct fwctl_field *field, const char *text,
		      __u8 *uuid);
__u32 fwctl_field_bits(const struct fwctl_field *field);

/* ipmi.c */

enum ipmi_encoding {
	IPMI_BINARY,
	IPMI_BCD_PLUS,
	IPMI_6_BIT,
	IPMI_LATIN_1,
	IPMI_UNICODE,
};

void fwctl_ipmi_format_text(enum ipmi_encoding encoding, const __u8 *data,
			    __u32 len, char *buf);
void fwctl_ipmi_trim_text(char *buf);

static inline bool is_container(const struct fwctl_field *field)
{
	return field->kind == FWCTL_KIND_ARRAY ||
	       field->kind == FWCTL_KIND_RECORDS;
}

/* Does the field's length depend on the message? */
static inline bool is_variable(const struct fwctl_field *field)
{
	if (field->kind == FWCTL_KIND_RECORDS)
		return true;
	return field->kind == FWCTL_KIND_ARRAY ? !field->count : !field->size;
}

static inline bool is_integer(const struct fwctl_field *field)
{
	return field->kind == FWCTL_KIND_UINT ||
	       field->kind == FWCTL_KIND_SINT;
}

/* An array whose elements are values, not sets of fields */
static inline bool is_plain(const struct fwctl_field *field)
{
	return field->kind == FWCTL_KIND_ARRAY && field->elem->nr_fields == 1 &&
	       !field->elem->fields[0].name[0] &&
	       !is_container(&field->elem->fields[0]);
}

#endif
