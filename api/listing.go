package api

// This file reads lists page by page, to their end (docs/contract.md §7, §10).

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// TransactionQuery filters authorizations and captures (docs/contract.md §7, SEEN).
type TransactionQuery struct {
	AccountNumber   ID
	TransactionType string
	Status          string // opened, closed, unauthorized; authorizations only
	From, To        string // creation dates, YYYY-MM-DD
}

func (q TransactionQuery) values() url.Values {
	query := url.Values{}
	setUnlessEmpty(query, "account_number", string(q.AccountNumber))
	setUnlessEmpty(query, "transaction_type", q.TransactionType)
	setUnlessEmpty(query, "authorization_status", q.Status)
	setUnlessEmpty(query, "creation_date_from", q.From)
	setUnlessEmpty(query, "creation_date_to", q.To)
	return query
}

// pageAnswer is one page of authorizations or of captures. ASSUMED: these names, page_number
// counts from 1, and captures are under "captures" and take the same query.
type pageAnswer struct {
	TotalCount     total                       `json:"total_count"`
	Size           count                       `json:"page_size"`
	Authorizations listed[authorizationAnswer] `json:"authorizations"`
	Captures       listed[captureAnswer]       `json:"captures"`
}

// pageSize is the number of entries asked for at once. maxPages bounds a server that never ends its list. OWN.
const (
	pageSize = 100
	maxPages = 200
)

// Why a list cannot be read to its end.
var (
	errPages = errors.Join(errNotJSON, errors.New("more pages than can be read"))
	errList  = errors.Join(errNotJSON, errors.New("no list"))
	errRow   = errors.Join(errNotJSON, errors.New("an entry without an id, or one that stands twice"))
	errMore  = errors.Join(errNotJSON, errors.New("a page that says more than its list"))
	errTotal = errors.Join(errNotJSON, errors.New("another number of entries than the total"))
)

// pages reads pages until the total is reached or, where none is named, one is empty. A server may give fewer than asked for
// on a page. A list that cannot be read whole is an error, never a shorter list: the caller decides about money by what
// is not in it.
func pages[T identified](ctx context.Context, c *Client, call Call, r route, q TransactionQuery, of func(pageAnswer) listed[T]) ([]T, error) {
	if call.Reference == "" {
		call.Reference = c.newID()
	}
	l := reading[T]{known: map[ID]bool{}, list: []T{}}
	for number := 1; number <= maxPages; number++ {
		query := q.values()
		query.Set("page_number", strconv.Itoa(number))
		query.Set("page_size", strconv.Itoa(pageSize))
		body, err := c.send(ctx, call, request{route: r, query: query})
		if l.whole && noSuchPage(err) {
			return l.list, nil
		}
		if err != nil {
			return nil, err
		}
		page, err := readPage(body, number, of)
		if err == nil {
			err = l.add(page)
		}
		if err != nil {
			return nil, understood(r, call, err)
		}
		if l.ended {
			return l.list, nil
		}
	}
	return nil, understood(r, call, errPages)
}

// reading is a list as far as it was read.
type reading[T identified] struct {
	list  []T
	known map[ID]bool
	total total
	begun bool
	whole bool // as many as the total says; a page after it must be empty
	ended bool
}

// add takes the next page. If a full page reaches the total, the total may count that page alone, so the next page decides. Some
// servers repeat the last page there.
func (l *reading[T]) add(p listPage[T]) error {
	if l.begun && p.total != l.total {
		return errTotal
	}
	l.begun, l.total = true, p.total
	if l.whole {
		for _, item := range p.items {
			if !l.known[PlainID(item.identity())] {
				return errTotal
			}
		}
		l.ended = true
		return nil
	}
	for _, item := range p.items {
		id := PlainID(item.identity())
		if id == "" || l.known[id] {
			return errRow
		}
		l.known[id] = true
	}
	l.list = append(l.list, p.items...)
	switch {
	case !p.total.told:
		l.ended = len(p.items) == 0
	case len(l.list) == p.total.n:
		l.whole = true
		l.ended = len(p.items) < p.full
	case len(l.list) > p.total.n || len(p.items) == 0:
		return errTotal
	}
	return nil
}

// noSuchPage reports whether the server itself answered that there is no such page.
func noSuchPage(err error) bool {
	var failed *Error
	if !errors.As(err, &failed) || failed.Status != http.StatusNotFound && failed.Status != http.StatusConflict {
		return false
	}
	code := canonicalCode(failed.Code)
	return code == "not_found" || code == "wrong_inputs"
}

// listPage is one page, and how many entries fill one.
type listPage[T any] struct {
	items []T
	total total
	full  int
}

// readPage reads one page. A total of zero needs no list, but a list in an odd shape beside it is an error.
func readPage[T any](body []byte, number int, of func(pageAnswer) listed[T]) (listPage[T], error) {
	var page pageAnswer
	if err := readOnce(body, &page); err != nil {
		return listPage[T]{}, err
	}
	found := of(page)
	if !onlyAPage(body, number, len(found.list)) {
		return listPage[T]{}, errMore
	}
	if found.odd || !found.told && (!page.TotalCount.told || page.TotalCount.n != 0 || bytes.ContainsRune(body, '[')) {
		return listPage[T]{}, errList
	}
	full := pageSize
	if said := int(page.Size); said > 0 {
		full = min(full, said)
	}
	return listPage[T]{found.list, page.TotalCount, full}, nil
}

// pageMembers are the members of a page (pageAnswer). No other may hold what could be entries, or say that there are more.
var pageMembers = []string{"total_count", "page_number", "page_size", "authorizations", "captures", "url", "lang", "language"}

// doubtfulParts are parts of names of members that say, where they say anything, that a page is not all there is, or not what was
// asked for. OWN.
var doubtfulParts = []string{
	"total", "count", "more", "next", "page", "partial", "truncat", "complete", "limit", "offset", "cursor", "error", "warn", "fail", "success", "account", "creationdate",
	"from", "result",
}

// onlyAPage reports whether a page says nothing but its list: the right number, one list, and no member that could hold entries, or that
// says that there are others. An empty list proves that something was not made only where nothing beside it says otherwise.
func onlyAPage(body []byte, number, entries int) bool {
	var members map[string]jsontext.Value
	if unmarshal(withoutMark(body), &members) != nil {
		return false
	}
	lists := 0
	for name, value := range members {
		plainName := letters(name)
		if (plainName == "authorizations" || plainName == "captures") && !saysNothing(value) {
			lists++
		}
		var at count
		switch {
		case strings.EqualFold(name, "page_number") && !saysNothing(value):
			if at.UnmarshalJSON(value) != nil || at != 0 && int(at) != number {
				return false
			}
		case slices.Contains(pageMembers, strings.ToLower(name)), saysNothing(value), string(value) == "0":
		case shape(value) == '{', shape(value) == '[':
			return false
		case slices.ContainsFunc(doubtfulParts, func(part string) bool { return strings.Contains(plainName, part) }):
			return false
		}
	}
	return lists < 2 && (lists == 0 || entries > 0)
}

// total holds the number of entries in the whole list, if the server names it.
type total struct {
	n    int
	told bool
}

func (t *total) UnmarshalJSON(data []byte) error {
	if t.told {
		return errShape // named twice
	}
	var n count
	if said, ok := plain(data); ok && said == "" {
		return nil
	}
	if err := n.UnmarshalJSON(data); err != nil || n < 0 {
		return errShape
	}
	*t = total{int(n), true}
	return nil
}

type identified interface{ identity() ID }
