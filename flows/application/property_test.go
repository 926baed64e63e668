package application

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

// player is a clerk who does anything, in any order.
type player struct {
	*clerk
	// typed are the values of lines of text: as typed, and as the field understands them.
	typed map[string][2]string
}

// valid are values that bring the application on, by field.
var valid = func() map[string]string {
	values := map[string]string{keyInsurance: form.Yes, keyEmployer: "Sample Works", keyEmployerPhone: "4165550177", keyBusiness: "Sample Ltd.", keyBusinessPhone: "4165550199"}
	for _, page := range [][]string{who, contact, home, identity, security} {
		for i := 0; i < len(page); i += 2 {
			values[page[i]] = page[i+1]
		}
	}
	return values
}()

// typeIn types into a field of the page: something that suits it, or anything.
func (p *player) typeIn(t *rapid.T) {
	ask, ok := p.flow.Page().Body.(*flows.Ask)
	if !ok {
		return
	}
	field := rapid.SampledFrom(ask.Form.Fields()).Draw(t, "field")
	value := valid[field.Key]
	switch {
	case field.Kind == form.Choice:
		codes := []string{value, "", "no such code"}
		for _, option := range field.Options {
			codes = append(codes, option.Code)
		}
		value = rapid.SampledFrom(codes).Draw(t, "code")
	case rapid.IntRange(0, 3).Draw(t, "suits") == 0:
		value = rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Za-z0-9 é,.-]{0,12}`)).Draw(t, "value")
	}
	ask.Form.Enter(field.Key, value)
	p.remember(field, value)
	if rapid.Bool().Draw(t, "left") {
		ask.Form.Leave(field.Key)
	}
}

// remember keeps what was typed into a line of text; a choice may have to follow its options.
func (p *player) remember(field form.Field, value string) {
	if field.Kind != form.Line {
		return
	}
	understood := strings.TrimSpace(value)
	if field.Normalize != nil && understood != "" {
		understood = field.Normalize(understood)
	}
	p.typed[field.Key] = [2]string{value, understood}
}

// fillIn fills the page in with what suits it.
func (p *player) fillIn() {
	ask, ok := p.flow.Page().Body.(*flows.Ask)
	if !ok {
		return
	}
	for range 2 { // what was hidden shows the second time
		for _, field := range ask.Form.Fields() {
			if value, known := valid[field.Key]; known {
				ask.Form.Enter(field.Key, value)
				ask.Form.Leave(field.Key)
				p.remember(field, value)
			}
		}
	}
}

// outcomes are the server's answers to an application.
var outcomes = []error{
	nil,
	&api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown},
	&api.Error{Kind: api.KindCanceled, Executed: api.ExecutedNever},
	&api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Code: "customer_already_exists"},
	&api.Error{Kind: api.KindInput, Executed: api.ExecutedNo, Code: "wrong_inputs", Fields: []api.FieldError{
		{Param: keyEmployer, Message: "no"}, {Param: keyCity, Message: "no"}, {Param: "moon"},
	}},
}

func (p *player) act(t *rapid.T) {
	switch rapid.IntRange(0, 11).Draw(t, "act") {
	case 0, 1:
		p.typeIn(t)
	case 2, 3, 4, 5:
		p.fillIn()
		p.enter()
	case 6:
		p.enter()
	case 7:
		p.flow.Back()
	case 8:
		p.play(p.flow.Answer(flows.Answer{Action: "edit", Row: rapid.IntRange(-1, 40).Draw(t, "row")}))
	case 9:
		p.play(flows.Move{Task: p.flow.Speak(rapid.SampledFrom([]api.Language{api.English, api.French}).Draw(t, "language"))})
	case 10:
		p.server.applyErr = rapid.SampledFrom(outcomes).Draw(t, "outcome")
		p.server.termsErr = rapid.SampledFrom(outcomes[:3]).Draw(t, "terms")
	case 11:
		kept := catalogues()
		if rapid.Bool().Draw(t, "other texts") {
			kept[api.English].Insurance, kept[api.French].QCPADisclosure = "", "Autre texte"
			kept[api.English].HousingTypes = kept[api.English].HousingTypes[:1]
		}
		p.lists[api.English], p.lists[api.French] = kept[api.English], kept[api.French]
	}
}

// looks at everything that a screen would draw.
func (p *player) looks(t *rapid.T) {
	page := p.flow.Page()
	if page.ID == "" || page.Title.Empty() || page.Forward.Empty() {
		t.Fatalf("page %+v cannot be drawn", page.ID)
	}
	here := 0
	for _, stage := range p.flow.Stages() {
		if stage.State == flows.Here {
			here++
		}
	}
	if here != 1 {
		t.Fatalf("at %s, %d stages are here", page.ID, here)
	}
	p.flow.Summary()
	p.flow.Dirty()
	switch body := page.Body.(type) {
	case *flows.Ask:
		for _, field := range body.Form.Fields() {
			body.Form.Problem(field)
		}
	case *flows.Read:
		if body.Text.In(api.English) == "" || body.Text.In(api.French) == "" {
			t.Fatalf("%s has no text", page.ID)
		}
	}
}

func TestWhateverAClerkDoesNothingTypedIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &player{newClerk(t), map[string][2]string{}}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			p.act(t)
			p.looks(t)
			for key, values := range p.typed {
				if got := p.flow.draft.Value(key); got != values[0] && got != values[1] {
					t.Fatalf("%s was typed as %q and is now %q", key, values[0], got)
				}
			}
			for _, sent := range p.server.sent {
				if !sent.TermsAgreed || sent.RequestID != p.flow.requestID || sent.OccupationID == "RT" && sent.EmployerName != "" {
					t.Fatal("what must not be sent was sent")
				}
			}
		}
	})
}
