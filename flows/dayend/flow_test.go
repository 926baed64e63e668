package dayend

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
)

// server has what a test says.
type server struct {
	list []api.Authorization
	err  error
	from []string
	ones []api.ID

	captures     []api.Capture
	capturesErr  error
	capturesFrom []string
	known        map[api.ID]api.Authorization // of other days
}

func (s *server) Authorizations(_ context.Context, _ api.Call, q api.TransactionQuery) ([]api.Authorization, error) {
	s.from = append(s.from, q.From+" "+q.To)
	return s.list, s.err
}

func (s *server) Captures(_ context.Context, _ api.Call, q api.TransactionQuery) ([]api.Capture, error) {
	s.capturesFrom = append(s.capturesFrom, string(q.AccountNumber)+" "+q.From+" "+q.To)
	return s.captures, cmp.Or(s.capturesErr, s.err)
}

func (s *server) Authorization(_ context.Context, _ api.Call, id api.ID) (api.Authorization, error) {
	s.ones = append(s.ones, id)
	if one, ok := s.known[id]; ok {
		return one, nil
	}
	return api.Authorization{}, &api.Error{Kind: api.KindNotFound, Code: "not_found"}
}

// office is a manager at the end of a day, with a journal on disk.
type office struct {
	t       *testing.T
	server  *server
	journal *journal.Journal
	flow    *Flow
}

func openOffice(t *testing.T) *office {
	t.Helper()
	j, err := journal.Open(t.Context(), filepath.Join(t.TempDir(), "journal.db"), journal.Options{Training: true, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	o := &office{t: t, server: &server{}, journal: j}
	counter := &flows.Counter{
		Clerk: "12345-SAMPLE", Location: "00-12345", Training: true, Now: noon, Managers: []string{"12345-BOSS"},
		NewID: func() api.ReferenceID { return "ref" },
	}
	o.flow = New(counter, o.server, j)
	return o
}

// sold records a purchase, and what came of it.
func (o *office) sold(reference string, outcome flows.Outcome) {
	o.t.Helper()
	id, err := o.journal.Intend(o.t.Context(), flows.Intent{
		Kind: flows.AuthorizationIntent, Account: "116994755", Amount: 150_00, Reference: reference, Location: "00-12345", Clerk: "12345-SAMPLE", Training: true,
	})
	if err == nil {
		err = o.journal.Conclude(o.t.Context(), id, outcome)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) run(answer flows.Answer) flows.Move {
	o.t.Helper()
	move := o.flow.Answer(answer)
	for move.Task != nil {
		move = move.Task.Run(o.t.Context())()
	}
	return move
}

func (o *office) fill(values form.Values) flows.Move {
	o.t.Helper()
	for key, value := range values {
		o.flow.Page().Body.(*flows.Ask).Form.Enter(key, value)
	}
	return o.run(flows.Answer{})
}

func (o *office) at(page string) flows.Page {
	o.t.Helper()
	got := o.flow.Page()
	if got.ID != "dayend."+page {
		o.t.Fatalf("is at %s, want %s; notice %+v", got.ID, page, got.Notice)
	}
	return got
}

func (o *office) headline() string {
	return o.flow.Page().Body.(*flows.Report).Headline.In(api.English)
}

func TestADayThatAgreesIsSignedOff(t *testing.T) {
	o := openOffice(t)
	o.sold("ORDER-1", flows.Outcome{Result: flows.ResultDone, ID: "7001", CaptureID: "801"})
	o.server.list = []api.Authorization{there()}
	o.run(flows.Answer{})
	o.at("report")
	if o.headline() != "One was sent from this computer, and it is on the server." || len(o.server.from) != 1 || o.server.from[0] != "2026-06-14 2026-06-17" {
		t.Errorf("%s; asked %v", o.headline(), o.server.from)
	}
	o.run(flows.Answer{})
	o.at("signoff")
	if len(o.flow.signOffForm().Fields()) != 1 {
		t.Error("a reason is asked for where nothing is open")
	}
	if !o.fill(form.Values{flows.KeyManager: "12345-SAMPLE"}).Refused {
		t.Error("who is no manager signs")
	}
	o.fill(form.Values{flows.KeyManager: "12345-BOSS"})
	if body := o.at("confirm").Body.(*flows.Confirm); !body.Money {
		t.Error("Enter would sign")
	}
	o.run(flows.Answer{})
	o.at("report")
	signed, err := o.journal.SignOffs(t.Context(), day(), day().AddDate(0, 0, 1))
	if err != nil || len(signed) != 1 || signed[0].Manager != "12345-BOSS" || signed[0].InDoubt != 0 || signed[0].Location != "00-12345" {
		t.Errorf("recorded %+v, %v", signed, err)
	}
	again := New(o.flow.Counter, o.server, o.journal)
	o.flow = again
	o.run(flows.Answer{})
	page := o.at("report")
	if page.Forward != msgCompareAgain || page.Actions[0].ID == actionSign || page.Actions[len(page.Actions)-1].ID != actionSign {
		t.Errorf("a day that was signed off offers %q, then %+v", page.Forward.In(api.English), page.Actions)
	}
	if len(o.flow.report.signed) != 1 || !strings.Contains(o.flow.report.text().Text.In(api.English), "By 12345-BOSS") {
		t.Error("a day that was signed off does not say so")
	}
}

func TestWhatIsInDoubtNeedsAReason(t *testing.T) {
	o := openOffice(t)
	o.sold("ORDER-1", flows.Outcome{Result: flows.ResultInDoubt})
	o.run(flows.Answer{})
	if !strings.Contains(o.headline(), "In doubt: 1") {
		t.Errorf("says %s", o.headline())
	}
	for range 2 { // Enter compares again, and signs nothing
		o.run(flows.Answer{})
		o.at("report")
	}
	if len(o.server.from) != 3 {
		t.Errorf("compared %d times", len(o.server.from))
	}
	o.run(flows.Answer{Action: actionSign})
	o.at("signoff")
	if !o.fill(form.Values{flows.KeyManager: "12345-BOSS"}).Refused {
		t.Error("signed off without a reason")
	}
	o.fill(form.Values{flows.KeyReason: "support looks into it"})
	o.at("confirm")
	o.flow.Back()
	o.at("signoff")
	o.run(flows.Answer{})
	o.run(flows.Answer{})
	signed, err := o.journal.SignOffs(t.Context(), day(), day().AddDate(0, 0, 1))
	if err != nil || len(signed) != 1 || signed[0].InDoubt != 1 || signed[0].Reason != "support looks into it" {
		t.Errorf("recorded %+v, %v", signed, err)
	}
}

func TestTheDayIsChosen(t *testing.T) {
	for name, c := range map[string]struct {
		values  form.Values
		asked   string
		refused bool
	}{
		"yesterday":                 {form.Values{keyDay: before}, "2026-06-13 2026-06-16", false},
		"another day":               {form.Values{keyDay: otherDay, keyDate: "2026-03-01"}, "2026-02-28 2026-03-03", false},
		"a day that is yet to come": {form.Values{keyDay: otherDay, keyDate: "2026-06-16"}, "", true},
		"no day":                    {form.Values{keyDay: otherDay}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			move := o.fill(c.values)
			if move.Refused != c.refused || !c.refused && o.server.from[0] != c.asked {
				t.Errorf("refused %v, asked %v", move.Refused, o.server.from)
			}
		})
	}
}

func TestTheReportIsReadAndSaved(t *testing.T) {
	o := openOffice(t)
	o.sold("=ORDER,\"1\"", flows.Outcome{Result: flows.ResultDone, ID: "7001"})
	o.sold("ORDER-2", flows.Outcome{Result: flows.ResultDone, ID: "7002"})
	other := there()
	o.server.list = []api.Authorization{other}
	o.run(flows.Answer{})
	text := o.run(flows.Answer{Action: actionRead}).Read
	for _, part := range []string{"TRAINING", "ONLY HERE", "does not show it", "$150.00"} {
		if !strings.Contains(strings.ToUpper(text.Text.In(api.English)), strings.ToUpper(part)) {
			t.Errorf("%q is not in\n%s", part, text.Text.In(api.English))
		}
	}
	if !strings.Contains(text.Text.In(api.French), "FORMATION") || o.run(flows.Answer{Action: actionText}).Save.FileName != "TRAINING-day-end-2026-06-15-00-12345.txt" {
		t.Error("in French, or the file's name")
	}

	file := o.run(flows.Answer{Action: actionCSV}).Save
	rows, err := csv.NewReader(strings.NewReader(file.Text.In(api.English))).ReadAll()
	if err != nil || len(rows) != 3 || rows[0][0] != "day" || rows[1][5] != "'=ORDER,\"1\"" && rows[2][5] != "'=ORDER,\"1\"" || rows[1][12] != string(OnlyHere) {
		t.Errorf("%v\n%v", err, rows)
	}
	var whole struct {
		Day     string `json:"day"`
		InDoubt int    `json:"in_doubt"`
		Items   []struct {
			Here     string `json:"amount_here"`
			Standing string `json:"standing"`
		} `json:"items"`
	}
	file = o.run(flows.Answer{Action: actionJSON}).Save
	if err := json.Unmarshal([]byte(file.Text.In(api.English)), &whole); err != nil || whole.Day != "2026-06-15" || len(whole.Items) != 2 || whole.Items[0].Here != "150.00" {
		t.Errorf("%v\n%+v", err, whole)
	}
	if !strings.HasSuffix(file.FileName, ".json") || !o.run(flows.Answer{Action: "anything"}).Refused {
		t.Error("the file's name, or an action that is none")
	}
}

func TestWithoutTheServerNothingIsCompared(t *testing.T) {
	o := openOffice(t)
	o.server.err = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
	o.run(flows.Answer{})
	if o.at("day").Notice == nil {
		t.Error("nothing is said")
	}
}

func TestAJournalThatTakesNoSignOffSaysSo(t *testing.T) {
	o := openOffice(t)
	o.run(flows.Answer{})
	o.run(flows.Answer{})
	o.fill(form.Values{flows.KeyManager: "12345-BOSS"})
	o.flow.ledger = full{o.journal}
	o.run(flows.Answer{})
	if o.at("confirm").Notice == nil || len(o.flow.report.signed) != 0 {
		t.Error("is taken for signed off")
	}
}

type full struct{ *journal.Journal }

func (full) SignOff(context.Context, journal.SignOff) error { return errors.New("no space") }

func TestSalesOfEarlierDaysAreAskedForOneByOne(t *testing.T) {
	o := openOffice(t)
	id, err := o.journal.Intend(t.Context(), flows.Intent{
		Kind: flows.ReleaseIntent, Account: "116994755", Amount: 5_00, AuthorizationID: "6001", Location: "00-12345", Training: true,
	})
	if err == nil {
		err = o.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone})
	}
	if err != nil {
		t.Fatal(err)
	}
	o.run(flows.Answer{})
	if o.at("report"); len(o.server.ones) != 1 || o.server.ones[0] != "6001" || o.flow.report.items[0].Standing != OnlyHere {
		t.Errorf("asked %v, stands %v", o.server.ones, o.flow.report.items)
	}
}

func TestWhatHasToBeLookedAtLeadsToItsSale(t *testing.T) {
	o := openOffice(t)
	var opened []api.ID
	o.flow.LeadingTo(func(id api.ID) flows.Flow {
		opened = append(opened, id)
		return nil
	})
	o.sold("ORDER-1", flows.Outcome{Result: flows.ResultNotDone, Code: "not_found_after_grace", Source: flows.FromServer})
	o.server.list = []api.Authorization{there()}
	o.run(flows.Answer{})
	report := o.at("report")
	if !slices.ContainsFunc(report.Actions, func(a flows.Action) bool { return a.ID == actionOpen }) {
		t.Fatalf("offers %v", report.Actions)
	}
	o.run(flows.Answer{Action: actionOpen})
	table := o.at("items").Body.(*flows.Choose)
	if len(table.Rows) != 1 || !strings.Contains(table.Rows[0].Detail[0].Value.In(api.English), "authorization 7001") {
		t.Fatalf("%+v", table.Rows)
	}
	if o.run(flows.Answer{Row: 1}); len(opened) != 0 {
		t.Error("a row that is not there was opened")
	}
	if o.run(flows.Answer{Row: 0}); len(opened) != 1 || opened[0] != "7001" {
		t.Errorf("opened %v", opened)
	}
	if !o.flow.Back() {
		t.Fatal("no way back")
	}
	o.at("report")
}

func TestADayIsNotClosedOverAnotherDaysDoubtInSilence(t *testing.T) {
	o := openOffice(t)
	id, err := o.journal.Intend(t.Context(), flows.Intent{Kind: flows.DepositIntent, Account: "116994755", Amount: 5_00, Location: "00-99999", Training: true})
	if err == nil {
		err = o.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt})
	}
	if err != nil {
		t.Fatal(err)
	}
	o.run(flows.Answer{})
	o.at("report")
	if !strings.Contains(o.headline(), "In doubt: 1") || !o.flow.report.open() {
		t.Errorf("the headline: %s", o.headline())
	}
}

func TestASaleOfAnotherLocationOfThisComputerIsNotAnotherComputers(t *testing.T) {
	o := openOffice(t)
	o.sold("ORDER-1", flows.Outcome{Result: flows.ResultDone, ID: "7001"})
	o.flow.Counter.Location = "00-99999"
	o.server.list = []api.Authorization{there()}
	o.run(flows.Answer{})
	o.at("report")
	if n := len(o.flow.report.items); n != 0 {
		t.Errorf("%d items: %+v", n, o.flow.report.items)
	}
}

// A journal that has lost entries does not call its own sales another computer's, and nobody signs the day off without a reason.
func TestADayOfWhichEntriesAreLostIsNotSignedPlainly(t *testing.T) {
	o := openOffice(t)
	o.server.list = []api.Authorization{there()}
	ledger := &forgetful{o.journal, []journal.Loss{{Noticed: day().Add(10 * time.Hour)}}}
	o.flow = New(o.flow.Counter, o.server, ledger)
	o.run(flows.Answer{})
	page := o.at("report")
	text := o.flow.report.text().Text.In(api.English)
	if !strings.Contains(o.headline(), "has lost entries") || page.Body.(*flows.Report).Tone == flows.Good || strings.Contains(text, "not from this computer") || strings.Contains(text, "From elsewhere") {
		t.Errorf("says %s\n%s", o.headline(), text)
	}
	o.run(flows.Answer{Action: actionSign})
	o.at("signoff")
	if !o.fill(form.Values{flows.KeyManager: "12345-BOSS"}).Refused {
		t.Error("signed off without a reason")
	}
	for name, loss := range map[string]journal.Loss{
		"of an earlier day":        {Noticed: day().Add(-time.Hour)},
		"whose entries came later": {Noticed: day().AddDate(0, 0, 3), Has: journal.Head{Seq: 9, At: day().AddDate(0, 0, 2)}},
	} {
		ledger.losses = []journal.Loss{loss}
		o.flow = New(o.flow.Counter, o.server, ledger)
		o.run(flows.Answer{})
		if o.flow.report.lost {
			t.Errorf("a loss %s touches the day", name)
		}
	}
}

// forgetful is a journal that has lost entries.
type forgetful struct {
	*journal.Journal
	losses []journal.Loss
}

func (f *forgetful) Losses(context.Context) ([]journal.Loss, error) { return f.losses, nil }
