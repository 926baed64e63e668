package purchase

// This file is for the sale whose answer was lost: it is resolved by asking the server and
// never by sending again (docs/architecture.md rule 1).

import (
	"context"
	"errors"
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/doubt"
	"countertop/flows/talk"
)

const (
	actionAsk  = "ask"
	actionTake = "take"
)

// unclear holds the server's answers about a purchase in doubt.
type unclear struct {
	asked bool
	// maybe is the one authorization that may be this sale or an earlier one: a person
	// decides. Nil where there is none, or more than one.
	maybe *api.Authorization
}

// doubts says how a purchase in doubt is shown, and goes on.
func (f *Flow) doubts() talk.Doubts {
	return talk.Doubts{
		Words: talk.DoubtWords{
			ID: "purchase.doubt", Title: msgDoubtTitle, Headline: msgDoubtHeadline, Text: msgDoubtText,
			OtherHeadline: talk.OtherHeadline, OtherText: msgOtherDoubtText, Look: msgAskServer, Looking: msgAsking, Leaving: msgLeavingDoubt,
		},
		Back:    atConfirm,
		Same:    sameSale,
		Begins:  func(*flows.Notice, talk.Doubt, error) { f.unclear = unclear{} },
		Shows:   f.showDoubt,
		Takes:   f.doubtAnswered,
		Asks:    f.askServer,
		Settled: f.settling,
	}
}

// sameSale reports whether the purchase in doubt is the one that this flow wants to make.
func sameSale(was, now flows.Intent) bool {
	return was.Kind == now.Kind && was.Amount == now.Amount && was.AccountEnding() == now.AccountEnding() &&
		strings.TrimSpace(was.Reference) == strings.TrimSpace(now.Reference)
}

func (f *Flow) showDoubt(page *flows.Page, report *flows.Report, d talk.Doubt) {
	if d.Same {
		report.Groups = f.saleGroups()
		if f.unclear.asked {
			report.Text = msgDoubtAskedText
		}
	}
	if f.unclear.maybe != nil {
		page.Actions = append(page.Actions, flows.Action{ID: actionTake, Label: msgTake.With(string(f.unclear.maybe.ID)), Key: 't'})
	}
}

func (f *Flow) doubtAnswered(action string) flows.Move {
	switch {
	case action == actionAsk:
		return f.FindOut()
	case action == actionTake && f.unclear.maybe != nil:
		return f.Forward(atTaking)
	}
	return flows.Move{Refused: true}
}

// takingPage asks before a purchase of the server's is recorded as this one: that is final.
func (f *Flow) takingPage() flows.Page {
	maybe := *f.unclear.maybe
	return flows.Page{
		ID: "purchase.taking", Title: msgDoubtTitle, Forward: msgTake.With(string(maybe.ID)),
		Body: &flows.Confirm{
			Question: msgTakeQuestion.With(string(maybe.ID)), Money: true,
			Groups: append([]flows.Group{doubt.Candidate(maybe)}, f.saleGroups()...),
		},
	}
}

// taken settles the doubt as a person said.
func (f *Flow) taken(flows.Answer) flows.Move {
	d, found := *f.Doubt(), *f.unclear.maybe
	outcome := flows.Outcome{
		Result: flows.ResultDone, ID: found.ID, CaptureID: doubt.CaptureOf(found, d.Was), Source: flows.FromPerson, By: f.Counter.Clerk, Reason: "taken from the server's list",
	}
	settle := f.settling(d)
	f.Back()
	return flows.Move{Task: &flows.Task{Doing: msgTaking, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		err := f.Recorder.Conclude(context.WithoutCancel(ctx), d.ID, outcome)
		if errors.Is(err, flows.ErrNoIntent) { // somebody was faster
			if end, ended := f.Recorder.Outcome(context.WithoutCancel(ctx), d.ID); ended == nil {
				return settle(ctx, end)
			}
		}
		return func() flows.Move { return f.resolve(d, found, err) }
	}}}
}

// waitsFor returns an error that names what keeps the sale from being sent, before it is sent: the clerk learns of it before the customer has
// chosen and proved anything.
func (f *Flow) waitsFor() error {
	return f.Recorder.Frozen(flows.Intent{
		Kind: flows.AuthorizationIntent, Account: f.found.Number(), Amount: f.amount(), Reference: f.draft.Value(keyReference),
	})
}

// Asker finds out what became of an intent (doubt.Resolver does).
type Asker interface {
	AskAbout(context.Context, flows.IntentID) (*doubt.News, doubt.Progress, error)
}

// AskedBy names who finds out what became of a purchase whose answer was lost.
func (f *Flow) AskedBy(asker Asker) *Flow {
	f.asker = asker
	return f
}

// askServer asks the server what became of it.
func (f *Flow) askServer(d talk.Doubt) talk.Asking {
	asker, settle := f.asker, f.settling(d)
	return func(ctx context.Context) func() flows.Move {
		if asker == nil {
			return func() flows.Move { return f.undecided(d, nil) }
		}
		news, progress, err := asker.AskAbout(ctx, d.ID)
		switch {
		case errors.Is(err, flows.ErrNoIntent): // under way, or settled in this moment
			return func() flows.Move { return f.undecided(d, nil) }
		case err != nil:
			return f.stillInDoubt(err)
		case news != nil && !news.Outcome.Result.Open():
			return settle(ctx, news.Outcome)
		case progress.Err != nil:
			return f.stillInDoubt(progress.Err)
		}
		return func() flows.Move { return f.undecided(d, progress.Last) }
	}
}

// stillInDoubt is the answer to asking in vain.
func (f *Flow) stillInDoubt(err error) func() flows.Move {
	notice := flows.Explain(err, msgAsking, false)
	notice.Money = msgStillUnknown
	return f.Says(notice)
}

// settling goes on with what the console, or a person, found out.
func (f *Flow) settling(d talk.Doubt) talk.Settling {
	call := f.Call()
	return func(ctx context.Context, end flows.Outcome) func() flows.Move {
		if end.Result != flows.ResultDone {
			return func() flows.Move { return f.notMade(d) }
		}
		made := api.Authorization{ID: end.ID, AccountNumber: d.Was.Account, Reference: d.Was.Reference, Amount: d.Was.Amount, Financing: d.Was.Financing}
		if d.Was.Kind == flows.AuthorizationIntent && end.ID != "" {
			if whole, err := f.client.Authorization(ctx, call, end.ID); err == nil {
				made = whole
			}
		}
		return func() flows.Move { return f.resolve(d, made, nil) }
	}
}

// notMade goes back to where the sale can be sent: nothing came of what was in doubt.
func (f *Flow) notMade(d talk.Doubt) flows.Move {
	notice := &flows.Notice{Tone: flows.Good, What: msgWasNotMade, Next: msgWasNotMadeNext}
	if !d.Same {
		notice.What = msgOtherSettled
	}
	return f.GoOn(d.Back, notice)
}

// undecided is a server that does not have the sale, yet, or has something that only may be it. The finding is nil where
// the server was not asked.
func (f *Flow) undecided(d talk.Doubt, finding *doubt.Finding) flows.Move {
	if f.At() == atTaking {
		f.Back()
	}
	f.unclear = unclear{asked: finding != nil}
	f.Notice = &flows.Notice{Tone: flows.Careful, What: msgStillUnknown, Next: msgNotThereNext, Ref: f.Reference()}
	if finding == nil {
		return flows.Move{}
	}
	f.Notice.What, f.Notice.Money = finding.Said, msgStillUnknown
	switch n := len(finding.Candidates); {
	case n == 1 && d.Same:
		f.unclear.maybe = &finding.Candidates[0]
		f.Notice.Next = msgMaybeAnotherNext
	case n > 1:
		f.Notice.Next = msgSeveralNext
	case finding.Verdict == doubt.Untold:
		f.Notice.Next = msgPersonNext
	}
	return flows.Move{}
}

// resolve takes what the server has. What was in the way of this sale lets it go on.
func (f *Flow) resolve(d talk.Doubt, found api.Authorization, concluded error) flows.Move {
	if !d.Same {
		return f.GoOn(d.Back, &flows.Notice{Tone: flows.Careful, What: msgOtherWasMade.With(flows.Sentence(d.Was)), Next: msgOtherWasMadeNext})
	}
	f.Notice = &flows.Notice{Tone: flows.Good, What: msgWasMade, Next: msgWasMadeNext}
	if concluded != nil {
		f.Notice = f.NotConcluded()
	}
	f.adopt(found)
	return f.finish(found)
}

// adopt takes over how the sale was made, which was another way where an earlier flow sent
// it: the slip must not show the terms of this one.
func (f *Flow) adopt(found api.Authorization) {
	if found.Financing.TransactionType != "" {
		f.financing = found.Financing
	}
	switch {
	case found.Capture != nil || len(found.Captures) > 0:
		f.amountForm().Enter(keyCapture, captureNow)
	case found.Remaining > 0:
		f.amountForm().Enter(keyCapture, captureLater)
	}
}
