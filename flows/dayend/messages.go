package dayend

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgTitle       = words.DayEnd
	msgIntro       = lang.Of("Everything that was sent from %s on this computer, beside what the server has.", "Tout ce qui a été envoyé de %s sur ce poste, à côté de ce que le serveur a.")
	msgDay         = lang.Of("Day", "Jour")
	msgToday       = words.Today
	msgYesterday   = lang.Of("Yesterday", "Hier")
	msgOtherDay    = lang.Of("Another day", "Un autre jour")
	msgDate        = words.Date
	msgDateHint    = words.DateForm
	msgNotYet      = lang.Of("%s is not over yet: enter a day of the past.", "%s n'est pas encore passé : entrez un jour du passé.")
	msgCompare     = lang.Of("Compare", "Comparer")
	msgComparing   = lang.Of("Comparing the day with the server…", "Comparaison de la journée avec le serveur…")
	msgReportTitle = lang.Of("Day end of %s, %s", "Fin de journée du %s, %s")

	msgNoneOurs      = lang.Of("Nothing of this computer's was to be compared.", "Rien de ce poste n'était à comparer.")
	msgOneOurs       = lang.Of("One was sent from this computer, and it is on the server.", "Une opération a été envoyée de ce poste, et elle est sur le serveur.")
	msgAllOurs       = lang.Of("All %d of this computer's are on the server.", "Les %d opérations de ce poste sont toutes sur le serveur.")
	msgSomeOurs      = lang.Of("On the server as recorded here: %d of this computer's %d.", "Sur le serveur comme inscrites ici : %d des %d opérations de ce poste.")
	msgFromElsewhere = lang.Of("From elsewhere: %d.", "D'ailleurs : %d.")
	msgOneElsewhere  = lang.Of("One more came from elsewhere.", "Une autre vient d'ailleurs.")
	msgElsewhere     = lang.Of("%d more came from elsewhere.", "%d autres viennent d'ailleurs.")
	msgOneUnlisted   = lang.Of("One of a kind that the server does not list could not be compared.", "Une, d'une sorte que le serveur ne liste pas, n'a pas pu être comparée.")
	msgManyUnlisted  = lang.Of("%d of a kind that the server does not list could not be compared.", "%d, d'une sorte que le serveur ne liste pas, n'ont pas pu être comparées.")
	msgCompareAgain  = lang.Of("Compare again", "Comparer de nouveau")
	msgDoubts        = lang.Of("In doubt: %d. The day should not be closed before it is settled.", "En doute : %d. La journée ne devrait pas être fermée avant le règlement.")
	msgDiffer        = lang.Of("Differences: %d.", "Différences : %d.")
	msgInDoubt       = lang.Of("not known whether it was done", "on ne sait pas si c'est fait")
	msgOnlyHere      = lang.Of("recorded here, and the server does not show it", "inscrit ici, et le serveur ne le montre pas")
	msgLost          = lang.Of("The journal of this computer has lost entries: what was sent that day, and what is in doubt, may be missing here.", "Le journal de ce poste a perdu des inscriptions : ce qui a été envoyé ce jour-là, et ce qui est en doute, peut manquer ici.")
	msgNotHere       = lang.Of("Not in what is left of this computer's journal: %d.", "Absentes de ce qui reste du journal de ce poste : %d.")
	msgOnlyThereLost = lang.Of("not in this computer's journal, which has lost entries", "pas au journal de ce poste, qui a perdu des inscriptions")
	msgOnlyThere     = lang.Of("not from this computer", "pas de ce poste")
	msgUnlisted      = lang.Of("recorded here; the server has no list of these", "inscrit ici; le serveur n'en tient pas de liste")
	msgAmounts       = lang.Of("%s here, %s on the server", "%s ici, %s sur le serveur")
	msgRemainsMore   = lang.Of("the server still has %s left, at most %s should be", "le serveur a encore un reste de %s, il devrait être d'au plus %s")
	msgRemains       = lang.Of("what is left agrees", "le reste concorde")
	msgInDoubtFrom   = lang.Of("not known whether it was done; sent from %s", "on ne sait pas si c'est fait; envoyé de %s")

	msgNotDonePurchase = lang.Of("recorded here as not made, and the server has it as authorization %s", "inscrit ici comme non fait, et le serveur l'a comme autorisation %s")
	msgNotDoneCapture  = lang.Of("recorded here as not made, and the server has it as capture %s", "inscrit ici comme non faite, et le serveur l'a comme capture %s")
	msgNotDoneLess     = lang.Of("recorded here as not made, and the server has %s left where it should be %s", "inscrit ici comme non fait, et le serveur a un reste de %s alors qu'il devrait être de %s")

	msgStatus         = lang.Of("recorded here as made; its status on the server is “%s”", "inscrit ici comme fait; son statut sur le serveur est « %s »")
	msgStatusThere    = lang.Of("not from this computer; its status is “%s”", "pas de ce poste; son statut est « %s »")
	msgAccount        = lang.Of("on the server it is on the account ending in %s", "sur le serveur, c'est au compte se terminant par %s")
	msgSameNumber     = lang.Of("the server's number %s stands for an earlier one of this day too: it is counted once", "le numéro %s du serveur vaut aussi pour une opération antérieure de ce jour : il compte une fois")
	msgSaysNo         = lang.Of("the server has it, and says that it was not made, or not whole", "le serveur l'a et dit que ce n'est pas fait, ou pas en entier")
	msgReferenceThere = lang.Of("on the server its reference is %s", "sur le serveur, sa référence est %s")
	msgFinancing      = lang.Of("on the server it is on another plan", "sur le serveur, c'est à un autre plan")
	msgNotCaptured    = lang.Of("the server has it, and did not capture it, or not all of it", "le serveur l'a et ne l'a pas capturé, ou pas en entier")
	msgNoAmount       = lang.Of("the server has it, and names no amount", "le serveur l'a et n'en donne pas le montant")
	msgNoSale         = lang.Of("recorded here, and the server does not know its sale", "inscrit ici, et le serveur ne connaît pas sa vente")
	msgUnasked        = lang.Of("not compared: there are too many sales of earlier days", "non comparé : il y a trop de ventes de jours antérieurs")
	msgMaybeDoubt     = lang.Of("on the server; it may be what is in doubt here: %s", "sur le serveur; c'est peut-être ce qui est en doute ici : %s")
	msgMaybeRefused   = lang.Of("on the server; it may be what was not done here: %s, at %s", "sur le serveur; c'est peut-être ce qui n'a pas été fait ici : %s, à %s")

	msgNumber        = lang.Of("authorization %s", "autorisation %s")
	msgItems         = lang.Of("Look at these sales", "Voir ces ventes")
	msgItemsIntro    = lang.Of("Open a sale to see both sides, and to release or return what nobody wants.", "Ouvrez une vente pour voir les deux côtés, et pour libérer ou retourner ce que personne ne veut.")
	msgOpenSale      = words.OpenSale
	msgWhat          = words.What
	msgAmount        = words.Amount
	msgReference     = words.Reference
	msgAuthorization = words.Authorization
	msgStands        = words.State

	msgTotals   = lang.Of("Done on this computer", "Fait sur ce poste")
	msgNothing  = lang.Of("Nothing was done.", "Rien n'a été fait.")
	msgSigned   = lang.Of("Signed off", "Approbations")
	msgSignedBy = lang.Of("By %s, with %d in doubt.", "Par %s, avec %d en doute.")
	msgMadeAt   = lang.Of("Compared at %s.", "Comparé le %s.")
	msgRead     = lang.Of("Read the report", "Lire le rapport")
	msgPrint    = words.Print
	msgSaveText = lang.Of("Save as text", "Enregistrer en texte")
	msgSaveCSV  = lang.Of("Save as CSV", "Enregistrer en CSV")
	msgSaveJSON = lang.Of("Save as JSON", "Enregistrer en JSON")

	msgSign          = lang.Of("Sign the day off", "Approuver la journée")
	msgSignIntro     = lang.Of("A manager closes the day.", "Un directeur ferme la journée.")
	msgSignOpenIntro = lang.Of("In doubt: %d, differences: %d. A manager closes the day nevertheless, and says why.", "En doute : %d, différences : %d. Un directeur ferme la journée malgré tout et dit pourquoi.")
	msgSignQuestion  = lang.Of("Sign this day off?", "Approuver cette journée?")
	msgSigning       = lang.Of("Recording the sign-off…", "Inscription de l'approbation…")
	msgWasSigned     = lang.Of("The day is signed off.", "La journée est approuvée.")
	msgWasSignedNext = lang.Of("Save the report where the store keeps them.", "Enregistrez le rapport là où le magasin les garde.")
	msgContinue      = words.Continue
	msgLocation      = words.Location
	msgManager       = words.Manager
	msgReason        = words.Reason
)

// headings name the standings for the clerk.
var headings = map[Standing]lang.Text{
	Differs:   lang.Of("Differs", "Différences"),
	OnlyHere:  lang.Of("Only here", "Seulement ici"),
	Doubtful:  words.InDoubt,
	Uncertain: lang.Of("Not compared", "Non comparé"),
	OnlyThere: lang.Of("Only on the server", "Seulement sur le serveur"),
	Unlisted:  lang.Of("Not listed by the server", "Non listé par le serveur"),
	Agrees:    lang.Of("Agrees", "Concorde"),
}
