package sandbox

// The records of the state file: what a call has changed, in JSON.

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"countertop/api"
)

// record is the accounts and purchases that were added or changed, each as a whole, and what came of
// PINs and idempotency keys.
type record struct {
	Version int            `json:"version,omitempty"` // of a whole state, which replaces everything before
	Random  []byte         `json:"random"`
	Offset  time.Duration  `json:"offset,omitempty"` // nanoseconds
	People  []keptAccount  `json:"accounts,omitempty"`
	Bought  []keptPurchase `json:"authorizations,omitempty"`
	PINs    []keptPIN      `json:"verifications,omitempty"`
	Replays []keptReplay   `json:"replays,omitempty"`
}

type keptAccount struct {
	Number, CustomerID, Card                   string
	Users                                      []keptUser `json:",omitempty"`
	Kind, Status, Reason                       string
	Active                                     bool
	Rating                                     string
	Limit, Used                                api.Money
	Created                                    time.Time
	First, Last, Born                          string
	Phone, Email                               string
	Address1, Address2, City, Province, Postal string
	Language, QuestionID, Answer, Word         string
	Protection                                 bool
	Wrong                                      []time.Time   `json:",omitempty"`
	Payments                                   []keptPayment `json:",omitempty"`
}

type keptUser struct {
	Card, Phone, Email            string
	CustomerID, First, Last, Born string `json:",omitempty"`
}

type keptPayment struct {
	At     time.Time
	Amount api.Money
}

type keptPurchase struct {
	ID, Account, Reference string
	Created                time.Time
	Amount, Remaining      api.Money
	Kind                   string
	Plan                   string        `json:",omitempty"`
	Term                   int           `json:",omitempty"`
	Captures               []keptCapture `json:",omitempty"`
}

type keptCapture struct {
	ID, Reference     string
	Created           time.Time
	Amount, Remaining api.Money
}

// keptPIN is a verification; without a PIN it was used.
type keptPIN struct {
	Account, RequestID string
	PIN, Format, Card  string    `json:",omitempty"`
	Since              time.Time `json:",omitzero"`
}

type keptReplay struct {
	Key, Path, Hash string
	Answer          json.RawMessage
	Since           time.Time
}

// record writes changes down.
func (st *state) record(changed changes, now time.Time) record {
	r := record{Offset: st.offset}
	r.Random, _ = st.source.MarshalBinary() // it never fails
	if changed.whole {
		r.Version = stateVersion
	}
	for _, a := range changed.accounts {
		r.People = append(r.People, a.kept())
	}
	for _, a := range changed.authorizations {
		r.Bought = append(r.Bought, a.kept())
	}
	for _, key := range changed.verifications {
		kept := keptPIN{Account: key.account, RequestID: key.requestID}
		if v, found := st.verifications.get(key, now); found {
			kept.PIN, kept.Format, kept.Card, kept.Since = v.pin, v.format, v.card, st.verifications.entries[key].since
		}
		r.PINs = append(r.PINs, kept)
	}
	for _, key := range changed.replays {
		if first, found := st.replays.get(key, now); found {
			r.Replays = append(r.Replays, keptReplay{key, first.path, first.hash, first.answer, st.replays.entries[key].since})
		}
	}
	return r
}

// apply brings the state to where the record left it.
func (st *state) apply(r record) error {
	if err := st.source.UnmarshalBinary(r.Random); err != nil {
		return fmt.Errorf("the random source: %w", err)
	}
	st.offset = r.Offset
	for _, kept := range r.People {
		st.restore(kept)
	}
	for _, kept := range r.Bought {
		if err := st.bought(kept); err != nil {
			return err
		}
	}
	for _, kept := range r.PINs {
		key := verificationKey{kept.Account, kept.RequestID}
		if kept.PIN == "" {
			st.verifications.remove(key)
			continue
		}
		st.verifications.put(key, verification{kept.PIN, kept.Format, kept.Card}, kept.Since)
	}
	for _, kept := range r.Replays {
		st.replays.put(kept.Key, replay{kept.Path, shortened(kept.Hash), kept.Answer}, kept.Since)
	}
	st.changed = changes{}
	return nil
}

func (a *account) kept() keptAccount {
	kept := keptAccount{
		Number: a.number, CustomerID: a.customerID, Card: a.card, Kind: a.kind, Status: a.status, Reason: a.reason, Active: a.active,
		Rating: a.rating, Limit: a.limit, Used: a.used, Created: a.created, First: a.firstName, Last: a.lastName, Born: a.birthDate,
		Phone: a.phone, Email: a.email, Address1: a.address1, Address2: a.address2, City: a.city, Province: a.province, Postal: a.postal,
		Language: a.language, QuestionID: a.questionID, Answer: a.answer, Word: a.word, Protection: a.protection, Wrong: a.wrongAnswers,
	}
	for _, u := range a.users {
		kept.Users = append(kept.Users, keptUser{u.card, u.phone, u.email, u.customerID, u.firstName, u.lastName, u.birthDate})
	}
	for _, p := range a.payments {
		kept.Payments = append(kept.Payments, keptPayment{p.at, p.amount})
	}
	return kept
}

// restore adds an account, or changes the one that is there: purchases point to it.
func (st *state) restore(k keptAccount) {
	a := st.find(k.Number)
	if a == nil {
		a = &account{number: k.Number}
	}
	bought := a.authorizations
	*a = account{
		number: k.Number, customerID: k.CustomerID, card: k.Card, kind: k.Kind, status: k.Status, reason: k.Reason, active: k.Active,
		rating: k.Rating, limit: k.Limit, used: k.Used, created: k.Created, firstName: k.First, lastName: k.Last, birthDate: k.Born,
		phone: k.Phone, email: k.Email, address1: k.Address1, address2: k.Address2, city: k.City, province: k.Province, postal: k.Postal,
		language: k.Language, questionID: k.QuestionID, answer: k.Answer, word: k.Word, protection: k.Protection, wrongAnswers: k.Wrong,
		authorizations: bought,
	}
	for _, u := range k.Users {
		user := authorizedUser{u.Card, u.Phone, u.Email, u.CustomerID, u.First, u.Last, u.Born}
		if user.customerID == "" && user.card == authorizedUserCard {
			user = authorizedUserOf(k.CustomerID) // a file of before authorized users were customers
		}
		a.users = append(a.users, user)
	}
	for _, p := range k.Payments {
		a.payments = append(a.payments, payment{p.At, p.Amount})
	}
	st.addAccount(a)
}

func (a *authorization) kept() keptPurchase {
	kept := keptPurchase{
		ID: a.id, Account: a.account.number, Reference: a.reference, Created: a.created, Amount: a.amount, Remaining: a.remaining,
		Kind: a.kind, Plan: a.planID, Term: a.term,
	}
	for _, t := range a.captures {
		kept.Captures = append(kept.Captures, keptCapture{t.id, t.reference, t.created, t.amount, t.remaining})
	}
	return kept
}

var errStranger = errors.New("a purchase of an account that is not there")

// bought adds a purchase, or changes the one that is there.
func (st *state) bought(k keptPurchase) error {
	owner := st.find(k.Account)
	if owner == nil {
		return errStranger
	}
	a, there := st.byID[k.ID]
	if !there {
		a = new(authorization)
	}
	*a = authorization{
		id: k.ID, account: owner, reference: k.Reference, created: k.Created, amount: k.Amount, remaining: k.Remaining,
		kind: k.Kind, planID: k.Plan, term: k.Term,
	}
	for _, t := range k.Captures {
		a.captures = append(a.captures, &captured{t.ID, t.Reference, t.Created, t.Amount, t.Remaining})
	}
	if !there {
		st.addAuthorization(a)
	}
	return nil
}
