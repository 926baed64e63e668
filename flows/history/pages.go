package history

// This file shows the list, and one entry of it in full.

import (
	"strconv"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/doubt"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

const (
	actionFilter = "filter"
	actionMore   = "more"
	actionAgain  = "again"
	actionSale   = "sale"
)

func (f *Flow) listPage() flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgTime}, {Title: msgWhat}, {Title: msgAmount, Right: true}, {Title: msgReference, Drop: 1},
			{Title: msgAccount, Drop: 2}, {Title: msgState}, {Title: msgClerk, Drop: 3}, {Title: msgLocation, Drop: 4},
		},
		Selected: f.selected, Empty: msgNothing,
	}
	if !f.loaded {
		table.Empty = msgReading
	}
	for _, r := range f.records {
		in := r.Intent
		row := flows.Row{Cells: []lang.Text{
			f.clock(r.At), flows.KindShort(in.Kind), amountOf(in), lang.Same(in.Reference), lang.Same(in.AccountEnding()),
			stateOf(r), lang.Same(in.Clerk), lang.Same(in.Location),
		}}
		table.Rows = append(table.Rows, row)
	}
	page := flows.Page{
		ID: "history.list", Title: msgTitle, Intro: f.intro(), Body: table, Forward: msgShow,
		Actions: []flows.Action{{ID: actionFilter, Label: msgFilter, Key: 'f'}, {ID: actionAgain, Label: msgAgain, Key: 'r'}},
	}
	if f.more {
		page.Actions = append(page.Actions, flows.Action{ID: actionMore, Label: msgMore, Key: 'o'})
	}
	if len(f.records) == 0 {
		page.Forward = lang.Text{}
	}
	return page
}

// intro says which entries these are, and what they add up to.
func (f *Flow) intro() lang.Text {
	parts := []lang.Text{lang.Join("", f.filterText(), lang.Same("."))}
	if f.lost {
		parts = append(parts, msgLost)
	}
	for _, line := range f.totalLines() {
		parts = append(parts, lang.Join("", line.Label, lang.Same("\u00a0"), line.Value, lang.Same(".")))
	}
	return lang.Join(" ", parts...)
}

// totalLines returns the sums of what was done, by kind.
func (f *Flow) totalLines() []flows.Line {
	var lines []flows.Line
	for _, t := range f.totals {
		value := lang.Same(strconv.Itoa(t.Count))
		if t.Amount != 0 {
			value = lang.Join(", ", value, lang.Money(t.Amount))
		}
		lines = append(lines, flows.Line{Label: flows.KindName(t.Kind), Value: value})
	}
	return lines
}

// clock returns the time of an entry. For an entry of today it leaves out the day.
func (f *Flow) clock(at time.Time) lang.Text {
	now := f.Counter.Now()
	at = at.In(now.Location())
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return lang.Same(at.Format("15:04:05"))
	}
	return lang.Same(at.Format("2006-01-02 15:04"))
}

func amountOf(in flows.Intent) lang.Text {
	if in.Amount == 0 {
		return lang.Text{}
	}
	return lang.Money(in.Amount)
}

// stateOf returns the outcome of an entry, in few words.
func stateOf(r journal.Record) lang.Text {
	switch {
	case r.State == journal.Done && r.Outcome.Decision != "":
		if word, ok := decisions[r.Outcome.Decision]; ok {
			return word
		}
		return lang.Same(r.Outcome.Decision)
	case r.State == journal.NotDone:
		return whyNot(r.Outcome)
	}
	if word, ok := states[r.State]; ok {
		return word
	}
	return lang.Same(string(r.State))
}

// whyNot says how it is known that a call was not executed.
func whyNot(o flows.Outcome) lang.Text {
	switch {
	case o.Source == flows.FromPerson:
		return msgDecidedNot
	case o.Source == flows.FromServer && o.Code == doubt.CodeNotFound:
		return msgNotThere
	case o.Code == flows.CodeUnanswered:
		return states[journal.Unanswered]
	case o.Source == flows.FromAnswer && o.Code != "":
		return msgRefused
	}
	return states[journal.NotDone]
}

func (f *Flow) entryPage() flows.Page {
	r := f.record
	tone := flows.Good
	switch r.State {
	case journal.NotDone:
		tone = flows.Neutral
	case journal.UnderWay, journal.InDoubt, journal.NeedsPerson:
		tone = flows.Careful
	}
	page := flows.Page{
		ID: "history.entry", Title: msgEntry, Forward: msgToList,
		Body: &flows.Report{
			Tone: tone, Headline: lang.Colon(flows.Sentence(r.Intent), stateOf(r)),
			Groups: []flows.Group{f.outcomeGroup(), f.timelineGroup(), flows.Facts(r.Intent, r.At)},
		},
	}
	if f.openSale != nil && saleOf(r) != "" {
		page.Actions = []flows.Action{{ID: actionSale, Label: msgOpenSale, Key: 's'}}
	}
	if r.State == journal.InDoubt || r.State == journal.NeedsPerson {
		page.Intro = msgInDoubtIntro
	}
	return page
}

// outcomeGroup shows the outcome.
func (f *Flow) outcomeGroup() flows.Group {
	o := f.record.Outcome
	lines := []flows.Line{{Label: msgState, Value: stateOf(f.record), Emphasis: true}}
	add := func(label lang.Text, value string) {
		if value != "" {
			lines = append(lines, flows.Line{Label: label, Value: lang.Same(value)})
		}
	}
	add(msgServerID, string(o.ID))
	if o.CaptureID != o.ID {
		add(msgCaptureID, string(o.CaptureID))
	}
	if o.Source == flows.FromAnswer { // any other code is the console's own
		add(msgCode, o.Code)
	}
	if how, ok := sources[o.Source]; ok && !o.Result.Open() {
		lines = append(lines, flows.Line{Label: msgKnownBy, Value: how})
	}
	add(msgManager, o.By)
	add(msgReason, o.Reason)
	return flows.Group{Heading: msgOutcome, Lines: lines}
}

// timelineGroup shows what happened, step by step.
func (f *Flow) timelineGroup() flows.Group {
	group := flows.Group{Heading: msgTimeline}
	for _, e := range f.timeline {
		text := entryTypes[e.Type]
		switch e.Type {
		case journal.Concluded:
			text = stateOf(journal.Record{State: stateAfter(e.Outcome), Outcome: e.Outcome})
		case journal.Asked:
			text = lang.Colon(text, lang.Same(strings.TrimSuffix(e.Text, ".")))
		}
		group.Lines = append(group.Lines, flows.Line{Label: lang.Same(e.At.In(f.Counter.Now().Location()).Format("2006-01-02 15:04:05")), Value: text})
	}
	return group
}

func stateAfter(o flows.Outcome) journal.State {
	switch o.Result {
	case flows.ResultDone:
		return journal.Done
	case flows.ResultNotDone:
		return journal.NotDone
	case flows.ResultNeedsPerson:
		return journal.NeedsPerson
	}
	return journal.InDoubt
}

// saleOf returns the authorization that an entry made or belongs to.
func saleOf(r journal.Record) api.ID {
	switch {
	case r.Intent.AuthorizationID != "":
		return r.Intent.AuthorizationID
	case r.Intent.Kind == flows.AuthorizationIntent && r.State == journal.Done:
		return r.Outcome.ID
	}
	return ""
}

func (f *Flow) entryAnswered(answer flows.Answer) flows.Move {
	action := answer.Action
	if action == actionSale {
		if id := saleOf(f.record); id != "" && f.openSale != nil {
			return flows.Move{Show: f.openSale(id)}
		}
		return flows.Move{Refused: true}
	}
	return f.Begin(atList)
}
