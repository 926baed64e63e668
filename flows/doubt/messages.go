package doubt

import (
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

var (
	msgNotThere      = lang.Of("The server does not have it, so far.", "Le serveur ne l'a pas, pour le moment.")
	msgFoundPurchase = lang.Of("The purchase was made: the server has it as authorization %s.", "L'achat a été fait : le serveur l'a comme autorisation %s.")
	msgFoundCapture  = lang.Of("The capture was made: the server has it as capture %s.", "La capture a été faite : le serveur l'a comme capture %s.")
	msgRemainsLess   = lang.Of("It was done: the server now has %s remaining.", "C'est fait : le serveur a maintenant un reste de %s.")
	msgRemainsElse   = lang.Of(
		"What remains on the server went from %s to %s: something else was done meanwhile.",
		"Le reste sur le serveur est passé de %s à %s : autre chose a été fait entre-temps.")
	msgRemainsUntold  = lang.Of("The server does not say what remains.", "Le serveur ne dit pas ce qui reste.")
	msgNoSuchCapture  = lang.Of("The server does not show capture %s.", "Le serveur ne montre pas la capture %s.")
	msgCapturesUnsure = lang.Of("The server has captures that may be it: %d.", "Le serveur a des captures qui pourraient être celle-ci : %d.")
	msgOnlyRefused    = lang.Of(
		"The server has only a refused attempt with this reference and amount, perhaps an earlier one.",
		"Le serveur n'a qu'une tentative refusée avec cette référence et ce montant, peut-être antérieure.")
	msgMaybeOlder = lang.Of(
		"The server has one purchase with this reference and amount, but it may be an earlier one: %s.",
		"Le serveur a un achat avec cette référence et ce montant, mais il est peut-être antérieur : %s.")
	msgSeveral = lang.Of(
		"The server has %d purchases with this reference and amount: %s.",
		"Le serveur a %d achats avec cette référence et ce montant : %s.")

	msgUntoldMoney        = lang.Of("No query of the server tells whether it was done. A person has to find out.", "Aucune requête au serveur ne dit si c'est fait. Une personne doit s'informer.")
	msgUntoldVerification = lang.Of("No query of the server tells whether the PIN was sent. Sending another one settles it.", "Aucune requête au serveur ne dit si le NIP a été envoyé. En envoyer un autre règle la question.")
	msgUntoldApplication  = lang.Of("The server is asked by the customer's name and birth date, which are not kept here.", "Le serveur se consulte par le nom et la date de naissance du client, qui ne sont pas gardés ici.")
	msgUntoldClose        = lang.Of("Look the account up: a closed one cannot purchase.", "Consultez le compte : un compte fermé ne peut pas acheter.")
)

// kindNames are the kinds as a clerk calls them.
var kindNames = map[flows.IntentKind]lang.Text{
	flows.AuthorizationIntent: lang.Of("Purchase", "Achat"),
	flows.CaptureIntent:       lang.Of("Capture", "Capture"),
	flows.ReleaseIntent:       lang.Of("Release", "Libération"),
	flows.ReturnIntent:        lang.Of("Return", "Retour"),
	flows.RefundIntent:        lang.Of("Refund", "Remboursement"),
	flows.DepositIntent:       lang.Of("Deposit", "Dépôt"),
	flows.PaymentIntent:       lang.Of("In-store payment", "Paiement en magasin"),
	flows.TradeInIntent:       lang.Of("Trade-in", "Reprise"),
	flows.CloseIntent:         lang.Of("Closing of an account", "Fermeture d'un compte"),
	flows.ApplicationIntent:   lang.Of("Application", "Demande de crédit"),
	flows.VerificationIntent:  lang.Of("Verification", "Vérification"),
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
	msgFlow          = lang.Of("Reference id", "Identifiant de référence")
	msgRequest       = lang.Of("Request id", "Identifiant de demande")
	msgKey           = lang.Of("Idempotency key", "Clé d'idempotence")
)

func untoldOf(kind flows.IntentKind) lang.Text {
	switch kind {
	case flows.VerificationIntent:
		return msgUntoldVerification
	case flows.ApplicationIntent:
		return msgUntoldApplication
	case flows.CloseIntent:
		return msgUntoldClose
	}
	return msgUntoldMoney
}

// named are authorizations in a sentence: number and date of each.
func named(list []api.Authorization) lang.Text {
	var all []string
	for _, a := range list {
		all = append(all, strings.TrimSpace(string(a.ID)+" "+a.Date))
	}
	return lang.Same(strings.Join(all, ", "))
}
