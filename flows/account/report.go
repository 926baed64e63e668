package account

// This file shows one account on one screen.

import (
	"strconv"
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

func (f *Flow) accountPage() flows.Page {
	page := flows.Page{
		ID: "account.report", Title: msgAccountTitle, Notice: f.shownNotice(),
		Body: &flows.Report{
			Tone:     f.shownTone(),
			Headline: f.headline(),
			Groups:   f.groups(),
		},
		Forward: msgAnother,
	}
	if f.mayPurchase() {
		page.Actions = append(page.Actions, flows.Action{ID: actionPurchase, Label: msgPurchase, Key: 'p'})
	}
	page.Actions = append(page.Actions, f.nextActions()...)
	return page
}

func (f *Flow) shownTone() flows.Tone {
	if f.shown.found.Account == nil {
		return flows.Bad
	}
	return flows.Good
}

func (f *Flow) headline() lang.Text {
	who := f.shown.found.Name()
	if who == "" {
		return msgAccountEnding.With(f.shown.found.Ending())
	}
	return msgAccountOf.With(who, f.shown.found.Ending())
}

// shownNotice says why the account is blocked, or which part of it could not be read.
func (f *Flow) shownNotice() *flows.Notice {
	switch {
	case f.shown.refused != nil:
		return refusedNotice(f.shown.found.Customer, f.shown.refused)
	case f.shown.openErr != nil:
		notice := flows.Explain(f.shown.openErr, msgReadingHistory, false)
		notice.Tone = flows.Careful
		return notice
	case f.shown.captErr != nil:
		notice := flows.Explain(f.shown.captErr, msgReadingHistory, false)
		notice.Tone = flows.Careful
		return notice
	}
	return nil
}

// groups returns what is known of the account, in the order in which support staff ask for it.
func (f *Flow) groups() []flows.Group {
	groups := []flows.Group{
		{Heading: msgStatus, Lines: f.statusLines()},
		{Heading: msgCredit, Lines: f.creditLines()},
		{Heading: msgOpenAuthorizations, Lines: f.authorizationLines()},
		{Heading: msgCaptures, Lines: f.captureLines()},
	}
	if account := f.shown.found.Account; account != nil {
		groups = append(groups,
			flows.Group{Heading: msgContact, Lines: contactLines(*account)},
			flows.Group{Heading: msgOffers, Lines: f.offerLines(*account)})
	}
	return groups
}

func (f *Flow) statusLines() []flows.Line {
	found := f.shown.found
	var lines []flows.Line
	switch {
	case found.Customer != nil && f.shown.refused != nil:
		lines = refusedStatus(*found.Customer, f.shown.refused)
	case found.Customer != nil:
		lines = statusLines(*found.Customer)
	default:
		// A look-up returns only accounts of normal status (docs/contract.md §4, SEEN).
		lines = statusLines(api.Customer{Status: api.AccountNormal})
	}
	lines = append(lines, flows.Line{Label: msgAccountNumber, Value: lang.Same(string(found.Number()))})
	if card := found.CardEnding(); card != "" {
		lines = append(lines, flows.Line{Label: msgCard, Value: lang.Same(card)})
	}
	if kind := found.Type(); kind != "" {
		lines = append(lines, flows.Line{Label: msgType, Value: typeName(kind)})
	}
	if c := found.Customer; c != nil && c.CreationDate != "" {
		lines = append(lines, flows.Line{Label: msgSince, Value: date(c.CreationDate)})
	}
	if c := found.Customer; c != nil && c.OriginatingMerchant != "" {
		lines = append(lines, flows.Line{Label: msgMerchant, Value: lang.Same(c.OriginatingMerchant)})
	}
	return lines
}

func (f *Flow) creditLines() []flows.Line {
	found := f.shown.found
	var lines []flows.Line
	rating := ""
	if c := found.Customer; c != nil {
		rating = c.RiskRating
		lines = append(lines, flows.Line{Label: msgLimit, Value: lang.Money(c.CreditLimit)})
	}
	switch {
	case found.Account != nil:
		lines = append(lines, flows.Line{Label: msgAvailable, Value: lang.Money(found.Account.AvailableCredit), Emphasis: true})
		if found.Account.RiskRating != "" {
			rating = found.Account.RiskRating
		}
	case found.Customer != nil:
		lines = append(lines, flows.Line{Label: msgAvailable, Value: lang.Money(found.Customer.AvailableCredit)})
	}
	return append(lines, flows.Line{Label: msgCategory, Value: CategoryName(api.CategoryOf(rating), rating)})
}

func contactLines(a api.Account) []flows.Line {
	var lines []flows.Line
	for _, line := range []struct {
		label lang.Text
		value string
	}{
		{msgEmail, MaskedEmail(a.Email)},
		{msgPhone, MaskedPhone(a.Phone)},
		{msgPlace, maskedAddress(a)},
	} {
		if line.value != "" {
			lines = append(lines, flows.Line{Label: line.label, Value: lang.Same(line.value)})
		}
	}
	protection := msgNo
	if a.PaymentProtection {
		protection = msgYes
	}
	return append(lines,
		flows.Line{Label: msgProtection, Value: protection},
		flows.Line{Label: msgLanguage, Value: languageName(a.PreferredLanguage)})
}

func (f *Flow) offerLines(a api.Account) []flows.Line {
	if len(a.OfferTypes) == 0 {
		return []flows.Line{{Value: msgNoOffers}}
	}
	lines := make([]flows.Line, len(a.OfferTypes))
	for i, offer := range a.OfferTypes {
		terms := make([]string, len(offer.Terms))
		for k, months := range offer.Terms {
			terms[k] = strconv.Itoa(months)
		}
		lines[i] = flows.Line{
			Label: f.Counter.PlanName(offer.PlanID, offer.PlanName),
			Value: msgTermsOf.With(strings.Join(terms, ", ")),
		}
		if strings.EqualFold(offer.Category, flows.DeferredPayment) {
			lines[i].Value = lang.Join(", ", lines[i].Value, msgDeferred)
		}
	}
	return lines
}

func (f *Flow) authorizationLines() []flows.Line {
	if f.shown.openErr != nil {
		return []flows.Line{{Value: msgNotRead, Tone: flows.Careful}}
	}
	var lines []flows.Line
	for _, a := range f.shown.open {
		if status := api.StatusOf(a.Status); status != api.StatusOpened && status != api.StatusUntold {
			continue
		}
		lines = append(lines, flows.Line{
			Label: msgOnDate.With(flows.DateText(a.Date, f.Counter.Now().Location()), a.Reference),
			Value: remains(a.Remaining, a.RemainingTold, a.Amount, a.AmountTold),
		})
	}
	return orNone(lines)
}

func (f *Flow) captureLines() []flows.Line {
	if f.shown.captErr != nil {
		return []flows.Line{{Value: msgNotRead, Tone: flows.Careful}}
	}
	var lines []flows.Line
	for _, c := range f.shown.captures {
		age, _ := flows.ReturnAgeOf(c, f.Counter.Now())
		if c.RemainingTold && c.Remaining <= 0 || age == flows.JustOver || age == flows.TooOld {
			continue
		}
		line := flows.Line{
			Label: msgOnDate.With(flows.DateText(c.Date, f.Counter.Now().Location()), c.Reference),
			Value: remains(c.Remaining, c.RemainingTold, c.Amount, c.AmountTold),
		}
		if age == flows.Ageless {
			line.Value, line.Tone = lang.Join("; ", line.Value, msgAgeless), flows.Careful
		}
		lines = append(lines, line)
	}
	return orNone(lines)
}

// remains says what remains of an amount. Both values count only if the server names them.
func remains(left api.Money, leftTold bool, amount api.Money, amountTold bool) lang.Text {
	switch {
	case leftTold && (amountTold || amount != 0):
		return msgRemains.With(lang.Money(left), lang.Money(amount))
	case leftTold:
		return msgRemainsOnly.With(lang.Money(left))
	case amountTold || amount != 0:
		return msgRemainsUntold.With(lang.Money(amount))
	}
	return msgNothingTold
}

func orNone(lines []flows.Line) []flows.Line {
	if len(lines) == 0 {
		return []flows.Line{{Value: msgNone}}
	}
	return lines
}

func languageName(locale string) lang.Text {
	switch locale {
	case api.French.Locale():
		return msgFrench
	case api.English.Locale():
		return msgEnglish
	}
	return lang.Same(locale)
}
