// Package sandbox answers the POS API for training and for tests: an http.Handler
// with state, so that a whole sale can be practised without a network, a credit
// bureau or money.
//
// It reads docs/contract.md for itself: it shares the exact amount (api.Money) with the
// client and nothing else, so that a misreading in one of the two is found by
// talking to the other. It is strict about input: an unknown member, a code that the
// catalogue does not hold or a length over the limit is refused with the name of
// the parameter; yet it takes every request sample that the vendor publishes, which
// Options.Strict does not. It is not the vendor's server: what that page marks ASSUMED is
// assumed here too, limits and prices are invented, and every disclosure says that
// it is a sample.
//
// Nothing in it is global. Time, the seed of ids and PINs, the catalogue and what
// happens to a "sent" PIN come with Options. Everything that changes is in one state
// behind one lock (state.go), and no lock is held while the network or the disk is waited for.
// What needs neither server nor state stands apart: package price computes what a purchase
// costs, package fault has what can go wrong, package say has texts in both languages.
//
// # What can be practised
//
// Every endpoint of that page answers, with state: credit, authorizations, captures, releases, returns,
// refunds, payments, PINs and wrong answers. Every error code is reached by doing what causes it; the
// table in reachable_test.go names the cause of each. SampleCustomers lists the invented customers, who
// answer "sample" to their security question; SampleEmployees those who may not do everything. An
// applicant's middle name decides the application. SetMerchant changes what the merchant may do.
//
// The clock is moved on by MoveClock ("101 days later"), calls fail by Arm (fault.Kinds lists how), and
// Reset makes everything as it was. The same three, and what the customer's phone shows, are control
// endpoints on loopback (control.go), for tests in any language:
//
//	secret="Authorization: Bearer $(cat the/file/that/countertop/sandbox/names)"
//	curl -X POST -H "$secret" -H 'Content-Type: application/json' -d '{"days":101}' http://127.0.0.1:8080/_training/clock
//	curl -X POST -H "$secret" -H 'Content-Type: application/json' -d '{"line":"dropped_after path=authorization count=1"}' http://127.0.0.1:8080/_training/faults
//	curl -H "$secret" http://127.0.0.1:8080/_training/state
//
// # Where servers differ
//
// Options choose among the ways in which a server may answer: Idempotency, Lists, DeferredByMonth, NoCaptures,
// NoTotal, PageSize, EarlyDecisions, WithoutI18N, ApplicationPIN. A client is right only if it is right with each.
//
// # How it is run
//
// New makes a server, which is an http.Handler; Listen and Serve put it on a port, of loopback unless
// Options.Anywhere is set. Open makes one that goes on after a restart: what a call has changed is on
// the disk before the call is answered, so that what was answered survives a kill (statefile.go). Tokens
// do not: a client asks for others. "countertop sandbox" does this from a command line.
//
// # What it keeps in memory
//
// Accounts and purchases stay until Reset. A PIN that nobody uses is forgotten after 24 hours, an
// idempotency key after 48, and the oldest of either from 50,000 on.
package sandbox
