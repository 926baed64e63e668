package training

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"countertop/api"
	"countertop/ui/cli"
)

// asks makes one call of a training server.
func asks(t *testing.T, token, method, address, body, kind string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("x-reference-id", string(api.NewReferenceID()))
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", kind)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestWaysOfTheSandboxReachTheServer runs the command's server in ways of its own, and as usual.
func TestWaysOfTheSandboxReachTheServer(t *testing.T) {
	usual := cli.Sandbox{Addr: "127.0.0.1:0", Locations: []string{"00-12345"}, Employees: []string{"*"}, Idempotency: "everywhere", Lists: "published", PageSize: 50}
	other := usual
	other.Lists, other.Idempotency, other.Strict, other.NoCaptures, other.NoTotal, other.DeferredByMonth, other.PageSize = "flat", "ignored", true, true, true, true, 2
	said := map[bool]string{}
	for strict, asked := range map[bool]cli.Sandbox{false: usual, true: other} {
		ctx, cancel := context.WithCancel(t.Context())
		if err := Alone(ctx, asked, func(at cli.Serving) {
			defer cancel()
			form := url.Values{"client_id": {at.ClientID}, "client_secret": {at.Secret}}
			answer := asks(t, "", http.MethodPost, at.BaseURL+"v2.5/oauth/token", form.Encode(), "application/x-www-form-urlencoded")
			_, token, _ := strings.Cut(answer, `"access_token":"`)
			token, _, _ = strings.Cut(token, `"`)
			said[strict] = asks(t, token, http.MethodGet, at.BaseURL+"v2.5/client-id/"+at.ClientID+"/i18n/occupation_ids", "", "") +
				asks(t, token, http.MethodGet, at.BaseURL+"v2.5.1/client-id/"+at.ClientID+"/authorizations", "", "") +
				asks(t, token, http.MethodGet, at.BaseURL+"v2.5/client-id/"+at.ClientID+"/captures", "", "") +
				asks(t, token, http.MethodPost, at.BaseURL+"v2.5.1/client-id/"+at.ClientID+"/accounts/100000001/calculate-interest", `{"amount":600}`, "application/json")
		}); err != nil {
			t.Fatal(err)
		}
		cancel()
	}
	for _, only := range []string{`{"options":{"FE"`, `"captures":[`, `"total_count":`, `"page_size":50`, `"term_amount":600.00,"fees":[{`} {
		if !strings.Contains(said[false], only) || strings.Contains(said[true], only) {
			t.Errorf("%s: as usual %t, otherwise %t", only, strings.Contains(said[false], only), strings.Contains(said[true], only))
		}
	}
	for _, only := range []string{`"occupation_ids":{"FE"`, `"page_size":2`, `"error":"not_found"`} {
		if strings.Contains(said[false], only) || !strings.Contains(said[true], only) {
			t.Errorf("%s: as usual %t, otherwise %t", only, strings.Contains(said[false], only), strings.Contains(said[true], only))
		}
	}
}
