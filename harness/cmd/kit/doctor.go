package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli"

	"mydocker/harness/host"
	"mydocker/harness/words"
)

func doctorCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:  "doctor",
		Usage: "say what this machine has, and lacks, of what the tests need; status 1 if it lacks something",
		Action: func(*cli.Context) error {
			return examine(os.Stdout, host.ForSuites())
		},
	}
}

// examine writes a line on each requirement, and what to do about those that
// are missing. It fails if there are such.
func examine(out io.Writer, requirements []host.Requirement) error {
	missing := 0
	for _, requirement := range requirements {
		cause := requirement.Cause()
		if cause == nil {
			fmt.Fprintf(out, "  ok       %s\n", requirement.Name)
			continue
		}
		missing++
		fmt.Fprintf(out, "  MISSING  %s: %v\n", requirement.Name, cause)
		fmt.Fprintf(out, "           %s\n", requirement.Remedy)
	}
	if missing > 0 {
		return fmt.Errorf("this machine is not fit for the tests: %d of %d are missing", missing, len(requirements))
	}
	fmt.Fprintln(out, "This machine is fit: every case can run.")
	return nil
}
