package account

// This file says what an account's status means to a clerk, and who may change it.

import (
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// meaning has the name of a status, its meaning, and who may act.
type meaning struct{ name, means, who lang.Text }

// statuses are the statuses of docs/contract.md §4, SEEN. One that this version does not know is shown by
// its letter, and lookup decides whether it may purchase.
var statuses = map[string]meaning{
	api.AccountNormal:     {msgNormal, msgNormalMeans, lang.Text{}},
	api.AccountProhibited: {msgProhibited, msgProhibitedMeans, msgProhibitedWho},
	api.AccountFrozen:     {msgFrozen, msgFrozenMeans, msgFrozenWho},
	api.AccountChargedOff: {msgChargedOff, msgChargedOffMeans, msgFlexitiWho},
	api.AccountClosed:     {msgClosed, msgClosedMeans, msgFlexitiWho},
}

// statusName is a status in words.
func statusName(status string) lang.Text {
	if known, ok := statuses[status]; ok {
		return known.name
	}
	if status == "" {
		return msgUnknownStatus
	}
	return msgOtherStatus.With(status)
}

// Blocked says why an account that search answered may not purchase, and who may act;
// empty where it may, or where only lookup knows.
func Blocked(c api.Customer) lang.Text {
	known, ok := statuses[c.Status]
	if !ok || c.Status == api.AccountNormal {
		return lang.Text{}
	}
	return lang.Join(" ", known.means, known.who)
}

// statusLines are a status with its reason, meaning and who may act.
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

// reasonLines are the reason that the server gives with a status. NNOR stands for none.
func reasonLines(c api.Customer) []flows.Line {
	if c.StatusReason == "" || c.StatusReason == api.ReasonNormal {
		return nil
	}
	return []flows.Line{{Label: msgReason, Value: msgReasonCode.With(c.StatusReason)}}
}

// refusedStatus is the status of an account that search answered and lookup refuses. The page says above it why, so that it
// stands here without a meaning of its own: search and lookup may say two things.
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

// refusedNotice says why an account may not purchase, and who may act: by its status, where that is known to mean it, else as
// lookup says.
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

// CategoryName is the group of a risk rating in words; the rating itself is not for the counter's screen, unless nobody here knows
// its group.
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
