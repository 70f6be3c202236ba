package mydocker

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/suite"
)

type DialectSuite struct{ suite.Suite }

func TestDialect(t *testing.T) { suite.Run(t, new(DialectSuite)) }

// read reads a dialect from what a program with that library printed.
func (s *DialectSuite) read(library string) Dialect {
	help, err := os.ReadFile(filepath.Join("testdata/help", library+".txt"))
	s.Require().NoError(err)
	return ReadDialect(string(help))
}

type spelled = map[string]string

func (s *DialectSuite) TestFlagsAreReadFromWhatEachLibraryPrints() {
	for library, want := range map[string]spelled{
		"urfave-v1": {},
		"urfave-v2": {"-ti": "-it", "-cpushare": "-cpu-shares", "-cpuset": "-cpuset-cpus"},
		"urfave-v3": {"-ti": "-t -i"},
		"cobra":     {"-ti": "-t -i", "-cpushare": "--cpu-shares", "-cpuset": "--cpuset-cpus"},
		"pflag":     {"-ti": "--ti", "-m": "--mem", "-cpuset": "--cpuset"},
		"flag":      {"-ti": "-it", "-m": "-memory"},
		"argparse":  {"-cpushare": "--cpu-shares", "-cpuset": "--cpuset"},
	} {
		s.Equal(want, s.read(library).Spelled, library)
	}
}

func (s *DialectSuite) TestFlagsAreReadFromAUsageLine() {
	s.Empty(ReadDialect("  -t, --timeout SECONDS   how long it may run\n  -d   in the background\n").Spelled)
	s.Equal(spelled{"-ti": "-t"}, ReadDialect("  -t   with a terminal\n  -d   in the background\n").Spelled)
	s.Equal(spelled{"-ti": "-it", "-m": "--memory"}, ReadDialect("usage: mydocker run [-it] [--memory LIMIT] COMMAND").Spelled)
	s.Empty(ReadDialect("no help at all").Spelled)
}

func (s *DialectSuite) TestFlagNamedInAnExampleIsNotOffered() {
	s.Empty(ReadDialect("  -m LIMIT  memory, as Docker's --memory, e.g. run -it -m 100m\n").Spelled)
}

func (s *DialectSuite) TestQuotaIsNoShare() {
	for library, quota := range map[string]string{"urfave-v1": "-cpu", "pflag": "--cpus", "flag": "-c"} {
		dialect := s.read(library)
		s.Contains(dialect.Other["-cpushare"], quota, library)
		flag, other := dialect.Lacks([]string{"run", "-m", "-cpushare", "-cpushare", "512", "sh"})
		s.Equal("-cpushare", flag)
		s.Equal(dialect.Other["-cpushare"], other)
		flag, _ = dialect.Lacks([]string{"run", "-ti", "sh", "-cpushare", "512"})
		s.Empty(flag, "what the command gets")
	}
	for _, library := range []string{"urfave-v2", "urfave-v3", "cobra", "argparse"} {
		s.Empty(s.read(library).Other, library)
	}
	s.Equal(spelled{"-cpushare": "-cpu"}, ReadDialect("  -cpu N  cpushare limit\n").Spelled)
	s.Empty(ReadDialect("  -cpushare N  weight\n  -cpu N  quota in percent\n").Other, "it has both")
}

func (s *DialectSuite) TestFlagsBeforeTheCommandAreSpelledAndNoOthers() {
	dialect := Dialect{Spelled: spelled{"-ti": "-t -i", "-m": "-mem"}}
	s.Equal([]string{"run", "-t", "-i", "-mem", "-ti", "sh", "-m", "1", "-ti"},
		dialect.Spell([]string{"run", "-ti", "-m", "-ti", "sh", "-m", "1", "-ti"}))
	s.Equal([]string{"run"}, dialect.Spell([]string{"run"}))
	s.Equal([]string{"run", "-mem"}, dialect.Spell([]string{"run", "-m"}))
}

func (s *DialectSuite) TestGivenDialectIsRead() {
	for _, text := range []string{"-ti=-it,-m=--memory", "# mine\n-ti = -it\n\n-m=--memory # not -mem\n"} {
		dialect, err := ParseDialect(text)
		s.NoError(err)
		s.Equal(spelled{"-ti": "-it", "-m": "--memory"}, dialect.Spelled)
	}
	for _, wrong := range []string{"-ti", "-x=-y", "-m=", "-m=memory"} {
		_, err := ParseDialect(wrong)
		s.ErrorContains(err, wrong)
	}
}

func (s *DialectSuite) TestWhatIsGivenOverridesTheHelp() {
	given, err := ParseDialect("-cpushare=--cpu")
	s.Require().NoError(err)
	given.Source = "a test"
	dialect := s.read("urfave-v1").Under(given)
	s.Equal(spelled{"-cpushare": "--cpu"}, dialect.Spelled)
	s.Empty(dialect.Other)
	s.Empty(given.Other)
	s.Equal(spelled{"-m": "-x"}, Dialect{}.Under(Dialect{Spelled: spelled{"-m": "-x"}, Source: "a test"}).Spelled)
	s.Equal(dialect, dialect.Under(Dialect{}), "nothing given")
}

func (s *DialectSuite) TestDialectSaysWhatIsNotAsInTheBook() {
	s.Equal("as in the book", Dialect{}.String())
	s.Equal(`-m is spelled --mem; -ti is spelled --ti; there is no -cpushare, but --cpus: `+
		`"how many CPUs, at most", a limit of CPU time and no weight (from its run --help)`,
		strings.Replace(s.read("pflag").String(), "-cpuset is spelled --cpuset; ", "", 1))
}
