package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// documentFlow shows a document in full, saves and prints it: a conversation of one page.
type documentFlow struct{ doc *flows.Document }

const (
	actionSave  = "save"
	actionPrint = "print"
)

func newDocumentFlow(doc *flows.Document) flows.Flow { return documentFlow{doc} }

func (d documentFlow) Title() lang.Text { return d.doc.Title }

func (d documentFlow) Page() flows.Page {
	return flows.Page{
		ID: "document", Title: d.doc.Title, Forward: msgCloseIt,
		Body:    &flows.Read{Text: d.doc.Text},
		Actions: []flows.Action{{ID: actionSave, Label: msgSaveAction, Key: 's'}, {ID: actionPrint, Label: msgPrintAction, Key: 'p'}},
	}
}

func (d documentFlow) Answer(a flows.Answer) flows.Move {
	switch a.Action {
	case actionSave:
		return flows.Move{Save: d.doc}
	case actionPrint:
		return flows.Move{Print: d.doc}
	}
	return flows.Move{Leave: true}
}

func (documentFlow) Back() bool                     { return false }
func (documentFlow) Stages() []flows.Stage          { return nil }
func (documentFlow) Summary() []flows.Line          { return nil }
func (documentFlow) Dirty() bool                    { return false }
func (documentFlow) Speak(api.Language) *flows.Task { return nil }
func (documentFlow) Reference() api.ReferenceID     { return "" }

// savedMsg tells where a document was saved, or why it was not.
type savedMsg struct {
	folder, path string
	err          error
}

func (msg savedMsg) text() lang.Text {
	if msg.err != nil {
		return msgNotSaved.With(fromHome(msg.folder))
	}
	return msgSaved.With(fromHome(msg.path))
}

// fromHome writes a path below the user's home as ~/…, so that its end is in sight.
func fromHome(path string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	if below, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok {
		return "~" + string(filepath.Separator) + below
	}
	return path
}

// save writes a document into the folder for slips, for this user's eyes only. A file that is
// there is never overwritten.
func (m *Shell) save(doc *flows.Document) tea.Cmd {
	folder, name, text := m.options.SlipFolder, doc.FileName, doc.Text.In(m.language)
	return func() tea.Msg {
		path, err := saveText(folder, name, text)
		return savedMsg{folder, path, err}
	}
}

// saveText writes a text file under a name of its own: name.txt, name-2.txt, …
func saveText(folder, name, text string) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("making the folder for slips: %w", err)
	}
	name = filepath.Base(name)
	extension := filepath.Ext(name)
	stem := strings.TrimSuffix(name, extension)
	for n := 1; ; n++ {
		path := filepath.Join(folder, name)
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s-%d%s", stem, n, extension))
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("saving the slip: %w", err)
		}
		_, err = file.WriteString(text)
		if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
			return "", fmt.Errorf("saving the slip: %w", err)
		}
		return path, nil
	}
}
