// Tries: not to hear any signal, and never to end.
// Deserves: ends
package main

import (
	"os/signal"
	"time"
)

func init() {
	signal.Ignore()
	for {
		time.Sleep(time.Hour)
	}
}
