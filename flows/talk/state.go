package talk

// This file keeps a conversation as a value: what was typed and what was chosen, and nothing that the server said. A call that was
// confirmed is never in it: the journal has that.

import (
	"encoding/json"
	"fmt"
	"maps"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows/form"
)

// State is a conversation that can be gone on with later. What was chosen is named by what it is (a plan's id and its term, an
// account's number) and never by its row, since the server's lists may be others by then.
type State struct {
	private.Data

	Kind    string // the flow: "purchase"
	Version int    // of what the flow keeps; a flow refuses versions that it does not know
	Step    Name
	// Reference is the x-reference-id that the conversation goes on under.
	Reference api.ReferenceID
	// Forms are the fields' texts by form and key. Secret fields are left out: they are typed again.
	Forms map[string]form.Values
	// Choices holds what was chosen, by what it is a choice of.
	Choices map[string]string
}

// Saver is a conversation that can be kept. State reports false where there is nothing to go on with: a call was confirmed, or the
// end was reached.
type Saver interface{ State() (State, bool) }

// written is a state as JSON. State itself prints as dots.
type written struct {
	Kind      string                       `json:"kind"`
	Version   int                          `json:"version"`
	Step      Name                         `json:"step"`
	Reference api.ReferenceID              `json:"reference,omitempty"`
	Forms     map[string]map[string]string `json:"forms,omitempty"`
	Choices   map[string]string            `json:"choices,omitempty"`
}

// Encode writes a state as JSON. It holds what the clerk typed of a customer: whoever keeps it encrypts it.
func (s State) Encode() ([]byte, error) {
	w := written{s.Kind, s.Version, s.Step, s.Reference, map[string]map[string]string{}, s.Choices}
	for name, values := range s.Forms {
		w.Forms[name] = values
	}
	return json.Marshal(w)
}

// Decode reads a state that Encode wrote.
func Decode(data []byte) (State, error) {
	var w written
	if err := json.Unmarshal(data, &w); err != nil {
		return State{}, fmt.Errorf("reading what was kept of a conversation: %w", err)
	}
	s := State{Kind: w.Kind, Version: w.Version, Step: w.Step, Reference: w.Reference, Forms: map[string]form.Values{}, Choices: w.Choices}
	for name, values := range w.Forms {
		s.Forms[name] = values
	}
	return s, nil
}

// Is returns an error where the state is not one of a kind and version.
func (s State) Is(kind string, version int) error {
	if s.Kind != kind || s.Version != version {
		return fmt.Errorf("a %q of version %d was kept; this program goes on with a %q of version %d", s.Kind, s.Version, kind, version)
	}
	return nil
}

// Draft is the draft of one of the state's forms.
func (s State) Draft(name string) *form.Draft { return form.NewDraft(s.Forms[name]) }

// Keeps is the state of the conversation at its step, for a flow to add its forms and choices to. It reports false where a call was
// confirmed, or a step that nothing leads back from was reached.
func (t *Talk) Keeps(kind string, version int) (State, bool) {
	if t.busy || t.doubt != nil || t.step().Sealed {
		return State{}, false
	}
	return State{
		Kind: kind, Version: version, Step: t.at, Reference: t.reference, Forms: map[string]form.Values{}, Choices: map[string]string{},
	}, true
}

// Typed are the texts of a form's fields, without those that are secret.
func Typed(page *form.Form) form.Values {
	typed := form.Values{}
	for _, field := range page.Fields() {
		if value := page.Value(field.Key); value != "" && !field.Secret {
			typed[field.Key] = value
		}
	}
	return typed
}

// Choose keeps what was chosen; empty texts are left out.
func (s State) Choose(chosen map[string]string) {
	maps.Copy(s.Choices, chosen)
	maps.DeleteFunc(s.Choices, func(_, value string) bool { return value == "" })
}

// Resume goes on under the reference id of a state.
func (t *Talk) Resume(s State) {
	if s.Reference != "" {
		t.reference = s.Reference
	}
}
