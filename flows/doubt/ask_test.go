package doubt

import (
	"cmp"
	"context"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
)

func noon() time.Time { return time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC) }

// server answers from memory, and counts what it was asked.
type server struct {
	list      []api.Authorization
	captures  []api.Capture // what only the list of captures shows
	err       error
	customers []api.Customer
	searched  []api.SearchQuery
	queries   []api.TransactionQuery
	calls     []api.Call
}

func (s *server) Authorizations(_ context.Context, call api.Call, q api.TransactionQuery) ([]api.Authorization, error) {
	s.calls, s.queries = append(s.calls, call), append(s.queries, q)
	return s.list, s.err
}

func (s *server) Captures(_ context.Context, call api.Call, q api.TransactionQuery) ([]api.Capture, error) {
	s.calls, s.queries = append(s.calls, call), append(s.queries, q)
	return s.captures, s.err
}

func (s *server) Authorization(_ context.Context, call api.Call, id api.ID) (api.Authorization, error) {
	s.calls = append(s.calls, call)
	for _, a := range s.list {
		if a.ID == id {
			return a, s.err
		}
	}
	if s.err != nil {
		return api.Authorization{}, s.err
	}
	return api.Authorization{}, &api.Error{Kind: api.KindNotFound, Executed: api.ExecutedNo, Code: "not_found"}
}

func (s *server) Search(_ context.Context, _ api.Call, q api.SearchQuery) ([]api.Customer, error) {
	s.searched = append(s.searched, q)
	return s.customers, s.err
}

// others are the ids of other intents' outcomes.
type others map[api.ID]bool

func (o others) Concluded(_ context.Context, _ flows.IntentKind, id api.ID) (bool, error) {
	return o[id], nil
}

func purchase() flows.Intent {
	return flows.Intent{
		Kind: flows.AuthorizationIntent, Account: "116994755", Amount: 150_00, Reference: "ORDER-1", Flow: "ref",
		Financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "9", Term: 3},
		Location:  "00-12345", Clerk: "12345-SAMPLE", RequestID: "request", IdempotencyKey: "key", Training: true,
	}
}

func TestWhatTheServerHasOfAPurchase(t *testing.T) {
	mine := api.Authorization{
		ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, Status: "closed", Date: "2026-06-15T12:00:01Z",
		Financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "9", Term: 3}, Capture: &api.Capture{ID: "801"},
	}
	changed := func(change func(*api.Authorization)) api.Authorization {
		a := mine
		change(&a)
		return a
	}
	restarted := func(in *flows.Intent) { in.Account, in.Ending = "", "4755" }
	for name, c := range map[string]struct {
		list   []api.Authorization
		was    func(*flows.Intent)
		others others
		want   Verdict
	}{
		"it is there": {list: []api.Authorization{mine}, want: Found},
		"it is there, and only the ending is known":   {list: []api.Authorization{mine}, was: restarted, want: Found},
		"another account that is known by its ending": {list: []api.Authorization{changed(func(a *api.Authorization) { a.AccountNumber = "116990001" })}, was: restarted},
		"nothing is there":                            {},
		"another reference":                           {list: []api.Authorization{changed(func(a *api.Authorization) { a.Reference = "ORDER-2" })}},
		"another amount":                              {list: []api.Authorization{changed(func(a *api.Authorization) { a.Amount++ })}},
		"another plan":                                {list: []api.Authorization{changed(func(a *api.Authorization) { a.Financing.PlanID = "4" })}},
		"an earlier one":                              {list: []api.Authorization{changed(func(a *api.Authorization) { a.Date = "2026-06-15T11:00:00Z" })}},
		"a refused attempt":                           {list: []api.Authorization{changed(func(a *api.Authorization) { a.Status = "unauthorized" })}},
		"one that another intent became":              {list: []api.Authorization{mine}, others: others{"7009": true}},
		"a day cannot tell":                           {list: []api.Authorization{changed(func(a *api.Authorization) { a.Date = "2026-06-15" })}, want: Unsure},
		"two are one too many":                        {list: []api.Authorization{mine, changed(func(a *api.Authorization) { a.ID = "7010" })}, want: Unsure},
		"one of two is another intent's":              {list: []api.Authorization{mine, changed(func(a *api.Authorization) { a.ID = "7010" })}, others: others{"7010": true}, want: Found},
	} {
		t.Run(name, func(t *testing.T) {
			was := purchase()
			if c.was != nil {
				c.was(&was)
			}
			s := &server{list: c.list}
			got, err := Ask(t.Context(), s, c.others, api.French, flows.Doubt{Intent: was}, noon())
			if err != nil || got.Verdict != c.want || got.Said.Empty() {
				t.Fatalf("%+v, %v; want %v", got, err, c.want)
			}
			if c.want == Found && (got.ID != "7009" || got.CaptureID != "801") {
				t.Errorf("found %+v", got)
			}
			want := api.TransactionQuery{AccountNumber: was.Account, From: "2026-06-14"}
			if len(s.queries) != 1 || s.queries[0] != want || s.calls[0] != (api.Call{Reference: "ref", Language: api.French}) {
				t.Errorf("asked %+v by %+v", s.queries, s.calls)
			}
		})
	}
}

func TestOnlyTheCaptureThatWasMadeWithAPurchaseIsItsOwn(t *testing.T) {
	made := api.Capture{ID: "801", Reference: "ORDER-1", Amount: 150_00, Date: "2026-06-15T12:00:01Z"}
	changed := func(change func(*api.Capture)) []api.Capture {
		c := made
		change(&c)
		return []api.Capture{c}
	}
	for name, c := range map[string]struct {
		captures []api.Capture
		date     string
		want     api.ID
	}{
		"all of it, at the same time":           {captures: []api.Capture{made}, want: "801"},
		"all of it, without a reference":        {captures: changed(func(c *api.Capture) { c.Reference = "" }), want: "801"},
		"none":                                  {},
		"all of it, a minute later, by hand":    {captures: changed(func(c *api.Capture) { c.Date = "2026-06-15T12:01:01Z" })},
		"a part":                                {captures: changed(func(c *api.Capture) { c.Amount = 50_00 })},
		"all of it, under another reference":    {captures: changed(func(c *api.Capture) { c.Reference = "ORDER-1-B" })},
		"all of it, on a day that cannot tell":  {captures: changed(func(c *api.Capture) { c.Date = "2026-06-15" })},
		"all of it, of a purchase without time": {captures: []api.Capture{made}, date: "2026-06-15"},
		"two parts":                             {captures: []api.Capture{made, made}},
	} {
		t.Run(name, func(t *testing.T) {
			sale := api.Authorization{
				ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, Date: cmp.Or(c.date, "2026-06-15T12:00:01Z"), Captures: c.captures,
			}
			if got := CaptureOf(sale); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatTheServerHasOfWhatWasDoneWithASale(t *testing.T) {
	whole := func(change func(*api.Authorization)) api.Authorization {
		a := api.Authorization{ID: "7001", Amount: 100_00, Remaining: 60_00, RemainingTold: true}
		change(&a)
		return a
	}
	captures := func(list ...api.Capture) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Captures = list }
	}
	taken := api.Capture{ID: "801", Reference: "ORDER-1", Amount: 40_00, Remaining: 40_00, RemainingTold: true, Date: "2026-06-15T12:00:05Z"}
	older := taken
	older.ID, older.Date = "800", "2026-06-15T10:00:00Z"
	vague := taken
	vague.Date = "2026-06-15"
	moment := taken
	moment.Date = "2026-06-15T12:00:00Z"
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
	left := func(m api.Money) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Remaining = m }
	}
	untold := func(a *api.Authorization) { a.RemainingTold = false }
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
		"the capture is listed":                              {kind: flows.CaptureIntent, before: 100_00, server: captures(taken), want: Found, id: "801"},
		"the capture is not listed, and all remains":         {kind: flows.CaptureIntent, before: 100_00, server: left(100_00)},
		"only an older capture is listed":                    {kind: flows.CaptureIntent, before: 60_00, server: captures(older)},
		"the one listed is another intent's":                 {kind: flows.CaptureIntent, before: 60_00, server: captures(taken), others: others{"801": true}},
		"the one listed was made just before":                {kind: flows.CaptureIntent, before: 60_00, server: captures(moment)},
		"one was made just before, and another's after":      {kind: flows.CaptureIntent, before: 100_00, server: captures(moment, under(taken, "ORDER-2"))},
		"the one of its moment, and something else was done": {kind: flows.CaptureIntent, before: 110_00, server: captures(moment), want: Unsure},
		"a later one, and something else was done":           {kind: flows.CaptureIntent, before: 110_00, server: captures(taken), want: Found, id: "801"},
		"two may be it": {kind: flows.CaptureIntent, before: 140_00, server: captures(taken, func() api.Capture { c := taken; c.ID = "802"; return c }()), want: Unsure},
		"a day cannot tell, but what remains does":            {kind: flows.CaptureIntent, before: 100_00, server: captures(vague), want: Found, id: "801"},
		"a day cannot tell, and what remains does not either": {kind: flows.CaptureIntent, before: 200_00, server: captures(vague), want: Unsure},
		"none is listed anywhere, and less remains":           {kind: flows.CaptureIntent, before: 100_00, server: captures(), want: Unsure},
		"only the list of captures has it":                    {kind: flows.CaptureIntent, before: 100_00, server: captures(), listed: mine, want: Found, id: "801"},
		"the list has one of another sale":                    {kind: flows.CaptureIntent, before: 100_00, server: captures(), listed: of("7002", taken), want: Unsure},
		"a server that lists none and does not say":           {kind: flows.CaptureIntent, before: 100_00, server: untold, want: Unsure},
		"something else was done meanwhile":                   {kind: flows.CaptureIntent, before: 99_00, server: captures(), want: Unsure},
		"the release is gone from what remains":               {kind: flows.ReleaseIntent, before: 100_00, server: left(60_00), want: Found},
		"all that could be released remains":                  {kind: flows.ReleaseIntent, before: 100_00, server: left(100_00)},
		"another amount is gone":                              {kind: flows.ReleaseIntent, before: 100_00, server: left(10_00), want: Unsure},
		"what remained before is not known":                   {kind: flows.ReleaseIntent, server: left(60_00), want: Unsure},
		"the server does not say what remains":                {kind: flows.ReleaseIntent, before: 100_00, server: both(left(100_00), untold), want: Unsure},
		"another's capture took as much":                      {kind: flows.ReleaseIntent, before: 100_00, server: captures(taken)},
		"only the list has the other's capture":               {kind: flows.ReleaseIntent, before: 100_00, server: captures(), listed: mine},
		"the release, and another's capture":                  {kind: flows.ReleaseIntent, before: 140_00, server: captures(taken), want: Found},
		"the release, after an older capture":                 {kind: flows.ReleaseIntent, before: 100_00, server: captures(older), want: Found},
		"the release, after a capture known here":             {kind: flows.ReleaseIntent, before: 100_00, server: captures(taken), others: others{"801": true}, want: Found},
		"another's capture of the same moment took as much":   {kind: flows.ReleaseIntent, before: 100_00, server: captures(moment), want: Unsure},
		"the release, and another's, just before it":          {kind: flows.ReleaseIntent, before: 100_00, server: both(captures(moment), left(60_00)), want: Unsure},
		"less of it, and another's, of the same moment":       {kind: flows.ReleaseIntent, before: 140_00, server: captures(moment), want: Found},
		"a capture of that day would explain it":              {kind: flows.ReleaseIntent, before: 100_00, server: captures(vague), want: Unsure},
		"a larger capture of that day would not":              {kind: flows.ReleaseIntent, before: 100_00, server: captures(large), want: Found},
		"the return is gone from its capture":                 {kind: flows.ReturnIntent, before: 80_00, server: captures(taken), want: Found, id: ""},
		"nothing was returned":                                {kind: flows.ReturnIntent, before: 40_00, server: captures(taken)},
		"what remains of the capture is not told":             {kind: flows.ReturnIntent, before: 40_00, server: captures(api.Capture{ID: "801", Amount: 40_00, Remaining: 40_00}), want: Unsure},
		"the capture is not there":                            {kind: flows.ReturnIntent, before: 40_00, server: captures(), want: Unsure},
	} {
		t.Run(name, func(t *testing.T) {
			was := flows.Intent{
				Kind: c.kind, AuthorizationID: "7001", CaptureID: "801", Ending: "4755", Amount: 40_00, Reference: "ORDER-1", Remaining: c.before,
			}
			s := &server{list: []api.Authorization{whole(c.server)}, captures: c.listed}
			got, err := Ask(t.Context(), s, c.others, api.English, flows.Doubt{Intent: was}, noon())
			if err != nil || got.Verdict != c.want || got.ID != c.id || got.Said.Empty() || got.Authorization == nil {
				t.Errorf("%+v, %v; want %v", got, err, c.want)
			}
		})
	}
}

func TestAnAuthorizationThatIsNotThereSaysNothing(t *testing.T) {
	was := flows.Intent{Kind: flows.ReleaseIntent, AuthorizationID: "7001", Amount: 40_00, Remaining: 40_00}
	if _, err := Ask(t.Context(), &server{}, others{}, api.English, flows.Doubt{Intent: was}, noon()); flows.FailureCode(err) != "not_found" {
		t.Errorf("err %v", err)
	}
}

func TestWhatNoQueryTells(t *testing.T) {
	for _, kind := range []flows.IntentKind{
		flows.RefundIntent, flows.DepositIntent, flows.PaymentIntent, flows.TradeInIntent, flows.CloseIntent, flows.VerificationIntent, flows.ApplicationIntent,
	} {
		s := &server{}
		got, err := Ask(t.Context(), s, others{}, api.English, flows.Doubt{Intent: flows.Intent{Kind: kind}}, noon())
		if err != nil || got.Verdict != Untold || got.Said.Empty() || len(s.calls) != 0 {
			t.Errorf("%s: %+v, %v, asked %d times", kind, got, err, len(s.calls))
		}
	}
}
