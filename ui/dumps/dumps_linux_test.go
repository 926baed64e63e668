package dumps

import (
	"os"
	"os/exec"
	"testing"

	"golang.org/x/sys/unix"
)

// The kernel pipes dumps to a program whatever the limit says, but none of a process that is not dumpable.
func TestTheProcessIsNotDumpable(t *testing.T) {
	const child = "COUNTERTOP_TEST_DUMPABLE"
	if os.Getenv(child) == "" {
		program, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		command := exec.CommandContext(t.Context(), program, "-test.run=^TestTheProcessIsNotDumpable$")
		command.Env = append(os.Environ(), child+"=1")
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	Forbid()
	if dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err != nil || dumpable != 0 {
		t.Errorf("dumpable is %d (%v)", dumpable, err)
	}
}
