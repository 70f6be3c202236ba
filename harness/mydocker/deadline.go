package mydocker

import (
	"sync/atomic"
	"time"

	"mydocker/harness/host"
)

// A run of a right runtime takes a fraction of a second on a plain machine.
// One that has hung is waited for less long the next time; and one that has hung
// some times is known to be wrong, and is waited for no longer than a right one
// would need.
const (
	fullDeadline  = 20 * time.Second
	nextDeadline  = 5 * time.Second
	shortDeadline = 2 * time.Second
	hangsForShort = 3
)

// deadline is how long one run of a runtime may take.
type deadline struct{ hangs atomic.Int32 }

// runs is the deadline of all runs that this process judges.
var runs deadline

// Limit returns how long to wait now, on this machine.
func (d *deadline) Limit() time.Duration {
	switch hangs := d.hangs.Load(); {
	case hangs >= hangsForShort:
		return host.Patience(shortDeadline)
	case hangs > 0:
		return host.Patience(nextDeadline)
	}
	return host.Patience(fullDeadline)
}

// Passed notes that a run has come to its deadline.
func (d *deadline) Passed() { d.hangs.Add(1) }
