package api

// This file builds every request and is the one place that speaks HTTP. A resource's method
// says what it wants as a request; tokens, deadlines, repeats, limits and logs are here.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"

	"countertop/api/private"
)

// route is one endpoint. Logs show its pattern.
type route struct {
	op      string // what the caller's errors call it
	method  string
	version string
	pattern string // below the version; {client_id} is filled in from the client
	does    effect
}

// The versions of the API (docs/contract.md §1, SEEN).
const (
	v25  = "v2.5"
	v251 = "v2.5.1"
)

// request is a call as a resource's method describes it.
type request struct {
	private.Data

	route
	path  []ID       // the values of the pattern, after client_id, in order
	query url.Values // without lang; nobody else's
	body  any        // JSON, or nil
	// idempotencyKey is the caller's; one is made for a money call without it.
	idempotencyKey string
	limit          int64 // of the answer in bytes; 0 is maxAnswer
	proves         bool  // the caller decides about money by what is not in the answer
}

// How large an answer may be, in bytes.
const (
	maxAnswer    = 1 << 20
	maxCatalogue = 8 << 20
)

// prepared is a request as it goes over the line, on each of its attempts the same.
type prepared struct {
	private.Data

	route
	url   string
	body  []byte
	ref   ReferenceID
	limit int64

	proves bool // as a request's

	contentType string // of the body
	key, hash   string // of a money call
}

// fetch sends a request and reads its answer.
func fetch[T any](ctx context.Context, c *Client, call Call, r request) (T, error) {
	var answer, none T
	body, err := c.send(ctx, call, r)
	if err != nil {
		return none, err
	}
	if err := decode(body, &answer); err != nil {
		return none, understood(r.route, call, err)
	}
	return answer, nil
}

// understood turns the failure to read a successful answer into an Error. The server has done
// what was asked; a caller that moved money takes it for not known, and asks.
func understood(r route, call Call, err error) error {
	if err == nil {
		return nil
	}
	return &Error{
		Kind: KindServer, Executed: executedUnread(r.does),
		Op: r.op, Status: http.StatusOK, Ref: call.Reference, Err: err,
	}
}

// send makes a call: it waits for a token, and repeats what may be repeated.
func (c *Client) send(ctx context.Context, call Call, r request) ([]byte, error) {
	if call.Reference == "" {
		call.Reference = c.newID()
	}
	p, err := c.prepare(call, r)
	if err != nil {
		return nil, &Error{Kind: KindInput, Executed: ExecutedNever, Op: r.op, Ref: call.Reference, Err: err}
	}
	timeout := c.timeouts.Submit
	if r.does == reads {
		timeout = c.timeouts.Read
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	for attempt := 1; ; attempt++ {
		body, failed := c.authorized(ctx, p, attempt)
		if failed == nil {
			return body, nil
		}
		failed.Op, failed.Ref = p.op, p.ref
		if !c.mayRepeat(p, attempt, failed) || !c.pause(ctx, attempt) {
			return nil, failed
		}
	}
}

// authorized makes one attempt with the token. A 401 that names the token is a refusal before execution, so that the
// request is sent once more with a new token, whatever it does; any other 401 only repeats what reads. Where the keeper blames the
// call, and not its token, it is not sent once more.
func (c *Client) authorized(ctx context.Context, p prepared, attempt int) ([]byte, *Error) {
	token, err := c.tokens.access(ctx)
	if err != nil {
		return nil, withoutToken(ctx, err)
	}
	body, failed := c.tried(ctx, p, token, attempt)
	if failed == nil || failed.Status != http.StatusUnauthorized || failed.Executed != ExecutedNever || ofClerk(failed.Code) {
		return body, failed
	}
	if c.tokens.blames(p.op) {
		return body, failed
	}
	if token, err = c.tokens.access(ctx); err != nil {
		return nil, withoutToken(ctx, err)
	}
	return c.tried(ctx, p, token, attempt)
}

// tried sends a request once with a token, and tells the keeper what came of the token.
func (c *Client) tried(ctx context.Context, p prepared, token Secret, attempt int) ([]byte, *Error) {
	body, failed := c.exchange(ctx, p, token, attempt)
	switch {
	case failed == nil:
		c.tokens.take(p.op)
	case failed.Status == http.StatusUnauthorized && !ofClerk(failed.Code):
		c.tokens.refuse(p.op, token, failed)
	case failed.Status != 0:
		c.tokens.take(p.op)
	}
	return body, failed
}

// ofClerk reports whether a code refuses the clerk, and not the token that the call carried (docs/contract.md §8).
func ofClerk(code string) bool {
	code = canonicalCode(code)
	return code == "not_permitted" || strings.HasPrefix(code, "00000-")
}

// withoutToken is the error of a call that was not sent for want of a token.
func withoutToken(ctx context.Context, err error) *Error {
	var failed *Error
	if ctx.Err() == nil && errors.As(err, &failed) {
		return &Error{
			Kind: failed.Kind, Executed: ExecutedNever,
			Status: failed.Status, Code: failed.Code, Message: failed.Message, RetryAfter: failed.RetryAfter, Err: err,
		}
	}
	return unanswered(ctx, reads, false, err)
}

// prepare builds a request. Its error says that a value cannot be sent.
func (c *Client) prepare(call Call, r request) (prepared, error) {
	path, err := r.fill(c.clientID, r.path)
	if err != nil {
		return prepared{}, err
	}
	if !printableASCII(string(call.Reference)) || r.idempotencyKey != "" && !printableASCII(r.idempotencyKey) {
		return prepared{}, fmt.Errorf("%w: reference id or idempotency key", errNotSendable)
	}
	p := prepared{route: r.route, url: c.base + path + r.encode(call.Language), ref: call.Reference, limit: r.limit, proves: r.proves}
	if p.limit == 0 {
		p.limit = maxAnswer
	}
	if r.body != nil {
		if p.body, err = json.Marshal(r.body); err != nil {
			return prepared{}, fmt.Errorf("%w: writing the body: %w", errNotSendable, err)
		}
		p.contentType = "application/json"
	}
	if r.does == moves {
		c.idempotent(&p, r.idempotencyKey)
	}
	return p, nil
}

// encode writes the query, with its question mark, or nothing. The query is the request's own, so that
// lang can be put into it.
func (r request) encode(language Language) string {
	query := r.query
	switch {
	case language == "":
	case len(query) == 0:
		return "?lang=" + url.QueryEscape(string(language))
	default:
		query.Set("lang", string(language))
	}
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}

// header returns the headers of an attempt: the reference id with every request, the token's too (docs/contract.md
// §1, SEEN), and the token with all others. It is made for each attempt, since a
// transport may hold on to it.
func (p *prepared) header(token Secret) http.Header {
	const room = 8
	header, values := make(http.Header, room), make([]string, 0, room)
	set := func(name, value string) {
		if value != "" {
			values = append(values, value)
			header[name] = values[len(values)-1 : len(values) : len(values)]
		}
	}
	set(headerReference, string(p.ref))
	set("Accept", "application/json")
	set("User-Agent", "countertop")
	set("Content-Type", p.contentType)
	if p.proves {
		set("Cache-Control", "no-cache")
	}
	set(headerIdempotencyKey, p.key)
	set(headerContextHash, p.hash)
	if token != "" {
		set("Authorization", "Bearer "+token.Reveal())
	}
	return header
}

const headerReference = "X-Reference-Id"

// fill writes the path below the base URL.
func (r route) fill(clientID string, values []ID) (string, error) {
	var path strings.Builder
	path.Grow(len(r.version) + len(r.pattern) + len(clientID) + roomForIDs*len(values))
	path.WriteString(r.version)
	path.WriteByte('/')
	rest := r.pattern
	for {
		fixed, after, found := strings.Cut(rest, "{")
		path.WriteString(fixed)
		if !found {
			return path.String(), nil
		}
		name, tail, _ := strings.Cut(after, "}")
		rest = tail
		if name == "client_id" {
			path.WriteString(url.PathEscape(clientID))
			continue
		}
		if len(values) == 0 || !pathID(values[0]) {
			return "", fmt.Errorf("%w: %s", errNotSendable, name)
		}
		path.WriteString(string(values[0]))
		values = values[1:]
	}
}

// roomForIDs is the number of characters that an id may have more than its name in the pattern before a path is copied.
const roomForIDs = 16

// pathID is true for what can be one step of a path and nothing else.
func pathID(id ID) bool {
	return id != "" && strings.IndexFunc(string(id), func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", r)
	}) < 0
}

// exchange sends a request once and reads its answer: the body of a success, or an Error without
// its Op. Redirects are not followed, since a transport by itself follows none.
func (c *Client) exchange(ctx context.Context, p prepared, token Secret, attempt int) ([]byte, *Error) {
	if c.logger == nil {
		_, body, failed := c.roundTrip(ctx, p, token)
		c.noteLine(failed)
		return body, failed
	}
	c.logSending(ctx, p, attempt)
	began := c.now()
	status, body, failed := c.roundTrip(ctx, p, token)
	c.noteLine(failed)
	c.log(ctx, p, attempt, status, c.now().Sub(began), failed)
	return body, failed
}

// noteLine keeps whether the last call reached the server, for Reachable, and when one was answered; TokenChanges tells of a
// change. A call that was cancelled says nothing of the line.
func (c *Client) noteLine(failed *Error) {
	if failed != nil && failed.Kind == KindCanceled {
		return
	}
	down := failed != nil && failed.Kind == KindNetwork
	if failed == nil || failed.Status != 0 {
		c.answered.Store(c.now().UnixNano())
	}
	if c.down.Swap(down) != down {
		c.tokens.tell()
	}
}

func (c *Client) roundTrip(ctx context.Context, p prepared, token Secret) (status int, body []byte, failed *Error) {
	if ctx.Err() != nil {
		return 0, nil, unanswered(ctx, p.does, false, ctx.Err())
	}
	line := &lineState{}
	if p.does != reads {
		ctx = httptrace.WithClientTrace(ctx, line.trace())
	}
	req, err := p.http(ctx, token)
	if err != nil {
		return 0, nil, &Error{Kind: KindInput, Executed: ExecutedNever, Err: errNotSendable}
	}
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return 0, nil, unanswered(ctx, p.does, line.mayHaveLeft(), err)
	}
	defer func() { _ = resp.Body.Close() }()
	c.clock.note(resp.Header, c.now)
	body, err = readLimited(resp.Body, resp.ContentLength, p.limit)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		if err != nil { // what was cut off could say the contrary
			body = nil
		}
		failed := refusal(p.route, resp.StatusCode, body)
		failed.RetryAfter = retryAfter(resp.Header, c.now)
		return resp.StatusCode, nil, failed
	}
	switch {
	case errors.Is(err, errTooLarge):
		failed := &Error{Kind: KindServer, Executed: executedUnread(p.does), Status: resp.StatusCode, Err: err}
		return resp.StatusCode, nil, failed
	case err != nil:
		return resp.StatusCode, nil, unanswered(ctx, p.does, true, err)
	case p.proves && notOfNow(resp, body):
		return resp.StatusCode, nil, &Error{Kind: KindServer, Executed: ExecutedNo, Status: resp.StatusCode, Err: errNotOfNow}
	}
	if failed = errorInside(p, resp.StatusCode, body); failed == nil && resp.StatusCode == http.StatusAccepted && onlyTaken(p, body) {
		failed = claimed(p.route, Call{Reference: p.ref}, errClaim)
	}
	return resp.StatusCode, body, failed
}

// http makes the request of one attempt. GetBody stays nil: with it net/http would by itself
// send again a POST that carries an X-Idempotency-Key when a reused connection drops.
func (p prepared) http(ctx context.Context, token Secret) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, p.method, p.url, nil)
	if err != nil {
		return nil, err
	}
	req.Header = p.header(token)
	if p.body != nil {
		req.Body = io.NopCloser(bytes.NewReader(p.body))
		req.ContentLength = int64(len(p.body))
		req.GetBody = nil
	}
	return req, nil
}

// mostRoom bounds what an announced length reserves: a server may announce anything.
const mostRoom = 64 << 10

// readLimited reads a body of the announced length, negative where none was.
func readLimited(r io.Reader, announced, limit int64) ([]byte, error) {
	room := max(0, min(announced, limit, mostRoom)) + bytes.MinRead
	read := bytes.NewBuffer(make([]byte, 0, room))
	_, err := read.ReadFrom(io.LimitReader(r, limit+1))
	if err == nil && int64(read.Len()) > limit {
		return nil, errTooLarge
	}
	return read.Bytes(), err
}
