package doubt_test

// This file is the ways in which a server may write a value of a purchase.

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// references are the merchant's order ids, written otherwise.
func references() []twist {
	change := func(f func(string) string) func(question, object) *said {
		return member("reference", func(v any) any { return f(fmt.Sprint(v)) })
	}
	cut := func(n int) func(string) string { return func(s string) string { return s[:min(n, len(s))] } }
	return []twist{
		{name: "reference in capitals", answer: change(strings.ToUpper), none: must},
		{name: "reference in small letters", answer: change(strings.ToLower), none: must},
		{name: "reference cut to 10", answer: change(cut(10))},
		{name: "reference cut to 4", answer: change(cut(4))},
		{name: "reference padded with blanks", answer: change(func(s string) string { return fmt.Sprintf("%-40s", s) }), made: every, none: every},
		{name: "reference with zeros before it", answer: change(func(s string) string { return fmt.Sprintf("%040s", s) })},
		{name: "reference with a prefix", answer: change(func(s string) string { return "ACME/" + s })},
		{name: "reference without its dash", answer: change(func(s string) string { return strings.ReplaceAll(s, "-", "") })},
		{name: "reference with another dash", answer: change(func(s string) string { return strings.ReplaceAll(s, "-", "\u2011") })},
		{name: "reference of digits only", answer: change(func(s string) string {
			return strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return -1
				}
				return r
			}, s)
		})},
		{name: "no reference", answer: missing("reference")},
		{name: "reference empty", answer: change(func(string) string { return "" })},
		{name: "reference null", answer: member("reference", func(any) any { return nil })},
		{name: "reference of another sale", answer: change(func(string) string { return "WEB-77" })},
	}
}

// accounts are account numbers, written otherwise.
func accounts() []twist {
	masked := func(with string) func(question, object) *said {
		return member("account_number", func(v any) any { s := fmt.Sprint(v); return with + s[len(s)-4:] })
	}
	return []twist{
		{name: "account as text", answer: member("account_number", asText), made: every, none: every},
		{name: "account masked with stars", answer: masked("*****"), none: must},
		{name: "account masked with x", answer: masked("xxxxx"), none: must},
		{name: "account masked with X and blanks", answer: masked("XXXX XX "), none: must},
		{name: "account masked with dots", answer: masked("•••"), none: must},
		{name: "account cut to its ending", answer: masked(""), none: must},
		{name: "account with zeros before it", answer: member("account_number", func(v any) any { return fmt.Sprintf("%014s", v) }), made: every, none: every},
		{name: "account with blanks", answer: member("account_number", func(v any) any { return " " + fmt.Sprint(v) + " " })},
		{name: "no account", answer: missing("account_number"), none: must},
		{name: "account null", answer: member("account_number", func(any) any { return nil }), none: must},
		{name: "another account", answer: member("account_number", func(any) any { return string(stranger) }), made: never},
		{name: "another account, masked", answer: member("account_number", func(any) any { return "*****0002" }), made: never},
	}
}

// amounts are amounts, written otherwise.
func amounts() []twist {
	return []twist{
		{name: "amount as text", answer: member("amount", asText), made: every, none: every},
		{name: "amount in whole dollars", answer: member("amount", func(v any) any { return json.Number(strings.TrimSuffix(fmt.Sprint(v), ".00")) }), made: every, none: every},
		{name: "no amount", answer: missing("amount")},
		{name: "amount null", answer: member("amount", func(any) any { return nil })},
		{name: "amount empty", answer: member("amount", func(any) any { return "" })},
		{name: "amount zero", answer: member("amount", func(any) any { return 0 })},
		{name: "amount in words", answer: member("amount", func(any) any { return "sixty" })},
		{name: "amount with a sign", answer: member("amount", func(v any) any { return "$" + fmt.Sprint(v) })},
		{name: "amount negative", answer: member("amount", func(v any) any { return json.Number("-" + fmt.Sprint(v)) })},
		{name: "amount in cents", answer: member("amount", func(v any) any { return json.Number(strings.ReplaceAll(fmt.Sprint(v), ".", "")) })},
		{name: "amount with more", answer: member("amount", func(any) any { return json.Number("61.07") })},
	}
}

// statuses returns the answers about a purchase's status.
func statuses() []twist {
	said := func(word any) func(question, object) *said {
		return eachRow(func(row object) {
			if row["authorization_id"] != nil && row["capture_id"] == nil {
				row["status"] = word
			}
		})
	}
	return []twist{
		{name: "status in capitals", answer: member("status", func(v any) any { return strings.ToUpper(fmt.Sprint(v)) }), made: every, none: every},
		{name: "status unauthorized", answer: said("unauthorized"), made: opposed, none: must},
		{name: "status Unauthorized", answer: said("Unauthorized"), made: opposed, none: must},
		{name: "status UNAUTHORIZED with blanks", answer: said(" UNAUTHORIZED "), made: opposed, none: must},
		{name: "status declined", answer: said("declined"), made: never, none: must},
		{name: "status pending", answer: said("pending"), made: never, none: must},
		{name: "status in another language", answer: said("ouvert"), made: never, none: must},
		{name: "status a number", answer: said(1), made: never, none: must},
		{name: "status empty", answer: said("")},
		{name: "status null", answer: said(nil)},
		{name: "no status", answer: missing("status"), none: must},
	}
}

// dates are times, written otherwise.
func dates() []twist {
	at := func(change func(time.Time) any) func(question, object) *said {
		return member("date", func(v any) any {
			t, err := time.Parse(time.RFC3339, fmt.Sprint(v))
			if err != nil {
				panic(err)
			}
			return change(t.UTC())
		})
	}
	form := func(layout string) func(question, object) *said {
		return at(func(t time.Time) any { return t.Format(layout) })
	}
	east, west := time.FixedZone("", 10*3600), time.FixedZone("", -4*3600)
	return []twist{
		{name: "date with +0000", answer: form("2006-01-02T15:04:05-0700"), made: every, none: every},
		{name: "date with +00:00", answer: form("2006-01-02T15:04:05-07:00"), made: every, none: every},
		{name: "date with +00", answer: form("2006-01-02T15:04:05+00"), made: every, none: every},
		{name: "date with a zone", answer: at(func(t time.Time) any { return t.In(west).Format(time.RFC3339) }), made: every, none: every},
		{name: "date with a fraction", answer: form("2006-01-02T15:04:05.000000Z"), made: every, none: every},
		{name: "date with a fraction and a zone", answer: at(func(t time.Time) any { return t.In(east).Format("2006-01-02T15:04:05.000-0700") }), made: every, none: every},
		{name: "date of RFC 1123", answer: form(time.RFC1123), made: every, none: every},
		{name: "date of RFC 1123 with a zone", answer: form(time.RFC1123Z), made: every, none: every},
		{name: "date in seconds", answer: at(func(t time.Time) any { return t.Unix() }), made: every, none: every},
		{name: "date in milliseconds", answer: at(func(t time.Time) any { return t.UnixMilli() }), made: every, none: every},
		{name: "date in milliseconds as text", answer: at(func(t time.Time) any { return fmt.Sprint(t.UnixMilli()) }), made: every, none: every},
		{name: "date without seconds", answer: form("2006-01-02T15:04Z"), none: must},
		{name: "date without a zone", answer: form("2006-01-02T15:04:05"), none: must},
		{name: "date with a blank", answer: form("2006-01-02 15:04:05"), none: must},
		{name: "date of a day", answer: form("2006-01-02"), none: must},
		{name: "date at midnight", answer: form("2006-01-02T00:00:00Z"), none: must},
		{name: "date of a day in the west", answer: at(func(t time.Time) any { return t.Add(-13 * time.Hour).Format("2006-01-02") }), none: must},
		{name: "date of a day in the east", answer: at(func(t time.Time) any { return t.Add(13 * time.Hour).Format("2006-01-02") }), none: must},
		{name: "date in local time with Z", answer: at(func(t time.Time) any { return t.In(west).Format("2006-01-02T15:04:05Z") }), none: must},
		{name: "date in the east's time with Z", answer: at(func(t time.Time) any { return t.In(east).Format("2006-01-02T15:04:05Z") }), none: must},
		{name: "date the other way round", answer: form("15/06/2006 15:04"), none: must},
		{name: "date in words", answer: at(func(time.Time) any { return "today" }), none: must},
		{name: "date of year one", answer: at(func(time.Time) any { return "0001-01-01T00:00:00Z" }), none: must},
		{name: "date zero", answer: at(func(time.Time) any { return 0 }), none: must},
		{name: "date empty", answer: at(func(time.Time) any { return "" }), none: must},
		{name: "no date", answer: missing("date"), none: must},
	}
}
