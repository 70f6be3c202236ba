package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatTheKernelWouldNotStartIsKnown(t *testing.T) {
	own, err := os.ReadFile(os.Args[0])
	require.NoError(t, err)
	foreign := bytes.Clone(own)
	const machine = 18                                  // where e_machine is: elf(5)
	binary.LittleEndian.PutUint16(foreign[machine:], 2) // SPARC
	for name, one := range map[string]struct {
		text string
		runs bool
	}{
		"own": {string(own), true}, "foreign": {string(foreign), false}, "script": {"#!/bin/sh -e\n", true}, "no interpreter": {"#!/nowhere/sh\n", false},
		"a directory": {"#!/bin\n", false}, "nothing behind": {"#!\n", false}, "text": {"echo\n", false}, "empty": {"", false}, "cut off": {"\x7fELF", false},
	} {
		path := filepath.Join(t.TempDir(), "mydocker")
		require.NoError(t, os.WriteFile(path, []byte(one.text), 0o755))
		require.Equal(t, one.runs, runnable(path), name)
	}
}
