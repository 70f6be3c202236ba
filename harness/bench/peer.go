package bench

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"time"

	"mydocker/harness/oci"
)

// Limits are those of the rows that have some: -m 100m -cpushare 512 -cpuset 0.
var Limits = oci.Limits{Memory: 100 << 20, Shares: 512, Cores: "0"}

// Peer is one who makes containers.
type Peer struct {
	Name string
	// prepare makes ready what a container needs before it is started, and returns
	// how one is: containers that are there at once differ in their name.
	prepare func(r *Room, limits oci.Limits, command []string) (line func(name string) []string, err error)
}

// row is one container of the peer's after the other.
func (p Peer) row(r *Room, limits oci.Limits) Row {
	line, err := p.prepare(r, limits, []string{"/bin/true"})
	return Row{
		Name: p.Name,
		Run: func() (time.Duration, error) {
			if err != nil {
				return 0, err
			}
			return r.Time(line("bench"))
		},
		Check: func() error { return p.check(r, limits) },
	}
}

// check starts a container and looks whether all is there that is compared, and
// whether nothing is left of it.
func (p Peer) check(r *Room, limits oci.Limits) error {
	outside, err := r.namespaces()
	if err != nil {
		return err
	}
	before, err := r.groups()
	if err != nil {
		return err
	}
	err = p.watched(r, limits, func(_, command int) error {
		// Step 3.2 limits a command that has begun already, as the book has it.
		await(settling(), func() bool {
			var container made
			if container, err = look(command); err == nil {
				err = container.lacks(outside, limits)
			}
			return err == nil
		})
		return err
	})
	if err != nil {
		return err
	}
	return r.groupsLeft(before)
}

// watched has a container of the peer's seen while its command sleeps.
func (p Peer) watched(r *Room, limits oci.Limits, see func(runtime, command int) error) error {
	sleep := sleepCommand()
	line, err := p.prepare(r, limits, sleep)
	if err != nil {
		return err
	}
	return r.watched(line("bench-watched"), sleep, see)
}

// plain is a peer whose line is before the command.
func plain(name string, line ...string) Peer {
	return Peer{name, func(_ *Room, _ oci.Limits, command []string) (func(string) []string, error) {
		all := append(slices.Clone(line), command...)
		program, err := exec.LookPath(all[0])
		if err != nil {
			return nil, err
		}
		all[0] = program
		return func(string) []string { return all }, nil
	}}
}

// mydockerPeer is a peer with the command line of the book; what it takes for
// the memory is in bytes.
func mydockerPeer(name, binary string) Peer {
	return Peer{name, func(_ *Room, limits oci.Limits, command []string) (func(string) []string, error) {
		line := []string{binary, "run", "-ti"}
		if limits != (oci.Limits{}) {
			line = append(line, "-m", strconv.FormatInt(limits.Memory, 10), "-cpushare", strconv.Itoa(limits.Shares), "-cpuset", limits.Cores)
		}
		line = append(line, command...)
		return func(string) []string { return line }, nil
	}}
}

// ociPeer is runc or crun, which are given a bundle.
func ociPeer(name string) Peer {
	return Peer{name, func(r *Room, limits oci.Limits, command []string) (line func(string) []string, err error) {
		program, err := exec.LookPath(name)
		if err != nil {
			return nil, err
		}
		container := oci.Container{Args: command, Env: environment, Cwd: "/", Root: r.root(), Limits: limits}
		var bundle string
		r.guard.Do(func() {
			if bundle, err = os.MkdirTemp(r.Dir, "bundle-"); err == nil {
				err = container.WriteBundle(bundle)
			}
		})
		if err != nil {
			return nil, fmt.Errorf("write a bundle for %s: %w", name, err)
		}
		state := "--root=" + bundle + "/state"
		return func(name string) []string { return []string{program, state, "run", "--bundle", bundle, name} }, nil
	}}
}
