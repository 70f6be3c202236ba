// Package classpage writes a class's results as one page of HTML that needs
// nothing else: who kept what, how hard each clause was, what each student is
// to look at, and who failed alike in a way that nobody knows yet.
//
//	view.go    what is shown, worked out of the results
//	groups.go  submissions that failed alike
//	page.go    the page itself
//
// All that a submission is called, or has printed, is a stranger's text: it
// reaches the page through html/template alone.
package classpage
