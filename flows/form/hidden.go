package form

// This file keeps what was typed off logs, error texts and crash dumps: it prints as dots under every
// verb (DESIGN rule 4). Fields that show a value ask for it by its key.

import (
	"fmt"
	"io"
	"log/slog"
)

const dots = "•••"

// Format writes dots for every verb.
func (Values) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, dots) }

// LogValue gives dots.
func (Values) LogValue() slog.Value { return slog.StringValue(dots) }

// Format writes dots for every verb.
func (*Draft) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, dots) }

// Format writes dots for every verb.
func (*Form) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, dots) }
