package payment

import (
	"fmt"
	"io"
)

// Format writes dots for every verb: a payment holds a customer and a PIN (DESIGN rule 4).
func (*Flow) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "•••") }

// Format writes dots for every verb.
func (host) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "•••") }
