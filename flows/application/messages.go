package application

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// Pages.
var (
	msgTitle          = words.NewApplication
	msgWho            = lang.Of("Who is applying", "Qui fait la demande")
	msgWhoIntro       = lang.Of("As on the identification the customer shows.", "Comme sur la pièce d'identité que montre le client.")
	msgContact        = lang.Of("Contact and address", "Coordonnées et adresse")
	msgHome           = lang.Of("Home and work", "Logement et travail")
	msgIdentity       = lang.Of("Identification", "Pièce d'identité")
	msgIdentityIntro  = lang.Of("One valid document, in the customer's hand.", "Une pièce valide, que le client a en main.")
	msgSecurity       = words.SecurityQuestion
	msgSecurityIntro  = lang.Of("The customer chooses it and will be asked it again.", "Le client la choisit et elle lui sera posée de nouveau.")
	msgDisclosures    = lang.Of("Disclosures", "Divulgations")
	msgQuebec         = lang.Of("For residents of Quebec", "Pour les résidents du Québec")
	msgFees           = lang.Of("Annual fees", "Frais annuels")
	msgInsurance      = words.PaymentProtection
	msgInsuranceTerms = lang.Of("Payment protection: conditions", "Protection de paiement : conditions")
	msgProtection     = lang.Of("Payment protection: choice", "Protection de paiement : choix")
	msgTerms          = lang.Of("Terms and agreement", "Conditions et accord")
	msgReview         = lang.Of("Review", "Vérification")
	msgReviewIntro    = lang.Of("Read the answers back to the customer.", "Relisez les réponses au client.")
	msgDecision       = words.Decision
	msgContinue       = words.Continue
)

// Fields.
var (
	msgSalutation      = lang.Of("Salutation", "Titre de civilité")
	msgFirst           = words.FirstName
	msgMiddle          = lang.Of("Middle name", "Deuxième prénom")
	msgLast            = words.LastName
	msgNameHint        = lang.Of("With accents, hyphens and apostrophes as written", "Avec les accents, traits d'union et apostrophes")
	msgBirth           = words.BirthDate
	msgDateHint        = lang.Of("YYYY-MM-DD or eight digits", "AAAA-MM-JJ ou huit chiffres")
	msgLanguage        = lang.Of("Language of letters", "Langue de correspondance")
	msgEnglish         = words.English
	msgFrench          = words.French
	msgAccountType     = words.Account
	msgConsumer        = lang.Of("Personal", "Personnel")
	msgBusinessAccount = words.Business
	msgBusinessName    = lang.Of("Business name", "Nom de l'entreprise")
	msgBusinessPhone   = lang.Of("Business phone", "Téléphone de l'entreprise")

	msgEmail       = words.Email
	msgEmailHint   = lang.Of("name@example.com", "nom@exemple.ca")
	msgPhone       = lang.Of("Mobile phone", "Téléphone mobile")
	msgPhoneHint   = lang.Of("Ten digits, in any form", "Dix chiffres, sous toute forme")
	msgAddress1    = words.Address
	msgAddressHint = lang.Of("Number and street", "Numéro et rue")
	msgAddress2    = lang.Of("Apartment, unit", "Appartement, unité")
	msgCity        = lang.Of("City", "Ville")
	msgProvince    = words.Province
	msgPostalCode  = words.PostalCode
	msgPostalHint  = lang.Of("Such as K1A 0B1", "Comme K1A 0B1")

	msgHousing        = lang.Of("Housing", "Logement")
	msgHousingPayment = lang.Of("Housing payment a month", "Paiement mensuel du logement")
	msgAmountHint     = lang.Of("Dollars, such as 1,234.50; 0 for none", "En dollars, comme 1 234,50; 0 s'il n'y en a pas")
	msgOccupation     = lang.Of("Occupation", "Occupation")
	msgEmployer       = lang.Of("Employer", "Employeur")
	msgEmployerPhone  = lang.Of("Employer's phone", "Téléphone de l'employeur")
	msgIncome         = lang.Of("Income a year", "Revenu annuel")

	msgIDType     = lang.Of("Document", "Pièce")
	msgIDIssuer   = lang.Of("Issued by", "Délivrée par")
	msgIssuerHint = lang.Of("Follows the document", "Dépend de la pièce")
	msgIDNumber   = lang.Of("Number", "Numéro")
	msgIDExpiry   = lang.Of("Valid until", "Valide jusqu'au")
	msgSIN        = lang.Of("Social insurance number", "Numéro d'assurance sociale")
	msgSINHint    = lang.Of("Only where the customer offers it", "Seulement si le client l'offre")

	msgQuestion       = lang.Of("Question", "Question")
	msgAnswer         = words.Answer
	msgAnswerHint     = lang.Of("As the customer says it; it is not shown", "Comme le client la dit; elle n'est pas affichée")
	msgWantsInsurance = words.PaymentProtection
)

// Review, sending and decision.
var (
	msgAgree            = lang.Of("The customer has read the terms and agrees to them.", "Le client a lu les conditions et les accepte.")
	msgAgreed           = lang.Of("read and agreed", "lues et acceptées")
	msgRead             = lang.Of("read", "lu")
	msgNotRead          = lang.Of("not read yet", "pas encore lu")
	msgMissing          = lang.Of("missing", "à remplir")
	msgNone             = lang.Of("none", "aucun")
	msgStillOpen        = lang.Of("This is still open; the application is sent after it.", "Ceci reste à faire; la demande part ensuite.")
	msgSend             = lang.Of("Send the application", "Envoyer la demande")
	msgSending          = lang.Of("Sending the application…", "Envoi de la demande…")
	msgFetchingTerms    = lang.Of("Fetching the terms…", "Lecture des conditions…")
	msgFetchingLists    = lang.Of("Fetching the lists…", "Lecture des listes…")
	msgNoLists          = lang.Of("The lists of the application are not here yet.", "Les listes de la demande ne sont pas encore là.")
	msgNoListsNext      = lang.Of("They come from the server: provinces, documents, occupations, disclosures. Try again in a moment, or check the line.", "Elles viennent du serveur : provinces, pièces, occupations, divulgations. Réessayez dans un instant, ou vérifiez la ligne.")
	msgPartial          = lang.Of("This server is too old for applications.", "Ce serveur est trop ancien pour les demandes.")
	msgPartialNext      = lang.Of("It has no lists of occupations and housing and no disclosures, which an application needs. Purchases and look-ups work.", "Il n'a ni listes d'occupations et de logements ni divulgations, qu'une demande exige. Les achats et les consultations fonctionnent.")
	msgTryAgain         = lang.Of("Try again", "Réessayer")
	msgLostNext         = lang.Of("The application may have been received. The console looks for the customer by itself; press Enter to look now. Every answer is kept.", "La demande a peut-être été reçue. La console cherche le client d'elle-même; appuyez sur Entrée pour chercher maintenant. Toutes les réponses sont gardées.")
	msgSendAgain        = words.SendAgain
	msgFindCustomer     = words.LookForCustomer
	msgFinding          = words.LookingForCustomer
	msgFoundAccount     = lang.Of("The application was received and approved: the customer has an account.", "La demande a été reçue et approuvée : le client a un compte.")
	msgFoundAccountNext = words.GoOn
	msgNoAccountYet     = lang.Of("No account was opened, so far.", "Aucun compte n'a été ouvert pour le moment.")
	msgNoAccountNext    = lang.Of("The application may be pending or declined, or may not have arrived. Ask support, or send it again (s): an approved customer is not taken twice, but a pending one would be asked for credit a second time.", "La demande est peut-être en attente ou refusée, ou n'est pas arrivée. Demandez au soutien, ou envoyez-la de nouveau (s) : un client approuvé n'est pas accepté deux fois, mais une demande en attente serait faite une deuxième fois.")
	msgCreateError      = lang.Of("A third party did not answer in time. Whether an account was opened is not known.", "Un tiers n'a pas répondu à temps. On ne sait pas si un compte a été ouvert.")
	msgCreateErrorNext  = lang.Of("Look for the customer first (Enter). Where nobody is found, the application can be sent again: every answer is kept.", "Cherchez d'abord le client (Entrée). Si personne n'est trouvé, la demande peut être envoyée de nouveau : toutes les réponses sont gardées.")
	msgLeftBehind       = lang.Of("The application was on its way when it was left.", "La demande était en route quand elle a été abandonnée.")
	msgFirstArrived     = lang.Of("The customer exists already: the first sending, whose answer was lost, has arrived.", "Le client existe déjà : le premier envoi, dont la réponse s'est perdue, est arrivé.")
	msgFirstArrivedNext = lang.Of("Look for the customer to see the account.", "Cherchez le client pour voir le compte.")
	msgServerRefused    = lang.Of("The server does not take this value: read it again.", "Le serveur n'accepte pas cette valeur : relisez-la.")

	msgApproved      = lang.Of("Approved", "Approuvée")
	msgPending       = lang.Of("Pending", "En attente")
	msgDeclined      = lang.Of("Declined", "Refusée")
	msgUndecided     = lang.Of("Received, decision not understood", "Reçue, décision non comprise")
	msgUndecidedNext = lang.Of("The server has the application: do not send it again. Read its own words above to the customer, and call support with these numbers.", "Le serveur a la demande : ne l'envoyez pas de nouveau. Lisez au client ses mots ci-dessus et appelez le soutien avec ces numéros.")
	msgServerStatus  = words.Status
	msgPendingNext   = lang.Of("Nothing more can be done at the counter: the customer hears from the lender.", "Rien de plus à faire au comptoir : le prêteur communiquera avec le client.")
	msgDeclinedNext  = lang.Of("No account was opened. The customer can ask the lender for the reasons.", "Aucun compte n'a été ouvert. Le client peut demander les raisons au prêteur.")
	msgForRecords    = lang.Of("For the records", "Pour les dossiers")
	msgApplicationID = words.Application
	msgReferenceID   = words.ReferenceID
	msgAccount       = words.Account
	msgLimit         = words.CreditLimit
	msgAvailable     = words.AvailableCredit
	msgAccountNumber = words.AccountNumber
	msgCardEnding    = lang.Of("Card ending in", "Carte se terminant par")
	msgCategory      = words.Category
	msgPurchaseNow   = lang.Of("Purchase with this account", "Achat avec ce compte")
	msgFinish        = lang.Of("Finish", "Terminer")
	msgCustomer      = words.Customer
)
