package account

// This file finds one account. A look-up and a purchase begin with it.

import (
	"context"
	"strings"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The keys of the find page's fields.
const (
	keyNumber = "number"
	keyFirst  = "first_name"
	keyLast   = "last_name"
	keyBirth  = "dob"
	keyPostal = "postal_code"
)

// stripeLength is the greatest number of characters that a reader sends of a card's magnetic stripe: two tracks with
// their ends.
const stripeLength = 130

// Finder finds one account by a number, or by name and birth date. The flow that contains it passes on pages, answers
// and the way back, and goes on with the account.
type Finder struct {
	private.Data

	counter   *flows.Counter
	directory Directory
	call      func() api.Call
	open      Open
	// blockedToo allows the clerk to choose accounts that may not purchase.
	blockedToo bool

	draft    *form.Draft
	matches  []match
	choosing bool
	selected int
	focus    string // the field to start at; empty for the first
	notice   *flows.Notice
}

// Open goes on with the account that was found. It runs in the task that found the account. The function that it
// returns runs on the player's goroutine.
type Open func(context.Context, api.Call, Target) func() flows.Move

// match is one row of the table of matches.
type match struct {
	private.Data

	target Target
	what   lang.Text // the kind of number that it was read as; empty for a search by name
}

// NewFinder returns a finder at its first page. call returns the flow's reference and language. blockedToo allows the
// clerk to choose accounts that may not purchase.
func NewFinder(counter *flows.Counter, directory Directory, call func() api.Call, blockedToo bool, open Open) *Finder {
	return &Finder{
		counter: counter, directory: directory, call: call, open: open, blockedToo: blockedToo,
		draft: form.NewDraft(nil),
	}
}

// Page returns the page to fill in, or the table of the accounts found.
func (f *Finder) Page() flows.Page {
	if f.choosing {
		return f.matchesPage()
	}
	return flows.Page{
		ID:      "account.find",
		Title:   msgFindTitle,
		Intro:   msgFindIntro,
		Notice:  f.notice,
		Body:    &flows.Ask{Form: f.form(), Focus: f.focus},
		Forward: msgSearch,
	}
}

// Answer takes what the clerk did on the finder's page.
func (f *Finder) Answer(answer flows.Answer) flows.Move {
	f.notice, f.focus = nil, ""
	if f.choosing {
		return f.choose(answer.Row)
	}
	if form.Stops(f.form().Finish()) {
		return flows.Move{Refused: true}
	}
	values := f.form().Values()
	call := f.call()
	if number := values[keyNumber]; number != "" {
		return f.run(func(ctx context.Context) ([]match, error) {
			return resolveNumber(ctx, f.directory, call, number)
		}, call)
	}
	query := api.SearchQuery{
		FirstName:  values[keyFirst],
		LastName:   values[keyLast],
		BirthDate:  values[keyBirth],
		PostalCode: form.CompactPostal(values[keyPostal]),
	}
	return f.run(func(ctx context.Context) ([]match, error) {
		return search(ctx, f.directory, call, query)
	}, call)
}

// Back goes from the table to the page before it.
func (f *Finder) Back() bool {
	f.notice = nil
	back := f.choosing
	f.choosing = false
	return back
}

// Dirty reports whether something was typed.
func (f *Finder) Dirty() bool { return !f.draft.Empty() }

// Fail shows on the finder's page why an account could not be opened.
func (f *Finder) Fail(err error, ref api.ReferenceID) {
	switch {
	case f.byName(err):
	case notThere(err) && f.draft.Value(keyNumber) != "":
		f.nothing(err)
	default:
		f.notice = Unopened(err, ref)
	}
}

// Restart empties the finder for the next account.
func (f *Finder) Restart() {
	f.draft = form.NewDraft(nil)
	f.matches, f.choosing, f.selected, f.notice = nil, false, 0, nil
}

// run looks for matches. If there is only one and it can be chosen, run goes on with it in the same task.
func (f *Finder) run(find func(context.Context) ([]match, error), call api.Call) flows.Move {
	return flows.Move{Task: &flows.Task{Doing: msgSearching, Run: func(ctx context.Context) func() flows.Move {
		matches, err := find(ctx)
		if err != nil || len(matches) == 0 {
			return func() flows.Move { return f.nothing(err) }
		}
		if len(matches) == 1 && f.blocked(matches[0]).Empty() {
			return f.open(ctx, call, matches[0].target)
		}
		return func() flows.Move {
			f.matches, f.choosing, f.selected = matches, true, 0
			return flows.Move{}
		}
	}}}
}

// nothing says that nothing was found, or why that is not known.
func (f *Finder) nothing(err error) flows.Move {
	if f.byName(err) {
		return flows.Move{}
	}
	if err != nil && !notThere(err) {
		f.notice = unfound(err, f.call().Reference)
		return flows.Move{}
	}
	f.notice = &flows.Notice{Ref: f.call().Reference}
	if err != nil {
		f.notice = flows.Explain(err, msgSearching, false)
	}
	f.notice.Tone, f.notice.What, f.notice.Next = flows.Careful, msgNobody, msgNobodyNext
	if f.draft.Value(keyNumber) != "" {
		f.notice.What = msgNoSuchNumber
	}
	return flows.Move{}
}

// byName turns the page into a search by name, if a number led to an account that may not purchase: only the search
// shows the status. The number is cleared, so that the fields of the name appear.
func (f *Finder) byName(err error) bool {
	if f.draft.Value(keyNumber) == "" || !blockedCode(err) {
		return false
	}
	f.form().Enter(keyNumber, "")
	f.notice = flows.Explain(err, lang.Text{}, false)
	f.notice.Next, f.focus = msgSearchByName, keyFirst
	return true
}

// choose goes on with a row of the table.
func (f *Finder) choose(row int) flows.Move {
	if row < 0 || row >= len(f.matches) {
		return flows.Move{Refused: true}
	}
	f.selected = row
	chosen := f.matches[row]
	if why := f.blocked(chosen); !why.Empty() {
		f.notice = &flows.Notice{Tone: flows.Bad, What: why, Next: msgBlockedNext}
		return flows.Move{Refused: true}
	}
	call := f.call()
	return flows.Move{Task: &flows.Task{Doing: msgOpening, Run: func(ctx context.Context) func() flows.Move {
		return f.open(ctx, call, chosen.target)
	}}}
}

func (f *Finder) blocked(m match) lang.Text {
	if f.blockedToo || m.target.Customer == nil {
		return lang.Text{}
	}
	return Blocked(*m.target.Customer)
}

func search(ctx context.Context, directory Directory, call api.Call, query api.SearchQuery) ([]match, error) {
	customers, err := directory.Search(ctx, call, query)
	if err != nil {
		return nil, err
	}
	matches := make([]match, len(customers))
	for i := range customers {
		matches[i].target = Target{
			Query:    api.LookupQuery{AccountNumber: string(customers[i].AccountNumber)},
			Customer: &customers[i],
		}
	}
	return matches, nil
}

func (f *Finder) form() *form.Form {
	return form.New(f.draft, func(values form.Values) []form.Field {
		number := form.Field{
			Key: keyNumber, Label: msgNumber, Hint: msgNumberHint, Width: 22, MaxLength: stripeLength,
			Normalize: readNumber, Check: checkNumber,
		}
		// A number is enough by itself. The other fields disappear, so that the Enter at the end of a scan goes
		// forward.
		if strings.TrimSpace(values[keyNumber]) != "" {
			return []form.Field{number}
		}
		return append([]form.Field{number}, f.personFields()...)
	})
}
