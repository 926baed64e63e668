package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"countertop/api"
)

// burst is a page's answers as they are typed with no pause: Enter after each.
func burst(answers []answer) string {
	var b strings.Builder
	for _, a := range answers {
		b.WriteString(a.text + "\r")
	}
	return b.String()
}

// holds checks what the application on the screen holds in its fields.
func (h *hand) holds(want map[string]string) {
	h.t.Helper()
	for field, value := range want {
		if got := h.ask().Form.Value(field); got != value {
			h.t.Errorf("%s holds %q, want %q", field, got, value)
		}
	}
}

// typedApplication returns what an application holds after a burst.
var typedApplication = map[string]string{
	"salutation": "ms", "first_name": "Ficta", "middle_name": "A-RR_M", "last_name": "Testperson-Spécimen",
	"dob": "1990-05-17", "preferred_language": "fr-CA", "account_type": "consumer",
	"email": "ficta@sample.example", "phone_number": "416-555-0123", "address_1": "12 Invention Street", "address_2": "Unit 4",
	"city": "Sampleville", "province": "ON", "postal_code": "M5V 2T6",
	"housing_type": "Rent", "housing_payment": "1250.50", "occupation_id": "FE", "employer_name": "Sample Works",
	"employer_phone": "514-555-0144", "annual_income": "52000.00",
	"govid_type": "CADL", "govid_issuedby": "ON", "govid_number": "S1234-TEST-900517", "govid_expiry": "2029-08-31",
	"security_qid": "4", "security_answer": "Rosebud-of-a-test",
}

// wholeApplication is an application as a fast typist types it, with a date that is refused in between and
// put right: the page's last Enter goes back to it.
func wholeApplication() string {
	answers := applicant("A-RR_M", "ON", "M5V 2T6")
	who := strings.Replace(burst(answers[asked[0]]), "1990-05-17", "1990-05-71", 1) + "\x151990-05-17\x0e"
	return "n" + who + burst(answers[asked[1]]) + burst(answers[asked[2]]) + burst(answers[asked[3]]) + burst(answers[asked[4]])
}

func TestAWholeApplicationTypedWithNoPauseLandsInItsFields(t *testing.T) {
	for name, open := range map[string]func(*world) *hand{
		"at home": (*world).home,
		"from the first frame, before there is a connection": func(w *world) *hand {
			h := w.open(80)
			h.types(clerkID + "\r\r")
			return h
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(newWorld(t))
			h.types(wholeApplication())
			h.on("application.fees")
			for _, page := range []string{"application.fees", "application.insurance", "application.insurance-terms"} {
				h.on(page)
				h.read()
			}
			h.on("application.protection")
			h.holds(typedApplication)
		})
	}
}

func TestNoKeyTypedAheadAgreesToATextThatWasNotPainted(t *testing.T) {
	h := newWorld(t).home()
	h.types(wholeApplication() + strings.Repeat("\r", 40))
	if got := h.player().page.ID; got != "application.fees" {
		t.Errorf("keys typed with no pause came to %s", got)
	}
}

func TestNoKeyTypedAheadSendsAnApplication(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.types(wholeApplication() + strings.Repeat("\r", 40))
	h.on("application.protection")
	h.types("no\r" + strings.Repeat("\r", 40))
	h.on("application.terms")
	h.screen()     // its end is in sight
	for range 40 { // a key that is held
		h.send(tea.KeyPressMsg{Code: tea.KeyEnter})
		h.screen()
		w.clock.pass(30 * time.Millisecond)
	}
	if h.player().page.ID != "application.terms" || h.shell.say != msgAgreeAgain {
		t.Errorf("a key that was held agreed: %s, %q", h.player().page.ID, h.shell.say.In(api.English))
	}
	w.clock.pass(quietAfterPage)
	h.send(tea.KeyPressMsg{Code: tea.KeyEnter})
	h.on("application.review")
	for range 10 {
		h.send(tea.KeyPressMsg{Code: tea.KeyEnter})
		w.clock.pass(30 * time.Millisecond)
	}
	h.settled()
	if w.called("POST apply") != 0 {
		t.Error("a key that was held sent the application")
	}
}

func TestAWholePurchaseTypedWithNoPauseMovesNoMoney(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.types("p" + ordinaryAccount + "\r250\rORDER-9\rlater\r2\r\r\r3\rsample\r\x19\x19\r\x19")
	h.on("purchase.terms") // an offer was chosen; its terms were not seen yet
	if w.called("POST calculate-interest") != 1 {
		t.Errorf("the offers were asked for %d times", w.called("POST calculate-interest"))
	}
	if got := ansi.Strip(h.screen()); !strings.Contains(got, "$250.00") {
		t.Errorf("the terms are of another amount:\n%s", got)
	}
	h.read()
	h.on("purchase.method")
	release := w.hold("POST verify")
	h.types("3\rsample\r\x19\x19\r\x19")
	w.clock.pass(5 * time.Second)
	release()
	h.on("purchase.confirm")
	for range 20 {
		h.types("\r\x19")
	}
	h.settled()
	if n := w.called(authorizing); n != 0 {
		t.Fatalf("keys typed ahead sent %d purchases", n)
	}
	if h.shell.say.Empty() {
		t.Error("nothing says why the purchase was not sent")
	}
	h.confirm()
	h.on("purchase.outcome")
	if n := w.called(authorizing); n != 1 {
		t.Errorf("the purchase was sent %d times", n)
	}
	if got := ansi.Strip(h.screen()); !strings.Contains(got, "$250.00 pre-authorized") {
		t.Errorf("the outcome is not of what was typed:\n%s", got)
	}
}

func TestKeysTypedWhileMoneyMovesConfirmNothing(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.buy(ordinaryAccount, "100")
	h.agree()
	h.prove()
	release := w.hold(authorizing)
	h.confirm()
	for range 5 {
		w.clock.pass(time.Second)
		h.types("\x19\r\x1b")
	}
	release()
	h.on("purchase.outcome") // and no Enter typed ahead has closed it
	if n := w.called(authorizing); n != 1 {
		t.Errorf("the purchase was sent %d times", n)
	}
	if got := h.screen(); !strings.Contains(got, "5 keys typed meanwhile were not used.") {
		t.Errorf("the screen does not say what became of the keys:\n%s", got)
	}
}

func TestNoKeyTypedAheadClosesADecision(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.apply("D-NO_HIT")
	release := w.hold("POST apply")
	h.types("\r\r\r\r")
	release()
	h.on("application.decision")
	if got := h.screen(); !strings.Contains(got, "Declined") {
		t.Errorf("the decision is not on the screen:\n%s", got)
	}
}

func TestATaskThatFailsDropsTheKeysTypedAheadAndSaysHowMany(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	release := w.hold("GET lookup")
	h.types("p123\r")
	h.types("250\rORDER")
	if got := h.screen(); !strings.Contains(got, "9 keys are kept") {
		t.Errorf("the keys are not counted:\n%s", got)
	}
	release()
	h.settled()
	h.on("account.find")
	if got := h.screen(); !strings.Contains(got, "9 keys typed meanwhile were not used.") {
		t.Errorf("the screen does not say how many keys were dropped:\n%s", got)
	}
	h.holds(map[string]string{"number": "123"})
}

func TestKeysTypedWhileTheListsAreMissingAreDropped(t *testing.T) {
	w := newWorld(t)
	release := w.hold("GET i18n")
	h := w.open(80)
	h.types(clerkID + "\r\rnms")
	h.until("the lists to be asked for", func() bool { return w.called("GET i18n") == 2 })
	h.types("\x1b") // the clerk does not wait
	if h.shell.waiting() || len(h.shell.ahead) != 0 {
		t.Error("the application is still waited for")
	}
	release()
	h.ready()
	if _, ok := h.shell.top().(*home); !ok {
		t.Error("the application opened though the clerk had left it")
	}
}
