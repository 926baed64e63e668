package doubt

import (
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
)

func TestAClockThatTheAnswerTellsAnewIsAskedWith(t *testing.T) {
	r := openRoom(t)
	id := r.lost(purchase())
	behind := made()
	behind.Date = noon().Add(time.Second - 20*time.Minute).Format(time.RFC3339)
	r.server.list = []api.Authorization{behind}
	r.Resolver = NewResolver(Options{Server: r.server, Ledger: r.journal, Now: r.now, Offset: func() time.Duration {
		if len(r.server.calls) == 0 {
			return 0 // nothing has been heard of the server since the clock was set
		}
		return -20 * time.Minute
	}})
	if news := r.run(); len(news) != 1 || news[0].Outcome.Result != flows.ResultDone || r.outcome(id).ID != "7009" || len(r.server.calls) != 2 {
		t.Errorf("%+v, asked %d times", news, len(r.server.calls))
	}
}
