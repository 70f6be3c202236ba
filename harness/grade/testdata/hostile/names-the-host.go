// Tries: to name the machine that it is started on.
// Deserves: full
package main

import "syscall"

func init() { syscall.Setdomainname([]byte("hostile")) }
