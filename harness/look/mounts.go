package look

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"github.com/moby/sys/mountinfo"
)

func (r Reader) readMounts(c *Container) error {
	init := strconv.Itoa(c.Init)
	mounts, err := r.mounts(init)
	if err != nil {
		return err
	}
	for _, mount := range mounts {
		read := Mount{mount.Mountpoint, mount.FSType, mount.Source, mount.Options, mount.Optional}
		switch mount.Mountpoint {
		case "/":
			c.Root = append(c.Root, read)
		case "/proc":
			c.Proc = append(c.Proc, read)
		}
	}
	// The first process that a /proc shows is that of its PID namespace.
	own, err := r.namespace(init, "pid")
	if err != nil {
		return err
	}
	shown, err := r.namespace(init+"/root/proc/1", "pid")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.ProcShows = ShowsNothing
	case err != nil:
		c.ProcShows = ShowsUnknown
	case shown == own:
		c.ProcShows = ShowsOwn
	default:
		c.ProcShows = ShowsHosts
	}
	return nil
}

func (r Reader) mounts(process string) ([]*mountinfo.Info, error) {
	table, err := os.Open(r.proc(process, "mountinfo"))
	if err != nil {
		return nil, fmt.Errorf("read the mounts of process %s: %w", process, err)
	}
	defer table.Close()
	mounts, err := mountinfo.GetMountsFromReader(table, nil)
	if err != nil {
		return nil, fmt.Errorf("read the mounts of process %s: %w", process, err)
	}
	return mounts, nil
}
