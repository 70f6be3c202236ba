package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"mydocker/harness/result"
)

func TestTAP(t *testing.T) {
	require.Equal(t, `TAP version 14
1..2
# Subtest: a\#b
    1..4
    ok 1 - a: the promise of a
    not ok 2 - b: the promise of b
      ---
      message: "wanted a, got b"
      ...
    not ok 3 - c: the promise of c
      ---
      message: "blocked: it cannot be seen before what this one rests on is mended"
      ...
    ok 4 - d: the promise of d # SKIP not asked
not ok 1 - a\#b: 33.34 of 100 points
  ---
  message: "this looks like, the likeliest first:\n- CLONE_NEWNET is missing\nnot taken of it, files: 1\n- notes.txt"
  ...
ok 2 - not-graded # SKIP not graded: the grader could not do its work, which is no fault of the submission\\nno space left
`, read(t, write(t, tap, tapClass(), Rubric{}).Files[0]))
}

func tapClass() result.Class {
	class := eachOutcome()
	class.Submissions[0].Name = "a#b"
	return classOf(class.Submissions[0], class.Submissions[3])
}

// Every line is one of the specification's, plans are kept, and what a stranger
// wrote is read from the YAML as it was meant.
func TestTAPIsReadAsItIsMeant(t *testing.T) {
	class := strangers()
	lines := strings.Split(strings.TrimSuffix(read(t, write(t, tap, class, Rubric{}).Files[0]), "\n"), "\n")
	require.Equal(t, "TAP version 14", lines[0])
	rest, points, said := readTAP(t, "", lines[1:])
	require.Empty(t, rest)
	require.Equal(t, len(class.Submissions), points)
	all := strings.Join(said, "\n")
	for _, one := range (Report{Class: class}).marked() {
		if one.Outcome == result.Graded {
			require.Contains(t, all, block(one.Clauses[1].Report, longest))
		}
	}
}

var tapPoint = regexp.MustCompile(`^(?:not )?ok ([0-9]+) - (?:[^\\#]|\\[\\#])+(?: # SKIP (?:[^\\#]|\\[\\#])+)?$`)

// readTAP reads a stream of one depth, and returns what is behind it, how many
// points it has, and what its details say.
func readTAP(t *testing.T, indent string, lines []string) (rest []string, points int, said []string) {
	var plan int
	_, err := fmt.Sscanf(lines[0], indent+"1..%d", &plan)
	require.NoError(t, err, lines[0])
	for rest = lines[1:]; len(rest) > 0; {
		line, mine := strings.CutPrefix(rest[0], indent)
		switch {
		case !mine:
			require.Equal(t, plan, points)
			return rest, points, said
		case strings.HasPrefix(line, "# Subtest: "):
			var more []string
			rest, _, more = readTAP(t, indent+"    ", rest[1:])
			said = append(said, more...)
		case line == "  ---":
			end := 1
			for rest[end] != indent+"  ..." {
				require.True(t, strings.HasPrefix(rest[end], indent+"  "), rest[end])
				end++
			}
			var detail struct{ Message string }
			require.NoError(t, yaml.Unmarshal([]byte(strings.Join(rest[1:end], "\n")), &detail))
			said, rest = append(said, detail.Message), rest[end+1:]
		default:
			point := tapPoint.FindStringSubmatch(line)
			require.NotNil(t, point, line)
			points++
			require.Equal(t, strconv.Itoa(points), point[1])
			rest = rest[1:]
		}
	}
	require.Equal(t, plan, points)
	return rest, points, said
}
