package api

// This file asks merchants/login, the predecessor of i18n (docs/contract.md §3, SEEN).

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"countertop/api/private"
)

var routeLogin = route{"merchants/login", http.MethodPost, v25, "client-id/{client_id}/merchants/login", reads}

// LoginRequest names the merchant's own account, where it has one. What is empty is not sent.
type LoginRequest struct {
	Username string
	Password Secret
}

type merchantBody struct {
	private.Wire

	Username string `json:"merchant_username,omitempty"`
	Password string `json:"merchant_password,omitempty"`
}

// Login is the merchant and what of the catalogue there was before i18n.
type Login struct {
	MerchantID   ID     // at most 10 digits
	MerchantName string // at most 130 characters
	Catalogue    *Catalogue
}

// Login asks for the merchant and the values of the form, in the call's language. Its catalogue is Partial: it has
// salutations, provinces, security questions, ID types and issuers. Catalogue asks it by itself where a server
// knows no i18n.
//
// docs/contract.md §3, SEEN; deprecated by the vendor. Errors: 409 authentication_failure.
func (c *Client) Login(ctx context.Context, call Call, r LoginRequest) (Login, error) {
	if call.Reference == "" {
		call.Reference = c.newID()
	}
	body, err := c.send(ctx, call, request{route: routeLogin, body: merchantBody{Username: r.Username, Password: r.Password.Reveal()}, limit: maxCatalogue})
	if err != nil {
		return Login{}, err
	}
	login, err := decodeLogin(body, spoken(call.Language), c.now())
	if err != nil {
		return Login{}, understood(routeLogin, call, err)
	}
	return login, nil
}

// decodeLogin reads an answer of merchants/login, the predecessor of i18n. Its catalogue is partial.
func decodeLogin(body []byte, language Language, fetched time.Time) (Login, error) {
	var answer struct {
		ID         ID              `json:"merchant_id"`
		Name       text            `json:"merchant_name"`
		FormValues json.RawMessage `json:"form_values"`
	}
	if err := decode(body, &answer); err != nil {
		return Login{}, err
	}
	c, err := decodeCatalogue(answer.FormValues, language, fetched)
	if err != nil {
		return Login{}, err
	}
	c.Partial = true
	return Login{MerchantID: answer.ID, MerchantName: string(answer.Name), Catalogue: c}, nil
}
