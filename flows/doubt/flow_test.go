package doubt

import (
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// desk plays the conversation as a clerk would.
type desk struct {
	*room
	flow *Flow
	sale api.ID // that was opened
}

func openDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{room: openRoom(t)}
	counter := &flows.Counter{
		Clerk: "12345-SAMPLE", Location: "00-12345", Training: true, Now: d.now, Managers: []string{"12345-BOSS"},
		NewID: func() api.ReferenceID { return "ref" },
	}
	d.flow = New(counter, Deps{Resolver: d.Resolver, List: d.journal, Directory: d.server, OpenSale: func(id api.ID) flows.Flow {
		d.sale = id
		return New(counter, Deps{Resolver: d.Resolver, List: d.journal})
	}})
	return d
}

func (d *desk) run(answer flows.Answer) flows.Move {
	d.t.Helper()
	move := d.flow.Answer(answer)
	for move.Task != nil {
		move = move.Task.Run(d.t.Context())()
	}
	return move
}

func (d *desk) at(page string) flows.Page {
	d.t.Helper()
	got := d.flow.Page()
	if got.ID != page {
		d.t.Fatalf("is at %s, want %s; notice %+v", got.ID, page, got.Notice)
	}
	return got
}

func (d *desk) fill(values form.Values) flows.Move {
	d.t.Helper()
	ask, ok := d.flow.Page().Body.(*flows.Ask)
	if !ok {
		d.t.Fatalf("%s has no fields", d.flow.Page().ID)
	}
	for key, value := range values {
		ask.Form.Enter(key, value)
	}
	return d.run(flows.Answer{})
}

func offers(page flows.Page, action string) bool {
	for _, a := range page.Actions {
		if a.ID == action {
			return true
		}
	}
	return false
}

func TestAClerkAsksAndOpensTheSale(t *testing.T) {
	d := openDesk(t)
	if page := d.at("doubt.list"); !page.Forward.Empty() || !d.run(flows.Answer{}).Refused {
		t.Error("an empty list can be opened")
	}
	d.lost(purchase())
	d.run(flows.Answer{})
	if offers(d.at("doubt.one"), actionDecide) {
		t.Error("a manager may decide before the server had its time")
	}
	d.run(flows.Answer{})
	if n := d.at("doubt.one").Notice; n == nil || n.What != msgStillUnknown {
		t.Errorf("notice %+v", n)
	}
	d.server.list = []api.Authorization{made()}
	d.run(flows.Answer{})
	page := d.at("doubt.settled")
	if page.Notice == nil || !strings.Contains(page.Notice.What.In(api.English), "7009") {
		t.Errorf("notice %+v", page.Notice)
	}
	if move := d.run(flows.Answer{Action: actionSale}); move.Show == nil || d.sale != "7009" {
		t.Errorf("opened %q", d.sale)
	}
	d.run(flows.Answer{})
	if table, ok := d.at("doubt.list").Body.(*flows.Choose); !ok || len(table.Rows) != 1 {
		t.Error("what was settled is not listed any more")
	}
}

func TestAPageThatIsOpenShowsWhatTheConsoleFoundOut(t *testing.T) {
	d := openDesk(t)
	d.lost(purchase())
	d.run(flows.Answer{})
	d.at("doubt.one")
	d.server.list = []api.Authorization{made()}
	d.room.run()
	d.at("doubt.settled")
}

func TestAManagerDecides(t *testing.T) {
	d := openDesk(t)
	refund := purchase()
	refund.Kind = flows.RefundIntent
	id := d.lost(refund)
	d.room.run()
	d.run(flows.Answer{})
	if page := d.at("doubt.one"); !page.Forward.Empty() || !offers(page, actionDecide) {
		t.Errorf("page %+v", page)
	}
	if !d.run(flows.Answer{}).Refused {
		t.Error("the server can be asked what it cannot tell")
	}
	d.run(flows.Answer{Action: actionDecide})
	d.at("doubt.decide")
	decision := form.Values{keyResult: resultNever, flows.KeyManager: "12345-SAMPLE", flows.KeyReason: "support saw nothing"}
	if !d.fill(decision).Refused {
		t.Error("who is no manager decided")
	}
	decision[flows.KeyManager] = "12345-BOSS"
	d.fill(decision)
	if confirm, ok := d.at("doubt.confirm").Body.(*flows.Confirm); !ok || !confirm.Money {
		t.Error("a decision needs the deliberate key")
	}
	d.run(flows.Answer{})
	d.at("doubt.settled")
	if got := d.outcome(id); got.Result != flows.ResultNotDone || got.By != "12345-BOSS" || got.Reason != "support saw nothing" || got.Source != flows.FromPerson {
		t.Errorf("recorded %+v", got)
	}
}

func TestAClerkTakesTheOnePurchaseThatMayBeIt(t *testing.T) {
	d := openDesk(t)
	id := d.lost(purchase())
	vague := made()
	vague.Date = "2026-06-15"
	d.server.list = []api.Authorization{vague}
	d.run(flows.Answer{})
	if !d.run(flows.Answer{Action: actionTake}).Refused {
		t.Error("taken before the server was asked")
	}
	d.run(flows.Answer{})
	if !offers(d.at("doubt.one"), actionTake) {
		t.Fatal("cannot be taken")
	}
	d.run(flows.Answer{Action: actionTake})
	if page := d.at("doubt.take"); !page.Body.(*flows.Confirm).Money || len(d.journal.InDoubt()) != 1 {
		t.Fatal("taken without a question")
	}
	d.flow.Back()
	d.at("doubt.one")
	d.run(flows.Answer{Action: actionTake})
	d.run(flows.Answer{})
	d.at("doubt.settled")
	if got := d.outcome(id); got.ID != "7009" || got.Source != flows.FromPerson || got.By != "12345-SAMPLE" {
		t.Errorf("recorded %+v", got)
	}
}

func TestAnApplicationIsLookedForByItsCustomer(t *testing.T) {
	who := form.Values{keyFirst: "Testa", keyLast: "Sample", keyBirth: "1990-01-02"}
	application := flows.Intent{Kind: flows.ApplicationIntent, Flow: "ref", Clerk: "12345-SAMPLE", RequestID: "request", Training: true}
	for name, c := range map[string]struct {
		customers []api.Customer
		err       error
		settled   bool
	}{
		"an account of today is it":      {customers: []api.Customer{{AccountNumber: "116994755", CreationDate: "2026-06-15"}}, settled: true},
		"an account of last year is not": {customers: []api.Customer{{AccountNumber: "116994755", CreationDate: "2025-06-15"}}},
		"no account says nothing":        {err: &api.Error{Kind: api.KindNotFound, Code: "not_found"}},
		"an empty answer says nothing":   {},
	} {
		t.Run(name, func(t *testing.T) {
			d := openDesk(t)
			id := d.lost(application)
			d.room.run()
			d.run(flows.Answer{})
			d.run(flows.Answer{Action: actionCustomer})
			d.at("doubt.customer")
			d.server.customers, d.server.err = c.customers, c.err
			d.fill(who)
			d.at("doubt.customers")
			move := d.run(flows.Answer{})
			if !c.settled {
				if !move.Refused || !d.outcome(id).Result.Open() {
					t.Errorf("recorded %+v", d.outcome(id))
				}
				return
			}
			d.at("doubt.settled")
			if got := d.outcome(id); got.Result != flows.ResultDone || got.Decision != string(api.Approved) {
				t.Errorf("recorded %+v", got)
			}
		})
	}
}

func TestAClosingIsLookedForByItsCustomer(t *testing.T) {
	who := form.Values{keyFirst: "Testa", keyLast: "Sample", keyBirth: "1990-01-02"}
	closing := flows.Intent{Kind: flows.CloseIntent, Account: "116994755", Flow: "ref", Clerk: "12345-SAMPLE", Training: true}
	account := func(status string) []api.Customer {
		return []api.Customer{{AccountNumber: "116994755", Status: status}}
	}
	blocked := &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Code: "user_not_able_to_purchase"}
	for name, c := range map[string]struct {
		customers []api.Customer
		lookUp    error
		later     time.Duration // after the answer was lost
		want      flows.Result
		refused   bool
		says      lang.Text
	}{
		"a closed account was closed":                {customers: account("C"), lookUp: blocked, want: flows.ResultDone},
		"a closed one, its status in small letters":  {customers: account(" c "), lookUp: blocked, want: flows.ResultDone},
		"an open one may yet be closed":              {customers: account("N"), says: msgStillOpen, want: flows.ResultNeedsPerson},
		"an open one after the grace time was not":   {customers: account("N"), later: time.Hour, want: flows.ResultNotDone},
		"a frozen one that cannot be looked up":      {customers: account("F"), lookUp: blocked, later: time.Hour, says: msgMaybeClosed, want: flows.ResultNeedsPerson},
		"an open one by the search, and not by name": {customers: account("N"), lookUp: blocked, later: time.Hour, says: msgMaybeClosed, want: flows.ResultNeedsPerson},
		"another account says nothing":               {customers: []api.Customer{{AccountNumber: "116990001", Status: "C"}}, want: flows.ResultNeedsPerson, refused: true},
		"a customer who is not found says nothing":   {later: time.Hour, want: flows.ResultNeedsPerson, refused: true},
	} {
		t.Run(name, func(t *testing.T) {
			d := openDesk(t)
			id := d.lost(closing)
			d.room.run() // nobody can be asked: a person is needed
			d.o.Customers = d.server
			d.room.at = d.room.at.Add(c.later)
			d.run(flows.Answer{})
			d.run(flows.Answer{Action: actionCustomer})
			d.at("doubt.customer")
			d.server.customers = c.customers
			d.fill(who)
			d.at("doubt.customers")
			d.server.err = c.lookUp
			if refused := d.run(flows.Answer{}).Refused; refused != c.refused {
				t.Errorf("refused: %v", refused)
			}
			if got := d.outcome(id); got.Result != c.want || got.Result == flows.ResultDone && got.Source != flows.FromServer {
				t.Errorf("recorded %+v, want %v", got, c.want)
			}
			if n := d.flow.Page().Notice; !c.says.Empty() && (n == nil || n.What != c.says) {
				t.Errorf("notice %+v, want %v", n, c.says)
			}
		})
	}
}

func TestAClosingIsLookedUpByTheConsoleThatSentIt(t *testing.T) {
	blocked := &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Code: "user_not_able_to_purchase"}
	down := &api.Error{Kind: api.KindServer, Executed: api.ExecutedNo, Status: 500}
	for name, c := range map[string]struct {
		lookUp error
		want   flows.Result
	}{
		"the account can be looked up": {nil, flows.ResultNotDone},
		"it can no longer purchase":    {blocked, flows.ResultNeedsPerson},
		"the server does not answer":   {down, flows.ResultInDoubt},
	} {
		t.Run(name, func(t *testing.T) {
			r := openRoom(t)
			r.o.Customers = r.server
			id := r.lost(flows.Intent{Kind: flows.CloseIntent, Account: "116994755", Training: true})
			r.server.err = c.lookUp
			for range 6 {
				if _, due := r.Next(r.journal.InDoubt()); !due {
					break
				}
				if r.at.Sub(noon()) < DefaultGrace-time.Second && r.outcome(id).Result != flows.ResultInDoubt {
					t.Error("settled before the grace time is over")
				}
				r.run()
			}
			if got := r.outcome(id); got.Result != c.want {
				t.Errorf("%+v, want %v", got, c.want)
			}
			if q := r.server.lookedUp; len(q) == 0 || q[0].AccountNumber != "116994755" {
				t.Errorf("looked up %+v", q)
			}
		})
	}
}

func TestBackLosesNothing(t *testing.T) {
	d := openDesk(t)
	refund := purchase()
	refund.Kind = flows.RefundIntent
	d.lost(refund)
	d.room.run()
	d.run(flows.Answer{})
	d.run(flows.Answer{Action: actionDecide})
	d.fill(form.Values{keyResult: resultDone, flows.KeyManager: "12345-BOSS", flows.KeyReason: "seen"})
	d.at("doubt.confirm")
	d.flow.Back()
	d.at("doubt.decide")
	if d.flow.decision.Value(flows.KeyReason) != "seen" || !d.flow.Dirty() {
		t.Error("what was typed is lost")
	}
	d.flow.Back()
	d.flow.Back()
	d.at("doubt.list")
	if d.flow.Back() {
		t.Error("there is a page before the first")
	}
}

func TestAPersonSeesWhatTheServerHasBesideWhatWasSent(t *testing.T) {
	d := openDesk(t)
	d.lost(purchase())
	maybe := made()
	maybe.Reference, maybe.Status = "", "settling"
	d.server.list = []api.Authorization{maybe}
	d.room.run()
	d.run(flows.Answer{})
	d.at("doubt.one")
	said := map[string]bool{}
	for _, g := range d.flow.Page().Body.(*flows.Report).Groups {
		for _, line := range g.Lines {
			said[g.Heading.In(api.English)+": "+line.Value.In(api.English)] = true
		}
	}
	for _, want := range []string{"On the server: 7009", "On the server: settling", "On the server: ending in 4755", "For support: ORDER-1", "For support: ending in 4755"} {
		if !said[want] {
			t.Errorf("%q is missing in %v", want, said)
		}
	}
}
