package sandbox

// Transactions on an account that are no purchase: deposits, payments in the store, trade-ins
// (docs/contract.md §7); and the closing of an account.

import (
	"net/http"
	"slices"

	"countertop/api"
	"countertop/api/sandbox/price"
)

const (
	deposit      = "deposit"
	storePayment = "instore_payment"
	tradeIn      = "tradein"

	maxPaid api.Money = 10_000_00 // in 24 h on one account
)

type transaction struct {
	kind               string
	who                identity
	amount             api.Money
	code, requestID    string
	location, employee string
}

type transactionAnswer struct {
	ID        string    `json:"transaction_id"`
	Account   any       `json:"account_number"`
	Kind      string    `json:"transaction_type"`
	Date      string    `json:"date"`
	Amount    api.Money `json:"amount"`
	Available api.Money `json:"available_credit"`
}

func readTransaction(c *call) (transaction, error) {
	in, err := bodyInput(c)
	if err != nil {
		return transaction{}, conflict("wrong_inputs")
	}
	t := transaction{
		kind: in.required("transaction_type", 100), amount: in.requiredAmount("amount"),
		who:  identity{in.digits("account_number", 1, 14), in.digits("vcc_number", 16, 16), in.customerID("customer_id")},
		code: in.digits("verification_code", 4, 8), requestID: in.ascii("request_id", 150),
		location: in.required("external_location_id", 100), employee: in.required("external_employee_id", 100),
	}
	if t.who.given() == 0 {
		in.problem("account_number", problemOne)
	}
	return t, in.done()
}

// transact charges a deposit to the account, or credits a payment or a trade-in.
func (s *Server) transact(c *call) (any, error) {
	t, err := readTransaction(c)
	if err != nil {
		return nil, err
	}
	a, err := s.state.named(t.who)
	if err != nil {
		return nil, err
	}
	if err := s.mayTransact(a, t); err != nil {
		return nil, err
	}
	if err := a.room(t, c); err != nil {
		return nil, err
	}
	if _, err := s.state.spend(a, t.requestID, t.who.card, t.code, c.now); err != nil {
		return nil, err
	}
	s.state.used(a.number, t.requestID)
	if t.kind == deposit {
		a.used += t.amount
	} else {
		a.used -= t.amount
		a.payments = append(a.payments, payment{c.now, t.amount})
	}
	s.state.changed.account(a)
	return transactionAnswer{s.state.digits(16), number(a.number), t.kind, stamp(c.now), t.amount, a.available()}, nil
}

func (s *Server) mayTransact(a *account, t transaction) error {
	switch {
	case t.kind != deposit && t.kind != storePayment && t.kind != tradeIn:
		return conflict("invalid_transaction_type")
	case a.status != "N":
		return conflict("user_not_able_to_purchase")
	case !a.active:
		return conflict("user_not_active")
	}
	return s.checkAfterSale(a, t.who.card, t.location, t.employee, OperationTransaction)
}

// room refuses a deposit over the credit and payments over the limit of 24 hours.
func (a *account) room(t transaction, c *call) error {
	if t.kind == deposit {
		if t.amount > a.available() {
			return conflict("not_enough_credit")
		}
		return nil
	}
	a.payments = slices.DeleteFunc(a.payments, func(p payment) bool { return c.now.Sub(p.at) >= day })
	paid := t.amount
	for _, p := range a.payments {
		paid += p.amount
	}
	if paid > maxPaid {
		return conflict("limit_payment_amount_24")
	}
	return nil
}

// closeAccount closes the account of a resident of Quebec.
func (s *Server) closeAccount(c *call) (any, error) {
	a := s.state.find(c.path("account_number"))
	switch {
	case a == nil:
		return nil, refuse(http.StatusNotFound, "not_found")
	case a.province != price.Quebec:
		return nil, refuse(http.StatusForbidden, "account_not_closable")
	}
	a.status, a.reason = "C", ""
	s.state.changed.account(a)
	return struct{}{}, nil
}
