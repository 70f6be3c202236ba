package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/stages"
	"mydocker/harness/words"
)

func testCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:      "test",
		Usage:     "test a mydocker from outside, and run the suites that come with its source",
		ArgsUsage: "DIR or BINARY",
		Description: "Each clause of the step, and of those before it, has its verdict from the kit's own\n" +
			"   suites, which ask the kernel. The suites in DIR are the program's own: what they say is\n" +
			"   shown, and counts for nothing. Status 1 if a clause is not kept.",
		Flags: []cli.Flag{
			cli.StringFlag{Name: "step", Usage: "3.1, 3.2 or 3.3; the name of DIR, if not given"},
		},
		Action: func(context *cli.Context) error { return runTest(context, say) },
	}
}

func runTest(context *cli.Context, say words.Words) error {
	if context.NArg() != 1 {
		return fmt.Errorf("test: one directory or binary is wanted, and flags before it: kit test --step 3.2 DIR")
	}
	program := fromCaller(context.Args().First())
	file, err := os.Stat(program)
	if err != nil {
		return fmt.Errorf("test: %w", err)
	}
	step := context.String("step")
	if step == "" {
		step = filepath.Base(program)
	}
	if _, err := stages.UpTo(step); err != nil {
		return fmt.Errorf("test: --step: %w", err)
	}
	kit, err := kitDir()
	if err != nil {
		return err
	}
	if err := fitForSuites(); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "mydocker-test-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	binary := program
	if file.IsDir() {
		fmt.Println("building", program)
		binary = filepath.Join(work, "mydocker")
		if err := mydocker.Build(program, binary); err != nil {
			return err
		}
	}
	fmt.Println("compiling the suites")
	suites, err := judge.New(kit, work)
	if err != nil {
		return err
	}
	fmt.Printf("running the suites up to step %s: half a minute\n", step)
	began := time.Now()
	results, output, err := suites.Judge(step, binary)
	if err != nil {
		return err
	}
	fmt.Println(headOf(output))
	kept := showClauses(os.Stdout, results)
	fmt.Printf("in %.0f s\n", time.Since(began).Seconds())
	if kept != nil {
		fmt.Print(results.LooksLike())
		report := filepath.Join(os.TempDir(), "mydocker-test.log")
		if err := os.WriteFile(report, output, 0o644); err != nil {
			return err
		}
		fmt.Println("what each case saw, and how to repeat it:", report)
	}
	if file.IsDir() {
		runItsOwn(program)
	}
	return kept
}

// headOf returns the line in which the suites say what they have taken the
// runtime for.
func headOf(output []byte) string {
	for _, line := range strings.Split(string(output), "\n") {
		if i := strings.Index(line, "the runtime: "); i >= 0 {
			return line[i:]
		}
	}
	return ""
}

// showClauses prints a line on each clause that was asked, and the counts. The
// error is that one is not kept.
func showClauses(out io.Writer, results conformance.Results) error {
	kept, asked := map[conformance.Level]int{}, map[conformance.Level]int{}
	for _, clause := range conformance.Catalogue() {
		verdict := results.Of(clause.ID)
		if verdict == "" {
			continue
		}
		asked[clause.Level]++
		if verdict == conformance.Passed {
			kept[clause.Level]++
		}
		fmt.Fprintf(out, "  %-9s %s %-5s %-19s %s\n", verdict, clause.Step, clause.Level, clause.ID, clause.Promise)
	}
	var counts []string
	missed := 0
	for _, level := range []conformance.Level{conformance.Book, conformance.Sound, conformance.Ours} {
		if asked[level] > 0 {
			counts = append(counts, fmt.Sprintf("%s %d of %d", level, kept[level], asked[level]))
			missed += asked[level] - kept[level]
		}
	}
	fmt.Fprintf(out, "kept: %s, ", strings.Join(counts, ", "))
	if missed > 0 {
		return fmt.Errorf("%d clauses are not kept", missed)
	}
	return nil
}

// runItsOwn runs the suites in the program's own source, and shows what they
// say. The process that says it is the program author's.
func runItsOwn(dir string) {
	fmt.Println("its own suites, on which nothing rests:")
	test := exec.Command("go", "test", "-count=1", "-skip", "^TestConformance$", "./...")
	test.Dir = dir
	test.Stdout, test.Stderr = os.Stdout, os.Stdout
	var failed *exec.ExitError
	if err := test.Run(); err != nil && !errors.As(err, &failed) {
		fmt.Println("they could not be run:", err)
	}
}
