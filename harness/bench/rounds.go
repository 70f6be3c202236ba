package bench

import (
	"math/rand/v2"
	"time"
)

// Row is one that is measured beside others.
type Row struct {
	Name string
	// Run does the work once, and says how long that took.
	Run func() (time.Duration, error)
	// Check says why what Run does is not the work that is compared; nil if it is.
	Check func() error
}

// Result is what became of a row.
type Result struct {
	Name  string
	Times Times
	// Why is why the row does not count.
	Why error
}

// Rounds is how rows are measured.
type Rounds struct {
	// Warm is how many rounds are not counted, and Count how many are.
	Warm, Count int
	// CheckEvery is after how many rounds all rows are checked again; before the
	// first they always are. 0 is never.
	CheckEvery int
	// Rest is how long nothing is started before each run. Who moves a process into
	// a cgroup just after another has done so is spared the grace period that the
	// first has waited for (rcu_sync in kernel/rcu/sync.c): rows in close order
	// would pay for each other.
	Rest time.Duration
	// Seed is of the order in the rounds.
	Seed uint64
}

// Interleave measures rows in turn, so that what disturbs the machine disturbs
// all of them. A row whose check or work fails has no times, and is left out from
// then on.
func Interleave(rows []Row, rounds Rounds) []Result {
	results := make([]Result, len(rows))
	for i, row := range rows {
		results[i] = Result{Name: row.Name, Why: row.Check()}
	}
	random := rand.New(rand.NewPCG(rounds.Seed, 0))
	for round := range rounds.Warm + rounds.Count {
		again := rounds.CheckEvery > 0 && round > 0 && round%rounds.CheckEvery == 0
		for _, i := range random.Perm(len(rows)) {
			result := &results[i]
			if result.Why == nil && again {
				result.Why = rows[i].Check()
			}
			if result.Why != nil {
				continue
			}
			time.Sleep(rounds.Rest)
			took, err := rows[i].Run()
			if result.Why = err; err == nil && round >= rounds.Warm {
				result.Times = append(result.Times, took)
			}
		}
	}
	for i := range results {
		if results[i].Why != nil {
			results[i].Times = nil
		}
	}
	return results
}
