package host

import (
	"fmt"
	"os"
	"strings"
)

// Interfaces returns the names of the network interfaces that process pid
// sees. It reads /proc/PID/net/dev: unlike /sys/class/net, which shows the
// network namespace of whoever mounted /sys, it is the process's own.
func Interfaces(pid int) ([]string, error) {
	return InterfacesIn(fmt.Sprintf("/proc/%d/net/dev", pid))
}

// InterfacesIn returns those that a file such as /proc/PID/net/dev names.
func InterfacesIn(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the network interfaces: %w", err)
	}
	var names []string
	for _, line := range strings.Split(string(text), "\n") {
		if name, _, found := strings.Cut(line, ":"); found {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names, nil
}
