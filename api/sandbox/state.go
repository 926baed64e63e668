package sandbox

// The state: everything that a call can change. All of it is guarded by Server.mu.

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"countertop/api"
	"countertop/api/sandbox/price"
)

const (
	consumer = "consumer"
	business = "business"
)

// state is the server's memory.
type state struct {
	source         *rand.ChaCha8 // of random: kept with the state, so that ids go on where they stopped
	random         *rand.Rand
	offset         time.Duration // how far the clock has been moved on
	tokens         tokens
	accounts       []*account // in the order in which they were opened
	authorizations []*authorization
	verifications  expiring[verificationKey, verification]
	replays        expiring[string, replay] // by idempotency key

	byNumber   map[string]*account
	byCard     map[string]*account // those of authorized users too
	byCustomer map[string]*account // the same
	byID       map[string]*authorization
	changed    changes
}

// account is one customer's account.
type account struct {
	number, customerID, card string // 9, up to 20 and 16 characters
	users                    []authorizedUser
	kind                     string // consumer, business
	status, reason           string // N A F Z C; NNOR …
	active                   bool
	rating                   string
	limit, used              api.Money
	created                  time.Time

	firstName, lastName, birthDate             string
	phone, email                               string // phone: ten digits, or ""
	address1, address2, city, province, postal string
	language                                   string // en-CA, fr-CA
	questionID, answer                         string
	word                                       string // personal identification word; "" is none
	protection                                 bool
	wrongAnswers                               []time.Time
	payments                                   []payment
	authorizations                             []*authorization
}

// authorizedUser is someone else who may buy on a business account with an own card.
type authorizedUser struct {
	card, phone, email             string
	customerID                     string // the account's, a dash, and the user's
	firstName, lastName, birthDate string
}

type payment struct {
	at     time.Time
	amount api.Money
}

type verificationKey struct{ account, requestID string }

// verification is a PIN that waits for its purchase.
type verification struct {
	pin, format, card string
}

// authorization is a purchase.
type authorization struct {
	id        string // 16 digits
	account   *account
	reference string
	created   time.Time
	amount    api.Money
	remaining api.Money // neither captured nor released
	kind      string    // promotional_purchase, regular_purchase
	planID    string
	term      int
	captures  []*captured
}

// quote returns the cost of the purchase. It is computed at each call: rating and province of an
// account never change, and a hundred thousand purchases stay small.
func (a *authorization) quote() price.Quote {
	if a.kind == regularPurchase {
		return price.Regular(price.CategoryOf(a.account.rating), a.amount)
	}
	return price.PlanOf(a.planID, "").QuoteFor(price.CategoryOf(a.account.rating), a.account.province, a.amount, a.term)
}

// captured is the part of an authorization that was taken.
type captured struct {
	id        string // 9 digits
	reference string
	created   time.Time
	amount    api.Money
	remaining api.Money // what can still be returned
}

// begin adds the sample customers.
func (st *state) begin(now time.Time) {
	st.addSamples(now.UTC())
	st.changed = changes{} // the samples are the beginning
}

func emptyState(seed uint64) *state {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	source := rand.NewChaCha8(key)
	return &state{
		source:        source,
		random:        rand.New(source),
		tokens:        tokens{access: map[string]grant{}, refresh: map[string]grant{}},
		verifications: expiring[verificationKey, verification]{life: verificationLife, most: mostVerifications},
		replays:       expiring[string, replay]{life: replayLife, most: mostReplays},
		byNumber:      map[string]*account{},
		byCard:        map[string]*account{},
		byCustomer:    map[string]*account{},
		byID:          map[string]*authorization{},
	}
}

// addAccount remembers an account, new or changed.
func (st *state) addAccount(a *account) {
	if st.byNumber[a.number] == nil {
		st.accounts = append(st.accounts, a)
	}
	st.byNumber[a.number], st.byCard[a.card], st.byCustomer[a.customerID] = a, a, a
	for _, u := range a.users {
		st.byCard[u.card], st.byCustomer[u.customerID] = a, a
	}
	st.changed.account(a)
}

// addAuthorization remembers a purchase.
func (st *state) addAuthorization(a *authorization) {
	st.authorizations = append(st.authorizations, a)
	a.account.authorizations = append(a.account.authorizations, a)
	st.byID[a.id] = a
	st.changed.authorization(a)
}

// expect keeps a PIN for the purchase that follows; it replaces the one of before.
func (st *state) expect(number, requestID string, v verification, now time.Time) {
	key := verificationKey{number, requestID}
	st.verifications.put(key, v, now)
	st.changed.verifications = append(st.changed.verifications, key)
}

// used forgets a PIN that was used.
func (st *state) used(number, requestID string) {
	key := verificationKey{number, requestID}
	st.verifications.remove(key)
	st.changed.verifications = append(st.changed.verifications, key)
}

// digits is a new number of n digits without a leading zero.
func (st *state) digits(n int) string {
	var b strings.Builder
	b.WriteByte(byte('1' + st.random.IntN(9)))
	for b.Len() < n {
		b.WriteByte(byte('0' + st.random.IntN(10)))
	}
	return b.String()
}

// token is a new text of 40 hexadecimal digits.
func (st *state) token() string {
	var b strings.Builder
	for b.Len() < 40 {
		b.WriteString(strconv.FormatUint(uint64(st.random.IntN(16)), 16))
	}
	return b.String()
}

// find is the account with a number, or nil.
func (st *state) find(number string) *account {
	return st.byNumber[number]
}

func (st *state) findBy(fits func(*account) bool) *account {
	if i := slices.IndexFunc(st.accounts, fits); i >= 0 {
		return st.accounts[i]
	}
	return nil
}

// available is the credit that is left.
func (a *account) available() api.Money { return max(0, a.limit-a.used) }

// mayPurchase reports whether the account is normal and activated.
func (a *account) mayPurchase() bool { return a.status == "N" && a.active }

func (a *account) user(card string) *authorizedUser {
	return a.userWho(func(u *authorizedUser) bool { return u.card == card })
}

func (a *account) userWho(fits func(*authorizedUser) bool) *authorizedUser {
	for i := range a.users {
		if fits(&a.users[i]) {
			return &a.users[i]
		}
	}
	return nil
}

// cardEnding is the last four digits of the card.
func (a *account) cardEnding() string { return ending(a.card) }

func ending(card string) string { return card[len(card)-4:] }

// mayBypass reports whether at most maxBypassed regular purchases were made in the past 24 hours.
func (a *account) mayBypass(now time.Time) bool {
	count := 0
	for _, auth := range slices.Backward(a.authorizations) {
		if now.Sub(auth.created) >= day || count > maxBypassed {
			break // the purchases of an account stand in the order of time
		}
		if auth.kind == regularPurchase {
			count++
		}
	}
	return count <= maxBypassed
}

// status of the contract: opened while something can still be captured.
func (a *authorization) status() string {
	if a.remaining > 0 {
		return "opened"
	}
	return "closed"
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
