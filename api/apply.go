package api

// This file sends an application for credit and reads its decision (docs/contract.md §5).

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

var (
	routeApply = route{"apply", http.MethodPost, v25, "client-id/{client_id}/apply", acts}
	routeTerms = route{"terms-and-conditions", http.MethodGet, v25, "client-id/{client_id}/terms-and-conditions", reads}
)

// Apply sends an application. Declined and pending are decisions, not errors, also where an early
// server answers them as 409. It is sent once: an *Error with ExecutedUnknown says that
// the application may have been made.
//
// docs/contract.md §5: the endpoint is SEEN, the fields are ASSUMED (applicationBody, decisionAnswer). Amounts are CAD, dates YYYY-MM-DD.
// Errors: 400 general_error; 409 invalid_role, application_create_error (a third party timed out), tos_agreement_required,
// customer_already_exists, not_verified, external_location_id_not_found, account_type_not_permitted, wrong_inputs.
func (c *Client) Apply(ctx context.Context, call Call, a Application) (Decision, error) {
	body, err := c.send(ctx, call, request{route: routeApply, body: a.body()})
	if err != nil {
		if decision, decided := decisionOfError(err); decided {
			return decision, nil
		}
		return Decision{}, err
	}
	var answer decisionAnswer
	if err := readOnce(body, &answer); err != nil { // two statuses say two things
		return Decision{}, claimed(routeApply, call, err)
	}
	status := decisionOfStatus(string(answer.Status))
	switch code := string(answer.Error); {
	case code != "" && decisionOfCode(code) != Undecided:
		status = decisionOfCode(code)
	case code != "": // an answered error, whatever it calls itself (docs/contract.md §10)
		status = Undecided
	}
	if status == Approved && answer.contradicts(body) {
		status = Undecided
	}
	if status == Undecided && answer.ApplicationID == "" {
		return Decision{}, notDecided(call, answer)
	}
	decision := Decision{
		Status: status, ApplicationID: answer.ApplicationID, CustomerID: answer.CustomerID,
		AccountNumber: answer.AccountNumber, CreditLimit: answer.CreditLimit, AvailableCredit: answer.AvailableCredit,
		RiskRating: string(answer.RiskRating), Category: Category(strings.ToLower(string(answer.Category))),
		CardEndingIn: string(answer.CardEndingIn), Message: string(answer.Message),
	}
	if status == Undecided {
		decision.Word = cmp.Or(string(answer.Error), strings.TrimSpace(string(answer.Status)))
	}
	if decision.Category == NoCategory {
		decision.Category = CategoryOf(decision.RiskRating)
	}
	return decision, nil
}

// contradicts reports whether an approval names nothing that was opened, or has a member that says otherwise.
func (a decisionAnswer) contradicts(body []byte) bool {
	var inside struct {
		failure
		Decision text `json:"decision"`
	}
	if unmarshal(withoutMark(body), &inside) != nil || inside.told() || a.ApplicationID == "" && a.AccountNumber == "" {
		return true
	}
	return inside.Decision != "" && decisionOfStatus(string(inside.Decision)) != Approved
}

// notDecided is the error of a success that names neither a decision nor an application: whether there is one is not known.
func notDecided(call Call, answer decisionAnswer) error {
	return &Error{
		Kind: KindServer, Executed: ExecutedUnknown, Claimed: answer.Error == "", Answered: answer.Error != "",
		Op: routeApply.op, Status: http.StatusOK, Ref: call.Reference,
		Code: string(answer.Error), Message: shortened(string(answer.Message)), Err: fmt.Errorf("%w: no decision", errNotJSON),
	}
}

// decisionOfCode is the decision that an early server answered as an error code; Undecided for every other code.
func decisionOfCode(code string) DecisionStatus {
	code = strings.ToLower(strings.TrimSpace(code))
	for _, early := range decisionCodes {
		if number, found := strings.CutPrefix(code, early.prefix); found && strings.Trim(number, "_0123456789") == "" {
			return early.decided
		}
	}
	return Undecided
}

// decisionOfError is the decision that an early server answered as an error, or none where an error names an application.
func decisionOfError(err error) (Decision, bool) {
	var failed *Error
	if !errors.As(err, &failed) {
		return Decision{}, false
	}
	decided := decisionOfCode(failed.Code)
	switch {
	case decided != Undecided && failed.Answered && failed.Status == http.StatusConflict:
		return Decision{Status: decided, ApplicationID: failed.application, Message: failed.Message}, true
	case failed.application != "": // there is one, whatever the answer calls itself: it is not sent again
		return Decision{Status: Undecided, ApplicationID: failed.application, Message: failed.Message, Word: failed.Code}, true
	}
	return Decision{}, false
}

func (a Application) body() applicationBody {
	return applicationBody{
		Salutation: a.Salutation, FirstName: a.FirstName, MiddleName: a.MiddleName, LastName: a.LastName,
		BirthDate: a.BirthDate, Email: a.Email, Phone: a.Phone,
		Address1: a.Address1, Address2: a.Address2, City: a.City, Province: a.Province, PostalCode: a.PostalCode,
		HousingType: a.HousingType, HousingPayment: a.HousingPayment,
		OccupationID: a.OccupationID, EmployerName: a.EmployerName, EmployerPhone: a.EmployerPhone,
		AnnualIncome: a.AnnualIncome,
		GovIDType:    a.GovIDType, GovIDIssuedBy: a.GovIDIssuedBy,
		GovIDNumber: a.GovIDNumber.Reveal(), GovIDExpiry: a.GovIDExpiry,
		SecurityQID: a.SecurityQID, SecurityAnswer: a.SecurityAnswer.Reveal(),
		Insurance: a.Insurance, AccountType: a.AccountType, BusinessName: a.BusinessName, BusinessPhone: a.BusinessPhone,
		TermsAgreed: a.TermsAgreed, PreferredLanguage: a.PreferredLanguage, SIN: a.SIN.Reveal(),
		RequestID: a.RequestID, Location: a.Location, Clerk: a.Clerk,
	}
}

// Terms asks for the terms and conditions, in the call's language.
//
// docs/contract.md §5: the name of the endpoint is SEEN, its answer ASSUMED (termsAnswer). An answer without a text is an *Error.
func (c *Client) Terms(ctx context.Context, call Call) (Terms, error) {
	answer, err := fetch[termsAnswer](ctx, c, call, request{route: routeTerms, limit: maxCatalogue})
	if err != nil {
		return Terms{}, err
	}
	if answer.Text == "" {
		return Terms{}, understood(routeTerms, call, fmt.Errorf("%w: no text of the terms", errNotJSON))
	}
	return Terms{Version: string(answer.Version), Title: string(answer.Title), Text: string(answer.Text)}, nil
}
