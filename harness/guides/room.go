package guides

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"mydocker/harness/mydocker"
)

// Kit is where the copy of the kit is in a Room. It is the same in each, so
// that Go finds what it has compiled for the last.
const Kit = "/mnt"

// Room is where the commands of a document are run: a guard, with a copy of
// the kit and a /tmp of its own. What they make, mount or name stays in there.
type Room struct {
	guard    *mydocker.Guard
	language string
}

// NewRoom makes a room for a document in a language of the kit's, from the kit
// in dir. What is built in bin is kept in the directory built, for other rooms.
func NewRoom(dir, built, language string) (*Room, error) {
	guard, err := mydocker.NewGuard()
	if err != nil {
		return nil, err
	}
	r := &Room{guard: guard, language: language}
	if err := r.furnish(dir, built); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

func (r *Room) furnish(dir, built string) error {
	kit, tmp := filepath.Join(r.guard.Dir, "kit"), filepath.Join(r.guard.Dir, "tmp")
	if err := errors.Join(os.MkdirAll(filepath.Join(kit, "bin"), 0o755), os.Mkdir(tmp, 0o777), os.Chmod(tmp, 0o1777)); err != nil {
		return fmt.Errorf("make a room: %w", err)
	}
	copied := exec.Command("sh", "-c", `tar --exclude=./work --exclude=./bin --exclude=./.git --exclude=./.vagrant -cf - . | tar -C "$1" -xf -`, "sh", kit)
	copied.Dir = dir
	if output, err := copied.CombinedOutput(); err != nil {
		return fmt.Errorf("copy the kit: %w: %s", err, output)
	}
	var err error
	r.guard.Do(func() {
		// The last hides the others, which are in the machine's /tmp.
		for _, mount := range [][2]string{{kit, Kit}, {built, Kit + "/bin"}, {tmp, "/tmp"}} {
			if err = unix.Mount(mount[0], mount[1], "", unix.MS_BIND, ""); err != nil {
				return
			}
		}
	})
	if err != nil {
		return fmt.Errorf("mount the copy of the kit: %w", err)
	}
	return nil
}

// Put writes a file into the copy of the kit that is in the room.
func (r *Room) Put(name string, text []byte) error {
	file := filepath.Join(r.guard.Dir, "kit", name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("furnish a room: %w", err)
	}
	return os.WriteFile(file, text, 0o644)
}

// Terminal starts a terminal in the room.
func (r *Room) Terminal() (*Terminal, error) {
	var env []string
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, "KIT_") && !strings.HasPrefix(name, "MYDOCKER") && !strings.HasPrefix(name, "MAKE") && name != "MFLAGS" {
			env = append(env, variable)
		}
	}
	// Of two that have a name, the last counts.
	env = append(env, "KIT_LANG="+r.language, "LC_ALL=C.UTF-8", "NO_COLOR=1", "LOGNAME=root", "USER=root")
	return NewTerminal(Kit, env, func(shell *exec.Cmd) error {
		var err error
		r.guard.Do(func() { err = shell.Start() })
		return err
	})
}

// Close ends all that runs in the room, and removes it.
func (r *Room) Close() error { return r.guard.Close() }
