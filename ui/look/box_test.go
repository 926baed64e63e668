package look

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// A box over a line leaves the line as wide as it was, whatever it covers half.
func TestABoxOverALineKeepsItsWidth(t *testing.T) {
	for _, under := range []string{
		strings.Repeat("a", 40), strings.Repeat("日", 20), "a" + strings.Repeat("日", 19) + "b", strings.Repeat("é", 40),
		"\x1b[1m" + strings.Repeat("日", 20) + "\x1b[m", strings.Repeat("👍🏿", 20), "  🏿" + strings.Repeat(" ", 36), "short", "",
	} {
		for left := range 30 {
			for _, box := range []int{1, 2, 7} {
				want := max(ansi.StringWidth(under), left+box)
				if got := ansi.StringWidth(over(under, strings.Repeat("x", box), left, box)); got != want {
					t.Fatalf("%+q from %d on, %d wide: %d cells, want %d", under, left, box, got, want)
				}
			}
		}
	}
}
