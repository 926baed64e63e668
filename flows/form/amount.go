package form

import (
	"strings"

	"countertop/api"
	"countertop/flows/lang"
)

// This file reads amounts of money as they are written in either language: "1,234.50", "1234.5", "1 234,50", with or
// without a dollar sign before or after.

// Amount returns the rule of an amount from least to most. A normalized amount is written as in the API: "1234.50".
func Amount(least, most api.Money) Rule {
	return Rule{Normalize: normalizeAmount, Check: func(value string) *Problem {
		written, ok := readAmount(value) // JSON allows more ways to write a number than this field
		amount, err := api.ParseMoney(written)
		switch {
		case !ok || err != nil:
			return problem(msgAmount, value)
		case amount < least:
			return problem(msgAmountLeast, lang.Money(amount), lang.Money(least))
		case amount > most:
			return problem(msgAmountMost, lang.Money(amount), lang.Money(most))
		}
		return nil
	}}
}

// MoneyOf returns a normalized amount. It returns 0 if value is no amount.
func MoneyOf(value string) api.Money {
	amount, err := api.ParseMoney(value)
	if err != nil {
		return 0
	}
	return amount
}

// AmountText returns an amount as a clerk types it in a language, to fill in a field: "650.00", in French "650,00".
func AmountText(amount api.Money, language api.Language) string {
	if language == api.French {
		return strings.Replace(amount.String(), ".", ",", 1)
	}
	return amount.String()
}

func normalizeAmount(typed string) string {
	if written, ok := readAmount(typed); ok {
		if amount, err := api.ParseMoney(written); err == nil {
			return amount.String()
		}
	}
	return typed
}

// readAmount reads an amount as it was typed and returns it as the API writes it.
//
// The last comma or point separates the cents if at most two digits follow it. A comma with three digits after it
// separates thousands: "1,234" is one thousand two hundred thirty-four. In Canada a single point never separates
// thousands: "1.234" is an amount with three decimals and is refused. The field shows how the text was understood.
func readAmount(typed string) (string, bool) {
	s := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(collapse(typed), "$"), "$"))
	whole, cents, mark := s, "", ""
	if i := strings.LastIndexAny(s, ",."); i >= 0 && len(s)-i-1 <= 2 {
		whole, cents, mark = s[:i], s[i+1:], s[i:i+1]
	}
	if whole+cents == "" || !consistsOf(cents, "") {
		return "", false
	}
	whole, ok := ungrouped(whole, mark)
	if !ok || cents == "" {
		return whole, ok
	}
	return whole + "." + cents, true
}

// ungrouped removes the separators of thousands: the same sign throughout, different from the mark before the cents,
// with three digits after each and no leading zero.
func ungrouped(s, mark string) (string, bool) {
	if s == "" {
		return "0", true
	}
	i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if i < 0 {
		return s, true
	}
	divider := s[i : i+1]
	groups := strings.Split(s, divider)
	first := groups[0]
	switch {
	case !strings.Contains(" ,.'", divider), divider == mark,
		divider == "." && mark == "" && len(groups) == 2,
		first == "" || len(first) > 3 || first[0] == '0':
		return "", false
	}
	for _, group := range groups[1:] {
		if len(group) != 3 || !consistsOf(group, "") {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

var (
	msgAmount      = lang.Of("“%s” is not an amount: dollars with at most two decimals are expected, such as 1,234.50 or 1234.5.", "« %s » n'est pas un montant : des dollars avec au plus deux décimales sont attendus, comme 1 234,50 ou 1234,5.")
	msgAmountLeast = lang.Of("%s is too little: at least %s is expected.", "%s, c'est trop peu : au moins %s est attendu.")
	msgAmountMost  = lang.Of("%s is too much: at most %s is taken.", "%s, c'est trop : au plus %s est accepté.")
)
