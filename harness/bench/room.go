package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"mydocker/harness/mydocker"
	"mydocker/harness/oci"
)

// environment is what everything that is measured is started with.
var environment = []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"}

// Room is where containers are started: a guard, in which cgroups are told from
// those of others, with what runc and crun want to find prepared. It is the same
// for all who are compared.
type Room struct {
	ctx   context.Context
	guard *mydocker.Guard
	// Dir is a directory in memory, which is seen in the room alone.
	Dir string
	// complaints is a file in there: the stderr of everything that is timed.
	complaints *os.File
}

// NewRoom makes a room. The caller closes it. When the context has ended, nothing
// is started in there any more.
func NewRoom(ctx context.Context) (*Room, error) {
	guard, err := mydocker.NewGuard()
	if err != nil {
		return nil, err
	}
	r := &Room{ctx: ctx, guard: guard, Dir: guard.Dir}
	mounts, err := os.Open(guard.Proc("mountinfo"))
	if err == nil {
		defer mounts.Close()
		guard.Do(func() { err = r.furnish(mounts) })
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("prepare a room: %w", err), guard.Close())
	}
	return r, nil
}

func (r *Room) furnish(mounts io.Reader) error {
	if err := unix.Mount("tmpfs", r.Dir, "tmpfs", 0, "mode=755"); err != nil {
		return fmt.Errorf("mount a directory in memory: %w", err)
	}
	var err error
	if r.complaints, err = os.OpenFile(filepath.Join(r.Dir, "stderr"), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600); err != nil {
		return err
	}
	if err := unix.Mkdir(r.root(), 0o755); err != nil {
		return err
	}
	if err := oci.ShowRoot(r.root(), mounts); err != nil {
		return err
	}
	// What is mounted at / from now on is not mounted here too.
	return unix.Mount("", r.root(), "", unix.MS_PRIVATE|unix.MS_REC, "")
}

// root is where / is shown once more.
func (r *Room) root() string { return filepath.Join(r.Dir, "root") }

// Close ends what runs in the room, and removes it.
func (r *Room) Close() error {
	r.complaints.Close()
	return r.guard.Close()
}

// command is a program with /dev/null as its stdin and stdout.
func command(argv []string) *exec.Cmd {
	program := exec.Command(argv[0], argv[1:]...)
	program.Dir, program.Env = "/", environment
	return program
}

// Time runs a program in the room, and says how long that took, from before it
// was made to when its end was known.
func (r *Room) Time(argv []string) (took time.Duration, err error) {
	program := command(argv)
	program.Stderr = r.complaints
	began := time.Now()
	if err = r.start(program); err == nil {
		err = program.Wait()
	}
	took = time.Since(began)
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", filepath.Base(argv[0]), err, r.lastComplaint())
	}
	return took, err
}

// lastComplaint is the last line that was written to stderr.
func (r *Room) lastComplaint() string {
	const most = 1000
	size, _ := r.complaints.Seek(0, io.SeekEnd)
	text := make([]byte, min(size, most))
	r.complaints.ReadAt(text, size-int64(len(text)))
	return lastLine(string(text))
}

func (r *Room) start(program *exec.Cmd) (err error) {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	r.guard.Do(func() { err = program.Start() })
	return err
}

// running is a program in the room that has not ended.
type running struct {
	program *exec.Cmd
	stderr  bytes.Buffer
	ended   chan struct{}
}

func (r *Room) run(argv []string) (*running, error) {
	one := &running{program: command(argv), ended: make(chan struct{})}
	one.program.Stderr = &one.stderr
	if err := r.start(one.program); err != nil {
		return nil, err
	}
	go func() {
		defer close(one.ended)
		one.program.Wait() // how is not asked: its command is killed
	}()
	return one, nil
}

// groups are the cgroups that were made in the room: "memory:/mydocker/1234".
func (r *Room) groups() ([]string, error) {
	state, err := r.guard.State()
	return state.Groups, err
}

// groupsLeft fails if there are groups in the room that were not there before.
func (r *Room) groupsLeft(before []string) error {
	now, err := r.groups()
	if err != nil {
		return err
	}
	left := slices.DeleteFunc(now, func(group string) bool { return slices.Contains(before, group) })
	if len(left) > 0 {
		return fmt.Errorf("%d cgroups are left, such as %s", len(left), left[0])
	}
	return nil
}

// namespaces are those that a program in the room has, if it makes none.
func (r *Room) namespaces() (namespaces, error) {
	return namespacesIn(r.guard.Proc("ns"), map[string]string{"pid": "pid_for_children"})
}
