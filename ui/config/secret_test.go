package config

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestASecretPrintsAsDots(t *testing.T) {
	home(t)
	c, err := Load(file(t, "[api]\nenvironment = \"mi\"\nclient_id = \"merchant-of-tests\"\n[store]\nlocations = [\"00-1\"]\n"), variables(SecretVariable, "invented"))
	if err != nil {
		t.Fatal(err)
	}
	secret, err := c.Secret(variables(SecretVariable, "invented"))
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(map[string]any{"secret": secret})
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if got := fmt.Sprintf(verb, secret); got != "•••" {
			t.Errorf("%s prints %q", verb, got)
		}
	}
	if got := fmt.Sprintf("%+v %#v %s", struct{ S Secret }{secret}, []Secret{secret}, encoded); strings.Contains(got, "invented") || strings.Contains(got, "696e76656e746564") {
		t.Errorf("within other values it prints %q", got)
	}
	if secret.Reveal() != "invented" {
		t.Errorf("reveals %q", secret.Reveal())
	}
}
