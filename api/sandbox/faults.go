package sandbox

// This file arms faults, and does to a call what the fault says that hits it.

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"time"

	"countertop/api/sandbox/fault"
)

// paths are those of everything that is answered, with their version and the names of what differs.
func paths() fault.Paths {
	all := fault.Paths{tokenPath}
	for _, e := range endpoints() {
		all = append(all, "/"+e.version+"/"+e.path)
	}
	return all
}

// ParseFault reads a fault in one line, as fault.Parse does, and refuses a path that this server does not answer.
func ParseFault(line string) (fault.Fault, error) { return fault.Parse(line, paths()) }

// CheckFault says what is wrong with a fault that somebody put together; Arm takes it nevertheless.
func CheckFault(f fault.Fault) error { return f.Check(paths()) }

// Arm adds a fault. The first armed fault that matches a call hits it. A kind that nobody knows
// only does what the other members say. Times are by the clock of Options, which MoveClock does not move.
func (s *Server) Arm(f fault.Fault) {
	f = f.Filled()
	if f.Outage && f.Path == "" {
		s.cut(f.For)
		return
	}
	s.faults.Arm(f, s.options.Now())
}

// Disarm removes every fault and ends an outage.
func (s *Server) Disarm() {
	s.faults.Disarm()
	s.lines.mend()
}

// DisarmOne removes a fault, or ends the outage (fault.OutageID). It does nothing where there is none of that id.
func (s *Server) DisarmOne(id int) {
	if id == fault.OutageID {
		s.lines.mend()
		return
	}
	s.faults.DisarmOne(id)
}

// Armed lists the faults that still wait for calls, with Count as what is left of it.
func (s *Server) Armed() []fault.Fault {
	waiting := []fault.Fault{}
	for _, armed := range s.faults.Armed(s.options.Now()) {
		waiting = append(waiting, armed.Fault)
	}
	return waiting
}

// ArmedFaults is Armed with what tells one from another, and the outage first where there is one.
func (s *Server) ArmedFaults() []fault.Armed {
	waiting := s.faults.Armed(s.options.Now())
	if end, down := s.lines.downUntil(); down {
		outage := fault.Armed{ID: fault.OutageID, Fault: fault.Fault{Kind: fault.Refused, Outage: true}, Until: end}
		waiting = slices.Insert(waiting, 0, outage)
	}
	return waiting
}

// faultFor takes the fault that hits a call; a call that none hits gets the zero fault.
func (s *Server) faultFor(c *call) fault.Fault {
	refreshes := func() bool {
		form, err := url.ParseQuery(string(c.body))
		return err == nil && form.Get("grant_type") == "refresh_token"
	}
	return s.faults.Hit(c.request.URL.Path, refreshes, s.options.Now())
}

// cut begins an outage.
func (s *Server) cut(d time.Duration) { s.lines.cutFor(d, s.options.Now().Add(d)) }

// strike does what comes before any answer: an outage, hanging up, taking the token away.
func (s *Server) strike(c *call, f fault.Fault) {
	if f.Outage {
		s.cut(f.For)
	}
	if f.Drop || f.Outage || s.lines.isDown() {
		hangUp()
	}
	if f.Revoke {
		s.mu.Lock()
		delete(s.state.tokens.access, bearer(c.request))
		s.mu.Unlock()
	}
}

// instead reports whether the fault answers in place of the endpoint.
func instead(f fault.Fault) bool { return !f.Execute && !f.Lose && (f.Status > 0 || f.Body != "") }

// writeSpoilt writes what the caller gets in place of the answer: value is the true one, nil
// where the endpoint was not asked or refused with err.
func (c *call) writeSpoilt(w http.ResponseWriter, f fault.Fault, value any, err error) {
	if f.Body.Strange() {
		var whole []byte
		if err == nil {
			whole, err = encode(value)
		}
		if err == nil {
			value = f.Body.Rewritten(whole)
		}
		c.writeAs(w, cmp.Or(f.Status, http.StatusOK), value, err)
		return
	}
	switch f.Body {
	case fault.BodyHTML:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(cmp.Or(f.Status, http.StatusOK))
		_, _ = w.Write([]byte(sayPage.In(c.lang))) // a caller who has gone needs no answer
	case fault.BodyTruncated:
		whole, err := encode(value)
		if err != nil {
			whole = nil
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(cmp.Or(f.Status, http.StatusOK))
		_, _ = w.Write(whole[:len(whole)/2])
	case fault.BodyEmpty:
		w.WriteHeader(cmp.Or(f.Status, http.StatusOK))
	default:
		c.write(w, nil, refuse(f.Status, f.Code))
	}
}

// sayPage is the text of a proxy that answers in place of the server.
var sayPage = text{
	"<!DOCTYPE html><html lang=\"en\"><title>Training</title><p>This page stands in place of the server's answer.</p></html>\n",
	"<!DOCTYPE html><html lang=\"fr\"><title>Formation</title><p>Cette page remplace la réponse du serveur.</p></html>\n",
}
