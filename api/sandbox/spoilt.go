package sandbox

// What a fault does to the call that it hits.

import "net/http"

// strike does what comes before any answer: an outage, hanging up, taking the token away.
func (s *Server) strike(c *call, f Fault) {
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

// instead says whether the fault answers in place of the endpoint.
func (f Fault) instead() bool { return !f.Execute && !f.Lose && (f.Status > 0 || f.Body != "") }

// answer writes what the caller gets in place of the answer: value is the true one, nil
// where the endpoint was not asked or refused with err.
func (f Fault) answer(c *call, w http.ResponseWriter, value any, err error) {
	if strange[f.Body] != nil {
		if err == nil {
			value, err = f.Body.rewritten(value)
		}
		c.writeAs(w, either(f.Status, http.StatusOK), value, err)
		return
	}
	switch f.Body {
	case BodyHTML:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(either(f.Status, http.StatusOK))
		_, _ = w.Write([]byte(sayPage.in(c.lang))) // a caller who has gone needs no answer
	case BodyTruncated:
		whole, err := encode(value)
		if err != nil {
			whole = nil
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(either(f.Status, http.StatusOK))
		_, _ = w.Write(whole[:len(whole)/2])
	case BodyEmpty:
		w.WriteHeader(either(f.Status, http.StatusOK))
	default:
		c.write(w, nil, refuse(f.Status, f.Code))
	}
}

// sayPage is the text of a proxy that answers in place of the server.
var sayPage = text{
	"<!DOCTYPE html><html lang=\"en\"><title>Training</title><p>This page stands in place of the server's answer.</p></html>\n",
	"<!DOCTYPE html><html lang=\"fr\"><title>Formation</title><p>Cette page remplace la réponse du serveur.</p></html>\n",
}
