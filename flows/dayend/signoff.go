package dayend

// This file lets a manager sign the day off.

import (
	"context"
	"time"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// signOffForm asks for the manager and, if something is open, for the reason.
func (f *Flow) signOffForm() *form.Form {
	return form.New(f.signing, func(form.Values) []form.Field { return f.Counter.SignOffFields(f.report.open()) })
}

func (f *Flow) signOffPage() flows.Page {
	intro := lang.Join(" ", f.report.compared(), msgSignIntro)
	if f.report.open() {
		intro = msgSignOpenIntro.With(f.report.count(Doubtful), f.report.differences())
	}
	if f.report.lost {
		intro = lang.Join(" ", msgLost, intro)
	}
	return flows.Page{ID: "dayend.signoff", Title: msgSign, Intro: intro, Body: &flows.Ask{Form: f.signOffForm()}, Forward: msgContinue}
}

func (f *Flow) confirmPage() flows.Page {
	values, r := f.signOffForm().Values(), f.report
	lines := []flows.Line{
		{Label: msgDay, Value: lang.Same(r.day.Format(time.DateOnly)), Emphasis: true}, {Label: msgLocation, Value: lang.Same(r.location)},
		{Label: msgManager, Value: lang.Same(values[flows.KeyManager])},
	}
	if reason := values[flows.KeyReason]; reason != "" {
		lines = append(lines, flows.Line{Label: msgReason, Value: lang.Same(reason)})
	}
	groups := []flows.Group{{Heading: msgSign, Lines: lines}}
	for _, standing := range []Standing{Doubtful, Differs, OnlyHere, Uncertain} {
		if open := r.lines(standing); len(open) > 0 {
			groups = append(groups, flows.Group{Heading: headings[standing], Lines: open})
		}
	}
	return flows.Page{
		ID: "dayend.confirm", Title: msgSign, Forward: msgSign,
		Body: &flows.Confirm{Question: msgSignQuestion, Groups: groups, Money: true},
	}
}

// signOffTask records the sign-off and compares the day again: a doubt may have been settled meanwhile.
func (f *Flow) signOffTask() *flows.Task {
	values, r := f.signOffForm().Values(), f.report
	sign := journal.SignOff{
		Day: r.day, Location: r.location, Manager: values[flows.KeyManager], Reason: values[flows.KeyReason],
		InDoubt: r.count(Doubtful), Training: r.training,
	}
	return &flows.Task{Doing: msgSigning, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		err := f.ledger.SignOff(context.WithoutCancel(ctx), sign)
		return func() flows.Move {
			if err != nil {
				f.Notice = flows.Explain(err, msgSigning, false)
				return flows.Move{}
			}
			r.signed = append(r.signed, sign)
			f.Notice = &flows.Notice{Tone: flows.Good, What: msgWasSigned, Next: msgWasSignedNext}
			return f.Repair(atReport)
		}
	}}
}
