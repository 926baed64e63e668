package api

// This file sends an application for credit and reads its decision (CONTRACT §5).

import (
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
// CONTRACT §5: the endpoint is SEEN, the fields are ASSUMED (applicationBody, decisionAnswer). Amounts are CAD, dates YYYY-MM-DD.
// Errors: 400 general_error; 409 invalid_role, application_create_error (a third party timed out), tos_agreement_required,
// customer_already_exists, not_verified, external_location_id_not_found, account_type_not_permitted, wrong_inputs.
func (c *Client) Apply(ctx context.Context, call Call, a Application) (Decision, error) {
	answer, err := fetch[decisionAnswer](ctx, c, call, request{route: routeApply, body: a.body()})
	if err != nil {
		if decision, decided := decisionOfError(err); decided {
			return decision, nil
		}
		return Decision{}, err
	}
	status, known := decisionOfStatus(string(answer.Status))
	if !known {
		return Decision{}, understood(routeApply, call, fmt.Errorf("%w: no decision", errNotJSON))
	}
	decision := Decision{
		Status: status, ApplicationID: answer.ApplicationID, CustomerID: answer.CustomerID,
		AccountNumber: answer.AccountNumber, CreditLimit: answer.CreditLimit, AvailableCredit: answer.AvailableCredit,
		RiskRating: string(answer.RiskRating), Category: Category(strings.ToLower(string(answer.Category))),
		CardEndingIn: string(answer.CardEndingIn), Message: string(answer.Message),
	}
	if decision.Category == NoCategory {
		decision.Category = CategoryOf(decision.RiskRating)
	}
	return decision, nil
}

// decisionOfError is the decision that an early server answered as an error.
func decisionOfError(err error) (Decision, bool) {
	var failed *Error
	if !errors.As(err, &failed) || failed.Executed != ExecutedNo {
		return Decision{}, false
	}
	for _, early := range decisionCodes {
		if strings.HasPrefix(failed.Code, early.prefix) {
			return Decision{Status: early.decided, Message: failed.Message}, true
		}
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
// CONTRACT §5: the name of the endpoint is SEEN, its answer ASSUMED (termsAnswer). An answer without a text is an *Error.
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
