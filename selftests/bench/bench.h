/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What fwctl_bench.ko and its user know of each other
 *
 * The node BENCH_NODE takes FWCTL_RPC and does nothing but copy. The devices
 * are children of platform devices BENCH_NAME.N: N is 0 for that with messages
 * of all lengths, and for the others the length of their tables.
 */
#ifndef BENCH_H
#define BENCH_H

#define BENCH_NAME "fwctl_bench"
#define BENCH_NODE "fwctl-bench"

/*
 * Messages: opcode, length of request and response, fields that are checked.
 * Requests are an opcode of 1 byte and zeros.
 */
#define BENCH_MESSAGES(m)						\
	m(1, 64, 1) m(2, 64, 16) m(3, 64, 64)				\
	m(4, 4096, 1) m(5, 4096, 16) m(6, 4096, 64)			\
	m(7, 65536, 1) m(8, 65536, 16) m(9, 65536, 64)			\
	m(10, 2097152, 1) m(11, 2097152, 16) m(12, 2097152, 64)

/* More opcodes of the same device: requests of BENCH_LONG, no response */
#define BENCH_BYTES	13	/* all of it is one field of bytes */
#define BENCH_ZEROS	14	/* no field is there */
#define BENCH_RECORDS	15	/* records of BENCH_RECORD */

#define BENCH_LONG	65536
#define BENCH_RECORD	16	/* kind 1 or 2, length of the rest, the rest */

/* Lengths of tables. Their opcodes, 4 bytes and nothing else, are 1, 2, 3, ... */
#define BENCH_TABLES(t)	t(10) t(100) t(4000)
#define BENCH_MOST_ROWS	4000

#endif
