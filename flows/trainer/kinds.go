package trainer

// This file describes the kinds of faults in a trainer's words, and the calls that they can be armed for.

import (
	"slices"

	"countertop/flows/form"
	"countertop/flows/lang"
)

// kind is a kind of fault of the training server.
type kind struct {
	code string
	name lang.Text
	// effect says what the clerk will see.
	effect lang.Text
	fixed  bool // it always hits one certain call, so the page asks for none
	outage bool // it cuts the line: at once if no call is chosen, and for a limited time
	slow   bool // its delay is the point of it
}

// kinds are the training server's kinds, the usual ones of a lesson first.
var kinds = []kind{
	{code: "dropped_after", name: msgDroppedAfter, effect: msgDroppedAfterEffect},
	{code: "dropped_before", name: msgDroppedBefore, effect: msgDroppedBeforeEffect},
	{code: "refused", name: msgRefused, effect: msgRefusedEffect, outage: true},
	{code: "slow", name: msgSlow, effect: msgSlowEffect, slow: true},
	{code: "server_error", name: msgServerError, effect: msgServerErrorEffect},
	{code: "gateway_timeout", name: msgGatewayTimeout, effect: msgGatewayTimeoutEffect},
	{code: "third_party_timeout", name: msgThirdParty, effect: msgThirdPartyEffect, fixed: true},
	{code: "unknown_code", name: msgUnknownCode, effect: msgUnknownCodeEffect},
	{code: "maintenance", name: msgMaintenance, effect: msgMaintenanceEffect},
	{code: "unauthorized", name: msgUnauthorized, effect: msgUnauthorizedEffect},
	{code: "token_down", name: msgTokenDown, effect: msgTokenDownEffect, fixed: true},
	{code: "refresh_refused", name: msgRefreshRefused, effect: msgRefreshRefusedEffect, fixed: true},
	{code: "truncated", name: msgTruncated, effect: msgTruncatedEffect},
	{code: "empty", name: msgEmpty, effect: msgEmptyEffect},
	{code: "html", name: msgHTML, effect: msgHTMLEffect},
	{code: "blocked", name: msgBlocked, effect: msgBlockedEffect},
	{code: "error_after", name: msgErrorAfter, effect: msgErrorAfterEffect},
	{code: "error_inside", name: msgErrorInside, effect: msgErrorInsideEffect},
	{code: "accepted", name: msgAccepted, effect: msgAcceptedEffect},
	{code: "without_id", name: msgWithoutID, effect: msgWithoutIDEffect},
	{code: "other_amount", name: msgOtherAmount, effect: msgOtherAmountEffect},
	{code: "short_list", name: msgShortList, effect: msgShortListEffect},
	{code: "masked", name: msgMasked, effect: msgMaskedEffect},
}

// kindOf returns the kind of a code. For an empty code it returns the kind of a fault that was put together by hand, and
// for a code that is newer than this table a kind that shows the code.
func kindOf(code string) kind {
	if i := slices.IndexFunc(kinds, func(k kind) bool { return k.code == code }); i >= 0 {
		return kinds[i]
	}
	if code == "" {
		return kind{name: msgOwnKind, effect: msgOwnKindEffect}
	}
	return kind{code: code, name: lang.Same(code), effect: msgOwnKindEffect}
}

func (k kind) forHint() lang.Text {
	if k.outage {
		return msgForOutageHint
	}
	return msgForHint
}

func (k kind) delayHint() lang.Text {
	if k.slow {
		return msgSlowDelayHint
	}
	return msgDelayHint
}

// The choices of a call that are no path.
const (
	everyCall = "every"
	otherCall = "other"
)

// calls are the calls that a clerk's work makes, by the end of their path.
var calls = []form.Option{
	{Code: "authorization", Label: msgCallPurchase},
	{Code: "apply", Label: msgCallApply},
	{Code: "account/*/verify", Label: msgCallVerify},
	{Code: "accounts/*/calculate-interest", Label: msgCallOffers},
	{Code: "customers/search", Label: msgCallSearch},
	{Code: "customers/lookup", Label: msgCallLookup},
	{Code: "customers/driverslicense", Label: msgCallLicence},
	{Code: "authorization/*/capture", Label: msgCallCapture},
	{Code: "authorization/*/release", Label: msgCallRelease},
	{Code: "authorization/*/capture/*/return", Label: msgCallReturn},
	{Code: "accounts/*/refund", Label: msgCallRefund},
	{Code: "transactions", Label: msgCallTransactions},
	{Code: "authorizations", Label: msgCallList},
	{Code: "authorization/*", Label: msgCallRead},
	{Code: "captures", Label: msgCallCaptures},
	{Code: "accounts/*/close", Label: msgCallClose},
	{Code: "terms-and-conditions", Label: msgCallTerms},
	{Code: "i18n", Label: msgCallLists},
	{Code: "oauth/token", Label: msgCallToken},
}

// callOptions returns the calls that a fault can be armed for.
func callOptions() []form.Option {
	return append(slices.Clone(calls), form.Option{Code: everyCall, Label: msgEveryCall}, form.Option{Code: otherCall, Label: msgOtherCall})
}

// callName returns the name of a path's call, or the path if the call has no name.
func callName(path string) lang.Text {
	if path == "" {
		return msgEveryCall
	}
	if i := slices.IndexFunc(calls, func(o form.Option) bool { return o.Code == path }); i >= 0 {
		return calls[i].Label
	}
	return lang.Same(path)
}
