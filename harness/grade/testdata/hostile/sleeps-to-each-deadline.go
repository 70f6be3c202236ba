// Tries: to take as long as it may, each time.
// Deserves: ends
// Takes: all the time that it is given
package main

import "time"

func init() { time.Sleep(18 * time.Second) }
