package flows

import "countertop/flows/lang"

// kindNames are the kinds as a clerk calls them.
var kindNames = map[IntentKind]lang.Text{
	AuthorizationIntent: lang.Of("Purchase", "Achat"),
	CaptureIntent:       lang.Of("Capture", "Capture"),
	ReleaseIntent:       lang.Of("Release", "Libération"),
	ReturnIntent:        lang.Of("Return", "Retour"),
	RefundIntent:        lang.Of("Refund", "Remboursement"),
	DepositIntent:       lang.Of("Deposit", "Dépôt"),
	PaymentIntent:       lang.Of("In-store payment", "Paiement en magasin"),
	TradeInIntent:       lang.Of("Trade-in", "Reprise"),
	CloseIntent:         lang.Of("Closing of an account", "Fermeture d'un compte"),
	ApplicationIntent:   lang.Of("Credit application", "Demande de crédit"),
	VerificationIntent:  lang.Of("Verification", "Vérification"),
}

// shortNames are those of them that a table has no room for.
var shortNames = map[IntentKind]lang.Text{
	PaymentIntent:     lang.Of("Payment", "Paiement"),
	CloseIntent:       lang.Of("Closing", "Fermeture"),
	ApplicationIntent: lang.Of("Application", "Demande"),
}

var (
	msgEnding        = lang.Of("account ending in %s", "compte se terminant par %s")
	msgEndingIn      = lang.Of("ending in %s", "se terminant par %s")
	msgFacts         = lang.Of("For support", "Pour le soutien")
	msgWhat          = lang.Of("What", "Quoi")
	msgAmount        = lang.Of("Amount", "Montant")
	msgAccount       = lang.Of("Account", "Compte")
	msgReference     = lang.Of("Reference", "Référence")
	msgAuthorization = lang.Of("Authorization number", "Numéro d'autorisation")
	msgCapture       = lang.Of("Capture number", "Numéro de capture")
	msgSent          = lang.Of("Sent", "Envoi")
	msgLocation      = lang.Of("Location", "Succursale")
	msgTerminal      = lang.Of("Terminal", "Terminal")
	msgClerk         = lang.Of("Clerk", "Commis")
	msgFlow          = lang.Of("Reference id", "Numéro de référence")
	msgRequest       = lang.Of("Request id", "Identifiant de demande")
	msgKey           = lang.Of("Idempotency key", "Clé d'idempotence")
)
