package price

// This file has the rates and fees of an offer, with the words that a customer must be shown with them
// (docs/contract.md §6: the merchant is obliged to show every one).

import (
	"strings"

	"countertop/api"
	"countertop/api/sandbox/say"
)

// Quebec is the province with rules of its own.
const Quebec = "QC"

// annualFee is the most that stands in place of the administration fee in Quebec (ASSUMED
// type annual_fee).
const annualFee api.Money = 35_00

// AnnualRate is a yearly rate with its message, in both languages until it is written.
type AnnualRate struct {
	Description say.Text
	Rate        Rate
	Kind        string
	Message     say.Text
}

// Fee is a fee with its message, in both languages until it is written.
type Fee struct {
	Description say.Text
	Amount      api.Money
	Kind        string // admin_total, admin_monthly, annual_fee
	Message     say.Text
}

// dollars writes an amount for a message.
func dollars(m api.Money) say.Text {
	whole, cents, _ := strings.Cut(m.String(), ".")
	en, fr := whole, whole
	for i := len(whole) - 3; i > 0; i -= 3 {
		en = en[:i] + "," + en[i:]
		fr = fr[:i] + "\u00a0" + fr[i:]
	}
	return say.Text{"$" + en + "." + cents, fr + "," + cents + "\u00a0$"}
}

var (
	rateAnnual  = say.Text{"Annual Percentage Rate", "Taux annuel en pourcentage"}
	rateNominal = say.Text{"Annual Interest Rate", "Taux d'intérêt annuel"}
	rateAfter   = say.Text{"Annual Interest Rate after the plan", "Taux d'intérêt annuel après le plan"}
	rateAccrued = say.Text{"Accrued Annual Interest Rate", "Taux d'intérêt annuel couru"}

	sayAnnual  = say.Text{"The Annual Percentage Rate of this plan is %s%%.", "Le taux annuel en pourcentage de ce plan est de %s\u00a0%%."}
	sayWithFee = say.Text{"With its fees, the Annual Percentage Rate of this plan is %s%%.", "Avec ses frais, le taux annuel en pourcentage de ce plan est de %s\u00a0%%."}
	sayNominal = say.Text{"Interest is charged at %s%% a year during the plan.", "L'intérêt est de %s\u00a0%% par année pendant le plan."}
	sayAfter   = say.Text{"No interest is charged during the plan. What is left after it bears interest at %s%% a year.", "Aucun intérêt n'est exigé pendant le plan. Ce qui reste ensuite porte intérêt à %s\u00a0%% par année."}
	sayAccrued = say.Text{"Interest accrues at %s%% a year from the day of the purchase. It is waived if the whole amount is paid by the end of the plan.",
		"L'intérêt court à %s\u00a0%% par année à compter du jour de l'achat. Il est annulé si le montant est payé en entier avant la fin du plan."}
	sayGrace = say.Text{"The first payment is due %d days after the purchase; no interest is charged until then. Afterwards the Annual Percentage Rate is %s%%.",
		"Le premier versement est dû %d jours après l'achat; aucun intérêt n'est exigé d'ici là. Ensuite, le taux annuel en pourcentage est de %s\u00a0%%."}

	feeOnce    = say.Text{"Administration fee", "Frais d'administration"}
	feeMonthly = say.Text{"Monthly administration fee", "Frais d'administration mensuels"}
	feeYearly  = say.Text{"Annual fee", "Frais annuels"}

	sayOnce    = say.Text{"An administration fee of %s is charged once, on your first statement.", "Des frais d'administration de %s sont exigés une fois, sur votre premier état de compte."}
	sayMonthly = say.Text{"An administration fee of %s is charged each month for %d months.", "Des frais d'administration de %s sont exigés chaque mois pendant %d mois."}
	sayYearly  = say.Text{"An annual fee of %s is charged in each year in which this plan is open.", "Des frais annuels de %s sont exigés pour chaque année où ce plan est ouvert."}
)

// feesFor are the fees of a term, a part of the amount up to the plan's most. Residents of
// Quebec pay the annual fee in place of an administration fee.
func (p Plan) feesFor(province string, amount api.Money, months int) []Fee {
	atMost := func(most api.Money, perMille int64) api.Money {
		return min(most, api.Money(share(int64(amount), perMille, 1000)))
	}
	switch {
	case p.total == 0 && p.monthly == 0:
		return nil
	case province == Quebec:
		yearly := atMost(annualFee, 40)
		return []Fee{{feeYearly, yearly, "annual_fee", sayYearly.With(dollars(yearly))}}
	case p.monthly > 0:
		monthly := atMost(p.monthly, 3)
		return []Fee{{feeMonthly, monthly, "admin_monthly", sayMonthly.With(dollars(monthly), months)}}
	}
	once := atMost(p.total, 20)
	return []Fee{{feeOnce, once, "admin_total", sayOnce.With(dollars(once))}}
}

// feesTotal returns the sum of a term's fees.
func feesTotal(fees []Fee, months int) api.Money {
	var total api.Money
	for _, f := range fees {
		switch f.Kind {
		case "admin_monthly":
			total += f.Amount * api.Money(months)
		case "annual_fee":
			total += f.Amount * api.Money((months+11)/12)
		default:
			total += f.Amount
		}
	}
	return total
}

// ratesFor are the rates to be shown: one where interest is the only cost, two where fees
// raise it or where a rate follows.
func (p Plan) ratesFor(category string, q Quote) []AnnualRate {
	yearly, air := p.rates[category], AIROf(category)
	months := len(q.Schedule.Instalments)
	withFees := q.Schedule.percentageRate(feesTotal(q.Fees, months))
	costly := AnnualRate{rateAnnual, withFees, "apr", sayWithFee.With(withFees.Percent())}
	switch {
	case p.graceDays > 0:
		return []AnnualRate{{rateAnnual, yearly, "apr", sayGrace.With(p.graceDays, yearly.Percent())}}
	case p.accrues:
		return []AnnualRate{costly, {rateAccrued, air, "accrued", sayAccrued.With(air.Percent())}}
	case yearly == 0:
		return []AnnualRate{costly, {rateAfter, air, "air", sayAfter.With(air.Percent())}}
	case len(q.Fees) > 0:
		return []AnnualRate{costly, {rateNominal, yearly, "air", sayNominal.With(yearly.Percent())}}
	}
	return []AnnualRate{{rateAnnual, yearly, "apr", sayAnnual.With(yearly.Percent())}}
}

// Regular is the cost of a purchase on the revolving account.
func Regular(category string, amount api.Money) Quote {
	air := AIROf(category)
	return Quote{TermAmount: amount, Rates: []AnnualRate{{rateNominal, air, "air", sayRegular.With(air.Percent())}}}
}

var sayRegular = say.Text{"Interest is charged at %s%% a year unless the statement is paid in full by its due date.",
	"L'intérêt est de %s\u00a0%% par année, sauf si l'état de compte est payé en entier à l'échéance."}
