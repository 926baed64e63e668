package api

// This file classifies a failure: its kind, and whether the call may have been executed.
// Both are decided here and in refusals.go, and nowhere else (docs/contract.md §2, §4, §5, §7, §8).

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
)

// effect says what a call does on the server. Deadlines, repeats and the class of a lost answer follow from it.
type effect int

const (
	reads effect = iota // changes nothing: it may be asked again
	acts                // changes something that is not money: sent once
	moves               // moves money: sent once, by every layer
)

// kindOfCode has the kind of each code of the contract. An error with another code is classified
// by its status, and keeps the server's message.
var kindOfCode = map[string]Kind{
	// The token and who may do what.
	"invalid_token":          KindAuth,
	"invalid_client":         KindAuth,
	"invalid_request":        KindAuth,
	"invalid_grant":          KindAuth,
	"authentication_failure": KindAuth,
	"invalid_role":           KindScope,
	"insufficient_scope":     KindScope,

	// Values that the clerk or the customer can correct. Older servers spell
	// wrong_inputs as wrong_input.
	"wrong_inputs":                   KindInput,
	"wrong_input":                    KindInput,
	"tos_agreement_required":         KindInput,
	"plan_term_not_set":              KindInput,
	"verification_code_required":     KindInput,
	"wrong_verification_code":        KindInput,
	"secret_answer_mismatch":         KindInput,
	"piw_mismatch":                   KindInput,
	"sms_not_valid_phone":            KindInput,
	"invalid_transaction_type":       KindInput,
	"external_location_id_not_found": KindInput,

	// Nothing there.
	"not_found":                   KindNotFound,
	"customer_identity_not_found": KindNotFound,

	// The server's own failures, which come with 400 and 409 too. generic_error is another
	// spelling of general_error.
	"general_error":            KindServer,
	"generic_error":            KindServer,
	"application_create_error": KindServer,

	// The server's refusals: what was asked is understood, and not done.
	"customer_already_exists":                       KindRefused,
	"not_verified":                                  KindRefused,
	"account_type_not_permitted":                    KindRefused,
	"user_not_able_to_purchase":                     KindRefused,
	"user_not_active":                               KindRefused,
	"merchant_not_support_nonprime_regularpurchase": KindRefused,
	"merchant_override_is_not_allowed":              KindRefused,
	"regular_purchase_bypass_is_not_allowed":        KindRefused,
	"tries_exceed":                                  KindRefused,
	"credit_exceeded":                               KindRefused,
	"auth_not_allowed":                              KindRefused,
	"not_permitted":                                 KindRefused,
	"plan_term_not_available":                       KindRefused,
	"vcc_account_mismatch":                          KindRefused,
	"authorization_ended":                           KindRefused,
	"auth_amount_exceeded":                          KindRefused,
	"capture_amount_exceeded":                       KindRefused,
	"return_date_exceeded":                          KindRefused,
	"wrong_transaction_type":                        KindRefused,
	"refunds_limit_exceeded_amount":                 KindRefused,
	"limit_payment_amount_24":                       KindRefused,
	"not_enough_credit":                             KindRefused,
}

// kindOfStatus classifies an answer without a code that is known.
func kindOfStatus(status int, fields bool) Kind {
	switch status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return KindInput
	case http.StatusUnauthorized, http.StatusProxyAuthRequired:
		return KindAuth
	case http.StatusForbidden:
		return KindScope
	case http.StatusNotFound:
		return KindNotFound
	case http.StatusConflict:
		if fields {
			return KindInput
		}
		return KindRefused
	case 465, 466, 467: // malicious payload, access rule, geo-blocked: a firewall
		return KindBlocked
	case http.StatusRequestTimeout, http.StatusTooManyRequests:
		return KindServer
	}
	if status >= 400 && status < 500 {
		return KindRefused
	}
	return KindServer
}

// executedUnread says whether a call with a success that cannot be read may have been executed.
func executedUnread(does effect) Executed {
	if does == reads {
		return ExecutedNo
	}
	return ExecutedUnknown
}

// executedUnanswered says whether a call without an answer may have been executed. Left is
// false only where it is certain that no header of it was written.
func executedUnanswered(does effect, left bool) Executed {
	if does == reads || !left {
		return ExecutedNever
	}
	return ExecutedUnknown
}

// errorAnswer is the body of an error, in every spelling seen (docs/contract.md §8). The values that
// the server quotes back are not read: they are the customer's.
type errorAnswer struct {
	Message     text        `json:"message"`
	Description text        `json:"error_description"` // of the token endpoint (OAuth 2)
	Error       text        `json:"error"`
	Fields      fieldErrors `json:"field_errors"`
	ErrorFields fieldErrors `json:"error_fields"`
	Application ID          `json:"application_id"` // of an application that there is all the same
}

// fieldErrors are complaints about parameters. In another shape than those seen they are none,
// since they must not hide the error that they belong to.
type fieldErrors []FieldError

func (l *fieldErrors) UnmarshalJSON(data []byte) error {
	var listed oneOrMany[fieldErrorAnswer]
	if unmarshal(data, &listed) != nil {
		listed = nil
	}
	for _, field := range listed {
		if field.Param != "" || field.Msg != "" {
			*l = append(*l, FieldError{Param: string(field.Param), Message: string(field.Msg)})
		}
	}
	return nil
}

type fieldErrorAnswer struct {
	Param text `json:"param"`
	Msg   text `json:"msg"`
}

// maxMessage is the longest message kept, in bytes: a clerk reads it.
const maxMessage = 4000

// refusal is the error of an answer that is not a success. The body may be anything, and empty.
func refusal(r route, status int, body []byte) *Error {
	var answer errorAnswer
	body = withoutMark(body)
	read := tolerant
	if r.does != reads {
		read = onceEach // of two codes neither proves anything
	}
	if shape(body) != '{' || json.Unmarshal(body, &answer, read) != nil {
		answer = errorAnswer{} // a proxy's page has no code and no message, and half an answer proves neither
	}
	fields := append(answer.Fields, answer.ErrorFields...)
	code := string(answer.Error)
	kind, known := kindOfCode[canonicalCode(code)]
	if gaveUp(code) {
		kind, known = KindServer, true
	}
	if !known {
		kind = kindOfStatus(status, len(fields) > 0)
	}
	message := answer.Message
	if message == "" {
		message = answer.Description
	}
	says := readsError(r, body)
	return &Error{
		Kind: kind, Executed: executedOfRefusal(r, status, code, says), Status: status,
		Code: code, Message: shortened(string(message)), Fields: fields,
		Answered: r.does != reads && says.plain && serverIsDone(status, code), Claimed: r.does == moves && says.names,
		application: answer.Application,
	}
}

func shortened(message string) string {
	return strings.ToValidUTF8(message[:min(len(message), maxMessage)], "")
}

// unanswered is the error of a call that was sent, or not even that, and got no answer.
func unanswered(ctx context.Context, does effect, left bool, err error) *Error {
	if cause := ctx.Err(); cause != nil {
		err = cause
	}
	kind := KindNetwork
	if errors.Is(err, context.Canceled) || errors.Is(err, ErrClosed) {
		kind = KindCanceled
	}
	return &Error{Kind: kind, Executed: executedUnanswered(does, left), Err: err}
}
