package conformance

// pipeClauses are those of step 3.3: the command through a pipe, and PATH.
var pipeClauses = []Clause{
	{
		ID: "argv-exact", Step: "3.3", Level: Sound, Kind: Manners,
		Promise: "arguments arrive byte for byte: spaces, quotes, newlines, Chinese, empty ones",
		Means:   "joined on spaces and split again, `echo \"a  b\"` is another command",
		Look:    "run.go: sendInitCommand; container/init.go: readUserCommand",
		Cases:   []string{"ArgumentsArriveByteForByte", "RandomArgumentsArriveByteForByte"}, KeptBefore: true,
	},
	{
		ID: "argv-simple", Step: "3.3", Level: Book, Kind: Manners,
		Promise: "`ls -l` and `stress --vm-bytes 200m --vm-keep -m 1` run as typed",
		Means:   "the book's own lines do not work",
		Look:    "run.go: sendInitCommand; container/init.go: LookPath, Exec",
		Cases:   []string{"LsWithAFlagRunsAsTyped", "SleepRunsAsTyped", "StressRunsAsTypedAndIsKilled"}, RestsOn: []string{"memory-set"},
	},
	{
		ID: "argv-large", Step: "3.3", Level: Sound, Kind: Manners,
		Promise: "an argument of 128 KiB - 1 and 1 MiB of arguments arrive; a pipe holds 64 KiB",
		Means:   "written before init reads, a long command waits for ever",
		Look:    "run.go: sendInitCommand after Start; container/init.go: read to the end",
		Cases:   []string{"OneLargeArgumentArrives", "MoreArgumentsThanAPipeHoldsArrive"}, KeptBefore: true,
	},
	{
		ID: "argv-private", Step: "3.3", Level: Ours, Kind: Manners,
		Promise: "the command travels through the pipe: init's own command line does not hold it",
		Means:   "every user of the host can read the command before it runs",
		Look:    "container/container_process.go: the arguments of init", Cases: []string{"InitsCommandLineDoesNotHoldTheCommand"},
	},
	{
		ID: "path-search", Step: "3.3", Level: Book, Kind: Manners,
		Promise: "a name without a slash is found in PATH; a name with one is not searched",
		Means:   "`run -ti ls` does not work",
		Look:    "container/init.go: LookPath",
		Cases:   []string{"NameIsFoundInPath", "NameWithASlashIsNotSearched", "CurrentDirectoryInPathIsNotTrusted"},
	},
	{
		ID: "path-miss", Step: "3.3", Level: Sound, Kind: Manners,
		Promise: "a name found nowhere in PATH is named on stderr, with status 127 (from a program in another style than the kit's: any but 0)",
		Means:   "a typing error crashes init, or looks like success",
		Look:    "container/init.go: the error of LookPath", Cases: []string{"NameFoundNowhereIsNamed"}, KeptBefore: true,
	},
	{
		ID: "pipe-closed", Step: "3.3", Level: Sound, Kind: Manners,
		Promise: "the command inherits descriptors 0, 1 and 2 and nothing else",
		Means:   "the command holds an end of the runtime's pipe",
		Look:    "container/init.go: close the pipe, or close-on-exec",
		Cases:   []string{"CommandInheritsThreeDescriptors"}, KeptBefore: true,
	},
	{
		ID: "caller-descriptors", Step: "3.3", Level: Ours, Kind: Manners,
		Promise: "descriptors that the caller left open do not reach the command",
		Means:   "a file that a shell script holds open can be read in the container",
		Look:    "container/init.go: close_range before Exec", Cases: []string{"DescriptorsOfTheCallerAreNotPassedOn"},
	},
	{
		ID: "limits-first", Step: "3.3", Level: Sound, Kind: Limits,
		Promise: "the command's first instruction already runs inside its limits, however slow run is",
		Means:   "what the command does or forks in its first moment is not limited",
		Look:    "run.go: startLimited, or Apply, and only then sendInitCommand",
		Cases:   []string{"CommandNeverRunsOutsideItsLimits", "CommandDoesNotRunWithoutItsGroup", "CommandIsLimitedThoughRunIsMoved"}, RestsOn: []string{"pid-one", "memory-set"},
	},
	{
		ID: "parent-dies-early", Step: "3.3", Level: Sound, Kind: Manners,
		Promise: "if run dies before it has sent the command, init ends without running anything",
		Means:   "init waits for ever, or runs half a command",
		Look:    "container/init.go: readUserCommand at the end of the pipe; container/container_process.go: Pdeathsig",
		Cases:   []string{"InitEndsWhenRunDiesBeforeSending"}, RestsOn: []string{"pid-one"},
	},
	{
		ID: "init-dies-early", Step: "3.3", Level: Sound, Kind: Manners,
		Promise: "if init dies first, run says so, cleans up, and is not killed by SIGPIPE",
		Means:   "run vanishes without a word and leaves the cgroup behind, or waits for ever for a reader",
		Look:    "run.go: the error of sendInitCommand, and the read end that run must close",
		Cases:   []string{"RunSaysSoWhenInitDies", "LongCommandToADeadInitDoesNotHang"}, RestsOn: []string{"pid-one"},
	},
}
