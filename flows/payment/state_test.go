package payment

import (
	"bytes"
	"testing"

	"countertop/flows"
	"countertop/flows/talk"
)

func TestAPaymentThatWasKeptGoesOn(t *testing.T) {
	s := openStore(t)
	s.toConfirm("Deposit", "75")
	state, ok := s.flow.State()
	if !ok {
		t.Fatal("nothing is kept")
	}
	data, err := state.Encode()
	if err != nil || bytes.Contains(data, []byte(s.PIN())) {
		t.Fatalf("%v, or the PIN is kept", err)
	}
	if state, err = talk.Decode(data); err != nil {
		t.Fatal(err)
	}
	f, task, err := Restore(s.Counter, s.Client, s.Intents, state)
	if err != nil {
		t.Fatal(err)
	}
	s.begins(f)
	s.Play(flows.Move{Task: task})
	s.At("payment.amount")
	if f.kind.name != msgDeposit || f.amount() != 75_00 || f.found.Number() != number {
		t.Errorf("it is %s of %s on %s", f.kind.intent, f.amount(), f.found.Number())
	}
	if !f.Back() || f.Page().ID != "account.find" {
		t.Error("Back does not lead to the account")
	}
}
