package purchase

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/verification"
)

// TestTheGoodsGoOnlyForWhatTheServerCaptured: the page and the slip say what the answer says, not what was asked for.
func TestTheGoodsGoOnlyForWhatTheServerCaptured(t *testing.T) {
	base := api.Authorization{ID: "7001", Status: "opened", Amount: 150_00, AmountTold: true}
	change := func(do func(*api.Authorization)) api.Authorization { a := base; do(&a); return a }
	part := api.Capture{ID: "801", Amount: 10_00, AmountTold: true}
	whole := api.Capture{ID: "801", Amount: 150_00, AmountTold: true}
	const goes, none = "The goods can go.", "nothing is captured"
	for _, row := range []struct {
		name     string
		answered api.Authorization
		later    bool // only held
		says     string
		line     string // of what was captured
	}{
		{"nothing is told", base, false, goes, ""},
		{"a capture without an amount", change(func(a *api.Authorization) { a.Capture = &api.Capture{ID: "801"} }), false, goes, ""},
		{"the whole is captured", change(func(a *api.Authorization) { a.Capture, a.RemainingTold = &whole, true }), false, goes, ""},
		{"the whole is listed twice", change(func(a *api.Authorization) { a.Capture, a.Captures, a.CapturesTold = &whole, []api.Capture{whole}, true }), false, goes, ""},
		{"all of it remains", change(func(a *api.Authorization) { a.Remaining, a.RemainingTold = 150_00, true }), false, none, "$0.00"},
		{"all of it remains beside a capture", change(func(a *api.Authorization) { a.Capture, a.Remaining, a.RemainingTold = &whole, 150_00, true }), false, none, "$0.00"},
		{"no captures are listed", change(func(a *api.Authorization) { a.CapturesTold = true }), false, none, "$0.00"},
		{"a part is captured", change(func(a *api.Authorization) { a.Captures = []api.Capture{part} }), false, "only a part is captured", "$10.00"},
		{"two captures, one without an amount", change(func(a *api.Authorization) { a.Captures = []api.Capture{{ID: "800"}, part} }), false, goes, ""},
		{"a part remains", change(func(a *api.Authorization) { a.Remaining, a.RemainingTold = 140_00, true }), false, "only a part is captured", "$10.00"},
		{"held", base, true, "Capture it when the goods leave.", ""},
		{"held, and all remains", change(func(a *api.Authorization) { a.Remaining, a.RemainingTold = 150_00, true }), true, "Capture it when the goods leave.", ""},
		{"held, and captured", change(func(a *api.Authorization) { a.Capture = &whole }), true, "$150.00 of it is captured", "$150.00"},
		{"held, and nothing remains", change(func(a *api.Authorization) { a.Status, a.RemainingTold = "closed", true }), true, "only $0.00 of it is still held", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := newClerk(t)
			c.server.authorized = row.answered
			c.find()
			values := form.Values{keyAmount: "150.00", keyReference: "ORDER-1"}
			if row.later {
				values[keyCapture] = captureLater
			}
			c.Fill(values)
			c.Choose("Plan Nine")
			c.Run(flows.Answer{})
			c.Choose("PIN by text")
			c.Fill(form.Values{verification.KeyPIN: "2222"})
			c.Run(flows.Answer{})
			c.At("purchase.outcome")
			said := text(c.Page(), api.English)
			wants(t, said, row.says)
			if row.says != goes && strings.Contains(said, "goods can go.") {
				t.Errorf("the goods go:\n%s", said)
			}
			slip := strings.Join(strings.Fields(c.Run(flows.Answer{Action: actionRead}).Read.Text.In(api.English)), " ")
			if shown := strings.Contains(said, "\nCaptured|"); shown != (row.line != "") || shown != strings.Contains(slip, "Captured: ") {
				t.Errorf("what was captured stands on the page: %t\n%s\n%s", shown, said, slip)
			}
			if row.line != "" {
				wants(t, said, "Captured|"+row.line)
				wants(t, slip, "Captured: "+row.line)
			}
		})
	}
}
