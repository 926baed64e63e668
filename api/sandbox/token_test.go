package sandbox_test

import (
	"net/url"
	"testing"
	"time"

	"countertop/api/sandbox"
)

func credentials(more url.Values) url.Values {
	values := url.Values{"client_id": {sandbox.DefaultClientID}, "client_secret": {sandbox.DefaultClientSecret}}
	for name, value := range more {
		values[name] = value
	}
	return values
}

func TestTokenCallIsStrict(t *testing.T) {
	k := setup(t, sandbox.Options{})
	for name, row := range map[string]struct {
		form   url.Values
		status int
		code   string
	}{
		"client credentials are the default":  {credentials(nil), 200, ""},
		"the password grant is known":         {credentials(url.Values{"grant_type": {"password"}}), 200, ""},
		"a wrong secret is an invalid client": {credentials(url.Values{"client_secret": {"x"}}), 400, "invalid_client"},
		"a missing id is an invalid client":   {url.Values{"client_secret": {sandbox.DefaultClientSecret}}, 400, "invalid_client"},
		"another grant is an invalid request": {credentials(url.Values{"grant_type": {"magic"}}), 400, "invalid_request"},
		"an unknown refresh token is refused": {credentials(url.Values{"grant_type": {"refresh_token"}, "refresh_token": {"x"}}), 400, "invalid_request"},
		"another scope is a wrong input":      {credentials(url.Values{"scope": {"admin"}}), 409, "wrong_inputs"},
		"an unknown parameter is refused":     {credentials(url.Values{"colour": {"red"}}), 409, "wrong_inputs"},
		"a parameter twice is refused":        {credentials(url.Values{"scope": {"merchant", "merchant"}}), 409, "wrong_inputs"},
	} {
		t.Run(name, func(t *testing.T) {
			k.t = t
			k.expect(k.form(row.form), row.status, row.code)
		})
	}
	k.t = t
	inQuery := k.do("POST", "v2.5/oauth/token?"+credentials(nil).Encode(), "application/x-www-form-urlencoded", nil, nil)
	k.expect(inQuery, 409, "wrong_inputs")
	k.expect(k.post("v2.5/oauth/token", object{"client_id": "x"}), 409, "wrong_inputs")
}

func TestTokenLivesItsLife(t *testing.T) {
	k := setup(t, sandbox.Options{TokenLife: 3 * time.Second})
	first := k.form(credentials(nil))
	if got := first.body["expires_in"]; got != 3.0 {
		t.Errorf("expires_in is %v, want 3", got)
	}
	refresh := credentials(url.Values{"grant_type": {"refresh_token"}, "refresh_token": {first.body["refresh_token"].(string)}})
	second := k.form(refresh)
	k.expect(second, 200, "")
	k.expect(k.form(refresh), 400, "invalid_request") // single use

	for name, a := range map[string]answer{"the old token": first, "the new token": second} {
		k.token = a.body["access_token"].(string)
		if got := k.get(base + "i18n"); got.status != 200 {
			t.Errorf("%s answers %d before its expiry", name, got.status)
		}
	}
	k.wait(3 * time.Second)
	k.token = second.body["access_token"].(string)
	k.expect(k.get(base+"i18n"), 401, "invalid_token")
	expired := credentials(url.Values{"grant_type": {"refresh_token"}, "refresh_token": {second.body["refresh_token"].(string)}})
	k.expect(k.form(expired), 400, "invalid_request")
}

func TestEveryCallIsAdmitted(t *testing.T) {
	k := setup(t, sandbox.Options{})
	k.expect(k.get("v2.5/client-id/other/i18n"), 409, "invalid_role")
	k.expect(k.get(base+"i18n?lang=de"), 409, "wrong_inputs")
	k.expect(k.get(base+"nowhere"), 404, "not_found")
	k.expect(k.get(interest+"i18n"), 404, "not_found") // v2.5 only
	for _, id := range []string{"", "short", "0123456789abcdef0123456789abcdeg"} {
		got := k.do("GET", base+"i18n", "", nil, map[string]string{"x-reference-id": id})
		k.expect(got, 409, "wrong_inputs")
	}
	k.expect(k.do("GET", base+"i18n", "", nil, map[string]string{"Authorization": k.token}), 401, "invalid_token")

	k.token = k.signIn("customer")
	k.expect(k.get(base+"i18n"), 200, "")
	k.expect(k.get(base+"customers/lookup?account_number=1"), 403, noScope)
	k.expect(k.get(interest+"authorizations"), 403, noScope)
	french := k.get(base + "customers/search?lang=fr")
	if got := french.body["message"]; got != "Portée insuffisante : la portée autorisée est insuffisante" {
		t.Errorf("with lang=fr the message is %q", got)
	}
}

func TestPathsWorkWithoutTheBase(t *testing.T) {
	k := setup(t, sandbox.Options{})
	k.url = k.url[:len(k.url)-len(sandbox.BasePath)] + "/"
	k.expect(k.get(base+"i18n"), 200, "")
}
