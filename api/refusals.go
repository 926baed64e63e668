package api

// This file says which answers prove that a call was not executed (docs/contract.md §4, §5, §7, §8, §10). Everything that is not
// here proves nothing: the caller asks.

import (
	"net/http"
	"slices"
	"strings"
)

// usualRefusals are the codes with which the contract has any call refused.
var usualRefusals = []string{"invalid_role", "insufficient_scope", "wrong_inputs", "not_found"}

// codeNotClosable refuses to close an account. ASSUMED: 403 comes with this code there, of which the contract names none.
const codeNotClosable = "account_not_closable"

// refusals are the codes with which the contract has a call refused before execution, beside the usual ones; by the name of
// the call. general_error stands in the vendor's lists too, and says nothing of the kind.
var refusals = map[string][]string{
	routeAuthorize.op: {
		"customer_identity_not_found", "credit_exceeded", "auth_not_allowed", "plan_term_not_set", "plan_term_not_available", "not_permitted",
		"user_not_able_to_purchase", "not_verified", "wrong_verification_code", "verification_code_required", "external_location_id_not_found",
		"account_type_not_permitted", "vcc_account_mismatch",
	},
	routeRelease.op: {"authorization_ended", "auth_amount_exceeded", "not_permitted"},
	routeCapture.op: {"authorization_ended", "auth_amount_exceeded", "not_permitted"},
	routeReturn.op: {
		"capture_amount_exceeded", "return_date_exceeded", "wrong_transaction_type", "not_permitted", "external_location_id_not_found",
		"account_type_not_permitted", "vcc_account_mismatch",
	},
	routeRefund.op: {
		"refunds_limit_exceeded_amount", "not_permitted", "external_location_id_not_found", "account_type_not_permitted", "vcc_account_mismatch",
	},
	routeTransaction.op: {
		"invalid_transaction_type", "wrong_verification_code", "verification_code_required", "user_not_active", "user_not_able_to_purchase",
		"limit_payment_amount_24", "not_enough_credit", "not_verified", "external_location_id_not_found", "account_type_not_permitted",
		"vcc_account_mismatch",
	},
	routeApply.op: {
		"tos_agreement_required", "customer_already_exists", "not_verified", "external_location_id_not_found", "account_type_not_permitted",
	},
	routeVerify.op: {
		"sms_not_valid_phone", "merchant_override_is_not_allowed", "regular_purchase_bypass_is_not_allowed", "piw_mismatch",
		"secret_answer_mismatch", "tries_exceed",
	},
	routeClose.op: {codeNotClosable},
}

// executedOfRefusal says whether a call that was answered with an error may have been executed.
//
//	a call that reads                                        nothing is executed
//	a body that says more than the contract has              not known (readsError)
//	401 with invalid_token, 429, 465, 466, 467               answered before execution (beforeExecution)
//	400, 403, 404, 409 with a code that is listed for it     the server says no
//	everything else: other codes, no code, other statuses    not known
func executedOfRefusal(r route, status int, code string, says errorSays) Executed {
	code = canonicalCode(code)
	switch {
	case r.does == reads && status == http.StatusUnauthorized:
		return ExecutedNever
	case r.does == reads:
		return ExecutedNo
	case !says.plain, saysNoReason(code):
		return ExecutedUnknown
	case beforeExecution(status, code):
		return ExecutedNever
	case !slices.Contains(refusalStatuses, status):
		return ExecutedUnknown
	case slices.Contains(usualRefusals, code), slices.Contains(refusals[r.op], code):
		return ExecutedNo
	}
	return ExecutedUnknown
}

// refusalStatuses are those with which the contract has a call refused (docs/contract.md §8).
var refusalStatuses = []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict}

// beforeExecution reports whether an answer is given before a call is executed. ASSUMED: 401 that names the token, 429, and the
// firewall's 465, 466 and 467.
func beforeExecution(status int, code string) bool {
	switch status {
	case http.StatusUnauthorized:
		return code == "invalid_token"
	case http.StatusTooManyRequests, 465, 466, 467:
		return true
	}
	return false
}

// saysNoReason reports whether a code, under whatever status, leaves open what the server did.
func saysNoReason(code string) bool {
	kind, known := kindOfCode[code]
	return known && kind == KindServer || gaveUp(code)
}

// byGateway reports whether a status is one with which a gateway stops waiting for the server behind it.
func byGateway(status int) bool {
	switch status {
	case http.StatusRequestTimeout, 499, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// gaveUp reports whether a code, in any spelling, says that somebody stopped waiting for the server: GATEWAY_TIMEOUT, request_timed_out,
// context deadline exceeded, upstream unavailable.
func gaveUp(code string) bool {
	letters := strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, strings.ToLower(code))
	return slices.ContainsFunc([]string{"timeout", "timedout", "deadline", "cancel", "upstream", "unavailable", "unreachable"}, func(word string) bool {
		return strings.Contains(letters, word)
	})
}

// serverIsDone reports whether an error shows that the server itself answered, and is done with the call: by a code that the contract
// has in one of its tables. Any other may be anybody's, and of a call that still runs.
func serverIsDone(status int, code string) bool {
	return !byGateway(status) && listedAnywhere(canonicalCode(code))
}

// listedAnywhere reports whether the contract has a code, for whichever call.
func listedAnywhere(code string) bool {
	if _, known := kindOfCode[code]; known || decisionOfCode(code) != Undecided {
		return true
	}
	for _, codes := range refusals {
		if slices.Contains(codes, code) {
			return true
		}
	}
	return false
}

// canonicalCode is a code in small letters as the contract's tables write it (docs/contract.md §2, §8).
func canonicalCode(code string) string {
	code = strings.ToLower(strings.TrimSpace(code))
	switch {
	case code == "wrong_input":
		return "wrong_inputs"
	case code == "generic_error":
		return "general_error"
	case strings.HasPrefix(code, "insufficient scope"):
		return "insufficient_scope"
	}
	return code
}
