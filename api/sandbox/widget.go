package sandbox

// The start of the vendor's page for customers, which counters do not use (CONTRACT §3).

import "net/http"

type widgetAnswer struct {
	URL string `json:"redirection_url"`
}

// widgetPage is where the page would be. Nothing answers there.
const widgetPage = "https://widget.invalid/"

// initWidget answers where a customer goes on. More members than CONTRACT names are let through: it
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
	fits := widgetCustomer(in, flow)
	for name := range in.members {
		in.asked[name] = true
	}
	if err := in.done(); err != nil {
		return nil, err
	}
	if fits != nil {
		a := s.state.findBy(fits)
		if a == nil {
			return nil, refuse(http.StatusNotFound, "customer_identity_not_found")
		}
		if flow == "purchase" && !a.mayPurchase() {
			return nil, conflict("user_not_able_to_purchase")
		}
	}
	return widgetAnswer{widgetPage + flow + "/" + s.state.token()}, nil
}

// widgetCustomer is the customer that is looked for; nil where none is named.
func widgetCustomer(in *input, flow string) func(*account) bool {
	who := in.object("customer_identification")
	if who == nil {
		if flow == "purchase" {
			in.problem("customer_identification", problemMissing)
		}
		return nil
	}
	numbered, card := who.digits("account_number", 1, 14), who.digits("vcc_number", 16, 16)
	var first, last, born, postal string
	person := who.object("personal_information")
	if person != nil {
		first, last, born = person.required("first_name", 35), person.required("last_name", 50), person.date("dob")
		postal = person.required("postal_code", 6)
		person.noMore()
	}
	given := 0
	for _, named := range []bool{numbered != "", card != "", person != nil} {
		if named {
			given++
		}
	}
	if who.noMore(); given != 1 {
		who.problem("account_number", problemOne)
	}
	return func(a *account) bool {
		switch {
		case numbered != "":
			return a.number == numbered
		case card != "":
			return a.holds(card)
		}
		return a.isOf(first, last, born) && a.postal == postal
	}
}
