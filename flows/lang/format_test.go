package lang

import (
	"math"
	"testing"
	"time"

	"countertop/api"
)

// space is the no-break space of amounts.
const space = "\u00a0"

func TestEachLanguageWritesInItsWay(t *testing.T) {
	day := time.Date(2026, 1, 31, 23, 59, 0, 0, time.UTC)
	for _, row := range []struct {
		name            string
		text            Text
		english, french string
	}{
		{"nothing", Money(0), "$0.00", "0,00" + space + "$"},
		{"a cent", Money(1), "$0.01", "0,01" + space + "$"},
		{"an amount below a thousand", Money(999_99), "$999.99", "999,99" + space + "$"},
		{"a thousand", Money(1000_00), "$1,000.00", "1" + space + "000,00" + space + "$"},
		{"a hundred thousand", Money(123_456_78), "$123,456.78", "123" + space + "456,78" + space + "$"},
		{"a million", Money(1_234_567_89), "$1,234,567.89", "1" + space + "234" + space + "567,89" + space + "$"},
		{"less than nothing", Money(-5), "-$0.05", "-0,05" + space + "$"},
		{"a thousand owed", Money(-1234_50), "-$1,234.50", "-1" + space + "234,50" + space + "$"},
		{"a hundred owed", Money(-123_45), "-$123.45", "-123,45" + space + "$"},
		{
			"the largest amount there is", Money(math.MaxInt64), "$92,233,720,368,547,758.07",
			"92" + space + "233" + space + "720" + space + "368" + space + "547" + space + "758,07" + space + "$",
		},
		{
			"the smallest amount there is", Money(math.MinInt64), "-$92,233,720,368,547,758.08",
			"-92" + space + "233" + space + "720" + space + "368" + space + "547" + space + "758,08" + space + "$",
		},

		{"a rate", Percent(9_990_000), "9.99%", "9,99" + space + "%"},
		{"a rate of nothing", Percent(0), "0.00%", "0,00" + space + "%"},
		{"a rate with three decimals", Percent(12_345_000), "12.345%", "12,345" + space + "%"},
		{"a rate below nothing", Percent(-500_000), "-0.50%", "-0,50" + space + "%"},
		{"a rate above a thousand", Percent(1_234_500_000), "1234.50%", "1234,50" + space + "%"},

		{"a day", Date(day), "2026-01-31", "2026-01-31"},

		{"no month", Months(0), "0 months", "0 mois"},
		{"one month", Months(1), "1 month", "1 mois"},
		{"many months", Months(24), "24 months", "24 mois"},

		{"a phone number", Phone("4165550123"), "416-555-0123", "416-555-0123"},
		{"a masked phone number", Phone("******0123"), "***-***-0123", "***-***-0123"},
		{"a phone number masked by dots", Phone("••••••0123"), "•••-•••-0123", "•••-•••-0123"},
		{"a phone number that is divided already", Phone("555-012345"), "555-012345", "555-012345"},
		{"too few digits", Phone("5550123"), "5550123", "5550123"},
		{"too many digits", Phone("14165550123"), "14165550123", "14165550123"},
		{"ten bytes of three characters", Phone("•••0"), "•••0", "•••0"},
		{"ten letters", Phone("unlistened"), "unlistened", "unlistened"},
		{"no phone number", Phone(""), "", ""},
	} {
		t.Run(row.name, func(t *testing.T) { same(t, row.text, row.english, row.french) })
	}
}

func same(t *testing.T, text Text, english, french string) {
	t.Helper()
	if got := text.In(api.English); got != english {
		t.Errorf("in English %q, want %q", got, english)
	}
	if got := text.In(api.French); got != french {
		t.Errorf("in French %q, want %q", got, french)
	}
}
