package e2e

import "testing"

// What a trainer meets.
const (
	lesson      = "The training server's clock:"
	oneArmed    = "faults armed: 1"
	answerLost  = "Answer lost"
	armedLost   = "Armed: Answer lost (purchase)."
	clockMoved  = "The clock was moved on by 101 days."
	ahead       = "clock + 101 d"
	startsOver  = "The lesson starts over"
	noSuchSales = "matches. Go back"
)

// buysBySecurityQuestion takes a purchase of the ordinary customer to the page that confirms it.
func (c *clerk) buysBySecurityQuestion(amount, reference string) {
	c.t.Helper()
	c.presses("p")
	c.isOn(c.found)
	c.enters("100000001")
	c.isOn(c.amount)
	c.enters(amount, reference, "")
	c.isOn(c.offers)
	c.presses("Enter")
	c.readsToTheEnd(c.shown)
	c.isOn(c.verify)
	c.presses("3", "Enter") // the security question
	c.isOn(c.answer)
	c.enters("sample")
	c.isOn(c.confirm)
}

func TestATrainerLosesTheAnswerToAPurchaseAndTheClerkFindsItMade(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 80, 24)
	c.signsIn()
	c.sees("t  Lesson")
	c.presses("t")
	c.sees(lesson, "No fault is armed")
	c.presses("a")
	c.sees("Arm a fault", "dropped_after")
	c.presses("1", "Enter")
	c.seesLine("How many calls", "1")
	c.types("authorization")
	c.presses("Enter", "NPage")
	c.sees(armedLost, oneArmed)
	c.presses("Escape")
	c.sees(c.menu, oneArmed)

	c.buysBySecurityQuestion("80", "ORDER-11")
	c.sees(oneArmed)
	c.pressesAfterARest("C-y")
	c.sees(notKnown, inDoubt)
	c.seesNoMore(oneArmed)       // it has hit its call
	c.pressesAfterARest("Enter") // ask the server
	c.sees(madeAfterAll)
	c.isOn(c.made)
	c.seesNoMore(inDoubt)
}

func TestAHundredAndOneDaysLaterTheConsoleGoesOnAndThenTheLessonStartsOver(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 80, 24)
	c.signsIn()
	c.presses("t")
	c.sees(lesson)
	c.presses("c")
	c.sees("101 days: too late to return")
	c.types("101")
	c.presses("Enter")
	c.sees(clockMoved, "101 days ahead of", ahead)
	c.presses("Escape")
	c.sees(c.menu)

	c.buysBySecurityQuestion("80", "ORDER-12") // the token of before is 101 days old
	c.pressesAfterARest("C-y")
	c.isOn(c.made)
	c.pressesAfterARest("Enter")
	c.sees(c.menu)

	c.presses("t")
	c.sees(lesson)
	c.presses("s")
	c.sees("Start the lesson over?", "Lost", "Kept")
	c.pressesAfterARest("Enter")
	c.sees("Enter does not confirm here: press Ctrl+Y.")
	c.pressesAfterARest("C-y")
	c.sees(startsOver, "as on this computer")
	c.seesNoMore(ahead)
	c.presses("Escape")
	c.sees(c.menu)
	c.presses("s")
	c.seesLine("Reference")
	c.presses("Tab")
	c.types("ORDER-12")
	c.presses("NPage")
	c.sees(noSuchSales)
}
