// Tries: escape sequences: colours, a title, a clipboard, a cleared screen.
// Deserves: full
package main

import "os"

func init() {
	os.Stderr.WriteString("\x1b[2J\x1b]0;passed\x07\x1b]52;c;cGFzc2Vk\x07\x1b[32m54 of 54\x1b[0m\r\x9b1A\u202e")
}
