package sale

// This file finds sales of the server, also those that other hosts made: by the authorization's number,
// by account, by reference, within dates.

import (
	"context"
	"slices"
	"strings"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The keys of the search page's fields.
const (
	keyNumber = "authorization_id"
	keyFrom   = "creation_date_from"
	keyTo     = "creation_date_to"
)

// usualDays is the number of days that a search goes back: a week, and of one account as long as anything can be
// returned (OWN).
const usualDays = 7

const actionAccount = "account"

// Search finds a sale and opens it.
type Search struct {
	private.Data

	counter   *flows.Counter
	client    Client
	ledger    Ledger
	reference api.ReferenceID
	language  api.Language

	draft    *form.Draft
	began    form.Values
	finder   *account.Finder // while an account is being found
	found    *account.Found  // of which the sales are
	fixed    bool            // the account came from another flow
	sales    []api.Authorization
	listed   bool
	asked    bool // the sales of the fixed account were asked for once
	selected int
	notice   *flows.Notice

	sale *Flow // the one that is open
}

// Find is a search for a sale.
func Find(counter *flows.Counter, client Client, ledger Ledger) *Search {
	return search(counter, client, ledger, usualDays)
}

// Of are the sales of an account that a look-up found. Its player speaks to it first (Speak), which
// brings them.
func Of(counter *flows.Counter, client Client, ledger Ledger, found account.Found) *Search {
	s := search(counter, client, ledger, flows.ReturnDays+1)
	s.found, s.fixed = &found, true
	return s
}

func search(counter *flows.Counter, client Client, ledger Ledger, days int) *Search {
	today := counter.Now()
	began := form.Values{
		keyFrom: today.AddDate(0, 0, -days).Format(time.DateOnly), keyTo: today.Format(time.DateOnly),
	}
	return &Search{
		counter: counter, client: client, ledger: ledger, reference: counter.NewID(), language: counter.Language,
		draft: form.NewDraft(began), began: began,
	}
}

// Title names the flow.
func (s *Search) Title() lang.Text {
	if s.sale != nil {
		return s.sale.Title()
	}
	return msgSearchTitle
}

// Reference is the x-reference-id of the search, or of the sale that is open.
func (s *Search) Reference() api.ReferenceID {
	if s.sale != nil {
		return s.sale.Reference()
	}
	return s.reference
}

// Dirty reports whether leaving would lose what was typed for money, or leave it in doubt.
func (s *Search) Dirty() bool { return s.sale != nil && s.sale.Dirty() }

// Leaving is the open sale's.
func (s *Search) Leaving() lang.Text {
	if s.sale != nil {
		return s.sale.Leaving()
	}
	return lang.Text{}
}

// Learned is the open sale's.
func (s *Search) Learned(id flows.IntentID) *flows.Task {
	if s.sale == nil {
		return nil
	}
	return s.sale.Learned(id)
}

// Speak sets the language of the server's texts, and at first brings the sales of an account that
// came from another flow.
func (s *Search) Speak(language api.Language) *flows.Task {
	s.language = language
	switch {
	case s.sale != nil:
		return s.sale.Speak(language)
	case s.fixed && !s.asked:
		s.asked = true
		return s.listTask()
	}
	return nil
}

// Stages are those of the open sale.
func (s *Search) Stages() []flows.Stage {
	find := flows.Stage{Title: msgStageFind, State: flows.Here}
	if s.sale == nil {
		return []flows.Stage{find, {Title: msgTitle}}
	}
	find.State = flows.Done
	return append([]flows.Stage{find}, s.sale.Stages()...)
}

// Summary is the open sale's, or the account's.
func (s *Search) Summary() []flows.Line {
	switch {
	case s.sale != nil:
		return s.sale.Summary()
	case s.found != nil:
		return s.found.Summary()
	}
	return nil
}

// Page is the search, the account's finder, the list, or the sale.
func (s *Search) Page() flows.Page {
	switch {
	case s.sale != nil:
		return s.sale.Page()
	case s.finder != nil:
		return s.finder.Page()
	case s.listed:
		return s.listPage()
	}
	return s.searchPage()
}

// Answer takes what the clerk did.
func (s *Search) Answer(answer flows.Answer) flows.Move {
	if s.sale != nil {
		return s.sale.Answer(answer)
	}
	s.notice = nil
	switch {
	case s.finder != nil:
		return s.finder.Answer(answer)
	case s.listed:
		return s.chosen(answer.Row)
	}
	return s.searchAnswered(answer.Action)
}

// Back goes from the sale to the list, and from there to the search.
func (s *Search) Back() bool {
	switch {
	case s.sale != nil:
		if s.sale.Busy() {
			return false
		}
		if !s.sale.Back() {
			s.sale = nil
		}
		return true
	case s.finder != nil:
		if !s.finder.Back() {
			s.finder = nil
		}
		return true
	case s.listed:
		s.listed, s.notice = false, nil
		return true
	}
	return false
}

func (s *Search) call() api.Call { return api.Call{Reference: s.reference, Language: s.language} }

func (s *Search) searchPage() flows.Page {
	page := flows.Page{
		ID: "sale.find", Title: msgSearchTitle, Intro: msgSearchIntro, Notice: s.notice,
		Body: &flows.Ask{Form: s.form()}, Forward: msgSearch,
	}
	if s.found != nil {
		page.Intro = msgSearchOf.With(s.found.Ending())
	}
	if !s.fixed {
		page.Actions = []flows.Action{{ID: actionAccount, Label: msgByAccount, Key: 'a'}}
	}
	return page
}

func (s *Search) form() *form.Form {
	return form.New(s.draft, func(values form.Values) []form.Field {
		number := form.Field{Key: keyNumber, Label: msgAuthorizationID, Hint: msgNumberHint, MaxLength: 40, Width: 20}.With(form.ASCII())
		// A number is enough by itself: the other fields make way.
		if strings.TrimSpace(values[keyNumber]) != "" && s.found == nil {
			return []form.Field{number}
		}
		fields := []form.Field{
			form.Field{Key: keyReference, Label: msgReference, Hint: msgPartHint, MaxLength: referenceLength, Width: 24}.With(form.ASCII()),
			form.Field{Key: keyFrom, Label: msgFrom, Hint: msgDateHint, Required: true, Width: 10}.With(form.Date()),
			form.Field{Key: keyTo, Label: msgTo, Hint: msgDateHint, Required: true, Width: 10}.With(s.until(values)),
		}
		if s.found != nil {
			return fields
		}
		return append([]form.Field{number}, fields...)
	})
}

// until is a date that is not before the first.
func (s *Search) until(values form.Values) form.Rule {
	rule := form.Date()
	check := rule.Check
	rule.Check = func(value string) *form.Problem {
		if problem := check(value); problem != nil {
			return problem
		}
		if from := form.Date().Normalize(values[keyFrom]); value < from {
			return &form.Problem{Text: msgBefore.With(value, from)}
		}
		return nil
	}
	return rule
}

func (s *Search) searchAnswered(action string) flows.Move {
	if action == actionAccount && !s.fixed {
		s.found = nil
		s.finder = account.NewFinder(s.counter, s.client, s.call, true, s.accountFound)
		return flows.Move{}
	}
	if form.Stops(s.form().Finish()) {
		return flows.Move{Refused: true}
	}
	if number := s.form().Values()[keyNumber]; number != "" {
		return s.open(Which{AuthorizationID: api.ID(number)})
	}
	return flows.Move{Task: s.listTask()}
}

// accountFound goes on with an account, also with one that may not purchase: what search knows of it is
// enough here.
func (s *Search) accountFound(ctx context.Context, call api.Call, target account.Target) func() flows.Move {
	found, err := target.Resolve(ctx, s.client, call)
	return func() flows.Move {
		if found.Number() == "" && target.Query.AccountNumber != "" && !notFound(err) {
			found.Customer = &api.Customer{AccountNumber: api.ID(target.Query.AccountNumber)}
		}
		if found.Number() == "" {
			s.finder.Fail(err, call.Reference)
			return flows.Move{}
		}
		s.found, s.finder = &found, nil
		s.reachBack()
		return flows.Move{Task: s.listTask()}
	}
}

// reachBack looks for the sales of an account as long back as anything of them can be returned, unless the clerk chose
// from when on.
func (s *Search) reachBack() {
	if s.draft.Value(keyFrom) == s.began[keyFrom] {
		s.form().Enter(keyFrom, s.counter.Now().AddDate(0, 0, -flows.ReturnDays-1).Format(time.DateOnly))
	}
}

// listTask asks for the sales. The time zone of the server's dates is not stated: a day more is asked
// for on both sides (docs/contract.md §7), and left out again.
func (s *Search) listTask() *flows.Task {
	call, values := s.call(), s.form().Values()
	query := api.TransactionQuery{From: shifted(values[keyFrom], -1), To: shifted(values[keyTo], 1)}
	if s.found != nil {
		query.AccountNumber = s.found.Number()
	}
	return &flows.Task{Doing: msgSearching, Run: func(ctx context.Context) func() flows.Move {
		all, err := s.client.Authorizations(ctx, call, query)
		return func() flows.Move {
			if err != nil {
				s.notice = flows.Explain(err, msgSearching, false)
				return flows.Move{}
			}
			s.list(all, values)
			return flows.Move{}
		}
	}}
}

// shifted is a date some days later, or as it is where it is none.
func shifted(date string, days int) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return day.AddDate(0, 0, days).Format(time.DateOnly)
}

// list keeps the sales that were asked for, the newest first.
func (s *Search) list(all []api.Authorization, values form.Values) {
	reference, zone := strings.ToLower(values[keyReference]), s.counter.Now().Location()
	s.sales = slices.DeleteFunc(all, func(a api.Authorization) bool {
		if !strings.Contains(strings.ToLower(a.Reference), reference) {
			return true
		}
		m := flows.DateOf(a.Date)
		if !m.Known {
			return false
		}
		day := m.Day(zone).Format(time.DateOnly)
		return day < values[keyFrom] || day > values[keyTo]
	})
	slices.SortStableFunc(s.sales, func(a, b api.Authorization) int {
		return flows.DateOf(b.Date).Middle().Compare(flows.DateOf(a.Date).Middle())
	})
	s.listed, s.selected = true, 0
}

func (s *Search) listPage() flows.Page {
	values := s.form().Values()
	from, to := values[keyFrom], values[keyTo]
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgDate}, {Title: msgReference}, {Title: msgAmount, Right: true}, {Title: msgLeft, Right: true, Drop: 1},
			{Title: msgAccount, Drop: 2}, {Title: msgStatus, Drop: 3},
		},
		Empty: msgNoSales.With(from, to), Selected: s.selected,
	}
	for _, a := range s.sales {
		left := lang.Same("-")
		if a.RemainingTold {
			left = lang.Money(a.Remaining)
		}
		table.Rows = append(table.Rows, flows.Row{
			Cells: []lang.Text{
				flows.DateText(a.Date, s.counter.Now().Location()), lang.Same(a.Reference), lang.Money(a.Amount), left,
				lang.Same((flows.Intent{Account: a.AccountNumber}).AccountEnding()), statusName(a.Status),
			},
			Detail: []flows.Line{flows.Labelled(msgAuthorizationID, string(a.ID))},
		})
	}
	page := flows.Page{ID: "sale.list", Title: msgListTitle, Intro: msgListIntro.With(from, to, len(s.sales)), Notice: s.notice, Body: table, Forward: msgOpen}
	if len(s.sales) == 0 {
		page.Intro, page.Forward = lang.Text{}, lang.Text{}
	}
	return page
}

func (s *Search) chosen(row int) flows.Move {
	if row < 0 || row >= len(s.sales) {
		return flows.Move{Refused: true}
	}
	s.selected = row
	return s.open(Which{AuthorizationID: s.sales[row].ID})
}

// open shows a sale; Back leads here again.
func (s *Search) open(which Which) flows.Move {
	counter := *s.counter
	counter.Language = s.language
	if s.found != nil {
		which.Card = s.found.UserCard()
	}
	s.sale = Open(&counter, s.client, s.ledger, which)
	return flows.Move{Task: s.sale.readTask()}
}
