package doubt_test

// This file is the part of the fault matrix in which no money moves: an application, and the closing of an account. What
// became of them shows in a search for the customer, and in a look-up of the account.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
)

// quebecker is a sample account that may be closed.
const quebecker = api.ID("100000004")

var (
	whoApplies = api.SearchQuery{FirstName: "Nova", LastName: "Sample", BirthDate: "1990-05-05"}
	whoCloses  = api.SearchQuery{FirstName: "Zoé", LastName: "Échantillon", BirthDate: "1985-11-20"}
)

func movesMoney(kind flows.IntentKind) bool {
	return kind != flows.ApplicationIntent && kind != flows.CloseIntent
}

func customerCalls() []moneyCall {
	intent := func(in flows.Intent) func(*counter) (flows.Intent, error) {
		return func(*counter) (flows.Intent, error) { return in, nil }
	}
	return []moneyCall{
		{"application", flows.ApplicationIntent, "apply", "application_id", intent(flows.Intent{Kind: flows.ApplicationIntent}), []string{
			"invalid_role", "tos_agreement_required", "customer_already_exists", "not_verified", "external_location_id_not_found", "account_type_not_permitted", "wrong_inputs",
		}},
		{"closing", flows.CloseIntent, "close", "", intent(flows.Intent{Kind: flows.CloseIntent, Account: quebecker}), nil},
	}
}

func (c *counter) sendsCustomer(in flows.Intent, call api.Call) error {
	if in.Kind == flows.CloseIntent {
		return execute(c, in, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, c.client.CloseAccount(ctx, call, in.Account)
		})
	}
	income, rent := api.Money(60_000_00), api.Money(1_250_50)
	return execute(c, in, func(ctx context.Context) (api.Decision, error) {
		return c.client.Apply(ctx, call, api.Application{
			Salutation: "ms", FirstName: whoApplies.FirstName, MiddleName: "A-RR_L", LastName: whoApplies.LastName, BirthDate: whoApplies.BirthDate,
			Email: "nova@example.com", Phone: "4165550142", Address1: "1 Sample Street", City: "Sampleville", Province: "ON", PostalCode: "M5V2T6",
			HousingType: "Rent", HousingPayment: &rent, OccupationID: "FE", EmployerName: "Sample Works", EmployerPhone: "4165550143", AnnualIncome: &income,
			GovIDType: "CADL", GovIDIssuedBy: "ON", GovIDNumber: "S1234-56789", GovIDExpiry: "2030-01-01", SecurityQID: "4", SecurityAnswer: "Robin",
			AccountType: "consumer", TermsAgreed: true, PreferredLanguage: "en-CA", RequestID: "request", Location: in.Location, Clerk: in.Clerk,
		})
	})
}

// leftOfCustomer is less by one once an account was opened, or closed.
func (c *counter) leftOfCustomer(in flows.Intent) (api.Money, error) {
	q := whoApplies
	if in.Kind == flows.CloseIntent {
		q = whoCloses
	}
	list, err := c.books.Search(c.ctx, api.Call{}, q)
	if failed, is := errors.AsType[*api.Error](err); is && failed.Kind == api.KindNotFound {
		err = nil
	}
	there := api.Money(0)
	for _, each := range list {
		if in.Kind == flows.ApplicationIntent || each.AccountNumber == in.Account && each.Status == "C" {
			there--
		}
	}
	return there, err
}

// customerTwists returns the answers about a customer and an account.
func customerTwists() []twist {
	rows := func(change func(object)) func(question, object) *said {
		return inFound(func(o object) {
			for _, each := range append(asList(o["search"]), o) {
				if row, is := each.(object); is {
					change(row)
				}
			}
		})
	}
	set := func(name string, value any) func(question, object) *said {
		return rows(func(row object) {
			if _, there := row[name]; there {
				row[name] = value
			}
		})
	}
	all := []twist{{name: "honest", answer: inFound(func(object) {})}}
	for _, raw := range []string{"null", "{}", "[]", `""`, "", page, `{"error":"general_error"}`, `[null]`, `[{}]`, `{"data":[]}`, `[{"error":"general_error"}]`} {
		all = append(all, twist{name: strings.TrimSpace(raw), answer: always(200, raw), blank: true})
	}
	return append(all,
		twist{name: "404 not_found", answer: always(404, `{"error":"not_found"}`)},
		twist{name: "409 user_not_able_to_purchase", answer: always(409, `{"error":"user_not_able_to_purchase"}`)},
		twist{name: "409 general_error", answer: always(409, `{"error":"general_error"}`), blank: true},
		twist{name: "account masked", answer: set("account_number", "*****0004")},
		twist{name: "another account", answer: set("account_number", "100000001")},
		twist{name: "no account", answer: rows(func(row object) { delete(row, "account_number") })},
		twist{name: "status small", answer: set("account_status", "c")},
		twist{name: "no status", answer: rows(func(row object) { delete(row, "account_status") })},
		twist{name: "no date", answer: rows(func(row object) { delete(row, "creation_date") })},
		twist{name: "an old date", answer: set("creation_date", "2019-01-01")},
		twist{name: "an error beside it", answer: rows(func(row object) { row["error"] = "general_error" })},
	)
}

// inFound rewrites what was found, and writes a search as the list that it is.
func inFound(change func(object)) func(question, object) *said {
	return func(q question, body object) *said {
		change(body)
		if q.list == "search" {
			delete(body, "error")
			return answered(http.StatusOK, written(body["search"]))
		}
		return answered(http.StatusOK, written(body))
	}
}

// knows is a call about a customer whose answer is strange, and what is said of the customer then.
func (s *store) knows(ctx context.Context, call moneyCall, how reply, later twist, forgets bool) (trial, error) {
	c, err := s.open(ctx, noon(), sandbox.IdempotencyEverywhere)
	if err != nil {
		return trial{}, err
	}
	defer c.close()
	t, err := c.tries(call, &how)
	if err != nil {
		return t, err
	}
	c.line.later = &later
	c.restart(forgets)
	for _, d := range c.ledger.InDoubt() {
		if call.kind == flows.ApplicationIntent && !forgets {
			c.resolver.Remember(d.ID, whoApplies)
		}
	}
	if err := t.settle(); err != nil {
		return t, err
	}
	did, err := t.moved(t.in, t.before)
	if err != nil {
		return t, err
	}
	return t, t.knownAs(how, later, did)
}

func (t trial) knownAs(how reply, later twist, did int) error {
	_, inDoubt := errors.AsType[*flows.InDoubtError](t.err)
	ended := t.verdict()
	switch wrong := t.holds(did); {
	case wrong != nil:
		return wrong
	case how.proves == isRefused && (inDoubt || ended != saidNotDone):
		return fmt.Errorf("a refusal is %s: %w", ended, t.err)
	case how.proves == isDone && t.err != nil:
		return fmt.Errorf("a success is %s: %w", ended, t.err)
	case inDoubt && later.blank && (ended == saidDone || ended == saidNotDone):
		return fmt.Errorf("%s: nothing that was answered says so", ended)
	}
	return nil
}

func TestEveryReplyToAnApplicationAndAClosingIsJudgedAsTheBooksSay(t *testing.T) {
	t.Parallel()
	var cells []cell
	for _, call := range customerCalls() {
		for _, how := range replies(call) {
			if how.resent != nil || how.renews {
				continue // it knows no keys; a renewed token is shown with money
			}
			for i, later := range customerTwists() {
				if i > 0 && !strings.HasPrefix(how.name, "hung up") && !strings.HasPrefix(how.name, "409 general_error") {
					break
				}
				for _, forgets := range []bool{false, true} {
					cells = append(cells, cell{
						name: fmt.Sprintf("%s, answered with %s, then %s, forgotten %v", call.name, how.name, later.name, forgets), kind: call.name,
						run: func(s *store) (verdict, error) {
							made, err := s.knows(t.Context(), call, how, later, forgets)
							return made.said(), err
						},
					})
				}
			}
		}
	}
	new(matrix).run(t, cells)
}
