package loss

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgTitle    = lang.Of("The journal has lost entries", "Le journal a perdu des inscriptions")
	msgHeadline = lang.Of("No sale can be sent.", "Aucune vente ne peut être envoyée.")
	msgText     = lang.Of(
		"The journal was removed, or an older one is in its place. What was sent before is not in it, what was in doubt is not asked about, and a sale could be sent twice.",
		"Le journal a été supprimé, ou un plus ancien est à sa place. Ce qui a été envoyé avant n'y est pas, le serveur n'est pas interrogé sur ce qui était en doute, et une vente pourrait être envoyée deux fois.")
	msgMissing  = lang.Of("What is missing", "Ce qui manque")
	msgKnown    = lang.Of("Last entry known of", "Dernière inscription connue")
	msgHas      = lang.Of("Last entry in it now", "Dernière inscription présente")
	msgNoticed  = lang.Of("Noticed", "Constaté")
	msgEntry    = lang.Of("no. %d, of %s", "no %d, du %s")
	msgNotKnown = lang.Of("not known; there was a journal", "inconnue; il y avait un journal")
	msgNothing  = lang.Of("none: it is empty", "aucune : il est vide")
	msgFirst    = lang.Of("First", "D'abord")
	msgPutBack  = lang.Of("Support may put the journal back: close all consoles of this computer for that.", "Le soutien peut remettre le journal en place : fermez pour cela toutes les consoles de ce poste.")
	msgAsk      = lang.Of("If it cannot be found, compare the last sales with the server's (Sales, Day end) before you let sales go on.", "S'il est introuvable, comparez les dernières ventes avec celles du serveur (Ventes, Fin de journée) avant de laisser reprendre les ventes.")
	msgSupport  = words.ForSupport
	msgFile     = lang.Of("File", "Fichier")

	msgReference     = words.ReferenceID
	msgLater         = lang.Of("Not now", "Pas maintenant")
	msgGoOn          = lang.Of("Let sales go on", "Laisser reprendre les ventes")
	msgManagerGoesOn = lang.Of("A manager lets sales go on", "Un directeur laisse reprendre les ventes")
	msgAcceptIntro   = lang.Of(
		"Who lets sales go on without the lost entries, and why. It is recorded, and final.",
		"Qui laisse reprendre les ventes sans les inscriptions perdues, et pourquoi. C'est inscrit, et définitif.")
	msgContinue  = words.Continue
	msgDecision  = words.Decision
	msgBy        = lang.Of("By", "Par")
	msgReason    = words.Reason
	msgQuestion  = lang.Of("Let sales go on without the lost entries?", "Laisser reprendre les ventes sans les inscriptions perdues?")
	msgRecording = words.RecordingDecision
	msgClose     = words.Close
	msgDone      = lang.Of("Sales go on.", "Les ventes reprennent.")
	msgDoneText  = lang.Of("The decision stands in the journal. At the day's end, look at what only the server has.", "La décision est au journal. À la fin de la journée, regardez ce que seul le serveur a.")
)
