package application

// This file keeps what an applicant said off error texts and crash dumps: what holds it
// prints as dots under every verb (DESIGN rule 4).

import (
	"fmt"
	"io"
)

func hide(f fmt.State) { _, _ = io.WriteString(f, "•••") }

// Format writes dots for every verb.
func (*Flow) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (*sending) Format(f fmt.State, _ rune) { hide(f) }
