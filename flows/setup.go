package flows

// This file remembers what the server has refused because of the merchant's set-up, so that it is not offered again.

import "sync"

// Setup holds what is known of the merchant's set-up at each location, while the console runs. A nil Setup remembers
// nothing.
type Setup struct {
	mu      sync.Mutex
	refused map[string]bool // locations whose pre-authorizations were refused
}

// NoPreauthorization notes that the server refused a location's pre-authorization (docs/contract.md §7:
// auth_not_allowed).
func (s *Setup) NoPreauthorization(location string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refused == nil {
		s.refused = map[string]bool{}
	}
	s.refused[location] = true
}

// Preauthorizes reports whether a location may offer pre-authorizations, as far as is known.
func (s *Setup) Preauthorizes(location string) bool {
	if s == nil {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.refused[location]
}
