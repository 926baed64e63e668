package api

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestTheLineIsDownFromTheFirstCallThatDoesNotArriveToTheFirstThatDoes(t *testing.T) {
	c, s := setup(t, func(o *Options) { o.ReadAttempts = 1 })
	s.handle("GET v2.5/client-id/"+testClient+"/i18n/salutations", answer(200, `{"salutations":{"mx":"Mx."}}`))
	call := Call{Reference: NewReferenceID(), Language: English}
	reads := func() error {
		_, err := c.CatalogueKey(t.Context(), call, "salutations")
		return err
	}
	if err := reads(); err != nil || !c.Reachable() {
		t.Fatalf("err %v, reachable %v", err, c.Reachable())
	}
	drain(c.TokenChanges())
	s.CloseClientConnections()
	s.Listener.Close()
	if err := reads(); err == nil || c.Reachable() {
		t.Errorf("after the server went: err %v, reachable %v", err, c.Reachable())
	}
	select {
	case <-c.TokenChanges():
	default:
		t.Error("nothing tells that the line went down")
	}
}

func drain(changes <-chan struct{}) {
	for {
		select {
		case <-changes:
		default:
			return
		}
	}
}

func TestACatalogueThatCannotBeKeptIsUsedAllTheSame(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5/client-id/"+testClient+"/i18n", answer(200, `{"salutations":{"mx":"Mx."}}`))
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	lists := NewCatalogues(c, CatalogueCache{Dir: filepath.Join(file, "folder"), Key: "k"})
	err := lists.Refresh(t.Context())
	if !errors.Is(err, ErrNotKept) || lists.Catalogue(English) == nil || lists.Catalogue(French) == nil {
		t.Errorf("err %v, catalogues %v", err, lists.Catalogue(English) != nil)
	}
}

func TestAnAnswerOfAnyKindCountsForAWhileUnlessTheLineIsDown(t *testing.T) {
	now := time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)
	c, s := setup(t, func(o *Options) { o.ReadAttempts, o.Now = 1, func() time.Time { return now } })
	s.handle("GET v2.5/client-id/"+testClient+"/i18n/salutations", answer(404, `{"error":"not_found"}`))
	ask := func() { _, _ = c.CatalogueKey(t.Context(), testCall, "salutations") }
	if c.Answered(time.Hour) {
		t.Error("was answered before anything was asked")
	}
	ask()
	answered := func(after time.Duration) bool {
		was := now
		defer func() { now = was }()
		now = now.Add(after)
		return c.Answered(10 * time.Second)
	}
	for after, want := range map[time.Duration]bool{0: true, 9 * time.Second: true, 10 * time.Second: false, -time.Second: false} {
		if answered(after) != want {
			t.Errorf("%v after the answer: answered %t", after, !want)
		}
	}
	s.CloseClientConnections()
	_ = s.Listener.Close()
	ask()
	if c.Answered(10 * time.Second) {
		t.Error("a line that is down has just answered")
	}
}
