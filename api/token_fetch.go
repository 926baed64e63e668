package api

// This file asks the token endpoint (CONTRACT §2, SEEN).

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

var routeToken = route{"oauth/token", http.MethodPost, v25, "oauth/token", reads}

// The grants of the token endpoint, and the scope of a store.
const (
	grantCredentials = "client_credentials"
	grantRefresh     = "refresh_token"
)

type tokenAnswer struct {
	AccessToken  text  `json:"access_token"`
	RefreshToken text  `json:"refresh_token"`
	ExpiresIn    count `json:"expires_in"` // seconds
}

// fetchToken makes one request for a token: with a refresh token, or with client credentials where
// it is empty. The token's life is counted from before the request, so that it never ends
// later than the server thinks.
func (c *Client) fetchToken(ctx context.Context, refresh Secret) (token, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeouts.Token)
	defer cancel()
	ref := c.newID()
	p := prepared{route: routeToken, url: c.base + v25 + "/oauth/token", ref: ref, limit: maxAnswer, contentType: "application/x-www-form-urlencoded"}
	p.body = []byte(c.tokenForm(refresh).Encode())
	asked := c.now()
	body, failed := c.exchange(ctx, p, "", 1)
	if failed == nil {
		var answer tokenAnswer
		err := decode(body, &answer)
		if err == nil && answer.AccessToken != "" {
			return newToken(Secret(answer.AccessToken), Secret(answer.RefreshToken), asked, lifeOf(answer.ExpiresIn)), nil
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
	return token{}, failed
}

func (c *Client) tokenForm(refresh Secret) url.Values {
	form := url.Values{
		"client_id": {c.clientID}, "client_secret": {c.secret.Reveal()},
		"grant_type": {grantCredentials}, "scope": {string(c.scope)},
	}
	if refresh != "" {
		form.Set("grant_type", grantRefresh)
		form.Set("refresh_token", refresh.Reveal())
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

func lifeOf(seconds count) time.Duration {
	if seconds <= 0 {
		return unsaidLife
	}
	return min(time.Duration(seconds)*time.Second, longestLife)
}
