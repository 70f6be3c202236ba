package look

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
)

// kinds are the five namespaces of the book, in its order.
var kinds = []string{"pid", "mnt", "uts", "ipc", "net"}

// ErrEnded is that a container has ended before all of it was read.
var ErrEnded = errors.New("the container has ended")

// Read reads the container whose first process is init.
func (r Reader) Read(init int) (*Container, error) {
	c := &Container{Init: init}
	for _, read := range []func(*Container) error{r.readProcesses, r.readNamespaces, r.readMounts, r.readGroups, r.readDescriptors} {
		err := read(c)
		if err != nil && r.ended(init) {
			return nil, ErrEnded // what could not be read is not what is wrong
		}
		if err != nil {
			return nil, fmt.Errorf("look at the container of process %d: %w", init, err)
		}
	}
	return c, nil
}

func (r Reader) readProcesses(c *Container) error {
	all, err := r.all()
	if err != nil {
		return err
	}
	first, lives := all[c.Init]
	if !lives {
		return ErrEnded
	}
	depth := 0
	if run, lives := all[first.parent]; lives {
		c.Processes = append(c.Processes, Process{PID: run.pid, Parent: run.parent})
		depth = 1
	}
	c.Processes = append(c.Processes, Process{PID: c.Init, Parent: first.parent, Depth: depth})
	c.Processes = append(c.Processes, below(all, c.Init, depth+1)...)
	for i := range c.Processes {
		p := &c.Processes[i]
		p.Command = r.command(all[p.PID])
		if pids := all[p.PID].pids; first.isFirst() && len(pids) >= len(first.pids) {
			p.Inside = pids[len(first.pids)-1]
		}
	}
	return nil
}

func (r Reader) readNamespaces(c *Container) error {
	for _, kind := range kinds {
		here, err := r.namespace("self", kind)
		if err != nil {
			return err
		}
		there, err := r.namespace(strconv.Itoa(c.Init), kind)
		if err != nil {
			return err
		}
		c.Namespaces = append(c.Namespaces, Namespace{kind, here, there})
	}
	return nil
}

func (r Reader) readDescriptors(c *Container) error {
	dir := r.proc(strconv.Itoa(c.Init), "fd")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("list the open descriptors: %w", err)
	}
	for _, entry := range entries {
		number, err := strconv.Atoi(entry.Name())
		if err != nil {
			return fmt.Errorf("list the open descriptors: %w", err)
		}
		target, err := os.Readlink(r.proc(strconv.Itoa(c.Init), "fd", entry.Name()))
		if err == nil { // else it was closed meanwhile
			c.Descriptors = append(c.Descriptors, Descriptor{number, target})
		}
	}
	slices.SortFunc(c.Descriptors, func(a, b Descriptor) int { return a.Number - b.Number })
	return nil
}
