package application

import (
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// place is the field and page of an answer of the review.
type place struct {
	page  page
	field string // empty: the page itself
}

// reviewPage shows every answer with its label; each row leads back to where it was given.
func (f *Flow) reviewPage() flows.Page {
	groups, _ := f.review()
	page := flows.Page{
		ID: "application.review", Title: msgReview, Intro: msgReviewIntro,
		Body: &flows.Review{Groups: groups}, Forward: msgSend,
	}
	if f.lost {
		page.Forward = msgFindCustomer
		if f.lookedFor {
			page.Actions = []flows.Action{{ID: actionSendAgain, Label: msgSendAgain, Key: 's'}}
		}
	}
	return page
}

// review is the answers by page, and for each row where it was given.
func (f *Flow) review() (groups []flows.Group, places []place) {
	for _, d := range f.pages() {
		group := flows.Group{Heading: d.title}
		if d.reads {
			group.Lines = []flows.Line{f.readLine(d)}
			places = append(places, place{page: d.page})
		}
		for _, field := range f.fields(d.page, f.draft.Value) {
			group.Lines = append(group.Lines, f.answerLine(field))
			places = append(places, place{d.page, field.Key})
		}
		groups = joinRead(groups, group, d)
	}
	return groups, places
}

// joinRead puts the texts that were read under one heading.
func joinRead(groups []flows.Group, group flows.Group, d described) []flows.Group {
	if !d.reads && d.page != pageProtection {
		return append(groups, group)
	}
	if last := len(groups) - 1; last >= 0 && groups[last].Heading == msgDisclosures {
		groups[last].Lines = append(groups[last].Lines, group.Lines...)
		return groups
	}
	group.Heading = msgDisclosures
	return append(groups, group)
}

// readLine says whether a text was read.
func (f *Flow) readLine(d described) flows.Line {
	switch {
	case !f.read(d.page):
		return flows.Line{Label: d.title, Value: msgNotRead, Tone: flows.Bad}
	case d.page == pageTerms:
		return flows.Line{Label: d.title, Value: msgAgreed}
	}
	return flows.Line{Label: d.title, Value: msgRead}
}

// answerLine is an answer, or what is wrong with it.
func (f *Flow) answerLine(field form.Field) flows.Line {
	value := f.draft.Value(field.Key)
	line := flows.Line{Label: field.Label, Value: f.display(field, value)}
	switch p := field.Problem(value); {
	case p != nil && value == "":
		line.Value, line.Tone = msgMissing, flows.Bad
	case p != nil:
		line.Value, line.Tone = lang.Join(" - ", line.Value, p.Text), flows.Bad
		if p.Warning {
			line.Tone = flows.Careful
		}
	case value == "":
		line.Value = msgNone
	}
	return line
}

// display is an answer as a person reads it: amounts in the clerk's language.
func (f *Flow) display(field form.Field, value string) lang.Text {
	switch field.Key {
	case keyHousingPayment, keyIncome:
		if value != "" && field.Problem(value) == nil {
			return lang.Money(form.MoneyOf(value))
		}
	}
	return field.Display(value)
}

// reviewAnswered sends the application, or looks for the customer where an answer to it was lost.
func (f *Flow) reviewAnswered(answer flows.Answer) flows.Move {
	switch {
	case answer.Action == actionEdit:
		return f.edit(answer.Row)
	case answer.Action == actionSendAgain && f.lost && f.lookedFor:
		return f.send()
	case answer.Action != "":
		return flows.Move{}
	case f.lost && !f.underWay:
		return f.find()
	}
	return f.send()
}

// actionEdit changes an answer of the review: the player takes it for a row.
const actionEdit = "edit"

// edit goes to where an answer of the review was given; going on or back from there returns.
func (f *Flow) edit(row int) flows.Move {
	_, places := f.review()
	if row < 0 || row >= len(places) {
		return flows.Move{Refused: true}
	}
	return f.open(places[row])
}

// incomplete is the first place that keeps the application from being sent.
func (f *Flow) incomplete() (place, bool) {
	for _, d := range f.pages() {
		if d.reads && !f.read(d.page) {
			return place{page: d.page}, true
		}
		for _, field := range f.fields(d.page, f.draft.Value) {
			if problem := field.Problem(f.draft.Value(field.Key)); problem != nil && !problem.Warning {
				return place{d.page, field.Key}, true
			}
		}
	}
	return place{}, false
}

// Summary is the key facts so far; no number of a document and no secret is among them.
func (f *Flow) Summary() []flows.Line {
	value := f.draft.Value
	var lines []flows.Line
	add := func(label, text lang.Text) {
		if !text.Empty() {
			lines = append(lines, flows.Line{Label: label, Value: text})
		}
	}
	shown := func(p page, key string) lang.Text {
		for _, field := range f.fields(p, value) {
			if field.Key == key && field.Problem(value(key)) == nil {
				return f.display(field, value(key))
			}
		}
		return lang.Text{}
	}
	add(msgCustomer, lang.Join(" ", lang.Same(value(keyFirst)), lang.Same(value(keyLast))))
	add(msgBirth, shown(pageWho, keyBirth))
	add(msgBusinessName, shown(pageWho, keyBusiness))
	add(msgPhone, shown(pageContact, keyPhone))
	add(msgCity, lang.Join(", ", lang.Same(value(keyCity)), shown(pageContact, keyProvince)))
	add(msgHousing, shown(pageHome, keyHousing))
	add(msgOccupation, shown(pageHome, keyOccupation))
	add(msgIncome, shown(pageHome, keyIncome))
	add(msgIDType, shown(pageIdentity, keyIDType))
	add(msgWantsInsurance, shown(pageProtection, keyInsurance))
	return lines
}
