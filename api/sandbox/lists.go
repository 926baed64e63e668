package sandbox

// How i18n writes its lists: {code: label}, or {"options": {code: label}} (docs/contract.md §3).

import "encoding/json"

// Lists is a way to write the lists of the catalogue. Both ways are seen, and a client reads both for each.
type Lists int

// The ways to write lists.
const (
	// ListsAsPublished writes them as the published sample does: occupation_ids nested, the others flat. A
	// catalogue of Options.Catalogue is written as it is.
	ListsAsPublished Lists = iota
	// ListsNested writes every list as {"options": {code: label}}.
	ListsNested
	// ListsFlat writes every list as {code: label}.
	ListsFlat
)

const (
	nestedList  = "options"
	issuerLists = "govid_issued_bys"
	byIDType    = "option_depends"
)

// bare is a list without what it may be nested in.
func bare(raw json.RawMessage) json.RawMessage {
	members, err := readMembers(raw)
	if err != nil || len(members) != 1 || members[0].key != nestedList {
		return raw
	}
	if _, err := readMembers(members[0].value); err != nil {
		return raw // a code that is called so
	}
	return members[0].value
}

// written is a list as l writes it.
func (l Lists) written(raw json.RawMessage) json.RawMessage {
	switch l {
	case ListsNested:
		return nested(nestedList, bare(raw))
	case ListsFlat:
		return bare(raw)
	case ListsAsPublished:
	}
	return raw
}

func nested(key string, inner json.RawMessage) json.RawMessage {
	raw, err := ordered{{key, inner}}.MarshalJSON()
	if err != nil {
		return inner
	}
	return raw
}

// rewrite writes every list of a catalogue as l does.
func (c *catalogue) rewrite(l Lists) {
	known := c.lists()
	for i, m := range c.members {
		if _, isList := known[m.key]; isList {
			c.members[i].value = l.written(m.value)
		}
		if m.key == issuerLists {
			c.members[i].value = l.issuers(m.value)
		}
	}
}

// issuers writes the list of each ID type.
func (l Lists) issuers(raw json.RawMessage) json.RawMessage {
	outer, err := readMembers(raw)
	if err != nil || len(outer) != 1 || outer[0].key != byIDType {
		return raw
	}
	types, err := readMembers(outer[0].value)
	if err != nil {
		return raw
	}
	for i := range types {
		types[i].value = l.written(types[i].value)
	}
	inner, err := ordered(types).MarshalJSON()
	if err != nil {
		return raw
	}
	return nested(byIDType, inner)
}
