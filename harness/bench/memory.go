package bench

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"mydocker/harness/mydocker"
	"mydocker/harness/oci"
)

// MeasureMemory measures what the runtimes hold in memory while they wait for a
// container to end.
func MeasureMemory(room *Room, peers Peers) Section {
	section := Section{
		Title: "Memory of a runtime that waits",
		Text: fmt.Sprintf("All processes from the one that was started down to the command, which sleeps and is not counted; with limits where there can be; of %d containers the middle one, by what is resident. ", samples) +
			"Resident is VmRSS of /proc/PID/status, and RssFile the part of it that is pages of files, of the program's own most of all; " +
			"proportional is Pss of smaps_rollup, where a page that several processes have is shared among them.",
	}
	table := Table{Head: []string{"", "resident, MiB", "of that files, MiB", "proportional, MiB", "processes"}}
	resident := map[string]float64{}
	add := func(peers []Peer, limits oci.Limits) {
		for _, peer := range peers {
			held, err := peer.held(room, limits)
			if err != nil {
				table.Add(peer.Name, "–", "does not count: "+err.Error(), "–", "–")
				continue
			}
			resident[peer.Name] = mebibytes(held.resident)
			table.Add(peer.Name, inMebibytes(held.resident), inMebibytes(held.files), inMebibytes(held.proportional), strconv.Itoa(held.processes))
		}
	}
	add(without(peers.limiting, nothing), Limits)
	add(only(peers.plain, unshare, bubble), oci.Limits{})
	section.Tables = []Table{table}
	section.Targets = []Target{
		{What: ours + ", resident", Got: resident[ours], Most: 4, Unit: "MiB", Why: missing(resident, ours)},
		{What: ours + ", resident", Got: resident[ours] / resident[runc], Most: 0.4, Unit: "× " + runc, Why: missing(resident, ours, runc)},
	}
	return section
}

func only(peers []Peer, names ...string) (chosen []Peer) {
	for _, name := range names {
		for _, peer := range peers {
			if peer.Name == name {
				chosen = append(chosen, peer)
			}
		}
	}
	return chosen
}

func missing(figures map[string]float64, names ...string) error {
	for _, name := range names {
		if figures[name] == 0 {
			return fmt.Errorf("%s does not count", name)
		}
	}
	return nil
}

// memory is what processes hold, in KiB.
type memory struct{ resident, files, proportional, processes int }

func mebibytes(kibibytes int) float64 { return float64(kibibytes) / 1024 }

func inMebibytes(kibibytes int) string { return fmt.Sprintf("%.2f", mebibytes(kibibytes)) }

// samples is how many containers are looked at.
const samples = 5

// held is the memory of the peer's processes: the middle one of some containers.
func (p Peer) held(r *Room, limits oci.Limits) (memory, error) {
	var all []memory
	for range samples {
		err := p.watched(r, limits, func(runtime, command int) error {
			one, err := waiting(runtime, command)
			all = append(all, one)
			return err
		})
		if err != nil {
			return memory{}, err
		}
	}
	slices.SortFunc(all, func(a, b memory) int { return a.resident - b.resident })
	return all[samples/2], nil
}

// waiting is the memory of a runtime's processes: those from the command's parent
// up to the one that was started.
func waiting(runtime, command int) (m memory, err error) {
	var pids []int
	for pid := command; pid != runtime; pids = append(pids, pid) {
		parent, _ := mydocker.StatusField(pid, "PPid")
		if pid, err = strconv.Atoi(parent); err != nil || pid <= 1 {
			return m, fmt.Errorf("its command is not below the runtime's process")
		}
	}
	for _, pid := range pids {
		resident, err := statusKiB(pid, "VmRSS")
		if err != nil {
			return m, err
		}
		files, err := statusKiB(pid, "RssFile")
		if err != nil {
			return m, err
		}
		proportional, err := pss(pid)
		if err != nil {
			return m, err
		}
		m = memory{m.resident + resident, m.files + files, m.proportional + proportional, m.processes + 1}
	}
	return m, nil
}

// statusKiB reads a field of /proc/PID/status, in KiB.
func statusKiB(pid int, field string) (int, error) {
	value, err := mydocker.StatusField(pid, field)
	if err != nil {
		return 0, err
	}
	return kibibytes(value)
}

// pss reads the proportional share of process pid, in KiB: proc_pid_smaps(5).
func pss(pid int) (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, err
	}
	for _, line := range strings.Split(string(text), "\n") {
		if value, is := strings.CutPrefix(line, "Pss:"); is {
			return kibibytes(value)
		}
	}
	return 0, fmt.Errorf("smaps_rollup of process %d has no Pss", pid)
}

// kibibytes reads "1234 kB".
func kibibytes(value string) (int, error) {
	number, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB")))
	if err != nil {
		return 0, fmt.Errorf("read an amount of memory: %w", err)
	}
	return number, nil
}
