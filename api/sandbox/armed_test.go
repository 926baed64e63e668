package sandbox_test

import (
	"testing"
	"time"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
)

func TestOneFaultIsDisarmedAndTheOthersStay(t *testing.T) {
	k := setup(t, sandbox.Options{})
	k.server.Arm(fault.Fault{Kind: fault.Blocked, Path: "i18n"})
	k.server.Arm(fault.Fault{Kind: fault.ServerError, Path: "i18n", Count: 2, For: time.Hour})
	k.server.Arm(fault.Fault{Kind: fault.Refused, For: time.Minute})
	armed := k.server.ArmedFaults()
	if len(armed) != 3 || armed[0].ID != fault.OutageID || !armed[0].Until.Equal(noon.Add(time.Minute)) || !armed[1].Until.IsZero() || !armed[2].Until.Equal(noon.Add(time.Hour)) {
		t.Fatalf("armed are %+v", armed)
	}
	k.server.DisarmOne(fault.OutageID)
	k.expect(k.get(base+"i18n"), 467, "")
	k.server.DisarmOne(armed[1].ID)
	k.server.DisarmOne(99)
	k.expect(k.get(base+"i18n"), 500, "general_error")
	if left := k.server.ArmedFaults(); len(left) != 1 || left[0].ID != armed[2].ID || left[0].Count != 1 {
		t.Errorf("left are %+v", left)
	}
	k.server.DisarmOne(armed[2].ID)
	k.expect(k.get(base+"i18n"), 200, "")
	k.server.Arm(fault.Fault{Kind: fault.Blocked})
	if again := k.server.ArmedFaults(); again[0].ID == armed[1].ID || again[0].ID == armed[2].ID {
		t.Errorf("the id %d is given twice", again[0].ID)
	}
}

func TestAFaultThatSomebodyPutTogetherIsChecked(t *testing.T) {
	for _, row := range []struct {
		name  string
		fault fault.Fault
		takes bool
	}{
		{"a kind with its limits", fault.Fault{Kind: fault.Slow, Path: "authorization/*/capture", Count: 1, Percent: 50, Delay: time.Second}, true},
		{"an unknown kind", fault.Fault{Kind: "quake"}, false},
		{"a path that is no pattern", fault.Fault{Kind: fault.HTML, Path: "[a"}, false},
		{"more than all calls", fault.Fault{Kind: fault.HTML, Percent: 101}, false},
		{"longer than a day", fault.Fault{Kind: fault.HTML, For: 25 * time.Hour}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			if err := sandbox.CheckFault(row.fault); (err == nil) != row.takes {
				t.Errorf("it says %v", err)
			}
		})
	}
}

func TestStartingOverGivesNoIDTwice(t *testing.T) {
	k := setup(t, sandbox.Options{})
	buys := func() (id, pin string) {
		pin = k.verified("100000001", "r")
		made := k.post(interest+"authorization", purchase("100000001", "r").with(object{"verification_code": pin}))
		k.expect(made, 200, "")
		return made.body["authorization_id"].(string), pin
	}
	firstID, firstPIN := buys()
	k.server.Arm(fault.Fault{Kind: fault.HTML})
	if err := k.server.MoveClock(101 * 24 * time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := k.server.Ahead(); got != 101*24*time.Hour {
		t.Errorf("the clock is ahead by %s", got)
	}
	if err := k.server.StartOver(); err != nil {
		t.Fatal(err)
	}
	if state := k.server.State(); state.Ahead != "0s" || len(state.Faults) > 0 || state.Figures["accounts"] != freshAccounts() {
		t.Errorf("afterwards there is %+v", state)
	}
	k.expect(k.get(base+"i18n"), 401, "invalid_token")
	k.token = k.signIn("merchant")
	k.expect(k.get(interest+"authorization/"+firstID), 404, "not_found")
	if id, pin := buys(); id == firstID || pin == firstPIN {
		t.Errorf("the purchase has the id %s and the PIN %s again", id, pin)
	}
}

func TestAServerThatStartedOverGoesOnFromItsFile(t *testing.T) {
	path := t.TempDir() + "/state"
	k := kept(t, path)
	first := k.verified("100000001", "r")
	if err := k.server.StartOver(); err != nil {
		t.Fatal(err)
	}
	k = k.restart(path)
	if again := k.verified("100000001", "r"); again == first {
		t.Errorf("the PIN is %s again", again)
	}
}
