package journal

// This file says that a journal cannot be shared by a group on Windows.

import (
	"errors"
	"io/fs"
)

func groupOf(string) (int, error) {
	return 0, errors.New("on Windows, let the users' group write the folder by its permissions, and set no group")
}

func groupOfFile(fs.FileInfo) int { return -1 }

func ownerOf(fs.FileInfo) string { return "" }
