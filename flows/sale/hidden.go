package sale

// This file keeps what was typed of a sale, and who its customer is, off error texts and crash dumps: what holds it
// prints as dots under every verb (DESIGN rule 4).

import (
	"fmt"
	"io"
)

func hide(f fmt.State) { _, _ = io.WriteString(f, "•••") }

// Format writes dots for every verb.
func (*Search) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (work) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb: a sale may be named with a card.
func (Which) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (*Flow) Format(f fmt.State, _ rune) { hide(f) }
