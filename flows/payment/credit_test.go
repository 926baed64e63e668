package payment

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/lang"
)

func TestAfterTooLittleCreditThePageShowsWhatTheServerHasNow(t *testing.T) {
	s := openStore(t)
	s.toConfirm("Deposit", "75")
	known := *s.flow.found.Account
	known.AvailableCredit += 500_00 // what was read before another counter used it
	s.flow.found.Account = &known
	s.Server.Arm(fault.Fault{Path: "transactions", Status: 409, Code: "not_enough_credit", Count: 1})
	s.Run(flows.Answer{})
	page := s.At("payment.amount")
	want := msgAvailableNow.With(lang.Money(s.Credit(number))).In(api.English)
	if intro := page.Intro.In(api.English); !strings.Contains(intro, want) || page.Notice == nil || page.Notice.Code != "not_enough_credit" {
		t.Errorf("says %q, want %q; notice %+v", intro, want, page.Notice)
	}
}

func TestACreditThatCannotBeAskedForIsNotShownAsTheServers(t *testing.T) {
	s := openStore(t)
	s.toConfirm("Deposit", "75")
	s.Server.Arm(fault.Fault{Path: "transactions", Status: 409, Code: "not_enough_credit", Count: 1})
	s.Server.Arm(fault.Fault{Path: "customers/lookup", Status: 500, Count: 1})
	s.Run(flows.Answer{})
	page := s.At("payment.amount")
	if intro := page.Intro.In(api.English); !strings.Contains(intro, msgCreditNotKnown.In(api.English)) || strings.Contains(intro, "$") {
		t.Errorf("says %q", intro)
	}
	s.Server.Disarm()
	s.flow.Back()
	s.At("account.find")
	s.Run(flows.Answer{})
	if intro := s.At("payment.amount").Intro.In(api.English); !strings.Contains(intro, "$") {
		t.Errorf("after another look-up says %q", intro)
	}
}
