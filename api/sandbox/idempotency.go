package sandbox

// Idempotency of money calls: a repeat with its key is not processed again (CONTRACT §1; ASSUMED
// for every money call, documented for transactions).

import (
	"crypto/sha256"
	"encoding/hex"
)

// replay is the first successful answer to an idempotency key.
type replay struct {
	path, hash string
	answer     any
}

const longestKey = 255

// once answers a money call, or gives the first, successful answer of its key again. The caller
// holds the lock from the look-up to the record, so two repeats at once are processed once.
func (s *Server) once(c *call, e endpoint) (any, error) {
	key, path := c.request.Header.Get("x-idempotency-key"), c.request.URL.Path
	if key == "" {
		return e.answer(s, c)
	}
	if len(key) > longestKey {
		return nil, conflict("wrong_inputs").field("x-idempotency-key", problemLength, "")
	}
	hash := c.contextHash()
	if first, repeated := s.state.replays[key]; repeated {
		if first.path != path || first.hash != hash {
			return nil, conflict("wrong_inputs").field("x-context-hash", problemHash, "")
		}
		return first.answer, nil
	}
	answer, err := e.answer(s, c)
	if err == nil {
		s.state.replays[key] = replay{path, hash, answer}
	}
	return answer, err
}

// contextHash is the caller's hash of the body, or the server's own where none was sent.
func (c *call) contextHash() string {
	if hash := c.request.Header.Get("x-context-hash"); hash != "" {
		return hash
	}
	sum := sha256.Sum256(c.body)
	return hex.EncodeToString(sum[:])
}
