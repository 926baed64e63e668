package e2e

import "testing"

// blocked are the sample customers who may not purchase, and what the console says of them.
var blocked = []struct{ first, last, birth, status, means, who string }{
	{"Alf", "Sample", "19710211", "Purchases stopped", "Purchases are stopped because a payment is missing.", "The customer pays; it then lifts by itself."},
	{"Freda", "Sample", "1972-03-12", "Frozen", "The account is frozen.", "Only Flexiti's operations can lift it: the customer calls"},
	{"Zed", "Sample", "19730413", "Charged off", "The account is charged off and cannot be used.", "The store cannot change that: the customer calls Flexiti."},
	{"Clo", "Sample", "19740514", "Account closed", "The account is closed and cannot be used.", "The store cannot change that: the customer calls Flexiti."},
}

const (
	another = "Another account"
)

func TestAnAccountThatMayNotPurchaseSaysWhyAndWhoMayAct(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 80, 30)
	c.signsIn()
	c.presses("l")
	for _, customer := range blocked {
		c.isOn(c.found)
		c.typesIn("Card or account number", "")
		c.enters("", customer.first, customer.last, customer.birth, "")
		c.isOn("Account")
		c.sees(customer.means, customer.who)
		c.seesLine("Status", "× "+customer.status)
		c.pressesAfterARest("p") // leads nowhere here
		c.sees(another)
		c.presses("Enter")
	}
	c.isOn(c.found)
	c.presses("Escape")
	c.sees(c.menu)
}

func TestAnAccountShowsWhatIsOpenAndLeadsToAPurchase(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 120, 60)
	c.signsIn()
	c.presses("l")
	c.isOn(c.found)
	c.enters("", "Opal", "Openauth", "1983-01-23", "L5B 3C1")
	c.isOn("Account")
	c.sees("Opal Openauth", "Open authorizations", "SAMPLE-OPEN", "$650.00 remains of $650.00", "SAMPLE-PART", "$700.00 remains of $1,200.00")
	c.sees("Captures that can be returned", "$500.00 remains of $500.00")
	c.seesNoMore("SAMPLE-REGULAR", "SAMPLE-OLD") // a regular purchase and an old one cannot be
	c.seesLine("Status", "√ Normal")
	c.seesLine("Account number", "100000015")

	c.pressesAfterARest("p")
	c.isOn(c.amount)
	c.sees("Countertop · Purchase", "Opal Openauth")
	c.enters("100", "ORDER-10", "")
	c.isOn(c.offers)
	c.sees("For $100.00.")
}

func TestSeveralAccountsOfOneNameAreATable(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 80, 24)
	c.signsIn()
	c.presses("p")
	c.isOn(c.found)
	c.enters("", "Manny", "Doubles", "19821202", "")
	c.isOn("Accounts found")
	c.sees("3 accounts match. Choose the customer's.")
	c.presses("3", "Enter")
	c.sees("Cannot be chosen")
	c.presses("1", "Enter")
	c.isOn(c.amount)
	c.sees("Manny Doubles")
}
