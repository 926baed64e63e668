package sandbox

// The words a customer must be shown with an offer: rates and fees with their messages
// (docs/contract.md §6: the merchant is obliged to show every one).

import (
	"encoding/json"
	"fmt"
	"strings"

	"countertop/api"
)

const quebec = "QC"

// annualFee is the most that stands in place of the administration fee in Quebec (ASSUMED
// type annual_fee).
const annualFee api.Money = 35_00

// annualRate is a yearly rate with its message, in both languages until it is written.
type annualRate struct {
	description text
	rate        rate
	kind        string
	message     text
}

// annualRates is written as an object when it is one and as an array when it is more, as the
// contract's samples have it.
type annualRates []annualRate

type fee struct {
	description text
	amount      api.Money
	kind        string // admin_total, admin_monthly, annual_fee
	message     text
}

type rateAnswer struct {
	Description string `json:"description"`
	Rate        rate   `json:"rate"`
	Type        string `json:"type"`
	Message     string `json:"message"`
}

type feeAnswer struct {
	Description string    `json:"description"`
	Amount      api.Money `json:"amount"`
	Type        string    `json:"type"`
	Message     string    `json:"message"`
}

func (rates annualRates) in(l language) any {
	answers := make([]rateAnswer, len(rates))
	for i, r := range rates {
		answers[i] = rateAnswer{r.description.in(l), r.rate, r.kind, r.message.in(l)}
	}
	if len(answers) == 1 {
		return answers[0]
	}
	return answers
}

// shownRates are the rates of an offer or a purchase. What v2.5.1 says in annual_rates, v2.5 says in a number
// (docs/contract.md §8; ASSUMED for authorizations).
type shownRates struct {
	Rates any   `json:"annual_rates,omitempty"` // an object when it is one, else an array
	APR   *rate `json:"apr,omitempty"`
}

func (c *call) rates(q quote) shownRates {
	if c.older {
		return shownRates{APR: &q.rates[0].rate}
	}
	return shownRates{Rates: q.rates.in(c.lang)}
}

func feesIn(fees []fee, l language) []feeAnswer {
	answers := make([]feeAnswer, len(fees))
	for i, f := range fees {
		answers[i] = feeAnswer{f.description.in(l), f.amount, f.kind, f.message.in(l)}
	}
	return answers
}

// dollars writes an amount for a message.
func dollars(m api.Money) text {
	whole, cents, _ := strings.Cut(m.String(), ".")
	en, fr := whole, whole
	for i := len(whole) - 3; i > 0; i -= 3 {
		en = en[:i] + "," + en[i:]
		fr = fr[:i] + "\u00a0" + fr[i:]
	}
	return text{"$" + en + "." + cents, fr + "," + cents + "\u00a0$"}
}

var (
	rateAnnual  = text{"Annual Percentage Rate", "Taux annuel en pourcentage"}
	rateNominal = text{"Annual Interest Rate", "Taux d'intérêt annuel"}
	rateAfter   = text{"Annual Interest Rate after the plan", "Taux d'intérêt annuel après le plan"}
	rateAccrued = text{"Accrued Annual Interest Rate", "Taux d'intérêt annuel couru"}

	sayAnnual  = text{"The Annual Percentage Rate of this plan is %s%%.", "Le taux annuel en pourcentage de ce plan est de %s\u00a0%%."}
	sayWithFee = text{"With its fees, the Annual Percentage Rate of this plan is %s%%.", "Avec ses frais, le taux annuel en pourcentage de ce plan est de %s\u00a0%%."}
	sayNominal = text{"Interest is charged at %s%% a year during the plan.", "L'intérêt est de %s\u00a0%% par année pendant le plan."}
	sayAfter   = text{"No interest is charged during the plan. What is left after it bears interest at %s%% a year.", "Aucun intérêt n'est exigé pendant le plan. Ce qui reste ensuite porte intérêt à %s\u00a0%% par année."}
	sayAccrued = text{"Interest accrues at %s%% a year from the day of the purchase. It is waived if the whole amount is paid by the end of the plan.",
		"L'intérêt court à %s\u00a0%% par année à compter du jour de l'achat. Il est annulé si le montant est payé en entier avant la fin du plan."}
	sayGrace = text{"The first payment is due %d days after the purchase; no interest is charged until then. Afterwards the Annual Percentage Rate is %s%%.",
		"Le premier versement est dû %d jours après l'achat; aucun intérêt n'est exigé d'ici là. Ensuite, le taux annuel en pourcentage est de %s\u00a0%%."}

	feeOnce    = text{"Administration fee", "Frais d'administration"}
	feeMonthly = text{"Monthly administration fee", "Frais d'administration mensuels"}
	feeYearly  = text{"Annual fee", "Frais annuels"}

	sayOnce    = text{"An administration fee of %s is charged once, on your first statement.", "Des frais d'administration de %s sont exigés une fois, sur votre premier état de compte."}
	sayMonthly = text{"An administration fee of %s is charged each month for %d months.", "Des frais d'administration de %s sont exigés chaque mois pendant %d mois."}
	sayYearly  = text{"An annual fee of %s is charged in each year in which this plan is open.", "Des frais annuels de %s sont exigés pour chaque année où ce plan est ouvert."}
)

// feesFor are the fees of a term, a part of the amount up to the plan's most. Residents of
// Quebec pay the annual fee in place of an administration fee.
func (p planRule) feesFor(province string, amount api.Money, months int) []fee {
	atMost := func(most api.Money, perMille int64) api.Money {
		return min(most, api.Money(share(int64(amount), perMille, 1000)))
	}
	switch {
	case p.total == 0 && p.monthly == 0:
		return nil
	case province == quebec:
		yearly := atMost(annualFee, 40)
		return []fee{{feeYearly, yearly, "annual_fee", sayYearly.with(dollars(yearly))}}
	case p.monthly > 0:
		monthly := atMost(p.monthly, 3)
		return []fee{{feeMonthly, monthly, "admin_monthly", sayMonthly.with(dollars(monthly), months)}}
	}
	once := atMost(p.total, 20)
	return []fee{{feeOnce, once, "admin_total", sayOnce.with(dollars(once))}}
}

// feesTotal returns the sum of a term's fees.
func feesTotal(fees []fee, months int) api.Money {
	var total api.Money
	for _, f := range fees {
		switch f.kind {
		case "admin_monthly":
			total += f.amount * api.Money(months)
		case "annual_fee":
			total += f.amount * api.Money((months+11)/12)
		default:
			total += f.amount
		}
	}
	return total
}

// ratesFor are the rates to be shown: one where interest is the only cost, two where fees
// raise it or where a rate follows.
func (p planRule) ratesFor(category string, q quote) annualRates {
	yearly, air := p.rates[category], airOf(category)
	months := len(q.schedule.instalments)
	withFees := q.schedule.percentageRate(feesTotal(q.fees, months))
	costly := annualRate{rateAnnual, withFees, "apr", sayWithFee.with(withFees.percent())}
	switch {
	case p.graceDays > 0:
		return annualRates{{rateAnnual, yearly, "apr", sayGrace.with(p.graceDays, yearly.percent())}}
	case p.accrues:
		return annualRates{costly, {rateAccrued, air, "accrued", sayAccrued.with(air.percent())}}
	case yearly == 0:
		return annualRates{costly, {rateAfter, air, "air", sayAfter.with(air.percent())}}
	case len(q.fees) > 0:
		return annualRates{costly, {rateNominal, yearly, "air", sayNominal.with(yearly.percent())}}
	}
	return annualRates{{rateAnnual, yearly, "apr", sayAnnual.with(yearly.percent())}}
}

// number writes digits as a JSON number, the other way an id may be written.
func number(digits string) json.RawMessage { return json.RawMessage(digits) }

// amountText writes an amount as a string, as the samples of search have it.
type amountText api.Money

func (a amountText) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "%q", api.Money(a).String()), nil
}
