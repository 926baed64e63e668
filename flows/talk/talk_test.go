package talk

import (
	"strings"
	"testing"

	"countertop/flows"
	"countertop/flows/lang"
)

// walk is a conversation of pages that go on, played by the names of its steps.
type walk struct {
	Talk
	absent, passed map[Name]bool
	part           *pages
}

// pages are a part of two pages.
type pages struct{ at, entered int }

func (p *pages) Page() flows.Page { return flows.Page{ID: []string{"first", "second"}[p.at]} }
func (p *pages) Enter()           { p.at, p.entered = 0, p.entered+1 }
func (p *pages) Back() bool {
	back := p.at > 0
	p.at = 0
	return back
}

func (p *pages) Answer(flows.Answer) flows.Move {
	p.at = 1
	return flows.Move{}
}

func newWalk() *walk {
	w := &walk{absent: map[Name]bool{}, passed: map[Name]bool{}, part: &pages{}}
	step := func(at Name, stage string) Step {
		return Step{
			At: at, Stage: lang.Same(stage), Page: func() flows.Page { return flows.Page{ID: string(at)} },
			Answer: func(flows.Answer) flows.Move { return w.Next() },
			Absent: func() bool { return w.absent[at] }, Passed: func() bool { return w.passed[at] },
		}
	}
	sealed := step("end", "End")
	sealed.Sealed = true
	w.Way(step("who", "Who"), step("what", "What"), step("how", ""), Step{At: "proof", Stage: lang.Same("Proof"), Part: w.part}, step("sure", "Sure"), sealed)
	return w
}

// goes plays a course of names of steps, "<" for back, "!step" for a repair and ">" for a part's next page, and writes down the pages.
func (w *walk) goes(course string) string {
	seen := []string{w.Page().ID}
	for _, do := range strings.Fields(course) {
		switch {
		case do == "<":
			w.Back()
		case do[0] == '!':
			w.Repair(Name(do[1:]))
		case do == "on":
			w.Answer(flows.Answer{})
		default:
			w.Forward(Name(do))
		}
		seen = append(seen, w.Page().ID)
	}
	return strings.Join(seen, " ")
}

func TestAConversationWalksItsTable(t *testing.T) {
	for name, c := range map[string]struct {
		absent, passed []Name
		course, want   string
	}{
		"on and back":                            {nil, nil, "on on on < < < <", "who what how first how what who who"},
		"a part has pages of its own":            {nil, nil, "proof on < <", "who first second first who"},
		"an absent step is left out":             {[]Name{"what"}, nil, "on < on", "who how who how"},
		"a step that needs nothing is passed by": {nil, []Name{"how"}, "on on <", "who what first what"},
		"a repair leads back behind":             {nil, nil, "what how sure !what <", "who what how sure what who"},
		"a repair stays":                         {nil, nil, "what !what <", "who what what who"},
		"a repair of what was not on the way":    {nil, nil, "sure !how < <", "who sure how who who"},
		"nothing leads back from the end":        {nil, nil, "sure end < <", "who sure end end end"},
		"forward goes anywhere":                  {nil, nil, "sure who <", "who sure who sure"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWalk()
			for _, step := range c.absent {
				w.absent[step] = true
			}
			for _, step := range c.passed {
				w.passed[step] = true
			}
			if got := w.goes(c.course); got != c.want {
				t.Errorf("it shows %s, want %s", got, c.want)
			}
		})
	}
}

func TestAStepThatBecameAbsentIsNotGoneBackTo(t *testing.T) {
	w := newWalk()
	w.goes("what how")
	w.absent["what"] = true
	if !w.Back() || w.At() != "who" {
		t.Errorf("Back leads to %s", w.At())
	}
}

func TestAPartBeginsAnewFromBeforeAndStaysFromBehind(t *testing.T) {
	w := newWalk()
	w.goes("proof on sure")
	if w.Back(); w.Page().ID != "second" || w.part.entered != 1 {
		t.Errorf("back from behind it is at %s, entered %d times", w.Page().ID, w.part.entered)
	}
	w.goes("< < proof")
	if w.Page().ID != "first" || w.part.entered != 2 {
		t.Errorf("from before it is at %s, entered %d times", w.Page().ID, w.part.entered)
	}
}

func TestStagesSayHowFarTheWayHasCome(t *testing.T) {
	for course, want := range map[string]string{
		"":              "*....",
		"what":          "+*...",
		"what how":      "+*...",
		"what proof":    "++*..",
		"sure what":     "+*+..",
		"sure end":      "++++*",
		"what sure <":   "+*...",
		"sure what how": "+*+..",
	} {
		w := newWalk()
		w.goes(course)
		got := ""
		for _, s := range w.Stages() {
			got += []string{flows.Ahead: ".", flows.Here: "*", flows.Done: "+"}[s.State]
		}
		if got != want {
			t.Errorf("after %q the stages are %s, want %s", course, got, want)
		}
	}
}

func TestANoticeGoesWithTheNextAnswer(t *testing.T) {
	for name, next := range map[string]func(*walk){
		"an answer": func(w *walk) { w.Answer(flows.Answer{}) }, "back": func(w *walk) { w.Back() },
	} {
		w := newWalk()
		w.goes("what")
		w.Notice = &flows.Notice{What: lang.Same("news")}
		if w.Page().Notice == nil {
			t.Error("the notice is not shown")
		}
		if next(w); w.Page().Notice != nil {
			t.Errorf("after %s it is still there", name)
		}
	}
}
