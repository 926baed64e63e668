package talk_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/flowtest"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// payer is the smallest flow that moves money: it asks, sends, and says that it was done.
type payer struct {
	talk.Talk
	sends func() (api.Transaction, error)
	sent  int
	done  bool
}

const (
	atAmount talk.Name = "amount"
	atSure   talk.Name = "sure"
	atDone   talk.Name = "done"
)

func (p *payer) Title() lang.Text { return lang.Same("Pays") }
func (p *payer) Dirty() bool      { return false }

func newPayer(recorder flows.Recorder, sends func() (api.Transaction, error)) *payer {
	ids := 0
	counter := &flows.Counter{
		Clerk: "12345-SAMPLE", Location: "00-00001", Terminal: "T1", Training: true, Now: noon,
		NewID: func() api.ReferenceID { ids++; return api.ReferenceID(strings.Repeat("0", ids)) },
	}
	p := &payer{Talk: talk.New(counter, recorder, "flow-1"), sends: sends}
	page := func(id string) func() flows.Page { return func() flows.Page { return flows.Page{ID: id} } }
	p.Way(
		talk.Step{At: atAmount, Page: page("pays.amount"), Answer: func(flows.Answer) flows.Move { return p.Next() }},
		talk.Step{At: atSure, Page: page("pays.sure"), Answer: p.send},
		p.InDoubtBy(talk.Doubts{Words: talk.DoubtWords{ID: "pays.doubt"}, Back: atAmount, Settled: p.settled}),
		talk.Step{At: atDone, Page: page("pays.done"), Sealed: true},
	)
	return p
}

func noon() time.Time { return time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC) }

func (p *payer) send(flows.Answer) flows.Move {
	return talk.Send(&p.Talk, talk.Money[api.Money, api.Transaction]{
		Doing: lang.Same("Paying"),
		Intent: func(amount api.Money) flows.Intent {
			return flows.Intent{Kind: flows.DepositIntent, Account: "100000001", Amount: amount}
		},
		Send: func(context.Context, api.Money) (api.Transaction, error) {
			p.sent++
			return p.sends()
		},
		Done: func(api.Transaction, talk.Sent) flows.Move {
			p.done = true
			return p.Finish(atDone)
		},
		Refused: func(error, talk.Sent) flows.Move { return p.Repair(atAmount) },
	}, 75_00)
}

func (p *payer) settled(d talk.Doubt) talk.Settling {
	return func(_ context.Context, end flows.Outcome) func() flows.Move {
		return func() flows.Move {
			if end.Result == flows.ResultDone && d.Same {
				return p.Finish(atDone)
			}
			return p.GoOn(d.Back, nil)
		}
	}
}

func made() (api.Transaction, error) { return api.Transaction{ID: "77", Amount: 75_00}, nil }

func lost() (api.Transaction, error) {
	return api.Transaction{}, &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}
}

func refusal() (api.Transaction, error) {
	return api.Transaction{}, &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: "not_enough_credit"}
}

// pays plays a payer to the page that its call leads to.
func pays(t *testing.T, p *payer) (*flowtest.Clerk, string) {
	t.Helper()
	c := &flowtest.Clerk{T: t, Flow: p}
	c.Does("")
	c.Does("")
	return c, p.Page().ID
}

func TestAMoneyCallGoesWhereItsAnswerLeads(t *testing.T) {
	for name, c := range map[string]struct {
		sends  func() (api.Transaction, error)
		silent bool // its outcome cannot be recorded
		page   string
		doubts int
		notice bool
	}{
		"done":                         {sends: made, page: "pays.done"},
		"done, and not to be recorded": {sends: made, silent: true, page: "pays.done", notice: true},
		"refused":                      {sends: refusal, page: "pays.amount", notice: true},
		"lost":                         {sends: lost, page: "pays.doubt", doubts: 1, notice: true},
	} {
		t.Run(name, func(t *testing.T) {
			intents := flowtest.NewIntents(noon)
			p := newPayer(forgetful{intents, c.silent}, c.sends)
			_, page := pays(t, p)
			if n := len(intents.InDoubt()); page != c.page || n != c.doubts || (p.Page().Notice != nil) != c.notice || p.sent != 1 {
				t.Errorf("at %s with %d in doubt, sent %d times, notice %+v", page, n, p.sent, p.Page().Notice)
			}
			if p.Busy() || page != "pays.amount" && p.Back() {
				t.Error("it is busy, or what was sent can be gone back behind")
			}
		})
	}
}

// forgetful may be a recorder whose disk is full once something is to be concluded.
type forgetful struct {
	*flowtest.Intents
	silent bool
}

func (f forgetful) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	if f.silent {
		return errors.New("the disk is full")
	}
	return f.Intents.Conclude(ctx, id, outcome)
}

func TestWhileMoneyIsBeingSentNothingIsTaken(t *testing.T) {
	p := newPayer(flowtest.NewIntents(noon), made)
	p.Answer(flows.Answer{})
	move := p.Answer(flows.Answer{})
	if move.Task == nil || !move.Task.Money || !p.Busy() {
		t.Fatalf("the move %+v", move)
	}
	if again := p.Answer(flows.Answer{}); !again.Refused || p.Back() {
		t.Error("it takes an answer, or goes back, while it sends")
	}
	move.Task.Run(t.Context())()
	if p.sent != 1 || !p.done {
		t.Errorf("sent %d times, done %t", p.sent, p.done)
	}
}

func TestADoubtIsSettledByFindingOut(t *testing.T) {
	for name, c := range map[string]struct {
		end  flows.Outcome
		page string
	}{
		"it was done":     {flows.Outcome{Result: flows.ResultDone, ID: "77", Source: flows.FromPerson}, "pays.done"},
		"it was not done": {flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromPerson}, "pays.amount"},
		"not known yet":   {flows.Outcome{Result: flows.ResultNeedsPerson}, "pays.doubt"},
	} {
		t.Run(name, func(t *testing.T) {
			intents := flowtest.NewIntents(noon)
			p := newPayer(intents, lost)
			clerk, _ := pays(t, p)
			id := intents.InDoubt()[0].ID
			if p.Learned("another") != nil {
				t.Error("another's outcome is taken for it")
			}
			if _, kept := p.Keeps("pays", 1); kept {
				t.Error("a call that is in doubt is kept as a draft")
			}
			if err := intents.Conclude(t.Context(), id, c.end); err != nil {
				t.Fatal(err)
			}
			clerk.Play(flows.Move{Task: p.Learned(id)})
			if got := p.Page().ID; got != c.page || p.sent != 1 {
				t.Errorf("at %s, sent %d times", got, p.sent)
			}
		})
	}
}

func TestAnEarlierCallIsNotTakenForThisOne(t *testing.T) {
	intents := flowtest.NewIntents(noon)
	first := newPayer(intents, lost)
	pays(t, first)
	second := newPayer(intents, made)
	if _, page := pays(t, second); page != "pays.doubt" || second.Doubt().Same || second.sent != 0 {
		t.Fatalf("at %s, sent %d times", page, second.sent)
	}
	id := intents.InDoubt()[0].ID
	if err := intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "77", Source: flows.FromPerson}); err != nil {
		t.Fatal(err)
	}
	(&flowtest.Clerk{T: t, Flow: second}).Play(flows.Move{Task: second.Learned(id)})
	if got := second.Page().ID; got != "pays.amount" || second.done {
		t.Errorf("at %s, done %t", got, second.done)
	}
}

func TestWhatCallsKnowIsOfTheCounter(t *testing.T) {
	recorder := &remembering{Intents: flowtest.NewIntents(noon)}
	pays(t, newPayer(recorder, made))
	got := recorder.last
	if got.Flow != "flow-1" || got.Clerk != "12345-SAMPLE" || got.Location != "00-00001" || got.Terminal != "T1" || !got.Training || got.Amount != 75_00 {
		t.Errorf("recorded %s of %s for %s", got.Kind, got.Amount, got.Clerk)
	}
}

type remembering struct {
	*flowtest.Intents
	last flows.Intent
}

func (r *remembering) Intend(ctx context.Context, in flows.Intent) (flows.IntentID, error) {
	r.last = in
	return r.Intents.Intend(ctx, in)
}
