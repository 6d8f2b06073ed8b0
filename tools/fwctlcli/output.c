// SPDX-License-Identifier: GPL-2.0-only
/* Text, tables and errors on their way out */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

void *check_memory(void *ptr)
{
	if (ptr)
		return ptr;
	fputs("fwctlcli: no memory\n", stderr);
	exit(EXIT_FAILED);
}

char *format(const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	return check_memory(text);
}

/* Add to a list, which may be NULL; both are taken. */
char *join(char *list, char *more)
{
	char *both;

	if (!list)
		return more;
	both = format("%s, %s", list, more);
	free(list);
	free(more);
	return both;
}

/* Add a row: nr_columns strings from format(), which the table takes. */
void table_add(struct table *table, ...)
{
	size_t nr = table->nr_rows * table->nr_columns;
	va_list args;
	size_t i;

	table->cells = check_memory(realloc(table->cells,
					    (nr + table->nr_columns) *
					    sizeof(*table->cells)));
	va_start(args, table);
	for (i = 0; i < table->nr_columns; i++)
		table->cells[nr + i] = va_arg(args, char *);
	va_end(args);
	table->nr_rows++;
}

/* How wide it is on a terminal: UTF-8, a column each */
static int width(const char *text)
{
	int columns = 0;

	for (; *text; text++)
		columns += ((unsigned char)*text & 0xc0) != 0x80;
	return columns;
}

void table_free(struct table *table)
{
	size_t i;

	for (i = 0; i < table->nr_rows * table->nr_columns; i++)
		free(table->cells[i]);
	free(table->cells);
	table->cells = NULL;
	table->nr_rows = 0;
}

/* Print the table without columns that have nothing in them, and free it. */
void table_print(struct table *table, const char *indent)
{
	size_t i, column;
	int *widths = check_memory(calloc(table->nr_columns, sizeof(*widths)));

	for (i = 0; i < table->nr_rows * table->nr_columns; i++) {
		column = i % table->nr_columns;
		if (widths[column] < width(table->cells[i]))
			widths[column] = width(table->cells[i]);
	}
	for (i = 0; i < table->nr_rows; i++) {
		char **row = table->cells + i * table->nr_columns;
		size_t nr = table->nr_columns;

		/* no spaces at the end of a line */
		while (nr && !row[nr - 1][0])
			nr--;
		fputs(indent, stdout);
		for (column = 0; column < nr; column++) {
			if (!widths[column])
				continue;
			fputs(row[column], stdout);
			if (column + 1 < nr)
				printf("%*s", widths[column] + 2 -
					      width(row[column]), "");
		}
		putchar('\n');
	}
	free(widths);
	table_free(table);
}

/* Whatever a device says must not reach the terminal as a control sequence. */
void print_escaped(FILE *to, const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\\')
			fputs("\\\\", to);
		else if (c == '\n')
			fputs("\\n", to);
		else if (c == '\t')
			fputs("\\t", to);
		else if (c < 0x20 || c > 0x7e)
			fprintf(to, "\\x%02x", c);
		else
			putc(c, to);
	}
}

/* The same as a string, to be freed */
char *escaped(const char *text, size_t len)
{
	char *result = NULL;
	size_t size;
	FILE *to = check_memory(open_memstream(&result, &size));

	print_escaped(to, text, len);
	fclose(to);
	return check_memory(result);
}

/* Lines of 16 bytes, each with its offset, and as characters */
void print_hex(const __u8 *data, __u32 len, unsigned int indent)
{
	__u32 at, i;

	for (at = 0; at < len; at += 16) {
		__u32 nr = len - at < 16 ? len - at : 16;

		printf("%*s%06x ", (int)indent, "", at);
		for (i = 0; i < 16; i++) {
			if (i < nr)
				printf(" %02x", data[at + i]);
			else
				fputs("   ", stdout);
		}
		fputs("  |", stdout);
		for (i = 0; i < nr; i++) {
			__u8 c = data[at + i];

			putchar(c < 0x20 || c > 0x7e ? '.' : c);
		}
		fputs("|\n", stdout);
	}
}

/*
 * Name of the next flag that is set, from the field's value @i on, or NULL; its
 * bits are taken from @rest.
 */
const char *next_flag(const struct fwctl_item *item, __u32 *i, __u64 *rest)
{
	while (*i < item->field->nr_values) {
		const struct fwctl_value *value = &item->field->values[(*i)++];

		if (!value->number ||
		    (item->low & value->number) != value->number)
			continue;
		*rest &= ~value->number;
		return value->name;
	}
	return NULL;
}

static int tell(const struct options *options, const struct fwctl_error *err,
		void (*print)(struct json_object *object))
{
	if (options->json) {
		struct json_object *object = json_new();

		json_add(object, "error", json_error(err));
		print(object);
	} else {
		fputs("fwctlcli: ", stderr);
		print_escaped(stderr, err->text, strlen(err->text));
		putc('\n', stderr);
	}
	return err->usage ? EXIT_USAGE : EXIT_FAILED;
}

/* Report what went wrong; return the exit status. */
int fail(const struct options *options, const struct fwctl_error *err)
{
	return tell(options, err, json_print);
}

/* The same among lines that each are an object */
int fail_line(const struct options *options, const struct fwctl_error *err)
{
	return tell(options, err, json_print_line);
}

int fail_usage(const struct options *options, const char *format, ...)
{
	struct fwctl_error err = { .errnum = EINVAL, .usage = true };
	va_list args;

	va_start(args, format);
	vsnprintf(err.text, sizeof(err.text), format, args);
	va_end(args);
	return fail(options, &err);
}

int fail_errno(const struct options *options, const char *what)
{
	struct fwctl_error err = { .errnum = errno };

	snprintf(err.text, sizeof(err.text), "%s: %s", what,
		 strerror(err.errnum));
	return fail(options, &err);
}

/* Open the device that is the first argument; return an exit status. */
int open_and_describe(const struct options *options, struct fwctl_dev **dev,
		      struct fwctl_description **desc)
{
	struct fwctl_error err;

	if (fwctl_open(options->args[0], dev, &err))
		return fail(options, &err);
	if (fwctl_describe(*dev, desc, &err)) {
		fwctl_close(*dev);
		return fail(options, &err);
	}
	return EXIT_DONE;
}

/*
 * What the device that is the first argument carries. It need not be opened for
 * that, where that is not permitted. Return an exit status.
 */
int look_up(const struct options *options, struct fwctl_description **desc)
{
	struct fwctl_error err, other;
	struct fwctl_dev *dev;
	int ret;

	ret = fwctl_open(options->args[0], &dev, &err);
	if (!ret) {
		ret = fwctl_describe(dev, desc, &err);
		fwctl_close(dev);
	} else if (ret == -EACCES || ret == -EPERM) {
		ret = fwctl_look_up(options->args[0], desc, &other);
	}
	return ret ? fail(options, &err) : EXIT_DONE;
}

/* NULL, once reported, if there is no such command */
const struct fwctl_command *get_command(const struct options *options,
					const struct fwctl_description *desc,
					const char *name)
{
	const struct fwctl_command *cmd = fwctl_find_command(desc, name);

	if (!cmd)
		fail_usage(options, "%s has no command '%s'; 'fwctlcli commands %s' lists them",
			   desc->name, name, desc->name);
	return cmd;
}
