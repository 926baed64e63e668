package certification

// This file finds what a server's successes leave out of what is assumed of them. It is no failure: the vendor does not
// publish those answers, and the console asks further where a name is absent.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
)

// promise lists the names that an answer is assumed to have.
type promise struct {
	method, ends string   // the end of the call's path, * for an id
	names        []string // at the top of the answer
	list         string   // a list in it, of objects with the names each
	each         []string
}

var (
	purchaseNames = []string{"authorization_id", "account_number", "reference", "status", "date", "amount", "remaining_authorization_amount", "financing_option"}
	captureNames  = []string{"capture_id", "authorization_id", "reference", "date", "amount", "remaining_capture_amount"}
	pageNames     = []string{"page_number", "page_size", "total_count"}
)

// promises are the names that the contract marks as assumed (docs/contract.md §5, §7).
var promises = []promise{
	{method: http.MethodPost, ends: "apply", names: []string{"status", "application_id", "message"}},
	{method: http.MethodGet, ends: "terms-and-conditions", names: []string{"version", "title", "text"}},
	{method: http.MethodPost, ends: "authorization", names: purchaseNames},
	{method: http.MethodGet, ends: "authorization/*", names: slices.Concat(purchaseNames, []string{"captures"}), list: "captures", each: captureNames},
	{method: http.MethodGet, ends: "authorizations", names: slices.Concat(pageNames, []string{"authorizations"}), list: "authorizations", each: purchaseNames},
	{method: http.MethodGet, ends: "captures", names: slices.Concat(pageNames, []string{"captures"}), list: "captures", each: captureNames},
	{method: http.MethodPost, ends: "authorization/*/release", names: []string{"release_id", "authorization_id", "date", "amount", "remaining_authorization_amount", "status"}},
	{method: http.MethodPost, ends: "authorization/*/capture", names: []string{"capture_id", "authorization_id", "reference", "date", "amount", "remaining_authorization_amount", "message"}},
	{method: http.MethodPost, ends: "transactions", names: []string{"transaction_id", "account_number", "transaction_type", "date", "amount", "available_credit"}},
}

// approvedNames are assumed of an approved application, beside the names of every application.
var approvedNames = []string{"customer_id", "account_number", "credit_limit", "available_credit", "risk_rating", "category_type", "card_ending_in"}

// findings are collected while a case runs.
type findings struct {
	mu   sync.Mutex
	list []string
}

func (f *findings) addf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if found := fmt.Sprintf(format, args...); !slices.Contains(f.list, found) {
		f.list = append(f.list, found)
	}
}

// take gives what was found and begins anew.
func (f *findings) take() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := f.list
	f.list = nil
	return list
}

// longestAnswer is the most that is read of an answer, in bytes.
const longestAnswer = 4 << 20

// names looks at every success on its way to the client.
func (f *findings) names(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(request *http.Request) (*http.Response, error) {
		answer, err := next.RoundTrip(request)
		if err != nil || answer.StatusCode/100 != 2 {
			return answer, err
		}
		body, broken := io.ReadAll(io.LimitReader(answer.Body, longestAnswer))
		rest := io.Reader(answer.Body)
		if broken != nil {
			rest = failing{broken} // the client fails as it would have
		} else {
			f.look(request.Method, request.URL.Path, body)
		}
		answer.Body = both{io.MultiReader(bytes.NewReader(body), rest), answer.Body}
		return answer, nil
	})
}

// both reads from one and closes the other.
type both struct {
	io.Reader
	io.Closer
}

type failing struct{ err error }

// Read fails.
func (f failing) Read([]byte) (int, error) { return 0, f.err }

// look notes the names that a success lacks. An error in it is an answered error and promises nothing.
func (f *findings) look(method, at string, body []byte) {
	var answer map[string]json.RawMessage
	if json.Unmarshal(body, &answer) != nil || there(answer, "error") {
		return
	}
	for _, p := range promises {
		if p.method != method || !endsIn(at, p.ends) {
			continue
		}
		names := p.names
		if p.ends == "apply" && isApproved(answer["status"]) {
			names = slices.Concat(names, approvedNames)
		}
		f.absent(p, names, answer, "")
		var each []map[string]json.RawMessage
		if p.list == "" || json.Unmarshal(answer[p.list], &each) != nil {
			continue
		}
		for _, one := range each {
			f.absent(p, p.each, one, p.list+".")
		}
	}
}

func isApproved(status json.RawMessage) bool {
	return strings.EqualFold(strings.Trim(string(status), `"`), "approved")
}

func (f *findings) absent(p promise, names []string, object map[string]json.RawMessage, within string) {
	for _, name := range names {
		if !there(object, name) {
			f.addf("%s %s answers no %s%s (assumed)", p.method, p.ends, within, name)
		}
	}
}

// there reports whether a member is there and not null, which is the same as absent.
func there(object map[string]json.RawMessage, name string) bool {
	value, found := object[name]
	return found && string(value) != "null"
}

// endsIn reports whether the last segments of a path are those of a pattern.
func endsIn(whole, pattern string) bool {
	wanted, segments := strings.Count(pattern, "/")+1, strings.Split(strings.Trim(whole, "/"), "/")
	if len(segments) < wanted {
		return false
	}
	matched, err := path.Match(pattern, strings.Join(segments[len(segments)-wanted:], "/"))
	return err == nil && matched
}
