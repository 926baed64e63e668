package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestACustomerAppliesIsApprovedAndBuysAtOnceInEnglish(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 80, 24)
	c.signsIn()
	c.sees("n  New application", "p  Purchase", "l  Look up an account")

	c.presses("n")
	c.fillsIn(testa("A-RR_M"))
	c.sees("Read the answers back to the customer.")
	c.sends()
	c.sees("Approved", "The account is open and can be used now.")
	c.seesLine("Credit limit", "$8,000.00")
	account := c.reads("Account number")

	c.pressesAfterARest("Enter") // a purchase with this account
	c.isOn(c.amount)
	c.sees("•••"+account[len(account)-4:], "Available credit: $8,000.00")
	c.enters("250", "ORDER-9", "")
	c.isOn(c.offers)
	c.sees("For $250.00.", "30.99", "$84.73")
	c.presses("4")
	c.seesLine("›", "4")
	c.presses("Enter")

	c.isOn(c.shown)
	c.sees("Equal Payments, Regular Interest", "A purchase of $250.00 over 3 months, $84.73 a month.", "9.99", "The customer must see the term, the rates and every fee.")
	c.readsToTheEnd(c.shown)
	c.isOn(c.verify) // as for any other purchase: the application's PIN is not good for it
	c.presses("1", "Enter")
	c.isOn(c.pin)
	c.enters(c.reads("Phone PIN"))

	c.isOn(c.confirm)
	c.seesLine("Amount", "$250.00")
	c.seesLine("Account", "•••"+account[len(account)-4:])
	c.seesLine("Plan", "Equal Payments, Regular Interest")
	c.seesLine("Term", "3 months")
	c.pressesAfterARest("Enter")
	c.sees("Enter does not confirm here: press Ctrl+Y.")
	c.pressesAfterARest("C-y")

	c.isOn(c.made)
	c.sees("$250.00 authorized and captured", "The purchase is on the account.")
	c.seesLine("A month", "$84.73")
	authorization, capture := c.reads("Authorization number"), c.reads("Capture number")

	c.pressesAfterARest("r")
	c.sees("Countertop · Purchase slip", "TRAINING - no real money moved", "Authorization number: "+authorization, "Capture number: "+capture)
	c.presses("Escape")
	c.isOn(c.made)
	c.presses("s")
	c.sees("Saved to ")
	slip := c.slip()
	for _, text := range []string{"TRAINING", authorization, capture, "ORDER-9", "$250.00", "$84.73", "Equal Payments, Regular Interest"} {
		if !strings.Contains(slip, text) {
			t.Errorf("the slip does not hold %q:\n%s", text, slip)
		}
	}
	c.pressesAfterARest("Enter")
	c.sees(c.menu)
}

func TestAResidentOfQuebecIsServedInFrenchInAWideWindow(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 120, 40)
	c.speaks(french)
	c.sees("Ouvrir une session", "aucune session")
	c.signsIn()
	c.sees("n  Nouvelle demande", "p  Achat")

	c.presses("n")
	c.isOn(c.who)
	c.seesLine("Étapes", "Qui fait la demande") // the steps on the left
	c.sees("Jusqu'ici", "Rien encore")          // a summary on the right
	c.sees("○ M.", "○ Mme")                     // the server's own words
	a := eloise()
	c.enters(a.who...)
	c.isOn(c.contact)
	c.seesLine("√ Qui fait la demande")
	c.sees("Éloïse L'Essai-Spécimen")
	c.enters(a.contact...)

	c.isOn(c.work)
	c.seesLine("Montréal, Québec")
	c.seesNoMore("Téléphone de l'employeur")
	c.enters(a.work[:3]...)
	c.seesLine("Téléphone de l'employeur") // only who is employed has one
	c.seesLine("Occupation", "Emploi à temps plein")
	c.enters(a.work[3:]...)

	c.isOn(c.identity)
	c.sees("○ Permis de conduire", "○ Carte d'assurance maladie")
	c.seesLine("52 000,00 $")
	c.enters(a.identity...)
	c.isOn(c.security)
	c.enters(a.security...)
	c.isOn(c.quebec)
	c.sees("EXEMPLE")
	c.readsToTheEnd(c.quebec)
	c.readsToTheEnd(c.fees)
	c.readsToTheEnd(c.insurance)
	c.readsToTheEnd(c.conditions)
	c.isOn(c.protection)
	c.enters(c.no)
	c.isOn(c.terms)
	c.readsToTheEnd(c.terms)

	c.isOn(c.review)
	c.seesLine("Langue de correspondance", "Français")
	c.seesLine("Code postal", "H2Y 1C6")
	c.seesLine("Téléphone mobile", "514-555-0123")
	c.sends()
	c.sees("Approuvée", "Le compte est ouvert et peut servir dès maintenant.")
	c.seesLine("Limite de crédit", "8 000,00 $")

	c.pressesAfterARest("Enter")
	c.isOn(c.amount)
	c.enters("1 234,50", "COMMANDE-7", "Préautoriser")
	c.isOn(c.offers)
	c.sees("Pour 1 234,50 $.", "Versements égaux, intérêt réduit", "30,99 %")
	c.presses("Enter")
	c.readsToTheEnd(c.shown)
	c.isOn(c.verify)
	c.presses("1", "Enter")
	c.isOn(c.pin)
	c.enters(c.reads("NIP téléphone"))
	c.isOn(c.confirm)
	c.sees("Préautoriser cet achat?")
	c.seesLine("Montant", "1 234,50 $")
	c.pressesAfterARest("C-y")

	c.isOn("Achat préautorisé")
	c.sees("1 234,50 $ préautorisés", "Capturez-le quand la marchandise part.")
	authorization := c.reads("Numéro d'autorisation")
	c.pressesAfterARest("s")
	c.sees("Enregistré dans ")
	slip := c.slip()
	for _, text := range []string{"FORMATION", authorization, "COMMANDE-7", "1\u00a0234,50\u00a0$"} {
		if !strings.Contains(slip, text) {
			t.Errorf("the slip does not hold %q:\n%s", text, slip)
		}
	}
}

func TestAWrongPINMovesNoMoneyAndIsCorrected(t *testing.T) {
	t.Parallel()
	c := clerkAt(t, 80, 24)
	c.signsIn()
	c.presses("p")
	c.isOn(c.found)
	c.enters("100000001")
	c.isOn(c.amount)
	c.enters("300", "ORDER-12", "")
	c.isOn(c.offers)
	c.presses("Enter")
	c.readsToTheEnd(c.shown)
	c.isOn(c.verify)
	c.seesLine("1", "PIN by text message", "•••-•••-0101")
	c.presses("1", "Enter")
	c.isOn(c.pin)
	first := c.reads("Phone PIN")
	c.presses("F5") // the customer got none
	c.sees("A new PIN is on its way.")
	c.waits("another PIN", func(screen string) bool { return !strings.Contains(screen, first) })
	second := c.reads("Phone PIN")

	c.enters(first)
	c.isOn(c.confirm)
	c.pressesAfterARest("C-y")
	c.isOn(c.pin)
	c.sees("The PIN is wrong.", "No money moved.", "Code wrong_verification_code")
	c.typesIn("PIN", "")
	c.enters(second)
	c.isOn(c.confirm)
	c.pressesAfterARest("C-y")
	c.isOn(c.made)
	c.sees("$300.00 authorized and captured")
}

// slip is the text of the one slip that was saved, which nobody but this user may read.
func (c *clerk) slip() string {
	c.t.Helper()
	folder := filepath.Join(c.home, "countertop", "embedded", "slips")
	files, err := filepath.Glob(filepath.Join(folder, "TRAINING-*"))
	if err != nil || len(files) != 1 {
		c.t.Fatalf("there are %d slips of training in %s: %v", len(files), folder, err)
	}
	info, err := os.Stat(files[0])
	if err != nil {
		c.t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		c.t.Errorf("others may open the slip: %v", mode)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		c.t.Fatal(err)
	}
	return string(text)
}
