// Package api speaks the Flexiti POS API: a client with one method a call, its token
// keeper, the catalogue with its cache on disk, one error type, and exact money. What is only
// assumed about the API is marked ASSUMED where it is declared, and listed in docs/assumptions.md.
package api

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Options configure a client. BaseURL, ClientID and Secret are required.
type Options struct {
	// BaseURL is everything before the version, such as
	// "https://posapi-training.flexiti.fi/flexiti/pos-api/". https, or any scheme of HTTP on
	// loopback.
	BaseURL  string
	ClientID string // ASCII, at most 100 characters
	Secret   Secret // ASCII, at most 100 characters

	// Scope is the token's scope; empty is ScopeMerchant, which a counter needs.
	Scope Scope

	Timeouts Timeouts
	// ReadAttempts is the number of times that a call which changes nothing is tried before its failure
	// is returned; 0 is 3, 1 is no repeat. Calls that change anything are sent once.
	ReadAttempts int
	// Logger gets one record a request, without personal data: method, route (the pattern of the path),
	// status (0 without an answer), duration (nanoseconds in JSON), ref (the reference id), attempt (from 1);
	// of a failure also kind, executed, code and why. Its level is error where the server, the line or the
	// credentials are to blame or nobody knows whether it was executed, warn for a refusal, else
	// info; at debug another says that it is being sent. nil: nothing is logged.
	Logger *slog.Logger
	// RootCAs are trusted in place of the system's; nil: the system's.
	RootCAs *x509.CertPool
	// Proxy chooses the proxy of a request; nil: as the environment says.
	Proxy func(*http.Request) (*url.URL, error)

	// Transport makes the requests, for tests; RootCAs and Proxy are of no effect with it. nil:
	// the client's own, with its own connections.
	Transport http.RoundTripper
	// Now is the time; nil: time.Now.
	Now func() time.Time
	// NewID makes reference ids; nil: NewReferenceID.
	NewID func() ReferenceID
	// Jitter gives the random part of waiting times, 0 ≤ j < 1; nil: at random.
	Jitter func() float64
}

// Scope limits what a token may be used for (docs/contract.md §2, SEEN).
type Scope string

// The scopes: merchant is for every endpoint; customer is for interfaces that customers use
// themselves, and is refused elsewhere with KindScope.
const (
	ScopeMerchant Scope = "merchant"
	ScopeCustomer Scope = "customer"
)

// Timeouts bound calls from the method's begin to its answer, repeats included. They are OWN:
// the vendor publishes none.
type Timeouts struct {
	Read   time.Duration // calls that change nothing; 0 is 15 s
	Submit time.Duration // apply, verify and all that moves money; 0 is 60 s, since third parties are asked
	Token  time.Duration // one request for a token, in the background; 0 is 15 s
}

// The defaults of Options, all OWN.
const (
	defaultRead     = 15 * time.Second
	defaultSubmit   = 60 * time.Second
	defaultToken    = 15 * time.Second
	defaultAttempts = 3
)

// Client speaks to one environment on behalf of one merchant. Its methods may be called by
// several goroutines. Their errors are *Error.
type Client struct {
	base      string // ends with a slash
	clientID  string
	secret    Secret
	scope     Scope
	timeouts  Timeouts
	attempts  int
	logger    *slog.Logger
	transport http.RoundTripper
	now       func() time.Time
	newID     func() ReferenceID
	jitter    func() float64
	tokens    *keeper
	down      atomic.Bool  // the last call did not reach the server
	answered  atomic.Int64 // when a call was answered last, in Unix nanoseconds; 0: never
	clock     serverClock
}

// Format writes no more than the type: a client holds its secret.
func (c *Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "api.Client") }

// New makes a client. It sends nothing; the first token is fetched by Start, or by the first
// call. The error names the option that is wrong and its value, but never the secret.
func New(o Options) (*Client, error) {
	base, err := checkBase(o.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("making the client: %w", err)
	}
	if err := checkCredentials(o.ClientID, o.Secret); err != nil {
		return nil, fmt.Errorf("making the client: %w", err)
	}
	c := &Client{
		base: base, clientID: o.ClientID, secret: o.Secret, scope: cmp.Or(o.Scope, ScopeMerchant),
		timeouts: o.Timeouts.withDefaults(), attempts: o.ReadAttempts, logger: o.Logger,
		transport: o.Transport, now: o.Now, newID: o.NewID, jitter: o.Jitter,
	}
	if c.attempts < 1 {
		c.attempts = defaultAttempts
	}
	if c.transport == nil {
		c.transport = newTransport(o.RootCAs, o.Proxy)
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.newID == nil {
		c.newID = NewReferenceID
	}
	if c.jitter == nil {
		c.jitter = mathrand.Float64
	}
	c.tokens = newKeeper(c.fetchToken, c.now, c.jitter)
	return c, nil
}

// Start begins to fetch the first token in the background, and returns at once. Calling
// it again does nothing.
func (c *Client) Start() { c.tokens.start() }

// Wake has the token looked at by the clock on the wall, and returns at once. Timers stand still while a machine
// sleeps: whoever sees that it woke (a key after a long pause) says so, and the token is
// there before the first call needs it.
func (c *Client) Wake() { c.tokens.look() }

// TokenWaits returns the number of calls so far that had to wait for a token, since there was none that worked.
func (c *Client) TokenWaits() int64 { return c.tokens.waited() }

// Close ends the token keeper and the idle connections. Calls made after it fail with
// ErrClosed; calls under way end as their contexts say.
func (c *Client) Close() {
	c.tokens.close()
	if idle, ok := c.transport.(interface{ CloseIdleConnections() }); ok {
		idle.CloseIdleConnections()
	}
}

// Token returns the token's state, for the status line.
func (c *Client) Token() TokenState { return c.tokens.state() }

// Reachable is false while the last call, whatever it was, did not reach the server. TokenChanges
// tells of a change too.
func (c *Client) Reachable() bool { return !c.down.Load() }

// Answered reports whether the server has answered a call within a time until now, and the last call reached it: a connection and a
// token are at hand, without a call of Warm's.
func (c *Client) Answered(within time.Duration) bool {
	last := c.answered.Load()
	since := c.now().Sub(time.Unix(0, last))
	return last != 0 && !c.down.Load() && since >= 0 && since < within
}

// TokenChanges tells that Token may answer something else than before. One value stands for
// any number of changes; there is one channel, for one receiver. It is never closed.
func (c *Client) TokenChanges() <-chan struct{} { return c.tokens.changes }

func (t Timeouts) withDefaults() Timeouts {
	or := func(d *time.Duration, otherwise time.Duration) {
		if *d <= 0 {
			*d = otherwise
		}
	}
	or(&t.Read, defaultRead)
	or(&t.Submit, defaultSubmit)
	or(&t.Token, defaultToken)
	return t
}

// checkBase gives the base URL with a slash at its end.
func checkBase(raw string) (string, error) {
	u, err := url.Parse(raw)
	switch {
	case err != nil, u.Host == "":
		return "", fmt.Errorf("base URL %q is not a URL with a host", withoutUser(raw))
	case u.User != nil:
		return "", fmt.Errorf("base URL %q must not hold a user or a password", withoutUser(raw))
	case u.RawQuery != "" || u.Fragment != "":
		return "", fmt.Errorf("base URL %q must not hold a query or a fragment", u.Redacted())
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
		return "", fmt.Errorf("base URL %q must begin with https:// (http:// only on loopback)", u.Redacted())
	}
	return strings.TrimRight(u.Scheme+"://"+u.Host+u.EscapedPath(), "/") + "/", nil
}

// withoutUser takes off what could be a password.
func withoutUser(raw string) string {
	if at := strings.LastIndexByte(raw, '@'); at >= 0 {
		return "…" + raw[at:]
	}
	return raw
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}

// maxCredential is the length of client_id and client_secret (docs/contract.md §2, SEEN).
const maxCredential = 100

func checkCredentials(clientID string, secret Secret) error {
	switch {
	case !printableASCII(clientID) || strings.Trim(clientID, ".") == "":
		return fmt.Errorf("client id %q is not 1 to %d printable ASCII characters", clientID, maxCredential)
	case !printableASCII(secret.Reveal()):
		return fmt.Errorf("the client secret is not 1 to %d printable ASCII characters", maxCredential)
	}
	return nil
}

func printableASCII(s string) bool {
	return s != "" && len(s) <= maxCredential &&
		strings.IndexFunc(s, func(r rune) bool { return r < 0x21 || r > 0x7e }) < 0
}

// How connections are kept: warm while a clerk types, and found dead by the kernel (no
// wake-ups of ours) before the next request is lost on them. All OWN.
const (
	idleConnections = 4
	idleTimeout     = 5 * time.Minute
	connectTimeout  = 10 * time.Second
	keepAliveIdle   = 15 * time.Second
	keepAliveEvery  = 5 * time.Second
	keepAliveCount  = 3
	maxHeaderBytes  = 256 << 10
)

// Usual is the transport that a client of these options has. Who wraps it keeps the certificates and the proxy, which a
// Transport of one's own would leave out.
func (o Options) Usual() http.RoundTripper {
	if o.Transport != nil {
		return o.Transport
	}
	return newTransport(o.RootCAs, o.Proxy)
}

func newTransport(roots *x509.CertPool, proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	if proxy == nil {
		proxy = http.ProxyFromEnvironment
	}
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAliveConfig: net.KeepAliveConfig{
		Enable: true, Idle: keepAliveIdle, Interval: keepAliveEvery, Count: keepAliveCount,
	}}
	return &http.Transport{
		Proxy: proxy, DialContext: dialer.DialContext,
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout: connectTimeout,
		ForceAttemptHTTP2:   true,
		MaxIdleConns:        idleConnections, MaxIdleConnsPerHost: idleConnections,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		OnProxyConnectResponse: throughProxy,
	}
}

// Warm makes sure that a connection and a token are ready, so that the submit that follows costs
// one round trip. It asks for one small list of the catalogue, and forgets it.
func (c *Client) Warm(ctx context.Context) error {
	_, err := c.CatalogueKey(ctx, Call{Reference: c.newID(), Language: English}, "salutations")
	var failed, token *Error
	if errors.As(err, &failed) && failed.Status != 0 && !errors.As(failed.Err, &token) {
		return nil // an answer of any kind came over a connection that is now open
	}
	return err
}
