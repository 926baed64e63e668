package sandbox_test

import (
	"errors"
	"testing"
	"time"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
)

func TestAHundredAndOneDaysLater(t *testing.T) {
	k := setup(t, sandbox.Options{})
	path, back := k.capturePath("SAMPLE-PART"), store.with(object{"reference": "R-1", "amount": 10})
	k.expect(k.post(path, back), 200, "")
	if err := k.server.MoveClock(101 * 24 * time.Hour); err != nil {
		t.Fatal(err)
	}
	k.expect(k.post(path, back), 401, "invalid_token") // the token is as old
	k.token = k.signIn("merchant")
	k.expect(k.post(path, back), 409, "return_date_exceeded")
	if now := k.server.Now(); !now.Equal(noon.AddDate(0, 0, 101)) {
		t.Errorf("it is %s", now)
	}
}

func TestTheClockMovesOnOnly(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	for _, by := range []time.Duration{-time.Second, 11 * 366 * 24 * time.Hour} {
		if err := server.MoveClock(by); !errors.Is(err, sandbox.ErrClock) {
			t.Errorf("moving by %s gives %v", by, err)
		}
	}
	if ahead := server.State().Ahead; ahead != "0s" {
		t.Errorf("the clock has moved by %s", ahead)
	}
}

// TestWhatIsForgotten keeps PINs and keys for a while only.
func TestWhatIsForgotten(t *testing.T) {
	k := setup(t, sandbox.Options{})
	buy := purchase("100000001", "r").with(object{"verification_code": k.verified("100000001", "r")})
	k.expect(k.post(interest+"authorization", buy, "x-idempotency-key", "K"), 200, "")
	late := purchase("100000001", "late").with(object{"verification_code": k.verified("100000001", "late")})
	k.wait(24 * time.Hour)
	k.expect(k.post(interest+"authorization", late), 409, "not_verified")
	k.expect(k.post(interest+"authorization", buy, "x-idempotency-key", "K"), 200, "") // the first answer
	k.wait(24 * time.Hour)
	k.expect(k.post(interest+"authorization", buy, "x-idempotency-key", "K"), 409, "not_verified") // a new call

	k.verified("100000001", "again")
	if figures := k.server.State().Figures; figures["verifications"] != 1 {
		t.Errorf("there are %d verifications, want the last one", figures["verifications"])
	}
}

func TestAResetIsAsNothingHadHappened(t *testing.T) {
	k := setup(t, sandbox.Options{})
	first := k.verified("100000001", "r")
	k.expect(k.post(base+"accounts/100000016/refund", store.with(object{"reference": "F", "amount": 5})), 200, "")
	k.server.Arm(fault.Fault{Kind: fault.HTML})
	if err := k.server.MoveClock(time.Hour); err != nil {
		t.Fatal(err)
	}
	if err := k.server.Reset(); err != nil {
		t.Fatal(err)
	}
	k.expect(k.get(base+"i18n"), 401, "invalid_token")
	k.token = k.signIn("merchant")
	if again := k.verified("100000001", "r"); again != first {
		t.Errorf("the first PIN is %s, and was %s", again, first)
	}
	if left := k.available("100000016"); left != "50.00" || !k.server.Now().Equal(noon) {
		t.Errorf("the credit left is %s at %s", left, k.server.Now())
	}
}
