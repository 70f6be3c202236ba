// Package starter makes what a student begins a step with: a folder of its
// own, with a module, the step's tasks and a way to have it tested.
//
// It is derived from the programs of the chapter, which have no marks for it.
// Declarations are compared with those of the step before, by package and
// name:
//
//   - what is new in the step is given, but for the bodies of functions. They
//     are panic("3.2: write NewPath"), and the comment above says what to write;
//   - what the step changes is as it was in the step before, signature and all,
//     under the comment of the step, which says what it is to become;
//   - all else is as it was in the step before.
//
// So a starter of 3.2 is the program of 3.1, with more in it that is not
// called yet. It runs, keeps each clause of 3.1, and loses those that are new
// in 3.2. Were a changed function emptied too, nothing would run: Run is one
// in each step, and so a student who had written all of 3.1 would begin with
// nothing kept. And a body of 3.1 under the signature of 3.2 does not compile
// in four functions of five: hence the old signature, and the new one in the
// comment. In the first step all is new. The file with the function main is
// given there.
//
// "The step before" is the chapter's, or the student's own. Of the latter all
// Go files are taken, whatever is in them, and what the step adds is put beside
// what is there. A function that is there already is left alone.
package starter
