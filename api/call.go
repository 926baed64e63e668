package api

import (
	"crypto/rand"
	"encoding/hex"
)

// Call says on whose behalf a request is made: the flow it belongs to and the
// language of the server's texts. Every method of Client that sends a request
// takes one.
type Call struct {
	// Reference is the flow's x-reference-id: all calls of one application or
	// purchase share it (docs/contract.md §1, SEEN).
	Reference ReferenceID
	Language  Language
}

// ReferenceID is an x-reference-id: a GUID without dashes, 32 lower-case
// hexadecimal digits.
type ReferenceID string

// NewReferenceID makes an x-reference-id: a random GUID (version 4) without dashes
// (docs/contract.md §1, SEEN).
func NewReferenceID() ReferenceID {
	var id [16]byte
	_, _ = rand.Read(id[:]) // it never fails (crypto/rand)
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return ReferenceID(hex.EncodeToString(id[:]))
}

// ID is an identifier that the server writes as a JSON number in some answers and
// as a string in others; both are read, and the digits are kept as they came.
type ID string

// Language chooses the language of the server's texts: the query parameter lang
// (docs/contract.md §1, SEEN).
type Language string

// The languages the API speaks.
const (
	English Language = "en"
	French  Language = "fr"
)

// Locale is the language as customers' records and applications have it:
// "en-CA" or "fr-CA".
func (l Language) Locale() string {
	if l == French {
		return "fr-CA"
	}
	return "en-CA"
}
