// Tries: pipes in the place of the files that cases look for, so that who reads them waits for ever.
// Deserves: ends
// Takes: all the time that it is given
package main

import (
	"os"
	"path/filepath"
	"syscall"
)

func init() {
	scripts, _ := filepath.Glob("/cases/*/script-*")
	for _, script := range scripts {
		text, _ := os.ReadFile(script)
		for _, word := range filepath.SplitList(string(text)) {
			syscall.Mkfifo(word, 0o666)
		}
		os.Remove(script)
		syscall.Mkfifo(script, 0o777)
	}
}
