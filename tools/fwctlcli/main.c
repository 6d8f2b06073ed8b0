// SPDX-License-Identifier: GPL-2.0-only
/*
 * fwctlcli: firmware commands by their names
 *
 * No command and no device is known here: what there is, and how it is
 * written, comes from the running kernel.
 */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

struct verb {
	const char *name;
	int (*run)(const struct options *options);
	int min_args;
	int max_args;
	const char *options;	/* letters of those that it takes */
	const char *synopsis;
	const char *help;
};

static const struct verb verbs[] = {
	{
		.name = "list", .run = cmd_list, .max_args = -1,
		.options = "", .synopsis = " [DEV ...]",
		.help = "list the devices: drivers, parents, nodes",
	}, {
		.name = "monitor", .run = cmd_monitor, .max_args = 0,
		.options = "", .synopsis = "",
		.help = "show devices as they come and go",
	}, {
		.name = "info", .run = cmd_info, .min_args = 1, .max_args = 1,
		.options = "", .synopsis = " DEV",
		.help = "show what is known of a device",
	}, {
		.name = "commands", .run = cmd_commands,
		.min_args = 1, .max_args = 1,
		.options = "", .synopsis = " DEV",
		.help = "list what the kernel will carry to a device",
	}, {
		.name = "describe", .run = cmd_describe,
		.min_args = 2, .max_args = 2,
		.options = "", .synopsis = " DEV COMMAND",
		.help = "show a command's request and response, field by field",
	}, {
		.name = "call", .run = cmd_call, .min_args = 2, .max_args = -1,
		.options = "st",
		.synopsis = " DEV COMMAND [FIELD=VALUE ...] [--scope LABEL] [--timeout MS]",
		.help = "send a command and show the response",
	}, {
		.name = "raw", .run = cmd_raw, .min_args = 1, .max_args = 1,
		.options = "stio",
		.synopsis = " DEV --scope LABEL --in FILE|- [--out FILE|-] [--timeout MS]",
		.help = "send a request as it is, and write the response as it is",
	}, {
		.name = "report", .run = cmd_report, .max_args = -1,
		.options = "", .synopsis = " [DEV ...]",
		.help = "read all that can be read without an effect, and show it",
	},
};

#define NR_VERBS (sizeof(verbs) / sizeof(verbs[0]))

static const struct option long_options[] = {
	{ "json", no_argument, NULL, 'j' },
	{ "scope", required_argument, NULL, 's' },
	{ "timeout", required_argument, NULL, 't' },
	{ "in", required_argument, NULL, 'i' },
	{ "out", required_argument, NULL, 'o' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ 0 },
};

static const char *option_name(int letter)
{
	const struct option *option;

	for (option = long_options; option->name; option++)
		if (option->val == letter)
			return option->name;
	return "";
}

static void print_help(const struct verb *verb)
{
	size_t i;

	if (verb) {
		printf("Usage: fwctlcli %s%s [-j]\n\n%s\n", verb->name,
		       verb->synopsis, verb->help);
	} else {
		puts("Usage: fwctlcli VERB [DEV] [...] [-j]\n");
		for (i = 0; i < NR_VERBS; i++)
			printf("  fwctlcli %s%s\n      %s\n", verbs[i].name,
			       verbs[i].synopsis, verbs[i].help);
	}
	puts("\n"
	     "DEV is a device's name (fwctl0), its node's path, the name of its parent, or\n"
	     "fd:N for a file that is open already.\n"
	     "LABEL is configuration, debug-read-only, debug-write, debug-write-full, or\n"
	     "its number, 0 to 3; the least that the command needs if it is not given.\n"
	     "-j, --json prints a JSON object. See fwctlcli(8).\n"
	     "\n"
	     "Exit status: 0 done, 1 refused or failed, 2 usage, 3 the firmware answered\n"
	     "with an error status.");
}

static const struct verb *find_verb(const char *name)
{
	size_t i;

	for (i = 0; i < NR_VERBS; i++)
		if (!strcmp(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

static bool parse_timeout(const char *text, __u32 *timeout)
{
	unsigned long long value;

	if (!text[0] || text[strspn(text, "0123456789")])
		return false;
	errno = 0;
	value = strtoull(text, NULL, 10);
	if (errno || value > 0xffffffffU)
		return false;
	*timeout = (__u32)value;
	return true;
}

static int run(struct options *options, const struct verb *verb,
	       const char *given)
{
	const char *letter;

	for (letter = given; *letter; letter++)
		if (!strchr(verb->options, *letter))
			return fail_usage(options, "%s takes no --%s",
					  verb->name, option_name(*letter));
	if (options->nr_args < verb->min_args ||
	    (verb->max_args >= 0 && options->nr_args > verb->max_args))
		return fail_usage(options, "usage: fwctlcli %s%s", verb->name,
				  verb->synopsis);
	if (verb->run == cmd_raw && (!options->has_scope || !options->in))
		return fail_usage(options, "usage: fwctlcli %s%s", verb->name,
				  verb->synopsis);
	return verb->run(options);
}

static int parse_and_run(int argc, char **argv)
{
	struct options options = { .out = "-" };
	const struct verb *verb = NULL;
	bool help = false, version = false;
	char given[8] = "";
	int i, letter;

	/* what is wrong before it is told as the caller wants to be told */
	for (i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "-j") || !strcmp(argv[i], "--json"))
			options.json = true;

	opterr = 0;
	while ((letter = getopt_long(argc, argv, ":jh", long_options,
				     NULL)) != -1) {
		switch (letter) {
		case 'j':
			options.json = true;
			continue;
		case 'h':
			help = true;
			continue;
		case 'V':
			version = true;
			continue;
		case 's':
			if (!fwctl_parse_scope(optarg, &options.scope))
				return fail_usage(&options, "'%s' is no scope label",
						  optarg);
			options.has_scope = true;
			break;
		case 't':
			if (!parse_timeout(optarg, &options.timeout_ms))
				return fail_usage(&options, "'%s' is no number of milliseconds",
						  optarg);
			break;
		case 'i':
			options.in = optarg;
			break;
		case 'o':
			options.out = optarg;
			break;
		case ':':
			return fail_usage(&options, "%s needs a value",
					  argv[optind - 1]);
		default:
			/* a letter; but of --json=yes, that of --json */
			if (optopt && !strchr(argv[optind - 1], '='))
				return fail_usage(&options, "unknown option '-%c'",
						  optopt);
			return fail_usage(&options, "unknown option '%s'",
					  argv[optind - 1]);
		}
		if (!strchr(given, letter))
			given[strlen(given)] = (char)letter;
	}
	argv += optind;
	argc -= optind;

	if (version) {
		puts("fwctlcli " FWCTL_VERSION);
		return EXIT_DONE;
	}
	if (argc && !strcmp(argv[0], "help")) {
		help = true;
		argv++;
		argc--;
	}
	if (argc) {
		verb = find_verb(argv[0]);
		if (!verb)
			return fail_usage(&options, "unknown verb '%s'; see 'fwctlcli help'",
					  argv[0]);
	}
	if (help) {
		print_help(verb);
		return EXIT_DONE;
	}
	if (!verb)
		return fail_usage(&options, "what to do? See 'fwctlcli help'");
	options.args = argv + 1;
	options.nr_args = argc - 1;
	return run(&options, verb, given);
}

int main(int argc, char **argv)
{
	int ret;

	/* whoever reads our output may stop doing so: that is a write error */
	signal(SIGPIPE, SIG_IGN);
	ret = parse_and_run(argc, argv);
	if (fflush(stdout) || ferror(stdout) || fclose(stdout)) {
		if (errno != EPIPE)
			fprintf(stderr, "fwctlcli: standard output: %s\n",
				strerror(errno));
		return EXIT_FAILED;
	}
	/* so that a shell's loop ends, too */
	if (ended_by) {
		signal(ended_by, SIG_DFL);
		raise(ended_by);
	}
	return ret;
}
