package trainer

// This file holds the texts for strange answers: they are well-formed, but what they say is not true.

import "countertop/flows/lang"

var (
	msgErrorAfter       = lang.Of("Done, and an error (409)", "Exécuté, puis erreur (409)")
	msgErrorAfterEffect = lang.Of(
		"The call is carried out, and answered with a general error. A purchase is in doubt for a moment; the server shows that it was made.",
		"L'appel est exécuté, et la réponse est une erreur générale. Un achat est en doute un moment; le serveur montre qu'il a été fait.")
	msgErrorInside       = lang.Of("Done, with an error in it", "Exécuté, avec une erreur")
	msgErrorInsideEffect = lang.Of(
		"The call is carried out; its answer is a success with an error in it. A purchase is in doubt until the server was asked.",
		"L'appel est exécuté; la réponse est un succès qui contient une erreur. Un achat est en doute jusqu'à ce que le serveur soit interrogé.")
	msgAccepted       = lang.Of("Accepted, no more (202)", "Accepté, sans plus (202)")
	msgAcceptedEffect = lang.Of(
		"The call is carried out, and the answer only says that it was accepted. It is in doubt until the server was asked, or a person.",
		"L'appel est exécuté, et la réponse dit seulement qu'il est accepté. Il est en doute jusqu'à ce que le serveur ou une personne soit interrogé.")
	msgWithoutID       = lang.Of("Answer without a number", "Réponse sans numéro")
	msgWithoutIDEffect = lang.Of(
		"The call is carried out, and the answer names no number for it. The console asks the server at once what was made.",
		"L'appel est exécuté, et la réponse n'en donne pas le numéro. La console demande aussitôt au serveur ce qui a été fait.")
	msgOtherAmount       = lang.Of("Answer with another amount", "Réponse d'un autre montant")
	msgOtherAmountEffect = lang.Of(
		"The call is carried out, and the answer names a dollar more. A purchase is in doubt until the server was asked.",
		"L'appel est exécuté, et la réponse donne un dollar de plus. Un achat est en doute jusqu'à ce que le serveur soit interrogé.")
	msgShortList       = lang.Of("List with a row missing", "Liste à ligne manquante")
	msgShortListEffect = lang.Of(
		"A list of purchases lacks its newest, and counts it. It proves nothing: what is in doubt stays so.",
		"Une liste d'achats omet le plus récent, et le compte. Elle ne prouve rien : ce qui est en doute le reste.")
	msgMasked       = lang.Of("Account numbers masked", "Numéros de compte masqués")
	msgMaskedEffect = lang.Of(
		"Account numbers come as ****0001. A purchase that is in doubt is found all the same, or left to a person.",
		"Les numéros de compte arrivent sous la forme ****0001. Un achat en doute est quand même trouvé, ou laissé à une personne.")
)
