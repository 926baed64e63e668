package sandbox

// GrowAtMost sets after how many bytes the state file is made anew, for a test.
func (s *Server) GrowAtMost(bytes int) int {
	s.file.mu.Lock()
	defer s.file.mu.Unlock()
	s.file.least = bytes
	return bytes
}
