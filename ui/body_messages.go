package ui

import (
	"countertop/flows/lang"
	"countertop/flows/words"
)

// What the pages' bodies say themselves, in both languages.
var (
	msgServerSays = lang.Of("The server says: “%s”", "Le serveur dit\u00a0: «\u00a0%s\u00a0»")
	msgCode       = lang.Of("Code %s", "Code %s")
	msgReference  = lang.Of("Reference %s", "Référence %s")

	msgBlocked = lang.Of("Cannot be chosen: %s", "Ne peut être choisi\u00a0: %s")
	msgNoRows  = lang.Of("There is nothing to choose from.", "Il n'y a rien à choisir.")
	msgCell    = words.Labelled

	msgLinesLeft = lang.Of("%d lines left", "encore %d lignes")
	msgLineLeft  = lang.Of("1 line left", "encore 1 ligne")
	msgShare     = lang.Of("%d%%", "%d\u00a0%%")
	msgEnd       = lang.Of("End of the text", "Fin du texte")

	msgEnterNoMoney = lang.Of("Enter does not confirm here: press Ctrl+Y.", "Entrée ne confirme pas ici\u00a0: appuyez sur Ctrl+Y.")
)
