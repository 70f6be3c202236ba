package mydocker

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"mydocker/harness/host"
)

// longestPause is how long waitFor pauses between two looks.
const longestPause = 20 * time.Millisecond

// waitFor calls condition until it returns nil or a final error, or for as
// long as limit; then it returns the last error: what the world looked like.
func waitFor(limit time.Duration, condition func() error, final ...error) error {
	deadline := time.Now().Add(limit)
	return waitUntil(func() bool { return time.Now().After(deadline) }, condition, final...)
}

// seen is an error that says what the world looks like once somebody asks. Most
// looks are followed by another one, and nobody does.
type seen func() string

func (s seen) Error() string { return s() }

// waitForWork is waitFor with a limit of the time that others have worked, half
// of it at least, and of four times as much by the clock: who gets no core,
// since somebody else has them all, has not hung.
func waitForWork(limit time.Duration, worked func() time.Duration, condition func() error, final ...error) error {
	began := time.Now()
	over := func() bool {
		passed := time.Since(began)
		return passed > 4*limit || passed > limit && worked() >= limit/2
	}
	return waitUntil(over, condition, final...)
}

// waitUntil calls condition until it returns nil or a final error, or until it
// is over.
func waitUntil(over func() bool, condition func() error, final ...error) error {
	pause := time.Millisecond
	for {
		err := condition()
		if err == nil || isOneOf(err, final) || over() {
			return err
		}
		time.Sleep(pause)
		pause = min(2*pause, longestPause)
	}
}

func isOneOf(err error, some []error) bool {
	return slices.ContainsFunc(some, func(one error) bool { return errors.Is(err, one) })
}

// timeWorked returns how long the cores have worked for processes until now.
func timeWorked(processes []process) time.Duration {
	ticks := 0
	for _, p := range processes {
		now, _ := readProcess(p.pid)
		ticks += now.ticks
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// errSettled is that what is waited for will do no more.
var errSettled = errors.New("nothing is at work any more")

// sleepWatch tells processes that wait from processes that work.
type sleepWatch struct {
	awake  map[string]bool // threads at the last look: was it awake?
	inARow int             // looks at which nothing was at work
}

// settled reports whether it has found nothing at work in the processes so
// often in a row that they wait for something. Call it from waitFor: that is
// every longestPause. A thread that runs, or would if a core were free, is in
// state R, and one that the kernel is at work for in D: proc_pid_stat(5). One
// look at that says little: a Go program's threads wake for a moment now and
// then. So at work is what is awake at two looks in a row, or comes or goes.
func (w *sleepWatch) settled(processes ...process) bool {
	awake := map[string]bool{}
	atWork := false
	for _, p := range processes {
		for _, id := range numbersIn(fmt.Sprintf("/proc/%d/task", p.pid)) {
			thread := fmt.Sprintf("/proc/%d/task/%d/stat", p.pid, id)
			text, _ := readStat(thread)
			end := strings.LastIndexByte(string(text), ')') // of its name
			awake[thread] = !strings.HasPrefix(string(text[end+1:]), " S")
			was, known := w.awake[thread]
			atWork = atWork || !known || was && awake[thread]
		}
	}
	if atWork || len(awake) != len(w.awake) {
		w.inARow = 0
	} else {
		w.inARow++
	}
	w.awake = awake
	return time.Duration(w.inARow)*longestPause > host.Patience(400*time.Millisecond)
}
