package form

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"countertop/api"
)

// today is 2026-11-23 at the counter, whatever the machine's clock says.
func today() time.Time { return time.Date(2026, 11, 23, 15, 4, 5, 0, time.UTC) }

// understood returns a field's value of what was typed, and whether it is stopped or warned of.
func understood(r Rule, typed string) (value, verdict string) {
	f := Field{Key: "k", Required: true}.With(r)
	value = f.normalize(typed)
	switch p := f.Problem(value); {
	case p == nil:
		return value, "taken"
	case p.Warning:
		return value, "warned"
	}
	return value, "stopped"
}

func TestRules(t *testing.T) {
	for _, row := range []struct {
		name           string
		rule           Rule
		typed          string
		value, verdict string
	}{
		{"a date with hyphens", Date(), "1985-03-21", "1985-03-21", "taken"},
		{"a date as eight digits", Date(), "19850321", "1985-03-21", "taken"},
		{"a date with slashes", Date(), " 1985/03/21 ", "1985-03-21", "taken"},
		{"a leap day in a leap year", Date(), "20240229", "2024-02-29", "taken"},
		{"a leap day in a common year", Date(), "20230229", "2023-02-29", "stopped"},
		{"a date without zeros in front", Date(), "1985/3/1", "1985-03-01", "taken"},
		{"a date with points", Date(), "1985.12.1", "1985-12-01", "taken"},
		{"a date with two signs", Date(), "1985-3/1", "1985-3/1", "stopped"},
		{"a date that ends with the year", Date(), "1/3/1985", "1/3/1985", "stopped"},
		{"a year of two digits", Date(), "85/3/1", "85/3/1", "stopped"},
		{"a day of three digits", Date(), "1985/3/001", "1985/3/001", "stopped"},
		{"a city", Place(), "Saint-Jean-sur-Richelieu", "Saint-Jean-sur-Richelieu", "taken"},
		{"a city with a number", Place(), "100 Mile House", "100 Mile House", "taken"},
		{"a city of digits", Place(), "123", "123", "stopped"},
		{"a document's number", DocumentNumber(), " S1234-TEST ", "S1234-TEST", "taken"},
		{"a document's number of signs", DocumentNumber(), "!!", "!!", "stopped"},
		{"a document's number with an accent", DocumentNumber(), "É1", "É1", "stopped"},
		{"a thirteenth month", Date(), "19851301", "1985-13-01", "stopped"},
		{"a day first is not guessed", Date(), "21-03-1985", "21-03-1985", "stopped"},
		{"seven digits", Date(), "1985032", "1985032", "stopped"},

		{"eighteen today in Ontario", BirthDate(today, "ON"), "20081123", "2008-11-23", "taken"},
		{"eighteen tomorrow in Ontario", BirthDate(today, "ON"), "20081124", "2008-11-24", "stopped"},
		{"eighteen in British Columbia", BirthDate(today, "BC"), "20081123", "2008-11-23", "stopped"},
		{"nineteen today in British Columbia", BirthDate(today, "BC"), "20071123", "2007-11-23", "taken"},
		{"eighteen where the province is not known yet", BirthDate(today, ""), "20081123", "2008-11-23", "taken"},
		{"a birth date in the future", BirthDate(today, ""), "20301123", "2030-11-23", "stopped"},
		{"a birth date of two centuries ago", BirthDate(today, "ON"), "18001123", "1800-11-23", "stopped"},

		{"a document valid until today", Expiry(today), "20261123", "2026-11-23", "taken"},
		{"a document that expired yesterday", Expiry(today), "20261122", "2026-11-22", "stopped"},

		{"a postal code in lower case without a space", PostalCode("ON"), "k1a0b1", "K1A 0B1", "taken"},
		{"a postal code with a hyphen", PostalCode("ON"), "K1A-0B1", "K1A 0B1", "taken"},
		{"a postal code with spaces anywhere", PostalCode("ON"), "k 1 a 0 b 1", "K1A 0B1", "taken"},
		{"a postal code of another province", PostalCode("QC"), "K1A 0B1", "K1A 0B1", "warned"},
		{"a postal code of Nunavut", PostalCode("NU"), "X0A 0H0", "X0A 0H0", "taken"},
		{"a postal code with a tab from another program", PostalCode("ON"), "K1A\t0B1", "K1A 0B1", "taken"},
		{"a postal code of a province that is not known", PostalCode("XX"), "K1A 0B1", "K1A 0B1", "taken"},
		{"a postal code before the province is chosen", PostalCode(""), "K1A 0B1", "K1A 0B1", "taken"},
		{"seven letters and digits", PostalCode("ON"), "K1A 0B12", "K1A 0B12", "stopped"},
		{"Z at the beginning", PostalCode("ON"), "Z1A 0B1", "Z1A 0B1", "stopped"},
		{"the letter O where a digit belongs", PostalCode("ON"), "K1A OB1", "K1A OB1", "stopped"},
		{"a letter that is never used", PostalCode("ON"), "K1D 0B1", "K1D 0B1", "stopped"},
		{"W at the beginning", PostalCode("ON"), "W1A 0B1", "W1A 0B1", "stopped"},
		{"Z further on", PostalCode("ON"), "K1Z 0B1", "K1Z 0B1", "taken"},

		{"ten digits", Phone(), "4165550123", "416-555-0123", "taken"},
		{"parentheses and a space", Phone(), "(416) 555-0123", "416-555-0123", "taken"},
		{"dots", Phone(), "416.555.0123", "416-555-0123", "taken"},
		{"the country's code", Phone(), "+1 416 555 0123", "416-555-0123", "taken"},
		{"a one before", Phone(), "1-416-555-0123", "416-555-0123", "taken"},
		{"a plus before another country's code", Phone(), "+41 65 550 12 34", "+41 65 550 12 34", "stopped"},
		{"an extension", Phone(), "416-555-0123 x4", "416-555-0123 x4", "stopped"},
		{"eleven digits that do not begin with one", Phone(), "24165550123", "24165550123", "stopped"},
		{"nine digits", Phone(), "416555012", "416555012", "stopped"},
		{"an area code that begins with one", Phone(), "1165550123", "116-555-0123", "stopped"},
		{"an exchange that begins with zero", Phone(), "416-055-0123", "416-055-0123", "stopped"},
		{"letters", Phone(), "416-555-CALL", "416-555-CALL", "stopped"},

		{"an e-mail address", Email(), "testa@example.com", "testa@example.com", "taken"},
		{"no at sign", Email(), "testa.example.com", "testa.example.com", "stopped"},
		{"no dot in the domain", Email(), "testa@example", "testa@example", "stopped"},
		{"a dot at the end", Email(), "testa@example.", "testa@example.", "stopped"},
		{"a name beside the address", Email(), "Testa <testa@example.com>", "Testa <testa@example.com>", "stopped"},

		{"an amount in English", Amount(0, 1_000_000_00), "1,234.50", "1234.50", "taken"},
		{"an amount with one decimal", Amount(0, 1_000_000_00), "1234.5", "1234.50", "taken"},
		{"an amount in French", Amount(0, 1_000_000_00), "1 234,50", "1234.50", "taken"},
		{"an amount in French with no-break spaces and a sign", Amount(0, 1_000_000_00), "1\u00a0234,50\u00a0$", "1234.50", "taken"},
		{"a dollar sign before", Amount(0, 1_000_000_00), "$1,234.50", "1234.50", "taken"},
		{"a comma before three digits divides thousands", Amount(0, 1_000_000_00), "1,234", "1234.00", "taken"},
		{"points that divide thousands", Amount(0, 100_000_000_00), "1.234.567,89", "1234567.89", "taken"},
		{"cents alone", Amount(0, 1_000_000_00), ".50", "0.50", "taken"},
		{"three decimals", Amount(0, 1_000_000_00), "12.3456", "12.3456", "stopped"},
		{"a minus", Amount(0, 1_000_000_00), "-5", "-5", "stopped"},
		{"a comma where nobody writes one", Amount(0, 1_000_000_00), "1234,567", "1234,567", "stopped"},
		{"a point before three digits is three decimals", Amount(0, 1_000_000_00), "1.234", "1.234", "stopped"},
		{"a zero too many behind the point", Amount(0, 1_000_000_00), "100.000", "100.000", "stopped"},
		{"less than a dollar with three decimals", Amount(0, 1_000_000_00), "0.123", "0.123", "stopped"},
		{"less than a dollar with three decimals, in French", Amount(0, 1_000_000_00), "0,123", "0,123", "stopped"},
		{"thousands that begin with a zero", Amount(0, 1_000_000_00), "012,345", "012,345", "stopped"},
		{"the same sign before thousands and cents", Amount(0, 1_000_000_00), "1,234,56", "1,234,56", "stopped"},
		{"four digits before a space", Amount(0, 1_000_000_00), "1234 567", "1234 567", "stopped"},
		{"a comma alone", Amount(0, 1_000_000_00), ",", ",", "stopped"},
		{"a dollar sign alone", Amount(0, 1_000_000_00), "$", "$", "stopped"},
		{"a point at the end", Amount(0, 1_000_000_00), "5.", "5.00", "taken"},
		{"a thin space between thousands", Amount(0, 1_000_000_00), "1\u2009234,50 $", "1234.50", "taken"},
		{"millions in English", Amount(0, 100_000_000_00), "$12,345,678.9", "12345678.90", "taken"},
		{"a comma and a point the wrong way round", Amount(0, 1_000_000_00), "12,345.678", "12,345.678", "stopped"},
		{"more than any amount can be", Amount(0, 1_000_000_00), "999999999999999999999", "999999999999999999999", "stopped"},
		{"a power of ten", Amount(0, 1_000_000_00), "1e3", "1e3", "stopped"},
		{"two amounts", Amount(0, 1_000_000_00), "12 34", "12 34", "stopped"},
		{"less than the least", Amount(1, 1_000_000_00), "0", "0.00", "stopped"},
		{"more than the most", Amount(1, 100_00), "100.01", "100.01", "stopped"},
		{"words", Amount(1, 100_00), "ten", "ten", "stopped"},

		{"a name with accents, hyphen and apostrophe", PersonName(), "  Zoé-Anne   D’Essai ", "Zoé-Anne D’Essai", "taken"},
		{"an accent typed behind its letter", PersonName(), "Zoe\u0301", "Zo\u00e9", "taken"},
		{"a name with a typewriter's apostrophe", PersonName(), "O'Sample", "O'Sample", "taken"},
		{"a name divided by a no-break space", PersonName(), "Testa\u00a0Quill", "Testa Quill", "taken"},
		{"a name of hyphens", PersonName(), "--", "--", "stopped"},
		{"a name with a character that has no width", PersonName(), "Tes\u200bta", "Tes\u200bta", "stopped"},
		{"a name whose writing is turned round", Name(), "Testa\u202e", "Testa\u202e", "stopped"},
		{"bytes that are no text", Name(), "Zo\xe9", "Zo\xe9", "stopped"},
		{"an answer with a character that has no width", Hidden(), "Rex\u200b", "Rex\u200b", "stopped"},
		{"a street", Name(), "12,  rue de l’Essai", "12, rue de l’Essai", "taken"},
		{"a name with digits", PersonName(), "T3sta", "T3sta", "stopped"},
		{"a document number", ASCII(), " D6101-40706 ", "D6101-40706", "taken"},
		{"a document number with an accent", ASCII(), "É123", "É123", "stopped"},

		{"a social insurance number for examples", SIN(), "046454286", "046 454 286", "taken"},
		{"a wrong check digit", SIN(), "046 454 287", "046 454 287", "stopped"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if value, verdict := understood(row.rule, row.typed); value != row.value || verdict != row.verdict {
				t.Errorf("%q is understood as %q and %s; want %q and %s", row.typed, value, verdict, row.value, row.verdict)
			}
		})
	}
}

// A field that was left once is looked at while it is typed in again, before it is understood.
func TestAnAmountIsNotWrongWhileItIsTypedAgain(t *testing.T) {
	for _, typed := range []string{"12.5", "1,234.50", "1 234,5", "$7"} {
		if p := Amount(1, 10_000_00).Check(typed); p != nil {
			t.Errorf("%q: %s", typed, p.Text.In(api.English))
		}
	}
}

func TestAMessageNamesTheValue(t *testing.T) {
	for name, row := range map[string]struct {
		rule  Rule
		typed string
	}{
		"date": {Date(), "yesterday"}, "postal": {PostalCode(""), "12345"}, "phone": {Phone(), "911"},
		"email": {Email(), "none"}, "amount": {Amount(0, 1), "much"}, "expiry": {Expiry(today), "2001-01-01"},
	} {
		p := Field{}.With(row.rule).Problem(row.typed)
		for _, l := range []api.Language{api.English, api.French} {
			if p == nil || !strings.Contains(p.Text.In(l), row.typed) {
				t.Errorf("%s, %s: the message does not name %q", name, l, row.typed)
			}
		}
	}
}

var everyRule = map[string]Rule{
	"date": Date(), "birth": BirthDate(today, "ON"), "expiry": Expiry(today), "postal": PostalCode("ON"), "phone": Phone(),
	"email": Email(), "amount": Amount(0, 1_000_000_00), "name": Name(), "person": PersonName(), "ascii": ASCII(), "hidden": Hidden(), "sin": SIN(),
	"place": Place(), "document": DocumentNumber(),
}

func TestUnderstandingTwiceChangesNothing(t *testing.T) {
	for name, rule := range everyRule {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			typed := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ $A-Z0-9a-z.,+()'-]{0,16}`)).Draw(t, "typed")
			f := Field{}.With(rule)
			once := f.normalize(typed)
			if twice := f.normalize(once); twice != once {
				t.Fatalf("%q is understood as %q, and that as %q", typed, once, twice)
			}
			if once != "" {
				rule.Check(once)
			}
		}))
	}
}

func FuzzRules(f *testing.F) {
	for _, seed := range []string{"", "19850321", "k1a0b1", "+1 (416) 555-0123", "1\u00a0234,50 $", "a@b.c", "\x00", "٣٤", "e\u0301", "\xe9", "1,234,56", ",", "+41655501234"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for name, rule := range everyRule {
			field := Field{}.With(rule)
			once := field.normalize(typed)
			if twice := field.normalize(once); twice != once {
				t.Errorf("%s: %q is understood as %q, and that as %q", name, typed, once, twice)
			}
			if once != "" {
				field.Problem(once)
			}
		}
	})
}

func TestAnAmountIsFilledInAsItIsTyped(t *testing.T) {
	for language, want := range map[api.Language]string{api.English: "1650.05", api.French: "1650,05"} {
		typed := AmountText(1650_05, language)
		if typed != want || MoneyOf(Amount(0, 9999_99).Normalize(typed)) != 1650_05 {
			t.Errorf("%s: %q", language, typed)
		}
	}
}
