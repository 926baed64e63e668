package sandbox

// What happens around every endpoint, in this order: route, body, fault, reference id, token, scope,
// client, lock, idempotency, answer, and where a state file is kept, the answer is on the disk.

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	maxBody   = 1 << 20
	tokenPath = "/" + baseAPI + "/oauth/token"
)

// call is one request as an endpoint sees it.
type call struct {
	request *http.Request
	lang    language
	now     time.Time // UTC
	body    []byte
	unread  error // the body could not be read
	pins    []PIN // to be told when the lock is released
	older   bool  // at v2.5 of what is at v2.5.1 too
}

func (c *call) path(name string) string { return c.request.PathValue(name) }

// ServeHTTP answers one call. BasePath before the version is optional.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.routes.ServeHTTP(w, underBase(r))
}

// register mounts the endpoints, the token call and the answer to everything else.
func (s *Server) register() {
	s.routes.HandleFunc("POST "+tokenPath, s.handler(s.issueToken))
	for _, e := range endpoints() {
		if e.older && s.options.Strict {
			continue
		}
		s.routes.HandleFunc(e.method+" /"+e.version+"/"+e.path, s.handler(func(c *call) (any, error) { return s.serve(c, e) }))
	}
	s.routes.HandleFunc("/", s.handler(func(*call) (any, error) { return nil, refuse(http.StatusNotFound, "not_found") }))
}

// handler puts the latency, armed faults and the PINs around an answer.
func (s *Server) handler(answer func(*call) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := &call{request: r, lang: languageOf(r), now: s.now()}
		c.readBody() // before any lock: none is ever held while the network is waited for
		hit := s.faultFor(c)
		if !linger(r, s.options.Latency+hit.Delay) {
			return
		}
		s.strike(c, hit)
		if instead(hit) {
			c.writeSpoilt(w, hit, nil, nil)
			return
		}
		value, err := c.checked(answer)
		s.tell(c.pins)
		if hit.Lose {
			hangUp()
		}
		if hit.Status > 0 || hit.Body != "" {
			c.writeSpoilt(w, hit, value, err)
			return
		}
		c.write(w, value, err)
	}
}

// hangUp closes the connection in place of an answer: the one way to do so from inside a handler.
func hangUp() { panic(http.ErrAbortHandler) }

// checked looks at the call before it is answered.
func (c *call) checked(answer func(*call) (any, error)) (any, error) {
	if err := checkReference(c.request); err != nil {
		return nil, err
	}
	if c.unread != nil {
		return nil, c.unread
	}
	if isMalicious(c.body) {
		return nil, refuse(statusMalicious, "malicious_payload")
	}
	return answer(c)
}

// statusMalicious is the answer of the vendor's firewall (docs/contract.md §8, SEEN).
const statusMalicious = 465

// isMalicious reports whether a body has the beginning of a script. Such a firewall looks for that (ASSUMED).
func isMalicious(body []byte) bool {
	lower := bytes.ToLower(body)
	return bytes.Contains(lower, []byte("<script")) || bytes.Contains(lower, []byte(`\u003cscript`))
}

func (s *Server) tell(pins []PIN) {
	for _, pin := range pins {
		if s.options.PIN != nil {
			s.options.PIN(pin)
		}
	}
}

// linger holds the answer back; false when the caller has gone meanwhile.
func linger(r *http.Request, wait time.Duration) bool {
	if wait <= 0 {
		return true
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// serve calls the endpoint under the guard it asks for.
func (s *Server) serve(c *call, e endpoint) (any, error) {
	if err := s.admit(c, e); err != nil {
		return nil, err
	}
	c.older = e.older
	if e.guard == open {
		return e.answer(s, c)
	}
	answer, ticket, err := s.locked(c, e)
	if lost := s.file.wait(ticket); lost != nil {
		c.pins = nil
		return nil, lost // a 500: whether it will be known after a restart cannot be said
	}
	return answer, err
}

// locked answers under the lock and hands what changed to the state file.
func (s *Server) locked(c *call, e endpoint) (answer any, ticket uint64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.guard == money {
		answer, err = s.once(c, e)
	} else {
		answer, err = e.answer(s, c)
	}
	return answer, s.keep(), err
}

func checkReference(r *http.Request) error {
	id := r.Header.Get("x-reference-id")
	if len(id) == 32 && strings.Trim(id, "0123456789abcdefABCDEF") == "" {
		return nil
	}
	return refuse(http.StatusConflict, "wrong_inputs").field("x-reference-id", problemReference, id)
}

// bearer is the access token of a call; "" is none.
func bearer(r *http.Request) string {
	token, schemed := strings.CutPrefix(r.Header.Get("authorization"), "Bearer ")
	if !schemed {
		return ""
	}
	return token
}

// admit checks the token, its scope and the client in the path.
func (s *Server) admit(c *call, e endpoint) error {
	s.mu.Lock()
	granted, live := s.state.tokens.access[bearer(c.request)]
	s.mu.Unlock()
	switch {
	case !live || !c.now.Before(granted.expires):
		return refuse(http.StatusUnauthorized, "invalid_token")
	case granted.scope == scopeCustomer && !e.customer:
		return refuse(http.StatusForbidden, codeScope)
	case c.path("client_id") != s.options.ClientID:
		return refuse(http.StatusConflict, "invalid_role")
	}
	if lang := c.request.URL.Query().Get("lang"); lang != "" && lang != "en" && lang != "fr" {
		return refuse(http.StatusConflict, "wrong_inputs").field("lang", problemChoice, lang)
	}
	return nil
}

func (c *call) readBody() {
	body, err := io.ReadAll(io.LimitReader(c.request.Body, maxBody+1))
	if err != nil || len(body) > maxBody {
		c.unread = refuse(http.StatusConflict, "wrong_inputs").field("body", problemLength, "")
		return
	}
	c.body = body
}

// write sends the answer, or the contract's error body for a refusal.
func (c *call) write(w http.ResponseWriter, answer any, err error) {
	c.writeAs(w, http.StatusOK, answer, err)
}

// writeAs is write with another status for an answer.
func (c *call) writeAs(w http.ResponseWriter, status int, answer any, err error) {
	if err != nil {
		var r *refusal
		if !errors.As(err, &r) {
			r = refuse(http.StatusInternalServerError, "general_error")
		}
		status, answer = r.status, r.body(c)
	}
	body, err := encode(answer)
	if err != nil {
		http.Error(w, "the answer could not be written as JSON", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a caller who has gone needs no answer
}

// encode writes an answer as JSON, without the escapes that are for web pages.
func encode(answer any) ([]byte, error) {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		return nil, err
	}
	return body.Bytes(), nil
}
