package words

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLocale(t *testing.T) {
	for _, c := range []struct{ locale, want string }{
		{"zh_CN.UTF-8", "zh"},
		{"zh_TW", "zh"},
		{"zh_CN@pinyin", "zh"},
		{"en_GB.UTF-8", "en"},
		{"de_DE.UTF-8", "en"},
		{"C", "en"},
		{"C.UTF-8", "en"},
		{"POSIX", "en"},
		{"", "en"},
	} {
		require.Equal(t, c.want, ofLocale(c.locale), c.locale)
	}
}

func TestChosenIsKitLangThenTheLocale(t *testing.T) {
	for _, variable := range []string{"KIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(variable, "")
	}
	chosen := func() string {
		words, err := Chosen()
		require.NoError(t, err)
		return words.Language
	}
	require.Equal(t, "en", chosen())
	t.Setenv("LANG", "zh_CN.UTF-8")
	require.Equal(t, "zh", chosen())
	t.Setenv("LC_ALL", "C")
	require.Equal(t, "en", chosen())
	t.Setenv("KIT_LANG", "zh")
	require.Equal(t, "zh", chosen())
	t.Setenv("KIT_LANG", "fr")
	_, err := Chosen()
	require.ErrorContains(t, err, "KIT_LANG=fr")
}

func TestSay(t *testing.T) {
	english, err := In("en")
	require.NoError(t, err)
	chinese, err := In("zh")
	require.NoError(t, err)
	require.NotEqual(t, english.Say("kit.usage"), chinese.Say("kit.usage"))
	require.Equal(t, english.Say("kit.usage"), Words{}.Say("kit.usage"), "the zero value")
	require.Equal(t, "a fact", english.Of("no.such.id", "a fact"))
	require.Equal(t, "a fact", chinese.Of("no.such.id", "a fact"))
}
