package form

import (
	"strings"
	"unicode"

	"countertop/api"
	"countertop/flows/lang"
)

// This file reads Canadian postal codes: A9A 9A9, without the letters D F I O Q U, and without W and Z at the
// beginning (Canada Post's addressing guidelines).

// provincesOf maps the first letter of a postal code to its provinces (Canada Post).
var provincesOf = map[byte]string{
	'A': api.Newfoundland, 'B': api.NovaScotia, 'C': api.PrinceEdwardIsland, 'E': api.NewBrunswick, 'G': api.Quebec, 'H': api.Quebec, 'J': api.Quebec,
	'K': api.Ontario, 'L': api.Ontario, 'M': api.Ontario, 'N': api.Ontario, 'P': api.Ontario, 'R': api.Manitoba, 'S': api.Saskatchewan, 'T': api.Alberta,
	'V': api.BritishColumbia, 'X': api.NorthwestTerritories + " " + api.Nunavut, 'Y': api.Yukon,
}

const (
	lettersNever = "DFIOQU"
	firstNever   = "WZ"
)

// PostalCode returns the rule of a postal code. It is shown as "K1A 0B1". A first letter that does not belong to the
// province causes a warning (OWN). There is no warning without a province, or for one that provincesOf does not have.
func PostalCode(province string) Rule {
	return Rule{Normalize: normalizePostal, Check: func(value string) *Problem {
		if !postalShape(value) {
			return problem(msgPostal, value)
		}
		for i, r := range value {
			if strings.ContainsRune(lettersNever, r) || i == 0 && strings.ContainsRune(firstNever, r) {
				return problem(msgPostalLetter, value, string(r))
			}
		}
		if fits := provincesOf[value[0]]; hasPostalCodes(province) && !strings.Contains(fits, province) {
			return &Problem{Warning: true, Text: msgPostalProvince.With(value, strings.ReplaceAll(fits, " ", ", "), province)}
		}
		return nil
	}}
}

// hasPostalCodes reports whether provincesOf has a province.
func hasPostalCodes(province string) bool {
	for _, fits := range provincesOf {
		if len(province) == 2 && strings.Contains(fits, province) {
			return true
		}
	}
	return false
}

// CompactPostal returns a postal code as the API takes it: without the space.
func CompactPostal(value string) string { return strings.ReplaceAll(value, " ", "") }

// normalizePostal writes six letters and digits, with any separators and in any case, as A9A 9A9.
func normalizePostal(typed string) string {
	compact := strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, typed))
	if len(compact) != 6 || !postalShape(compact[:3]+" "+compact[3:]) {
		return typed
	}
	return compact[:3] + " " + compact[3:]
}

// postalShape reports whether a text is letter, digit, letter, space, digit, letter, digit.
func postalShape(s string) bool {
	const shape = "A9A 9A9"
	if len(s) != len(shape) {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; shape[i] {
		case 'A':
			if c < 'A' || c > 'Z' {
				return false
			}
		case '9':
			if c < '0' || c > '9' {
				return false
			}
		default:
			if c != shape[i] {
				return false
			}
		}
	}
	return true
}

var (
	msgPostal         = lang.Of("“%s” is not a postal code: letter, digit, letter, digit, letter, digit are expected, such as K1A 0B1.", "« %s » n'est pas un code postal : lettre, chiffre, lettre, chiffre, lettre, chiffre, comme K1A 0B1.")
	msgPostalLetter   = lang.Of("%s holds the letter %s, which no postal code has there: read it again.", "%s contient la lettre %s, qu'aucun code postal n'a à cet endroit : relisez-le.")
	msgPostalProvince = lang.Of("%s is a postal code of %s, and the province is %s: check both. (This console's own warning; it stops nothing.)", "%s est un code postal de %s, et la province est %s : vérifiez les deux. (Avertissement de cette console; il n'arrête rien.)")
)
