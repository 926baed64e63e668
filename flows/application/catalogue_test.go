package application

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/purchase"
)

// otherCatalogue is a catalogue with nothing of the embedded one but a few codes that mean
// something to the contract, in an order that no sorting gives.
const otherCatalogue = `{
	"housing_type": {"Tent": "EN tent", "Boat": "EN boat", "Rent": "EN rent"},
	"salutations": {"zz": "EN captain", "aa": "EN doctor", "mm": "EN pilot"},
	"provinces": {"ON": "EN Ontario", "Z9": "EN new province", "AB": "EN Alberta", "A1": "EN old province"},
	"security_ids": {"31": "EN first ship?", "7": "EN last ship?", "12": "EN next ship?"},
	"govid_types": {"SEA": "EN sea pass", "CADL": "EN licence", "MOON": "EN moon pass", "AIR": "EN air pass"},
	"govid_issued_bys": {"option_depends": {
		"CADL": {"ZZ": "EN office of Z", "AA": "EN office of A", "ON": "EN office of Ontario"},
		"MOON": {"FAR": "EN far side", "CLOSE": "EN near side"},
		"SEA": {"OCEAN": "EN the ocean"},
		"AIR": {"SKY": "EN the sky", "BIRD": "EN the birds"}
	}},
	"occupation_ids": {"ZZ": "EN astronaut", "FE": "EN employed", "AA": "EN aviator"},
	"transaction_types": {"regular_purchase": "EN everyday purchase", "promotional_purchase": "EN plan purchase"},
	"plan_ids": {"90": "EN brand-new plan", "4": "EN renamed plan", "12": "EN another plan"},
	"qcpa_disclosure": "EN Quebec text", "insurance": "EN insurance text", "insurance_tc": "EN insurance conditions",
	"annual_fees": "EN fees text", "something_new": {"a": [1, 2]}
}`

// listed are the codes of a list of otherCatalogue in its order, as "code label" in English.
var listed = map[string][]string{
	keySalutation: {"zz EN captain", "aa EN doctor", "mm EN pilot"},
	keyProvince:   {"ON EN Ontario", "Z9 EN new province", "AB EN Alberta", "A1 EN old province"},
	keyHousing:    {"Tent EN tent", "Boat EN boat", "Rent EN rent"},
	keyOccupation: {"ZZ EN astronaut", "FE EN employed", "AA EN aviator"},
	keyIDType:     {"SEA EN sea pass", "CADL EN licence", "MOON EN moon pass", "AIR EN air pass"},
	keyQuestion:   {"31 EN first ship?", "7 EN last ship?", "12 EN next ship?"},
}

// openOther is a counter at a training server with the other catalogue, over real HTTP. Nothing
// has been fetched yet.
func openOther(t *testing.T) (*flows.Counter, *api.Client, *api.Catalogues, <-chan string) {
	t.Helper()
	pins := make(chan string, 1)
	server := sandbox.New(sandbox.Options{Seed: 1, PIN: func(p sandbox.PIN) { pins <- p.Digits }, Catalogue: map[string]json.RawMessage{
		"en": json.RawMessage(otherCatalogue),
		"fr": json.RawMessage(strings.ReplaceAll(otherCatalogue, "EN ", "FR ")),
	}})
	base, stop, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	client, err := api.New(api.Options{BaseURL: base, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	catalogues := api.NewCatalogues(client, api.CatalogueCache{})
	return &flows.Counter{
		Clerk: "12345-SMITH", Location: sandbox.DefaultLocation, Training: true, Language: api.English,
		Lists: catalogues, Now: time.Now, NewID: api.NewReferenceID,
	}, client, catalogues, pins
}

func offered(field form.Field, language api.Language) []string {
	var all []string
	for _, option := range field.Options {
		all = append(all, option.Code+" "+option.Label.In(language))
	}
	return all
}

// offers compares the lists of the page with those of the server.
func (c *clerk) offers() {
	c.t.Helper()
	for _, field := range c.form().Fields() {
		want, known := listed[field.Key]
		if !known {
			continue
		}
		for language, mark := range map[api.Language]string{api.English: "EN ", api.French: "FR "} {
			inLanguage := strings.Split(strings.ReplaceAll(strings.Join(want, "\n"), "EN ", mark), "\n")
			if got := offered(field, language); !slices.Equal(got, inLanguage) {
				c.t.Fatalf("%s offers %q, want %q", field.Key, got, inLanguage)
			}
		}
	}
}

func TestTheCatalogueDecidesTheApplicationAndThePurchase(t *testing.T) {
	counter, client, catalogues, pins := openOther(t)
	intents := flowtest.NewIntents(time.Now)
	c := &clerk{t: t, counter: counter}
	c.flow = New(counter, client, Deps{
		Recorder: intents,
		Refresh:  catalogues.Refresh,
		Purchase: func(d api.Decision, requestID string, reference api.ReferenceID) flows.Flow {
			return purchase.AfterApproval(counter, client, intents, d, requestID, reference)
		},
	})
	c.at("no-lists")
	c.enter()

	c.at("who")
	c.offers()
	c.next(keySalutation, "aa", keyFirst, "Testa", keyLast, "Sample", keyBirth, "1985-03-21")
	c.at("contact")
	c.offers()
	c.fill(contact...)
	c.next(keyProvince, "Z9")
	c.at("home")
	c.offers()
	c.fill(keyHousing, "Boat", keyHousingPayment, "0", keyOccupation, "FE", keyIncome, "61000")
	c.next(keyEmployer, "Sample Works", keyEmployerPhone, "4165550177")
	c.at("identity")
	c.offers()
	c.fill(keyIDType, "SEA")
	if got := c.form().Value(keyIDIssuer); got != "OCEAN" {
		t.Errorf("the only issuer is not chosen: %q", got)
	}
	c.fill(keyIDType, "MOON")
	if got := offered(c.field(keyIDIssuer), api.English); !slices.Equal(got, []string{"FAR EN far side", "CLOSE EN near side"}) {
		t.Errorf("the issuers of a moon pass are %q", got)
	}
	c.next(keyIDIssuer, "CLOSE", keyIDNumber, "M-1", keyIDExpiry, "2099-01-31")
	c.at("security")
	c.offers()
	c.next(keyQuestion, "31", keyAnswer, "Sample")
	if got := c.flow.Page().Body.(*flows.Read).Text; got != lang.Of("EN fees text", "FR fees text") {
		t.Errorf("the fees read %v", got)
	}
	c.texts()
	c.enter()
	c.at("decision")
	wants(t, text(c.flow.Page()), "Approved")
	buy(t, c.enter().Open, pins)
}

// play answers a purchase on its page, and runs what comes of it.
func play(t *testing.T, flow flows.Flow, answer flows.Answer) {
	t.Helper()
	for move := flow.Answer(answer); move.Task != nil; {
		move = move.Task.Run(t.Context())()
	}
}

// buy plays the purchase that follows: its offers are the catalogue's plans in the catalogue's words.
func buy(t *testing.T, flow flows.Flow, pins <-chan string) {
	t.Helper()
	at := func(id string) flows.Page {
		t.Helper()
		page := flow.Page()
		if page.ID != "purchase."+id {
			t.Fatalf("is at %s, want %s; notice %v", page.ID, id, page.Notice)
		}
		return page
	}
	ask := at("amount").Body.(*flows.Ask)
	ask.Form.Enter("amount", "300.00")
	ask.Form.Enter("reference", "ORDER-1")
	play(t, flow, flows.Answer{})

	var english, french []string
	table := at("offers").Body.(*flows.Choose)
	for _, row := range table.Rows {
		english = append(english, row.Cells[0].In(api.English))
		french = append(french, row.Cells[0].In(api.French))
	}
	english, french = slices.Compact(english), slices.Compact(french)
	if want := []string{"EN everyday purchase", "EN brand-new plan", "EN renamed plan", "EN another plan"}; !slices.Equal(english, want) {
		t.Fatalf("offers %q, want %q", english, want)
	}
	if got := strings.ReplaceAll(strings.Join(french, "\n"), "FR ", "EN "); got != strings.Join(english, "\n") {
		t.Errorf("in French %q", french)
	}
	newest := slices.IndexFunc(table.Rows, func(row flows.Row) bool { return row.Cells[0].In(api.English) == "EN brand-new plan" })
	play(t, flow, flows.Answer{Row: newest})
	at("terms")
	play(t, flow, flows.Answer{})
	at("method")
	play(t, flow, flows.Answer{}) // by text message, the first
	at("pin").Body.(*flows.Ask).Form.Enter("verification_code", <-pins)
	play(t, flow, flows.Answer{})
	at("confirm")
	play(t, flow, flows.Answer{})
	wants(t, text(at("outcome")), "$300.00", "EN brand-new plan")
}

func TestANewDocumentIsOfferedAfterTheNextFetch(t *testing.T) {
	c := newClerk(t)
	c.next(who...)
	c.next(contact...)
	c.next(home...)
	for _, catalogue := range c.lists {
		catalogue.GovIDTypes = append([]api.Option{{Code: "NEW", Label: "New document"}}, catalogue.GovIDTypes...)
		catalogue.Issuers["NEW"] = options("HERE", "Here")
	}
	if first := c.field(keyIDType).Options[0].Code; first != "NEW" {
		t.Errorf("the first document is %s", first)
	}
	c.fill(identity...)
	c.next(keyIDType, "NEW")
	c.at("security")
	if got := c.flow.draft.Value(keyIDIssuer); got != "HERE" {
		t.Errorf("its issuer is %q", got)
	}
}
