package ui

// This file holds what clerks type in the tests: an invented applicant, and the ways through flows.

// The pages of an application that have fields, with the answers of an invented applicant. Options are
// named by their codes, so that the same hand works in both languages.
func applicant(middle, province, postal string) map[string][]answer {
	return map[string][]answer{
		"application.who": {{"salutation", "ms"}, {"first_name", "Ficta"}, {"middle_name", middle}, {"last_name", "Testperson-Spécimen"},
			{"dob", "1990-05-17"}, {"preferred_language", "fr-CA"}, {"account_type", "consumer"}},
		"application.contact": {{"email", "ficta@sample.example"}, {"phone_number", "416-555-0123"}, {"address_1", "12 Invention Street"},
			{"address_2", "Unit 4"}, {"city", "Sampleville"}, {"province", province}, {"postal_code", postal}},
		"application.home": {{"housing_type", "Rent"}, {"housing_payment", "1,250.50"}, {"occupation_id", "FE"},
			{"employer_name", "Sample Works"}, {"employer_phone", "514-555-0144"}, {"annual_income", "52000"}},
		"application.identity": {{"govid_type", "CADL"}, {"govid_issuedby", province}, {"govid_number", "S1234-TEST-900517"}, {"govid_expiry", "20290831"}},
		"application.security": {{"security_qid", "4"}, {"security_answer", "Rosebud-of-a-test"}},
	}
}

// asked are the pages with fields of every application, in their order.
var asked = []string{"application.who", "application.contact", "application.home", "application.identity", "application.security"}

// apply fills in an application from the home screen to its review: in Ontario, without protection.
func (h *hand) apply(middle string) {
	h.t.Helper()
	h.types("n")
	h.on(asked[0])
	answers := applicant(middle, "ON", "M5V 2T6")
	for _, page := range asked {
		h.on(page)
		h.fill(answers[page])
		h.press(keyPgDnPress)
	}
	for _, page := range []string{"application.fees", "application.insurance", "application.insurance-terms"} {
		h.on(page)
		h.read()
	}
	h.on("application.protection")
	h.into("insurance", "n")
	h.press(keyPgDnPress)
	h.on("application.terms")
	h.read()
	h.on("application.review")
}

// buy goes from the home screen to the offers of an account.
func (h *hand) buy(account, amount string) {
	h.t.Helper()
	h.asks(account, amount)
	h.on("purchase.offers")
}

// asks types a purchase, up to the question for its offers.
func (h *hand) asks(account, amount string) {
	h.t.Helper()
	h.types("p")
	h.on("account.find")
	h.types(account + "\r")
	h.on("purchase.amount")
	h.fill([]answer{{"amount", amount}, {"reference", "ORDER-77"}})
	h.press(keyPgDnPress)
}

// agree takes the first offer and shows its terms.
func (h *hand) agree() {
	h.t.Helper()
	h.types("\r")
	h.on("purchase.terms")
	h.read()
}

// prove goes from the ways to verify to the confirmation, by the customer's security question.
func (h *hand) prove() {
	h.t.Helper()
	h.on("purchase.method")
	h.types("3\r")
	h.on("purchase.answer")
	h.types("sample\r")
	h.on("purchase.confirm")
}

// The accounts of the training server that the tests use.
const (
	ordinaryAccount = "100000001"
	quebecAccount   = "100000004"
	frozenAccount   = "100000006"
	openAccount     = "100000015"
	spentAccount    = "100000016"
)
