package api

import "time"

// Option is one choice of a list: its code, which is sent, and its label, which
// is shown.
type Option struct {
	Code, Label string
}

// Catalogue is what i18n answers in one language (docs/contract.md §3, SEEN): every list
// a clerk chooses from, in the server's order, and every disclosure.
type Catalogue struct {
	Language Language
	// Fetched is when the server answered, UTC.
	Fetched time.Time

	Salutations      []Option
	Provinces        []Option
	SecurityIDs      []Option // security questions: id and text
	GovIDTypes       []Option
	Issuers          map[string][]Option // by govid type: govid_issued_bys.option_depends
	Occupations      []Option
	TransactionTypes []Option
	Plans            []Option // plan_id and plan name
	HousingTypes     []Option

	QCPADisclosure string
	Insurance      string
	InsuranceTC    string
	AnnualFees     string

	// Unknown holds the top-level keys that this version does not know, as raw
	// JSON in the server's order, so that the cache on disk loses nothing.
	Unknown []RawKey
	// Broken names the keys that are known, but came in a shape that is not: their lists
	// are empty, and their values are in Unknown.
	Broken []string
	// Partial is true for a catalogue from merchants/login, the predecessor: it
	// knows no occupations, housing types, plans or disclosures, so that an
	// application cannot be made with it.
	Partial bool
}

// RawKey is a top-level member of i18n as the server wrote it.
type RawKey struct {
	Key   string
	Value []byte
}

// Label finds the label of a code in a list.
func Label(options []Option, code string) (string, bool) {
	for _, option := range options {
		if option.Code == code {
			return option.Label, true
		}
	}
	return "", false
}
