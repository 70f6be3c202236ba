// Tries: to fill the memory of whoever listens.
// Deserves: ends
// Takes: all the time that it is given
package main

import "os"

func init() {
	line := make([]byte, 1<<16)
	for i := range line {
		line[i] = 'x'
	}
	for {
		if _, err := os.Stderr.Write(line); err != nil {
			os.Exit(1)
		}
	}
}
