package history

// This file filters the list.

import (
	"strings"
	"time"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// The keys of the filter's fields.
const (
	keyFrom      = "from"
	keyTo        = "to"
	keyClerk     = "external_employee_id"
	keyEnding    = "ending"
	keyReference = "reference"
	keyKind      = "kind"
	keyAmount    = "amount"
	keyState     = "state"
	keyLocation  = "external_location_id"
)

func (f *Flow) filterForm() *form.Form {
	return form.New(f.filter, func(form.Values) []form.Field {
		kinds := make([]form.Option, 0, len(flows.IntentKinds()))
		for _, kind := range flows.IntentKinds() {
			kinds = append(kinds, form.Option{Code: string(kind), Label: flows.KindName(kind)})
		}
		var results []form.Option
		for _, state := range []journal.State{journal.Done, journal.NotDone, journal.InDoubt, journal.NeedsPerson, journal.UnderWay} {
			results = append(results, form.Option{Code: string(state), Label: states[state]})
		}
		return []form.Field{
			form.Field{Key: keyFrom, Label: msgFrom, Hint: msgDateHint, MaxLength: 10, Width: 12}.With(form.Date()),
			form.Field{Key: keyTo, Label: msgTo, Hint: msgDateHint, MaxLength: 10, Width: 12}.With(form.Date()),
			{Key: keyKind, Label: msgWhat, Kind: form.Choice, Options: kinds},
			form.Field{Key: keyReference, Label: msgReference, Hint: msgReferenceHint, MaxLength: 40, Width: 24}.With(form.ASCII()),
			form.Field{Key: keyEnding, Label: msgAccount, Hint: msgEndingHint, MaxLength: 4, Width: 6}.With(endingRule()),
			form.Field{Key: keyAmount, Label: msgAmount, MaxLength: 14, Width: 14}.With(form.Amount(0, 999_999_999_99)),
			{Key: keyState, Label: msgState, Kind: form.Choice, Options: results},
			form.Field{Key: keyClerk, Label: msgClerk, MaxLength: 100, Width: 24}.With(form.ASCII()),
			form.Field{Key: keyLocation, Label: msgLocation, MaxLength: 100, Width: 24}.With(form.ASCII()),
		}
	})
}

// endingRule returns the rule of the last four digits of an account number.
func endingRule() form.Rule {
	return form.Rule{Check: func(value string) *form.Problem {
		if len(value) != 4 || strings.Trim(value, "0123456789") != "" {
			return &form.Problem{Text: msgBadEnding.With(value)}
		}
		return nil
	}}
}

func (f *Flow) filterPage() flows.Page {
	return flows.Page{ID: "history.filter", Title: msgFilter, Intro: msgFilterIntro, Body: &flows.Ask{Form: f.filterForm()}, Forward: msgApply}
}

func (f *Flow) filtered(flows.Answer) flows.Move {
	entered := f.filterForm()
	if form.Stops(entered.Finish()) {
		return flows.Move{Refused: true}
	}
	values := entered.Values()
	if from, to := values[keyFrom], values[keyTo]; from != "" && to != "" && to < from {
		f.Notice = &flows.Notice{Tone: flows.Bad, What: msgBadRange.With(from, to)}
		return flows.Move{Refused: true}
	}
	f.applied = values
	f.Begin(atList)
	return flows.Move{Task: f.readTask("")}
}

// queryOf returns the query for a filter. Days are in the store's zone, and the last one is included.
func queryOf(values form.Values, zone *time.Location) journal.Query {
	query := journal.Query{
		Clerk: values[keyClerk], Ending: values[keyEnding], Location: values[keyLocation], Reference: values[keyReference],
	}
	if from, err := time.ParseInLocation(time.DateOnly, values[keyFrom], zone); err == nil {
		query.From = from
	}
	if to, err := time.ParseInLocation(time.DateOnly, values[keyTo], zone); err == nil {
		query.To = to.AddDate(0, 0, 1)
	}
	if kind := values[keyKind]; kind != "" {
		query.Kinds = []flows.IntentKind{flows.IntentKind(kind)}
	}
	if state := values[keyState]; state != "" {
		query.States = []journal.State{journal.State(state)}
	}
	if amount := values[keyAmount]; amount != "" {
		exact := form.MoneyOf(amount)
		query.Amount = &exact
	}
	return query
}

// filterText says which entries the list shows.
func (f *Flow) filterText() lang.Text {
	v := f.applied
	var parts []lang.Text
	switch from, to := v[keyFrom], v[keyTo]; {
	case from == "" && to == "":
		parts = append(parts, msgAllDays)
	case from == to && from == f.Counter.Now().Format(time.DateOnly):
		parts = append(parts, msgToday)
	case from == to:
		parts = append(parts, lang.Same(from))
	case to == "":
		parts = append(parts, msgSince.With(from))
	case from == "":
		parts = append(parts, msgUntil.With(to))
	default:
		parts = append(parts, msgBetween.With(from, to))
	}
	for _, key := range []string{keyKind, keyState} {
		for _, field := range f.filterForm().Fields() {
			if field.Key == key && v[key] != "" {
				parts = append(parts, field.Display(v[key]))
			}
		}
	}
	for _, given := range []struct {
		key   string
		label lang.Text
	}{{keyReference, msgReference}, {keyEnding, msgAccount}, {keyAmount, msgAmount}, {keyClerk, msgClerk}, {keyLocation, msgLocation}} {
		if v[given.key] != "" {
			parts = append(parts, lang.Join(" ", given.label, lang.Same(v[given.key])))
		}
	}
	return lang.Join(", ", parts...)
}
