package flows

// This file explains why the console has no token, and who can mend that. The token is fetched before any customer is
// served, so these texts never mention what a clerk typed.

import (
	"errors"
	"net/http"

	"countertop/api"
	"countertop/flows/lang"
)

// NoToken explains the keeper's error (api.TokenState): why there is no token, and what to do.
func NoToken(err error) (what, next lang.Text) {
	var failed *api.Error
	if !errors.As(err, &failed) {
		return msgUnexpected, msgTryAgainOrSupport
	}
	said := tokenSentence(failed)
	return said.what, said.next
}

// ofToken returns the token endpoint's error inside the error of a call that needed a token. It is nil if the call
// itself failed.
func ofToken(failed *api.Error) *api.Error {
	if inner, ok := errors.AsType[*api.Error](failed.Err); ok {
		return inner
	}
	return nil
}

// tokenSentence chooses the sentence by the code, if the contract has it for this endpoint (docs/contract.md §2),
// else by the status, else by the fault of the line.
func tokenSentence(failed *api.Error) sentence {
	if said, known := sentences[canonical(failed.Code)]; known && tokenCodes[canonical(failed.Code)] {
		return said
	}
	if said, known := tokenStatus[failed.Status]; known {
		return said
	}
	if failed.Status != 0 {
		return kindSentence(failed)
	}
	if said, known := lineFaults[api.LineFaultOf(failed)]; known {
		return said
	}
	return kindSentences[failed.Kind]
}

// tokenCodes are the codes of the token endpoint that have a sentence of their own.
var tokenCodes = map[string]bool{"invalid_client": true, "invalid_request": true, "invalid_role": true, "invalid_grant": true}

var tokenBlocked = sentence{
	lang.Of("A firewall before the server stopped this console's request for a token.", "Un pare-feu devant le serveur a bloqué la demande de jeton de cette console."),
	nextSupport,
}

// nextWait is the advice while the token endpoint is busy or down.
var nextWait = lang.Of("Wait: the console asks again by itself.", "Attendez\u00a0: la console redemande d'elle-même.")

// tokenStatus explains answers without a code of the contract. Most come from a proxy or a firewall before the
// server.
var tokenStatus = map[int]sentence{
	http.StatusBadRequest:   sentences["invalid_request"],
	http.StatusUnauthorized: sentences["invalid_client"],
	http.StatusForbidden: {
		lang.Of("The server does not let this console in.", "Le serveur ne laisse pas entrer cette console."),
		nextSettings,
	},
	http.StatusNotFound: {
		lang.Of("There is no token service at the address of this console's configuration.", "Il n'y a pas de service de jetons à l'adresse de la configuration de cette console."),
		lang.Of("Correct the server's address in the configuration (“countertop config check” shows it).", "Corrigez l'adresse du serveur dans la configuration («\u00a0countertop config check\u00a0» l'affiche)."),
	},
	http.StatusProxyAuthRequired: proxyLogin,
	http.StatusTooManyRequests: {
		lang.Of("The server is busy and asks to wait.", "Le serveur est occupé et demande d'attendre."),
		nextWait,
	},
	http.StatusServiceUnavailable: {
		lang.Of("The server is not available at present.", "Le serveur n'est pas disponible pour le moment."),
		nextWait,
	},
	465: tokenBlocked,
	466: {
		lang.Of("The server does not know this store's internet address.", "Le serveur ne connaît pas l'adresse internet de ce magasin."),
		lang.Of("Call support: the address has to be registered with Flexiti.", "Appelez le soutien\u00a0: l'adresse doit être enregistrée chez Flexiti."),
	},
	467: tokenBlocked,
}

var proxyLogin = sentence{
	lang.Of("This store's proxy asks for a user and a password.", "Le serveur mandataire de ce magasin demande un utilisateur et un mot de passe."),
	lang.Of("Call whoever looks after the store's network: the proxy has to let this console through.", "Appelez la personne qui s'occupe du réseau du magasin\u00a0: le mandataire doit laisser passer cette console."),
}

// lineFaults explain the reasons for no answer at all.
var lineFaults = map[api.LineFault]sentence{
	api.LineName: {
		lang.Of("The server's name is not found.", "Le nom du serveur est introuvable."),
		lang.Of("Check the internet line, then the server's address in the configuration.", "Vérifiez la connexion internet, puis l'adresse du serveur dans la configuration."),
	},
	api.LineCertificate: {
		lang.Of("The server's certificate is not trusted: this may not be the server.", "Le certificat du serveur n'est pas fiable\u00a0: ce n'est peut-être pas le serveur."),
		lang.Of("Check this computer's date and the server's address; if it stays so, call support.", "Vérifiez la date de cet ordinateur et l'adresse du serveur; si rien ne change, appelez le soutien."),
	},
	api.LineNoTLS: {
		lang.Of("What answers at the server's address does not speak its secure language.", "Ce qui répond à l'adresse du serveur ne parle pas sa langue sécurisée."),
		lang.Of("Check the server's address in the configuration, and that no sign-in page of a network is open.", "Vérifiez l'adresse du serveur dans la configuration, et qu'aucune page d'accueil d'un réseau n'est ouverte."),
	},
	api.LineRefused: {
		lang.Of("Nothing answers at the server's address.", "Rien ne répond à l'adresse du serveur."),
		lang.Of("Check the line and the server's address in the configuration.", "Vérifiez la connexion et l'adresse du serveur dans la configuration."),
	},
	api.LineProxyLogin: proxyLogin,
	api.LineProxy: {
		lang.Of("This store's proxy does not let this console through to the server.", "Le mandataire de ce magasin ne laisse pas passer cette console vers le serveur."),
		lang.Of("Call whoever looks after the store's network.", "Appelez la personne qui s'occupe du réseau du magasin."),
	},
	api.LineDeadline: {
		lang.Of("The server did not answer in time.", "Le serveur n'a pas répondu à temps."),
		lang.Of("Check the line; the console asks again by itself.", "Vérifiez la connexion; la console redemande d'elle-même."),
	},
}
