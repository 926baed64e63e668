package sandbox

// The control endpoints: how a trainer, or a test in any language, works a server that runs alone.
// They stand beside the POS API, on loopback, and take and give JSON:
//
//	GET  /_training/state     what there is: clock, merchant, faults, PINs under way, figures
//	POST /_training/clock     {"days":101} or {"advance":"90m"}: moves the clock on
//	POST /_training/faults    a fault as in fault.Text, {"line":"slow delay=3s"}, or a list of them: arms
//	DELETE /_training/faults  disarms every fault
//	POST /_training/merchant  {"capture_only":true}: changes what the merchant may do
//	POST /_training/reset     {}: as when nothing had happened
//
// Every one answers the state. They ask for no token but for Options.ControlSecret, which only the user who started the
// server knows. So that no web page of another origin can use
// them, they answer to the names of this machine only, and take bodies of type application/json only.

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"time"

	"countertop/api/sandbox/fault"
)

const controlPath = "/_training/"

// ControlState is the answer of the control endpoints.
type ControlState struct {
	Now      time.Time      `json:"now"`            // the server's clock, UTC
	Ahead    string         `json:"clock_moved_by"` // such as "2424h0m0s"
	Merchant Merchant       `json:"merchant"`
	Faults   []fault.Fault  `json:"faults"`       // that wait for calls; count is the number still to come
	Down     bool           `json:"line_is_down"` // an outage
	PINs     []ControlPIN   `json:"pins"`         // that wait for their purchase, oldest first
	Figures  map[string]int `json:"figures"`
}

// ControlPIN is a PIN as the customer's phone shows it.
type ControlPIN struct {
	AccountNumber string `json:"account_number"`
	RequestID     string `json:"request_id"`
	Channel       string `json:"channel"` // "sms", "email", "application"
	Digits        string `json:"digits"`
}

// Control answers the control endpoints. Listen and Serve put it beside the POS API on loopback; a
// caller who serves the Server by other means decides where it may stand.
func (s *Server) Control() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET "+controlPath+"state", s.controlled(func([]byte) error { return nil }))
	routes.HandleFunc("POST "+controlPath+"clock", s.controlled(s.controlClock))
	routes.HandleFunc("POST "+controlPath+"faults", s.controlled(s.controlFaults))
	routes.HandleFunc("DELETE "+controlPath+"faults", s.controlled(func([]byte) error { s.Disarm(); return nil }))
	routes.HandleFunc("POST "+controlPath+"merchant", s.controlled(s.controlMerchant))
	routes.HandleFunc("POST "+controlPath+"reset", s.controlled(func([]byte) error { return s.Reset() }))
	return routes
}

// withControl is the POS API with the control endpoints beside it.
func (s *Server) withControl() http.Handler {
	both := http.NewServeMux()
	both.Handle(controlPath, s.Control())
	both.Handle("/", s)
	return both
}

// State returns the answer of the control endpoints.
func (s *Server) State() ControlState {
	faults := s.Armed()
	s.mu.Lock()
	defer s.mu.Unlock()
	now, st := s.now(), s.state
	state := ControlState{
		Now: now, Ahead: s.ahead().String(), Merchant: s.merchant, Faults: faults, Down: s.lines.isDown(), PINs: []ControlPIN{},
		Figures: map[string]int{
			"accounts": len(st.accounts), "authorizations": len(st.authorizations), "tokens": len(st.tokens.access),
			"verifications": len(st.verifications.entries), "idempotency_keys": len(st.replays.entries),
		},
	}
	st.verifications.each(now, func(key verificationKey, v verification, _ time.Time) {
		if v.format == formatSMS || v.format == formatEmail || v.format == formatApplication {
			state.PINs = append(state.PINs, ControlPIN{key.account, key.requestID, v.format, v.pin})
		}
	})
	return state
}

// controlled is a control endpoint around what it does.
func (s *Server) controlled(do func(body []byte) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, err := http.StatusBadRequest, s.mayControl(r)
		switch {
		case errors.Is(err, errControlSecret):
			w.Header().Set("WWW-Authenticate", "Bearer")
			status = http.StatusUnauthorized
		case err != nil:
			status = http.StatusForbidden
		default:
			err = readControl(r, do)
		}
		if err == nil {
			writeControl(w, http.StatusOK, s.State())
			return
		}
		writeControl(w, status, map[string]string{"error": err.Error()})
	}
}

func readControl(r *http.Request, do func([]byte) error) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil || len(body) > maxBody {
		return errors.New("the body is too long or broken")
	}
	return do(body)
}

func writeControl(w http.ResponseWriter, status int, answer any) {
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

// mayControl keeps web pages away: a name that leads here only by someone's DNS, and requests that a
// page may send without asking.
func (s *Server) mayControl(r *http.Request) error {
	if !s.options.ControlAnywhere && !namesThisMachine(r.Host) {
		return errors.New("the control endpoints answer to localhost and loopback addresses only")
	}
	if !s.knowsSecret(r) {
		return errControlSecret
	}
	if r.Method != http.MethodPost {
		return nil
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return errors.New("content-type: application/json is expected")
	}
	return nil
}

var errControlSecret = errors.New("authorization: Bearer and the control secret is expected")

// knowsSecret compares in a time that does not depend on how much of the secret is right.
func (s *Server) knowsSecret(r *http.Request) bool {
	told, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	want := s.options.ControlSecret
	return ok && want != "" && subtle.ConstantTimeCompare([]byte(told), []byte(want)) == 1
}

// namesThisMachine reports whether a Host header is a name of loopback, and not one that leads here only by someone's DNS.
func namesThisMachine(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// nearOnly answers to the names of this machine only: a web page that has a name of its own lead here cannot read the
// answers.
func nearOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !namesThisMachine(r.Host) {
			writeControl(w, http.StatusForbidden, map[string]string{"error": "wrong_host", "message": "this server answers to localhost and loopback addresses only"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) controlClock(body []byte) error {
	var move struct {
		Days    int    `json:"days"`
		Advance string `json:"advance"`
	}
	if err := strictly(body, &move); err != nil {
		return err
	}
	if move.Days < 0 || move.Days > int(furthest/day) {
		return ErrClock
	}
	by := time.Duration(move.Days) * day
	if move.Advance != "" {
		more, err := time.ParseDuration(move.Advance)
		if err != nil || more < 0 {
			return errors.New("advance: expected a time with its unit, such as 90m")
		}
		by += more
	}
	if by == 0 {
		return errors.New("days or advance is missing")
	}
	return s.MoveClock(by)
}

// controlFaults arms one fault or a list, all or none of them.
func (s *Server) controlFaults(body []byte) error {
	var all []json.RawMessage
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		all = []json.RawMessage{body}
	} else if err := strictly(body, &all); err != nil {
		return err
	}
	var faults []fault.Fault
	for _, one := range all {
		var written struct {
			fault.Text
			Line string `json:"line"`
		}
		if err := strictly(one, &written); err != nil {
			return err
		}
		read, err := written.Fault(paths())
		if written.Line != "" {
			read, err = ParseFault(written.Line)
		}
		if err != nil {
			return err
		}
		faults = append(faults, read)
	}
	for _, each := range faults {
		s.Arm(each)
	}
	return nil
}

// controlMerchant changes the members that are named.
func (s *Server) controlMerchant(body []byte) error {
	m := s.Merchant()
	if err := strictly(body, &m); err != nil {
		return err
	}
	s.SetMerchant(m)
	return nil
}

// strictly decodes one JSON value with known members only.
func strictly(body []byte, target any) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return fmt.Errorf("reading the body: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("reading the body: one JSON value is expected")
	}
	return nil
}
