package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli"

	"mydocker/harness/bench"
	"mydocker/harness/words"
)

// benchCommand is for maintainers: beside its line in the list, it speaks English alone.
func benchCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:  "bench",
		Usage: say.Say("kit.bench"),
		Description: "What is measured is said on a page, with a target beside each figure that has one. A\n" +
			"   target that is missed is no failure: status 0.",
		Flags: []cli.Flag{
			cli.IntFlag{Name: "rounds", Value: 30, Usage: "how many containers of each peer are timed"},
			cli.StringFlag{Name: "only", Usage: "just these: " + strings.Join(sectionNames(), ",")},
			cli.StringFlag{Name: "write", Usage: "the page's file; docs/benchmarks.md, if all is measured"},
			cli.Uint64Flag{Name: "seed", Usage: "of all that is chosen at random; a random one, which is printed, if not given"},
		},
		Action: func(given *cli.Context) error { return runBench(given, say) },
	}
}

// benchRun is one run of kit bench.
type benchRun struct {
	shop   *workshop
	rounds int
	seed   uint64
	peers  bench.Peers
}

// benchSections are all there are, in the order of the page.
var benchSections = []struct {
	name    string
	measure func(*benchRun) (bench.Section, error)
}{
	{"start", inRoom(func(b *benchRun, room *bench.Room) bench.Section {
		return bench.MeasureStart(room, b.peers, bench.Rounds{Warm: 2, Count: b.rounds, CheckEvery: 10, Rest: 100 * time.Millisecond, Seed: b.seed})
	})},
	{"memory", inRoom(func(b *benchRun, room *bench.Room) bench.Section { return bench.MeasureMemory(room, b.peers) })},
	{"many", inRoom(func(b *benchRun, room *bench.Room) bench.Section {
		return bench.MeasureMany(room, b.peers, bench.Rounds{Warm: 1, Count: max(1, b.rounds/10), Seed: b.seed})
	})},
}

func sectionNames() (names []string) {
	for _, section := range benchSections {
		names = append(names, section.name)
	}
	return names
}

// inRoom makes a room for what is measured, and removes it.
func inRoom(measure func(*benchRun, *bench.Room) bench.Section) func(*benchRun) (bench.Section, error) {
	return func(b *benchRun) (bench.Section, error) {
		room, err := bench.NewRoom()
		if err != nil {
			return bench.Section{}, err
		}
		section := measure(b, room)
		return section, room.Close()
	}
}

func runBench(given *cli.Context, say words.Words) error {
	if err := noArguments(given, say); err != nil {
		return err
	}
	if given.Int("rounds") < 1 {
		return misused{fmt.Errorf("bench: --rounds %d: 1 or more is wanted", given.Int("rounds"))}
	}
	chosen := sectionNames()
	if given.IsSet("only") {
		chosen = strings.Split(given.String("only"), ",")
		for _, name := range chosen {
			if !slices.Contains(sectionNames(), name) {
				return misused{fmt.Errorf("bench: --only: there is no %q, but %s", name, strings.Join(sectionNames(), ", "))}
			}
		}
	}
	for _, requirement := range bench.Needs() {
		if err := requirement.Missing(); err != nil {
			return err
		}
	}
	shop, err := openWorkshop(say)
	if err != nil {
		return err
	}
	defer shop.close()
	file := fromCaller(given.String("write"))
	if file == "" && !given.IsSet("only") {
		file = filepath.Join(shop.kit, "docs", "benchmarks.md")
	}
	b := &benchRun{shop: shop, rounds: given.Int("rounds"), seed: given.Uint64("seed")}
	if b.seed == 0 {
		b.seed = rand.Uint64() >> 1
	}
	page, err := b.measure(chosen)
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	if file == "" {
		return nil
	}
	return os.WriteFile(file, []byte(page.Markdown()), 0o644)
}

func (b *benchRun) measure(chosen []string) (page bench.Page, err error) {
	page.Machine = append(bench.Machine(), fmt.Sprintf("seed %d", b.seed))
	fmt.Fprintln(stdout, strings.Join(page.Machine, "\n"))
	fmt.Fprintln(os.Stderr, "building")
	if b.peers, err = bench.NewPeers(b.shop.kit, b.shop.dir); err != nil {
		return page, err
	}
	for _, section := range benchSections {
		if !slices.Contains(chosen, section.name) {
			continue
		}
		fmt.Fprintln(os.Stderr, "measuring:", section.name)
		measured, sectionErr := section.measure(b)
		if sectionErr != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", section.name, sectionErr))
			continue
		}
		fmt.Fprint(stdout, "\n", measured.Markdown())
		page.Sections = append(page.Sections, measured)
	}
	return page, err
}
