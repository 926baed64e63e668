package dayend

// This file writes the report: for the screen, as a text to print, as CSV and as JSON.

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

const (
	actionRead  = "read"
	actionText  = "save_text"
	actionCSV   = "save_csv"
	actionJSON  = "save_json"
	actionPrint = "print"
	actionSign  = "sign"
)

// report is the result of a comparison.
type report struct {
	day      time.Time
	location string
	training bool
	at       time.Time // when the sides were compared
	items    []Item
	records  []journal.Record
	signed   []journal.SignOff
	lost     bool // the journal has lost entries that may belong to the day
}

// count returns the number of items with a standing.
func (r *report) count(standing Standing) int {
	n := 0
	for _, item := range r.items {
		if item.Standing == standing {
			n++
		}
	}
	return n
}

// open reports whether the manager has to say why the day is closed nevertheless.
func (r *report) open() bool { return r.lost || r.count(Doubtful)+r.differences() > 0 }

// differences returns the number of items that are not on both sides as they should be.
func (r *report) differences() int { return r.count(Differs) + r.count(OnlyHere) + r.count(Uncertain) }

func byTime(items []Item) []Item {
	slices.SortStableFunc(items, func(a, b Item) int { return a.At.Compare(b.At) })
	return items
}

func (f *Flow) reportPage() flows.Page {
	r := f.report
	body := &flows.Report{Tone: flows.Good, Headline: r.compared(), Groups: r.groups()}
	if r.open() {
		body.Tone, body.Headline, body.Text = flows.Bad, r.trouble(), r.compared()
	}
	page := flows.Page{
		ID: "dayend.report", Title: msgReportTitle.With(r.day.Format(time.DateOnly), r.location), Body: body, Forward: msgSign,
		Actions: []flows.Action{
			{ID: actionRead, Label: msgRead, Key: 'r'}, {ID: actionPrint, Label: msgPrint, Key: 'p'}, {ID: actionText, Label: msgSaveText, Key: 's'},
			{ID: actionCSV, Label: msgSaveCSV, Key: 'c'}, {ID: actionJSON, Label: msgSaveJSON, Key: 'j'},
		},
	}
	if len(f.openable()) > 0 {
		page.Actions = append(page.Actions, flows.Action{ID: actionOpen, Label: msgItems, Key: 'o'})
	}
	if !r.plainlySigned() { // if not, the sign-off is an action
		page.Forward = msgCompareAgain
		page.Actions = append(page.Actions, flows.Action{ID: actionSign, Label: msgSign, Key: 'a'})
	}
	return page
}

// plainlySigned reports whether going forward is the sign-off: nothing is open, and nobody has signed yet.
func (r *report) plainlySigned() bool { return !r.open() && len(r.signed) == 0 }

// trouble says in a sentence what is open.
func (r *report) trouble() lang.Text {
	var said []lang.Text
	if r.lost {
		said = append(said, msgLost)
	}
	if n := r.count(Doubtful); n > 0 {
		said = append(said, msgDoubts.With(n))
	}
	if n := r.differences(); n > 0 {
		said = append(said, msgDiffer.With(n))
	}
	return lang.Join(" ", said...)
}

// groups returns the sign-offs, the totals, and the items by their standing.
func (r *report) groups() []flows.Group {
	var groups []flows.Group
	if len(r.signed) > 0 {
		group := flows.Group{Heading: msgSigned}
		for _, s := range r.signed {
			text := msgSignedBy.With(s.Manager, s.InDoubt)
			if s.Reason != "" {
				text = lang.Join(" ", text, lang.Same(s.Reason))
			}
			group.Lines = append(group.Lines, flows.Line{Value: text})
		}
		groups = append(groups, group)
	}
	groups = append(groups, flows.Group{Heading: msgTotals, Lines: r.totals()})
	for _, standing := range standings {
		if lines := r.lines(standing); len(lines) > 0 {
			groups = append(groups, flows.Group{Heading: headings[standing], Lines: lines})
		}
	}
	return groups
}

// totals returns the sums of the calls that this computer executed, by kind.
func (r *report) totals() []flows.Line {
	counts, sums := map[flows.IntentKind]int{}, map[flows.IntentKind]api.Money{}
	for _, record := range r.records {
		if record.State == journal.Done {
			counts[record.Intent.Kind]++
			sums[record.Intent.Kind] += record.Intent.Amount
		}
	}
	var lines []flows.Line
	for _, kind := range flows.IntentKinds() {
		if counts[kind] == 0 {
			continue
		}
		value := lang.Same(strconv.Itoa(counts[kind]))
		if sums[kind] != 0 {
			value = lang.Join(", ", value, lang.Money(sums[kind]))
		}
		lines = append(lines, flows.Line{Label: flows.KindName(kind), Value: value})
	}
	if len(lines) == 0 {
		lines = []flows.Line{{Value: msgNothing}}
	}
	return lines
}

func (r *report) lines(standing Standing) []flows.Line {
	var lines []flows.Line
	for _, item := range r.items {
		if item.Standing != standing {
			continue
		}
		line := flows.Line{Value: item.sentence(r.day)}
		if standing == Differs || standing == OnlyHere || standing == Doubtful || standing == Uncertain {
			line.Tone = flows.Bad
		}
		lines = append(lines, line)
	}
	return lines
}

// amount returns the item's amount: as recorded here, or as the server has it; zero if there is none.
func (i Item) amount() api.Money {
	switch {
	case i.Here != nil:
		return *i.Here
	case i.There != nil:
		return *i.There
	}
	return 0
}

// sentence describes an item in few words: when, what, how much, under which reference and number, by whom, and what
// differs.
func (i Item) sentence(day time.Time) lang.Text {
	what := flows.Sentence(flows.Intent{Kind: i.Kind, Amount: i.amount(), Reference: i.Reference, Ending: i.Ending})
	if i.AuthorizationID != "" {
		what = lang.Join(", ", what, msgNumber.With(string(i.AuthorizationID)))
	}
	if i.Clerk != "" {
		what = lang.Join(", ", what, lang.Same(i.Clerk))
	}
	if at := i.At.In(day.Location()); !i.At.IsZero() {
		layout := "15:04"
		if at.Format(time.DateOnly) != day.Format(time.DateOnly) {
			layout = "2006-01-02 15:04"
		}
		what = lang.Join(" ", lang.Same(at.Format(layout)), what)
	}
	if i.Said.Empty() {
		return what
	}
	return lang.Colon(what, i.Said)
}

func (f *Flow) reportAnswered(answer flows.Answer) flows.Move {
	switch answer.Action {
	case "":
		if !f.report.plainlySigned() {
			return flows.Move{Task: f.compareTask(f.report.day)}
		}
		return f.toSignOff()
	case actionSign:
		return f.toSignOff()
	case actionOpen:
		if len(f.openable()) > 0 {
			f.selected = 0
			return f.Forward(atItems)
		}
	case actionRead:
		return flows.Move{Read: f.report.text()}
	case actionPrint:
		return flows.Move{Print: f.report.text()}
	case actionText:
		return flows.Move{Save: f.report.text()}
	case actionCSV:
		return flows.Move{Save: f.report.file("csv", f.report.csv())}
	case actionJSON:
		return flows.Move{Save: f.report.file("json", f.report.json())}
	}
	return flows.Move{Refused: true}
}

func (f *Flow) toSignOff() flows.Move {
	f.signing = form.NewDraft(nil)
	return f.Forward(atSignOff)
}

// text returns the report as a text to read or print.
func (r *report) text() *flows.Document {
	document := flows.Slip{
		Title: msgReportTitle.With(r.day.Format(time.DateOnly), r.location), Training: r.training, Groups: r.groups(),
		Text: lang.Join("\n\n", r.trouble(), r.compared(), msgMadeAt.With(r.at.In(r.day.Location()).Format("2006-01-02 15:04"))),
	}.Document()
	document.FileName = r.name("txt")
	return document
}

// name returns the report's file name.
func (r *report) name(extension string) string {
	name := "day-end-" + r.day.Format(time.DateOnly) + "-" + flows.FileName(r.location) + "." + extension
	if r.training {
		return "TRAINING-" + name
	}
	return name
}

func (r *report) file(extension, text string) *flows.Document {
	return &flows.Document{Title: msgReportTitle.With(r.day.Format(time.DateOnly), r.location), FileName: r.name(extension), Text: lang.Same(text)}
}

// row is an item in a file: in CSV in the order of the members, in JSON by their names. Amounts are dollars and cents
// with a point. Times are UTC.
type row struct {
	Day             string `json:"day"`
	Location        string `json:"external_location_id"`
	Training        bool   `json:"training"`
	Time            string `json:"time"`
	Kind            string `json:"kind"`
	Reference       string `json:"reference"`
	Ending          string `json:"account_ending"`
	Here            string `json:"amount_here"`
	There           string `json:"amount_server"`
	AuthorizationID string `json:"authorization_id"`
	CaptureID       string `json:"capture_id"`
	Clerk           string `json:"external_employee_id"`
	Standing        string `json:"standing"`
	Said            string `json:"difference"`
}

func (r *report) rows() []row {
	rows := make([]row, len(r.items))
	for i, item := range r.items {
		rows[i] = row{
			Day: r.day.Format(time.DateOnly), Location: lang.OneLine(r.location), Training: r.training, Kind: lang.OneLine(string(item.Kind)),
			Reference: lang.OneLine(item.Reference), Ending: lang.OneLine(item.Ending), Here: written(item.Here), There: written(item.There),
			AuthorizationID: lang.OneLine(string(item.AuthorizationID)), CaptureID: lang.OneLine(string(item.CaptureID)),
			Clerk: lang.OneLine(item.Clerk), Standing: string(item.Standing), Said: lang.OneLine(item.Said.In(api.English)),
		}
		if !item.At.IsZero() {
			rows[i].Time = item.At.UTC().Format(time.RFC3339)
		}
	}
	return rows
}

func written(amount *api.Money) string {
	if amount == nil {
		return ""
	}
	return amount.String()
}

// csv returns the report as CSV by RFC 4180, with a header. Every cell is safe from a spreadsheet's formulas
// (flows.Cell). The program writes the amounts itself, so that a negative one stays a number.
func (r *report) csv() string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	_ = w.Write([]string{
		"day", "external_location_id", "training", "time", "kind", "reference", "account_ending", "amount_here", "amount_server",
		"authorization_id", "capture_id", "external_employee_id", "standing", "difference",
	})
	for _, x := range r.rows() {
		cells := []string{
			x.Day, x.Location, strconv.FormatBool(x.Training), x.Time, x.Kind, x.Reference, x.Ending, "", "",
			x.AuthorizationID, x.CaptureID, x.Clerk, x.Standing, x.Said,
		}
		for i, text := range cells {
			cells[i] = flows.Cell(text)
		}
		cells[7], cells[8] = x.Here, x.There
		_ = w.Write(cells)
	}
	w.Flush() // writing to a buffer cannot fail
	return b.String()
}

// json returns the report as one JSON object.
func (r *report) json() string {
	type signed struct {
		Manager string `json:"manager"`
		Reason  string `json:"reason"`
		InDoubt int    `json:"in_doubt"`
	}
	whole := struct {
		Day      string   `json:"day"`
		Location string   `json:"external_location_id"`
		Training bool     `json:"training"`
		Made     string   `json:"compared_at"`
		InDoubt  int      `json:"in_doubt"`
		Lost     bool     `json:"journal_lost_entries"`
		Signed   []signed `json:"signed_off"`
		Items    []row    `json:"items"`
	}{
		Day: r.day.Format(time.DateOnly), Location: lang.OneLine(r.location), Training: r.training, Made: r.at.UTC().Format(time.RFC3339),
		InDoubt: r.count(Doubtful), Lost: r.lost, Signed: []signed{}, Items: r.rows(),
	}
	for _, s := range r.signed {
		whole.Signed = append(whole.Signed, signed{lang.OneLine(s.Manager), lang.OneLine(s.Reason), s.InDoubt})
	}
	text, err := json.MarshalIndent(whole, "", "  ")
	if err != nil {
		return "" // strings, numbers and booleans can always be encoded
	}
	return string(text) + "\n"
}
