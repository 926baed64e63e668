package purchase

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/verification"
)

func TestASaleFromTheCardToTheSlip(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	page := c.Page()
	if body := page.Body.(*flows.Confirm); !body.Money {
		t.Error("Enter would move money")
	}
	wants(t, text(page, api.English), "Testa Sample", "•••4755", "5941", "$150.00", "Plan Nine", "3 months", "$52.00",
		"Now, with the purchase", "ORDER-1", "00-12345", "12345-SMITH", "TRAINING")
	wants(t, text(page, api.French), "Plan neuf", "3 mois", "FORMATION")

	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	if len(c.server.sales) != 1 {
		t.Fatalf("sent %d sales", len(c.server.sales))
	}
	sale := c.server.sales[0]
	want := api.AuthorizationRequest{
		AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AutoCapture: true, VerificationCode: "2222",
		Financing: api.Financing{TransactionType: "promotional_purchase", PlanID: "9", Term: 3},
		RequestID: c.server.verifications[0].RequestID, Location: "00-12345", Clerk: "12345-SMITH", IdempotencyKey: sale.IdempotencyKey,
		Items: &api.Items{Register: "T1"},
	}
	if !cmp.Equal(sale, want) || sale.RequestID == "" || sale.IdempotencyKey == "" || sale.IdempotencyKey == sale.RequestID {
		t.Errorf("sent %+v\nwant %+v", sale, want)
	}
	for _, call := range c.server.calls {
		if call.Reference != c.flow.Reference() {
			t.Errorf("a call with another reference: %+v", call)
		}
	}
	wants(t, text(c.Page(), api.English), "7001", "801", "$150.00", "$52.00", "$21.00")
	if c.flow.Dirty() || c.flow.Back() {
		t.Error("a sale that was made can be lost or gone back behind")
	}
	if len(c.ledger.InDoubt()) != 0 {
		t.Error("in doubt")
	}

	slip := c.Run(flows.Answer{Action: actionRead}).Read
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
	if save := c.Run(flows.Answer{Action: actionSave}).Save; save == nil || save.Text != slip.Text {
		t.Error("what is saved is not what is read")
	}
	next, ok := c.Run(flows.Answer{Action: actionNew}).Open.(*Flow)
	if !ok || next.verifier.RequestID() == sale.RequestID || next.Reference() == c.flow.Reference() {
		t.Error("a new purchase has the old ids")
	}
}

func TestTheOffersAreNamedByTheCatalogueAndShowWhatTheyCost(t *testing.T) {
	c := newClerk(t)
	c.amount()
	english := text(c.Page(), api.English)
	wants(t, english,
		"Revolving|-|-|30.99", "Plan Nine|3|$52.00|9.99", "|$21.00, $7.00 a month|$850.00",
		"Plan Four|12|$13.00/month|-|-|$844.00", "Only the server knows|24|")
	wants(t, text(c.Page(), api.French), "Renouvelable|", "Plan neuf|", "Plan quatre|", "Only the server knows|")
	table := c.Page().Body.(*flows.Choose)
	for i, row := range table.Rows {
		if len(row.Cells) != len(table.Columns) {
			t.Errorf("row %d has %d cells for %d columns", i, len(row.Cells), len(table.Columns))
		}
	}
	// Six payments of $250.00 are more than $1,000.00, and may well be months of $800.00.
	c = newClerk(t)
	c.find()
	c.Fill(form.Values{keyAmount: "800", keyReference: "ORDER-1"})
	table = c.Page().Body.(*flows.Choose)
	if move := c.Run(flows.Answer{Row: 2}); !move.Refused || table.Rows[2].Blocked.Empty() {
		t.Errorf("an offer beyond the credit is taken: %+v", move)
	}
	c.At("purchase.offers")
	if c.Notice().Money.Empty() {
		t.Error("does not say that no money moved")
	}
}

func TestOnlyWhatIsPaidByTheMonthIsCalledSo(t *testing.T) {
	for name, plan := range map[string]struct {
		category string
		payment  api.Money
		says     string
		monthly  bool
	}{
		"equal payments":                             {"equal_billing", 52_00, "A month|$52.00", true},
		"equal payments, in capitals":                {" Equal_Billing", 52_00, "A month|$52.00", true},
		"equal payments of the whole amount each":    {"equal_billing", 150_00, "may be due at once at the end", false},
		"a deferred payment of the whole":            {"deferred_payment", 150_00, "may be due at once at the end", false},
		"a deferred payment that looks like a month": {"deferred_payment", 52_00, "Payment|$52.00", false},
		"no category":                                {"", 52_00, "Payment|$52.00", false},
		"a category of another time":                 {"minimum_payment", 52_00, "Payment|$52.00", false},
		"no category, and the whole amount":          {"", 150_00, "may be due at once at the end", false},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClerk(t)
			c.server.account.OfferTypes = []api.OfferType{{PlanID: "9", Category: plan.category}}
			for language, offers := range c.server.offers {
				offers.Plans = offers.Plans[:1]
				offers.Plans[0].Terms[0].TermAmount, offers.Plans[0].Terms[0].Fees = plan.payment, nil
				c.server.offers[language] = offers
			}
			c.amount()
			shown := []string{text(c.Page(), api.English)}
			for _, column := range c.Page().Body.(*flows.Choose).Columns {
				shown[0] += column.Title.In(api.English) + "|"
			}
			c.Choose("Plan Nine")
			shown = append(shown, c.Page().Body.(*flows.Read).Text.In(api.English))
			c.Run(flows.Answer{})
			c.Choose("PIN by text")
			c.Fill(form.Values{verification.KeyPIN: "2222"})
			c.At("purchase.confirm")
			wants(t, text(c.Page(), api.English), plan.says)
			shown = append(shown, text(c.Page(), api.English))
			c.server.authorized.TermAmount = plan.payment
			c.Run(flows.Answer{})
			c.At("purchase.outcome")
			wants(t, text(c.Page(), api.English), plan.says)
			first := c.flow.paymentGroups()[0].Heading == msgFirstPayment
			if first != plan.monthly {
				t.Errorf("calls it the first payment: %t", first)
			}
			shown = append(shown, text(c.Page(), api.English), c.flow.slip().Text.In(api.English))
			for i, page := range shown {
				if said := strings.Contains(strings.ToLower(page), "month|") || strings.Contains(page, "a month") || strings.Contains(page, "A month"); said != plan.monthly {
					t.Errorf("page %d says a month: %t\n%s", i, said, page)
				}
			}
		})
	}
}

func TestTheCustomerIsShownEverythingInTheChosenLanguage(t *testing.T) {
	c := newClerk(t)
	c.amount()
	c.Choose("Plan Nine")
	body := c.Page().Body.(*flows.Read)
	wants(t, text(c.Page(), api.English), "Plan Nine", "3 months", "$52.00", "Annual rate: 9.99", "The rate stays.",
		"Fee: $21.00. The fee in full.", "Fee part: $7.00 a month. The fee by month.", "30.99", "The customer has seen")
	if body.Agreement.Empty() {
		t.Error("the customer's having seen it is not confirmed")
	}
	task := c.flow.Speak(api.French)
	if task == nil {
		t.Fatal("the texts are not asked for in French")
	}
	task.Run(t.Context())()
	c.At("purchase.terms")
	wants(t, text(c.Page(), api.French), "Plan neuf", "Taux annuel", "Le taux demeure.", "Les frais en entier.", "Les frais par mois.")
	wants(t, text(c.Page(), api.English), "The rate stays.")
	if c.flow.Speak(api.English) != nil {
		t.Error("English is asked for again")
	}
	if got := c.server.calls[len(c.server.calls)-1].Language; got != api.French {
		t.Errorf("asked in %s", got)
	}
}

func TestOffersThatChangedMeanwhileAreShownAgain(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	changed := answeredOffers(api.French)
	changed.Plans[0].Terms[0].TermAmount = 60_00
	c.server.offers[api.French] = changed
	c.flow.Speak(api.French).Run(t.Context())()
	c.At("purchase.offers")
	if n := c.Notice(); n.What != msgOffersChanged || n.Money != msgNoMoney {
		t.Errorf("notice %+v", c.Notice())
	}
	c.Choose("Plan Nine")
	c.Run(flows.Answer{})
	c.At("purchase.pin")
	if got := c.Page().Body.(*flows.Ask).Form.Value(verification.KeyPIN); got != "2222" {
		t.Errorf("the PIN is lost: %q", got)
	}
}

func TestALanguageThatCannotBeFetchedKeepsTheOther(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	c.server.pricingErr = lost()
	c.flow.Speak(api.French).Run(t.Context())()
	c.At("purchase.confirm")
	if n := c.Notice(); n.What.Empty() || n.Money != msgNoMoney {
		t.Errorf("notice %+v", n)
	}
}

func TestAnAccountThatMayNotPurchaseSaysWhyBeforeTheAmount(t *testing.T) {
	c := newClerk(t)
	c.server.customers = []api.Customer{{AccountNumber: "116994755", Status: "F", StatusReason: "FFRD", FirstName: "Testa", LastName: "Sample"}}
	c.Fill(form.Values{"first_name": "Testa", "last_name": "Sample", "dob": "1990-01-31"})
	c.At("account.matches")
	if row := c.Page().Body.(*flows.Choose).Rows[0]; !strings.Contains(row.Blocked.In(api.English), "Flexiti") {
		t.Errorf("blocked: %q", row.Blocked.In(api.English))
	}
	if move := c.Run(flows.Answer{Row: 0}); !move.Refused {
		t.Errorf("goes on: %+v", move)
	}
	byNumber := newClerk(t)
	byNumber.server.lookupErr = refused("merchant_not_support_nonprime_regularpurchase")
	byNumber.Fill(form.Values{"number": "116994755"})
	byNumber.At("account.find")
	if n := byNumber.Notice(); n.Code != "merchant_not_support_nonprime_regularpurchase" || n.Money != msgNoMoney {
		t.Errorf("notice %+v", n)
	}
}

func TestThePageBeforeKeepsWhatWasTyped(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	if got := states(c.flow); got != "done done done done done here ahead" {
		t.Errorf("stages %s", got)
	}
	for _, page := range []string{"purchase.pin", "purchase.method", "purchase.terms", "purchase.offers", "purchase.amount", "account.find"} {
		if !c.flow.Back() {
			t.Fatal("does not go back")
		}
		c.At(page)
	}
	if c.flow.Back() {
		t.Error("goes back behind the first page")
	}
	request := c.flow.verifier.RequestID()
	c.find()
	form := c.Page().Body.(*flows.Ask).Form
	if form.Value(keyAmount) != "150.00" || form.Value(keyReference) != "ORDER-1" || c.flow.verifier.RequestID() != request {
		t.Error("the way back has lost something")
	}
	if !c.flow.Dirty() {
		t.Error("leaving would lose it unasked")
	}
	c.flow.Back()
	c.server.account.AccountNumber = "116990001"
	c.Fill(map[string]string{"number": "116990001"})
	c.At("purchase.amount")
	if c.flow.verifier.RequestID() == request || !c.flow.verifier.How().Empty() {
		t.Error("another account has the first one's verification")
	}
}

func TestTheAmountPageTakesOnlyWhatCanBeSent(t *testing.T) {
	c := newClerk(t)
	c.find()
	for name, v := range map[string]form.Values{
		"no amount":      {keyAmount: "", keyReference: "A"},
		"nothing to pay": {keyAmount: "0.00", keyReference: "A"},
		"not an amount":  {keyAmount: "twelve", keyReference: "A"},
		"three decimals": {keyAmount: "1.234.5678", keyReference: "A"},
		"no reference":   {keyAmount: "10", keyReference: ""},
		"too much":       {keyAmount: "5901234123457", keyReference: "A"},
		"an accent":      {keyAmount: "10", keyReference: "N° é"},
		"41 characters":  {keyAmount: "10", keyReference: strings.Repeat("x", 41)},
	} {
		if move := c.Fill(v); !move.Refused {
			t.Errorf("%s is taken", name)
		}
	}
	if len(c.server.amounts) != 0 {
		t.Error("asked the server all the same")
	}
	c.Fill(form.Values{keyAmount: "1500.00", keyReference: strings.Repeat("x", 40)})
	c.At("purchase.offers")
	for i, row := range c.Page().Body.(*flows.Choose).Rows {
		if row.Blocked.Empty() {
			t.Errorf("row %d can be chosen with too little credit", i)
		}
	}
}

func TestTheSummaryFollows(t *testing.T) {
	c := newClerk(t)
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
	c.Page().Body.(*flows.Ask).Form.Enter(keyAmount, "150,00 $")
	wants(t, said(), "•••4755", "Amount|$150.00")
	c.Fill(form.Values{keyReference: "ORDER-1"})
	c.Choose("Plan Nine")
	c.Run(flows.Answer{})
	c.Choose("PIN by text")
	wants(t, said(), "Customer|Testa Sample", "Plan|Plan Nine", "Verification|PIN by text message")
	c.Fill(form.Values{verification.KeyPIN: "2222"})
	if strings.Contains(said(), "2222") {
		t.Error("the summary has the PIN")
	}
}
