package doubt

import (
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
)

// applied is an application whose answer was lost, and for whom this console knows to look.
func applied(t *testing.T) (*room, flows.IntentID) {
	t.Helper()
	r := openRoom(t)
	r.o.Customers = r.server
	id, err := r.journal.Intend(t.Context(), flows.Intent{Kind: flows.ApplicationIntent, Flow: "ref", RequestID: "request", Training: true})
	if err != nil {
		t.Fatal(err)
	}
	r.Remember(id, api.SearchQuery{FirstName: "Testa", LastName: "Sample", BirthDate: "1990-01-01"})
	if _, due := r.Next(r.journal.InDoubt()); due { // it is under way still
		t.Fatal("something is due")
	}
	if err := r.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt}); err != nil {
		t.Fatal(err)
	}
	return r, id
}

func TestAnApplicationInDoubtIsFoundByItsCustomer(t *testing.T) {
	r, id := applied(t)
	if news := r.run(); len(news) != 0 || !r.at.Equal(noon().Add(2*time.Second)) {
		t.Fatalf("%v at %s", news, r.at)
	}
	r.server.customers = []api.Customer{{CreationDate: "2026-06-01"}}
	if news := r.run(); len(news) != 0 || len(r.server.searched) != 2 || r.server.searched[1].LastName != "Sample" {
		t.Fatalf("%v, searched %v", news, r.server.searched)
	}
	r.server.customers = append(r.server.customers, api.Customer{CreationDate: "2026-06-15"})
	news := r.run()
	want := flows.Outcome{Result: flows.ResultDone, Decision: string(api.Approved), Source: flows.FromServer}
	if len(news) != 1 || news[0].Outcome != want || r.outcome(id) != want || len(r.journal.InDoubt()) != 0 {
		t.Errorf("%+v", news)
	}
	if r.Next(r.journal.InDoubt()); len(r.applicants) != 0 {
		t.Error("the customer is still remembered")
	}
}

func TestAnApplicationThatOpenedNoAccountNeedsAPersonAfterTheGraceTime(t *testing.T) {
	r, id := applied(t)
	for range 4 {
		if news := r.run(); len(news) != 0 {
			t.Fatalf("%+v at %s", news, r.at)
		}
	}
	news := r.run()
	if len(news) != 1 || news[0].Outcome.Result != flows.ResultNeedsPerson || r.at.Before(noon().Add(DefaultGrace)) {
		t.Fatalf("%+v at %s", news, r.at)
	}
	doubts := r.journal.InDoubt()
	if len(doubts) != 1 || doubts[0].ID != id || r.Asks(doubts[0]) {
		t.Errorf("%+v", doubts)
	}
	if _, due := r.Next(doubts); due || len(r.applicants) != 0 {
		t.Error("it is asked about still")
	}
}

func TestAnApplicationOfAnEarlierRunNeedsAPersonAtOnce(t *testing.T) {
	r, _ := applied(t)
	clear(r.applicants)
	if news := r.run(); len(news) != 1 || news[0].Outcome.Code != CodeNoQuery || len(r.server.searched) != 0 {
		t.Errorf("%+v", news)
	}
}
