package grade

import (
	"context"
	"fmt"
	"mydocker/harness/result"
	"os"
	"testing"
	"time"
)

func TestTry(t *testing.T) {
	dir := os.Getenv("TRY")
	subs, others, err := Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(subs, others)
	out := t.TempDir()
	if o := os.Getenv("TRYOUT"); o != "" {
		out = o
	}
	c := Class{Kit: "/work/next2", Step: "3.3", Seed: 7, Submissions: subs, Out: out, Budget: 5 * time.Minute, Resume: true, Again: func(s Submission, err error) { fmt.Println("AGAIN", s, err) }, Tell: func(r result.Submission, done, all int) {
		n := map[string]int{}
		for _, c := range r.Clauses {
			n[string(c.Verdict)]++
		}
		fmt.Println(done, all, r.Name, r.Outcome, r.Tries, n, r.Message)
		for _, c := range r.Clauses {
			if c.Verdict != "passed" {
				fmt.Println("   ", c.ID, c.Verdict, c.Report)
			}
		}
	}}
	began := time.Now()
	_, err = c.Run(context.Background())
	fmt.Println(err, time.Since(began))
}
