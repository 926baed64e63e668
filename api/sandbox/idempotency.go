package sandbox

// Idempotency of money calls: a repeat with its key is not processed again (docs/contract.md §1).

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
)

// Idempotency says which money calls honour x-idempotency-key. It is documented for transactions only;
// the vendor's server may know it elsewhere or nowhere, and a counter must be right with each.
type Idempotency int

// Which calls honour the key.
const (
	// IdempotencyEverywhere honours it in every money call (ASSUMED).
	IdempotencyEverywhere Idempotency = iota
	// IdempotencyTransactions honours it in POST transactions, where it is documented, and ignores it elsewhere.
	IdempotencyTransactions
	// IdempotencyIgnored ignores it, as a server that does not know the header.
	IdempotencyIgnored
)

// honours reports whether a call is processed once for a key.
func (i Idempotency) honours(e endpoint) bool {
	switch i {
	case IdempotencyTransactions:
		return e.method == http.MethodPost && e.path == client+"transactions"
	case IdempotencyIgnored:
		return false
	case IdempotencyEverywhere:
	}
	return true
}

// codeReused refuses a key that was used with another hash: 409, nothing is processed. That it is refused with a
// warning is SEEN, the code is ASSUMED. No list of the contract has it, so a counter takes it for unknown and asks:
// the first call with the key was executed.
const codeReused = "idempotency_key_reused"

// replay is the first successful answer to an idempotency key.
type replay struct {
	path, hash string // of the hash, its beginning
	answer     json.RawMessage
}

const longestKey = 255

// once answers a money call, or gives the first, successful answer of its key again. The caller
// holds the lock from the look-up to the record, so two repeats at once are processed once.
func (s *Server) once(c *call, e endpoint) (any, error) {
	key, path := c.request.Header.Get("x-idempotency-key"), c.request.URL.Path
	if key == "" || !s.options.Idempotency.honours(e) {
		return e.answer(s, c)
	}
	if len(key) > longestKey {
		return nil, conflict("wrong_inputs").field("x-idempotency-key", problemLength, "")
	}
	hash := shortened(c.contextHash())
	if first, repeated := s.state.replays.get(key, c.now); repeated {
		if first.path != path || first.hash != hash {
			return nil, conflict(codeReused).field("x-context-hash", problemHash, "")
		}
		return first.answer, nil
	}
	answer, err := e.answer(s, c)
	if err != nil {
		return nil, err
	}
	raw, err := encode(answer)
	if err != nil {
		return nil, fmt.Errorf("writing the answer: %w", err)
	}
	s.state.replays.put(key, replay{path, hash, raw}, c.now)
	s.state.changed.replays = append(s.state.changed.replays, key)
	return json.RawMessage(raw), nil
}

// shortened returns the part of a body's hash that is kept in the state's file: enough to tell two bodies apart all but once
// in 65,536 times, and too little to find an account's number and a PIN by trying all of them.
func shortened(hash string) string { return hash[:min(4, len(hash))] }

// contextHash is the caller's hash of the body, or the server's own where none was sent.
func (c *call) contextHash() string {
	if hash := c.request.Header.Get("x-context-hash"); hash != "" {
		return hash
	}
	sum := sha256.Sum256(c.body)
	return hex.EncodeToString(sum[:])
}
