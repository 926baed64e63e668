package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
)

// A caller decides about money by what is not in a list.
func TestAListThatIsNotWholeIsAnErrorAndNeverAShorterList(t *testing.T) {
	const path = "GET v2.5.1/client-id/test-client/captures"
	one, two := `{"capture_id":1,"amount":1,"remaining_capture_amount":"0.40"}`, `{"capture_id":"2"}`
	whole := map[string]string{
		"an empty list, with its total": `{"total_count":0,"captures":[]}`,
		"a total of zero and no list":   `{"total_count":"0"}`,
		"a total of zero and null":      `{"total_count":0,"captures":null}`,
		"two of two":                    `{"total_count":2,"captures":[` + one + `,` + two + `]}`,
		"one, without an array":         `{"total_count":1,"captures":` + one + `}`,
		"members that say nothing":      `{"total_count":0,"captures":[],"links":[],"has_more":false,"served_by":"pos-7","page_number":"1","warning":null}`,
		"an error that says nothing":    `{"total_count":0,"captures":[],"error":null}`,
	}
	for name, body := range whole {
		c, s := setup(t)
		s.handle(path, answer(200, body))
		got, err := c.Captures(context.Background(), testCall, TransactionQuery{})
		if err != nil || len(s.requests()) != 1 {
			t.Errorf("%s: %v after %d requests", name, err, len(s.requests()))
		}
		if len(got) > 0 && (got[0].Remaining != 40 || !got[0].RemainingTold || !got[0].AmountTold) || len(got) > 1 && (got[1].RemainingTold || got[1].AmountTold) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for name, body := range map[string]string{
		"under another key":                `{"total_count":1,"items":[` + one + `]}`,
		"under the other list's key":       `{"total_count":1,"authorizations":[{"authorization_id":1}]}`,
		"within data":                      `{"data":{"total_count":1,"captures":[` + one + `]}}`,
		"an error":                         `{"error":"general_error","message":"Sorry."}`,
		"an error of a shape nobody knows": `{"error":{"code":5}}`,
		"an error beside an empty list":    `{"total_count":0,"captures":[],"error":"timeout"}`,
		"nothing at all":                   ``,
		"an empty object":                  `{}`,
		"null":                             `null`,
		"a text":                           `"none"`,
		"the list null":                    `{"captures":null}`,
		"the list an empty object":         `{"captures":{}}`,
		"the list false":                   `{"captures":false}`,
		"the list a text":                  `{"captures":"none"}`,
		"no rows and a total":              `{"total_count":1,"captures":[]}`,
		"fewer rows than the total":        `{"total_count":2,"captures":[` + one + `]}`,
		"more rows than the total":         `{"total_count":1,"captures":[` + one + `,` + two + `]}`,
		"rows and a total of zero":         `{"total_count":0,"captures":[` + one + `]}`,
		"one row twice":                    `{"total_count":2,"captures":[` + one + `,` + one + `]}`,
		"one row twice, once with a zero":  `{"total_count":2,"captures":[` + one + `,{"capture_id":"01"}]}`,
		"a row without an id":              `{"total_count":1,"captures":[{"amount":1}]}`,
		"a row that is null":               `{"total_count":1,"captures":[null]}`,
		"the same page for ever":           `{"captures":[` + one + `]}`,
		"the same array for ever":          `[` + one + `]`,
		"a total that is empty":            `{"total_count":""}`,
		"a total of zero and a text":       `{"total_count":0,"captures":""}`,
		"a total of zero and an object":    `{"total_count":0,"captures":{}}`,
		"a total of zero and false":        `{"total_count":0,"captures":false}`,
		"another list beside it":           `{"total_count":0,"captures":[],"data":[` + one + `]}`,
		"an object beside it":              `{"total_count":0,"captures":[],"data":{"7":{"capture_id":7}}}`,
		"the other list beside it":         `{"captures":[],"authorizations":[{"authorization_id":1}]}`,
		"a total of another name":          `{"captures":[],"totalCount":1}`,
		"more to come":                     `{"total_count":0,"captures":[],"has_more":true}`,
		"a next page":                      `{"total_count":0,"captures":[],"next_page":2}`,
		"a part":                           `{"total_count":0,"captures":[],"partial":"true"}`,
		"an error by another name":         `{"total_count":0,"captures":[],"error_msg":"db down"}`,
		"a warning":                        `{"total_count":0,"captures":[],"warning":"timeout reading shard 2"}`,
		"another page":                     `{"total_count":0,"captures":[],"page_number":7}`,
		"of another account":               `{"total_count":0,"captures":[],"account_number":"100000002"}`,
		"two totals":                       `{"total_count":1,"total_count":0,"captures":[]}`,
		"an error in capitals":             `{"total_count":0,"captures":[],"ERROR":"x"}`,
		"a total of zero beside rows":      `{"total_count":0,"items":[` + one + `]}`,
		"a total below zero":               `{"total_count":-1,"captures":[]}`,
		"a total that is no number":        `{"total_count":"many","captures":[]}`,
	} {
		c, s := setup(t)
		s.handle(path, answer(200, body))
		got, err := c.Captures(context.Background(), testCall, TransactionQuery{})
		if err == nil || len(got) != 0 {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	c, s := setup(t)
	s.handle(path, func(w http.ResponseWriter, r *http.Request) {
		answer(200, fmt.Sprintf(`{"captures":[{"capture_id":"%s","amount":1}]}`, r.URL.Query().Get("page_number")))(w, r)
	})
	if _, err := c.Captures(context.Background(), testCall, TransactionQuery{}); !errors.Is(err, errPages) || len(s.requests()) != maxPages {
		t.Errorf("a list without end: %v after %d requests", err, len(s.requests()))
	}
}

// A total that a full page reaches may count that page alone: it is the whole list only where nothing comes after.
func TestATotalThatAFullPageReachesIsHeldAgainstThePageAfterIt(t *testing.T) {
	const path = "GET v2.5.1/client-id/test-client/captures"
	page := func(ids string) string {
		return `{"page_size":2,"total_count":2,"captures":[` + ids + `]}`
	}
	const first = `{"capture_id":1},{"capture_id":2}`
	for name, tc := range map[string]struct {
		status int
		second string
		whole  bool
	}{
		"an empty page":             {200, page(""), true},
		"the last page again":       {200, page(first), true},
		"no such page":              {404, `{"error":"not_found"}`, true},
		"a page that is refused":    {409, `{"error":"wrong_inputs"}`, true},
		"an error of the server's":  {409, `{"error":"general_error"}`, false},
		"an empty refusal":          {409, "", false},
		"a page of somebody else's": {404, "<html>", false},
		"more":                      {200, page(`{"capture_id":3}`), false},
		"more, and an old one":      {200, page(`{"capture_id":1},{"capture_id":3}`), false},
		"another total":             {200, `{"total_count":3,"captures":[{"capture_id":3}]}`, false},
		"a server that fails":       {500, `{"error":"general_error"}`, false},
		"something that is no page": {200, `{}`, false},
	} {
		c, s := setup(t)
		s.handle(path, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Get("page_number") == "1" {
				answer(200, page(first))(w, r)
				return
			}
			answer(tc.status, tc.second)(w, r)
		})
		got, err := c.Captures(context.Background(), testCall, TransactionQuery{})
		if tc.whole != (err == nil) || tc.whole && len(got) != 2 {
			t.Errorf("%s: %d entries (%v)", name, len(got), err)
		}
	}
}
