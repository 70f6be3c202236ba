package conformance

import (
	"encoding/json"
	"fmt"
	"os"

	"mydocker/harness/mydocker"
)

// Where things are in a sandbox.
const (
	runtimeInside = "/opt/mydocker"
	probeInside   = "/opt/probe"
	casesInside   = "/cases"
)

// enter has each case run in a sandbox of its own, as the file describes it in
// JSON: in there are the runtime, the probe, what a case puts down, and nothing
// else of the kit.
func (k *Kit) enter(file string) error {
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, &k.Sandbox)
	}
	if err != nil {
		return fmt.Errorf("KIT_SANDBOX=%s: %w", file, err)
	}
	files := map[string]string{runtimeInside: k.Runtime.Path, probeInside: k.Probe}
	for at, path := range k.Sandbox.Files {
		files[at] = path
	}
	k.Sandbox.Files = files
	k.Runtime.Path, k.Probe, k.Bin = runtimeInside, probeInside, casesInside
	return nil
}

// newGuard makes a case's guard.
func (k *Kit) newGuard() (*mydocker.Guard, error) {
	if k.Sandbox == nil {
		return mydocker.NewGuard()
	}
	return mydocker.NewSandbox(*k.Sandbox)
}
