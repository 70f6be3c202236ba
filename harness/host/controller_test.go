package host

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	heading = "#subsys_name\thierarchy\tnum_cgroups\tenabled\n"
	inV2    = heading + "memory\t0\t64\t1\ncpuset\t0\t64\t1\n"

	v2Mounts = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
	v1Mounts = "30 22 0:27 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n"
	// As systemd mounts it with systemd.unified_cgroup_hierarchy=0 alone.
	hybridMounts = v1Mounts + "31 30 0:27 / /sys/fs/cgroup/unified rw,nosuid shared:10 - cgroup2 cgroup2 rw,nsdelegate\n"
)

func TestWhyAControllerIsNotMounted(t *testing.T) {
	fedora := machine{osRelease: "ID=fedora\n", release: "6.17.1-300.fc43.x86_64", systemd: 257}
	for _, c := range []struct {
		name          string
		machine       machine
		text, command string
	}{
		{
			"booted with v2 only",
			machine{cgroups: inV2, mountinfo: v2Mounts, systemd: 255, osRelease: "ID=fedora\n"},
			"it is not in v1: this machine was booted with cgroup v2 only",
			"sudo grubby --update-kernel=ALL --args='systemd.unified_cgroup_hierarchy=0' && sudo reboot",
		},
		{
			"a systemd that removed v1",
			machine{cgroups: inV2, mountinfo: v2Mounts, systemd: 258, osRelease: "ID=arch\n", grub: true},
			"it is not in v1: systemd 258 boots with cgroup v2 only, as all from 258 on", "vagrant up",
		},
		{
			"a hybrid",
			machine{cgroups: inV2, mountinfo: hybridMounts, usedByV2: " cpu memory\n", systemd: 252},
			"it is not in v1: cgroup v2 has it, at /sys/fs/cgroup/unified", "vagrant up",
		},
		{
			"nobody mounted it",
			machine{cgroups: inV2, mountinfo: v1Mounts},
			"nobody has mounted a v1 hierarchy of it",
			"sudo mkdir -p /sys/fs/cgroup/memory && sudo mount -t cgroup -o memory cgroup /sys/fs/cgroup/memory",
		},
		{
			"it is mounted elsewhere, with another",
			machine{cgroups: heading + "memory\t7\t64\t1\npids\t7\t64\t1\ncpu\t2\t64\t1\n"},
			"it has a v1 hierarchy, which is not mounted here",
			"sudo mount -t tmpfs cgroup /sys/fs/cgroup && sudo mkdir -p /sys/fs/cgroup/memory,pids && " +
				"sudo mount -t cgroup -o memory,pids cgroup /sys/fs/cgroup/memory,pids",
		},
		{
			"switched off",
			machine{cmdline: "ro cgroup_disable=pressure,memory quiet", osRelease: "ID=fedora\n", cgroups: heading + "memory\t0\t1\t0\n"},
			"it is switched off on the kernel's command line: cgroup_disable=pressure,memory",
			"sudo grubby --update-kernel=ALL --remove-args='cgroup_disable=pressure,memory' && sudo reboot",
		},
		{
			"all of v1 switched off",
			machine{cmdline: "cgroup_no_v1=all\n", cgroups: inV2, grub: true, osRelease: "ID=ubuntu\nID_LIKE=debian\n"},
			"it is switched off on the kernel's command line: cgroup_no_v1=all",
			"sudo find /etc/default -path '*grub*' -type f -exec sed -i 's/ *cgroup_no_v1=all//' {} + && sudo update-grub && sudo reboot",
		},
		{
			"switched off, and no command line to read",
			machine{cgroups: heading + "memory\t0\t1\t0\n"},
			"it is switched off on the kernel's command line: cgroup_disable=memory", "vagrant up",
		},
		{
			"not in the table",
			machine{cgroups: heading + "cpu\t0\t64\t1\n", release: fedora.release},
			"this kernel, 6.17.1-300.fc43.x86_64, was built without CONFIG_MEMCG_V1", "vagrant up",
		},
		{
			"in the table, but not in v1",
			machine{cgroups: inV2, config: "CONFIG_MEMCG=y\n# CONFIG_MEMCG_V1 is not set\n", release: "6.11.0"},
			"this kernel, 6.11.0, was built without CONFIG_MEMCG_V1", "vagrant up",
		},
		{
			"an older kernel, which has no such option",
			machine{cgroups: inV2, mountinfo: v2Mounts, config: "CONFIG_MEMCG=y\n", release: "6.10.9"},
			"it is not in v1: this machine was booted with cgroup v2 only", "vagrant up",
		},
		{
			"an older kernel without it",
			machine{cgroups: heading, release: "5.10.0-8"},
			"this kernel, 5.10.0-8, was built without CONFIG_MEMCG", "vagrant up",
		},
		{
			"no cgroups",
			machine{release: "5.10.0-8"},
			"this kernel, 5.10.0-8, was built without CONFIG_CGROUPS", "vagrant up",
		},
		{
			"a table of another form",
			machine{cgroups: "memory\t7\n"},
			"/proc/cgroups has a line of another form: memory\t7", "vagrant up",
		},
	} {
		t.Run(c.name, func(t *testing.T) { wants(t, c.machine.whyNotMounted("memory"), c.text, c.command) })
	}
}

func TestCpusetsHaveAnOptionOfTheirOwnFrom612On(t *testing.T) {
	const config = "CONFIG_CPUSETS=y\nCONFIG_MEMCG=y\nCONFIG_MEMCG_V1=y\n"
	debian13 := machine{cgroups: inV2, mountinfo: v2Mounts, config: config, release: "6.12.48+deb13-amd64"}
	wants(t, debian13.whyNotMounted("cpuset"), "this kernel, 6.12.48+deb13-amd64, was built without CONFIG_CPUSETS_V1", "vagrant up")
	require.Equal(t, "v2-only", debian13.whyNotMounted("memory").ID)
	before := machine{cgroups: inV2, mountinfo: v2Mounts, config: config, release: "6.11.2"}
	require.Equal(t, "v2-only", before.whyNotMounted("cpuset").ID)
}

func TestHowToBootWithV1(t *testing.T) {
	const line = `echo 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX systemd.unified_cgroup_hierarchy=0"' | `
	for _, c := range []struct {
		machine machine
		command string
	}{
		{
			machine{systemd: 252, grub: true, osRelease: "ID=debian\n"},
			line + "sudo tee -a /etc/default/grub.d/90-mydocker.cfg && sudo update-grub && sudo reboot",
		},
		{
			machine{systemd: 255, grub: true, osRelease: "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"},
			line + "sudo tee -a /etc/default/grub.d/90-mydocker.cfg && sudo update-grub && sudo reboot",
		},
		{
			machine{systemd: 254, grub: true, osRelease: "ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n"},
			line + "sudo tee -a /etc/default/grub && sudo grub2-mkconfig -o /boot/grub2/grub.cfg && sudo reboot",
		},
		{
			machine{systemd: 256, osRelease: "ID=rocky\nID_LIKE=\"rhel centos fedora\"\n"},
			"sudo grubby --update-kernel=ALL --args='systemd.unified_cgroup_hierarchy=0 SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1' && sudo reboot",
		},
		{
			machine{systemd: 255, grub: true, osRelease: "ID=arch\n"},
			line + "sudo tee -a /etc/default/grub && sudo grub-mkconfig -o /boot/grub/grub.cfg && sudo reboot",
		},
		{machine{osRelease: "ID=alpine\n"}, `sudo sed -i 's/^#* *rc_cgroup_mode=.*/rc_cgroup_mode="legacy"/' /etc/rc.conf && sudo reboot`},
		// No GRUB, as in a container; no systemd, which reads the option; nobody knows.
		{machine{systemd: 252, osRelease: "ID=debian\n"}, "vagrant up"},
		{machine{grub: true, osRelease: "ID=debian\n"}, "vagrant up"},
		{machine{systemd: 252, grub: true, osRelease: "ID=other\n"}, "vagrant up"},
	} {
		require.Equal(t, c.command, c.machine.bootWithV1(), "%+v", c.machine)
	}
}
