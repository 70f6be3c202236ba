package host

import (
	"os/exec"
	"sync"
	"time"
)

// Patience returns how long to wait, on this machine, for what takes a plain
// one no longer than limit: longer in the measure in which this one is slower,
// and never less. Under emulation that is some ten times.
func Patience(limit time.Duration) time.Duration {
	return time.Duration(float64(limit) * slowness())
}

// plainStart is how long a plain machine takes, at most, to start a small
// program and see it end: 0.5 ms to 1.5 ms were seen on machines at rest.
const plainStart = 2 * time.Millisecond

// slowest is how much slower than a plain machine one may be that the suites
// are run on: a runtime that hangs is to be told from a slow one some time.
const slowest = 20

// slowness is how many times slower than a plain machine this one starts
// programs, which is most of what a case does. It is measured once, in a few
// milliseconds: the fastest of some starts, since whatever else was going on
// just then says nothing of the machine.
var slowness = sync.OnceValue(func() float64 {
	fastest := time.Hour
	for range 10 {
		began := time.Now()
		if err := exec.Command("/bin/true").Run(); err != nil {
			return 1
		}
		fastest = min(fastest, time.Since(began))
	}
	return timesSlower(fastest)
})

// timesSlower compares how long it took to start a program: 1 to slowest.
func timesSlower(start time.Duration) float64 {
	return min(slowest, max(1, float64(start)/float64(plainStart)))
}
