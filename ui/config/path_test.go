package config

import (
	"strings"
	"testing"
)

// Each key that holds a path, by its table.
var pathKeys = []string{"[api]\nclient_secret_file", "[api]\nca_file", "[console]\nslip_folder", "[journal]\nfolder", "[log]\nfile"}

func TestAPathThatIsNotWhatWasMeantIsRefused(t *testing.T) {
	home(t)
	for value, want := range map[string]string{
		`"C:\temp\new"`:         "single quotes",
		`"C:\Users\counter"`:    "single quotes",
		`"C:\flexiti\x"`:        "single quotes",
		`"C:\store\slips"`:      "single quotes",
		`"$HOME/slips"`:         "variables are not expanded",
		`"${HOME}/slips"`:       "variables are not expanded",
		`'%USERPROFILE%\slips'`: "variables are not expanded",
		`"/srv/$STORE/x"`:       "variables are not expanded",
		`"~counter/slips"`:      "variables are not expanded",
	} {
		for _, key := range pathKeys {
			_, err := Load(file(t, key+" = "+value+"\n"), variables())
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s = %s: %v", key, value, err)
				continue
			}
			if strings.ContainsAny(err.Error(), "\t\f\v\b\r\x1b") {
				t.Errorf("%s = %s: the refusal holds a control character: %q", key, value, err)
			}
		}
	}
}

func TestAPathThatOnlyLooksOddIsTaken(t *testing.T) {
	home(t)
	for _, value := range []string{`"~/slips"`, `'C:\temp\new'`, `"/srv/100% sure"`, `"/srv/5$"`, `"/srv/a~b"`} {
		for _, key := range pathKeys {
			if _, err := Load(file(t, key+" = "+value+"\n"), variables()); err != nil {
				t.Errorf("%s = %s: %v", key, value, err)
			}
		}
	}
}

func TestTheSecretOfTheEnvironmentIsTrimmedAsTheFilesIs(t *testing.T) {
	home(t)
	text := "[api]\nenvironment = \"training\"\nclient_id = \"x\"\n[store]\nlocations = [\"00-1\"]\n"
	for _, value := range []string{"hush", "hush\n", "  hush\r\n", "\thush "} {
		env := variables(SecretVariable, value)
		c, err := Load(file(t, text), env)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.Secret(env); err != nil || got != "hush" {
			t.Errorf("%q: %v", value, err)
		}
	}
	if _, err := Load(file(t, text), variables(SecretVariable, " \n")); err == nil {
		t.Error("white space is taken for a secret")
	}
}
