package sandbox

import (
	"net/http"

	"countertop/api/sandbox/fault"
	"countertop/api/sandbox/say"
)

// This file has every text that the server writes itself, in both languages side by side.

type (
	language = say.Language
	text     = say.Text
)

const (
	english = say.English
	french  = say.French
)

func languageOf(r *http.Request) language {
	if r.URL.Query().Get("lang") == string(french) {
		return french
	}
	return english
}

// What is wrong with a parameter.
var (
	problemReference = text{"32 hexadecimal digits are required", "32 chiffres hexadécimaux sont requis"}
	problemMissing   = text{"This value is required", "Cette valeur est requise"}
	problemUnknown   = text{"This parameter is not known", "Ce paramètre est inconnu"}
	problemUnwanted  = text{"This value does not belong to the other choices", "Cette valeur ne convient pas aux autres choix"}
	problemType      = text{"The type of this value is wrong", "Le type de cette valeur est erroné"}
	problemLength    = text{"This value is too long", "Cette valeur est trop longue"}
	problemDigits    = text{"Digits of the documented number are expected", "Le nombre de chiffres documenté est attendu"}
	problemDate      = text{"A date YYYY-MM-DD is expected", "Une date AAAA-MM-JJ est attendue"}
	problemChoice    = text{"This is not one of the values allowed", "Cette valeur n'est pas permise"}
	problemEmail     = text{"An e-mail address is expected", "Une adresse courriel est attendue"}
	problemPostal    = text{"A postal code A9A9A9 is expected", "Un code postal A9A9A9 est attendu"}
	problemPhone     = text{"Ten digits of a phone number are expected", "Les dix chiffres d'un numéro de téléphone sont attendus"}
	problemASCII     = text{"Printable ASCII is expected", "Des caractères ASCII imprimables sont attendus"}
	problemAmount    = text{"A positive amount with at most two decimals is expected", "Un montant positif d'au plus deux décimales est attendu"}
	problemOne       = text{"Exactly one of the identifying values is expected", "Exactement une des valeurs d'identification est attendue"}
	problemOther     = text{"This value names another customer", "Cette valeur désigne un autre client"}
	problemHash      = text{"Warning: this idempotency key was used with another content; nothing was processed",
		"Avertissement : cette clé d'idempotence a servi avec un autre contenu; rien n'a été traité"}
)

// What the server says with each error code.
var messages = map[string]text{
	"GATEWAY_TIMEOUT":        {"The gateway did not answer in time.", "La passerelle n'a pas répondu à temps."},
	"account_not_closable":   {"Only an account of a Quebec resident can be closed here.", "Seul le compte d'un résident du Québec peut être fermé ici."},
	"invalid_client":         {"The client id or the client secret is wrong or missing.", "L'identifiant ou le secret du client est erroné ou absent."},
	"invalid_request":        {"The grant type, or the token to refresh with, is not valid.", "Le type d'autorisation ou le jeton d'actualisation n'est pas valide."},
	"invalid_role":           {"This developer account is not set up for this client.", "Ce compte de développeur n'est pas configuré pour ce client."},
	"invalid_token":          {"The access token is wrong or has expired.", "Le jeton d'accès est erroné ou expiré."},
	codeScope:                {codeScope, "Portée insuffisante : la portée autorisée est insuffisante"},
	"not_found":              {"Nothing was found.", "Rien n'a été trouvé."},
	"general_error":          {"The request could not be processed.", "La demande n'a pas pu être traitée."},
	"wrong_inputs":           {"Some values are missing or not valid.", "Certaines valeurs sont absentes ou non valides."},
	"authentication_failure": {"The merchant's username or password is wrong.", "Le nom d'utilisateur ou le mot de passe du marchand est erroné."},
	"malicious_payload":      {"The request was refused by the firewall.", "La demande a été refusée par le pare-feu."},
	"piw_mismatch":           {"The personal identification word is wrong or missing.", "Le mot d'identification personnel est erroné ou absent."},
	codeReused:               {"This idempotency key was used with another content. Nothing was processed.", "Cette clé d'idempotence a servi avec un autre contenu. Rien n'a été traité."},
	fault.CodeOfNoContract:   {"The request was refused for a reason of the server's own.", "La demande a été refusée pour un motif propre au serveur."},
	"bad_scan":               {"Driver's licence could not be read. Scan it again.", "Le permis de conduire n'a pas pu être lu. Numérisez-le de nouveau."},

	"user_not_able_to_purchase":                     {"The customer's account cannot be used for a purchase.", "Le compte du client ne peut pas servir à un achat."},
	"user_not_active":                               {"The customer's account has not been activated.", "Le compte du client n'a pas été activé."},
	"merchant_not_support_nonprime_regularpurchase": {"This merchant does not finance this customer's category.", "Ce marchand ne finance pas la catégorie de ce client."},
	"customer_identity_not_found":                   {"The customer could not be identified.", "Le client n'a pas pu être identifié."},
	"sms_not_valid_phone":                           {"The customer's phone number cannot receive text messages.", "Le numéro de téléphone du client ne peut pas recevoir de messages texte."},
	"merchant_override_is_not_allowed":              {"This merchant may not override the verification.", "Ce marchand ne peut pas passer outre à la vérification."},
	"regular_purchase_bypass_is_not_allowed":        {"The verification cannot be bypassed: too many purchases in 24 hours.", "La vérification ne peut pas être omise : trop d'achats en 24 heures."},
	"secret_answer_mismatch":                        {"The answer to the security question is wrong.", "La réponse à la question de sécurité est erronée."},
	"tries_exceed":                                  {"Too many wrong answers in 48 hours.", "Trop de mauvaises réponses en 48 heures."},
	"tos_agreement_required":                        {"The customer must agree to the terms and conditions.", "Le client doit accepter les modalités."},
	"customer_already_exists":                       {"This customer already has an account.", "Ce client possède déjà un compte."},
	"application_create_error":                      {"A third party did not answer in time. Try again.", "Un tiers n'a pas répondu à temps. Réessayez."},
	"external_location_id_not_found":                {"This location is not known.", "Cet emplacement est inconnu."},
	"account_type_not_permitted":                    {"This merchant may not use accounts of this type.", "Ce marchand ne peut pas utiliser ce type de compte."},
	"credit_exceeded":                               {"The amount with its interest exceeds the available credit.", "Le montant avec ses intérêts dépasse le crédit disponible."},
	"auth_not_allowed":                              {"This merchant is not set up for pre-authorization.", "Ce marchand n'est pas configuré pour la préautorisation."},
	"plan_term_not_set":                             {"A promotional purchase needs a plan and a term.", "Un achat promotionnel exige un plan et un terme."},
	"plan_term_not_available":                       {"This plan and term are not available to this customer.", "Ce plan et ce terme ne sont pas offerts à ce client."},
	"not_permitted":                                 {"This merchant may not do this.", "Ce marchand ne peut pas faire cette opération."},
	"not_verified":                                  {"The customer has not been verified for this request.", "Le client n'a pas été vérifié pour cette demande."},
	"wrong_verification_code":                       {"The verification code is wrong.", "Le code de vérification est erroné."},
	"verification_code_required":                    {"The verification code is required.", "Le code de vérification est requis."},
	"vcc_account_mismatch":                          {"This card does not belong to this account.", "Cette carte n'appartient pas à ce compte."},
	"authorization_ended":                           {"Nothing is left of this authorization.", "Il ne reste rien de cette autorisation."},
	"auth_amount_exceeded":                          {"The amount exceeds what is left of the authorization.", "Le montant dépasse ce qui reste de l'autorisation."},
	"capture_amount_exceeded":                       {"The amount exceeds what is left of the capture.", "Le montant dépasse ce qui reste de la capture."},
	"return_date_exceeded":                          {"The capture is more than 100 days old.", "La capture date de plus de 100 jours."},
	"wrong_transaction_type":                        {"Only promotional purchases can be returned.", "Seuls les achats promotionnels peuvent être retournés."},
	"refunds_limit_exceeded_amount":                 {"The refund exceeds what the customer owes.", "Le remboursement dépasse ce que le client doit."},
	"invalid_transaction_type":                      {"This type of transaction is not known.", "Ce type de transaction est inconnu."},
	"limit_payment_amount_24":                       {"More than $10,000 would be paid on this account in 24 hours.", "Plus de 10 000 $ seraient payés sur ce compte en 24 heures."},
	"not_enough_credit":                             {"The available credit does not cover this deposit.", "Le crédit disponible ne couvre pas ce dépôt."},
}
