package flows

// This file explains every error code of docs/contract.md §2 to §8, in both languages. The contract defines each
// code. The advice on what to do next is this console's own (OWN).

import (
	"countertop/api"
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgDidNotWork     = lang.Of("%s did not work. %s", "%s : sans succès. %s")
	msgNoMoneyMoved   = words.NoMoneyMoved
	msgMoneyUnknown   = words.MoneyUnknown
	msgPersonFindsOut = lang.Of(
		"Do not do it again: no query of the server tells, a person has to find out.",
		"Ne recommencez pas : aucune requête au serveur ne le dit, une personne doit s'informer.")
	msgIsBeingAsked = lang.Of(
		"Do not do it again: the server is being asked what became of it. It takes a few seconds.",
		"Ne recommencez pas : on demande au serveur ce qu'il en est. Cela prend quelques secondes.")
	msgMaybePermission = lang.Of(
		"If it was not done, it may be your own permission: another clerk may sign in then.",
		"Si ce n'est pas fait, il s'agit peut-être de votre propre permission : un autre commis peut alors ouvrir une session.")
	msgErrorProvesNothing = lang.Of(
		"The server answered with an error that does not show whether it was done.",
		"Le serveur a répondu par une erreur qui ne montre pas si c'est fait.")
	msgProvesNothing = lang.Of(
		"The server says that it worked, but its answer does not show what was asked for.",
		"Le serveur dit que cela a réussi, mais sa réponse ne montre pas ce qui a été demandé.")
	msgAskBeforeResending = lang.Of(
		"Do not do it again: ask the server first what became of it.",
		"Ne recommencez pas : demandez d'abord au serveur ce qu'il en est.")
	msgFollowServer      = lang.Of("Follow the server's message, or call support with the code and the reference.", "Suivez le message du serveur ou appelez le soutien avec le code et la référence.")
	msgTryAgainOrSupport = lang.Of("Try again; if it stays so, call support with the reference.", "Réessayez; si rien ne change, appelez le soutien avec la référence.")
	msgUnexpected        = lang.Of("Something went wrong in this console.", "Une erreur s'est produite dans cette console.")
	msgNotRecorded       = lang.Of(
		"It was not sent, because it could not be recorded first.",
		"Rien n'a été envoyé, parce que la demande n'a pas pu être consignée d'abord.")
	msgMadeAlready = lang.Of(
		"This was made already: %s under the reference “%s”, on %s.",
		"C'est déjà fait : %s sous la référence « %s », le %s.")
	msgMadeAlreadyThen = lang.Of("The same was made already: %s, on %s.", "Le même est déjà fait : %s, le %s.")
	msgMadeAlreadyAs   = lang.Of("The server's number is %s.", "Le numéro du serveur est %s.")
	msgNothingSentNow  = lang.Of("Nothing was sent now.", "Rien n'a été envoyé maintenant.")
	msgMadeAlreadyNext = lang.Of(
		"If that is this one, it is done: leave here. Confirm once more only if this is another one.",
		"Si c'est le même, il est fait : quittez cette page. Ne confirmez de nouveau que s'il s'agit d'un autre.")
	msgNotAllowed = lang.Of("This console is not allowed to do this.", "Cette console n'est pas autorisée à faire cela.")
	msgDeclined   = lang.Of("The application was declined.", "La demande a été refusée.")
	msgPending    = lang.Of("The application is pending: Flexiti decides later.", "La demande est en attente : Flexiti décidera plus tard.")
	msgFrozen     = lang.Of(
		"An earlier call on this account is under way or in doubt, and has to be settled first. This one was not sent.",
		"Un appel antérieur sur ce compte est en cours ou en doute, et doit d'abord être réglé. Celui-ci n'a pas été envoyé.")
)

var (
	nextSupport    = lang.Of("Call support with the code and the reference.", "Appelez le soutien avec le code et la référence.")
	nextRetry      = lang.Of("Wait a moment and try again.", "Attendez un instant et réessayez.")
	nextCorrect    = lang.Of("Correct the values and try again.", "Corrigez les valeurs et réessayez.")
	nextVerify     = lang.Of("Verify the customer again.", "Vérifiez le client de nouveau.")
	nextMethod     = lang.Of("Choose another way to verify the customer.", "Choisissez une autre façon de vérifier le client.")
	nextFlexiti    = lang.Of("The customer can call Flexiti; another way to pay is needed today.", "Le client peut appeler Flexiti; un autre mode de paiement est nécessaire aujourd'hui.")
	nextOffer      = lang.Of("Choose another offer.", "Choisissez une autre offre.")
	nextHears      = lang.Of("Flexiti gets in touch with the customer.", "Flexiti communiquera avec le client.")
	nextLess       = lang.Of("Look up what remains, and lower the amount.", "Vérifiez ce qui reste et réduisez le montant.")
	nextOtherClerk = lang.Of(
		"It may be your own permission: another clerk may sign in and try. Otherwise call support with the code and the reference.",
		"Il s'agit peut-être de votre propre permission : un autre commis peut ouvrir une session et essayer. Sinon, appelez le soutien avec le code et la référence.")
	nextSettings = lang.Of(
		"Call support: the settings of this store have to be changed.",
		"Appelez le soutien : les réglages de ce magasin doivent être changés.")
)

// kindSentences explain an error without a code, or with one that sentences does not have.
var kindSentences = map[api.Kind]sentence{
	api.KindServer: {
		lang.Of("The server failed, or its answer could not be read.", "Le serveur a fait défaut ou sa réponse est illisible."),
		nextRetry,
	},
	api.KindInput: {
		lang.Of("The server did not accept the values.", "Le serveur n'a pas accepté les valeurs."),
		nextCorrect,
	},
	api.KindRefused: {
		lang.Of("The server refused.", "Le serveur a refusé."),
		nextSupport,
	},
	api.KindAuth: {
		lang.Of("The server does not accept this console's credentials.", "Le serveur n'accepte pas les identifiants de cette console."),
		nextSupport,
	},
	api.KindScope: {
		msgNotAllowed,
		nextOtherClerk,
	},
	api.KindNotFound: {
		lang.Of("The server does not know it.", "Le serveur ne connaît pas cet élément."),
		lang.Of("Check what was typed.", "Vérifiez ce qui a été saisi."),
	},
	api.KindBlocked: {
		lang.Of("A firewall before the server stopped the request.", "Un pare-feu devant le serveur a bloqué la demande."),
		lang.Of("Check what was typed for unusual characters; if it stays so, call support.", "Vérifiez s'il y a des caractères inhabituels; si rien ne change, appelez le soutien."),
	},
	api.KindNetwork: {
		lang.Of("No answer came from the server.", "Aucune réponse du serveur."),
		lang.Of("Check the line, then try again.", "Vérifiez la connexion, puis réessayez."),
	},
	api.KindCanceled: {
		lang.Of("It was cancelled.", "L'opération a été annulée."),
		lang.Of("Start it again when ready.", "Recommencez au moment voulu."),
	},
}

// sentences explain the error codes, in the contract's spelling.
var sentences = map[string]sentence{
	// The token (docs/contract.md §2) and every call.
	"invalid_client": {
		lang.Of("The client id or secret of this console is wrong.", "L'identifiant ou le secret client de cette console est erroné."),
		nextSupport,
	},
	"invalid_request": {
		lang.Of("The server did not understand how this console asked for a token.", "Le serveur n'a pas compris comment cette console a demandé un jeton."),
		nextSupport,
	},
	"invalid_role": {
		lang.Of("This console's account at Flexiti is not set up for this.", "Le compte de cette console chez Flexiti n'est pas configuré pour cela."),
		nextSettings,
	},
	"invalid_grant": {
		lang.Of("The console's refresh token was not accepted.", "Le jeton de renouvellement de la console n'a pas été accepté."),
		nextRetry,
	},
	"invalid_token": {
		lang.Of("The console's permission had run out or was not accepted.", "L'autorisation de la console était expirée ou n'a pas été acceptée."),
		nextRetry,
	},
	"insufficient_scope": {
		msgNotAllowed,
		nextOtherClerk,
	},
	"authentication_failure": {
		lang.Of("The merchant's user name or password is wrong.", "Le nom d'utilisateur ou le mot de passe du marchand est erroné."),
		nextSupport,
	},
	"wrong_inputs": {
		lang.Of("The server did not accept some of the values.", "Le serveur n'a pas accepté certaines valeurs."),
		nextCorrect,
	},
	"general_error": {
		lang.Of("The server could not do it, and does not say why.", "Le serveur n'a pas pu le faire et ne dit pas pourquoi."),
		msgTryAgainOrSupport,
	},
	"gateway_timeout": {
		lang.Of("The server took too long to answer.", "Le serveur a mis trop de temps à répondre."),
		nextRetry,
	},

	// Accounts (docs/contract.md §4).
	"not_found": {
		lang.Of("No account or transaction matches.", "Aucun compte ni aucune transaction ne correspond."),
		lang.Of("Check what was typed against the customer's card or ID.", "Comparez ce qui a été saisi avec la carte ou la pièce d'identité du client."),
	},
	"customer_identity_not_found": {
		lang.Of("The server does not find the customer of this account.", "Le serveur ne trouve pas le client de ce compte."),
		lang.Of("Look the account up again; if it stays so, call support.", "Cherchez le compte de nouveau; si rien ne change, appelez le soutien."),
	},
	"user_not_able_to_purchase": {
		lang.Of("This account may not purchase: its status is not normal.", "Ce compte ne permet pas d'achat : son statut n'est pas normal."),
		lang.Of("Search by name and birth date to see the status. The customer can call Flexiti.", "Cherchez par nom et date de naissance pour voir le statut. Le client peut appeler Flexiti."),
	},
	"user_not_active": {
		lang.Of("This account has not been activated yet.", "Ce compte n'est pas encore activé."),
		lang.Of("The customer activates it with Flexiti; then try again.", "Le client l'active auprès de Flexiti; réessayez ensuite."),
	},
	"merchant_not_support_nonprime_regularpurchase": {
		lang.Of("This store does not take regular purchases on accounts of this category (non-prime).", "Ce magasin n'accepte pas d'achats courants sur les comptes de cette catégorie (non préférentiels)."),
		lang.Of("Another way to pay is needed.", "Un autre mode de paiement est nécessaire."),
	},
	"account_type_not_permitted": {
		lang.Of("This store may not do this with this type of account (consumer or business).", "Ce magasin ne peut pas faire cela avec ce type de compte (particulier ou entreprise)."),
		nextSettings,
	},

	// Verification (docs/contract.md §4).
	"sms_not_valid_phone": {
		lang.Of("The account has no phone number that can receive a text message.", "Le compte n'a pas de numéro de téléphone pouvant recevoir un message texte."),
		nextMethod,
	},
	"merchant_override_is_not_allowed": {
		lang.Of("This store may not vouch for the customer itself.", "Ce magasin ne peut pas se porter garant de l'identité du client."),
		nextMethod,
	},
	"regular_purchase_bypass_is_not_allowed": {
		lang.Of("This purchase may not go without verification.", "Cet achat ne peut pas se faire sans vérification."),
		nextMethod,
	},
	"piw_mismatch": {
		lang.Of("The personal identification word does not match the account's.", "Le mot d'identification personnel ne correspond pas à celui du compte."),
		nextMethod,
	},
	"secret_answer_mismatch": {
		lang.Of("The answer is not the one the customer gave at the application.", "La réponse n'est pas celle que le client a donnée à la demande."),
		lang.Of("Ask the customer again, or choose another way. Three wrong answers in 48 hours are the limit.", "Redemandez au client ou choisissez une autre façon. La limite est de trois mauvaises réponses en 48 heures."),
	},
	"tries_exceed": {
		lang.Of("There were too many wrong answers: more than 3 in 48 hours.", "Il y a eu trop de mauvaises réponses : plus de 3 en 48 heures."),
		lang.Of("Choose another way to verify the customer, or wait until the 48 hours are over.", "Choisissez une autre façon de vérifier le client ou attendez la fin des 48 heures."),
	},

	// Applications (docs/contract.md §5).
	"application_create_error": {
		lang.Of("A third party did not answer in time; whether an account was opened is not known.", "Un tiers n'a pas répondu à temps; on ne sait pas si un compte a été ouvert."),
		lang.Of("Look for the customer by name and birth date before sending it again.", "Cherchez le client par nom et date de naissance avant de l'envoyer de nouveau."),
	},
	"tos_agreement_required": {
		lang.Of("The customer's agreement to the terms is missing.", "L'accord du client aux conditions manque."),
		lang.Of("Show the terms and take the agreement.", "Présentez les conditions et obtenez l'accord."),
	},
	"customer_already_exists": {
		lang.Of("This customer has an account already.", "Ce client a déjà un compte."),
		lang.Of("Look the account up by name and birth date.", "Cherchez le compte par nom et date de naissance."),
	},
	"application_declined": {
		msgDeclined,
		nextFlexiti,
	},
	"application_declined_2": {
		msgDeclined,
		nextFlexiti,
	},
	"application_declined_3": {
		msgDeclined,
		nextFlexiti,
	},
	"application_marked_pending_1": {
		msgPending,
		nextHears,
	},
	"application_marked_pending_2": {
		msgPending,
		nextHears,
	},

	// Purchases (docs/contract.md §7).
	"credit_exceeded": {
		lang.Of("The amount with its interest is more than the available credit.", "Le montant avec ses intérêts dépasse le crédit disponible."),
		lang.Of("Lower the amount, or choose a shorter term.", "Réduisez le montant ou choisissez un terme plus court."),
	},
	"auth_not_allowed": {
		lang.Of("This store is not set up for pre-authorizations.", "Ce magasin n'est pas configuré pour les préautorisations."),
		lang.Of("An ordinary sale, captured at once, can be made instead.", "Une vente ordinaire, capturée aussitôt, est possible."),
	},
	"plan_term_not_set": {
		lang.Of("No plan and term came with the purchase.", "L'achat n'indiquait ni plan ni terme."),
		nextOffer,
	},
	"plan_term_not_available": {
		lang.Of("This plan and term are not for this customer.", "Ce plan et ce terme ne sont pas offerts à ce client."),
		nextOffer,
	},
	"not_permitted": {
		lang.Of("The server does not permit this for this account or this transaction.", "Le serveur ne le permet pas pour ce compte ou cette transaction."),
		nextOtherClerk,
	},
	"not_verified": {
		lang.Of("The customer's verification does not belong to this transaction.", "La vérification du client n'appartient pas à cette transaction."),
		nextVerify,
	},
	"wrong_verification_code": {
		lang.Of("The PIN is wrong.", "Le NIP est erroné."),
		lang.Of("Ask the customer for the PIN and type it again, or send a new one.", "Demandez le NIP au client et saisissez-le de nouveau, ou envoyez-en un nouveau."),
	},
	"verification_code_required": {
		lang.Of("The PIN is missing.", "Le NIP manque."),
		nextVerify,
	},
	"external_location_id_not_found": {
		lang.Of("The server does not know this store's location id.", "Le serveur ne connaît pas l'identifiant de succursale de ce magasin."),
		nextSettings,
	},
	"vcc_account_mismatch": {
		lang.Of("The card does not belong to this account.", "La carte n'appartient pas à ce compte."),
		lang.Of("Find the account again by the card in the customer's hand.", "Cherchez le compte de nouveau avec la carte que le client a en main."),
	},

	// After the purchase (docs/contract.md §7).
	"authorization_ended": {
		lang.Of("The authorization has ended: nothing is left to capture or release.", "L'autorisation est terminée : il ne reste rien à capturer ni à libérer."),
		lang.Of("Look the account up to see what became of it.", "Consultez le compte pour voir ce qu'il en est."),
	},
	"auth_amount_exceeded": {
		lang.Of("The amount is more than what remains of the authorization.", "Le montant dépasse ce qui reste de l'autorisation."),
		nextLess,
	},
	"capture_amount_exceeded": {
		lang.Of("The amount is more than what remains of the capture.", "Le montant dépasse ce qui reste de la capture."),
		nextLess,
	},
	"return_date_exceeded": {
		lang.Of("The purchase is too old to be returned: more than 100 days.", "L'achat est trop ancien pour un retour : plus de 100 jours."),
		lang.Of("A refund to the account may be possible.", "Un remboursement au compte est peut-être possible."),
	},
	"wrong_transaction_type": {
		lang.Of("Only promotional purchases can be returned this way.", "Seuls les achats promotionnels peuvent être retournés ainsi."),
		lang.Of("Make a refund to the account instead.", "Faites plutôt un remboursement au compte."),
	},
	"refunds_limit_exceeded_amount": {
		lang.Of("The refund is more than the limit allows.", "Le remboursement dépasse la limite permise."),
		lang.Of("Lower the amount, or call support.", "Réduisez le montant ou appelez le soutien."),
	},
	"invalid_transaction_type": {
		lang.Of("The server does not take this kind of payment.", "Le serveur n'accepte pas ce type de paiement."),
		nextSupport,
	},
	"limit_payment_amount_24": {
		lang.Of("More than $10,000 was paid to this account within 24 hours.", "Plus de 10 000 $ ont été versés à ce compte en 24 heures."),
		lang.Of("Lower the amount, or wait until tomorrow.", "Réduisez le montant ou attendez à demain."),
	},
	"not_enough_credit": {
		lang.Of("The available credit is not enough for the deposit.", "Le crédit disponible ne suffit pas pour le dépôt."),
		lang.Of("Lower the amount.", "Réduisez le montant."),
	},
}
