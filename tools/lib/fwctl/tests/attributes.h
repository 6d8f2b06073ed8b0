/* SPDX-License-Identifier: GPL-2.0-only */
/* Descriptions as the kernel sends them, for tests */
#ifndef _ATTRIBUTES_H
#define _ATTRIBUTES_H

#include <netlink/msg.h>

#include "libfwctl.h"

/* A table with a bit of everything, that makes sense */
extern const struct fwctl_table test_table;

/**
 * struct stream - Attributes
 * @msg: of libnl, which holds them
 * @buf: where they are
 * @len: bytes
 */
struct stream {
	struct nl_msg *msg;
	const __u8 *buf;
	size_t len;
};

/**
 * stream_of - Write a table as the kernel does
 * @table: the table; limits have the value 1000
 * @piece: fields that a piece of a command has; 0: all
 *
 * Return: the attributes, to be freed with stream_free().
 */
struct stream stream_of(const struct fwctl_table *table, unsigned int piece);
void stream_begin(struct stream *stream);
void stream_end(struct stream *stream);
void stream_free(struct stream *stream);

/**
 * describe - Read a table back
 * @table: the table
 *
 * Return: its description, or NULL if it is refused.
 */
struct fwctl_description *describe(const struct fwctl_table *table);

#endif
