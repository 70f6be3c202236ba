// Package bench measures the kit as ratios: what is compared does the same work,
// in turn, in one run. No figure is a test; a target that is missed is said.
//
//	a Row           what is started, and a check of what that has really made
//	[Interleave]    rows, in rounds of random order -> a Result each
//	[Target]        a figure of the results, and what it is to be at most
//	[Section]       what a page says of one kind of measurement
//	[Page]          the machine and all sections, as Markdown
//
// A [Room] is where containers are started, and a [Peer] who makes them. Each
// function named Measure... makes a section.
package bench
