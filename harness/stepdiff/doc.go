// Package stepdiff shows what one step of the chapter changes in another: by
// file, in the order in which they are read, and by function.
//
//	diff, err := stepdiff.Between(kit, "3.1", "3.2", false)
//	fmt.Print(diff.Summary(say), diff.Text())
//
// A Go file is taken as its package clause and its declarations, each with
// the comment above it. Those that differ are shown whole, since a function of
// a step is short, and a change is read with what is around it. Imports are no
// part: they follow from the rest, and name the step.
package stepdiff
