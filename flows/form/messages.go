package form

import "countertop/flows/lang"

var (
	msgYes = lang.Of("Yes", "Oui")
	msgNo  = lang.Of("No", "Non")

	msgRequired = lang.Of("%s is missing.", "%s : à remplir.")
	msgTooLong  = lang.Of("%s has %d characters; at most %d are taken.", "%s compte %d caractères; le maximum est de %d.")
)
