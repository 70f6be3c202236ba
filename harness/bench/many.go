package bench

import (
	"fmt"
	"sync"
	"time"

	"mydocker/harness/oci"
)

// How many containers, and how many of them at a time.
const (
	many   = 100
	atOnce = 8
)

// MeasureMany measures how long many containers take, several at a time: of each
// peer count times.
func MeasureMany(room *Room, peers Peers, count int, seed uint64) Section {
	rounds := Rounds{Warm: 1, Count: count, Seed: seed}
	compared := []string{ours, before, runc, crun, byPid, bySelf, goFloor}
	limited := Interleave(manyRows(room, only(peers.limiting, compared...), Limits), rounds)
	plain := Interleave(manyRows(room, only(peers.plain, compared...), oci.Limits{}), rounds)
	return Section{
		Title: "Many containers",
		Text: fmt.Sprintf("%d containers of `/bin/true`, %d at a time, from the start of the first to the exit of the last; %d a row, after %d "+
			"that does not count. A row counts if no cgroup is left when they have ended.", many, atOnce, rounds.Count, rounds.Warm),
		Tables: twoTables(limited, plain, "s", inSeconds),
		Targets: []Target{
			said("without limits", ratio(plain, ours, runc, 0.20)),
			said("with limits", ratio(limited, ours, runc, 0.35)),
		},
		Notes: "Who is born in its groups has one core and half a weight from its start, while who joins them last has all cores until then: where all " +
			"cores are busy, as here, that is the slower way. And of many who join by pid at once, few have to wait for the kernel: see below.",
	}
}

func manyRows(room *Room, peers []Peer, limits oci.Limits) (rows []Row) {
	for _, peer := range peers {
		line, err := peer.prepare(room, limits, []string{"/bin/true"})
		row := peer.row(room, limits)
		row.Run = func() (time.Duration, error) {
			if err != nil {
				return 0, err
			}
			before, err := room.groups()
			if err != nil {
				return 0, err
			}
			took, err := room.timeMany(line)
			if err != nil {
				return 0, err
			}
			return took, room.groupsLeft(before)
		}
		rows = append(rows, row)
	}
	return rows
}

// timeMany starts many containers, and says how long all of them took.
func (r *Room) timeMany(line func(name string) []string) (time.Duration, error) {
	names := make(chan string, many)
	for i := range many {
		names <- fmt.Sprintf("bench-%d", i)
	}
	close(names)
	failed := make(chan error, many)
	began := time.Now()
	var working sync.WaitGroup
	for range atOnce {
		working.Add(1)
		go func() {
			defer working.Done()
			for name := range names {
				if _, err := r.Time(line(name)); err != nil {
					failed <- err
				}
			}
		}()
	}
	working.Wait()
	took := time.Since(began)
	close(failed)
	return took, <-failed
}
