package history

import (
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgLost      = lang.Of("The journal of this computer has lost entries: some of these may be missing.", "Le journal de ce poste a perdu des inscriptions : il peut en manquer ici.")
	msgTitle     = lang.Of("Activity and history", "Activité et historique")
	msgReading   = words.ReadingJournal
	msgNothing   = lang.Of("Nothing was sent that fits.", "Rien de tel n'a été envoyé.")
	msgShow      = words.Show
	msgFilter    = lang.Of("Filter", "Filtrer")
	msgAgain     = words.ReadAgain
	msgMore      = lang.Of("Older ones", "Plus anciens")
	msgApply     = lang.Of("Show these", "Afficher")
	msgEntry     = lang.Of("Entry", "Écriture")
	msgToList    = words.BackToList
	msgOpenSale  = words.OpenSale
	msgTime      = lang.Of("Time", "Heure")
	msgWhat      = words.What
	msgAmount    = words.Amount
	msgReference = words.Reference
	msgAccount   = words.Account
	msgState     = words.State
	msgClerk     = words.Clerk
	msgLocation  = words.Location

	msgFilterIntro   = lang.Of("What is left empty filters nothing.", "Ce qui est laissé vide ne filtre rien.")
	msgFrom          = words.From
	msgTo            = words.To
	msgDateHint      = words.DateForm
	msgReferenceHint = lang.Of("Whole, or a part of at least three characters", "En entier, ou une partie d'au moins trois caractères")
	msgEndingHint    = lang.Of("The last four digits", "Les quatre derniers chiffres")
	msgBadEnding     = lang.Of("%s is not the ending of an account: enter its last four digits.", "%s n'est pas une fin de compte : entrez ses quatre derniers chiffres.")
	msgBadRange      = lang.Of("The days go backwards, from %s to %s.", "Les jours vont à rebours, du %s au %s.")
	msgToday         = words.Today
	msgAllDays       = lang.Of("All days", "Tous les jours")
	msgSince         = lang.Of("Since %s", "Depuis le %s")
	msgUntil         = lang.Of("Until %s", "Jusqu'au %s")
	msgBetween       = lang.Of("%s to %s", "Du %s au %s")

	msgOutcome      = words.Outcome
	msgServerID     = words.ServerNumber
	msgCaptureID    = words.CaptureNumber
	msgCode         = lang.Of("Code", "Code")
	msgKnownBy      = lang.Of("Known by", "Connu par")
	msgManager      = lang.Of("Decided by", "Décidé par")
	msgReason       = words.Reason
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
