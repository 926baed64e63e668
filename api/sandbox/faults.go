package sandbox

// Faults: what a trainer or a test arms so that a call fails, late or not at all.

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// Fault makes calls fail. The zero outcome (no Kind, no Status, Lose and Drop false) only delays.
type Fault struct {
	// Kind fills in what the members below leave out; empty: they say it all.
	Kind FaultKind
	// Path is the end of the call's path, in whole segments: "authorization",
	// "customers/search", "authorization/*/capture" with * for any one segment. Empty: every call. Check
	// refuses one that no call's path ends in.
	Path string
	// Count is the number of calls it hits; 0: all until Disarm.
	Count int
	// Percent is the share of matching calls that it hits, drawn from the seed; 0 is all of
	// them.
	Percent int
	// For is the time that it stays armed, on the clock of Options; 0: until Disarm. An Outage lasts as
	// long.
	For time.Duration

	// Delay holds the answer back.
	Delay time.Duration
	// Status and Code answer in place of the endpoint, before anything is done unless Execute is set.
	Status int
	Code   string
	// Body spoils the answer.
	Body FaultBody
	// Execute carries the call out before it is answered otherwise.
	Execute bool
	// Drop hangs up before anything is done.
	Drop bool
	// Lose carries the call out and then drops the connection: the caller cannot know
	// whether it was executed.
	Lose bool
	// Revoke takes the access token of the call away: it is a 401 that another token mends.
	Revoke bool
	// RefreshOnly hits token calls with a refresh token only.
	RefreshOnly bool
	// Outage closes the listeners of Listen and Serve: new connections are refused by the machine.
	// Without a Path it begins when it is armed, else with the first call that it hits, which is
	// hung up on.
	Outage bool
}

// FaultKind names a fault that is known from counters.
type FaultKind string

// The kinds of faults. "Before" and "after" are of the execution of the call.
const (
	FaultRefused           FaultKind = "refused"             // connections refused for a while (For; 10 s)
	FaultDroppedBefore     FaultKind = "dropped_before"      // hung up on, nothing done
	FaultDroppedAfter      FaultKind = "dropped_after"       // done, and hung up on
	FaultSlow              FaultKind = "slow"                // answered late (Delay; 10 s)
	FaultUnauthorized      FaultKind = "unauthorized"        // 401, the token is revoked in the middle of a flow
	FaultTokenDown         FaultKind = "token_down"          // 503 from oauth/token
	FaultRefreshRefused    FaultKind = "refresh_refused"     // 400 to refresh tokens; client credentials work
	FaultServerError       FaultKind = "server_error"        // 500
	FaultGatewayTimeout    FaultKind = "gateway_timeout"     // 504, nothing done unless Execute
	FaultHTML              FaultKind = "html"                // 502 with a web page in place of JSON
	FaultTruncated         FaultKind = "truncated"           // done, and half of the answer
	FaultEmpty             FaultKind = "empty"               // done, and 200 with nothing
	FaultUnknownCode       FaultKind = "unknown_code"        // 409 with a code that no contract names
	FaultThirdPartyTimeout FaultKind = "third_party_timeout" // apply: application_create_error
	FaultMaintenance       FaultKind = "maintenance"         // 503 with a web page, until For is over
	FaultBlocked           FaultKind = "blocked"             // 467, as from abroad
)

// FaultBody names a way to spoil an answer.
type FaultBody string

// The ways an answer is spoilt; empty is not at all.
const (
	BodyHTML      FaultBody = "html"
	BodyTruncated FaultBody = "truncated"
	BodyEmpty     FaultBody = "empty"
)

const (
	usualOutage  = 10 * time.Second
	usualDelay   = 10 * time.Second
	longestFault = 24 * time.Hour
	unknownCode  = "training_code_that_no_contract_names"
	tokenCall    = "oauth/token"

	statusBlocked = 467 // docs/contract.md §8, SEEN
)

// FaultKinds lists the kinds of faults, for a trainer's page, a command line and tests.
func FaultKinds() []FaultKind {
	return []FaultKind{
		FaultRefused, FaultDroppedBefore, FaultDroppedAfter, FaultSlow, FaultUnauthorized, FaultTokenDown, FaultRefreshRefused,
		FaultServerError, FaultGatewayTimeout, FaultHTML, FaultTruncated, FaultEmpty, FaultUnknownCode, FaultThirdPartyTimeout,
		FaultMaintenance, FaultBlocked,
		FaultErrorAfter, FaultErrorInside, FaultAccepted, FaultWithoutID, FaultOtherAmount, FaultShortList, FaultMasked,
	}
}

// known has the effect of each kind.
var known = map[FaultKind]Fault{
	FaultRefused:           {Outage: true, For: usualOutage},
	FaultDroppedBefore:     {Drop: true},
	FaultDroppedAfter:      {Lose: true},
	FaultSlow:              {Delay: usualDelay},
	FaultUnauthorized:      {Status: http.StatusUnauthorized, Code: "invalid_token", Revoke: true},
	FaultTokenDown:         {Path: tokenCall, Status: http.StatusServiceUnavailable, Code: "general_error"},
	FaultRefreshRefused:    {Path: tokenCall, Status: http.StatusBadRequest, Code: "invalid_request", RefreshOnly: true},
	FaultServerError:       {Status: http.StatusInternalServerError, Code: "general_error"},
	FaultGatewayTimeout:    {Status: http.StatusGatewayTimeout, Code: "GATEWAY_TIMEOUT"},
	FaultHTML:              {Status: http.StatusBadGateway, Body: BodyHTML},
	FaultTruncated:         {Body: BodyTruncated, Execute: true},
	FaultEmpty:             {Body: BodyEmpty, Execute: true},
	FaultUnknownCode:       {Status: http.StatusConflict, Code: unknownCode},
	FaultThirdPartyTimeout: {Path: "apply", Status: http.StatusConflict, Code: "application_create_error"},
	FaultMaintenance:       {Status: http.StatusServiceUnavailable, Body: BodyHTML},
	FaultBlocked:           {Status: statusBlocked, Body: BodyHTML},
}

// filled is the fault with what its kind says where it says nothing itself.
func (f Fault) filled() Fault {
	k, usual := known[f.Kind]
	if !usual {
		k = strangeKinds[f.Kind]
	}
	f.Path, f.Code = either(f.Path, k.Path), either(f.Code, k.Code)
	f.Status, f.Body = either(f.Status, k.Status), either(f.Body, k.Body)
	f.Delay, f.For = either(f.Delay, k.Delay), either(f.For, k.For)
	f.Execute, f.Drop, f.Lose = f.Execute || k.Execute, f.Drop || k.Drop, f.Lose || k.Lose
	f.Execute = f.Execute || strange[f.Body] != nil // it is made of the real answer
	f.Revoke, f.RefreshOnly, f.Outage = f.Revoke || k.Revoke, f.RefreshOnly || k.RefreshOnly, f.Outage || k.Outage
	if f.Outage {
		f.For = either(f.For, usualOutage) // an outage without an end could not be ended by a call
	}
	return f
}

func either[T comparable](own, other T) T {
	var zero T
	if own != zero {
		return own
	}
	return other
}

var errFault = errors.New("not a fault")

// problem says what is wrong with a fault that somebody wrote; "" is nothing.
func (f Fault) problem() string {
	kind := slices.Contains(FaultKinds(), f.Kind)
	unmet := f.filled().pathProblem()
	body := f.Body == "" || slices.Contains(FaultBodies(), f.Body)
	switch {
	case f.Kind != "" && !kind:
		return "kind: expected one of " + strings.Join(kindNames(), ", ")
	case f.Kind == "" && f.Status == 0 && f.Delay == 0 && f.Body == "" && !(f.Drop || f.Lose || f.Revoke || f.Outage):
		return "kind: is missing"
	case unmet != "":
		return unmet
	case f.Count < 0:
		return "count: expected a whole number from 0"
	case f.Percent < 0 || f.Percent > 100:
		return "percent: expected 1 to 100"
	case f.Delay < 0 || f.Delay > longestFault || f.For < 0 || f.For > longestFault:
		return "delay and for: expected a time with its unit, at most 24h"
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return "status: expected 200 to 599"
	case !body:
		return "body: expected one of " + strings.Join(bodyNames(), ", ")
	}
	return ""
}

// FaultBodies lists the ways an answer is spoilt.
func FaultBodies() []FaultBody {
	return []FaultBody{BodyHTML, BodyTruncated, BodyEmpty, BodyErrorInside, BodyObject, BodyWithoutID, BodyOtherAmount, BodyShortList, BodyMasked}
}

func bodyNames() []string {
	var names []string
	for _, body := range FaultBodies() {
		names = append(names, string(body))
	}
	return names
}

func kindNames() []string {
	var names []string
	for _, kind := range FaultKinds() {
		names = append(names, string(kind))
	}
	return names
}

// armedFault waits for calls.
type armedFault struct {
	id int // of ArmedFault
	Fault
	left  int
	until time.Time // zero: until Disarm
}

// Arm adds a fault. The first armed fault that matches a call hits it. A kind that nobody knows
// only does what the other members say.
func (s *Server) Arm(fault Fault) {
	fault = fault.filled()
	if fault.Outage && fault.Path == "" {
		s.cut(fault.For)
		return
	}
	armed := &armedFault{Fault: fault, left: fault.Count}
	if fault.For > 0 && !fault.Outage {
		armed.until = s.options.Now().Add(fault.For)
	}
	s.faultsLock.Lock()
	defer s.faultsLock.Unlock()
	s.faultsArmed++
	armed.id = s.faultsArmed
	s.faults = append(s.faults, armed)
}

// Disarm removes every fault and ends an outage.
func (s *Server) Disarm() {
	s.faultsLock.Lock()
	s.faults = nil
	s.faultsLock.Unlock()
	s.lines.mend()
}

func (f *armedFault) over(now time.Time) bool {
	return f.Count > 0 && f.left == 0 || !f.until.IsZero() && !now.Before(f.until)
}

// faultFor takes the fault that hits a call; a call that none hits gets the zero fault.
func (s *Server) faultFor(c *call) Fault {
	now := s.options.Now()
	s.faultsLock.Lock()
	defer s.faultsLock.Unlock()
	for _, armed := range s.faults {
		if armed.over(now) || !armed.matches(c) || armed.Percent > 0 && s.chance.IntN(100) >= armed.Percent {
			continue
		}
		if armed.Count > 0 {
			armed.left--
		}
		return armed.Fault
	}
	return Fault{}
}

func (f *armedFault) matches(c *call) bool {
	if !endsIn(c.request.URL.Path, f.Path) {
		return false
	}
	if !f.RefreshOnly {
		return true
	}
	form, err := url.ParseQuery(string(c.body))
	return err == nil && form.Get("grant_type") == "refresh_token"
}

// endsIn says whether the last segments of a path are those of a pattern.
func endsIn(whole, pattern string) bool {
	pattern = strings.Trim(pattern, "/")
	if pattern == "" {
		return true
	}
	wanted, segments := strings.Split(pattern, "/"), strings.Split(strings.Trim(whole, "/"), "/")
	if len(segments) < len(wanted) {
		return false
	}
	matched, err := path.Match(pattern, strings.Join(segments[len(segments)-len(wanted):], "/"))
	return err == nil && matched
}
