package account

import (
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
	second.AccountNumber = "116990001"
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
