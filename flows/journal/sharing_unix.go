//go:build unix

package journal

// This file knows the groups of a Unix system.

import (
	"fmt"
	"io/fs"
	"os/user"
	"strconv"
	"syscall"
)

func groupOf(group string) (int, error) {
	found, err := user.LookupGroup(group)
	if err != nil {
		id, numbered := strconv.Atoi(group)
		if numbered != nil || id < 0 {
			return 0, fmt.Errorf("this system has no group %q", group)
		}
		return id, nil
	}
	return strconv.Atoi(found.Gid)
}

func groupOfFile(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Gid)
	}
	return -1
}

// ownerOf is the user who owns a file, by name where it has one; empty where it is this one, or nobody knows.
func ownerOf(info fs.FileInfo) string {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(stat.Uid) == syscall.Getuid() {
		return ""
	}
	id := strconv.Itoa(int(stat.Uid))
	if found, err := user.LookupId(id); err == nil {
		return found.Username
	}
	return id
}
