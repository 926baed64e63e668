package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"countertop/api"
)

// variables is an environment of a test's own.
func variables(pairs ...string) func(string) string {
	values := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return values[name] }
}

// file writes a configuration and answers its path.
func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// home gives the test a home and a configuration folder with nothing in them.
func home(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"HOME", "USERPROFILE", "AppData", "LocalAppData"} {
		t.Setenv(name, folder)
	}
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(folder, "config"))
	t.Setenv("XDG_CACHE_HOME", filepath.Join(folder, "cache"))
	t.Setenv("XDG_STATE_HOME", "")
	return folder
}

func TestACounterThatNobodySetUpTrainsOnTheEmbeddedServer(t *testing.T) {
	folder := home(t)
	c, err := Load("", variables())
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Console.SlipFolder = filepath.Join(folder, "countertop", "embedded", "slips")
	if want.Log.File = c.Log.File; !strings.HasPrefix(c.Log.File, folder) || !strings.HasSuffix(filepath.ToSlash(c.Log.File), "/countertop/embedded/console.log") {
		t.Errorf("the log goes to %q", c.Log.File)
	}
	want.Journal.Folder = c.Journal.Folder // where it is differs by system, see journal_test.go
	if d := cmp.Diff(want, c, cmpopts.IgnoreUnexported(Config{})); d != "" {
		t.Errorf("defaults (-want +got):\n%s", d)
	}
	if !c.IsEmbedded() || !c.IsTraining() || c.EnvironmentName() != "embedded" || c.BaseURL() != "" {
		t.Errorf("embedded %v, training %v, name %q, base URL %q", c.IsEmbedded(), c.IsTraining(), c.EnvironmentName(), c.BaseURL())
	}
}

func TestEverySettingIsRead(t *testing.T) {
	home(t)
	path := file(t, `
api.environment = "mi"
api.client_id = "merchant-of-tests"
api.client_secret_file = "secrets/client"
api.ca_file = "store.pem"
api.proxy = "http://proxy.example.com:3128"
api.language = "fr"
[store]
locations = [
  "00-11111",
  "00-22222",
]
managers = ["12345-BOSS"]
terminal_id = "R-7"
timezone = "America/Toronto"
[application]
ask_sin = true
[console]
theme = "light"
mouse = false
renderer = "stock"
slip_folder = "/srv/slips"
print_command = ["lp", "-d", "counter"]
[journal]
folder = "kept"
grace = "3m"
[timeouts]
read = "2s"
submit = "90s"
token = "3s"
[log]
level = "debug"
file = "logs/till.log"
max_size_mb = 7
kept_files = 8
max_age_days = 9
[training]
seed = 42
latency = "250ms"
faults = ["slow delay=3s percent=20", "html count=1"]
keep = false
standard = false
override = false
business = false
preauthorization = false
employees = ["12345-SMITH", "12345-TRAINEE apply"]
`)
	c, err := Load(path, variables())
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		File: path,
		API: API{
			Environment: MerchantIntegration, ClientID: "merchant-of-tests", Language: api.French,
			ClientSecretFile: filepath.Join(filepath.Dir(path), "secrets", "client"),
			CAFile:           filepath.Join(filepath.Dir(path), "store.pem"), Proxy: "http://proxy.example.com:3128",
		},
		Store:       Store{Locations: []string{"00-11111", "00-22222"}, Managers: []string{"12345-BOSS"}, Terminal: "R-7", Timezone: "America/Toronto"},
		Application: Application{AskSIN: true},
		Console:     Console{Theme: ThemeLight, Renderer: RendererStock, SlipFolder: c.Console.SlipFolder, PrintCommand: []string{"lp", "-d", "counter"}},
		Journal:     Journal{Folder: filepath.Join(filepath.Dir(path), "kept"), Grace: 3 * time.Minute},
		Timeouts:    Timeouts{Read: 2 * time.Second, Submit: 90 * time.Second, Token: 3 * time.Second},
		Log:         Log{Level: LogDebug, File: filepath.Join(filepath.Dir(path), "logs", "till.log"), MaxSizeMB: 7, KeptFiles: 8, MaxAgeDays: 9},
		Training: Training{
			Seed: 42, Latency: 250 * time.Millisecond, Faults: []string{"slow delay=3s percent=20", "html count=1"},
			Employees: []string{"12345-SMITH", "12345-TRAINEE apply"},
		},
	}
	if d := cmp.Diff(want, c, cmpopts.IgnoreUnexported(Config{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if filepath.ToSlash(c.Console.SlipFolder) != "/srv/slips" && !filepath.IsAbs(c.Console.SlipFolder) {
		t.Errorf("slip folder %q", c.Console.SlipFolder)
	}
}

func TestWhereTheFileIsLookedFor(t *testing.T) {
	folder := home(t)
	fr, en := file(t, "[api]\nlanguage = \"fr\"\n"), file(t, "[api]\nlanguage = \"en\"\n")

	c, err := Load(en, variables(PathVariable, fr))
	if err != nil || c.File != en {
		t.Errorf("the argument comes first: read %q, %v", c.File, err)
	}
	c, err = Load("", variables(PathVariable, fr))
	if err != nil || c.File != fr || c.API.Language != api.French {
		t.Errorf("the variable comes next: read %q, %v", c.File, err)
	}

	usual, err := os.UserConfigDir()
	if err != nil {
		t.Fatal(err)
	}
	usual = filepath.Join(usual, "countertop")
	if rel, err := filepath.Rel(folder, usual); err != nil || rel[0] == '.' {
		t.Fatalf("the configuration folder %q is not the test's own", usual)
	}
	if err := os.MkdirAll(usual, 0o700); err != nil {
		t.Fatal(err)
	}
	usual = filepath.Join(usual, "config.toml")
	if err := os.WriteFile(usual, []byte("[console]\nmouse = false\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err = Load("", variables())
	if err != nil || c.File != usual || c.Console.Mouse {
		t.Errorf("the user's folder comes last: read %q, mouse %v, %v", c.File, c.Console.Mouse, err)
	}
}

func TestAServerByItsAddress(t *testing.T) {
	home(t)
	const store = "\nclient_id = \"merchant-of-tests\"\n[store]\nlocations = [\"00-11111\"]\n"
	secret := variables(SecretVariable, "invented")

	c, err := Load(file(t, `[api]
base_url = "http://127.0.0.1:8080/flexiti/pos-api"`+store), secret)
	if err != nil {
		t.Fatal(err)
	}
	if c.BaseURL() != "http://127.0.0.1:8080/flexiti/pos-api/" || c.EnvironmentName() != "127.0.0.1:8080" {
		t.Errorf("base URL %q, name %q", c.BaseURL(), c.EnvironmentName())
	}
	if c.IsEmbedded() || c.IsTraining() {
		t.Errorf("embedded %v, training %v: a server nobody vouches for is the real one", c.IsEmbedded(), c.IsTraining())
	}

	c, err = Load(file(t, `[api]
base_url = "https://pos.example.com/"
base_url_training = true`+store), secret)
	if err != nil {
		t.Fatal(err)
	}
	if !c.IsTraining() {
		t.Error("a server that is said to hold test objects is for training")
	}
}

func TestEveryEnvironmentHasItsOwnAddressAndFolders(t *testing.T) {
	home(t)
	const rest = "\nclient_id = \"merchant-of-tests\"\n[store]\nlocations = [\"00-11111\"]\n"
	addresses := map[string]bool{}
	folders := map[string]bool{}
	lines := []string{
		`environment = "embedded"`, `environment = "training"`, `environment = "mi"`, `environment = "production"`,
		`base_url = "https://production/"`, `base_url = "https://embedded/"`, `base_url = "https://[::1]:8443/"`,
	}
	for _, line := range lines {
		c, err := Load(file(t, "[api]\n"+line+rest), variables(SecretVariable, "invented"))
		if err != nil {
			t.Fatal(err)
		}
		folder, err := c.CacheFolder()
		if err != nil {
			t.Fatal(err)
		}
		if addresses[c.BaseURL()] || folders[folder] || folders[c.Console.SlipFolder] || folders[c.Log.File] {
			t.Errorf("%s shares %q, %q, %q or %q with another environment", line, c.BaseURL(), folder, c.Console.SlipFolder, c.Log.File)
		}
		addresses[c.BaseURL()], folders[folder], folders[c.Console.SlipFolder], folders[c.Log.File] = true, true, true, true
		if live := line == `environment = "production"` || c.API.BaseURL != ""; c.IsTraining() == live {
			t.Errorf("%s: training %v", line, c.IsTraining())
		}
	}
}
