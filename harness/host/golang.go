package host

import (
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// goWanted is the version of go.mod; a test compares.
const goWanted = "1.23.0"

// goHomes are where Go is often found that is not in PATH.
var goHomes = []string{"/usr/local/go/bin", "/usr/lib/go/bin", "/snap/go/current/bin"}

func whyNoGo() *Cause {
	path, err := exec.LookPath("go")
	if err != nil {
		return whyNotInPath(goHomes)
	}
	ask := exec.Command(path, "version")
	ask.Dir = "/" // outside of the kit's module, which an old one could not read
	said, err := ask.Output()
	if err != nil {
		return &Cause{ID: "go-does-not-work", Values: map[string]any{"Error": err}}
	}
	return whyTooOld(string(said))
}

func whyNotInPath(homes []string) *Cause {
	for _, home := range homes {
		if _, err := os.Stat(filepath.Join(home, "go")); err == nil {
			return &Cause{"go-outside", map[string]any{"Dir": home}, `export PATH="$PATH:` + home + `"`}
		}
	}
	return &Cause{ID: "program-missing"}
}

// whyTooOld judges what go version has said: "go version go1.26.1
// linux/amd64", or "go version devel go1.27-abcdef ...".
func whyTooOld(said string) *Cause {
	for _, word := range strings.Fields(said) {
		word, _, _ = strings.Cut(word, "-")
		if !version.IsValid(word) {
			continue
		}
		// A release candidate knows the language of its release.
		if version.Compare(version.Lang(word), version.Lang("go"+goWanted)) < 0 {
			return &Cause{ID: "go-old", Values: map[string]any{"Version": strings.TrimPrefix(word, "go")}}
		}
		return nil
	}
	return &Cause{ID: "go-old", Values: map[string]any{"Version": strings.TrimSpace(said)}}
}
