package doubt

// This file compares single values of the server's with those that were sent. A server writes the same value in many ways
// (docs/assumptions.md): only a clear difference tells two sales apart, and only clear agreement proves one.

import (
	"strings"
	"time"
	"unicode"

	"countertop/api"
	"countertop/flows"
)

// agreement is short for the API's.
type agreement = api.Agreement

const (
	unclear = api.Unclear
	agrees  = api.Agrees
	differs = api.Differs
)

// compareAmounts compares amounts; told is false where the server named none.
func compareAmounts(amount api.Money, told bool, sent api.Money) agreement {
	switch {
	case !told:
		return unclear
	case amount == sent:
		return agrees
	}
	return differs
}

// compareReferences ignores letter case, blanks around and zeros in front. A reference that was cut, padded or written
// without its punctuation is unclear.
func compareReferences(told, sent string) agreement {
	told, sent = plainReference(told), plainReference(sent)
	switch {
	case told == "" || sent == "":
		return unclear
	case told == sent:
		return agrees
	case strings.HasPrefix(sent, told), strings.HasSuffix(sent, told), padded(told, sent), lettersAndDigits(told) == lettersAndDigits(sent):
		return unclear
	}
	return differs
}

func plainReference(reference string) string {
	return strings.TrimLeft(strings.ToUpper(strings.TrimSpace(reference)), "0")
}

// padding are the characters with which references are filled up.
const padding = "0 -_*#."

func padded(told, sent string) bool {
	before, after, found := strings.Cut(told, sent)
	return found && strings.Trim(before+after, padding) == ""
}

func lettersAndDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// compareAccounts compares whole numbers where both are known, else the digits at the end.
func compareAccounts(told api.ID, was flows.Intent) agreement {
	if was.Account != "" {
		return api.CompareNumbers(told, was.Account)
	}
	return api.CompareNumbers("*"+told, api.ID(was.Ending)) // as if it were masked: the ends are compared
}

// isWhole reports whether a number has nothing but digits: a masked one finds nothing.
func isWhole(number api.ID) bool {
	return number != "" && strings.Trim(string(number), "0123456789") == ""
}

// compareFinancing finds a difference in what the server names of type, plan and term. A word for the type that the
// contract does not know is no difference.
func compareFinancing(told, sent api.Financing) agreement {
	types := strings.ToLower(strings.NewReplacer(" ", "_", "-", "_").Replace(strings.TrimSpace(told.TransactionType)))
	switch {
	case (types == api.PromotionalPurchase || types == api.RegularPurchaseType) && types != sent.TransactionType:
		return differs
	case told.PlanID != "" && sent.PlanID != "" && plainReference(string(told.PlanID)) != plainReference(string(sent.PlanID)):
		return differs
	case told.Term != 0 && sent.Term != 0 && told.Term != sent.Term:
		return differs
	}
	return agrees
}

// age is what a date of the server's says beside the time of the intent.
type age int

const (
	vague  age = iota // the date cannot tell
	before            // it was before, in any time zone
	after             // it was not before
)

// moment is when something was intended, by the server's clock, and until when dates can be of it: the server's time when
// it is asked. Tells is false where that is not known well enough to hold dates against it: then every date is vague.
type moment struct {
	at, until time.Time
	tells     bool
}

const (
	// widest is how far off a date can be that names midnight for the time of day, or another time zone (OWN).
	widest = 26 * time.Hour
	// datesTell is how much later than the intent a date must be to tell that it was: the server dates by the second,
	// and its clock is known to the second (OWN).
	datesTell = 2 * time.Second
)

// ageOf holds a date of the server's against the moment of an intent (docs/assumptions.md has the forms that are read).
func (m moment) ageOf(date string) age {
	from, to, readable := api.Moment(date)
	switch {
	case !readable, !m.tells, from.After(m.until.Add(datesTell)): // who dates into the future has the time wrong
		return vague
	case to.Before(m.at.Add(-widest)):
		return before
	case from.Before(m.at.Truncate(time.Second)):
		return vague
	}
	return after
}

// surely reports whether a date is after the moment, and not of its second.
func (m moment) surely(date string) bool {
	return moment{m.at.Add(datesTell), m.until, m.tells}.ageOf(date) == after
}
