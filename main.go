// Command countertop is a console for the store counter: a clerk opens it, and a
// customer leaves financed. This file only wires the parts together.
package main

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"countertop/api"
	"countertop/api/certification"
	"countertop/api/sandbox"
	"countertop/flows/journal"
	"countertop/flows/trainer"
	"countertop/ui"
	"countertop/ui/cli"
	"countertop/ui/config"
	"countertop/ui/logfile"
)

// version is set by the linker.
var version = "unversioned"

//go:embed config.example.toml
var example string

func main() {
	forbidDumps()
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Options{
		Version: version, Example: example, Env: os.Getenv, Start: start, Target: target,
		Sandbox: alone, FaultKinds: faultKinds(), Vet: vet,
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
	}))
}

func start(ctx context.Context, c config.Config) error {
	return ui.Run(ctx, ui.Options{
		Version:      version,
		Environment:  c.EnvironmentName(),
		Training:     c.IsTraining(),
		Language:     c.API.Language,
		Locations:    c.Store.Locations,
		Terminal:     c.Store.Terminal,
		Zone:         c.Zone(),
		AskSIN:       c.Application.AskSIN,
		Managers:     c.Store.Managers,
		Theme:        string(c.Console.Theme),
		Stock:        c.Console.Renderer == config.RendererStock,
		Mouse:        c.Console.Mouse,
		SlipFolder:   c.Console.SlipFolder,
		PrintCommand: c.Console.PrintCommand,
		Longest:      c.Timeouts.Submit,
		Grace:        c.Journal.Grace,
		Tell:         os.Stderr,
		Connect:      func(ctx context.Context) (*ui.Connection, error) { return connect(ctx, c) },
	})
}

// target is what the certification runs against.
func target(ctx context.Context, c config.Config) (certification.Target, func(), error) {
	server, err := reach(ctx, c, "")
	if err != nil {
		return certification.Target{}, nil, err
	}
	log := openLog(c)
	connect := func(change func(*api.Options)) (*api.Client, error) {
		o := server.options(c, log)
		change(&o)
		return api.New(o)
	}
	return certification.Target{
		Connect: connect, Location: c.Store.Locations[0], Clerk: "CERTIFICATION",
		Now: func() time.Time { return time.Now().In(c.Zone()) }, NewID: api.NewReferenceID, Language: c.API.Language,
	}, func() { server.stop(); _ = log.Close() }, nil // what was logged is written
}

// connect makes what the console works with. The console calls it after its first
// frame: it reads the disk and, in training, starts the server.
func connect(ctx context.Context, c config.Config) (*ui.Connection, error) {
	server, err := reach(ctx, c, c.TrainingStatePath())
	if err != nil {
		return nil, err
	}
	log := openLog(c)
	client, err := api.New(server.options(c, log))
	if err != nil {
		server.stop()
		return nil, errors.Join(err, log.Close())
	}
	client.Start()
	folder, err := c.CacheFolder()
	if err != nil {
		folder = "" // the lists come from the server each time
	}
	cache := api.CatalogueCache{Dir: folder}
	if c.IsEmbedded() {
		cache.Key = c.EnvironmentName() // its address is another at each start
	}
	opening, forget := journalOf(c, server, client)
	return &ui.Connection{
		Client:     client,
		Catalogues: api.NewCatalogues(client, cache),
		Phone:      server.phone,
		Opening:    opening,
		Forgets:    server.forgets,
		Trainer:    server.trainer,
		LogFailed:  log.Failed(),
		Close:      func() { client.Close(); server.stop(); forget(); _ = log.Close() }, // what was logged is written
	}, nil
}

// openLog opens the log for support. Where it can't be written, the console says so and works on.
func openLog(c config.Config) *logfile.File {
	if c.Log.Level == config.LogOff {
		return logfile.Discard(nil)
	}
	file, err := logfile.Open(logfile.Options{
		Path: c.Log.File, MaxSizeMB: c.Log.MaxSizeMB, KeptFiles: c.Log.KeptFiles, MaxAgeDays: c.Log.MaxAgeDays,
	})
	if err != nil {
		return logfile.Discard(err)
	}
	return file
}

// journalOf is the journal of the configuration, or, beside a training server that forgets, one that is forgotten too:
// what is in doubt there could never be found out later. It is not open yet. End closes it.
func journalOf(c config.Config, s server, client *api.Client) (opening *journal.Opening, end func()) {
	folder, offset := "", client.ClockOffset
	if s.trainer != nil {
		offset = func() (time.Duration, bool) { return 0, true } // the journal goes by its clock
	}
	opening = journal.NewOpening(func(ctx context.Context) (kept *journal.Journal, err error) {
		path := c.JournalPath()
		if s.forgets != nil {
			if folder == "" {
				if folder, err = os.MkdirTemp("", "countertop-training-"); err != nil {
					return nil, fmt.Errorf("make a folder for the training journal: %w", err)
				}
			}
			path = filepath.Join(folder, "journal.db")
		}
		if path == "" {
			return nil, errNoJournalFolder
		}
		return journal.Open(ctx, path, journal.Options{Training: c.IsTraining(), Now: s.now, ServerOffset: offset, Memory: c.JournalMemory(os.Getenv), Group: c.Journal.Group})
	})
	return opening, func() {
		_ = opening.Close() // every entry is on the disk already
		if folder != "" {
			_ = os.RemoveAll(folder) // the system clears its temporary files too
		}
	}
}

var errNoJournalFolder = errors.New("this system names no folder for it: set folder under [journal]")

// server is what a client connects to.
type server struct {
	baseURL, clientID string
	secret            api.Secret
	roots             *x509.CertPool // nil: the system's
	phone             <-chan ui.PIN  // what the customer's phone would show; embedded only
	forgets           error          // why what is done there is forgotten at the end; embedded only
	trainer           trainer.Server // embedded only, else nil
	now               func() time.Time
	stop              func()
}

// Format writes no secret: fmt asks no method of an unexported member.
func (s server) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, s.baseURL) }

// options are those of a client for the server.
func (s server) options(c config.Config, log *logfile.File) api.Options {
	o := api.Options{
		BaseURL: s.baseURL, ClientID: s.clientID, Secret: s.secret, RootCAs: s.roots, Proxy: c.Proxy(),
		Timeouts: api.Timeouts{Read: c.Timeouts.Read, Submit: c.Timeouts.Submit, Token: c.Timeouts.Token},
	}
	if level, on := c.Log.Level.Slog(); on {
		o.Logger = log.Logger(level).With("version", version, "environment", c.EnvironmentName(), "terminal", c.Store.Terminal)
	}
	return o
}

// reach finds the server that the configuration names, or starts the embedded one, which keeps what it
// knows in the file state; empty: nowhere.
func reach(ctx context.Context, c config.Config, state string) (server, error) {
	if c.IsEmbedded() {
		return embedded(ctx, c, state)
	}
	secret, err := c.Secret(os.Getenv)
	if err != nil {
		return server{}, err
	}
	roots, err := c.RootCAs()
	return server{baseURL: c.BaseURL(), clientID: c.API.ClientID, secret: secret, roots: roots, now: time.Now, stop: func() {}}, err
}

func embedded(ctx context.Context, c config.Config, state string) (server, error) {
	phone := make(chan ui.PIN, 16)
	employees, permissions, err := sandbox.ParseEmployees(c.Training.Employees)
	if err != nil {
		return server{}, fmt.Errorf("start the training server: %w", err)
	}
	faults, err := written(c.Training.Faults)
	if err != nil {
		return server{}, fmt.Errorf("start the training server: %w", err)
	}
	training, forgets := trainingServer(state, sandbox.Options{
		Seed: c.Training.Seed, Latency: c.Training.Latency, Locations: c.Store.Locations,
		Standard: c.Training.Standard, Override: c.Training.Override,
		ConsumerOnly: !c.Training.Business, CaptureOnly: !c.Training.Preauthorization,
		Employees: employees, Permissions: permissions,
		PIN: func(p sandbox.PIN) {
			select {
			case phone <- ui.PIN{Channel: p.Channel, Digits: api.Secret(p.Digits)}:
			default: // nobody looks at the phone: the call that sent the PIN goes on
			}
		},
	})
	arm(training, faults)
	baseURL, stop, err := training.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		return server{}, errors.Join(fmt.Errorf("start the training server: %w", err), training.Close())
	}
	end := func() {
		stop()
		_ = training.Close() // what it answered is on the disk already
	}
	return server{
		baseURL: baseURL, clientID: sandbox.DefaultClientID, secret: sandbox.DefaultClientSecret,
		phone: phone, forgets: forgets, trainer: desk{training}, now: training.Now, stop: end,
	}, nil
}

var errForgets = errors.New("the configuration says so")

// trainingServer is one that goes on from its state file, or begins anew and says why: another
// console has the file, or it cannot be used.
func trainingServer(state string, o sandbox.Options) (training *sandbox.Server, forgets error) {
	if state == "" {
		return sandbox.New(o), errForgets
	}
	if err := os.MkdirAll(filepath.Dir(state), 0o700); err != nil {
		return sandbox.New(o), err
	}
	training, err := sandbox.Open(state, o)
	if err != nil {
		return sandbox.New(o), err
	}
	return training, nil
}

// alone runs the training server that others connect to.
func alone(ctx context.Context, asked cli.Sandbox, ready func(cli.Serving)) (err error) {
	o := sandbox.Options{
		Seed: asked.Seed, Latency: asked.Latency, Locations: asked.Locations, ClientSecret: asked.Secret,
		Standard: asked.Standard, Override: asked.Override, ConsumerOnly: !asked.Business, CaptureOnly: !asked.Preauthorization,
		Anywhere: asked.Anywhere, ControlAnywhere: asked.Control,
		Idempotency: sandbox.Idempotency(slices.Index(cli.IdempotencyWords, asked.Idempotency)),
		Lists:       sandbox.Lists(slices.Index(cli.ListWords, asked.Lists)),
		Strict:      asked.Strict, ApplicationPIN: asked.ApplicationPIN, DeferredByMonth: asked.DeferredByMonth,
		NoCaptures: asked.NoCaptures, NoTotal: asked.NoTotal, PageSize: int(asked.PageSize), //nolint:gosec // the width of a page
	}
	if o.Employees, o.Permissions, err = sandbox.ParseEmployees(asked.Employees); err != nil {
		return fmt.Errorf("read the employees: %w", err)
	}
	switch {
	case o.ClientSecret != "":
	case asked.Anywhere:
		o.ClientSecret = rand.Text() // everybody knows the usual one
	default:
		o.ClientSecret = sandbox.DefaultClientSecret
	}
	if asked.PIN != nil {
		o.PIN = func(p sandbox.PIN) { asked.PIN(p.AccountNumber, p.Channel, p.Digits) }
	}
	if o.TLS, err = certificate(asked); err != nil {
		return err
	}
	faults, err := written(asked.Faults) // before a state file is made
	if err != nil {
		return err
	}
	o.ControlSecret = rand.Text()
	secretFile, forget, err := forOwner(o.ControlSecret)
	if err != nil {
		return err
	}
	defer forget()
	training, err := sandbox.Open(asked.State, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, training.Close()) }()
	arm(training, faults)
	err = training.Serve(ctx, asked.Addr, func(at sandbox.Address) {
		ready(cli.Serving{BaseURL: at.BaseURL, ControlURL: at.ControlURL, ClientID: sandbox.DefaultClientID, Secret: o.ClientSecret, ControlSecretFile: secretFile})
	})
	if errors.Is(err, sandbox.ErrNotLoopback) {
		return fmt.Errorf("%w (--anywhere lets other machines reach it)", err)
	}
	return err
}

// forOwner keeps a secret where only this user of the machine can read it.
func forOwner(secret string) (path string, forget func(), err error) {
	folder, err := os.MkdirTemp("", "countertop-control-") // 0700
	if err != nil {
		return "", nil, fmt.Errorf("make a folder for the control secret: %w", err)
	}
	forget = func() { _ = os.RemoveAll(folder) } // the system clears its temporary files too
	path = filepath.Join(folder, "secret")
	if err := os.WriteFile(path, []byte(secret+"\n"), 0o600); err != nil {
		forget()
		return "", nil, fmt.Errorf("keep the control secret: %w", err)
	}
	return path, forget, nil
}

func certificate(asked cli.Sandbox) (*tls.Config, error) {
	if asked.Certificate == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(asked.Certificate, asked.Key)
	if err != nil {
		return nil, fmt.Errorf("read the certificate: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// written reads faults that stand in a configuration or on a command line.
func written(lines []string) ([]sandbox.Fault, error) {
	var faults []sandbox.Fault
	for _, line := range lines {
		fault, err := sandbox.ParseFault(line)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		faults = append(faults, fault)
	}
	return faults, nil
}

func arm(training *sandbox.Server, faults []sandbox.Fault) {
	for _, fault := range faults {
		training.Arm(fault)
	}
}

// vet finds what the training server would not take.
func vet(c config.Config) error {
	for _, line := range c.Training.Faults {
		if _, err := sandbox.ParseFault(line); err != nil {
			return c.Refuse("training.faults", line, err.Error())
		}
	}
	if _, _, err := sandbox.ParseEmployees(c.Training.Employees); err != nil {
		refused := c.Refuse("training.employees", "", err.Error())
		refused[0].Value = "" // the message quotes the line
		return refused
	}
	return nil
}

// desk is the embedded server as a trainer works it: its faults in the words of the trainer's pages.
type desk struct{ *sandbox.Server }

func (d desk) Armed() []trainer.Armed {
	var armed []trainer.Armed
	for _, a := range d.ArmedFaults() {
		armed = append(armed, trainer.Armed{ID: a.ID, Until: a.Until, Fault: trainer.Fault{
			Kind: string(a.Kind), Path: a.Path, Count: a.Count, Percent: a.Percent, Delay: a.Delay, For: a.For,
		}})
	}
	return armed
}

func (d desk) Arm(f trainer.Fault) error {
	fault := sandbox.Fault{
		Kind: sandbox.FaultKind(f.Kind), Path: f.Path, Count: f.Count, Percent: f.Percent, Delay: f.Delay, For: f.For,
	}
	if err := fault.Check(); err != nil {
		return err
	}
	d.Server.Arm(fault)
	return nil
}

func (d desk) Disarm(ids ...int) {
	for _, id := range ids {
		d.DisarmOne(id)
	}
}

func faultKinds() []string {
	var names []string
	for _, kind := range sandbox.FaultKinds() {
		names = append(names, string(kind))
	}
	return names
}
