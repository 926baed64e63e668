package sale

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/talk"
)

// store is a counter with a training server over HTTP and a journal of its own.
type store struct {
	t       *testing.T
	server  *sandbox.Server
	client  *api.Client
	journal *journal.Journal
	counter *flows.Counter
}

func openStore(t *testing.T) *store {
	t.Helper()
	s := &store{t: t, server: sandbox.New(sandbox.Options{Seed: 1})}
	base, stop, err := s.server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	s.client, err = api.New(api.Options{
		BaseURL: base, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.client.Close)
	s.journal, err = journal.Open(t.Context(), filepath.Join(t.TempDir(), "journal.db"), journal.Options{Training: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.journal.Close(); err != nil {
			t.Error(err)
		}
	})
	s.counter = counter()
	s.counter.Location, s.counter.NewID = sandbox.DefaultLocation, api.NewReferenceID
	s.counter.Now = func() time.Time { return s.server.Now() }
	return s
}

// opal is the sample customer who has open authorizations and captures.
func opal(t *testing.T) sandbox.SampleCustomer {
	t.Helper()
	all := sandbox.SampleCustomers()
	i := slices.IndexFunc(all, func(c sandbox.SampleCustomer) bool { return c.FirstName == "Opal" })
	if i < 0 {
		t.Fatal("there is no such sample customer")
	}
	return all[i]
}

// at opens one of the sample customer's sales, found by its reference.
func (s *store) at(reference string) *clerk {
	s.t.Helper()
	c := &clerk{t: s.t}
	c.flow = Of(s.counter, s.client, s.journal, account.Found{Customer: &api.Customer{AccountNumber: api.ID(opal(s.t).AccountNumber)}})
	// The oldest of them is older than the days of a return.
	c.flow.Page().Body.(*flows.Ask).Form.Enter(keyFrom, s.counter.Now().AddDate(-1, 0, 0).Format(time.DateOnly))
	c.flow.Page().Body.(*flows.Ask).Form.Enter(keyReference, reference)
	c.does("")
	c.at("sale.list")
	if n := len(c.flow.Page().Body.(*flows.Choose).Rows); n != 1 {
		s.t.Fatalf("%d sales have the reference %s", n, reference)
	}
	c.row(0)
	c.at("sale.one")
	return c
}

// made does something with the sale on the page, up to its outcome.
func (c *clerk) made(action, amount string) {
	c.t.Helper()
	c.does(action)
	c.fill(form.Values{keyAmount: amount})
	c.at("sale.confirm")
	c.does("")
	c.at("sale.done")
}

func TestOverHTTPASaleIsCapturedReleasedReturnedAndRefunded(t *testing.T) {
	s := openStore(t)
	c := s.at("SAMPLE-OPEN")
	wants(t, c.said(api.English), "Sale of $650.00, reference SAMPLE-OPEN", "made elsewhere", "Nothing is captured yet")

	c.made(actionCapture, "400.00")
	wants(t, c.said(api.English), "$400.00 captured", "Left to capture|$250.00", "The capture is recorded.")
	c.does("")
	c.made(actionRelease, "50")
	wants(t, c.said(api.English), "$50.00 released", "Left to capture|$200.00")
	c.does("")
	c.made(actionReturn, "150")
	wants(t, c.said(api.English), "$150.00 returned", "Left to return|$250.00")
	c.does("")
	c.made(actionReturn, "250")
	c.does("")
	c.made(actionCapture, "200")
	c.does("")
	c.does(actionRefund)
	c.at("sale.capture")
	c.row(1)
	c.fill(form.Values{keyAmount: "20"})
	c.does("")
	c.at("sale.done")
	c.does("")
	c.at("sale.one")
	wants(t, c.said(api.English), "agree", "Capture $400.00: done", "Release $50.00: done", "Return $150.00: done", "Return $250.00: done",
		"Capture $200.00: done", "Refund $20.00: done", "All of it was returned.", "$180.00 can be returned until", "This computer refunded $20.00 of it.")
	if got := c.actions(); got != "tfrs" {
		t.Errorf("actions %q", got)
	}
}

func TestOverHTTPAWholeReturnIsAFullOne(t *testing.T) {
	s := openStore(t)
	c := s.at("SAMPLE-PART")
	c.made(actionReturn, "500.00")
	wants(t, c.said(api.English), "$500.00 returned", "Left to return|$0.00")
	c.does("")
	lacks(t, c.actions(), "t")
}

func TestOverHTTPAHundredDaysArePast(t *testing.T) {
	s := openStore(t)
	c := s.at("SAMPLE-OLD")
	wants(t, c.said(api.English), "The 100 days for a return were over on")
	wants(t, c.said(api.English), "Refund to the account instead")
	if lacks(t, c.actions(), "t"); !c.does(actionReturn).Refused {
		t.Error("a return after the 100 days is taken")
	}
	c.made(actionRefund, "100")

	c = s.at("SAMPLE-PART")
	c.does(actionReturn)
	c.fill(nil)
	c.at("sale.confirm")
	if err := s.server.MoveClock(81 * 24 * time.Hour); err != nil {
		t.Fatal(err)
	}
	c.does("")
	c.at("sale.one")
	if n := c.notice(); n.Code != "return_date_exceeded" || n.Money.In(api.English) != "No money moved." {
		t.Errorf("notice %+v", n)
	}
}

func TestOverHTTPARegularPurchaseIsRefunded(t *testing.T) {
	s := openStore(t)
	c := s.at("SAMPLE-REGULAR")
	wants(t, c.said(api.English), "A regular purchase is not returned, but refunded.")
	if got := c.actions(); got != "frs" {
		t.Fatalf("actions %q", got)
	}
	c.made(actionRefund, "89.99")
}

func TestOverHTTPALostAnswerIsInDoubtAndNothingIsSentTwice(t *testing.T) {
	for _, row := range []struct {
		name, action, path string
		fault              fault.Kind
		done               bool
	}{
		{"a capture that was made", actionCapture, "authorization/*/capture", fault.DroppedAfter, true},
		{"a capture that was not made", actionCapture, "authorization/*/capture", fault.DroppedBefore, false},
		{"a capture whose answer is cut off", actionCapture, "authorization/*/capture", fault.Truncated, true},
		{"a release that was made", actionRelease, "authorization/*/release", fault.DroppedAfter, true},
		{"a release whose answer is empty", actionRelease, "authorization/*/release", fault.Empty, true},
		{"a return that was made", actionReturn, "capture/*/return", fault.DroppedAfter, true},
		{"a return that a gateway held up", actionReturn, "capture/*/return", fault.GatewayTimeout, false},
		{"a refund that was made", actionRefund, "accounts/*/refund", fault.DroppedAfter, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := openStore(t)
			c := s.at("SAMPLE-PART")
			before, _ := s.client.Authorization(t.Context(), api.Call{Reference: api.NewReferenceID()}, c.id())
			c.does(row.action)
			c.fill(form.Values{keyAmount: "30"})
			c.at("sale.confirm")
			s.server.Arm(fault.Fault{Kind: row.fault, Path: row.path, Count: 1})
			c.does("")
			c.at("sale.doubt")
			doubts, err := s.journal.Doubts(t.Context())
			if err != nil || len(doubts) != 1 || doubts[0].Intent.Amount != 30_00 {
				t.Fatalf("%v, doubts %+v", err, doubts)
			}
			c.does(talk.ActionLeave)
			c.at("sale.one")
			if c.actions() != "" {
				t.Errorf("the sale offers %q", c.actions())
			}
			wants(t, c.said(api.English), "$30.00: in doubt")
			after, err := s.client.Authorization(t.Context(), api.Call{Reference: api.NewReferenceID()}, c.id())
			if err != nil {
				t.Fatal(err)
			}
			moved := before.Remaining - after.Remaining + before.Captures[0].Remaining - after.Captures[0].Remaining
			want := api.Money(0)
			if row.done && row.action != actionRefund { // a refund does not show in a sale
				want = 30_00
			}
			if moved != want {
				t.Errorf("%s moved, want %s", moved, want)
			}
		})
	}
}

// id is the open sale's authorization.
func (c *clerk) id() api.ID {
	c.t.Helper()
	search, ok := c.flow.(*Search)
	if !ok || search.sale == nil {
		c.t.Fatal("no sale is open")
	}
	return search.sale.which.AuthorizationID
}

func TestOverHTTPARefundGoesToAnAccountWithoutASale(t *testing.T) {
	s := openStore(t)
	c := &clerk{t: t}
	c.flow = Refund(s.counter, s.client, s.journal, account.Found{Customer: &api.Customer{AccountNumber: api.ID(opal(t).AccountNumber)}})
	c.fill(form.Values{keyAmount: "999999.99", keyReference: "ORDER-1"})
	c.does("")
	c.at("sale.amount.refund")
	if n := c.notice(); n.Code != "refunds_limit_exceeded_amount" {
		t.Fatalf("notice %+v", n)
	}
	c.fill(form.Values{keyAmount: "10"})
	c.does("")
	c.at("sale.done")
}
