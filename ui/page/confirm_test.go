package page

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

func inventedConfirm(money bool) flows.Page {
	return flows.Page{
		ID: "invented.confirm", Forward: lang.Of("Authorize $1,234.50", "Autoriser 1\u00a0234,50\u00a0$"), Actions: inventedActions()[1:],
		Body: &flows.Confirm{
			Question: lang.Of("Authorize an invented purchase of $1,234.50?", "Autoriser un achat inventé de 1\u00a0234,50\u00a0$?"),
			Groups:   inventedGroups(), Money: money,
		},
	}
}

func confirmOf(money bool, keys ...string) func() Body {
	return func() Body {
		c := newConfirm(inventedConfirm(money))
		c.View(room(80, 18, api.English))
		pressOn(c, keys...)
		return c
	}
}

func TestConfirmViews(t *testing.T) {
	for name, b := range map[string]func() Body{
		"money":                  confirmOf(true),
		"money, Enter was tried": confirmOf(true, "enter"),
		"no money":               confirmOf(false),
	} {
		t.Run(name, func(t *testing.T) { goldens(t, b) })
	}
}

func TestConfirmInColour(t *testing.T) {
	colouredGolden(t, confirmOf(true, "enter")(), colorprofile.TrueColor, false)
}

func TestConfirmFitsEveryWindow(t *testing.T) {
	fitsEverywhere(t, confirmOf(true, "enter")())
	fitsEverywhere(t, confirmOf(false)())
}

func TestConfirmKeys(t *testing.T) {
	for name, c := range map[string]struct {
		money bool
		keys  []string
		want  Reply
	}{
		"Ctrl+Y confirms money":                    {true, []string{"ctrl+y"}, Reply{Handled: true, Forward: true}},
		"Enter never does":                         {true, []string{"enter", "enter", "enter"}, Reply{Handled: true}},
		"y is no Ctrl+Y":                           {true, []string{"y"}, Reply{}},
		"Enter confirms what is not money":         {false, []string{"enter"}, Reply{Handled: true, Forward: true}},
		"Ctrl+Y means nothing there":               {false, []string{"ctrl+y"}, Reply{}},
		"Esc is the player's":                      {true, []string{"esc"}, Reply{}},
		"an action's letter":                       {true, []string{"s"}, Reply{Handled: true, Action: "slip"}},
		"Down scrolls what does not all have room": {true, []string{"down"}, Reply{Handled: true}},
	} {
		t.Run(name, func(t *testing.T) {
			b := confirmOf(c.money)()
			b.View(room(80, 8, api.English))
			if got := pressOn(b, c.keys...); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestNoMouseAndNoPasteConfirms(t *testing.T) {
	for _, money := range []bool{true, false} {
		b := confirmOf(money)()
		for y := range 18 {
			if got := b.Click(3, y); got.Forward {
				t.Errorf("a click on line %d confirms", y)
			}
		}
		if b.Paste("\x19\r").Forward || b.Wheel(3).Forward {
			t.Error("a paste or the wheel confirms")
		}
	}
}

func TestTheKeyThatConfirmsIsInSightInEveryWindow(t *testing.T) {
	for height := 2; height < 30; height++ {
		b := confirmOf(true)()
		if got := seen(t, b, room(60, height, api.English)); !strings.Contains(got, "Ctrl+Y") {
			t.Errorf("at a height of %d:\n%s", height, got)
		}
	}
}

func TestAnotherQuestionIsReadFromItsBeginning(t *testing.T) {
	c := newConfirm(inventedConfirm(true))
	if !c.Set(inventedConfirm(true), api.English) {
		t.Error("the same question is taken for another")
	}
	for name, change := range map[string]func(*flows.Confirm){
		"another question": func(c *flows.Confirm) { c.Question = same("Another?") },
		"another amount":   func(c *flows.Confirm) { c.Groups[1].Lines[0].Value = same("$1.00") },
		"no money":         func(c *flows.Confirm) { c.Money = false },
	} {
		page := inventedConfirm(true)
		change(page.Body.(*flows.Confirm))
		if c.Set(page, api.English) {
			t.Errorf("%s is taken for the same", name)
		}
	}
}
