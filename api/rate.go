package api

import (
	"errors"
	"fmt"
	"strings"
)

// Rate is a yearly rate as a fraction, exact, in units of 1e-8: 0.0999 (9.99 %) is 9_990_000.
type Rate int64

// rateDecimals is the number of decimals of a Rate.
const rateDecimals = 8

// ErrRate says that a text is not a rate. The caller treats the answer as unreadable.
var ErrRate = errors.New("not a rate")

// Percent writes the rate in percent, exact, with two decimals at least and without a sign
// for percent: 0.0999 is "9.99", 0.3 is "30.00", 0.12345 is "12.345".
func (r Rate) Percent() string {
	sign, units := "", uint64(r)
	if r < 0 {
		sign, units = "-", uint64(-r)
	}
	text := fmt.Sprintf("%s%d.%06d", sign, units/1_000_000, units%1_000_000)
	shortest := strings.IndexByte(text, '.') + 3
	return text[:shortest] + strings.TrimRight(text[shortest:], "0")
}

// UnmarshalJSON reads a JSON number or a string holding one; null and the empty string leave
// the rate as it is. Digits beyond the eighth decimal are rounded: they are a server's
// binary floating point.
func (r *Rate) UnmarshalJSON(data []byte) error {
	if units, ok := decimal(data, rateDecimals); ok {
		*r = Rate(units)
		return nil
	}
	text := strings.Trim(string(data), "\" ")
	if text == "null" || text == "" {
		return nil
	}
	units, rest, ok := scaled(text, rateDecimals)
	if !ok {
		return ErrRate
	}
	if rest >= "5" {
		units = away(units, text[0] == '-')
	}
	*r = Rate(units)
	return nil
}
