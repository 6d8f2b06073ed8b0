// SPDX-License-Identifier: GPL-2.0
/* What somebody may write against libfwctl-dev: how many commands has DEV? */
#include <stdio.h>

#include <libfwctl.h>

int main(int argc, char **argv)
{
	struct fwctl_description *desc;
	struct fwctl_error err;
	struct fwctl_dev *dev;

	if (argc != 2 || fwctl_open(argv[1], &dev, &err) ||
	    fwctl_describe(dev, &desc, &err)) {
		fprintf(stderr, "%s\n", argc == 2 ? err.text : "usage: client DEV");
		return 1;
	}
	printf("%u\n", desc->nr_commands);
	fwctl_put_description(desc);
	fwctl_close(dev);
	return 0;
}
