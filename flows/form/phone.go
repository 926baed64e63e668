package form

import (
	"strings"

	"countertop/flows/lang"
)

// This file reads telephone numbers of the North American Numbering Plan: ten digits, of which the area code and the
// exchange code begin with 2 to 9.

// Phone returns the rule of a telephone number. It is shown as "416-555-0123".
func Phone() Rule {
	return Rule{Normalize: normalizePhone, Check: func(value string) *Problem {
		digits := onlyDigits(value)
		switch {
		case len(digits) != 10 || !consistsOf(value, "-"):
			return problem(msgPhone, value)
		case digits[0] < '2' || digits[3] < '2':
			return problem(msgPhoneCodes, value, digits[:3], digits[3:6])
		}
		return nil
	}}
}

// Digits returns the digits of a value, as the API takes telephone numbers.
func Digits(value string) string { return onlyDigits(value) }

// normalizePhone reads ten digits with any common separators and an optional leading 1 or +1. After a plus it needs
// the 1, since another number would be a different country's.
func normalizePhone(typed string) string {
	number, abroad := strings.CutPrefix(typed, "+")
	digits := onlyDigits(number)
	switch {
	case len(digits) == 11 && digits[0] == '1':
		digits = digits[1:]
	case abroad:
		return typed
	}
	if len(digits) != 10 || !consistsOf(number, "()-. /\u00a0\u2011\u2013") {
		return typed
	}
	return digits[:3] + "-" + digits[3:6] + "-" + digits[6:]
}

var (
	msgPhone      = lang.Of("“%s” is not a phone number: ten digits are expected, such as 416-555-0123.", "« %s » n'est pas un numéro de téléphone : dix chiffres sont attendus, comme 416-555-0123.")
	msgPhoneCodes = lang.Of("%s cannot be dialled: area code %s and exchange %s must both begin with 2 to 9.", "%s ne peut être composé : l'indicatif %s et le central %s doivent commencer par 2 à 9.")
)
