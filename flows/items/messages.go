package items

import (
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/words"
)

// wording holds the messages that differ between a purchase, a capture and a return.
type wording struct {
	heading            lang.Text // of the items on the slip
	intro              lang.Text // of the page that asks for one
	belowZero, nothing lang.Text
	moreThan, lessThan lang.Text // how the amount differs from the items
}

var (
	msgIntro     = lang.Of("As it will stand on the customer's statement.", "Comme il figurera sur le relevé du client.")
	msgBelowZero = lang.Of("“%s” is below zero: an amount without a minus is expected.", "« %s » est sous zéro : un montant sans signe moins est attendu.")
	msgNothing   = lang.Of("The items come to %s: more than %s is expected.", "Les articles totalisent %s : plus de %s est attendu.")
	msgMoreThan  = lang.Of("%s is more than the items come to, %s.", "%s dépasse le total des articles, %s.")
)

var purchaseWords = wording{
	heading: msgItems, intro: msgIntro, belowZero: msgBelowZero, nothing: msgNothing, moreThan: msgMoreThan,
	lessThan: lang.Of("%s is less than the items come to, %s: the customer pays the rest otherwise.", "%s est inférieur au total des articles, %s : le client paie le reste autrement."),
}

var captureWords = wording{
	heading: msgItems, intro: msgIntro, belowZero: msgBelowZero, nothing: msgNothing, moreThan: msgMoreThan,
	lessThan: lang.Of("%s is less than the items come to, %s: the rest is not captured now.", "%s est inférieur au total des articles, %s : le reste n'est pas capturé maintenant."),
}

var returnWords = wording{
	heading:   lang.Of("Returned items", "Articles retournés"),
	intro:     lang.Of("Enter prices without a minus: the statement shows the return as negative.", "Entrez les prix sans signe moins : le relevé montre le retour en négatif."),
	belowZero: lang.Of("“%s” is below zero: enter it without a minus, the console makes the return negative.", "« %s » est sous zéro : entrez-le sans signe moins, la console met le retour en négatif."),
	nothing:   lang.Of("The returned items come to %s: more than %s is expected, the console makes it negative.", "Les articles retournés totalisent %s : plus de %s est attendu, la console le met en négatif."),
	moreThan:  lang.Of("%s is more than the returned items come to, %s: the customer gets more than they are worth.", "%s dépasse le total des articles retournés, %s : le client reçoit plus que leur valeur."),
	lessThan:  lang.Of("%s is less than the returned items come to, %s: the customer does not get the rest back.", "%s est inférieur au total des articles retournés, %s : le client ne récupère pas le reste."),
}

func wordsOf(kind flows.IntentKind) wording {
	switch kind {
	case flows.CaptureIntent:
		return captureWords
	case flows.ReturnIntent:
		return returnWords
	}
	return purchaseWords
}

var (
	msgItems       = lang.Of("Items", "Articles")
	msgItemsSoFar  = lang.Of("Items: %d, %s", "Articles : %d, %s")
	msgNoItems     = lang.Of("No item yet: press a to add one.", "Aucun article : appuyez sur a pour en ajouter un.")
	msgComesTo     = lang.Of("Comes to %s.", "Total de %s.")
	msgChange      = lang.Of("Change", "Modifier")
	msgAdd         = lang.Of("Add an item", "Ajouter un article")
	msgRemove      = lang.Of("Remove", "Retirer")
	msgDone        = words.Done
	msgKeep        = lang.Of("Keep", "Garder")
	msgProduct     = lang.Of("Item", "Article")
	msgTotals      = lang.Of("Taxes and totals", "Taxes et totaux")
	msgTaxes       = lang.Of("Taxes", "Taxes")
	msgTotalsIntro = lang.Of("The items come to %s before discount, shipping and taxes.", "Les articles totalisent %s avant rabais, livraison et taxes.")

	msgSKU          = lang.Of("Item number", "Numéro d'article")
	msgSKUHint      = lang.Of("Scan it, or type it", "Balayez-le ou tapez-le")
	msgDescription  = lang.Of("Description", "Description")
	msgCategory     = words.Category
	msgQuantity     = lang.Of("Quantity", "Quantité")
	msgQuantityHint = lang.Of("1 where it is left empty", "1 si laissé vide")
	msgUnitPrice    = lang.Of("Unit price", "Prix unitaire")
	msgPriceHint    = lang.Of("Before taxes", "Avant taxes")
	msgExtended     = lang.Of("Price", "Prix")
	msgSubtotal     = lang.Of("Subtotal", "Sous-total")
	msgDiscount     = lang.Of("Discount", "Rabais")
	msgShipping     = lang.Of("Shipping", "Livraison")
	msgGSTHST       = lang.Of("GST/HST", "TPS/TVH")
	msgPST          = lang.Of("PST/QST", "TVP/TVQ")
	msgTotal        = lang.Of("Total", "Total")
	msgOrder        = lang.Of("Purchase order", "Bon de commande")
	msgOrderHint    = lang.Of("At most 10 characters", "Au plus 10 caractères")

	msgDrop                 = lang.Of("Drop what was typed", "Effacer la saisie")
	msgHalfTypedMark        = lang.Of("(half typed)", "(à terminer)")
	msgProductHalfTyped     = lang.Of("An item is half typed and does not count.", "Un article est à moitié saisi et ne compte pas.")
	msgProductHalfTypedNext = lang.Of("Under Items, finish it or remove it.", "Sous Articles, terminez-le ou retirez-le.")
	msgTotalsHalfTyped      = lang.Of("The taxes and totals are half typed and do not count.", "Les taxes et totaux sont à moitié saisis et ne comptent pas.")
	msgTotalsHalfTypedNext  = lang.Of("Under Items, open Taxes: keep them or drop what was typed.", "Sous Articles, ouvrez Taxes : gardez-les ou effacez la saisie.")

	msgBadQuantity     = lang.Of("%s is not a quantity: enter a whole number from 1 to %d.", "%s n'est pas une quantité : entrez un nombre entier de 1 à %d.")
	msgDiscountTooMuch = lang.Of("A discount of %s is more than the items: at most %s is expected.", "Un rabais de %s dépasse les articles : au plus %s est attendu.")
	msgTaxTooMuch      = lang.Of("%s: %s is too much. At most %s is expected, the price with shipping before taxes.", "%s : %s, c'est trop. Au plus %s est attendu, le prix avec livraison avant taxes.")
	msgTotalsCleared   = lang.Of("The discount, shipping and taxes went with the last item.", "Le rabais, la livraison et les taxes sont partis avec le dernier article.")
	msgBothTaxes       = lang.Of("Both taxes together", "Les deux taxes ensemble")
	msgWrongTotalNext  = lang.Of("Under Items, change the items or the taxes and totals.", "Sous Articles, modifiez les articles ou les taxes et totaux.")
	msgNothingNext     = lang.Of("Under Items, put the prices right or remove the items.", "Sous Articles, corrigez les prix ou retirez les articles.")
)
