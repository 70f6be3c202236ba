// Tries: to take as long as it may, each time.
// Deserves: ends
package main

import "time"

func init() { time.Sleep(18 * time.Second) }
