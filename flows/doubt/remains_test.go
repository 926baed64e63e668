package doubt

import (
	"testing"

	"countertop/api"
	"countertop/flows"
)

func TestWhatTheServerHasOfWhatWasDoneWithASale(t *testing.T) {
	whole := func(change func(*api.Authorization)) api.Authorization {
		a := api.Authorization{ID: "7001", Amount: 100_00, Remaining: 60_00, RemainingTold: true, Status: "opened", CapturesTold: true}
		change(&a)
		return a
	}
	captures := func(list ...api.Capture) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Captures, a.CapturesTold = list, len(list) > 0 }
	}
	taken := api.Capture{ID: "801", Reference: "ORDER-1", Amount: 40_00, AmountTold: true, Remaining: 40_00, RemainingTold: true, Date: "2026-06-15T12:00:05Z"}
	older := taken
	older.ID, older.Date = "800", "2026-06-15T10:00:00Z"
	oldest := older
	oldest.Date = "2026-06-08T10:00:00Z"
	longAgo := oldest
	longAgo.Amount = 10_00
	vague := taken
	vague.Date = "2026-06-15"
	moment := taken
	moment.Date = "2026-06-15T12:00:00Z"
	midnight := taken
	midnight.Date = "2026-06-15T00:00:00Z"
	noAmount := taken
	noAmount.Amount, noAmount.AmountTold = 0, false
	other := taken
	other.Amount = 30_00
	large := vague
	large.Amount = 41_00
	under := func(c api.Capture, reference string) api.Capture {
		c.ID, c.Reference = "809", reference
		return c
	}
	of := func(id api.ID, c api.Capture) []api.Capture {
		c.AuthorizationID = id
		return []api.Capture{c}
	}
	mine := of("7001", taken)
	marked := func(change func(*api.Capture)) api.Capture {
		c := taken
		change(&c)
		return c
	}
	called := func(status string) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Status = status }
	}
	left := func(m api.Money) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Remaining = m }
	}
	untold := func(a *api.Authorization) { a.RemainingTold = false }
	closed := func(a *api.Authorization) { a.Status = "closed" }
	returned := taken
	returned.Remaining, returned.RemainingTold = 0, true
	mineReturned := of("7001", returned)
	both := func(changes ...func(*api.Authorization)) func(*api.Authorization) {
		return func(a *api.Authorization) {
			for _, change := range changes {
				change(a)
			}
		}
	}
	for name, c := range map[string]struct {
		kind   flows.IntentKind
		before api.Money
		server func(*api.Authorization)
		listed []api.Capture
		others others
		want   Verdict
		id     api.ID
	}{
		"the capture is listed":                                    {kind: flows.CaptureIntent, before: 100_00, server: captures(taken), want: Found, id: "801"},
		"the capture is not listed, and all remains":               {kind: flows.CaptureIntent, before: 100_00, server: left(100_00)},
		"only an older capture is listed":                          {kind: flows.CaptureIntent, before: 60_00, server: captures(older), want: Unsure},
		"only a capture of last week is listed, of another amount": {kind: flows.CaptureIntent, before: 60_00, server: captures(longAgo)},
		"all remains, and it is listed all the same":               {kind: flows.CaptureIntent, before: 60_00, server: captures(vague), want: Unsure},
		"one of another amount, under its reference":               {kind: flows.CaptureIntent, before: 100_00, server: both(captures(large), left(59_00)), want: Unsure},
		"the one listed is another intent's":                       {kind: flows.CaptureIntent, before: 60_00, server: captures(taken), others: others{"801": true}},
		"the one listed was made just before":                      {kind: flows.CaptureIntent, before: 60_00, server: captures(moment), want: Unsure},
		"one was made just before, and another's after":            {kind: flows.CaptureIntent, before: 100_00, server: captures(moment, under(taken, "ORDER-2")), want: Unsure},
		"the one of its moment, and something else was done":       {kind: flows.CaptureIntent, before: 110_00, server: captures(moment), want: Unsure},
		"a later one, and something else was done":                 {kind: flows.CaptureIntent, before: 110_00, server: captures(taken), want: Found, id: "801"},
		"two may be it": {kind: flows.CaptureIntent, before: 140_00, server: captures(taken, func() api.Capture { c := taken; c.ID = "802"; return c }()), want: Unsure},
		"a day cannot tell, but what remains does":            {kind: flows.CaptureIntent, before: 100_00, server: captures(vague), want: Found, id: "801"},
		"a day cannot tell, and what remains does not either": {kind: flows.CaptureIntent, before: 200_00, server: captures(vague), want: Unsure},
		"none is listed anywhere, and less remains":           {kind: flows.CaptureIntent, before: 100_00, server: captures(), want: Unsure},
		"only the list of captures has it":                    {kind: flows.CaptureIntent, before: 100_00, server: captures(), listed: mine, want: Found, id: "801"},
		"the list has one of another sale":                    {kind: flows.CaptureIntent, before: 100_00, server: captures(), listed: of("7002", taken), want: Unsure},
		"a server that lists none, and does not say":          {kind: flows.CaptureIntent, before: 100_00, server: both(captures(), untold)},
		"one whose reference has more than was sent":          {kind: flows.CaptureIntent, before: 100_00, server: both(captures(under(taken, "WEB ORDER-1")), left(60_00)), want: Unsure},
		"the list has one that names no sale":                 {kind: flows.CaptureIntent, before: 100_00, server: both(captures(), untold), listed: of("", taken), want: Unsure},
		"the list has one of a masked sale":                   {kind: flows.CaptureIntent, before: 100_00, server: both(captures(), untold), listed: of("***7001", taken), want: Unsure},
		"the list has none, and nothing else says so":         {kind: flows.CaptureIntent, before: 100_00, server: both(captures(), untold), listed: of("7002", taken)},
		"closed, and nothing says why":                        {kind: flows.CaptureIntent, before: 100_00, server: both(captures(), untold, closed), want: Unsure},
		"closed, and all remains":                             {kind: flows.CaptureIntent, before: 100_00, server: both(captures(), left(100_00), closed), want: Unsure},
		"closed, and another's capture took it all":           {kind: flows.CaptureIntent, before: 30_00, server: both(captures(under(other, "ORDER-2")), left(0), closed)},
		"a release of a sale that is closed, and all remains": {kind: flows.ReleaseIntent, before: 100_00, server: both(left(100_00), closed), want: Unsure},
		"a return, told otherwise by the list":                {kind: flows.ReturnIntent, before: 40_00, server: func(a *api.Authorization) { a.Capture = &taken }, listed: mineReturned, want: Unsure},
		"another's capture of another amount explains it":     {kind: flows.CaptureIntent, before: 100_00, server: both(captures(under(other, "ORDER-2")), left(70_00))},
		"one without an amount":                               {kind: flows.CaptureIntent, before: 100_00, server: captures(noAmount), want: Unsure},
		"one under another reference":                         {kind: flows.CaptureIntent, before: 100_00, server: captures(under(taken, "ORDER-2")), want: Unsure},
		"one whose reference was cut":                         {kind: flows.CaptureIntent, before: 100_00, server: captures(under(taken, "ORD")), want: Found, id: "809"},
		"it, beside one under another reference":              {kind: flows.CaptureIntent, before: 140_00, server: captures(taken, under(taken, "ORDER-2")), want: Found, id: "801"},
		"one at midnight, and what remains tells":             {kind: flows.CaptureIntent, before: 100_00, server: captures(midnight), want: Found, id: "801"},
		"something else was done meanwhile":                   {kind: flows.CaptureIntent, before: 110_00, server: captures(), want: Unsure},
		"less than the amount is gone":                        {kind: flows.CaptureIntent, before: 99_00, server: captures()},
		"the release is gone from what remains":               {kind: flows.ReleaseIntent, before: 100_00, server: left(60_00), want: Found},
		"all that could be released remains":                  {kind: flows.ReleaseIntent, before: 100_00, server: left(100_00)},
		"another amount is gone":                              {kind: flows.ReleaseIntent, before: 100_00, server: left(10_00), want: Unsure},
		"what remained before is not known":                   {kind: flows.ReleaseIntent, server: left(60_00), want: Unsure},
		"the server does not say what remains":                {kind: flows.ReleaseIntent, before: 100_00, server: both(left(100_00), untold), want: Unsure},
		"another's capture took as much":                      {kind: flows.ReleaseIntent, before: 100_00, server: captures(taken)},
		"only the list has the other's capture":               {kind: flows.ReleaseIntent, before: 100_00, server: captures(), listed: mine},
		"the release, and another's capture":                  {kind: flows.ReleaseIntent, before: 140_00, server: captures(taken), want: Found},
		"the release, after an older capture":                 {kind: flows.ReleaseIntent, before: 100_00, server: captures(older), want: Unsure},
		"the release, after a capture of last week":           {kind: flows.ReleaseIntent, before: 100_00, server: captures(oldest), want: Found},
		"a capture without an amount would explain it":        {kind: flows.ReleaseIntent, before: 100_00, server: captures(noAmount), want: Unsure},
		"a capture at midnight would explain it":              {kind: flows.ReleaseIntent, before: 100_00, server: captures(midnight), want: Unsure},
		"the release, after a capture known here":             {kind: flows.ReleaseIntent, before: 100_00, server: captures(taken), others: others{"801": true}, want: Found},
		"another's capture of the same moment took as much":   {kind: flows.ReleaseIntent, before: 100_00, server: captures(moment), want: Unsure},
		"the release, and another's, just before it":          {kind: flows.ReleaseIntent, before: 100_00, server: both(captures(moment), left(60_00)), want: Unsure},
		"less of it, and another's, of the same moment":       {kind: flows.ReleaseIntent, before: 140_00, server: captures(moment), want: Unsure},
		"a capture of that day would explain it":              {kind: flows.ReleaseIntent, before: 100_00, server: captures(vague), want: Unsure},
		"a larger capture of that day would not":              {kind: flows.ReleaseIntent, before: 100_00, server: captures(large), want: Found},
		"the return is gone from its capture":                 {kind: flows.ReturnIntent, before: 80_00, server: captures(taken), want: Found, id: ""},
		"all remains, of a sale that is called off":           {kind: flows.ReleaseIntent, before: 100_00, server: both(left(100_00), called("cancelled")), want: Unsure},
		"all remains, of a sale that was refused":             {kind: flows.CaptureIntent, before: 100_00, server: both(left(100_00), called("unauthorized")), want: Unsure},
		"the capture is listed, of a sale that is called off": {kind: flows.CaptureIntent, before: 100_00, server: both(captures(taken), called("voided")), want: Unsure},
		"all remains, of a sale without a status":             {kind: flows.ReleaseIntent, before: 100_00, server: both(left(100_00), called(""))},
		"all remains, of another account":                     {kind: flows.ReleaseIntent, before: 100_00, server: both(left(100_00), func(a *api.Authorization) { a.AccountNumber = "116990001" }), want: Unsure},
		"all remains, of the masked account":                  {kind: flows.ReleaseIntent, before: 100_00, server: both(left(100_00), func(a *api.Authorization) { a.AccountNumber = "****4755" })},
		"all remains, and there is more":                      {kind: flows.ReleaseIntent, before: 100_00, server: both(left(100_00), func(a *api.Authorization) { a.SaysMore = true }), want: Unsure},
		"no capture, and there is more":                       {kind: flows.CaptureIntent, before: 100_00, server: both(left(100_00), func(a *api.Authorization) { a.SaysMore = true }), want: Unsure},
		"the capture is listed, and says no":                  {kind: flows.CaptureIntent, before: 100_00, server: captures(marked(func(c *api.Capture) { c.SaysNo = true })), want: Unsure},
		"the release, beside a capture that says no":          {kind: flows.ReleaseIntent, before: 140_00, server: captures(marked(func(c *api.Capture) { c.SaysNo = true })), want: Unsure},
		"the return, and the capture says no":                 {kind: flows.ReturnIntent, before: 80_00, server: captures(marked(func(c *api.Capture) { c.SaysNo = true })), want: Unsure},
		"nothing was returned, and there is more":             {kind: flows.ReturnIntent, before: 40_00, server: captures(marked(func(c *api.Capture) { c.SaysMore = true })), want: Unsure},
		"nothing was returned, beside a capture that says no": {kind: flows.ReturnIntent, before: 40_00, server: captures(taken, under(marked(func(c *api.Capture) { c.SaysNo = true }), "ORDER-2"))},
		"nothing was returned":                                {kind: flows.ReturnIntent, before: 40_00, server: captures(taken)},
		"what remains of the capture is not told":             {kind: flows.ReturnIntent, before: 40_00, server: captures(api.Capture{ID: "801", Amount: 40_00, Remaining: 40_00}), want: Unsure},
		"only the list of captures has its capture":           {kind: flows.ReturnIntent, before: 80_00, server: captures(), listed: mine, want: Found},
		"its capture was made together with the sale":         {kind: flows.ReturnIntent, before: 80_00, server: func(a *api.Authorization) { a.Capture = &taken }, want: Found},
		"the capture is not there":                            {kind: flows.ReturnIntent, before: 40_00, server: captures(), want: Unsure},
	} {
		t.Run(name, func(t *testing.T) {
			was := flows.Intent{
				Kind: c.kind, AuthorizationID: "7001", CaptureID: "801", Ending: "4755", Amount: 40_00, Reference: "ORDER-1", Remaining: c.before,
			}
			s := &server{list: []api.Authorization{whole(c.server)}, captures: c.listed}
			got, err := asksWith(t, s, c.others, was)
			if err != nil || got.Verdict != c.want || got.ID != c.id || got.Said.Empty() || got.Authorization == nil {
				t.Errorf("%+v, %v; want %v", got, err, c.want)
			}
		})
	}
}
