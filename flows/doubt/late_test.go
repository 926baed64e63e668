package doubt

import (
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
)

// unfound is a purchase that the server did not have when the grace time was over.
func unfound(t *testing.T) (*room, flows.IntentID) {
	t.Helper()
	r := openRoom(t)
	id := r.lost(purchase())
	for range 20 {
		if news := r.run(); len(news) > 0 {
			if news[0].Outcome.Code != CodeNotFound || news[0].Late {
				t.Fatalf("%+v", news)
			}
			return r, id
		}
	}
	t.Fatal("it is never settled")
	return nil, ""
}

func TestAPurchaseThatComesToLightLateIsTold(t *testing.T) {
	r, id := unfound(t)
	settled := r.at
	if news := r.run(); len(news) != 0 || r.at.Sub(settled) != 5*time.Minute {
		t.Fatalf("%+v after %s", news, r.at.Sub(settled))
	}
	r.server.list = []api.Authorization{made()}
	news := r.run()
	if len(news) != 1 || !news[0].Late || news[0].Finding.ID != "7009" || r.at.Sub(settled) != 20*time.Minute {
		t.Fatalf("%+v after %s", news, r.at.Sub(settled))
	}
	if said := Told(news[0]).In(api.English); !strings.Contains(said, "after all") || !strings.Contains(said, "7009") {
		t.Errorf("says %q", said)
	}
	if got := r.outcome(id); got.Code != CodeNotFound {
		t.Errorf("the journal's word is final, but changed to %+v", got)
	}
	if _, due := r.Next(r.journal.InDoubt()); due {
		t.Error("it is asked about still")
	}
}

func TestAskingAboutALateOneEnds(t *testing.T) {
	r, _ := unfound(t)
	settled := r.at
	for range latePauses {
		if news := r.run(); len(news) != 0 {
			t.Fatalf("%+v", news)
		}
	}
	if _, due := r.Next(r.journal.InDoubt()); due || r.at.Sub(settled) != 2*time.Hour {
		t.Errorf("due %t after %s", due, r.at.Sub(settled))
	}
}

func TestASaleThatWasMadeAgainByHandIsNoLateFind(t *testing.T) {
	r, _ := unfound(t)
	id, err := r.journal.Intend(t.Context(), purchase())
	if err == nil {
		err = r.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "7009", Source: flows.FromAnswer})
	}
	if err != nil {
		t.Fatal(err)
	}
	r.server.list = []api.Authorization{made()}
	if news := r.run(); len(news) != 0 {
		t.Errorf("%+v", news)
	}
}

func TestALateFindLeadsToItsSale(t *testing.T) {
	d := openDesk(t)
	d.lost(purchase())
	for range 20 {
		if len(d.room.run()) > 0 {
			break
		}
	}
	d.server.list = []api.Authorization{made()}
	if news := d.room.run(); len(news) != 1 || !news[0].Late {
		t.Fatalf("%+v", news)
	}
	d.run(flows.Answer{Row: 0})
	page := d.at("doubt.settled")
	if !offers(page, actionSale) || page.Body.(*flows.Report).Tone != flows.Careful {
		t.Errorf("%+v", page)
	}
	if id := d.flow.sale(*d.flow.news()); id != "7009" {
		t.Errorf("leads to %q", id)
	}
}
