package sale

// This file shows what was done, and writes its slip.

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

const (
	actionRead = "read_slip"
	actionSave = "save_slip"
)

func (f *Flow) donePage() flows.Page {
	words := wordsOf(f.done.intent.Kind)
	page := flows.Page{
		ID: "sale.done", Title: words.done,
		Body: &flows.Report{
			Tone: flows.Good, Headline: words.headline.With(lang.Money(f.paid())), Text: words.meaning,
			Groups: append([]flows.Group{f.doneGroup()}, f.done.groups...),
		},
		Forward: msgToSale,
		Actions: []flows.Action{
			{ID: actionRead, Label: msgReadSlip, Key: 'r'},
			{ID: actionSave, Label: msgSaveSlip, Key: 's'},
		},
	}
	if f.alone() {
		page.Forward = msgDone
	} else if f.saleErr != nil {
		page.Notice = &flows.Notice{Tone: flows.Careful, What: msgNotRefreshed, Next: msgNotRefreshedNext}
	}
	return page
}

func (f *Flow) doneAnswered(answer flows.Answer) flows.Move {
	switch answer.Action {
	case "":
		if f.alone() {
			return flows.Move{Leave: true}
		}
		stale := f.saleErr != nil
		f.toSale()
		if stale {
			return flows.Move{Task: f.readTask()}
		}
		return flows.Move{}
	case actionRead:
		return flows.Move{Read: f.slip()}
	case actionSave:
		return flows.Move{Save: f.slip()}
	}
	return flows.Move{Refused: true}
}

// paid is the amount that the server says; what it does not say is what was asked.
func (f *Flow) paid() api.Money {
	if f.done.amount != nil {
		return *f.done.amount
	}
	return f.done.intent.Amount
}

// doneGroup shows what was done: the server's ids, and what remains.
func (f *Flow) doneGroup() flows.Group {
	d, words := f.done, wordsOf(f.done.intent.Kind)
	lines := []flows.Line{
		flows.Labelled(words.number, string(d.id)), {Label: msgAmount, Value: lang.Money(f.paid()), Emphasis: true},
		flows.Labelled(msgReference, d.intent.Reference), flows.Labelled(msgCaptureID, string(d.intent.CaptureID)),
		flows.Labelled(msgDate, d.at.Format("2006-01-02 15:04")),
	}
	if d.sale != nil {
		lines = append(lines, flows.Amount(msgLeft, *d.sale))
	}
	if d.capture != nil {
		lines = append(lines, flows.Amount(msgLeftToReturn, *d.capture))
	}
	lines = append(lines, flows.Line{Value: lang.Same(d.message)})
	return flows.Group{Heading: words.name, Lines: flows.Filled(lines)}
}

// slip returns the customer's slip: what was done, with its ids, and the terms of the sale.
func (f *Flow) slip() *flows.Document {
	words := wordsOf(f.done.intent.Kind)
	slip := flows.Slip{
		Title:    words.slip,
		FileName: f.slipName(),
		Training: f.Counter.Training,
		Groups:   append([]flows.Group{f.doneGroup()}, f.done.groups...),
	}
	slip.Text = lang.Join("\n\n", words.meaning, f.terms())
	return slip.Document()
}

// slipName has the server's ids and nothing of the customer's.
func (f *Flow) slipName() string {
	id := f.done.id
	if id == "" {
		id = f.done.intent.AuthorizationID
	}
	if id == "" {
		id = api.ID(f.Reference())
	}
	return flows.SlipName(string(f.done.intent.Kind), id, f.Counter.Training)
}

// terms returns what the merchant is obliged to say of the sale (docs/contract.md §6): plan, term, monthly amount,
// every rate and every fee message, as the server tells them of this sale.
func (f *Flow) terms() lang.Text {
	if f.sale == nil {
		return lang.Text{}
	}
	said := []lang.Text{f.planText()}
	english, inEnglish := f.texts[api.English]
	french, inFrench := f.texts[api.French]
	switch {
	case inEnglish && inFrench:
		said = append(said, beside(english.told(), french.told()))
	case inEnglish:
		said = append(said, english.told())
	case inFrench:
		said = append(said, french.told())
	}
	return lang.Join("\n\n", said...)
}

func (f *Flow) planText() lang.Text {
	a := f.sale
	switch {
	case f.promotional() && a.Financing.Term > 0 && a.TermAmount > 0:
		return msgTermsPlan.With(lang.Money(a.Amount), f.plan(), lang.Months(a.Financing.Term), f.paymentText())
	case f.plan().Empty():
		return lang.Text{}
	}
	return msgTermsOf.With(lang.Money(a.Amount), f.plan())
}

// told are the rates and the fees in one language, one a line, each with its message.
func (t texts) told() lang.Text {
	var lines []lang.Text
	for _, r := range t.rates {
		lines = append(lines, told(r.Description, lang.Percent(r.Rate), r.Message))
	}
	for _, fee := range t.fees {
		lines = append(lines, told(fee.Description, lang.Money(fee.Amount), fee.Message))
	}
	return lang.Join("\n", lines...)
}

func told(label string, value lang.Text, message string) lang.Text {
	if label != "" {
		value = msgTold.With(label, value)
	}
	return lang.Join(" ", lang.Join("", value, lang.Same(".")), lang.Same(message))
}

// beside is an English text and a French one.
func beside(english, french lang.Text) lang.Text {
	return lang.Of(english.In(api.English), french.In(api.French))
}
