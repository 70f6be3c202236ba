//go:build tools

// Package tools pins the programs that the kit is tested and checked with.
// It is a module of its own, so that none of their dependencies become the
// runtimes'. The Makefile builds them into bin/.
package tools

import (
	_ "gotest.tools/gotestsum"
	_ "honnef.co/go/tools/cmd/staticcheck"
	_ "mvdan.cc/gofumpt"
)
