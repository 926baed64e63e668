package api

// This file is the one error type of the package and its text.

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Kind groups errors by what the caller should do about them.
type Kind int

// The kinds of errors.
const (
	KindServer   Kind = iota // the server failed: 500, 504, an answer that cannot be read
	KindInput                // the server refused the request's values: correct them
	KindRefused              // a business refusal: say why
	KindAuth                 // the token or the client's credentials: support
	KindScope                // the token may not do this
	KindNotFound             // nothing there
	KindBlocked              // 465 466 467: a firewall before the server
	KindNetwork              // no answer: the line, the name, the certificate, a deadline
	KindCanceled             // the caller's context was cancelled
)

// Executed says whether a call that failed may have been executed.
type Executed int

// Whether a failed call was executed.
const (
	ExecutedUnknown Executed = iota // the answer was lost: it may have been
	ExecutedNever                   // refused before execution, or never sent
	ExecutedNo                      // the server said so
)

var (
	// ErrClosed says that the client was closed. The caller stops.
	ErrClosed = errors.New("the client is closed")

	// errTooLarge says that an answer was larger than any that the API gives.
	errTooLarge = errors.New("the answer is too large")
	// errNotSendable says that a request could not be built from its values.
	errNotSendable = errors.New("a value cannot be sent")
)

// Error is the one error type of this package. Its text holds no personal data, no query
// string and no secret; Message is the server's and is for the clerk's eyes, never for a log.
type Error struct {
	Kind     Kind
	Executed Executed
	Op       string // what was being done: "apply", "customers/search"
	Status   int    // HTTP status, 0 without an answer
	Code     string // the server's error code, such as "credit_exceeded", as the server spells it
	Message  string // the server's message, verbatim
	Fields   []FieldError
	Ref      ReferenceID
	Err      error // the cause, where there is one
	// RetryAfter is how long the server wants to be left in peace, at most 5 minutes; 0 where it does not say.
	RetryAfter time.Duration

	// Answered is true where the server itself answered the call with an error, and is done with it. It is false where the answer
	// was lost, and where a gateway answered in the server's place.
	Answered bool
	// Claimed is true for a success that does not prove what was asked for.
	Claimed bool

	// Shown are the purchases of a list that could not be read whole, as far as it could. What is not among them says nothing.
	Shown []Authorization

	application ID // the application that the answer names, where it names one
}

// FieldError is the server's complaint about one parameter.
type FieldError struct {
	Param   string
	Message string
}

// Error says what was being done, what kind of failure it was, and whether the call may have
// been executed, with the code and the reference id for support.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op + ": " + e.Kind.String())
	if why := reason(e.Err); why != "" {
		b.WriteString(" (" + why + ")")
	}
	if e.Status != 0 {
		fmt.Fprintf(&b, ", status %d", e.Status)
	}
	if e.Code != "" {
		b.WriteString(", code " + printableCode(e.Code))
	}
	b.WriteString(", " + e.Executed.String())
	if e.Ref != "" {
		b.WriteString(", reference id " + string(e.Ref))
	}
	return b.String()
}

// Unwrap gives the cause, for errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// Format writes Error's text for every verb, so that %+v and %#v do not show the server's message.
func (e *Error) Format(f fmt.State, verb rune) {
	text := "<nil>"
	if e != nil {
		text = e.Error()
	}
	if verb == 'q' {
		text = strconv.Quote(text)
	}
	_, _ = io.WriteString(f, text)
}

// MarshalText gives Error's text, in JSON too.
func (e *Error) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// String names the kind for a log.
func (k Kind) String() string {
	switch k {
	case KindServer:
		return "the server failed"
	case KindInput:
		return "values refused"
	case KindRefused:
		return "refused"
	case KindAuth:
		return "credentials refused"
	case KindScope:
		return "not permitted"
	case KindNotFound:
		return "not found"
	case KindBlocked:
		return "blocked before the server"
	case KindNetwork:
		return "no answer"
	case KindCanceled:
		return "cancelled"
	}
	return "unknown kind " + strconv.Itoa(int(k))
}

// String says it for a log.
func (x Executed) String() string {
	switch x {
	case ExecutedNever, ExecutedNo:
		return "not executed"
	}
	return "may have been executed"
}

// printableCode is a code as a log may have it. The API's codes are short names; what else stands
// in their place could be anything, and is left out.
func printableCode(code string) string {
	if len(code) > 64 {
		return "not printable"
	}
	for _, r := range code {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.", r) {
			return "not printable"
		}
	}
	return code
}

// reason says why there was no answer, from the cause's type and never from its text: the texts
// of net/http and encoding/json quote what was sent and received.
func reason(err error) string {
	var (
		name    *net.DNSError
		trusted *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		op      *net.OpError
		proxy   *proxyError
		inner   *Error
	)
	switch {
	case err == nil:
		return ""
	case errors.As(err, &inner):
		if why := reason(inner.Err); why != "" {
			return inner.Op + ": " + why
		}
		return inner.Op + ": " + inner.Kind.String()
	case errors.Is(err, context.Canceled):
		return "cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		return "deadline passed"
	case errors.As(err, &proxy):
		return proxy.Error()
	case errors.As(err, &name):
		return "name not found"
	case errors.As(err, &trusted):
		return "certificate not trusted"
	case errors.As(err, &record):
		return "no TLS"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused"
	case errors.As(err, &op) && op.Op == "dial":
		return "no connection"
	case errors.Is(err, errTooLarge), errors.Is(err, ErrClosed), errors.Is(err, errClaim): // the last names members, and quotes none
		return err.Error()
	case errors.Is(err, errNotJSON):
		return errNotJSON.Error()
	case errors.Is(err, errNotSendable):
		return errNotSendable.Error()
	}
	return "connection broken"
}
