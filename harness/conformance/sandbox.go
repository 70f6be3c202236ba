package conformance

import (
	"encoding/json"
	"fmt"
	"os"

	"mydocker/harness/mydocker"
)

// ProbeInside is where the kit's probe is in a sandbox: who makes one puts it
// there.
const ProbeInside = "/opt/probe"

// Where things are in a sandbox.
const (
	runtimeInside = "/opt/mydocker"
	casesInside   = "/cases"
)

// enter has each case run in a sandbox of its own, as the file describes it in
// JSON: in there are the runtime, the probe, what a case puts down, and nothing
// else of the kit. It returns the probe's file on this machine.
func (k *Kit) enter(file string) (probe string, err error) {
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, &k.Sandbox)
	}
	if err != nil {
		return "", fmt.Errorf("KIT_SANDBOX=%s: %w", file, err)
	}
	k.Sandbox.Files[runtimeInside] = k.Runtime.Path
	if probe = k.Sandbox.Files[ProbeInside]; probe == "" {
		return "", fmt.Errorf("KIT_SANDBOX=%s: it has no %s", file, ProbeInside)
	}
	k.Runtime.Path, k.Probe, k.Cases = runtimeInside, ProbeInside, casesInside
	k.AtOnce = 1 // the cores are shared among submissions
	return probe, nil
}

// newGuard makes a case's guard.
func (k *Kit) newGuard() (*mydocker.Guard, error) {
	if k.Sandbox == nil {
		return mydocker.NewGuard()
	}
	return mydocker.NewSandbox(*k.Sandbox)
}
