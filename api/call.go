package api

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

// ID is an identifier that the server writes as a JSON number in some answers and
// as a string in others; both are read, and the digits are kept as they came.
type ID string
