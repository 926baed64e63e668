package ui

import (
	"testing"
	"time"

	"countertop/api/sandbox"
)

// tourOfAPayment takes a deposit, and one whose answer is lost, which a manager settles.
func tourOfAPayment(t *testing.T, w *world) {
	w.journal = keptFor(t, w)
	v := viewer{w.home()}
	deposit := func(amount string) {
		v.types("d")
		v.on("payment.kind")
		v.types("2\r")
		v.on("account.find")
		v.types(ordinaryAccount + "\r")
		v.on("payment.amount")
		v.into("amount", amount)
		v.press(keyPgDnPress)
		v.on("payment.method")
		v.types("3\r")
		v.on("payment.answer")
		v.types("sample\r")
		v.on("payment.confirm")
	}
	v.types("d")
	v.on("payment.kind")
	v.shows("kinds")
	v.types("\x1b")
	deposit("75")
	v.shows("confirm a deposit")
	v.confirm()
	v.on("payment.done")
	v.shows("deposit made")
	v.types("\r")
	v.types("h")
	v.on("history.list")
	v.shows("history")
	v.types("f")
	v.on("history.filter")
	v.shows("filter of the history")
	v.types("\x1b")
	v.on("history.list")
	v.types("\r")
	v.on("history.entry")
	v.shows("entry of the history")
	v.types("\x1b")
	v.on("history.list")
	v.types("\x1b")
	v.types("e")
	v.on("dayend.day")
	v.shows("day end")
	v.types("\r")
	v.on("dayend.report")
	v.shows("report of the day")
	v.types("\r")
	v.on("dayend.signoff")
	v.shows("sign-off")
	v.types("12345-BOSS\r")
	v.on("dayend.confirm")
	v.shows("confirm the sign-off")
	for _, page := range []string{"dayend.signoff", "dayend.report", "dayend.day"} {
		v.types("\x1b")
		v.on(page)
	}
	v.types("\x1b")

	w.server.Arm(sandbox.Fault{Path: "transactions", Lose: true, Count: 1})
	deposit("80")
	v.confirm()
	v.on("payment.doubt")
	v.lineIsBack()
	v.shows("deposit in doubt")
	v.press(keyF3Press)
	v.on("doubt.list")
	v.shows("list of doubts")
	w.clock.pass(4 * time.Minute) // asking has had its time
	v.types("\r")
	v.on("doubt.one")
	v.shows("one doubt")
	v.types("m")
	v.on("doubt.decide")
	v.shows("a manager's decision")
	v.types("not_done\r12345-BOSS\rsupport saw nothing\r")
	v.on("doubt.confirm")
	v.shows("confirm the decision")
	v.confirm()
	v.on("doubt.settled")
	v.shows("settled")
}

// tourOfAClosing closes the account of a customer in Quebec.
func tourOfAClosing(t *testing.T, w *world) {
	w.journal = keptFor(t, w)
	v := viewer{w.home()}
	v.types("l" + quebecAccount + "\r")
	v.on("account.report")
	v.types("c")
	v.on("closing.manager")
	v.shows("a manager decides")
	v.types("12345-BOSS\rthe customer cancels\r")
	v.on("closing.confirm")
	v.shows("confirm")
	v.confirm()
	v.on("closing.done")
	v.shows("closed")
}

// tourOfTheItems enters what is bought.
func tourOfTheItems(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.types("p" + ordinaryAccount + "\r")
	v.on("purchase.amount")
	v.press(keyF5Press)
	v.on("items.product")
	v.types("SOFA-1\rA sample sofa\rsofas\r2\r499.99\r")
	v.on("items.list")
	v.types("a")
	v.on("items.product")
	v.types("LAMP-1\r\r\r0\r")
	v.shows("a quantity of nothing")
	v.into("quantity", "")
	v.into("unit_price", "10")
	v.press(keyPgDnPress)
	v.on("items.list")
	v.shows("two items")
	v.types("t")
	v.on("items.totals")
	v.into("gst_hst", "131.30")
	v.press(keyPgDnPress)
	v.on("items.list")
	v.shows("with taxes")
	v.types("d")
	v.on("purchase.amount")
	v.shows("the amount filled in")
}
