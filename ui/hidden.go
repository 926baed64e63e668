package ui

// This file keeps what stands on the screen, and the PINs of a lesson, off error texts and crash dumps: what holds it
// prints as dots under every verb (docs/architecture.md rule 4).

import (
	"fmt"
	"io"

	"countertop/api/private"
)

// Format writes dots for every verb.
func (*Shell) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, private.Dots) }
