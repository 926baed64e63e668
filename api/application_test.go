package api

import (
	"context"
	"testing"
)

// Two statuses say two things, and an application is sent once.
func TestADecisionIsSaidOnce(t *testing.T) {
	for _, body := range []string{`{"status":"approved"}`, `{"status":"declined","application_id":1,"status":"approved"}`, `{"status":"approved","STATUS":"declined","application_id":1}`, "[]", `[{"status":"approved"}]`, "null"} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/apply", answer(200, body))
		_, err := c.Apply(context.Background(), testCall, Application{})
		if failed := asError(t, err); failed.Executed != ExecutedUnknown || !failed.Claimed {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestDecisions(t *testing.T) {
	for name, tc := range map[string]struct {
		status int
		body   string
		want   Decision
	}{
		"approved": {200, `{"status":"approved","application_id":1,"customer_id":"2","account_number":3,"credit_limit":"5000","available_credit":5000.00,"risk_rating":"H","card_ending_in":"0041","message":"Welcome."}`,
			Decision{Status: Approved, ApplicationID: "1", CustomerID: "2", AccountNumber: "3", CreditLimit: 500000, AvailableCredit: 500000,
				RiskRating: "H", Category: Premium, CardEndingIn: "0041", Message: "Welcome."}},
		"pending":                 {200, `{"status":"Pending","application_id":"1","message":"Wait."}`, Decision{Status: Pending, ApplicationID: "1", Message: "Wait."}},
		"declined":                {200, `{"status":"DECLINED","message":"Sorry.","account_number":null}`, Decision{Status: Declined, Message: "Sorry."}},
		"pending, spaces":         {200, `{"status":" PENDING ","application_id":"1"}`, Decision{Status: Pending, ApplicationID: "1"}},
		"a word of another time":  {200, `{"status":"In review","application_id":7,"message":"Call us."}`, Decision{Status: Undecided, ApplicationID: "7", Message: "Call us.", Word: "In review"}},
		"no word, but an id":      {202, `{"status":null,"application_id":7}`, Decision{Status: Undecided, ApplicationID: "7"}},
		"an error in a success":   {200, `{"error":"general_error","application_id":7,"status":"approved"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "general_error"}},
		"declined in a success":   {200, `{"error":"Application_Declined_2","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"declined, early":         {409, `{"error":"application_declined","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"declined, early, third":  {409, `{"error":"application_declined_3","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"approved, and an error":  {200, `{"status":"approved","application_id":7,"success":false,"errors":["bureau timeout"]}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and a code":    {200, `{"status":"approved","application_id":7,"error":{"code":"application_create_error"}}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and declined":  {200, `{"status":"approved","application_id":7,"decision":"declined"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"an error with an id":     {409, `{"error":"application_create_error","application_id":7,"message":"Later."}`, Decision{Status: Undecided, ApplicationID: "7", Message: "Later.", Word: "application_create_error"}},
		"a refusal with an id":    {409, `{"error":"customer_already_exists","application_id":"7"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "customer_already_exists"}},
		"a failure with an id":    {500, `{"error":"whatever","application_id":"7"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "whatever"}},
		"declined, with an id":    {409, `{"error":"application_declined","application_id":7}`, Decision{Status: Declined, ApplicationID: "7"}},
		"a failure of a decision": {409, `{"error":"application_declined_system_error","application_id":7}`, Decision{Status: Undecided, ApplicationID: "7", Word: "application_declined_system_error"}},
		"declined, early, ninth":  {409, `{"error":"application_declined_9"}`, Decision{Status: Declined}},
		"pending, early":          {409, `{"error":"application_marked_pending_2","message":"Wait."}`, Decision{Status: Pending, Message: "Wait."}},
	} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/apply", answer(tc.status, tc.body))
		got, err := c.Apply(context.Background(), testCall, Application{})
		if err != nil || got != tc.want {
			t.Errorf("%s: not as it should be read (%v)", name, err)
		}
	}
}

func TestTermsWithoutATextAreAFailure(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/terms-and-conditions", answer(200, `{"version":"1","body":"X"}`))
	if _, err := c.Terms(context.Background(), testCall); asError(t, err).Kind != KindServer {
		t.Errorf("got %v", err)
	}
}
