package services

// This file connects a console to a server.

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"countertop/api"
	"countertop/flows/journal"
	"countertop/flows/trainer"
	"countertop/ui/config"
	"countertop/ui/logfile"
)

// Server is one that a client connects to.
type Server struct {
	BaseURL, ClientID string
	Secret            api.Secret
	Roots             *x509.CertPool // nil: the system's
	Phone             <-chan PIN     // what the customer's phone would show; embedded only
	Forgets           error          // why what is done there is forgotten at the end; embedded only
	Trainer           trainer.Server // embedded only, else nil
	Now               func() time.Time
	Stop              func()
}

// Format writes no secret: fmt asks no method of an unexported member.
func (s Server) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, s.BaseURL) }

// Options are those of a client for the server.
func (s Server) Options(c config.Config, version string, log *logfile.File) api.Options {
	o := api.Options{
		BaseURL: s.BaseURL, ClientID: s.ClientID, Secret: s.Secret, RootCAs: s.Roots, Proxy: c.Proxy(),
		Timeouts: api.Timeouts{Read: c.Timeouts.Read, Submit: c.Timeouts.Submit, Token: c.Timeouts.Token},
	}
	if level, on := c.Log.Level.Slog(); on {
		o.Logger = log.Logger(level).With("version", version, "environment", c.EnvironmentName(), "terminal", c.Store.Terminal)
	}
	return o
}

// Reach is the server that the configuration names.
func Reach(c config.Config, env func(string) string) (Server, error) {
	secret, err := c.Secret(env)
	if err != nil {
		return Server{}, err
	}
	roots, err := c.RootCAs()
	return Server{BaseURL: c.BaseURL(), ClientID: c.API.ClientID, Secret: secret, Roots: roots, Now: time.Now, Stop: func() {}}, err
}

// Connect makes what the console works with. The console calls it after its first
// frame: it reads the disk and, in training, starts the server.
func Connect(c config.Config, server Server, version string) (*Connection, error) {
	log := OpenLog(c)
	client, err := api.New(server.Options(c, version, log))
	if err != nil {
		server.Stop()
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
	return &Connection{
		Client:     client,
		Catalogues: api.NewCatalogues(client, cache),
		Phone:      server.Phone,
		Journal:    opening,
		Forgets:    server.Forgets,
		Trainer:    server.Trainer,
		LogFailed:  log.Failed(),
		Close:      func() { client.Close(); server.Stop(); forget(); _ = log.Close() }, // what was logged is written
	}, nil
}

// OpenLog opens the log for support. Where it can't be written, the console says so and works on.
func OpenLog(c config.Config) *logfile.File {
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
func journalOf(c config.Config, s Server, client *api.Client) (opening *journal.Opening, end func()) {
	folder, offset := "", client.ClockOffset
	if s.Trainer != nil {
		offset = func() (time.Duration, bool) { return 0, true } // the journal goes by its clock
	}
	opening = journal.NewOpening(func(ctx context.Context) (kept *journal.Journal, err error) {
		path := c.JournalPath()
		if s.Forgets != nil {
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
		return journal.Open(ctx, path, journal.Options{Training: c.IsTraining(), Now: s.Now, ServerOffset: offset, Memory: c.JournalMemory(os.Getenv), Group: c.Journal.Group})
	})
	return opening, func() {
		_ = opening.Close() // every entry is on the disk already
		if folder != "" {
			_ = os.RemoveAll(folder) // the system clears its temporary files too
		}
	}
}

var errNoJournalFolder = errors.New("this system names no folder for it: set folder under [journal]")
