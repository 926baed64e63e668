package api

import (
	"context"
	"testing"
)

func TestVerificationIsAPINOrTheWordThatItWasSent(t *testing.T) {
	for body, want := range map[string]Verification{
		`{"verification_code":2485}`:                         {PIN: "2485"},
		`{"verification_code":"0485"}`:                       {PIN: "0485"},
		`{"verification_code":"verification_sent_to_sms"}`:   {Sent: "verification_sent_to_sms"},
		`{"verification_code":"Verification_Sent_To_Email"}`: {Sent: "Verification_Sent_To_Email"},
	} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/account/12/verify", answer(200, body))
		got, err := c.Verify(context.Background(), testCall, VerificationRequest{AccountNumber: "12"})
		if err != nil || got != want {
			t.Errorf("%s: not as it should be read (%v)", body, err)
		}
	}
}

// Only the contract's words say that a PIN was sent, and nothing beside them may say that it was not.
func TestAVerificationThatDoesNotSaySoSentNothing(t *testing.T) {
	for _, body := range []string{
		`{}`, `{"verification_code":null}`, `{"verification_code":"verification_not_sent"}`, `{"verification_code":"not_sent"}`, `{"verification_code":"could not be sent"}`,
		`{"verification_code":"absent"}`, `{"verification_code":"consent_required"}`, `{"verification_code":"sent"}`, `{"verification_code":"sent","sent":false}`,
		`{"verification_code":"verification_sent_to_sms","error_message":"SMS gateway down"}`, `{"verification_code":"verification_sent_to_sms","status":"failed"}`,
		`{"verification_code":"1234","status":"failed"}`, `{"verification_code":"1234","account_number":"999"}`, `{"verification_code":"123"}`,
	} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/account/12/verify", answer(200, body))
		if got, err := c.Verify(context.Background(), testCall, VerificationRequest{AccountNumber: "12"}); err == nil {
			t.Errorf("%s: sent %q", body, got.Sent)
		}
	}
}
