package purchase

import (
	"context"
	"testing"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
)

// bilingual is a server that has the security question in both languages.
type bilingual struct{ *server }

const (
	englishQuestion = "Name of a first pet?"
	frenchQuestion  = "Nom d'un premier animal?"
)

func (b bilingual) Lookup(_ context.Context, call api.Call, _ api.LookupQuery) (api.Account, error) {
	answered := b.account
	if call.Language == api.French {
		answered.SecurityQuestion.Text = frenchQuestion
	}
	return answered, b.lookupErr
}

// speak switches the language as a player does.
func (c *clerk) speak(language api.Language) {
	if task := c.flow.Speak(language); task != nil {
		task.Run(c.t.Context())()
	}
}

func (c *clerk) asksIn(english, french string) {
	c.t.Helper()
	intro := c.flow.toVerify().Question
	if intro.In(api.English) != english || intro.In(api.French) != french {
		c.t.Errorf("asks %q and %q", intro.In(api.English), intro.In(api.French))
	}
}

func TestTheQuestionOfALookUpInTheOtherLanguageIsAskedForAgain(t *testing.T) {
	s := newServer()
	found := s.account
	found.SecurityQuestion.Text = frenchQuestion
	c := &clerk{server: s, ledger: flowtest.NewIntents(noon)}
	c.plays(t, ForAccount(counter(), bilingual{s}, c.ledger, account.Found{Account: &found, Language: api.French}))
	c.asksIn(frenchQuestion, frenchQuestion) // better than none, until the offers come
	s.lookupErr = lost()
	c.Fill(form.Values{keyAmount: "150", keyReference: "ORDER-1"})
	c.At("purchase.offers")
	c.asksIn(frenchQuestion, frenchQuestion)
	s.lookupErr = nil
	c.speak(api.English) // the offers are in English already, the question is not
	c.asksIn(englishQuestion, frenchQuestion)
	if len(s.amounts) != 1 {
		t.Errorf("the offers were asked for %d times", len(s.amounts))
	}
	if c.flow.Speak(api.English) != nil {
		t.Error("what is known is asked for again")
	}
}

func TestTheQuestionFollowsTheLanguage(t *testing.T) {
	s := newServer()
	c := &clerk{server: s, ledger: flowtest.NewIntents(noon)}
	c.plays(t, New(counter(), bilingual{s}, c.ledger))
	c.terms("Plan Nine")
	c.asksIn(englishQuestion, englishQuestion)
	c.speak(api.French)
	c.asksIn(englishQuestion, frenchQuestion)
}

func TestALateAnswerIsNotTakenForAnotherAccount(t *testing.T) {
	c := newClerk(t)
	c.amount()
	late := c.flow.Speak(api.French)
	done := late.Run(t.Context())
	other := c.server.account
	other.AccountNumber = "116990001"
	c.flow.Back()
	c.flow.Back()
	c.server.account = other
	c.Fill(form.Values{"number": "116990001"})
	done()
	if c.flow.found.Account.AccountNumber != "116990001" {
		t.Error("the answer about one account is kept as another's")
	}
}

func TestTheNextPurchaseSpeaksTheLanguageOfNow(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	c.speak(api.French)
	next := c.Run(flows.Answer{Action: actionNew}).Open
	again := (&clerk{server: c.server, ledger: c.ledger}).plays(t, next.(*Flow))
	again.amount()
	if last := c.server.calls[len(c.server.calls)-1]; last.Language != api.French {
		t.Errorf("asks in %q", last.Language)
	}
	if c.flow.Counter.Language != api.English {
		t.Error("the counter of the first purchase was changed")
	}
}

func TestFindingTheAccountSaysThatNoMoneyMoved(t *testing.T) {
	frozen := api.Customer{AccountNumber: "116994755", Status: "F", FirstName: "Testa", LastName: "Sample"}
	other := frozen
	other.Status, other.AccountNumber = "N", "116990001"
	for name, c := range map[string]struct {
		change func(*server)
		typed  form.Values
		page   string
	}{
		"a look-up that fails": {func(s *server) { s.lookupErr = lost() }, form.Values{"number": "116994755"}, "account.find"},
		"no such number": {func(s *server) { s.lookupErr = &api.Error{Kind: api.KindNotFound, Code: "not_found"} },
			form.Values{"number": "123456789012"}, "account.find"},
		"nobody":                         {func(*server) {}, testa, "account.find"},
		"a blocked account":              {func(s *server) { s.customers = []api.Customer{frozen} }, testa, "account.matches"},
		"another account than was found": {func(s *server) { s.customers = []api.Customer{other} }, testa, "account.find"},
	} {
		t.Run(name, func(t *testing.T) {
			k := newClerk(t)
			c.change(k.server)
			k.Fill(c.typed)
			if k.At(c.page); c.page == "account.matches" {
				k.Run(flows.Answer{})
			}
			if n := k.Notice(); n.What.Empty() || n.Money != msgNoMoney || n.Next.Empty() {
				t.Errorf("notice %+v", n)
			}
		})
	}
}

// testa is a customer's name and birth date, as they are typed.
var testa = form.Values{"first_name": "Testa", "last_name": "Sample", "dob": "1990-01-31"}
