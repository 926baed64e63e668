package training

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/ui/config"
	"countertop/ui/services"
)

// authority is an authority of a store's own: its certificate as a file, and a server's by it.
func authority(t *testing.T) (caFile string, server *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Testa Sample's authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "127.0.0.1"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: root.NotBefore, NotAfter: root.NotAfter,
	}
	rootDER, err := x509.CreateCertificate(rand.Reader, root, root, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, root, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	caFile = filepath.Join(t.TempDir(), "store-authority.pem")
	text := append([]byte("Testa Sample's authority\n"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: rootDER})...)
	if err := os.WriteFile(caFile, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return caFile, &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{{Certificate: [][]byte{leafDER}, PrivateKey: key}}}
}

// secured is a training server that speaks https only.
func secured(t *testing.T, certificate *tls.Config) (baseURL string) {
	t.Helper()
	baseURL, stop, err := sandbox.New(sandbox.Options{TLS: certificate}).Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return baseURL
}

// configured reads a configuration of a counter that has folders of its own.
func configured(t *testing.T, text string) config.Config {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"HOME", "USERPROFILE", "AppData", "LocalAppData", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"} {
		t.Setenv(name, folder)
	}
	t.Setenv(config.SecretVariable, sandbox.DefaultClientSecret)
	path := filepath.Join(folder, "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(path, os.Getenv)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return c
}

// counterText is the configuration of a counter of a server, with lines of [api].
func counterText(baseURL string, lines ...string) string {
	return fmt.Sprintf("[api]\nbase_url = %q\nbase_url_training = true\nclient_id = %q\n%s\n[store]\nlocations = [%q]\n[log]\nlevel = \"debug\"\n",
		baseURL, sandbox.DefaultClientID, strings.Join(lines, "\n"), sandbox.DefaultLocation)
}

// opened connects as the console does.
func opened(t *testing.T, c config.Config) *services.Connection {
	t.Helper()
	connection, err := connect(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(connection.Close)
	return connection
}

func lookUp(t *testing.T, connection *services.Connection) error {
	t.Helper()
	_, err := connection.Client.Lookup(t.Context(), api.Call{Language: api.English}, api.LookupQuery{AccountNumber: "100000016"})
	return err
}

func TestAPrivateAuthorityIsTrustedWhereTheFileNamesIt(t *testing.T) {
	caFile, certificate := authority(t)
	baseURL := secured(t, certificate)
	if err := lookUp(t, opened(t, configured(t, counterText(baseURL, fmt.Sprintf("ca_file = %q", caFile))))); err != nil {
		t.Errorf("with ca_file: %v", err)
	}
	err := lookUp(t, opened(t, configured(t, counterText(baseURL))))
	var failed *api.Error
	if !errors.As(err, &failed) || failed.Kind != api.KindNetwork || failed.Executed != api.ExecutedNever || !strings.Contains(err.Error(), "certificate not trusted") {
		t.Errorf("without ca_file: %v", err)
	}
}

func TestACAFileThatCannotBeReadIsNamedWithItsLine(t *testing.T) {
	_, err := connect(t.Context(), configured(t, counterText("https://127.0.0.1:1/", `ca_file = "nowhere.pem"`)))
	var problems config.Problems
	if !errors.As(err, &problems) || !strings.Contains(err.Error(), "config.toml:5: api.ca_file = ") || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("%v", err)
	}
}

// tunnels is a proxy on loopback that remembers where it was asked to go.
type tunnels struct {
	mu    sync.Mutex
	asked []string
}

func (p *tunnels) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked = append(p.asked, r.Method+" "+r.Host)
	p.mu.Unlock()
	far, err := new(net.Dialer).DialContext(r.Context(), "tcp", r.Host)
	if err != nil {
		http.Error(w, "", http.StatusBadGateway)
		return
	}
	defer func() { _ = far.Close() }()
	w.WriteHeader(http.StatusOK)
	near, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer func() { _ = near.Close() }()
	var both sync.WaitGroup
	both.Go(func() { _, _ = io.Copy(far, buffered); _ = far.Close() })
	both.Go(func() { _, _ = io.Copy(near, far); _ = near.Close() })
	both.Wait()
}

func (p *tunnels) requests() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.asked, "\n")
}

func TestRequestsGoThroughTheProxyOfTheConfiguration(t *testing.T) {
	caFile, certificate := authority(t)
	baseURL := secured(t, certificate)
	proxy := &tunnels{}
	listener := httptest.NewServer(proxy)
	t.Cleanup(listener.Close)
	trust := fmt.Sprintf("ca_file = %q", caFile)

	direct := opened(t, configured(t, counterText(baseURL, trust, `proxy = "none"`)))
	if err := lookUp(t, direct); err != nil || proxy.requests() != "" {
		t.Errorf("without a proxy: %v, it was asked for %q", err, proxy.requests())
	}
	through := opened(t, configured(t, counterText(baseURL, trust, fmt.Sprintf("proxy = %q", listener.URL))))
	host, _, _ := strings.Cut(strings.TrimPrefix(baseURL, "https://"), "/")
	if err := lookUp(t, through); err != nil || !strings.HasPrefix(proxy.requests(), "CONNECT "+host) {
		t.Errorf("through the proxy: %v, it was asked for %q", err, proxy.requests())
	}
	through.Client.Close() // the tunnels end before the proxy does

	nobody := opened(t, configured(t, counterText(baseURL, trust, `proxy = "http://127.0.0.1:1"`)))
	var failed *api.Error
	if err := lookUp(t, nobody); !errors.As(err, &failed) || failed.Kind != api.KindNetwork || failed.Executed != api.ExecutedNever {
		t.Errorf("a proxy that is not there: %v", err)
	}
	embedded := opened(t, configured(t, "[api]\nproxy = \"http://127.0.0.1:1\"\n"))
	if err := lookUp(t, embedded); err != nil {
		t.Errorf("the embedded server: %v", err)
	}
}

func TestAConnectionLogsToItsEnvironmentsFile(t *testing.T) {
	c := configured(t, "[store]\nterminal_id = \"R-7\"\n")
	connection := opened(t, c)
	if err := lookUp(t, connection); err != nil {
		t.Fatal(err)
	}
	connection.Close()
	text, err := os.ReadFile(c.Log.File)
	if err != nil {
		t.Fatal(err)
	}
	var routes []string
	for line := range bytes.Lines(text) {
		var record map[string]any
		if err := json.Unmarshal(line, &record); err != nil {
			t.Fatal(err)
		}
		if record["environment"] != "embedded" || record["terminal"] != "R-7" || record["version"] != version {
			t.Errorf("%s", line)
		}
		routes = append(routes, fmt.Sprint(record["route"]))
	}
	if got, want := strings.Join(routes, " "), "v2.5/oauth/token v2.5/client-id/{client_id}/customers/lookup"; got != want {
		t.Errorf("the log holds %s, want %s", got, want)
	}
}

func TestALogThatCannotBeWrittenStopsNothing(t *testing.T) {
	c := configured(t, "[log]\nfile = \"config.toml/console.log\"\n")
	connection := opened(t, c)
	if err := lookUp(t, connection); err != nil {
		t.Error(err)
	}
	select {
	case err := <-connection.LogFailed:
		if err == nil {
			t.Error("it fails without a reason")
		}
	default:
		t.Error("nobody is told")
	}
}

func TestEachKindOfCallHasTheDeadlineOfTheConfiguration(t *testing.T) {
	c := configured(t, "[timeouts]\nread = \"7s\"\nsubmit = \"8s\"\ntoken = \"9s\"\n[log]\nlevel = \"off\"\n")
	o := services.Server{}.Options(c, version, services.OpenLog(c))
	if want := (api.Timeouts{Read: 7 * time.Second, Submit: 8 * time.Second, Token: 9 * time.Second}); o.Timeouts != want || o.Logger != nil {
		t.Errorf("%+v, a log: %v", o.Timeouts, o.Logger != nil)
	}
}

func TestTheUsualEmployeesAreTheTrainingServersOwn(t *testing.T) {
	ids, permissions, err := sandbox.ParseEmployees(config.Default().Training.Employees)
	if err != nil || ids != nil {
		t.Errorf("%v, %v", ids, err)
	}
	if d := cmp.Diff(sandbox.SampleEmployees(), permissions); d != "" {
		t.Errorf("(-the server's +the configuration's):\n%s", d)
	}
}

func TestEmployeesThatTheServerCannotReadAreNamedWithTheirLine(t *testing.T) {
	err := Vet(configured(t, "[training]\nemployees = [\"*\", \"12345-SMITH sell\"]\n"))
	if err == nil || !strings.Contains(err.Error(), `config.toml:2: training.employees: "12345-SMITH sell": sell is no operation`) {
		t.Errorf("%v", err)
	}
}

func TestALessonsMerchantMayDoWhatTheConfigurationSays(t *testing.T) {
	connection := opened(t, configured(t, "[training]\noverride = false\n"))
	_, err := connection.Client.Verify(t.Context(), api.Call{}, api.VerificationRequest{AccountNumber: "100000016", By: api.VerifyOverride, RequestID: "r"})
	var failed *api.Error
	if !errors.As(err, &failed) || failed.Code != "merchant_override_is_not_allowed" {
		t.Errorf("%v", err)
	}
}
