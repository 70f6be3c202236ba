#!/bin/sh
# Right, but in one namespace too many: fools whoever asks for those of the chapter.
exec unshare --cgroup "$RIGHT" "$@"
