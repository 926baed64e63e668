// Package fault holds the faults of the training server: what a trainer or a test arms so that a call fails, is late or gets a
// strange answer. It knows of no server: who has one asks a Queue which fault hits a call, and does what the fault says.
package fault

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault makes calls fail. The zero outcome (no Kind, no Status, Lose and Drop false) only delays.
type Fault struct {
	// Kind fills in what the members below leave out; empty: they say it all.
	Kind Kind
	// Path is the end of the call's path, in whole segments: "authorization",
	// "customers/search", "authorization/*/capture" with * for any one segment. Empty: every call. Check
	// refuses one that no path ends in.
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
	Body Body
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

// Kind names a fault that is known from counters.
type Kind string

// The kinds of faults. "Before" and "after" are of the execution of the call.
const (
	Refused           Kind = "refused"             // connections refused for a while (For; 10 s)
	DroppedBefore     Kind = "dropped_before"      // hung up on, nothing done
	DroppedAfter      Kind = "dropped_after"       // done, and hung up on
	Slow              Kind = "slow"                // answered late (Delay; 10 s)
	Unauthorized      Kind = "unauthorized"        // 401, the token is revoked in the middle of a flow
	TokenDown         Kind = "token_down"          // 503 from oauth/token
	RefreshRefused    Kind = "refresh_refused"     // 400 to refresh tokens; client credentials work
	ServerError       Kind = "server_error"        // 500
	GatewayTimeout    Kind = "gateway_timeout"     // 504, nothing done unless Execute
	HTML              Kind = "html"                // 502 with a web page in place of JSON
	Truncated         Kind = "truncated"           // done, and half of the answer
	Empty             Kind = "empty"               // done, and 200 with nothing
	UnknownCode       Kind = "unknown_code"        // 409 with a code that no contract names
	ThirdPartyTimeout Kind = "third_party_timeout" // apply: application_create_error
	Maintenance       Kind = "maintenance"         // 503 with a web page, until For is over
	Blocked           Kind = "blocked"             // 467, as from abroad
)

// Body names a way to spoil an answer.
type Body string

// The ways an answer is spoilt; empty is not at all.
const (
	BodyHTML      Body = "html"
	BodyTruncated Body = "truncated"
	BodyEmpty     Body = "empty"
)

// CodeOfNoContract is the code of UnknownCode.
const CodeOfNoContract = "training_code_that_no_contract_names"

const (
	usualOutage  = 10 * time.Second
	usualDelay   = 10 * time.Second
	longestFault = 24 * time.Hour
	tokenCall    = "oauth/token"

	statusBlocked = 467 // docs/contract.md §8, SEEN
)

// Kinds lists the kinds of faults, for a trainer's page, a command line and tests.
func Kinds() []Kind {
	return []Kind{
		Refused, DroppedBefore, DroppedAfter, Slow, Unauthorized, TokenDown, RefreshRefused,
		ServerError, GatewayTimeout, HTML, Truncated, Empty, UnknownCode, ThirdPartyTimeout,
		Maintenance, Blocked,
		ErrorAfter, ErrorInside, Accepted, WithoutID, OtherAmount, ShortList, Masked,
	}
}

// known has the effect of each kind.
var known = map[Kind]Fault{
	Refused:           {Outage: true, For: usualOutage},
	DroppedBefore:     {Drop: true},
	DroppedAfter:      {Lose: true},
	Slow:              {Delay: usualDelay},
	Unauthorized:      {Status: http.StatusUnauthorized, Code: "invalid_token", Revoke: true},
	TokenDown:         {Path: tokenCall, Status: http.StatusServiceUnavailable, Code: "general_error"},
	RefreshRefused:    {Path: tokenCall, Status: http.StatusBadRequest, Code: "invalid_request", RefreshOnly: true},
	ServerError:       {Status: http.StatusInternalServerError, Code: "general_error"},
	GatewayTimeout:    {Status: http.StatusGatewayTimeout, Code: "GATEWAY_TIMEOUT"},
	HTML:              {Status: http.StatusBadGateway, Body: BodyHTML},
	Truncated:         {Body: BodyTruncated, Execute: true},
	Empty:             {Body: BodyEmpty, Execute: true},
	UnknownCode:       {Status: http.StatusConflict, Code: CodeOfNoContract},
	ThirdPartyTimeout: {Path: "apply", Status: http.StatusConflict, Code: "application_create_error"},
	Maintenance:       {Status: http.StatusServiceUnavailable, Body: BodyHTML},
	Blocked:           {Status: statusBlocked, Body: BodyHTML},
}

// Filled is the fault with what its kind says where it says nothing itself.
func (f Fault) Filled() Fault {
	k, usual := known[f.Kind]
	if !usual {
		k = strangeKinds[f.Kind]
	}
	f.Path, f.Code = cmp.Or(f.Path, k.Path), cmp.Or(f.Code, k.Code)
	f.Status, f.Body = cmp.Or(f.Status, k.Status), cmp.Or(f.Body, k.Body)
	f.Delay, f.For = cmp.Or(f.Delay, k.Delay), cmp.Or(f.For, k.For)
	f.Execute, f.Drop, f.Lose = f.Execute || k.Execute, f.Drop || k.Drop, f.Lose || k.Lose
	f.Execute = f.Execute || strange[f.Body] != nil // it is made of the real answer
	f.Revoke, f.RefreshOnly, f.Outage = f.Revoke || k.Revoke, f.RefreshOnly || k.RefreshOnly, f.Outage || k.Outage
	if f.Outage {
		f.For = cmp.Or(f.For, usualOutage) // an outage without an end could not be ended by a call
	}
	return f
}

var errFault = errors.New("not a fault")

// Check says what is wrong with a fault that somebody wrote, for a server that answers paths. A Queue takes it nevertheless.
func (f Fault) Check(paths Paths) error {
	problem := f.problem()
	if problem == "" {
		problem = paths.problem(f.Filled())
	}
	if problem != "" {
		return fmt.Errorf("%w: %s", errFault, problem)
	}
	return nil
}

// problem says what is wrong with a fault on any server; "" is nothing.
func (f Fault) problem() string {
	kind := slices.Contains(Kinds(), f.Kind)
	body := f.Body == "" || slices.Contains(Bodies(), f.Body)
	switch {
	case f.Kind != "" && !kind:
		return "kind: expected one of " + strings.Join(kindNames(), ", ")
	case f.Kind == "" && f.Status == 0 && f.Delay == 0 && f.Body == "" && !(f.Drop || f.Lose || f.Revoke || f.Outage):
		return "kind: is missing"
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

// Bodies lists the ways an answer is spoilt.
func Bodies() []Body {
	return []Body{BodyHTML, BodyTruncated, BodyEmpty, BodyErrorInside, BodyObject, BodyWithoutID, BodyOtherAmount, BodyShortList, BodyMasked}
}

func bodyNames() []string {
	var names []string
	for _, body := range Bodies() {
		names = append(names, string(body))
	}
	return names
}

func kindNames() []string {
	var names []string
	for _, kind := range Kinds() {
		names = append(names, string(kind))
	}
	return names
}
