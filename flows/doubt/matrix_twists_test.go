package doubt_test

// This file is the ways in which a server may say what it has: lists that are not whole, rows that are written otherwise.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// twist rewrites what the server answers to questions.
type twist struct {
	name   string
	answer func(q question, body object) *said
	blank  bool // the server answers nothing at all, whatever is asked
	list   bool // it is about the list, not about what stands in it
	rows   bool // it is about the rows of a list: one without any is honest
	// made and none are how a purchase may end that was made, and one that was not: the answers tell it, or need not.
	made, none telling
}

// telling says what a console should read out of the answers.
type telling int

const (
	may     telling = iota // they tell it, or leave it to a person
	must                   // they tell it, of a purchase
	every                  // they tell it, whatever is asked about
	opposed                // they say that it was refused, or is another's, whatever happened: anything but "done"
	never                  // neither "done" nor "not done" follows from them
	unread                 // as never, of a list of several pages; a shorter one is honest
)

// twists are all of them.
func twists() []twist {
	all := []twist{{name: "honest", answer: same(func(question, object) {}), made: every, none: every}}
	for _, each := range lists() {
		each.list = true
		all = append(all, each)
	}
	return slices.Concat(all, sales(), members(), references(), accounts(), amounts(), statuses(), dates())
}

// same rewrites the object that the server answers.
func same(change func(question, object)) func(question, object) *said {
	return func(q question, body object) *said {
		change(q, body)
		return answered(http.StatusOK, written(body))
	}
}

// whole answers lists with something else, and one authorization too.
func whole(answer func(question, object) (int, string)) func(question, object) *said {
	return func(q question, body object) *said { return answered(answer(q, body)) }
}

func always(status int, body string) func(question, object) *said {
	return whole(func(question, object) (int, string) { return status, body })
}

// lists are answers that are not the list, or not all of it.
func lists() []twist { return slices.Concat(noLists(), otherLists(), partLists(), counts()) }

// noLists are no list, but for the first.
func noLists() []twist {
	return []twist{
		{name: "under another key", rows: true, answer: same(renamed("items")), made: never, none: never},
		{name: "under the key in capitals", answer: same(func(q question, o object) { renamed(strings.ToUpper(q.list))(q, o) })},
		{name: "within data", answer: whole(func(_ question, o object) (int, string) { return 200, written(object{"data": o}) }), blank: true},
		{name: "an error in a 200", answer: always(200, `{"error":"general_error","message":"later"}`), blank: true},
		{name: "an error beside an empty list", answer: same(func(q question, o object) {
			if q.list != "" {
				o[q.list], o["total_count"] = []any{}, 0
			}
			o["error"] = "general_error"
		}), blank: true},
		{name: "{}", answer: always(200, "{}"), blank: true},
		{name: "null", answer: always(200, "null"), blank: true},
		{name: "[]", answer: always(200, "[]"), blank: true},
		{name: "a text", answer: always(200, `"none"`), blank: true},
		{name: "nothing", answer: always(200, ""), blank: true},
		{name: "a page", answer: always(200, page), blank: true},
		{name: "204", answer: always(204, ""), blank: true},
		{name: "404 not_found", answer: always(404, `{"error":"not_found"}`), blank: true},
		{name: "404 with a page", answer: always(404, page), blank: true},
		{name: "409 general_error", answer: always(409, `{"error":"general_error"}`), blank: true},
	}
}

// otherLists are none of rows.
func otherLists() []twist {
	return []twist{
		{name: "the list is null", rows: true, answer: same(inList(func([]any) any { return nil })), made: never, none: never},
		{name: "the list is an object", rows: true, answer: same(inList(func([]any) any { return object{} })), made: never, none: never},
		{name: "the list is false", rows: true, answer: same(inList(func([]any) any { return false })), made: never, none: never},
		{name: "the list is a text", rows: true, answer: same(inList(func([]any) any { return "" })), made: never, none: never},
		{name: "rows are null", rows: true, answer: same(inList(func(rows []any) any { return make([]any, len(rows)) })), made: never, none: never},
		{name: "rows are empty", rows: true, answer: same(inList(func(rows []any) any {
			for i := range rows {
				rows[i] = object{}
			}
			return rows
		})), made: never, none: never},
		{name: "rows are numbers only", rows: true, answer: same(inList(func(rows []any) any {
			for i, row := range rows {
				rows[i] = idOf(row)
			}
			return rows
		})), made: never, none: never},
	}
}

// partLists lack rows, or have some twice.
func partLists() []twist {
	return []twist{
		{name: "no row, and total_count 1", answer: same(func(q question, o object) {
			inList(func([]any) any { return []any{} })(q, o)
			if q.list != "" {
				o["total_count"] = 1
			}
		}), made: never, none: never},
		{name: "no row, and the right total_count", rows: true, answer: same(inList(func([]any) any { return []any{} })), made: never, none: never},
		{name: "the newest row is missing", rows: true, answer: same(inFirst(func(rows []any) []any { return rows[1:] })), made: never, none: never},
		{name: "one row twice, the newest missing", answer: same(inFirst(func(rows []any) []any {
			last := rows[len(rows)-1]
			return append(slices.Repeat([]any{last}, len(rows)-1), last)
		})), made: unread, none: unread},
		{name: "pages in another order", answer: same(func(q question, o object) {
			other := map[int]int{1: 2, 2: 1}[q.number]
			if page := q.page(other); q.list != "" && other != 0 && len(asList(page[q.list])) > 0 {
				o[q.list] = page[q.list]
			}
		}), made: must},
		{name: "the last page again for every page", answer: same(func(q question, o object) {
			if page := q.page(2); q.list != "" && len(asList(page[q.list])) > 0 {
				o[q.list] = page[q.list]
			}
		}), made: unread, none: unread},
		{name: "the first page again for every page", answer: same(func(q question, o object) {
			if q.list != "" && q.number > 1 {
				o[q.list] = q.page(1)[q.list]
			}
		}), none: unread},
	}
}

// counts returns the answers about counts, beside the rows.
func counts() []twist {
	return []twist{
		{name: "total_count as text", answer: same(inTotal(func(n any) any { return fmt.Sprint(n) })), made: every, none: every},
		{name: "no total_count", answer: same(func(_ question, o object) { delete(o, "total_count") }), made: every, none: every},
		{name: "total_count null", answer: same(inTotal(func(any) any { return nil })), made: every, none: every},
		{name: "total_count 0 beside rows", answer: same(inTotal(func(any) any { return 0 }))},
		{name: "total_count negative", answer: same(inTotal(func(any) any { return -1 }))},
		{name: "total_count more than there is", answer: same(inTotal(func(any) any { return 999 })), none: never},
		{name: "total_count unreadable", answer: same(inTotal(func(any) any { return "many" }))},
		{name: "no page numbers", answer: same(func(_ question, o object) { delete(o, "page_number"); delete(o, "page_size") }), made: every, none: every},
		{name: "members that are null", answer: same(func(_ question, o object) { o["served_by"], o["links"], o["error"] = nil, nil, nil }), made: every, none: every},
		{name: "a member that nobody knows", answer: same(besideList("served_by", "pos-7")), made: never, none: never},
		{name: "a list that is not complete", answer: same(besideList("complete", false)), made: never, none: never},
		{name: "a message beside the list", answer: same(besideList("message", "The index is being rebuilt")), made: never, none: never},
		{name: "of one status only", answer: same(besideList("authorization_status", "opened")), made: never, none: never},
		{name: "a link to another page", answer: same(besideList("links", []any{object{"rel": "next"}})), none: never},
		{name: "another total", answer: same(besideList("total", 9)), none: never},
		{name: "more to come", answer: same(besideList("has_more", true)), none: never},
		{name: "a partial list", answer: same(besideList("partial", "true")), none: never},
		{name: "an error by another name", answer: same(besideList("error_msg", "db down")), none: never},
		{name: "another page than was asked for", answer: same(besideList("page_number", 7)), none: never},
	}
}

// besideList puts a member beside a list.
func besideList(name string, value any) func(question, object) {
	return func(q question, o object) {
		if q.list != "" {
			o[name] = value
		}
	}
}

func renamed(key string) func(question, object) {
	return func(q question, o object) {
		if q.list != "" {
			o[key] = o[q.list]
			delete(o, q.list)
			return
		}
		for _, name := range []string{"captures", "remaining_authorization_amount"} {
			o[key+name] = o[name]
			delete(o, name)
		}
	}
}

func asList(value any) []any { list, _ := value.([]any); return list }

func inList(change func([]any) any) func(question, object) {
	return func(q question, o object) {
		if q.list != "" {
			o[q.list] = change(asList(o[q.list]))
		}
	}
}

// inFirst changes the first page, where it has rows.
func inFirst(change func([]any) []any) func(question, object) {
	return func(q question, o object) {
		if rows := asList(o[q.list]); q.list != "" && q.number == 1 && len(rows) > 0 {
			o[q.list] = change(rows)
		}
	}
}

func inTotal(change func(any) any) func(question, object) {
	return func(q question, o object) {
		if q.list != "" {
			o["total_count"] = change(o["total_count"])
		}
	}
}

func idOf(row any) any {
	if o, ok := row.(object); ok {
		if id, ok := o["authorization_id"]; ok {
			return id
		}
		return o["capture_id"]
	}
	return nil
}

// eachRow changes every purchase and every capture of an answer.
func eachRow(change func(object)) func(question, object) *said {
	return same(func(_ question, o object) { rowsOf(o, change) })
}

func rowsOf(value any, change func(object)) {
	switch v := value.(type) {
	case []any:
		for _, each := range v {
			rowsOf(each, change)
		}
	case object:
		for _, name := range []string{"authorizations", "captures", "capture"} {
			rowsOf(v[name], change)
		}
		if v["authorization_id"] != nil || v["capture_id"] != nil {
			change(v)
		}
	}
}

// member changes a member of every row that has it.
func member(name string, change func(any) any) func(question, object) *said {
	return eachRow(func(row object) {
		if value, there := row[name]; there {
			row[name] = change(value)
		}
	})
}

func missing(name string) func(question, object) *said {
	return eachRow(func(row object) { delete(row, name) })
}

func asText(value any) any { return fmt.Sprint(value) }

// inFinancing changes how a purchase is paid.
func inFinancing(name string, change func(any) any) func(question, object) *said {
	return eachRow(func(row object) {
		if financing, ok := row["financing_option"].(object); ok && financing[name] != nil {
			financing[name] = change(financing[name])
		}
	})
}

// sales are purchases whose ids and financing are written otherwise.
func sales() []twist {
	upper := func(v any) any { return strings.ToUpper(fmt.Sprint(v)) }
	return []twist{
		{name: "ids as numbers", answer: member("authorization_id", func(v any) any { return json.Number(strings.TrimLeft(fmt.Sprint(v), "0")) }), made: every, none: every},
		{name: "capture ids as text", answer: member("capture_id", asText), made: every, none: every},
		{name: "no id", answer: missing("authorization_id")},
		{name: "no capture id", answer: missing("capture_id")},
		{name: "transaction_type in capitals", answer: inFinancing("transaction_type", upper), made: every, none: every},
		{name: "transaction_type missing", answer: inFinancing("transaction_type", func(any) any { return nil }), none: must},
		{name: "transaction_type of another name", answer: inFinancing("transaction_type", func(any) any { return "PROMO" }), none: must},
		{name: "plan_id as text", answer: inFinancing("plan_id", asText), made: every, none: every},
		{name: "plan_id with zeros before it", answer: inFinancing("plan_id", func(v any) any { return "00" + fmt.Sprint(v) }), none: must},
		{name: "term as text", answer: inFinancing("term", asText), made: every, none: every},
		{name: "no financing", answer: missing("financing_option"), none: must},
		{name: "no captures", answer: missing("captures"), none: must},
		{name: "captures are null", answer: member("captures", func(any) any { return nil }), none: must},
		{name: "no remaining amounts", answer: eachRow(func(row object) {
			delete(row, "remaining_authorization_amount")
			delete(row, "remaining_capture_amount")
		}), made: must, none: must},
		{name: "remaining amounts as text", answer: eachRow(func(row object) {
			for _, name := range []string{"remaining_authorization_amount", "remaining_capture_amount"} {
				if v, there := row[name]; there {
					row[name] = fmt.Sprint(v)
				}
			}
		}), made: every, none: every},
	}
}
