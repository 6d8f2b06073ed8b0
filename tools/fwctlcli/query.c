// SPDX-License-Identifier: GPL-2.0-only
/* list, monitor, info, commands */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static void add_entry(struct json_object *object, const struct fwctl_entry *entry)
{
	json_add_string(object, "device", entry->name);
	if (entry->has_type) {
		json_add_string(object, "driver", entry->driver);
		json_add_uint(object, "type", entry->type);
	} else {
		/* nobody may know but those who may open it */
		json_add(object, "driver", NULL);
		json_add(object, "type", NULL);
	}
	json_add(object, "parent", entry->parent[0] ?
		 check_memory(json_object_new_string(entry->parent)) : NULL);
	json_add_string(object, "node", entry->node);
}

static void print_entries(const struct fwctl_entry *entries, size_t nr)
{
	struct table table = { .nr_columns = 5 };
	size_t i;

	table_add(&table, format("DEVICE"), format("DRIVER"), format("TYPE"),
		  format("PARENT"), format("NODE"));
	for (i = 0; i < nr; i++) {
		const struct fwctl_entry *entry = &entries[i];

		table_add(&table, format("%s", entry->name),
			  format("%s", entry->driver[0] ? entry->driver : "-"),
			  entry->has_type ? format("%#x", entry->type) :
					    format("-"),
			  format("%s", entry->parent[0] ? entry->parent : "-"),
			  format("%s", entry->node));
	}
	table_print(&table, "");
}

/* The devices that the command line names */
static int get_entries(const struct options *options, struct fwctl_entry *entries,
		       struct fwctl_error *err)
{
	struct fwctl_dev *dev;
	int i, ret;

	for (i = 0; i < options->nr_args; i++) {
		ret = fwctl_open(options->args[i], &dev, err);
		if (ret)
			return ret;
		ret = fwctl_get_entry(dev, &entries[i], err);
		fwctl_close(dev);
		if (ret)
			return ret;
	}
	return 0;
}

int cmd_list(const struct options *options)
{
	struct fwctl_entry *entries = NULL;
	struct json_object *object, *array;
	size_t i, nr = (size_t)options->nr_args;
	struct fwctl_error err;
	int ret;

	if (nr) {
		entries = check_memory(calloc(nr, sizeof(*entries)));
		ret = get_entries(options, entries, &err);
	} else {
		ret = fwctl_list(&entries, &nr, &err);
	}
	if (ret) {
		free(entries);
		return fail(options, &err);
	}
	if (options->json) {
		object = json_new();
		array = json_list();
		for (i = 0; i < nr; i++) {
			struct json_object *entry = json_map();

			add_entry(entry, &entries[i]);
			json_object_array_add(array, entry);
		}
		json_add(object, "devices", array);
		json_print(object);
	} else if (nr) {
		print_entries(entries, nr);
	} else {
		fputs("fwctlcli: no devices: is a driver for one loaded?\n",
		      stderr);
	}
	free(entries);
	return EXIT_DONE;
}

static void print_change(const struct options *options,
			 const struct fwctl_change *change)
{
	const char *event = change->gone ? "del" : "add";
	struct json_object *object;

	if (options->json) {
		object = json_new();
		json_add_string(object, "event", event);
		add_entry(object, &change->entry);
		json_print_line(object);
	} else {
		printf("%s %s driver %s type %#x parent %s\n", event,
		       change->entry.name, change->entry.driver,
		       change->entry.type, change->entry.parent);
	}
}

/* Until a signal ends us, or whoever reads it has gone */
int cmd_monitor(const struct options *options)
{
	struct fwctl_monitor *monitor;
	struct fwctl_change change;
	struct fwctl_error err;
	int ret;

	if (fwctl_monitor_open(&monitor, &err))
		return fail_line(options, &err);
	do {
		ret = fwctl_monitor_wait(monitor, &change, &err);
		if (!ret)
			print_change(options, &change);
		else if (ret == -ENOBUFS)
			fail_line(options, &err);
	} while ((!ret || ret == -ENOBUFS) && !fflush(stdout));
	fwctl_monitor_close(monitor);
	return ret && ret != -ENOBUFS ? fail_line(options, &err) : EXIT_FAILED;
}

/* What is known of a device but its commands */
struct facts {
	__u32 type;
	__u32 len;
	__u8 data[4096];
};

static void print_info(const struct fwctl_description *desc,
		       const struct facts *facts)
{
	struct table table = { .nr_columns = 2 };
	__u32 i;

	table_add(&table, format("device:"), format("%s", desc->name));
	table_add(&table, format("driver:"), format("%s", desc->driver));
	table_add(&table, format("type:"), format("%#x", facts->type));
	table_add(&table, format("parent:"), format("%s", desc->parent));
	if (desc->bus[0])
		table_add(&table, format("bus:"), format("%s", desc->bus));
	table_add(&table, format("commands:"), format("%u", desc->nr_commands));
	for (i = 0; i < desc->nr_limits; i++)
		table_add(&table, format("limit %s:", desc->limits[i].name),
			  format("%" PRIu64, (uint64_t)desc->limits[i].value));
	table_print(&table, "");
	if (facts->len)
		puts("data:");
	print_hex(facts->data, facts->len, 2);
}

static struct json_object *json_info(const struct fwctl_description *desc,
				     const struct facts *facts)
{
	struct json_object *object = json_new();
	struct json_object *limits = json_map();
	__u32 i;

	json_add_string(object, "device", desc->name);
	json_add_string(object, "driver", desc->driver);
	json_add_uint(object, "type", facts->type);
	json_add(object, "data", json_hex(facts->data, facts->len));
	json_add_string(object, "parent", desc->parent);
	json_add_string(object, "bus", desc->bus);
	json_add_uint(object, "commands", desc->nr_commands);
	for (i = 0; i < desc->nr_limits; i++)
		json_add_uint(limits, desc->limits[i].name,
			      desc->limits[i].value);
	json_add(object, "limits", limits);
	return object;
}

int cmd_info(const struct options *options)
{
	struct fwctl_description *desc;
	struct facts facts = { .len = sizeof(facts.data) };
	struct fwctl_error err;
	struct fwctl_dev *dev;
	int ret;

	ret = open_and_describe(options, &dev, &desc);
	if (ret)
		return ret;
	if (fwctl_get_info(dev, &facts.type, facts.data, &facts.len, &err)) {
		ret = fail(options, &err);
	} else {
		if (facts.len > sizeof(facts.data))
			facts.len = sizeof(facts.data);
		if (options->json)
			json_print(json_info(desc, &facts));
		else
			print_info(desc, &facts);
	}
	fwctl_put_description(desc);
	fwctl_close(dev);
	return ret;
}

/* The name, or the number if a newer kernel has one that has no name here */
static char *name_or_number(const char *name, __u32 number)
{
	return name ? format("%s", name) : format("%u", number);
}

static void print_commands(const struct fwctl_description *desc)
{
	struct table table = { .nr_columns = 6 };
	__u32 i;

	table_add(&table, format("NAME"), format("OPCODE"), format("SCOPE"),
		  format("EFFECT"), format("AUDIENCE"), format("SUMMARY"));
	for (i = 0; i < desc->nr_commands; i++) {
		const struct fwctl_command *cmd = &desc->commands[i];

		table_add(&table, format("%s", cmd->name),
			  format("0x%x", cmd->opcode),
			  name_or_number(fwctl_scope_name(cmd->scope),
					 cmd->scope),
			  name_or_number(fwctl_effect_name(cmd->effect),
					 cmd->effect),
			  name_or_number(fwctl_audience_name(cmd->audience),
					 cmd->audience),
			  format("%s", cmd->summary ? : ""));
	}
	table_print(&table, "");
}

static struct json_object *json_commands(const struct fwctl_description *desc)
{
	struct json_object *object = json_new();
	struct json_object *array = json_list();
	__u32 i;

	json_add_string(object, "device", desc->name);
	for (i = 0; i < desc->nr_commands; i++)
		json_object_array_add(array,
				      json_command(&desc->commands[i]));
	json_add(object, "commands", array);
	return object;
}

int cmd_commands(const struct options *options)
{
	struct fwctl_description *desc;
	int ret;

	ret = look_up(options, &desc);
	if (ret)
		return ret;
	if (options->json)
		json_print(json_commands(desc));
	else
		print_commands(desc);
	fwctl_put_description(desc);
	return EXIT_DONE;
}
