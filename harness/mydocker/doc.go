// Package mydocker builds, starts and observes a mydocker binary, whoever
// wrote it and in whatever language.
//
// A [Guard] is the place where one case runs the binary: a mount namespace
// whose / is shared inside it, as on a systemd machine, and a cgroup subtree
// that looks like the whole hierarchy from within. A [Session] is one run of
// the binary in there. A [Container] is the command that it started, seen
// from outside: by its pid on this machine, and what the kernel says of it.
// What can only be seen from inside is asked of the kit's own probe.
package mydocker
