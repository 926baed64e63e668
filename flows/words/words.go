// Package words holds the texts that two or more parts of the console share: names of fields, what a key does, states,
// and whether money moved. Each stands here once, in English and in French. A text that one package alone uses stays in
// the message table of that package.
package words

import "countertop/flows/lang"

// People and places.
var (
	Customer = lang.Of("Customer", "Client")
	Clerk    = lang.Of("Clerk", "Commis")
	Manager  = lang.Of("Manager", "Directeur")
	Location = lang.Of("Location", "Succursale")
	Counter  = lang.Of("Counter", "Comptoir")

	Name             = lang.Of("Name", "Nom")
	FirstName        = lang.Of("First name", "Prénom")
	LastName         = lang.Of("Last name", "Nom de famille")
	BirthDate        = lang.Of("Date of birth", "Date de naissance")
	Address          = lang.Of("Address", "Adresse")
	Province         = lang.Of("Province", "Province")
	PostalCode       = lang.Of("Postal code", "Code postal")
	Email            = lang.Of("E-mail", "Courriel")
	SecurityQuestion = lang.Of("Security question", "Question de sécurité")
	Answer           = lang.Of("Answer", "Réponse")
	English          = lang.Of("English", "Anglais")
	French           = lang.Of("French", "Français")
)

// The account.
var (
	Account           = lang.Of("Account", "Compte")
	AccountNumber     = lang.Of("Account number", "Numéro de compte")
	CardEnding        = lang.Of("Card ending", "Fin de carte")
	EndingIn          = lang.Of("ending in %s", "se terminant par %s")
	Business          = lang.Of("Business", "Entreprise")
	Category          = lang.Of("Category", "Catégorie")
	CreditLimit       = lang.Of("Credit limit", "Limite de crédit")
	AvailableCredit   = lang.Of("Available credit", "Crédit disponible")
	PaymentProtection = lang.Of("Payment protection", "Protection de paiement")
	Offers            = lang.Of("Offers", "Offres")
)

// What is done with an account or a sale: each a noun.
var (
	Application    = lang.Of("Application", "Demande")
	NewApplication = lang.Of("New application", "Nouvelle demande")
	Verification   = lang.Of("Verification", "Vérification")
	Purchase       = lang.Of("Purchase", "Achat")
	Authorization  = lang.Of("Authorization", "Autorisation")
	Sale           = lang.Of("Sale", "Vente")
	Capture        = lang.Of("Capture", "Capture")
	Release        = lang.Of("Release", "Libération")
	Return         = lang.Of("Return", "Retour")
	Refund         = lang.Of("Refund", "Remboursement")
	Deposit        = lang.Of("Deposit", "Dépôt")
	InStorePayment = lang.Of("In-store payment", "Paiement en magasin")
	TradeIn        = lang.Of("Trade-in", "Reprise")
	AccountClosing = lang.Of("Closing of an account", "Fermeture d'un compte")
)

// Amounts and terms.
var (
	Amount        = lang.Of("Amount", "Montant")
	LeftToCapture = lang.Of("Left to capture", "Reste à capturer")
	Plan          = lang.Of("Plan", "Plan")
	Term          = lang.Of("Term", "Terme")
	Payment       = lang.Of("Payment", "Paiement")
)

// Numbers.
var (
	Reference           = lang.Of("Reference", "Référence")
	ReferenceID         = lang.Of("Reference id", "Numéro de référence")
	AuthorizationNumber = lang.Of("Authorization number", "Numéro d'autorisation")
	CaptureNumber       = lang.Of("Capture number", "Numéro de capture")
	ServerNumber        = lang.Of("Number on the server", "Numéro sur le serveur")
)

// Dates.
var (
	Date     = lang.Of("Date", "Date")
	Today    = lang.Of("Today", "Aujourd'hui")
	Sent     = lang.Of("Sent", "Envoi")
	From     = lang.Of("From", "Du")
	To       = lang.Of("To", "Au")
	DateForm = lang.Of("YYYY-MM-DD", "AAAA-MM-JJ")
	DateHint = lang.Of("YYYY-MM-DD, or eight digits.", "AAAA-MM-JJ, ou huit chiffres.")
)

// States, outcomes and answers.
var (
	What     = lang.Of("What", "Quoi")
	Status   = lang.Of("Status", "Statut")
	State    = lang.Of("State", "État")
	Outcome  = lang.Of("Outcome", "Résultat")
	InDoubt  = lang.Of("In doubt", "En doute")
	Decision = lang.Of("Decision", "Décision")
	Reason   = lang.Of("Reason", "Motif")
	Captured = lang.Of("Captured", "Capturé")
	NotKnown = lang.Of("Not known", "Inconnu")
	None     = lang.Of("None", "Aucune")
	Yes      = lang.Of("Yes", "Oui")
	No       = lang.Of("No", "Non")
)

// Titles and headings.
var (
	Confirmation = lang.Of("Confirmation", "Confirmation")
	DayEnd       = lang.Of("Day end", "Fin de journée")
	Lesson       = lang.Of("Lesson", "Leçon")
	ForSupport   = lang.Of("For support", "Pour le soutien")
	ForRecords   = lang.Of("For your records", "Pour vos dossiers")
)

// What a key does.
var (
	Continue           = lang.Of("Continue", "Continuer")
	Choose             = lang.Of("Choose", "Choisir")
	ToChoose           = lang.Of("choose", "choisir")
	Done               = lang.Of("Done", "Terminer")
	Close              = lang.Of("Close", "Fermer")
	Open               = lang.Of("Open", "Ouvrir")
	Show               = lang.Of("Show", "Afficher")
	Find               = lang.Of("Find", "Trouver")
	Search             = lang.Of("Search", "Rechercher")
	Print              = lang.Of("Print", "Imprimer")
	SendAgain          = lang.Of("Send again", "Envoyer de nouveau")
	ReadAgain          = lang.Of("Read again", "Relire")
	ReadSlip           = lang.Of("Read the slip", "Lire le bordereau")
	SaveSlip           = lang.Of("Save the slip", "Enregistrer le bordereau")
	BackToList         = lang.Of("Back to the list", "Retour à la liste")
	OpenSale           = lang.Of("Open the sale", "Ouvrir la vente")
	LookUpAccount      = lang.Of("Look up an account", "Consulter un compte")
	CloseAccount       = lang.Of("Close the account", "Fermer le compte")
	LookForCustomer    = lang.Of("Look for the customer", "Chercher le client")
	LookWhetherSettled = lang.Of("Look whether it is settled", "Voir si c'est réglé")
)

// What the clerk waits for.
var (
	LookingForCustomer    = lang.Of("Looking for the customer…", "Recherche du client…")
	LookingWhetherSettled = lang.Of("Looking whether it is settled…", "Vérification en cours…")
	AskingCredit          = lang.Of("Asking what credit is left…", "Demande du crédit restant…")
	ReadingJournal        = lang.Of("Reading the journal…", "Lecture du journal…")
	RecordingDecision     = lang.Of("Recording the decision…", "Inscription de la décision…")
)

// Whether money moved, and what to do next.
var (
	NoRealMoney       = lang.Of("TRAINING: no real money moves.", "FORMATION\u00a0: aucune somme réelle n'est débitée.")
	NoMoneyMoved      = lang.Of("No money moved.", "Aucune somme n'a été portée au compte.")
	MoneyUnknown      = lang.Of("It is not known whether money moved.", "On ne sait pas si une somme a été portée au compte.")
	MoneyUnknownYet   = lang.Of("Nobody knows yet whether money moved.", "Personne ne sait encore si une somme a été portée au compte.")
	MoneyStillUnknown = lang.Of("It is still not known whether money moved.", "On ne sait toujours pas si une somme a été portée au compte.")
	NotSettledYet     = lang.Of("Nobody has settled it yet.", "Personne ne l'a encore réglé.")
	WasDone           = lang.Of("%s: it was done.", "%s\u00a0: c'est fait.")
	GoOn              = lang.Of("Go on as usual.", "Continuez comme d'habitude.")
	ItIs              = lang.Of("It is %s", "C'est le %s")
	TakeAuthorization = lang.Of("Record authorization %s as this purchase? It is final.", "Inscrire l'autorisation %s comme cet achat? C'est définitif.")
)

// Patterns.
var (
	Labelled = lang.Of("%s: %s", "%s\u00a0: %s")
	Seconds  = lang.Of("%d s", "%d s")
)
