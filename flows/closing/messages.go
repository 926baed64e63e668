package closing

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgTitle           = lang.Of("Close an account", "Fermer un compte")
	msgIntro           = lang.Of("A customer in Quebec may cancel the account %s. A manager decides.", "Un client du Québec peut annuler le compte %s. Un directeur décide.")
	msgProvinceUnknown = lang.Of("The customer's province is not known here: the server decides.", "La province du client n'est pas connue ici : le serveur décide.")
	msgContinue        = words.Continue
	msgQuestion        = lang.Of("Close the account %s (%s) for good?", "Fermer le compte %s (%s) définitivement?")
	msgClose           = words.CloseAccount
	msgClosing         = lang.Of("Closing the account…", "Fermeture du compte…")
	msgAccount         = words.Account
	msgDecision        = words.Decision
	msgManager         = words.Manager
	msgReason          = words.Reason
	msgCounter         = words.Counter
	msgLocation        = words.Location
	msgClerk           = words.Clerk
	msgTraining        = lang.Of("TRAINING: no real account is closed.", "FORMATION : aucun compte réel n'est fermé.")

	msgHeadline   = lang.Of("The account %s is closed.", "Le compte %s est fermé.")
	msgTell       = lang.Of("Nothing can be purchased on it any more. What is owed stays owed.", "On ne peut plus rien y acheter. Ce qui est dû reste dû.")
	msgDone       = words.Done
	msgReadSlip   = words.ReadSlip
	msgSaveSlip   = words.SaveSlip
	msgSlip       = words.AccountClosing
	msgForRecords = words.ForRecords
	msgDate       = words.Date
	msgReference  = words.ReferenceID

	msgDoubtHeadline = lang.Of("It is not known whether the account was closed.", "On ne sait pas si le compte a été fermé.")
	msgDoubtText     = lang.Of(
		"The answer was lost. The console looks the account up by itself; a search for the customer shows whether it is closed. It is on the list of doubts (F3) until it is settled.",
		"La réponse s'est perdue. La console consulte le compte d'elle-même; une recherche du client montre s'il est fermé. Il est dans la liste des doutes (F3) jusqu'au règlement.")
	msgLookUp          = lang.Of("Look the account up", "Consulter le compte")
	msgLookingUp       = lang.Of("Looking the account up…", "Consultation du compte…")
	msgLeavingDoubt    = lang.Of("It is not known whether the account was closed. The list of doubts shows it.", "On ne sait pas si le compte a été fermé. La liste des doutes le montre.")
	msgStillOpen       = lang.Of("The account can still purchase: it is not closed, so far.", "Le compte peut encore acheter : il n'est pas fermé, pour le moment.")
	msgStillOpenNext   = lang.Of("The console looks again by itself; if it stays so, it records that nothing was closed.", "La console le consulte de nouveau d'elle-même; s'il reste ainsi, elle inscrit que rien n'a été fermé.")
	msgMaybeClosed     = lang.Of("The account cannot purchase: it may be closed, or blocked.", "Le compte ne permet pas d'achat : il est peut-être fermé, ou bloqué.")
	msgMaybeClosedNext = lang.Of("Search for the customer on the list of doubts (F3): the search shows whether it is closed.", "Cherchez le client dans la liste des doutes (F3) : la recherche montre s'il est fermé.")
	msgWasClosed       = lang.Of("The account was closed.", "Le compte a été fermé.")
	msgWasNotClosed    = lang.Of("The account was not closed. It can be tried again.", "Le compte n'a pas été fermé. On peut réessayer.")

	msgProvince         = words.Province
	msgProvinceNotKnown = lang.Of("province not known", "province inconnue")
	msgNotClosed        = lang.Of("The account was not closed.", "Le compte n'a pas été fermé.")
	msgCloseUnknown     = lang.Of("It is not known whether it was closed.", "On ne sait pas s'il a été fermé.")
	msgLookUpNext       = lang.Of("Do not send it again: look the account up.", "Ne recommencez pas : consultez le compte.")
	msgPersonNext       = lang.Of(
		"Do not send it again: call the vendor's support; a manager then records the answer (F3).",
		"Ne recommencez pas : appelez le soutien du fournisseur; un directeur inscrit ensuite la réponse (F3).")
	msgDoubtPersonText = lang.Of(
		"The answer was lost. The account could not purchase before either, so that looking it up does not tell. It is on the list of doubts (F3) until it is settled.",
		"La réponse s'est perdue. Le compte ne permettait pas d'achat avant non plus : le consulter ne dit rien. Il est dans la liste des doutes (F3) jusqu'au règlement.")
	msgFrozen = lang.Of(
		"A closing was sent before and its answer was lost. Nothing was sent now.",
		"Une fermeture a déjà été envoyée et sa réponse s'est perdue. Rien n'a été envoyé maintenant.")
	msgOtherDoubtText = lang.Of(
		"This was not sent: it is not known what came of the closing below, of an account with the same last four digits.",
		"Ceci n'a pas été envoyé : on ne sait pas ce qu'est devenue la fermeture ci-dessous, d'un compte qui a les mêmes quatre derniers chiffres.")
	msgLookAgain        = words.LookWhetherSettled
	msgNotSettledYet    = words.NotSettledYet
	msgOtherSettled     = lang.Of("What was in doubt is settled.", "Ce qui était en doute est réglé.")
	msgOtherSettledNext = lang.Of("Look this account up before you close it.", "Consultez ce compte avant de le fermer.")
)
