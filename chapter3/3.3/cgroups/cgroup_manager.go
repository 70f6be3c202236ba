// Package cgroups keeps one container's group in every hierarchy that limits it.
package cgroups

import (
	"errors"

	"mydocker/chapter3/3.3/cgroups/subsystems"
)

// CgroupManager sets, applies and removes the limits of one container.
type CgroupManager struct {
	// Path names the container's group, the same in each hierarchy.
	Path string
	// Resource is what Set was given.
	Resource *subsystems.ResourceConfig

	limiting []subsystems.Subsystem // those that Set made a group in
}

// NewCgroupManager manages the group path, such as "mydocker/1234".
// It makes nothing yet.
func NewCgroupManager(path string) *CgroupManager {
	return &CgroupManager{Path: path}
}

// Set makes a group for each limit that is asked for, and sets it. It stops
// at the first error; Destroy removes what it has made.
func (c *CgroupManager) Set(limits *subsystems.ResourceConfig) error {
	c.Resource = limits
	for _, subsystem := range subsystems.SubsystemsIns {
		if err := subsystem.Set(c.Path, limits); err != nil {
			return err
		}
		if _, err := subsystems.GetCgroupPath(subsystem.Name(), c.Path, false); err == nil {
			c.limiting = append(c.limiting, subsystem)
		}
	}
	return nil
}

// Apply moves process pid into each group that Set made.
func (c *CgroupManager) Apply(pid int) error {
	for _, subsystem := range c.limiting {
		if err := subsystem.Apply(c.Path, pid); err != nil {
			return err
		}
	}
	return nil
}

// Destroy removes the container's groups, and those of containers whose run
// was killed before it could. It goes on after an error, and returns them all.
func (c *CgroupManager) Destroy() error {
	var errs []error
	for _, subsystem := range subsystems.SubsystemsIns {
		errs = append(errs, subsystem.Remove(c.Path))
		removeLeftovers(subsystem.Name())
	}
	return errors.Join(errs...)
}

// Leave moves the calling thread, which Apply(0) has moved into the groups,
// back to where its process is. It goes on after an error, and returns them all.
func (c *CgroupManager) Leave() error {
	var errs []error
	for _, subsystem := range c.limiting {
		own, err := subsystems.FindOwnGroup(subsystem.Name())
		if err == nil {
			err = subsystem.Apply(own, 0)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Holds reports whether process pid is in each group that Set made.
func (c *CgroupManager) Holds(pid int) bool {
	for _, subsystem := range c.limiting {
		if !subsystems.IsIn(subsystem.Name(), c.Path, pid) {
			return false
		}
	}
	return true
}
