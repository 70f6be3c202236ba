package proving

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"mydocker/harness/conformance"
	"mydocker/harness/host"
)

// Wheat is a right runtime in another style than the chapter's: what it keeps
// has to pass, or a case is wrong.
type Wheat struct {
	// ID names it, and its directory in testdata: "shell".
	ID string
	// Style is how it differs from the chapter's programs.
	Style string
	// Level is how far it keeps the clauses: a wheat of Book has the
	// weaknesses of the chapter's own code.
	Level conformance.Level
	// Except are clauses that it is not asked about, with the reason.
	Except map[string]string
	// Needs is what the machine has to have to build and run it.
	Needs []host.Requirement

	ociRuntime string
	build      func(wheat Wheat, dir, binary string) *exec.Cmd
}

// Name tells it from all others: "wheats/shell", "oci/runc".
func (w Wheat) Name() string { return strings.TrimSuffix(w.ID+"/"+w.ociRuntime, "/") }

// notOfOCI are clauses that do not apply to the industry's runtimes.
var notOfOCI = map[string]string{
	"no-orphan":         "a container outlives the killed runtime by design: an engine's monitor watches it",
	"parent-dies-early": "the same",
	"argv-exact":        "the command is in a JSON file, which holds UTF-8 alone",
	"mountpoint-found":  "they look for hierarchies below /sys/fs/cgroup alone",
	"v1-missing":        "they want all controllers, asked for or not",
}

var notOfCrun = func() map[string]string {
	not := maps.Clone(notOfOCI)
	not["not-executable"] = "crun 1.8 says why, and not of which file"
	not["bad-limit"] = "crun 1.8 does not name the value, and leaves the group behind"
	not["cgroup-removed"] = "killed, crun leaves its container in the group"
	return not
}()

// Wheats returns all of them.
func Wheats() []Wheat {
	return []Wheat{
		{
			ID: "wheats/c", Style: "C; the child joins its groups itself, and hears of its command by fork alone",
			Level: conformance.Sound, build: buildC, Needs: []host.Requirement{host.Program("gcc")},
		},
		{
			ID: "wheats/shell", Style: "POSIX shell, unshare(1) and the files of cgroup v1",
			Level: conformance.Sound, build: copyScript, Needs: []host.Requirement{host.Program("setpriv"), host.Program("pkill")},
			Except: map[string]string{"exit-status": "unshare(1) before util-linux 2.39 loses a death by SIGKILL"},
		},
		{
			ID: "wheats/unshare", Style: "Go; unshare(2) after the fork, a process that waits between run and the command, slave mounts",
			Level: conformance.Sound, build: buildGo,
		},
		{
			ID: "wheats/pivot", Style: "Go; a mount tree of its own, pivoted into; the command as JSON of bytes",
			Level: conformance.Sound, build: buildGo,
		},
		{
			ID: "wheats/pty", Style: "Go; a session and a terminal of the container's own, carried to run's",
			Level: conformance.Sound, build: buildGo,
		},
		{
			ID: "wheats/late", Style: "Go; started first, limited then, thread by thread, and told its command last",
			Level: conformance.Sound, build: buildGo,
		},
		{
			ID: "book", Style: "Go; what the chapter teaches, and no more",
			Level: conformance.Book, build: buildGo,
		},
		{
			ID: "oci", Style: "runc, by an adapter that makes a bundle whose root is /",
			Level: conformance.Sound, build: buildGo, ociRuntime: "runc", Needs: []host.Requirement{host.Program("runc")},
			Except: notOfOCI,
		},
		{
			ID: "oci", Style: "crun, by the same adapter",
			Level: conformance.Sound, build: buildGo, ociRuntime: "crun", Needs: []host.Requirement{host.Program("crun")},
			Except: notOfCrun,
		},
	}
}

// Build builds the wheat of the kit in directory kit as the file binary.
func (w Wheat) Build(kit, binary string) error {
	dir := filepath.Join(kit, "harness", "proving", "testdata", filepath.FromSlash(w.ID))
	if output, err := w.build(w, dir, binary).CombinedOutput(); err != nil {
		return fmt.Errorf("build the wheat %s: %w\n%s", w.Name(), err, output)
	}
	return nil
}

func buildC(_ Wheat, dir, binary string) *exec.Cmd {
	return exec.Command("gcc", "-O1", "-Wall", "-Werror", "-o", binary, filepath.Join(dir, "mydocker.c"))
}

func copyScript(_ Wheat, dir, binary string) *exec.Cmd {
	return exec.Command("cp", filepath.Join(dir, "mydocker"), binary)
}

// buildGo builds a program in Go; the adapter is told its runtime.
func buildGo(w Wheat, dir, binary string) *exec.Cmd {
	ociRuntime, _ := exec.LookPath(w.ociRuntime) // a case sets PATH to something else
	build := exec.Command("go", "build", "-buildvcs=false", "-ldflags", "-X main.ociRuntime="+ociRuntime, "-o", binary, ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	return build
}
