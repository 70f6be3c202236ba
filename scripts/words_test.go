package scripts

import (
	"os/exec"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/words"
)

// WordsSuite tests in which language scripts/words has a script speak.
type WordsSuite struct{ machine }

func TestWords(t *testing.T) { suite.Run(t, new(WordsSuite)) }

func (s *WordsSuite) TestItIsTheLanguageOfTheKitsPrograms() {
	script := s.T().TempDir() + "/script"
	s.write(script, ". ./words\necho $language\n", 0o755)
	variables := []string{"KIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}
	for _, values := range [][4]string{
		{},
		{"zh"},
		{"en", "zh_CN.UTF-8"},
		{"", "", "", "zh_CN.UTF-8"},
		{"", "", "zh_CN", "en_US.UTF-8"},
		{"", "C", "zh_CN", "zh_CN"},
		{"", "zh_CN.GB18030", "C", "C"},
		{"", "zh_TW"},
		{"", "zh-Hans-CN"},
		{"", "zh@pinyin"},
		{"", "zh_CN@pinyin.UTF-8"},
		{"", "zh.UTF-8"},
		{"", "zh_"},
		{"", "cmn_TW"},
		{"", "ug_CN"},
		{"", "za_CN"},
		{"", "yue_HK"},
		{"", "zhx"},
		{"", "chinese"},
		{"", "ja_JP.UTF-8"},
		{"", "C.UTF-8"},
		{"", "POSIX"},
	} {
		s.facts = nil
		for i, variable := range variables {
			s.fact(variable, values[i])
			s.T().Setenv(variable, values[i])
		}
		chosen, err := words.Chosen()
		s.Require().NoError(err)
		stdout, stderr, status := s.run(script)
		s.Zero(status, stderr)
		s.Equal(chosen.Language+"\n", stdout, "%q", values)
	}
}

func (s *WordsSuite) TestAnUnknownOneIsRefusedAsTheKitsProgramsDo() {
	s.fact("KIT_LANG", "fr")
	s.T().Setenv("KIT_LANG", "fr")
	_, err := words.Chosen()
	for _, script := range []string{"./help", "./setup", "./demo", "./place"} {
		stdout, stderr, status := s.run(script)
		s.Equal(2, status)
		s.Empty(stdout)
		s.Equal(err.Error()+"\n", stderr)
	}
}

func (s *WordsSuite) TestWhatIsNotThereIsSaidInEnglish() {
	s.fact("KIT_LANG", "zh")
	stdout, stderr, status := s.run("./words", "words.no-such-id", "of %s and %s", "100%", `\n`)
	s.Zero(status)
	s.Empty(stderr)
	s.Equal("of 100% and \\n\n", stdout)
}

// What ends make before it starts anything is said by make, from the Makefile.
func (s *WordsSuite) TestMakeItselfSpeaksIt() {
	for language, line := range map[string]string{
		"en": "which step is /no/such? make test-3.1, test-3.2 or test-3.3",
		"zh": "/no/such 是哪一步的？make test-3.1、test-3.2 或 test-3.3",
	} {
		make := exec.Command("make", "-C", "..", "test", "MYDOCKER=/no/such", "KIT_LANG="+language)
		output, err := make.CombinedOutput()
		s.Error(err)
		s.Contains(string(output), "*** "+line+".  Stop.")
	}
}
