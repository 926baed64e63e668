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
