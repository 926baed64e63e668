package api

// This file is the capture, which takes an authorization or a part of it, and the list of captures (docs/contract.md §7).

import (
	"cmp"
	"context"
	"net/http"
)

var routeCapture = route{"capture", http.MethodPost, v25, "client-id/{client_id}/authorization/{authorization_id}/capture", moves}

var routeCaptures = route{"captures", http.MethodGet, v251, "client-id/{client_id}/captures", reads}

// CaptureRequest takes an authorization, or a part of it.
type CaptureRequest struct {
	AuthorizationID ID
	Amount          Money
	Reference       string
	Items           *Items
	IdempotencyKey  string
}

type captureBody struct {
	Amount    Money      `json:"amount"`
	Reference string     `json:"reference,omitempty"`
	Items     *itemsBody `json:"sku_data,omitempty"`
}

func (r CaptureRequest) body() captureBody {
	return captureBody{r.Amount, r.Reference, r.Items.body()}
}

// Captured is the answer to a capture.
type Captured struct {
	ID        ID
	Reference string
	Date      string // UTC, ISO 8601
	Amount    Money
	Remaining *Money // of the authorization; nil where the server does not say
	Message   string
}

// capturedAnswer is the answer of a capture. ASSUMED: these names.
type capturedAnswer struct {
	ID              ID     `json:"capture_id"`
	AuthorizationID ID     `json:"authorization_id"`
	Status          text   `json:"status"`
	Reference       text   `json:"reference"`
	Date            text   `json:"date"`
	Amount          *Money `json:"amount"`
	Remaining       *Money `json:"remaining_authorization_amount"`
	Message         text   `json:"message"`
}

// Capture captures an authorization, or a part of it.
//
// docs/contract.md §7: the request is SEEN, the answer ASSUMED (capturedAnswer). Amounts are CAD. Errors: 404 not_found; 409
// authorization_ended, auth_amount_exceeded, not_permitted.
func (c *Client) Capture(ctx context.Context, call Call, r CaptureRequest) (Captured, error) {
	answer, err := sendProved(ctx, c, call, request{
		route: routeCapture, path: []ID{r.AuthorizationID}, idempotencyKey: r.IdempotencyKey,
		body: r.body(),
	}, r.proved)
	if err != nil {
		return Captured{}, err
	}
	return Captured{
		ID: answer.ID, Reference: cmp.Or(string(answer.Reference), r.Reference), Date: string(answer.Date),
		Amount: *cmp.Or(answer.Amount, &r.Amount), Remaining: answer.Remaining, Message: string(answer.Message),
	}, nil
}

func (r CaptureRequest) proved(a capturedAnswer) error {
	var p proof
	p.id("capture id", a.ID)
	p.amount(a.Amount, r.Amount)
	p.left(a.Remaining)
	p.done(a.Status)
	return p.err
}

// Capture is the part of an authorization that was taken.
type Capture struct {
	ID              ID
	AuthorizationID ID
	Reference       string
	Date            string
	Amount          Money
	AmountTold      bool  // the server said the amount
	Remaining       Money // remaining_capture_amount: what can still be returned
	RemainingTold   bool  // the server said so; else Remaining is the whole amount

	SaysNo, SaysMore bool // as an Authorization's
}

// captureAnswer is a capture. ASSUMED: these names.
type captureAnswer struct {
	ID              ID     `json:"capture_id"`
	AuthorizationID ID     `json:"authorization_id"`
	Reference       text   `json:"reference"`
	Date            text   `json:"date"`
	Amount          *Money `json:"amount"`
	Remaining       *Money `json:"remaining_capture_amount"`

	beside beside // what its other members say
}

// Captures asks for all captures of a query, page by page.
//
// docs/contract.md §7: the endpoint is SEEN, query and answer are ASSUMED (captureAnswer, pageAnswer). Errors: 409 wrong_inputs.
func (c *Client) Captures(ctx context.Context, call Call, q TransactionQuery) ([]Capture, error) {
	answers, err := pages(ctx, c, call, routeCaptures, q, func(p pageAnswer) listed[captureAnswer] { return p.Captures })
	if err != nil {
		return nil, err
	}
	list := make([]Capture, len(answers))
	for i, a := range answers {
		list[i] = a.capture()
	}
	return list, nil
}

func (a captureAnswer) capture() Capture {
	capture := Capture{ID: a.ID, AuthorizationID: a.AuthorizationID, Reference: string(a.Reference), Date: string(a.Date), SaysNo: a.beside.no, SaysMore: a.beside.more}
	if a.Amount != nil && *a.Amount != 0 {
		capture.Amount, capture.AmountTold = *a.Amount, true
	}
	if a.Remaining != nil {
		capture.Remaining, capture.RemainingTold = *a.Remaining, true
	} else {
		capture.Remaining = capture.Amount // nothing said of a return
	}
	return capture
}

// of is a capture within its authorization, which it need not name again.
func (a captureAnswer) of(whole authorizationAnswer) Capture {
	capture := a.capture()
	if capture.AuthorizationID == "" {
		capture.AuthorizationID = whole.ID
	}
	if capture.Reference == "" {
		capture.Reference = string(whole.Reference)
	}
	return capture
}

// eachOnce reports whether captures have ids, all different: else the list says nothing of them.
func eachOnce(list []captureAnswer) bool {
	known := map[ID]bool{}
	for _, c := range list {
		id := PlainID(c.ID)
		if id == "" || known[id] {
			return false
		}
		known[id] = true
	}
	return true
}

func (a captureAnswer) identity() ID { return a.ID }
