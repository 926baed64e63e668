package history

import (
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

var (
	msgLost      = lang.Of("The journal of this computer has lost entries: some of these may be missing.", "Le journal de ce poste a perdu des inscriptions : il peut en manquer ici.")
	msgTitle     = lang.Of("Activity and history", "Activité et historique")
	msgReading   = lang.Of("Reading the journal…", "Lecture du journal…")
	msgNothing   = lang.Of("Nothing was sent that fits.", "Rien de tel n'a été envoyé.")
	msgShow      = lang.Of("Show", "Afficher")
	msgFilter    = lang.Of("Filter", "Filtrer")
	msgAgain     = lang.Of("Read again", "Relire")
	msgMore      = lang.Of("Older ones", "Plus anciens")
	msgApply     = lang.Of("Show these", "Afficher")
	msgEntry     = lang.Of("Entry", "Écriture")
	msgToList    = lang.Of("Back to the list", "Retour à la liste")
	msgOpenSale  = lang.Of("Open the sale", "Ouvrir la vente")
	msgTime      = lang.Of("Time", "Heure")
	msgWhat      = lang.Of("What", "Quoi")
	msgAmount    = lang.Of("Amount", "Montant")
	msgReference = lang.Of("Reference", "Référence")
	msgAccount   = lang.Of("Account", "Compte")
	msgState     = lang.Of("State", "État")
	msgClerk     = lang.Of("Clerk", "Commis")
	msgLocation  = lang.Of("Location", "Succursale")

	msgFilterIntro   = lang.Of("What is left empty filters nothing.", "Ce qui est laissé vide ne filtre rien.")
	msgFrom          = lang.Of("From", "Du")
	msgTo            = lang.Of("To", "Au")
	msgDateHint      = lang.Of("YYYY-MM-DD", "AAAA-MM-JJ")
	msgReferenceHint = lang.Of("Whole, or a part of at least three characters", "En entier, ou une partie d'au moins trois caractères")
	msgEndingHint    = lang.Of("The last four digits", "Les quatre derniers chiffres")
	msgBadEnding     = lang.Of("%s is not the ending of an account: enter its last four digits.", "%s n'est pas une fin de compte : entrez ses quatre derniers chiffres.")
	msgBadRange      = lang.Of("The days go backwards, from %s to %s.", "Les jours vont à rebours, du %s au %s.")
	msgToday         = lang.Of("Today", "Aujourd'hui")
	msgAllDays       = lang.Of("All days", "Tous les jours")
	msgSince         = lang.Of("Since %s", "Depuis le %s")
	msgUntil         = lang.Of("Until %s", "Jusqu'au %s")
	msgBetween       = lang.Of("%s to %s", "Du %s au %s")

	msgOutcome      = lang.Of("Outcome", "Résultat")
	msgServerID     = lang.Of("Number on the server", "Numéro sur le serveur")
	msgCaptureID    = lang.Of("Capture number", "Numéro de capture")
	msgCode         = lang.Of("Code", "Code")
	msgKnownBy      = lang.Of("Known by", "Connu par")
	msgManager      = lang.Of("Decided by", "Décidé par")
	msgReason       = lang.Of("Reason", "Motif")
	msgTimeline     = lang.Of("What happened", "Ce qui s'est passé")
	msgInDoubtIntro = lang.Of("The list of doubts (F3) says what happens next.", "La liste des doutes (F3) dit ce qui suit.")
	msgRefused      = lang.Of("not done, refused", "non fait, refusé")
	msgNotThere     = lang.Of("not done, not there", "non fait, introuvable")
	msgDecidedNot   = lang.Of("not done, decided", "non fait, décidé")
)

var states = map[journal.State]lang.Text{
	journal.Done:        lang.Of("done", "fait"),
	journal.NotDone:     lang.Of("not done", "non fait"),
	journal.InDoubt:     lang.Of("IN DOUBT", "EN DOUTE"),
	journal.NeedsPerson: lang.Of("NEEDS A PERSON", "À RÉGLER EN PERSONNE"),
	journal.Unanswered:  lang.Of("no answer; nothing is in doubt", "sans réponse; rien n'est en doute"),
	journal.UnderWay:    lang.Of("under way", "en cours"),
}

var decisions = map[string]lang.Text{
	"approved": lang.Of("approved", "approuvée"),
	"pending":  lang.Of("pending", "en attente"),
	"declined": lang.Of("declined", "refusée"),
	"unknown":  lang.Of("received, decision not understood", "reçue, décision non comprise"),
}

var sources = map[flows.Source]lang.Text{
	flows.FromAnswer: lang.Of("the server's answer", "la réponse du serveur"),
	flows.FromServer: lang.Of("asking the server afterwards", "une demande au serveur après coup"),
	flows.FromPerson: lang.Of("a person", "une personne"),
}

var entryTypes = map[journal.EntryType]lang.Text{
	journal.Intended: lang.Of("recorded, then sent", "inscrit, puis envoyé"),
	journal.Asked:    lang.Of("the server was asked", "le serveur a été interrogé"),
}
