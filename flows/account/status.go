package account

// This file says what an account's status means to a clerk, and who may change it.

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// normalStatus is the only status that may purchase (CONTRACT §4, SEEN).
const normalStatus = "N"

// meaning is what a status is called, what it means, and who may act.
type meaning struct{ name, means, who lang.Text }

// statuses are the statuses of CONTRACT §4, SEEN. One that this version does not know is shown by
// its letter, and lookup decides whether it may purchase.
var statuses = map[string]meaning{
	normalStatus: {msgNormal, msgNormalMeans, lang.Text{}},
	"A":          {msgProhibited, msgProhibitedMeans, msgProhibitedWho},
	"F":          {msgFrozen, msgFrozenMeans, msgFrozenWho},
	"Z":          {msgChargedOff, msgChargedOffMeans, msgFlexitiWho},
	"C":          {msgClosed, msgClosedMeans, msgFlexitiWho},
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
	if !ok || c.Status == normalStatus {
		return lang.Text{}
	}
	return lang.Join(" ", known.means, known.who)
}

// statusLines are a status with its reason, meaning and who may act.
func statusLines(c api.Customer) []flows.Line {
	tone := flows.Neutral
	switch known := statuses[c.Status]; {
	case c.Status == normalStatus:
		tone = flows.Good
	case !known.name.Empty():
		tone = flows.Bad
	}
	lines := []flows.Line{{Label: msgStatus, Value: statusName(c.Status), Tone: tone, Emphasis: true}}
	if known, ok := statuses[c.Status]; ok {
		lines = append(lines, flows.Line{Label: msgMeans, Value: known.means})
		if !known.who.Empty() {
			lines = append(lines, flows.Line{Label: msgWho, Value: known.who})
		}
	}
	if c.StatusReason != "" && c.StatusReason != "NNOR" {
		lines = append(lines, flows.Line{Label: msgReason, Value: msgReasonCode.With(c.StatusReason)})
	}
	return lines
}

// CategoryName is the group of a risk rating in words; the rating itself is not for the
// counter's screen.
func CategoryName(category api.Category) lang.Text {
	switch category {
	case api.Preferred:
		return msgPreferred
	case api.Premium:
		return msgPremium
	case api.Standard:
		return msgStandard
	}
	return msgNoCategory
}
