package api

// This file keeps personal data off logs, error texts and crash dumps: the types that hold it
// print as dots under every verb, in logs and in JSON (DESIGN rule 4). What the API needs
// is written from the members, by hand, in the file of each resource.

import (
	"fmt"
	"io"
	"log/slog"
)

// dots stand for what must not be shown.
const dots = "•••"

func hide(f fmt.State) { _, _ = io.WriteString(f, dots) }

func hidden() ([]byte, error) { return []byte(dots), nil }

// Reveal gives the text itself, for the request that needs it.
func (s Secret) Reveal() string { return string(s) }

// String gives dots.
func (s Secret) String() string { return dots }

// GoString gives dots.
func (s Secret) GoString() string { return dots }

// Format writes dots for every verb.
func (s Secret) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (s Secret) MarshalText() ([]byte, error) { return hidden() }

// LogValue gives dots.
func (s Secret) LogValue() slog.Value { return slog.StringValue(dots) }

// Format writes dots for every verb.
func (Application) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (Application) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (Decision) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (Decision) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (SearchQuery) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (SearchQuery) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (LookupQuery) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (LookupQuery) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (Customer) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (Customer) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (Account) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (Account) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (Offers) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (Offers) MarshalText() ([]byte, error) { return hidden() }

// String gives dots. (Its member Format leaves no room for a method of that name.)
func (VerificationRequest) String() string { return dots }

// GoString gives dots.
func (VerificationRequest) GoString() string { return dots }

// MarshalText gives dots, in JSON too.
func (VerificationRequest) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (Verification) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (Verification) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (AuthorizationRequest) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (AuthorizationRequest) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (Licence) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (Licence) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (TransactionRequest) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (TransactionRequest) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (RefundRequest) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (RefundRequest) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (ReturnRequest) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (ReturnRequest) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (WidgetRequest) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (WidgetRequest) MarshalText() ([]byte, error) { return hidden() }

// Format writes dots for every verb.
func (Person) Format(f fmt.State, _ rune) { hide(f) }

// MarshalText gives dots, in JSON too.
func (Person) MarshalText() ([]byte, error) { return hidden() }

// Format writes the client without what it holds.
func (c *Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "api.Client") }

// Format writes dots for every verb.
func (token) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (*keeper) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb: the query and the body are a customer's.
func (request) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb: the address, the header and the body hold what must not be shown.
func (prepared) Format(f fmt.State, _ rune) { hide(f) }

// Format writes dots for every verb.
func (applicationBody) Format(f fmt.State, _ rune) { hide(f) }
