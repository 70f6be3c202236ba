// Package stages is the one list of the chapter's steps: what each is about,
// and which files it adds to the step before and which it changes. Each step
// is a complete program, so a file that a step need not change is the same
// file as in the step before; a test holds the steps to that.
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
}

// Chapter3 lists the steps in order.
var Chapter3 = []Stage{
	{Name: "3.1", Title: "run: namespaces, init, /proc"},
	{
		Name: "3.2", Title: "limits through cgroup v1",
		Adds: []string{"cgroups/"},
		Changes: []string{
			"README.md", "README.zh-CN.md", "main_command.go", "run.go",
			"container/container_process.go", "container/container_process_test.go",
		},
	},
	{
		Name: "3.3", Title: "the command through a pipe, and PATH",
		Adds: []string{
			"run_test.go", "container/init_path_test.go", "container/init_pipe_test.go", "container/user_command_test.go",
		},
		Changes: []string{
			"README.md", "README.zh-CN.md", "main_command.go", "run.go",
			"container/container_process.go", "container/container_process_test.go",
			"container/init.go", "container/init_test.go",
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
