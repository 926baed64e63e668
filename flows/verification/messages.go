package verification

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgChoose      = words.Choose
	msgContinue    = words.Continue
	msgMethodTitle = lang.Of("Verify the customer", "Vérifier le client")
	msgMethodIntro = lang.Of("How does the customer prove who they are?", "Comment le client prouve-t-il son identité?")
	msgMethod      = words.Verification
	msgGoesTo      = lang.Of("How", "Comment")
	msgMethodTo    = lang.Of("%s, %s", "%s, %s")

	msgBySMS           = lang.Of("PIN by text message", "NIP par message texte")
	msgByEmail         = lang.Of("PIN by e-mail", "NIP par courriel")
	msgQuestion        = words.SecurityQuestion
	msgByBypass        = lang.Of("Without verification", "Sans vérification")
	msgByBypassMeans   = lang.Of("Small regular purchases only", "Petits achats courants seulement")
	msgByOverride      = lang.Of("The store vouches", "Le magasin se porte garant")
	msgByOverrideMeans = lang.Of("You checked the customer's ID", "Vous avez vérifié la pièce d'identité")
	msgNoQuestion      = lang.Of("The customer's security question is not known.", "La question de sécurité du client n'est pas connue.")
	msgOtherMethodNext = lang.Of("Choose another way.", "Choisissez une autre façon.")

	msgVouchTitle    = lang.Of("Check the customer's ID", "Vérifier la pièce d'identité")
	msgVouchQuestion = lang.Of(
		"Did you see a valid photo ID, and is this customer the holder of the account?",
		"Avez-vous vu une pièce d'identité valide avec photo, et ce client est-il le titulaire du compte?")
	msgVouchCustomer = lang.Of("Holder of the account", "Titulaire du compte")
	msgVouchName     = words.Name
	msgVouchAccount  = words.Account
	msgVouchCard     = words.CardEnding
	msgVouchNoName   = lang.Of(
		"The name is not known here: go back and find the account by the name and birth date on the ID.",
		"Le nom n'est pas connu ici : revenez en arrière et cherchez le compte par le nom et la date de naissance de la pièce.")
	msgVouchNoPIN = lang.Of("No PIN is sent, and no question is asked: only your check proves who it is.", "Aucun NIP n'est envoyé, aucune question n'est posée : seule votre vérification prouve l'identité.")
	msgVouchClerk = lang.Of("It is recorded that you, %s, verified the customer.", "Il est inscrit que vous, %s, avez vérifié le client.")
	msgVouched    = lang.Of("I checked the ID", "J'ai vérifié la pièce")

	msgAnswer     = words.Answer
	msgAnswerHint = lang.Of("As the customer says it; it is not shown.", "Comme le client la dit; elle n'est pas affichée.")
	msgVerify     = lang.Of("Verify", "Vérifier")
	msgVerifying  = lang.Of("Verifying the customer…", "Vérification du client…")

	msgPINIntro       = lang.Of("A PIN was sent to the customer (%s), who reads it out.", "Un NIP a été envoyé au client (%s), qui le lit à voix haute.")
	msgPIN            = lang.Of("PIN", "NIP")
	msgPINHint        = lang.Of("4 to 8 digits.", "De 4 à 8 chiffres.")
	msgPINDigits      = lang.Of("A PIN has 4 to 8 digits.", "Un NIP compte de 4 à 8 chiffres.")
	msgSendAgain      = words.SendAgain
	msgOtherMethod    = lang.Of("Other way", "Autre façon")
	msgSentAgain      = lang.Of("A new PIN is on its way.", "Un nouveau NIP est en route.")
	msgUnansweredNext = lang.Of(
		"Whether it worked is not known. Ask again: it is the same request to the server. A PIN that comes meanwhile is replaced by the newest one.",
		"On ne sait pas si cela a fonctionné. Demandez de nouveau : pour le serveur, c'est la même demande. Un NIP reçu entre-temps est remplacé par le plus récent.")
	msgAskPIN = lang.Of("Ask the customer for the newest one.", "Demandez au client le plus récent.")
)
