package starter

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/stretchr/testify/suite"

	"mydocker/harness/stages"
)

// StarterSuite derives the starters from the chapter's own programs.
type StarterSuite struct{ suite.Suite }

func TestStarters(t *testing.T) { suite.Run(t, new(StarterSuite)) }

// kit returns the kit's directory.
func kit(s *suite.Suite) string {
	dir, err := filepath.Abs("../..")
	s.Require().NoError(err)
	return dir
}

// starter derives the one of a step.
func (s *StarterSuite) starter(step string) *Starter {
	made, err := derive(Order{Kit: kit(&s.Suite), Step: step, Dir: "/somewhere/else"})
	s.Require().NoError(err)
	return made
}

// toDo is what each step asks for, by file, in reading order. What is to be
// changed and not written has a "~" before it.
var toDo = map[string][]string{
	"3.1": {
		"main_command.go: runAction, initAction, usageError",
		"run.go: Run",
		"container/container_process.go: NewParentProcess",
		"container/init.go: RunContainerInitProcess",
		"container/proc.go: mountProc",
		"signals.go: catchSignals, relaySignals, handles, isInit",
	},
	"3.2": {
		"main_command.go: ~runCommand, ~runAction, ~initAction",
		"run.go: ~Run",
		"cgroups/subsystems/utils.go: FindCgroupMountpoint, findMountpoint, GetCgroupPath",
		"cgroups/subsystems/memory.go: (*MemorySubSystem).Name, (*MemorySubSystem).Set, (*MemorySubSystem).Apply, (*MemorySubSystem).Remove, parseSize",
		"cgroups/subsystems/cpu.go: (*CpuSubSystem).Name, (*CpuSubSystem).Set, (*CpuSubSystem).Apply, (*CpuSubSystem).Remove",
		"cgroups/subsystems/cpuset.go: (*CpusetSubSystem).Name, (*CpusetSubSystem).Set, (*CpusetSubSystem).Apply, (*CpusetSubSystem).Remove, inherit",
		"cgroups/subsystems/group.go: join, remove, readFile, writeFile",
		"cgroups/cgroup_manager.go: NewCgroupManager, (*CgroupManager).Set, (*CgroupManager).Apply, (*CgroupManager).Destroy",
		"cgroups/leftovers.go: NewPath, namespacePrefix, removeLeftovers",
		"container/container_process.go: ~NewParentProcess",
	},
	"3.3": {
		"container/container_process.go: ~NewParentProcess, NewPipe",
		"run.go: ~Run, startLimited, sendInitCommand",
		"container/init.go: ~RunContainerInitProcess, readUserCommand",
		"main_command.go: ~initAction",
		"cgroups/subsystems/group.go: ~join",
		"cgroups/subsystems/own_group.go: FindOwnGroup, IsIn, findGroup",
		"cgroups/cgroup_manager.go: (*CgroupManager).Leave, (*CgroupManager).Holds",
		"cgroups/subsystems/utils.go: ~FindCgroupMountpoint",
	},
}

func (s *StarterSuite) TestTheseAreToBeWrittenOrChanged() {
	for step, want := range toDo {
		var got []string
		at := ""
		for _, task := range s.starter(step).Tasks {
			name := task.Name
			if task.Changes {
				name = "~" + name
			}
			if task.File == at {
				got[len(got)-1] += ", " + name
			} else {
				got = append(got, task.File+": "+name)
			}
			at = task.File
		}
		s.Equal(want, got, step)
	}
}

func (s *StarterSuite) TestWhatIsToBeWrittenPanicsWithItsName() {
	for step := range toDo {
		made := s.starter(step)
		for _, task := range made.Tasks {
			s.Equal(!task.Changes, strings.Contains(made.Files[task.File], `panic("`+step+": write "+task.Name+`")`), "%s: %s", step, task.Name)
		}
	}
}

func (s *StarterSuite) TestWhatIsStillEmptyIsFoundInAFolder() {
	for step := range toDo {
		made := s.starter(step)
		dir := s.T().TempDir()
		s.False(Made(dir))
		s.Require().NoError(writeFiles(dir, made.Files))
		s.True(Made(dir))
		for _, other := range []string{"testdata/a", ".old", "_old", "vendor/x", "other"} { // none of them the program's
			s.Require().NoError(writeFiles(filepath.Join(dir, other), made.Files))
		}
		empty, err := StillEmpty(dir)
		s.Require().NoError(err)
		var found, want []string
		for _, function := range empty {
			s.Equal(step, function.Step)
			s.Contains(strings.Split(made.Files[function.File], "\n")[function.Line-1], function.Name)
			found = append(found, function.File+" "+function.Name)
		}
		for _, task := range made.Tasks {
			if !task.Changes {
				want = append(want, task.File+" "+task.Name)
			}
		}
		s.ElementsMatch(want, found, step)
	}
}

// One text in three files, so that who reads it sees it whole.
func (s *StarterSuite) TestWhatIsToBeChangedSaysWhatItIsToBecome() {
	s.Contains(s.starter("3.2").Files["run.go"], `//
// The error is a bare *exec.ExitError if the command ran and failed.
//
// 3.2: what is here is that of 3.1, and is to become
//
//	func Run(tty bool, command []string, limits *subsystems.ResourceConfig) (err error)
func Run(tty bool, command string) error {
	if os.Geteuid() != 0 {
`)
	s.Contains(s.starter("3.2").Files["main_command.go"], `
// initAction hands the command line of init on to the container package.
//
// 3.2: what is here is that of 3.1.
func initAction(context *cli.Context) error {
	return container.RunContainerInitProcess(context.Args().First(), nil)
}
`)
}

func (s *StarterSuite) TestEveryStarterCompilesAndVetsWithoutANetwork() {
	for step := range toDo {
		for _, flags := range []string{"-mod=mod", "-mod=readonly"} {
			dir := s.T().TempDir()
			s.Require().NoError(writeFiles(dir, s.starter(step).Files))
			vet := exec.Command("go", "vet", "./...")
			vet.Dir = dir
			vet.Env = append(os.Environ(), "GOFLAGS="+flags, "GOPROXY=off")
			output, err := vet.CombinedOutput()
			s.NoError(err, "%s: %s", step, output)
		}
	}
}

// program returns the Go files of a starter as a program.
func (s *StarterSuite) program(made *Starter) *program {
	dir := s.T().TempDir()
	s.Require().NoError(writeFiles(dir, made.Files))
	p, err := readProgram(dir)
	s.Require().NoError(err)
	return p
}

func (s *StarterSuite) reference(step string) *program {
	p, err := readProgram(filepath.Join(kit(&s.Suite), "chapter3", step))
	s.Require().NoError(err)
	return p
}

// What is to be written is put in its place; all else has to be there.
func (s *StarterSuite) TestWithTheChaptersBodiesAStarterIsTheChaptersProgram() {
	for step := range toDo {
		made := s.starter(step)
		starter, reference := s.program(made), s.reference(step)
		s.Equal(reference.names(), starter.names(), step)
		before, hasBefore := stages.Before(step)
		for _, name := range reference.names() {
			want, got := reference.files[name].declarations(), starter.files[name].declarations()
			s.Require().Len(got, len(want), "%s/%s", step, name)
			for i := range want {
				place := step + "/" + name + ": " + want[i].name
				s.Equal(want[i].name, got[i].name, place)
				at := slices.IndexFunc(made.Tasks, func(task Task) bool { return task.File == name && task.Name == want[i].name })
				switch {
				case at < 0:
					s.Equal(want[i].text(), got[i].text(), place)
					s.Equal(want[i].comment(), got[i].comment(), place)
				case made.Tasks[at].Changes:
					s.Require().True(hasBefore, place)
					old, found := s.reference(before.Name).counterpart(want[i])
					s.Require().True(found, place)
					s.Equal(old.text(), got[i].text(), place)
					s.True(strings.HasPrefix(got[i].comment(), want[i].comment()), place)
				default:
					s.Equal(want[i].signature(), got[i].signature(), place)
					s.Equal(want[i].comment(), got[i].comment(), place)
				}
			}
		}
	}
}

func (s *StarterSuite) TestTheseTestsComeWithAStarter() {
	for step, want := range map[string][]string{
		"3.1": {"container/container_process_test.go", "main_test.go"},
		"3.2": {"container/container_process_test.go", "main_test.go"},
		"3.3": {"cgroups/subsystems/find_group_test.go", "cgroups/subsystems/found_once_test.go", "container/container_process_test.go", "container/user_command_test.go", "main_test.go"},
	} {
		s.Equal(want, slices.Sorted(maps.Keys(s.program(s.starter(step)).tests)), step)
	}
}

func (s *StarterSuite) TestNoFileNeedsTheKitsPackagesOrSpeaksOfTheChaptersFolders() {
	for step := range toDo {
		for name, text := range s.starter(step).Files {
			s.NotContains(text, "mydocker/harness", "%s: %s", step, name)
			s.NotContains(text, "mydocker/chapter3", "%s: %s", step, name)
		}
	}
}

func (s *StarterSuite) TestModuleRequiresWhatAStepImportsInTheKitsVersions() {
	for step := range toDo {
		mod := s.starter(step).Files["go.mod"]
		kitMod, err := os.ReadFile("../../go.mod")
		s.Require().NoError(err)
		for _, line := range strings.Split(mod, "\n")[1:] {
			s.Contains(string(kitMod), line, step)
		}
		s.True(strings.HasPrefix(mod, "module mydocker\n"), step)
		s.Contains(mod, "github.com/urfave/cli v", step)
		s.NotContains(mod, "github.com/creack/pty", "%s: the harness alone imports it", step)
	}
}

// inChinese returns the sentences on the tasks of a step, by their names.
func (s *StarterSuite) inChinese(step string) map[string]string {
	var file struct{ Task map[string]map[string]string }
	_, err := toml.DecodeFile("../words/zh/tasks.toml", &file)
	s.Require().NoError(err)
	return file.Task[step]
}

func (s *StarterSuite) TestReadmesNameEachTaskInOrder() {
	for step := range toDo {
		made := s.starter(step)
		for readme, sentences := range map[string]map[string]string{"README.md": nil, "README.zh-CN.md": s.inChinese(step)} {
			rest := made.Files[readme]
			for _, task := range made.Tasks {
				if sentences != nil {
					s.Contains(sentences, task.Name, "%s: it has no sentence in Chinese", step)
					task.Sentence = sentences[task.Name]
				}
				_, after, found := strings.Cut(rest, task.Says()+"\n")
				s.True(found, "%s: %s has no %s behind those before it", step, readme, task.Name)
				rest = after
			}
			if sentences != nil {
				s.Len(sentences, len(made.Tasks), "%s: a sentence of no task", step)
			}
		}
	}
}

// A made-up kit says how it was called, and from where; the kit's own Makefile too.
func (s *StarterSuite) TestMakefileTakesAnyNameOfAFolder() {
	const odd = `b lank 'single' "double" $dollar $(shell echo no) back\slash #hash %; & * [`
	fake := filepath.Join(s.T().TempDir(), odd)
	s.Require().NoError(os.MkdirAll(filepath.Join(fake, "scripts"), 0o755))
	said := filepath.Join(s.T().TempDir(), "said")
	for script, does := range map[string]string{"fit": "exit 1", "kit": `echo "kit $*" >` + said} {
		s.Require().NoError(os.WriteFile(filepath.Join(fake, "scripts", script), []byte("#!/bin/sh\n"+does+"\n"), 0o755))
	}
	s.Require().NoError(os.WriteFile(filepath.Join(fake, "Makefile"), []byte("override MYDOCKER := $(value MYDOCKER)\nexport MYDOCKER\ntest-3.1:\n\t@test -x \"$$MYDOCKER\" && echo kit make >"+said+"\n"), 0o644))
	for _, place := range []string{filepath.Join(fake, "work", odd), filepath.Join(s.T().TempDir(), odd)} {
		made, err := derive(Order{Kit: kit(&s.Suite), Step: "3.1", Dir: place})
		s.Require().NoError(err)
		_, toKit := wayToKit(fake, place)
		_, toOurs := wayToKit(kit(&s.Suite), place)
		makefile := strings.Replace(made.Files["Makefile"], "KIT ?= "+toOurs, "KIT ?= "+toKit, 1)
		s.Require().NoError(writeFiles(place, map[string]string{"Makefile": makefile, "go.mod": "module x\n", "main.go": "package main\n\nfunc main() {}\n"}))
		for target, says := range map[string]string{"test": "kit make\n", "watch": "kit test --watch --step 3.1 .\n", "progress": "kit progress\n"} {
			run := exec.Command("make", "--no-print-directory", target)
			run.Dir = place
			output, err := run.CombinedOutput()
			s.Require().NoError(err, string(output))
			text, err := os.ReadFile(said)
			s.NoError(err)
			s.Equal(says, string(text), target)
		}
	}
}

func (s *StarterSuite) TestAFolderInWhichGoBuildsNothingIsRefused() {
	_, err := Make(Order{Kit: kit(&s.Suite), Step: "3.1", Dir: filepath.Join(s.T().TempDir(), "new\nline", "mine")})
	s.ErrorContains(err, `new\nline/mine: Go builds nothing in a folder with a line end in its name`)
}

func (s *StarterSuite) TestMakefileFindsTheKit() {
	kit := kit(&s.Suite)
	for dir, want := range map[string]string{
		"/somewhere/else":                      kit,
		filepath.Join(kit, "work", "mine"):     "$(CURDIR)/../..",
		filepath.Join(kit, "work", "a", "3.2"): "$(CURDIR)/../../..",
	} {
		made, err := derive(Order{Kit: kit, Step: "3.2", Dir: dir})
		s.Require().NoError(err)
		s.Contains(made.Files["Makefile"], "\nKIT ?= "+want+"\n")
	}
}
