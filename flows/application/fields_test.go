package application

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
)

func TestTheFormsAreSentAsTheyWereUnderstood(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.enter()
	c.at("decision")
	got := c.last()
	payment, income := *got.HousingPayment, *got.AnnualIncome
	got.HousingPayment, got.AnnualIncome = nil, nil
	want := api.Application{
		Salutation: "mr", FirstName: "Testa", MiddleName: "Quill", LastName: "Sample", BirthDate: "1985-03-21",
		Email: "testa.sample@example.com", Phone: "4165550123", Address1: "12 Sample Street", City: "Ottawa", Province: "ON", PostalCode: "K1A0B1",
		HousingType: "R", OccupationID: "RT", GovIDType: "CADL", GovIDIssuedBy: "ON", GovIDNumber: "D6101-40706", GovIDExpiry: "2030-01-31",
		SecurityQID: "4", SecurityAnswer: "Rex the Invented", Insurance: true, AccountType: "consumer", TermsAgreed: true,
		PreferredLanguage: "en-CA", Location: "00-12345", Clerk: "12345-SMITH", RequestID: strings.Repeat("0", 31) + "2",
	}
	if got != want {
		t.Error("the application sent is not the one that was typed")
	}
	if payment != 1234_50 || income != 61_000_00 {
		t.Errorf("a housing payment of %s and an income of %s", payment, income)
	}
	if call := c.server.calls[0]; call.Reference != c.flow.Reference() || call.Language != api.English {
		t.Errorf("sent with %+v", call)
	}
}

func TestFieldsAppearAndVanishAndWhatVanishedIsNotSent(t *testing.T) {
	c := newClerk(t)
	c.fill(keyAccountType, typeBusiness, keyBusiness, "Sample Ltd.", keyBusinessPhone, "4165550199")
	if !strings.HasSuffix(c.fields(), "business_name business_phone") {
		t.Errorf("a business is asked for %s", c.fields())
	}
	c.fill(keyAccountType, typeConsumer)
	if strings.Contains(c.fields(), "business") {
		t.Errorf("a person is asked for %s", c.fields())
	}
	c.next(who...)
	c.next(contact...)
	c.fill(keyOccupation, "FE", keyEmployer, "Sample Works", keyEmployerPhone, "4165550177")
	if !strings.Contains(c.fields(), "occupation_id employer_name employer_phone annual_income") {
		t.Errorf("who is employed is asked for %s", c.fields())
	}
	c.fill(keyOccupation, "RT")
	if strings.Contains(c.fields(), "employer") {
		t.Errorf("who is retired is asked for %s", c.fields())
	}
	c.next(home...)
	c.next(identity...)
	c.next(security...)
	c.texts()
	c.enter()
	if a := c.last(); a.BusinessName+a.BusinessPhone+a.EmployerName+a.EmployerPhone != "" {
		t.Error("what vanished was sent")
	}
}

func TestABusinessAndAnEmployerAreSent(t *testing.T) {
	c := newClerk(t)
	c.fill(keyAccountType, typeBusiness, keyBusiness, "Sample Ltd.", keyBusinessPhone, "4165550199")
	c.next(who...)
	c.next(contact...)
	c.fill(home...)
	c.next(keyOccupation, "FE", keyEmployer, "Sample Works", keyEmployerPhone, "416-555-0177")
	c.next(identity...)
	c.next(security...)
	c.texts()
	c.enter()
	a := c.last()
	if a.AccountType != "business" || a.BusinessName != "Sample Ltd." || a.BusinessPhone != "4165550199" {
		t.Error("the business was not sent")
	}
	if a.EmployerName != "Sample Works" || a.EmployerPhone != "4165550177" {
		t.Error("the employer was not sent")
	}
}

func TestABusinessWithoutItsNameIsNotTaken(t *testing.T) {
	c := newClerk(t)
	c.fill(who...)
	if move := c.next(keyAccountType, typeBusiness); !move.Refused {
		t.Error("goes on without the name of the business")
	}
	c.at("who")
}

func TestTheIssuerFollowsTheDocument(t *testing.T) {
	c := newClerk(t)
	c.next(who...)
	c.next(contact...)
	c.next(home...)
	c.at("identity")
	if n := len(c.field(keyIDIssuer).Options); n != 0 {
		t.Errorf("%d issuers are offered before the document", n)
	}
	c.fill(keyIDType, "CADL")
	var codes []string
	for _, o := range c.field(keyIDIssuer).Options {
		codes = append(codes, o.Code)
	}
	if got := strings.Join(codes, " "); got != "QC ON BC" {
		t.Errorf("the issuers of a licence are %s", got)
	}
	c.fill(keyIDIssuer, "ON")
	c.fill(keyIDType, "CAP")
	if got := c.form().Value(keyIDIssuer); got != "CANADA" {
		t.Errorf("the only issuer of a passport is not chosen: %q", got)
	}
	c.fill(keyIDType, "CADL")
	if got := c.form().Value(keyIDIssuer); got != "" {
		t.Errorf("an issuer that is no longer allowed stays: %q", got)
	}
	if move := c.enter(); !move.Refused {
		t.Error("goes on without an issuer")
	}
	c.fill(keyIDIssuer, "ON")
	c.fill(keyIDType, "CAPID")
	if got := c.form().Value(keyIDIssuer); got != "ON" {
		t.Errorf("an issuer that is still allowed is cleared: %q", got)
	}
	c.next(keyIDType, "CAX", keyIDNumber, "X1", keyIDExpiry, "2030-01-31")
	c.at("security")
	c.flow.Back()
	if strings.Contains(c.fields(), keyIDIssuer) {
		t.Error("an issuer is asked for where the document has none")
	}
}

func TestTheAgeOfMajorityIsCheckedAgainWhenTheProvinceIsKnown(t *testing.T) {
	c := newClerk(t)
	c.fill(who...)
	c.next(keyBirth, "2008-01-31") // 18 years old
	c.next(contact...)
	c.next(home...)
	c.next(identity...)
	c.next(security...)
	c.texts()
	if row, _ := c.row(msgBirth); row.Tone != flows.Neutral {
		t.Errorf("of age in Ontario, yet the review says %q", row.Value.In(api.English))
	}
	c.edit(msgProvince)
	c.at("contact")
	c.next(keyProvince, "BC", keyPostal, "V5A 0A1")
	c.at("review")
	row, _ := c.row(msgBirth)
	if row.Tone != flows.Bad {
		t.Error("a minor in British Columbia is not marked")
	}
	wants(t, row.Value.In(api.English), "2008-01-31", "19 years", "BC")
	c.enter()
	c.at("who")
	if ask := c.flow.Page().Body.(*flows.Ask); ask.Focus != keyBirth || ask.Form.Problem(c.field(keyBirth)) == nil {
		t.Error("the birth date and what is wrong with it are not shown")
	}
	if c.notice().What != msgStillOpen {
		t.Errorf("notice %v", c.notice().What)
	}
	c.next(keyBirth, "2006-01-31")
	c.at("review")
	c.enter()
	c.at("decision")
}

func TestAPostalCodeOfAnotherProvinceIsAWarning(t *testing.T) {
	c := newClerk(t)
	c.next(who...)
	c.fill(contact...)
	if move := c.next(keyPostal, "H2X 1Y4"); move.Refused {
		t.Fatal("a warning stopped the clerk")
	}
	c.at("home")
	c.next(home...)
	c.next(identity...)
	c.next(security...)
	c.texts()
	row, _ := c.row(msgPostalCode)
	if row.Tone != flows.Careful {
		t.Errorf("the review shows it as %d", row.Tone)
	}
	wants(t, row.Value.In(api.English), "H2X 1Y4", "QC", "ON")
	c.enter()
	c.at("decision")
}

func TestTheSocialInsuranceNumberIsAskedForWhereItIsConfigured(t *testing.T) {
	c := newClerk(t)
	c.next(who...)
	c.next(contact...)
	c.next(home...)
	if strings.Contains(c.fields(), keySIN) {
		t.Error("is asked for without being configured")
	}
	c.counter.AskSIN = true
	if field := c.field(keySIN); field.Required || !field.Secret {
		t.Error("must be optional and hidden")
	}
	c.fill(identity...)
	if move := c.next(keySIN, "046 454 287"); !move.Refused {
		t.Error("a wrong check digit is taken")
	}
	c.next(keySIN, "046454286")
	c.next(security...)
	c.texts()
	if row, _ := c.row(msgSIN); row.Value.In(api.English) != "•••" {
		t.Error("the review shows the number")
	}
	c.enter()
	if c.last().SIN.Reveal() != "046454286" {
		t.Error("the number was not sent")
	}
}

func TestAListThatTheServerLeftEmptyIsNotTheEnd(t *testing.T) {
	c := newClerk(t)
	for _, catalogue := range c.lists {
		catalogue.Salutations = nil
	}
	c.fill(who...)
	c.next(keySalutation, "")
	c.at("contact")
}

func TestAnAnswerThatIsNoLongerOfferedIsAskedAgain(t *testing.T) {
	c := newClerk(t)
	c.review()
	for _, catalogue := range c.lists {
		catalogue.HousingTypes = options("X", "Elsewhere", "Y", "Nowhere")
	}
	if row, _ := c.row(msgHousing); row.Tone != flows.Bad {
		t.Error("the review does not mark it")
	}
	c.enter()
	c.at("home")
	if len(c.server.sent) > 0 {
		t.Error("was sent")
	}
	c.next(keyHousing, "Y")
	c.at("review")
	c.enter()
	if c.last().HousingType != "Y" {
		t.Errorf("sent %s", c.last().HousingType)
	}
}

func TestTheSummaryHoldsNoSecret(t *testing.T) {
	c := newClerk(t)
	c.counter.AskSIN = true
	c.next(who...)
	c.next(contact...)
	c.next(home...)
	c.fill(keySIN, "046454286")
	c.next(identity...)
	c.next(security...)
	c.texts()
	var all strings.Builder
	for _, line := range c.flow.Summary() {
		for _, l := range []api.Language{api.English, api.French} {
			all.WriteString(line.Label.In(l) + " " + line.Value.In(l) + "\n")
		}
	}
	wants(t, all.String(), "Testa Sample", "1985-03-21", "416-555-0123", "Ottawa, Ontario", "$61,000.00", "Retraité", "Driver's Licence")
	for _, secret := range []string{"D6101", "Rex", "046"} {
		if strings.Contains(all.String(), secret) {
			t.Errorf("the summary holds %s", secret)
		}
	}
	for _, line := range c.rows() {
		if value := line.Value.In(api.English); strings.Contains(value, "Rex") || strings.Contains(value, "046") {
			t.Error("the review shows a secret")
		}
	}
}

func TestASecretIsNotQuotedByWhatIsWrongWithIt(t *testing.T) {
	c := newClerk(t)
	c.next(who...)
	c.next(contact...)
	c.next(home...)
	c.next(identity...)
	if move := c.next(keyQuestion, "4", keyAnswer, "Rex\x07"); !move.Refused {
		t.Fatal("a control character is taken")
	}
	problem := c.form().Problem(c.field(keyAnswer))
	if problem == nil || strings.Contains(problem.Text.In(api.English), "Rex") {
		t.Error("the answer stands on the screen")
	}
}

func TestOnlyWhatWasTypedIsWorthAskingAbout(t *testing.T) {
	c := newClerk(t)
	if c.flow.Dirty() {
		t.Error("asks before anything was typed")
	}
	c.form().Enter(keyFirst, "T")
	if !c.flow.Dirty() {
		t.Error("a letter was typed")
	}
	c.form().Enter(keyFirst, "")
	if c.flow.Dirty() {
		t.Error("asks after it was deleted")
	}
	c.review()
	if !c.flow.Dirty() {
		t.Error("does not ask before it was sent")
	}
	c.enter()
	c.at("decision")
	if c.flow.Dirty() {
		t.Error("asks after the decision")
	}
}

func TestWhatChoosesItselfIsNotTyped(t *testing.T) {
	c := newClerk(t)
	for _, catalogue := range c.lists {
		catalogue.Salutations = options("x", "Mx")
	}
	c.form().Settle()
	if c.form().Value(keySalutation) != "x" {
		t.Fatal("the only salutation is not chosen")
	}
	if c.flow.Dirty() {
		t.Error("what chose itself counts as typed")
	}
}

func TestProblemsStandAtTheirFields(t *testing.T) {
	c := newClerk(t)
	if move := c.enter(); !move.Refused {
		t.Fatal("an empty page is taken")
	}
	for _, key := range []string{keySalutation, keyFirst, keyLast, keyBirth} {
		if c.form().Problem(c.field(key)) == nil {
			t.Errorf("%s is not marked as missing", key)
		}
	}
	if c.form().Problem(c.field(keyMiddle)) != nil {
		t.Error("the middle name is not needed")
	}
}
