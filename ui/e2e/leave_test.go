package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What asks before something is lost.
const (
	closeQuestion = "Close the console?"
	leaveQuestion = "Leave “New application”?"
	discarded     = "What was typed here is discarded."
	keysNow       = "Keys that work right now"
)

// begun is an application, of which the last name is being typed.
func begun(t *testing.T) *clerk {
	t.Helper()
	c := clerkAt(t, 80, 24)
	c.signsIn()
	c.presses("n")
	c.isOn(c.who)
	c.enters("ms", "Testa", "A-RR_M")
	c.types("Sample")
	c.typesIn("Last name", "Sample")
	return c
}

func TestCtrlCInTheMiddleOfAFormAsks(t *testing.T) {
	t.Parallel()
	c := begun(t)
	c.presses("C-c")
	c.sees(closeQuestion, discarded)
	c.pressesAfterARest("Escape")
	c.seesNoMore(closeQuestion)
	c.typesIn("Last name", "Sample")

	c.presses("C-c")
	c.sees(closeQuestion)
	c.types("\r")
	c.pressesAfterARest("C-y")
	c.sees("left with 0")
	c.seesNoMore(c.training)
}

func TestEscOnTheFirstPageAsksAndEscAgainStays(t *testing.T) {
	t.Parallel()
	c := begun(t)
	c.presses("Escape")
	c.sees(leaveQuestion, discarded)
	c.pressesAfterARest("Escape")
	c.seesNoMore(leaveQuestion)
	c.typesIn("Last name", "Sample")

	c.presses("Escape")
	c.sees(leaveQuestion)
	c.pressesAfterARest("C-y")
	c.sees(c.menu)
}

func TestEscGoesBackAPageAndLosesNothing(t *testing.T) {
	t.Parallel()
	c := begun(t)
	c.enters("", "19900517", "", "")
	c.isOn(c.contact)
	c.types("testa@sample.example")
	c.presses("Escape")
	c.isOn(c.who)
	c.seesLine("Last name", "Sample")
	c.seesLine("Date of birth", "1990-05-17")
	c.presses("NPage")
	c.isOn(c.contact)
	c.seesLine("E-mail", "testa@sample.example")
}

func TestTheHelpNamesTheKeysOfTheFieldAndGivesThePlaceBack(t *testing.T) {
	t.Parallel()
	c := begun(t)
	c.presses("F1")
	c.sees(keysNow, "Shift+Tab", "Ctrl+C")
	c.presses("Escape")
	c.seesNoMore(keysNow)
	c.types("?") // in a field it is a character
	c.sees("Sample?")
	c.presses("BSpace")
	c.typesIn("Last name", "Sample")
}

func TestTheLanguageChangesInTheMiddleOfAFieldAndBack(t *testing.T) {
	t.Parallel()
	c := begun(t)
	c.presses("F2")
	c.sees(french.training, "Qui fait la demande")
	c.seesLine("Titre de civilité", "Mme")
	c.typesIn("Nom de famille", "Sample")
	c.types("-Échantillon")
	c.presses("F2")
	c.sees(c.training, c.who)
	c.typesIn("Last name", "Sample-Échantillon")
}

func TestTheTerminalIsAsItWasAfterTheConsoleWasEnded(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(c *clerk){
		"by its own menu": func(c *clerk) { c.presses("q"); c.sees("Close the console?"); c.pressesAfterARest("C-y") },
		"by SIGTERM":      func(c *clerk) { c.terminate() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &clerk{counterOf(t, 80, 24), english}
			c.runs("echo written before; stty -g > before")
			c.sees("\nwritten before")
			c.runs("sh -c 'echo $$ > console.pid; exec countertop'; echo left with $?")
			c.sees(c.training, c.signIn)
			c.signsIn()
			end(c)

			c.sees("written before", "left with 0\nstore$")
			c.seesNoMore(c.training)
			modes := c.tmux("display-message", "-p", "#{alternate_on}#{cursor_flag}#{mouse_any_flag}#{keypad_flag}#{keypad_cursor_flag}#{insert_flag}#{origin_flag}#{wrap_flag}")
			if strings.TrimSpace(modes) != "01000001" {
				t.Errorf("the terminal's modes are %s", modes)
			}
			c.runs("stty -g | cmp - before && echo the same settings")
			c.sees("\nthe same settings")
		})
	}
}

// terminate ends the console as the system does when it shuts down.
func (c *clerk) terminate() { c.signals("TERM") }

// pid is the console's.
func (c *clerk) pid() string {
	c.t.Helper()
	pid, err := os.ReadFile(filepath.Join(c.home, "console.pid"))
	if err != nil {
		c.t.Fatal(err)
	}
	return strings.TrimSpace(string(pid))
}
