package mydocker

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Ask sends a line to the probe that runs as the command, and returns its
// answer.
func (c *Container) Ask(order string) (string, error) {
	nonce := fmt.Sprintf("kit%016x", rand.Uint64())
	if _, err := fmt.Fprintf(c.Stdin, "%s %s\n", nonce, order); err != nil {
		return "", fmt.Errorf("ask the probe %q: %w", order, err)
	}
	answer := ""
	err := runs.waitFor(func() error {
		ended := c.Ended()
		if _, after, found := strings.Cut(c.Stdout.String(), nonce+": "); found {
			if line, _, whole := strings.Cut(after, "\n"); whole {
				answer = strings.TrimSuffix(line, "\r")
				return nil
			}
		}
		if ended {
			return errEnded
		}
		return fmt.Errorf("the probe did not answer %q on the stdout of run", order)
	}, errEnded)
	if err == nil && strings.HasPrefix(answer, "error: ") {
		err = fmt.Errorf("the probe: %s: %s", order, answer)
	}
	return answer, err
}
