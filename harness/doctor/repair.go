package doctor

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"mydocker/harness/words"
)

// Repair removes the cgroups that dead containers and guards have left, and
// nothing else, and writes a line on each thing it does or leaves. A damaged
// /proc is put back by scripts/proc: this is Go, and cannot be built without.
func Repair(out io.Writer, say words.Words) error {
	leftovers, err := Leftovers()
	if err != nil {
		return err
	}
	return removeAll(out, say, leftovers)
}

func removeAll(out io.Writer, say words.Words, leftovers []Leftover) error {
	failed := 0
	for _, leftover := range leftovers {
		values := words.Values{"Dir": leftover.Dir, "Pids": strings.Join(leftover.Live, " ")}
		switch {
		case leftover.Foreign:
			fmt.Fprintln(out, say.Say("doctor.left-foreign", values))
		case len(leftover.Live) > 0:
			fmt.Fprintln(out, say.Say("doctor.left-live", values))
		default:
			if err := leftover.remove(); err != nil {
				failed++
				values["Error"] = err
				fmt.Fprintln(out, say.Say("doctor.left-stays", values))
				continue
			}
			fmt.Fprintln(out, say.Say("doctor.removed", values))
			// The programs keep theirs in one group, which nobody needs
			// any more when they are gone. The kernel keeps it while one is there.
			if parent := filepath.Dir(leftover.Dir); filepath.Base(parent) == "mydocker" && unix.Rmdir(parent) == nil {
				fmt.Fprintln(out, say.Say("doctor.removed", words.Values{"Dir": parent}))
			}
		}
	}
	if len(leftovers) == 0 {
		fmt.Fprintln(out, say.Say("doctor.nothing-left"))
	}
	if failed > 0 {
		return errors.New(say.Say("doctor.not-all-removed", words.Values{"Count": failed}))
	}
	return nil
}
