package trainer

// This file shows the armed faults as a list, shows one in full, and disarms them.

import (
	"slices"
	"strconv"
	"time"

	"countertop/flows"
	"countertop/flows/lang"
)

func (f *Flow) listPage() flows.Page {
	armed := f.server.Armed()
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgFault}, {Title: msgCall}, {Title: msgLeft, Right: true, Drop: 1}, {Title: msgOfHundred, Right: true, Drop: 3}, {Title: msgUntil, Drop: 2},
		},
		Empty: msgNothingArmed, Selected: min(f.selected, max(0, len(armed)-1)),
	}
	for _, a := range armed {
		table.Rows = append(table.Rows, flows.Row{
			Cells:  []lang.Text{kindOf(a.Kind).name, callName(a.Path), a.left(), a.share(), a.until(f.zone)},
			Detail: []flows.Line{{Value: kindOf(a.Kind).effect}},
		})
	}
	page := flows.Page{
		ID: "trainer.lesson", Title: msgTitle, Intro: f.time(), Body: table,
		Actions: []flows.Action{{ID: actionArm, Label: msgArmAction, Key: 'a'}},
	}
	if len(armed) > 0 {
		page.Forward = msgShow
		page.Actions = append(page.Actions, flows.Action{ID: actionDisarm, Label: msgDisarmAll, Key: 'x'})
	}
	page.Actions = append(page.Actions,
		flows.Action{ID: actionClock, Label: msgClockAction, Key: 'c'},
		flows.Action{ID: actionStartOver, Label: msgStartOverAction, Key: 's'})
	return page
}

func (f *Flow) listAnswered(answer flows.Answer) flows.Move {
	armed := f.server.Armed()
	switch answer.Action {
	case actionArm:
		return f.Forward(atKind)
	case actionDisarm:
		ids := make([]int, len(armed))
		for i, a := range armed {
			ids[i] = a.ID
		}
		f.server.Disarm(ids...)
		return f.told(&flows.Notice{Tone: flows.Good, What: msgAllDisarmed})
	case actionClock:
		return f.beginClock()
	case actionStartOver:
		return f.Forward(atStartOver)
	}
	if answer.Action != "" || answer.Row < 0 || answer.Row >= len(armed) {
		return flows.Move{Refused: true}
	}
	f.selected, f.open = answer.Row, armed[answer.Row]
	return f.Forward(atFault)
}

// faultPage shows one fault in full, as it is now.
func (f *Flow) faultPage() flows.Page {
	a, waits := f.current()
	kind := kindOf(a.Kind)
	report := &flows.Report{Tone: flows.Careful, Headline: kind.name, Text: kind.effect}
	if !waits {
		report.Tone, report.Text = flows.Neutral, msgOver
		return flows.Page{ID: "trainer.fault", Title: msgTitle, Body: report, Forward: msgToList}
	}
	lines := []flows.Line{
		{Label: msgCall, Value: callName(a.Path)}, {Label: msgLeft, Value: a.left()}, {Label: msgOfHundred, Value: a.share()},
		{Label: msgUntil, Value: a.until(f.zone)},
	}
	if a.Delay > 0 {
		lines = append(lines, flows.Line{Label: msgDelay, Value: spanText(a.Delay)})
	}
	report.Groups = []flows.Group{{Heading: msgLimits, Lines: lines}}
	return flows.Page{ID: "trainer.fault", Title: msgTitle, Body: report, Forward: msgDisarm}
}

// current returns the open fault as it is now, and false if it is not armed any more.
func (f *Flow) current() (Armed, bool) {
	armed := f.server.Armed()
	i := slices.IndexFunc(armed, func(a Armed) bool { return a.ID == f.open.ID })
	if i < 0 {
		return f.open, false
	}
	return armed[i], true
}

func (f *Flow) disarm(a Armed) flows.Move {
	if _, waits := f.current(); !waits {
		return f.told(nil)
	}
	f.server.Disarm(a.ID)
	return f.told(&flows.Notice{Tone: flows.Good, What: msgDisarmed.With(kindOf(a.Kind).name, callName(a.Path))})
}

// left says how many calls the fault still hits.
func (f Fault) left() lang.Text {
	if f.Count == 0 {
		return msgAll
	}
	return lang.Same(strconv.Itoa(f.Count))
}

// share says how many of a hundred calls the fault hits.
func (f Fault) share() lang.Text {
	if f.Percent == 0 {
		return lang.Same("100")
	}
	return lang.Same(strconv.Itoa(f.Percent))
}

// until says when the fault ends by itself, by this computer's clock, in a zone.
func (a Armed) until(zone *time.Location) lang.Text {
	if a.Until.IsZero() {
		return msgNoEnd
	}
	return lang.Same(a.Until.In(zone).Format("15:04:05"))
}
