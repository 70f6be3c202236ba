package mydocker

import (
	"testing"

	"github.com/stretchr/testify/suite"
)

type DialectSuite struct{ suite.Suite }

func TestDialect(t *testing.T) { suite.Run(t, new(DialectSuite)) }

// What command-line libraries print for run --help.
const (
	urfaveHelp = `NAME:
   mydocker run - Create a container

USAGE:
   mydocker run [command options] [arguments...]

OPTIONS:
   --it              enable tty
   --mem value       memory limit
   --cpu value       cpushare limit
   --cpuset value    cpuset limit
`
	cobraHelp = `Usage:
  mydocker run [flags] COMMAND

Flags:
      --cpu-shares int      CPU shares
      --cpuset-cpus string  CPUs to run on
  -h, --help                help for run
  -m, --memory string       memory limit
  -t, --tty                 allocate a terminal
`
	flagHelp = `Usage of run:
  -cpushare string
    	weight
  -m string
    	memory limit
  -ti
    	enable tty
`
)

func (s *DialectSuite) TestFlagsAreReadFromHelp() {
	s.Equal(Dialect{"-ti": "-it", "-m": "-mem", "-cpushare": "-cpu"}, ReadDialect(urfaveHelp))
	s.Equal(Dialect{"-ti": "--tty", "-cpushare": "--cpu-shares", "-cpuset": "--cpuset-cpus"}, ReadDialect(cobraHelp))
	s.Equal(Dialect{}, ReadDialect(flagHelp))
	s.Equal(Dialect{"-ti": "-it", "-m": "--memory"}, ReadDialect("usage: mydocker run [-it] [--memory LIMIT] COMMAND"))
	s.Equal(Dialect{"-m": "--memory"}, ReadDialect("  -i, --interactive\n  -t, --tty\n  --memory SIZE\n  --cpus N\n"))
	s.Equal(Dialect{}, ReadDialect("no help at all"))
}

func (s *DialectSuite) TestFlagsBeforeTheCommandAreSpelledAndNoOthers() {
	dialect := Dialect{"-ti": "-it", "-m": "-mem"}
	s.Equal([]string{"run", "-it", "-mem", "-ti", "sh", "-m", "1", "-ti"},
		dialect.Spell([]string{"run", "-ti", "-m", "-ti", "sh", "-m", "1", "-ti"}))
	s.Equal([]string{"run"}, dialect.Spell([]string{"run"}))
	s.Equal([]string{"run", "-mem"}, dialect.Spell([]string{"run", "-m"}))
}

func (s *DialectSuite) TestGivenDialectIsRead() {
	dialect, err := ParseDialect("-ti=-it,-m=--memory")
	s.NoError(err)
	s.Equal(Dialect{"-ti": "-it", "-m": "--memory"}, dialect)
	for _, wrong := range []string{"-ti", "-x=-y", "-m="} {
		_, err := ParseDialect(wrong)
		s.ErrorContains(err, wrong)
	}
}
