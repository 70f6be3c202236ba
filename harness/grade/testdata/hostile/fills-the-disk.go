// Tries: to fill whatever can be written to.
// Deserves: ends
// Takes: all the time that it is given
package main

import "os"

func init() {
	block := make([]byte, 1<<20)
	for _, dir := range []string{"/tmp", "/dev/shm", "/cases", "/root", "."} {
		if file, err := os.CreateTemp(dir, ""); err == nil {
			os.Remove(file.Name())
			for {
				if _, err := file.Write(block); err != nil {
					break
				}
			}
		}
	}
}
