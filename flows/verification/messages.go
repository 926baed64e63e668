package verification

import "countertop/flows/lang"

var (
	msgChoose      = lang.Of("Choose", "Choisir")
	msgContinue    = lang.Of("Continue", "Continuer")
	msgMethodTitle = lang.Of("Verify the customer", "Vérifier le client")
	msgMethodIntro = lang.Of("How does the customer prove who they are?", "Comment le client prouve-t-il son identité?")
	msgMethod      = lang.Of("Verification", "Vérification")
	msgGoesTo      = lang.Of("How", "Comment")
	msgMethodTo    = lang.Of("%s, %s", "%s, %s")

	msgBySMS           = lang.Of("PIN by text message", "NIP par message texte")
	msgByEmail         = lang.Of("PIN by e-mail", "NIP par courriel")
	msgByQuestion      = lang.Of("Security question", "Question de sécurité")
	msgByBypass        = lang.Of("Without verification", "Sans vérification")
	msgByBypassMeans   = lang.Of("Small regular purchases only", "Petits achats courants seulement")
	msgByOverride      = lang.Of("The store vouches", "Le magasin se porte garant")
	msgByOverrideMeans = lang.Of("You checked the customer's ID", "Vous avez vérifié la pièce d'identité")
	msgNoQuestion      = lang.Of("The customer's security question is not known.", "La question de sécurité du client n'est pas connue.")
	msgOtherMethodNext = lang.Of("Choose another way.", "Choisissez une autre façon.")

	msgAnswerTitle = lang.Of("Security question", "Question de sécurité")
	msgAnswer      = lang.Of("Answer", "Réponse")
	msgAnswerHint  = lang.Of("As the customer says it; it is not shown.", "Comme le client la dit; elle n'est pas affichée.")
	msgVerify      = lang.Of("Verify", "Vérifier")
	msgVerifying   = lang.Of("Verifying the customer…", "Vérification du client…")

	msgPINTitle        = lang.Of("PIN", "NIP")
	msgPINIntro        = lang.Of("The customer has received a PIN (%s) and reads it out.", "Le client a reçu un NIP (%s) et le lit à voix haute.")
	msgApplicationPIN  = lang.Of("The PIN of the application is good for this purchase.", "Le NIP de la demande est valable pour cet achat.")
	msgFromApplication = lang.Of("PIN of the application", "NIP de la demande")
	msgPIN             = lang.Of("PIN", "NIP")
	msgPINHint         = lang.Of("4 to 8 digits.", "De 4 à 8 chiffres.")
	msgPINDigits       = lang.Of("A PIN has 4 to 8 digits.", "Un NIP compte de 4 à 8 chiffres.")
	msgSendAgain       = lang.Of("Send again", "Renvoyer")
	msgOtherMethod     = lang.Of("Other way", "Autre façon")
	msgSentAgain       = lang.Of("A new PIN is on its way.", "Un nouveau NIP est en route.")
	msgAskPIN          = lang.Of("Ask the customer for the newest one.", "Demandez au client le plus récent.")
)
