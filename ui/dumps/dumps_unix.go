//go:build unix && !linux

package dumps

import "golang.org/x/sys/unix"

// Forbid keeps the values of this process, such as a customer's and the client secret, out of core dumps.
func Forbid() { _ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) }
