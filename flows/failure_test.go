package flows

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows/lang"
)

// contractCodes are the error codes that docs/contract.md §2 to §8 name, by the call they come from.
var contractCodes = map[string][]string{
	"token":            {"invalid_client", "invalid_request", "invalid_role", "wrong_inputs", "invalid_token"},
	"i18n":             {"general_error", "invalid_role", "wrong_inputs"},
	"merchants/login":  {"authentication_failure"},
	"customers/search": {"not_found"},
	"customers/lookup": {
		"not_found", "invalid_role", "user_not_able_to_purchase", "user_not_active",
		"merchant_not_support_nonprime_regularpurchase", "GATEWAY_TIMEOUT",
	},
	"verify": {
		"sms_not_valid_phone", "invalid_role", "merchant_override_is_not_allowed",
		"regular_purchase_bypass_is_not_allowed", "piw_mismatch", "secret_answer_mismatch", "wrong_inputs", "tries_exceed",
	},
	"apply": {
		"general_error", "invalid_role", "application_create_error", "tos_agreement_required", "customer_already_exists",
		"not_verified", "external_location_id_not_found", "account_type_not_permitted", "wrong_inputs",
		"application_declined", "application_declined_2", "application_declined_3",
		"application_marked_pending_1", "application_marked_pending_2",
	},
	"authorization, calculate-interest": {
		"not_found", "customer_identity_not_found", "invalid_role", "general_error", "wrong_inputs", "credit_exceeded",
		"auth_not_allowed", "plan_term_not_set", "not_permitted", "plan_term_not_available", "user_not_able_to_purchase",
		"not_verified", "wrong_verification_code", "verification_code_required", "external_location_id_not_found",
		"account_type_not_permitted", "vcc_account_mismatch",
	},
	"release, capture": {"authorization_ended", "auth_amount_exceeded", "not_permitted"},
	"return": {
		"capture_amount_exceeded", "return_date_exceeded", "wrong_transaction_type", "not_permitted",
		"external_location_id_not_found", "account_type_not_permitted", "vcc_account_mismatch",
	},
	"refund": {"refunds_limit_exceeded_amount"},
	"transactions": {
		"invalid_transaction_type", "wrong_verification_code", "verification_code_required", "user_not_active",
		"user_not_able_to_purchase", "limit_payment_amount_24", "not_enough_credit", "not_verified",
		"external_location_id_not_found", "account_type_not_permitted", "vcc_account_mismatch",
	},
	"any": {"wrong_input", "generic_error", "Credit_Exceeded", " gateway_timeout ", "Insufficient scope: authorized scope is insufficient"},
}

var aSale = Intent{Kind: AuthorizationIntent, Account: "116994755", Amount: 12_50, Reference: "ORDER-1"}

func TestEveryCodeOfTheContractIsExplainedInBothLanguages(t *testing.T) {
	for call, codes := range contractCodes {
		for _, code := range codes {
			t.Run(call+" "+code, func(t *testing.T) {
				said, known := sentences[canonical(code)]
				if !known {
					t.Fatal("has no sentence")
				}
				for _, language := range []api.Language{api.English, api.French} {
					if said.what.In(language) == "" || said.next.In(language) == "" {
						t.Errorf("in %s: what %q, next %q", language, said.what.In(language), said.next.In(language))
					}
				}
				if said.what.In(api.English) == said.what.In(api.French) {
					t.Error("reads the same in both languages")
				}
			})
		}
	}
}

func TestEveryKindOfErrorIsExplained(t *testing.T) {
	for kind := api.KindServer; kind <= api.KindCanceled; kind++ {
		notice := Explain(&api.Error{Kind: kind}, lang.Text{}, false)
		if notice.What.Empty() || notice.Next.Empty() || notice.What == msgUnexpected {
			t.Errorf("kind %d: %+v", kind, notice)
		}
	}
}

func TestAnExplanationSaysWhetherMoneyMoved(t *testing.T) {
	refused := func(e api.Executed) error {
		return fmt.Errorf("authorizing: %w", &api.Error{Kind: api.KindRefused, Executed: e, Code: "credit_exceeded"})
	}
	for name, c := range map[string]struct {
		err   error
		money bool
		want  lang.Text
	}{
		"a call that the server refused moved none":          {refused(api.ExecutedNo), true, msgNoMoneyMoved},
		"a call that was never sent moved none":              {refused(api.ExecutedNever), true, msgNoMoneyMoved},
		"a call whose answer was lost may have moved some":   {refused(api.ExecutedUnknown), true, msgMoneyUnknown},
		"a call without money does not speak of it":          {refused(api.ExecutedUnknown), false, lang.Text{}},
		"an error of no known type may have moved some":      {errors.New("odd"), true, msgMoneyUnknown},
		"a sale that could not be recorded was not sent":     {fmt.Errorf("x: %w", ErrNotRecorded), true, msgNoMoneyMoved},
		"a sale that is frozen leaves the first one unknown": {&InDoubtError{Was: aSale, Err: ErrFrozen}, true, msgMoneyUnknown},
		"what was done already was not sent now":             {fmt.Errorf("x: %w", &RepeatedError{Was: aSale, ID: "7001"}), true, msgNothingSentNow},
		"a lost answer in doubt is not known": {
			&InDoubtError{Was: aSale, Err: &api.Error{Kind: api.KindNetwork}}, true, msgMoneyUnknown,
		},
	} {
		t.Run(name, func(t *testing.T) {
			notice := Explain(c.err, lang.Of("Authorizing", "Autorisation"), c.money)
			if notice.Money != c.want {
				t.Errorf("says %q, want %q", notice.Money.In(api.English), c.want.In(api.English))
			}
			if (notice.Money == msgMoneyUnknown) != (notice.Next == msgAskBeforeResending) {
				t.Errorf("advises %q", notice.Next.In(api.English))
			}
		})
	}
}

func TestWhatNoQueryTellsIsForAPerson(t *testing.T) {
	for _, kind := range IntentKinds() {
		notice := Explain(&InDoubtError{Was: Intent{Kind: kind}, Err: &api.Error{Kind: api.KindNetwork}}, lang.Text{}, true)
		if want := map[bool]lang.Text{true: msgAskBeforeResending, false: msgPersonFindsOut}[kind.Queryable()]; notice.Next != want {
			t.Errorf("%s: advises %q", kind, notice.Next.In(api.English))
		}
	}
}

func TestTheServersWordsAreKeptVerbatim(t *testing.T) {
	notice := Explain(&api.Error{
		Kind: api.KindRefused, Executed: api.ExecutedNo, Code: "brand_new_code", Message: "Computer says no.",
		Fields: []api.FieldError{{Param: "amount", Message: "too odd"}}, Ref: "r1",
	}, lang.Of("Sending…", "Envoi…"), true)
	if notice.Server != "Computer says no.\namount: too odd" || notice.Code != "brand_new_code" || notice.Ref != "r1" {
		t.Errorf("%+v", notice)
	}
	if got := notice.What.In(api.English); got != "Sending did not work. The server refused." {
		t.Errorf("what: %q", got)
	}
	if notice.Next != msgFollowServer {
		t.Errorf("next: %q", notice.Next.In(api.English))
	}
}

func TestNothingIsSaidOfNoError(t *testing.T) {
	if n := Explain(nil, lang.Text{}, true); n != nil || n.NoMoneyMoved() != nil {
		t.Errorf("%+v", n)
	}
}

func TestContextErrorsOfOtherLayersAreExplained(t *testing.T) {
	if n := Explain(context.Canceled, lang.Text{}, false); n.What != kindSentences[api.KindCanceled].what {
		t.Errorf("cancelled: %q", n.What.In(api.English))
	}
	if n := Explain(context.DeadlineExceeded, lang.Text{}, false); n.What != kindSentences[api.KindNetwork].what {
		t.Errorf("deadline: %q", n.What.In(api.English))
	}
}

func TestFrenchPutsANoBreakSpaceBeforeAColon(t *testing.T) {
	for code, said := range sentences {
		for _, text := range []lang.Text{said.what, said.next} {
			french := text.In(api.French)
			for i := strings.Index(french, ":"); i >= 0; i = -1 {
				if !strings.HasSuffix(french[:i], "\u00a0") {
					t.Errorf("%s: %q", code, french)
				}
			}
		}
	}
}

func TestALostAnswerIsNotCalledAFailure(t *testing.T) {
	lost := &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}
	doing := lang.Of("Returning…", "Retour…")
	for money, worked := range map[bool]bool{true: true, false: false} {
		said := Explain(lost, doing, money).What.In(api.English)
		if got := !strings.Contains(said, "did not work"); got != worked {
			t.Errorf("money %t: %q", money, said)
		}
	}
	never := &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
	if said := Explain(never, doing, true).What.In(api.English); !strings.Contains(said, "Returning did not work") {
		t.Errorf("%q", said)
	}
}

// It is half past seven in the evening at the store, and the next day where the journal counts.
func TestWhatWasDoneAlreadyIsDatedByTheStoresClock(t *testing.T) {
	at := time.Date(2026, 1, 16, 0, 30, 0, 0, time.UTC)
	counter := &Counter{Now: func() time.Time { return at.In(time.FixedZone("EST", -5*60*60)) }}
	for _, was := range []Intent{aSale, {Kind: PaymentIntent, Amount: 1200}} {
		said := counter.Explain(fmt.Errorf("x: %w", &RepeatedError{Was: was, At: at}), lang.Text{}, true).What.In(api.English)
		if !strings.Contains(said, "2026-01-15 19:30") {
			t.Errorf("says %q", said)
		}
	}
}

func TestWhatMayBeOneClerksPermissionSaysThatAnotherMaySignIn(t *testing.T) {
	for name, err := range map[string]*api.Error{
		"not permitted":       {Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: "not_permitted"},
		"insufficient scope":  {Kind: api.KindScope, Executed: api.ExecutedNo, Status: 403, Code: "Insufficient scope: authorized scope is insufficient"},
		"a code of 00000-":    {Kind: api.KindScope, Executed: api.ExecutedNo, Status: 403, Code: "00000-12"},
		"a refusal of 00000-": {Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: "00000-12"},
	} {
		t.Run(name, func(t *testing.T) {
			if next := Explain(err, lang.Text{}, true).Next; next != nextOtherClerk {
				t.Errorf("advises %q", next.In(api.English))
			}
		})
	}
}

func TestWhatMayBeOneClerksPermissionSaysSoWhileItIsInDoubtToo(t *testing.T) {
	failed := &api.Error{Kind: api.KindScope, Executed: api.ExecutedUnknown, Status: 403, Code: "00000-12", Answered: true}
	err := &InDoubtError{Was: Intent{Kind: AuthorizationIntent}, Reply: ReplyError, Err: failed}
	if next := Explain(err, lang.Text{}, true).Next.In(api.English); !strings.Contains(next, "Do not do it again") || !strings.Contains(next, "another clerk may sign in") {
		t.Errorf("advises %q", next)
	}
}

func TestARefusalThatMayBeNoneIsNotToldAsOne(t *testing.T) {
	doubt := func(failed api.Error) error {
		failed.Executed = api.ExecutedUnknown
		return &InDoubtError{Was: Intent{Kind: AuthorizationIntent}, Reply: ReplyError, Err: &failed}
	}
	for name, c := range map[string]struct {
		err  error
		want lang.Text
	}{
		"a general error":               {doubt(api.Error{Kind: api.KindServer, Status: 409, Code: "general_error", Answered: true}), msgErrorProvesNothing},
		"a code that nobody knows":      {doubt(api.Error{Kind: api.KindRefused, Status: 409, Code: "moon_phase", Answered: true}), msgErrorProvesNothing},
		"a listed code with a 500":      {doubt(api.Error{Kind: api.KindRefused, Status: 500, Code: "credit_exceeded", Answered: true}), msgErrorProvesNothing},
		"a web page that finds nothing": {doubt(api.Error{Kind: api.KindNotFound, Status: 404}), msgErrorProvesNothing},
		"a success that shows nothing":  {doubt(api.Error{Kind: api.KindServer, Status: 200, Claimed: true}), msgProvesNothing},
	} {
		notice := Explain(c.err, lang.Of("Authorizing", "Autorisation"), true)
		if notice.What != c.want || notice.Money != msgMoneyUnknown || notice.Tone != Careful || notice.Next.Empty() {
			t.Errorf("%s: %+v", name, notice)
		}
	}
}
