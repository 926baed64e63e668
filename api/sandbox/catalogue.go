package sandbox

// The catalogue that i18n answers, and its predecessor merchants/login (docs/contract.md §3).

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
)

//go:embed catalogue.en.json catalogue.fr.json texts/*.txt
var embedded embed.FS

// catalogue is one language's: raw members in the order in which they are served, and the
// lists that input is checked against.
type catalogue struct {
	members []member

	salutations, provinces, questions, idTypes list
	occupations, housing, transactions, plans  list
	issuers                                    map[string]list // by ID type
}

// member is one key of a JSON object with its value as it was written.
type member struct {
	key   string
	value json.RawMessage
}

// list is codes with their labels, in order.
type list []option

type option struct{ code, label string }

// label is the label of a code; found is false for a code that the list does not hold.
func (l list) label(code string) (label string, found bool) {
	for _, o := range l {
		if o.code == code {
			return o.label, true
		}
	}
	return "", false
}

// readCatalogues reads what replaces the embedded catalogues, or those. A language that is
// missing gets another one that is there, so that both have the same codes.
func readCatalogues(replaced map[string]json.RawMessage, lists Lists) map[language]*catalogue {
	both := map[language]*catalogue{}
	defer func() {
		for _, c := range both { // one for both languages is written twice the same
			c.rewrite(lists)
		}
	}()
	for _, l := range []language{english, french} {
		if raw, found := replaced[string(l)]; found {
			both[l] = readCatalogue(raw)
		} else if len(replaced) == 0 {
			both[l] = embeddedCatalogue(l)
		}
	}
	for l, other := range map[language]language{english: french, french: english} {
		if both[l] == nil {
			both[l] = both[other]
		}
		if both[l] == nil {
			both[l] = embeddedCatalogue(l)
		}
	}
	return both
}

// embeddedCatalogue is the server's own: an empty text in it is filled from texts/, where it
// can be read and corrected line by line.
func embeddedCatalogue(l language) *catalogue {
	raw, _ := embedded.ReadFile("catalogue." + string(l) + ".json") // compiled in
	c := readCatalogue(raw)
	for i, m := range c.members {
		if string(m.value) == `""` {
			c.members[i].value, _ = json.Marshal(sampleText(m.key, l)) // a string always marshals
		}
	}
	return c
}

func sampleText(name string, l language) string {
	raw, _ := embedded.ReadFile("texts/" + name + "." + string(l) + ".txt") // compiled in
	return strings.TrimSpace(string(raw))
}

// readCatalogue reads raw JSON; what is none is an empty catalogue, which i18n answers with
// general_error.
func readCatalogue(raw []byte) *catalogue {
	members, err := readMembers(raw)
	if err != nil {
		return &catalogue{}
	}
	c := &catalogue{members: members, issuers: map[string]list{}}
	lists := c.lists()
	for _, m := range members {
		if target, known := lists[m.key]; known {
			*target = readList(m.value)
		}
		if m.key == issuerLists {
			c.readIssuers(m.value)
		}
	}
	return c
}

// lists are the lists by their keys.
func (c *catalogue) lists() map[string]*list {
	return map[string]*list{
		"salutations": &c.salutations, "provinces": &c.provinces, "security_ids": &c.questions,
		"govid_types": &c.idTypes, "occupation_ids": &c.occupations, "housing_type": &c.housing,
		"transaction_types": &c.transactions, "plan_ids": &c.plans,
	}
}

func (c *catalogue) readIssuers(raw json.RawMessage) {
	outer, _ := readMembers(raw)
	for _, m := range outer {
		if m.key != byIDType {
			continue
		}
		byType, _ := readMembers(m.value)
		for _, t := range byType {
			c.issuers[t.key] = readList(t.value)
		}
	}
}

func readList(raw json.RawMessage) list {
	members, _ := readMembers(bare(raw))
	var l list
	for _, m := range members {
		var label string
		if json.Unmarshal(m.value, &label) == nil {
			l = append(l, option{m.key, label})
		}
	}
	return l
}

var errNoObject = errors.New("not a JSON object")

// readMembers reads an object with its order, which encoding/json would lose.
func readMembers(raw []byte) ([]member, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return nil, errNoObject
	}
	var members []member
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, errNoObject
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, errNoObject
		}
		members = append(members, member{key.(string), value}) // a key is always a string
	}
	return members, nil
}

// ordered is an object that is written in the order of its members.
type ordered []member

func (o ordered) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		key, err := json.Marshal(m.key)
		if err != nil {
			return nil, err
		}
		out.Write(key)
		out.WriteByte(':')
		out.Write(m.value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func (s *Server) i18n(c *call) (any, error) {
	if s.options.WithoutI18N {
		return nil, refuse(http.StatusNotFound, "not_found")
	}
	if err := queryInput(c).done(); err != nil {
		return nil, err
	}
	members := s.catalogue(c.lang).members
	if members == nil {
		return nil, conflict("general_error")
	}
	return ordered(members), nil
}

// i18nKey answers {key: value} (ASSUMED).
func (s *Server) i18nKey(c *call) (any, error) {
	whole, err := s.i18n(c)
	if err != nil {
		return nil, err
	}
	members := whole.(ordered)
	i := slices.IndexFunc(members, func(m member) bool { return m.key == c.path("key") })
	if i < 0 {
		return nil, refuse(http.StatusNotFound, "not_found")
	}
	return members[i : i+1], nil
}

type termsAnswer struct {
	Version string `json:"version"`
	Title   string `json:"title"`
	Text    string `json:"text"`
}

func (s *Server) terms(c *call) (any, error) {
	if err := queryInput(c).done(); err != nil {
		return nil, err
	}
	return termsAnswer{"2026-01", termsTitle.In(c.lang), sampleText("terms", c.lang)}, nil
}

var termsTitle = text{"Account agreement (sample)", "Convention de compte (exemple)"}

// login is the deprecated predecessor of i18n. The username and password, where they are
// sent, are the client's.
func (s *Server) login(c *call) (any, error) {
	var username, password string
	if len(bytes.TrimSpace(c.body)) > 0 {
		in, err := bodyInput(c)
		if err != nil {
			return nil, conflict("wrong_inputs")
		}
		username, password = in.optional("merchant_username", 100), in.optional("merchant_password", 100)
		if err := in.done(); err != nil {
			return nil, err
		}
	}
	if username+password != "" && (username != s.options.ClientID || password != s.options.ClientSecret) {
		return nil, conflict("authentication_failure")
	}
	return map[string]any{
		"merchant_name": merchantName, "merchant_id": merchantID,
		"form_values": s.catalogue(c.lang).formValues(),
	}, nil
}

const (
	merchantName = "Countertop Sample Store"
	merchantID   = 12345
)

func (c *catalogue) formValues() map[string]any {
	values := map[string]any{}
	names := map[string]string{
		"salutations": "salutation", "provinces": "province", "security_ids": "security_qid", "govid_types": "govid_type",
	}
	for _, m := range c.members {
		if name, known := names[m.key]; known {
			values[name] = nested(nestedList, bare(m.value))
		}
		if m.key == issuerLists {
			values["govid_issued_by"] = m.value
		}
	}
	return values
}
