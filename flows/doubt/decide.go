package doubt

// This file is what a person finds out: a manager's decision, and a customer who has an account
// although the answer to the application was lost.

import (
	"context"
	"strconv"
	"strings"

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

	keyFirst = "first_name"
	keyLast  = "last_name"
	keyBirth = "dob"
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
		return append(fields, f.counter.SignOffFields(true)...)
	})
}

func (f *Flow) decidePage() flows.Page {
	return flows.Page{
		ID: "doubt.decide", Title: msgDecideTitle, Intro: msgDecideIntro.With(Sentence(f.open.Intent)),
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
		same(msgServerID, values[keyID]),
		same(msgManager, values[flows.KeyManager]),
		same(msgReason, values[flows.KeyReason]),
	}
	if values[keyID] == "" {
		lines = append(lines[:1], lines[2:]...)
	}
	return flows.Page{
		ID: "doubt.confirm", Title: msgDecideTitle,
		Body: &flows.Confirm{
			Question: msgConfirmDecision, Money: true,
			Groups: []flows.Group{{Heading: msgDecision, Lines: lines}, Facts(f.open.Intent, f.open.Since)},
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
			f.decision = form.NewDraft(nil)
			return f.told(news, err)
		}
	}}
}

func (f *Flow) customerForm() *form.Form {
	return form.New(f.customer, func(form.Values) []form.Field {
		return []form.Field{
			form.Field{Key: keyFirst, Label: msgFirst, Required: true, MaxLength: 35, Width: 24}.With(form.PersonName()),
			form.Field{Key: keyLast, Label: msgLast, Required: true, MaxLength: 50, Width: 24}.With(form.PersonName()),
			form.Field{Key: keyBirth, Label: msgBirth, Hint: msgBirthHint, Required: true, MaxLength: 10, Width: 12}.With(form.Date()),
		}
	})
}

func (f *Flow) customerPage() flows.Page {
	return flows.Page{
		ID: "doubt.customer", Title: msgCustomerTitle, Intro: msgCustomerIntro,
		Body: &flows.Ask{Form: f.customerForm()}, Forward: msgSearch,
	}
}

// searchTask looks for the account that the application may have opened.
func (f *Flow) searchTask() *flows.Task {
	values, call := f.customerForm().Values(), api.Call{Reference: f.open.Intent.Flow, Language: f.language}
	return &flows.Task{Doing: msgSearching, Run: func(ctx context.Context) func() flows.Move {
		list, err := f.deps.Directory.Search(ctx, call, api.SearchQuery{
			FirstName: values[keyFirst], LastName: values[keyLast], BirthDate: values[keyBirth],
		})
		return func() flows.Move {
			if err != nil && !notFound(err) {
				f.notice = flows.Explain(err, msgSearching, false)
				return flows.Move{}
			}
			f.customers, f.step = list, atCustomers
			return flows.Move{}
		}
	}}
}

func notFound(err error) bool { return flows.FailureCode(err) == "not_found" }

func (f *Flow) customersPage() flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{{Title: msgName}, {Title: msgAccount}, {Title: msgOpened}, {Title: msgMerchant, Drop: 1}},
		Empty:   msgNoAccount,
	}
	for _, c := range f.customers {
		row := flows.Row{Cells: []lang.Text{
			lang.Same(strings.TrimSpace(c.FirstName + " " + c.LastName)), lang.Same((flows.Intent{Account: c.AccountNumber}).AccountEnding()),
			lang.Same(c.CreationDate), lang.Same(c.OriginatingMerchant),
		}}
		if ageOf(c.CreationDate, f.open.Since) == older {
			row.Blocked = msgOlderAccount
		}
		table.Rows = append(table.Rows, row)
	}
	page := flows.Page{ID: "doubt.customers", Title: msgCustomerTitle, Body: table}
	if len(table.Rows) > 0 {
		page.Forward = msgIsThisOne
	} else {
		page.Intro = msgNoAccountNext
	}
	return page
}

// customerChosen takes an account for what the application became.
func (f *Flow) customerChosen(row int) flows.Move {
	if row < 0 || row >= len(f.customers) || ageOf(f.customers[row].CreationDate, f.open.Since) == older {
		return flows.Move{Refused: true}
	}
	d, clerk := f.open, f.counter.Clerk
	return flows.Move{Task: &flows.Task{Doing: msgRecording, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		news, err := f.deps.Resolver.Opened(ctx, d, clerk)
		return func() flows.Move {
			f.customer, f.customers = form.NewDraft(nil), nil
			return f.told(news, err)
		}
	}}}
}
