package judge

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
)

// printed is what go tool test2json makes of a run of three cases.
const printed = `{"Action":"start"}
{"Action":"run","Test":"TestConformance"}
{"Action":"output","Test":"TestConformance","Output":"the runtime: /tmp/x; its flags: as in the book\n"}
{"Action":"run","Test":"TestConformance/Namespaces/TestUtsNamespaceIsItsOwn"}
{"Action":"output","Test":"TestConformance/Namespaces/TestUtsNamespaceIsItsOwn","Output":"seen\n"}
{"Action":"fail","Test":"TestConformance/Namespaces/TestUtsNamespaceIsItsOwn","Elapsed":0.25}
{"Action":"run","Test":"TestConformance/Namespaces/TestHostnameSetInsideStaysInside"}
{"Action":"output","Test":"TestConformance/Namespaces/TestHostnameSetInsideStaysInside","Output":"    blocked: it rests on own-uts, which is broken\n"}
{"Action":"skip","Test":"TestConformance/Namespaces/TestHostnameSetInsideStaysInside","Elapsed":0}
{"Action":"run","Test":"TestConformance/PlainRun/TestBothSpellingsOfTtyWork"}
{"Action":"output","Test":"TestConformance/PlainRun/TestBothSpellingsOfTtyWork","Output":"    asked of the kit's own runtimes only\n"}
{"Action":"skip","Test":"TestConformance/PlainRun/TestBothSpellingsOfTtyWork","Elapsed":0}
{"Action":"fail","Test":"TestConformance","Elapsed":0.3}
`

func TestReadTellsOfEachCaseTwice(t *testing.T) {
	var events []Event
	all, err := read(strings.NewReader(printed), func(event Event) { events = append(events, event) })
	require.NoError(t, err)
	require.Contains(t, string(all), "the runtime: /tmp/x; its flags: as in the book\nseen\n")
	require.Equal(t, "as in the book", events[0].Head)
	events = events[1:]
	require.Len(t, events, 6)
	require.False(t, events[0].Ended)
	require.Equal(t, "own-uts", events[0].Clause.ID)
	require.True(t, events[1].Ended)
	require.Equal(t, 250*time.Millisecond, events[1].Took)
	require.Equal(t, "seen\n", events[1].Output)
	require.Equal(t, conformance.Failed, events[1].Verdict)
	require.Equal(t, conformance.Blocked, events[3].Verdict)
	require.Equal(t, "own-uts", events[3].BlockedBy)
	require.Empty(t, events[1].BlockedBy)
	require.Empty(t, events[5].Verdict, "it was no question for this runtime")
}

func TestVerdict(t *testing.T) {
	require.Equal(t, conformance.Passed, verdict("pass", ""))
	require.Equal(t, conformance.KitError, verdict("fail", "Messages: an error of the kit, not of the runtime"))
	require.Equal(t, conformance.NotRun, verdict("skip", "not run: needs 2 cores"))
}

func TestTornOutputIsAnError(t *testing.T) {
	_, err := read(strings.NewReader(`{"Action":"st`), func(Event) {})
	require.Error(t, err)
}
