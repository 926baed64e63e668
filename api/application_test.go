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
		"pending":                       {200, `{"status":"Pending","application_id":"1","message":"Wait."}`, Decision{Status: Pending, ApplicationID: "1", Message: "Wait."}},
		"declined":                      {200, `{"status":"DECLINED","message":"Sorry.","account_number":null}`, Decision{Status: Declined, Message: "Sorry."}},
		"pending, spaces":               {200, `{"status":" PENDING ","application_id":"1"}`, Decision{Status: Pending, ApplicationID: "1"}},
		"a word of another time":        {200, `{"status":"In review","application_id":7,"message":"Call us."}`, Decision{Status: Undecided, ApplicationID: "7", Message: "Call us.", Word: "In review"}},
		"no word, but an id":            {202, `{"status":null,"application_id":7}`, Decision{Status: Undecided, ApplicationID: "7"}},
		"an error in a success":         {200, `{"error":"general_error","application_id":7,"status":"approved"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "general_error"}},
		"declined in a success":         {200, `{"error":"Application_Declined_2","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"declined, early":               {409, `{"error":"application_declined","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"declined, early, third":        {409, `{"error":"application_declined_3","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"approved, and an error":        {200, `{"status":"approved","application_id":7,"success":false,"errors":["bureau timeout"]}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and a code":          {200, `{"status":"approved","application_id":7,"error":{"code":"application_create_error"}}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and declined":        {200, `{"status":"approved","application_id":7,"decision":"declined"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and a message":       {200, `{"status":"approved","application_id":7,"message":"The application was declined"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and a result":        {200, `{"status":"approved","application_id":7,"result":"declined"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and an outcome":      {200, `{"status":"approved","application_id":7,"outcome":"pending"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and another status":  {200, `{"status":"approved","application_id":7,"application_status":"pending"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and a flag":          {200, `{"status":"approved","application_id":7,"declined":true}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and no success":      {200, `{"status":"approved","application_id":7,"success":"false"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"declined, and an account":      {200, `{"status":"declined","application_id":7,"account_number":"55","credit_limit":1000}`, Decision{Status: Undecided, ApplicationID: "7", Word: "declined"}},
		"declined, and approved":        {200, `{"status":"declined","application_id":7,"decision":"approved"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "declined"}},
		"declined, and a flag":          {200, `{"status":"declined","application_id":7,"approved":true}`, Decision{Status: Undecided, ApplicationID: "7", Word: "declined"}},
		"declined, and errors":          {200, `{"status":"declined","application_id":7,"errors":["bureau timed out"]}`, Decision{Status: Undecided, ApplicationID: "7", Word: "declined"}},
		"declined, and a code":          {200, `{"status":"declined","application_id":7,"error_code":"application_create_error"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "declined"}},
		"declined, and a time-out":      {200, `{"status":"declined","application_id":7,"message":"The bureau timed out"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "declined"}},
		"pending, and an account":       {200, `{"status":"pending","application_id":7,"account_number":"55"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "pending"}},
		"declined, early, and approved": {200, `{"error":"application_declined","status":"approved","application_id":7}`, Decision{Status: Undecided, ApplicationID: "7", Word: "application_declined"}},
		"declined, and no success":      {200, `{"status":"declined","application_id":7,"success":false,"result":"declined"}`, Decision{Status: Declined, ApplicationID: "7"}},
		"pending, in words":             {200, `{"status":"pending","application_id":7,"message":"Pending review"}`, Decision{Status: Pending, ApplicationID: "7", Message: "Pending review"}},
		"approved, in words":            {200, `{"status":"approved","application_id":7,"message":"The card will be mailed.","result":"approved"}`, Decision{Status: Approved, ApplicationID: "7", Message: "The card will be mailed."}},
		"an error with an id":           {409, `{"error":"application_create_error","application_id":7,"message":"Later."}`, Decision{Status: Undecided, ApplicationID: "7", Message: "Later.", Word: "application_create_error"}},
		"a refusal with an id":          {409, `{"error":"customer_already_exists","application_id":"7"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "customer_already_exists"}},
		"a failure with an id":          {500, `{"error":"whatever","application_id":"7"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "whatever"}},
		"declined, with an id":          {409, `{"error":"application_declined","application_id":7}`, Decision{Status: Declined, ApplicationID: "7"}},
		"a failure of a decision":       {409, `{"error":"application_declined_system_error","application_id":7}`, Decision{Status: Undecided, ApplicationID: "7", Word: "application_declined_system_error"}},
		"declined, early, ninth":        {409, `{"error":"application_declined_9"}`, Decision{Status: Declined}},
		"pending, early":                {409, `{"error":"application_marked_pending_2","message":"Wait."}`, Decision{Status: Pending, Message: "Wait."}},
	} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/apply", answer(tc.status, tc.body))
		got, err := c.Apply(context.Background(), testCall, Application{})
		if tc.want.Status == Undecided && tc.want.Message == "" { // with what it says of the account
			got = Decision{Status: got.Status, ApplicationID: got.ApplicationID, Word: got.Word}
		}
		if err != nil || got != tc.want {
			t.Errorf("%s: not as it should be read (%v)", name, err)
		}
	}
}

// A refusal of an application that says more than one is not known to be one.
func TestARefusedApplicationThatSaysMoreIsNotKnown(t *testing.T) {
	for body, refused := range map[string]bool{
		`{"error":"customer_already_exists","message":"The customer already has an account."}`: true, `{"error":"wrong_inputs","field_errors":[{"param":"dob","msg":"bad"}]}`: true,
		`{"error":"wrong_inputs","status":"approved","account_number":"55"}`: false, `{"error":"wrong_inputs","customer_id":"5"}`: false, `{"error":"not_verified","id":"7"}`: false,
		`{"error":"application_declined","account_number":"55"}`: false, `{"error":"application_declined","message":"timed out"}`: false, `{"error":"application_declined","errors":["x"]}`: false,
		`{"error":"application_declined","status":"approved"}`: false, `{"error":"application_create_error"}`: false,
	} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/apply", answer(409, body))
		got, err := c.Apply(context.Background(), testCall, Application{})
		if failed := asError(t, err); (failed.Executed == ExecutedNo) != refused {
			t.Errorf("%s: %v, %v", body, got.Status, err)
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
