package purchase

// This file is the amount as a clerk types it.

import (
	"countertop/api"
	"countertop/flows/form"
)

func (f *Flow) amountField() form.Field {
	return form.Field{
		Key: keyAmount, Label: msgAmount, Hint: msgAmountHint, Required: true, Width: 12,
		Check: func(value string) *form.Problem {
			amount, err := api.ParseMoney(value)
			if err != nil {
				return &form.Problem{Text: msgAmountZero.With(value)}
			}
			return f.amountProblem(amount)
		},
	}
}

// amount is the amount that was typed.
func (f *Flow) amount() (api.Money, error) { return api.ParseMoney(f.draft.Value(keyAmount)) }
