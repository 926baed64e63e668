package form

import "countertop/flows/lang"

// SIN returns the rule of a social insurance number: nine digits, of which the last is the Luhn check digit. It is
// shown as "123 456 789".
func SIN() Rule {
	return Rule{Normalize: normalizeSIN, Check: func(value string) *Problem {
		digits := onlyDigits(value)
		if len(digits) != 9 || !consistsOf(value, " ") || !luhn(digits) {
			return problem(msgSIN)
		}
		return nil
	}}
}

func normalizeSIN(typed string) string {
	digits := onlyDigits(typed)
	if len(digits) != 9 || !consistsOf(typed, " -") {
		return typed
	}
	return digits[:3] + " " + digits[3:6] + " " + digits[6:]
}

func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}

// The message does not repeat the number, since the field shows dots.
var msgSIN = lang.Of("This is not a social insurance number: nine digits are expected whose last is the check digit. Read it again.", "Ce n'est pas un numéro d'assurance sociale : neuf chiffres sont attendus, le dernier étant le chiffre de contrôle. Relisez-le.")
