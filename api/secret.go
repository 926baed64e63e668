package api

import (
	"fmt"
	"log/slog"

	"countertop/api/private"
)

// Secret is a text that must never be shown: it prints as dots under every verb, in logs and in JSON.
type Secret string

// Reveal returns the text itself, for the request that needs it.
func (s Secret) Reveal() string { return string(s) }

// String returns dots.
func (s Secret) String() string { return private.Dots }

// GoString returns dots.
func (s Secret) GoString() string { return private.Dots }

// Format writes dots for every verb.
func (s Secret) Format(f fmt.State, verb rune) { private.Data{}.Format(f, verb) }

// MarshalText returns dots, for JSON too.
func (s Secret) MarshalText() ([]byte, error) { return private.Data{}.MarshalText() }

// LogValue returns dots.
func (s Secret) LogValue() slog.Value { return private.Data{}.LogValue() }
