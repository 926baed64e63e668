package sandbox

// Strict reading of bodies and queries: every value is asked for by name, every
// problem is collected, and what nobody asked for is a problem too.

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"countertop/api"
)

var (
	postalCode  = regexp.MustCompile(`^[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][0-9][ABCEGHJ-NPRSTV-Z][0-9]$`)
	phoneNumber = regexp.MustCompile(`^[2-9][0-9]{2}[2-9][0-9]{6}$`)
	mailAddress = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)
)

// input is the members of a body or of a query.
type input struct {
	members  map[string]json.RawMessage
	asked    map[string]bool
	prefix   string // of nested members, for the names in problems
	problems *[]problem
}

var errBody = errors.New("the body is not one JSON object")

// bodyInput reads the body, which must be one JSON object.
func bodyInput(c *call) (*input, error) {
	members := map[string]json.RawMessage{}
	decoder := json.NewDecoder(bytes.NewReader(c.body))
	if err := decoder.Decode(&members); err != nil || members == nil {
		return nil, errBody
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errBody
	}
	return newInput(members), nil
}

// queryInput reads the query. lang has been read before.
func queryInput(c *call) *input {
	members := map[string]json.RawMessage{}
	for name, values := range c.request.URL.Query() {
		raw, err := json.Marshal(values[0])
		if err != nil || len(values) > 1 {
			raw = []byte("null")
		}
		members[name] = raw
	}
	delete(members, "lang")
	return newInput(members)
}

func newInput(members map[string]json.RawMessage) *input {
	return &input{members: members, asked: map[string]bool{}, problems: &[]problem{}}
}

func (in *input) problem(name string, reason text) {
	value := strings.Trim(string(in.members[name]), `"`)
	if !utf8.ValidString(value) || len(value) > 100 {
		value = ""
	}
	*in.problems = append(*in.problems, problem{in.prefix + name, reason, value})
}

// has reports whether a member is there and not null.
func (in *input) has(name string) bool {
	in.asked[name] = true
	raw, found := in.members[name]
	return found && string(raw) != "null"
}

// optional reads a text of at most limit characters; absent is "".
func (in *input) optional(name string, limit int) string {
	if !in.has(name) {
		return ""
	}
	var value string
	if err := json.Unmarshal(in.members[name], &value); err != nil {
		in.problem(name, problemType)
		return ""
	}
	if utf8.RuneCountInString(value) > limit {
		in.problem(name, problemLength)
	}
	return strings.TrimSpace(value)
}

// required is a text that must be there.
func (in *input) required(name string, limit int) string {
	before := len(*in.problems)
	value := in.optional(name, limit)
	if value == "" && len(*in.problems) == before {
		in.problem(name, problemMissing)
	}
	return value
}

// insist wants members to be there where the server is strict.
func (s *Server) insist(in *input, names ...string) {
	for _, name := range names {
		if raw := string(in.members[name]); s.options.Strict && (!in.has(name) || raw == `""`) {
			in.problem(name, problemMissing)
		}
	}
}

// matching is a required text of a form.
func (in *input) matching(name string, limit int, form *regexp.Regexp, reason text) string {
	value := in.required(name, limit)
	if value != "" && !form.MatchString(value) {
		in.problem(name, reason)
	}
	return value
}

// ascii is a required text of printable ASCII.
func (in *input) ascii(name string, limit int) string {
	value := in.required(name, limit)
	if strings.IndexFunc(value, func(r rune) bool { return r < ' ' || r > '~' }) >= 0 {
		in.problem(name, problemASCII)
	}
	return value
}

// digits is an identifier of least to most digits, written as a number or as a string; absent is "".
func (in *input) digits(name string, least, most int) string {
	if !in.has(name) {
		return ""
	}
	value := strings.Trim(string(in.members[name]), `"`)
	if value == "" {
		return ""
	}
	if len(value) < least || len(value) > most || strings.Trim(value, "0123456789") != "" {
		in.problem(name, problemDigits)
	}
	return value
}

// identifier is a code that may be written as a number or as a string; absent is "".
func (in *input) identifier(name string, limit int) string {
	if !in.has(name) {
		return ""
	}
	if raw := string(in.members[name]); raw[0] >= '0' && raw[0] <= '9' {
		return raw[:min(len(raw), limit)]
	}
	return in.optional(name, limit)
}

// date is a required real date YYYY-MM-DD.
func (in *input) date(name string) string {
	value := in.required(name, 10)
	if value != "" && !isDate(value) {
		in.problem(name, problemDate)
	}
	return value
}

func isDate(value string) bool {
	_, err := time.Parse(time.DateOnly, value)
	return err == nil
}

// amount is a positive amount, as a number or as a string; ok is false when it is absent
// or wrong.
func (in *input) amount(name string) (amount api.Money, ok bool) {
	if !in.has(name) {
		return 0, false
	}
	amount, err := api.ParseMoney(strings.Trim(string(in.members[name]), `"`))
	if err != nil || amount <= 0 {
		in.problem(name, problemAmount)
		return 0, false
	}
	return amount, true
}

func (in *input) requiredAmount(name string) api.Money {
	before := len(*in.problems)
	amount, ok := in.amount(name)
	if !ok && len(*in.problems) == before {
		in.problem(name, problemMissing)
	}
	return amount
}

// boolean is true or false; ok is false when it is absent or wrong.
func (in *input) boolean(name string) (value, ok bool) {
	if !in.has(name) {
		return false, false
	}
	if err := json.Unmarshal(in.members[name], &value); err != nil {
		in.problem(name, problemType)
		return false, false
	}
	return value, true
}

// choice is a text out of a list; absent is the first of the list.
func (in *input) choice(name string, allowed ...string) string {
	value := in.optional(name, 100)
	if value == "" {
		return allowed[0]
	}
	if !slices.Contains(allowed, value) {
		in.problem(name, problemChoice)
	}
	return value
}

// object is a nested object; nil when it is absent or none.
func (in *input) object(name string) *input {
	if !in.has(name) {
		return nil
	}
	members := map[string]json.RawMessage{}
	if err := json.Unmarshal(in.members[name], &members); err != nil {
		in.problem(name, problemType)
		return nil
	}
	return &input{members: members, asked: map[string]bool{}, prefix: in.prefix + name + ".", problems: in.problems}
}

// done refuses what nobody asked for, and every problem that was found.
func (in *input) done() error {
	in.noMore()
	if len(*in.problems) == 0 {
		return nil
	}
	r := conflict("wrong_inputs")
	r.fields = *in.problems
	return r
}

func (in *input) noMore() {
	var unknown []string
	for name := range in.members {
		if !in.asked[name] {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		in.problem(name, problemUnknown)
	}
}
