package purchase

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
)

func TestASaleFromTheCardToTheSlip(t *testing.T) {
	c := start1(t)
	c.confirm()
	page := c.flow.Page()
	if body := page.Body.(*flows.Confirm); !body.Money {
		t.Error("Enter would move money")
	}
	wants(t, text(page, api.English), "Testa Sample", "•••4755", "5941", "$150.00", "Plan Nine", "3 months", "$52.00",
		"Capture now", "ORDER-1", "00-12345", "12345-SMITH", "TRAINING")
	wants(t, text(page, api.French), "Plan neuf", "3 mois", "FORMATION")

	c.run(flows.Answer{})
	c.at("purchase.outcome")
	if len(c.server.sales) != 1 {
		t.Fatalf("sent %d sales", len(c.server.sales))
	}
	sale := c.server.sales[0]
	want := api.AuthorizationRequest{
		AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AutoCapture: true, VerificationCode: "2222",
		Financing: api.Financing{TransactionType: "promotional_purchase", PlanID: "9", Term: 3},
		RequestID: c.server.verifications[0].RequestID, Location: "00-12345", Clerk: "12345-SMITH", IdempotencyKey: sale.IdempotencyKey,
	}
	if sale != want || sale.RequestID == "" || sale.IdempotencyKey == "" || sale.IdempotencyKey == sale.RequestID {
		t.Errorf("sent %+v\nwant %+v", sale, want)
	}
	for _, call := range c.server.calls {
		if call.Reference != c.flow.Reference() {
			t.Errorf("a call with another reference: %+v", call)
		}
	}
	wants(t, text(c.flow.Page(), api.English), "7001", "801", "$150.00", "$52.00", "$21.00")
	if c.flow.Dirty() || c.flow.Back() {
		t.Error("a sale that was made can be lost or gone back behind")
	}
	if len(c.ledger.InDoubt()) != 0 {
		t.Error("in doubt")
	}

	slip := c.run(flows.Answer{Action: actionRead}).Read
	english, french := strings.Join(strings.Fields(slip.Text.In(api.English)), " "), slip.Text.In(api.French)
	wants(t, english, "TRAINING", "7001", "Plan Nine", "3 months", "9.99", "The rate stays.", "The fee in full.", "The fee by month.",
		"2026-06-15", "00-12345", "12345-SMITH", "ORDER-1")
	wants(t, french, "FORMATION", "Plan neuf")
	if slip.FileName != "TRAINING-purchase-7001.txt" {
		t.Errorf("file %q", slip.FileName)
	}
	if strings.Contains(english, "2222") || strings.Contains(english, "116994755") {
		t.Error("the slip has the PIN or the whole account number")
	}
	if save := c.run(flows.Answer{Action: actionSave}).Save; save == nil || save.Text != slip.Text {
		t.Error("what is saved is not what is read")
	}
	next, ok := c.run(flows.Answer{Action: actionNew}).Open.(*Flow)
	if !ok || next.requestID == sale.RequestID || next.Reference() == c.flow.Reference() {
		t.Error("a new purchase has the old ids")
	}
}

func TestTheOffersAreNamedByTheCatalogueAndShowWhatTheyCost(t *testing.T) {
	c := start1(t)
	c.amount()
	english := text(c.flow.Page(), api.English)
	wants(t, english,
		"Revolving|-|$150.00|30.99", "Plan Nine|3|$52.00|9.99", "|$21.00, $7.00 a month|$850.00",
		"Plan Four|12|$13.00|-|-|$844.00", "Only the server knows|24|")
	wants(t, text(c.flow.Page(), api.French), "Renouvelable|", "Plan neuf|", "Plan quatre|", "Only the server knows|")
	table := c.flow.Page().Body.(*flows.Choose)
	for i, row := range table.Rows {
		if len(row.Cells) != len(table.Columns) {
			t.Errorf("row %d has %d cells for %d columns", i, len(row.Cells), len(table.Columns))
		}
	}
	// Six payments of $250.00 are more than $1,000.00.
	if move := c.run(flows.Answer{Row: 2}); !move.Refused || table.Rows[2].Blocked.Empty() {
		t.Errorf("an offer beyond the credit is taken: %+v", move)
	}
	c.at("purchase.offers")
	if c.notice().Money.Empty() {
		t.Error("does not say that no money moved")
	}
}

func TestTheCustomerIsShownEverythingInTheChosenLanguage(t *testing.T) {
	c := start1(t)
	c.amount()
	c.choose("Plan Nine")
	body := c.flow.Page().Body.(*flows.Read)
	wants(t, text(c.flow.Page(), api.English), "Plan Nine", "3 months", "$52.00", "Annual rate: 9.99", "The rate stays.",
		"Fee: $21.00. The fee in full.", "Fee part: $7.00 a month. The fee by month.", "30.99", "The customer has seen")
	if body.Agreement.Empty() {
		t.Error("the customer's having seen it is not confirmed")
	}
	task := c.flow.Speak(api.French)
	if task == nil {
		t.Fatal("the texts are not asked for in French")
	}
	task.Run(t.Context())()
	c.at("purchase.terms")
	wants(t, text(c.flow.Page(), api.French), "Plan neuf", "Taux annuel", "Le taux demeure.", "Les frais en entier.", "Les frais par mois.")
	wants(t, text(c.flow.Page(), api.English), "The rate stays.")
	if c.flow.Speak(api.English) != nil {
		t.Error("English is asked for again")
	}
	if got := c.server.calls[len(c.server.calls)-1].Language; got != api.French {
		t.Errorf("asked in %s", got)
	}
}

func TestOffersThatChangedMeanwhileAreShownAgain(t *testing.T) {
	c := start1(t)
	c.confirm()
	changed := answeredOffers(api.French)
	changed.Plans[0].Terms[0].TermAmount = 60_00
	c.server.offers[api.French] = changed
	c.flow.Speak(api.French).Run(t.Context())()
	c.at("purchase.offers")
	if c.notice().What != msgOffersChanged {
		t.Errorf("notice %+v", c.notice())
	}
	c.choose("Plan Nine")
	c.run(flows.Answer{})
	c.at("purchase.pin")
	if got := c.flow.Page().Body.(*flows.Ask).Form.Value(keyPIN); got != "2222" {
		t.Errorf("the PIN is lost: %q", got)
	}
}

func TestALanguageThatCannotBeFetchedKeepsTheOther(t *testing.T) {
	c := start1(t)
	c.confirm()
	c.server.pricingErr = lost()
	c.flow.Speak(api.French).Run(t.Context())()
	c.at("purchase.confirm")
	if n := c.notice(); n.What.Empty() || n.Money != msgNoMoney {
		t.Errorf("notice %+v", n)
	}
}

func TestVerification(t *testing.T) {
	for name, c := range map[string]struct {
		offer, method string
		verified      api.Verification
		answer        form.Values
		page          string
		want          api.VerificationRequest
	}{
		"by text message the customer reads the PIN out": {
			"Plan Nine", "PIN by text", api.Verification{Sent: "x"}, nil, "purchase.pin", api.VerificationRequest{Format: "sms"}},
		"by e-mail too": {
			"Plan Nine", "PIN by e-mail", api.Verification{Sent: "x"}, nil, "purchase.pin", api.VerificationRequest{Format: "email"}},
		"a right answer brings the PIN with it": {
			"Plan Nine", "Security question", api.Verification{PIN: "2485"}, form.Values{keyAnswer: "Rex"}, "purchase.confirm",
			api.VerificationRequest{Format: "security_question", QuestionID: "2", Answer: "Rex"}},
		"a small regular purchase goes without": {
			"Revolving", "Without", api.Verification{PIN: "2485"}, nil, "purchase.confirm", api.VerificationRequest{Format: "regular_purchase_bypass"}},
		"the store may vouch": {
			"Plan Nine", "The store", api.Verification{PIN: "2485"}, nil, "purchase.confirm", api.VerificationRequest{Format: "merchant_override"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := start1(t)
			k.server.verified = c.verified
			k.terms(c.offer)
			k.choose(c.method)
			if c.answer != nil {
				k.at("purchase.answer")
				if got := k.flow.Page().Intro.In(api.English); got != "Name of a first pet?" {
					t.Errorf("asks %q", got)
				}
				k.fill(c.answer)
			}
			k.at(c.page)
			got := k.server.verifications[0]
			c.want.AccountNumber, c.want.RequestID = "116994755", k.flow.requestID
			if got.Format != c.want.Format || got != c.want {
				t.Errorf("asked with format %s, question %s", got.Format, got.QuestionID)
			}
		})
	}
}

func TestTheBypassIsOnlyForARegularPurchaseThatAllowsIt(t *testing.T) {
	offered := func(c *clerk) bool { return strings.Contains(text(c.flow.Page(), api.English), "Without verification") }
	plan := start1(t)
	plan.terms("Plan Nine")
	if offered(plan) {
		t.Error("offered for a plan")
	}
	regular := start1(t)
	offers := answeredOffers(api.English)
	offers.Regular.Bypass = false
	regular.server.offers[api.English] = offers
	regular.terms("Revolving")
	if offered(regular) {
		t.Error("offered for a regular purchase that does not allow it")
	}
	// Its PIN is not good for a plan that is chosen afterwards.
	c := start1(t)
	c.server.verified = api.Verification{PIN: "2485"}
	c.terms("Revolving")
	c.choose("Without")
	c.at("purchase.confirm")
	for range 3 {
		c.flow.Back()
	}
	c.at("purchase.offers")
	c.choose("Plan Nine")
	c.run(flows.Answer{})
	c.at("purchase.method")
}

func TestAPINCanBeSentAgainOrTheWayChanged(t *testing.T) {
	c := start1(t)
	c.pin()
	wants(t, c.flow.Page().Intro.In(api.English), "•••-•••-0123")
	c.run(flows.Answer{Action: actionSendAgain})
	c.at("purchase.pin")
	if len(c.server.verifications) != 2 || c.server.verifications[0] != c.server.verifications[1] {
		t.Errorf("asked %d times", len(c.server.verifications))
	}
	if c.notice().What != msgSentAgain {
		t.Errorf("notice %+v", c.notice())
	}
	for _, wrong := range []string{"", "123", "123456789", "12a4"} {
		if move := c.fill(form.Values{keyPIN: wrong}); !move.Refused {
			t.Errorf("takes %d characters", len(wrong))
		}
	}
	c.run(flows.Answer{Action: actionOtherMethod})
	c.at("purchase.method")
	c.choose("PIN by e-mail")
	c.at("purchase.pin")
	if first, last := c.server.verifications[0], c.server.verifications[2]; first.RequestID != last.RequestID {
		t.Error("another request id")
	}
	for _, key := range keys(c.flow.Page()) {
		if key == "m" || key == "i" || key == "h" || key == "j" {
			t.Errorf("Ctrl+%s is another key on a terminal", key)
		}
	}
}

func TestEveryRefusalGoesWhereItCanBePutRight(t *testing.T) {
	for name, c := range map[string]struct{ code, page string }{
		"too much for the credit goes to the amount":             {"credit_exceeded", "purchase.amount"},
		"no pre-authorizations goes to the amount's choice":      {"auth_not_allowed", "purchase.amount"},
		"wrong inputs go to what was typed":                      {"wrong_inputs", "purchase.amount"},
		"a term that is not offered goes to the offers":          {"plan_term_not_available", "purchase.offers"},
		"a missing term goes to the offers":                      {"plan_term_not_set", "purchase.offers"},
		"what is not permitted goes to the offers":               {"not_permitted", "purchase.offers"},
		"a wrong PIN goes to the PIN":                            {"wrong_verification_code", "purchase.pin"},
		"a missing PIN goes to the PIN":                          {"verification_code_required", "purchase.pin"},
		"another verification goes to the ways":                  {"not_verified", "purchase.method"},
		"an account that may not purchase goes to the find page": {"user_not_able_to_purchase", "account.find"},
		"a card of another account goes to the find page":        {"vcc_account_mismatch", "account.find"},
		"a customer who is not there goes to the find page":      {"customer_identity_not_found", "account.find"},
		"an unknown location stays":                              {"external_location_id_not_found", "purchase.confirm"},
		"an unknown code stays":                                  {"something_new", "purchase.confirm"},
	} {
		t.Run(name, func(t *testing.T) {
			k := start1(t)
			k.confirm()
			k.server.authErr = refused(c.code)
			k.run(flows.Answer{})
			k.at(c.page)
			n := k.notice()
			if n.Code != c.code || n.Money != msgNoMoney || n.Server != "The server says "+c.code || n.Next.Empty() {
				t.Errorf("notice %+v", n)
			}
			if len(k.ledger.InDoubt()) != 0 {
				t.Error("in doubt")
			}
		})
	}
}

func TestAWrongPINIsTypedAnewAndTheRestIsKept(t *testing.T) {
	c := start1(t)
	c.confirm()
	c.server.authErr = refused("wrong_verification_code")
	c.run(flows.Answer{})
	c.at("purchase.pin")
	c.server.authErr = nil
	c.fill(form.Values{keyPIN: "3333"})
	c.at("purchase.confirm")
	c.run(flows.Answer{})
	c.at("purchase.outcome")
	first, second := c.server.sales[0], c.server.sales[1]
	if second.VerificationCode != "3333" || first.RequestID != second.RequestID || first.IdempotencyKey == second.IdempotencyKey {
		t.Error("the second request is not the corrected first one")
	}
	second.VerificationCode, second.IdempotencyKey = first.VerificationCode, first.IdempotencyKey
	if first != second {
		t.Error("something else has changed")
	}
}

func TestAWrongPINOfTheServersOwnIsVerifiedAnew(t *testing.T) {
	c := start1(t)
	c.server.verified = api.Verification{PIN: "2485"}
	c.terms("Plan Nine")
	c.choose("The store")
	c.server.authErr = refused("wrong_verification_code")
	c.run(flows.Answer{})
	c.at("purchase.method")
	if c.flow.proof.pin != "" {
		t.Error("the refused PIN is kept")
	}
}

func TestVerificationThatFailsSaysThatNoMoneyMoved(t *testing.T) {
	for name, c := range map[string]struct{ method, code, page string }{
		"no phone stays with the ways":            {"PIN by text", "sms_not_valid_phone", "purchase.method"},
		"too many tries stay with the ways":       {"PIN by text", "tries_exceed", "purchase.method"},
		"a wrong answer is asked again":           {"Security question", "secret_answer_mismatch", "purchase.answer"},
		"too many answers go to the ways":         {"Security question", "tries_exceed", "purchase.method"},
		"an override that is refused stays too":   {"The store", "merchant_override_is_not_allowed", "purchase.method"},
		"a code that nobody knows stays where it": {"PIN by e-mail", "something_new", "purchase.method"},
	} {
		t.Run(name, func(t *testing.T) {
			k := start1(t)
			k.terms("Plan Nine")
			k.server.verifyErr = refused(c.code)
			k.choose(c.method)
			if k.flow.Page().ID == "purchase.answer" && len(k.server.verifications) == 0 {
				k.fill(form.Values{keyAnswer: "Rex"})
			}
			k.at(c.page)
			if n := k.notice(); n.Money != msgNoMoney || n.Code != c.code {
				t.Errorf("notice %+v", n)
			}
		})
	}
}

func TestAnAccountThatMayNotPurchaseSaysWhyBeforeTheAmount(t *testing.T) {
	c := start1(t)
	c.server.customers = []api.Customer{{AccountNumber: "116994755", Status: "F", StatusReason: "FFRD", FirstName: "Testa", LastName: "Sample"}}
	c.fill(form.Values{"first_name": "Testa", "last_name": "Sample", "dob": "1990-01-31"})
	c.at("account.matches")
	if row := c.flow.Page().Body.(*flows.Choose).Rows[0]; !strings.Contains(row.Blocked.In(api.English), "Flexiti") {
		t.Errorf("blocked: %q", row.Blocked.In(api.English))
	}
	if move := c.run(flows.Answer{Row: 0}); !move.Refused {
		t.Errorf("goes on: %+v", move)
	}
	byNumber := start1(t)
	byNumber.server.lookupErr = refused("merchant_not_support_nonprime_regularpurchase")
	byNumber.fill(form.Values{"number": "116994755"})
	byNumber.at("account.find")
	if n := byNumber.notice(); n.Code != "merchant_not_support_nonprime_regularpurchase" || n.Money != msgNoMoney {
		t.Errorf("notice %+v", n)
	}
}

func TestABusinessAccountsCardGoesAlong(t *testing.T) {
	s := newServer()
	s.account.AccountType = "business"
	c := &clerk{t: t, server: s, ledger: flows.NewIntents(noon)}
	c.flow = ForAccount(counter(), s, c.ledger, account.Found{Account: &s.account, CardNumber: "6011000000005941"})
	c.at("purchase.amount")
	c.fill(form.Values{keyAmount: "150", keyReference: "ORDER-1", keyCapture: captureLater})
	c.choose("Plan Nine")
	c.run(flows.Answer{})
	c.choose("PIN by text")
	c.fill(form.Values{keyPIN: "2222"})
	wants(t, text(c.flow.Page(), api.English), "Pre-authorize this purchase?")
	c.run(flows.Answer{})
	c.at("purchase.outcome")
	if s.verifications[0].CardNumber != "6011000000005941" || s.sales[0].CardNumber != "6011000000005941" || s.sales[0].AutoCapture {
		t.Error("the card or the pre-authorization is missing")
	}
}

func TestAfterAnApprovalTheApplicationsPINIsEnough(t *testing.T) {
	s := newServer()
	c := &clerk{t: t, server: s, ledger: flows.NewIntents(noon)}
	decision := api.Decision{Status: api.Approved, AccountNumber: "116994755", AvailableCredit: 1000_00, CardEndingIn: "5941"}
	c.flow = AfterApproval(counter(), s, c.ledger, decision, "request-1", "reference-1")
	c.at("purchase.amount")
	if c.flow.Back() {
		t.Error("goes back behind the approval")
	}
	c.fill(form.Values{keyAmount: "150", keyReference: "ORDER-1"})
	c.choose("Plan Nine")
	c.run(flows.Answer{})
	c.at("purchase.pin")
	if c.flow.Page().Intro != msgApplicationPIN {
		t.Errorf("intro %q", c.flow.Page().Intro.In(api.English))
	}
	c.fill(form.Values{keyPIN: "2222"})
	c.run(flows.Answer{})
	c.at("purchase.outcome")
	if len(s.verifications) != 0 || s.sales[0].RequestID != "request-1" || s.calls[0].Reference != "reference-1" {
		t.Errorf("verifications %d, request id %s", len(s.verifications), s.sales[0].RequestID)
	}
}

func TestThePageBeforeKeepsWhatWasTyped(t *testing.T) {
	c := start1(t)
	c.confirm()
	if got := states(c.flow); got != "done done done done done here ahead" {
		t.Errorf("stages %s", got)
	}
	for _, page := range []string{"purchase.pin", "purchase.method", "purchase.terms", "purchase.offers", "purchase.amount", "account.find"} {
		if !c.flow.Back() {
			t.Fatal("does not go back")
		}
		c.at(page)
	}
	if c.flow.Back() {
		t.Error("goes back behind the first page")
	}
	request := c.flow.requestID
	c.find()
	form := c.flow.Page().Body.(*flows.Ask).Form
	if form.Value(keyAmount) != "150.00" || form.Value(keyReference) != "ORDER-1" || c.flow.requestID != request {
		t.Error("the way back has lost something")
	}
	if !c.flow.Dirty() {
		t.Error("leaving would lose it unasked")
	}
	c.flow.Back()
	c.server.account.AccountNumber = "116990001"
	c.find()
	if c.flow.requestID == request || c.flow.proof != (proof{}) {
		t.Error("another account has the first one's verification")
	}
}

func TestTheAmountPageTakesOnlyWhatCanBeSent(t *testing.T) {
	c := start1(t)
	c.find()
	for name, v := range map[string]form.Values{
		"no amount":      {keyAmount: "", keyReference: "A"},
		"nothing to pay": {keyAmount: "0.00", keyReference: "A"},
		"not an amount":  {keyAmount: "twelve", keyReference: "A"},
		"three decimals": {keyAmount: "1.234.5678", keyReference: "A"},
		"no reference":   {keyAmount: "10", keyReference: ""},
		"an accent":      {keyAmount: "10", keyReference: "N° é"},
		"41 characters":  {keyAmount: "10", keyReference: strings.Repeat("x", 41)},
	} {
		if move := c.fill(v); !move.Refused {
			t.Errorf("%s is taken", name)
		}
	}
	if len(c.server.amounts) != 0 {
		t.Error("asked the server all the same")
	}
	c.fill(form.Values{keyAmount: "1500.00", keyReference: strings.Repeat("x", 40)})
	c.at("purchase.offers")
	for i, row := range c.flow.Page().Body.(*flows.Choose).Rows {
		if row.Blocked.Empty() {
			t.Errorf("row %d can be chosen with too little credit", i)
		}
	}
}

func TestTheSummaryFollows(t *testing.T) {
	c := start1(t)
	said := func() string {
		var b strings.Builder
		for _, l := range c.flow.Summary() {
			b.WriteString(l.Label.In(api.English) + "|" + l.Value.In(api.English) + "\n")
		}
		return b.String()
	}
	if said() != "" {
		t.Errorf("knows something at the start: %s", said())
	}
	c.find()
	c.flow.Page().Body.(*flows.Ask).Form.Enter(keyAmount, "150.00")
	wants(t, said(), "•••4755", "Amount|$150.00")
	c.fill(form.Values{keyReference: "ORDER-1"})
	c.choose("Plan Nine")
	c.run(flows.Answer{})
	c.choose("PIN by text")
	wants(t, said(), "Customer|Testa Sample", "Plan|Plan Nine", "Verification|PIN by text message")
	c.fill(form.Values{keyPIN: "2222"})
	if strings.Contains(said(), "2222") {
		t.Error("the summary has the PIN")
	}
}
