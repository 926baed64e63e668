package closing

import "countertop/flows/lang"

var (
	msgTitle           = lang.Of("Close an account", "Fermer un compte")
	msgIntro           = lang.Of("A customer in Quebec may cancel the account %s. A manager decides.", "Un client du Québec peut annuler le compte %s. Un directeur décide.")
	msgProvinceUnknown = lang.Of("The customer's province is not known here: the server decides.", "La province du client n'est pas connue ici : le serveur décide.")
	msgContinue        = lang.Of("Continue", "Continuer")
	msgQuestion        = lang.Of("Close the account %s for good?", "Fermer le compte %s définitivement?")
	msgClose           = lang.Of("Close the account", "Fermer le compte")
	msgClosing         = lang.Of("Closing the account…", "Fermeture du compte…")
	msgAccount         = lang.Of("Account", "Compte")
	msgDecision        = lang.Of("Decision", "Décision")
	msgManager         = lang.Of("Manager", "Directeur")
	msgReason          = lang.Of("Reason", "Motif")
	msgCounter         = lang.Of("Counter", "Comptoir")
	msgLocation        = lang.Of("Location", "Succursale")
	msgClerk           = lang.Of("Clerk", "Commis")
	msgTraining        = lang.Of("TRAINING: no real account is closed.", "FORMATION : aucun compte réel n'est fermé.")

	msgHeadline     = lang.Of("The account %s is closed.", "Le compte %s est fermé.")
	msgTell         = lang.Of("Nothing can be purchased on it any more. What is owed stays owed.", "On ne peut plus rien y acheter. Ce qui est dû reste dû.")
	msgDone         = lang.Of("Done", "Terminer")
	msgReadSlip     = lang.Of("Read the slip", "Lire le bordereau")
	msgSaveSlip     = lang.Of("Save the slip", "Enregistrer le bordereau")
	msgSlip         = lang.Of("Closing of an account", "Fermeture d'un compte")
	msgForRecords   = lang.Of("For your records", "Pour vos dossiers")
	msgDate         = lang.Of("Date", "Date")
	msgReference    = lang.Of("Reference id", "Identifiant de référence")
	msgNotConcluded = lang.Of("It is closed, but that could not be recorded here. Tell support the reference.", "Il est fermé, mais cela n'a pu être inscrit ici. Donnez la référence au soutien.")

	msgDoubtHeadline = lang.Of("It is not known whether the account was closed.", "On ne sait pas si le compte a été fermé.")
	msgDoubtText     = lang.Of(
		"The answer was lost. Look the account up: a closed one cannot purchase. It is on the list of doubts (F3) until it is settled.",
		"La réponse s'est perdue. Consultez le compte : un compte fermé ne peut pas acheter. Il est dans la liste des doutes (F3) jusqu'au règlement.")
	msgLookUp        = lang.Of("Look the account up", "Consulter le compte")
	msgLookingUp     = lang.Of("Looking the account up…", "Consultation du compte…")
	msgLeaveInDoubt  = lang.Of("Leave in doubt", "Laisser en doute")
	msgLeavingDoubt  = lang.Of("It is not known whether the account was closed. The list of doubts shows it.", "On ne sait pas si le compte a été fermé. La liste des doutes le montre.")
	msgStillOpen     = lang.Of("The account can still purchase: it is not closed, so far.", "Le compte peut encore acheter : il n'est pas fermé, pour le moment.")
	msgStillOpenNext = lang.Of("Look again in a few minutes. If it stays so, a manager records on the list of doubts that it did not happen.", "Consultez-le dans quelques minutes. S'il reste ainsi, un directeur inscrit dans la liste des doutes que cela n'a pas eu lieu.")
	msgWasClosed     = lang.Of("The account was closed.", "Le compte a été fermé.")
	msgWasNotClosed  = lang.Of("The account was not closed. It can be tried again.", "Le compte n'a pas été fermé. On peut réessayer.")
)
