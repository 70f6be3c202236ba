package trace

import (
	"regexp"
	"strconv"
	"strings"
)

// 2 /* 25570 in strace's PID NS */
var translatedForm = regexp.MustCompile(`/\* (\d+) in strace's PID NS \*/`)

// parseCall takes a call apart, as strace writes it: one that has not returned
// has no closing parenthesis.
//
//	mount("proc", "/proc", "proc", MS_NOSUID|MS_NODEV, NULL) = 0
//	openat(AT_FDCWD</root>, "/x", O_RDONLY) = -1 ENOENT (No such file or directory)
func parseCall(text string) Call {
	name, rest, found := strings.Cut(text, "(")
	if !found {
		return Call{}
	}
	call := Call{Name: name}
	call.Args, rest = splitArgs(rest)
	_, result, returned := strings.Cut(rest, "= ")
	if !returned {
		return call
	}
	if match := translatedForm.FindStringSubmatch(result); match != nil {
		call.Translated, _ = strconv.Atoi(match[1])
	}
	var why string
	call.Result, why, _ = strings.Cut(result, " ")
	if call.Result == "-1" || call.Result == "?" {
		call.Errno, _, _ = strings.Cut(why, " ")
	}
	return call
}

// splitArgs splits arguments at the commas that are in no string, list,
// structure or name of a file, up to the closing parenthesis, and returns what
// is behind it.
func splitArgs(text string) (args []string, rest string) {
	depth, begin := 0, 0
	add := func(end int) {
		if arg := strings.TrimSpace(text[begin:end]); arg != "" {
			args = append(args, arg)
		}
		begin = end + 1
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '<':
			// The name of a file, in which strace escapes what ends it; but
			// 1<<3 is a number.
			if end := strings.IndexByte(text[i:], '>'); end > 0 && !strings.HasPrefix(text[i:], "<<") {
				i += end
			}
		case '[', '{', '(':
			depth++
		case ']', '}':
			depth--
		case ')':
			if depth == 0 {
				add(i)
				return args, text[i+1:]
			}
			depth--
		case ',':
			if depth == 0 {
				add(i)
			}
		}
	}
	add(len(text))
	return args, ""
}

// unquote returns the bytes of a string as strace writes it, with escapes as
// in C: "3\0ls\0" or "\345\256\271"; one that was too long ends in "...". What
// is no string is returned as it is.
func unquote(arg string) string {
	arg = strings.TrimSuffix(arg, "...")
	if len(arg) < 2 || arg[0] != '"' {
		return arg
	}
	var text strings.Builder
	for i := 1; i < len(arg)-1; i++ {
		if arg[i] != '\\' {
			text.WriteByte(arg[i])
			continue
		}
		i++
		octal := i
		for octal < len(arg)-1 && octal < i+3 && '0' <= arg[octal] && arg[octal] <= '7' {
			octal++
		}
		if octal > i {
			value, _ := strconv.ParseUint(arg[i:octal], 8, 8)
			text.WriteByte(byte(value))
			i = octal - 1
			continue
		}
		if meant := strings.IndexByte("abtnvfr", arg[i]); meant >= 0 {
			text.WriteByte("\a\b\t\n\v\f\r"[meant])
		} else {
			text.WriteByte(arg[i])
		}
	}
	return text.String()
}

// unquoteList returns the strings of a list: ["ls", "-l"].
func unquoteList(arg string) []string {
	items, _ := splitArgs(strings.TrimSuffix(strings.TrimPrefix(arg, "["), "]"))
	for i, item := range items {
		items[i] = unquote(item)
	}
	return items
}

// fileOf returns what a descriptor is open on: of 3</proc/1/stat> it is
// /proc/1/stat.
func fileOf(descriptor string) string {
	_, name, found := strings.Cut(descriptor, "<")
	if !found {
		return ""
	}
	return strings.TrimSuffix(name, ">")
}
