package sandbox

// The table of everything this server answers: one row an endpoint, with who may call
// it and how it is guarded.

import "net/http"

// guard says what an endpoint needs around it.
type guard int

const (
	open     guard = iota // reads only what never changes: no lock
	stateful              // runs under the lock
	money                 // runs under the lock; a repeat with its idempotency key gets the first answer
)

// endpoint is one method and path. Its answer is written as JSON with status 200; a
// *refusal becomes the contract's error body.
type endpoint struct {
	method, version, path string

	guard    guard
	customer bool // the scope "customer" may call it too (CONTRACT §2)
	answer   func(*Server, *call) (any, error)
}

const (
	client      = "client-id/{client_id}/"
	interestAPI = "v2.5.1" // calculate-interest, authorization(s), captures, transactions (CONTRACT §1)
	baseAPI     = "v2.5"
)

func endpoints() []endpoint {
	return []endpoint{
		{http.MethodGet, baseAPI, client + "i18n", open, true, (*Server).i18n},
		{http.MethodGet, baseAPI, client + "i18n/{key}", open, true, (*Server).i18nKey},
		{http.MethodGet, baseAPI, client + "terms-and-conditions", open, true, (*Server).terms},
		{http.MethodPost, baseAPI, client + "merchants/login", open, false, (*Server).login},
		{http.MethodPost, baseAPI, client + "widget/init", stateful, true, (*Server).initWidget},

		{http.MethodGet, baseAPI, client + "customers/search", stateful, false, (*Server).search},
		{http.MethodGet, baseAPI, client + "customers/lookup", stateful, false, (*Server).lookup},
		{http.MethodPost, baseAPI, client + "customers/driverslicense", open, true, (*Server).driversLicense},
		{http.MethodPost, baseAPI, client + "account/{account_number}/verify", stateful, true, (*Server).verify},
		{http.MethodPost, baseAPI, client + "accounts/{account_number}/close", stateful, true, (*Server).closeAccount},
		{http.MethodPost, baseAPI, client + "apply", stateful, true, (*Server).apply},

		{http.MethodPost, interestAPI, client + "accounts/{account_number}/calculate-interest", stateful, true, (*Server).calculateInterest},
		{http.MethodPost, interestAPI, client + "authorization", money, true, (*Server).authorize},
		{http.MethodGet, interestAPI, client + "authorizations", stateful, false, (*Server).listAuthorizations},
		{http.MethodGet, interestAPI, client + "authorization/{authorization_id}", stateful, false, (*Server).readAuthorization},
		{http.MethodGet, interestAPI, client + "captures", stateful, false, (*Server).listCaptures},

		{http.MethodPost, baseAPI, client + "authorization/{authorization_id}/release", money, false, (*Server).release},
		{http.MethodPost, baseAPI, client + "authorization/{authorization_id}/capture", money, false, (*Server).capture},
		{http.MethodPost, baseAPI, client + "authorization/{authorization_id}/capture/{capture_id}/return", money, false, (*Server).returnCapture},
		{http.MethodPost, baseAPI, client + "accounts/{account_number}/refund", money, false, (*Server).refund},
		{http.MethodPost, interestAPI, client + "transactions", money, false, (*Server).transact},
	}
}
