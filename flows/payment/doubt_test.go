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
	s.Clerk.T.Helper()
	was.Kind, was.Amount = flows.DepositIntent, 75_00
	id, err := s.Intents.Intend(s.Clerk.T.Context(), was)
	if err != nil {
		s.Clerk.T.Fatal(err)
	}
	if err := s.Intents.Conclude(s.Clerk.T.Context(), id, flows.Outcome{Result: flows.ResultInDoubt}); err != nil {
		s.Clerk.T.Fatal(err)
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
			before := s.Credit(number)
			s.toConfirm("Deposit", "75")
			id := s.lost(was)
			s.Run(flows.Answer{})
			page := s.At("payment.doubt")
			wants(t, said(page, api.English), "Something else has to be settled first", "$75.00")
			if page.Notice.What != msgFrozen || page.Notice.Money != msgThenUnknown || s.Credit(number) != before {
				t.Errorf("notice %+v", page.Notice)
			}
			if err := s.Intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "77", Source: flows.FromPerson}); err != nil {
				t.Fatal(err)
			}
			s.Run(flows.Answer{})
			if notice := s.At("payment.amount").Notice; notice.Next != msgOtherNext {
				t.Errorf("notice %+v", notice)
			}
			if got := s.Credit(number); got != before {
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
			s.Counter.Now = func() time.Time { return now }
			s.toConfirm("Deposit", "75")
			if lose {
				s.Server.Arm(fault.Fault{Kind: fault.DroppedAfter, Path: "transactions", Count: 1})
			}
			s.Run(flows.Answer{})
			now = start.AddDate(0, 0, 1)
			if lose {
				id := s.Intents.InDoubt()[0].ID
				if err := s.Intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "77", Source: flows.FromPerson}); err != nil {
					t.Fatal(err)
				}
				s.Run(flows.Answer{})
			}
			s.At("payment.done")
			wants(t, s.flow.slip().Text.In(api.English), "2026-01-15 10:30")
		})
	}
}

// toMethod goes to the ways to verify.
func (s *store) toMethod(account string) {
	s.Clerk.T.Helper()
	s.Choose("Deposit")
	s.Fill(form.Values{"number": account})
	s.Fill(form.Values{keyAmount: "75"})
	s.At("payment.method")
}

func TestTheSecurityQuestionIsAskedInTheCustomersTongueAndTheClerks(t *testing.T) {
	s := openStore(t)
	s.toMethod(number)
	s.Choose("Security question")
	english := s.At("payment.answer").Intro.In(api.English)
	task := s.flow.Speak(api.French)
	if task == nil {
		t.Fatal("is not asked for in French")
	}
	task.Run(t.Context())()
	page := s.At("payment.answer")
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
	s.Run(flows.Answer{})
	s.At("payment.done")
	if s.flow.Speak(api.French) != nil {
		t.Error("asks after the end")
	}
}

func TestWhatCannotBeSentToACustomerStaysAtTheWays(t *testing.T) {
	s := openStore(t)
	s.toMethod(number)
	s.Server.Arm(fault.Fault{Path: "verify", Status: 409, Code: "wrong_inputs", Count: 1})
	s.Choose("PIN by e-mail")
	if notice := s.At("payment.method").Notice; notice == nil || notice.Code != "wrong_inputs" || notice.Money.Empty() {
		t.Errorf("notice %+v", notice)
	}
	s.Choose("PIN by text message")
	s.At("payment.pin")
}

func TestABlockedAccountIsNotOpened(t *testing.T) {
	s := openStore(t)
	for _, c := range sandbox.SampleCustomers() {
		list, err := s.Client.Search(t.Context(), api.Call{}, api.SearchQuery{FirstName: c.FirstName, LastName: c.LastName, BirthDate: c.BirthDate})
		if err != nil || len(list) != 1 || list[0].Status != "F" {
			continue
		}
		s.Choose("In-store payment")
		s.Fill(form.Values{"first_name": c.FirstName, "last_name": c.LastName, "dob": c.BirthDate})
		table := s.At("account.matches").Body.(*flows.Choose)
		if blocked := table.Rows[0].Blocked.In(api.English); !strings.Contains(strings.ToLower(blocked), "flexiti") {
			t.Errorf("says %q", blocked)
		}
		return
	}
	t.Fatal("no frozen sample customer")
}

func TestACardOfABusinessNamesTheAccountAlone(t *testing.T) {
	s := openStore(t)
	recorder := &remembering{Intents: s.Intents}
	s.begins(New(s.Counter, s.Client, recorder))
	const user = "9900000000000091" // the authorized user's of the sample business
	business, err := s.Client.Lookup(t.Context(), api.Call{}, api.LookupQuery{CardNumber: user})
	if err != nil {
		t.Fatal(err)
	}
	account := string(business.AccountNumber)
	before := s.Credit(account)
	s.Choose("In-store payment")
	s.Fill(form.Values{"number": user})
	s.Fill(form.Values{keyAmount: "75"})
	s.Choose("PIN by text message")
	s.Fill(form.Values{verification.KeyPIN: s.PIN()})
	s.Run(flows.Answer{})
	s.At("payment.done")
	if got := s.Credit(account); got != before+75_00 || recorder.last.Account != api.ID(account) {
		t.Errorf("the credit went from %s to %s; recorded for %s", before, got, recorder.last.AccountEnding())
	}
}

func TestAnotherAmountIsAskedAboutAnew(t *testing.T) {
	s := openStore(t)
	for _, amount := range []string{"75", "100"} {
		s.begins(New(s.Counter, s.Client, s.Intents))
		s.toConfirm("Deposit", amount)
		s.Run(flows.Answer{})
		s.At("payment.done")
	}
	before := s.Credit(number)
	s.begins(New(s.Counter, s.Client, s.Intents))
	s.toConfirm("Deposit", "100")
	s.Run(flows.Answer{})
	wants(t, said(s.At("payment.confirm"), api.English), "looks like one")
	for range 3 {
		s.flow.Back()
	}
	s.Fill(form.Values{keyAmount: "75"})
	s.Fill(form.Values{verification.KeyPIN: s.PIN()})
	if text := said(s.At("payment.confirm"), api.English); strings.Contains(text, "looks like one") {
		t.Errorf("says so of another amount:\n%s", text)
	}
	s.Run(flows.Answer{})
	if s.At("payment.confirm").Notice == nil || s.Credit(number) != before {
		t.Error("what was made already is made again, unasked")
	}
}

func TestTheStoreVouchesForACustomerItCanName(t *testing.T) {
	s := openStore(t)
	c := sandbox.SampleCustomers()[0]
	s.Choose("Deposit")
	s.Fill(form.Values{"first_name": c.FirstName, "last_name": c.LastName, "dob": c.BirthDate})
	if s.Page().ID == "account.matches" {
		s.Run(flows.Answer{})
	}
	s.Fill(form.Values{keyAmount: "75"})
	before := s.Credit(c.AccountNumber)
	s.Choose("The store vouches")
	page := s.At("payment.vouch")
	wants(t, said(page, api.English), c.FirstName+" "+c.LastName, "valid photo ID", s.Counter.Clerk)
	if strings.Contains(said(page, api.English), "not known") || !page.Body.(*flows.Confirm).Money {
		t.Error("the customer is not named, or Enter vouches")
	}
	s.Run(flows.Answer{})
	s.Run(flows.Answer{})
	s.At("payment.done")
	if got := s.Credit(c.AccountNumber); got != before-75_00 {
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
				before := s.Credit(number)
				s.toConfirm(k.name.In(api.English), "75")
				s.Server.Arm(fault.Fault{Kind: kind, Path: "transactions", Count: 1})
				s.Run(flows.Answer{})
				page := s.At("payment.doubt")
				wants(t, said(page, api.English), k.name.In(api.English), "$75.00", "no query of the server tells", "(F3)")
				wants(t, said(page, api.French), k.name.In(api.French), "75,00\u00a0$", "aucune requête au serveur", "(F3)")
				doubts := s.Intents.InDoubt()
				if len(doubts) != 1 || doubts[0].Intent.Kind != k.intent || k.intent.Queryable() {
					t.Errorf("in doubt %+v", doubts)
				}
				if moved := s.Credit(number) != before; moved != (kind == fault.DroppedAfter) {
					t.Errorf("money moved: %t", moved)
				}
			})
		}
	}
}
