package flows

// This file names plans and transaction types as the catalogue does, in both languages.

import (
	"countertop/api"
	"countertop/flows/lang"
)

// PlanName is a plan's name: the catalogue's by its id, else the server's own, else the id.
func (c *Counter) PlanName(id api.ID, server string) lang.Text {
	if server == "" {
		server = string(id)
	}
	return c.label(func(k *api.Catalogue) []api.Option { return k.Plans }, string(id), lang.Same(server))
}

// TransactionName is a transaction type's name: the catalogue's, else the one given.
func (c *Counter) TransactionName(code string, otherwise lang.Text) lang.Text {
	return c.label(func(k *api.Catalogue) []api.Option { return k.TransactionTypes }, code, otherwise)
}

// label reads a label in both languages; where the catalogue knows it in one only, that
// one serves for both.
func (c *Counter) label(list func(*api.Catalogue) []api.Option, code string, otherwise lang.Text) lang.Text {
	english, inEnglish := c.labelIn(api.English, list, code)
	french, inFrench := c.labelIn(api.French, list, code)
	switch {
	case inEnglish && inFrench:
		return lang.Of(english, french)
	case inEnglish:
		return lang.Same(english)
	case inFrench:
		return lang.Same(french)
	}
	return otherwise
}

func (c *Counter) labelIn(language api.Language, list func(*api.Catalogue) []api.Option, code string) (string, bool) {
	if c.Lists == nil {
		return "", false
	}
	catalogue := c.Lists.Catalogue(language)
	if catalogue == nil {
		return "", false
	}
	return api.Label(list(catalogue), code)
}
