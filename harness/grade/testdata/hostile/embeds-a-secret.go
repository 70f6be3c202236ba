// Tries: to have a file of the builder's put into the program.
// Deserves: not built
package main

import _ "embed"

//go:embed ../../../../../../etc/shadow
var secret string
