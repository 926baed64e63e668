package doubt_test

// This file is the half of the fault matrix in which the answer to a money call is lost, or proves nothing, and the server
// says strangely what it has.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
	"countertop/flows/doubt"
)

// scene is the rest that the server has on the account.
type scene struct {
	name   string
	others []flows.Intent
	twin   bool // one of them looks like the purchase
}

func scenes() []scene {
	sale := func(reference string, amount api.Money) flows.Intent {
		in, _ := buys(true)(nil)
		in.Reference, in.Amount = reference, amount
		return in
	}
	return []scene{
		{name: "alone"},
		{name: "beside three other sales", others: []flows.Intent{sale("P-100", 21_00), sale("P-101", 22_00), sale("P-102", 23_00)}},
		{name: "after one like it", others: []flows.Intent{sale("P-100", 21_00), sale(reference, 60_00)}, twin: true},
		{name: "after one of the same reference", others: []flows.Intent{sale(reference, 33_00)}, twin: true},
		{name: "after one of the same amount", others: []flows.Intent{sale("P-100", 60_00)}, twin: true},
	}
}

// asking is a call whose own answer says nothing, and how the questions after it are answered.
type asking struct {
	call    moneyCall
	scene   scene
	how     reply
	later   twist
	undated bool // the server says no time
	brief   bool // the answers are strange for a while only
	forgets bool // another console asks
	// clocks are moved before the call, and again right after it.
	before, after func(*counter)
}

func (a asking) name() string {
	who := "the console"
	if a.forgets {
		who = "another console"
	}
	then := "then"
	if a.brief {
		then = "at first"
	}
	return fmt.Sprintf("%s %s, answered with %s, %s %s, asked by %s", a.call.name, a.scene.name, a.how.name, then, a.later.name, who)
}

// strangeTime is shorter than the grace time.
const strangeTime = doubt.DefaultGrace - 10*time.Second

// twinAge is the time by which the other sales are older than the intent.
const twinAge = 40 * time.Minute

func (s *store) asks(ctx context.Context, a asking) (trial, error) {
	s.undated = a.undated
	defer func() { s.undated = false }()
	c, err := s.open(ctx, noon().Add(-twinAge), sandbox.IdempotencyEverywhere)
	if err != nil {
		return trial{}, err
	}
	defer c.close()
	if err := c.others(a.scene.others...); err != nil {
		return trial{}, err
	}
	c.clocks(func() { c.at = noon() })
	if a.before != nil {
		c.clocks(func() { a.before(c) })
	}
	t, err := c.tries(a.call, &a.how)
	if err != nil {
		return t, err
	}
	if a.after != nil {
		c.clocks(func() { a.after(c) })
	}
	c.line.later = &a.later
	if a.brief {
		c.line.until = c.at.Add(strangeTime)
	}
	c.restart(a.forgets)
	return t, t.told(a)
}

// told lets the console ask, and holds what it makes of the answers against the books.
func (t trial) told(a asking) error {
	if err := t.settle(); err != nil {
		return err
	}
	did, err := t.moved(t.in, t.before)
	if err != nil {
		return err
	}
	expected, ended := a.expects(did), t.verdict()
	settled := ended == saidDone || ended == saidNotDone
	switch wrong := t.holds(did); {
	case expected == opposed && ended == saidDone:
		return errors.New("DONE, of what the server calls refused, or another's")
	case expected == opposed:
		return nil
	case wrong != nil:
		return wrong
	case ended == saidDone && t.in.Kind == flows.AuthorizationIntent && t.ledger.last.ID != "" && !t.isOwn(t.ledger.last.ID):
		return fmt.Errorf("DONE as %s, which is another sale", t.ledger.last.ID)
	case expected == never && settled:
		return fmt.Errorf("%s: nothing that was answered says so", ended)
	case expected == must && !settled:
		return fmt.Errorf("the answers tell it, and it is %s", ended)
	case a.how.late && ended == saidNotDone && t.took() < doubt.DefaultGrace:
		return fmt.Errorf("not done after %s, before the grace time was over", t.took())
	}
	return t.again()
}

// expects returns what a console should read out of the answers if the call was carried out so many times.
func (a asking) expects(did int) telling {
	expected := a.later.none
	if did == 1 {
		expected = a.later.made
	}
	if expected == unread {
		expected = map[bool]telling{true: never, false: may}[len(a.scene.others) > 2]
	}
	switch {
	case a.brief && a.how.atOnce && !a.later.blank && (!a.later.list || a.call.kind != flows.AuthorizationIntent):
		return may // a row that may be it sends the clerk to a person at once: the server is done with the call
	case a.brief && did == 0 && len(a.scene.others) > 0 && !a.later.blank:
		return may // what could be it was shown once, and is not forgotten
	case a.brief:
		return must
	case a.later.blank:
		return never
	case a.later.rows && did == 0 && len(a.scene.others) == 0:
		return may
	case expected == every && a.scene.twin, expected == must && a.scene.twin:
		return may
	case expected == every:
		return must
	case a.call.kind != flows.AuthorizationIntent:
		return may
	}
	return expected
}

// isOwn is true for the newest purchase on the account: the others were before.
func (t trial) isOwn(id api.ID) bool {
	list, err := t.books.Authorizations(t.ctx, api.Call{}, api.TransactionQuery{AccountNumber: account, From: "2026-06-01"})
	return err == nil && len(list) > 0 && list[0].ID == id
}

// vague are replies after which the server is asked.
func vague() []reply {
	var all []reply
	for _, executed := range []bool{true, false} {
		word := map[bool]string{true: ", done", false: ", not done"}[executed]
		all = append(all,
			reply{name: "nothing" + word, executed: executed, answer: func(object) *said { return nil }, late: true},
			reply{name: "an error" + word, executed: executed, answer: errorOf(http.StatusConflict, "general_error"), atOnce: true},
		)
	}
	return all
}

func queryable() []moneyCall {
	var all []moneyCall
	for _, call := range everyCall() {
		if call.kind.Queryable() {
			all = append(all, call)
		}
	}
	return all
}

func TestEveryStrangeAnswerToTheQuestionsIsJudgedAsTheBooksSay(t *testing.T) {
	t.Parallel()
	var cells []cell
	for _, call := range queryable() {
		for _, where := range scenes() {
			if len(where.others) > 0 && call.kind != flows.AuthorizationIntent {
				continue // it is asked for by its own number
			}
			for _, how := range vague() {
				for _, later := range twists() {
					for _, forgets := range []bool{false, true} {
						if forgets && where.twin {
							continue
						}
						a := asking{call: call, scene: where, how: how, later: later, forgets: forgets}
						cells = append(cells, cell{name: a.name(), kind: call.name + " " + where.name, run: func(s *store) (verdict, error) {
							made, err := s.asks(t.Context(), a)
							return made.said(), err
						}})
					}
				}
			}
		}
	}
	new(matrix).run(t, cells)
}

func TestAnswersThatAreStrangeAtFirstConcludeNothing(t *testing.T) {
	t.Parallel()
	var cells []cell
	for _, call := range queryable() {
		for _, where := range scenes()[:2] {
			if len(where.others) > 0 && call.kind != flows.AuthorizationIntent {
				continue
			}
			for _, how := range vague() {
				for _, later := range twists() {
					if later.made == opposed {
						continue // that it was refused is an answer
					}
					a := asking{call: call, scene: where, how: how, later: later, brief: true}
					cells = append(cells, cell{name: a.name(), kind: "at first, " + call.name, run: func(s *store) (verdict, error) {
						made, err := s.asks(t.Context(), a)
						return made.said(), err
					}})
				}
			}
		}
	}
	new(matrix).run(t, cells)
}
