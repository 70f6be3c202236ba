package subsystems

import (
	"mydocker/harness/host"
)

func (s *SubsystemSuite) TestOwnGroupIsTheOneThatTheKernelNames() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"))
	hierarchy, err := host.FindHierarchy("memory")
	s.Require().NoError(err)
	group, err := hierarchy.GroupOf("self")
	s.Require().NoError(err)
	found, err := FindOwnGroup("memory")
	s.NoError(err)
	s.Equal(group, found)
}

func (s *SubsystemSuite) TestProcessIsInTheGroupThatItWasMovedTo() {
	s.every(func(subsystem Subsystem) {
		s.Require().NoError(subsystem.Set(s.group, allLimits()))
		pid := startManyThreads(s.T())
		s.False(IsIn(subsystem.Name(), s.group, pid))
		s.Require().NoError(subsystem.Apply(s.group, pid))
		s.True(IsIn(subsystem.Name(), s.group, pid))
		s.False(IsIn(subsystem.Name(), s.group, pid/10))
	})
}

func (s *SubsystemSuite) TestNobodyIsInAGroupThatIsNotThere() {
	s.every(func(subsystem Subsystem) { s.False(IsIn(subsystem.Name(), s.group, startManyThreads(s.T()))) })
}
