package flows

// This file remembers what the server has refused because the merchant is not set up for it, so that it is not offered
// again.

import "sync"

// Setup is what is known of how the merchant is set up at each location, while the console runs. A nil one remembers nothing.
type Setup struct {
	mu      sync.Mutex
	refused map[string]bool // locations whose pre-authorizations were refused
}

// NoPreauthorization notes that the server refused a pre-authorization of a location (docs/contract.md §7: auth_not_allowed).
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
