package host

import "strconv"

// whyNotOurProc explains what is wrong with a /proc in which process own reads
// of /proc/self that it is seen, or the error: pid_namespaces(7).
func whyNotOurProc(own int, seen string, err error) *Cause {
	switch {
	case err != nil:
		return &Cause{ID: "proc-damaged", Command: "sudo scripts/proc repair"}
	case seen != strconv.Itoa(own):
		return &Cause{"proc-of-another", map[string]any{"Own": own, "Seen": seen}, "exec unshare --mount-proc sh"}
	}
	return nil
}
