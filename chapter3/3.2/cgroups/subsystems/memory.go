package subsystems

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
)

// Files of a memory group; Linux, Documentation/admin-guide/cgroup-v1/memory.rst.
const (
	memoryLimit     = "memory.limit_in_bytes"
	memorySwapLimit = "memory.memsw.limit_in_bytes"
)

// minMemory is more than init needs to become the command: it is a Go program,
// and the kernel kills it below half of this.
const minMemory = 4 << 20

// MemorySubSystem limits how much memory a container may use.
type MemorySubSystem struct{}

// Name is the controller's name: "memory".
func (s *MemorySubSystem) Name() string { return "memory" }

// Set limits the group's memory to limits.MemoryLimit, such as "100m", and
// memory plus swap to the same, where the kernel counts swap. The kernel
// rounds down to whole pages.
func (s *MemorySubSystem) Set(cgroupPath string, limits *ResourceConfig) error {
	if limits.MemoryLimit == "" {
		return nil
	}
	bytes, err := parseSize(limits.MemoryLimit)
	if err != nil {
		return fmt.Errorf("-m %q: %w", limits.MemoryLimit, err)
	}
	dir, err := GetCgroupPath(s.Name(), cgroupPath, true)
	if err != nil {
		return err
	}
	if err := writeFile(dir, memoryLimit, bytes); err != nil {
		return err
	}
	// Second, for the kernel refuses a memory+swap limit below the memory limit.
	err = writeFile(dir, memorySwapLimit, bytes)
	if errors.Is(err, os.ErrNotExist) {
		return nil // a kernel that does not count swap: swapaccount=0
	}
	return err
}

// Apply moves process pid into the group.
func (s *MemorySubSystem) Apply(cgroupPath string, pid int) error {
	return join(s.Name(), cgroupPath, pid)
}

// Remove removes the group.
func (s *MemorySubSystem) Remove(cgroupPath string) error {
	return remove(s.Name(), cgroupPath)
}

// parseSize turns "100m" into bytes, "104857600". The kernel would read
// "-1" as no limit at all, "010m" as octal and a size past its largest as no
// limit: none of which the user can have meant.
func parseSize(size string) (string, error) {
	number, shift := size, 0
	if unit := strings.LastIndexAny(size, "kKmMgG"); unit >= 0 && unit == len(size)-1 {
		number = size[:unit]
		shift = map[byte]int{'k': 10, 'm': 20, 'g': 30}[size[unit]|0x20]
	}
	count, err := strconv.ParseUint(number, 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange), count > math.MaxInt64>>shift:
		return "", errors.New("larger than any memory")
	case err != nil:
		return "", errors.New("not a size, such as 100m")
	case count<<shift < minMemory:
		return "", errors.New("less than init itself needs, 4m")
	}
	return strconv.FormatUint(count<<shift, 10), nil
}
