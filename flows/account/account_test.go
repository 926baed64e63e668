package account

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
)

// server answers in memory, and remembers what it was asked.
type server struct {
	customers []api.Customer
	searchErr error
	accounts  map[api.LookupQuery]api.Account
	errs      map[api.LookupQuery]error
	open      []api.Authorization
	openErr   error
	captures  []api.Capture
	captErr   error

	mu     sync.Mutex
	asked  []string
	search api.SearchQuery
	calls  []api.Call
}

func (s *server) note(what string, call api.Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked, s.calls = append(s.asked, what), append(s.calls, call)
}

func (s *server) Search(_ context.Context, call api.Call, q api.SearchQuery) ([]api.Customer, error) {
	s.note("search", call)
	s.search = q
	return s.customers, s.searchErr
}

func (s *server) Lookup(_ context.Context, call api.Call, q api.LookupQuery) (api.Account, error) {
	s.note("lookup", call)
	if account, ok := s.accounts[q]; ok {
		return account, nil
	}
	if err := s.errs[q]; err != nil {
		return api.Account{}, err
	}
	return api.Account{}, notFound()
}

func (s *server) Authorizations(_ context.Context, call api.Call, q api.TransactionQuery) ([]api.Authorization, error) {
	s.note("authorizations "+string(q.AccountNumber)+" "+q.Status, call)
	return s.open, s.openErr
}

func (s *server) Captures(_ context.Context, call api.Call, q api.TransactionQuery) ([]api.Capture, error) {
	s.note("captures "+string(q.AccountNumber)+" "+q.TransactionType+" from "+q.From, call)
	return s.captures, s.captErr
}

func notFound() error {
	return &api.Error{Kind: api.KindNotFound, Executed: api.ExecutedNo, Code: "not_found"}
}

func refused(code string) error {
	return &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Code: code}
}

// lists are catalogues by language.
type lists map[api.Language]*api.Catalogue

func (l lists) Catalogue(language api.Language) *api.Catalogue { return l[language] }

func counter() *flows.Counter {
	return &flows.Counter{
		Clerk: "12345-SMITH", Location: "00-12345", Training: true, Language: api.English,
		Lists: lists{
			api.English: {Plans: []api.Option{{Code: "9", Label: "Nine"}, {Code: "4", Label: "Four"}}},
			api.French:  {Plans: []api.Option{{Code: "9", Label: "Neuf"}, {Code: "4", Label: "Quatre"}}},
		},
		Now:   func() time.Time { return time.Date(2026, 6, 15, 9, 30, 0, 0, time.UTC) },
		NewID: func() api.ReferenceID { return "0123456789abcdef0123456789abcdef" },
	}
}

func tessa() api.Account {
	return api.Account{
		CustomerID: "123456789012", AccountNumber: "116994755", AvailableCredit: 650_00, CardEndingIn: "5941",
		Email: "testa.sample@example.com", Phone: "4165550123", Address1: "12 Sample Street", City: "Toronto",
		Province: "ON", PostalCode: "M5J2H7", RiskRating: "H", AccountType: "consumer", PreferredLanguage: "fr-CA",
		OfferTypes: []api.OfferType{{PlanID: "4", PlanName: "EMP", Category: "equal_billing", Terms: []int{3, 6}}},
	}
}

func customer(status, reason string) api.Customer {
	return api.Customer{
		CustomerID: "123456789012", AccountNumber: "116994755", Status: status, StatusReason: reason, RiskRating: "H",
		AccountType: "consumer", CreditLimit: 1000_00, AvailableCredit: 650_00, OriginatingMerchant: "Sample Jewellers",
		CreationDate: "2019-05-15", FirstName: "Testa", LastName: "Sample", CardEndingIn: "5941",
	}
}

// fill types values into the fields of the page and goes on, running what comes of it.
func fill(t *testing.T, f flows.Flow, values map[string]string) {
	t.Helper()
	ask, ok := f.Page().Body.(*flows.Ask)
	if !ok {
		t.Fatalf("%s has no fields", f.Page().ID)
	}
	for key, value := range values {
		ask.Form.Enter(key, value)
	}
	play(t, f, flows.Answer{})
}

func play(t *testing.T, f flows.Flow, answer flows.Answer) {
	t.Helper()
	move := f.Answer(answer)
	for move.Task != nil {
		move = move.Task.Run(t.Context())()
	}
}

var person = map[string]string{
	keyFirst: "Testa", keyLast: "Sample", keyBirth: "19900131", keyPostal: "m5j-2h7",
}

// said is everything the page says, in a language.
func said(page flows.Page, language api.Language) string {
	var b strings.Builder
	report, ok := page.Body.(*flows.Report)
	if !ok {
		return ""
	}
	b.WriteString(report.Headline.In(language) + "\n")
	for _, group := range report.Groups {
		b.WriteString(group.Heading.In(language) + "\n")
		for _, line := range group.Lines {
			b.WriteString(line.Label.In(language) + "|" + line.Value.In(language) + "\n")
		}
	}
	return b.String()
}

func TestOneMatchOpensTheAccountInOneTask(t *testing.T) {
	s := &server{
		customers: []api.Customer{customer("N", "NNOR")},
		accounts:  map[api.LookupQuery]api.Account{{AccountNumber: "116994755"}: tessa()},
		open: []api.Authorization{{ID: "1", Reference: "ORDER-1", Status: "opened", Date: "2026-06-01T10:00:00Z", Amount: 50_00, Remaining: 20_00, RemainingTold: true}, {
			ID: "8", Reference: "ORDER-8", Status: "OPENED", Amount: 70_00,
		}, {ID: "9", Reference: "GONE-9", Status: "Unauthorized", Amount: 70_00}, {ID: "10", Reference: "GONE-10", Status: "declined", Amount: 70_00}},
		captures: []api.Capture{
			{ID: "2", Reference: "ORDER-2", Date: "2026-05-01", Amount: 30_00, Remaining: 10_00, RemainingTold: true},
			{ID: "3", Reference: "GONE", Date: "2026-05-02", Amount: 30_00, RemainingTold: true},
			{ID: "4", Reference: "LAST-DAY", Date: "2026-03-07", Amount: 30_00, Remaining: 30_00, RemainingTold: true},
			{ID: "5", Reference: "GONE-BY-A-DAY", Date: "2026-03-06", Amount: 30_00, Remaining: 30_00, RemainingTold: true},
			{ID: "6", Reference: "AGELESS", Date: "lately", Amount: 30_00, Remaining: 30_00},
		},
	}
	f := New(counter(), s, nil)
	fill(t, f, person)
	if got := f.Page().ID; got != "account.report" {
		t.Fatalf("is at %s: %+v", got, f.Page().Notice)
	}
	if want := (api.SearchQuery{FirstName: "Testa", LastName: "Sample", BirthDate: "1990-01-31", PostalCode: "M5J2H7"}); s.search != want {
		t.Errorf("searched %+v", s.search)
	}
	slices.Sort(s.asked)
	if want := []string{"authorizations 116994755 opened", "captures 116994755 promotional_purchase from 2026-03-06", "lookup", "search"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %q", s.asked)
	}
	for _, call := range s.calls {
		if call.Reference != f.Reference() {
			t.Errorf("a call of another flow: %+v", call)
		}
	}
	english := said(f.Page(), api.English)
	for _, want := range []string{
		"Testa Sample, account •••4755", "Status|Normal", "Available credit|$650.00", "Credit limit|$1,000.00", "Category|Premium",
		"E-mail|t•••@example.com", "Phone|•••-•••-0123", "Address|•••, Toronto ON, M5J •••",
		"Four|3, 6 months", "reference ORDER-1|$20.00 remains of $50.00", "reference ORDER-2|$10.00 remains of $30.00",
		"reference ORDER-8|of $70.00; the server does not say what remains", "reference LAST-DAY|$30.00 remains of $30.00",
		"lately, reference AGELESS|of $30.00; the server does not say what remains; its date cannot be read",
	} {
		if !strings.Contains(english, want) {
			t.Errorf("%q is missing in\n%s", want, english)
		}
	}
	if strings.Contains(english, "GONE") || strings.Contains(english, "testa.sample") || strings.Contains(english, "4165550123") {
		t.Errorf("shows too much:\n%s", english)
	}
	if french := said(f.Page(), api.French); !strings.Contains(french, "Quatre|3, 6 mois") {
		t.Errorf("in French:\n%s", french)
	}
}

func TestSeveralMatchesAreATable(t *testing.T) {
	other := customer("F", "FFRD")
	other.AccountNumber, other.FirstName = "116990001", "Testo"
	s := &server{
		customers: []api.Customer{customer("N", "NNOR"), other},
		accounts:  map[api.LookupQuery]api.Account{{AccountNumber: "116994755"}: tessa()},
	}
	f := New(counter(), s, nil)
	fill(t, f, person)
	table, ok := f.Page().Body.(*flows.Choose)
	if !ok || len(table.Rows) != 2 {
		t.Fatalf("page %+v", f.Page())
	}
	if cell := table.Rows[1].Cells[2].In(api.French); cell != "Gelé" {
		t.Errorf("the second's status reads %q", cell)
	}
	for i, row := range table.Rows {
		if len(row.Cells) != len(table.Columns) {
			t.Errorf("row %d has %d cells for %d columns", i, len(row.Cells), len(table.Columns))
		}
		if !row.Blocked.Empty() {
			t.Errorf("row %d is blocked in a look-up", i)
		}
	}
	play(t, f, flows.Answer{Row: 0})
	if f.Page().ID != "account.report" {
		t.Fatalf("is at %s", f.Page().ID)
	}
	if !f.Back() || f.Page().ID != "account.matches" || !f.Back() || f.Page().ID != "account.find" || f.Back() {
		t.Error("the way back is not report, table, find")
	}
	if got := f.Page().Body.(*flows.Ask).Form.Value(keyLast); got != "Sample" {
		t.Errorf("what was typed is lost: %q", got)
	}
}

func TestABlockedAccountShowsWhatSearchKnows(t *testing.T) {
	s := &server{
		customers: []api.Customer{customer("F", "FFRD")},
		errs:      map[api.LookupQuery]error{{AccountNumber: "116994755"}: refused("user_not_able_to_purchase")},
	}
	f := New(counter(), s, func(Found) flows.Flow { t.Error("a purchase was opened"); return nil })
	fill(t, f, person)
	page := f.Page()
	text := said(page, api.English)
	if page.Notice == nil || !strings.Contains(page.Notice.Next.In(api.English), "Only Flexiti's operations can lift it") || !strings.Contains(page.Notice.What.In(api.English), "frozen") {
		t.Errorf("notice %+v", page.Notice)
	}
	for _, want := range []string{"Testa Sample", "Status|Frozen", "Reason|FFRD", "Credit limit|$1,000.00"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if page.Notice == nil || page.Notice.Code != "user_not_able_to_purchase" || len(page.Actions) != 0 {
		t.Errorf("notice %+v, actions %+v", page.Notice, page.Actions)
	}
	if move := f.Answer(flows.Answer{Action: actionPurchase}); !move.Refused {
		t.Errorf("a purchase on a blocked account: %+v", move)
	}
}

func TestEveryStatusSaysWhatItMeansAndWhoMayAct(t *testing.T) {
	for _, status := range []string{"A", "F", "Z", "C"} {
		c := customer(status, status+"XYZ")
		for _, language := range []api.Language{api.English, api.French} {
			if len(strings.Split(Blocked(c).In(language), ". ")) < 2 {
				t.Errorf("status %s: %q", status, Blocked(c).In(language))
			}
		}
	}
	if why := Blocked(customer("N", "NNOR")); !why.Empty() {
		t.Errorf("normal is blocked: %q", why.In(api.English))
	}
	if why := Blocked(customer("Q", "QNEW")); !why.Empty() {
		t.Errorf("a status that only the server knows is blocked: %q", why.In(api.English))
	}
}

func TestHistoryThatFailsDoesNotHideTheAccount(t *testing.T) {
	s := &server{
		accounts: map[api.LookupQuery]api.Account{{AccountNumber: "116994755"}: tessa()},
		openErr:  &api.Error{Kind: api.KindServer, Code: "general_error"},
	}
	f := New(counter(), s, nil)
	fill(t, f, map[string]string{keyNumber: "116 994-755"})
	page := f.Page()
	if page.ID != "account.report" || page.Notice == nil || page.Notice.Tone != flows.Careful {
		t.Fatalf("page %s, notice %+v", page.ID, page.Notice)
	}
	if text := said(page, api.English); !strings.Contains(text, "Open authorizations\n|Could not be read.") || !strings.Contains(text, "Available credit|$650.00") {
		t.Error(text)
	}
}

func TestANumberIsTakenForWhatItMayBe(t *testing.T) {
	of := func(number, customer api.ID, card string) api.Account {
		a := tessa()
		a.AccountNumber, a.CustomerID, a.CardEndingIn = number, customer, card
		return a
	}
	second := of("123456789012", "900000000002", "5942")
	byAccount, byCard, byCustomer := api.LookupQuery{AccountNumber: "123456789012"}, api.LookupQuery{CardNumber: "6011000000005941"}, api.LookupQuery{CustomerID: "123456789012"}
	for name, c := range map[string]struct {
		number string
		server *server
		page   string
		asked  int // look-ups
		code   string
	}{
		"a short number is an account":                  {"116994755", &server{accounts: map[api.LookupQuery]api.Account{{AccountNumber: "116994755"}: tessa()}}, "account.report", 1, ""},
		"a card is found by its number, spaces and all": {"6011 0000 0000 5941", &server{accounts: map[api.LookupQuery]api.Account{byCard: tessa()}}, "account.report", 2, ""},
		"twelve digits may be a customer":               {"123456789012", &server{accounts: map[api.LookupQuery]api.Account{byCustomer: tessa()}}, "account.report", 2, ""},
		"twenty digits are a customer":                  {"12345678901234567890", &server{accounts: map[api.LookupQuery]api.Account{{CustomerID: "12345678901234567890"}: of("116994755", "12345678901234567890", "5941")}}, "account.report", 1, ""},
		"one account by both numbers is one match":      {"123456789012", &server{accounts: map[api.LookupQuery]api.Account{byAccount: of("123456789012", "123456789012", "5941"), byCustomer: of("123456789012", "123456789012", "5941")}}, "account.report", 2, ""},
		"two accounts are for the clerk to choose":      {"123456789012", &server{accounts: map[api.LookupQuery]api.Account{byAccount: second, byCustomer: tessa()}}, "account.matches", 2, ""},
		"a number that nobody has says so":              {"123456789012", &server{}, "account.find", 2, "not_found"},
		"a blocked account says why":                    {"123456789012", &server{errs: map[api.LookupQuery]error{byCustomer: refused("user_not_active")}}, "account.find", 2, "user_not_active"},
		"half an answer opens nobody's account": {"123456789012", &server{
			accounts: map[api.LookupQuery]api.Account{byAccount: second},
			errs:     map[api.LookupQuery]error{byCustomer: &api.Error{Kind: api.KindNetwork}},
		}, "account.find", 2, ""},
		"a short number that is no account may be a customer": {"123321", &server{accounts: map[api.LookupQuery]api.Account{{CustomerID: "123321"}: of("116994755", "123321", "5941")}}, "account.report", 2, ""},
		"a short number that nobody has":                      {"123321", &server{}, "account.find", 2, "not_found"},
		"a short number of a blocked account":                 {"116994755", &server{errs: map[api.LookupQuery]error{{AccountNumber: "116994755"}: refused("user_not_able_to_purchase")}}, "account.find", 1, "user_not_able_to_purchase"},
		"a short number, and no line":                         {"116994755", &server{errs: map[api.LookupQuery]error{{AccountNumber: "116994755"}: &api.Error{Kind: api.KindNetwork}}}, "account.find", 1, ""},
		"an authorized user keeps the dash":                   {"123456789012-01", &server{accounts: map[api.LookupQuery]api.Account{{CustomerID: "123456789012-01"}: tessa()}}, "account.report", 1, ""},
		"groups with dashes are one number":                   {"116-994-755", &server{accounts: map[api.LookupQuery]api.Account{{AccountNumber: "116994755"}: tessa()}}, "account.report", 1, ""},
		"a payment card is asked for as nothing else":         {"6011000000000004", &server{accounts: map[api.LookupQuery]api.Account{{CardNumber: "6011000000000004"}: of("116994755", "123456789012", "0004")}}, "account.report", 1, ""},
		"a payment card that nobody has":                      {"6011 0000 0000 0004", &server{}, "account.find", 1, "not_found"},
		"a magnetic stripe is a card":                         {"%B9900000000000091^SAMPLE/HELLA^30012010000000000000?;9900000000000091=30012010000000000000?", &server{accounts: map[api.LookupQuery]api.Account{{CardNumber: "9900000000000091"}: of("116994755", "123456789012", "0091")}}, "account.report", 1, ""},
		"its second track alone is too":                       {";9900000000000091=30012010000000000000?", &server{accounts: map[api.LookupQuery]api.Account{{CardNumber: "9900000000000091"}: of("116994755", "123456789012", "0091")}}, "account.report", 1, ""},
		"a reading that breaks the rules of its kind is not meant": {"6011000000005941", &server{
			accounts: map[api.LookupQuery]api.Account{byCard: tessa()},
			errs:     map[api.LookupQuery]error{{CustomerID: "6011000000005941"}: &api.Error{Kind: api.KindInput, Code: "wrong_inputs"}},
		}, "account.report", 2, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := c.server
			f := New(counter(), s, nil)
			fill(t, f, map[string]string{keyNumber: c.number})
			page := f.Page()
			if page.ID != c.page {
				t.Fatalf("is at %s, notice %+v", page.ID, page.Notice)
			}
			lookups := 0
			for _, what := range s.asked {
				if what == "lookup" {
					lookups++
				}
			}
			if lookups != c.asked {
				t.Errorf("asked %q", s.asked)
			}
			if c.page == "account.find" && (page.Notice == nil || page.Notice.Code != c.code) {
				t.Errorf("notice %+v", page.Notice)
			}
		})
	}
}

func TestTheNumberMakesTheOtherFieldsWay(t *testing.T) {
	f := New(counter(), &server{}, nil)
	keys := func() (keys []string) {
		for _, field := range f.Page().Body.(*flows.Ask).Form.Fields() {
			keys = append(keys, field.Key)
		}
		return keys
	}
	if got := keys(); !slices.Equal(got, []string{keyNumber, keyFirst, keyLast, keyBirth, keyPostal}) {
		t.Fatalf("fields %q", got)
	}
	f.Page().Body.(*flows.Ask).Form.Enter(keyNumber, "6")
	if got := keys(); !slices.Equal(got, []string{keyNumber}) {
		t.Errorf("with a number: %q", got)
	}
	if move := f.Answer(flows.Answer{}); move.Task == nil {
		t.Errorf("a number alone is not enough: %+v", move)
	}
	f.Page().Body.(*flows.Ask).Form.Enter(keyNumber, "six")
	if move := f.Answer(flows.Answer{}); !move.Refused {
		t.Errorf("letters are taken for a number: %+v", move)
	}
	f.Page().Body.(*flows.Ask).Form.Enter(keyNumber, "")
	if move := f.Answer(flows.Answer{}); !move.Refused {
		t.Errorf("nothing at all is searched for: %+v", move)
	}
}

func TestNobodyFoundIsSaidAlike(t *testing.T) {
	for name, s := range map[string]*server{
		"an empty list": {},
		"a 404":         {searchErr: notFound()},
	} {
		t.Run(name, func(t *testing.T) {
			f := New(counter(), s, nil)
			fill(t, f, person)
			if n := f.Page().Notice; n == nil || n.What != msgNobody {
				t.Errorf("notice %+v", n)
			}
		})
	}
}

func TestAPurchaseIsOneKeyAway(t *testing.T) {
	s := &server{accounts: map[api.LookupQuery]api.Account{{CardNumber: "6011000000005941"}: tessa()}}
	var got Found
	next := New(counter(), s, nil)
	f := New(counter(), s, func(found Found) flows.Flow { got = found; return next })
	fill(t, f, map[string]string{keyNumber: "6011000000005941"})
	actions := f.Page().Actions
	if len(actions) != 1 || actions[0].Key != 'p' {
		t.Fatalf("actions %+v", actions)
	}
	if move := f.Answer(flows.Answer{Action: actions[0].ID}); move.Open != flows.Flow(next) || got.Number() != "116994755" || got.CardNumber != "6011000000005941" {
		t.Errorf("move %+v, found %+v", move, got)
	}
}

func TestMaskedData(t *testing.T) {
	for in, want := range map[string]string{"": "", "a@b.ca": "a•••@b.ca", "é.x@y.ca": "é•••@y.ca", "nonsense": "•••", "@x": "•••"} {
		if got := MaskedEmail(in); got != want {
			t.Errorf("e-mail %q is shown as %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"": "", "4165550123": "•••-•••-0123", "0123": "•••", "******0123": "•••-•••-0123"} {
		if got := MaskedPhone(in); got != want {
			t.Errorf("phone %q is shown as %q, want %q", in, got, want)
		}
	}
}
