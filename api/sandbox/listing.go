package sandbox

// Reading what was authorized and captured, page by page (docs/contract.md §7).

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"countertop/api"
)

type captureAnswer struct {
	ID            any       `json:"capture_id"`
	Authorization string    `json:"authorization_id"`
	Reference     string    `json:"reference"`
	Date          string    `json:"date"`
	Amount        api.Money `json:"amount"`
	Remaining     api.Money `json:"remaining_capture_amount"`
}

type page struct {
	Number int `json:"page_number"`
	Size   int `json:"page_size"`
	Total  any `json:"total_count,omitempty"` // of all pages; absent under Options.NoTotal
}

type authorizationsAnswer struct {
	page
	Authorizations []authorizationAnswer `json:"authorizations"`
}

type capturesAnswer struct {
	page
	Captures []captureAnswer `json:"captures"`
}

// listing is the query of both lists.
type listing struct {
	account, kind, status string
	from, to              string // dates, UTC, both included
	number, size          int
}

func (s *Server) readListing(c *call) (listing, error) {
	in := queryInput(c)
	l := listing{
		account: in.digits("account_number", 1, 14),
		kind:    in.choice("transaction_type", "", promotionalPurchase, regularPurchase),
		status:  in.choice("authorization_status", "", "opened", "closed", "unauthorized"),
		number:  max(1, in.count("page_number")), size: in.count("page_size"),
	}
	for name, target := range map[string]*string{"creation_date_from": &l.from, "creation_date_to": &l.to} {
		if *target = in.optional(name, 10); *target != "" && !isDate(*target) {
			in.problem(name, problemDate)
		}
	}
	if l.size == 0 || l.size > s.options.PageSize {
		l.size = s.options.PageSize // a server may give fewer than asked
	}
	return l, in.done()
}

// count is a small number; absent is 0.
func (in *input) count(name string) int {
	digits := in.digits(name, 1, 6)
	if digits == "" {
		return 0
	}
	value, err := strconv.Atoi(digits)
	if err != nil || value == 0 {
		in.problem(name, problemDigits)
	}
	return value
}

func (l listing) fits(a *authorization, created time.Time) bool {
	date := created.UTC().Format(time.DateOnly)
	return (l.kind == "" || a.kind == l.kind) &&
		(l.status == "" || a.status() == l.status) &&
		(l.from == "" || date >= l.from) && (l.to == "" || date <= l.to)
}

// cut is the listing's page of everything that fits.
func cut[T any](all []T, l listing) ([]T, page) {
	first := min(len(all), (l.number-1)*l.size)
	last := min(len(all), first+l.size)
	return append([]T{}, all[first:last]...), page{l.number, l.size, len(all)}
}

// uncounted takes the total out where this server does not count.
func (s *Server) uncounted(at *page) {
	if s.options.NoTotal {
		at.Total = nil
	}
}

// listAuthorizations answers the newest first (ASSUMED).
func (s *Server) listAuthorizations(c *call) (any, error) {
	l, err := s.readListing(c)
	if err != nil {
		return nil, err
	}
	var all []*authorization
	for _, a := range slices.Backward(s.state.within(l)) {
		if l.fits(a, a.created) {
			all = append(all, a)
		}
	}
	own, at := cut(all, l)
	s.uncounted(&at)
	answer := authorizationsAnswer{at, make([]authorizationAnswer, len(own))}
	for i, a := range own {
		answer.Authorizations[i] = s.whole(a, c)
	}
	return answer, nil
}

// within returns the purchases that a listing looks through: those of one account, if it names one.
func (st *state) within(l listing) []*authorization {
	if l.account == "" {
		return st.authorizations
	}
	if a := st.find(l.account); a != nil {
		return a.authorizations
	}
	return nil
}

func (s *Server) readAuthorization(c *call) (any, error) {
	if err := queryInput(c).done(); err != nil {
		return nil, err
	}
	a, err := s.state.authorized(c.path("authorization_id"))
	if err != nil {
		return nil, err
	}
	return s.whole(a, c), nil
}

// listCaptures answers the captures of the newest authorizations first (ASSUMED).
func (s *Server) listCaptures(c *call) (any, error) {
	l, err := s.readListing(c)
	if err != nil {
		return nil, err
	}
	var all []captureAnswer
	for _, a := range slices.Backward(s.state.within(l)) {
		for _, taken := range a.captures {
			if l.fits(a, taken.created) {
				all = append(all, taken.answer(a))
			}
		}
	}
	own, at := cut(all, l)
	s.uncounted(&at)
	return capturesAnswer{at, own}, nil
}

// authorized is the authorization with an id.
func (st *state) authorized(id string) (*authorization, error) {
	if a := st.byID[id]; a != nil {
		return a, nil
	}
	return nil, refuse(http.StatusNotFound, "not_found")
}

// whole is the answer with its captures, where this server gives them.
func (s *Server) whole(a *authorization, c *call) authorizationAnswer {
	answer := s.answer(a, c)
	if s.options.NoCaptures {
		return answer
	}
	answer.Captures = []captureAnswer{}
	for _, taken := range a.captures {
		answer.Captures = append(answer.Captures, taken.answer(a))
	}
	return answer
}

func (t *captured) answer(a *authorization) captureAnswer {
	return captureAnswer{number(t.id), a.id, t.reference, stamp(t.created), t.amount, t.remaining}
}
