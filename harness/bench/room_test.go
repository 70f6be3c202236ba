package bench

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/oci"
)

func newRoom(t *testing.T) *Room {
	host.Needs(t, host.Root, host.Proc, host.CgroupV1("memory"), host.CgroupV1("cpu"), host.CgroupV1("cpuset"))
	room, err := NewRoom(context.Background())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, room.Close()) })
	return room
}

func TestCommandAloneIsNoContainer(t *testing.T) {
	require.ErrorContains(t, plain(nothing).check(newRoom(t), oci.Limits{}), "no namespace of its own: uts, pid, mnt, net, ipc")
}

func TestContainerWithoutLimitsIsOneWhereNoneAreWanted(t *testing.T) {
	host.Needs(t, host.Program("unshare"))
	room := newRoom(t)
	require.NoError(t, unsharing().check(room, oci.Limits{}))
	require.ErrorContains(t, unsharing().check(room, Limits), "memory.limit_in_bytes is ")
}

func TestGroupThatIsLeftIsSeen(t *testing.T) {
	room := newRoom(t)
	before, err := room.groups()
	require.NoError(t, err)
	memory, err := host.FindHierarchy("memory")
	require.NoError(t, err)
	left := filepath.Join(memory.Mountpoint, "left")
	_, err = room.Time([]string{"/bin/mkdir", left})
	require.NoError(t, err)
	require.NoDirExists(t, left, "it is in the room, and not on this machine")
	require.ErrorContains(t, room.groupsLeft(before), "1 cgroups are left, such as memory:/left")
}

func TestFailureOfWhatIsTimedIsSaid(t *testing.T) {
	_, err := newRoom(t).Time([]string{"/bin/sh", "-c", "echo first >&2; echo no such luck >&2; exit 3"})
	require.EqualError(t, err, "sh: exit status 3: no such luck")
}

func TestNothingIsSharedWithTheRoomThatRuntimesMount(t *testing.T) {
	room := newRoom(t)
	_, err := os.Stat(filepath.Join(room.Dir, "root"))
	require.ErrorIs(t, err, os.ErrNotExist, "it is seen in the room alone")
}

// The floor is what targets are told by: it is to be a container, and to leave
// nothing.
func TestFloorIsAContainer(t *testing.T) {
	host.Needs(t, host.Program("gcc"))
	room := newRoom(t)
	dir := t.TempDir()
	require.NoError(t, buildFloors("../..", dir))
	for _, peer := range floors(dir) {
		require.NoError(t, peer.check(room, Limits), peer.Name)
		require.NoError(t, peer.check(room, oci.Limits{}), peer.Name)
	}
}
