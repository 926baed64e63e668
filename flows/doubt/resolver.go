package doubt

// This file says when the server is asked about each doubt.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
)

// Ledger keeps and settles doubts.
type Ledger interface {
	Known
	// Doubts are the intents in doubt, the oldest first; those under way are none.
	Doubts(context.Context) ([]flows.Doubt, error)
	Conclude(context.Context, flows.IntentID, flows.Outcome) error
	Outcome(context.Context, flows.IntentID) (flows.Outcome, error)
	// Asked records that the server was asked, and what it said, without personal data.
	Asked(context.Context, flows.IntentID, string) error
}

// Codes of outcomes that no server gave.
const (
	CodeNotFound = "not_found_after_grace" // the server did not have it when the grace time was over
	CodeNoQuery  = "no_query"              // there is nothing to ask
	CodeUnsure   = "unsure"                // what the server has may be it
	CodeUnread   = "unreadable_answers"    // the server answers, and nothing that can be read

	CodeUnanswered = "no_answer_for_a_day" // whoever was asked did not answer
)

// DefaultGrace is the time in which something that the server does not have may still come to light
// (OWN; the contract names no time).
const DefaultGrace = 150 * time.Second

// DefaultCallTime is the most that a call takes before its bytes are on the line (OWN).
const DefaultCallTime = time.Minute

// Options configure a Resolver.
type Options struct {
	Server Server
	Ledger Ledger
	Now    func() time.Time
	// Grace is DefaultGrace if zero. Only after it does what the server does not have count as
	// not done.
	Grace time.Duration
	// CallTime is the deadline of a money call: where a console ended in the middle, the call may
	// have left as late as that. DefaultCallTime where zero.
	CallTime time.Duration
	// Customers finds the customer of an application, and the account of a closing, that is in doubt; nil where nobody is asked.
	Customers Customers
	// Offset returns by how much the server's clock is ahead of Now, and whether that is known; nil is not known.
	Offset func() (time.Duration, bool)
	// Language is that of the server's texts.
	Language func() api.Language
}

// Resolver asks about doubts when they are due. It starts nothing by itself: the console
// calls Run. Its methods may be called from several goroutines.
type Resolver struct {
	private.Data

	o Options

	mu       sync.Mutex
	progress map[flows.IntentID]*Progress
	asking   map[flows.IntentID]bool
	settled  []News
	// applicants are the customers to look for, by the applications in doubt that this console sent itself.
	applicants map[flows.IntentID]*applicant
	watches    []watch // what was taken for not done a short while ago
}

// Progress says how far asking about one doubt has come.
type Progress struct {
	Asked int       // how often the server answered, by this console
	Next  time.Time // when it is asked next; zero where it is not
	Last  *Finding  // the last answer
	Err   error     // why there was none, the last time
	seen  time.Time // when this console first knew of the doubt
	// unread counts the unreadable answers in a row.
	unread int
	shown  bool // the server showed once what may be it
}

// News is a doubt that was settled, or that now needs a person.
type News struct {
	Doubt   flows.Doubt
	Finding Finding
	Outcome flows.Outcome
	At      time.Time
	// Late is true for what was taken for not done, and came to light after that: the finding has it.
	Late bool
}

// NewResolver is a resolver that has not asked about anything.
func NewResolver(o Options) *Resolver {
	if o.Grace == 0 {
		o.Grace = DefaultGrace
	}
	if o.CallTime == 0 {
		o.CallTime = DefaultCallTime
	}
	return &Resolver{o: o, progress: map[flows.IntentID]*Progress{}, asking: map[flows.IntentID]bool{}, applicants: map[flows.IntentID]*applicant{}}
}

// settleTime is the time after an answered error at which the server is asked: it is done with the call, and what it did shows (OWN).
const settleTime = 2 * time.Second

// pauses are the times between one question and the next: 2, 5, 15 and 60 seconds after the
// answer was lost, at the end of the grace time, and then every few minutes, more and more seldom (OWN).
var pauses = []time.Duration{
	2 * time.Second, 3 * time.Second, 10 * time.Second, 45 * time.Second,
	3 * time.Minute, 3 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute,
}

func pause(times int) time.Duration { return pauses[min(times, len(pauses)-1)] }

// after returns the time at which a doubt is asked about again: after a pause, but not later than at the end of the
// grace time.
func (r *Resolver) after(d flows.Doubt, times int) time.Time {
	now, final := r.o.Now(), r.final(d)
	next := now.Add(pause(times))
	if now.Before(final) && final.Before(next) {
		return final
	}
	return next
}

// Next returns the time at which the next doubt is due, and false if none is.
func (r *Resolver) Next(doubts []flows.Doubt) (time.Time, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forget(doubts)
	next := r.nextLate()
	for _, d := range doubts {
		if d.NeedsPerson {
			continue
		}
		if at := r.of(d).Next; next.IsZero() || at.Before(next) {
			next = at
		}
	}
	return next, !next.IsZero()
}

// of is the progress of a doubt; one that is older than the first pause is due now. A success that proved nothing is asked
// about at once.
func (r *Resolver) of(d flows.Doubt) *Progress {
	p := r.progress[d.ID]
	if p == nil {
		lost := d.Lost
		if lost.IsZero() {
			lost = d.Since
		}
		p = &Progress{seen: r.o.Now()}
		r.progress[d.ID] = p
		switch d.Reply {
		case flows.ReplyClaim:
			p.Next = lost
		case flows.ReplyError:
			p.Next = r.final(d)
		default:
			p.Next = lost.Add(pause(0))
		}
	}
	if now := r.o.Now(); now.Before(p.seen) { // the clock was put back: it is asked now, and the grace time begins anew
		p.seen, p.Next = now, now
	}
	return p
}

// Progress says how far asking about a doubt has come.
func (r *Resolver) Progress(d flows.Doubt) Progress {
	r.mu.Lock()
	defer r.mu.Unlock()
	return *r.of(d)
}

// Hurry makes all doubts due: the line is back.
func (r *Resolver) Hurry() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.progress {
		if p.Err != nil {
			p.Next = r.o.Now()
		}
	}
}

// Settled are the doubts that this console has settled since it started, the newest first.
func (r *Resolver) Settled() []News {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := slices.Clone(r.settled)
	slices.Reverse(list)
	return list
}

// Run asks about every doubt that is due, and returns what came of it. An error of the ledger is
// returned; the server's errors are in the doubts' progress.
func (r *Resolver) Run(ctx context.Context) ([]News, error) {
	doubts, err := r.o.Ledger.Doubts(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading what is in doubt: %w", err)
	}
	var news []News
	for _, d := range doubts {
		if d.NeedsPerson || !r.begin(d, false) {
			continue
		}
		settled, err := r.ask(ctx, d)
		if err != nil {
			return news, err
		}
		if settled != nil {
			news = append(news, *settled)
		}
	}
	return append(news, r.askLate(ctx)...), nil
}

// AskNow asks about one doubt, due or not. The news are nil while it stays in doubt; the progress
// says why.
func (r *Resolver) AskNow(ctx context.Context, d flows.Doubt) (*News, error) {
	if !r.begin(d, true) {
		return nil, nil // it is being asked about
	}
	return r.ask(ctx, d)
}

// AskAbout asks about the doubt of an intent, due or not. The news are nil while it stays in doubt; the progress says why.
// ErrNoIntent where it is not in doubt.
func (r *Resolver) AskAbout(ctx context.Context, id flows.IntentID) (*News, Progress, error) {
	doubts, err := r.o.Ledger.Doubts(ctx)
	if err != nil {
		return nil, Progress{}, fmt.Errorf("reading what is in doubt: %w", err)
	}
	at := slices.IndexFunc(doubts, func(d flows.Doubt) bool { return d.ID == id })
	if at < 0 {
		return nil, Progress{}, fmt.Errorf("asking about the intent %s: %w", id, flows.ErrNoIntent)
	}
	news, err := r.AskNow(ctx, doubts[at])
	return news, r.Progress(doubts[at]), err
}

// begin takes a doubt for asking, unless it is not due or is being asked about.
func (r *Resolver) begin(d flows.Doubt, now bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asking[d.ID] || !now && r.o.Now().Before(r.of(d).Next) {
		return false
	}
	r.asking[d.ID] = true
	return true
}

func (r *Resolver) ask(ctx context.Context, d flows.Doubt) (*News, error) {
	defer func() {
		r.mu.Lock()
		delete(r.asking, d.ID)
		r.mu.Unlock()
	}()
	clocks := r.clocks()
	asked := clocks.Now
	finding, err := r.find(ctx, d, clocks)
	if now := r.clocks(); err == nil && ((now.Offset-clocks.Offset).Abs() > datesTell || now.Known != clocks.Known) { // the answer told the server's clock anew
		finding, err = r.find(ctx, d, now)
	}
	if err != nil {
		r.note(d, &finding, err)
		if outcome, over := r.givenUp(d, asked); over {
			return r.conclude(ctx, d, Finding{}, outcome)
		}
		return nil, r.keeps(context.WithoutCancel(ctx), d, finding) // the error is the progress: it is asked again
	}
	r.note(d, &finding, nil)
	outcome, over := r.outcome(d, finding, asked)
	if !over {
		return nil, r.stays(context.WithoutCancel(ctx), d, finding)
	}
	return r.conclude(ctx, d, finding, outcome)
}

// stays records what the server said of what stays in doubt.
func (r *Resolver) stays(ctx context.Context, d flows.Doubt, f Finding) error {
	if err := r.keeps(ctx, d, f); err != nil {
		return err
	}
	return r.o.Ledger.Asked(ctx, d.ID, f.Said.In(api.English))
}

// keeps records for every console, and for later, that the server showed what may be it.
func (r *Resolver) keeps(ctx context.Context, d flows.Doubt, f Finding) error {
	if !f.Shown || d.Reply == flows.ReplyClaim || d.Reply == flows.ReplySeen {
		return nil
	}
	err := r.o.Ledger.Conclude(ctx, d.ID, flows.Outcome{Result: flows.ResultInDoubt, Reply: flows.ReplySeen, Code: CodeUnsure, Source: flows.FromServer})
	if err != nil && !errors.Is(err, flows.ErrNoIntent) {
		return fmt.Errorf("recording what the server showed of the %s in doubt: %w", d.Intent.Kind, err)
	}
	return nil
}

// clocks are this clock and the server's now.
func (r *Resolver) clocks() Clocks {
	now := Clocks{Now: r.o.Now()}
	if r.o.Offset != nil {
		now.Offset, now.Known = r.o.Offset()
	}
	return now
}

func (r *Resolver) language() api.Language {
	if r.o.Language == nil {
		return api.English
	}
	return r.o.Language()
}

// note keeps what asking brought, and when the next time is.
func (r *Resolver) note(d flows.Doubt, finding *Finding, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.of(d)
	p.shown = p.shown || finding != nil && finding.Shown
	if err == nil {
		p.Last = finding
	}
	p.Err = err
	switch {
	case answeredOddly(err):
		p.unread++
	case err == nil:
		p.unread = 0
	}
	p.Asked++
	p.Next = r.after(d, p.Asked)
}
