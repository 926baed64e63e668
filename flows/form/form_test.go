package form

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows/lang"
)

func labels(codes ...string) []Option {
	var options []Option
	for _, code := range codes {
		options = append(options, Option{code, lang.Of("English "+code, "Français "+code)})
	}
	return options
}

// order is a form in which one answer decides what the next ones are: a kind of drink, its
// size, and a name for the cup that only coffee gets.
func order() *Form {
	return New(NewDraft(nil), func(v Values) []Field {
		sizes := map[string][]Option{"tea": labels("small"), "coffee": labels("small", "large")}
		fields := []Field{
			{Key: "drink", Label: lang.Same("Drink"), Kind: Choice, Required: true, Options: labels("tea", "coffee")},
			{Key: "size", Label: lang.Same("Size"), Kind: Choice, Required: true, Options: sizes[v["drink"]]},
		}
		if v["drink"] == "coffee" {
			fields = append(fields, Field{Key: "name", Label: lang.Same("Name"), Required: true, MaxLength: 5}.With(PersonName()))
		}
		return append(fields, Field{Key: "sugar", Label: lang.Same("Sugar"), Kind: YesNo})
	})
}

// answer types values in, in this order, leaving each field.
func answer(f *Form, pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		f.Enter(pairs[i], pairs[i+1])
		f.Leave(pairs[i])
	}
}

func TestAChoiceFollowsItsOptions(t *testing.T) {
	for _, row := range []struct {
		name  string
		pairs []string
		size  string
	}{
		{"the only option of a required field is chosen", []string{"drink", "tea"}, "small"},
		{"of several none is", []string{"drink", "coffee"}, ""},
		{"what is still offered stays", []string{"drink", "coffee", "size", "small", "drink", "tea"}, "small"},
		{"what is not offered any more gives way to the only one", []string{"drink", "coffee", "size", "large", "drink", "tea"}, "small"},
		{"without any options it is empty", []string{"drink", "tea", "drink", ""}, ""},
		{"what was never offered is cleared", []string{"drink", "coffee", "size", "bucket"}, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := order()
			answer(f, row.pairs...)
			if got := f.Value("size"); got != row.size {
				t.Errorf("the size is %q, want %q", got, row.size)
			}
		})
	}
}

func TestWhatVanishedIsKeptAndNotSent(t *testing.T) {
	f := order()
	answer(f, "drink", "coffee", "size", "large", "name", " Testa ", "drink", "tea")
	if got := f.Values(); !maps.Equal(got, Values{"drink": "tea", "size": "small"}) {
		t.Errorf("sends %v", got)
	}
	answer(f, "drink", "coffee")
	if got := f.Values()["name"]; got != "Testa" {
		t.Errorf("the name came back as %q", got)
	}
}

func TestProblemsShowOnceAFieldWasLeft(t *testing.T) {
	f := order()
	name := func() Field {
		fields := f.Fields()
		return fields[slices.IndexFunc(fields, func(x Field) bool { return x.Key == "name" })]
	}
	answer(f, "drink", "coffee")
	f.Enter("name", "99")
	if f.Problem(name()) != nil {
		t.Error("shows while it is typed")
	}
	f.Leave("name")
	if f.Problem(name()) == nil {
		t.Error("does not show when it was left")
	}
	problems := f.Finish()
	var keys []string
	for _, p := range problems {
		keys = append(keys, p.Field.Key)
	}
	if got := strings.Join(keys, " "); got != "size name" || !Stops(problems) {
		t.Errorf("at the end there are problems with %s", got)
	}
	answer(f, "size", "large", "name", "Testa")
	if problems := f.Finish(); len(problems) > 0 {
		t.Errorf("still %d problems", len(problems))
	}
}

func TestAWarningStopsNobody(t *testing.T) {
	warning := FieldProblem{Problem: Problem{Text: lang.Same("look"), Warning: true}}
	if Stops(nil) || Stops([]FieldProblem{warning}) {
		t.Error("a warning stops")
	}
	if !Stops([]FieldProblem{warning, {Problem: Problem{Text: lang.Same("stop")}}}) {
		t.Error("a problem behind a warning does not stop")
	}
}

func TestWhatIsWrongWithAValue(t *testing.T) {
	choice := Field{Label: lang.Of("Size", "Format"), Kind: Choice, Options: labels("small")}
	for _, row := range []struct {
		name  string
		field Field
		value string
		want  string // of the French message; empty: nothing is wrong
	}{
		{"missing", Field{Label: lang.Of("Name", "Nom"), Required: true}, "", "Nom"},
		{"missing where it may be", Field{}, "", ""},
		{"offered", choice, "small", ""},
		{"not offered", choice, "bucket", "Format"},
		{"yes", Field{Kind: YesNo}, Yes, ""},
		{"neither yes nor no", Field{Label: lang.Of("Sugar", "Sucre"), Kind: YesNo}, "perhaps", "Sucre"},
		{"as long as it may be", Field{MaxLength: 4}, "éàüö", ""},
		{"too long", Field{Label: lang.Of("Name", "Nom"), MaxLength: 3}, "éàüö", "Nom compte 4 caractères; le maximum est de 3."},
		{"too long comes before what else is wrong", Field{Label: lang.Of("Name", "Nom"), MaxLength: 1}.With(PersonName()), "99", "maximum"},
		{"what must not be read is not quoted", Field{}.With(Hidden()), "Rex\x00", "signe"},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := row.field.Problem(row.value)
			if (p == nil) != (row.want == "") {
				t.Fatalf("the problem is %v", p)
			}
			if p != nil && (!strings.Contains(p.Text.In(api.French), row.want) || strings.Contains(p.Text.In(api.French), "Rex")) {
				t.Errorf("says %q", p.Text.In(api.French))
			}
		})
	}
}

func TestValuesAreDisplayedForPeople(t *testing.T) {
	for _, row := range []struct {
		name  string
		field Field
		value string
		want  lang.Text
	}{
		{"nothing", Field{Secret: true}, "", lang.Text{}},
		{"a line", Field{}, "as typed", lang.Same("as typed")},
		{"an option", Field{Kind: Choice, Options: labels("tea")}, "tea", lang.Of("English tea", "Français tea")},
		{"a code without an option", Field{Kind: Choice}, "tea", lang.Same("tea")},
		{"yes", Field{Kind: YesNo}, Yes, lang.Of("Yes", "Oui")},
		{"no", Field{Kind: YesNo}, No, lang.Of("No", "Non")},
		{"a secret", Field{Secret: true}, "Rex", lang.Same("•••")},
		{"a secret choice", Field{Secret: true, Kind: Choice, Options: labels("tea")}, "tea", lang.Same("•••")},
	} {
		if got := row.field.Display(row.value); got != row.want {
			t.Errorf("%s is displayed as %v", row.name, got)
		}
	}
}

func TestADraftStartsWithACopyAndKnowsWhetherItIsEmpty(t *testing.T) {
	given := Values{"drink": "tea", "name": ""}
	d := NewDraft(given)
	given["drink"] = "coffee"
	if d.Value("drink") != "tea" || d.Empty() {
		t.Error("the draft follows what it was made of")
	}
	if !NewDraft(Values{"name": ""}).Empty() || !NewDraft(nil).Empty() {
		t.Error("a draft of nothing is not empty")
	}
}

func TestFormsThatNeverSettleEnd(t *testing.T) {
	flip := map[string][]Option{"": labels("a"), "a": labels("b"), "b": labels("a")}
	f := New(NewDraft(nil), func(v Values) []Field {
		return []Field{{Key: "k", Kind: Choice, Required: true, Options: flip[v["k"]]}}
	})
	f.Settle() // returns
	if f.Value("k") == "" {
		t.Error("nothing was chosen")
	}
}

func TestWhatTheAPITakes(t *testing.T) {
	if got := CompactPostal("K1A 0B1"); got != "K1A0B1" {
		t.Errorf("a postal code is sent as %s", got)
	}
	if got := Digits("416-555-0123"); got != "4165550123" {
		t.Errorf("a phone number is sent as %s", got)
	}
	if MoneyOf("1234.50") != 1234_50 || MoneyOf("much") != 0 || MoneyOf("") != 0 {
		t.Error("amounts are read wrongly")
	}
}
