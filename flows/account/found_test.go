package account

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
)

func TestOnlyTheAccountThatWasFoundIsOpened(t *testing.T) {
	with := func(number api.ID) api.Account {
		a := tessa()
		a.AccountNumber = number
		return a
	}
	for name, c := range map[string]struct {
		answered api.ID
		opened   bool
	}{
		"the same number":                    {"116994755", true},
		"the same, with its leading zeros":   {"00116994755", true},
		"a number that lookup does not tell": {"", true},
		"another number":                     {"116990001", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := &server{
				customers: []api.Customer{customer("N", "NNOR")},
				accounts:  map[api.LookupQuery]api.Account{{AccountNumber: "116994755"}: with(c.answered)},
			}
			var got Found
			f := New(counter(), s, func(found Found) flows.Flow { got = found; return nil })
			fill(t, f, person)
			page := f.Page()
			if !c.opened {
				if page.ID != "account.find" || page.Notice == nil || page.Notice.What != msgOtherAccount || page.Notice.Ref != f.Reference() {
					t.Errorf("is at %s: %+v", page.ID, page.Notice)
				}
				return
			}
			play(t, f, flows.Answer{Action: actionPurchase})
			if !SameNumber(got.Number(), "116994755") {
				t.Errorf("is at %s with number %q", page.ID, got.Number())
			}
		})
	}
}

// A clerk goes on with the account whose number was typed, or with none.
func TestALookUpByNumberOpensNoOtherAccount(t *testing.T) {
	of := func(number, customer api.ID, card, kind string) api.Account {
		a := tessa()
		a.AccountNumber, a.CustomerID, a.CardEndingIn, a.AccountType = number, customer, card, kind
		return a
	}
	for name, c := range map[string]struct {
		typed    string
		query    api.LookupQuery
		answered api.Account
		opened   api.ID // empty for none
	}{
		"another account": {"100000001", api.LookupQuery{AccountNumber: "100000001"}, of("100000002", "77", "5941", "consumer"), ""},
		"the account of the customer with the number": {"100000001", api.LookupQuery{AccountNumber: "100000001"}, of("100000002", "100000001", "5941", "consumer"), ""},
		"another account, masked":                     {"100000001", api.LookupQuery{AccountNumber: "100000001"}, of("*****0002", "77", "5941", "consumer"), ""},
		"the account, masked":                         {"100000001", api.LookupQuery{AccountNumber: "100000001"}, of("*****0001", "77", "5941", "consumer"), "100000001"},
		"the account, cut":                            {"100000001", api.LookupQuery{AccountNumber: "100000001"}, of("0001", "77", "5941", "consumer"), "100000001"},
		"the account, longer than usual":              {"1000000011", api.LookupQuery{AccountNumber: "1000000011"}, of("1000000012", "77", "5941", "consumer"), ""},
		"another customer":                            {"123321", api.LookupQuery{CustomerID: "123321"}, of("100000002", "999999", "5941", "consumer"), ""},
		"the customer":                                {"123321", api.LookupQuery{CustomerID: "123321"}, of("100000002", "0123321", "5941", "consumer"), "100000002"},
		"a customer that is not told":                 {"123321", api.LookupQuery{CustomerID: "123321"}, of("100000002", "", "5941", "consumer"), "100000002"},
		"another user":                                {"123456789012-12", api.LookupQuery{CustomerID: "123456789012-12"}, of("100000002", "123456789012-77", "", "business"), ""},
		"a user of another holder":                    {"123456789012-12", api.LookupQuery{CustomerID: "123456789012-12"}, of("100000002", "999999999999-12", "", "business"), ""},
		"the holder of the user":                      {"123456789012-12", api.LookupQuery{CustomerID: "123456789012-12"}, of("100000002", "123456789012", "", "business"), "100000002"},
		"another card":                                {"4111111111111111", api.LookupQuery{CardNumber: "4111111111111111"}, of("100000002", "77", "9999", "consumer"), ""},
		"another card, masked":                        {"4111111111111111", api.LookupQuery{CardNumber: "4111111111111111"}, of("100000002", "77", "****9999", "consumer"), ""},
		"the card":                                    {"4111111111111111", api.LookupQuery{CardNumber: "4111111111111111"}, of("100000002", "77", "1111", "consumer"), "100000002"},
		"a user's card, the holder's told":            {"4111111111111111", api.LookupQuery{CardNumber: "4111111111111111"}, of("100000002", "77-01", "9999", "business"), "100000002"},
	} {
		t.Run(name, func(t *testing.T) {
			var got Found
			f := New(counter(), &server{accounts: map[api.LookupQuery]api.Account{c.query: c.answered}}, func(found Found) flows.Flow { got = found; return nil })
			fill(t, f, map[string]string{keyNumber: c.typed})
			page := f.Page()
			if c.opened == "" {
				if page.ID != "account.find" || page.Notice == nil || page.Notice.What != msgOtherAccount || page.Notice.Ref != f.Reference() {
					t.Errorf("is at %s: %+v", page.ID, page.Notice)
				}
				return
			}
			if play(t, f, flows.Answer{Action: actionPurchase}); got.Number() != c.opened {
				t.Errorf("is at %s with number %q, notice %+v", page.ID, got.Number(), page.Notice)
			}
		})
	}
}

// What is asked once more about an account is not taken from another one.
func TestWhatIsAskedOnceMoreIsOfTheSameAccount(t *testing.T) {
	account := tessa()
	found := Found{Account: &account}
	for name, c := range map[string]struct {
		answered api.ID
		same     bool
	}{"the same": {"116994755", true}, "not told": {"", true}, "masked": {"*****4755", true}, "another": {"116990001", false}} {
		answered := tessa()
		answered.AccountNumber = c.answered
		if a, same := found.Again(answered); same != c.same || same && a.AccountNumber != found.Number() {
			t.Errorf("%s: %t, %+v", name, same, a)
		}
	}
	user := tessa()
	user.AccountType, user.CustomerID = api.BusinessAccount, "123456789012-01"
	other := user
	other.AccountNumber = "116990001"
	if _, same := (Found{Account: &user}).Again(other); same {
		t.Error("the account of a user who is looked up by another number changed")
	}
}

func TestAnAccountWithoutANumberIsNotOpened(t *testing.T) {
	nameless := tessa()
	nameless.AccountNumber = ""
	s := &server{accounts: map[api.LookupQuery]api.Account{{CardNumber: "6011000000005941"}: nameless}}
	f := New(counter(), s, nil)
	fill(t, f, map[string]string{keyNumber: "6011000000005941"})
	if page := f.Page(); page.ID != "account.find" || page.Notice == nil || page.Notice.What != msgNoAccountNumber {
		t.Errorf("is at %s: %+v", page.ID, page.Notice)
	}
}

func TestTheLanguageOfTheLookUpIsKept(t *testing.T) {
	second := tessa()
	second.AccountNumber = "123456789012"
	s := &server{accounts: map[api.LookupQuery]api.Account{
		{AccountNumber: "123456789012"}: second, {CustomerID: "123456789012"}: tessa(), {AccountNumber: "116994755"}: tessa(),
	}}
	var got Found
	f := New(counter(), s, func(found Found) flows.Flow { got = found; return nil })
	fill(t, f, map[string]string{keyNumber: "123456789012"})
	f.Speak(api.French) // the table's accounts were looked up in English
	play(t, f, flows.Answer{Row: 0})
	play(t, f, flows.Answer{Action: actionPurchase})
	if got.Language != api.English {
		t.Errorf("an account of the table came in %q", got.Language)
	}
	play(t, f, flows.Answer{}) // another account
	fill(t, f, map[string]string{keyNumber: "116994755"})
	f.Speak(api.English)
	play(t, f, flows.Answer{Action: actionPurchase})
	if got.Language != api.French {
		t.Errorf("an account that was looked up at once came in %q", got.Language)
	}
}

func TestLeavingAsksOnlyWhereSomethingWasTyped(t *testing.T) {
	s := &server{accounts: map[api.LookupQuery]api.Account{{AccountNumber: "116994755"}: tessa()}}
	f := New(counter(), s, nil)
	if f.Dirty() {
		t.Error("an empty page would lose something")
	}
	f.Page().Body.(*flows.Ask).Form.Enter(keyLast, "Sample")
	if !f.Dirty() {
		t.Error("the names that were typed are lost without a question")
	}
	fill(t, f, map[string]string{keyNumber: "116994755"})
	if f.Page().ID != "account.report" || f.Dirty() {
		t.Errorf("at %s: leaving the account asks", f.Page().ID)
	}
	if f.Back(); !f.Dirty() {
		t.Error("back at what was typed, leaving does not ask")
	}
}

// A blocked account is found by name on the spot: the number makes way, and the page says so.
func TestABlockedNumberLeadsToTheSearchByName(t *testing.T) {
	for _, number := range []string{"116994755", "6011000000000004"} {
		s := &server{
			customers: []api.Customer{customer("F", "FFRD")},
			errs: map[api.LookupQuery]error{
				{AccountNumber: "116994755"}: refused("user_not_able_to_purchase"), {CardNumber: "6011000000000004"}: refused("USER_NOT_ACTIVE"),
			},
		}
		f := New(counter(), s, nil)
		fill(t, f, map[string]string{keyNumber: number})
		page := f.Page()
		if page.ID != "account.find" || page.Notice == nil || page.Notice.Next.In(api.English) != msgSearchByName.In(api.English) {
			t.Fatalf("%s: at %s, notice %+v", number, page.ID, page.Notice)
		}
		if fields := page.Body.(*flows.Ask).Form.Fields(); len(fields) < 4 {
			t.Fatalf("%s: the name cannot be typed: %v", number, fields)
		}
		fill(t, f, person)
		if f.Page().ID != "account.report" {
			t.Errorf("%s: at %s", number, f.Page().ID)
		}
	}
}

// An account has one status, and nothing beside it says another thing.
func TestOneStatusAndOneSentence(t *testing.T) {
	for name, row := range map[string]struct {
		status, code, shown, what, next string
	}{
		"not activated":                 {"N", "user_not_active", "Not activated", "has not been activated", "activates it"},
		"normal, and refused":           {"N", "user_not_able_to_purchase", "May not purchase", "may not purchase", "Flexiti"},
		"frozen":                        {"F", "user_not_able_to_purchase", "Frozen", "is frozen", "Only Flexiti's operations"},
		"a status that nobody here has": {"Q", "user_not_able_to_purchase", "Status Q", "may not purchase", "who may act"},
		"no status":                     {"", "user_not_active", "Not activated", "has not been activated", "activates it"},
	} {
		s := &server{
			customers: []api.Customer{customer(row.status, "")},
			errs:      map[api.LookupQuery]error{{AccountNumber: "116994755"}: refused(row.code)},
		}
		f := New(counter(), s, nil)
		fill(t, f, person)
		page := f.Page()
		text := said(page, api.English)
		if page.Notice == nil || !strings.Contains(text, "Status|"+row.shown) || strings.Contains(text, "may purchase") || strings.Contains(text, "Meaning|") {
			t.Errorf("%s: notice %+v,\n%s", name, page.Notice, text)
			continue
		}
		if !strings.Contains(page.Notice.What.In(api.English), row.what) || !strings.Contains(page.Notice.Next.In(api.English), row.next) {
			t.Errorf("%s: %q, %q", name, page.Notice.What.In(api.English), page.Notice.Next.In(api.English))
		}
	}
	unknown := statusLines(customer("Q", "QNEW"))
	if len(unknown) != 3 || unknown[1].Label.In(api.English) != "Who may act" {
		t.Errorf("a status that is not known: %+v", unknown)
	}
}

func TestARatingIsShownAsItIsKnown(t *testing.T) {
	for rating, want := range map[string]string{
		"L": "Preferred", "M": "Preferred", "H": "Premium", "x": "Premium", "XH": "Premium", "Y": "Standard (non-prime)", "Z": "Standard (non-prime)",
		"XXXH": "Standard (non-prime)", "P": "Standard (non-prime)", "Q": "Standard (non-prime)", "R": "Standard (non-prime)", " S ": "Standard (non-prime)",
		"N": "None", "": "None", "T": "T (as the server writes it)", "AA+": "AA+ (as the server writes it)",
	} {
		if got := CategoryName(api.CategoryOf(rating), rating).In(api.English); got != want {
			t.Errorf("%q is %q, want %q", rating, got, want)
		}
	}
	if got := CategoryName("gold", "G").In(api.English); got != "gold (as the server writes it)" {
		t.Errorf("a category that is not known is %q", got)
	}
}
