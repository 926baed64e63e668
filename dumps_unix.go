//go:build unix && !linux

package main

import "golang.org/x/sys/unix"

// forbidDumps keeps the values of this process, such as a customer's and the client secret, out of core dumps.
func forbidDumps() { _ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) }
