## make test-3.2 MYDOCKER=path/to/mydocker       the black-box cases alone, on any binary
## make start-3.2 FROM=work/mydocker-3.1 DIR=new  there, from your own step before
## make test-3.2 VERBOSE=1                       with all that the tests print
## make test-3.2 KIT_SEED=N                      with the random values of an earlier run
## make test-3.2 KIT_STRICT=1                    what this machine cannot run is a failure, as in CI
## make doctor REPAIR=1                          put back a damaged /proc, remove cgroups of dead containers
## make test-3.2 KIT_VM=0                        on this machine, and nowhere else; 1: in the VM
##

CODE  = ./chapter3/... ./harness/... ./scripts/...
# These take as long as all others, and have a target of their own. What opens
# a browser is built for it alone: a student has no need of that.
PROVING = TestWheats|TestFakesFail|TestMisbehaviour|TestQuota|TestSampleOfMutants|TestLessonNamesTheSlip|TestEachStep|TestEachStarter|TestTheFirstStarter|TestForgedVerdicts|TestHostileSubmissions|TestInABrowser|TestCommandsPrintWhatIsShown
# This takes long, and is for make hostile.
AT_LENGTH = TestARunThatIsKilled
PROVED = ./harness/proving ./harness/guides ./harness/grade ./harness/browser ./harness/look ./harness/trace
SHELL_SCRIPTS = .ci/run $(filter-out %.go,$(wildcard scripts/*)) $(wildcard vagrant/*.sh) $(wildcard harness/report/autograder/*)

# A folder that is shared with the VM has programs of two systems in it.
TOOLS := bin/$(shell uname -s)-$(shell uname -m)
# A case waits for the kernel half of its time: more can be at work than there are cores.
AT_ONCE = $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) * 3 / 2 )))
# Cases at once do not see each other: each has a guard of its own.
test: PACKAGES = 2
PACKAGES = 1
TESTS = $(TOOLS)/gotestsum --format $(if $(VERBOSE),standard-verbose,testname) -- -p $(PACKAGES) -parallel $(AT_ONCE) -count=1 -timeout 40m

# What the tests print is read case by case.
ifdef VERBOSE
KIT_AT_ONCE ?= 1
export KIT_AT_ONCE
endif

# sudo has a PATH of its own, which Go's usual home is often not in.
export PATH := $(PATH):/usr/local/go/bin
# Root builds in a student's clone, where git may refuse to answer.
# Without the writer of documentation in urfave/cli a program starts 1 ms sooner.
export GOFLAGS := $(GOFLAGS) -buildvcs=false -tags=urfave_cli_no_docs

ifdef CI
KIT_STRICT ?= 1
export KIT_STRICT
endif

# Tests run in the directory of their package.
from-here = $(if $(1),$(if $(filter /%,$(1)),$(1),$(CURDIR)/$(1)))
ifdef MYDOCKER
override MYDOCKER := $(call from-here,$(value MYDOCKER))
export MYDOCKER
ifneq ($(filter test,$(MAKECMDGOALS)),)
$(error $(shell KIT_LANG='$(KIT_LANG)' scripts/words make.which-step 'which step is %s? make test-3.1, test-3.2 or test-3.3' '$(MYDOCKER)'))
endif
endif
ifneq ($(filter grade,$(MAKECMDGOALS)),)
ifeq ($(and $(STAGE),$(SUBMISSIONS),$(OUT)),)
$(error $(shell KIT_LANG='$(KIT_LANG)' scripts/words make.grade-what 'what is graded, and where do the marks go? make grade STAGE=3.2 SUBMISSIONS=dir OUT=dir'))
endif
override SUBMISSIONS := $(call from-here,$(value SUBMISSIONS))
override OUT := $(call from-here,$(value OUT))
override RUBRIC := $(call from-here,$(value RUBRIC))
override KEY := $(call from-here,$(value KEY))
export STAGE SUBMISSIONS OUT RESUME SEED BUDGET RUBRIC KEY
endif
ifneq ($(filter start-%,$(MAKECMDGOALS)),)
override FROM := $(value FROM)
override DIR := $(value DIR)
export FROM DIR
endif
ifdef KIT_RESULTS
override KIT_RESULTS := $(call from-here,$(KIT_RESULTS))
export KIT_RESULTS
endif

.DEFAULT_GOAL := help
# Two targets at once would build the same programs.
.NOTPARALLEL:

help: ## this list
	@scripts/help

# These make containers. scripts/place runs make again with KIT_PLACED=1: here
# if this machine can, and else in the VM.
ifndef KIT_PLACED

run test prove hostile bench grade test-3.1 test-3.2 test-3.3:
	@scripts/place $@

else

run: ready build-3.3 ## a short show: a container, its limit, and the kernel keeping it
	@scripts/demo

test: ready $(TOOLS)/gotestsum build ## test all steps, and the kit itself
	@$(TESTS) -skip '$(PROVING)|$(AT_LENGTH)' $(CODE)

prove: ALSO = prove
prove: ready $(TOOLS)/gotestsum ## test the tests: right runtimes pass, wrong ones fail, attacks get nothing; what the documents show, pictures in a browser
	@$(TESTS) -tags browser -run '$(PROVING)' $(PROVED)

hostile: VERBOSE = 1
hostile: ready $(TOOLS)/gotestsum ## grade all submissions that attack, and 30 honest ones among them: half an hour
	@KIT_HOSTILE=all KIT_KILLS=20 $(TESTS) -run 'TestHostile|$(AT_LENGTH)' ./harness/grade

bench: ALSO = bench
bench: ready ## measure containers beside those of others, and the kit, as ratios; for docs/benchmarks.md
	@scripts/kit bench $(if $(ONLY),--only "$(ONLY)") $(if $(SEED),--seed "$(SEED)")

grade: ready ## grade a folder of submissions: STAGE=3.2 SUBMISSIONS=dir OUT=dir
	@scripts/kit grade --step "$$STAGE" --out "$$OUT" $(if $(RESUME),--resume) $(if $(SEED),--seed "$$SEED") \
		$(if $(BUDGET),--budget "$$BUDGET") $(if $(RUBRIC),--rubric "$$RUBRIC") $(if $(KEY),--key "$$KEY") "$$SUBMISSIONS"

test-3.1 test-3.2 test-3.3: test-%: ready $(TOOLS)/gotestsum build-% ## test one step
	@$(TESTS) $(if $(MYDOCKER),-run TestConformance ./chapter3/$*,./chapter3/$*/...)

endif

# The command is built for Linux alone; what it shows is kept in a file.
diff-3.2 diff-3.3: diff-%: ## what a step changes in the one before, by function
	@if test "$$(uname -s)" = Linux; then scripts/kit diff $*; else cat chapter3/diffs/*-$*.diff; fi

diffs: ## write the same to chapter3/diffs, where a test wants it fresh
	@scripts/kit diff --write

pictures: ## draw the guides' pictures anew, in docs/pictures, where a test wants them fresh
	@scripts/pictures

doctor: ## what this machine has, and lacks, of what the tests need
	@scripts/settings
ifeq ($(KIT_VM),1)
	@scripts/vm make doctor
else
	@test "$$(uname -s)" = Linux || scripts/fit doctor
	@scripts/kit doctor $(if $(REPAIR),--repair)
endif

shell: ## a root shell in the VM, where this folder is /vagrant
	@scripts/vm shell

vm-status: ## is there a VM, and is it up?
	@scripts/vm status

build: build-3.1 build-3.2 build-3.3 ## build all steps: bin/mydocker-3.1 and so on

# As the suites build them, which then find them done: what another runs is not written anew.
build-3.1 build-3.2 build-3.3: build-%: | bin ## build one step
	@CGO_ENABLED=0 go build -o bin/mydocker-$* ./chapter3/$*

start-3.1 start-3.2 start-3.3: start-%: ## begin a step of your own, in work/mydocker-3.x
	@scripts/kit start $(if $(FROM),--from "$$FROM") $* "$${DIR:-work/mydocker-$*}"

progress: ## how far the programs are that you have tested, step by step
	@scripts/kit progress

flakes: ## run the suites N times (200) on right runtimes, half of it with all cores busy
	@scripts/kit flakes --n $(or $(N),200)

mutants: ## break the chapter's programs in one place each, and see whether the tests notice
	@scripts/kit mutants

box: ## build the VM's box and its metadata in work/box, ready to be served
	@scripts/release-box

test-vm: ## bring up a VM of its own as a student does, and test in there: 20 minutes
	@scripts/test-vm

lint: needs-go $(TOOLS)/gofumpt $(TOOLS)/staticcheck ## check the form of the code and of the scripts
	@unformatted=$$($(TOOLS)/gofumpt -l chapter3 harness scripts tools) || exit 1; test -z "$$unformatted" || \
		{ echo "not formatted: $(TOOLS)/gofumpt -w" $$unformatted >&2; exit 1; }
	@go vet $(CODE)
	@go vet -tags browser $(PROVED)
	@$(TOOLS)/staticcheck $(CODE)
	@for script in $(SHELL_SCRIPTS); do $$(sed -n '1s/^#!//p' $$script) -n $$script || exit 1; done
	@scripts/optional shellcheck --severity=warning $(SHELL_SCRIPTS)
	@VAGRANT_HOME="$(CURDIR)/work/lint" scripts/optional vagrant validate --ignore-provider
	@echo "lint: all well"

setup: ## install the programs that the tests start, such as stress
	@scripts/setup

clean: ## remove what was built
	rm -rf bin

needs-go:
	@scripts/fit --go lint

# Is all there that the tests start? Quiet if so. That this machine can run
# them is known: scripts/place has asked.
ready:
	@scripts/setup $(ALSO) --quiet

tools: $(TOOLS)/gotestsum $(TOOLS)/gofumpt $(TOOLS)/staticcheck

# All that the tests compile, compiled; for a box without a network.
warm: $(TOOLS)/gotestsum build
	@go build ./...
	@go test -count=1 -run '^$$' $(CODE)

$(TOOLS)/gotestsum: PACKAGE = gotest.tools/gotestsum
$(TOOLS)/gofumpt: PACKAGE = mvdan.cc/gofumpt
$(TOOLS)/staticcheck: PACKAGE = honnef.co/go/tools/cmd/staticcheck
$(TOOLS)/gotestsum $(TOOLS)/gofumpt $(TOOLS)/staticcheck: tools/go.sum | $(TOOLS)
	@scripts/words make.building 'building %s, once' $@
	@cd tools && go build -o ../$@ $(PACKAGE)

# Made by sudo, they are still their owner's to clean.
bin $(TOOLS):
	@mkdir -p $(TOOLS)
	@test -z "$$SUDO_UID" || chown "$$SUDO_UID" bin $(TOOLS)

.PHONY: help run test prove hostile bench grade test-3.1 test-3.2 test-3.3 start-3.1 start-3.2 start-3.3 doctor shell vm-status \
	build build-3.1 build-3.2 build-3.3 diff-3.2 diff-3.3 diffs pictures progress mutants flakes box test-vm lint setup clean needs-go ready tools warm
