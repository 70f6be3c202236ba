package report

import (
	"io"

	"mydocker/harness/result"
)

// https://exercism.org/docs/building/tooling/test-runners/interface
//
// Steps are the exercise's tasks, by their order. There are no points. What was
// not built or not graded is an error, whose message says which.
var exercism = Format{
	Name: "exercism", For: "Exercism: results.json of a test runner, version 3", Ending: ".exercism.json",
	showsNone: true,
	write: func(out io.Writer, s sheet) error {
		one := s.marked[0]
		file := exercismFile{Version: 3, Status: "pass", Tests: []exercismTest{}}
		if one.Mark.None != "" || one.Outcome != result.Graded {
			file.Status, file.Message = "error", one.text(s.most)
			return writeJSON(out, file)
		}
		tasks := map[string]int{}
		for _, entry := range one.entries(s.most) {
			if tasks[entry.Step] == 0 {
				tasks[entry.Step] = len(tasks) + 1
			}
			if entry.Verdict == result.NotAsked {
				continue
			}
			test := exercismTest{Name: entry.Name, Status: passOf(entry), Message: entry.Text, TaskID: tasks[entry.Step]}
			if test.Status != "pass" {
				file.Status = "fail"
			}
			file.Tests = append(file.Tests, test)
		}
		return writeJSON(out, file)
	},
}

type exercismFile struct {
	Version int            `json:"version"`
	Status  string         `json:"status"`
	Message string         `json:"message,omitempty"`
	Tests   []exercismTest `json:"tests"`
}

type exercismTest struct {
	Name    string `json:"name"`
	Status  string `json:"status"`
	Message string `json:"message,omitempty"`
	TaskID  int    `json:"task_id"`
}
