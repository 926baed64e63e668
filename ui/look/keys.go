package look

// This file is the console's one table of keys: help names them and a key press is matched by the same binding, and none stands
// anywhere else.

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows/lang"
	"countertop/flows/words"
)

// Key is one key, or several that do the same. Name is empty where help never shows it.
type Key struct {
	Name    lang.Text
	binding key.Binding
}

func keysOf(name lang.Text, keys ...string) Key {
	return Key{name, key.NewBinding(key.WithKeys(keys...))}
}

func unnamed(keys ...string) Key { return keysOf(lang.Text{}, keys...) }

// The keys that work everywhere. None of them can come out of a scanner or a name: function keys
// and control keys only.
var (
	HelpKey  = keysOf(lang.Same("F1"), "f1")
	Language = keysOf(lang.Same("F2"), "f2", "ctrl+l")
	Doubts   = keysOf(lang.Same("F3"), "f3")
	Quit     = keysOf(lang.Same("Ctrl+C"), "ctrl+c")
	Esc      = keysOf(lang.Of("Esc", "Échap"), "esc")
	// Yes confirms money and answers a dialog.
	Yes = keysOf(lang.Same("Ctrl+Y"), "ctrl+y")
)

// The keys of screens and pages.
var (
	Enter     = keysOf(lang.Of("Enter", "Entrée"), "enter")
	Tab       = unnamed("tab")
	BackTab   = keysOf(lang.Of("Shift+Tab", "Maj+Tab"), "shift+tab")
	Up        = unnamed("up")
	Down      = unnamed("down")
	Left      = unnamed("left")
	Right     = unnamed("right")
	Home      = unnamed("home")
	End       = unnamed("end")
	PageUp    = unnamed("pgup")
	PageDown  = unnamed("pgdown")
	Space     = unnamed("space")
	Backspace = unnamed("backspace")
	Erase     = keysOf(lang.Same("Ctrl+U"), "ctrl+u")
	Question  = unnamed("?")
	// PageBack goes to the page before, EndPage to the next.
	PageBack = joined(lang.Text{}, PageUp, unnamed("ctrl+p"))
	EndPage  = joined(lang.Of("PgDn", "Pg suiv"), PageDown, unnamed("ctrl+n"))
	// Letters stand for everything that is typed.
	Letters = unnamed().called(lang.Of("letters", "lettres"))
	// Where no text is typed, letters move as in a reader.
	LineUp     = joined(lang.Text{}, Up, unnamed("k"))
	LineDown   = joined(lang.Text{}, Down, unnamed("j"))
	ScreenUp   = joined(lang.Text{}, PageUp, unnamed("b"))
	ScreenDown = joined(lang.Text{}, PageDown, Space)
	// Moves only move what is in sight.
	Moves = joined(lang.Text{}, Up, Down, PageUp, PageDown, Home, End)
	// Back and forth through a list, Tab as well.
	EntryUp   = joined(lang.Text{}, Up, BackTab)
	EntryDown = joined(lang.Text{}, Down, Tab)
	// CloseHelp closes the help.
	CloseHelp = joined(Esc.Name, Esc, HelpKey, Question, Enter, unnamed("q"))
)

// What help calls keys that belong together.
var (
	UpDown     = lang.Of("Up/Down", "Haut/Bas")
	PageUpDown = lang.Of("PgUp/PgDn", "Pg préc/Pg suiv")
	RowNumbers = lang.Of("1-%d", "1-%d")
)

// What keys do.
var (
	DoHelp     = lang.Of("help", "aide")
	DoLanguage = lang.Of("français", "English")
	DoBack     = lang.Of("back", "retour")
	DoQuit     = lang.Of("quit", "quitter")
	DoCancel   = lang.Of("cancel", "annuler")
	DoNext     = lang.Of("next field", "champ suivant")
	DoPrevious = lang.Of("field before", "champ précédent")
	DoContinue = lang.Of("continue", "continuer")
	DoChoose   = words.ToChoose
	DoClose    = lang.Of("close", "fermer")
	DoErase    = lang.Of("empty the field", "vider le champ")
	DoFind     = lang.Of("find an option by its name or code", "trouver un choix par son nom ou son code")
	DoOpen     = lang.Of("open at once", "ouvrir tout de suite")
	DoMove     = lang.Of("move", "se déplacer")
	DoScroll   = lang.Of("scroll", "défiler")
	DoTurnPage = lang.Of("a page up or down", "une page en haut ou en bas")
	DoRow      = lang.Of("go to a row", "aller à une ligne")
	DoReadOn   = lang.Of("read on", "lire la suite")
	DoChange   = lang.Of("change this answer", "changer cette réponse")
	DoWhy      = lang.Of("why not", "pourquoi pas")
)

// joined makes one of several keys.
func joined(name lang.Text, keys ...Key) Key {
	var all []string
	for _, k := range keys {
		all = append(all, k.binding.Keys()...)
	}
	return keysOf(name, all...)
}

func (k Key) called(name lang.Text) Key { return Key{name, k.binding} }

// asciiLetters are the keys of the letters and digits that pages take, made once: they are asked for with every key.
var asciiLetters, asciiEither = func() (single, either [128]Key) {
	for r := range rune(len(single)) {
		single[r], either[r] = letter(r), eitherCase(r)
	}
	return single, either
}()

func letter(r rune) Key { return keysOf(lang.Same(string(r)), string(r)) }

func eitherCase(r rune) Key {
	return keysOf(lang.Same(string(r)), string(r), strings.ToUpper(string(r)))
}

// Letter is the key of a letter or a digit.
func Letter(r rune) Key {
	if r >= 0 && int(r) < len(asciiLetters) {
		return asciiLetters[r]
	}
	return letter(r)
}

// EitherCase is the key of a letter, small or capital.
func EitherCase(r rune) Key {
	if r >= 0 && int(r) < len(asciiEither) {
		return asciiEither[r]
	}
	return eitherCase(r)
}

// functionKeys are those of the actions of a page with fields.
var functionKeys = []string{"f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12"}

// Function is the key of the n-th action of a page with fields: F5, F6, …
func Function(n int) Key {
	name := functionKeys[min(n, len(functionKeys)-1)]
	return keysOf(lang.Same(strings.ToUpper(name)), name)
}

// Joined is keys under the names of all of them: "n p l".
func Joined(keys ...Key) Key {
	names := make([]lang.Text, len(keys))
	for i, k := range keys {
		names[i] = k.Name
	}
	return joined(lang.Join(" ", names...), keys...)
}

// Pressed reports whether a press is of the key.
func (k Key) Pressed(msg tea.KeyPressMsg) bool { return key.Matches(msg, k.binding) }

// Help is the key with what it does, as help shows it.
func (k Key) Help(language api.Language, does lang.Text) key.Binding {
	b := k.binding
	b.SetHelp(k.Name.In(language), does.In(language))
	return b
}
