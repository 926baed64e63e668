package certification

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"

	"countertop/api"
)

// This file has the cases of applications and sales: they create test objects.

// decisions are the middle names that decide in test environments (docs/contract.md §5, SEEN).
var decisions = []struct {
	middle string
	want   api.DecisionStatus
	// or is the other decision that fits: non-prime accounts are declined where a merchant has none.
	or api.DecisionStatus
}{
	{"A-RR_L", api.Approved, ""}, {"A-RR_M", api.Approved, ""}, {"A-RR_H", api.Approved, ""}, {"A-RR_X", api.Approved, ""},
	{"A-RR_XX", api.Approved, api.Declined}, {"A-RR_XXX", api.Approved, api.Declined},
	{"P-CREDIT", api.Pending, ""}, {"P-FRAUD", api.Pending, ""}, {"P-REVIEW_MISC", api.Pending, ""},
	{"P-EXIST_CUST", api.Pending, ""}, {"P-MISSING_INFO", api.Pending, ""},
	{"D-NO_HIT", api.Declined, ""}, {"D-NO_SCORE", api.Declined, ""}, {"D-DUPLICATE", api.Declined, ""},
	{"D-FRAUD", api.Declined, ""}, {"D-MISSING_INFO", api.Declined, ""},
}

// timeoutName has the third party time out (docs/contract.md §5, SEEN).
const timeoutName = "D-EMAIL_DBL_TIMEOUT"

func saleCases() []Case {
	var cases []Case
	for _, d := range decisions {
		cases = append(cases, Case{ID: "apply." + d.middle, Name: "middle name " + d.middle + " is " + string(d.want), Vendor: true, Creates: true,
			run: func(ctx context.Context, b *bench) error {
				decision, err := b.apply(ctx, d.middle)
				if err == nil && decision.Status != d.want && (d.or == "" || decision.Status != d.or) {
					return fmt.Errorf("expected %s, found %s", d.want, decision.Status)
				}
				return err
			}})
	}
	return append(cases,
		Case{ID: "apply." + timeoutName, Name: "a third party's time-out is application_create_error", Vendor: true, Creates: true, run: func(ctx context.Context, b *bench) error {
			_, err := b.apply(ctx, timeoutName)
			return expectFailure(err, "application_create_error", func(failed *api.Error) bool { return failed.Code == "application_create_error" })
		}},
		Case{ID: "verification", Name: "the right answer to the security question brings a PIN, a wrong one does not", Vendor: true, Creates: true, run: verification},
		Case{ID: "authorization", Name: "a pre-authorization is opened and found again", Vendor: true, Creates: true, run: authorization},
		Case{ID: "capture", Name: "a part of it is captured", Vendor: true, Creates: true, Needs: []string{"authorization"}, run: capture},
		Case{ID: "release", Name: "the rest is released", Vendor: true, Creates: true, Needs: []string{"authorization", "capture"}, run: release},
		Case{ID: "refund", Name: "an amount is refunded to the account", Vendor: true, Creates: true, run: refund},
		Case{ID: "return", Name: "the capture is returned", Vendor: true, Creates: true, Needs: []string{"authorization", "capture"}, run: returned},
	)
}

// sale is the account and the authorization that the cases of a sale go through.
type sale struct {
	account       api.ID
	question      api.ID
	financing     api.Financing
	authorization api.Authorization
	capture       api.ID
	everyday      api.Authorization // captured at once
	everydayTaken api.ID
}

// The amounts of the sale.
const (
	saleAmount    api.Money = 300_00
	captureAmount api.Money = 200_00
	refundAmount  api.Money = 10_00
	answer                  = "invented"
)

// apply sends an application of an invented person, a new one each time.
func (b *bench) apply(ctx context.Context, middle string) (api.Decision, error) {
	return b.applyAs(ctx, middle, func(*api.Application) {})
}

// applyAs is apply with a change of the application.
func (b *bench) applyAs(ctx context.Context, middle string, change func(*api.Application)) (api.Decision, error) {
	client, err := b.counter()
	if err != nil {
		return api.Decision{}, err
	}
	call := b.call()
	catalogue, err := client.Catalogue(ctx, call)
	if err != nil {
		return api.Decision{}, err
	}
	body, err := b.person(catalogue, middle)
	if err != nil {
		return api.Decision{}, err
	}
	body.RequestID = string(b.NewID())
	change(&body)
	return client.Apply(ctx, call, body)
}

// person is an invented applicant whose codes are the catalogue's first.
func (b *bench) person(catalogue *api.Catalogue, middle string) (api.Application, error) {
	if len(catalogue.GovIDTypes) == 0 || len(catalogue.Salutations) == 0 || len(catalogue.Occupations) == 0 ||
		len(catalogue.HousingTypes) == 0 || len(catalogue.SecurityIDs) == 0 {
		return api.Application{}, skip("the catalogue's lists do not suffice for an application")
	}
	idType := catalogue.GovIDTypes[0].Code
	issuers := catalogue.Issuers[idType]
	if len(issuers) == 0 {
		return api.Application{}, skip("the catalogue's first ID type has no issuer")
	}
	income, payment := api.Money(60_000_00), api.Money(1_000_00)
	name := make([]byte, 8)
	for i := range name {
		name[i] = 'a' + byte(rand.IntN(26)) //nolint:gosec // a name that nobody has, not a secret
	}
	return api.Application{
		Salutation: catalogue.Salutations[0].Code, FirstName: "Certia", MiddleName: middle, LastName: "Sample" + string(name),
		BirthDate: "1980-01-31", Email: "certia." + string(name) + "@example.com", Phone: "4165550123",
		Address1: "1 Sample Street", City: "Sampleville", Province: "ON", PostalCode: "M5V2T6",
		HousingType: catalogue.HousingTypes[0].Code, HousingPayment: &payment,
		OccupationID: catalogue.Occupations[0].Code, EmployerName: "Invented Works", EmployerPhone: "4165550124", AnnualIncome: &income,
		GovIDType: idType, GovIDIssuedBy: issuers[0].Code, GovIDNumber: "SAMPLE0001", GovIDExpiry: b.Now().AddDate(2, 0, 0).Format("2006-01-02"),
		SecurityQID: catalogue.SecurityIDs[0].Code, SecurityAnswer: answer, AccountType: "consumer",
		TermsAgreed: true, PreferredLanguage: b.Language.Locale(), Location: b.Location, Clerk: b.Clerk,
	}, nil
}

// opened is the sale with its account, opened by the first case that needs it.
func (b *bench) opened(ctx context.Context) (*api.Client, *sale, error) {
	client, err := b.counter()
	if err != nil || b.sale != nil {
		return client, b.sale, err
	}
	decision, err := b.apply(ctx, "A-RR_M")
	if err != nil {
		return nil, nil, fmt.Errorf("opening an account: %w", err)
	}
	account, err := client.Lookup(ctx, b.call(), api.LookupQuery{AccountNumber: string(decision.AccountNumber)})
	if err != nil {
		return nil, nil, fmt.Errorf("looking the account up: %w", err)
	}
	offers, err := client.CalculateInterest(ctx, b.call(), decision.AccountNumber, saleAmount)
	if err != nil {
		return nil, nil, fmt.Errorf("asking for offers: %w", err)
	}
	for _, plan := range offers.Plans {
		for _, term := range plan.Terms {
			b.sale = &sale{
				account: decision.AccountNumber, question: account.SecurityQuestion.ID,
				financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: plan.ID, Term: term.Months},
			}
			return client, b.sale, nil
		}
	}
	return nil, nil, skip("the account is offered no plan")
}

// verify asks for a PIN by the security question.
func (b *bench) verify(ctx context.Context, requestID string, said api.Secret) (api.Secret, error) {
	client, s, err := b.opened(ctx)
	if err != nil {
		return "", err
	}
	verified, err := client.Verify(ctx, b.call(), api.VerificationRequest{
		AccountNumber: s.account, By: api.VerifySecurityQuestion, RequestID: requestID, QuestionID: s.question, Answer: said,
	})
	return verified.PIN, err
}

func verification(ctx context.Context, b *bench) error {
	if _, _, err := b.opened(ctx); err != nil {
		return err
	}
	_, err := b.verify(ctx, string(b.NewID()), "something else")
	if err := expectFailure(err, "a refusal of the wrong answer", func(failed *api.Error) bool { return failed.Status == http.StatusConflict }); err != nil {
		return err
	}
	pin, err := b.verify(ctx, string(b.NewID()), answer)
	if err == nil && pin == "" {
		return errors.New("expected a PIN, found none")
	}
	return err
}

// authorize makes a pre-authorization.
func (b *bench) authorize(ctx context.Context, requestID, key string) (api.Authorization, error) {
	_, s, err := b.opened(ctx)
	if err != nil {
		return api.Authorization{}, err
	}
	pin, err := b.verify(ctx, requestID, answer)
	if err != nil {
		return api.Authorization{}, fmt.Errorf("verifying: %w", err)
	}
	return b.purchase(ctx, b.request(s, pin, requestID, key))
}

// purchase makes a purchase. A success that does not prove it is held against the list, as a console would.
func (b *bench) purchase(ctx context.Context, request api.AuthorizationRequest) (api.Authorization, error) {
	made, err := b.client.Authorize(ctx, b.call(), request)
	if !claimed(err) {
		return made, err
	}
	b.found.addf("POST authorization does not prove what was asked; GET authorizations was asked in its place")
	return b.listed(ctx, request.AccountNumber, request.Reference)
}

// claimed reports whether a call succeeded without proving what was asked.
func claimed(err error) bool {
	var failed *api.Error
	return errors.As(err, &failed) && failed.Claimed
}

// listed is the one purchase of an account with a reference.
func (b *bench) listed(ctx context.Context, account api.ID, reference string) (api.Authorization, error) {
	all, err := b.client.Authorizations(ctx, b.call(), b.around(account))
	if err != nil {
		return api.Authorization{}, fmt.Errorf("listing authorizations: %w", err)
	}
	all = slices.DeleteFunc(all, func(a api.Authorization) bool { return !strings.EqualFold(a.Reference, reference) })
	if len(all) != 1 {
		return api.Authorization{}, fmt.Errorf("expected one authorization with the reference in the list, found %d", len(all))
	}
	return all[0], nil
}

// around asks for the account's sales of today and a day on either side: the time zone of the dates is not stated.
func (b *bench) around(account api.ID) api.TransactionQuery {
	return api.TransactionQuery{
		AccountNumber: account, From: b.Now().AddDate(0, 0, -1).UTC().Format(time.DateOnly), To: b.Now().AddDate(0, 0, 1).UTC().Format(time.DateOnly),
	}
}

func (b *bench) request(s *sale, pin api.Secret, requestID, key string) api.AuthorizationRequest {
	return api.AuthorizationRequest{
		AccountNumber: s.account, Reference: "CERT-" + requestID[:8], Financing: s.financing, Amount: saleAmount,
		VerificationCode: pin, RequestID: requestID, Location: b.Location, Clerk: b.Clerk, IdempotencyKey: key,
	}
}

func authorization(ctx context.Context, b *bench) error {
	made, err := b.authorize(ctx, string(b.NewID()), string(b.NewID()))
	if err != nil {
		return err
	}
	b.sale.authorization = made
	found, err := b.client.Authorization(ctx, b.call(), made.ID)
	switch {
	case err != nil:
		return fmt.Errorf("finding it again: %w", err)
	case found.Amount != saleAmount || found.Remaining != saleAmount:
		return fmt.Errorf("expected %s with %s remaining, found %s with %s", saleAmount, saleAmount, found.Amount, found.Remaining)
	}
	return nil
}

// authorized is the sale with its authorization; the case is skipped where there is none.
func (b *bench) authorized() (*sale, error) {
	if b.sale == nil || b.sale.authorization.ID == "" {
		return nil, skip("there is no authorization")
	}
	return b.sale, nil
}

func capture(ctx context.Context, b *bench) error {
	s, err := b.authorized()
	if err != nil {
		return err
	}
	taken, err := b.client.Capture(ctx, b.call(), api.CaptureRequest{
		AuthorizationID: s.authorization.ID, Amount: captureAmount, Reference: s.authorization.Reference, IdempotencyKey: string(b.NewID()),
	})
	s.capture = taken.ID
	if claimed(err) {
		return b.capturedInList(ctx, s)
	}
	return remains(err, taken.Remaining, saleAmount-captureAmount)
}

// capturedInList finds the capture that an answer does not prove.
func (b *bench) capturedInList(ctx context.Context, s *sale) error {
	b.found.addf("POST capture does not prove what was asked; GET captures was asked in its place")
	taken, err := b.captureOf(ctx, s.account, s.authorization.ID)
	s.capture = taken.ID
	return err
}

func release(ctx context.Context, b *bench) error {
	s, err := b.authorized()
	if err != nil {
		return err
	}
	given, err := b.client.Release(ctx, b.call(), api.ReleaseRequest{
		AuthorizationID: s.authorization.ID, Location: b.Location, Clerk: b.Clerk, IdempotencyKey: string(b.NewID()),
	})
	if claimed(err) {
		b.found.addf("POST release does not prove what was asked; GET authorization was asked in its place")
		left, err := b.client.Authorization(ctx, b.call(), s.authorization.ID)
		return remains(err, &left.Remaining, 0)
	}
	return remains(err, given.Remaining, 0)
}

func returned(ctx context.Context, b *bench) error {
	s, err := b.authorized()
	if err != nil {
		return err
	}
	if s.capture == "" {
		return skip("there is no capture")
	}
	back, err := b.client.Return(ctx, b.call(), api.ReturnRequest{
		AuthorizationID: s.authorization.ID, CaptureID: s.capture, Reference: s.authorization.Reference, Full: true,
		Amount: captureAmount, Location: b.Location, Clerk: b.Clerk, IdempotencyKey: string(b.NewID()),
	})
	return remains(err, back.RemainingCapture, 0)
}

// remains compares what the server says remains with what must; a server that does not say passes.
func remains(err error, found *api.Money, want api.Money) error {
	if err == nil && found != nil && *found != want {
		return fmt.Errorf("expected %s to remain, found %s", want, *found)
	}
	return err
}

func refund(ctx context.Context, b *bench) error {
	client, s, err := b.opened(ctx)
	if err != nil {
		return err
	}
	return client.Refund(ctx, b.call(), api.RefundRequest{
		AccountNumber: s.account, Reference: cmp.Or(s.authorization.Reference, "CERT-REFUND"), Amount: refundAmount,
		Location: b.Location, Clerk: b.Clerk, IdempotencyKey: string(b.NewID()),
	})
}

// Cases are all cases in their order.
func Cases() []Case {
	return slices.Concat(accessCases(), businessCases(), saleCases(), everydayCases(), idempotencyCases())
}
