package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// said is the problems of a text, one a line, with the file's name cut short.
func said(t *testing.T, text string, env func(string) string) string {
	t.Helper()
	path := file(t, text)
	_, err := Load(path, env)
	if err == nil {
		return ""
	}
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%T is not Problems: %v", err, err)
	}
	return strings.ReplaceAll(err.Error(), filepath.Dir(path)+string(filepath.Separator), "")
}

func TestWhatIsRefusedIsNamedWithItsPlaceAndWhatWasExpected(t *testing.T) {
	home(t)
	const complete = "client_id = \"merchant-of-tests\"\nclient_secret_file = \"secret\"\n[store]\nlocations = [\"00-11111\"]\n"
	for _, row := range []struct{ name, text, want string }{
		{
			"a text that is no TOML",
			"[api]\nlanguage = \n",
			"config.toml:2: api.language: expected value but found '\\n' instead",
		},
		{
			"a key that nobody knows, without its value",
			"[api]\n\nsurroundings = \"mi\"\n",
			"config.toml:3: api.surroundings: unknown key: expected one of environment, base_url, base_url_training, client_id, client_secret_file, ca_file, proxy, language",
		},
		{
			"a key in capitals",
			"[console]\nMouse = true\n",
			"config.toml:2: console.Mouse: unknown key: names are written in small letters, expected mouse",
		},
		{
			"a table that nobody knows",
			"[shop]\nlocations = []\n",
			"config.toml:1: shop: unknown table: expected one of api, store, application, console, journal, timeouts, log, training",
		},
		{
			"a key outside of every table",
			"language = \"fr\"\n",
			"config.toml:1: language: unknown table: expected one of api, store, application, console, journal, timeouts, log, training",
		},
		{
			"a value where a table belongs",
			"console = \"dark\"\n",
			"config.toml:1: console: expected a table: [console] on its own line and its keys below",
		},
		{
			"a word that is none of those to choose from",
			"[api]\nenvironment = \"prod\"\n",
			"config.toml:2: api.environment = \"prod\": expected one of \"embedded\", \"training\", \"mi\", \"production\"",
		},
		{
			"a word in place of true or false",
			"[application]\nask_sin = \"yes\"\n",
			"config.toml:2: application.ask_sin = \"yes\": expected true or false",
		},
		{
			"a number without its unit",
			"[timeouts]\nread = 15\n",
			"config.toml:2: timeouts.read = 15: expected a time with its unit from \"1s\" to \"5m0s\", such as \"2s\"",
		},
		{
			"a time beyond its bounds",
			"[training]\nlatency = \"1h\"\n",
			"config.toml:2: training.latency = \"1h\": expected a time with its unit from \"0s\" to \"10s\", such as \"2s\"",
		},
		{
			"a fraction in place of a whole number",
			"[training]\nseed = 1.5\n",
			"config.toml:2: training.seed = 1.5: expected a whole number from 0, such as 7",
		},
		{
			"a number below zero",
			"[training]\nseed = -1\n",
			"config.toml:2: training.seed = -1: expected a whole number from 0, such as 7",
		},
		{
			"one location in place of a list",
			"[store]\nlocations = \"00-11111\"\n",
			"config.toml:2: store.locations = \"00-11111\": expected a list of at least one external location id, each once, such as [\"00-12345\"]",
		},
		{
			"a table that is repeated",
			"[[store]]\nterminal_id = \"R-7\"\n",
			"config.toml:1: store: expected a table: [store] on its own line and its keys below",
		},
		{
			"a list over many lines, named by its first",
			"[store]\nlocations = [\n  \"00-1\",\n  12,\n]\n",
			"config.toml:2: store.locations = [\"00-1\", 12]: expected a list of at least one external location id, each once, such as [\"00-12345\"]",
		},
		{
			"no location at all",
			"[store]\nlocations = []\n",
			"config.toml:2: store.locations = []: expected a list of at least one external location id, each once, such as [\"00-12345\"]",
		},
		{
			"a location twice",
			"[store]\nlocations = [\"00-1\", \"00-1\"]\n",
			"config.toml:2: store.locations = [\"00-1\", \"00-1\"]: expected a list of at least one external location id, each once, such as [\"00-12345\"]",
		},
		{
			"a list with a number in it",
			"[store]\nlocations = [\"00-1\", 12]\n",
			"config.toml:2: store.locations = [\"00-1\", 12]: expected a list of at least one external location id, each once, such as [\"00-12345\"]",
		},
		{
			"a table in place of a value",
			"[console.theme]\nname = \"dark\"\n",
			"config.toml:1: console.theme = a table: expected one of \"auto\", \"dark\", \"light\", \"none\"",
		},
		{
			"an address without encryption",
			"[api]\nbase_url = \"http://pos.example.com/\"\n" + complete,
			"config.toml:2: api.base_url = \"http://pos.example.com/\": expected " + expectedBaseURL,
		},
		{
			"an address with a password in it",
			"[api]\nbase_url = \"https://user:word@pos.example.com/\"\n" + complete,
			"config.toml:2: api.base_url = \"https://•••@pos.example.com/\": expected " + expectedBaseURL,
		},
		{
			"an address beside an environment",
			"[api]\nenvironment = \"mi\"\nbase_url = \"https://pos.example.com/\"\n" + complete,
			"config.toml:3: api.base_url = \"https://pos.example.com/\": stands in place of environment: keep one of the two",
		},
		{
			"the address of production, which would not be known as such",
			"[api]\nbase_url = \"https://POSAPI.flexiti.fi/other/\"\nbase_url_training = true\n" + complete,
			"config.toml:2: api.base_url = \"https://POSAPI.flexiti.fi/other/\": is the environment \"production\": write environment = \"production\"",
		},
		{
			"the address of production with its port",
			"[api]\nbase_url = \"https://posapi.flexiti.fi:443/\"\nbase_url_training = true\n" + complete,
			"config.toml:2: api.base_url = \"https://posapi.flexiti.fi:443/\": is the environment \"production\": write environment = \"production\"",
		},
		{
			"the address of production with the dot that may end a name",
			"[api]\nbase_url = \"https://posapi.flexiti.fi./\"\nbase_url_training = true\n" + complete,
			"config.toml:2: api.base_url = \"https://posapi.flexiti.fi./\": is the environment \"production\": write environment = \"production\"",
		},
		{
			"a proxy with a password in it",
			"[api]\nproxy = \"http://user:word@proxy.example.com:3128\"\n",
			"config.toml:2: api.proxy = \"http://•••@proxy.example.com:3128\": expected " + expectedProxy,
		},
		{
			"a proxy without its scheme",
			"[api]\nproxy = \"proxy.example.com:3128\"\n",
			"config.toml:2: api.proxy = \"proxy.example.com:3128\": expected " + expectedProxy,
		},
		{
			"a proxy that would carry requests in the clear",
			"[api]\nproxy = \"http://proxy.example.com:3128\"\nbase_url = \"http://127.0.0.1:8080/\"\n" + complete,
			"config.toml:2: api.proxy = \"http://proxy.example.com:3128\": base_url is not encrypted: such a server is on this machine and is reached without a proxy",
		},
		{
			"a level that nobody knows",
			"[log]\nlevel = \"all\"\n",
			"config.toml:2: log.level = \"all\": expected one of \"off\", \"error\", \"warn\", \"info\", \"debug\"",
		},
		{
			"a log that may not grow",
			"[log]\nmax_size_mb = 0\n",
			"config.toml:2: log.max_size_mb = 0: expected a whole number from 1 to 1000",
		},
		{
			"a promise about an address that is not there",
			"[api]\nenvironment = \"production\"\nbase_url_training = true\n" + complete,
			"config.toml:3: api.base_url_training: belongs to base_url, which is not set; an environment knows by itself whether it is for training",
		},
		{
			"a secret in the file, without its value",
			"[api]\nclient_secret = \"invented\"\n",
			"config.toml:2: api.client_secret: a secret never stands in this file: name a file with client_secret_file or set COUNTERTOP_CLIENT_SECRET",
		},
		{
			"production without who and where",
			"[api]\nenvironment = \"production\"\n",
			"config.toml: api.client_id: is missing: every server but the embedded one asks for it\n" +
				"config.toml: api.client_secret_file: is missing: name the file that holds the secret, or set COUNTERTOP_CLIENT_SECRET\n" +
				"config.toml: store.locations: is missing: name at least one external location id, such as [\"00-12345\"]",
		},
		{
			"all problems at once, in the order of the file",
			"[api]\nlanguage = \"de\"\nclient_id = \"\"\n[console]\ntheme = 3\nsound = true\n[timeouts]\ntoken = \"0s\"\n",
			"config.toml:2: api.language = \"de\": expected one of \"en\", \"fr\"\n" +
				"config.toml:3: api.client_id = \"\": expected 1 to 100 ASCII characters without spaces\n" +
				"config.toml:5: console.theme = 3: expected one of \"auto\", \"dark\", \"light\", \"none\"\n" +
				"config.toml:6: console.sound: unknown key: expected one of theme, mouse, renderer, slip_folder, print_command\n" +
				"config.toml:8: timeouts.token = \"0s\": expected a time with its unit from \"1s\" to \"5m0s\", such as \"2s\"",
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := said(t, row.text, variables()); got != row.want {
				t.Errorf("said\n%s\nwant\n%s", got, row.want)
			}
		})
	}
}

func TestAFileThatWasNamedMustBeThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nowhere.toml")
	_, err := Load(path, variables())
	if want := path + ": cannot be read: "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("by argument: %v", err)
	}
	_, err = Load("", variables(PathVariable, path))
	if err == nil {
		t.Error("by variable: no problem")
	}
}

func TestWhereTheSecretComesFrom(t *testing.T) {
	home(t)
	path := file(t, "[api]\nenvironment = \"mi\"\nclient_id = \"merchant-of-tests\"\nclient_secret_file = \"client.secret\"\n[store]\nlocations = [\"00-1\"]\n")
	kept := filepath.Join(filepath.Dir(path), "client.secret")
	write := func(text string, mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(kept, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(kept, mode); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Load(path, variables())
	if err != nil {
		t.Fatal(err)
	}

	write("from-the-file\r\nnotes below\n", 0o600)
	if s, err := c.Secret(variables()); err != nil || s.Reveal() != "from-the-file" {
		t.Errorf("the file's first line: %q, %v", s.Reveal(), err)
	}
	if s, err := c.Secret(variables(SecretVariable, "from-the-variable")); err != nil || s.Reveal() != "from-the-variable" {
		t.Errorf("the variable comes first: %q, %v", s.Reveal(), err)
	}
	if s, err := Default().Secret(variables()); err != nil || s.Reveal() != "" {
		t.Errorf("the embedded server needs none: %q, %v", s.Reveal(), err)
	}

	write("from-the-file", 0o644)
	if _, err := c.Secret(variables()); os.PathSeparator == '/' && (err == nil || !strings.Contains(err.Error(), "config.toml:4: api.client_secret_file = ") || !strings.Contains(err.Error(), "chmod 600")) {
		t.Errorf("open to all: %v", err)
	}
	write("\n", 0o600)
	if _, err := c.Secret(variables()); err == nil {
		t.Error("an empty file holds no secret")
	}
	write("two words here", 0o600)
	if _, err := c.Secret(variables()); err == nil || strings.Contains(err.Error(), "words") {
		t.Errorf("what is refused is not repeated: %v", err)
	}
	if err := os.Remove(kept); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Secret(variables()); err == nil {
		t.Error("there is no file")
	}
}
