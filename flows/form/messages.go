package form

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

var (
	msgYes = words.Yes
	msgNo  = words.No

	msgRequired   = lang.Of("%s is missing.", "%s : à remplir.")
	msgNotOffered = lang.Of("%s: choose one of the list.", "%s : choisissez dans la liste.")
	msgTooLong    = lang.Of("%s has %d characters; at most %d are taken.", "%s compte %d caractères; le maximum est de %d.")
)

var (
	msgControl    = lang.Of("“%s” holds a sign that cannot be printed: type it again.", "« %s » contient un signe qui ne s'imprime pas : tapez-le de nouveau.")
	msgHidden     = lang.Of("It holds a sign that cannot be printed: type it again.", "La valeur contient un signe qui ne s'imprime pas : tapez-la de nouveau.")
	msgPersonName = lang.Of("“%s” is not a name: letters are expected, without digits.", "« %s » n'est pas un nom : des lettres sont attendues, sans chiffres.")
	msgNoLetter   = lang.Of("“%s” is no city: a name with letters is expected.", "« %s » n'est pas une ville : un nom en lettres est attendu.")
	msgNoDigit    = lang.Of("“%s” is no number of a document: letters or digits are expected.", "« %s » n'est pas un numéro de pièce : des lettres ou des chiffres sont attendus.")
	msgASCII      = lang.Of("“%s” holds “%s”: letters without accents, digits and common signs are expected.", "« %s » contient « %s » : des lettres sans accents, des chiffres et des signes courants sont attendus.")
)
