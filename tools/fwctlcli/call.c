// SPDX-License-Identifier: GPL-2.0-only
/* call, raw */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cli.h"

/* The number that the initial user namespace has among those in /proc */
#define INIT_USER_NS 0xEFFFFFFDU

static bool is_in_other_namespace(void)
{
	struct stat ns;

	return !stat("/proc/self/ns/user", &ns) && ns.st_ino != INIT_USER_NS;
}

/*
 * The kernel hides fields from others, and they read as zero. Those of a user
 * namespace are others, whatever they may do there.
 */
bool is_admin(void)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { 0 };

	return !syscall(SYS_capget, &header, data) &&
	       data[0].effective & 1U << CAP_SYS_ADMIN &&
	       !is_in_other_namespace();
}

int ended_by;

/*
 * A signal ends the wait, and the kernel says what became of the request; once
 * that is told, main() lets the signal end us. A second one does at once.
 */
static volatile sig_atomic_t signalled;

static void on_signal(int number)
{
	signalled = number;
}

static struct sigaction old_int, old_term;

/* What we were started to ignore stays ignored. */
static void catch_signal(int number, struct sigaction *old)
{
	const struct sigaction action = {
		.sa_handler = on_signal,
		.sa_flags = (int)SA_RESETHAND,
	};

	sigaction(number, NULL, old);
	if (old->sa_handler != SIG_IGN)
		sigaction(number, &action, NULL);
}

/* Until release_signals(), that is how signals are taken. */
void catch_signals(void)
{
	catch_signal(SIGINT, &old_int);
	catch_signal(SIGTERM, &old_term);
}

void release_signals(void)
{
	sigaction(SIGINT, &old_int, NULL);
	sigaction(SIGTERM, &old_term, NULL);
}

int call(struct fwctl_dev *dev, struct fwctl_transfer *transfer,
	 struct fwctl_error *err)
{
	int ret;

	ret = fwctl_call(dev, transfer, err);
	/* one that came too late for this call ends those to come */
	if (ret == -EINTR || signalled)
		ended_by = signalled;
	return ret;
}

static int call_once(struct fwctl_dev *dev, struct fwctl_transfer *transfer,
		     struct fwctl_error *err)
{
	int ret;

	catch_signals();
	ret = call(dev, transfer, err);
	release_signals();
	return ret;
}

/* Read a file, "-" for standard input; more than @room is not an error here. */
static ssize_t read_file(void *ctx, const char *name, void *buf, size_t room)
{
	int fd = strcmp(name, "-") ? open(name, O_RDONLY | O_CLOEXEC) :
				     STDIN_FILENO;
	size_t len = 0;
	ssize_t got = 0;
	char more;

	(void)ctx;
	if (fd < 0)
		return -errno;
	for (;;) {
		if (len < room)
			got = read(fd, (char *)buf + len, room - len);
		else
			got = read(fd, &more, 1);
		if (got <= 0)
			break;
		len += (size_t)got;
		if (len > room)
			break;
	}
	if (got < 0)
		got = -errno;
	if (fd != STDIN_FILENO)
		close(fd);
	return got < 0 ? got : (ssize_t)len;
}

static int split_args(const struct options *options, struct fwctl_arg *args)
{
	int i;

	for (i = 0; i < options->nr_args - 2; i++) {
		char *arg = options->args[i + 2];
		char *equals = strchr(arg, '=');

		if (!equals || equals == arg)
			return fail_usage(options, "'%s' is not FIELD=VALUE",
					  arg);
		*equals = 0;
		args[i].path = arg;
		args[i].value = equals + 1;
	}
	return EXIT_DONE;
}

static void note_trimmed(const struct fwctl_transfer *transfer)
{
	if (transfer->out_flags & FWCTL_CALL_TRIMMED)
		fputs("fwctlcli: the response was longer than described, and was cut\n",
		      stderr);
}

/* What the firmware answered */
void json_add_answer(struct json_object *object,
		     const struct fwctl_description *desc,
		     const struct fwctl_command *cmd,
		     const struct fwctl_transfer *transfer)
{
	const char *name;
	__u64 status;
	bool ok;

	ok = fwctl_get_status(desc, transfer->out, transfer->out_len, &status,
			      &name);
	json_add_uint(object, "status", status);
	if (name)
		json_add_string(object, "status_name", name);
	json_add(object, "response",
		 ok ? json_response(desc, cmd, transfer->out,
				    transfer->out_len, is_admin()) :
		      NULL);
	json_flag(object, "trimmed",
		  transfer->out_flags & FWCTL_CALL_TRIMMED);
}

static int show(const struct options *options,
		const struct fwctl_description *desc,
		const struct fwctl_command *cmd,
		const struct fwctl_transfer *transfer)
{
	struct json_object *object;
	const char *name;
	__u64 status;
	bool ok;

	ok = fwctl_get_status(desc, transfer->out, transfer->out_len, &status,
			      &name);
	if (options->json) {
		object = json_new();
		json_add_string(object, "device", desc->name);
		json_add_string(object, "command", cmd->name);
		json_add_answer(object, desc, cmd, transfer);
		json_print(object);
	} else if (ok) {
		text_response(desc, cmd, transfer->out, transfer->out_len,
			      is_admin(), 0, 0);
	} else {
		fprintf(stderr,
			"fwctlcli: %s: the firmware answered with status %s%s%" PRIu64 "%s\n",
			cmd->name, name ? : "", name ? " (" : "",
			(uint64_t)status, name ? ")" : "");
	}
	note_trimmed(transfer);
	return ok ? EXIT_DONE : EXIT_STATUS;
}

static int call_command(const struct options *options, struct fwctl_dev *dev,
			const struct fwctl_description *desc,
			const struct fwctl_command *cmd,
			const struct fwctl_arg *args)
{
	struct fwctl_transfer transfer = {
		.scope = options->has_scope ? options->scope : cmd->scope,
		.timeout_ms = options->timeout_ms,
		.out_room = fwctl_response_room(desc, cmd),
	};
	struct fwctl_error err, own;
	void *in, *out;
	int ret;

	if (fwctl_encode(desc, cmd, args, (size_t)options->nr_args - 2,
			 read_file, NULL, &in, &transfer.in_len, &err))
		return fail(options, &err);
	out = check_memory(calloc(1, transfer.out_room + 1));
	transfer.in = in;
	transfer.out = out;
	/*
	 * Whatever is wrong with the values, the kernel says it best. It would
	 * take those that make this a request of another command, though.
	 */
	if (fwctl_check_encoded(desc, cmd, in, transfer.in_len, &own))
		transfer.flags = FWCTL_CALL_CHECK;
	if (call_once(dev, &transfer, &err))
		ret = fail(options, &err);
	else if (transfer.flags)
		ret = fail(options, &own);
	else
		ret = show(options, desc, cmd, &transfer);
	free(in);
	free(out);
	return ret;
}

int cmd_call(const struct options *options)
{
	struct fwctl_arg *args = check_memory(calloc((size_t)options->nr_args,
						     sizeof(*args)));
	const struct fwctl_command *cmd;
	struct fwctl_description *desc;
	struct fwctl_dev *dev;
	int ret;

	ret = split_args(options, args);
	if (!ret)
		ret = open_and_describe(options, &dev, &desc);
	if (ret) {
		free(args);
		return ret;
	}
	cmd = get_command(options, desc, options->args[1]);
	if (cmd)
		ret = call_command(options, dev, desc, cmd, args);
	else
		ret = EXIT_USAGE;
	fwctl_put_description(desc);
	fwctl_close(dev);
	free(args);
	return ret;
}

/* Where a response goes; it is as it was until there is one. */
struct output {
	const char *name;
	int fd;			/* -1: standard output */
	bool is_new;
};

static int open_output(struct output *output, const char *name)
{
	const int flags = O_WRONLY | O_CREAT | O_CLOEXEC;

	output->name = name;
	output->fd = -1;
	output->is_new = false;
	if (!strcmp(name, "-"))
		return 0;
	output->fd = open(name, flags | O_EXCL, 0666);
	output->is_new = output->fd >= 0;
	if (output->fd < 0 && errno == EEXIST)
		output->fd = open(name, flags, 0666);
	return output->fd < 0 ? -1 : 0;
}

static void drop_output(struct output *output)
{
	if (output->fd >= 0)
		close(output->fd);
	if (output->is_new)
		unlink(output->name);
}

static int write_output(struct output *output, const void *buf, size_t len)
{
	FILE *to = stdout;
	int ret = 0;

	if (output->fd >= 0) {
		struct stat st;

		if (!fstat(output->fd, &st) && S_ISREG(st.st_mode))
			ret = ftruncate(output->fd, 0);
		to = fdopen(output->fd, "w");
		if (!to)
			return -1;
	}
	if (fwrite(buf, 1, len, to) != len)
		ret = -1;
	/* main() looks after standard output */
	if (to != stdout && fclose(to))
		ret = -1;
	return ret;
}

int cmd_raw(const struct options *options)
{
	struct fwctl_transfer transfer = {
		.scope = options->scope,
		.timeout_ms = options->timeout_ms,
		.out_room = FWCTL_MAX_LEN,
	};
	struct fwctl_dev *dev = NULL;
	struct fwctl_entry entry;
	struct fwctl_error err;
	struct output output;
	void *in, *out;
	ssize_t len;
	int ret;

	if (options->json && !strcmp(options->out, "-"))
		return fail_usage(options,
				  "raw writes bytes: with --json give --out FILE");
	in = check_memory(malloc(FWCTL_MAX_LEN));
	out = check_memory(malloc(FWCTL_MAX_LEN));
	len = read_file(NULL, options->in, in, FWCTL_MAX_LEN);
	if (len < 0) {
		errno = (int)-len;
		ret = fail_errno(options, options->in);
		goto out;
	}
	if (len > FWCTL_MAX_LEN) {
		errno = EMSGSIZE;
		ret = fail_errno(options, options->in);
		goto out;
	}
	if (open_output(&output, options->out)) {
		ret = fail_errno(options, options->out);
		goto out;
	}
	transfer.in = in;
	transfer.in_len = (__u32)len;
	transfer.out = out;
	if (fwctl_open(options->args[0], &dev, &err) ||
	    (options->json && fwctl_get_entry(dev, &entry, &err)) ||
	    call_once(dev, &transfer, &err)) {
		drop_output(&output);
		ret = fail(options, &err);
	} else if (write_output(&output, out, transfer.out_len)) {
		snprintf(err.text, sizeof(err.text),
			 "%s: %s; it was sent and answered", options->out,
			 strerror(errno));
		err.errnum = errno;
		ret = fail(options, &err);
	} else {
		ret = transfer.out_flags & FWCTL_CALL_STATUS ? EXIT_STATUS :
							       EXIT_DONE;
		if (options->json) {
			struct json_object *object = json_new();

			json_add_string(object, "device", entry.name);
			json_add_uint(object, "length", transfer.out_len);
			json_print(object);
		} else if (ret) {
			fputs("fwctlcli: the firmware answered with an error status\n",
			      stderr);
		}
		note_trimmed(&transfer);
	}
	fwctl_close(dev);
out:
	free(in);
	free(out);
	return ret;
}
