package grade

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/proving"
)

// reference is the chapter's own program.
const reference = "../../chapter3/3.3"

// honest is a submission that attacks nobody.
type honest struct {
	name string
	// make makes it at a place, which is its name in a class.
	make func(t *testing.T, at string)
}

// honestSubmissions are thirty: the chapter's program in each form that can be
// handed in, right programs in other styles, and wrong ones.
func honestSubmissions(t *testing.T) []honest {
	all := []honest{
		{"reference-folder", func(t *testing.T, at string) { copyReference(t, at) }},
		{"reference-zip", zipOfReference},
		{"reference-tar", tarOfReference},
		{"reference-program", func(t *testing.T, at string) { require.NoError(t, mydocker.Build(reference, at)) }},
	}
	kit := "../.."
	for _, wheat := range proving.Wheats() {
		lacks := slices.ContainsFunc(wheat.Needs, func(needed host.Requirement) bool { return needed.Missing() != nil })
		if len(wheat.Except) > 0 || lacks {
			continue // a shell script is not taken, and the industry's are not in there
		}
		all = append(all, honest{"wheat-" + filepath.Base(wheat.ID), func(t *testing.T, at string) { require.NoError(t, wheat.Build(kit, at)) }})
	}
	for _, mutant := range proving.Sample(ofTheStep("3.3"), 30-len(all), 1) {
		all = append(all, honest{"mutant-" + mutant.ID, func(t *testing.T, at string) {
			copyReference(t, at)
			change(t, at, mutant.Edits)
		}})
	}
	return all
}

func zipOfReference(t *testing.T, at string) {
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	require.NoError(t, writer.AddFS(os.DirFS(reference)))
	require.NoError(t, writer.Close())
	named(".zip", archive.Bytes())(t, at)
}

// tarOfReference is a compressed one.
func tarOfReference(t *testing.T, at string) {
	var archive bytes.Buffer
	compressed := gzip.NewWriter(&archive)
	writer := tar.NewWriter(compressed)
	require.NoError(t, writer.AddFS(os.DirFS(reference)))
	require.NoError(t, writer.Close())
	require.NoError(t, compressed.Close())
	named(".tar.gz", archive.Bytes())(t, at)
}

func ofTheStep(step string) (mutants []proving.Mutant) {
	for _, mutant := range proving.Mutants() {
		if mutant.Step() == step && mutant.Level() != conformance.Ours {
			mutants = append(mutants, mutant)
		}
	}
	return mutants
}
