package sandbox_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"countertop/api/sandbox"
)

// kept is setup with a state file, which is opened anew by restart.
func kept(t *testing.T, path string) *counter {
	t.Helper()
	k := &counter{t: t, now: noon}
	server, err := sandbox.Open(path, sandbox.Options{
		Override: true, Now: k.time,
		PIN: func(pin sandbox.PIN) {
			k.mu.Lock()
			defer k.mu.Unlock()
			k.pins = append(k.pins, pin)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	listening := httptest.NewServer(server)
	t.Cleanup(listening.Close)
	k.server, k.url = server, listening.URL+sandbox.BasePath
	k.token = k.signIn("merchant")
	return k
}

func (k *counter) restart(path string) *counter {
	k.t.Helper()
	if err := k.server.Close(); err != nil {
		k.t.Error(err)
	}
	return kept(k.t, path)
}

// readsOf is everything that can be read of the accounts that a whole sale touches.
func readsOf(k *counter) string {
	k.t.Helper()
	var all strings.Builder
	for _, path := range []string{
		interest + "authorizations?page_size=50", interest + "captures?page_size=50",
		base + "customers/search?first_name=Nova&last_name=Sample&dob=1990-05-05",
		base + "customers/search?first_name=Zo%C3%A9&last_name=%C3%89chantillon&dob=1985-11-20",
		base + "customers/lookup?account_number=100000011", base + "customers/lookup?account_number=100000015",
		base + "customers/lookup?account_number=100000016", base + "customers/lookup?account_number=100000017",
	} {
		all.WriteString(k.get(path).raw)
	}
	state := k.server.State()
	state.Figures["tokens"] = 0 // they end with the server
	whole, err := json.Marshal(state)
	if err != nil {
		k.t.Fatal(err)
	}
	return all.String() + string(whole) + k.server.Kept(k.t)
}

// TestEveryChangeSurvivesARestart does everything that changes the state, and restarts after each: a
// change that is not written down is missed at once.
func TestEveryChangeSurvivesARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	k := kept(t, path)
	steps := []struct {
		name string
		do   func(k *counter) answer
	}{
		{"an application", func(k *counter) answer { return k.post(base+"apply", application().with(object{"insurance": true})) }},
		{"a PIN", func(k *counter) answer {
			return k.post(base+"account/100000001/verify", object{"request_id": "sent"})
		}},
		{"a purchase with the PIN of before", func(k *counter) answer {
			pin := k.server.State().PINs
			return k.post(interest+"authorization", purchase("100000001", "sent").with(object{"verification_code": pin[len(pin)-1].Digits}), "x-idempotency-key", "K")
		}},
		{"an open purchase", func(k *counter) answer {
			buy := purchase("100000002", "open").with(object{"verification_code": k.verified("100000002", "open"), "auto_capture": false})
			return k.post(interest+"authorization", buy)
		}},
		{"a capture", func(k *counter) answer {
			return k.post(base+"authorization/"+k.authorization("SAMPLE-OPEN")+"/capture", object{"amount": 100})
		}},
		{"a release", func(k *counter) answer {
			return k.post(base+"authorization/"+k.authorization("SAMPLE-OPEN")+"/release", store.with(object{"amount": 50}))
		}},
		{"a return", func(k *counter) answer {
			return k.post(k.capturePath("SAMPLE-PART"), store.with(object{"reference": "R", "amount": 10}))
		}},
		{"a refund", func(k *counter) answer {
			return k.post(base+"accounts/100000016/refund", store.with(object{"reference": "F", "amount": 5}))
		}},
		{"a payment", func(k *counter) answer {
			return k.post(interest+"transactions", store.with(object{
				"transaction_type": "instore_payment", "amount": 7, "account_number": "100000016", "request_id": "pay",
				"verification_code": k.verified("100000016", "pay"),
			}))
		}},
		{"a closing", func(k *counter) answer { return k.post(base+"accounts/100000004/close", object{}) }},
		{"another day", func(k *counter) answer {
			if err := k.server.MoveClock(25 * time.Hour); err != nil {
				k.t.Error(err)
			}
			k.token = k.signIn("merchant")
			return k.get(base + "i18n/insurance")
		}},
	}
	for _, step := range steps {
		k.expect(step.do(k), 200, "")
		before := readsOf(k)
		k = k.restart(path)
		if after := readsOf(k); after != before {
			t.Fatalf("after %s and a restart it reads\n%s\nand before\n%s", step.name, after, before)
		}
	}
	for range 3 {
		k = k.restart(path)
		k.expect(k.post(base+"account/100000015/verify", wrongAnswer), 409, "secret_answer_mismatch")
	}
	k = k.restart(path)
	k.expect(k.post(base+"account/100000015/verify", wrongAnswer), 409, "tries_exceed")
	again := purchase("100000001", "sent").with(object{"verification_code": "123456"})
	k.expect(k.post(interest+"authorization", again, "x-idempotency-key", "K"), 409, "idempotency_key_reused") // the key is remembered
	if err := k.server.Reset(); err != nil {
		t.Fatal(err)
	}
	k = k.restart(path)
	if state := k.server.State(); state.Ahead != "0s" || state.Figures["accounts"] != freshAccounts() {
		t.Errorf("after a reset and a restart there is %+v", state)
	}
}

var wrongAnswer = object{"format": "security_question", "request_id": "w", "security_qid": "4", "security_answer": "wrong"}

func TestIdsGoOnWhereTheyStopped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	k, other := kept(t, path), setup(t, sandbox.Options{Override: true})
	for n := range 3 {
		request := fmt.Sprint("r", n)
		if got, want := k.verified("100000001", request), other.verified("100000001", request); got != want {
			t.Errorf("PIN %d is %s with a restart and %s without", n, got, want)
		}
		k.post(base+"account/100000001/verify", object{"request_id": "x"})
		other.post(base+"account/100000001/verify", object{"request_id": "x"})
		k = k.restart(path)
		other.token = other.signIn("merchant") // as the restarted one did
	}
}

func TestAStateFileHasOneServer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	k := kept(t, path)
	if _, err := sandbox.Open(path, sandbox.Options{}); !errors.Is(err, sandbox.ErrStateInUse) {
		t.Errorf("a second server gets %v", err)
	}
	if err := k.server.Close(); err != nil {
		t.Fatal(err)
	}
	k.expect(k.post(base+"accounts/100000016/refund", store.with(object{"reference": "F", "amount": 5})), 500, "general_error")
	k.restart(path)
}

func TestWhatIsInAStateFile(t *testing.T) {
	folder := t.TempDir()
	whole := filepath.Join(folder, "state")
	k := kept(t, whole)
	refund := func() {
		k.t.Helper()
		k.expect(k.post(base+"accounts/100000016/refund", store.with(object{"reference": "F", "amount": 5})), 200, "")
	}
	refund()
	refund()
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(content), k.token) {
		t.Error("a token is in the file")
	}
	if info, err := os.Stat(whole); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("others may open the file: %v, %v", info.Mode(), err)
	}
	lines := bytes.SplitAfter(content, []byte("\n"))
	if len(lines) != 4 { // a state, two changes, and nothing
		t.Fatalf("the file has %d lines", len(lines)-1)
	}
	spoilt := func(line int) []byte {
		out := bytes.Clone(content)
		at := bytes.Index(out, lines[line]) + len(lines[line]) - 20
		out[at] ^= 1
		return out
	}
	for name, row := range map[string]struct {
		content []byte
		left    string // of account 100000016; empty: the file is refused
	}{
		"nothing":                      {nil, "50.00"},
		"everything":                   {content, "60.00"},
		"a last line without its end":  {content[:len(content)-1], "55.00"},
		"half of the last line":        {content[:len(content)-len(lines[2])/2], "55.00"},
		"a last line with a wrong bit": {spoilt(2), "55.00"},
		"a line between with one":      {spoilt(1), ""},
		"a first line with one":        {spoilt(0), ""},
		"half of the first line":       {lines[0][:100], ""},
		"no first line":                {content[len(lines[0]):], ""},
		"something else":               {[]byte("[api]\nlanguage = \"fr\"\n"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state")
			if err := os.WriteFile(path, row.content, 0o600); err != nil {
				t.Fatal(err)
			}
			server, err := sandbox.Open(path, sandbox.Options{})
			if row.left == "" {
				if !errors.Is(err, sandbox.ErrStateDamaged) {
					t.Errorf("opening gives %v", err)
				}
				if left, err := os.ReadFile(path); err != nil || !bytes.Equal(left, row.content) {
					t.Error("a file that was refused was changed")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := server.Close(); err != nil {
				t.Fatal(err)
			}
			if left := kept(t, path).available("100000016"); left != row.left {
				t.Errorf("the credit left is %s, want %s", left, row.left)
			}
		})
	}
}

// TestALongFileIsMadeAnew applies until the file was made anew: it becomes shorter, and nothing is lost.
func TestALongFileIsMadeAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	k := kept(t, path)
	long, applied := strings.Repeat("x", 240), 0
	grown := k.server.GrowAtMost(40_000)
	for size := int64(0); ; applied++ {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() < size {
			break
		}
		if size = info.Size(); size > 20*int64(grown) || applied > 2_000 {
			t.Fatalf("after %d applications the file has %d bytes", applied, size)
		}
		k.expect(k.post(base+"apply", application().with(object{
			"first_name": fmt.Sprint("Nova", applied), "request_id": fmt.Sprint("r", applied), "address_1": long,
		})), 200, "")
	}
	k = k.restart(path)
	if accounts := k.server.State().Figures["accounts"]; accounts != freshAccounts()+applied {
		t.Errorf("%d applications and %d accounts", applied, accounts)
	}
}

// TestKilledServer kills a server with -9 while it sells, and looks for every purchase that was
// answered. The server is this test's own program, started again.
func TestKilledServer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	for range 2 {
		server := startChild(t, path)
		answered := server.sellUntilKilled(t, 20)
		k := kept(t, path)
		listed := k.get(interest + "authorizations?account_number=100000002&page_size=50").raw
		for page := 2; strings.Contains(listed, `"authorization_id"`) && page < 40; page++ {
			more := k.get(fmt.Sprintf("%sauthorizations?account_number=100000002&page_size=50&page_number=%d", interest, page)).raw
			if !strings.Contains(more, `"authorization_id"`) {
				break
			}
			listed += more
		}
		for _, id := range answered {
			if !strings.Contains(listed, id) {
				t.Errorf("purchase %s was answered and is gone", id)
			}
		}
		if err := k.server.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// childVariable makes this program a server with a state file, for TestKilledServer.
const childVariable = "COUNTERTOP_TEST_STATE_FILE"

func TestMain(m *testing.M) {
	if path := os.Getenv(childVariable); path != "" {
		os.Exit(beServer(path))
	}
	os.Exit(m.Run())
}

// beServer serves until it is killed, or its standard input ends.
func beServer(path string) int {
	server, err := sandbox.Open(path, sandbox.Options{})
	if err != nil {
		return 1
	}
	listening := httptest.NewServer(server)
	if _, err := fmt.Fprintln(os.Stdout, listening.URL); err != nil {
		return 1
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

type child struct {
	url  string
	kill func()
}

func startChild(t *testing.T, path string) child {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), program)
	command.Env = append(os.Environ(), childVariable+"="+path)
	in, err := command.StdinPipe() // held open: the server ends with this test
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	kill := sync.OnceFunc(func() {
		_ = command.Process.Kill() // SIGKILL
		_ = command.Wait()
		_ = in.Close()
	})
	t.Cleanup(kill)
	var url string
	if _, err := fmt.Fscanln(out, &url); err != nil {
		t.Fatalf("the server says no address: %v", err)
	}
	return child{url, kill}
}

// sellUntilKilled sells from several counters at once, kills the server once enough were answered,
// and gives the ids of those.
func (c child) sellUntilKilled(t *testing.T, enough int) []string {
	t.Helper()
	k := &counter{t: t, url: c.url + sandbox.BasePath}
	k.token = k.signIn("merchant")
	var mu sync.Mutex
	var answered []string
	var group sync.WaitGroup
	for n := range 4 {
		group.Go(func() {
			for i := 0; ; i++ {
				id := sellOnce(k, fmt.Sprintf("r-%d-%d", n, i))
				if id == "" {
					return // the line is gone
				}
				mu.Lock()
				answered = append(answered, id)
				if len(answered) == enough {
					go c.kill()
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	c.kill() // waits until it has ended
	if len(answered) < enough {
		t.Fatalf("only %d purchases were answered", len(answered))
	}
	return answered
}

// sellOnce buys for a cent and gives the id of the purchase; "" when no answer came.
func sellOnce(k *counter, request string) string {
	got := k.post(base+"account/100000002/verify", object{
		"format": "security_question", "request_id": request, "security_qid": "4", "security_answer": "sample",
	})
	_, pin, found := strings.Cut(strings.TrimSuffix(strings.TrimSpace(got.raw), "}"), ":")
	if !found {
		return ""
	}
	bought := k.post(interest+"authorization", purchase("100000002", request).with(object{
		"verification_code": pin, "amount": json.Number("0.01"), "financing_option": object{"transaction_type": "regular_purchase"},
	}))
	id, _ := bought.body["authorization_id"].(string)
	return id
}
