// Package dumps keeps what this process holds out of dumps of its memory.
package dumps

import "golang.org/x/sys/unix"

// Forbid keeps the values of this process, such as a customer's and the client secret, out of core dumps: whoever collects
// those may read them. The limit alone does not stop a program that the kernel pipes dumps to; a process that is not
// dumpable is not dumped, and no other process of the same user can look into it. A failure changes nothing for the
// clerk.
func Forbid() {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
}
