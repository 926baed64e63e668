package sandbox

// The start of the vendor's page for customers, which counters do not use (docs/contract.md §3).

import (
	"net/http"
	"strings"
)

type widgetAnswer struct {
	URL string `json:"redirection_url"`
}

// widgetPage is the address of a page that does not exist.
const widgetPage = "https://widget.invalid/"

// initWidget answers where a customer goes on. More members than the contract names are let through: it
// says that there are more. A purchase names the customer, an application may (ASSUMED).
func (s *Server) initWidget(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, conflict("wrong_inputs")
	}
	flow := in.required("flow", 100)
	if flow != "" && flow != "purchase" && flow != "apply" {
		in.problem("flow", problemChoice)
	}
	if flow == "apply" {
		readApplicant(in)
	}
	who := s.widgetCustomer(in, flow)
	for name := range in.members {
		in.asked[name] = true
	}
	if err := in.done(); err != nil {
		return nil, err
	}
	if who != nil {
		a, err := s.state.wanted(who)
		switch {
		case err != nil:
			return nil, err
		case flow == "purchase" && !a.mayPurchase():
			return nil, conflict("user_not_able_to_purchase")
		}
	}
	return widgetAnswer{widgetPage + flow + "/" + s.state.token()}, nil
}

// readApplicant reads what an application begins with. The terms must be agreed to; the rest may be left out,
// and is right where it is there.
func readApplicant(in *input) {
	if agreed, _ := in.boolean("tos_agreement"); !agreed {
		in.problem("tos_agreement", problemMissing)
	}
	in.choice("lang", "en", "fr", "en-CA", "fr-CA")
	if email := in.optional("email", 100); email != "" && !mailAddress.MatchString(email) {
		in.problem("email", problemEmail)
	}
	if phone := in.identifier("phone_number", 11); phone != "" && !phoneNumber.MatchString(phone) {
		in.problem("phone_number", problemPhone)
	}
	in.optional("address_1", 250)
	in.optional("address_2", 100)
	in.optional("city", 100)
	in.optional("province", 2)
	in.choice("account_type", consumer, business)
}

// widgetIdentity is a customer named in one or more of three ways.
type widgetIdentity struct {
	identity
	person *widgetPerson
}

type widgetPerson struct{ first, last, born, postal string }

func (p *widgetPerson) is(a *account) bool {
	return a.isOf(p.first, p.last, p.born) && (p.postal == "" || a.postal == p.postal)
}

// widgetCustomer is the customer that is looked for; nil where none is named. One way is enough, and the
// published sample has three; Options.Strict takes one.
func (s *Server) widgetCustomer(in *input, flow string) *widgetIdentity {
	within := in.object("customer_identification")
	if within == nil {
		if flow == "purchase" {
			in.problem("customer_identification", problemMissing)
		}
		return nil
	}
	who := &widgetIdentity{identity: identity{number: within.digits("account_number", 1, 14), card: within.digits("vcc_number", 16, 16)}}
	given := who.given()
	if person := within.object("personal_information"); person != nil {
		given++
		who.person = &widgetPerson{person.required("first_name", 80), person.required("last_name", 130), person.date("dob"), readPostal(person)}
		person.noMore()
	}
	within.choice("account_type", consumer, business)
	within.noMore()
	if flow == "purchase" && given == 0 || given > 1 && s.options.Strict {
		within.problem("account_number", problemOne)
	}
	if given == 0 || flow == "apply" && who.given() == 0 {
		return nil // an applicant who gives a name is nobody's customer yet
	}
	return who
}

// readPostal is a postal code in any writing: the published sample has small letters.
func readPostal(in *input) string {
	postal := strings.ToUpper(strings.ReplaceAll(in.required("postal_code", 10), " ", ""))
	if postal != "" && !postalCode.MatchString(postal) {
		in.problem("postal_code", problemPostal)
	}
	return postal
}

// wanted is the account that every way of naming it leads to.
func (st *state) wanted(who *widgetIdentity) (*account, error) {
	var a *account
	if who.given() > 0 {
		var err error
		if a, err = st.named(who.identity); err != nil {
			return nil, refuse(http.StatusNotFound, "customer_identity_not_found")
		}
	} else {
		a = st.findBy(who.person.is)
	}
	if a == nil || who.person != nil && !who.person.is(a) {
		return nil, refuse(http.StatusNotFound, "customer_identity_not_found")
	}
	return a, nil
}
