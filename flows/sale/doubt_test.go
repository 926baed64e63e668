package sale

import (
	"errors"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/talk"
)

func TestAnAnswerThatIsLostIsNeverSentAgain(t *testing.T) {
	for _, action := range []string{actionCapture, actionRelease, actionReturn, actionRefund} {
		t.Run(action, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(action)
			c.fill(form.Values{keyAmount: "10"})
			c.server.tillErr = lost()
			c.does("")
			c.at("sale.doubt")
			wants(t, c.said(api.English), "Nobody knows yet whether money moved.", "never sent a second time", "Authorization number|7001")
			if n := c.notice(); n.Money.In(api.English) != "It is not known whether money moved." {
				t.Errorf("notice %+v", n)
			}
			if !c.flow.Dirty() {
				t.Error("leaving loses nothing")
			}
			c.server.tillErr = nil
			c.does("")
			c.at("sale.doubt")
			c.does(talk.ActionLeave)
			c.at("sale.one")
			if got := c.actions(); got != "" {
				t.Errorf("with a doubt the sale offers %q", got)
			}
			for a := range actionKinds {
				c.does(a)
				c.at("sale.one")
			}
			if c.server.sent() != 1 {
				t.Errorf("sent %d times", c.server.sent())
			}

			again := &clerk{t: t, server: c.server, ledger: c.ledger}
			again.open()
			if got := again.actions(); got != "" {
				t.Errorf("opened anew, with a doubt the sale offers %q", got)
			}
		})
	}
}

func TestADoubtThatIsSettledLetsTheClerkGoOn(t *testing.T) {
	for _, row := range []struct {
		name   string
		result flows.Result
		says   string
	}{
		{"as done", flows.ResultDone, "It was done: Capture $10.00, ORDER-1, account ending in 4755."},
		{"as not done", flows.ResultNotDone, "It was not done: Capture $10.00, ORDER-1, account ending in 4755."},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(actionCapture)
			c.fill(form.Values{keyAmount: "10"})
			c.server.tillErr = lost()
			c.does("")
			c.at("sale.doubt")
			c.server.tillErr = nil
			id := c.ledger.records[0].ID
			if err := c.ledger.Conclude(t.Context(), id, flows.Outcome{Result: row.result, ID: "9002", Source: flows.FromServer}); err != nil {
				t.Fatal(err)
			}
			learner := c.flow.(flows.Learner)
			if learner.Learned("another") != nil {
				t.Error("it takes over what became of another call")
			}
			c.play(flows.Move{Task: learner.Learned(id)})
			c.at("sale.one")
			if n := c.notice(); n.What.In(api.English) != row.says {
				t.Errorf("says %q", n.What.In(api.English))
			}
			if got := c.actions(); got != "cetfrs" {
				t.Errorf("actions %q", got)
			}
		})
	}
}

func TestWhatIsFrozenByAnotherDoubtIsNotSent(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	c.fill(form.Values{keyAmount: "10"})
	c.at("sale.confirm")
	// Meanwhile another console sends a release and loses the answer.
	id, err := c.ledger.Intents.Intend(t.Context(), flows.Intent{Kind: flows.ReleaseIntent, Ending: "4755", AuthorizationID: "7001", Amount: 5_00})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.ledger.Intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt}); err != nil {
		t.Fatal(err)
	}
	c.does("")
	c.at("sale.doubt")
	wants(t, c.said(api.English), "Something else has to be settled first.", "This was not sent", "What|Release", "Amount|$5.00")
	if c.server.sent() != 0 {
		t.Error("it was sent")
	}
}

func TestNothingIsSentThatCannotBeRecorded(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	c.fill(nil)
	c.ledger.refuse = errors.New("the disk is full")
	c.does("")
	c.at("sale.confirm")
	if n := c.notice(); c.server.sent() != 0 || n.Money.In(api.English) != "No money moved." {
		t.Errorf("sent %d, notice %+v", c.server.sent(), n)
	}
}

func TestAnOutcomeThatCannotBeRecordedIsShownAsDone(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	c.fill(nil)
	c.ledger.silent = errors.New("the disk is full")
	c.does("")
	c.at("sale.done")
	if n := c.notice(); n.Tone != flows.Careful || n.What != new(talk.Talk).NotConcluded().What {
		t.Errorf("notice %+v", n)
	}
}

func TestADoubtThatAroseMeanwhileStopsTheClerkBeforeTheConfirmation(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	if _, err := c.ledger.Intend(t.Context(), flows.Intent{Kind: flows.ReleaseIntent, AuthorizationID: "7001", Amount: 5_00}); err != nil {
		t.Fatal(err)
	}
	c.fill(nil)
	c.at("sale.one")
	if n := c.notice(); n.What != msgHeld || c.actions() != "" {
		t.Errorf("notice %+v, actions %q", n, c.actions())
	}
}

func TestWhatWasDoneButNotReadAgainWarnsAgainstDoingItTwice(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	c.fill(nil)
	task := c.flow.Answer(flows.Answer{}).Task
	move := task.Run(t.Context())()
	c.server.saleErr = lost()
	c.play(move)
	c.at("sale.done")
	wants(t, c.notice().Next.In(api.English), "Do not do it again.")
	c.server.saleErr = nil
	reads := c.server.reads
	c.does("")
	c.at("sale.one")
	if c.server.reads != reads+1 {
		t.Error("the sale was not read again")
	}
}

func TestNothingIsTakenWhileMoneyIsBeingSent(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	c.fill(nil)
	task := c.flow.Answer(flows.Answer{}).Task
	if !task.Money {
		t.Error("the task is not marked as money")
	}
	if !c.flow.Answer(flows.Answer{}).Refused || c.flow.Back() || !c.flow.Dirty() || c.flow.Speak(api.French) != nil {
		t.Error("something is taken while money is being sent")
	}
	c.play(flows.Move{Task: task})
	c.at("sale.done")
	if c.server.sent() != 1 {
		t.Errorf("sent %d times", c.server.sent())
	}
}

func TestWhatCameBackOfACallInDoubtIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		err   *api.Error
		says  string
		lacks string
	}{
		"an answer that is lost": {&api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}, "The answer was lost.", "some seconds"},
		"an error that proves nothing": {
			&api.Error{Kind: api.KindRefused, Executed: api.ExecutedUnknown, Answered: true, Code: "general_error"},
			"The server answered an error that does not say whether it was done. The console is asking it now", "was lost",
		},
		"a success that proves nothing": {
			&api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Claimed: true},
			"its answer does not show that it was done as it was asked. The console is asking it now", "was lost",
		},
	} {
		for _, action := range []string{actionReturn, actionRefund} {
			t.Run(name+", "+action, func(t *testing.T) {
				k := atTheSale(t, promotional())
				k.does(action)
				k.fill(form.Values{keyAmount: "10"})
				k.server.tillErr = c.err
				k.does("")
				k.at("sale.doubt")
				says := c.says
				if action == actionRefund { // of which no query tells
					says = strings.TrimSuffix(says, " The console is asking it now")
					wants(t, k.said(api.English), "a person has to find out")
				}
				wants(t, k.said(api.English), says, "never sent a second time")
				notice := k.notice()
				all := k.said(api.English) + notice.What.In(api.English) + notice.Money.In(api.English) + notice.Next.In(api.English)
				lacks(t, all, c.lacks, "did not work", "was not done", "not happen", "No money moved", "try again", "Try again")
			})
		}
	}
}

func TestTheLanguageIsSwitchedOnThePageOfADoubt(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	c.fill(form.Values{keyAmount: "10"})
	c.server.tillErr = lost()
	c.does("")
	c.at("sale.doubt")
	c.speak(api.French) // which reads the sale again
	c.at("sale.doubt")
	wants(t, c.said(api.French), "La réponse s'est perdue.", "Capture")
	c.does(talk.ActionLeave)
	c.at("sale.one")
	if got := c.actions(); got != "" {
		t.Errorf("with a doubt the sale offers %q", got)
	}
	lacks(t, c.said(api.English), "|The server and this computer's journal agree.")
}
