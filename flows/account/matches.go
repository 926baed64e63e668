package account

// This file shows the accounts that a search found, in a table.

import (
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

func (f *Finder) matchesPage() flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgName},
			{Title: msgAccount},
			{Title: msgStatus},
			{Title: msgAvailable, Right: true, Drop: 1},
			{Title: msgCard, Drop: 2},
			{Title: msgSince, Drop: 3},
			{Title: msgMerchant, Drop: 4},
		},
		Selected: f.selected,
		Empty:    msgNobody,
	}
	for _, m := range f.matches {
		table.Rows = append(table.Rows, f.matchRow(m))
	}
	return flows.Page{
		ID: "account.matches", Title: msgMatchesTitle, Intro: f.matchesIntro(), Notice: f.notice,
		Body: table, Forward: msgOpen,
	}
}

func (f *Finder) matchesIntro() lang.Text {
	if len(f.matches) == 1 {
		return msgOneMatch
	}
	return msgManyMatches.With(len(f.matches))
}

func (f *Finder) matchRow(m match) flows.Row {
	if m.target.Customer == nil {
		account := m.target.Account
		return flows.Row{
			Cells: []lang.Text{
				m.what, lang.Same(ending(string(account.AccountNumber))), msgNormal, lang.Money(account.AvailableCredit),
				lang.Same(account.CardEndingIn), {}, {},
			},
			Detail: []flows.Line{
				{Label: msgPlace, Value: lang.Same(maskedAddress(*account))},
				{Label: msgEmail, Value: lang.Same(MaskedEmail(account.Email))},
			},
		}
	}
	c := m.target.Customer
	return flows.Row{
		Cells: []lang.Text{
			lang.Same(strings.TrimSpace(c.FirstName + " " + c.LastName)),
			lang.Same(ending(string(c.AccountNumber))),
			statusName(c.Status),
			lang.Money(c.AvailableCredit),
			lang.Same(c.CardEndingIn),
			date(c.CreationDate),
			lang.Same(c.OriginatingMerchant),
		},
		Blocked: f.blocked(m),
		Detail:  matchDetail(*c),
	}
}

func matchDetail(c api.Customer) []flows.Line {
	lines := statusLines(c)
	return append(lines,
		flows.Line{Label: msgLimit, Value: lang.Money(c.CreditLimit)},
		flows.Line{Label: msgType, Value: typeName(c.AccountType)},
		flows.Line{Label: msgSince, Value: date(c.CreationDate)},
		flows.Line{Label: msgMerchant, Value: lang.Same(c.OriginatingMerchant)},
	)
}

func typeName(accountType string) lang.Text {
	switch accountType {
	case api.ConsumerAccount:
		return msgConsumer
	case api.BusinessAccount:
		return msgBusiness
	}
	return lang.Same(accountType)
}
