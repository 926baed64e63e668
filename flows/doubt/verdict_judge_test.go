package doubt_test

// This file is the judge of the fuzzed verdicts: what a list proves, by the rules alone.

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"countertop/api"
)

// read are the rows of the pages up to the count, or of all where there is none, and whether they are as many as it says.
func (l *fuzzedList) read() ([]object, bool) {
	total, counted := l.whole["total_count"]
	if !counted || total == nil {
		return l.rows, true
	}
	n, err := strconv.Atoi(fmt.Sprint(total))
	if err != nil {
		return l.rows, false
	}
	pages := (n + l.size - 1) / l.size
	rows := l.rows[:max(0, min(len(l.rows), max(1, pages)*l.size))]
	return rows, len(rows) == n
}

// isWhole is true for a list that was read to its end: of the expected shape, without an error, its ids all different, and as
// many as it counts.
func (l *fuzzedList) isWhole() bool {
	counts := fmt.Sprint(l.whole["total_count"]) == "0" && len(l.rows) == 0 // it says that there are none, whatever its list is called
	if l.broken || !counts && !strings.EqualFold(l.key, "authorizations") || l.whole["error"] != nil && l.whole["error"] != "" {
		return false
	}
	seen := map[string]bool{}
	rows, all := l.read()
	for _, row := range rows {
		id := told(row, "authorization_id")
		if id == "" || seen[id] {
			return false
		}
		seen[id] = true
	}
	return all
}

// provesNothingMade reports whether the list is whole, and nothing in it can be the purchase.
func (l *fuzzedList) provesNothingMade() bool {
	rows, _ := l.read()
	for _, row := range rows {
		if !isAnother(row) {
			return false
		}
	}
	return l.isWhole()
}

// provesMade reports whether the row of a number is the purchase, and no other one is.
func (l *fuzzedList) provesMade(id string) bool {
	if l.broken {
		return false
	}
	is := false
	for _, row := range l.rows {
		switch own := told(row, "authorization_id") == id; {
		case own && !isThePurchase(row):
			return false
		case own:
			is = true
		case isThePurchase(row):
			return false
		}
	}
	return is
}

// told is a member as text; empty where it is missing, null or no plain value.
func told(row object, name string) string {
	switch v := row[name].(type) {
	case nil, object, []any:
		return ""
	default:
		return strings.TrimSpace(fmt.Sprint(v))
	}
}

// amountOf is an amount as the client reads one, a number or a text.
func amountOf(row object) (api.Money, bool) {
	var amount api.Money
	if told(row, "amount") == "" || json.Unmarshal([]byte(written(row["amount"])), &amount) != nil {
		return 0, false
	}
	return amount, true
}

// isAnother is true for what is clearly another sale: on another account, under another reference and of another amount, or
// of one of these and surely made before, or refused.
func isAnother(row object) bool {
	amount, readable := amountOf(row)
	other := told(row, "reference")
	another := readable && amount != 60_00
	elsewhere := other != "" && !perhapsReference(other)
	return otherAccount(told(row, "account_number")) || another && elsewhere || (another || elsewhere) && before(told(row, "date")) ||
		strings.EqualFold(told(row, "status"), "unauthorized")
}

// before is true for a time that is surely before the purchase.
func before(date string) bool {
	_, to, readable := api.Moment(date)
	return readable && to.Before(noon())
}

// perhapsReference is true for what may be the reference, cut, padded or spelled otherwise.
func perhapsReference(other string) bool {
	a, b := strings.ToUpper(strings.TrimLeft(other, "0 ")), strings.ToUpper(reference)
	before, after, within := strings.Cut(a, b)
	return strings.HasPrefix(b, a) || strings.HasSuffix(b, a) || within && strings.Trim(before+after, " 0") == ""
}

func otherAccount(number string) bool {
	digits := strings.TrimLeft(number, "*xX•. 0")
	if digits == "" {
		return false
	}
	return !strings.HasSuffix(string(account), digits) && !strings.HasSuffix(digits, string(account)[len(account)-4:])
}

// isThePurchase is true for a row that says all of it.
func isThePurchase(row object) bool {
	amount, readable := amountOf(row)
	status := strings.ToLower(told(row, "status"))
	return readable && amount == 60_00 && strings.EqualFold(strings.TrimLeft(told(row, "reference"), "0"), reference) &&
		!otherAccount(told(row, "account_number")) && (status == "opened" || status == "closed" || status == "") && !longBefore(told(row, "date"))
}

// longBefore is true for a date more than two days before the purchase.
func longBefore(date string) bool {
	at, err := time.Parse(time.RFC3339, date)
	return err == nil && at.Before(noon().AddDate(0, 0, -2))
}
