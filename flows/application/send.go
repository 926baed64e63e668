package application

import (
	"context"
	"errors"
	"maps"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// send sends the application, or goes to what keeps it from being sent.
func (f *Flow) send() flows.Move {
	if at, open := f.incomplete(); open {
		f.form(at.page).Finish()
		f.Notice = &flows.Notice{Tone: flows.Careful, What: msgStillOpen}
		return f.open(at)
	}
	if f.underWay {
		f.leftBehind()
		return flows.Move{}
	}
	f.underWay, f.sent = true, &sending{Recorder: f.deps.Recorder, since: f.Counter.Now(), query: f.customer(), lost: f.deps.Lost}
	call := f.Call()
	return talk.Send(&f.Talk, talk.Money[api.Application, api.Decision]{
		Doing: msgSending, Acts: true, Recorder: f.sent,
		// Nothing of the customer is recorded (docs/architecture.md rule 4).
		Intent: func(a api.Application) flows.Intent {
			return flows.Intent{Kind: flows.ApplicationIntent, RequestID: a.RequestID}
		},
		Send: func(ctx context.Context, a api.Application) (api.Decision, error) {
			return f.client.Apply(ctx, call, a)
		},
		Answered: func(ctx context.Context, decision api.Decision, err error) {
			if outcome, tells := decidedBy(decision, err); tells {
				f.settleLost(ctx, outcome)
			}
		},
		Done: func(decision api.Decision, _ talk.Sent) flows.Move {
			f.underWay = false
			return f.decided(decision)
		},
		Refused: f.failed, Lost: f.failed,
	}, f.body())
}

// decided shows what became of the application. Nothing leads back from it.
func (f *Flow) decided(decision api.Decision) flows.Move {
	f.decision = &decision
	return f.Finish(pageDecision)
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
		RequestID: f.requestID, Location: f.Counter.Location, Clerk: f.Counter.Clerk,
	}
}

// values are the answers that are shown, on all pages.
func (f *Flow) values() form.Values {
	values := form.Values{}
	for _, d := range f.pages() {
		maps.Copy(values, f.form(d.page).Values())
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
	f.Notice = &flows.Notice{Tone: flows.Careful, What: msgLeftBehind, Next: msgLostNext, Ref: f.Reference()}
}

// loses notes that the answer to the sending was lost.
func (f *Flow) loses() {
	if len(f.inDoubt) == 0 {
		f.firstLost = f.sent.since
	}
	f.lost, f.lookedFor, f.inDoubt = true, false, append(f.inDoubt, f.sent)
}

// failed keeps every answer and says what to do next.
func (f *Flow) failed(err error, _ talk.Sent) flows.Move {
	f.underWay = false
	executed := api.ExecutedUnknown
	var refused *api.Error
	if errors.As(err, &refused) {
		executed = refused.Executed
	}
	switch {
	case flows.FailureCode(err) == codeCreateError: // unknown for the account, whatever the status (docs/contract.md §10)
		f.loses()
		f.Notice.Tone, f.Notice.What, f.Notice.Next = flows.Careful, msgCreateError, msgCreateErrorNext
	case executed == api.ExecutedUnknown && !errors.Is(err, flows.ErrNotRecorded):
		f.loses()
		f.Notice = flows.Explain(err, lang.Text{}, false) // of what may have worked nobody says that it did not
		f.Notice.Tone, f.Notice.Next = flows.Careful, lang.Join(" ", msgLostNext, flows.MaybePermission(err))
	case flows.FailureCode(err) == "customer_already_exists" && f.lost:
		f.Notice.Tone, f.Notice.What, f.Notice.Next = flows.Careful, msgFirstArrived, msgFirstArrivedNext
		f.inDoubt = nil
	case executed == api.ExecutedNever && f.lost: // nothing has come to light since
		f.Notice.Next = msgLostNext
	case refused != nil && len(refused.Fields) > 0:
		return f.complain(refused.Fields)
	}
	return flows.Move{}
}

// complain puts the server's words at the fields they are about, and goes to the first of them. Those
// about anything else stand in the notice.
func (f *Flow) complain(said []api.FieldError) flows.Move {
	f.complaints, f.refused = map[string]complaint{}, f.values()
	for _, complained := range said {
		text := lang.Same(complained.Message)
		if complained.Message == "" {
			text = msgServerRefused
		}
		f.complaints[complained.Param] = complaint{f.draft.Value(complained.Param), text}
	}
	for _, d := range f.pages() {
		for _, field := range f.fields(d.page, f.draft.Value) {
			if _, here := f.complaints[field.Key]; here {
				f.form(d.page).Finish()
				return f.enter(place{d.page, field.Key})
			}
		}
	}
	return flows.Move{}
}
