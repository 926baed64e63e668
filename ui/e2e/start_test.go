package e2e

import (
	"path/filepath"
	"testing"
)

func TestTheConsoleOpensInTrainingAndLeavesTheTerminalAsItWas(t *testing.T) {
	c := counterOf(t, 80, 24)
	c.runs("echo written before")
	c.sees("\nwritten before")

	c.runs("countertop; echo left with $?")
	c.sees("TRAINING", "not signed in", "embedded", "connected")
	c.seesNoMore("written before")

	c.presses("C-c")
	c.sees("written before", "left with 0")
	c.seesNoMore("TRAINING")
}

func TestTheHelpOpensAndClosesOverTheSignInPage(t *testing.T) {
	c := counterOf(t, 80, 24)
	c.runs("countertop")
	c.sees("TRAINING", "not signed in")

	c.presses("F1")
	c.sees("TRAINING", "Keys that work right now", "Ctrl+C")
	c.presses("Escape")
	c.seesNoMore("Keys that work right now")
	c.sees("TRAINING", "not signed in")
}

func TestTheLanguageChangesWithOneKey(t *testing.T) {
	c := counterOf(t, 120, 40)
	c.runs("countertop")
	c.sees("TRAINING", "not signed in")

	c.presses("F2")
	c.sees("FORMATION", "aucune session")
	c.seesNoMore("TRAINING")
	c.presses("F2")
	c.sees("TRAINING", "not signed in")
}

func TestTheWindowMayChangeItsSizeAtAnyMoment(t *testing.T) {
	c := counterOf(t, 120, 40)
	c.runs("countertop")
	c.sees("TRAINING")

	c.becomes(30, 8)
	c.sees("TRAINING", "The window is too")
	c.becomes(80, 24)
	c.seesNoMore("The window is too")
	c.sees("TRAINING", "not signed in")
}

func TestAConfigurationThatCannotBeUsedIsNamedBeforeAnyScreen(t *testing.T) {
	c := counterOf(t, 120, 40)
	c.runs("printf '[api]\\nenvironment = \"prod\"\\n' > counter.toml")
	c.runs("countertop --config counter.toml; echo left with $?")
	c.sees(`counter.toml:2: api.environment = "prod": expected one of "embedded", "training", "mi", "production"`, "left with 2")
}

func TestTheSettingsInForceAreShown(t *testing.T) {
	c := counterOf(t, 140, 90)
	c.runs("countertop config check; echo left with $?")
	c.sees("embedded (training: nothing here is money)", filepath.Join(c.home, ".cache", "countertop", "embedded"),
		filepath.Join(c.home, ".state", "countertop", "embedded", "seed-1", "journal.db"), "left with 0")
}

func TestCommandsPrintAndLeave(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ line, says string }{
		{"countertop --version", "countertop version "},
		{"countertop --help", "config check"},
		{"countertop completion bash | bash -n && countertop completion bash | head -1", "bash completion V2 for countertop"},
	} {
		c := counterOf(t, 120, 50)
		c.runs(row.line + "; echo left with $?")
		c.sees(row.says, "left with 0")
		c.seesNoMore("TRAINING")
	}
}

func TestAnUnknownKeyOfTheConfigurationIsNamedBeforeAnyScreen(t *testing.T) {
	t.Parallel()
	c := counterOf(t, 120, 40)
	c.runs("printf '[console]\\nsound = true\\n' > counter.toml")
	c.runs("countertop --config counter.toml; echo left with $?")
	c.sees("counter.toml:2: console.sound: unknown key: expected one of theme, mouse", "left with 2")
}
