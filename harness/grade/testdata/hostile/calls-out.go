// Tries: to reach anybody by the network: this machine, its neighbours, the world.
// Deserves: full
package main

import (
	"net"
	"os"
	"time"
)

func init() {
	for _, address := range []string{"127.0.0.1:22", "127.0.0.1:HOSTPORT", "1.1.1.1:53", "[::1]:HOSTPORT", "169.254.169.254:80"} {
		if made, err := net.DialTimeout("tcp", address, 50*time.Millisecond); err == nil {
			made.Close()
			os.Exit(99)
		}
	}
	for _, socket := range []string{"@HOSTSOCKET", "/run/docker.sock", "/var/run/docker.sock", "/run/systemd/private", "/run/dbus/system_bus_socket"} {
		if made, err := net.Dial("unix", socket); err == nil {
			made.Close()
			os.Exit(99)
		}
	}
}
