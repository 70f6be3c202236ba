package host

import (
	"errors"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

func TestWhyThereIsNoFolderForTemporaryFiles(t *testing.T) {
	fit := temporary{dir: "/tmp/mine", free: temporaryRoom, mountpoint: "/tmp", fsType: "ext4"}
	require.Nil(t, fit.whyNoUse())

	none := fit
	none.err = fs.ErrNotExist
	wants(t, none.whyNoUse(), "it is not there", "sudo mkdir -p -m 1777 /tmp/mine")

	readOnly := fit
	readOnly.flags, readOnly.err = unix.ST_RDONLY|unix.ST_NOEXEC, unix.EROFS
	wants(t, readOnly.whyNoUse(), "it is mounted at /tmp so that nothing can be written", "sudo mount -o remount,rw /tmp")

	noexec := fit
	noexec.flags = unix.ST_NOEXEC | unix.ST_NOSUID
	wants(t, noexec.whyNoUse(), "it is mounted at /tmp so that no program can be started from there", "sudo mount -o remount,exec /tmp")

	full := fit
	full.free = 5 << 20
	wants(t, full.whyNoUse(), "it is full: 5 MiB are free, and 128 are needed", "")
	full.fsType, full.size = "tmpfs", 64<<20
	wants(t, full.whyNoUse(), "it is full: 5 MiB are free, and 128 are needed", "sudo mount -o remount,size=1216m /tmp")

	closed := fit
	closed.err = errors.New("open /tmp/mine/x: permission denied")
	wants(t, closed.whyNoUse(), "open /tmp/mine/x: permission denied", "")
}

func TestTheFolderForTemporaryFilesIsLookedAt(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/none")
	require.ErrorContains(t, Temporary().Missing(), "needs a folder for temporary files: it is not there; make room in it, or name another one in TMPDIR")
	here := lookAt(t.TempDir())
	require.NoError(t, here.err)
	require.Positive(t, here.free)
	require.NotEmpty(t, here.fsType)
}
