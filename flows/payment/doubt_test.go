package payment

import (
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/verification"
)

// lost leaves a deposit in doubt that somebody sent before.
func (s *store) lost(was flows.Intent) flows.IntentID {
	s.t.Helper()
	was.Kind, was.Amount = flows.DepositIntent, 75_00
	id, err := s.intents.Intend(s.t.Context(), was)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.intents.Conclude(s.t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt}); err != nil {
		s.t.Fatal(err)
	}
	return id
}

func TestAnEarlierDepositIsNotTakenForThisOne(t *testing.T) {
	for name, was := range map[string]flows.Intent{
		"of another account that ends alike": {Account: "999990001"},
		"of which only the ending was kept":  {Ending: "0001"},
		"of the same account":                {Account: number},
	} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t)
			before := s.credit(number)
			s.toConfirm("Deposit", "75")
			id := s.lost(was)
			s.run(flows.Answer{})
			page := s.at("payment.doubt")
			wants(t, said(page, api.English), "Something else has to be settled first", "$75.00")
			if page.Notice.What != msgFrozen || page.Notice.Money != msgThenUnknown || s.credit(number) != before {
				t.Errorf("notice %+v", page.Notice)
			}
			if err := s.intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "77", Source: flows.FromPerson}); err != nil {
				t.Fatal(err)
			}
			s.run(flows.Answer{})
			if notice := s.at("payment.amount").Notice; notice.Next != msgOtherNext {
				t.Errorf("notice %+v", notice)
			}
			if got := s.credit(number); got != before {
				t.Errorf("the credit went from %s to %s", before, got)
			}
		})
	}
}

func TestTheSlipKeepsItsTime(t *testing.T) {
	for name, lose := range map[string]bool{"of the answer": false, "of the sending, where it was in doubt": true} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t)
			start := time.Date(2026, time.January, 15, 10, 30, 0, 0, time.UTC)
			now := start
			s.counter.Now = func() time.Time { return now }
			s.toConfirm("Deposit", "75")
			if lose {
				s.server.Arm(fault.Fault{Kind: fault.DroppedAfter, Path: "transactions", Count: 1})
			}
			s.run(flows.Answer{})
			now = start.AddDate(0, 0, 1)
			if lose {
				id := s.intents.InDoubt()[0].ID
				if err := s.intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "77", Source: flows.FromPerson}); err != nil {
					t.Fatal(err)
				}
				s.run(flows.Answer{})
			}
			s.at("payment.done")
			wants(t, s.flow.slip().Text.In(api.English), "2026-01-15 10:30")
		})
	}
}

// toMethod goes to the ways to verify.
func (s *store) toMethod(account string) {
	s.t.Helper()
	s.choose("Deposit")
	s.fill(form.Values{"number": account})
	s.fill(form.Values{keyAmount: "75"})
	s.at("payment.method")
}

func TestTheSecurityQuestionIsAskedInTheCustomersTongueAndTheClerks(t *testing.T) {
	s := openStore(t)
	s.toMethod(number)
	s.choose("Security question")
	english := s.at("payment.answer").Intro.In(api.English)
	task := s.flow.Speak(api.French)
	if task == nil {
		t.Fatal("is not asked for in French")
	}
	task.Run(t.Context())()
	page := s.at("payment.answer")
	if page.Intro.In(api.English) != english || page.Intro.In(api.French) == english || page.Intro.In(api.French) == "" {
		t.Errorf("asks %q and %q", page.Intro.In(api.English), page.Intro.In(api.French))
	}
	if s.flow.Speak(api.English) != nil || s.flow.Speak(api.French) != nil {
		t.Error("asks for what it knows")
	}
}

func TestNothingIsAskedForInAnotherLanguageBeforeTheAccountIsKnown(t *testing.T) {
	s := openStore(t)
	if s.flow.Speak(api.French) != nil {
		t.Error("asks before the account is found")
	}
	s.flow.Speak(api.English)
	s.toConfirm("Deposit", "75")
	s.run(flows.Answer{})
	s.at("payment.done")
	if s.flow.Speak(api.French) != nil {
		t.Error("asks after the end")
	}
}

func TestWhatCannotBeSentToACustomerStaysAtTheWays(t *testing.T) {
	s := openStore(t)
	s.toMethod(number)
	s.server.Arm(fault.Fault{Path: "verify", Status: 409, Code: "wrong_inputs", Count: 1})
	s.choose("PIN by e-mail")
	if notice := s.at("payment.method").Notice; notice == nil || notice.Code != "wrong_inputs" || notice.Money.Empty() {
		t.Errorf("notice %+v", notice)
	}
	s.choose("PIN by text message")
	s.at("payment.pin")
}

func TestABlockedAccountIsNotOpened(t *testing.T) {
	s := openStore(t)
	for _, c := range sandbox.SampleCustomers() {
		list, err := s.client.Search(t.Context(), api.Call{}, api.SearchQuery{FirstName: c.FirstName, LastName: c.LastName, BirthDate: c.BirthDate})
		if err != nil || len(list) != 1 || list[0].Status != "F" {
			continue
		}
		s.choose("In-store payment")
		s.fill(form.Values{"first_name": c.FirstName, "last_name": c.LastName, "dob": c.BirthDate})
		table := s.at("account.matches").Body.(*flows.Choose)
		if blocked := table.Rows[0].Blocked.In(api.English); !strings.Contains(strings.ToLower(blocked), "flexiti") {
			t.Errorf("says %q", blocked)
		}
		return
	}
	t.Fatal("no frozen sample customer")
}

func TestACardOfABusinessNamesTheAccountAlone(t *testing.T) {
	s := openStore(t)
	recorder := &remembering{Intents: s.intents}
	s.flow = New(s.counter, s.client, recorder)
	const user = "9900000000000091" // the authorized user's of the sample business
	business, err := s.client.Lookup(t.Context(), api.Call{}, api.LookupQuery{CardNumber: user})
	if err != nil {
		t.Fatal(err)
	}
	account := string(business.AccountNumber)
	before := s.credit(account)
	s.choose("In-store payment")
	s.fill(form.Values{"number": user})
	s.fill(form.Values{keyAmount: "75"})
	s.choose("PIN by text message")
	s.fill(form.Values{verification.KeyPIN: s.pin()})
	s.run(flows.Answer{})
	s.at("payment.done")
	if got := s.credit(account); got != before+75_00 || recorder.last.Account != api.ID(account) {
		t.Errorf("the credit went from %s to %s; recorded for %s", before, got, recorder.last.AccountEnding())
	}
}

func TestAnotherAmountIsAskedAboutAnew(t *testing.T) {
	s := openStore(t)
	for _, amount := range []string{"75", "100"} {
		s.flow = New(s.counter, s.client, s.intents)
		s.toConfirm("Deposit", amount)
		s.run(flows.Answer{})
		s.at("payment.done")
	}
	before := s.credit(number)
	s.flow = New(s.counter, s.client, s.intents)
	s.toConfirm("Deposit", "100")
	s.run(flows.Answer{})
	wants(t, said(s.at("payment.confirm"), api.English), "looks like one")
	for range 3 {
		s.flow.Back()
	}
	s.fill(form.Values{keyAmount: "75"})
	s.fill(form.Values{verification.KeyPIN: s.pin()})
	if text := said(s.at("payment.confirm"), api.English); strings.Contains(text, "looks like one") {
		t.Errorf("says so of another amount:\n%s", text)
	}
	s.run(flows.Answer{})
	if s.at("payment.confirm").Notice == nil || s.credit(number) != before {
		t.Error("what was made already is made again, unasked")
	}
}

func TestTheStoreVouchesForACustomerItCanName(t *testing.T) {
	s := openStore(t)
	c := sandbox.SampleCustomers()[0]
	s.choose("Deposit")
	s.fill(form.Values{"first_name": c.FirstName, "last_name": c.LastName, "dob": c.BirthDate})
	if s.flow.Page().ID == "account.matches" {
		s.run(flows.Answer{})
	}
	s.fill(form.Values{keyAmount: "75"})
	before := s.credit(c.AccountNumber)
	s.choose("The store vouches")
	page := s.at("payment.vouch")
	wants(t, said(page, api.English), c.FirstName+" "+c.LastName, "valid photo ID", s.counter.Clerk)
	if strings.Contains(said(page, api.English), "not known") || !page.Body.(*flows.Confirm).Money {
		t.Error("the customer is not named, or Enter vouches")
	}
	s.run(flows.Answer{})
	s.run(flows.Answer{})
	s.at("payment.done")
	if got := s.credit(c.AccountNumber); got != before-75_00 {
		t.Errorf("the credit went from %s to %s", before, got)
	}
}

func TestALostAnswerOfAnyKindLeavesItInDoubtWhetherItWasDoneOrNot(t *testing.T) {
	for kind, was := range map[fault.Kind]string{
		fault.DroppedBefore: "which was not done", fault.DroppedAfter: "which was done",
	} {
		for _, k := range kinds {
			t.Run("a "+string(k.intent)+" "+was, func(t *testing.T) {
				s := openStore(t)
				before := s.credit(number)
				s.toConfirm(k.name.In(api.English), "75")
				s.server.Arm(fault.Fault{Kind: kind, Path: "transactions", Count: 1})
				s.run(flows.Answer{})
				page := s.at("payment.doubt")
				wants(t, said(page, api.English), k.name.In(api.English), "$75.00", "no query of the server tells", "(F3)")
				wants(t, said(page, api.French), k.name.In(api.French), "75,00\u00a0$", "aucune requête au serveur", "(F3)")
				doubts := s.intents.InDoubt()
				if len(doubts) != 1 || doubts[0].Intent.Kind != k.intent || k.intent.Queryable() {
					t.Errorf("in doubt %+v", doubts)
				}
				if moved := s.credit(number) != before; moved != (kind == fault.DroppedAfter) {
					t.Errorf("money moved: %t", moved)
				}
			})
		}
	}
}
