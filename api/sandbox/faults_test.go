package sandbox_test

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
)

// TestEveryKindOfFault hits a purchase, an application or a token call with each kind and says what
// the caller sees and whether a purchase was made.
func TestEveryKindOfFault(t *testing.T) {
	buy := func(k *counter) answer {
		return k.post(interest+"authorization", purchase("100000001", "r").with(object{"verification_code": k.verified("100000001", "r")}))
	}
	apply := func(k *counter) answer { return k.post(base+"apply", application()) }
	token := func(k *counter) answer { return k.form(credentials(nil)) }
	refresh := func(k *counter) answer {
		first := k.form(credentials(nil))
		return k.form(credentials(url.Values{"grant_type": {"refresh_token"}, "refresh_token": {first.body["refresh_token"].(string)}}))
	}
	const hungUp = 0
	seen := map[fault.Kind]bool{}
	for _, row := range []struct {
		fault  string
		do     func(*counter) answer
		status int
		code   string
		raw    string // a part of the body
		bought bool
	}{
		{"dropped_before path=authorization", buy, hungUp, "", "", false},
		{"dropped_after path=authorization", buy, hungUp, "", "", true},
		{"unauthorized path=authorization", buy, 401, "invalid_token", "", false},
		{"server_error path=authorization", buy, 500, "general_error", "", false},
		{"server_error path=authorization execute", buy, 500, "general_error", "", true},
		{"gateway_timeout path=authorization", buy, 504, "GATEWAY_TIMEOUT", "", false},
		{"gateway_timeout path=authorization execute", buy, 504, "GATEWAY_TIMEOUT", "", true},
		{"html path=authorization", buy, 502, "", "<html", false},
		{"html path=authorization status=200 execute", buy, 200, "", "<html", true},
		{"empty path=authorization", buy, 200, "", "", true},
		{"unknown_code path=authorization", buy, 409, "training_code_that_no_contract_names", "", false},
		{"maintenance path=authorization", buy, 503, "", "<html", false},
		{"blocked path=authorization", buy, 467, "", "<html", false},
		{"status=466 path=authorization", buy, 466, "", "", false},
		{"slow path=authorization delay=1ms", buy, 200, "", "authorization_id", true},
		{"third_party_timeout", apply, 409, "application_create_error", "", false},
		{"token_down", token, 503, "general_error", "", false},
		{"refresh_refused", token, 200, "", "access_token", false},
		{"refresh_refused", refresh, 400, "invalid_request", "", false},
		{"refused path=authorization for=1h", buy, hungUp, "", "", false},
		{"error_after path=authorization", buy, 409, "general_error", "", true},
		{"error_inside path=authorization", buy, 200, "general_error", `"authorization_id"`, true},
		{"accepted path=authorization", buy, 202, "", "{}\n", true},
		{"without_id path=authorization", buy, 200, "", `"remaining_authorization_amount"`, true},
		{"other_amount path=authorization", buy, 200, "", `"amount":101.00`, true},
		{"masked path=authorization", buy, 200, "", `"account_number":"*****0001"`, true},
	} {
		t.Run(row.fault, func(t *testing.T) {
			k := setup(t, sandbox.Options{})
			armed := parsed(t, row.fault)
			seen[armed.Kind] = true
			k.server.Arm(armed)
			got := row.do(k)
			if got.status != row.status || got.code() != row.code || !strings.Contains(got.raw, row.raw) || row.code+row.raw == "" && got.raw != "" && row.status != 466 {
				t.Errorf("answers %d %q %s", got.status, got.code(), got.raw)
			}
			k.server.Disarm()
			k.token = k.signIn("merchant")
			if listed := k.get(interest + "authorizations?account_number=100000001"); strings.Contains(listed.raw, "TEST-1") != row.bought {
				t.Errorf("a purchase was made: %t", !row.bought)
			}
		})
	}
	seen[fault.Truncated] = true // below
	seen[fault.ShortList] = true // in the tests of strange answers
	for _, kind := range fault.Kinds() {
		if !seen[kind] {
			t.Errorf("no row for %s", kind)
		}
	}
}

func parsed(t *testing.T, line string) fault.Fault {
	t.Helper()
	read, err := sandbox.ParseFault(line)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestATruncatedAnswerIsHalfOfTheRealOne(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	token := tokenFor(t, server)
	whole := bodyOf(t, server, token, base+"i18n/insurance")
	server.Arm(fault.Fault{Kind: fault.Truncated})
	half := bodyOf(t, server, token, base+"i18n/insurance")
	if len(half) != len(whole)/2 || !strings.HasPrefix(whole, half) || json.Valid([]byte(half)) {
		t.Errorf("the answer is %q of %q", half, whole)
	}
}

// TestARevokedTokenIsMendedByAnother is a 401 in the middle of a flow.
func TestARevokedTokenIsMendedByAnother(t *testing.T) {
	k := setup(t, sandbox.Options{})
	k.server.Arm(fault.Fault{Kind: fault.Unauthorized, Path: "customers/lookup", Count: 1})
	path := base + "customers/lookup?account_number=100000001"
	k.expect(k.get(path), 401, "invalid_token")
	k.expect(k.get(path), 401, "invalid_token") // the fault is over, the token is gone
	k.token = k.signIn("merchant")
	k.expect(k.get(path), 200, "")
}

func TestFaultsHitWhatTheirPathSays(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	token := tokenFor(t, server)
	for _, row := range []struct {
		path, call string
		hit        bool
	}{
		{"", base + "i18n", true},
		{"i18n", base + "i18n", true},
		{"/i18n/", base + "i18n", true},
		{"8n", base + "i18n", false},
		{"i18n", base + "i18n/insurance", false},
		{"i18n/*", base + "i18n/insurance", true},
		{"authorization/*/capture", base + "authorization/12/capture", true},
		{"authorization/*/capture", base + "authorization/12/release", false},
		{"v2.5/client-id/*/i18n", base + "i18n", true},
		{"a/b/c/d/e/f/g/i18n", base + "i18n", false},
	} {
		server.Disarm()
		server.Arm(fault.Fault{Path: row.path, Status: 503, Code: "general_error"})
		if hit := ask(t, server, token, "GET", row.call, "") == 503; hit != row.hit {
			t.Errorf("a fault of %q hits %s: %t", row.path, row.call, hit)
		}
	}
}

func TestAFaultEndsByItselfOrByItsCount(t *testing.T) {
	k := setup(t, sandbox.Options{})
	k.server.Arm(fault.Fault{Kind: fault.Maintenance, For: time.Minute})
	k.server.Arm(fault.Fault{Kind: fault.GatewayTimeout, Count: 2})
	if got := k.get(base + "i18n").status; got != 503 {
		t.Errorf("answers %d during maintenance", got)
	}
	k.mu.Lock()
	k.now = k.now.Add(time.Minute)
	k.mu.Unlock()
	k.expect(k.get(base+"i18n"), 504, "GATEWAY_TIMEOUT")
	if left := k.server.Armed(); len(left) != 1 || left[0].Count != 1 {
		t.Errorf("armed are %+v", left)
	}
	k.expect(k.get(base+"i18n"), 504, "GATEWAY_TIMEOUT")
	k.expect(k.get(base+"i18n"), 200, "")
	if left := k.server.Armed(); len(left) != 0 {
		t.Errorf("armed are %+v", left)
	}
}

// TestFaultsDoNotChangeTheIds draws faults and compares a PIN with the one of a server without.
func TestFaultsDoNotChangeTheIds(t *testing.T) {
	one, other := setup(t, sandbox.Options{}), setup(t, sandbox.Options{})
	one.server.Arm(fault.Fault{Percent: 1, Delay: time.Nanosecond})
	for range 5 {
		one.get(base + "i18n/insurance")
	}
	if got, want := one.verified("100000001", "r"), other.verified("100000001", "r"); got != want {
		t.Errorf("the PIN is %s with faults and %s without", got, want)
	}
}

func TestWhatIsNoFault(t *testing.T) {
	for line, says := range map[string]string{
		"":                              "kind: is missing",
		"path=apply":                    "kind: is missing",
		"earthquake":                    "expected one of refused, dropped_before",
		"slow delay=fast":               "expected a time with its unit",
		"slow delay=-1s":                "expected a time with its unit",
		"slow delay=25h":                "at most 24h",
		"slow count=0":                  "count: expected a whole number from 1",
		"slow percent=101":              "percent: expected 1 to 100",
		"slow path=[":                   `path: "[" is the end of no call's path`,
		"slow status=99":                "status: expected",
		"slow body=xml":                 "body: expected",
		"slow speed=3":                  "speed: expected path=",
		"dropped_after apply":           "apply: expected path=",
		"dropped_after execute=perhaps": "execute: expected path=",
	} {
		if read, err := sandbox.ParseFault(line); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q gives %+v, %v", line, read, err)
		}
	}
}

// listens is a server on a port of its own, with a client that makes a connection for each call.
func listens(t *testing.T) (server *sandbox.Server, url string, call func() error) {
	t.Helper()
	server = sandbox.New(sandbox.Options{})
	url, stop, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	client := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(client.CloseIdleConnections)
	return server, url, func() error {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.Do(request)
		if err != nil {
			return err
		}
		return response.Body.Close()
	}
}

func TestAnOutageRefusesConnectionsUntilItEnds(t *testing.T) {
	server, _, call := listens(t)
	for range 2 {
		if err := call(); err != nil {
			t.Fatal(err)
		}
		server.Arm(fault.Fault{Kind: fault.Refused, For: time.Hour})
		err := call() // the connection of before is closed, too
		for i := 0; i < 3 && err != nil && !errors.Is(err, syscall.ECONNREFUSED); i++ {
			err = call() // it may be caught in the middle once
		}
		var dialled *net.OpError
		if !errors.Is(err, syscall.ECONNREFUSED) || !errors.As(err, &dialled) || dialled.Op != "dial" {
			t.Fatalf("during an outage a call gives %v", err)
		}
		if !server.State().Down {
			t.Error("the state does not say that the line is down")
		}
		server.Disarm()
	}
	if err := call(); err != nil || server.State().Down {
		t.Errorf("after the outage a call gives %v", err)
	}
}

// TestAnOutageEndsByItself waits on a clock of its own.
func TestAnOutageEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := sandbox.New(sandbox.Options{})
		server.Arm(fault.Fault{Kind: fault.Refused, For: time.Hour})
		time.AfterFunc(30*time.Minute, func() { server.Arm(fault.Fault{Kind: fault.Refused, For: time.Hour}) })
		for _, row := range []struct {
			after time.Duration
			down  bool
		}{{0, true}, {61 * time.Minute, true}, {30 * time.Minute, false}} {
			<-time.After(row.after)
			synctest.Wait()
			if down := server.State().Down; down != row.down {
				t.Errorf("after %s more it is down: %t", row.after, down)
			}
		}
	})
}

func TestAServerStopsDuringAnOutage(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	_, stop, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server.Arm(fault.Fault{Kind: fault.Refused, For: time.Hour})
	stop() // and does not wait for the hour
	server.Disarm()
}
