package doubt

// This file takes what a person finds out: a manager's decision, and a clerk's word that a purchase of the server's is the one
// in doubt. Both are final and asked for once more.

import (
	"context"
	"errors"
	"strconv"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

const (
	keyResult   = "result"
	keyID       = "server_id"
	resultDone  = "done"
	resultNever = "not_done"
)

func itoa(n int) string { return strconv.Itoa(n) }

func (f *Flow) decisionForm() *form.Form {
	return form.New(f.decision, func(values form.Values) []form.Field {
		fields := []form.Field{{
			Key: keyResult, Label: msgDecision, Kind: form.Choice, Required: true,
			Options: []form.Option{{Code: resultDone, Label: msgWasDone}, {Code: resultNever, Label: msgDidNotHappen}},
		}}
		if values[keyResult] == resultDone {
			fields = append(fields, form.Field{Key: keyID, Label: msgServerID, Hint: msgServerIDHint, MaxLength: 20, Width: 20}.With(form.ASCII()))
		}
		return append(fields, f.Counter.SignOffFields(true)...)
	})
}

func (f *Flow) decidePage() flows.Page {
	return flows.Page{
		ID: "doubt.decide", Title: msgDecideTitle, Intro: msgDecideIntro.With(flows.Sentence(f.open.Intent)),
		Body: &flows.Ask{Form: f.decisionForm()}, Forward: msgContinue,
	}
}

func (f *Flow) confirmPage() flows.Page {
	values := f.decisionForm().Values()
	decided := msgDidNotHappen
	if values[keyResult] == resultDone {
		decided = msgWasDone
	}
	lines := []flows.Line{
		{Label: msgDecision, Value: decided, Emphasis: true},
		flows.Labelled(msgServerID, values[keyID]),
		flows.Labelled(msgManager, values[flows.KeyManager]),
		flows.Labelled(msgReason, values[flows.KeyReason]),
	}
	if values[keyID] == "" {
		lines = append(lines[:1], lines[2:]...)
	}
	return flows.Page{
		ID: "doubt.confirm", Title: msgDecideTitle,
		Body: &flows.Confirm{
			Question: msgConfirmDecision, Money: true,
			Groups: []flows.Group{{Heading: msgDecision, Lines: lines}, flows.Facts(f.open.Intent, f.open.Since)},
		},
		Forward: msgRecord,
	}
}

func (f *Flow) decideTask() *flows.Task {
	d, values := f.open, f.decisionForm().Values()
	return &flows.Task{Doing: msgRecording, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		news, err := f.deps.Resolver.Decide(ctx, d, values[keyResult] == resultDone, api.ID(values[keyID]),
			values[flows.KeyManager], values[flows.KeyReason])
		return func() flows.Move {
			if errors.Is(err, flows.ErrAnothers) {
				f.Repair(atDecide)
				f.Notice = anothers(values[keyID])
				return flows.Move{}
			}
			f.decision = form.NewDraft(nil)
			return f.told(news, err)
		}
	}}
}

// anothers says that a number cannot be that of what is in doubt.
func anothers(id string) *flows.Notice {
	return &flows.Notice{Tone: flows.Careful, What: msgAnothers.With(id), Money: msgStillUnknown, Next: msgAnothersNext}
}

func (f *Flow) takePage() flows.Page {
	return flows.Page{
		ID: "doubt.take", Title: msgTitle, Forward: msgTake.With(string(f.taking.ID)),
		Body: &flows.Confirm{
			Question: msgConfirmTake.With(string(f.taking.ID)), Money: true,
			Groups: []flows.Group{Candidate(f.taking), flows.Facts(f.open.Intent, f.open.Since)},
		},
	}
}

// Candidate shows a purchase of the server's that may be the one in doubt.
func Candidate(made api.Authorization) flows.Group {
	lines := []flows.Line{{Label: msgAuthorization, Value: lang.Same(string(made.ID)), Emphasis: true}}
	if made.AmountTold {
		lines = append(lines, flows.Line{Label: msgAmount, Value: lang.Money(made.Amount)})
	}
	if ending := (flows.Intent{Account: made.AccountNumber}).AccountEnding(); ending != "" {
		lines = append(lines, flows.Line{Label: msgAccount, Value: msgEndingIn.With(ending)})
	}
	for _, line := range []flows.Line{flows.Labelled(msgReference, made.Reference), flows.Labelled(msgMadeOn, made.Date), flows.Labelled(msgStatus, made.Status)} {
		if !line.Value.Empty() {
			lines = append(lines, line)
		}
	}
	return flows.Group{Heading: msgOnServer, Lines: lines}
}

// taken records the clerk's word, unless the doubt was settled meanwhile.
func (f *Flow) taken(flows.Answer) flows.Move {
	d, open := f.current()
	if !open {
		return f.Repair(atOne)
	}
	made, clerk := f.taking, f.Counter.Clerk
	return flows.Move{Task: &flows.Task{Doing: msgRecording, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		news, err := f.deps.Resolver.Take(ctx, d, made, clerk)
		return func() flows.Move {
			if errors.Is(err, flows.ErrAnothers) {
				f.Repair(atOne)
				f.Notice = anothers(string(made.ID))
				return flows.Move{}
			}
			return f.told(news, err)
		}
	}}}
}
