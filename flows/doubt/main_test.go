package doubt

import (
	"flag"
	"os"
	"testing"
)

// A failure of the property prints its seed, and leaves no file in the tree.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("rapid.nofailfile", "true"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
