package journal

import "countertop/flows/lang"

// sentence explains a trouble: the reason why nothing is sent, and what to do next.
type sentence struct{ cause, next lang.Text }

var (
	nextSupport = lang.Of(
		"Take payment another way for now, and call support.",
		"Prenez un autre mode de paiement pour l'instant et appelez le soutien.")
	nextSpace = lang.Of(
		"Take payment another way for now, and have space made on this computer's disk.",
		"Prenez un autre mode de paiement pour l'instant et faites libérer de l'espace sur le disque de cet ordinateur.")
	nextAgain = lang.Of(
		"Wait a moment and try again; if it stays so, call support.",
		"Attendez un instant et réessayez; si rien ne change, appelez le soutien.")

	nextPutBack = lang.Of(
		"Call support, and do not start the console again before the journal is back in its place.",
		"Appelez le soutien et ne redémarrez pas la console avant que le journal soit remis à sa place.")

	nextAccept = lang.Of(
		"On the home screen, press j: there stands what is lost, and who may let sales go on.",
		"À l'écran d'accueil, appuyez sur j : on y voit ce qui est perdu et qui peut laisser reprendre les ventes.")

	msgNothingSent = lang.Of("Nothing was sent: %s", "Rien n'a été envoyé : %s")
	msgNothingGoes = lang.Of("No sale can be sent: %s", "Aucune vente ne peut être envoyée : %s")

	unknownCause = lang.Of(
		"this console's journal cannot be used.",
		"le journal de cette console est inutilisable.")
)

// sentences explain each trouble. A cause follows “Nothing was sent:” or “No sale can be sent:”.
var sentences = map[error]sentence{
	ErrFull: {
		lang.Of("this computer's disk is full, and a sale is recorded before it is sent.",
			"le disque de cet ordinateur est plein, et une vente est consignée avant d'être envoyée."),
		nextSpace,
	},
	ErrReadOnly: {
		lang.Of("this console may not write its journal, and a sale is recorded before it is sent.",
			"cette console ne peut pas écrire dans son journal, et une vente est consignée avant d'être envoyée."),
		nextSupport,
	},
	ErrDamaged: {
		lang.Of("this console's journal is damaged, and a sale is recorded before it is sent.",
			"le journal de cette console est endommagé, et une vente est consignée avant d'être envoyée."),
		nextSupport,
	},
	ErrBusy: {
		lang.Of("another program holds this console's journal.",
			"un autre programme retient le journal de cette console."),
		nextAgain,
	},
	ErrDisk: {
		lang.Of("the disk does not take this console's journal.",
			"le disque n'accepte pas le journal de cette console."),
		nextSupport,
	},
	ErrNewer: {
		lang.Of("a newer version of this program made the journal, which this one cannot read.",
			"le journal vient d'une version plus récente de ce programme et celle-ci ne peut pas le lire."),
		nextSupport,
	},
	ErrForeign: {
		lang.Of("the file where this console's journal should be is something else.",
			"le fichier qui devrait être le journal de cette console est autre chose."),
		nextSupport,
	},
	ErrMoney: {
		lang.Of("training and real sales do not go into one journal.",
			"la formation et les vraies ventes ne vont pas dans le même journal."),
		nextSupport,
	},
	ErrGone: {
		lang.Of("this console's journal was removed or replaced while it was open, and what was sent is recorded there.",
			"le journal de cette console a été supprimé ou remplacé pendant qu'il était ouvert, et ce qui a été envoyé y est consigné."),
		nextPutBack,
	},
	ErrOthers: {
		lang.Of("the journal belongs to another user of this computer.",
			"le journal appartient à un autre utilisateur de cet ordinateur."),
		lang.Of("Take payment another way for now, and have support share it: folder and group under [journal].",
			"Prenez un autre mode de paiement pour l'instant et demandez au soutien de le partager : folder et group sous [journal]."),
	},
	ErrGroup: {
		lang.Of("the group that is set up to share this computer's journal cannot have it.",
			"le groupe inscrit pour partager le journal de cet ordinateur ne peut pas l'avoir."),
		lang.Of("Take payment another way for now, and have support look at group under [journal].",
			"Prenez un autre mode de paiement pour l'instant et demandez au soutien de vérifier group sous [journal]."),
	},
	ErrLost: {
		lang.Of("this console's journal was removed, or an older one is in its place, and what was sent before is missing from it.",
			"le journal de cette console a été supprimé ou remplacé par un plus ancien, et ce qui a été envoyé avant y manque."),
		nextAccept,
	},
	ErrClosed: {
		lang.Of("this console is closing.", "cette console se ferme."),
		nextAgain,
	},
}
