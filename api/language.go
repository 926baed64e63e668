package api

// Language chooses the language of the server's texts: the query parameter lang
// (docs/contract.md §1, SEEN).
type Language string

// The languages the API speaks.
const (
	English Language = "en"
	French  Language = "fr"
)

// Locale is the language as customers' records and applications have it:
// "en-CA" or "fr-CA".
func (l Language) Locale() string {
	if l == French {
		return "fr-CA"
	}
	return "en-CA"
}
