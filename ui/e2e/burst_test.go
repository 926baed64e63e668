package e2e

import "testing"

// Keys as they are written to the terminal.
const (
	backTab = "\x1b[Z"
	empties = "\x15" // Ctrl+U
	confirm = "\x19" // Ctrl+Y
	enter   = "\r"
)

// What the console says of keys that came too soon.
const (
	keysNotUsed = "typed meanwhile"
	pressAgain  = "press Ctrl+Y again"
	agreeAgain  = "press Enter again"
)

// readings is Enter more often than the disclosures have pages. What is too much meets the question about payment
// protection, which has no answer before one is chosen.
const readings = "\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r"

func TestAWholeApplicationWrittenAtOnceLandsInItsFields(t *testing.T) {
	t.Parallel()
	for name, burst := range map[string]func(a applicant) string{
		"typed without a mistake": func(a applicant) string {
			return typed(a.who, a.contact, a.work, a.identity, a.security)
		},
		"with mistakes that are put right on the way": func(a applicant) string {
			born, mail, code := a.who[4], a.contact[0], a.contact[6]
			return typed(a.who[:4]) + "19901717" + enter + backTab + empties + born + enter + typed(a.who[5:]) +
				"testa(at)sample" + enter + backTab + empties + mail + enter + typed(a.contact[1:6]) +
				"M5V 2TO" + enter + backTab + enter + empties + code + enter + // refused at the page's end
				"Owned" + enter + backTab + empties + typed(a.work[:2]) +
				"Retired" + enter + backTab + empties + typed(a.work[2:]) + // the employer appears when it is put right
				typed(a.identity, a.security)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serverOpen(t)
			c := clerkOf(t, s, 80, 24)
			c.typesAtOnce(clerkID + enter + enter + "n" + burst(testa("A-RR_L")) + readings + "no" + enter + readings + readings)
			c.sees(agreeAgain)
			c.readsToTheEnd(c.terms)
			c.isOn(c.review)

			c.becomes(100, 75)
			for _, answer := range [][]string{
				{"Salutation", "Ms."}, {"First name", "Testa"}, {"Middle name", "A-RR_L"}, {"Last name", "Sample-Clerkson"}, {"Date of birth", "1990-05-17"},
				{"E-mail", "testa@sample.example"}, {"Mobile phone", "416-555-0123"}, {"Address", "12 Invention Street"}, {"City", "Sampleville"},
				{"Province", "Ontario"}, {"Postal code", "M5V 2T6"},
				{"Housing", "Rent"}, {"Housing payment a month", "$1,250.50"}, {"Occupation", "Full-time Employment"},
				{"Employer", "Sample Works"}, {"Employer's phone", "514-555-0144"}, {"Income a year", "$52,000.00"},
				{"Document", "Driver's Licence"}, {"Issued by", "Ontario"}, {"Number", "S1234-TEST"}, {"Valid until", "2031-08-31"},
				{"Question", "What is the name of your favourite childhood friend?"}, {"Payment protection", "No"},
			} {
				c.seesLine(answer...)
			}
			if n := len(s.posts("/apply")); n != 0 {
				t.Fatalf("keys typed ahead sent %d applications", n)
			}

			c.sends()
			s.holds("/apply", map[string]any{
				"salutation": "ms", "first_name": "Testa", "middle_name": "A-RR_L", "last_name": "Sample-Clerkson", "dob": "1990-05-17",
				"email": "testa@sample.example", "phone_number": "4165550123", "address_1": "12 Invention Street", "city": "Sampleville",
				"province": "ON", "postal_code": "M5V2T6", "housing_type": "Rent", "occupation_id": "FE",
				"employer_name": "Sample Works", "employer_phone": "5145550144",
				"govid_type": "CADL", "govid_issuedby": "ON", "govid_number": "S1234-TEST", "govid_expiry": "2031-08-31",
				"security_qid": "4", "security_answer": "Rosebud-of-a-test", "insurance": false, "tos_agreement": true, "external_employee_id": clerkID,
			})
		})
	}
}

func TestAWholePurchaseWrittenAtOnceMovesNoMoneyUntilItIsConfirmedByItself(t *testing.T) {
	t.Parallel()
	s := serverOpen(t)
	c := clerkOf(t, s, 80, 50) // the terms fit on one page
	c.signsIn()
	find := typed([]string{"", "Testa", "Sample", "19800115", ""})
	const proof = "3" + enter + "sample" + enter + confirm + enter + confirm + enter + confirm
	c.typesAtOnce("p" + find + "250" + enter + "BURST-1" + enter + "later" + enter + "4" + enter + enter + proof)
	c.sees(agreeAgain)
	c.readsToTheEnd(c.shown)
	c.isOn(c.verify)
	c.typesAtOnce(proof)
	c.isOn(c.confirm)
	c.sees(keysNotUsed)
	c.seesLine("Customer", "Testa Sample")
	c.seesLine("Amount", "$250.00")
	c.seesLine("Reference", "BURST-1")
	c.seesLine("Term", "3 months")
	c.seesLine("Capture", "Later: pre-authorize only")

	c.typesAtOnce("x" + confirm + confirm + enter + confirm) // a key that follows another confirms nothing
	c.sees(pressAgain)
	if n := len(s.posts("/authorization")); n != 0 {
		t.Fatalf("keys typed ahead sent %d purchases", n)
	}
	c.pressesAfterARest("C-y")
	c.isOn("Purchase pre-authorized")
	c.sees("$250.00 pre-authorized")
	s.holds("/authorization", map[string]any{"account_number": "100000001", "reference": "BURST-1", "auto_capture": false, "external_employee_id": clerkID})
}

func TestABurstAnswersNoQuestion(t *testing.T) {
	t.Parallel()
	c := begun(t)
	c.typesAtOnce("-Test\x03\r\x19yes\r\x19") // Ctrl+C, and what a scanner might send on
	c.sees(closeQuestion)
	c.pressesAfterARest("Escape")
	c.seesNoMore(closeQuestion)
	c.typesIn("Last name", "Sample-Test")
}
