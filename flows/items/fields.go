package items

// This file has the fields of a product and of the totals, with their rules.

import (
	"strconv"
	"strings"

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
			form.Field{Key: keyUnitPrice, Label: msgUnitPrice, Hint: msgPriceHint, Required: true, MaxLength: 14, Width: 14}.With(e.amountRule()),
		}
	})
}

// quantityRule returns the rule of a whole number from 1.
func quantityRule() form.Rule {
	return form.Rule{Check: func(value string) *form.Problem {
		if n, err := strconv.Atoi(value); err != nil || n < 1 || n > mostQuantity {
			return &form.Problem{Text: msgBadQuantity.With(value, mostQuantity)}
		}
		return nil
	}}
}

func (e *Editor) totalsForm() *form.Form {
	return form.New(e.totals.open(), func(typed form.Values) []form.Field {
		amount := func(key string, label lang.Text) form.Field {
			field := form.Field{Key: key, Label: label, MaxLength: 14, Width: 14}.With(e.amountRule())
			rule := field.Check
			field.Check = func(value string) *form.Problem {
				if problem := rule(value); problem != nil {
					return problem
				}
				if wrong := e.wrongTotal(key, typed); !wrong.Empty() {
					return &form.Problem{Text: wrong}
				}
				return nil
			}
			return field
		}
		return []form.Field{
			amount(keyDiscount, msgDiscount), amount(keyShipping, msgShipping), amount(keyGSTHST, msgGSTHST), amount(keyPST, msgPST),
			form.Field{Key: keyOrder, Label: msgOrder, Hint: msgOrderHint, MaxLength: longestOrder, Width: 12}.With(form.ASCII()),
		}
	})
}

// amountRule returns the rule of an amount without a sign. It refuses a minus with a message of its own: for a return
// the client makes the totals negative (docs/contract.md §7, SEEN), and a second minus would make them positive.
func (e *Editor) amountRule() form.Rule {
	rule := form.Amount(0, mostPrice)
	return form.Rule{Normalize: rule.Normalize, Check: func(value string) *form.Problem {
		unsigned := strings.TrimLeft(value, "-−–")
		if unsigned != value && rule.Check(rule.Normalize(unsigned)) == nil {
			return &form.Problem{Text: wordsOf(e.kind).belowZero.With(value)}
		}
		return rule.Check(value)
	}}
}
