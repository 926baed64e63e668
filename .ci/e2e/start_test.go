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
	c.sees("TRAINING")
	c.seesNoMore("written before")

	c.presses("C-c")
	c.sees("written before", "left with 0")
	c.seesNoMore("TRAINING")
}

func TestAConfigurationThatCannotBeUsedIsNamedBeforeAnyScreen(t *testing.T) {
	c := counterOf(t, 120, 40)
	c.runs("printf '[api]\\nenvironment = \"prod\"\\n' > counter.toml")
	c.runs("countertop --config counter.toml; echo left with $?")
	c.sees(`counter.toml:2: api.environment = "prod": expected one of "embedded", "training", "mi", "production"`, "left with 2")
}

func TestTheSettingsInForceAreShown(t *testing.T) {
	c := counterOf(t, 120, 40)
	c.runs("countertop config check; echo left with $?")
	c.sees("embedded (training: nothing here is money)", filepath.Join(c.home, ".cache", "countertop", "embedded"), "left with 0")
}
