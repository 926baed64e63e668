package payment

import (
	"context"
	"strings"
	"testing"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/verification"
)

// store is a counter with a training server of its own, and a clerk at a new payment.
type store struct {
	*flowtest.Store
	flowtest.Clerk
	flow *Flow
}

func openStore(t *testing.T) *store {
	t.Helper()
	s := &store{Store: flowtest.Open(t, sandbox.Options{Override: true})}
	return s.begins(New(s.Counter, s.Client, s.Intents))
}

// begins lets the clerk play a payment.
func (s *store) begins(f *Flow) *store {
	s.flow, s.Clerk = f, flowtest.Clerk{T: s.Store.T, Flow: f}
	return s
}

const number = "100000001"

// toConfirm goes to the confirmation of a payment, with a PIN by text message.
func (s *store) toConfirm(kind, amount string) {
	s.Clerk.T.Helper()
	s.Choose(kind)
	s.At("account.find")
	s.Fill(form.Values{"number": number})
	s.At("payment.amount")
	s.Fill(form.Values{keyAmount: amount})
	s.At("payment.method")
	s.Choose("PIN by text message")
	s.At("payment.pin")
	s.Fill(form.Values{verification.KeyPIN: s.PIN()})
	s.At("payment.confirm")
}

func said(page flows.Page, language api.Language) string {
	var b strings.Builder
	groups := func(all []flows.Group) {
		for _, g := range all {
			for _, l := range g.Lines {
				b.WriteString(l.Label.In(language) + "|" + l.Value.In(language) + "\n")
			}
		}
	}
	switch body := page.Body.(type) {
	case *flows.Confirm:
		b.WriteString(body.Question.In(language) + "\n")
		groups(body.Groups)
	case *flows.Report:
		b.WriteString(body.Headline.In(language) + "\n" + body.Text.In(language) + "\n")
		groups(body.Groups)
	}
	return b.String()
}

func wants(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

func TestEachKindMovesTheCreditItsWay(t *testing.T) {
	for kind, c := range map[string]struct {
		intent         flows.IntentKind
		change         api.Money
		asks, headline string
		french         string
	}{
		"In-store payment": {flows.PaymentIntent, 75_00, "Credit a payment of $75.00", "$75.00 credited", "75,00\u00a0$ crédités"},
		"Deposit":          {flows.DepositIntent, -75_00, "Charge a deposit of $75.00", "$75.00 charged", "75,00\u00a0$ portés"},
		"Trade-in":         {flows.TradeInIntent, 75_00, "Credit a trade-in of $75.00", "$75.00 credited", "75,00\u00a0$ crédités"},
	} {
		t.Run(kind, func(t *testing.T) {
			s := openStore(t)
			before := s.Credit(number)
			s.toConfirm(kind, "75")
			page := s.At("payment.confirm")
			if body := page.Body.(*flows.Confirm); !body.Money {
				t.Error("Enter would move money")
			}
			wants(t, said(page, api.English), c.asks, "•••0001", "12345-SAMPLE", "TRAINING", "PIN by text message")
			if got := s.Credit(number); got != before {
				t.Fatal("money moved before it was confirmed")
			}
			s.Run(flows.Answer{})
			page = s.At("payment.done")
			if got := s.Credit(number); got != before+c.change {
				t.Errorf("the credit went from %s to %s", before, got)
			}
			wants(t, said(page, api.English), c.headline, "Transaction number|", "Available credit now|")
			wants(t, said(page, api.French), c.french)
			slip := s.flow.slip()
			wants(t, slip.Text.In(api.English), "TRAINING", "75.00", string(s.flow.done.ID), "•••0001")
			wants(t, slip.FileName, "TRAINING-"+string(c.intent))
			if s.flow.Back() || s.flow.Dirty() || len(s.Intents.InDoubt()) != 0 {
				t.Error("what was sent can be gone back behind, or is in doubt")
			}
		})
	}
}

func TestTheIntentSaysAllThatSupportNeeds(t *testing.T) {
	s := openStore(t)
	recorder := &remembering{Intents: s.Intents}
	s.begins(New(s.Counter, s.Client, recorder))
	s.toConfirm("Deposit", "75")
	s.Run(flows.Answer{})
	got := recorder.last
	if got.Kind != flows.DepositIntent || got.Account != number || got.Amount != 75_00 || got.RequestID == "" || got.IdempotencyKey == "" ||
		got.Flow != s.flow.Reference() || got.Location == "" || got.Clerk == "" || got.Terminal != "T1" || !got.Training {
		t.Errorf("recorded %+v", got)
	}
}

type remembering struct {
	*flowtest.Intents
	last flows.Intent
}

func (r *remembering) Intend(ctx context.Context, in flows.Intent) (flows.IntentID, error) {
	r.last = in
	return r.Intents.Intend(ctx, in)
}

func TestARefusalLeadsToWhereItCanBePutRight(t *testing.T) {
	for name, c := range map[string]struct{ code, page string }{
		"too much for a day goes to the amount":                 {"limit_payment_amount_24", "payment.amount"},
		"too little credit goes to the amount":                  {"not_enough_credit", "payment.amount"},
		"wrong inputs go to the amount":                         {"wrong_inputs", "payment.amount"},
		"an account that is not there goes to the find page":    {"not_found", "account.find"},
		"a customer who may not purchase goes to it too":        {"user_not_able_to_purchase", "account.find"},
		"an account that is not active goes to the find page":   {"user_not_active", "account.find"},
		"an account of the wrong type goes to the find page":    {"account_type_not_permitted", "account.find"},
		"a card of another account goes to the find page":       {"vcc_account_mismatch", "account.find"},
		"a wrong PIN goes to the PIN":                           {"wrong_verification_code", "payment.pin"},
		"a missing PIN goes to the PIN":                         {"verification_code_required", "payment.pin"},
		"another verification goes to the ways":                 {"not_verified", "payment.method"},
		"a kind that the server does not know goes to the kind": {"invalid_transaction_type", "payment.kind"},
		"an unknown location stays":                             {"external_location_id_not_found", "payment.confirm"},
	} {
		for _, k := range kinds {
			t.Run(name+", of a "+string(k.intent), func(t *testing.T) {
				s := openStore(t)
				before := s.Credit(number)
				s.toConfirm(k.name.In(api.English), "75")
				s.Server.Arm(fault.Fault{Path: "transactions", Status: 409, Code: c.code, Count: 1})
				s.Run(flows.Answer{})
				notice := s.At(c.page).Notice
				if notice == nil || notice.Code != c.code || s.Credit(number) != before || len(s.Intents.InDoubt()) != 0 {
					t.Fatalf("notice %+v", notice)
				}
				for _, language := range []api.Language{api.English, api.French} {
					if notice.What.In(language) == "" || notice.Money.In(language) == "" || notice.Next.In(language) == "" {
						t.Errorf("in %s it lacks what happened, whether money moved, or what is next: %+v", language, notice)
					}
				}
			})
		}
	}
}

func TestAPaymentBeyondTheDaysLimitIsExplainedByTheServer(t *testing.T) {
	s := openStore(t)
	s.toConfirm("In-store payment", "10000.01")
	s.Run(flows.Answer{})
	if notice := s.At("payment.amount").Notice; notice == nil || notice.Code != "limit_payment_amount_24" {
		t.Errorf("notice %+v", notice)
	}
	s.Fill(form.Values{keyAmount: "100"})
	s.At("payment.pin") // the customer still has the PIN
}

func TestALostAnswerNeedsAPersonAndIsNeverSentAgain(t *testing.T) {
	s := openStore(t)
	before := s.Credit(number)
	s.toConfirm("Deposit", "75")
	s.Server.Arm(fault.Fault{Kind: fault.DroppedAfter, Path: "transactions", Count: 1})
	s.Run(flows.Answer{})
	page := s.At("payment.doubt")
	wants(t, said(page, api.English), "Deposit", "$75.00", "Idempotency key|", "Reference id|")
	if len(s.Intents.InDoubt()) != 1 || s.flow.Back() || !s.flow.Dirty() || s.flow.Leaving().Empty() {
		t.Error("is not in doubt, or can be gone back behind")
	}
	s.Run(flows.Answer{})
	if notice := s.At("payment.doubt").Notice; notice == nil || notice.What != msgNotSettledYet {
		t.Errorf("notice %+v", notice)
	}

	again := (&store{Store: s.Store}).begins(New(s.Counter, s.Client, s.Intents))
	again.Choose("Deposit")
	again.Fill(form.Values{"number": number})
	again.Fill(form.Values{keyAmount: "80"})
	again.Choose("The store vouches")
	wants(t, said(again.At("payment.vouch"), api.English), "The name is not known here")
	again.Run(flows.Answer{})
	again.At("payment.confirm")
	again.Run(flows.Answer{})
	wants(t, said(again.At("payment.doubt"), api.English), "Something else has to be settled first", "$75.00")
	if got := s.Credit(number); got != before-75_00 {
		t.Errorf("the credit went from %s to %s", before, got)
	}

	id := s.Intents.InDoubt()[0].ID
	if err := s.Intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "5001", Source: flows.FromPerson}); err != nil {
		t.Fatal(err)
	}
	if s.flow.Learned("another") != nil {
		t.Error("waits for another doubt")
	}
	s.flow.Learned(id).Run(t.Context())()
	wants(t, said(s.At("payment.done"), api.English), "$75.00", "5001")
	again.Run(flows.Answer{})
	again.At("payment.amount")
}

func TestWhatCannotBeRecordedIsNotSent(t *testing.T) {
	s := openStore(t)
	before := s.Credit(number)
	s.toConfirm("Deposit", "75")
	s.flow.Recorder = broken{s.Intents}
	s.Run(flows.Answer{})
	if notice := s.At("payment.confirm").Notice; notice == nil || notice.Money.Empty() || s.Credit(number) != before {
		t.Errorf("notice %+v", notice)
	}
}

type broken struct{ *flowtest.Intents }

func (broken) Intend(context.Context, flows.Intent) (flows.IntentID, error) {
	return "", context.DeadlineExceeded
}

func TestBackLosesNothing(t *testing.T) {
	s := openStore(t)
	s.toConfirm("Deposit", "75")
	for _, page := range []string{"payment.pin", "payment.method", "payment.amount", "account.find", "payment.kind"} {
		s.flow.Back()
		s.At(page)
	}
	if s.flow.Back() || s.flow.amount() != 75_00 || !s.flow.Dirty() {
		t.Error("the way back has lost something")
	}
	for _, stage := range s.flow.Stages()[1:] {
		if stage.State != flows.Ahead {
			t.Errorf("%s is %v", stage.Title.In(api.English), stage.State)
		}
	}
}

func TestTheSameAmountAgainIsAskedAboutOnce(t *testing.T) {
	s := openStore(t)
	before := s.Credit(number)
	s.toConfirm("Deposit", "75")
	s.Run(flows.Answer{})
	s.At("payment.done")
	s.begins(New(s.Counter, s.Client, s.Intents))
	s.toConfirm("Deposit", "75")
	s.Run(flows.Answer{})
	page := s.At("payment.confirm")
	if page.Notice == nil || s.Credit(number) != before-75_00 {
		t.Fatalf("sent again unasked, notice %+v", page.Notice)
	}
	wants(t, page.Notice.What.In(api.English), "made already", "$75.00")
	wants(t, said(page, api.English), "looks like one that was made already")
	s.Run(flows.Answer{})
	s.At("payment.done")
	if got := s.Credit(number); got != before-150_00 {
		t.Errorf("the credit went from %s to %s", before, got)
	}
}

func TestADepositOverTheCreditIsWarnedOf(t *testing.T) {
	s := openStore(t)
	s.Choose("Deposit")
	s.Fill(form.Values{"number": number})
	if p := s.flow.warning(100_000_00); p == nil || !p.Warning {
		t.Errorf("problem %+v", p)
	}
	if p := s.flow.warning(1_00); p != nil {
		t.Errorf("problem %+v", p)
	}
}

func TestACodeThatNobodyKnowsLeavesAPaymentInDoubt(t *testing.T) {
	for _, k := range kinds {
		s := openStore(t)
		s.toConfirm(k.name.In(api.English), "75")
		s.Server.Arm(fault.Fault{Path: "transactions", Status: 409, Code: "a_code_that_nobody_knows", Count: 1})
		s.Run(flows.Answer{})
		if s.At("payment.doubt"); len(s.Intents.InDoubt()) != 1 {
			t.Errorf("%s: %+v", k.intent, s.Intents.InDoubt())
		}
	}
}
