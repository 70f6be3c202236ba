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

// slowness is how many times slower than a plain machine this one starts
// programs, which is most of what a case does; at least 1. It is measured
// once, in a few milliseconds, with whatever else is going on.
var slowness = sync.OnceValue(func() float64 {
	const programs = 10
	began := time.Now()
	for range programs {
		if err := exec.Command("/bin/true").Run(); err != nil {
			return 1
		}
	}
	return timesSlower(time.Since(began) / programs)
})

// timesSlower compares how long it took to start a program.
func timesSlower(start time.Duration) float64 {
	return max(1, float64(start)/float64(plainStart))
}
