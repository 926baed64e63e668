package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

func inventedNotice() *flows.Notice {
	return &flows.Notice{
		Tone:   flows.Bad,
		What:   lang.Of("Authorizing the purchase did not work: the account has too little credit.", "Autorisation de l'achat\u00a0: elle a échoué, le compte n'a pas assez de crédit."),
		Money:  lang.Of("No money moved.", "Aucune somme n'a été débitée."),
		Next:   lang.Of("Choose a plan with a lower amount, or ask the customer for another way to pay the rest.", "Choisissez un programme d'un montant moindre, ou demandez au client un autre mode de paiement pour le reste."),
		Server: "Invented: insufficient credit", Code: "insufficient_credit", Ref: "invented-reference-1",
	}
}

func TestNoticeView(t *testing.T) {
	longWinded := inventedNotice()
	longWinded.Server = strings.Repeat("Invented words of a server that does not come to an end. ", 20)
	for name, n := range map[string]*flows.Notice{
		"everything":         inventedNotice(),
		"a long message":     longWinded,
		"what and next":      {Tone: flows.Careful, What: lang.Of("The lists are old.", "Les listes sont anciennes."), Next: lang.Of("Go on.", "Continuez.")},
		"nothing but a fact": {What: lang.Of("The PIN was sent again.", "Le NIP a été envoyé de nouveau.")},
	} {
		for _, language := range []api.Language{api.English, api.French} {
			t.Run(name+" "+string(language), func(t *testing.T) {
				f := room(80, 18, language)
				golden.RequireEqual(t, trimmed(ansi.Strip(strings.Join(checked(t, NoticeLines(n, f), f), "\n")))+"\n")
			})
		}
	}
	t.Run("in colour", func(t *testing.T) {
		f := look.Frame{Width: 80, Height: 18, Theme: look.NewTheme(colorprofile.TrueColor, false, true), Language: api.English}
		golden.RequireEqual(t, strings.Join(NoticeLines(inventedNotice(), f), "\n")+"\n")
	})
}

func TestANoticeLeavesRoomForThePage(t *testing.T) {
	n := inventedNotice()
	n.Server = strings.Repeat("word ", 1000)
	if got := len(NoticeLines(n, room(80, 18, api.English))); got > 7 {
		t.Errorf("a notice takes %d of 18 lines", got)
	}
	if got := NoticeLines(nil, room(80, 18, api.English)); len(got) != 0 {
		t.Errorf("no notice is %q", got)
	}
}

func TestCodeAndReferenceAreNeverCutAway(t *testing.T) {
	n := inventedNotice()
	n.Server = strings.Repeat("word ", 1000)
	for width := 30; width < 120; width++ {
		drawn := ansi.Strip(strings.Join(NoticeLines(n, room(width, 18, api.English)), "\n"))
		for _, want := range []string{n.Code, string(n.Ref)} {
			if !strings.Contains(drawn, want) {
				t.Fatalf("at %d cells %s is missing:\n%s", width, want, drawn)
			}
		}
	}
}

func TestANoticeHasRoomEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &flows.Notice{
			Tone: flows.Tone(rapid.IntRange(0, 3).Draw(t, "tone")), What: lang.Same(anyTexts().Draw(t, "what")),
			Money: lang.Same(anyTexts().Draw(t, "money")), Next: lang.Same(anyTexts().Draw(t, "next")),
			Server: anyTexts().Draw(t, "server"), Code: fmt.Sprint(rapid.Int().Draw(t, "code")), Ref: api.ReferenceID(rapid.StringMatching(`[a-f0-9-]{0,36}`).Draw(t, "ref")),
		}
		f := room(rapid.IntRange(1, 100).Draw(t, "width"), 18, api.French)
		for _, line := range NoticeLines(n, f) {
			if w := ansi.StringWidth(line); w > f.Width || strings.Contains(line, "\n") {
				t.Fatalf("a line of %d cells in %d: %q", w, f.Width, line)
			}
		}
	})
}
