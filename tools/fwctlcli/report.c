// SPDX-License-Identifier: GPL-2.0-only
/*
 * report: all that can be read of a device without an effect
 *
 * Which commands to send, and with which arguments, comes from the device's
 * description. A row is run if it has no effect and needs no argument, or only
 * such as other rows supply: a field with a source, "command/field", is given
 * each value that the answers to that command have in that field.
 */
#include <errno.h>
#include <inttypes.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report.h"

/* Requests of a row; a device that always has one more would never end. */
#define MAX_ANSWERS 65536

/* So often in a row it does not answer before it is given up */
#define MAX_FAILURES 3

/* Elements that people read */
#define MOST 8

/* --- Progress, on a terminal: one line, drawn again and again */

static unsigned int drawn;

static void erase_progress(void)
{
	if (drawn)
		fprintf(stderr, "\r%*s\r", (int)drawn, "");
	drawn = 0;
}

static void draw_progress(const struct report *report, const char *command)
{
	char line[80];
	int len;

	if (!isatty(STDERR_FILENO))
		return;
	len = snprintf(line, sizeof(line) - 1, "%s: %s", report->desc->name,
		       command);
	erase_progress();
	drawn = (unsigned int)len < sizeof(line) - 2 ? (unsigned int)len :
						       sizeof(line) - 2;
	fputs(line, stderr);
}

/* --- Requests */

static int compare_requests(const void *a, const void *b)
{
	const struct answer *left = a, *right = b;

	if (left->cmd != right->cmd)
		return left->cmd < right->cmd ? -1 : 1;
	if (left->transfer.in_len != right->transfer.in_len)
		return left->transfer.in_len < right->transfer.in_len ? -1 : 1;
	return memcmp(left->transfer.in, right->transfer.in,
		      left->transfer.in_len);
}

static void free_answer(struct answer *answer)
{
	size_t i;

	for (i = 0; i < answer->nr_args; i++)
		free((char *)answer->args[i].value);
	free(answer->args);
	free((void *)answer->transfer.in);
	free(answer->transfer.out);
	free(answer->err);
	free(answer);
}

static struct answer *new_answer(const struct fwctl_command *cmd,
				 const struct fwctl_arg *args, size_t nr_args)
{
	struct answer *answer = check_memory(calloc(1, sizeof(*answer)));
	size_t i;

	answer->cmd = cmd;
	answer->transfer.scope = cmd->scope;
	answer->args = check_memory(calloc(nr_args + 1, sizeof(*args)));
	answer->nr_args = nr_args;
	for (i = 0; i < nr_args; i++) {
		answer->args[i].path = args[i].path;
		answer->args[i].value = check_memory(strdup(args[i].value));
	}
	return answer;
}

static void give_up(struct report *report, const struct fwctl_error *err)
{
	report->given_up = true;
	report->err = *err;
}

/* What the kernel says of a request that got no answer */
static void take_error(struct report *report, struct answer *answer,
		       const struct fwctl_error *err)
{
	struct row *row = report_row(report, answer->cmd->name);

	answer->err = check_memory(malloc(sizeof(*err)));
	*answer->err = *err;
	if (err->diag.reason == FWCTL_REASON_CAPABILITY)
		row->withheld = true;
	switch (err->errnum) {
	case ENODEV:
	case EINTR:
		give_up(report, err);
		break;
	case EIO:
	case ETIMEDOUT:
		if (++report->failures == MAX_FAILURES)
			give_up(report, err);
		break;
	}
}

static void send_request(struct report *report, struct answer *answer)
{
	struct fwctl_transfer *transfer = &answer->transfer;
	struct fwctl_error err;
	void *out;

	draw_progress(report, answer->cmd->name);
	transfer->out_room = fwctl_response_room(report->desc, answer->cmd);
	transfer->out = check_memory(calloc(1, transfer->out_room + 1));
	if (call(report->dev, transfer, &err)) {
		take_error(report, answer, &err);
	} else {
		/* there may be many, and most are shorter than they might be */
		out = realloc(transfer->out, transfer->out_len + 1);
		if (out)
			transfer->out = out;
		report->failures = 0;
		answer->ok = fwctl_get_status(report->desc, transfer->out,
					      transfer->out_len,
					      &answer->status,
					      &answer->status_name);
	}
	if (ended_by && !report->given_up) {
		memset(&err, 0, sizeof(err));
		snprintf(err.text, sizeof(err.text), "%s: interrupted",
			 report->desc->name);
		err.errnum = EINTR;
		give_up(report, &err);
	}
}

/*
 * Send a request, unless it has been sent before: return what came of it. NULL
 * if the device has been given up, or if the kernel would not take the values.
 */
struct answer *report_ask(struct report *report,
			  const struct fwctl_command *cmd,
			  const struct fwctl_arg *args, size_t nr_args)
{
	struct answer *answer, **known;
	void *in;

	if (report->given_up)
		return NULL;
	answer = new_answer(cmd, args, nr_args);
	if (fwctl_encode(report->desc, cmd, args, nr_args, NULL, NULL, &in,
			 &answer->transfer.in_len, NULL)) {
		free_answer(answer);
		return NULL;
	}
	answer->transfer.in = in;
	if (fwctl_check_encoded(report->desc, cmd, in, answer->transfer.in_len,
				NULL)) {
		free_answer(answer);
		return NULL;
	}
	known = check_memory(tsearch(answer, &report->sent, compare_requests));
	if (*known != answer) {
		free_answer(answer);
		return *known;
	}
	answer->older = report->newest;
	report->newest = answer;
	send_request(report, answer);
	return report->given_up ? NULL : answer;
}

struct row *report_row(struct report *report, const char *command)
{
	const struct fwctl_command *cmd = fwctl_find_command(report->desc,
							     command);

	return cmd ? &report->rows[cmd - report->desc->commands] : NULL;
}

/* Why an answer, or NULL, is none that could be used */
const char *report_why_not(const struct answer *answer)
{
	if (!answer)
		return "not read";
	if (answer->err)
		return answer->err->text;
	return answer->status_name ? answer->status_name : "not read";
}

/* --- Values of fields in answers */

struct values {
	char **text;
	size_t nr;
};

static void free_values(struct values *values)
{
	while (values->nr)
		free(values->text[--values->nr]);
	free(values->text);
	values->text = NULL;
}

/**
 * struct finder - What is looked for in an answer
 * @name: name of the field
 * @list: name of the list of plain elements that we are in
 * @values: those that were found
 */
struct finder {
	const char *name;
	const char *list;
	struct values *values;
};

/* All bits set is no value, but the mark for none (FFFFh, FFFFFFFFh) */
static bool is_none(const struct fwctl_item *item)
{
	__u32 bits = item->field->bits ? item->field->bits :
					 item->field->size * 8;

	return item->field->kind == FWCTL_KIND_UINT && bits >= 8 &&
	       bits <= 64 && item->low == ~0ULL >> (64 - bits);
}

static char *value_text(const struct fwctl_item *item)
{
	char number[FWCTL_NUMBER_LEN], *text;
	__u32 i;

	switch (item->field->kind) {
	case FWCTL_KIND_UINT:
	case FWCTL_KIND_SINT:
		fwctl_format_value(item, false, number);
		return format("%s", number);
	case FWCTL_KIND_UUID:
		fwctl_format_uuid(item->field, item->data, number);
		return format("%s", number);
	case FWCTL_KIND_STRING:
		return format("%.*s",
			      (int)fwctl_text_len(item->data, item->len),
			      (const char *)item->data);
	default:
		text = check_memory(calloc(item->len * 2 + 1, 1));
		for (i = 0; i < item->len; i++)
			sprintf(text + i * 2, "%02x", item->data[i]);
		return text;
	}
}

static int find(void *ctx, const struct fwctl_item *item)
{
	struct finder *finder = ctx;
	struct values *values = finder->values;

	if (item->event == FWCTL_EVENT_BEGIN)
		finder->list = item->field->name;
	if (item->event != FWCTL_EVENT_VALUE || item->hidden || item->cut ||
	    strcmp(item->plain ? finder->list : item->field->name,
		   finder->name) || is_none(item))
		return 0;
	values->text = check_memory(realloc(values->text,
					    (values->nr + 1) *
					    sizeof(*values->text)));
	values->text[values->nr++] = value_text(item);
	return 0;
}

/* Add the values that an answer has for a field. */
static void find_values(const struct report *report,
			const struct answer *answer,
			const struct fwctl_field *goal, struct values *values)
{
	struct finder finder = {
		.name = strchr(goal->source, '/') + 1,
		.list = "", .values = values,
	};

	if (answer->ok)
		fwctl_decode(report->desc, answer->cmd, answer->transfer.out,
			     answer->transfer.out_len, find, &finder, NULL);
}

/* The row that supplies a field, or NULL if the device has none such */
static struct row *source_of(struct report *report,
			     const struct fwctl_field *field)
{
	const char *slash = strchr(field->source, '/');
	struct row *row;
	char *name;

	if (!slash)
		return NULL;
	name = format("%.*s", (int)(slash - field->source), field->source);
	row = report_row(report, name);
	free(name);
	return row;
}

/* --- Which rows are run */

static bool has_vendor_bytes(const struct fwctl_msg *msg)
{
	__u32 i, j;

	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];

		if (field->kind == FWCTL_KIND_VENDOR ||
		    (field->elem && has_vendor_bytes(field->elem)))
			return true;
		for (j = 0; j < field->nr_variants; j++)
			if (has_vendor_bytes(&field->variants[j].msg))
				return true;
	}
	return false;
}

/*
 * Is there no good value for a field but what somebody chooses? An integer that
 * is optional is left out; where it is not one of a range, 0 asks for nothing
 * special.
 */
static bool is_choice(const struct fwctl_msg *msg,
		      const struct fwctl_field *field)
{
	if (field->source || field->is_admin || field->measure ||
	    field->preset || field->rule == FWCTL_RULE_FIXED)
		return false;
	if (field->kind != FWCTL_KIND_UINT && field->kind != FWCTL_KIND_SINT)
		return true;
	return field->rule == FWCTL_RULE_RANGE && field->offset < msg->min_len;
}

static const struct fwctl_field *field_named(const struct fwctl_msg *msg,
					     const char *name)
{
	__u32 i;

	for (i = 0; i < msg->nr_fields; i++)
		if (!strcmp(msg->fields[i].name, name))
			return &msg->fields[i];
	return NULL;
}

static bool is_fixed(const struct fwctl_field *field)
{
	return field->rule == FWCTL_RULE_FIXED;
}

/* Could a request of @cmd be one of @other, if @cmd had what @other fixes? */
static bool covers(const struct fwctl_command *cmd,
		   const struct fwctl_command *other)
{
	bool more = false;
	__u32 i;

	for (i = 0; i < other->request.nr_fields; i++) {
		const struct fwctl_field *theirs = &other->request.fields[i];
		const struct fwctl_field *ours = field_named(&cmd->request,
							     theirs->name);

		if (!ours || !is_fixed(theirs))
			continue;
		if (!is_fixed(ours))
			more = more || !ours->source;
		else if (ours->kind == FWCTL_KIND_UUID ?
			 memcmp(ours->values[0].uuid, theirs->values[0].uuid,
				sizeof(ours->values[0].uuid)) :
			 ours->min != theirs->min)
			return false;
	}
	return more;
}

/*
 * Of the rows of an opcode, one may stand for what the others do not name; what
 * it shall be asked for is a choice.
 */
static bool is_rest(const struct report *report,
		    const struct fwctl_command *cmd)
{
	const struct fwctl_description *desc = report->desc;
	__u32 i;

	for (i = 0; i < desc->nr_commands; i++)
		if (desc->commands[i].opcode == cmd->opcode &&
		    covers(cmd, &desc->commands[i]))
			return true;
	return false;
}

static bool is_runnable(struct report *report, const struct fwctl_command *cmd)
{
	const struct fwctl_msg *msg = &cmd->request;
	bool itself = false, others = false;
	__u32 i;

	if (cmd->effect != FWCTL_EFFECT_NONE ||
	    has_vendor_bytes(&cmd->response) || is_rest(report, cmd))
		return false;
	for (i = 0; i < msg->nr_fields; i++) {
		const struct fwctl_field *field = &msg->fields[i];
		const struct row *source;

		if (is_choice(msg, field))
			return false;
		if (!field->source)
			continue;
		source = source_of(report, field);
		if (!source)
			return false;
		if (source->cmd == cmd)
			itself = true;
		else
			others = true;
	}
	return !itself || !others;
}

/* --- Running them */

static void list_answer(struct row *row, struct answer *answer)
{
	answer->listed = true;
	*row->end = answer;
	row->end = &answer->next;
}

/* Return whether there is more to be had from the row. */
static bool run_once(struct report *report, struct row *row,
		     const struct fwctl_arg *args, size_t nr_args,
		     struct answer **answer)
{
	*answer = report_ask(report, row->cmd, args, nr_args);
	if (!*answer || (*answer)->listed)
		return false;
	list_answer(row, *answer);
	return !row->withheld;
}

/*
 * Each answer tells what to ask for next. It ends with an answer that does not,
 * or that leads to where we have been.
 */
static void run_chain(struct report *report, struct row *row,
		      const struct fwctl_field **fields, size_t nr_fields)
{
	struct fwctl_arg *args = check_memory(calloc(nr_fields, sizeof(*args)));
	struct values *values = check_memory(calloc(nr_fields,
						    sizeof(*values)));
	struct answer *answer;
	size_t nr_args = 0, nr = 0, i;

	while (nr++ < MAX_ANSWERS &&
	       run_once(report, row, args, nr_args, &answer)) {
		for (i = 0; i < nr_fields; i++) {
			free_values(&values[i]);
			find_values(report, answer, fields[i], &values[i]);
			if (!values[i].nr)
				goto out;
			args[i].path = fields[i]->name;
			args[i].value = values[i].text[values[i].nr - 1];
		}
		nr_args = nr_fields;
	}
out:
	for (i = 0; i < nr_fields; i++)
		free_values(&values[i]);
	free(values);
	free(args);
}

/* With what other rows have found; what is found together goes together. */
static void run_each(struct report *report, struct row *row,
		     const struct fwctl_field **fields, size_t nr_fields)
{
	struct fwctl_arg *args = check_memory(calloc(nr_fields, sizeof(*args)));
	struct values *values = check_memory(calloc(nr_fields,
						    sizeof(*values)));
	const struct answer *from;
	struct answer *answer;
	size_t nr = MAX_ANSWERS, i, j;

	for (i = 0; i < nr_fields; i++) {
		from = source_of(report, fields[i])->answers;
		for (; from; from = from->next)
			find_values(report, from, fields[i], &values[i]);
		args[i].path = fields[i]->name;
		if (values[i].nr < nr)
			nr = values[i].nr;
	}
	for (j = 0; j < nr && !report->given_up && !row->withheld; j++) {
		for (i = 0; i < nr_fields; i++)
			args[i].value = values[i].text[j];
		run_once(report, row, args, nr_fields, &answer);
	}
	for (i = 0; i < nr_fields; i++)
		free_values(&values[i]);
	free(values);
	free(args);
}

/* Run a row, or wait for those that it needs; return whether it is done. */
static bool run_row(struct report *report, struct row *row)
{
	const struct fwctl_msg *msg = &row->cmd->request;
	const struct fwctl_field **fields;
	struct answer *answer;
	bool ready = true, chain = false;
	size_t nr = 0;
	__u32 i;

	fields = check_memory(calloc(msg->nr_fields + 1, sizeof(*fields)));
	for (i = 0; i < msg->nr_fields; i++) {
		const struct row *source;

		if (!msg->fields[i].source)
			continue;
		source = source_of(report, &msg->fields[i]);
		chain = source == row;
		ready = ready && (chain || source->done);
		/* what to ask for is not told */
		row->withheld = row->withheld || source->withheld;
		fields[nr++] = &msg->fields[i];
	}
	if (!ready)
		;
	else if (!nr)
		run_once(report, row, NULL, 0, &answer);
	else if (chain)
		run_chain(report, row, fields, nr);
	else
		run_each(report, row, fields, nr);
	free(fields);
	return ready;
}

/* Rows that wait for each other are never run. */
static void run_rows(struct report *report)
{
	__u32 nr = report->desc->nr_commands, i;
	bool again;

	for (i = 0; i < nr; i++) {
		struct row *row = &report->rows[i];

		row->cmd = &report->desc->commands[i];
		row->end = &row->answers;
	}
	for (i = 0; i < nr; i++)
		report->rows[i].done = !is_runnable(report,
						    report->rows[i].cmd);
	do {
		again = false;
		for (i = 0; i < nr && !report->given_up; i++) {
			struct row *row = &report->rows[i];

			if (row->done || !run_row(report, row))
				continue;
			row->done = true;
			again = true;
		}
	} while (again && !report->given_up);
}

/* --- What is shown */

static void print_args(const struct answer *answer)
{
	size_t i;

	for (i = 0; i < answer->nr_args; i++) {
		printf(" %s=", answer->args[i].path);
		print_escaped(stdout, answer->args[i].value,
			      strlen(answer->args[i].value));
	}
}

static void print_answers(const struct report *report, const struct row *row)
{
	const struct answer *answer;

	for (answer = row->answers; answer; answer = answer->next) {
		if (!answer->ok)
			continue;
		printf("\n%s", row->cmd->name);
		print_args(answer);
		putchar('\n');
		text_response(report->desc, row->cmd, answer->transfer.out,
			      answer->transfer.out_len, is_admin(), 2, MOST);
	}
}

/* Add a row to the list of those that something is said of. */
static void add_name(char **list, const char *what, const char *name,
		     size_t nr, size_t of)
{
	char *more = nr == of ? format("%s", name) :
				format("%s (%zu of %zu)", name, nr, of);
	char *both = *list ? format("%s, %s", *list, more) :
			     format("%s: %s", what, more);

	free(more);
	free(*list);
	*list = both;
}

static void print_list(char *list)
{
	if (list)
		printf("\n%s\n", list);
	free(list);
}

/* What did not come, and why */
static void print_rest(const struct report *report)
{
	char *refused = NULL, *failed = NULL, *withheld = NULL;
	const struct answer *answer;
	__u32 i;

	for (i = 0; i < report->desc->nr_commands; i++) {
		const struct row *row = &report->rows[i];
		size_t nr = 0, statuses = 0, errors = 0;

		for (answer = row->answers; answer; answer = answer->next) {
			nr++;
			statuses += !answer->err && !answer->ok &&
				    !answer->explained;
			errors += answer->err && !row->withheld;
		}
		if (statuses)
			add_name(&refused, "not answered", row->cmd->name,
				 statuses, nr);
		if (errors)
			add_name(&failed, "failed", row->cmd->name, errors, nr);
		if (row->withheld)
			add_name(&withheld, "for administrators",
				 row->cmd->name, 1, 1);
	}
	print_list(refused);
	print_list(failed);
	print_list(withheld);
}

static void print_rows(const struct report *report, bool last)
{
	__u32 i;

	for (i = 0; i < report->desc->nr_commands; i++)
		if (!report->rows[i].folded && report->rows[i].last == last)
			print_answers(report, &report->rows[i]);
}

static void print_report(const struct report *report)
{
	printf("%s: driver %s, parent %s\n", report->desc->name,
	       report->desc->driver, report->desc->parent);
	if (report->ipmi)
		ipmi_print(report->ipmi);
	if (report->summary)
		summary_print(report->summary);
	print_rows(report, false);
	print_rows(report, true);
	print_rest(report);
}

static struct json_object *json_args(const struct answer *answer)
{
	struct json_object *object = json_map();
	size_t i;

	for (i = 0; i < answer->nr_args; i++) {
		const struct fwctl_arg *arg = &answer->args[i];
		const struct fwctl_field *field =
			field_named(&answer->cmd->request, arg->path);

		if (field && field->kind == FWCTL_KIND_UINT)
			json_add_uint(object, arg->path,
				      strtoull(arg->value, NULL, 10));
		else
			json_add_string(object, arg->path, arg->value);
	}
	return object;
}

static struct json_object *json_answers(const struct report *report,
					const struct row *row)
{
	struct json_object *list = json_list();
	const struct answer *answer;

	for (answer = row->answers; answer; answer = answer->next) {
		const struct fwctl_transfer *transfer = &answer->transfer;
		struct json_object *object = json_map();

		json_object_array_add(list, object);
		if (answer->nr_args)
			json_add(object, "arguments", json_args(answer));
		if (answer->err) {
			json_add(object, "error", json_error(answer->err));
			continue;
		}
		json_add_answer(object, report->desc, answer->cmd, transfer);
		json_add(object, "raw",
			 json_hex(transfer->out, transfer->out_len));
	}
	return list;
}

static struct json_object *json_rows(const struct report *report)
{
	struct json_object *list = json_list();
	__u32 i;

	for (i = 0; i < report->desc->nr_commands; i++) {
		const struct row *row = &report->rows[i];
		struct json_object *object;

		if (!row->answers || row->withheld)
			continue;
		object = json_map();
		json_add_string(object, "command", row->cmd->name);
		json_add(object, "answers", json_answers(report, row));
		json_object_array_add(list, object);
	}
	return list;
}

static struct json_object *json_withheld(const struct report *report)
{
	struct json_object *list = json_list(), *name;
	__u32 i;

	for (i = 0; i < report->desc->nr_commands; i++) {
		if (!report->rows[i].withheld)
			continue;
		name = json_object_new_string(report->rows[i].cmd->name);
		json_object_array_add(list, check_memory(name));
	}
	return list;
}

static struct json_object *json_report(const struct report *report)
{
	struct json_object *object = json_map();

	json_add_string(object, "device",
			report->desc ? report->desc->name : report->name);
	if (report->desc) {
		json_add_string(object, "driver", report->desc->driver);
		json_add_uint(object, "type", report->desc->type);
		json_add_string(object, "parent", report->desc->parent);
		if (report->ipmi)
			ipmi_add_json(report->ipmi, object);
		if (report->summary)
			json_add(object, "summary",
				 summary_json(report->summary));
		json_add(object, "commands", json_rows(report));
		json_add(object, "withheld", json_withheld(report));
	}
	if (report->given_up)
		json_add(object, "error", json_error(&report->err));
	return object;
}

static void gather(struct report *report)
{
	struct fwctl_error err;

	if (fwctl_open(report->name, &report->dev, &err) ||
	    fwctl_describe(report->dev, &report->desc, &err)) {
		give_up(report, &err);
		return;
	}
	report->rows = check_memory(calloc(report->desc->nr_commands + 1,
					   sizeof(*report->rows)));
	run_rows(report);
	switch (report->desc->type) {
	case FWCTL_DEVICE_TYPE_IPMI:
		report->ipmi = ipmi_gather(report);
		break;
	case FWCTL_DEVICE_TYPE_NVME:
		report->summary = nvme_summarize(report);
		break;
	case FWCTL_DEVICE_TYPE_CXL:
		report->summary = cxl_summarize(report);
		break;
	}
	erase_progress();
}

static void keep(void *node)
{
	(void)node;
}

static void free_report(struct report *report)
{
	struct answer *answer;

	ipmi_free(report->ipmi);
	summary_free(report->summary);
	tdestroy(report->sent, keep);
	while ((answer = report->newest)) {
		report->newest = answer->older;
		free_answer(answer);
	}
	free(report->rows);
	fwctl_put_description(report->desc);
	fwctl_close(report->dev);
}

/* Report a device, as text or into @list; return an exit status. */
static int report_device(const struct options *options, const char *name,
			 bool first, struct json_object *list)
{
	struct report report = { .name = name };
	int ret = EXIT_DONE;

	gather(&report);
	if (ended_by) {
		ret = fail(options, &report.err);
	} else if (options->json) {
		json_object_array_add(list, json_report(&report));
	} else if (report.desc) {
		if (!first)
			putchar('\n');
		print_report(&report);
	}
	if (report.given_up)
		ret = EXIT_FAILED;
	if (report.given_up && !options->json && !ended_by) {
		fflush(stdout);
		fail(options, &report.err);
	}
	free_report(&report);
	return ret;
}

int cmd_report(const struct options *options)
{
	size_t nr = (size_t)options->nr_args, i;
	struct fwctl_entry *entries = NULL;
	struct json_object *list;
	struct fwctl_error err;
	int ret = EXIT_DONE;

	if (!nr && fwctl_list(&entries, &nr, &err))
		return fail(options, &err);
	if (!nr && !options->json)
		fputs("fwctlcli: no devices: is a driver for one loaded?\n",
		      stderr);
	list = json_list();
	catch_signals();
	for (i = 0; i < nr && !ended_by; i++)
		if (report_device(options,
				  entries ? entries[i].name : options->args[i],
				  !i, list))
			ret = EXIT_FAILED;
	release_signals();
	if (options->json && !ended_by) {
		struct json_object *object = json_new();

		json_add(object, "devices", list);
		json_print(object);
	} else {
		json_object_put(list);
	}
	free(entries);
	return ret;
}
