package e2e

import "strings"

// applicant is a customer who applies: the answers of every page, as a clerk types them.
type applicant struct {
	who, contact, work, identity, security []string
	quebec                                 bool
}

// testa is an invented customer of Ontario. The middle name decides what becomes of the application.
func testa(middle string) applicant {
	return applicant{
		who:      []string{"ms", "Testa", middle, "Sample-Clerkson", "19900517", "", ""},
		contact:  []string{"testa@sample.example", "(416) 555-0123", "12 Invention Street", "", "Sampleville", "ON", "m5v2t6"},
		work:     []string{"rent", "1,250.5", "FE", "Sample Works", "514.555.0144", "52000"},
		identity: []string{"Driver", "ON", "S1234-TEST", "20310831"},
		security: []string{"4", "Rosebud-of-a-test"},
	}
}

// eloise is an invented customer of Quebec who speaks French.
func eloise() applicant {
	return applicant{
		who:      []string{"Mme", "Éloïse", "A-RR_M", "L'Essai-Spécimen", "19900517", "", ""},
		contact:  []string{"eloise@exemple.example", "514 555-0123", "12, rue de l'Exemple", "", "Montréal", "Québec", "h2y1c6"},
		work:     []string{"Locataire", "1 250,50", "Emploi à temps plein", "Ateliers Exemple", "5145550144", "52 000"},
		identity: []string{"Permis de conduire", "Québec", "S1234-ESSAI", "20310831"},
		security: []string{"4", "Rosebud-d-essai"},
		quebec:   true,
	}
}

// typed are answers as they are typed: Enter after each.
func typed(answers ...[]string) string {
	var b strings.Builder
	for _, page := range answers {
		for _, answer := range page {
			b.WriteString(answer + "\r")
		}
	}
	return b.String()
}

// fillsIn answers every page of an application up to its review.
func (c *clerk) fillsIn(a applicant) {
	c.t.Helper()
	c.isOn(c.who)
	c.enters(a.who...)
	c.isOn(c.contact)
	c.enters(a.contact...)
	c.isOn(c.work)
	c.enters(a.work...)
	c.isOn(c.identity)
	c.enters(a.identity...)
	c.isOn(c.security)
	c.enters(a.security...)
	if a.quebec {
		c.readsToTheEnd(c.quebec)
	}
	c.readsToTheEnd(c.fees)
	c.readsToTheEnd(c.insurance)
	c.readsToTheEnd(c.conditions)
	c.isOn(c.protection)
	c.enters(c.no)
	c.readsToTheEnd(c.terms)
	c.isOn(c.review)
}

// sends sends the application that stands on the review, and waits for the decision.
func (c *clerk) sends() {
	c.t.Helper()
	c.sees(c.send)
	c.pressesAfterARest("Enter")
	c.isOn(c.decision)
}
