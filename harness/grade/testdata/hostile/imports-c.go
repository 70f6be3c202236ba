// Tries: a compiler that runs what it is told to.
// Deserves: not built
package main

// #cgo CFLAGS: -fplugin=/tmp/evil.so
import "C"
