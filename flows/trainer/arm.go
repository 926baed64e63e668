package trainer

// This file arms a fault: it asks for the kind and the limits.

import (
	"path"
	"strconv"
	"strings"
	"time"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The keys of the fields that limit a fault.
const (
	keyCall    = "call"
	keyPath    = "path"
	keyCount   = "count"
	keyPercent = "percent"
	keyFor     = "for"
	keyDelay   = "delay"
)

// The bounds of the limits. A fault stays armed for a day at most, which is the training server's own limit.
const (
	mostCalls    = 1000
	longestFault = 24 * time.Hour
	longestPath  = 100
)

func (f *Flow) kindPage() flows.Page {
	table := &flows.Choose{Columns: []flows.Column{{Title: msgFault}, {Title: msgCode, Drop: 1}}, Selected: f.kind}
	for _, k := range kinds {
		table.Rows = append(table.Rows, flows.Row{
			Cells: []lang.Text{k.name, lang.Same(k.code)}, Detail: []flows.Line{{Value: k.effect}},
		})
	}
	return flows.Page{ID: "trainer.kind", Title: msgArm, Intro: msgKindIntro, Body: table, Forward: msgChoose}
}

func (f *Flow) kindChosen(answer flows.Answer) flows.Move {
	row := answer.Row
	if answer.Action != "" || row < 0 || row >= len(kinds) {
		return flows.Move{Refused: true}
	}
	if f.limits == nil || row != f.kind {
		f.limits = form.NewDraft(form.Values{keyCount: "1"})
	}
	f.kind = row
	return f.Forward(atLimits)
}

func (f *Flow) limitsPage() flows.Page {
	k := kinds[f.kind]
	return flows.Page{
		ID: "trainer.limits", Title: k.name, Intro: k.effect, Body: &flows.Ask{Form: f.limitsForm()}, Forward: msgArmForward,
	}
}

// limitsForm asks for the limits of the chosen kind. A kind that cuts the line at once has no number of calls and no
// share.
func (f *Flow) limitsForm() *form.Form {
	k := kinds[f.kind]
	return form.New(f.limits, func(values form.Values) []form.Field {
		var fields []form.Field
		if !k.fixed {
			fields = append(fields, form.Field{
				Key: keyCall, Label: msgCall, Hint: msgCallHint, Kind: form.Choice, Required: true, Options: callOptions(), Width: 30,
			})
		}
		if values[keyCall] == otherCall && !k.fixed {
			fields = append(fields, form.Field{
				Key: keyPath, Label: msgPath, Hint: msgPathHint, Required: true, MaxLength: longestPath, Width: 30,
				Normalize: func(typed string) string { return strings.Trim(typed, "/ ") }, Check: checkPath,
			})
		}
		if !k.outage || values[keyCall] != everyCall {
			fields = append(fields,
				form.Field{Key: keyCount, Label: msgCount, Hint: msgCountHint, Width: 6}.With(whole(1, mostCalls)),
				form.Field{Key: keyPercent, Label: msgPercent, Hint: msgPercentHint, Width: 6}.With(whole(1, 100)))
		}
		fields = append(fields, form.Field{Key: keyFor, Label: msgFor, Hint: k.forHint(), Width: 10}.With(span(timeUnits, longestFault, msgTimeSigns)))
		if !k.outage {
			fields = append(fields, form.Field{Key: keyDelay, Label: msgDelay, Hint: k.delayHint(), Width: 10}.With(span(timeUnits, longestFault, msgTimeSigns)))
		}
		return fields
	})
}

func checkPath(value string) *form.Problem {
	if _, err := path.Match(value, ""); err != nil || strings.ContainsAny(value, " \t") {
		return &form.Problem{Text: msgNoPath.With(value)}
	}
	return nil
}

// whole returns the rule of a whole number within bounds.
func whole(least, most int) form.Rule {
	return form.Rule{Check: func(value string) *form.Problem {
		if n, err := strconv.Atoi(value); err != nil || n < least || n > most {
			return &form.Problem{Text: msgNoNumber.With(value, least, most)}
		}
		return nil
	}}
}

// typed returns the fault that the fields describe.
func (f *Flow) typed() Fault {
	values := f.limitsForm().Values()
	number := func(key string) int {
		n, err := strconv.Atoi(values[key])
		if err != nil {
			return 0 // nothing was typed
		}
		return n
	}
	length := func(key string) time.Duration {
		d, _ := readSpan(values[key], timeUnits)
		return d
	}
	fault := Fault{
		Kind: kinds[f.kind].code, Count: number(keyCount), Percent: number(keyPercent), For: length(keyFor), Delay: length(keyDelay),
	}
	switch call := values[keyCall]; call {
	case everyCall:
	case otherCall:
		fault.Path = values[keyPath]
	default:
		fault.Path = call
	}
	return fault
}

func (f *Flow) arm() flows.Move {
	if form.Stops(f.limitsForm().Finish()) {
		return flows.Move{Refused: true}
	}
	fault := f.typed()
	if err := f.server.Arm(fault); err != nil {
		return f.failed(err, msgArming)
	}
	f.limits = nil
	return f.told(&flows.Notice{Tone: flows.Good, What: msgArmed.With(kinds[f.kind].name, callName(fault.Path)), Next: msgArmedNext})
}
