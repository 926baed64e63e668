package account

// This file explains an account's status to a clerk, and says who may change it.

import (
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// meaning explains a status: its name, its meaning, and who may act.
type meaning struct{ name, means, who lang.Text }

// statuses are the statuses of docs/contract.md §4, SEEN. A status that this version does not know is shown by its
// letter, and the look-up decides whether the account may purchase.
var statuses = map[string]meaning{
	api.AccountNormal:     {msgNormal, msgNormalMeans, lang.Text{}},
	api.AccountProhibited: {msgProhibited, msgProhibitedMeans, msgProhibitedWho},
	api.AccountFrozen:     {msgFrozen, msgFrozenMeans, msgFrozenWho},
	api.AccountChargedOff: {msgChargedOff, msgChargedOffMeans, msgFlexitiWho},
	api.AccountClosed:     {msgClosed, msgClosedMeans, msgFlexitiWho},
}

// statusName returns the name of a status.
func statusName(status string) lang.Text {
	if known, ok := statuses[status]; ok {
		return known.name
	}
	if status == "" {
		return msgUnknownStatus
	}
	return msgOtherStatus.With(status)
}

// Blocked says why an account from a search may not purchase, and who may act. It is empty if the account may
// purchase, or if only a look-up can tell.
func Blocked(c api.Customer) lang.Text {
	known, ok := statuses[c.Status]
	if !ok || c.Status == api.AccountNormal {
		return lang.Text{}
	}
	return lang.Join(" ", known.means, known.who)
}

// statusLines returns a status with its reason, its meaning and who may act.
func statusLines(c api.Customer) []flows.Line {
	known, ok := statuses[c.Status]
	tone := flows.Careful
	switch {
	case c.Status == api.AccountNormal:
		tone = flows.Good
	case ok:
		tone = flows.Bad
	default:
		known.who = msgAskFlexiti
	}
	lines := []flows.Line{{Label: msgStatus, Value: statusName(c.Status), Tone: tone, Emphasis: true}}
	if !known.means.Empty() {
		lines = append(lines, flows.Line{Label: msgMeans, Value: known.means})
	}
	if !known.who.Empty() {
		lines = append(lines, flows.Line{Label: msgWho, Value: known.who})
	}
	return append(lines, reasonLines(c)...)
}

// reasonLines returns the server's reason for a status. The reason NNOR means that there is none.
func reasonLines(c api.Customer) []flows.Line {
	if c.StatusReason == "" || c.StatusReason == api.ReasonNormal {
		return nil
	}
	return []flows.Line{{Label: msgReason, Value: msgReasonCode.With(c.StatusReason)}}
}

// refusedStatus returns the status of an account that the search found and the look-up refused. It leaves the meaning
// out, since the page explains the refusal above, and search and look-up may disagree.
func refusedStatus(c api.Customer, refused error) []flows.Line {
	name := statusName(c.Status)
	if c.Status == api.AccountNormal || c.Status == "" {
		name = msgNotNormal
		if strings.EqualFold(flows.FailureCode(refused), "user_not_active") {
			name = msgNotActive
		}
	}
	return append([]flows.Line{{Label: msgStatus, Value: name, Tone: flows.Bad, Emphasis: true}}, reasonLines(c)...)
}

// refusedNotice says why an account may not purchase, and who may act. It goes by the status if that explains it,
// else by the look-up's error.
func refusedNotice(c *api.Customer, refused error) *flows.Notice {
	notice := flows.Explain(refused, lang.Text{}, false)
	if c == nil || c.Status == api.AccountNormal || !blockedCode(refused) {
		return notice
	}
	if known, ok := statuses[c.Status]; ok {
		notice.What, notice.Next = known.means, known.who
	} else if c.Status != "" {
		notice.Next = msgAskFlexiti
	}
	return notice
}

// CategoryName returns the name of a risk rating's group. The rating itself is not shown at the counter, unless its
// group is not known.
func CategoryName(category api.Category, rating string) lang.Text {
	switch category {
	case api.Preferred:
		return msgPreferred
	case api.Premium:
		return msgPremium
	case api.Standard:
		return msgStandard
	}
	rating = strings.TrimSpace(rating)
	switch {
	case category != api.NoCategory:
		return msgRatedAs.With(string(category))
	case rating != "" && !strings.EqualFold(rating, api.NoRating):
		return msgRatedAs.With(rating)
	}
	return msgNoCategory
}
