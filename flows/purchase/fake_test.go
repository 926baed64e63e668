package purchase

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
	doubts "countertop/flows/doubt"
	"countertop/flows/form"
	"countertop/flows/verification"
)

// server answers in memory, and remembers what it was asked. Fields are changed by
// tests between answers.
type server struct {
	account    api.Account
	lookupErr  error
	customers  []api.Customer
	offers     map[api.Language]api.Offers
	pricingErr error
	verified   api.Verification
	verifyErr  error
	authorized api.Authorization
	authErr    error
	history    []api.Authorization
	historyErr error

	calls         []api.Call
	amounts       []api.Money
	verifications []api.VerificationRequest
	sales         []api.AuthorizationRequest
	queries       []api.TransactionQuery
}

func (s *server) Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error) {
	return s.customers, nil
}

func (s *server) Lookup(context.Context, api.Call, api.LookupQuery) (api.Account, error) {
	return s.account, s.lookupErr
}

func (s *server) CalculateInterest(_ context.Context, call api.Call, _ api.ID, amount api.Money) (api.Offers, error) {
	s.calls, s.amounts = append(s.calls, call), append(s.amounts, amount)
	offers := s.offers[call.Language]
	if offers.Amount == 0 {
		offers.Amount = amount
	}
	return offers, s.pricingErr
}

func (s *server) Verify(_ context.Context, call api.Call, r api.VerificationRequest) (api.Verification, error) {
	s.calls, s.verifications = append(s.calls, call), append(s.verifications, r)
	return s.verified, s.verifyErr
}

func (s *server) Authorize(_ context.Context, call api.Call, r api.AuthorizationRequest) (api.Authorization, error) {
	s.calls, s.sales = append(s.calls, call), append(s.sales, r)
	return s.authorized, s.authErr
}

func (s *server) Authorizations(_ context.Context, call api.Call, q api.TransactionQuery) ([]api.Authorization, error) {
	s.calls, s.queries = append(s.calls, call), append(s.queries, q)
	return s.history, s.historyErr
}

func (s *server) Captures(_ context.Context, call api.Call, q api.TransactionQuery) ([]api.Capture, error) {
	s.calls, s.queries = append(s.calls, call), append(s.queries, q)
	return nil, s.historyErr
}

func (s *server) Authorization(_ context.Context, call api.Call, id api.ID) (api.Authorization, error) {
	s.calls = append(s.calls, call)
	for _, a := range s.history {
		if a.ID == id {
			return a, s.historyErr
		}
	}
	return api.Authorization{}, &api.Error{Kind: api.KindNotFound, Executed: api.ExecutedNo, Code: "not_found"}
}

// lists are catalogues by language.
type lists map[api.Language]*api.Catalogue

func (l lists) Catalogue(language api.Language) *api.Catalogue { return l[language] }

func noon() time.Time { return time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC) }

func counter() *flows.Counter {
	ids := 0
	return &flows.Counter{
		Clerk: "12345-SMITH", Location: "00-12345", Terminal: "T1", Training: true, Language: api.English,
		Lists: lists{
			api.English: {
				Plans:            []api.Option{{Code: "9", Label: "Plan Nine"}, {Code: "4", Label: "Plan Four"}},
				TransactionTypes: []api.Option{{Code: "regular_purchase", Label: "Revolving"}},
			},
			api.French: {
				Plans:            []api.Option{{Code: "9", Label: "Plan neuf"}, {Code: "4", Label: "Plan quatre"}},
				TransactionTypes: []api.Option{{Code: "regular_purchase", Label: "Renouvelable"}},
			},
		},
		Now: noon,
		NewID: func() api.ReferenceID {
			ids++
			return api.ReferenceID(fmt.Sprintf("%032d", ids))
		},
	}
}

func answeredOffers(language api.Language) api.Offers {
	say := func(english, french string) string {
		if language == api.French {
			return french
		}
		return english
	}
	return api.Offers{
		AccountNumber: "116994755", AvailableCredit: 1000_00, AnnualInterest: 30_990_000,
		FirstName: "Testa", LastName: "Sample", Category: api.Preferred,
		Regular: &api.RegularPurchase{TermAmount: 150_00, AnnualInterest: 30_990_000, Bypass: true},
		Plans: []api.Plan{
			{ID: "9", Name: "server nine", Terms: []api.Term{{
				Months: 3, TermAmount: 52_00,
				Rates: []api.AnnualRate{{Description: say("Annual rate", "Taux annuel"), Rate: 9_990_000, Message: say("The rate stays.", "Le taux demeure.")}},
				Fees: []api.Fee{
					{Description: say("Fee", "Frais"), Amount: 21_00, Type: "admin_total", Message: say("The fee in full.", "Les frais en entier.")},
					{Description: say("Fee part", "Part de frais"), Amount: 7_00, Type: "admin_monthly", Message: say("The fee by month.", "Les frais par mois.")},
				},
			}}},
			{ID: "4", Name: "server four", Terms: []api.Term{{Months: 6, TermAmount: 250_00}, {Months: 12, TermAmount: 13_00}}},
			{ID: "77", Name: "Only the server knows", Terms: []api.Term{{Months: 24, TermAmount: 7_00}}},
		},
	}
}

func newServer() *server {
	return &server{
		account: api.Account{
			CustomerID: "123456789012", AccountNumber: "116994755", AvailableCredit: 1000_00, CardEndingIn: "5941",
			Email: "testa.sample@example.com", Phone: "4165550123", AccountType: "consumer",
			SecurityQuestion: api.SecurityQuestion{ID: "2", Text: "Name of a first pet?"},
			OfferTypes:       []api.OfferType{{PlanID: "4", Category: "equal_billing", Terms: []int{6, 12}}},
		},
		offers:     map[api.Language]api.Offers{api.English: answeredOffers(api.English), api.French: answeredOffers(api.French)},
		verified:   api.Verification{Sent: "verification_sent_to_sms"},
		authorized: api.Authorization{ID: "7001", Amount: 150_00, Capture: &api.Capture{ID: "801"}},
	}
}

// clerk plays a purchase against the server in memory.
type clerk struct {
	flowtest.Clerk
	t      *testing.T
	flow   *Flow
	server *server
	ledger *flowtest.Intents
}

func newClerk(t *testing.T) *clerk {
	t.Helper()
	s, ledger := newServer(), flowtest.NewIntents(noon)
	c := &clerk{server: s, ledger: ledger}
	return c.plays(t, newFlow(s, ledger))
}

// plays lets the clerk play a flow.
func (c *clerk) plays(t *testing.T, f *Flow) *clerk {
	c.t, c.flow, c.Clerk = t, f, flowtest.Clerk{T: t, Flow: f}
	return c
}

// The way to each page, each from the one before.
func (c *clerk) find() {
	c.t.Helper()
	c.At("account.find")
	c.Fill(form.Values{"number": "116994755"})
	c.At("purchase.amount")
}

func (c *clerk) amount() {
	c.t.Helper()
	c.find()
	c.Fill(form.Values{keyAmount: "150.00", keyReference: "ORDER-1"})
	c.At("purchase.offers")
}

func (c *clerk) terms(offer string) {
	c.t.Helper()
	c.amount()
	c.Choose(offer)
	c.At("purchase.terms")
	c.Run(flows.Answer{})
	c.At("purchase.method")
}

func (c *clerk) pin() {
	c.t.Helper()
	c.terms("Plan Nine")
	c.Choose("PIN by text")
	c.At("purchase.pin")
}

func (c *clerk) confirm() {
	c.t.Helper()
	c.pin()
	c.Fill(form.Values{verification.KeyPIN: "2222"})
	c.At("purchase.confirm")
}

// text is everything a page says beside its fields, in a language.
func text(page flows.Page, language api.Language) string {
	var b strings.Builder
	say := func(lines ...flows.Line) {
		for _, l := range lines {
			b.WriteString(l.Label.In(language) + "|" + l.Value.In(language) + "\n")
		}
	}
	groups := func(all []flows.Group) {
		for _, g := range all {
			say(g.Lines...)
		}
	}
	switch body := page.Body.(type) {
	case *flows.Read:
		b.WriteString(body.Heading.In(language) + "\n" + body.Text.In(language) + "\n" + body.Agreement.In(language))
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
			b.WriteString(strings.Join(cells, "|") + "\n")
			say(row.Detail...)
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

func refused(code string) error {
	return &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Code: code, Message: "The server says " + code}
}

func lost() error { return &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown} }

// newFlow is a purchase whose doubts are asked about by clocks that agree.
func newFlow(s *server, recorder interface {
	flows.Recorder
	doubts.Ledger
}) *Flow {
	return New(counter(), s, recorder).AskedBy(doubts.NewResolver(doubts.Options{
		Server: s, Ledger: recorder, Now: func() time.Time { return noon().Add(5 * time.Minute) }, Offset: func() (time.Duration, bool) { return 0, true },
	}))
}

// states are a flow's stages as a word.
func states(f *Flow) string {
	var b strings.Builder
	for _, s := range f.Stages() {
		b.WriteString([]string{"ahead ", "here ", "done "}[s.State])
	}
	return strings.TrimSpace(b.String())
}

func keys(page flows.Page) []string {
	var all []string
	for _, a := range page.Actions {
		all = append(all, string(a.Key))
	}
	slices.Sort(all)
	return all
}
