package judge

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const failed = `=== RUN   TestConformance/Namespaces/TestHostnameSetInsideStaysInside
    namespaces.go:73: 
        	Error Trace:	/kit/harness/conformance/namespaces.go:73
        	            				/kit/harness/conformance/namespaces.go:31
        	Error:      	Not equal: 
        	            	expected: "host"
        	            	actual  : "kit-6edeeb6d"
        	            	
        	            	Diff:
        	            	--- Expected
        	            	+++ Actual
        	Test:       	TestConformance/Namespaces/TestHostnameSetInsideStaysInside
        	Messages:   	outside
    namespaces.go:80: 
        	Error Trace:	/kit/harness/conformance/namespaces.go:80
        	Error:      	Received unexpected error:
        	            	two lines
        	            	of it
        	Test:       	TestConformance/Namespaces/TestHostnameSetInsideStaysInside
    suite.go:108: 
        clause hostname-kept (3.1, book)
          a hostname set inside is not the host's
        what was run; repeat it as root, in /kit:
          scripts/guarded /tmp/m1 run -ti /kit/bin/probe
            stderr: oh
            exit status 1
        means
          the first container that names itself renames the machine
`

func TestReportIsReadByItsParts(t *testing.T) {
	require.Equal(t, Report{
		Findings: []Finding{
			{What: "outside", Wanted: `"host"`, Got: `"kit-6edeeb6d"`},
			{Says: "Received unexpected error:\ntwo lines\nof it"},
		},
		Runs: []string{"scripts/guarded /tmp/m1 run -ti /kit/bin/probe", "  stderr: oh", "  exit status 1"},
	}, ReadReport(failed))
}

func TestReportThatIsCutOffEnds(t *testing.T) {
	for i := range failed {
		ReadReport(failed[:i])
	}
	require.Empty(t, ReadReport(strings.Repeat("\n", 3)))
}
