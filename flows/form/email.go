package form

import (
	"net/mail"
	"strings"

	"countertop/flows/lang"
)

// Email returns the rule of an e-mail address: one address, with a dot in its domain.
func Email() Rule {
	return Rule{Normalize: func(typed string) string { return typed }, Check: func(value string) *Problem {
		address, err := mail.ParseAddress(value)
		if err != nil || address.Address != value || !dotted(value[strings.LastIndexByte(value, '@')+1:]) {
			return problem(msgEmail, value)
		}
		return nil
	}}
}

// dotted reports whether a domain has two or more parts and none of them is empty.
func dotted(domain string) bool {
	parts := strings.Split(domain, ".")
	for _, part := range parts {
		if part == "" || strings.ContainsAny(part, " []") {
			return false
		}
	}
	return len(parts) >= 2
}

var msgEmail = lang.Of("“%s” is not an e-mail address: name@example.com is expected.", "« %s » n'est pas une adresse de courriel : nom@exemple.ca est attendu.")
