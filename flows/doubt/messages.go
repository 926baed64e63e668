package doubt

import (
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgNoAccountYet  = lang.Of("The customer has no account, so far.", "Le client n'a pas de compte, pour le moment.")
	msgNotThere      = lang.Of("The server does not have it, so far.", "Le serveur ne l'a pas, pour le moment.")
	msgFoundPurchase = lang.Of("The purchase was made: the server has it as authorization %s.", "L'achat a été fait : le serveur l'a comme autorisation %s.")
	msgFoundCapture  = lang.Of("The capture was made: the server has it as capture %s.", "La capture a été faite : le serveur l'a comme capture %s.")
	msgRemainsLess   = lang.Of("It was done: the server now has %s remaining.", "C'est fait : le serveur a maintenant un reste de %s.")
	msgRemainsElse   = lang.Of(
		"What remains on the server went from %s to %s: something else was done meanwhile.",
		"Le reste sur le serveur est passé de %s à %s : autre chose a été fait entre-temps.")
	msgReleaseOrCapture = lang.Of(
		"The amount is gone from what remained, but a capture that may have been made meanwhile would explain it too.",
		"Le montant a été retiré du reste, mais une capture peut-être faite entre-temps l'expliquerait aussi.")
	msgRemainsUntold  = lang.Of("The server does not say what remains.", "Le serveur ne dit pas ce qui reste.")
	msgContradicts    = lang.Of("What the server says of the sale contradicts itself.", "Ce que le serveur dit de la vente se contredit.")
	msgNoSuchCapture  = lang.Of("The server does not show capture %s.", "Le serveur ne montre pas la capture %s.")
	msgCapturesUnsure = lang.Of("The server has captures that may be it: %d.", "Le serveur a des captures qui pourraient être celle-ci : %d.")
	msgOnlyRefused    = lang.Of(
		"The server has only a refused attempt with this reference and amount, perhaps an earlier one.",
		"Le serveur n'a qu'une tentative refusée avec cette référence et ce montant, peut-être antérieure.")
	msgMaybeAnother = lang.Of(
		"The server has one purchase that may be it, or another one: %s.",
		"Le serveur a un achat qui pourrait être celui-ci, ou un autre : %s.")
	msgSeveral = lang.Of(
		"The server has %d purchases that may be it: %s.",
		"Le serveur a %d achats qui pourraient être celui-ci : %s.")
	msgMaybeClosed = lang.Of(
		"The account can no longer purchase: it may be closed, or blocked. A search for the customer shows which.",
		"Le compte ne permet plus d'achat : il est peut-être fermé, ou bloqué. Une recherche du client montre lequel.")

	msgUntoldMoney        = lang.Of("No query of the server tells whether it was done. A person has to find out.", "Aucune requête au serveur ne dit si c'est fait. Une personne doit s'informer.")
	msgUntoldVerification = lang.Of("No query of the server tells whether the PIN was sent. Sending another one settles it.", "Aucune requête au serveur ne dit si le NIP a été envoyé. En envoyer un autre règle la question.")
	msgUntoldCustomer     = lang.Of("The server is asked by the customer's name and birth date, which are not kept here.", "Le serveur se consulte par le nom et la date de naissance du client, qui ne sont pas gardés ici.")
)

var (
	msgEndingIn      = words.EndingIn
	msgWhat          = words.What
	msgAmount        = words.Amount
	msgAccount       = words.Account
	msgReference     = words.Reference
	msgAuthorization = words.AuthorizationNumber
	msgSent          = words.Sent
)

var (
	msgTitle           = words.InDoubt
	msgIntro           = lang.Of("What was sent and not answered. The console asks the server by itself; nothing here is ever sent again.", "Ce qui a été envoyé sans réponse. La console demande au serveur d'elle-même; rien ici n'est jamais envoyé de nouveau.")
	msgNothing         = lang.Of("Nothing is in doubt.", "Rien n'est en doute.")
	msgStands          = lang.Of("What happens", "Suite")
	msgShow            = words.Show
	msgSettled         = lang.Of("settled", "réglé")
	msgNeedsPerson     = lang.Of("needs a person", "à régler en personne")
	msgAsksAt          = lang.Of("asks at %s", "demande à %s")
	msgNotAskedYet     = lang.Of("The server has not been asked yet.", "Le serveur n'a pas encore été interrogé.")
	msgKnown           = lang.Of("What is known", "Ce qu'on sait")
	msgTimesAsked      = lang.Of("Times asked", "Nombre de demandes")
	msgNext            = lang.Of("What happens next", "Ce qui suit")
	msgHeadline        = lang.Of("It is not known whether this was done.", "On ne sait pas si c'est fait.")
	msgAskNow          = lang.Of("Ask the server now", "Demander au serveur maintenant")
	msgTake            = words.ItIs
	msgLookForCustomer = words.LookForCustomer
	msgDecide          = lang.Of("A manager decides", "Un directeur décide")
	msgAsksUntil       = lang.Of(
		"The server is asked again at %s. What it does not have at %s counts as not done.",
		"Le serveur sera interrogé de nouveau à %s. Ce qu'il n'a pas à %s compte comme non fait.")
	msgAsksProof = lang.Of(
		"The server is asked again at %s. What it does not prove by %s needs a person.",
		"Le serveur sera interrogé de nouveau à %s. Ce qu'il ne prouve pas d'ici %s est à régler en personne.")
	msgLooksUntil = lang.Of(
		"The console looks for the customer's account again at %s. Where there is none at %s, the vendor's support has to tell.",
		"La console cherche de nouveau le compte du client à %s. S'il n'y en a pas à %s, le soutien du fournisseur doit le dire.")
	msgLookNext = lang.Of(
		"Look for the customer: an approved application has opened an account. Where there is none, read what stands below to the vendor's support; a manager then records the answer.",
		"Cherchez le client : une demande approuvée a ouvert un compte. S'il n'y en a pas, lisez ce qui figure ci-dessous au soutien du fournisseur; un directeur inscrit ensuite la réponse.")
	msgPersonNext = lang.Of(
		"Read what stands below to the vendor's support; they can see it. A manager then records the answer.",
		"Lisez ce qui figure ci-dessous au soutien du fournisseur, qui peut le voir. Un directeur inscrit ensuite la réponse.")
	msgGoesOn           = lang.Of("The console goes on asking by itself.", "La console continue de demander d'elle-même.")
	msgStillUnknown     = lang.Of("It is still not known whether it was done.", "On ne sait toujours pas si c'est fait.")
	msgSettledHeadline  = lang.Of("This is settled.", "C'est réglé.")
	msgSettledElsewhere = lang.Of("Another console, or a manager, settled it. The sales list shows how.", "Une autre console, ou un directeur, l'a réglé. La liste des ventes montre comment.")
	msgSettledNext      = lang.Of("Tell the customer.", "Informez le client.")
	msgToList           = words.BackToList
	msgOpenSale         = words.OpenSale
	msgAsking           = lang.Of("Asking the server…", "Demande au serveur…")
	msgRecording        = words.RecordingDecision
	msgSearching        = words.LookingForCustomer

	msgDecideTitle     = lang.Of("A manager's decision", "Décision d'un directeur")
	msgDecideIntro     = lang.Of("%s. Record what the vendor's support said.", "%s. Inscrivez ce que le soutien du fournisseur a dit.")
	msgDecision        = words.Decision
	msgWasDone         = lang.Of("It was done", "C'est fait")
	msgDidNotHappen    = lang.Of("It did not happen", "Cela n'a pas eu lieu")
	msgServerID        = words.ServerNumber
	msgServerIDHint    = lang.Of("Where support told one", "Si le soutien en a donné un")
	msgAnothers        = lang.Of("The journal has number %s for another one that was done.", "Le journal a le numéro %s pour une autre opération déjà faite.")
	msgAnothersNext    = lang.Of("Check the number with the vendor's support. Where they have no other one, leave it empty.", "Vérifiez le numéro avec le soutien du fournisseur. S'il n'en a pas d'autre, laissez-le vide.")
	msgManager         = words.Manager
	msgReason          = words.Reason
	msgConfirmDecision = lang.Of("Record this decision? It is final.", "Inscrire cette décision? Elle est définitive.")
	msgConfirmTake     = words.TakeAuthorization
	msgOnServer        = lang.Of("On the server", "Sur le serveur")
	msgStatus          = words.Status
	msgMadeOn          = lang.Of("Made on", "Fait le")
	msgRecord          = lang.Of("Record", "Inscrire")
	msgContinue        = words.Continue

	msgCustomerTitle = words.LookForCustomer
	msgCustomerIntro = lang.Of("An application that was approved has opened an account. What you type here is not kept.", "Une demande approuvée a ouvert un compte. Ce que vous tapez ici n'est pas gardé.")
	msgClosedIntro   = lang.Of("The search shows whether the account is closed. What you type here is not kept.", "La recherche montre si le compte est fermé. Ce que vous tapez ici n'est pas gardé.")
	msgClosedNext    = lang.Of(
		"Look for the customer: the search shows whether the account is closed. Where it does not, read what stands below to the vendor's support; a manager then records the answer.",
		"Cherchez le client : la recherche montre si le compte est fermé. Sinon, lisez ce qui figure ci-dessous au soutien du fournisseur; un directeur inscrit ensuite la réponse.")
	msgState         = lang.Of("Account is", "Le compte est")
	msgAccountOpen   = lang.Of("open", "ouvert")
	msgAccountClosed = lang.Of("closed", "fermé")
	msgOtherAccount  = lang.Of("This is another account: the one in doubt ends in %s.", "C'est un autre compte : celui en doute se termine par %s.")
	msgNobodyNext    = lang.Of("The server knows nobody by this name and birth date. Check what was typed.", "Le serveur ne connaît personne de ce nom et de cette date de naissance. Vérifiez ce qui a été tapé.")
	msgIsClosed      = lang.Of("The account is closed.", "Le compte est fermé.")
	msgLookAgain     = lang.Of("Look again at %s: an account that is still open then was not closed.", "Regardez de nouveau à %s : un compte encore ouvert alors n'a pas été fermé.")
	msgStillOpen     = lang.Of("The account is still open.", "Le compte est toujours ouvert.")
	msgFirst         = words.FirstName
	msgLast          = words.LastName
	msgBirth         = words.BirthDate
	msgBirthHint     = words.DateForm
	msgSearch        = words.Search
	msgName          = words.Name
	msgOpened        = lang.Of("Opened on", "Ouvert le")
	msgMerchant      = lang.Of("Merchant", "Marchand")
	msgIsThisOne     = lang.Of("It is this one", "C'est celui-ci")
	msgNoAccount     = lang.Of("The server has no account of this customer.", "Le serveur n'a pas de compte de ce client.")
	msgNoAccountNext = lang.Of("No account was opened, so far. The application may be pending or declined, or may not have arrived: read what is known of it to the vendor's support. A manager then records the answer.", "Aucun compte n'a été ouvert pour le moment. La demande est peut-être en attente ou refusée, ou n'est pas arrivée : lisez ce qu'on en sait au soutien du fournisseur. Un directeur inscrit ensuite la réponse.")
	msgOlderAccount  = lang.Of("This account is older than the application.", "Ce compte est plus ancien que la demande.")
	msgOpenedAccount = lang.Of("The application was approved: the customer has an account.", "La demande a été approuvée : le client a un compte.")

	msgToldDone    = words.WasDone
	msgToldNot     = lang.Of("%s: the server does not have it, so it counts as not made.", "%s : le serveur ne l'a pas, cela compte donc comme non fait.")
	msgToldOpen    = lang.Of("%s: it did not happen, the account is still open.", "%s : cela n'a pas eu lieu, le compte est toujours ouvert.")
	msgToldLate    = lang.Of("%s: it was made after all, as number %s. Release or return it if nobody wants it.", "%s : c'est fait malgré tout, sous le numéro %s. Libérez-le ou retournez-le si personne n'en veut.")
	msgToldMaybe   = lang.Of("%s: it may have been made after all. %s", "%s : c'est peut-être fait malgré tout. %s")
	msgMaybeLate   = lang.Of("perhaps made after all", "peut-être fait malgré tout")
	msgLate        = lang.Of("made after all", "fait malgré tout")
	msgLateText    = lang.Of("This was taken for not done.", "On tenait ceci pour non fait.")
	msgToldDecided = lang.Of("%s: a manager decided that it did not happen.", "%s : un directeur a décidé que cela n'a pas eu lieu.")
	msgToldPerson  = lang.Of("%s: the server cannot tell; a person has to find out.", "%s : le serveur ne peut le dire; une personne doit s'informer.")
)

// Told says what came of a doubt, in a sentence.
func Told(n News) lang.Text {
	what := flows.Sentence(n.Doubt.Intent)
	switch {
	case n.Late && n.Finding.Verdict != Found:
		return msgToldMaybe.With(what, n.Finding.Said)
	case n.Late:
		return msgToldLate.With(what, string(n.Finding.ID))
	case n.Outcome.Result.Open():
		return msgToldPerson.With(what)
	case n.Outcome.Result == flows.ResultDone && !n.Finding.Said.Empty():
		return lang.Join(" ", n.Finding.Said, what)
	case n.Outcome.Result == flows.ResultDone:
		return msgToldDone.With(what)
	case n.Outcome.Source == flows.FromPerson:
		return msgToldDecided.With(what)
	case n.Doubt.Intent.Kind == flows.CloseIntent:
		return msgToldOpen.With(what)
	}
	return msgToldNot.With(what)
}

// lateShort says in a few words what came to light late.
func lateShort(n News) lang.Text {
	if n.Finding.Verdict != Found {
		return msgMaybeLate
	}
	return msgLate
}

func untoldOf(kind flows.IntentKind) lang.Text {
	switch kind {
	case flows.VerificationIntent:
		return msgUntoldVerification
	case flows.ApplicationIntent, flows.CloseIntent:
		return msgUntoldCustomer
	}
	return msgUntoldMoney
}

// named are authorizations in a sentence: number and date of each.
func named(list []api.Authorization) lang.Text {
	var all []string
	for _, a := range list {
		all = append(all, strings.TrimSpace(string(a.ID)+" "+a.Date))
	}
	return lang.Same(strings.Join(all, ", "))
}
