package sandbox

// The token call (docs/contract.md §2).

import (
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// UnprovisionedClientID is the id of a developer account that is not set up: it gets no token but
// 409 invalid_role, whatever its secret (docs/contract.md §2).
const UnprovisionedClientID = "unprovisioned"

const (
	scopeMerchant = "merchant"
	scopeCustomer = "customer"
)

// grant holds the rights of an access or a refresh token.
type grant struct {
	scope   string
	expires time.Time
}

type tokens struct {
	access  map[string]grant
	refresh map[string]grant // each is good for one use (ASSUMED) and dies with its access token
}

type tokenAnswer struct {
	Type    string `json:"token_type"`
	Access  string `json:"access_token"`
	Expires int64  `json:"expires_in"` // seconds
	Refresh string `json:"refresh_token"`
	Scope   string `json:"scope"`
}

// issueToken answers every grant. The access token of before a refresh lives until its own expiry
// (ASSUMED), so that calls under way keep working.
func (s *Server) issueToken(c *call) (any, error) {
	form, err := tokenForm(c)
	if err != nil {
		return nil, err
	}
	if form.Get("client_id") == UnprovisionedClientID {
		return nil, conflict("invalid_role")
	}
	if form.Get("client_id") != s.options.ClientID || form.Get("client_secret") != s.options.ClientSecret {
		return nil, refuse(http.StatusBadRequest, "invalid_client")
	}
	scope := form.Get("scope")
	if scope == "" {
		scope = scopeMerchant
	}
	if scope != scopeMerchant && scope != scopeCustomer {
		return nil, conflict("wrong_inputs").field("scope", problemChoice, scope)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch form.Get("grant_type") {
	case "", "client_credentials", "password":
	case "refresh_token":
		old, found := s.state.tokens.refresh[form.Get("refresh_token")]
		if !found || !c.now.Before(old.expires) || form.Has("scope") && scope != old.scope {
			return nil, refuse(http.StatusBadRequest, "invalid_request")
		}
		delete(s.state.tokens.refresh, form.Get("refresh_token"))
		scope = old.scope
	default:
		return nil, refuse(http.StatusBadRequest, "invalid_request")
	}
	return s.state.grant(c.now, scope, s.options.TokenLife), nil
}

var tokenParameters = []string{"client_id", "client_secret", "grant_type", "refresh_token", "scope", "username", "password"}

// tokenForm reads the form. Parameters in the query string would stand in logs: they are
// refused.
func tokenForm(c *call) (url.Values, error) {
	if c.request.URL.RawQuery != "" {
		return nil, conflict("wrong_inputs").field("query", problemUnwanted, "")
	}
	kind, _, err := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, conflict("wrong_inputs").field("content-type", problemChoice, kind)
	}
	form, err := url.ParseQuery(string(c.body))
	if err != nil {
		return nil, conflict("wrong_inputs").field("body", problemType, "")
	}
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if !slices.Contains(tokenParameters, name) || len(form[name]) > 1 {
			return nil, conflict("wrong_inputs").field(name, problemUnknown, "")
		}
	}
	return form, nil
}

// grant makes a pair of tokens and forgets the pairs that have expired.
func (st *state) grant(now time.Time, scope string, life time.Duration) tokenAnswer {
	expired := func(_ string, g grant) bool { return !now.Before(g.expires) }
	maps.DeleteFunc(st.tokens.access, expired)
	maps.DeleteFunc(st.tokens.refresh, expired)
	g := grant{scope, now.Add(life)}
	answer := tokenAnswer{
		Type: "bearer", Access: st.token(), Refresh: st.token(), Scope: scope, Expires: int64(life / time.Second),
	}
	st.tokens.access[answer.Access] = g
	st.tokens.refresh[answer.Refresh] = g
	return answer
}
