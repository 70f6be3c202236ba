package trace

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	// 25543 1795575148.656371 mkdirat(...
	lineForm = regexp.MustCompile(`^(\d+) +(\d+)\.(\d{6}) (.*)$`)
	// +++ exited with 0 +++, +++ killed by SIGSEGV (core dumped) +++
	endForm = regexp.MustCompile(`^\+\+\+ (?:exited with (\d+)|killed by (\w+).*) \+\+\+$`)
	// <... clone resumed>, tls=0x7f) = 25276
	resumedForm = regexp.MustCompile(`^<\.\.\. \w+ resumed>(.*)$`)
	// read(3<pipe:[5]>,  <unfinished ...>
	// execve("/bin/ls", ["ls"], 0x7f /* 40 vars */ <pid changed to 25555 ...>
	// read(3<pipe:[5]>,  <detached ...>, where strace was told to end
	cutForm = regexp.MustCompile(`^(.*?) ?<(?:unfinished|detached|pid changed to (\d+)) \.\.\.>$`)
)

// Parse reads what `strace -f -ttt -o` wrote. A call that others interrupted
// stands in two lines, and is one again. A last line that is cut short, as it
// is where strace was killed, is left out.
func Parse(lines io.Reader) ([]Call, error) {
	p := parser{open: map[int]opened{}}
	scanner := bufio.NewScanner(lines)
	scanner.Buffer(nil, 1<<20)
	for number := 1; scanner.Scan(); number++ {
		match := lineForm.FindStringSubmatch(scanner.Text())
		if match == nil {
			continue
		}
		thread, _ := strconv.Atoi(match[1])
		if !p.read(thread, p.since(match[2], match[3]), match[4]) {
			return nil, fmt.Errorf("strace's line %d goes on with a call that has not begun: %s", number, match[4])
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("read what strace wrote: %w", err)
	}
	return p.calls, nil
}

type parser struct {
	calls []Call
	open  map[int]opened // by thread
	first time.Duration
}

// opened is a call that has not returned.
type opened struct {
	at   int    // in calls
	text string // up to where it was interrupted
}

// since returns the time of a line since that of the first.
func (p *parser) since(seconds, micros string) time.Duration {
	whole, _ := strconv.Atoi(seconds)
	part, _ := strconv.Atoi(micros)
	at := time.Duration(whole)*time.Second + time.Duration(part)*time.Microsecond
	if p.first == 0 {
		p.first = at
	}
	return at - p.first
}

// read reads one line, and reports whether it fits to those before.
func (p *parser) read(thread int, at time.Duration, text string) bool {
	if end := endForm.FindStringSubmatch(text); end != nil {
		p.add(Call{Name: exited, Result: end[1]}, thread, at)
		if end[2] != "" {
			p.calls[len(p.calls)-1].Name, p.calls[len(p.calls)-1].Result = killed, end[2]
		}
		return true
	}
	if strings.HasPrefix(text, "+++") || strings.HasPrefix(text, "---") {
		return true // of signals, and of threads that an execve has ended
	}
	if cut := cutForm.FindStringSubmatch(text); cut != nil {
		if cut[2] != "" { // another thread than the first becomes the program
			thread, _ = strconv.Atoi(cut[2])
		}
		p.open[thread] = opened{len(p.calls), cut[1]}
		p.add(parseCall(cut[1]), thread, at)
		return true
	}
	if resumed := resumedForm.FindStringSubmatch(text); resumed != nil {
		begun, known := p.open[thread]
		if !known {
			return false
		}
		delete(p.open, thread)
		call := parseCall(begun.text + resumed[1])
		call.Thread, call.Began, call.Ended = thread, p.calls[begun.at].Began, at
		p.calls[begun.at] = call
		return true
	}
	if call := parseCall(text); call.Returned() {
		p.add(call, thread, at)
	}
	return true
}

// add adds what a thread did at one moment.
func (p *parser) add(call Call, thread int, at time.Duration) {
	call.Thread, call.Began, call.Ended = thread, at, at
	p.calls = append(p.calls, call)
}
