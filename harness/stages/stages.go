// Package stages is the one list of the chapter's steps: what each is about,
// which files it adds to the step before and which it changes, and in which
// order these are read. Each step is a complete program, so a file that a step
// need not change is the same file as in the step before; a test holds the
// steps to that, and the guides to the order.
package stages

import (
	"fmt"
	"slices"
)

// Stage is one step of the chapter.
type Stage struct {
	// Name is the book's number: "3.2".
	Name string
	// Title is what the step is about, in a few words.
	Title string
	// Adds and Changes are files of the step's directory, against the step
	// before. One that ends in "/" stands for all in that directory.
	Adds, Changes []string
	// Reads has those of them that are the program's, in the order in which a
	// student reads them. The first step adds all of its files.
	Reads []string
}

// Chapter3 lists the steps in order.
var Chapter3 = []Stage{
	{
		Name: "3.1", Title: "run: namespaces, init, /proc",
		Reads: []string{
			"main.go", "main_command.go", "run.go",
			"container/container_process.go", "container/init.go", "container/proc.go",
			"signals.go",
		},
	},
	{
		Name: "3.2", Title: "limits through cgroup v1",
		Adds: []string{"cgroups/"},
		Changes: []string{
			"README.md", "README.zh-CN.md", "main_command.go", "run.go",
			"container/container_process.go", "container/container_process_test.go",
		},
		Reads: []string{
			"main_command.go", "run.go",
			"cgroups/subsystems/subsystem.go", "cgroups/subsystems/utils.go",
			"cgroups/subsystems/memory.go", "cgroups/subsystems/cpu.go", "cgroups/subsystems/cpuset.go",
			"cgroups/subsystems/group.go",
			"cgroups/cgroup_manager.go", "cgroups/leftovers.go",
			"container/container_process.go",
		},
	},
	{
		Name: "3.3", Title: "the command through a pipe, and PATH",
		Adds: []string{
			"run_test.go", "container/init_path_test.go", "container/init_pipe_test.go", "container/user_command_test.go",
			"cgroups/subsystems/own_group.go", "cgroups/subsystems/own_group_test.go", "cgroups/subsystems/find_group_test.go", "cgroups/subsystems/found_once_test.go",
			"cgroups/thread_test.go",
		},
		Changes: []string{
			"README.md", "README.zh-CN.md", "main_command.go", "run.go",
			"container/container_process.go", "container/container_process_test.go",
			"container/init.go", "container/init_test.go",
			"cgroups/subsystems/group.go", "cgroups/subsystems/utils.go", "cgroups/cgroup_manager.go",
		},
		Reads: []string{
			"container/container_process.go", "run.go", "container/init.go", "main_command.go",
			"cgroups/subsystems/group.go", "cgroups/subsystems/own_group.go", "cgroups/cgroup_manager.go",
			"cgroups/subsystems/utils.go",
		},
	},
}

// UpTo returns the names of the steps up to and including name.
func UpTo(name string) ([]string, error) {
	var names []string
	for _, stage := range Chapter3 {
		names = append(names, stage.Name)
		if stage.Name == name {
			return names, nil
		}
	}
	return nil, fmt.Errorf("there is no step %q; the steps are %v", name, names)
}

// Before returns the step before name, and whether there is one.
func Before(name string) (Stage, bool) {
	i := slices.IndexFunc(Chapter3, func(s Stage) bool { return s.Name == name })
	if i < 1 {
		return Stage{}, false
	}
	return Chapter3[i-1], true
}

// ReadingOrder returns the files that the steps behind from, up to and
// including to, add or change, each where it is first to be read. From "" it is
// all steps up to to.
func ReadingOrder(from, to string) []string {
	var order []string
	behind := from == ""
	for _, stage := range Chapter3 {
		if behind {
			for _, name := range stage.Reads {
				if !slices.Contains(order, name) {
					order = append(order, name)
				}
			}
		}
		if stage.Name == to {
			break
		}
		behind = behind || stage.Name == from
	}
	return order
}
