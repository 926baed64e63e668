package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// FuzzAnswer holds the reader of answers to encoding/json: what that one understands, it understands, and
// the same; an answer that is no JSON is an error that quotes nothing of it.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{
		benchAnswer, `{"Account_Number":1,"account_number":2.0,"AVAILABLE_CREDIT":" 1.50"}`, `{"offer_types":{},"security_qid":[]}`,
		`{"offer_types":[{"term_options":[3,"6",12.0]}],"email":"\ud800 \u00e9"}`, "{\"city\":\"Qu\xe9bec\"}", `{"credit_limit":1e3}`,
		`{"error":"not_found","field_errors":[{"param":"dob"}]}`, `{"plans":[{"terms":{"term":"6"}}]}`, "null", "[]", "{", `{"a":1}{}`, "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		same[accountAnswer](t, body)
		same[offersAnswer](t, body)
		same[errorAnswer](t, body)
	})
}

func same[T any](t *testing.T, body []byte) {
	t.Helper()
	var want, got T
	err := decode(body, &got)
	if err != nil && !strings.HasPrefix(err.Error(), errNotJSON.Error()) {
		t.Fatalf("the error is %v", err)
	}
	if json.Unmarshal(withoutMark(body), &want) != nil {
		return
	}
	if err != nil || !reflect.DeepEqual(want, got) {
		t.Errorf("%q is read as %+v (%v), want %+v", body, got, err, want)
	}
}
