package host

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
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

// AddInterface gives the calling thread's network namespace an interface besides
// lo, kit0: what has that too has not left it. Of the two kinds that are tried one
// is in each kernel: veth(4), and dummy.
func AddInterface() error {
	pair := netlink.NewLinkAttrs()
	pair.Name = "kit0"
	err := netlink.LinkAdd(&netlink.Veth{LinkAttrs: pair, PeerName: "kit1"})
	if err == nil {
		return nil
	}
	if dummyErr := netlink.LinkAdd(&netlink.Dummy{LinkAttrs: pair}); dummyErr != nil {
		return fmt.Errorf("make a network interface: %w", errors.Join(err, dummyErr))
	}
	return nil
}

// tryInterface makes one in a network namespace of its own, on a thread that
// ends with it.
func tryInterface() error {
	tried := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		err := unix.Unshare(unix.CLONE_NEWNET)
		if err == nil {
			err = AddInterface()
		}
		tried <- err
	}()
	return <-tried
}
