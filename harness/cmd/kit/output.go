package main

import (
	"io"
	"os"
)

// stdout is what a person or a tool reads: stdout, of which is known in the end
// whether all that was said got there.
var stdout = &output{to: os.Stdout}

// output remembers the first error of those that nobody looks at in between.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(text []byte) (int, error) {
	n, err := o.to.Write(text)
	if o.err == nil {
		o.err = err
	}
	return n, err
}
