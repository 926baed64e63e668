package trainer

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// The list, one fault, and the clock.
var (
	msgTitle        = words.Lesson
	msgFault        = lang.Of("Fault", "Panne")
	msgCall         = lang.Of("Call", "Appel")
	msgLeft         = lang.Of("Calls left", "Appels restants")
	msgOfHundred    = lang.Of("Of 100", "Sur 100")
	msgUntil        = lang.Of("Until", "Jusqu'à")
	msgCode         = lang.Of("In a configuration", "Dans une configuration")
	msgNoEnd        = lang.Of("no end", "sans fin")
	msgAll          = lang.Of("all", "tous")
	msgNothingArmed = lang.Of("No fault is armed: the server answers as it should.", "Aucune panne n'est armée : le serveur répond comme il se doit.")
	msgLimits       = lang.Of("Limits", "Limites")
	msgShow         = lang.Of("show", "voir")
	msgChoose       = words.ToChoose
	msgToList       = lang.Of("to the list", "à la liste")
	msgOver         = lang.Of("This fault has hit its last call, or its time is over.", "Cette panne a touché son dernier appel, ou son temps est écoulé.")
	msgDisarm       = lang.Of("disarm", "désarmer")
	msgDisarmAll    = lang.Of("disarm all", "tout ôter")
	msgDisarmed     = lang.Of("Disarmed: %s (%s).", "Désarmée : %s (%s).")
	msgAllDisarmed  = lang.Of("No fault is armed any more.", "Plus aucune panne n'est armée.")
	msgFailed       = lang.Of("%s did not work: %s.", "%s : sans succès : %s.")
	msgFailedNext   = lang.Of("Nothing was changed. Try again, or restart the console.", "Rien n'a changé. Réessayez, ou relancez la console.")

	msgClockNow       = lang.Of("The training server's clock: %s, as on this computer.", "Horloge du serveur de formation : %s, comme cet ordinateur.")
	msgClockAhead     = lang.Of("The training server's clock: %s, %s ahead of this computer.", "Horloge du serveur de formation : %s, %s d'avance sur cet ordinateur.")
	msgClock          = lang.Of("Move the clock on", "Avancer l'horloge")
	msgClockAction    = lang.Of("clock", "horloge")
	msgClockForward   = lang.Of("Move it on", "Avancer")
	msgClockIntro     = lang.Of("It goes on only; starting over sets it right again.", "Elle ne recule pas; recommencer la leçon la remet à l'heure.")
	msgMovingClock    = lang.Of("Moving the clock on", "Avance de l'horloge")
	msgClockMoved     = lang.Of("The clock was moved on by %s.", "L'horloge a avancé de %s.")
	msgClockMovedNext = lang.Of(
		"The console fetches a new token by itself; a PIN of before may be out of date.",
		"La console prend d'elle-même un nouveau jeton; un NIP d'avant peut être périmé.")
	msgBy          = lang.Of("Move it by", "Avancer de")
	msgByHint      = lang.Of("Captures can be returned for 100 days.", "Une capture se retourne pendant 100 jours.")
	msgOneDay      = lang.Of("1 day", "1 jour")
	msgMonth       = lang.Of("31 days: the next month", "31 jours : le mois suivant")
	msgPastReturns = lang.Of("101 days: too late to return", "101 jours : trop tard pour un retour")
	msgOtherBy     = lang.Of("another time", "une autre durée")
	msgHowFar      = lang.Of("How far", "De combien")
	msgHowFarHint  = lang.Of("Hours or days, such as 36 h or 45 d.", "Heures ou jours, par exemple 36 h ou 45 j.")

	msgDays       = lang.Of("%d days", "%d jours")
	msgHours      = lang.Of("%d h", "%d h")
	msgMinutes    = lang.Of("%d min", "%d min")
	msgSeconds    = words.Seconds
	msgTimeSigns  = lang.Of("s, min or h", "s, min ou h")
	msgClockSigns = lang.Of("h or d", "h ou j")
	msgNoSpan     = lang.Of("“%s” is not taken: a whole number with its unit (%s), at most %s.", "« %s » n'est pas accepté : un nombre entier avec son unité (%s), au plus %s.")
)

// Starting over.
var (
	msgStartOver         = lang.Of("start it over", "recommencer")
	msgStartOverAction   = lang.Of("start over", "à zéro")
	msgStartOverTitle    = lang.Of("Start the lesson over", "Recommencer la leçon")
	msgStartOverQuestion = lang.Of("Start the lesson over? The training server forgets what was done.", "Recommencer la leçon? Le serveur de formation oublie ce qui a été fait.")
	msgStartingOver      = lang.Of("Starting over", "Recommencement")
	msgStartedOver       = lang.Of("The lesson starts over: the sample customers are as on the first day.", "La leçon recommence : les clients modèles sont comme au premier jour.")
	msgStartedOverNext   = lang.Of("Begin with a new application, or with a sample customer.", "Commencez par une nouvelle demande ou par un client modèle.")

	msgLost         = lang.Of("Lost", "Perdu")
	msgLostAccounts = lang.Of("Accounts that were opened in the lesson.", "Les comptes ouverts pendant la leçon.")
	msgLostSales    = lang.Of("Purchases, captures, releases, returns, refunds and payments.", "Achats, captures, libérations, retours, remboursements et paiements.")
	msgLostPINs     = lang.Of("PINs that were sent, and wrong answers that were counted.", "Les NIP envoyés et le compte des mauvaises réponses.")
	msgLostClock    = lang.Of("The moved clock: it is set right.", "L'avance de l'horloge : elle est remise à l'heure.")
	msgLostFaults   = lang.Of("Faults that are armed.", "Les pannes armées.")

	msgKept        = lang.Of("Kept", "Conservé")
	msgKeptJournal = lang.Of("The training journal: it is not rewritten.", "Le journal de formation : il n'est pas réécrit.")
	msgKeptDoubts  = lang.Of("What is in doubt. The server will not have it any more: a purchase is settled as not done; what needs a person waits for a manager's word.", "Ce qui est en doute. Le serveur ne l'aura plus : un achat est réglé comme non fait; ce qui demande une personne attend la parole d'un directeur.")
	msgKeptFiles   = lang.Of("Lists and saved slips.", "Les listes et les bordereaux enregistrés.")
)

// Arming.
var (
	msgArm         = lang.Of("Arm a fault", "Armer une panne")
	msgArmAction   = lang.Of("arm", "armer")
	msgArmForward  = lang.Of("Arm it", "Armer")
	msgArming      = lang.Of("Arming the fault", "Armement de la panne")
	msgArmed       = lang.Of("Armed: %s (%s).", "Armée : %s (%s).")
	msgArmedNext   = lang.Of("The title bar says how many are armed.", "La barre de titre dit combien sont armées.")
	msgKindIntro   = lang.Of("What shall go wrong? Below the table stands what the clerk will see.", "Qu'est-ce qui doit mal tourner? Ce que le commis verra est écrit sous le tableau.")
	msgCallHint    = lang.Of("The console makes calls of its own too: “any call” hits those first.", "La console fait aussi ses propres appels : « tout appel » les touche d'abord.")
	msgPath        = lang.Of("End of its path", "Fin de son chemin")
	msgPathHint    = lang.Of("Whole segments, * for any one: authorization/*/capture", "Segments entiers, * pour n'importe lequel : authorization/*/capture")
	msgNoPath      = lang.Of("“%s” is no end of a path: segments are expected, such as authorization/*/capture.", "« %s » n'est pas une fin de chemin : des segments sont attendus, comme authorization/*/capture.")
	msgCount       = lang.Of("How many calls", "Combien d'appels")
	msgCountHint   = lang.Of("Empty: all, until it is disarmed.", "Vide : tous, jusqu'à ce qu'elle soit désarmée.")
	msgPercent     = lang.Of("Of a hundred calls", "Sur cent appels")
	msgPercentHint = lang.Of("How many are hit, drawn at random; empty: every one.", "Combien sont touchés, au hasard; vide : chacun.")
	msgNoNumber    = lang.Of("“%s” is not taken: a whole number from %d to %d is expected.", "« %s » n'est pas accepté : un nombre entier de %d à %d est attendu.")
	msgFor         = lang.Of("For how long", "Pendant combien de temps")
	msgForHint     = lang.Of("Such as 30 s, 5 min or 2 h; empty: until it is disarmed.", "Par exemple 30 s, 5 min ou 2 h; vide : jusqu'à ce qu'elle soit désarmée.")

	msgForOutageHint = lang.Of("Such as 30 s or 5 min; empty: 10 s. The line then comes back by itself.", "Par exemple 30 s ou 5 min; vide : 10 s. La ligne revient ensuite d'elle-même.")
	msgDelay         = lang.Of("Delay", "Attente")
	msgDelayHint     = lang.Of("The answer is held back, such as 3 s; empty: not at all.", "La réponse est retenue, par exemple 3 s; vide : pas du tout.")
	msgSlowDelayHint = lang.Of("The answer is held back, such as 3 s; empty: 10 s.", "La réponse est retenue, par exemple 3 s; vide : 10 s.")
)

// The kinds, and what the clerk will see.
var (
	msgDroppedAfter       = lang.Of("Answer lost", "Réponse perdue")
	msgDroppedAfterEffect = lang.Of(
		"The call is carried out, then the line breaks. A purchase is in doubt; asking the server shows that it was made.",
		"L'appel est exécuté, puis la ligne tombe. Un achat est en doute; le serveur, interrogé, montre qu'il a été fait.")
	msgDroppedBefore       = lang.Of("Line breaks before", "Ligne coupée avant")
	msgDroppedBeforeEffect = lang.Of(
		"The line breaks and nothing is carried out. A purchase is in doubt all the same; the server does not have it.",
		"La ligne tombe et rien n'est exécuté. Un achat est quand même en doute; le serveur ne l'a pas.")
	msgRefused       = lang.Of("No connection", "Aucune connexion")
	msgRefusedEffect = lang.Of(
		"Nobody answers for a while: “no connection” below. With a call it begins when that is made, which may leave it in doubt.",
		"Personne ne répond pendant un moment : « hors ligne » en bas. Avec un appel, elle commence quand il est fait, ce qui peut le laisser en doute.")
	msgSlow       = lang.Of("Slow answers", "Réponses lentes")
	msgSlowEffect = lang.Of(
		"The seconds count while the clerk waits. Beyond the time limits of the configuration it is as an answer lost.",
		"Les secondes défilent pendant que le commis attend. Au-delà des délais de la configuration, c'est comme une réponse perdue.")
	msgServerError       = lang.Of("Server error (500)", "Erreur du serveur (500)")
	msgServerErrorEffect = lang.Of(
		"The server fails, and nothing is carried out. A purchase is in doubt until the server was asked; anything else can be tried again.",
		"Le serveur fait défaut et rien n'est exécuté. Un achat est en doute jusqu'à ce que le serveur soit interrogé; le reste peut être repris.")
	msgGatewayTimeout       = lang.Of("Gateway time-out (504)", "Délai de passerelle (504)")
	msgGatewayTimeoutEffect = lang.Of(
		"The server's gateway gives up, and nothing is carried out. A purchase is in doubt; the server does not have it.",
		"La passerelle du serveur abandonne et rien n'est exécuté. Un achat est en doute; le serveur ne l'a pas.")
	msgThirdParty       = lang.Of("Application not decided", "Demande sans décision")
	msgThirdPartyEffect = lang.Of(
		"An application is not decided, because a third party took too long. The clerk sends it again.",
		"Une demande reste sans décision, parce qu'un tiers a trop tardé. Le commis l'envoie de nouveau.")
	msgUnknownCode       = lang.Of("Refusal with a new code", "Refus au code nouveau")
	msgUnknownCodeEffect = lang.Of(
		"The server refuses with a code that this console does not know. That proves nothing: a purchase is in doubt until the server was asked, and was not made.",
		"Le serveur refuse avec un code que cette console ne connaît pas. Cela ne prouve rien : un achat est en doute jusqu'à ce qu'on ait demandé au serveur, et n'a pas été fait.")
	msgMaintenance       = lang.Of("Maintenance (503)", "Entretien (503)")
	msgMaintenanceEffect = lang.Of(
		"A web page stands in place of every answer. Reading fails and can be tried again; a purchase is in doubt, and was not made.",
		"Une page Web remplace chaque réponse. La lecture échoue et peut être reprise; un achat est en doute, et n'a pas été fait.")
	msgUnauthorized       = lang.Of("Token taken away (401)", "Jeton retiré (401)")
	msgUnauthorizedEffect = lang.Of(
		"The server takes the token away in the middle of the work. The console gets another and goes on: the clerk notices nothing.",
		"Le serveur retire le jeton en plein travail. La console en obtient un autre et continue : le commis ne remarque rien.")
	msgTokenDown       = lang.Of("No new tokens", "Aucun nouveau jeton")
	msgTokenDownEffect = lang.Of(
		"Work goes on until the token runs out, 20 minutes at most; then nothing can be sent. Moving the clock on shows it at once.",
		"Le travail continue jusqu'à la fin du jeton, 20 minutes au plus; puis rien ne peut être envoyé. Avancer l'horloge le montre aussitôt.")
	msgRefreshRefused       = lang.Of("Token not renewed", "Jeton non renouvelé")
	msgRefreshRefusedEffect = lang.Of(
		"The server does not renew the token. The console asks with its credentials instead: the clerk notices nothing.",
		"Le serveur ne renouvelle pas le jeton. La console passe par ses identifiants : le commis ne remarque rien.")
	msgTruncated       = lang.Of("Half an answer", "Demi-réponse")
	msgTruncatedEffect = lang.Of(
		"The call is carried out, and the answer breaks off half-way. A purchase is in doubt, and was made.",
		"L'appel est exécuté et la réponse s'arrête à mi-chemin. Un achat est en doute, et a été fait.")
	msgEmpty       = lang.Of("Empty answer", "Réponse vide")
	msgEmptyEffect = lang.Of(
		"The call is carried out, and the answer is empty. A purchase is in doubt, and was made.",
		"L'appel est exécuté et la réponse est vide. Un achat est en doute, et a été fait.")
	msgHTML       = lang.Of("Web page as an answer (502)", "Page Web en réponse (502)")
	msgHTMLEffect = lang.Of(
		"A web page comes in place of the answer, and nothing is carried out. A purchase is in doubt, and was not made.",
		"Une page Web arrive en guise de réponse et rien n'est exécuté. Un achat est en doute, et n'a pas été fait.")
	msgBlocked       = lang.Of("Stopped by a firewall (467)", "Bloqué par un pare-feu (467)")
	msgBlockedEffect = lang.Of(
		"A firewall stops the request, as one from abroad. The clerk is told so; nothing is carried out and no money moves.",
		"Un pare-feu bloque la demande, comme venue de l'étranger. Le commis le lit; rien n'est exécuté, aucune somme n'est portée au compte.")

	msgOwnKind       = lang.Of("Put together by hand", "Composée à la main")
	msgOwnKindEffect = lang.Of("It was armed by a configuration or over the control endpoint.", "Elle a été armée par une configuration ou par le point de contrôle.")
)

// The calls.
var (
	msgEveryCall        = lang.Of("any call", "tout appel")
	msgOtherCall        = lang.Of("another, by its path", "un autre, par son chemin")
	msgCallPurchase     = lang.Of("purchase", "achat")
	msgCallApply        = lang.Of("application", "demande")
	msgCallVerify       = lang.Of("verification", "vérification")
	msgCallOffers       = lang.Of("offers", "offres")
	msgCallSearch       = lang.Of("search by name", "recherche par nom")
	msgCallLookup       = lang.Of("look-up by number", "consultation par numéro")
	msgCallLicence      = lang.Of("licence scan", "lecture du permis")
	msgCallCapture      = lang.Of("capture", "capture")
	msgCallRelease      = lang.Of("release", "libération")
	msgCallReturn       = lang.Of("return", "retour")
	msgCallRefund       = lang.Of("refund", "remboursement")
	msgCallTransactions = lang.Of("deposit, payment, trade-in", "dépôt, paiement, reprise")
	msgCallList         = lang.Of("list of sales", "liste des ventes")
	msgCallRead         = lang.Of("one sale", "une vente")
	msgCallCaptures     = lang.Of("list of captures", "liste des captures")
	msgCallClose        = lang.Of("closing an account", "fermeture d'un compte")
	msgCallTerms        = lang.Of("terms and conditions", "conditions générales")
	msgCallLists        = lang.Of("lists of the application", "listes de la demande")
	msgCallToken        = lang.Of("token", "jeton")
)
