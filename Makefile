# SPDX-License-Identifier: GPL-2.0
#
# The targets of the project. What they need they fetch: Debian packages are
# installed, and the kernel comes from packages into ~/.cache/fwctl.
#
# KDIR=FOLDER builds the modules against another kernel's headers, for one to
# use them: make KDIR=/lib/modules/$(uname -r)/build modules modules_install
# Drivers that need private headers of the kernel's are built with KSRC=FOLDER
# too, its source.

LIB := selftests/lib
STEP := $(LIB)/step

# Each target is parallel in itself; its one line per step wants to stay one
.NOTPARALLEL:

# Expanded in recipes, where a jobserver of our caller shows
JOBS = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
HEADERS = $(or $(KDIR),$(shell $(LIB)/kernel headers))
KSRC = $(if $(KDIR),,$(shell $(LIB)/kernel source))

# No compiler but the one we test with is held to having nothing to say
# One build at a time: they share the folder.
KBUILD = flock drivers/fwctl $(MAKE) $(JOBS) -C $(HEADERS) M=$(CURDIR)/drivers/fwctl KSRC=$(KSRC) W=$(if $(KDIR),1,1e)

.PHONY: all
all: modules tools

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z_]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

.PHONY: modules
modules: ## build the kernel modules, for the virtual machine's kernel or KDIR's
	@$(LIB)/deps build kernel
	@case "$(CURDIR)" in *[[:space:]:]*) \
		echo "the kernel's build cannot work in a folder of such a name: $(CURDIR)" >&2; exit 1;; esac
	@! grep -qsE '^CONFIG_FWCTL=[ym]' $(HEADERS)/include/config/auto.conf || \
		{ echo "this kernel has fwctl already: $(HEADERS)" >&2; exit 1; }
	@$(STEP) modules $(KBUILD) modules

.PHONY: modules_install
modules_install: ## install the kernel modules that were built for KDIR
	@[ -n "$(KDIR)" ] || { echo "for which kernel? make KDIR=FOLDER modules_install" >&2; exit 1; }
	@$(KBUILD) modules_install
	@# Which kbuild leaves out where headers are all that there is of a kernel
	@[ -n "$(INSTALL_MOD_PATH)" ] || \
		depmod "$$($(MAKE) -s --no-print-directory -C $(KDIR) kernelrelease)"

.PHONY: tools
tools: ## build the library and the command line tool
	@$(LIB)/deps tools
	@$(STEP) tools $(MAKE) $(JOBS) -C tools

.PHONY: install
install: tools ## install library and command line tool, under prefix (/usr/local) and DESTDIR
	@$(MAKE) -s -C tools install

.PHONY: deb
deb: ## build Debian packages of modules, tool and library, into build/
	@$(STEP) packages $(LIB)/deb

.PHONY: demo
demo: modules tools ## show it at work in the virtual machine
	@selftests/vm/run selftests/demo

.PHONY: bench
bench: modules ## measure what the core adds to a call
	@$(STEP) bench $(MAKE) -C selftests bench
	@selftests/vm/run selftests/bench/bench

.PHONY: check
check: ## build and test everything
	@+selftests/check

.PHONY: soak
soak: ## the same with the long versions of the tests
	@+selftests/check --soak

.PHONY: kunit
kunit: ## run the unit tests of the kernel code, under UML
	@$(LIB)/kunit

.PHONY: sparse
sparse: ## check the kernel code with sparse
	@$(STEP) sparse $(LIB)/lint sparse

.PHONY: checkpatch
checkpatch: ## check all C code with checkpatch
	@$(STEP) checkpatch $(LIB)/lint checkpatch

.PHONY: shellcheck
shellcheck: ## check all shell scripts with shellcheck
	@$(STEP) shellcheck $(LIB)/lint shellcheck

.PHONY: clean
clean: ## remove what was built here, not what was fetched
	@find drivers selftests/bench \( -name '*.o' -o -name '*.ko' -o -name '*.mod' -o -name '*.mod.c' \
		-o -name '.*.cmd' -o -name '*.order' -o -name 'Module.symvers' -o -name '.tmp_*' \) \
		-exec rm -rf {} +
	@if [ -e tools/Makefile ]; then $(MAKE) -s -C tools clean; fi
	@rm -rf build
	@if [ -e selftests/Makefile ]; then $(MAKE) -s -C selftests clean; fi
