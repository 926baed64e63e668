// Package private keeps personal data off logs, error texts and crash dumps (docs/architecture.md rule 4).
package private

import (
	"fmt"
	"io"
	"log/slog"
)

// Dots stand for what must not be shown.
const Dots = "•••"

// Data prints as dots under every verb, in logs and in JSON. Embed it in a struct that holds personal data, a PIN, a
// token or a secret. A type in one of the struct's members does not help: fmt calls no method of an unexported member.
type Data struct{}

// Format writes dots for every verb.
func (Data) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, Dots) }

// MarshalText returns dots, for JSON too.
func (Data) MarshalText() ([]byte, error) { return []byte(Dots), nil }

// LogValue returns dots.
func (Data) LogValue() slog.Value { return slog.StringValue(Dots) }

// Wire hides what Data hides, but for JSON. Embed it in the shape of a body that goes over the line.
type Wire struct{}

// Format writes dots for every verb.
func (Wire) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, Dots) }

// LogValue returns dots.
func (Wire) LogValue() slog.Value { return slog.StringValue(Dots) }
