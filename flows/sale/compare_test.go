package sale

import (
	"slices"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// made is this computer's own record of promotional's purchase and of its capture.
func made(l *ledger) {
	l.add(flows.AuthorizationIntent, 200_00, flows.Outcome{Result: flows.ResultDone, ID: "7001", Source: flows.FromAnswer})
	l.add(flows.CaptureIntent, 80_00, flows.Outcome{Result: flows.ResultDone, ID: "9001", CaptureID: "9001", Source: flows.FromAnswer})
}

func TestDifferencesBetweenServerAndJournalAreSaidInWords(t *testing.T) {
	of := func(id api.ID) func(*flows.Intent) { return func(in *flows.Intent) { in.CaptureID = id } }
	done := flows.Outcome{Result: flows.ResultDone, ID: "1"}
	for _, row := range []struct {
		name string
		here func(*ledger)
		sale func(*api.Authorization)
		want []string
	}{
		{"both sides tell the same", made, nil, nil},
		{"the sale was made elsewhere", nil, nil, nil},
		{
			"a capture of another host", made,
			func(a *api.Authorization) {
				a.Captures = append(a.Captures, api.Capture{ID: "9002", Amount: 50_00, Remaining: 50_00, RemainingTold: true})
				a.Remaining = 70_00
			},
			[]string{"The server has a capture of $50.00 (9002) that this computer did not make."},
		},
		{
			"a capture that the server does not show", made,
			func(a *api.Authorization) { a.Captures, a.Remaining = nil, 200_00 },
			[]string{"This computer recorded a capture 9001 of $80.00 that the server does not show."},
		},
		{
			"a capture of another amount", made,
			func(a *api.Authorization) {
				a.Captures[0].Amount, a.Captures[0].Remaining, a.Remaining = 79_00, 79_00, 121_00
			},
			[]string{"Of capture 9001, this computer recorded $80.00, and the server shows $79.00."},
		},
		{
			"a return of another host", made,
			func(a *api.Authorization) { a.Captures[0].Remaining = 30_00 },
			[]string{"Of capture 9001, the server shows $50.00 returned; this computer recorded $0.00."},
		},
		{
			"a return that the server does not show", func(l *ledger) { made(l); l.add(flows.ReturnIntent, 10_00, done, of("9001")) }, nil,
			[]string{"Of capture 9001, the server shows $0.00 returned; this computer recorded $10.00."},
		},
		{
			"a return that both have", func(l *ledger) { made(l); l.add(flows.ReturnIntent, 10_00, done, of("9001")) },
			func(a *api.Authorization) { a.Captures[0].Remaining = 70_00 }, nil,
		},
		{
			"a return that was refused does not count", func(l *ledger) {
				made(l)
				l.add(flows.ReturnIntent, 10_00, flows.Outcome{Result: flows.ResultNotDone, Code: "return_date_exceeded"}, of("9001"))
			}, nil, nil,
		},
		{
			"a release of another host", made, func(a *api.Authorization) { a.Remaining = 100_00 },
			[]string{"By its remainder the server has $20.00 released; this computer recorded $0.00."},
		},
		{
			"a release that both have", func(l *ledger) { made(l); l.add(flows.ReleaseIntent, 20_00, done) },
			func(a *api.Authorization) { a.Remaining = 100_00 }, nil,
		},
		{
			"a release that the server does not show", func(l *ledger) { made(l); l.add(flows.ReleaseIntent, 20_00, done) }, nil,
			[]string{"By its remainder the server has $0.00 released; this computer recorded $20.00."},
		},
		{
			"what the server does not tell is no difference", made,
			func(a *api.Authorization) {
				a.RemainingTold, a.Remaining, a.Captures[0].RemainingTold, a.Reference, a.AccountNumber = false, 0, false, "", ""
			}, nil,
		},
		{
			"another amount, reference and account", made,
			func(a *api.Authorization) {
				a.Amount, a.Remaining, a.Reference, a.AccountNumber = 210_00, 130_00, "ORDER-8", "100000001"
			},
			[]string{
				"This computer recorded a purchase of $200.00, the server shows $210.00.",
				"This computer recorded the reference “ORDER-1”, the server shows “ORDER-8”.",
				"This computer recorded an account ending in 4755, the server shows one ending in 0001.",
			},
		},
		{
			"the capture that came with the purchase", func(l *ledger) {
				l.add(flows.AuthorizationIntent, 200_00, flows.Outcome{Result: flows.ResultDone, ID: "7001", CaptureID: "9001", Source: flows.FromAnswer})
			},
			func(a *api.Authorization) {
				a.Captures[0].Amount, a.Captures[0].Remaining, a.Remaining = 200_00, 200_00, 0
			}, nil,
		},
		{
			"a purchase that a person settled, whose capture nobody named", func(l *ledger) {
				l.add(flows.AuthorizationIntent, 200_00, flows.Outcome{Result: flows.ResultDone, ID: "7001", Source: flows.FromPerson})
			},
			func(a *api.Authorization) {
				a.Captures[0].Amount, a.Captures[0].Remaining, a.Remaining = 200_00, 200_00, 0
			}, nil,
		},
		{
			"a capture that may be the one in doubt", func(l *ledger) {
				made(l)
				l.records[1].State, l.records[1].Outcome = journal.InDoubt, flows.Outcome{}
			}, nil,
			[]string{"The server has a capture of $80.00 (9001): it may be the one in doubt here."},
		},
		{
			"a return that may be the one in doubt", func(l *ledger) {
				made(l)
				l.add(flows.ReturnIntent, 10_00, flows.Outcome{}, of("9001"))
				l.records[2].State = journal.InDoubt
			},
			func(a *api.Authorization) { a.Captures[0].Remaining = 70_00 },
			[]string{"Of capture 9001, the server shows $10.00 more returned than this computer knows to be done: it may be what is in doubt here."},
		},
		{
			"a release that may be the one in doubt", func(l *ledger) {
				made(l)
				l.add(flows.ReleaseIntent, 10_00, flows.Outcome{})
				l.records[2].State = journal.NeedsPerson
			},
			func(a *api.Authorization) { a.Remaining = 110_00 },
			[]string{"The server has $10.00 more released than this computer knows to be done: it may be what is in doubt here."},
		},
		{
			"a number written with leading zeros", made, func(a *api.Authorization) { a.Captures[0].ID = "009001" }, nil,
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			sale, l := promotional(), newLedger()
			if row.here != nil {
				row.here(l)
			}
			if row.sale != nil {
				row.sale(&sale)
			}
			var got []string
			for _, text := range differences(sale, l.records) {
				got = append(got, text.In(api.English))
				if text.In(api.French) == text.In(api.English) {
					t.Errorf("%q is not French", text.In(api.French))
				}
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("says %q, want %q", got, row.want)
			}
		})
	}
}

func TestADifferenceStandsOnThePage(t *testing.T) {
	c := &clerk{t: t, server: &server{sale: promotional()}, ledger: newLedger()}
	made(c.ledger)
	c.open()
	wants(t, c.said(api.French), "Le serveur et le journal de ce poste concordent.", "2026-06-15 11:01|Capture 80,00\u00a0$\u00a0: fait, numéro 9001, 12345-SMITH, T1")
	c.server.sale.Captures[0].Remaining = 30_00
	c.does("")
	wants(t, c.said(api.English), "the server shows $50.00 returned; this computer recorded $0.00.")
	lacks(t, c.said(api.English), "agree.")
	report := c.flow.Page().Body.(*flows.Report)
	if report.Tone != flows.Careful {
		t.Errorf("tone %d", report.Tone)
	}
}

func TestAJournalThatCannotBeReadIsNotComparedWith(t *testing.T) {
	c := &clerk{t: t, server: &server{sale: promotional()}, ledger: newLedger()}
	c.ledger.findErr = flows.ErrNoIntent
	c.open()
	wants(t, c.said(api.English), "This computer's journal could not be read.")
	lacks(t, c.said(api.English), "agree.", "made elsewhere")
}
