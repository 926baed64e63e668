package sandbox

// This file writes the rates and fees of an offer, with the words that a customer must be shown
// (docs/contract.md §6: the merchant is obliged to show every one).

import (
	"encoding/json"
	"fmt"

	"countertop/api"
	"countertop/api/sandbox/price"
)

type rateAnswer struct {
	Description string     `json:"description"`
	Rate        price.Rate `json:"rate"`
	Type        string     `json:"type"`
	Message     string     `json:"message"`
}

type feeAnswer struct {
	Description string    `json:"description"`
	Amount      api.Money `json:"amount"`
	Type        string    `json:"type"`
	Message     string    `json:"message"`
}

// ratesIn writes rates as an object when there is one and as an array when there are more, as the contract's samples have it.
func ratesIn(rates []price.AnnualRate, l language) any {
	answers := make([]rateAnswer, len(rates))
	for i, r := range rates {
		answers[i] = rateAnswer{r.Description.In(l), r.Rate, r.Kind, r.Message.In(l)}
	}
	if len(answers) == 1 {
		return answers[0]
	}
	return answers
}

// shownRates are the rates of an offer or a purchase. What v2.5.1 says in annual_rates, v2.5 says in a number
// (docs/contract.md §8; ASSUMED for authorizations).
type shownRates struct {
	Rates any         `json:"annual_rates,omitempty"` // an object when it is one, else an array
	APR   *price.Rate `json:"apr,omitempty"`
}

func (c *call) rates(q price.Quote) shownRates {
	if c.older {
		return shownRates{APR: &q.Rates[0].Rate}
	}
	return shownRates{Rates: ratesIn(q.Rates, c.lang)}
}

func feesIn(fees []price.Fee, l language) []feeAnswer {
	answers := make([]feeAnswer, len(fees))
	for i, f := range fees {
		answers[i] = feeAnswer{f.Description.In(l), f.Amount, f.Kind, f.Message.In(l)}
	}
	return answers
}

// number writes digits as a JSON number, the other way an id may be written.
func number(digits string) json.RawMessage { return json.RawMessage(digits) }

// amountText writes an amount as a string, as the samples of search have it.
type amountText api.Money

func (a amountText) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "%q", api.Money(a).String()), nil
}
