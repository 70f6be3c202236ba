package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestALineIsOne(t *testing.T) {
	require.Equal(t, `a\nb\x1b[31m\xff`, line("a\nb\x1b[31m\xff", 100))
	require.Equal(t, "容器", line("容器", 6))
	require.Equal(t, "容…", line("容器里", 6))
	require.Equal(t, "", line("容器", 2))
}

func TestABlockKeepsItsLinesAndTabs(t *testing.T) {
	require.Equal(t, "wanted\ta\ngot\tb", block("\nwanted\ta \r\ngot\tb\n\n", 100))
	require.Equal(t, `\x1b[31mred\x1b[0m`+"\n"+`\r`, block("\x1b[31mred\x1b[0m\n\r", 100))
	require.Equal(t, "01234567890\n… cut: it has 1000000 bytes in all", block(strings.Repeat("0123456789", 100_000), 48))
}

// Whatever is cut, wherever: it is text, and no longer than it may be.
func TestNoTextIsLongerThanItMayBe(t *testing.T) {
	for _, text := range strange() {
		for most := range 200 {
			for _, made := range []string{line(text, most), block(text, most)} {
				require.LessOrEqual(t, len(made), most)
				require.True(t, utf8.ValidString(made))
			}
		}
	}
}
