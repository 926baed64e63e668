package sandbox

// Faults: what a trainer or a test arms so that a call fails, late or not at all.

import (
	"net/http"
	"strings"
	"time"
)

// Fault makes calls fail. The zero outcome (no Status, Lose false) only delays.
type Fault struct {
	// Path is what the path of the call ends in: "authorization", "customers/search".
	// Empty: every call.
	Path string
	// Count is how many calls it hits; 0: until Disarm.
	Count int
	// Percent is how many of a hundred matching calls it hits; 0 is all of them.
	Percent int

	// Delay holds the answer back.
	Delay time.Duration
	// Status and Code refuse the call before anything is done.
	Status int
	Code   string
	// Lose carries the call out and then drops the connection: the caller cannot know
	// whether it was executed.
	Lose bool
}

type armedFault struct {
	Fault
	left int
}

// Arm adds a fault. The first armed fault that matches a call hits it.
func (s *Server) Arm(fault Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &armedFault{fault, fault.Count})
}

// Disarm removes every fault.
func (s *Server) Disarm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// faultFor takes the fault that hits a call, or nil.
func (s *Server) faultFor(r *http.Request) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, armed := range s.faults {
		if !strings.HasSuffix(r.URL.Path, armed.Path) || armed.Count > 0 && armed.left == 0 {
			continue
		}
		if armed.Percent > 0 && s.state.random.IntN(100) >= armed.Percent {
			continue
		}
		armed.left--
		hit := armed.Fault
		return &hit
	}
	return nil
}

func (f *Fault) delay() time.Duration {
	if f == nil {
		return 0
	}
	return f.Delay
}

func (f *Fault) refusal() error {
	if f == nil || f.Status == 0 {
		return nil
	}
	return refuse(f.Status, f.Code)
}

func (f *Fault) loses() bool { return f != nil && f.Lose }
