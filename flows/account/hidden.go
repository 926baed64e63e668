package account

// This file keeps who a customer is, and their numbers, off error texts and crash dumps: what holds it
// prints as dots under every verb (DESIGN rule 4).

import (
	"fmt"
	"io"
)

func hide(f fmt.State) { _, _ = io.WriteString(f, "•••") }

// Format writes dots for every verb.
func (Found) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (Target) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (shown) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (match) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (reading) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (*Finder) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (*Flow) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON and in logs too.
func (Found) MarshalText() ([]byte, error) { return []byte("•••"), nil }

// MarshalText gives dots, in JSON and in logs too.
func (Target) MarshalText() ([]byte, error) { return []byte("•••"), nil }
