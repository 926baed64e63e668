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
	whole     map[api.ID]api.Authorization // what is answered of a single one, where the list says less
	captures  []api.Capture                // what only the list of captures shows
	err       error
	customers []api.Customer
	searched  []api.SearchQuery
	lookedUp  []api.LookupQuery
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
	if a, ok := s.whole[id]; ok {
		return a, s.err
	}
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

func (s *server) Lookup(_ context.Context, _ api.Call, q api.LookupQuery) (api.Account, error) {
	s.lookedUp = append(s.lookedUp, q)
	return api.Account{AccountNumber: api.ID(q.AccountNumber)}, s.err
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

// asksWith asks about an intent of noon, by clocks that agree.
func asksWith(t *testing.T, s *server, o others, was flows.Intent) (Finding, error) {
	t.Helper()
	was.ServerAt = noon()
	return Ask(t.Context(), s, o, api.French, flows.Doubt{Intent: was, Since: noon()}, Clocks{Now: noon().Add(time.Minute), Known: true})
}

func TestWhatTheServerHasOfAPurchase(t *testing.T) {
	mine := api.Authorization{
		ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Status: "closed", Date: "2026-06-15T12:00:01Z",
		Financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "9", Term: 3}, Capture: &api.Capture{ID: "801"},
	}
	with := func(changes ...func(*api.Authorization)) api.Authorization {
		a := mine
		for _, change := range changes {
			change(&a)
		}
		return a
	}
	type row = func(*api.Authorization)
	id := func(id api.ID) row { return func(a *api.Authorization) { a.ID = id } }
	number := func(number api.ID) row { return func(a *api.Authorization) { a.AccountNumber = number } }
	reference := func(reference string) row { return func(a *api.Authorization) { a.Reference = reference } }
	amount := func(amount api.Money) row { return func(a *api.Authorization) { a.Amount = amount } }
	noAmount := func(a *api.Authorization) { a.Amount, a.AmountTold = 0, false }
	date := func(date string) row { return func(a *api.Authorization) { a.Date = date } }
	status := func(status string) row { return func(a *api.Authorization) { a.Status = status } }
	financing := func(change func(*api.Financing)) row { return func(a *api.Authorization) { change(&a.Financing) } }
	refused := func(status string) row { return func(a *api.Authorization) { a.Status, a.Capture = status, nil } }
	captured := func(all ...api.Capture) row {
		return func(a *api.Authorization) { a.Capture, a.Captures, a.CapturesTold = nil, all, true }
	}
	only := func(changes ...row) []api.Authorization { return []api.Authorization{with(changes...)} }
	const hourBefore = "2026-06-15T11:00:00Z"
	restarted := func(in *flows.Intent) { in.Account, in.Ending = "", "4755" }
	for name, c := range map[string]struct {
		list   []api.Authorization
		was    func(*flows.Intent)
		others others
		want   Verdict
	}{
		"it is there": {list: only(), want: Found},
		"it is there, and only the ending is known": {list: only(), was: restarted, want: Found},
		"it is there, open":                         {list: only(status("opened")), want: Found},
		"it is there, its status in capitals":       {list: only(status(" CLOSED ")), want: Found},
		"it is there, its type in capitals":         {list: only(financing(func(f *api.Financing) { f.TransactionType = "PROMOTIONAL_PURCHASE" })), want: Found},
		"it is there, its type in unknown words":    {list: only(financing(func(f *api.Financing) { f.TransactionType = "promo" })), want: Found},
		"it is there, its plan with a zero":         {list: only(financing(func(f *api.Financing) { f.PlanID = "09" })), want: Found},
		"it is there, its account with zeros":       {list: only(number("00000116994755")), want: Found},
		"it is there, its account masked by stars":  {list: only(number("*****4755")), want: Found},
		"it is there, its account masked by dots":   {list: only(number("•••4755")), want: Found},
		"it is there, its account masked by an x":   {list: only(number("xxxxx4755")), want: Found},
		"it is there, its reference in other case":  {list: only(reference(" order-1 ")), want: Found},
		"nothing is there":                          {},
		"another account and amount":                {list: only(number("116990001"), amount(150_01))},
		"another account and reference":             {list: only(number("116990001"), reference("ORDER-2"))},
		"another account that is masked, no amount": {list: only(number("*****0001"), noAmount)},
		"another account, a week before":            {list: only(number("116990001"), date("2026-06-08T12:00:00Z"))},
		"another ending, and no reference":          {list: only(number("116990001"), reference("")), was: restarted},
		"it is there, beside another account":       {list: []api.Authorization{mine, with(id("7010"), number("116990001"))}, want: Found},
		"another amount and reference":              {list: only(amount(150_01), reference("ORDER-2"))},
		"another amount, an hour before":            {list: only(amount(150_01), date(hourBefore)), want: Unsure},
		"another amount, a week before":             {list: only(amount(150_01), date("2026-06-08T12:00:00Z"))},
		"another reference, a week before":          {list: only(reference("ORDER-2"), date("2026-06-08T12:00:00Z"))},
		"a fee more, in local time":                 {list: only(amount(153_99), date("2026-06-15T07:00:00Z")), want: Unsure},
		"a location before it, in local time":       {list: only(reference("00-12345/ORDER-1"), date("2026-06-15T07:00:00Z")), want: Unsure},
		"an account masked by zeros":                {list: only(number("000004755")), want: Unsure},
		"an account with digits around it":          {list: only(number("6001116994755")), want: Unsure},
		"another reference, an hour before":         {list: only(reference("ORDER-2"), date(hourBefore)), want: Unsure},
		"one that another intent became":            {list: only(), others: others{"7009": true}},
		"a refused attempt":                         {list: only(refused("unauthorized"))},
		"a refused attempt in capitals":             {list: only(refused("Unauthorized"))},
		"one of two is another intent's":            {list: []api.Authorization{mine, with(id("7010"))}, others: others{"7010": true}, want: Found},
		"it is there, beside another reference":     {list: []api.Authorization{mine, with(id("7010"), reference("ORDER-2"))}, want: Found},

		"another account alone":                    {list: only(number("116990001")), want: Unsure},
		"another account alone, masked":            {list: only(number("*****0001")), want: Unsure},
		"another ending alone":                     {list: only(number("116990001")), was: restarted, want: Unsure},
		"a card's number in the account's place":   {list: only(number("4111111111111111")), want: Unsure},
		"a refused attempt that was captured":      {list: only(status("unauthorized")), want: Unsure},
		"a refused attempt of which there is more": {list: only(refused("unauthorized"), func(a *api.Authorization) { a.SaysMore = true }), want: Unsure},
		"it says no":                        {list: only(func(a *api.Authorization) { a.SaysNo = true }), want: Unsure},
		"there is more to it":               {list: only(func(a *api.Authorization) { a.SaysMore = true }), want: Unsure},
		"its capture says no":               {list: only(func(a *api.Authorization) { a.Capture = &api.Capture{ID: "801", SaysNo: true} }), want: Unsure},
		"a capture in its list says no":     {list: only(captured(api.Capture{ID: "801", Amount: 150_00, AmountTold: true, SaysNo: true})), want: Unsure},
		"nothing was captured":              {list: only(captured()), want: Unsure},
		"a part was captured":               {list: only(captured(api.Capture{ID: "801", Amount: 10_00, AmountTold: true})), want: Unsure},
		"it was captured twice":             {list: only(captured(api.Capture{ID: "801"}, api.Capture{ID: "802"})), want: Unsure},
		"all of it remains":                 {list: only(func(a *api.Authorization) { a.Remaining, a.RemainingTold = 150_00, true }), want: Unsure},
		"it was to be captured later":       {list: only(), was: func(in *flows.Intent) { in.AutoCapture = false }, want: Unsure},
		"another reference alone":           {list: only(reference("ORDER-2")), want: Unsure},
		"another amount alone":              {list: only(amount(150_01)), want: Unsure},
		"another plan":                      {list: only(financing(func(f *api.Financing) { f.PlanID = "4" })), want: Unsure},
		"another term":                      {list: only(financing(func(f *api.Financing) { f.Term = 6 })), want: Unsure},
		"another type":                      {list: only(financing(func(f *api.Financing) { f.TransactionType = api.RegularPurchaseType })), want: Unsure},
		"an hour before, and else the same": {list: only(date(hourBefore)), want: Unsure},
		"a week before, and else the same":  {list: only(date("2026-06-08T12:00:00Z")), want: Unsure},
		"midnight for the time of day":      {list: only(date("2026-06-15T00:00:00Z")), want: Unsure},
		"a day cannot tell":                 {list: only(date("2026-06-15")), want: Unsure},
		"no date":                           {list: only(date("")), want: Unsure},
		"a date that cannot be read":        {list: only(date("yesterday")), want: Unsure},
		"no reference":                      {list: only(reference("")), want: Unsure},
		"no reference, and an hour before":  {list: only(reference(""), date(hourBefore)), want: Unsure},
		"a reference that was cut":          {list: only(reference("ORD")), want: Unsure},
		"a reference that was filled up":    {list: only(reference("ORDER-1000")), want: Unsure},
		"a reference without its dash":      {list: only(reference("ORDER1")), want: Unsure},
		"no amount":                         {list: only(noAmount), want: Unsure},
		"no amount, and another reference":  {list: only(noAmount, reference("ORDER-2")), want: Unsure},
		"no account":                        {list: only(number("")), want: Unsure},
		"an account masked to three digits": {list: only(number("******755")), want: Unsure},
		"declined":                          {list: only(status("declined")), want: Unsure},
		"a status that nobody knows":        {list: only(status("settling")), want: Unsure},
		"no status, asked for and not told": {list: only(status("")), want: Unsure},
		"two are one too many":              {list: []api.Authorization{mine, with(id("7010"))}, want: Unsure},
		"a second one without a reference":  {list: []api.Authorization{mine, with(id("7010"), reference(""))}, want: Unsure},
	} {
		t.Run(name, func(t *testing.T) {
			was := purchase()
			was.AutoCapture = true
			if c.was != nil {
				c.was(&was)
			}
			s := &server{list: c.list}
			got, err := asksWith(t, s, c.others, was)
			if err != nil || got.Verdict != c.want || got.Said.Empty() {
				t.Fatalf("%+v, %v; want %v", got, err, c.want)
			}
			if c.want == Found && (got.ID != "7009" || got.CaptureID != "801") {
				t.Errorf("found %+v", got)
			}
			if c.want == Unsure && (len(got.Candidates) == 0 || !got.Shown) {
				t.Error("a person is not shown what may be it")
			}
			want := api.TransactionQuery{AccountNumber: was.Account, From: "2026-06-14"}
			if len(s.queries) != 1 || s.queries[0] != want || s.calls[0] != (api.Call{Reference: "ref", Language: api.French}) {
				t.Errorf("asked %+v by %+v", s.queries, s.calls)
			}
		})
	}
}

func TestDatesTellNothingWhereTheClocksAreNotKnown(t *testing.T) {
	mine := api.Authorization{
		ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Status: "closed", Date: "2026-06-15T12:00:01Z",
	}
	older := mine
	older.ID, older.Reference, older.Date = "7001", "ORDER-0", "2026-06-15T11:00:00Z"
	fast := 20 * time.Minute
	for name, c := range map[string]struct {
		since, serverAt time.Time
		offset          Clocks
		list            []api.Authorization
		want            Verdict
	}{
		"the clocks agree":                        {since: noon(), serverAt: noon(), offset: Clocks{Known: true}, list: []api.Authorization{mine, older}, want: Found},
		"a fast clock that stays fast":            {since: noon().Add(fast), serverAt: noon(), offset: Clocks{Offset: -fast, Known: true}, list: []api.Authorization{mine}, want: Found},
		"a fast clock that was set right":         {since: noon().Add(fast), serverAt: noon(), offset: Clocks{Known: true}, list: []api.Authorization{mine}, want: Unsure},
		"a right clock that was set wrong":        {since: noon(), serverAt: noon(), offset: Clocks{Offset: -fast, Known: true}, list: []api.Authorization{mine}, want: Unsure},
		"the server's time was not known":         {since: noon(), offset: Clocks{Known: true}, list: []api.Authorization{mine}, want: Unsure},
		"the server's time is not known":          {since: noon(), serverAt: noon(), list: []api.Authorization{mine}, want: Unsure},
		"another sale, by a clock that was wrong": {since: noon(), serverAt: noon(), offset: Clocks{Offset: fast, Known: true}, list: []api.Authorization{older}, want: Unsure},
		"nothing at all":                          {since: noon().Add(fast), list: nil, want: NotThere},
	} {
		t.Run(name, func(t *testing.T) {
			was := purchase()
			was.ServerAt = c.serverAt
			s := &server{list: c.list}
			c.offset.Now = c.since.Add(time.Minute)
			got, err := Ask(t.Context(), s, others{}, api.English, flows.Doubt{Intent: was, Since: c.since}, c.offset)
			if err != nil || got.Verdict != c.want {
				t.Errorf("%+v, %v; want %v", got, err, c.want)
			}
			want := "2026-06-14"
			if c.serverAt.IsZero() && !c.offset.Known {
				want = "" // the clock may be days ahead
			}
			if s.queries[0].From != want {
				t.Errorf("asked from %s, want %s", s.queries[0].From, want)
			}
		})
	}
}

func TestAStatusThatAListDoesNotTellIsAskedFor(t *testing.T) {
	listed := api.Authorization{ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Date: "2026-06-15T12:00:01Z"}
	s := &server{list: []api.Authorization{listed}, whole: map[api.ID]api.Authorization{}}
	whole := listed
	for status, want := range map[string]Verdict{"closed": Found, "opened": Found, "unauthorized": NotThere, "declined": Unsure, "": Unsure} {
		whole.Status = status
		s.whole["7009"] = whole
		if got, err := asksWith(t, s, others{}, purchase()); err != nil || got.Verdict != want {
			t.Errorf("%q: %+v, %v; want %v", status, got, err, want)
		}
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
			if got := CaptureOf(sale, flows.Intent{}); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestAnAuthorizationThatIsNotThereSaysNothing(t *testing.T) {
	was := flows.Intent{Kind: flows.ReleaseIntent, AuthorizationID: "7001", Amount: 40_00, Remaining: 40_00}
	if _, err := asksWith(t, &server{}, others{}, was); flows.FailureCode(err) != "not_found" {
		t.Errorf("err %v", err)
	}
}

func TestWhatNoQueryTells(t *testing.T) {
	for _, kind := range []flows.IntentKind{
		flows.RefundIntent, flows.DepositIntent, flows.PaymentIntent, flows.TradeInIntent, flows.CloseIntent, flows.VerificationIntent, flows.ApplicationIntent,
	} {
		s := &server{}
		got, err := asksWith(t, s, others{}, flows.Intent{Kind: kind})
		if err != nil || got.Verdict != Untold || got.Said.Empty() || len(s.calls) != 0 {
			t.Errorf("%s: %+v, %v, asked %d times", kind, got, err, len(s.calls))
		}
	}
}
