package grade

import (
	"fmt"
	"path/filepath"
	"time"

	"mydocker/harness/result"
)

// newClass is a class of the tests: all in a folder, of step 3.3, whose results
// go to another.
func newClass(dir, out string) (Class, error) {
	submissions, others, err := Find(dir)
	if err == nil && len(others) > 0 {
		err = fmt.Errorf("no submissions: %q", others)
	}
	if err != nil {
		return Class{}, err
	}
	kit, err := filepath.Abs("../..")
	return Class{
		Kit: kit, Step: "3.3", Seed: 1, Submissions: submissions, Out: out, Budget: time.Minute,
		Tell: func(result.Submission, int, int) {},
	}, err
}
