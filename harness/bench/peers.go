package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"mydocker/harness/host"
	"mydocker/harness/proving"
)

// Names of rows that targets are about.
const (
	ours    = "mydocker 3.3"
	before  = "mydocker 3.2"
	runc    = "runc"
	crun    = "crun"
	byPid   = "C floor, joined by pid"
	bySelf  = "C floor, born in its groups"
	goFloor = "Go floor"
	byShell = "sh on unshare(1)"
	nothing = "the command alone"
	unshare = "unshare(1)"
	bubble  = "bubblewrap"
)

// floorSource is in the kit's directory.
const floorSource = "harness/bench/floor/floor.c"

// Needs is what the containers' benchmarks need of this machine.
func Needs() []host.Requirement {
	return []host.Requirement{
		host.Root, host.Go, host.CgroupV1("memory"), host.CgroupV1("cpu"), host.CgroupV1("cpuset"), host.SwapAccounting,
		host.Program("gcc"), host.Program("runc"), host.Program("crun"), host.Program("bwrap"), host.Program("unshare"), host.Program("strace"),
	}
}

// Peers are all who are compared, by what they can do.
type Peers struct {
	// limiting can set limits, and plain make a container without.
	limiting, plain []Peer
}

// NewPeers builds those of the kit in directory kit, and what is the kit's own of
// the others in dir.
func NewPeers(kit, dir string) (Peers, error) {
	// By the Makefile, so that what is measured is what a student has.
	if err := run(kit, "make", "--no-print-directory", "build-3.2", "build-3.3"); err != nil {
		return Peers{}, err
	}
	if err := buildFloors(kit, dir); err != nil {
		return Peers{}, err
	}
	shell := filepath.Join(dir, "shell")
	if err := buildWheat(kit, "wheats/shell", shell); err != nil {
		return Peers{}, err
	}
	limiting := []Peer{
		mydockerPeer(ours, filepath.Join(kit, "bin", "mydocker-3.3")),
		mydockerPeer(before, filepath.Join(kit, "bin", "mydocker-3.2")),
		ociPeer(runc), ociPeer(crun),
		mydockerPeer(byShell, shell),
	}
	limiting = append(limiting, floors(dir)...)
	return Peers{
		limiting: append(limiting, plain(nothing)),
		plain: append(without(limiting, byShell, bySelf),
			mydockerPeer(goFloor, filepath.Join(dir, "floor-go")),
			unsharing(),
			plain(bubble, "bwrap", "--unshare-uts", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--die-with-parent",
				"--dev-bind", "/", "/", "--proc", "/proc"),
			plain(nothing)),
	}, nil
}

// unsharing is a peer that knows no limits.
func unsharing() Peer {
	return plain(unshare, "unshare", "--uts", "--pid", "--net", "--ipc", "--mount", "--fork", "--kill-child", "--mount-proc")
}

// buildWheat builds one of the kit's right runtimes, by its name.
func buildWheat(kit, name, binary string) error {
	for _, wheat := range proving.Wheats() {
		if wheat.Name() == name {
			return wheat.Build(kit, binary)
		}
	}
	return fmt.Errorf("there is no right runtime %s", name)
}

// buildFloors builds the floors in dir: that in C in both ways, and that in Go.
func buildFloors(kit, dir string) error {
	for name, options := range map[string][]string{"floor-pid": nil, "floor-self": {"-DJOIN_SELF"}} {
		line := append([]string{"-static", "-O2", "-Wall", "-Wextra", "-Werror", "-o", filepath.Join(dir, name)}, options...)
		if err := run(kit, "gcc", append(line, floorSource)...); err != nil {
			return err
		}
	}
	return run(kit, "go", "build", "-o", filepath.Join(dir, "floor-go"), "./harness/bench/gofloor")
}

func floors(dir string) []Peer {
	return []Peer{
		mydockerPeer(byPid, filepath.Join(dir, "floor-pid")),
		mydockerPeer(bySelf, filepath.Join(dir, "floor-self")),
	}
}

// without leaves peers out, by name.
func without(peers []Peer, names ...string) (kept []Peer) {
	for _, peer := range peers {
		out := false
		for _, name := range names {
			out = out || peer.Name == name
		}
		if !out {
			kept = append(kept, peer)
		}
	}
	return kept
}

// run runs a program in a directory; what it printed is in the error.
func run(dir, program string, args ...string) error {
	command := exec.Command(program, args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "MAKEFLAGS=")
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", program, strings.Join(args, " "), err, output)
	}
	return nil
}
