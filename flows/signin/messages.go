package signin

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgTitle     = lang.Of("Sign in", "Ouvrir une session")
	msgIntro     = lang.Of("Your employee id goes with everything that is sent from this counter.", "Votre identifiant d'employé accompagne tout ce qui part de ce comptoir.")
	msgClerk     = lang.Of("Employee id", "Identifiant d'employé")
	msgClerkHint = lang.Of("As the store knows you, such as 12345-SMITH", "Comme le magasin vous connaît, par exemple 12345-SMITH")
	msgLocation  = words.Location
)
