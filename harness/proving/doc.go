// Package proving tests the tests. A grader is worth what it catches and what
// it lets pass, so the suites are run on runtimes whose verdict is known:
// mutants, which are the chapter's programs with one slip each and have to
// fail by the clause that the slip breaks; fakes, which seem to keep a clause
// and have to fail it; and wheats, which are right in another way than the
// chapter's and have to pass.
package proving
