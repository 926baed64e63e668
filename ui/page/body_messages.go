package page

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

	MsgLinesLeft = lang.Of("%d lines left", "encore %d lignes")
	MsgLineLeft  = lang.Of("1 line left", "encore 1 ligne")
	MsgShare     = lang.Of("%d%%", "%d\u00a0%%")
	MsgEnd       = lang.Of("End of the text", "Fin du texte")

	msgEnterNoMoney = lang.Of("Enter does not confirm here: press Ctrl+Y.", "Entrée ne confirme pas ici\u00a0: appuyez sur Ctrl+Y.")

	msgOptional   = lang.Of("optional", "facultatif")
	msgNoMatch    = lang.Of("“%s” is not among the choices of %s.", "« %s » n'est pas parmi les choix (« %s »).")
	msgFieldsOpen = lang.Of("%d fields need a look before going on.", "%d champs sont à revoir avant de continuer.")
	msgFieldOpen  = lang.Of("One field needs a look before going on.", "Un champ est à revoir avant de continuer.")
	MsgMoreAbove  = lang.Of("%d more above", "%d de plus en haut")
	MsgMoreBelow  = lang.Of("%d more below", "%d de plus en bas")
	msgNoOptions  = lang.Of("nothing to choose from yet", "rien à choisir encore")
)
