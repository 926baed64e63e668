package sandbox

// Authorization: a purchase (docs/contract.md §7).

import (
	"net/http"

	"countertop/api"
	"countertop/api/sandbox/price"
)

const (
	promotionalPurchase = "promotional_purchase"
	regularPurchase     = "regular_purchase"
)

// purchase is a body of authorization that was read.
type purchase struct {
	account, card, reference string
	kind, planID             string
	term                     int
	amount                   api.Money
	autoCapture              bool
	code, requestID          string
	location, employee       string
}

type authorizationAnswer struct {
	ID         string    `json:"authorization_id"`
	Account    any       `json:"account_number"`
	Reference  string    `json:"reference"`
	Status     string    `json:"status"`
	Date       string    `json:"date"`
	Amount     api.Money `json:"amount"`
	Remaining  api.Money `json:"remaining_authorization_amount"`
	Financing  financing `json:"financing_option"`
	TermAmount api.Money `json:"term_amount"`
	shownRates
	Fees     []feeAnswer     `json:"fees"`
	Capture  *takenAnswer    `json:"capture,omitempty"` // with auto_capture only
	Captures []captureAnswer `json:"captures,omitzero"` // in answers of GET only, and not of Options.NoCaptures
}

type financing struct {
	Kind string `json:"transaction_type"`
	Plan any    `json:"plan_id,omitempty"`
	Term int    `json:"term,omitempty"`
}

type takenAnswer struct {
	ID     any       `json:"capture_id"`
	Amount api.Money `json:"amount"`
}

// authorize makes a purchase. Every refusal leaves the account as it was.
func (s *Server) authorize(c *call) (any, error) {
	p, err := s.readPurchase(c)
	if err != nil {
		return nil, err
	}
	a, err := s.buyer(p)
	if err != nil {
		return nil, err
	}
	if err := s.checkStore(p.location, p.employee, OperationAuthorize); err != nil {
		return nil, err
	}
	switch {
	case !s.permits(p.kind):
		return nil, conflict("not_permitted")
	case s.merchant.CaptureOnly && !p.autoCapture:
		return nil, conflict("auth_not_allowed")
	}
	if err := s.price(a, p); err != nil {
		return nil, err
	}
	v, err := s.state.spend(a, p.requestID, p.card, p.code, c.now)
	if err != nil {
		return nil, err
	}
	if !v.covers(p.kind, p.amount) {
		return nil, conflict("not_verified")
	}
	s.state.used(a.number, p.requestID)
	return s.record(c, a, p), nil
}

func (s *Server) readPurchase(c *call) (purchase, error) {
	in, err := bodyInput(c)
	if err != nil {
		return purchase{}, conflict("general_error")
	}
	p := purchase{
		account: in.digits("account_number", 1, 14), card: in.digits("vcc_number", 16, 16),
		reference: in.optional("reference", 40), amount: in.requiredAmount("amount"),
		code: in.digits("verification_code", 4, 8), requestID: in.ascii("request_id", 150),
		location: in.required("external_location_id", 100), employee: in.required("external_employee_id", 100),
	}
	var there bool
	if p.autoCapture, there = in.boolean("auto_capture"); !there {
		in.problem("auto_capture", problemMissing)
	}
	if p.account == "" && p.card == "" {
		in.problem("account_number", problemMissing)
	}
	s.readSKU(in)
	s.insist(in, "reference")
	complete := p.readFinancing(in)
	if err := in.done(); err != nil {
		return purchase{}, err
	}
	if !complete {
		return purchase{}, conflict("plan_term_not_set")
	}
	return p, nil
}

// readFinancing says whether plan and term are there where they must be.
func (p *purchase) readFinancing(in *input) (complete bool) {
	option := in.object("financing_option")
	if option == nil {
		in.problem("financing_option", problemMissing)
		return false
	}
	if p.kind = option.required("transaction_type", 100); p.kind != "" && p.kind != promotionalPurchase && p.kind != regularPurchase {
		option.problem("transaction_type", problemChoice)
	}
	if p.kind == regularPurchase {
		option.unwanted("plan_id", "term")
	}
	p.planID = option.identifier("plan_id", 15)
	for _, digit := range option.digits("term", 1, 3) {
		p.term = p.term*10 + int(digit-'0')
	}
	option.noMore()
	return p.kind == regularPurchase || p.planID != "" && p.term > 0
}

// readSKU reads what is printed on the customer's statement and not validated: any object will do.
// Options.Strict holds two of its members to their documented lengths.
func (s *Server) readSKU(in *input) {
	if sku := in.object("sku_data"); sku != nil && s.options.Strict {
		sku.optional("purchase_order", 10)
		sku.optional("register_id", 50)
	}
}

// buyer is the account of a purchase, named by its number, by a card or by both.
func (s *Server) buyer(p purchase) (*account, error) {
	if p.account == "" && s.state.byCard[p.card] == nil {
		return nil, refuse(http.StatusNotFound, "customer_identity_not_found")
	}
	return s.purchaser(p.account, p.card)
}

// price refuses a plan that the customer may not have and an amount that with its interest goes
// over the credit.
func (s *Server) price(a *account, p purchase) error {
	if p.amount > a.available() {
		return conflict("credit_exceeded")
	}
	if p.kind == regularPurchase {
		return nil
	}
	label, found := s.catalogue(english).plans.label(p.planID)
	rule := price.PlanOf(p.planID, label)
	if !found || !rule.Offers(price.CategoryOf(a.rating), a.province, p.amount, p.term) {
		return conflict("plan_term_not_available")
	}
	if p.amount+rule.InterestFor(price.CategoryOf(a.rating), p.amount, p.term) > a.available() {
		return conflict("credit_exceeded")
	}
	return nil
}

// record uses the credit up and remembers the purchase.
func (s *Server) record(c *call, a *account, p purchase) authorizationAnswer {
	auth := &authorization{
		id: s.state.digits(16), account: a, reference: p.reference, created: c.now,
		amount: p.amount, remaining: p.amount, kind: p.kind, planID: p.planID, term: p.term,
	}
	a.used += p.amount
	s.state.changed.account(a)
	s.state.addAuthorization(auth)
	var taken *takenAnswer
	if p.autoCapture {
		capture := s.state.take(auth, p.amount, p.reference, c.now)
		taken = &takenAnswer{number(capture.id), capture.amount}
	}
	answer := s.answer(auth, c)
	answer.Capture = taken
	return answer
}

func (s *Server) answer(a *authorization, c *call) authorizationAnswer {
	q := a.quote()
	answer := authorizationAnswer{
		ID: a.id, Account: number(a.account.number), Reference: a.reference, Status: a.status(), Date: stamp(a.created),
		Amount: a.amount, Remaining: a.remaining, Financing: financing{Kind: a.kind, Term: a.term},
		TermAmount: s.shown(q), shownRates: c.rates(q), Fees: feesIn(q.Fees, c.lang),
	}
	if a.planID != "" {
		answer.Financing.Plan = id(a.planID)
	}
	return answer
}
