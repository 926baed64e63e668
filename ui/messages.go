package ui

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// The shell's own texts. Each stands once, in both languages.
var (
	msgProduct  = lang.Of("Countertop", "Countertop")
	msgTraining = lang.Of("TRAINING", "FORMATION")
	msgLive     = lang.Of("LIVE", "RÉEL")

	msgStarting       = lang.Of("starting…", "démarrage…")
	msgConnecting     = lang.Of("connecting…", "connexion…")
	msgConnected      = lang.Of("connected", "connecté")
	msgOffline        = lang.Of("no connection", "hors ligne")
	msgTokenMinutes   = lang.Of("token %d min", "jeton %d min")
	msgTokenLast      = lang.Of("token < 1 min", "jeton < 1 min")
	msgTokenFetch     = lang.Of("token being fetched", "jeton demandé")
	msgTokenRefresh   = lang.Of("token refreshing", "jeton en renouvellement")
	msgTokenRefused   = lang.Of("token refused", "jeton refusé")
	msgTokenNone      = lang.Of("no token", "aucun jeton")
	msgPhonePIN       = lang.Of("Phone PIN %s", "NIP téléphone %s")
	msgEmailPIN       = lang.Of("E-mail PIN %s", "NIP courriel %s")
	msgApplicationPIN = lang.Of("Application PIN %s", "NIP demande %s")
	msgInDoubt        = lang.Of("IN DOUBT: %d", "EN DOUTE : %d")
	msgSettledCount   = lang.Of("SETTLED: %d (F3)", "RÉGLÉ : %d (F3)")
	msgNotSignedIn    = lang.Of("not signed in", "aucune session")
	msgSize           = lang.Of("The window is too small: at least %d × %d, it is %d × %d.", "La fenêtre est trop petite : au moins %d × %d, elle a %d × %d.")

	msgHomeTitle     = lang.Of("What would you like to do?", "Que voulez-vous faire?")
	msgApply         = words.NewApplication
	msgApplyWhat     = lang.Of("A customer applies for an account", "Un client demande un compte")
	msgPurchase      = words.Purchase
	msgPurchaseWhat  = lang.Of("Authorize a purchase on an account", "Autoriser un achat au compte")
	msgLookup        = words.LookUpAccount
	msgLookupWhat    = lang.Of("Status, credit, offers, open authorizations", "Statut, crédit, offres, autorisations ouvertes")
	msgSales         = lang.Of("Sales", "Ventes")
	msgSalesWhat     = lang.Of("Find one; capture, release, return, refund", "Capturer, libérer, retourner, rembourser")
	msgRefundTo      = words.Refund
	msgPayments      = lang.Of("Payments, deposits", "Paiements, dépôts")
	msgPaymentsWhat  = lang.Of("In-store payment, deposit, trade-in", "Paiement en magasin, dépôt, reprise")
	msgHistory       = lang.Of("History", "Historique")
	msgHistoryWhat   = lang.Of("Today's activity, and all of the past", "L'activité d'aujourd'hui, et tout le passé")
	msgDayEnd        = words.DayEnd
	msgDayEndWhat    = lang.Of("The day beside the server's, and its sign-off", "La journée à côté de celle du serveur, et son approbation")
	msgCloseAccount  = words.CloseAccount
	msgDoubts        = words.InDoubt
	msgDoubtsWhat    = lang.Of("What was sent and not answered", "Ce qui a été envoyé sans réponse")
	msgLoss          = lang.Of("Journal lost", "Journal perdu")
	msgLossWhat      = lang.Of("What is missing, and who lets sales go on", "Ce qui manque, et qui laisse reprendre les ventes")
	msgLesson        = words.Lesson
	msgLessonWhat    = lang.Of("For the trainer: faults, the clock, starting over", "Pour qui forme : pannes, horloge, recommencement")
	msgArmedCount    = lang.Of("faults armed: %d", "pannes armées : %d")
	msgClockAhead    = lang.Of("clock + %d d", "horloge + %d j")
	msgClockHours    = lang.Of("clock + %d h", "horloge + %d h")
	msgSignOut       = lang.Of("Sign out", "Fermer la session")
	msgSignOutWhat   = lang.Of("Another clerk takes the counter", "Un autre commis prend le comptoir")
	msgQuit          = lang.Of("Quit", "Quitter")
	msgQuitWhat      = lang.Of("Close the console", "Fermer la console")
	msgListsLoading  = lang.Of("Lists: loading…", "Listes : chargement…")
	msgListsNone     = lang.Of("Lists: none yet; applications wait for them.", "Listes : aucune encore; les demandes les attendent.")
	msgListsFresh    = lang.Of("Lists: from the server, %s", "Listes : du serveur, %s")
	msgListsOld      = lang.Of("Lists: of %s, kept on this computer; the server has not answered.", "Listes : du %s, gardées sur cet ordinateur; le serveur n'a pas répondu.")
	msgConnectFailed = lang.Of("The console could not start its connection: %s", "La console n'a pas pu ouvrir sa connexion : %s")
	msgNoToken       = lang.Of("Nothing can be sent now. %s %s", "Rien ne peut être envoyé maintenant. %s %s")
	msgLogFailed     = lang.Of("The log for support can't be written. Sales go on as usual; tell support.", "Le journal technique ne peut être écrit. Les ventes continuent; avisez le soutien.")
	msgRetry         = lang.Of("Try to connect again", "Tenter de nouveau la connexion")
	msgRetryWhat     = lang.Of("Nothing can be sent until then", "Rien ne peut être envoyé d'ici là")
	msgWaitJournal   = lang.Of("Opening the journal…", "Ouverture du journal…")
	msgWaitLists     = lang.Of("Waiting for the lists…", "Attente des listes…")
	msgWaitConnect   = lang.Of("Waiting for the connection…", "Attente de la connexion…")

	msgStep       = lang.Of("Step %d of %d", "Étape %d sur %d")
	msgSteps      = lang.Of("Steps", "Étapes")
	msgSoFar      = lang.Of("So far", "Jusqu'ici")
	msgNothingYet = lang.Of("Nothing yet", "Rien encore")
	msgSeconds    = words.Seconds
	msgCancelling = lang.Of("Cancelling…", "Annulation…")
	msgNoCancel   = lang.Of("The answer is awaited: a money call cannot be taken back.", "On attend la réponse : un appel d'argent ne peut être repris.")
	msgKeysKept   = lang.Of("%d keys are kept for the next page", "%d touches gardées pour la page suivante")
	msgKeyKept    = lang.Of("One key is kept for the next page", "Une touche gardée pour la page suivante")
	msgKeyLost    = lang.Of("One key typed meanwhile was not used.", "Une touche tapée entre-temps n'a pas servi.")
	msgKeysLost   = lang.Of("%d keys typed meanwhile were not used.", "%d touches tapées entre-temps n'ont pas servi.")
	msgLookFirst  = lang.Of("A key typed before this page was seen was not used.", "Une touche tapée avant que cette page soit vue n'a pas servi.")
	msgAgreeAgain = lang.Of("An agreement is a key pressed for it: press Enter again.", "Un accord se donne par une touche voulue : appuyez de nouveau sur Entrée.")
	msgTooFast    = lang.Of("Money is confirmed with a key pressed for it: press Ctrl+Y again.", "L'argent se confirme par une touche voulue : appuyez de nouveau sur Ctrl+Y.")
	msgSaved      = lang.Of("Saved to %s", "Enregistré dans %s")
	msgNotSaved   = lang.Of("Not saved: nothing can be written to %s. The slip stays here to read.", "Non enregistré : rien ne peut être écrit dans %s. Le bordereau reste ici à lire.")

	msgSaveAction  = lang.Of("Save to a file", "Enregistrer")
	msgPrintAction = words.Print
	msgCloseIt     = words.Close
	msgPrinting    = lang.Of("Handing it to the printer…", "Envoi à l'imprimante…")
	msgPrinted     = lang.Of("The printer has taken it.", "L'imprimante l'a pris.")
	msgNotPrinted  = lang.Of("Not printed. The printer's command says: %s", "Non imprimé. La commande de l'imprimante dit : %s")
	msgNoPrinter   = lang.Of("Not printed: this computer has no printer set up. Save it and print it elsewhere.", "Non imprimé : ce poste n'a pas d'imprimante. Enregistrez-le et imprimez-le ailleurs.")

	msgJournalFailed = lang.Of("No sale can be sent: the journal cannot be used: %s", "Aucune vente ne peut être envoyée : le journal est inutilisable : %s")
	msgNoJournal     = lang.Of("no sales: journal", "ventes arrêtées : journal")
	msgForgets       = lang.Of(
		"A lesson of its own: what is done here is forgotten when this console closes.",
		"Une leçon à part : ce qui se fait ici sera oublié à la fermeture de cette console.")
	msgSettling   = lang.Of("Waiting for the answer to a money call. Please do not switch off.", "En attente de la réponse à un appel d'argent. N'éteignez pas, s'il vous plaît.")
	msgSettled    = lang.Of("It is recorded.", "C'est consigné.")
	msgNotSettled = lang.Of("No answer came: it is in doubt, and stands in the journal.", "Aucune réponse n'est venue : c'est en doute, et noté au journal.")

	msgLeaveTitle   = lang.Of("Leave “%s”?", "Quitter « %s »?")
	msgLeaveText    = lang.Of("What was typed here is discarded.", "Ce qui a été tapé ici sera perdu.")
	msgLeaveYes     = lang.Of("leave", "quitter")
	msgLeaveNo      = lang.Of("stay", "rester")
	msgQuitTitle    = lang.Of("Close the console?", "Fermer la console?")
	msgQuitPlain    = lang.Of("Nothing is lost.", "Rien n'est perdu.")
	msgQuitDoubt    = lang.Of("In doubt: %d. They stay in the journal, and are asked about again when a console is opened.", "En doute : %d. Le tout reste au journal, et le serveur sera interrogé de nouveau à l'ouverture d'une console.")
	msgQuitBusy     = lang.Of("A money call is under way: the console closes once it is known what came of it.", "Un appel d'argent est en cours : la console se fermera quand on saura ce qu'il en est.")
	msgSignOutTitle = lang.Of("Sign out?", "Fermer la session?")
	msgSignOutText  = lang.Of("The next clerk signs in with an id of their own.", "Le commis suivant ouvre une session avec son propre identifiant.")

	msgHelpTitle  = lang.Of("Keys that work right now", "Touches qui servent maintenant")
	msgHelpHere   = lang.Of("On this page", "Sur cette page")
	msgHelpAlways = lang.Of("Everywhere", "Partout")
	msgHelpClose  = lang.Of("Esc closes this help", "Échap ferme cette aide")
)
