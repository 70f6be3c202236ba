// Package grade marks a folder of submissions. They need root for what they
// do, and are not trusted for a moment: each is built and run in a sandbox,
// and looked at from outside, by suites that no line of it is in.
//
//	Find     what was handed in: folders, archives, binaries
//	take     the source in it, and nothing else
//	build    in a sandbox, with the kit's own modules
//	judge    by the conformance suites, in sandboxes
//	journal  what has been found so far, so that a run can go on
package grade
