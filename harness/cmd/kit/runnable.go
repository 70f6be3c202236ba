package main

import (
	"bufio"
	"bytes"
	"debug/elf"
	"os"
	"runtime"
	"strings"
)

// machines are those of programs by what Go calls them: elf(5).
var machines = map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64, "riscv64": elf.EM_RISCV, "loong64": elf.EM_LOONGARCH}

// runnable reports whether the kernel would start a file: a program for this kind
// of machine, or a script whose interpreter is here. See execve(2), ENOEXEC and
// ENOENT.
func runnable(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	head, _ := bufio.NewReader(file).Peek(256)
	if script, is := bytes.CutPrefix(head, []byte("#!")); is {
		line, _, _ := bytes.Cut(script, []byte("\n"))
		words := strings.Fields(string(line))
		if len(words) == 0 {
			return false
		}
		info, err := os.Stat(words[0])
		return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
	}
	program, err := elf.NewFile(file)
	wanted, known := machines[runtime.GOARCH]
	return err == nil && (!known || program.Machine == wanted)
}
