package doubt

// This file says what an answer of the server's makes of a doubt, and from when on.

import (
	"errors"
	"net/http"
	"time"

	"countertop/api"
	"countertop/flows"
)

// outcome returns the intent's outcome by a finding; false while it is left in doubt. Asked says
// when the question left: what came to light after it does not count.
func (r *Resolver) outcome(d flows.Doubt, f Finding, asked time.Time) (flows.Outcome, bool) {
	final := r.Final(d)
	d.Reply = r.reply(d)
	switch f.Verdict {
	case Found:
		outcome := flows.Outcome{Result: flows.ResultDone, ID: f.ID, CaptureID: f.CaptureID, Source: flows.FromServer}
		if d.Intent.Kind == flows.ApplicationIntent {
			outcome.Decision = string(api.Approved)
		}
		return outcome, true
	case Untold:
		return flows.Outcome{Result: flows.ResultNeedsPerson, Reply: d.Reply, Code: CodeNoQuery, Source: flows.FromServer}, true
	}
	if asked.Before(final) {
		return flows.Outcome{}, false
	}
	// A success says that it was done, and so may what the server showed once: nobody takes it for not done. Nor do dates tell anything
	// after the clock was set back.
	if f.Verdict == Unsure || d.Reply == flows.ReplyClaim || d.Reply == flows.ReplySeen || d.Since.After(asked) {
		return flows.Outcome{Result: flows.ResultNeedsPerson, Reply: d.Reply, Code: CodeUnsure, Source: flows.FromServer}, true
	}
	return flows.Outcome{Result: flows.ResultNotDone, Code: CodeNotFound, Source: flows.FromServer}, true
}

// reply returns what came back of a call, or was seen of it since, by this console or another.
func (r *Resolver) reply(d flows.Doubt) flows.Reply {
	r.mu.Lock()
	defer r.mu.Unlock()
	if d.Reply != flows.ReplyClaim && r.of(d).shown {
		return flows.ReplySeen
	}
	return d.Reply
}

// mostUnread bounds the unreadable answers in a row before a person is needed: five minutes after a lost answer (OWN).
const mostUnread = 6

// mostOpen is after what time without an answer that can be read a person is needed, whatever the reason; this console has to have asked
// for leastAsked of it, since it may have been closed (OWN).
const (
	mostOpen   = 24 * time.Hour
	leastAsked = time.Hour
)

// givenUp is the outcome of a doubt about which the server answers only what cannot be read, or for a day nothing at all: a person has
// to find out. The console can still be told to ask.
func (r *Resolver) givenUp(d flows.Doubt, asked time.Time) (flows.Outcome, bool) {
	outcome := flows.Outcome{Result: flows.ResultNeedsPerson, Reply: r.reply(d), Code: CodeUnread, Source: flows.FromServer}
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.of(d)
	if p.unread < mostUnread {
		outcome.Code = CodeUnanswered
		return outcome, !d.NeedsPerson && !asked.Before(d.Since.Add(mostOpen)) && !asked.Before(p.seen.Add(leastAsked))
	}
	return outcome, !d.NeedsPerson && !asked.Before(r.final(d))
}

// answeredOddly reports whether the server answered a question with what is no answer to it: a success that cannot be read, or a
// refusal. One that is busy, fails, or refuses the token may answer later.
func answeredOddly(err error) bool {
	var failed *api.Error
	if !errors.As(err, &failed) {
		return false
	}
	switch failed.Status {
	case http.StatusUnauthorized, http.StatusProxyAuthRequired, http.StatusRequestTimeout, http.StatusTooManyRequests, 465, 466, 467:
		return false
	}
	return failed.Status >= 200 && failed.Status < 500
}

// Final is from when on an answer without it shows that it was not done: the grace time after the answer was lost, or after
// the call can have left the latest; and the grace time after this console first knew of it, so that a wall clock that was put
// forward does not end it early. After an answered error, settleTime takes the place of the grace time.
func (r *Resolver) Final(d flows.Doubt) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.final(d)
}

func (r *Resolver) final(d flows.Doubt) time.Time {
	seen, grace := r.of(d).seen, r.o.Grace
	if d.Reply == flows.ReplyError {
		grace = settleTime
	}
	final := sooner(d.Lost, seen).Add(grace)
	if d.Lost.IsZero() {
		final = sooner(d.Since, seen).Add(r.o.CallTime + grace)
	}
	if known := seen.Add(grace); known.After(final) {
		return known
	}
	return final
}

// sooner is the first of two times: what is said to have been after this console knew of it was before, by a clock that was
// put back since.
func sooner(a, b time.Time) time.Time {
	if a.After(b) {
		return b
	}
	return a
}
