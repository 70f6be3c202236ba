package bench

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"mydocker/harness/trace"
)

// phases are what a run goes through: each lasts from an event of its kinds to
// the next of another phase.
var phases = []struct {
	name  string
	kinds []trace.Kind
}{
	{"the runtime starts, and reads its command line", []trace.Kind{trace.Start}},
	{"groups are made, and their limits written", []trace.Kind{trace.Mkdir, trace.Limit}},
	{"a process is made in new namespaces", []trace.Kind{trace.Pipe, trace.Clone, trace.Unshare, trace.Setns}},
	{"init starts, as a program of its own", []trace.Kind{trace.Exec}},
	{"groups are joined, and init told its command", []trace.Kind{trace.Enter, trace.Join, trace.Send, trace.Receive}},
	{"/proc is mounted, and the command found", []trace.Kind{trace.Mount, trace.Umount, trace.Root, trace.Hostname, trace.CloseRange}},
	{"the command, from its exec to its end", []trace.Kind{trace.Command}},
	{"run learns of the end, and ends", []trace.Kind{trace.Exit, trace.Kill, trace.Wait}},
	{"groups are removed", []trace.Kind{trace.Rmdir}},
}

// besides are kinds of what run and init do while the other is at work: they begin
// no phase.
var besides = []trace.Kind{trace.DeathWish, trace.Leave}

// profiles is how often each is traced.
const profiles = 9

// MeasureProfile says where the time of a container goes.
func MeasureProfile(room *Room, peers Peers, seed uint64) Section {
	section := Section{
		Title: "Where the time goes",
		Text: fmt.Sprintf("The same containers with three limits under `strace`, which writes down a few calls and lets all others pass: "+
			"milliseconds from one event to the next, the medians of %d runs, in turn. strace makes all of it slower, what makes many of those calls the most.", profiles),
	}
	traced := only(peers.limiting, ours, before, byPid, bySelf)
	spent := map[string][]Times{}
	var rows []Row
	for _, peer := range traced {
		rows = append(rows, Row{
			Name:  peer.Name,
			Check: func() error { return nil },
			Run: func() (time.Duration, error) {
				phases, err := peer.profile(room)
				if err != nil {
					return 0, err
				}
				spent[peer.Name] = append(spent[peer.Name], phases)
				return sum(phases), nil
			},
		})
	}
	results := Interleave(rows, Rounds{Count: profiles, Rest: rest, Seed: seed})
	table := Table{Head: []string{"phase"}}
	for _, peer := range traced {
		table.Head = append(table.Head, peer.Name)
	}
	line := func(name string, cell func(Result) string) {
		cells := []string{name}
		for _, result := range results {
			if result.Why != nil {
				cells = append(cells, "does not count: "+result.Why.Error())
				continue
			}
			cells = append(cells, cell(result))
		}
		table.Add(cells...)
	}
	medians := map[string]Times{}
	for i, phase := range phases {
		line(phase.name, func(result Result) string {
			var times Times
			for _, run := range spent[result.Name] {
				times = append(times, run[i])
			}
			medians[result.Name] = append(medians[result.Name], times.Median())
			return millis(times.Median())
		})
	}
	line("all", func(result Result) string { return millis(result.Times.Median()) })
	section.Tables = []Table{table}
	section.Notes = "To move another process into a v1 cgroup, the kernel takes a lock of all of them, and sleeps until that is safe to have: an RCU grace " +
		"period. Who comes right behind, for another group or from another run, finds it safe still: so a run waits once, whatever its limits. " +
		"A thread that moves itself, by a 0 in tasks, does without, and what it makes is born where it is (kernel/cgroup). " +
		aboveFloor(medians[ours], medians[bySelf])
	return section
}

// aboveFloor names the phases in which most of the time lies that ours takes and
// the floor does not.
func aboveFloor(ours, floor Times) string {
	if len(ours) != len(phases) || len(floor) != len(phases) {
		return ""
	}
	order := make([]int, len(phases))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int((ours[b] - floor[b]) - (ours[a] - floor[a])) })
	var most []string
	for _, i := range order[:3] {
		most = append(most, fmt.Sprintf("%s (%s ms)", phases[i].name, millis(ours[i]-floor[i])))
	}
	return "Above the lower floor, step 3.3 has its time most of all where " + strings.Join(most, "; ") + "."
}

func sum(times Times) (all time.Duration) {
	for _, one := range times {
		all += one
	}
	return all
}

// profile is how long the peer is in each of the phases, of one run.
func (p Peer) profile(r *Room) (Times, error) {
	command := []string{"/bin/true"}
	line, err := p.prepare(r, Limits, command)
	if err != nil {
		return nil, err
	}
	argv := line("bench-traced")
	file := filepath.Join(r.Dir, "strace")
	strace := append([]string{
		"/usr/bin/env", "strace", "-f", "--seccomp-bpf", "-ttt", "-y", "--decode-pids=pidns", "--signal=none",
		"-s", "512", "-o", file, "-e", "trace=" + trace.Traced,
	}, argv...)
	if _, err := r.Time(strace); err != nil {
		return nil, err
	}
	var text []byte
	r.guard.Do(func() { text, err = os.ReadFile(file) })
	if err != nil {
		return nil, err
	}
	calls, err := trace.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	life, err := trace.Watch(calls, argv[0], command)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(argv, " "), err)
	}
	return inPhases(life.Events)
}

// inPhases is how long the events last in each phase.
func inPhases(events []trace.Event) (Times, error) {
	times := make(Times, len(phases))
	now := 0
	for i, event := range events[:max(0, len(events)-1)] {
		if !slices.Contains(besides, event.Kind) {
			now = phaseOf(event.Kind)
		}
		if now < 0 {
			return nil, fmt.Errorf("an event that is in no phase: %s", event.Kind)
		}
		times[now] += events[i+1].At - event.At
	}
	return times, nil
}

func phaseOf(kind trace.Kind) int {
	for i, phase := range phases {
		if slices.Contains(phase.kinds, kind) {
			return i
		}
	}
	return -1
}
