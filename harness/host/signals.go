package host

import (
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// HearSignals ends that this process ignores a signal: what it starts would
// ignore it too. A shell starts so what it runs in the background, and nohup
// all that it runs.
func HearSignals() {
	for _, ignored := range []os.Signal{unix.SIGINT, unix.SIGQUIT, unix.SIGHUP, unix.SIGTERM, unix.SIGPIPE} {
		if signal.Ignored(ignored) {
			signal.Notify(make(chan os.Signal, 1), ignored)
		}
	}
}
