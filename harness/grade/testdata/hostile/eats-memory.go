// Tries: to have all memory.
// Deserves: ends
// Takes: all the time that it is given
package main

func init() {
	var kept [][]byte
	for {
		block := make([]byte, 1<<24)
		for i := range block {
			block[i] = 1
		}
		kept = append(kept, block)
	}
}
