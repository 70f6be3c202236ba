package subsystems

import (
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

type CpuSuite struct {
	groupSuite
	cpu CpuSubSystem
}

func TestCpu(t *testing.T) { suite.Run(t, new(CpuSuite)) }

func (s *CpuSuite) TestWeightIsTheOneAskedFor() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	for _, shares := range []string{"512", "2", "262144", "1024"} {
		s.Require().NoError(s.cpu.Set(s.group, &ResourceConfig{CpuShare: shares}))
		s.Equal(shares, s.kernelSays("cpu", "cpu.shares"))
	}
}

// The kernel would take most of the numbers, and set another weight.
func (s *CpuSuite) TestRefusedWeightMakesNoGroup() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	for _, shares := range []string{
		"1", "0", "-512", "262145", "99999999999999999999", "x", "512x", " 512", "+512", "0x200", "5.5", "1_024",
	} {
		err := s.cpu.Set(s.group, &ResourceConfig{CpuShare: shares})
		s.ErrorContains(err, `-cpushare "`+shares+`": `)
		s.ErrorContains(err, "from 2 to 262144")
		s.nothingMade("cpu")
	}
}

func (s *CpuSuite) TestOtherLimitsMakeNoCpuGroup() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	s.NoError(s.cpu.Set(s.group, &ResourceConfig{MemoryLimit: "100m", CpuSet: "0"}))
	s.nothingMade("cpu")
}

// The kernel would read it as octal.
func (s *CpuSuite) TestLeadingZeroIsDecimalToTheKernelToo() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	s.Require().NoError(s.cpu.Set(s.group, &ResourceConfig{CpuShare: "0512"}))
	s.Equal("512", s.kernelSays("cpu", "cpu.shares"))
}
