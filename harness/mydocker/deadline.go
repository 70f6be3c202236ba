package mydocker

import (
	"sync/atomic"
	"time"

	"mydocker/harness/host"
)

// Deadline is how long a runtime may take for something that a case waits for.
// A right one takes a fraction of a second on a plain machine. One that has let
// the deadline pass is waited for less long the next time; and one that has done
// so some times is known to be wrong.
type Deadline struct {
	full, next, short time.Duration
	hangs             atomic.Int32
}

// hangsForShort is how often it has to pass for the short one.
const hangsForShort = 3

// NewDeadline returns one that is full until it has passed once.
func NewDeadline(full, next, short time.Duration) *Deadline {
	return &Deadline{full: full, next: next, short: short}
}

// runs is the deadline of all runs that this process judges.
var runs = NewDeadline(20*time.Second, 5*time.Second, 2*time.Second)

// Limit returns how long to wait now, on this machine.
func (d *Deadline) Limit() time.Duration {
	switch hangs := d.hangs.Load(); {
	case hangs >= hangsForShort:
		return host.Patience(d.short)
	case hangs > 0:
		return host.Patience(d.next)
	}
	return host.Patience(d.full)
}

// Passed notes that a runtime has let it pass.
func (d *Deadline) Passed() { d.hangs.Add(1) }

// waitFor is waitFor until the deadline, and notes if that passes.
func (d *Deadline) waitFor(condition func() error, final ...error) error {
	err := waitFor(d.Limit(), condition, final...)
	if err != nil && !isOneOf(err, final) {
		d.Passed()
	}
	return err
}
