package report

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Points are hundredths of a point: so sums are exact, on every machine.
type Points int64

// point is one.
const point Points = 100

// String writes points as a person does: 87.5.
func (p Points) String() string {
	text := fmt.Sprintf("%d.%02d", p/point, p%point)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// MarshalJSON writes a number.
func (p Points) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

func (p Points) exact() *big.Rat { return big.NewRat(int64(p), 1) }

// halfUp rounds hundredths that are not negative.
func halfUp(hundredths *big.Rat) Points {
	return floor(new(big.Rat).Add(hundredths, big.NewRat(1, 2)))
}

func floor(x *big.Rat) Points {
	return Points(new(big.Int).Quo(x.Num(), x.Denom()).Int64())
}

// share divides a total by weights. Parts are rounded so that they add up to
// it: all down, and then those up that lost most, the first of equals first.
// Where no weight is more than 0 nobody gets anything.
func share(total Points, weights []*big.Rat) []Points {
	parts := make([]Points, len(weights))
	sum := new(big.Rat)
	for _, weight := range weights {
		sum.Add(sum, weight)
	}
	if sum.Sign() == 0 {
		return parts
	}
	left, lost, order := total, make([]*big.Rat, len(weights)), make([]int, len(weights))
	for i, weight := range weights {
		exact := new(big.Rat).Mul(total.exact(), weight)
		exact.Quo(exact, sum)
		parts[i] = floor(exact)
		left -= parts[i]
		lost[i] = exact.Sub(exact, parts[i].exact())
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return lost[b].Cmp(lost[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}
