package judge

import (
	"bytes"
	"io"
)

// mark begins each line that go test itself has to say, where it is read by go
// tool test2json: cmd/test2json, -test.v=test2json.
const mark = 0x16

// frames hands on what the suites print, without the marks in the midst of a
// line: all that a case logs is indented, and may have in it what a runtime has
// printed to look like go test.
type frames struct {
	to      io.Writer
	midline bool
}

func (f *frames) Write(text []byte) (int, error) {
	kept := bytes.Clone(text)
	for i, b := range kept {
		if b == mark && f.midline {
			kept[i] = '?'
		}
		f.midline = b != '\n'
	}
	return f.to.Write(kept)
}
