package account

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// Texts about an authorized user.
var (
	msgCustomer        = words.Customer
	msgUser            = lang.Of("an authorized user of the account", "un utilisateur autorisé du compte")
	msgUserOf          = lang.Of("an authorized user of the account, customer %s", "un utilisateur autorisé du compte, client %s")
	msgAccountOfHolder = lang.Of("Account of", "Compte de")
	msgHolderID        = lang.Of("customer %s", "client %s")
)
