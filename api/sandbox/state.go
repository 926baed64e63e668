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
)

// The categories of risk ratings (CONTRACT §4).
const (
	categoryPreferred = "preferred"
	categoryPremium   = "premium"
	categoryStandard  = "standard"
)

func categoryOf(rating string) string {
	switch rating {
	case "L", "M":
		return categoryPreferred
	case "H", "XH", "X":
		return categoryPremium
	case "XXH", "XXXH", "Y", "Z":
		return categoryStandard
	}
	return ""
}

const (
	consumer = "consumer"
	business = "business"
)

// state is what the server remembers.
type state struct {
	random         *rand.Rand
	tokens         tokens
	accounts       []*account // in the order in which they were opened
	authorizations []*authorization
	verifications  map[verificationKey]*verification
	replays        map[string]replay // by idempotency key
}

// account is one customer's account.
type account struct {
	number, customerID, card string // 9, 12 and 16 digits
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
	protection                                 bool
	wrongAnswers                               []time.Time
	payments                                   []payment
}

// authorizedUser is someone else who may buy on a business account with an own card.
type authorizedUser struct{ card, phone, email string }

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
	id         string // 16 digits
	account    *account
	reference  string
	created    time.Time
	amount     api.Money
	remaining  api.Money // neither captured nor released
	kind       string    // promotional_purchase, regular_purchase
	planID     string
	term       int
	termAmount api.Money
	rates      annualRates
	fees       []fee
	captures   []*captured
}

// captured is the part of an authorization that was taken.
type captured struct {
	id        string // 9 digits
	reference string
	created   time.Time
	amount    api.Money
	remaining api.Money // what can still be returned
}

func newState(seed uint64, now time.Time) *state {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	st := &state{
		random:        rand.New(rand.NewChaCha8(key)),
		tokens:        tokens{access: map[string]grant{}, refresh: map[string]grant{}},
		verifications: map[verificationKey]*verification{},
		replays:       map[string]replay{},
	}
	st.addSamples(now.UTC())
	return st
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
	return st.findBy(func(a *account) bool { return a.number == number })
}

func (st *state) findBy(fits func(*account) bool) *account {
	if i := slices.IndexFunc(st.accounts, fits); i >= 0 {
		return st.accounts[i]
	}
	return nil
}

// available is the credit that is left.
func (a *account) available() api.Money { return max(0, a.limit-a.used) }

// mayPurchase says whether the account is normal and activated.
func (a *account) mayPurchase() bool { return a.status == "N" && a.active }

// holds says whether a card is the account's or one of its authorized users'.
func (a *account) holds(card string) bool { return a.card == card || a.user(card) != nil }

func (a *account) user(card string) *authorizedUser {
	for i := range a.users {
		if a.users[i].card == card {
			return &a.users[i]
		}
	}
	return nil
}

// cardEnding is the last four digits of the card.
func (a *account) cardEnding() string { return a.card[len(a.card)-4:] }

// regularPurchases counts those of the past 24 hours.
func (st *state) regularPurchases(a *account, now time.Time) int {
	count := 0
	for _, auth := range st.authorizations {
		if auth.account == a && auth.kind == regularPurchase && now.Sub(auth.created) < 24*time.Hour {
			count++
		}
	}
	return count
}

// status of the contract: opened while something can still be captured.
func (a *authorization) status() string {
	if a.remaining > 0 {
		return "opened"
	}
	return "closed"
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
