// SPDX-License-Identifier: GPL-2.0-only
/* Devices: find, open, ask, call */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

#define CLASS_DIR "/sys/class/fwctl"
#define NODE_DIR "/dev/fwctl"

struct fwctl_dev {
	int fd;
	char name[64];
};

/* Is it fwctlN? */
static bool is_device_name(const char *name, __u32 *id)
{
	const char *digits = name + 5;
	unsigned long number;

	if (strncmp(name, "fwctl", 5) || !*digits || strlen(digits) > 9 ||
	    digits[strspn(digits, "0123456789")])
		return false;
	number = strtoul(digits, NULL, 10);
	if (id)
		*id = (__u32)number;
	return true;
}

/* Last component of what a symbolic link points to */
static void link_name(const char *path, char *name, size_t size)
{
	char target[512];
	ssize_t len = readlink(path, target, sizeof(target) - 1);
	const char *slash;

	name[0] = 0;
	if (len < 0)
		return;
	target[len] = 0;
	slash = strrchr(target, '/');
	snprintf(name, size, "%.*s", (int)size - 1,
		 slash ? slash + 1 : target);
}

static int open_node(const char *path, struct fwctl_dev **dev,
		     struct fwctl_error *err)
{
	struct stat st;
	int fd;

	/* opening what is not ours may do something: look first */
	if (stat(path, &st))
		return fwctl_fail_errno(err, path);
	if (!S_ISCHR(st.st_mode))
		return fwctl_fail(err, ENOTTY, "%s: not a fwctl device", path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fwctl_fail_errno(err, path);
	return fwctl_open_fd(fd, dev, err);
}

void fwctl_fill_entry(struct fwctl_entry *entry,
		      const struct fwctl_description *desc)
{
	memset(entry, 0, sizeof(*entry));
	entry->id = desc->id;
	entry->has_type = true;
	entry->type = desc->type;
	snprintf(entry->name, sizeof(entry->name), "%s", desc->name);
	snprintf(entry->driver, sizeof(entry->driver), "%s", desc->driver);
	snprintf(entry->parent, sizeof(entry->parent), "%s", desc->parent);
	snprintf(entry->node, sizeof(entry->node), NODE_DIR "/%s", entry->name);
}

int fwctl_get_entry(struct fwctl_dev *dev, struct fwctl_entry *entry,
		    struct fwctl_error *err)
{
	struct fwctl_description *desc;
	int ret = fwctl_describe(dev, &desc, err);

	if (ret)
		return ret;
	fwctl_fill_entry(entry, desc);
	fwctl_put_description(desc);
	return 0;
}

/* What only the device itself can say of it */
static void ask(struct fwctl_entry *entry)
{
	struct fwctl_entry full;
	struct fwctl_dev *dev;

	if (open_node(entry->node, &dev, NULL))
		return;
	if (!fwctl_get_entry(dev, &full, NULL))
		*entry = full;
	fwctl_close(dev);
}

static int compare_entries(const void *a, const void *b)
{
	const struct fwctl_entry *left = a, *right = b;

	return left->id < right->id ? -1 : left->id > right->id;
}

static int read_dir(DIR *dir, struct fwctl_entry **entries, size_t *nr,
		    struct fwctl_error *err)
{
	struct fwctl_entry *more, *entry;
	struct dirent *found;
	size_t room = 0;
	__u32 id;

	while ((found = readdir(dir))) {
		if (!is_device_name(found->d_name, &id))
			continue;
		if (*nr == room) {
			room = room ? room * 2 : 8;
			more = realloc(*entries, room * sizeof(*more));
			if (!more)
				return fwctl_fail(err, ENOMEM, "no memory");
			*entries = more;
		}
		entry = &(*entries)[(*nr)++];
		memset(entry, 0, sizeof(*entry));
		entry->id = id;
		snprintf(entry->name, sizeof(entry->name), "%.31s",
			 found->d_name);
		snprintf(entry->node, sizeof(entry->node), NODE_DIR "/%s",
			 entry->name);
	}
	return 0;
}

/* Whatever may be seen of it */
bool fwctl_is_here(void)
{
	return !access(CLASS_DIR, F_OK) || !access(NODE_DIR, F_OK);
}

int fwctl_fail_absent(struct fwctl_error *err)
{
	return fwctl_fail(err, ENODEV,
			  "the fwctl module is not loaded: modprobe fwctl, and the driver for your device");
}

/* Where netlink does not reach */
static int list_files(struct fwctl_entry **entries, size_t *nr,
		      struct fwctl_error *err)
{
	struct fwctl_entry *found = NULL;
	bool has_sys = true;
	char path[256];
	size_t i;
	DIR *dir;
	int ret;

	*nr = 0;
	dir = opendir(CLASS_DIR);
	if (!dir) {
		has_sys = false;
		dir = opendir(NODE_DIR);
	}
	if (!dir)
		return fwctl_fail_absent(err);
	ret = read_dir(dir, &found, nr, err);
	closedir(dir);
	if (ret) {
		free(found);
		return ret;
	}
	if (found)
		qsort(found, *nr, sizeof(*found), compare_entries);
	for (i = 0; i < *nr; i++) {
		if (has_sys) {
			snprintf(path, sizeof(path), CLASS_DIR "/%s/device",
				 found[i].name);
			link_name(path, found[i].parent,
				  sizeof(found[i].parent));
		}
		ask(&found[i]);
	}
	*entries = found;
	return 0;
}

int fwctl_list(struct fwctl_entry **entries, size_t *nr,
	       struct fwctl_error *err)
{
	int ret;

	fwctl_clear_error(err);
	ret = fwctl_nl_list(entries, nr, err);
	if (ret == -ENOENT)
		ret = list_files(entries, nr, err);
	/* of what was tried in vain before */
	if (!ret)
		fwctl_clear_error(err);
	return ret;
}

/* By name, node, or the parent's name */
int fwctl_find(const char *name, struct fwctl_entry *found,
	       struct fwctl_error *err)
{
	struct fwctl_entry *entries;
	bool by_parent = false;
	size_t i, nr;
	int ret;

	ret = fwctl_list(&entries, &nr, err);
	if (ret)
		return ret;
	ret = -ENODEV;
	for (i = 0; i < nr; i++) {
		if (!strcmp(entries[i].name, name) ||
		    !strcmp(entries[i].node, name)) {
			*found = entries[i];
			ret = 0;
			break;
		}
		/* of some the parent is not known */
		if (!name[0] || strcmp(entries[i].parent, name))
			continue;
		if (by_parent) {
			ret = fwctl_fail(err, ENOTUNIQ,
					 "%s has more than one device: %s, %s",
					 name, found->name, entries[i].name);
			break;
		}
		*found = entries[i];
		by_parent = true;
		ret = 0;
	}
	free(entries);
	if (ret == -ENODEV)
		return fwctl_fail(err, ENODEV,
				  "%s: no such device, nor one whose parent this is",
				  name);
	return ret;
}

/* fd:N, a file that we were handed; it stays open when the device is closed */
static int open_handed(const char *number, struct fwctl_dev **dev,
		       struct fwctl_error *err)
{
	int fd = -1;

	if (number[0] && strlen(number) <= 9 &&
	    !number[strspn(number, "0123456789")])
		fd = fcntl(atoi(number), F_DUPFD_CLOEXEC, 0);
	if (fd < 0)
		return fwctl_fail(err, EBADF, "fd:%s: no open file", number);
	return fwctl_open_fd(fd, dev, err);
}

int fwctl_open(const char *name, struct fwctl_dev **dev,
	       struct fwctl_error *err)
{
	char node[sizeof(NODE_DIR) + 16];
	struct fwctl_entry entry;
	int ret;

	fwctl_clear_error(err);
	if (!strncmp(name, "fd:", 3))
		return open_handed(name + 3, dev, err);
	if (strchr(name, '/'))
		return open_node(name, dev, err);
	if (!is_device_name(name, NULL)) {
		ret = fwctl_find(name, &entry, err);
		return ret ? ret : open_node(entry.node, dev, err);
	}
	snprintf(node, sizeof(node), NODE_DIR "/%.15s", name);
	ret = open_node(node, dev, err);
	if (ret == -ENOENT && !fwctl_is_here())
		return fwctl_fail_absent(err);
	return ret;
}

int fwctl_open_fd(int fd, struct fwctl_dev **dev, struct fwctl_error *err)
{
	char link[32];

	fwctl_clear_error(err);
	*dev = malloc(sizeof(**dev));
	if (!*dev) {
		close(fd);
		return fwctl_fail(err, ENOMEM, "no memory");
	}
	(*dev)->fd = fd;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	link_name(link, (*dev)->name, sizeof((*dev)->name));
	if (!(*dev)->name[0])
		snprintf((*dev)->name, sizeof((*dev)->name), "device");
	return 0;
}

void fwctl_close(struct fwctl_dev *dev)
{
	if (!dev)
		return;
	close(dev->fd);
	free(dev);
}

const char *fwctl_dev_name(const struct fwctl_dev *dev)
{
	return dev->name;
}

static int failed(const struct fwctl_dev *dev, int errnum, const char *what,
		  struct fwctl_error *err)
{
	switch (errnum) {
	case ENOTTY:
		return fwctl_fail(err, errnum,
				  "%s: not a fwctl device, or one of a kernel that cannot %s",
				  dev->name, what);
	case ENODEV:
		return fwctl_fail(err, errnum, "%s: the device is gone",
				  dev->name);
	}
	return fwctl_fail(err, errnum, "%s: cannot %s: %s", dev->name, what,
			  strerror(errnum));
}

int fwctl_get_info(struct fwctl_dev *dev, __u32 *type, void *data, __u32 *len,
		   struct fwctl_error *err)
{
	struct fwctl_info info = {
		.size = sizeof(info),
		.device_data_len = *len,
		.out_device_data = (uintptr_t)data,
	};

	fwctl_clear_error(err);
	if (ioctl(dev->fd, FWCTL_INFO, &info))
		return failed(dev, errno, "say what it is", err);
	*type = info.out_device_type;
	*len = info.device_data_len;
	return 0;
}

/* An attribute has at most 64 KiB. */
#define PIECE_MIN (32 * 1024)
#define PIECE_MAX (1024 * 1024)

/* No description of a device is as long as that. */
#define DESCRIPTION_MAX (32 * 1024 * 1024)

static int grow_buf(void **buf, size_t *room, __u32 need)
{
	void *bigger;

	if (need <= *room || need > PIECE_MAX)
		return -EMSGSIZE;
	bigger = realloc(*buf, need);
	if (!bigger)
		return -ENOMEM;
	*buf = bigger;
	*room = need;
	return 0;
}

static int add_pieces(struct fwctl_dev *dev, struct fwctl_description *desc,
		      struct fwctl_error *err)
{
	struct fwctl_describe cmd = { .size = sizeof(cmd) };
	size_t total = 0, room = PIECE_MIN;
	void *buf = malloc(room);
	int ret = 0;

	if (!buf)
		return fwctl_fail(err, ENOMEM, "no memory");
	for (;;) {
		cmd.buf = (uintptr_t)buf;
		cmd.buf_len = (__u32)room;
		if (ioctl(dev->fd, FWCTL_DESCRIBE, &cmd)) {
			ret = -errno;
			if (ret == -EMSGSIZE)
				ret = grow_buf(&buf, &room, cmd.buf_len);
			if (!ret)
				continue;
			ret = failed(dev, -ret, "describe itself", err);
			break;
		}
		total += cmd.buf_len;
		if (cmd.buf_len > room || total > DESCRIPTION_MAX ||
		    (!cmd.buf_len && cmd.cursor)) {
			ret = fwctl_fail(err, EBADMSG,
					 "the device's description makes no sense: it has no end");
			break;
		}
		ret = fwctl_add_attributes(desc, buf, cmd.buf_len, err);
		if (ret || !cmd.cursor)
			break;
	}
	free(buf);
	return ret ? ret : fwctl_end_description(desc, err);
}

int fwctl_describe(struct fwctl_dev *dev, struct fwctl_description **desc,
		   struct fwctl_error *err)
{
	int ret;

	fwctl_clear_error(err);
	*desc = fwctl_new_description();
	if (!*desc)
		return fwctl_fail(err, ENOMEM, "no memory");
	ret = add_pieces(dev, *desc, err);
	if (!ret)
		return 0;
	fwctl_put_description(*desc);
	*desc = NULL;
	return ret;
}

int fwctl_call(struct fwctl_dev *dev, struct fwctl_transfer *call,
	       struct fwctl_error *err)
{
	struct fwctl_diag diag = { 0 };
	struct fwctl_call cmd = {
		.size = sizeof(cmd),
		.flags = call->flags,
		.scope = call->scope,
		.timeout_ms = call->timeout_ms,
		.in_len = call->in_len,
		.out_len = call->out_room,
		.in = (uintptr_t)call->in,
		.out = (uintptr_t)call->out,
		.diag_len = sizeof(diag),
		.diag = (uintptr_t)&diag,
	};
	int ret = 0;

	fwctl_clear_error(err);
	call->out_len = 0;
	call->out_full = 0;
	call->out_flags = 0;
	if (ioctl(dev->fd, FWCTL_CALL, &cmd))
		ret = errno;
	/* what the kernel says ends with a NUL; see to it */
	diag.command[sizeof(diag.command) - 1] = 0;
	diag.field[sizeof(diag.field) - 1] = 0;
	diag.text[sizeof(diag.text) - 1] = 0;
	if (ret && diag.text[0])
		ret = fwctl_fail(err, ret, "%s", diag.text);
	else if (ret)
		ret = failed(dev, ret, "call", err);
	if (err)
		err->diag = diag;
	if (ret)
		return ret;
	call->out_full = cmd.out_len;
	call->out_len = cmd.out_len < call->out_room ? cmd.out_len :
						       call->out_room;
	call->out_flags = cmd.out_flags;
	return 0;
}
