package purchase

// This file is the amount as a clerk types it.

import (
	"countertop/api"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The least and the most that a purchase may be, in cents (OWN): the most is far beyond any
// account, and stops an article's barcode that was scanned into the field.
const (
	leastAmount api.Money = 1
	mostAmount  api.Money = 999_999_99
)

func (f *Flow) amountField() form.Field {
	rule := form.Amount(leastAmount, mostAmount)
	field := form.Field{Key: keyAmount, Label: msgAmount, Hint: msgAmountHint, Required: true, Width: 12}
	return field.With(form.Rule{Normalize: rule.Normalize, Check: func(value string) *form.Problem {
		if problem := rule.Check(value); problem != nil {
			return problem
		}
		return f.amountWarning(form.MoneyOf(value))
	}})
}

// amountWarning tells early what the server may refuse; it stops nobody.
func (f *Flow) amountWarning(amount api.Money) *form.Problem {
	if a := f.found.Account; a != nil && !f.stale && amount > a.AvailableCredit {
		return &form.Problem{Text: msgAmountOver.With(lang.Money(amount), lang.Money(a.AvailableCredit)), Warning: true}
	}
	if differs := f.items.Differs(amount); !differs.Empty() {
		return &form.Problem{Text: differs, Warning: true}
	}
	return nil
}

// amount is the amount as it was typed so far; 0 for none.
func (f *Flow) amount() api.Money {
	return form.MoneyOf(form.Amount(leastAmount, mostAmount).Normalize(f.draft.Value(keyAmount)))
}
