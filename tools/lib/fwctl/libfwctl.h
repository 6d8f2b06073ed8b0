/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * libfwctl: talk to device firmware through /dev/fwctl
 *
 * The library knows no device and no command. It asks the kernel what a device
 * carries, builds requests from names and values by that description, and
 * reads responses by it:
 *
 *	fwctl_open("fwctl0", &dev, &err);
 *	fwctl_describe(dev, &desc, &err);
 *	cmd = fwctl_find_command(desc, "get-sensor-reading");
 *	fwctl_encode(desc, cmd, args, nr_args, NULL, NULL, &in, &in_len, &err);
 *	fwctl_call(dev, &call, &err);
 *	fwctl_decode(desc, cmd, out, out_len, visit, ctx, &err);
 *
 * Functions that can fail return 0 or a negative errno, and say in a sentence
 * what went wrong in &struct fwctl_error, for which NULL may be given. Nothing
 * is printed and nothing ends the process. There is no global state: different
 * threads may use different devices and descriptions, and share a description.
 */
#ifndef _LIBFWCTL_H
#define _LIBFWCTL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <linux/fwctl_table.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

#define FWCTL_ERROR_LEN 1024

/* Longest path to a field in a request or a response, with the NUL */
#define FWCTL_LONG_PATH_LEN 320

/* Room for any number that fwctl_format_value() writes, with the NUL */
#define FWCTL_NUMBER_LEN 96

/**
 * struct fwctl_error - What went wrong
 * @errnum: errno, positive
 * @usage: the caller's arguments are wrong; nothing was tried
 * @diag: the kernel's diagnosis; its reason is %FWCTL_REASON_NONE if it made
 *	none
 * @text: one line for a person
 */
struct fwctl_error {
	int errnum;
	bool usage;
	struct fwctl_diag diag;
	char text[FWCTL_ERROR_LEN];
};

/* Devices */

/**
 * struct fwctl_entry - A device, as found in the system
 * @id: N of fwctlN
 * @has_type: the device could be asked for @type and @driver
 * @type: enum fwctl_device_type
 * @name: fwctlN
 * @driver: the fwctl driver's name, or ""
 * @parent: the parent device's name, or ""
 * @node: path of the device node
 */
struct fwctl_entry {
	__u32 id;
	bool has_type;
	__u32 type;
	char name[32];
	char driver[64];
	char parent[128];
	char node[64];
};

/**
 * fwctl_list - Find the devices of this machine
 * @entries: set to an array in the order of @id, to be freed with free()
 * @nr: set to how many there are, which may be 0
 * @err: what went wrong
 *
 * Asks the netlink family. Where that is not to be had, as in another network
 * namespace, it looks in /sys/class/fwctl, and where there is no /sys, in
 * /dev/fwctl; then @has_type is set for devices that may be opened.
 *
 * Return: 0, or -ENODEV if this kernel has no fwctl.
 */
int fwctl_list(struct fwctl_entry **entries, size_t *nr,
	       struct fwctl_error *err);

struct fwctl_dev;

/**
 * fwctl_open - Open a device
 * @name: "fwctl0", a path of its node, the parent device's name, or "fd:3" for
 *	an open file
 * @dev: set to the device, to be given back with fwctl_close()
 * @err: what went wrong
 *
 * Return: 0 or a negative errno.
 */
int fwctl_open(const char *name, struct fwctl_dev **dev,
	       struct fwctl_error *err);

/**
 * fwctl_open_fd - Use an open file of a device
 * @fd: the file; it is closed by fwctl_close()
 * @dev: set to the device
 * @err: what went wrong
 *
 * For confined processes that are handed a file and may open none.
 *
 * Return: 0 or a negative errno.
 */
int fwctl_open_fd(int fd, struct fwctl_dev **dev, struct fwctl_error *err);

/**
 * fwctl_close - Give back a device
 * @dev: the device, or NULL
 */
void fwctl_close(struct fwctl_dev *dev);

/**
 * fwctl_dev_name - Name of a device, for messages
 * @dev: the device
 *
 * Return: such as "fwctl0".
 */
const char *fwctl_dev_name(const struct fwctl_dev *dev);

/**
 * fwctl_get_entry - Ask a device what fwctl_list() would say of it
 * @dev: the device
 * @entry: set to that
 * @err: what went wrong
 *
 * Return: 0 or a negative errno.
 */
int fwctl_get_entry(struct fwctl_dev *dev, struct fwctl_entry *entry,
		    struct fwctl_error *err);

/**
 * fwctl_get_info - Ask what kind of device this is
 * @dev: the device
 * @type: set to enum fwctl_device_type
 * @data: where to write what the type has to say of the device
 * @len: in: room at @data; out: bytes that there are, which may be more
 * @err: what went wrong
 *
 * Return: 0 or a negative errno.
 */
int fwctl_get_info(struct fwctl_dev *dev, __u32 *type, void *data, __u32 *len,
		   struct fwctl_error *err);

/* Descriptions */

/**
 * struct fwctl_limit - A limit that only the device knows
 * @name: what the driver calls it
 * @value: what the device takes
 */
struct fwctl_limit {
	const char *name;
	__u64 value;
};

/**
 * struct fwctl_description - What a device carries
 * @id: N of fwctlN
 * @type: enum fwctl_device_type
 * @name: fwctlN
 * @driver: the fwctl driver's name, or ""
 * @parent: the parent device's name, or ""
 * @bus: the parent's bus, or ""
 * @nr_limits: how many @limits there are
 * @limits: to which fields refer with 1 + an index
 * @request_header: begins every request
 * @response_header: begins every response
 * @nr_commands: how many @commands there are
 * @commands: in the order of the driver's table
 */
struct fwctl_description {
	__u32 id;
	__u32 type;
	const char *name;
	const char *driver;
	const char *parent;
	const char *bus;
	__u32 nr_limits;
	struct fwctl_limit limits[FWCTL_MAX_LIMITS];
	struct fwctl_msg request_header;
	struct fwctl_msg response_header;
	__u32 nr_commands;
	const struct fwctl_command *commands;
};

/**
 * fwctl_describe - Ask a device what it carries
 * @dev: the device
 * @desc: set to its description, to be given back with fwctl_put_description()
 * @err: what went wrong
 *
 * Return: 0 or a negative errno; -EBADMSG if the description makes no sense.
 */
int fwctl_describe(struct fwctl_dev *dev, struct fwctl_description **desc,
		   struct fwctl_error *err);

/**
 * fwctl_look_up - Find out what a device carries without opening it
 * @name: "fwctl0", its node, or the parent device's name
 * @desc: set to its description, to be given back with fwctl_put_description()
 * @err: what went wrong
 *
 * For those who may not open it. From the netlink family, so not from other
 * network namespaces: -ENOENT.
 *
 * Return: 0 or a negative errno; -EBADMSG if the description makes no sense.
 */
int fwctl_look_up(const char *name, struct fwctl_description **desc,
		  struct fwctl_error *err);

/**
 * fwctl_put_description - Free a description
 * @desc: the description, or NULL
 */
void fwctl_put_description(struct fwctl_description *desc);

/*
 * The three below are what fwctl_describe() is made of, for those who got the
 * attributes of <fwctl/netlink.h> elsewhere. After a failure there is nothing
 * to do with a description but to put it.
 */

/**
 * fwctl_new_description - Begin a description
 *
 * Return: an empty one, or NULL without memory.
 */
struct fwctl_description *fwctl_new_description(void);

/**
 * fwctl_add_attributes - Go on with a description
 * @desc: the description
 * @buf: attributes, none of them cut in two
 * @len: bytes at @buf
 * @err: what went wrong
 *
 * Return: 0 or a negative errno; -EBADMSG if they make no sense.
 */
int fwctl_add_attributes(struct fwctl_description *desc, const void *buf,
			 size_t len, struct fwctl_error *err);

/**
 * fwctl_end_description - End a description
 * @desc: the description
 * @err: what went wrong
 *
 * Return: 0 or a negative errno; -EBADMSG if it is not whole.
 */
int fwctl_end_description(struct fwctl_description *desc,
			  struct fwctl_error *err);

/**
 * fwctl_find_command - Find a command by its name
 * @desc: the description
 * @name: the name
 *
 * Return: the command, or NULL.
 */
const struct fwctl_command *
fwctl_find_command(const struct fwctl_description *desc, const char *name);

/* Devices that come and go */

struct fwctl_monitor;

/**
 * struct fwctl_change - A device has come or gone
 * @gone: it has gone, and @entry tells what it was
 * @entry: the device
 */
struct fwctl_change {
	bool gone;
	struct fwctl_entry entry;
};

/**
 * fwctl_monitor_open - Begin to listen to changes of what devices there are
 * @monitor: set to what is to be given back with fwctl_monitor_close()
 * @err: what went wrong
 *
 * Whoever lists the devices after this misses none.
 *
 * Return: 0 or a negative errno; -ENODEV if this kernel has no fwctl, -ENOENT in
 * another network namespace than the initial one.
 */
int fwctl_monitor_open(struct fwctl_monitor **monitor, struct fwctl_error *err);

/**
 * fwctl_monitor_fd - File to poll for changes
 * @monitor: what listens
 *
 * Return: a file that can be read when there is something to wait for no more.
 */
int fwctl_monitor_fd(const struct fwctl_monitor *monitor);

/**
 * fwctl_monitor_wait - Wait for the next change
 * @monitor: what listens
 * @change: set to the change
 * @err: what went wrong
 *
 * Return: 0 or a negative errno: -EINTR after a signal, -ENOBUFS if changes
 * were lost, and after both it can be called again; -ENODEV when the module was
 * unloaded.
 */
int fwctl_monitor_wait(struct fwctl_monitor *monitor, struct fwctl_change *change,
		       struct fwctl_error *err);

/**
 * fwctl_monitor_close - Listen no more
 * @monitor: what listens, or NULL
 */
void fwctl_monitor_close(struct fwctl_monitor *monitor);

/* Requests */

/**
 * struct fwctl_arg - A field of a request, and what it shall be
 * @path: such as "sensor", "entries[3].length" or "values"
 * @value: text, read as the field's kind demands; see fwctl_encode()
 */
struct fwctl_arg {
	const char *path;
	const char *value;
};

/**
 * typedef fwctl_load_fn - Get the bytes for an argument such as data=@FILE
 * @ctx: as given to fwctl_encode()
 * @name: what is behind the @
 * @buf: where to write them
 * @room: how many can be taken
 *
 * Return: how many there are, which may be more than @room, or a negative
 * errno.
 */
typedef ssize_t (*fwctl_load_fn)(void *ctx, const char *name, void *buf,
				 size_t room);

/**
 * fwctl_encode - Build a request
 * @desc: the description that @cmd is in
 * @cmd: the command
 * @args: what is given
 * @nr_args: how many
 * @load: gets the bytes for values that begin with @, or NULL to refuse them
 * @ctx: for @load
 * @buf: set to the request, header included, to be freed with free()
 * @len: set to its length
 * @err: what went wrong; with usage set, what is wrong with @args
 *
 * Values are written like this:
 *
 * ======== ================================================================
 * integer  decimal or 0x..., negative for signed ones, or the name of a
 *          value; of flags, names and numbers joined by | (or ,). It is
 *          always the raw number, not one scaled into the field's unit.
 * bytes    pairs of hex digits, which may have spaces or colons between
 *          them, or @NAME
 * string   the text
 * UUID     xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx, or the name of a value
 * array    of plain elements: values=1,2,3 or values[1]=2;
 *          else entries[0].field=...
 * records  blocks[0]=VARIANT and blocks[0].field=...
 * ======== ================================================================
 *
 * What is not given gets its preset, or the fixed value, or 0, or the least
 * value if its range has no 0. Opcodes, lengths, counts and kinds of records
 * are filled in unless they are given. Optional fields are left out from the
 * last on. What can be written down is not held against rules: that is the
 * kernel's part, and fwctl_check_encoded() does the same here.
 *
 * Return: 0 or a negative errno.
 */
int fwctl_encode(const struct fwctl_description *desc,
		 const struct fwctl_command *cmd, const struct fwctl_arg *args,
		 size_t nr_args, fwctl_load_fn load, void *ctx, void **buf,
		 __u32 *len, struct fwctl_error *err);

/**
 * fwctl_check_encoded - Hold a request against the rules, as the kernel will
 * @desc: the description that @cmd is in
 * @cmd: the command
 * @buf: the request
 * @len: its length
 * @err: what went wrong, with a diagnosis as the kernel makes it
 *
 * Fields for administrators are taken from anyone here.
 *
 * Return: 0 or -EINVAL.
 */
int fwctl_check_encoded(const struct fwctl_description *desc,
			const struct fwctl_command *cmd, const void *buf,
			__u32 len, struct fwctl_error *err);

/**
 * struct fwctl_transfer - A request that is sent, and its response
 * @scope: enum fwctl_rpc_scope
 * @flags: %FWCTL_CALL_CHECK to send nothing, or 0
 * @timeout_ms: how long to wait; 0: as long as it takes
 * @in_len: bytes at @in
 * @in: the request
 * @out: where to write the response
 * @out_room: room at @out
 * @out_len: set to the length of the response, at most @out_room
 * @out_full: set to the length that the full response has
 * @out_flags: set to %FWCTL_CALL_STATUS, %FWCTL_CALL_TRIMMED
 */
struct fwctl_transfer {
	__u32 scope;
	__u32 flags;
	__u32 timeout_ms;
	__u32 in_len;
	const void *in;
	void *out;
	__u32 out_room;
	__u32 out_len;
	__u32 out_full;
	__u32 out_flags;
};

/**
 * fwctl_call - Send a request and wait for the response
 * @dev: the device
 * @call: the request, and where the response goes
 * @err: what went wrong, with the kernel's diagnosis
 *
 * Any signal that is not ignored ends the wait, whether or not its handler was
 * installed with SA_RESTART; the diagnosis says whether the request was sent.
 *
 * Return: 0 or a negative errno. An error that the firmware reports is not one:
 * see fwctl_get_status().
 */
int fwctl_call(struct fwctl_dev *dev, struct fwctl_transfer *call,
	       struct fwctl_error *err);

/**
 * fwctl_response_room - Room that any response to a command fits in
 * @desc: the description that @cmd is in
 * @cmd: the command
 *
 * Return: bytes.
 */
__u32 fwctl_response_room(const struct fwctl_description *desc,
			  const struct fwctl_command *cmd);

/* Responses */

/**
 * enum fwctl_event - What fwctl_decode() has come to
 * @FWCTL_EVENT_VALUE: a field that has a value, or an array's plain element
 * @FWCTL_EVENT_BEGIN: an array or records
 * @FWCTL_EVENT_ENTER: an element or a record, which has fields of its own
 * @FWCTL_EVENT_LEAVE: its end
 * @FWCTL_EVENT_END: end of the array or of the records
 */
enum fwctl_event {
	FWCTL_EVENT_VALUE,
	FWCTL_EVENT_BEGIN,
	FWCTL_EVENT_ENTER,
	FWCTL_EVENT_LEAVE,
	FWCTL_EVENT_END,
};

/**
 * struct fwctl_item - A part of a response
 * @event: what this is
 * @hidden: VALUE: a secret, which reads as zero
 * @cut: VALUE: the response ends in the middle of it; END: of an element or a
 *	record that should have come
 * @plain: BEGIN, END: elements are values without fields; VALUE: this is one
 * @field: what describes it; of elements and records, the array or the records
 * @variant: ENTER, LEAVE of a record: what describes it, or NULL if nothing
 *	does
 * @kind: ENTER, LEAVE of a record: its kind
 * @index: ENTER, LEAVE, VALUE of a plain element: which one
 * @offset: into the response, header included
 * @len: bytes
 * @data: those bytes, as they are; of bit fields, the integer that they are in
 * @low: VALUE of an integer: sign extended for SINT
 * @high: its upper 64 bits
 */
struct fwctl_item {
	enum fwctl_event event;
	bool hidden;
	bool cut;
	bool plain;
	const struct fwctl_field *field;
	const struct fwctl_variant *variant;
	__u64 kind;
	__u32 index;
	__u32 offset;
	__u32 len;
	const __u8 *data;
	__u64 low;
	__u64 high;
};

/**
 * typedef fwctl_visit_fn - Take a part of a response
 * @ctx: as given to fwctl_decode()
 * @item: the part
 *
 * Return: 0 to go on, else what fwctl_decode() shall return.
 */
typedef int (*fwctl_visit_fn)(void *ctx, const struct fwctl_item *item);

/**
 * fwctl_decode - Read a response
 * @desc: the description that @cmd is in
 * @cmd: the command
 * @buf: the response, header included
 * @len: its length
 * @visit: called for each part of what is behind the header, in order
 * @ctx: for @visit
 * @err: what went wrong
 *
 * Optional fields that are not there are not visited, and no field is if the
 * header reports an error.
 *
 * Return: 0, -EBADMSG if not even the header is whole, or what @visit returned.
 */
int fwctl_decode(const struct fwctl_description *desc,
		 const struct fwctl_command *cmd, const void *buf, __u32 len,
		 fwctl_visit_fn visit, void *ctx, struct fwctl_error *err);

/**
 * fwctl_get_status - What the firmware itself says of a command
 * @desc: the description
 * @buf: the response, header included
 * @len: its length
 * @status: set to the status, 0 for success and where there is none
 * @name: set to its name, or NULL
 *
 * Return: whether it succeeded.
 */
bool fwctl_get_status(const struct fwctl_description *desc, const void *buf,
		      __u32 len, __u64 *status, const char **name);

/* Values and names */

/**
 * fwctl_is_flags - Is a field a set of named bits?
 * @field: the field
 *
 * Return: whether it is.
 */
bool fwctl_is_flags(const struct fwctl_field *field);

/**
 * fwctl_value_name - Name of a value
 * @item: a VALUE
 *
 * Return: the name, or NULL if it has none.
 */
const char *fwctl_value_name(const struct fwctl_item *item);

/**
 * fwctl_find_value_name - Name that a message's field has for a value
 * @msg: the message, such as a command's response
 * @field: name of the field, which may be within arrays or records
 * @number: the value
 *
 * Return: the name, or NULL if there is none.
 */
const char *fwctl_find_value_name(const struct fwctl_msg *msg,
				  const char *field, __u64 number);

/**
 * fwctl_is_scaled - Is a field shown in another measure than it is sent in?
 * @field: the field
 *
 * Return: whether it is.
 */
bool fwctl_is_scaled(const struct fwctl_field *field);

/**
 * fwctl_format_value - Write an integer in decimal
 * @item: a VALUE of an integer
 * @scaled: in the field's unit, else as it is
 * @buf: where to write it, %FWCTL_NUMBER_LEN bytes
 *
 * Of a value that needs endless decimals, six are written.
 */
void fwctl_format_value(const struct fwctl_item *item, bool scaled, char *buf);

/**
 * fwctl_format_uuid - Write a UUID
 * @field: of kind UUID
 * @data: its 16 bytes, as they are in a message
 * @buf: where to write it, 37 bytes
 */
void fwctl_format_uuid(const struct fwctl_field *field, const __u8 *data,
		       char *buf);

/**
 * fwctl_text_len - Length of a string without its padding
 * @data: bytes of a STRING
 * @len: how many
 *
 * Return: the length without the NULs and spaces at the end.
 */
__u32 fwctl_text_len(const __u8 *data, __u32 len);

/* Names of the interface's numbers, NULL for those that have none */
const char *fwctl_scope_name(__u32 scope);
const char *fwctl_effect_name(__u32 effect);
const char *fwctl_audience_name(__u32 audience);
const char *fwctl_kind_name(__u32 kind);
const char *fwctl_rule_name(__u32 rule);
const char *fwctl_measure_name(__u32 measure);
const char *fwctl_reason_name(__u32 reason);
const char *fwctl_sent_name(__u32 sent);

/**
 * fwctl_parse_scope - Read a scope label
 * @text: its name, or its number
 * @scope: set to enum fwctl_rpc_scope
 *
 * Return: whether there is such a label.
 */
bool fwctl_parse_scope(const char *text, __u32 *scope);

/*
 * IPMI: what the records of a device of %FWCTL_DEVICE_TYPE_IPMI say
 *
 * Sections and tables are those of the IPMI 2.0 specification. Records come as
 * the BMC sends them, header included, and none of their bytes is believed.
 * Text is UTF-8 without control characters; what cannot be shown is '?'.
 */

/* Room for any text below, with the NUL */
#define FWCTL_IPMI_TEXT_LEN 256

/* Owner of the sensors that the BMC itself answers for: its slave address */
#define FWCTL_IPMI_BMC 0x20

/**
 * enum fwctl_ipmi_threshold - Thresholds, and states of a reading that has them
 * @FWCTL_IPMI_LNC: lower non-critical
 * @FWCTL_IPMI_LC: lower critical
 * @FWCTL_IPMI_LNR: lower non-recoverable
 * @FWCTL_IPMI_UNC: upper non-critical
 * @FWCTL_IPMI_UC: upper critical
 * @FWCTL_IPMI_UNR: upper non-recoverable
 * @FWCTL_IPMI_NR_THRESHOLDS: how many there are
 */
enum fwctl_ipmi_threshold {
	FWCTL_IPMI_LNC,
	FWCTL_IPMI_LC,
	FWCTL_IPMI_LNR,
	FWCTL_IPMI_UNC,
	FWCTL_IPMI_UC,
	FWCTL_IPMI_UNR,
	FWCTL_IPMI_NR_THRESHOLDS,
};

/**
 * struct fwctl_ipmi_sensor - What a sensor data record says of a sensor
 * @record_id: the record
 * @record_type: 1 full, 2 compact, 3 event-only
 * @owner: who answers for it, a slave address or (odd) a software ID
 * @lun: logical unit of the owner
 * @number: its number there
 * @entity_id: what it is part of (table 43-13)
 * @entity_instance: which one of these
 * @type: sensor type (table 42-3)
 * @reading_type: event/reading type code (table 42-1)
 * @readable_thresholds: a bit for each enum fwctl_ipmi_threshold
 * @thresholds: raw, as the record has them
 * @has_value: readings can be converted with what follows
 * @percentage: the unit is a percentage
 * @rate_unit: per what time (table 43-1, byte 21)
 * @unit_modification: 1: @base_unit / @modifier_unit, 2: times
 * @base_unit: table 43-15
 * @modifier_unit: likewise
 * @analog_data_format: how a reading is signed
 * @linearization: the formula that it takes (byte 24)
 * @m: factor
 * @b: offset
 * @r_exponent: of the result
 * @b_exponent: of the offset
 * @name: its ID string
 */
struct fwctl_ipmi_sensor {
	__u16 record_id;
	__u8 record_type;
	__u8 owner;
	__u8 lun;
	__u8 number;
	__u8 entity_id;
	__u8 entity_instance;
	__u8 type;
	__u8 reading_type;
	__u8 readable_thresholds;
	__u8 thresholds[FWCTL_IPMI_NR_THRESHOLDS];
	bool has_value;
	bool percentage;
	__u8 rate_unit;
	__u8 unit_modification;
	__u8 base_unit;
	__u8 modifier_unit;
	__u8 analog_data_format;
	__u8 linearization;
	__s16 m;
	__s16 b;
	__s8 r_exponent;
	__s8 b_exponent;
	char name[FWCTL_IPMI_TEXT_LEN];
};

/**
 * fwctl_ipmi_get_sensor - Read a sensor data record (43.1 to 43.3)
 * @record: the record
 * @len: its length
 * @index: which of the sensors that share the record, from 0
 * @sensor: set to what it says
 *
 * Return: whether it is the whole record of a sensor, and of that many.
 */
bool fwctl_ipmi_get_sensor(const void *record, size_t len, unsigned int index,
			   struct fwctl_ipmi_sensor *sensor);

/**
 * fwctl_ipmi_convert - Convert a raw reading or threshold (36.3)
 * @sensor: the sensor
 * @raw: the byte
 * @value: set to what it stands for, in the sensor's unit
 * @text: the same in decimal, %FWCTL_NUMBER_LEN bytes; or NULL
 *
 * Linear sensors have all of their digits, others six.
 *
 * Return: whether there is a conversion. Those of sensors that are non-linear
 * but for one reading (36.2) are not in their records.
 */
bool fwctl_ipmi_convert(const struct fwctl_ipmi_sensor *sensor, __u8 raw,
			double *value, char *text);

/**
 * fwctl_ipmi_format_unit - Write the unit of a sensor's values
 * @desc: the device's description, which names units
 * @sensor: the sensor
 * @buf: where to write it, %FWCTL_IPMI_TEXT_LEN bytes
 */
void fwctl_ipmi_format_unit(const struct fwctl_description *desc,
			    const struct fwctl_ipmi_sensor *sensor, char *buf);

/**
 * struct fwctl_ipmi_reading - What a sensor reads
 * @available: @raw and @states mean something
 * @raw: the reading
 * @states: a bit for each enum fwctl_ipmi_threshold that is crossed, or for
 *	each state that is asserted
 */
struct fwctl_ipmi_reading {
	bool available;
	__u8 raw;
	__u16 states;
};

/**
 * fwctl_ipmi_get_reading - Read what Get Sensor Reading returned (35.14)
 * @sensor: the sensor
 * @data: the response behind its header
 * @len: its length
 * @reading: set to what it says
 */
void fwctl_ipmi_get_reading(const struct fwctl_ipmi_sensor *sensor,
			    const void *data, size_t len,
			    struct fwctl_ipmi_reading *reading);

/**
 * fwctl_ipmi_has_thresholds - Does a sensor compare its reading to thresholds?
 * @sensor: the sensor
 *
 * Return: whether it does; else its states are those of its type.
 */
bool fwctl_ipmi_has_thresholds(const struct fwctl_ipmi_sensor *sensor);

/**
 * fwctl_ipmi_state_name - Name of a state that a sensor can be in
 * @sensor: the sensor
 * @state: number of the bit
 *
 * Return: the name, or NULL if the specification has none.
 */
const char *fwctl_ipmi_state_name(const struct fwctl_ipmi_sensor *sensor,
				  unsigned int state);

/**
 * fwctl_ipmi_format_state - Write the state that a sensor is in
 * @sensor: the sensor
 * @reading: what it reads
 * @buf: where to write it, %FWCTL_IPMI_TEXT_LEN bytes
 *
 * Such as "ok", "lower critical" (the worst of several), "presence detected,
 * failure detected", "none" without a state, or "no reading".
 */
void fwctl_ipmi_format_state(const struct fwctl_ipmi_sensor *sensor,
			     const struct fwctl_ipmi_reading *reading,
			     char *buf);

/**
 * struct fwctl_ipmi_event - What an entry of the event log says
 * @record_id: the entry
 * @record_type: 2 system event, C0h to DFh and E0h to FFh of a manufacturer
 * @has_time: there is a @time
 * @time: seconds since 1970, by the BMC's clock
 * @owner: of a system event, who reported it; as of a sensor
 * @lun: logical unit of the owner
 * @number: the sensor's number there
 * @type: sensor type (table 42-3)
 * @event_type: event/reading type code (table 42-1)
 * @deassertion: the state was left, not entered
 * @event: which of the type's events
 * @data: event data 1 to 3
 * @manufacturer_id: of record types C0h to DFh
 * @oem: bytes of a record that is no system event
 * @oem_len: how many
 */
struct fwctl_ipmi_event {
	__u16 record_id;
	__u8 record_type;
	bool has_time;
	__u32 time;
	__u8 owner;
	__u8 lun;
	__u8 number;
	__u8 type;
	__u8 event_type;
	bool deassertion;
	__u8 event;
	__u8 data[3];
	__u32 manufacturer_id;
	__u8 oem[13];
	__u8 oem_len;
};

/**
 * fwctl_ipmi_get_event - Read an entry of the event log (chapter 32)
 * @record: the entry
 * @len: its length
 * @event: set to what it says
 *
 * Return: whether it is whole.
 */
bool fwctl_ipmi_get_event(const void *record, size_t len,
			  struct fwctl_ipmi_event *event);

/**
 * fwctl_ipmi_event_name - Name of an event
 * @event_type: event/reading type code (tables 42-1, 42-2)
 * @sensor_type: sensor type (table 42-3)
 * @event: which one
 *
 * Return: the name, or NULL if the specification has none.
 */
const char *fwctl_ipmi_event_name(unsigned int event_type,
				  unsigned int sensor_type, unsigned int event);

/**
 * fwctl_ipmi_format_event - Write what happened
 * @desc: the device's description, which names units
 * @event: the entry
 * @sensor: its sensor, or NULL if that is unknown
 * @buf: where to write it, %FWCTL_IPMI_TEXT_LEN bytes
 *
 * Where, when, and whether it is over is not in the text.
 */
void fwctl_ipmi_format_event(const struct fwctl_description *desc,
			     const struct fwctl_ipmi_event *event,
			     const struct fwctl_ipmi_sensor *sensor, char *buf);

/**
 * fwctl_ipmi_format_source - Write who reported an event
 * @desc: the device's description, which names sensor types
 * @event: the entry
 * @sensor: its sensor, or NULL if that is unknown
 * @buf: where to write it, %FWCTL_IPMI_TEXT_LEN bytes
 *
 * The sensor's name, or such as "temperature #02h".
 */
void fwctl_ipmi_format_source(const struct fwctl_description *desc,
			      const struct fwctl_ipmi_event *event,
			      const struct fwctl_ipmi_sensor *sensor,
			      char *buf);

/**
 * fwctl_ipmi_format_time - Write a time of the BMC's clock (chapter 37)
 * @time: the time
 * @buf: where to write it, %FWCTL_NUMBER_LEN bytes
 *
 * Such as "2023-11-14 22:13:20"; before the clock is set, "start + 17 s" of the
 * BMC.
 */
void fwctl_ipmi_format_time(__u32 time, char *buf);

/**
 * struct fwctl_ipmi_fru - An inventory that the BMC holds
 * @id: FRU device ID
 * @name: its ID string
 */
struct fwctl_ipmi_fru {
	__u8 id;
	char name[FWCTL_IPMI_TEXT_LEN];
};

/**
 * fwctl_ipmi_get_fru - Read an FRU device locator record (43.8)
 * @record: the record
 * @len: its length
 * @fru: set to what it says
 *
 * Return: whether it is one of an inventory that the BMC itself answers for.
 */
bool fwctl_ipmi_get_fru(const void *record, size_t len,
			struct fwctl_ipmi_fru *fru);

/**
 * struct fwctl_ipmi_fru_item - A field of an inventory
 * @area: "chassis", "board", "product", "multirecord", or "header"
 * @name: the field; "custom" if only the manufacturer knows; NULL: @text says
 *	what is wrong with the area
 * @text: its value
 * @data: its bytes
 * @len: how many
 */
struct fwctl_ipmi_fru_item {
	const char *area;
	const char *name;
	const char *text;
	const __u8 *data;
	__u32 len;
};

/**
 * typedef fwctl_ipmi_fru_fn - Take a field of an inventory
 * @ctx: as given to fwctl_ipmi_decode_fru()
 * @item: the field
 *
 * Return: 0 to go on, else what fwctl_ipmi_decode_fru() shall return.
 */
typedef int (*fwctl_ipmi_fru_fn)(void *ctx,
				 const struct fwctl_ipmi_fru_item *item);

/**
 * fwctl_ipmi_decode_fru - Read an inventory
 * @buf: what Read FRU Data returned, from offset 0 on
 * @len: how many bytes
 * @visit: called for each field, in order
 * @ctx: for @visit
 *
 * The format is that of the Platform Management FRU Information Storage
 * Definition 1.0. Of an area that is damaged, what can be read is.
 *
 * Return: 0, or what @visit returned.
 */
int fwctl_ipmi_decode_fru(const void *buf, size_t len, fwctl_ipmi_fru_fn visit,
			  void *ctx);

/**
 * fwctl_ipmi_fru_need - How much of an inventory is in use
 * @buf: its beginning
 * @len: how many bytes
 *
 * Return: bytes from its beginning that are worth to be read; if that is more
 * than @len, ask again when they are there.
 */
__u32 fwctl_ipmi_fru_need(const void *buf, size_t len);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif
