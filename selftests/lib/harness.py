# SPDX-License-Identifier: GPL-2.0
"""What the tests in Python share: results in TAP, devices, the CLI"""
import ctypes
import fcntl
import json
import os
import pathlib
import pickle
import struct
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
CLI = str(os.environ.get("FWCTLCLI", TOP / "tools/fwctlcli/fwctlcli"))
# The folder that has our modules for the kernel that runs
MODULES = pathlib.Path(os.environ.get("FWCTL_MODULES", TOP / "drivers/fwctl"))
SCHEMAS = TOP / "tools/fwctlcli/schema"
FWCTL_INFO, FWCTL_RPC = 0x9A00, 0x9A01
NOBODY = 65534
# The tests are to take their time, or as little as they can
SOAK = "FWCTL_SOAK" in os.environ
BRIEF = "FWCTL_BRIEF" in os.environ


class Tap:
    """Results, one after the other"""
    count = failed = 0

    def ok(self, good, name, *details):
        self.count += 1
        if not good:
            self.failed += 1
            for detail in details:
                for line in str(detail).splitlines():
                    print(f"# {line}")
        # a # would begin a directive
        print(f"{'ok' if good else 'not ok'} {self.count} - "
              f"{name.replace('#', '')}", flush=True)
        return good

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")

    def same(self, got, want, name):
        return self.ok(got == want, name, f"got  {got!r}", f"want {want!r}")

    def run(self, tests, brief):
        """All of the tests, each with its arguments; in brief, those of brief"""
        for test, *args in tests:
            if BRIEF and test not in brief:
                continue
            try:
                test(*args)
            except Exception as error:  # pylint: disable=broad-except
                line = error.__traceback__.tb_next.tb_lineno
                self.ok(False, f"{test.__name__} does not end early",
                        repr(error), f"line {line}")

    def end(self):
        print(f"1..{self.count}")
        sys.exit(bool(self.failed))


tap = Tap()


class Device:
    """An open fwctl device; what is below this says what an rpc() is"""

    def __init__(self, node):
        self.fd = os.open(node, os.O_RDWR)

    def close(self):
        os.close(self.fd)

    def info(self):
        data = ctypes.create_string_buffer(64)
        arg = bytearray(struct.pack("=IIIIQ", 24, 0, 0, len(data),
                                    ctypes.addressof(data)))
        fcntl.ioctl(self.fd, FWCTL_INFO, arg)
        _, _, kind, length, _ = struct.unpack("=IIIIQ", arg)
        return kind, data.raw[:length]

    def exchange(self, request, scope=0, room=1024):
        """The response to FWCTL_RPC"""
        given = ctypes.create_string_buffer(request, len(request))
        answer = ctypes.create_string_buffer(room)
        arg = bytearray(struct.pack("=IIIIQQ", 32, scope, len(request), room,
                                    ctypes.addressof(given),
                                    ctypes.addressof(answer)))
        fcntl.ioctl(self.fd, FWCTL_RPC, arg)
        return answer.raw[:struct.unpack_from("=I", arg, 12)[0]]

    def error(self, *args, **kwargs):
        """The errno that a call fails with, 0 if it does not"""
        try:
            self.rpc(*args, **kwargs)
        except OSError as error:
            return error.errno
        return 0


class CliError(Exception):
    """The command line tool did not do what it should"""


def cli(*args):
    """Exit status and JSON of the command line tool"""
    done = subprocess.run([CLI, "-j", *map(str, args)], text=True, check=False,
                          capture_output=True, stdin=subprocess.DEVNULL)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError as error:
        raise CliError(f"{args}: {done.stdout}{done.stderr}") from error


def as_nobody(work):
    """What work() returns for an unprivileged user"""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            result = work()
        except Exception as error:  # pylint: disable=broad-except
            result = repr(error)
        os.write(writer, pickle.dumps(result))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        result = pickle.loads(file.read())
    os.waitpid(child, 0)
    return result


def listens(pid):
    """Is this process in a group of generic netlink?"""
    for line in open("/proc/net/netlink", encoding="ascii"):
        words = line.split()
        # libnl's ports have the process in their lower bits
        if words[1] == "16" and int(words[2]) & 0x3fffff == pid and \
           int(words[3], 16):
            return True
    return False


def load_schemas():
    """What holds documents against the schema of each verb, and of errors"""
    import jsonschema  # takes seconds where all is emulated
    files = {path.as_uri(): json.loads(path.read_text())
             for path in SCHEMAS.glob("*.json")}
    validators = {}
    for uri, schema in files.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        resolver = jsonschema.RefResolver(uri, schema, store=files)
        validators[pathlib.Path(uri).stem] = jsonschema.Draft202012Validator(
            schema, resolver=resolver)
    return validators
