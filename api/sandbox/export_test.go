package sandbox

import (
	"encoding/json"
	"testing"
)

// Kept is the whole state as the state file has it, for a test to compare.
func (s *Server) Kept(t *testing.T) string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.state.record(s.state.everything(s.now()), s.now())
	r.Random = nil // tokens, which are not kept, draw from it
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// GrowAtMost sets after how many bytes the state file is made anew, for a test.
func (s *Server) GrowAtMost(bytes int) int {
	s.file.mu.Lock()
	defer s.file.mu.Unlock()
	s.file.least = bytes
	return bytes
}

// Endpoints are the method and the path of everything that is answered.
func Endpoints() []string {
	all := []string{"POST " + tokenPath}
	for _, e := range endpoints() {
		all = append(all, e.method+" /"+e.version+"/"+e.path)
	}
	return all
}
