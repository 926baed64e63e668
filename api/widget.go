package api

// This file begins the vendor's own page for customers, which is for shops on the web and not for counters
// (docs/contract.md §3, SEEN).

import (
	"context"
	"fmt"
	"net/http"

	"countertop/api/private"
)

var routeWidget = route{"widget/init", http.MethodPost, v25, "client-id/{client_id}/widget/init", acts}

// WidgetFlow is the flow that a customer goes through on the vendor's page.
type WidgetFlow string

// The flows of the vendor's page (docs/contract.md §3, SEEN).
const (
	WidgetPurchase WidgetFlow = "purchase"
	WidgetApply    WidgetFlow = "apply"
)

// WidgetRequest says what the customer comes for and, by one of the three, who they are. A purchase needs to
// know; an application may go without. The endpoint takes more, whose names are not public.
type WidgetRequest struct {
	private.Data

	Flow          WidgetFlow
	AccountNumber ID      // at most 14 digits
	CardNumber    string  // vcc_number, 16 digits
	Person        *Person // nil: not by name
	TermsAgreed   bool    // must be true to apply
}

// Person is a customer by name.
type Person struct {
	private.Data

	FirstName  string // at most 35 characters
	LastName   string // at most 50 characters
	BirthDate  string // YYYY-MM-DD
	PostalCode string // 6 characters, no space
}

// Widget has the address where the customer goes on. Who has it has the customer's session.
type Widget struct {
	RedirectionURL Secret
}

type widgetBody struct {
	Flow     WidgetFlow        `json:"flow"`
	Customer *widgetIdentified `json:"customer_identification,omitempty"`
	Agreed   bool              `json:"tos_agreement,omitempty"`
}

type widgetIdentified struct {
	private.Wire

	AccountNumber ID            `json:"account_number,omitempty"`
	CardNumber    string        `json:"vcc_number,omitempty"`
	Person        *widgetPerson `json:"personal_information,omitempty"`
}

type widgetPerson struct {
	private.Wire

	FirstName  string `json:"first_name"`
	LastName   string `json:"last_name"`
	BirthDate  string `json:"dob"`
	PostalCode string `json:"postal_code"`
}

func (r WidgetRequest) body() widgetBody {
	body := widgetBody{Flow: r.Flow, Agreed: r.TermsAgreed}
	customer := widgetIdentified{AccountNumber: r.AccountNumber, CardNumber: r.CardNumber}
	if p := r.Person; p != nil {
		customer.Person = &widgetPerson{FirstName: p.FirstName, LastName: p.LastName, BirthDate: p.BirthDate, PostalCode: p.PostalCode}
	}
	if customer != (widgetIdentified{}) {
		body.Customer = &customer
	}
	return body
}

// InitWidget asks for the address of the vendor's page for one customer. It is sent once: each answer begins
// a visit.
//
// docs/contract.md §3, SEEN but for its errors, of which none is public; those that any call may have are expected.
func (c *Client) InitWidget(ctx context.Context, call Call, r WidgetRequest) (Widget, error) {
	answer, err := fetch[struct {
		URL text `json:"redirection_url"`
	}](ctx, c, call, request{route: routeWidget, body: r.body()})
	if err != nil {
		return Widget{}, err
	}
	if answer.URL == "" {
		return Widget{}, understood(routeWidget, call, fmt.Errorf("%w: no address of the page", errNotJSON))
	}
	return Widget{Secret(answer.URL)}, nil
}
