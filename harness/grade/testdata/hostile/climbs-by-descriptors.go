// Tries: to reach this machine's files by what other processes have open, and where they are.
// Deserves: full
package main

import (
	"os"
	"path/filepath"
)

func init() {
	doors, _ := filepath.Glob("/proc/[0-9]*/fd/*")
	roots, _ := filepath.Glob("/proc/[0-9]*/[cr]*")
	for _, door := range append(doors, roots...) {
		for _, up := range []string{"", "/..", "/../..", "/../../..", "/../../../.."} {
			for _, secret := range []string{"/etc/shadow", "/vagrant", "/boot", "/var/lib", "/go.mod", "/harness", "/journal.jsonl"} {
				if _, err := os.Lstat(door + up + secret); err == nil {
					os.Exit(99)
				}
			}
		}
	}
	for _, name := range []string{"0", "1", "2"} {
		if file, err := os.OpenFile("/proc/1/fd/"+name, os.O_WRONLY, 0); err == nil {
			file.WriteString("ready\n")
			os.Exit(99)
		}
	}
}
