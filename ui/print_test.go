package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheDaysReportIsPrinted(t *testing.T) {
	w := newWorld(t)
	paper := filepath.Join(t.TempDir(), "paper")
	w.options.PrintCommand = []string{"tee", paper}
	h := w.home()
	h.types("e")
	h.on("dayend.day")
	h.types("\r")
	h.on("dayend.report")
	h.types("p")
	h.sees("The printer has taken it.")
	printed, err := os.ReadFile(paper)
	if text := string(printed); err != nil || !strings.HasPrefix(text, "TRAINING") || !strings.Contains(text, "Day end of ") {
		t.Errorf("on paper (%v):\n%s", err, text)
	}

	h.types("r") // the reader prints too
	h.on("document")
	if err := os.Remove(paper); err != nil {
		t.Fatal(err)
	}
	h.types("p")
	h.sees("The printer has taken it.")
	again, err := os.ReadFile(paper)
	if err != nil || string(again) != string(printed) {
		t.Errorf("the reader printed (%v):\n%s\nwant\n%s", err, again, printed)
	}
}

func TestWhatIsNotPrintedSaysWhy(t *testing.T) {
	for said, command := range map[string][]string{
		"Not printed. The printer's command says: out of paper": {"sh", "-c", "echo out of paper >&2; exit 1"},
		"no-such-printing-program":                              {"no-such-printing-program"},
	} {
		w := newWorld(t)
		w.options.PrintCommand = command
		h := w.home()
		h.types("e\r")
		h.on("dayend.report")
		h.types("p")
		h.sees(said)
	}
}
