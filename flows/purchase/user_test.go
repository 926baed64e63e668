package purchase

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/form"
)

func TestOverHTTPABusinessPaysWithAnAuthorizedUsersCard(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.Fill(form.Values{"number": "9900 0000 0000 0091"})
	s.toConfirm(c, "240.00", "ORDER-1")
	bizz := sample(t, "Bizz")
	whose := "Bizz Specimen, •••" + bizz.AccountNumber[len(bizz.AccountNumber)-4:] + ", customer " + bizz.CustomerID
	user := "an authorized user of the account, customer " + bizz.CustomerID + "-01"
	wants(t, text(c.Page(), api.English), "0091", "Customer|"+user, "Account of|"+whose)
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	wants(t, text(c.Page(), api.English), "Customer|"+user, "Account of|"+whose)
	slip := c.Run(flows.Answer{Action: actionRead}).Read.Text
	wants(t, strings.Join(strings.Fields(slip.In(api.English)), " "), user, whose)
	wants(t, strings.Join(strings.Fields(slip.In(api.French)), " "), "un utilisateur autorisé du compte", "Compte de", "Bizz Specimen")
}

func TestOverHTTPTheStoreVouchesForAUserAndNotByTheHoldersName(t *testing.T) {
	s := openStore(t, sandbox.Options{Override: true})
	c := s.purchase()
	c.Fill(form.Values{"number": "9900 0000 0000 0091"})
	c.Fill(form.Values{keyAmount: "90.00", keyReference: "ORDER-1"})
	c.Run(flows.Answer{Row: 0})
	c.Run(flows.Answer{})
	c.Choose("The store vouches")
	c.At("purchase.vouch")
	said := text(c.Page(), api.English)
	wants(t, said, "Customer|an authorized user", "Account of|Bizz Specimen")
	if strings.Contains(said, "Name|Bizz") {
		t.Errorf("the ID is compared with the holder's name:\n%s", said)
	}
}

func TestOverHTTPAUserStaysOneInTheOtherLanguageAndAfterARefusal(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.Fill(form.Values{"number": "9900 0000 0000 0091"})
	s.toConfirm(c, "240.00", "ORDER-1")
	task := c.flow.Speak(api.French)
	if task == nil {
		t.Fatal("nothing is asked for in French")
	}
	task.Run(t.Context())()
	wants(t, text(c.Page(), api.French), "Client|un utilisateur autorisé", "Compte de|Bizz Specimen")
	s.Server.Arm(fault.Fault{Path: "authorization", Status: 409, Code: "credit_exceeded", Count: 1})
	c.Run(flows.Answer{})
	c.At("purchase.amount")
	if _, is := c.flow.found.AuthorizedUser(); !is {
		t.Error("the look-up after a refusal answered the holder")
	}
}
