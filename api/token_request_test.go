package api

import (
	"context"
	"errors"
	"net/url"
	"testing"
	"time"
)

// The form of a caller's own token, and its answer.
func TestATokenRequestSendsAndReadsWhatTheContractSays(t *testing.T) {
	c, s := setup(t, func(o *Options) { o.Now = func() time.Time { return testTime } })
	for _, tc := range []struct {
		ask  TokenRequest
		want url.Values
	}{
		{TokenRequest{}, url.Values{"grant_type": {"client_credentials"}, "scope": {"merchant"}}},
		{TokenRequest{Scope: ScopeCustomer}, url.Values{"grant_type": {"client_credentials"}, "scope": {"customer"}}},
		{TokenRequest{Grant: GrantPassword}, url.Values{"grant_type": {"password"}, "scope": {"merchant"}}},
		{TokenRequest{Refresh: "r-1"}, url.Values{"grant_type": {"refresh_token"}, "scope": {"merchant"}, "refresh_token": {"r-1"}}},
	} {
		got, err := c.RequestToken(context.Background(), testCall, tc.ask)
		if err != nil || got.Access != "token-1" || got.Refresh != "refresh-1" || !got.Expires.Equal(testTime.Add(20*time.Minute)) || got.Scope != Scope(tc.want.Get("scope")) {
			t.Errorf("%s: expires %v, scope %s (%v)", tc.want.Get("grant_type"), got.Expires, got.Scope, err)
		}
		tc.want["client_id"], tc.want["client_secret"] = []string{testClient}, []string{"test-secret"}
		asked := s.tokenRequests()
		last := asked[len(asked)-1]
		if last.body != tc.want.Encode() || last.query != "" || last.header.Get("X-Reference-Id") != string(testRef) || last.header.Get("Authorization") != "" {
			t.Errorf("sent another form than %s, a query or a token", tc.want.Get("grant_type"))
		}
	}
	if c.Token().Phase != TokenNone {
		t.Error("the keeper has a token of somebody else's asking")
	}
}

func TestATokenRequestThatCannotBeSent(t *testing.T) {
	c, s := setup(t)
	for name, tc := range map[string]struct {
		call Call
		ask  TokenRequest
	}{
		"a refresh without its token":        {testCall, TokenRequest{Grant: GrantRefresh}},
		"credentials with a refresh token":   {testCall, TokenRequest{Grant: GrantCredentials, Refresh: "r-1"}},
		"a reference id that is no header's": {Call{Reference: "a\nb"}, TokenRequest{}},
	} {
		_, err := c.RequestToken(context.Background(), tc.call, tc.ask)
		if failed := asError(t, err); failed.Kind != KindInput || failed.Executed != ExecutedNever || failed.Op != "oauth/token" {
			t.Errorf("%s: %v", name, err)
		}
	}
	c.Close()
	if _, err := c.RequestToken(context.Background(), testCall, TokenRequest{}); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v, want ErrClosed", err)
	}
	if n := len(s.tokenRequests()); n != 0 {
		t.Errorf("%d of them were sent", n)
	}
}

func TestAPageWithoutAnAddressLeavesTheVisitOpen(t *testing.T) {
	for _, body := range []string{"{}", `{"redirection_url":""}`, "<html>"} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/widget/init", answer(200, body))
		_, err := c.InitWidget(context.Background(), testCall, WidgetRequest{Flow: WidgetApply})
		if failed := asError(t, err); failed.Kind != KindServer || failed.Executed != ExecutedUnknown {
			t.Errorf("%q: %v", body, err)
		}
	}
}
