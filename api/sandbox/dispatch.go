package sandbox

// What happens around every endpoint, in this order: route, fault, reference id, body,
// token, scope, client, lock, idempotency, answer.

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
	pins    []PIN // to be told when the lock is released
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
		s.routes.HandleFunc(e.method+" /"+e.version+"/"+e.path, s.handler(func(c *call) (any, error) { return s.serve(c, e) }))
	}
	s.routes.HandleFunc("/", s.handler(func(*call) (any, error) { return nil, refuse(http.StatusNotFound, "not_found") }))
}

// handler puts the reference id, the latency, armed faults and the PINs around an answer.
func (s *Server) handler(answer func(*call) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := &call{request: r, lang: languageOf(r), now: s.options.Now().UTC()}
		fault := s.faultFor(r)
		if !linger(r, s.options.Latency+fault.delay()) {
			return
		}
		if err := fault.refusal(); err != nil {
			c.write(w, nil, err)
			return
		}
		value, err := c.checked(answer)
		s.tell(c.pins)
		if fault.loses() {
			panic(http.ErrAbortHandler) // the one way to drop a connection from inside a handler
		}
		c.write(w, value, err)
	}
}

// checked reads the call before it is answered: no lock is ever held while the network is
// waited for.
func (c *call) checked(answer func(*call) (any, error)) (any, error) {
	if err := checkReference(c.request); err != nil {
		return nil, err
	}
	if err := c.readBody(); err != nil {
		return nil, err
	}
	return answer(c)
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
	if e.guard == open {
		return e.answer(s, c)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.guard == money {
		return s.once(c, e)
	}
	return e.answer(s, c)
}

func checkReference(r *http.Request) error {
	id := r.Header.Get("x-reference-id")
	if len(id) == 32 && strings.Trim(id, "0123456789abcdefABCDEF") == "" {
		return nil
	}
	return refuse(http.StatusConflict, "wrong_inputs").field("x-reference-id", problemReference, id)
}

// admit checks the token, its scope and the client in the path.
func (s *Server) admit(c *call, e endpoint) error {
	bearer, schemed := strings.CutPrefix(c.request.Header.Get("authorization"), "Bearer ")
	s.mu.Lock()
	granted, live := s.state.tokens.access[bearer]
	s.mu.Unlock()
	switch {
	case !schemed || !live || !c.now.Before(granted.expires):
		return refuse(http.StatusUnauthorized, "invalid_token")
	case granted.scope == scopeCustomer && !e.customer:
		return refuse(http.StatusForbidden, "insufficient_scope")
	case c.path("client_id") != s.options.ClientID:
		return refuse(http.StatusConflict, "invalid_role")
	}
	if lang := c.request.URL.Query().Get("lang"); lang != "" && lang != "en" && lang != "fr" {
		return refuse(http.StatusConflict, "wrong_inputs").field("lang", problemChoice, lang)
	}
	return nil
}

func (c *call) readBody() error {
	body, err := io.ReadAll(io.LimitReader(c.request.Body, maxBody+1))
	if err != nil || len(body) > maxBody {
		return refuse(http.StatusConflict, "wrong_inputs").field("body", problemLength, "")
	}
	c.body = body
	return nil
}

// write sends the answer, or the contract's error body for a refusal.
func (c *call) write(w http.ResponseWriter, answer any, err error) {
	status := http.StatusOK
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
