package api

// This file marks a money call, so that a server that knows the mark does not execute it twice (docs/contract.md §7).

import (
	"crypto/sha256"
	"encoding/hex"
)

// The idempotency headers are documented for POST transactions only. ASSUMED: every money call
// takes them, and a server that does not know them ignores them.
const (
	headerIdempotencyKey = "X-Idempotency-Key"
	headerContextHash    = "X-Context-Hash"
)

// idempotent marks a money call, so that a server that knows these headers does not execute it
// twice. It is not a licence to send it twice: a server that does not know them ignores them.
func (c *Client) idempotent(p *prepared, key string) {
	if key == "" {
		key = string(c.newID())
	}
	p.key, p.hash = key, contextHash(p.body)
}

// contextHash is the hash of a body. ASSUMED: SHA-256, in lower-case hexadecimal digits.
func contextHash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
