package application

import (
	"bytes"
	"testing"

	"countertop/flows/form"
	"countertop/flows/talk"
)

func TestAnApplicationThatWasKeptGoesOn(t *testing.T) {
	c := newClerk(t)
	c.forms()
	at := c.flow.At()
	c.flow.form(pageSecurity).Enter(keyAnswer, "a secret answer")
	state, ok := c.flow.State()
	if !ok {
		t.Fatal("nothing is kept")
	}
	data, err := state.Encode()
	if err != nil || bytes.Contains(data, []byte("a secret answer")) {
		t.Fatalf("%v, or the security answer is kept", err)
	}
	if state, err = talk.Decode(data); err != nil {
		t.Fatal(err)
	}
	f, task, err := Restore(c.flow.Counter, c.flow.client, c.flow.deps, state)
	if err != nil || task != nil {
		t.Fatal(err, task)
	}
	if f.Reference() != c.flow.Reference() || f.requestID != c.flow.requestID {
		t.Error("it goes on under other ids")
	}
	for _, d := range c.flow.pages() {
		want, got := c.flow.form(d.page).Values(), f.form(d.page).Values()
		for key, value := range want {
			if key != keyAnswer && got[key] != value {
				t.Errorf("%s is %q, was %q", key, got[key], value)
			}
		}
	}
	if f.At() != pageSecurity {
		t.Errorf("it goes on at %s; it was at %s, and the security answer has to be typed again", f.At(), at)
	}
	f.form(pageSecurity).Enter(keyAnswer, "another answer")
	if form.Stops(f.form(pageSecurity).Finish()) {
		t.Error("the page is not complete with the answer")
	}
}

func TestAnApplicationOfWhichAnAnswerWasLostIsNotKept(t *testing.T) {
	c := newClerk(t)
	c.flow.lost = true
	if _, kept := c.flow.State(); kept {
		t.Error("it is kept")
	}
}
