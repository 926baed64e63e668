package application

import (
	"context"
	"errors"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// send sends the application, or goes to what keeps it from being sent.
func (f *Flow) send() flows.Move {
	if at, open := f.incomplete(); open {
		f.form(at.page).Finish()
		f.returning, f.focus = true, at.field
		return f.open(at.page)
	}
	call, body := f.call(), f.body()
	return flows.Move{Task: &flows.Task{Doing: msgSending, Run: func(ctx context.Context) func() flows.Move {
		decision, err := f.client.Apply(ctx, call, body)
		return func() flows.Move {
			if err != nil {
				return f.failed(err, body)
			}
			f.decision, f.notice = &decision, nil
			return flows.Move{}
		}
	}}}
}

// body is the application as the API takes it: the answers that are shown, and no others.
func (f *Flow) body() api.Application {
	values := form.Values{}
	for _, p := range f.pages() {
		for key, value := range f.form(p).Values() {
			values[key] = value
		}
	}
	return api.Application{
		Salutation: values[keySalutation], FirstName: values[keyFirst], MiddleName: values[keyMiddle], LastName: values[keyLast],
		BirthDate: values[keyBirth], Email: values[keyEmail], Phone: form.Digits(values[keyPhone]),
		Address1: values[keyAddress1], Address2: values[keyAddress2], City: values[keyCity],
		Province: values[keyProvince], PostalCode: form.CompactPostal(values[keyPostal]),
		HousingType: values[keyHousing], HousingPayment: amountOf(values[keyHousingPayment]),
		OccupationID: values[keyOccupation], EmployerName: values[keyEmployer], EmployerPhone: form.Digits(values[keyEmployerPhone]),
		AnnualIncome: amountOf(values[keyIncome]),
		GovIDType:    values[keyIDType], GovIDIssuedBy: values[keyIDIssuer],
		GovIDNumber: api.Secret(values[keyIDNumber]), GovIDExpiry: values[keyIDExpiry],
		SecurityQID: values[keyQuestion], SecurityAnswer: api.Secret(values[keyAnswer]),
		Insurance:   values[keyInsurance] == form.Yes,
		AccountType: values[keyAccountType], BusinessName: values[keyBusiness], BusinessPhone: form.Digits(values[keyBusinessPhone]),
		TermsAgreed: f.seen[pageTerms], PreferredLanguage: values[keyLanguage], SIN: api.Secret(form.Digits(values[keySIN])),
		RequestID: f.requestID, Location: f.counter.Location, Clerk: f.counter.Clerk,
	}
}

// amountOf is an amount that was given; nil where none was.
func amountOf(value string) *api.Money {
	if value == "" {
		return nil
	}
	amount := form.MoneyOf(value)
	return &amount
}

// failed keeps every answer and says what to do next.
func (f *Flow) failed(err error, sent api.Application) flows.Move {
	f.notice = flows.Explain(err, msgSending, false)
	var refused *api.Error
	if !errors.As(err, &refused) {
		return flows.Move{}
	}
	switch {
	case refused.Executed == api.ExecutedUnknown:
		f.lost = true
		f.notice.Tone, f.notice.Next = flows.Careful, msgLostNext
	case refused.Code == "customer_already_exists" && f.lost:
		f.notice.Tone, f.notice.What, f.notice.Next = flows.Careful, msgFirstArrived, msgFirstArrivedNext
	case len(refused.Fields) > 0:
		f.complain(refused.Fields, sent)
	}
	return flows.Move{}
}

// complain puts the server's words at the fields they are about, and goes to the first of them.
func (f *Flow) complain(said []api.FieldError, sent api.Application) {
	for _, complained := range said {
		value := f.draft.Value(complained.Param)
		text := lang.Same(complained.Message)
		if complained.Message == "" {
			text = msgServerRefused
		}
		f.complaints[complained.Param] = complaint{value, text}
	}
	at, open := f.incomplete()
	if !open || sent.RequestID == "" {
		return
	}
	f.form(at.page).Finish()
	f.returning, f.focus, f.at = true, at.field, at.page
}
