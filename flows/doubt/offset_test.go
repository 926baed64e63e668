package doubt

import (
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
)

func TestAClockThatTheAnswerTellsAnewIsAskedWithAgain(t *testing.T) {
	r := openRoom(t)
	id := r.lost(purchase())
	r.server.list = []api.Authorization{made()}
	r.Resolver = NewResolver(Options{Server: r.server, Ledger: r.journal, Now: r.now, Offset: func() (time.Duration, bool) {
		return 0, len(r.server.calls) > 0 // nothing has been heard of the server before it is asked
	}})
	if news := r.run(); len(news) != 1 || news[0].Outcome.Result != flows.ResultDone || r.outcome(id).ID != "7009" || len(r.server.calls) != 2 {
		t.Errorf("%+v, asked %d times", news, len(r.server.calls))
	}
}
