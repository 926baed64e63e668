package form

import (
	"strings"

	"countertop/api"
	"countertop/flows/lang"
)

// This file reads amounts of money in either language's writing: "1,234.50", "1234.5", "1 234,50",
// with or without a dollar sign before or behind.

// Amount is the rule of an amount from least to most, in cents. A normalised amount is written as
// the API writes it: "1234.50".
func Amount(least, most api.Money) Rule {
	return Rule{Normalize: normalizeAmount, Check: func(value string) *Problem {
		amount, err := api.ParseMoney(value)
		switch {
		case err != nil:
			return problem(msgAmount, value)
		case amount < least:
			return problem(msgAmountLeast, lang.Money(amount), lang.Money(least))
		case amount > most:
			return problem(msgAmountMost, lang.Money(amount), lang.Money(most))
		}
		return nil
	}}
}

// MoneyOf is a normalised amount; 0 for what is none.
func MoneyOf(value string) api.Money {
	amount, err := api.ParseMoney(value)
	if err != nil {
		return 0
	}
	return amount
}

func normalizeAmount(typed string) string {
	if written, ok := readAmount(typed); ok {
		if amount, err := api.ParseMoney(written); err == nil {
			return amount.String()
		}
	}
	return typed
}

// readAmount finds what divides the cents. The last comma or point does where one or two digits
// follow it; where three follow, it divides thousands, as spaces do. "1,234" is therefore one
// thousand two hundred thirty-four, and the field shows how it was understood.
func readAmount(typed string) (string, bool) {
	s := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "").Replace(typed)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "$"), "$")
	if s == "" || !consistsOf(s, ",.") || !spacesDivideThousands(typed) {
		return "", false
	}
	whole, cents := s, ""
	if i := strings.LastIndexAny(s, ",."); i >= 0 && len(s)-i-1 <= 2 {
		whole, cents = s[:i], s[i+1:]
	} else if i >= 0 && len(s)-i-1 != 3 {
		return "", false // three decimals or more, or a group of the wrong size
	}
	whole, ok := ungrouped(whole)
	if !ok {
		return "", false
	}
	if cents == "" {
		return whole, true
	}
	return whole + "." + cents, true
}

// ungrouped takes the separators of thousands out: one kind only, and groups of three.
func ungrouped(s string) (string, bool) {
	if s == "" {
		return "0", true
	}
	if strings.Contains(s, ",") && strings.Contains(s, ".") {
		return "", false
	}
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '.' })
	if len(groups) == 0 || strings.Count(s, ",")+strings.Count(s, ".") != len(groups)-1 {
		return "", false
	}
	for i, group := range groups {
		if i > 0 && len(group) != 3 || len(groups) > 1 && i == 0 && len(group) > 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// spacesDivideThousands refuses digits divided in another way, such as two amounts typed one after
// the other.
func spacesDivideThousands(typed string) bool {
	parts := strings.FieldsFunc(strings.Trim(typed, "$ \u00a0\u202f"), func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' })
	for i, part := range parts {
		whole := part
		if i == len(parts)-1 {
			whole, _, _ = strings.Cut(part, ",")
			whole, _, _ = strings.Cut(whole, ".")
		}
		if i > 0 && len(whole) != 3 {
			return false
		}
	}
	return true
}

var (
	msgAmount      = lang.Of("“%s” is not an amount: dollars with at most two decimals are expected, such as 1,234.50 or 1234.5.", "« %s » n'est pas un montant : des dollars avec au plus deux décimales sont attendus, comme 1 234,50 ou 1234,5.")
	msgAmountLeast = lang.Of("%s is too little: at least %s is expected.", "%s, c'est trop peu : au moins %s est attendu.")
	msgAmountMost  = lang.Of("%s is too much: at most %s is taken.", "%s, c'est trop : au plus %s est accepté.")
)
