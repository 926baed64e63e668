package flows

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// kindNames are the names of the kinds, in a clerk's words.
var kindNames = map[IntentKind]lang.Text{
	AuthorizationIntent: words.Purchase,
	CaptureIntent:       words.Capture,
	ReleaseIntent:       words.Release,
	ReturnIntent:        words.Return,
	RefundIntent:        words.Refund,
	DepositIntent:       words.Deposit,
	PaymentIntent:       words.InStorePayment,
	TradeInIntent:       words.TradeIn,
	CloseIntent:         words.AccountClosing,
	ApplicationIntent:   lang.Of("Credit application", "Demande de crédit"),
	VerificationIntent:  words.Verification,
}

// shortNames replace the names that are too long for a table.
var shortNames = map[IntentKind]lang.Text{
	PaymentIntent:     words.Payment,
	CloseIntent:       lang.Of("Closing", "Fermeture"),
	ApplicationIntent: words.Application,
}

var (
	msgEnding        = lang.Of("account ending in %s", "compte se terminant par %s")
	msgEndingIn      = words.EndingIn
	msgFacts         = words.ForSupport
	msgWhat          = words.What
	msgAmount        = words.Amount
	msgAccount       = words.Account
	msgReference     = words.Reference
	msgAuthorization = words.AuthorizationNumber
	msgCapture       = words.CaptureNumber
	msgSent          = words.Sent
	msgLocation      = words.Location
	msgTerminal      = lang.Of("Terminal", "Terminal")
	msgClerk         = words.Clerk
	msgFlow          = words.ReferenceID
	msgRequest       = lang.Of("Request id", "Identifiant de demande")
	msgKey           = lang.Of("Idempotency key", "Clé d'idempotence")
)
