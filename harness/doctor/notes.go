package doctor

import (
	"fmt"
	"os"
	"strings"

	"github.com/moby/sys/mountinfo"

	"mydocker/harness/words"
)

// Notes returns what is good to know of this machine, and makes it neither fit
// nor unfit.
func Notes(say words.Words) ([]Finding, error) {
	file, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil, fmt.Errorf("look at the mounts: %w", err)
	}
	defer file.Close()
	mounts, err := mountinfo.GetMountsFromReader(file, mountinfo.ParentsFilter("/proc"))
	if err != nil {
		return nil, fmt.Errorf("look at the mounts: %w", err)
	}
	leftovers, err := Leftovers()
	if err != nil {
		return nil, err
	}
	notes := append(ofMounts(say, mounts), ofLeftovers(say, leftovers))
	return notes, nil
}

// ofMounts says what a runtime can do to this machine's /proc, and how often
// there is one: mounts are those at / and /proc.
func ofMounts(say words.Words, mounts []*mountinfo.Info) []Finding {
	root := Finding{State: Note, Name: "/", Text: say.Say("doctor.root-private")}
	times := 0
	for _, mount := range mounts {
		// The optional fields say how a mount propagates: proc_pid_mountinfo(5).
		if mount.Mountpoint == "/" && strings.Contains(mount.Optional, "shared:") {
			root.Text = say.Say("doctor.root-shared")
		}
		if mount.Mountpoint == "/proc" {
			times++
		}
	}
	if times < 2 {
		return []Finding{root}
	}
	return []Finding{root, {State: Note, Name: "/proc", Text: say.Say("doctor.proc-many", words.Values{"Times": times})}}
}

func ofLeftovers(say words.Words, leftovers []Leftover) Finding {
	ours, live, foreign := 0, 0, 0
	for _, leftover := range leftovers {
		switch {
		case leftover.Foreign:
			foreign++
		case len(leftover.Live) > 0:
			live++
		default:
			ours++
		}
	}
	finding := Finding{Name: say.Say("doctor.leftovers"), Items: []string{say.Say("doctor.none")}}
	if ours > 0 {
		finding.Command = asWhoIs(os.Geteuid(), "sudo make doctor REPAIR=1")
	}
	if ours+live+foreign > 0 {
		finding.State = Note
		finding.Items = nil
		finding.Text = say.Say("doctor.leftovers-are", words.Values{"Ours": ours, "Live": live, "Foreign": foreign})
	}
	return finding
}
