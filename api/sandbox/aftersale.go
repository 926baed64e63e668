package sandbox

// After a sale: capture, release, return and refund (docs/contract.md §7).

import (
	"net/http"
	"slices"
	"time"

	"countertop/api"
)

// returnable is the greatest age of a capture that can be returned.
const returnable = 100 * day

// take captures a part of what is left of an authorization.
func (st *state) take(a *authorization, amount api.Money, reference string, now time.Time) *captured {
	taken := &captured{id: st.digits(9), reference: reference, created: now, amount: amount, remaining: amount}
	a.remaining -= amount
	a.captures = append(a.captures, taken)
	st.changed.authorization(a)
	return taken
}

type releaseAnswer struct {
	ID            string    `json:"release_id"`
	Authorization string    `json:"authorization_id"`
	Date          string    `json:"date"`
	Amount        api.Money `json:"amount"`
	Remaining     api.Money `json:"remaining_authorization_amount"`
	Status        string    `json:"status"`
}

// release gives back what is not captured, all of it where no amount is named (ASSUMED).
func (s *Server) release(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, conflict("wrong_inputs")
	}
	amount, named := in.amount("amount")
	location, employee := in.required("external_location_id", 100), in.required("external_employee_id", 100)
	if err := in.done(); err != nil {
		return nil, err
	}
	a, err := s.openAuthorization(c, location, employee, OperationRelease)
	if err != nil {
		return nil, err
	}
	if !named {
		amount = a.remaining
	}
	if amount > a.remaining {
		return nil, conflict("auth_amount_exceeded")
	}
	a.remaining -= amount
	a.account.used -= amount
	s.state.changed.authorization(a)
	s.state.changed.account(a.account)
	return releaseAnswer{s.state.digits(16), a.id, stamp(c.now), amount, a.remaining, a.status()}, nil
}

// openAuthorization is the authorization of the path, something of which is left.
func (s *Server) openAuthorization(c *call, location, employee string, does Operation) (*authorization, error) {
	a, err := s.state.authorized(c.path("authorization_id"))
	if err != nil {
		return nil, err
	}
	if err := s.checkStore(location, employee, does); err != nil {
		return nil, err
	}
	if a.remaining == 0 {
		return nil, conflict("authorization_ended")
	}
	return a, nil
}

type capturingAnswer struct {
	ID            any       `json:"capture_id"`
	Authorization string    `json:"authorization_id"`
	Reference     string    `json:"reference"`
	Date          string    `json:"date"`
	Amount        api.Money `json:"amount"`
	Remaining     api.Money `json:"remaining_authorization_amount"`
	Message       string    `json:"message"`
}

var sayCaptured = text{"The capture is recorded.", "La capture est enregistrée."}

func (s *Server) capture(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, conflict("wrong_inputs")
	}
	amount, reference := in.requiredAmount("amount"), in.optional("reference", 40)
	location, employee := in.optional("external_location_id", 100), in.optional("external_employee_id", 100) // not documented here
	s.readSKU(in)
	if err := in.done(); err != nil {
		return nil, err
	}
	a, err := s.openAuthorization(c, location, employee, OperationCapture)
	if err != nil {
		return nil, err
	}
	if amount > a.remaining {
		return nil, conflict("auth_amount_exceeded")
	}
	if reference == "" {
		reference = a.reference
	}
	taken := s.state.take(a, amount, reference, c.now)
	return capturingAnswer{
		number(taken.id), a.id, reference, stamp(c.now), amount, a.remaining, sayCaptured.In(c.lang),
	}, nil
}

type returnAnswer struct {
	ID        string    `json:"return_id"`
	Reference string    `json:"reference"`
	Capture   any       `json:"capture_id"`
	Date      string    `json:"date"`
	Amount    api.Money `json:"amount"`
	Remaining api.Money `json:"remaining_capture_amount"`
	Open      api.Money `json:"remaining_authorization_amount"`
}

// returnCapture gives a captured promotional purchase back, in part or with full_return
// all that remains of it.
func (s *Server) returnCapture(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, conflict("wrong_inputs")
	}
	reference, card := in.required("reference", 40), in.digits("vcc_number", 16, 16)
	full, _ := in.boolean("full_return")
	amount, named := in.amount("amount")
	location, employee := in.optional("external_location_id", 100), in.optional("external_employee_id", 100) // in no published sample
	s.insist(in, "external_location_id", "external_employee_id")
	s.readSKU(in)
	if !named && !full {
		in.problem("amount", problemMissing)
	}
	if err := in.done(); err != nil {
		return nil, err
	}
	a, taken, err := s.state.capturedOf(c.path("authorization_id"), c.path("capture_id"))
	if err != nil {
		return nil, err
	}
	if err := s.checkAfterSale(a.account, card, location, employee, OperationReturn); err != nil {
		return nil, err
	}
	if full && !named {
		amount = taken.remaining
	}
	if full && amount < taken.remaining {
		return nil, conflict("wrong_inputs").field("amount", problemUnwanted, amount.String())
	}
	if err := mayReturn(a, taken, amount, c.now); err != nil {
		return nil, err
	}
	taken.remaining -= amount
	a.account.used -= amount
	s.state.changed.authorization(a)
	s.state.changed.account(a.account)
	return returnAnswer{s.state.digits(16), reference, number(taken.id), stamp(c.now), amount, taken.remaining, a.remaining}, nil
}

func mayReturn(a *authorization, taken *captured, amount api.Money, now time.Time) error {
	switch {
	case a.kind != promotionalPurchase:
		return conflict("wrong_transaction_type")
	case now.Sub(taken.created) > returnable:
		return conflict("return_date_exceeded")
	case amount > taken.remaining || taken.remaining == 0:
		return conflict("capture_amount_exceeded")
	}
	return nil
}

func (st *state) capturedOf(authorizationID, captureID string) (*authorization, *captured, error) {
	a, err := st.authorized(authorizationID)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(a.captures, func(t *captured) bool { return t.id == captureID })
	if i < 0 {
		return nil, nil, refuse(http.StatusNotFound, "not_found")
	}
	return a, a.captures[i], nil
}

// checkAfterSale checks what a return, a refund and a transaction have in common.
func (s *Server) checkAfterSale(a *account, card, location, employee string, does Operation) error {
	switch {
	case s.merchant.ConsumerOnly && a.kind == business:
		return conflict("account_type_not_permitted")
	}
	if err := s.state.heldBy(a, card); err != nil {
		return err
	}
	return s.checkStore(location, employee, does)
}

// refund credits the account with anything that is not a return, up to what is owed.
func (s *Server) refund(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, conflict("wrong_inputs")
	}
	in.required("reference", 40)
	in.digits("capture_id", 1, 16)
	amount, card := in.requiredAmount("amount"), in.digits("vcc_number", 16, 16)
	location, employee := in.required("external_location_id", 100), in.required("external_employee_id", 100)
	s.readSKU(in)
	if err := in.done(); err != nil {
		return nil, err
	}
	a := s.state.find(c.path("account_number"))
	if a == nil {
		return nil, refuse(http.StatusNotFound, "not_found")
	}
	if err := s.checkAfterSale(a, card, location, employee, OperationRefund); err != nil {
		return nil, err
	}
	if amount > a.used {
		return nil, conflict("refunds_limit_exceeded_amount")
	}
	a.used -= amount
	s.state.changed.account(a)
	return struct{}{}, nil
}
