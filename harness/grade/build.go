package grade

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/terminal"
)

// Limits of a build.
const (
	buildMemory    = 2 << 30 // bytes, of which what it writes is a part
	buildDisk      = 1 << 30
	buildProcesses = 1000
	mostWords      = 4000 // bytes of what the compiler says
)

func buildWait() time.Duration { return host.Patience(3 * time.Minute) }

// Where things are in a sandbox in which something is built.
const (
	goInside      = "/opt/go"
	modulesInside = "/opt/modules"
	cacheInside   = "/opt/cache"
)

// builder builds Go programs that are not trusted.
type builder struct {
	sandbox mydocker.Sandbox
	mod     []byte // the kit's go.mod
	sum     []byte // and its go.sum
	step    string
}

// newBuilder makes a builder that works in dir, with an id's worth of nobody's
// ids from firstID on. It compiles once what the kit's own program uses.
func newBuilder(kit, dir, step string, base mydocker.Sandbox, share func(int64) int64) (builder, error) {
	b := builder{sandbox: base, step: step}
	for file, text := range map[string]*[]byte{"go.mod": &b.mod, "go.sum": &b.sum} {
		var err error
		if *text, err = os.ReadFile(filepath.Join(kit, file)); err != nil {
			return b, fmt.Errorf("read the kit's versions: %w", err)
		}
	}
	root, modules, err := goDirs(kit)
	if err != nil {
		return b, err
	}
	// What is kept is root's; a sandbox gets a copy of nobody's.
	kept, cache := filepath.Join(kit, "bin", "grade-cache"), filepath.Join(dir, "cache")
	if err := warm(kit, filepath.Join("chapter3", step), kept); err != nil {
		return b, err
	}
	if err := os.CopyFS(cache, os.DirFS(kept)); err != nil {
		return b, fmt.Errorf("copy the build cache: %w", err)
	}
	if err := giveAll(cache, base.FirstID); err != nil {
		return b, err
	}
	b.sandbox.Files = map[string]string{goInside: root, modulesInside: modules}
	for at, file := range base.Files {
		b.sandbox.Files[at] = file
	}
	b.sandbox.Layers = map[string]string{cacheInside: cache}
	b.sandbox.AsRoot = true // Go and its modules may be root's alone; nothing that is handed in is run
	b.sandbox.Memory, b.sandbox.Disk, b.sandbox.Processes = share(buildMemory), share(buildDisk), buildProcesses
	return b, nil
}

// goDirs returns where Go is, and where the modules are.
func goDirs(kit string) (root, modules string, err error) {
	env := exec.Command("go", "env", "GOROOT", "GOMODCACHE")
	env.Dir = kit
	output, err := env.Output()
	dirs := strings.Split(strings.TrimSpace(string(output)), "\n")
	if err != nil || len(dirs) != 2 {
		return "", "", fmt.Errorf("ask go where it is: %w", err)
	}
	return dirs[0], dirs[1], nil
}

// buildFlags are the same for what is compiled before and for a submission, so
// that the one is of use to the other: no directory is in what comes out.
var buildFlags = []string{"build", "-trimpath", "-buildvcs=false", "-mod=mod"}

// warm compiles the kit's own program, and so what it uses, into a build cache.
func warm(kit, program, cache string) error {
	build := exec.Command("go", append(buildFlags, "-o", os.DevNull, "./"+program)...)
	build.Dir = kit
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GOCACHE="+cache)
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", program, err, output)
	}
	return nil
}

// giveAll gives all in dir to a user of this machine.
func giveAll(dir string, id int) error {
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, id, id)
	})
}

// build builds the module as the file binary, in a sandbox of its own. What is
// wrong with the source is a rejection, in the compiler's words.
func (b builder) build(ctx context.Context, m module, binary string) (err error) {
	guard, err := mydocker.NewSandbox(b.sandbox)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, guard.Close()) }()
	const src, out = "/src", "/out/mydocker"
	if err := b.carryIn(guard, m, src); err != nil {
		return err
	}
	args := append([]string{"build", "-C", filepath.Join(src, m.main)}, buildFlags[1:]...)
	session, err := guard.Start(mydocker.Runtime{Path: goInside + "/bin/go"}, mydocker.Invocation{
		Args: append(args, "-o", out, "."),
		Env: []string{
			"CGO_ENABLED=0", "GOTOOLCHAIN=local", "GOENV=off", "GOWORK=off", "GOFLAGS=", "GOPROXY=off", "GOSUMDB=off", "GOVCS=*:off", "GO111MODULE=on",
			"GOROOT=" + goInside, "GOMODCACHE=" + modulesInside, "GOCACHE=" + cacheInside, "GOTMPDIR=/tmp", "GOPATH=/root/go",
		},
	})
	if err != nil {
		return err
	}
	session.Stdin.Close()
	defer context.AfterFunc(ctx, func() { session.Signal(syscall.SIGKILL) })()
	result, err := session.WaitUpTo(buildWait())
	switch {
	case errors.Is(err, mydocker.ErrTooLong):
		return reject("it was not built within %v", buildWait().Round(time.Second))
	case err != nil:
		return err
	case result.Status != 0:
		return reject("%s", compilersWords(result))
	}
	program, err := guard.ReadFile(out)
	if err != nil || !bytes.HasPrefix(program, []byte("\x7fELF")) {
		return reject("go build made no program of it")
	}
	return os.WriteFile(binary, program, 0o755)
}

// carryIn writes the module's files in the sandbox, and nothing else.
func (b builder) carryIn(guard *mydocker.Guard, m module, src string) error {
	root := filepath.Join(m.dir, m.root)
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil || filepath.Base(file) == "go.mod" {
			return err
		}
		if entry.IsDir() {
			return guard.MkdirAll(filepath.Join(src, name))
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return guard.WriteFile(filepath.Join(src, name), text, 0o644)
	})
	for name, text := range map[string][]byte{"go.mod": m.mod, "go.sum": b.sum} {
		if err == nil {
			err = guard.WriteFile(filepath.Join(src, name), text, 0o644)
		}
	}
	return err
}

// compilersWords are what go build says of a program, printable.
func compilersWords(result mydocker.Result) string {
	words := strings.TrimSpace(result.Stderr)
	if words == "" {
		words = fmt.Sprintf("go build ended with status %d, signal %d", result.Status, result.Signal)
	}
	if len(words) > mostWords {
		words = words[:mostWords] + "\n..."
	}
	lines := strings.Split(words, "\n")
	for i, line := range lines {
		lines[i] = terminal.Printable(line)
	}
	return strings.Join(lines, "\n")
}
