package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"countertop/ui/config"
)

// Sandbox configures a training server that runs alone.
type Sandbox struct {
	Addr      string // host:port; port 0 is any free one
	State     string // the state file; empty: nothing is kept
	Seed      uint64
	Locations []string
	Latency   time.Duration
	Faults    []string // armed from the start, one line each
	// What the merchant may do: finance non-prime customers, verify by override, have business accounts,
	// authorize without capturing at once.
	Standard, Override, Business, Preauthorization bool
	// Idempotency names the money calls that honour an idempotency key: one of IdempotencyWords.
	Idempotency string
	// Lists chooses the shape of the catalogue's lists: one of ListWords.
	Lists string
	// Strict refuses what the vendor lets be left out; ApplicationPIN lets the PIN of an application serve for the
	// purchase that follows.
	Strict, ApplicationPIN bool
	// DeferredByMonth divides a deferred plan's amount by its months; NoCaptures and NoTotal leave captures out of
	// authorizations, and the total out of lists.
	DeferredByMonth, NoCaptures, NoTotal bool
	PageSize                             uint // the most on one page of a list
	// Employees lists the employees with what each may do, one line each.
	Employees []string
	// Anywhere lets other machines reach it, Control its control endpoints too.
	Anywhere, Control bool
	// Certificate and Key are files for https; empty: http.
	Certificate, Key string
	// Secret is the client secret; empty: the server decides.
	Secret string
	// PIN gets each PIN that a customer's phone would show; nil: they are not shown.
	PIN func(account, channel, digits string)
}

// What Sandbox.Idempotency and Sandbox.Lists may be; the first is the default.
var (
	IdempotencyWords = []string{"everywhere", "transactions", "ignored"}
	ListWords        = []string{"published", "nested", "flat"}
)

const usualPage = 50

// Serving holds what a client needs to reach a training server.
type Serving struct {
	BaseURL, ClientID, Secret string
	// ControlURL is the address of the control endpoints; empty: there are none. ControlSecretFile holds their secret.
	ControlURL, ControlSecretFile string
}

func (r *run) sandboxCommand() *cobra.Command {
	var asked Sandbox
	var pins bool
	command := &cobra.Command{
		Use:   "sandbox",
		Short: "Run the training server alone",
		Long: "Run the training server alone, for consoles and for other clients of the API, until Ctrl+C or SIGTERM.\n\n" +
			"It prints a configuration for its consoles. On loopback it also answers control endpoints: " +
			"GET /_training/state, POST /_training/clock, faults, merchant and reset.\n\n" +
			config.SecretVariable + ", where it is set, is the client secret; for a server that other machines reach it is made up otherwise.\n\n" +
			"A fault is a kind and what limits it (path=, count=, percent=, for=, delay=, status=, code=, body=, execute). " +
			"The path is the end of a call's, with * for an id. The kinds: " +
			strings.Join(r.FaultKinds, ", ") + ".\n\n" +
			"An employee is an id and what it may do (apply, authorization, capture, release, return, refund, transactions, or none); " +
			"an id by itself may do everything, \"*\" is anybody else.",
		Example: "countertop sandbox --addr 127.0.0.1:8080 --state training.state\n" +
			"countertop sandbox --fault 'dropped_after path=authorization count=1'\n" +
			"countertop sandbox --standard=false --employee '*' --employee '12345-TRAINEE apply authorization'\n" +
			"countertop sandbox --addr 0.0.0.0:8443 --anywhere --cert class.pem --key class.key",
		Args: cobra.NoArgs,
	}
	flags := command.Flags()
	flags.StringVar(&asked.Addr, "addr", "127.0.0.1:0", "the address to listen on; port 0 is any free one")
	flags.StringVar(&asked.State, "state", "", "keep the state in this file, which survives a restart")
	flags.Uint64Var(&asked.Seed, "seed", config.Default().Training.Seed, "decides ids, tokens and PINs")
	flags.StringSliceVar(&asked.Locations, "locations", config.Default().Store.Locations, "the external location ids that exist")
	flags.DurationVar(&asked.Latency, "latency", 0, "hold every answer back")
	flags.StringArrayVar(&asked.Faults, "fault", nil, "arm a fault from the start; may be repeated")
	usual := config.Default().Training
	flags.BoolVar(&asked.Standard, "standard", usual.Standard, "the merchant may finance non-prime (standard) customers")
	flags.BoolVar(&asked.Override, "override", usual.Override, "the merchant may verify a customer by override")
	flags.BoolVar(&asked.Business, "business", usual.Business, "the merchant may have business accounts")
	flags.BoolVar(&asked.Preauthorization, "preauthorization", usual.Preauthorization, "the merchant may authorize without capturing at once")
	asked.ways(command)
	flags.StringArrayVar(&asked.Employees, "employee", usual.Employees, "an employee's id and what that employee may do; may be repeated")
	flags.BoolVar(&asked.Anywhere, "anywhere", false, "listen on an address that other machines reach")
	flags.BoolVar(&asked.Control, "control", false, "answer control endpoints on such an address too")
	flags.StringVar(&asked.Certificate, "cert", "", "serve https with this certificate (PEM)")
	flags.StringVar(&asked.Key, "key", "", "the certificate's key (PEM)")
	flags.BoolVar(&pins, "pins", false, "print each PIN that a customer's phone would show")
	command.MarkFlagsRequiredTogether("cert", "key")
	command.RunE = r.then(func(ctx context.Context) error {
		if err := r.configure(&asked, flags.Changed); err != nil {
			return err
		}
		return r.sandbox(ctx, asked, pins)
	})
	return command
}

// ways adds the flags of what a server may answer in more than one way.
func (asked *Sandbox) ways(command *cobra.Command) {
	flags := command.Flags()
	asked.Idempotency, asked.Lists = IdempotencyWords[0], ListWords[0]
	flags.Var(oneOf{&asked.Idempotency, IdempotencyWords}, "idempotency", "the money calls that honour an idempotency key: everywhere, transactions (as documented) or ignored")
	flags.Var(oneOf{&asked.Lists, ListWords}, "lists", "how the catalogue's lists are written: published, nested or flat")
	flags.BoolVar(&asked.Strict, "strict", false, "refuse what the vendor lets be left out, and the paths of v2.5 beside those of v2.5.1")
	flags.BoolVar(&asked.ApplicationPIN, "application-pin", false, "let the PIN of an application (2222) serve for the purchase that follows")
	flags.BoolVar(&asked.DeferredByMonth, "deferred-by-month", false, "give the amount of a deferred plan by the month, not whole")
	flags.BoolVar(&asked.NoCaptures, "no-captures", false, "leave captures out of authorizations: GET captures has them")
	flags.BoolVar(&asked.NoTotal, "no-total", false, "leave total_count out of lists: they end with an empty page")
	flags.UintVar(&asked.PageSize, "page-size", usualPage, "the most on one page of a list, whatever is asked for")
}

// oneOf is a flag that takes one of a few words.
type oneOf struct {
	word  *string
	words []string
}

// String gives the word.
func (o oneOf) String() string {
	if o.word == nil {
		return ""
	}
	return *o.word
}

// Type returns the value's name in help.
func (o oneOf) Type() string { return "word" }

var errWord = errors.New("not one of the words")

// Set takes a word.
func (o oneOf) Set(word string) error {
	if !slices.Contains(o.words, word) {
		return fmt.Errorf("%w: %s is expected", errWord, strings.Join(o.words, ", "))
	}
	*o.word = word
	return nil
}

// configure takes from a configuration that was named what no flag says.
func (r *run) configure(asked *Sandbox, given func(flag string) bool) error {
	asked.Secret = r.Env(config.SecretVariable)
	if r.path == "" {
		return nil
	}
	c, err := r.load()
	if err != nil {
		return err
	}
	if !given("seed") {
		asked.Seed = c.Training.Seed
	}
	if !given("latency") {
		asked.Latency = c.Training.Latency
	}
	if !given("fault") {
		asked.Faults = c.Training.Faults
	}
	if !given("locations") {
		asked.Locations = c.Store.Locations
	}
	if !given("employee") {
		asked.Employees = c.Training.Employees
	}
	for flag, value := range map[string]struct{ asked, configured *bool }{
		"standard":         {&asked.Standard, &c.Training.Standard},
		"override":         {&asked.Override, &c.Training.Override},
		"business":         {&asked.Business, &c.Training.Business},
		"preauthorization": {&asked.Preauthorization, &c.Training.Preauthorization},
	} {
		if !given(flag) {
			*value.asked = *value.configured
		}
	}
	return nil
}

// sandbox serves until a signal, or the end of ctx.
func (r *run) sandbox(ctx context.Context, asked Sandbox, pins bool) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends at once
	out := &lineWriter{out: r.Out}
	if pins {
		asked.PIN = func(account, channel, digits string) {
			out.printf("# PIN %s for account %s (%s)\n", digits, account, channel)
		}
	}
	err := r.Sandbox(ctx, asked, func(s Serving) { out.printf("%s", s.configuration(asked)) })
	if err != nil {
		return err
	}
	return out.failed()
}

// configuration is a file for the consoles of the server.
func (s Serving) configuration(asked Sandbox) string {
	var b strings.Builder
	b.WriteString("# A training server: nothing here is money. Ctrl+C stops it.\n")
	if asked.Secret == "" {
		fmt.Fprintf(&b, "# The client secret is %s: set %s to it, or write it to a file and name that.\n", s.Secret, config.SecretVariable)
	} else {
		fmt.Fprintf(&b, "# The client secret is the one in %s.\n", config.SecretVariable)
	}
	if s.ControlURL != "" {
		fmt.Fprintf(&b, "# Control: %s\n# It asks for \"Authorization: Bearer\" and what stands in %s\n", s.ControlURL, s.ControlSecretFile)
	}
	if asked.Anywhere && asked.Certificate == "" {
		b.WriteString("# Without --cert a console on another machine refuses this address: it speaks https only.\n")
	}
	quoted := make([]string, len(asked.Locations))
	for i, location := range asked.Locations {
		quoted[i] = strconv.Quote(location)
	}
	fmt.Fprintf(&b, "\n[api]\nbase_url = %q\nbase_url_training = true\nclient_id = %q\n\n[store]\nlocations = [%s]\n",
		s.BaseURL, s.ClientID, strings.Join(quoted, ", "))
	return b.String()
}

// lineWriter prints from several calls at once and keeps the first failure.
type lineWriter struct {
	mu  sync.Mutex
	out io.Writer
	err error
}

func (w *lineWriter) printf(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := fmt.Fprintf(w.out, format, args...); err != nil && w.err == nil {
		w.err = fmt.Errorf("print: %w", err)
	}
}

func (w *lineWriter) failed() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}
