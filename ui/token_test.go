package ui

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"countertop/api"
	"countertop/flows"
)

// The clerk opens the console and touches nothing: why there is no token, and what to do, stands there.
func TestHomeSaysWhyThereIsNoTokenBeforeAnybodyAsks(t *testing.T) {
	for name, tc := range map[string]struct {
		status int
		body   string
		says   string
	}{
		"the wrong secret":          {400, `{"error":"invalid_client"}`, "client id or secret of this console is wrong"},
		"a 401 without a code":      {401, ``, "client id or secret of this console is wrong"},
		"the wrong address":         {404, `<html>`, "no token service at the address"},
		"a proxy with a password":   {407, `<html>`, "proxy asks for a user and a password"},
		"an account not set up":     {409, `{"error":"invalid_role"}`, "is not set up for this"},
		"a busy server":             {429, ``, "busy and asks to wait"},
		"an address not registered": {466, ``, "does not know this store's internet address"},
		"maintenance":               {503, `<html>`, "not available at present"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.cache.Dir = "" // lists that come with the token at the end are kept nowhere
			var called, mended atomic.Int64
			usual := w.client.Usual()
			w.client.Transport = trip(func(r *http.Request) (*http.Response, error) {
				if !strings.HasSuffix(r.URL.Path, "/oauth/token") {
					called.Add(1)
				} else if mended.Load() == 0 {
					return &http.Response{StatusCode: tc.status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(tc.body))}, nil
				}
				return usual.RoundTrip(r)
			})
			h := w.open(110)
			h.types(clerkID + "\r\r")
			h.sees("Nothing can be sent now.")
			screen := strings.Join(strings.Fields(h.screen()), " ")
			if !strings.Contains(screen, tc.says) || called.Load() != 0 {
				t.Errorf("after %d calls it says:\n%s", called.Load(), h.screen())
			}
			if what, next := flows.NoToken(h.shell.services.Conn().Client.Token().Err); what.In(api.French) == what.In(api.English) || next.In(api.French) == next.In(api.English) {
				t.Errorf("in French: %s %s", what.In(api.French), next.In(api.French))
			}
			mended.Store(1)
			h.until("the token", func() bool { return !strings.Contains(h.screen(), "Nothing can be sent now.") })
		})
	}
}

type trip func(*http.Request) (*http.Response, error)

func (t trip) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }
