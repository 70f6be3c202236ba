package report

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"
)

// value takes a single value. What set says of a wrong one goes on behind it.
func value(set func(text string) error) func(string, *yaml.Node) error {
	return func(path string, node *yaml.Node) error {
		if node.Kind != yaml.ScalarNode {
			return fmt.Errorf("line %d: %s: it is no single value", node.Line, path)
		}
		if err := set(node.Value); err != nil {
			return fmt.Errorf("line %d: %s: %.40q %w", node.Line, path, node.Value, err)
		}
		return nil
	}
}

// weights takes a mapping from names to weights.
func weights(name func(string) error, into *map[string]*big.Rat) func(string, *yaml.Node) error {
	return func(path string, node *yaml.Node) error {
		*into = map[string]*big.Rat{}
		return each(path, node, func(key, path string, node *yaml.Node) error {
			if err := name(key); err != nil {
				return fmt.Errorf("line %d: %s: %.40q %w", node.Line, path, key, err)
			}
			return value(func(text string) (err error) {
				(*into)[key], err = number(text)
				return err
			})(path, node)
		})
	}
}

// times takes a mapping from submissions to times.
func times(into *map[string]time.Time) func(string, *yaml.Node) error {
	return func(path string, node *yaml.Node) error {
		*into = map[string]time.Time{}
		return each(path, node, func(key, path string, node *yaml.Node) error {
			var when time.Time
			err := value(timeIn(&when))(path, node)
			(*into)[key] = when
			return err
		})
	}
}

var (
	decimal = regexp.MustCompile(`^[0-9]{1,6}(\.[0-9]{1,6})?$`)
	aStep   = regexp.MustCompile(`^[0-9]+\.[0-9]+$`)
	aClause = regexp.MustCompile(`^[a-z0-9-]+$`)
)

func number(text string) (*big.Rat, error) {
	if !decimal.MatchString(text) {
		return nil, errors.New("is no number from 0 on, such as 2 or 0.5")
	}
	exact, _ := new(big.Rat).SetString(text)
	return exact, nil
}

func pointsIn(into *Points) func(string) error {
	return func(text string) error {
		exact, err := number(text)
		if err != nil {
			return err
		}
		exact.Mul(exact, big.NewRat(int64(point), 1))
		if *into = floor(exact); *into == 0 || !exact.IsInt() {
			return errors.New("is not more than 0 with at most two decimals")
		}
		return nil
	}
}

func levelIn(bookOnly *bool) func(string) error {
	return func(text string) error {
		*bookOnly = text == "book"
		return levelName(text)
	}
}

func levelName(text string) error {
	if text != "book" && text != "sound" {
		return errors.New("is no level; there are book and sound")
	}
	return nil
}

func stepName(text string) error {
	if !aStep.MatchString(text) {
		return errors.New("is no step, such as 3.2")
	}
	return nil
}

func clauseName(text string) error {
	if !aClause.MatchString(text) {
		return errors.New("is no clause, such as own-uts")
	}
	return nil
}

func timeIn(into *time.Time) func(string) error {
	return func(text string) (err error) {
		if *into, err = time.Parse(time.RFC3339, text); err != nil || into.IsZero() {
			return errors.New("is no time such as 2026-12-01T23:59:59+08:00 (RFC 3339)")
		}
		return nil
	}
}

func percentIn(into **big.Rat) func(string) error {
	return func(text string) (err error) {
		if *into, err = number(text); err != nil || (*into).Cmp(big.NewRat(100, 1)) > 0 {
			return errors.New("is no percentage from 0 to 100")
		}
		return nil
	}
}

func daysIn(into **int) func(string) error {
	return func(text string) error {
		days, err := strconv.ParseUint(text, 10, 16)
		if err != nil {
			return errors.New("is no number of days")
		}
		whole := int(days)
		*into = &whole
		return nil
	}
}

func seedIn(into **uint64) func(string) error {
	return func(text string) error {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return errors.New("is no seed: a whole number of at most 64 bits")
		}
		*into = &seed
		return nil
	}
}
