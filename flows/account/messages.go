package account

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// Finding an account.
var (
	msgFindTitle = lang.Of("Find the account", "Trouver le compte")
	msgFindIntro = lang.Of(
		"Scan or type a number, or leave it empty and give name and birth date.",
		"Balayez ou saisissez un numéro, ou laissez-le vide et donnez le nom et la date de naissance.")
	msgSearch     = words.Search
	msgOpen       = words.Open
	msgSearching  = lang.Of("Searching for the account…", "Recherche du compte…")
	msgOpening    = lang.Of("Opening the account…", "Ouverture du compte…")
	msgNumber     = lang.Of("Card or account number", "Numéro de carte ou compte")
	msgNumberHint = lang.Of("Scan the card, or type a card, account or customer number.", "Balayez la carte, ou tapez un numéro de carte, de compte ou de client.")
	msgNotANumber = lang.Of(
		"A number has digits only: up to 14 for an account, 16 for a card, 12 to 20 for a customer.",
		"Un numéro ne contient que des chiffres : jusqu'à 14 pour un compte, 16 pour une carte, de 12 à 20 pour un client.")
	msgFirstName = words.FirstName
	msgLastName  = words.LastName
	msgBirthDate = words.BirthDate
	msgDateHint  = words.DateHint
	msgPostal    = words.PostalCode
	msgPostHint  = lang.Of("Optional; it narrows the search.", "Facultatif; il précise la recherche.")

	msgSearchByName = lang.Of(
		"Search by name and birth date here: the search shows the account's status and who may act.",
		"Cherchez ici par nom et date de naissance : la recherche montre le statut du compte et qui peut agir.")

	msgNobody       = lang.Of("No account matches this name and birth date.", "Aucun compte ne correspond à ce nom et à cette date de naissance.")
	msgNoSuchNumber = lang.Of("No account matches this number.", "Aucun compte ne correspond à ce numéro.")
	msgNobodyNext   = lang.Of(
		"Check every character against the customer's ID or card, or search another way.",
		"Vérifiez chaque caractère avec la pièce d'identité ou la carte du client, ou cherchez autrement.")
	msgOtherAccount = lang.Of(
		"The account was not opened: the server answered another one than was asked for.",
		"Le compte n'a pas été ouvert : le serveur a répondu avec un autre compte que celui qui était demandé.")
	msgNoAccountNumber = lang.Of(
		"The account was not opened: the server does not tell its number.",
		"Le compte n'a pas été ouvert : le serveur n'en donne pas le numéro.")
	msgUnopenedNext = lang.Of(
		"Find the account by its account number; if it stays so, call support with the reference.",
		"Cherchez le compte par son numéro de compte; si rien ne change, appelez le soutien avec la référence.")
	msgBlockedNext = lang.Of("Choose another account, or another way to pay.", "Choisissez un autre compte ou un autre mode de paiement.")

	msgMatchesTitle = lang.Of("Accounts found", "Comptes trouvés")
	msgManyMatches  = lang.Of("%d accounts match. Choose the customer's.", "%d comptes correspondent. Choisissez celui du client.")
	msgOneMatch     = lang.Of("One account matches.", "Un compte correspond.")
	msgAsCard       = lang.Of("As a card number", "Comme numéro de carte")
	msgAsAccount    = lang.Of("As an account number", "Comme numéro de compte")
	msgAsCustomer   = lang.Of("As a customer number", "Comme numéro de client")
)

// One account.
var (
	msgLookupTitle  = words.LookUpAccount
	msgAccountTitle = words.Account
	msgStageFind    = words.Find
	msgStageAccount = words.Account
	msgAnother      = lang.Of("Another account", "Autre compte")
	msgPurchase     = words.Purchase

	msgName          = words.Name
	msgAccount       = words.Account
	msgAccountNumber = words.AccountNumber
	msgAccountOf     = lang.Of("%s, account %s", "%s, compte %s")
	msgAccountEnding = lang.Of("Account %s", "Compte %s")
	msgCard          = words.CardEnding
	msgType          = lang.Of("Type", "Type")
	msgConsumer      = lang.Of("Consumer", "Particulier")
	msgBusiness      = words.Business
	msgSince         = lang.Of("Since", "Depuis")
	msgMerchant      = lang.Of("Opened at", "Ouvert chez")

	msgCredit    = lang.Of("Credit", "Crédit")
	msgLimit     = words.CreditLimit
	msgAvailable = words.AvailableCredit
	msgCategory  = words.Category

	msgPreferred  = lang.Of("Preferred", "Privilégiée")
	msgPremium    = lang.Of("Premium", "Supérieure")
	msgStandard   = lang.Of("Standard (non-prime)", "Standard (non préférentielle)")
	msgNoCategory = words.None
	msgRatedAs    = lang.Of("%s (as the server writes it)", "%s (telle que le serveur l'écrit)")

	msgContact    = lang.Of("Contact", "Coordonnées")
	msgEmail      = words.Email
	msgPhone      = lang.Of("Phone", "Téléphone")
	msgPlace      = words.Address
	msgProtection = words.PaymentProtection
	msgLanguage   = lang.Of("Preferred language", "Langue préférée")
	msgEnglish    = words.English
	msgFrench     = words.French
	msgYes        = words.Yes
	msgNo         = words.No

	msgOffers             = words.Offers
	msgNoOffers           = lang.Of("No plan is offered on this account.", "Aucun plan n'est offert sur ce compte.")
	msgDeferred           = lang.Of("payment deferred", "paiement différé")
	msgTermsOf            = lang.Of("%s months", "%s mois")
	msgOpenAuthorizations = lang.Of("Open authorizations", "Autorisations ouvertes")
	msgCaptures           = lang.Of("Captures that can be returned", "Captures pouvant être retournées")
	msgOnDate             = lang.Of("%s, reference %s", "%s, référence %s")
	msgAgeless            = lang.Of("its date cannot be read, and 100 days is the most", "sa date est illisible, et 100 jours est le plus")
	msgRemainsOnly        = lang.Of("%s remains", "il reste %s")
	msgRemainsUntold      = lang.Of("of %s; the server does not say what remains", "sur %s; le serveur ne dit pas ce qui reste")
	msgNothingTold        = lang.Of("the server names no amount", "le serveur ne donne pas de montant")
	msgRemains            = lang.Of("%s remains of %s", "il reste %s sur %s")
	msgNone               = words.None
	msgNotRead            = lang.Of("Could not be read.", "N'ont pas pu être lues.")
	msgReadingHistory     = lang.Of("Reading authorizations and captures", "Lecture des autorisations et des captures")
)

// Statuses.
var (
	msgStatus        = words.Status
	msgMeans         = lang.Of("Meaning", "Signification")
	msgWho           = lang.Of("Who may act", "Qui peut agir")
	msgReason        = words.Reason
	msgReasonCode    = lang.Of("%s (Flexiti knows what it stands for)", "%s (Flexiti en connaît le sens)")
	msgOtherStatus   = lang.Of("Status %s", "Statut %s")
	msgUnknownStatus = words.NotKnown
	msgNotNormal     = lang.Of("May not purchase", "Ne permet pas d'achat")
	msgNotActive     = lang.Of("Not activated", "Non activé")
	msgAskFlexiti    = lang.Of(
		"This console does not know this status: Flexiti says what it means, and who may act.",
		"Cette console ne connaît pas ce statut : Flexiti dit ce qu'il signifie et qui peut agir.")

	msgNormal      = lang.Of("Normal", "Normal")
	msgNormalMeans = lang.Of("The account may purchase.", "Le compte permet des achats.")

	msgProhibited      = lang.Of("Purchases stopped", "Achats suspendus")
	msgProhibitedMeans = lang.Of("Purchases are stopped because a payment is missing.", "Les achats sont suspendus parce qu'un paiement manque.")
	msgProhibitedWho   = lang.Of("The customer pays; it then lifts by itself.", "Le client paie; la suspension se lève ensuite d'elle-même.")

	msgFrozen      = lang.Of("Frozen", "Gelé")
	msgFrozenMeans = lang.Of("The account is frozen.", "Le compte est gelé.")
	msgFrozenWho   = lang.Of("Only Flexiti's operations can lift it: the customer calls Flexiti.", "Seules les opérations de Flexiti peuvent le lever : le client appelle Flexiti.")

	msgChargedOff      = lang.Of("Charged off", "Radié")
	msgChargedOffMeans = lang.Of("The account is charged off and cannot be used.", "Le compte est radié et ne peut pas servir.")

	msgClosed      = lang.Of("Account closed", "Compte fermé")
	msgClosedMeans = lang.Of("The account is closed and cannot be used.", "Le compte est fermé et ne peut pas servir.")

	msgFlexitiWho = lang.Of("The store cannot change that: the customer calls Flexiti.", "Le magasin n'y peut rien : le client appelle Flexiti.")
)
