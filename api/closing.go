package api

// This file closes an account (docs/contract.md §4, SEEN).

import (
	"context"
	"net/http"
)

var routeClose = route{"close", http.MethodPost, v25, "client-id/{client_id}/accounts/{account_number}/close", acts}

// closeAnswer is empty (SEEN). What a server says beyond that must not contradict.
type closeAnswer struct {
	AccountNumber ID   `json:"account_number"`
	Status        text `json:"status"`
}

// CloseAccount closes the account of a Quebec customer who cancels. It is sent once.
//
// docs/contract.md §4, SEEN. Errors: 403; 404 not_found.
func (c *Client) CloseAccount(ctx context.Context, call Call, account ID) error {
	_, err := sendProved(ctx, c, call, request{route: routeClose, path: []ID{account}, body: struct{}{}}, func(a closeAnswer) error {
		var p proof
		p.account(a.AccountNumber, account)
		p.done(a.Status)
		return p.err
	})
	return err
}
