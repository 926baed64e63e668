package ui

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows/journal"
	"countertop/ui/page"
	"countertop/ui/services"
)

// TestMain lets every screen tell the same time, wherever the tests are run.
func TestMain(m *testing.M) {
	time.Local = time.UTC
	os.Exit(m.Run())
}

// world is a counter with everything around it: the training server over loopback, the client, the
// customer's phone, a clock that stands until it is moved, and folders of its own.
type world struct {
	t       testing.TB
	server  *sandbox.Server
	baseURL string
	clock   *clock
	options Options
	client  api.Options // what a client is made of when the console connects
	cache   api.CatalogueCache
	// opens opens the journal of the next console; journal is that of the last.
	opens  func(context.Context) (*journal.Journal, error)
	ledger *journal.Opening

	mu    sync.Mutex
	calls map[string]int
	held  map[string]chan struct{}
	pins  []string
	heard map[string]bool // tokens that came with requests

	served, answered atomic.Int64 // calls that came to the server, and calls the client is done with
}

// clock tells a time that only the test moves.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time       { return time.Unix(0, c.at.Load()) }
func (c *clock) pass(d time.Duration) { c.at.Add(int64(d)) }

// Every test's counter opens at this time.
var opening = time.Date(2026, time.January, 15, 10, 30, 0, 0, time.UTC)

// tokenLife leaves most of a minute to spare, so that minutes do not change while a test looks.
const tokenLife = 19*time.Minute + 50*time.Second

// newWorld is a counter whose console has not been opened yet.
func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, clock: &clock{}, calls: map[string]int{}, held: map[string]chan struct{}{}, heard: map[string]bool{}}
	w.clock.pass(time.Duration(opening.UnixNano()))
	w.keepIn(t.TempDir())
	phone := make(chan services.PIN, 16)
	w.server = sandbox.New(sandbox.Options{
		Now: w.clock.now, Seed: 7, TokenLife: tokenLife, Standard: true, Override: true,
		PIN: func(p sandbox.PIN) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.pins = append(w.pins, p.Digits)
			select {
			case phone <- services.PIN{Channel: p.Channel, Digits: api.Secret(p.Digits)}:
			default: // nobody looks at the phone
			}
		},
	})
	listener := httptest.NewServer(w)
	t.Cleanup(listener.Close)
	w.baseURL = listener.URL + sandbox.BasePath
	w.client = api.Options{
		BaseURL: w.baseURL, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret,
		ReadAttempts: 1, Now: w.clock.now, Logger: slog.New(slog.NewTextHandler(w, nil)),
		// The console's own calls have one id: they are made side by side, in no fixed order.
		NewID: func() api.ReferenceID { return "7e57000000000000000000000000c0de" },
	}
	w.cache = api.CatalogueCache{Dir: t.TempDir(), Key: "test"}
	w.options = Options{
		Version: "test", Environment: "embedded", Training: true, Language: api.English,
		Locations: []string{sandbox.DefaultLocation}, Terminal: "till 3", Theme: "dark", Mouse: true,
		SlipFolder: t.TempDir(), PrintCommand: []string{"tee", filepath.Join(t.TempDir(), "paper")}, NewID: countedIDs(), Env: utf8Terminal,
		Connect: func(context.Context) (*services.Connection, error) { return w.connect(phone) },
	}
	return w
}

// utf8Terminal is the environment of a terminal with UTF-8 and all colours.
func utf8Terminal(name string) string {
	return map[string]string{"LANG": "en_CA.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}[name]
}

// countedIDs makes reference ids that are the same in every run.
func countedIDs() func() api.ReferenceID {
	n := 0
	return func() api.ReferenceID {
		n++
		return api.ReferenceID(fmt.Sprintf("7e57%028x", n))
	}
}

func (w *world) connect(phone <-chan services.PIN) (*services.Connection, error) {
	client, err := api.New(w.client)
	if err != nil {
		return nil, err
	}
	client.Start()
	kept := journal.NewOpening(w.opens)
	w.mu.Lock()
	w.ledger = kept
	w.mu.Unlock()
	return &services.Connection{
		Client: client, Catalogues: api.NewCatalogues(client, w.cache), Phone: phone, Journal: kept,
		Close: func() {
			client.Close()
			if err := kept.Close(); err != nil {
				w.t.Error(err)
			}
		},
	}, nil
}

// journal is the one of the console that connected last.
func (w *world) journal() *journal.Opening {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ledger
}

// keepIn has the journal of the world kept in a folder.
func (w *world) keepIn(folder string) {
	path := filepath.Join(folder, "journal.db")
	w.opens = func(ctx context.Context) (*journal.Journal, error) {
		return journal.Open(ctx, path, journal.Options{Training: true, Now: w.clock.now, ServerOffset: sameClock})
	}
}

// sameClock is the offset of the server's clock: it is the counter's own.
func sameClock() (time.Duration, bool) { return 0, true }

// Write takes a line of the client's log: there is one for every call that has ended.
func (w *world) Write(line []byte) (int, error) {
	w.answered.Add(1)
	return len(line), nil
}

// warming is the end of the call that opens the line for a page from which something is sent.
const warming = "GET salutations"

// atRest waits until no call is under way, so that what the status line says of the line is the last word.
func (h *hand) atRest() {
	h.t.Helper()
	h.until("the calls under way to end", func() bool { return h.world.answered.Load() == h.world.served.Load() })
}

// ServeHTTP counts a call, holds it while it is held, and lets the training server answer.
func (w *world) ServeHTTP(writer http.ResponseWriter, r *http.Request) {
	end := r.Method + " " + r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	w.served.Add(1)
	w.mu.Lock()
	w.calls[end]++
	if _, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok {
		w.heard[token] = true
	}
	gate := w.held[end]
	w.mu.Unlock()
	if gate != nil {
		select {
		case <-gate:
		case <-r.Context().Done():
			return
		}
	}
	writer.Header().Set("Date", w.clock.now().UTC().Format(http.TimeFormat)) // the server's clock is the counter's
	w.server.ServeHTTP(writer, r)
}

// hold keeps calls of an end ("POST apply") waiting until they are released.
func (w *world) hold(end string) (release func()) {
	gate := make(chan struct{})
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held[end] = gate
	return sync.OnceFunc(func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.held, end)
		close(gate)
	})
}

// called returns how many calls of an end came to the server.
func (w *world) called(end string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.calls[end]
}

// authorizing is the end of the call that moves money.
const authorizing = "POST authorization"

// lastPIN is the newest PIN on the customer's phone.
func (w *world) lastPIN() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.pins) == 0 {
		w.t.Fatal("no PIN was sent")
	}
	return w.pins[len(w.pins)-1]
}

// open opens the console in a window, without waiting for anything.
func (w *world) open(width int) *hand {
	w.t.Helper()
	shell := NewShell(w.options, w.clock.now)
	w.t.Cleanup(shell.close)
	h := newHand(w.t, shell, width, 24)
	h.world = w
	return h
}

// connected opens the console and waits for its connection, token and lists.
func (w *world) connected(width int) *hand {
	w.t.Helper()
	h := w.open(width)
	h.ready()
	return h
}

// home opens the console with a clerk signed in.
func (w *world) home() *hand {
	w.t.Helper()
	h := w.connected(80)
	h.types(clerkID + "\r\r")
	return h
}

const clerkID = "12345-SMITH"

// ready waits for the connection, the token, the lists and the journal.
func (h *hand) ready() {
	h.t.Helper()
	h.until("a connection with token, lists and journal", func() bool {
		conn := h.shell.services.Conn()
		return conn != nil && (conn.Journal.Opened() != nil || h.shell.services.Journal.Trouble() != nil) && h.shell.services.Lists.State() == services.ListsFresh && !conn.Client.Token().Expires.IsZero()
	})
}

// settled waits until nothing runs.
func (h *hand) settled() {
	h.t.Helper()
	h.until("everything to end", func() bool {
		h.screen()
		return !h.shell.waiting()
	})
}

// phoned waits until the status line has the newest PIN on the customer's phone.
func (h *hand) phoned() {
	h.t.Helper()
	h.until("the PIN", func() bool { return strings.Contains(h.shell.phone.In(h.shell.language), h.world.lastPIN()) })
}

// player is the flow on the screen.
func (h *hand) player() *player {
	h.t.Helper()
	p, ok := h.shell.top().(*player)
	if !ok {
		h.t.Fatalf("no flow is on the screen:\n%s", h.screen())
	}
	return p
}

// ask is the form on the screen.
func (h *hand) ask() *page.Ask {
	h.t.Helper()
	a, ok := h.player().body.(*page.Ask)
	if !ok {
		h.t.Fatalf("no form is on the screen:\n%s", h.screen())
	}
	return a
}

// into goes to a field with Tab, empties it and types.
func (h *hand) into(field, text string) {
	h.t.Helper()
	for range h.ask().Form.Fields() {
		if h.ask().Focus == field {
			break
		}
		h.types("\t")
	}
	if h.ask().Focus != field {
		h.t.Fatalf("there is no field %s:\n%s", field, h.screen())
	}
	h.press(keyCtrlUPress)
	h.types(text)
}

// answer has the text typed into a field of a page.
type answer struct{ field, text string }

// fill types answers into their fields.
func (h *hand) fill(answers []answer) {
	h.t.Helper()
	for _, a := range answers {
		h.into(a.field, a.text)
	}
}

// confirm lets the clock go on and presses the key that confirms money.
func (h *hand) confirm() {
	h.world.clock.pass(time.Second)
	h.press(keyCtrlYPress)
}

// read reads a text to its end and goes on.
func (h *hand) read() {
	h.screen()
	h.press(keyEndPress)
	h.screen()
	h.types("\r")
}

// resize changes the window.
func (h *hand) resize(width, height int) { h.send(tea.WindowSizeMsg{Width: width, Height: height}) }
