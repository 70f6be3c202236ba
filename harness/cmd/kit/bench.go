package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli"
	"golang.org/x/sys/unix"

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
			cli.IntFlag{Name: "rounds", Value: 30, Usage: "how many containers of each peer are timed; of many at once, a tenth as often"},
			cli.IntFlag{Name: "class", Value: 200, Usage: "how many submissions the larger class has"},
			cli.IntFlag{Name: "mutants", Value: 6, Usage: "how many mutants are tried"},
			cli.StringFlag{Name: "only", Usage: "just these, with commas between: " + strings.Join(sectionNames(), ",")},
			cli.StringFlag{Name: "write", Usage: "the page's file, which is stdout alone without; docs/benchmarks.md, if all is measured"},
			cli.Uint64Flag{Name: "seed", Usage: "of all that is chosen at random; a random one, which is printed, if not given"},
		},
		Action: func(given *cli.Context) error { return runBench(given, say) },
	}
}

// benchRun is one run of kit bench.
type benchRun struct {
	shop    *workshop
	rounds  int // of containers of a peer
	class   int // submissions of the larger class
	mutants int // of all, how many are tried
	seed    uint64
	peers   bench.Peers
}

// benchSections are all there are, in the order of the page.
var benchSections = []struct {
	name    string
	measure func(context.Context, *benchRun) (bench.Section, error)
}{
	{"start", inRoom(func(b *benchRun, room *bench.Room) bench.Section {
		return bench.MeasureStart(room, b.peers, b.rounds, b.seed)
	})},
	{"memory", inRoom(func(b *benchRun, room *bench.Room) bench.Section { return bench.MeasureMemory(room, b.peers) })},
	{"many", inRoom(func(b *benchRun, room *bench.Room) bench.Section {
		return bench.MeasureMany(room, b.peers, max(1, b.rounds/10), b.seed)
	})},
	{"profile", inRoom(func(b *benchRun, room *bench.Room) bench.Section { return bench.MeasureProfile(room, b.peers, b.seed) })},
	{"suites", func(ctx context.Context, b *benchRun) (bench.Section, error) {
		return bench.MeasureSuites(ctx, b.shop.kit, b.shop.dir)
	}},
	{"whole", func(ctx context.Context, b *benchRun) (bench.Section, error) {
		return bench.MeasureWhole(ctx, b.shop.kit, b.shop.dir)
	}},
	{"class", func(ctx context.Context, b *benchRun) (bench.Section, error) {
		return bench.MeasureClass(ctx, b.shop.kit, b.shop.dir, b.class, b.seed)
	}},
	{"mutants", func(ctx context.Context, b *benchRun) (bench.Section, error) {
		if err := b.shop.compile(); err != nil {
			return bench.Section{}, err
		}
		return bench.MeasureMutants(ctx, b.shop.kit, b.shop.dir, b.shop.suites, b.mutants, b.seed)
	}},
}

func sectionNames() (names []string) {
	for _, section := range benchSections {
		names = append(names, section.name)
	}
	return names
}

// inRoom makes a room for what is measured, and removes it.
func inRoom(measure func(*benchRun, *bench.Room) bench.Section) func(context.Context, *benchRun) (bench.Section, error) {
	return func(ctx context.Context, b *benchRun) (bench.Section, error) {
		room, err := bench.NewRoom(ctx)
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
	for _, least := range []struct {
		flag string
		n    int
	}{{"rounds", 1}, {"class", 20}, {"mutants", 1}} {
		if n := given.Int(least.flag); n < least.n {
			return misused{fmt.Errorf("bench: --%s %d: %d or more is wanted", least.flag, n, least.n)}
		}
	}
	chosen := sectionNames()
	if given.IsSet("only") {
		chosen = strings.Split(given.String("only"), ",")
		for _, name := range chosen {
			if !slices.Contains(sectionNames(), name) {
				return misused{fmt.Errorf("bench: --only %q: there is no %q, but %s", given.String("only"), name, strings.Join(sectionNames(), ", "))}
			}
		}
	}
	file := fromCaller(given.String("write"))
	if file != "" {
		if err := canBeWritten(file); err != nil { // now, and not when all is measured
			return misused{fmt.Errorf("bench: --write %q: %w", given.String("write"), err)}
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
	if file == "" && !given.IsSet("only") {
		file = filepath.Join(shop.kit, "docs", "benchmarks.md")
	}
	b := &benchRun{shop: shop, rounds: given.Int("rounds"), class: given.Int("class"), mutants: given.Int("mutants"), seed: given.Uint64("seed")}
	if b.seed == 0 {
		b.seed = rand.Uint64() >> 1
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM, unix.SIGHUP)
	defer stop()
	page, err := b.measure(ctx, chosen)
	if ctx.Err() != nil {
		return stopped{errors.New("bench: stopped; no page is written")}
	}
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	if file == "" {
		return nil
	}
	return os.WriteFile(file, []byte(page.Markdown()), 0o644)
}

// canBeWritten says why a file cannot be, in a folder that is not there or as one
// that is.
func canBeWritten(file string) error {
	if is, err := os.Stat(file); err == nil && is.IsDir() {
		return unix.EISDIR
	}
	is, err := os.Stat(filepath.Dir(file))
	switch {
	case err != nil:
		return err
	case !is.IsDir():
		return fmt.Errorf("%s: %w", filepath.Dir(file), unix.ENOTDIR)
	}
	return nil
}

func (b *benchRun) measure(ctx context.Context, chosen []string) (page bench.Page, err error) {
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
		measured, sectionErr := section.measure(ctx, b)
		if ctx.Err() != nil {
			return page, ctx.Err()
		}
		if sectionErr != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", section.name, sectionErr))
			continue
		}
		fmt.Fprint(stdout, "\n", measured.Markdown())
		page.Sections = append(page.Sections, measured)
	}
	return page, err
}
