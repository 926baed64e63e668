package training

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/flows/trainer"
)

// atLesson is the only console of a lesson, and what its trainer works.
func atLesson(t *testing.T) (*api.Client, trainer.Server) {
	t.Helper()
	conn := lesson(t, inTraining(t))
	t.Cleanup(conn.Close)
	if conn.Trainer == nil {
		t.Fatal("the embedded server has no trainer")
	}
	return conn.Client, conn.Trainer
}

func TestATrainerArmsDisarmsAndIsRefusedWhatIsNoFault(t *testing.T) {
	client, server := atLesson(t)
	if err := server.Arm(trainer.Fault{Kind: "quake"}); err == nil || len(server.Armed()) > 0 {
		t.Errorf("an unknown kind gives %v, armed are %+v", err, server.Armed())
	}
	faults := []trainer.Fault{
		{Kind: "blocked", Path: "captures", Count: 3, Percent: 100, For: time.Hour}, {Kind: "slow", Path: "authorizations", Delay: time.Millisecond},
	}
	for _, f := range faults {
		if err := server.Arm(f); err != nil {
			t.Fatal(err)
		}
	}
	armed := server.Armed()
	if len(armed) != 2 || armed[0].Until.IsZero() || !armed[1].Until.IsZero() || armed[0].ID == armed[1].ID {
		t.Fatalf("armed are %+v", armed)
	}
	if got := []trainer.Fault{armed[0].Fault, armed[1].Fault}; !cmp.Equal(got, faults) {
		t.Error(cmp.Diff(faults, got))
	}
	call := api.Call{Reference: "0123456789abcdef0123456789abcdef"}
	asks := func() error {
		_, err := client.Captures(t.Context(), call, api.TransactionQuery{AccountNumber: "100000001"})
		return err
	}
	var failed *api.Error
	if err := asks(); !errors.As(err, &failed) || failed.Kind != api.KindBlocked {
		t.Errorf("the armed call gives %v", err)
	}
	if left := server.Armed()[0].Count; left != 2 {
		t.Errorf("%d calls are left", left)
	}
	server.Disarm(armed[0].ID, armed[1].ID)
	if err := asks(); err != nil || len(server.Armed()) > 0 {
		t.Errorf("disarmed: %v, armed are %+v", err, server.Armed())
	}
}

// TestAHundredAndOneDaysLater is a console whose token is as old, and a capture that is too old to return.
func TestAHundredAndOneDaysLater(t *testing.T) {
	client, server := atLesson(t)
	call := api.Call{Reference: "0123456789abcdef0123456789abcdef"}
	captures, err := client.Captures(t.Context(), call, api.TransactionQuery{AccountNumber: "100000015", TransactionType: api.PromotionalPurchase})
	captures = slices.DeleteFunc(captures, func(c api.Capture) bool { return c.Reference != "SAMPLE-PART" })
	if err != nil || len(captures) != 1 {
		t.Fatalf("the sample customer has the captures %+v: %v", captures, err)
	}
	returns := func(key string) error {
		_, err := client.Return(t.Context(), call, api.ReturnRequest{
			AuthorizationID: captures[0].AuthorizationID, CaptureID: captures[0].ID, Reference: "R-1", Amount: 10_00,
			Location: "00-12345", Clerk: "12345-TEST", IdempotencyKey: key,
		})
		return err
	}
	if err := returns("today"); err != nil {
		t.Fatal(err)
	}
	if err := server.MoveClock(101 * 24 * time.Hour); err != nil {
		t.Fatal(err)
	}
	var refused *api.Error
	if err := returns("later"); !errors.As(err, &refused) || refused.Code != "return_date_exceeded" || refused.Executed != api.ExecutedNo {
		t.Errorf("the return gives %v", err)
	}
	if ahead := time.Until(server.Now()); ahead < 101*24*time.Hour-time.Hour || server.Ahead() != 101*24*time.Hour {
		t.Errorf("the server is %s ahead", ahead)
	}
	if err := server.StartOver(); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Lookup(t.Context(), call, api.LookupQuery{AccountNumber: "100000001"}); err != nil || server.Ahead() != 0 {
		t.Errorf("after starting over: %v, %s ahead", err, server.Ahead())
	}
}
