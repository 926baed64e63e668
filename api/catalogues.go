package api

// This file holds the catalogue in both languages, as it is known now, for whoever draws a list.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// Catalogues are the catalogues of both languages. They may be used by several goroutines.
type Catalogues struct {
	client  *Client
	cache   CatalogueCache
	english atomic.Pointer[Catalogue]
	french  atomic.Pointer[Catalogue]
}

// ErrNotKept says that catalogues came from the server and are in use, but could not be kept on disk: the next
// start will have to ask for them.
var ErrNotKept = errors.New("the catalogue was not kept on disk")

// NewCatalogues holds no catalogue yet; Load and Refresh get them.
func NewCatalogues(client *Client, cache CatalogueCache) *Catalogues {
	if cache.Key == "" {
		cache.Key = client.environment()
	}
	return &Catalogues{client: client, cache: cache}
}

// environment is a short name for the server and the merchant that a client speaks for.
func (c *Client) environment() string {
	sum := sha256.Sum256([]byte(c.base + "\n" + c.clientID))
	return hex.EncodeToString(sum[:6])
}

// Catalogue is the newest catalogue in a language; nil while there is none. It must not be
// changed.
func (s *Catalogues) Catalogue(language Language) *Catalogue { return s.slot(language).Load() }

func (s *Catalogues) slot(language Language) *atomic.Pointer[Catalogue] {
	if language == French {
		return &s.french
	}
	return &s.english
}

// Load takes the catalogues kept on disk, where none has come from the server yet. Its error
// tells of damaged files; the caller may ignore it and goes on to Refresh.
func (s *Catalogues) Load() error {
	var failures []error
	for _, language := range []Language{English, French} {
		kept, err := s.cache.Load(language)
		if err == nil {
			s.slot(language).CompareAndSwap(nil, kept)
		} else if !errors.Is(err, ErrNoCache) {
			failures = append(failures, err)
		}
	}
	return errors.Join(failures...)
}

// Refresh asks the server for the catalogue in both languages at once, and keeps what comes on disk.
// What comes is used also where the other language, or keeping it, fails; the error tells.
func (s *Catalogues) Refresh(ctx context.Context) error {
	reference := s.client.newID()
	languages := []Language{English, French}
	failures := make([]error, len(languages))
	var asked sync.WaitGroup
	for i, language := range languages {
		asked.Go(func() { failures[i] = s.refresh(ctx, Call{Reference: reference, Language: language}) })
	}
	asked.Wait()
	return errors.Join(failures...)
}

func (s *Catalogues) refresh(ctx context.Context, call Call) error {
	catalogue, err := s.client.Catalogue(ctx, call)
	if err != nil {
		return err
	}
	s.slot(call.Language).Store(catalogue)
	if err := s.cache.Save(catalogue); err != nil {
		return fmt.Errorf("%w: %w", ErrNotKept, err)
	}
	return nil
}
