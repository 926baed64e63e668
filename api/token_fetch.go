package api

// This file asks the token endpoint (docs/contract.md §2, SEEN): for the keeper, and for who wants a token of
// their own.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"countertop/api/private"
)

var routeToken = route{"oauth/token", http.MethodPost, v25, "oauth/token", reads}

// Grant is a way to ask for a token (docs/contract.md §2, SEEN).
type Grant string

// The grants of the token endpoint. Of the password grant no parameters but the client's are public.
const (
	GrantCredentials Grant = grantCredentials
	GrantRefresh     Grant = grantRefresh
	GrantPassword    Grant = "password"

	grantCredentials = "client_credentials"
	grantRefresh     = "refresh_token"
)

// TokenRequest asks for a token with the client's id and secret. What is empty is as the keeper asks.
type TokenRequest struct {
	Grant   Grant  // empty: GrantRefresh with a refresh token, else GrantCredentials
	Refresh Secret // of the answer before, good for one use; with GrantRefresh only
	Scope   Scope  // empty: Options.Scope
}

// IssuedToken is an answer of the token endpoint.
type IssuedToken struct {
	Type    string // "bearer", in any case
	Access  Secret
	Refresh Secret
	Expires time.Time // UTC, counted from before the request
	Scope   Scope
}

type tokenAnswer struct {
	private.Wire

	Type         text `json:"token_type"`
	AccessToken  text `json:"access_token"`
	RefreshToken text `json:"refresh_token"`
	ExpiresIn    life `json:"expires_in"`
	Scope        text `json:"scope"`
}

// RequestToken asks for a token that is the caller's own: the client's calls go on with the one that its keeper
// has. It is sent once, and waits no longer than Timeouts.Token. The call's language is not sent.
//
// docs/contract.md §2, SEEN. Refusals are of KindAuth: 400 invalid_client, 400 invalid_request (the grant, or a refresh token
// that is spent or expired), 409 invalid_role (the account is not set up; KindScope), 409 wrong_inputs.
func (c *Client) RequestToken(ctx context.Context, call Call, r TokenRequest) (IssuedToken, error) {
	r.Scope = cmp.Or(r.Scope, c.scope)
	if r.Grant == "" && r.Refresh != "" {
		r.Grant = GrantRefresh
	}
	call.Reference = cmp.Or(call.Reference, c.newID())
	if c.tokens.ended() {
		failed := withoutToken(ctx, ErrClosed)
		failed.Op, failed.Ref = routeToken.op, call.Reference
		return IssuedToken{}, failed
	}
	if (r.Grant == GrantRefresh) != (r.Refresh != "") || !printableASCII(string(call.Reference)) {
		return IssuedToken{}, &Error{
			Kind: KindInput, Executed: ExecutedNever, Op: routeToken.op, Ref: call.Reference,
			Err: fmt.Errorf("%w: reference id or refresh token", errNotSendable),
		}
	}
	answer, asked, err := c.askToken(ctx, call.Reference, c.tokenForm(r))
	if err != nil {
		return IssuedToken{}, err
	}
	return IssuedToken{
		Type: string(answer.Type), Access: Secret(answer.AccessToken), Refresh: Secret(answer.RefreshToken),
		Expires: asked.UTC().Round(0).Add(answer.ExpiresIn.span()), Scope: cmp.Or(Scope(answer.Scope), r.Scope),
	}, nil
}

// fetchToken is one request of the keeper: with a refresh token, or with client credentials where it is
// empty.
func (c *Client) fetchToken(ctx context.Context, refresh Secret) (token, error) {
	r := TokenRequest{Grant: GrantCredentials, Refresh: refresh, Scope: c.scope}
	if refresh != "" {
		r.Grant = GrantRefresh
	}
	answer, asked, err := c.askToken(ctx, c.newID(), c.tokenForm(r))
	if err != nil {
		return token{}, err
	}
	return newToken(Secret(answer.AccessToken), Secret(answer.RefreshToken), asked, answer.ExpiresIn.span()), nil
}

// askToken makes one request for a token. Its life is counted from before the request, so that it never ends
// later than the server thinks.
func (c *Client) askToken(ctx context.Context, ref ReferenceID, form url.Values) (answer tokenAnswer, asked time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeouts.Token)
	defer cancel()
	p := prepared{route: routeToken, url: c.base + v25 + "/oauth/token", ref: ref, limit: maxAnswer, contentType: "application/x-www-form-urlencoded"}
	p.body = []byte(form.Encode())
	asked = c.now()
	body, failed := c.exchange(ctx, p, "", 1)
	if failed == nil {
		err := decode(body, &answer)
		if err == nil && answer.AccessToken != "" && printableASCII(string(answer.AccessToken)) {
			return answer, asked, nil
		}
		if err == nil {
			err = fmt.Errorf("%w: no access token", errNotJSON)
		}
		failed = &Error{Kind: KindServer, Executed: ExecutedNever, Status: http.StatusOK, Err: err}
	}
	failed.Op, failed.Ref = routeToken.op, ref
	if failed.Kind == KindInput || failed.Kind == KindRefused {
		failed.Kind = KindAuth // every value of this request is a credential
	}
	return tokenAnswer{}, asked, failed
}

// notSentWithRefresh are the parameters that a refresh goes without. ASSUMED: none, that is, it
// takes client id, secret and scope as the first call does.
var notSentWithRefresh []string

func (c *Client) tokenForm(r TokenRequest) url.Values {
	form := url.Values{
		"client_id": {c.clientID}, "client_secret": {c.secret.Reveal()},
		"grant_type": {string(cmp.Or(r.Grant, GrantCredentials))}, "scope": {string(r.Scope)},
	}
	if r.Refresh != "" {
		form.Set("refresh_token", r.Refresh.Reveal())
		for _, name := range notSentWithRefresh {
			form.Del(name)
		}
	}
	return form
}

// The life of a token whose answer does not say, and the longest that is believed. OWN.
const (
	unsaidLife  = 5 * time.Minute
	longestLife = 24 * time.Hour
)

// life is the life of a token in seconds, from a number or the text of one; a fraction is cut. What is no number, or not above 0,
// counts as missing.
type life time.Duration

func (l *life) UnmarshalJSON(data []byte) error {
	*l = 0
	said, _ := plain(data)
	said = strings.TrimSpace(said)
	if strings.Trim(said, "+-.0123456789eE") != "" {
		return nil // ParseFloat reads "inf" and "0x10" too
	}
	if seconds, err := strconv.ParseFloat(said, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		*l = life(bounded(seconds, longestLife).Truncate(time.Second))
	}
	return nil
}

func (l life) span() time.Duration {
	if l <= 0 {
		return unsaidLife
	}
	return time.Duration(l)
}
