package flows_test

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"countertop/flows"
	"countertop/flows/flowtest"

	"countertop/api"
)

var sale = flows.Intent{Kind: flows.AuthorizationIntent, Account: "116994755", Amount: 12_50, Reference: "ORDER-1"}

func noon() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }

// answering is a call that ends with an error, or well.
func answering(err error) (call func(context.Context) (api.Authorization, error), calls *int) {
	calls = new(int)
	return func(context.Context) (api.Authorization, error) {
		*calls++
		return api.Authorization{ID: "7001"}, err
	}, calls
}

func TestASaleInDoubtIsNotSentAgain(t *testing.T) {
	recorder := flowtest.NewIntents(noon)
	lost, calls := answering(&api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown})
	_, err := flows.Execute(t.Context(), recorder, sale, lost)
	var doubt *flows.InDoubtError
	if !errors.As(err, &doubt) || len(recorder.InDoubt()) != 1 {
		t.Fatalf("err %v, in doubt %v", err, recorder.InDoubt())
	}
	_, err = flows.Execute(t.Context(), recorder, sale, lost)
	var frozen *flows.InDoubtError
	if !errors.Is(err, flows.ErrFrozen) || !errors.As(err, &frozen) || frozen.Intent != doubt.Intent || frozen.Was != sale || doubt.Was != sale || !frozen.Since.Equal(noon()) {
		t.Errorf("the second time: %v", err)
	}
	if *calls != 1 {
		t.Errorf("sent %d times", *calls)
	}
	if err := recorder.Conclude(t.Context(), doubt.Intent, flows.Outcome{Result: flows.ResultDone, ID: "7001"}); err != nil {
		t.Fatal(err)
	}
	if len(recorder.InDoubt()) != 0 {
		t.Error("still in doubt after the server was asked")
	}
	if end, err := recorder.Outcome(t.Context(), doubt.Intent); err != nil || end.Result != flows.ResultDone || end.ID != "7001" {
		t.Errorf("its outcome: %+v, %v", end, err)
	}
	if err := recorder.Conclude(t.Context(), doubt.Intent, flows.Outcome{Result: flows.ResultNotDone}); !errors.Is(err, flows.ErrNoIntent) {
		t.Errorf("an outcome is final, but: %v", err)
	}
}

func TestWhatIsTheSameSale(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*flows.Intent)
		frozen bool
	}{
		"the same sale in another flow is the same":     {func(in *flows.Intent) { in.Flow, in.RequestID = "other", "other" }, true},
		"a reference with spaces around it is the same": {func(in *flows.Intent) { in.Reference = " ORDER-1 " }, true},
		"a reference in other letters is the same":      {func(in *flows.Intent) { in.Reference = "order-1" }, true},
		"the reference on another account waits":        {func(in *flows.Intent) { in.Account = "5" }, true},
		"another account and reference is another sale": {func(in *flows.Intent) { in.Account, in.Reference = "5", "ORDER-2" }, false},
		"another amount waits for the first":            {func(in *flows.Intent) { in.Amount++ }, true},
		"another account that ends alike waits too":     {func(in *flows.Intent) { in.Account = "994755" }, true},
		"a capture under the reference waits for it":    {func(in *flows.Intent) { in.Kind, in.AuthorizationID = flows.CaptureIntent, "7001" }, true},
		"an application never waits":                    {func(in *flows.Intent) { in.Kind = flows.ApplicationIntent }, false},
		"another reference on the account waits":        {func(in *flows.Intent) { in.Reference = "ORDER-2" }, true},
		"a refund under another reference never waits":  {func(in *flows.Intent) { in.Kind, in.Reference = flows.RefundIntent, "ORDER-2" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			recorder := flowtest.NewIntents(noon)
			if _, err := recorder.Intend(t.Context(), sale); err != nil {
				t.Fatal(err)
			}
			other := sale
			c.change(&other)
			if _, err := recorder.Intend(t.Context(), other); errors.Is(err, flows.ErrFrozen) != c.frozen {
				t.Errorf("err %v, want frozen %v", err, c.frozen)
			}
		})
	}
}

func TestARefusedSaleMayBeSentAgain(t *testing.T) {
	recorder := flowtest.NewIntents(noon)
	refused, calls := answering(&api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Code: "credit_exceeded"})
	for range 2 {
		if _, err := flows.Execute(t.Context(), recorder, sale, refused); flows.FailureCode(err) != "credit_exceeded" {
			t.Fatal(err)
		}
	}
	if *calls != 2 || len(recorder.InDoubt()) != 0 {
		t.Errorf("calls %d, in doubt %v", *calls, recorder.InDoubt())
	}
}

func TestOnlyOneOfManyAtOnceIsSent(t *testing.T) {
	recorder := flowtest.NewIntents(noon)
	inside, leave := make(chan struct{}), make(chan struct{})
	var others sync.WaitGroup
	others.Go(func() {
		if _, err := flows.Execute(t.Context(), recorder, sale, func(context.Context) (api.Authorization, error) {
			close(inside)
			<-leave
			return api.Authorization{ID: "7001"}, nil
		}); err != nil {
			t.Error(err)
		}
	})
	<-inside
	second, calls := answering(nil)
	if _, err := flows.Execute(t.Context(), recorder, sale, second); !errors.Is(err, flows.ErrFrozen) || *calls != 0 {
		t.Errorf("err %v, calls %d", err, *calls)
	}
	if len(recorder.InDoubt()) != 0 {
		t.Error("a call under way is counted as in doubt")
	}
	close(leave)
	others.Wait()
}

// brokenRecorder fails to record.
type brokenRecorder struct{ intend, conclude error }

func (b brokenRecorder) Outcome(context.Context, flows.IntentID) (flows.Outcome, error) {
	return flows.Outcome{}, nil
}

func (b brokenRecorder) Concluded(context.Context, flows.IntentKind, api.ID) (bool, error) {
	return false, nil
}

func (b brokenRecorder) Frozen(flows.Intent) error { return nil }

func (b brokenRecorder) Intend(context.Context, flows.Intent) (flows.IntentID, error) {
	return "1", b.intend
}
func (b brokenRecorder) Conclude(context.Context, flows.IntentID, flows.Outcome) error {
	return b.conclude
}

func TestNothingIsSentThatIsNotRecorded(t *testing.T) {
	call, calls := answering(nil)
	_, err := flows.Execute(t.Context(), brokenRecorder{intend: errors.New("disk full")}, sale, call)
	if !errors.Is(err, flows.ErrNotRecorded) || *calls != 0 {
		t.Errorf("err %v, calls %d", err, *calls)
	}
}

func TestAGoodResultSurvivesARecorderThatFails(t *testing.T) {
	call, _ := answering(nil)
	done, err := flows.Execute(t.Context(), brokenRecorder{conclude: errors.New("disk full")}, sale, call)
	if !errors.Is(err, flows.ErrNotConcluded) || done.ID != "7001" {
		t.Errorf("err %v, result %v", err, done)
	}
}

func TestACancelledSaleIsNeverSent(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	call, calls := answering(nil)
	_, err := flows.Execute(ctx, flowtest.NewIntents(noon), sale, call)
	var failed *api.Error
	if !errors.As(err, &failed) || failed.Executed != api.ExecutedNever || *calls != 0 {
		t.Errorf("err %v, calls %d", err, *calls)
	}
}

func TestTheOutcomeIsRecordedAlsoAfterCancelling(t *testing.T) {
	recorder := &rememberingRecorder{Intents: flowtest.NewIntents(noon)}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := flows.Execute(ctx, recorder, sale, func(context.Context) (api.Authorization, error) {
		cancel()
		return api.Authorization{ID: "7001"}, nil
	}); err != nil {
		t.Fatal(err)
	}
	if !concludedAs(t, recorder, "7001") || concludedAs(t, recorder, "7002") {
		t.Error("the server's id of what was done is not remembered")
	}
	if recorder.outcome != (flows.Outcome{Result: flows.ResultDone, ID: "7001", Source: flows.FromAnswer}) || recorder.cancelled {
		t.Errorf("recorded %+v, context cancelled %v", recorder.outcome, recorder.cancelled)
	}
}

type rememberingRecorder struct {
	*flowtest.Intents
	outcome   flows.Outcome
	cancelled bool
}

func (r *rememberingRecorder) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	r.outcome, r.cancelled = outcome, ctx.Err() != nil
	return r.Intents.Conclude(ctx, id, outcome)
}

// moneyCalls are the client's methods that move money, open or close an account, or send a PIN.
var moneyCalls = map[string]bool{
	"Authorize": true, "Capture": true, "Release": true, "Return": true, "Refund": true, "Transact": true,
	"Apply": true, "CloseAccount": true, "Verify": true,
}

func TestNoFlowOrScreenMakesAMoneyCallButThroughTheEngine(t *testing.T) {
	sent := map[string]bool{}
	for _, dir := range []string{".", "../ui"} {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			calls := moneyCallsIn(t, path)
			for _, name := range calls.sent {
				sent[name] = true
			}
			for _, where := range calls.elsewhere {
				t.Errorf("%s: a money call that is not the Send of a talk.Money", where)
			}
			if calls.executes && filepath.ToSlash(path) != "talk/money.go" {
				t.Errorf("%s calls flows.Execute: only the engine does", path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name := range moneyCalls {
		if !sent[name] {
			t.Errorf("no %s was found at all: the test looks in the wrong place", name)
		}
	}
}

// madeCalls are the money calls of a file: those that a talk.Money sends, and where others are.
type madeCalls struct {
	sent, elsewhere []string
	executes        bool
}

func moneyCallsIn(t *testing.T, path string) madeCalls {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var made madeCalls
	sending := map[ast.Node]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if money, ok := n.(*ast.CompositeLit); ok && isMoney(money.Type) {
			for _, member := range money.Elts {
				if pair, ok := member.(*ast.KeyValueExpr); ok && pair.Key.(*ast.Ident).Name == "Send" {
					ast.Inspect(pair.Value, func(n ast.Node) bool { sending[n] = true; return true })
				}
			}
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		called, ok := call.Fun.(*ast.SelectorExpr)
		switch {
		case !ok:
		case called.Sel.Name == "Execute" && isFlows(called.X):
			made.executes = true
		case moneyCalls[called.Sel.Name] && sending[n]:
			made.sent = append(made.sent, called.Sel.Name)
		case moneyCalls[called.Sel.Name] && isClient(called.X):
			made.elsewhere = append(made.elsewhere, files.Position(n.Pos()).String())
		}
		return true
	})
	return made
}

func isFlows(x ast.Expr) bool {
	name, ok := x.(*ast.Ident)
	return ok && name.Name == "flows"
}

// isMoney reports whether a type is talk.Money of two types.
func isMoney(x ast.Expr) bool {
	of, ok := x.(*ast.IndexListExpr)
	if !ok {
		return false
	}
	name, ok := of.X.(*ast.SelectorExpr)
	return ok && name.Sel.Name == "Money"
}

// isClient is true for what a client is called in flows: f.client, client, c, options.Desk.
func isClient(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.SelectorExpr:
		return strings.Contains(strings.ToLower(x.Sel.Name), "client") || x.Sel.Name == "Desk"
	case *ast.Ident:
		return strings.Contains(strings.ToLower(x.Name), "client") || x.Name == "c"
	}
	return false
}

func concludedAs(t *testing.T, r flows.Recorder, id api.ID) bool {
	t.Helper()
	known, err := r.Concluded(t.Context(), flows.AuthorizationIntent, id)
	if err != nil {
		t.Fatal(err)
	}
	return known
}

func TestWhatWaitsWithoutAReference(t *testing.T) {
	deposit := flows.Intent{Kind: flows.DepositIntent, Account: "116994755", Amount: 50_00}
	for name, c := range map[string]struct {
		change func(*flows.Intent)
		frozen bool
	}{
		"another deposit on the account waits":   {func(in *flows.Intent) { in.Amount = 1 }, true},
		"a payment on the account does not":      {func(in *flows.Intent) { in.Kind = flows.PaymentIntent }, false},
		"a deposit on another account does not":  {func(in *flows.Intent) { in.Account = "116994756" }, false},
		"a purchase with a reference does not":   {func(in *flows.Intent) { in.Kind, in.Reference = flows.AuthorizationIntent, "ORDER-1" }, false},
		"what was read back has only the ending": {func(in *flows.Intent) { in.Account, in.Ending = "", "4755" }, true},
		"a release of an authorization does not": {func(in *flows.Intent) { in.Kind, in.AuthorizationID = flows.ReleaseIntent, "7001" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			other := deposit
			c.change(&other)
			if deposit.Freezes(other) != c.frozen || other.Freezes(deposit) != c.frozen {
				t.Errorf("freezes %v, want %v both ways", deposit.Freezes(other), c.frozen)
			}
		})
	}
}

func TestWhatWasDoneIsNotSentOnceMoreByMistake(t *testing.T) {
	at := noon()
	recorder := flowtest.NewIntents(func() time.Time { return at })
	sale := flows.Intent{Kind: flows.AuthorizationIntent, Account: "116994755", Amount: 150_00, Reference: "ORDER-1"}
	calls := 0
	sell := func(in flows.Intent) error {
		_, err := flows.Execute(t.Context(), recorder, in, func(context.Context) (api.Authorization, error) {
			calls++
			return api.Authorization{ID: api.ID(strconv.Itoa(7000 + calls))}, nil
		})
		return err
	}
	if err := sell(sale); err != nil {
		t.Fatal(err)
	}
	var repeated *flows.RepeatedError
	if err := sell(sale); !errors.As(err, &repeated) || calls != 1 || repeated.ID != "7001" || repeated.Was != sale || !repeated.At.Equal(noon()) {
		t.Fatalf("%v after %d calls", err, calls)
	}
	known := sale
	known.Known = repeated.Intent
	if err := sell(known); err != nil || calls != 2 {
		t.Fatalf("%v after %d calls", err, calls)
	}
	if err := sell(known); !errors.As(err, &repeated) || calls != 2 {
		t.Fatalf("%v after %d calls", err, calls)
	}
	at = at.Add(flows.RepeatTime)
	if err := sell(sale); err != nil || calls != 3 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestTwoOfOneAuthorizationWaitForEachOther(t *testing.T) {
	capture := flows.Intent{Kind: flows.CaptureIntent, AuthorizationID: "7001", Ending: "4755", Reference: "ORDER-1"}
	release := flows.Intent{Kind: flows.ReleaseIntent, AuthorizationID: "7001"}
	if !capture.Freezes(release) || !release.Freezes(capture) {
		t.Error("a release of what may be captured must wait")
	}
}

// A success that names another call's number shows nothing: it is in doubt, and its own id is looked for.
func TestTheNumberOfAnotherCallProvesNothing(t *testing.T) {
	paid := func(id api.ID) func(context.Context) (api.Transaction, error) {
		return func(context.Context) (api.Transaction, error) { return api.Transaction{ID: id}, nil }
	}
	deposit := flows.Intent{Kind: flows.DepositIntent, Account: "116994755", Amount: 12_50}
	for name, c := range map[string]struct {
		kind flows.IntentKind
		id   api.ID
		open bool
	}{
		"the same number":                       {flows.DepositIntent, "5", true},
		"the same number with zeros before it":  {flows.DepositIntent, "005", true},
		"the number of a deposit for a payment": {flows.PaymentIntent, "5", true},
		"another number":                        {flows.DepositIntent, "6", false},
		"no number":                             {flows.DepositIntent, "", false},
	} {
		recorder := flowtest.NewIntents(noon)
		if _, err := flows.Execute(t.Context(), recorder, deposit, paid("5")); err != nil {
			t.Fatal(err)
		}
		second := deposit
		second.Kind, second.Amount = c.kind, 30_00
		_, err := flows.Execute(t.Context(), recorder, second, paid(c.id))
		doubt, inDoubt := errors.AsType[*flows.InDoubtError](err)
		if inDoubt != c.open || c.open && (doubt.Reply != flows.ReplyClaim || !errors.Is(err, flows.ErrAnothers)) || len(recorder.InDoubt()) == 1 != c.open {
			t.Errorf("%s: %v, in doubt %+v", name, err, recorder.InDoubt())
		}
	}
	recorder := flowtest.NewIntents(noon)
	first, _ := answering(nil)
	if _, err := flows.Execute(t.Context(), recorder, sale, first); err != nil {
		t.Fatal(err)
	}
	other := sale
	other.Reference = "ORDER-2"
	if _, err := flows.Execute(t.Context(), recorder, other, first); !errors.Is(err, flows.ErrAnothers) {
		t.Errorf("two purchases of one number: %v", err)
	}
}
