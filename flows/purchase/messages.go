package purchase

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// The way.
var (
	msgTitle        = words.Purchase
	msgStageAmount  = words.Amount
	msgStageOffer   = lang.Of("Offer", "Offre")
	msgStageTerms   = lang.Of("Terms", "Conditions")
	msgStageConfirm = words.Confirmation
	msgStageOutcome = words.Outcome
	msgContinue     = words.Continue
	msgChoose       = words.Choose
	msgDone         = words.Done
	msgNoMoney      = words.NoMoneyMoved
	msgTraining     = words.NoRealMoney
)

// Amount.
var (
	msgAmountTitle    = words.Amount
	msgAccountLine    = lang.Of("%s. Available credit: %s.", "%s. Crédit disponible : %s.")
	msgAmount         = words.Amount
	msgAmountHint     = lang.Of("The whole price with taxes, such as 1234.50.", "Le prix total avec taxes, par exemple 1234,50.")
	msgAmountOver     = lang.Of("%s is more than the available credit of %s; the server may refuse it.", "%s dépasse le crédit disponible de %s; le serveur peut le refuser.")
	msgReference      = words.Reference
	msgReferenceHint  = lang.Of("The order or receipt number of this sale, at most 40 characters.", "Le numéro de commande ou de reçu de cette vente, 40 caractères au plus.")
	msgCapture        = words.Capture
	msgCaptureHint    = lang.Of("Pre-authorize when the goods leave later.", "Préautorisez quand la marchandise part plus tard.")
	msgCaptureNow     = lang.Of("Now, with the purchase", "Maintenant, avec l'achat")
	msgCaptureLater   = lang.Of("Later: pre-authorize only", "Plus tard : préautoriser seulement")
	msgSeeOffers      = lang.Of("See the offers", "Voir les offres")
	msgPricing        = lang.Of("Getting the offers…", "Calcul des offres…")
	msgAskingQuestion = lang.Of("Getting the question in the other language…", "Question dans l'autre langue…")
	msgTranslating    = lang.Of("Getting the offers in the other language…", "Offres dans l'autre langue…")

	msgAccountStale       = lang.Of("%s. Available credit: not known; it was %s before the refusal.", "%s. Crédit disponible : inconnu; il était de %s avant le refus.")
	msgAskingCredit       = words.AskingCredit
	msgNoPreauthorization = lang.Of("This store takes no pre-authorizations: the sale is captured at once.", "Ce magasin ne fait pas de préautorisations : la vente est capturée aussitôt.")
	msgOrdinaryInstead    = lang.Of(
		"This is now an ordinary sale, captured at once: authorize it if the goods can go now, else go back.",
		"C'est maintenant une vente ordinaire, capturée aussitôt : autorisez-la si la marchandise peut partir, sinon revenez en arrière.")
)

// Offers and terms.
var (
	msgOffersTitle = words.Offers
	msgOffersIntro = lang.Of("For %s. Available credit: %s. Credit left is what the server reckons with: after the amount, and the interest of a plan paid by the month.", "Pour %s. Crédit disponible : %s. Le crédit restant est celui que le serveur vérifie : après le montant, et les intérêts d'un plan payé par mois.")
	msgNoOffers    = lang.Of("The server has no offer for this amount. Go back and change it.", "Le serveur n'a pas d'offre pour ce montant. Revenez en arrière et changez-le.")
	msgPlan        = words.Plan
	msgMonths      = lang.Of("Months", "Mois")
	msgMonthly     = lang.Of("A month", "Par mois")
	msgPayment     = words.Payment
	msgRates       = lang.Of("Rate", "Taux")
	msgFees        = lang.Of("Fees", "Frais")
	msgLeft        = lang.Of("Credit left", "Crédit restant")
	msgRegular     = lang.Of("Regular purchase", "Achat courant")
	msgAnnualRate  = lang.Of("Annual interest rate", "Taux d'intérêt annuel")
	msgAMonth      = lang.Of("%s a month", "%s par mois")
	msgPerMonth    = lang.Of("%s/month", "%s/mois")
	msgAYear       = lang.Of("%s a year", "%s par an")
	msgTerm        = words.Term

	msgCreditShort     = lang.Of("This takes %s of the credit, and %s is available.", "Cette offre prend %s du crédit, et il reste %s.")
	msgCreditShortNext = lang.Of("Choose another offer, or go back and lower the amount.", "Choisissez une autre offre, ou revenez en arrière et réduisez le montant.")

	msgOffersChanged     = lang.Of("The offers have changed since they were shown.", "Les offres ont changé depuis leur présentation.")
	msgOffersChangedNext = lang.Of("Choose again, and show the customer the terms.", "Choisissez de nouveau et présentez les conditions au client.")

	msgOtherOffers = lang.Of(
		"The server answered the offers of another account or another amount, so they are not shown.",
		"Le serveur a répondu avec les offres d'un autre compte ou d'un autre montant; elles ne sont donc pas montrées.")
	msgOtherOffersNext = lang.Of("Try again. If it happens again, call support.", "Réessayez. Si cela se reproduit, appelez le soutien.")

	msgTermsTitle     = lang.Of("Show the customer", "À montrer au client")
	msgTermsIntro     = lang.Of("The customer must see the term, the rates and every fee.", "Le client doit voir le terme, les taux et tous les frais.")
	msgSeen           = lang.Of("The customer has seen the term, the rates and the fees.", "Le client a vu le terme, les taux et les frais.")
	msgPlanTerm       = lang.Of("A purchase of %s over %s, %s a month.", "Un achat de %s sur %s, à %s par mois.")
	msgPlanTermOnce   = lang.Of("A purchase of %s over %s. The payment is %s; it may be due at once at the end of the term.", "Un achat de %s sur %s. Le paiement est de %s; il est peut-être dû en une fois à la fin du terme.")
	msgPlanTermUntold = lang.Of("A purchase of %s over %s. The payment, as the server names it, is %s.", "Un achat de %s sur %s. Le paiement, tel que le serveur l'indique, est de %s.")
	msgRegularTerm    = lang.Of("A purchase of %s on the account, without a plan or a term.", "Un achat de %s au compte, sans plan ni terme.")
	msgTold           = lang.Of("%s: %s.", "%s : %s.")
	msgSentence       = lang.Of("%s.", "%s.")
	msgNoFees         = lang.Of("No fees.", "Aucuns frais.")
	msgAccountRate    = lang.Of("The account's annual interest rate is %s.", "Le taux d'intérêt annuel du compte est de %s.")
)

// Verification, and leaving.
var (
	msgVerification = words.Verification
	msgLeavingDoubt = lang.Of("It is not known whether this purchase was made. The console goes on asking by itself; the status line counts it, and the list of doubts shows it.", "On ne sait pas si cet achat a été fait. La console continue de demander d'elle-même; la ligne d'état le compte et la liste des doutes le montre.")
)

// Confirmation.
var (
	msgShownTo        = lang.Of("Shown to the customer", "Montré au client")
	msgConfirmTitle   = lang.Of("Confirm the purchase", "Confirmer l'achat")
	msgConfirmCapture = lang.Of("Authorize and capture this purchase now?", "Autoriser et capturer cet achat maintenant?")
	msgConfirmLater   = lang.Of("Pre-authorize this purchase?", "Préautoriser cet achat?")
	msgConfirmAgain   = lang.Of("This looks like a purchase that was made already. Authorize another one?", "Ceci ressemble à un achat déjà fait. En autoriser un autre?")
	msgAuthorize      = lang.Of("Authorize", "Autoriser")
	msgAuthorizing    = lang.Of("Authorizing the purchase…", "Autorisation de l'achat…")
	msgCustomer       = words.Customer
	msgAccount        = words.Account
	msgSale           = words.Sale
	msgCounter        = words.Counter
	msgLocation       = words.Location
	msgClerk          = words.Clerk
)

// In doubt.
var (
	msgDoubtTitle    = lang.Of("Purchase in doubt", "Achat en doute")
	msgDoubtHeadline = lang.Of("It is not known whether this purchase was made.", "On ne sait pas si cet achat a été fait.")
	msgDoubtText     = lang.Of(
		"No answer shows whether it was made. The console is asking the server; the purchase is not sent a second time.",
		"Aucune réponse ne montre s'il a été fait. La console demande au serveur; l'achat n'est pas envoyé une deuxième fois.")
	msgDoubtAskedText = lang.Of(
		"The purchase may still come to light. The console goes on asking by itself, and keeps it on the list of doubts, also when it is closed and started again. The same sale cannot be sent meanwhile.",
		"L'achat peut encore apparaître. La console continue de demander d'elle-même et le garde dans la liste des doutes, même si elle est fermée et redémarrée. La même vente ne peut pas être envoyée entre-temps.")
	msgAskServer    = lang.Of("Ask the server", "Demander au serveur")
	msgAsking       = lang.Of("Asking the server for the purchase…", "Demande au serveur au sujet de l'achat…")
	msgStillUnknown = words.MoneyStillUnknown
	msgNotThereNext = lang.Of(
		"The console goes on asking by itself. If the customer cannot wait, call support with the reference.",
		"La console continue de demander d'elle-même. Si le client ne peut pas attendre, appelez le soutien avec la référence.")
	msgPersonNext = lang.Of(
		"It is on the list of doubts, with what support needs to know. A manager decides there.",
		"C'est dans la liste des doutes, avec ce que le soutien doit savoir. Un directeur y décide.")
	msgOtherDoubtText = lang.Of(
		"This purchase was not sent. It waits for what stands below: nobody knows yet what came of it. This page goes on once it is settled; F3 shows what happens next.",
		"Cet achat n'a pas été envoyé. Il attend ce qui figure ci-dessous : on ne sait pas encore ce que c'est devenu. Cette page continue dès que c'est réglé; F3 montre la suite.")
	msgWasNotMade       = lang.Of("The server does not have this purchase: it counts as not made.", "Le serveur n'a pas cet achat : il compte comme non fait.")
	msgWasNotMadeNext   = lang.Of("It can be sent again. Should it still come to light on the server, the console says so.", "Il peut être envoyé de nouveau. S'il apparaît malgré tout sur le serveur, la console le dira.")
	msgOtherSettled     = lang.Of("What was in doubt did not happen.", "Ce qui était en doute n'a pas eu lieu.")
	msgOtherWasMade     = lang.Of("What was in doubt was done: %s.", "Ce qui était en doute est fait : %s.")
	msgOtherWasMadeNext = lang.Of("Send this purchase only if it is another one.", "N'envoyez cet achat que s'il s'agit d'un autre.")
	msgMaybeAnotherNext = lang.Of(
		"If another slip has this number, it is not this purchase: ask again in a minute, or call support. If you are sure that it is this one, take it.",
		"Si un autre bordereau porte ce numéro, ce n'est pas cet achat : demandez de nouveau dans une minute ou appelez le soutien. Si vous avez la certitude que c'est celui-ci, prenez-le.")
	msgSeveralNext = lang.Of(
		"Call support with these numbers: only a person can tell which of them is this one.",
		"Appelez le soutien avec ces numéros : seule une personne peut dire lequel est celui-ci.")
	msgTake         = words.ItIs
	msgTakeQuestion = words.TakeAuthorization
	msgTaking       = lang.Of("Recording the purchase…", "Consignation de l'achat…")

	msgWasMade     = lang.Of("The purchase was made: the server has it.", "L'achat a été fait : le serveur l'a.")
	msgWasMadeNext = words.GoOn
)

// Outcome and slip.
var (
	msgOutcomeTitle      = lang.Of("Purchase made", "Achat fait")
	msgHeldTitle         = lang.Of("Purchase pre-authorized", "Achat préautorisé")
	msgCaptured          = lang.Of("%s authorized and captured", "%s autorisés et capturés")
	msgCapturedText      = lang.Of("The purchase is on the account. The goods can go.", "L'achat est porté au compte. La marchandise peut partir.")
	msgPreauthorized     = lang.Of("%s pre-authorized", "%s préautorisés")
	msgPreauthorizedText = lang.Of("The amount is held on the account. Capture it when the goods leave.", "Le montant est réservé au compte. Capturez-le quand la marchandise part.")
	msgNotCaptured       = lang.Of("%s authorized, nothing captured", "%s autorisés, rien de capturé")
	msgNotCapturedText   = lang.Of(
		"The server says that nothing is captured: the amount is only held. Keep the goods, and open the sale to capture it.",
		"Le serveur dit que rien n'est capturé : le montant est seulement réservé. Gardez la marchandise et ouvrez la vente pour le capturer.")
	msgPartCaptured     = lang.Of("%s authorized, %s captured", "%s autorisés, %s capturés")
	msgPartCapturedText = lang.Of(
		"The server says that only a part is captured. Only goods of that amount can go; open the sale to capture the rest.",
		"Le serveur dit qu'une partie seulement est capturée. Seule la marchandise de ce montant peut partir; ouvrez la vente pour capturer le reste.")
	msgHeldCapturedText = lang.Of(
		"It was to be held, and the server says that %s of it is captured. Open the sale to see it; if that is wrong, call support.",
		"Le montant devait être réservé, et le serveur dit que %s en sont capturés. Ouvrez la vente pour le voir; si c'est une erreur, appelez le soutien.")
	msgHeldLessText = lang.Of(
		"The server says that only %s of it is still held. Open the sale before the goods leave.",
		"Le serveur dit que seuls %s en sont encore réservés. Ouvrez la vente avant que la marchandise parte.")
	msgCapturedAmount  = words.Captured
	msgIDs             = words.Authorization
	msgAuthorizationID = words.AuthorizationNumber
	msgCaptureID       = words.CaptureNumber
	msgDate            = words.Date
	msgRemaining       = words.LeftToCapture
	msgFirstPayment    = lang.Of("First payment", "Premier paiement")
	msgReadSlip        = words.ReadSlip
	msgSaveSlip        = words.SaveSlip
	msgNewPurchase     = lang.Of("New purchase", "Nouvel achat")
	msgOpenSale        = words.OpenSale
	msgSlipTitle       = lang.Of("Purchase slip", "Bordereau d'achat")
)
