package conformance

import (
	"os"
	"strings"

	"github.com/moby/sys/mountinfo"

	"mydocker/harness/host"
)

// Proc asks about the container's /proc, and the host's.
type Proc struct{ Suite }

func (s *Proc) TestProcShowsTheContainerOnly() {
	s.Needs(host.Root)
	c := s.Start("run", "-ti", s.Probe())
	names, err := c.ReadDir("/proc")
	var pids []string
	for _, name := range must(&s.Suite, names, err) {
		if strings.Trim(name, "0123456789") == "" {
			pids = append(pids, name)
		}
	}
	s.Equal([]string{"1"}, pids, "the pids in the container's /proc")
}

func (s *Proc) TestPsShowsTheContainerOnly() {
	s.Needs(host.Root, host.Program("ps"))
	from, to := s.Word(), s.Word()
	result := s.Run("run", "-ti", s.Script("echo "+from, "ps -eo pid=,args=", "echo "+to))
	_, after, _ := strings.Cut(result.Stdout, from+"\n")
	listed, _, whole := strings.Cut(after, to)
	s.Require().True(whole, "ps ran: %s", result.Stdout)
	lines := strings.Split(strings.TrimSpace(listed), "\n")
	s.Len(lines, 2, "the shell and ps itself, but not: %s", listed)
}

func (s *Proc) TestProcIsMountedWithItsThreeFlags() {
	s.Needs(host.Root)
	c := s.Start("run", "-ti", s.Probe())
	mounts, err := c.Mounts()
	must(&s.Suite, mounts, err)
	var proc *mountinfo.Info // the last at its place is the one that is seen
	for _, mount := range mounts {
		if mount.Mountpoint == "/proc" && mount.FSType == "proc" {
			proc = mount
		}
	}
	s.Require().NotNil(proc, "a mount of /proc")
	s.Subset(strings.Split(proc.Options, ","), []string{"nosuid", "nodev", "noexec"})
	before, err := os.ReadFile(s.guard.Proc("mountinfo"))
	s.NotContains(string(must(&s.Suite, before, err)), "\n"+itoa(proc.ID)+" ", "the mount is the container's own, not the host's")
}

func (s *Proc) TestHostsMountsAreTheSameDuringAndAfter() {
	s.Needs(host.Root)
	before := s.State()
	c := s.Start("run", "-ti", s.Probe())
	s.Empty(s.MountsSince(before), "the host's mounts while the container runs")
	c.End()
	s.Empty(s.MountsSince(before), "the host's mounts afterwards")
}

func (s *Proc) TestMountMadeInsideStaysInside() {
	s.Needs(host.Root)
	before, dir := s.State(), s.Dir()
	c := s.Start("run", "-ti", s.Probe())
	c.Ask("mount " + dir)
	s.Empty(s.MountsSince(before), "the host's mounts")
}

func (s *Proc) TestNextRunWorks() {
	s.Needs(host.Root)
	s.asLeft = true
	for range 2 {
		word := s.Word()
		s.Contains(s.Run("run", "-ti", s.Script("echo "+word)).Stdout, word)
		s.True(s.guard.ProcIsAlive(), "the host's /proc")
	}
}
