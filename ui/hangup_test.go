//go:build unix

package ui

import (
	"os"
	"os/signal"
	"syscall"
	"testing"
)

func TestAHangupEndsTheConsoleAndNotTheProcess(t *testing.T) {
	came := make(chan os.Signal, 2)
	signal.Notify(came, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(came)
	ctx, release := untilHangup(t.Context())
	defer release()
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		if err := syscall.Kill(syscall.Getpid(), s); err != nil {
			t.Fatal(err)
		}
		<-came // one that comes after the release would end the process
	}
	<-ctx.Done()
}
