// Tries: to keep the compiler busy, or to have it use all memory.
// Deserves: not built
package main

type a [1 << 20]byte
type b [1 << 20]a

var huge = [...]b{0: {}}
var more = func() string { var x [1 << 30]string; return x[len(x)-1] }()
