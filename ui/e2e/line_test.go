package e2e

import "testing"

// What the console says while nobody answers.
const (
	noConnection = "no connection"
	noLists      = "Lists: none yet; applications wait for them."
	listsAway    = "The lists of the application are not here yet."
	listsFailed  = "Fetching the lists did not work. Nothing answers at the server's address."
	noAnswer     = "Nothing answers at the server's"
	notSent      = "Sending the application did not work."
	whatNext     = "No money moved. Check the line and the server's address in the"
	notKnown     = "It is not known whether this purchase was made."
	inDoubt      = "IN DOUBT: 1"
	madeAfterAll = "The purchase was made: the server has it."
)

func TestAServerThatNobodyReachesIsSaidAndWhenItComesTheWorkGoesOn(t *testing.T) {
	t.Parallel()
	s := serverAway(t)
	c := clerkOf(t, s, 80, 24)
	c.sees(noConnection)
	c.signsIn()
	c.sees(noLists, noConnection)

	c.presses("n")
	c.sees(listsAway, "Try again")
	c.pressesAfterARest("Enter")
	c.sees(listsFailed, "Check the line and the server's address in the configuration.", listsAway)
	c.pressesAfterARest("Escape")
	c.sees(c.menu)

	c.presses("p")
	c.isOn(c.found)
	c.enters("", "Testa", "Sample", "19800115", "M5V 2T6")
	c.sees(noAnswer, whatNext)
	c.seesLine("First name", "Testa")
	c.seesLine("Last name", "Sample")
	c.seesLine("Date of birth", "1980-01-15")
	c.seesLine("Postal code", "M5V 2T6")

	s.comes()
	c.presses("NPage")
	c.isOn(c.amount)
	c.sees("Testa Sample", c.connected)
	c.presses("Escape")
	c.isOn(c.found)
	c.presses("Escape")
	c.sees("Leave “Purchase”?")
	c.pressesAfterARest("C-y")
	c.sees(c.menu)
	c.presses("n")
	c.pressesAfterARest("Enter") // try again
	c.isOn(c.who)
	c.seesLine("Salutation")
}

func TestAServerThatGoesAwayInMidApplicationLosesNothing(t *testing.T) {
	t.Parallel()
	s := serverOpen(t)
	c := clerkOf(t, s, 120, 40)
	c.signsIn()
	c.presses("n")
	c.fillsIn(testa("A-RR_H"))

	s.goesAway()
	c.pressesAfterARest("Enter")
	c.sees(notSent, noConnection)
	c.isOn(c.review)
	c.seesLine("Last name", "Sample-Clerkson")
	c.seesLine("Postal code", "M5V 2T6")

	s.comes()
	c.sends()
	c.sees("Approved")
	s.holds("/apply", map[string]any{"last_name": "Sample-Clerkson", "middle_name": "A-RR_H"})
}

func TestAPurchaseWhoseAnswerWasLostIsAskedForAndNotSentAgain(t *testing.T) {
	t.Parallel()
	s := serverOpen(t)
	c := clerkOf(t, s, 80, 24)
	c.signsIn()
	c.presses("p")
	c.isOn(c.found)
	c.enters("100000001")
	c.isOn(c.amount)
	c.enters("80", "ORDER-11", "")
	c.isOn(c.offers)
	c.presses("Enter")
	c.readsToTheEnd(c.shown)
	c.isOn(c.verify)
	c.presses("3", "Enter") // the security question
	c.isOn(c.answer)
	c.enters("sample")
	c.isOn(c.confirm)

	s.losesAnswerTo("/authorization")
	c.pressesAfterARest("C-y")
	c.sees(notKnown, inDoubt)
	c.presses("C-c")
	c.sees("Close the console?", "in doubt")
	c.pressesAfterARest("Escape")
	c.pressesAfterARest("Enter") // ask the server
	c.sees(madeAfterAll)
	c.isOn(c.made)
	c.seesNoMore(inDoubt)
	s.holds("/authorization", map[string]any{"amount": "80", "reference": "ORDER-11"})
}

func TestAnApplicationWhoseAnswerWasLostIsFoundByTheConsoleItself(t *testing.T) {
	t.Parallel()
	s := serverOpen(t)
	c := clerkOf(t, s, 80, 24)
	c.signsIn()
	c.presses("n")
	c.fillsIn(testa("A-RR_H"))
	s.losesAnswerTo("/apply")
	c.pressesAfterARest("Enter")
	c.sees("The application may have been received.", inDoubt)
	c.sees("The application was received and approved: the customer has an account.", "Approved")
	c.seesNoMore(inDoubt)
}
