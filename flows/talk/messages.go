package talk

import "countertop/flows/lang"

var (
	msgNotConcluded     = lang.Of("It was done, but its outcome could not be recorded here.", "C'est fait, mais le résultat n'a pas pu être consigné ici.")
	msgNotConcludedNext = lang.Of("Keep the slip, and tell support the reference.", "Gardez le bordereau et donnez la référence au soutien.")
	msgLeaveInDoubt     = lang.Of("Leave in doubt", "Laisser en doute")

	// OtherHeadline is the headline of the page where an earlier call is in doubt.
	OtherHeadline = lang.Of("Something else has to be settled first.", "Autre chose doit d'abord être réglé.")
)
