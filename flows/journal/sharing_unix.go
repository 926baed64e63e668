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

// ownerOf returns the name of the user who owns a file, or the number if there is no name. It is empty if that is
// this user, or if it is not known.
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
