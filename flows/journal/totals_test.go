package journal

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"countertop/flows"
)

func TestTotalsCountWhatIsDoneByKind(t *testing.T) {
	d := openDesk(t, "one")
	done := func(in flows.Intent, result flows.Result) {
		t.Helper()
		if err := d.Conclude(t.Context(), d.intend(in), flows.Outcome{Result: result}); err != nil {
			t.Fatal(err)
		}
	}
	first, second, refused, lost := sale("A-1"), sale("A-2"), sale("A-3"), sale("A-4")
	first.Amount, second.Amount = 10_00, 20_50
	refund := sale("A-5")
	refund.Kind, refund.Amount = flows.RefundIntent, 5_00
	other := sale("A-6")
	other.Location = "00-99999"
	done(first, flows.ResultDone)
	done(second, flows.ResultDone)
	done(refused, flows.ResultNotDone)
	done(lost, flows.ResultInDoubt)
	done(refund, flows.ResultDone)
	done(other, flows.ResultDone)
	got, err := d.Totals(t.Context(), Query{Location: "00-12345", Limit: 1, From: time.Unix(0, 0)})
	want := []Total{{flows.AuthorizationIntent, 2, 30_50}, {flows.RefundIntent, 1, 5_00}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if none, err := d.Totals(t.Context(), Query{Clerk: "NOBODY"}); err != nil || len(none) != 0 {
		t.Errorf("totals of nobody: %v, %v", none, err)
	}
}
