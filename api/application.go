package api

// This file is the application for credit: it is sent, its decision is read, and its terms are asked for (docs/contract.md §5).

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"countertop/api/private"
)

var (
	routeApply = route{"apply", http.MethodPost, v25, "client-id/{client_id}/apply", acts}
	routeTerms = route{"terms-and-conditions", http.MethodGet, v25, "client-id/{client_id}/terms-and-conditions", reads}
)

// Application is the body of apply, an in-store credit application (docs/contract.md §5; names partly
// ASSUMED). Empty members are not sent.
type Application struct {
	private.Data

	Salutation        string // key of Catalogue.Salutations
	FirstName         string
	MiddleName        string
	LastName          string
	BirthDate         string // YYYY-MM-DD
	Email             string
	Phone             string // ten digits
	Address1          string
	Address2          string
	City              string
	Province          string
	PostalCode        string // A9A9A9
	HousingType       string
	HousingPayment    *Money // a month
	OccupationID      string
	EmployerName      string
	EmployerPhone     string
	AnnualIncome      *Money
	GovIDType         string
	GovIDIssuedBy     string
	GovIDNumber       Secret
	GovIDExpiry       string // YYYY-MM-DD
	SecurityQID       string
	SecurityAnswer    Secret
	Insurance         bool
	AccountType       string // consumer, business
	BusinessName      string
	BusinessPhone     string
	TermsAgreed       bool
	PreferredLanguage string // en-CA, fr-CA
	SIN               Secret // nine digits; only where configured
	RequestID         string
	Location          string // external_location_id
	Clerk             string // external_employee_id
}

// applicationBody is the body of apply. ASSUMED: flat JSON with these names; the marks of each are
// in docs/contract.md §5. What is empty is not sent; insurance and tos_agreement always are.
type applicationBody struct {
	private.Wire

	Salutation        string `json:"salutation,omitempty"`
	FirstName         string `json:"first_name,omitempty"`
	MiddleName        string `json:"middle_name,omitempty"`
	LastName          string `json:"last_name,omitempty"`
	BirthDate         string `json:"dob,omitempty"`
	Email             string `json:"email,omitempty"`
	Phone             string `json:"phone_number,omitempty"`
	Address1          string `json:"address_1,omitempty"`
	Address2          string `json:"address_2,omitempty"`
	City              string `json:"city,omitempty"`
	Province          string `json:"province,omitempty"`
	PostalCode        string `json:"postal_code,omitempty"`
	HousingType       string `json:"housing_type,omitempty"`
	HousingPayment    *Money `json:"housing_payment,omitempty"`
	OccupationID      string `json:"occupation_id,omitempty"`
	EmployerName      string `json:"employer_name,omitempty"`
	EmployerPhone     string `json:"employer_phone,omitempty"`
	AnnualIncome      *Money `json:"annual_income,omitempty"`
	GovIDType         string `json:"govid_type,omitempty"`
	GovIDIssuedBy     string `json:"govid_issuedby,omitempty"`
	GovIDNumber       string `json:"govid_number,omitempty"`
	GovIDExpiry       string `json:"govid_expiry,omitempty"`
	SecurityQID       string `json:"security_qid,omitempty"`
	SecurityAnswer    string `json:"security_answer,omitempty"`
	Insurance         bool   `json:"insurance"`
	AccountType       string `json:"account_type,omitempty"`
	BusinessName      string `json:"business_name,omitempty"`
	BusinessPhone     string `json:"business_phone,omitempty"`
	TermsAgreed       bool   `json:"tos_agreement"`
	PreferredLanguage string `json:"preferred_language,omitempty"`
	SIN               string `json:"sin,omitempty"`
	RequestID         string `json:"request_id,omitempty"`
	Location          string `json:"external_location_id,omitempty"`
	Clerk             string `json:"external_employee_id,omitempty"`
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

// DecisionStatus is the decision on an application.
type DecisionStatus string

// The decisions.
const (
	Approved DecisionStatus = "approved"
	Pending  DecisionStatus = "pending"
	Declined DecisionStatus = "declined"
	// Undecided is every other status, and none: the server has the application, and nobody here knows what it decided.
	Undecided DecisionStatus = "unknown"
)

// Decision is the answer of apply. Pending and declined carry status, application id and
// message only. The codes application_declined… and application_marked_pending… of early servers are
// decisions too.
// One that is not understood (Undecided) has an application id, which proves that the server has it.
type Decision struct {
	private.Data

	Status          DecisionStatus
	ApplicationID   ID
	CustomerID      ID
	AccountNumber   ID
	CreditLimit     Money
	AvailableCredit Money
	RiskRating      string
	Category        Category
	CardEndingIn    string
	Message         string // the server's, in the language asked for
	Word            string // of an Undecided one: the status, or the error code, as the server wrote it
}

// decisionAnswer is the answer of apply. ASSUMED: these names.
type decisionAnswer struct {
	Status          text  `json:"status"`
	ApplicationID   ID    `json:"application_id"`
	CustomerID      ID    `json:"customer_id"`
	AccountNumber   ID    `json:"account_number"`
	CreditLimit     Money `json:"credit_limit"`
	AvailableCredit Money `json:"available_credit"`
	RiskRating      text  `json:"risk_rating"`
	Category        text  `json:"category_type"`
	CardEndingIn    text  `json:"card_ending_in"`
	Message         text  `json:"message"`
	Error           text  `json:"error"`
}

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
	if status != Undecided && answer.contradicts(status, body) {
		status = Undecided
	}
	if status == Undecided && answer.ApplicationID == "" {
		return Decision{}, notDecided(call, answer, body)
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

// contradicts reports whether an approval names nothing that was opened, or whether any member of a decision says something else than it.
func (a decisionAnswer) contradicts(decided DecisionStatus, body []byte) bool {
	members, once := membersOnce(withoutMark(body))
	if !once || decided == Approved && a.ApplicationID == "" && a.AccountNumber == "" {
		return true
	}
	for name, value := range members {
		if contradictsDecision(decided, letters(name), value) {
			return true
		}
	}
	return false
}

// contradictsDecision judges one member.
func contradictsDecision(decided DecisionStatus, name string, value jsontext.Value) bool {
	said, isPlain := plain(value)
	word, other := strings.ToLower(strings.TrimSpace(said)), decisionOfStatus(said)
	switch name {
	case "status": // the decision itself, or an early server's code is it
		return other != Undecided && other != decided
	case "error":
		return !isPlain && !saysNothing(value)
	case "errors", "errorcode", "fielderrors", "errorfields":
		return !saysNothing(value)
	case "message":
		return gaveUp(said) || decided == Approved && slices.ContainsFunc(otherDecisions, func(part string) bool { return strings.Contains(word, part) })
	case "accountnumber":
		return decided != Approved && isID(ID(said))
	case "approved", "isapproved":
		return word != "" && slices.Contains(yesWords, word) != (decided == Approved)
	}
	if other != Undecided && tells(name) {
		return other != decided
	}
	return decided == Approved && (denies(name, value) || anyWithin(value, deepest-1, saysNoWithin))
}

// otherDecisions are parts of messages that an approval does not have. OWN.
var otherDecisions = []string{"declin", "denied", "reject", "not approved", "refus", "pending", "under review", "en attente", "could not", "failed", "échou"}

// notDecided is the error of a success that names neither a decision nor an application: whether there is one is not known.
func notDecided(call Call, answer decisionAnswer, body []byte) error {
	return &Error{
		Kind: KindServer, Executed: ExecutedUnknown, Claimed: answer.Error == "",
		Answered: readsError(routeApply, body).plain && serverIsDone(http.StatusOK, string(answer.Error)),
		Op:       routeApply.op, Status: http.StatusOK, Ref: call.Reference,
		Code: string(answer.Error), Message: shortened(string(answer.Message)), Err: fmt.Errorf("%w: no decision", errNotJSON),
	}
}

// decisionOfStatus reads the status of a decision. ASSUMED: these words, in any case and between any spaces.
func decisionOfStatus(status string) DecisionStatus {
	switch decided := DecisionStatus(strings.ToLower(strings.TrimSpace(status))); decided {
	case Approved, Pending, Declined:
		return decided
	}
	return Undecided
}

// decisionCodes are the beginnings of the error codes with which early servers answered a decision
// (SEEN: application_declined, _2, _3, application_marked_pending_1, _2). ASSUMED: another
// number after the beginning means the same; any other word does not.
var decisionCodes = []struct {
	prefix  string
	decided DecisionStatus
}{
	{"application_declined", Declined},
	{"application_marked_pending", Pending},
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

// Terms are the terms and conditions to be shown before the customer agrees.
type Terms struct {
	Version string
	Title   string
	Text    string
}

// termsAnswer is the answer of terms-and-conditions. ASSUMED: these names.
type termsAnswer struct {
	Version text `json:"version"`
	Title   text `json:"title"`
	Text    text `json:"text"`
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
