package flows

// This file makes labelled values for pages, slips and summaries.

import (
	"slices"

	"countertop/api"
	"countertop/flows/lang"
)

// Labelled returns a line with a value that is the same in both languages.
func Labelled(label lang.Text, value string) Line {
	return Line{Label: label, Value: lang.Same(value)}
}

// Amount returns a line with an amount in dollars and cents.
func Amount(label lang.Text, amount api.Money) Line {
	return Line{Label: label, Value: lang.Money(amount)}
}

// Filled returns the lines that have a value. It may reuse the slice that it is given.
func Filled(lines []Line) []Line {
	return slices.DeleteFunc(lines, func(l Line) bool { return l.Value.Empty() })
}
