//go:build !windows

package plainfile

// This file has what keeps an open from waiting for a pipe's other end.

import "syscall"

const nonblocking = syscall.O_NONBLOCK | syscall.O_NOCTTY
