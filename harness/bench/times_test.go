package bench

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestMedianIsTheMiddle(t *testing.T) {
	require.Equal(t, time.Duration(0), Times(nil).Median())
	require.Equal(t, time.Duration(7), Times{7}.Median())
	require.Equal(t, time.Duration(3), Times{9, 1, 3}.Median())
	require.Equal(t, time.Duration(4), Times{9, 1, 3, 5}.Median(), "between the middle two")
}

func TestSpreadIsWhereTheMiddleHalfLies(t *testing.T) {
	from, to := Times{50, 10, 40, 20, 30}.Spread()
	require.Equal(t, []time.Duration{20, 40}, []time.Duration{from, to})
	from, to = Times{40, 10, 30, 20}.Spread()
	require.Equal(t, []time.Duration{17, 32}, []time.Duration{from, to}, "in proportion")
}

func TestTimesStayInTheirOrder(t *testing.T) {
	times := Times{3, 1, 2}
	times.Median()
	require.Equal(t, Times{3, 1, 2}, times)
}
