package bench

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const testsSaid = `{"Action":"start","Package":"mydocker/a"}
{"Action":"run","Package":"mydocker/a","Test":"TestAll"}
{"Action":"run","Package":"mydocker/a","Test":"TestAll/Suite/One"}
{"Action":"pass","Package":"mydocker/a","Test":"TestAll/Suite/One","Elapsed":1.5}
{"Action":"skip","Package":"mydocker/a","Test":"TestAll/Suite/Two","Elapsed":0.25}
{"Action":"pass","Package":"mydocker/a","Test":"TestAll/Suite","Elapsed":1.75}
{"Action":"pass","Package":"mydocker/a","Test":"TestAll","Elapsed":1.75}
{"Action":"pass","Package":"mydocker/a","Elapsed":2}
{"Action":"fail","Package":"mydocker/b","Test":"TestAll","Elapsed":2}
{"Action":"fail","Package":"mydocker/b","Elapsed":2.5}
`

func TestOwnTimeIsOfTestsWithoutOthersInThem(t *testing.T) {
	tests, running, err := readTests(strings.NewReader(testsSaid), "mydocker/")
	require.NoError(t, err)
	require.Equal(t, 4500*ms, running)
	require.Equal(t, []test{
		{"mydocker/a", "TestAll/Suite/One", 1500 * ms},
		{"mydocker/a", "TestAll/Suite/Two", 250 * ms},
		{"mydocker/b", "TestAll", 2 * time.Second},
	}, tests)
	run := suiteRun{name: "make test", wall: 3 * time.Second, tests: tests}
	require.Equal(t, 3750*ms, run.own())
	require.Equal(t, [][]string{{"TestAll", "b", "2.00"}, {"TestAll/Suite/One", "a", "1.50"}, {"TestAll/Suite/Two", "a", "0.25"}}, run.slowest().Rows)
}

func TestOnePackageIsLookedAtAlone(t *testing.T) {
	tests, running, err := readTests(strings.NewReader(testsSaid), "mydocker/b")
	require.NoError(t, err)
	require.Equal(t, []test{{"mydocker/b", "TestAll", 2 * time.Second}}, tests)
	require.Equal(t, 2500*ms, running)
}

func TestTornOutputOfTestsIsAnError(t *testing.T) {
	_, _, err := readTests(strings.NewReader(`{"Action":"st`), "mydocker/")
	require.Error(t, err)
}

func TestRunInWhichATestFailedIsNoFigure(t *testing.T) {
	run := suiteRun{name: "make test-3.2", wall: time.Second, failed: true}
	require.Equal(t, "not measured: a test failed", run.target(20).Verdict())
	run.failed = false
	require.Equal(t, "met", run.target(20).Verdict())
}
