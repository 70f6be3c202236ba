package guides

import (
	"io"
	"regexp"
	"strings"
	"sync"
)

// screen is what was printed on a terminal, since it was last taken.
type screen struct {
	mutex sync.Mutex
	text  strings.Builder
	ended bool
}

// show adds what is printed, until nobody has the terminal any more.
func (s *screen) show(terminal io.Reader) {
	buffer := make([]byte, 4096)
	for {
		n, err := terminal.Read(buffer)
		s.mutex.Lock()
		s.text.Write(buffer[:n])
		s.ended = err != nil // EIO, at the end: pty(7)
		s.mutex.Unlock()
		if err != nil {
			return
		}
	}
}

// prompts reports whether a prompt is the last that was printed.
func (s *screen) prompts() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return strings.HasSuffix(s.text.String(), ready)
}

// hungUp reports whether the terminal has no program on it any more.
func (s *screen) hungUp() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.ended
}

// wiped is a line that a program has written and then wiped to write another:
// console_codes(4).
var wiped = regexp.MustCompile(`[^\n]*\r(\x1b\[K| +\r)`)

// take returns what was printed since it was last called, and still stands there.
func (s *screen) take() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	text := wiped.ReplaceAllString(s.text.String(), "")
	s.text.Reset()
	return text
}
