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
		"two of two":                    `{"page_size":50,"total_count":2,"captures":[` + one + `,` + two + `]}`,
		"one, without an array":         `{"page_size":50,"total_count":1,"captures":` + one + `}`,
		"members that are null":         `{"total_count":0,"captures":[],"links":null,"has_more":null,"authorizations":null,"warning":null}`,
		"members of a page":             `{"total_count":0,"total":"0","captures":[],"page":1,"page_number":"1","page_size":50,"per_page":50,"lang":"en","message":""}`,
		"what was asked for":            `{"total_count":0,"captures":[],"account_number":12,"creation_date_from":"2026-06-14","url":"/v2.5.1/captures?account_number=12&page_number=1"}`,
		"an error that says nothing":    `{"total_count":0,"captures":[],"error":null}`,
	}
	for name, body := range whole {
		c, s := setup(t)
		s.handle(path, answer(200, body))
		got, err := c.Captures(context.Background(), testCall, TransactionQuery{AccountNumber: "12", From: "2026-06-14"})
		if err != nil || len(s.requests()) != 1 || s.requests()[0].header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %v after %d requests", name, err, len(s.requests()))
		}
		if len(got) > 0 && (got[0].Remaining != 40 || !got[0].RemainingTold || !got[0].AmountTold) || len(got) > 1 && (got[1].RemainingTold || got[1].AmountTold) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for name, body := range map[string]string{
		"under another key":                         `{"total_count":1,"items":[` + one + `]}`,
		"under the other list's key":                `{"total_count":1,"authorizations":[{"authorization_id":1}]}`,
		"within data":                               `{"data":{"total_count":1,"captures":[` + one + `]}}`,
		"an error":                                  `{"error":"general_error","message":"Sorry."}`,
		"an error of a shape nobody knows":          `{"error":{"code":5}}`,
		"an error beside an empty list":             `{"total_count":0,"captures":[],"error":"timeout"}`,
		"nothing at all":                            ``,
		"an empty object":                           `{}`,
		"null":                                      `null`,
		"a text":                                    `"none"`,
		"the list null":                             `{"captures":null}`,
		"the list an empty object":                  `{"captures":{}}`,
		"the list false":                            `{"captures":false}`,
		"the list a text":                           `{"captures":"none"}`,
		"no rows and a total":                       `{"total_count":1,"captures":[]}`,
		"fewer rows than the total":                 `{"total_count":2,"captures":[` + one + `]}`,
		"more rows than the total":                  `{"total_count":1,"captures":[` + one + `,` + two + `]}`,
		"rows and a total of zero":                  `{"total_count":0,"captures":[` + one + `]}`,
		"one row twice":                             `{"total_count":2,"captures":[` + one + `,` + one + `]}`,
		"one row twice, once with a zero":           `{"total_count":2,"captures":[` + one + `,{"capture_id":"01"}]}`,
		"a row without an id":                       `{"total_count":1,"captures":[{"amount":1}]}`,
		"a row that is null":                        `{"total_count":1,"captures":[null]}`,
		"the same page for ever":                    `{"captures":[` + one + `]}`,
		"the same array for ever":                   `[` + one + `]`,
		"a total that is empty":                     `{"total_count":""}`,
		"a total of zero and a text":                `{"total_count":0,"captures":""}`,
		"a total of zero and an object":             `{"total_count":0,"captures":{}}`,
		"a total of zero and false":                 `{"total_count":0,"captures":false}`,
		"another list beside it":                    `{"total_count":0,"captures":[],"data":[` + one + `]}`,
		"an object beside it":                       `{"total_count":0,"captures":[],"data":{"7":{"capture_id":7}}}`,
		"the other list beside it":                  `{"captures":[],"authorizations":[{"authorization_id":1}]}`,
		"a total of another name":                   `{"captures":[],"totalCount":1}`,
		"more to come":                              `{"total_count":0,"captures":[],"has_more":true}`,
		"a next page":                               `{"total_count":0,"captures":[],"next_page":2}`,
		"a part":                                    `{"total_count":0,"captures":[],"partial":"true"}`,
		"an error by another name":                  `{"total_count":0,"captures":[],"error_msg":"db down"}`,
		"a warning":                                 `{"total_count":0,"captures":[],"warning":"timeout reading shard 2"}`,
		"another page":                              `{"total_count":0,"captures":[],"page_number":7}`,
		"of another account":                        `{"total_count":0,"captures":[],"account_number":"100000002"}`,
		"two totals":                                `{"total_count":1,"total_count":0,"captures":[]}`,
		"an error in capitals":                      `{"total_count":0,"captures":[],"ERROR":"x"}`,
		"a total of zero beside rows":               `{"total_count":0,"items":[` + one + `]}`,
		"a total below zero":                        `{"total_count":-1,"captures":[]}`,
		"a total that is no number":                 `{"total_count":"many","captures":[]}`,
		"a total of zero and null":                  `{"total_count":0,"captures":null}`,
		"no total, and null":                        `{"total_count":null,"captures":null}`,
		"the other list, empty":                     `{"total_count":0,"captures":[],"authorizations":[]}`,
		"the other list, an object":                 `{"total_count":0,"authorizations":{}}`,
		"no page":                                   `{"total_count":0,"captures":[],"page_number":0}`,
		"a page below zero":                         `{"total_count":0,"captures":[],"page":-1}`,
		"a page of nothing":                         `{"total_count":0,"captures":[],"page_size":0}`,
		"another total beside the total":            `{"total_count":0,"total":1,"captures":[]}`,
		"an address of another page":                `{"total_count":0,"captures":[],"url":"/captures?page_number=2"}`,
		"an address of another account":             `{"total_count":0,"captures":[],"url":"/captures?account_number=5"}`,
		"an account that was not asked":             `{"total_count":0,"captures":[],"account_number":"12"}`,
		"of one status":                             `{"total_count":0,"captures":[],"authorization_status":"opened"}`,
		"of another day":                            `{"total_count":0,"captures":[],"creation_date_to":"2020-01-01"}`,
		"beside it 'complete':false":                `{"total_count":0,"captures":[],"complete":false}`,
		"beside it 'is_complete':false":             `{"total_count":0,"captures":[],"is_complete":false}`,
		"beside it 'complete':0":                    `{"total_count":0,"captures":[],"complete":0}`,
		"beside it 'last':false":                    `{"total_count":0,"captures":[],"last":false}`,
		"beside it 'up_to_date':false":              `{"total_count":0,"captures":[],"up_to_date":false}`,
		"beside it 'synced':false":                  `{"total_count":0,"captures":[],"synced":false}`,
		"beside it 'status':'error'":                `{"total_count":0,"captures":[],"status":"error"}`,
		"beside it 'code':500":                      `{"total_count":0,"captures":[],"code":500}`,
		"beside it 'info':'stale'":                  `{"total_count":0,"captures":[],"info":"stale"}`,
		"beside it 'as_of':'2020-01-01'":            `{"total_count":0,"captures":[],"as_of":"2020-01-01"}`,
		"beside it 'stale':true":                    `{"total_count":0,"captures":[],"stale":true}`,
		"beside it 'timeout':true":                  `{"total_count":0,"captures":[],"timeout":true}`,
		"beside it 'to':'2026-01-01'":               `{"total_count":0,"captures":[],"to":"2026-01-01"}`,
		"beside it 'filter':'opened'":               `{"total_count":0,"captures":[],"filter":"opened"}`,
		"beside it 'hidden':3":                      `{"total_count":0,"captures":[],"hidden":3}`,
		"beside it 'rows':3":                        `{"total_count":0,"captures":[],"rows":3}`,
		"beside it 'items':1":                       `{"total_count":0,"captures":[],"items":1}`,
		"beside it 'length':1":                      `{"total_count":0,"captures":[],"length":1}`,
		"beside it 'has_more':false":                `{"total_count":0,"captures":[],"has_more":false}`,
		"beside it 'continuation':'abc'":            `{"total_count":0,"captures":[],"continuation":"abc"}`,
		"beside it 'available':false":               `{"total_count":0,"captures":[],"available":false}`,
		"beside it 'data':'x'":                      `{"total_count":0,"captures":[],"data":"x"}`,
		"beside it 'detail':'database unreachable'": `{"total_count":0,"captures":[],"detail":"database unreachable"}`,
		"beside it 'links':[]":                      `{"total_count":0,"captures":[],"links":[]}`,
		"beside it 'served_by':'pos-7'":             `{"total_count":0,"captures":[],"served_by":"pos-7"}`,
		"beside it 'remaining':0":                   `{"total_count":0,"captures":[],"remaining":0}`,
		"a message":                                 `{"total_count":0,"captures":[],"message":"The index is being rebuilt"}`,
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

// A cache's answer may be of before a purchase, and a part of a list is no list.
func TestAnAnswerThatIsNotOfNowProvesNothing(t *testing.T) {
	const list, one = "GET v2.5.1/client-id/test-client/captures", "GET v2.5.1/client-id/test-client/authorization/7"
	for name, tc := range map[string]struct {
		status      int
		name, value string
		good        bool
	}{
		"as it should be":           {status: 200, good: true},
		"created":                   {status: 201, good: true},
		"no age":                    {200, "Age", "0", true},
		"the total again":           {200, "X-Total-Count", "0", true},
		"a link to itself":          {200, "Link", `</captures>; rel="self"`, true},
		"from a cache":              {200, "Age", "600", false},
		"from a stale cache":        {200, "Warning", `110 - "Response is Stale"`, false},
		"another page":              {200, "Link", `</captures?page_number=2>; rel="next"`, false},
		"another total":             {200, "X-Total-Count", "3", false},
		"a part, by its header":     {200, "Content-Range", "items 0-0/3", false},
		"a part, by its status":     {status: 206},
		"taken, and not answered":   {status: 202},
		"another's words":           {status: 203},
		"several answers in one":    {status: 207},
		"a difference to an answer": {status: 226},
	} {
		c, s := setup(t)
		answers := func(body string) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				if tc.name != "" {
					w.Header().Set(tc.name, tc.value)
				}
				answer(tc.status, body)(w, r)
			}
		}
		s.handle(list, answers(`{"total_count":0,"captures":[]}`))
		s.handle(one, answers(`{"authorization_id":7,"status":"opened","total_count":0}`))
		if _, err := c.Captures(context.Background(), testCall, TransactionQuery{}); tc.good != (err == nil) {
			t.Errorf("%s: a list, %v", name, err)
		}
		if _, err := c.Authorization(context.Background(), testCall, "7"); tc.good != (err == nil) {
			t.Errorf("%s: a purchase, %v", name, err)
		}
	}
}

// A total without the size of a page may count that page alone.
func TestATotalWithoutThePagesSizeIsHeldAgainstThePageAfterIt(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5.1/client-id/test-client/captures", func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Query().Get("page_number")
		answer(200, fmt.Sprintf(`{"total_count":1,"captures":[{"capture_id":"%s"}]}`, id))(w, r)
	})
	if got, err := c.Captures(context.Background(), testCall, TransactionQuery{}); !errors.Is(err, errTotal) || len(got) > 0 {
		t.Errorf("%d entries (%v)", len(got), err)
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
