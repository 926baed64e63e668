package api

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

// Error is the one error type of this package. Its text holds no personal data, no query
// string and no secret; Message is the server's and is for the clerk's eyes, never for a log.
type Error struct {
	Kind     Kind
	Executed Executed
	Op       string // what was being done: "apply", "customers/search"
	Status   int    // HTTP status, 0 without an answer
	Code     string // the server's error code, such as "credit_exceeded"
	Message  string // the server's message, verbatim
	Fields   []FieldError
	Ref      ReferenceID
	Err      error // the cause, where there is one
}

// FieldError is the server's complaint about one parameter.
type FieldError struct {
	Param   string
	Message string
}
