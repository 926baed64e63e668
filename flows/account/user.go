package account

// This file handles the authorized user of a business account: a purchase is charged to somebody else's account.

import (
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// User is the authorized user of an account.
type User struct {
	ID     api.ID // the user's customer id
	Holder api.ID // the customer id of the account's holder; empty if the server did not say
}

// AuthorizedUser returns the user for whom the account was found, and false for the account's holder. A user's
// customer id is the holder's, a dash and the user's, or their contact data is masked (docs/contract.md §4, SEEN).
func (f Found) AuthorizedUser() (User, bool) {
	if !strings.EqualFold(strings.TrimSpace(f.Type()), api.BusinessAccount) {
		return User{}, false
	}
	var ids []api.ID
	masked := false
	if a := f.Account; a != nil {
		ids = append(ids, a.CustomerID)
		masked = strings.ContainsAny(a.Email+a.Phone, "*•")
	}
	if c := f.Customer; c != nil {
		ids = append(ids, c.CustomerID)
	}
	for _, id := range ids {
		if holder, _, dashed := strings.Cut(string(id), "-"); dashed {
			return User{ID: id, Holder: api.ID(holder)}, true
		}
	}
	if !masked {
		return User{}, false
	}
	user := User{}
	if len(ids) > 0 {
		user.ID = ids[0]
	}
	return user, true
}

// Query returns the query that looks the same person up again. With the account's number alone the server would
// answer with the holder.
func (f Found) Query() api.LookupQuery {
	user, is := f.AuthorizedUser()
	switch {
	case f.UserCard() != "":
		return api.LookupQuery{CardNumber: f.UserCard()}
	case is && user.Holder != "":
		return api.LookupQuery{CustomerID: string(user.ID)}
	}
	return api.LookupQuery{AccountNumber: string(f.Number())}
}

// Who returns the lines that name a customer, their account and card. name is the customer's, if it is known. For an
// authorized user the lines say so, and name the account's holder.
func (f Found) Who(name string) []flows.Line {
	customer := []flows.Line{{Label: msgCustomer, Value: lang.Same(name)}, {Label: msgAccount, Value: lang.Same(f.Ending())}}
	if user, is := f.AuthorizedUser(); is {
		customer = f.userLines(user, name)
	}
	var lines []flows.Line
	for _, l := range append(customer, flows.Line{Label: msgCard, Value: lang.Same(f.CardEnding())}) {
		if !l.Value.Empty() {
			lines = append(lines, l)
		}
	}
	return lines
}

// UserName returns an authorized user's own name, if the search found it under the user's own id. Any other name is
// the account holder's.
func (f Found) UserName() string {
	user, is := f.AuthorizedUser()
	if !is || user.ID == "" || f.Customer == nil || f.Customer.CustomerID != user.ID {
		return ""
	}
	return f.Name()
}

// userLines returns the lines that name an authorized user and the account's holder.
func (f Found) userLines(user User, name string) []flows.Line {
	who := msgUser
	if user.ID != "" {
		who = msgUserOf.With(string(user.ID))
	}
	if own := f.UserName(); own != "" {
		who, name = lang.Join(", ", lang.Same(own), who), ""
	}
	holder := []lang.Text{lang.Same(name), lang.Same(f.Ending())}
	if user.Holder != "" {
		holder = append(holder, msgHolderID.With(string(user.Holder)))
	}
	return []flows.Line{{Label: msgCustomer, Value: who}, {Label: msgAccountOfHolder, Value: lang.Join(", ", holder...)}}
}
