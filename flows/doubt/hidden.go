package doubt

// This file keeps who a customer is off error texts and crash dumps: what holds it
// prints as dots under every verb (DESIGN rule 4).

import (
	"fmt"
	"io"
)

func hide(f fmt.State) { _, _ = io.WriteString(f, "•••") }

// Format writes dots for every verb.
func (*Flow) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (*Resolver) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (*applicant) Format(f fmt.State, _ rune) { hide(f) }
