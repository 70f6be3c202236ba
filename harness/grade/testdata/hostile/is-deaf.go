// Tries: not to hear any signal, and never to end.
// Deserves: ends
// Takes: all the time that it is given
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
