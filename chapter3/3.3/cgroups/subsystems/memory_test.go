package subsystems

import (
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

type MemorySuite struct {
	groupSuite
	memory MemorySubSystem
}

func TestMemory(t *testing.T) { suite.Run(t, new(MemorySuite)) }

func (s *MemorySuite) TestMemoryIsLimitedToTheByte() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"))
	s.Require().NoError(s.memory.Set(s.group, &ResourceConfig{MemoryLimit: "100m"}))
	s.Equal("104857600", s.kernelSays("memory", "memory.limit_in_bytes"))
}

// Otherwise what does not fit into memory goes to swap, and nothing is limited.
func (s *MemorySuite) TestMemoryAndSwapAreLimitedAlike() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"), host.SwapAccounting)
	s.Require().NoError(s.memory.Set(s.group, &ResourceConfig{MemoryLimit: "100m"}))
	s.Equal("104857600", s.kernelSays("memory", "memory.memsw.limit_in_bytes"))
}

func (s *MemorySuite) TestOtherLimitsMakeNoMemoryGroup() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"))
	s.NoError(s.memory.Set(s.group, &ResourceConfig{CpuShare: "512", CpuSet: "0"}))
	s.nothingMade("memory")
}

// The kernel would take some of these, as no limit or as octal.
func (s *MemorySuite) TestRefusedSizeMakesNoGroup() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"))
	for _, size := range []string{"-1", "0", "abc", "99999999999999999999"} {
		err := s.memory.Set(s.group, &ResourceConfig{MemoryLimit: size})
		s.ErrorContains(err, `-m "`+size+`": `)
		s.nothingMade("memory")
	}
}

func (s *MemorySuite) TestLeadingZeroIsDecimalToTheKernelToo() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"))
	s.Require().NoError(s.memory.Set(s.group, &ResourceConfig{MemoryLimit: "010m"}))
	s.Equal("10485760", s.kernelSays("memory", "memory.limit_in_bytes"))
}

func (s *MemorySuite) TestSizesAreReadAsAUserMeansThem() {
	for size, bytes := range map[string]string{
		"4194304":             "4194304",
		"8192k":               "8388608",
		"8192K":               "8388608",
		"100m":                "104857600",
		"100M":                "104857600",
		"010m":                "10485760",
		"3g":                  "3221225472",
		"3G":                  "3221225472",
		"8589934591g":         "9223372035781033984",
		"9223372036854775807": "9223372036854775807",
	} {
		parsed, err := parseSize(size)
		s.NoError(err, size)
		s.Equal(bytes, parsed, size)
	}
}

func (s *MemorySuite) TestWhatIsNoSizeIsRefused() {
	for _, size := range []string{
		"", "m", "abc", "-1", "-1m", "+1m", "1.5g", "1t", "1mm", "1mb", "m1", " 1m", "1m ", "1_000k", "0x10m", "1m2k",
	} {
		_, err := parseSize(size)
		s.ErrorContains(err, "not a size", size)
	}
}

// Shifted by their units, these have few bits left, or none.
func (s *MemorySuite) TestSizePastSixtyFourBitsIsRefused() {
	for _, size := range []string{
		"9223372036854775808", "18446744073709551616", "99999999999999999999m",
		"9007199254740992k", "8796093022208m", "8589934592g", "17179869185g",
	} {
		_, err := parseSize(size)
		s.ErrorContains(err, "larger than any memory", size)
	}
}

func (s *MemorySuite) TestLessThanInitNeedsIsRefused() {
	for _, size := range []string{"0", "0g", "000", "1", "1k", "4194303", "3m"} {
		_, err := parseSize(size)
		s.ErrorContains(err, "less than init itself needs", size)
	}
}
