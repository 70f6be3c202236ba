## sudo make test-3.2                            run and test need root
## sudo make test-3.2 MYDOCKER=path/to/mydocker  the black-box cases alone, on any binary
## sudo make test-3.2 VERBOSE=1                  with all that the tests print
## sudo make test-3.2 KIT_SEED=N                 with the random values of an earlier run
## sudo make test-3.2 KIT_STRICT=1               what this machine cannot run is a failure, as in CI
##

CODE  = ./chapter3/... ./harness/... ./scripts/...
SHELL_SCRIPTS = .ci/run scripts/demo scripts/fit scripts/guarded scripts/setup

TESTS = bin/gotestsum --format $(if $(VERBOSE),standard-verbose,testname) -- -p 1 -count=1 -timeout 20m

# sudo has a PATH of its own, which Go's usual home is often not in.
export PATH := $(PATH):/usr/local/go/bin
# Root builds in a student's clone, where git may refuse to answer.
export GOFLAGS := $(GOFLAGS) -buildvcs=false

ifdef CI
KIT_STRICT ?= 1
export KIT_STRICT
endif

# Tests run in the directory of their package.
ifdef MYDOCKER
override export MYDOCKER := $(abspath $(MYDOCKER))
endif
ifdef KIT_RESULTS
override export KIT_RESULTS := $(abspath $(KIT_RESULTS))
endif

.DEFAULT_GOAL := help
# Two suites at once would see each other's cgroups and processes.
.NOTPARALLEL:

help: ## this list
	@awk -F ':.*## ' '/^[a-z].*:.* ## / { gsub(/ /, ", ", $$1); printf "  make %-40s %s\n", $$1, $$2 } \
		/^##/ { print "  " substr($$0, 4) }' Makefile

run: ready build-3.3 ## a short show: a container, its limit, and the kernel keeping it
	@scripts/demo

test: ready bin/gotestsum build ## test all steps, and the kit itself
	@test -z "$(MYDOCKER)" || { echo "which step is $(MYDOCKER)? make test-3.1, test-3.2 or test-3.3" >&2; exit 1; }
	@$(TESTS) $(CODE)

test-3.1 test-3.2 test-3.3: test-%: ready bin/gotestsum build-% ## test one step
	@$(TESTS) $(if $(MYDOCKER),-run TestConformance ./chapter3/$*,./chapter3/$*/...)

build: build-3.1 build-3.2 build-3.3 ## build all steps: bin/mydocker-3.1 and so on

build-3.1 build-3.2 build-3.3: build-%: | bin ## build one step
	@go build -o bin/mydocker-$* ./chapter3/$*

lint: bin/gofumpt bin/staticcheck ## check the form of the code and of the scripts
	@unformatted=$$(bin/gofumpt -l chapter3 harness scripts tools) || exit 1; test -z "$$unformatted" || \
		{ echo "not formatted: bin/gofumpt -w" $$unformatted >&2; exit 1; }
	@go vet $(CODE)
	@bin/staticcheck $(CODE)
	@for script in $(SHELL_SCRIPTS); do $$(sed -n '1s/^#!//p' $$script) -n $$script || exit 1; done
	@! command -v shellcheck >/dev/null || shellcheck --severity=warning $(SHELL_SCRIPTS)
	@echo "lint: all well"

setup: ## install the programs that the tests start, such as stress
	@scripts/setup

clean: ## remove what was built
	rm -rf bin

# Can this machine run it, and is all there that it starts? Quiet if so.
ready:
	@scripts/fit $(MAKECMDGOALS)
	@scripts/setup --quiet

bin/gotestsum: PACKAGE = gotest.tools/gotestsum
bin/gofumpt: PACKAGE = mvdan.cc/gofumpt
bin/staticcheck: PACKAGE = honnef.co/go/tools/cmd/staticcheck
bin/gotestsum bin/gofumpt bin/staticcheck: tools/go.sum | bin
	@echo "building $@, once"
	@cd tools && go build -o ../$@ $(PACKAGE)

# Made by sudo, it is still its owner's to clean.
bin:
	@mkdir -p bin
	@test -z "$$SUDO_UID" || chown "$$SUDO_UID" bin

.PHONY: help run test test-3.1 test-3.2 test-3.3 build build-3.1 build-3.2 build-3.3 lint setup clean ready
