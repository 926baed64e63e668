package e2e

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"countertop/flows/journal"
)

// slowSale is a clerk whose purchase is being sent to a server that takes its time.
func slowSale(t *testing.T) *clerk {
	t.Helper()
	c := &clerk{counterOf(t, 100, 30), english}
	c.runs("printf '[training]\\nfaults = [\"slow delay=3s path=/authorization\"]\\n' > counter.toml")
	c.runs("sh -c 'echo $$ > console.pid; exec countertop --config counter.toml'; echo left with $?")
	c.sees(c.training, c.signIn)
	c.signsIn()
	c.presses("p")
	c.isOn(c.found)
	c.enters("100000001")
	c.isOn(c.amount)
	c.enters("80", "ORDER-11", "")
	c.isOn(c.offers)
	c.presses("Enter")
	c.readsToTheEnd(c.shown)
	c.isOn(c.verify)
	c.presses("3", "Enter") // the security question
	c.isOn(c.answer)
	c.enters("sample")
	c.isOn(c.confirm)
	c.pressesAfterARest("C-y")
	c.waits("the intent in the journal", func(string) bool { return len(c.sales()) == 1 })
	return c
}

// sales returns the journal's purchases.
func (c *clerk) sales() []journal.Record {
	c.t.Helper()
	j, err := journal.Open(c.t.Context(), c.journal(), journal.Options{Training: true})
	if err != nil {
		c.t.Fatal(err)
	}
	found, err := j.Find(c.t.Context(), journal.Query{Reference: "ORDER-11"})
	if err != nil {
		c.t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		c.t.Fatal(err)
	}
	return found
}

func (c *clerk) journal() string {
	return filepath.Join(c.home, ".state", "countertop", "embedded", "seed-1", "journal.db")
}

func TestAConsoleThatIsEndedInTheMiddleOfASaleGetsItsAnswerFirst(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(c *clerk){
		"by SIGTERM": func(c *clerk) { c.signals("TERM") },
		"by SIGHUP":  func(c *clerk) { c.signals("HUP") },
		"by the clerk": func(c *clerk) {
			c.presses("C-c")
			c.sees("Close the console?", "A money call is under way")
			c.pressesAfterARest("C-y")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := slowSale(t)
			end(c)
			c.sees("Waiting for the answer to a money call.", "It is recorded.", "left with 0")
			c.isDone()
			c.runs("countertop --config counter.toml journal verify; echo left with $?")
			c.sees("proved: ", "head: ", "left with 0")
		})
	}
}

func TestAConsoleWhoseWindowWasClosedInTheMiddleOfASaleGetsItsAnswerFirst(t *testing.T) {
	t.Parallel()
	c := slowSale(t)
	window := strings.TrimSpace(c.tmux("display-message", "-p", "#{window_id}"))
	c.tmux("new-window", "-d") // the server of the windows goes with its last
	c.tmux("kill-window", "-t", window)
	c.isDone()
}

// isDone waits until the journal holds the sale as done.
func (c *clerk) isDone() {
	c.t.Helper()
	c.waits("the outcome in the journal", func(string) bool {
		sales := c.sales()
		return len(sales) == 1 && sales[0].State == journal.Done && sales[0].Outcome.ID != ""
	})
}

// signals sends the console a signal.
func (c *clerk) signals(name string) {
	c.t.Helper()
	pid := c.pid()
	if out, err := exec.CommandContext(c.t.Context(), "kill", "-"+name, pid).CombinedOutput(); err != nil { //nolint:gosec // the console that this story started
		c.t.Fatalf("sending SIG%s: %v\n%s", name, err, out)
	}
}
