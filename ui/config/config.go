// Package config reads how one counter is set up: which server it speaks to, whose
// store it stands in, and how its console looks. What it refuses it names with file,
// line, key, value and what was expected, every problem at once, because the person
// who sets a counter up should not have to start it ten times to learn ten things.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"countertop/api"
	"countertop/api/plainfile"
)

// The environment variables that the configuration looks at.
const (
	PathVariable   = "COUNTERTOP_CONFIG"        // the file to read where --config names none
	SecretVariable = "COUNTERTOP_CLIENT_SECRET" // stands before client_secret_file
)

// Config is a counter's whole set-up. Every field is set: from the file where it
// says something, from the defaults elsewhere.
type Config struct {
	// File is the file that was read; empty where there was none.
	File string

	API         API
	Store       Store
	Application Application
	Console     Console
	Journal     Journal
	Timeouts    Timeouts
	Log         Log
	Training    Training

	// lines says where the file sets a key: the origin of its value.
	lines map[string]int
}

// API is the server and who the counter is to it.
type API struct {
	Environment Environment
	// BaseURL stands in place of the environment and ends in a slash; empty: the environment decides.
	BaseURL string
	// BaseURLTraining says that the server at BaseURL holds test objects only.
	BaseURLTraining  bool
	ClientID         string // ASCII(100), docs/contract.md §1
	ClientSecretFile string
	// CAFile holds certificates, in PEM, that are trusted beside the system's; empty: none.
	CAFile string
	// Proxy is ProxyEnvironment, ProxyNone or a proxy's address.
	Proxy    string
	Language api.Language
}

// Store describes the store of the counter.
type Store struct {
	Locations []string // external_location_id, such as "00-12345" (docs/contract.md §7)
	// Managers are the external_employee_ids that may decide what a clerk may not; empty: any may be asked to.
	Managers []string
	Terminal string // register_id of the customer's statement, ASCII(50) (docs/contract.md §7)
	// Timezone is ZoneSystem, or a name of the IANA's such as "America/Toronto".
	Timezone string
}

// Application chooses what an application asks beyond the server's own fields.
type Application struct {
	AskSIN bool // ASSUMED in docs/contract.md §5, hence off
}

// Console holds the settings of the screen, of slips and of printing.
type Console struct {
	Theme      Theme
	Mouse      bool
	Renderer   Renderer
	SlipFolder string // absolute
	// PrintCommand is a program and its words, which prints what it reads; empty is the system's own.
	PrintCommand []string
}

// Journal holds the settings of the journal.
type Journal struct {
	Folder string // absolute; empty where the system knows no place for it
	Group  string // of the system's users who share it; empty: nobody but the owner
	// Grace is the time in which something that the server does not have may still come to light (OWN).
	Grace time.Duration
}

// Timeouts limits the time of one request, from its first byte to the last of the
// answer.
type Timeouts struct {
	Read   time.Duration // catalogue, search, look-up, offers
	Submit time.Duration // application, verification, authorization
	Token  time.Duration // a token, which no clerk waits for
}

// Training is the embedded server's behaviour.
type Training struct {
	Seed    uint64        // decides ids, PINs and card endings, so that a lesson can be repeated
	Latency time.Duration // added to every answer
	Faults  []string      // armed from the start, each in one line as the server reads it
	// What the merchant may do: finance non-prime customers, verify by override, have business accounts,
	// authorize without capturing at once.
	Standard, Override, Business, Preauthorization bool
	// Employees lists the employees with what each may do, one line each, as the server reads it.
	Employees []string
	// Keep lets the server and the journal go on where the last console stopped.
	Keep bool
}

// Theme is the console's colours.
type Theme string

// The themes. Auto asks the terminal for its background; None uses no colour.
const (
	ThemeAuto  Theme = "auto"
	ThemeDark  Theme = "dark"
	ThemeLight Theme = "light"
	ThemeNone  Theme = "none"
)

// Renderer names the painter of the console.
type Renderer string

// The renderers. Direct paints right after each key; Stock is Bubble Tea's own, for
// terminals where the direct one shows a fault.
const (
	RendererDirect Renderer = "direct"
	RendererStock  Renderer = "stock"
)

// Default is a counter that nobody has set up: training on the embedded server.
func Default() Config {
	return Config{
		API:      API{Environment: Embedded, Proxy: ProxyEnvironment, Language: api.English},
		Store:    Store{Locations: []string{"00-12345"}, Timezone: ZoneSystem},
		Console:  Console{Theme: ThemeAuto, Mouse: true, Renderer: RendererDirect},
		Journal:  Journal{Grace: 150 * time.Second},
		Timeouts: Timeouts{Read: 15 * time.Second, Submit: 60 * time.Second, Token: 15 * time.Second},
		Log:      Log{Level: LogInfo, MaxSizeMB: 5, KeptFiles: 4, MaxAgeDays: 30},
		Training: Training{
			Seed: 1, Keep: true, Standard: true, Override: true, Business: true, Preauthorization: true, // so that lessons reach everything
			Employees: []string{"*", "00000-VIEWER none", "00000-CASHIER apply authorization capture transactions"},
		},
	}
}

// Load reads the counter's configuration: the file at path, else the one that
// COUNTERTOP_CONFIG names, else countertop/config.toml in the user's configuration
// folder, else the defaults. A file that was named must be there. env answers for an
// environment variable, as os.Getenv does. What is wrong with the file comes back as
// Problems, all of them.
func Load(path string, env func(string) string) (Config, error) {
	named := path != ""
	if !named {
		path, named = env(PathVariable), env(PathVariable) != ""
	}
	if !named {
		path = defaultPath()
	}
	text, err := plainfile.Read(path)
	switch {
	case !named && errors.Is(err, fs.ErrNotExist):
		path = ""
	case err != nil:
		return Config{}, Problems{{File: path, Message: "cannot be read: " + reason(err)}}
	}
	return parse(path, string(text), env)
}

// defaultPath returns the configuration's path for when nobody names a file;
// empty if the system has no folder for it, and then there is none to find.
func defaultPath() string {
	folder, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "countertop", "config.toml")
}

// reason is an error of the file system without the path, which the problem names.
func reason(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}

// CacheFolder returns the folder for what this counter can fetch again, such as the
// catalogue: a folder for each environment, so that training's lists never stand on
// a production counter.
func (c Config) CacheFolder() (string, error) {
	folder, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the folder for cached files: %w", err)
	}
	return filepath.Join(folder, "countertop", c.folderName()), nil
}
