package dayend

import (
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// hostileReport has every text of a report begin as given.
func hostileReport(text string) *report {
	below := api.Money(-12_50)
	return &report{
		day: day(), location: text, at: noon(),
		items: []Item{{
			At: noon(), Kind: flows.IntentKind(text), Reference: text, Ending: text, Here: &below, There: &below, AuthorizationID: api.ID(text),
			CaptureID: api.ID(text), Clerk: text, Standing: Differs, Said: lang.Same(text),
		}},
		signed: []journal.SignOff{{Manager: text, Reason: text}},
	}
}

func TestNoCellOfTheReportIsRun(t *testing.T) {
	for _, begin := range []string{"=", "+", "-", "@", "\t=", "\r=", "\x00=", "\n=", "\ufeff=", "\u200b@", "\u202e-"} {
		text := begin + `cmd|'/c calc'!A1,"x"` + "\u2028=2\u2029\u202e\u200b"
		rows, err := csv.NewReader(strings.NewReader(hostileReport(text).csv())).ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("%q: %d rows, %v", begin, len(rows), err)
		}
		for i, cell := range rows[1] {
			if name := rows[0][i]; name == "amount_here" || name == "amount_server" {
				if amount, err := strconv.ParseFloat(cell, 64); err != nil || amount != -12.5 {
					t.Errorf("%q: %s is %q, not a number", begin, name, cell)
				}
				continue
			}
			if strings.ContainsAny(cell[:1], "=+-@\t\r\x00") || strings.ContainsFunc(cell, lang.Obeyed) {
				t.Errorf("%q: %s is %q", begin, rows[0][i], cell)
			}
		}
	}
}

func TestNoTextOfTheReportIsObeyed(t *testing.T) {
	r := hostileReport("X\u202e\u200b\ufeff\u2028Y\x1b[2J\x00\r\nZ")
	whole := map[string]any{}
	if err := json.Unmarshal([]byte(r.json()), &whole); err != nil {
		t.Fatal(err)
	}
	var look func(any)
	look = func(v any) {
		switch v := v.(type) {
		case string:
			if strings.ContainsFunc(v, lang.Obeyed) {
				t.Errorf("JSON has %q", v)
			}
		case map[string]any:
			for _, one := range v {
				look(one)
			}
		case []any:
			for _, one := range v {
				look(one)
			}
		}
	}
	look(whole)
	for _, language := range []api.Language{api.English, api.French} {
		for line := range strings.SplitSeq(r.text().Text.In(language), "\n") {
			if strings.ContainsFunc(line, lang.Obeyed) || line == "Z" || line == "Y[2J" {
				t.Errorf("the text has the line %q", line)
			}
		}
	}
	if name := r.name("csv"); strings.ContainsFunc(name, lang.Obeyed) || strings.ContainsAny(name, "[/\\") {
		t.Errorf("the file is called %q", name)
	}
}
