package mydocker

import (
	"errors"
	"time"
)

// waitFor calls condition until it returns nil or a final error, or for as
// long as limit; then it returns the last error: what the world looked like.
func waitFor(limit time.Duration, condition func() error, final ...error) error {
	deadline := time.Now().Add(limit)
	pause := time.Millisecond
	for {
		err := condition()
		if err == nil || time.Now().After(deadline) {
			return err
		}
		for _, last := range final {
			if errors.Is(err, last) {
				return err
			}
		}
		time.Sleep(pause)
		pause = min(2*pause, 20*time.Millisecond)
	}
}
