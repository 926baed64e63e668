package payment

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// wording holds the messages of one kind of payment.
type wording struct{ confirm, question, do, doing, made, headline, slip lang.Text }

var (
	msgTitle   = lang.Of("Payments and deposits", "Paiements et dépôts")
	msgPayment = words.InStorePayment
	msgDeposit = words.Deposit
	msgTradeIn = words.TradeIn

	msgPaymentMeans = lang.Of("The customer pays in the store; the amount is credited to the account.", "Le client paie en magasin; le montant est crédité au compte.")
	msgDepositMeans = lang.Of("The amount is charged to the account, towards a later purchase.", "Le montant est porté au compte, en vue d'un achat futur.")
	msgCredited     = lang.Of("%s credited to the account", "%s crédités au compte")
	msgTradeInMeans = lang.Of("The store takes goods back; their value is credited to the account.", "Le magasin reprend un bien; sa valeur est créditée au compte.")

	paymentWords = wording{
		confirm:  lang.Of("Confirm the payment", "Confirmer le paiement"),
		question: lang.Of("Credit a payment of %s to this account now?", "Créditer un paiement de %s à ce compte maintenant?"),
		do:       lang.Of("Take the payment", "Encaisser le paiement"),
		doing:    lang.Of("Sending the payment…", "Envoi du paiement…"),
		made:     lang.Of("Payment made", "Paiement fait"),
		headline: msgCredited,
		slip:     words.InStorePayment,
	}
	depositWords = wording{
		confirm:  lang.Of("Confirm the deposit", "Confirmer le dépôt"),
		question: lang.Of("Charge a deposit of %s to this account now?", "Porter un dépôt de %s à ce compte maintenant?"),
		do:       lang.Of("Charge the deposit", "Porter le dépôt"),
		doing:    lang.Of("Sending the deposit…", "Envoi du dépôt…"),
		made:     lang.Of("Deposit made", "Dépôt fait"),
		headline: lang.Of("%s charged to the account", "%s portés au compte"),
		slip:     words.Deposit,
	}
	tradeInWords = wording{
		confirm:  lang.Of("Confirm the trade-in", "Confirmer la reprise"),
		question: lang.Of("Credit a trade-in of %s to this account now?", "Créditer une reprise de %s à ce compte maintenant?"),
		do:       lang.Of("Credit the trade-in", "Créditer la reprise"),
		doing:    lang.Of("Sending the trade-in…", "Envoi de la reprise…"),
		made:     lang.Of("Trade-in made", "Reprise faite"),
		headline: msgCredited,
		slip:     words.TradeIn,
	}
)

var (
	msgStageKind      = lang.Of("Kind", "Genre")
	msgMeans          = lang.Of("What it does", "Effet")
	msgChoose         = words.Choose
	msgContinue       = words.Continue
	msgAccount        = words.Account
	msgAmount         = words.Amount
	msgAmountHint     = lang.Of("Such as 250.00.", "Par exemple 250,00.")
	msgVerification   = words.Verification
	msgStageConfirm   = lang.Of("Confirm", "Confirmer")
	msgStageOutcome   = words.Outcome
	msgCustomer       = words.Customer
	msgCounter        = words.Counter
	msgLocation       = words.Location
	msgClerk          = words.Clerk
	msgTraining       = words.NoRealMoney
	msgAvailableNow   = lang.Of("Available credit: %s.", "Crédit disponible : %s.")
	msgCreditNotKnown = lang.Of("The available credit is not known now.", "Le crédit disponible n'est pas connu pour le moment.")
	msgAskingCredit   = words.AskingCredit
	msgDepositOver    = lang.Of("%s is more than the available credit, %s: the server may refuse it.", "%s dépasse le crédit disponible, %s : le serveur peut refuser.")

	msgLooksRepeated = lang.Of("This looks like one that was made already.", "Ceci ressemble à un déjà fait.")

	msgForRecords = words.ForRecords
	msgNumber     = lang.Of("Transaction number", "Numéro de transaction")
	msgDate       = words.Date
	msgAvailable  = lang.Of("Available credit now", "Crédit disponible maintenant")
	msgDone       = words.Done
	msgReadSlip   = words.ReadSlip
	msgSaveSlip   = words.SaveSlip
	msgAnother    = lang.Of("Another payment", "Autre paiement")

	msgDoubtTitle    = words.InDoubt
	msgDoubtHeadline = words.MoneyUnknownYet
	msgDoubtText     = lang.Of(
		"The answer was lost, and no query of the server tells what became of it: a person has to find out. It is on the list of doubts (F3), with what support needs to know; a manager decides there. It is never sent a second time.",
		"La réponse s'est perdue, et aucune requête au serveur ne dit ce qu'il en est : une personne doit s'informer. C'est dans la liste des doutes (F3), avec ce que le soutien doit savoir; un directeur y décide. Ce n'est jamais envoyé une deuxième fois.")
	msgOtherDoubtText = lang.Of(
		"This was not sent: on this account, or one with the same last four digits, it is not known what came of what stands below.",
		"Ceci n'a pas été envoyé : sur ce compte, ou sur un compte qui a les mêmes quatre derniers chiffres, on ne sait pas ce qu'est devenu ce qui figure ci-dessous.")
	msgFrozen = lang.Of(
		"One like this was sent before and its answer was lost. Nothing was sent now.",
		"Une opération semblable a déjà été envoyée et sa réponse s'est perdue. Rien n'a été envoyé maintenant.")
	msgThenUnknown    = lang.Of("It is not known whether money moved then.", "On ne sait pas si une somme a alors été portée au compte.")
	msgAskingQuestion = lang.Of("Asking for the security question…", "Demande de la question de sécurité…")
	msgLookAgain      = words.LookWhetherSettled
	msgLeavingDoubt   = lang.Of("It is not known whether this was done. The status line counts it, and the list of doubts shows it.", "On ne sait pas si c'est fait. La ligne d'état le compte et la liste des doutes le montre.")
	msgLooking        = words.LookingWhetherSettled
	msgStillUnknown   = words.MoneyStillUnknown
	msgNotSettledYet  = words.NotSettledYet
	msgPersonNext     = lang.Of("Call the vendor's support; a manager then records the answer (F3).", "Appelez le soutien du fournisseur; un directeur inscrit ensuite la réponse (F3).")
	msgWasMade        = lang.Of("It was done, a manager says.", "C'est fait, selon un directeur.")
	msgWasNotMade     = lang.Of("%s: it did not happen.", "%s : cela n'a pas eu lieu.")
	msgOtherWasMade   = words.WasDone
	msgOtherNext      = lang.Of("Go on only if this is another one.", "Ne continuez que s'il s'agit d'un autre.")
)
