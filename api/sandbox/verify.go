package sandbox

// Verification: a PIN for the transaction that follows with the same request id
// (docs/contract.md §4).

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"countertop/api"
	"countertop/api/sandbox/price"
)

const (
	formatSMS      = "sms"
	formatEmail    = "email"
	formatQuestion = "security_question"
	formatBypass   = "regular_purchase_bypass"
	formatOverride = "merchant_override"

	maxBypassed   = 3      // regular purchases in 24 h, so that a fourth may pass
	maxBypass     = 200_00 // of one purchase, in cents
	maxWrong      = 3      // wrong answers in 48 h
	wrongFor      = 48 * time.Hour
	sentLength    = 6
	spokenLength  = 4
	longestAnswer = 50
)

type verifyAnswer struct {
	Code any `json:"verification_code"` // the PIN as a number, or a text that says where it went
}

// verify makes a PIN. Asking again with the same request id makes another one, and the one
// before is no longer good.
func (s *Server) verify(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, conflict("wrong_inputs")
	}
	format := in.choice("format", formatSMS, formatEmail, formatQuestion, formatBypass, formatOverride)
	requestID := in.ascii("request_id", 150)
	card := in.digits("vcc_number", 16, 16)
	if numbered := in.digits("account_number", 1, 14); in.has("account_number") && (s.options.Strict || numbered != c.path("account_number")) {
		in.problem("account_number", problemUnwanted) // a published sample repeats the number of the path
	}
	word := in.optional("piw", longestAnswer) // ASSUMED: the member's name is not public
	var questionID, answer string
	if format == formatQuestion {
		questionID, answer = in.identifier("security_qid", 20), in.required("security_answer", longestAnswer)
		if questionID == "" {
			in.problem("security_qid", problemMissing)
		}
	}
	if err := in.done(); err != nil {
		return nil, err
	}
	a, err := s.purchaser(c.path("account_number"), card)
	if err != nil {
		return nil, err
	}
	if a.word != "" && format != formatOverride && plain(word) != plain(a.word) {
		return nil, conflict("piw_mismatch")
	}
	switch format {
	case formatQuestion:
		err = a.checkAnswer(questionID, answer, c.now)
		s.state.changed.account(a) // a wrong answer is counted
	case formatBypass:
		if !a.mayBypass(c.now) {
			err = conflict("regular_purchase_bypass_is_not_allowed")
		}
	case formatOverride:
		if !s.merchant.Override {
			err = conflict("merchant_override_is_not_allowed")
		}
	default:
		return s.send(c, a, format, requestID, card)
	}
	if err != nil {
		return nil, err
	}
	pin := s.state.digits(spokenLength)
	s.state.expect(a.number, requestID, verification{pin, format, card}, c.now)
	return verifyAnswer{number(pin)}, nil
}

// send gives a PIN to the customer, not to the caller.
func (s *Server) send(c *call, a *account, format, requestID, card string) (any, error) {
	phone, email := a.phone, a.email
	if user := a.user(card); user != nil {
		phone, email = user.phone, user.email
	}
	switch {
	case format == formatSMS && !phoneNumber.MatchString(phone):
		return nil, refuse(http.StatusBadRequest, "sms_not_valid_phone")
	case format == formatEmail && email == "":
		return nil, conflict("wrong_inputs").field("format", problemEmail, format)
	}
	pin := s.state.digits(sentLength)
	s.state.expect(a.number, requestID, verification{pin, format, card}, c.now)
	c.pins = append(c.pins, PIN{a.number, format, pin})
	return verifyAnswer{"verification_sent_to_" + format}, nil // …_to_email is ASSUMED
}

// checkAnswer compares without case and spaces, and counts the wrong answers of 48 hours.
func (a *account) checkAnswer(questionID, answer string, now time.Time) error {
	a.wrongAnswers = slices.DeleteFunc(a.wrongAnswers, func(at time.Time) bool { return now.Sub(at) >= wrongFor })
	if len(a.wrongAnswers) > maxWrong {
		return conflict("tries_exceed")
	}
	if questionID == a.questionID && plain(answer) == plain(a.answer) {
		return nil
	}
	a.wrongAnswers = append(a.wrongAnswers, now)
	if len(a.wrongAnswers) > maxWrong {
		return conflict("tries_exceed")
	}
	return conflict("secret_answer_mismatch")
}

func plain(answer string) string { return strings.ToLower(strings.Join(strings.Fields(answer), "")) }

// purchaser is an account that may purchase, with a card that belongs to it where one is named.
func (s *Server) purchaser(account, card string) (*account, error) {
	a, err := s.state.named(identity{number: account, card: card})
	switch {
	case err != nil:
		return nil, err
	case !a.mayPurchase():
		return nil, conflict("user_not_able_to_purchase")
	case s.merchant.ConsumerOnly && a.kind == business:
		return nil, conflict("account_type_not_permitted")
	case !s.merchant.Standard && price.CategoryOf(a.rating) == price.Standard:
		return nil, conflict("not_permitted")
	}
	return a, nil
}

// spend finds a verification, or says why it does not stand for this purchase. A wrong
// code leaves it as it is, so that it can be corrected.
func (st *state) spend(a *account, requestID, card, code string, now time.Time) (verification, error) {
	v, found := st.verifications.get(verificationKey{a.number, requestID}, now)
	switch {
	case code == "":
		return v, conflict("verification_code_required")
	case !found, card != "" && v.card != "" && card != v.card:
		return v, conflict("not_verified")
	case v.pin != code:
		return v, conflict("wrong_verification_code")
	}
	return v, nil
}

// covers reports whether a verification stands for a purchase: a bypass is good for a small
// regular purchase only. The amount is known at the authorization and not before.
func (v verification) covers(kind string, amount api.Money) bool {
	return v.format != formatBypass || kind == regularPurchase && amount <= maxBypass
}
