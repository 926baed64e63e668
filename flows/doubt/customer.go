package doubt

// This file looks for a customer by the name that the clerk types, which the journal does not keep: an application may
// have opened an account although its answer was lost, and a closing may have closed one.

import (
	"context"
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

const (
	keyFirst = "first_name"
	keyLast  = "last_name"
	keyBirth = "dob"
)

// closedStatus is the status of a closed account (docs/contract.md §4, SEEN).
const closedStatus = api.AccountClosed

// byCustomer is true for what shows in a search for the customer.
func byCustomer(kind flows.IntentKind) bool {
	return kind == flows.ApplicationIntent || kind == flows.CloseIntent
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
		ID: "doubt.customer", Title: msgCustomerTitle, Intro: introOf(f.open.Intent.Kind),
		Body: &flows.Ask{Form: f.customerForm()}, Forward: msgSearch,
	}
}

func introOf(kind flows.IntentKind) lang.Text {
	if kind == flows.CloseIntent {
		return msgClosedIntro
	}
	return msgCustomerIntro
}

// searchTask looks for the account that the application may have opened.
func (f *Flow) searchTask() *flows.Task {
	values, call := f.customerForm().Values(), api.Call{Reference: f.open.Intent.Flow, Language: f.Language}
	return &flows.Task{Doing: msgSearching, Run: func(ctx context.Context) func() flows.Move {
		list, err := f.deps.Directory.Search(ctx, call, api.SearchQuery{
			FirstName: values[keyFirst], LastName: values[keyLast], BirthDate: values[keyBirth],
		})
		return func() flows.Move {
			if err != nil && !notFound(err) {
				f.Notice = flows.Explain(err, msgSearching, false)
				return flows.Move{}
			}
			f.customers = list
			return f.Forward(atCustomers)
		}
	}}
}

func notFound(err error) bool { return flows.FailureCode(err) == "not_found" }

func (f *Flow) customersPage() flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{{Title: msgName}, {Title: msgAccount}, {Title: msgOpened}, {Title: msgState}, {Title: msgMerchant, Drop: 1}},
		Empty:   msgNoAccount,
	}
	for _, c := range f.customers {
		state := msgAccountOpen
		if isClosed(c) {
			state = msgAccountClosed
		}
		table.Rows = append(table.Rows, flows.Row{Blocked: f.otherAccount(c), Cells: []lang.Text{
			lang.Same(strings.TrimSpace(c.FirstName + " " + c.LastName)), lang.Same(numberEnding(c)),
			lang.Same(c.CreationDate), state, lang.Same(c.OriginatingMerchant),
		}})
	}
	page := flows.Page{ID: "doubt.customers", Title: msgCustomerTitle, Body: table}
	switch {
	case len(table.Rows) > 0:
		page.Forward = msgIsThisOne
	case f.open.Intent.Kind == flows.CloseIntent:
		page.Intro = msgNobodyNext
	default:
		page.Intro = msgNoAccountNext
	}
	return page
}

func isClosed(c api.Customer) bool {
	return strings.EqualFold(strings.TrimSpace(c.Status), closedStatus)
}

func numberEnding(c api.Customer) string {
	return (flows.Intent{Account: c.AccountNumber}).AccountEnding()
}

// otherAccount says why an account cannot be the one in doubt; empty where it can.
func (f *Flow) otherAccount(c api.Customer) lang.Text {
	in := f.open.Intent
	switch {
	case in.Kind == flows.CloseIntent && numberEnding(c) != in.AccountEnding():
		return msgOtherAccount.With(in.AccountEnding())
	case in.Kind == flows.ApplicationIntent && OpenedSince([]api.Customer{c}, f.open.Since) == nil:
		return msgOlderAccount
	}
	return lang.Text{}
}

// customerChosen takes an account for the one in doubt: what the application became, or what was to be closed.
func (f *Flow) customerChosen(answer flows.Answer) flows.Move {
	row := answer.Row
	if row < 0 || row >= len(f.customers) || !f.otherAccount(f.customers[row]).Empty() {
		return flows.Move{Refused: true}
	}
	d, clerk, chosen := f.open, f.Counter.Clerk, f.customers[row]
	return flows.Move{Task: &flows.Task{Doing: msgRecording, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		var news *News
		var err error
		switch {
		case d.Intent.Kind == flows.ApplicationIntent:
			news, err = f.deps.Resolver.Opened(ctx, d, clerk)
		case isClosed(chosen):
			news, err = f.deps.Resolver.Closed(ctx, d, clerk)
		default:
			news, err = f.deps.Resolver.StillOpen(ctx, d, chosen.AccountNumber, clerk)
		}
		return func() flows.Move {
			f.customer, f.customers = form.NewDraft(nil), nil
			return f.told(news, err)
		}
	}}}
}
