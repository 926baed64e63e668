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
// is not in it. Beside the error stands what could be read before it.
func pages[T identified](ctx context.Context, c *Client, call Call, r route, q TransactionQuery, of func(pageAnswer) listed[T]) ([]T, error) {
	if call.Reference == "" {
		call.Reference = c.newID()
	}
	l := reading[T]{known: map[ID]bool{}, list: []T{}}
	for number := 1; number <= maxPages; number++ {
		query := q.values()
		query.Set("page_number", strconv.Itoa(number))
		query.Set("page_size", strconv.Itoa(pageSize))
		body, err := c.send(ctx, call, request{route: r, query: query, proves: true})
		if l.whole && noSuchPage(err) {
			return l.list, nil
		}
		if err != nil {
			return l.list, err
		}
		page, err := readPage(body, r.op, query, of)
		if err == nil {
			err = l.add(page)
		}
		if err != nil {
			return l.list, understood(r, call, err)
		}
		if l.ended {
			return l.list, nil
		}
	}
	return l.list, understood(r, call, errPages)
}

// reading is a list as far as it was read.
type reading[T identified] struct {
	list  []T
	known map[ID]bool
	total total
	begun bool
	whole bool // as many as the total says; a page after it must be empty
	ended bool
	most  int // entries on one page so far
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
	l.most = max(l.most, len(p.items))
	if p.full == 0 { // a page may hold no more than the largest one
		p.full = max(1, l.most)
	}
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

// listPage is one page, and how many entries fill one; 0 where it does not say.
type listPage[T any] struct {
	items []T
	total total
	full  int
}

// readPage reads one page. A total of zero needs no list, but a list in an odd shape beside it is an error.
func readPage[T any](body []byte, list string, asked url.Values, of func(pageAnswer) listed[T]) (listPage[T], error) {
	var page pageAnswer
	if err := readOnce(body, &page); err != nil {
		return listPage[T]{}, err
	}
	found := of(page)
	if !onlyAPage(body, list, asked, page) {
		return listPage[T]{}, errMore
	}
	if found.odd || !found.told && (!page.TotalCount.told || page.TotalCount.n != 0 || bytes.ContainsRune(body, '[')) {
		return listPage[T]{}, errList
	}
	return listPage[T]{found.list, page.TotalCount, min(pageSize, int(page.Size))}, nil
}

// onlyAPage reports whether a page says nothing but its list: which page it is, how many entries there are, and what was asked for.
// Anything else that is not null could say that there are others. An empty list proves that something was not made only where nothing
// beside it says otherwise.
func onlyAPage(body []byte, list string, asked url.Values, page pageAnswer) bool {
	members, once := membersOnce(withoutMark(body))
	if !once {
		return false
	}
	for name, value := range members {
		said, isPlain := plain(value)
		said = strings.TrimSpace(said)
		plainName := letters(name)
		switch {
		case name == list:
			if shape(value) == 'n' {
				return false // in place of the list
			}
		case shape(value) == 'n':
		case !isPlain, !besideAList(name, plainName, said, asked, page):
			return false
		}
	}
	return true
}

// besideAList judges one member that has a value.
func besideAList(name, plainName, said string, asked url.Values, page pageAnswer) bool {
	switch plainName {
	case "totalcount", "total":
		var n total
		return name == "total_count" || n.UnmarshalJSON([]byte(strconv.Quote(said))) == nil && n == page.TotalCount
	case "pagenumber", "page":
		return said == asked.Get("page_number")
	case "pagesize", "size", "perpage":
		var n count
		return n.UnmarshalJSON([]byte(strconv.Quote(said))) == nil && n > 0
	case "url":
		return echoes(said, asked)
	case "lang", "language":
		return true
	case "message":
		return said == ""
	}
	return asked.Has(name) && said == asked.Get(name)
}

// echoes reports whether an address asks for nothing but what was asked for.
func echoes(address string, asked url.Values) bool {
	at, err := url.Parse(address)
	if err != nil {
		return false
	}
	for name, values := range at.Query() {
		if !slices.Equal(values, asked[name]) {
			return false
		}
	}
	return true
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
