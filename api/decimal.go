package api

// This file reads decimal numbers without binary floating point: amounts and rates are kept
// as integers.

import (
	"math"
	"strconv"
	"strings"
)

// maxExponent bounds the exponent of a number that is read: nothing the API knows is
// so large or so small, and an answer must not make the client write out zeros.
const maxExponent = 40

// scaled reads a JSON number as a count of units of 10^-scale. What is beyond the last unit
// is given as its digits (rest), for the caller to refuse or to round. ok is false for what is
// not a number, and for what an int64 cannot hold.
func scaled(s string, scale int) (value int64, rest string, ok bool) {
	unsigned := strings.TrimPrefix(s, "-")
	mantissa, exponent, ok := cutExponent(unsigned)
	if !ok {
		return 0, "", false
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if whole == "" || !allDigits(digits) {
		return 0, "", false
	}
	units := len(whole) + exponent + scale // how many of the digits count whole units
	switch {
	case units < 0:
		digits, units = strings.Repeat("0", -units)+digits, 0
	case units > len(digits):
		digits += strings.Repeat("0", units-len(digits))
	}
	count, err := strconv.ParseInt("0"+digits[:units], 10, 64)
	if err != nil || count == math.MaxInt64 {
		return 0, "", false
	}
	if len(unsigned) < len(s) {
		count = -count
	}
	return count, strings.TrimRight(digits[units:], "0"), true
}

// decimal reads what nearly every answer has, a number or a string of one with at most scale
// decimals, as scaled does, but without making a string of it. ok is false for all else, which
// scaled judges.
func decimal(data []byte, scale int) (value int64, ok bool) {
	if n := len(data); n > 2 && data[0] == '"' && data[n-1] == '"' {
		data = data[1 : n-1]
	}
	negative := len(data) > 0 && data[0] == '-'
	if negative {
		data = data[1:]
	}
	point := -1
	for i, c := range data {
		switch {
		case c == '.' && i > 0 && point < 0:
			point = i
		case c < '0' || c > '9':
			return 0, false
		default:
			value = value*10 + int64(c-'0')
		}
	}
	missing := scale
	if point >= 0 {
		missing -= len(data) - point - 1
	}
	if len(data) == 0 || missing < 0 || len(data)+missing > safeDigits {
		return 0, false
	}
	for range missing {
		value *= 10
	}
	if negative {
		value = -value
	}
	return value, true
}

// safeDigits is the number of digits that always fit an int64.
const safeDigits = 18

func cutExponent(s string) (mantissa string, exponent int, ok bool) {
	at := strings.IndexAny(s, "eE")
	if at < 0 {
		return s, 0, true
	}
	exponent, err := strconv.Atoi(s[at+1:])
	if err != nil || exponent > maxExponent || exponent < -maxExponent {
		return "", 0, false
	}
	return s[:at], exponent, true
}

// away moves a count one unit further from zero, for a rest that rounds up. Negative says
// that the number was written with a sign, since a count of 0 does not.
func away(value int64, negative bool) int64 {
	if negative {
		return value - 1
	}
	return value + 1
}
