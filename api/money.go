package api

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Money is an amount in Canadian cents, exact. The API writes number(18,2), as
// a JSON number in some answers and as a string in others (docs/contract.md §1, SEEN);
// both are read, and a number with two decimals is written.
type Money int64

// maxMoney is the largest amount that number(18,2) holds: sixteen digits
// before the point.
const maxMoney = 9_999_999_999_999_999_99

// ErrMoney says that a text is not an amount with at most two decimals.
// The caller shows what was expected.
var ErrMoney = errors.New("not an amount with at most two decimals")

// ParseMoney reads an amount as the API writes it: an optional sign, digits, and
// at most two decimals behind a point ("1000.00", "-3.5", "12"). Zeros beyond
// the second decimal are accepted ("10.500"), since they lose nothing.
// It returns ErrMoney for everything else, also for what number(18,2) cannot hold.
func ParseMoney(s string) (Money, error) {
	digits := strings.TrimPrefix(s, "-")
	whole, cents, pointed := strings.Cut(digits, ".")
	cents = strings.TrimRight(cents, "0")
	if whole == "" || len(whole) > 17 || len(cents) > 2 || pointed && !allDigits(cents) || !allDigits(whole) {
		return 0, fmt.Errorf("%w: %q", ErrMoney, s)
	}
	value, err := strconv.ParseInt(whole+(cents + "00")[:2], 10, 64)
	if err != nil || value > maxMoney {
		return 0, fmt.Errorf("%w: %q", ErrMoney, s)
	}
	if len(digits) < len(s) {
		value = -value
	}
	return Money(value), nil
}

func allDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// String writes the amount as the API does: "1234.50".
func (m Money) String() string {
	sign, cents := "", uint64(m)
	if m < 0 {
		sign, cents = "-", uint64(-m)
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}

// MarshalJSON writes a JSON number with two decimals.
func (m Money) MarshalJSON() ([]byte, error) { return []byte(m.String()), nil }

// noiseBelow and noiseAbove begin the digits beyond the cent if a server kept the amount in
// binary floating point: 234.44999999999999, 3.5600000000000001.
const noiseBelow, noiseAbove = "000000", "999999"

// UnmarshalJSON reads a JSON number or a string; null and the empty string leave the amount as it
// is. A number within a millionth of a cent of a whole cent is that cent, since servers
// that keep floats write 234.44999999999999; any other fraction of a cent is ErrMoney.
func (m *Money) UnmarshalJSON(data []byte) error {
	if cents, ok := decimal(data, 2); ok {
		*m = Money(cents) // of so few digits, none is beyond maxMoney
		return nil
	}
	text := strings.Trim(string(data), "\" ")
	if text == "null" || text == "" {
		return nil
	}
	cents, rest, ok := scaled(text, 2)
	switch {
	case !ok:
		return ErrMoney
	case rest == "", strings.HasPrefix(rest, noiseBelow):
	case strings.HasPrefix(rest, noiseAbove):
		cents = away(cents, text[0] == '-')
	default:
		return ErrMoney
	}
	if cents > maxMoney || cents < -maxMoney {
		return ErrMoney
	}
	*m = Money(cents)
	return nil
}
