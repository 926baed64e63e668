package lang

// This file writes amounts, rates, days and numbers in each language's way.

import (
	"strings"
	"time"

	"countertop/api"
)

// noBreak keeps the parts of an amount on one line.
const noBreak = "\u00a0"

// Money writes an amount in each language's way: "$1,234.50", "1 234,50 $" (with no-break spaces).
func Money(amount api.Money) Text {
	sign, digits := "", amount.String()
	if amount < 0 {
		sign, digits = "-", digits[1:]
	}
	whole, cents, _ := strings.Cut(digits, ".")
	return Text{
		sign + "$" + grouped(whole, ",") + "." + cents,
		sign + grouped(whole, noBreak) + "," + cents + noBreak + "$",
	}
}

// grouped writes digits in groups of three.
func grouped(digits, separator string) string {
	first := len(digits) % 3
	if first == 0 {
		first = min(3, len(digits))
	}
	var b strings.Builder
	b.WriteString(digits[:first])
	for i := first; i < len(digits); i += 3 {
		b.WriteString(separator + digits[i:i+3])
	}
	return b.String()
}

// Percent writes a rate exactly, as a percentage, in each language's way: "9.99%", "9,99 %".
func Percent(rate api.Rate) Text {
	percent := rate.Percent()
	return Text{percent + "%", strings.Replace(percent, ".", ",", 1) + noBreak + "%"}
}

// Date writes a day in the API's form, which is Canada's standard and the same in both languages: 2026-01-31.
func Date(day time.Time) Text { return Same(day.Format(time.DateOnly)) }

// Months writes a number of months.
func Months(n int) Text {
	if n == 1 {
		return Of("1 month", "1 mois")
	}
	return Of("%d months", "%d mois").With(n)
}

// Phone writes a ten-digit number in groups: 416-555-0123. In a number that the server masked, dots or stars count as
// digits. A text without ten of them stays unchanged.
func Phone(digits string) Text {
	signs := []rune(digits)
	if len(signs) != 10 || strings.Trim(digits, "0123456789*•") != "" {
		return Same(digits)
	}
	return Same(string(signs[:3]) + "-" + string(signs[3:6]) + "-" + string(signs[6:]))
}
