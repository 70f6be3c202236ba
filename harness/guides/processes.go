package guides

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// below names the processes below pid, each with its pid and its program, and
// reports whether all of them are asleep.
func below(pid int) (names string, asleep bool) {
	children := map[int][]int{}
	states := map[int]string{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		// 1234 (a name) S 1200 ...; see proc_pid_stat(5)
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		child, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
		parent, _ := strconv.Atoi(fields[1])
		children[parent] = append(children[parent], child)
		states[child] = fields[0]
	}
	asleep = true
	var walk func(int)
	walk = func(pid int) {
		for _, child := range children[pid] {
			program, _ := os.Readlink(fmt.Sprintf("/proc/%d/exe", child))
			names += fmt.Sprintf("%d %s\n", child, program)
			asleep = asleep && states[child] == "S"
			walk(child)
		}
	}
	walk(pid)
	return names, asleep
}
