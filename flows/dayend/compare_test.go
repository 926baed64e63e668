package dayend

import (
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

func day() time.Time { return time.Date(2026, 6, 15, 0, 0, 0, 0, time.Local) }

func noon() time.Time { return day().Add(12 * time.Hour) }

func purchase(id api.ID, state journal.State) journal.Record {
	return journal.Record{
		Intent: flows.Intent{Kind: flows.AuthorizationIntent, Ending: "4755", Amount: 150_00, Reference: "ORDER-1", Clerk: "12345-SAMPLE"},
		At:     noon(), State: state, Outcome: flows.Outcome{Result: flows.ResultDone, ID: id, CaptureID: "801"},
	}
}

func later(kind flows.IntentKind, amount api.Money, id api.ID) journal.Record {
	return journal.Record{
		Intent: flows.Intent{Kind: kind, Ending: "4755", Amount: amount, Reference: "ORDER-1", AuthorizationID: "7001", CaptureID: "801"},
		At:     noon().Add(time.Minute), State: journal.Done, Outcome: flows.Outcome{Result: flows.ResultDone, ID: id},
	}
}

func there() api.Authorization {
	return api.Authorization{
		ID: "7001", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, Status: "closed", Date: noon().UTC().Format(time.RFC3339),
		AmountTold: true, RemainingTold: true, CapturesTold: true, Captures: []api.Capture{{
			ID: "801", AuthorizationID: "7001", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Remaining: 150_00, RemainingTold: true,
			Date: noon().UTC().Format(time.RFC3339),
		}},
	}
}

func TestHowADayStands(t *testing.T) {
	changed := func(changes ...func(*api.Authorization)) []api.Authorization {
		a := there()
		for _, change := range changes {
			change(&a)
		}
		return []api.Authorization{a}
	}
	amount := func(m api.Money) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Amount = m }
	}
	returned := func(left api.Money) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Captures[0].Remaining = left }
	}
	open := func(left api.Money) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Remaining, a.Captures = left, nil }
	}
	yesterday := func(a *api.Authorization) {
		a.Date = noon().AddDate(0, 0, -1).UTC().Format(time.RFC3339)
		a.Captures[0].Date = a.Date
	}
	captured := func(at time.Time) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Captures[0].Date = at.UTC().Format(time.RFC3339) }
	}
	refused := func(r journal.Record) journal.Record {
		r.Outcome = flows.Outcome{Result: flows.ResultNotDone, Code: "insufficient_credit", Source: flows.FromAnswer}
		return r
	}
	notDone := func(kind flows.IntentKind, amount api.Money) journal.Record {
		r := later(kind, amount, "")
		r.State, r.Outcome = journal.NotDone, flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromServer}
		return r
	}
	doubtful := func(kind flows.IntentKind) journal.Record {
		return journal.Record{Intent: flows.Intent{Kind: kind}, At: noon(), State: journal.InDoubt}
	}
	atOnce := func() journal.Record {
		r := purchase("7001", journal.Done)
		r.Intent.AutoCapture, r.Intent.Financing = true, api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "4", Term: 3}
		return r
	}
	remains := func(a *api.Authorization) { a.Remaining = 150_00 }
	second := func(kind flows.IntentKind, id api.ID) journal.Record {
		r := later(kind, 50_00, id)
		r.Intent.Reference = "ORDER-2"
		return r
	}
	noCaptures := func(a *api.Authorization) { a.Captures = nil }
	for name, c := range map[string]struct {
		records []journal.Record
		made    []api.Authorization
		doubts  []flows.Doubt
		known   api.ID // recorded for another day or location
		want    []Standing
		said    string
	}{
		"a purchase on both sides agrees":                 {records: []journal.Record{purchase("7001", journal.Done)}, made: changed(), want: []Standing{Agrees}},
		"a purchase that the server does not have":        {records: []journal.Record{purchase("7001", journal.Done)}, want: []Standing{OnlyHere}, said: "does not show"},
		"another amount differs":                          {records: []journal.Record{purchase("7001", journal.Done)}, made: changed(amount(140_00)), want: []Standing{Differs}, said: "$150.00 here, $140.00"},
		"one captured at once agrees":                     {records: []journal.Record{atOnce()}, made: changed(), want: []Standing{Agrees}},
		"one to be captured at once, and it was not":      {records: []journal.Record{atOnce()}, made: changed(noCaptures), want: []Standing{Differs}, said: "did not capture it"},
		"one to be captured at once, and all remains":     {records: []journal.Record{atOnce()}, made: changed(remains), want: []Standing{Differs}, said: "did not capture it"},
		"one to be captured at once, and a part was":      {records: []journal.Record{atOnce()}, made: changed(func(a *api.Authorization) { a.Captures[0].Amount = 10_00 }), want: []Standing{Differs}, said: "not all of it"},
		"under another reference":                         {records: []journal.Record{purchase("7001", journal.Done)}, made: changed(func(a *api.Authorization) { a.Reference = "OTHER-9" }), want: []Standing{Differs}, said: "OTHER-9"},
		"on another plan":                                 {records: []journal.Record{atOnce()}, made: changed(func(a *api.Authorization) { a.Financing.PlanID = "9" }), want: []Standing{Differs}, said: "another plan"},
		"a sale that says no":                             {records: []journal.Record{purchase("7001", journal.Done)}, made: changed(func(a *api.Authorization) { a.SaysNo = true }), want: []Standing{Differs}, said: "not made"},
		"two purchases of one number":                     {records: []journal.Record{purchase("7001", journal.Done), purchase("07001", journal.Done)}, made: changed(), want: []Standing{Differs, Agrees}, said: "counted once"},
		"a deposit and a payment of one number":           {records: []journal.Record{later(flows.DepositIntent, 50_00, "5001"), second(flows.PaymentIntent, "5001")}, want: []Standing{Differs, Unlisted}, said: "counted once"},
		"a deposit and a purchase of one number":          {records: []journal.Record{later(flows.DepositIntent, 50_00, "7001"), purchase("7001", journal.Done)}, made: changed(), want: []Standing{Unlisted, Agrees}},
		"what is in doubt says so":                        {records: []journal.Record{purchase("", journal.InDoubt)}, want: []Standing{Doubtful}, said: "not known"},
		"what needs a person is in doubt":                 {records: []journal.Record{purchase("", journal.NeedsPerson)}, want: []Standing{Doubtful}},
		"what was refused is not of the day's sales":      {records: []journal.Record{purchase("", journal.NotDone)}},
		"what was taken for not made, and is there":       {records: []journal.Record{purchase("", journal.NotDone)}, made: changed(noCaptures), want: []Standing{Differs}, said: "has it"},
		"what the server refused, and has":                {records: []journal.Record{refused(purchase("", journal.NotDone))}, made: changed(), want: []Standing{Differs}, said: "recorded here as not made"},
		"a late purchase is found with its capture":       {records: []journal.Record{purchase("", journal.NotDone)}, made: changed(), want: []Standing{Differs}, said: "authorization 7001"},
		"a late capture":                                  {records: []journal.Record{notDone(flows.CaptureIntent, 150_00)}, made: changed(yesterday, captured(noon())), want: []Standing{Differs}, said: "capture 801"},
		"an older capture of the day may be it":           {records: []journal.Record{notDone(flows.CaptureIntent, 150_00)}, made: changed(yesterday, captured(noon().Add(-time.Hour))), want: []Standing{Differs}, said: "may be what was not done here"},
		"another amount of the same sale may be it":       {records: []journal.Record{notDone(flows.CaptureIntent, 50_00)}, made: changed(yesterday, captured(noon())), want: []Standing{Differs}, said: "may be what was not done here"},
		"a late release":                                  {records: []journal.Record{notDone(flows.ReleaseIntent, 50_00)}, made: changed(yesterday, open(100_00)), want: []Standing{Differs}, said: "$100.00 left where it should be $150.00"},
		"a release that was not done":                     {records: []journal.Record{notDone(flows.ReleaseIntent, 50_00)}, made: changed(yesterday, open(150_00))},
		"a late release is not the one that was recorded": {records: []journal.Record{later(flows.ReleaseIntent, 50_00, "901"), notDone(flows.ReleaseIntent, 50_00)}, made: changed(yesterday, open(100_00)), want: []Standing{Agrees}},
		"a late return":                                   {records: []journal.Record{notDone(flows.ReturnIntent, 50_00)}, made: changed(yesterday, returned(100_00)), want: []Standing{Differs}, said: "$100.00 left where"},
		"a return that was refused, and done":             {records: []journal.Record{refused(notDone(flows.ReturnIntent, 50_00))}, made: changed(yesterday, returned(100_00)), want: []Standing{Differs}, said: "$100.00 left where"},
		"a return that was not done":                      {records: []journal.Record{notDone(flows.ReturnIntent, 50_00)}, made: changed(yesterday, returned(150_00))},
		"this computer's purchase of another location":    {made: changed(), known: "7001"},
		"an application in doubt counts":                  {records: []journal.Record{doubtful(flows.ApplicationIntent)}, want: []Standing{Doubtful}, said: "not known"},
		"a verification without an answer is none":        {records: []journal.Record{{Intent: flows.Intent{Kind: flows.VerificationIntent}, State: journal.Unanswered}}},
		"a doubt of yesterday and elsewhere counts":       {doubts: []flows.Doubt{{ID: "77", Since: noon().AddDate(0, 0, -1), Intent: flows.Intent{Kind: flows.DepositIntent, Amount: 5_00, Location: "00-99999"}}}, want: []Standing{Doubtful}, said: "00-99999"},
		"another host's purchase is said, not blamed":     {made: changed(), want: []Standing{OnlyThere}, said: "not from this computer"},
		"another day's purchase is none of this day":      {made: changed(yesterday)},
		"a refused attempt of another host is none":       {made: changed(func(a *api.Authorization) { a.Status = "Unauthorized"; a.Captures = nil })},
		"a capture on both sides agrees":                  {records: []journal.Record{later(flows.CaptureIntent, 150_00, "801")}, made: changed(yesterday), want: []Standing{Agrees}},
		"a capture that the server does not have":         {records: []journal.Record{later(flows.CaptureIntent, 150_00, "802")}, made: changed(yesterday), want: []Standing{OnlyHere}},
		"another amount captured differs":                 {records: []journal.Record{later(flows.CaptureIntent, 100_00, "801")}, made: changed(yesterday), want: []Standing{Differs}},
		"another host's capture of this host's sale":      {records: []journal.Record{{Intent: purchase("7001", journal.Done).Intent, At: noon(), State: journal.Done, Outcome: flows.Outcome{ID: "7001"}}}, made: changed(func(a *api.Authorization) { a.Captures[0].Amount = 20_00 }), want: []Standing{OnlyThere, Agrees}},
		"a return that shows in what remains agrees":      {records: []journal.Record{later(flows.ReturnIntent, 50_00, "901")}, made: changed(yesterday, returned(100_00)), want: []Standing{Agrees}},
		"a return that does not show differs":             {records: []journal.Record{later(flows.ReturnIntent, 50_00, "901")}, made: changed(yesterday, returned(150_00)), want: []Standing{Differs}, said: "still has $150.00 left, at most $100.00"},
		"two returns are added up":                        {records: []journal.Record{later(flows.ReturnIntent, 50_00, "901"), later(flows.ReturnIntent, 50_00, "902")}, made: changed(yesterday, returned(100_00)), want: []Standing{Differs, Differs}},
		"a release that shows agrees":                     {records: []journal.Record{later(flows.ReleaseIntent, 50_00, "901")}, made: changed(yesterday, open(100_00)), want: []Standing{Agrees}},
		"a release that does not show differs":            {records: []journal.Record{later(flows.ReleaseIntent, 50_00, "901")}, made: changed(yesterday, open(150_00)), want: []Standing{Differs}},
		"a return of what the server does not tell":       {records: []journal.Record{later(flows.ReturnIntent, 50_00, "901")}, want: []Standing{Unlisted}},
		"a refund is recorded here only":                  {records: []journal.Record{later(flows.RefundIntent, 50_00, "")}, want: []Standing{Unlisted}, said: "no list"},
		"a deposit is recorded here only":                 {records: []journal.Record{later(flows.DepositIntent, 50_00, "5001")}, want: []Standing{Unlisted}},
		"an application is no money":                      {records: []journal.Record{later(flows.ApplicationIntent, 0, "5001")}},
		"what has to be looked at comes first":            {records: []journal.Record{purchase("7001", journal.Done), purchase("7009", journal.Done), purchase("", journal.InDoubt)}, made: changed(), want: []Standing{OnlyHere, Doubtful, Agrees}},
	} {
		t.Run(name, func(t *testing.T) {
			s := sides{day: day(), records: c.records, doubts: c.doubts}
			s.start()
			s.elsewhere[c.known] = true
			for _, a := range c.made {
				s.add(a)
			}
			s.elsewhere[s.ownCapture(c.known)] = true
			items := compare(s)
			var got []Standing
			for _, item := range items {
				got = append(got, item.Standing)
				if item.sentence(day()).Empty() {
					t.Error("says nothing")
				}
			}
			if strings.Join(spelled(got), " ") != strings.Join(spelled(c.want), " ") {
				t.Fatalf("stands %v, want %v", got, c.want)
			}
			if c.said != "" && !strings.Contains(items[0].Said.In(api.English), c.said) {
				t.Errorf("says %q, want %q", items[0].Said.In(api.English), c.said)
			}
		})
	}
}

func spelled(standings []Standing) []string {
	texts := make([]string, len(standings))
	for i, s := range standings {
		texts[i] = string(s)
	}
	return texts
}
