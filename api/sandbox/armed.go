package sandbox

// What is armed, for who looks at it and takes it away again.

import (
	"fmt"
	"slices"
	"time"
)

// OutageID is the ArmedFault.ID of an outage that goes on: connections are refused now.
const OutageID = 0

// ArmedFault is a fault that waits for calls, or an outage that goes on.
type ArmedFault struct {
	ID    int       // for DisarmOne; of this server only
	Fault           // Count is what is left of it
	Until time.Time // by the clock of Options, which MoveClock does not move; zero: until it is disarmed
}

// Check says what is wrong with a fault that somebody put together; Arm takes it nevertheless.
func (f Fault) Check() error {
	if problem := f.problem(); problem != "" {
		return fmt.Errorf("%w: %s", errFault, problem)
	}
	return nil
}

// Armed lists the faults that still wait for calls, with Count as what is left of it.
func (s *Server) Armed() []Fault {
	waiting := []Fault{}
	for _, armed := range s.waiting() {
		waiting = append(waiting, armed.Fault)
	}
	return waiting
}

// ArmedFaults is Armed with what tells one from another, and the outage first where there is one.
func (s *Server) ArmedFaults() []ArmedFault {
	waiting := s.waiting()
	if end, down := s.lines.downUntil(); down {
		outage := ArmedFault{ID: OutageID, Fault: Fault{Kind: FaultRefused, Outage: true}, Until: end}
		waiting = slices.Insert(waiting, 0, outage)
	}
	return waiting
}

func (s *Server) waiting() []ArmedFault {
	now := s.options.Now()
	s.faultsLock.Lock()
	defer s.faultsLock.Unlock()
	var waiting []ArmedFault
	for _, armed := range s.faults {
		if !armed.over(now) {
			fault := armed.Fault
			fault.Count = armed.left
			waiting = append(waiting, ArmedFault{armed.id, fault, armed.until})
		}
	}
	return waiting
}

// DisarmOne removes a fault, or ends the outage. It does nothing where there is none of that id.
func (s *Server) DisarmOne(id int) {
	if id == OutageID {
		s.lines.mend()
		return
	}
	s.faultsLock.Lock()
	defer s.faultsLock.Unlock()
	s.faults = slices.DeleteFunc(s.faults, func(armed *armedFault) bool { return armed.id == id })
}

// cut begins an outage.
func (s *Server) cut(d time.Duration) { s.lines.cutFor(d, s.options.Now().Add(d)) }
