// Package trace shows the life of one run of a runtime by the system calls
// that it made. Data flows one way:
//
//	strace's lines  -> [Parse]   -> calls
//	calls           -> [Watch]   -> events worth seeing, of run and of init
//	two lives       -> [Compare] -> rows, side by side
//	rows            -> [Text], [Draw]
//
// [Record] runs a runtime under strace, in a guard.
package trace
