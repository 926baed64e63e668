package application

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// server answers in memory, and remembers what it was asked. Fields are changed by tests
// between answers.
type server struct {
	terms    map[api.Language]api.Terms
	termsErr error
	decision api.Decision
	applyErr error

	customers []api.Customer
	searchErr error
	searched  []api.SearchQuery

	asked []api.Call
	calls []api.Call
	sent  []api.Application
}

func (s *server) Terms(_ context.Context, call api.Call) (api.Terms, error) {
	s.asked = append(s.asked, call)
	if s.termsErr != nil {
		return api.Terms{}, s.termsErr
	}
	return s.terms[call.Language], nil
}

func (s *server) Apply(_ context.Context, call api.Call, a api.Application) (api.Decision, error) {
	s.calls, s.sent = append(s.calls, call), append(s.sent, a)
	return s.decision, s.applyErr
}

func (s *server) Search(_ context.Context, _ api.Call, q api.SearchQuery) ([]api.Customer, error) {
	s.searched = append(s.searched, q)
	return s.customers, s.searchErr
}

// shelf is catalogues by language.
type shelf map[api.Language]*api.Catalogue

func (s shelf) Catalogue(language api.Language) *api.Catalogue { return s[language] }

func options(pairs ...string) []api.Option {
	var all []api.Option
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, api.Option{Code: pairs[i], Label: pairs[i+1]})
	}
	return all
}

func catalogues() shelf {
	return shelf{
		api.English: {
			Salutations: options("ms", "Ms.", "mr", "Mr."), Provinces: options("ON", "Ontario", "QC", "Quebec", "BC", "British Columbia"),
			SecurityIDs: options("9", "Your favourite movie?", "4", "Your first pet?"),
			GovIDTypes:  options("CADL", "Driver's Licence", "CAPID", "Provincial ID Card", "CAP", "Passport", "CAX", "Card without issuers"),
			Issuers: map[string][]api.Option{
				"CADL":  options("QC", "Quebec", "ON", "Ontario", "BC", "British Columbia"),
				"CAPID": options("ON", "Ontario"), "CAP": options("CANADA", "Canada"),
			},
			Occupations: options("RT", "Retired", "FE", "Employed full time"), HousingTypes: options("R", "Rents", "O", "Owns"),
			QCPADisclosure: "Quebec text", Insurance: "Insurance text", InsuranceTC: "Insurance conditions", AnnualFees: "Fees text",
		},
		api.French: {
			Salutations: options("ms", "Mme", "mr", "M."), Provinces: options("ON", "Ontario", "QC", "Québec", "BC", "Colombie-Britannique"),
			SecurityIDs: options("9", "Votre film préféré?", "4", "Votre premier animal?"),
			GovIDTypes:  options("CADL", "Permis de conduire", "CAPID", "Carte d'identité", "CAP", "Passeport", "CAX", "Carte sans émetteurs"),
			Issuers: map[string][]api.Option{
				"CADL":  options("QC", "Québec", "ON", "Ontario", "BC", "Colombie-Britannique"),
				"CAPID": options("ON", "Ontario"), "CAP": options("CANADA", "Canada"),
			},
			Occupations: options("RT", "Retraité", "FE", "Employé à temps plein"), HousingTypes: options("R", "Locataire", "O", "Propriétaire"),
			QCPADisclosure: "Texte du Québec", Insurance: "Texte d'assurance", InsuranceTC: "Conditions d'assurance", AnnualFees: "Texte des frais",
		},
	}
}

func noon() time.Time { return time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC) }

// testingT is a test, or one run of a property.
type testingT interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// clerk plays an application as a clerk would.
type clerk struct {
	t         testingT
	flow      *Flow
	server    *server
	lists     shelf
	counter   *flows.Counter
	refreshed int
	// refresh is called when the lists are asked for again.
	refresh func() error
	intents *flowtest.Intents
	// purchases are the account numbers that a purchase was opened with.
	purchases []string
}

func newClerk(t testingT) *clerk {
	t.Helper()
	c := &clerk{t: t, lists: catalogues(), refresh: func() error { return nil }, server: &server{
		terms: map[api.Language]api.Terms{
			api.English: {Version: "2026-01", Title: "Agreement", Text: "Terms text"},
			api.French:  {Version: "2026-01", Title: "Convention", Text: "Texte des conditions"},
		},
		decision: api.Decision{
			Status: api.Approved, ApplicationID: "7001", CustomerID: "123456789012", AccountNumber: "116994755",
			CreditLimit: 5000_00, AvailableCredit: 5000_00, Category: api.Preferred, CardEndingIn: "5941", Message: "Welcome.",
		},
	}}
	ids := 0
	c.counter = &flows.Counter{
		Clerk: "12345-SMITH", Location: "00-12345", Training: true, Language: api.English, Lists: c.lists, Now: noon,
		NewID: func() api.ReferenceID {
			ids++
			return api.ReferenceID(fmt.Sprintf("%032d", ids))
		},
	}
	c.start()
	return c
}

// start is a new application at the same counter.
func (c *clerk) start() {
	c.intents = flowtest.NewIntents(noon)
	c.flow = New(c.counter, c.server, Deps{
		Recorder: c.intents,
		Refresh: func(context.Context) error {
			c.refreshed++
			return c.refresh()
		},
		Purchase: func(d api.Decision, requestID string, reference api.ReferenceID) flows.Flow {
			c.purchases = append(c.purchases, string(d.AccountNumber)+" "+requestID+" "+string(reference))
			return c.flow
		},
	})
}

// play runs a task and every task that comes of it.
func (c *clerk) play(move flows.Move) flows.Move {
	c.t.Helper()
	for move.Task != nil {
		move = move.Task.Run(context.Background())()
	}
	return move
}

func (c *clerk) enter() flows.Move {
	c.t.Helper()
	return c.play(c.flow.Answer(flows.Answer{}))
}

func (c *clerk) form() *form.Form {
	c.t.Helper()
	ask, ok := c.flow.Page().Body.(*flows.Ask)
	if !ok {
		c.t.Fatalf("%s has no fields", c.flow.Page().ID)
	}
	return ask.Form
}

// fill types into fields of the page, leaving each.
func (c *clerk) fill(pairs ...string) {
	c.t.Helper()
	page := c.form()
	for i := 0; i < len(pairs); i += 2 {
		page.Enter(pairs[i], pairs[i+1])
		page.Leave(pairs[i])
	}
}

// next fills fields in and goes on.
func (c *clerk) next(pairs ...string) flows.Move {
	c.t.Helper()
	c.fill(pairs...)
	return c.enter()
}

func (c *clerk) at(page string) {
	c.t.Helper()
	if got := c.flow.Page(); got.ID != "application."+page {
		c.t.Fatalf("is at %s, want %s; notice %v", got.ID, page, got.Notice)
	}
}

// fields are the keys of the fields of the page.
func (c *clerk) fields() string {
	c.t.Helper()
	var keys []string
	for _, field := range c.form().Fields() {
		keys = append(keys, field.Key)
	}
	return strings.Join(keys, " ")
}

func (c *clerk) field(key string) form.Field {
	c.t.Helper()
	for _, field := range c.form().Fields() {
		if field.Key == key {
			return field
		}
	}
	c.t.Fatalf("%s has no field %s", c.flow.Page().ID, key)
	return form.Field{}
}

func (c *clerk) notice() flows.Notice {
	if n := c.flow.Page().Notice; n != nil {
		return *n
	}
	return flows.Notice{}
}

// The pages of an application in Ontario that is approved, each filled in.
var (
	who = []string{
		keySalutation, "mr", keyFirst, "Testa", keyMiddle, "Quill", keyLast, "Sample", keyBirth, "19850321",
	}
	contact = []string{
		keyEmail, "testa.sample@example.com", keyPhone, "(416) 555-0123", keyAddress1, "12 Sample Street",
		keyCity, "Ottawa", keyProvince, "ON", keyPostal, "k1a0b1",
	}
	home     = []string{keyHousing, "R", keyHousingPayment, "1 234,50", keyOccupation, "RT", keyIncome, "$61,000"}
	identity = []string{keyIDType, "CADL", keyIDIssuer, "ON", keyIDNumber, "D6101-40706", keyIDExpiry, "20300131"}
	security = []string{keyQuestion, "4", keyAnswer, "Rex the Invented"}
)

// forms fills in every page up to the texts.
func (c *clerk) forms() {
	c.t.Helper()
	for _, page := range []struct {
		id     string
		values []string
	}{{"who", who}, {"contact", contact}, {"home", home}, {"identity", identity}, {"security", security}} {
		c.at(page.id)
		c.next(page.values...)
	}
}

// texts reads everything from the fees to the terms.
func (c *clerk) texts() {
	c.t.Helper()
	for _, page := range []string{"fees", "insurance", "insurance-terms"} {
		c.at(page)
		c.enter()
	}
	c.at("protection")
	c.next(keyInsurance, form.Yes)
	c.at("terms")
	c.enter()
}

// review goes to the review of a whole application.
func (c *clerk) review() {
	c.t.Helper()
	c.forms()
	c.texts()
	c.at("review")
}

// rows are the lines of the review in order.
func (c *clerk) rows() []flows.Line {
	c.t.Helper()
	review, ok := c.flow.Page().Body.(*flows.Review)
	if !ok {
		c.t.Fatalf("%s is no review", c.flow.Page().ID)
	}
	var rows []flows.Line
	for _, group := range review.Groups {
		rows = append(rows, group.Lines...)
	}
	return rows
}

// row is the line of the review with a label, and its number.
func (c *clerk) row(label lang.Text) (flows.Line, int) {
	c.t.Helper()
	for i, line := range c.rows() {
		if line.Label == label {
			return line, i
		}
	}
	c.t.Fatalf("the review has no row %q", label.In(api.English))
	return flows.Line{}, 0
}

// edit opens a row of the review.
func (c *clerk) edit(label lang.Text) {
	c.t.Helper()
	_, i := c.row(label)
	c.play(c.flow.Answer(flows.Answer{Action: "edit", Row: i}))
}

// last is the application that was sent last.
func (c *clerk) last() api.Application {
	c.t.Helper()
	if len(c.server.sent) == 0 {
		c.t.Fatal("nothing was sent")
	}
	return c.server.sent[len(c.server.sent)-1]
}

// text is a report in English.
func text(page flows.Page) string {
	report, ok := page.Body.(*flows.Report)
	if !ok {
		return ""
	}
	var b strings.Builder
	b.WriteString(report.Headline.In(api.English) + "\n" + report.Text.In(api.English) + "\n")
	for _, group := range report.Groups {
		for _, line := range group.Lines {
			b.WriteString(line.Label.In(api.English) + "|" + line.Value.In(api.English) + "\n")
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

// stations plays an application to its review and gives the pages it came by.
func stations(c *clerk) string {
	c.t.Helper()
	var ids []string
	for range 20 {
		page := c.flow.Page()
		ids = append(ids, strings.TrimPrefix(page.ID, "application."))
		switch page.Body.(type) {
		case *flows.Review:
			return strings.Join(ids, " ")
		case *flows.Ask:
			for key, value := range map[string][]string{"who": who, "contact": contact, "home": home, "identity": identity, "security": security} {
				if ids[len(ids)-1] == key {
					c.fill(value...)
				}
			}
			if ids[len(ids)-1] == "protection" {
				c.fill(keyInsurance, form.No)
			}
		}
		c.enter()
	}
	c.t.Fatalf("no review after %v", ids)
	return ""
}

// full is a recorder whose disk is full.
type full struct{ *flowtest.Intents }

func (full) Intend(context.Context, flows.Intent) (flows.IntentID, error) {
	return "", errors.New("no space")
}
