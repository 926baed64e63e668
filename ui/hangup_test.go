//go:build unix

package ui

import (
	"syscall"
	"testing"
)

func TestAHangupEndsTheConsoleAndNotTheProcess(t *testing.T) {
	ctx, release := untilHangup(t.Context())
	defer release()
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		if err := syscall.Kill(syscall.Getpid(), s); err != nil {
			t.Fatal(err)
		}
	}
	<-ctx.Done()
}
