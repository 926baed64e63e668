package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// hostile is a text with a character of every kind that is obeyed, as JSON writes it.
const hostile = `A\ud83c\udfff\ud83c\udde8\u2800\u3164\u202eB\u200bC\ufeffD\u2028E\u2029F\u0085G\u001b[2JH\u2066I\u00adJ\ufe0fK\udb40\udc41L`

func TestNothingOfTheServersIsObeyed(t *testing.T) {
	var said text
	var id ID
	if err := json.Unmarshal([]byte(`"`+hostile+`"`), &said); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`"`+hostile+`"`), &id); err != nil {
		t.Fatal(err)
	}
	c, err := decodeCatalogue([]byte(`{"provinces":{"`+hostile+`":"`+hostile+`"},"annual_fees":"`+hostile+`"}`), English, testTime)
	if err != nil {
		t.Fatal(err)
	}
	const want = "ABCD\nE\nF\nG[2JHIJKL"
	for what, got := range map[string]string{
		"a text": string(said), "an id": string(id), "a code": c.Provinces[0].Code, "a label": c.Provinces[0].Label, "a disclosure": c.AnnualFees,
	} {
		if got != want {
			t.Errorf("%s is %q, want %q", what, got, want)
		}
	}
	if kept := clean("é\u00a0—\n\t日本 🙂"); kept != "é\u00a0—\n\t日本 🙂" || strings.ContainsFunc(kept, unprintable) {
		t.Errorf("what is read became %q", kept)
	}
}
