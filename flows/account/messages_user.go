package account

import "countertop/flows/lang"

// An authorized user.
var (
	msgCustomer        = lang.Of("Customer", "Client")
	msgUser            = lang.Of("an authorized user of the account", "un utilisateur autorisé du compte")
	msgUserOf          = lang.Of("an authorized user of the account, customer %s", "un utilisateur autorisé du compte, client %s")
	msgAccountOfHolder = lang.Of("Account of", "Compte de")
	msgHolderID        = lang.Of("customer %s", "client %s")
)
