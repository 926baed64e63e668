package purchase

// This file is for the sale whose answer was lost: it is resolved by asking the server and
// never by sending again (DESIGN rule 1).

import (
	"context"
	"errors"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
	doubts "countertop/flows/doubt"
)

const (
	actionAsk   = "ask"
	actionTake  = "take"
	actionLeave = "leave"
)

// doubt is a sale of which nobody here knows whether it was made, or something else that keeps
// this one from being sent.
type doubt struct {
	intent flows.IntentID
	was    flows.Intent // as it was sent, perhaps by an earlier flow
	since  time.Time
	// same is true where what is in doubt is this very sale.
	same bool
	// back is where the sale goes on once what kept it from being sent is settled.
	back  step
	asked bool
	// maybe is the one authorization that may be this sale or an earlier one: a person
	// decides. Nil where there is none, or more than one.
	maybe *api.Authorization
	// taking is true while the clerk is asked whether it is this one.
	taking bool
}

func (f *Flow) doubtPage() flows.Page {
	report := &flows.Report{Tone: flows.Careful, Headline: msgDoubtHeadline, Text: msgDoubtText, Groups: f.saleGroups()}
	if f.doubt.asked {
		report.Text = msgDoubtAskedText
	}
	if !f.doubt.same {
		report.Headline, report.Text = msgOtherDoubtHeadline, msgOtherDoubtText
		report.Groups = []flows.Group{flows.Facts(f.doubt.was, f.doubt.since)}
	}
	if f.doubt.taking {
		return f.takingPage()
	}
	page := flows.Page{ID: "purchase.doubt", Title: msgDoubtTitle, Body: report, Forward: msgAskServer}
	if f.doubt.maybe != nil {
		page.Actions = append(page.Actions, flows.Action{ID: actionTake, Label: msgTake.With(string(f.doubt.maybe.ID)), Key: 't'})
	}
	page.Actions = append(page.Actions, flows.Action{ID: actionLeave, Label: msgLeaveInDoubt, Key: 'l'})
	return page
}

// takingPage asks before a purchase of the server's is recorded as this one: that is final.
func (f *Flow) takingPage() flows.Page {
	return flows.Page{
		ID: "purchase.taking", Title: msgDoubtTitle, Forward: msgTake.With(string(f.doubt.maybe.ID)),
		Body: &flows.Confirm{
			Question: msgTakeQuestion.With(string(f.doubt.maybe.ID)), Money: true,
			Groups: append([]flows.Group{doubts.Candidate(*f.doubt.maybe)}, f.saleGroups()...),
		},
	}
}

// waitsFor is what keeps the sale from being sent, found before it is: the clerk learns of it before the customer has
// chosen and proved anything.
func (f *Flow) waitsFor() error {
	return f.recorder.Frozen(flows.Intent{
		Kind: flows.AuthorizationIntent, Account: f.found.Number(), Amount: f.amount(), Reference: f.draft.Value(keyReference),
	})
}

// waits shows what the sale has to wait for; once that is settled it goes on where it was.
func (f *Flow) waits(inDoubt flows.InDoubtError) flows.Move {
	f.doubt, f.step = &doubt{intent: inDoubt.Intent, was: inDoubt.Was, since: inDoubt.Since, back: f.step}, atDoubt
	return flows.Move{}
}

// reached is how far the sale has come: what it waits for is not a step of it.
func (f *Flow) reached() step {
	if f.step == atDoubt && f.doubt.back < atConfirm {
		return f.doubt.back
	}
	return f.step
}

// doubtBack goes back from the question whether to take a purchase, and from what the sale waits for, as nothing of it
// was sent.
func (f *Flow) doubtBack() bool {
	switch {
	case f.doubt.taking:
		f.doubt.taking = false
	case f.doubt.back < atConfirm:
		f.doubt, f.step, f.notice = nil, f.doubt.back, nil
	default:
		return false
	}
	return true
}

func (f *Flow) doubtAnswered(action string) flows.Move {
	if f.doubt.taking {
		f.doubt.taking = false
		return flows.Move{Task: f.takeTask(*f.doubt.maybe)}
	}
	switch action {
	case "", actionAsk:
		return flows.Move{Task: f.askTask()}
	case actionTake:
		if f.doubt.maybe != nil {
			f.doubt.taking = true
			return flows.Move{}
		}
	case actionLeave:
		return flows.Move{Leave: true}
	}
	return flows.Move{Refused: true}
}

// Learned takes over what the console found out about the doubt that this page shows.
func (f *Flow) Learned(id flows.IntentID) *flows.Task {
	if f.step != atDoubt || f.doubt.intent != id {
		return nil
	}
	return f.askTask()
}

// Asker finds out what became of an intent (doubt.Resolver does).
type Asker interface {
	AskAbout(context.Context, flows.IntentID) (*doubts.News, doubts.Progress, error)
}

// AskedBy names who finds out what became of a purchase whose answer was lost.
func (f *Flow) AskedBy(asker Asker) *Flow {
	f.asker = asker
	return f
}

// askTask asks what became of it: the recorder first, since the console asks by itself
// meanwhile, then the server.
func (f *Flow) askTask() *flows.Task {
	d := *f.doubt
	return &flows.Task{Doing: msgAsking, Run: func(ctx context.Context) func() flows.Move {
		if end, err := f.recorder.Outcome(ctx, d.intent); err == nil && !end.Result.Open() {
			return f.settledMeanwhile(ctx, d, end)
		}
		if f.asker == nil {
			return func() flows.Move { return f.undecided(nil) }
		}
		news, progress, err := f.asker.AskAbout(ctx, d.intent)
		switch {
		case errors.Is(err, flows.ErrNoIntent): // under way, or settled in this moment
			return func() flows.Move { return f.undecided(nil) }
		case err != nil:
			return func() flows.Move { return f.stillInDoubt(err) }
		case news != nil && !news.Outcome.Result.Open():
			return f.settledMeanwhile(ctx, d, news.Outcome)
		case progress.Err != nil:
			return func() flows.Move { return f.stillInDoubt(progress.Err) }
		}
		return func() flows.Move { return f.undecided(progress.Last) }
	}}
}

// takeTask settles the doubt as a person said.
func (f *Flow) takeTask(found api.Authorization) *flows.Task {
	d := *f.doubt
	outcome := flows.Outcome{
		Result: flows.ResultDone, ID: found.ID, CaptureID: doubts.CaptureOf(found, d.was), Source: flows.FromPerson, By: f.counter.Clerk, Reason: "taken from the server's list",
	}
	return &flows.Task{Doing: msgTaking, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		return f.concluded(ctx, d, found, outcome)
	}}
}

// concluded records what was found.
func (f *Flow) concluded(ctx context.Context, d doubt, found api.Authorization, outcome flows.Outcome) func() flows.Move {
	err := f.recorder.Conclude(context.WithoutCancel(ctx), d.intent, outcome)
	if errors.Is(err, flows.ErrNoIntent) { // somebody was faster
		if end, ended := f.recorder.Outcome(context.WithoutCancel(ctx), d.intent); ended == nil {
			return f.settledMeanwhile(ctx, d, end)
		}
	}
	return func() flows.Move { return f.resolve(found, err) }
}

// settledMeanwhile takes what the console, or a person, found out while this page was shown.
func (f *Flow) settledMeanwhile(ctx context.Context, d doubt, end flows.Outcome) func() flows.Move {
	if end.Result != flows.ResultDone {
		return func() flows.Move { return f.notMade(d) }
	}
	made := api.Authorization{ID: end.ID, AccountNumber: d.was.Account, Reference: d.was.Reference, Amount: d.was.Amount, Financing: d.was.Financing}
	if d.was.Kind == flows.AuthorizationIntent && end.ID != "" {
		if whole, err := f.client.Authorization(ctx, f.call(), end.ID); err == nil {
			made = whole
		}
	}
	return func() flows.Move { return f.resolve(made, nil) }
}

// notMade goes back to where the sale can be sent: nothing came of what was in doubt.
func (f *Flow) notMade(d doubt) flows.Move {
	f.doubt, f.step = nil, d.back
	f.notice = &flows.Notice{Tone: flows.Good, What: msgWasNotMade, Next: msgWasNotMadeNext}
	if !d.same {
		f.notice.What = msgOtherSettled
	}
	return flows.Move{}
}

// stillInDoubt is the answer to asking in vain.
func (f *Flow) stillInDoubt(err error) flows.Move {
	f.notice = flows.Explain(err, msgAsking, false)
	f.notice.Money = msgStillUnknown
	return flows.Move{}
}

// undecided is a server that does not have the sale, yet, or has something that only may be it. The finding is nil where
// the server was not asked.
func (f *Flow) undecided(finding *doubts.Finding) flows.Move {
	f.doubt.asked, f.doubt.maybe, f.doubt.taking = finding != nil, nil, false
	f.notice = &flows.Notice{Tone: flows.Careful, What: msgStillUnknown, Next: msgNotThereNext, Ref: f.reference}
	if finding == nil {
		return flows.Move{}
	}
	f.notice.What, f.notice.Money = finding.Said, msgStillUnknown
	switch n := len(finding.Candidates); {
	case n == 1 && f.doubt.same:
		f.doubt.maybe = &finding.Candidates[0]
		f.notice.Next = msgMaybeAnotherNext
	case n > 1:
		f.notice.Next = msgSeveralNext
	case finding.Verdict == doubts.Untold:
		f.notice.Next = msgPersonNext
	}
	return flows.Move{}
}

// resolve takes what the server has. What was in the way of this sale lets it go on.
func (f *Flow) resolve(found api.Authorization, concluded error) flows.Move {
	d := f.doubt
	if !d.same {
		f.doubt, f.step = nil, d.back
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgOtherWasMade.With(flows.Sentence(d.was)), Next: msgOtherWasMadeNext}
		return flows.Move{}
	}
	f.doubt = nil
	f.notice = &flows.Notice{Tone: flows.Good, What: msgWasMade, Next: msgWasMadeNext}
	if concluded != nil {
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgNotConcluded, Next: msgNotConcludedNext, Ref: f.reference}
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

// sameSale is true where what is in doubt is what this flow wants to make.
func sameSale(was, now flows.Intent) bool {
	return was.Kind == now.Kind && was.Amount == now.Amount && was.AccountEnding() == now.AccountEnding() &&
		strings.TrimSpace(was.Reference) == strings.TrimSpace(now.Reference)
}
