package verification

// This file has the clerk say that they compared the customer's ID with the account, before the store
// vouches: nothing else proves then who the customer is, so that no key on the way through pages says it
// (OWN).

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

func (v *Verifier) vouchPage() flows.Page {
	return flows.Page{
		ID: v.options.Name + ".vouch", Title: msgVouchTitle,
		Body: &flows.Confirm{Question: msgVouchQuestion, Money: true, Groups: []flows.Group{
			{Heading: msgVouchCustomer, Lines: v.holderLines()},
			{Heading: msgByOverride, Lines: []flows.Line{{Value: msgVouchNoPIN}, {Value: msgVouchClerk.With(v.Counter.Clerk)}}},
		}},
		Forward: msgVouched,
	}
}

func (v *Verifier) vouched(flows.Answer) flows.Move { return v.verify(api.VerifyOverride, "") }

// holderLines shows what the ID is compared with. Without a name there is little to compare.
func (v *Verifier) holderLines() []flows.Line {
	c := v.options.Customer()
	if _, is := c.Found.AuthorizedUser(); is { // the ID is the user's, and the name that is known may be the account's
		lines := c.Found.Who(c.Name)
		if c.Found.UserName() == "" {
			lines = append(lines, flows.Line{Value: msgVouchNoName, Tone: flows.Careful})
		}
		return lines
	}
	var lines []flows.Line
	for _, l := range []flows.Line{
		{Label: msgVouchName, Value: lang.Same(c.Name), Emphasis: true},
		{Label: msgVouchAccount, Value: lang.Same(c.Found.Ending())},
		{Label: msgVouchCard, Value: lang.Same(c.Found.CardEnding())},
	} {
		if !l.Value.Empty() {
			lines = append(lines, l)
		}
	}
	if c.Name == "" {
		lines = append(lines, flows.Line{Value: msgVouchNoName, Tone: flows.Careful})
	}
	return lines
}
