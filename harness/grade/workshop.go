package grade

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sys/unix"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/result"
)

// workshop is what submissions are graded with.
type workshop struct {
	class   *Class
	terms   Terms
	dir     string
	lock    *os.File // of the directory of results, held as long as this process lives
	suites  *judge.Judge
	builder builder
	sandbox mydocker.Sandbox
}

// open makes the workshop: the suites, a small system, and what builds.
func (c *Class) open() (*workshop, error) {
	w := &workshop{class: c}
	err := w.claim()
	if err == nil {
		err = w.furnish()
	}
	if err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// claim makes the directory of results, and the workshop's, which is named by
// it: what a run left there that was killed is removed by the next. Two at once
// are refused.
func (w *workshop) claim() error {
	out, err := filepath.Abs(w.class.Out)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o700); err != nil {
		return fmt.Errorf("make the directory of results: %w", err)
	}
	if w.lock, err = os.Open(out); err != nil {
		return err
	}
	if err := unix.Flock(int(w.lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return fmt.Errorf("%s: is another run writing its results there? %w", out, err)
	}
	w.dir = filepath.Join(os.TempDir(), fmt.Sprintf("mydocker-kit-grade-%x", sha256.Sum256([]byte(out))))
	if err := os.RemoveAll(w.dir); err != nil {
		return err
	}
	if err := os.Mkdir(w.dir, 0o700); err != nil {
		return err
	}
	return openToRootsGroup(w.dir)
}

// openToRootsGroup lets root's group into a directory: who makes a sandbox is in
// that, and is not root.
func openToRootsGroup(dir string) error { return os.Chmod(dir, 0o750) }

func (w *workshop) close() {
	if w.dir != "" {
		os.RemoveAll(w.dir)
	}
	if w.lock != nil {
		w.lock.Close()
	}
}

func (w *workshop) furnish() (err error) {
	w.sandbox = mydocker.Sandbox{
		Inside: filepath.Join(w.dir, "inside"), System: filepath.Join(w.dir, "system"), FirstID: firstID,
		Memory: w.class.share(1 << 30), Disk: 128 << 20, Processes: 1000, Cores: float64(runtime.NumCPU()),
	}
	if w.suites, err = judge.New(w.class.Kit, w.dir); err != nil {
		return err
	}
	if err = mydocker.BuildInside(w.sandbox.Inside); err != nil {
		return err
	}
	if w.sandbox.Files, err = system(w.sandbox.System); err != nil {
		return err
	}
	probe := filepath.Join(w.dir, "probe")
	if err = mydocker.BuildProbe(probe); err != nil {
		return err
	}
	w.sandbox.Files[conformance.ProbeInside] = probe
	if w.builder, err = newBuilder(w.class.Kit, w.dir, w.class.Step, w.sandbox, w.class.share); err != nil {
		return err
	}
	hash, err := hashOf(w.suites.Binary())
	w.terms = Terms{Schema: result.Schema, Step: w.class.Step, Seed: w.class.Seed, Kit: hash}
	return err
}
