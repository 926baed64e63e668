package doubt_test

// This file is the line of the fault matrix. It answers one money call as a cell says, rewrites what the server answers
// to the questions that follow, and counts what was sent.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
)

var errHungUp = errors.New("the line hung up")

// line is between a console and its server.
type line struct {
	*counter
	reply   *reply    // answers the next money call; nil: the server does
	later   *twist    // rewrites the answers to questions; nil: they are honest
	until   time.Time // when they are honest again; zero: never
	sent    int       // money calls that left the console
	renewed int       // of these, after a refusal for the token
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	switch {
	case r.Method == http.MethodPost && acts(r):
		return l.pays(r)
	case r.Method == http.MethodGet && l.later != nil && (l.until.IsZero() || l.at.Before(l.until)):
		return l.asks(r)
	}
	return l.serve(r)
}

// acts is true for what is counted: what moves money, an application, a closing.
func acts(r *http.Request) bool {
	return r.Header.Get("X-Idempotency-Key") != "" || strings.HasSuffix(r.URL.Path, "/apply") || strings.HasSuffix(r.URL.Path, "/close")
}

// pays lets a money call through, as often as it is sent.
func (l *line) pays(r *http.Request) (*http.Response, error) {
	l.sent++
	how := l.reply
	l.reply = nil
	if how == nil {
		answer, err := l.serve(r)
		if err == nil && answer.StatusCode == http.StatusUnauthorized {
			l.renewed++
		}
		return answer, err
	}
	if how.renews {
		l.renewed++
	}
	var own object
	if how.executed {
		answer, err := l.serve(readable(r))
		if err != nil {
			return nil, err
		}
		if how.resent != nil {
			how.resent(r.Header)
			return l.serve(r)
		}
		if answer.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("the server refuses the call: %s", bodyOf(answer))
		}
		if err := readJSON(answer, &own); err != nil {
			return nil, err
		}
	}
	answer := how.answer(own)
	if answer == nil {
		return nil, errHungUp
	}
	return l.dated(answer.response()), nil
}

// readable is a request whose body can be read again.
func readable(r *http.Request) *http.Request {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	first := r.Clone(r.Context())
	first.Body = io.NopCloser(bytes.NewReader(body))
	return first
}

// question is a call that a console makes, for a twist.
type question struct {
	list   string // "authorizations", "captures"; empty for one authorization
	number int    // of the page
	page   func(number int) object
}

// asks rewrites the answer to a question about purchases.
func (l *line) asks(r *http.Request) (*http.Response, error) {
	list := ""
	switch end := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]; {
	case end == "authorizations" || end == "captures":
		list = end
	case end == "search" || end == "lookup":
		return l.finds(r, end)
	case !strings.Contains(r.URL.Path, "/authorization/"):
		return l.serve(r)
	}
	answer, err := l.serve(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		return answer, err
	}
	var body object
	if err := readJSON(answer, &body); err != nil {
		return nil, err
	}
	number, _ := strconv.Atoi(r.URL.Query().Get("page_number"))
	q := question{list, number, func(number int) object {
		other := r.Clone(r.Context())
		query := other.URL.Query()
		query.Set("page_number", strconv.Itoa(number))
		other.URL.RawQuery = query.Encode()
		var page object
		answer, err := l.serve(other)
		if err != nil || readJSON(answer, &page) != nil {
			return object{}
		}
		_ = answer.Body.Close() // it is in memory
		return page
	}}
	return l.dated(l.later.answer(q, body).response()), nil
}

// finds rewrites the answer to a question about a customer. A search answers a list, which the twist finds under its name.
func (l *line) finds(r *http.Request, end string) (*http.Response, error) {
	answer, err := l.serve(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		return answer, err
	}
	body := object{}
	if end == "lookup" {
		err = readJSON(answer, &body)
	} else {
		var list []any
		err = readJSON(answer, &list)
		body[end] = list
	}
	if err != nil {
		return nil, err
	}
	return l.dated(l.later.answer(question{list: end}, body).response()), nil
}

// object is a JSON object, its numbers as they were written.
type object = map[string]any

func readJSON(answer *http.Response, into any) error {
	decoder := json.NewDecoder(answer.Body)
	decoder.UseNumber()
	return decoder.Decode(into)
}

func bodyOf(answer *http.Response) []byte {
	body, _ := io.ReadAll(answer.Body)
	return body
}

// said is an answer as it is written.
type said struct {
	status int
	body   string
}

func answered(status int, body string) *said { return &said{status, body} }

func (s *said) response() *http.Response {
	header := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	if strings.HasPrefix(s.body, "<") {
		header.Set("Content-Type", "text/html; charset=utf-8")
	}
	return &http.Response{StatusCode: s.status, Header: header, Body: io.NopCloser(strings.NewReader(s.body)), ContentLength: int64(len(s.body))}
}

// written is a value as JSON.
func written(value any) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return b.String()
}

// moved returns the number of times that the server did an intent, from what it had before.
func (c *counter) moved(in flows.Intent, before api.Money) (int, error) {
	now, err := c.left(in)
	if err != nil {
		return 0, err
	}
	if !movesMoney(in.Kind) {
		return int(before - now), nil
	}
	gone := before - now
	if gone%in.Amount != 0 || gone < 0 {
		return 0, fmt.Errorf("a %s of %s changed what is left by %s", in.Kind, in.Amount, gone)
	}
	return int(gone / in.Amount), nil
}
