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
	customer bool // the scope "customer" may call it too (docs/contract.md §2)
	answer   func(*Server, *call) (any, error)
	older    bool // at v2.5, beside the one at v2.5.1
}

const (
	client      = "client-id/{client_id}/"
	interestAPI = "v2.5.1" // calculate-interest, authorization(s), captures, transactions (docs/contract.md §1)
	baseAPI     = "v2.5"
)

// endpoints are all of them; those of v2.5.1 are still supported at v2.5, too (docs/contract.md §8).
func endpoints() []endpoint {
	all := newest()
	for _, e := range newest() {
		if e.version == interestAPI {
			e.version, e.older = baseAPI, true
			all = append(all, e)
		}
	}
	return all
}

func newest() []endpoint {
	return []endpoint{
		{http.MethodGet, baseAPI, client + "i18n", open, true, (*Server).i18n, false},
		{http.MethodGet, baseAPI, client + "i18n/{key}", open, true, (*Server).i18nKey, false},
		{http.MethodGet, baseAPI, client + "terms-and-conditions", open, true, (*Server).terms, false},
		{http.MethodPost, baseAPI, client + "merchants/login", open, true, (*Server).login, false},
		{http.MethodPost, baseAPI, client + "widget/init", stateful, true, (*Server).initWidget, false},

		{http.MethodGet, baseAPI, client + "customers/search", stateful, false, (*Server).search, false},
		{http.MethodGet, baseAPI, client + "customers/lookup", stateful, false, (*Server).lookup, false},
		{http.MethodPost, baseAPI, client + "customers/driverslicense", open, true, (*Server).driversLicense, false},
		{http.MethodPost, baseAPI, client + "account/{account_number}/verify", stateful, true, (*Server).verify, false},
		{http.MethodPost, baseAPI, client + "accounts/{account_number}/close", stateful, true, (*Server).closeAccount, false},
		{http.MethodPost, baseAPI, client + "apply", stateful, true, (*Server).apply, false},

		{http.MethodPost, interestAPI, client + "accounts/{account_number}/calculate-interest", stateful, true, (*Server).calculateInterest, false},
		{http.MethodPost, interestAPI, client + "authorization", money, true, (*Server).authorize, false},
		{http.MethodGet, interestAPI, client + "authorizations", stateful, false, (*Server).listAuthorizations, false},
		{http.MethodGet, interestAPI, client + "authorization/{authorization_id}", stateful, false, (*Server).readAuthorization, false},
		{http.MethodGet, interestAPI, client + "captures", stateful, false, (*Server).listCaptures, false},

		{http.MethodPost, baseAPI, client + "authorization/{authorization_id}/release", money, false, (*Server).release, false},
		{http.MethodPost, baseAPI, client + "authorization/{authorization_id}/capture", money, false, (*Server).capture, false},
		{http.MethodPost, baseAPI, client + "authorization/{authorization_id}/capture/{capture_id}/return", money, false, (*Server).returnCapture, false},
		{http.MethodPost, baseAPI, client + "accounts/{account_number}/refund", money, false, (*Server).refund, false},
		{http.MethodPost, interestAPI, client + "transactions", money, false, (*Server).transact, false},
	}
}
