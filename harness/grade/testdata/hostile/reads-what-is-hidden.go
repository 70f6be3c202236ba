// Tries: to see the kit, the suites, other submissions and this machine's files.
// Deserves: full
package main

import (
	"os"
	"path/filepath"
	"strings"
)

func init() {
	for _, path := range []string{"/vagrant", "/work", "/home", "/etc/shadow", "/etc/hostname", "/var", "/boot", "/opt/go", "/opt/modules", "/opt/cache", "/proc/1/root/etc/shadow", "/root/go"} {
		if _, err := os.Stat(path); err == nil {
			os.Exit(99)
		}
	}
	for _, pattern := range []string{"/tmp/mydocker*", "/opt/*.test", "/proc/[0-9]*/cwd/go.mod", "/proc/[0-9]*/fd/*"} {
		found, _ := filepath.Glob(pattern)
		for _, file := range found {
			target, _ := os.Readlink(file)
			if strings.Contains(target, ".json") || strings.Contains(target, "go.mod") || strings.Contains(file, "mydocker-kit-grade") {
				os.Exit(99)
			}
		}
	}
}
