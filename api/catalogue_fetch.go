package api

// This file asks for the catalogue, and an old server for what it has in its place
// (docs/contract.md §3).

import (
	"context"
	"errors"
	"net/http"
)

var (
	routeCatalogue    = route{"i18n", http.MethodGet, v25, "client-id/{client_id}/i18n", reads}
	routeCatalogueKey = route{"i18n", http.MethodGet, v25, "client-id/{client_id}/i18n/{key}", reads}
)

// Catalogue asks for all lists and texts in the call's language. A server that answers 404 is an
// old one: it is asked for what merchants/login has, and the catalogue is Partial.
//
// docs/contract.md §3, SEEN. Errors: 409 general_error, invalid_role, wrong_inputs; 404 where neither endpoint is there.
func (c *Client) Catalogue(ctx context.Context, call Call) (*Catalogue, error) {
	if call.Reference == "" {
		call.Reference = c.newID()
	}
	body, err := c.send(ctx, call, request{route: routeCatalogue, limit: maxCatalogue})
	var failed *Error
	if errors.As(err, &failed) && failed.Status == http.StatusNotFound && failed.Executed == ExecutedNo {
		if old, loginErr := c.Login(ctx, call, LoginRequest{}); loginErr == nil {
			return old.Catalogue, nil
		}
		return nil, err
	}
	if err != nil {
		return nil, err
	}
	catalogue, err := decodeCatalogue(body, spoken(call.Language), c.now())
	if err != nil {
		return nil, understood(routeCatalogue, call, err)
	}
	return catalogue, nil
}

// CatalogueKey asks for one top-level key of the catalogue. The catalogue it gives holds nothing
// else; a key that this version does not know is in its Unknown.
//
// docs/contract.md §3: the endpoint is SEEN, the answer ASSUMED (keyAnswer). Errors: 404 not_found; 409 as Catalogue.
func (c *Client) CatalogueKey(ctx context.Context, call Call, key string) (*Catalogue, error) {
	if call.Reference == "" {
		call.Reference = c.newID()
	}
	body, err := c.send(ctx, call, request{route: routeCatalogueKey, path: []ID{ID(key)}, limit: maxCatalogue})
	if err != nil {
		return nil, err
	}
	catalogue, err := decodeKey(body, key, spoken(call.Language), c.now())
	if err != nil {
		return nil, understood(routeCatalogueKey, call, err)
	}
	return catalogue, nil
}

// spoken is the language of an answer: the server's default where none was asked for.
func spoken(language Language) Language {
	if language == "" {
		return English
	}
	return language
}
