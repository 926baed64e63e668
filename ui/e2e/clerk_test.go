package e2e

import (
	"strings"
	"testing"
)

// words are the console's texts in one language that every story meets.
type words struct {
	training, connected, signIn, menu, found string

	step, end                                              string
	who, contact, work, identity, security                 string
	quebec, fees, insurance, conditions, protection, terms string
	review, send, decision                                 string

	amount, offers, shown, verify, answer, pin, confirm, made string

	no string
}

var english = words{
	training: "TRAINING", connected: "connected", signIn: "not signed in", menu: "What would you like to do?", found: "Find the account",

	step: "Step", end: "End of the text",
	who: "Who is applying", contact: "Contact and address", work: "Home and work", identity: "Identification", security: "Security question",
	quebec: "For residents of Quebec", fees: "Annual fees", insurance: "Payment protection",
	conditions: "Payment protection: conditions", protection: "Payment protection: choice", terms: "Terms and agreement",
	review: "Review", send: "[ Send the application ]", decision: "Decision",

	amount: "Amount", offers: "Offers", shown: "Show the customer", verify: "Verify the customer", answer: "Security question", pin: "PIN",
	confirm: "Confirm the purchase", made: "Purchase made",

	no: "no",
}

var french = words{
	training: "FORMATION", connected: "connecté", signIn: "aucune session", menu: "Que voulez-vous faire?", found: "Trouver le compte",

	step: "Étape", end: "Fin du texte",
	who: "Qui fait la demande", contact: "Coordonnées et adresse", work: "Logement et travail", identity: "Pièce d'identité", security: "Question de sécurité",
	quebec: "Pour les résidents du Québec", fees: "Frais annuels", insurance: "Protection de paiement",
	conditions: "Protection de paiement : conditions", protection: "Protection de paiement : choix", terms: "Conditions et accord",
	review: "Vérification", send: "[ Envoyer la demande ]", decision: "Décision",

	amount: "Montant", offers: "Offres", shown: "À montrer au client", verify: "Vérifier le client", answer: "Question de sécurité", pin: "NIP",
	confirm: "Confirmer l'achat", made: "Achat fait",

	no: "non",
}

// clerk works a counter, in one of the console's languages.
type clerk struct {
	*counter
	words
}

const clerkID = "12345-SAMPLE"

// clerkAt opens the console at a new counter, without a configuration.
func clerkAt(t *testing.T, width, height int) *clerk {
	t.Helper()
	c := &clerk{counterOf(t, width, height), english}
	c.runs("countertop; echo left with $?")
	c.sees(c.training, c.signIn)
	return c
}

// speaks changes the language of the console.
func (c *clerk) speaks(w words) {
	c.t.Helper()
	c.words = w
	c.presses("F2")
	c.sees(w.training)
}

// enters types answers, and Enter after each.
func (c *clerk) enters(answers ...string) {
	c.t.Helper()
	for _, answer := range answers {
		c.types(answer + "\r")
	}
}

// signsIn gives the clerk's id and takes the location that is offered.
func (c *clerk) signsIn() {
	c.t.Helper()
	c.enters(clerkID, "")
	c.sees(c.menu, "00-12345", clerkID)
}

// isOn waits for a page of a flow: its title, its step, and on every one that this is training.
func (c *clerk) isOn(title string) {
	c.t.Helper()
	c.seesLine(title, c.step)
	c.sees(c.training)
}

// readsToTheEnd turns the pages of a text until its end is seen, and goes on.
func (c *clerk) readsToTheEnd(title string) {
	c.t.Helper()
	c.isOn(title)
	for before := c.screen(); !strings.Contains(before, c.end); before = c.screen() {
		c.presses("NPage")
		c.waits("the text to move", func(screen string) bool { return screen != before })
	}
	c.pressesAfterARest("Enter")
}
