// Package talk is the engine of conversations. A flow lists its steps once, in the order of its way, and embeds a Talk, which
// shows their pages, passes answers on, leads back, and says how far the way has come. What moves money is one value, Money;
// what to do where its answer is lost is another, Doubts.
package talk

import (
	"slices"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/lang"
)

// Name names a step. What is saved of a conversation names its step by it, so that a name never changes its meaning.
type Name string

// Step is one row of a conversation's table.
type Step struct {
	At Name
	// Stage opens a stage of the list beside the page. Where it is empty the step belongs to the stage before it.
	Stage lang.Text
	// Page and Answer show the step and take what the clerk did there. A step with a Part may leave both out.
	Page   func() flows.Page
	Answer func(flows.Answer) flows.Move
	// Part is a conversation inside this one, which the step consists of.
	Part Part
	// Over is a part that lies over the page while it is open; it returns nil while none is.
	Over func() Part
	// Absent reports whether the step is not of the way as things are now. Nil: never.
	Absent func() bool
	// Passed reports whether Next goes past the step, as nothing is left to do there. Nil: never.
	Passed func() bool
	// Back goes back from the step in another way than to the step before; nil: there is none.
	Back func() bool
	// Sealed says that nothing leads back from the step: something was sent.
	Sealed bool
}

// Staged is the step with a stage.
func (s Step) Staged(stage lang.Text) Step {
	s.Stage = stage
	return s
}

// Part is a conversation inside another.
type Part interface {
	Page() flows.Page
	Answer(flows.Answer) flows.Move
	// Back goes back within the part. It is false at the part's first page.
	Back() bool
}

// enterer is a part that begins anew, or goes on at what is missing, each time the conversation comes to it from before.
type enterer interface{ Enter() }

// Talk holds the place of a conversation. Its zero value is of no use: New makes one.
type Talk struct {
	private.Data // a doubt names an account, and whoever embeds a Talk holds a customer

	Counter  *flows.Counter
	Recorder flows.Recorder
	// Language is the language that the server's texts should come in.
	Language api.Language
	// Notice tells the clerk what matters before anything else. It goes with the next answer.
	Notice *flows.Notice
	// Known is the call that the one to be sent repeats, if the clerk knows of it.
	Known flows.IntentID

	reference api.ReferenceID
	steps     []Step
	at        Name
	trail     []Name // the steps that Back leads through
	busy      bool   // something is being sent: no answer is taken
	doubts    Doubts
	doubt     *Doubt // nil while nothing is in doubt
}

// New is a conversation at a counter, under the x-reference-id given. Without a recorder it can send nothing.
func New(counter *flows.Counter, recorder flows.Recorder, reference api.ReferenceID) Talk {
	return Talk{Counter: counter, Recorder: recorder, Language: counter.Language, reference: reference}
}

// Way sets the steps, in the order of the way. The conversation begins at the first, or goes on where it was.
func (t *Talk) Way(steps ...Step) {
	t.steps = steps
	if !t.has(t.at) {
		t.at = steps[0].At
	}
}

// Reference is the conversation's x-reference-id.
func (t *Talk) Reference() api.ReferenceID { return t.reference }

// Call returns what every call to the server carries.
func (t *Talk) Call() api.Call { return api.Call{Reference: t.reference, Language: t.Language} }

// Speak sets the language of the server's texts.
func (t *Talk) Speak(language api.Language) *flows.Task {
	t.Language = language
	return nil
}

// Summary is empty.
func (t *Talk) Summary() []flows.Line { return nil }

// At is the step that the conversation is at.
func (t *Talk) At() Name { return t.at }

// Busy reports whether something is being sent.
func (t *Talk) Busy() bool { return t.busy }

// Reached reports whether the conversation has come to a step, or past it. What it waits for is not a step of its way.
func (t *Talk) Reached(step Name) bool { return t.place(t.way()) >= t.place(step) }

// Past reports whether the conversation has come past a step.
func (t *Talk) Past(step Name) bool { return t.place(t.way()) > t.place(step) }

// way returns the step to which the way has come.
func (t *Talk) way() Name {
	if t.doubt != nil && t.doubt.waits && t.InDoubt() {
		return t.doubt.Back
	}
	return t.at
}

func (t *Talk) place(name Name) int {
	return slices.IndexFunc(t.steps, func(s Step) bool { return s.At == name })
}

func (t *Talk) has(name Name) bool { return t.place(name) >= 0 }

func (t *Talk) step() Step { return t.steps[t.place(t.at)] }

// part is the conversation inside this one that takes answers now; nil where none does.
func (s Step) part() Part {
	if s.Over != nil {
		if over := s.Over(); over != nil {
			return over
		}
	}
	return s.Part
}

// Page is the page of the step, with the notice.
func (t *Talk) Page() flows.Page {
	step := t.step()
	part := step.part()
	if part != nil && (step.Page == nil || part != step.Part) {
		page := part.Page()
		if page.Notice == nil {
			page.Notice = t.Notice
		}
		return page
	}
	page := step.Page()
	if t.Notice != nil && (part == nil || page.Notice == nil) {
		page.Notice = t.Notice
	}
	return page
}

// Answer gives the step what the clerk did. While something is being sent nothing is taken.
func (t *Talk) Answer(answer flows.Answer) flows.Move {
	if t.busy {
		return flows.Move{Refused: true}
	}
	t.Notice = nil
	step := t.step()
	part := step.part()
	if part != nil && (step.Answer == nil || part != step.Part) {
		return part.Answer(answer)
	}
	return step.Answer(answer)
}

// Back goes to the page before, losing nothing. It is false at the first page, and where something was sent.
func (t *Talk) Back() bool {
	if t.busy {
		return false
	}
	step := t.step()
	if part := step.part(); part != nil && part.Back() {
		t.Notice = nil
		return true
	}
	if step.Back != nil && step.Back() {
		return true
	}
	if step.Sealed {
		return false
	}
	trail := slices.DeleteFunc(slices.Clone(t.trail), t.absent)
	if len(trail) == 0 {
		return false
	}
	t.Notice = nil
	t.at, t.trail = trail[len(trail)-1], trail[:len(trail)-1]
	return true
}

func (t *Talk) absent(name Name) bool {
	step := t.steps[t.place(name)]
	return step.Absent != nil && step.Absent()
}

// Following is the next step of the way that is neither absent nor passed; where there is none, the one that is here.
func (t *Talk) Following() Name {
	for _, s := range t.steps[t.place(t.at)+1:] {
		if !t.absent(s.At) && (s.Passed == nil || !s.Passed()) {
			return s.At
		}
	}
	return t.at
}

// Next goes on to the following step.
func (t *Talk) Next() flows.Move { return t.Forward(t.Following()) }

// Above reports whether Back leads to a step from here.
func (t *Talk) Above(step Name) bool { return len(t.trail) > 0 && t.trail[len(t.trail)-1] == step }

// Forward goes on to a step, from which Back leads here.
func (t *Talk) Forward(to Name) flows.Move {
	t.trail, t.at = append(t.trail, t.at), to
	if part, ok := t.step().Part.(enterer); ok {
		part.Enter()
	}
	return flows.Move{}
}

// Repair goes to an earlier step, where something has to be put right, or stays. Back leads from there to what was before it.
func (t *Talk) Repair(to Name) flows.Move {
	walked, limit := append(t.trail, t.at), t.place(to)
	t.trail = slices.DeleteFunc(walked, func(s Name) bool { return t.place(s) >= limit })
	t.at = to
	return flows.Move{}
}

// Begin goes to a step from which nothing leads back.
func (t *Talk) Begin(at Name) flows.Move {
	t.at, t.trail = at, nil
	return flows.Move{}
}

// Stages are the stages of the way. Those before the furthest that it has come to are done, also while the clerk puts something
// right in one of them.
func (t *Talk) Stages() []flows.Stage {
	here, furthest := t.place(t.way()), 0
	for _, s := range append(slices.Clone(t.trail), t.way()) {
		furthest = max(furthest, t.place(s))
	}
	var stages []flows.Stage
	in := map[int]int{} // step: its stage
	for i, s := range t.steps {
		if !s.Stage.Empty() {
			stages = append(stages, flows.Stage{Title: s.Stage})
		}
		in[i] = len(stages) - 1
	}
	for i := range stages {
		switch {
		case i == in[here]:
			stages[i].State = flows.Here
		case i < in[furthest]:
			stages[i].State = flows.Done
		}
	}
	return stages
}

// Says shows a notice on the page that is there, once a task has ended.
func (t *Talk) Says(notice *flows.Notice) func() flows.Move {
	return func() flows.Move {
		t.Notice = notice
		return flows.Move{}
	}
}
