package config

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// counterWith is the configuration of a counter with lines of [api].
func counterWith(lines string) string {
	return "[api]\nenvironment = \"mi\"\nclient_id = \"merchant-of-tests\"\n" + lines + "\n[store]\nlocations = [\"00-1\"]\n"
}

func TestWhatIsWrongWithAFileOfCertificates(t *testing.T) {
	home(t)
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS()
	t.Cleanup(server.Close)
	good := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	for _, row := range []struct{ name, text, want string }{
		{"a certificate", good, ""},
		{"notes between two", "the store's\n" + good + "\nand the warehouse's\n" + good, ""},
		{"nothing", "", "holds no certificate: expected PEM (-----BEGIN CERTIFICATE-----)"},
		{"a key in place of a certificate", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("invented")})), "holds a block \"PRIVATE KEY\" after line 1: expected certificates only"},
		{"a certificate that is cut", good + string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw[:40]})), "that can't be read: expected PEM as the authority issued it"},
	} {
		t.Run(row.name, func(t *testing.T) {
			path := file(t, counterWith("ca_file = \"store.pem\""))
			if err := os.WriteFile(filepath.Join(filepath.Dir(path), "store.pem"), []byte(row.text), 0o600); err != nil {
				t.Fatal(err)
			}
			c, err := Load(path, variables(SecretVariable, "invented"))
			if err != nil {
				t.Fatal(err)
			}
			pool, err := c.RootCAs()
			if row.want == "" {
				if err != nil || pool == nil {
					t.Errorf("%v, %v", pool, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), "config.toml:4: api.ca_file = ") || !strings.Contains(err.Error(), row.want) {
				t.Errorf("%v, want %s", err, row.want)
			}
		})
	}
}

func TestWhichProxyIsChosen(t *testing.T) {
	home(t)
	for lines, want := range map[string]string{
		"": "as the environment says", "proxy = \"environment\"": "as the environment says", "proxy = \"none\"": "none",
		"proxy = \"http://proxy.example.com:3128\"": "http://proxy.example.com:3128", "proxy = \"socks5://[::1]:1080/\"": "socks5://[::1]:1080/",
	} {
		c, err := Load(file(t, counterWith(lines)), variables(SecretVariable, "invented"))
		if err != nil {
			t.Fatal(err)
		}
		got := "as the environment says"
		if choose := c.Proxy(); choose != nil {
			request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, c.BaseURL(), nil)
			address, err := choose(request)
			if got = "none"; err != nil || address != nil {
				got = address.String()
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s", lines, got, want)
		}
	}
}
