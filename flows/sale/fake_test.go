package sale

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
)

// server answers in memory, and remembers what it was asked.
type server struct {
	sale    api.Authorization
	saleErr error
	all     []api.Authorization
	listed  []api.Capture // what the list of captures has
	listErr error

	captureQueries []api.TransactionQuery

	captured api.Captured
	released api.Release
	returned api.Return
	tillErr  error

	reads    int
	queries  []api.TransactionQuery
	captures []api.CaptureRequest
	releases []api.ReleaseRequest
	returns  []api.ReturnRequest
	refunds  []api.RefundRequest
}

func (s *server) Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error) {
	return nil, nil
}

func (s *server) Lookup(_ context.Context, _ api.Call, q api.LookupQuery) (api.Account, error) {
	return api.Account{AccountNumber: api.ID(q.AccountNumber), AvailableCredit: 1000_00}, nil
}

func (s *server) Authorization(_ context.Context, call api.Call, _ api.ID) (api.Authorization, error) {
	s.reads++
	sale := s.sale
	if call.Language == api.French {
		sale.Fees = []api.Fee{{Description: "Frais", Amount: 21_00, Message: "Les frais en entier."}}
	}
	return sale, s.saleErr
}

func (s *server) Authorizations(_ context.Context, _ api.Call, q api.TransactionQuery) ([]api.Authorization, error) {
	s.queries = append(s.queries, q)
	return slices.Clone(s.all), s.saleErr
}

func (s *server) Captures(_ context.Context, _ api.Call, q api.TransactionQuery) ([]api.Capture, error) {
	s.captureQueries = append(s.captureQueries, q)
	return s.listed, s.listErr
}

func (s *server) Capture(_ context.Context, _ api.Call, r api.CaptureRequest) (api.Captured, error) {
	s.captures = append(s.captures, r)
	return s.captured, s.tillErr
}

func (s *server) Release(_ context.Context, _ api.Call, r api.ReleaseRequest) (api.Release, error) {
	s.releases = append(s.releases, r)
	return s.released, s.tillErr
}

func (s *server) Return(_ context.Context, _ api.Call, r api.ReturnRequest) (api.Return, error) {
	s.returns = append(s.returns, r)
	return s.returned, s.tillErr
}

func (s *server) Refund(_ context.Context, _ api.Call, r api.RefundRequest) error {
	s.refunds = append(s.refunds, r)
	return s.tillErr
}

// sent returns the number of money calls that came.
func (s *server) sent() int {
	return len(s.captures) + len(s.releases) + len(s.returns) + len(s.refunds)
}

func noon() time.Time { return time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC) }

// ledger is a journal in memory that finds again what it recorded.
type ledger struct {
	*flowtest.Intents
	now     func() time.Time
	records []journal.Record
	findErr error
	intend  []flows.Intent
	refuse  error // of Intend
	silent  error // of Conclude
}

func newLedger() *ledger { return &ledger{Intents: flowtest.NewIntents(noon), now: noon} }

func (l *ledger) Intend(ctx context.Context, in flows.Intent) (flows.IntentID, error) {
	if l.refuse != nil {
		return "", l.refuse
	}
	id, err := l.Intents.Intend(ctx, in)
	if err == nil {
		l.intend = append(l.intend, in)
		l.records = append(l.records, journal.Record{ID: id, Intent: in, At: l.now(), State: journal.UnderWay})
	}
	return id, err
}

func (l *ledger) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	if l.silent != nil {
		return l.silent
	}
	for i := range l.records {
		if l.records[i].ID == id {
			l.records[i].Outcome = outcome
			l.records[i].State = map[flows.Result]journal.State{
				flows.ResultDone: journal.Done, flows.ResultNotDone: journal.NotDone,
				flows.ResultInDoubt: journal.InDoubt, flows.ResultNeedsPerson: journal.NeedsPerson,
			}[outcome.Result]
		}
	}
	return l.Intents.Conclude(ctx, id, outcome)
}

func (l *ledger) Find(_ context.Context, q journal.Query) ([]journal.Record, error) {
	var found []journal.Record
	for _, r := range l.records {
		if len(q.Kinds) > 0 {
			if slices.Contains(q.Kinds, r.Intent.Kind) && r.Intent.AccountEnding() == q.Ending && !r.At.Before(q.From) {
				found = append(found, r)
			}
			continue
		}
		if r.Intent.AuthorizationID == q.AuthorizationID || r.Intent.Kind == flows.AuthorizationIntent && r.Outcome.ID == q.AuthorizationID {
			found = append(found, r)
		}
	}
	slices.Reverse(found)
	return found, l.findErr
}

// add adds what was done here before, a minute after the one before it.
func (l *ledger) add(kind flows.IntentKind, amount api.Money, outcome flows.Outcome, change ...func(*flows.Intent)) {
	in := flows.Intent{Kind: kind, Amount: amount, AuthorizationID: "7001", Reference: "ORDER-1", Ending: "4755", Clerk: "12345-SMITH", Terminal: "T1"}
	if kind == flows.AuthorizationIntent {
		in.AuthorizationID = ""
	}
	for _, c := range change {
		c(&in)
	}
	state := journal.Done
	if outcome.Result == flows.ResultNotDone {
		state = journal.NotDone
	}
	l.records = append(l.records, journal.Record{
		ID: flows.IntentID(fmt.Sprintf("old-%d", len(l.records))), Intent: in, Outcome: outcome, State: state,
		At: noon().Add(-time.Hour + time.Duration(len(l.records))*time.Minute),
	})
}

type lists map[api.Language]*api.Catalogue

func (l lists) Catalogue(language api.Language) *api.Catalogue { return l[language] }

func counter() *flows.Counter {
	ids := 0
	return &flows.Counter{
		Clerk: "12345-SMITH", Location: "00-12345", Terminal: "T1", Training: true, Language: api.English,
		Lists: lists{
			api.English: {Plans: []api.Option{{Code: "9", Label: "Plan Nine"}}, TransactionTypes: []api.Option{{Code: "regular_purchase", Label: "Revolving"}}},
			api.French:  {Plans: []api.Option{{Code: "9", Label: "Plan neuf"}}, TransactionTypes: []api.Option{{Code: "regular_purchase", Label: "Renouvelable"}}},
		},
		Now: noon,
		NewID: func() api.ReferenceID {
			ids++
			return api.ReferenceID(fmt.Sprintf("%032d", ids))
		},
	}
}

// promotional is a sale of $200 on a plan, of which $80 was captured five days ago.
func promotional() api.Authorization {
	return api.Authorization{
		ID: "7001", AccountNumber: "116994755", Reference: "ORDER-1", Status: "opened", Date: "2026-06-10T15:00:00Z",
		Amount: 200_00, Remaining: 120_00, RemainingTold: true, TermAmount: 17_00, CapturesTold: true,
		Financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "9", Term: 12},
		Rates:     []api.AnnualRate{{Description: "Annual rate", Rate: 9_990_000, Message: "The rate stays."}},
		Fees:      []api.Fee{{Description: "Fee", Amount: 21_00, Message: "The fee in full."}},
		Captures: []api.Capture{{
			ID: "9001", AuthorizationID: "7001", Reference: "ORDER-1", Date: "2026-06-10T16:00:00Z", Amount: 80_00, Remaining: 80_00, RemainingTold: true,
		}},
	}
}

// regular is a regular purchase of $50, captured at once.
func regular() api.Authorization {
	return api.Authorization{
		ID: "7001", AccountNumber: "116994755", Reference: "ORDER-1", Status: "closed", Date: "2026-06-10T15:00:00Z",
		Amount: 50_00, RemainingTold: true, CapturesTold: true, Financing: api.Financing{TransactionType: api.RegularPurchaseType},
		Captures: []api.Capture{{ID: "9001", Date: "2026-06-10T15:00:00Z", Reference: "ORDER-1", Amount: 50_00, Remaining: 50_00, RemainingTold: true}},
	}
}

// clerk plays a flow as a clerk would.
type clerk struct {
	t      *testing.T
	flow   flows.Flow
	server *server
	ledger *ledger
}

// atTheSale is a clerk at a sale that has been read.
func atTheSale(t *testing.T, sale api.Authorization) *clerk {
	t.Helper()
	c := &clerk{t: t, server: &server{sale: sale}, ledger: newLedger()}
	c.open()
	return c
}

func (c *clerk) open() {
	c.t.Helper()
	c.flow = Open(counter(), c.server, c.ledger, Which{AuthorizationID: "7001"})
	c.speak(api.English)
	c.at("sale.one")
}

func (c *clerk) speak(language api.Language) {
	c.t.Helper()
	if task := c.flow.Speak(language); task != nil {
		c.play(flows.Move{Task: task})
	}
}

func (c *clerk) play(move flows.Move) flows.Move {
	c.t.Helper()
	for move.Task != nil {
		move = move.Task.Run(c.t.Context())()
	}
	return move
}

// does takes an action, or the way forward.
func (c *clerk) does(action string) flows.Move {
	c.t.Helper()
	return c.play(c.flow.Answer(flows.Answer{Action: action}))
}

func (c *clerk) row(row int) flows.Move {
	c.t.Helper()
	return c.play(c.flow.Answer(flows.Answer{Row: row}))
}

func (c *clerk) fill(values form.Values) flows.Move {
	c.t.Helper()
	ask, ok := c.flow.Page().Body.(*flows.Ask)
	if !ok {
		c.t.Fatalf("%s has no fields", c.flow.Page().ID)
	}
	for key, value := range values {
		ask.Form.Enter(key, value)
	}
	return c.does("")
}

func (c *clerk) at(page string) {
	c.t.Helper()
	if got := c.flow.Page(); got.ID != page {
		c.t.Fatalf("is at %s, want %s; notice %+v", got.ID, page, got.Notice)
	}
}

func (c *clerk) notice() flows.Notice {
	if n := c.flow.Page().Notice; n != nil {
		return *n
	}
	return flows.Notice{}
}

// actions are the keys of the page's actions.
func (c *clerk) actions() string {
	var all strings.Builder
	for _, a := range c.flow.Page().Actions {
		all.WriteRune(a.Key)
	}
	return all.String()
}

// said is everything the page says, in a language.
func (c *clerk) said(language api.Language) string { return text(c.flow.Page(), language) }

func text(page flows.Page, language api.Language) string {
	var b strings.Builder
	groups := func(all []flows.Group) {
		for _, g := range all {
			b.WriteString("# " + g.Heading.In(language) + "\n")
			for _, l := range g.Lines {
				b.WriteString(l.Label.In(language) + "|" + l.Value.In(language) + "\n")
			}
		}
	}
	b.WriteString(page.Title.In(language) + "\n" + page.Intro.In(language) + "\n")
	switch body := page.Body.(type) {
	case *flows.Ask:
		for _, f := range body.Form.Fields() {
			b.WriteString(f.Key + "|" + body.Form.Value(f.Key) + "\n")
		}
	case *flows.Confirm:
		b.WriteString(body.Question.In(language) + "\n")
		groups(body.Groups)
	case *flows.Report:
		b.WriteString(body.Headline.In(language) + "\n" + body.Text.In(language) + "\n")
		groups(body.Groups)
	case *flows.Choose:
		for _, row := range body.Rows {
			var cells []string
			for _, cell := range row.Cells {
				cells = append(cells, cell.In(language))
			}
			b.WriteString(strings.Join(cells, "|") + " " + row.Blocked.In(language) + "\n")
		}
	}
	return b.String()
}

func wants(t *testing.T, what string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(what, part) {
			t.Errorf("%q is missing in\n%s", part, what)
		}
	}
}

func lacks(t *testing.T, what string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(what, part) {
			t.Errorf("%q is in\n%s", part, what)
		}
	}
}

func refused(code string) error {
	return &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Code: code, Message: "The server says " + code}
}

func lost() error { return &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown} }

func amount(m api.Money) *api.Money { return &m }
