// Package certification runs the vendor's published in-store cases, and this project's own, against an
// environment, through the client that the console uses. A server that passes has what a counter
// needs.
package certification

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"countertop/api"
)

// Target names the server and the store that the cases run with.
type Target struct {
	// Connect makes a client of its own for a case: with the options of the environment as the
	// case changes them. The runner closes it.
	Connect  func(change func(*api.Options)) (*api.Client, error)
	Location string // external_location_id
	Clerk    string // external_employee_id
	Now      func() time.Time
	NewID    func() api.ReferenceID
	Language api.Language
}

// Case is one case of the certification.
type Case struct {
	// ID is the case's stable name, as reports have it: "token.bad-secret".
	ID string
	// Name says in a sentence what must hold.
	Name string
	// Vendor marks the vendor's published cases; the others are this project's own.
	Vendor bool
	// Creates marks cases that leave objects on the server: applications, accounts, authorizations.
	Creates bool
	// Needs are the ids of the cases that have to pass before this one can run.
	Needs []string
	run   func(context.Context, *bench) error
}

// Outcome says how a case ended.
type Outcome string

// The outcomes.
const (
	Passed  Outcome = "passed"
	Failed  Outcome = "failed"
	Skipped Outcome = "skipped"
)

// Result is a case and how it ended.
type Result struct {
	Case    Case
	Outcome Outcome
	// Detail says what was found instead, or why the case was skipped. It holds no
	// secret and no personal data.
	Detail string
	// Findings say what the server does otherwise than assumed or recommended. They fail no
	// case: what is assumed is not the vendor's word.
	Findings []string
	Took     time.Duration
	// Needed is true for a case that was not chosen, and ran because a chosen one needs it.
	Needed bool
}

// Plan lists the cases of a run in their order, with those that were not chosen but are needed by others.
type Plan struct {
	Cases  []Case
	needed map[string]bool
}

// Choose plans the cases whose id fits, and all that they need. The plan is empty where none fits.
func Choose(fits func(id string) bool) Plan {
	chosen, wanted := map[string]bool{}, map[string]bool{}
	all := Cases()
	for _, c := range slices.Backward(all) { // what a case needs comes before it
		chosen[c.ID] = fits(c.ID)
		if chosen[c.ID] || wanted[c.ID] {
			wanted[c.ID] = true
			for _, id := range c.Needs {
				wanted[id] = true
			}
		}
	}
	p := Plan{needed: map[string]bool{}}
	for _, c := range all {
		if wanted[c.ID] {
			p.Cases = append(p.Cases, c)
			p.needed[c.ID] = !chosen[c.ID]
		}
	}
	return p
}

// errSkipped comes with why a case does not apply to this server.
var errSkipped = errors.New("skipped")

func skip(why string) error { return fmt.Errorf("%w: %s", errSkipped, why) }

// interrupted is the reason given for a case that was never begun.
const interrupted = "interrupted"

// Creates reports whether the plan has cases that create objects.
func (p Plan) Creates() bool {
	return slices.ContainsFunc(p.Cases, func(c Case) bool { return c.Creates })
}

// Run runs the cases of a plan one after another, and tells of each as it begins and as it ends. Those that create objects
// are skipped where there is a reason against it, with that reason. It ends early with the context.
func Run(ctx context.Context, target Target, plan Plan, against string, begins func(Case), ends func(Result)) {
	b := &bench{Target: target}
	defer b.close()
	passed := map[string]bool{}
	for _, c := range plan.Cases {
		result := Result{Case: c, Outcome: Skipped}
		missing := slices.IndexFunc(c.Needs, func(id string) bool { return !passed[id] })
		switch {
		case ctx.Err() != nil:
			result.Detail = interrupted
		case c.Creates && against != "":
			result.Detail = against
		case missing >= 0:
			result.Detail = fmt.Sprintf("the case %s did not pass", c.Needs[missing])
		default:
			begins(c)
			result = b.try(ctx, c)
		}
		passed[c.ID] = result.Outcome == Passed
		result.Needed = plan.needed[c.ID]
		ends(result)
	}
}

func (b *bench) try(ctx context.Context, c Case) Result {
	begun := b.Now()
	err := c.run(ctx, b)
	result := Result{Case: c, Outcome: Passed, Took: b.Now().Sub(begun), Findings: b.found.take()}
	switch {
	case errors.Is(err, errSkipped):
		result.Outcome, result.Detail = Skipped, strings.TrimPrefix(err.Error(), errSkipped.Error()+": ")
	case err != nil:
		result.Outcome, result.Detail = Failed, err.Error()
	}
	return result
}

// bench holds what the cases share: a client like a counter's, and the account that the cases of a
// sale use.
type bench struct {
	Target
	client  *api.Client
	sale    *sale
	seen    exchange // of the last answer that the counter's client got
	found   findings // since the case began
	clients []*api.Client
}

// exchange holds the parts of an answer that the client does not return.
type exchange struct {
	date time.Time // the server's clock
}

// counter is the client as a counter has it.
func (b *bench) counter() (*api.Client, error) {
	if b.client != nil {
		return b.client, nil
	}
	client, err := b.connect(func(o *api.Options) {
		o.Transport = watch(b.found.names(o.Usual()), func(answer *http.Response) {
			if date, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
				b.seen.date = date
			}
		})
	})
	b.client = client
	return client, err
}

// connect makes a client for a case, and closes it at the end of the run.
func (b *bench) connect(change func(*api.Options)) (*api.Client, error) {
	client, err := b.Connect(change)
	if err != nil {
		return nil, fmt.Errorf("connecting: %w", err)
	}
	b.clients = append(b.clients, client)
	return client, nil
}

func (b *bench) close() {
	for _, client := range b.clients {
		client.Close()
	}
}

// call is a flow of its own.
func (b *bench) call() api.Call { return api.Call{Reference: b.NewID(), Language: b.Language} }

// watch looks at every answer on its way to the client.
func watch(next http.RoundTripper, look func(*http.Response)) http.RoundTripper {
	return roundTripper(func(request *http.Request) (*http.Response, error) {
		answer, err := next.RoundTrip(request)
		if err == nil {
			look(answer)
		}
		return answer, err
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

// RoundTrip makes a request.
func (f roundTripper) RoundTrip(request *http.Request) (*http.Response, error) { return f(request) }

// expectFailure says what is wrong where a call did not fail as it should.
func expectFailure(err error, what string, fits func(*api.Error) bool) error {
	var failed *api.Error
	switch {
	case err == nil:
		return fmt.Errorf("expected %s, and the call succeeded", what)
	case !errors.As(err, &failed):
		return fmt.Errorf("expected %s, found %w", what, err)
	case !fits(failed):
		return fmt.Errorf("expected %s, found %s (HTTP %d, code %q)", what, failed.Kind, failed.Status, failed.Code)
	}
	return nil
}
