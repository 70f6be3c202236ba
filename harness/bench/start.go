package bench

import (
	"fmt"
	"time"

	"mydocker/harness/oci"
)

// rest is how long nothing is started before a container whose time is taken by
// itself: see Rounds.
const rest = 100 * time.Millisecond

// MeasureStart measures how long a container takes from its start to its exit: of
// each peer count of them.
func MeasureStart(room *Room, peers Peers, count int, seed uint64) Section {
	rounds := Rounds{Warm: 2, Count: count, CheckEvery: 10, Rest: rest, Seed: seed}
	limited := Interleave(rowsOf(room, peers.limiting, Limits), rounds)
	plain := Interleave(rowsOf(room, peers.plain, oci.Limits{}), rounds)
	return Section{
		Title: "Start to exit of a container",
		Text: fmt.Sprintf("`/bin/true`, of which there are %d a row, after %d that do not count, in rounds of random order, each after %d ms in which nothing is started; with "+
			"the limits `-m 100m -cpushare 512 -cpuset 0`, and without. Everybody has /dev/null as stdin and stdout, and a file as stderr (`-ti` too: "+
			"nobody has a terminal), and is started in the same place, where groups are told from those of others. runc and crun are given a "+
			"bundle that is there before, whose root is `/`, and keep their state in memory. Before the first round and after each %d, "+
			"each row makes a container that sleeps, and counts if the kernel says that its five namespaces and its /proc are its own and "+
			"the limits those of the groups that it is in, and if no group is left when it has ended.", rounds.Count, rounds.Warm, rounds.Rest.Milliseconds(), rounds.CheckEvery),
		Tables: twoTables(limited, plain, "ms", inMillis),
		Targets: []Target{
			said("with limits", ratio(limited, ours, runc, 0.25)),
			said("with limits", ratio(limited, ours, crun, 0.40)),
			said("without limits", ratio(plain, ours, runc, 0.25)),
			said("without limits", ratio(plain, ours, byPid, 2.3)),
		},
		Notes: "`" + nothing + "` makes no container: it shows that the check sees that, and counts nowhere. Nobody tells runc and crun to leave the " +
			"other hierarchies alone: they make a group in each, with limits and without. unshare(1) and bubblewrap know no limits. " +
			"Step 3.2 limits its command when that has begun, as the book has it, and so does not wait for it. " +
			"The floor is " + floorSource + ": the same system calls in C, static, without anything that makes a program right; that in Go is " +
			"harness/bench/gofloor, os/exec alone, without a pipe: two starts of a Go program are what step 3.3 cannot do without.",
	}
}

func rowsOf(room *Room, peers []Peer, limits oci.Limits) (rows []Row) {
	for _, peer := range peers {
		rows = append(rows, peer.row(room, limits))
	}
	return rows
}

// twoTables are those of containers with limits and without, as ratios to runc.
func twoTables(limited, plain []Result, unit string, in func(Times) (median, from, to string)) []Table {
	return []Table{
		titled("with three limits", tableOf(limited, runc, unit, in)),
		titled("without limits", tableOf(plain, runc, unit, in)),
	}
}

// titled puts a title into the empty first cell of a table's head.
func titled(title string, table Table) Table {
	table.Head[0] = title
	return table
}

// said says more of what a target is about.
func said(more string, target Target) Target {
	target.What += ", " + more
	return target
}
