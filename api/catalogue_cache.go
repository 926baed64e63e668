package api

// This file keeps catalogues on disk, so that a counter opens with yesterday's lists when the
// line is down.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"countertop/api/plainfile"
)

// CatalogueCache is a folder of catalogues, one file a language and environment.
type CatalogueCache struct {
	// Dir is the folder; it is made when something is saved. Empty: nothing is kept.
	Dir string
	// Key keeps environments and merchants apart: it is part of the files' names. NewCatalogues
	// sets it where it is empty.
	Key string
}

// ErrNoCache says that no catalogue is kept. The caller asks the server.
var ErrNoCache = errors.New("no catalogue is kept")

// cacheVersion is the version of the files' format.
const cacheVersion = 1

// maxCacheFile is the largest file that is read, in bytes.
const maxCacheFile = 2 * maxCatalogue

type cacheFile struct {
	Version  int             `json:"version"`
	Language Language        `json:"language"`
	Fetched  time.Time       `json:"fetched"`
	Partial  bool            `json:"partial,omitempty"`
	I18n     json.RawMessage `json:"i18n"`
}

// Load reads the catalogue kept in a language. ErrNoCache says that there is none; any other error
// says that the file is damaged or cannot be read, and the caller goes on without.
func (s CatalogueCache) Load(language Language) (*Catalogue, error) {
	if s.Dir == "" {
		return nil, ErrNoCache
	}
	file, err := plainfile.Open(s.path(language))
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrNoCache
	}
	if err != nil {
		return nil, fmt.Errorf("loading the catalogue: %w", err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, maxCacheFile))
	if err != nil {
		return nil, fmt.Errorf("loading the catalogue: %w", err)
	}
	catalogue, err := decodeCacheFile(data, language)
	if err != nil {
		return nil, fmt.Errorf("loading the catalogue from %s: %w", file.Name(), err)
	}
	return catalogue, nil
}

var errCacheFile = errors.New("not a catalogue of this language and version")

func decodeCacheFile(data []byte, language Language) (*Catalogue, error) {
	var kept cacheFile
	if err := json.Unmarshal(data, &kept); err != nil {
		return nil, err
	}
	if kept.Version != cacheVersion || kept.Language != language {
		return nil, errCacheFile
	}
	catalogue, err := decodeCatalogue(kept.I18n, language, kept.Fetched)
	if err != nil {
		return nil, err
	}
	catalogue.Partial = kept.Partial
	return catalogue, nil
}

// Save keeps a catalogue in the place of the one before. A reader sees the old file or the new
// one, never a part. Only the user may read it.
func (s CatalogueCache) Save(c *Catalogue) error {
	if s.Dir == "" {
		return nil
	}
	data, err := encodeCacheFile(c)
	if err != nil {
		return fmt.Errorf("saving the catalogue: %w", err)
	}
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return fmt.Errorf("saving the catalogue: %w", err)
	}
	if err := replaceFile(s.path(c.Language), data); err != nil {
		return fmt.Errorf("saving the catalogue: %w", err)
	}
	return nil
}

func (s CatalogueCache) path(language Language) string {
	return filepath.Join(s.Dir, fmt.Sprintf("catalogue-%s-%s.json", s.Key, language))
}

// replaceFile writes a file beside its place, with mode 0600, and moves it there.
func replaceFile(path string, data []byte) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), ".catalogue-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	_, err = file.Write(data)
	err = errors.Join(err, file.Sync(), file.Close())
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

func encodeCacheFile(c *Catalogue) ([]byte, error) {
	return json.Marshal(cacheFile{
		Version: cacheVersion, Language: c.Language, Fetched: c.Fetched.UTC(), Partial: c.Partial, I18n: c.encode(),
	})
}

// encode writes a catalogue as i18n does: known keys first, then the unknown ones, and the
// broken ones as they came.
func (c *Catalogue) encode() json.RawMessage {
	var b objectWriter
	for _, key := range []string{"salutations", "provinces", "security_ids", "govid_types"} {
		b.list(c, key)
	}
	if c.Issuers != nil {
		var depends, byType objectWriter
		for _, kind := range c.issuerKeys() {
			byType.member(kind, optionsObject(c.Issuers[kind]))
		}
		depends.member("option_depends", byType.bytes())
		b.member("govid_issued_bys", depends.bytes())
	}
	for _, key := range []string{"occupation_ids", "transaction_types", "plan_ids"} {
		b.list(c, key)
	}
	for _, key := range []string{"qcpa_disclosure", "insurance", "insurance_tc", "annual_fees"} {
		b.member(key, quoted(*c.textOf(key)))
	}
	b.list(c, "housing_type")
	for _, unknown := range c.Unknown {
		b.member(unknown.Key, unknown.Value)
	}
	return b.bytes()
}

// issuerKeys are the types that have issuers: those of the list first, in its order.
func (c *Catalogue) issuerKeys() []string {
	var keys, others []string
	for _, kind := range c.GovIDTypes {
		if _, ok := c.Issuers[kind.Code]; ok {
			keys = append(keys, kind.Code)
		}
	}
	for kind := range c.Issuers {
		if !slices.Contains(keys, kind) {
			others = append(others, kind)
		}
	}
	slices.Sort(others)
	return append(keys, others...)
}

// objectWriter writes a JSON object whose members keep their order.
type objectWriter struct{ buffer bytes.Buffer }

func (w *objectWriter) member(key string, value []byte) {
	if w.buffer.Len() > 0 {
		w.buffer.WriteByte(',')
	}
	w.buffer.Write(quoted(key))
	w.buffer.WriteByte(':')
	w.buffer.Write(value)
}

func (w *objectWriter) list(c *Catalogue, key string) {
	if list := *c.listOf(key); list != nil {
		w.member(key, optionsObject(list))
	}
}

func (w *objectWriter) bytes() []byte { return append(append([]byte{'{'}, w.buffer.Bytes()...), '}') }

func optionsObject(options []Option) []byte {
	var w objectWriter
	for _, option := range options {
		w.member(option.Code, quoted(option.Label))
	}
	return w.bytes()
}

func quoted(s string) []byte {
	data, _ := json.Marshal(s) // a string always has a JSON form
	return data
}
