package api

// This file holds the members of a money call's success against what was sent (docs/contract.md §7, §10), each by itself: one in an odd
// shape does not keep the others from being compared.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// sent holds what a success is compared with.
type sent struct {
	op     string
	values map[string]string // of the body, its financing and the path, by the letters of their names
}

// asSent reads back what a request says.
func asSent(r request) sent {
	s := sent{r.op, map[string]string{}}
	if body, err := json.Marshal(r.body); err == nil { // prepare has told the error
		s.note(body)
	}
	rest := r.pattern
	for _, id := range r.path {
		_, rest, _ = strings.Cut(strings.Replace(rest, "{client_id}", "", 1), "{")
		name, after, _ := strings.Cut(rest, "}")
		s.values[letters(name)], rest = string(id), after
	}
	return s
}

func (s sent) note(object []byte) {
	members, _ := membersOnce(object)
	for name, value := range members {
		said, isPlain := plain(value)
		switch {
		case isPlain:
			s.values[letters(name)] = said
		case name == "financing_option":
			s.note(value)
		}
	}
}

// holds is an error where a success is not of what was sent.
func (s sent) holds(body []byte) error {
	if what := s.differs(body); what != "" {
		return fmt.Errorf("%w: %s", errClaim, what)
	}
	return nil
}

// differs says what of a success is not what was sent; empty where nothing is.
func (s sent) differs(body []byte) string {
	members, once := membersOnce(withoutMark(body))
	if !once {
		return "a member that stands twice"
	}
	for name, value := range members {
		if what := s.member(letters(name), value); what != "" {
			return what
		}
	}
	if s.op == routeAuthorize.op {
		return s.captures(members)
	}
	return ""
}

// member judges one.
func (s sent) member(name string, value jsontext.Value) string {
	said, isPlain := plain(value)
	said = strings.TrimSpace(said)
	switch {
	case isPlain && said == "":
		return ""
	case !isPlain:
		return s.within(name, value, deepest)
	case s.op == routeClose.op && !closes(name, said):
		return "an account that is open"
	case strings.HasPrefix(name, "currency"):
		return otherUnless(slices.Contains(canadian, strings.ToLower(said)), "currency")
	case name == "transactiontype", name == "type":
		return otherUnless(s.ofKind(said), "type")
	case name == "captured", name == "iscaptured", name == "autocapture":
		return otherUnless(s.op != routeAuthorize.op || yes(said) == s.capturesAtOnce() || readsAmount(value, 0), "capture")
	case ofAmount(name):
		return otherUnless(s.amount(name, value), "amount")
	}
	return s.value(name, said)
}

func otherUnless(same bool, what string) string {
	if same {
		return ""
	}
	return "another " + what
}

// closes reports whether a member of a closing's success says that the account is closed, or nothing of it.
func closes(name, said string) bool {
	switch name {
	case "accountstatus":
		return strings.EqualFold(said, AccountClosed)
	case "closed", "isclosed":
		return yes(said)
	case "open", "isopen", "active", "isactive":
		return slices.Contains(noneWords, strings.ToLower(said))
	}
	return true
}

// canadian are the names of the one currency (docs/contract.md §1).
var canadian = []string{"cad", "ca$", "$", "124", "canadian dollar", "dollar canadien"}

func yes(said string) bool { return slices.Contains(yesWords, strings.ToLower(said)) }

func (s sent) capturesAtOnce() bool { return s.values["autocapture"] == "true" }

// value judges a value that was sent under the same name. Ids are compared whole, as they are no one's secret.
func (s sent) value(name, said string) string {
	asked, was := s.values[name]
	same := !was || asked == ""
	switch name {
	case "authorizationid", "captureid", "planid", "requestid":
		same = same || PlainID(ID(said)) == PlainID(ID(asked))
	case "term": // in months, with or without the word
		same = same || strings.TrimLeft(said[:len(said)-len(strings.TrimLeft(said, "0123456789"))], "0") == asked
	case "accountnumber", "vccnumber":
		same = same || CompareNumbers(ID(said), ID(asked)) != Differs
	case "reference", "customerid", "externallocationid":
		same = same || CompareReferences(said, asked) != Differs
	default:
		return ""
	}
	return otherUnless(same, name)
}

// within judges the ids within an object or an array, and how a purchase is paid. Whatever lies deeper than is read shows nothing.
func (s sent) within(name string, value jsontext.Value, depth int) string {
	if depth == 0 {
		return "more than can be read"
	}
	switch shape(value) {
	case '[':
		var elements []jsontext.Value
		_ = unmarshal(value, &elements) // it was read before
		for _, each := range elements {
			if what := s.within(name, each, depth-1); what != "" {
				return what
			}
		}
	case '{':
		members, _ := membersOnce(value)
		for inner, each := range members {
			if what := s.inner(name, letters(inner), each, depth); what != "" {
				return what
			}
		}
	}
	return ""
}

func (s sent) inner(of, name string, value jsontext.Value, depth int) string {
	said, isPlain := plain(value)
	said = strings.TrimSpace(said)
	switch {
	case !isPlain:
		return s.within(name, value, depth-1)
	case said == "":
		return ""
	case s.op == routeClose.op && !closes(name, said):
		return "an account that is open"
	case name == "authorizationid", name == "captureid" && s.op == routeReturn.op, name == "accountnumber":
		return s.value(name, said)
	case of == "financingoption" && name == "transactiontype": // a word that the contract does not know is no difference
		kind := kindOf(said)
		return otherUnless(kind != PromotionalPurchase && kind != RegularPurchaseType || kind == s.values["transactiontype"], "financing")
	case of == "financingoption" && (name == "planid" || name == "term"):
		return s.value(name, said)
	}
	return ""
}

// ofKind reports whether the type that a success names is the call's, or that of the sale it is of.
func (s sent) ofKind(said string) bool {
	kind := kindOf(said)
	if asked := s.values["transactiontype"]; asked != "" && kind == asked {
		return true
	}
	return slices.Contains(kindsOf[s.op], kind)
}

func kindOf(said string) string {
	return strings.ToLower(strings.NewReplacer(" ", "_", "-", "_").Replace(said))
}

// kindsOf are other words for what a call makes. OWN.
var kindsOf = map[string][]string{
	routeAuthorize.op: {"authorization", "pre_authorization", "preauthorization", "purchase", "sale"},
	routeRelease.op:   {"release", "authorization_release", PromotionalPurchase, RegularPurchaseType},
	routeCapture.op:   {"capture", PromotionalPurchase, RegularPurchaseType},
	routeReturn.op:    {"return", PromotionalPurchase, RegularPurchaseType},
	routeRefund.op:    {"refund"},
}

// ofAmount reports whether a name is that of an amount that the call moved. A month's, and what remains, are others.
func ofAmount(name string) bool {
	for _, other := range []string{"term", "remain", "available", "limit"} {
		if strings.Contains(name, other) {
			return false
		}
	}
	return strings.HasPrefix(name, "amount") || strings.HasSuffix(name, "amount") || slices.Contains(movedNames, name)
}

var movedNames = []string{"approved", "authorized", "charged", "credited", "debited", "refunded", "released", "returned"}

// amount reports whether an amount is the one that was asked for. Nothing is captured of a purchase that is not captured at once, and
// nothing of a new one is released or given back.
func (s sent) amount(name string, value jsontext.Value) bool {
	asked, was := s.values["amount"]
	var moved Money
	if told, _ := plain(value); !was || slices.Contains(movedNames, name) && strings.Trim(told, "0123456789. ") != "" {
		return true // a flag or a word is judged as such
	}
	if unmarshal(value, &moved) != nil {
		return false
	}
	of := func(word string) bool { return strings.Contains(name, word) }
	if s.op == routeAuthorize.op && (of("captured") && !s.capturesAtOnce() || of("released") || of("returned") || of("refunded")) {
		return moved == 0
	}
	amount, err := ParseMoney(asked)
	return err == nil && moved == amount
}

// readsAmount reports whether a value is an amount, above 1: a flag is none.
func readsAmount(value jsontext.Value, above Money) bool {
	var amount Money
	return shape(value) == 0 && unmarshal(value, &amount) == nil && amount > above+1_00
}

// captures says what a purchase's captures, and what remains of it, have that was not asked for.
func (s sent) captures(members map[string]jsontext.Value) string {
	amount, err := ParseMoney(s.values["amount"])
	if err != nil {
		return ""
	}
	remains := amount
	if s.capturesAtOnce() {
		remains = 0
	}
	var left Money
	value, told := members["remaining_authorization_amount"]
	if said, isPlain := plain(value); told && isPlain && said != "" && unmarshal(value, &left) == nil && left != remains {
		return "another amount remains"
	}
	var list []jsontext.Value
	for _, name := range []string{"capture", "captures"} {
		value, told := members[name]
		var entries oneOrMany[jsontext.Value]
		if !told || unmarshal(value, &entries) != nil {
			continue
		}
		if list = append(list, entries...); name == "captures" && len(list) == 0 && shape(value) == '[' && s.capturesAtOnce() {
			return "no capture"
		}
	}
	return s.taken(list, amount)
}

// taken holds the captures of a purchase against its amount: what the server says of them.
func (s sent) taken(list []jsontext.Value, amount Money) string {
	if len(list) > 0 && !s.capturesAtOnce() {
		return "a capture"
	}
	seen, sum, all := map[ID]bool{}, Money(0), true
	for _, value := range list {
		var capture struct {
			ID     ID     `json:"capture_id"`
			Amount *Money `json:"amount"`
		}
		if shape(value) != '{' || unmarshal(value, &capture) != nil {
			continue // in an odd shape: it says nothing
		}
		switch id := PlainID(capture.ID); {
		case !isID(capture.ID):
			return "a capture without an id"
		case seen[id]:
			continue
		case capture.Amount == nil:
			all = false
		default:
			sum += *capture.Amount
		}
		seen[PlainID(capture.ID)] = true
	}
	return otherUnless(len(seen) == 0 || !all || sum == amount, "captured amount")
}
