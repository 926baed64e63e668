package purchase

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"countertop/flows/flowtest"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/verification"
)

func TestVerification(t *testing.T) {
	for name, c := range map[string]struct {
		offer, method string
		verified      api.Verification
		answer        form.Values
		page          string
		want          api.VerificationRequest
	}{
		"by text message the customer reads the PIN out": {
			"Plan Nine", "PIN by text", api.Verification{Sent: "x"}, nil, "purchase.pin", api.VerificationRequest{By: "sms"}},
		"by e-mail too": {
			"Plan Nine", "PIN by e-mail", api.Verification{Sent: "x"}, nil, "purchase.pin", api.VerificationRequest{By: "email"}},
		"a right answer brings the PIN with it": {
			"Plan Nine", "Security question", api.Verification{PIN: "2485"}, form.Values{verification.KeyAnswer: "Rex"}, "purchase.confirm",
			api.VerificationRequest{By: "security_question", QuestionID: "2", Answer: "Rex"}},
		"a small regular purchase goes without": {
			"Revolving", "Without", api.Verification{PIN: "2485"}, nil, "purchase.confirm", api.VerificationRequest{By: "regular_purchase_bypass"}},
		"the store may vouch": {
			"Plan Nine", "The store", api.Verification{PIN: "2485"}, nil, "purchase.confirm", api.VerificationRequest{By: "merchant_override"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := newClerk(t)
			k.server.verified = c.verified
			k.terms(c.offer)
			k.Choose(c.method)
			if c.answer != nil {
				k.At("purchase.answer")
				if got := k.Page().Intro.In(api.English); got != "Name of a first pet?" {
					t.Errorf("asks %q", got)
				}
				k.Fill(c.answer)
			}
			if c.want.By == api.VerifyOverride {
				k.vouch()
			}
			k.At(c.page)
			got := k.server.verifications[0]
			c.want.AccountNumber, c.want.RequestID = "116994755", k.flow.verifier.RequestID()
			if got.By != c.want.By || got != c.want {
				t.Errorf("asked by %s, question %s", got.By, got.QuestionID)
			}
		})
	}
}

// vouch says that the customer's ID was checked.
func (c *clerk) vouch() {
	c.t.Helper()
	c.At("purchase.vouch")
	c.Run(flows.Answer{})
}

func TestTheStoreVouchesOnlyOnceTheClerkSaysThatTheIDWasChecked(t *testing.T) {
	c := newClerk(t)
	c.server.verified = api.Verification{PIN: "2485"}
	c.terms("Plan Nine")
	c.Choose("The store")
	c.At("purchase.vouch")
	body, ok := c.Page().Body.(*flows.Confirm)
	if !ok || !body.Money {
		t.Fatal("Enter would vouch for the customer")
	}
	wants(t, text(c.Page(), api.English), "ID", "Testa Sample", "•••4755", counter().Clerk)
	wants(t, text(c.Page(), api.French), "pièce d'identité", counter().Clerk)
	if len(c.server.verifications) != 0 || c.flow.verifier.Proven() {
		t.Fatal("the server was told before the clerk said so")
	}
	c.flow.Back()
	c.At("purchase.method")
	c.Choose("PIN by e-mail")
	if len(c.server.verifications) != 1 || c.server.verifications[0].By != api.VerifyEmail {
		t.Error("something else than the chosen way was asked for")
	}
	c.flow.Back()
	c.Choose("The store")
	c.vouch()
	c.At("purchase.confirm")
	if got := c.flow.verifier.How().In(api.English); got != "The store vouches" {
		t.Errorf("was verified by %q", got)
	}
	c.flow.Back()
	c.At("purchase.vouch")
	c.flow.Back()
	c.At("purchase.method")
}

func TestAVouchingWhoseAnswerWasLostStaysAndCanBeSaidAgain(t *testing.T) {
	c := newClerk(t)
	c.terms("Plan Nine")
	c.Choose("The store")
	c.server.verifyErr = lost()
	c.vouch()
	c.At("purchase.vouch")
	if n := c.Notice(); n.Money != msgNoMoney || len(c.ledger.InDoubt()) != 0 {
		t.Errorf("notice %+v", n)
	}
	c.server.verifyErr, c.server.verified = nil, api.Verification{PIN: "2485"}
	c.vouch()
	c.At("purchase.confirm")
	if n := len(c.ledger.InDoubt()); n != 0 {
		t.Errorf("%d in doubt", n)
	}
}

func TestTheBypassIsOnlyForARegularPurchaseThatAllowsIt(t *testing.T) {
	offered := func(c *clerk) bool { return strings.Contains(text(c.Page(), api.English), "Without verification") }
	plan := newClerk(t)
	plan.terms("Plan Nine")
	if offered(plan) {
		t.Error("offered for a plan")
	}
	regular := newClerk(t)
	offers := answeredOffers(api.English)
	offers.Regular.Bypass = false
	regular.server.offers[api.English] = offers
	regular.terms("Revolving")
	if offered(regular) {
		t.Error("offered for a regular purchase that does not allow it")
	}
	// Its PIN is not good for a plan that is chosen afterwards.
	c := newClerk(t)
	c.server.verified = api.Verification{PIN: "2485"}
	c.terms("Revolving")
	c.Choose("Without")
	c.At("purchase.confirm")
	for range 3 {
		c.flow.Back()
	}
	c.At("purchase.offers")
	c.Choose("Plan Nine")
	c.Run(flows.Answer{})
	c.At("purchase.method")
}

func TestAPINCanBeSentAgainOrTheWayChanged(t *testing.T) {
	c := newClerk(t)
	c.pin()
	wants(t, c.Page().Intro.In(api.English), "•••-•••-0123")
	if move := c.flow.Answer(flows.Answer{Action: verification.ActionSendAgain}); !move.Task.Acts || move.Task.Money {
		t.Error("the task does not say that it acts")
	}
	c.Run(flows.Answer{Action: verification.ActionSendAgain})
	c.At("purchase.pin")
	if len(c.server.verifications) != 2 || c.server.verifications[0] != c.server.verifications[1] {
		t.Errorf("asked %d times", len(c.server.verifications))
	}
	wants(t, c.Notice().What.In(api.English), "A new PIN")
	for _, wrong := range []string{"", "123", "123456789", "12a4"} {
		if move := c.Fill(form.Values{verification.KeyPIN: wrong}); !move.Refused {
			t.Errorf("takes %d characters", len(wrong))
		}
	}
	c.Run(flows.Answer{Action: verification.ActionOtherMethod})
	c.At("purchase.method")
	c.Choose("PIN by e-mail")
	c.At("purchase.pin")
	if first, last := c.server.verifications[0], c.server.verifications[2]; first.RequestID != last.RequestID {
		t.Error("another request id")
	}
	for _, key := range keys(c.Page()) {
		if key == "m" || key == "i" || key == "h" || key == "j" {
			t.Errorf("Ctrl+%s is another key on a terminal", key)
		}
	}
}

func TestOnlyASentPINIsSentAgain(t *testing.T) {
	for method, want := range map[string]bool{
		"PIN by text": true, "PIN by e-mail": true, "Security question": false, "The store": false,
	} {
		t.Run(method, func(t *testing.T) {
			k := newClerk(t) // its server answers no PIN, whatever the way
			k.terms("Plan Nine")
			k.Choose(method)
			if k.Page().ID == "purchase.answer" {
				k.Fill(form.Values{verification.KeyAnswer: "Rex"})
			}
			if k.Page().ID == "purchase.vouch" {
				k.vouch()
			}
			k.At("purchase.pin")
			if offered := slices.Contains(keys(k.Page()), "s"); offered != want {
				t.Errorf("sending again is offered: %t", offered)
			}
			k.Run(flows.Answer{Action: verification.ActionSendAgain})
			if sent := len(k.server.verifications) == 2; sent != want {
				t.Errorf("verified %d times", len(k.server.verifications))
			}
		})
	}
}

func TestEveryRefusalGoesWhereItCanBePutRight(t *testing.T) {
	for name, c := range map[string]struct{ code, page string }{
		"too much for the credit goes to the amount":             {"credit_exceeded", "purchase.amount"},
		"no pre-authorizations, of an ordinary sale, stays":      {"auth_not_allowed", "purchase.confirm"},
		"wrong inputs go to what was typed":                      {"wrong_inputs", "purchase.amount"},
		"a term that is not offered goes to the offers":          {"plan_term_not_available", "purchase.offers"},
		"a missing term goes to the offers":                      {"plan_term_not_set", "purchase.offers"},
		"what is not permitted stays where it is":                {"not_permitted", "purchase.confirm"},
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
			k := newClerk(t)
			k.confirm()
			k.server.authErr = refused(c.code)
			k.Run(flows.Answer{})
			k.At(c.page)
			n := k.Notice()
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
	c := newClerk(t)
	c.confirm()
	c.server.authErr = refused("wrong_verification_code")
	c.Run(flows.Answer{})
	c.At("purchase.pin")
	c.server.authErr = nil
	c.Fill(form.Values{verification.KeyPIN: "3333"})
	c.At("purchase.confirm")
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	first, second := c.server.sales[0], c.server.sales[1]
	if second.VerificationCode != "3333" || first.RequestID != second.RequestID || first.IdempotencyKey == second.IdempotencyKey {
		t.Error("the second request is not the corrected first one")
	}
	second.VerificationCode, second.IdempotencyKey = first.VerificationCode, first.IdempotencyKey
	if !cmp.Equal(first, second) {
		t.Error("something else has changed")
	}
}

func TestAWrongPINOfTheServersOwnIsVerifiedAnew(t *testing.T) {
	c := newClerk(t)
	c.server.verified = api.Verification{PIN: "2485"}
	c.terms("Plan Nine")
	c.Choose("The store")
	c.vouch()
	c.server.authErr = refused("wrong_verification_code")
	c.Run(flows.Answer{})
	c.At("purchase.method")
	if c.flow.verifier.Proven() {
		t.Error("the refused PIN is kept")
	}
}

func TestVerificationThatFailsSaysThatNoMoneyMoved(t *testing.T) {
	for name, c := range map[string]struct{ method, code, page string }{
		"no phone stays with the ways":            {"PIN by text", "sms_not_valid_phone", "purchase.method"},
		"too many tries stay with the ways":       {"PIN by text", "tries_exceed", "purchase.method"},
		"a wrong answer is asked again":           {"Security question", "secret_answer_mismatch", "purchase.answer"},
		"too many answers go to the ways":         {"Security question", "tries_exceed", "purchase.method"},
		"an override that is refused goes back":   {"The store", "merchant_override_is_not_allowed", "purchase.method"},
		"a code that nobody knows stays where it": {"PIN by e-mail", "something_new", "purchase.method"},
	} {
		t.Run(name, func(t *testing.T) {
			k := newClerk(t)
			k.terms("Plan Nine")
			k.server.verifyErr = refused(c.code)
			k.Choose(c.method)
			if k.Page().ID == "purchase.answer" && len(k.server.verifications) == 0 {
				k.Fill(form.Values{verification.KeyAnswer: "Rex"})
			}
			if k.Page().ID == "purchase.vouch" {
				k.vouch()
			}
			k.At(c.page)
			if n := k.Notice(); n.Money != msgNoMoney || n.Code != c.code {
				t.Errorf("notice %+v", n)
			}
		})
	}
}

func TestABusinessAccountsCardGoesAlong(t *testing.T) {
	s := newServer()
	s.account.AccountType = "business"
	c := &clerk{server: s, ledger: flowtest.NewIntents(noon)}
	c.plays(t, ForAccount(counter(), s, c.ledger, account.Found{Account: &s.account, CardNumber: "6011000000005941"}))
	c.At("purchase.amount")
	c.Fill(form.Values{keyAmount: "150", keyReference: "ORDER-1", keyCapture: captureLater})
	c.Choose("Plan Nine")
	c.Run(flows.Answer{})
	c.Choose("PIN by text")
	c.Fill(form.Values{verification.KeyPIN: "2222"})
	wants(t, text(c.Page(), api.English), "Pre-authorize this purchase?")
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	if s.verifications[0].CardNumber != "6011000000005941" || s.sales[0].CardNumber != "6011000000005941" || s.sales[0].AutoCapture {
		t.Error("the card or the pre-authorization is missing")
	}
}

func TestAfterAnApprovalTheCustomerIsVerifiedAsEver(t *testing.T) {
	s := newServer()
	c := &clerk{server: s, ledger: flowtest.NewIntents(noon)}
	decision := api.Decision{Status: api.Approved, AccountNumber: "116994755", AvailableCredit: 1000_00, CardEndingIn: "5941"}
	c.plays(t, AfterApproval(counter(), s, c.ledger, decision, "request-1", "reference-1"))
	c.At("purchase.amount")
	if c.flow.Back() {
		t.Error("goes back behind the approval")
	}
	c.Fill(form.Values{keyAmount: "150", keyReference: "ORDER-1"})
	c.Choose("Plan Nine")
	c.Run(flows.Answer{})
	c.At("purchase.method")
	c.Choose("PIN by text")
	c.At("purchase.pin")
	c.Fill(form.Values{verification.KeyPIN: "2222"})
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	if len(s.verifications) != 1 || s.verifications[0].RequestID != "request-1" || s.sales[0].RequestID != "request-1" || s.calls[0].Reference != "reference-1" {
		t.Errorf("verifications %d, request id %s", len(s.verifications), s.sales[0].RequestID)
	}
}

func TestAVerificationWithoutAnAnswerIsAskedAgainAndNotInDoubt(t *testing.T) {
	for name, err := range map[string]error{
		"a lost answer":      lost(),
		"a general error":    &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Answered: true, Status: 409, Code: "general_error"},
		"an answer of null":  &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Claimed: true, Status: 200},
		"a gateway time-out": &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Status: 504, Code: "GATEWAY_TIMEOUT"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClerk(t)
			c.terms("Plan Nine")
			c.server.verifyErr = err
			c.Choose("PIN by text")
			c.At("purchase.method")
			if n := c.Notice(); n.Money != msgNoMoney || !strings.Contains(n.Next.In(api.English), "Ask again") || n.Tone != flows.Careful {
				t.Errorf("notice %+v", n)
			}
			if end, ended := c.ledger.Outcome(t.Context(), "intent-000001"); ended != nil || end.Result != flows.ResultNotDone || end.Code != flows.CodeUnanswered {
				t.Errorf("recorded %+v, %v", end, ended)
			}
			if len(c.server.verifications) != 1 {
				t.Fatalf("asked %d times by itself", len(c.server.verifications))
			}
			c.server.verifyErr = nil
			c.Choose("PIN by text")
			c.At("purchase.pin")
			if n := len(c.ledger.InDoubt()); n != 0 {
				t.Errorf("%d in doubt", n)
			}
			if s := c.server.verifications; len(s) != 2 || s[0].RequestID != s[1].RequestID {
				t.Errorf("asked %d times, or under another request id", len(s))
			}
		})
	}
}

func TestAnIntentSaysWhetherItIsCapturedAtOnce(t *testing.T) {
	for _, way := range []string{captureNow, captureLater} {
		c := newClerk(t)
		c.server.authErr = lost()
		c.confirm()
		c.flow.amountForm().Enter(keyCapture, way)
		c.Run(flows.Answer{})
		c.At("purchase.doubt")
		if doubts := c.ledger.InDoubt(); len(doubts) != 1 || doubts[0].Intent.AutoCapture != (way == captureNow) || c.server.sales[0].AutoCapture != (way == captureNow) {
			t.Errorf("%s: in doubt %+v", way, doubts)
		}
	}
}

func TestAVerificationThatCannotBeRecordedIsNotSent(t *testing.T) {
	c := newClerk(t)
	c.terms("Plan Nine")
	c.flow.Recorder = full{c.ledger}
	c.Choose("PIN by text")
	c.At("purchase.method")
	if len(c.server.verifications) != 0 || c.Notice().What.Empty() {
		t.Errorf("asked %d times, notice %+v", len(c.server.verifications), c.Notice())
	}
}

// full is a recorder whose disk is full.
type full struct{ *flowtest.Intents }

func (full) Intend(context.Context, flows.Intent) (flows.IntentID, error) {
	return "", errors.New("no space")
}
