package application

import (
	"context"
	"errors"
	"maps"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// send sends the application, or goes to what keeps it from being sent.
func (f *Flow) send() flows.Move {
	if at, open := f.incomplete(); open {
		f.form(at.page).Finish()
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgStillOpen}
		return f.open(at, true)
	}
	if f.underWay {
		f.leftBehind()
		return flows.Move{}
	}
	f.underWay, f.sent = true, &sending{Recorder: f.deps.Recorder, since: f.counter.Now(), query: f.customer(), lost: f.deps.Lost}
	call, body, intent, sent := f.call(), f.body(), f.intent(), f.sent
	return flows.Move{Task: &flows.Task{Doing: msgSending, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		decision, err := flows.Execute(ctx, sent, intent, func(ctx context.Context) (api.Decision, error) {
			return f.client.Apply(ctx, call, body)
		})
		if errors.Is(err, flows.ErrNotConcluded) {
			err = nil // the decision counts; what the journal does not have is asked for later
		}
		if outcome, tells := decidedBy(decision, err); tells {
			f.settleLost(ctx, outcome)
		}
		return func() flows.Move {
			f.underWay = false
			if err != nil {
				f.failed(err)
				return flows.Move{}
			}
			f.decision, f.notice = &decision, nil
			return flows.Move{}
		}
	}}}
}

// body is the application as the API takes it: the answers that are shown, and no others.
func (f *Flow) body() api.Application {
	values := f.values()
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
		TermsAgreed: f.read(pageTerms), PreferredLanguage: values[keyLanguage], SIN: api.Secret(form.Digits(values[keySIN])),
		RequestID: f.requestID, Location: f.counter.Location, Clerk: f.counter.Clerk,
	}
}

// values are the answers that are shown, on all pages.
func (f *Flow) values() form.Values {
	values := form.Values{}
	for _, p := range f.pages() {
		maps.Copy(values, f.form(p).Values())
	}
	return values
}

// amountOf is an amount that was given; nil where none was.
func amountOf(value string) *api.Money {
	if value == "" {
		return nil
	}
	amount := form.MoneyOf(value)
	return &amount
}

// leftBehind says, before another sending, that what came of the last one was not waited for.
func (f *Flow) leftBehind() {
	f.underWay = false
	f.loses()
	f.notice = &flows.Notice{Tone: flows.Careful, What: msgLeftBehind, Next: msgLostNext, Ref: f.reference}
}

// loses notes that the answer to the sending was lost.
func (f *Flow) loses() {
	if len(f.inDoubt) == 0 {
		f.firstLost = f.sent.since
	}
	f.lost, f.lookedFor, f.inDoubt = true, false, append(f.inDoubt, f.sent)
}

// failed keeps every answer and says what to do next.
func (f *Flow) failed(err error) {
	f.notice = flows.Explain(err, msgSending, false)
	executed := api.ExecutedUnknown
	var refused *api.Error
	if errors.As(err, &refused) {
		executed = refused.Executed
	}
	switch {
	case flows.FailureCode(err) == codeCreateError: // unknown for the account, whatever the status (CONTRACT §10)
		f.loses()
		f.notice.Tone, f.notice.What, f.notice.Next = flows.Careful, msgCreateError, msgCreateErrorNext
	case executed == api.ExecutedUnknown && !errors.Is(err, flows.ErrNotRecorded):
		f.loses()
		f.notice = flows.Explain(err, lang.Text{}, false) // of what may have worked nobody says that it did not
		f.notice.Tone, f.notice.Next = flows.Careful, lang.Join(" ", msgLostNext, flows.MaybePermission(err))
	case flows.FailureCode(err) == "customer_already_exists" && f.lost:
		f.notice.Tone, f.notice.What, f.notice.Next = flows.Careful, msgFirstArrived, msgFirstArrivedNext
		f.inDoubt = nil
	case executed == api.ExecutedNever && f.lost: // nothing has come to light since
		f.notice.Next = msgLostNext
	case refused != nil && len(refused.Fields) > 0:
		f.complain(refused.Fields)
	}
}

// complain puts the server's words at the fields they are about, and goes to the first of them. Those
// about anything else stand in the notice.
func (f *Flow) complain(said []api.FieldError) {
	f.complaints, f.refused = map[string]complaint{}, f.values()
	for _, complained := range said {
		text := lang.Same(complained.Message)
		if complained.Message == "" {
			text = msgServerRefused
		}
		f.complaints[complained.Param] = complaint{f.draft.Value(complained.Param), text}
	}
	for _, p := range f.pages() {
		for _, field := range f.fields(p, f.draft.Value) {
			if _, here := f.complaints[field.Key]; here {
				f.form(p).Finish()
				f.enter(place{p, field.Key}, true)
				return
			}
		}
	}
}
