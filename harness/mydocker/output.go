package mydocker

import (
	"bytes"
	"os"
	"sync"
)

// outputCap is how much of a stream is kept, in bytes; the rest is read and
// dropped, so that a runtime that floods its output neither blocks nor fills
// the memory.
const outputCap = 4 << 20

// Output collects what a program writes to one stream.
type Output struct {
	mu    sync.Mutex
	text  bytes.Buffer
	ended chan struct{}
}

// collect reads from stream until it ends.
func collect(stream *os.File) *Output {
	o := &Output{ended: make(chan struct{})}
	go func() {
		defer close(o.ended)
		defer stream.Close()
		chunk := make([]byte, 32<<10)
		for {
			n, err := stream.Read(chunk)
			o.mu.Lock()
			o.text.Write(chunk[:min(n, outputCap-o.text.Len())])
			o.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return o
}

// String returns what was written up to now.
func (o *Output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}
