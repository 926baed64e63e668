package account

import (
	"strings"
	"testing"

	"countertop/api"
)

// read returns the text of lines, in a language.
func read(f Found, name string, language api.Language) string {
	var b strings.Builder
	for _, l := range f.Who(name) {
		b.WriteString(l.Label.In(language) + "|" + l.Value.In(language) + "\n")
	}
	return b.String()
}

func TestAnAuthorizedUserIsToldFromTheHolder(t *testing.T) {
	for name, c := range map[string]struct {
		found Found
		user  User
		is    bool
	}{
		"a customer id with a dash": {Found{Account: &api.Account{AccountType: "business", CustomerID: "900000000011-01"}}, User{"900000000011-01", "900000000011"}, true},
		"of a search":               {Found{Customer: &api.Customer{AccountType: "Business", CustomerID: "MASTER-USER"}}, User{"MASTER-USER", "MASTER"}, true},
		"a masked phone":            {Found{Account: &api.Account{AccountType: "business", CustomerID: "7", Phone: "******0191"}}, User{ID: "7"}, true},
		"a masked address":          {Found{Account: &api.Account{AccountType: "business", Email: "h•••@example.com"}}, User{}, true},
		"the holder":                {Found{Account: &api.Account{AccountType: "business", CustomerID: "900000000011", Phone: "4165550191"}, CardNumber: "9900000000000011"}, User{}, false},
		"a consumer":                {Found{Account: &api.Account{AccountType: "consumer", CustomerID: "1-2", Phone: "***0191"}}, User{}, false},
		"nobody":                    {Found{}, User{}, false},
	} {
		if user, is := c.found.AuthorizedUser(); user != c.user || is != c.is {
			t.Errorf("%s: %+v, %t", name, user, is)
		}
	}
}

func TestWhoseAccountAnAuthorizedUserChargesIsNamed(t *testing.T) {
	user := Found{Account: &api.Account{AccountType: "business", AccountNumber: "100000011", CustomerID: "900000000011-01"}, CardNumber: "9900000000000091"}
	found := user
	found.Customer = &api.Customer{CustomerID: "900000000011-01", FirstName: "Hella", LastName: "Helper", AccountType: "business"}
	holder := user
	holder.Customer = &api.Customer{CustomerID: "900000000011", FirstName: "Bizz", LastName: "Specimen", AccountType: "business"}
	for name, c := range map[string]struct {
		found   Found
		name    string
		english string
		french  string
	}{
		"by the card alone": {user, "",
			"Customer|an authorized user of the account, customer 900000000011-01\nAccount of|•••0011, customer 900000000011\nCard ending|0091\n",
			"Client|un utilisateur autorisé du compte, client 900000000011-01\nCompte de|•••0011, client 900000000011\nFin de carte|0091\n"},
		"with the name of the offers": {user, "Bizz Specimen",
			"Customer|an authorized user of the account, customer 900000000011-01\nAccount of|Bizz Specimen, •••0011, customer 900000000011\nCard ending|0091\n",
			"Client|un utilisateur autorisé du compte, client 900000000011-01\nCompte de|Bizz Specimen, •••0011, client 900000000011\nFin de carte|0091\n"},
		"by the user's name": {found, "Hella Helper",
			"Customer|Hella Helper, an authorized user of the account, customer 900000000011-01\nAccount of|•••0011, customer 900000000011\nCard ending|0091\n",
			"Client|Hella Helper, un utilisateur autorisé du compte, client 900000000011-01\nCompte de|•••0011, client 900000000011\nFin de carte|0091\n"},
		"by the holder's name": {holder, "Bizz Specimen",
			"Customer|an authorized user of the account, customer 900000000011-01\nAccount of|Bizz Specimen, •••0011, customer 900000000011\nCard ending|0091\n",
			"Client|un utilisateur autorisé du compte, client 900000000011-01\nCompte de|Bizz Specimen, •••0011, client 900000000011\nFin de carte|0091\n"},
	} {
		if got := read(c.found, c.name, api.English); got != c.english {
			t.Errorf("%s:\n%s", name, got)
		}
		if got := read(c.found, c.name, api.French); got != c.french {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	if got := read(Found{Account: &api.Account{AccountNumber: "100000011", CardEndingIn: "0001"}}, "Testa Sample", api.English); got != "Customer|Testa Sample\nAccount|•••0011\nCard ending|0001\n" {
		t.Errorf("a customer of their own:\n%s", got)
	}
}

func TestAUserIsLookedUpAgainAsOne(t *testing.T) {
	for name, c := range map[string]struct {
		found Found
		want  api.LookupQuery
	}{
		"by the card":     {Found{Account: &api.Account{AccountType: "business", AccountNumber: "12", CustomerID: "9-1"}, CardNumber: "9900000000000091"}, api.LookupQuery{CardNumber: "9900000000000091"}},
		"by the id":       {Found{Account: &api.Account{AccountType: "business", AccountNumber: "12", CustomerID: "9-1"}}, api.LookupQuery{CustomerID: "9-1"}},
		"a holder":        {Found{Account: &api.Account{AccountType: "business", AccountNumber: "12", CustomerID: "9"}}, api.LookupQuery{AccountNumber: "12"}},
		"a consumer":      {Found{Account: &api.Account{AccountType: "consumer", AccountNumber: "12"}, CardNumber: "9900000000000091"}, api.LookupQuery{AccountNumber: "12"}},
		"only the search": {Found{Customer: &api.Customer{AccountNumber: "12"}}, api.LookupQuery{AccountNumber: "12"}},
	} {
		if got := c.found.Query(); got != c.want {
			t.Errorf("%s: asks for %+v", name, got)
		}
	}
}
