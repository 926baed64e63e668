package doubt_test

// This file fuzzes verdicts: a list of purchases is written in ways that the bytes choose, a console is asked what became of
// a purchase in doubt, and what it says is held against a judge of its own, which knows the rules and nothing of the code.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
	"countertop/flows/doubt"
)

func FuzzVerdictOfAList(f *testing.F) {
	for seed := range 64 {
		f.Add([]byte{byte(seed), byte(seed * 7), byte(seed * 13), byte(seed * 29), byte(seed * 31), byte(seed * 37), byte(seed * 41)})
	}
	for op := range byte(len(mutations())) {
		f.Add([]byte{3, 0, op, 0, 0, 0, op, 1, op, 2})
		f.Add([]byte{1, 1, op, 3, 1, 2})
	}
	for _, found := range []string{"7880C", "B9'007", "B9(0Ay", "B0y0$A0", "19y02 0%"} { // by fuzzing: empty amounts, cut accounts, rows beyond the count
		f.Add([]byte(found))
	}
	for raw := range byte(13) { // each text that is no list
		f.Add([]byte{3, 1, 8, raw})
		f.Add([]byte{0, 1, 8, raw})
	}
	w := &fuzzed{at: noon()}
	client, err := api.New(api.Options{
		BaseURL: "http://127.0.0.1:1/", ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1,
		Transport: w, Now: noon,
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(client.Close)
	f.Fuzz(func(t *testing.T, data []byte) {
		w.at = noon()
		w.list = listOf(&choices{data})
		ended, outcome := w.verdict(t.Context(), t, client)
		switch {
		case w.list.plain && ended == stillOpen:
			t.Errorf("left open, by\n%s", w.list)
		case ended == saidNotDone && !w.list.provesNothingMade():
			t.Errorf("NOT DONE (%s), by\n%s", outcome.Code, w.list)
		case ended == saidDone && !w.list.provesMade(string(outcome.ID)):
			t.Errorf("DONE as %q, by\n%s", outcome.ID, w.list)
		}
	})
}

// fuzzed is a server that has one list, and its time.
type fuzzed struct {
	at   time.Time
	list *fuzzedList
}

func (w *fuzzed) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
	end := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	number, _ := strconv.Atoi(r.URL.Query().Get("page_number"))
	var body string
	switch end {
	case "token": // asked for in the background: it touches nothing of the list
		body = `{"token_type":"bearer","access_token":"t","expires_in":86400,"scope":"merchant"}`
	case "authorizations":
		body = w.list.page(max(1, number))
	case "captures":
		body = `{"page_number":1,"page_size":50,"total_count":0,"captures":[]}`
	default:
		body = w.list.one(end)
	}
	answer := answered(http.StatusOK, body).response()
	answer.Header.Set("Date", noon().Format(http.TimeFormat))
	return answer, nil
}

// verdict returns a console's verdict on the list in the end.
func (w *fuzzed) verdict(ctx context.Context, t *testing.T, client *api.Client) (verdict, flows.Outcome) {
	t.Helper()
	intents := flowtest.NewIntents(func() time.Time { return w.at })
	in, _ := buys(false)(nil)
	in.ServerAt, in.Ending = w.at.UTC(), in.AccountEnding()
	if w.list.forgets {
		in.Account = ""
	}
	id, err := intents.Intend(ctx, in)
	if err == nil {
		err = intents.Conclude(ctx, id, flows.Outcome{Source: flows.FromAnswer, Reply: w.list.reply})
	}
	if err != nil {
		t.Fatal(err)
	}
	kept := &ledger{Intents: intents, counter: &counter{}, serverAt: map[flows.IntentID]time.Time{id: in.ServerAt}}
	r := doubt.NewResolver(doubt.Options{
		Server: client, Ledger: kept, Now: func() time.Time { return w.at }, Offset: func() (time.Duration, bool) { return 0, true },
	})
	for range 8 {
		next, due := r.Next(intents.InDoubt())
		if !due || len(intents.InDoubt()) == 0 || intents.InDoubt()[0].NeedsPerson {
			break
		}
		w.at = w.at.Add(max(0, next.Sub(w.at)))
		if _, err := r.Run(ctx); err != nil {
			t.Fatal(err)
		}
	}
	outcome, err := intents.Outcome(ctx, id)
	if err != nil && !errors.Is(err, flows.ErrNoIntent) {
		t.Fatal(err)
	}
	switch outcome.Result {
	case flows.ResultDone:
		return saidDone, outcome
	case flows.ResultNotDone:
		return saidNotDone, outcome
	}
	return stillOpen, outcome
}

// choices are the bytes that choose.
type choices struct{ left []byte }

func (c *choices) of(n int) int {
	if len(c.left) == 0 {
		return 0
	}
	b := c.left[0]
	c.left = c.left[1:]
	return int(b) % n
}

// fuzzedList is a list as the server writes it.
type fuzzedList struct {
	rows    []object
	whole   object // what stands around the rows; nil: the raw text alone
	raw     string
	key     string
	size    int // of a page
	broken  bool
	plain   bool // nothing is changed
	forgets bool
	reply   flows.Reply
}

// listOf is a list that was written as the bytes choose: the purchase or not, other sales, and what is changed in them.
func listOf(c *choices) *fuzzedList {
	first := c.of(256)
	l := &fuzzedList{rows: []object{}, key: "authorizations", size: 1 + first>>4&3, forgets: first&8 != 0, whole: object{}}
	if first&4 != 0 {
		l.reply = flows.ReplyError
	}
	if first&1 != 0 {
		l.rows = append(l.rows, fuzzedRow("7000000000000001", reference, "60.00"))
	}
	for i := range first >> 6 & 3 {
		l.rows = append(l.rows, fuzzedRow(fmt.Sprintf("70000000000001%02d", i), fmt.Sprintf("P-10%d", i), fmt.Sprintf("2%d.00", i)))
	}
	l.whole["total_count"] = len(l.rows)
	all := mutations()
	changes := c.of(5)
	for range changes {
		all[c.of(len(all))](l, c)
	}
	l.plain = changes == 0
	return l
}

func fuzzedRow(id, reference, amount string) object {
	return object{
		"authorization_id": id, "account_number": json.Number(account), "reference": reference, "status": "opened",
		"date": noon().Add(time.Second).Format(time.RFC3339), "amount": json.Number(amount), "remaining_authorization_amount": json.Number(amount),
		"financing_option": object{"transaction_type": "promotional_purchase", "plan_id": 4, "term": 3}, "captures": []any{},
	}
}

// mutations returns the changes that can be made.
func mutations() []func(*fuzzedList, *choices) {
	row := func(change func(object, *choices)) func(*fuzzedList, *choices) {
		return func(l *fuzzedList, c *choices) {
			if len(l.rows) > 0 {
				change(l.rows[c.of(len(l.rows))], c)
			}
		}
	}
	members := []string{"authorization_id", "account_number", "reference", "status", "date", "amount", "financing_option", "captures", "remaining_authorization_amount"}
	set := func(name string, values ...any) func(*fuzzedList, *choices) {
		return row(func(o object, c *choices) { o[name] = values[c.of(len(values))] })
	}
	text := func(name string) func(*fuzzedList, *choices) {
		return row(func(o object, c *choices) {
			if s, told := o[name]; told && s != nil {
				o[name] = respelled(fmt.Sprint(s), c)
			}
		})
	}
	return []func(*fuzzedList, *choices){
		func(l *fuzzedList, c *choices) { l.drop(c, false) },
		func(l *fuzzedList, c *choices) { l.drop(c, true) },
		func(l *fuzzedList, c *choices) {
			if len(l.rows) > 0 {
				l.rows = append(l.rows, l.rows[c.of(len(l.rows))])
			}
		},
		func(l *fuzzedList, _ *choices) { slices.Reverse(l.rows) },
		func(l *fuzzedList, c *choices) {
			l.whole["total_count"] = []any{nil, 0, 1, 2, 9, -1, "1", "2", "many", 1.5, true, object{}}[c.of(12)]
		},
		func(l *fuzzedList, _ *choices) { delete(l.whole, "total_count") },
		func(l *fuzzedList, c *choices) {
			l.key = []string{"items", "data", "Authorizations", "captures"}[c.of(4)]
		},
		func(l *fuzzedList, c *choices) {
			l.whole["error"] = []any{"general_error", "", nil, object{"code": "x"}, 7}[c.of(5)]
		},
		func(l *fuzzedList, c *choices) {
			l.broken, l.raw = true, []string{"null", "{}", "[]", `""`, "0", "", "<html>", `{"authorizations":null}`, `{"authorizations":{}}`, `{"authorizations":[null],"total_count":1}`, `{"authorizations":[{}],"total_count":1}`, `{"authorizations":"","total_count":0}`, `{"authorizations":false}`}[c.of(13)]
		},
		row(func(o object, c *choices) { delete(o, members[c.of(len(members))]) }),
		row(func(o object, c *choices) { o[members[c.of(len(members))]] = nil }),
		text("reference"), text("account_number"), text("status"), text("amount"),
		set("status", "closed", "unauthorized", "Declined", "pending", "", 1),
		set("amount", json.Number("60"), "60.00", json.Number("60.01"), json.Number("0"), "", "sixty", json.Number("-60.00"), object{}),
		set("account_number", "*****0001", "xxxxx0001", "•••0001", "0001", "*****0002", "100000002", "00000100000001", object{}),
		set("reference", reference, "WEB-77", "", 42, []any{}),
		set("date", "2026-06-15T00:00:00Z", "2026-06-15", "2026-06-14", "2026-06-15T08:30:16Z", "2026-06-15T12:30:16+0000", 1781526616, "1781526616000", "Mon, 15 Jun 2026 12:30:16 GMT", "today", "", "2026-05-01T12:00:00Z"),
		set("financing_option", object{"transaction_type": "PROMOTIONAL_PURCHASE", "plan_id": "4", "term": "3"}, object{}, object{"transaction_type": "regular_purchase"}, object{"plan_id": 5}),
	}
}

// drop takes a row away; the count says so, or does not.
func (l *fuzzedList) drop(c *choices, counted bool) {
	if len(l.rows) == 0 {
		return
	}
	i := c.of(len(l.rows))
	l.rows = slices.Delete(l.rows, i, i+1)
	if counted {
		l.whole["total_count"] = len(l.rows)
	}
}

func respelled(s string, c *choices) string {
	switch c.of(8) {
	case 0:
		return strings.ToUpper(s)
	case 1:
		return strings.ToLower(s)
	case 2:
		return s + "   "
	case 3:
		return "000" + s
	case 4:
		return s[:len(s)/2]
	case 5:
		return s + "-1"
	case 6:
		return "ACME " + s
	}
	return s[len(s)/2:]
}

// page is a page as it is written.
func (l *fuzzedList) page(number int) string {
	if l.broken {
		return l.raw
	}
	first := min(len(l.rows), (number-1)*l.size)
	page := object{"page_number": number, "page_size": l.size, l.key: l.rows[first:min(len(l.rows), first+l.size)]}
	for name, value := range l.whole {
		page[name] = value
	}
	return written(page)
}

// one is a purchase asked for by its number.
func (l *fuzzedList) one(id string) string {
	for _, row := range l.rows {
		if !l.broken && fmt.Sprint(row["authorization_id"]) == id {
			return written(row)
		}
	}
	return "{}"
}

func (l *fuzzedList) String() string {
	var b strings.Builder
	for number := 1; number == 1 || !l.broken && (number-1)*l.size < len(l.rows); number++ {
		b.WriteString(l.page(number))
	}
	return b.String()
}
