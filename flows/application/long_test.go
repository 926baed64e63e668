package application

import (
	"fmt"
	"testing"

	"countertop/api"
	"countertop/flows"
)

// longLists is a catalogue of which one list is very long.
type longLists map[api.Language]*api.Catalogue

func (l longLists) Catalogue(language api.Language) *api.Catalogue { return l[language] }

func longFlow() *Flow {
	lists := longLists{}
	for _, language := range []api.Language{api.English, api.French} {
		c := &api.Catalogue{Language: language}
		for i := range 50_000 {
			c.Occupations = append(c.Occupations, api.Option{Code: fmt.Sprint(i), Label: fmt.Sprintf("%s occupation %d", language, i)})
		}
		lists[language] = c
	}
	return New(&flows.Counter{Language: api.English, Lists: lists, NewID: api.NewReferenceID}, nil, Deps{})
}

func occupations(c *api.Catalogue) []api.Option { return c.Occupations }

func TestALongListIsPutTogetherOnce(t *testing.T) {
	f := longFlow()
	options := f.options(occupations)
	if len(options) != 50_000 || options[7].Label.In(api.French) != "fr occupation 7" || options[7].Label.In(api.English) != "en occupation 7" {
		t.Fatalf("%d options, the eighth %+v", len(options), options[7])
	}
	if allocated := testing.AllocsPerRun(10, func() { f.options(occupations) }); allocated > 5 {
		t.Errorf("a key puts the list together again: %v allocations", allocated)
	}
	f.Speak(api.French)
	if got := f.options(occupations)[7].Label; got.In(api.French) != "fr occupation 7" || got.In(api.English) != "en occupation 7" {
		t.Errorf("after the language: %+v", got)
	}
	f.Counter.Lists.(longLists)[api.French] = &api.Catalogue{Occupations: []api.Option{{Code: "7", Label: "nouveau"}}}
	if got := f.options(occupations); len(got) != 1 || got[0].Label.In(api.French) != "nouveau" || got[0].Label.In(api.English) != "en occupation 7" {
		t.Errorf("after a new list: %+v", got)
	}
}

// BenchmarkLongList measures a key in a very long list, and putting the list together.
func BenchmarkLongList(b *testing.B) {
	b.Run("a key", func(b *testing.B) {
		f := longFlow()
		f.options(occupations)
		for b.Loop() {
			f.options(occupations)
		}
	})
	b.Run("the first time", func(b *testing.B) {
		f := longFlow()
		for b.Loop() {
			f.paired = nil
			f.options(occupations)
		}
	})
}
