package api

// This file reads a catalogue by its tokens, so that every list keeps the server's order, which is
// the order in which a clerk sees it (docs/contract.md §3). One list in a shape not known does not
// cost the others.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// listOf gives the list of a catalogue that a top-level key is read into; nil for other keys. The
// second name of some is what merchants/login calls it.
func (c *Catalogue) listOf(key string) *[]Option {
	switch key {
	case "salutations", "salutation":
		return &c.Salutations
	case "provinces", "province":
		return &c.Provinces
	case "security_ids", "security_qid":
		return &c.SecurityIDs
	case "govid_types", "govid_type":
		return &c.GovIDTypes
	case "occupation_ids":
		return &c.Occupations
	case "transaction_types":
		return &c.TransactionTypes
	case "plan_ids":
		return &c.Plans
	case "housing_type":
		return &c.HousingTypes
	}
	return nil
}

// textOf gives the text of a catalogue that a top-level key is read into; nil for other keys.
func (c *Catalogue) textOf(key string) *string {
	switch key {
	case "qcpa_disclosure":
		return &c.QCPADisclosure
	case "insurance":
		return &c.Insurance
	case "insurance_tc":
		return &c.InsuranceTC
	case "annual_fees":
		return &c.AnnualFees
	}
	return nil
}

func issuersKey(key string) bool { return key == "govid_issued_bys" || key == "govid_issued_by" }

// decodeCatalogue reads an answer of i18n. It fails where the answer is not an object, or
// holds nothing that a catalogue has.
func decodeCatalogue(body []byte, language Language, fetched time.Time) (*Catalogue, error) {
	members, err := membersOf(withoutMark(body))
	if err != nil {
		return nil, err
	}
	return catalogueOf(members, language, fetched)
}

func catalogueOf(members []RawKey, language Language, fetched time.Time) (*Catalogue, error) {
	c := &Catalogue{Language: language, Fetched: fetched.UTC().Round(0)}
	known := 0
	for _, member := range members {
		switch isKnown, err := c.take(member); {
		case !isKnown:
			c.Unknown = append(c.Unknown, member)
		case err != nil:
			c.Broken = append(c.Broken, member.Key)
			c.Unknown = append(c.Unknown, member)
		default:
			known++
		}
	}
	if known == 0 {
		return nil, fmt.Errorf("%w: nothing of a catalogue", errNotJSON)
	}
	return c, nil
}

// take reads one member. Known is false for a key that no catalogue has yet.
func (c *Catalogue) take(member RawKey) (known bool, err error) {
	if list := c.listOf(member.Key); list != nil {
		options, err := optionsOf(member.Value)
		if err == nil {
			*list = options
		}
		return true, err
	}
	if said := c.textOf(member.Key); said != nil {
		s, ok := plain(member.Value)
		if !ok {
			return true, errShape
		}
		*said = clean(s)
		return true, nil
	}
	if issuersKey(member.Key) {
		issuers, err := issuersOf(member.Value)
		if err == nil {
			c.Issuers = issuers
		}
		return true, err
	}
	return false, nil
}

// optionsOf reads {code: label}, or {"options": {code: label}} as merchants/login has it. Some servers
// write an empty object as an empty array.
func optionsOf(data []byte) ([]Option, error) {
	members, err := membersOf(data)
	if err != nil {
		return nil, err
	}
	if len(members) == 1 && members[0].Key == "options" && shape(members[0].Value) != '"' {
		return optionsOf(members[0].Value)
	}
	options := make([]Option, 0, len(members))
	at := make(map[string]int, len(members))
	for _, member := range members {
		label, ok := plain(member.Value)
		if !ok {
			return nil, errShape
		}
		option := Option{Code: clean(member.Key), Label: clean(label)}
		if i, again := at[option.Code]; again {
			options[i] = option // the last of two counts, as everywhere in JSON
			continue
		}
		at[option.Code] = len(options)
		options = append(options, option)
	}
	return options, nil
}

// issuersOf reads {"option_depends": {govid type: {issuer code: label}}}, or the inner object by
// itself.
func issuersOf(data []byte) (map[string][]Option, error) {
	members, err := membersOf(data)
	if err != nil {
		return nil, err
	}
	if len(members) == 1 && members[0].Key == "option_depends" {
		if members, err = membersOf(members[0].Value); err != nil {
			return nil, err
		}
	}
	issuers := make(map[string][]Option, len(members))
	for _, member := range members {
		options, err := optionsOf(member.Value)
		if err != nil {
			return nil, err
		}
		issuers[clean(member.Key)] = options
	}
	return issuers, nil
}

// membersOf reads the members of an object in their order, each value as it was written. null and
// an empty array are an object without members.
func membersOf(data []byte) ([]RawKey, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	open, err := dec.Token()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotJSON, err)
	}
	switch open {
	case nil:
		return nil, nil
	case json.Delim('['):
		if dec.More() {
			return nil, errShape
		}
		return nil, nil
	case json.Delim('{'):
	default:
		return nil, errShape
	}
	var members []RawKey
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errNotJSON, err)
		}
		name, _ := key.(string)
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, fmt.Errorf("%w: %w", errNotJSON, err)
		}
		members = append(members, RawKey{Key: name, Value: value})
	}
	if _, err := dec.Token(); err != nil {
		return nil, fmt.Errorf("%w: %w", errNotJSON, err)
	}
	if dec.More() {
		return nil, fmt.Errorf("%w: more than one value", errNotJSON)
	}
	return members, nil
}

// keyAnswer reports whether an answer of i18n/{key} is {key: value}. ASSUMED: it is; the value by
// itself is read too.
func keyAnswer(key string, members []RawKey) bool {
	return len(members) == 1 && members[0].Key == key
}

// decodeKey reads an answer of i18n/{key}.
func decodeKey(body []byte, key string, language Language, fetched time.Time) (*Catalogue, error) {
	body = withoutMark(body)
	if members, err := membersOf(body); err == nil && keyAnswer(key, members) {
		return catalogueOf(members, language, fetched)
	}
	if !json.Valid(body) {
		return nil, errNotJSON
	}
	return catalogueOf([]RawKey{{Key: key, Value: body}}, language, fetched)
}
