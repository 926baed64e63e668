package doubt

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
	"countertop/flows/journal"
)

// failing is a test, or one run of a property.
type failing interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

// world is a console with a journal on disk, a training server over HTTP on loopback and a clock
// that they share. The console can end at any step, and be started again.
type world struct {
	t       failing
	ctx     context.Context
	server  *sandbox.Server
	client  *api.Client
	path    string
	journal *journal.Journal
	*Resolver

	mu sync.Mutex
	at time.Time

	close    func()
	dies     point // where the console ends in its next call
	consoles int
	numbers  int
}

// point is a step of a money call at which a console may end.
type point int

const (
	nowhere point = iota
	afterIntent
	afterAnswer
)

var errKilled = errors.New("the console has ended")

func openWorld(t *testing.T, idempotency bool) *world {
	t.Helper()
	w := newWorld(t.Context(), t, t.TempDir(), idempotency)
	t.Cleanup(w.close)
	return w
}

func newWorld(ctx context.Context, t failing, folder string, idempotency bool) *world {
	t.Helper()
	w := &world{t: t, ctx: ctx, path: filepath.Join(folder, "journal.db"), at: noon()}
	w.server = sandbox.New(sandbox.Options{Now: w.now, Seed: 1, Override: true, Standard: true, TokenLife: 1000 * time.Hour})
	base, stop, err := w.server.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	options := api.Options{
		BaseURL: base, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1,
		Timeouts: api.Timeouts{Read: 2 * time.Second, Submit: 1500 * time.Millisecond, Token: 2 * time.Second},
	}
	transport := &http.Transport{}
	if !idempotency {
		options.Transport = forgetful{transport}
	}
	if w.client, err = api.New(options); err != nil {
		t.Fatal(err)
	}
	w.start()
	w.close = func() {
		_ = w.journal.Close()
		w.client.Close()
		transport.CloseIdleConnections()
		stop()
	}
	return w
}

// forgetful is a line to a server that knows no idempotency keys.
type forgetful struct{ next http.RoundTripper }

func (f forgetful) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Del("X-Idempotency-Key")
	r.Header.Del("X-Context-Hash")
	return f.next.RoundTrip(r)
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at
}

func (w *world) pass(by time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = w.at.Add(by)
}

// start starts a console.
func (w *world) start() {
	w.t.Helper()
	w.consoles++
	j, err := journal.Open(w.ctx, w.path, journal.Options{Now: w.now, Training: true, Console: fmt.Sprintf("console-%d", w.consoles)})
	if err != nil {
		w.t.Fatal(err)
	}
	w.journal, w.dies = j, nowhere
	w.Resolver = NewResolver(Options{Server: w.client, Ledger: j, Now: w.now})
}

// restart ends the console and starts another.
func (w *world) restart() {
	w.t.Helper()
	if err := w.journal.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.start()
}

func (w *world) next(prefix string) string {
	w.numbers++
	return fmt.Sprintf("%s-%d", prefix, w.numbers)
}

// mortal is a journal whose console ends in the middle of a call: what it would have recorded
// afterwards is never recorded.
type mortal struct {
	*journal.Journal
	w *world
}

func (m mortal) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	if m.w.dies != nowhere {
		return errKilled
	}
	return m.Journal.Conclude(ctx, id, outcome)
}

// send makes a money call as the flows do, and starts the console again where it ended in the middle.
func send[T any](w *world, in flows.Intent, call func(context.Context, api.Call) (T, error)) (T, error) {
	w.t.Helper()
	in.Flow, in.Location, in.Clerk, in.Training = api.NewReferenceID(), sandbox.DefaultLocation, "12345-SAMPLE", true
	in.IdempotencyKey = w.next("key")
	result, err := flows.Execute(w.ctx, mortal{w.journal, w}, in, func(ctx context.Context) (T, error) {
		if w.dies == afterIntent {
			var none T
			return none, errKilled
		}
		return call(ctx, api.Call{Reference: in.Flow})
	})
	if w.dies != nowhere {
		w.restart()
	}
	return result, err
}

const account = api.ID("100000001")

// verified asks for a PIN of the store's own.
func (w *world) verified() (pin api.Secret, requestID string) {
	w.t.Helper()
	requestID = w.next("request")
	answer, err := w.client.Verify(w.ctx, api.Call{}, api.VerificationRequest{AccountNumber: account, Format: api.VerifyOverride, RequestID: requestID})
	if err != nil {
		w.t.Fatalf("verifying: %v", err)
	}
	return answer.PIN, requestID
}

// authorize makes a purchase of $60.00 over three months; captured or not.
func (w *world) authorize(reference string, captured bool) (api.Authorization, error) {
	w.t.Helper()
	return w.authorizeFor(reference, 60_00, captured)
}

func (w *world) authorizeFor(reference string, amount api.Money, captured bool) (api.Authorization, error) {
	w.t.Helper()
	pin, requestID := w.verified()
	financing := api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "4", Term: 3}
	in := flows.Intent{Kind: flows.AuthorizationIntent, Account: account, Amount: amount, Reference: reference, Financing: financing, RequestID: requestID}
	return send(w, in, func(ctx context.Context, call api.Call) (api.Authorization, error) {
		return w.client.Authorize(ctx, call, api.AuthorizationRequest{
			AccountNumber: account, Reference: reference, Financing: financing, Amount: amount, AutoCapture: captured,
			VerificationCode: pin, RequestID: requestID, Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE", IdempotencyKey: w.next("key"),
		})
	})
}

func (w *world) capture(a api.Authorization, amount api.Money) (api.Captured, error) {
	w.t.Helper()
	in := flows.Intent{Kind: flows.CaptureIntent, Account: account, Amount: amount, Reference: a.Reference, AuthorizationID: a.ID, Remaining: a.Remaining}
	return send(w, in, func(ctx context.Context, call api.Call) (api.Captured, error) {
		return w.client.Capture(ctx, call, api.CaptureRequest{AuthorizationID: a.ID, Amount: amount, Reference: a.Reference, IdempotencyKey: w.next("key")})
	})
}

func (w *world) release(a api.Authorization, amount api.Money) (api.Release, error) {
	w.t.Helper()
	in := flows.Intent{Kind: flows.ReleaseIntent, Account: account, Amount: amount, Reference: a.Reference, AuthorizationID: a.ID, Remaining: a.Remaining}
	return send(w, in, func(ctx context.Context, call api.Call) (api.Release, error) {
		return w.client.Release(ctx, call, api.ReleaseRequest{
			AuthorizationID: a.ID, Amount: &amount, Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE", IdempotencyKey: w.next("key"),
		})
	})
}

func (w *world) giveBack(a api.Authorization, c api.Capture, amount api.Money) (api.Return, error) {
	w.t.Helper()
	in := flows.Intent{
		Kind: flows.ReturnIntent, Account: account, Amount: amount, Reference: a.Reference, AuthorizationID: a.ID, CaptureID: c.ID, Remaining: c.Remaining,
	}
	return send(w, in, func(ctx context.Context, call api.Call) (api.Return, error) {
		return w.client.Return(ctx, call, api.ReturnRequest{
			AuthorizationID: a.ID, CaptureID: c.ID, Reference: a.Reference, Full: amount == c.Amount, Amount: amount,
			Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE", IdempotencyKey: w.next("key"),
		})
	})
}

func (w *world) refund(reference string, amount api.Money) error {
	w.t.Helper()
	in := flows.Intent{Kind: flows.RefundIntent, Account: account, Amount: amount, Reference: reference}
	_, err := send(w, in, func(ctx context.Context, call api.Call) (struct{}, error) {
		return struct{}{}, w.client.Refund(ctx, call, api.RefundRequest{
			AccountNumber: account, Reference: reference, Amount: amount,
			Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE", IdempotencyKey: w.next("key"),
		})
	})
	return err
}

func (w *world) transact(kind flows.IntentKind, amount api.Money) (api.Transaction, error) {
	w.t.Helper()
	pin, requestID := w.verified()
	types := map[flows.IntentKind]string{flows.DepositIntent: api.Deposit, flows.PaymentIntent: api.InStorePayment, flows.TradeInIntent: api.TradeIn}
	in := flows.Intent{Kind: kind, Account: account, Amount: amount, RequestID: requestID}
	return send(w, in, func(ctx context.Context, call api.Call) (api.Transaction, error) {
		return w.client.Transact(ctx, call, api.TransactionRequest{
			Type: types[kind], Amount: amount, AccountNumber: account, VerificationCode: pin, RequestID: requestID,
			Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE", IdempotencyKey: w.next("key"),
		})
	})
}

// sale is what the server has of a purchase now.
func (w *world) sale(id api.ID) api.Authorization {
	w.t.Helper()
	a, err := w.client.Authorization(w.ctx, api.Call{}, id)
	if err != nil {
		w.t.Fatalf("asking for a sale: %v", err)
	}
	return a
}

// all is what the server has of the account, what it had at the beginning not counted.
func (w *world) all() map[string]api.Authorization {
	w.t.Helper()
	list, err := w.client.Authorizations(w.ctx, api.Call{}, api.TransactionQuery{AccountNumber: account, From: noon().Format(time.DateOnly)})
	if err != nil {
		w.t.Fatalf("asking for all sales: %v", err)
	}
	byReference := map[string]api.Authorization{}
	for _, a := range list {
		if _, double := byReference[a.Reference]; double {
			w.t.Errorf("%s was made twice", a.Reference)
		}
		byReference[a.Reference] = w.sale(a.ID)
	}
	return byReference
}

// credit is the account's available credit on the server.
func (w *world) credit() api.Money {
	w.t.Helper()
	a, err := w.client.Lookup(w.ctx, api.Call{}, api.LookupQuery{AccountNumber: string(account)})
	if err != nil {
		w.t.Fatalf("looking the account up: %v", err)
	}
	return a.AvailableCredit
}

// settle lets time pass until nothing is left that a query could tell.
func (w *world) settle() {
	w.t.Helper()
	w.server.Disarm()
	for range 60 {
		doubts, err := w.journal.Doubts(w.ctx)
		if err != nil {
			w.t.Fatal(err)
		}
		next, due := w.Next(doubts)
		if !due {
			return
		}
		if wait := next.Sub(w.now()); wait > 0 {
			w.pass(wait)
		}
		if _, err := w.Run(w.ctx); err != nil {
			w.t.Fatal(err)
		}
	}
	w.t.Fatalf("still in doubt: %+v", w.journal.InDoubt())
}

// agree holds the journal against the server: every sale and all that was done with it is in both, or
// in neither; what is left in doubt no query could tell.
func (w *world) agree() {
	w.t.Helper()
	records, err := w.journal.Find(w.ctx, journal.Query{Limit: 10_000})
	if err != nil {
		w.t.Fatal(err)
	}
	there := w.all()
	type sums struct{ captured, released, returned api.Money }
	here := map[api.ID]*sums{}
	of := func(id api.ID) *sums {
		if here[id] == nil {
			here[id] = &sums{}
		}
		return here[id]
	}
	unsure := map[api.ID]bool{}
	for _, r := range records {
		if r.State == journal.NeedsPerson {
			if r.Intent.Kind.Queryable() {
				w.t.Errorf("%s of %s needs a person", r.Intent.Kind, r.Intent.Reference)
				unsure[r.Intent.AuthorizationID] = true
			}
			continue
		}
		done := r.State == journal.Done
		if !done && r.State != journal.NotDone {
			w.t.Errorf("%s of %s is %s", r.Intent.Kind, r.Intent.Reference, r.State)
		}
		switch r.Intent.Kind {
		case flows.AuthorizationIntent:
			made, is := there[r.Intent.Reference]
			if is && done && made.ID == r.Outcome.ID {
				delete(there, r.Intent.Reference)
				if len(made.Captures) > 0 && r.Outcome.CaptureID == made.Captures[0].ID {
					of(made.ID).captured += made.Captures[0].Amount
				}
				continue
			}
			if done {
				w.t.Errorf("%s was made here as %s; on the server: %+v", r.Intent.Reference, r.Outcome.ID, made)
			}
		case flows.CaptureIntent:
			if done {
				of(r.Intent.AuthorizationID).captured += r.Intent.Amount
			}
		case flows.ReleaseIntent:
			if done {
				of(r.Intent.AuthorizationID).released += r.Intent.Amount
			}
		case flows.ReturnIntent:
			if done {
				of(r.Intent.AuthorizationID).returned += r.Intent.Amount
			}
		}
	}
	for reference, made := range there {
		w.t.Errorf("%s (%s) is on the server, and not here", reference, made.ID)
	}
	for id, sum := range here {
		if unsure[id] {
			continue
		}
		a := w.sale(id)
		var captured, returned api.Money
		for _, c := range a.Captures {
			captured += c.Amount
			returned += c.Amount - c.Remaining
		}
		released := a.Amount - a.Remaining - captured
		if *sum != (sums{captured, released, returned}) {
			w.t.Errorf("%s: here captured, released, returned %v; on the server %v", id, *sum, sums{captured, released, returned})
		}
	}
}
