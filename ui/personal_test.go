package ui

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/ui/logfile"
)

// Rule: personal data is on the screen and in the slip that the clerk saved, and nowhere else.

// traces are everything that a run leaves behind, by where.
type traces struct{ was map[string]string }

func (tr *traces) add(where, text string) { tr.was[where] += text + "\n" }

// personalValues are the values typed in a run that must not be found afterwards.
func personalValues(w *world) []string {
	values := []string{
		"Ficta", "Testperson", "Spécimen", "1990-05-17", "19900517", "ficta@sample.example", "sample.example",
		"416-555-0123", "4165550123", "514-555-0144", "5145550144", "12 Invention", "Sampleville", "M5V 2T6", "M5V2T6",
		"S1234-TEST-900517", "Rosebud-of-a-test", "Sample Works", "1250.50", "52000",
		"Manny", "Doubles", "1982-12-02", "wrong-answer-typed", "ordinary-answer", ordinaryAccount, quebecAccount, sandbox.DefaultClientSecret,
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	values = append(values, w.pins...)
	for token := range w.heard {
		values = append(values, token)
	}
	return values
}

// sendsAgain looks for the customer first, without whom an application whose answer was lost is not sent again.
func (h *hand) sendsAgain() {
	h.t.Helper()
	h.types("\r")
	h.settled()
	h.types("s")
	h.settled()
}

// clerksDay is a run with errors on its way: an application, the purchase that follows it with its slip, a
// search, a wrong answer and a lost connection.
func clerksDay(w *world) {
	h := w.home()
	h.apply("D-EMAIL_DBL_TIMEOUT")
	h.types("\r")
	h.settled()
	w.server.Arm(fault.Fault{Path: "apply", Status: http.StatusConflict, Code: "wrong_inputs", Count: 1})
	h.sendsAgain()
	w.server.Arm(fault.Fault{Path: "apply", Lose: true, Count: 1})
	h.sendsAgain()
	h.press(keyHomePress)
	h.press(keyDownPress, keyDownPress)
	h.types("\r")
	h.into("middle_name", "A-RR_L")
	h.press(keyPgDnPress)
	h.on("application.review")
	h.press(keyEndPress)
	h.sendsAgain()
	h.on("application.decision")
	h.types("\r")
	h.on("purchase.amount")
	h.fill([]answer{{"amount", "200"}, {"reference", "ORDER-5"}})
	h.press(keyPgDnPress)
	h.on("purchase.offers")
	h.agree()
	h.on("purchase.method")
	h.types("1\r")
	h.on("purchase.pin")
	h.phoned()
	h.types(w.lastPIN() + "\r")
	h.on("purchase.confirm")
	h.confirm()
	h.on("purchase.outcome")
	h.types("s")
	h.sees("Saved to")
	h.types("\r")

	h.types("l")
	h.on("account.find")
	h.fill([]answer{{"first_name", "Manny"}, {"last_name", "Doubles"}, {"dob", "1982-12-02"}})
	w.server.Arm(fault.Fault{Path: "search", Lose: true}) // also where the transport tries again
	h.press(keyPgDnPress)
	h.settled()
	h.sees("No answer came from the server")
	w.server.Disarm()
	h.press(keyPgDnPress)
	h.on("account.matches")
	h.types("\r")
	h.on("account.report")
	h.types("p")
	h.on("purchase.amount")
	h.fill([]answer{{"amount", "200"}, {"reference", "ORDER-6"}})
	h.press(keyPgDnPress)
	h.on("purchase.offers")
	h.agree()
	h.on("purchase.method")
	h.types("3\r")
	h.on("purchase.answer")
	h.types("wrong-answer-typed\r")
	h.settled()
	h.types("\x1b1\r")
	h.on("purchase.pin")
	h.phoned()
}

// clerksEvening does what follows a sale: a deposit whose answer is lost and what a manager decides of it, a
// refund, a capture and a return with their slips, a closed account, the history, and the day's end in every form.
func clerksEvening(w *world) {
	h := w.home()
	h.types("d")
	h.on("payment.kind")
	h.types("2\r")
	h.on("account.find")
	h.types(ordinaryAccount + "\r")
	h.on("payment.amount")
	h.into("amount", "80")
	h.press(keyPgDnPress)
	h.on("payment.method")
	h.types("3\r")
	h.on("payment.answer")
	h.types("sample\r")
	h.on("payment.confirm")
	w.server.Arm(fault.Fault{Path: "transactions", Lose: true, Count: 1})
	h.confirm()
	h.on("payment.doubt")
	h.press(keyF3Press)
	h.on("doubt.list")
	w.clock.pass(4 * time.Minute)
	h.types("\r")
	h.on("doubt.one")
	h.types("m")
	h.on("doubt.decide")
	h.types("not_done\r12345-BOSS\rsupport saw nothing\r")
	h.on("doubt.confirm")
	h.confirm()
	h.on("doubt.settled")

	h = w.home()
	h.types("l" + ordinaryAccount + "\r")
	h.on("account.report")
	h.types("f")
	h.on("sale.amount.refund")
	h.into("amount", "12.34")
	h.into("reference", "ORDER-9")
	h.press(keyPgDnPress)
	h.on("sale.confirm")
	h.confirm()
	h.on("sale.done")
	h.types("s")
	h.sees("Saved to")

	h = w.home()
	h.types("s")
	h.on("sale.find")
	h.into("reference", "SAMPLE")
	h.into("creation_date_from", "2025-09-01")
	h.press(keyPgDnPress)
	h.on("sale.list")
	h.choose("SAMPLE-OPEN")
	h.on("sale.one")
	for _, done := range [][2]string{{"c", "400"}, {"t", "100"}} {
		h.types(done[0])
		h.into("amount", done[1])
		h.press(keyPgDnPress)
		h.on("sale.confirm")
		h.confirm()
		h.on("sale.done")
		h.types("s")
		h.sees("Saved to")
		h.types("\r")
		h.on("sale.one")
	}

	h = w.home()
	h.types("l" + quebecAccount + "\r")
	h.on("account.report")
	h.types("c")
	h.on("closing.manager")
	h.types("12345-BOSS\rthe customer cancels\r")
	h.on("closing.confirm")
	h.confirm()
	h.on("closing.done")

	h = w.home()
	h.types("h")
	h.on("history.list")
	h.types("\r")
	h.on("history.entry")

	h = w.home()
	h.types("e\r")
	h.on("dayend.report")
	for _, form := range []string{"s", "c", "j"} {
		h.types(form)
		h.sees("Saved to")
	}
	h.types("p")
	h.sees("The printer has taken it.")
}

func TestPersonalDataIsOnTheScreenAndInTheSlipOnly(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(folder, "cache"))
	t.Setenv("TMPDIR", filepath.Join(folder, "tmp"))
	if err := os.Mkdir(filepath.Join(folder, "tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	left := &traces{was: map[string]string{}}
	log, err := logfile.Open(logfile.Options{Path: filepath.Join(folder, "state", "console.log"), MaxSizeMB: 5, KeptFiles: 1, MaxAgeDays: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() }) // it is closed below where the test goes well
	w.client.Logger = log.Logger(slog.LevelDebug)
	w.cache.Dir, w.options.SlipFolder = filepath.Join(folder, "cache"), filepath.Join(folder, "slips")
	w.keepIn(filepath.Join(folder, "state"))
	w.options.PrintCommand = []string{"tee", filepath.Join(folder, "paper")}
	clerksDay(w)
	clerksEvening(w)
	wasKept(t, w.journal().Opened())
	left.collectErrors(t, w)
	if err := log.Close(); err != nil {
		t.Error(err)
	}
	left.collectFiles(t, folder)
	left.was["the log"] = left.was["the file "+log.Path()]
	left.witness(t)
	linesAreWhole(t, left.was["the log"])
	for where, text := range left.was {
		for _, value := range personalValues(w) {
			if holdsValue(text, value) && !inSlip(where, value) {
				t.Errorf("%s holds %q", where, value)
			}
		}
	}
}

// linesAreWhole fails where a line of the log is no JSON, misses what support needs, or has a field that
// nobody decided on.
func linesAreWhole(t *testing.T, log string) {
	t.Helper()
	always := []string{"time", "level", "msg", "method", "route", "ref", "attempt"}
	answered, failed := []string{"status", "duration"}, []string{"kind", "executed", "code", "why"}
	counted := map[string]int{}
	for line := range strings.Lines(log) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		var record map[string]any
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		msg, _ := record["msg"].(string)
		counted[msg]++
		needed, allowed := always, always
		if msg == "request" {
			needed = slices.Concat(always, answered)
			allowed = slices.Concat(needed, failed)
		}
		for _, name := range needed {
			if record[name] == nil || record[name] == "" {
				t.Errorf("%s is missing in %s", name, line)
			}
		}
		for name := range record {
			if !slices.Contains(allowed, name) {
				t.Errorf("%s is in %s", name, line)
			}
		}
	}
	if counted["request"] < 20 || counted["sending"] != counted["request"] || len(counted) != 2 {
		t.Errorf("the log holds %v", counted)
	}
}

// holdsValue reports whether a value stands in a text, in any case; digits only as a number of their own: a time
// may have any of them.
func holdsValue(text, value string) bool {
	if strings.Trim(value, "0123456789.") != "" {
		return strings.Contains(strings.ToLower(text), strings.ToLower(value))
	}
	return regexp.MustCompile(`(^|[^0-9A-Za-z.])` + regexp.QuoteMeta(value) + `($|[^0-9A-Za-z])`).MatchString(text)
}

func TestAValueIsFound(t *testing.T) {
	for text, want := range map[string]bool{`{"pin":"2222"}`: true, "PIN 2222": true, "x12222y": false, "12.22223": false, "rosebud-OF-a": false} {
		if got := holdsValue(text, "2222"); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if !holdsValue("the rosebud-OF-a-test", "Rosebud-of-a-test") {
		t.Error("a value in other letters is not found")
	}
}

// inSlip is true for the customer's name on the slip, where it belongs.
func inSlip(where, value string) bool {
	return strings.Contains(where, "slips") && strings.Contains("Ficta Testperson-Spécimen", value)
}

// collectFiles takes the names and the contents of every file below a folder.
func (tr *traces) collectFiles(t *testing.T, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		tr.add("the file "+path, string(content))
		tr.add("the names of the files", strings.TrimPrefix(path, folder))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// collectErrors takes what the client's errors say of calls with personal values in them, under every verb, and
// the window's title.
func (tr *traces) collectErrors(t *testing.T, w *world) {
	t.Helper()
	h := w.connected(80)
	tr.add("the window's title", h.shell.View().WindowTitle)
	client, call := h.shell.services.Conn().Client, api.Call{Reference: api.NewReferenceID(), Language: api.English}
	search := api.SearchQuery{FirstName: "Ficta", LastName: "Testperson", BirthDate: "1990-05-17"}
	failures := map[string]func() error{
		"search, refused": func() error {
			_, err := client.Search(t.Context(), call, api.SearchQuery{FirstName: "Manny", LastName: "Doubles", BirthDate: "19821202x"})
			return err
		},
		"search, lost": func() error {
			w.server.Arm(fault.Fault{Path: "search", Lose: true})
			defer w.server.Disarm()
			_, err := client.Search(t.Context(), call, search)
			return err
		},
		"apply": func() error {
			_, err := client.Apply(t.Context(), call, api.Application{
				FirstName: "Ficta", LastName: "Testperson", BirthDate: "1990-05-17", Email: "ficta@sample.example",
				Phone: "4165550123", GovIDNumber: "S1234-TEST-900517", SecurityAnswer: "Rosebud-of-a-test",
			})
			return err
		},
		"verify": func() error {
			_, err := client.Verify(t.Context(), call, api.VerificationRequest{
				AccountNumber: ordinaryAccount, By: api.VerifySecurityQuestion, RequestID: "r", QuestionID: "4", Answer: "wrong-answer-typed",
			})
			return err
		},
	}
	for name, fail := range failures {
		err := fail()
		if err == nil {
			t.Errorf("%s did not fail", name)
			continue
		}
		tr.add("the error of "+name, fmt.Sprintf("%s\n%v\n%+v\n%#v", err, err, err, err))
	}
}

// witness fails where the run did not leave the traces that are looked through.
func (tr *traces) witness(t *testing.T) {
	t.Helper()
	for _, route := range []string{
		"/apply", "customers/search", "customers/lookup", "/verify", "calculate-interest", "/authorization", "i18n", "oauth/token",
		"/transactions", "/capture", "/return", "/refund", "/close",
	} {
		if !strings.Contains(tr.was["the log"], route) {
			t.Errorf("the log has no %s", route)
		}
	}
	files := tr.was["the names of the files"]
	for _, name := range []string{"catalogue-test-en.json", "catalogue-test-fr.json", "TRAINING-purchase-", "TRAINING-day-end-", ".csv", ".json", "paper"} {
		if !strings.Contains(files, name) {
			t.Errorf("there is no file %s among\n%s", name, files)
		}
	}
}
