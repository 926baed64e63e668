package doubt

// This file is the list of doubts, and one of them in full.

import (
	"context"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

const (
	actionTake     = "take"
	actionDecide   = "decide"
	actionCustomer = "customer"
	actionSale     = "sale"
)

func (f *Flow) listPage() flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgWhat}, {Title: msgAmount, Right: true}, {Title: msgReference, Drop: 2}, {Title: msgAccount, Drop: 1},
			{Title: msgSent, Drop: 3}, {Title: msgStands},
		},
		Empty: msgNothing, Selected: f.selected,
	}
	for _, d := range f.deps.List.InDoubt() {
		table.Rows = append(table.Rows, f.row(d, f.stands(d), f.lastSaid(d)))
	}
	for _, n := range f.deps.Resolver.Settled() {
		stands := msgSettled
		if n.Late {
			stands = lateShort(n)
		}
		table.Rows = append(table.Rows, f.row(n.Doubt, stands, Told(n)))
	}
	page := flows.Page{ID: "doubt.list", Title: msgTitle, Intro: msgIntro, Body: table, Forward: msgShow}
	if len(table.Rows) == 0 {
		page.Forward = lang.Text{}
	}
	return page
}

func (f *Flow) row(d flows.Doubt, stands, detail lang.Text) flows.Row {
	in := d.Intent
	account := lang.Same(in.AccountEnding())
	row := flows.Row{Cells: []lang.Text{
		flows.KindShort(in.Kind), flows.AmountOf(in), lang.Same(in.Reference), account, f.clock(d.Since), stands,
	}}
	if !detail.Empty() {
		row.Detail = []flows.Line{{Value: detail}}
	}
	return row
}

// stands says what happens next with a doubt, in few words.
func (f *Flow) stands(d flows.Doubt) lang.Text {
	if !f.deps.Resolver.Asks(d) {
		return msgNeedsPerson
	}
	return msgAsksAt.With(f.clock(f.deps.Resolver.Progress(d).Next))
}

// lastSaid returns what the server said last, or the reason for which it could not be asked.
func (f *Flow) lastSaid(d flows.Doubt) lang.Text {
	p := f.deps.Resolver.Progress(d)
	switch {
	case p.Err != nil:
		return flows.Explain(p.Err, lang.Text{}, false).What
	case p.Last != nil:
		return p.Last.Said
	case !f.deps.Resolver.Askable(d):
		return untoldOf(d.Intent.Kind)
	}
	return msgNotAskedYet
}

// clock is a time of today's, else with its day.
func (f *Flow) clock(at time.Time) lang.Text {
	now := f.Counter.Now()
	at = at.In(now.Location())
	if at.YearDay() == now.YearDay() && at.Year() == now.Year() {
		return lang.Same(at.Format("15:04:05"))
	}
	return lang.Same(at.Format("2006-01-02 15:04:05"))
}

func (f *Flow) chosen(answer flows.Answer) flows.Move {
	row := answer.Row
	doubts := f.deps.List.InDoubt()
	settled := f.deps.Resolver.Settled()
	switch {
	case row < 0 || row >= len(doubts)+len(settled):
		return flows.Move{Refused: true}
	case row < len(doubts):
		f.open = doubts[row]
	default:
		f.open = settled[row-len(doubts)].Doubt
	}
	f.selected = row
	return f.Forward(atOne)
}

func (f *Flow) onePage() flows.Page {
	d, open := f.current()
	if !open {
		return f.settledPage(d)
	}
	known := flows.Group{Heading: msgKnown, Lines: []flows.Line{{Value: f.lastSaid(d)}}}
	if p := f.deps.Resolver.Progress(d); p.Asked > 0 && f.deps.Resolver.Askable(d) {
		known.Lines = append(known.Lines, flows.Line{Label: msgTimesAsked, Value: lang.Same(itoa(p.Asked))})
	}
	next := flows.Group{Heading: msgNext, Lines: []flows.Line{{Value: f.next(d)}}}
	page := flows.Page{
		ID: "doubt.one", Title: msgTitle,
		Body: &flows.Report{
			Tone: flows.Careful, Headline: msgHeadline, Text: flows.Sentence(d.Intent),
			Groups: append(append([]flows.Group{known, next}, f.candidates(d)...), flows.Facts(d.Intent, d.Since)),
		},
	}
	if f.deps.Resolver.Askable(d) {
		page.Forward = msgAskNow
	}
	if only := f.candidate(d); only != nil {
		page.Actions = append(page.Actions, flows.Action{ID: actionTake, Label: msgTake.With(string(only.ID)), Key: 't'})
	}
	if byCustomer(d.Intent.Kind) {
		page.Actions = append(page.Actions, flows.Action{ID: actionCustomer, Label: msgLookForCustomer, Key: 'c'})
	}
	if f.mayDecide(d) {
		page.Actions = append(page.Actions, flows.Action{ID: actionDecide, Label: msgDecide, Key: 'm'})
	}
	return page
}

// next says what happens with the doubt, and from when on a manager may decide.
func (f *Flow) next(d flows.Doubt) lang.Text {
	if d.Intent.Kind == flows.CloseIntent {
		return msgClosedNext
	}
	asks := f.deps.Resolver.Asks(d)
	next, final := f.clock(f.deps.Resolver.Progress(d).Next), f.clock(f.deps.Resolver.Final(d))
	switch {
	case d.Intent.Kind == flows.ApplicationIntent && asks:
		return msgLooksUntil.With(next, final)
	case d.Intent.Kind == flows.ApplicationIntent:
		return msgLookNext
	case asks && (d.Reply == flows.ReplyClaim || d.Reply == flows.ReplySeen):
		return msgAsksProof.With(next, final)
	case asks:
		return msgAsksUntil.With(next, final)
	}
	return msgPersonNext
}

// mayDecide reports whether asking has had its time, or cannot tell.
func (f *Flow) mayDecide(d flows.Doubt) bool {
	return d.NeedsPerson || !f.Counter.Now().Before(f.deps.Resolver.Final(d))
}

// shownCandidates is the most purchases of the server's that are shown beside a doubt.
const shownCandidates = 3

// candidates returns the server's purchases that may be it, so that whoever decides sees both sides.
func (f *Flow) candidates(d flows.Doubt) []flows.Group {
	last := f.deps.Resolver.Progress(d).Last
	if last == nil {
		return nil
	}
	var groups []flows.Group
	for _, made := range last.Candidates[:min(len(last.Candidates), shownCandidates)] {
		groups = append(groups, Candidate(made))
	}
	return groups
}

// candidate is the one purchase of the server's that may be the one in doubt.
func (f *Flow) candidate(d flows.Doubt) *api.Authorization {
	last := f.deps.Resolver.Progress(d).Last
	if last == nil || last.Verdict != Unsure || len(last.Candidates) != 1 {
		return nil
	}
	return &last.Candidates[0]
}

// settledPage is a doubt that was settled while, or before, somebody looked at it.
func (f *Flow) settledPage(d flows.Doubt) flows.Page {
	report := &flows.Report{Tone: flows.Good, Headline: msgSettledHeadline, Text: msgSettledElsewhere}
	page := flows.Page{ID: "doubt.settled", Title: msgTitle, Body: report, Forward: msgToList}
	if n := f.news(); n != nil {
		report.Text = Told(*n)
		if n.Late {
			report.Tone, report.Headline = flows.Careful, msgLateText
		}
		if f.sale(*n) != "" && f.deps.OpenSale != nil {
			page.Actions = []flows.Action{{ID: actionSale, Label: msgOpenSale, Key: 's'}}
		}
	}
	report.Groups = []flows.Group{flows.Facts(d.Intent, d.Since)}
	return page
}

// sale is the authorization that a settled doubt made, or was about.
func (f *Flow) sale(n News) api.ID {
	switch {
	case n.Doubt.Intent.AuthorizationID != "":
		return n.Doubt.Intent.AuthorizationID
	case n.Late:
		return n.Finding.only()
	case n.Doubt.Intent.Kind == flows.AuthorizationIntent && n.Outcome.Result == flows.ResultDone:
		return n.Outcome.ID
	}
	return ""
}

func (f *Flow) oneAnswered(answer flows.Answer) flows.Move {
	action := answer.Action
	d, open := f.current()
	if !open {
		return f.settledAnswered(action)
	}
	switch action {
	case "":
		if f.deps.Resolver.Askable(d) {
			return flows.Move{Task: f.askTask(d)}
		}
	case actionTake:
		if only := f.candidate(d); only != nil {
			f.taking = *only
			return f.Forward(atTake)
		}
	case actionDecide:
		if f.mayDecide(d) {
			return f.Forward(atDecide)
		}
	case actionCustomer:
		if byCustomer(d.Intent.Kind) {
			return f.Forward(atCustomer)
		}
	}
	return flows.Move{Refused: true}
}

func (f *Flow) settledAnswered(action string) flows.Move {
	if n := f.news(); action == actionSale && n != nil && f.sale(*n) != "" && f.deps.OpenSale != nil {
		return flows.Move{Show: f.deps.OpenSale(f.sale(*n))}
	}
	f.selected = 0
	return f.Begin(atList)
}

func (f *Flow) askTask(d flows.Doubt) *flows.Task {
	return &flows.Task{Doing: msgAsking, Run: func(ctx context.Context) func() flows.Move {
		news, err := f.deps.Resolver.AskNow(ctx, d)
		return func() flows.Move { return f.told(news, err) }
	}}
}
