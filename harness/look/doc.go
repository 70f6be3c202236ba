// Package look shows a running container as the kernel sees it from outside.
// A [Reader] reads it from /proc and /sys/fs/cgroup, and from nothing of the
// runtime's; [Text] and [Draw] show it.
package look
