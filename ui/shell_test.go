package ui

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/page"
	"countertop/ui/services"
)

// dirty opens an application in which something was typed.
func dirty(t *testing.T) *hand {
	t.Helper()
	h := newWorld(t).home()
	h.types("nmr\rInvented")
	return h
}

func TestNoTypedTextAnswersADialog(t *testing.T) {
	for name, open := range map[string]func(*testing.T) *hand{
		"leave":    func(t *testing.T) *hand { h := dirty(t); h.types("\x1b"); return h },
		"quit":     func(t *testing.T) *hand { h := dirty(t); h.press(keyCtrlCPress); return h },
		"sign out": func(t *testing.T) *hand { h := newWorld(t).home(); h.types("o"); return h },
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t)
			h.world.clock.pass(time.Second)
			for _, r := range "Yes, y\r\r\t y\x7f12345-SMITH\rO'Sample\x0e\x15" {
				h.types(string(r))
				h.world.clock.pass(time.Second)
			}
			h.send(tea.PasteMsg{Content: "y\r\n\x19"})
			h.send(tea.MouseClickMsg{X: 40, Y: 12, Button: tea.MouseLeft})
			if h.shell.dialog == nil {
				t.Fatal("typed text answered the dialog")
			}
			h.press(keyEscPress)
			if h.shell.dialog != nil {
				t.Error("Esc did not close the dialog")
			}
		})
	}
}

func TestADialogTakesNoKeyUntilTheKeyboardHasBeenQuiet(t *testing.T) {
	h := dirty(t)
	h.send(keyEscPress)
	for range 5 {
		h.send(keyCtrlYPress)
		h.send(keyEscPress)
		h.world.clock.pass(quietBeforeDialog / 2)
	}
	if h.shell.dialog == nil {
		t.Fatal("a key of a burst answered the dialog")
	}
	h.world.clock.pass(quietBeforeDialog)
	h.send(keyCtrlYPress)
	if _, ok := h.shell.top().(*home); h.shell.dialog != nil || !ok {
		t.Error("Ctrl+Y did not leave the application")
	}
}

func TestEscGoesBackPageByPageAndAsksBeforeSomethingIsLost(t *testing.T) {
	h := newWorld(t).home()
	h.types("n\x1b")
	if _, ok := h.shell.top().(*home); !ok || h.shell.dialog != nil {
		t.Fatal("an application without answers is not left at once")
	}
	h.types("n")
	h.fill(applicant("", "ON", "M5V 2T6")[asked[0]])
	h.press(keyPgDnPress)
	h.on("application.contact")
	h.press(keyEscPress)
	h.on("application.who")
	if h.shell.dialog != nil {
		t.Fatal("going back a page asks")
	}
	h.press(keyEscPress)
	if h.shell.dialog == nil {
		t.Fatal("leaving an application with answers does not ask")
	}
	h.press(keyEscPress)
	h.holds(map[string]string{"first_name": "Ficta"})
}

func TestAQuestionMarkTypesInFieldsAndOpensTheHelpElsewhere(t *testing.T) {
	h := newWorld(t).home()
	h.types("?")
	if h.shell.help == nil {
		t.Error("? did not open the help at home")
	}
	h.types("\x1bnmr\rWho?")
	if h.shell.help != nil {
		t.Fatal("? opened the help in a field")
	}
	h.holds(map[string]string{"first_name": "Who?"})
	h.press(keyF1Press)
	if h.shell.help == nil {
		t.Error("F1 did not open the help in a field")
	}
	h.types("x")
	h.types("\x1b")
	h.holds(map[string]string{"first_name": "Who?"})
}

// lineOf is the line of the screen that a text is on.
func (h *hand) lineOf(text string) int {
	h.t.Helper()
	for y, line := range strings.Split(h.screen(), "\n") {
		if strings.Contains(line, text) {
			return y
		}
	}
	h.t.Fatalf("%q is not on the screen:\n%s", text, h.screen())
	return 0
}

// click clicks on the line of a text.
func (h *hand) click(text string) {
	h.t.Helper()
	h.send(tea.MouseClickMsg{X: 4, Y: h.lineOf(text), Button: tea.MouseLeft})
	h.screen()
}

func TestTheMouseReachesFieldsOptionsAndRows(t *testing.T) {
	for _, width := range []int{80, 120} {
		h := newWorld(t).home()
		h.resize(width, 40)
		x := 4
		if width >= besideFrom {
			x = stagesWidth + gutter + 8
		}
		at := func(text string) {
			h.send(tea.MouseClickMsg{X: x, Y: h.lineOf(text), Button: tea.MouseLeft})
			h.screen()
		}
		h.click("New application")
		h.on("application.who")
		at("Ms.")
		at("Date of birth")
		if got := h.ask().Focus; got != "dob" {
			t.Errorf("at %d columns a click on the date of birth went to %s", width, got)
		}
		h.holds(map[string]string{"salutation": "ms"})
		h.send(tea.MouseClickMsg{X: x, Y: 0, Button: tea.MouseLeft})
		h.send(tea.MouseClickMsg{X: x, Y: h.lineOf("Account"), Button: tea.MouseRight})
		if got := h.ask().Focus; got != "dob" {
			t.Errorf("a click beside the fields went to %s", got)
		}
	}
}

func TestAClickOnARowSelectsItAndASecondOneChooses(t *testing.T) {
	h := newWorld(t).home()
	h.buy(ordinaryAccount, "1000")
	h.click("    4  ")
	if got := h.player().body.(*page.Choose).Row; got != 3 {
		t.Fatalf("a click on row 4 selected row %d", got+1)
	}
	h.click("›  4  ")
	h.on("purchase.terms")
}

func TestTheWheelMovesWhatIsInFront(t *testing.T) {
	h := newWorld(t).home()
	h.buy(ordinaryAccount, "1000")
	down, up := tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.MouseWheelMsg{Button: tea.MouseWheelUp}
	h.send(down)
	h.send(down)
	h.send(up)
	if got := h.player().body.(*page.Choose).Row; got != 1 {
		t.Errorf("two turns down and one up selected row %d, want 2", got+1)
	}
	h.press(keyF1Press)
	h.send(down)
	h.press(keyEscPress)
	if got := h.player().body.(*page.Choose).Row; got != 1 {
		t.Errorf("the wheel moved what is behind the help to row %d", got+1)
	}
}

func TestResizingLosesNothing(t *testing.T) {
	h := newWorld(t).home()
	h.types("nmr\rHalf")
	for _, size := range [][2]int{{40, 12}, {10, 3}, {1, 1}, {200, 60}, {109, 24}, {110, 24}, {80, 24}} {
		h.resize(size[0], size[1])
		sound(t, h.shell)
		h.types("x")
	}
	h.holds(map[string]string{"first_name": "Half" + strings.Repeat("x", 7)})
}

func TestNoScreenOfAnASCIILocaleHasAnotherCharacter(t *testing.T) {
	for _, language := range []api.Language{api.English, api.French} {
		w := newWorld(t)
		w.options.Language = language
		w.options.Env = func(name string) string { return map[string]string{"LANG": "C", "TERM": "xterm"}[name] }
		h := w.home()
		pages := 0
		h.visit = func(string) {
			pages++
			for _, size := range screenSizes {
				h.resize(size[0], size[1])
				screen := h.screen()
				if at := strings.IndexFunc(screen, func(r rune) bool { return r > 127 }); at >= 0 {
					t.Errorf("%q is on the screen:\n%s", []rune(screen[at:])[0], screen)
				}
				sound(t, h.shell)
			}
		}
		h.apply("")
		h.types("\r")
		h.on("application.decision")
		h.types("\x1b")
		h = w.home()
		h.buy(openAccount, "1000")
		h.agree()
		h.prove()
		if pages < 10 {
			t.Errorf("%d pages were looked at", pages)
		}
	}
}

func TestNoColourIsOnAScreenWhereNoneIsWanted(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"NO_COLOR": func(o *Options) {
			o.Env = func(name string) string {
				if name == "NO_COLOR" {
					return "1"
				}
				return utf8Terminal(name)
			}
		},
		"theme none": func(o *Options) { o.Theme = "none" },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			change(&w.options)
			h := w.home()
			h.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
			h.types("nzz\t")
			h.press(keyPgDnPress)
			if content := h.shell.View().Content; colours(content) > 0 {
				t.Errorf("there are %d colours on the screen", colours(content))
			}
		})
	}
	h := newWorld(t).home()
	if colours(h.shell.View().Content) == 0 {
		t.Error("there is no colour where colours are wanted")
	}
}

// colours returns how many escape sequences of a screen set a colour.
func colours(content string) int {
	n := 0
	parser := ansi.NewParser()
	parser.SetHandler(ansi.Handler{HandleCsi: func(cmd ansi.Cmd, params ansi.Params) {
		if cmd.Final() != 'm' {
			return
		}
		params.ForEach(0, func(_, param int, _ bool) {
			if param >= 30 && param <= 49 || param >= 90 && param <= 107 {
				n++
			}
		})
	}})
	parser.Parse([]byte(content))
	return n
}

func TestASavedTextNeverReplacesAnother(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "made", "here")
	var paths []string
	for _, text := range []string{"one", "two", "three"} {
		path, err := saveText(folder, "../TRAINING-slip.txt", text)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for i, want := range []struct{ name, text string }{
		{"TRAINING-slip.txt", "one"}, {"TRAINING-slip-2.txt", "two"}, {"TRAINING-slip-3.txt", "three"},
	} {
		content, err := os.ReadFile(filepath.Join(folder, want.name))
		if err != nil || string(content) != want.text || paths[i] != filepath.Join(folder, want.name) {
			t.Errorf("%s holds %q (%v)", paths[i], content, err)
		}
		if info, err := os.Stat(paths[i]); err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s may be read by others: %v", want.name, info.Mode())
		}
	}
}

func TestASlipThatCannotBeSavedSaysSo(t *testing.T) {
	w := newWorld(t)
	taken := filepath.Join(w.options.SlipFolder, "taken")
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.options.SlipFolder = taken
	h := w.home()
	h.send(h.shell.save(&flows.Document{FileName: "slip.txt", Text: lang.Same("text")})())
	if got := h.screen(); !strings.Contains(got, "Not saved: ") {
		t.Errorf("the screen does not say that the slip was not saved:\n%s", got)
	}
}

func TestTheStatusLineSaysHowTheTokenIs(t *testing.T) {
	w := newWorld(t)
	h := w.connected(160)
	for _, c := range []struct {
		passed time.Duration
		want   string
	}{{0, "token 19 min"}, {18 * time.Minute, "token 1 min"}, {time.Minute, "token < 1 min"}, {time.Hour, "no token"}} {
		w.clock.pass(c.passed)
		if got := lastLine(h); !strings.Contains(got, c.want) {
			t.Errorf("the status line says %q, want %s", got, c.want)
		}
	}

	refused := newWorld(t)
	refused.client.Secret = "not-the-secret"
	h = refused.open(160)
	h.sees("token refused")

	fetched := newWorld(t)
	release := fetched.hold("POST token")
	defer release()
	h = fetched.open(160)
	h.sees("connecting… · token being fetched")

	broken := newWorld(t)
	broken.server.Arm(fault.Fault{Path: "token", Status: http.StatusInternalServerError, Code: "general_error"})
	h = broken.open(160)
	h.sees("no connection")
}

func lastLine(h *hand) string {
	lines := strings.Split(h.screen(), "\n")
	return lines[len(lines)-1]
}

func TestWhatTheStatusLineDropsFirst(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.shell.phone = pinText(services.PIN{Channel: "sms", Digits: "1234"})
	order := []string{"embedded", "token 19 min", "connected", clerkID, sandbox.DefaultLocation}
	gone := 0
	for width := 160; width >= leastWidth; width-- {
		h.resize(width, 24)
		line := lastLine(h)
		for _, always := range []string{"TRAINING", "1234"} {
			if !strings.Contains(line, always) {
				t.Fatalf("at %d columns %s is not in the status line: %q", width, always, line)
			}
		}
		for gone < len(order) && !strings.Contains(line, order[gone]) {
			gone++
		}
		for _, kept := range order[gone:] {
			if !strings.Contains(line, kept) {
				t.Fatalf("at %d columns %s left before %s: %q", width, kept, order[gone], line)
			}
		}
	}
	if gone < 2 {
		t.Errorf("nothing left the status line at %d columns", leastWidth)
	}
}

func TestAConnectionThatFailedIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	connect, tries := w.options.Connect, 0
	w.options.Connect = func(ctx context.Context) (*services.Connection, error) {
		if tries++; tries == 1 {
			return nil, context.DeadlineExceeded
		}
		return connect(ctx)
	}
	h := w.open(80)
	h.types(clerkID + "\r\r")
	h.sees("Try to connect again")
	h.types("r")
	h.ready()
	h.sees("New application")
}

func TestSigningOutLeadsToTheSignInAndForgetsTheClerk(t *testing.T) {
	h := newWorld(t).home()
	h.types("o")
	h.press(keyCtrlYPress)
	h.on("signin")
	if h.shell.signedIn() || h.ask().Form.Value("external_employee_id") != "" {
		t.Error("the clerk is still there")
	}
}

func TestAStrayKeyDoesNotCloseTheConsole(t *testing.T) {
	for name, press := range map[string]func(*hand){
		"q on the home screen":        func(h *hand) { h.types("q") },
		"Ctrl+C on the home screen":   func(h *hand) { h.press(keyCtrlCPress) },
		"Ctrl+C while the help shows": func(h *hand) { h.press(keyF1Press, keyCtrlCPress) },
	} {
		t.Run(name, func(t *testing.T) {
			h := newWorld(t).home()
			press(h)
			h.sees(msgQuitTitle.In(api.English))
			h.sees(msgQuitPlain.In(api.English))
			h.press(keyEscPress)
			if h.shell.dialog != nil || h.shell.help != nil {
				t.Error("Esc does not lead back to the home screen")
			}
		})
	}
}
