// Package guides reads the commands that the kit's documents show, and runs
// them as shown, so that no document promises what a reader will not see.
//
// In a block of code, a line that begins with the prompt "# " or "$ " is a
// command, and the lines below it are what it prints. "..." stands for any
// lines, or for the rest of a line; ^C and ^D, alone on a line, are keys. A
// block below a paragraph that says "another terminal", or "the other terminal",
// is typed into a second one, while the last command of the first goes on.
package guides

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Document is a file of Markdown.
type Document struct {
	// Name is its path in the kit: chapter3/proc.md.
	Name string
	// Headings are its headings' levels, in order: 1 for "# ", 2 for "## ".
	Headings []int
	// Blocks are the blocks of code that name no language, in order.
	Blocks []Block
}

// Block is a block of code.
type Block struct {
	Line    int // of its fence
	Section int // how many headings are above it
	// Second is set where it is to be typed into a second terminal.
	Second   bool
	Commands []Command
	// Rest are the lines above the first command; all, if there is none.
	Rest []string
}

// Command is a command of a block, and what it is shown to print.
type Command struct {
	Line  int
	Text  string // as typed, without the prompts
	Shown []string
}

var (
	heading    = regexp.MustCompile(`^(#+) `)
	prompt     = regexp.MustCompile(`^[#$] `)
	heredoc    = regexp.MustCompile(`(?:^|[^<])<<'?(\w+)'?`)
	secondText = regexp.MustCompile(`(an|the )other terminal|另一个终端`)
)

// All reads the documents of the kit in dir that have such blocks.
func All(dir string) ([]Document, error) {
	var all []Document
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains([]string{".git", ".vagrant", "work", "bin", "testdata"}, entry.Name()) {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".md" {
			return nil
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		document, err := Read(dir, name)
		if len(document.Blocks) > 0 {
			all = append(all, document)
		}
		return err
	})
	return all, err
}

// Read reads the document name of the kit in dir.
func Read(dir, name string) (Document, error) {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return Document{}, fmt.Errorf("read a document: %w", err)
	}
	return Parse(name, string(text)), nil
}

// Parse reads the text of a document.
func Parse(name, text string) Document {
	document := Document{Name: name}
	lines := strings.Split(text, "\n")
	paragraph := "" // above, on one line
	for i := 0; i < len(lines); i++ {
		language, isFence := strings.CutPrefix(lines[i], "```")
		if !isFence {
			if match := heading.FindStringSubmatch(lines[i]); match != nil {
				document.Headings = append(document.Headings, len(match[1]))
			}
			if lines[i] != "" && i > 0 && lines[i-1] == "" {
				paragraph = ""
			}
			paragraph += lines[i] + " "
			continue
		}
		end := i + 1
		for end < len(lines) && lines[end] != "```" {
			end++
		}
		if language == "" {
			block := parseBlock(lines[i+1:end], i+2)
			block.Line, block.Section, block.Second = i+1, len(document.Headings), secondText.MatchString(paragraph)
			document.Blocks = append(document.Blocks, block)
		}
		i, paragraph = end, ""
	}
	return document
}

// parseBlock reads the lines between two fences; number is that of the first.
func parseBlock(lines []string, number int) Block {
	var block Block
	for i := 0; i < len(lines); i++ {
		if !prompt.MatchString(lines[i]) {
			if last := len(block.Commands) - 1; last >= 0 {
				block.Commands[last].Shown = append(block.Commands[last].Shown, lines[i])
			} else {
				block.Rest = append(block.Rest, lines[i])
			}
			continue
		}
		command := Command{Line: number + i, Text: lines[i][2:]}
		end := heredoc.FindStringSubmatch(command.Text)
		for i+1 < len(lines) && (strings.HasSuffix(lines[i], `\`) || end != nil && lines[i] != end[1]) {
			i++
			command.Text += "\n" + lines[i]
		}
		block.Commands = append(block.Commands, command)
	}
	return block
}
