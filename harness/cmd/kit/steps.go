package main

import (
	"errors"
	"slices"
	"strings"

	"mydocker/harness/stages"
	"mydocker/harness/words"
)

// known fails if the chapter has no such step.
func known(say words.Words, step string) error {
	if _, err := stages.UpTo(step); err == nil {
		return nil
	}
	return errors.New(say.Say("step.unknown", words.Values{"Step": step, "Steps": stepNames()}))
}

// stepNames are all steps: "3.1, 3.2, 3.3".
func stepNames() string {
	var names []string
	for _, stage := range stages.Chapter3 {
		names = append(names, stage.Name)
	}
	return strings.Join(names, ", ")
}

// before returns the name of the step before another.
func before(say words.Words, step string) (string, error) {
	if err := known(say, step); err != nil {
		return "", err
	}
	stage, found := stages.Before(step)
	if !found {
		return "", errors.New(say.Say("step.first", words.Values{"Step": step}))
	}
	return stage.Name, nil
}

// inOrder fails if from is no step before to.
func inOrder(say words.Words, from, to string) error {
	for _, step := range []string{from, to} {
		if err := known(say, step); err != nil {
			return err
		}
	}
	upTo, err := stages.UpTo(to)
	if err == nil && (from == to || !slices.Contains(upTo, from)) {
		return errors.New(say.Say("step.not-before", words.Values{"From": from, "To": to}))
	}
	return err
}
