package ui

import (
	tea "charm.land/bubbletea/v2"

	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox/fault"
	"countertop/ui/services"
)

// tours are ways through the console on which every page is looked at, in each language.
var tours = map[string]func(*testing.T, *world){
	"start": tourOfTheStart, "failed start": tourOfAFailedStart, "lists": tourOfTheLists,
	"application": tourOfAnApplication, "disclosures": tourOfTheDisclosures, "decisions": tourOfTheDecisions,
	"find": tourOfFinding, "purchase": tourOfAPurchase, "verification": tourOfTheVerification, "doubt": tourOfADoubt,
	"sale": tourOfASale, "payment": tourOfAPayment, "closing": tourOfAClosing, "items": tourOfTheItems, "lesson": tourOfALesson,
	"look-up": tourOfLookUps, "dialogs": tourOfTheDialogs,
}

func TestScreens(t *testing.T) {
	for _, language := range []api.Language{api.English, api.French} {
		t.Run(string(language), func(t *testing.T) {
			for name, tour := range tours {
				t.Run(name, func(t *testing.T) {
					w := newWorld(t)
					w.options.Language = language
					w.options.Later = func(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil } // nothing happens by itself
					tour(t, w)
				})
			}
		})
	}
}

func tourOfTheStart(_ *testing.T, w *world) {
	v := viewer{w.connected(80)}
	v.shows("sign-in")
	v.types("\r\r")
	v.shows("sign-in without an id")
	v.press(keyBackTab, keyBackTab)
	v.types(clerkID)
	v.shows("sign-in filled")
	v.types("\r\r")
	v.shows("home")
	v.press(keyDownPress, keyDownPress)
	v.shows("home, third entry")
	v.press(keyF1Press)
	v.shows("home, help")
}

func tourOfAFailedStart(t *testing.T, w *world) {
	fails := make(chan error)
	w.options.Connect = func(ctx context.Context) (*services.Connection, error) {
		select {
		case err := <-fails:
			return nil, err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	v := viewer{w.open(80)}
	v.types(clerkID + "\r\r")
	v.shows("home before the connection")
	v.types("n")
	v.shows("waiting for the connection")
	v.types("ms")
	v.shows("keys typed while waiting")
	fails <- errors.New("start the training server: listening on 127.0.0.1:0: permission denied")
	v.until("the failure", func() bool { return v.shell.services.Err() != nil })
	v.shows("no connection, keys dropped")
	v.press(keyDownPress)
	v.shows("no connection")
	if v.shell.waits.entry != 0 {
		t.Error("the application still waits for the connection")
	}
}

func tourOfTheLists(_ *testing.T, w *world) {
	release := w.hold("GET i18n")
	v := viewer{w.open(80)}
	v.types(clerkID + "\r\r")
	v.until("the connection", func() bool { return v.shell.services.Conn() != nil && w.called("GET i18n") > 0 })
	v.until("the token", func() bool { return !v.shell.services.Conn().Client.Token().Expires.IsZero() })
	v.shows("lists loading")
	w.server.Arm(fault.Fault{Path: "i18n", Status: http.StatusGatewayTimeout, Code: "GATEWAY_TIMEOUT"})
	release()
	v.until("the lists to fail", func() bool { return v.shell.services.Lists.State() == services.ListsFailed })
	v.shows("lists failed")
	v.types("n")
	v.on("application.no-lists")
	v.shows("application without lists")
	v.types("\r")
	v.settled()
	v.shows("application without lists, tried again")
	w.server.Disarm()
	v.types("\r")
	v.on("application.who")

	w.clock.pass(24 * time.Hour)
	w.server.Arm(fault.Fault{Path: "i18n", Status: http.StatusGatewayTimeout, Code: "GATEWAY_TIMEOUT"})
	asked := w.called("GET i18n")
	v = viewer{w.open(80)}
	v.types(clerkID + "\r\r")
	v.until("the kept lists", func() bool {
		return v.shell.services.Lists.State() == services.ListsKept && w.called("GET i18n") == asked+2
	})
	v.until("the token", func() bool { return !v.shell.services.Conn().Client.Token().Expires.IsZero() })
	v.shows("lists of yesterday")
}

func tourOfAnApplication(t *testing.T, w *world) {
	v := viewer{w.home()}
	v.types("n")
	answers := applicant("A-RR_H", "QC", "H2Y 1C6")
	for _, page := range asked {
		v.on(page)
		v.shows(page + ", empty")
		v.press(keyPgDnPress)
		v.shows(page + ", nothing answered")
		v.fill(wrong[page])
		v.types("\t")
		v.shows(page + ", wrong answers")
		v.fill(answers[page])
		v.shows(page + ", filled")
		v.press(keyPgDnPress)
	}
	for _, page := range []string{"application.qcpa", "application.fees", "application.insurance", "application.insurance-terms"} {
		v.on(page)
		v.read()
	}
	v.on("application.protection")
	v.shows("protection")
	v.into("insurance", "")
	v.types(" ")
	v.press(keyPgDnPress)
	v.on("application.terms")
	v.read()
	v.on("application.review")
	v.shows("review")
	v.press(keyHomePress)
	v.shows("review, first row")
	v.types("\r")
	v.into("account_type", "business")
	v.shows("application.who, a business")
	v.types("\x1b")
	v.on("application.review")
	v.shows("review, something is missing")
	v.types("\r")
	v.into("account_type", "consumer")
	v.press(keyPgDnPress)
	v.on("application.review")
	v.press(keyEndPress)
	release := w.hold("POST apply")
	v.types("\r")
	v.shows("sending")
	v.types("12")
	v.shows("sending, keys typed ahead")
	release()
	v.on("application.decision")
	v.shows("approved")
	v.types("\r")
	v.on("purchase.amount")
	v.shows("purchase after the approval")
	if w.called("POST apply") != 1 {
		t.Errorf("the application was sent %d times", w.called("POST apply"))
	}
}

// wrong are answers that the pages of an application do not take.
var wrong = map[string][]answer{
	"application.who":      {{"salutation", "zzz"}, {"first_name", "R2-D2"}, {"last_name", "O'Sample"}, {"dob", "1990-02-30"}},
	"application.contact":  {{"email", "ficta@sample"}, {"phone_number", "123"}, {"province", "ON"}, {"postal_code", "H2Y 1C6"}},
	"application.home":     {{"housing_type", "r"}, {"housing_payment", "a lot"}, {"occupation_id", "FE"}, {"employer_phone", "5550144"}},
	"application.identity": {{"govid_type", "CADL"}, {"govid_number", "É-1"}, {"govid_expiry", "2020-01-01"}},
	"application.security": {{"security_qid", "friend"}, {"security_answer", ""}},
}

func tourOfTheDisclosures(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.types("n")
	answers := applicant("", "QC", "H2Y 1C6")
	for _, page := range asked {
		v.on(page)
		v.fill(answers[page])
		v.press(keyPgDnPress)
	}
	for _, page := range []string{"application.qcpa", "application.fees", "application.insurance", "application.insurance-terms"} {
		v.on(page)
		v.shows(page)
		v.read()
	}
	v.on("application.protection")
	v.into("insurance", "n")
	v.press(keyPgDnPress)
	v.on("application.terms")
	v.screen()
	v.types("\r")
	v.shows("terms, Enter before the end")
	v.press(keyEndPress)
	v.shows("terms, end")
	v.types("\r")
	v.on("application.review")
	v.shows("review")
}

func tourOfTheDecisions(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.apply("D-EMAIL_DBL_TIMEOUT")
	v.types("\r")
	v.settled()
	v.shows("application_create_error")
	v.atRest()
	v.types("\r")
	v.settled()
	v.shows("nobody was found")
	w.server.Arm(fault.Fault{Path: "apply", Lose: true, Count: 1})
	v.types("s")
	v.settled()
	v.shows("the answer is lost")
	v.types("\r")
	v.settled()
	w.server.Arm(fault.Fault{Path: "apply", Status: http.StatusConflict, Code: "not_verified", Count: 1})
	v.types("s")
	v.settled()
	v.shows("refused")
	v.press(keyHomePress)
	v.types("\r")
	v.into("middle_name", "P-CREDIT")
	v.press(keyPgDnPress)
	v.on("application.review")
	v.press(keyEndPress)
	v.types("\r")
	v.settled()
	v.types("s")
	v.on("application.decision")
	v.shows("pending")
	v.types("\r")
	v.apply("D-NO_HIT")
	v.types("\r")
	v.on("application.decision")
	v.shows("declined")
}

func tourOfFinding(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.types("p")
	v.on("account.find")
	v.shows("find")
	v.press(keyPgDnPress)
	v.shows("find, nothing typed")
	v.fill([]answer{{"first_name", "Nobody"}, {"last_name", "Invented"}, {"dob", "19821202"}})
	v.press(keyPgDnPress)
	v.settled()
	v.shows("find, nobody")
	v.fill([]answer{{"first_name", "Manny"}, {"last_name", "Doubles"}})
	release := w.hold("GET search")
	v.press(keyPgDnPress)
	v.shows("searching")
	release()
	v.on("account.matches")
	v.shows("matches")
	v.types("3")
	v.shows("matches, a frozen one")
	v.types("\r")
	v.shows("matches, the frozen one chosen")
	v.types("\x1b")
	v.into("number", frozenAccount)
	v.shows("find, a number")
	v.press(keyPgDnPress)
	v.settled()
	v.shows("find, a frozen account's number")
	v.into("number", "123")
	v.press(keyPgDnPress)
	v.settled()
	v.shows("find, no such number")
}

func tourOfAPurchase(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.types("p" + ordinaryAccount + "\r")
	v.on("purchase.amount")
	v.shows("amount")
	v.fill([]answer{{"amount", "99999"}, {"reference", "ORDER-77 é"}, {"auto_capture", ""}})
	v.shows("amount, wrong answers")
	v.fill([]answer{{"amount", "1,234.50"}, {"reference", "ORDER-77"}, {"auto_capture", "now"}})
	v.shows("amount, filled")
	v.press(keyPgDnPress)
	v.on("purchase.offers")
	v.shows("offers")
	v.press(keyEndPress)
	v.shows("offers, last")
	v.press(keyHomePress)
	v.types("\r")
	v.on("purchase.terms")
	v.shows("terms")
	v.read()
	v.on("purchase.method")
	v.shows("method")
	v.prove()
	v.shows("confirm")
	v.types("\r")
	v.shows("confirm, Enter pressed")
	v.press(keyCtrlYPress)
	v.shows("confirm, too fast")
	release := w.hold(authorizing)
	v.confirm()
	v.shows("authorizing")
	v.types("\x1b")
	v.shows("authorizing, Esc pressed")
	release()
	v.on("purchase.outcome")
	v.shows("outcome")
	v.types("r")
	v.on("document")
	v.shows("slip")
	v.press(keyEndPress)
	v.shows("slip, end")
}

func tourOfTheVerification(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.buy(spentAccount, "49.90")
	v.press(keyEndPress)
	v.shows("offers above the credit")
	v.types("\x1b")
	v.into("amount", "45")
	v.into("auto_capture", "later")
	v.press(keyPgDnPress)
	v.on("purchase.offers")
	v.agree()
	v.on("purchase.method")
	v.types("3\r")
	v.on("purchase.answer")
	v.shows("answer")
	v.types("wrong\r")
	v.settled()
	v.shows("answer, wrong")
	v.types("\x1b5\r")
	v.on("purchase.vouch")
	v.shows("the store vouches")
	v.types("\x1b1\r")
	v.on("purchase.pin")
	v.phoned()
	v.shows("PIN")
	v.types("12\r")
	v.shows("PIN, too short")
	v.press(keyF5Press)
	v.settled()
	v.phoned()
	v.shows("PIN, sent again")
	v.into("verification_code", "0000\r")
	v.on("purchase.confirm")
	v.shows("confirm, pre-authorization")
	v.confirm()
	v.on("purchase.pin")
	v.shows("PIN, wrong")
	v.types(w.lastPIN() + "\r")
	v.on("purchase.confirm")
	v.confirm()
	v.on("purchase.outcome")
	v.shows("outcome, pre-authorized")
}

func tourOfADoubt(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.buy(ordinaryAccount, "300")
	v.agree()
	v.prove()
	v.atRest()
	w.server.Arm(fault.Fault{Path: "authorization", Lose: true, Count: 1})
	v.confirm()
	v.on("purchase.doubt")
	v.lineIsBack()
	v.shows("in doubt")
	v.types("\r")
	v.on("purchase.outcome")
	v.shows("in doubt, the server has it")
	v.types("\r")

	v.buy(ordinaryAccount, "350")
	v.agree()
	v.prove()
	v.atRest()
	v.confirm()
	v.settled()
	v.shows("a sale of the reference was made already")
	w.server.Arm(fault.Fault{Path: "authorization", Status: http.StatusGatewayTimeout, Code: "GATEWAY_TIMEOUT", Count: 1})
	v.confirm()
	v.on("purchase.doubt")
	v.lineIsBack()
	v.types("\r")
	v.settled()
	v.shows("in doubt, the server does not have it")
	v.types("l")
	v.shows("home with a doubt")
	v.asks(ordinaryAccount, "350")
	v.on("purchase.doubt")
	v.shows("the same again is not sent")
}

func tourOfLookUps(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.types("l" + ordinaryAccount + "\r")
	v.on("account.report")
	v.shows("account")
	v.types("\r" + openAccount + "\r")
	v.on("account.report")
	v.shows("account with authorizations and captures")
	v.types("\r")
	v.fill([]answer{{"first_name", "Freda"}, {"last_name", "Sample"}, {"dob", "19720312"}})
	v.press(keyPgDnPress)
	v.on("account.report")
	v.shows("frozen account")
	v.types("\r")
	v.fill([]answer{{"first_name", "Bizz"}, {"last_name", "Specimen"}, {"dob", "19780918"}})
	w.server.Arm(fault.Fault{Path: "captures", Status: http.StatusInternalServerError, Code: "general_error"})
	v.press(keyPgDnPress)
	v.on("account.report")
	v.shows("business account, captures not read")
	v.types("p")
	v.on("purchase.amount")
	v.shows("purchase with the account")
}

func tourOfTheDialogs(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.types("o")
	v.dialog("sign out")
	v.types("\x1bn")
	v.on("application.who")
	v.press(keyF1Press)
	v.shows("help on a page with fields")
	v.types("\x1bmr\rInvented")
	v.types("\x1b")
	v.dialog("leave")
	v.types("\x1b")
	v.press(keyCtrlCPress)
	v.dialog("quit")
	v.types("\x1b")
	v.resize(39, 11)
	tooSmall := sound(v.t, v.shell)
	v.resize(leastWidth, leastHeight)
	smallest := sound(v.t, v.shell)
	v.picture("too small", tooSmall)
	v.picture("smallest window", smallest)
}
