package purchase

// This file shows the offers as a table, and of the one chosen everything that the
// merchant is obliged to show.

import (
	"strconv"
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

func (f *Flow) offersPage() flows.Page {
	payments := msgPayment
	if f.allMonthly() {
		payments = msgMonthly
	}
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgPlan},
			{Title: msgMonths, Right: true},
			{Title: payments, Right: true},
			{Title: msgRates, Right: true, Drop: 1},
			{Title: msgFees, Right: true, Drop: 2},
			{Title: msgLeft, Right: true, Drop: 3},
		},
		Selected: max(0, f.chosenRow()),
		Empty:    msgNoOffers,
	}
	for _, o := range f.priced.offers {
		table.Rows = append(table.Rows, f.offerRow(o))
	}
	return flows.Page{
		ID: "purchase.offers", Title: msgOffersTitle,
		Intro: msgOffersIntro.With(lang.Money(f.priced.amount), lang.Money(f.priced.available)),
		Body:  table, Forward: msgChoose,
	}
}

func (f *Flow) offerRow(o offer) flows.Row {
	row := flows.Row{
		Cells: []lang.Text{
			f.offerName(o), months(o), f.paymentCell(o), ratesCell(o), feesCell(o),
			f.leftCell(o),
		},
	}
	if !o.regular() && f.pays(o) == flows.PaymentOnce {
		row.Detail = append(row.Detail, f.paymentLine(o, o.payment))
	}
	if f.tooMuch(o) {
		row.Blocked = msgCreditShort.With(lang.Money(f.charged(o)), lang.Money(f.priced.available))
	}
	for _, r := range o.rates {
		row.Detail = append(row.Detail, flows.Line{Label: r.label, Value: lang.Percent(r.rate)})
	}
	for _, x := range o.fees {
		row.Detail = append(row.Detail, flows.Line{Label: x.label, Value: x.price()})
	}
	return row
}

// leftCell is the credit left after the offer; where it does not suffice, Blocked says so.
func (f *Flow) leftCell(o offer) lang.Text {
	left := f.priced.available - f.charged(o)
	if left < 0 {
		return lang.Same("-")
	}
	return lang.Money(left)
}

func months(o offer) lang.Text {
	if o.financing.Term == 0 {
		return lang.Same("-")
	}
	return lang.Same(strconv.Itoa(o.financing.Term))
}

// paymentCell shows the payment of a month, or at once. A regular purchase has no term: its term_amount is the
// whole amount in the vendor's sample, and no monthly payment (docs/contract.md §6, SEEN).
func (f *Flow) paymentCell(o offer) lang.Text {
	switch {
	case o.regular():
		return lang.Same("-")
	case f.allMonthly():
		return lang.Money(o.payment)
	case f.pays(o) == flows.PaymentMonthly:
		return msgPerMonth.With(lang.Money(o.payment))
	}
	return lang.Money(o.payment)
}

func ratesCell(o offer) lang.Text {
	var shown []lang.Text
	for _, r := range o.rates {
		shown = append(shown, lang.Percent(r.rate))
	}
	if len(shown) == 0 {
		return lang.Same("-")
	}
	return lang.Join(" / ", shown...)
}

func feesCell(o offer) lang.Text {
	var shown []lang.Text
	for _, x := range o.fees {
		shown = append(shown, x.price())
	}
	if len(shown) == 0 {
		return lang.Same("-")
	}
	return lang.Join(", ", shown...)
}

// price is a fee's amount and what it is for. The types are docs/contract.md §6's; annual_fee is ASSUMED.
func (x fee) price() lang.Text {
	switch x.kind {
	case "admin_monthly":
		return msgAMonth.With(lang.Money(x.amount))
	case "annual_fee":
		return msgAYear.With(lang.Money(x.amount))
	}
	return lang.Money(x.amount)
}

func (f *Flow) offerChosen(answer flows.Answer) flows.Move {
	row := answer.Row
	if row < 0 || row >= len(f.priced.offers) {
		return flows.Move{Refused: true}
	}
	o := f.priced.offers[row]
	if f.tooMuch(o) {
		f.Notice = &flows.Notice{
			Tone: flows.Bad, Money: msgNoMoney, Next: msgCreditShortNext,
			What: msgCreditShort.With(lang.Money(f.charged(o)), lang.Money(f.priced.available)),
		}
		return flows.Move{Refused: true}
	}
	if f.financing != o.financing {
		f.financing, f.agreed = o.financing, false
	}
	return f.Next()
}

func (f *Flow) termsPage() flows.Page {
	o := f.chosen()
	if o == nil {
		return f.offersPage()
	}
	return flows.Page{
		ID: "purchase.terms", Title: msgTermsTitle, Intro: msgTermsIntro,
		Body:    &flows.Read{Heading: f.offerName(*o), Text: f.terms(*o), Agreement: msgSeen},
		Forward: msgContinue,
	}
}

// terms is everything the customer must be shown: the term, every rate, every fee, each with
// the server's message in full.
func (f *Flow) terms(o offer) lang.Text {
	paragraphs := []lang.Text{f.termSentence(o)}
	for _, r := range o.rates {
		paragraphs = append(paragraphs, told(r.label, lang.Percent(r.rate), r.message))
	}
	for _, x := range o.fees {
		paragraphs = append(paragraphs, told(x.label, x.price(), x.message))
	}
	if len(o.fees) == 0 {
		paragraphs = append(paragraphs, msgNoFees)
	}
	if !o.regular() && f.priced.interest > 0 {
		paragraphs = append(paragraphs, msgAccountRate.With(lang.Percent(f.priced.interest)))
	}
	return lang.Join("\n\n", paragraphs...)
}

func (f *Flow) termSentence(o offer) lang.Text {
	if o.regular() {
		return msgRegularTerm.With(lang.Money(f.priced.amount))
	}
	said := msgPlanTermUntold
	switch f.pays(o) {
	case flows.PaymentMonthly:
		said = msgPlanTerm
	case flows.PaymentOnce:
		said = msgPlanTermOnce
	}
	return said.With(lang.Money(f.priced.amount), lang.Months(o.financing.Term), lang.Money(o.payment))
}

// told is a rate or a fee in a paragraph: "Administration fee: $21.00. The message."
func told(label, value, message lang.Text) lang.Text {
	if label.Empty() {
		return lang.Join(" ", msgSentence.With(value), message)
	}
	return lang.Join(" ", msgTold.With(label, value), message)
}

// accountLine is the account in one line, above the amount.
func (f *Flow) accountLine() lang.Text {
	available := f.found.Account
	credit := api.Money(0)
	switch {
	case available != nil:
		credit = available.AvailableCredit
	case f.found.Customer != nil:
		credit = f.found.Customer.AvailableCredit
	}
	if f.stale {
		return msgAccountStale.With(f.who(), lang.Money(credit))
	}
	return msgAccountLine.With(f.who(), lang.Money(credit))
}

// who is the customer's name, where it is known, and the account's ending.
func (f *Flow) who() string {
	return strings.Join(nonEmpty(f.customer(), f.found.Ending()), ", ")
}

// customer is the customer's name: search's, or that of the offers.
func (f *Flow) customer() string {
	if name := f.found.Name(); name != "" {
		return name
	}
	return f.priced.name
}

func fullName(first, last string) string { return strings.Join(nonEmpty(first, last), " ") }

func nonEmpty(parts ...string) []string {
	var kept []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			kept = append(kept, part)
		}
	}
	return kept
}
