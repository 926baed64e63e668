package items

// This file is what is asked of a product and of the totals, and what is taken.

import (
	"strconv"

	"countertop/flows/form"
	"countertop/flows/lang"
)

func (e *Editor) productForm(en *entry) *form.Form {
	return form.New(en.open(), func(form.Values) []form.Field {
		return []form.Field{
			form.Field{Key: keySKU, Label: msgSKU, Hint: msgSKUHint, Required: true, MaxLength: longestText, Width: 24}.With(form.ASCII()),
			form.Field{Key: keyDescription, Label: msgDescription, MaxLength: longestText, Width: 40}.With(form.Name()),
			form.Field{Key: keyCategory, Label: msgCategory, MaxLength: longestText, Width: 24}.With(form.Name()),
			form.Field{Key: keyQuantity, Label: msgQuantity, Hint: msgQuantityHint, MaxLength: 4, Width: 6}.With(quantityRule()),
			form.Field{Key: keyUnitPrice, Label: msgUnitPrice, Hint: msgPriceHint, Required: true, MaxLength: 14, Width: 14}.With(form.Amount(0, mostPrice)),
		}
	})
}

// quantityRule is the rule of a whole number from one.
func quantityRule() form.Rule {
	return form.Rule{Check: func(value string) *form.Problem {
		if n, err := strconv.Atoi(value); err != nil || n < 1 || n > mostQuantity {
			return &form.Problem{Text: msgBadQuantity.With(value, mostQuantity)}
		}
		return nil
	}}
}

func (e *Editor) totalsForm() *form.Form {
	return form.New(e.totals.open(), func(form.Values) []form.Field {
		amount := func(key string, label lang.Text) form.Field {
			return form.Field{Key: key, Label: label, MaxLength: 14, Width: 14}.With(form.Amount(0, mostPrice))
		}
		discount := amount(keyDiscount, msgDiscount)
		rule := discount.Check
		discount.Check = func(value string) *form.Problem {
			if problem := rule(value); problem != nil {
				return problem
			}
			if subtotal := e.Sum().Subtotal; form.MoneyOf(value) > subtotal {
				return &form.Problem{Text: msgDiscountTooMuch.With(lang.Money(form.MoneyOf(value)), lang.Money(subtotal))}
			}
			return nil
		}
		return []form.Field{
			discount, amount(keyShipping, msgShipping), amount(keyGSTHST, msgGSTHST), amount(keyPST, msgPST),
			form.Field{Key: keyOrder, Label: msgOrder, Hint: msgOrderHint, MaxLength: longestOrder, Width: 12}.With(form.ASCII()),
		}
	})
}
