package sandbox

import (
	"slices"
	"strings"
	"time"

	"countertop/api"
	"countertop/api/sandbox/price"
)

// SampleCustomer is one of the invented customers that every server starts with.
type SampleCustomer struct {
	AccountNumber, CustomerID, CardNumber string
	FirstName, LastName, BirthDate        string
	PostalCode, SecurityAnswer            string
	English, French                       string // what the customer is there for
}

// What every sample customer is asked and answers.
const (
	sampleQuestion = "4"
	sampleAnswer   = "sample"
)

// sample is a row of the table below. Zero members are those of an ordinary customer.
type sample struct {
	first, last, born, postal, province string
	rating                              string
	purpose                             text

	status, reason string // N, NNOR
	inactive       bool
	noPhone        bool
	word           string
	business       bool
	customerID     string // "": of 12 digits
	used           api.Money
	history        []pastPurchase
}

// pastPurchase is a purchase made before the server started.
type pastPurchase struct {
	age       time.Duration
	amount    api.Money
	captured  api.Money // 0: nothing was captured yet
	plan      string    // "" is a regular purchase
	term      int
	reference string
}

const day = 24 * time.Hour

// samples are the customers to train with. Row nn, from 01, has account 1000000nn, customer
// 9000000000nn, card 99000000000000nn and phone 41655501nn.
var samples = []sample{
	{first: "Testa", last: "Sample", born: "1980-01-15", postal: "M5V2T6", province: "ON", rating: "H",
		purpose: text{"An ordinary premium customer", "Une cliente ordinaire, premier choix"}},
	{first: "Ada", last: "Exemple", born: "1975-06-30", postal: "V6B1A1", province: "BC", rating: "M",
		purpose: text{"An ordinary preferred customer", "Une cliente ordinaire, privilégiée"}},
	{first: "Stan", last: "Specimen", born: "1990-03-03", postal: "T2P1J9", province: "AB", rating: "Y",
		purpose: text{"A standard (non-prime) customer", "Un client standard (à risque)"}},
	{first: "Zoé", last: "Échantillon", born: "1985-11-20", postal: "H2Y1C6", province: "QC", rating: "M",
		purpose: text{"A resident of Quebec, served in French", "Une résidente du Québec, servie en français"}},
	{first: "Alf", last: "Sample", born: "1971-02-11", postal: "M5V2T6", province: "ON", rating: "M", status: "A", reason: "AAUT",
		purpose: text{"Status A: purchases prohibited for now", "Statut A : achats interdits pour l'instant"}},
	{first: "Freda", last: "Sample", born: "1972-03-12", postal: "M5V2T6", province: "ON", rating: "M", status: "F", reason: "FFRD",
		purpose: text{"Status F: frozen", "Statut F : compte gelé"}},
	{first: "Zed", last: "Sample", born: "1973-04-13", postal: "M5V2T6", province: "ON", rating: "M", status: "Z", reason: "ZCCO",
		purpose: text{"Status Z: charged off", "Statut Z : compte radié"}},
	{first: "Clo", last: "Sample", born: "1974-05-14", postal: "M5V2T6", province: "ON", rating: "M", status: "C", reason: "",
		purpose: text{"Status C: closed", "Statut C : compte fermé"}},
	{first: "Ina", last: "Sample", born: "1976-07-16", postal: "M5V2T6", province: "ON", rating: "M", inactive: true,
		purpose: text{"An account that was not activated", "Un compte non activé"}},
	{first: "Nolan", last: "Sample", born: "1977-08-17", postal: "S4P3Y2", province: "SK", rating: "H", noPhone: true,
		purpose: text{"No phone: a PIN cannot be sent by text message", "Sans téléphone : le NIP ne peut pas être envoyé par texto"}},
	{first: "Bizz", last: "Specimen", born: "1978-09-18", postal: "R3C4T3", province: "MB", rating: "L", business: true,
		purpose: text{"A business account; card 9900000000000091 is an authorized user's, Hella Helper's", "Un compte d'entreprise; la carte 9900000000000091 est celle d'une utilisatrice autorisée, Hella Helper"}},
	{first: "Manny", last: "Doubles", born: "1982-12-02", postal: "B3J1S9", province: "NS", rating: "M",
		purpose: text{"Several matches, first of three", "Plusieurs résultats, le premier de trois"}},
	{first: "Manny", last: "Doubles", born: "1982-12-02", postal: "E1C4Z2", province: "NB", rating: "H",
		purpose: text{"Several matches, second of three", "Plusieurs résultats, le deuxième de trois"}},
	{first: "Manny", last: "Doubles", born: "1982-12-02", postal: "B3J1S9", province: "NS", rating: "M", status: "F", reason: "FINP",
		purpose: text{"Several matches, third of three, frozen", "Plusieurs résultats, le troisième de trois, gelé"}},
	{first: "Opal", last: "Openauth", born: "1983-01-23", postal: "L5B3C1", province: "ON", rating: "L",
		purpose: text{"Open authorizations and captures with something left", "Autorisations ouvertes et captures entamées"},
		history: []pastPurchase{
			{age: 120 * day, amount: 800_00, captured: 800_00, plan: "5", term: 6, reference: "SAMPLE-OLD"},
			{age: 20 * day, amount: 1_200_00, captured: 500_00, plan: "4", term: 12, reference: "SAMPLE-PART"},
			{age: 2 * day, amount: 650_00, plan: "5", term: 12, reference: "SAMPLE-OPEN"},
			{age: 3 * day, amount: 89_99, captured: 89_99, reference: "SAMPLE-REGULAR"},
		}},
	{first: "Cora", last: "Nearlimit", born: "1984-02-24", postal: "C1A7N8", province: "PE", rating: "X", used: 1_950_00,
		purpose: text{"Credit nearly used up: 50.00 of 2,000.00 left", "Crédit presque épuisé : il reste 50,00 sur 2 000,00"}},
	{first: "Reg", last: "Frequent", born: "1986-04-26", postal: "A1C5M2", province: "NL", rating: "H",
		purpose: text{"Three regular purchases in the last 24 hours: one more bypass", "Trois achats courants en 24 heures : encore une vérification omise"},
		history: []pastPurchase{
			{age: 5 * time.Hour, amount: 40_00, captured: 40_00, reference: "SAMPLE-REG-1"},
			{age: 3 * time.Hour, amount: 25_50, captured: 25_50, reference: "SAMPLE-REG-2"},
			{age: 1 * time.Hour, amount: 12_25, captured: 12_25, reference: "SAMPLE-REG-3"},
		}},
	{first: "Wanda", last: "Sample", born: "1979-10-19", postal: "K1A0B1", province: "ON", rating: "M", word: sampleAnswer,
		purpose: text{"Has a personal identification word: verified by override only", "A un mot d'identification personnel : vérifiée par dérogation seulement"}},
	{first: "Pia", last: "Specimen", born: "1991-01-05", postal: "T2P1J9", province: "AB", rating: "P", customerID: "900019",
		purpose: text{"Rating P: standard (non-prime); a customer id of six digits", "Cote P : standard (à risque); un numéro de client de six chiffres"}},
	{first: "Quinn", last: "Specimen", born: "1991-02-06", postal: "T2P1J9", province: "AB", rating: "Q", customerID: "900000020",
		purpose: text{"Rating Q: standard (non-prime); a customer id of nine digits", "Cote Q : standard (à risque); un numéro de client de neuf chiffres"}},
	{first: "Rita", last: "Specimen", born: "1991-03-07", postal: "T2P1J9", province: "AB", rating: "R", customerID: "90000000000000000021",
		purpose: text{"Rating R: standard (non-prime); a customer id of twenty digits", "Cote R : standard (à risque); un numéro de client de vingt chiffres"}},
	{first: "Sam", last: "Specimen", born: "1991-04-08", postal: "T2P1J9", province: "AB", rating: "S",
		purpose: text{"Rating S: standard (non-prime)", "Cote S : standard (à risque)"}},
	{first: "Zach", last: "Specimen", born: "1991-05-09", postal: "T2P1J9", province: "AB", rating: "Z",
		purpose: text{"Rating Z: standard (non-prime)", "Cote Z : standard (à risque)"}},
	{first: "Nil", last: "Specimen", born: "1991-06-10", postal: "M5V2T6", province: "ON", rating: "N",
		purpose: text{"Rating N: none; no plan is offered", "Cote N : aucune; aucun plan n'est offert"}},
	{first: "Rhea", last: "Reasons", born: "1969-09-09", postal: "M5V2T6", province: "ON", rating: "M",
		purpose: text{"A search finds an account for each reason code", "Une recherche trouve un compte pour chaque code de motif"}},
}

// reasonCodes are the reasons of accounts' statuses; the first letter is the status (docs/contract.md §4, SEEN).
const reasonCodes = "AAUT FAGN FBNK FCCS FCLC FCLG FCQC FCND FCOP FDEC FDVO FFRD FHRD FIND FINP FLCK FOPD FPAC FRMA FRME FRVK FSKP FSLM " +
	"ZBNK ZCCO ZCCS ZCOP ZDEC ZDVO ZFRD ZMCO ZOPD ZSLM ZSRO"

// addReasons adds the accounts of the last sample customer that are blocked, one a reason.
func (st *state) addReasons(now time.Time) {
	who := samples[len(samples)-1]
	for i, reason := range strings.Fields(reasonCodes) {
		who.status, who.reason = reason[:1], reason
		st.addAccount(who.account(SampleCustomer{
			AccountNumber: sampleNumber("100000200", i), CustomerID: sampleNumber("900000000200", i), CardNumber: sampleNumber("9900000000000200", i),
		}, now))
	}
}

// authorizedUserOf is the one other person who buys on the business sample's account.
func authorizedUserOf(customerID string) authorizedUser {
	return authorizedUser{
		card: authorizedUserCard, phone: "4165550191", email: "helper@example.com", customerID: customerID + "-01",
		firstName: "Hella", lastName: "Helper", birthDate: "1992-02-12",
	}
}

// authorizedUserCard is the card of the authorized user of the business sample.
const authorizedUserCard = "9900000000000091"

// SampleCustomers lists the customers that every server starts with, for a trainer's page
// and for tests.
func SampleCustomers() []SampleCustomer {
	customers := make([]SampleCustomer, len(samples))
	for i, s := range samples {
		customers[i] = SampleCustomer{
			AccountNumber: sampleNumber("100000000", i), CustomerID: sampleNumber("900000000000", i),
			CardNumber: sampleNumber("9900000000000000", i),
			FirstName:  s.first, LastName: s.last, BirthDate: s.born, PostalCode: s.postal,
			SecurityAnswer: sampleAnswer, English: s.purpose.In(english), French: s.purpose.In(french),
		}
	}
	for i, s := range samples {
		if s.customerID != "" {
			customers[i].CustomerID = s.customerID
		}
	}
	return customers
}

// sampleNumber writes the row, from 1, over the last two digits.
func sampleNumber(zeros string, row int) string {
	row++
	return zeros[:len(zeros)-2] + string(rune('0'+row/10)) + string(rune('0'+row%10))
}

func (st *state) addSamples(now time.Time) {
	known := SampleCustomers()
	for i, s := range samples {
		a := s.account(known[i], now)
		st.addAccount(a)
		for _, p := range s.history {
			st.addPast(a, p, now)
		}
	}
	st.addReasons(now)
	oldestFirst := func(a, b *authorization) int { return a.created.Compare(b.created) }
	slices.SortStableFunc(st.authorizations, oldestFirst)
	for _, a := range st.accounts {
		slices.SortStableFunc(a.authorizations, oldestFirst)
	}
}

// ask gives the sample customers a security question of a replaced catalogue, where theirs is
// not in it.
func (st *state) ask(questions list) {
	for _, a := range st.accounts {
		if _, found := questions.label(a.questionID); !found && len(questions) > 0 {
			a.questionID = questions[0].code
		}
	}
}

func (s sample) account(known SampleCustomer, now time.Time) *account {
	a := &account{
		number: known.AccountNumber, customerID: known.CustomerID, card: known.CardNumber,
		kind: consumer, status: s.status, reason: s.reason, active: !s.inactive, rating: s.rating,
		limit: price.CreditOf(s.rating), used: s.used, created: now.AddDate(-2, 0, 0),
		firstName: s.first, lastName: s.last, birthDate: s.born,
		phone:    "41655501" + known.AccountNumber[7:],
		email:    strings.ToLower(strings.Map(asciiLetter, s.first)) + "@example.com",
		address1: known.AccountNumber[7:] + " Sample Street", city: "Sampleville", province: s.province, postal: s.postal,
		language: "en-CA", questionID: sampleQuestion, answer: sampleAnswer, word: s.word,
	}
	if s.status == "" {
		a.status, a.reason = "N", "NNOR"
	}
	if s.noPhone {
		a.phone = ""
	}
	if s.province == price.Quebec {
		a.language = "fr-CA"
	}
	if s.business {
		a.kind = business
		a.users = []authorizedUser{authorizedUserOf(a.customerID)}
	}
	return a
}

func asciiLetter(r rune) rune {
	if r > '~' {
		return 'x'
	}
	return r
}

// addPast records a purchase as it was authorized then.
func (st *state) addPast(a *account, p pastPurchase, now time.Time) {
	auth := &authorization{
		id: st.digits(16), account: a, reference: p.reference, created: now.Add(-p.age),
		amount: p.amount, remaining: p.amount - p.captured, kind: regularPurchase,
	}
	if p.plan != "" {
		auth.kind, auth.planID, auth.term = promotionalPurchase, p.plan, p.term
	}
	if p.captured > 0 {
		auth.captures = []*captured{{st.digits(9), p.reference, auth.created, p.captured, p.captured}}
	}
	a.used += p.amount
	st.addAuthorization(auth)
}
