package sandbox

// Finding customers: search and lookup (docs/contract.md §4).

import (
	"net/http"
	"strings"

	"countertop/api/sandbox/price"
)

type searchAnswer struct {
	CustomerID   string     `json:"customer_id"`
	Status       string     `json:"account_status"`
	Reason       string     `json:"account_status_reason_code"`
	Terms        bool       `json:"tos_agreement"`
	Rating       string     `json:"risk_rating"`
	Account      any        `json:"account_number"` // a number here, as in the sample
	Limit        amountText `json:"credit_limit"`
	Available    amountText `json:"available_credit"`
	MerchantID   string     `json:"originating_merchant_id"`
	MerchantName string     `json:"originating_merchant_name"`
	Created      string     `json:"creation_date"`
	FirstName    string     `json:"first_name"`
	LastName     string     `json:"last_name"`
	CardEnding   string     `json:"card_ending_in"`
	Language     string     `json:"preferred_language"`
	Kind         string     `json:"customer_account_type"`
}

// search answers every account with the name and the birth date, whatever its status.
func (s *Server) search(c *call) (any, error) {
	in := queryInput(c)
	first, last, born := in.required("first_name", 35), in.required("last_name", 50), in.date("dob")
	postal := in.optional("postal_code", 6)
	if postal != "" && !postalCode.MatchString(postal) {
		in.problem("postal_code", problemPostal)
	}
	if err := in.done(); err != nil {
		return nil, err
	}
	var found []searchAnswer
	for _, a := range s.state.accounts {
		if postal != "" && a.postal != postal {
			continue
		}
		if a.isOf(first, last, born) {
			found = append(found, a.found())
		}
		if user := a.userWho(func(u *authorizedUser) bool { return u.isOf(first, last, born) }); user != nil {
			found = append(found, a.foundFor(user))
		}
	}
	if found == nil {
		return nil, refuse(http.StatusNotFound, "not_found")
	}
	return found, nil
}

func (a *account) isOf(first, last, born string) bool {
	return strings.EqualFold(a.firstName, first) && strings.EqualFold(a.lastName, last) && a.birthDate == born
}

func (u *authorizedUser) isOf(first, last, born string) bool {
	return strings.EqualFold(u.firstName, first) && strings.EqualFold(u.lastName, last) && u.birthDate == born
}

// foundFor is the account as an authorized user of it has it.
func (a *account) foundFor(user *authorizedUser) searchAnswer {
	answer := a.found()
	answer.CustomerID, answer.CardEnding = user.customerID, ending(user.card)
	answer.FirstName, answer.LastName = user.firstName, user.lastName
	return answer
}

func (a *account) found() searchAnswer {
	return searchAnswer{
		CustomerID: a.customerID, Status: a.status, Reason: a.reason, Terms: true, Rating: a.rating,
		Account: number(a.number), Limit: amountText(a.limit), Available: amountText(a.available()),
		MerchantID: "12345", MerchantName: merchantName, Created: a.created.Format("2006-01-02"),
		FirstName: a.firstName, LastName: a.lastName, CardEnding: a.cardEnding(), Language: a.language, Kind: a.kind,
	}
}

type lookupAnswer struct {
	Available  any            `json:"available_credit"`
	Account    string         `json:"account_number"`
	CustomerID any            `json:"customer_id"` // a number here, a text in search and with a dash
	Question   questionAnswer `json:"security_qid"`
	Email      string         `json:"email"`
	Phone      string         `json:"phone_number"`
	Address1   string         `json:"address_1"`
	Address2   string         `json:"address_2"`
	City       string         `json:"city"`
	Postal     string         `json:"postal_code"`
	Province   string         `json:"province"`
	Protection bool           `json:"payment_protection"`
	Rating     string         `json:"risk_rating"`
	Offers     []offerType    `json:"offer_types"`
	CardEnding string         `json:"card_ending_in"`
	Language   string         `json:"preferred_language"`
	Kind       string         `json:"account_type"`
}

type questionAnswer struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

type offerType struct {
	Name     string `json:"plan_name"`
	ID       any    `json:"plan_id"`
	Category string `json:"offer_category,omitempty"`
	Terms    any    `json:"term_options"` // a number when it is one
}

// timeoutAccount is the contract's test value for a gateway that does not answer.
const timeoutAccount = "0001"

// lookup answers one account that may purchase.
func (s *Server) lookup(c *call) (any, error) {
	in := queryInput(c)
	who := identity{in.digits("account_number", 1, 14), in.digits("vcc_number", 16, 16), in.customerID("customer_id")}
	if given := who.given(); given == 0 || given > 1 && s.options.Strict {
		in.problem("account_number", problemOne)
	}
	if err := in.done(); err != nil {
		return nil, err
	}
	if who.number == timeoutAccount {
		return nil, refuse(http.StatusGatewayTimeout, "GATEWAY_TIMEOUT")
	}
	a, err := s.state.named(who)
	switch {
	case err != nil:
		return nil, err
	case a.status != "N":
		return nil, conflict("user_not_able_to_purchase")
	case !a.active:
		return nil, conflict("user_not_active")
	case !s.merchant.Standard && price.CategoryOf(a.rating) == price.Standard:
		return nil, conflict("merchant_not_support_nonprime_regularpurchase")
	}
	user := a.userWho(func(u *authorizedUser) bool {
		return who.card != "" && u.card == who.card || who.customer != "" && u.customerID == who.customer
	})
	return s.looked(a, user, c.lang), nil
}

// looked is the answer about an account, or about an authorized user of it, whose contact is masked.
func (s *Server) looked(a *account, user *authorizedUser, l language) lookupAnswer {
	question, _ := s.catalogue(l).questions.label(a.questionID)
	answer := lookupAnswer{
		Available: a.available(), Account: a.number, CustomerID: id(a.customerID),
		Question: questionAnswer{a.questionID, question}, Email: a.email, Phone: a.phone,
		Address1: a.address1, Address2: a.address2, City: a.city, Postal: a.postal, Province: a.province,
		Protection: a.protection, Rating: a.rating, Offers: s.offerTypes(a, l),
		CardEnding: a.cardEnding(), Language: a.language, Kind: a.kind,
	}
	if user != nil {
		answer.CustomerID, answer.CardEnding = user.customerID, ending(user.card)
		answer.Email, answer.Phone = masked(user.email, 0, 1), masked(user.phone, 4, 0)
	}
	return answer
}

// masked hides all but the first and the last characters.
func masked(value string, last, first int) string {
	if len(value) <= first+last {
		return value
	}
	return value[:first] + strings.Repeat("*", len(value)-first-last) + value[len(value)-last:]
}

func (s *Server) offerTypes(a *account, l language) []offerType {
	offers := []offerType{}
	for _, plan := range s.catalogue(l).plans {
		rule := price.PlanOf(plan.code, plan.label)
		if !rule.Allowed(price.CategoryOf(a.rating), a.province) {
			continue
		}
		offer := offerType{Name: rule.Name.In(l), ID: id(plan.code), Category: rule.Category(), Terms: rule.Terms}
		if len(rule.Terms) == 1 {
			offer.Terms = rule.Terms[0]
		}
		offers = append(offers, offer)
	}
	return offers
}

// id writes a plan id as a number where it is one, as the samples do.
func id(code string) any {
	if code != "" && len(code) < 16 && code[0] != '0' && strings.Trim(code, "0123456789") == "" {
		return number(code)
	}
	return code
}
