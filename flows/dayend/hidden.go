package dayend

import (
	"fmt"
	"io"
)

// Format writes dots for every verb (DESIGN rule 4).
func (*Flow) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "•••") }
