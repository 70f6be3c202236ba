package host

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhyAControllerIsNotMounted(t *testing.T) {
	const heading = "#subsys_name\thierarchy\tnum_cgroups\tenabled\n"
	for _, c := range []struct{ table, want string }{
		{heading + "cpu\t3\t64\t1\n", "no v1 controller memory"},
		{heading + "memory\t0\t64\t0\n", "cgroup_disable=memory"},
		{heading + "memory\t0\t64\t1\n", "cgroup v2 only"},
		{heading + "memory\t7\t64\t1\n", "not mounted here"},
		{heading + "memory\t7\n", "another form"},
		{"", "no v1 controller memory"},
	} {
		require.ErrorContains(t, explain("memory", c.table), c.want)
	}
}
