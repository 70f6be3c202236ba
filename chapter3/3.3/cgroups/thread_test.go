package cgroups

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"

	"mydocker/chapter3/3.3/cgroups/subsystems"
)

func (s *ManagerSuite) TestZeroIsTheCallingThreadAlone() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{MemoryLimit: "100m", CpuShare: "512", CpuSet: "0"}))
	s.inAThread(func(thread int) {
		s.Require().NoError(s.manager.Apply(0))
		for _, controller := range controllers {
			s.Equal(strconv.Itoa(thread)+"\n", s.kernelSays(controller, "tasks"))
		}
		s.NoError(s.manager.Leave())
	})
}

func (s *ManagerSuite) TestWhatTheThreadStartsIsInsideAndStaysThere() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{MemoryLimit: "100m", CpuShare: "512", CpuSet: "0"}))
	s.inAThread(func(int) {
		s.Require().NoError(s.manager.Apply(0))
		child := exec.Command("sleep", "1000")
		s.Require().NoError(child.Start())
		defer child.Wait()
		defer child.Process.Kill()
		s.Require().NoError(s.manager.Leave())
		for _, controller := range controllers {
			s.Equal(strconv.Itoa(child.Process.Pid)+"\n", s.kernelSays(controller, "tasks"))
		}
	})
}

func (s *ManagerSuite) TestLeaveBringsTheThreadToWhereItsProcessIs() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{MemoryLimit: "100m", CpuShare: "512", CpuSet: "0"}))
	s.inAThread(func(thread int) {
		before := s.memberships(thread)
		s.Require().NoError(s.manager.Apply(0))
		s.NotEqual(before, s.memberships(thread))
		s.NoError(s.manager.Leave())
		s.Equal(before, s.memberships(thread))
	})
}

func (s *ManagerSuite) TestLeaveWithoutLimitsIsNoError() {
	s.NoError(s.manager.Leave())
}

// inAThread runs a case on a thread of its own, which ends with it. It is not the
// first one, which is where its process is: main keeps that.
func (s *ManagerSuite) inAThread(run func(thread int)) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		if unix.Gettid() == os.Getpid() {
			s.inAThread(run)
			return
		}
		run(unix.Gettid())
	}()
	<-done
}

func (s *ManagerSuite) memberships(thread int) string {
	text, err := os.ReadFile(filepath.Join("/proc/self/task", fmt.Sprint(thread), "cgroup"))
	s.Require().NoError(err)
	return string(text)
}
