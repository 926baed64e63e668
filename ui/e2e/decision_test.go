package e2e

import "testing"

// What the server says of an application, and what the console adds.
const (
	serverDeclines = "The application could not be approved. The customer receives the reason by"
	nothingOpened  = "No account was opened. The customer can ask the lender for the reasons."
	serverWaits    = "The application is being reviewed."
	nothingToDo    = "Nothing more can be done at the counter: the customer hears from the lender."
)

func TestADeclinedApplicationIsSaidInTheServersWords(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 80, 24)
	c.signsIn()
	c.presses("n")
	c.fillsIn(testa("D-NO_SCORE"))
	c.sends()

	c.seesLine("× Declined")
	c.sees(serverDeclines, nothingOpened, "For the records")
	c.seesNoMore("Credit limit", "Purchase with this account")
	c.pressesAfterARest("Enter")
	c.sees(c.menu)
}

func TestAPendingApplicationIsSaidInTheServersWords(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 80, 24)
	c.signsIn()
	c.presses("n")
	c.fillsIn(testa("P-CREDIT"))
	c.sends()

	c.seesLine("! Pending")
	c.sees(serverWaits, nothingToDo, "For the records")
	c.seesNoMore("Credit limit", "Purchase with this account")
	c.presses("F2") // the decision is read in the other language too
	c.sees("En attente", "le prêteur communiquera avec le client")
	c.presses("F2")
	c.pressesAfterARest("Enter")
	c.sees(c.menu)
}
