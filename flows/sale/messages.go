package sale

import (
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/words"
)

// wording holds the messages of one kind of call.
type wording struct {
	name, title, confirm, question, do, doing lang.Text
	remains                                   lang.Text // of the amount page: what remains
	after                                     lang.Text // what remains once it is done
	done, headline, meaning, number, slip     lang.Text
}

func wordsOf(kind flows.IntentKind) wording { return kinds[kind] }

var kinds = map[flows.IntentKind]wording{
	flows.CaptureIntent: {
		name: words.Capture, title: lang.Of("Capture the sale", "Capturer la vente"),
		confirm: lang.Of("Confirm the capture", "Confirmer la capture"), question: lang.Of("Capture %s now?", "Capturer %s maintenant?"),
		do: msgCaptureIt, doing: lang.Of("Capturing…", "Capture…"),
		remains: lang.Of("%s is left to capture. Change the amount to capture a part.", "Il reste %s à capturer. Changez le montant pour n'en capturer qu'une partie."),
		after:   msgLeftAfter,
		done:    lang.Of("Capture made", "Capture faite"), headline: lang.Of("%s captured", "%s capturés"),
		meaning: lang.Of("The amount is charged to the account. The goods can go.", "Le montant est porté au compte. La marchandise peut partir."),
		number:  words.CaptureNumber, slip: lang.Of("Capture slip", "Bordereau de capture"),
	},
	flows.ReleaseIntent: {
		name: words.Release, title: lang.Of("Release what is held", "Libérer le montant réservé"),
		confirm: lang.Of("Confirm the release", "Confirmer la libération"), question: lang.Of("Release %s now? It can't be captured any more.", "Libérer %s maintenant? Ce montant ne pourra plus être capturé."),
		do: msgReleaseIt, doing: lang.Of("Releasing…", "Libération…"),
		remains: lang.Of("%s is held and not captured. Change the amount to release a part.", "%s sont réservés et non capturés. Changez le montant pour n'en libérer qu'une partie."),
		after:   msgLeftAfter,
		done:    lang.Of("Release made", "Libération faite"), headline: lang.Of("%s released", "%s libérés"),
		meaning: lang.Of("The amount is no longer held on the account.", "Le montant n'est plus réservé au compte."),
		number:  lang.Of("Release number", "Numéro de libération"), slip: lang.Of("Release slip", "Bordereau de libération"),
	},
	flows.ReturnIntent: {
		name: words.Return, title: lang.Of("Return goods", "Retourner la marchandise"),
		confirm: lang.Of("Confirm the return", "Confirmer le retour"), question: lang.Of("Return %s to the account now?", "Retourner %s au compte maintenant?"),
		do: msgReturnIt, doing: lang.Of("Returning…", "Retour…"),
		remains: lang.Of("%s of capture %s can be returned. Change the amount to return a part.", "%s de la capture %s peuvent être retournés. Changez le montant pour n'en retourner qu'une partie."),
		after:   lang.Of("Left to return after", "Restera à retourner"),
		done:    lang.Of("Return made", "Retour fait"), headline: lang.Of("%s returned", "%s retournés"),
		meaning: msgRefundAny,
		number:  lang.Of("Return number", "Numéro de retour"), slip: lang.Of("Return slip", "Bordereau de retour"),
	},
	flows.RefundIntent: {
		name: words.Refund, title: lang.Of("Refund to the account", "Rembourser au compte"),
		confirm: lang.Of("Confirm the refund", "Confirmer le remboursement"), question: lang.Of("Refund %s to the account now?", "Rembourser %s au compte maintenant?"),
		do: msgRefundIt, doing: lang.Of("Refunding…", "Remboursement…"),
		remains: lang.Of("%s of capture %s can be refunded. Change the amount to refund a part.", "%s de la capture %s peuvent être remboursés. Changez le montant pour n'en rembourser qu'une partie."),
		after:   lang.Of("Left to refund after", "Restera à rembourser"),
		done:    lang.Of("Refund made", "Remboursement fait"), headline: lang.Of("%s refunded", "%s remboursés"),
		meaning: msgRefundAny,
		number:  lang.Of("Refund number", "Numéro de remboursement"), slip: lang.Of("Refund slip", "Bordereau de remboursement"),
	},
}

// The sale.
var (
	msgTitle           = words.Sale
	msgSaleOf          = lang.Of("Sale %s", "Vente %s")
	msgSaleAmount      = lang.Of("Sale of %s, reference %s", "Vente de %s, référence %s")
	msgSaleAmountOnly  = lang.Of("Sale of %s", "Vente de %s")
	msgReading         = lang.Of("Reading the sale…", "Lecture de la vente…")
	msgRefresh         = words.ReadAgain
	msgJournalAlone    = lang.Of("The server has not told this sale: here is only what this computer recorded.", "Le serveur n'a pas donné cette vente : voici seulement ce que ce poste a consigné.")
	msgNotThere        = lang.Of("The server does not know this sale. Here is only what this computer recorded.", "Le serveur ne connaît pas cette vente. Voici seulement ce que ce poste a consigné.")
	msgAsOf            = lang.Of("The sale is shown as it was at %s.", "La vente est montrée telle qu'elle était à %s.")
	msgRefusedAmount   = lang.Of("Refused purchase of %s", "Achat refusé de %s")
	msgPurchaseAmount  = lang.Of("Purchase of %s, status: %s", "Achat de %s, statut : %s")
	msgStatusUnknown   = lang.Of("The server's status of this purchase is “%s”, which this console does not know. Do not take it for made: call support.", "Le statut de cet achat sur le serveur est « %s », que cette console ne connaît pas. Ne le tenez pas pour fait : appelez le soutien.")
	msgStatusUntold    = lang.Of("The server does not tell the status of this purchase.", "Le serveur ne donne pas le statut de cet achat.")
	msgStatusAs        = lang.Of("“%s”", "« %s »")
	msgNotTold         = lang.Of("not told", "non donné")
	msgNotKnown        = words.NotKnown
	msgCapturesUnknown = lang.Of("What was captured of it is not known.", "On ne sait pas ce qui en a été capturé.")
	msgLeftUnknown     = lang.Of("What is left to capture is not known: the server names no amount.", "On ne sait pas ce qu'il reste à capturer : le serveur ne donne pas de montant.")
	msgReadingCaptures = lang.Of("Reading the captures…", "Lecture des captures…")
	msgUnnamed         = lang.Of("The server's list of captures does not say which sale they are of.", "La liste des captures du serveur ne dit pas de quelle vente elles sont.")
	msgUnclear         = lang.Of("What the server says of the captures does not fit together, or is not all.", "Ce que le serveur dit des captures ne concorde pas, ou n'est pas tout.")
	msgOtherSale       = lang.Of("The server answered another sale than the one that was asked for.", "Le serveur a donné une autre vente que celle qui était demandée.")
	msgOtherSaleNext   = lang.Of("Read it again; if it stays so, call support with the reference.", "Relisez-la; si rien ne change, appelez le soutien avec la référence.")
	msgOthersUnseen    = lang.Of("Refunds that other computers made are not shown by the server and not counted here.", "Les remboursements faits par d'autres postes ne sont pas montrés par le serveur et ne sont pas comptés ici.")
	msgReadingJournal  = words.ReadingJournal
	msgBack            = lang.Of("Given back on this account by this computer", "Rendu sur ce compte par ce poste")
	msgMoreBack        = lang.Of("and %d more", "et %d de plus")
	msgBackUnknown     = lang.Of("What this computer gave back of it is not known.", "On ne sait pas ce que ce poste en a rendu.")
	msgLoose           = lang.Of("This computer also refunded %s to this account without naming a sale: make sure that it was not for these goods.", "Ce poste a aussi remboursé %s à ce compte sans nommer de vente : assurez-vous que ce n'était pas pour cette marchandise.")
	msgUnauthorized    = lang.Of("The purchase was refused: nothing is charged or held.", "L'achat a été refusé : rien n'est porté au compte ni réservé.")
	msgNothingCaptured = lang.Of("The amount is held on the account. Nothing is captured yet.", "Le montant est réservé au compte. Rien n'est encore capturé.")
	msgClosedEarly     = lang.Of("The server says that the sale is closed, and that %s is left to capture. Whether it is still held is not known.", "Le serveur dit que la vente est fermée et qu'il reste %s à capturer. On ne sait pas si ce montant est encore réservé.")
	msgPartCaptured    = lang.Of("A part is captured; %s is still held.", "Une partie est capturée; %s sont encore réservés.")
	msgAllCaptured     = lang.Of("Nothing is left to capture.", "Il ne reste rien à capturer.")
	msgReleased        = lang.Of("Nothing is held any more, and nothing was captured.", "Plus rien n'est réservé, et rien n'a été capturé.")

	msgAmount          = words.Amount
	msgSaleTotal       = lang.Of("Whole sale", "Vente entière")
	msgLeft            = words.LeftToCapture
	msgLeftAfter       = lang.Of("Left to capture after", "Restera à capturer")
	msgLeftToReturn    = lang.Of("Left to return", "Reste à retourner")
	msgUntold          = lang.Of("%s, as it follows from the captures: the server does not say", "%s, d'après les captures : le serveur ne le dit pas")
	msgPlan            = words.Plan
	msgTerm            = words.Term
	msgPayment         = words.Payment // a month's, or due at once: nothing here tells (docs/contract.md §6)
	msgReference       = words.Reference
	msgAccount         = words.Account
	msgCustomer        = words.Customer
	msgStatus          = words.Status
	msgOpened          = lang.Of("Opened", "Ouverte")
	msgClosed          = lang.Of("Closed", "Fermée")
	msgRefused         = lang.Of("Refused", "Refusée")
	msgDate            = words.Date
	msgAuthorizationID = words.AuthorizationNumber
	msgCaptureID       = words.CaptureNumber

	msgCaptures        = lang.Of("Captures", "Captures")
	msgCaptureLine     = lang.Of("%s, number %s.", "%s, numéro %s.")
	msgNone            = words.None
	msgReturnUntil     = lang.Of("%s can be returned until %s.", "%s peuvent être retournés jusqu'au %s.")
	msgReturnAgeless   = lang.Of("%s can be returned if it is at most 100 days old: the date “%s” cannot be read.", "%s peuvent être retournés si 100 jours au plus ont passé : la date « %s » est illisible.")
	msgAgeless         = lang.Of("The date of this capture cannot be read (“%s”). It can be returned for 100 days.", "La date de cette capture est illisible (« %s »). Elle peut être retournée pendant 100 jours.")
	msgAmountUntold    = lang.Of("The server names no amount of it.", "Le serveur n'en donne pas le montant.")
	msgRefundedOf      = lang.Of("This computer refunded %s of it.", "Ce poste en a remboursé %s.")
	msgAllReturned     = lang.Of("All of it was returned.", "Tout a été retourné.")
	msgAllGivenBack    = lang.Of("All of it was returned or refunded.", "Tout a été retourné ou remboursé.")
	msgDaysOver        = lang.Of("The 100 days for a return were over on %s.", "Les 100 jours pour un retour ont pris fin le %s.")
	msgRegularNoReturn = lang.Of("A regular purchase is not returned, but refunded.", "Un achat courant ne se retourne pas, il se rembourse.")
)

// The two sides.
var (
	msgSides               = lang.Of("Server and this computer", "Serveur et ce poste")
	msgAgree               = lang.Of("The server and this computer's journal agree.", "Le serveur et le journal de ce poste concordent.")
	msgAgreeApart          = lang.Of("Apart from what is in doubt, the server and this computer's journal agree.", "À part ce qui est en doute, le serveur et le journal de ce poste concordent.")
	msgMadeElsewhere       = lang.Of("This computer has recorded nothing of this sale: it was made elsewhere.", "Ce poste n'a rien consigné de cette vente : elle a été faite ailleurs.")
	msgNoJournal           = lang.Of("This computer's journal could not be read.", "Le journal de ce poste n'a pas pu être lu.")
	msgOtherStatus         = lang.Of("This computer recorded the purchase as made; its status on the server is: %s.", "Ce poste a consigné l'achat comme fait; son statut sur le serveur est : %s.")
	msgCapturesNotCompared = lang.Of("The captures could not be compared: the server's are not known.", "Les captures n'ont pas pu être comparées : celles du serveur sont inconnues.")
	msgOtherAmount         = lang.Of("This computer recorded a purchase of %s, the server shows %s.", "Ce poste a consigné un achat de %s, le serveur montre %s.")
	msgOtherReference      = lang.Of("This computer recorded the reference “%s”, the server shows “%s”.", "Ce poste a consigné la référence « %s », le serveur montre « %s ».")
	msgOtherAccount        = lang.Of("This computer recorded an account ending in %s, the server shows one ending in %s.", "Ce poste a consigné un compte se terminant par %s, le serveur en montre un se terminant par %s.")
	msgNotShown            = lang.Of("This computer recorded a capture %s of %s that the server does not show.", "Ce poste a consigné une capture %s de %s que le serveur ne montre pas.")
	msgCaptureOther        = lang.Of("Of capture %s, this computer recorded %s, and the server shows %s.", "De la capture %s, ce poste a consigné %s et le serveur montre %s.")
	msgNotMadeHere         = lang.Of("The server has a capture of %s (%s) that this computer did not make.", "Le serveur a une capture de %s (%s) que ce poste n'a pas faite.")
	msgPerhapsInDoubt      = lang.Of("The server has a capture of %s (%s): it may be the one in doubt here.", "Le serveur a une capture de %s (%s) : c'est peut-être celle qui est en doute ici.")
	msgReturnsDiffer       = lang.Of("Of capture %s, the server shows %s returned; this computer recorded %s.", "De la capture %s, le serveur montre %s retournés; ce poste a consigné %s.")
	msgPerhapsReturn       = lang.Of("Of capture %s, the server shows %s more returned than this computer knows to be done: it may be what is in doubt here.", "De la capture %s, le serveur montre %s de plus retournés que ce que ce poste sait être fait : c'est peut-être ce qui est en doute ici.")
	msgPerhapsRelease      = lang.Of("The server has %s more released than this computer knows to be done: it may be what is in doubt here.", "Le serveur a %s de plus libérés que ce que ce poste sait être fait : c'est peut-être ce qui est en doute ici.")
	msgReleasesDiffer      = lang.Of("By its remainder the server has %s released; this computer recorded %s.", "D'après son reste, le serveur a %s libérés; ce poste a consigné %s.")
	msgTimeline            = lang.Of("What this computer recorded", "Ce que ce poste a consigné")
	msgNothingRecorded     = lang.Of("Nothing.", "Rien.")
	msgRecorded            = lang.Of("As this computer recorded it", "D'après ce poste")
	msgCapturedHere        = words.Captured
	msgReleasedHere        = lang.Of("Released", "Libéré")
	msgReturnedHere        = lang.Of("Returned", "Retourné")
	msgRefundedHere        = lang.Of("Refunded", "Remboursé")

	msgRecordDone     = lang.Of("%s: done, number %s", "%s : fait, numéro %s")
	msgRecordDoneOnly = lang.Of("%s: done", "%s : fait")
	msgRecordRefused  = lang.Of("%s: not done (%s)", "%s : non fait (%s)")
	msgRecordNotDone  = lang.Of("%s: not done", "%s : non fait")
	msgRecordUnderWay = lang.Of("%s: being sent", "%s : en cours d'envoi")
	msgRecordInDoubt  = lang.Of("%s: in doubt", "%s : en doute")
	msgRecordPerson   = lang.Of("%s: in doubt, needs a person", "%s : en doute, à régler en personne")
	msgHeld           = lang.Of("Something of this sale was sent and not answered.", "Quelque chose de cette vente a été envoyé sans réponse.")
	msgHeldNext       = lang.Of("Nothing else can be done with it until that is settled; the console goes on asking by itself.", "Rien d'autre n'est possible avec elle avant que ce soit réglé; la console continue de demander d'elle-même.")
	msgStillUnknown   = words.MoneyUnknown
	msgCaptureIt      = lang.Of("Capture it", "Capturer")
	msgReleaseIt      = lang.Of("Release it", "Libérer")
	msgReturnIt       = lang.Of("Return it", "Retourner")
	msgRefundIt       = lang.Of("Refund it", "Rembourser")
	msgStageConfirm   = words.Confirmation
	msgStageOutcome   = words.Outcome
	msgRefundTitle    = words.Refund
	msgConfirmAgain   = lang.Of("This looks like a refund that was made already. Refund once more?", "Ceci ressemble à un remboursement déjà fait. Rembourser de nouveau?")
	msgWhichCapture   = lang.Of("Which capture is it?", "De quelle capture s'agit-il?")
	msgChoose         = words.Choose
	msgContinue       = words.Continue
	msgTooOld         = lang.Of("This capture can't be returned any more: its 100 days were over on %s.", "Cette capture ne peut plus être retournée : ses 100 jours ont pris fin le %s.")
	msgRefundInstead  = lang.Of("Refund to the account instead (f).", "Faites plutôt un remboursement au compte (f).")
	msgRefundAlone    = lang.Of("If more has to be given back, look the account up and refund to it.", "S'il faut rendre davantage, consultez le compte et remboursez-le.")
	msgServerDecides  = lang.Of("The server decides: if it refuses, refund to the account instead.", "Le serveur décide : s'il refuse, faites plutôt un remboursement au compte.")
	msgRefundIntro    = lang.Of("The amount is credited to the account %s. Goods of a promotional purchase are returned from its sale instead.", "Le montant est crédité au compte %s. La marchandise d'un achat promotionnel se retourne plutôt à partir de sa vente.")
	msgRefundAny      = lang.Of("The amount is credited to the account.", "Le montant est crédité au compte.")
	msgAmountHint     = lang.Of("All that remains, or a part of it.", "Tout ce qui reste, ou une partie.")
	msgAnyHint        = lang.Of("Such as 1234.50.", "Par exemple 1234,50.")
	msgTooMuch        = lang.Of("%s is more than the %s that remains.", "%s, c'est plus que les %s qui restent.")
	msgReferenceHint  = lang.Of("The order or receipt number, at most 40 characters.", "Le numéro de commande ou de reçu, 40 caractères au plus.")
	msgChanged        = lang.Of("The sale has changed on the server: this can't be done any more.", "La vente a changé sur le serveur : ce n'est plus possible.")
	msgGivenMeanwhile = lang.Of("Something was given back meanwhile: %s is left.", "Une somme a été rendue entre-temps : il reste %s.")
	msgRemainsNow     = lang.Of("The sale has changed on the server: %s remains now.", "La vente a changé sur le serveur : il reste maintenant %s.")
	msgChangedNext    = lang.Of("Look at it again before you go on.", "Regardez-la de nouveau avant de continuer.")
)

// Confirmation and outcome.
var (
	msgCounter          = words.Counter
	msgLocation         = words.Location
	msgClerk            = words.Clerk
	msgTraining         = words.NoRealMoney
	msgToSale           = lang.Of("Back to the sale", "Retour à la vente")
	msgDone             = words.Done
	msgSaleSlip         = words.Sale
	msgAsServerHas      = lang.Of("As the server had it", "Comme le serveur l'avait")
	msgReadSlip         = words.ReadSlip
	msgSaveSlip         = words.SaveSlip
	msgTold             = words.Labelled
	msgTermsPlan        = lang.Of("The sale: %s, %s, %s, payment %s.", "La vente : %s, %s, %s, paiement de %s.")
	msgTermsOf          = lang.Of("The sale: %s, %s.", "La vente : %s, %s.")
	msgNotRefreshed     = lang.Of("It was done; the sale could not be read again since.", "C'est fait; la vente n'a pas pu être relue depuis.")
	msgNotRefreshedNext = lang.Of("Do not do it again. Read the sale once the line is back.", "Ne recommencez pas. Relisez la vente quand la connexion sera revenue.")
)

// In doubt.
var (
	msgDoubtTitle      = words.InDoubt
	msgDoubtHeadline   = words.MoneyUnknownYet
	msgDoubtPersonText = lang.Of("No query of the server tells what became of it: a person has to find out. It is on the list of doubts, with what support needs to know; a manager decides there.", "Aucune requête au serveur ne dit ce qu'il en est : une personne doit s'informer. C'est dans la liste des doutes, avec ce que le soutien doit savoir; un directeur y décide.")
	msgNeverTwice      = lang.Of("It is never sent a second time.", "Rien n'est envoyé une deuxième fois.")
	msgOtherDoubtText  = lang.Of("This was not sent: it is not known what came of what stands below. The console goes on asking by itself.", "Ceci n'a pas été envoyé : on ne sait pas ce qu'est devenu ce qui figure ci-dessous. La console continue de demander d'elle-même.")
	msgLookAgain       = words.LookWhetherSettled
	msgLooking         = words.LookingWhetherSettled
	msgLeavingDoubt    = lang.Of("It is not known whether money moved. The console goes on asking by itself; the status line counts it, and the list of doubts shows it.", "On ne sait pas si une somme a été portée au compte. La console continue de demander d'elle-même; la ligne d'état le compte et la liste des doutes le montre.")
	msgNotKnownYet     = lang.Of("It is not settled yet.", "Ce n'est pas encore réglé.")
	msgGoesOn          = lang.Of("The console goes on asking by itself. If the customer cannot wait, call support with what stands here.", "La console continue de demander d'elle-même. Si le client ne peut pas attendre, appelez le soutien avec ce qui figure ici.")
	msgIsAsked         = lang.Of("The console is asking it now what became of it; that takes some seconds. What does not show then stays on the list of doubts.", "La console lui demande maintenant ce qu'il en est; cela prend quelques secondes. Ce qui n'apparaît pas alors reste dans la liste des doutes.")
	msgWasDone         = lang.Of("It was done: %s.", "C'est fait : %s.")
	msgWasDoneNext     = lang.Of("Do not do it again.", "Ne recommencez pas.")
	msgWasNotDone      = lang.Of("It was not done: %s.", "Ce n'est pas fait : %s.")
	msgWasNotDoneNext  = lang.Of("It can be done now.", "C'est possible maintenant.")
)

// replies say what came back of a call in doubt, and what the console does about it.
var replies = map[flows.Reply]struct{ came, asked lang.Text }{
	flows.ReplyLost: {
		lang.Of("The answer was lost.", "La réponse s'est perdue."),
		lang.Of("The console goes on asking the server by itself, also when it is closed and started again, and keeps it on the list of doubts.", "La console continue de demander au serveur d'elle-même, même si elle est fermée et redémarrée, et garde l'affaire dans la liste des doutes."),
	},
	flows.ReplyError: {
		lang.Of("The server answered an error that does not say whether it was done.", "Le serveur a répondu une erreur qui ne dit pas si c'est fait."),
		msgIsAsked,
	},
	flows.ReplyClaim: {
		lang.Of("The server answered, but its answer does not show that it was done as it was asked.", "Le serveur a répondu, mais sa réponse ne montre pas que c'est fait comme demandé."),
		msgIsAsked,
	},
}

// Finding a sale.
var (
	msgSearchTitle = lang.Of("Find a sale", "Trouver une vente")
	msgSearchIntro = lang.Of("By its authorization number, or by reference within dates. Sales of every counter are found.", "Par son numéro d'autorisation, ou par référence entre deux dates. Les ventes de tous les comptoirs sont trouvées.")
	msgSearchOf    = lang.Of("Sales of the account %s.", "Ventes du compte %s.")
	msgSearch      = words.Search
	msgSearching   = lang.Of("Searching for sales…", "Recherche des ventes…")
	msgByAccount   = lang.Of("By account", "Par compte")
	msgNumberHint  = lang.Of("As the slip has it; nothing else is needed then.", "Comme sur le bordereau; rien d'autre n'est alors nécessaire.")
	msgPartHint    = lang.Of("Optional; a part of it is enough.", "Facultatif; une partie suffit.")
	msgFrom        = words.From
	msgTo          = words.To
	msgDateHint    = words.DateHint
	msgBefore      = lang.Of("%s is before %s, where the search begins.", "Le %s précède le %s, où commence la recherche.")
	msgStageFind   = words.Find
	msgListTitle   = lang.Of("Sales found", "Ventes trouvées")
	msgListIntro   = lang.Of("Sales from %s to %s, the newest first: %d.", "Ventes du %s au %s, les plus récentes d'abord : %d.")
	msgNoSales     = lang.Of("No sale from %s to %s matches. Go back and change the dates or the reference.", "Aucune vente du %s au %s ne correspond. Revenez en arrière et changez les dates ou la référence.")
	msgOpen        = words.Open
)
