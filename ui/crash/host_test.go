//go:build !windows

package crash

// This file has a worker's surroundings of a console: the training server, the configuration, the command.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
)

// opensServer starts the training server from its file. Another worker that is just starting a console holds
// every lock of this process for a moment, between fork and exec.
func (w *worker) opensServer(seed uint64) error {
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		server, err := sandbox.Open(w.state, sandbox.Options{Seed: seed, Override: true})
		if err == nil {
			w.server = server
			w.gate.serves(server)
			return nil
		}
		if !errors.Is(err, sandbox.ErrStateInUse) {
			return fmt.Errorf("starting the training server: %w", err)
		}
		select {
		case <-look.C:
		case <-late.C:
			return fmt.Errorf("starting the training server: %w", err)
		}
	}
}

// restartsServer ends the training server and starts it again from what it has kept.
func (w *worker) restartsServer(seed uint64) error {
	w.gate.came() // nothing is on the line
	if err := w.server.Close(); err != nil {
		return fmt.Errorf("ending the training server: %w", err)
	}
	return w.opensServer(seed)
}

func (w *worker) call() api.Call {
	return api.Call{Reference: api.NewReferenceID(), Language: api.English}
}

// configures writes what a console of this counter runs with.
func (w *worker) configures() error {
	text := fmt.Sprintf(`[api]
base_url = %q
base_url_training = true
client_id = %q
client_secret_file = "client.secret"
[store]
locations = [%q]
[console]
theme = "none"
[journal]
folder = %q
grace = %q
[timeouts]
submit = %q
`, w.front.URL+sandbox.BasePath, sandbox.DefaultClientID, sandbox.DefaultLocation, w.journalFolder(), grace, submit)
	if err := os.WriteFile(filepath.Join(w.home, "client.secret"), []byte(sandbox.DefaultClientSecret+"\n"), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(w.home, "counter.toml"), []byte(text), 0o600); err != nil {
		return err
	}
	folder := "server-" + strings.ReplaceAll(w.front.Listener.Addr().String(), ":", "_")
	w.gate.journal = filepath.Join(w.journalFolder(), folder, "journal.db")
	return nil
}

func (w *worker) journalFolder() string { return filepath.Join(w.home, "journal") }

// command is the console, or one of its commands, at this counter.
func (w *worker) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, w.binary, append([]string{"--config", "counter.toml"}, args...)...) //nolint:gosec // the binary under test
	cmd.Dir = w.home
	cmd.Env = []string{
		"HOME=" + w.home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LC_ALL=C.UTF-8",
		"XDG_CONFIG_HOME=" + w.home + "/.config", "XDG_CACHE_HOME=" + w.home + "/.cache", "XDG_STATE_HOME=" + w.home + "/.state",
	}
	return cmd
}

// credit returns the available credit of each account.
func (w *worker) credit(ctx context.Context) (map[api.ID]api.Money, error) {
	left := map[api.ID]api.Money{}
	for _, account := range accounts {
		found, err := w.client.Lookup(ctx, w.call(), api.LookupQuery{AccountNumber: string(account)})
		if err != nil {
			return nil, fmt.Errorf("looking up the account: %w", err)
		}
		left[account] = found.AvailableCredit
	}
	return left, nil
}
