package look

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Find returns the running containers, as the pids of their first processes: a
// container is a PID namespace that a process in ours has made.
func (r Reader) Find() ([]int, error) {
	all, err := r.all()
	if err != nil {
		return nil, err
	}
	self, err := r.status("self")
	if err != nil {
		return nil, err
	}
	firsts := firstsOneDeeper(all, self)
	if r.inGuard("self") {
		return firsts, nil
	}
	return slices.DeleteFunc(firsts, func(first int) bool { return r.inGuard(strconv.Itoa(first)) }), nil
}

// inGuard tells whether a process is in one of the guards in which the kit's
// cases run, by its groups: that of a kit test in another terminal is not meant.
func (r Reader) inGuard(process string) bool {
	groups, _ := r.groups(process) // none, if it has ended
	for _, path := range groups {
		if strings.Contains(path, "/mydocker-kit-") {
			return true
		}
	}
	return false
}

// firstsOneDeeper returns the first processes of the PID namespaces that were
// made by processes in that of s.
func firstsOneDeeper(among map[int]status, s status) (firsts []int) {
	for _, pid := range slices.Sorted(maps.Keys(among)) {
		if other := among[pid]; other.isFirst() && len(other.pids) == len(s.pids)+1 {
			firsts = append(firsts, pid)
		}
	}
	return firsts
}

// FindBy returns the containers that a process has to do with: below it, if it
// is run, and else the one that it is in. A process that is in none, and has
// made none, is shown itself: a runtime may have forgotten to make one.
func (r Reader) FindBy(pid int) ([]int, error) {
	all, err := r.all()
	if err != nil {
		return nil, err
	}
	s, lives := all[pid]
	if !lives {
		return nil, fmt.Errorf("there is no process %d", pid)
	}
	if s.isFirst() && pid != 1 {
		return []int{pid}, nil
	}
	family := map[int]status{}
	for _, p := range below(all, pid, 0) {
		family[p.PID] = all[p.PID]
	}
	if made := firstsOneDeeper(family, s); len(made) > 0 {
		return made, nil
	}
	own, err := r.namespace(strconv.Itoa(pid), "pid")
	if err != nil {
		return nil, err
	}
	for other, s := range all {
		if namespace, err := r.namespace(strconv.Itoa(other), "pid"); err == nil && namespace == own && s.isFirst() && other != 1 {
			return []int{other}, nil
		}
	}
	return []int{pid}, nil
}

// FindOf returns the containers that a runtime has made, by its file.
func (r Reader) FindOf(binary string) ([]int, error) {
	wanted, err := filepath.EvalSymlinks(binary)
	if err != nil {
		return nil, fmt.Errorf("find the runtime: %w", err)
	}
	containers, err := r.Find()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(containers, func(first int) bool {
		s, err := r.status(strconv.Itoa(first))
		exe, _ := os.Readlink(r.proc(strconv.Itoa(s.parent), "exe"))
		return err != nil || exe != wanted
	}), nil
}
