package sandbox

// Who a call is about: an account named by its number, a card or a customer id, or by several that agree.

import "net/http"

// identity holds the numbers by which a call names a customer; one that it does not give is empty.
type identity struct{ number, card, customer string }

func (i identity) given() int {
	given := 0
	for _, value := range []string{i.number, i.card, i.customer} {
		if value != "" {
			given++
		}
	}
	return given
}

// named is the account that an identity names. Whatever is named must exist: a card that nobody has is
// not_found, also beside an account (docs/contract.md §4, SEEN). A card that somebody else has is
// vcc_account_mismatch, a customer id that somebody else has is wrong_inputs (ASSUMED which code).
func (st *state) named(i identity) (*account, error) {
	byNumber, byCard, byCustomer := whose(st.byNumber, i.number), whose(st.byCard, i.card), whose(st.byCustomer, i.customer)
	if i.number != "" && byNumber == nil || i.card != "" && byCard == nil || i.customer != "" && byCustomer == nil {
		return nil, refuse(http.StatusNotFound, "not_found")
	}
	owner := byNumber
	if owner == nil {
		owner = byCustomer
	}
	switch {
	case owner != nil && byCustomer != nil && owner != byCustomer:
		return nil, conflict("wrong_inputs").field("customer_id", problemOther, "")
	case owner != nil && byCard != nil && owner != byCard:
		return nil, conflict("vcc_account_mismatch")
	case owner == nil:
		owner = byCard
	}
	if owner == nil {
		return nil, refuse(http.StatusNotFound, "not_found")
	}
	return owner, nil
}

// whose is the account that has a number; nobody has an empty one.
func whose(all map[string]*account, number string) *account {
	if number == "" {
		return nil
	}
	return all[number]
}

// heldBy refuses a card, where one is named, that nobody has or that is not the account's.
func (st *state) heldBy(a *account, card string) error {
	_, err := st.named(identity{number: a.number, card: card})
	return err
}

// customerID is a customer's id of at most 20 characters; an authorized user's has a dash (docs/contract.md §4).
func (in *input) customerID(name string) string {
	value := in.identifier(name, longestCustomerID+1)
	if len(value) > longestCustomerID {
		in.problem(name, problemLength)
	}
	for _, r := range value {
		if r != '-' && (r < '0' || r > '9') {
			in.problem(name, problemDigits)
			break
		}
	}
	return value
}

const longestCustomerID = 20
