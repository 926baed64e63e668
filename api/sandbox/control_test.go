package sandbox_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"countertop/api/sandbox"
)

const controlSecret = "a-secret-of-the-owner"

// trainer works the control endpoints of a server that listens.
type trainer struct {
	t    *testing.T
	root string
}

func train(t *testing.T, options sandbox.Options, addr string) (trainer, *sandbox.Server) {
	t.Helper()
	options.ControlSecret = controlSecret
	server := sandbox.New(options)
	url, stop, err := server.Listen(t.Context(), addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return trainer{t, strings.TrimSuffix(url, sandbox.BasePath)}, server
}

func (w trainer) do(method, path, kind, host, body string) (int, sandbox.ControlState, string) {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.root+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+controlSecret)
	if request.Header.Set("Content-Type", kind); host != "" {
		request.Host = host
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	var state sandbox.ControlState
	if response.StatusCode == http.StatusOK {
		if err := json.Unmarshal(raw, &state); err != nil {
			w.t.Errorf("%s answers no state: %v", path, err)
		}
	}
	return response.StatusCode, state, string(raw)
}

func (w trainer) post(path, body string) (int, sandbox.ControlState, string) {
	w.t.Helper()
	return w.do(http.MethodPost, path, "application/json", "", body)
}

func TestControl(t *testing.T) {
	w, server := train(t, sandbox.Options{Now: func() time.Time { return noon }}, "127.0.0.1:0")
	if status, state, raw := w.post("/_training/clock", `{"days":101,"advance":"90m"}`); status != 200 || !state.Now.Equal(noon.AddDate(0, 0, 101).Add(90*time.Minute)) {
		t.Errorf("clock answers %d %s", status, raw)
	}
	status, state, raw := w.post("/_training/faults", `[{"kind":"slow","delay":"3s","percent":20},{"line":"dropped_after path=authorization count=2"}]`)
	if want := `"faults":[{"kind":"slow","percent":20,"delay":"3s"},{"kind":"dropped_after","path":"authorization","count":2}]`; status != 200 || !strings.Contains(raw, want) || len(server.Armed()) != 2 || len(state.Faults) != 2 {
		t.Errorf("faults answers %d %s", status, raw)
	}
	if status, state, raw = w.do(http.MethodDelete, "/_training/faults", "", "", ""); status != 200 || len(state.Faults)+len(server.Armed()) != 0 {
		t.Errorf("disarming answers %d %s", status, raw)
	}
	if status, state, raw = w.post("/_training/merchant", `{"capture_only":true}`); status != 200 || !state.Merchant.CaptureOnly || !server.Merchant().CaptureOnly || server.Merchant().Override {
		t.Errorf("merchant answers %d %s", status, raw)
	}
	token := tokenFor(t, server)
	if got := ask(t, server, token, "POST", base+"account/100000001/verify", `{"request_id":"r"}`); got != 200 {
		t.Fatalf("verify answers %d", got)
	}
	if _, state, raw = w.do(http.MethodGet, "/_training/state", "", "", ""); len(state.PINs) != 1 || len(state.PINs[0].Digits) != 6 || state.PINs[0].AccountNumber != "100000001" || state.Figures["accounts"] == 0 {
		t.Errorf("state answers %s", raw)
	}
	if _, state, raw = w.post("/_training/reset", `{}`); len(state.PINs) != 0 || !state.Now.Equal(noon) {
		t.Errorf("reset answers %s", raw)
	}
}

func TestControlRefuses(t *testing.T) {
	w, server := train(t, sandbox.Options{}, "127.0.0.1:0")
	for name, row := range map[string]struct {
		method, path, kind, host, body string
		status                         int
	}{
		"a page that posts a form":           {"POST", "/_training/reset", "text/plain", "", "{}", 403},
		"a name that leads here":             {"GET", "/_training/state", "", "pos.example.com", "", 403},
		"a clock that is moved back":         {"POST", "/_training/clock", "application/json", "", `{"advance":"-1h"}`, 400},
		"a clock that is moved back by days": {"POST", "/_training/clock", "application/json", "", `{"days":-1}`, 400},
		"a clock that is moved by an age":    {"POST", "/_training/clock", "application/json", "", `{"days":99999999}`, 400},
		"a clock that is not moved":          {"POST", "/_training/clock", "application/json", "", `{}`, 400},
		"an unknown member":                  {"POST", "/_training/clock", "application/json", "", `{"weeks":1}`, 400},
		"an unknown fault":                   {"POST", "/_training/faults", "application/json", "", `{"kind":"earthquake"}`, 400},
		"one wrong fault of two":             {"POST", "/_training/faults", "application/json", "", `[{"kind":"html"},{"kind":"x"}]`, 400},
		"a fault of no call":                 {"POST", "/_training/faults", "application/json", "", `{"kind":"slow","path":"nonsense"}`, 400},
		"a line of no call":                  {"POST", "/_training/faults", "application/json", "", `{"line":"slow path=nonsense"}`, 400},
		"two values":                         {"POST", "/_training/merchant", "application/json", "", `{} {}`, 400},
		"a merchant's unknown member":        {"POST", "/_training/merchant", "application/json", "", `{"rich":true}`, 400},
		"another method":                     {"PUT", "/_training/clock", "application/json", "", `{}`, 405},
		"another path":                       {"GET", "/_training/secrets", "", "", "", 404},
	} {
		if status, _, raw := w.do(row.method, row.path, row.kind, row.host, row.body); status != row.status {
			t.Errorf("%s gets %d %s, want %d", name, status, raw, row.status)
		}
	}
	if _, _, raw := w.post("/_training/faults", `{"line":"slow path=nonsense"}`); !strings.Contains(raw, `\"nonsense\" is the end of no call's path; expected one of oauth/token, i18n,`) {
		t.Errorf("a fault of no call is refused with %s", raw)
	}
	if len(server.Armed()) != 0 || server.State().Ahead != "0s" {
		t.Error("what was refused has changed something")
	}
}

// TestControlStaysOnLoopback listens on every address, which this machine reaches by loopback too.
func TestControlStaysOnLoopback(t *testing.T) {
	for _, row := range []struct {
		everywhere bool
		status     int
	}{{false, 409}, {true, 200}} { // 409: the POS API misses its headers
		w, _ := train(t, sandbox.Options{Anywhere: true, ControlAnywhere: row.everywhere}, "0.0.0.0:0")
		w.root = "http://127.0.0.1:" + w.root[strings.LastIndex(w.root, ":")+1:]
		if status, _, raw := w.do(http.MethodGet, "/_training/state", "", "", ""); status != row.status {
			t.Errorf("everywhere %t: answers %d %s", row.everywhere, status, raw)
		}
	}
}

// Other users of the machine reach loopback, and would read the PINs of a customer who is played.
func TestControlAsksForTheOwnersSecret(t *testing.T) {
	w, server := train(t, sandbox.Options{}, "127.0.0.1:0")
	for _, path := range []string{"state", "clock", "faults", "merchant", "reset"} {
		for _, told := range []string{"", "Bearer ", "Bearer x", "Bearer " + controlSecret + "x", controlSecret, "Basic " + controlSecret, "Bearer " + controlSecret[:5]} {
			for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
				request, err := http.NewRequestWithContext(t.Context(), method, w.root+"/_training/"+path, strings.NewReader(`{"days":1}`))
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("Authorization", told)
				request.Header.Set("Content-Type", "application/json")
				response, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(response.Body)
				if _ = response.Body.Close(); err != nil {
					t.Fatal(err)
				}
				if response.StatusCode != http.StatusUnauthorized && response.StatusCode != http.StatusMethodNotAllowed || strings.Contains(string(body), "pins") {
					t.Errorf("%s %s with %q gets %d %s", method, path, told, response.StatusCode, body)
				}
			}
		}
	}
	if server.State().Ahead != "0s" {
		t.Error("the clock was moved")
	}
}

// A console's own training server is worked from its pages: nothing stands on the port but the POS API.
func TestWithoutASecretThereIsNoControl(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	url, stop, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	w := trainer{t, strings.TrimSuffix(url, sandbox.BasePath)}
	for _, told := range []string{"", "Bearer "} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.root+"/_training/state", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", told)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		if _ = response.Body.Close(); response.StatusCode == http.StatusOK {
			t.Errorf("%q is let in", told)
		}
	}
}

// A web page that has a name of its own lead to loopback asks for a token with the secret that everybody knows.
func TestThePOSAPIAnswersToTheNamesOfThisMachine(t *testing.T) {
	w, _ := train(t, sandbox.Options{}, "127.0.0.1:0")
	for host, refused := range map[string]bool{
		"pos.example.com": true, "pos.example.com:80": true, "127.0.0.1.example.com": true, "10.1.2.3": true, "localhost.example": true,
		"localhost": false, "LOCALHOST:8080": false, "127.0.0.1": false, "127.0.0.2:1": false, "[::1]": false, "[::1]:80": false,
	} {
		for _, path := range []string{sandbox.BasePath + "v2.5/oauth/token", "/", "/_training/state"} {
			if status, _, raw := w.do(http.MethodPost, path, "application/x-www-form-urlencoded", host, ""); (status == http.StatusForbidden && strings.Contains(raw, "loopback")) != refused && path != "/_training/state" {
				t.Errorf("%s at %s gets %d %s", path, host, status, raw)
			}
		}
	}
}
