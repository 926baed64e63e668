package account

// This file hides customer data that a counter does not need. Enough stays for the customer to recognise it, and too
// little for a bystander (OWN).

import (
	"strings"
	"unicode/utf8"

	"countertop/api"
)

const hidden = "•••"

// MaskedEmail keeps an address's first character and its domain: "t•••@example.com".
func MaskedEmail(email string) string {
	name, domain, ok := strings.Cut(email, "@")
	switch {
	case email == "":
		return ""
	case !ok || name == "":
		return hidden
	}
	first, _ := utf8.DecodeRuneInString(name)
	return string(first) + hidden + "@" + domain
}

// MaskedPhone keeps a number's last four digits: "•••-•••-0123".
func MaskedPhone(phone string) string {
	switch {
	case phone == "":
		return ""
	case len(phone) < 7:
		return hidden
	}
	return hidden + "-" + hidden + "-" + phone[len(phone)-4:]
}

// maskedAddress keeps the city, the province and the first half of the postal code.
func maskedAddress(a api.Account) string {
	postal := strings.ReplaceAll(a.PostalCode, " ", "")
	if len(postal) > 3 {
		postal = postal[:3] + " " + hidden
	}
	place := strings.TrimSpace(a.City + " " + a.Province)
	parts := []string{}
	if a.Address1 != "" {
		parts = append(parts, hidden)
	}
	for _, part := range []string{place, postal} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// ending returns the last four characters of a number, after a mark for those before them.
func ending(number string) string {
	if len(number) <= 4 {
		return number
	}
	return hidden + number[len(number)-4:]
}
