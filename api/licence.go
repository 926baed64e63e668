package api

// This file has the server read a driver's licence (docs/contract.md §4, SEEN).

import (
	"context"
	"net/http"

	"countertop/api/private"
)

var routeLicence = route{"customers/driverslicense", http.MethodPost, v25, "client-id/{client_id}/customers/driverslicense", reads}

// Licence holds the values in the barcode of a driver's licence.
type Licence struct {
	private.Data

	FirstName, MiddleName, LastName string
	BirthDate                       string // YYYY-MM-DD
	Address1, City, Province        string
	PostalCode                      string // may hold a space
	GovIDType, GovIDIssuedBy        string
	GovIDNumber                     Secret
	GovIDExpiry                     string // YYYY-MM-DD
}

type licenceAnswer struct {
	private.Wire

	FirstName     text `json:"first_name"`
	MiddleName    text `json:"middle_name"`
	LastName      text `json:"last_name"`
	BirthDate     text `json:"dob"`
	Address1      text `json:"address_1"`
	City          text `json:"city"`
	Province      text `json:"province"`
	PostalCode    text `json:"postal_code"`
	GovIDType     text `json:"govid_type"`
	GovIDIssuedBy text `json:"govid_issuedby"`
	GovIDNumber   text `json:"govid_number"`
	GovIDExpiry   text `json:"govid_expiry"`
}

// ReadLicence has the raw text of a licence's PDF417 barcode read. A bad scan is an *Error with
// status 409.
//
// docs/contract.md §4, SEEN; the code of the 409 is not public.
func (c *Client) ReadLicence(ctx context.Context, call Call, barcode Secret) (Licence, error) {
	a, err := fetch[licenceAnswer](ctx, c, call, request{
		route: routeLicence,
		body: struct {
			Code string `json:"code"`
		}{barcode.Reveal()},
	})
	if err != nil {
		return Licence{}, err
	}
	return Licence{
		FirstName: string(a.FirstName), MiddleName: string(a.MiddleName), LastName: string(a.LastName), BirthDate: string(a.BirthDate),
		Address1: string(a.Address1), City: string(a.City), Province: string(a.Province), PostalCode: string(a.PostalCode),
		GovIDType: string(a.GovIDType), GovIDIssuedBy: string(a.GovIDIssuedBy),
		GovIDNumber: Secret(a.GovIDNumber), GovIDExpiry: string(a.GovIDExpiry),
	}, nil
}
