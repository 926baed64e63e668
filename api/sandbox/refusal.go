package sandbox

// Refusals: everything that is answered with another status than 200.

import (
	"cmp"
	"net/http"
)

// refusal is an answer with an error code (docs/contract.md §8).
type refusal struct {
	status int
	code   string
	fields []problem

	message text // in place of the code's
}

// codeScope is the error of a token whose scope does not suffice: the vendor's lists have this sentence where
// the others have a word (docs/contract.md §2, SEEN).
const codeScope = "Insufficient scope: authorized scope is insufficient"

// problem says what is wrong with one parameter.
type problem struct {
	param  string
	reason text
	value  string
}

func refuse(status int, code string) *refusal { return &refusal{status: status, code: code} }

// conflict is the status of every business refusal.
func conflict(code string) *refusal { return refuse(http.StatusConflict, code) }

func (r *refusal) field(param string, reason text, value string) *refusal {
	r.fields = append(r.fields, problem{param, reason, value})
	return r
}

// Error names the code only: a refusal's values are personal.
func (r *refusal) Error() string { return "refused: " + r.code }

type errorBody struct {
	URL     string       `json:"url"`
	Message string       `json:"message"`
	Error   string       `json:"error"`
	Fields  []fieldError `json:"field_errors"`
}

type fieldError struct {
	Param string `json:"param"`
	Msg   string `json:"msg"`
	Value string `json:"value"`
}

func (r *refusal) body(c *call) errorBody {
	message, known := messages[r.code]
	if !known {
		message = messages["general_error"]
	}
	message = cmp.Or(r.message, message)
	body := errorBody{
		URL: c.request.URL.Path, Message: message.In(c.lang), Error: r.code, Fields: []fieldError{},
	}
	for _, p := range r.fields {
		body.Fields = append(body.Fields, fieldError{p.param, p.reason.In(c.lang), p.value})
	}
	return body
}
