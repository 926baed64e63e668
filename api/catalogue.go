package api

// This file is the catalogue: every list that a clerk chooses from, and every disclosure. An old server is asked for what it has in
// its place (docs/contract.md §3).

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var (
	routeCatalogue    = route{"i18n", http.MethodGet, v25, "client-id/{client_id}/i18n", reads}
	routeCatalogueKey = route{"i18n", http.MethodGet, v25, "client-id/{client_id}/i18n/{key}", reads}
)

// Option is one choice of a list: its code, which is sent, and its label, which
// is shown.
type Option struct {
	Code, Label string
}

// Catalogue is the answer of i18n in one language (docs/contract.md §3, SEEN): every list
// a clerk chooses from, in the server's order, and every disclosure.
type Catalogue struct {
	Language Language
	// Fetched is the time of the server's answer, UTC.
	Fetched time.Time

	Salutations      []Option
	Provinces        []Option
	SecurityIDs      []Option // security questions: id and text
	GovIDTypes       []Option
	Issuers          map[string][]Option // by govid type: govid_issued_bys.option_depends
	Occupations      []Option
	TransactionTypes []Option
	Plans            []Option // plan_id and plan name
	HousingTypes     []Option

	QCPADisclosure string
	Insurance      string
	InsuranceTC    string
	AnnualFees     string

	// Unknown holds the top-level keys that this version does not know, as raw
	// JSON in the server's order, so that the cache on disk loses nothing.
	Unknown []RawKey
	// Broken names the keys that are known, but came in a shape that is not: their lists
	// are empty, and their values are in Unknown.
	Broken []string
	// Partial is true for a catalogue from merchants/login, the predecessor: it
	// knows no occupations, housing types, plans or disclosures, so that an
	// application cannot be made with it.
	Partial bool
}

// RawKey is a top-level member of i18n as the server wrote it.
type RawKey struct {
	Key   string
	Value []byte
}

// Label finds the label of a code in a list.
func Label(options []Option, code string) (string, bool) {
	for _, option := range options {
		if option.Code == code {
			return option.Label, true
		}
	}
	return "", false
}

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
