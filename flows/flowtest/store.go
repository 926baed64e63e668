package flowtest

import (
	"sync"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
)

// Store is a counter with a training server of its own, over real HTTP on loopback, and a recorder in memory.
type Store struct {
	T       testing.TB
	Server  *sandbox.Server
	Client  *api.Client
	Counter *flows.Counter
	Intents *Intents

	mu   sync.Mutex
	pins []string
}

// StoreClerk is the clerk at the counter of a Store.
const StoreClerk = "12345-SAMPLE"

// Open starts a store. Its server and its client end with the test.
func Open(t testing.TB, options sandbox.Options) *Store {
	t.Helper()
	s := &Store{T: t, Intents: NewIntents(time.Now)}
	options.Seed = 1
	options.PIN = func(pin sandbox.PIN) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.pins = append(s.pins, pin.Digits)
	}
	s.Server = sandbox.New(options)
	base, stop, err := s.Server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	s.Client, err = api.New(api.Options{BaseURL: base, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Client.Close)
	s.Counter = &flows.Counter{
		Clerk: StoreClerk, Location: sandbox.DefaultLocation, Terminal: "T1", Training: true, Language: api.English,
		Lists: lists{}, Now: time.Now, NewID: api.NewReferenceID,
	}
	return s
}

// WithLists reads the server's catalogue in both languages.
func (s *Store) WithLists() *Store {
	s.T.Helper()
	known := lists{}
	for _, language := range []api.Language{api.English, api.French} {
		catalogue, err := s.Client.Catalogue(s.T.Context(), api.Call{Reference: api.NewReferenceID(), Language: language})
		if err != nil {
			s.T.Fatal(err)
		}
		known[language] = catalogue
	}
	s.Counter.Lists = known
	return s
}

// PIN is the PIN that was sent last.
func (s *Store) PIN() string {
	s.T.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pins) == 0 {
		s.T.Fatal("no PIN was sent")
	}
	return s.pins[len(s.pins)-1]
}

// Credit is an account's available credit on the server, in cents.
func (s *Store) Credit(number string) api.Money {
	s.T.Helper()
	a, err := s.Client.Lookup(s.T.Context(), api.Call{}, api.LookupQuery{AccountNumber: number})
	if err != nil {
		s.T.Fatal(err)
	}
	return a.AvailableCredit
}

// lists are catalogues by language.
type lists map[api.Language]*api.Catalogue

func (l lists) Catalogue(language api.Language) *api.Catalogue { return l[language] }

// PINs is the number of PINs that were sent.
func (s *Store) PINs() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.pins)
}
