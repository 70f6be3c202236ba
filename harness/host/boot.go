package host

import (
	"fmt"
	"slices"
	"strings"
)

// theVM is the command for whom no other helps: there all is as the suites
// want it.
const theVM = "vagrant up"

// bootWith is the command that has the machine started again with options on
// its kernel's command line; theVM where the kit does not know how.
func (m machine) bootWith(options string) string {
	setting := fmt.Sprintf(`echo 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX %s"'`, options)
	switch {
	case m.isLike("fedora", "rhel"):
		return fmt.Sprintf("sudo grubby --update-kernel=ALL --args='%s' && sudo reboot", options)
	case !m.grub:
		return theVM
	case m.isLike("debian", "ubuntu"):
		return setting + " | sudo tee -a /etc/default/grub.d/90-mydocker.cfg && sudo update-grub && sudo reboot"
	case m.isLike("suse", "opensuse"):
		return setting + " | sudo tee -a /etc/default/grub && sudo grub2-mkconfig -o /boot/grub2/grub.cfg && sudo reboot"
	case m.isLike("arch"):
		return setting + " | sudo tee -a /etc/default/grub && sudo grub-mkconfig -o /boot/grub/grub.cfg && sudo reboot"
	}
	return theVM
}

// bootWithout is the command that takes option away from there.
func (m machine) bootWithout(option string) string {
	edit := fmt.Sprintf("sudo find /etc/default -path '*grub*' -type f -exec sed -i 's/ *%s//' {} +", option)
	switch {
	case m.isLike("fedora", "rhel"):
		return fmt.Sprintf("sudo grubby --update-kernel=ALL --remove-args='%s' && sudo reboot", option)
	case !m.grub:
		return theVM
	case m.isLike("debian", "ubuntu"):
		return edit + " && sudo update-grub && sudo reboot"
	case m.isLike("suse", "opensuse"):
		return edit + " && sudo grub2-mkconfig -o /boot/grub2/grub.cfg && sudo reboot"
	case m.isLike("arch"):
		return edit + " && sudo grub-mkconfig -o /boot/grub/grub.cfg && sudo reboot"
	}
	return theVM
}

// bootWithV1 is the command that has it started again with cgroup v1.
func (m machine) bootWithV1() string {
	if m.isLike("alpine") {
		return `sudo sed -i 's/^#* *rc_cgroup_mode=.*/rc_cgroup_mode="legacy"/' /etc/rc.conf && sudo reboot`
	}
	if m.systemd == 0 { // it is what reads the option
		return theVM
	}
	options := "systemd.unified_cgroup_hierarchy=0"
	if m.systemd >= 256 {
		options += " SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1"
	}
	return m.bootWith(options)
}

// isLike reports whether the distribution is one of these, or made from one.
func (m machine) isLike(names ...string) bool {
	for _, line := range strings.Split(m.osRelease, "\n") {
		key, value, _ := strings.Cut(line, "=")
		if key != "ID" && key != "ID_LIKE" {
			continue
		}
		for _, name := range strings.Fields(strings.Trim(value, `"'`)) {
			if slices.Contains(names, name) {
				return true
			}
		}
	}
	return false
}
